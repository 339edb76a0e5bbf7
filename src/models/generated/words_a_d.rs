// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base;

base::words! {
    /// DHIS2's words for an access level.
    AccessLevel {
        Audited = "AUDITED",
        Closed = "CLOSED",
        Open = "OPEN",
        Protected = "PROTECTED",
    }
}

base::words! {
    /// DHIS2's words for an aggregation type.
    AggregationType {
        Average = "AVERAGE",
        AverageSumOrgUnit = "AVERAGE_SUM_ORG_UNIT",
        Count = "COUNT",
        Custom = "CUSTOM",
        Default = "DEFAULT",
        First = "FIRST",
        FirstAverageOrgUnit = "FIRST_AVERAGE_ORG_UNIT",
        FirstFirstOrgUnit = "FIRST_FIRST_ORG_UNIT",
        Last = "LAST",
        LastAverageOrgUnit = "LAST_AVERAGE_ORG_UNIT",
        LastInPeriod = "LAST_IN_PERIOD",
        LastInPeriodAverageOrgUnit = "LAST_IN_PERIOD_AVERAGE_ORG_UNIT",
        LastLastOrgUnit = "LAST_LAST_ORG_UNIT",
        Max = "MAX",
        MaxSumOrgUnit = "MAX_SUM_ORG_UNIT",
        Min = "MIN",
        MinSumOrgUnit = "MIN_SUM_ORG_UNIT",
        None = "NONE",
        Stddev = "STDDEV",
        Sum = "SUM",
        Variance = "VARIANCE",
    }
}

base::words! {
    /// DHIS2's words for an analytics period boundary type.
    AnalyticsPeriodBoundaryType {
        AfterEndOfReportingPeriod = "AFTER_END_OF_REPORTING_PERIOD",
        AfterStartOfReportingPeriod = "AFTER_START_OF_REPORTING_PERIOD",
        BeforeEndOfReportingPeriod = "BEFORE_END_OF_REPORTING_PERIOD",
        BeforeStartOfReportingPeriod = "BEFORE_START_OF_REPORTING_PERIOD",
    }
}

base::words! {
    /// DHIS2's words for an analytics table phase.
    AnalyticsTablePhase {
        AnalyticsTablePopulated = "ANALYTICS_TABLE_POPULATED",
        ResourceTablePopulated = "RESOURCE_TABLE_POPULATED",
    }
}

base::words! {
    /// DHIS2's words for an analytics table type.
    AnalyticsTableType {
        Completeness = "COMPLETENESS",
        CompletenessTarget = "COMPLETENESS_TARGET",
        DataValue = "DATA_VALUE",
        Enrollment = "ENROLLMENT",
        Event = "EVENT",
        OrgUnitTarget = "ORG_UNIT_TARGET",
        Ownership = "OWNERSHIP",
        TrackedEntityInstance = "TRACKED_ENTITY_INSTANCE",
        TrackedEntityInstanceEnrollments = "TRACKED_ENTITY_INSTANCE_ENROLLMENTS",
        TrackedEntityInstanceEvents = "TRACKED_ENTITY_INSTANCE_EVENTS",
        ValidationResult = "VALIDATION_RESULT",
    }
}

base::words! {
    /// DHIS2's words for an analytics type.
    AnalyticsType {
        Enrollment = "ENROLLMENT",
        Event = "EVENT",
    }
}

base::words! {
    /// DHIS2's words for an API token type.
    ApiTokenType {
        PersonalAccessTokenV1 = "PERSONAL_ACCESS_TOKEN_V1",
        PersonalAccessTokenV2 = "PERSONAL_ACCESS_TOKEN_V2",
    }
}

base::words! {
    /// DHIS2's words for a cache strategy.
    CacheStrategy {
        Cache10Minutes = "CACHE_10_MINUTES",
        Cache15Minutes = "CACHE_15_MINUTES",
        Cache1Hour = "CACHE_1_HOUR",
        Cache1Minute = "CACHE_1_MINUTE",
        Cache30Minutes = "CACHE_30_MINUTES",
        Cache5Minutes = "CACHE_5_MINUTES",
        Cache6amTomorrow = "CACHE_6AM_TOMORROW",
        CacheTwoWeeks = "CACHE_TWO_WEEKS",
        NoCache = "NO_CACHE",
        RespectSystemSetting = "RESPECT_SYSTEM_SETTING",
    }
}

base::words! {
    /// DHIS2's words for a completeness method.
    CompletenessMethod {
        AllDatavalue = "ALL_DATAVALUE",
        AtLeastOneDatavalue = "AT_LEAST_ONE_DATAVALUE",
        DoNotMarkComplete = "DO_NOT_MARK_COMPLETE",
    }
}

base::words! {
    /// DHIS2's words for a dashboard item shape.
    DashboardItemShape {
        DoubleWidth = "DOUBLE_WIDTH",
        FullWidth = "FULL_WIDTH",
        Normal = "NORMAL",
    }
}

base::words! {
    /// DHIS2's words for a dashboard item type.
    DashboardItemType {
        App = "APP",
        EventChart = "EVENT_CHART",
        EventReport = "EVENT_REPORT",
        EventVisualization = "EVENT_VISUALIZATION",
        Map = "MAP",
        Messages = "MESSAGES",
        Reports = "REPORTS",
        Resources = "RESOURCES",
        Text = "TEXT",
        Users = "USERS",
        Visualization = "VISUALIZATION",
    }
}

base::words! {
    /// DHIS2's words for a data dimension type.
    DataDimensionType {
        Attribute = "ATTRIBUTE",
        Disaggregation = "DISAGGREGATION",
    }
}

base::words! {
    /// DHIS2's words for a data element domain.
    DataElementDomain {
        Aggregate = "AGGREGATE",
        Tracker = "TRACKER",
    }
}

base::words! {
    /// DHIS2's words for a data set notification recipient.
    DataSetNotificationRecipient {
        OrganisationUnitContact = "ORGANISATION_UNIT_CONTACT",
        UserGroup = "USER_GROUP",
    }
}

base::words! {
    /// DHIS2's words for a data set notification trigger.
    DataSetNotificationTrigger {
        DataSetCompletion = "DATA_SET_COMPLETION",
        ScheduledDays = "SCHEDULED_DAYS",
    }
}

base::words! {
    /// DHIS2's words for a digit group separator.
    DigitGroupSeparator {
        Comma = "COMMA",
        None = "NONE",
        Space = "SPACE",
    }
}

base::words! {
    /// DHIS2's words for a dimension item type.
    DimensionItemType {
        CategoryOption = "CATEGORY_OPTION",
        CategoryOptionGroup = "CATEGORY_OPTION_GROUP",
        DataElement = "DATA_ELEMENT",
        DataElementGroup = "DATA_ELEMENT_GROUP",
        DataElementOperand = "DATA_ELEMENT_OPERAND",
        ExpressionDimensionItem = "EXPRESSION_DIMENSION_ITEM",
        Indicator = "INDICATOR",
        OptionGroup = "OPTION_GROUP",
        OrganisationUnit = "ORGANISATION_UNIT",
        OrganisationUnitGroup = "ORGANISATION_UNIT_GROUP",
        Period = "PERIOD",
        ProgramAttribute = "PROGRAM_ATTRIBUTE",
        ProgramAttributeOption = "PROGRAM_ATTRIBUTE_OPTION",
        ProgramDataElement = "PROGRAM_DATA_ELEMENT",
        ProgramDataElementOption = "PROGRAM_DATA_ELEMENT_OPTION",
        ProgramIndicator = "PROGRAM_INDICATOR",
        ReportingRate = "REPORTING_RATE",
        SubexpressionDimensionItem = "SUBEXPRESSION_DIMENSION_ITEM",
    }
}

base::words! {
    /// DHIS2's words for a dimension type.
    DimensionType {
        AttributeOptionCombo = "ATTRIBUTE_OPTION_COMBO",
        Category = "CATEGORY",
        CategoryOptionCombo = "CATEGORY_OPTION_COMBO",
        CategoryOptionGroupSet = "CATEGORY_OPTION_GROUP_SET",
        DataCollapsed = "DATA_COLLAPSED",
        DataElementGroupSet = "DATA_ELEMENT_GROUP_SET",
        DataX = "DATA_X",
        OptionGroupSet = "OPTION_GROUP_SET",
        OrganisationUnit = "ORGANISATION_UNIT",
        OrganisationUnitGroup = "ORGANISATION_UNIT_GROUP",
        OrganisationUnitGroupSet = "ORGANISATION_UNIT_GROUP_SET",
        OrganisationUnitLevel = "ORGANISATION_UNIT_LEVEL",
        Period = "PERIOD",
        ProgramAttribute = "PROGRAM_ATTRIBUTE",
        ProgramDataElement = "PROGRAM_DATA_ELEMENT",
        ProgramIndicator = "PROGRAM_INDICATOR",
        ProgramStatus = "PROGRAM_STATUS",
        Static = "STATIC",
        ValidationRule = "VALIDATION_RULE",
    }
}

base::words! {
    /// DHIS2's words for a display density.
    DisplayDensity {
        Comfortable = "COMFORTABLE",
        Compact = "COMPACT",
        None = "NONE",
        Normal = "NORMAL",
    }
}

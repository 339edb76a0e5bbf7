// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base;

base::words! {
    /// DHIS2's words for a regression type.
    RegressionType {
        Linear = "LINEAR",
        Loess = "LOESS",
        None = "NONE",
        Polynomial = "POLYNOMIAL",
    }
}

base::words! {
    /// DHIS2's words for a relationship entity.
    RelationshipEntity {
        ProgramInstance = "PROGRAM_INSTANCE",
        ProgramStageInstance = "PROGRAM_STAGE_INSTANCE",
        TrackedEntityInstance = "TRACKED_ENTITY_INSTANCE",
    }
}

base::words! {
    /// DHIS2's words for a repetition parent.
    RepetitionParent {
        Column = "COLUMN",
        Filter = "FILTER",
        Row = "ROW",
    }
}

base::words! {
    /// DHIS2's words for a report type.
    ReportType {
        Html = "HTML",
        JasperJdbc = "JASPER_JDBC",
        JasperReportTable = "JASPER_REPORT_TABLE",
    }
}

base::words! {
    /// DHIS2's words for a reporting rate metric.
    ReportingRateMetric {
        ActualReports = "ACTUAL_REPORTS",
        ActualReportsOnTime = "ACTUAL_REPORTS_ON_TIME",
        ExpectedReports = "EXPECTED_REPORTS",
        ReportingRate = "REPORTING_RATE",
        ReportingRateOnTime = "REPORTING_RATE_ON_TIME",
    }
}

base::words! {
    /// DHIS2's words for a resource table type.
    ResourceTableType {
        CategoryOptionComboName = "CATEGORY_OPTION_COMBO_NAME",
        CategoryStructure = "CATEGORY_STRUCTURE",
        DataApprovalMinLevel = "DATA_APPROVAL_MIN_LEVEL",
        DataApprovalRemapLevel = "DATA_APPROVAL_REMAP_LEVEL",
        DataElementCategoryOptionCombo = "DATA_ELEMENT_CATEGORY_OPTION_COMBO",
        DataElementGroupSetStructure = "DATA_ELEMENT_GROUP_SET_STRUCTURE",
        DataElementStructure = "DATA_ELEMENT_STRUCTURE",
        DataSet = "DATA_SET",
        DataSetOrgUnitCategory = "DATA_SET_ORG_UNIT_CATEGORY",
        DatePeriodStructure = "DATE_PERIOD_STRUCTURE",
        IndicatorGroupSetStructure = "INDICATOR_GROUP_SET_STRUCTURE",
        OrgUnitGroupSetStructure = "ORG_UNIT_GROUP_SET_STRUCTURE",
        OrgUnitStructure = "ORG_UNIT_STRUCTURE",
        PeriodStructure = "PERIOD_STRUCTURE",
        TeiRelationshipCount = "TEI_RELATIONSHIP_COUNT",
    }
}

base::words! {
    /// DHIS2's words for a scheduling type.
    SchedulingType {
        Cron = "CRON",
        FixedDelay = "FIXED_DELAY",
        OnceAsap = "ONCE_ASAP",
    }
}

base::words! {
    /// DHIS2's words for a send strategy.
    SendStrategy {
        CollectiveSummary = "COLLECTIVE_SUMMARY",
        SingleNotification = "SINGLE_NOTIFICATION",
    }
}

base::words! {
    /// DHIS2's words for a SQL view type.
    SqlViewType {
        MaterializedView = "MATERIALIZED_VIEW",
        Query = "QUERY",
        View = "VIEW",
    }
}

base::words! {
    /// DHIS2's words for a thematic map type.
    ThematicMapType {
        Bubble = "BUBBLE",
        Choropleth = "CHOROPLETH",
    }
}

base::words! {
    /// DHIS2's words for a total aggregation type.
    TotalAggregationType {
        Average = "AVERAGE",
        None = "NONE",
        Sum = "SUM",
    }
}

base::words! {
    /// DHIS2's words for a user org unit type.
    UserOrgUnitType {
        DataCapture = "DATA_CAPTURE",
        DataOutput = "DATA_OUTPUT",
        TeiSearch = "TEI_SEARCH",
    }
}

base::words! {
    /// DHIS2's words for a validation strategy.
    ValidationStrategy {
        OnComplete = "ON_COMPLETE",
        OnUpdateAndInsert = "ON_UPDATE_AND_INSERT",
    }
}

base::words! {
    /// DHIS2's words for a value type.
    ValueType {
        Age = "AGE",
        Boolean = "BOOLEAN",
        Coordinate = "COORDINATE",
        Date = "DATE",
        Datetime = "DATETIME",
        Email = "EMAIL",
        FileResource = "FILE_RESOURCE",
        Geojson = "GEOJSON",
        Image = "IMAGE",
        Integer = "INTEGER",
        IntegerNegative = "INTEGER_NEGATIVE",
        IntegerPositive = "INTEGER_POSITIVE",
        IntegerZeroOrPositive = "INTEGER_ZERO_OR_POSITIVE",
        Letter = "LETTER",
        LongText = "LONG_TEXT",
        MultiText = "MULTI_TEXT",
        Number = "NUMBER",
        OrganisationUnit = "ORGANISATION_UNIT",
        Percentage = "PERCENTAGE",
        PhoneNumber = "PHONE_NUMBER",
        Reference = "REFERENCE",
        Text = "TEXT",
        Time = "TIME",
        TrackerAssociate = "TRACKER_ASSOCIATE",
        TrueOnly = "TRUE_ONLY",
        UnitInterval = "UNIT_INTERVAL",
        Url = "URL",
        Username = "USERNAME",
    }
}

base::words! {
    /// DHIS2's words for a visualization type.
    VisualizationType {
        Area = "AREA",
        Bar = "BAR",
        Bubble = "BUBBLE",
        Column = "COLUMN",
        Gauge = "GAUGE",
        Line = "LINE",
        OutlierTable = "OUTLIER_TABLE",
        Pie = "PIE",
        PivotTable = "PIVOT_TABLE",
        Radar = "RADAR",
        Scatter = "SCATTER",
        SingleValue = "SINGLE_VALUE",
        StackedArea = "STACKED_AREA",
        StackedBar = "STACKED_BAR",
        StackedColumn = "STACKED_COLUMN",
        YearOverYearColumn = "YEAR_OVER_YEAR_COLUMN",
        YearOverYearLine = "YEAR_OVER_YEAR_LINE",
    }
}

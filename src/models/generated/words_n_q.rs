// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base;

base::words! {
    /// DHIS2's words for a normalized outlier method.
    NormalizedOutlierMethod {
        YResidualsLinear = "Y_RESIDUALS_LINEAR",
    }
}

base::words! {
    /// DHIS2's words for a notification trigger.
    NotificationTrigger {
        Completion = "COMPLETION",
        Enrollment = "ENROLLMENT",
        ProgramRule = "PROGRAM_RULE",
        ScheduledDaysDueDate = "SCHEDULED_DAYS_DUE_DATE",
        ScheduledDaysEnrollmentDate = "SCHEDULED_DAYS_ENROLLMENT_DATE",
        ScheduledDaysIncidentDate = "SCHEDULED_DAYS_INCIDENT_DATE",
    }
}

base::words! {
    /// DHIS2's words for a number type.
    NumberType {
        ColumnPercentage = "COLUMN_PERCENTAGE",
        RowPercentage = "ROW_PERCENTAGE",
        Value = "VALUE",
    }
}

base::words! {
    /// DHIS2's words for an operator.
    Operator {
        CompulsoryPair = "compulsory_pair",
        EqualTo = "equal_to",
        ExclusivePair = "exclusive_pair",
        GreaterThan = "greater_than",
        GreaterThanOrEqualTo = "greater_than_or_equal_to",
        LessThan = "less_than",
        LessThanOrEqualTo = "less_than_or_equal_to",
        NotEqualTo = "not_equal_to",
    }
}

base::words! {
    /// DHIS2's words for an organisation unit descendants.
    OrganisationUnitDescendants {
        Descendants = "DESCENDANTS",
        Selected = "SELECTED",
    }
}

base::words! {
    /// DHIS2's words for an organisation unit selection mode.
    OrganisationUnitSelectionMode {
        Accessible = "ACCESSIBLE",
        All = "ALL",
        Capture = "CAPTURE",
        Children = "CHILDREN",
        Descendants = "DESCENDANTS",
        Selected = "SELECTED",
    }
}

base::words! {
    /// DHIS2's words for an outlier method.
    OutlierMethod {
        Iqr = "IQR",
        ModifiedZScore = "MODIFIED_Z_SCORE",
        StandardZScore = "STANDARD_Z_SCORE",
    }
}

base::words! {
    /// DHIS2's words for a parser type.
    ParserType {
        AlertParser = "ALERT_PARSER",
        EventRegistrationParser = "EVENT_REGISTRATION_PARSER",
        KeyValueParser = "KEY_VALUE_PARSER",
        ProgramStageDataentryParser = "PROGRAM_STAGE_DATAENTRY_PARSER",
        TrackedEntityRegistrationParser = "TRACKED_ENTITY_REGISTRATION_PARSER",
        UnregisteredParser = "UNREGISTERED_PARSER",
    }
}

base::words! {
    /// DHIS2's words for a position.
    Position {
        End = "END",
        Start = "START",
    }
}

base::words! {
    /// DHIS2's words for a program notification recipient.
    ProgramNotificationRecipient {
        DataElement = "DATA_ELEMENT",
        OrganisationUnitContact = "ORGANISATION_UNIT_CONTACT",
        ProgramAttribute = "PROGRAM_ATTRIBUTE",
        TrackedEntityInstance = "TRACKED_ENTITY_INSTANCE",
        UsersAtOrganisationUnit = "USERS_AT_ORGANISATION_UNIT",
        UserGroup = "USER_GROUP",
        WebHook = "WEB_HOOK",
    }
}

base::words! {
    /// DHIS2's words for a program rule action evaluation time.
    ProgramRuleActionEvaluationTime {
        Always = "ALWAYS",
        OnComplete = "ON_COMPLETE",
        OnDataEntry = "ON_DATA_ENTRY",
    }
}

base::words! {
    /// DHIS2's words for a program rule action type.
    ProgramRuleActionType {
        Assign = "ASSIGN",
        Createevent = "CREATEEVENT",
        Displaykeyvaluepair = "DISPLAYKEYVALUEPAIR",
        Displaytext = "DISPLAYTEXT",
        Erroroncomplete = "ERRORONCOMPLETE",
        Hidefield = "HIDEFIELD",
        Hideoption = "HIDEOPTION",
        Hideoptiongroup = "HIDEOPTIONGROUP",
        Hideprogramstage = "HIDEPROGRAMSTAGE",
        Hidesection = "HIDESECTION",
        Scheduleevent = "SCHEDULEEVENT",
        Schedulemessage = "SCHEDULEMESSAGE",
        Sendmessage = "SENDMESSAGE",
        Setmandatoryfield = "SETMANDATORYFIELD",
        Showerror = "SHOWERROR",
        Showoptiongroup = "SHOWOPTIONGROUP",
        Showwarning = "SHOWWARNING",
        Warningoncomplete = "WARNINGONCOMPLETE",
    }
}

base::words! {
    /// DHIS2's words for a program rule variable source type.
    ProgramRuleVariableSourceType {
        CalculatedValue = "CALCULATED_VALUE",
        DataelementCurrentEvent = "DATAELEMENT_CURRENT_EVENT",
        DataelementNewestEventProgram = "DATAELEMENT_NEWEST_EVENT_PROGRAM",
        DataelementNewestEventProgramStage = "DATAELEMENT_NEWEST_EVENT_PROGRAM_STAGE",
        DataelementPreviousEvent = "DATAELEMENT_PREVIOUS_EVENT",
        TeiAttribute = "TEI_ATTRIBUTE",
    }
}

base::words! {
    /// DHIS2's words for a program type.
    ProgramType {
        WithoutRegistration = "WITHOUT_REGISTRATION",
        WithRegistration = "WITH_REGISTRATION",
    }
}

base::words! {
    /// DHIS2's words for a query operator.
    QueryOperator {
        Eq = "EQ",
        Ew = "EW",
        Ge = "GE",
        Gt = "GT",
        Ieq = "IEQ",
        Ilike = "ILIKE",
        In = "IN",
        Le = "LE",
        Like = "LIKE",
        Lt = "LT",
        Ne = "NE",
        Neq = "NEQ",
        Nieq = "NIEQ",
        Nilike = "NILIKE",
        Nlike = "NLIKE",
        Nnull = "NNULL",
        Null = "NULL",
        Sw = "SW",
    }
}

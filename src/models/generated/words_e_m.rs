// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base;

base::words! {
    /// DHIS2's words for an enrollment status.
    EnrollmentStatus {
        Active = "ACTIVE",
        Cancelled = "CANCELLED",
        Completed = "COMPLETED",
    }
}

base::words! {
    /// DHIS2's words for an event data type.
    EventDataType {
        AggregatedValues = "AGGREGATED_VALUES",
        Events = "EVENTS",
    }
}

base::words! {
    /// DHIS2's words for an event output type.
    EventOutputType {
        Enrollment = "ENROLLMENT",
        Event = "EVENT",
        TrackedEntityInstance = "TRACKED_ENTITY_INSTANCE",
    }
}

base::words! {
    /// DHIS2's words for an event status.
    EventStatus {
        Active = "ACTIVE",
        Completed = "COMPLETED",
        Overdue = "OVERDUE",
        Schedule = "SCHEDULE",
        Skipped = "SKIPPED",
        Visited = "VISITED",
    }
}

base::words! {
    /// DHIS2's words for an event visualization type.
    EventVisualizationType {
        Area = "AREA",
        Bar = "BAR",
        Bubble = "BUBBLE",
        Column = "COLUMN",
        Gauge = "GAUGE",
        Line = "LINE",
        LineList = "LINE_LIST",
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

base::words! {
    /// DHIS2's words for a feature type.
    FeatureType {
        MultiPolygon = "MULTI_POLYGON",
        None = "NONE",
        Point = "POINT",
        Polygon = "POLYGON",
        Symbol = "SYMBOL",
    }
}

base::words! {
    /// DHIS2's words for a file resource domain.
    FileResourceDomain {
        DataValue = "DATA_VALUE",
        Document = "DOCUMENT",
        Icon = "ICON",
        JobData = "JOB_DATA",
        MessageAttachment = "MESSAGE_ATTACHMENT",
        OrgUnit = "ORG_UNIT",
        PushAnalysis = "PUSH_ANALYSIS",
        UserAvatar = "USER_AVATAR",
    }
}

base::words! {
    /// DHIS2's words for a file resource storage status.
    FileResourceStorageStatus {
        None = "NONE",
        Pending = "PENDING",
        Stored = "STORED",
    }
}

base::words! {
    /// DHIS2's words for a font size.
    FontSize {
        Large = "LARGE",
        Normal = "NORMAL",
        Small = "SMALL",
    }
}

base::words! {
    /// DHIS2's words for a form type.
    FormType {
        Custom = "CUSTOM",
        Default = "DEFAULT",
        Section = "SECTION",
        SectionMultiorg = "SECTION_MULTIORG",
    }
}

base::words! {
    /// DHIS2's words for a hide empty item strategy.
    HideEmptyItemStrategy {
        AfterLast = "AFTER_LAST",
        All = "ALL",
        BeforeFirst = "BEFORE_FIRST",
        BeforeFirstAfterLast = "BEFORE_FIRST_AFTER_LAST",
        None = "NONE",
    }
}

base::words! {
    /// DHIS2's words for an image format.
    ImageFormat {
        Jpg = "JPG",
        Png = "PNG",
    }
}

base::words! {
    /// DHIS2's words for an importance.
    Importance {
        High = "HIGH",
        Low = "LOW",
        Medium = "MEDIUM",
    }
}

base::words! {
    /// DHIS2's words for a job status.
    JobStatus {
        Completed = "COMPLETED",
        Disabled = "DISABLED",
        Failed = "FAILED",
        NotStarted = "NOT_STARTED",
        Running = "RUNNING",
        Scheduled = "SCHEDULED",
        Stopped = "STOPPED",
    }
}

base::words! {
    /// DHIS2's words for a job type.
    JobType {
        AccountExpiryAlert = "ACCOUNT_EXPIRY_ALERT",
        AggregateDataExchange = "AGGREGATE_DATA_EXCHANGE",
        AnalyticsTable = "ANALYTICS_TABLE",
        CompleteDataSetRegistrationImport = "COMPLETE_DATA_SET_REGISTRATION_IMPORT",
        ContinuousAnalyticsTable = "CONTINUOUS_ANALYTICS_TABLE",
        CredentialsExpiryAlert = "CREDENTIALS_EXPIRY_ALERT",
        DatavalueImport = "DATAVALUE_IMPORT",
        DatavalueImportInternal = "DATAVALUE_IMPORT_INTERNAL",
        DataIntegrity = "DATA_INTEGRITY",
        DataIntegrityDetails = "DATA_INTEGRITY_DETAILS",
        DataSetNotification = "DATA_SET_NOTIFICATION",
        DataStatistics = "DATA_STATISTICS",
        DataSync = "DATA_SYNC",
        DataValueTrim = "DATA_VALUE_TRIM",
        DisableInactiveUsers = "DISABLE_INACTIVE_USERS",
        FileResourceCleanup = "FILE_RESOURCE_CLEANUP",
        GeojsonImport = "GEOJSON_IMPORT",
        GmlImport = "GML_IMPORT",
        Housekeeping = "HOUSEKEEPING",
        HtmlPushAnalytics = "HTML_PUSH_ANALYTICS",
        ImageProcessing = "IMAGE_PROCESSING",
        LockExceptionCleanup = "LOCK_EXCEPTION_CLEANUP",
        MaterializedSqlViewUpdate = "MATERIALIZED_SQL_VIEW_UPDATE",
        MetadataImport = "METADATA_IMPORT",
        MetaDataSync = "META_DATA_SYNC",
        Mock = "MOCK",
        Monitoring = "MONITORING",
        Predictor = "PREDICTOR",
        ProgramNotifications = "PROGRAM_NOTIFICATIONS",
        PushAnalysis = "PUSH_ANALYSIS",
        RemoveUsedOrExpiredReservedValues = "REMOVE_USED_OR_EXPIRED_RESERVED_VALUES",
        ResourceTable = "RESOURCE_TABLE",
        SendScheduledMessage = "SEND_SCHEDULED_MESSAGE",
        SingleEventDataSync = "SINGLE_EVENT_DATA_SYNC",
        SmsInboundProcessing = "SMS_INBOUND_PROCESSING",
        SmsSend = "SMS_SEND",
        SystemVersionUpdateCheck = "SYSTEM_VERSION_UPDATE_CHECK",
        Test = "TEST",
        TrackedEntityDataSync = "TRACKED_ENTITY_DATA_SYNC",
        TrackerImportJob = "TRACKER_IMPORT_JOB",
        TrackerImportNotificationJob = "TRACKER_IMPORT_NOTIFICATION_JOB",
        TrackerImportRuleEngineJob = "TRACKER_IMPORT_RULE_ENGINE_JOB",
        TrackerSearchOptimization = "TRACKER_SEARCH_OPTIMIZATION",
        TrackerTrigramIndexMaintenance = "TRACKER_TRIGRAM_INDEX_MAINTENANCE",
        ValidationResultsNotification = "VALIDATION_RESULTS_NOTIFICATION",
    }
}

base::words! {
    /// DHIS2's words for a legend display strategy.
    LegendDisplayStrategy {
        ByDataItem = "BY_DATA_ITEM",
        Fixed = "FIXED",
    }
}

base::words! {
    /// DHIS2's words for a legend display style.
    LegendDisplayStyle {
        Fill = "FILL",
        Text = "TEXT",
    }
}

base::words! {
    /// DHIS2's words for a map event status.
    MapEventStatus {
        Active = "ACTIVE",
        Completed = "COMPLETED",
        Overdue = "OVERDUE",
        Schedule = "SCHEDULE",
        Skipped = "SKIPPED",
    }
}

base::words! {
    /// DHIS2's words for a map layer position.
    MapLayerPosition {
        Basemap = "BASEMAP",
        Overlay = "OVERLAY",
    }
}

base::words! {
    /// DHIS2's words for a map service.
    MapService {
        ArcgisFeature = "ARCGIS_FEATURE",
        GeojsonUrl = "GEOJSON_URL",
        Tms = "TMS",
        VectorStyle = "VECTOR_STYLE",
        Wms = "WMS",
        Xyz = "XYZ",
    }
}

base::words! {
    /// DHIS2's words for a map view rendering strategy.
    MapViewRenderingStrategy {
        Single = "SINGLE",
        SplitByPeriod = "SPLIT_BY_PERIOD",
        Timeline = "TIMELINE",
    }
}

base::words! {
    /// DHIS2's words for a missing value strategy.
    MissingValueStrategy {
        NeverSkip = "NEVER_SKIP",
        SkipIfAllValuesMissing = "SKIP_IF_ALL_VALUES_MISSING",
        SkipIfAnyValueMissing = "SKIP_IF_ANY_VALUE_MISSING",
    }
}

//! One method for each of DHIS2's kinds of metadata, by its plural.

use super::Resource;
use crate::api::Api;
use crate::models;

macro_rules! accessors {
    ($($name:ident, $type:ident, $plural:literal $(, $more:literal)?;)*) => {
        impl Api {
            $(
                #[doc = concat!("The ", $plural, ": `/api/", $plural, "`.\n\n```no_run\n# fn f(api: dhis2::Api) -> dhis2::Result<()> {\nlet count = api.", stringify!($name), "().count()?;\n# Ok(())\n# }\n```" $(, "\n\n", $more)?)]
                pub fn $name(&self) -> Resource<models::$type> {
                    self.resource()
                }
            )*
        }
    };
}

accessors! {
    aggregate_data_exchanges, AggregateDataExchange, "aggregateDataExchanges";
    analytics_table_hooks, AnalyticsTableHook, "analyticsTableHooks";
    api_tokens, ApiToken, "apiToken",
        "As plain metadata: [`access_tokens`](Api::access_tokens) makes tokens and tells their keys.";
    attributes, Attribute, "attributes";
    categories, Category, "categories";
    category_combos, CategoryCombo, "categoryCombos";
    category_option_combos, CategoryOptionCombo, "categoryOptionCombos";
    category_option_groups, CategoryOptionGroup, "categoryOptionGroups";
    category_option_group_sets, CategoryOptionGroupSet, "categoryOptionGroupSets";
    category_options, CategoryOption, "categoryOptions";
    constants, Constant, "constants";
    dashboards, Dashboard, "dashboards";
    data_approval_levels, DataApprovalLevel, "dataApprovalLevels";
    data_approval_workflows, DataApprovalWorkflow, "dataApprovalWorkflows";
    data_element_groups, DataElementGroup, "dataElementGroups";
    data_element_group_sets, DataElementGroupSet, "dataElementGroupSets";
    data_elements, DataElement, "dataElements";
    data_entry_forms, DataEntryForm, "dataEntryForms";
    data_set_notification_templates, DataSetNotificationTemplate, "dataSetNotificationTemplates";
    data_sets, DataSet, "dataSets";
    documents, Document, "documents",
        "As plain metadata, with their files; the options of uploads and downloads are those of [`files`](Api::files).";
    event_charts, EventChart, "eventCharts";
    event_filters, EventFilter, "eventFilters";
    event_hooks, EventHook, "eventHooks";
    event_reports, EventReport, "eventReports";
    event_visualizations, EventVisualization, "eventVisualizations";
    expression_dimension_items, ExpressionDimensionItem, "expressionDimensionItems";
    external_map_layers, ExternalMapLayer, "externalMapLayers";
    indicator_groups, IndicatorGroup, "indicatorGroups";
    indicator_group_sets, IndicatorGroupSet, "indicatorGroupSets";
    indicators, Indicator, "indicators";
    indicator_types, IndicatorType, "indicatorTypes";
    job_configurations, JobConfiguration, "jobConfigurations";
    legend_sets, LegendSet, "legendSets";
    maps, Map, "maps";
    map_views, MapView, "mapViews";
    oauth2_authorization_consents, OAuth2AuthorizationConsent, "oAuth2AuthorizationConsents",
        "From 2.42 on: on an older server calls fail with [`Error::UnsupportedVersion`](crate::Error::UnsupportedVersion).";
    oauth2_authorizations, OAuth2Authorization, "oAuth2Authorizations",
        "From 2.42 on: on an older server calls fail with [`Error::UnsupportedVersion`](crate::Error::UnsupportedVersion).";
    oauth2_clients, OAuth2Client, "oAuth2Clients",
        "With the feature `oauth2`, `register` makes one whose secret works.";
    option_groups, OptionGroup, "optionGroups";
    option_group_sets, OptionGroupSet, "optionGroupSets";
    options, OptionItem, "options";
    option_sets, OptionSet, "optionSets";
    organisation_unit_groups, OrganisationUnitGroup, "organisationUnitGroups";
    organisation_unit_group_sets, OrganisationUnitGroupSet, "organisationUnitGroupSets";
    organisation_unit_levels, OrganisationUnitLevel, "organisationUnitLevels";
    organisation_units, OrganisationUnit, "organisationUnits";
    predictor_groups, PredictorGroup, "predictorGroups";
    predictors, Predictor, "predictors";
    program_indicator_groups, ProgramIndicatorGroup, "programIndicatorGroups";
    program_indicators, ProgramIndicator, "programIndicators";
    program_notification_templates, ProgramNotificationTemplate, "programNotificationTemplates";
    program_rule_actions, ProgramRuleAction, "programRuleActions";
    program_rules, ProgramRule, "programRules";
    program_rule_variables, ProgramRuleVariable, "programRuleVariables";
    programs, Program, "programs";
    program_sections, ProgramSection, "programSections";
    program_stages, ProgramStage, "programStages";
    program_stage_sections, ProgramStageSection, "programStageSections";
    program_stage_working_lists, ProgramStageWorkingList, "programStageWorkingLists";
    push_analysis, PushAnalysis, "pushAnalysis",
        "Gone in 2.43: from there on calls fail with [`Error::UnsupportedVersion`](crate::Error::UnsupportedVersion).";
    relationship_types, RelationshipType, "relationshipTypes";
    reports, Report, "reports";
    routes, Route, "routes";
    sections, Section, "sections";
    sms_commands, SmsCommand, "smsCommands";
    tracked_entity_attributes, TrackedEntityAttribute, "trackedEntityAttributes";
    tracked_entity_instance_filters, TrackedEntityInstanceFilter, "trackedEntityInstanceFilters";
    tracked_entity_types, TrackedEntityType, "trackedEntityTypes";
    user_groups, UserGroup, "userGroups";
    user_roles, UserRole, "userRoles";
    users, User, "users";
    validation_notification_templates, ValidationNotificationTemplate, "validationNotificationTemplates";
    validation_rule_groups, ValidationRuleGroup, "validationRuleGroups";
    validation_rules, ValidationRule, "validationRules";
    visualizations, Visualization, "visualizations";
}

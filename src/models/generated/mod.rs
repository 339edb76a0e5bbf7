// Written by tests/models_generate from tests/schemas: do not edit.

// Wide types have long tables; each file uses what it needs of its neighbours.
#![allow(clippy::too_many_lines, clippy::wildcard_imports)]

mod aggregate_data_exchange;
mod analytics_period_boundary;
mod analytics_table_hook;
mod api_token;
mod attribute;
mod attribute_value;
mod axis;
mod category;
mod category_combo;
mod category_dimension;
mod category_option;
mod category_option_combo;
mod category_option_group;
mod category_option_group_set;
mod category_option_group_set_dimension;
mod constant;
mod dashboard;
mod dashboard_item;
mod data_access;
mod data_approval_level;
mod data_approval_workflow;
mod data_dimension_item;
mod data_element;
mod data_element_group;
mod data_element_group_set;
mod data_element_group_set_dimension;
mod data_element_operand;
mod data_entry_form;
mod data_input_period;
mod data_set;
mod data_set_element;
mod data_set_notification_template;
mod dimension;
mod dimension_item;
mod document;
mod event_chart;
mod event_filter;
mod event_hook;
mod event_repetition;
mod event_report;
mod event_visualization;
mod expression;
mod expression_dimension_item;
mod external_map_layer;
mod file_resource;
mod geometry;
mod indicator;
mod indicator_group;
mod indicator_group_set;
mod indicator_type;
mod item_config;
mod job_configuration;
mod legend;
mod legend_definitions;
mod legend_set;
mod map;
mod map_view;
mod oauth2_authorization;
mod oauth2_authorization_consent;
mod oauth2_client;
mod object_access;
mod object_style;
mod option_group;
mod option_group_set;
mod option_item;
mod option_set;
mod organisation_unit;
mod organisation_unit_group;
mod organisation_unit_group_set;
mod organisation_unit_group_set_dimension;
mod organisation_unit_level;
mod outlier_analysis;
mod predictor;
mod predictor_group;
mod program;
mod program_data_element_dimension_item;
mod program_indicator;
mod program_indicator_group;
mod program_notification_template;
mod program_rule;
mod program_rule_action;
mod program_rule_variable;
mod program_section;
mod program_stage;
mod program_stage_data_element;
mod program_stage_section;
mod program_stage_working_list;
mod program_tracked_entity_attribute;
mod program_tracked_entity_attribute_dimension_item;
mod push_analysis;
mod relationship_constraint;
mod relationship_type;
mod report;
mod reporting_rate;
mod route;
mod section;
mod series_key;
mod sms_command;
mod sql_view;
mod tracked_entity_attribute;
mod tracked_entity_data_element_dimension;
mod tracked_entity_instance_filter;
mod tracked_entity_program_indicator_dimension;
mod tracked_entity_type;
mod tracked_entity_type_attribute;
mod translation;
mod user;
mod user_group;
mod user_role;
mod validation_notification_template;
mod validation_rule;
mod validation_rule_group;
mod visualization;
mod words_a_d;
mod words_e_m;
mod words_n_q;
mod words_r_z;

pub use aggregate_data_exchange::AggregateDataExchange;
pub use analytics_period_boundary::AnalyticsPeriodBoundary;
pub use analytics_table_hook::AnalyticsTableHook;
pub use api_token::ApiToken;
pub use attribute::Attribute;
pub use attribute_value::AttributeValue;
pub use axis::Axis;
pub use category::Category;
pub use category_combo::CategoryCombo;
pub use category_dimension::CategoryDimension;
pub use category_option::CategoryOption;
pub use category_option_combo::CategoryOptionCombo;
pub use category_option_group::CategoryOptionGroup;
pub use category_option_group_set::CategoryOptionGroupSet;
pub use category_option_group_set_dimension::CategoryOptionGroupSetDimension;
pub use constant::Constant;
pub use dashboard::Dashboard;
pub use dashboard_item::DashboardItem;
pub use data_access::DataAccess;
pub use data_approval_level::DataApprovalLevel;
pub use data_approval_workflow::DataApprovalWorkflow;
pub use data_dimension_item::DataDimensionItem;
pub use data_element::DataElement;
pub use data_element_group::DataElementGroup;
pub use data_element_group_set::DataElementGroupSet;
pub use data_element_group_set_dimension::DataElementGroupSetDimension;
pub use data_element_operand::DataElementOperand;
pub use data_entry_form::DataEntryForm;
pub use data_input_period::DataInputPeriod;
pub use data_set::DataSet;
pub use data_set_element::DataSetElement;
pub use data_set_notification_template::DataSetNotificationTemplate;
pub use dimension::Dimension;
pub use dimension_item::DimensionItem;
pub use document::Document;
pub use event_chart::EventChart;
pub use event_filter::EventFilter;
pub use event_hook::EventHook;
pub use event_repetition::EventRepetition;
pub use event_report::EventReport;
pub use event_visualization::EventVisualization;
pub use expression::Expression;
pub use expression_dimension_item::ExpressionDimensionItem;
pub use external_map_layer::ExternalMapLayer;
pub use file_resource::FileResource;
pub use geometry::Geometry;
pub use indicator::Indicator;
pub use indicator_group::IndicatorGroup;
pub use indicator_group_set::IndicatorGroupSet;
pub use indicator_type::IndicatorType;
pub use item_config::ItemConfig;
pub use job_configuration::JobConfiguration;
pub use legend::Legend;
pub use legend_definitions::LegendDefinitions;
pub use legend_set::LegendSet;
pub use map::Map;
pub use map_view::MapView;
pub use oauth2_authorization::OAuth2Authorization;
pub use oauth2_authorization_consent::OAuth2AuthorizationConsent;
pub use oauth2_client::OAuth2Client;
pub use object_access::ObjectAccess;
pub use object_style::ObjectStyle;
pub use option_group::OptionGroup;
pub use option_group_set::OptionGroupSet;
pub use option_item::OptionItem;
pub use option_set::OptionSet;
pub use organisation_unit::OrganisationUnit;
pub use organisation_unit_group::OrganisationUnitGroup;
pub use organisation_unit_group_set::OrganisationUnitGroupSet;
pub use organisation_unit_group_set_dimension::OrganisationUnitGroupSetDimension;
pub use organisation_unit_level::OrganisationUnitLevel;
pub use outlier_analysis::OutlierAnalysis;
pub use predictor::Predictor;
pub use predictor_group::PredictorGroup;
pub use program::Program;
pub use program_data_element_dimension_item::ProgramDataElementDimensionItem;
pub use program_indicator::ProgramIndicator;
pub use program_indicator_group::ProgramIndicatorGroup;
pub use program_notification_template::ProgramNotificationTemplate;
pub use program_rule::ProgramRule;
pub use program_rule_action::ProgramRuleAction;
pub use program_rule_variable::ProgramRuleVariable;
pub use program_section::ProgramSection;
pub use program_stage::ProgramStage;
pub use program_stage_data_element::ProgramStageDataElement;
pub use program_stage_section::ProgramStageSection;
pub use program_stage_working_list::ProgramStageWorkingList;
pub use program_tracked_entity_attribute::ProgramTrackedEntityAttribute;
pub use program_tracked_entity_attribute_dimension_item::ProgramTrackedEntityAttributeDimensionItem;
pub use push_analysis::PushAnalysis;
pub use relationship_constraint::RelationshipConstraint;
pub use relationship_type::RelationshipType;
pub use report::Report;
pub use reporting_rate::ReportingRate;
pub use route::Route;
pub use section::Section;
pub use series_key::SeriesKey;
pub use sms_command::SmsCommand;
pub use sql_view::SqlView;
pub use tracked_entity_attribute::TrackedEntityAttribute;
pub use tracked_entity_data_element_dimension::TrackedEntityDataElementDimension;
pub use tracked_entity_instance_filter::TrackedEntityInstanceFilter;
pub use tracked_entity_program_indicator_dimension::TrackedEntityProgramIndicatorDimension;
pub use tracked_entity_type::TrackedEntityType;
pub use tracked_entity_type_attribute::TrackedEntityTypeAttribute;
pub use translation::Translation;
pub use user::User;
pub use user_group::UserGroup;
pub use user_role::UserRole;
pub use validation_notification_template::ValidationNotificationTemplate;
pub use validation_rule::ValidationRule;
pub use validation_rule_group::ValidationRuleGroup;
pub use visualization::Visualization;
pub use words_a_d::*;
pub use words_e_m::*;
pub use words_n_q::*;
pub use words_r_z::*;

use crate::models::TypeInfo;

/// The kinds of metadata, by plural.
///
/// ```
/// use dhis2::models;
///
/// assert!(models::ALL.iter().any(|info| info.plural == "dataElements"));
/// ```
#[rustfmt::skip]
pub const ALL: &[TypeInfo] = &[
    TypeInfo { plural: "aggregateDataExchanges", singular: "aggregateDataExchange", type_name: "AggregateDataExchange", klass: "org.hisp.dhis.dataexchange.aggregate.AggregateDataExchange", shareable: true },
    TypeInfo { plural: "analyticsTableHooks", singular: "analyticsTableHook", type_name: "AnalyticsTableHook", klass: "org.hisp.dhis.analytics.AnalyticsTableHook", shareable: false },
    TypeInfo { plural: "apiToken", singular: "apiToken", type_name: "ApiToken", klass: "org.hisp.dhis.security.apikey.ApiToken", shareable: true },
    TypeInfo { plural: "attributes", singular: "attribute", type_name: "Attribute", klass: "org.hisp.dhis.attribute.Attribute", shareable: true },
    TypeInfo { plural: "categories", singular: "category", type_name: "Category", klass: "org.hisp.dhis.category.Category", shareable: true },
    TypeInfo { plural: "categoryCombos", singular: "categoryCombo", type_name: "CategoryCombo", klass: "org.hisp.dhis.category.CategoryCombo", shareable: true },
    TypeInfo { plural: "categoryOptionCombos", singular: "categoryOptionCombo", type_name: "CategoryOptionCombo", klass: "org.hisp.dhis.category.CategoryOptionCombo", shareable: false },
    TypeInfo { plural: "categoryOptionGroupSets", singular: "categoryOptionGroupSet", type_name: "CategoryOptionGroupSet", klass: "org.hisp.dhis.category.CategoryOptionGroupSet", shareable: true },
    TypeInfo { plural: "categoryOptionGroups", singular: "categoryOptionGroup", type_name: "CategoryOptionGroup", klass: "org.hisp.dhis.category.CategoryOptionGroup", shareable: true },
    TypeInfo { plural: "categoryOptions", singular: "categoryOption", type_name: "CategoryOption", klass: "org.hisp.dhis.category.CategoryOption", shareable: true },
    TypeInfo { plural: "constants", singular: "constant", type_name: "Constant", klass: "org.hisp.dhis.constant.Constant", shareable: true },
    TypeInfo { plural: "dashboards", singular: "dashboard", type_name: "Dashboard", klass: "org.hisp.dhis.dashboard.Dashboard", shareable: true },
    TypeInfo { plural: "dataApprovalLevels", singular: "dataApprovalLevel", type_name: "DataApprovalLevel", klass: "org.hisp.dhis.dataapproval.DataApprovalLevel", shareable: true },
    TypeInfo { plural: "dataApprovalWorkflows", singular: "dataApprovalWorkflow", type_name: "DataApprovalWorkflow", klass: "org.hisp.dhis.dataapproval.DataApprovalWorkflow", shareable: true },
    TypeInfo { plural: "dataElementGroupSets", singular: "dataElementGroupSet", type_name: "DataElementGroupSet", klass: "org.hisp.dhis.dataelement.DataElementGroupSet", shareable: true },
    TypeInfo { plural: "dataElementGroups", singular: "dataElementGroup", type_name: "DataElementGroup", klass: "org.hisp.dhis.dataelement.DataElementGroup", shareable: true },
    TypeInfo { plural: "dataElements", singular: "dataElement", type_name: "DataElement", klass: "org.hisp.dhis.dataelement.DataElement", shareable: true },
    TypeInfo { plural: "dataEntryForms", singular: "dataEntryForm", type_name: "DataEntryForm", klass: "org.hisp.dhis.dataentryform.DataEntryForm", shareable: false },
    TypeInfo { plural: "dataSetNotificationTemplates", singular: "dataSetNotificationTemplate", type_name: "DataSetNotificationTemplate", klass: "org.hisp.dhis.dataset.notifications.DataSetNotificationTemplate", shareable: false },
    TypeInfo { plural: "dataSets", singular: "dataSet", type_name: "DataSet", klass: "org.hisp.dhis.dataset.DataSet", shareable: true },
    TypeInfo { plural: "documents", singular: "document", type_name: "Document", klass: "org.hisp.dhis.document.Document", shareable: true },
    TypeInfo { plural: "eventCharts", singular: "eventChart", type_name: "EventChart", klass: "org.hisp.dhis.eventchart.EventChart", shareable: true },
    TypeInfo { plural: "eventFilters", singular: "eventFilter", type_name: "EventFilter", klass: "org.hisp.dhis.programstagefilter.EventFilter", shareable: true },
    TypeInfo { plural: "eventHooks", singular: "eventHook", type_name: "EventHook", klass: "org.hisp.dhis.eventhook.EventHook", shareable: true },
    TypeInfo { plural: "eventReports", singular: "eventReport", type_name: "EventReport", klass: "org.hisp.dhis.eventreport.EventReport", shareable: true },
    TypeInfo { plural: "eventVisualizations", singular: "eventVisualization", type_name: "EventVisualization", klass: "org.hisp.dhis.eventvisualization.EventVisualization", shareable: true },
    TypeInfo { plural: "expressionDimensionItems", singular: "expressionDimensionItem", type_name: "ExpressionDimensionItem", klass: "org.hisp.dhis.expressiondimensionitem.ExpressionDimensionItem", shareable: true },
    TypeInfo { plural: "externalMapLayers", singular: "externalMapLayer", type_name: "ExternalMapLayer", klass: "org.hisp.dhis.mapping.ExternalMapLayer", shareable: true },
    TypeInfo { plural: "fileResources", singular: "fileResource", type_name: "FileResource", klass: "org.hisp.dhis.fileresource.FileResource", shareable: false },
    TypeInfo { plural: "indicatorGroupSets", singular: "indicatorGroupSet", type_name: "IndicatorGroupSet", klass: "org.hisp.dhis.indicator.IndicatorGroupSet", shareable: true },
    TypeInfo { plural: "indicatorGroups", singular: "indicatorGroup", type_name: "IndicatorGroup", klass: "org.hisp.dhis.indicator.IndicatorGroup", shareable: true },
    TypeInfo { plural: "indicatorTypes", singular: "indicatorType", type_name: "IndicatorType", klass: "org.hisp.dhis.indicator.IndicatorType", shareable: false },
    TypeInfo { plural: "indicators", singular: "indicator", type_name: "Indicator", klass: "org.hisp.dhis.indicator.Indicator", shareable: true },
    TypeInfo { plural: "jobConfigurations", singular: "jobConfiguration", type_name: "JobConfiguration", klass: "org.hisp.dhis.scheduling.JobConfiguration", shareable: false },
    TypeInfo { plural: "legendSets", singular: "legendSet", type_name: "LegendSet", klass: "org.hisp.dhis.legend.LegendSet", shareable: true },
    TypeInfo { plural: "mapViews", singular: "mapView", type_name: "MapView", klass: "org.hisp.dhis.mapping.MapView", shareable: false },
    TypeInfo { plural: "maps", singular: "map", type_name: "Map", klass: "org.hisp.dhis.mapping.Map", shareable: true },
    TypeInfo { plural: "oAuth2AuthorizationConsents", singular: "oAuth2AuthorizationConsent", type_name: "OAuth2AuthorizationConsent", klass: "org.hisp.dhis.security.oauth2.consent.Dhis2OAuth2AuthorizationConsent", shareable: false },
    TypeInfo { plural: "oAuth2Authorizations", singular: "oAuth2Authorization", type_name: "OAuth2Authorization", klass: "org.hisp.dhis.security.oauth2.authorization.Dhis2OAuth2Authorization", shareable: false },
    TypeInfo { plural: "oAuth2Clients", singular: "oAuth2Client", type_name: "OAuth2Client", klass: "org.hisp.dhis.security.oauth2.client.Dhis2OAuth2Client", shareable: false },
    TypeInfo { plural: "optionGroupSets", singular: "optionGroupSet", type_name: "OptionGroupSet", klass: "org.hisp.dhis.option.OptionGroupSet", shareable: true },
    TypeInfo { plural: "optionGroups", singular: "optionGroup", type_name: "OptionGroup", klass: "org.hisp.dhis.option.OptionGroup", shareable: true },
    TypeInfo { plural: "optionSets", singular: "optionSet", type_name: "OptionSet", klass: "org.hisp.dhis.option.OptionSet", shareable: true },
    TypeInfo { plural: "options", singular: "option", type_name: "OptionItem", klass: "org.hisp.dhis.option.Option", shareable: false },
    TypeInfo { plural: "organisationUnitGroupSets", singular: "organisationUnitGroupSet", type_name: "OrganisationUnitGroupSet", klass: "org.hisp.dhis.organisationunit.OrganisationUnitGroupSet", shareable: true },
    TypeInfo { plural: "organisationUnitGroups", singular: "organisationUnitGroup", type_name: "OrganisationUnitGroup", klass: "org.hisp.dhis.organisationunit.OrganisationUnitGroup", shareable: true },
    TypeInfo { plural: "organisationUnitLevels", singular: "organisationUnitLevel", type_name: "OrganisationUnitLevel", klass: "org.hisp.dhis.organisationunit.OrganisationUnitLevel", shareable: false },
    TypeInfo { plural: "organisationUnits", singular: "organisationUnit", type_name: "OrganisationUnit", klass: "org.hisp.dhis.organisationunit.OrganisationUnit", shareable: false },
    TypeInfo { plural: "predictorGroups", singular: "predictorGroup", type_name: "PredictorGroup", klass: "org.hisp.dhis.predictor.PredictorGroup", shareable: true },
    TypeInfo { plural: "predictors", singular: "predictor", type_name: "Predictor", klass: "org.hisp.dhis.predictor.Predictor", shareable: false },
    TypeInfo { plural: "programIndicatorGroups", singular: "programIndicatorGroup", type_name: "ProgramIndicatorGroup", klass: "org.hisp.dhis.program.ProgramIndicatorGroup", shareable: true },
    TypeInfo { plural: "programIndicators", singular: "programIndicator", type_name: "ProgramIndicator", klass: "org.hisp.dhis.program.ProgramIndicator", shareable: true },
    TypeInfo { plural: "programNotificationTemplates", singular: "programNotificationTemplate", type_name: "ProgramNotificationTemplate", klass: "org.hisp.dhis.program.notification.ProgramNotificationTemplate", shareable: false },
    TypeInfo { plural: "programRuleActions", singular: "programRuleAction", type_name: "ProgramRuleAction", klass: "org.hisp.dhis.programrule.ProgramRuleAction", shareable: false },
    TypeInfo { plural: "programRuleVariables", singular: "programRuleVariable", type_name: "ProgramRuleVariable", klass: "org.hisp.dhis.programrule.ProgramRuleVariable", shareable: false },
    TypeInfo { plural: "programRules", singular: "programRule", type_name: "ProgramRule", klass: "org.hisp.dhis.programrule.ProgramRule", shareable: false },
    TypeInfo { plural: "programSections", singular: "programSection", type_name: "ProgramSection", klass: "org.hisp.dhis.program.ProgramSection", shareable: false },
    TypeInfo { plural: "programStageSections", singular: "programStageSection", type_name: "ProgramStageSection", klass: "org.hisp.dhis.program.ProgramStageSection", shareable: false },
    TypeInfo { plural: "programStageWorkingLists", singular: "programStageWorkingList", type_name: "ProgramStageWorkingList", klass: "org.hisp.dhis.programstageworkinglist.ProgramStageWorkingList", shareable: true },
    TypeInfo { plural: "programStages", singular: "programStage", type_name: "ProgramStage", klass: "org.hisp.dhis.program.ProgramStage", shareable: true },
    TypeInfo { plural: "programs", singular: "program", type_name: "Program", klass: "org.hisp.dhis.program.Program", shareable: true },
    TypeInfo { plural: "pushAnalysis", singular: "pushAnalysis", type_name: "PushAnalysis", klass: "org.hisp.dhis.pushanalysis.PushAnalysis", shareable: false },
    TypeInfo { plural: "relationshipTypes", singular: "relationshipType", type_name: "RelationshipType", klass: "org.hisp.dhis.relationship.RelationshipType", shareable: true },
    TypeInfo { plural: "reports", singular: "report", type_name: "Report", klass: "org.hisp.dhis.report.Report", shareable: true },
    TypeInfo { plural: "routes", singular: "route", type_name: "Route", klass: "org.hisp.dhis.route.Route", shareable: true },
    TypeInfo { plural: "sections", singular: "section", type_name: "Section", klass: "org.hisp.dhis.dataset.Section", shareable: false },
    TypeInfo { plural: "smsCommands", singular: "smsCommand", type_name: "SmsCommand", klass: "org.hisp.dhis.sms.command.SMSCommand", shareable: false },
    TypeInfo { plural: "sqlViews", singular: "sqlView", type_name: "SqlView", klass: "org.hisp.dhis.sqlview.SqlView", shareable: true },
    TypeInfo { plural: "trackedEntityAttributes", singular: "trackedEntityAttribute", type_name: "TrackedEntityAttribute", klass: "org.hisp.dhis.trackedentity.TrackedEntityAttribute", shareable: true },
    TypeInfo { plural: "trackedEntityInstanceFilters", singular: "trackedEntityInstanceFilter", type_name: "TrackedEntityInstanceFilter", klass: "org.hisp.dhis.trackedentityfilter.TrackedEntityFilter", shareable: true },
    TypeInfo { plural: "trackedEntityTypes", singular: "trackedEntityType", type_name: "TrackedEntityType", klass: "org.hisp.dhis.trackedentity.TrackedEntityType", shareable: true },
    TypeInfo { plural: "userGroups", singular: "userGroup", type_name: "UserGroup", klass: "org.hisp.dhis.user.UserGroup", shareable: true },
    TypeInfo { plural: "userRoles", singular: "userRole", type_name: "UserRole", klass: "org.hisp.dhis.user.UserRole", shareable: true },
    TypeInfo { plural: "users", singular: "user", type_name: "User", klass: "org.hisp.dhis.user.User", shareable: false },
    TypeInfo { plural: "validationNotificationTemplates", singular: "validationNotificationTemplate", type_name: "ValidationNotificationTemplate", klass: "org.hisp.dhis.validation.notification.ValidationNotificationTemplate", shareable: false },
    TypeInfo { plural: "validationRuleGroups", singular: "validationRuleGroup", type_name: "ValidationRuleGroup", klass: "org.hisp.dhis.validation.ValidationRuleGroup", shareable: true },
    TypeInfo { plural: "validationRules", singular: "validationRule", type_name: "ValidationRule", klass: "org.hisp.dhis.validation.ValidationRule", shareable: true },
    TypeInfo { plural: "visualizations", singular: "visualization", type_name: "Visualization", klass: "org.hisp.dhis.visualization.Visualization", shareable: true },
];

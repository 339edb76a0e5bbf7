// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An event visualization: `/api/eventVisualizations`.
#[derive(Clone, Default, PartialEq)]
pub struct EventVisualization {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `aggregationType`.
    pub aggregation_type: Option<AggregationType>,
    /// `attributeDimensions`.
    pub attribute_dimensions: Option<Vec<Value>>,
    /// `attributeValueDimension`: a reference.
    pub attribute_value_dimension: Option<Ref<TrackedEntityAttribute>>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// `baseLineLabel`: text, at most 255 characters.
    pub base_line_label: Option<String>,
    /// `baseLineValue`.
    pub base_line_value: Option<Number>,
    /// `categoryDimensions`.
    pub category_dimensions: Option<Vec<CategoryDimension>>,
    /// `categoryOptionGroupSetDimensions`.
    pub category_option_group_set_dimensions: Option<Vec<CategoryOptionGroupSetDimension>>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// `colSubTotals`.
    pub col_sub_totals: Option<bool>,
    /// `colTotals`.
    pub col_totals: Option<bool>,
    /// `collapseDataDimensions`.
    pub collapse_data_dimensions: Option<bool>,
    /// `columnDimensions`: texts.
    pub column_dimensions: Option<Vec<String>>,
    /// `columns`: references.
    pub columns: Option<Vec<Dimension>>,
    /// `completedOnly`.
    pub completed_only: Option<bool>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// `cumulativeValues`.
    pub cumulative_values: Option<bool>,
    /// `dataDimensionItems`.
    pub data_dimension_items: Option<Vec<DataDimensionItem>>,
    /// `dataElementDimensions`.
    pub data_element_dimensions: Option<Vec<TrackedEntityDataElementDimension>>,
    /// `dataElementGroupSetDimensions`.
    pub data_element_group_set_dimensions: Option<Vec<DataElementGroupSetDimension>>,
    /// `dataElementValueDimension`: a reference.
    pub data_element_value_dimension: Option<Ref<DataElement>>,
    /// `dataType`.
    pub data_type: Option<EventDataType>,
    /// What the object is for.
    pub description: Option<String>,
    /// `digitGroupSeparator`.
    pub digit_group_separator: Option<DigitGroupSeparator>,
    /// `displayDensity`.
    pub display_density: Option<DisplayDensity>,
    /// The description in the language of the caller; read only.
    pub display_description: Option<String>,
    /// The form name in the language of the caller; read only.
    pub display_form_name: Option<String>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// The short name in the language of the caller; read only.
    pub display_short_name: Option<String>,
    /// `domainAxisLabel`: text, at most 255 characters.
    pub domain_axis_label: Option<String>,
    /// `endDate`.
    pub end_date: Option<DateTime>,
    /// `eventStatus`.
    pub event_status: Option<EventStatus>,
    /// `favorites`: texts.
    pub favorites: Option<Vec<String>>,
    /// `filterDimensions`: texts.
    pub filter_dimensions: Option<Vec<String>>,
    /// `filters`: references.
    pub filters: Option<Vec<Dimension>>,
    /// `fixColumnHeaders`. Only in 2.43.
    pub fix_column_headers: Option<bool>,
    /// `fixRowHeaders`. Only in 2.43.
    pub fix_row_headers: Option<bool>,
    /// `fontSize`.
    pub font_size: Option<FontSize>,
    /// `hideEmptyColumns`. Only in 2.43.
    pub hide_empty_columns: Option<bool>,
    /// `hideEmptyRowItems`.
    pub hide_empty_row_items: Option<HideEmptyItemStrategy>,
    /// `hideEmptyRows`.
    pub hide_empty_rows: Option<bool>,
    /// `hideLegend`.
    pub hide_legend: Option<bool>,
    /// `hideNaData`.
    pub hide_na_data: Option<bool>,
    /// `hideSubtitle`.
    pub hide_subtitle: Option<bool>,
    /// `hideTitle`.
    pub hide_title: Option<bool>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// `itemOrganisationUnitGroups`: references.
    pub item_organisation_unit_groups: Option<Vec<Ref<OrganisationUnitGroup>>>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// `legacy`.
    pub legacy: Option<bool>,
    /// `legend`.
    pub legend: Option<LegendDefinitions>,
    /// The name; required.
    pub name: Option<String>,
    /// `noSpaceBetweenColumns`.
    pub no_space_between_columns: Option<bool>,
    /// `orgUnitField`: text, at most 255 characters.
    pub org_unit_field: Option<String>,
    /// `organisationUnitGroupSetDimensions`.
    pub organisation_unit_group_set_dimensions: Option<Vec<OrganisationUnitGroupSetDimension>>,
    /// `organisationUnitLevels`.
    pub organisation_unit_levels: Option<Vec<i64>>,
    /// `organisationUnits`: references.
    pub organisation_units: Option<Vec<Ref<OrganisationUnit>>>,
    /// `outputType`.
    pub output_type: Option<EventOutputType>,
    /// `percentStackedValues`.
    pub percent_stacked_values: Option<bool>,
    /// `periods`: references.
    pub periods: Option<Vec<DimensionItem>>,
    /// `program`: a reference; required.
    pub program: Option<Ref<Program>>,
    /// `programDimensions`: references.
    pub program_dimensions: Option<Vec<Ref<Program>>>,
    /// `programIndicatorDimensions`.
    pub program_indicator_dimensions: Option<Vec<TrackedEntityProgramIndicatorDimension>>,
    /// `programStage`: a reference.
    pub program_stage: Option<Ref<ProgramStage>>,
    /// `programStatus`.
    pub program_status: Option<EnrollmentStatus>,
    /// `rangeAxisDecimals`.
    pub range_axis_decimals: Option<i64>,
    /// `rangeAxisLabel`: text, at most 255 characters.
    pub range_axis_label: Option<String>,
    /// `rangeAxisMaxValue`.
    pub range_axis_max_value: Option<Number>,
    /// `rangeAxisMinValue`.
    pub range_axis_min_value: Option<Number>,
    /// `rangeAxisSteps`.
    pub range_axis_steps: Option<i64>,
    /// `rawPeriods`: texts.
    pub raw_periods: Option<Vec<String>>,
    /// `regressionType`.
    pub regression_type: Option<RegressionType>,
    /// `relativePeriods`.
    pub relative_periods: Option<Value>,
    /// `repetitions`.
    pub repetitions: Option<Vec<EventRepetition>>,
    /// `rowDimensions`: texts.
    pub row_dimensions: Option<Vec<String>>,
    /// `rowSubTotals`.
    pub row_sub_totals: Option<bool>,
    /// `rowTotals`.
    pub row_totals: Option<bool>,
    /// `rows`: references.
    pub rows: Option<Vec<Dimension>>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// `showData`.
    pub show_data: Option<bool>,
    /// `showDimensionLabels`.
    pub show_dimension_labels: Option<bool>,
    /// `showHierarchy`.
    pub show_hierarchy: Option<bool>,
    /// `simpleDimensions`.
    pub simple_dimensions: Option<Vec<Value>>,
    /// `skipRounding`.
    pub skip_rounding: Option<bool>,
    /// The place among its siblings, from 1.
    pub sort_order: Option<i64>,
    /// `sorting`.
    pub sorting: Option<Vec<Value>>,
    /// `startDate`.
    pub start_date: Option<DateTime>,
    /// `subscribers`: texts.
    pub subscribers: Option<Vec<String>>,
    /// `subtitle`: text, at most 255 characters.
    pub subtitle: Option<String>,
    /// `targetLineLabel`: text, at most 255 characters.
    pub target_line_label: Option<String>,
    /// `targetLineValue`.
    pub target_line_value: Option<Number>,
    /// `timeField`: text, at most 255 characters.
    pub time_field: Option<String>,
    /// `title`: text, at most 255 characters.
    pub title: Option<String>,
    /// `topLimit`.
    pub top_limit: Option<i64>,
    /// `trackedEntityType`: a reference.
    pub tracked_entity_type: Option<Ref<TrackedEntityType>>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// `type`; required.
    pub r#type: Option<EventVisualizationType>,
    /// `userOrgUnitType`.
    pub user_org_unit_type: Option<UserOrgUnitType>,
    /// `userOrganisationUnit`.
    pub user_organisation_unit: Option<bool>,
    /// `userOrganisationUnitChildren`.
    pub user_organisation_unit_children: Option<bool>,
    /// `userOrganisationUnitGrandChildren`.
    pub user_organisation_unit_grand_children: Option<bool>,
    /// `value`: a reference.
    pub value: Option<DimensionItem>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 105] = [
    "access", "aggregationType", "attributeDimensions", "attributeValueDimension",
    "attributeValues", "baseLineLabel", "baseLineValue", "categoryDimensions",
    "categoryOptionGroupSetDimensions", "code", "colSubTotals", "colTotals",
    "collapseDataDimensions", "columnDimensions", "columns", "completedOnly", "created",
    "createdBy", "cumulativeValues", "dataDimensionItems", "dataElementDimensions",
    "dataElementGroupSetDimensions", "dataElementValueDimension", "dataType", "description",
    "digitGroupSeparator", "displayDensity", "displayDescription", "displayFormName",
    "displayName", "displayShortName", "domainAxisLabel", "endDate", "eventStatus", "favorites",
    "filterDimensions", "filters", "fixColumnHeaders", "fixRowHeaders", "fontSize",
    "hideEmptyColumns", "hideEmptyRowItems", "hideEmptyRows", "hideLegend", "hideNaData",
    "hideSubtitle", "hideTitle", "href", "id", "itemOrganisationUnitGroups", "lastUpdated",
    "lastUpdatedBy", "legacy", "legend", "name", "noSpaceBetweenColumns", "orgUnitField",
    "organisationUnitGroupSetDimensions", "organisationUnitLevels", "organisationUnits",
    "outputType", "percentStackedValues", "periods", "program", "programDimensions",
    "programIndicatorDimensions", "programStage", "programStatus", "rangeAxisDecimals",
    "rangeAxisLabel", "rangeAxisMaxValue", "rangeAxisMinValue", "rangeAxisSteps", "rawPeriods",
    "regressionType", "relativePeriods", "repetitions", "rowDimensions", "rowSubTotals",
    "rowTotals", "rows", "sharing", "showData", "showDimensionLabels", "showHierarchy",
    "simpleDimensions", "skipRounding", "sortOrder", "sorting", "startDate", "subscribers",
    "subtitle", "targetLineLabel", "targetLineValue", "timeField", "title", "topLimit",
    "trackedEntityType", "translations", "type", "userOrgUnitType", "userOrganisationUnit",
    "userOrganisationUnitChildren", "userOrganisationUnitGrandChildren", "value",
];

#[rustfmt::skip]
impl Object for EventVisualization {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.aggregation_type, 2 => &self.attribute_dimensions,
            3 => &self.attribute_value_dimension, 4 => &self.attribute_values,
            5 => &self.base_line_label, 6 => &self.base_line_value,
            7 => &self.category_dimensions, 8 => &self.category_option_group_set_dimensions,
            9 => &self.code, 10 => &self.col_sub_totals, 11 => &self.col_totals,
            12 => &self.collapse_data_dimensions, 13 => &self.column_dimensions,
            14 => &self.columns, 15 => &self.completed_only, 16 => &self.created,
            17 => &self.created_by, 18 => &self.cumulative_values,
            19 => &self.data_dimension_items, 20 => &self.data_element_dimensions,
            21 => &self.data_element_group_set_dimensions,
            22 => &self.data_element_value_dimension, 23 => &self.data_type,
            24 => &self.description, 25 => &self.digit_group_separator,
            26 => &self.display_density, 27 => &self.display_description,
            28 => &self.display_form_name, 29 => &self.display_name,
            30 => &self.display_short_name, 31 => &self.domain_axis_label, 32 => &self.end_date,
            33 => &self.event_status, 34 => &self.favorites, 35 => &self.filter_dimensions,
            36 => &self.filters, 37 => &self.fix_column_headers, 38 => &self.fix_row_headers,
            39 => &self.font_size, 40 => &self.hide_empty_columns,
            41 => &self.hide_empty_row_items, 42 => &self.hide_empty_rows,
            43 => &self.hide_legend, 44 => &self.hide_na_data, 45 => &self.hide_subtitle,
            46 => &self.hide_title, 47 => &self.href, 48 => &self.id,
            49 => &self.item_organisation_unit_groups, 50 => &self.last_updated,
            51 => &self.last_updated_by, 52 => &self.legacy, 53 => &self.legend, 54 => &self.name,
            55 => &self.no_space_between_columns, 56 => &self.org_unit_field,
            57 => &self.organisation_unit_group_set_dimensions,
            58 => &self.organisation_unit_levels, 59 => &self.organisation_units,
            60 => &self.output_type, 61 => &self.percent_stacked_values, 62 => &self.periods,
            63 => &self.program, 64 => &self.program_dimensions,
            65 => &self.program_indicator_dimensions, 66 => &self.program_stage,
            67 => &self.program_status, 68 => &self.range_axis_decimals,
            69 => &self.range_axis_label, 70 => &self.range_axis_max_value,
            71 => &self.range_axis_min_value, 72 => &self.range_axis_steps,
            73 => &self.raw_periods, 74 => &self.regression_type, 75 => &self.relative_periods,
            76 => &self.repetitions, 77 => &self.row_dimensions, 78 => &self.row_sub_totals,
            79 => &self.row_totals, 80 => &self.rows, 81 => &self.sharing, 82 => &self.show_data,
            83 => &self.show_dimension_labels, 84 => &self.show_hierarchy,
            85 => &self.simple_dimensions, 86 => &self.skip_rounding, 87 => &self.sort_order,
            88 => &self.sorting, 89 => &self.start_date, 90 => &self.subscribers,
            91 => &self.subtitle, 92 => &self.target_line_label, 93 => &self.target_line_value,
            94 => &self.time_field, 95 => &self.title, 96 => &self.top_limit,
            97 => &self.tracked_entity_type, 98 => &self.translations, 99 => &self.r#type,
            100 => &self.user_org_unit_type, 101 => &self.user_organisation_unit,
            102 => &self.user_organisation_unit_children,
            103 => &self.user_organisation_unit_grand_children, 104 => &self.value,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.aggregation_type,
            2 => &mut self.attribute_dimensions, 3 => &mut self.attribute_value_dimension,
            4 => &mut self.attribute_values, 5 => &mut self.base_line_label,
            6 => &mut self.base_line_value, 7 => &mut self.category_dimensions,
            8 => &mut self.category_option_group_set_dimensions, 9 => &mut self.code,
            10 => &mut self.col_sub_totals, 11 => &mut self.col_totals,
            12 => &mut self.collapse_data_dimensions, 13 => &mut self.column_dimensions,
            14 => &mut self.columns, 15 => &mut self.completed_only, 16 => &mut self.created,
            17 => &mut self.created_by, 18 => &mut self.cumulative_values,
            19 => &mut self.data_dimension_items, 20 => &mut self.data_element_dimensions,
            21 => &mut self.data_element_group_set_dimensions,
            22 => &mut self.data_element_value_dimension, 23 => &mut self.data_type,
            24 => &mut self.description, 25 => &mut self.digit_group_separator,
            26 => &mut self.display_density, 27 => &mut self.display_description,
            28 => &mut self.display_form_name, 29 => &mut self.display_name,
            30 => &mut self.display_short_name, 31 => &mut self.domain_axis_label,
            32 => &mut self.end_date, 33 => &mut self.event_status, 34 => &mut self.favorites,
            35 => &mut self.filter_dimensions, 36 => &mut self.filters,
            37 => &mut self.fix_column_headers, 38 => &mut self.fix_row_headers,
            39 => &mut self.font_size, 40 => &mut self.hide_empty_columns,
            41 => &mut self.hide_empty_row_items, 42 => &mut self.hide_empty_rows,
            43 => &mut self.hide_legend, 44 => &mut self.hide_na_data,
            45 => &mut self.hide_subtitle, 46 => &mut self.hide_title, 47 => &mut self.href,
            48 => &mut self.id, 49 => &mut self.item_organisation_unit_groups,
            50 => &mut self.last_updated, 51 => &mut self.last_updated_by, 52 => &mut self.legacy,
            53 => &mut self.legend, 54 => &mut self.name,
            55 => &mut self.no_space_between_columns, 56 => &mut self.org_unit_field,
            57 => &mut self.organisation_unit_group_set_dimensions,
            58 => &mut self.organisation_unit_levels, 59 => &mut self.organisation_units,
            60 => &mut self.output_type, 61 => &mut self.percent_stacked_values,
            62 => &mut self.periods, 63 => &mut self.program, 64 => &mut self.program_dimensions,
            65 => &mut self.program_indicator_dimensions, 66 => &mut self.program_stage,
            67 => &mut self.program_status, 68 => &mut self.range_axis_decimals,
            69 => &mut self.range_axis_label, 70 => &mut self.range_axis_max_value,
            71 => &mut self.range_axis_min_value, 72 => &mut self.range_axis_steps,
            73 => &mut self.raw_periods, 74 => &mut self.regression_type,
            75 => &mut self.relative_periods, 76 => &mut self.repetitions,
            77 => &mut self.row_dimensions, 78 => &mut self.row_sub_totals,
            79 => &mut self.row_totals, 80 => &mut self.rows, 81 => &mut self.sharing,
            82 => &mut self.show_data, 83 => &mut self.show_dimension_labels,
            84 => &mut self.show_hierarchy, 85 => &mut self.simple_dimensions,
            86 => &mut self.skip_rounding, 87 => &mut self.sort_order, 88 => &mut self.sorting,
            89 => &mut self.start_date, 90 => &mut self.subscribers, 91 => &mut self.subtitle,
            92 => &mut self.target_line_label, 93 => &mut self.target_line_value,
            94 => &mut self.time_field, 95 => &mut self.title, 96 => &mut self.top_limit,
            97 => &mut self.tracked_entity_type, 98 => &mut self.translations,
            99 => &mut self.r#type, 100 => &mut self.user_org_unit_type,
            101 => &mut self.user_organisation_unit,
            102 => &mut self.user_organisation_unit_children,
            103 => &mut self.user_organisation_unit_grand_children, 104 => &mut self.value,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(EventVisualization);
#[rustfmt::skip]
base::metadata!(EventVisualization, "eventVisualizations", "eventVisualization", "org.hisp.dhis.eventvisualization.EventVisualization");

// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An event chart: `/api/eventCharts`.
#[derive(Clone, Default, PartialEq)]
pub struct EventChart {
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
    /// What the object is for.
    pub description: Option<String>,
    /// `digitGroupSeparator`.
    pub digit_group_separator: Option<DigitGroupSeparator>,
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
    /// `legendDisplayStrategy`.
    pub legend_display_strategy: Option<LegendDisplayStrategy>,
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
    /// `skipRounding`.
    pub skip_rounding: Option<bool>,
    /// The place among its siblings, from 1.
    pub sort_order: Option<i64>,
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
    /// `yearlySeries`: texts.
    pub yearly_series: Option<Vec<String>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 99] = [
    "access", "aggregationType", "attributeDimensions", "attributeValueDimension",
    "attributeValues", "baseLineLabel", "baseLineValue", "categoryDimensions",
    "categoryOptionGroupSetDimensions", "code", "colSubTotals", "colTotals",
    "collapseDataDimensions", "columnDimensions", "columns", "completedOnly", "created",
    "createdBy", "cumulativeValues", "dataDimensionItems", "dataElementDimensions",
    "dataElementGroupSetDimensions", "dataElementValueDimension", "description",
    "digitGroupSeparator", "displayDescription", "displayFormName", "displayName",
    "displayShortName", "domainAxisLabel", "endDate", "eventStatus", "favorites",
    "filterDimensions", "filters", "fixColumnHeaders", "fixRowHeaders", "hideEmptyColumns",
    "hideEmptyRowItems", "hideEmptyRows", "hideLegend", "hideNaData", "hideSubtitle", "hideTitle",
    "href", "id", "itemOrganisationUnitGroups", "lastUpdated", "lastUpdatedBy", "legacy",
    "legend", "legendDisplayStrategy", "name", "noSpaceBetweenColumns", "orgUnitField",
    "organisationUnitGroupSetDimensions", "organisationUnitLevels", "organisationUnits",
    "outputType", "percentStackedValues", "periods", "program", "programIndicatorDimensions",
    "programStage", "programStatus", "rangeAxisDecimals", "rangeAxisLabel", "rangeAxisMaxValue",
    "rangeAxisMinValue", "rangeAxisSteps", "rawPeriods", "regressionType", "relativePeriods",
    "rowDimensions", "rowSubTotals", "rowTotals", "rows", "sharing", "showData",
    "showDimensionLabels", "showHierarchy", "skipRounding", "sortOrder", "startDate",
    "subscribers", "subtitle", "targetLineLabel", "targetLineValue", "timeField", "title",
    "topLimit", "translations", "type", "userOrgUnitType", "userOrganisationUnit",
    "userOrganisationUnitChildren", "userOrganisationUnitGrandChildren", "value", "yearlySeries",
];

#[rustfmt::skip]
impl Object for EventChart {
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
            22 => &self.data_element_value_dimension, 23 => &self.description,
            24 => &self.digit_group_separator, 25 => &self.display_description,
            26 => &self.display_form_name, 27 => &self.display_name,
            28 => &self.display_short_name, 29 => &self.domain_axis_label, 30 => &self.end_date,
            31 => &self.event_status, 32 => &self.favorites, 33 => &self.filter_dimensions,
            34 => &self.filters, 35 => &self.fix_column_headers, 36 => &self.fix_row_headers,
            37 => &self.hide_empty_columns, 38 => &self.hide_empty_row_items,
            39 => &self.hide_empty_rows, 40 => &self.hide_legend, 41 => &self.hide_na_data,
            42 => &self.hide_subtitle, 43 => &self.hide_title, 44 => &self.href, 45 => &self.id,
            46 => &self.item_organisation_unit_groups, 47 => &self.last_updated,
            48 => &self.last_updated_by, 49 => &self.legacy, 50 => &self.legend,
            51 => &self.legend_display_strategy, 52 => &self.name,
            53 => &self.no_space_between_columns, 54 => &self.org_unit_field,
            55 => &self.organisation_unit_group_set_dimensions,
            56 => &self.organisation_unit_levels, 57 => &self.organisation_units,
            58 => &self.output_type, 59 => &self.percent_stacked_values, 60 => &self.periods,
            61 => &self.program, 62 => &self.program_indicator_dimensions,
            63 => &self.program_stage, 64 => &self.program_status,
            65 => &self.range_axis_decimals, 66 => &self.range_axis_label,
            67 => &self.range_axis_max_value, 68 => &self.range_axis_min_value,
            69 => &self.range_axis_steps, 70 => &self.raw_periods, 71 => &self.regression_type,
            72 => &self.relative_periods, 73 => &self.row_dimensions, 74 => &self.row_sub_totals,
            75 => &self.row_totals, 76 => &self.rows, 77 => &self.sharing, 78 => &self.show_data,
            79 => &self.show_dimension_labels, 80 => &self.show_hierarchy,
            81 => &self.skip_rounding, 82 => &self.sort_order, 83 => &self.start_date,
            84 => &self.subscribers, 85 => &self.subtitle, 86 => &self.target_line_label,
            87 => &self.target_line_value, 88 => &self.time_field, 89 => &self.title,
            90 => &self.top_limit, 91 => &self.translations, 92 => &self.r#type,
            93 => &self.user_org_unit_type, 94 => &self.user_organisation_unit,
            95 => &self.user_organisation_unit_children,
            96 => &self.user_organisation_unit_grand_children, 97 => &self.value,
            98 => &self.yearly_series,
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
            22 => &mut self.data_element_value_dimension, 23 => &mut self.description,
            24 => &mut self.digit_group_separator, 25 => &mut self.display_description,
            26 => &mut self.display_form_name, 27 => &mut self.display_name,
            28 => &mut self.display_short_name, 29 => &mut self.domain_axis_label,
            30 => &mut self.end_date, 31 => &mut self.event_status, 32 => &mut self.favorites,
            33 => &mut self.filter_dimensions, 34 => &mut self.filters,
            35 => &mut self.fix_column_headers, 36 => &mut self.fix_row_headers,
            37 => &mut self.hide_empty_columns, 38 => &mut self.hide_empty_row_items,
            39 => &mut self.hide_empty_rows, 40 => &mut self.hide_legend,
            41 => &mut self.hide_na_data, 42 => &mut self.hide_subtitle,
            43 => &mut self.hide_title, 44 => &mut self.href, 45 => &mut self.id,
            46 => &mut self.item_organisation_unit_groups, 47 => &mut self.last_updated,
            48 => &mut self.last_updated_by, 49 => &mut self.legacy, 50 => &mut self.legend,
            51 => &mut self.legend_display_strategy, 52 => &mut self.name,
            53 => &mut self.no_space_between_columns, 54 => &mut self.org_unit_field,
            55 => &mut self.organisation_unit_group_set_dimensions,
            56 => &mut self.organisation_unit_levels, 57 => &mut self.organisation_units,
            58 => &mut self.output_type, 59 => &mut self.percent_stacked_values,
            60 => &mut self.periods, 61 => &mut self.program,
            62 => &mut self.program_indicator_dimensions, 63 => &mut self.program_stage,
            64 => &mut self.program_status, 65 => &mut self.range_axis_decimals,
            66 => &mut self.range_axis_label, 67 => &mut self.range_axis_max_value,
            68 => &mut self.range_axis_min_value, 69 => &mut self.range_axis_steps,
            70 => &mut self.raw_periods, 71 => &mut self.regression_type,
            72 => &mut self.relative_periods, 73 => &mut self.row_dimensions,
            74 => &mut self.row_sub_totals, 75 => &mut self.row_totals, 76 => &mut self.rows,
            77 => &mut self.sharing, 78 => &mut self.show_data,
            79 => &mut self.show_dimension_labels, 80 => &mut self.show_hierarchy,
            81 => &mut self.skip_rounding, 82 => &mut self.sort_order, 83 => &mut self.start_date,
            84 => &mut self.subscribers, 85 => &mut self.subtitle,
            86 => &mut self.target_line_label, 87 => &mut self.target_line_value,
            88 => &mut self.time_field, 89 => &mut self.title, 90 => &mut self.top_limit,
            91 => &mut self.translations, 92 => &mut self.r#type,
            93 => &mut self.user_org_unit_type, 94 => &mut self.user_organisation_unit,
            95 => &mut self.user_organisation_unit_children,
            96 => &mut self.user_organisation_unit_grand_children, 97 => &mut self.value,
            98 => &mut self.yearly_series,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(EventChart);
#[rustfmt::skip]
base::metadata!(EventChart, "eventCharts", "eventChart", "org.hisp.dhis.eventchart.EventChart");

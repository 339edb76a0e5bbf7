// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An event report: `/api/eventReports`.
#[derive(Clone, Default, PartialEq)]
pub struct EventReport {
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
    /// `programIndicatorDimensions`.
    pub program_indicator_dimensions: Option<Vec<TrackedEntityProgramIndicatorDimension>>,
    /// `programStage`: a reference.
    pub program_stage: Option<Ref<ProgramStage>>,
    /// `programStatus`.
    pub program_status: Option<EnrollmentStatus>,
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
    /// `simpleDimensions`.
    pub simple_dimensions: Option<Vec<Value>>,
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
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 91] = [
    "access", "aggregationType", "attributeDimensions", "attributeValueDimension",
    "attributeValues", "categoryDimensions", "categoryOptionGroupSetDimensions", "code",
    "colSubTotals", "colTotals", "collapseDataDimensions", "columnDimensions", "columns",
    "completedOnly", "created", "createdBy", "cumulativeValues", "dataDimensionItems",
    "dataElementDimensions", "dataElementGroupSetDimensions", "dataElementValueDimension",
    "dataType", "description", "digitGroupSeparator", "displayDensity", "displayDescription",
    "displayFormName", "displayName", "displayShortName", "endDate", "eventStatus", "favorites",
    "filterDimensions", "filters", "fixColumnHeaders", "fixRowHeaders", "fontSize",
    "hideEmptyColumns", "hideEmptyRowItems", "hideEmptyRows", "hideLegend", "hideNaData",
    "hideSubtitle", "hideTitle", "href", "id", "itemOrganisationUnitGroups", "lastUpdated",
    "lastUpdatedBy", "legacy", "legend", "name", "noSpaceBetweenColumns", "orgUnitField",
    "organisationUnitGroupSetDimensions", "organisationUnitLevels", "organisationUnits",
    "outputType", "percentStackedValues", "periods", "program", "programIndicatorDimensions",
    "programStage", "programStatus", "rawPeriods", "regressionType", "relativePeriods",
    "rowDimensions", "rowSubTotals", "rowTotals", "rows", "sharing", "showData",
    "showDimensionLabels", "showHierarchy", "simpleDimensions", "skipRounding", "sortOrder",
    "startDate", "subscribers", "subtitle", "timeField", "title", "topLimit", "translations",
    "type", "userOrgUnitType", "userOrganisationUnit", "userOrganisationUnitChildren",
    "userOrganisationUnitGrandChildren", "value",
];

#[rustfmt::skip]
impl Object for EventReport {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.aggregation_type, 2 => &self.attribute_dimensions,
            3 => &self.attribute_value_dimension, 4 => &self.attribute_values,
            5 => &self.category_dimensions, 6 => &self.category_option_group_set_dimensions,
            7 => &self.code, 8 => &self.col_sub_totals, 9 => &self.col_totals,
            10 => &self.collapse_data_dimensions, 11 => &self.column_dimensions,
            12 => &self.columns, 13 => &self.completed_only, 14 => &self.created,
            15 => &self.created_by, 16 => &self.cumulative_values,
            17 => &self.data_dimension_items, 18 => &self.data_element_dimensions,
            19 => &self.data_element_group_set_dimensions,
            20 => &self.data_element_value_dimension, 21 => &self.data_type,
            22 => &self.description, 23 => &self.digit_group_separator,
            24 => &self.display_density, 25 => &self.display_description,
            26 => &self.display_form_name, 27 => &self.display_name,
            28 => &self.display_short_name, 29 => &self.end_date, 30 => &self.event_status,
            31 => &self.favorites, 32 => &self.filter_dimensions, 33 => &self.filters,
            34 => &self.fix_column_headers, 35 => &self.fix_row_headers, 36 => &self.font_size,
            37 => &self.hide_empty_columns, 38 => &self.hide_empty_row_items,
            39 => &self.hide_empty_rows, 40 => &self.hide_legend, 41 => &self.hide_na_data,
            42 => &self.hide_subtitle, 43 => &self.hide_title, 44 => &self.href, 45 => &self.id,
            46 => &self.item_organisation_unit_groups, 47 => &self.last_updated,
            48 => &self.last_updated_by, 49 => &self.legacy, 50 => &self.legend, 51 => &self.name,
            52 => &self.no_space_between_columns, 53 => &self.org_unit_field,
            54 => &self.organisation_unit_group_set_dimensions,
            55 => &self.organisation_unit_levels, 56 => &self.organisation_units,
            57 => &self.output_type, 58 => &self.percent_stacked_values, 59 => &self.periods,
            60 => &self.program, 61 => &self.program_indicator_dimensions,
            62 => &self.program_stage, 63 => &self.program_status, 64 => &self.raw_periods,
            65 => &self.regression_type, 66 => &self.relative_periods, 67 => &self.row_dimensions,
            68 => &self.row_sub_totals, 69 => &self.row_totals, 70 => &self.rows,
            71 => &self.sharing, 72 => &self.show_data, 73 => &self.show_dimension_labels,
            74 => &self.show_hierarchy, 75 => &self.simple_dimensions, 76 => &self.skip_rounding,
            77 => &self.sort_order, 78 => &self.start_date, 79 => &self.subscribers,
            80 => &self.subtitle, 81 => &self.time_field, 82 => &self.title,
            83 => &self.top_limit, 84 => &self.translations, 85 => &self.r#type,
            86 => &self.user_org_unit_type, 87 => &self.user_organisation_unit,
            88 => &self.user_organisation_unit_children,
            89 => &self.user_organisation_unit_grand_children, 90 => &self.value,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.aggregation_type,
            2 => &mut self.attribute_dimensions, 3 => &mut self.attribute_value_dimension,
            4 => &mut self.attribute_values, 5 => &mut self.category_dimensions,
            6 => &mut self.category_option_group_set_dimensions, 7 => &mut self.code,
            8 => &mut self.col_sub_totals, 9 => &mut self.col_totals,
            10 => &mut self.collapse_data_dimensions, 11 => &mut self.column_dimensions,
            12 => &mut self.columns, 13 => &mut self.completed_only, 14 => &mut self.created,
            15 => &mut self.created_by, 16 => &mut self.cumulative_values,
            17 => &mut self.data_dimension_items, 18 => &mut self.data_element_dimensions,
            19 => &mut self.data_element_group_set_dimensions,
            20 => &mut self.data_element_value_dimension, 21 => &mut self.data_type,
            22 => &mut self.description, 23 => &mut self.digit_group_separator,
            24 => &mut self.display_density, 25 => &mut self.display_description,
            26 => &mut self.display_form_name, 27 => &mut self.display_name,
            28 => &mut self.display_short_name, 29 => &mut self.end_date,
            30 => &mut self.event_status, 31 => &mut self.favorites,
            32 => &mut self.filter_dimensions, 33 => &mut self.filters,
            34 => &mut self.fix_column_headers, 35 => &mut self.fix_row_headers,
            36 => &mut self.font_size, 37 => &mut self.hide_empty_columns,
            38 => &mut self.hide_empty_row_items, 39 => &mut self.hide_empty_rows,
            40 => &mut self.hide_legend, 41 => &mut self.hide_na_data,
            42 => &mut self.hide_subtitle, 43 => &mut self.hide_title, 44 => &mut self.href,
            45 => &mut self.id, 46 => &mut self.item_organisation_unit_groups,
            47 => &mut self.last_updated, 48 => &mut self.last_updated_by, 49 => &mut self.legacy,
            50 => &mut self.legend, 51 => &mut self.name,
            52 => &mut self.no_space_between_columns, 53 => &mut self.org_unit_field,
            54 => &mut self.organisation_unit_group_set_dimensions,
            55 => &mut self.organisation_unit_levels, 56 => &mut self.organisation_units,
            57 => &mut self.output_type, 58 => &mut self.percent_stacked_values,
            59 => &mut self.periods, 60 => &mut self.program,
            61 => &mut self.program_indicator_dimensions, 62 => &mut self.program_stage,
            63 => &mut self.program_status, 64 => &mut self.raw_periods,
            65 => &mut self.regression_type, 66 => &mut self.relative_periods,
            67 => &mut self.row_dimensions, 68 => &mut self.row_sub_totals,
            69 => &mut self.row_totals, 70 => &mut self.rows, 71 => &mut self.sharing,
            72 => &mut self.show_data, 73 => &mut self.show_dimension_labels,
            74 => &mut self.show_hierarchy, 75 => &mut self.simple_dimensions,
            76 => &mut self.skip_rounding, 77 => &mut self.sort_order, 78 => &mut self.start_date,
            79 => &mut self.subscribers, 80 => &mut self.subtitle, 81 => &mut self.time_field,
            82 => &mut self.title, 83 => &mut self.top_limit, 84 => &mut self.translations,
            85 => &mut self.r#type, 86 => &mut self.user_org_unit_type,
            87 => &mut self.user_organisation_unit,
            88 => &mut self.user_organisation_unit_children,
            89 => &mut self.user_organisation_unit_grand_children, 90 => &mut self.value,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(EventReport);
#[rustfmt::skip]
base::metadata!(EventReport, "eventReports", "eventReport", "org.hisp.dhis.eventreport.EventReport");

// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A visualization: `/api/visualizations`.
#[derive(Clone, Default, PartialEq)]
pub struct Visualization {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `aggregationType`.
    pub aggregation_type: Option<AggregationType>,
    /// `attributeDimensions`.
    pub attribute_dimensions: Option<Vec<Value>>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// `axes`.
    pub axes: Option<Vec<Value>>,
    /// `baseLineLabel`: text.
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
    /// `colorSet`: text, at most 255 characters.
    pub color_set: Option<String>,
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
    /// `domainAxisLabel`: text.
    pub domain_axis_label: Option<String>,
    /// `endDate`.
    pub end_date: Option<DateTime>,
    /// `favorites`: texts.
    pub favorites: Option<Vec<String>>,
    /// `filterDimensions`: texts.
    pub filter_dimensions: Option<Vec<String>>,
    /// `filters`: references.
    pub filters: Option<Vec<Dimension>>,
    /// `fixColumnHeaders`.
    pub fix_column_headers: Option<bool>,
    /// `fixRowHeaders`.
    pub fix_row_headers: Option<bool>,
    /// `fontSize`.
    pub font_size: Option<FontSize>,
    /// `fontStyle`.
    pub font_style: Option<Value>,
    /// `hideEmptyColumns`.
    pub hide_empty_columns: Option<bool>,
    /// `hideEmptyRowItems`.
    pub hide_empty_row_items: Option<HideEmptyItemStrategy>,
    /// `hideEmptyRows`.
    pub hide_empty_rows: Option<bool>,
    /// `hideLegend`.
    pub hide_legend: Option<bool>,
    /// `hideSubtitle`.
    pub hide_subtitle: Option<bool>,
    /// `hideTitle`.
    pub hide_title: Option<bool>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// `icons`.
    pub icons: Option<Vec<Value>>,
    /// The identifier.
    pub id: Option<Uid>,
    /// `itemOrganisationUnitGroups`: references.
    pub item_organisation_unit_groups: Option<Vec<Ref<OrganisationUnitGroup>>>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// `legend`.
    pub legend: Option<LegendDefinitions>,
    /// `measureCriteria`: text, at most 255 characters.
    pub measure_criteria: Option<String>,
    /// The name; required.
    pub name: Option<String>,
    /// `noSpaceBetweenColumns`.
    pub no_space_between_columns: Option<bool>,
    /// `numberType`.
    pub number_type: Option<NumberType>,
    /// `optionalAxes`.
    pub optional_axes: Option<Vec<Axis>>,
    /// `orgUnitField`: text.
    pub org_unit_field: Option<String>,
    /// `organisationUnitGroupSetDimensions`.
    pub organisation_unit_group_set_dimensions: Option<Vec<OrganisationUnitGroupSetDimension>>,
    /// `organisationUnitLevels`.
    pub organisation_unit_levels: Option<Vec<i64>>,
    /// `organisationUnits`: references.
    pub organisation_units: Option<Vec<Ref<OrganisationUnit>>>,
    /// `outlierAnalysis`.
    pub outlier_analysis: Option<OutlierAnalysis>,
    /// `percentStackedValues`.
    pub percent_stacked_values: Option<bool>,
    /// `periods`: references.
    pub periods: Option<Vec<DimensionItem>>,
    /// `programIndicatorDimensions`.
    pub program_indicator_dimensions: Option<Vec<TrackedEntityProgramIndicatorDimension>>,
    /// `rangeAxisDecimals`.
    pub range_axis_decimals: Option<i64>,
    /// `rangeAxisLabel`: text.
    pub range_axis_label: Option<String>,
    /// `rangeAxisMaxValue`.
    pub range_axis_max_value: Option<Number>,
    /// `rangeAxisMinValue`.
    pub range_axis_min_value: Option<Number>,
    /// `rangeAxisSteps`.
    pub range_axis_steps: Option<i64>,
    /// `rawPeriods`: texts.
    pub raw_periods: Option<Vec<String>>,
    /// `regression`.
    pub regression: Option<bool>,
    /// `regressionType`.
    pub regression_type: Option<RegressionType>,
    /// `relativePeriods`.
    pub relative_periods: Option<Value>,
    /// `reportingParams`.
    pub reporting_params: Option<Value>,
    /// `rowDimensions`: texts.
    pub row_dimensions: Option<Vec<String>>,
    /// `rowSubTotals`.
    pub row_sub_totals: Option<bool>,
    /// `rowTotals`.
    pub row_totals: Option<bool>,
    /// `rows`: references.
    pub rows: Option<Vec<Dimension>>,
    /// `series`.
    pub series: Option<Vec<Value>>,
    /// `seriesKey`.
    pub series_key: Option<SeriesKey>,
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
    /// `sorting`.
    pub sorting: Option<Vec<Value>>,
    /// `startDate`.
    pub start_date: Option<DateTime>,
    /// `subscribers`: texts.
    pub subscribers: Option<Vec<String>>,
    /// `subtitle`: text, at most 255 characters.
    pub subtitle: Option<String>,
    /// `targetLineLabel`: text.
    pub target_line_label: Option<String>,
    /// `targetLineValue`.
    pub target_line_value: Option<Number>,
    /// `timeField`: text.
    pub time_field: Option<String>,
    /// `title`: text, at most 255 characters.
    pub title: Option<String>,
    /// `topLimit`.
    pub top_limit: Option<i64>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// `type`; required.
    pub r#type: Option<VisualizationType>,
    /// `userOrgUnitType`.
    pub user_org_unit_type: Option<UserOrgUnitType>,
    /// `userOrganisationUnit`.
    pub user_organisation_unit: Option<bool>,
    /// `userOrganisationUnitChildren`.
    pub user_organisation_unit_children: Option<bool>,
    /// `userOrganisationUnitGrandChildren`.
    pub user_organisation_unit_grand_children: Option<bool>,
    /// `visualizationPeriodName`: text.
    pub visualization_period_name: Option<String>,
    /// `yearlySeries`: texts.
    pub yearly_series: Option<Vec<String>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 103] = [
    "access", "aggregationType", "attributeDimensions", "attributeValues", "axes",
    "baseLineLabel", "baseLineValue", "categoryDimensions", "categoryOptionGroupSetDimensions",
    "code", "colSubTotals", "colTotals", "colorSet", "columnDimensions", "columns",
    "completedOnly", "created", "createdBy", "cumulativeValues", "dataDimensionItems",
    "dataElementDimensions", "dataElementGroupSetDimensions", "description",
    "digitGroupSeparator", "displayDensity", "displayDescription", "displayFormName",
    "displayName", "displayShortName", "domainAxisLabel", "endDate", "favorites",
    "filterDimensions", "filters", "fixColumnHeaders", "fixRowHeaders", "fontSize", "fontStyle",
    "hideEmptyColumns", "hideEmptyRowItems", "hideEmptyRows", "hideLegend", "hideSubtitle",
    "hideTitle", "href", "icons", "id", "itemOrganisationUnitGroups", "lastUpdated",
    "lastUpdatedBy", "legend", "measureCriteria", "name", "noSpaceBetweenColumns", "numberType",
    "optionalAxes", "orgUnitField", "organisationUnitGroupSetDimensions",
    "organisationUnitLevels", "organisationUnits", "outlierAnalysis", "percentStackedValues",
    "periods", "programIndicatorDimensions", "rangeAxisDecimals", "rangeAxisLabel",
    "rangeAxisMaxValue", "rangeAxisMinValue", "rangeAxisSteps", "rawPeriods", "regression",
    "regressionType", "relativePeriods", "reportingParams", "rowDimensions", "rowSubTotals",
    "rowTotals", "rows", "series", "seriesKey", "sharing", "showData", "showDimensionLabels",
    "showHierarchy", "skipRounding", "sortOrder", "sorting", "startDate", "subscribers",
    "subtitle", "targetLineLabel", "targetLineValue", "timeField", "title", "topLimit",
    "translations", "type", "userOrgUnitType", "userOrganisationUnit",
    "userOrganisationUnitChildren", "userOrganisationUnitGrandChildren",
    "visualizationPeriodName", "yearlySeries",
];

#[rustfmt::skip]
impl Object for Visualization {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.aggregation_type, 2 => &self.attribute_dimensions,
            3 => &self.attribute_values, 4 => &self.axes, 5 => &self.base_line_label,
            6 => &self.base_line_value, 7 => &self.category_dimensions,
            8 => &self.category_option_group_set_dimensions, 9 => &self.code,
            10 => &self.col_sub_totals, 11 => &self.col_totals, 12 => &self.color_set,
            13 => &self.column_dimensions, 14 => &self.columns, 15 => &self.completed_only,
            16 => &self.created, 17 => &self.created_by, 18 => &self.cumulative_values,
            19 => &self.data_dimension_items, 20 => &self.data_element_dimensions,
            21 => &self.data_element_group_set_dimensions, 22 => &self.description,
            23 => &self.digit_group_separator, 24 => &self.display_density,
            25 => &self.display_description, 26 => &self.display_form_name,
            27 => &self.display_name, 28 => &self.display_short_name,
            29 => &self.domain_axis_label, 30 => &self.end_date, 31 => &self.favorites,
            32 => &self.filter_dimensions, 33 => &self.filters, 34 => &self.fix_column_headers,
            35 => &self.fix_row_headers, 36 => &self.font_size, 37 => &self.font_style,
            38 => &self.hide_empty_columns, 39 => &self.hide_empty_row_items,
            40 => &self.hide_empty_rows, 41 => &self.hide_legend, 42 => &self.hide_subtitle,
            43 => &self.hide_title, 44 => &self.href, 45 => &self.icons, 46 => &self.id,
            47 => &self.item_organisation_unit_groups, 48 => &self.last_updated,
            49 => &self.last_updated_by, 50 => &self.legend, 51 => &self.measure_criteria,
            52 => &self.name, 53 => &self.no_space_between_columns, 54 => &self.number_type,
            55 => &self.optional_axes, 56 => &self.org_unit_field,
            57 => &self.organisation_unit_group_set_dimensions,
            58 => &self.organisation_unit_levels, 59 => &self.organisation_units,
            60 => &self.outlier_analysis, 61 => &self.percent_stacked_values, 62 => &self.periods,
            63 => &self.program_indicator_dimensions, 64 => &self.range_axis_decimals,
            65 => &self.range_axis_label, 66 => &self.range_axis_max_value,
            67 => &self.range_axis_min_value, 68 => &self.range_axis_steps,
            69 => &self.raw_periods, 70 => &self.regression, 71 => &self.regression_type,
            72 => &self.relative_periods, 73 => &self.reporting_params,
            74 => &self.row_dimensions, 75 => &self.row_sub_totals, 76 => &self.row_totals,
            77 => &self.rows, 78 => &self.series, 79 => &self.series_key, 80 => &self.sharing,
            81 => &self.show_data, 82 => &self.show_dimension_labels, 83 => &self.show_hierarchy,
            84 => &self.skip_rounding, 85 => &self.sort_order, 86 => &self.sorting,
            87 => &self.start_date, 88 => &self.subscribers, 89 => &self.subtitle,
            90 => &self.target_line_label, 91 => &self.target_line_value, 92 => &self.time_field,
            93 => &self.title, 94 => &self.top_limit, 95 => &self.translations,
            96 => &self.r#type, 97 => &self.user_org_unit_type,
            98 => &self.user_organisation_unit, 99 => &self.user_organisation_unit_children,
            100 => &self.user_organisation_unit_grand_children,
            101 => &self.visualization_period_name, 102 => &self.yearly_series,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.aggregation_type,
            2 => &mut self.attribute_dimensions, 3 => &mut self.attribute_values,
            4 => &mut self.axes, 5 => &mut self.base_line_label, 6 => &mut self.base_line_value,
            7 => &mut self.category_dimensions,
            8 => &mut self.category_option_group_set_dimensions, 9 => &mut self.code,
            10 => &mut self.col_sub_totals, 11 => &mut self.col_totals, 12 => &mut self.color_set,
            13 => &mut self.column_dimensions, 14 => &mut self.columns,
            15 => &mut self.completed_only, 16 => &mut self.created, 17 => &mut self.created_by,
            18 => &mut self.cumulative_values, 19 => &mut self.data_dimension_items,
            20 => &mut self.data_element_dimensions,
            21 => &mut self.data_element_group_set_dimensions, 22 => &mut self.description,
            23 => &mut self.digit_group_separator, 24 => &mut self.display_density,
            25 => &mut self.display_description, 26 => &mut self.display_form_name,
            27 => &mut self.display_name, 28 => &mut self.display_short_name,
            29 => &mut self.domain_axis_label, 30 => &mut self.end_date,
            31 => &mut self.favorites, 32 => &mut self.filter_dimensions, 33 => &mut self.filters,
            34 => &mut self.fix_column_headers, 35 => &mut self.fix_row_headers,
            36 => &mut self.font_size, 37 => &mut self.font_style,
            38 => &mut self.hide_empty_columns, 39 => &mut self.hide_empty_row_items,
            40 => &mut self.hide_empty_rows, 41 => &mut self.hide_legend,
            42 => &mut self.hide_subtitle, 43 => &mut self.hide_title, 44 => &mut self.href,
            45 => &mut self.icons, 46 => &mut self.id,
            47 => &mut self.item_organisation_unit_groups, 48 => &mut self.last_updated,
            49 => &mut self.last_updated_by, 50 => &mut self.legend,
            51 => &mut self.measure_criteria, 52 => &mut self.name,
            53 => &mut self.no_space_between_columns, 54 => &mut self.number_type,
            55 => &mut self.optional_axes, 56 => &mut self.org_unit_field,
            57 => &mut self.organisation_unit_group_set_dimensions,
            58 => &mut self.organisation_unit_levels, 59 => &mut self.organisation_units,
            60 => &mut self.outlier_analysis, 61 => &mut self.percent_stacked_values,
            62 => &mut self.periods, 63 => &mut self.program_indicator_dimensions,
            64 => &mut self.range_axis_decimals, 65 => &mut self.range_axis_label,
            66 => &mut self.range_axis_max_value, 67 => &mut self.range_axis_min_value,
            68 => &mut self.range_axis_steps, 69 => &mut self.raw_periods,
            70 => &mut self.regression, 71 => &mut self.regression_type,
            72 => &mut self.relative_periods, 73 => &mut self.reporting_params,
            74 => &mut self.row_dimensions, 75 => &mut self.row_sub_totals,
            76 => &mut self.row_totals, 77 => &mut self.rows, 78 => &mut self.series,
            79 => &mut self.series_key, 80 => &mut self.sharing, 81 => &mut self.show_data,
            82 => &mut self.show_dimension_labels, 83 => &mut self.show_hierarchy,
            84 => &mut self.skip_rounding, 85 => &mut self.sort_order, 86 => &mut self.sorting,
            87 => &mut self.start_date, 88 => &mut self.subscribers, 89 => &mut self.subtitle,
            90 => &mut self.target_line_label, 91 => &mut self.target_line_value,
            92 => &mut self.time_field, 93 => &mut self.title, 94 => &mut self.top_limit,
            95 => &mut self.translations, 96 => &mut self.r#type,
            97 => &mut self.user_org_unit_type, 98 => &mut self.user_organisation_unit,
            99 => &mut self.user_organisation_unit_children,
            100 => &mut self.user_organisation_unit_grand_children,
            101 => &mut self.visualization_period_name, 102 => &mut self.yearly_series,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(Visualization);
#[rustfmt::skip]
base::metadata!(Visualization, "visualizations", "visualization", "org.hisp.dhis.visualization.Visualization");

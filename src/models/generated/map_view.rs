// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A map view: `/api/mapViews`.
///
/// Among the schemas of 2.43 only.
#[derive(Clone, Default, PartialEq)]
pub struct MapView {
    /// What the caller may do with the object; read only. Only in 2.43.
    pub access: Option<ObjectAccess>,
    /// `aggregationType`. Only in 2.43.
    pub aggregation_type: Option<AggregationType>,
    /// `areaRadius`. Only in 2.43.
    pub area_radius: Option<i64>,
    /// `attributeDimensions`. Only in 2.43.
    pub attribute_dimensions: Option<Vec<Value>>,
    /// `categoryDimensions`. Only in 2.43.
    pub category_dimensions: Option<Vec<CategoryDimension>>,
    /// `categoryOptionGroupSetDimensions`. Only in 2.43.
    pub category_option_group_set_dimensions: Option<Vec<CategoryOptionGroupSetDimension>>,
    /// `classes`. Only in 2.43.
    pub classes: Option<i64>,
    /// The code by which other systems know the object; unique. Only in 2.43.
    pub code: Option<String>,
    /// `colSubTotals`. Only in 2.43.
    pub col_sub_totals: Option<bool>,
    /// `colTotals`. Only in 2.43.
    pub col_totals: Option<bool>,
    /// `colorHigh`: text, at most 255 characters. Only in 2.43.
    pub color_high: Option<String>,
    /// `colorLow`: text, at most 255 characters. Only in 2.43.
    pub color_low: Option<String>,
    /// `colorScale`: text, at most 255 characters. Only in 2.43.
    pub color_scale: Option<String>,
    /// `columnDimensions`: texts. Only in 2.43.
    pub column_dimensions: Option<Vec<String>>,
    /// `columns`: references. Only in 2.43.
    pub columns: Option<Vec<Dimension>>,
    /// `completedOnly`. Only in 2.43.
    pub completed_only: Option<bool>,
    /// `config`: text. Only in 2.43.
    pub config: Option<String>,
    /// When the object was made; set by the server. Only in 2.43.
    pub created: Option<DateTime>,
    /// `cumulativeValues`. Only in 2.43.
    pub cumulative_values: Option<bool>,
    /// `dataDimensionItems`. Only in 2.43.
    pub data_dimension_items: Option<Vec<DataDimensionItem>>,
    /// `dataElementDimensions`. Only in 2.43.
    pub data_element_dimensions: Option<Vec<TrackedEntityDataElementDimension>>,
    /// `dataElementGroupSetDimensions`. Only in 2.43.
    pub data_element_group_set_dimensions: Option<Vec<DataElementGroupSetDimension>>,
    /// What the object is for. Only in 2.43.
    pub description: Option<String>,
    /// `digitGroupSeparator`. Only in 2.43.
    pub digit_group_separator: Option<DigitGroupSeparator>,
    /// The description in the language of the caller; read only. Only in 2.43.
    pub display_description: Option<String>,
    /// The form name in the language of the caller; read only. Only in 2.43.
    pub display_form_name: Option<String>,
    /// The name in the language of the caller; read only. Only in 2.43.
    pub display_name: Option<String>,
    /// The short name in the language of the caller; read only. Only in 2.43.
    pub display_short_name: Option<String>,
    /// `endDate`. Only in 2.43.
    pub end_date: Option<DateTime>,
    /// `eventClustering`. Only in 2.43.
    pub event_clustering: Option<bool>,
    /// `eventCoordinateField`: text, at most 255 characters. Only in 2.43.
    pub event_coordinate_field: Option<String>,
    /// `eventCoordinateFieldFallback`: text, at most 15 characters. Only in 2.43.
    pub event_coordinate_field_fallback: Option<String>,
    /// `eventPointColor`: text, at most 255 characters. Only in 2.43.
    pub event_point_color: Option<String>,
    /// `eventPointRadius`. Only in 2.43.
    pub event_point_radius: Option<i64>,
    /// `eventStatus`. Only in 2.43.
    pub event_status: Option<MapEventStatus>,
    /// `filterDimensions`: texts. Only in 2.43.
    pub filter_dimensions: Option<Vec<String>>,
    /// `filters`: references. Only in 2.43.
    pub filters: Option<Vec<Dimension>>,
    /// `followUp`. Only in 2.43.
    pub follow_up: Option<bool>,
    /// `hidden`. Only in 2.43.
    pub hidden: Option<bool>,
    /// `hideEmptyRowItems`. Only in 2.43.
    pub hide_empty_row_items: Option<HideEmptyItemStrategy>,
    /// `hideEmptyRows`. Only in 2.43.
    pub hide_empty_rows: Option<bool>,
    /// `hideLegend`. Only in 2.43.
    pub hide_legend: Option<bool>,
    /// `hideSubtitle`. Only in 2.43.
    pub hide_subtitle: Option<bool>,
    /// `hideTitle`. Only in 2.43.
    pub hide_title: Option<bool>,
    /// The address of the object; read only. Only in 2.43.
    pub href: Option<String>,
    /// The identifier. Only in 2.43.
    pub id: Option<Uid>,
    /// `itemOrganisationUnitGroups`: references. Only in 2.43.
    pub item_organisation_unit_groups: Option<Vec<Ref<OrganisationUnitGroup>>>,
    /// `labelFontColor`: text, at most 255 characters. Only in 2.43.
    pub label_font_color: Option<String>,
    /// `labelFontSize`: text, at most 255 characters. Only in 2.43.
    pub label_font_size: Option<String>,
    /// `labelFontStyle`: text, at most 255 characters. Only in 2.43.
    pub label_font_style: Option<String>,
    /// `labelFontWeight`: text, at most 255 characters. Only in 2.43.
    pub label_font_weight: Option<String>,
    /// `labelTemplate`: text, at most 50 characters. Only in 2.43.
    pub label_template: Option<String>,
    /// `labels`. Only in 2.43.
    pub labels: Option<bool>,
    /// When the object was last changed; set by the server. Only in 2.43.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server. Only in 2.43.
    pub last_updated_by: Option<Ref<User>>,
    /// `layer`: text, at most 255 characters; required. Only in 2.43.
    pub layer: Option<String>,
    /// `legend`. Only in 2.43.
    pub legend: Option<LegendDefinitions>,
    /// `legendSet`: a reference. Only in 2.43.
    pub legend_set: Option<Ref<LegendSet>>,
    /// `method`. Only in 2.43.
    pub method: Option<i64>,
    /// The name. Only in 2.43.
    pub name: Option<String>,
    /// `noDataColor`: text, at most 7 characters. Only in 2.43.
    pub no_data_color: Option<String>,
    /// `noSpaceBetweenColumns`. Only in 2.43.
    pub no_space_between_columns: Option<bool>,
    /// `opacity`. Only in 2.43.
    pub opacity: Option<Number>,
    /// `orgUnitField`: text, at most 255 characters. Only in 2.43.
    pub org_unit_field: Option<String>,
    /// `orgUnitFieldDisplayName`: text. Only in 2.43.
    pub org_unit_field_display_name: Option<String>,
    /// `organisationUnitColor`: text, at most 7 characters. Only in 2.43.
    pub organisation_unit_color: Option<String>,
    /// `organisationUnitGroupSet`: a reference. Only in 2.43.
    pub organisation_unit_group_set: Option<Ref<OrganisationUnitGroupSet>>,
    /// `organisationUnitGroupSetDimensions`. Only in 2.43.
    pub organisation_unit_group_set_dimensions: Option<Vec<OrganisationUnitGroupSetDimension>>,
    /// `organisationUnitLevels`. Only in 2.43.
    pub organisation_unit_levels: Option<Vec<i64>>,
    /// `organisationUnitSelectionMode`. Only in 2.43.
    pub organisation_unit_selection_mode: Option<OrganisationUnitSelectionMode>,
    /// `organisationUnits`: references. Only in 2.43.
    pub organisation_units: Option<Vec<Ref<OrganisationUnit>>>,
    /// `parentGraph`: text. Only in 2.43.
    pub parent_graph: Option<String>,
    /// `parentLevel`. Only in 2.43.
    pub parent_level: Option<i64>,
    /// `percentStackedValues`. Only in 2.43.
    pub percent_stacked_values: Option<bool>,
    /// `periods`. Only in 2.43.
    pub periods: Option<Vec<DimensionItem>>,
    /// `program`: a reference. Only in 2.43.
    pub program: Option<Ref<Program>>,
    /// `programIndicatorDimensions`. Only in 2.43.
    pub program_indicator_dimensions: Option<Vec<TrackedEntityProgramIndicatorDimension>>,
    /// `programStage`: a reference. Only in 2.43.
    pub program_stage: Option<Ref<ProgramStage>>,
    /// `programStatus`. Only in 2.43.
    pub program_status: Option<EnrollmentStatus>,
    /// `radiusHigh`. Only in 2.43.
    pub radius_high: Option<i64>,
    /// `radiusLow`. Only in 2.43.
    pub radius_low: Option<i64>,
    /// `rawPeriods`: texts. Only in 2.43.
    pub raw_periods: Option<Vec<String>>,
    /// `regressionType`. Only in 2.43.
    pub regression_type: Option<RegressionType>,
    /// `relativePeriods`. Only in 2.43.
    pub relative_periods: Option<Value>,
    /// `renderingStrategy`; required. Only in 2.43.
    pub rendering_strategy: Option<MapViewRenderingStrategy>,
    /// `rowSubTotals`. Only in 2.43.
    pub row_sub_totals: Option<bool>,
    /// `rowTotals`. Only in 2.43.
    pub row_totals: Option<bool>,
    /// `rows`: references. Only in 2.43.
    pub rows: Option<Vec<Dimension>>,
    /// `showData`. Only in 2.43.
    pub show_data: Option<bool>,
    /// `showDimensionLabels`. Only in 2.43.
    pub show_dimension_labels: Option<bool>,
    /// `showHierarchy`. Only in 2.43.
    pub show_hierarchy: Option<bool>,
    /// `skipRounding`. Only in 2.43.
    pub skip_rounding: Option<bool>,
    /// The place among its siblings, from 1. Only in 2.43.
    pub sort_order: Option<i64>,
    /// `startDate`. Only in 2.43.
    pub start_date: Option<DateTime>,
    /// `styleDataItem`. Only in 2.43.
    pub style_data_item: Option<Value>,
    /// `subtitle`: text. Only in 2.43.
    pub subtitle: Option<String>,
    /// `thematicMapType`. Only in 2.43.
    pub thematic_map_type: Option<ThematicMapType>,
    /// `timeField`: text. Only in 2.43.
    pub time_field: Option<String>,
    /// `title`: text. Only in 2.43.
    pub title: Option<String>,
    /// `topLimit`. Only in 2.43.
    pub top_limit: Option<i64>,
    /// `trackedEntityType`: a reference. Only in 2.43.
    pub tracked_entity_type: Option<Ref<TrackedEntityType>>,
    /// The texts of the object in other languages. Only in 2.43.
    pub translations: Option<Vec<Translation>>,
    /// `userOrgUnitType`. Only in 2.43.
    pub user_org_unit_type: Option<UserOrgUnitType>,
    /// `userOrganisationUnit`. Only in 2.43.
    pub user_organisation_unit: Option<bool>,
    /// `userOrganisationUnitChildren`. Only in 2.43.
    pub user_organisation_unit_children: Option<bool>,
    /// `userOrganisationUnitGrandChildren`. Only in 2.43.
    pub user_organisation_unit_grand_children: Option<bool>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 106] = [
    "access", "aggregationType", "areaRadius", "attributeDimensions", "categoryDimensions",
    "categoryOptionGroupSetDimensions", "classes", "code", "colSubTotals", "colTotals",
    "colorHigh", "colorLow", "colorScale", "columnDimensions", "columns", "completedOnly",
    "config", "created", "cumulativeValues", "dataDimensionItems", "dataElementDimensions",
    "dataElementGroupSetDimensions", "description", "digitGroupSeparator", "displayDescription",
    "displayFormName", "displayName", "displayShortName", "endDate", "eventClustering",
    "eventCoordinateField", "eventCoordinateFieldFallback", "eventPointColor", "eventPointRadius",
    "eventStatus", "filterDimensions", "filters", "followUp", "hidden", "hideEmptyRowItems",
    "hideEmptyRows", "hideLegend", "hideSubtitle", "hideTitle", "href", "id",
    "itemOrganisationUnitGroups", "labelFontColor", "labelFontSize", "labelFontStyle",
    "labelFontWeight", "labelTemplate", "labels", "lastUpdated", "lastUpdatedBy", "layer",
    "legend", "legendSet", "method", "name", "noDataColor", "noSpaceBetweenColumns", "opacity",
    "orgUnitField", "orgUnitFieldDisplayName", "organisationUnitColor",
    "organisationUnitGroupSet", "organisationUnitGroupSetDimensions", "organisationUnitLevels",
    "organisationUnitSelectionMode", "organisationUnits", "parentGraph", "parentLevel",
    "percentStackedValues", "periods", "program", "programIndicatorDimensions", "programStage",
    "programStatus", "radiusHigh", "radiusLow", "rawPeriods", "regressionType", "relativePeriods",
    "renderingStrategy", "rowSubTotals", "rowTotals", "rows", "showData", "showDimensionLabels",
    "showHierarchy", "skipRounding", "sortOrder", "startDate", "styleDataItem", "subtitle",
    "thematicMapType", "timeField", "title", "topLimit", "trackedEntityType", "translations",
    "userOrgUnitType", "userOrganisationUnit", "userOrganisationUnitChildren",
    "userOrganisationUnitGrandChildren",
];

#[rustfmt::skip]
impl Object for MapView {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.aggregation_type, 2 => &self.area_radius,
            3 => &self.attribute_dimensions, 4 => &self.category_dimensions,
            5 => &self.category_option_group_set_dimensions, 6 => &self.classes, 7 => &self.code,
            8 => &self.col_sub_totals, 9 => &self.col_totals, 10 => &self.color_high,
            11 => &self.color_low, 12 => &self.color_scale, 13 => &self.column_dimensions,
            14 => &self.columns, 15 => &self.completed_only, 16 => &self.config,
            17 => &self.created, 18 => &self.cumulative_values, 19 => &self.data_dimension_items,
            20 => &self.data_element_dimensions, 21 => &self.data_element_group_set_dimensions,
            22 => &self.description, 23 => &self.digit_group_separator,
            24 => &self.display_description, 25 => &self.display_form_name,
            26 => &self.display_name, 27 => &self.display_short_name, 28 => &self.end_date,
            29 => &self.event_clustering, 30 => &self.event_coordinate_field,
            31 => &self.event_coordinate_field_fallback, 32 => &self.event_point_color,
            33 => &self.event_point_radius, 34 => &self.event_status,
            35 => &self.filter_dimensions, 36 => &self.filters, 37 => &self.follow_up,
            38 => &self.hidden, 39 => &self.hide_empty_row_items, 40 => &self.hide_empty_rows,
            41 => &self.hide_legend, 42 => &self.hide_subtitle, 43 => &self.hide_title,
            44 => &self.href, 45 => &self.id, 46 => &self.item_organisation_unit_groups,
            47 => &self.label_font_color, 48 => &self.label_font_size,
            49 => &self.label_font_style, 50 => &self.label_font_weight,
            51 => &self.label_template, 52 => &self.labels, 53 => &self.last_updated,
            54 => &self.last_updated_by, 55 => &self.layer, 56 => &self.legend,
            57 => &self.legend_set, 58 => &self.method, 59 => &self.name,
            60 => &self.no_data_color, 61 => &self.no_space_between_columns, 62 => &self.opacity,
            63 => &self.org_unit_field, 64 => &self.org_unit_field_display_name,
            65 => &self.organisation_unit_color, 66 => &self.organisation_unit_group_set,
            67 => &self.organisation_unit_group_set_dimensions,
            68 => &self.organisation_unit_levels, 69 => &self.organisation_unit_selection_mode,
            70 => &self.organisation_units, 71 => &self.parent_graph, 72 => &self.parent_level,
            73 => &self.percent_stacked_values, 74 => &self.periods, 75 => &self.program,
            76 => &self.program_indicator_dimensions, 77 => &self.program_stage,
            78 => &self.program_status, 79 => &self.radius_high, 80 => &self.radius_low,
            81 => &self.raw_periods, 82 => &self.regression_type, 83 => &self.relative_periods,
            84 => &self.rendering_strategy, 85 => &self.row_sub_totals, 86 => &self.row_totals,
            87 => &self.rows, 88 => &self.show_data, 89 => &self.show_dimension_labels,
            90 => &self.show_hierarchy, 91 => &self.skip_rounding, 92 => &self.sort_order,
            93 => &self.start_date, 94 => &self.style_data_item, 95 => &self.subtitle,
            96 => &self.thematic_map_type, 97 => &self.time_field, 98 => &self.title,
            99 => &self.top_limit, 100 => &self.tracked_entity_type, 101 => &self.translations,
            102 => &self.user_org_unit_type, 103 => &self.user_organisation_unit,
            104 => &self.user_organisation_unit_children,
            105 => &self.user_organisation_unit_grand_children,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.aggregation_type, 2 => &mut self.area_radius,
            3 => &mut self.attribute_dimensions, 4 => &mut self.category_dimensions,
            5 => &mut self.category_option_group_set_dimensions, 6 => &mut self.classes,
            7 => &mut self.code, 8 => &mut self.col_sub_totals, 9 => &mut self.col_totals,
            10 => &mut self.color_high, 11 => &mut self.color_low, 12 => &mut self.color_scale,
            13 => &mut self.column_dimensions, 14 => &mut self.columns,
            15 => &mut self.completed_only, 16 => &mut self.config, 17 => &mut self.created,
            18 => &mut self.cumulative_values, 19 => &mut self.data_dimension_items,
            20 => &mut self.data_element_dimensions,
            21 => &mut self.data_element_group_set_dimensions, 22 => &mut self.description,
            23 => &mut self.digit_group_separator, 24 => &mut self.display_description,
            25 => &mut self.display_form_name, 26 => &mut self.display_name,
            27 => &mut self.display_short_name, 28 => &mut self.end_date,
            29 => &mut self.event_clustering, 30 => &mut self.event_coordinate_field,
            31 => &mut self.event_coordinate_field_fallback, 32 => &mut self.event_point_color,
            33 => &mut self.event_point_radius, 34 => &mut self.event_status,
            35 => &mut self.filter_dimensions, 36 => &mut self.filters, 37 => &mut self.follow_up,
            38 => &mut self.hidden, 39 => &mut self.hide_empty_row_items,
            40 => &mut self.hide_empty_rows, 41 => &mut self.hide_legend,
            42 => &mut self.hide_subtitle, 43 => &mut self.hide_title, 44 => &mut self.href,
            45 => &mut self.id, 46 => &mut self.item_organisation_unit_groups,
            47 => &mut self.label_font_color, 48 => &mut self.label_font_size,
            49 => &mut self.label_font_style, 50 => &mut self.label_font_weight,
            51 => &mut self.label_template, 52 => &mut self.labels, 53 => &mut self.last_updated,
            54 => &mut self.last_updated_by, 55 => &mut self.layer, 56 => &mut self.legend,
            57 => &mut self.legend_set, 58 => &mut self.method, 59 => &mut self.name,
            60 => &mut self.no_data_color, 61 => &mut self.no_space_between_columns,
            62 => &mut self.opacity, 63 => &mut self.org_unit_field,
            64 => &mut self.org_unit_field_display_name, 65 => &mut self.organisation_unit_color,
            66 => &mut self.organisation_unit_group_set,
            67 => &mut self.organisation_unit_group_set_dimensions,
            68 => &mut self.organisation_unit_levels,
            69 => &mut self.organisation_unit_selection_mode, 70 => &mut self.organisation_units,
            71 => &mut self.parent_graph, 72 => &mut self.parent_level,
            73 => &mut self.percent_stacked_values, 74 => &mut self.periods,
            75 => &mut self.program, 76 => &mut self.program_indicator_dimensions,
            77 => &mut self.program_stage, 78 => &mut self.program_status,
            79 => &mut self.radius_high, 80 => &mut self.radius_low, 81 => &mut self.raw_periods,
            82 => &mut self.regression_type, 83 => &mut self.relative_periods,
            84 => &mut self.rendering_strategy, 85 => &mut self.row_sub_totals,
            86 => &mut self.row_totals, 87 => &mut self.rows, 88 => &mut self.show_data,
            89 => &mut self.show_dimension_labels, 90 => &mut self.show_hierarchy,
            91 => &mut self.skip_rounding, 92 => &mut self.sort_order, 93 => &mut self.start_date,
            94 => &mut self.style_data_item, 95 => &mut self.subtitle,
            96 => &mut self.thematic_map_type, 97 => &mut self.time_field, 98 => &mut self.title,
            99 => &mut self.top_limit, 100 => &mut self.tracked_entity_type,
            101 => &mut self.translations, 102 => &mut self.user_org_unit_type,
            103 => &mut self.user_organisation_unit,
            104 => &mut self.user_organisation_unit_children,
            105 => &mut self.user_organisation_unit_grand_children,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(MapView);
#[rustfmt::skip]
base::metadata!(MapView, "mapViews", "mapView", "org.hisp.dhis.mapping.MapView");

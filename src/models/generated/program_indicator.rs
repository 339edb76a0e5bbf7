// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A program indicator: `/api/programIndicators`.
#[derive(Clone, Default, PartialEq)]
pub struct ProgramIndicator {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `aggregateExportAttributeOptionCombo`: text, at most 255 characters.
    pub aggregate_export_attribute_option_combo: Option<String>,
    /// `aggregateExportCategoryOptionCombo`: text, at most 255 characters.
    pub aggregate_export_category_option_combo: Option<String>,
    /// `aggregateExportDataElement`: text, at most 255 characters.
    pub aggregate_export_data_element: Option<String>,
    /// `aggregationType`.
    pub aggregation_type: Option<AggregationType>,
    /// `analyticsPeriodBoundaries`: references.
    pub analytics_period_boundaries: Option<Vec<AnalyticsPeriodBoundary>>,
    /// `analyticsType`; required.
    pub analytics_type: Option<AnalyticsType>,
    /// `attributeCombo`: a reference; required.
    pub attribute_combo: Option<Ref<CategoryCombo>>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// `categoryCombo`: a reference; required.
    pub category_combo: Option<Ref<CategoryCombo>>,
    /// `categoryMappingIds`: texts.
    pub category_mapping_ids: Option<Vec<String>>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// `decimals`.
    pub decimals: Option<i64>,
    /// What the object is for.
    pub description: Option<String>,
    /// `dimensionItemType`.
    pub dimension_item_type: Option<DimensionItemType>,
    /// The description in the language of the caller; read only.
    pub display_description: Option<String>,
    /// The form name in the language of the caller; read only.
    pub display_form_name: Option<String>,
    /// `displayInForm`.
    pub display_in_form: Option<bool>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// The short name in the language of the caller; read only.
    pub display_short_name: Option<String>,
    /// `expression`: text.
    pub expression: Option<String>,
    /// `filter`: text.
    pub filter: Option<String>,
    /// The name in data entry forms.
    pub form_name: Option<String>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// `legendSets`: references.
    pub legend_sets: Option<Vec<Ref<LegendSet>>>,
    /// The name; required; unique.
    pub name: Option<String>,
    /// `orgUnitField`: text.
    pub org_unit_field: Option<String>,
    /// `program`: a reference; required.
    pub program: Option<Ref<Program>>,
    /// `programIndicatorGroups`: references.
    pub program_indicator_groups: Option<Vec<Ref<ProgramIndicatorGroup>>>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The short name, for headings and narrow columns; required; unique.
    pub short_name: Option<String>,
    /// Colour and icon.
    pub style: Option<ObjectStyle>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 38] = [
    "access", "aggregateExportAttributeOptionCombo", "aggregateExportCategoryOptionCombo",
    "aggregateExportDataElement", "aggregationType", "analyticsPeriodBoundaries", "analyticsType",
    "attributeCombo", "attributeValues", "categoryCombo", "categoryMappingIds", "code", "created",
    "createdBy", "decimals", "description", "dimensionItemType", "displayDescription",
    "displayFormName", "displayInForm", "displayName", "displayShortName", "expression", "filter",
    "formName", "href", "id", "lastUpdated", "lastUpdatedBy", "legendSets", "name",
    "orgUnitField", "program", "programIndicatorGroups", "sharing", "shortName", "style",
    "translations",
];

#[rustfmt::skip]
impl Object for ProgramIndicator {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.aggregate_export_attribute_option_combo,
            2 => &self.aggregate_export_category_option_combo,
            3 => &self.aggregate_export_data_element, 4 => &self.aggregation_type,
            5 => &self.analytics_period_boundaries, 6 => &self.analytics_type,
            7 => &self.attribute_combo, 8 => &self.attribute_values, 9 => &self.category_combo,
            10 => &self.category_mapping_ids, 11 => &self.code, 12 => &self.created,
            13 => &self.created_by, 14 => &self.decimals, 15 => &self.description,
            16 => &self.dimension_item_type, 17 => &self.display_description,
            18 => &self.display_form_name, 19 => &self.display_in_form, 20 => &self.display_name,
            21 => &self.display_short_name, 22 => &self.expression, 23 => &self.filter,
            24 => &self.form_name, 25 => &self.href, 26 => &self.id, 27 => &self.last_updated,
            28 => &self.last_updated_by, 29 => &self.legend_sets, 30 => &self.name,
            31 => &self.org_unit_field, 32 => &self.program, 33 => &self.program_indicator_groups,
            34 => &self.sharing, 35 => &self.short_name, 36 => &self.style,
            37 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.aggregate_export_attribute_option_combo,
            2 => &mut self.aggregate_export_category_option_combo,
            3 => &mut self.aggregate_export_data_element, 4 => &mut self.aggregation_type,
            5 => &mut self.analytics_period_boundaries, 6 => &mut self.analytics_type,
            7 => &mut self.attribute_combo, 8 => &mut self.attribute_values,
            9 => &mut self.category_combo, 10 => &mut self.category_mapping_ids,
            11 => &mut self.code, 12 => &mut self.created, 13 => &mut self.created_by,
            14 => &mut self.decimals, 15 => &mut self.description,
            16 => &mut self.dimension_item_type, 17 => &mut self.display_description,
            18 => &mut self.display_form_name, 19 => &mut self.display_in_form,
            20 => &mut self.display_name, 21 => &mut self.display_short_name,
            22 => &mut self.expression, 23 => &mut self.filter, 24 => &mut self.form_name,
            25 => &mut self.href, 26 => &mut self.id, 27 => &mut self.last_updated,
            28 => &mut self.last_updated_by, 29 => &mut self.legend_sets, 30 => &mut self.name,
            31 => &mut self.org_unit_field, 32 => &mut self.program,
            33 => &mut self.program_indicator_groups, 34 => &mut self.sharing,
            35 => &mut self.short_name, 36 => &mut self.style, 37 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(ProgramIndicator);
#[rustfmt::skip]
base::metadata!(ProgramIndicator, "programIndicators", "programIndicator", "org.hisp.dhis.program.ProgramIndicator");

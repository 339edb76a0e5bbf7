// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An indicator: `/api/indicators`.
#[derive(Clone, Default, PartialEq)]
pub struct Indicator {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `aggregateExportAttributeOptionCombo`: text, at most 255 characters.
    pub aggregate_export_attribute_option_combo: Option<String>,
    /// `aggregateExportCategoryOptionCombo`: text, at most 255 characters.
    pub aggregate_export_category_option_combo: Option<String>,
    /// `annualized`; required.
    pub annualized: Option<bool>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// `dataSets`: references.
    pub data_sets: Option<Vec<Ref<DataSet>>>,
    /// `decimals`.
    pub decimals: Option<i64>,
    /// `denominator`: text; required.
    pub denominator: Option<String>,
    /// `denominatorDescription`: text.
    pub denominator_description: Option<String>,
    /// What the object is for.
    pub description: Option<String>,
    /// `dimensionItemType`.
    pub dimension_item_type: Option<DimensionItemType>,
    /// The description in the language of the caller; read only.
    pub display_description: Option<String>,
    /// The form name in the language of the caller; read only.
    pub display_form_name: Option<String>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// The short name in the language of the caller; read only.
    pub display_short_name: Option<String>,
    /// `explodedDenominator`: text.
    pub exploded_denominator: Option<String>,
    /// `explodedNumerator`: text.
    pub exploded_numerator: Option<String>,
    /// The name in data entry forms.
    pub form_name: Option<String>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// `indicatorGroups`: references.
    pub indicator_groups: Option<Vec<Ref<IndicatorGroup>>>,
    /// `indicatorType`: a reference; required.
    pub indicator_type: Option<Ref<IndicatorType>>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// `legendSets`: references.
    pub legend_sets: Option<Vec<Ref<LegendSet>>>,
    /// The name; required.
    pub name: Option<String>,
    /// `numerator`: text; required.
    pub numerator: Option<String>,
    /// `numeratorDescription`: text.
    pub numerator_description: Option<String>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The short name, for headings and narrow columns; required.
    pub short_name: Option<String>,
    /// Colour and icon.
    pub style: Option<ObjectStyle>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// `url`: text, at most 255 characters.
    pub url: Option<String>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 36] = [
    "access", "aggregateExportAttributeOptionCombo", "aggregateExportCategoryOptionCombo",
    "annualized", "attributeValues", "code", "created", "createdBy", "dataSets", "decimals",
    "denominator", "denominatorDescription", "description", "dimensionItemType",
    "displayDescription", "displayFormName", "displayName", "displayShortName",
    "explodedDenominator", "explodedNumerator", "formName", "href", "id", "indicatorGroups",
    "indicatorType", "lastUpdated", "lastUpdatedBy", "legendSets", "name", "numerator",
    "numeratorDescription", "sharing", "shortName", "style", "translations", "url",
];

#[rustfmt::skip]
impl Object for Indicator {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.aggregate_export_attribute_option_combo,
            2 => &self.aggregate_export_category_option_combo, 3 => &self.annualized,
            4 => &self.attribute_values, 5 => &self.code, 6 => &self.created,
            7 => &self.created_by, 8 => &self.data_sets, 9 => &self.decimals,
            10 => &self.denominator, 11 => &self.denominator_description, 12 => &self.description,
            13 => &self.dimension_item_type, 14 => &self.display_description,
            15 => &self.display_form_name, 16 => &self.display_name,
            17 => &self.display_short_name, 18 => &self.exploded_denominator,
            19 => &self.exploded_numerator, 20 => &self.form_name, 21 => &self.href,
            22 => &self.id, 23 => &self.indicator_groups, 24 => &self.indicator_type,
            25 => &self.last_updated, 26 => &self.last_updated_by, 27 => &self.legend_sets,
            28 => &self.name, 29 => &self.numerator, 30 => &self.numerator_description,
            31 => &self.sharing, 32 => &self.short_name, 33 => &self.style,
            34 => &self.translations, 35 => &self.url,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.aggregate_export_attribute_option_combo,
            2 => &mut self.aggregate_export_category_option_combo, 3 => &mut self.annualized,
            4 => &mut self.attribute_values, 5 => &mut self.code, 6 => &mut self.created,
            7 => &mut self.created_by, 8 => &mut self.data_sets, 9 => &mut self.decimals,
            10 => &mut self.denominator, 11 => &mut self.denominator_description,
            12 => &mut self.description, 13 => &mut self.dimension_item_type,
            14 => &mut self.display_description, 15 => &mut self.display_form_name,
            16 => &mut self.display_name, 17 => &mut self.display_short_name,
            18 => &mut self.exploded_denominator, 19 => &mut self.exploded_numerator,
            20 => &mut self.form_name, 21 => &mut self.href, 22 => &mut self.id,
            23 => &mut self.indicator_groups, 24 => &mut self.indicator_type,
            25 => &mut self.last_updated, 26 => &mut self.last_updated_by,
            27 => &mut self.legend_sets, 28 => &mut self.name, 29 => &mut self.numerator,
            30 => &mut self.numerator_description, 31 => &mut self.sharing,
            32 => &mut self.short_name, 33 => &mut self.style, 34 => &mut self.translations,
            35 => &mut self.url,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(Indicator);
#[rustfmt::skip]
base::metadata!(Indicator, "indicators", "indicator", "org.hisp.dhis.indicator.Indicator");

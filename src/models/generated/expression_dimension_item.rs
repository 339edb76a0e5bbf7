// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An expression dimension item: `/api/expressionDimensionItems`.
#[derive(Clone, Default, PartialEq)]
pub struct ExpressionDimensionItem {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `aggregateExportAttributeOptionCombo`: text.
    pub aggregate_export_attribute_option_combo: Option<String>,
    /// `aggregateExportCategoryOptionCombo`: text.
    pub aggregate_export_category_option_combo: Option<String>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
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
    /// `expression`: text.
    pub expression: Option<String>,
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
    /// `missingValueStrategy`.
    pub missing_value_strategy: Option<MissingValueStrategy>,
    /// The name; required.
    pub name: Option<String>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The short name, for headings and narrow columns; required.
    pub short_name: Option<String>,
    /// `slidingWindow`.
    pub sliding_window: Option<bool>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 25] = [
    "access", "aggregateExportAttributeOptionCombo", "aggregateExportCategoryOptionCombo",
    "attributeValues", "code", "created", "createdBy", "description", "dimensionItemType",
    "displayDescription", "displayFormName", "displayName", "displayShortName", "expression",
    "formName", "href", "id", "lastUpdated", "lastUpdatedBy", "missingValueStrategy", "name",
    "sharing", "shortName", "slidingWindow", "translations",
];

#[rustfmt::skip]
impl Object for ExpressionDimensionItem {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.aggregate_export_attribute_option_combo,
            2 => &self.aggregate_export_category_option_combo, 3 => &self.attribute_values,
            4 => &self.code, 5 => &self.created, 6 => &self.created_by, 7 => &self.description,
            8 => &self.dimension_item_type, 9 => &self.display_description,
            10 => &self.display_form_name, 11 => &self.display_name,
            12 => &self.display_short_name, 13 => &self.expression, 14 => &self.form_name,
            15 => &self.href, 16 => &self.id, 17 => &self.last_updated,
            18 => &self.last_updated_by, 19 => &self.missing_value_strategy, 20 => &self.name,
            21 => &self.sharing, 22 => &self.short_name, 23 => &self.sliding_window,
            24 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.aggregate_export_attribute_option_combo,
            2 => &mut self.aggregate_export_category_option_combo,
            3 => &mut self.attribute_values, 4 => &mut self.code, 5 => &mut self.created,
            6 => &mut self.created_by, 7 => &mut self.description,
            8 => &mut self.dimension_item_type, 9 => &mut self.display_description,
            10 => &mut self.display_form_name, 11 => &mut self.display_name,
            12 => &mut self.display_short_name, 13 => &mut self.expression,
            14 => &mut self.form_name, 15 => &mut self.href, 16 => &mut self.id,
            17 => &mut self.last_updated, 18 => &mut self.last_updated_by,
            19 => &mut self.missing_value_strategy, 20 => &mut self.name, 21 => &mut self.sharing,
            22 => &mut self.short_name, 23 => &mut self.sliding_window,
            24 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(ExpressionDimensionItem);
#[rustfmt::skip]
base::metadata!(ExpressionDimensionItem, "expressionDimensionItems", "expressionDimensionItem", "org.hisp.dhis.expressiondimensionitem.ExpressionDimensionItem");

// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A data element operand, part of another object.
#[derive(Clone, Default, PartialEq)]
pub struct DataElementOperand {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `attributeOptionCombo`: a reference.
    pub attribute_option_combo: Option<Ref<CategoryOptionCombo>>,
    /// `categoryOptionCombo`: a reference.
    pub category_option_combo: Option<Ref<CategoryOptionCombo>>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// `dataElement`: a reference.
    pub data_element: Option<Ref<DataElement>>,
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
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<String>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// The name.
    pub name: Option<String>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 16] = [
    "access", "attributeOptionCombo", "categoryOptionCombo", "code", "created", "dataElement",
    "description", "dimensionItemType", "displayDescription", "displayFormName", "displayName",
    "displayShortName", "href", "id", "lastUpdated", "name",
];

#[rustfmt::skip]
impl Object for DataElementOperand {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.attribute_option_combo,
            2 => &self.category_option_combo, 3 => &self.code, 4 => &self.created,
            5 => &self.data_element, 6 => &self.description, 7 => &self.dimension_item_type,
            8 => &self.display_description, 9 => &self.display_form_name,
            10 => &self.display_name, 11 => &self.display_short_name, 12 => &self.href,
            13 => &self.id, 14 => &self.last_updated, 15 => &self.name,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.attribute_option_combo,
            2 => &mut self.category_option_combo, 3 => &mut self.code, 4 => &mut self.created,
            5 => &mut self.data_element, 6 => &mut self.description,
            7 => &mut self.dimension_item_type, 8 => &mut self.display_description,
            9 => &mut self.display_form_name, 10 => &mut self.display_name,
            11 => &mut self.display_short_name, 12 => &mut self.href, 13 => &mut self.id,
            14 => &mut self.last_updated, 15 => &mut self.name,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(DataElementOperand);

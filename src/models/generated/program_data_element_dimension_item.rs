// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A program data element, part of another object.
#[derive(Clone, Default, PartialEq)]
pub struct ProgramDataElementDimensionItem {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// `dataElement`: a reference; required.
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
    /// `program`: a reference; required.
    pub program: Option<Ref<Program>>,
    /// `valueType`; read only.
    pub value_type: Option<ValueType>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 16] = [
    "access", "code", "created", "dataElement", "description", "dimensionItemType",
    "displayDescription", "displayFormName", "displayName", "displayShortName", "href", "id",
    "lastUpdated", "name", "program", "valueType",
];

#[rustfmt::skip]
impl Object for ProgramDataElementDimensionItem {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.code, 2 => &self.created, 3 => &self.data_element,
            4 => &self.description, 5 => &self.dimension_item_type,
            6 => &self.display_description, 7 => &self.display_form_name, 8 => &self.display_name,
            9 => &self.display_short_name, 10 => &self.href, 11 => &self.id,
            12 => &self.last_updated, 13 => &self.name, 14 => &self.program,
            15 => &self.value_type,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.code, 2 => &mut self.created,
            3 => &mut self.data_element, 4 => &mut self.description,
            5 => &mut self.dimension_item_type, 6 => &mut self.display_description,
            7 => &mut self.display_form_name, 8 => &mut self.display_name,
            9 => &mut self.display_short_name, 10 => &mut self.href, 11 => &mut self.id,
            12 => &mut self.last_updated, 13 => &mut self.name, 14 => &mut self.program,
            15 => &mut self.value_type,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(ProgramDataElementDimensionItem);

// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A tracked entity type attribute, part of another object.
#[derive(Clone, Default, PartialEq)]
pub struct TrackedEntityTypeAttribute {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// `displayInList`.
    pub display_in_list: Option<bool>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// The short name in the language of the caller; read only.
    pub display_short_name: Option<String>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// `mandatory`.
    pub mandatory: Option<bool>,
    /// The name.
    pub name: Option<String>,
    /// `searchable`.
    pub searchable: Option<bool>,
    /// `trackedEntityAttribute`: a reference; required.
    pub tracked_entity_attribute: Option<Ref<TrackedEntityAttribute>>,
    /// `trackedEntityType`: a reference.
    pub tracked_entity_type: Option<Ref<TrackedEntityType>>,
    /// `valueType`; read only.
    pub value_type: Option<ValueType>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 16] = [
    "access", "code", "created", "displayInList", "displayName", "displayShortName", "href", "id",
    "lastUpdated", "lastUpdatedBy", "mandatory", "name", "searchable", "trackedEntityAttribute",
    "trackedEntityType", "valueType",
];

#[rustfmt::skip]
impl Object for TrackedEntityTypeAttribute {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.code, 2 => &self.created, 3 => &self.display_in_list,
            4 => &self.display_name, 5 => &self.display_short_name, 6 => &self.href,
            7 => &self.id, 8 => &self.last_updated, 9 => &self.last_updated_by,
            10 => &self.mandatory, 11 => &self.name, 12 => &self.searchable,
            13 => &self.tracked_entity_attribute, 14 => &self.tracked_entity_type,
            15 => &self.value_type,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.code, 2 => &mut self.created,
            3 => &mut self.display_in_list, 4 => &mut self.display_name,
            5 => &mut self.display_short_name, 6 => &mut self.href, 7 => &mut self.id,
            8 => &mut self.last_updated, 9 => &mut self.last_updated_by,
            10 => &mut self.mandatory, 11 => &mut self.name, 12 => &mut self.searchable,
            13 => &mut self.tracked_entity_attribute, 14 => &mut self.tracked_entity_type,
            15 => &mut self.value_type,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(TrackedEntityTypeAttribute);

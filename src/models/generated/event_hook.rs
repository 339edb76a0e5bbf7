// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An event hook: `/api/eventHooks`.
#[derive(Clone, Default, PartialEq)]
pub struct EventHook {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
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
    /// `disabled`.
    pub disabled: Option<bool>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// The name; required; unique.
    pub name: Option<String>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// `source`; required.
    pub source: Option<Value>,
    /// `targets`; required.
    pub targets: Option<Vec<Value>>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 17] = [
    "access", "attributeValues", "code", "created", "createdBy", "description", "disabled",
    "displayName", "href", "id", "lastUpdated", "lastUpdatedBy", "name", "sharing", "source",
    "targets", "translations",
];

#[rustfmt::skip]
impl Object for EventHook {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.attribute_values, 2 => &self.code, 3 => &self.created,
            4 => &self.created_by, 5 => &self.description, 6 => &self.disabled,
            7 => &self.display_name, 8 => &self.href, 9 => &self.id, 10 => &self.last_updated,
            11 => &self.last_updated_by, 12 => &self.name, 13 => &self.sharing,
            14 => &self.source, 15 => &self.targets, 16 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.attribute_values, 2 => &mut self.code,
            3 => &mut self.created, 4 => &mut self.created_by, 5 => &mut self.description,
            6 => &mut self.disabled, 7 => &mut self.display_name, 8 => &mut self.href,
            9 => &mut self.id, 10 => &mut self.last_updated, 11 => &mut self.last_updated_by,
            12 => &mut self.name, 13 => &mut self.sharing, 14 => &mut self.source,
            15 => &mut self.targets, 16 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(EventHook);
#[rustfmt::skip]
base::metadata!(EventHook, "eventHooks", "eventHook", "org.hisp.dhis.eventhook.EventHook");

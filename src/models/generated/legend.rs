// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A legend, part of another object.
#[derive(Clone, Default, PartialEq)]
pub struct Legend {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// `color`: text, at most 255 characters.
    pub color: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// `endValue`; required.
    pub end_value: Option<Number>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// `image`: text, at most 255 characters.
    pub image: Option<String>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// The name; required.
    pub name: Option<String>,
    /// `startValue`; required.
    pub start_value: Option<Number>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 14] = [
    "access", "code", "color", "created", "displayName", "endValue", "href", "id", "image",
    "lastUpdated", "lastUpdatedBy", "name", "startValue", "translations",
];

#[rustfmt::skip]
impl Object for Legend {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.code, 2 => &self.color, 3 => &self.created,
            4 => &self.display_name, 5 => &self.end_value, 6 => &self.href, 7 => &self.id,
            8 => &self.image, 9 => &self.last_updated, 10 => &self.last_updated_by,
            11 => &self.name, 12 => &self.start_value, 13 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.code, 2 => &mut self.color,
            3 => &mut self.created, 4 => &mut self.display_name, 5 => &mut self.end_value,
            6 => &mut self.href, 7 => &mut self.id, 8 => &mut self.image,
            9 => &mut self.last_updated, 10 => &mut self.last_updated_by, 11 => &mut self.name,
            12 => &mut self.start_value, 13 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(Legend);

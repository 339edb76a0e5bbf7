// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A document: `/api/documents`.
#[derive(Clone, Default, PartialEq)]
pub struct Document {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `attachment`.
    pub attachment: Option<bool>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// `contentType`: text, at most 255 characters.
    pub content_type: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// `external`; required.
    pub external: Option<bool>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// The name; required.
    pub name: Option<String>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// `url`: text; required.
    pub url: Option<String>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 17] = [
    "access", "attachment", "attributeValues", "code", "contentType", "created", "createdBy",
    "displayName", "external", "href", "id", "lastUpdated", "lastUpdatedBy", "name", "sharing",
    "translations", "url",
];

#[rustfmt::skip]
impl Object for Document {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.attachment, 2 => &self.attribute_values,
            3 => &self.code, 4 => &self.content_type, 5 => &self.created, 6 => &self.created_by,
            7 => &self.display_name, 8 => &self.external, 9 => &self.href, 10 => &self.id,
            11 => &self.last_updated, 12 => &self.last_updated_by, 13 => &self.name,
            14 => &self.sharing, 15 => &self.translations, 16 => &self.url,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.attachment, 2 => &mut self.attribute_values,
            3 => &mut self.code, 4 => &mut self.content_type, 5 => &mut self.created,
            6 => &mut self.created_by, 7 => &mut self.display_name, 8 => &mut self.external,
            9 => &mut self.href, 10 => &mut self.id, 11 => &mut self.last_updated,
            12 => &mut self.last_updated_by, 13 => &mut self.name, 14 => &mut self.sharing,
            15 => &mut self.translations, 16 => &mut self.url,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(Document);
#[rustfmt::skip]
base::metadata!(Document, "documents", "document", "org.hisp.dhis.document.Document");

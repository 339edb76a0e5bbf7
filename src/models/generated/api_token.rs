// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An API token: `/api/apiToken`.
#[derive(Clone, Default, PartialEq)]
pub struct ApiToken {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `attributes`.
    pub attributes: Option<Vec<Value>>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// `expire`; required.
    pub expire: Option<i64>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// The name.
    pub name: Option<String>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// `type`; required.
    pub r#type: Option<ApiTokenType>,
    /// `version`; required.
    pub version: Option<i64>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 15] = [
    "access", "attributes", "code", "created", "createdBy", "displayName", "expire", "href", "id",
    "lastUpdated", "lastUpdatedBy", "name", "sharing", "type", "version",
];

#[rustfmt::skip]
impl Object for ApiToken {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.attributes, 2 => &self.code, 3 => &self.created,
            4 => &self.created_by, 5 => &self.display_name, 6 => &self.expire, 7 => &self.href,
            8 => &self.id, 9 => &self.last_updated, 10 => &self.last_updated_by, 11 => &self.name,
            12 => &self.sharing, 13 => &self.r#type, 14 => &self.version,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.attributes, 2 => &mut self.code,
            3 => &mut self.created, 4 => &mut self.created_by, 5 => &mut self.display_name,
            6 => &mut self.expire, 7 => &mut self.href, 8 => &mut self.id,
            9 => &mut self.last_updated, 10 => &mut self.last_updated_by, 11 => &mut self.name,
            12 => &mut self.sharing, 13 => &mut self.r#type, 14 => &mut self.version,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(ApiToken);
#[rustfmt::skip]
base::metadata!(ApiToken, "apiToken", "apiToken", "org.hisp.dhis.security.apikey.ApiToken");

// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A route: `/api/routes`.
#[derive(Clone, Default, PartialEq)]
pub struct Route {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// `auth`.
    pub auth: Option<Value>,
    /// `authorities`: texts; required.
    pub authorities: Option<Vec<String>>,
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
    /// `headers`; required.
    pub headers: Option<Value>,
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
    /// `responseTimeoutSeconds`.
    pub response_timeout_seconds: Option<i64>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// `url`: text.
    pub url: Option<String>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 20] = [
    "access", "attributeValues", "auth", "authorities", "code", "created", "createdBy",
    "description", "disabled", "displayName", "headers", "href", "id", "lastUpdated",
    "lastUpdatedBy", "name", "responseTimeoutSeconds", "sharing", "translations", "url",
];

#[rustfmt::skip]
impl Object for Route {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.attribute_values, 2 => &self.auth,
            3 => &self.authorities, 4 => &self.code, 5 => &self.created, 6 => &self.created_by,
            7 => &self.description, 8 => &self.disabled, 9 => &self.display_name,
            10 => &self.headers, 11 => &self.href, 12 => &self.id, 13 => &self.last_updated,
            14 => &self.last_updated_by, 15 => &self.name, 16 => &self.response_timeout_seconds,
            17 => &self.sharing, 18 => &self.translations, 19 => &self.url,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.attribute_values, 2 => &mut self.auth,
            3 => &mut self.authorities, 4 => &mut self.code, 5 => &mut self.created,
            6 => &mut self.created_by, 7 => &mut self.description, 8 => &mut self.disabled,
            9 => &mut self.display_name, 10 => &mut self.headers, 11 => &mut self.href,
            12 => &mut self.id, 13 => &mut self.last_updated, 14 => &mut self.last_updated_by,
            15 => &mut self.name, 16 => &mut self.response_timeout_seconds,
            17 => &mut self.sharing, 18 => &mut self.translations, 19 => &mut self.url,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(Route);
#[rustfmt::skip]
base::metadata!(Route, "routes", "route", "org.hisp.dhis.route.Route");

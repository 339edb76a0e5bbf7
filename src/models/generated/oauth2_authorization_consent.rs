// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An OAuth2 authorization consent: `/api/oAuth2AuthorizationConsents`.
#[derive(Clone, Default, PartialEq)]
pub struct OAuth2AuthorizationConsent {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `authorities`: text, at most 1000 characters.
    pub authorities: Option<String>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
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
    /// The name; required.
    pub name: Option<String>,
    /// `principalName`: text, at most 255 characters; required.
    pub principal_name: Option<String>,
    /// `registeredClientId`: text, at most 255 characters; required.
    pub registered_client_id: Option<String>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 13] = [
    "access", "authorities", "code", "created", "createdBy", "displayName", "href", "id",
    "lastUpdated", "lastUpdatedBy", "name", "principalName", "registeredClientId",
];

#[rustfmt::skip]
impl Object for OAuth2AuthorizationConsent {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.authorities, 2 => &self.code, 3 => &self.created,
            4 => &self.created_by, 5 => &self.display_name, 6 => &self.href, 7 => &self.id,
            8 => &self.last_updated, 9 => &self.last_updated_by, 10 => &self.name,
            11 => &self.principal_name, 12 => &self.registered_client_id,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.authorities, 2 => &mut self.code,
            3 => &mut self.created, 4 => &mut self.created_by, 5 => &mut self.display_name,
            6 => &mut self.href, 7 => &mut self.id, 8 => &mut self.last_updated,
            9 => &mut self.last_updated_by, 10 => &mut self.name, 11 => &mut self.principal_name,
            12 => &mut self.registered_client_id,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(OAuth2AuthorizationConsent);
#[rustfmt::skip]
base::metadata!(OAuth2AuthorizationConsent, "oAuth2AuthorizationConsents", "oAuth2AuthorizationConsent", "org.hisp.dhis.security.oauth2.consent.Dhis2OAuth2AuthorizationConsent");

// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An OAuth2 client: `/api/oAuth2Clients`.
#[derive(Clone, Default, PartialEq)]
pub struct OAuth2Client {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `authorizationGrantTypes`: text, at most 1000 characters.
    pub authorization_grant_types: Option<String>,
    /// `clientAuthenticationMethods`: text, at most 1000 characters.
    pub client_authentication_methods: Option<String>,
    /// `clientId`: text, at most 255 characters; required; unique.
    pub client_id: Option<String>,
    /// `clientIdIssuedAt`.
    pub client_id_issued_at: Option<DateTime>,
    /// `clientSecret`: text, at most 255 characters.
    pub client_secret: Option<String>,
    /// `clientSecretExpiresAt`.
    pub client_secret_expires_at: Option<DateTime>,
    /// `clientSettings`: text.
    pub client_settings: Option<String>,
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
    /// `postLogoutRedirectUris`: text, at most 1000 characters.
    pub post_logout_redirect_uris: Option<String>,
    /// `redirectUris`: text, at most 1000 characters.
    pub redirect_uris: Option<String>,
    /// `scopes`: text, at most 1000 characters.
    pub scopes: Option<String>,
    /// `tokenSettings`: text.
    pub token_settings: Option<String>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 21] = [
    "access", "authorizationGrantTypes", "clientAuthenticationMethods", "clientId",
    "clientIdIssuedAt", "clientSecret", "clientSecretExpiresAt", "clientSettings", "code",
    "created", "createdBy", "displayName", "href", "id", "lastUpdated", "lastUpdatedBy", "name",
    "postLogoutRedirectUris", "redirectUris", "scopes", "tokenSettings",
];

#[rustfmt::skip]
impl Object for OAuth2Client {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.authorization_grant_types,
            2 => &self.client_authentication_methods, 3 => &self.client_id,
            4 => &self.client_id_issued_at, 5 => &self.client_secret,
            6 => &self.client_secret_expires_at, 7 => &self.client_settings, 8 => &self.code,
            9 => &self.created, 10 => &self.created_by, 11 => &self.display_name,
            12 => &self.href, 13 => &self.id, 14 => &self.last_updated,
            15 => &self.last_updated_by, 16 => &self.name, 17 => &self.post_logout_redirect_uris,
            18 => &self.redirect_uris, 19 => &self.scopes, 20 => &self.token_settings,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.authorization_grant_types,
            2 => &mut self.client_authentication_methods, 3 => &mut self.client_id,
            4 => &mut self.client_id_issued_at, 5 => &mut self.client_secret,
            6 => &mut self.client_secret_expires_at, 7 => &mut self.client_settings,
            8 => &mut self.code, 9 => &mut self.created, 10 => &mut self.created_by,
            11 => &mut self.display_name, 12 => &mut self.href, 13 => &mut self.id,
            14 => &mut self.last_updated, 15 => &mut self.last_updated_by, 16 => &mut self.name,
            17 => &mut self.post_logout_redirect_uris, 18 => &mut self.redirect_uris,
            19 => &mut self.scopes, 20 => &mut self.token_settings,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(OAuth2Client);
#[rustfmt::skip]
base::metadata!(OAuth2Client, "oAuth2Clients", "oAuth2Client", "org.hisp.dhis.security.oauth2.client.Dhis2OAuth2Client");

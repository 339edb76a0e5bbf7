// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An OAuth2 authorization: `/api/oAuth2Authorizations`.
#[derive(Clone, Default, PartialEq)]
pub struct OAuth2Authorization {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `accessTokenExpiresAt`.
    pub access_token_expires_at: Option<DateTime>,
    /// `accessTokenIssuedAt`.
    pub access_token_issued_at: Option<DateTime>,
    /// `accessTokenScopes`: text, at most 1000 characters.
    pub access_token_scopes: Option<String>,
    /// `accessTokenType`: text, at most 255 characters.
    pub access_token_type: Option<String>,
    /// `authorizationCodeExpiresAt`.
    pub authorization_code_expires_at: Option<DateTime>,
    /// `authorizationCodeIssuedAt`.
    pub authorization_code_issued_at: Option<DateTime>,
    /// `authorizationGrantType`: text, at most 255 characters; required.
    pub authorization_grant_type: Option<String>,
    /// `authorizedScopes`: text, at most 1000 characters.
    pub authorized_scopes: Option<String>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// `deviceCodeExpiresAt`.
    pub device_code_expires_at: Option<DateTime>,
    /// `deviceCodeIssuedAt`.
    pub device_code_issued_at: Option<DateTime>,
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
    /// `oidcIdTokenExpiresAt`.
    pub oidc_id_token_expires_at: Option<DateTime>,
    /// `oidcIdTokenIssuedAt`.
    pub oidc_id_token_issued_at: Option<DateTime>,
    /// `principalName`: text, at most 255 characters; required.
    pub principal_name: Option<String>,
    /// `refreshTokenExpiresAt`.
    pub refresh_token_expires_at: Option<DateTime>,
    /// `refreshTokenIssuedAt`.
    pub refresh_token_issued_at: Option<DateTime>,
    /// `registeredClientId`: text, at most 255 characters; required.
    pub registered_client_id: Option<String>,
    /// `userCodeExpiresAt`.
    pub user_code_expires_at: Option<DateTime>,
    /// `userCodeIssuedAt`.
    pub user_code_issued_at: Option<DateTime>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 28] = [
    "access", "accessTokenExpiresAt", "accessTokenIssuedAt", "accessTokenScopes",
    "accessTokenType", "authorizationCodeExpiresAt", "authorizationCodeIssuedAt",
    "authorizationGrantType", "authorizedScopes", "code", "created", "createdBy",
    "deviceCodeExpiresAt", "deviceCodeIssuedAt", "displayName", "href", "id", "lastUpdated",
    "lastUpdatedBy", "name", "oidcIdTokenExpiresAt", "oidcIdTokenIssuedAt", "principalName",
    "refreshTokenExpiresAt", "refreshTokenIssuedAt", "registeredClientId", "userCodeExpiresAt",
    "userCodeIssuedAt",
];

#[rustfmt::skip]
impl Object for OAuth2Authorization {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.access_token_expires_at,
            2 => &self.access_token_issued_at, 3 => &self.access_token_scopes,
            4 => &self.access_token_type, 5 => &self.authorization_code_expires_at,
            6 => &self.authorization_code_issued_at, 7 => &self.authorization_grant_type,
            8 => &self.authorized_scopes, 9 => &self.code, 10 => &self.created,
            11 => &self.created_by, 12 => &self.device_code_expires_at,
            13 => &self.device_code_issued_at, 14 => &self.display_name, 15 => &self.href,
            16 => &self.id, 17 => &self.last_updated, 18 => &self.last_updated_by,
            19 => &self.name, 20 => &self.oidc_id_token_expires_at,
            21 => &self.oidc_id_token_issued_at, 22 => &self.principal_name,
            23 => &self.refresh_token_expires_at, 24 => &self.refresh_token_issued_at,
            25 => &self.registered_client_id, 26 => &self.user_code_expires_at,
            27 => &self.user_code_issued_at,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.access_token_expires_at,
            2 => &mut self.access_token_issued_at, 3 => &mut self.access_token_scopes,
            4 => &mut self.access_token_type, 5 => &mut self.authorization_code_expires_at,
            6 => &mut self.authorization_code_issued_at, 7 => &mut self.authorization_grant_type,
            8 => &mut self.authorized_scopes, 9 => &mut self.code, 10 => &mut self.created,
            11 => &mut self.created_by, 12 => &mut self.device_code_expires_at,
            13 => &mut self.device_code_issued_at, 14 => &mut self.display_name,
            15 => &mut self.href, 16 => &mut self.id, 17 => &mut self.last_updated,
            18 => &mut self.last_updated_by, 19 => &mut self.name,
            20 => &mut self.oidc_id_token_expires_at, 21 => &mut self.oidc_id_token_issued_at,
            22 => &mut self.principal_name, 23 => &mut self.refresh_token_expires_at,
            24 => &mut self.refresh_token_issued_at, 25 => &mut self.registered_client_id,
            26 => &mut self.user_code_expires_at, 27 => &mut self.user_code_issued_at,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(OAuth2Authorization);
#[rustfmt::skip]
base::metadata!(OAuth2Authorization, "oAuth2Authorizations", "oAuth2Authorization", "org.hisp.dhis.security.oauth2.authorization.Dhis2OAuth2Authorization");

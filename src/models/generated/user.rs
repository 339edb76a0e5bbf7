// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A user: `/api/users`.
#[derive(Clone, Default, PartialEq)]
pub struct User {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `accountExpiry`.
    pub account_expiry: Option<DateTime>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// `avatar`: a reference.
    pub avatar: Option<Ref<FileResource>>,
    /// `birthday`.
    pub birthday: Option<DateTime>,
    /// `catDimensionConstraints`: references.
    pub cat_dimension_constraints: Option<Vec<Ref<Category>>>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// `cogsDimensionConstraints`: references.
    pub cogs_dimension_constraints: Option<Vec<Ref<CategoryOptionGroupSet>>>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// `dataViewMaxOrganisationUnitLevel`.
    pub data_view_max_organisation_unit_level: Option<i64>,
    /// `dataViewOrganisationUnits`: references.
    pub data_view_organisation_units: Option<Vec<Ref<OrganisationUnit>>>,
    /// `disabled`.
    pub disabled: Option<bool>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// `education`: text.
    pub education: Option<String>,
    /// `email`: text, at most 160 characters.
    pub email: Option<String>,
    /// `emailVerificationToken`: text, at most 255 characters.
    pub email_verification_token: Option<String>,
    /// `emailVerified`; read only.
    pub email_verified: Option<bool>,
    /// `employer`: text, at most 160 characters.
    pub employer: Option<String>,
    /// `externalAuth`.
    pub external_auth: Option<bool>,
    /// `facebookMessenger`: text, at most 255 characters.
    pub facebook_messenger: Option<String>,
    /// `firstName`: text, at most 160 characters; required.
    pub first_name: Option<String>,
    /// `gender`: text, at most 50 characters.
    pub gender: Option<String>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// `interests`: text.
    pub interests: Option<String>,
    /// `introduction`: text.
    pub introduction: Option<String>,
    /// `invitation`.
    pub invitation: Option<bool>,
    /// `jobTitle`: text, at most 160 characters.
    pub job_title: Option<String>,
    /// `languages`: text.
    pub languages: Option<String>,
    /// `lastCheckedInterpretations`.
    pub last_checked_interpretations: Option<DateTime>,
    /// `lastLogin`.
    pub last_login: Option<DateTime>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// `ldapId`: text; unique.
    pub ldap_id: Option<String>,
    /// The name; read only.
    pub name: Option<String>,
    /// `nationality`: text, at most 160 characters.
    pub nationality: Option<String>,
    /// `openId`: text.
    pub open_id: Option<String>,
    /// `organisationUnits`: references.
    pub organisation_units: Option<Vec<Ref<OrganisationUnit>>>,
    /// `password`: text, at most 60 characters.
    pub password: Option<String>,
    /// `passwordLastUpdated`.
    pub password_last_updated: Option<DateTime>,
    /// `phoneNumber`: text, at most 80 characters.
    pub phone_number: Option<String>,
    /// `selfRegistered`.
    pub self_registered: Option<bool>,
    /// `settings`.
    pub settings: Option<Value>,
    /// `skype`: text, at most 255 characters.
    pub skype: Option<String>,
    /// `surname`: text, at most 160 characters; required.
    pub surname: Option<String>,
    /// `teiSearchOrganisationUnits`: references.
    pub tei_search_organisation_units: Option<Vec<Ref<OrganisationUnit>>>,
    /// `telegram`: text, at most 255 characters.
    pub telegram: Option<String>,
    /// `twitter`: text, at most 255 characters.
    pub twitter: Option<String>,
    /// `userGroups`: references.
    pub user_groups: Option<Vec<Ref<UserGroup>>>,
    /// `userRoles`: references.
    pub user_roles: Option<Vec<Ref<UserRole>>>,
    /// `username`: text, at most 255 characters; unique.
    pub username: Option<String>,
    /// `verifiedEmail`: text, at most 255 characters.
    pub verified_email: Option<String>,
    /// `welcomeMessage`: text.
    pub welcome_message: Option<String>,
    /// `whatsApp`: text, at most 255 characters.
    pub whats_app: Option<String>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 55] = [
    "access", "accountExpiry", "attributeValues", "avatar", "birthday", "catDimensionConstraints",
    "code", "cogsDimensionConstraints", "created", "createdBy",
    "dataViewMaxOrganisationUnitLevel", "dataViewOrganisationUnits", "disabled", "displayName",
    "education", "email", "emailVerificationToken", "emailVerified", "employer", "externalAuth",
    "facebookMessenger", "firstName", "gender", "href", "id", "interests", "introduction",
    "invitation", "jobTitle", "languages", "lastCheckedInterpretations", "lastLogin",
    "lastUpdated", "lastUpdatedBy", "ldapId", "name", "nationality", "openId",
    "organisationUnits", "password", "passwordLastUpdated", "phoneNumber", "selfRegistered",
    "settings", "skype", "surname", "teiSearchOrganisationUnits", "telegram", "twitter",
    "userGroups", "userRoles", "username", "verifiedEmail", "welcomeMessage", "whatsApp",
];

#[rustfmt::skip]
impl Object for User {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.account_expiry, 2 => &self.attribute_values,
            3 => &self.avatar, 4 => &self.birthday, 5 => &self.cat_dimension_constraints,
            6 => &self.code, 7 => &self.cogs_dimension_constraints, 8 => &self.created,
            9 => &self.created_by, 10 => &self.data_view_max_organisation_unit_level,
            11 => &self.data_view_organisation_units, 12 => &self.disabled,
            13 => &self.display_name, 14 => &self.education, 15 => &self.email,
            16 => &self.email_verification_token, 17 => &self.email_verified,
            18 => &self.employer, 19 => &self.external_auth, 20 => &self.facebook_messenger,
            21 => &self.first_name, 22 => &self.gender, 23 => &self.href, 24 => &self.id,
            25 => &self.interests, 26 => &self.introduction, 27 => &self.invitation,
            28 => &self.job_title, 29 => &self.languages,
            30 => &self.last_checked_interpretations, 31 => &self.last_login,
            32 => &self.last_updated, 33 => &self.last_updated_by, 34 => &self.ldap_id,
            35 => &self.name, 36 => &self.nationality, 37 => &self.open_id,
            38 => &self.organisation_units, 39 => &self.password,
            40 => &self.password_last_updated, 41 => &self.phone_number,
            42 => &self.self_registered, 43 => &self.settings, 44 => &self.skype,
            45 => &self.surname, 46 => &self.tei_search_organisation_units, 47 => &self.telegram,
            48 => &self.twitter, 49 => &self.user_groups, 50 => &self.user_roles,
            51 => &self.username, 52 => &self.verified_email, 53 => &self.welcome_message,
            54 => &self.whats_app,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.account_expiry, 2 => &mut self.attribute_values,
            3 => &mut self.avatar, 4 => &mut self.birthday,
            5 => &mut self.cat_dimension_constraints, 6 => &mut self.code,
            7 => &mut self.cogs_dimension_constraints, 8 => &mut self.created,
            9 => &mut self.created_by, 10 => &mut self.data_view_max_organisation_unit_level,
            11 => &mut self.data_view_organisation_units, 12 => &mut self.disabled,
            13 => &mut self.display_name, 14 => &mut self.education, 15 => &mut self.email,
            16 => &mut self.email_verification_token, 17 => &mut self.email_verified,
            18 => &mut self.employer, 19 => &mut self.external_auth,
            20 => &mut self.facebook_messenger, 21 => &mut self.first_name,
            22 => &mut self.gender, 23 => &mut self.href, 24 => &mut self.id,
            25 => &mut self.interests, 26 => &mut self.introduction, 27 => &mut self.invitation,
            28 => &mut self.job_title, 29 => &mut self.languages,
            30 => &mut self.last_checked_interpretations, 31 => &mut self.last_login,
            32 => &mut self.last_updated, 33 => &mut self.last_updated_by,
            34 => &mut self.ldap_id, 35 => &mut self.name, 36 => &mut self.nationality,
            37 => &mut self.open_id, 38 => &mut self.organisation_units, 39 => &mut self.password,
            40 => &mut self.password_last_updated, 41 => &mut self.phone_number,
            42 => &mut self.self_registered, 43 => &mut self.settings, 44 => &mut self.skype,
            45 => &mut self.surname, 46 => &mut self.tei_search_organisation_units,
            47 => &mut self.telegram, 48 => &mut self.twitter, 49 => &mut self.user_groups,
            50 => &mut self.user_roles, 51 => &mut self.username, 52 => &mut self.verified_email,
            53 => &mut self.welcome_message, 54 => &mut self.whats_app,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(User);
#[rustfmt::skip]
base::metadata!(User, "users", "user", "org.hisp.dhis.user.User");

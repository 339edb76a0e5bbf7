use serde::Deserialize;
use serde_json::{Map, Value};

use crate::date::DateTime;
use crate::json::take;
use crate::models::{DataSet, OrganisationUnit, Program, Ref, User, UserGroup, UserRole};
use crate::uid::Uid;

/// The user who is asking, from `GET /api/me`.
///
/// Lists of other objects hold references: DHIS2 sends some as objects and some, such as the programs,
/// as bare uids.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(from = "Map<String, Value>")]
#[non_exhaustive]
pub struct Me {
    /// The user's uid.
    pub id: Option<Uid>,
    /// The name to sign in with.
    pub username: Option<String>,
    /// The name to show.
    pub display_name: Option<String>,
    /// The first name.
    pub first_name: Option<String>,
    /// The surname.
    pub surname: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// Whether the address was confirmed.
    pub email_verified: Option<bool>,
    /// The telephone number.
    pub phone_number: Option<String>,
    /// When the user was made.
    pub created: Option<DateTime>,
    /// When the user last signed in.
    pub last_login: Option<DateTime>,
    /// When the password was last changed.
    pub password_last_updated: Option<DateTime>,
    /// Whether the account is disabled.
    pub disabled: Option<bool>,
    /// Whether the user signs in by another system.
    pub external_auth: Option<bool>,
    /// The second factor, such as `NOT_ENABLED`.
    pub two_factor_type: Option<String>,
    /// What the user may do; `ALL` is everything. See [`may`](Self::may).
    pub authorities: Vec<String>,
    /// The units in which the user enters data.
    pub organisation_units: Vec<Ref<OrganisationUnit>>,
    /// The units whose data the user sees in analyses.
    pub data_view_organisation_units: Vec<Ref<OrganisationUnit>>,
    /// The units in which the user searches tracked entities.
    pub search_organisation_units: Vec<Ref<OrganisationUnit>>,
    /// The user's groups.
    pub user_groups: Vec<Ref<UserGroup>>,
    /// The user's roles.
    pub user_roles: Vec<Ref<UserRole>>,
    /// The programs the user may enter data for.
    pub programs: Vec<Ref<Program>>,
    /// The data sets the user may enter data for.
    pub data_sets: Vec<Ref<DataSet>>,
    /// The administrator who acts as this user, by username.
    pub impersonation: Option<String>,
    /// Whether the user may act as another; 2.43 and later, and only where it is so.
    pub can_impersonate: Option<bool>,
    /// The user's settings, such as `keyUiLocale`.
    pub settings: Map<String, Value>,
    /// Every other field, as the server sent it.
    pub extra: Map<String, Value>,
}

impl Me {
    /// Whether the user has an authority, by itself or as `ALL`.
    pub fn may(&self, authority: &str) -> bool {
        self.authorities
            .iter()
            .any(|own| own == authority || own == "ALL")
    }

    /// A reference to this user.
    pub fn to_ref(&self) -> Option<Ref<User>> {
        self.id.map(Ref::new)
    }
}

impl From<Map<String, Value>> for Me {
    fn from(mut fields: Map<String, Value>) -> Self {
        let fields = &mut fields;
        Self {
            id: take(fields, "id"),
            username: take(fields, "username"),
            display_name: take(fields, "displayName"),
            first_name: take(fields, "firstName"),
            surname: take(fields, "surname"),
            email: take(fields, "email"),
            email_verified: take(fields, "emailVerified"),
            phone_number: take(fields, "phoneNumber"),
            created: take(fields, "created"),
            last_login: take(fields, "lastLogin"),
            password_last_updated: take(fields, "passwordLastUpdated"),
            disabled: take(fields, "disabled"),
            external_auth: take(fields, "externalAuth"),
            two_factor_type: take(fields, "twoFactorType"),
            authorities: take(fields, "authorities").unwrap_or_default(),
            organisation_units: take(fields, "organisationUnits").unwrap_or_default(),
            data_view_organisation_units: take(fields, "dataViewOrganisationUnits")
                .unwrap_or_default(),
            search_organisation_units: take(fields, "teiSearchOrganisationUnits")
                .unwrap_or_default(),
            user_groups: take(fields, "userGroups").unwrap_or_default(),
            user_roles: take(fields, "userRoles").unwrap_or_default(),
            programs: take(fields, "programs").unwrap_or_default(),
            data_sets: take(fields, "dataSets").unwrap_or_default(),
            impersonation: take(fields, "impersonation"),
            can_impersonate: take(fields, "canImpersonate"),
            settings: take(fields, "settings").unwrap_or_default(),
            extra: std::mem::take(fields),
        }
    }
}

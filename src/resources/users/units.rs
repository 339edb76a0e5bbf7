use crate::error::Result;
use crate::import::Stats;
use crate::models::{OrganisationUnit, User};
use crate::resources::Resource;
use crate::uid::AsUid;

/// What org units of a user are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UserUnits {
    /// Units in which the user enters data: `organisationUnits`.
    DataEntry,
    /// Units whose data the user sees in analyses: `dataViewOrganisationUnits`. Where there are none, the
    /// units of data entry stand in.
    DataView,
    /// Units in which the user searches tracked entities: `teiSearchOrganisationUnits`.
    Search,
}

impl UserUnits {
    /// The member of a user that holds them.
    pub fn member(self) -> &'static str {
        match self {
            Self::DataEntry => "organisationUnits",
            Self::DataView => "dataViewOrganisationUnits",
            Self::Search => "teiSearchOrganisationUnits",
        }
    }

    /// DHIS2's word in a query.
    pub(super) fn boundary(self) -> &'static str {
        match self {
            Self::DataEntry => "DATA_CAPTURE",
            Self::DataView => "DATA_OUTPUT",
            Self::Search => "TEI_SEARCH",
        }
    }
}

/// Changes count from the user's next sign-in on.
impl Resource<User> {
    /// The org units of a user, with id, name and code: `GET /api/users/{uid}/{member}`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::resources::users::UserUnits;
    ///
    /// for unit in api.users().units("UsMiraTolen", UserUnits::Search)? {
    ///     println!("{}", unit.name.unwrap_or_default());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`collection`](Self::collection).
    pub fn units(&self, user: impl AsUid, kind: UserUnits) -> Result<Vec<OrganisationUnit>> {
        self.collection(user, kind.member(), "id,name,code")
    }

    /// Gives a user more org units, in one request: `POST /api/users/{uid}/{member}`.
    ///
    /// # Errors
    ///
    /// As [`add_to`](Self::add_to): units that DHIS2 does not know are an error.
    pub fn add_units<U: AsUid>(
        &self,
        user: impl AsUid,
        kind: UserUnits,
        units: impl IntoIterator<Item = U>,
    ) -> Result<Stats> {
        self.add_to(user, kind.member(), units)
    }

    /// Takes org units from a user, in one request: `POST /api/users/{uid}/{member}`.
    ///
    /// # Errors
    ///
    /// As [`remove_from`](Self::remove_from).
    pub fn remove_units<U: AsUid>(
        &self,
        user: impl AsUid,
        kind: UserUnits,
        units: impl IntoIterator<Item = U>,
    ) -> Result<Stats> {
        self.remove_from(user, kind.member(), units)
    }

    /// Makes these a user's org units, and no others: `PUT /api/users/{uid}/{member}`.
    ///
    /// # Errors
    ///
    /// As [`set_collection`](Self::set_collection).
    pub fn set_units<U: AsUid>(
        &self,
        user: impl AsUid,
        kind: UserUnits,
        units: impl IntoIterator<Item = U>,
    ) -> Result<Stats> {
        self.set_collection(user, kind.member(), units)
    }
}

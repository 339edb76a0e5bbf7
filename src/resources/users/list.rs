//! What lists of users, and of roles, can be narrowed by besides filters.

use super::UserUnits;
use crate::date::Date;
use crate::models::{User, UserRole};
use crate::resources::List;
use crate::uid::AsUid;
use crate::words::closed_words;

closed_words! {
    /// Which invitations a list of users shall hold; see [`List::invitations`].
    InvitationStatus {
        /// All that were not taken up yet.
        All = "ALL",
        /// Those that were not taken up in time. DHIS2 2.42.5 answers this one with a 500.
        Expired = "EXPIRED",
    }
}

/// [`query`](List::query) looks through the first name, the surname, the username and the e-mail address of
/// users.
///
/// ```no_run
/// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
/// let users = api.users().list().query("tolen").with_unit("OuProvTess1").include_children(true);
/// for user in users.items() {
///     println!("{}", user?.username.unwrap_or_default());
/// }
/// # Ok(())
/// # }
/// ```
impl List<User> {
    /// Only users with this telephone number: `phoneNumber=`.
    pub fn phone_number(self, number: impl Into<String>) -> Self {
        self.param("phoneNumber", number.into())
    }

    /// Only members of groups that the caller may manage: `canManage=true`.
    pub fn can_manage(self, yes: bool) -> Self {
        self.param("canManage", yes)
    }

    /// Only users who may do nothing that the caller may not: `authSubset=true`.
    pub fn authorities_within_mine(self, yes: bool) -> Self {
        self.param("authSubset", yes)
    }

    /// Only users who signed in on this day or later: `lastLogin=`.
    pub fn signed_in_since(self, day: Date) -> Self {
        self.param("lastLogin", day)
    }

    /// Only users who did not sign in for so many months: `inactiveMonths=`. Those who never did are not
    /// among them. It goes before [`inactive_since`](Self::inactive_since).
    pub fn inactive_months(self, months: u32) -> Self {
        self.param("inactiveMonths", months)
    }

    /// Only users whose last sign-in was before this day: `inactiveSince=`. Those who never did are not
    /// among them.
    pub fn inactive_since(self, day: Date) -> Self {
        self.param("inactiveSince", day)
    }

    /// Only users who registered themselves: `selfRegistered=true`.
    pub fn self_registered(self, yes: bool) -> Self {
        self.param("selfRegistered", yes)
    }

    /// Only users who were invited and did not follow: `invitationStatus=`.
    pub fn invitations(self, status: InvitationStatus) -> Self {
        self.param("invitationStatus", status.as_str())
    }

    /// Only users who enter data in this org unit: `ou=`. For units of the other kinds, filter by
    /// `dataViewOrganisationUnits.id` or `teiSearchOrganisationUnits.id`.
    pub fn with_unit(self, unit: impl AsUid) -> Self {
        self.uid_param("ou", &unit)
    }

    /// Only users who have an org unit of this kind in common with the caller: `orgUnitBoundary=`. It goes
    /// before [`with_unit`](Self::with_unit), which DHIS2 then forgets.
    pub fn sharing_my_units(self, kind: UserUnits) -> Self {
        self.param("orgUnitBoundary", kind.boundary())
    }

    /// Whether the units below count as well, for [`with_unit`](Self::with_unit) and
    /// [`sharing_my_units`](Self::sharing_my_units): `includeChildren=true`.
    pub fn include_children(self, yes: bool) -> Self {
        self.param("includeChildren", yes)
    }
}

impl List<UserRole> {
    /// Only roles that the caller may give to others: `canIssue=true`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let roles = api.user_roles().list().can_issue(true).fields("id,name").collect_all()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn can_issue(self, yes: bool) -> Self {
        self.param("canIssue", yes)
    }
}

//! Users, and what administers them: accounts, org units, groups, roles.
//!
//! `api.users()` has the verbs of every kind, and these besides:
//!
//! ```no_run
//! # fn f(api: dhis2::Api) -> dhis2::Result<()> {
//! use dhis2::resources::users::UserUnits;
//!
//! let users = api.users();
//! if let Some(mira) = users.find_by_username("mira.tolen")? {
//!     let uid = mira.id.unwrap();
//!     users.add_units(uid, UserUnits::DataEntry, ["OuProvTess1"])?;
//!     users.add_to_group(uid, "xomcgXxeN7X")?;
//!     users.disable(uid)?;
//! }
//! for user in users.list().inactive_months(6).fields("id,username,lastLogin").items() {
//!     println!("{}", user?.username.unwrap_or_default());
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The groups of a user belong to the groups. A `PUT` of a user without them takes the user out of all of
//! them, so users are read with their groups here wherever they may be put back.
//!
//! What an account may see is looked up at sign-in: who is signed in may have to sign in again.

mod account;
mod groups;
mod list;
mod units;

use serde::Deserialize;

pub use groups::Authority;
pub use list::InvitationStatus;
pub use units::UserUnits;

use super::Resource;
use crate::error::Result;
use crate::http::url::segment;
use crate::models::User;
use crate::uid::Uid;

/// The little of a user that everybody may look up, from `/api/userLookup`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct UserLookup {
    /// The user's uid.
    pub id: Option<Uid>,
    /// The name to sign in with.
    pub username: Option<String>,
    /// The first name.
    pub first_name: Option<String>,
    /// The surname.
    pub surname: Option<String>,
    /// First name and surname.
    pub display_name: Option<String>,
}

impl Resource<User> {
    /// The user with this name to sign in with, if there is one:
    /// `GET /api/users?filter=username:eq:{username}`, then `GET /api/users/{uid}`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let admin = api.users().find_by_username("admin")?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`](crate::Error::InvalidInput) for an empty name or one with a comma; else as
    /// [`Request::fetch`](crate::Request::fetch).
    pub fn find_by_username(&self, username: &str) -> Result<Option<User>> {
        match self.find_all("username", username)?.first() {
            Some(uid) => self.get_opt(uid),
            None => Ok(None),
        }
    }

    /// The user with this uid, or, where there is none, with this name to sign in with.
    /// `GET /api/users/{uid}`, then as [`find_by_username`](Self::find_by_username).
    ///
    /// # Errors
    ///
    /// As [`find_by_username`](Self::find_by_username).
    pub fn find(&self, uid_or_username: &str) -> Result<Option<User>> {
        if let Ok(uid) = uid_or_username.parse::<Uid>() {
            if let Some(user) = self.get_opt(uid)? {
                return Ok(Some(user));
            }
        }
        self.find_by_username(uid_or_username)
    }

    /// Who somebody is, by uid, UUID or username: `GET /api/userLookup/{id}`. It needs no authority.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// if let Some(user) = api.users().look_up("mira.tolen")? {
    ///     println!("{}", user.display_name.unwrap_or_default());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn look_up(&self, id: &str) -> Result<Option<UserLookup>> {
        let path = format!("userLookup/{}", segment("user", id)?);
        let answer = self.api().get(path).send()?;
        let body = answer.bytes()?;
        // DHIS2 answers 200 with nothing for somebody it does not know.
        if body.iter().all(u8::is_ascii_whitespace) {
            return Ok(None);
        }
        let user: Option<UserLookup> = serde_json::from_slice(&body).map_err(|error| {
            crate::error::DecodeError::new(format!("this is no user: {error}")).body(&body)
        })?;
        Ok(user.filter(|user| user.id.is_some()))
    }

    /// The users whose names, e-mail address or username hold a text, at most 25, and only those who share
    /// a role with the caller unless the server lets everybody see everybody:
    /// `GET /api/userLookup?query=`. It needs no authority.
    ///
    /// With `shared_units`, only users who have an org unit of this kind in common with the caller.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn look_up_all(
        &self,
        text: &str,
        shared_units: Option<UserUnits>,
    ) -> Result<Vec<UserLookup>> {
        #[derive(Deserialize)]
        struct Users {
            users: Vec<UserLookup>,
        }
        let request = self.api().get("userLookup").param("query", text);
        let boundary = shared_units.map(UserUnits::boundary);
        let answer: Users = request.param("orgUnitBoundary", boundary).fetch()?;
        Ok(answer.users)
    }
}

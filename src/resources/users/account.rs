//! Accounts: invitations, passwords, being let in.

use serde_json::json;

use crate::auth::Secret;
use crate::date::Date;
use crate::error::{DecodeError, Error, Result};
use crate::import::WebMessage;
use crate::models::User;
use crate::request::Request;
use crate::resources::write::checked;
use crate::resources::{Created, Resource, answer};
use crate::uid::{AsUid, Uid};

impl Resource<User> {
    /// Invites somebody by e-mail to take up an account: `POST /api/users/invite`. Without a username,
    /// the invited person chooses one.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::models::{Ref, User};
    ///
    /// let user = User {
    ///     first_name: Some("Ada".into()),
    ///     surname: Some("Lund".into()),
    ///     email: Some("ada.lund@example.org".into()),
    ///     user_roles: Some(vec![Ref::new("hokoAZ8fycR".parse()?)]),
    ///     ..User::default()
    /// };
    /// let invited = api.users().invite(&user)?;
    /// api.users().reinvite(invited.uid)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Api`] with a 409 when the account cannot be made, the server cannot send e-mail or the
    /// address is no good.
    pub fn invite(&self, user: &User) -> Result<Created> {
        let message = checked(self.api().post("users/invite").json(user))?;
        let uid = match message.created_uid() {
            Some(uid) => uid.parse()?,
            None => return Err(DecodeError::new("the answer names no user").into()),
        };
        Ok(Created { uid, message })
    }

    /// Invites several people in one request: `POST /api/users/invites`. Without any, nothing is sent.
    ///
    /// DHIS2 does not say what became of each. One whose account cannot be made (a role is missing, a
    /// phone number is malformed) is left out without a word: [`invite`](Self::invite) tells.
    ///
    /// # Errors
    ///
    /// [`Error::Api`] with a 409, and nobody is invited, when an address is no good, a username is taken
    /// or the server cannot send e-mail.
    pub fn invite_all(&self, users: &[User]) -> Result<()> {
        if users.is_empty() {
            return Ok(());
        }
        let body = json!({ "users": users });
        answer::done(self.api().post("users/invites").json(&body))
    }

    /// Sends the e-mail of an invitation once more: `POST /api/users/{uid}/invite`.
    ///
    /// # Errors
    ///
    /// [`Error::Api`] with a 409 when the account is no invitation or has no address. DHIS2 2.42.5 and
    /// 2.43.1 answer a 500 for an account that *is* an invitation, and send nothing: there, delete the
    /// account and [`invite`](Self::invite) anew.
    pub fn reinvite(&self, user: impl AsUid) -> Result<()> {
        answer::done(self.act(&user, "invite")?)
    }

    /// Sends a user an e-mail by which to set a new password: `POST /api/users/{uid}/reset`. The old one
    /// is of no use from then on.
    ///
    /// # Errors
    ///
    /// [`Error::Api`] with a 409 when the account has no address or the server cannot send e-mail.
    pub fn reset_password(&self, user: impl AsUid) -> Result<()> {
        answer::done(self.act(&user, "reset")?)
    }

    /// Gives a user a new password: reads the user whole and puts it back with the password, by which
    /// DHIS2 also ends the user's sessions (a patch leaves them).
    /// `GET /api/users/{uid}?fields=:owner,userGroups`, `PUT /api/users/{uid}`
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let password = std::env::var("NEW_PASSWORD").unwrap_or_default();
    /// api.users().set_password("UsMiraTolen", password)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for an empty password, which DHIS2 would pass over; [`Error::Api`] when it
    /// breaks the server's rules. The password is in no error.
    pub fn set_password(
        &self,
        user: impl AsUid,
        password: impl Into<Secret>,
    ) -> Result<WebMessage> {
        let password = checked_password(password)?;
        let change = json!({ "password": password.expose() });
        self.put_over(&user.as_uid()?, change)
            .map_err(|error| error.without(password.expose()))
    }

    /// Makes a copy of a user, with roles, groups, org units and settings, under another name:
    /// `POST /api/users/{uid}/replica`. Returns the uid of the copy.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let password = std::env::var("NEW_PASSWORD").unwrap_or_default();
    /// let copy = api.users().replicate("UsMiraTolen", "noor.tolen", password)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for an empty password; [`Error::Api`] with a 409 when the name is taken,
    /// or the password breaks the server's rules. The password is in no error.
    pub fn replicate(
        &self,
        user: impl AsUid,
        username: &str,
        password: impl Into<Secret>,
    ) -> Result<Uid> {
        let password = checked_password(password)?;
        let body = json!({ "username": username, "password": password.expose() });
        let request = self.act(&user, "replica")?.json(&body);
        let response = request
            .send()
            .map_err(|error| error.without(password.expose()))?;
        // Its uid is nowhere but in the address of what was made.
        let location = response.header("location").unwrap_or_default();
        let last = location.rsplit('/').next().unwrap_or_default();
        last.parse().map_err(|_| {
            DecodeError::new("the copy was made, but the answer does not name it").into()
        })
    }

    /// Lets a user sign in again: `POST /api/users/{uid}/enabled`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn enable(&self, user: impl AsUid) -> Result<()> {
        answer::done(self.act(&user, "enabled")?.idempotent(true))
    }

    /// Keeps a user from signing in, and ends the user's sessions: `POST /api/users/{uid}/disabled`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn disable(&self, user: impl AsUid) -> Result<()> {
        answer::done(self.act(&user, "disabled")?.idempotent(true))
    }

    /// Lets an account end on a day; on a day that is past, the user's sessions end at once:
    /// `POST /api/users/{uid}/expired?date=`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn expire(&self, user: impl AsUid, day: Date) -> Result<()> {
        let request = self.act(&user, "expired")?.param("date", day);
        answer::done(request.idempotent(true))
    }

    /// Lets an account go on without an end: `POST /api/users/{uid}/unexpired`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn unexpire(&self, user: impl AsUid) -> Result<()> {
        answer::done(self.act(&user, "unexpired")?.idempotent(true))
    }

    /// Takes the second factor off an account, of somebody who lost it:
    /// `POST /api/users/{uid}/twoFA/disabled`. Nobody can do so to the own account.
    ///
    /// # Errors
    ///
    /// [`Error::Api`] with a 403 (`E3021`) for the own account; else as [`Request::send`].
    pub fn disable_two_factor(&self, user: impl AsUid) -> Result<()> {
        checked(self.act(&user, "twoFA/disabled")?).map(drop)
    }

    fn act(&self, user: &impl AsUid, verb: &str) -> Result<Request> {
        Ok(self.api().post(format!("{}/{verb}", Self::path(user)?)))
    }
}

/// A password with which something can be done.
fn checked_password(password: impl Into<Secret>) -> Result<Secret> {
    let password = password.into();
    if password.is_blank() {
        return Err(Error::invalid(
            "password",
            "",
            "a password that is not empty",
        ));
    }
    Ok(password)
}

//! The account of the user who is asking: `/api/me`.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::Me;
use crate::api::Api;
use crate::auth::Secret;
use crate::error::{DecodeError, Error, Result};
use crate::http::url::segment;
use crate::models::{DataApprovalLevel, Program, User};
use crate::query::{Filter, IntoFields};
use crate::uid::Uid;

/// How many programs are asked for at once, so that the URL stays short.
const PROGRAMS_AT_ONCE: usize = 200;

/// The accessor of the caller's own account; see [`Api::account`].
#[derive(Debug, Clone)]
pub struct Account {
    api: Api,
}

/// What waits to be read, from `/api/me/dashboard`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct Unread {
    /// How many conversations have messages that were not read.
    #[serde(rename = "unreadMessageConversations")]
    pub conversations: u64,
    /// How many interpretations are new.
    #[serde(rename = "unreadInterpretations")]
    pub interpretations: u64,
}

/// What the server's rules say of a password; see [`Account::check_new_password`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PasswordCheck {
    /// Whether it could be taken.
    pub is_valid: bool,
    /// What is wrong with it.
    pub message: Option<String>,
}

impl Api {
    /// The account of the user who is asking; [`me`](Self::me) tells who that is.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let account = api.account();
    /// if account.may("F_DATAVALUE_ADD")? {
    ///     for program in account.programs()? {
    ///         println!("{}", program.name.unwrap_or_default());
    ///     }
    /// }
    /// println!("{} conversations to read", account.unread()?.conversations);
    /// # Ok(())
    /// # }
    /// ```
    pub fn account(&self) -> Account {
        Account { api: self.clone() }
    }
}

impl Account {
    /// Who is asking, with chosen fields, as a type of one's own: `GET /api/me?fields=…`. A few fields come
    /// much faster than all, which `authorities` and `settings` are among.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn me_as<T: DeserializeOwned>(&self, fields: impl IntoFields) -> Result<T> {
        self.api.get("me").fields(fields).fetch()
    }

    /// The programs that the caller may enter data for, as objects with id, name and kind; `me` has just
    /// their uids. `GET /api/me?fields=programs`, then `GET /api/programs?filter=id:in:[…]`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn programs(&self) -> Result<Vec<Program>> {
        self.programs_with("id,name,programType")
    }

    /// The same with chosen fields.
    ///
    /// # Errors
    ///
    /// As [`programs`](Self::programs).
    pub fn programs_with(&self, fields: impl IntoFields) -> Result<Vec<Program>> {
        let fields = fields.into_fields()?;
        let me: Me = self.me_as("programs")?;
        let uids: Vec<Uid> = me.programs.into_iter().filter_map(|row| row.id).collect();
        let mut programs = Vec::new();
        for some in uids.chunks(PROGRAMS_AT_ONCE) {
            let list = self.api.programs().list().filter(Filter::is_in("id", some));
            for program in list.fields(fields.clone()).items() {
                programs.push(program?);
            }
        }
        Ok(programs)
    }

    /// What the caller may do; `ALL` is everything: `GET /api/me/authorities`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn authorities(&self) -> Result<Vec<String>> {
        self.api.get("me/authorities").fetch()
    }

    /// Whether the caller may do something, by itself or as `ALL`: `GET /api/me/authorization/{authority}`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn may(&self, authority: &str) -> Result<bool> {
        let authority = segment("authority", authority)?;
        self.api
            .get(format!("me/authorization/{authority}"))
            .fetch()
    }

    /// What waits to be read: `GET /api/me/dashboard`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn unread(&self) -> Result<Unread> {
        self.api.get("me/dashboard").fetch()
    }

    /// The levels at which the caller may approve data: `GET /api/me/dataApprovalLevels`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn approval_levels(&self) -> Result<Vec<DataApprovalLevel>> {
        self.api.get("me/dataApprovalLevels").fetch()
    }

    /// Changes what everybody may change of the own account: names, e-mail address, telephone, job, gender,
    /// birthday, languages and the like. `PUT /api/me`. What `changes` does not hold stays, and an empty
    /// text clears nothing: DHIS2 passes over it.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::models::User;
    ///
    /// api.account().update(&User { job_title: Some("Epidemiologist".into()), ..User::default() })?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Api`] with a 409, such as for an address that is in use as the second factor.
    pub fn update(&self, changes: &User) -> Result<()> {
        let request = self.api.put("me").json(changes);
        request.fetch_bytes().map(drop)
    }

    /// Changes the caller's password: `PUT /api/me/changePassword`. All sessions of the user end, and the
    /// new password counts from the next request on: this `Api` goes on with the old one, so build another.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api, old: &str, new: &str) -> dhis2::Result<()> {
    /// use dhis2::{Api, Auth};
    ///
    /// api.account().change_password(old, new)?;
    /// let api = Api::builder(api.base_url()).auth(Auth::basic("ada", new)).build()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Api`] with a 409 when the old password is another, or the new one breaks the server's
    /// rules. Neither is in the error.
    pub fn change_password(&self, old: impl Into<Secret>, new: impl Into<Secret>) -> Result<()> {
        let (old, new) = (old.into(), new.into());
        let body = json!({ "oldPassword": old.expose(), "newPassword": new.expose() });
        // Sent twice, the old password would be wrong the second time.
        let request = self.api.put("me/changePassword").idempotent(false);
        match request.json(&body).fetch_bytes() {
            Ok(_) => Ok(()),
            Err(error) => Err(error.without(old.expose()).without(new.expose())),
        }
    }

    /// Whether this is the caller's password: `POST /api/me/verifyPassword`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn verify_password(&self, password: impl Into<Secret>) -> Result<bool> {
        let password = password.into();
        let request = self.api.post("me/verifyPassword").idempotent(true);
        let request = request.json(&json!({ "password": password.expose() }));
        let answer: Result<Value> = request.fetch();
        let answer = answer.map_err(|error| error.without(password.expose()))?;
        yes_or_no(&answer, "isCorrectPassword")
    }

    /// Whether the server's rules allow this as the caller's next password, without changing anything:
    /// `POST /api/me/validatePassword`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch). A password that is not allowed is a value.
    pub fn check_new_password(&self, password: impl Into<Secret>) -> Result<PasswordCheck> {
        let password = password.into();
        let request = self.api.post("me/validatePassword").idempotent(true);
        let answer: Result<Value> = request.text(password.expose()).fetch();
        let answer = answer.map_err(|error| error.without(password.expose()))?;
        Ok(PasswordCheck {
            is_valid: yes_or_no(&answer, "isValidPassword")?,
            message: answer["errorMessage"].as_str().map(str::to_owned),
        })
    }
}

fn yes_or_no(answer: &Value, key: &str) -> Result<bool> {
    answer[key]
        .as_bool()
        .ok_or_else(|| Error::from(DecodeError::new("the answer is neither yes nor no").path(key)))
}

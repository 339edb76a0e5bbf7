//! Personal access tokens: `/api/apiToken`.
//!
//! ```no_run
//! # fn f(api: dhis2::Api) -> dhis2::Result<()> {
//! use dhis2::{Api, Auth};
//! use std::time::Duration;
//!
//! let token = api
//!     .access_tokens()
//!     .new_token("nightly sync")
//!     .valid_for(Duration::from_secs(90 * 24 * 3600))
//!     .allow_methods(["GET"])
//!     .create()?;
//! // The key is told this once.
//! let api = Api::builder(api.base_url()).auth(Auth::pat(token.key.expose())).build()?;
//! # Ok(())
//! # }
//! ```
//!
//! To make, list and delete tokens, this is the way. [`Api::api_tokens`] is the same endpoint as plain metadata,
//! with filters and fields; `create` there tells no key, so the token it makes is lost.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::api::Api;
use crate::auth::Secret;
use crate::error::{DecodeError, Error, Result};
use crate::import::WebMessage;
use crate::models::ApiToken;
use crate::paging::Items;
use crate::uid::{AsUid, Uid};

/// The accessor of personal access tokens; see [`Api::access_tokens`].
#[derive(Debug, Clone)]
pub struct AccessTokens {
    api: Api,
}

/// A token that was just made.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct CreatedToken {
    /// The uid of the token, by which it is deleted.
    pub uid: Uid,
    /// The token itself, for [`Auth::pat`](crate::Auth::pat). DHIS2 does not tell it again.
    pub key: Secret,
}

impl Api {
    /// Personal access tokens of the user who is asking. See [`access_tokens`](self).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let token = api.access_tokens().new_token("nightly sync").create()?;
    /// api.access_tokens().delete(token.uid)?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn access_tokens(&self) -> AccessTokens {
        AccessTokens { api: self.clone() }
    }
}

impl AccessTokens {
    /// A new token, to be limited and made: `POST /api/apiToken`.
    pub fn new_token(&self, name: impl Into<String>) -> NewToken {
        NewToken {
            api: self.api.clone(),
            name: name.into(),
            expires: None,
            allowed: [Vec::new(), Vec::new(), Vec::new()],
        }
    }

    /// The tokens that the user may see, without their keys, with their ends in
    /// [`expire`](ApiToken::expire) (milliseconds since 1970): `GET /api/apiToken?fields=:owner`. To choose some,
    /// use `api.api_tokens().list()`.
    pub fn list(&self) -> Items<ApiToken> {
        self.api.api_tokens().list().items()
    }

    /// A token, without its key: `GET /api/apiToken/{uid}`.
    ///
    /// # Errors
    ///
    /// As [`Resource::get`](crate::Resource::get).
    pub fn get(&self, uid: impl AsUid) -> Result<ApiToken> {
        self.api.api_tokens().get(uid)
    }

    /// Deletes a token, which is of no use from then on: `DELETE /api/apiToken/{uid}`.
    ///
    /// # Errors
    ///
    /// As [`Resource::delete`](crate::Resource::delete).
    pub fn delete(&self, uid: impl AsUid) -> Result<()> {
        self.api.api_tokens().delete(uid)
    }
}

/// A new token, before it is made; see [`AccessTokens::new_token`].
#[derive(Debug)]
#[must_use = "a token is not made until `create` is called"]
pub struct NewToken {
    api: Api,
    name: String,
    expires: Option<SystemTime>,
    /// Addresses, methods, referrers.
    allowed: [Vec<String>; 3],
}

impl NewToken {
    /// How long it is good, from now by the client's clock; DHIS2 gives 30 days unless set.
    pub fn valid_for(self, time: Duration) -> Self {
        let now = self.api.clock().system_now();
        // Further away than any clock can tell: refused below, like a time in the past.
        let end = now.checked_add(time).unwrap_or(UNIX_EPOCH);
        self.expires_at(end)
    }

    /// When it ends.
    pub fn expires_at(mut self, time: SystemTime) -> Self {
        self.expires = Some(time);
        self
    }

    /// The addresses that it may be used from; all unless set.
    pub fn allow_ips<S: Into<String>>(self, ips: impl IntoIterator<Item = S>) -> Self {
        self.allow(0, ips)
    }

    /// The methods that it may be used with, such as `GET`; all unless set. With another, DHIS2 answers
    /// 401.
    pub fn allow_methods<S: Into<String>>(self, methods: impl IntoIterator<Item = S>) -> Self {
        self.allow(1, methods)
    }

    /// The web pages that it may be used from; all unless set.
    pub fn allow_referrers<S: Into<String>>(self, referrers: impl IntoIterator<Item = S>) -> Self {
        self.allow(2, referrers)
    }

    /// Makes it: `POST /api/apiToken`. It is not repeated by a retry once it was sent: a second token
    /// would be made, whose key nobody knows.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for an end in the past, with which DHIS2 makes a dead token; else as
    /// [`Request::fetch`](crate::Request::fetch).
    pub fn create(self) -> Result<CreatedToken> {
        let mut body = json!({ "name": self.name, "type": "PERSONAL_ACCESS_TOKEN_V2" });
        if let Some(end) = self.expires {
            let now = self.api.clock().system_now();
            let since = end.duration_since(UNIX_EPOCH).ok().filter(|_| end > now);
            let millis = since.and_then(|since| i64::try_from(since.as_millis()).ok());
            body["expire"] = millis
                .ok_or_else(|| Error::invalid("expiry", "", "a time to come"))?
                .into();
        }
        let [ips, methods, referrers] = &self.allowed;
        let mut attributes: Vec<Value> = Vec::new();
        for (kind, key, allowed) in [
            ("IpAllowedList", "allowedIps", ips),
            ("MethodAllowedList", "allowedMethods", methods),
            ("RefererAllowedList", "allowedReferrers", referrers),
        ] {
            if !allowed.is_empty() {
                attributes.push(json!({ "type": kind, key: allowed }));
            }
        }
        if !attributes.is_empty() {
            body["attributes"] = attributes.into();
        }
        let message: WebMessage = self.api.post("apiToken").json(&body).fetch()?;
        let uid = message.created_uid().and_then(|uid| uid.parse().ok());
        let key = message
            .response
            .as_ref()
            .and_then(|response| response["key"].as_str())
            .map(Secret::from);
        match (uid, key) {
            (Some(uid), Some(key)) => Ok(CreatedToken { uid, key }),
            // The body is not shown: the key may be in it.
            _ => Err(DecodeError::new("the answer does not tell the new token's key").into()),
        }
    }

    fn allow<S: Into<String>>(mut self, place: usize, more: impl IntoIterator<Item = S>) -> Self {
        if let Some(allowed) = self.allowed.get_mut(place) {
            allowed.extend(more.into_iter().map(Into::into));
        }
        self
    }
}

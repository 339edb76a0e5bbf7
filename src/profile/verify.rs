//! Whether a profile works.

use std::time::Duration;

use serde::Deserialize;

use crate::api::ApiBuilder;
use crate::error::{Error, Result};
use crate::profile::{Profile, Profiles};

/// What [`Profiles::verify`] found out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verification {
    /// The profile's name.
    pub name: String,
    /// The base URL as the file has it.
    pub base_url: String,
    /// The `auth` as the file has it.
    pub auth: String,
    /// Whether the server answered and knows the user.
    pub ok: bool,
    /// The server's version.
    pub version: Option<String>,
    /// The user's name, as the server knows it.
    pub username: Option<String>,
    /// How long the two requests took.
    pub latency: Option<Duration>,
    /// Why it does not work, with the causes.
    pub error: Option<String>,
}

impl Profiles {
    /// Tries a profile: `GET /api/system/info` and `GET /api/me`. What is wrong comes back as text.
    ///
    /// It waits at most 10 seconds for a connection and 30 for an answer, and never opens a browser:
    /// an `oauth2` profile without tokens is one that does not work yet.
    ///
    /// # Errors
    ///
    /// When there is no profile of this name.
    pub fn verify(&self, name: &str) -> Result<Verification> {
        self.verify_with(name, |api| api)
    }

    /// As [`verify`](Self::verify), with more settings of the client: a proxy, a CA file.
    ///
    /// # Errors
    ///
    /// When there is no profile of this name.
    pub fn verify_with(
        &self,
        name: &str,
        settings: impl Fn(ApiBuilder) -> ApiBuilder,
    ) -> Result<Verification> {
        let (_, entry) = self.find(name).ok_or_else(|| self.unknown(name, ""))?;
        let mut found = Verification {
            name: name.to_owned(),
            base_url: entry.base_url.clone(),
            auth: entry.auth.clone(),
            ok: false,
            version: None,
            username: None,
            latency: None,
            error: None,
        };
        match self
            .show(name)
            .and_then(|profile| probe(&profile, settings))
        {
            Ok(answer) => {
                found.ok = true;
                found.version = answer.version;
                found.username = Some(answer.username);
                found.latency = Some(answer.latency);
            }
            Err(error) => found.error = Some(with_causes(&error)),
        }
        Ok(found)
    }

    /// Tries all profiles at the same time; in the order of [`list`](Self::list).
    pub fn verify_all(&self) -> Vec<Verification> {
        self.verify_all_with(|api| api)
    }

    /// As [`verify_all`](Self::verify_all), with more settings of each client.
    pub fn verify_all_with(
        &self,
        settings: impl Fn(ApiBuilder) -> ApiBuilder + Sync,
    ) -> Vec<Verification> {
        let settings = &settings;
        std::thread::scope(|scope| {
            let running: Vec<_> = self
                .list(false)
                .into_iter()
                .map(|entry| scope.spawn(move || self.verify_with(&entry.name, settings)))
                .collect();
            // The names come from the list, so each is known.
            let ended = running.into_iter().filter_map(|probe| probe.join().ok());
            ended.filter_map(Result::ok).collect()
        })
    }
}

struct Answer {
    version: Option<String>,
    username: String,
    latency: Duration,
}

#[derive(Deserialize)]
struct Me {
    username: String,
}

fn probe(profile: &Profile, settings: impl Fn(ApiBuilder) -> ApiBuilder) -> Result<Answer> {
    let builder = |builder: ApiBuilder| {
        let patience = Duration::from_secs(30);
        settings(
            builder
                .connect_timeout(Duration::from_secs(10))
                .timeout(patience),
        )
        .build()
    };
    #[cfg(feature = "oauth2")]
    let api = if profile.auth() == crate::profile::AuthKind::OAuth2 {
        use crate::auth::oauth2::{self, OAuth2};
        use crate::{Api, Auth};

        let oauth2 = profile.oauth2()?.interactive(false).build()?;
        let auth = Auth::oauth2(oauth2.clone());
        let api = builder(Api::builder(profile.base_url()).auth(auth))?;
        OAuth2::check(&api)?;
        if !oauth2.is_logged_in(&api)? {
            return Err(oauth2::no_tokens(api.base_url()));
        }
        api
    } else {
        builder(profile.api()?)?
    };
    #[cfg(not(feature = "oauth2"))]
    let api = builder(profile.api()?)?;
    let start = api.clock().now();
    let version = api.system().info()?.version.clone();
    let me: Me = api.get("me").param("fields", "username").fetch()?;
    Ok(Answer {
        version,
        username: me.username,
        latency: api.clock().now().saturating_duration_since(start),
    })
}

/// An error and its causes in one line.
fn with_causes(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let words = error.to_string();
        if !text.contains(&words) {
            text = format!("{text}: {words}");
        }
        cause = error.source();
    }
    text
}

//! Clients that sign in by OAuth2: registering one.

use std::fmt;
use std::time::Duration;

use serde_json::{Value, json};

use super::Resource;
use super::write::checked;
use crate::auth::Secret;
use crate::error::{DecodeError, Error, Result};
use crate::models::{Metadata, OAuth2Client};
use crate::uid::Uid;

/// How costly the hash of a secret is: 2 to this power.
const COST: u32 = 10;

/// What bcrypt looks at; the rest of a longer secret would not count.
const LONGEST_SECRET: usize = 72;

impl Resource<OAuth2Client> {
    /// Begins to register a client of the authorization server, with its id and its secret, for
    /// [`Auth::oauth2`](crate::Auth::oauth2).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let secret = std::env::var("DASHBOARD_SECRET").unwrap_or_default();
    /// let client = api
    ///     .oauth2_clients()
    ///     .register("dashboard", secret)
    ///     .redirect_uri("http://localhost:8765")
    ///     .create()?;
    /// // And when it is no longer wanted:
    /// api.oauth2_clients().delete(client)?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn register(
        &self,
        client_id: impl Into<String>,
        secret: impl Into<Secret>,
    ) -> NewOAuth2Client {
        NewOAuth2Client {
            clients: self.clone(),
            client_id: client_id.into(),
            secret: secret.into(),
            name: None,
            redirect_uris: Vec::new(),
            scopes: Vec::new(),
            access: Duration::from_secs(300),
            refresh: Duration::from_secs(3600),
        }
    }
}

/// A client to be registered; see [`Resource::register`]. `Debug` does not show the secret.
#[must_use = "a client is not registered until `create` is called"]
pub struct NewOAuth2Client {
    clients: Resource<OAuth2Client>,
    client_id: String,
    secret: Secret,
    name: Option<String>,
    redirect_uris: Vec<String>,
    scopes: Vec<String>,
    access: Duration,
    refresh: Duration,
}

impl NewOAuth2Client {
    /// The name that users see; the id unless set.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Adds an address that users are sent back to; at least one.
    pub fn redirect_uri(mut self, uri: impl Into<String>) -> Self {
        self.redirect_uris.push(uri.into());
        self
    }

    /// Adds a scope; `openid` unless one is added. Newer servers refuse others than `openid`, `profile`,
    /// `username` and `email`; 2.41 has none.
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scopes.push(scope.into());
        self
    }

    /// How long an access token is good; 5 minutes unless set. 2.41 takes none.
    pub fn access_token_time(mut self, time: Duration) -> Self {
        self.access = time;
        self
    }

    /// How long a refresh token is good; 1 hour unless set. 2.41 takes none.
    pub fn refresh_token_time(mut self, time: Duration) -> Self {
        self.refresh = time;
        self
    }

    /// Registers it: `POST /api/oAuth2Clients`. It may sign in with its secret, by authorization code with PKCE
    /// and by refresh token, after the user consented.
    ///
    /// DHIS2 stores the secret as it comes, and compares it as a bcrypt hash: with a plain one every sign-in would
    /// fail. So the hash is made here, and the secret itself does not leave this process. 2.41, which has
    /// another body (`cid`), compares the plain one, and gets it.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] without an id, a secret or a redirect address, for a secret of more than 72 bytes
    /// and for a comma in what DHIS2 joins by commas; [`Error::Api`] when the id is taken.
    pub fn create(self) -> Result<Uid> {
        self.check()?;
        let clients = &self.clients;
        let old = clients.api().version()?.major() < 42;
        let mut body = if old { self.old_body() } else { self.body()? };
        body["id"] = json!(Uid::generate());
        let request = clients.api().post(OAuth2Client::PLURAL).json(&body);
        let message = checked(request)?;
        let uid = message.created_uid().ok_or_else(|| {
            Error::from(DecodeError::new("the answer names no uid of what was made"))
        })?;
        uid.parse()
    }

    fn check(&self) -> Result<()> {
        if self.client_id.trim().is_empty() || self.client_id.chars().count() > 255 {
            let expected = "1 to 255 characters";
            return Err(Error::invalid("client id", &self.client_id, expected));
        }
        if self.secret.is_blank() || self.secret.expose().len() > LONGEST_SECRET {
            let expected = format!("1 to {LONGEST_SECRET} bytes");
            return Err(Error::invalid("client secret", "", expected));
        }
        if self.redirect_uris.is_empty() {
            let expected = "at least one redirect address";
            return Err(Error::invalid("redirect uri", "none", expected));
        }
        for (what, list) in [
            ("redirect uri", &self.redirect_uris),
            ("scope", &self.scopes),
        ] {
            let is_bad = |text: &&String| {
                text.is_empty() || text.contains(|c: char| c == ',' || c.is_whitespace())
            };
            if let Some(bad) = list.iter().find(is_bad) {
                return Err(Error::invalid(what, bad, "no comma and no blank"));
            }
        }
        Ok(())
    }

    fn body(&self) -> Result<Value> {
        let hash = bcrypt::hash(self.secret.expose(), COST)
            .map_err(|error| Error::invalid("client secret", "", error.to_string()))?;
        let scopes = match self.scopes.as_slice() {
            [] => "openid".to_owned(),
            scopes => scopes.join(","),
        };
        // JSON in a text, in the form of Spring Security, without which 2.42 makes a client that fails.
        let client_settings = json!({
            "@class": "java.util.Collections$UnmodifiableMap",
            "settings.client.require-proof-key": true,
            "settings.client.require-authorization-consent": true,
        });
        let seconds = |time: Duration| json!(["java.time.Duration", time.as_secs_f64()]);
        let token_settings = json!({
            "@class": "java.util.Collections$UnmodifiableMap",
            "settings.token.reuse-refresh-tokens": true,
            "settings.token.x509-certificate-bound-access-tokens": false,
            "settings.token.id-token-signature-algorithm":
                ["org.springframework.security.oauth2.jose.jws.SignatureAlgorithm", "RS256"],
            "settings.token.access-token-format": {
                "@class": "org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat",
                "value": "self-contained",
            },
            "settings.token.access-token-time-to-live": seconds(self.access),
            "settings.token.refresh-token-time-to-live": seconds(self.refresh),
            "settings.token.authorization-code-time-to-live": seconds(Duration::from_secs(300)),
            "settings.token.device-code-time-to-live": seconds(Duration::from_secs(300)),
        });
        Ok(json!({
            "name": self.name.as_ref().unwrap_or(&self.client_id),
            "clientId": self.client_id,
            "clientSecret": hash,
            "clientAuthenticationMethods": "client_secret_basic,client_secret_post",
            "authorizationGrantTypes": "authorization_code,refresh_token",
            "redirectUris": self.redirect_uris.join(","),
            "scopes": scopes,
            "clientSettings": client_settings.to_string(),
            "tokenSettings": token_settings.to_string(),
        }))
    }

    fn old_body(&self) -> Value {
        json!({
            "name": self.name.as_ref().unwrap_or(&self.client_id),
            "cid": self.client_id,
            "secret": self.secret.expose(),
            "grantTypes": ["authorization_code", "refresh_token"],
            "redirectUris": self.redirect_uris,
        })
    }
}

impl fmt::Debug for NewOAuth2Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewOAuth2Client")
            .field("client_id", &self.client_id)
            .field("secret", &self.secret)
            .field("redirect_uris", &self.redirect_uris)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}

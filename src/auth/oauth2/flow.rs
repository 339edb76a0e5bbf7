//! When which token is used, renewed and kept.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use super::discovery::{self, AuthorizationServer, Found};
use super::settings::Settings;
use super::token_endpoint::{self, ClientId, Grant};
use super::{Loopback, Pkce, RedirectCapture, TokenRecord, authorize_url, fail, new_state};
use crate::auth::oauth2::OAuth2;
use crate::auth::{AuthContext, AuthHeader, Authenticator, Secret};
use crate::error::{Error, OAuth2Error, Result};

/// A token is renewed this long before its end, so that it does not end on its way.
const MARGIN: Duration = Duration::from_secs(60);
/// After a renewal that failed for now, a token that is still good is used for this long.
const PATIENCE: Duration = Duration::from_secs(5);
pub(super) const DISCOVERY_LIMIT: Duration = Duration::from_secs(10);

/// The sign-in that all clones of an [`OAuth2`] share.
pub(super) struct Flow {
    pub(super) settings: Settings,
    /// Held while a token is got, so that many threads get one.
    state: Mutex<State>,
    /// How often a token was asked for, or tried to. Whoever waited for `state` sees by it that
    /// somebody else did the work meanwhile.
    rounds: AtomicU64,
}

#[derive(Default)]
pub(super) struct State {
    token: Option<TokenRecord>,
    /// The store did not take the token: it is known here alone.
    unsaved: bool,
    server: Option<(String, AuthorizationServer)>,
    /// Why the last round failed, for those who waited for it.
    failure: Option<OAuth2Error>,
    /// A refresh token that the server refused, and what it said: it is not asked again.
    refused: Option<(Secret, OAuth2Error)>,
    /// Until when not to try again to renew a token that is still good.
    patient_until: Option<SystemTime>,
}

impl Flow {
    pub(super) fn new(settings: Settings) -> Self {
        Self {
            settings,
            state: Mutex::default(),
            rounds: AtomicU64::new(0),
        }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn key(&self, base_url: &str) -> String {
        match &self.settings.store_key {
            Some(key) => key.clone(),
            None => format!("{base_url}:{}", self.settings.client_id),
        }
    }

    /// The token in the store that belongs to this server and this client.
    pub(super) fn stored(&self, base_url: &str) -> Result<Option<TokenRecord>> {
        let record = self.settings.store.get(&self.key(base_url))?;
        Ok(record.filter(|record| record.is_for(base_url, &self.settings.client_id)))
    }

    /// The access token to send; `None` when there is no way to replace the `refused` one, which a
    /// 401 came back for.
    fn token(&self, context: &AuthContext<'_>, refused: Option<&Secret>) -> Result<Option<Secret>> {
        let seen = self.rounds.load(Ordering::Acquire);
        let mut state = self.lock();
        let waited = self.rounds.load(Ordering::Acquire) != seen;
        let now = context.now();
        let patient = waited || state.patient_until.is_some_and(|until| now < until);
        let margin = if patient { Duration::ZERO } else { MARGIN };
        if let Some(token) = &state.token {
            if self.is_usable(token, context, margin, refused) {
                return Ok(Some(token.access_token.clone()));
            }
        }
        if let Some(failure) = state.failure.as_ref().filter(|_| waited) {
            return Err(fail(failure.again()));
        }
        let result = self.obtain(context, &mut state, refused);
        state.failure = result.as_ref().err().map(copy);
        self.rounds.fetch_add(1, Ordering::AcqRel);
        result
    }

    fn is_usable(
        &self,
        token: &TokenRecord,
        context: &AuthContext<'_>,
        margin: Duration,
        refused: Option<&Secret>,
    ) -> bool {
        token.is_for(context.base_url(), &self.settings.client_id)
            && !token.expires_within(margin, context.now())
            && refused != Some(&token.access_token)
    }

    /// Gets a token: out of the store, by renewal, or by signing in.
    fn obtain(
        &self,
        context: &AuthContext<'_>,
        state: &mut State,
        refused: Option<&Secret>,
    ) -> Result<Option<Secret>> {
        let base_url = context.base_url();
        let fresh = |record: &TokenRecord| self.is_usable(record, context, MARGIN, refused);
        if let Some(found) = self.stored(base_url)?.filter(fresh) {
            return Ok(Some(state.take(found)));
        }
        let _held = self.settings.store.lock(&self.key(base_url))?;
        // Another program may have renewed it while we waited for the lock.
        let stored = self.stored(base_url)?;
        let own = state
            .token
            .clone()
            .filter(|token| state.unsaved && token.is_for(base_url, &self.settings.client_id));
        let current = match (stored, own) {
            // What the store could not take is newer than what it has, unless somebody else wrote.
            (Some(stored), Some(own)) if stored.expires_at > own.expires_at => Some(stored),
            (stored, own) => own.or(stored),
        };
        if let Some(found) = current.clone().filter(fresh) {
            return Ok(Some(state.take(found)));
        }
        let good = current
            .clone()
            .filter(|record| self.is_usable(record, context, Duration::ZERO, refused));
        let refresh_token = current
            .as_ref()
            .and_then(|record| record.refresh_token.clone());
        if let (Some(good), None, false) = (&good, &refresh_token, self.settings.client_credentials)
        {
            // It cannot be renewed, but it is good to its end.
            return Ok(Some(state.take(good.clone())));
        }
        let result = match (current, refresh_token) {
            _ if self.settings.client_credentials => self.sign_in(context, state),
            (_, Some(refresh_token)) => self.refresh(context, state, &refresh_token),
            // The server's own words about the 401 say more than we could.
            _ if refused.is_some() => return Ok(None),
            (Some(_), None) => Err(fail(
                OAuth2Error::new("the access token has expired and there is no refresh_token")
                    .with_hint("log in again"),
            )),
            (None, None) if self.settings.interactive => self.sign_in(context, state),
            (None, None) => Err(no_tokens(base_url)),
        };
        match (result, good) {
            (Ok(record), _) => {
                if let Err(error) = self.keep(base_url, state, &record) {
                    log::warn!(
                        target: "dhis2::auth",
                        "the new token is not kept for the next run: {error}"
                    );
                }
                Ok(Some(record.access_token))
            }
            (Err(error), Some(good)) if error.is_retryable() => {
                log::warn!(target: "dhis2::auth", "{error}; the present token is still good");
                let token = state.take(good);
                state.patient_until = Some(context.now() + PATIENCE);
                Ok(Some(token))
            }
            (Err(error), _) => Err(error),
        }
    }

    /// Remembers a new token, and puts it into the store.
    pub(super) fn keep(
        &self,
        base_url: &str,
        state: &mut State,
        record: &TokenRecord,
    ) -> Result<()> {
        state.take(record.clone());
        let result = self.settings.store.set(&self.key(base_url), record);
        state.unsaved = result.is_err();
        result
    }

    fn refresh(
        &self,
        context: &AuthContext<'_>,
        state: &mut State,
        refresh_token: &Secret,
    ) -> Result<TokenRecord> {
        if let Some((token, failure)) = &state.refused {
            if token == refresh_token {
                return Err(fail(failure.again()));
            }
        }
        let server = server(context, state)?;
        log::debug!(target: "dhis2::auth", "renewing the token for {}", context.base_url());
        let result = self.request(context, &server, &Grant::Refresh(refresh_token));
        if let Err(Error::OAuth2(error)) = &result {
            if matches!(error.status(), Some(400..=499)) && !error.is_temporary() {
                state.refused = Some((refresh_token.clone(), error.again()));
            }
        }
        result
    }

    /// Signs in anew: as the client itself, or through the user's browser.
    pub(super) fn sign_in(
        &self,
        context: &AuthContext<'_>,
        state: &mut State,
    ) -> Result<TokenRecord> {
        let settings = &self.settings;
        let server = server(context, state)?;
        let grant = if settings.client_credentials {
            "client_credentials"
        } else {
            "authorization_code"
        };
        let granted = &server.grant_types_supported;
        if !granted.is_empty() && !granted.iter().any(|known| known == grant) {
            return Err(fail(OAuth2Error::new(format!(
                "the server grants no {grant}, only {}",
                granted.join(", ")
            ))));
        }
        if settings.client_credentials {
            let scope = &settings.scope;
            return self.request(context, &server, &Grant::ClientCredentials { scope });
        }
        let loopback;
        let capture: &dyn RedirectCapture = if let Some(capture) = &settings.capture {
            capture.as_ref()
        } else {
            loopback = Loopback::bind(&settings.redirect_uri)?.open_browser(settings.open_browser);
            &loopback
        };
        let redirect_uri = capture.redirect_uri().unwrap_or(&settings.redirect_uri);
        let (pkce, wanted) = (Pkce::generate(), new_state());
        let url = authorize_url(
            &server.authorization_endpoint,
            &settings.client_id,
            redirect_uri,
            &settings.scope,
            &wanted,
            pkce.challenge(),
        );
        let code = capture.capture(&url, &wanted)?;
        let grant = Grant::Code {
            code: &code,
            redirect_uri,
            verifier: pkce.verifier(),
        };
        self.request(context, &server, &grant)
    }

    fn request(
        &self,
        context: &AuthContext<'_>,
        server: &AuthorizationServer,
        grant: &Grant<'_>,
    ) -> Result<TokenRecord> {
        let client = ClientId {
            id: &self.settings.client_id,
            secret: &self.settings.client_secret,
        };
        token_endpoint::request(context, &server.token_endpoint, &client, grant)
    }
}

/// The endpoints: those that the server names, else those that DHIS2 has.
fn server(context: &AuthContext<'_>, state: &mut State) -> Result<AuthorizationServer> {
    let base_url = context.base_url();
    if let Some((_, server)) = state.server.as_ref().filter(|(url, _)| url == base_url) {
        return Ok(server.clone());
    }
    let server = match discovery::ask(context, DISCOVERY_LIMIT)? {
        Found::Yes(server) => server,
        Found::No(error) => {
            log::debug!(target: "dhis2::auth", "{error}; taking DHIS2's usual endpoints");
            AuthorizationServer::assumed(base_url)
        }
    };
    state.server = Some((base_url.to_owned(), server.clone()));
    Ok(server)
}

impl State {
    /// Remembers a token that the store has.
    fn take(&mut self, record: TokenRecord) -> Secret {
        let token = record.access_token.clone();
        self.unsaved = self.unsaved && self.token.as_ref() == Some(&record);
        self.token = Some(record);
        self.refused = None;
        self.patient_until = None;
        token
    }

    /// Forgets the token.
    pub(super) fn forget(&mut self) {
        self.token = None;
        self.unsaved = false;
    }
}

pub(crate) fn no_tokens(base_url: &str) -> Error {
    fail(OAuth2Error::new(format!("no cached tokens for {base_url}")).with_hint("log in first"))
}

/// A failure, for others who waited for the same.
fn copy(error: &Error) -> OAuth2Error {
    match error {
        Error::OAuth2(error) => error.again(),
        other => OAuth2Error::new(other.to_string()).with_temporary(other.is_retryable()),
    }
}

impl Authenticator for OAuth2 {
    fn headers(&self, context: &AuthContext<'_>) -> Result<Vec<AuthHeader>> {
        let token = self.0.token(context, None)?;
        Ok(token.as_ref().map(header).into_iter().collect())
    }

    fn renew(&self, context: &AuthContext<'_>, used: &[AuthHeader]) -> Result<bool> {
        let refused = used
            .iter()
            .filter(|header| header.name().eq_ignore_ascii_case("authorization"))
            .find_map(|header| header.value().expose().strip_prefix("Bearer "));
        match refused {
            Some(token) => Ok(self.0.token(context, Some(&Secret::from(token)))?.is_some()),
            None => Ok(false),
        }
    }
}

fn header(token: &Secret) -> AuthHeader {
    AuthHeader::new("authorization", format!("Bearer {}", token.expose()))
}

impl fmt::Debug for Flow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The rest is tokens.
        self.settings.fmt(f)
    }
}

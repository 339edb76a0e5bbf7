//! What a program asks of a sign-in besides its requests: is there one, begin it, end it.

use std::time::Duration;

use super::discovery::{self, AuthorizationServer, Found};
use super::flow::DISCOVERY_LIMIT;
use super::settings::OAuth2;
use crate::api::Api;
use crate::auth::AuthContext;
use crate::error::Result;

const CHECK_LIMIT: Duration = Duration::from_secs(5);

impl OAuth2 {
    /// Whether a server can sign anybody in by OAuth2, said before a browser opens:
    /// `GET {base}/.well-known/openid-configuration`, for at most 5 seconds a step.
    ///
    /// # Errors
    ///
    /// [`Error::OAuth2`](crate::Error::OAuth2) that says what is wrong and what to do: the server
    /// cannot be reached or timed out, has no authorization server, or answers something else.
    pub fn check(api: &Api) -> Result<()> {
        found(api, CHECK_LIMIT).map(drop)
    }

    /// What the server says of its authorization server: the same request, for at most 10 seconds a
    /// step.
    ///
    /// # Errors
    ///
    /// As [`check`](Self::check).
    pub fn discover(api: &Api) -> Result<AuthorizationServer> {
        found(api, DISCOVERY_LIMIT)
    }

    /// Signs in now, whether or not there is a token, and keeps the new one. Opens the browser
    /// unless the settings say otherwise. `api` says which server, and how it is reached; it need
    /// not sign in with this value.
    ///
    /// # Errors
    ///
    /// [`Error::OAuth2`](crate::Error::OAuth2) when the sign-in fails, and when the store cannot be
    /// written.
    pub fn login(&self, api: &Api) -> Result<()> {
        let context = AuthContext::new(api.client());
        let base_url = context.base_url();
        let mut state = self.0.lock();
        let _held = self.0.settings.store.lock(&self.0.key(base_url))?;
        let record = self.0.sign_in(&context, &mut state)?;
        self.0.keep(base_url, &mut state, &record)
    }

    /// Forgets the token, here and in the store; `false` when there was none. The server is not
    /// told: it honours the token until it ends.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub fn logout(&self, api: &Api) -> Result<bool> {
        let mut state = self.0.lock();
        let key = self.0.key(api.base_url());
        let _held = self.0.settings.store.lock(&key)?;
        state.forget();
        self.0.settings.store.delete(&key)
    }

    /// Whether the store has a token for this server and this client, ended or not. Sends nothing.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub fn is_logged_in(&self, api: &Api) -> Result<bool> {
        Ok(self.0.stored(api.base_url())?.is_some())
    }
}

fn found(api: &Api, limit: Duration) -> Result<AuthorizationServer> {
    match discovery::ask(&AuthContext::new(api.client()), limit)? {
        Found::Yes(server) => Ok(server),
        Found::No(error) => Err(error),
    }
}

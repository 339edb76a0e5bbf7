//! The tokens of `oauth2` profiles: where they are, signing in and out.

use std::path::PathBuf;
use std::sync::Arc;

use crate::api::{Api, ApiBuilder};
use crate::auth::Credentials;
#[cfg(not(feature = "token-store"))]
use crate::auth::oauth2::FileStore;
#[cfg(feature = "token-store")]
use crate::auth::oauth2::SqliteStore;
use crate::auth::oauth2::{OAuth2, OAuth2Builder, TokenStore, profile_key};
use crate::error::Result;
use crate::profile::{AuthKind, Profile, Profiles, fail};

impl Profile {
    /// The sign-in of an `oauth2` profile, to set more on it (feature `oauth2`).
    ///
    /// Its tokens lie beside the profile's file: with the feature `token-store` in
    /// `tokens.sqlite`, where the async client looks too, else in `tokens.json`. Those of a profile
    /// that was made in code, or that has no file, are kept in memory.
    ///
    /// ```no_run
    /// use dhis2::profile::Profiles;
    /// use dhis2::{Api, Auth};
    ///
    /// let profile = Profiles::load()?.resolve(Some("prod"))?;
    /// let oauth2 = profile.oauth2()?.open_browser(false).build()?;
    /// let api = Api::builder(profile.base_url()).auth(Auth::oauth2(oauth2)).build()?;
    /// # Ok::<_, dhis2::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`credentials`](Self::credentials), when the profile signs in some other way, and when the
    /// token store cannot be opened.
    pub fn oauth2(&self) -> Result<OAuth2Builder> {
        let Credentials::OAuth2 {
            client_id,
            client_secret,
            scope,
            redirect_uri,
        } = self.credentials()?
        else {
            return Err(not_oauth2(self));
        };
        let mut builder = OAuth2::builder(client_id, client_secret)
            .scope(scope)
            .redirect_uri(redirect_uri)
            .store_key(self.token_key());
        if let Some(path) = self.token_path() {
            builder = builder.store(open(path)?);
        }
        Ok(builder)
    }

    /// The key of the tokens in their store. The one of the shared store is the async client's,
    /// which finds them by it; its rows note their server and client beside it. Ours has both
    /// inside, so that two servers never share a key.
    fn token_key(&self) -> String {
        let key = profile_key(self.name());
        if cfg!(feature = "token-store") {
            return key;
        }
        let client_id = self.value("client_id").unwrap_or_default();
        format!("{key}:{}:{client_id}", self.base_url())
    }

    fn token_path(&self) -> Option<PathBuf> {
        let name = if cfg!(feature = "token-store") {
            "tokens.sqlite"
        } else {
            "tokens.json"
        };
        Some(self.path()?.with_file_name(name))
    }

    /// The store, where there is one already: to look into it makes none.
    fn token_store(&self) -> Result<Option<Arc<dyn TokenStore>>> {
        match self.token_path().filter(|path| path.exists()) {
            Some(path) => open(path).map(Some),
            None => Ok(None),
        }
    }

    /// Moves the tokens to the key of another name. Without them, the user signs in again; so a
    /// failure is only logged.
    pub(super) fn move_tokens(&self, name: &str) {
        let to = Self {
            name: name.to_owned(),
            ..self.clone()
        };
        self.with_tokens(|store| store.rename(&self.token_key(), &to.token_key()));
    }

    /// Forgets the tokens of a profile that is no more.
    pub(super) fn drop_tokens(&self) {
        self.with_tokens(|store| store.delete(&self.token_key()));
    }

    fn with_tokens(&self, change: impl FnOnce(&dyn TokenStore) -> Result<bool>) {
        if self.auth() != AuthKind::OAuth2 {
            return;
        }
        let result = self.token_store().and_then(|store| match store {
            Some(store) => change(&*store),
            None => Ok(false),
        });
        if let Err(error) = result {
            log::warn!(target: "dhis2::auth", "the tokens of {self} stay as they are: {error}");
        }
    }
}

/// Signing in and out (feature `oauth2`).
impl Profiles {
    /// Signs in to an `oauth2` profile, whether or not it has tokens, and keeps the new ones beside
    /// its file. Opens the browser, once the server has said that it can sign anybody in.
    ///
    /// # Errors
    ///
    /// When there is no such profile or it signs in some other way, and as [`OAuth2::check`] and
    /// [`OAuth2::login`].
    pub fn login(&self, name: &str) -> Result<()> {
        self.login_with(name, |oauth2| oauth2, |api| api)
    }

    /// As [`login`](Self::login), with more settings of the sign-in and of the client.
    ///
    /// # Errors
    ///
    /// As [`login`](Self::login).
    pub fn login_with(
        &self,
        name: &str,
        oauth2: impl FnOnce(OAuth2Builder) -> OAuth2Builder,
        api: impl FnOnce(ApiBuilder) -> ApiBuilder,
    ) -> Result<()> {
        let profile = self.show(name)?;
        let oauth2 = oauth2(profile.oauth2()?).build()?;
        let api = api(Api::builder(profile.base_url())).build()?;
        OAuth2::check(&api)?;
        oauth2.login(&api)
    }

    /// Forgets the tokens of an `oauth2` profile; `false` when there were none. The server is not
    /// told: it honours them until they end.
    ///
    /// # Errors
    ///
    /// When there is no such profile or it signs in some other way, and when the token store cannot
    /// be read or written.
    pub fn logout(&self, name: &str) -> Result<bool> {
        let profile = self.show(name)?;
        if profile.auth() != AuthKind::OAuth2 {
            return Err(not_oauth2(&profile));
        }
        let Some(store) = profile.token_store()? else {
            return Ok(false);
        };
        let key = profile.token_key();
        let _held = store.lock(&key)?;
        store.delete(&key)
    }
}

fn not_oauth2(profile: &Profile) -> crate::Error {
    fail(format!(
        "{profile}: auth is {}, and only oauth2 signs in and out",
        profile.auth()
    ))
}

#[cfg(feature = "token-store")]
fn open(path: PathBuf) -> Result<Arc<dyn TokenStore>> {
    Ok(Arc::new(SqliteStore::open(path)?))
}

#[cfg(not(feature = "token-store"))]
#[allow(clippy::unnecessary_wraps)] // Like the one above.
fn open(path: PathBuf) -> Result<Arc<dyn TokenStore>> {
    Ok(Arc::new(FileStore::new(path)))
}

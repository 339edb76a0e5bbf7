use std::fmt;
use std::sync::Arc;

use super::flow::Flow;
use super::redirect::RedirectUri;
use super::{MemoryStore, RedirectCapture, TokenStore};
use crate::auth::Secret;
use crate::error::{Error, Result};

/// A sign-in by OAuth2, for [`Auth::oauth2`](crate::Auth::oauth2).
///
/// The first request that needs a token looks into the token store. Where there is none, the
/// user's browser is opened to sign in (authorization code with PKCE), and the redirect is received
/// on this machine. The token is renewed 60 seconds before it ends, and once when the server
/// answers 401: one request to the server, however many threads and programs need it. When the
/// server refuses to renew it, that is an error which says to log in again; the browser never opens
/// by itself for that.
///
/// ```no_run
/// use dhis2::auth::oauth2::{FileStore, OAuth2};
/// use dhis2::{Api, Auth};
///
/// let oauth2 = OAuth2::builder("my-app", "its secret")
///     .scope("openid ALL")
///     .store(FileStore::for_user(&dhis2::auth::Env::process())?)
///     .build()?;
/// let api = Api::builder("https://dhis2.example.org")
///     .auth(Auth::oauth2(oauth2))
///     .connect()?;
/// # Ok::<_, dhis2::Error>(())
/// ```
///
/// Clones share the token. The client must be registered in DHIS2 with the redirect URI, the
/// method `client_secret_post`, and the grants that are used.
#[derive(Clone)]
pub struct OAuth2(pub(super) Arc<Flow>);

/// The settings of an [`OAuth2`]; [`build`](Self::build) makes it.
#[must_use = "a builder does nothing until it builds"]
pub struct OAuth2Builder(Settings);

pub(super) struct Settings {
    pub(super) client_id: String,
    pub(super) client_secret: Secret,
    pub(super) scope: String,
    pub(super) redirect_uri: String,
    pub(super) client_credentials: bool,
    pub(super) store: Arc<dyn TokenStore>,
    pub(super) store_key: Option<String>,
    pub(super) capture: Option<Box<dyn RedirectCapture>>,
    pub(super) open_browser: bool,
    pub(super) interactive: bool,
}

impl OAuth2 {
    /// Begins the settings of a sign-in for a client that is registered in DHIS2. A public client
    /// has a blank secret.
    pub fn builder(
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
    ) -> OAuth2Builder {
        OAuth2Builder(Settings {
            client_id: client_id.into(),
            client_secret: client_secret.into(),
            scope: "ALL".to_owned(),
            redirect_uri: "http://localhost:8765".to_owned(),
            client_credentials: false,
            store: Arc::new(MemoryStore::new()),
            store_key: None,
            capture: None,
            open_browser: true,
            interactive: true,
        })
    }
}

impl OAuth2Builder {
    /// The scopes to ask for, separated by blanks; `ALL` unless set.
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.0.scope = scope.into();
        self
    }

    /// Where the browser is sent after the sign-in, as it is registered in DHIS2, to the letter;
    /// `http://localhost:8765` unless set.
    pub fn redirect_uri(mut self, uri: impl Into<String>) -> Self {
        self.0.redirect_uri = uri.into();
        self
    }

    /// Where tokens are kept; in memory unless set.
    pub fn store(mut self, store: impl TokenStore + 'static) -> Self {
        self.0.store = Arc::new(store);
        self
    }

    /// The key of the token in the store; `{base_url}:{client_id}` unless set.
    pub fn store_key(mut self, key: impl Into<String>) -> Self {
        self.0.store_key = Some(key.into());
        self
    }

    /// Receives the redirect in a way of one's own; a [`Loopback`](super::Loopback) on the redirect
    /// URI unless set, which listens only while somebody signs in.
    pub fn capture(mut self, capture: impl RedirectCapture + 'static) -> Self {
        self.0.capture = Some(Box::new(capture));
        self
    }

    /// Whether to open the user's browser, which is the default. With `false` the URL is printed on
    /// standard error. Has no effect on a [`capture`](Self::capture).
    pub fn open_browser(mut self, open: bool) -> Self {
        self.0.open_browser = open;
        self
    }

    /// Whether a request without a token starts a sign-in, which is the default. With `false` it
    /// fails with "no cached tokens", for programs that nobody watches; [`OAuth2::login`] still
    /// works.
    pub fn interactive(mut self, interactive: bool) -> Self {
        self.0.interactive = interactive;
        self
    }

    /// Signs in as the client itself, without a user or a browser, where the server grants that.
    pub fn client_credentials(mut self) -> Self {
        self.0.client_credentials = true;
        self
    }

    /// The sign-in. Sends nothing.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`](crate::Error::InvalidInput) that names the setting which cannot be used.
    pub fn build(self) -> Result<OAuth2> {
        let settings = self.0;
        if settings.client_id.trim().is_empty() {
            return Err(Error::invalid(
                "client_id",
                "",
                "the id of a registered client",
            ));
        }
        if settings.client_credentials {
            if settings.client_secret.is_blank() {
                let expected = "the client's secret, which signs in by client credentials";
                return Err(Error::invalid("client_secret", "", expected));
            }
        } else if settings.capture.is_none() {
            RedirectUri::parse(&settings.redirect_uri)?;
        }
        Ok(OAuth2(Arc::new(Flow::new(settings))))
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OAuth2")
            .field("client_id", &self.client_id)
            .field("scope", &self.scope)
            .field("redirect_uri", &self.redirect_uri)
            .field("client_credentials", &self.client_credentials)
            .field("store_key", &self.store_key)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for OAuth2Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for OAuth2 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

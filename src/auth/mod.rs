//! Who is asking: credentials, and where they come from.
//!
//! [`Auth`] is one of the ways DHIS2 knows, or one's own: [`Authenticator`] is the trait behind all
//! of them. Credentials are put on each attempt of each request, so a token that was renewed during
//! a long back-off is the one that is sent; they go to the server's own origin and nowhere else, and
//! no error, log line or `Debug` shows them.

mod auth_file;
mod basic;
mod context;
pub(crate) mod credentials;
pub(crate) mod env;
#[cfg(feature = "oauth2")]
pub mod oauth2;
pub(crate) mod private_file;
mod secret;
mod session;
mod token;

use std::fmt;
use std::sync::Arc;

pub use auth_file::AuthFile;
pub use context::{AuthContext, AuthHeader, AuthResponse};
pub use credentials::Credentials;
pub use env::{Env, EnvCredentials};
pub use secret::Secret;

use crate::error::{Error, Result};

/// A way of signing in.
///
/// ```
/// use dhis2::Auth;
///
/// let basic = Auth::basic("admin", "district");
/// let token = Auth::pat("d2p_…");
/// assert_eq!(format!("{basic:?}"), "Auth(Basic { username: \"admin\", .. })");
/// ```
#[derive(Clone)]
pub struct Auth(Inner);

#[derive(Clone)]
enum Inner {
    Ready(Arc<dyn Authenticator>),
    /// A value that cannot be used; said when the client is built.
    Invalid {
        name: &'static str,
        value: String,
        expected: &'static str,
    },
}

impl Auth {
    /// No credentials: for the few endpoints that are open.
    pub fn none() -> Self {
        Self::custom(Anonymous)
    }

    /// A user name and password, sent with each request.
    ///
    /// A user name with a colon cannot be sent that way; it is refused when the client is built.
    pub fn basic(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        let username = username.into();
        if username.contains(':') || username.trim().is_empty() {
            let shown = credentials::before_colon(&username);
            return Self::invalid("username", shown, "a name without a colon");
        }
        Self::custom(basic::Basic::new(username, &password.into()))
    }

    /// A personal access token, which starts with `d2p_` (DHIS2 2.38 and later).
    pub fn pat(token: impl Into<Secret>) -> Self {
        Self::token("ApiToken", &token.into())
    }

    /// A bearer token that was obtained elsewhere.
    pub fn bearer(token: impl Into<Secret>) -> Self {
        Self::token("Bearer", &token.into())
    }

    /// A session: signs in once with `POST /api/auth/login` (DHIS2 2.41 and later), sends the cookie
    /// from then on, and signs in again when it has expired. Cheaper for the server than
    /// [`basic`](Self::basic), which has it check the password on each request.
    pub fn session(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        let username = username.into();
        if username.trim().is_empty() {
            return Self::invalid("username", username, "a user name");
        }
        Self::custom(session::Session::new(username, password.into()))
    }

    /// The cookie of a session that was begun elsewhere, as in `JSESSIONID=…`.
    pub fn session_cookie(cookie: impl Into<Secret>) -> Self {
        let cookie = cookie.into();
        if cookie.is_blank() || cookie.expose().chars().any(char::is_control) {
            return Self::invalid("session cookie", "", "the text of a `Cookie` header");
        }
        Self::custom(token::Fixed::cookie(&cookie))
    }

    /// A sign-in by OAuth2 (feature `oauth2`): a bearer token that is got, kept and renewed.
    #[cfg(feature = "oauth2")]
    pub fn oauth2(oauth2: oauth2::OAuth2) -> Self {
        Self::custom(oauth2)
    }

    /// The way of signing in that a profile, `dish.json` or the environment names.
    pub(crate) fn of(credentials: &Credentials) -> Self {
        match credentials {
            Credentials::Basic { username, password } => Self::basic(username, password.clone()),
            Credentials::Pat(token) => Self::pat(token.clone()),
            Credentials::SessionCookie { cookie, xsrf_token } => {
                Self::custom(token::Fixed::session(cookie, xsrf_token.as_ref()))
            }
            Credentials::OAuth2 { .. } => Self::invalid(
                "credentials",
                "oauth2",
                "a sign-in made with `Auth::oauth2`",
            ),
        }
    }

    /// One's own way.
    ///
    /// ```
    /// use dhis2::auth::{AuthContext, AuthHeader, Authenticator};
    /// use dhis2::{Auth, Result};
    ///
    /// #[derive(Debug)]
    /// struct Gateway;
    ///
    /// impl Authenticator for Gateway {
    ///     fn headers(&self, _: &AuthContext<'_>) -> Result<Vec<AuthHeader>> {
    ///         Ok(vec![AuthHeader::new("X-Gateway-Key", "…")])
    ///     }
    /// }
    ///
    /// let auth = Auth::custom(Gateway);
    /// ```
    pub fn custom(authenticator: impl Authenticator) -> Self {
        Self(Inner::Ready(Arc::new(authenticator)))
    }

    fn token(scheme: &'static str, token: &Secret) -> Self {
        let text = token.expose().trim();
        if text.is_empty() || text.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Self::invalid("token", "", "the text of a token, without blanks");
        }
        Self::custom(token::Fixed::token(scheme, text))
    }

    fn invalid(name: &'static str, value: impl Into<String>, expected: &'static str) -> Self {
        Self(Inner::Invalid {
            name,
            value: value.into(),
            expected,
        })
    }

    /// Fails where a value cannot be used.
    pub(crate) fn check(&self) -> Result<()> {
        match &self.0 {
            Inner::Ready(_) => Ok(()),
            Inner::Invalid {
                name,
                value,
                expected,
            } => Err(Error::invalid(*name, value.clone(), *expected)),
        }
    }

    pub(crate) fn headers(&self, context: &AuthContext<'_>) -> Result<Vec<AuthHeader>> {
        self.check()?;
        match &self.0 {
            Inner::Ready(authenticator) => authenticator.headers(context),
            Inner::Invalid { .. } => Ok(Vec::new()),
        }
    }

    pub(crate) fn renew(&self, context: &AuthContext<'_>, used: &[AuthHeader]) -> Result<bool> {
        match &self.0 {
            Inner::Ready(authenticator) => authenticator.renew(context, used),
            Inner::Invalid { .. } => Ok(false),
        }
    }

    /// The user's name, where this way of signing in knows it.
    pub fn username(&self) -> Option<&str> {
        match &self.0 {
            Inner::Ready(authenticator) => authenticator.username(),
            Inner::Invalid { .. } => None,
        }
    }

    /// Whether any credentials are sent at all.
    pub(crate) fn is_anonymous(&self) -> bool {
        matches!(&self.0, Inner::Ready(authenticator) if authenticator.is_anonymous())
    }
}

impl Default for Auth {
    fn default() -> Self {
        Self::none()
    }
}

impl fmt::Debug for Auth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Inner::Ready(authenticator) => f.debug_tuple("Auth").field(authenticator).finish(),
            Inner::Invalid { name, .. } => write!(f, "Auth(invalid {name})"),
        }
    }
}

/// Puts credentials on requests.
///
/// One value serves all threads of a client at once. Its `Debug` must not show secrets: keep them in
/// a [`Secret`].
pub trait Authenticator: Send + Sync + fmt::Debug + 'static {
    /// The headers for one attempt. May sign in first; whoever does so takes care that many threads
    /// do it once.
    ///
    /// # Errors
    ///
    /// When no credentials can be had; the request is then not sent.
    fn headers(&self, context: &AuthContext<'_>) -> Result<Vec<AuthHeader>>;

    /// Called when the server refused the headers in `used` with a 401: gets new credentials, and
    /// says whether there are any. The request is then sent once more.
    ///
    /// # Errors
    ///
    /// When signing in again fails.
    fn renew(&self, context: &AuthContext<'_>, used: &[AuthHeader]) -> Result<bool> {
        let _ = (context, used);
        Ok(false)
    }

    /// The user's name, where it is known without asking the server.
    fn username(&self) -> Option<&str> {
        None
    }

    /// Whether no credentials are ever sent.
    fn is_anonymous(&self) -> bool {
        false
    }
}

/// No credentials.
#[derive(Debug)]
struct Anonymous;

impl Authenticator for Anonymous {
    fn headers(&self, _: &AuthContext<'_>) -> Result<Vec<AuthHeader>> {
        Ok(Vec::new())
    }

    fn is_anonymous(&self) -> bool {
        true
    }
}

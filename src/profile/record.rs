use std::fmt;
use std::path::{Path, PathBuf};

use crate::auth::credentials::clean_base_url;
use crate::auth::{Credentials, EnvCredentials, Secret};
use crate::error::Result;
use crate::profile::{fail, name};

/// Which of the two files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// `.dhis2/profiles.toml` in the working directory or above it.
    Project,
    /// `dhis2/profiles.toml` in the configuration folder.
    Global,
}

impl Scope {
    pub(crate) fn other(self) -> Self {
        match self {
            Self::Project => Self::Global,
            Self::Global => Self::Project,
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Project => "project",
            Self::Global => "global",
        })
    }
}

/// Why this profile was taken and no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Provenance {
    /// It was made in code.
    Code,
    /// Its name was given (`arg`).
    Argument,
    /// Its name stands in `DHIS2_PROFILE` (`env-profile`).
    EnvProfile,
    /// It is made of `DHIS2_URL` and the variables beside it (`env-raw`).
    EnvRaw,
    /// It is the default of the project file (`project-toml`).
    ProjectDefault,
    /// It is the default of the global file (`global-toml`).
    GlobalDefault,
}

impl fmt::Display for Provenance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Code => "code",
            Self::Argument => "arg",
            Self::EnvProfile => "env-profile",
            Self::EnvRaw => "env-raw",
            Self::ProjectDefault => "project-toml",
            Self::GlobalDefault => "global-toml",
        })
    }
}

/// How a profile signs in: the `auth` of its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AuthKind {
    /// `pat`: a personal access token.
    Pat,
    /// `basic`: a user name and a password.
    Basic,
    /// `oauth2`: a sign-in in the browser.
    OAuth2,
    /// `session_cookie`: a session that was signed in elsewhere.
    SessionCookie,
}

impl AuthKind {
    pub(crate) const ALL: [Self; 4] = [Self::Pat, Self::Basic, Self::OAuth2, Self::SessionCookie];

    /// The word in the file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pat => "pat",
            Self::Basic => "basic",
            Self::OAuth2 => "oauth2",
            Self::SessionCookie => "session_cookie",
        }
    }
}

impl fmt::Display for AuthKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The keys of a profile in a file, in the order in which they are written.
pub(crate) const KEYS: [&str; 12] = [
    "base_url",
    "auth",
    "username",
    "password",
    "token",
    "client_id",
    "client_secret",
    "scope",
    "redirect_uri",
    "cookie",
    "xsrf_token",
    "version",
];

pub(crate) const SECRET_KEYS: [&str; 5] =
    ["password", "token", "client_secret", "cookie", "xsrf_token"];

/// A server, and how to sign in there.
///
/// `Debug` hides the secrets. A profile out of a file may lack some of its credentials;
/// [`credentials`](Self::credentials) is where that shows.
///
/// ```
/// use dhis2::auth::Credentials;
/// use dhis2::profile::Profile;
///
/// let profile = Profile::new(
///     "prod",
///     "https://dhis2.example.org/",
///     Credentials::pat("d2p_not_a_real_one"),
/// )?;
/// assert_eq!(profile.base_url(), "https://dhis2.example.org");
/// assert_eq!(
///     profile.fields(false),
///     [
///         ("base_url", "https://dhis2.example.org".to_owned()),
///         ("auth", "pat".to_owned()),
///         ("token", "***".to_owned()),
///     ]
/// );
/// # Ok::<_, dhis2::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    pub(crate) name: String,
    pub(crate) base_url: String,
    pub(crate) auth: AuthKind,
    pub(crate) username: Option<String>,
    pub(crate) password: Option<Secret>,
    pub(crate) token: Option<Secret>,
    pub(crate) client_id: Option<String>,
    pub(crate) client_secret: Option<Secret>,
    pub(crate) scope: Option<String>,
    pub(crate) redirect_uri: Option<String>,
    pub(crate) cookie: Option<Secret>,
    pub(crate) xsrf_token: Option<Secret>,
    pub(crate) version: Option<u32>,
    pub(crate) provenance: Provenance,
    pub(crate) path: Option<PathBuf>,
}

impl Profile {
    /// A profile made in code; [`Profiles::add`](crate::profile::Profiles::add) writes it to a
    /// file.
    ///
    /// # Errors
    ///
    /// When the name is not 1 to 64 letters, digits and `_` with a letter first, the URL is blank
    /// or holds a password, or the credentials can never be sent.
    pub fn new(name: impl Into<String>, base_url: &str, credentials: Credentials) -> Result<Self> {
        let name = name.into();
        name::check(&name)?;
        credentials.check(str::to_owned)?;
        let base_url = clean_base_url("base_url", base_url)?;
        Ok(Self::empty(name, base_url, AuthKind::Pat).with_credentials(credentials))
    }

    pub(crate) fn empty(name: String, base_url: String, auth: AuthKind) -> Self {
        Self {
            name,
            base_url,
            auth,
            username: None,
            password: None,
            token: None,
            client_id: None,
            client_secret: None,
            scope: None,
            redirect_uri: None,
            cookie: None,
            xsrf_token: None,
            version: None,
            provenance: Provenance::Code,
            path: None,
        }
    }

    pub(crate) fn from_environment(found: &EnvCredentials) -> Self {
        let base_url = found.base_url().to_owned();
        let mut profile = Self::empty(name::ENVIRONMENT.to_owned(), base_url, AuthKind::Pat)
            .with_credentials(found.credentials().clone());
        profile.version = found.version_hint();
        profile.provenance = Provenance::EnvRaw;
        profile
    }

    fn with_credentials(mut self, credentials: Credentials) -> Self {
        match credentials {
            Credentials::Basic { username, password } => {
                self.auth = AuthKind::Basic;
                self.username = Some(username);
                self.password = Some(password);
            }
            Credentials::Pat(token) => {
                self.auth = AuthKind::Pat;
                self.token = Some(token);
            }
            Credentials::SessionCookie { cookie, xsrf_token } => {
                self.auth = AuthKind::SessionCookie;
                self.cookie = Some(cookie);
                self.xsrf_token = xsrf_token;
            }
            Credentials::OAuth2 {
                client_id,
                client_secret,
                scope,
                redirect_uri,
            } => {
                self.auth = AuthKind::OAuth2;
                self.client_id = Some(client_id);
                self.client_secret = Some(client_secret);
                self.scope = Some(scope);
                self.redirect_uri = Some(redirect_uri);
            }
        }
        self
    }

    /// Says which major version the server has, such as 42: a hint that saves guessing, not a pin.
    pub fn with_version_hint(mut self, major: u32) -> Self {
        self.version = Some(major);
        self
    }

    /// The same under another name: to keep the profile of the environment in a file, for instance.
    ///
    /// # Errors
    ///
    /// When the name breaks the rules ([`Profile::new`]).
    pub fn with_name(mut self, name: impl Into<String>) -> Result<Self> {
        self.name = name.into();
        name::check(&self.name)?;
        Ok(self)
    }

    /// The name; `<env>` for the profile of the environment variables.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The base URL, without a `/` at its end.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// How it signs in.
    pub fn auth(&self) -> AuthKind {
        self.auth
    }

    /// The user name of a `basic` profile.
    pub fn username(&self) -> Option<&str> {
        self.username.as_deref()
    }

    /// The major version that the server is said to have: a hint, not a pin.
    pub fn version_hint(&self) -> Option<u32> {
        self.version
    }

    /// Why this profile was taken.
    pub fn provenance(&self) -> Provenance {
        self.provenance
    }

    /// The file that it stands in. OAuth2 tokens of a shared store lie beside it, in
    /// `tokens.sqlite`.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// What is needed to sign in.
    ///
    /// # Errors
    ///
    /// [`Error::Profile`](crate::Error::Profile) when something is missing: "auth is pat but no token …".
    pub fn credentials(&self) -> Result<Credentials> {
        let mut missing = Vec::new();
        let credentials = match self.auth {
            AuthKind::Pat => Credentials::Pat(need(&mut missing, "token", self.token.as_ref())),
            AuthKind::Basic => Credentials::Basic {
                username: need(&mut missing, "username", self.username.as_ref()),
                password: need(&mut missing, "password", self.password.as_ref()),
            },
            AuthKind::OAuth2 => Credentials::OAuth2 {
                client_id: need(&mut missing, "client_id", self.client_id.as_ref()),
                client_secret: need(&mut missing, "client_secret", self.client_secret.as_ref()),
                scope: need(&mut missing, "scope", self.scope.as_ref()),
                redirect_uri: need(&mut missing, "redirect_uri", self.redirect_uri.as_ref()),
            },
            AuthKind::SessionCookie => Credentials::SessionCookie {
                cookie: need(&mut missing, "cookie", self.cookie.as_ref()),
                xsrf_token: self.xsrf_token.clone(),
            },
        };
        if !missing.is_empty() {
            return Err(fail(format!(
                "{self}: auth is {} but no {} is there",
                self.auth,
                missing.join(" and no "),
            )));
        }
        credentials
            .check(|field| format!("{self}: {field}"))
            .map(|()| credentials)
    }

    /// Every key that is set with its value, in the order of the file. Secrets are `***` unless
    /// asked for.
    pub fn fields(&self, include_secrets: bool) -> Vec<(&'static str, String)> {
        KEYS.into_iter()
            .filter_map(|key| {
                let value = self.value(key)?;
                let hide = !include_secrets && SECRET_KEYS.contains(&key);
                Some((key, if hide { "***".to_owned() } else { value }))
            })
            .collect()
    }

    /// The text that stands in the file under a key.
    pub(crate) fn value(&self, key: &str) -> Option<String> {
        let plain = |text: &Option<String>| text.clone();
        let secret = |secret: &Option<Secret>| secret.as_ref().map(|s| s.expose().to_owned());
        match key {
            "base_url" => Some(self.base_url.clone()),
            "auth" => Some(self.auth.to_string()),
            "username" => plain(&self.username),
            "password" => secret(&self.password),
            "token" => secret(&self.token),
            "client_id" => plain(&self.client_id),
            "client_secret" => secret(&self.client_secret),
            "scope" => plain(&self.scope),
            "redirect_uri" => plain(&self.redirect_uri),
            "cookie" => secret(&self.cookie),
            "xsrf_token" => secret(&self.xsrf_token),
            "version" => self.version.map(|major| format!("v{major}")),
            _ => None,
        }
    }
}

/// A field that must be there; its name is noted when it is not.
fn need<T: Clone + for<'a> From<&'a str>>(
    missing: &mut Vec<&'static str>,
    name: &'static str,
    field: Option<&T>,
) -> T {
    field.cloned().unwrap_or_else(|| {
        missing.push(name);
        T::from("")
    })
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "profile `{}`", self.name)?;
        match &self.path {
            Some(path) => write!(f, " in {}", path.display()),
            None => Ok(()),
        }
    }
}

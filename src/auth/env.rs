use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::{Path, PathBuf};

use crate::auth::Credentials;
use crate::error::{Error, Result};

/// The variables that this crate reads.
const VARIABLES: &[&str] = &[
    "HOME",
    "USERPROFILE",
    "APPDATA",
    "XDG_CONFIG_HOME",
    "DHIS_HOME",
    "DHIS2_PROFILE",
    "DHIS2_URL",
    "DHIS2_PAT",
    "DHIS2_USERNAME",
    "DHIS2_PASSWORD",
    "DHIS2_VERSION",
    "DHIS2_TIMEOUT",
];

/// What configuration is read from besides files: the environment variables and the working
/// directory.
///
/// [`Env::process`] takes those of the running process. [`Env::empty`] starts without any, for
/// programs that have settings of their own and for tests, which must not change the variables of
/// their process.
///
/// | variable | use |
/// |---|---|
/// | `HOME` (Windows: else `USERPROFILE`) | the home folder |
/// | `XDG_CONFIG_HOME` | the configuration folder, when it is an absolute path; else `~/.config` (Windows without a home folder: `APPDATA`) |
/// | `DHIS_HOME` | the folder of `dish.json` ([`AuthFile`](crate::auth::AuthFile)) |
/// | `DHIS2_URL`, `DHIS2_PAT`, `DHIS2_USERNAME`, `DHIS2_PASSWORD`, `DHIS2_VERSION` | [`EnvCredentials`] |
/// | `DHIS2_TIMEOUT` | a time limit in seconds ([`ApiBuilder::from_env`](crate::ApiBuilder::from_env)) |
/// | `DHIS2_PROFILE` | the profile's name (feature `profiles`) |
///
/// A blank variable counts as not set.
#[derive(Clone)]
pub struct Env {
    variables: BTreeMap<String, OsString>,
    directory: Option<PathBuf>,
}

impl Env {
    /// The variables and the working directory of this process, as they are now.
    pub fn process() -> Self {
        let mut env = Self::empty();
        env.directory = std::env::current_dir().ok();
        for name in VARIABLES {
            if let Some(value) = std::env::var_os(name) {
                env = env.with(*name, value);
            }
        }
        env
    }

    /// No variables, and no working directory.
    pub fn empty() -> Self {
        Self {
            variables: BTreeMap::new(),
            directory: None,
        }
    }

    /// Sets a variable.
    pub fn with(mut self, name: impl Into<String>, value: impl Into<OsString>) -> Self {
        self.variables.insert(name.into(), value.into());
        self
    }

    /// Sets the working directory.
    pub fn with_directory(mut self, directory: impl Into<PathBuf>) -> Self {
        self.directory = Some(directory.into());
        self
    }

    /// The working directory.
    pub fn directory(&self) -> Option<&Path> {
        self.directory.as_deref()
    }

    /// The home folder.
    pub fn home(&self) -> Option<PathBuf> {
        let profile = cfg!(windows).then(|| self.path("USERPROFILE")).flatten();
        self.path("HOME").or(profile)
    }

    /// The folder that holds the configuration folders of programs: `~/.config`, mostly.
    pub fn config_dir(&self) -> Option<PathBuf> {
        // The XDG standard tells programs to ignore a relative path.
        let xdg = self
            .path("XDG_CONFIG_HOME")
            .filter(|path| path.is_absolute());
        let app_data = || cfg!(windows).then(|| self.path("APPDATA")).flatten();
        xdg.or_else(|| self.home().map(|home| home.join(".config")))
            .or_else(app_data)
    }

    /// A variable's text without the white space around it; `None` when it is not set or blank.
    ///
    /// # Errors
    ///
    /// When the value is not UTF-8. The error does not show it.
    pub fn text(&self, name: &str) -> Result<Option<&str>> {
        let Some(value) = self.variables.get(name) else {
            return Ok(None);
        };
        let text = value
            .to_str()
            .ok_or_else(|| Error::invalid(name, "", "text in UTF-8"))?
            .trim();
        Ok(Some(text).filter(|text| !text.is_empty()))
    }

    /// A variable as it is, white space included: for passwords.
    fn exact(&self, name: &str) -> Result<Option<&str>> {
        let value = self.text(name)?;
        Ok(value.and(self.variables.get(name).and_then(|value| value.to_str())))
    }

    pub(crate) fn path(&self, name: &str) -> Option<PathBuf> {
        self.variables
            .get(name)
            .filter(|value| !is_blank(value))
            .map(PathBuf::from)
    }
}

fn is_blank(value: &OsStr) -> bool {
    value.to_str().is_some_and(|text| text.trim().is_empty())
}

impl fmt::Debug for Env {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Names only: some of the values are secrets.
        f.debug_struct("Env")
            .field("variables", &self.variables.keys())
            .field("directory", &self.directory)
            .finish()
    }
}

/// A server and its credentials, taken from environment variables alone.
///
/// | variable | use |
/// |---|---|
/// | `DHIS2_URL` | the base URL |
/// | `DHIS2_PAT` | a personal access token; wins over the next two |
/// | `DHIS2_USERNAME` and `DHIS2_PASSWORD` | Basic authentication; both are needed |
/// | `DHIS2_VERSION` | 41, `v42` and so on: a hint; anything else is ignored |
///
/// ```
/// use dhis2::auth::{Env, EnvCredentials};
///
/// let env = Env::empty()
///     .with("DHIS2_URL", "https://dhis2.example.org/")
///     .with("DHIS2_PAT", "d2p_not_a_real_one");
/// let found = EnvCredentials::read(&env)?;
/// assert_eq!(found.base_url(), "https://dhis2.example.org");
/// # Ok::<_, dhis2::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct EnvCredentials {
    base_url: String,
    credentials: Credentials,
    version: Option<u32>,
}

impl EnvCredentials {
    /// Reads the variables.
    ///
    /// # Errors
    ///
    /// When one is missing or cannot be used. The error names it.
    pub fn read(env: &Env) -> Result<Self> {
        Self::find(env)?.ok_or_else(|| {
            Error::invalid("DHIS2_URL", "", "the server's base URL in this variable")
        })
    }

    /// Reads the variables; `None` when `DHIS2_URL` is not set.
    ///
    /// # Errors
    ///
    /// When `DHIS2_URL` is set and the credentials are missing or incomplete: going on to look
    /// elsewhere could end at another server.
    pub fn find(env: &Env) -> Result<Option<Self>> {
        let Some(url) = env.text("DHIS2_URL")? else {
            return Ok(None);
        };
        let base_url = super::credentials::clean_base_url("DHIS2_URL", url)?;
        let credentials = match (
            env.text("DHIS2_PAT")?,
            env.text("DHIS2_USERNAME")?,
            env.exact("DHIS2_PASSWORD")?,
        ) {
            (Some(token), ..) => Credentials::pat(token),
            (None, Some(username), Some(password)) => Credentials::basic(username, password),
            (None, username, password) => {
                let missing = match (username, password) {
                    (Some(_), None) => "DHIS2_PASSWORD is missing",
                    (None, Some(_)) => "DHIS2_USERNAME is missing",
                    _ => "no credentials",
                };
                return Err(Error::invalid(
                    "DHIS2_URL",
                    base_url,
                    format!(
                        "DHIS2_PAT, or DHIS2_USERNAME and DHIS2_PASSWORD, beside it ({missing})"
                    ),
                ));
            }
        };
        credentials.check(|field| match field {
            "token" => "DHIS2_PAT".to_owned(),
            _ => format!("DHIS2_{}", field.to_uppercase()),
        })?;
        Ok(Some(Self {
            base_url,
            credentials,
            version: env.text("DHIS2_VERSION")?.and_then(version_hint),
        }))
    }

    /// The base URL, without a `/` at its end.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Who is asking.
    pub fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// The major version that the server is said to have.
    pub fn version_hint(&self) -> Option<u32> {
        self.version
    }
}

/// Reads `42`, `v42` or `V42`. Everything else says nothing, for this is only a hint.
pub(crate) fn version_hint(text: &str) -> Option<u32> {
    text.trim()
        .trim_start_matches(['v', 'V'])
        .parse()
        .ok()
        .filter(|major| (41..100).contains(major))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url() -> Env {
        Env::empty().with("DHIS2_URL", " https://a.org/dhis// ")
    }

    fn complaint(env: &Env) -> String {
        EnvCredentials::read(env).unwrap_err().to_string()
    }

    #[test]
    fn a_token_wins_over_a_password() {
        let basic = url()
            .with("DHIS2_USERNAME", "ann")
            .with("DHIS2_PASSWORD", " has blanks ");
        let found = EnvCredentials::read(&basic).unwrap();
        assert_eq!(found.base_url(), "https://a.org/dhis");
        assert_eq!(
            found.credentials(),
            &Credentials::basic("ann", " has blanks ")
        );
        let both = basic.with("DHIS2_PAT", "d2p_x\n");
        let found = EnvCredentials::read(&both).unwrap();
        assert_eq!(found.credentials(), &Credentials::pat("d2p_x"));
    }

    #[test]
    fn a_missing_variable_is_named() {
        assert!(EnvCredentials::find(&Env::empty()).unwrap().is_none());
        assert!(
            EnvCredentials::find(&Env::empty().with("DHIS2_URL", " "))
                .unwrap()
                .is_none()
        );
        assert!(complaint(&Env::empty()).starts_with("DHIS2_URL cannot be used"));
        assert!(complaint(&url()).contains("no credentials"));
        assert!(complaint(&url().with("DHIS2_PAT", "")).contains("no credentials"));
        let user = url().with("DHIS2_USERNAME", "ann");
        assert!(complaint(&user).contains("DHIS2_PASSWORD is missing"));
        let password = url().with("DHIS2_PASSWORD", "hunter2");
        assert!(complaint(&password).contains("DHIS2_USERNAME is missing"));
        assert!(!complaint(&password).contains("hunter2"));
    }

    #[test]
    fn what_cannot_be_sent_is_refused_by_the_name_of_its_variable() {
        let token = complaint(&url().with("DHIS2_PAT", "d2p\nx"));
        assert!(token.starts_with("DHIS2_PAT cannot be used"), "{token}");
        let user = url()
            .with("DHIS2_USERNAME", "a:b")
            .with("DHIS2_PASSWORD", "c");
        assert!(complaint(&user).starts_with("DHIS2_USERNAME cannot be `a:***`"));
        let hidden = complaint(&Env::empty().with("DHIS2_URL", "https://ann:hunter2@a.org"));
        assert!(
            !hidden.contains("hunter2") && hidden.starts_with("DHIS2_URL"),
            "{hidden}"
        );
    }

    #[test]
    fn a_version_is_a_hint() {
        for (text, hint) in [
            ("42", Some(42)),
            ("V43", Some(43)),
            ("v41", Some(41)),
            ("2.42", None),
            ("40", None),
            ("new", None),
        ] {
            assert_eq!(version_hint(text), hint, "{text}");
        }
    }

    #[test]
    fn folders_follow_the_variables() {
        let env = Env::empty().with("HOME", "/home/ann");
        assert_eq!(env.config_dir(), Some(PathBuf::from("/home/ann/.config")));
        let relative = env.clone().with("XDG_CONFIG_HOME", "conf");
        assert_eq!(relative.config_dir(), env.config_dir());
        if cfg!(unix) {
            let xdg = env.with("XDG_CONFIG_HOME", "/conf");
            assert_eq!(xdg.config_dir(), Some(PathBuf::from("/conf")));
        }
        assert_eq!(Env::empty().config_dir(), None);
    }

    #[test]
    fn debug_shows_no_values() {
        let text = format!("{:?}", url().with("DHIS2_PAT", "d2p_secret"));
        assert!(
            text.contains("DHIS2_PAT") && !text.contains("d2p_secret"),
            "{text}"
        );
    }
}

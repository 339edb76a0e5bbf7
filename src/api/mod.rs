//! The handle to a server.

mod builder;

use std::fmt;
use std::sync::Arc;

pub use builder::ApiBuilder;

use crate::auth::{AuthFile, Env};
use crate::error::{Error, Result, UnsupportedVersionError};
use crate::http::cache::Cache;
use crate::http::clock::Clock;
use crate::http::discovery;
use crate::http::exchange::{Client, Method};
use crate::request::Request;
use crate::system::SystemInfo;
use crate::version::Version;

/// A DHIS2 server, and who is asking.
///
/// Cheap to clone and free to share: every clone is the same connection pool, the same credentials
/// and the same caches, and all of its calls may run on any number of threads at once.
///
/// ```no_run
/// use dhis2::{Api, Auth};
///
/// let api = Api::builder("https://play.im.dhis2.org/stable-2-42-4")
///     .auth(Auth::basic("admin", "district"))
///     .connect()?;
/// println!("DHIS2 {} at {}", api.version()?, api.base_url());
/// # Ok::<_, dhis2::Error>(())
/// ```
#[derive(Clone)]
pub struct Api {
    inner: Arc<Inner>,
}

struct Inner {
    client: Client,
    api_prefix: String,
    max_response_size: u64,
    pin: Pin,
    info: Cache<Arc<SystemInfo>>,
    settings: Cache<Option<String>>,
    version: Cache<Version>,
}

/// Which versions are taken.
#[derive(Debug, Clone, Copy)]
struct Pin {
    major: Option<u32>,
    allow_mismatch: bool,
    allow_fallback: bool,
}

/// The versions whose differences this crate knows.
const KNOWN: std::ops::RangeInclusive<u32> = 41..=43;

impl Api {
    /// Begins a client for the server at a URL: `https://dhis2.example.org/hmis`.
    ///
    /// Without a scheme it is `https`, on this machine `http`. A trailing `/`, `/api`, `/api/42` or the
    /// path of a DHIS2 web page, as copied from a browser, is cut off.
    pub fn builder(url: impl Into<String>) -> ApiBuilder {
        ApiBuilder::new(url)
    }

    /// A client by the environment: `DHIS2_URL`, and `DHIS2_PAT` or `DHIS2_USERNAME` with
    /// `DHIS2_PASSWORD`. `DHIS2_TIMEOUT` sets [`timeout`](ApiBuilder::timeout) in seconds. Sends nothing.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] that names the variable which is missing or unusable.
    pub fn from_env() -> Result<Self> {
        ApiBuilder::from_env()?.build()
    }

    /// A client by a `dish.json` file: `{"dhis": {"baseurl": …, "username": …, "password": …}}`, or
    /// with `token` in place of the last two. Sends nothing.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or a field is missing: the error names both.
    pub fn from_auth_file(path: impl AsRef<std::path::Path>) -> Result<Self> {
        builder::from_auth_file(&AuthFile::load(path)?).build()
    }

    /// The same with the file found where dhis2.py looks: `$DHIS_HOME/dish.json`, `~/dish.json`, then
    /// `dish.json` in the configuration directory.
    ///
    /// # Errors
    ///
    /// As [`from_auth_file`](Self::from_auth_file), and when there is none.
    pub fn from_auth_file_default() -> Result<Self> {
        builder::from_auth_file(&AuthFile::find(&Env::process())?).build()
    }

    /// `GET {path}`: a path below `/api`, with or without the leading slash, or an absolute URL under
    /// the base URL.
    pub fn get(&self, path: impl Into<String>) -> Request {
        self.request(Method::Get, path)
    }

    /// `POST {path}`
    pub fn post(&self, path: impl Into<String>) -> Request {
        self.request(Method::Post, path)
    }

    /// `PUT {path}`
    pub fn put(&self, path: impl Into<String>) -> Request {
        self.request(Method::Put, path)
    }

    /// `PATCH {path}`, by default with a [`JsonPatch`](crate::JsonPatch).
    pub fn patch(&self, path: impl Into<String>) -> Request {
        self.request(Method::Patch, path)
    }

    /// `DELETE {path}`
    pub fn delete(&self, path: impl Into<String>) -> Request {
        self.request(Method::Delete, path)
    }

    /// A request with any method.
    pub fn request(&self, method: Method, path: impl Into<String>) -> Request {
        Request::new(self.clone(), method, path)
    }

    /// The server's URL without a trailing slash: the canonical one after
    /// [`connect`](ApiBuilder::connect), the given one after [`build`](ApiBuilder::build).
    pub fn base_url(&self) -> &str {
        self.inner.client.base.as_str()
    }

    /// The URL of the API: the base URL with `/api`, or `/api/NN` where a version was asked for.
    pub fn api_url(&self) -> String {
        format!("{}/{}", self.base_url(), self.inner.api_prefix)
    }

    /// The user's name, where the credentials hold one.
    pub fn username(&self) -> Option<&str> {
        self.inner.client.auth.username()
    }

    /// The server's version: `GET /api/system/info`, once however many threads ask; without
    /// credentials `GET /api/loginConfig`.
    ///
    /// # Errors
    ///
    /// When the server cannot be asked or names no version, and, as the client was configured,
    /// [`Error::VersionPinMismatch`] or [`Error::UnsupportedVersion`].
    pub fn version(&self) -> Result<Version> {
        self.inner.version.get("", || {
            let reported = if self.inner.client.auth.is_anonymous() {
                discovery::open_version(&self.inner.client)?
            } else {
                self.system().info()?.version.clone()
            };
            let reported = reported.ok_or_else(|| {
                unsupported("this client", "a server that names its version", "unknown")
            })?;
            self.inner.pin.check(&reported)
        })
    }

    /// Fails when the server is older than a version: `api.require("2.43")?`.
    ///
    /// # Errors
    ///
    /// [`Error::UnsupportedVersion`], and as [`version`](Self::version).
    pub fn require(&self, version: &str) -> Result<()> {
        self.require_for("this", version)
    }

    /// The same, naming what needs the version.
    pub(crate) fn require_for(&self, what: &str, version: &str) -> Result<()> {
        let needed: Version = version.parse()?;
        let found = self.version()?;
        if found.major() > needed.major() || found >= needed {
            return Ok(());
        }
        Err(unsupported(
            what,
            &format!("version {version} or later"),
            &found.to_string(),
        ))
    }

    /// Fails from a version on that no longer has something.
    pub(crate) fn require_before(&self, what: &str, version: &str) -> Result<()> {
        let gone: Version = version.parse()?;
        let found = self.version()?;
        if found.major() < gone.major() {
            return Ok(());
        }
        let needed = format!("a version before {version}");
        Err(unsupported(what, &needed, &found.to_string()))
    }

    pub(crate) fn client(&self) -> &Client {
        &self.inner.client
    }

    pub(crate) fn clock(&self) -> &Arc<dyn Clock> {
        &self.inner.client.clock
    }

    pub(crate) fn api_prefix(&self) -> &str {
        &self.inner.api_prefix
    }

    pub(crate) fn max_response_size(&self) -> u64 {
        self.inner.max_response_size
    }

    pub(crate) fn info_cache(&self) -> &Cache<Arc<SystemInfo>> {
        &self.inner.info
    }

    pub(crate) fn settings_cache(&self) -> &Cache<Option<String>> {
        &self.inner.settings
    }
}

impl Pin {
    /// Reads the version the server reports, and holds it to what the caller takes.
    fn check(self, reported: &str) -> Result<Version> {
        let version = reported.parse::<Version>();
        match (version, self.major) {
            (Ok(version), Some(pinned)) if version.major() != pinned && !self.allow_mismatch => {
                Err(Error::VersionPinMismatch(Box::new(
                    crate::error::VersionPinMismatchError::new(pinned, reported),
                )))
            }
            (Ok(version), Some(_)) => Ok(version),
            // A version that cannot be read is taken for the pinned one.
            (Err(_), Some(pinned)) => format!("2.{pinned}").parse(),
            (Ok(version), None) if self.allow_fallback || KNOWN.contains(&version.major()) => {
                Ok(version)
            }
            _ => {
                let known = format!("version 2.{} to 2.{}", KNOWN.start(), KNOWN.end());
                Err(unsupported("this client", &known, reported))
            }
        }
    }
}

fn unsupported(what: &str, needed: &str, reported: &str) -> Error {
    Error::UnsupportedVersion(Box::new(UnsupportedVersionError::new(
        what, needed, reported,
    )))
}

impl fmt::Debug for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Api")
            .field("base_url", &self.base_url())
            .field("auth", &self.inner.client.auth)
            .finish_non_exhaustive()
    }
}

/// The base URL, the API's URL and the user name, a line each.
impl fmt::Display for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "DHIS2 base URL: {}\nDHIS2 API URL: {}",
            self.base_url(),
            self.api_url()
        )?;
        match self.username() {
            Some(name) => write!(f, "\nuser name: {name}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_api_can_be_shared_freely() {
        fn shares<T: Clone + Send + Sync + 'static>() {}
        fn crosses<T: Send>() {}
        shares::<Api>();
        crosses::<Request>();
        crosses::<crate::Response>();
    }

    #[test]
    fn a_version_is_held_to_the_pin_and_to_what_is_known() {
        let pin = |major, allow_mismatch, allow_fallback| Pin {
            major,
            allow_mismatch,
            allow_fallback,
        };
        assert_eq!(
            pin(None, false, false)
                .check("2.43-SNAPSHOT")
                .unwrap()
                .major(),
            43
        );
        assert!(matches!(
            pin(None, false, false).check("2.44.1"),
            Err(Error::UnsupportedVersion(_))
        ));
        assert_eq!(pin(None, false, true).check("2.44.1").unwrap().major(), 44);
        assert!(matches!(
            pin(None, false, true).check("unknown"),
            Err(Error::UnsupportedVersion(_))
        ));
        assert!(matches!(
            pin(Some(42), false, true).check("2.41.1"),
            Err(Error::VersionPinMismatch(_))
        ));
        assert_eq!(
            pin(Some(42), true, true).check("2.41.1").unwrap().major(),
            41
        );
        assert_eq!(
            pin(Some(42), false, true).check("unknown").unwrap().major(),
            42
        );
    }
}

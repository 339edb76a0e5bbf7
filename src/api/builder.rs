use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::{Api, Inner, Pin};
use crate::auth::{Auth, AuthFile, Env, EnvCredentials};
use crate::error::{Error, Result};
use crate::http::agent::{self, AgentConfig, ProxyChoice, Trust};
use crate::http::cache::Cache;
use crate::http::clock::{Clock, SystemClock};
use crate::http::discovery;
use crate::http::exchange::{Client, Timeouts, check_header_name};
use crate::http::rate::RateLimit;
use crate::http::retry::RetryPolicy;
use crate::http::url::BaseUrl;

/// The settings of a client. [`connect`](Self::connect) or [`build`](Self::build) makes it.
///
/// Each setting applies to every request; those of time and retry can be changed for a single one.
#[derive(Clone)]
#[must_use = "a builder does nothing until it builds"]
pub struct ApiBuilder {
    url: String,
    auth: Auth,
    retry: Option<RetryPolicy>,
    timeouts: Timeouts,
    user_agent: String,
    headers: Vec<(String, String)>,
    proxy: ProxyChoice,
    trust: TrustChoice,
    max_response_size: u64,
    max_url: usize,
    api_version: Option<u16>,
    pin: Pin,
    any_host: bool,
    idle_connections: usize,
    idle_connections_per_host: usize,
    cache_ttl: Option<Duration>,
    rate: Option<f64>,
    clock: Arc<dyn Clock>,
}

#[derive(Debug, Clone)]
enum TrustChoice {
    Platform,
    File(PathBuf),
    Pem(Vec<u8>),
    Anything,
}

impl ApiBuilder {
    pub(super) fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            auth: Auth::none(),
            retry: None,
            timeouts: Timeouts::default(),
            user_agent: concat!("dhis2-rust/", env!("CARGO_PKG_VERSION")).to_owned(),
            headers: Vec::new(),
            proxy: ProxyChoice::default(),
            trust: TrustChoice::Platform,
            max_response_size: 512 << 20,
            max_url: 7_500,
            api_version: None,
            pin: Pin {
                major: None,
                allow_mismatch: false,
                allow_fallback: true,
            },
            any_host: false,
            idle_connections: 100,
            idle_connections_per_host: 20,
            cache_ttl: Some(Duration::from_secs(300)),
            rate: None,
            clock: Arc::new(SystemClock),
        }
    }

    /// The settings that the environment names; see [`Api::from_env`].
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] that names the variable which is missing or unusable.
    pub fn from_env() -> Result<Self> {
        let env = Env::process();
        let found = EnvCredentials::read(&env)?;
        let builder = Self::new(found.base_url()).auth(Auth::of(found.credentials()));
        let Some(seconds) = env.text("DHIS2_TIMEOUT")? else {
            return Ok(builder);
        };
        match seconds
            .trim()
            .parse::<f64>()
            .ok()
            .and_then(|s| Duration::try_from_secs_f64(s).ok())
        {
            Some(limit) if !limit.is_zero() => Ok(builder.timeout(limit)),
            _ => Err(Error::invalid(
                "DHIS2_TIMEOUT",
                seconds,
                "a number of seconds above 0",
            )),
        }
    }

    /// Who is asking; nobody unless set.
    pub fn auth(mut self, auth: Auth) -> Self {
        self.auth = auth;
        self
    }

    /// Retries failed requests by this policy; none are retried unless set.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// The longest wait for an answer's first byte and, after it, for each further one: sets
    /// [`response_timeout`](Self::response_timeout) and [`idle_timeout`](Self::idle_timeout) at once.
    pub fn timeout(self, limit: Duration) -> Self {
        self.response_timeout(Some(limit)).idle_timeout(Some(limit))
    }

    /// The longest time to make a connection, TLS included; 60 s unless set, `None` for no limit.
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeouts.connect = limit.into();
        self
    }

    /// The longest wait from a request's last byte to the answer's first; 300 s unless set, because
    /// DHIS2 may think for minutes. `None` for no limit.
    pub fn response_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeouts.response = limit.into();
        self
    }

    /// The longest time in which no byte moves, either way; 30 s unless set. A long transfer never
    /// ends by it while bytes come. `None` for no limit.
    pub fn idle_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeouts.idle = limit.into();
        self
    }

    /// The longest time for a whole call: all attempts and waits, and reading the answer. None unless
    /// set.
    pub fn deadline(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeouts.deadline = limit.into();
        self
    }

    /// The `User-Agent`; `dhis2-rust/<version>` unless set.
    pub fn user_agent(mut self, text: impl Into<String>) -> Self {
        self.user_agent = text.into();
        self
    }

    /// A header of every request.
    pub fn default_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The proxy for every request: `http://proxy.example.org:3128`. Unless set, the environment's
    /// `ALL_PROXY`, `HTTPS_PROXY` or `HTTP_PROXY`, and `NO_PROXY`.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = ProxyChoice::Through(url.into());
        self
    }

    /// No proxy, whatever the environment says.
    pub fn no_proxy(mut self) -> Self {
        self.proxy = ProxyChoice::Direct;
        self
    }

    /// Trusts the certificates of a PEM file instead of the platform's: for a ministry's own
    /// certificate authority.
    pub fn ca_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.trust = TrustChoice::File(path.into());
        self
    }

    /// Trusts these PEM certificates instead of the platform's.
    pub fn ca_pem(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.trust = TrustChoice::Pem(pem.into());
        self
    }

    /// Trusts any certificate. Whoever sits on the line can then read the password and change the
    /// data: for a test server only.
    pub fn danger_accept_any_certificate(mut self) -> Self {
        self.trust = TrustChoice::Anything;
        self
    }

    /// The most bytes that a call holds of one answer; 512 MiB unless set. Streams are not limited.
    pub fn max_response_size(mut self, bytes: u64) -> Self {
        self.max_response_size = bytes;
        self
    }

    /// The longest path and query that is sent, in bytes; 7,500 unless set. DHIS2 refuses a request
    /// line and headers of more than about 8 KiB with an HTML page that says nothing.
    pub fn max_url(mut self, bytes: usize) -> Self {
        self.max_url = bytes;
        self
    }

    /// Puts a version in the path, `/api/42`. DHIS2 advises against it: all versions from 28 to the
    /// server's own are accepted and change nothing.
    pub fn api_version(mut self, version: u16) -> Self {
        self.api_version = Some(version);
        self
    }

    /// Takes only servers of this major version, such as 42.
    pub fn pin_version(mut self, major: u32) -> Self {
        self.pin.major = Some(major);
        self
    }

    /// Takes a server of another version than the pinned one all the same.
    pub fn allow_version_mismatch(mut self, allow: bool) -> Self {
        self.pin.allow_mismatch = allow;
        self
    }

    /// Whether a version whose differences this crate does not know (other than 2.41 to 2.43) is
    /// treated like the nearest known one, which is the default: unknown fields and words are kept.
    /// With `false` it is an [`Error::UnsupportedVersion`].
    pub fn allow_version_fallback(mut self, allow: bool) -> Self {
        self.pin.allow_fallback = allow;
        self
    }

    /// Lets [`connect`](Self::connect) adopt any host that the base URL redirects to, if DHIS2 answers
    /// there. Unless set, only one that the given host belongs to or that belongs to it.
    pub fn follow_to_any_host(mut self, follow: bool) -> Self {
        self.any_host = follow;
        self
    }

    /// How many idle connections are kept: in all (100 unless set) and for one host (20 unless set).
    /// Set the second to the number of threads that share the client.
    pub fn max_idle_connections(mut self, total: usize, per_host: usize) -> Self {
        self.idle_connections = total;
        self.idle_connections_per_host = per_host;
        self
    }

    /// How long system info and settings are kept; 300 s unless set, `None` for not at all.
    pub fn cache_ttl(mut self, ttl: impl Into<Option<Duration>>) -> Self {
        self.cache_ttl = ttl.into();
        self
    }

    /// At most this many requests a second, over all threads that share the client, retries included;
    /// after a pause up to a second's worth may go at once. No limit unless set.
    pub fn rate_limit(mut self, requests_per_second: f64) -> Self {
        self.rate = Some(requests_per_second);
        self
    }

    /// The clock that retries, polling, caches and token expiry go by; for tests.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Makes the client and sends nothing. The base URL is taken as given; the version is learnt when
    /// it is first needed.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] that names the setting which cannot be used.
    pub fn build(self) -> Result<Api> {
        let base = BaseUrl::parse(&self.url)?;
        self.build_at(base)
    }

    /// Makes the client, finds where the server really is (a base URL that redirects would turn every
    /// call into a 401), and learns its version: `GET /`, `GET /api/system/info`.
    ///
    /// # Errors
    ///
    /// As [`build`](Self::build) and [`Api::version`].
    pub fn connect(self) -> Result<Api> {
        let any_host = self.any_host;
        let api = self.clone().build()?;
        let base = discovery::canonical_base(api.client(), any_host);
        let api = if base == api.client().base {
            api
        } else {
            log::info!(target: "dhis2::http", "{} is at {}", api.base_url(), base.as_str());
            self.build_at(base)?
        };
        api.version()?;
        Ok(api)
    }

    fn build_at(self, base: BaseUrl) -> Result<Api> {
        self.auth.check()?;
        if let Some(policy) = &self.retry {
            policy.check()?;
        }
        for (name, value) in &self.headers {
            let fits = !name.is_empty() && !value.contains(['\r', '\n']);
            if !fits {
                return Err(Error::invalid(
                    "default_header",
                    name.clone(),
                    "one line of text",
                ));
            }
            check_header_name(name)?;
        }
        if self.max_response_size == 0 {
            return Err(Error::invalid("max_response_size", "0", "1 byte or more"));
        }
        if let Some(version) = self.api_version.filter(|version| *version < 25) {
            return Err(Error::invalid(
                "api_version",
                version.to_string(),
                "25 or more",
            ));
        }
        if !self.auth.is_anonymous() && !base.is_https() && !base.is_loopback() {
            log::warn!(
                target: "dhis2::http",
                "credentials go to {} unencrypted: use https", base.origin()
            );
        }
        if let Some(rate) = self.rate.filter(|rate| !(rate.is_finite() && *rate > 0.0)) {
            let expected = "a number of requests per second above 0";
            return Err(Error::invalid("rate_limit", rate.to_string(), expected));
        }
        let trust = match &self.trust {
            TrustChoice::Platform => Trust::Platform,
            TrustChoice::Anything => Trust::Anything,
            TrustChoice::Pem(pem) => Trust::Only(agent::read_pem(pem, None)?),
            TrustChoice::File(path) => {
                let pem =
                    std::fs::read(path).map_err(|error| Error::io("read", Some(path), error))?;
                Trust::Only(agent::read_pem(&pem, Some(path))?)
            }
        };
        let agent = agent::build(&AgentConfig {
            trust,
            proxy: self.proxy,
            user_agent: self.user_agent,
            connect: self.timeouts.connect,
            idle_connections: self.idle_connections,
            idle_connections_per_host: self.idle_connections_per_host,
        })?;
        let client = Client {
            agent,
            base,
            auth: self.auth,
            clock: Arc::clone(&self.clock),
            retry: self.retry,
            timeouts: self.timeouts,
            headers: self.headers,
            max_url: self.max_url,
            rate: self.rate.map(RateLimit::new),
        };
        let api_prefix = self
            .api_version
            .map_or_else(|| "api".to_owned(), |n| format!("api/{n}"));
        Ok(Api {
            inner: Arc::new(Inner {
                client,
                api_prefix,
                max_response_size: self.max_response_size,
                pin: self.pin,
                info: Cache::new(self.cache_ttl, Arc::clone(&self.clock)),
                settings: Cache::new(self.cache_ttl, Arc::clone(&self.clock)),
                // A server's version does not change under a client.
                version: Cache::new(Some(Duration::from_secs(u64::from(u32::MAX))), self.clock),
            }),
        })
    }
}

pub(super) fn from_auth_file(file: &AuthFile) -> ApiBuilder {
    ApiBuilder::new(file.base_url()).auth(Auth::of(file.credentials()))
}

impl fmt::Debug for ApiBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = BaseUrl::parse(&self.url).map(|base| base.as_str().to_owned());
        f.debug_struct("ApiBuilder")
            .field("url", &url.as_deref().unwrap_or("invalid"))
            .field("auth", &self.auth)
            .field("retry", &self.retry)
            .field("timeouts", &self.timeouts)
            .finish_non_exhaustive()
    }
}

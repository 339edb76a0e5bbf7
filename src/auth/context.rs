use std::sync::Arc;
use std::time::SystemTime;

use serde::Serialize;

use super::Secret;
use crate::error::Result;
use crate::http::body::Body;
use crate::http::exchange::{Client, Method, Outgoing, Timeouts};
use crate::http::retry::RetryPolicy;
use crate::http::url::build_query;

/// How much of a sign-in's answer is read.
const MAX_ANSWER: u64 = 1 << 20;

/// A header that carries a credential. `Debug` shows its name alone.
#[derive(Clone, PartialEq, Eq)]
pub struct AuthHeader {
    name: Arc<str>,
    // Shared: the same header goes on every request.
    value: Arc<Secret>,
}

impl AuthHeader {
    /// A header by name and value.
    pub fn new(name: impl Into<String>, value: impl Into<Secret>) -> Self {
        Self {
            name: name.into().into(),
            value: Arc::new(value.into()),
        }
    }

    /// The header's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The header's value.
    pub fn value(&self) -> &Secret {
        &self.value
    }
}

impl std::fmt::Debug for AuthHeader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: ***", self.name)
    }
}

/// What an [`Authenticator`](super::Authenticator) may use to sign in: the client's own connection
/// (TLS, proxy and time limits included), without credentials and without following redirects.
#[derive(Debug)]
pub struct AuthContext<'a> {
    client: &'a Client,
    timeouts: Timeouts,
}

impl<'a> AuthContext<'a> {
    pub(crate) fn new(client: &'a Client) -> Self {
        Self {
            client,
            timeouts: client.timeouts,
        }
    }

    /// The same with shorter patience: no step of a request (to connect, to wait, to read) takes
    /// longer than `limit`.
    pub fn with_timeout(&self, limit: std::time::Duration) -> Self {
        let shorter =
            |own: Option<std::time::Duration>| Some(own.map_or(limit, |own| own.min(limit)));
        Self {
            client: self.client,
            timeouts: Timeouts {
                connect: shorter(self.timeouts.connect),
                response: shorter(self.timeouts.response),
                idle: shorter(self.timeouts.idle),
                deadline: self.timeouts.deadline,
            },
        }
    }

    /// The server's base URL, without a trailing slash.
    pub fn base_url(&self) -> &str {
        self.client.base.as_str()
    }

    /// The time, by the client's clock.
    pub fn now(&self) -> SystemTime {
        self.client.clock.system_now()
    }

    /// Waits, by the client's clock.
    pub fn sleep(&self, duration: std::time::Duration) {
        self.client.clock.sleep(duration);
    }

    /// Sends `GET {url}` (a path below `/api`, or any absolute URL) and takes any answer.
    ///
    /// # Errors
    ///
    /// When no answer comes.
    pub fn get(&self, url: &str) -> Result<AuthResponse> {
        self.send(Method::Get, url, None)
    }

    /// Sends `POST {url}` (a path below `/api`, or any absolute URL) with JSON and takes any answer.
    ///
    /// # Errors
    ///
    /// When no answer comes.
    pub fn post_json(&self, url: &str, body: &impl Serialize) -> Result<AuthResponse> {
        let body = crate::json::encode(body)?;
        self.send(
            Method::Post,
            url,
            Some(Body::bytes(body).content_type("application/json")),
        )
    }

    /// Sends `POST {url}` (a path below `/api`, or any absolute URL) with a form and takes any answer.
    ///
    /// # Errors
    ///
    /// When no answer comes.
    pub fn post_form(&self, url: &str, pairs: &[(&str, &str)]) -> Result<AuthResponse> {
        let pairs: Vec<_> = pairs
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect();
        let body = Body::bytes(build_query(&pairs));
        self.send(
            Method::Post,
            url,
            Some(body.content_type("application/x-www-form-urlencoded")),
        )
    }

    fn send(&self, method: Method, url: &str, body: Option<Body>) -> Result<AuthResponse> {
        let url = if url.contains("://") {
            url.to_owned()
        } else {
            format!("{}/api/{}", self.base_url(), url.trim_start_matches('/'))
        };
        let mut out = Outgoing {
            method,
            url,
            headers: vec![("accept".to_owned(), "application/json".to_owned())],
            body,
            timeouts: self.timeouts,
            idempotent: false,
            retry: Some(RetryPolicy::none()),
            authenticate: false,
            follow: false,
            json: false,
            expect_continue: None,
        };
        let (answer, body) = self.client.send_raw_buffered(&mut out, MAX_ANSWER)?;
        Ok(AuthResponse {
            status: answer.status,
            headers: answer
                .headers()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            url: answer.about.url.clone(),
            body,
        })
    }
}

/// The answer to a sign-in, whatever its status.
pub struct AuthResponse {
    status: u16,
    headers: Vec<(String, String)>,
    url: String,
    body: Vec<u8>,
}

impl AuthResponse {
    /// The status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The URL that was asked, without secrets.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Every value of a header, by its name in any case.
    pub fn headers<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers
            .iter()
            .filter(move |(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The body.
    pub fn body(&self) -> &[u8] {
        &self.body
    }
}

impl std::fmt::Debug for AuthResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Its body and its cookies are credentials.
        f.debug_struct("AuthResponse")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

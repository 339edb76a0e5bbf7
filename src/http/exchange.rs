//! What goes out and what comes back, and the client that both belong to.

use std::sync::Arc;
use std::time::{Duration, Instant};

use ureq::Agent;
use ureq::http::{HeaderMap, HeaderName, HeaderValue};

use super::base_url::BaseUrl;
use super::body::Body;
use super::clock::Clock;
use super::failure::About;
use super::rate::RateLimit;
use super::reader::BodyReader;
use super::retry::RetryPolicy;
use crate::auth::Auth;
use crate::error::{Error, Result};

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// `GET`
    Get,
    /// `HEAD`
    Head,
    /// `OPTIONS`
    Options,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
}

impl Method {
    /// The method's name, in capitals.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// Whether a request with this method can be sent twice without harm.
    pub fn is_idempotent(self) -> bool {
        !matches!(self, Self::Post | Self::Patch)
    }

    pub(super) fn reads(self) -> bool {
        matches!(self, Self::Get | Self::Head | Self::Options)
    }
}

impl std::fmt::Display for Method {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The time limits of a request; `None` is no limit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Timeouts {
    pub(crate) connect: Option<Duration>,
    pub(crate) response: Option<Duration>,
    pub(crate) idle: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Some(Duration::from_secs(60)),
            response: Some(Duration::from_secs(300)),
            idle: Some(Duration::from_secs(30)),
            deadline: None,
        }
    }
}

/// What sends: the agent and all that every request shares.
pub(crate) struct Client {
    pub(crate) agent: Agent,
    pub(crate) base: BaseUrl,
    pub(crate) auth: Auth,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) timeouts: Timeouts,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) max_url: usize,
    pub(crate) rate: Option<RateLimit>,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client")
            .field("base", &self.base.as_str())
            .field("auth", &self.auth)
            .finish_non_exhaustive()
    }
}

/// A request, ready to be sent.
// Its switches are independent of one another: no state machine hides in them.
#[allow(clippy::struct_excessive_bools)]
pub(crate) struct Outgoing {
    pub(crate) method: Method,
    pub(crate) url: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Option<Body>,
    pub(crate) timeouts: Timeouts,
    pub(crate) idempotent: bool,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) authenticate: bool,
    pub(crate) follow: bool,
    /// JSON is due: an HTML page with status 200 is an error.
    pub(crate) json: bool,
    pub(crate) expect_continue: Option<bool>,
}

/// An answer: its head is known, its body unread.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: BodyReader,
    pub(crate) about: Arc<About>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) started: Instant,
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // `Set-Cookie` is a credential, and DHIS2 sends one with every answer.
        let names: Vec<&str> = self.headers.keys().map(HeaderName::as_str).collect();
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("headers", &names)
            .field("about", &self.about)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(text)
    }

    /// All headers whose values are text.
    pub(crate) fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers
            .iter()
            .filter_map(|(name, value)| Some((name.as_str(), text(value)?)))
    }

    /// The length of the body, where it is named; a `HEAD` names the length of what it left out.
    pub(crate) fn content_length(&self) -> Option<u64> {
        let length = self.header("content-length")?.trim().parse().ok();
        length.filter(|_| self.about.method != "HEAD")
    }

    pub(crate) fn is_html(&self) -> bool {
        self.header("content-type").is_some_and(|value| {
            value
                .trim_start()
                .to_ascii_lowercase()
                .starts_with("text/html")
        })
    }
}

/// A header's value: DHIS2 writes file names in UTF-8, which HTTP's own reading would refuse.
fn text(value: &HeaderValue) -> Option<&str> {
    std::str::from_utf8(value.as_bytes()).ok()
}

/// Refuses headers that say how a body is framed: one that is not true would make the client spin or
/// the server wait.
pub(crate) fn check_header_name(name: &str) -> Result<()> {
    if name.eq_ignore_ascii_case("content-length") || name.eq_ignore_ascii_case("transfer-encoding")
    {
        return Err(Error::invalid(
            "header",
            name,
            "a header other than those of the body's length, which `Body::length` sets",
        ));
    }
    Ok(())
}

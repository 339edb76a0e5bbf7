use std::fmt;
use std::time::Duration;

/// Whether the server can have seen a request that got no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sent {
    /// Not a byte of it left this machine: repeating it is harmless.
    Not,
    /// It was sent, wholly or in part: the server may have acted on it.
    Maybe,
}

/// Which time limit was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Limit {
    /// Making the connection: TCP, proxy and TLS.
    Connect,
    /// From the request's last byte to the answer's first.
    Response,
    /// No byte moved, in either direction.
    Idle,
    /// The whole call, with every attempt and every wait.
    Deadline,
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connect => "connect",
            Self::Response => "response",
            Self::Idle => "idle",
            Self::Deadline => "deadline",
        })
    }
}

/// A time limit was reached.
#[derive(Debug, Clone)]
pub struct TimeoutError {
    pub(crate) limit: Limit,
    pub(crate) after: Duration,
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) sent: Sent,
    pub(crate) bytes_received: u64,
    pub(crate) attempts: u32,
}

impl TimeoutError {
    /// Which limit it was.
    pub fn limit(&self) -> Limit {
        self.limit
    }

    /// How long that limit is.
    pub fn after(&self) -> Duration {
        self.after
    }

    /// The request's method.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The request's URL, without secrets.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Whether the server can have seen the request.
    pub fn sent(&self) -> Sent {
        self.sent
    }

    /// How many bytes of the answer's body had come.
    pub fn bytes_received(&self) -> u64 {
        self.bytes_received
    }

    /// How often the request was sent, the last time included.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }
}

impl fmt::Display for TimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            limit,
            after,
            method,
            url,
            bytes_received,
            ..
        } = self;
        write!(
            f,
            "{method} {url}: the {limit} limit of {after:?} was reached"
        )?;
        if *bytes_received > 0 {
            write!(f, " after {bytes_received} bytes of the answer")?;
        }
        f.write_str(match limit {
            Limit::Connect => "; the server could not be reached in time",
            Limit::Response => "; DHIS2 had not begun to answer",
            Limit::Idle => "; no byte moved for that long",
            Limit::Deadline => "",
        })?;
        attempts(f, self.attempts)
    }
}

impl std::error::Error for TimeoutError {}

/// The connection could not be made, or broke before the answer was complete.
#[derive(Debug)]
pub struct TransportError {
    pub(crate) what: String,
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) sent: Sent,
    pub(crate) bytes_received: u64,
    pub(crate) attempts: u32,
    pub(crate) retryable: bool,
    pub(crate) hint: Option<&'static str>,
    pub(crate) source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl TransportError {
    /// The request's method.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The request's URL, without secrets.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Whether the server can have seen the request.
    pub fn sent(&self) -> Sent {
        self.sent
    }

    /// How many bytes of the answer's body had come.
    pub fn bytes_received(&self) -> u64 {
        self.bytes_received
    }

    /// How often the request was sent, the last time included.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Whether trying again can help: not for a certificate that is not trusted or a bad URL.
    pub fn is_retryable(&self) -> bool {
        self.retryable
    }

    /// What to do about it, where we know.
    pub fn hint(&self) -> Option<&str> {
        self.hint
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.method, self.url, self.what)?;
        if self.bytes_received > 0 {
            write!(f, " after {} bytes of the answer", self.bytes_received)?;
        }
        if let Some(hint) = self.hint {
            write!(f, "; hint: {hint}")?;
        }
        attempts(f, self.attempts)
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

pub(super) fn attempts(f: &mut fmt::Formatter<'_>, attempts: u32) -> fmt::Result {
    if attempts > 1 {
        write!(f, " (attempt {attempts})")
    } else {
        Ok(())
    }
}

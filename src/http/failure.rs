//! ureq's errors as ours: what broke, whether the request was out, and what to do about it.

use std::io;
use std::time::Duration;

use super::transport::Call;
use crate::error::{Error, Limit, Sent, TimeoutError, TransportError};

/// The request an error is about.
#[derive(Debug, Clone)]
pub(crate) struct About {
    pub(crate) method: &'static str,
    /// Without secrets.
    pub(crate) url: String,
    pub(crate) attempts: u32,
}

/// The caller's own reader failed, not the connection.
#[derive(Debug)]
pub(crate) struct SourceFailed(pub(crate) io::Error);

impl std::fmt::Display for SourceFailed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "reading the body to send failed: {}", self.0)
    }
}

impl std::error::Error for SourceFailed {}

/// What became of a request that got no complete answer. `connect` is the limit that holds while the
/// connection is made: its own, or what is left of the deadline.
pub(crate) fn error(
    about: &About,
    call: &Call,
    connect: (Limit, Option<Duration>),
    deadline: Option<Duration>,
    bytes_received: u64,
    error: ureq::Error,
) -> Error {
    let timeout = |limit: Limit, after| {
        Error::Timeout(Box::new(TimeoutError {
            limit,
            after,
            method: about.method.to_owned(),
            url: about.url.clone(),
            sent: call.sent(),
            bytes_received,
            attempts: about.attempts,
        }))
    };
    if let Some((limit, after)) = call.reached() {
        let after = if limit == Limit::Deadline {
            deadline.unwrap_or(after)
        } else {
            after
        };
        return timeout(limit, after);
    }
    if let ureq::Error::Timeout(_) = &error {
        return timeout(connect.0, connect.1.unwrap_or_default());
    }
    let error = match source_failure(error) {
        Ok(failure) => return failure,
        Err(error) => error,
    };
    let (what, retryable, hint) = describe(&error, call, &about.url);
    Error::Transport(Box::new(TransportError {
        what,
        method: about.method.to_owned(),
        url: about.url.clone(),
        sent: call.sent(),
        bytes_received,
        attempts: about.attempts,
        retryable,
        hint,
        source: Some(Box::new(error)),
    }))
}

/// Takes our own error, or that of the caller's reader, out of what ureq carried up.
fn source_failure(error: ureq::Error) -> Result<Error, ureq::Error> {
    let ureq::Error::Io(io) = error else {
        return Err(error);
    };
    if !io
        .get_ref()
        .is_some_and(<dyn std::error::Error + Send + Sync>::is::<SourceFailed>)
    {
        return Err(ureq::Error::Io(io));
    }
    let kind = io.kind();
    let failed = io
        .into_inner()
        .and_then(|inner| inner.downcast::<SourceFailed>().ok());
    let source = failed.map_or_else(|| io::Error::from(kind), |failed| failed.0);
    Ok(Error::from_io("read the body to send", source))
}

fn describe(error: &ureq::Error, call: &Call, url: &str) -> (String, bool, Option<&'static str>) {
    use io::ErrorKind as Kind;
    if call.is_unresolved() || matches!(error, ureq::Error::HostNotFound) {
        return (
            "the host's name is not known".to_owned(),
            true,
            Some("check the spelling of the host, and the network"),
        );
    }
    if let Some(hint) = tls_hint(error) {
        return (
            "the TLS connection was refused".to_owned(),
            false,
            Some(hint),
        );
    }
    let sent = call.sent() == Sent::Maybe;
    let (what, retryable, hint) = match error {
        ureq::Error::Io(io) => match io.kind() {
            Kind::ConnectionRefused => (
                "nothing listens there (connection refused)",
                true,
                Some("check host and port, and that the server is up"),
            ),
            Kind::UnexpectedEof if !call.is_answered() && sent && url.starts_with("http:") => (
                "the server closed the connection without an answer",
                true,
                Some("if the server speaks TLS, write https:// in the base URL"),
            ),
            Kind::UnexpectedEof if !call.is_answered() => (
                "the server closed the connection without an answer",
                true,
                None,
            ),
            Kind::UnexpectedEof => ("the answer was cut off", true, None),
            Kind::ConnectionReset | Kind::BrokenPipe | Kind::ConnectionAborted if sent => (
                "the connection was reset",
                true,
                (!call.is_answered())
                    .then_some("a server or proxy does this to a body that it finds too large"),
            ),
            Kind::ConnectionReset | Kind::BrokenPipe | Kind::ConnectionAborted => {
                ("the connection was reset", true, None)
            }
            _ if io
                .get_ref()
                .is_some_and(|inner| inner.to_string().contains("decompress")) =>
            {
                ("the compressed answer is broken", true, None)
            }
            _ => ("the connection failed", true, None),
        },
        ureq::Error::ConnectionFailed => ("the connection could not be made", true, None),
        ureq::Error::ConnectProxyFailed(_) | ureq::Error::InvalidProxyUrl => (
            "the proxy refused to connect",
            true,
            Some("check the `proxy` setting and the *_PROXY variables"),
        ),
        ureq::Error::Decompress(..) => ("the compressed answer is broken", true, None),
        ureq::Error::Protocol(_) => ("the answer is not HTTP", true, None),
        ureq::Error::LargeResponseHeader(..) => ("the answer's head is too large", false, None),
        _ => ("the request could not be made", false, None),
    };
    (what.to_owned(), retryable, hint)
}

fn tls_hint(error: &ureq::Error) -> Option<&'static str> {
    let text = match error {
        ureq::Error::Io(io) if io.kind() == io::ErrorKind::InvalidData => io.to_string(),
        ureq::Error::Tls(text) => (*text).to_owned(),
        other => {
            let text = other.to_string();
            if text.contains("rustls") || text.contains("certificate") {
                text
            } else {
                return None;
            }
        }
    };
    let text = text.to_ascii_lowercase();
    Some(
        if text.contains("unknownissuer")
            || text.contains("unknown issuer")
            || text.contains("self-signed")
            || text.contains("self signed")
        {
            "its certificate is signed by an authority unknown here: set `ca_file`"
        } else if text.contains("notvalidforname") || text.contains("not valid for name") {
            "its certificate is for another host name"
        } else if text.contains("expired") {
            "its certificate has expired, or this machine's clock is wrong"
        } else if text.contains("causedasendentity") {
            "the server presents a CA certificate as its own"
        } else if text.contains("invalidcontenttype") {
            "the server does not speak TLS on this port: write http:// in the base URL"
        } else if text.contains("certificate") || text.contains("tls") || text.contains("handshake")
        {
            "check the server's certificate"
        } else {
            return None;
        },
    )
}

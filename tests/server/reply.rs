//! What the server answers, and how it goes wrong.

use std::fmt;
use std::io::{Cursor, Read, Write as _};
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

type Maker = Arc<dyn Fn() -> Box<dyn Read + Send> + Send + Sync>;

/// Where in an answer a fault strikes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum At {
    /// After this many bytes of the whole answer, head included.
    Raw(u64),
    /// After the head and this many bytes of the body as it is sent (chunk marks included).
    Body(u64),
}

impl From<u64> for At {
    fn from(offset: u64) -> Self {
        Self::Raw(offset)
    }
}

/// What happens where an answer is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The connection is reset (RST).
    Reset,
    /// The connection is closed in good order (FIN).
    Close,
    /// Nothing more comes, and the connection stays open.
    Stall,
}

/// How the end of the body is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Framing {
    Length,
    Chunked(usize),
    UntilClose,
}

/// An answer before the request's body was read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Early {
    /// How many bytes of the body are read first.
    pub(super) after: u64,
    /// Whether the rest is read (and the connection kept) after the answer.
    pub(super) drain: bool,
}

#[derive(Clone)]
pub(super) enum Body {
    Bytes(Arc<Vec<u8>>),
    Made(Maker),
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
            Self::Made(_) => f.write_str("a stream"),
        }
    }
}

impl Body {
    pub(super) fn open(&self) -> Box<dyn Read + Send> {
        match self {
            Self::Bytes(bytes) => Box::new(Cursor::new(Bytes(Arc::clone(bytes)))),
            Self::Made(make) => make(),
        }
    }
}

struct Bytes(Arc<Vec<u8>>);

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// One answer: a status, headers, a body, and the faults to play.
///
/// A plain reply has a `content-length` and leaves the connection open.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Body,
    pub(super) framing: Framing,
    pub(super) declared: Option<u64>,
    /// Sent as it is, instead of a head and a body.
    pub(super) raw: bool,
    pub(super) cut: Option<(At, Fault)>,
    pub(super) drip: Option<(usize, Duration)>,
    pub(super) delay: Option<Duration>,
    pub(super) early: Option<Early>,
    pub(super) close_after: bool,
}

impl Reply {
    /// An answer with a body of bytes and no content type.
    pub(crate) fn bytes(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Body::Bytes(Arc::new(body.into())),
            framing: Framing::Length,
            declared: None,
            raw: false,
            cut: None,
            drip: None,
            delay: None,
            early: None,
            close_after: false,
        }
    }

    /// A JSON answer, with DHIS2's content type.
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::bytes(status, body.to_string())
            .header("content-type", "application/json;charset=UTF-8")
    }

    /// An HTML page.
    pub(crate) fn html(status: u16, body: &str) -> Self {
        Self::bytes(status, body).header("content-type", "text/html;charset=utf-8")
    }

    /// A plain text.
    pub(crate) fn text(status: u16, body: &str) -> Self {
        Self::bytes(status, body).header("content-type", "text/plain;charset=UTF-8")
    }

    /// No body.
    pub(crate) fn empty(status: u16) -> Self {
        Self::bytes(status, Vec::new())
    }

    /// A redirect.
    pub(crate) fn redirect(status: u16, location: &str) -> Self {
        Self::empty(status).header("location", location)
    }

    /// A body that is made while it is sent, chunked. For bodies too large to hold.
    pub(crate) fn stream<R: Read + Send + 'static>(
        status: u16,
        make: impl Fn() -> R + Send + Sync + 'static,
    ) -> Self {
        let mut reply = Self::empty(status).chunked(64 << 10);
        reply.body = Body::Made(Arc::new(move || Box::new(make())));
        reply
    }

    /// These bytes and nothing else, then the end of the connection.
    pub(crate) fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            raw: true,
            close_after: true,
            ..Self::bytes(0, bytes)
        }
    }

    /// Something that is not HTTP.
    pub(crate) fn garbage() -> Self {
        Self::raw(&b"\x16\x03\x01\x00 this is not HTTP\r\n\r\n"[..])
    }

    /// No answer: the connection is closed in good order.
    pub(crate) fn hang_up() -> Self {
        Self::raw(Vec::new())
    }

    /// No answer: the connection is reset.
    pub(crate) fn reset() -> Self {
        Self::hang_up().reset_at(0)
    }

    /// No answer, and the connection stays open.
    pub(crate) fn silence() -> Self {
        Self::hang_up().stall_at(0)
    }

    /// Adds a header; a name may be added more than once.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sends the body in chunks of this size.
    pub(crate) fn chunked(mut self, size: usize) -> Self {
        self.framing = Framing::Chunked(size.max(1));
        self
    }

    /// Sends the body with neither length nor chunks; the end of the connection ends it.
    pub(crate) fn until_close(mut self) -> Self {
        self.framing = Framing::UntilClose;
        self
    }

    /// Says this `content-length`, whatever the body has. When the body is shorter, the connection is
    /// closed after it; when it is longer, the surplus stays on the open connection.
    pub(crate) fn declare_length(mut self, length: u64) -> Self {
        self.framing = Framing::Length;
        self.declared = Some(length);
        self
    }

    /// Compresses the body.
    pub(crate) fn gzip(mut self) -> Self {
        self.body = Body::Bytes(Arc::new(self.gzipped()));
        self.header("content-encoding", "gzip")
    }

    /// Compresses the body and spoils the check sum at its end.
    pub(crate) fn broken_gzip(mut self) -> Self {
        let mut bytes = self.gzipped();
        let crc = bytes.len() - 8;
        bytes[crc] ^= 0xff;
        self.body = Body::Bytes(Arc::new(bytes));
        self.header("content-encoding", "gzip")
    }

    fn gzipped(&self) -> Vec<u8> {
        let mut plain = Vec::new();
        self.body.open().read_to_end(&mut plain).unwrap();
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(&plain).unwrap();
        encoder.finish().unwrap()
    }

    /// Resets the connection there. What was sent before arrives, as long as the client's buffers hold
    /// it (some 100 kB): a reset throws away what is still queued.
    pub(crate) fn reset_at(self, at: impl Into<At>) -> Self {
        self.cut(at, Fault::Reset)
    }

    /// Closes the connection in good order there, before the answer is complete.
    pub(crate) fn truncate_at(self, at: impl Into<At>) -> Self {
        self.cut(at, Fault::Close)
    }

    /// Sends nothing more from there, until the client goes away or the server is dropped.
    pub(crate) fn stall_at(self, at: impl Into<At>) -> Self {
        self.cut(at, Fault::Stall)
    }

    fn cut(mut self, at: impl Into<At>, fault: Fault) -> Self {
        self.cut = Some((at.into(), fault));
        self
    }

    /// Sends this many bytes at a time, with this pause after each.
    pub(crate) fn drip(mut self, bytes: usize, every: Duration) -> Self {
        self.drip = Some((bytes.max(1), every));
        self
    }

    /// Waits before the first byte of the answer.
    pub(crate) fn delay(mut self, delay: Duration) -> Self {
        self.delay = Some(delay);
        self
    }

    /// Closes the connection after the answer without having said so: the next request of a client
    /// that keeps connections meets a dead one.
    pub(crate) fn close_after(mut self) -> Self {
        self.close_after = true;
        self
    }

    /// Says `connection: close` and does so.
    pub(crate) fn connection_close(self) -> Self {
        self.header("connection", "close").close_after()
    }

    /// Answers when only the head of the request was read, then closes. The unread body makes that a
    /// reset, so a client that is still sending may lose the answer, as with real servers.
    pub(crate) fn before_body(self) -> Self {
        self.after_body_bytes(0)
    }

    /// Answers after this many bytes of the request's body, then closes like [`Reply::before_body`].
    pub(crate) fn after_body_bytes(mut self, after: u64) -> Self {
        self.early = Some(Early {
            after,
            drain: false,
        });
        self
    }

    /// After an early answer, reads the rest of the body and keeps the connection.
    pub(crate) fn drain(mut self) -> Self {
        let after = self.early.map_or(0, |early| early.after);
        self.early = Some(Early { after, drain: true });
        self
    }
}

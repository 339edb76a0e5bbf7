use std::io::{self, Read};
use std::sync::Arc;
use std::time::Duration;

use super::failure::{self, About};
use super::transport::Call;
use crate::error::{DecodeError, Error, Limit, Result};

/// How much is read of a body that nobody wants, so that its connection can be used again.
const LEFT_OVER: usize = 16 * 1024;

/// The body of an answer, read as it comes.
///
/// Dropped before its end, it reads on for a few KiB, and no longer than a moment: the rest of a short
/// answer gives its connection back, that of a long one closes it.
///
/// A read that fails returns an `io::Error` which carries the crate's own error; see
/// [`Error::from_io`].
pub(crate) struct BodyReader {
    state: State,
    call: Arc<Call>,
    about: Arc<About>,
    status: u16,
    deadline: Option<Duration>,
    received: u64,
}

enum State {
    Open(Box<dyn Read + Send>),
    Ended,
    Failed,
}

impl BodyReader {
    pub(crate) fn new(
        inner: ureq::BodyReader<'static>,
        call: Arc<Call>,
        about: Arc<About>,
        status: u16,
        deadline: Option<Duration>,
    ) -> Self {
        Self {
            state: State::Open(Box::new(inner)),
            call,
            about,
            status,
            deadline,
            received: 0,
        }
    }

    /// Reads it to its end, up to `limit` bytes.
    pub(crate) fn read_all(&mut self, hint: Option<u64>, limit: u64) -> Result<Vec<u8>> {
        if hint.is_some_and(|length| length > limit) {
            return Err(self.too_long(limit));
        }
        let size = hint.unwrap_or(8 * 1024).min(limit).min(16 << 20);
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
        let mut limited = self.take(limit.saturating_add(1));
        limited
            .read_to_end(&mut bytes)
            .map_err(|error| Error::from_io("read the answer", error))?;
        if bytes.len() as u64 > limit {
            return Err(self.too_long(limit));
        }
        Ok(bytes)
    }

    fn too_long(&self, limit: u64) -> Error {
        DecodeError::new(format!("the answer is longer than {limit} bytes"))
            .request(self.about.method, &self.about.url, self.status)
            .hint_text("stream it, or raise `max_response_size`")
            .into()
    }

    fn broken(&self, error: ureq::Error) -> io::Error {
        io::Error::other(failure::error(
            &self.about,
            &self.call,
            (Limit::Deadline, self.deadline),
            self.deadline,
            self.received,
            error,
        ))
    }

    /// Up to `limit` bytes, for an error text: what cannot be read is left out.
    pub(crate) fn read_start(&mut self, limit: u64) -> Vec<u8> {
        let mut bytes = Vec::new();
        let _ = self.take(limit).read_to_end(&mut bytes);
        bytes
    }
}

impl Read for BodyReader {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let inner = match &mut self.state {
            State::Open(inner) => inner,
            State::Ended => return Ok(0),
            // A reader that goes on after an error must not take it for the end.
            State::Failed => return Err(io::Error::other("the answer broke off before")),
        };
        match inner.read(buf) {
            Ok(0) if !buf.is_empty() && self.call.is_reset() => {
                self.state = State::Failed;
                Err(self.broken(io::Error::from(io::ErrorKind::ConnectionReset).into()))
            }
            Ok(0) if !buf.is_empty() => {
                // Given back to the pool by ureq at its end.
                self.state = State::Ended;
                Ok(0)
            }
            Ok(read) => {
                self.received += read as u64;
                Ok(read)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) => {
                self.state = State::Failed;
                Err(self.broken(error.into()))
            }
        }
    }
}

impl Drop for BodyReader {
    fn drop(&mut self) {
        let State::Open(inner) = &mut self.state else {
            return;
        };
        self.call.hurry();
        let mut bin = [0; LEFT_OVER / 4];
        for _ in 0..4 {
            if !matches!(inner.read(&mut bin), Ok(read) if read > 0) {
                break;
            }
        }
    }
}

impl std::fmt::Debug for BodyReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BodyReader")
            .field("received", &self.received)
            .finish_non_exhaustive()
    }
}

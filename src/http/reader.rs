use std::io::{self, Read};
use std::sync::Arc;
use std::time::Duration;

use super::failure::{self, About};
use super::transport::Call;
use crate::error::{Error, Result};

/// The body of an answer, read as it comes.
///
/// A read that fails returns an `io::Error` which carries the crate's own error; see
/// [`Error::from_io`].
pub(crate) struct BodyReader {
    state: State,
    call: Arc<Call>,
    about: About,
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
        about: About,
        deadline: Option<Duration>,
    ) -> Self {
        Self {
            state: State::Open(Box::new(inner)),
            call,
            about,
            deadline,
            received: 0,
        }
    }

    /// Reads it to its end, up to `limit` bytes.
    pub(crate) fn read_all(&mut self, hint: Option<u64>, limit: u64) -> Result<Vec<u8>> {
        let size = hint.unwrap_or(8 * 1024).min(limit).min(16 << 20);
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
        let mut limited = self.take(limit.saturating_add(1));
        limited
            .read_to_end(&mut bytes)
            .map_err(|error| Error::from_io("read the answer", error))?;
        if bytes.len() as u64 > limit {
            return Err(Error::invalid(
                "answer",
                format!(
                    "{} {}: more than {limit} bytes",
                    self.about.method, self.about.url
                ),
                "an answer below `max_response_size`: raise it, or stream the answer",
            ));
        }
        Ok(bytes)
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
                let error = ureq::Error::from(error);
                Err(io::Error::other(failure::error(
                    &self.about,
                    &self.call,
                    None,
                    self.deadline,
                    self.received,
                    error,
                )))
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

//! What is sent: bodies that can be sent again, and bodies that cannot.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::multipart::Form;
use crate::error::{Error, Result};

type Opener = dyn Fn() -> io::Result<Box<dyn Read + Send>> + Send + Sync;

/// The body of a request.
///
/// A body is *replayable* (bytes, a file, a closure that opens a new reader) or *once* (a reader).
/// Only a replayable one can be sent again by a [retry](crate::RetryPolicy).
///
/// ```no_run
/// use dhis2::Body;
///
/// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
/// api.post("dataValueSets").body(Body::file("values.csv").content_type("application/csv")).send()?;
/// # Ok(())
/// # }
/// ```
#[must_use]
pub struct Body {
    source: Source,
    length: Option<u64>,
    content_type: Option<String>,
}

enum Source {
    Bytes(Arc<[u8]>),
    File(PathBuf),
    Open(Arc<Opener>),
    Once(Once),
    Form(Form),
}

/// A body made ready for one attempt.
pub(crate) struct Opened {
    pub(crate) content: Content,
    pub(crate) content_type: Option<String>,
}

pub(crate) enum Content {
    Bytes(Arc<[u8]>),
    Reader {
        reader: Box<dyn Read>,
        length: Option<u64>,
    },
}

impl Body {
    fn new(source: Source) -> Self {
        Self {
            source,
            length: None,
            content_type: None,
        }
    }

    /// Bytes held in memory.
    pub fn bytes(bytes: impl Into<Vec<u8>>) -> Self {
        Self::new(Source::Bytes(bytes.into().into()))
    }

    /// A file, opened anew for each attempt and sent with its exact length.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self::new(Source::File(path.into()))
    }

    /// A reader, read once and sent in chunks: its length is not known.
    pub fn reader(reader: impl Read + Send + 'static) -> Self {
        Self::new(Source::Once(Once::new(Box::new(reader))))
    }

    /// A closure that opens a new reader for each attempt.
    pub fn replayable<R: Read + Send + 'static>(
        open: impl Fn() -> io::Result<R> + Send + Sync + 'static,
    ) -> Self {
        Self::new(Source::Open(Arc::new(move || Ok(Box::new(open()?)))))
    }

    pub(crate) fn form(form: Form) -> Self {
        Self::new(Source::Form(form))
    }

    /// The exact length in bytes: it is sent as `Content-Length`. A source that ends early or goes on
    /// is an error.
    pub fn length(mut self, bytes: u64) -> Self {
        self.length = Some(bytes);
        self
    }

    /// The media type.
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// Whether it can be sent again.
    pub fn is_replayable(&self) -> bool {
        match &self.source {
            Source::Once(_) => false,
            Source::Form(form) => form.is_replayable(),
            _ => true,
        }
    }

    /// Whether it is still there to be sent: a body that is read once is gone after the first attempt
    /// that read from it.
    pub(crate) fn is_available(&self) -> bool {
        match &self.source {
            Source::Once(once) => !once.is_begun(),
            Source::Form(form) => form.is_available(),
            _ => true,
        }
    }

    /// Makes it ready for one attempt.
    pub(crate) fn open(&mut self) -> Result<Opened> {
        let mut content_type = self.content_type.clone();
        let content = match &mut self.source {
            Source::Bytes(bytes) => Content::Bytes(Arc::clone(bytes)),
            Source::File(path) => {
                let failed = |error| Error::io("open", Some(path), error);
                let file = File::open(&*path).map_err(failed)?;
                let metadata = file.metadata().map_err(failed)?;
                let length = metadata.is_file().then_some(metadata.len());
                if metadata.is_dir() {
                    return Err(Error::invalid("file", path.display().to_string(), "a file"));
                }
                sized(Box::new(file), self.length.or(length))
            }
            Source::Open(open) => {
                let reader = open().map_err(|error| Error::io("open the body", None, error))?;
                sized(reader, self.length)
            }
            Source::Once(once) => sized(Box::new(once.open()?), self.length),
            Source::Form(form) => {
                let prepared = form.prepare()?;
                content_type = Some(prepared.content_type);
                sized(prepared.reader, prepared.length)
            }
        };
        Ok(Opened {
            content,
            content_type,
        })
    }
}

fn sized(reader: Box<dyn Read>, length: Option<u64>) -> Content {
    match length {
        Some(length) => Content::Reader {
            reader: Box::new(Exact::new(reader, length)),
            length: Some(length),
        },
        None => Content::Reader {
            reader,
            length: None,
        },
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match &self.source {
            Source::Bytes(bytes) => format!("{} bytes", bytes.len()),
            Source::File(path) => format!("file {}", path.display()),
            Source::Open(_) => "replayable reader".to_owned(),
            Source::Once(_) => "reader".to_owned(),
            Source::Form(_) => "multipart form".to_owned(),
        };
        f.debug_struct("Body")
            .field("source", &kind)
            .field("length", &self.length)
            .field("content_type", &self.content_type)
            .finish()
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self::bytes(bytes)
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self::bytes(text)
    }
}

impl From<&str> for Body {
    fn from(text: &str) -> Self {
        Self::bytes(text)
    }
}

/// A reader that is read once. It can be opened again as long as not a byte was asked of it: a
/// connection that could not be made, or a refusal before the body, uses nothing up.
#[derive(Clone)]
pub(crate) struct Once(Arc<Mutex<Begun>>);

struct Begun {
    reader: Box<dyn Read + Send>,
    begun: bool,
}

impl Once {
    pub(crate) fn new(reader: Box<dyn Read + Send>) -> Self {
        let begun = false;
        Self(Arc::new(Mutex::new(Begun { reader, begun })))
    }

    pub(crate) fn is_begun(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).begun
    }

    /// Whether there is not a byte in it. The first one is read and kept; nothing counts as used.
    pub(crate) fn is_empty(&self) -> io::Result<bool> {
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut first = Vec::with_capacity(1);
        (&mut inner.reader).take(1).read_to_end(&mut first)?;
        let is_empty = first.is_empty();
        let rest = std::mem::replace(&mut inner.reader, Box::new(io::empty()));
        inner.reader = Box::new(io::Cursor::new(first).chain(rest));
        Ok(is_empty)
    }

    /// The reader for one attempt.
    pub(crate) fn open(&self) -> Result<Self> {
        if self.is_begun() {
            let expected = "a body that was not sent already";
            return Err(Error::invalid("body", "", expected));
        }
        Ok(self.clone())
    }
}

impl Read for Once {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        inner.begun = true;
        inner.reader.read(buf)
    }
}

/// Holds a source to its declared length. ureq spins on one that ends early, and does not look at what
/// comes after the length.
struct Exact<R> {
    reader: R,
    left: u64,
}

impl<R: Read> Exact<R> {
    fn new(reader: R, length: u64) -> Self {
        Self {
            reader,
            left: length,
        }
    }
}

impl<R: Read> Read for Exact<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let want = usize::try_from(self.left)
            .unwrap_or(usize::MAX)
            .min(buf.len());
        let read = match want {
            0 => 0,
            _ => self.reader.read(&mut buf[..want])?,
        };
        if read == 0 && want > 0 {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                format!(
                    "the source ended {} bytes before its declared length",
                    self.left
                ),
            ));
        }
        self.left -= read as u64;
        // The last bytes are held back until the source has ended: once they are sent, the server has
        // a whole request and acts on it.
        if self.left == 0 && !at_end(&mut self.reader)? {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "the source holds more than the declared length",
            ));
        }
        Ok(read)
    }
}

fn at_end(reader: &mut impl Read) -> io::Result<bool> {
    loop {
        match reader.read(&mut [0; 1]) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => return Ok(read? == 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &'static [u8], length: u64) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        let Content::Reader { mut reader, .. } = sized(Box::new(source), Some(length)) else {
            return Ok(out);
        };
        reader.read_to_end(&mut out).map(|_| out)
    }

    #[test]
    fn a_source_is_held_to_its_declared_length() {
        assert_eq!(read(b"abc", 3).unwrap(), b"abc");
        assert_eq!(
            read(b"abc", 4).unwrap_err().kind(),
            io::ErrorKind::UnexpectedEof
        );
        assert_eq!(
            read(b"abc", 2).unwrap_err().kind(),
            io::ErrorKind::InvalidData
        );
        assert_eq!(read(b"", 0).unwrap(), b"");
    }

    #[test]
    fn the_last_bytes_of_a_source_that_goes_on_are_held_back() {
        let mut exact = Exact::new(&b"abcdef"[..], 4);
        assert_eq!(exact.read(&mut [0; 3]).unwrap(), 3);
        assert!(exact.read(&mut [0; 3]).is_err());
    }

    #[test]
    fn a_reader_is_given_out_once_and_bytes_always() {
        let mut once = Body::reader(&b"abc"[..]);
        assert!(!once.is_replayable() && once.is_available() && once.open().is_ok());
        // Opened, but not yet read.
        assert!(once.is_available());
        let Content::Reader { mut reader, .. } = once.open().unwrap().content else {
            panic!("not a reader")
        };
        assert_eq!(reader.read(&mut [0; 2]).unwrap(), 2);
        assert!(!once.is_available() && once.open().is_err());
        let mut bytes = Body::bytes("abc");
        assert!(bytes.is_replayable() && bytes.open().is_ok() && bytes.open().is_ok());
    }
}

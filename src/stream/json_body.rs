//! The mirror of the splitter: an iterator as a JSON document that is read.

use std::fmt;
use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use flate2::Compression;
use flate2::read::GzEncoder;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::Error;

/// How many bytes are made ahead of a read.
const CHUNK: usize = 16 * 1024;

/// Writes the next element into the buffer; `None` after the last one.
type WriteNext = Box<dyn FnMut(&mut Vec<u8>) -> Option<Result<(), Fault>> + Send>;

enum Fault {
    /// The element cannot be written as JSON.
    Element(serde_json::Error),
    /// The iterator gave an error, which says this.
    Source(String),
}

/// An iterator as the JSON document `{…fields…,"key":[element,element,…]}`, made while it is read.
///
/// It holds a few elements at a time, so that a request body can be of any length. Give it to
/// whoever sends the request: it is a plain [`Read`].
///
/// ```
/// use dhis2::stream::JsonBody;
/// use std::io::Read;
///
/// let values = ["1", "2"].into_iter().map(|value| serde_json::json!({ "value": value }));
/// let mut body = JsonBody::new("dataValues", values).field("dataSet", "DsMonthly01");
/// let mut text = String::new();
/// body.read_to_string(&mut text)?;
/// assert_eq!(text, r#"{"dataSet":"DsMonthly01","dataValues":[{"value":"1"},{"value":"2"}]}"#);
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
///
/// A read fails when an element cannot be written as JSON (the [`io::Error`] carries an
/// [`Error::InvalidInput`]) and when the iterator gives an error ([`JsonBody::fallible`]). It then
/// fails at every later read too, so that a sender never takes the broken document for a whole one.
pub struct JsonBody {
    encoding: Encoding,
    counts: Arc<Counts>,
}

enum Encoding {
    Plain(Document),
    Gzip(Box<GzEncoder<Document>>),
}

/// The error of the iterator that broke a [`JsonBody`] off, left where the caller can take it.
pub struct SourceError<E>(Arc<Mutex<Option<E>>>);

impl<E> SourceError<E> {
    /// The error, if there was one and it was not taken before.
    pub fn take(&self) -> Option<E> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl<E> fmt::Debug for SourceError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceError").finish_non_exhaustive()
    }
}

impl JsonBody {
    /// A document with the elements of `items` under `key`.
    pub fn new<I>(key: impl Into<String>, items: I) -> Self
    where
        I: IntoIterator<Item: Serialize, IntoIter: Send + 'static>,
    {
        Self::with(Some(key.into()), infallible(items))
    }

    /// A document that is a bare list of the elements of `items`.
    pub fn list<I>(items: I) -> Self
    where
        I: IntoIterator<Item: Serialize, IntoIter: Send + 'static>,
    {
        Self::with(None, infallible(items))
    }

    /// As [`new`](Self::new), for an iterator that can fail. Its first error breaks the document
    /// off: the read fails, and the error itself waits in the [`SourceError`].
    ///
    /// ```
    /// use dhis2::stream::JsonBody;
    ///
    /// let items = [Ok(1), Err("the source is gone"), Ok(3)];
    /// let (mut body, source_error) = JsonBody::fallible("values", items);
    /// assert!(std::io::copy(&mut body, &mut std::io::sink()).is_err());
    /// assert_eq!(source_error.take(), Some("the source is gone"));
    /// ```
    pub fn fallible<I, T, E>(key: impl Into<String>, items: I) -> (Self, SourceError<E>)
    where
        I: IntoIterator<Item = Result<T, E>, IntoIter: Send + 'static>,
        T: Serialize,
        E: fmt::Display + Send + 'static,
    {
        let mut items = items.into_iter();
        let slot = Arc::new(Mutex::new(None));
        let source_error = SourceError(Arc::clone(&slot));
        let next: WriteNext = Box::new(move |buffer| {
            Some(match items.next()? {
                Ok(item) => serde_json::to_writer(buffer, &item).map_err(Fault::Element),
                Err(error) => {
                    let text = error.to_string();
                    *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                    Err(Fault::Source(text))
                }
            })
        });
        (Self::with(Some(key.into()), next), source_error)
    }

    fn with(key: Option<String>, next: WriteNext) -> Self {
        let counts = Arc::new(Counts::default());
        let document = Document {
            key,
            fields: Map::new(),
            next,
            buffer: Vec::new(),
            sent: 0,
            stage: Stage::Head,
            counts: Arc::clone(&counts),
        };
        Self {
            encoding: Encoding::Plain(document),
            counts,
        }
    }

    /// Adds a field before the array. To be called before the first read; one with the array's own
    /// key is left out, as is every field of a bare [`list`](Self::list).
    #[must_use]
    pub fn field(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        let document = match &mut self.encoding {
            Encoding::Plain(document) => document,
            Encoding::Gzip(encoder) => encoder.get_mut(),
        };
        document.fields.insert(name.into(), value.into());
        self
    }

    /// Adds several fields, as [`field`](Self::field).
    #[must_use]
    pub fn fields(mut self, fields: Map<String, Value>) -> Self {
        for (name, value) in fields {
            self = self.field(name, value);
        }
        self
    }

    /// Compresses the document with gzip; the request must say so in its `Content-Encoding`.
    #[must_use]
    pub fn gzip(mut self) -> Self {
        if let Encoding::Plain(document) = self.encoding {
            let encoder = GzEncoder::new(document, Compression::default());
            self.encoding = Encoding::Gzip(Box::new(encoder));
        }
        self
    }

    /// A view on how far the body is, for use while someone else reads it.
    pub fn progress(&self) -> BodyProgress {
        BodyProgress(Arc::clone(&self.counts))
    }
}

fn infallible<I>(items: I) -> WriteNext
where
    I: IntoIterator<Item: Serialize, IntoIter: Send + 'static>,
{
    let mut items = items.into_iter();
    Box::new(move |buffer| {
        let item = items.next()?;
        Some(serde_json::to_writer(buffer, &item).map_err(Fault::Element))
    })
}

impl Read for JsonBody {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.encoding {
            Encoding::Plain(document) => document.read(out),
            Encoding::Gzip(encoder) => encoder.read(out),
        }?;
        add(&self.counts.bytes, read);
        Ok(read)
    }
}

impl fmt::Debug for JsonBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonBody")
            .field("gzip", &matches!(self.encoding, Encoding::Gzip(_)))
            .field("progress", &self.progress())
            .finish_non_exhaustive()
    }
}

/// How far a [`JsonBody`] is. It can be asked from any thread while the body is being sent.
#[derive(Clone)]
pub struct BodyProgress(Arc<Counts>);

impl BodyProgress {
    /// How many elements were written. A few of them may still wait in a buffer.
    pub fn elements(&self) -> u64 {
        self.0.elements.load(Ordering::Relaxed)
    }

    /// How many bytes of JSON were written, before compression.
    pub fn json_bytes(&self) -> u64 {
        self.0.json_bytes.load(Ordering::Relaxed)
    }

    /// How many bytes were read from the body: what goes over the wire.
    pub fn bytes(&self) -> u64 {
        self.0.bytes.load(Ordering::Relaxed)
    }
}

impl fmt::Debug for BodyProgress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BodyProgress")
            .field("elements", &self.elements())
            .field("json_bytes", &self.json_bytes())
            .field("bytes", &self.bytes())
            .finish()
    }
}

#[derive(Default)]
struct Counts {
    elements: AtomicU64,
    json_bytes: AtomicU64,
    bytes: AtomicU64,
}

fn add(count: &AtomicU64, more: usize) {
    count.fetch_add(more as u64, Ordering::Relaxed);
}

/// The document before compression.
struct Document {
    key: Option<String>,
    fields: Map<String, Value>,
    next: WriteNext,
    buffer: Vec<u8>,
    /// How much of the buffer was handed out.
    sent: usize,
    stage: Stage,
    counts: Arc<Counts>,
}

enum Stage {
    Head,
    Elements { first: bool },
    Done,
    Broken(String),
}

impl Document {
    /// Makes the next part of the document; an empty buffer is its end.
    fn fill(&mut self) -> io::Result<()> {
        self.buffer.clear();
        self.sent = 0;
        while self.buffer.len() < CHUNK {
            match &self.stage {
                Stage::Head => {
                    self.write_head()?;
                    self.stage = Stage::Elements { first: true };
                }
                Stage::Elements { first } => {
                    let comma = !first;
                    self.write_element(comma)?;
                }
                Stage::Done => break,
                Stage::Broken(why) => return Err(io::Error::other(why.clone())),
            }
        }
        add(&self.counts.json_bytes, self.buffer.len());
        Ok(())
    }

    fn write_head(&mut self) -> serde_json::Result<()> {
        if let Some(key) = &self.key {
            self.buffer.push(b'{');
            for (name, value) in self.fields.iter().filter(|(name, _)| *name != key) {
                serde_json::to_writer(&mut self.buffer, name)?;
                self.buffer.push(b':');
                serde_json::to_writer(&mut self.buffer, value)?;
                self.buffer.push(b',');
            }
            serde_json::to_writer(&mut self.buffer, key)?;
            self.buffer.push(b':');
        }
        self.buffer.push(b'[');
        Ok(())
    }

    fn write_element(&mut self, comma: bool) -> io::Result<()> {
        let before = self.buffer.len();
        if comma {
            self.buffer.push(b',');
        }
        match (self.next)(&mut self.buffer) {
            Some(Ok(())) => {
                add(&self.counts.elements, 1);
                self.stage = Stage::Elements { first: false };
                Ok(())
            }
            None => {
                self.buffer.truncate(before);
                let end: &[u8] = if self.key.is_some() { b"]}" } else { b"]" };
                self.buffer.extend_from_slice(end);
                self.stage = Stage::Done;
                Ok(())
            }
            Some(Err(fault)) => {
                // What was made since the last read is not sent: nobody needs the half of it.
                self.buffer.clear();
                let error = self.broken(fault);
                self.stage = Stage::Broken(error.to_string());
                Err(error)
            }
        }
    }

    fn broken(&self, fault: Fault) -> io::Error {
        match fault {
            Fault::Element(error) => {
                let index = self.counts.elements.load(Ordering::Relaxed);
                let name = format!("{}[{index}]", self.key.as_deref().unwrap_or_default());
                let expected = format!("a value that can be written as JSON ({error})");
                io::Error::other(Error::invalid(name, "", expected))
            }
            Fault::Source(text) => io::Error::other(text),
        }
    }
}

impl Read for Document {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.sent == self.buffer.len() && !out.is_empty() {
            self.fill()?;
        }
        let rest = &self.buffer[self.sent..];
        let count = rest.len().min(out.len());
        out[..count].copy_from_slice(&rest[..count]);
        self.sent += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use flate2::read::GzDecoder;
    use serde_json::json;

    use super::*;
    use crate::stream::Elements;

    fn text(mut body: impl Read) -> String {
        let mut text = String::new();
        body.read_to_string(&mut text).expect("a whole body");
        text
    }

    #[test]
    fn the_document_has_fields_first_and_commas_between() {
        assert_eq!(text(JsonBody::new("a", [1, 2, 3])), r#"{"a":[1,2,3]}"#);
        assert_eq!(text(JsonBody::new("a", [0; 0])), r#"{"a":[]}"#);
        assert_eq!(text(JsonBody::list(["x"])), r#"["x"]"#);
        let body = JsonBody::new("a", [1])
            .field("dry\"run", true)
            .field("a", "not twice")
            .gzip()
            .field("z", json!({"k": null}));
        assert_eq!(
            text(GzDecoder::new(body)),
            r#"{"dry\"run":true,"z":{"k":null},"a":[1]}"#
        );
    }

    #[test]
    fn what_is_written_can_be_split_again_and_is_counted() {
        let values: Vec<String> = (0..5000).map(|n| format!("value {n}")).collect();
        let body = JsonBody::new("values", values.clone()).gzip();
        let progress = body.progress();
        let read: Vec<String> = Elements::new(GzDecoder::new(body), "values")
            .collect::<Result<_, _>>()
            .expect("values");
        assert_eq!(read, values);
        assert_eq!(progress.elements(), 5000);
        let length =
            r#"{"values":[]}"#.len() + values.iter().map(|v| v.len() + 3).sum::<usize>() - 1;
        assert_eq!(progress.json_bytes(), length as u64);
        assert!(progress.bytes() > 0 && progress.bytes() < progress.json_bytes());
    }

    #[test]
    fn only_as_much_is_taken_from_the_iterator_as_is_read() {
        let mut body = JsonBody::new("values", 0_u64..);
        let progress = body.progress();
        assert_eq!(progress.elements(), 0);
        let mut out = [0; 10];
        assert_eq!(body.read(&mut out).expect("bytes"), 10);
        assert!(progress.elements() < 20_000, "{}", progress.elements());
        assert_eq!(progress.bytes(), 10);
    }

    #[test]
    fn the_first_error_of_the_iterator_breaks_the_body_off_for_good() {
        for gzip in [false, true] {
            let many = (0..10_000).map(Ok).chain([Err("gone")]).chain([Ok(1)]);
            let (body, source_error) = JsonBody::fallible("values", many);
            let mut body = if gzip { body.gzip() } else { body };
            let error = io::copy(&mut body, &mut io::sink()).expect_err("broken off");
            assert_eq!(error.to_string(), "gone");
            for _ in 0..3 {
                assert!(body.read(&mut [0; 10]).is_err(), "never a whole document");
            }
            assert_eq!(source_error.take(), Some("gone"));
            assert_eq!(source_error.take(), None);
        }
    }

    #[test]
    fn an_element_that_is_no_json_is_named() {
        let bad = std::collections::HashMap::from([(vec![1], 2)]);
        let good = std::collections::HashMap::new();
        let mut body = JsonBody::new("values", [good, bad]);
        let error = io::copy(&mut body, &mut io::sink()).expect_err("not JSON");
        let error = error.downcast::<Error>().expect("an error of ours");
        let Error::InvalidInput(input) = &error else {
            panic!("{error:?}")
        };
        assert_eq!(input.name(), "values[1]");
        assert!(body.read(&mut [0; 10]).is_err());
    }

    #[test]
    fn a_body_can_be_handed_to_another_thread() {
        fn crosses<T: Send + 'static>(_: &T) {}
        let (body, source_error) = JsonBody::fallible("a", [Ok(1), Err(String::new())]);
        crosses(&body);
        crosses(&source_error);
        crosses(&body.progress());
    }
}

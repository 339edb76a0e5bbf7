use std::io::{Read, Write};

use serde::de::DeserializeOwned;

use crate::api::Api;
use crate::error::{Error, Result};
use crate::http::exchange::Answer;
use crate::http::reader::BodyReader;
use crate::stream::{CsvRows, Elements, Select};

/// How much is copied at a time.
const CHUNK: usize = 64 * 1024;

/// An answer: status and headers are known, the body is still to be read.
///
/// Dropped unread, a short one gives its connection back to the pool, and a long one closes it.
#[derive(Debug)]
pub struct Response {
    answer: Answer,
    limit: u64,
}

impl Response {
    pub(crate) fn new(answer: Answer, api: &Api) -> Self {
        Self {
            answer,
            limit: api.max_response_size(),
        }
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.answer.status
    }

    /// The URL that was asked, without secrets.
    pub fn url(&self) -> &str {
        &self.answer.about.url
    }

    /// How often the request was sent until this answer came.
    pub fn attempts(&self) -> u32 {
        self.answer.about.attempts
    }

    /// The first value of a header, by its name in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.answer.header(name)
    }

    /// All headers, in the order sent, names in lower case.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.answer.headers()
    }

    /// The media type, parameters included.
    pub fn content_type(&self) -> Option<&str> {
        self.header("content-type")
    }

    /// The length of the body in bytes, where the server names it and the body is not compressed.
    pub fn content_length(&self) -> Option<u64> {
        self.answer.content_length()
    }

    /// Reads the whole body as JSON.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] for an empty body or one that is not a `T`; [`Error::Transport`] or
    /// [`Error::Timeout`] when it breaks off.
    pub fn json<T: DeserializeOwned>(mut self) -> Result<T> {
        let body = self.read_all()?;
        crate::json::decode_answer(&self.answer, &body)
    }

    /// Reads the whole body as UTF-8 text.
    ///
    /// # Errors
    ///
    /// As [`json`](Self::json).
    pub fn text(mut self) -> Result<String> {
        let body = self.read_all()?;
        crate::json::utf8(&self.answer, body)
    }

    /// Reads the whole body.
    ///
    /// # Errors
    ///
    /// When it breaks off, or is longer than the client's `max_response_size`.
    pub fn bytes(mut self) -> Result<Vec<u8>> {
        self.read_all()
    }

    /// Copies the body to a writer as it comes, in constant memory; returns the number of bytes.
    ///
    /// # Errors
    ///
    /// When the body breaks off, or the writer fails.
    pub fn copy_to(self, writer: &mut (impl Write + ?Sized)) -> Result<u64> {
        let mut reader = self.into_reader();
        let mut buffer = vec![0; CHUNK];
        let mut total = 0;
        loop {
            let read = match reader.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(Error::from_io("read the answer", error)),
            };
            writer
                .write_all(&buffer[..read])
                .map_err(|error| Error::io("write the answer", None, error))?;
            total += read as u64;
        }
        writer
            .flush()
            .map_err(|error| Error::io("write the answer", None, error))?;
        Ok(total)
    }

    /// The body as a reader. A read that fails returns an `io::Error` whose inner error is an
    /// [`Error`]: `io_error.downcast::<dhis2::Error>()` gets it back.
    pub fn into_reader(self) -> ResponseReader {
        ResponseReader(self.answer.body)
    }

    /// The elements of the array under a key, parsed one by one while the body comes: `dataValues`,
    /// `organisationUnits`, `listGrid.rows`. The other members are there afterwards.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let features = api.get("organisationUnits.geojson").send()?.elements::<serde_json::Value>("features");
    /// for feature in features {
    ///     println!("{}", feature?["properties"]["name"]);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn elements<T: DeserializeOwned>(
        self,
        key: impl Into<Select>,
    ) -> Elements<T, ResponseReader> {
        Elements::new(self.into_reader(), key)
    }

    /// The body as CSV with a header line, row by row.
    pub fn csv(self) -> CsvRows<ResponseReader> {
        CsvRows::new(self.into_reader())
    }

    fn read_all(&mut self) -> Result<Vec<u8>> {
        let length = self.answer.content_length();
        self.answer.body.read_all(length, self.limit)
    }
}

/// The body of an answer, read as it comes.
#[derive(Debug)]
pub struct ResponseReader(BodyReader);

impl Read for ResponseReader {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        self.0.read(buf)
    }
}

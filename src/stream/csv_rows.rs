//! CSV, row by row.

use std::fmt;
use std::io::Read;
use std::iter::FusedIterator;
use std::marker::PhantomData;
use std::sync::Arc;

use csv::{ErrorKind, Position, Reader, ReaderBuilder, StringRecord};
use serde::de::{Deserialize, DeserializeOwned};

use super::read_error;
use crate::error::DecodeError;
use crate::{Error, Result};

/// The rows of a CSV text with a header line, read one by one.
///
/// Quoted fields may hold delimiters, line breaks and doubled quotes. Lines may end in LF or CRLF;
/// empty lines and a UTF-8 byte order mark are passed over.
///
/// ```
/// use dhis2::stream::CsvRows;
///
/// let text = "name,comment\nVelmora,\"two\nlines, \"\"quoted\"\"\"\n";
/// let mut rows = CsvRows::new(text.as_bytes());
/// let row = rows.next().unwrap()?;
/// assert_eq!(row.get_by_name("name"), Some("Velmora"));
/// assert_eq!(row.get(1), Some("two\nlines, \"quoted\""));
/// # Ok::<(), dhis2::Error>(())
/// ```
///
/// # Errors
///
/// A row with another number of fields than the header, or that is not UTF-8, is an
/// [`Error::Decode`] that names the record and its line; a failed read is what the reader carries,
/// or an [`Error::Io`]. After an error there are no more rows.
#[must_use = "an iterator reads nothing until it is used"]
pub struct CsvRows<R = Box<dyn Read + Send>> {
    reader: Reader<AfterMark<R>>,
    record: StringRecord,
    headers: Option<Arc<StringRecord>>,
    done: bool,
    /// The file, for messages.
    pub(super) name: Arc<str>,
}

impl<R: Read> CsvRows<R> {
    /// Reads rows with commas between their fields.
    pub fn new(reader: R) -> Self {
        Self::delimited(reader, b',')
    }

    /// Reads rows with another delimiter, such as `b';'` or `b'\t'`.
    pub fn delimited(reader: R, delimiter: u8) -> Self {
        Self {
            reader: ReaderBuilder::new()
                .delimiter(delimiter)
                .from_reader(AfterMark::new(reader)),
            record: StringRecord::new(),
            headers: None,
            done: false,
            name: Arc::from(""),
        }
    }

    /// The names in the header line; none for an empty text.
    ///
    /// # Errors
    ///
    /// As for the rows.
    pub fn headers(&mut self) -> Result<Vec<String>> {
        let headers = self.header_record()?;
        Ok(headers.iter().map(str::to_owned).collect())
    }

    /// Every row as a `T`: a struct by the names of the header, a tuple or `Vec` by position. Empty
    /// fields are `None` where the field is an `Option`.
    ///
    /// ```
    /// # use dhis2::stream::CsvRows;
    /// #[derive(serde::Deserialize)]
    /// struct Unit { name: String, level: Option<u32> }
    ///
    /// let units = CsvRows::new(&b"level,name\n1,Velmora\n,Unknown\n"[..]).rows_as::<Unit>();
    /// let levels: Vec<_> = units.map(|unit| unit.map(|unit| unit.level)).collect::<Result<_, _>>()?;
    /// assert_eq!(levels, [Some(1), None]);
    /// # Ok::<(), dhis2::Error>(())
    /// ```
    pub fn rows_as<T: DeserializeOwned>(self) -> CsvRowsAs<T, R> {
        CsvRowsAs {
            rows: self,
            row: PhantomData,
        }
    }

    fn header_record(&mut self) -> Result<Arc<StringRecord>> {
        if let Some(headers) = &self.headers {
            return Ok(Arc::clone(headers));
        }
        match self.reader.headers() {
            Ok(headers) => {
                let headers = Arc::new(headers.clone());
                self.headers = Some(Arc::clone(&headers));
                Ok(headers)
            }
            Err(error) => Err(self.failed(error)),
        }
    }

    fn read(&mut self) -> Result<Option<Row>> {
        if self.done {
            return Ok(None);
        }
        let headers = self.header_record()?;
        match self.reader.read_record(&mut self.record) {
            Ok(true) => Ok(Some(Row {
                record: self.record.clone(),
                headers,
                name: Arc::clone(&self.name),
            })),
            Ok(false) => {
                self.done = true;
                Ok(None)
            }
            Err(error) => Err(self.failed(error)),
        }
    }

    fn failed(&mut self, error: csv::Error) -> Error {
        self.done = true;
        decode_error(error, &self.name)
    }
}

impl<R: Read> Iterator for CsvRows<R> {
    type Item = Result<Row>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

impl<R: Read> FusedIterator for CsvRows<R> {}

impl<R> fmt::Debug for CsvRows<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CsvRows")
            .field("headers", &self.headers)
            .field("done", &self.done)
            .finish_non_exhaustive()
    }
}

/// The rows of a CSV text, each as a `T`; made by [`CsvRows::rows_as`].
#[must_use = "an iterator reads nothing until it is used"]
pub struct CsvRowsAs<T, R = Box<dyn Read + Send>> {
    rows: CsvRows<R>,
    row: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned, R: Read> Iterator for CsvRowsAs<T, R> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        let result = self.rows.next()?.and_then(|row| row.deserialize());
        self.rows.done |= result.is_err();
        Some(result)
    }
}

impl<T: DeserializeOwned, R: Read> FusedIterator for CsvRowsAs<T, R> {}

impl<T, R> fmt::Debug for CsvRowsAs<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CsvRowsAs").field(&self.rows).finish()
    }
}

/// One row of a CSV text.
#[derive(Debug, Clone)]
pub struct Row {
    record: StringRecord,
    headers: Arc<StringRecord>,
    name: Arc<str>,
}

impl Row {
    /// The field at a 0-based position.
    pub fn get(&self, index: usize) -> Option<&str> {
        self.record.get(index)
    }

    /// The field under a name of the header; the first one where a name is there twice.
    pub fn get_by_name(&self, name: &str) -> Option<&str> {
        let index = self.headers.iter().position(|header| header == name)?;
        self.record.get(index)
    }

    /// The names in the header line.
    pub fn headers(&self) -> impl Iterator<Item = &str> {
        self.headers.iter()
    }

    /// Every field with its name, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().zip(self.record.iter())
    }

    /// The number of fields.
    pub fn len(&self) -> usize {
        self.record.len()
    }

    /// Whether there are no fields.
    pub fn is_empty(&self) -> bool {
        self.record.is_empty()
    }

    /// The 1-based line on which the row starts.
    pub fn line(&self) -> u64 {
        self.record.position().map_or(0, Position::line)
    }

    /// The row as a `T`, as [`CsvRows::rows_as`] does it.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] with the line and the name of the column.
    pub fn deserialize<'a, T: Deserialize<'a>>(&'a self) -> Result<T> {
        self.record
            .deserialize(Some(&self.headers))
            .map_err(|error| match error.kind() {
                ErrorKind::Deserialize { err, .. } => {
                    let column = err.field().and_then(|at| self.headers.get(to_index(at)));
                    let what = format!("{} in {}", err.kind(), place(self.record.position()));
                    let value = err.field().and_then(|at| self.get(to_index(at)));
                    let mut fault = DecodeError::new(what)
                        .path(column.unwrap_or_default())
                        .body(value.unwrap_or_default().as_bytes());
                    self.name.as_ref().clone_into(&mut fault.url);
                    fault.into()
                }
                _ => decode_error(error, &self.name),
            })
    }
}

fn to_index(field: u64) -> usize {
    usize::try_from(field).unwrap_or(usize::MAX)
}

/// "record 3 on line 5"; the header line is not counted as a record.
fn place(position: Option<&Position>) -> String {
    match position {
        Some(at) if at.record() == 0 => "the header".to_owned(),
        Some(at) => format!("record {} on line {}", at.record(), at.line()),
        None => "a record".to_owned(),
    }
}

fn decode_error(error: csv::Error, name: &str) -> Error {
    let position = error.position().cloned();
    let place = place(position.as_ref());
    let what = match error.into_kind() {
        ErrorKind::Io(error) => return read_error(error),
        ErrorKind::Utf8 { err, .. } => format!("field {} of {place} is not UTF-8", err.field() + 1),
        ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => format!("{place} has {len} fields, where the header has {expected_len}"),
        _ => format!("{place} is not CSV"),
    };
    let mut fault = DecodeError::new(what);
    name.clone_into(&mut fault.url);
    fault.into()
}

/// A reader without the byte order mark at its start. (The `csv` crate drops one only when it
/// comes with the first read.)
struct AfterMark<R> {
    reader: R,
    head: [u8; 3],
    /// What of `head` was read and is not handed out; `None` before the first read.
    left: Option<std::ops::Range<usize>>,
}

impl<R: Read> AfterMark<R> {
    fn new(reader: R) -> Self {
        Self {
            reader,
            head: [0; 3],
            left: None,
        }
    }

    fn read_head(&mut self) -> std::io::Result<std::ops::Range<usize>> {
        let mut length = 0;
        while length < self.head.len() {
            match self.reader.read(&mut self.head[length..]) {
                Ok(0) => break,
                Ok(read) => length += read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        let mark = self.head[..length] == *b"\xef\xbb\xbf";
        Ok(if mark { length..length } else { 0..length })
    }
}

impl<R: Read> Read for AfterMark<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let left = match self.left.clone() {
            Some(left) => left,
            None => self.read_head()?,
        };
        if left.is_empty() {
            self.left = Some(left);
            return self.reader.read(out);
        }
        let count = left.len().min(out.len());
        out[..count].copy_from_slice(&self.head[left.start..left.start + count]);
        self.left = Some(left.start + count..left.end);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stream::tests::Chunks;

    fn rows(text: &[u8]) -> Vec<Vec<String>> {
        CsvRows::new(Chunks::new(text, 1))
            .map(|row| row.expect("a row"))
            .map(|row| row.iter().map(|(_, field)| field.to_owned()).collect())
            .collect()
    }

    fn error(text: &[u8]) -> String {
        let mut rows = CsvRows::new(text);
        let error = rows.find_map(Result::err).expect("an error").to_string();
        assert!(rows.next().is_none(), "no rows after an error");
        error
    }

    #[test]
    fn line_ends_quotes_and_a_byte_order_mark_are_understood() {
        let expected = vec![vec!["1".to_owned(), "x\r\ny \"z\", w".to_owned()]; 2];
        let lf = b"\xef\xbb\xbfa,b\n1,\"x\r\ny \"\"z\"\", w\"\n1,\"x\r\ny \"\"z\"\", w\"";
        let crlf = b"a,b\r\n1,\"x\r\ny \"\"z\"\", w\"\r\n1,\"x\r\ny \"\"z\"\", w\"\r\n";
        assert_eq!(rows(lf), expected);
        assert_eq!(rows(crlf), expected);
    }

    #[test]
    fn the_mark_is_no_part_of_the_first_name_however_it_is_cut() {
        for size in 1..5 {
            let mut rows = CsvRows::new(Chunks::new(b"\xef\xbb\xbfid,name\nx,y\n", size));
            assert_eq!(rows.headers().expect("headers"), ["id", "name"]);
            let row = rows.next().expect("one").expect("a row");
            assert_eq!(row.get_by_name("id"), Some("x"));
            assert_eq!(row.get_by_name("ID"), None);
        }
    }

    #[test]
    fn a_text_without_rows_has_none() {
        for text in ["", "a", "a,b\n", "a\r\n\r\n", "\u{feff}", "\u{feff}a,b"] {
            assert_eq!(rows(text.as_bytes()), Vec::<Vec<String>>::new(), "{text:?}");
        }
        assert!(CsvRows::new(&b""[..]).headers().expect("none").is_empty());
    }

    #[test]
    fn a_ragged_row_is_an_error_with_record_and_line() {
        assert_eq!(
            error(b"a,b\n1,\"x\ny\"\n1,2,3\n4,5\n"),
            "record 2 on line 4 has 3 fields, where the header has 2"
        );
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_an_error_with_the_line() {
        assert_eq!(
            error(b"a,b\n1,2\n3,caf\xe9\n"),
            "field 2 of record 2 on line 3 is not UTF-8"
        );
        assert_eq!(
            error(b"a,\xff\n1,2\n"),
            "field 2 of the header is not UTF-8"
        );
    }

    #[test]
    fn a_row_that_does_not_fit_its_type_names_the_column() {
        let text = &b"name;level\nVelmora;1\nNorth;two\nSouth;3\n"[..];
        let mut units = CsvRows::delimited(text, b';').rows_as::<(String, u32)>();
        assert_eq!(units.next().expect("one").expect("a unit").1, 1);
        let error = units.next().expect("one").expect_err("not a number");
        assert_eq!(
            error.to_string(),
            "invalid digit found in string in record 2 on line 3 at level: two"
        );
        assert!(units.next().is_none());
    }

    #[test]
    fn a_failed_read_is_handed_on_and_ends_the_rows() {
        let reader = b"a,b\n1,2\n".chain(crate::stream::tests::Fails);
        let mut rows = CsvRows::new(reader);
        assert!(rows.next().expect("one").is_ok());
        let error = rows.next().expect("one").expect_err("the reader failed");
        assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
        assert!(rows.next().is_none());
    }
}

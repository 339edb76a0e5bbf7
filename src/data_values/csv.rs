//! Data values as CSV, in both directions.

use std::borrow::Borrow;
use std::fmt;
use std::io::{self, Read, Write};
use std::iter::FusedIterator;

use super::value::DataValue;
use crate::date::DateTime;
use crate::error::DecodeError;
use crate::stream::{CsvRows, Row};
use crate::{Error, Result};

/// The columns in the order that DHIS2 writes them, and reads them whatever the header says.
const COLUMNS: [&str; 11] = [
    "dataelement",
    "period",
    "orgunit",
    "categoryoptioncombo",
    "attributeoptioncombo",
    "value",
    "storedby",
    "lastupdated",
    "comment",
    "followup",
    "deleted",
];

/// How many bytes of CSV are made ahead of a read.
const CHUNK: usize = 16 * 1024;

/// The data values of a CSV text in DHIS2's columns, read one by one.
///
/// Columns are found by their names in the header, in any case and any order; only `dataelement`
/// must be there. Columns of other names are passed over.
///
/// ```
/// use dhis2::data_values::CsvValues;
///
/// let text = "dataElement,orgUnit,period,value\nDeMalariaC1,OuFacNoGeo1,202601,97\n";
/// let values: Vec<_> = CsvValues::new(text.as_bytes()).collect::<Result<_, _>>()?;
/// assert_eq!(values[0].period, "202601");
/// assert_eq!(values[0].value.as_deref(), Some("97"));
/// # Ok::<(), dhis2::Error>(())
/// ```
///
/// # Errors
///
/// As for [`CsvRows`], and [`Error::Decode`] for a header without `dataelement`. After an error
/// there are no more values.
#[must_use = "an iterator reads nothing until it is used"]
pub struct CsvValues<R = Box<dyn Read + Send>> {
    rows: CsvRows<R>,
    /// Where each of the columns stands, once the header was read.
    places: Option<[Option<usize>; 11]>,
    /// Whether this is an answer, where every identifier must be there.
    exported: bool,
    index: u64,
    done: bool,
}

impl<R: Read> CsvValues<R> {
    /// Reads values from `reader`, with commas between the fields.
    pub fn new(reader: R) -> Self {
        CsvRows::new(reader).into()
    }

    pub(super) fn exported(reader: R) -> Self {
        Self {
            exported: true,
            ..Self::new(reader)
        }
    }

    /// How many values were read: the 0-based index of the next one.
    pub fn index(&self) -> u64 {
        self.index
    }

    fn read(&mut self) -> Result<Option<DataValue>> {
        let places = match self.places {
            Some(places) => places,
            None => self.read_header()?,
        };
        let Some(row) = self.rows.next().transpose()? else {
            return Ok(None);
        };
        let value = read_row(&row, &places);
        if self.exported {
            self.check(&row, &places)?;
        }
        self.index += 1;
        Ok(Some(value))
    }

    fn read_header(&mut self) -> Result<[Option<usize>; 11]> {
        let header = self.rows.headers()?;
        let places = COLUMNS.map(|column| {
            header
                .iter()
                .position(|name| name.trim().eq_ignore_ascii_case(column))
        });
        if places[0].is_none() && !header.is_empty() {
            let what = "the header has no column dataelement";
            return Err(DecodeError::new(what)
                .body(header.join(",").as_bytes())
                .into());
        }
        self.places = Some(places);
        Ok(places)
    }

    /// DHIS2 2.42 leaves an identifier empty when the object has none in the id scheme.
    fn check(&self, row: &Row, places: &[Option<usize>; 11]) -> Result<()> {
        for (name, place) in COLUMNS.iter().zip(places).take(5) {
            let text = place.and_then(|place| row.get(place)).unwrap_or_default();
            if text.is_empty() || text == "null" {
                let what = format!(
                    "{name} is empty on line {}: the object has nothing that the id scheme could \
                     name it by",
                    row.line()
                );
                return Err(DecodeError::new(what).index(self.index).into());
            }
        }
        Ok(())
    }
}

fn read_row(row: &Row, places: &[Option<usize>; 11]) -> DataValue {
    let text = |column: usize| {
        let place = places.get(column).copied().flatten();
        place.and_then(|place| row.get(place)).unwrap_or_default()
    };
    let given = |column| Some(text(column)).filter(|text| !text.is_empty());
    // 2.42 writes `null` for what is not there.
    let named = |column| given(column).filter(|text| *text != "null");
    let truth = |column| match text(column) {
        "true" | "TRUE" => Some(true),
        "false" | "FALSE" => Some(false),
        _ => None,
    };
    DataValue {
        data_element: text(0).to_owned(),
        period: text(1).to_owned(),
        org_unit: text(2).to_owned(),
        category_option_combo: named(3).map(str::to_owned),
        attribute_option_combo: named(4).map(str::to_owned),
        value: given(5).map(str::to_owned),
        stored_by: named(6).map(str::to_owned),
        last_updated: named(7).map(DateTime::as_sent),
        comment: given(8).map(str::to_owned),
        followup: truth(9),
        deleted: truth(10),
        ..DataValue::default()
    }
}

impl<R> From<CsvRows<R>> for CsvValues<R> {
    fn from(rows: CsvRows<R>) -> Self {
        Self {
            rows,
            places: None,
            exported: false,
            index: 0,
            done: false,
        }
    }
}

impl<R: Read> Iterator for CsvValues<R> {
    type Item = Result<DataValue>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let value = self.read().transpose();
        self.done = !matches!(value, Some(Ok(_)));
        value
    }
}

impl<R: Read> FusedIterator for CsvValues<R> {}

impl<R> fmt::Debug for CsvValues<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CsvValues")
            .field("index", &self.index)
            .field("done", &self.done)
            .finish_non_exhaustive()
    }
}

/// Writes values as CSV, with DHIS2's header line even when there are none; returns how many.
///
/// ```
/// use dhis2::data_values::{DataValue, write_csv};
///
/// let mut text = Vec::new();
/// write_csv(&mut text, [DataValue::new("DeMalariaC1", "202601", "OuFacNoGeo1", 97)])?;
/// let text = String::from_utf8(text).unwrap();
/// assert!(text.ends_with("deleted\nDeMalariaC1,202601,OuFacNoGeo1,,,97,,,,,\n"), "{text}");
/// # Ok::<(), dhis2::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::Io`] when the writer fails.
pub fn write_csv<I>(writer: impl Write, values: I) -> Result<u64>
where
    I: IntoIterator<Item: Borrow<DataValue>>,
{
    let failed = |error: csv::Error| Error::io("write the values", None, io::Error::from(error));
    let mut writer = csv::WriterBuilder::new().from_writer(writer);
    writer.write_record(COLUMNS).map_err(failed)?;
    let mut count = 0;
    for value in values {
        write_row(&mut writer, value.borrow()).map_err(failed)?;
        count += 1;
    }
    let flushed = writer.flush();
    flushed.map_err(|error| Error::io("write the values", None, error))?;
    Ok(count)
}

fn write_row<W: Write>(writer: &mut csv::Writer<W>, value: &DataValue) -> csv::Result<()> {
    fn or_empty(text: Option<&String>) -> &str {
        text.map_or("", String::as_str)
    }
    writer.write_record([
        value.data_element.as_str(),
        value.period.as_str(),
        value.org_unit.as_str(),
        or_empty(value.category_option_combo.as_ref()),
        or_empty(value.attribute_option_combo.as_ref()),
        or_empty(value.value.as_ref()),
        or_empty(value.stored_by.as_ref()),
        value.last_updated.as_ref().map_or("", DateTime::as_str),
        or_empty(value.comment.as_ref()),
        value.followup.map_or("", as_word),
        value.deleted.map_or("", as_word),
    ])
}

fn as_word(truth: bool) -> &'static str {
    if truth { "true" } else { "false" }
}

/// An iterator as a CSV text that is made while it is read.
pub(super) struct CsvBody<I> {
    values: I,
    buffer: Vec<u8>,
    sent: usize,
    state: State,
}

enum State {
    Header,
    Rows,
    Done,
    Broken(String),
}

impl<I> CsvBody<I> {
    pub(super) fn new(values: I) -> Self {
        Self {
            values,
            buffer: Vec::new(),
            sent: 0,
            state: State::Header,
        }
    }
}

impl<I: Iterator<Item = Result<DataValue, String>>> CsvBody<I> {
    fn fill(&mut self) -> io::Result<()> {
        if let State::Broken(why) = &self.state {
            return Err(io::Error::other(why.clone()));
        }
        self.buffer.clear();
        self.sent = 0;
        let mut writer = csv::WriterBuilder::new()
            .has_headers(false)
            .buffer_capacity(1024)
            .from_writer(std::mem::take(&mut self.buffer));
        if matches!(self.state, State::Header) {
            writer.write_record(COLUMNS)?;
            self.state = State::Rows;
        }
        while matches!(self.state, State::Rows) && writer.get_ref().len() < CHUNK {
            match self.values.next() {
                Some(Ok(value)) => write_row(&mut writer, &value)?,
                Some(Err(why)) => {
                    self.state = State::Broken(why.clone());
                    return Err(io::Error::other(why));
                }
                None => self.state = State::Done,
            }
        }
        self.buffer = writer
            .into_inner()
            .map_err(|error| io::Error::other(error.to_string()))?;
        Ok(())
    }
}

impl<I: Iterator<Item = Result<DataValue, String>>> Read for CsvBody<I> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.sent == self.buffer.len() {
            self.fill()?;
        }
        let left = &self.buffer[self.sent..];
        let count = left.len().min(out.len());
        out[..count].copy_from_slice(&left[..count]);
        self.sent += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(comment: &str) -> DataValue {
        let mut value = DataValue::new("DeMalariaC1", "202601", "OuFacNoGeo1", "9,7");
        value.comment = Some(comment.to_owned());
        value.followup = Some(true);
        value
    }

    #[test]
    fn values_that_are_written_are_read_back() {
        let values = [
            value("two\nlines"),
            value("\"quoted\""),
            DataValue::default(),
        ];
        let mut text = Vec::new();
        assert_eq!(write_csv(&mut text, &values).unwrap(), 3);
        let mut made = String::new();
        CsvBody::new(values.iter().cloned().map(Ok))
            .read_to_string(&mut made)
            .unwrap();
        assert_eq!(made.as_bytes(), text);
        let read: Vec<_> = CsvValues::new(&text[..]).map(Result::unwrap).collect();
        assert_eq!(read, values);
    }

    #[test]
    fn an_empty_list_has_a_header_all_the_same() {
        let mut text = String::new();
        CsvBody::new(std::iter::empty::<Result<DataValue, String>>())
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text, format!("{}\n", COLUMNS.join(",")));
    }

    #[test]
    fn a_body_whose_source_fails_never_looks_whole() {
        let mut body = CsvBody::new([Ok(value("a")), Err("gone".to_owned())].into_iter());
        for _ in 0..2 {
            let error = body.read(&mut [0; 10]).unwrap_err();
            assert_eq!(error.to_string(), "gone");
        }
    }

    #[test]
    fn a_text_without_a_header_is_refused() {
        let mut values = CsvValues::new(&b"DeMalariaC1,202601,OuFacNoGeo1,,,97\n"[..]);
        let error = values.next().unwrap().unwrap_err();
        assert!(
            error.to_string().contains("no column dataelement"),
            "{error}"
        );
        assert!(values.next().is_none());
    }

    #[test]
    fn an_exported_line_without_an_identifier_is_an_error() {
        let text = format!("{}\nd,202601,o,null,a,1,,,,,\n", COLUMNS.join(","));
        let error = CsvValues::exported(text.as_bytes())
            .next()
            .unwrap()
            .unwrap_err();
        assert!(
            error
                .to_string()
                .contains("categoryoptioncombo is empty on line 2"),
            "{error}"
        );
        assert!(CsvValues::new(text.as_bytes()).next().unwrap().is_ok());
    }
}

//! Where the values of an import come from.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use serde_json::{Map, Value};

use super::check::{Checked, Checker, Slot};
use super::csv::{CsvBody, CsvValues};
use super::format::Format;
use super::options::Options;
use super::value::DataValue;
use crate::stream::{Elements, JsonBody};
use crate::{Error, Result};

/// What can be imported: a [`DataValue`], or the result of making one. The first error ends the
/// import and is returned as it is, if it is an [`Error`], and inside an [`Error::Io`] otherwise.
pub trait IntoDataValue {
    /// The value, or why there is none.
    ///
    /// # Errors
    ///
    /// That of the source.
    fn into_data_value(self) -> Result<DataValue>;
}

impl IntoDataValue for DataValue {
    fn into_data_value(self) -> Result<DataValue> {
        Ok(self)
    }
}

impl<E: Into<Box<dyn std::error::Error + Send + Sync>>> IntoDataValue for Result<DataValue, E> {
    fn into_data_value(self) -> Result<DataValue> {
        self.map_err(|error| match error.into().downcast::<Error>() {
            Ok(error) => *error,
            Err(error) => Error::io("read the values", None, io::Error::other(error)),
        })
    }
}

pub(super) type Values = Box<dyn Iterator<Item = Result<DataValue>> + Send>;

pub(super) enum Source {
    Values(Values),
    Reader(Format, Box<dyn Read + Send>),
    File(Format, PathBuf),
}

/// A source that was opened.
pub(super) enum Opened {
    /// Values, the head of the document they stand in, and the form they are sent in.
    Values(Values, Map<String, Value>, Format),
    /// Bytes that are sent as they are.
    Raw(Box<dyn Read + Send>),
}

pub(super) fn open_file(path: &PathBuf) -> Result<Box<dyn Read + Send>> {
    let file = File::open(path).map_err(|error| Error::io("read", Some(path), error))?;
    Ok(Box::new(file))
}

/// Reads far enough to know the head of the document.
pub(super) fn open(format: Format, reader: Box<dyn Read + Send>) -> Opened {
    match format {
        Format::Json => {
            let (values, head) = JsonValues::open(reader);
            Opened::Values(Box::new(values), head, format)
        }
        Format::Csv => Opened::Values(Box::new(CsvValues::new(reader)), Map::new(), format),
        Format::Xml | Format::Adx => Opened::Raw(reader),
    }
}

/// The body of a request out of a source. Errors of the source go to the slot.
pub(super) fn body(opened: Opened, options: &Options, slot: &Slot) -> Result<Box<dyn Read + Send>> {
    let reader: Box<dyn Read + Send> = match opened {
        Opened::Raw(reader) => reader,
        Opened::Values(values, head, format) => {
            let head = options.head_over(head)?;
            let checked = Checked {
                values,
                checker: Checker::new(options.rules(&head)),
                slot: slot.clone(),
            };
            if format == Format::Csv {
                Box::new(CsvBody::new(checked))
            } else {
                Box::new(JsonBody::fallible("dataValues", checked).0.fields(head))
            }
        }
    };
    Ok(if options.gzip {
        let level = flate2::Compression::default();
        Box::new(flate2::read::GzEncoder::new(reader, level))
    } else {
        reader
    })
}

/// The values of a JSON document. The first one is read ahead, so that the head is known.
struct JsonValues {
    elements: Elements<DataValue, Box<dyn Read + Send>>,
    first: Option<Result<DataValue>>,
    /// How many fields the head has: further ones would come too late.
    head: usize,
    done: bool,
}

impl JsonValues {
    fn open(reader: Box<dyn Read + Send>) -> (Self, Map<String, Value>) {
        let mut elements = Elements::new(reader, "dataValues");
        let first = elements.next();
        let head = elements.fields().clone();
        let values = Self {
            elements,
            first,
            head: head.len(),
            done: false,
        };
        (values, head)
    }

    fn end(&self) -> Option<Result<DataValue>> {
        if !self.elements.found() {
            let expected = "a JSON object with a list `dataValues`";
            return Some(Err(Error::invalid("the document", "", expected)));
        }
        let fields = self.elements.fields();
        if fields.len() == self.head {
            return None;
        }
        let names: Vec<_> = fields.keys().map(String::as_str).collect();
        Some(Err(Error::invalid(
            "the document",
            names.join(", "),
            "fields such as dataSet before the list `dataValues`, none behind it",
        )))
    }
}

impl Iterator for JsonValues {
    type Item = Result<DataValue>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let value = self.first.take().or_else(|| self.elements.next());
        self.done = !matches!(value, Some(Ok(_)));
        value.or_else(|| self.end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(json: &'static str, options: &Options) -> Result<String> {
        let slot = Slot::default();
        let opened = open(Format::Json, Box::new(json.as_bytes()));
        let mut text = String::new();
        let read = body(opened, options, &slot)?.read_to_string(&mut text);
        slot.or(read.map_err(|error| Error::io("read", None, error)))?;
        Ok(text)
    }

    const ONE: &str = r#"{"dataElement":"d","period":"202601","orgUnit":"o","value":1}"#;

    #[test]
    fn the_head_of_a_document_is_kept_and_ours_goes_over_it() {
        let mut options = Options::new();
        options.head.insert("dataSet".into(), "DsMonthly01".into());
        let json = r#"{"dataSet":"Other","period":"202601","completeDate":null,"dataValues":[{"dataElement":"d","orgUnit":"o","value":"1"}]}"#;
        assert_eq!(
            sent(json, &options).unwrap(),
            r#"{"dataSet":"DsMonthly01","period":"202601","dataValues":[{"dataElement":"d","orgUnit":"o","value":"1"}]}"#
        );
    }

    #[test]
    fn a_bare_list_of_values_is_put_into_a_document() {
        let list: &'static str = format!("[{ONE}]").leak();
        let text = sent(list, &Options::new()).unwrap();
        assert!(
            text.starts_with(r#"{"dataValues":[{"dataElement":"d""#),
            "{text}"
        );
        // 2.43 takes a list of sets for nothing, and says that all is well.
        let sets: &'static str = format!("[{{\"dataSet\":\"x\",\"dataValues\":[{ONE}]}}]").leak();
        let error = sent(sets, &Options::new()).unwrap_err().to_string();
        assert!(error.contains("dataValues[0].dataElement"), "{error}");
    }

    #[test]
    fn fields_that_come_too_late_and_documents_of_another_kind_are_refused() {
        let late: &'static str = format!("{{\"dataValues\":[{ONE}],\"dataSet\":\"x\"}}").leak();
        let error = sent(late, &Options::new()).unwrap_err().to_string();
        assert!(error.contains("before the list"), "{error}");
        let error = sent(r#"{"values":[]}"#, &Options::new())
            .unwrap_err()
            .to_string();
        assert!(error.contains("a list `dataValues`"), "{error}");
        assert!(sent(r#"{"dataValues":["#, &Options::new()).is_err());
    }

    #[test]
    fn a_complete_date_is_refused_in_a_dry_run() {
        let mut options = Options::new();
        options.dry_run = true;
        let json = r#"{"completeDate":"2026-01-31","dataValues":[]}"#;
        let error = sent(json, &options).unwrap_err().to_string();
        assert!(error.contains("none in a dry run"), "{error}");
        options.dry_run = false;
        assert!(sent(json, &options).is_ok());
    }
}

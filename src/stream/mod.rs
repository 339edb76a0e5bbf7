//! Lists of any length in constant memory: JSON and CSV in, JSON out.
//!
//! DHIS2 answers with documents such as `{"pager":{…},"dataValues":[…]}`, where the array can hold
//! millions of objects. [`Elements`] reads such a document from any [`Read`](std::io::Read) and is
//! an iterator over the array's elements. It holds one of them at a time, uses no thread, and
//! keeps the other fields of the document for afterwards. [`JsonBody`] is its mirror: it makes a
//! reader out of an iterator, and so a request body of any length. [`CsvRows`] reads CSV row by
//! row.
//!
//! ```
//! use dhis2::stream::Elements;
//!
//! #[derive(serde::Deserialize)]
//! struct Unit { name: String, level: u32 }
//!
//! let answer = br#"{"pager":{"page":1,"total":2},"organisationUnits":[
//!     {"name":"Velmora","level":1},{"name":"Province A","level":2}]}"#;
//! let mut units = Elements::<Unit, _>::new(&answer[..], "organisationUnits");
//! let mut names = Vec::new();
//! for unit in &mut units {
//!     let unit = unit?;
//!     names.push(format!("{} {}", unit.level, unit.name));
//! }
//! assert_eq!(names, ["1 Velmora", "2 Province A"]);
//! assert_eq!(units.fields()["pager"]["total"], 2);
//! # Ok::<(), dhis2::Error>(())
//! ```
//!
//! # Memory
//!
//! A stream holds its buffer of 64 KiB, or as much as its largest element needs, up to a limit;
//! and the other fields of the document, up to a limit. Nothing is recursive but the decoding of
//! one element, which `serde_json` stops at 128 levels.
//!
//! # Errors
//!
//! A document that is cut, broken, or followed by something else is an [`Error::Decode`] that
//! names the byte and the element, and, for an element of another shape than was asked for, the
//! field inside it. An error of this crate that the reader carries in its [`std::io::Error`] comes
//! out as it was; any other failure to read is an [`Error::Io`]. After an error a stream is at its
//! end.

mod csv_rows;
mod elements;
mod files;
mod json_body;
pub(crate) mod json_path;
mod scan;
mod select;
mod splitter;
#[cfg(test)]
mod tests;
mod window;

pub use csv_rows::{CsvRows, CsvRowsAs, Row};
pub use elements::Elements;
pub use files::{load_csv, load_json};
pub use json_body::{BodyProgress, JsonBody, SourceError};
pub use select::Select;
pub use splitter::ElementSplitter;

use crate::Error;

/// What a failed read means: the error of this crate that it carries, or itself.
pub(crate) fn read_error(error: std::io::Error) -> Error {
    match error.downcast::<Error>() {
        Ok(error) => error,
        Err(error) => Error::io("read the data", None, error),
    }
}

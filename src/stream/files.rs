//! Local files of JSON and CSV.

use std::fs::File;
use std::path::Path;

use serde::de::DeserializeOwned;

use super::csv_rows::CsvRows;
use super::json_path::{decode_slice, message, offset_of};
use crate::error::DecodeError;
use crate::{Error, Result};

/// Reads a JSON file into a `T`. The whole file is held in memory; for a list of any length use
/// [`Elements`](super::Elements) over the opened file. A UTF-8 byte order mark is passed over.
///
/// ```no_run
/// #[derive(serde::Deserialize)]
/// struct Unit { id: dhis2::Uid, name: String }
///
/// let units: Vec<Unit> = dhis2::stream::load_json("units.json")?;
/// # Ok::<(), dhis2::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::Io`] when the file cannot be read, and [`Error::Decode`] when it is not a `T`, which
/// names the file, the line and column, and the path of the field.
pub fn load_json<T: DeserializeOwned>(path: impl AsRef<Path>) -> Result<T> {
    let path = path.as_ref();
    let bytes = std::fs::read(path).map_err(|error| Error::io("read", Some(path), error))?;
    let mark = if bytes.starts_with(b"\xef\xbb\xbf") {
        3
    } else {
        0
    };
    let json = &bytes[mark..];
    decode_slice(json).map_err(|(error, field)| {
        let (line, column) = (error.line(), error.column());
        let offset = offset_of(&error, json);
        let what = format!("{} (line {line}, column {column})", message(&error));
        let mut fault = DecodeError::new(what)
            .path(field)
            .offset((mark + offset) as u64)
            .body(&json[line_start(json, offset)..]);
        fault.url = path.display().to_string();
        fault.into()
    })
}

/// The start of the line in which `offset` stands, or a place shortly before it in a long line.
fn line_start(text: &[u8], offset: usize) -> usize {
    let earliest = offset.saturating_sub(60);
    let from = text[earliest..offset]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(earliest, |at| earliest + at + 1);
    // Not from the middle of a character.
    (from..offset)
        .find(|at| text[*at] & 0xc0 != 0x80)
        .unwrap_or(offset)
}

/// Opens a CSV file with a header line; its rows are read one by one.
///
/// # Errors
///
/// [`Error::Io`] when the file cannot be opened.
pub fn load_csv(path: impl AsRef<Path>) -> Result<CsvRows<File>> {
    let path = path.as_ref();
    let file = File::open(path).map_err(|error| Error::io("read", Some(path), error))?;
    let mut rows = CsvRows::new(file);
    rows.name = path.display().to_string().into();
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[derive(Debug, serde::Deserialize)]
    struct N {
        #[allow(dead_code)]
        n: u8,
    }

    fn file(content: &[u8]) -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(content).expect("written");
        file
    }

    #[test]
    fn a_json_file_is_read_with_or_without_a_byte_order_mark() {
        for content in [&b"[1, 2]"[..], b"\xef\xbb\xbf[1, 2]\n"] {
            let numbers: Vec<u8> = load_json(file(content).path()).expect("numbers");
            assert_eq!(numbers, [1, 2]);
        }
    }

    #[test]
    fn a_fault_in_a_json_file_is_named_by_path_line_column_and_field() {
        let file = file("\u{feff}[{\"n\":1},\n {\"é\":0, \"n\":\"x\"}]".as_bytes());
        let error = load_json::<Vec<N>>(file.path()).expect_err("not a number");
        let expected = format!(
            "{}: invalid type: string \"x\", expected u8 (line 2, column 17) at [1].n at byte 29: {{\"é\":0, \"n\":\"x\"}}]",
            file.path().display()
        );
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let error = load_json::<u8>("/no/such/file.json").expect_err("no file");
        assert_eq!(error.to_string(), "cannot read /no/such/file.json");
        let error = load_csv("/no/such/file.csv").expect_err("no file");
        assert_eq!(error.to_string(), "cannot read /no/such/file.csv");
    }

    #[test]
    fn a_fault_in_a_csv_file_names_the_file() {
        let file = file(b"a,b\n1\n");
        let error = load_csv(file.path())
            .expect("opened")
            .find_map(Result::err)
            .expect("a ragged row");
        let path = file.path().display();
        assert_eq!(
            error.to_string(),
            format!("{path}: record 1 on line 2 has 1 fields, where the header has 2")
        );
    }
}

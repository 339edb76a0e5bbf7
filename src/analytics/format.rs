//! Grids as files: the form that is asked for, and the errors that look like one.

use std::fmt;
use std::io::{Read, Write};

use crate::error::{ApiError, DecodeError, Error, Result, hints};
use crate::import::WebMessage;
use crate::request::Request;

/// How much is read before anything is written: an error is shorter.
const HEAD: usize = 2048;

/// A form in which a grid can be written by the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum GridFormat {
    /// `{"headers": […], "metaData": {…}, "rows": [[…]]}`
    Json,
    /// A row a line. The header line has titles for people, which 2.43 has more of than 2.42.
    #[default]
    Csv,
    /// Excel, 97 to 2003.
    Xls,
    /// Excel, 2007 and later. Not every server has it: one that has not answers 404.
    Xlsx,
    /// DHIS2's own XML.
    Xml,
}

impl GridFormat {
    /// The ending of the path.
    pub(super) fn suffix(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Xls => "xls",
            Self::Xlsx => "xlsx",
            Self::Xml => "xml",
        }
    }

    fn is(self, media_type: &str) -> bool {
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        let essence = essence.to_ascii_lowercase();
        let words: &[&str] = match self {
            Self::Json => &["json"],
            Self::Csv => &["csv"],
            Self::Xls | Self::Xlsx => &["excel", "spreadsheet"],
            Self::Xml => &["/xml"],
        };
        words.iter().any(|word| essence.contains(word))
    }
}

impl fmt::Display for GridFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Json => "JSON",
            Self::Csv => "CSV",
            Self::Xls | Self::Xlsx => "a workbook",
            Self::Xml => "XML",
        })
    }
}

/// Copies answers to a writer, one behind the other, and each after making sure that it is what was
/// asked for: DHIS2 answers a wrong query for CSV with 200 and the text of the error.
pub(super) fn copy(
    requests: Vec<Request>,
    format: GridFormat,
    writer: &mut (impl Write + ?Sized),
) -> Result<u64> {
    let mut out = Joined {
        writer,
        total: 0,
        last: b'\n',
        header: Header::Kept,
    };
    for request in requests {
        append(request, format, &mut out)?;
        out.header = Header::Passing { quoted: false };
    }
    let flushed = out.writer.flush();
    flushed.map_err(|error| Error::io("write the answer", None, error))?;
    Ok(out.total)
}

fn append<W: Write + ?Sized>(
    request: Request,
    format: GridFormat,
    out: &mut Joined<'_, W>,
) -> Result<()> {
    let response = request.accept("*/*").send()?;
    let (url, status) = (response.url().to_owned(), response.status());
    let media_type = response.content_type().map(str::to_owned);
    let mut reader = response.into_reader();
    let mut head = Vec::new();
    let read = reader.by_ref().take(HEAD as u64).read_to_end(&mut head);
    read.map_err(|error| Error::from_io("read the answer", error))?;
    if let Some(error) = error_text(&head, &url, status) {
        return Err(error.into());
    }
    if !media_type.as_deref().is_some_and(|kind| format.is(kind)) {
        let kind = media_type.as_deref().unwrap_or("of no media type");
        let what = format!("the answer is {kind}, where {format} was due");
        return Err(DecodeError::new(what)
            .request("GET", &url, status)
            .body(&head)
            .into());
    }
    let mut buffer = vec![0; 64 * 1024];
    let mut chunk: &[u8] = &head;
    while !chunk.is_empty() {
        out.write(chunk)?;
        let read = loop {
            match reader.read(&mut buffer) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        let read = read.map_err(|error| Error::from_io("read the answer", error))?;
        chunk = &buffer[..read];
    }
    Ok(())
}

/// Where we are in an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Header {
    /// In the first answer, or among the rows of another.
    Kept,
    /// In the header line of another, which is not written; and whether inside quotes there.
    Passing { quoted: bool },
    /// Before the first row of another.
    Passed,
}

/// Several CSV files as one.
struct Joined<'a, W: ?Sized> {
    writer: &'a mut W,
    total: u64,
    last: u8,
    header: Header,
}

impl<W: Write + ?Sized> Joined<'_, W> {
    fn write(&mut self, chunk: &[u8]) -> Result<()> {
        let mut chunk = chunk;
        if let Header::Passing { mut quoted } = self.header {
            let end = chunk.iter().position(|byte| {
                quoted ^= *byte == b'"';
                *byte == b'\n' && !quoted
            });
            let Some(end) = end else {
                self.header = Header::Passing { quoted };
                return Ok(());
            };
            chunk = &chunk[end + 1..];
            self.header = Header::Passed;
        }
        let Some(last) = chunk.last() else {
            return Ok(());
        };
        if self.header == Header::Passed {
            self.header = Header::Kept;
            if self.last != b'\n' {
                self.put(b"\n")?;
            }
        }
        self.last = *last;
        self.put(chunk)
    }

    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        let written = self.writer.write_all(bytes);
        written.map_err(|error| Error::io("write the answer", None, error))?;
        self.total += bytes.len() as u64;
        Ok(())
    }
}

/// `E7124: …`, which comes as a success, as the error that it is.
fn error_text(head: &[u8], url: &str, status: u16) -> Option<ApiError> {
    let text = String::from_utf8_lossy(head);
    let text = text.trim();
    let (code, message) = text.split_once(':')?;
    let digits = code.strip_prefix('E')?;
    if digits.len() != 4 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let envelope = serde_json::json!({
        "httpStatus": "Conflict", "httpStatusCode": 409, "status": "ERROR",
        "message": message.trim(), "errorCode": code,
    });
    let web_message = WebMessage::from_slice(envelope.to_string().as_bytes());
    Some(ApiError {
        method: "GET".to_owned(),
        url: url.to_owned(),
        status,
        hint: hints::for_answer("GET", url, 409, web_message.as_ref(), text),
        web_message,
        body: crate::error::excerpt(head, 2048),
        attempts: 1,
        retry_after: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn further_files_are_joined_without_their_header_however_the_bytes_come() {
        let files: [&[u8]; 4] = [
            b"\"a\nb\",c\n1,2",
            b"\"a\nb\",c\n3,4\n",
            b"\"a\nb\",c\n",
            b"\"a\nb\",c\n5,6\n",
        ];
        for size in 1..12 {
            let mut written = Vec::new();
            let mut out = Joined {
                writer: &mut written,
                total: 0,
                last: b'\n',
                header: Header::Kept,
            };
            for file in files {
                for chunk in file.chunks(size) {
                    out.write(chunk).expect("a write");
                }
                out.header = Header::Passing { quoted: false };
            }
            let total = out.total;
            assert_eq!(written, b"\"a\nb\",c\n1,2\n3,4\n5,6\n", "{size}");
            assert_eq!(total, written.len() as u64);
        }
    }

    #[test]
    fn only_a_code_and_a_colon_is_an_error() {
        let error = error_text(b"E7144: no such table", "u", 200).expect("an error");
        assert_eq!(error.error_code(), Some("E7144"));
        assert_eq!(error.message(), "no such table");
        assert!(error.hint().is_some_and(|hint| hint.contains("tables")));
        for text in ["Data,Period\nE7144: x", "E71: x", "E7144,x", "", "EABCD: x"] {
            assert!(error_text(text.as_bytes(), "u", 200).is_none(), "{text}");
        }
    }
}

//! From the bytes of an answer to a value, with an error that says where it went wrong.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::error::{DecodeError, Error, Result};
use crate::http::exchange::Answer;
use crate::http::status;
use crate::import::{ImportReport, ReportKind};
use crate::stream::json_path;

/// A whole answer as a value.
pub(crate) fn decode_answer<T: DeserializeOwned>(answer: &Answer, body: &[u8]) -> Result<T> {
    let about = &answer.about;
    let at = |error: DecodeError| error.request(about.method, &about.url, answer.status);
    if body.iter().all(u8::is_ascii_whitespace) {
        let error = DecodeError::new("the answer is empty, where JSON was due");
        let error = if about.method == "GET" {
            error.hint_text("DHIS2 answers so for data outside the user's org units")
        } else {
            error
        };
        return Err(at(error).into());
    }
    let text = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    json_path::decode_slice(text).map_err(|(error, path)| {
        let is_json = !error.is_syntax() && !error.is_eof();
        let what = if is_json {
            format!(
                "the answer is not what was asked for: {}",
                json_path::message(&error)
            )
        } else if text.first() == Some(&b'<') {
            "the answer is an HTML or XML page, not JSON".to_owned()
        } else {
            format!("the answer is broken JSON: {}", json_path::message(&error))
        };
        let offset = json_path::offset_of(&error, text);
        let around = if is_json {
            &text[offset.saturating_sub(60)..]
        } else {
            text
        };
        let mut decode = at(DecodeError::new(what))
            .path(path)
            .body(around)
            .offset(offset as u64);
        if text.first() == Some(&b'<') {
            decode = decode.hint_text("a proxy or a sign-in page stands before DHIS2");
        }
        decode.source_error(error).into()
    })
}

/// A whole answer as text.
pub(crate) fn utf8(answer: &Answer, body: Vec<u8>) -> Result<String> {
    String::from_utf8(body).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        DecodeError::new("the answer is not UTF-8 text")
            .request(answer.about.method, &answer.about.url, answer.status)
            .offset(offset as u64)
            .source_error(error)
            .into()
    })
}

/// The report of an import, which is a value for 200 and 409 alike.
pub(crate) fn import_report(answer: &Answer, body: &[u8]) -> Result<ImportReport> {
    if matches!(answer.status, 200..=299 | 409) {
        match ImportReport::from_slice(answer.status, body) {
            // An envelope that refuses without a report is an error like any other.
            Some(report) if answer.status < 300 || report.kind() != ReportKind::Message => {
                return Ok(report);
            }
            _ => {}
        }
    }
    if answer.status >= 400 {
        return Err(status::refused(answer, body));
    }
    if (300..400).contains(&answer.status) || answer.is_html() {
        return Err(status::check_read(answer, body));
    }
    Err(DecodeError::new("the answer holds no import report")
        .request(answer.about.method, &answer.about.url, answer.status)
        .body(body)
        .into())
}

/// The field as a `T`, taken out of an object; one that does not fit stays where it is.
pub(crate) fn take<T: DeserializeOwned>(fields: &mut Map<String, Value>, name: &str) -> Option<T> {
    let value = T::deserialize(fields.get(name)?).ok()?;
    fields.remove(name);
    Some(value)
}

/// A value as the body of a request.
pub(crate) fn encode<T: serde::Serialize + ?Sized>(value: &T) -> Result<Vec<u8>> {
    serde_json::to_vec(value)
        .map_err(|error| Error::invalid("body", error.to_string(), "a value that is JSON"))
}

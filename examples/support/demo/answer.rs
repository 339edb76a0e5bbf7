//! Answers of the demo server, in DHIS2's shapes.

use serde_json::{Value, json};

use super::super::http::reason;

/// A status, headers and a body.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn bytes(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("content-type".to_owned(), content_type.to_owned())];
        Self {
            status,
            headers,
            body: body.into(),
        }
    }

    pub(crate) fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    pub(crate) fn text(status: u16, json: impl Into<Vec<u8>>) -> Self {
        Self::bytes(status, "application/json;charset=UTF-8", json)
    }

    pub(crate) fn json(status: u16, value: &Value) -> Self {
        Self::text(status, value.to_string())
    }

    pub(crate) fn redirect(location: &str) -> Self {
        Self::empty(302).with("location", location)
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// DHIS2's envelope of an error.
    pub(crate) fn error(status: u16, message: &str, code: Option<&str>) -> Self {
        let mut body = envelope(status, "ERROR");
        body["message"] = message.into();
        if let Some(code) = code {
            body["errorCode"] = code.into();
        }
        Self::bytes(status, "application/json", body.to_string())
    }

    /// The 404 of an object that is not there.
    pub(crate) fn not_found(class: &str, id: &str) -> Self {
        let name = class.rsplit('.').next().unwrap_or(class);
        let message = format!("{name} with id {id} could not be found.");
        Self::error(404, &message, Some("E1005"))
    }

    /// The 405 of a method that a path does not have.
    pub(crate) fn bad_method(method: &str) -> Self {
        Self::error(
            405,
            &format!("Request method '{method}' is not supported"),
            None,
        )
    }

    /// The 415 of a body of another kind.
    pub(crate) fn bad_type(content_type: &str) -> Self {
        Self::error(
            415,
            &format!("Content-Type '{content_type}' is not supported"),
            None,
        )
    }

    /// The page of a path that nobody serves.
    pub(crate) fn no_such_path(path: &str) -> Self {
        let page = include_str!("../data/unknown_path.html");
        let path = path.trim_start_matches('/').replace('/', "&#47;");
        let page = page.replace("api&#47;noSuchResource", &path);
        Self::bytes(404, "text/html;charset=utf-8", page)
    }
}

/// The start of every JSON answer about a change.
pub(crate) fn envelope(http_status: u16, status: &str) -> Value {
    json!({ "httpStatus": reason(http_status), "httpStatusCode": http_status, "status": status })
}

/// The answer about one object; a report is an `errorReports` entry.
pub(crate) fn object_report(http_status: u16, class: &str, id: &str, reports: &[Value]) -> Answer {
    let mut body = envelope(http_status, if reports.is_empty() { "OK" } else { "ERROR" });
    if !reports.is_empty() {
        body["message"] = REPORT_HINT.into();
    }
    body["response"] = json!({
        "uid": id, "klass": class, "errorReports": reports, "responseType": "ObjectReport",
    });
    Answer::json(http_status, &body)
}

/// The message over any report with errors.
pub(crate) const REPORT_HINT: &str =
    "One or more errors occurred, please see full details in import report.";

/// The `errorReports` entry of a property that is not there.
pub(crate) fn missing_property(class: &str, property: &str) -> Value {
    json!({
        "message": format!("Missing required property `{property}`"),
        "args": [property], "mainKlass": class, "errorCode": "E4000",
        "errorKlass": "java.lang.String", "errorProperty": property, "errorProperties": [property],
    })
}

/// The `errorReports` entry of an object that is there already.
pub(crate) fn already_there(class: &str, id: &str, name: &str) -> Value {
    let short = class.rsplit('.').next().unwrap_or(class);
    let object = format!("{name} [{id}] ({short})");
    json!({
        "message": format!(
            "Found matching object for reference, but import mode is CREATE. Identifier was UID, and object was {object}."
        ),
        "args": ["UID", object], "mainKlass": class, "errorCode": "E5000", "mainId": id,
        "errorProperties": ["UID", object],
    })
}

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::json;
use super::{Conflict, ImportReport, ObjectResult, Stats, Status, parse};
use crate::TaskRef;

/// Keys that make an object an envelope whatever else is in it.
const MARKS: [&str; 2] = ["httpStatus", "httpStatusCode"];
/// The keys that may stand beside a `message` in an error body without those marks: DHIS2's own
/// and those of the web framework under it.
const BESIDE_MESSAGE: [&str; 11] = [
    "status",
    "code",
    "message",
    "devMessage",
    "errorCode",
    "response",
    "description",
    "timestamp",
    "error",
    "path",
    "trace",
];

/// DHIS2's envelope: what it says about a request, with the real answer under
/// [`response`](Self::response).
///
/// Nearly all errors and most answers to writes come in one. Every member is optional, a member
/// of an unexpected type counts as absent, and keys that are not known are kept in
/// [`extra`](Self::extra): decoding fails only for JSON that is not an object.
///
/// ```
/// use dhis2::WebMessage;
///
/// let message: WebMessage = serde_json::from_str(
///     r#"{"httpStatus":"Not Found","httpStatusCode":404,"status":"ERROR",
///         "message":"DataElement with id NoSuchUid11 could not be found.","errorCode":"E1005"}"#,
/// )?;
/// assert_eq!(message.http_status_code, Some(404));
/// assert_eq!(message.error_code.as_deref(), Some("E1005"));
/// # Ok::<_, serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct WebMessage {
    /// The HTTP status in words, such as `Conflict`.
    pub http_status: Option<String>,
    /// The HTTP status as a number.
    pub http_status_code: Option<u16>,
    /// `OK`, `WARNING` or `ERROR`. On a 409 of an import it is often milder than that of the
    /// report inside.
    pub status: Option<Status>,
    /// A number that DHIS2 gives for some errors.
    pub code: Option<i64>,
    /// What happened, for people.
    pub message: Option<String>,
    /// What happened, for developers.
    pub dev_message: Option<String>,
    /// DHIS2's error code, such as `E1005`.
    pub error_code: Option<String>,
    /// The answer proper: a report, a ticket, a file resource. Its shape depends on the endpoint.
    pub response: Option<Value>,
    /// Every other key, as sent.
    pub extra: Map<String, Value>,
}

impl WebMessage {
    /// Reads the body of an answer, if it is an envelope.
    ///
    /// It is one if it is a JSON object with `httpStatus` or `httpStatusCode`, or one whose
    /// `message` is text and has beside it only keys that envelopes (and the error pages of the
    /// web framework) have. So `{"message": "…"}` is one, while a row with a message among its
    /// members, an OAuth2 error, a sign-in answer and a bare import report are not. The HTTP
    /// status does not matter. The whole body is parsed: give it no stream of gigabytes.
    pub fn from_slice(body: &[u8]) -> Option<Self> {
        if body.trim_ascii_start().first() != Some(&b'{') {
            return None;
        }
        let map: Map<String, Value> = serde_json::from_slice(body).ok()?;
        Self::looks_like_one(&map).then(|| Self::from_map(map))
    }

    pub(super) fn looks_like_one(map: &Map<String, Value>) -> bool {
        MARKS.iter().any(|key| map.contains_key(*key))
            || (json::text(map, "message").is_some()
                && map.keys().all(|key| BESIDE_MESSAGE.contains(&key.as_str())))
    }

    pub(super) fn from_map(mut map: Map<String, Value>) -> Self {
        let http_status = string(map.remove("httpStatus"));
        let status = map.remove("status");
        let number = map.remove("httpStatusCode");
        Self {
            http_status,
            // The web framework's own error page has the number under `status`.
            http_status_code: number.as_ref().or(status.as_ref()).and_then(http_code),
            status: string(status).map(|word| Status::from(word.as_str())),
            code: map.remove("code").and_then(|code| code.as_i64()),
            message: string(map.remove("message")),
            dev_message: string(map.remove("devMessage")),
            error_code: string(map.remove("errorCode")),
            response: map.remove("response").filter(|value| !value.is_null()),
            extra: map,
        }
    }

    /// The uid of what was written: of the object, or of the uploaded file.
    ///
    /// `None` where the envelope refuses the object (DHIS2 makes up a uid all the same) and for
    /// job tickets, whose id is that of the job: see [`task_ref`](Self::task_ref). For a delete it
    /// is the uid of what was deleted; no uid then means that nothing was.
    pub fn created_uid(&self) -> Option<&str> {
        let refused = self.status.as_ref().is_some_and(Status::is_error);
        let response = self.response.as_ref().and_then(Value::as_object);
        if let Some(response) = response {
            if json::rows(response, "errorReports").next().is_some() || is_job(response) {
                return None;
            }
        }
        if refused {
            return None;
        }
        let uid = |map| json::text(map, "uid").or_else(|| json::text(map, "id"));
        response
            .and_then(uid)
            .or_else(|| uid(json::object(response?, "fileResource")?))
            .or_else(|| uid(&self.extra))
    }

    /// The task that was started, if this is the ticket of a job.
    pub fn task_ref(&self) -> Option<TaskRef> {
        parse::ticket(self.response.as_ref()?.as_object()?)
    }

    /// The path under which the task's progress is told, as the ticket gives it. Tracker tickets
    /// have none.
    pub fn notifier_endpoint(&self) -> Option<&str> {
        json::text(
            self.response.as_ref()?.as_object()?,
            "relativeNotifierEndpoint",
        )
    }

    /// The report on a single object, after a create, update or delete.
    pub fn object_report(&self) -> Option<ObjectResult> {
        let response = self.response.as_ref()?.as_object()?;
        let is_report = ["klass", "uid", "errorReports"]
            .iter()
            .any(|key| response.contains_key(*key));
        is_report.then(|| ObjectResult::read(response, None))
    }

    /// The counts of an import, from whichever of `importCount`, `stats` or the flat form is there.
    pub fn stats(&self) -> Option<Stats> {
        self.response
            .as_ref()
            .and_then(Value::as_object)
            .and_then(Stats::read)
            .or_else(|| Stats::read(&self.extra))
    }

    /// Every refused row, whatever the shape of the report.
    pub fn conflicts(&self) -> Vec<Conflict> {
        parse::read(self).conflicts
    }

    /// The refused rows by position, counted from 0, sorted: those of `rejectedIndexes` and those
    /// that conflicts name.
    pub fn rejected_indexes(&self) -> Vec<u64> {
        parse::read(self).rejected
    }

    /// What the envelope means as the answer to a write.
    pub fn import_report(&self) -> ImportReport {
        ImportReport::from_web_message(self.http_status_code, self.clone())
    }
}

impl<'de> Deserialize<'de> for WebMessage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Map::deserialize(deserializer).map(Self::from_map)
    }
}

/// Whether a `response` is the ticket of a job.
pub(super) fn is_job(response: &Map<String, Value>) -> bool {
    json::text(response, "jobType").is_some()
        || json::text(response, "responseType").is_some_and(|kind| kind.contains("Job"))
}

fn string(value: Option<Value>) -> Option<String> {
    match value {
        Some(Value::String(text)) => Some(text),
        _ => None,
    }
}

fn http_code(value: &Value) -> Option<u16> {
    match value {
        Value::Number(number) => number.as_u64().and_then(|code| code.try_into().ok()),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Status, WebMessage};

    fn read(body: &str) -> Option<WebMessage> {
        WebMessage::from_slice(body.as_bytes())
    }

    #[test]
    fn a_body_is_an_envelope_only_if_it_looks_like_one() {
        for body in [
            r#"{"message":"No MessageConversation found with UID: NoSuchUid11"}"#,
            r#" {"httpStatus":"OK"}"#,
            r#"{"httpStatusCode":200,"anything":1}"#,
            r#"{"timestamp":"x","status":404,"error":"Not Found","path":"/x","message":"m"}"#,
        ] {
            assert!(read(body).is_some(), "{body}");
        }
        for body in [
            "",
            "[]",
            "{}",
            "null",
            "not JSON",
            "{",
            r#"[{"message":"x"}]"#,
            r#"{"message":1}"#,
            r#"{"loginStatus":"SUCCESS","redirectUrl":"/"}"#,
            r#"{"error":"invalid_client","error_description":"no"}"#,
            r#"{"uid":"a","level":"INFO","message":"Import complete","completed":true}"#,
            r#"{"status":"OK","stats":{"created":0}}"#,
        ] {
            assert!(read(body).is_none(), "{body}");
        }
    }

    #[test]
    fn members_of_unexpected_types_and_unknown_words_do_no_harm() {
        let message = read(
            r#"{"httpStatus":4,"httpStatusCode":"409","status":"ODD","message":null,
                "response":["x"],"description":"kept"}"#,
        )
        .unwrap();
        assert_eq!(message.http_status, None);
        assert_eq!(message.http_status_code, Some(409));
        assert_eq!(message.status, Some(Status::Other("ODD".into())));
        assert_eq!(message.extra["description"], "kept");
        assert_eq!(message.conflicts(), []);
        assert!(!message.import_report().is_ok());
    }

    #[test]
    fn the_uid_of_a_refused_object_and_the_id_of_a_job_are_not_created_uids() {
        let refused = r#"{"httpStatusCode":409,"status":"WARNING","response":{
            "uid":"U9fpXNb3tQv","errorReports":[{"message":"no"}]}}"#;
        let job = r#"{"httpStatusCode":200,"status":"OK","response":{
            "id":"qu0Gs6u6RqM","responseType":"TrackerJob"}}"#;
        let top = r#"{"httpStatusCode":200,"status":"OK","uid":"U9fpXNb3tQv"}"#;
        assert_eq!(read(refused).unwrap().created_uid(), None);
        assert_eq!(read(job).unwrap().created_uid(), None);
        assert_eq!(read(top).unwrap().created_uid(), Some("U9fpXNb3tQv"));
    }
}

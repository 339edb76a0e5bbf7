//! One line of advice for the commonest mistakes, found by status, error code and message.

use crate::import::WebMessage;

/// Advice for an error answer, or `None` where we have none.
pub(crate) fn for_answer(
    method: &str,
    path: &str,
    status: u16,
    message: Option<&WebMessage>,
    body: &str,
) -> Option<&'static str> {
    let code = message.and_then(|message| message.error_code.as_deref());
    let text = message
        .and_then(|message| message.message.as_deref())
        .unwrap_or(body);
    let is_envelope = message.is_some();
    let hint = match (status, code) {
        (404, _) if !is_envelope => {
            "no such endpoint: check the path, the base URL and the server's version"
        }
        (404, _) if method == "DELETE" => {
            "if an earlier attempt got no answer, the object may already be deleted"
        }
        (404, Some("E1005")) => {
            "the uid is unknown, or this user may not read the object: DHIS2 does not say which"
        }
        (403, Some("E1006")) if path.contains("/fileResources") => {
            "DHIS2 hands out data value and push analysis files by their owner alone: see the \
             downloads by data value, event and tracked entity of `api.files()`"
        }
        (403, _) => "this user lacks an authority or the sharing access that the message names",
        (405, _) => "DHIS2 also answers 405 for a malformed uid: it has 11 letters and digits",
        (406 | 415, _) if path.contains("dataValueSets") => {
            "data values as CSV go in as `application/csv`, not `text/csv`"
        }
        (415, _) => "the content type is wrong: JSON Patch needs `application/json-patch+json`",
        (413, _) => "a proxy refuses bodies of this size: send smaller parts (`partitioned`)",
        (429, _) => "the server asks for fewer requests: set a retry policy or lower the rate",
        (504, _) if is_envelope => "DHIS2 gave up on this request: ask for less at once",
        (502 | 504, _) => {
            "a proxy gave up; DHIS2 may still be working on it: check before sending again"
        }
        (503, _) => "the server is starting or overloaded",
        (409, Some("E2006" | "E2001")) => "check the org unit and data set uids of the query",
        (409, Some("E8002")) => {
            "DHIS2 2.43 takes one data set a request: set the data set, or use `grouped` imports"
        }
        (409, Some("E7144" | "E7145")) => {
            "the analytics tables may be missing: run `api.maintenance().analytics_tables()`; DHIS2 \
             2.43 also needs some `api.analytics().period_types()`"
        }
        (409, _) if text.contains("File size can't be bigger") => {
            "the server's limit is `max.file_upload_size` in its dhis.conf, 10,000,000 bytes unless set"
        }
        (409, Some("E6101")) => {
            "this server refuses files of this media type: set another with `content_type`, or zip it"
        }
        (409, Some("E1119")) if path.ends_with("fileResources") => {
            "a file with this uid and other contents is already there"
        }
        (409, _) if path.ends_with("/documents") && body.contains("E4016") => {
            "a file can belong to one document only: upload it once more"
        }
        (409, Some("E4030")) => "other objects still refer to this one; so do soft-deleted values",
        (409, _) if text.contains("Data value does not exist") => "there is no value at this key",
        (400, _) if !is_envelope => {
            "the request line was refused: a missing parameter, or a URL over about 8 KiB"
        }
        (500, _) if text.contains("not a multipart request") => {
            "this endpoint takes a multipart form with a part named `file`"
        }
        (500, _) if path.contains("dataValueSets") && text.contains("DataEntryGroup") => {
            "DHIS2 2.43 answers so to a malformed period, also to that of XML which it exported itself: \
             write 2026-01-01/P1M as 202601, or use JSON, CSV or ADX"
        }
        (500, _) if path.ends_with("/tracker") && text.contains("event is marked non-null") => {
            "each row of a CSV of events names its event: give new ones a uid in the column `event`"
        }
        (500, _) if text.contains("Could not resolve type id") => {
            "DHIS2 knows the patch operations add, remove, replace and remove-by-id"
        }
        _ => return None,
    };
    Some(hint)
}

/// Advice for a 401 and for a refused token.
pub(crate) fn for_unauthorized(reason: &str, challenge: &str) -> String {
    let hint = if let Some((claim, value)) = unmapped_user(reason) {
        return format!(
            "the token was accepted, but no DHIS2 user has `openId` = `{value}` (claim `{claim}`): an \
             admin sets it once with PATCH /api/users/{{uid}} \
             [{{\"op\":\"add\",\"path\":\"/openId\",\"value\":\"{value}\"}}]"
        );
    } else if reason.contains("request http method is not allowed") {
        "the token's list of allowed methods does not hold this one"
    } else if reason.contains("Checksum validation failed") || reason.contains("malformed") {
        "the access token is mistyped: it starts with `d2p_` and is 54 characters long"
    } else if challenge.starts_with("ApiToken") {
        "the access token is unknown, deleted or expired"
    } else if reason.contains("Missing dot delimiter") {
        "this looks like a personal access token: use `Auth::pat`, not `Auth::bearer`"
    } else if challenge.starts_with("Bearer") {
        "the bearer token is not accepted; sign in again"
    } else {
        "check user name and password, and that the account is not locked or disabled"
    };
    hint.to_owned()
}

/// The claim and value of "no DHIS2 user matches mapping claim".
fn unmapped_user(reason: &str) -> Option<(&str, &str)> {
    let at = reason.find("mapping claim")?;
    let mut quoted = reason[at..].split(['\'', '"', '`']).skip(1).step_by(2);
    Some((quoted.next()?, quoted.next()?))
}

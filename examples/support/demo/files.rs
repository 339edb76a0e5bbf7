//! File resources, and the data of documents.

use serde_json::{Value, json};

use super::super::http::Request;
use super::answer::{Answer, envelope};
use super::state::{CREATED, File, State, text};

const CLASS: &str = "org.hisp.dhis.fileresource.FileResource";

/// `POST /api/fileResources`, a form with one part named `file`.
pub(crate) fn upload(state: &mut State, request: &Request) -> Answer {
    let Some((name, content_type, bytes)) = file_part(request) else {
        return Answer::bytes(
            400,
            "text/html;charset=utf-8",
            "<!doctype html><html lang=\"en\"><head><title>HTTP Status 400 – Bad Request</title></head><body><h1>HTTP Status 400 – Bad Request</h1><p><b>Message</b> Required part &#39;file&#39; is not present.</p></body></html>",
        );
    };
    if bytes.is_empty() {
        return Answer::error(409, "Could not read file or file is empty.", Some("E1004"));
    }
    let id = match request.param("uid") {
        Some(id) => id.to_owned(),
        None => state.new_id(),
    };
    let domain = request.param("domain").unwrap_or("DATA_VALUE").to_owned();
    let file = File {
        name,
        content_type,
        domain,
        bytes,
    };
    let mut body = envelope(202, "OK");
    body["response"] =
        json!({ "fileResource": shown(&id, &file, "PENDING"), "responseType": "FileResource" });
    state.files.insert(id, file);
    Answer::json(202, &body)
}

/// `GET /api/fileResources/{id}`.
pub(crate) fn describe(state: &State, id: &str) -> Answer {
    match state.files.get(id) {
        Some(file) => Answer::json(200, &shown(id, file, "STORED")),
        None => Answer::not_found(CLASS, id),
    }
}

/// `GET /api/fileResources/{id}/data`.
pub(crate) fn data(state: &State, id: &str) -> Answer {
    match state.files.get(id) {
        Some(file) => content(file),
        None => Answer::not_found(CLASS, id),
    }
}

/// `GET /api/documents/{id}/data`: the file, or a redirect to what is elsewhere.
pub(crate) fn document_data(state: &State, id: &str) -> Answer {
    let Some(document) = state.get("documents", id) else {
        return Answer::not_found("org.hisp.dhis.document.Document", id);
    };
    let url = text(document, "url");
    if document.get("external") == Some(&Value::Bool(true)) {
        return Answer::redirect(url);
    }
    data(state, url)
}

fn content(file: &File) -> Answer {
    let mut content_type = file.content_type.clone();
    if content_type.starts_with("text/") {
        content_type.push_str(";charset=UTF-8");
    }
    Answer::bytes(200, &content_type, file.bytes.clone())
        .with("content-disposition", &format!("filename={}", file.name))
}

fn shown(id: &str, file: &File, storage: &str) -> Value {
    json!({
        "id": id, "name": file.name, "displayName": file.name, "created": CREATED,
        "lastUpdated": CREATED, "contentType": file.content_type,
        "contentLength": file.bytes.len(), "domain": file.domain, "assigned": false,
        "hasMultipleStorageFiles": false, "storageStatus": storage, "favorite": false,
        "favorites": [], "translations": [], "attributeValues": [],
    })
}

/// Name, content type and bytes of the part `file`.
fn file_part(request: &Request) -> Option<(String, String, Vec<u8>)> {
    let content_type = request.header("content-type")?;
    let boundary = content_type
        .split("boundary=")
        .nth(1)?
        .split(';')
        .next()?
        .trim_matches('"');
    let mark = format!("--{boundary}").into_bytes();
    let mut rest = &request.body[find(&request.body, &mark)? + mark.len()..];
    while !rest.starts_with(b"--") {
        let part = rest.strip_prefix(b"\r\n")?;
        let end = find(part, &mark)?;
        let start = find(part, b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(part.get(..start)?);
        let value = |key: &str| {
            let from = head.find(key)? + key.len();
            head[from..]
                .split(['"', '\r'])
                .next()
                .map(|value| value.trim().to_owned())
        };
        if value(" name=\"").as_deref() == Some("file") {
            let name = value("filename=\"").unwrap_or_default();
            let content_type = value("Content-Type:").or_else(|| value("content-type:"));
            let content_type =
                content_type.unwrap_or_else(|| "application/octet-stream".to_owned());
            // The line end before the mark belongs to the mark.
            return Some((
                name,
                content_type,
                part.get(start + 4..end.checked_sub(2)?)?.to_vec(),
            ));
        }
        rest = &part[end + mark.len()..];
    }
    None
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len())
        .position(|window| window == wanted)
}

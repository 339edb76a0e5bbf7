//! One exchange at a time, and the recordings to compare with.
// An answer that cannot be had should fail the test at once.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;

use serde_json::Value;

use super::support::Target;

pub(crate) const SIGNED: &str = "authorization: Basic YWRtaW46ZGlzdHJpY3Q=\r\n";
pub(crate) const JSON: &str = "content-type: application/json\r\n";

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

pub(crate) fn send(
    target: &Target,
    method: &str,
    path: &str,
    headers: &str,
    body: &[u8],
) -> Answer {
    let host = target.url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    let length = body.len();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nhost: {host}\r\n{headers}connection: close\r\ncontent-length: {length}\r\n\r\n"
    )
    .unwrap();
    stream.write_all(body).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").unwrap();
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer {
        status,
        head,
        body: bytes[end + 4..].to_vec(),
    }
}

pub(crate) fn get(target: &Target, path: &str) -> Answer {
    send(target, "GET", path, SIGNED, b"")
}

pub(crate) fn post(target: &Target, path: &str, body: &Value) -> Answer {
    send(
        target,
        "POST",
        path,
        &format!("{SIGNED}{JSON}"),
        body.to_string().as_bytes(),
    )
}

/// Status and body of a recorded answer.
pub(crate) fn recorded(name: &str, target: &Target) -> (u64, Value) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = path
        .join("tests/recordings/2.42")
        .join(format!("{name}.json"));
    let file: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let body = file["response"]["body"].as_str().unwrap();
    let body = body.replace("http://127.0.0.1:8080", &target.url);
    (
        file["response"]["status"].as_u64().unwrap(),
        serde_json::from_str(&body).unwrap(),
    )
}

/// The demo server answers exactly like the recording.
pub(crate) fn assert_as_recorded(name: &str, answer: &Answer, target: &Target) {
    let (status, body) = recorded(name, target);
    assert_eq!(
        (u64::from(answer.status), answer.json()),
        (status, body),
        "{name}"
    );
}

pub(crate) fn keys(value: &Value) -> BTreeSet<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

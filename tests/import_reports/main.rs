//! Every shape of import answer, read from recordings of real servers.

#![allow(clippy::unwrap_used)]

mod importers;
mod merging;
mod objects;
mod old_shapes;

use std::fs;
use std::path::{Path, PathBuf};

use dhis2::{ImportReport, Outcome, WebMessage};
use serde_json::Value;

struct Recording {
    method: String,
    status: u16,
    body: String,
}

fn read(path: &Path) -> Recording {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let value: Value = serde_json::from_str(&text).unwrap();
    Recording {
        method: value["request"]["method"].as_str().unwrap().to_owned(),
        status: value["response"]["status"]
            .as_u64()
            .unwrap()
            .try_into()
            .unwrap(),
        body: value["response"]["body"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recordings")
}

fn recording(name: &str) -> Recording {
    read(&root().join(format!("{name}.json")))
}

fn report(name: &str) -> ImportReport {
    let recording = recording(name);
    ImportReport::from_slice(recording.status, recording.body.as_bytes())
        .unwrap_or_else(|| panic!("{name} is no report"))
}

fn message(name: &str) -> WebMessage {
    WebMessage::from_slice(recording(name).body.as_bytes())
        .unwrap_or_else(|| panic!("{name} is no envelope"))
}

/// Outcome, [created, updated, deleted, ignored, total], number of conflicts, rejected indexes.
type Expected<'a> = (Outcome, [u64; 5], usize, &'a [u64]);

fn check(name: &str, expected: Expected<'_>) {
    let report = report(name);
    let stats = report.stats();
    let counts = [
        stats.created,
        stats.updated,
        stats.deleted,
        stats.ignored,
        stats.total,
    ];
    let found = (
        report.outcome(),
        counts,
        report.conflicts().len(),
        report.rejected_indexes(),
    );
    assert_eq!(found, expected, "{name}: {report}");
    assert_eq!(report.is_ok(), report.outcome().is_ok(), "{name}");
    assert_eq!(
        report.clone().into_result().is_err(),
        !report.is_ok(),
        "{name}"
    );
}

/// Whatever a server answers to a write: it is read, and what it means agrees with itself.
#[test]
fn every_recorded_answer_to_a_write_is_understood() {
    let mut files = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "json") {
                files.push(path);
            }
        }
    }
    let mut seen = 0;
    for path in files {
        let Recording {
            method,
            status,
            body,
        } = read(&path);
        if method == "GET" || !body.starts_with('{') {
            continue;
        }
        let name = path.display();
        let message = WebMessage::from_slice(body.as_bytes());
        let is_envelope = body.contains("\"httpStatusCode\"");
        assert!(message.is_some() || !is_envelope, "{name}");
        let Some(report) = ImportReport::from_slice(status, body.as_bytes()) else {
            assert!(message.is_none(), "{name}");
            continue;
        };
        seen += 1;
        assert_eq!(report.http_status(), Some(status), "{name}");
        assert!(status < 400 || !report.is_ok(), "{name}: {report}");
        assert!(
            report.is_ok() || report.conflicts().len() + report.rejected_indexes().len() > 0,
            "{name}: refused, and nothing says why: {report}"
        );
        let line = report.to_string();
        assert!(!line.chars().any(char::is_control), "{name}: {line}");
        if let Some(message) = message {
            assert_eq!(
                message.rejected_indexes(),
                report.rejected_indexes(),
                "{name}"
            );
            assert!(
                message.conflicts().len() <= report.conflicts().len(),
                "{name}"
            );
        }
    }
    assert!(seen >= 200, "only {seen} recordings were read");
}

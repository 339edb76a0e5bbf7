//! The file that lets a second run go on where the first one broke off.
//!
//! JSON lines. The first names the request; then there is an *intent* before each part is sent, and
//! after it a *done* with a summary of the report, or a *failed* that says whether the part may have
//! been written. An intent that nothing follows is a part of which nobody knows.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::hash::Hash;
use super::job::Job;
use super::ledger::{Ledger, Piece, State};
use super::lines::Lines;
use super::part::Part;
use crate::error::{CheckpointError, Error, Result};
use crate::import::{Conflict, ImportReport};

/// How many conflicts of a part are kept.
const CONFLICTS: usize = 100;

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Record {
    #[serde(rename_all = "camelCase")]
    Checkpoint {
        version: u32,
        request: String,
        request_hash: Hash,
    },
    Intent {
        start: u64,
        end: u64,
        bytes: u64,
        hash: Hash,
    },
    Done {
        start: u64,
        end: u64,
        bytes: u64,
        hash: Hash,
        status: Option<u16>,
        report: Value,
    },
    #[serde(rename_all = "camelCase")]
    Failed {
        start: u64,
        end: u64,
        may_be_written: bool,
        error: String,
    },
}

/// The request that a checkpoint belongs to.
#[derive(Debug)]
pub(super) struct Target {
    /// Method, URL and list, without secrets.
    pub(super) name: String,
    /// Of all that, secrets and fixed fields included.
    pub(super) hash: Hash,
}

/// The open file.
#[derive(Debug)]
pub(super) struct Checkpoint {
    lines: Lines,
}

impl Checkpoint {
    /// Opens or begins the file, and reads what earlier runs did.
    pub(super) fn open(path: &Path, target: &Target) -> Result<(Self, Ledger)> {
        let mut ledger = Ledger::default();
        let mut refused = None;
        let lines = Lines::open(path, b"{\"checkpoint\":{", |number, line| {
            let record = serde_json::from_slice::<Record>(line).map_err(|_| {
                io::Error::new(
                    io::ErrorKind::InvalidData,
                    format!("line {number} is no record of a checkpoint"),
                )
            })?;
            let is_header = matches!(record, Record::Checkpoint { .. });
            if is_header != (number == 1) {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidData,
                    format!("line {number} is out of place: it is no checkpoint, or of two runs"),
                ));
            }
            if let Some(other) = replay(&mut ledger, record, target) {
                refused = Some(other);
            }
            Ok(())
        });
        let mut lines = lines.map_err(|error| failed(path, "cannot be used", error))?;
        if let Some(what) = refused {
            return Err(Error::Checkpoint(Box::new(CheckpointError::new(
                path, what, None,
            ))));
        }
        if lines.is_empty() {
            lines
                .append([Record::Checkpoint {
                    version: 1,
                    request: target.name.clone(),
                    request_hash: target.hash,
                }])
                .map_err(|error| failed(path, "cannot be written; nothing was sent", error))?;
        }
        Ok((Self { lines }, ledger))
    }

    /// Says that a part is about to be sent. It must not be when this fails.
    pub(super) fn intent(&mut self, job: &Job) -> Result<Hash> {
        let hash = job.hash();
        self.append(
            Record::Intent {
                start: job.range().start,
                end: job.range().end,
                bytes: job.bytes.len() as u64,
                hash,
            },
            "cannot be written, so nothing more was sent",
        )?;
        Ok(hash)
    }

    /// Says that a part was answered.
    pub(super) fn done(&mut self, part: &Part, hash: Hash) -> Result<()> {
        self.append(
            Record::Done {
                start: part.range.start,
                end: part.range.end,
                bytes: part.bytes,
                hash,
                status: part.status(),
                report: summary(&part.report, part.range.start),
            },
            "cannot be written: it does not know that the last part was answered",
        )
    }

    /// Says that a part got no report, and whether it may have been written.
    pub(super) fn failed(&mut self, job: &Job, maybe: bool, error: &Error) -> Result<()> {
        self.append(
            Record::Failed {
                start: job.range().start,
                end: job.range().end,
                may_be_written: maybe,
                error: error.to_string(),
            },
            "cannot be written, so nothing more was sent",
        )
    }

    fn append(&mut self, record: Record, what: &str) -> Result<()> {
        self.lines
            .append([record])
            .map_err(|error| failed(self.lines.path(), what, error))
    }
}

/// The error of input that is not the one the checkpoint was made with.
pub(super) fn other_input(path: &Path, what: &str) -> Error {
    Error::Checkpoint(Box::new(CheckpointError::new(
        path,
        format!("it belongs to other input: {what}"),
        None,
    )))
}

/// The error for a part of which the checkpoint knows only that it was sent.
pub(super) fn ambiguous(path: &Path) -> Error {
    Error::Checkpoint(Box::new(CheckpointError::new(
        path,
        "an earlier run sent these items and got no answer, so it is unknown whether they were \
         written; they were not sent again, because the request is not marked idempotent",
        None,
    )))
}

fn failed(path: &Path, what: &str, error: io::Error) -> Error {
    let what = match error.kind() {
        // Our own words.
        io::ErrorKind::InvalidData | io::ErrorKind::WouldBlock => error.to_string(),
        _ => format!("{what} ({error})"),
    };
    Error::Checkpoint(Box::new(CheckpointError::new(path, what, Some(error))))
}

/// Takes a record in; returns why the file belongs to something else.
fn replay(ledger: &mut Ledger, record: Record, target: &Target) -> Option<String> {
    match record {
        Record::Checkpoint {
            version,
            request,
            request_hash,
        } => {
            if version != 1 {
                return Some(format!(
                    "it was written by a newer version of this library (format {version})"
                ));
            }
            return (request_hash != target.hash).then(|| {
                let same = request == target.name;
                let detail = if same {
                    ", with other fixed fields"
                } else {
                    ""
                };
                format!(
                    "it belongs to another request: `{request}`{detail}; this is `{}`",
                    target.name
                )
            });
        }
        Record::Intent {
            start, end, hash, ..
        } => ledger.set(
            start,
            Piece {
                end,
                hash: Some(hash),
                state: State::Ambiguous,
            },
        ),
        Record::Done {
            start,
            end,
            bytes,
            hash,
            status,
            report,
        } => ledger.set(
            start,
            Piece {
                end,
                hash: Some(hash),
                state: State::Done {
                    status,
                    bytes,
                    report,
                },
            },
        ),
        Record::Failed {
            start,
            end,
            may_be_written,
            ..
        } => {
            if !may_be_written {
                ledger.cut(start, end);
            }
        }
    }
    None
}

/// A report as a data value summary, which is the shape that says most in least.
fn summary(report: &ImportReport, start: u64) -> Value {
    let counts = report.stats();
    let local = |indexes: &[u64]| -> Vec<u64> {
        indexes
            .iter()
            .map(|index| index.saturating_sub(start))
            .collect()
    };
    let conflict = |conflict: &Conflict| {
        json!({
            "object": conflict.uid,
            "property": conflict.property,
            "errorCode": conflict.error_code,
            "value": conflict.message,
            "indexes": local(&conflict.indexes),
        })
    };
    let status = match report.status() {
        Some(status) => status.as_str(),
        None => "SUCCESS",
    };
    json!({
        "responseType": "ImportSummary",
        "status": if report.is_ok() { "SUCCESS" } else { status },
        "importCount": {
            "imported": counts.created,
            "updated": counts.updated,
            "deleted": counts.deleted,
            "ignored": counts.ignored,
            "total": counts.total,
        },
        "conflicts": report.conflicts().iter().take(CONFLICTS).map(conflict).collect::<Vec<_>>(),
        "rejectedIndexes": local(report.rejected_indexes()),
    })
}

/// The report of a part that an earlier run sent.
pub(super) fn restore(status: Option<u16>, report: Value, start: u64) -> ImportReport {
    let mut report = ImportReport::from_value(status.unwrap_or(200), report).unwrap_or_default();
    report.shift(start);
    report
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_survives_the_checkpoint() {
        let body = br#"{"httpStatusCode":409,"status":"WARNING","response":{
            "responseType":"ImportSummary","status":"WARNING",
            "importCount":{"imported":3,"updated":2,"ignored":1,"deleted":0},
            "conflicts":[{"object":"NoSuchUid11","objects":{"dataElement":"NoSuchUid11"},
                "value":"not found","errorCode":"E7610","indexes":[4]}],"rejectedIndexes":[4]}}"#;
        let mut report = ImportReport::from_slice(409, body).unwrap();
        report.shift(1000);
        let restored = restore(Some(409), summary(&report, 1000), 1000);
        assert_eq!(restored.outcome(), report.outcome());
        assert_eq!(restored.stats(), report.stats());
        assert_eq!(restored.rejected_indexes(), [1004]);
        assert_eq!(
            restored.conflicts()[0].message,
            report.conflicts()[0].message
        );
        assert_eq!(restored.conflicts()[0].indexes, [1004]);

        let fine = ImportReport::from_slice(
            200,
            br#"{"status":"OK","stats":{"created":2,
            "updated":0,"deleted":0,"ignored":0,"total":2},"typeReports":[]}"#,
        )
        .unwrap();
        let restored = restore(Some(200), summary(&fine, 0), 0);
        assert_eq!(
            (restored.outcome(), restored.stats()),
            (fine.outcome(), fine.stats())
        );
    }

    #[test]
    fn a_file_that_is_no_checkpoint_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let target = Target {
            name: "POST x".to_owned(),
            hash: Hash::new(),
        };
        for text in [
            "name,value\n1,2\n",
            "[1,2]",
            "{\"intent\":{\"start\":0",
            "{\"checkpoint\":{\"version\":1}}\n",
        ] {
            let path = folder.path().join("file");
            std::fs::write(&path, text).unwrap();
            let error = Checkpoint::open(&path, &target).unwrap_err();
            assert!(matches!(error, Error::Checkpoint(_)), "{error}");
            assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
        }
    }
}

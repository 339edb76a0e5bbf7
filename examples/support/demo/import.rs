//! `POST /api/metadata`.

use serde_json::{Map, Value, json};

use super::super::http::Request;
use super::answer::{Answer, REPORT_HINT, already_there, envelope, missing_property};
use super::state::{State, class, text};

#[derive(Default, Clone, Copy)]
struct Stats {
    created: u64,
    updated: u64,
    deleted: u64,
    ignored: u64,
}

impl Stats {
    fn total(self) -> u64 {
        self.created + self.updated + self.deleted + self.ignored
    }

    fn add(&mut self, other: Self) {
        self.created += other.created;
        self.updated += other.updated;
        self.deleted += other.deleted;
        self.ignored += other.ignored;
    }

    fn json(self) -> Value {
        json!({
            "created": self.created, "updated": self.updated, "deleted": self.deleted,
            "ignored": self.ignored, "total": self.total(),
        })
    }

    /// With `atomicMode=ALL` one error keeps everything out.
    fn all_ignored(self) -> Self {
        Self {
            ignored: self.total(),
            ..Self::default()
        }
    }
}

/// What is to be done with the objects that passed.
enum Change {
    Put(String, Map<String, Value>),
    Remove(String, String),
}

/// Imports a payload of any kinds. An object with no name is refused (E4000), and so is a new one
/// that is there already (E5000, `importStrategy=CREATE`).
pub(crate) fn metadata(state: &mut State, request: &Request) -> Answer {
    let payload: Map<String, Value> = match serde_json::from_slice(&request.body) {
        Ok(payload) => payload,
        Err(error) => return Answer::error(409, &error.to_string(), None),
    };
    let strategy = request
        .param("importStrategy")
        .unwrap_or("CREATE_AND_UPDATE");
    let all_or_none = request.param("atomicMode") != Some("NONE");
    let (mut kinds, mut changes, mut failed) = (Vec::new(), Vec::new(), false);
    for (kind, objects) in &payload {
        // Kinds that the server does not know are ignored without a word.
        let Some(objects) = objects
            .as_array()
            .filter(|_| state.objects.contains_key(kind))
        else {
            continue;
        };
        let (mut counts, mut reports) = (Stats::default(), Vec::new());
        for (index, object) in objects.iter().enumerate() {
            let mut object = object.as_object().cloned().unwrap_or_default();
            if text(&object, "id").is_empty() {
                object.insert("id".to_owned(), state.new_id().into());
            }
            match judge(state, kind, &object, strategy) {
                Ok((change, counted)) => {
                    counts.add(counted);
                    changes.push(change);
                }
                Err(error) => {
                    counts.ignored += 1;
                    let mut report = json!({
                        "klass": class(kind), "index": index, "uid": object["id"], "errorReports": [error],
                    });
                    if let Some(name) = object.get("name") {
                        report["displayName"] = name.clone();
                    }
                    reports.push(report);
                }
            }
        }
        failed |= !reports.is_empty();
        kinds.push((kind, counts, reports));
    }
    let refused = failed && all_or_none;
    if !refused && request.param("importMode") != Some("VALIDATE") {
        for change in changes {
            match change {
                Change::Put(kind, object) => state.put(&kind, object),
                Change::Remove(kind, id) => {
                    state.remove(&kind, &id);
                }
            }
        }
    }
    let mut total = Stats::default();
    let mut type_reports = Vec::new();
    for (kind, counts, reports) in kinds {
        let counts = if refused {
            counts.all_ignored()
        } else {
            counts
        };
        total.add(counts);
        type_reports.push(json!({
            "klass": class(kind), "stats": counts.json(), "objectReports": reports,
        }));
    }
    let http_status = if failed { 409 } else { 200 };
    let mut body = envelope(http_status, if failed { "WARNING" } else { "OK" });
    if failed {
        body["message"] = REPORT_HINT.into();
    }
    let outcome = match (failed, refused) {
        (true, true) => "ERROR",
        (true, false) => "WARNING",
        _ => "OK",
    };
    body["response"] = json!({
        "status": outcome, "stats": total.json(), "typeReports": type_reports,
        "responseType": "ImportReport",
    });
    Answer::json(http_status, &body)
}

fn judge(
    state: &State,
    kind: &str,
    object: &Map<String, Value>,
    strategy: &str,
) -> Result<(Change, Stats), Value> {
    let id = text(object, "id");
    let there = state.get(kind, id);
    if strategy == "DELETE" {
        let change = Change::Remove(kind.to_owned(), id.to_owned());
        return match there {
            Some(_) => Ok((
                change,
                Stats {
                    deleted: 1,
                    ..Stats::default()
                },
            )),
            None => Err(not_there(kind, id)),
        };
    }
    if text(object, "name").is_empty() {
        return Err(missing_property(class(kind), "name"));
    }
    let put = Change::Put(kind.to_owned(), object.clone());
    match (there, strategy) {
        (Some(old), "CREATE") => Err(already_there(class(kind), id, text(old, "name"))),
        (None, "UPDATE") => Err(not_there(kind, id)),
        (Some(_), _) => Ok((
            put,
            Stats {
                updated: 1,
                ..Stats::default()
            },
        )),
        (None, _) => Ok((
            put,
            Stats {
                created: 1,
                ..Stats::default()
            },
        )),
    }
}

fn not_there(kind: &str, id: &str) -> Value {
    let class = class(kind);
    let object = format!("[{id}] ({})", class.rsplit('.').next().unwrap_or(class));
    json!({
        "message": format!(
            "No matching object for reference. Identifier was UID, and object was {object}."
        ),
        "args": ["UID", object], "mainKlass": class, "errorCode": "E5001", "mainId": id,
        "errorProperties": ["UID", object],
    })
}

//! Single kinds of metadata, one file per family: what each sends and how the answer is read.
//!
//! `accessors` and `common` hold what every kind has; the others hold what single kinds can do besides.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod accessors;
mod categories;
mod common;
mod data_sets;
mod groups;
mod indicators_and_rules;
mod options;
mod organisation_units;
#[path = "../server/mod.rs"]
mod server;
mod tracker_kinds;

use dhis2::Error;
use serde_json::{Value, json};
use server::replay::Recording;
use server::{Reply, Request, Server, api, body, line, lines, recorded};

/// The recorded answer to a write, with another uid.
fn written(name: &str, uid: &str) -> Reply {
    let recording = Recording::load("2.42", name);
    let mut answer: Value = serde_json::from_slice(&recording.body()).unwrap();
    answer["response"]["uid"] = json!(uid);
    let status = recording.response["status"].as_u64().unwrap();
    Reply::json(u16::try_from(status).unwrap(), &answer)
}

/// The recorded answer to a `PUT`.
fn put(uid: &str) -> Reply {
    written("metadata/put_ok", uid)
}

/// The recorded answer to a change of a collection, as it is for so many members.
fn taken(updated: usize, deleted: usize) -> Reply {
    let body = Recording::load("2.42", "metadata/collection_replace").body();
    let mut answer: Value = serde_json::from_slice(&body).unwrap();
    answer["response"]["stats"] = json!({"created": 0, "updated": updated, "deleted": deleted,
        "ignored": 0, "total": updated + deleted});
    Reply::json(200, &answer)
}

/// A list that is one page long.
fn page(key: &str, rows: &Value) -> Reply {
    let total = rows.as_array().unwrap().len();
    let pager = json!({"page": 1, "total": total, "pageSize": 50, "pageCount": 1});
    Reply::json(200, &json!({ "pager": pager, key: rows }))
}

/// A list of everything, as it is asked for by default: whole objects, in an order that nothing shifts.
fn all_of(plural: &str, filters: &[&str]) -> String {
    let filters: Vec<String> = filters.iter().map(|f| format!("filter={f}&")).collect();
    let filters = filters.concat();
    format!("GET /api/{plural}?{filters}fields=:owner&order=id:asc&page=1&pageSize=500")
}

#[allow(clippy::needless_pass_by_value)] // Reads best where it is called.
fn is_invalid<T>(result: dhis2::Result<T>) -> bool {
    matches!(result, Err(Error::InvalidInput(_)))
}

/// The objects of a recorded list, with everything that they own.
fn owned_list(version: &str, plural: &str) -> Option<Vec<Value>> {
    let path = format!(
        "{}/tests/recordings/{version}/lists_owner/{plural}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::exists(path).unwrap().then(|| {
        let body = Recording::load(version, &format!("lists_owner/{plural}")).body();
        let mut list: Value = serde_json::from_slice(&body).unwrap();
        match list[plural].take() {
            Value::Array(rows) => rows,
            other => panic!("{plural}: {other}"),
        }
    })
}

/// One object of a recorded list, with everything that it owns.
fn owned(plural: &str, uid: &str) -> Value {
    let rows = owned_list("2.42", plural).unwrap();
    rows.into_iter().find(|row| row["id"] == uid).unwrap()
}

/// A server with one object that can be read whole and put back.
fn whole(object: &Value) -> Server {
    let object = object.clone();
    let uid = object["id"].as_str().unwrap().to_owned();
    Server::start(move |request: &Request| match request.method.as_str() {
        "GET" => Reply::json(200, &object),
        _ => put(&uid),
    })
}

//! The server itself, its tasks, SQL views and the data store.

use serde_json::{Map, Value};

use super::super::http::Request;
use super::answer::{Answer, envelope};
use super::fields::Fields;
use super::state::{State, class};

/// The address that the recorded server had in its links.
const RECORDED_URL: &str = "http://127.0.0.1:8080";

/// A recorded object, cut down to `fields`.
fn recorded(state: &State, request: &Request, text: &str) -> Answer {
    let text = text.replace(RECORDED_URL, &request.base_url());
    if request.param("fields").is_none() {
        return Answer::text(200, text);
    }
    let object: Map<String, Value> = serde_json::from_str(&text).unwrap_or_default();
    let fields = Fields::parse(&request.params("fields").join(","));
    Answer::json(200, &Value::Object(fields.apply(state, &object)))
}

/// `GET /api/system/info`.
pub(crate) fn info(state: &State, request: &Request) -> Answer {
    recorded(state, request, include_str!("../data/system_info.json"))
}

/// `GET /api/me`.
pub(crate) fn me(state: &State, request: &Request) -> Answer {
    recorded(state, request, include_str!("../data/me.json"))
}

/// `GET /api/loginConfig`.
pub(crate) fn login_config() -> Answer {
    Answer::text(200, include_str!("../data/login_config.json"))
}

/// `GET /api/system/id`.
pub(crate) fn ids(state: &mut State, request: &Request) -> Answer {
    let limit = request
        .param("limit")
        .and_then(|limit| limit.parse().ok())
        .unwrap_or(1);
    let codes: Vec<_> = (0..limit.min(10_000)).map(|_| state.new_id()).collect();
    Answer::json(200, &serde_json::json!({ "codes": codes }))
}

/// `POST /api/resourceTables/analytics`.
pub(crate) fn start_analytics(state: &mut State, request: &Request) -> Answer {
    let id = state.new_id();
    state.tasks.insert(id.clone(), 0);
    let started = include_str!("../data/analytics_started.json").replace("Bo6bwdqcOoP", &id);
    let location = format!("{}/api/system/tasks/ANALYTICS_TABLE", request.base_url());
    Answer::text(200, started).with("location", &location)
}

/// `GET /api/system/tasks/ANALYTICS_TABLE/{id}`: each look shows the next recorded state. Like the
/// server, it answers an empty list about a task that it does not know.
pub(crate) fn notifications(state: &mut State, id: &str) -> Answer {
    let polls = [
        "[]",
        include_str!("../data/analytics_poll_02.json"),
        include_str!("../data/analytics_poll_03.json"),
        include_str!("../data/analytics_poll_04.json"),
        include_str!("../data/analytics_poll_final.json"),
    ];
    let poll = state.tasks.get_mut(id).map_or("[]", |seen| {
        let poll = polls[(*seen).min(polls.len() - 1)];
        *seen += 1;
        poll
    });
    Answer::text(200, poll).with("cache-control", "no-store")
}

/// `GET /api/jobConfigurations/{id}`.
pub(crate) fn job(state: &State, request: &Request, id: &str) -> Answer {
    if !state.tasks.contains_key(id) {
        return Answer::not_found("org.hisp.dhis.scheduling.JobConfiguration", id);
    }
    let job = include_str!("../data/analytics_job.json").replace("VkZrRWcCIKq", id);
    recorded(state, request, &job)
}

/// `GET /api/sqlViews/{id}/data.json` and `data.csv`: the recorded rows, whatever the view.
pub(crate) fn view_data(state: &State, id: &str, form: &str) -> Answer {
    if !state.has("sqlViews", id) {
        return Answer::not_found(class("sqlViews"), id);
    }
    if form == "data.csv" {
        let rows = include_str!("../data/sql_view_data.csv");
        return Answer::bytes(200, "application/csv;charset=UTF-8", rows).with(
            "content-disposition",
            "attachment; filename=\"Recording view.csv\"",
        );
    }
    Answer::text(200, include_str!("../data/sql_view_data.json"))
}

/// `/api/dataStore`, `/api/dataStore/{namespace}` and `/api/dataStore/{namespace}/{key}`.
pub(crate) fn store(state: &mut State, request: &Request, path: &[&str]) -> Answer {
    let method = request.method.as_str();
    match (path, method) {
        ([], "GET") => {
            let names: Vec<_> = state.store.keys().collect();
            Answer::json(200, &serde_json::json!(names))
        }
        ([namespace], "GET" | "DELETE") => {
            let Some(keys) = state.store.get(*namespace) else {
                let message = format!("Namespace not found: '{namespace}'");
                return Answer::error(404, &message, Some("E1005"));
            };
            if method == "GET" {
                let keys: Vec<_> = keys.keys().collect();
                return Answer::json(200, &serde_json::json!(keys));
            }
            state.store.remove(*namespace);
            done(200, &format!("Namespace deleted: '{namespace}'"))
        }
        ([namespace, key], _) => store_key(state, request, namespace, key),
        _ => Answer::bad_method(method),
    }
}

fn store_key(state: &mut State, request: &Request, namespace: &str, key: &str) -> Answer {
    let old = state.store.get(namespace).and_then(|keys| keys.get(key));
    let missing = || {
        let message = format!("Key '{key}' not found in namespace '{namespace}'");
        Answer::error(404, &message, Some("E1005"))
    };
    match (request.method.as_str(), old) {
        ("GET", Some(value)) => Answer::text(200, value.clone()),
        ("GET" | "DELETE", None) => missing(),
        ("DELETE", Some(_)) => {
            if let Some(keys) = state.store.get_mut(namespace) {
                keys.remove(key);
            }
            state.store.retain(|_, keys| !keys.is_empty());
            done(
                200,
                &format!("Key '{key}' deleted from namespace '{namespace}'"),
            )
        }
        ("POST", Some(_)) => {
            let message = format!("Key '{key}' already exists in namespace '{namespace}'");
            Answer::error(409, &message, Some("E1004"))
        }
        ("POST" | "PUT", old) => {
            if serde_json::from_slice::<Value>(&request.body).is_err() {
                return Answer::error(400, "Data is not valid JSON", None);
            }
            let is_new = old.is_none();
            let keys = state.store.entry(namespace.to_owned()).or_default();
            keys.insert(key.to_owned(), request.text());
            let verb = if is_new { "created" } else { "updated" };
            done(
                if is_new { 201 } else { 200 },
                &format!("Key {verb}: '{key}'"),
            )
        }
        (method, _) => Answer::bad_method(method),
    }
}

fn done(status: u16, message: &str) -> Answer {
    let mut body = envelope(status, "OK");
    body["message"] = message.into();
    Answer::json(status, &body)
}

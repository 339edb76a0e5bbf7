//! What an error says: by status, from recorded answers, always on one line.

#![allow(clippy::unwrap_used)]

mod server;

use dhis2::{Api, Error, Request};
use serde_json::{Value, json};
use server::replay::Recording;
use server::{Reply, Server};

fn ask(reply: Reply, request: impl FnOnce(&Api) -> Request) -> dhis2::Result<Value> {
    let server = Server::script(vec![reply]);
    let api = Api::builder(server.url()).no_proxy().build().unwrap();
    let outcome = request(&api).fetch::<Value>();
    server.verify();
    outcome
}

fn get(reply: Reply) -> Error {
    ask(reply, |api| api.get("dataElements")).unwrap_err()
}

fn recorded(version: &str, name: &str) -> (Recording, Reply) {
    let recording = Recording::load(version, &format!("errors/{name}"));
    let reply = recording.reply("http://127.0.0.1:8080");
    (recording, reply)
}

/// The error that a recorded exchange comes to, sent with its own method and path.
fn replay(version: &str, name: &str) -> Error {
    let (recording, reply) = recorded(version, name);
    let path = recording.request["path"].as_str().unwrap().to_owned();
    let method = recording.request["method"].as_str().unwrap().to_owned();
    ask(reply, |api| match method.as_str() {
        "GET" => api.get(path),
        "POST" => api.post(path).json(&json!({})),
        "PUT" => api.put(path).json(&json!({})),
        "PATCH" => api.patch(path).json(&json!([])),
        "DELETE" => api.delete(path),
        other => panic!("{other}"),
    })
    .unwrap_err()
}

#[track_caller]
fn assert_readable(error: &Error) {
    let shown = error.to_string();
    assert!(!shown.contains(['\n', '\r']), "{shown}");
    assert!(shown.len() < 2_000 && !shown.contains("<html"), "{shown}");
}

/// name, status, part of the message, error code, part of the hint.
type Row = (
    &'static str,
    u16,
    &'static str,
    Option<&'static str>,
    Option<&'static str>,
);

const REFUSALS: &[Row] = &[
    (
        "e400_bad_filter",
        400,
        "`nosuchop` is not a valid operator",
        Some("E1003"),
        None,
    ),
    (
        "e400_bad_filter_property",
        400,
        "Unknown path property: noSuch",
        Some("E1003"),
        None,
    ),
    (
        "e400_bad_filter_syntax",
        400,
        "Invalid filter => name",
        Some("E1003"),
        None,
    ),
    (
        "e400_url_encoded",
        400,
        "It should be of type int",
        None,
        None,
    ),
    (
        "e403_create_no_authority",
        403,
        "permissions to create",
        Some("E1006"),
        Some("authority"),
    ),
    (
        "e403_data_write_org_unit",
        403,
        "F_DATAVALUE_ADD",
        None,
        Some("authority"),
    ),
    (
        "e403_delete",
        403,
        "permissions to delete",
        Some("E1006"),
        Some("authority"),
    ),
    (
        "e403_maintenance",
        403,
        "F_PERFORM_MAINTENANCE",
        None,
        Some("authority"),
    ),
    (
        "e403_resource_tables",
        403,
        "F_PERFORM_MAINTENANCE",
        None,
        Some("authority"),
    ),
    (
        "e403_system_setting",
        403,
        "F_SYSTEM_SETTING",
        None,
        Some("authority"),
    ),
    (
        "e403_users_list",
        403,
        "permissions to read",
        Some("E1006"),
        Some("authority"),
    ),
    (
        "e404_data_element_read",
        404,
        "H9vMo4qdkTy could not be found",
        Some("E1005"),
        Some("may not read"),
    ),
    (
        "e404_delete",
        404,
        "NoSuchUid11",
        Some("E1005"),
        Some("already be deleted"),
    ),
    (
        "e404_patch",
        404,
        "NoSuchUid11",
        Some("E1005"),
        Some("uid is unknown"),
    ),
    (
        "e404_put",
        404,
        "NoSuchUid11",
        Some("E1005"),
        Some("uid is unknown"),
    ),
    (
        "e404_uid_unknown",
        404,
        "NoSuchUid11",
        Some("E1005"),
        Some("uid is unknown"),
    ),
    (
        "e404_unknown_path",
        404,
        "HTTP Status 404",
        None,
        Some("no such endpoint"),
    ),
    (
        "e404_unknown_path_html",
        404,
        "HTTP Status 404",
        None,
        Some("no such endpoint"),
    ),
    (
        "e405",
        405,
        "'DELETE' is not supported",
        None,
        Some("malformed uid"),
    ),
    (
        "e405_patch_collection",
        405,
        "'PATCH' is not supported",
        None,
        Some("uid"),
    ),
    (
        "e405_uid_malformed",
        405,
        "'GET' is not supported",
        None,
        Some("11 letters and digits"),
    ),
    ("e406", 406, "HTTP Status 406", None, None),
    ("e406_list", 406, "HTTP Status 406", None, None),
    ("e409_bad_json", 409, "Unexpected end-of-input", None, None),
    (
        "e409_bad_period",
        409,
        "At least one period",
        Some("E2002"),
        None,
    ),
    ("e409_create_duplicate", 409, "E5000", None, None),
    ("e409_create_missing_required", 409, "E4000", None, None),
    ("e409_dangling_reference", 409, "E5002", None, None),
    (
        "e409_upload_too_big",
        409,
        "can't be bigger than 10000000",
        None,
        Some("max.file_upload_size"),
    ),
    (
        "e415",
        415,
        "'text/plain' is not supported",
        None,
        Some("content type"),
    ),
    (
        "e415_patch",
        415,
        "'application/json' is not supported",
        None,
        Some("json-patch+json"),
    ),
    ("e500_bad_enum", 500, "NO_SUCH_TYPE", None, None),
];

#[test]
fn every_recorded_refusal_is_read_in_dhis2_s_own_words() {
    for (name, status, text, code, hint) in REFUSALS {
        let error = replay("2.42", name);
        assert_readable(&error);
        let shown = error.to_string();
        assert!(matches!(error, Error::Api(_)), "{name}: {shown}");
        assert_eq!(error.status(), Some(*status), "{name}");
        assert!(shown.contains(text), "{name}: {shown}");
        assert_eq!(error.error_code(), *code, "{name}");
        assert!(shown.contains(&format!(": {status} ")), "{name}: {shown}");
        assert!(
            code.is_none_or(|code| shown.contains(code)),
            "{name}: {shown}"
        );
        match hint {
            Some(hint) => assert!(error.hint().unwrap().contains(hint), "{name}: {shown}"),
            None => assert_eq!(error.hint(), None, "{name}"),
        }
        assert_eq!(error.is_not_found(), *status == 404, "{name}");
        assert_eq!(error.is_conflict(), *status == 409, "{name}");
        assert!(!error.is_authentication() && !error.is_timeout(), "{name}");
        assert!(!error.is_retryable(), "{name}");
        let recording = recorded("2.42", name).0;
        assert!(
            shown.starts_with(recording.request["method"].as_str().unwrap()),
            "{shown}"
        );
        // An HTML page is no envelope.
        let is_json = !recording.body().starts_with(b"<");
        assert_eq!(error.web_message().is_some(), is_json, "{name}");
    }
}

#[test]
fn what_2_43_answers_otherwise_is_read_as_well() {
    for (name, status, text) in [
        ("e400_bad_order", 400, "No such property: noSuch"),
        ("e400_bad_period", 400, "Invalid Period `20xx`"),
        ("e409_bad_enum", 409, "NO_SUCH_TYPE"),
    ] {
        let error = replay("2.43", name);
        assert_readable(&error);
        assert_eq!(error.status(), Some(status));
        assert!(error.to_string().contains(text), "{error}");
    }
}

#[test]
fn a_403_comes_with_the_advice_of_its_own_endpoint() {
    let recording = Recording::load("2.42", "files/data_data_value");
    let path = recording.request["path"].as_str().unwrap();
    let error = ask(recording.reply(""), |api| api.get(path)).unwrap_err();
    assert_eq!(error.error_code(), Some("E1006"));
    assert!(error.hint().unwrap().contains("by their owner"), "{error}");
}

#[test]
fn no_recorded_refusal_was_left_out() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recordings/2.42/errors");
    for file in std::fs::read_dir(folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let name = name.trim_end_matches(".json");
        // A 401 and a refused token are in `auth.rs`.
        let elsewhere = name.starts_with("e401") || name.starts_with("e400_pat");
        let is_refusal = recorded("2.42", name).0.response["status"]
            .as_u64()
            .unwrap()
            >= 400;
        let is_known = REFUSALS.iter().any(|row| row.0 == name);
        assert_eq!(is_refusal && !elsewhere, is_known, "{name}");
    }
}

#[test]
fn the_conflicts_of_a_refused_object_are_rows() {
    let error = replay("2.42", "e409_create_missing_required");
    let conflicts = error.conflicts();
    assert!(!conflicts.is_empty());
    assert!(
        conflicts
            .iter()
            .all(|c| c.error_code.as_deref() == Some("E4000")),
        "{conflicts:?}"
    );
}

#[test]
fn statuses_of_proxies_and_busy_servers_come_with_advice() {
    for (status, hint, retryable) in [
        (413, "smaller parts", false),
        (429, "fewer requests", true),
        (502, "proxy gave up", true),
        (503, "starting", true),
        (504, "proxy gave up", true),
    ] {
        let page = format!("<html><head><title>{status} from nginx</title></head></html>");
        let error = get(Reply::html(status, &page));
        assert_readable(&error);
        assert!(error.to_string().contains("from nginx"), "{error}");
        assert!(error.hint().unwrap().contains(hint), "{error}");
        assert_eq!(error.is_retryable(), retryable);
    }
}

#[test]
fn the_message_of_an_answer_stays_on_one_line_and_is_cut() {
    let message = format!("first\r\nsecond\n\n  third {}", "x".repeat(100_000));
    let error = get(Reply::json(
        409,
        &json!({ "httpStatus": "Conflict", "httpStatusCode": 409,
        "status": "ERROR", "message": message }),
    ));
    assert_readable(&error);
    assert!(error.to_string().contains("first second third"), "{error}");
    let Error::Api(error) = error else { panic!() };
    assert_eq!(error.message(), message);
    let error = get(Reply::json(
        401,
        &json!({ "httpStatus": "Unauthorized",
        "httpStatusCode": 401, "status": "ERROR", "message": message }),
    ));
    assert_readable(&error);
    let error = get(Reply::text(500, &message));
    assert_readable(&error);
}

#[test]
fn a_redirect_that_is_not_followed_names_its_target() {
    let error = get(Reply::redirect(
        302,
        "http://elsewhere.example/x?token=hunter2",
    ));
    assert_readable(&error);
    let shown = error.to_string();
    assert!(
        shown.contains("http://elsewhere.example/x?token=***"),
        "{shown}"
    );
    assert!(error.hint().unwrap().contains("base URL"));
    let error = get(Reply::empty(304));
    assert_eq!(error.status(), Some(304));
    let error = get(Reply::redirect(302, "/dhis-web-login/;jsessionid=A1B2"));
    assert!(error.is_authentication(), "{error}");
    assert!(!error.to_string().contains("A1B2"), "{error}");
}

#[test]
fn an_empty_200_to_a_get_is_an_error_and_to_a_write_it_is_not() {
    let error = get(Reply::empty(200));
    assert!(matches!(error, Error::Decode(_)), "{error}");
    assert!(error.to_string().contains("empty"), "{error}");
    assert!(error.hint().unwrap().contains("org units"), "{error}");
    assert_eq!(
        ask(Reply::empty(200), |api| api.post("x")).unwrap(),
        Value::Null
    );
    assert_eq!(
        ask(Reply::empty(204), |api| api.get("x")).unwrap(),
        Value::Null
    );
}

#[test]
fn an_error_inside_a_200_is_an_error() {
    let inside = |status: u16| {
        json!({ "httpStatus": "No", "httpStatusCode": status, "status": "ERROR",
            "message": "refused", "errorCode": "E4000" })
    };
    let error = get(Reply::json(200, &inside(409)));
    assert!(matches!(error, Error::Api(_)), "{error}");
    assert_eq!(
        (error.status(), error.error_code()),
        (Some(409), Some("E4000"))
    );
    assert!(get(Reply::json(200, &inside(401))).is_authentication());
    // One that reports a success is the answer.
    let fine = json!({ "httpStatus": "OK", "httpStatusCode": 200, "status": "OK" });
    assert_eq!(
        ask(Reply::json(200, &fine), |api| api.get("x")).unwrap(),
        fine
    );
}

#[test]
fn an_answer_that_is_not_what_was_asked_for_names_the_place() {
    #[derive(Debug, serde::Deserialize)]
    #[allow(dead_code)]
    struct Units {
        units: Vec<Unit>,
    }
    #[derive(Debug, serde::Deserialize)]
    #[allow(dead_code)]
    struct Unit {
        level: u8,
    }
    let fetch = |reply: Reply| {
        let server = Server::script(vec![reply]);
        let api = Api::builder(server.url()).no_proxy().build().unwrap();
        match api.get("x").fetch::<Units>() {
            Err(Error::Decode(error)) => error,
            other => panic!("{other:?}"),
        }
    };
    let error = fetch(Reply::json(
        200,
        &json!({ "units": [{ "level": 1 }, { "level": "two" }] }),
    ));
    assert_eq!(error.json_path(), Some("units[1].level"));
    assert!(error.excerpt().contains("two"), "{error}");
    assert!(error.to_string().contains("/api/x") && error.to_string().contains("units[1].level"));
    let error = fetch(Reply::text(200, "{\"units\": [{\"level\": 1}"));
    assert!(error.to_string().contains("broken JSON"), "{error}");
    let error = fetch(Reply::text(200, "<?xml version='1.0'?><units/>"));
    assert!(error.to_string().contains("HTML or XML"), "{error}");
    assert!(std::error::Error::source(&*error).is_some());
    // The whole body is never repeated.
    let error = fetch(Reply::text(200, &"x".repeat(100_000)));
    assert!(error.to_string().len() < 1_000);
}

#[test]
fn only_a_404_of_dhis2_itself_means_that_there_is_no_such_object() {
    let fetch = |reply: Reply| {
        let server = Server::script(vec![reply]);
        let api = Api::builder(server.url()).no_proxy().build().unwrap();
        api.get("dataElements/NoSuchUid11").fetch_opt::<Value>()
    };
    assert_eq!(fetch(recorded("2.42", "e404_uid_unknown").1).unwrap(), None);
    for reply in [
        recorded("2.42", "e404_unknown_path").1,
        Reply::empty(404),
        Reply::text(404, "no"),
        recorded("2.42", "e403_users_list").1,
        recorded("2.42", "e405_uid_malformed").1,
        recorded("2.42", "e409_bad_period").1,
    ] {
        fetch(reply).unwrap_err();
    }
    assert!(fetch(Reply::json(200, &json!({}))).unwrap().is_some());
}

#[test]
fn a_raw_answer_is_handed_on_whatever_its_status() {
    for status in [200, 204, 302, 304, 401, 404, 409, 500, 503] {
        let server = Server::script(vec![
            Reply::json(status, &json!({})).header("location", "/x"),
        ]);
        let api = Api::builder(server.url()).no_proxy().build().unwrap();
        let response = api.get("routes/x/run").send_raw().unwrap();
        assert_eq!(response.status(), status);
        server.verify();
    }
}

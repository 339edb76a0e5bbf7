//! Requests as they arrive: every verb with every body, parameters, paths, headers and limits.

#![allow(clippy::unwrap_used)]

mod server;

use std::io::Read;
use std::time::Duration;

use dhis2::{Api, Body, Error, JsonPatch, Limit, Method, Multipart, Request, Upload};
use proptest::prelude::*;
use serde_json::{Value, json};
use server::{Reply, Server};

fn api(server: &Server) -> Api {
    Api::builder(server.url()).no_proxy().build().unwrap()
}

/// Sends to a server that takes anything; the request as it arrived.
fn arrived(request: impl FnOnce(&Api) -> Request) -> server::Request {
    let server = Server::script(vec![Reply::empty(204)]);
    request(&api(&server)).send().unwrap();
    server.verify();
    server.requests().remove(0)
}

fn refused(request: impl FnOnce(&Api) -> Request) -> Error {
    let server = Server::script(vec![]);
    let error = request(&api(&server)).send().unwrap_err();
    assert!(matches!(error, Error::InvalidInput(_)), "{error}");
    server.verify();
    error
}

const WRITES: [Method; 4] = [Method::Post, Method::Put, Method::Patch, Method::Delete];

#[test]
fn every_verb_goes_out_as_itself() {
    for method in [
        Method::Get,
        Method::Head,
        Method::Options,
        Method::Post,
        Method::Put,
        Method::Patch,
        Method::Delete,
    ] {
        let request = arrived(|api| api.request(method, "x"));
        assert_eq!(request.method, method.as_str());
        assert_eq!(request.path, "/api/x");
        assert_eq!(request.header("content-type"), None);
        assert_eq!(request.header("transfer-encoding"), None);
        assert_eq!(request.body, b"");
        // Proxies want to hear that a write has no body.
        let length = matches!(method, Method::Post | Method::Put | Method::Patch);
        assert_eq!(
            request.header("content-length"),
            length.then_some("0"),
            "{method}"
        );
    }
}

#[test]
fn every_write_carries_every_kind_of_body() {
    let file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
    std::fs::write(file.path(), "a,b\n1,2\n").unwrap();
    for method in WRITES {
        let with = |set: &dyn Fn(Request) -> Request| arrived(|api| set(api.request(method, "x")));
        let json_type = match method {
            Method::Patch => "application/json-patch+json",
            _ => "application/json",
        };

        let request = with(&|r| r.json(&json!({ "name": "é \"x\"", "none": null })));
        assert_eq!(request.text(), r#"{"name":"é \"x\"","none":null}"#);
        assert_eq!(request.header("content-type"), Some(json_type));
        assert_eq!(request.header("content-length"), Some("31"));

        let request = with(&|r| r.bytes("application/xml", &b"\x00\xff<x/>"[..]));
        assert_eq!(request.body, b"\x00\xff<x/>");
        assert_eq!(request.header("content-type"), Some("application/xml"));

        let request = with(&|r| r.text("é"));
        assert_eq!(request.text(), "é");
        assert_eq!(
            request.header("content-type"),
            Some("text/plain; charset=utf-8")
        );

        let request = with(&|r| r.form([("a", "b c&d"), ("a", "=é+")]));
        assert_eq!(
            server::parse_query(&request.text()),
            [("a", "b c&d"), ("a", "=é+")].map(|(k, v)| (k.to_owned(), v.to_owned()))
        );
        assert_eq!(
            request.header("content-type"),
            Some("application/x-www-form-urlencoded")
        );

        let request = with(&|r| r.file("application/csv", file.path()));
        assert_eq!(request.text(), "a,b\n1,2\n");
        assert_eq!(request.header("content-length"), Some("8"));

        let request = with(&|r| r.reader("text/plain", std::io::repeat(b'x').take(300_000)));
        assert_eq!(request.body.len(), 300_000);
        assert_eq!(request.header("transfer-encoding"), Some("chunked"));
        assert_eq!(request.header("content-length"), None);

        let request = with(&|r| r.body(Body::reader(&b"abc"[..]).length(3)));
        assert_eq!(request.text(), "abc");
        assert_eq!(request.header("content-length"), Some("3"));
        assert_eq!(request.header("transfer-encoding"), None);

        let request = with(&|r| {
            let upload = Upload::path(file.path()).file_name("wéird\"\r\n.csv");
            r.multipart(
                Multipart::new()
                    .text("domain", "DATA_VALUE")
                    .file("file", upload),
            )
        });
        let text = request.text();
        let length: usize = request.header("content-length").unwrap().parse().unwrap();
        assert_eq!(length, request.body.len());
        assert!(
            text.contains("name=\"domain\"\r\n\r\nDATA_VALUE\r\n"),
            "{text}"
        );
        assert!(text.contains("filename=\"wéird\\\"__.csv\""), "{text}");
        assert!(text.contains("text/csv\r\n\r\na,b\n1,2\n\r\n--"), "{text}");
        assert!(request.complete);
    }
}

#[test]
fn an_empty_object_is_a_body_and_no_body_is_none() {
    let request = arrived(|api| api.post("x").json(&json!({})));
    assert_eq!(
        (request.text().as_str(), request.header("content-length")),
        ("{}", Some("2"))
    );
    assert_eq!(request.header("content-type"), Some("application/json"));
    let request = arrived(|api| api.post("x").bytes("text/plain", ""));
    assert_eq!(request.header("content-length"), Some("0"));
    assert_eq!(request.header("content-type"), Some("text/plain"));
    let request = arrived(|api| api.post("x").reader("text/plain", std::io::empty()));
    assert!(request.complete && request.body.is_empty());
}

#[test]
fn a_patch_takes_a_json_patch_and_other_media_types() {
    let patch = JsonPatch::new().replace("/name", "New");
    let request = arrived(|api| api.patch("dataElements/abcdefghij0").json(&patch));
    assert_eq!(
        request.header("content-type"),
        Some("application/json-patch+json")
    );
    assert_eq!(
        request.json(),
        json!([{ "op": "replace", "path": "/name", "value": "New" }])
    );
    let request = arrived(|api| {
        api.patch("x")
            .json(&json!({}))
            .header("Content-Type", "application/merge-patch+json")
    });
    assert_eq!(
        request.header_all("content-type").collect::<Vec<_>>(),
        ["application/merge-patch+json"]
    );
}

#[test]
fn a_request_that_only_reads_has_no_body() {
    for method in [Method::Get, Method::Head, Method::Options] {
        let error = refused(|api| api.request(method, "x").json(&json!({})));
        assert!(error.to_string().contains("body"), "{error}");
    }
}

#[test]
fn a_missing_file_is_an_error_before_anything_is_sent() {
    let server = Server::script(vec![]);
    let api = api(&server);
    let error = api
        .post("x")
        .file("text/plain", "/no/such/file")
        .send()
        .unwrap_err();
    assert!(matches!(&error, Error::Io(_)), "{error}");
    assert!(error.to_string().contains("/no/such/file"), "{error}");
    let form = Multipart::new().file("file", Upload::path("/no/such/file"));
    assert!(matches!(
        api.post("x").multipart(form).send(),
        Err(Error::Io(_))
    ));
    assert!(matches!(
        api.post("x").multipart(Multipart::new()).send(),
        Err(Error::InvalidInput(_))
    ));
    server.verify();
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
        .collect()
}

#[test]
fn parameters_of_every_kind_arrive_in_order() {
    let request = arrived(|api| {
        api.get("x?own=1&own=a%20b+c&empty=&bare")
            .param("text", "é & = + # % \" [x] {y}")
            .param("yes", true)
            .param("no", false)
            .param("number", -7)
            .param("float", 1.5)
            .param("none", None::<&str>)
            .param("some", Some(3))
            .param("list", ["a", "b"])
            .param("list", vec!["c".to_owned()])
            .param("empty_list", Vec::<u8>::new())
            .params([("own", "2")])
            .params(vec![("z".to_owned(), None::<u8>)])
    });
    assert_eq!(
        request.query,
        pairs(&[
            ("own", "1"),
            ("own", "a b c"),
            ("empty", ""),
            ("bare", ""),
            ("text", "é & = + # % \" [x] {y}"),
            ("yes", "true"),
            ("no", "false"),
            ("number", "-7"),
            ("float", "1.5"),
            ("some", "3"),
            ("list", "a"),
            ("list", "b"),
            ("list", "c"),
            ("own", "2"),
        ])
    );
    // Nothing in the target that a Tomcat refuses.
    assert!(
        request
            .target
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"/?&=%-._~".contains(&b)),
        "{}",
        request.target
    );
}

#[test]
fn fields_filters_and_orders_arrive_and_bad_ones_are_not_sent() {
    let request = arrived(|api| {
        api.get("dataElements")
            .fields("id,name,categoryCombo[id,name]")
            .filter("name:ilike:ANC 1")
            .filter("level:eq:3")
            .order("name:desc")
    });
    assert_eq!(
        request.param("fields"),
        Some("id,name,categoryCombo[id,name]")
    );
    assert_eq!(request.params("filter"), ["name:ilike:ANC 1", "level:eq:3"]);
    assert_eq!(request.param("order"), Some("name:desc"));
    refused(|api| api.get("dataElements").filter("name"));
    refused(|api| api.get("dataElements").fields("id,name["));
}

#[test]
fn paths_are_taken_as_people_write_them() {
    for path in ["me", "/me", "api/me", "/api/me", "//me"] {
        assert_eq!(arrived(|api| api.get(path)).path, "/api/me", "{path}");
    }
    assert_eq!(arrived(|api| api.get("me/")).path, "/api/me/");
    assert_eq!(
        arrived(|api| api.get("dataStore/ns/key é%20[1]%2")).path,
        "/api/dataStore/ns/key%20%C3%A9%20%5B1%5D%252"
    );
    let server = Server::start(|_| Reply::empty(204));
    let url = format!("{}/hmis", server.url());
    let api = Api::builder(&url).no_proxy().build().unwrap();
    api.get(format!("{url}/api/x?page=2&filter=a%3Aeq%3Ab"))
        .send()
        .unwrap();
    api.get(format!(
        "{}/api/x",
        url.to_uppercase().replace("/HMIS", "/hmis")
    ))
    .send()
    .unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].path, "/hmis/api/x");
    assert_eq!(
        requests[0].query,
        pairs(&[("page", "2"), ("filter", "a:eq:b")])
    );
    assert_eq!(requests[1].path, "/hmis/api/x");
    for path in [
        format!("{}/other/api/x", server.url()),
        format!("{url}x/api/me"),
    ] {
        let error = api.get(path).send().unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error}");
    }
}

#[test]
fn paths_that_would_lead_elsewhere_are_refused() {
    for path in [
        "",
        "  ",
        "..",
        "a/../users",
        "a/..",
        "./a",
        "a/%2e%2e/users",
        "a/%2E./users",
        "me#fragment",
        "http://elsewhere.example/api/me",
    ] {
        refused(|api| api.get(path));
        refused(|api| api.delete(path));
    }
}

#[test]
fn headers_of_the_request_win_and_bad_ones_are_refused() {
    let request = arrived(|api| {
        api.get("x")
            .header("X-One", "1")
            .header("x-one", "2")
            .header("Accept", "text/csv, application/json;q=0.5")
            .header("user-agent", "other/1")
            .header("x-text", "é")
    });
    assert_eq!(request.header_all("x-one").collect::<Vec<_>>(), ["2"]);
    assert_eq!(
        request.header_all("accept").collect::<Vec<_>>(),
        ["text/csv, application/json;q=0.5"]
    );
    assert_eq!(request.header("user-agent"), Some("other/1"));
    assert_eq!(request.header("x-text"), Some("é"));
    for (name, value) in [
        ("x-one", "1\r\nx-two: 2"),
        ("x one", "1"),
        ("", "1"),
        ("x:y", "1"),
    ] {
        let error = refused(|api| api.get("x").header(name, value));
        assert!(error.to_string().contains("header"), "{error}");
    }
}

#[test]
fn what_is_read_is_what_is_accepted() {
    let server = Server::start(|request| {
        Reply::bytes(200, format!("\"{}\"", request.header("accept").unwrap()))
    });
    let api = api(&server);
    let json: String = api.get("x").fetch().unwrap();
    assert_eq!(json, "application/json");
    assert_eq!(api.get("x").fetch_text().unwrap(), "\"*/*\"");
    assert_eq!(api.get("x").fetch_bytes().unwrap(), b"\"*/*\"");
    assert_eq!(
        api.get("x").accept("text/csv").fetch_text().unwrap(),
        "\"text/csv\""
    );
    let mut out = Vec::new();
    assert_eq!(api.get("x").copy_to(&mut out).unwrap(), 5);
    assert_eq!(out, b"\"*/*\"");
}

#[test]
fn time_limits_of_a_single_call_hold_for_every_verb() {
    let server = Server::repeat_last(vec![Reply::silence()]);
    let api = api(&server);
    let limit = Duration::from_millis(60);
    for method in [Method::Get].into_iter().chain(WRITES) {
        let error = api.request(method, "x").timeout(limit).send().unwrap_err();
        assert!(
            matches!(&error, Error::Timeout(e) if e.limit() == Limit::Response && e.method() == method.as_str()),
            "{error}"
        );
    }
}

#[test]
fn the_answer_s_head_can_be_read() {
    let server = Server::script(vec![
        Reply::json(201, &json!({ "a": 1 }))
            .header("Location", "/api/x/1")
            .header("x-two", "1")
            .header("x-two", "2"),
    ]);
    let response = api(&server).post("x").json(&json!({})).send().unwrap();
    assert_eq!(response.status(), 201);
    assert_eq!(response.header("location"), Some("/api/x/1"));
    assert_eq!(
        response.content_type(),
        Some("application/json;charset=UTF-8")
    );
    assert_eq!(response.content_length(), Some(7));
    assert!(response.url().ends_with("/api/x"));
    let twos: Vec<_> = response
        .headers()
        .filter(|(name, _)| *name == "x-two")
        .collect();
    assert_eq!(twos, [("x-two", "1"), ("x-two", "2")]);
    assert_eq!(response.json::<Value>().unwrap(), json!({ "a": 1 }));
}

#[test]
fn whatever_a_parameter_or_a_segment_holds_arrives_as_it_was() {
    let server = Server::start(|_| Reply::empty(204));
    let api = api(&server);
    let runner = proptest::test_runner::Config {
        cases: 100,
        failure_persistence: None,
        ..Default::default()
    };
    let key = "\\PC{1,12}";
    // What DHIS2 takes in a path, encoded or not: no `/`, `;` and `\`; `?` and `#` end a path, and a
    // `%` with two digits behind it is taken for encoded already.
    let segment =
        "[^/;\\\\?#%\\p{C}]{1,20}".prop_filter("dots", |s| !matches!(s.trim(), "" | "." | ".."));
    proptest!(runner, |(params in prop::collection::vec((key, "\\PC{0,40}"), 0..5), segment in segment)| {
        api.get(format!("dataStore/{segment}/x")).params(params.clone()).send().unwrap();
        let request = server.requests().pop().unwrap();
        prop_assert_eq!(&request.query, &params);
        prop_assert_eq!(server::decode_path(&request.path), format!("/api/dataStore/{segment}/x"));
        prop_assert!(request.target.is_ascii());
        // The path's own query comes to the same.
        let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
        api.get(format!("{}?{query}", path.trim_start_matches("/api/"))).send().unwrap();
        prop_assert_eq!(&server.requests().pop().unwrap().target, &request.target);
    });
    assert_eq!(server.connections(), 1);
}

//! Routes, held against recorded answers.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use dhis2::models::Route;
use dhis2::resources::routes::RouteAuth;
use dhis2::{Error, Method};
use serde_json::{Value, json};
use server::replay::{Recording, Replay};
use server::{Reply, Server, api, targets};

fn recorded(name: &str) -> Reply {
    Recording::load("2.42", &format!("routes/{name}")).reply("http://localhost")
}

#[test]
fn a_route_is_run_by_uid_and_by_code_with_parameters_and_sub_path() {
    let replay = Replay::version("2.42")
        .file("routes/run")
        .file("routes/run_by_code")
        .file("routes/run_sub_path")
        .start();
    let routes = api(&replay.url()).routes();
    let answer = routes.run("EGKtaaRsCaz").send().unwrap();
    let answer: Value = answer.json().unwrap();
    assert_eq!(answer, json!({"path": "/hello", "method": "GET"}));
    let answer = routes.run("rec-route").param("q", 1).send().unwrap();
    assert_eq!(answer.json::<Value>().unwrap()["path"], "/hello?q=1");
    let run = routes.run("HvbP7NXQC7T").sub_path("/sub/path");
    let answer = run.param("x", "y").send().unwrap();
    assert_eq!(
        answer.json::<Value>().unwrap()["path"],
        "/base/sub/path?x=y"
    );
    replay.verify();
}

#[test]
fn a_body_is_posted_and_other_methods_are_passed_on() {
    let server = Server::script(vec![
        recorded("run_post"),
        recorded("run_delete"),
        recorded("run_post"),
    ]);
    let routes = api(&server.url()).routes();
    let run = routes.run("c5pIpwiS4Z1").header("x-trace", "7");
    let answer = run.json(&json!({"a": 1})).send().unwrap();
    assert_eq!(answer.json::<Value>().unwrap()["bytes"], 8);
    let run = routes.run("c5pIpwiS4Z1").method(Method::Delete);
    assert_eq!(run.send().unwrap().status(), 200);
    let run = routes.run("c5pIpwiS4Z1").method(Method::Put);
    assert_eq!(run.json(&1).send().unwrap().status(), 200);
    assert_eq!(
        targets(&server),
        [
            "POST /api/routes/c5pIpwiS4Z1/run",
            "DELETE /api/routes/c5pIpwiS4Z1/run",
            "PUT /api/routes/c5pIpwiS4Z1/run"
        ]
    );
    let request = &server.requests()[0];
    assert_eq!(request.header("x-trace"), Some("7"));
    assert_eq!(request.body, br#"{"a":1}"#);
}

#[test]
fn no_status_of_the_other_server_is_an_error() {
    for (name, status) in [
        ("run_upstream_404", 404),
        ("run_unknown", 404),
        ("run_disabled", 404),
        ("run_dead", 500),
        ("run_sub_path_not_wildcard", 502),
        // It needs no sub-path: DHIS2 went for the URL itself, where nobody was.
        ("data_run_wildcard_no_sub_path", 500),
    ] {
        let server = Server::script(vec![recorded(name)]);
        let answer = api(&server.url()).routes().run("EGKtaaRsCaz").send();
        let answer = answer.unwrap();
        assert_eq!(answer.status(), status, "{name}");
        assert!(!answer.text().unwrap().is_empty(), "{name}");
    }
}

#[test]
fn names_that_would_lead_elsewhere_are_refused_before_anything_is_sent() {
    let server = Server::script(vec![]);
    let routes = api(&server.url()).routes();
    for run in [
        routes.run(""),
        routes.run("a/b"),
        routes.run(".."),
        routes.run("a").sub_path("../../users"),
        routes.run("a").sub_path("x//y"),
        routes.run("a").sub_path("x;y"),
    ] {
        let error = run.send().unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
    }
    server.verify();
}

#[test]
fn every_way_to_sign_in_survives_a_round_trip_and_shows_no_secret() {
    let schemes = [
        json!({"type": "http-basic", "username": "u", "password": "s3cret"}),
        json!({"type": "api-token", "token": "s3cret"}),
        json!({"type": "api-headers", "headers": {"X-Key": "s3cret"}}),
        json!({"type": "api-query-params", "queryParams": {"key": "s3cret"}}),
        json!({"type": "oauth2-client-credentials", "clientId": "c", "clientSecret": "s3cret",
            "tokenUri": "https://example.org/token", "scopes": "a b"}),
        json!({"type": "mutual-tls", "key": "s3cret"}),
    ];
    for scheme in schemes {
        let auth = RouteAuth::from_value(&scheme).unwrap();
        assert_eq!(auth.to_value(), scheme);
        assert!(!format!("{auth:?}").contains("s3cret"), "{auth:?}");
        let is_other = matches!(auth, RouteAuth::Other(_));
        assert_eq!(is_other, scheme["type"] == "mutual-tls");
    }
    assert_eq!(RouteAuth::from_value(&json!({"token": "x"})), None);
    assert_eq!(RouteAuth::from_value(&Value::Null), None);
}

#[test]
fn a_route_is_made_with_the_way_it_signs_in() {
    let server = Server::script(vec![recorded("create"), recorded("get")]);
    let routes = api(&server.url()).routes();
    let mut route = Route {
        id: Some("EGKtaaRsCaz".parse().unwrap()),
        code: Some("rec-route".into()),
        ..Default::default()
    };
    route.set_auth_scheme(&RouteAuth::HttpBasic {
        username: "u".into(),
        password: "p".into(),
    });
    routes.create(&route).unwrap();
    let body: Value = serde_json::from_slice(&server.requests()[0].body).unwrap();
    assert_eq!(
        body,
        json!({"id": "EGKtaaRsCaz", "code": "rec-route",
            "auth": {"type": "http-basic", "username": "u", "password": "p"}})
    );
    let read = routes.get("EGKtaaRsCaz").unwrap();
    assert_eq!(read.code.as_deref(), Some("rec-route"));
    assert_eq!(read.auth_scheme(), None);
    assert_eq!(
        targets(&server),
        [
            "POST /api/routes",
            "GET /api/routes/EGKtaaRsCaz?fields=%3Aowner"
        ]
    );
}

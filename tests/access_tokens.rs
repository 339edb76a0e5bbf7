//! Personal access tokens, held against recorded answers.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use dhis2::{Api, Clock, Error};
use serde_json::json;
use server::replay::Recording;
use server::{Reply, Server, body, builder};

/// A clock that stands at one second after a million.
#[derive(Debug)]
struct Stopped(Instant);

impl Clock for Stopped {
    fn now(&self) -> Instant {
        self.0
    }

    fn system_now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_000_001)
    }

    fn sleep(&self, _: Duration) {}
}

fn api(url: &str) -> Api {
    builder(url).clock(Stopped(Instant::now())).build().unwrap()
}

fn recorded(name: &str) -> Reply {
    Recording::load("2.42", &format!("other/{name}")).reply("http://localhost")
}

#[test]
fn a_token_is_made_and_its_key_is_told_once_and_never_shown() {
    let server = Server::script(vec![recorded("api_token_create")]);
    let token = api(&server.url())
        .access_tokens()
        .new_token("recording")
        .create()
        .unwrap();
    assert_eq!(token.uid, "hGmCHXtlVaI");
    assert_eq!(token.key.expose(), "d2p_REDACTED");
    assert!(!format!("{token:?}").contains("d2p_"), "{token:?}");
    let request = &server.requests()[0];
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("POST", "/api/apiToken")
    );
    assert_eq!(
        body(request),
        json!({"name": "recording", "type": "PERSONAL_ACCESS_TOKEN_V2"})
    );
}

#[test]
fn a_token_is_limited_by_time_address_method_and_page() {
    let server = Server::script(vec![recorded("api_token_create")]);
    api(&server.url())
        .access_tokens()
        .new_token("sync")
        .valid_for(Duration::from_secs(9))
        .allow_ips(["192.0.2.1"])
        .allow_methods(["GET"])
        .allow_methods(["POST"])
        .allow_referrers(["https://example.org"])
        .create()
        .unwrap();
    assert_eq!(
        body(&server.requests()[0]),
        json!({"name": "sync", "type": "PERSONAL_ACCESS_TOKEN_V2", "expire": 1_000_010_000,
        "attributes": [
            {"type": "IpAllowedList", "allowedIps": ["192.0.2.1"]},
            {"type": "MethodAllowedList", "allowedMethods": ["GET", "POST"]},
            {"type": "RefererAllowedList", "allowedReferrers": ["https://example.org"]},
        ]})
    );
}

#[test]
fn a_token_that_would_be_dead_is_refused_before_it_is_made() {
    let server = Server::script(vec![]);
    let tokens = api(&server.url()).access_tokens();
    for token in [
        tokens.new_token("x").valid_for(Duration::ZERO),
        tokens.new_token("x").valid_for(Duration::MAX),
        tokens.new_token("x").expires_at(UNIX_EPOCH),
    ] {
        let error = token.create().unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
    }
    server.verify();
}

#[test]
fn an_answer_without_a_key_is_an_error() {
    let answer = json!({"httpStatus": "Created", "httpStatusCode": 201, "status": "OK",
        "response": {"uid": "hGmCHXtlVaI"}});
    let server = Server::script(vec![Reply::json(201, &answer)]);
    let error = api(&server.url())
        .access_tokens()
        .new_token("x")
        .create()
        .unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
}

#[test]
fn tokens_are_listed_read_and_deleted() {
    let server = Server::script(vec![
        recorded("api_tokens"),
        recorded("api_token_get"),
        recorded("api_token_delete"),
    ]);
    let tokens = api(&server.url()).access_tokens();
    let list: Vec<_> = tokens.list().map(Result::unwrap).collect();
    assert_eq!(list[0].id.unwrap(), "oEyn986CQBg");
    let token = tokens.get("oEyn986CQBg").unwrap();
    assert_eq!(token.expire, Some(1_797_839_186_740));
    tokens.delete("RSLDNpZ9t5J").unwrap();
    let lines: Vec<String> = server
        .requests()
        .into_iter()
        .map(|r| format!("{} {}", r.method, r.target.split('?').next().unwrap()))
        .collect();
    assert_eq!(
        lines,
        [
            "GET /api/apiToken",
            "GET /api/apiToken/oEyn986CQBg",
            "DELETE /api/apiToken/RSLDNpZ9t5J"
        ]
    );
}

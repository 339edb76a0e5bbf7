//! OAuth2 clients are registered so that their secret works, and it is shown nowhere.

#![cfg(feature = "oauth2")]
#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use std::time::Duration;

use dhis2::Error;
use dhis2::models::OAuth2Client;
use serde_json::{Value, json};
use server::replay::Recording;
use server::{Reply, Request, Server, api, body};

const SECRET: &str = "planted-client-secret";

fn dhis2(version: &'static str) -> Server {
    Server::start(move |request: &Request| match request.path.as_str() {
        "/api/system/info" => Reply::json(200, &json!({"version": version})),
        _ => Reply::json(
            201,
            &json!({"httpStatus": "Created", "httpStatusCode": 201, "status": "OK", "response": {
                "responseType": "ObjectReport", "uid": body(request)["id"], "errorReports": []}}),
        ),
    })
}

#[test]
fn a_client_is_registered_with_a_hash_of_its_secret_and_the_settings_that_dhis2_needs() {
    for version in ["2.42.5", "2.43.1"] {
        let server = dhis2(version);
        let client = api(&server.url())
            .oauth2_clients()
            .register("dashboard", SECRET)
            .name("The dashboard")
            .redirect_uri("http://127.0.0.1:8765/cb")
            .redirect_uri("dhis2oauth://oauth")
            .scope("openid")
            .scope("email")
            .access_token_time(Duration::from_secs(60));
        let uid = client.create().unwrap();
        let request = server.requests().pop().unwrap();
        assert_eq!(
            (request.method.as_str(), request.target.as_str()),
            ("POST", "/api/oAuth2Clients")
        );
        let mut sent = body(&request);
        let hash = sent["clientSecret"].take();
        assert!(hash.as_str().unwrap().starts_with("$2b$10$"), "{hash}");
        assert!(bcrypt::verify(SECRET, hash.as_str().unwrap()).unwrap());
        assert!(!String::from_utf8_lossy(&request.body).contains(SECRET));

        // The form of the settings is that of a client which DHIS2 made.
        let recorded = Recording::load("2.42", "oauth2/client_get").body();
        let recorded: Value = serde_json::from_slice(&recorded).unwrap();
        let settings = |of: &Value, name: &str| -> Value {
            serde_json::from_str(of[name].as_str().unwrap()).unwrap()
        };
        let mut wanted = settings(&recorded, "clientSettings");
        wanted["settings.client.require-proof-key"] = json!(true);
        assert_eq!(settings(&sent, "clientSettings"), wanted);
        let mut wanted = settings(&recorded, "tokenSettings");
        wanted["settings.token.access-token-time-to-live"][1] = json!(60.0);
        assert_eq!(settings(&sent, "tokenSettings"), wanted);
        let methods = &recorded["clientAuthenticationMethods"];
        for name in ["clientSettings", "tokenSettings"] {
            sent.as_object_mut().unwrap().remove(name);
        }
        assert_eq!(
            sent,
            json!({"id": uid, "name": "The dashboard", "clientId": "dashboard", "clientSecret": null,
                "clientAuthenticationMethods": methods,
                "authorizationGrantTypes": recorded["authorizationGrantTypes"],
                "redirectUris": "http://127.0.0.1:8765/cb,dhis2oauth://oauth", "scopes": "openid,email"})
        );
    }
}

#[test]
fn on_2_41_the_body_is_another_one() {
    let server = dhis2("2.41.4");
    let clients = api(&server.url()).oauth2_clients();
    let client = clients
        .register("demo", SECRET)
        .redirect_uri("http://localhost:8765");
    let uid = client.create().unwrap();
    // [S] 2.41: `cid` and lists, and the secret as it is.
    assert_eq!(
        body(&server.requests().pop().unwrap()),
        json!({"id": uid, "name": "demo", "cid": "demo", "secret": SECRET,
            "grantTypes": ["authorization_code", "refresh_token"],
            "redirectUris": ["http://localhost:8765"]})
    );
}

#[test]
fn a_client_that_could_not_sign_in_is_not_registered() {
    let server = Server::script(vec![]);
    let clients = api(&server.url()).oauth2_clients();
    let register = |id: &str, secret: &str| clients.register(id, secret);
    for (index, client) in [
        register("", SECRET).redirect_uri("http://localhost"),
        register("x", " ").redirect_uri("http://localhost"),
        register("x", &"s".repeat(73)).redirect_uri("http://localhost"),
        register("x", SECRET),
        register("x", SECRET).redirect_uri("http://a,http://b"),
        register("x", SECRET).redirect_uri(""),
        register("x", SECRET)
            .redirect_uri("http://a")
            .scope("openid email"),
    ]
    .into_iter()
    .enumerate()
    {
        let error = client.create().unwrap_err();
        assert!(
            matches!(error, Error::InvalidInput(_)),
            "{index}: {error:?}"
        );
        assert!(!format!("{error} {error:?}").contains(SECRET), "{index}");
    }
    server.verify();
}

#[test]
fn a_refusal_is_an_error_in_dhis2s_words() {
    // An unknown scope is none: 2.42.5 takes any (`oauth2/client_create` with "ALL" is a 201).
    let server = Server::start(|request: &Request| match request.path.as_str() {
        "/api/system/info" => Reply::json(200, &json!({"version": "2.42.5"})),
        _ => Recording::load("2.42", "oauth2/client_create_taken").reply("http://localhost"),
    });
    let clients = api(&server.url()).oauth2_clients();
    let client = clients.register("x", SECRET).redirect_uri("http://a");
    let error = client.create().unwrap_err();
    assert!(
        error.is_conflict() && error.to_string().contains("already exists"),
        "{error}"
    );
    assert_eq!(error.conflicts()[0].property.as_deref(), Some("clientId"));
    assert!(!format!("{error} {error:?}").contains(SECRET));
}

#[test]
fn secrets_are_not_shown_by_debug() {
    let clients = api("http://localhost").oauth2_clients();
    let new = clients
        .register("dashboard", SECRET)
        .redirect_uri("http://a");
    assert!(format!("{new:?}").contains("dashboard"));
    assert!(!format!("{new:?} {new:#?}").contains(SECRET));

    let client = OAuth2Client {
        client_id: Some("dashboard".to_owned()),
        client_secret: Some(SECRET.to_owned()),
        ..Default::default()
    };
    let shown = format!("{client:?} {client:#?}");
    assert!(
        shown.contains("dashboard") && shown.contains("***"),
        "{shown}"
    );
    assert!(!shown.contains(SECRET), "{shown}");
    // It is sent all the same.
    assert_eq!(
        serde_json::to_value(&client).unwrap()["clientSecret"],
        SECRET
    );
    // 2.41's name of it, and what a route signs in with.
    let old: OAuth2Client =
        serde_json::from_value(json!({"cid": "demo", "secret": SECRET})).unwrap();
    assert!(!format!("{old:?}").contains(SECRET));
    let route: dhis2::models::Route = serde_json::from_value(
        json!({"code": "r", "auth": {"type": "http-basic", "username": "u", "password": SECRET}}),
    )
    .unwrap();
    let shown = format!("{route:?}");
    assert!(
        shown.contains("http-basic") && !shown.contains(SECRET),
        "{shown}"
    );
}

#[test]
fn registered_clients_are_listed_and_read() {
    let server = Server::start(|request: &Request| {
        let name = match request.path.as_str() {
            "/api/oAuth2Clients" => "other/oauth2_clients",
            _ => "oauth2/client_get",
        };
        Recording::load("2.42", name).reply("http://localhost")
    });
    let clients = api(&server.url()).oauth2_clients();
    assert!(clients.list().collect_all().unwrap().is_empty());
    let client = clients.get("gcqwi95lblk").unwrap();
    assert_eq!(client.client_id.as_deref(), Some("recording-client"));
    assert_eq!(
        server.requests()[1].target,
        "/api/oAuth2Clients/gcqwi95lblk?fields=%3Aowner"
    );
}

//! Which endpoints are used, what the check before a sign-in says, and client credentials.

use std::time::Duration;

use dhis2::Api;
use dhis2::auth::oauth2::OAuth2;
use serde_json::{Value, json};

use super::{Scene, complaint, me};
use crate::oauth2_server::{recorded, signing_in};
use crate::server::{Reply, Server};

fn document(base: &str, change: impl FnOnce(&mut Value)) -> Reply {
    let mut document = json!({
        "issuer": format!("{base}/"),
        "authorization_endpoint": format!("{base}/oauth2/authorize"),
        "token_endpoint": format!("{base}/oauth2/token"),
        "jwks_uri": format!("{base}/oauth2/jwks"),
    });
    change(&mut document);
    Reply::json(200, &document)
}

#[test]
fn the_endpoints_are_those_that_the_server_names() {
    let scene = Scene::new();
    scene.signed_in_before(-1);
    let base = scene.server.url();
    scene.server.state().token_path = "/elsewhere/token".to_owned();
    let reply = document(&base, |d| {
        d["token_endpoint"] = format!("{base}/elsewhere/token").into();
    });
    scene.server.state().discovery = Some(reply);
    let api = scene.api();
    me(&api).unwrap();
    scene.clock.push(300);
    me(&api).unwrap();
    let requests = scene.server.server.requests();
    let discoveries = requests
        .iter()
        .filter(|r| r.path.starts_with("/.well-known"));
    assert_eq!(discoveries.count(), 1, "they are asked for once");
}

#[test]
fn without_a_document_dhis2s_usual_endpoints_are_taken() {
    for reply in [
        Reply::html(404, "<html></html>"),
        Reply::html(200, "<html></html>"),
        Reply::redirect(302, "/dhis-web-login/"),
    ] {
        let scene = Scene::new();
        scene.server.state().discovery = Some(reply);
        me(&scene.api_with(scene.oauth2().capture(signing_in()))).unwrap();
        let requests = scene.server.server.requests();
        let paths: Vec<_> = requests.iter().map(|r| r.path.as_str()).collect();
        assert!(paths.contains(&"/oauth2/authorize") && paths.contains(&"/oauth2/token"));
    }
}

#[test]
fn a_document_that_leads_elsewhere_gets_no_secret() {
    let thief = Server::start(|_| Reply::json(200, &json!({ "access_token": "stolen" })));
    let scene = Scene::new();
    scene.signed_in_before(-1);
    let base = scene.server.url();
    for (key, word) in [
        ("token_endpoint", "secrets go nowhere else"),
        ("authorization_endpoint", "secrets go nowhere else"),
        ("issuer", "says that it is"),
    ] {
        let url = format!("{}/oauth2/token", thief.url());
        scene.server.state().discovery = Some(document(&base, |d| d[key] = url.into()));
        let text = complaint(&me(&scene.api()).unwrap_err());
        assert!(text.contains(word) && text.contains("base URL"), "{text}");
    }
    assert_eq!(thief.requests().len(), 0);
    assert_eq!(scene.server.state().asked.len(), 0);
}

#[test]
fn the_check_says_what_is_wrong_before_a_browser_opens() {
    let scene = Scene::new();
    let api = scene.server.builder(&scene.clock);
    let api = api.timeout(Duration::from_millis(200)).build().unwrap();
    OAuth2::check(&api).unwrap();
    let server = OAuth2::discover(&api).unwrap();
    assert_eq!(
        server.token_endpoint,
        format!("{}/oauth2/token", scene.server.url())
    );
    assert_eq!(server.issuer, format!("{}/", scene.server.url()));
    assert!(
        server
            .grant_types_supported
            .iter()
            .any(|grant| grant == "client_credentials")
    );

    for (reply, part) in [
        (
            Reply::html(404, "<html></html>"),
            "enable `oauth2.server.enabled = on` in dhis.conf",
        ),
        (Reply::text(500, "broken"), "status 500: broken"),
        (
            Reply::html(200, "<html><title>Login</title></html>"),
            "not JSON: Login",
        ),
        (
            Reply::json(200, &json!({ "issuer": "x" })),
            "missing field `authorization_endpoint`",
        ),
        (Reply::redirect(302, "/x"), "a redirect"),
        (Reply::silence(), "timed out"),
        (Reply::reset(), "cannot reach the server"),
    ] {
        scene.server.state().discovery = Some(reply);
        let text = complaint(&OAuth2::check(&api).unwrap_err());
        assert!(text.contains(part), "{part}: {text}");
    }
    let closed = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let api = Api::builder(format!("http://{closed}"))
        .no_proxy()
        .build()
        .unwrap();
    let error = OAuth2::check(&api).unwrap_err();
    let text = complaint(&error);
    assert!(
        text.contains("cannot reach the server") && error.is_retryable(),
        "{text}"
    );
    assert!(text.contains("nothing listens there"), "{text}");
}

#[test]
fn a_client_signs_in_as_itself_and_again_at_the_end() {
    let scene = Scene::new();
    let api = scene.api_with(scene.oauth2().client_credentials());
    me(&api).unwrap();
    scene.clock.push(250);
    me(&api).unwrap();
    scene.server.state().access.clear();
    me(&api).unwrap();
    assert_eq!(scene.server.asked_for("client_credentials"), 3);
    assert_eq!(scene.server.state().asked.len(), 3);
    assert_eq!(scene.server.state().asked[0]["scope"], "ALL");
}

#[test]
fn client_credentials_that_are_not_granted_say_so() {
    let scene = Scene::new();
    scene
        .server
        .state()
        .script
        .push_back(recorded("token_unsupported_grant", ""));
    let api = scene.api_with(scene.oauth2().client_credentials());
    let text = complaint(&me(&api).unwrap_err());
    assert!(
        text.contains("unauthorized_client") && text.contains("registered"),
        "{text}"
    );

    let base = scene.server.url();
    let reply = document(&base, |d| {
        d["grant_types_supported"] = json!(["authorization_code"]);
    });
    scene.server.state().discovery = Some(reply);
    let api = scene.api_with(scene.oauth2().client_credentials());
    let text = complaint(&me(&api).unwrap_err());
    assert!(
        text.contains("grants no client_credentials, only authorization_code"),
        "{text}"
    );
    assert_eq!(scene.server.state().asked.len(), 1);
}

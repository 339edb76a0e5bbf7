//! What the token endpoint may answer, and what is said about it.

use dhis2::Error;
use serde_json::json;

use super::{Scene, complaint, me};
use crate::oauth2_server::{SECRET, recorded, signing_in};
use crate::server::{Reply, Server};

/// Signs in against a token endpoint that answers the exchange like this.
fn exchange(reply: Reply) -> Error {
    let scene = Scene::new();
    scene.server.state().script.push_back(reply);
    me(&scene.api_with(scene.oauth2().capture(signing_in()))).unwrap_err()
}

#[test]
fn a_refused_exchange_tells_the_servers_words_and_what_to_check() {
    let page = |title: &str| format!("<!doctype html><html><head><title>{title}</title></head>");
    let advice = "check the client secret";
    let off = "oauth2.server.enabled = on";
    for (reply, parts) in [
        (
            recorded("token_bad_client", ""),
            ["status 401: invalid_client", advice],
        ),
        (
            recorded("token_no_client", ""),
            ["status 401: (empty response body)", advice],
        ),
        (
            recorded("token_missing_code", ""),
            [
                "status 400: invalid_request: OAuth 2.0 Parameter: code",
                "redirect URI",
            ],
        ),
        // DHIS2 without an authorization server.
        (
            Reply::json(
                401,
                &json!({ "httpStatusCode": 401, "message": "Unauthorized" }),
            ),
            ["status 401: Unauthorized", "dhis.conf"],
        ),
        (
            Reply::html(404, &page("HTTP Status 404")),
            ["status 404: HTTP Status 404", off],
        ),
        (Reply::text(400, &"long ".repeat(1000)), ["long long", "…"]),
        (Reply::text(400, " \n "), ["(empty response body)", advice]),
        (
            Reply::redirect(302, "/dhis-web-login/"),
            ["redirected to the login page", off],
        ),
        (Reply::redirect(303, "/x"), ["status 303", off]),
        (
            Reply::html(200, &page("Welcome")),
            ["status 200 and a page, \"Welcome\"", off],
        ),
        (
            Reply::text(200, "access_token=access-token-9"),
            ["27 bytes that are not JSON", off],
        ),
        (Reply::empty(200), ["an empty body", off]),
        (
            Reply::json(200, &json!({ "id_token": "x" })),
            ["no `access_token`", off],
        ),
        (
            Reply::json(200, &json!({ "error": "odd" })),
            ["no `access_token`: odd", off],
        ),
        (
            Reply::json(200, &json!({ "access_token": "a\r\nb" })),
            ["no header can carry", ""],
        ),
        (
            Reply::json(200, &json!({ "access_token": "a", "token_type": "DPoP" })),
            ["not a bearer token", ""],
        ),
    ] {
        let error = exchange(reply);
        let text = complaint(&error);
        assert!(text.contains("authorization-code exchange"), "{text}");
        for part in parts {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(text.len() < 800 && !error.is_retryable(), "{text}");
    }
}

#[test]
fn an_exchange_that_fails_for_now_can_be_tried_again() {
    for reply in [Reply::empty(503), Reply::empty(429), Reply::reset()] {
        let error = exchange(reply);
        assert!(error.is_retryable(), "{}", complaint(&error));
    }
}

#[test]
fn a_server_that_repeats_our_secrets_does_not_bring_them_into_an_error() {
    let scene = Scene::new();
    scene.signed_in_before(-1);
    let encoded = SECRET.replace('+', "%2B").replace('&', "%26");
    let words = format!("client_secret={encoded} {SECRET} refresh_token=refresh-token-1");
    for body in [
        json!({ "error": "bad", "error_description": words }).to_string(),
        json!({ "message": words }).to_string(),
        words,
    ] {
        scene
            .server
            .state()
            .script
            .push_back(Reply::bytes(500, body));
        let text = complaint(&me(&scene.api()).unwrap_err());
        assert!(text.contains("***"), "{text}");
    }
}

#[test]
fn a_redirect_of_the_token_endpoint_is_followed_with_the_form() {
    for status in [301, 302, 307, 308] {
        let scene = Scene::new();
        scene.signed_in_before(-1);
        let reply = Reply::redirect(status, "/oauth2/token?moved=1");
        scene.server.state().script.push_back(reply);
        me(&scene.api()).unwrap();
        let state = scene.server.state();
        assert_eq!(state.asked.len(), 2, "{status}");
        assert_eq!(state.asked[0], state.asked[1]);
    }
}

#[test]
fn a_redirect_to_another_server_gets_no_secret() {
    let thief = Server::start(|_| Reply::json(200, &json!({ "access_token": "stolen" })));
    let scene = Scene::new();
    scene.signed_in_before(-1);
    let reply = Reply::redirect(307, &format!("{}/oauth2/token", thief.url()));
    scene.server.state().script.push_back(reply);
    let text = complaint(&me(&scene.api()).unwrap_err());
    assert!(text.contains("redirected to another server"), "{text}");
    assert_eq!(thief.requests().len(), 0);
}

#[test]
fn redirects_without_end_are_given_up() {
    let scene = Scene::new();
    scene.signed_in_before(-1);
    scene
        .server
        .state()
        .script
        .extend(vec![Reply::redirect(301, "/oauth2/token"); 20]);
    let text = complaint(&me(&scene.api()).unwrap_err());
    assert!(text.contains("more than 5 times"), "{text}");
    assert_eq!(scene.server.state().asked.len(), 6);
}

#[test]
fn a_slash_behind_the_token_endpoint_leads_to_advice() {
    // What the app shell answers where the authorization server is off.
    let scene = Scene::new();
    scene.signed_in_before(-1);
    scene
        .server
        .state()
        .script
        .push_back(Reply::redirect(301, "/oauth2/token/"));
    let text = complaint(&me(&scene.api()).unwrap_err());
    assert!(
        text.contains("status 404") && text.contains("oauth2.server.enabled"),
        "{text}"
    );
}

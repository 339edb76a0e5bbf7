//! Signing in, on the wire: which headers go where, and what a refusal says.

#![allow(clippy::unwrap_used)]

mod server;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use dhis2::auth::{AuthContext, AuthHeader, Authenticator};
use dhis2::{Api, ApiBuilder, Auth, Error};
use serde_json::{Value, json};
use server::replay::Recording;
use server::{Gate, Reply, Request, Server, recorded};

fn builder(url: &str) -> ApiBuilder {
    Api::builder(url).no_proxy()
}

fn api(server: &Server, auth: Auth) -> Api {
    builder(&server.url()).auth(auth).build().unwrap()
}

fn ok() -> Reply {
    Reply::json(200, &json!({ "ok": true }))
}

/// The credentials of a request: whatever could hold one.
fn credentials(request: &Request) -> Vec<(String, String)> {
    request
        .headers
        .iter()
        .filter(|(name, _)| {
            matches!(
                name.as_str(),
                "authorization" | "cookie" | "x-gateway-key" | "x-xsrf-token"
            )
        })
        .cloned()
        .collect()
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[test]
fn each_way_of_signing_in_sends_its_header_and_no_other() {
    for (auth, expected) in [
        (Auth::none(), None),
        (
            Auth::basic("admin", "district"),
            Some(("authorization", "Basic YWRtaW46ZGlzdHJpY3Q=")),
        ),
        // In UTF-8, and a password may hold a colon.
        (
            Auth::basic("zoë", "pä:ss"),
            Some(("authorization", "Basic em/Dqzpww6Q6c3M=")),
        ),
        (
            Auth::pat("d2p_abc"),
            Some(("authorization", "ApiToken d2p_abc")),
        ),
        (
            Auth::bearer("abc.def"),
            Some(("authorization", "Bearer abc.def")),
        ),
        (
            Auth::session_cookie("JSESSIONID=abc"),
            Some(("cookie", "JSESSIONID=abc")),
        ),
    ] {
        let server = Server::start(|_| ok().header("set-cookie", "JSESSIONID=other; Path=/"));
        let api = api(&server, auth);
        api.get("me").fetch::<Value>().unwrap();
        api.post("x").json(&json!({})).fetch::<Value>().unwrap();
        let expected: Vec<_> = expected.into_iter().map(|(n, v)| pair(n, v)).collect();
        // No cookie that the server hands out is kept: it would freeze what the user may see.
        for request in server.requests() {
            assert_eq!(credentials(&request), expected);
            assert_eq!(request.header("x-requested-with"), Some("XMLHttpRequest"));
        }
    }
}

#[test]
fn what_cannot_be_sent_as_a_credential_is_refused_when_the_client_is_built() {
    for (auth, name) in [
        (Auth::basic("a:b", "hunter2"), "username"),
        (Auth::basic(" ", "hunter2"), "username"),
        (Auth::pat(" "), "token"),
        (Auth::pat("hunter2\r\nx-evil: 1"), "token"),
        (Auth::bearer("hunter2 hunter2"), "token"),
        (Auth::session_cookie("hunter2\nx"), "session cookie"),
        (Auth::session("", "hunter2"), "username"),
    ] {
        let error = builder("http://127.0.0.1:1")
            .auth(auth)
            .build()
            .unwrap_err();
        assert!(
            matches!(&error, Error::InvalidInput(e) if e.name() == name),
            "{error}"
        );
        assert!(!error.to_string().contains("hunter2"), "{error}");
    }
    for url in ["http://ann:hunter2@127.0.0.1:1", "ann:hunter2@x.org/dhis"] {
        let error = builder(url).build().unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error}");
        assert!(!error.to_string().contains("hunter2"), "{error}");
    }
}

/// A server with sessions: `/api/auth/login` begins the next one and ends the one before.
fn with_sessions(hold: Option<Gate>) -> (Server, Arc<AtomicUsize>) {
    let logins = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&logins);
    let expired = Arc::new(AtomicUsize::new(0));
    let server = Server::start(move |request| match request.path.as_str() {
        "/api/auth/login" => {
            assert_eq!(credentials(request), []);
            assert_eq!(
                request.json(),
                json!({ "username": "ann", "password": "hunter2" })
            );
            let number = count.fetch_add(1, Ordering::SeqCst) + 1;
            Recording::load("2.42", "auth/login_ok")
                .reply("")
                .header("set-cookie", "other=1; Path=/")
                .header(
                    "set-cookie",
                    &format!("JSESSIONID=s{number}; Path=/; HttpOnly; SameSite=Lax"),
                )
        }
        "/api/expire" => {
            expired.store(count.load(Ordering::SeqCst), Ordering::SeqCst);
            ok()
        }
        _ => {
            let cookie = request.header("cookie").unwrap_or_default().to_owned();
            let number: usize = cookie
                .strip_prefix("JSESSIONID=s")
                .unwrap_or("0")
                .parse()
                .unwrap();
            if number > expired.load(Ordering::SeqCst) {
                return ok();
            }
            // All threads come with the dead session before the first is told so.
            if let Some(gate) = &hold {
                gate.wait();
            }
            Recording::load("2.42", "system/me_unauth_xhr").reply("")
        }
    });
    (server, logins)
}

fn on_16_threads(api: &Api) {
    thread::scope(|scope| {
        for _ in 0..16 {
            let api = api.clone();
            scope.spawn(move || api.get("me").fetch::<Value>().unwrap());
        }
    });
}

#[test]
fn sixteen_threads_sign_in_once_and_once_more_when_the_session_has_expired() {
    let (server, logins) = with_sessions(Some(Gate::new(16)));
    let api = api(&server, Auth::session("ann", "hunter2"));
    assert_eq!(api.username(), Some("ann"));
    on_16_threads(&api);
    assert_eq!(logins.load(Ordering::SeqCst), 1);
    api.get("expire").fetch::<Value>().unwrap();
    on_16_threads(&api);
    assert_eq!(logins.load(Ordering::SeqCst), 2);
    server.verify();
}

#[test]
fn a_session_that_ended_is_renewed_without_a_policy_and_for_posts_too() {
    let (server, logins) = with_sessions(None);
    let api = api(&server, Auth::session("ann", "hunter2"));
    api.get("expire").fetch::<Value>().unwrap();
    let response = api.post("x").json(&json!({ "a": 1 })).send().unwrap();
    // The refused request was not done: this is not a second attempt.
    assert_eq!(response.attempts(), 1);
    assert_eq!(logins.load(Ordering::SeqCst), 2);
    let bodies: Vec<_> = server
        .requests()
        .iter()
        .filter(|r| r.path == "/api/x")
        .map(Request::json)
        .collect();
    assert_eq!(bodies, [json!({ "a": 1 }), json!({ "a": 1 })]);
    // A body that is gone cannot be sent again: the refusal is the answer.
    api.get("expire").fetch::<Value>().unwrap();
    let error = api
        .post("x")
        .expect_continue(false)
        .reader("text/plain", &b"abc"[..])
        .send()
        .unwrap_err();
    assert!(error.is_authentication(), "{error}");
    // The next call is well again.
    api.get("x").fetch::<Value>().unwrap();
}

#[test]
fn a_login_redirect_tells_that_the_session_has_ended_as_well() {
    let logins = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&logins);
    let server = Server::start(move |request| {
        if request.path == "/api/auth/login" {
            let number = count.fetch_add(1, Ordering::SeqCst) + 1;
            return Recording::load("2.42", "auth/login_ok")
                .reply("")
                .header("set-cookie", &format!("JSESSIONID=s{number}"));
        }
        if request.header("cookie") == Some("JSESSIONID=s2") {
            return ok();
        }
        Recording::load("2.43", "system/me_unauth").reply(&request.base_url())
    });
    let api = api(&server, Auth::session("ann", "hunter2"));
    api.get("me").fetch::<Value>().unwrap();
    assert_eq!(logins.load(Ordering::SeqCst), 2);
}

#[test]
fn a_sign_in_that_is_refused_says_why_and_sends_nothing_else() {
    let status = |word: &str| Reply::json(200, &json!({ "loginStatus": word }));
    for (reply, text, hint) in [
        (status("ACCOUNT_DISABLED"), "ACCOUNT_DISABLED", "disabled"),
        (status("ACCOUNT_LOCKED"), "ACCOUNT_LOCKED", "locked"),
        (
            status("INCORRECT_TWO_FACTOR_CODE"),
            "INCORRECT_TWO_FACTOR_CODE",
            "personal access token",
        ),
        (status("SUCCESS"), "no session cookie", "account"),
        (
            Recording::load("2.42", "auth/login_wrong_password").reply(""),
            "Bad credentials",
            "password",
        ),
        (
            Reply::html(404, "<html></html>"),
            "status 404",
            "Auth::basic",
        ),
        (Reply::empty(500), "status 500", "account"),
    ] {
        let server = Server::script(vec![reply]);
        let api = api(&server, Auth::session("ann", "hunter2"));
        let error = api.post("x").json(&json!({})).send().unwrap_err();
        assert!(error.is_authentication(), "{error}");
        let shown = error.to_string();
        assert!(
            shown.contains(text) && shown.contains("/api/auth/login"),
            "{shown}"
        );
        assert!(error.hint().unwrap().contains(hint), "{shown}");
        assert!(!shown.contains("hunter2"), "{shown}");
        server.verify();
    }
}

fn refusal(reply: Reply, auth: Auth) -> Error {
    let server = Server::script(vec![reply]);
    let error = api(&server, auth).get("me").fetch::<Value>().unwrap_err();
    server.verify();
    assert!(error.is_authentication(), "{error}");
    assert!(!error.to_string().contains('\n'));
    error
}

#[test]
fn every_recorded_refusal_of_a_credential_is_an_authentication_error_with_the_reason() {
    let pat = || Auth::pat("d2p_abc");
    let bearer = || Auth::bearer("abc");
    let basic = || Auth::basic("ann", "hunter2");
    for (name, auth, status, text, hint) in [
        (
            "errors/e400_pat_invalid",
            pat(),
            400,
            "Checksum validation failed",
            "d2p_",
        ),
        (
            "errors/e400_pat_unknown",
            pat(),
            400,
            "Checksum validation failed",
            "mistyped",
        ),
        (
            "errors/e401_pat_deleted",
            pat(),
            401,
            "The API token does not exists",
            "deleted",
        ),
        (
            "errors/e401_bearer_invalid",
            bearer(),
            401,
            "Invalid JSON object",
            "bearer token",
        ),
        (
            "errors/e401_bad_password_json",
            basic(),
            401,
            "Unauthorized",
            "password",
        ),
        (
            "errors/e401_bad_password_html",
            basic(),
            401,
            "Unauthorized",
            "password",
        ),
        (
            "errors/e401_bad_password_xhr",
            basic(),
            401,
            "Unauthorized",
            "password",
        ),
        (
            "errors/e401_bad_password_any",
            basic(),
            401,
            "Unauthorized",
            "password",
        ),
        (
            "system/me_unauth_xhr",
            Auth::none(),
            401,
            "Unauthorized",
            "user name",
        ),
        (
            "system/me_unauth",
            Auth::none(),
            302,
            "login page",
            "credentials",
        ),
        (
            "system/info_unauth",
            Auth::none(),
            302,
            "login page",
            "credentials",
        ),
    ] {
        let error = refusal(recorded(name), auth);
        assert_eq!(error.status(), Some(status), "{name}");
        let shown = error.to_string();
        assert!(shown.contains(text), "{name}: {shown}");
        assert!(error.hint().unwrap().contains(hint), "{name}: {shown}");
    }
    let error = refusal(
        Recording::load("2.43", "system/me_unauth").reply("http://x.org"),
        Auth::none(),
    );
    assert!(error.to_string().contains("http://x.org/login/"), "{error}");
}

fn challenged(description: &str) -> Reply {
    Reply::json(
        401,
        &json!({ "message": "invalid_token", "httpStatus": "Unauthorized",
        "httpStatusCode": 401, "status": "ERROR", "devMessage": description }),
    )
    .header(
        "www-authenticate",
        &format!("Bearer error=\"invalid_token\", error_description=\"{description}\""),
    )
}

#[test]
fn a_refused_bearer_token_comes_with_what_to_do() {
    let error = refusal(
        challenged("Invalid JWT serialization: Missing dot delimiter(s)"),
        Auth::bearer("d2p_abc"),
    );
    assert!(error.hint().unwrap().contains("Auth::pat"), "{error}");
    let error = refusal(
        challenged(
            "Found no matching DHIS2 user for the mapping claim: 'email' with the value: 'ann@x.org'",
        ),
        Auth::bearer("abc"),
    );
    let hint = error.hint().unwrap();
    for text in ["`email`", "`ann@x.org`", "openId", "PATCH /api/users/"] {
        assert!(hint.contains(text), "{hint}");
    }
    let error = refusal(
        Reply::json(401, &json!({ "message": "Failed to authenticate API token, request http method is not allowed.",
            "httpStatus": "Unauthorized", "httpStatusCode": 401, "status": "ERROR" }))
            .header("www-authenticate", "ApiToken"),
        Auth::pat("d2p_abc"),
    );
    assert!(error.hint().unwrap().contains("allowed methods"), "{error}");
}

#[test]
fn a_login_page_with_status_200_is_no_answer() {
    for page in [
        "<!DOCTYPE html><html><head><title>Sign in</title></head><body><input type=password></body></html>",
        "<html><body>Please log in</body></html>",
    ] {
        let error = refusal(Reply::html(200, page), Auth::basic("ann", "hunter2"));
        assert!(error.to_string().contains("login page"), "{error}");
    }
    // A page of another kind is no sign-in, but no answer either.
    let server = Server::script(vec![Reply::html(200, "<html><title>Maintenance</title>")]);
    let error = api(&server, Auth::none())
        .get("me")
        .fetch::<Value>()
        .unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
    assert!(error.to_string().contains("Maintenance"), "{error}");
    // Whoever asks for anything gets it.
    let server = Server::script(vec![Reply::html(200, "<html>Log in here</html>")]);
    let text = api(&server, Auth::none())
        .get("dataSets/x/form")
        .fetch_text();
    assert_eq!(text.unwrap(), "<html>Log in here</html>");
}

/// Counts its tokens up each time one is refused.
#[derive(Debug, Default)]
struct Renewing {
    token: AtomicUsize,
    used: Mutex<Vec<String>>,
    gives_up: bool,
}

impl Authenticator for Renewing {
    fn headers(&self, _: &AuthContext<'_>) -> dhis2::Result<Vec<AuthHeader>> {
        let token = self.token.load(Ordering::SeqCst);
        Ok(vec![AuthHeader::new(
            "x-gateway-key",
            format!("key {token}"),
        )])
    }

    fn renew(&self, context: &AuthContext<'_>, used: &[AuthHeader]) -> dhis2::Result<bool> {
        self.used
            .lock()
            .unwrap()
            .push(used[0].value().expose().to_owned());
        if self.gives_up {
            return Ok(false);
        }
        let answer = context.post_form("gateway/renew", &[("grant", "a b&c")])?;
        assert_eq!(answer.status(), 201);
        assert_eq!(answer.body(), b"new");
        assert_eq!(answer.headers("X-One").collect::<Vec<_>>(), ["1", "2"]);
        self.token.fetch_add(1, Ordering::SeqCst);
        Ok(true)
    }
}

#[test]
fn one_s_own_way_of_signing_in_may_ask_the_server_for_new_credentials_once() {
    let server = Server::script(vec![
        Reply::empty(401),
        Reply::text(201, "new")
            .header("x-one", "1")
            .header("X-One", "2"),
        ok(),
    ]);
    let api = api(&server, Auth::custom(Renewing::default()));
    api.get("me").fetch::<Value>().unwrap();
    let requests = server.requests();
    assert_eq!(credentials(&requests[0]), [pair("x-gateway-key", "key 0")]);
    assert_eq!(credentials(&requests[1]), []);
    assert_eq!(requests[1].path, "/api/gateway/renew");
    assert_eq!(requests[1].text(), "grant=a%20b%26c");
    assert_eq!(credentials(&requests[2]), [pair("x-gateway-key", "key 1")]);
    server.verify();
    assert_eq!(server.connections(), 1);
}

#[test]
fn credentials_that_are_refused_twice_or_cannot_be_renewed_are_an_error() {
    let server = Server::script(vec![
        Reply::empty(401),
        Reply::text(201, "new")
            .header("x-one", "1")
            .header("X-One", "2"),
        Reply::empty(401),
    ]);
    let error = api(&server, Auth::custom(Renewing::default()))
        .get("me")
        .send()
        .unwrap_err();
    assert_eq!(error.status(), Some(401));
    server.verify();

    let server = Server::script(vec![Reply::empty(401)]);
    let gives_up = Renewing {
        gives_up: true,
        ..Renewing::default()
    };
    let error = api(&server, Auth::custom(gives_up))
        .get("me")
        .send()
        .unwrap_err();
    assert!(error.is_authentication(), "{error}");
    server.verify();
}

#[test]
fn without_credentials_to_be_had_nothing_is_sent() {
    #[derive(Debug)]
    struct Broken;
    impl Authenticator for Broken {
        fn headers(&self, context: &AuthContext<'_>) -> dhis2::Result<Vec<AuthHeader>> {
            // Whatever it likes: here, an error of the connection it made.
            context.get("http://127.0.0.1:1/token").map(|_| Vec::new())
        }
    }
    let server = Server::script(vec![]);
    let error = api(&server, Auth::custom(Broken))
        .get("me")
        .send()
        .unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    server.verify();
}

#[test]
fn a_header_of_the_request_wins_over_the_credentials() {
    let server = Server::script(vec![ok()]);
    let api = api(&server, Auth::basic("ann", "hunter2"));
    api.get("me")
        .header("Authorization", "ApiToken d2p_other")
        .send()
        .unwrap();
    assert_eq!(
        credentials(&server.requests()[0]),
        [pair("authorization", "ApiToken d2p_other")]
    );
}

#[test]
fn an_absolute_url_elsewhere_is_refused_and_nothing_is_sent() {
    let (own, other) = (Server::script(vec![]), Server::script(vec![]));
    let api = api(&own, Auth::basic("ann", "hunter2"));
    let port = own.address().port();
    for url in [
        format!("{}/api/me", other.url()),
        format!("https://127.0.0.1:{port}/api/me"),
        format!("http://localhost:{port}/api/me"),
        format!("http://127.0.0.1:{port}@{}/api/me", other.address()),
        format!("http://127.0.0.1:{port}.evil.example/api/me"),
        format!("//{}/api/../../me", other.address()),
    ] {
        let error = api.get(url.clone()).send().unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{url}: {error}");
    }
    own.verify();
    other.verify();
}

#[test]
fn a_redirect_of_a_get_is_followed_within_the_origin_with_the_credentials() {
    let server = Server::script(vec![
        Reply::redirect(302, "/api/resources"),
        Reply::redirect(301, "below/"),
        Reply::redirect(308, "?page=2"),
        ok(),
    ]);
    let api = api(&server, Auth::basic("ann", "hunter2"));
    api.get("x").param("a", "b").fetch::<Value>().unwrap();
    let requests = server.requests();
    let targets: Vec<_> = requests.iter().map(|r| r.target.as_str()).collect();
    assert_eq!(
        targets,
        [
            "/api/x?a=b",
            "/api/resources",
            "/api/below/",
            "/api/below/?page=2"
        ]
    );
    assert!(requests.iter().all(|r| r.basic_auth().is_some()));
    server.verify();
}

#[test]
fn redirects_in_a_circle_end() {
    let server = Server::repeat_last(vec![Reply::redirect(302, "/api/x")]);
    let error = api(&server, Auth::none()).get("x").send().unwrap_err();
    assert_eq!(error.status(), Some(302));
    assert_eq!(server.requests().len(), 6);
}

#[test]
fn no_redirect_leads_to_another_origin() {
    let other = Server::script(vec![]);
    let port = other.address().port();
    let own_port = Arc::new(AtomicUsize::new(0));
    let locations = vec![
        format!("http://127.0.0.1:{port}/api/x"),
        format!("//127.0.0.1:{port}/api/x"),
        format!("http://localhost:{port}/api/x"),
        format!("http://{{own}}@127.0.0.1:{port}/api/x"),
        "https://{own}/api/x".to_owned(),
        "HTTP://LOCALHOST:1/api/x".to_owned(),
    ];
    for location in locations {
        let target = location.clone();
        let own = Arc::clone(&own_port);
        let server = Server::start(move |_| {
            let address = format!("127.0.0.1:{}", own.load(Ordering::SeqCst));
            Reply::redirect(302, &target.replace("{own}", &address))
        });
        own_port.store(server.address().port().into(), Ordering::SeqCst);
        let error = api(&server, Auth::basic("ann", "hunter2"))
            .get("x")
            .send()
            .unwrap_err();
        assert_eq!(error.status(), Some(302), "{location}: {error}");
        assert!(
            error.to_string().contains("not followed"),
            "{location}: {error}"
        );
        assert_eq!(server.requests().len(), 1, "{location}");
    }
    other.verify();
}

#[test]
fn no_write_follows_a_redirect() {
    for status in [301, 302, 303, 307, 308] {
        let server = Server::repeat_last(vec![Reply::redirect(status, "/api/elsewhere")]);
        let api = api(&server, Auth::basic("ann", "hunter2"));
        for request in [
            api.post("x").json(&json!({})),
            api.put("x").json(&json!({})),
            api.patch("x").json(&json!([])),
            api.delete("x"),
        ] {
            let error = request.send().unwrap_err();
            assert_eq!(error.status(), Some(status));
            assert!(error.to_string().contains("/api/elsewhere"), "{error}");
        }
        assert_eq!(server.requests().len(), 4);
    }
}

#[test]
fn discovery_carries_no_credentials_and_foreign_servers_no_header_of_ours() {
    let other = Server::start(|_| Reply::json(200, &json!({ "apiVersion": "2.42.1" })));
    let elsewhere = other.url().replace("127.0.0.1", "localhost");
    let info = || Recording::load("2.42", "system/info_auth").reply("");
    let server = Server::start(move |request| match request.path.as_str() {
        "/" => Reply::redirect(302, &format!("{elsewhere}/")),
        _ => info(),
    });
    let api = builder(&server.url())
        .auth(Auth::basic("ann", "hunter2"))
        .default_header("x-gateway-key", "sesame")
        .connect()
        .unwrap();
    assert_eq!(api.base_url(), server.url());
    let probes = server.requests();
    assert_eq!(probes[0].path, "/");
    // The gateway before our own server wants its key, whoever asks.
    assert_eq!(credentials(&probes[0]), [pair("x-gateway-key", "sesame")]);
    assert_eq!(probes.last().unwrap().path, "/api/system/info");
    assert!(probes.last().unwrap().basic_auth().is_some());
    assert!(!other.requests().is_empty());
    for request in other.requests() {
        assert_eq!(credentials(&request), [], "{}", request.target);
    }
}

#[test]
fn a_sign_in_elsewhere_carries_no_header_of_ours() {
    #[derive(Debug)]
    struct Elsewhere(String);
    impl Authenticator for Elsewhere {
        fn headers(&self, context: &AuthContext<'_>) -> dhis2::Result<Vec<AuthHeader>> {
            let answer = context.post_json(&self.0, &json!({}))?;
            Ok(vec![AuthHeader::new(
                "authorization",
                format!("Bearer {}", String::from_utf8_lossy(answer.body())),
            )])
        }
    }
    let tokens = Server::script(vec![Reply::text(200, "t1")]);
    let server = Server::script(vec![ok()]);
    let api = builder(&server.url())
        .auth(Auth::custom(Elsewhere(format!("{}/token", tokens.url()))))
        .default_header("x-gateway-key", "sesame")
        .build()
        .unwrap();
    api.get("me").send().unwrap();
    assert_eq!(credentials(&tokens.requests()[0]), []);
    assert_eq!(
        server.requests()[0].header("authorization"),
        Some("Bearer t1")
    );
    assert_eq!(server.requests()[0].header("x-gateway-key"), Some("sesame"));
}

#[test]
fn a_refused_password_is_sent_once_however_many_threads_ask() {
    let logins = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&logins);
    let server = Server::start(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
        Reply::json(
            401,
            &json!({ "httpStatus": "Unauthorized", "httpStatusCode": 401, "status": "ERROR",
                     "message": "Bad credentials" }),
        )
    });
    let api = api(&server, Auth::session("ann", "wrong"));
    thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                let error = api.get("me").fetch::<Value>().unwrap_err();
                assert!(error.is_authentication(), "{error}");
                assert!(error.to_string().contains("Bad credentials"), "{error}");
            });
        }
    });
    // Each try counts towards locking the account.
    assert_eq!(logins.load(Ordering::SeqCst), 1);
}

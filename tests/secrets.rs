//! Secrets stay secret: one test goes over every public type and every kind of error, and over all that
//! is logged, and looks for the credentials that were planted.

#![allow(clippy::unwrap_used)]

mod server;

use std::fmt::{Debug, Display};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use dhis2::auth::{
    AuthContext, AuthFile, AuthHeader, Authenticator, Credentials, Env, EnvCredentials, Secret,
};
use dhis2::models::User;
use dhis2::{Api, ApiBuilder, Auth, Body, Error, Multipart, RetryPolicy, Upload};
use serde_json::{Value, json};
use server::{At, FakeClock, Proxy, Reply, Server};

const PASSWORD: &str = "planted-password";
const PAT: &str = "d2p_planted_pat";
const BEARER: &str = "planted.bearer";
const COOKIE: &str = "planted-cookie";
const SESSION: &str = "planted-session";
const XSRF: &str = "planted-xsrf";
const PROXY: &str = "planted-proxy";
const QUERY: &str = "planted-query";
const HEADER: &str = "planted-header";
const BODY: &str = "planted-body";

fn planted() -> Vec<String> {
    let encoded = |pair: String| base64::engine::general_purpose::STANDARD.encode(pair);
    let mut planted = vec![
        encoded(format!("ann:{PASSWORD}")),
        encoded(format!("joe:{PROXY}")),
    ];
    let plain = [
        PASSWORD, PAT, BEARER, COOKIE, SESSION, XSRF, PROXY, QUERY, HEADER, BODY,
    ];
    planted.extend(plain.map(str::to_owned));
    planted
}

/// Everything that anybody could see.
static SEEN: Mutex<Vec<(String, String)>> = Mutex::new(Vec::new());

fn see(what: impl Into<String>, text: String) {
    SEEN.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push((what.into(), text));
}

fn debug(what: &str, value: &impl Debug) {
    see(what, format!("{value:?} {value:#?}"));
}

fn both(what: &str, value: &(impl Debug + Display)) {
    see(what, format!("{value} {value:?} {value:#?}"));
}

fn error(what: &str, error: &Error) {
    both(what, error);
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        both(what, &inner);
        source = inner.source();
    }
    see(what, format!("{:?} {:?}", error.hint(), error.conflicts()));
}

struct Log;

impl log::Log for Log {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        // ureq's own trace lines show raw heads; the crate's documentation says so.
        if record.target().starts_with("dhis2") {
            see(format!("log {}", record.level()), record.args().to_string());
        }
    }

    fn flush(&self) {}
}

/// Looks at what an authenticator is given.
#[derive(Debug)]
struct Looking(Secret);

impl Authenticator for Looking {
    fn headers(&self, context: &AuthContext<'_>) -> dhis2::Result<Vec<AuthHeader>> {
        debug("AuthContext", context);
        let answer = context.post_form("token", &[("password", PASSWORD)])?;
        debug("AuthResponse", &answer);
        let header = AuthHeader::new("authorization", format!("Bearer {}", self.0.expose()));
        debug("AuthHeader", &header);
        Ok(vec![header])
    }
}

fn ways() -> Vec<Auth> {
    vec![
        Auth::none(),
        Auth::basic("ann", PASSWORD),
        Auth::basic(format!("ann:{PASSWORD}"), PASSWORD),
        Auth::pat(PAT),
        Auth::pat(format!("{PAT} {PAT}")),
        Auth::bearer(BEARER),
        Auth::session("ann", PASSWORD),
        Auth::session_cookie(format!("JSESSIONID={COOKIE}")),
        Auth::session_cookie(format!("JSESSIONID={COOKIE}\n")),
        Auth::custom(Looking(Secret::from(BEARER))),
    ]
}

fn faults() -> Vec<Reply> {
    let message = |status: u16| {
        Reply::json(
            status,
            &json!({ "httpStatus": "No", "httpStatusCode": status, "status": "ERROR",
                "message": "refused", "errorCode": "E1005" }),
        )
    };
    let location = format!("http://joe:{PASSWORD}@elsewhere.example/x?token={QUERY}");
    vec![
        Reply::json(200, &json!({ "ok": true })),
        Reply::text(200, "not JSON"),
        Reply::empty(200),
        Reply::html(200, "<html>Log in</html>"),
        message(401),
        message(404),
        message(409),
        message(503),
        Reply::redirect(302, &location),
        Reply::redirect(
            302,
            &format!("/dhis-web-login/;jsessionid={SESSION}?token={QUERY}"),
        ),
        Reply::hang_up(),
        Reply::reset(),
        Reply::garbage(),
        Reply::silence(),
        Reply::json(200, &json!({ "ok": true })).truncate_at(At::Body(3)),
    ]
}

fn settings(url: &str, auth: Auth) -> ApiBuilder {
    let policy = RetryPolicy::default().on_retry(|event| both("RetryEvent", event));
    debug("RetryPolicy", &policy);
    let builder = Api::builder(url)
        .no_proxy()
        .auth(auth)
        .default_header("x-gateway-key", HEADER)
        .timeout(Duration::from_millis(60))
        .clock(FakeClock::new())
        .retry(policy.max_attempts(2));
    debug("ApiBuilder", &builder);
    builder
}

fn exchange(auth: Auth, reply: Reply) {
    debug("Auth", &auth);
    let reply = reply.header("set-cookie", &format!("JSESSIONID={SESSION}; Path=/"));
    let server = Server::start(move |request| match request.path.as_str() {
        "/api/auth/login" => Reply::json(200, &json!({ "loginStatus": "SUCCESS" }))
            .header("set-cookie", &format!("JSESSIONID={SESSION}")),
        "/api/token" => Reply::text(200, BEARER),
        _ => reply.clone(),
    });
    let api = match settings(&server.url(), auth).build() {
        Ok(api) => api,
        Err(e) => return error("build", &e),
    };
    both("Api", &api);
    let read = || {
        api.get("users")
            .param("password", QUERY)
            .param("newPassword", QUERY)
            .param("token", QUERY)
            .param("apiKey", QUERY)
            .param("clientSecret", QUERY)
            .header("x-secret", HEADER)
    };
    debug("Request", &read());
    match read().send() {
        Ok(response) => {
            debug("Response", &response);
            see("Response::url", response.url().to_owned());
            debug("ResponseReader", &response.into_reader());
        }
        Err(e) => error("send", &e),
    }
    if let Err(e) = read().fetch::<Value>() {
        error("fetch", &e);
    }
    let write = || {
        api.post(format!("x?password={QUERY}"))
            .json(&json!({ "password": BODY }))
    };
    debug("Request", &write());
    if let Err(e) = write().fetch::<Value>() {
        error("write", &e);
    }
}

fn values() {
    debug("Secret", &Secret::from(PASSWORD));
    let cookie = Credentials::SessionCookie {
        cookie: Secret::from(COOKIE),
        xsrf_token: Some(Secret::from(XSRF)),
    };
    debug("Credentials", &cookie);
    debug("Credentials", &Credentials::basic("ann", PASSWORD));
    debug("Credentials", &Credentials::pat(PAT));
    let oauth2 = Credentials::OAuth2 {
        client_id: "x".to_owned(),
        client_secret: Secret::from(PASSWORD),
        scope: "ALL".to_owned(),
        redirect_uri: "http://localhost".to_owned(),
    };
    debug("Credentials", &oauth2);
    let env = Env::empty()
        .with("DHIS2_URL", "https://x.org")
        .with("DHIS2_PAT", PAT)
        .with("DHIS2_PASSWORD", PASSWORD);
    debug("Env", &env);
    debug("EnvCredentials", &EnvCredentials::read(&env).unwrap());
    for env in [
        Env::empty()
            .with("DHIS2_URL", "https://x.org")
            .with("DHIS2_PASSWORD", PASSWORD),
        Env::empty()
            .with("DHIS2_URL", "https://x.org")
            .with("DHIS2_PAT", format!("{PAT}\n{PAT}")),
        Env::empty().with("DHIS2_URL", format!("https://ann:{PASSWORD}@x.org")),
    ] {
        error("EnvCredentials", &EnvCredentials::read(&env).unwrap_err());
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("dish.json");
    for text in [
        format!(
            r#"{{"dhis":{{"baseurl":"https://x.org","username":"ann","password":"{PASSWORD}"}}}}"#
        ),
        format!(r#"{{"dhis":{{"baseurl":"https://x.org","token":"{PAT}"}}}}"#),
        format!(r#"{{"dhis":{{"baseurl":"https://ann:{PASSWORD}@x.org","token":"{PAT}"}}}}"#),
        format!(r#"{{"dhis":{{"username":"ann","password":"{PASSWORD}" "#),
    ] {
        std::fs::write(&file, text).unwrap();
        match AuthFile::load(&file) {
            Ok(file) => debug("AuthFile", &file),
            Err(e) => error("AuthFile", &e),
        }
        match Api::from_auth_file(&file) {
            Ok(api) => both("from_auth_file", &api),
            Err(e) => error("from_auth_file", &e),
        }
    }
    debug("Body", &Body::bytes(BODY));
    debug("Body", &Body::reader(BODY.as_bytes()));
    debug("Upload", &Upload::bytes("x", BODY));
    let form = Multipart::new().text("password", BODY);
    debug("Multipart", &form);
}

/// Calls that carry a password, to a server that repeats whatever it is sent.
fn accounts() {
    let server = Server::start(|request| {
        let text = String::from_utf8_lossy(&request.body).into_owned();
        let message = json!({ "httpStatusCode": 409, "status": "ERROR",
            "message": format!("no: {text}"), "devMessage": text });
        match (request.method.as_str(), request.path.as_str()) {
            ("GET", _) => Reply::json(200, &json!({ "id": "UsMiraTolen" })),
            (_, "/api/me/verifyPassword") => Reply::text(200, &text),
            _ => Reply::json(409, &message),
        }
    });
    let api = Api::builder(server.url()).no_proxy().build().unwrap();
    let (users, account) = (api.users(), api.account());
    let user = User {
        id: "UsMiraTolen".parse().ok(),
        password: Some(BODY.to_owned()),
        ..User::default()
    };
    debug("User", &user);
    error(
        "set_password",
        &users.set_password("UsMiraTolen", BODY).unwrap_err(),
    );
    error(
        "replicate",
        &users.replicate("UsMiraTolen", "x", BODY).unwrap_err(),
    );
    error(
        "change_password",
        &account.change_password(PASSWORD, BODY).unwrap_err(),
    );
    error(
        "verify_password",
        &account.verify_password(BODY).unwrap_err(),
    );
    error(
        "check_new_password",
        &account.check_new_password(BODY).unwrap_err(),
    );
    let sent = server.requests();
    let with = |request: &&server::Request| {
        request
            .body
            .windows(BODY.len())
            .any(|at| at == BODY.as_bytes())
    };
    assert_eq!(sent.iter().filter(with).count(), 5, "each call sends it");
}

fn urls() {
    for url in [
        format!("https://ann:{PASSWORD}@x.org"),
        format!("https://ann:{PASSWORD}@more@x.org"),
        format!("https://ann:?{PASSWORD}@x.org"),
        format!("https://x.org/?token={QUERY}"),
        format!("https://x.org/api/me?token={QUERY}#x"),
        format!("ftp://x.org/?password={QUERY}"),
    ] {
        let builder = Api::builder(url);
        debug("ApiBuilder", &builder);
        error("base URL", &builder.build().unwrap_err());
    }
    let api = Api::builder("http://127.0.0.1:1")
        .no_proxy()
        .build()
        .unwrap();
    for path in [
        format!("http://ann:{PASSWORD}@elsewhere.example/x?token={QUERY}"),
        format!("a/../b?password={QUERY}"),
        format!("a?password={QUERY}#x"),
    ] {
        let request = api.get(path);
        debug("Request", &request);
        error("path", &request.send().unwrap_err());
    }
    let long = api.get("x").param("token", QUERY.repeat(1000));
    error("max_url", &long.send().unwrap_err());
    let bad = api.get("x").header("authorization", format!("{HEADER}\n"));
    error("header", &bad.send().unwrap_err());
    let bad = Api::builder("http://x.org").default_header("x-key", format!("{HEADER}\n"));
    error("default_header", &bad.build().unwrap_err());
}

fn proxies() {
    let refusing = Proxy::start(|_| None);
    let at = |address: &str| format!("http://joe:{PROXY}@{address}");
    for proxy in [
        at(&refusing.address().to_string()),
        at("127.0.0.1:1"),
        at("no-such-host.invalid:80"),
        format!("joe:{PROXY}@not a host"),
        format!("ftp://joe:{PROXY}@127.0.0.1"),
    ] {
        let builder = Api::builder("http://dhis2.example")
            .auth(Auth::basic("ann", PASSWORD))
            .proxy(proxy);
        debug("ApiBuilder", &builder);
        match builder.build() {
            Ok(api) => {
                both("Api", &api);
                error("proxy", &api.get("me").send().unwrap_err());
            }
            Err(e) => error("proxy", &e),
        }
    }
}

fn connecting() {
    let server = Server::start(|request| match request.path.as_str() {
        "/" => Reply::redirect(302, &format!("http://localhost:1/login?token={QUERY}")),
        "/api/system/info" => Reply::json(200, &json!({ "version": "2.41.1" })),
        _ => Reply::empty(404),
    });
    let api = settings(&server.url(), Auth::basic("ann", PASSWORD)).connect();
    both("connect", &api.unwrap());
    let pinned = settings(&server.url(), Auth::pat(PAT))
        .pin_version(42)
        .connect();
    error("pin", &pinned.unwrap_err());
    // To a host other than this one, in the open: a warning.
    Api::builder("http://dhis2.example")
        .auth(Auth::pat(PAT))
        .build()
        .unwrap();
}

#[test]
fn no_type_no_error_and_no_log_line_shows_a_secret() {
    log::set_logger(Box::leak(Box::new(Log))).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    for auth in ways() {
        exchange(auth, Reply::json(200, &json!({})));
    }
    for reply in faults() {
        exchange(Auth::basic("ann", PASSWORD), reply.clone());
        exchange(Auth::session("ann", PASSWORD), reply);
    }
    values();
    accounts();
    urls();
    proxies();
    connecting();

    let seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    let planted = planted();
    for (what, text) in seen.iter() {
        for secret in &planted {
            assert!(
                !text.contains(secret.as_str()),
                "{what} shows {secret}: {text}"
            );
        }
    }
    // The test looked at what it was to look at.
    for what in [
        "Api",
        "ApiBuilder",
        "Auth",
        "AuthContext",
        "AuthFile",
        "AuthHeader",
        "AuthResponse",
        "Body",
        "Credentials",
        "Env",
        "EnvCredentials",
        "Multipart",
        "Request",
        "Response",
        "ResponseReader",
        "RetryEvent",
        "RetryPolicy",
        "Secret",
        "Upload",
        "User",
        "log DEBUG",
        "log WARN",
        "pin",
        "proxy",
    ] {
        assert!(seen.iter().any(|(name, _)| name == what), "{what}");
    }
    for kind in [
        "Api(",
        "Authentication(",
        "Transport(",
        "Timeout(",
        "Decode(",
        "InvalidInput(",
        "VersionPinMismatch(",
    ] {
        assert!(seen.iter().any(|(_, text)| text.contains(kind)), "{kind}");
    }
    // And secrets are named where they are masked.
    assert!(
        seen.iter()
            .any(|(name, text)| name.starts_with("log") && text.contains("password=***"))
    );
}

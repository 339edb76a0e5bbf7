//! Finding the server and its version, sharing one client, and the settings that reach the wire.

#![allow(clippy::unwrap_used)]

mod server;

use std::collections::HashSet;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use dhis2::{Api, ApiBuilder, Auth, Error, Sent};
use serde_json::{Value, json};
use server::replay::{Recording, Replay};
use server::{FakeClock, Proxy, Reply, Request, Server, builder};

fn info() -> Reply {
    Recording::load("2.42", "system/info_auth").reply("http://x.org")
}

fn info_of(version: &str) -> Reply {
    Reply::json(200, &json!({ "version": version }))
}

fn login_config() -> Reply {
    Recording::load("2.42", "system/login_config").reply("http://x.org")
}

fn paths(server: &Server) -> Vec<String> {
    server.requests().into_iter().map(|r| r.target).collect()
}

/// A DHIS2 below a context path; whatever lies outside redirects to its login page.
fn below(context: &'static str, login: &'static str) -> Server {
    Server::start(move |request| {
        let base = request.base_url();
        match request.path.strip_prefix(context) {
            Some("/api/loginConfig") => login_config(),
            Some("/api/system/info") if request.basic_auth().is_some() => info(),
            Some(path) if path.trim_end_matches('/') == login => Reply::html(200, "<html></html>"),
            _ => Reply::redirect(302, &format!("{base}{context}{login}/")),
        }
    })
}

#[test]
fn build_sends_nothing_and_takes_the_url_as_given() {
    let server = Server::script(vec![]);
    let api = builder(&format!("{}/hmis/", server.url())).build().unwrap();
    assert_eq!(api.base_url(), format!("{}/hmis", server.url()));
    assert_eq!(api.api_url(), format!("{}/hmis/api", server.url()));
    let shown = format!("{api} {api:?}");
    assert!(
        shown.contains("admin") && !shown.contains("district"),
        "{shown}"
    );
    server.verify();
    assert_eq!(server.connections(), 0);
}

#[test]
fn connect_costs_two_requests_when_nothing_redirects() {
    let server = Server::start(|request| match request.path.as_str() {
        "/hmis/" => Reply::html(200, "<html></html>"),
        "/hmis/api/system/info" => info(),
        _ => Reply::empty(500),
    });
    let api = builder(&format!("{}/hmis", server.url()))
        .connect()
        .unwrap();
    assert_eq!(paths(&server), ["/hmis/", "/hmis/api/system/info"]);
    // What was learnt is kept.
    assert_eq!(api.version().unwrap().major(), 42);
    assert!(api.system().info().unwrap().version.is_some());
    assert_eq!(server.requests().len(), 2);
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_recorded_2_42_is_found_at_its_own_url() {
    let replay = Replay::version("2.42")
        .file("base_url/root")
        .file("base_url/login_app")
        .file("system/info_auth")
        .start();
    let api = builder(&replay.url()).connect().unwrap();
    assert_eq!(api.base_url(), replay.url());
    assert_eq!(api.version().unwrap().to_string(), "2.42.5.2");
    assert_eq!(
        paths(replay.server()),
        ["/", "/dhis-web-login/", "/api/system/info"]
    );
    replay.verify();
}

#[test]
fn a_recorded_2_43_is_found_behind_its_new_login_path() {
    let server = Server::start(|request| {
        let name = match request.path.as_str() {
            "/" => "base_url/root",
            "/dhis-web-login/" => "base_url/login_app",
            "/api/system/info" => "system/info_auth",
            _ => return Reply::html(200, "<html><title>DHIS2</title></html>"),
        };
        Recording::load("2.43", name).reply(&request.base_url())
    });
    for given in [
        "",
        "/",
        "/login/",
        "/dhis-web-login/",
        "/apps/dashboard#/x",
        "/api/43",
    ] {
        let api = builder(&format!("{}{given}", server.url()))
            .connect()
            .unwrap();
        assert_eq!(api.base_url(), server.url(), "{given}");
        assert_eq!(api.version().unwrap().major(), 43);
    }
}

#[test]
fn a_context_path_on_the_same_origin_is_adopted() {
    for (context, login) in [
        ("/hmis", "/dhis-web-login"),
        ("/hmis", "/login"),
        ("/a/b", "/dhis-web-commons/security/login.action"),
        ("/hmis", "/apps"),
    ] {
        let server = below(context, login);
        let api = builder(&server.url()).connect().unwrap();
        assert_eq!(api.base_url(), format!("{}{context}", server.url()));
        assert!(server.requests().iter().all(|request| {
            request.basic_auth().is_some() == request.path.ends_with("/system/info")
        }));
    }
}

#[test]
fn a_page_that_is_not_dhis2_s_is_not_adopted() {
    let server = Server::start(|request| match request.path.as_str() {
        "/" => Reply::redirect(302, "/portal/welcome"),
        "/api/system/info" => info(),
        "/portal/welcome" => Reply::html(200, "<html></html>"),
        _ => Reply::empty(404),
    });
    let api = builder(&server.url()).connect().unwrap();
    assert_eq!(api.base_url(), server.url());
}

#[test]
fn another_host_is_adopted_only_when_the_caller_opts_in() {
    let there = below("/hmis", "/dhis-web-login");
    let elsewhere = format!("http://localhost:{}/hmis", there.address().port());
    let target = elsewhere.clone();
    let here = Server::start(move |request| match request.path.as_str() {
        "/" => Reply::redirect(301, &format!("{target}/dhis-web-login/")),
        _ => info(),
    });
    let api = builder(&here.url()).connect().unwrap();
    assert_eq!(api.base_url(), here.url());
    let api = builder(&here.url())
        .follow_to_any_host(true)
        .connect()
        .unwrap();
    assert_eq!(api.base_url(), elsewhere);
    // Opted in or not: a host where no DHIS2 answers is not adopted.
    let sso = Server::start(|_| Reply::html(200, "<html>Sign in</html>"));
    let target = format!("http://localhost:{}/sso", sso.address().port());
    let here = Server::start(move |request| match request.path.as_str() {
        "/" => Reply::redirect(302, &target),
        _ => info(),
    });
    let api = builder(&here.url())
        .follow_to_any_host(true)
        .connect()
        .unwrap();
    assert_eq!(api.base_url(), here.url());
}

/// A proxy that leads every host name to this server.
fn any_host(server: &Server) -> Proxy {
    let address = server.address();
    Proxy::start(move |_| Some(address))
}

#[test]
fn a_sub_domain_is_adopted_and_a_sister_is_not() {
    for (given, target, adopted) in [
        ("http://play.example", "http://play.im.example", false),
        ("http://dhis2.example", "http://play.dhis2.example", true),
        ("http://www.dhis2.example", "http://dhis2.example", true),
        ("http://a.co.uk", "http://b.co.uk", false),
        ("http://dhis2.example", "http://evildhis2.example", false),
    ] {
        let location = format!("{target}/");
        let from = given.strip_prefix("http://").unwrap();
        let server = Server::start(move |request| match request.path.as_str() {
            "/" if request.header("host") == Some(from) => Reply::redirect(302, &location),
            "/" => Reply::html(200, "<html></html>"),
            "/api/loginConfig" => login_config(),
            _ => info(),
        });
        let proxy = any_host(&server);
        let api = builder(given).proxy(proxy.url()).connect().unwrap();
        let expected = if adopted { target } else { given };
        assert_eq!(api.base_url(), expected, "{given} to {target}");
    }
}

#[test]
fn the_scheme_is_never_changed() {
    let server = Server::start(|request| match request.path.as_str() {
        "/" => Reply::redirect(302, &request.base_url().replace("http:", "https:")),
        _ => info(),
    });
    let api = builder(&server.url()).connect().unwrap();
    assert_eq!(api.base_url(), server.url());
}

#[test]
fn a_dead_server_keeps_the_given_url_and_the_error_says_what_is_wrong() {
    // The port is taken and given up again: nobody else listens there.
    let port = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", port.local_addr().unwrap());
    drop(port);
    for auth in [Auth::basic("a", "b"), Auth::none()] {
        let error = builder(&url).auth(auth).connect().unwrap_err();
        assert!(matches!(error, Error::Transport(_)), "{error}");
        assert!(error.to_string().contains(&url), "{error}");
    }
    // A root that answers nothing useful is no reason to fail.
    for root in [
        Reply::hang_up(),
        Reply::empty(500),
        Reply::garbage(),
        Reply::redirect(302, ""),
    ] {
        let server = Server::start(move |request| match request.path.as_str() {
            "/" => root.clone(),
            _ => info(),
        });
        let api = builder(&server.url()).connect().unwrap();
        assert_eq!(api.base_url(), server.url());
    }
    // Nor is one that redirects for ever.
    let server = Server::start(|request| match request.path.as_str() {
        "/api/system/info" => info(),
        _ => Reply::redirect(302, "/"),
    });
    builder(&server.url()).connect().unwrap();
    assert!(server.requests().len() < 10);
}

#[test]
fn without_credentials_the_version_comes_from_the_open_login_configuration() {
    let server = Server::start(|request| match request.path.as_str() {
        "/" => Reply::empty(200),
        "/api/loginConfig" => login_config(),
        _ => Reply::empty(500),
    });
    let api = builder(&server.url()).auth(Auth::none()).connect().unwrap();
    assert_eq!(api.version().unwrap().major(), 42);
    let server = Server::start(|_| Reply::json(200, &json!({ "title": "something else" })));
    let error = builder(&server.url())
        .auth(Auth::none())
        .connect()
        .unwrap_err();
    assert!(error.to_string().contains("names its version"), "{error}");
}

fn connect_to(version: &'static str, set: impl Fn(ApiBuilder) -> ApiBuilder) -> dhis2::Result<Api> {
    let server = Server::start(move |_| info_of(version));
    set(builder(&server.url())).connect()
}

#[test]
fn a_pin_holds_the_server_to_a_version() {
    assert!(connect_to("2.42.4", |b| b.pin_version(42)).is_ok());
    let error = connect_to("2.41.3", |b| b.pin_version(42)).unwrap_err();
    let Error::VersionPinMismatch(error) = &error else {
        panic!("{error}")
    };
    assert_eq!((error.pinned(), error.reported()), (42, "2.41.3"));
    let api = connect_to("2.41.3", |b| b.pin_version(42).allow_version_mismatch(true)).unwrap();
    assert_eq!(api.version().unwrap().major(), 41);
    let api = connect_to("unknown", |b| b.pin_version(42)).unwrap();
    assert_eq!(api.version().unwrap().major(), 42);
}

#[test]
fn an_unknown_version_is_taken_unless_forbidden() {
    for version in [
        "2.44.0",
        "2.40.1",
        "2.43-SNAPSHOT",
        "42.4",
        "2.43.0-EMBARGOED",
    ] {
        connect_to(version, |b| b).unwrap();
    }
    for version in ["2.44.0", "2.40.1"] {
        let error = connect_to(version, |b| b.allow_version_fallback(false)).unwrap_err();
        assert!(matches!(&error, Error::UnsupportedVersion(e) if e.reported() == version));
    }
    for version in ["", "soon"] {
        let error = connect_to(version, |b| b).unwrap_err();
        assert!(matches!(error, Error::UnsupportedVersion(_)), "{error}");
    }
    let api = connect_to("2.42.4", |b| b).unwrap();
    api.require("2.42").unwrap();
    let error = api.require("2.43").unwrap_err();
    assert!(error.to_string().contains("2.42.4"), "{error}");
}

#[test]
fn sixteen_threads_ask_for_the_version_and_it_is_asked_for_once() {
    let server = Server::start(|_| info().delay(Duration::from_millis(30)));
    let api = builder(&server.url()).build().unwrap();
    thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| assert_eq!(api.version().unwrap().major(), 42));
            scope.spawn(|| assert!(api.system().info().unwrap().version.is_some()));
        }
    });
    assert_eq!(paths(&server), ["/api/system/info"]);
}

#[test]
fn a_failed_look_up_is_not_kept() {
    let server = Server::script(vec![Reply::empty(500), info()]);
    let api = builder(&server.url()).build().unwrap();
    api.version().unwrap_err();
    assert_eq!(api.version().unwrap().major(), 42);
    server.verify();
}

#[test]
fn system_info_is_kept_as_long_as_the_client_was_told() {
    let server = Server::start(|_| info());
    let clock = FakeClock::new();
    let api = builder(&server.url())
        .cache_ttl(Duration::from_secs(60))
        .clock(clock.clone())
        .build()
        .unwrap();
    let ask = || api.system().info().unwrap();
    ask();
    clock.advance(Duration::from_secs(59));
    ask();
    assert_eq!(server.requests().len(), 1);
    clock.advance(Duration::from_secs(2));
    ask();
    assert_eq!(server.requests().len(), 2);

    let server = Server::start(|_| info());
    let api = builder(&server.url()).cache_ttl(None).build().unwrap();
    api.system().info().unwrap();
    api.system().info().unwrap();
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn sixteen_threads_on_one_client_get_their_own_answers_and_share_the_connections() {
    let server = Server::start(|request| {
        let body = if request.body.is_empty() {
            request.target.clone()
        } else {
            format!("{}{}", request.target, request.text())
        };
        Reply::json(200, &json!({ "echo": body }))
    });
    let api = builder(&server.url()).build().unwrap();
    thread::scope(|scope| {
        for thread in 0..16 {
            let api = &api;
            scope.spawn(move || {
                for call in 0..30 {
                    let id = format!("t{thread}c{call}");
                    let read: Value = api.get("x").param("id", &id).fetch().unwrap();
                    assert_eq!(read["echo"], format!("/api/x?id={id}"));
                    let written: Value = api.post("y").json(&id).fetch().unwrap();
                    assert_eq!(written["echo"], format!("/api/y\"{id}\""));
                }
            });
        }
    });
    assert_eq!(server.requests().len(), 16 * 60);
    assert!(server.connections() <= 16, "{}", server.connections());
}

#[test]
fn idle_connections_are_kept_as_many_as_the_client_was_told() {
    for (idle, connections) in [(20, 1), (0, 3)] {
        let server = Server::start(|_| Reply::empty(204));
        let api = builder(&server.url())
            .max_idle_connections(100, idle)
            .build()
            .unwrap();
        for _ in 0..3 {
            api.delete("x").send().unwrap();
        }
        assert_eq!(server.connections(), connections);
    }
}

fn sent_by(set: impl Fn(ApiBuilder) -> ApiBuilder) -> Request {
    let server = Server::script(vec![Reply::empty(204)]);
    let api = set(builder(&server.url())).build().unwrap();
    api.get("me").fetch::<()>().unwrap();
    server.requests().remove(0)
}

#[test]
fn user_agent_and_default_headers_reach_the_wire() {
    let request = sent_by(|b| b);
    let agent = request.header("user-agent").unwrap();
    assert!(agent.starts_with("dhis2-rust/"), "{agent}");
    assert_eq!(request.header("accept"), Some("application/json"));
    let request = sent_by(|b| {
        b.user_agent("myApp/1.0")
            .default_header("X-One", "1")
            .default_header("accept", "application/xml")
            .default_header("x-requested-with", "me")
    });
    assert_eq!(request.header("user-agent"), Some("myApp/1.0"));
    assert_eq!(request.header("x-one"), Some("1"));
    assert_eq!(request.header("x-requested-with"), Some("me"));
    assert_eq!(request.header_all("accept").count(), 1);
    let bad = builder("http://127.0.0.1:1").default_header("x-one", "1\r\nx-two: 2");
    assert!(matches!(bad.build(), Err(Error::InvalidInput(_))));
}

#[test]
fn a_version_in_the_path_reaches_the_wire() {
    assert_eq!(sent_by(|b| b.api_version(42)).path, "/api/42/me");
    assert_eq!(sent_by(|b| b).path, "/api/me");
    let bad = builder("http://127.0.0.1:1").api_version(24);
    assert!(matches!(bad.build(), Err(Error::InvalidInput(_))));
}

#[test]
fn a_url_longer_than_the_server_takes_is_refused_before_it_is_sent() {
    let server = Server::script(vec![Reply::empty(204), Reply::empty(204)]);
    let api = builder(&server.url()).build().unwrap();
    let long = |n: usize| api.get("x").param("filter", "a".repeat(n));
    long(7_000).send().unwrap();
    let error = long(7_500).send().unwrap_err();
    assert!(matches!(&error, Error::InvalidInput(e) if e.name() == "url"));
    assert!(error.to_string().contains("max_url"), "{error}");
    let api = builder(&server.url()).max_url(20_000).build().unwrap();
    api.get("x")
        .param("filter", "a".repeat(10_000))
        .send()
        .unwrap();
    server.verify();
}

#[test]
fn a_proxy_carries_every_request_and_gets_its_own_credentials_only() {
    let server = Server::start(|_| Reply::json(200, &json!({})));
    let proxy = any_host(&server);
    let url = proxy.url().replace("http://", "http://joe:sesame@");
    let api = builder("http://dhis2.example.org")
        .proxy(url)
        .build()
        .unwrap();
    api.get("me").fetch::<Value>().unwrap();
    api.get("me").fetch::<Value>().unwrap();
    let heads = proxy.heads();
    // One tunnel serves both.
    assert_eq!(heads.len(), 1, "{heads:?}");
    assert!(
        heads[0].starts_with("CONNECT dhis2.example.org:80 "),
        "{heads:?}"
    );
    assert!(heads[0].contains("Proxy-Authorization: Basic am9lOnNlc2FtZQ=="));
    let lower = heads[0].to_lowercase();
    assert!(!lower.contains("\r\nauthorization"), "{heads:?}");
    let requests = server.requests();
    assert!(requests[0].basic_auth().is_some());
    assert_eq!(requests[0].header("proxy-authorization"), None);
    assert_eq!(requests[0].header("host"), Some("dhis2.example.org"));
    // It is kept like any other connection.
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_proxy_that_refuses_has_not_sent_the_request() {
    let proxy = Proxy::start(|_| None);
    let api = builder("http://dhis2.example.org")
        .proxy(proxy.url())
        .build()
        .unwrap();
    let error = api.post("x").json(&json!({})).send().unwrap_err();
    assert!(error.to_string().contains("proxy"), "{error}");
    assert_eq!(error.sent(), Some(Sent::Not), "{error}");
    let bad = builder("http://dhis2.example.org").proxy("not a url");
    assert!(matches!(bad.build(), Err(Error::InvalidInput(e)) if e.name() == "proxy"));
}

#[test]
fn certificates_that_are_none_are_refused_when_the_client_is_built() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ca.pem");
    for junk in [
        "",
        "not a certificate",
        "-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----\n",
    ] {
        std::fs::write(&file, junk).unwrap();
        let error = builder("https://x.org").ca_file(&file).build().unwrap_err();
        let shown = error.to_string();
        assert!(
            matches!(&error, Error::InvalidInput(e) if e.name() == "ca_file")
                && shown.contains("ca.pem"),
            "{shown}"
        );
        let error = builder("https://x.org").ca_pem(junk).build().unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error}");
    }
    let error = builder("https://x.org")
        .ca_file(folder.path().join("absent.pem"))
        .build();
    let error = error.unwrap_err();
    assert!(
        matches!(&error, Error::Io(e) if e.path().is_some()),
        "{error}"
    );
}

#[test]
fn a_server_that_speaks_no_tls_is_told_from_one_that_is_down() {
    // What web servers say to a TLS greeting on a plain port.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        let mut stream = listener.accept().unwrap().0;
        stream
            .write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            .unwrap();
        let _ = stream.read(&mut [0; 1024]);
    });
    let error = builder(&url).build().unwrap().get("me").send().unwrap_err();
    assert!(error.to_string().contains("TLS"), "{error}");
    assert!(error.hint().unwrap().contains("http://"), "{error}");
    assert!(!error.is_retryable());
}

#[test]
fn an_auth_file_names_server_and_credentials() {
    let server = Server::start(|_| Reply::json(200, &json!({})));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("dish.json");
    let text = json!({ "dhis": { "baseurl": format!("{}/hmis/", server.url()),
        "username": "ann", "password": "s3same" } });
    std::fs::write(&file, text.to_string()).unwrap();
    let api = Api::from_auth_file(&file).unwrap();
    assert_eq!(api.base_url(), format!("{}/hmis", server.url()));
    assert_eq!(api.username(), Some("ann"));
    let error = Api::from_auth_file(folder.path().join("absent.json")).unwrap_err();
    assert!(matches!(error, Error::Io(_)), "{error}");
}

/// Runs [`child`] with these variables, and nothing else that could matter; what it prints.
fn in_a_child(variables: &[(&str, &str)]) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "child", "--ignored", "--nocapture"]);
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.starts_with("DHIS") || name.to_lowercase().contains("proxy") {
            command.env_remove(name);
        }
    }
    let output = command.envs(variables.iter().copied()).output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
#[ignore = "run by other tests, with variables of its own"]
fn child() {
    let outcome = ApiBuilder::from_env().and_then(ApiBuilder::build);
    match outcome.and_then(|api| api.get("me").fetch::<Value>()) {
        Ok(value) => println!("answer: {value}"),
        Err(error) => println!("error: {error}"),
    }
}

#[test]
fn the_environment_names_server_credentials_limit_and_proxy() {
    let seen = Arc::new(Mutex::new(HashSet::new()));
    let heard = Arc::clone(&seen);
    let server = Server::start(move |request| {
        let authorization = request.header("authorization").unwrap_or_default();
        heard.lock().unwrap().insert(authorization.to_owned());
        if request.path.starts_with("/slow") {
            return Reply::silence();
        }
        Reply::json(200, &json!({ "path": request.path }))
    });
    let url = server.url();
    let pat = ("DHIS2_PAT", "d2p_abc");
    let shown = in_a_child(&[("DHIS2_URL", &url), pat]);
    assert!(shown.contains("answer: {\"path\":\"/api/me\"}"), "{shown}");
    let basic = [
        ("DHIS2_URL", url.as_str()),
        ("DHIS2_USERNAME", "ann"),
        ("DHIS2_PASSWORD", "s3same"),
    ];
    assert!(in_a_child(&basic).contains("answer:"));
    assert_eq!(
        *seen.lock().unwrap(),
        HashSet::from([
            "ApiToken d2p_abc".to_owned(),
            "Basic YW5uOnMzc2FtZQ==".to_owned()
        ])
    );

    let slow = format!("{url}/slow");
    let shown = in_a_child(&[("DHIS2_URL", &slow), pat, ("DHIS2_TIMEOUT", "0.08")]);
    assert!(shown.contains("response limit of 80ms"), "{shown}");
    let shown = in_a_child(&[("DHIS2_URL", &url), pat, ("DHIS2_TIMEOUT", "soon")]);
    assert!(
        shown.contains("error: DHIS2_TIMEOUT cannot be `soon`"),
        "{shown}"
    );
    let shown = in_a_child(&[pat]);
    assert!(shown.contains("error: DHIS2_URL cannot be used"), "{shown}");

    let proxy = any_host(&server);
    let far = ("DHIS2_URL", "http://dhis2.example.org");
    let shown = in_a_child(&[far, pat, ("HTTP_PROXY", &proxy.url())]);
    assert!(shown.contains("answer:"), "{shown}");
    assert_eq!(proxy.heads().len(), 1);
}

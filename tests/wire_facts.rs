//! One test for each fact and trap of the wire that was found in the dependencies (`fact_NN`), in the
//! async Python client (`trap_client`) and in dhis2.py (`trap_dhis2py_NN`). Where another file tests a
//! subject at length, the shortest case stands here, under the name by which the line is found.

#![allow(clippy::unwrap_used)]

mod server;

use std::io::{self, Read};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use dhis2::stream::Elements;
use dhis2::{
    Api, ApiBuilder, Auth, Body, Error, JsonPatch, Limit, Multipart, RetryPolicy, Sent, Upload,
    Version,
};
use serde_json::{Value, json};
use server::replay::Recording;
use server::{FakeClock, Proxy, Reply, Server};

fn builder(url: &str) -> ApiBuilder {
    Api::builder(url).no_proxy()
}

fn api(server: &Server) -> Api {
    builder(&server.url())
        .auth(Auth::basic("ann", "hunter2"))
        .build()
        .unwrap()
}

fn ok() -> Reply {
    Reply::json(200, &json!({ "ok": true }))
}

#[test]
fn fact_01_a_body_shorter_than_its_length_is_an_error_and_does_not_spin() {
    let server = Server::start(|_| ok());
    let started = Instant::now();
    let body = Body::reader(&b"abc"[..]).length(1000);
    let error = api(&server).post("x").body(body).send().unwrap_err();
    assert!(matches!(error, Error::Io(_)), "{error}");
    assert!(started.elapsed() < Duration::from_secs(2));
}

fn uploaded(form: Multipart) -> (String, usize) {
    let server = Server::script(vec![ok()]);
    api(&server).post("x").multipart(form).send().unwrap();
    let request = &server.requests()[0];
    let length = request.header("content-length").unwrap().parse().unwrap();
    assert_eq!(request.body.len(), length);
    (request.text(), length)
}

#[test]
fn fact_02_the_length_of_a_form_counts_its_text_fields() {
    let form = || Multipart::new().file("file", Upload::bytes("a.txt", "abc"));
    let (_, without) = uploaded(form());
    let (text, with) = uploaded(form().text("domain", "DOCUMENT"));
    assert!(text.contains("DOCUMENT") && with > without + 8, "{text}");
}

#[test]
fn fact_03_a_file_name_cannot_cut_its_header_or_add_one() {
    let upload = Upload::bytes("a\"b\r\nx-evil: 1.txt", "abc");
    let (text, _) = uploaded(Multipart::new().file("file", upload));
    assert!(
        text.contains("filename=\"a\\\"b__x-evil: 1.txt\"\r\n"),
        "{text}"
    );
}

#[test]
fn fact_04_a_form_without_fields_is_refused_and_does_not_panic() {
    let server = Server::script(vec![]);
    let error = api(&server).post("x").multipart(Multipart::new()).send();
    assert!(matches!(error, Err(Error::InvalidInput(_))));
    server.verify();
}

#[test]
fn fact_05_a_connection_closed_in_the_same_instant_is_our_business() {
    let server = Server::script(vec![ok(), Reply::hang_up(), ok(), Reply::hang_up()]);
    let api = api(&server);
    api.get("x").fetch::<Value>().unwrap();
    api.get("x").fetch::<Value>().unwrap();
    let error = api.post("x").json(&json!({})).send().unwrap_err();
    assert_eq!(error.sent(), Some(Sent::Maybe));
    server.verify();
}

#[test]
fn fact_06_json_is_never_read_byte_by_byte() {
    struct Counted<'a>(io::Cursor<Vec<u8>>, &'a Mutex<usize>);
    impl Read for Counted<'_> {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
            *self.1.lock().unwrap() += 1;
            self.0.read(buf)
        }
    }
    let text = json!({ "rows": vec![json!({ "id": "abcdefghij0" }); 20_000] }).to_string();
    let reads = Mutex::new(0);
    let reader = Counted(io::Cursor::new(text.into_bytes()), &reads);
    assert_eq!(Elements::<Value, _>::new(reader, "rows").count(), 20_000);
    assert!(*reads.lock().unwrap() < 200, "{reads:?} reads");
}

#[test]
fn fact_07_a_connection_that_was_read_to_its_end_is_used_again() {
    let rows = json!({ "pager": {}, "rows": [1, 2, 3] });
    let server = Server::start(move |_| Reply::json(200, &rows).chunked(5));
    let api = api(&server);
    api.get("x").fetch::<Value>().unwrap();
    let elements = api.get("x").send().unwrap().elements::<u8>("rows");
    assert_eq!(elements.count(), 3);
    let mut exact = [0; 4];
    let mut reader = api.get("x").send().unwrap().into_reader();
    reader.read_exact(&mut exact).unwrap();
    drop(reader);
    drop(api.get("x").send().unwrap());
    api.get("x").fetch_text().unwrap();
    assert_eq!(server.connections(), 1);
}

static LINES: Mutex<Vec<String>> = Mutex::new(Vec::new());

struct Log;

impl log::Log for Log {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let line = format!("{} {}", record.target(), record.args());
        LINES.lock().unwrap().push(line);
    }

    fn flush(&self) {}
}

#[test]
fn fact_08_at_debug_no_target_at_all_logs_a_credential() {
    log::set_logger(Box::leak(Box::new(Log))).unwrap();
    log::set_max_level(log::LevelFilter::Debug);
    let server = Server::script(vec![ok().header("set-cookie", "JSESSIONID=s3same")]);
    builder(&server.url())
        .auth(Auth::pat("d2p_fact08"))
        .build()
        .unwrap()
        .get("x")
        .param("password", "fact08")
        .send()
        .unwrap();
    let lines = LINES.lock().unwrap();
    assert!(
        lines.iter().any(|line| line.contains("password=***")),
        "{lines:#?}"
    );
    for line in lines.iter() {
        assert!(
            !line.contains("fact08") && !line.contains("s3same"),
            "{line}"
        );
    }
}

#[test]
fn fact_09_another_port_is_another_origin_and_a_post_stays_a_post() {
    let other = Server::script(vec![]);
    let target = format!("{}/api/x", other.url());
    let server = Server::start(move |_| Reply::redirect(301, &target));
    let api = api(&server);
    assert_eq!(api.get("x").send().unwrap_err().status(), Some(301));
    assert_eq!(
        api.post("x").json(&json!({})).send().unwrap_err().status(),
        Some(301)
    );
    let methods: Vec<_> = server.requests().iter().map(|r| r.method.clone()).collect();
    assert_eq!(methods, ["GET", "POST"]);
    other.verify();
}

#[test]
fn fact_10_a_repeated_parameter_arrives_as_often_as_it_was_given() {
    let server = Server::script(vec![ok()]);
    api(&server)
        .get("x")
        .param("filter", ["a", "b"])
        .param("filter", "a")
        .send()
        .unwrap();
    assert_eq!(server.requests()[0].params("filter"), ["a", "b", "a"]);
}

#[test]
fn trap_client_a_retry_policy_leaves_all_other_settings_in_force() {
    let server = Server::script(vec![Reply::empty(503), ok()]);
    let address = server.address();
    let proxy = Proxy::start(move |_| Some(address));
    let api = Api::builder("http://dhis2.example.org")
        .proxy(proxy.url())
        .user_agent("mine/1")
        .default_header("x-one", "1")
        .retry(RetryPolicy::default())
        .clock(FakeClock::new())
        .build()
        .unwrap();
    api.get("x").send().unwrap();
    assert_eq!(proxy.heads().len(), 1);
    for request in server.requests() {
        assert_eq!(request.header("user-agent"), Some("mine/1"));
        assert_eq!(request.header("x-one"), Some("1"));
    }
    server.verify();
}

#[test]
fn trap_client_a_pin_without_a_request_can_be_said() {
    let server = Server::script(vec![ok()]);
    let api = builder(&server.url()).pin_version(42).build().unwrap();
    api.post("x").json(&json!({})).send().unwrap();
    server.verify();
}

#[test]
fn trap_client_a_login_page_with_a_query_is_cut_from_the_base_url() {
    let server = Server::start(|request| match request.path.as_str() {
        "/" => Reply::redirect(302, "/hmis/dhis-web-login/?next=%2F#/x"),
        "/hmis/api/loginConfig" => Reply::json(200, &json!({ "apiVersion": "2.42.5" })),
        _ => Reply::html(200, "<html></html>"),
    });
    let api = builder(&server.url()).connect().unwrap();
    assert_eq!(api.base_url(), format!("{}/hmis", server.url()));
}

#[test]
fn trap_client_none_is_left_out_and_a_query_in_the_path_survives_params() {
    let server = Server::script(vec![ok()]);
    let none: Option<&str> = None;
    let request = api(&server).get("x?fields=id").param("k", none);
    request
        .params(Vec::<(String, String)>::new())
        .send()
        .unwrap();
    assert_eq!(server.requests()[0].target, "/api/x?fields=id");
}

#[test]
fn trap_client_an_absolute_url_elsewhere_gets_no_credentials() {
    let (server, other) = (Server::script(vec![]), Server::script(vec![]));
    let error = api(&server).get(format!("{}/api/me", other.url())).send();
    assert!(matches!(error, Err(Error::InvalidInput(_))));
    other.verify();
}

#[test]
fn trap_client_a_path_cannot_climb() {
    let server = Server::script(vec![]);
    let error = api(&server).get("dataStore/a/../users").send();
    assert!(matches!(error, Err(Error::InvalidInput(_))));
    server.verify();
}

#[test]
fn trap_client_neither_a_login_page_nor_a_redirect_is_an_empty_result() {
    let server = Server::script(vec![
        Reply::html(200, "<html><title>Login</title></html>"),
        Reply::text(200, "oops"),
        Reply::redirect(302, "/dhis-web-login/"),
        Reply::redirect(302, "http://elsewhere.example/"),
    ]);
    let api = api(&server);
    let fetch = || api.get("dataElements").fetch::<Value>().unwrap_err();
    assert!(fetch().is_authentication());
    assert!(matches!(fetch(), Error::Decode(_)));
    assert!(fetch().is_authentication());
    assert_eq!(fetch().status(), Some(302));
}

#[test]
fn trap_client_a_network_error_names_method_and_url() {
    let server = Server::script(vec![Reply::hang_up()]);
    let error = api(&server).put("x").json(&json!({})).send().unwrap_err();
    let shown = error.to_string();
    assert!(
        shown.starts_with(&format!("PUT {}/api/x: ", server.url())),
        "{shown}"
    );
    assert!(std::error::Error::source(&error).is_some());
}

#[test]
fn trap_client_a_patch_that_sets_null_says_so_on_the_wire() {
    let server = Server::script(vec![ok()]);
    let patch = JsonPatch::new().replace("/code", Value::Null);
    api(&server).patch("x").json(&patch).send().unwrap();
    assert_eq!(
        server.requests()[0].json()[0].get("value"),
        Some(&Value::Null)
    );
}

#[test]
fn trap_errors_a_401_keeps_its_status_and_its_envelope() {
    let recording = Recording::load("2.42", "errors/e401_pat_deleted");
    let server = Server::script(vec![recording.reply("")]);
    let error = api(&server).get("me").send().unwrap_err();
    assert_eq!(error.status(), Some(401));
    let message = error.web_message().unwrap().message.as_deref();
    assert_eq!(message, Some("The API token does not exists"));
}

#[test]
fn trap_dhis2py_04_post_answered_by_302_is_not_a_success() {
    let server = Server::start(|request| match request.path.as_str() {
        "/dhis-web-login/" => Reply::html(200, "<html>Login</html>"),
        _ => Reply::redirect(302, "/dhis-web-login/"),
    });
    let error = api(&server).post("metadata").json(&json!({})).send();
    assert!(error.unwrap_err().is_authentication());
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn trap_dhis2py_06_writes_time_out_too() {
    let server = Server::repeat_last(vec![Reply::silence()]);
    let api = api(&server);
    let limit = Duration::from_millis(60);
    for request in [
        api.post("x").json(&json!({})),
        api.put("x").json(&json!({})),
        api.patch("x").json(&json!([])),
        api.delete("x"),
    ] {
        let error = request.timeout(limit).send().unwrap_err();
        assert!(
            matches!(&error, Error::Timeout(e) if e.limit() == Limit::Response),
            "{error}"
        );
    }
}

#[test]
fn trap_dhis2py_07_a_409_hands_its_report_over() {
    let recording = || Recording::load("2.42", "metadata/import_conflict_all").reply("");
    let server = Server::script(vec![recording(), recording()]);
    let api = api(&server);
    let report = api.post("metadata").json(&json!({})).send_import().unwrap();
    assert_eq!(report.http_status(), Some(409));
    assert!(!report.is_ok() && !report.conflicts().is_empty());
    let error = api.post("metadata").json(&json!({})).send().unwrap_err();
    assert!(
        error.is_conflict() && !error.conflicts().is_empty(),
        "{error}"
    );
}

#[test]
fn trap_dhis2py_08_the_body_of_a_delete_is_sent() {
    let server = Server::script(vec![ok()]);
    let body = json!({ "identifiableObjects": [{ "id": "abcdefghij0" }] });
    api(&server).delete("x/y").json(&body).send().unwrap();
    assert_eq!(server.requests()[0].json(), body);
}

#[test]
fn trap_dhis2py_09_a_patch_is_a_json_patch_and_lists_are_bodies() {
    let server = Server::script(vec![ok(), ok()]);
    let api = api(&server);
    let patch = json!([{ "op": "replace", "path": "/name", "value": "x" }]);
    api.patch("x").json(&patch).send().unwrap();
    api.post("x").json(&["a", "b"]).send().unwrap();
    let requests = server.requests();
    assert_eq!(
        requests[0].header("content-type"),
        Some("application/json-patch+json")
    );
    assert_eq!(requests[0].json(), patch);
    assert_eq!(requests[1].text(), r#"["a","b"]"#);
}

#[test]
fn trap_dhis2py_12_nothing_is_glued_to_a_path_or_its_query() {
    let server = Server::script(vec![ok(), ok()]);
    let api = api(&server);
    api.get("dataElements?fields=id")
        .param("x", 1)
        .send()
        .unwrap();
    api.get("me.json").send().unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].target, "/api/dataElements?fields=id&x=1");
    assert_eq!(requests[1].target, "/api/me.json");
}

#[test]
fn trap_dhis2py_13_a_trailing_slash_is_cut_and_user_info_refused() {
    let server = Server::script(vec![ok()]);
    let api = builder(&format!("{}/hmis//", server.url()))
        .build()
        .unwrap();
    api.get("/me").send().unwrap();
    assert_eq!(server.requests()[0].path, "/hmis/api/me");
    let with_user = server.url().replace("http://", "http://ann:hunter2@");
    let error = builder(&with_user).build().unwrap_err().to_string();
    assert!(!error.contains("hunter2"), "{error}");
}

#[test]
fn trap_dhis2py_15_version_42_1_has_the_major_42() {
    for (text, major) in [("42.1", 42), ("2.42.1", 42), ("2.43.0-EMBARGOED", 43)] {
        let server = Server::start(move |_| Reply::json(200, &json!({ "version": text })));
        let version: Version = api(&server).version().unwrap();
        assert_eq!(version.major(), major, "{text}");
    }
}

#[test]
fn trap_dhis2py_19_an_error_s_text_is_bounded_and_every_failure_is_one_type() {
    let page = format!("<html><body>{}</body></html>", "x".repeat(100_000));
    let server = Server::script(vec![Reply::html(500, &page), Reply::reset()]);
    let api = api(&server);
    let error: Error = api.get("x").send().unwrap_err();
    let shown = error.to_string();
    assert!(
        shown.starts_with("GET http") && shown.len() < 300,
        "{shown}"
    );
    let error: Error = api.post("x").send().unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
}

#[test]
fn trap_dhis2py_23_every_way_of_signing_in_is_there() {
    for (auth, header, value) in [
        (Auth::pat("d2p_x"), "authorization", "ApiToken d2p_x"),
        (Auth::bearer("x"), "authorization", "Bearer x"),
        (
            Auth::session_cookie("JSESSIONID=x"),
            "cookie",
            "JSESSIONID=x",
        ),
        (Auth::none(), "x-requested-with", "XMLHttpRequest"),
    ] {
        let server = Server::script(vec![ok()]);
        let api = builder(&server.url()).auth(auth).build().unwrap();
        api.get("me").send().unwrap();
        assert_eq!(server.requests()[0].header(header), Some(value));
    }
}

#[test]
fn trap_dhis2py_24_one_client_serves_many_threads() {
    let server = Server::start(|request| Reply::json(200, &json!(request.param("n"))));
    let api = api(&server);
    thread::scope(|scope| {
        for n in 0..16 {
            let api = &api;
            scope.spawn(move || {
                let n = n.to_string();
                assert_eq!(api.get("x").param("n", &n).fetch::<String>().unwrap(), n);
            });
        }
    });
    assert_eq!(server.requests().len(), 16);
}

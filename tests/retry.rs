//! The retry layer, by the table of conditions in its specification. No test sleeps.

#![allow(clippy::unwrap_used)]

mod server;

use std::io::{self, Read};
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use dhis2::auth::{AuthContext, AuthHeader, Authenticator};
use dhis2::{Api, ApiBuilder, Auth, Body, Error, Method, Request, RetryPolicy, Sent};
use serde_json::{Value, json};
use server::{At, FakeClock, Reply, Server};

fn builder(url: &str) -> ApiBuilder {
    Api::builder(url).no_proxy()
}

/// A client with this policy, and the clock that it sleeps by.
fn patient(server: &Server, policy: RetryPolicy) -> (Api, FakeClock) {
    let clock = FakeClock::new();
    let api = builder(&server.url())
        .retry(policy)
        .clock(clock.clone())
        .build()
        .unwrap();
    (api, clock)
}

fn exact() -> RetryPolicy {
    RetryPolicy::default().jitter(0.0)
}

fn ok() -> Reply {
    Reply::json(200, &json!({ "ok": true }))
}

fn busy() -> Reply {
    Reply::json(503, &json!({ "message": "starting" }))
}

/// The next request goes over a new connection. On a kept one, a reset before the answer looks like
/// one that the server closed while it was idle, which is repeated at no cost: see `faults.rs`.
fn busy_then_close() -> Reply {
    busy().connection_close()
}

fn millis(sleeps: &[Duration]) -> Vec<u128> {
    sleeps.iter().map(Duration::as_millis).collect()
}

/// A request of each method, with a body where the method has one.
fn requests(api: &Api) -> Vec<(Method, Request)> {
    [
        Method::Get,
        Method::Head,
        Method::Options,
        Method::Put,
        Method::Delete,
        Method::Post,
        Method::Patch,
    ]
    .into_iter()
    .map(|method| {
        let request = api.request(method, "x");
        let has_body = matches!(method, Method::Put | Method::Post | Method::Patch);
        (
            method,
            if has_body {
                request.json(&json!({}))
            } else {
                request
            },
        )
    })
    .collect()
}

/// How many requests each method makes when all that comes is `reply`.
fn tries(reply: &Reply, policy: &RetryPolicy, idempotent: bool) -> Vec<(Method, usize)> {
    let mut counts = Vec::new();
    for index in 0..7 {
        let server = Server::repeat_last(vec![reply.clone()]);
        let (api, _) = patient(&server, policy.clone());
        let (method, request) = requests(&api).swap_remove(index);
        let outcome = request.idempotent(idempotent).fetch_bytes();
        // A HEAD never sees the body that breaks off.
        assert!(
            outcome.is_err() || method == Method::Head,
            "{method}: {outcome:?}"
        );
        counts.push((method, server.requests().len()));
    }
    counts
}

fn assert_tries(reply: &Reply, idempotent: usize, others: usize) {
    for (method, count) in tries(reply, &exact(), false) {
        let due = if method.is_idempotent() {
            idempotent
        } else {
            others
        };
        assert_eq!(count, due, "{method}, {reply:?}");
    }
}

#[test]
fn each_status_of_the_set_is_retried_for_idempotent_methods_only() {
    for status in [429, 502, 503, 504] {
        assert_tries(&Reply::empty(status), 3, 1);
    }
}

#[test]
fn no_other_status_is_retried() {
    for status in [400, 401, 403, 404, 408, 409, 412, 500, 501] {
        assert_tries(&Reply::empty(status), 1, 1);
    }
}

#[test]
fn a_reset_before_the_answer_is_retried_for_idempotent_methods_only() {
    assert_tries(&Reply::reset(), 3, 1);
}

#[test]
fn a_close_without_an_answer_is_retried_for_idempotent_methods_only() {
    assert_tries(&Reply::hang_up(), 3, 1);
}

#[test]
fn what_is_not_http_is_retried_for_idempotent_methods_only() {
    assert_tries(&Reply::garbage(), 3, 1);
}

#[test]
fn a_reset_in_the_head_of_the_answer_is_retried_for_idempotent_methods_only() {
    assert_tries(&ok().reset_at(20), 3, 1);
}

#[test]
fn a_body_that_breaks_off_is_retried_for_idempotent_methods_only() {
    for reply in [ok().reset_at(At::Body(3)), ok().truncate_at(At::Body(3))] {
        for (method, count) in tries(&reply, &exact(), false) {
            let due = match method {
                Method::Head | Method::Post | Method::Patch => 1,
                _ => 3,
            };
            assert_eq!(count, due, "{method}");
        }
    }
}

#[test]
fn a_call_or_a_policy_can_make_every_method_retry() {
    for reply in [busy(), Reply::reset(), Reply::hang_up()] {
        for (method, count) in tries(&reply, &exact(), true) {
            assert_eq!(count, 3, "{method}");
        }
        for (method, count) in tries(&reply, &exact().retry_non_idempotent(true), false) {
            assert_eq!(count, 3, "{method}");
        }
    }
}

#[test]
fn without_a_policy_nothing_is_retried() {
    for reply in [busy(), Reply::reset(), ok().truncate_at(At::Body(1))] {
        let server = Server::repeat_last(vec![reply]);
        let api = builder(&server.url()).build().unwrap();
        api.get("x").fetch_bytes().unwrap_err();
        api.post("x").idempotent(true).fetch_bytes().unwrap_err();
        assert_eq!(server.requests().len(), 2);
    }
}

#[test]
fn a_post_to_a_port_where_nothing_listens_is_retried_for_nothing_was_sent() {
    // The port is taken and given up again: nobody else listens there.
    let port = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = port.local_addr().unwrap();
    drop(port);
    let clock = FakeClock::new();
    let api = builder(&format!("http://{address}"))
        .retry(exact())
        .clock(clock.clone())
        .build()
        .unwrap();
    let error = api.post("x").json(&json!({})).send().unwrap_err();
    assert_eq!(error.sent(), Some(Sent::Not));
    assert_eq!(millis(&clock.sleeps()), [500, 1000]);
    assert!(error.to_string().contains("attempt 3"), "{error}");
    // Nor was a byte of a body that can be read only once.
    let before = clock.sleeps().len();
    let error = api
        .post("x")
        .reader("text/plain", &b"abc"[..])
        .send()
        .unwrap_err();
    assert_eq!(error.sent(), Some(Sent::Not));
    assert_eq!(clock.sleeps().len() - before, 2);
}

#[test]
fn waits_follow_the_policy_and_the_answer_comes_at_last() {
    let server = Server::script(vec![
        busy(),
        Reply::empty(429),
        busy_then_close(),
        Reply::reset(),
        ok(),
    ]);
    let (api, clock) = patient(&server, exact().max_attempts(5));
    let value: Value = api.get("x").fetch().unwrap();
    assert_eq!(value, json!({ "ok": true }));
    assert_eq!(millis(&clock.sleeps()), [500, 1000, 2000, 4000]);
    server.verify();
}

#[test]
fn statuses_and_broken_connections_draw_on_one_budget() {
    let server = Server::script(vec![Reply::reset(), busy_then_close(), Reply::hang_up()]);
    let (api, clock) = patient(&server, exact());
    let error = api.get("x").fetch::<Value>().unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    assert!(error.to_string().ends_with("(attempt 3)"), "{error}");
    assert_eq!(clock.sleeps().len(), 2);
    server.verify();
}

#[test]
fn the_last_attempt_s_answer_is_the_error() {
    let server = Server::script(vec![busy(), Reply::empty(502), Reply::empty(504)]);
    let (api, _) = patient(&server, exact());
    let Err(Error::Api(error)) = api.get("x").send() else {
        panic!("not an Api error")
    };
    assert_eq!((error.status(), error.attempts()), (504, 3));
    server.verify();
}

#[test]
fn the_delay_is_within_the_jitter() {
    for _ in 0..20 {
        let server = Server::script(vec![busy(), ok()]);
        let (api, clock) = patient(&server, RetryPolicy::default());
        api.get("x").fetch_bytes().unwrap();
        let delay = clock.sleeps()[0].as_secs_f64();
        assert!((0.45..=0.55).contains(&delay), "{delay}");
    }
}

/// The waits when the first answer is a status with this `Retry-After`.
fn waits_for(status: u16, retry_after: &str, date: Option<&str>) -> Vec<Duration> {
    let mut reply = Reply::empty(status).header("retry-after", retry_after);
    if let Some(date) = date {
        reply = reply.header("date", date);
    }
    let server = Server::script(vec![reply, ok()]);
    let (api, clock) = patient(&server, RetryPolicy::default());
    api.get("x").fetch_bytes().unwrap();
    server.verify();
    clock.sleeps()
}

#[test]
fn a_retry_after_in_seconds_replaces_the_delay_on_every_retried_status() {
    for status in [429, 502, 503, 504] {
        assert_eq!(waits_for(status, "7", None), [Duration::from_secs(7)]);
    }
    for (value, wait) in [("0", 0), ("3.5", 3500), ("  2  ", 2000), ("-4", 0)] {
        assert_eq!(
            waits_for(503, value, None),
            [Duration::from_millis(wait)],
            "{value}"
        );
    }
}

#[test]
fn a_retry_after_as_a_date_counts_from_the_answer_s_own_date() {
    let until = "Sat, 21 Nov 2026 10:00:20 GMT";
    assert_eq!(waits_for(429, until, None), [Duration::from_secs(20)]);
    let ahead = Some("Sat, 21 Nov 2026 10:00:15 GMT");
    assert_eq!(waits_for(429, until, ahead), [Duration::from_secs(5)]);
    let past = "Sat, 21 Nov 2026 09:00:00 GMT";
    assert_eq!(waits_for(429, past, None), [Duration::ZERO]);
}

#[test]
fn trap_a_retry_after_that_is_no_wait_is_ignored() {
    for junk in ["", "soon", "NaN", "inf", "-inf", "7 seconds", "10:00"] {
        let waits = waits_for(503, junk, None);
        let seconds = waits[0].as_secs_f64();
        assert!((0.45..=0.55).contains(&seconds), "{junk}: {seconds}");
    }
}

#[test]
fn trap_a_retry_after_above_the_cap_ends_the_call_with_the_wait_in_the_error() {
    for (asked, policy) in [
        ("31", exact()),
        ("1e9", exact()),
        ("1e300", exact()),
        ("Sat, 21 Nov 2026 11:00:00 GMT", exact()),
        ("11", exact().max_retry_after(Duration::from_secs(10))),
    ] {
        let server = Server::script(vec![Reply::empty(429).header("retry-after", asked)]);
        let (api, clock) = patient(&server, policy);
        let Err(Error::Api(error)) = api.get("x").send() else {
            panic!("not an Api error")
        };
        assert!(
            error.retry_after() > Some(Duration::from_secs(10)),
            "{asked}"
        );
        assert_eq!(clock.sleeps(), []);
        server.verify();
    }
    // Below its own cap it is waited for, even above the longest computed delay.
    let server = Server::script(vec![Reply::empty(429).header("retry-after", "60"), ok()]);
    let (api, clock) = patient(&server, exact().max_retry_after(Duration::from_secs(60)));
    api.get("x").fetch_bytes().unwrap();
    assert_eq!(millis(&clock.sleeps()), [60_000]);
}

#[test]
fn the_wait_is_in_the_error_without_a_policy_too() {
    let server = Server::script(vec![Reply::empty(503).header("retry-after", "12")]);
    let api = builder(&server.url()).build().unwrap();
    let Err(Error::Api(error)) = api.post("x").send() else {
        panic!("not an Api error")
    };
    assert_eq!(error.retry_after(), Some(Duration::from_secs(12)));
}

#[test]
fn a_policy_of_the_request_wins_over_the_client_s() {
    let server = Server::repeat_last(vec![Reply::empty(418)]);
    let (api, clock) = patient(&server, exact());
    let tea = exact().statuses([418]).max_attempts(2);
    api.get("x").retry(tea).send().unwrap_err();
    assert_eq!(server.requests().len(), 2);
    assert_eq!(clock.sleeps().len(), 1);

    let server = Server::repeat_last(vec![busy()]);
    let (api, _) = patient(&server, exact());
    api.get("x").retry(RetryPolicy::none()).send().unwrap_err();
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn numbers_out_of_range_are_refused_before_anything_is_sent() {
    let bad = RetryPolicy::default().max_attempts(11);
    let error = builder("http://127.0.0.1:1")
        .retry(bad.clone())
        .build()
        .unwrap_err();
    assert!(matches!(&error, Error::InvalidInput(e) if e.name() == "max_attempts"));
    let server = Server::script(vec![]);
    let api = builder(&server.url()).build().unwrap();
    let error = api.get("x").retry(bad).send().unwrap_err();
    assert!(matches!(&error, Error::InvalidInput(e) if e.name() == "max_attempts"));
    server.verify();
}

#[derive(Debug)]
struct Counting(AtomicUsize);

impl Authenticator for Counting {
    fn headers(&self, _: &AuthContext<'_>) -> dhis2::Result<Vec<AuthHeader>> {
        let count = self.0.fetch_add(1, Ordering::SeqCst) + 1;
        Ok(vec![AuthHeader::new(
            "authorization",
            format!("Bearer {count}"),
        )])
    }
}

#[test]
fn trap_credentials_are_asked_for_again_before_each_attempt() {
    let server = Server::script(vec![busy(), Reply::reset(), ok()]);
    let api = builder(&server.url())
        .auth(Auth::custom(Counting(AtomicUsize::new(0))))
        .retry(exact())
        .clock(FakeClock::new())
        .build()
        .unwrap();
    api.get("x").fetch_bytes().unwrap();
    let seen: Vec<_> = server
        .requests()
        .iter()
        .map(|r| r.header("authorization").unwrap_or_default().to_owned())
        .collect();
    assert_eq!(seen, ["Bearer 1", "Bearer 2", "Bearer 3"]);
}

#[test]
fn the_callback_hears_of_each_wait() {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let listener = Arc::clone(&heard);
    let policy = exact().on_retry(move |event| listener.lock().unwrap().push(event.clone()));
    let server = Server::script(vec![busy_then_close(), Reply::reset(), ok()]);
    let (api, _) = patient(&server, policy);
    api.put("x")
        .param("password", "hunter2")
        .json(&json!({}))
        .send()
        .unwrap();
    let heard = heard.lock().unwrap();
    assert_eq!(heard.len(), 2);
    assert_eq!((heard[0].attempt, heard[0].status), (1, Some(503)));
    assert_eq!(heard[0].delay, Duration::from_millis(500));
    assert_eq!((heard[1].attempt, heard[1].status), (2, None));
    assert_eq!(heard[1].method, "PUT");
    assert!(heard[1].reason.contains("reset"), "{}", heard[1].reason);
    let line = heard[0].to_string();
    assert!(
        line.contains("/api/x?password=***") && line.contains("status 503"),
        "{line}"
    );
}

#[test]
fn the_deadline_covers_all_attempts_and_waits() {
    // 0.5 s and 1 s fit into 3 s; the 2 s after them do not.
    let server = Server::repeat_last(vec![busy()]);
    let (api, clock) = patient(&server, exact().max_attempts(10));
    let error = api
        .get("x")
        .deadline(Duration::from_secs(3))
        .send()
        .unwrap_err();
    assert_eq!(error.status(), Some(503));
    assert_eq!(millis(&clock.sleeps()), [500, 1000]);
    assert_eq!(server.requests().len(), 3);
    // The same as a setting of the client, and for broken connections.
    let server = Server::repeat_last(vec![Reply::reset()]);
    let clock = FakeClock::new();
    let api = builder(&server.url())
        .retry(exact().max_attempts(10))
        .deadline(Duration::from_secs(1))
        .clock(clock.clone())
        .build()
        .unwrap();
    let error = api.get("x").send().unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    assert_eq!(millis(&clock.sleeps()), [500]);
    // A Retry-After beyond it is not waited for either.
    let server = Server::script(vec![Reply::empty(429).header("retry-after", "5")]);
    let (api, clock) = patient(&server, exact());
    api.get("x")
        .deadline(Duration::from_secs(4))
        .send()
        .unwrap_err();
    assert_eq!(clock.sleeps(), []);
}

#[test]
fn every_replayable_body_is_sent_whole_each_time() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "from a file").unwrap();
    let path = file.path().to_path_buf();
    let bodies: Vec<(Body, &str)> = vec![
        (Body::bytes("from memory"), "from memory"),
        (Body::file(path), "from a file"),
        (
            Body::replayable(|| Ok(io::Cursor::new(b"from a closure"))),
            "from a closure",
        ),
    ];
    for (body, text) in bodies {
        let server = Server::script(vec![busy(), Reply::empty(204)]);
        let (api, _) = patient(&server, exact());
        api.put("x")
            .body(body.content_type("text/plain"))
            .send()
            .unwrap();
        let sent: Vec<_> = server
            .requests()
            .iter()
            .map(server::Request::text)
            .collect();
        assert_eq!(sent, [text, text]);
    }
}

#[test]
fn trap_a_body_that_is_read_once_is_never_sent_again_after_its_first_byte() {
    for reply in [busy(), Reply::reset(), Reply::hang_up()] {
        let server = Server::repeat_last(vec![reply]);
        let (api, clock) = patient(&server, exact());
        api.put("x")
            .expect_continue(false)
            .reader("text/plain", &b"abc"[..])
            .send()
            .unwrap_err();
        assert_eq!(server.requests().len(), 1);
        assert_eq!(clock.sleeps(), []);
    }
}

#[test]
fn a_body_that_is_read_once_is_sent_again_when_not_a_byte_of_it_was_read() {
    // The server says no before it wants the body.
    let server = Server::script(vec![busy().before_body(), Reply::empty(204)]);
    let (api, clock) = patient(&server, exact());
    api.put("x")
        .expect_continue(true)
        .reader("text/plain", &b"abc"[..])
        .send()
        .unwrap();
    assert_eq!(clock.sleeps().len(), 1);
    assert_eq!(server.requests()[1].text(), "abc");
    server.verify();
}

#[test]
fn a_failure_of_the_caller_s_own_reader_is_not_retried() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let server = Server::repeat_last(vec![ok()]);
    let (api, clock) = patient(&server, exact());
    let error = api
        .put("x")
        .body(Body::replayable(|| Ok(Broken)))
        .send()
        .unwrap_err();
    assert!(matches!(error, Error::Io(_)), "{error}");
    let source = std::error::Error::source(&error).unwrap();
    assert!(source.to_string().contains("the disk is gone"), "{source}");
    assert_eq!(clock.sleeps(), []);
}

#[test]
fn a_streamed_answer_that_breaks_off_is_not_retried_and_says_how_far_it_got() {
    let server = Server::script(vec![ok().truncate_at(At::Body(4))]);
    let (api, clock) = patient(&server, exact());
    let mut out = Vec::new();
    let error = api.get("x").copy_to(&mut out).unwrap_err();
    assert_eq!(out.len(), 4);
    assert!(
        matches!(&error, Error::Transport(e) if e.bytes_received() == 4),
        "{error}"
    );
    assert_eq!(clock.sleeps(), []);
    server.verify();
}

#[test]
fn a_404_after_a_delete_that_was_sent_twice_tells_so() {
    let gone = json!({ "httpStatus": "Not Found", "httpStatusCode": 404, "status": "ERROR",
        "message": "gone", "errorCode": "E1005" });
    let server = Server::script(vec![Reply::hang_up(), Reply::json(404, &gone)]);
    let (api, _) = patient(&server, exact());
    let Err(Error::Api(error)) = api.delete("dataElements/abcdefghij0").send() else {
        panic!("not an Api error")
    };
    assert_eq!(error.attempts(), 2);
    assert!(error.hint().unwrap().contains("already"), "{error}");
    assert!(error.to_string().ends_with("(attempt 2)"), "{error}");
}

#[test]
fn retries_of_a_status_keep_the_connection() {
    let server = Server::script(vec![
        busy(),
        Reply::html(502, "<html><title>Bad Gateway</title>").chunked(5),
        ok(),
    ]);
    let (api, _) = patient(&server, exact());
    api.get("x").fetch_bytes().unwrap();
    assert_eq!(server.connections(), 1);
    server.verify();
}

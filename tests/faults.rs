//! Faults of the network and of servers, against a real socket. Time limits are 60 to 150 ms.

#![allow(clippy::unwrap_used)]

mod server;

use std::collections::HashMap;
use std::io::{self, Read};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use dhis2::{Api, ApiBuilder, Body, Error, Limit, Method, Multipart, RetryPolicy, Sent, Upload};
use serde_json::{Value, json};
use server::{At, FakeClock, Reply, Request, Server};

fn builder(url: &str) -> ApiBuilder {
    Api::builder(url).no_proxy()
}

fn plain(server: &Server) -> Api {
    builder(&server.url()).build().unwrap()
}

fn patient(server: &Server) -> Api {
    builder(&server.url())
        .retry(RetryPolicy::default())
        .clock(FakeClock::new())
        .build()
        .unwrap()
}

fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

fn document() -> Value {
    json!({ "id": "abcdefghij0", "name": "Ngelehun CHC" })
}

/// An address where nothing listens.
fn nowhere() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

type Cut = fn(Reply, u64) -> Reply;

/// A server that cuts the first answer to `?at=N` after N bytes and gives all others whole, and how
/// often each was asked for.
fn cutting(whole: Reply, cut: Cut) -> (Server, Arc<Mutex<HashMap<u64, usize>>>) {
    let counts = Arc::new(Mutex::new(HashMap::new()));
    let seen = Arc::clone(&counts);
    let server = Server::start(move |request| {
        let at: u64 = request.param("at").unwrap().parse().unwrap();
        let mut counts = seen.lock().unwrap();
        let count = counts.entry(at).or_insert(0);
        *count += 1;
        if *count == 1 {
            cut(whole.clone(), at)
        } else {
            whole.clone()
        }
    });
    (server, counts)
}

/// An answer of each framing. The whole is below 300 bytes; a reset behind its last byte does no harm,
/// except where the end of the connection is what ends it.
fn framings() -> [(Reply, bool); 3] {
    let whole = Reply::json(200, &document());
    [
        (whole.clone(), true),
        (whole.clone().chunked(16), true),
        (whole.until_close(), false),
    ]
}

const LONGEST: u64 = 300;

const RESET: Cut = |reply, at| reply.reset_at(at);

#[test]
fn a_get_that_is_reset_at_any_byte_of_its_answer_is_an_error_that_says_so() {
    for (whole, has_end) in framings() {
        let (server, counts) = cutting(whole.clone(), RESET);
        let api = plain(&server);
        let mut most = 0;
        let end = (0..LONGEST).find(|at| match api.get("x").param("at", *at).fetch() {
            Ok::<Value, _>(value) => {
                assert_eq!(value, document());
                true
            }
            Err(Error::Transport(error)) => {
                assert_eq!(error.sent(), Sent::Maybe, "at byte {at}");
                assert!(error.is_retryable(), "at byte {at}: {error}");
                assert!(error.bytes_received() >= most, "at byte {at}");
                most = error.bytes_received();
                false
            }
            Err(other) => panic!("at byte {at}: {other}"),
        });
        // It went on until the whole body had come, and no request was sent twice.
        assert_eq!(end.is_some(), has_end, "{whole:?}");
        assert!(end.is_none_or(|at| at > 80), "{whole:?} whole at {end:?}");
        assert!(most + 1 >= document().to_string().len() as u64, "{most}");
        assert!(counts.lock().unwrap().values().all(|count| *count == 1));
        server.verify();
    }
}

#[test]
fn a_get_that_is_reset_at_any_byte_of_its_answer_succeeds_with_a_policy() {
    for (whole, has_end) in framings() {
        let (server, counts) = cutting(whole, RESET);
        let api = patient(&server);
        let end = (0..LONGEST).find(|at| {
            let value: Value = api.get("x").param("at", *at).fetch().unwrap();
            assert_eq!(value, document(), "at byte {at}");
            counts.lock().unwrap()[at] == 1
        });
        assert_eq!(end.is_some(), has_end);
        assert!(end.is_none_or(|at| at > 80), "whole at {end:?}");
        server.verify();
    }
}

#[test]
fn a_post_that_is_reset_at_any_byte_of_its_answer_is_never_sent_twice() {
    for (whole, has_end) in framings() {
        let (server, counts) = cutting(whole, RESET);
        let api = patient(&server);
        let end = (0..LONGEST).find(|at| {
            let post = api.post("x").param("at", *at).json(&json!({}));
            let outcome = post.fetch::<Value>();
            assert_eq!(counts.lock().unwrap()[at], 1, "at byte {at}");
            match outcome {
                Ok(value) => assert_eq!(value, document()),
                Err(error) => {
                    assert_eq!(error.sent(), Some(Sent::Maybe), "at byte {at}: {error}");
                    return false;
                }
            }
            true
        });
        assert_eq!(end.is_some(), has_end);
        server.verify();
    }
}

#[test]
fn an_answer_that_is_closed_in_good_order_before_its_end_is_cut_off() {
    let (server, _) = cutting(Reply::json(200, &document()), |reply, at| {
        reply.truncate_at(At::Body(at))
    });
    let api = plain(&server);
    let length = document().to_string().len() as u64;
    for at in 0..length {
        let error = api.get("x").param("at", at).fetch::<Value>().unwrap_err();
        let Error::Transport(error) = &error else {
            panic!("at byte {at}: {error}")
        };
        assert_eq!(error.bytes_received(), at);
        assert!(error.to_string().contains("cut off"), "{error}");
    }
    api.get("x").param("at", length).fetch::<Value>().unwrap();
}

#[test]
fn the_reader_of_a_broken_answer_stays_broken_and_gives_the_error_back() {
    let server = Server::script(vec![Reply::json(200, &document()).truncate_at(At::Body(5))]);
    let mut reader = plain(&server).get("x").send().unwrap().into_reader();
    let mut bytes = Vec::new();
    let error = reader.read_to_end(&mut bytes).unwrap_err();
    assert_eq!(bytes.len(), 5);
    let error: Error = error.downcast().unwrap();
    assert!(matches!(error, Error::Transport(_)));
    // A second read must not look like the end.
    reader.read(&mut [0; 8]).unwrap_err();
}

#[test]
fn an_answer_longer_than_it_said_ends_there_and_its_surplus_is_nobody_s_answer() {
    let server = Server::script(vec![
        Reply::text(200, "whole+HTTP/1.1 200 OK\r\n\r\nevil").declare_length(5),
        Reply::text(200, "second"),
    ]);
    let api = plain(&server);
    assert_eq!(api.get("a").fetch_text().unwrap(), "whole");
    assert_eq!(api.get("b").fetch_text().unwrap(), "second");
    assert_eq!(server.connections(), 2);
    server.verify();
}

fn timed_out(error: &Error) -> (Limit, Sent, u64) {
    match error {
        Error::Timeout(error) => (error.limit(), error.sent(), error.bytes_received()),
        other => panic!("not a timeout: {other}"),
    }
}

#[test]
fn a_server_that_does_not_begin_to_answer_reaches_the_response_limit() {
    let server = Server::script(vec![Reply::silence()]);
    let api = plain(&server);
    let started = Instant::now();
    let error = api.get("x").response_timeout(ms(80)).send().unwrap_err();
    assert!(started.elapsed() < Duration::from_secs(5));
    assert_eq!(timed_out(&error), (Limit::Response, Sent::Maybe, 0));
    let text = error.to_string();
    assert!(
        text.contains("response limit of 80ms") && text.contains("/api/x"),
        "{text}"
    );
    assert!(error.is_timeout() && error.is_retryable());
}

#[test]
fn a_stall_after_the_first_byte_reaches_the_idle_limit() {
    for (cut, received) in [(At::Raw(20), 0), (At::Body(0), 0), (At::Body(6), 6)] {
        let server = Server::script(vec![Reply::json(200, &document()).stall_at(cut)]);
        let api = builder(&server.url())
            .response_timeout(Duration::from_secs(60))
            .idle_timeout(ms(80))
            .build()
            .unwrap();
        let error = api.get("x").fetch::<Value>().unwrap_err();
        assert_eq!(timed_out(&error), (Limit::Idle, Sent::Maybe, received));
    }
}

#[test]
fn a_thoughtful_server_is_waited_for_longer_than_the_idle_limit() {
    let server = Server::script(vec![Reply::json(200, &document()).delay(ms(150))]);
    let api = builder(&server.url()).idle_timeout(ms(60)).build().unwrap();
    api.get("x").fetch::<Value>().unwrap();
}

#[test]
fn a_slow_answer_never_times_out_while_its_bytes_come() {
    // 30 pieces, 10 ms apart: three times the idle limit in all.
    let drip = Reply::bytes(200, vec![b' '; 120]).drip(8, ms(10));
    let server = Server::repeat_last(vec![drip]);
    let api = builder(&server.url()).timeout(ms(100)).build().unwrap();
    let started = Instant::now();
    assert_eq!(api.get("x").fetch_bytes().unwrap().len(), 120);
    assert!(started.elapsed() > ms(150), "the drip was not slow enough");
    let mut out = Vec::new();
    assert_eq!(api.get("x").copy_to(&mut out).unwrap(), 120);
}

#[test]
fn the_deadline_ends_a_body_that_drips() {
    let drip = Reply::bytes(200, vec![b'x'; 10_000]).drip(100, ms(10));
    let server = Server::repeat_last(vec![drip]);
    let api = plain(&server);
    let started = Instant::now();
    let error = api.get("x").deadline(ms(150)).fetch_bytes().unwrap_err();
    let (limit, sent, received) = timed_out(&error);
    assert_eq!((limit, sent), (Limit::Deadline, Sent::Maybe));
    assert!(received > 0 && received < 10_000, "{received}");
    assert!(started.elapsed() < Duration::from_secs(2));
    assert!(
        error.to_string().contains("deadline limit of 150ms"),
        "{error}"
    );
    // A streamed body likewise.
    let mut reader = api.get("x").deadline(ms(150)).send().unwrap().into_reader();
    let error = reader.read_to_end(&mut Vec::new()).unwrap_err();
    let error: Error = error.downcast().unwrap();
    assert_eq!(timed_out(&error).0, Limit::Deadline);
}

#[test]
fn the_deadline_ends_the_wait_for_an_answer_and_is_not_retried_beyond() {
    let server = Server::repeat_last(vec![Reply::silence()]);
    let api = patient(&server);
    let error = api.get("x").deadline(ms(80)).send().unwrap_err();
    assert_eq!(timed_out(&error).0, Limit::Deadline);
}

/// A listener whose queue is full: a connection to it is never made.
fn full() -> (socket2::Socket, Vec<std::net::TcpStream>, String) {
    let socket = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None).unwrap();
    let any: std::net::SocketAddr = "127.0.0.1:0".parse().unwrap();
    socket.bind(&any.into()).unwrap();
    socket.listen(0).unwrap();
    let address = socket.local_addr().unwrap().as_socket().unwrap();
    let mut held = Vec::new();
    while let Ok(stream) = std::net::TcpStream::connect_timeout(&address, ms(60)) {
        held.push(stream);
    }
    (socket, held, format!("http://{address}"))
}

#[test]
#[cfg(target_os = "linux")]
fn a_connection_that_is_not_made_in_time_was_not_sent_over() {
    let (_socket, _held, url) = full();
    let api = builder(&url).connect_timeout(ms(80)).build().unwrap();
    let error = api.post("x").json(&json!({})).send().unwrap_err();
    assert_eq!(timed_out(&error), (Limit::Connect, Sent::Not, 0));
    assert!(
        error.to_string().contains("connect limit of 80ms"),
        "{error}"
    );
    // Where the deadline is what ends it, the deadline is named.
    let error = builder(&url)
        .build()
        .unwrap()
        .get("x")
        .deadline(ms(80))
        .send()
        .unwrap_err();
    assert_eq!(timed_out(&error), (Limit::Deadline, Sent::Not, 0));
    assert!(
        error.to_string().contains("deadline limit of 80ms"),
        "{error}"
    );
}

#[test]
fn an_upload_that_nobody_reads_reaches_the_idle_limit() {
    // Connections are made, but nobody takes them up.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let api = builder(&url).idle_timeout(ms(80)).build().unwrap();
    let error = api
        .post("x")
        .expect_continue(false)
        .reader("text/plain", io::repeat(b'x').take(64 << 20))
        .send()
        .unwrap_err();
    assert_eq!(timed_out(&error).0, Limit::Idle);
}

/// How often each `?id=` was received.
fn counted(requests: &[Request]) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for request in requests {
        *counts
            .entry(request.param("id").unwrap().to_owned())
            .or_insert(0) += 1;
    }
    counts
}

#[test]
fn a_server_that_closes_idle_connections_loses_no_get_and_doubles_no_post() {
    // It closes each connection in the instant after the answer, without having said so.
    let server = Server::start(|_| Reply::json(200, &document()).close_after());
    let api = plain(&server);
    let mut posted = 0;
    for id in 0..300 {
        api.get("x")
            .param("id", format!("g{id}"))
            .fetch::<Value>()
            .unwrap();
        let post = api.post("x").param("id", format!("p{id}")).json(&json!({}));
        match post.fetch::<Value>() {
            Ok(_) => posted += 1,
            // The close and the request crossed: nobody can know.
            Err(error) => assert_eq!(error.sent(), Some(Sent::Maybe), "{error}"),
        }
    }
    let counts = counted(&server.requests());
    assert!(counts.values().all(|count| *count == 1), "{counts:?}");
    let arrived = counts.keys().filter(|id| id.starts_with('p')).count();
    assert_eq!(counts.len() - arrived, 300);
    assert!(arrived >= posted, "{arrived} {posted}");
    server.verify();
}

#[test]
fn a_kept_connection_that_dies_under_a_get_costs_no_attempt_and_needs_no_policy() {
    for death in [Reply::hang_up(), Reply::reset()] {
        let server = Server::script(vec![
            Reply::json(200, &document()),
            death,
            Reply::json(200, &document()),
        ]);
        let api = plain(&server);
        api.get("x").fetch::<Value>().unwrap();
        let response = api.get("x").send().unwrap();
        assert_eq!(response.attempts(), 1);
        assert_eq!(server.connections(), 2);
        server.verify();
    }
}

#[test]
fn a_kept_connection_that_dies_under_a_post_is_an_error_and_the_post_is_not_repeated() {
    for death in [Reply::hang_up(), Reply::reset()] {
        let server = Server::script(vec![Reply::json(200, &document()), death]);
        let api = patient(&server);
        api.get("x").fetch::<Value>().unwrap();
        let error = api.post("x").json(&json!({})).send().unwrap_err();
        assert_eq!(error.sent(), Some(Sent::Maybe), "{error}");
        server.verify();
    }
}

#[test]
fn a_new_connection_that_dies_is_a_failure_like_any_other() {
    let server = Server::script(vec![Reply::hang_up()]);
    let error = plain(&server).get("x").send().unwrap_err();
    assert!(
        error
            .to_string()
            .contains("closed the connection without an answer"),
        "{error}"
    );
    // Plain text to a TLS port looks like this.
    assert!(error.hint().unwrap().contains("https://"), "{error}");
    server.verify();
}

#[test]
fn a_refusal_of_a_large_upload_arrives_as_an_answer() {
    let page = "<html><head><title>413 Request Entity Too Large</title></head></html>";
    let server = Server::script(vec![Reply::html(413, page).before_body()]);
    let error = plain(&server)
        .post("metadata")
        .bytes("application/json", vec![b' '; 4 << 20])
        .send()
        .unwrap_err();
    assert_eq!(error.status(), Some(413));
    assert!(error.to_string().contains("Too Large"), "{error}");
    assert!(error.hint().unwrap().contains("smaller"), "{error}");
    let request = &server.requests()[0];
    assert_eq!(request.header("expect"), Some("100-continue"));
    assert_eq!(request.body_len, 0);
}

#[test]
fn a_refusal_in_mid_upload_without_asking_first_is_clear_all_the_same() {
    let server = Server::script(vec![
        Reply::html(413, "too large").after_body_bytes(100_000),
    ]);
    let error = plain(&server)
        .post("metadata")
        .expect_continue(false)
        .bytes("application/json", vec![b' '; 16 << 20])
        .send()
        .unwrap_err();
    match &error {
        // The answer is lost when the reset overtakes it.
        Error::Transport(error) => {
            assert_eq!(error.sent(), Sent::Maybe);
            assert!(error.hint().unwrap().contains("too large"), "{error}");
        }
        other => assert_eq!(other.status(), Some(413), "{other}"),
    }
}

#[test]
fn only_large_bodies_and_those_of_unknown_length_ask_first() {
    let server = Server::start(|_| Reply::empty(204));
    let api = plain(&server);
    let post = || api.post("x");
    post().bytes("text/plain", vec![b' '; 1000]).send().unwrap();
    post()
        .bytes("text/plain", vec![b' '; 1 << 20])
        .send()
        .unwrap();
    post().reader("text/plain", &b"abc"[..]).send().unwrap();
    let form = Multipart::new().file("file", Upload::bytes("a.txt", "abc"));
    post().multipart(form).send().unwrap();
    post()
        .bytes("text/plain", "abc")
        .expect_continue(true)
        .send()
        .unwrap();
    let asked: Vec<_> = server
        .requests()
        .iter()
        .map(Request::expects_continue)
        .collect();
    assert_eq!(asked, [false, true, true, false, true]);
    assert!(server.requests().iter().all(|r| r.complete));
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_server_that_never_says_continue_gets_the_body_after_a_second() {
    // Its silence is not the wait for an answer: the response limit begins after the body.
    let server = Server::builder()
        .no_continue()
        .start(|request| Reply::text(200, &request.text()));
    let api = builder(&server.url()).timeout(ms(150)).build().unwrap();
    let echoed = api
        .post("x")
        .bytes("text/plain", "abc")
        .expect_continue(true)
        .fetch_text()
        .unwrap();
    assert_eq!(echoed, "abc");
}

#[test]
fn a_close_after_100_continue_is_no_stale_connection() {
    let server = Server::script(vec![Reply::empty(204), Reply::hang_up()]);
    let api = plain(&server);
    api.get("x").send().unwrap();
    let error = api
        .put("x")
        .bytes("text/plain", "abc")
        .expect_continue(true)
        .send()
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("closed the connection without an answer"),
        "{error}"
    );
    server.verify();
}

#[test]
fn compressed_answers_are_unpacked_and_broken_ones_are_errors() {
    let whole = Reply::json(200, &document());
    let server = Server::script(vec![
        whole.clone().gzip(),
        whole.clone().gzip().chunked(7),
        whole.clone().broken_gzip(),
        whole.clone().gzip().truncate_at(At::Body(30)),
        Reply::bytes(200, "not gzip").header("content-encoding", "gzip"),
    ]);
    let api = plain(&server);
    assert_eq!(api.get("x").fetch::<Value>().unwrap(), document());
    assert_eq!(api.get("x").fetch::<Value>().unwrap(), document());
    assert_eq!(server.connections(), 1);
    for _ in 0..3 {
        let error = api.get("x").fetch::<Value>().unwrap_err();
        assert!(matches!(error, Error::Transport(_)), "{error}");
        assert!(
            error.to_string().contains("compressed answer is broken"),
            "{error}"
        );
        assert_eq!(error.sent(), Some(Sent::Maybe));
    }
    server.verify();
    let accepted = server.requests()[0]
        .header("accept-encoding")
        .map(str::to_owned);
    assert!(accepted.unwrap().starts_with("gzip"));
}

#[test]
fn an_answer_above_the_limit_is_refused_without_being_held() {
    let endless = Reply::stream(200, || io::repeat(b' ').take(100 << 20));
    let long = Reply::bytes(200, "").declare_length(100 << 20);
    for reply in [endless, long] {
        let server = Server::script(vec![reply]);
        let api = builder(&server.url())
            .max_response_size(1 << 20)
            .build()
            .unwrap();
        let error = api.get("x").fetch_bytes().unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error}");
        assert!(
            error.to_string().contains("longer than 1048576 bytes"),
            "{error}"
        );
        assert!(error.hint().unwrap().contains("max_response_size"));
        // The server has seen the request.
        assert_ne!(error.sent(), Some(Sent::Not));
    }
    let exact = Reply::bytes(200, vec![b'x'; 100]);
    let server = Server::script(vec![exact.clone(), exact.clone().chunked(9), exact]);
    let api = builder(&server.url())
        .max_response_size(100)
        .build()
        .unwrap();
    assert_eq!(api.get("x").fetch_bytes().unwrap().len(), 100);
    assert_eq!(api.get("x").fetch_bytes().unwrap().len(), 100);
    assert_eq!(server.connections(), 1);
    // A stream is not limited.
    let api = builder(&server.url())
        .max_response_size(10)
        .build()
        .unwrap();
    assert_eq!(api.get("x").copy_to(&mut io::sink()).unwrap(), 100);
}

#[test]
fn a_head_names_a_length_and_has_no_body() {
    let server = Server::start(|_| Reply::bytes(200, vec![b'x'; 5000]));
    let api = builder(&server.url())
        .max_response_size(10)
        .build()
        .unwrap();
    let response = api.request(Method::Head, "x").send().unwrap();
    assert_eq!(response.header("content-length"), Some("5000"));
    assert_eq!(response.bytes().unwrap(), b"");
    api.request(Method::Head, "x").fetch_bytes().unwrap();
    assert_eq!(server.connections(), 1);
}

#[test]
fn an_answer_that_ends_with_its_connection_is_read_to_there() {
    let server = Server::start(|_| Reply::json(200, &document()).until_close());
    let api = plain(&server);
    for _ in 0..3 {
        assert_eq!(api.get("x").fetch::<Value>().unwrap(), document());
    }
    assert_eq!(server.connections(), 3);
}

#[test]
fn what_is_not_http_is_called_so() {
    let server = Server::repeat_last(vec![Reply::garbage()]);
    let error = plain(&server).get("x").send().unwrap_err();
    assert!(error.to_string().contains("is not HTTP"), "{error}");
    let head = format!("HTTP/1.1 200 OK\r\nx-long: {}\r\n\r\n", "x".repeat(100_000));
    let server = Server::repeat_last(vec![Reply::raw(head)]);
    let error = plain(&server).get("x").send().unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    let server = Server::repeat_last(vec![Reply::raw(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
    )]);
    let error = plain(&server).get("x").fetch_bytes().unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
}

#[test]
fn a_port_where_nothing_listens_and_a_host_nobody_knows_are_told_apart() {
    let refused = builder(&nowhere()).build().unwrap();
    let error = refused.post("x").json(&json!({})).send().unwrap_err();
    assert!(error.to_string().contains("connection refused"), "{error}");
    assert_eq!(error.sent(), Some(Sent::Not));
    let unknown = builder("http://no-such-host.invalid").build().unwrap();
    let error = unknown.post("x").json(&json!({})).send().unwrap_err();
    assert!(error.to_string().contains("name is not known"), "{error}");
    assert_eq!(error.sent(), Some(Sent::Not));
    assert!(error.is_retryable() && error.hint().is_some());
}

struct Fails(usize, io::ErrorKind);

impl Read for Fails {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(io::Error::new(self.1, "the disk is gone"));
        }
        self.0 -= 1;
        buf[..3].copy_from_slice(b"abc");
        Ok(3)
    }
}

#[test]
fn a_source_that_is_not_as_long_as_declared_is_an_error_at_once() {
    let server = Server::start(|_| Reply::empty(204));
    let api = plain(&server);
    let bodies = || -> Vec<(Body, &str)> {
        vec![
            (
                Body::reader(&b"abc"[..]).length(10),
                "before its declared length",
            ),
            (
                Body::reader(&b""[..]).length(10),
                "before its declared length",
            ),
            (
                Body::reader(&b"abcdef"[..]).length(3),
                "more than the declared",
            ),
            (
                Body::replayable(|| Ok(&b"abc"[..])).length(2),
                "more than the declared",
            ),
            (
                Body::reader(Fails(0, io::ErrorKind::Other)),
                "the disk is gone",
            ),
            (
                Body::reader(Fails(2, io::ErrorKind::PermissionDenied)),
                "the disk is gone",
            ),
            (
                Body::reader(Fails(2, io::ErrorKind::InvalidData)),
                "the disk is gone",
            ),
            (
                Body::reader(Fails(2, io::ErrorKind::ConnectionReset)),
                "the disk is gone",
            ),
            (
                Body::reader(Fails(1, io::ErrorKind::Other)).length(99),
                "the disk is gone",
            ),
        ]
    };
    for ask in [false, true] {
        for (body, text) in bodies() {
            let started = Instant::now();
            let error = api
                .put("x")
                .expect_continue(ask)
                .body(body)
                .send()
                .unwrap_err();
            // ureq spins on such a body, for ever.
            assert!(started.elapsed() < Duration::from_secs(5));
            assert!(matches!(error, Error::Io(_)), "{text}: {error}");
            let source = std::error::Error::source(&error).unwrap().to_string();
            assert!(source.contains(text), "{text}: {source}");
        }
    }
    let form = Multipart::new().file("file", Upload::reader("a.txt", &b"abc"[..]).length(9));
    let error = api.post("x").multipart(form).send().unwrap_err();
    assert!(matches!(error, Error::Io(_)), "{error}");
    server.wait_for_no_connections();
    assert!(server.requests().iter().all(|request| !request.complete));
}

#[test]
fn a_source_that_is_interrupted_goes_on() {
    struct Interrupted(bool, &'static [u8]);
    impl Read for Interrupted {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
            self.0 = !self.0;
            if self.0 {
                return Err(io::ErrorKind::Interrupted.into());
            }
            let n = self.1.len().min(2);
            buf[..n].copy_from_slice(&self.1[..n]);
            self.1 = &self.1[n..];
            Ok(n)
        }
    }
    let server = Server::start(|request| Reply::text(200, &request.text()));
    let api = plain(&server);
    for body in [
        Body::reader(Interrupted(false, b"abcdef")),
        Body::reader(Interrupted(false, b"abcdef")).length(6),
    ] {
        assert_eq!(api.post("x").body(body).fetch_text().unwrap(), "abcdef");
    }
}

#[test]
fn framing_headers_cannot_be_set_by_hand() {
    // A length that is not the body's would make the client spin or the server wait.
    let server = Server::script(vec![]);
    let api = plain(&server);
    for name in ["Content-Length", "transfer-encoding"] {
        let error = api
            .post("x")
            .reader("text/plain", &b"abc"[..])
            .header(name, "10")
            .send()
            .unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error}");
        assert!(
            error
                .to_string()
                .to_lowercase()
                .contains(&name.to_lowercase()),
            "{error}"
        );
    }
    let error = builder(&server.url())
        .default_header("content-length", "3")
        .build()
        .unwrap_err();
    assert!(matches!(error, Error::InvalidInput(_)), "{error}");
    server.verify();
}

#[test]
fn one_connection_serves_call_after_call_whatever_the_answers_were() {
    let message = json!({ "httpStatus": "Not Found", "httpStatusCode": 404, "status": "ERROR",
        "message": "no", "errorCode": "E1005" });
    let server = Server::script(vec![
        Reply::json(200, &document()),
        Reply::json(404, &message),
        Reply::empty(204),
        Reply::json(409, &message).chunked(10),
        Reply::html(500, "<html><title>Internal</title></html>").chunked(3),
        Reply::redirect(302, "/api/y"),
        Reply::json(200, &document()),
        Reply::redirect(302, "/dhis-web-login/"),
        Reply::redirect(307, "http://elsewhere.invalid/"),
        Reply::json(401, &message),
        Reply::json(200, &document()).chunked(10),
        Reply::json(200, &document()).gzip(),
        Reply::empty(200),
        Reply::json(200, &document()),
        Reply::html(200, "<html><title>Log in</title></html>"),
    ]);
    let api = plain(&server);
    let get = || api.get("x");
    get().fetch::<Value>().unwrap();
    assert!(get().fetch_opt::<Value>().unwrap().is_none());
    api.delete("x").send().unwrap();
    api.post("x").json(&json!({})).send().unwrap_err();
    get().fetch::<Value>().unwrap_err();
    get().fetch::<Value>().unwrap();
    get().fetch::<Value>().unwrap_err();
    get().fetch::<Value>().unwrap_err();
    get().fetch::<Value>().unwrap_err();
    // Nobody reads these two.
    drop(get().send().unwrap());
    drop(get().send().unwrap());
    api.put("x").json(&json!({})).fetch::<()>().unwrap();
    // Limits of its own do not take a request out of the pool.
    get()
        .connect_timeout(ms(500))
        .deadline(Duration::from_secs(9))
        .timeout(Duration::from_secs(9))
        .fetch::<Value>()
        .unwrap();
    get().fetch::<Value>().unwrap_err();
    server.verify();
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_long_answer_that_is_dropped_early_is_not_read_to_its_end() {
    let server = Server::start(|request| match request.path.as_str() {
        "/api/long" => Reply::stream(200, || io::repeat(b' ').take(1 << 30)),
        _ => Reply::json(200, &document()),
    });
    let api = plain(&server);
    let started = Instant::now();
    let mut reader = api.get("long").send().unwrap().into_reader();
    reader.read_exact(&mut [0; 100]).unwrap();
    drop(reader);
    // Nor is a stalled one waited for.
    let stalled = Server::script(vec![Reply::json(200, &document()).stall_at(At::Body(3))]);
    drop(plain(&stalled).get("x").send().unwrap());
    assert!(started.elapsed() < Duration::from_secs(2));
    api.get("x").fetch::<Value>().unwrap();
    assert_eq!(server.connections(), 2);
}

//! Tests of the test server, with plain sockets and no client of ours.

// A test whose server cannot be reached should fail at once.
#![allow(clippy::unwrap_used)]

mod server;

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use server::replay::{Recording, Replay};
use server::{At, Gate, Reply, Server};

fn connect(server: &Server) -> TcpStream {
    let stream = TcpStream::connect(server.address()).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(5)))
        .unwrap();
    stream
}

fn get(stream: &mut TcpStream, target: &str) {
    write!(stream, "GET {target} HTTP/1.1\r\nhost: test\r\n\r\n").unwrap();
}

/// Reads one answer with a `content-length`: head and body.
fn read_answer(stream: &mut TcpStream) -> (String, String) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).unwrap();
    let length = head
        .lines()
        .find_map(|l| l.strip_prefix("content-length: "))
        .unwrap_or("0");
    let mut body = vec![0; length.parse().unwrap()];
    stream.read_exact(&mut body).unwrap();
    (head, String::from_utf8(body).unwrap())
}

/// Reads to the end; the bytes that came and the error, if it was one.
fn read_all(stream: &mut TcpStream) -> (Vec<u8>, Option<ErrorKind>) {
    let mut bytes = Vec::new();
    let outcome = stream.read_to_end(&mut bytes);
    (bytes, outcome.err().map(|e| e.kind()))
}

/// One exchange on a connection of its own.
fn once(server: &Server, raw: &str) -> (Vec<u8>, Option<ErrorKind>) {
    let mut stream = connect(server);
    stream.write_all(raw.as_bytes()).unwrap();
    read_all(&mut stream)
}

const CLOSE: &str = "host: test\r\nconnection: close\r\n\r\n";

#[test]
fn a_connection_serves_several_requests() {
    let server = Server::start(|r| Reply::text(200, &format!("{} {}", r.connection, r.index)));
    let mut stream = connect(&server);
    get(&mut stream, "/a");
    assert_eq!(read_answer(&mut stream).1, "0 0");
    get(&mut stream, "/b");
    assert_eq!(read_answer(&mut stream).1, "0 1");
    assert_eq!(server.connections(), 1);
    assert_eq!(server.requests()[1].path, "/b");
}

#[test]
fn query_headers_and_sign_in_are_read() {
    let server = Server::script(vec![Reply::empty(204)]);
    once(
        &server,
        &format!(
            "GET /x%20y?b=2&a=%C3%A9+%2B&b=1 HTTP/1.1\r\nX-One: 1\r\nx-one: 2\r\n\
             Authorization: Basic YWRtaW46ZGk6dA==\r\n{CLOSE}"
        ),
    );
    let request = &server.requests()[0];
    assert_eq!(request.path, "/x%20y");
    assert_eq!(request.params("b"), ["2", "1"]);
    assert_eq!(request.param("a"), Some("é +"));
    assert_eq!(request.header_all("x-one").collect::<Vec<_>>(), ["1", "2"]);
    assert_eq!(
        request.basic_auth(),
        Some(("admin".to_owned(), "di:t".to_owned()))
    );
    server.verify();
}

#[test]
fn chunked_bodies_go_both_ways() {
    let server = Server::start(|r| Reply::bytes(200, r.body.clone()).chunked(4));
    let (bytes, _) = once(
        &server,
        &format!(
            "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n{CLOSE}3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"
        ),
    );
    assert!(
        bytes.ends_with(b"\r\n\r\n4\r\nabcd\r\n1\r\ne\r\n0\r\n\r\n"),
        "{bytes:?}"
    );
    assert!(server.requests()[0].complete);
}

#[test]
fn a_streamed_body_is_made_while_it_is_sent() {
    let server = Server::start(|_| Reply::stream(200, || std::io::repeat(b'x').take(200_000)));
    let (bytes, error) = once(&server, &format!("GET / HTTP/1.1\r\n{CLOSE}"));
    assert_eq!(error, None);
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text.matches('x').count(), 200_000);
}

#[test]
fn head_and_204_have_no_body() {
    let server = Server::script(vec![Reply::text(200, "four"), Reply::empty(204)]);
    let (bytes, _) = once(&server, &format!("HEAD / HTTP/1.1\r\n{CLOSE}"));
    assert!(bytes.ends_with(b"content-length: 4\r\n\r\n"));
    let (bytes, _) = once(&server, &format!("GET / HTTP/1.1\r\n{CLOSE}"));
    assert_eq!(bytes, b"HTTP/1.1 204 No Content\r\n\r\n");
}

#[test]
fn a_reset_comes_after_exactly_the_bytes_asked_for() {
    for offset in [0, 5, 20] {
        let server = Server::script(vec![Reply::text(200, "hello").reset_at(offset)]);
        let (bytes, error) = once(&server, "GET / HTTP/1.1\r\n\r\n");
        assert_eq!(
            (bytes.len() as u64, error),
            (offset, Some(ErrorKind::ConnectionReset))
        );
    }
    let server = Server::script(vec![Reply::text(200, "hello").reset_at(At::Body(2))]);
    let (bytes, error) = once(&server, "GET / HTTP/1.1\r\n\r\n");
    assert!(bytes.ends_with(b"\r\n\r\nhe"), "{bytes:?}");
    assert_eq!(error, Some(ErrorKind::ConnectionReset));
}

#[test]
fn a_truncated_answer_ends_in_good_order() {
    let server = Server::script(vec![
        Reply::text(200, "hello").truncate_at(At::Body(2)),
        Reply::text(200, "hello").declare_length(9),
    ]);
    let (bytes, error) = once(&server, "GET / HTTP/1.1\r\n\r\n");
    assert!(bytes.ends_with(b"\r\n\r\nhe"));
    assert_eq!(error, None);
    let (bytes, error) = once(&server, "GET / HTTP/1.1\r\n\r\n");
    assert!(bytes.ends_with(b"content-length: 9\r\n\r\nhello"));
    assert_eq!(error, None);
}

#[test]
fn a_stalled_answer_sends_its_start_and_ends_with_the_server() {
    let server = Server::script(vec![Reply::text(200, "hello").stall_at(At::Body(1))]);
    let mut stream = connect(&server);
    get(&mut stream, "/");
    let mut seen = Vec::new();
    while !seen.ends_with(b"\r\n\r\nh") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        seen.push(byte[0]);
    }
    stream
        .set_read_timeout(Some(Duration::from_millis(30)))
        .unwrap();
    let waiting = stream.read(&mut [0]).unwrap_err().kind();
    assert!(
        matches!(waiting, ErrorKind::WouldBlock | ErrorKind::TimedOut),
        "{waiting:?}"
    );
    let start = Instant::now();
    drop(server);
    assert!(
        start.elapsed() < Duration::from_secs(1),
        "drop took {:?}",
        start.elapsed()
    );
    assert_eq!(stream.read(&mut [0]).unwrap_or(0), 0);
}

#[test]
fn a_drop_does_not_wait_for_a_delay_or_a_drip() {
    let server = Server::script(vec![
        Reply::empty(200).delay(Duration::from_secs(60)),
        Reply::text(200, "hello").drip(1, Duration::from_secs(60)),
    ]);
    let (mut one, mut two) = (connect(&server), connect(&server));
    get(&mut one, "/");
    get(&mut two, "/");
    server.wait_for_requests(2);
    let start = Instant::now();
    drop(server);
    assert!(
        start.elapsed() < Duration::from_secs(1),
        "drop took {:?}",
        start.elapsed()
    );
}

#[test]
fn a_dripped_answer_arrives_whole() {
    let reply = Reply::text(200, "hello").drip(7, Duration::from_millis(1));
    let server = Server::script(vec![reply]);
    let mut stream = connect(&server);
    get(&mut stream, "/");
    assert_eq!(read_answer(&mut stream).1, "hello");
}

#[test]
fn a_connection_closed_after_an_answer_is_dead_for_the_next_request() {
    let server = Server::script(vec![Reply::text(200, "one").close_after()]);
    let mut stream = connect(&server);
    get(&mut stream, "/");
    let (head, body) = read_answer(&mut stream);
    assert!(!head.contains("connection"), "{head}");
    assert_eq!(body, "one");
    server.wait_for_no_connections();
    assert_eq!(stream.read(&mut [0]).unwrap(), 0);
}

#[test]
fn a_client_that_expects_it_is_told_to_continue() {
    let server = Server::start(|r| Reply::text(200, &r.text()));
    let mut stream = connect(&server);
    write!(
        stream,
        "POST / HTTP/1.1\r\nexpect: 100-continue\r\ncontent-length: 3\r\n\r\n"
    )
    .unwrap();
    assert_eq!(read_answer(&mut stream).0, "HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(b"abc").unwrap();
    assert_eq!(read_answer(&mut stream).1, "abc");
}

#[test]
fn an_early_refusal_comes_instead_of_100_continue() {
    let server = Server::script(vec![Reply::text(413, "too big").before_body()]);
    let mut stream = connect(&server);
    write!(
        stream,
        "POST / HTTP/1.1\r\nexpect: 100-continue\r\ncontent-length: 3\r\n\r\n"
    )
    .unwrap();
    assert!(read_answer(&mut stream).0.starts_with("HTTP/1.1 413"));
    assert_eq!(stream.read(&mut [0]).unwrap(), 0);
}

#[test]
fn a_drained_refusal_keeps_the_connection() {
    let server = Server::script(vec![
        Reply::text(413, "too big").after_body_bytes(2).drain(),
        Reply::text(200, "next"),
    ]);
    let mut stream = connect(&server);
    write!(stream, "POST / HTTP/1.1\r\ncontent-length: 5\r\n\r\nabc").unwrap();
    assert_eq!(read_answer(&mut stream).1, "too big");
    stream.write_all(b"de").unwrap();
    get(&mut stream, "/");
    assert_eq!(read_answer(&mut stream).1, "next");
    let first = &server.requests()[0];
    assert_eq!((first.body.as_slice(), first.complete), (&b"ab"[..], false));
}

#[test]
fn an_upload_that_breaks_off_is_recorded_as_incomplete() {
    let server = Server::start(|_| Reply::empty(200));
    let mut stream = connect(&server);
    write!(stream, "POST / HTTP/1.1\r\ncontent-length: 5\r\n\r\nab").unwrap();
    drop(stream);
    server.wait_for_requests(1);
    let request = &server.requests()[0];
    assert_eq!((request.body_len, request.complete), (2, false));
}

#[test]
fn garbage_and_silence_are_what_they_say() {
    let server = Server::script(vec![Reply::garbage(), Reply::hang_up(), Reply::reset()]);
    let (bytes, _) = once(&server, "GET / HTTP/1.1\r\n\r\n");
    assert!(!bytes.starts_with(b"HTTP") && !bytes.is_empty());
    assert_eq!(once(&server, "GET / HTTP/1.1\r\n\r\n"), (vec![], None));
    let reset = Some(ErrorKind::ConnectionReset);
    assert_eq!(once(&server, "GET / HTTP/1.1\r\n\r\n"), (vec![], reset));
    server.verify();
}

#[test]
fn gzip_is_whole_or_broken_at_the_check_sum() {
    for (reply, sound) in [
        (Reply::text(200, "hello").gzip().until_close(), true),
        (Reply::text(200, "hello").broken_gzip().until_close(), false),
    ] {
        let server = Server::script(vec![reply]);
        let (bytes, _) = once(&server, "GET / HTTP/1.1\r\n\r\n");
        let start = bytes.windows(4).position(|w| w == b"\r\n\r\n").unwrap() + 4;
        let mut text = String::new();
        let outcome = flate2::read::GzDecoder::new(&bytes[start..]).read_to_string(&mut text);
        assert_eq!(outcome.is_ok(), sound);
    }
}

#[test]
fn requests_are_answered_at_the_same_time() {
    let gate = Gate::new(4);
    let server = Server::start(move |_| Reply::text(200, if gate.wait() { "all" } else { "late" }));
    let mut streams: Vec<_> = (0..4).map(|_| connect(&server)).collect();
    for stream in &mut streams {
        get(stream, "/");
    }
    for stream in &mut streams {
        assert_eq!(read_answer(stream).1, "all");
    }
    assert_eq!((server.connections(), server.most_at_once()), (4, 4));
}

#[test]
#[should_panic(expected = "against requests")]
fn a_request_beyond_the_script_fails_the_check() {
    let server = Server::script(vec![Reply::empty(200)]);
    once(&server, &format!("GET / HTTP/1.1\r\n{CLOSE}"));
    let (bytes, _) = once(&server, &format!("GET /more HTTP/1.1\r\n{CLOSE}"));
    assert!(bytes.starts_with(b"HTTP/1.1 500"));
    server.verify();
}

#[test]
#[should_panic(expected = "against requests")]
fn a_reply_that_was_not_fetched_fails_the_check() {
    Server::script(vec![Reply::empty(200)]).verify();
}

#[test]
#[should_panic(expected = "no such unit")]
fn a_panic_in_the_handler_fails_the_check() {
    let server = Server::start(|_| panic!("no such unit"));
    once(&server, "GET / HTTP/1.1\r\n\r\n");
    server.verify();
}

const SIGNED: &str = "authorization: Basic YWRtaW46ZGlzdHJpY3Q=\r\nconnection: close";

fn replayed(replay: &Replay, target: &str, headers: &str) -> String {
    let host = replay.server().address();
    let raw = format!("GET {target} HTTP/1.1\r\nhost: {host}\r\n{headers}\r\n\r\n");
    String::from_utf8(once(replay.server(), &raw).0).unwrap()
}

#[test]
fn a_recording_is_found_whatever_the_order_of_its_parameters() {
    let replay = Replay::version("2.42").area("paging").start();
    let target = "/api/organisationUnits?fields=id,name,level&pageSize=50&page=1";
    let answer = replayed(&replay, target, SIGNED);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let next = format!(
        "\"nextPage\":\"{}/api/organisationUnits?page=2&",
        replay.url()
    );
    assert!(answer.contains(&next), "{answer}");
    replay.verify();
}

#[test]
fn sign_in_and_headers_choose_among_recordings() {
    let replay = Replay::version("2.42").area("system").start();
    let plain = replayed(&replay, "/api/me", "connection: close");
    assert!(plain.starts_with("HTTP/1.1 302"), "{plain}");
    assert!(plain.contains(&format!("location: {}/dhis-web-login/", replay.url())));
    let xhr = "connection: close\r\nx-requested-with: XMLHttpRequest";
    assert!(replayed(&replay, "/api/me", xhr).starts_with("HTTP/1.1 401"));
    assert!(replayed(&replay, "/api/me", SIGNED).starts_with("HTTP/1.1 200"));
}

#[test]
fn several_recordings_of_one_request_are_played_in_order() {
    let replay = Replay::version("2.42").area("tasks").start();
    let target = "/api/system/tasks/ANALYTICS_TABLE/VkZrRWcCIKq";
    // After the last one it is repeated.
    for poll in ["01", "02", "03", "04", "05", "final", "final"] {
        let recording = Recording::load("2.42", &format!("tasks/analytics_poll_{poll}"));
        let body = String::from_utf8(recording.body()).unwrap();
        let answer = replayed(&replay, target, SIGNED);
        assert!(
            answer.ends_with(&format!("\r\n\r\n{body}")),
            "{poll}: {answer}"
        );
    }
}

#[test]
fn version_2_43_replaces_what_differs_and_keeps_the_rest() {
    let replay = Replay::version("2.43")
        .file("base_url/root")
        .file("system/ping")
        .start();
    let root = replayed(&replay, "/", "connection: close");
    assert!(
        root.contains(&format!("location: {}/login/", replay.url())),
        "{root}"
    );
    assert!(replayed(&replay, "/api/system/ping", SIGNED).ends_with("pong"));
}

#[test]
#[should_panic(expected = "requests without a recording")]
fn an_unknown_request_is_explained_and_fails_the_check() {
    let replay = Replay::version("2.42").area("paging").start();
    let answer = replayed(&replay, "/api/organisationUnits?pageSize=7", SIGNED);
    assert!(answer.starts_with("HTTP/1.1 501"), "{answer}");
    let body: Value = serde_json::from_str(answer.split("\r\n\r\n").nth(1).unwrap()).unwrap();
    assert_eq!(body["message"], json!("no recording"));
    let nearest = body["nearest"].to_string();
    assert!(
        nearest.contains("paging/page_size_0") || nearest.contains("paging/default"),
        "{nearest}"
    );
    replay.verify();
}

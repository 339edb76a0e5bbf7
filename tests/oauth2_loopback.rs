//! The receiver of the OAuth2 redirect, against browsers, scanners and attackers on this machine.
#![cfg(feature = "oauth2")]
#![allow(clippy::unwrap_used)]

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use dhis2::auth::oauth2::{Loopback, RedirectCapture};
use dhis2::{Error, Result};

const STATE: &str = "the-state";

/// A clock that stands still until it is pushed on.
#[derive(Clone)]
struct Clock(Instant, Arc<AtomicU64>);

impl Clock {
    fn new() -> Self {
        Self(Instant::now(), Arc::default())
    }

    fn push(&self, duration: Duration) {
        let millis = u64::try_from(duration.as_millis()).unwrap();
        self.1.fetch_add(millis, Ordering::SeqCst);
    }

    fn now(&self) -> Instant {
        self.0 + Duration::from_millis(self.1.load(Ordering::SeqCst))
    }
}

fn receiver(clock: &Clock) -> Loopback {
    let clock = clock.clone();
    Loopback::bind("http://localhost:0/back")
        .unwrap()
        .show_with(|_| Ok(()))
        .clock(move || clock.now(), |_| thread::yield_now())
}

fn address(receiver: &Loopback) -> String {
    let rest = receiver.uri().strip_prefix("http://localhost:").unwrap();
    format!("127.0.0.1:{}", rest.strip_suffix("/back").unwrap())
}

/// Runs a browser's part while the receiver waits; time stands still unless the browser pushes it.
fn with_browser(browser: impl FnOnce(&str, &Clock) + Send) -> Result<String> {
    let clock = Clock::new();
    let receiver = receiver(&clock);
    let address = address(&receiver);
    thread::scope(|scope| {
        let waiting = scope.spawn(|| receiver.capture("https://a.org/authorize", STATE));
        browser(&address, &clock);
        let code = waiting.join().unwrap()?;
        Ok(code.expose().to_owned())
    })
}

fn open(address: &str, request: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).unwrap();
    // Only so that a fault ends the test instead of hanging it.
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    stream
}

fn rest(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8(answer).unwrap()
}

fn get(address: &str, target: &str) -> String {
    let request = format!("GET {target} HTTP/1.1\r\nHost: {address}\r\nAccept: */*\r\n\r\n");
    rest(open(address, &request))
}

fn finish(address: &str) -> String {
    get(address, &format!("/back?code=abc&state={STATE}"))
}

#[test]
fn the_code_comes_back_and_the_tab_can_be_closed() {
    let code = with_browser(|address, _| {
        let page = finish(address);
        assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
        assert!(page.contains("You can close this tab"), "{page}");
        assert!(page.contains("Cache-Control: no-store"), "{page}");
        assert!(!page.contains("abc"), "{page}");
    });
    assert_eq!(code.unwrap(), "abc");
}

#[test]
fn neither_favicons_nor_strangers_end_the_wait() {
    let code = with_browser(|address, _| {
        for target in [
            "/favicon.ico",
            "/",
            "/?code=stolen",
            "/?code=stolen&state=guess",
            "/?code=stolen&state=",
            "/?error=access_denied",
            "/?error=access_denied&state=guess",
        ] {
            let page = get(address, target);
            assert!(page.starts_with("HTTP/1.1 404 "), "{target}: {page}");
            assert!(!page.contains("stolen"), "{page}");
        }
        for request in [
            format!("POST /?code=x&state={STATE} HTTP/1.1\r\nContent-Length: 0\r\n\r\n"),
            format!("GET /?code=x&state={STATE} SMTP\r\n\r\n"),
            "\u{16}\u{3}\u{1}\r\n\r\n".to_owned(),
        ] {
            let page = rest(open(address, &request));
            assert!(page.starts_with("HTTP/1.1 404 "), "{request}: {page}");
        }
        // Closed without a word.
        drop(open(address, ""));
        finish(address);
    });
    assert_eq!(code.unwrap(), "abc");
}

#[test]
fn a_refusal_is_told_in_the_servers_words_and_cannot_inject_html() {
    let error = with_browser(|address, _| {
        let page = get(
            address,
            &format!(
                "/?error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E&state={STATE}"
            ),
        );
        assert!(page.starts_with("HTTP/1.1 400 "), "{page}");
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{page}");
        assert!(!page.contains("<script"), "{page}");
    })
    .unwrap_err();
    assert!(matches!(error, Error::OAuth2(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "authorization failed: access_denied: <script>alert(1)</script>"
    );
}

#[test]
fn connections_that_stall_hold_up_nobody() {
    // Time stands still here: no limit can be what helps.
    let code = with_browser(|address, _| {
        let stalled: Vec<_> = (0..100)
            .map(|_| open(address, "GET /?code=half&state="))
            .collect();
        finish(address);
        drop(stalled);
    });
    assert_eq!(code.unwrap(), "abc");
}

#[test]
fn a_connection_that_stalls_is_closed_after_its_time() {
    let code = with_browser(|address, clock| {
        let stalled = open(address, "GET /?code=half");
        // Any answer shows that the connection before it has been accepted.
        get(address, "/");
        clock.push(Duration::from_secs(6));
        assert_eq!(rest(stalled), "");
        finish(address);
    });
    assert_eq!(code.unwrap(), "abc");
}

#[test]
fn a_request_without_end_is_cut_off() {
    let code = with_browser(|address, _| {
        let mut stream = open(address, "GET / HTTP/1.1\r\nCookie: ");
        // It may be closed while we still write.
        let _ = stream.write_all(&vec![b'x'; 20 * 1024]);
        let answer = rest(stream);
        assert!(!answer.contains("200 OK"), "{answer}");
        finish(address);
    });
    assert_eq!(code.unwrap(), "abc");
}

#[test]
fn a_request_in_small_pieces_is_understood() {
    let code = with_browser(|address, _| {
        let mut stream = open(address, "GET /?code=abc");
        get(address, "/");
        stream
            .write_all(format!("&state={STATE} HTTP/1.1\r").as_bytes())
            .unwrap();
        get(address, "/");
        stream.write_all(b"\n\r\n").unwrap();
        assert!(rest(stream).starts_with("HTTP/1.1 200 OK"));
    });
    assert_eq!(code.unwrap(), "abc");
}

#[test]
fn the_wait_ends_after_its_limit_with_advice() {
    let clock = Clock::new();
    let (ticking, moving) = (clock.clone(), clock.clone());
    let receiver = receiver(&clock).clock(
        move || ticking.now(),
        move |_| {
            moving.push(Duration::from_secs(1));
        },
    );
    let error = receiver.capture("https://a.org", STATE).unwrap_err();
    assert_eq!(clock.now() - clock.0, Duration::from_secs(300));
    let text = error.to_string();
    assert!(
        text.starts_with("no OAuth2 redirect received within 300s"),
        "{text}"
    );
    assert!(error.hint().unwrap().contains("not registered"), "{text}");
}

#[test]
fn a_port_in_use_is_named() {
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = other.local_addr().unwrap().port();
    let error = Loopback::bind(&format!("http://localhost:{port}")).unwrap_err();
    assert!(matches!(error, Error::OAuth2(_)), "{error:?}");
    let text = error.to_string();
    assert!(
        text.contains(&format!("port {port} of this machine is in use")),
        "{text}"
    );
}

#[test]
fn a_port_in_use_on_the_other_loopback_address_is_named_too() {
    // Not every machine has IPv6.
    let Ok(other) = TcpListener::bind("[::1]:0") else {
        return;
    };
    let port = other.local_addr().unwrap().port();
    let error = Loopback::bind(&format!("http://localhost:{port}")).unwrap_err();
    assert!(error.to_string().contains("in use"), "{error}");
}

#[test]
fn both_loopback_addresses_are_served() {
    let clock = Clock::new();
    let receiver = receiver(&clock);
    let v6 = address(&receiver).replace("127.0.0.1", "[::1]");
    if TcpListener::bind("[::1]:0").is_err() {
        return;
    }
    thread::scope(|scope| {
        let waiting = scope.spawn(|| receiver.capture("https://a.org", STATE));
        finish(&v6);
        assert_eq!(waiting.join().unwrap().unwrap().expose(), "abc");
    });
}

#[test]
fn the_receiver_listens_before_the_url_is_shown() {
    let (urls, shown) = channel();
    let receiver = Loopback::bind("http://127.0.0.1:0").unwrap();
    let address = receiver.uri().strip_prefix("http://").unwrap().to_owned();
    assert_eq!(
        RedirectCapture::redirect_uri(&receiver),
        Some(receiver.uri())
    );
    let receiver = receiver.show_with(move |url| {
        // The browser is faster than the wait: its connection is kept for it.
        let request = format!("GET /?code=early&state={STATE} HTTP/1.1\r\n\r\n");
        urls.send((url.to_owned(), open(&address, &request)))
            .unwrap();
        Ok(())
    });
    let code = receiver
        .capture("https://a.org/authorize?x=1", STATE)
        .unwrap();
    assert_eq!(code.expose(), "early");
    let (url, stream) = shown.recv().unwrap();
    assert_eq!(url, "https://a.org/authorize?x=1");
    assert!(rest(stream).contains("200 OK"));
}

#[test]
fn a_url_that_cannot_be_shown_ends_the_sign_in() {
    let receiver = Loopback::bind("http://127.0.0.1:0")
        .unwrap()
        .show_with(|url| Err(url.parse::<dhis2::Uid>().unwrap_err()));
    let error = receiver.capture("https://a.org", STATE).unwrap_err();
    assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
}

/// Run by the next test in a process of its own, whose standard error can be read.
#[test]
fn headless_child() {
    if std::env::var_os("DHIS2_TEST_HEADLESS").is_none() {
        return;
    }
    let receiver = Loopback::bind("http://127.0.0.1:0")
        .unwrap()
        .open_browser(false)
        .timeout(Duration::ZERO);
    receiver
        .capture("https://a.org/authorize?x=1&y=2", STATE)
        .unwrap_err();
}

#[test]
fn without_a_browser_the_url_is_printed() {
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "headless_child", "--nocapture"])
        .env("DHIS2_TEST_HEADLESS", "1")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{text}");
    assert!(
        text.contains("  https://a.org/authorize?x=1&y=2\n"),
        "{text}"
    );
}

#[test]
fn a_closure_can_stand_in_for_the_receiver() {
    let capture = |url: &str, state: &str| Ok(format!("{url} {state}"));
    let capture: &dyn RedirectCapture = &capture;
    assert_eq!(capture.redirect_uri(), None);
    assert_eq!(capture.capture("u", "s").unwrap().expose(), "u s");
}

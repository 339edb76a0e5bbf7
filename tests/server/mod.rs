//! A local HTTP/1.1 server for tests, with real keep-alive and faults below HTTP.
//!
//! Include it with `mod server;`. A [`Server`] answers from a closure or from a list of [`Reply`]s,
//! one thread per connection, and records what it was sent. [`replay::Replay`] answers with
//! recordings of real servers. Dropping a server closes all its connections and ends its threads.
//!
//! ```ignore
//! let server = Server::start(|request| Reply::json(200, &json!({ "path": request.path })));
//! let flaky = Server::script(vec![Reply::reset(), Reply::text(200, "pong")]);
//! // … talk to flaky.url() …
//! flaky.verify();
//! ```
// Each test binary uses a part of this.
#![allow(dead_code, unused_imports)]
// A test server that cannot start should fail the test at once.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod clock;
mod exchange;
#[path = "../../examples/support/http.rs"]
mod http;
mod proxy;
pub(crate) mod replay;
mod reply;
mod wire;

use std::collections::HashMap;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

pub(crate) use clock::FakeClock;
pub(crate) use exchange::{api, body, builder, line, lines, recorded, targets};
pub(crate) use http::{Request, decode_path, parse_query};
pub(crate) use proxy::Proxy;
pub(crate) use reply::{At, Fault, Reply};

/// How long a waiting helper or a drop waits before it gives up.
const PATIENCE: Duration = Duration::from_secs(10);

type Handler = Box<dyn Fn(&Request) -> Reply + Send + Sync>;
type HeadHandler = Box<dyn Fn(&Request) -> Option<Reply> + Send + Sync>;

/// Settings of a server that few tests need.
pub(crate) struct Builder {
    head: Option<HeadHandler>,
    says_continue: bool,
    keeps_bodies: bool,
}

impl Builder {
    /// Looks at each request before its body is read. `Some` is answered at once, and the body is
    /// treated as the reply's [`Reply::before_body`], [`Reply::after_body_bytes`] or
    /// [`Reply::drain`] says (the default is `before_body`).
    pub(crate) fn on_head(
        mut self,
        head: impl Fn(&Request) -> Option<Reply> + Send + Sync + 'static,
    ) -> Self {
        self.head = Some(Box::new(head));
        self
    }

    /// Never answers `100 Continue`: the client waits, then sends anyway or gives up.
    pub(crate) fn no_continue(mut self) -> Self {
        self.says_continue = false;
        self
    }

    /// Counts the bytes of request bodies (`body_len`) without keeping them.
    pub(crate) fn discard_bodies(mut self) -> Self {
        self.keeps_bodies = false;
        self
    }

    /// Starts the server with a closure that answers each request, many at a time.
    pub(crate) fn start(
        self,
        handler: impl Fn(&Request) -> Reply + Send + Sync + 'static,
    ) -> Server {
        Server::run(self, Box::new(handler))
    }

    /// Starts the server with these replies, see [`Server::script`].
    pub(crate) fn script(mut self, replies: Vec<Reply>) -> Server {
        let expected = replies.len();
        let replies = Arc::new(replies);
        let early = Arc::clone(&replies);
        self.head = Some(Box::new(move |request| {
            early
                .get(request.index)
                .filter(|reply| reply.early.is_some())
                .cloned()
        }));
        let mut server = Server::run(
            self,
            Box::new(move |request| {
                replies.get(request.index).cloned().unwrap_or_else(|| {
                    Reply::text(500, "the script of the test server has no more replies")
                })
            }),
        );
        server.expected = Some(expected);
        server
    }
}

/// A running server.
pub(crate) struct Server {
    shared: Arc<Shared>,
    address: SocketAddr,
    expected: Option<usize>,
    accepting: Option<thread::JoinHandle<()>>,
}

impl Server {
    /// Starts a server with a closure that answers each request, many at a time.
    pub(crate) fn start(handler: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        Self::builder().start(handler)
    }

    /// Starts a server that gives the replies in the order the requests arrive. A request beyond the
    /// last reply gets a 500 and fails [`Server::verify`], and so does a reply that was not fetched.
    pub(crate) fn script(replies: Vec<Reply>) -> Self {
        Self::builder().script(replies)
    }

    /// Like [`Server::script`], but the last reply serves all further requests, and `verify` asks for
    /// no number of requests.
    pub(crate) fn repeat_last(replies: Vec<Reply>) -> Self {
        assert!(!replies.is_empty(), "a script needs at least one reply");
        let replies = Arc::new(replies);
        let early = Arc::clone(&replies);
        let pick = |replies: &[Reply], index: usize| replies[index.min(replies.len() - 1)].clone();
        Self::builder()
            .on_head(move |r| Some(pick(&early, r.index)).filter(|reply| reply.early.is_some()))
            .start(move |r| pick(&replies, r.index))
    }

    /// Settings first, then `start` or `script`.
    pub(crate) fn builder() -> Builder {
        Builder {
            head: None,
            says_continue: true,
            keeps_bodies: true,
        }
    }

    fn run(settings: Builder, handler: Handler) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            settings,
            handler,
            closing: AtomicBool::new(false),
            state: Mutex::default(),
            changed: Condvar::new(),
            next_request: AtomicUsize::new(0),
        });
        let accepting = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || accept(&listener, &shared))
        };
        Self {
            shared,
            address,
            expected: None,
            accepting: Some(accepting),
        }
    }

    /// `http://127.0.0.1:<port>`, without a slash at the end.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Host and port.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// All requests so far, in the order their heads arrived.
    pub(crate) fn requests(&self) -> Vec<Request> {
        let mut requests = self.shared.lock().requests.clone();
        requests.sort_by_key(|request| request.index);
        requests
    }

    /// The number of TCP connections accepted so far.
    pub(crate) fn connections(&self) -> usize {
        self.shared.lock().accepted
    }

    /// The greatest number of requests that were being answered at one time.
    pub(crate) fn most_at_once(&self) -> usize {
        self.shared.lock().most_at_once
    }

    /// Waits until this many requests were recorded.
    ///
    /// # Panics
    ///
    /// When they have not come after ten seconds.
    pub(crate) fn wait_for_requests(&self, count: usize) {
        self.shared
            .wait_until(|state| state.requests.len() >= count, "requests");
    }

    /// Waits until all connections are closed.
    ///
    /// # Panics
    ///
    /// When some are still open after ten seconds.
    pub(crate) fn wait_for_no_connections(&self) {
        self.shared
            .wait_until(|state| state.threads == 0, "closed connections");
    }

    /// Checks that a script was played exactly to its end and that no handler panicked.
    ///
    /// # Panics
    ///
    /// When that is not so.
    pub(crate) fn verify(&self) {
        let requests = self.requests();
        let failures = self.shared.lock().failures.clone();
        assert!(
            failures.is_empty(),
            "the server's handler panicked: {failures:?}"
        );
        if let Some(expected) = self.expected {
            let seen: Vec<_> = requests
                .iter()
                .map(|r| format!("{} {}", r.method, r.target))
                .collect();
            assert_eq!(
                seen.len(),
                expected,
                "replies in the script (right) against requests: {seen:#?}"
            );
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.closing.store(true, Ordering::SeqCst);
        // Wakes the accepting thread, which looks at `closing` first.
        drop(TcpStream::connect(self.address));
        if let Some(accepting) = self.accepting.take() {
            let _ = accepting.join();
        }
        let mut state = self.shared.lock();
        for stream in state.open.values() {
            let _ = stream.shutdown(std::net::Shutdown::Both);
        }
        self.shared.changed.notify_all();
        // A handler that is blocked by the test itself must not block the drop for ever.
        let end = Instant::now() + Duration::from_secs(2);
        while state.threads > 0 && Instant::now() < end {
            state = self.shared.wait(state, Duration::from_millis(50));
        }
    }
}

struct Shared {
    settings: Builder,
    handler: Handler,
    closing: AtomicBool,
    state: Mutex<State>,
    changed: Condvar,
    next_request: AtomicUsize,
}

#[derive(Default)]
struct State {
    requests: Vec<Request>,
    accepted: usize,
    open: HashMap<usize, Arc<TcpStream>>,
    threads: usize,
    at_once: usize,
    most_at_once: usize,
    failures: Vec<String>,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>, limit: Duration) -> MutexGuard<'a, State> {
        self.changed
            .wait_timeout(state, limit)
            .unwrap_or_else(PoisonError::into_inner)
            .0
    }

    fn wait_until(&self, done: impl Fn(&State) -> bool, what: &str) {
        let end = Instant::now() + PATIENCE;
        let mut state = self.lock();
        while !done(&state) {
            assert!(Instant::now() < end, "the server waited in vain for {what}");
            state = self.wait(state, Duration::from_millis(200));
        }
    }

    fn is_closing(&self) -> bool {
        self.closing.load(Ordering::SeqCst)
    }

    /// Waits, but not beyond the end of the server. True when the server goes on.
    fn pause(&self, length: Duration) -> bool {
        let end = Instant::now() + length;
        let mut state = self.lock();
        while !self.is_closing() {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return true;
            }
            state = self.wait(state, left);
        }
        false
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.is_closing() {
            return;
        }
        let Ok(stream) = stream else { continue };
        let stream = Arc::new(stream);
        let number = {
            let mut state = shared.lock();
            let number = state.accepted;
            state.accepted += 1;
            state.threads += 1;
            state.open.insert(number, Arc::clone(&stream));
            number
        };
        let shared = Arc::clone(shared);
        thread::spawn(move || {
            let end = wire::serve(&shared, &stream, number);
            // The last handle closes the socket; a reset needs it to be the only one.
            shared.lock().open.remove(&number);
            wire::close(stream, end);
            shared.lock().threads -= 1;
            shared.changed.notify_all();
        });
    }
}

/// Holds threads back until enough of them have come: put a clone into a handler to prove that
/// requests run at the same time.
#[derive(Clone)]
pub(crate) struct Gate(Arc<(Mutex<usize>, Condvar)>, usize);

impl Gate {
    /// A gate that opens, for good, when this many threads wait at it.
    pub(crate) fn new(threads: usize) -> Self {
        Self(Arc::default(), threads)
    }

    /// Waits for the others. False when they did not come in time.
    pub(crate) fn wait(&self) -> bool {
        let (count, changed) = &*self.0;
        let mut count = count.lock().unwrap_or_else(PoisonError::into_inner);
        *count += 1;
        changed.notify_all();
        let outcome = changed.wait_timeout_while(count, PATIENCE, |count| *count < self.1);
        !outcome
            .unwrap_or_else(PoisonError::into_inner)
            .1
            .timed_out()
    }
}

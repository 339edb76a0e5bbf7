//! A small server in memory that looks like DHIS2 2.42: the invented country Velmora.
//!
//! It answers in the shapes that a real server was recorded with. It is for examples: what it does
//! not know, it answers with the 404 page of a real server, and nothing is kept when it ends.

mod analytics;
mod answer;
mod fields;
mod files;
mod filter;
mod import;
mod metadata;
mod state;
mod system;
mod values;

use std::collections::HashMap;
use std::io::{self, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::http::{self, Request};
use answer::Answer;
use state::State;

/// Who may sign in, beside any API token.
pub(crate) const USERNAME: &str = "admin";
/// The password that goes with [`USERNAME`].
pub(crate) const PASSWORD: &str = "district";

/// The running demo server; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Demo {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: Option<thread::JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    open: Mutex<HashMap<usize, TcpStream>>,
    closing: AtomicBool,
}

impl Demo {
    /// Starts the server on a free port of this machine.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub(crate) fn start() -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            state: Mutex::new(State::velmora()),
            open: Mutex::default(),
            closing: AtomicBool::new(false),
        });
        let accepting = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || accept(&listener, &shared))
        };
        Ok(Self {
            address,
            shared,
            accepting: Some(accepting),
        })
    }

    /// `http://127.0.0.1:<port>`.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        self.shared.closing.store(true, Ordering::SeqCst);
        // Wakes the accepting thread, which then sees that it is over.
        drop(TcpStream::connect(self.address));
        if let Some(accepting) = self.accepting.take() {
            let _ = accepting.join();
        }
        for stream in self
            .shared
            .open
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .values()
        {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for (number, stream) in listener.incoming().enumerate() {
        if shared.closing.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else { continue };
        let Ok(handle) = stream.try_clone() else {
            continue;
        };
        shared
            .open
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(number, handle);
        let shared = Arc::clone(shared);
        thread::spawn(move || {
            // A client that goes away in the middle is its own affair.
            let _ = serve(&stream, &shared);
            shared
                .open
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .remove(&number);
        });
    }
}

fn serve(stream: &TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    while let Some(mut request) = http::read_head(&mut reader)? {
        if request.expects_continue() && !request.complete {
            (&*stream).write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
        }
        if !request.complete {
            http::read_body(&mut reader, &mut request, true, u64::MAX);
            if !request.complete {
                return Ok(());
            }
        }
        unpack(&mut request)?;
        let mut answer = {
            let mut state = shared.state.lock().unwrap_or_else(PoisonError::into_inner);
            respond(&mut state, &request)
        };
        if answer.status != 204 {
            answer
                .headers
                .push(("content-length".to_owned(), answer.body.len().to_string()));
        }
        let mut bytes = Vec::new();
        http::write_head(&mut bytes, answer.status, &answer.headers)?;
        if request.method != "HEAD" {
            bytes.extend_from_slice(&answer.body);
        }
        (&*stream).write_all(&bytes)?;
        if request.wants_close() {
            break;
        }
    }
    Ok(())
}

/// DHIS2 looks at the bytes, not at `content-encoding`, to see that a body is compressed.
fn unpack(request: &mut Request) -> io::Result<()> {
    if request.body.starts_with(&[0x1f, 0x8b]) {
        let mut plain = Vec::new();
        flate2::read::GzDecoder::new(&request.body[..]).read_to_end(&mut plain)?;
        request.body = plain;
    }
    Ok(())
}

enum Caller {
    Known,
    Wrong,
    Nobody,
}

fn caller(request: &Request) -> Caller {
    let Some(authorization) = request.header("authorization") else {
        return Caller::Nobody;
    };
    let is_admin = request
        .basic_auth()
        .is_some_and(|(user, password)| user == USERNAME && password == PASSWORD);
    if is_admin || authorization.starts_with("ApiToken ") {
        Caller::Known
    } else {
        Caller::Wrong
    }
}

fn respond(state: &mut State, request: &Request) -> Answer {
    let base = request.base_url();
    let path = http::decode_path(&request.path);
    let caller = caller(request);
    let mut segments: Vec<&str> = path
        .split('/')
        .filter(|segment| !segment.is_empty())
        .collect();
    // `/api/42/…` is the same as `/api/…`.
    if segments.len() > 2 && segments[1].parse::<u16>().is_ok() {
        segments.remove(1);
    }
    match (&caller, &segments[..]) {
        (_, ["api", "loginConfig"]) => return system::login_config(),
        (Caller::Nobody, ["api", "ping"]) => return Answer::empty(200),
        (Caller::Nobody, _) if request.header("x-requested-with") != Some("XMLHttpRequest") => {
            return Answer::redirect(&format!("{base}/dhis-web-login/"));
        }
        (Caller::Nobody | Caller::Wrong, _) => return Answer::error(401, "Unauthorized", None),
        (Caller::Known, []) => return Answer::redirect(&format!("{base}/apps/")),
        (Caller::Known, _) => {}
    }
    let ["api", segments @ ..] = &segments[..] else {
        return Answer::no_such_path(&path);
    };
    match (request.method.as_str(), segments) {
        ("GET", ["ping"] | ["system", "ping"]) => Answer::text(200, "pong"),
        ("GET", ["system", "info"]) => system::info(state, request),
        ("GET", ["system", "id"]) => system::ids(state, request),
        ("GET", ["me"]) => system::me(state, request),
        ("POST" | "PUT", ["resourceTables", "analytics"]) => {
            system::start_analytics(state, request)
        }
        ("GET", ["system", "tasks", "ANALYTICS_TABLE", id]) => system::notifications(state, id),
        ("GET", ["system", "taskSummaries", _, _]) => Answer::empty(200),
        ("GET", ["jobConfigurations", id]) => system::job(state, request, id),
        ("GET", ["analytics" | "analytics.json"]) => analytics::aggregate(state, request, false),
        ("GET", ["analytics.csv"]) => analytics::aggregate(state, request, true),
        ("GET", ["sqlViews", id, form @ ("data.csv" | "data.json" | "data")]) => {
            system::view_data(state, id, form)
        }
        (_, ["dataStore", rest @ ..]) if rest.len() <= 2 => system::store(state, request, rest),
        ("POST", ["metadata"]) => import::metadata(state, request),
        ("POST", ["dataValueSets"]) => values::import(state, request),
        ("GET", ["dataValueSets" | "dataValueSets.json"]) => values::export(state, request),
        (_, ["dataValues"]) => values::single(state, request),
        ("POST", ["fileResources"]) => files::upload(state, request),
        ("GET", ["fileResources", id]) => files::describe(state, id),
        ("GET", ["fileResources", id, "data"]) => files::data(state, id),
        ("GET", ["documents", id, "data"]) => files::document_data(state, id),
        (_, [kind]) => {
            let kind = kind.strip_suffix(".json").unwrap_or(kind);
            if !state.objects.contains_key(kind) {
                return Answer::no_such_path(&path);
            }
            metadata::collection(state, request, kind)
        }
        (_, [kind, id]) if state.objects.contains_key(*kind) => {
            metadata::single(state, request, kind, id)
        }
        _ => Answer::no_such_path(&path),
    }
}

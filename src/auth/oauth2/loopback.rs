use std::fmt;
use std::io::{ErrorKind, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::redirect::{RedirectUri, Verdict, judge, refused};
use crate::auth::Secret;
use crate::auth::oauth2::pages::answer;
use crate::auth::oauth2::{RedirectCapture, fail};
use crate::error::{Error, OAuth2Error, Result};

const POLL: Duration = Duration::from_millis(20);
const LONGEST_REQUEST: usize = 16 * 1024;
const MOST_CONNECTIONS: usize = 64;

/// Receives the redirect of the browser on a port of this machine.
///
/// It listens from [`bind`](Self::bind) on, so before the browser opens. It answers 404 to every
/// request without the right state, and goes on waiting: a favicon, a prefetch, a port scan or
/// another page in the browser can neither end the sign-in nor slip in a code.
///
/// ```no_run
/// use dhis2::auth::oauth2::{Loopback, Pkce, RedirectCapture, authorize_url, new_state};
///
/// let receiver = Loopback::bind("http://localhost:8765")?;
/// let (pkce, state) = (Pkce::generate(), new_state());
/// let url = authorize_url(
///     "https://dhis2.example.org/oauth2/authorize",
///     "my-app",
///     receiver.uri(),
///     "ALL",
///     &state,
///     pkce.challenge(),
/// );
/// let code = receiver.capture(&url, &state)?;
/// # Ok::<_, dhis2::Error>(())
/// ```
pub struct Loopback {
    listeners: Vec<TcpListener>,
    uri: String,
    show: Show,
    timeout: Duration,
    connection_timeout: Duration,
    now: Box<dyn Fn() -> Instant + Send + Sync>,
    pause: Box<dyn Fn(Duration) + Send + Sync>,
}

type ShowUrl = Box<dyn Fn(&str) -> Result<()> + Send + Sync>;

/// How the user gets to see the URL.
enum Show {
    Browser,
    Print,
    Custom(ShowUrl),
}

impl Loopback {
    /// Listens where a redirect URI points to. `localhost` is both 127.0.0.1 and ::1, for browsers
    /// choose either. With port 0 the system chooses a port; [`uri`](Self::uri) then has it, and
    /// the client's registration must allow any port.
    ///
    /// # Errors
    ///
    /// When the URI does not point to this machine or has no port, or the port is in use.
    pub fn bind(redirect_uri: &str) -> Result<Self> {
        let uri = RedirectUri::parse(redirect_uri)?;
        let listeners = listen(&uri).map_err(|error| no_port(&uri, redirect_uri, error))?;
        let port = listeners
            .first()
            .and_then(|listener| listener.local_addr().ok())
            .map_or(uri.port, |address| address.port());
        Ok(Self {
            uri: match uri.port {
                0 => format!("http://{}:{port}{}", uri.host, uri.rest),
                // To the letter: servers compare redirect URIs as texts.
                _ => redirect_uri.trim().to_owned(),
            },
            listeners,
            show: Show::Browser,
            timeout: Duration::from_secs(300),
            connection_timeout: Duration::from_secs(5),
            now: Box::new(Instant::now),
            pause: Box::new(std::thread::sleep),
        })
    }

    /// The redirect URI, with the real port.
    pub fn uri(&self) -> &str {
        &self.uri
    }

    /// Whether to open the user's browser, which is the default. Without it, or when it does not
    /// start, the URL is printed on standard error.
    pub fn open_browser(mut self, open: bool) -> Self {
        self.show = if open { Show::Browser } else { Show::Print };
        self
    }

    /// Shows the URL in a way of the caller's own.
    pub fn show_with(mut self, show: impl Fn(&str) -> Result<()> + Send + Sync + 'static) -> Self {
        self.show = Show::Custom(Box::new(show));
        self
    }

    /// How long to wait for the redirect; 300 seconds unless set.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = limit;
        self
    }

    /// How long one connection may take to send its request; 5 seconds unless set. Others are
    /// served meanwhile.
    pub fn connection_timeout(mut self, limit: Duration) -> Self {
        self.connection_timeout = limit;
        self
    }

    /// Puts in another clock: what time it is, and how to wait a moment. For tests.
    pub fn clock(
        mut self,
        now: impl Fn() -> Instant + Send + Sync + 'static,
        pause: impl Fn(Duration) + Send + Sync + 'static,
    ) -> Self {
        self.now = Box::new(now);
        self.pause = Box::new(pause);
        self
    }

    fn show(&self, url: &str) -> Result<()> {
        match &self.show {
            Show::Custom(show) => show(url),
            Show::Print => {
                print(url);
                Ok(())
            }
            Show::Browser => {
                open_browser(url);
                Ok(())
            }
        }
    }

    fn accept(&self, connections: &mut Vec<Connection>) {
        for listener in &self.listeners {
            // Bounded, so that a flood cannot keep us here.
            for _ in 0..MOST_CONNECTIONS {
                let Ok((stream, _)) = listener.accept() else {
                    break;
                };
                if stream.set_nonblocking(true).is_err() {
                    continue;
                }
                if connections.len() >= MOST_CONNECTIONS {
                    connections.remove(0);
                }
                connections.push(Connection {
                    stream,
                    received: Vec::new(),
                    since: (self.now)(),
                });
            }
        }
    }

    /// Goes once over the open connections; the end of the wait, when one of them brings it.
    fn serve(&self, connections: &mut Vec<Connection>, state: &str) -> Option<Result<Secret>> {
        let mut outcome = None;
        connections.retain_mut(|connection| {
            if outcome.is_some() {
                return true;
            }
            match connection.receive() {
                Progress::Waiting => {
                    (self.now)().duration_since(connection.since) < self.connection_timeout
                }
                Progress::Gone => false,
                Progress::Target(target) => {
                    let (page, end) = respond(target.as_deref(), state);
                    connection.reply(&page);
                    outcome = end;
                    false
                }
            }
        });
        outcome
    }
}

impl RedirectCapture for Loopback {
    fn redirect_uri(&self) -> Option<&str> {
        Some(&self.uri)
    }

    fn capture(&self, url: &str, state: &str) -> Result<Secret> {
        self.show(url)?;
        let start = (self.now)();
        let mut connections = Vec::new();
        loop {
            self.accept(&mut connections);
            if let Some(outcome) = self.serve(&mut connections, state) {
                return outcome;
            }
            if (self.now)().duration_since(start) >= self.timeout {
                return Err(fail(
                    OAuth2Error::new(format!(
                        "no OAuth2 redirect received within {}s",
                        self.timeout.as_secs_f64()
                    ))
                    .with_hint(
                        "if the browser shows an error page, the client id or redirect URI is \
                         not registered",
                    ),
                ));
            }
            (self.pause)(POLL);
        }
    }
}

impl fmt::Debug for Loopback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Loopback")
            .field("uri", &self.uri)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

/// The page for a request, and the end of the wait when the request brings it. No target means
/// that the request cannot be understood.
fn respond(target: Option<&str>, state: &str) -> (String, Option<Result<Secret>>) {
    match target.map_or(Verdict::Foreign, |target| judge(target, state)) {
        Verdict::Code(code) => (
            answer("200 OK", "Signed in", "You can close this tab."),
            Some(Ok(code)),
        ),
        Verdict::Refused(words) => (
            answer("400 Bad Request", "Sign-in failed", &words),
            Some(Err(refused(&words))),
        ),
        Verdict::Foreign => (
            answer("404 Not Found", "Not found", "There is nothing here."),
            None,
        ),
    }
}

struct Connection {
    stream: TcpStream,
    received: Vec<u8>,
    since: Instant,
}

enum Progress {
    Waiting,
    Gone,
    /// A whole request: its target, if it is a `GET` that can be read.
    Target(Option<String>),
}

impl Connection {
    fn receive(&mut self) -> Progress {
        let mut buffer = [0; 1024];
        loop {
            match self.stream.read(&mut buffer) {
                Ok(0) => return Progress::Gone,
                Ok(n) => self.received.extend(buffer.iter().take(n)),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Progress::Waiting,
                Err(_) => return Progress::Gone,
            }
            if self.received.windows(4).any(|end| end == b"\r\n\r\n") {
                return Progress::Target(target(&self.received));
            }
            if self.received.len() > LONGEST_REQUEST {
                return Progress::Target(None);
            }
        }
    }

    /// Best effort: the sign-in does not hang on whether the page is shown.
    fn reply(&mut self, page: &str) {
        let _ = self.stream.set_nonblocking(false);
        let _ = self.stream.set_write_timeout(Some(Duration::from_secs(1)));
        let _ = self.stream.write_all(page.as_bytes());
        let _ = self.stream.shutdown(std::net::Shutdown::Write);
    }
}

fn target(request: &[u8]) -> Option<String> {
    let line = request.split(|byte| *byte == b'\r').next()?;
    let mut words = std::str::from_utf8(line).ok()?.split(' ');
    match (words.next(), words.next(), words.next(), words.next()) {
        (Some("GET"), Some(target), Some(version), None) if version.starts_with("HTTP/1.") => {
            Some(target.to_owned())
        }
        _ => None,
    }
}

fn listen(uri: &RedirectUri<'_>) -> std::io::Result<Vec<TcpListener>> {
    let bare = uri.host.trim_start_matches('[').trim_end_matches(']');
    let addresses = match bare.parse::<IpAddr>() {
        Ok(address) => vec![address],
        Err(_) => vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()],
    };
    let mut attempts = 0;
    loop {
        match listen_on(&addresses, uri.port) {
            // The system chose a port for the first address that is taken on the second.
            Err(error)
                if uri.port == 0 && attempts < 10 && error.kind() == ErrorKind::AddrInUse =>
            {
                attempts += 1;
            }
            result => return result,
        }
    }
}

fn listen_on(addresses: &[IpAddr], mut port: u16) -> std::io::Result<Vec<TcpListener>> {
    let mut listeners = Vec::new();
    let mut missing = None;
    for address in addresses {
        match TcpListener::bind(SocketAddr::new(*address, port)) {
            Ok(listener) => {
                listener.set_nonblocking(true)?;
                port = listener.local_addr()?.port();
                listeners.push(listener);
            }
            // On one of the two addresses some other program would receive the code.
            Err(error) if error.kind() == ErrorKind::AddrInUse => return Err(error),
            // A machine may lack one of the two, most often IPv6.
            Err(error) => missing = Some(error),
        }
    }
    match missing {
        Some(error) if listeners.is_empty() => Err(error),
        _ => Ok(listeners),
    }
}

fn no_port(uri: &RedirectUri<'_>, text: &str, error: std::io::Error) -> Error {
    let port = uri.port;
    let what = if error.kind() == ErrorKind::AddrInUse {
        format!("port {port} of this machine is in use, and the redirect to {text} needs it")
    } else {
        format!("cannot listen on port {port} of this machine for the redirect to {text}")
    };
    let hint = "end the program that uses it, or register a redirect URI with another port";
    fail(OAuth2Error::new(what).with_hint(hint).with_source(error))
}

fn print(url: &str) {
    eprintln!("Open this address in a browser to sign in to DHIS2:\n\n  {url}\n");
}

/// Opens the user's browser, or prints the URL when that fails.
fn open_browser(url: &str) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        // `cmd /c start` would read the `&` of the URL as its own.
        let mut command = Command::new("rundll32");
        command.arg("url.dll,FileProtocolHandler");
        command
    } else {
        Command::new("xdg-open")
    };
    command
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    match command.spawn() {
        Ok(mut child) => {
            // Some openers run as long as the browser, so nobody waits for them here.
            let url = url.to_owned();
            std::thread::spawn(move || {
                if !child.wait().is_ok_and(|status| status.success()) {
                    print(&url);
                }
            });
        }
        Err(_) => print(url),
    }
}

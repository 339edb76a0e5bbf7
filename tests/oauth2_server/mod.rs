//! A small DHIS2 with an authorization server, on the local server of the test kit.
//!
//! It signs anybody in, checks what a real one checks (client, secret, redirect URI, proof key,
//! refresh token), and notes each token request. What it answers next can be scripted.
// Each test binary uses a part of this.
#![allow(dead_code)]
#![allow(clippy::unwrap_used)]

use std::collections::{HashMap, HashSet, VecDeque};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use dhis2::auth::oauth2::{Loopback, Pkce};
use dhis2::{Api, ApiBuilder, Clock};
use serde_json::json;

use crate::server::replay::Recording;
use crate::server::{Reply, Request, Server, parse_query};

pub(crate) const CLIENT: &str = "my-app";
/// Planted: it must show nowhere. The odd characters are there to be encoded.
pub(crate) const SECRET: &str = "s3cr3t+client&secret";

/// What the server knows and does; tests change it as they like.
pub(crate) struct State {
    /// Which access tokens `/api` takes.
    pub(crate) access: HashSet<String>,
    /// The one refresh token that is taken.
    pub(crate) refresh: Option<String>,
    pub(crate) issued: u32,
    /// A refresh brings a new refresh token, and the old one is void.
    pub(crate) rotate: bool,
    pub(crate) expires_in: u64,
    /// Answers of the next token requests, in place of the usual ones.
    pub(crate) script: VecDeque<Reply>,
    /// The answer to the discovery request, in place of the recorded one.
    pub(crate) discovery: Option<Reply>,
    /// Where the token endpoint is.
    pub(crate) token_path: String,
    codes: HashMap<String, (String, String)>,
    /// The form of each token request.
    pub(crate) asked: Vec<HashMap<String, String>>,
    pub(crate) authorized: u32,
}

pub(crate) struct OAuth2Server {
    pub(crate) server: Server,
    state: Arc<Mutex<State>>,
}

impl OAuth2Server {
    pub(crate) fn start() -> Self {
        let state = Arc::new(Mutex::new(State {
            access: HashSet::new(),
            refresh: None,
            issued: 0,
            rotate: true,
            expires_in: 300,
            script: VecDeque::new(),
            discovery: None,
            token_path: "/oauth2/token".to_owned(),
            codes: HashMap::new(),
            asked: Vec::new(),
            authorized: 0,
        }));
        let shared = Arc::clone(&state);
        let server = Server::start(move |request| shared.lock().unwrap().answer(request));
        Self { server, state }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    pub(crate) fn url(&self) -> String {
        self.server.url()
    }

    pub(crate) fn builder(&self, clock: &FakeClock) -> ApiBuilder {
        Api::builder(self.url()).no_proxy().clock(clock.clone())
    }

    /// Issues tokens as if somebody had signed in before: access token and refresh token.
    pub(crate) fn issue(&self) -> (String, String) {
        self.state().issue()
    }

    /// How many token requests had this `grant_type`.
    pub(crate) fn asked_for(&self, grant: &str) -> usize {
        let state = self.state();
        state
            .asked
            .iter()
            .filter(|f| f.get("grant_type").map(String::as_str) == Some(grant))
            .count()
    }

    /// The calls of `/api/me`, by the token that they carried.
    pub(crate) fn calls(&self) -> Vec<String> {
        let requests = self.server.requests();
        let calls = requests.iter().filter(|r| r.path == "/api/me");
        calls
            .map(|r| r.header("authorization").unwrap_or("none").to_owned())
            .collect()
    }
}

impl State {
    fn issue(&mut self) -> (String, String) {
        self.issued += 1;
        let access = format!("access-token-{}", self.issued);
        self.access.insert(access.clone());
        if self.rotate || self.refresh.is_none() {
            self.refresh = Some(format!("refresh-token-{}", self.issued));
        }
        (access, self.refresh.clone().unwrap())
    }

    fn answer(&mut self, request: &Request) -> Reply {
        match (request.method.as_str(), request.path.as_str()) {
            ("GET", "/.well-known/openid-configuration") => {
                assert!(request.header("authorization").is_none());
                match &self.discovery {
                    Some(reply) => reply.clone(),
                    None => recorded("openid_configuration", &request.base_url()),
                }
            }
            ("GET", "/oauth2/authorize") => self.authorize(request),
            ("POST", path) if path == self.token_path => self.token(request),
            ("GET", "/api/me" | "/api/system/info") => self.me(request),
            _ => Reply::html(
                404,
                "<!doctype html><html><head><title>HTTP Status 404</title></head></html>",
            ),
        }
    }

    fn authorize(&mut self, request: &Request) -> Reply {
        assert_eq!(request.param("client_id"), Some(CLIENT));
        assert_eq!(request.param("response_type"), Some("code"));
        assert_eq!(request.param("code_challenge_method"), Some("S256"));
        self.authorized += 1;
        let code = format!("secret-code-{}", self.authorized);
        let redirect = request.param("redirect_uri").unwrap().to_owned();
        let challenge = request.param("code_challenge").unwrap().to_owned();
        let target = format!(
            "{redirect}?code={code}&state={}",
            request.param("state").unwrap()
        );
        self.codes.insert(code, (challenge, redirect));
        Reply::redirect(302, &target)
    }

    fn token(&mut self, request: &Request) -> Reply {
        assert_eq!(request.header("authorization"), None, "client_secret_post");
        assert_eq!(request.header("cookie"), None);
        let content_type = request.header("content-type").unwrap_or_default();
        assert!(
            content_type.starts_with("application/x-www-form-urlencoded"),
            "{content_type}"
        );
        let form: HashMap<_, _> = parse_query(&request.text()).into_iter().collect();
        self.asked.push(form.clone());
        if let Some(reply) = self.script.pop_front() {
            return reply;
        }
        let field = |name: &str| form.get(name).map(String::as_str);
        if field("client_id") != Some(CLIENT) || field("client_secret") != Some(SECRET) {
            return recorded("token_wrong_secret", "");
        }
        let granted = match field("grant_type") {
            Some("authorization_code") => {
                let code = self.codes.remove(field("code").unwrap_or_default());
                code.is_some_and(|(challenge, redirect)| {
                    Pkce::from_verifier(field("code_verifier").unwrap()).challenge() == challenge
                        && field("redirect_uri") == Some(&redirect)
                })
            }
            Some("refresh_token") => field("refresh_token") == self.refresh.as_deref(),
            Some("client_credentials") => true,
            _ => false,
        };
        if !granted {
            return recorded("token_invalid_grant", "");
        }
        let (access, refresh) = self.issue();
        let mut body = json!({
            "access_token": access, "token_type": "Bearer", "expires_in": self.expires_in,
        });
        if field("grant_type") != Some("client_credentials") {
            body["refresh_token"] = refresh.into();
        }
        Reply::json(200, &body)
    }

    fn me(&self, request: &Request) -> Reply {
        let token = request
            .header("authorization")
            .and_then(|h| h.strip_prefix("Bearer "));
        if !token.is_some_and(|token| self.access.contains(token)) {
            let body =
                json!({ "message": "invalid_token", "status": "ERROR", "httpStatusCode": 401 });
            return Reply::json(401, &body)
                .header("www-authenticate", "Bearer error=\"invalid_token\"");
        }
        match request.path.as_str() {
            "/api/me" => Reply::json(200, &json!({ "username": "admin" })),
            _ => Reply::json(200, &json!({ "version": "2.42.5.2" })),
        }
    }
}

/// A recorded answer of DHIS2 2.42, with links to `base`.
pub(crate) fn recorded(name: &str, base: &str) -> Reply {
    Recording::load("2.42", &format!("oauth2/{name}")).reply(base)
}

/// A receiver whose browser is a plain TCP client: it follows the redirect of the authorize URL.
pub(crate) fn signing_in() -> Loopback {
    Loopback::bind("http://localhost:0/back")
        .unwrap()
        .show_with(|url| {
            let url = url.to_owned();
            thread::spawn(move || browse(&url));
            Ok(())
        })
}

/// What a browser does with the authorize URL, for somebody who signs in at once.
pub(crate) fn browse(url: &str) {
    let answer = get(url);
    let location = answer
        .lines()
        .find_map(|line| line.strip_prefix("location: "));
    let page = get(&location.unwrap().trim().replace("localhost", "127.0.0.1"));
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
}

fn get(url: &str) -> String {
    let rest = url.strip_prefix("http://").unwrap();
    let (host, target) = rest.split_at(rest.find('/').unwrap());
    let mut stream = TcpStream::connect(host).unwrap();
    // Only so that a fault ends the test instead of hanging it.
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    let request = format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    answer
}

/// A clock that stands still until it is pushed on.
#[derive(Debug, Clone)]
pub(crate) struct FakeClock(Instant, Arc<AtomicU64>);

const START: u64 = 1_800_000_000;

impl FakeClock {
    pub(crate) fn new() -> Self {
        Self(Instant::now(), Arc::default())
    }

    pub(crate) fn push(&self, seconds: u64) {
        self.1.fetch_add(seconds, Ordering::SeqCst);
    }

    /// So many seconds from now, as stores count.
    pub(crate) fn in_seconds(&self, seconds: i32) -> f64 {
        let now = self.system_now().duration_since(UNIX_EPOCH).unwrap();
        now.as_secs_f64() + f64::from(seconds)
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Instant {
        self.0 + Duration::from_secs(self.1.load(Ordering::SeqCst))
    }

    fn system_now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(START + self.1.load(Ordering::SeqCst))
    }

    fn sleep(&self, duration: Duration) {
        self.push(duration.as_secs());
    }
}

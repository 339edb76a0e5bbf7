//! A server that answers with recordings of real DHIS2 servers.
//!
//! `tests/recordings/README.md` describes the files. A request matches a recording with the same
//! method, path and query (in any order). Where several match, the ones that look more like the
//! request (sign-in, `X-Requested-With`, body, `Accept`) win, and equals are played in the order of
//! their names, the last one for ever.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use serde_json::{Value, json};

use super::{Reply, Request, Server};

/// The address that the recorded servers had in their links.
const RECORDED_URL: &str = "http://127.0.0.1:8080";

/// One recorded exchange.
#[derive(Debug, Clone)]
pub(crate) struct Recording {
    /// `<area>/<name>`.
    pub(crate) name: String,
    /// The file's `request` object.
    pub(crate) request: Value,
    /// The file's `response` object.
    pub(crate) response: Value,
}

impl Recording {
    /// Reads `tests/recordings/<version>/<name>.json`.
    pub(crate) fn load(version: &str, name: &str) -> Self {
        let path = root(version).join(format!("{name}.json"));
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let mut file: Value = serde_json::from_str(&text).unwrap();
        Self {
            name: name.to_owned(),
            request: file["request"].take(),
            response: file["response"].take(),
        }
    }

    /// The answer's body as it was sent.
    pub(crate) fn body(&self) -> Vec<u8> {
        if let Some(encoded) = self.response["body_base64"].as_str() {
            return base64::engine::general_purpose::STANDARD
                .decode(encoded)
                .unwrap();
        }
        self.response["body"]
            .as_str()
            .unwrap_or_default()
            .as_bytes()
            .to_vec()
    }

    /// The answer, with links to `base` in place of the recorded server's.
    pub(crate) fn reply(&self, base: &str) -> Reply {
        let status = self.response["status"]
            .as_u64()
            .and_then(|s| u16::try_from(s).ok())
            .unwrap();
        let body = match String::from_utf8(self.body()) {
            Ok(text) => text.replace(RECORDED_URL, base).into_bytes(),
            Err(bytes) => bytes.into_bytes(),
        };
        let mut reply = Reply::bytes(status, body);
        for (name, value) in self.response["headers"].as_object().into_iter().flatten() {
            let ours = matches!(
                name.as_str(),
                "content-length" | "transfer-encoding" | "connection"
            );
            if let (false, Some(value)) = (ours, value.as_str()) {
                reply = reply.header(name, &value.replace(RECORDED_URL, base));
            }
        }
        reply
    }

    fn text(&self, key: &str) -> &str {
        self.request[key].as_str().unwrap_or_default()
    }

    fn query(&self) -> Vec<(String, String)> {
        let text = |value: &Value| {
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned)
        };
        let pairs = self.request["query"].as_array().into_iter().flatten();
        pairs.map(|pair| (text(&pair[0]), text(&pair[1]))).collect()
    }

    fn has_same_body(&self, request: &Request) -> bool {
        let recorded = match self.request["body_base64"].as_str() {
            Some(text) => base64::engine::general_purpose::STANDARD
                .decode(text)
                .unwrap(),
            None => self.text("body").as_bytes().to_vec(),
        };
        let as_json = || {
            let ours = serde_json::from_slice::<Value>(&request.body).ok()?;
            Some(ours == serde_json::from_slice::<Value>(&recorded).ok()?)
        };
        recorded == request.body || as_json().unwrap_or(false)
    }

    fn matches(&self, request: &Request) -> bool {
        let signed = request.header("authorization").is_some();
        self.text("method") == request.method
            && self.text("path") == super::decode_path(&request.path)
            && sorted(self.query()) == sorted(request.query.clone())
            && (self.text("auth") != "none") == signed
    }

    /// How much of what may differ is the same; more is better.
    fn likeness(&self, request: &Request) -> u32 {
        let recorded_header = |name: &str| self.request["headers"][name].as_str();
        let is_token = request
            .header("authorization")
            .is_some_and(|v| v.starts_with("ApiToken"));
        let auth = match self.text("auth") {
            "basic" if !is_token => 8,
            "api token" if is_token => 8,
            "basic" | "api token" | "none" => 4,
            _ => 0,
        };
        let body = if self.has_same_body(request) { 16 } else { 0 };
        let header = |name: &str| recorded_header(name) == request.header(name);
        let xhr = if header("x-requested-with") { 2 } else { 0 };
        auth + body + xhr + u32::from(header("accept"))
    }
}

/// Chooses recordings for a [`Replay`].
#[derive(Debug)]
pub(crate) struct ReplayBuilder {
    version: String,
    recordings: BTreeMap<String, Recording>,
    match_bodies: bool,
}

impl ReplayBuilder {
    /// Takes all recordings of an area, such as `paging`.
    pub(crate) fn area(mut self, area: &str) -> Self {
        let before = self.recordings.len();
        for version in self.versions() {
            for file in fs::read_dir(root(version).join(area)).into_iter().flatten() {
                let path = file.unwrap().path();
                if path.extension().is_some_and(|ending| ending == "json") {
                    let stem = path.file_stem().unwrap().to_string_lossy();
                    let name = format!("{area}/{stem}");
                    self.recordings
                        .insert(name.clone(), Recording::load(version, &name));
                }
            }
        }
        assert!(self.recordings.len() > before, "no recordings in {area}");
        self
    }

    /// Takes one recording, such as `paging/org_units_page_1`.
    pub(crate) fn file(mut self, name: &str) -> Self {
        let has = |version: &&&str| root(version).join(format!("{name}.json")).is_file();
        let version = self.versions().iter().rev().find(has).copied();
        let recording = Recording::load(version.unwrap_or("2.42"), name);
        self.recordings.insert(name.to_owned(), recording);
        self
    }

    /// Leaves a recording out that an area brought in.
    pub(crate) fn without(mut self, name: &str) -> Self {
        assert!(
            self.recordings.remove(name).is_some(),
            "{name} was not loaded"
        );
        self
    }

    /// Asks for the same body too (compared as JSON where both are).
    pub(crate) fn match_bodies(mut self) -> Self {
        self.match_bodies = true;
        self
    }

    /// Starts the server.
    pub(crate) fn start(self) -> Replay {
        let missed = Arc::new(Mutex::new(Vec::new()));
        let desk = Desk {
            recordings: self.recordings.into_values().collect(),
            match_bodies: self.match_bodies,
            played: Mutex::default(),
            missed: Arc::clone(&missed),
        };
        Replay {
            server: Server::start(move |request| desk.answer(request)),
            missed,
        }
    }

    /// 2.43 has only what differs; the rest is as in 2.42.
    fn versions(&self) -> &'static [&'static str] {
        match self.version.as_str() {
            "2.42" => &["2.42"],
            "2.43" => &["2.42", "2.43"],
            other => panic!("no recordings of version {other}"),
        }
    }
}

/// A server that answers with recordings.
pub(crate) struct Replay {
    server: Server,
    missed: Arc<Mutex<Vec<String>>>,
}

impl Replay {
    /// A replay of this version, `2.42` or `2.43`, with nothing loaded yet.
    pub(crate) fn version(version: &str) -> ReplayBuilder {
        ReplayBuilder {
            version: version.to_owned(),
            recordings: BTreeMap::new(),
            match_bodies: false,
        }
    }

    /// `http://127.0.0.1:<port>`, without a slash at the end.
    pub(crate) fn url(&self) -> String {
        self.server.url()
    }

    /// The server below, for its requests and connections.
    pub(crate) fn server(&self) -> &Server {
        &self.server
    }

    /// Checks that every request had a recording.
    ///
    /// # Panics
    ///
    /// When one had none; the message names the nearest recordings.
    pub(crate) fn verify(&self) {
        let missed = self.missed.lock().unwrap_or_else(PoisonError::into_inner);
        assert!(
            missed.is_empty(),
            "requests without a recording: {missed:#?}"
        );
        self.server.verify();
    }
}

struct Desk {
    recordings: Vec<Recording>,
    match_bodies: bool,
    /// How often each recording was played.
    played: Mutex<BTreeMap<String, usize>>,
    missed: Arc<Mutex<Vec<String>>>,
}

impl Desk {
    fn answer(&self, request: &Request) -> Reply {
        let fits =
            |r: &&Recording| r.matches(request) && (!self.match_bodies || r.has_same_body(request));
        let fitting: Vec<_> = self.recordings.iter().filter(fits).collect();
        let Some(best) = fitting.iter().map(|r| r.likeness(request)).max() else {
            return self.miss(request);
        };
        let mut played = self.played.lock().unwrap_or_else(PoisonError::into_inner);
        let mut equals = fitting
            .into_iter()
            .filter(|r| r.likeness(request) == best)
            .peekable();
        let mut chosen = equals.next();
        while chosen.is_some_and(|r| played.contains_key(&r.name)) && equals.peek().is_some() {
            chosen = equals.next();
        }
        let Some(chosen) = chosen else {
            return self.miss(request);
        };
        *played.entry(chosen.name.clone()).or_default() += 1;
        chosen.reply(&request.base_url())
    }

    fn miss(&self, request: &Request) -> Reply {
        let path = super::decode_path(&request.path);
        let mut near: Vec<_> = self
            .recordings
            .iter()
            .map(|r| (distance(r, request, &path), r))
            .collect();
        near.sort_by_key(|(distance, r)| (*distance, r.name.clone()));
        let near: Vec<_> = near
            .iter()
            .take(3)
            .map(|(_, r)| {
                let query: Vec<_> = r.query().iter().map(|(k, v)| format!("{k}={v}")).collect();
                format!(
                    "{}: {} {}?{} ({})",
                    r.name,
                    r.text("method"),
                    r.text("path"),
                    query.join("&"),
                    r.text("auth")
                )
            })
            .collect();
        let signed = if request.header("authorization").is_some() {
            "signed in"
        } else {
            "no sign-in"
        };
        let asked = format!("{} {} ({signed})", request.method, request.target);
        let mut missed = self.missed.lock().unwrap_or_else(PoisonError::into_inner);
        missed.push(format!("{asked}; nearest: {near:?}"));
        Reply::json(
            501,
            &json!({ "message": "no recording", "request": asked, "nearest": near }),
        )
    }
}

/// How far a recording is from a request; 0 would be a match in method, path and query.
fn distance(recording: &Recording, request: &Request, path: &str) -> usize {
    let ours: Vec<_> = path.split('/').collect();
    let theirs: Vec<_> = recording.text("path").split('/').collect();
    let same = ours.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
    let segments = ours.len().max(theirs.len()) - same;
    let (query, recorded) = (&request.query, recording.query());
    let odd = query.iter().filter(|p| !recorded.contains(p)).count()
        + recorded.iter().filter(|p| !query.contains(p)).count();
    segments * 100 + odd * 10 + usize::from(recording.text("method") != request.method)
}

fn sorted(mut pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    pairs.sort();
    pairs
}

fn root(version: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/recordings")
        .join(version)
}

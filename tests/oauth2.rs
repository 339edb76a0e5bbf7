//! Signing in by OAuth2: how a token is got, kept, renewed once for everybody, and what is said when
//! that fails. The receiver of the redirect has tests of its own (`oauth2_loopback.rs`).
#![cfg(feature = "oauth2")]
// A test that cannot go on should fail at once.
#![allow(clippy::unwrap_used)]

#[path = "oauth2/answers.rs"]
mod answers;
#[path = "oauth2/discovery.rs"]
mod discovery;
mod oauth2_server;
mod server;

use std::path::Path;
use std::process::{Child, Command};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::Duration;

#[cfg(feature = "token-store")]
use dhis2::auth::oauth2::SqliteStore;
use dhis2::auth::oauth2::{
    FileStore, MemoryStore, OAuth2, OAuth2Builder, StoreGuard, TokenRecord, TokenStore,
};
use dhis2::{Api, Auth, Error, Result};
use oauth2_server::{CLIENT, FakeClock, OAuth2Server, SECRET, recorded, signing_in};
use serde_json::{Value, json};
use server::Reply;

/// A store that counts what is written to it.
#[derive(Clone, Default)]
struct Counting(MemoryStore, Arc<AtomicUsize>);

impl Counting {
    fn writes(&self) -> usize {
        self.1.load(Ordering::SeqCst)
    }
}

impl TokenStore for Counting {
    fn get(&self, key: &str) -> Result<Option<TokenRecord>> {
        self.0.get(key)
    }

    fn set(&self, key: &str, record: &TokenRecord) -> Result<()> {
        self.1.fetch_add(1, Ordering::SeqCst);
        self.0.set(key, record)
    }

    fn delete(&self, key: &str) -> Result<bool> {
        self.0.delete(key)
    }

    fn lock(&self, key: &str) -> Result<StoreGuard> {
        self.0.lock(key)
    }
}

/// A server, a clock, a store, and a client that does not open browsers.
struct Scene {
    server: OAuth2Server,
    clock: FakeClock,
    store: Counting,
}

impl Scene {
    fn new() -> Self {
        Self {
            server: OAuth2Server::start(),
            clock: FakeClock::new(),
            store: Counting::default(),
        }
    }

    fn oauth2(&self) -> OAuth2Builder {
        OAuth2::builder(CLIENT, SECRET)
            .store(self.store.clone())
            .capture(|_: &str, _: &str| -> Result<String> { panic!("a browser was opened") })
    }

    fn api(&self) -> Api {
        self.api_with(self.oauth2())
    }

    fn api_with(&self, oauth2: OAuth2Builder) -> Api {
        let auth = Auth::oauth2(oauth2.build().unwrap());
        self.server.builder(&self.clock).auth(auth).build().unwrap()
    }

    fn key(&self) -> String {
        format!("{}:{CLIENT}", self.server.url())
    }

    fn record(&self, access: &str, seconds: i32) -> TokenRecord {
        TokenRecord::new(access, self.clock.in_seconds(seconds))
            .for_client(&self.server.url(), CLIENT)
    }

    /// Puts a token into the store that ends in so many seconds, with a refresh token.
    fn signed_in(&self, seconds: i32) {
        let (access, refresh) = self.server.issue();
        let record = self.record(&access, seconds).with_refresh_token(refresh);
        self.store.0.set(&self.key(), &record).unwrap();
    }

    /// The same with an access token that the server does not take any more.
    fn signed_in_before(&self, seconds: i32) {
        self.signed_in(seconds);
        self.server.state().access.clear();
    }
}

fn me(api: &Api) -> Result<String> {
    let me: Value = api.get("me").fetch()?;
    Ok(me["username"].as_str().unwrap().to_owned())
}

/// The text of an OAuth2 error and all its causes; none of it gives a secret away.
fn complaint(error: &Error) -> String {
    assert!(matches!(error, Error::OAuth2(_)), "{error:?}");
    let mut text = format!("{error}");
    let mut all = format!("{error} {error:?} {error:#?}");
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        text = format!("{text} <- {inner}");
        all = format!("{all} {inner} {inner:?}");
        cause = inner.source();
    }
    let encoded = SECRET.replace('+', "%2B").replace('&', "%26");
    for secret in [
        SECRET,
        &encoded,
        "access-token-",
        "refresh-token-",
        "secret-code-",
    ] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
    text
}

#[test]
fn somebody_signs_in_and_the_token_serves_from_then_on() {
    let scene = Scene::new();
    let api = scene.api_with(scene.oauth2().scope("openid ALL").capture(signing_in()));
    assert_eq!(me(&api).unwrap(), "admin");
    assert_eq!(me(&api).unwrap(), "admin");

    assert_eq!(scene.server.calls(), ["Bearer access-token-1"; 2]);
    let form = scene.server.state().asked[0].clone();
    assert_eq!(form["grant_type"], "authorization_code");
    assert_eq!(form["code"], "secret-code-1");
    assert_eq!(form["code_verifier"].len(), 128);
    assert!(
        form["redirect_uri"].starts_with("http://localhost:"),
        "{form:?}"
    );
    let authorize = scene.server.server.requests();
    let authorize = authorize
        .iter()
        .find(|r| r.path == "/oauth2/authorize")
        .unwrap();
    assert_eq!(authorize.param("scope"), Some("openid ALL"));
    let kept = scene.store.get(&scene.key()).unwrap().unwrap();
    let expected = scene
        .record("access-token-1", 300)
        .with_refresh_token("refresh-token-1");
    assert_eq!(kept, expected);
    assert_eq!(
        (scene.server.state().asked.len(), scene.store.writes()),
        (1, 1)
    );
}

#[test]
fn the_token_of_an_earlier_run_is_used_and_not_written_again() {
    let scene = Scene::new();
    scene.signed_in(61);
    me(&scene.api()).unwrap();
    me(&scene.api()).unwrap();
    assert_eq!(scene.server.state().asked.len(), 0);
    assert_eq!(scene.store.writes(), 0);
}

#[test]
fn a_token_is_renewed_a_minute_before_its_end() {
    let scene = Scene::new();
    scene.signed_in(300);
    let api = scene.api();
    me(&api).unwrap();
    scene.clock.push(240);
    me(&api).unwrap();
    assert_eq!(scene.server.asked_for("refresh_token"), 0);
    scene.clock.push(1);
    me(&api).unwrap();
    me(&api).unwrap();
    assert_eq!(scene.server.asked_for("refresh_token"), 1);
    assert_eq!(scene.store.writes(), 1);
    assert_eq!(scene.server.calls()[2..], ["Bearer access-token-2"; 2]);
    // And once more, with the refresh token that came with it.
    scene.clock.push(241);
    me(&api).unwrap();
    assert_eq!(
        scene.server.state().asked[1]["refresh_token"],
        "refresh-token-2"
    );
}

#[test]
fn a_refresh_token_stays_when_the_server_sends_no_new_one() {
    let scene = Scene::new();
    scene.signed_in_before(-1);
    let reply = json!({ "access_token": "access-token-x", "expires_in": "600" });
    scene
        .server
        .state()
        .script
        .push_back(Reply::json(200, &reply));
    scene
        .server
        .state()
        .access
        .insert("access-token-x".to_owned());
    me(&scene.api()).unwrap();
    let expected = scene
        .record("access-token-x", 600)
        .with_refresh_token("refresh-token-1");
    assert_eq!(scene.store.get(&scene.key()).unwrap(), Some(expected));
}

/// Has 32 threads make a call at the same time.
fn crowd(api: &Api) -> Vec<Result<String>> {
    let start = Barrier::new(32);
    thread::scope(|scope| {
        let call = || {
            start.wait();
            me(api)
        };
        let threads: Vec<_> = (0..32).map(|_| scope.spawn(call)).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    })
}

#[test]
fn many_threads_at_the_end_of_a_token_renew_it_once() {
    let scene = Scene::new();
    scene.signed_in_before(10);
    for result in crowd(&scene.api()) {
        assert_eq!(result.unwrap(), "admin");
    }
    assert_eq!(scene.server.asked_for("refresh_token"), 1);
    assert_eq!(scene.server.calls(), ["Bearer access-token-2"; 32]);
    assert_eq!(scene.store.writes(), 1);
}

#[test]
fn many_threads_without_a_token_sign_in_once() {
    let scene = Scene::new();
    let api = scene.api_with(scene.oauth2().capture(signing_in()));
    for result in crowd(&api) {
        result.unwrap();
    }
    assert_eq!(scene.server.state().authorized, 1);
    assert_eq!(scene.server.state().asked.len(), 1);
}

#[test]
fn many_threads_with_a_revoked_token_renew_it_once() {
    let scene = Scene::new();
    scene.signed_in_before(300);
    for result in crowd(&scene.api()) {
        result.unwrap();
    }
    assert_eq!(scene.server.asked_for("refresh_token"), 1);
}

#[test]
fn tokens_shorter_than_the_margin_still_serve_everybody_who_waited() {
    let scene = Scene::new();
    scene.signed_in_before(-10);
    scene.server.state().expires_in = 30;
    let slow = Reply::json(200, &json!({ "access_token": "short", "expires_in": 30 }));
    let slow = slow.delay(Duration::from_millis(200));
    scene.server.state().script.push_back(slow);
    scene.server.state().access.insert("short".to_owned());
    for result in crowd(&scene.api()) {
        result.unwrap();
    }
    // Those who came while the first one asked took what it got.
    assert!(scene.server.asked_for("refresh_token") < 32);
}

#[test]
fn threads_that_waited_for_a_failure_share_it() {
    let scene = Scene::new();
    scene.signed_in_before(-10);
    // Slow enough for all to be waiting.
    let slow = Reply::empty(503).delay(Duration::from_millis(300));
    scene.server.state().script.extend(vec![slow; 32]);
    for result in crowd(&scene.api()) {
        let error = result.unwrap_err();
        assert!(complaint(&error).contains("status 503"), "{error}");
        assert!(error.is_retryable());
    }
    assert!(scene.server.asked_for("refresh_token") < 16);
}

#[test]
fn a_401_brings_one_renewal_and_one_repeat() {
    let scene = Scene::new();
    scene.signed_in_before(300);
    me(&scene.api()).unwrap();
    let calls = scene.server.calls();
    assert_eq!(calls, ["Bearer access-token-1", "Bearer access-token-2"]);
    assert_eq!(scene.server.asked_for("refresh_token"), 1);
}

#[test]
fn a_second_401_is_the_answer() {
    let scene = Scene::new();
    scene.signed_in_before(300);
    let reply = json!({ "access_token": "not-taken", "expires_in": 300 });
    scene
        .server
        .state()
        .script
        .push_back(Reply::json(200, &reply));
    let error = me(&scene.api()).unwrap_err();
    assert!(
        error.is_authentication() && error.status() == Some(401),
        "{error:?}"
    );
    assert_eq!(scene.server.calls().len(), 2);
    assert_eq!(scene.server.asked_for("refresh_token"), 1);
}

#[test]
fn a_401_without_a_refresh_token_is_told_in_the_servers_words() {
    let scene = Scene::new();
    scene
        .store
        .0
        .set(&scene.key(), &scene.record("revoked", 300))
        .unwrap();
    let error = me(&scene.api()).unwrap_err();
    assert!(error.is_authentication(), "{error:?}");
    assert!(error.to_string().contains("invalid_token"), "{error}");
    assert_eq!(scene.server.calls().len(), 1);
}

#[test]
fn a_401_is_healed_by_a_token_that_another_program_has_put_into_the_store() {
    let scene = Scene::new();
    scene.signed_in(300);
    let api = scene.api();
    me(&api).unwrap();
    scene.signed_in_before(300);
    scene
        .server
        .state()
        .access
        .insert("access-token-2".to_owned());
    me(&api).unwrap();
    assert_eq!(scene.server.state().asked.len(), 0);
    assert_eq!(
        scene.server.calls().last().unwrap(),
        "Bearer access-token-2"
    );
}

#[test]
fn an_ended_token_without_a_refresh_token_says_to_log_in_again() {
    let scene = Scene::new();
    scene.server.state().access.insert("old".to_owned());
    scene
        .store
        .0
        .set(&scene.key(), &scene.record("old", 30))
        .unwrap();
    let api = scene.api();
    // It cannot be renewed, so it serves to its end.
    me(&api).unwrap();
    scene.clock.push(31);
    let text = complaint(&me(&api).unwrap_err());
    assert!(
        text.contains("no refresh_token") && text.contains("log in again"),
        "{text}"
    );
    assert_eq!(scene.server.state().asked.len(), 0);
}

#[test]
fn a_refused_renewal_says_to_log_in_again_and_opens_no_browser() {
    let scene = Scene::new();
    scene.signed_in_before(-1);
    scene.server.state().refresh = None;
    scene
        .server
        .state()
        .script
        .push_back(recorded("token_refresh_invalid", ""));
    let api = scene.api();
    for _ in 0..3 {
        let error = me(&api).unwrap_err();
        let text = complaint(&error);
        for part in [
            "token refresh",
            "status 400",
            "invalid_grant",
            "log in again",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(!error.is_retryable() && error.status() == Some(400));
    }
    // The same refresh token is not offered twice.
    assert_eq!(scene.server.state().asked.len(), 1);
    assert_eq!(scene.server.calls().len(), 0);
    // Somebody logs in, in another program.
    scene.signed_in(300);
    me(&api).unwrap();
}

#[test]
fn a_server_that_is_busy_is_no_refusal() {
    let scene = Scene::new();
    scene.signed_in_before(-1);
    scene
        .server
        .state()
        .script
        .push_back(Reply::html(503, "<html><title>Starting</title></html>"));
    let api = scene.api();
    let error = me(&api).unwrap_err();
    let text = complaint(&error);
    assert!(text.contains("status 503: Starting"), "{text}");
    assert!(error.is_retryable() && !text.contains("log in"), "{text}");
    me(&api).unwrap();
}

#[test]
fn a_token_that_is_still_good_outlives_a_busy_server() {
    let scene = Scene::new();
    scene.signed_in(30);
    scene.server.state().script.push_back(Reply::empty(503));
    let api = scene.api();
    me(&api).unwrap();
    me(&api).unwrap();
    assert_eq!(scene.server.state().asked.len(), 1, "it is given a moment");
    scene.clock.push(5);
    me(&api).unwrap();
    assert_eq!(scene.server.state().asked.len(), 2);
    assert_eq!(
        scene.server.calls().last().unwrap(),
        "Bearer access-token-2"
    );
}

#[test]
fn a_slow_token_endpoint_is_a_timeout_that_may_pass() {
    let scene = Scene::new();
    scene.signed_in_before(-1);
    scene.server.state().script.push_back(Reply::silence());
    let auth = Auth::oauth2(scene.oauth2().build().unwrap());
    let api = scene.server.builder(&scene.clock).auth(auth);
    let api = api.timeout(Duration::from_millis(200)).build().unwrap();
    let error = me(&api).unwrap_err();
    let text = complaint(&error);
    assert!(
        text.contains("token refresh got no answer") && error.is_retryable(),
        "{text}"
    );
    me(&api).unwrap();
}

#[test]
fn a_token_of_another_server_or_client_is_not_sent() {
    let scene = Scene::new();
    let (access, refresh) = scene.server.issue();
    let far = scene.clock.in_seconds(3000);
    let bare = TokenRecord::new(access.as_str(), far).with_refresh_token(refresh);
    for record in [
        bare.clone(),
        bare.clone().for_client("https://other.example.org", CLIENT),
        bare.clone().for_client(&scene.server.url(), "other-app"),
    ] {
        scene.store.0.set("shared", &record).unwrap();
        let api = scene.api_with(scene.oauth2().store_key("shared").interactive(false));
        let text = complaint(&me(&api).unwrap_err());
        assert!(
            text.contains("no cached tokens") && text.contains("log in first"),
            "{text}"
        );
    }
    assert_eq!(
        (scene.server.calls().len(), scene.server.state().asked.len()),
        (0, 0)
    );
    // Its own one is.
    let own = bare.for_client(&format!("{}/", scene.server.url()), CLIENT);
    scene.store.0.set("shared", &own).unwrap();
    me(&scene.api_with(scene.oauth2().store_key("shared"))).unwrap();
}

#[test]
fn one_sign_in_used_for_two_servers_keeps_their_tokens_apart() {
    let (one, two) = (Scene::new(), Scene::new());
    two.server.state().issued = 10;
    let oauth2 = one.oauth2().capture(signing_in()).build().unwrap();
    let api = |scene: &Scene| {
        let builder = scene.server.builder(&one.clock);
        builder.auth(Auth::oauth2(oauth2.clone())).build().unwrap()
    };
    let (first, second) = (api(&one), api(&two));
    for _ in 0..2 {
        me(&first).unwrap();
        me(&second).unwrap();
    }
    assert_eq!(one.server.calls(), ["Bearer access-token-1"; 2]);
    assert_eq!(two.server.calls(), ["Bearer access-token-11"; 2]);
}

#[test]
fn debug_shows_no_secret() {
    let scene = Scene::new();
    let oauth2 = scene.oauth2().capture(signing_in()).build().unwrap();
    let builder = scene
        .server
        .builder(&scene.clock)
        .auth(Auth::oauth2(oauth2.clone()));
    let before = format!("{builder:?} {:?}", scene.oauth2());
    let api = builder.build().unwrap();
    me(&api).unwrap();
    let text = format!("{before} {oauth2:?} {oauth2:#?} {api:?}");
    assert!(text.contains(CLIENT), "{text}");
    for secret in [SECRET, "access-token", "refresh-token", "secret-code"] {
        assert!(!text.contains(secret), "{text}");
    }
}

#[test]
fn settings_that_cannot_work_are_refused_at_once() {
    let name = |builder: OAuth2Builder| match builder.build().unwrap_err() {
        Error::InvalidInput(input) => input.name().to_owned(),
        error => panic!("{error:?}"),
    };
    assert_eq!(name(OAuth2::builder(" ", SECRET)), "client_id");
    assert_eq!(
        name(OAuth2::builder("a", " ").client_credentials()),
        "client_secret"
    );
    let away = OAuth2::builder("a", "b").redirect_uri("https://app.example.org/back");
    assert_eq!(name(away), "redirect_uri");
    let own = OAuth2::builder("a", "b").redirect_uri("https://app.example.org/back");
    own.capture(|_: &str, _: &str| Ok(String::new()))
        .build()
        .unwrap();
}

#[test]
fn logging_in_and_out_is_up_to_the_program_too() {
    let scene = Scene::new();
    let oauth2 = scene
        .oauth2()
        .capture(signing_in())
        .interactive(false)
        .build()
        .unwrap();
    let auth = Auth::oauth2(oauth2.clone());
    let api = scene
        .server
        .builder(&scene.clock)
        .auth(auth)
        .build()
        .unwrap();
    assert!(complaint(&me(&api).unwrap_err()).contains("log in first"));
    assert!(!oauth2.is_logged_in(&api).unwrap());
    oauth2.login(&api).unwrap();
    assert!(oauth2.is_logged_in(&api).unwrap());
    me(&api).unwrap();
    assert!(oauth2.logout(&api).unwrap());
    assert!(!oauth2.logout(&api).unwrap());
    assert!(complaint(&me(&api).unwrap_err()).contains("log in first"));
    assert_eq!(scene.server.state().authorized, 1);
}

#[test]
fn a_log_out_elsewhere_is_not_undone_by_a_renewal() {
    let scene = Scene::new();
    scene.signed_in(300);
    let api = scene.api_with(scene.oauth2().interactive(false));
    me(&api).unwrap();
    scene.store.delete(&scene.key()).unwrap();
    scene.clock.push(301);
    assert!(complaint(&me(&api).unwrap_err()).contains("log in first"));
    assert_eq!(scene.store.get(&scene.key()).unwrap(), None);
}

/// A store that cannot be written any more.
struct Full(TokenRecord);

impl TokenStore for Full {
    fn get(&self, _: &str) -> Result<Option<TokenRecord>> {
        Ok(Some(self.0.clone()))
    }

    fn set(&self, _: &str, _: &TokenRecord) -> Result<()> {
        "x".parse::<dhis2::Uid>().map(drop)
    }

    fn delete(&self, _: &str) -> Result<bool> {
        Ok(false)
    }
}

#[test]
fn a_store_that_cannot_be_written_does_not_end_the_run() {
    let scene = Scene::new();
    let (access, refresh) = scene.server.issue();
    let old = scene.record(&access, -1).with_refresh_token(refresh);
    let oauth2 = scene.oauth2().store(Full(old)).capture(signing_in());
    let oauth2 = oauth2.build().unwrap();
    let auth = Auth::oauth2(oauth2.clone());
    let api = scene
        .server
        .builder(&scene.clock)
        .auth(auth)
        .build()
        .unwrap();
    me(&api).unwrap();
    scene.clock.push(301);
    me(&api).unwrap();
    // The refresh token in the store is void by then.
    let asked = scene.server.state().asked.clone();
    let tokens: Vec<_> = asked
        .iter()
        .map(|form| form["refresh_token"].as_str())
        .collect();
    assert_eq!(tokens, ["refresh-token-1", "refresh-token-2"]);
    // Whoever logs in wants it kept.
    oauth2.login(&api).unwrap_err();
}

fn store(kind: &str, folder: &Path) -> Box<dyn TokenStore> {
    match kind {
        "file" => Box::new(FileStore::new(folder.join("tokens.json"))),
        #[cfg(feature = "token-store")]
        "sqlite" => Box::new(SqliteStore::open(folder.join("tokens.sqlite")).unwrap()),
        other => panic!("no store {other}"),
    }
}

const ROLE: &str = "DHIS2_TEST_OAUTH2";

/// Run by the next test in processes of their own.
#[test]
fn child_process() {
    let Ok(role) = std::env::var(ROLE) else {
        return;
    };
    let words: Vec<_> = role.splitn(3, '|').collect();
    let store: Arc<dyn TokenStore> = store(words[0], Path::new(words[2])).into();
    let oauth2 = OAuth2::builder(CLIENT, SECRET)
        .store(store)
        .interactive(false);
    let auth = Auth::oauth2(oauth2.build().unwrap());
    let api = Api::builder(words[1])
        .no_proxy()
        .auth(auth)
        .build()
        .unwrap();
    assert_eq!(me(&api).unwrap(), "admin");
}

#[test]
fn several_programs_share_a_store_and_renew_once() {
    let kinds: &[&str] = if cfg!(feature = "token-store") {
        &["file", "sqlite"]
    } else {
        &["file"]
    };
    for kind in kinds {
        let server = OAuth2Server::start();
        let folder = tempfile::tempdir().unwrap();
        let (access, refresh) = server.issue();
        server.state().access.clear();
        let record = TokenRecord::new(access, 1.0)
            .with_refresh_token(refresh)
            .for_client(&server.url(), CLIENT);
        let key = format!("{}:{CLIENT}", server.url());
        let store = store(kind, folder.path());
        // Nobody renews before all are started.
        let held = store.lock(&key).unwrap();
        store.set(&key, &record).unwrap();
        let start = || -> Child {
            Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "child_process", "--nocapture"])
                .env(
                    ROLE,
                    format!("{kind}|{}|{}", server.url(), folder.path().display()),
                )
                .spawn()
                .unwrap()
        };
        let children = [start(), start(), start()];
        drop(held);
        for mut child in children {
            assert!(child.wait().unwrap().success(), "{kind}");
        }
        assert_eq!(server.asked_for("refresh_token"), 1, "{kind}");
        assert_eq!(server.calls(), ["Bearer access-token-2"; 3], "{kind}");
    }
}

//! Token stores: what they keep, who may read them, and how programs share them.
#![cfg(feature = "oauth2")]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::{Child, Command};
use std::sync::Barrier;
use std::thread;
use std::time::Duration;

#[cfg(feature = "token-store")]
use dhis2::auth::oauth2::SqliteStore;
use dhis2::auth::oauth2::{FileStore, MemoryStore, TokenRecord, TokenStore, profile_key};
use dhis2::{Error, auth::Env};

fn record(token: &str) -> TokenRecord {
    TokenRecord::new(token, 1_900_000_000.25)
        .with_refresh_token(format!("refresh-{token}"))
        .for_client("https://a.org/", "cid")
}

/// Every store that outlives a program, by its name.
fn open(kind: &str, folder: &Path) -> Box<dyn TokenStore> {
    match kind {
        "file" => Box::new(FileStore::new(folder.join("sub/tokens.json"))),
        #[cfg(feature = "token-store")]
        "sqlite" => Box::new(SqliteStore::open(folder.join("sub/tokens.sqlite")).unwrap()),
        other => panic!("no store {other}"),
    }
}

fn kinds() -> &'static [&'static str] {
    if cfg!(feature = "token-store") {
        &["file", "sqlite"]
    } else {
        &["file"]
    }
}

fn keeps_and_forgets(store: &dyn TokenStore) {
    let key = profile_key("prod");
    assert_eq!(key, "profile:prod");
    assert_eq!(store.get(&key).unwrap(), None);
    assert!(!store.delete(&key).unwrap());
    store.set(&key, &record("one")).unwrap();
    store.set("other", &TokenRecord::new("bare", 1.5)).unwrap();
    assert_eq!(store.get(&key).unwrap(), Some(record("one")));
    assert_eq!(
        store.get("other").unwrap(),
        Some(TokenRecord::new("bare", 1.5))
    );
    store.set(&key, &record("two")).unwrap();
    assert_eq!(store.get(&key).unwrap(), Some(record("two")));

    assert!(store.rename(&key, "profile:new").unwrap());
    assert!(store.rename("profile:new", "profile:new").unwrap());
    assert_eq!(store.get(&key).unwrap(), None);
    assert_eq!(store.get("profile:new").unwrap(), Some(record("two")));
    assert!(!store.rename(&key, "profile:x").unwrap());

    assert!(store.delete("profile:new").unwrap());
    assert!(!store.delete("profile:new").unwrap());
    assert!(store.get("other").unwrap().is_some());
}

#[test]
fn a_store_keeps_replaces_moves_and_forgets() {
    keeps_and_forgets(&MemoryStore::new());
    for kind in kinds() {
        let folder = tempfile::tempdir().unwrap();
        keeps_and_forgets(&*open(kind, folder.path()));
        // A second opening finds what the first one kept.
        assert!(open(kind, folder.path()).get("other").unwrap().is_some());
    }
}

#[test]
fn a_token_that_never_ends_can_be_kept() {
    for kind in kinds() {
        let folder = tempfile::tempdir().unwrap();
        let store = open(kind, folder.path());
        for end in [f64::INFINITY, f64::NAN] {
            store.set("k", &TokenRecord::new("t", end)).unwrap();
            assert_eq!(store.get("k").unwrap().unwrap().access_token.expose(), "t");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_store_is_private_from_its_first_moment() {
    use std::os::unix::fs::PermissionsExt;

    for (kind, name) in [("file", "tokens.json"), ("sqlite", "tokens.sqlite")] {
        if !kinds().contains(&kind) {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let store = open(kind, folder.path());
        let path = folder.path().join("sub").join(name);
        if kind == "sqlite" {
            assert_eq!(
                fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                0o600
            );
        }
        store.set("k", &record("one")).unwrap();
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
}

#[test]
fn a_broken_file_is_an_error_that_quotes_no_token_and_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tokens.json");
    for text in [
        "{\"tokens\":\n {\"k\": {\"access_token\": \"t\", \"expires_at\": \"hunter2\"}}}",
        "[\n\"hunter2\"",
    ] {
        fs::write(&path, text).unwrap();
        let store = FileStore::new(&path);
        for error in [
            store.get("k").unwrap_err(),
            store.set("k", &record("x")).unwrap_err(),
            store.delete("k").unwrap_err(),
        ] {
            assert!(matches!(error, Error::OAuth2(_)), "{error:?}");
            let text = error.to_string();
            assert!(text.contains("tokens.json, line "), "{text}");
            assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
}

#[test]
fn debug_shows_no_token() {
    let store = MemoryStore::new();
    store.set("k", &record("hunter2")).unwrap();
    let text = format!("{store:?} {:?}", record("hunter2"));
    assert!(text.contains("***") && !text.contains("hunter2"), "{text}");
}

#[test]
fn the_users_store_lies_in_the_configuration_folder() {
    let store = FileStore::for_user(&Env::empty().with("HOME", "/home/ann")).unwrap();
    assert_eq!(
        store.path(),
        Path::new("/home/ann/.config/dhis2/tokens.json")
    );
    assert!(FileStore::for_user(&Env::empty()).is_err());
}

/// Reads, adds one and writes back: without a lock, others' steps get lost between.
fn count_up(store: &dyn TokenStore, key: &str, times: u32) {
    for _ in 0..times {
        let guard = store.lock(key).unwrap();
        let count = store
            .get(key)
            .unwrap()
            .map_or(0.0, |record| record.expires_at);
        thread::yield_now();
        store.set(key, &TokenRecord::new("t", count + 1.0)).unwrap();
        drop(guard);
    }
}

#[test]
fn the_lock_keeps_threads_apart() {
    let folder = tempfile::tempdir().unwrap();
    let mut stores: Vec<Box<dyn TokenStore>> = vec![Box::new(MemoryStore::new())];
    stores.extend(kinds().iter().map(|kind| open(kind, folder.path())));
    for store in &stores {
        let start = Barrier::new(4);
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    start.wait();
                    count_up(&**store, "count", 10);
                });
            }
        });
        let count = store.get("count").unwrap().unwrap().expires_at;
        assert!((count - 40.0).abs() < f64::EPSILON, "{count}");
    }
}

#[test]
fn a_lock_that_is_held_too_long_is_an_error_and_others_are_free() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tokens.json");
    let (one, two) = (
        FileStore::new(&path),
        FileStore::new(&path).lock_timeout(Duration::ZERO),
    );
    let guard = one.lock("profile:a").unwrap();
    let error = two.lock("profile:a").unwrap_err();
    assert!(error.to_string().contains("`profile:a`"), "{error}");
    // Another key, and reading and writing, are not hindered.
    drop(two.lock("profile:b").unwrap());
    two.set("profile:a", &record("x")).unwrap();
    drop(guard);
    drop(two.lock("profile:a").unwrap());
}

const ROLE: &str = "DHIS2_TEST_TOKEN_STORE";

/// Run by the next test in processes of their own.
#[test]
fn child_process() {
    let Ok(role) = std::env::var(ROLE) else {
        return;
    };
    let mut words = role.splitn(3, '|');
    let mut word = || words.next().unwrap();
    let (kind, name, folder) = (word(), word(), word());
    let store = open(kind, Path::new(folder));
    // Under the lock of a shared key, and beside each other under keys of their own.
    count_up(&*store, "count", 10);
    for i in 0..10 {
        store.set(&format!("{name}-{i}"), &record(name)).unwrap();
    }
}

#[test]
fn two_programs_share_a_store_and_lose_nothing() {
    for kind in kinds() {
        let folder = tempfile::tempdir().unwrap();
        let start = |name: &str| -> Child {
            Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "child_process", "--nocapture"])
                .env(ROLE, format!("{kind}|{name}|{}", folder.path().display()))
                .spawn()
                .unwrap()
        };
        let children = [start("a"), start("b"), start("c")];
        for mut child in children {
            assert!(child.wait().unwrap().success(), "{kind}");
        }
        let store = open(kind, folder.path());
        let count = store.get("count").unwrap().unwrap().expires_at;
        assert!((count - 30.0).abs() < f64::EPSILON, "{kind}: {count}");
        for name in ["a", "b", "c"] {
            for i in 0..10 {
                let kept = store.get(&format!("{name}-{i}")).unwrap();
                assert_eq!(kept, Some(record(name)), "{kind}");
            }
        }
    }
}

#[cfg(feature = "token-store")]
mod sqlite {
    use rusqlite::Connection;

    use super::*;

    #[test]
    fn the_table_is_that_of_the_async_client() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tokens.sqlite");
        // As that client makes it, with a token that it kept.
        let theirs = Connection::open(&path).unwrap();
        theirs
            .execute_batch(
                "CREATE TABLE oauth2_tokens (store_key VARCHAR NOT NULL PRIMARY KEY,
                     access_token VARCHAR NOT NULL, refresh_token VARCHAR, expires_at FLOAT NOT NULL);
                 INSERT INTO oauth2_tokens VALUES ('profile:prod', 'theirs', NULL, 1900000000);",
            )
            .unwrap();
        let store = SqliteStore::open(&path).unwrap();
        let key = profile_key("prod");
        // It does not say which server it is for, so it is not to be used unasked.
        let found = store.get(&key).unwrap().unwrap();
        assert_eq!(found, TokenRecord::new("theirs", 1_900_000_000.0));
        assert!(!found.is_for("https://a.org", "cid"));

        store.set(&key, &record("ours")).unwrap();
        assert!(
            store
                .get(&key)
                .unwrap()
                .unwrap()
                .is_for("https://a.org", "cid")
        );
        let row = theirs
            .query_row("SELECT * FROM oauth2_tokens", [], |row| {
                Ok((
                    row.get::<_, String>(0)?,
                    row.get::<_, String>(1)?,
                    row.get::<_, String>(2)?,
                    row.get::<_, f64>(3)?,
                ))
            })
            .unwrap();
        assert_eq!(
            row,
            (
                key.clone(),
                "ours".into(),
                "refresh-ours".into(),
                1_900_000_000.25
            )
        );

        // Their next sign-in may be at another server: our note is void then.
        theirs
            .execute("UPDATE oauth2_tokens SET access_token = 'new'", [])
            .unwrap();
        let found = store.get(&key).unwrap().unwrap();
        assert_eq!(found.access_token.expose(), "new");
        assert_eq!((found.base_url, found.client_id), (None, None));
    }

    #[test]
    fn what_is_no_database_is_an_error_with_its_path() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tokens.sqlite");
        fs::write(&path, "not a database, but long enough to be taken for one").unwrap();
        let error = SqliteStore::open(&path).unwrap_err();
        assert!(matches!(error, Error::OAuth2(_)), "{error:?}");
        assert!(error.to_string().contains("tokens.sqlite"), "{error}");
    }
}

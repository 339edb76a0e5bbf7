//! One's own way of signing in: a password in a file that something else changes now and then.
//!
//! `cargo run --example own_auth`. The client asks for headers before each attempt, and after a 401
//! whether there are better ones.

#[path = "support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use dhis2::Auth;
use dhis2::auth::{AuthContext, AuthHeader, Authenticator, Secret};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let target = support::server();
    let right = match &target.pat {
        Some(token) => format!("ApiToken {token}"),
        None => basic(&target.username, &target.password),
    };

    // The file holds last month's password when it is first read. (Only here: on a real server each
    // wrong password brings the account closer to being locked.)
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("dhis2-credentials");
    let old = if target.is_demo {
        basic("admin", "last month")
    } else {
        right.clone()
    };
    std::fs::write(&path, old)?;
    let auth = Auth::custom(FromFile::open(&path)?);
    let api = target.builder().auth(auth).build()?;

    // Now it changes. The next request is refused, looks again and succeeds.
    std::fs::write(&path, right)?;
    let me: serde_json::Value = api.get("me").fields("username").fetch()?;
    println!("signed in as {}", me["username"]);
    println!("nothing secret in {api:?}");
    Ok(())
}

/// The text of an `Authorization` header, kept in a file.
#[derive(Debug)]
struct FromFile {
    path: PathBuf,
    // `Secret` prints as `***`.
    current: Mutex<Secret>,
}

impl FromFile {
    fn open(path: &Path) -> std::io::Result<Self> {
        let current = Mutex::new(read(path)?);
        Ok(Self {
            path: path.to_path_buf(),
            current,
        })
    }

    fn current(&self) -> MutexGuard<'_, Secret> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Authenticator for FromFile {
    fn headers(&self, _: &AuthContext<'_>) -> dhis2::Result<Vec<AuthHeader>> {
        Ok(vec![AuthHeader::new(
            "authorization",
            self.current().clone(),
        )])
    }

    fn renew(&self, _: &AuthContext<'_>, used: &[AuthHeader]) -> dhis2::Result<bool> {
        let mut current = self.current();
        // Many threads may be refused at once: the first one reads, the others find its result.
        if used.iter().all(|header| header.value() != &*current) {
            return Ok(true);
        }
        // A file that cannot be read gives nothing better, and the 401 stands.
        let Ok(found) = read(&self.path) else {
            return Ok(false);
        };
        let changed = found != *current;
        *current = found;
        Ok(changed)
    }
}

fn read(path: &Path) -> std::io::Result<Secret> {
    Ok(Secret::from(std::fs::read_to_string(path)?.trim()))
}

fn basic(username: &str, password: &str) -> String {
    format!(
        "Basic {}",
        BASE64_STANDARD.encode(format!("{username}:{password}"))
    )
}

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::locks::Locks;
use crate::auth::oauth2::{StoreGuard, TokenRecord, TokenStore, fail};
use crate::auth::private_file;
use crate::auth::{Env, Secret};
use crate::error::{Error, OAuth2Error, Result};

/// Keeps tokens in a JSON file.
///
/// Only its owner may read the file, from the moment it is made. It is replaced in one step, and
/// changed under a lock that other processes respect (lock files lie in a folder beside it, named
/// `<file>.locks`).
#[derive(Debug)]
pub struct FileStore {
    path: PathBuf,
    locks: Locks,
}

impl FileStore {
    /// A store in this file, which is made together with its folders when the first token is kept.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let locks = Locks::beside(&path);
        Self { path, locks }
    }

    /// The store of this user: `dhis2/tokens.json` in the configuration folder.
    ///
    /// # Errors
    ///
    /// When no variable names a home or configuration folder.
    pub fn for_user(env: &Env) -> Result<Self> {
        let folder = env.config_dir().ok_or_else(|| {
            Error::invalid("HOME", "", "the user's home folder, to keep tokens in")
        })?;
        Ok(Self::new(folder.join("dhis2").join("tokens.json")))
    }

    /// How long [`lock`](TokenStore::lock) waits for another holder; 330 seconds unless set, which
    /// is more than an interactive sign-in takes.
    pub fn lock_timeout(mut self, limit: Duration) -> Self {
        self.locks.limit = limit;
        self
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn read(&self) -> Result<Contents> {
        let bytes = match std::fs::read(&self.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Contents::default()),
            Err(error) => return Err(Error::io("read", Some(&self.path), error)),
        };
        // The error of serde_json can quote a token, so only its place is told.
        serde_json::from_slice(&bytes).map_err(|error| {
            fail(
                OAuth2Error::new(format!(
                    "{}, line {}, column {}: not a token store",
                    self.path.display(),
                    error.line(),
                    error.column()
                ))
                .with_hint("remove the file and sign in again"),
            )
        })
    }

    fn change<T>(&self, change: impl FnOnce(&mut Contents) -> (T, bool)) -> Result<T> {
        let _held = self.locks.store()?;
        let mut contents = self.read()?;
        let (result, changed) = change(&mut contents);
        if changed {
            let mut text = serde_json::to_vec_pretty(&contents)
                .map_err(|error| Error::io("write", Some(&self.path), error.into()))?;
            text.push(b'\n');
            private_file::replace(&self.path, &text)?;
        }
        Ok(result)
    }
}

impl TokenStore for FileStore {
    fn get(&self, key: &str) -> Result<Option<TokenRecord>> {
        // The file is replaced in one step, so reading needs no lock.
        Ok(self.read()?.tokens.remove(key).map(Into::into))
    }

    fn set(&self, key: &str, record: &TokenRecord) -> Result<()> {
        let line = Line::from(record);
        self.change(|contents| {
            contents.tokens.insert(key.to_owned(), line);
            ((), true)
        })
    }

    fn delete(&self, key: &str) -> Result<bool> {
        self.change(|contents| {
            let found = contents.tokens.remove(key).is_some();
            (found, found)
        })
    }

    fn lock(&self, key: &str) -> Result<StoreGuard> {
        self.locks.key(key).map(StoreGuard::holding)
    }
}

#[derive(Default, Serialize, Deserialize)]
struct Contents {
    tokens: BTreeMap<String, Line>,
}

/// A record as it stands in the file: the one place where tokens are written out.
#[derive(Serialize, Deserialize)]
struct Line {
    access_token: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
    expires_at: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    base_url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    client_id: Option<String>,
}

impl From<&TokenRecord> for Line {
    fn from(record: &TokenRecord) -> Self {
        Self {
            access_token: record.access_token.expose().to_owned(),
            refresh_token: record.refresh_token.as_ref().map(|t| t.expose().to_owned()),
            // JSON has no infinity. A token that is said to have ended is renewed, which is safe.
            expires_at: if record.expires_at.is_finite() {
                record.expires_at
            } else {
                0.0
            },
            base_url: record.base_url.clone(),
            client_id: record.client_id.clone(),
        }
    }
}

impl From<Line> for TokenRecord {
    fn from(line: Line) -> Self {
        Self {
            access_token: Secret::from(line.access_token),
            refresh_token: line.refresh_token.map(Secret::from),
            expires_at: line.expires_at,
            base_url: line.base_url,
            client_id: line.client_id,
        }
    }
}

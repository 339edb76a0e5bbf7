//! Where tokens are kept between runs.

mod file;
mod locks;
mod memory;
#[cfg(feature = "token-store")]
mod sqlite;

use std::any::Any;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

pub use file::FileStore;
pub use memory::MemoryStore;
#[cfg(feature = "token-store")]
pub use sqlite::SqliteStore;

use crate::auth::Secret;
use crate::error::Result;

/// The tokens of one sign-in.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TokenRecord {
    /// What requests are sent with.
    pub access_token: Secret,
    /// What a new access token is asked for with; some servers give none.
    pub refresh_token: Option<Secret>,
    /// When the access token ends, in seconds since 1970.
    pub expires_at: f64,
    /// The server that the tokens belong to.
    pub base_url: Option<String>,
    /// The client that they were given to.
    pub client_id: Option<String>,
}

impl TokenRecord {
    /// A record without a refresh token, a server or a client.
    pub fn new(access_token: impl Into<Secret>, expires_at: f64) -> Self {
        Self {
            access_token: access_token.into(),
            refresh_token: None,
            expires_at,
            base_url: None,
            client_id: None,
        }
    }

    /// Sets the refresh token.
    pub fn with_refresh_token(mut self, token: impl Into<Secret>) -> Self {
        self.refresh_token = Some(token.into());
        self
    }

    /// Notes the server and the client that the tokens belong to.
    pub fn for_client(mut self, base_url: &str, client_id: &str) -> Self {
        self.base_url = Some(base_url.trim_end_matches('/').to_owned());
        self.client_id = Some(client_id.to_owned());
        self
    }

    /// Whether the tokens may be sent to this server for this client. A record that does not say
    /// where it belongs may not: two servers could share its key, and one would see the tokens of
    /// the other.
    pub fn is_for(&self, base_url: &str, client_id: &str) -> bool {
        let same_server = self
            .base_url
            .as_deref()
            .is_some_and(|own| own.trim_end_matches('/') == base_url.trim_end_matches('/'));
        same_server && self.client_id.as_deref() == Some(client_id)
    }

    /// Whether the access token ends within `margin` from `now`, or has ended.
    pub fn expires_within(&self, margin: Duration, now: SystemTime) -> bool {
        let now = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        // Not a number counts as ended.
        self.expires_at.is_nan() || self.expires_at < (now + margin).as_secs_f64()
    }
}

/// A place that keeps tokens between runs, each sign-in under a key of its own.
///
/// A store is shared: by the threads of a program and, where it is a file, by programs. To renew a
/// token, a caller takes the [`lock`](Self::lock), reads the record once more, and only then asks
/// the server; so of many callers only one does.
pub trait TokenStore: Send + Sync {
    /// The record under a key; `None` when there is none.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    fn get(&self, key: &str) -> Result<Option<TokenRecord>>;

    /// Keeps a record, in place of the one that was there.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    fn set(&self, key: &str, record: &TokenRecord) -> Result<()>;

    /// Forgets a record; `false` when there was none.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    fn delete(&self, key: &str) -> Result<bool>;

    /// Keeps others who also ask for this lock away from a key until the guard is dropped. It does
    /// not hinder `get` and `set`, and a second call by its holder waits for itself.
    ///
    /// Without an implementation of its own, a store locks nothing.
    ///
    /// # Errors
    ///
    /// When the lock cannot be had in time.
    fn lock(&self, key: &str) -> Result<StoreGuard> {
        let _ = key;
        Ok(StoreGuard::none())
    }

    /// Moves a record to another key, as when a profile gets another name; `false` when there was
    /// none. A record under the new key is replaced.
    ///
    /// # Errors
    ///
    /// When the store cannot be read or written.
    fn rename(&self, from: &str, to: &str) -> Result<bool> {
        let Some(record) = self.get(from)? else {
            return Ok(false);
        };
        if from != to {
            self.set(to, &record)?;
            self.delete(from)?;
        }
        Ok(true)
    }
}

/// A store that several hold.
impl<S: TokenStore + ?Sized> TokenStore for Arc<S> {
    fn get(&self, key: &str) -> Result<Option<TokenRecord>> {
        (**self).get(key)
    }

    fn set(&self, key: &str, record: &TokenRecord) -> Result<()> {
        (**self).set(key, record)
    }

    fn delete(&self, key: &str) -> Result<bool> {
        (**self).delete(key)
    }

    fn lock(&self, key: &str) -> Result<StoreGuard> {
        (**self).lock(key)
    }

    fn rename(&self, from: &str, to: &str) -> Result<bool> {
        (**self).rename(from, to)
    }
}

/// The key under which the tokens of a profile are kept: `profile:{name}`.
pub fn profile_key(name: &str) -> String {
    format!("profile:{name}")
}

/// Holds the lock of a [`TokenStore`] until it is dropped.
#[must_use = "the lock is let go when the guard is dropped"]
pub struct StoreGuard(Option<Box<dyn Any + Send>>);

impl StoreGuard {
    /// A guard of nothing.
    pub fn none() -> Self {
        Self(None)
    }

    /// A guard that lets go when `held` is dropped.
    pub fn holding(held: impl Send + 'static) -> Self {
        Self(Some(Box::new(held)))
    }
}

impl fmt::Debug for StoreGuard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoreGuard")
            .field("locked", &self.0.is_some())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_belongs_to_one_server_and_one_client() {
        let record = TokenRecord::new("a", 0.0).for_client("https://a.org/", "cid");
        assert!(record.is_for("https://a.org", "cid"));
        assert!(record.is_for("https://a.org/", "cid"));
        assert!(!record.is_for("https://b.org", "cid"));
        assert!(!record.is_for("https://a.org", "other"));
        assert!(!TokenRecord::new("a", 0.0).is_for("https://a.org", "cid"));
    }

    #[test]
    fn a_token_near_its_end_counts_as_ended() {
        let now = UNIX_EPOCH + Duration::from_secs(1000);
        let within =
            |at: f64| TokenRecord::new("a", at).expires_within(Duration::from_secs(60), now);
        assert!(within(999.0) && within(1059.9) && within(f64::NAN));
        assert!(!within(1060.0) && !within(f64::INFINITY));
    }
}

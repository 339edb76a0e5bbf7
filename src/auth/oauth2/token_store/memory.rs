use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::auth::oauth2::{StoreGuard, TokenRecord, TokenStore};
use crate::error::Result;

/// Keeps tokens for as long as the program runs. Clones share them.
///
/// ```
/// use dhis2::auth::oauth2::{MemoryStore, TokenRecord, TokenStore};
///
/// let store = MemoryStore::new();
/// store.set("profile:prod", &TokenRecord::new("a token", 1_900_000_000.0))?;
/// assert!(store.get("profile:prod")?.is_some());
/// assert!(store.delete("profile:prod")?);
/// # Ok::<_, dhis2::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct MemoryStore {
    records: Arc<Mutex<HashMap<String, TokenRecord>>>,
    locked: Arc<Locked>,
}

#[derive(Debug, Default)]
struct Locked {
    keys: Mutex<HashSet<String>>,
    freed: Condvar,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    fn records(&self) -> MutexGuard<'_, HashMap<String, TokenRecord>> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TokenStore for MemoryStore {
    fn get(&self, key: &str) -> Result<Option<TokenRecord>> {
        Ok(self.records().get(key).cloned())
    }

    fn set(&self, key: &str, record: &TokenRecord) -> Result<()> {
        self.records().insert(key.to_owned(), record.clone());
        Ok(())
    }

    fn delete(&self, key: &str) -> Result<bool> {
        Ok(self.records().remove(key).is_some())
    }

    fn lock(&self, key: &str) -> Result<StoreGuard> {
        let keys = self.locked.keys.lock();
        let mut keys = self
            .locked
            .freed
            .wait_while(keys.unwrap_or_else(PoisonError::into_inner), |keys| {
                keys.contains(key)
            })
            .unwrap_or_else(PoisonError::into_inner);
        keys.insert(key.to_owned());
        Ok(StoreGuard::holding(Held {
            locked: Arc::clone(&self.locked),
            key: key.to_owned(),
        }))
    }
}

struct Held {
    locked: Arc<Locked>,
    key: String,
}

impl Drop for Held {
    fn drop(&mut self) {
        let keys = self.locked.keys.lock();
        keys.unwrap_or_else(PoisonError::into_inner)
            .remove(&self.key);
        self.locked.freed.notify_all();
    }
}

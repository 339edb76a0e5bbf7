//! Answers kept for a while: one request however many threads miss at once.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::clock::Clock;
use crate::error::Result;

/// A slot of its own for each key, so that a slow miss of one key holds up nobody who wants another.
type Slot<V> = Arc<Mutex<Option<(V, Instant)>>>;

pub(crate) struct Cache<V> {
    slots: Mutex<HashMap<String, Slot<V>>>,
    ttl: Option<Duration>,
    clock: Arc<dyn Clock>,
}

impl<V: Clone> Cache<V> {
    /// `ttl` counts from the end of the fetch; `None` keeps nothing.
    pub(crate) fn new(ttl: Option<Duration>, clock: Arc<dyn Clock>) -> Self {
        Self {
            slots: Mutex::new(HashMap::new()),
            ttl,
            clock,
        }
    }

    /// The kept value, or what `fetch` gets. An error is not kept.
    pub(crate) fn get(&self, key: &str, fetch: impl FnOnce() -> Result<V>) -> Result<V> {
        let Some(ttl) = self.ttl else { return fetch() };
        let slot = {
            let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(slots.entry(key.to_owned()).or_default())
        };
        let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((value, until)) = &*slot {
            if self.clock.now() < *until {
                return Ok(value.clone());
            }
        }
        *slot = None;
        let value = fetch()?;
        *slot = Some((value.clone(), self.clock.now() + ttl));
        Ok(value)
    }

    /// Forgets one value, or all.
    pub(crate) fn invalidate(&self, key: Option<&str>) {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        match key {
            Some(key) => drop(slots.remove(key)),
            None => slots.clear(),
        }
    }
}

impl<V> fmt::Debug for Cache<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cache")
            .field("ttl", &self.ttl)
            .finish_non_exhaustive()
    }
}

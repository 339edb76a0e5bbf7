//! The server itself: what it is, who is asking, its settings.

mod info;

use std::sync::Arc;

pub use info::SystemInfo;

use crate::api::Api;
use crate::error::Result;

/// The system accessor; see [`Api::system`].
#[derive(Debug, Clone)]
pub struct System {
    api: Api,
}

impl Api {
    /// The server itself: info, settings, ids, who is asking.
    pub fn system(&self) -> System {
        System { api: self.clone() }
    }
}

impl System {
    /// What the server says of itself: `GET /api/system/info`. Kept for the client's `cache_ttl`; one
    /// request however many threads ask at once.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn info(&self) -> Result<Arc<SystemInfo>> {
        self.api
            .info_cache()
            .get("", || self.api.get("system/info").fetch().map(Arc::new))
    }
}

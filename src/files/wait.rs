use std::time::Duration;

use super::{FileResource, Files};
use crate::error::{Error, Limit, Result, Sent, TimeoutError};
use crate::uid::AsUid;

/// The first pause between two looks; each further one is twice as long, up to [`MAX_PAUSE`].
const FIRST_PAUSE: Duration = Duration::from_millis(250);

const MAX_PAUSE: Duration = Duration::from_secs(5);

impl Files {
    /// Waits until a file is in the server's storage, and returns what is then known of it.
    ///
    /// A server that stores files in the background says
    /// [`Pending`](super::StorageStatus::Pending) right after an upload, and a download may fail until
    /// it is done. `GET /api/fileResources/{uid}` is asked at once, and then after pauses of 0.25 s to
    /// 5 s.
    ///
    /// # Errors
    ///
    /// [`Error::Timeout`] when it is not stored within `limit`, and as
    /// [`Request::fetch`](crate::Request::fetch).
    pub fn wait_until_stored(&self, uid: impl AsUid, limit: Duration) -> Result<FileResource> {
        let uid = uid.as_uid()?;
        let clock = self.api.clock();
        let end = clock.now() + limit;
        let mut pause = FIRST_PAUSE;
        let mut looks = 0;
        loop {
            looks += 1;
            let file = self.file_resource(uid)?;
            if file.is_stored() {
                return Ok(file);
            }
            let left = end.saturating_duration_since(clock.now());
            if left.is_zero() {
                return Err(Error::Timeout(Box::new(TimeoutError {
                    limit: Limit::Deadline,
                    after: limit,
                    method: "GET".to_owned(),
                    url: format!("{}/fileResources/{uid}", self.api.api_url()),
                    sent: Sent::Maybe,
                    bytes_received: 0,
                    attempts: looks,
                })));
            }
            clock.sleep(pause.min(left));
            pause = (pause * 2).min(MAX_PAUSE);
        }
    }
}

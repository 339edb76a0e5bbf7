//! Users, jobs, stores, languages, messages and the other administrative subjects on a real server.
//!
//! ```sh
//! DHIS2_URL=… DHIS2_USERNAME=… DHIS2_PASSWORD=… cargo test --test live_admin -- --ignored
//! ```
//!
//! `DHIS2_PAT` does in place of name and password; the user must be a superuser. Everything that is made is
//! deleted again and every setting put back, also when a step fails. What stays is a conversation that nobody
//! takes part in: DHIS2 2.42 deletes none.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

#[path = "../live/mod.rs"]
mod live;
mod objects;
mod people;
mod server;

/// Does something when it goes out of scope, however that comes.
pub(crate) struct Finally<F: FnMut()>(pub(crate) F);

impl<F: FnMut()> Drop for Finally<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

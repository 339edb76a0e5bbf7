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

mod objects;
mod people;
mod server;

use dhis2::{Api, Metadata, Uid};
use serde_json::{Value, json};

/// Does something when it goes out of scope, however that comes.
pub(crate) struct Finally<F: FnMut()>(pub(crate) F);

impl<F: FnMut()> Drop for Finally<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

/// Deletes an object when it goes out of scope.
pub(crate) struct Made<T: Metadata>(pub(crate) dhis2::Resource<T>, pub(crate) Uid);

impl<T: Metadata> Drop for Made<T> {
    fn drop(&mut self) {
        match self.0.delete(self.1) {
            Err(error) if error.is_not_found() => {}
            Err(error) => eprintln!("{} {} is left behind: {error}", T::SINGULAR, self.1),
            Ok(()) => {}
        }
    }
}

/// Makes an object with a uid and a name of its own.
pub(crate) fn make<T: Metadata>(api: &Api, mut object: Value) -> Made<T> {
    let uid = Uid::generate();
    object["id"] = json!(uid);
    if object.get("username").is_none() {
        object["name"] = json!(format!("dhis2-rust {uid}"));
    }
    let object: T = serde_json::from_value(object).unwrap();
    let made = Made(api.resource::<T>(), uid);
    assert_eq!(made.0.create(&object).unwrap().uid, uid, "{}", T::PLURAL);
    made
}

pub(crate) fn short() -> String {
    format!("dr {}", Uid::generate())
}

pub(crate) fn live() -> Api {
    Api::from_env().unwrap()
}

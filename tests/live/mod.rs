//! What tests against a real server share: names of one's own, and the deletion of what was made.
//!
//! Include it with `mod live;`. The server is the one of `DHIS2_URL`, signed in to with `DHIS2_PAT`, or
//! with `DHIS2_USERNAME` and `DHIS2_PASSWORD`.
// Each test binary uses a part of this.
#![allow(dead_code, unused_imports)]
// A test that cannot reach its server should fail at once.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod place;

use dhis2::{Api, Metadata, Resource, Uid};
use serde_json::{Value, json};

pub(crate) use place::Place;

/// The client that the environment tells of.
pub(crate) fn api() -> Api {
    Api::from_env().expect("DHIS2_URL and credentials in the environment")
}

/// A name that no other test has, such as `dhis2-rust chart Xk3…`.
pub(crate) fn name(what: &str) -> String {
    format!("dhis2-rust {what} {}", Uid::generate())
}

/// A name that fits a `shortName`.
pub(crate) fn short() -> String {
    format!("dr {}", Uid::generate())
}

/// Deletes an object when it goes out of scope, however that comes.
pub(crate) struct Made<T: Metadata>(pub(crate) Resource<T>, pub(crate) Uid);

impl<T: Metadata> Drop for Made<T> {
    fn drop(&mut self) {
        match self.0.delete(self.1) {
            Ok(()) => {}
            // The test deleted it, or it was never made.
            Err(error) if error.is_not_found() => {}
            Err(error) if std::thread::panicking() => {
                eprintln!("{} {} is left behind: {error}", T::SINGULAR, self.1);
            }
            Err(error) => panic!("{} {} is left behind: {error}", T::SINGULAR, self.1),
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
    // Before it is made: the answer may be all that is lost.
    let made = Made(api.resource::<T>(), uid);
    assert_eq!(made.0.create(&object).unwrap().uid, uid, "{}", T::PLURAL);
    made
}

//! Profiles: servers and credentials under names, in files (feature `profiles`).
//!
//! # Files
//!
//! | scope | place |
//! |---|---|
//! | project | `.dhis2/profiles.toml` in the working directory or the nearest folder above it |
//! | global | `dhis2/profiles.toml` in the configuration folder ([`Env`](crate::auth::Env)) |
//!
//! ```toml
//! default = "prod"
//!
//! [profiles.local]
//! base_url = "http://localhost:8080"
//! auth = "basic"
//! username = "admin"
//! password = "…"
//!
//! [profiles.prod]
//! base_url = "https://dhis2.example.org"
//! auth = "pat"
//! token = "d2p_…"
//! version = "v42"
//! ```
//!
//! | `auth` | keys it needs |
//! |---|---|
//! | `basic` | `username`, `password` |
//! | `pat` | `token` |
//! | `oauth2` | `client_id`, `client_secret`, `scope`, `redirect_uri` |
//! | `session_cookie` | `cookie`, and `xsrf_token` where the server wants one |
//!
//! A fault in one profile fails that profile only, and only when it is asked for. A file that is
//! not TOML fails as a whole, and the error names the line. Other keys are ignored, and kept
//! together with comments and order when the file is changed.
//!
//! # Which profile
//!
//! The first of these wins ([`Profiles::resolve`]):
//!
//! 1. the name given in code or on the command line;
//! 2. the name in `DHIS2_PROFILE`;
//! 3. `DHIS2_URL` with its credentials ([`EnvCredentials`](crate::auth::EnvCredentials));
//! 4. the project file's `default`;
//! 5. the global file's `default`.
//!
//! A name is looked up in the project file first and then in the global one. What is wrong at one
//! step is an error. It never leads on to the next step, which might be another server.

mod change;
mod edit;
mod file;
mod name;
mod open;
mod profiles;
mod record;
#[cfg(feature = "oauth2")]
mod tokens;
mod verify;

pub use change::ProfileChange;
pub use profiles::{ProfileEntry, Profiles};
pub use record::{AuthKind, Profile, Provenance, Scope};
pub use verify::Verification;

use crate::error::{Error, ProfileError};

fn fail(what: impl Into<String>) -> Error {
    Error::Profile(Box::new(ProfileError::new(what)))
}

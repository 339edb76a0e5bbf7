//! Who is asking: credentials, and where they come from.

mod auth_file;
pub(crate) mod credentials;
pub(crate) mod env;
#[cfg(feature = "oauth2")]
pub mod oauth2;
pub(crate) mod private_file;
mod secret;

pub use auth_file::AuthFile;
pub use credentials::Credentials;
pub use env::{Env, EnvCredentials};
pub use secret::Secret;

//! Who is asking: credentials, and where they come from.

mod auth_file;
mod credentials;
mod env;
mod private_file;
mod secret;

pub use auth_file::AuthFile;
pub use credentials::Credentials;
pub use env::{Env, EnvCredentials};
pub use secret::Secret;

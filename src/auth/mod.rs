//! Who is asking: credentials, and where they come from.

mod secret;

pub use secret::Secret;

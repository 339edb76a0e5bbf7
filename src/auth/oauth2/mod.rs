//! Signing in by OAuth2: authorization code with PKCE, or client credentials (feature `oauth2`).
//!
//! [`OAuth2`] does it all, for [`Auth::oauth2`](crate::Auth::oauth2). The parts stand on their own,
//! so that each can be replaced:
//!
//! - [`Pkce`], [`new_state`] and [`authorize_url`] make what the browser is sent to;
//! - a [`RedirectCapture`] brings back the code: [`Loopback`] receives it on this machine;
//! - a [`TokenStore`] keeps the tokens between runs: [`MemoryStore`], [`FileStore`], and
//!   `SqliteStore` (feature `token-store`).

mod account;
mod discovery;
mod flow;
mod loopback;
mod pages;
mod pkce;
mod redirect;
mod settings;
mod token_endpoint;
mod token_store;

pub use discovery::AuthorizationServer;
#[cfg(feature = "profiles")]
pub(crate) use flow::no_tokens;
pub use loopback::Loopback;
pub use pkce::{Pkce, authorize_url, new_state};
pub use redirect::RedirectCapture;
pub use settings::{OAuth2, OAuth2Builder};
#[cfg(feature = "token-store")]
pub use token_store::SqliteStore;
pub use token_store::{FileStore, MemoryStore, StoreGuard, TokenRecord, TokenStore, profile_key};

use crate::error::{Error, OAuth2Error};

fn fail(error: OAuth2Error) -> Error {
    Error::OAuth2(Box::new(error))
}

//! Where the examples connect to.
//!
//! With `DHIS2_URL` set, it is that server, signed in with `DHIS2_PAT` or with `DHIS2_USERNAME` and
//! `DHIS2_PASSWORD`. Otherwise it is a small demo server that starts inside the example's own
//! process, so that every example runs with nothing installed:
//!
//! ```ignore
//! mod support;
//!
//! let target = support::server();          // keep it: the demo server ends with it
//! let api = target.builder().connect()?;   // Api::builder(url).auth(…)
//! ```
// Each example uses a part of this.
#![allow(dead_code)]
// A demo server that cannot start should stop the example with a plain message.
#![allow(clippy::expect_used, clippy::panic)]

mod demo;
mod http;

use std::env;

use dhis2::{Api, ApiBuilder, Auth};

/// A server to talk to. The demo server, if it is one, lives as long as this value.
///
/// There is no `Debug` on purpose: it would print the password and the token.
pub(crate) struct Target {
    /// The base URL, without a slash at the end.
    pub(crate) url: String,
    /// The user to sign in as; empty when there is a token.
    pub(crate) username: String,
    /// The password of that user; empty when there is a token.
    pub(crate) password: String,
    /// A personal access token; it goes before user and password.
    pub(crate) pat: Option<String>,
    /// Whether this is the demo server. Examples write to another server only when told to.
    pub(crate) is_demo: bool,
    demo: Option<demo::Demo>,
}

impl Target {
    /// `Api::builder(url).auth(…)` for this server.
    pub(crate) fn builder(&self) -> ApiBuilder {
        let auth = match &self.pat {
            Some(token) => Auth::pat(token.as_str()),
            None => Auth::basic(&self.username, self.password.as_str()),
        };
        let builder = Api::builder(&self.url).auth(auth);
        // The demo server is on this machine; a proxy that the environment names would not find it.
        if self.is_demo {
            builder.no_proxy()
        } else {
            builder
        }
    }
}

/// The server that the environment names, or the demo server.
///
/// # Panics
///
/// When the demo server cannot start, or when `DHIS2_URL` is set with no credentials beside it.
pub(crate) fn server() -> Target {
    let variable = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    let Some(url) = variable("DHIS2_URL") else {
        return demo();
    };
    let pat = variable("DHIS2_PAT");
    let (username, password) = (variable("DHIS2_USERNAME"), variable("DHIS2_PASSWORD"));
    assert!(
        pat.is_some() || username.is_some() && password.is_some(),
        "DHIS2_URL is set: set DHIS2_PAT, or DHIS2_USERNAME and DHIS2_PASSWORD, as well"
    );
    Target {
        url: url.trim_end_matches('/').to_owned(),
        username: username.unwrap_or_default(),
        password: password.unwrap_or_default(),
        pat,
        is_demo: false,
        demo: None,
    }
}

/// The demo server, whatever the environment says.
///
/// # Panics
///
/// When it cannot start.
pub(crate) fn demo() -> Target {
    let demo = demo::Demo::start().expect("the demo server needs a free port on 127.0.0.1");
    Target {
        url: demo.url(),
        username: demo::USERNAME.to_owned(),
        password: demo::PASSWORD.to_owned(),
        pat: None,
        is_demo: true,
        demo: Some(demo),
    }
}

//! What most tests need: a client of a test server, a recorded answer, and what was asked.

use dhis2::{Api, ApiBuilder, Auth};
use serde_json::Value;

use super::replay::Recording;
use super::{Reply, Request, Server};

/// A builder that signs in as a test's user and goes through no proxy of the machine.
pub(crate) fn builder(url: &str) -> ApiBuilder {
    Api::builder(url)
        .auth(Auth::basic("admin", "district"))
        .no_proxy()
}

/// A client, signed in.
pub(crate) fn api(url: &str) -> Api {
    builder(url).build().unwrap()
}

/// A recorded answer of 2.42, such as `metadata/put_ok`.
pub(crate) fn recorded(name: &str) -> Reply {
    Recording::load("2.42", name).reply("http://localhost")
}

/// The JSON that a request brought.
pub(crate) fn body(request: &Request) -> Value {
    serde_json::from_slice(&request.body).unwrap()
}

/// A request as one line, with path and parameters as they were meant: nothing is percent-encoded.
pub(crate) fn line(request: &Request) -> String {
    let query = |(name, value): &(String, String)| format!("{name}={value}");
    let query: Vec<String> = request.query.iter().map(query).collect();
    format!("{} {}?{}", request.method, request.path, query.join("&"))
        .trim_end_matches('?')
        .to_owned()
}

/// All requests that came, each as one [`line`].
pub(crate) fn lines(server: &Server) -> Vec<String> {
    server.requests().iter().map(line).collect()
}

/// All requests that came, each as method and target, as it was sent.
pub(crate) fn targets(server: &Server) -> Vec<String> {
    let target = |r: Request| format!("{} {}", r.method, r.target);
    server.requests().into_iter().map(target).collect()
}

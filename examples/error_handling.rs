//! What can go wrong, and what an error tells: every failure here is provoked.
//!
//! `cargo run --example error_handling`. It writes nothing, so it may run against any server.

#[path = "support/mod.rs"]
mod support;

use std::net::TcpListener;

use dhis2::{Api, Auth, Error, Sent, Uid};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let target = support::server();
    let api = target.builder().connect()?;

    // Unknown: a 404. `fetch_opt` makes it `None`, for those who expect it.
    let path = format!("dataElements/{}", Uid::generate());
    let error = failure(api.get(&path).fetch::<Value>())?;
    println!("not found: {error}");
    assert!(error.is_not_found() && error.error_code() == Some("E1005"));
    assert!(api.get(&path).fetch_opt::<Value>()?.is_none());

    // Refused: a 409 with reasons. An import answers with a report, which is a value;
    // `into_result` makes an error of one that refused something.
    let nameless = json!({ "dataElements": [{ "shortName": "No name", "valueType": "NUMBER" }] });
    let import = api
        .post("metadata")
        .param("importMode", "VALIDATE")
        .json(&nameless);
    let error = failure(import.send_import()?.into_result())?;
    println!("\nrefused: {error}");
    assert!(error.is_conflict());
    for conflict in error.conflicts() {
        let code = conflict.error_code.as_deref().unwrap_or("no code");
        let property = conflict.property.as_deref().unwrap_or("unknown");
        println!("  {code}, property {property}");
    }

    // Not signed in. The line ends with a hint; `hint()` has it alone.
    let stranger = target
        .builder()
        .auth(Auth::basic("nobody", "wrong"))
        .build()?;
    let error = failure(stranger.get("me").fetch::<Value>())?;
    println!("\nnot signed in: {error}");
    assert!(error.is_authentication() && error.hint().is_some());

    // Misused: said before anything is sent.
    let error = failure(api.get("dataElements").filter("name:looks like:ANC").send())?;
    println!("\nmisused: {error}");
    assert!(matches!(error, Error::InvalidInput(_)));

    // Nobody there. `sent` tells whether the server can have seen it: a POST may be sent again.
    let error = failure(nobody()?.post("metadata").json(&nameless).send())?;
    println!("\nnobody there: {error}");
    assert!(error.is_retryable() && error.sent() == Some(Sent::Not));
    Ok(())
}

/// The error of something that must fail.
fn failure<T>(result: dhis2::Result<T>) -> Result<Error, String> {
    result
        .err()
        .ok_or_else(|| "this should have failed".to_owned())
}

/// A client for a port at which nobody listens.
fn nobody() -> Result<Api, Box<dyn std::error::Error>> {
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    Ok(Api::builder(format!("http://127.0.0.1:{port}"))
        .no_proxy()
        .build()?)
}

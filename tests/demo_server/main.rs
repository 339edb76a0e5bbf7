//! Tests of the demo server of the examples, with plain sockets and no client of ours.

mod client;
mod data;
mod metadata;
#[path = "../../examples/support/mod.rs"]
mod support;

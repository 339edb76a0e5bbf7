//! The demo server alone, to try the command `dhis2` on, or a program of one's own:
//!
//! ```text
//! cargo run --example demo_server
//! ```
//!
//! It looks like a DHIS2 2.42, keeps what it is sent in memory, and runs until Enter is pressed, its
//! input ends, or it is stopped.

#[path = "support/mod.rs"]
mod support;

fn main() {
    let demo = support::demo();
    println!("export DHIS2_URL={}", demo.url);
    println!("export DHIS2_USERNAME={}", demo.username);
    println!("export DHIS2_PASSWORD={}", demo.password);
    println!("# paste these into another terminal; Enter here ends the server");
    let mut line = String::new();
    // Whatever comes of it, the server ends after it.
    let _ = std::io::stdin().read_line(&mut line);
}

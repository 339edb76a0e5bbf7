//! An import that is killed in the middle, and goes on where it stopped.
//!
//! ```sh
//! cargo run --example resume_after_kill
//! ```
//!
//! It starts itself as a second process that imports 500 data values in parts of 50 with a checkpoint,
//! and dies after the fourth part as if the power had failed. Started again, that process sends what was
//! not acknowledged and nothing else. It always uses the demo server.

#[path = "support/mod.rs"]
mod support;

use std::path::Path;
use std::process::Command;

use dhis2::{Api, Auth, Result};
use serde_json::json;

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [url, checkpoint, parts] = arguments.as_slice() {
        return Ok(import(url, Path::new(checkpoint), parts.parse()?)?);
    }

    let target = support::demo();
    let folder = tempfile::tempdir()?;
    let checkpoint = folder.path().join("values.ckpt");
    for (run, parts) in [("First run, to be killed", "4"), ("Second run", "99")] {
        println!("{run}:");
        let status = Command::new(std::env::current_exe()?)
            .arg(&target.url)
            .arg(&checkpoint)
            .arg(parts)
            .status()?;
        println!("  ended with {status}\n");
    }
    Ok(())
}

/// Imports, and dies after a number of parts.
fn import(url: &str, checkpoint: &Path, survive: u64) -> Result<()> {
    let api = Api::builder(url)
        .auth(Auth::basic("admin", "district"))
        .no_proxy()
        .build()?;
    let units = api
        .organisation_units()
        .list()
        .fields("id")
        .filter("level:eq:4");
    // The same input in the same order: that is what a checkpoint goes by.
    let mut units = units.items_as::<serde_json::Value>();
    let mut ids = Vec::new();
    for unit in units.by_ref() {
        ids.push(unit?["id"].clone());
    }
    let values = ids.into_iter().map(|unit| {
        json!({ "dataElement": "DeMalariaC1", "period": "202602", "orgUnit": unit, "value": "7" })
    });

    let parts = api
        .post("dataValueSets")
        // Data values may be sent twice: a part of which nobody knows is sent again.
        .idempotent(true)
        .partitioned("dataValues", values)
        .max_items(50)
        .checkpoint(checkpoint);
    let mut sent = 0;
    for part in parts {
        let part = part?;
        if part.skipped() {
            println!(
                "  values {:?}: acknowledged before, not sent again",
                part.range()
            );
            continue;
        }
        println!("  values {:?}: {}", part.range(), part.report());
        sent += 1;
        if sent == survive {
            println!("  … and the power fails");
            std::process::abort();
        }
    }
    Ok(())
}

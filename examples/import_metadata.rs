//! Imports a metadata file and judges the report.
//!
//! `cargo run --example import_metadata [file.json]`. Against another server than the demo one it is
//! a dry run unless `--write` is given. Without a file it makes a small one, and takes what that
//! created away again.

#[path = "support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};

use dhis2::{Api, ImportReport, Outcome, Uid};
use serde_json::json;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let target = support::server();
    let api = target.builder().connect()?;
    let (given, write) = arguments();
    let folder = tempfile::tempdir()?;
    let path = match &given {
        Some(path) => path.clone(),
        None => made_here(folder.path())?,
    };
    let mode = if target.is_demo || write {
        "COMMIT"
    } else {
        "VALIDATE"
    };

    let imported = import(&api, &path, mode, "CREATE_AND_UPDATE").map(|report| judge(&report));

    // Also when no answer came: the server may have taken the file all the same.
    if given.is_none() && mode == "COMMIT" {
        let removed = import(&api, &path, mode, "DELETE")?;
        println!("taken away again: {}", removed.stats());
    }
    if imported? {
        Ok(())
    } else {
        Err("the import refused something".into())
    }
}

/// `POST /api/metadata`. The file is streamed, whatever its size. Objects with uids of their own are
/// created once however often they are sent, so a lost answer may be asked for again.
fn import(api: &Api, path: &Path, mode: &str, strategy: &str) -> dhis2::Result<ImportReport> {
    api.post("metadata")
        .param("importMode", mode)
        .param("importStrategy", strategy)
        .param("atomicMode", "NONE")
        .file("application/json", path)
        .idempotent(true)
        .send_import()
}

/// Says how it went. The status alone does not tell: a 409 may have written most of the file.
fn judge(report: &ImportReport) -> bool {
    match report.outcome() {
        Outcome::Changed => println!("imported: {}", report.stats()),
        Outcome::Unchanged => println!("nothing to do: {}", report.stats()),
        Outcome::Partial => println!("imported in part: {}", report.stats()),
        Outcome::Failed => println!("nothing was imported"),
        other => println!("{other}"),
    }
    for conflict in report.conflicts() {
        println!("  {conflict}");
    }
    report.is_ok()
}

/// A file with two data elements.
fn made_here(folder: &Path) -> Result<PathBuf, Box<dyn std::error::Error>> {
    let element = |name: &str| {
        json!({
            // The same key gives the same uid: a second run updates what the first one created.
            "id": Uid::from_key(name), "name": name, "shortName": name,
            "valueType": "NUMBER", "domainType": "AGGREGATE", "aggregationType": "SUM",
        })
    };
    let elements = [
        element("Example import: doses"),
        element("Example import: vials"),
    ];
    let path = folder.join("metadata.json");
    std::fs::write(&path, json!({ "dataElements": elements }).to_string())?;
    Ok(path)
}

fn arguments() -> (Option<PathBuf>, bool) {
    let (mut path, mut write) = (None, false);
    for argument in std::env::args_os().skip(1) {
        if argument == "--write" {
            write = true;
        } else {
            path = Some(PathBuf::from(argument));
        }
    }
    (path, write)
}

//! The generator of `src/models/generated/`, and the test that its output is current.
//!
//! The metadata types are generated from what DHIS2 says about itself at `/api/schemas`:
//!
//! ```text
//! cargo test --test models_generate -- --ignored write_models     # after a change here
//! DHIS2_SCHEMAS=42=a.json,43=b.json cargo test --test models_generate -- --ignored trim_schemas
//! ```
//!
//! This is a test of the crate, and so wants a crate that builds: when a change here has broken the
//! generated files, check them out before the next run.
//!
//! The second reads answers of
//! `/api/schemas?fields=klass,singular,plural,metadata,shareable,properties[name,collectionName,collection,propertyType,itemPropertyType,klass,itemKlass,required,constants,writable,persisted,owner,unique,length]`
//! (plain, or recordings with the answer in `response.body`), and writes their union to
//! `tests/schemas/schemas.json`. `tests/schemas/additions.json` has the same form and holds what
//! DHIS2 sends but has no schema for.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::format_push_string)]

mod emit;
mod names;
mod schema;
mod trim;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The generated files: path under the crate, and text.
fn generate() -> BTreeMap<PathBuf, String> {
    let read = |name: &str| -> Value {
        let text = fs::read_to_string(root().join("tests/schemas").join(name)).unwrap();
        serde_json::from_str(&text).unwrap()
    };
    let schemas = schema::load(&read("schemas.json"), &read("additions.json"));
    let mut files = BTreeMap::new();
    let folder = Path::new("src/models/generated");
    for (name, text) in emit::files(&schemas)
        .into_iter()
        .chain(words::files(&schemas))
    {
        files.insert(folder.join(name), text);
    }
    files.insert("tests/models/types.rs".into(), emit::test_table(&schemas));
    files
}

#[test]
fn the_generated_models_are_current() {
    let files = generate();
    for (path, text) in &files {
        let found = fs::read_to_string(root().join(path)).unwrap_or_default();
        assert!(
            found == *text,
            "{} is stale: run `cargo test --test models_generate -- --ignored write_models`",
            path.display()
        );
    }
    for path in on_disk() {
        assert!(
            files.contains_key(&path),
            "{} is not generated any more",
            path.display()
        );
    }
}

fn on_disk() -> Vec<PathBuf> {
    let folder = Path::new("src/models/generated");
    let entries = fs::read_dir(root().join(folder)).unwrap();
    entries
        .map(|entry| folder.join(entry.unwrap().file_name()))
        .collect()
}

#[test]
#[ignore = "writes src/models/generated"]
fn write_models() {
    let files = generate();
    for path in on_disk() {
        if !files.contains_key(&path) {
            fs::remove_file(root().join(path)).unwrap();
        }
    }
    for (path, text) in &files {
        fs::write(root().join(path), text).unwrap();
    }
}

#[test]
#[ignore = "reads the answers named by DHIS2_SCHEMAS and writes tests/schemas/schemas.json"]
fn trim_schemas() {
    let sources = std::env::var("DHIS2_SCHEMAS").expect("DHIS2_SCHEMAS=42=a.json,43=b.json");
    let mut answers = Vec::new();
    for source in sources.split(',') {
        let (version, path) = source.split_once('=').expect("version=path");
        let mut answer: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        if let Some(body) = answer["response"]["body"].as_str() {
            answer = serde_json::from_str(body).unwrap();
        }
        answers.push((version.to_owned(), answer));
    }
    // One line for each field: readable in a diff, and small.
    let union = trim::union(&answers);
    let mut text = String::from("{\n");
    text += &format!("\"versions\": {},\n\"types\": {{\n", union["versions"]);
    let types = union["types"].as_object().unwrap();
    for (at, (klass, entry)) in types.iter().enumerate() {
        let mut head = entry.clone();
        let fields = head.as_object_mut().unwrap().remove("fields").unwrap();
        let fields: Vec<String> = fields
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, field)| format!("  \"{name}\": {field}"))
            .collect();
        let head = head.to_string();
        text += &format!("\"{klass}\": {}", head.trim_end_matches('}'));
        text += &format!(",\"fields\":{{\n{}\n}}}}", fields.join(",\n"));
        text += if at + 1 < types.len() { ",\n" } else { "\n" };
    }
    text += "},\n\"words\": {\n";
    let words: Vec<String> = union["words"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(klass, words)| format!("\"{klass}\": {words}"))
        .collect();
    text += &format!("{}\n}}\n}}\n", words.join(",\n"));
    let read_back: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(read_back, union);
    fs::write(root().join("tests/schemas/schemas.json"), text).unwrap();
}

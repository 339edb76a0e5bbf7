//! The metadata types against recorded answers: what goes in comes out.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod rules;
mod speed;
mod types;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use dhis2::models::{self, Extra, Metadata};
use serde_json::Value;

/// An object that was read and written again.
pub(crate) struct Trip {
    back: Value,
    /// The names of what was not null and found no field.
    extra: Vec<String>,
}

fn trip<T: Metadata>(json: &str, extra: impl Fn(&T) -> &Extra) -> Trip {
    let object: T = serde_json::from_str(json).unwrap();
    let text = serde_json::to_string(&object).unwrap();
    // By way of a `Value`, too: its deserializer hands things out in another way.
    let value: Value = serde_json::from_str(&text).unwrap();
    let again: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&again).unwrap(), value);
    let extra = extra(&object).iter().filter(|(_, value)| !value.is_null());
    Trip {
        back: value,
        extra: extra.map(|(key, _)| key.clone()).collect(),
    }
}

/// An object in a recording, with the plural of its type.
struct Found {
    file: PathBuf,
    plural: String,
    object: Value,
}

fn recorded() -> Vec<Found> {
    let mut found = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recordings");
    for version in ["2.42", "2.43"] {
        for area in folder(&root.join(version)) {
            for file in folder(&area) {
                read(&file, &mut found);
            }
        }
    }
    found
}

fn folder(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// Finds what is metadata in a recorded answer: lists under a plural, and an object got by uid.
fn read(file: &Path, found: &mut Vec<Found>) {
    let text = fs::read_to_string(file).unwrap();
    let Ok(recording) = serde_json::from_str::<Value>(&text) else {
        return;
    };
    let body = recording["response"]["body"].as_str().unwrap_or_default();
    let Ok(body) = serde_json::from_str::<Value>(body) else {
        return;
    };
    let path = recording["request"]["path"].as_str().unwrap_or_default();
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    if let (["api", plural, _], true) = (parts.as_slice(), body["id"].is_string()) {
        found.push(Found {
            file: file.to_owned(),
            plural: (*plural).to_owned(),
            object: body.clone(),
        });
    }
    search(file, &body, found);
}

fn search(file: &Path, value: &Value, found: &mut Vec<Found>) {
    let Some(object) = value.as_object() else {
        value
            .as_array()
            .into_iter()
            .flatten()
            .for_each(|value| search(file, value, found));
        return;
    };
    for (key, value) in object {
        if models::ALL.iter().any(|info| info.plural == key) {
            for object in value
                .as_array()
                .into_iter()
                .flatten()
                .filter(|value| value.is_object())
            {
                found.push(Found {
                    file: file.to_owned(),
                    plural: key.clone(),
                    object: object.clone(),
                });
            }
        }
        search(file, value, found);
    }
}

#[test]
fn every_recorded_object_comes_back_as_it_was() {
    let mut kinds = BTreeSet::new();
    let mut count = 0;
    for Found {
        file,
        plural,
        object,
    } in recorded()
    {
        let Some(trip) = types::there_and_back(&plural, &object.to_string()) else {
            continue;
        };
        assert_eq!(trip.back, object, "{plural} in {}", file.display());
        kinds.insert(plural);
        count += 1;
    }
    assert!(count > 5_000, "only {count} objects");
    assert!(kinds.len() > 60, "only {} kinds", kinds.len());
}

/// Loss-free alone could mean that nothing has a field. What the server stores does.
#[test]
fn what_the_server_stores_has_a_field_that_it_fits() {
    let mut left_over: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for Found {
        file,
        plural,
        object,
    } in recorded()
    {
        // The answer's own kind alone: a map sends its views whole, not only what they own.
        let owner = file.parent().unwrap().ends_with("lists_owner")
            && file.file_stem().unwrap().to_str() == Some(&plural);
        if !owner {
            continue;
        }
        let Some(trip) = types::there_and_back(&plural, &object.to_string()) else {
            continue;
        };
        left_over.entry(plural).or_default().extend(trip.extra);
    }
    left_over.retain(|_, keys| !keys.is_empty());
    assert_eq!(left_over, BTreeMap::new());
}

#[test]
fn every_type_is_listed_once_and_has_its_names() {
    let plurals: BTreeSet<_> = models::ALL.iter().map(|info| info.plural).collect();
    assert_eq!(plurals.len(), models::ALL.len());
    // The 77 collections of DHIS2, and file resources.
    assert_eq!(plurals.len(), 78);
    for info in models::ALL {
        assert!(
            types::there_and_back(info.plural, "{}").is_some(),
            "{}",
            info.plural
        );
    }
}

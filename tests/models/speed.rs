//! What reading costs, against `serde_json::Value` over the same bytes.
//!
//! ```text
//! cargo test --release --test models -- --ignored speed --nocapture
//! ```

use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use dhis2::models::{DataElement, Metadata, OrganisationUnit, Program, Visualization};
use serde_json::Value;

/// A thousand objects from a recorded list, as one JSON array.
fn thousand(path: &str, plural: &str) -> String {
    let path = format!(
        "{}/tests/recordings/2.42/{path}",
        env!("CARGO_MANIFEST_DIR")
    );
    let recording: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let body = recording["response"]["body"].as_str().unwrap();
    let body: Value = serde_json::from_str(body).unwrap();
    let objects = match body.get(plural) {
        Some(list) => list.as_array().unwrap().clone(),
        None => vec![body],
    };
    let many: Vec<&Value> = objects.iter().cycle().take(1000).collect();
    serde_json::to_string(&many).unwrap()
}

/// The shortest of many runs, with the drop.
fn best(mut run: impl FnMut()) -> Duration {
    let once = |_| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..40).map(once).min().unwrap()
}

fn compare<T: Metadata>(path: &str) {
    let text = thousand(path, T::PLURAL);
    let typed = best(|| {
        black_box(serde_json::from_str::<Vec<T>>(&text).unwrap());
    });
    let value = best(|| {
        black_box(serde_json::from_str::<Vec<Value>>(&text).unwrap());
    });
    let objects: Vec<T> = serde_json::from_str(&text).unwrap();
    let values: Vec<Value> = serde_json::from_str(&text).unwrap();
    let wrote = best(|| {
        black_box(serde_json::to_string(&objects).unwrap());
    });
    let wrote_value = best(|| {
        black_box(serde_json::to_string(&values).unwrap());
    });
    println!(
        "{path}: {} bytes; reading {typed:?} against {value:?}: {:.2}; writing {wrote:?} against \
         {wrote_value:?}: {:.2}",
        text.len(),
        typed.as_secs_f64() / value.as_secs_f64(),
        wrote.as_secs_f64() / wrote_value.as_secs_f64(),
    );
}

#[test]
#[ignore = "a measurement, to be run with --release"]
fn speed() {
    compare::<DataElement>("lists_owner/dataElements.json");
    compare::<DataElement>("paging/fields_all.json");
    compare::<OrganisationUnit>("lists_owner/organisationUnits_facilities.json");
    compare::<Program>("lists_owner/programs.json");
    compare::<Visualization>("analytics_objects/visualization.json");
}

//! Moves data values from one server to another whose ids differ, in constant memory.
//!
//! ```sh
//! cargo run --example migrate_data_values [MAPPING.csv]
//! ```
//!
//! The mapping is a CSV file with the columns `source` and `target`; ids that are not in it stay as they
//! are. Values are read from the first server while they are sent to the second, in parts on several
//! threads. A checkpoint lets a run that broke off go on, and refused values are kept in a file, with the
//! reason, to be mended and sent again.
//!
//! It runs between two demo servers. For servers of your own, make the two `Api`s by `Api::from_profile`,
//! or by a URL and credentials each.

#[path = "support/mod.rs"]
mod support;

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;

use dhis2::partition::Progress;
use dhis2::stream::load_csv;
use dhis2::{Api, Date, Result, RetryPolicy};

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let (from, to) = (support::demo(), support::demo());
    let source = connect(&from)?;
    let target = connect(&to)?;
    let folder = tempfile::tempdir()?;
    let mapping = match std::env::args().nth(1) {
        Some(path) => load_mapping(path.as_ref())?,
        None => HashMap::from([("OuFacility2".to_owned(), "XMPuvJVJVld".to_owned())]),
    };

    // Out of the one server …
    let values = source
        .data_values()
        .export()
        .data_set("DsMonthly01")
        .org_unit("OuVelmora01")
        .children(true)
        .start_date(Date::new(2026, 1, 1)?)
        .end_date(Date::new(2026, 12, 31)?)
        .values()?;
    // … with the other's ids …
    let mapped = values.map(|value| {
        value.map(|mut value| {
            let ids = [&mut value.data_element, &mut value.org_unit].into_iter();
            let combos = [
                &mut value.category_option_combo,
                &mut value.attribute_option_combo,
            ];
            for id in ids.chain(combos.into_iter().flatten()) {
                if let Some(other) = mapping.get(id) {
                    other.clone_into(id);
                }
            }
            value
        })
    });
    // … into it.
    let summary = target
        .post("dataValueSets")
        .idempotent(true)
        .partitioned_results("dataValues", mapped)
        .field("dataSet", "DsMonthly01")
        .max_items(200)
        .concurrency(4)
        .checkpoint(folder.path().join("migration.ckpt"))
        .rejected_to(folder.path().join("rejected.jsonl"))
        .on_progress(bar)
        .run()?;
    println!("\n{summary}");
    for conflict in summary.report().conflicts() {
        println!("refused: {conflict}");
    }
    Ok(())
}

fn connect(target: &support::Target) -> Result<Api> {
    target.builder().retry(RetryPolicy::default()).connect()
}

fn load_mapping(path: &Path) -> Result<HashMap<String, String>> {
    #[derive(serde::Deserialize)]
    struct Row {
        source: String,
        target: String,
    }
    let rows = load_csv(path)?.rows_as::<Row>();
    rows.map(|row| row.map(|row| (row.source, row.target)))
        .collect()
}

/// A progress line that writes over itself.
fn bar(progress: &Progress) {
    let seconds = progress.elapsed.as_secs_f64().max(0.001);
    print!(
        "\r{} parts, {} values, {:.1} MB, {:.0} values/s ",
        progress.parts,
        progress.items,
        f64::from(u32::try_from(progress.bytes / 1024).unwrap_or(u32::MAX)) / 1024.0,
        f64::from(u32::try_from(progress.items).unwrap_or(u32::MAX)) / seconds,
    );
    let _ = std::io::stdout().flush();
}

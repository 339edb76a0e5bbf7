//! Imports data values from a CSV file: first tried, then written, with the refused lines named.
//!
//! ```sh
//! cargo run --example import_csv [--write] [FILE]
//! ```
//!
//! The columns are DHIS2's: `dataelement,period,orgunit,categoryoptioncombo,value`, in any order.
//! A server other than the demo server is written to only with `--write`.

#[path = "support/mod.rs"]
mod support;

use dhis2::data_values::{CsvValues, DataValue};

const SAMPLE: &str = "\
dataElement,period,orgUnit,value
DeMalariaC1,202608,OuFacNoGeo1,41
DeMalariaT2,202608,OuFacNoGeo1,120
NoSuchUid11,202608,OuFacNoGeo1,7
DeMalariaC1,202607,OuFacNoGeo1,many
";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let target = support::server();
    let api = target.builder().build()?;
    let (flags, files): (Vec<_>, Vec<_>) = std::env::args().skip(1).partition(|a| a == "--write");
    let write = target.is_demo || !flags.is_empty();

    // Blank cells would delete: the import refuses them. `Import::file` reads a file as it is;
    // here the values are kept, to show the refused ones.
    let text = match files.first() {
        Some(path) => std::fs::read_to_string(path)?,
        None => SAMPLE.to_owned(),
    };
    let values: Vec<DataValue> = CsvValues::new(text.as_bytes()).collect::<Result<_, _>>()?;
    let import = || api.data_values().import().values(values.clone());

    let tried = import().dry_run(true).send()?;
    println!("tried: {tried}");
    for (index, value, reasons) in tried.rejected(&values) {
        // The header is line 1.
        print!(
            "  line {}: {} {}",
            index + 2,
            value.data_element,
            value.period
        );
        for reason in reasons {
            print!(
                "; {}",
                reason.message.as_deref().unwrap_or("no reason given")
            );
        }
        println!();
    }
    if !write {
        println!("nothing written: add --write");
        return Ok(());
    }

    // The good ones, one request for each data set, as DHIS2 2.43 wants it.
    let refused = tried.rejected_indexes();
    let good = (0..)
        .zip(values.clone())
        .filter(|(index, _)| !refused.contains(index));
    let good: Vec<_> = good.map(|(_, value)| value).collect();
    let done = api.data_values().import_grouped(good).send()?;
    println!("written: {}", done.report);
    for skipped in &done.skipped {
        println!(
            "  not sent: {} ({})",
            skipped.value.data_element, skipped.reason
        );
    }
    for chunk in &done.failed {
        println!(
            "  failed: {} values of {}",
            chunk.values.len(),
            chunk.data_set
        );
    }
    Ok(())
}

//! Writes what DHIS2 worked out of the values to a CSV file, and then reads it row by row.
//!
//! ```text
//! cargo run --example analytics_to_csv [-- <file> <uid of a data element> <year>]
//! ```
//!
//! Without arguments the file is in the folder for temporary files, and the data are malaria cases. It
//! runs against a demo server, or against the server in `DHIS2_URL`; it changes nothing there.

mod support;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufWriter;

use dhis2::analytics::{AggregateQuery, GridFormat};
use dhis2::{Api, Period, PeriodType, Uid};

/// A row of the grid, by the names of its headers.
#[derive(serde::Deserialize)]
struct Sum {
    pe: String,
    value: f64,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let target = support::server();
    let api = target.builder().connect()?;

    let mut args = std::env::args().skip(1);
    let path = args.next().map_or_else(
        || std::env::temp_dir().join("analytics.csv"),
        std::path::PathBuf::from,
    );
    let element: Uid = args.next().as_deref().unwrap_or("DeMalariaC1").parse()?;
    let year = args.next().unwrap_or_else(|| "2026".to_owned());
    let top = api
        .organisation_units()
        .list()
        .filter("level:eq:1")
        .first()?;
    let top = top.and_then(|unit| unit.id).ok_or("no unit at the top")?;
    let query = || query(&api, element, top, &year);

    // Straight from the connection into the file. An error that DHIS2 sends as a success is found
    // before it is written.
    let mut file = BufWriter::new(File::create(&path)?);
    let bytes = query()?.copy_to(&mut file, GridFormat::Csv)?;
    println!("{bytes} bytes in {}", path.display());

    // The same rows, one by one and typed: the memory does not grow with them.
    let mut months: BTreeMap<String, f64> = BTreeMap::new();
    for sum in query()?.rows()?.rows_as::<Sum>() {
        let sum = sum?;
        *months.entry(sum.pe).or_default() += sum.value;
    }
    for (month, sum) in &months {
        println!("{month}: {sum}");
    }

    // A whole grid has the names of what stands in it.
    let grid = query()?.grid()?;
    for row in grid.iter().take(3) {
        let cells = ["dx", "pe", "ou", "value"].map(|name| row.name_of(name).unwrap_or_default());
        println!("{}", cells.join(", "));
    }
    println!("{} rows in all", grid.len());
    Ok(())
}

/// A data element by month and district. A query that is longer than a URL may be is asked in parts.
fn query(api: &Api, element: Uid, top: Uid, year: &str) -> Result<AggregateQuery, dhis2::Error> {
    let (first, last) = (
        format!("{year}-01-01").parse()?,
        format!("{year}-12-31").parse()?,
    );
    let query = api.analytics().aggregate().data([element]);
    let query = query.periods(Period::range(PeriodType::Monthly, first, last));
    Ok(query.org_units([top]).org_unit_level(3))
}

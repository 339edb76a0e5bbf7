//! Exports a year of data values and writes the monthly reports to a CSV file, in constant memory.
//!
//! ```sh
//! cargo run --example export_to_csv [FILE]
//! ```
//!
//! Reads only. Without `DHIS2_URL` it asks the demo server.

#[path = "support/mod.rs"]
mod support;

use std::fs::File;
use std::io::BufWriter;

use dhis2::Date;
use dhis2::data_values::write_csv;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let target = support::server();
    let api = target.builder().build()?;

    let folder = tempfile::tempdir()?;
    let path = match std::env::args().nth(1) {
        Some(path) => path.into(),
        None => folder.path().join("data_values.csv"),
    };
    let mut values = api
        .data_values()
        .export()
        .data_set("DsMonthly01")
        .org_unit("OuVelmora01")
        .children(true)
        .start_date(Date::new(2026, 1, 1)?)
        .end_date(Date::new(2026, 12, 31)?)
        .values()?;

    // Any work can be done on the way; here, nothing but the counting of comments. The first
    // error ends the file and is kept.
    let (mut comments, mut failed) = (0, None);
    let good = std::iter::from_fn(|| match values.next()? {
        Ok(value) => {
            comments += u32::from(value.comment.is_some());
            Some(value)
        }
        Err(error) => {
            failed = Some(error);
            None
        }
    });
    let count = write_csv(BufWriter::new(File::create(&path)?), good)?;
    if let Some(error) = failed {
        return Err(error.into());
    }
    println!(
        "{count} values in {}, {comments} with a comment",
        path.display()
    );

    // Had nothing been to do on the way, the server's own CSV would be a line:
    // `export.copy_to(&mut file, Format::Csv)?`.
    Ok(())
}

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

use dhis2::data_values::write_csv;
use dhis2::{Api, Auth, Date};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let target = support::server();
    let auth = match &target.pat {
        Some(token) => Auth::pat(token.as_str()),
        None => Auth::basic(target.username.as_str(), target.password.as_str()),
    };
    let api = Api::builder(&target.url).auth(auth).build()?;

    let path = std::env::args().nth(1);
    let path = path.unwrap_or_else(|| "data_values.csv".to_owned());
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
    println!("{count} values in {path}, {comments} with a comment");

    // Had nothing been to do on the way, the server's own CSV would be a line:
    // `export.copy_to(&mut file, Format::Csv)?`.
    Ok(())
}

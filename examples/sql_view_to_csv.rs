//! Writes the rows of a SQL view to a CSV file, however many there are, and then reads some of them.
//!
//! ```text
//! cargo run --example sql_view_to_csv [-- <uid of a SQL view> <file>]
//! ```
//!
//! Without arguments it takes the first SQL view that the user may see, and a file in the folder for
//! temporary files. It runs against a demo server, or against the server in `DHIS2_URL`; it changes
//! nothing there.

mod support;

use std::fs::File;
use std::io::BufWriter;

use dhis2::Uid;
use dhis2::models::SqlViewType;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let target = support::server();
    let api = target.builder().connect()?;
    let views = api.sql_views();

    let mut args = std::env::args().skip(1);
    let uid: Uid = if let Some(uid) = args.next() {
        uid.parse()?
    } else {
        let all = views.list()?;
        for view in &all {
            println!("SQL view: {}", view.name.as_deref().unwrap_or("?"));
        }
        let first = all.first().and_then(|view| view.id);
        first.ok_or("there is no SQL view on this server")?
    };
    let path = args.next().map_or_else(
        || std::env::temp_dir().join(format!("{uid}.csv")),
        Into::into,
    );

    // Straight from the connection into the file: the memory does not grow with the rows.
    let mut file = BufWriter::new(File::create(&path)?);
    let bytes = views.rows(uid).copy_to(&mut file)?;
    println!("{bytes} bytes in {}", path.display());

    // The same rows, one by one and by name. Line breaks inside cells are kept.
    for row in views.rows(uid).csv()?.take(3) {
        let row = row?;
        let cells: Vec<_> = row
            .iter()
            .map(|(name, cell)| format!("{name}={cell}"))
            .collect();
        println!("{}", cells.join(", "));
    }

    // What does not go with the kind of a view is an error; DHIS2 would ignore it.
    if views.get(uid)?.r#type == Some(SqlViewType::Query) {
        let error = views.rows(uid).criteria("name", "Velmora").csv().err();
        println!("{}", error.ok_or("criteria on a query should be refused")?);
    }
    Ok(())
}

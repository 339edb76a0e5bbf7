//! `dhis2 sql-view`

use clap::{Args, Subcommand};
use dhis2::sql_views::SqlViewRows;
use serde_json::{Map, Value};

use crate::args::pair;
use crate::connect::Session;
use crate::failure::Failure;
use crate::list::{RowFormat, Rows};
use crate::output::Destination;

#[derive(Debug, Args)]
pub(crate) struct SqlView {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the rows of a view as they come.
    Run(Run),
}

#[derive(Debug, Args)]
pub(crate) struct Run {
    /// The view's uid (`dhis2 list sqlViews` shows them).
    uid: String,
    /// The value of a `${variable}` in the view's SQL.
    #[arg(long, value_name = "NAME=VALUE", value_parser = pair)]
    var: Vec<(String, String)>,
    /// Only rows whose column has this value.
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = pair)]
    criteria: Vec<(String, String)>,
    /// Only rows that pass, such as `level:gt:2`.
    #[arg(long, value_name = "FILTER")]
    filter: Vec<String>,
    /// Only these columns.
    #[arg(long, value_name = "FIELDS")]
    fields: Option<String>,
    /// Make or refresh a stored view before it is read.
    #[arg(long)]
    execute: bool,
    /// How the rows are written [default: csv, with --json json].
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<RowFormat>,
    #[command(flatten)]
    destination: Destination,
}

pub(crate) fn run(session: &Session, view: &SqlView) -> Result<(), Failure> {
    let Command::Run(run) = &view.command;
    let default = if session.json() {
        RowFormat::Json
    } else {
        RowFormat::Csv
    };
    let format = run.format.unwrap_or(default);
    let rows = run.rows(session)?;
    run.destination.write(|out| match format {
        // As the server wrote it.
        RowFormat::Csv => Ok(rows.copy_to(out).map(drop)?),
        RowFormat::Table => {
            let mut rows = rows.csv()?;
            let mut written = Rows::new(out, format, Some(rows.headers()?));
            for row in rows {
                let row = row?;
                let cells = row
                    .iter()
                    .map(|(name, value)| (name.to_owned(), value.into()));
                written.write(&Value::Object(cells.collect::<Map<_, _>>()))?;
            }
            written.finish()
        }
        RowFormat::Json | RowFormat::Ndjson => {
            let mut written = Rows::new(out, format, None);
            for row in rows.json_rows()? {
                written.write(&Value::Object(row?.into_map()))?;
            }
            written.finish()
        }
    })
}

impl Run {
    fn rows(&self, session: &Session) -> Result<SqlViewRows, Failure> {
        let mut rows = session.api()?.sql_views().rows(&self.uid);
        for (name, value) in &self.var {
            rows = rows.var(name, value);
        }
        for (column, value) in &self.criteria {
            rows = rows.criteria(column, value);
        }
        for filter in &self.filter {
            rows = rows.filter(filter.as_str());
        }
        if let Some(fields) = &self.fields {
            rows = rows.fields(fields.as_str());
        }
        Ok(if self.execute {
            rows.execute_first()
        } else {
            rows
        })
    }
}

//! `dhis2 list`

use std::io::Write;

use clap::{Args, ValueEnum};
use dhis2::{Request, RootJunction};
use serde_json::Value;

use crate::args::pair;
use crate::columns;
use crate::connect::Session;
use crate::failure::Failure;
use crate::output::{self, Destination};
use crate::table::Table;

#[derive(Debug, Args)]
pub(crate) struct List {
    /// The list endpoint, such as organisationUnits, tracker/events or dataElements/gist.
    resource: String,
    /// The fields of each object, in DHIS2's own notation.
    #[arg(long, default_value = "id,displayName", value_name = "FIELDS")]
    fields: String,
    /// Which objects, such as `level:eq:3` or `name:ilike:malaria`; may be given many times.
    #[arg(long, value_name = "FILTER")]
    filter: Vec<String>,
    /// Take objects that pass any of the filters, instead of all of them.
    #[arg(long)]
    any: bool,
    /// The order, such as `name:asc`.
    #[arg(long, value_name = "ORDER")]
    order: Option<String>,
    /// A further query parameter.
    #[arg(short = 'p', long = "param", value_name = "NAME=VALUE", value_parser = pair)]
    params: Vec<(String, String)>,
    /// All pages, not only one. They are read as the rows are written.
    #[arg(long)]
    all: bool,
    /// At most this many objects; implies --all.
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
    /// The page, counted from 1; with --all the page to begin with.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..))]
    page: u64,
    /// Objects on a page [default: 50, with --all more].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    page_size: Option<u32>,
    /// How the rows are written [default: table, with --json json].
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<RowFormat>,
    #[command(flatten)]
    destination: Destination,
}

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RowFormat {
    /// Columns, for people.
    Table,
    /// One JSON array, a row a line.
    Json,
    /// A JSON object a line, nothing around them.
    Ndjson,
    /// Comma-separated values with a header line.
    Csv,
}

pub(crate) fn run(session: &Session, list: &List) -> Result<(), Failure> {
    let default = if session.json() {
        RowFormat::Json
    } else {
        RowFormat::Table
    };
    let format = list.format.unwrap_or(default);
    let request = list.request(session)?;
    let columns = columns::of_fields(&list.fields);
    let mut more = None;
    list.destination.write(|out| {
        let mut rows = Rows::new(out, format, columns);
        if list.all || list.limit.is_some() {
            let mut items = request.items().start_page(list.page).prefetch(1);
            if let Some(size) = list.page_size {
                items = items.page_size(size);
            }
            if let Some(limit) = list.limit {
                items = items.limit(limit);
            }
            for row in items {
                rows.write(&row?)?;
            }
        } else {
            let size = list.page_size.unwrap_or(50);
            let pages = request
                .pages()
                .start_page(list.page)
                .page_size(size)
                .max_pages(1);
            for page in pages {
                let page = page?;
                let has_next = page.pager().is_some_and(|pager| {
                    pager.has_next || pager.page_count.is_some_and(|last| last > list.page)
                });
                more = has_next.then(|| page.total());
                for row in page.rows() {
                    rows.write(row)?;
                }
            }
        }
        rows.finish()
    })?;
    if let (Some(total), RowFormat::Table) = (more, format) {
        let of = total
            .map(|total| format!(" of {total}"))
            .unwrap_or_default();
        crate::output::note(format_args!(
            "page {}{of}; --all lists everything",
            list.page
        ));
    }
    Ok(())
}

impl List {
    fn request(&self, session: &Session) -> Result<Request, Failure> {
        let api = session.api()?;
        let mut request = api.get(&self.resource).fields(self.fields.as_str());
        for filter in &self.filter {
            request = request.filter(filter.as_str());
        }
        if let Some(order) = &self.order {
            request = request.order(order.as_str());
        }
        if self.any {
            request = request.root_junction(RootJunction::Or);
        }
        Ok(request.params(
            self.params
                .iter()
                .map(|(name, value)| (name, value.as_str())),
        ))
    }
}

/// Rows on their way out.
pub(crate) struct Rows<'a> {
    columns: Option<Vec<String>>,
    sink: Sink<'a>,
}

enum Sink<'a> {
    Waiting(RowFormat, &'a mut dyn Write),
    Table(Table<&'a mut dyn Write>),
    Json(&'a mut dyn Write),
    Ndjson(&'a mut dyn Write),
    Csv(Box<csv::Writer<&'a mut dyn Write>>),
    Nothing,
}

impl<'a> Rows<'a> {
    pub(crate) fn new(
        out: &'a mut dyn Write,
        format: RowFormat,
        columns: Option<Vec<String>>,
    ) -> Self {
        Self {
            columns,
            sink: Sink::Waiting(format, out),
        }
    }

    pub(crate) fn write(&mut self, row: &Value) -> Result<(), Failure> {
        let is_first = matches!(self.sink, Sink::Waiting(..));
        if is_first {
            let columns = self
                .columns
                .get_or_insert_with(|| columns::of_row(row))
                .clone();
            self.begin(&columns)?;
        }
        let cells = |columns: &Option<Vec<String>>| -> Vec<String> {
            let columns = columns.iter().flatten();
            columns.map(|column| columns::cell(row, column)).collect()
        };
        match &mut self.sink {
            Sink::Table(table) => table.row(cells(&self.columns)),
            Sink::Csv(writer) => writer
                .write_record(cells(&self.columns))
                .map_err(Into::into),
            Sink::Ndjson(out) => writeln!(out, "{row}"),
            Sink::Json(out) if is_first => write!(out, "[{row}"),
            Sink::Json(out) => write!(out, ",\n{row}"),
            Sink::Waiting(..) | Sink::Nothing => Ok(()),
        }
        .map_err(output::failed)
    }

    fn begin(&mut self, columns: &[String]) -> Result<(), Failure> {
        self.sink = match std::mem::replace(&mut self.sink, Sink::Nothing) {
            Sink::Waiting(RowFormat::Table, out) => Sink::Table(Table::new(out, columns)),
            Sink::Waiting(RowFormat::Json, out) => Sink::Json(out),
            Sink::Waiting(RowFormat::Ndjson, out) => Sink::Ndjson(out),
            Sink::Waiting(RowFormat::Csv, out) => {
                let mut writer = csv::Writer::from_writer(out);
                let head = writer.write_record(columns);
                head.map_err(|error| output::failed(error.into()))?;
                Sink::Csv(Box::new(writer))
            }
            begun => begun,
        };
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        let is_empty = matches!(self.sink, Sink::Waiting(..));
        if is_empty {
            // Nobody knows the columns of no rows: then there is no head.
            match self.columns.take() {
                Some(columns) => self.begin(&columns)?,
                None if matches!(self.sink, Sink::Waiting(RowFormat::Json, _)) => self.begin(&[])?,
                None => {}
            }
        }
        match self.sink {
            Sink::Table(table) => table.finish(),
            Sink::Json(out) if is_empty => writeln!(out, "[]"),
            Sink::Json(out) => writeln!(out, "]"),
            Sink::Csv(mut writer) => writer.flush(),
            _ => Ok(()),
        }
        .map_err(output::failed)
    }
}

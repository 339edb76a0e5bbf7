//! `dhis2 data-values`

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use dhis2::data_values::{CsvValues, Format, ImportStrategy};
use dhis2::{Api, Date, Partitioned};

use crate::args::pair;
use crate::connect::Session;
use crate::failure::Failure;
use crate::import;
use crate::output::Destination;

#[derive(Debug, Args)]
pub(crate) struct DataValues {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Import data values in parts, out of a file of any length. Sending a value twice does no harm.
    Import(Import),
    /// Export data values as they come, to any length.
    Export(Export),
}

/// How data values are written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ValueFormat {
    /// DHIS2's own JSON, `{"dataValues":[…]}`.
    Json,
    /// Comma-separated values with a header line.
    Csv,
    /// DHIS2's own XML; only for exports.
    Xml,
}

/// A closed list: DHIS2 takes a word that it does not know for the first one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "SCREAMING_SNAKE_CASE")]
enum Strategy {
    CreateAndUpdate,
    Create,
    Update,
    Delete,
}

impl Strategy {
    fn of_library(self) -> ImportStrategy {
        match self {
            Self::CreateAndUpdate => ImportStrategy::CreateAndUpdate,
            Self::Create => ImportStrategy::Create,
            Self::Update => ImportStrategy::Update,
            Self::Delete => ImportStrategy::Delete,
        }
    }
}

#[derive(Debug, Args)]
struct Import {
    /// The file, or `-` for the standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// How the file is written [default: csv for a file name that ends in .csv, else json].
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<ValueFormat>,
    /// The data set of all values. Without it they are sent by data set to a server from 2.43 on, which
    /// takes one in a request; places then count in the order of sending.
    #[arg(long, value_name = "UID")]
    data_set: Option<String>,
    /// What is done with each value.
    #[arg(
        long,
        value_enum,
        value_name = "STRATEGY",
        default_value = "CREATE_AND_UPDATE",
        ignore_case = true
    )]
    strategy: Strategy,
    /// Only let DHIS2 judge the values, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// A further query parameter, such as `idScheme=code`.
    #[arg(short = 'p', long = "param", value_name = "NAME=VALUE", value_parser = pair)]
    params: Vec<(String, String)>,
    #[command(flatten)]
    parts: import::PartArgs,
}

#[derive(Debug, Args)]
struct Export {
    /// The values of this data set; may be given many times.
    #[arg(long, value_name = "UID")]
    data_set: Vec<String>,
    /// The values of this data element group.
    #[arg(long, value_name = "UID")]
    data_element_group: Vec<String>,
    /// The values of this organisation unit.
    #[arg(long, value_name = "UID")]
    org_unit: Vec<String>,
    /// The values of the units below, too.
    #[arg(long)]
    children: bool,
    /// The values of this period, such as 202601.
    #[arg(long, value_name = "PERIOD")]
    period: Vec<String>,
    /// The values of periods from this day on, such as 2026-01-01.
    #[arg(long, value_name = "DATE")]
    start_date: Option<Date>,
    /// The values of periods up to this day.
    #[arg(long, value_name = "DATE")]
    end_date: Option<Date>,
    /// Deleted values, too.
    #[arg(long)]
    include_deleted: bool,
    /// At most this many values.
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
    /// How the values are written [default: csv for an output file that ends in .csv, else json].
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<ValueFormat>,
    #[command(flatten)]
    destination: Destination,
}

pub(crate) fn run(session: &Session, values: &DataValues) -> Result<(), Failure> {
    match &values.command {
        Command::Import(args) => import_values(session, args),
        Command::Export(args) => export(session, args),
    }
}

fn format_of(given: Option<ValueFormat>, path: Option<&Path>) -> ValueFormat {
    let is_csv = |path: &Path| {
        path.extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("csv"))
    };
    let guessed = if path.is_some_and(is_csv) {
        ValueFormat::Csv
    } else {
        ValueFormat::Json
    };
    given.unwrap_or(guessed)
}

fn import_values(session: &Session, args: &Import) -> Result<(), Failure> {
    let format = format_of(args.format, Some(&args.file));
    if format == ValueFormat::Xml {
        return Err(Failure::Usage(
            "XML is for exports; import JSON or CSV".to_owned(),
        ));
    }
    let reader = import::open(&args.file)?;
    let api = session.api()?;
    if args.data_set.is_none() && api.version()? >= "2.43".parse()? {
        return import_by_data_set(session, &api, args, format, reader);
    }
    let mut request = api
        .post("dataValueSets")
        .param("importStrategy", args.strategy.of_library().as_str())
        .params(
            args.params
                .iter()
                .map(|(name, value)| (name, value.as_str())),
        )
        .idempotent(true);
    if args.dry_run {
        request = request.param("dryRun", true);
    }
    if format == ValueFormat::Csv {
        let parts = request.partitioned_results("dataValues", CsvValues::new(reader));
        return args.parts.send(session, of_data_set(parts, args));
    }
    let (head, values) = import::items(reader, "dataValues", true);
    let parts = request.partitioned_results("dataValues", values);
    let parts = head
        .into_iter()
        .filter(|(name, _)| args.data_set.is_none() || name != "dataSet")
        .fold(parts, |parts, (name, value)| parts.field(name, value));
    args.parts.send(session, of_data_set(parts, args))
}

fn import_by_data_set(
    session: &Session,
    api: &Api,
    args: &Import,
    format: ValueFormat,
    reader: Box<dyn Read + Send>,
) -> Result<(), Failure> {
    let format = match format {
        ValueFormat::Csv => Format::Csv,
        _ => Format::Json,
    };
    let import = api
        .data_values()
        .import()
        .reader(format, reader)
        .strategy(args.strategy.of_library())
        .dry_run(args.dry_run)
        .allow_deletions(true);
    let params = args.params.iter();
    let import = params.fold(import, |import, (name, value)| import.param(name, value));
    let parts = import.grouped().chunk_size(args.parts.part_size());
    args.parts.send(session, parts.partitioned()?)
}

fn of_data_set<I>(parts: Partitioned<I>, args: &Import) -> Partitioned<I> {
    match &args.data_set {
        Some(uid) => parts.field("dataSet", uid),
        None => parts,
    }
}

fn export(session: &Session, args: &Export) -> Result<(), Failure> {
    let format = match format_of(args.format, args.destination.path()) {
        ValueFormat::Json => Format::Json,
        ValueFormat::Csv => Format::Csv,
        ValueFormat::Xml => Format::Xml,
    };
    let mut export = session
        .api()?
        .data_values()
        .export()
        .children(args.children);
    for uid in &args.data_set {
        export = export.data_set(uid);
    }
    for uid in &args.data_element_group {
        export = export.data_element_group(uid);
    }
    for uid in &args.org_unit {
        export = export.org_unit(uid);
    }
    export = export.periods(&args.period);
    if let Some(date) = args.start_date {
        export = export.start_date(date);
    }
    if let Some(date) = args.end_date {
        export = export.end_date(date);
    }
    if args.include_deleted {
        export = export.include_deleted(true);
    }
    if let Some(values) = args.limit {
        export = export.limit(values);
    }
    args.destination
        .write(|out| Ok(export.copy_to(out, format).map(drop)?))
}

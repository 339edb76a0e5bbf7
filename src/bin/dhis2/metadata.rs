//! `dhis2 metadata`

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::args::pair;
use crate::connect::Session;
use crate::failure::Failure;
use crate::import;
use crate::output::Destination;

#[derive(Debug, Args)]
pub(crate) struct Metadata {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Import a metadata document: whole in one request, or one of its lists in parts.
    Import(Import),
    /// Export metadata as it comes, as JSON.
    Export(Export),
}

#[derive(Debug, Args)]
struct Import {
    /// The JSON file, or `-` for the standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Send only this list of the document, such as `organisationUnits`, and in parts: the options of
    /// parts are for this. An object must follow those that it refers to.
    #[arg(long, value_name = "NAME")]
    list: Option<String>,
    /// What is done with each object.
    // A closed list: DHIS2 takes a word that it does not know for the first one.
    #[arg(long, value_name = "STRATEGY", default_value = "CREATE_AND_UPDATE",
        value_parser = ["CREATE_AND_UPDATE", "CREATE", "UPDATE", "DELETE"])]
    strategy: String,
    /// Whether one bad object refuses all others of its request (`ALL`) or only itself (`NONE`)
    /// [default: ALL, in parts NONE].
    #[arg(long, value_name = "MODE", value_parser = ["ALL", "NONE"])]
    atomic: Option<String>,
    /// Only let DHIS2 judge the objects, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Every object has a uid, so sending it twice does no harm: repeat after a passing failure.
    #[arg(long)]
    idempotent: bool,
    /// A further query parameter, such as `skipSharing=true`.
    #[arg(short = 'p', long = "param", value_name = "NAME=VALUE", value_parser = pair)]
    params: Vec<(String, String)>,
    #[command(flatten)]
    parts: import::PartArgs,
}

#[derive(Debug, Args)]
struct Export {
    /// Only these kinds, such as dataElements [default: everything].
    #[arg(value_name = "KIND")]
    kinds: Vec<String>,
    /// The fields of each object, in DHIS2's own notation [default: all that it owns].
    #[arg(long, value_name = "FIELDS")]
    fields: Option<String>,
    /// Which objects, such as `name:ilike:malaria`; may be given many times.
    #[arg(long, value_name = "FILTER")]
    filter: Vec<String>,
    /// A further query parameter, such as `skipSharing=true`.
    #[arg(short = 'p', long = "param", value_name = "NAME=VALUE", value_parser = pair)]
    params: Vec<(String, String)>,
    #[command(flatten)]
    destination: Destination,
}

pub(crate) fn run(session: &Session, metadata: &Metadata) -> Result<(), Failure> {
    match &metadata.command {
        Command::Import(args) => import_metadata(session, args),
        Command::Export(args) => export(session, args),
    }
}

fn import_metadata(session: &Session, args: &Import) -> Result<(), Failure> {
    let reader = import::open(&args.file)?;
    let usual = if args.list.is_some() { "NONE" } else { "ALL" };
    let mut request = session
        .api()?
        .post("metadata")
        .param("importStrategy", args.strategy.as_str())
        .param("atomicMode", args.atomic.as_deref().unwrap_or(usual))
        .params(
            args.params
                .iter()
                .map(|(name, value)| (name, value.as_str())),
        )
        .idempotent(args.idempotent);
    if args.dry_run {
        request = request.param("importMode", "VALIDATE");
    }
    if let Some(name) = &args.list {
        let (_, objects) = import::items(reader, name, false);
        return args
            .parts
            .send(session, request.partitioned_results(name, objects));
    }
    let request = if args.file.as_os_str() == "-" {
        request.reader("application/json", reader)
    } else {
        // A file can be sent again.
        request.file("application/json", &args.file)
    };
    import::say(session, &request.send_import()?)
}

fn export(session: &Session, args: &Export) -> Result<(), Failure> {
    let mut request = session
        .api()?
        .get("metadata")
        .accept("application/json")
        .params(args.kinds.iter().map(|kind| (kind, true)))
        .params(
            args.params
                .iter()
                .map(|(name, value)| (name, value.as_str())),
        );
    if let Some(fields) = &args.fields {
        request = request.fields(fields.as_str());
    }
    for filter in &args.filter {
        request = request.filter(filter.as_str());
    }
    args.destination
        .write(|out| Ok(request.copy_to(out).map(drop)?))
}

//! `dhis2 get`, `post`, `put`, `patch`, `delete`: any endpoint.

use std::io::IsTerminal;
use std::path::Path;

use clap::Args;
use dhis2::{Body, ImportReport, Method, Request};
use serde_json::Value;

use crate::args::{pair, regular_file};
use crate::connect::Session;
use crate::failure::Failure;
use crate::output::{self, Destination};

/// What every call names.
#[derive(Debug, Args)]
pub(crate) struct Target {
    /// The path below /api, such as `me` or `dataElements/fbfJHSPpUQD`; it may carry a query.
    path: String,
    /// A query parameter; may be given many times, also with the same name.
    #[arg(short = 'p', long = "param", value_name = "NAME=VALUE", value_parser = pair)]
    params: Vec<(String, String)>,
    /// A request header.
    #[arg(short = 'H', long = "header", value_name = "NAME=VALUE", value_parser = pair)]
    headers: Vec<(String, String)>,
    #[command(flatten)]
    destination: Destination,
}

#[derive(Debug, Args)]
pub(crate) struct Get {
    #[command(flatten)]
    target: Target,
    /// The media type to ask for, such as `application/csv` [default: whatever DHIS2 answers with].
    #[arg(long, value_name = "TYPE")]
    accept: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Write {
    #[command(flatten)]
    target: Target,
    /// The body: the text itself, `@FILE` for a file, `@-` for the standard input. Files are streamed.
    #[arg(long, value_name = "TEXT|@FILE|@-")]
    data: Option<String>,
    /// The body's media type [default: application/json, for patch application/json-patch+json].
    #[arg(long, value_name = "TYPE")]
    content_type: Option<String>,
    /// Sending this twice does no harm: repeat it after a passing failure.
    #[arg(long)]
    idempotent: bool,
}

impl Target {
    fn apply(&self, request: Request) -> Request {
        let request = self.headers.iter().fold(request, |request, (name, value)| {
            request.header(name.clone(), value.clone())
        });
        request.params(
            self.params
                .iter()
                .map(|(name, value)| (name, value.as_str())),
        )
    }

    /// Refuses what would be written over.
    fn check(&self) -> Result<(), Failure> {
        self.destination.check()
    }

    /// Whether the answer is for a person who looks at a terminal.
    fn is_for_people(&self) -> bool {
        self.destination.path().is_none() && std::io::stdout().is_terminal()
    }
}

pub(crate) fn get(session: &Session, get: &Get) -> Result<(), Failure> {
    get.target.check()?;
    let api = session.api()?;
    let request = get.target.apply(api.get(&get.target.path));
    let request = match &get.accept {
        Some(media_type) => request.accept(media_type),
        // Told first what is wanted; anything else is still taken.
        None => request.accept("application/json, */*;q=0.5"),
    };
    let response = request.send()?;
    let is_json = response
        .content_type()
        .is_some_and(|kind| kind.contains("json"));
    if is_json && get.target.is_for_people() {
        let value: Value = response.json()?;
        return output::line(dhis2::pretty(&value).auto_color());
    }
    get.target
        .destination
        .write(|out| Ok(response.copy_to(out).map(drop)?))
}

pub(crate) fn write(session: &Session, method: Method, write: &Write) -> Result<(), Failure> {
    write.target.check()?;
    let body = write.data.as_deref().map(body).transpose()?;
    let api = session.api()?;
    let mut request = write.target.apply(api.request(method, &write.target.path));
    // PUT and DELETE are known to be; saying no to them would change that.
    if write.idempotent {
        request = request.idempotent(true);
    }
    if let Some(body) = body {
        let usual = match method {
            Method::Patch => "application/json-patch+json",
            _ => "application/json",
        };
        let media_type = write.content_type.as_deref().unwrap_or(usual);
        request = request.body(body.content_type(media_type));
    }
    let response = request.send()?;
    let status = response.status();
    let answer = response.bytes()?;
    write.target.destination.write(|out| {
        let parsed = serde_json::from_slice::<Value>(&answer).ok();
        let shown = match parsed.filter(|_| write.target.is_for_people()) {
            Some(value) => writeln!(out, "{}", dhis2::pretty(&value).auto_color()),
            None => out.write_all(&answer),
        };
        shown.map_err(output::failed)
    })?;
    // DHIS2 2.43 answers 200 to an import that it took in part.
    match ImportReport::from_slice(status, &answer) {
        Some(report) => Failure::of_outcome(report.outcome()),
        None => Ok(()),
    }
}

fn body(data: &str) -> Result<Body, Failure> {
    match data.strip_prefix('@') {
        Some("-") => Ok(Body::reader(std::io::stdin())),
        Some(path) => {
            regular_file(Path::new(path))?;
            Ok(Body::file(path))
        }
        None => Ok(Body::bytes(data)),
    }
}

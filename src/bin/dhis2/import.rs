//! What imports have in common: the parts, the checkpoint, the report.

use std::fs::File;
use std::io::{self, BufReader, Read, stdin};
use std::path::{Path, PathBuf};

use clap::Args;
use dhis2::stream::Elements;
use dhis2::{ImportReport, PartitionSummary, Partitioned};
use serde_json::{Map, Value, json};

use crate::connect::Session;
use crate::failure::{Failure, conflict_lines};
use crate::{interrupt, output, progress};

/// How a list is sent in parts.
#[derive(Debug, Args)]
pub(crate) struct PartArgs {
    /// Items in a part at most.
    #[arg(long, value_name = "N", default_value_t = 1000)]
    part_size: usize,
    /// Bytes of JSON in a part at most.
    #[arg(long, value_name = "BYTES", default_value_t = 5 << 20)]
    part_bytes: usize,
    /// Parts under way at the same time.
    #[arg(long, value_name = "N", default_value_t = 1)]
    concurrency: usize,
    /// Note in this file which parts were answered. The same command then goes on where a broken run
    /// ended, and sends nothing twice.
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,
    /// Write the items that DHIS2 refused to this file, a JSON object a line with its reasons.
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Where DHIS2 refuses a part without saying for which item, find the item by halving the part.
    #[arg(long)]
    bisect: bool,
    /// Stop after this many parts in a row that got no answer.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    stop_after: Option<u32>,
    /// Pass over this many items, which an earlier run has sent.
    #[arg(
        long,
        value_name = "N",
        default_value_t = 0,
        conflicts_with = "checkpoint"
    )]
    resume_from: u64,
}

impl PartArgs {
    /// Items in a part at most.
    pub(crate) fn part_size(&self) -> usize {
        self.part_size
    }

    /// Sends the parts, and says what became of them.
    pub(crate) fn send<I>(&self, session: &Session, parts: Partitioned<I>) -> Result<(), Failure> {
        let token = interrupt::token("Stopping after the parts under way.")?;
        let bar = progress::count("items");
        let shown = bar.clone();
        let mut parts = parts
            .max_items(self.part_size)
            .max_bytes(self.part_bytes)
            .concurrency(self.concurrency)
            .bisect(self.bisect)
            .resume_from(self.resume_from)
            .cancel_token(&token)
            .on_progress(move |progress| shown.set_position(progress.items));
        if let Some(path) = &self.checkpoint {
            parts = parts.checkpoint(path);
        }
        if let Some(path) = &self.rejects {
            parts = parts.rejected_to(path);
        }
        if let Some(failures) = self.stop_after {
            parts = parts.stop_after(failures);
        }
        let summary = parts.run()?;
        bar.finish_and_clear();
        say_summary(session, &summary)?;
        if token.is_cancelled() {
            return Err(Failure::Interrupted(self.how_to_go_on(&summary)));
        }
        match summary.into_result() {
            Err(dhis2::Error::Import(report)) => Failure::of_outcome(report.outcome()),
            result => Ok(result.map(drop)?),
        }
    }

    fn how_to_go_on(&self, summary: &PartitionSummary) -> String {
        match &self.checkpoint {
            Some(path) => format!(
                "the same command goes on where this one ended, by {}",
                path.display()
            ),
            None => format!(
                "the same command with --resume-from {} goes on where this one ended",
                summary.resume_from()
            ),
        }
    }
}

fn say_summary(session: &Session, summary: &PartitionSummary) -> Result<(), Failure> {
    let report = summary.report();
    if session.json() {
        let mut value = as_json(report);
        if let Value::Object(members) = &mut value {
            let failures = summary.failures().iter().map(ToString::to_string);
            members.insert("items".to_owned(), summary.items().into());
            members.insert("parts".to_owned(), summary.parts().into());
            members.insert("skippedParts".to_owned(), summary.skipped().into());
            members.insert("failedParts".to_owned(), failures.collect());
        }
        return output::json(&value, false);
    }
    let skipped = match summary.skipped() {
        0 => String::new(),
        parts => format!(", {parts} of them done by an earlier run"),
    };
    output::line(format_args!(
        "{} in {}{skipped}: {}: {}",
        counted(summary.items(), "item"),
        counted(summary.parts(), "part"),
        report.outcome(),
        report.stats()
    ))?;
    // The first failure is the command's own, and is told at its end.
    for failure in summary.failures().iter().skip(1) {
        crate::output::note(format_args!("{failure}"));
    }
    say_conflicts(report);
    Ok(())
}

fn counted(count: u64, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

/// Says what became of an import that went in one request.
pub(crate) fn say(session: &Session, report: &ImportReport) -> Result<(), Failure> {
    if session.json() {
        output::json(&as_json(report), false)?;
    } else {
        output::line(format_args!("{}: {}", report.outcome(), report.stats()))?;
        say_conflicts(report);
    }
    Failure::of_outcome(report.outcome())
}

fn say_conflicts(report: &ImportReport) {
    if !report.conflicts().is_empty() {
        crate::output::note(format_args!(
            "refused:{}",
            conflict_lines(report.conflicts())
        ));
    }
}

fn as_json(report: &ImportReport) -> Value {
    let stats = report.stats();
    json!({
        "outcome": report.outcome().to_string(),
        "created": stats.created,
        "updated": stats.updated,
        "deleted": stats.deleted,
        "ignored": stats.ignored,
        "rejectedIndexes": report.rejected_indexes(),
        "conflicts": report.conflicts().iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

/// The input, to be streamed: a file, or the standard input for `-`.
pub(crate) fn open(path: &Path) -> Result<Box<dyn Read + Send>, Failure> {
    if path == Path::new("-") {
        return Ok(Box::new(BufReader::new(stdin())));
    }
    crate::args::regular_file(path)?;
    let file =
        File::open(path).map_err(|error| Failure::Usage(format!("{}: {error}", path.display())))?;
    Ok(Box::new(BufReader::with_capacity(64 * 1024, file)))
}

/// The fields before a list of a document, and the items of the list, as they are read.
///
/// A document without that list is an error, and, where `head_counts`, one with fields behind it: they
/// belong to items that have been sent by then.
pub(crate) fn items(
    reader: Box<dyn Read + Send>,
    list: &str,
    head_counts: bool,
) -> (
    Map<String, Value>,
    impl Iterator<Item = io::Result<Value>> + use<>,
) {
    let mut items = Elements::<Value, _>::new(reader, list);
    // The head is known once the first item was read.
    let first = items.next().map(|item| item.map_err(io::Error::other));
    let head = items.fields().clone();
    let known = head.len();
    let list = list.to_owned();
    let rest = std::iter::from_fn(move || match items.next() {
        Some(item) => Some(item.map_err(io::Error::other)),
        None if !items.found() => Some(Err(io::Error::other(format!(
            "the document has no list `{list}`"
        )))),
        None if head_counts && items.fields().len() > known => {
            Some(Err(io::Error::other(format!(
                "the document has fields behind the list `{list}`, where they come too late; put dataSet, \
             period and the like before it"
            ))))
        }
        None => None,
    });
    (head, first.into_iter().chain(rest))
}

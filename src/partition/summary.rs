//! What came of a whole run, and how far one has come.

use std::fmt;
use std::time::Duration;

use super::part::{Part, PartError};
use crate::error::{Error, Result};
use crate::import::ImportReport;

/// How far a run has come; given to [`on_progress`](super::Partitioned::on_progress) after each part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Parts answered, failed or skipped.
    pub parts: u64,
    /// Parts that got no report.
    pub failed: u64,
    /// Parts that an earlier run had sent.
    pub skipped: u64,
    /// Items in all these parts.
    pub items: u64,
    /// Bytes of JSON in the parts that were sent.
    pub bytes: u64,
    /// Time since the first part was asked for.
    pub elapsed: Duration,
    /// How many items there are from where the run began, where that is known.
    pub total: Option<u64>,
    /// How much longer it takes at the pace so far, where the total is known.
    pub eta: Option<Duration>,
}

/// The counts behind [`Progress`].
#[derive(Debug, Default)]
pub(super) struct Tally {
    now: Progress,
    sent_items: u64,
}

impl Tally {
    pub(super) fn now(&self) -> Progress {
        self.now
    }

    pub(super) fn count(
        &mut self,
        outcome: &Result<Part, PartError>,
        elapsed: Duration,
        total: Option<u64>,
    ) -> Progress {
        let (range, bytes) = match outcome {
            Ok(part) => (&part.range, part.bytes),
            Err(error) => (&error.range, error.bytes),
        };
        let items = range.end - range.start;
        let now = &mut self.now;
        now.parts += u64::from(items > 0);
        now.items += items;
        if matches!(outcome, Ok(part) if part.skipped) {
            now.skipped += 1;
        } else {
            now.bytes += bytes;
            self.sent_items += items;
        }
        now.failed += u64::from(items > 0 && outcome.is_err());
        now.elapsed = elapsed;
        now.total = total;
        self.now.eta = total.and_then(|total| self.eta(total));
        self.now
    }

    /// Skipped items cost next to nothing, so they say nothing about the pace.
    #[allow(clippy::cast_precision_loss)]
    fn eta(&self, total: u64) -> Option<Duration> {
        let left = total.saturating_sub(self.now.items);
        if left == 0 {
            return Some(Duration::ZERO);
        }
        if self.sent_items == 0 {
            return None;
        }
        let seconds = self.now.elapsed.as_secs_f64() * left as f64 / self.sent_items as f64;
        Duration::try_from_secs_f64(seconds).ok()
    }
}

/// What came of a whole run; made by [`Partitioned::run`](super::Partitioned::run).
///
/// `Display` is one line.
#[derive(Debug, Default)]
#[must_use = "a run whose summary is not looked at may have failed"]
pub struct PartitionSummary {
    pub(super) report: ImportReport,
    pub(super) progress: Progress,
    pub(super) failures: Vec<PartError>,
    pub(super) resume_from: u64,
}

impl PartitionSummary {
    /// The reports of all parts, added up: indexes count over the whole input.
    pub fn report(&self) -> &ImportReport {
        &self.report
    }

    /// The parts that got no report, in the order in which they failed, and what ended the run early.
    pub fn failures(&self) -> &[PartError] {
        &self.failures
    }

    /// How many parts were answered, failed or skipped.
    pub fn parts(&self) -> u64 {
        self.progress.parts
    }

    /// How many parts an earlier run had sent.
    pub fn skipped(&self) -> u64 {
        self.progress.skipped
    }

    /// How many items these parts held.
    pub fn items(&self) -> u64 {
        self.progress.items
    }

    /// How many bytes of JSON were sent, each part counted once.
    pub fn bytes(&self) -> u64 {
        self.progress.bytes
    }

    /// How long it took.
    pub fn elapsed(&self) -> Duration {
        self.progress.elapsed
    }

    /// The first item that was not acknowledged, or the number of items if all were: what to give to
    /// [`resume_from`](super::Partitioned::resume_from). Parts after it may have been sent.
    pub fn resume_from(&self) -> u64 {
        self.resume_from
    }

    /// Whether every part was answered and nothing was refused.
    pub fn is_ok(&self) -> bool {
        self.failures.is_empty() && self.report.is_ok()
    }

    /// The report as a success.
    ///
    /// # Errors
    ///
    /// The first failure, else [`Error::Import`] when any row was refused.
    pub fn into_result(self) -> Result<ImportReport> {
        match self.failures.into_iter().next() {
            Some(failure) => Err(failure.into_error()),
            None => self.report.into_result(),
        }
    }
}

impl fmt::Display for PartitionSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Progress {
            parts,
            failed,
            skipped,
            items,
            ..
        } = self.progress;
        write!(f, "{items} items in {parts} parts")?;
        if skipped > 0 {
            write!(f, " ({skipped} skipped)")?;
        }
        if failed > 0 {
            write!(f, " ({failed} failed)")?;
        }
        write!(f, ": {}", self.report)?;
        match self.failures.first() {
            Some(first) => write!(f, "; {first}"),
            None => Ok(()),
        }
    }
}

/// An error that kept a run from beginning.
pub(super) fn could_not_begin(failures: &[PartError], parts: u64) -> bool {
    parts == 0 && matches!(failures, [only] if only.last && is_of_the_start(&only.error))
}

fn is_of_the_start(error: &Error) -> bool {
    matches!(
        error,
        Error::InvalidInput(_) | Error::Checkpoint(_) | Error::Io(_)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(items: u64, skipped: bool) -> Part {
        Part {
            range: 0..items,
            report: ImportReport::default(),
            rejected: Vec::new(),
            attempts: 1,
            bytes: 10,
            skipped,
        }
    }

    #[test]
    fn the_time_left_is_judged_by_what_was_sent_and_not_by_what_was_skipped() {
        let mut tally = Tally::default();
        let total = Some(1000);
        let first = tally.count(&Ok(part(500, true)), Duration::from_secs(1), total);
        assert_eq!((first.skipped, first.eta, first.bytes), (1, None, 0));
        let second = tally.count(&Ok(part(100, false)), Duration::from_secs(10), total);
        assert_eq!(second.items, 600);
        assert_eq!(second.eta, Some(Duration::from_secs(40)));
        let third = tally.count(&Ok(part(400, false)), Duration::from_secs(20), None);
        assert_eq!((third.eta, third.parts), (None, 3));
    }
}

//! What became of a part.

use std::fmt;
use std::ops::Range;

use serde_json::value::RawValue;

use crate::error::{Error, Sent};
use crate::import::{Conflict, ImportReport};

/// A part of the input that DHIS2 answered.
///
/// The answer can be a refusal, of some rows or of all: look at [`report`](Self::report) and
/// [`rejected`](Self::rejected).
#[derive(Debug)]
pub struct Part {
    pub(super) range: Range<u64>,
    pub(super) report: ImportReport,
    pub(super) rejected: Vec<RejectedItem>,
    pub(super) attempts: u32,
    pub(super) bytes: u64,
    pub(super) skipped: bool,
}

impl Part {
    /// Which items it held, counted from 0 over the whole input.
    pub fn range(&self) -> Range<u64> {
        self.range.clone()
    }

    /// How many items it held.
    pub fn len(&self) -> u64 {
        self.range.end - self.range.start
    }

    /// Never: a part has at least one item.
    pub fn is_empty(&self) -> bool {
        self.range.is_empty()
    }

    /// What DHIS2 says. Indexes count over the whole input. Of a [skipped](Self::skipped) part the
    /// checkpoint keeps the counts and the first hundred conflicts.
    pub fn report(&self) -> &ImportReport {
        &self.report
    }

    /// The report, without a copy.
    pub fn into_report(self) -> ImportReport {
        self.report
    }

    /// The items that were not taken, each with the reasons. None for a [skipped](Self::skipped) part,
    /// whose items were told in the run that sent it.
    pub fn rejected(&self) -> &[RejectedItem] {
        &self.rejected
    }

    /// The HTTP status of the answer: of several (see [`bisect`](super::Partitioned::bisect)) the
    /// highest.
    pub fn status(&self) -> Option<u16> {
        self.report.http_status()
    }

    /// How many requests it took: one, and more with retries and bisecting. 0 if it was
    /// [skipped](Self::skipped).
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The bytes of its JSON body.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Whether it was not sent, because the checkpoint says that an earlier run did.
    pub fn skipped(&self) -> bool {
        self.skipped
    }
}

/// An item that DHIS2 did not take.
#[derive(Debug, Clone)]
pub struct RejectedItem {
    pub(super) index: u64,
    pub(super) item: Box<RawValue>,
    pub(super) reasons: Vec<Conflict>,
}

impl RejectedItem {
    /// Its place, counted from 0 over the whole input.
    pub fn index(&self) -> u64 {
        self.index
    }

    /// The item as it was sent.
    pub fn item(&self) -> &RawValue {
        &self.item
    }

    /// Why. Empty when DHIS2 gave no reason.
    pub fn reasons(&self) -> &[Conflict] {
        &self.reasons
    }
}

/// A part that got no report: the answer was an error, or none came.
///
/// It becomes an [`Error`] with `?`.
#[derive(Debug)]
pub struct PartError {
    pub(super) range: Range<u64>,
    pub(super) error: Error,
    pub(super) sent: Sent,
    pub(super) attempts: u32,
    pub(super) bytes: u64,
    pub(super) last: bool,
}

impl PartError {
    /// The error that ends a run, at the place to resume from.
    pub(super) fn end(at: u64, error: Error) -> Self {
        Self {
            range: at..at,
            error,
            sent: Sent::Not,
            attempts: 0,
            bytes: 0,
            last: true,
        }
    }

    /// Which items it held, counted from 0 over the whole input. Empty for an error that
    /// [ended](Self::ended_the_run) the run and belongs to no part.
    pub fn range(&self) -> Range<u64> {
        self.range.clone()
    }

    /// What went wrong.
    pub fn error(&self) -> &Error {
        &self.error
    }

    /// Whether items of it can have been written all the same. [`Sent::Not`] is a promise: DHIS2 did
    /// not get the part, or refused it. After [`Sent::Maybe`] (a timeout, a broken connection, a 500,
    /// 502, 503 or 504) look before sending it again, unless sending it twice does no harm.
    pub fn sent(&self) -> Sent {
        self.sent
    }

    /// How many requests were made.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The bytes of its JSON body.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Whether nothing was sent after it: the input failed, the checkpoint cannot be written, the run
    /// was cancelled or gave up.
    pub fn ended_the_run(&self) -> bool {
        self.last
    }

    /// The error alone.
    pub fn into_error(self) -> Error {
        self.error
    }
}

impl fmt::Display for PartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.range.end - self.range.start {
            0 => write!(f, "stopped before item {}", self.range.start)?,
            1 => write!(f, "item {}", self.range.start)?,
            _ => write!(f, "items {} to {}", self.range.start, self.range.end - 1)?,
        }
        write!(f, ": {}", self.error)?;
        if self.sent == Sent::Maybe {
            f.write_str("; items may have been written")?;
        }
        Ok(())
    }
}

impl std::error::Error for PartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        // The error's own text is in ours.
        std::error::Error::source(&self.error)
    }
}

impl From<PartError> for Error {
    fn from(error: PartError) -> Self {
        error.error
    }
}

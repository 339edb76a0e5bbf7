use std::fmt;

/// The word by which DHIS2 sums up an answer.
///
/// It alone does not tell whether an import went well: see [`Outcome`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Status {
    /// `OK`, the word of envelopes, metadata and the tracker.
    Ok,
    /// `SUCCESS`, the word of data values.
    Success,
    /// `WARNING`.
    Warning,
    /// `ERROR`.
    Error,
    /// A word that this crate does not know.
    Other(String),
}

impl Status {
    /// The word as it was sent, in upper case where it is known.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Ok => "OK",
            Self::Success => "SUCCESS",
            Self::Warning => "WARNING",
            Self::Error => "ERROR",
            Self::Other(word) => word,
        }
    }

    /// Whether it is `OK` or `SUCCESS`.
    pub fn is_ok(&self) -> bool {
        matches!(self, Self::Ok | Self::Success)
    }

    /// Whether it is `ERROR`.
    pub fn is_error(&self) -> bool {
        matches!(self, Self::Error)
    }

    /// An unknown word is worse than success and better than a warning.
    pub(super) fn severity(&self) -> u8 {
        match self {
            Self::Ok | Self::Success => 0,
            Self::Other(_) => 1,
            Self::Warning => 2,
            Self::Error => 3,
        }
    }
}

impl From<&str> for Status {
    fn from(word: &str) -> Self {
        match word.to_ascii_uppercase().as_str() {
            "OK" => Self::Ok,
            "SUCCESS" => Self::Success,
            "WARNING" => Self::Warning,
            "ERROR" => Self::Error,
            _ => Self::Other(word.to_owned()),
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What became of an import.
///
/// Decided by what was refused and what was written, not by the HTTP status: a row is refused when
/// a conflict, an error report or a rejected index says so, or when DHIS2 sums up with `ERROR`.
/// A dry run is judged like a real run: it reports what would have been done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// Nothing was refused, and at least one row was created, updated or deleted.
    Changed,
    /// Nothing was refused, and nothing was written: every row equals what is stored, there were
    /// no rows, or (metadata, tracker) DHIS2 knew none of the keys. Compare
    /// [`Stats::total`](super::Stats::total) with what was sent.
    Unchanged,
    /// Nothing is decided yet: DHIS2 took the work as a job, and
    /// [`task_ref`](super::ImportReport::task_ref) names it. The report lies under the task.
    Accepted,
    /// Some rows were refused, and some were written.
    Partial,
    /// Rows were refused, and nothing was written.
    Failed,
}

impl Outcome {
    /// Whether nothing was refused.
    pub fn is_ok(self) -> bool {
        !matches!(self, Self::Partial | Self::Failed)
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
            Self::Accepted => "accepted",
            Self::Partial => "partial",
            Self::Failed => "failed",
        })
    }
}

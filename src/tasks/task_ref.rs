use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// A task on the server: its job type and its uid, written `ANALYTICS_TABLE/uid`.
///
/// Every call that starts work in the background returns one. It can be printed, stored and parsed
/// again, to go on waiting in another process.
///
/// ```
/// use dhis2::TaskRef;
///
/// let task: TaskRef = "ANALYTICS_TABLE/KxtCDqBMTRM".parse()?;
/// assert_eq!(task.job_type(), "ANALYTICS_TABLE");
/// assert_eq!(task.to_string(), "ANALYTICS_TABLE/KxtCDqBMTRM");
/// # Ok::<_, dhis2::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TaskRef {
    job_type: String,
    uid: String,
    created: Option<String>,
}

impl TaskRef {
    /// The job type of the tracker importer, whose tickets do not name it.
    pub const TRACKER_IMPORT: &'static str = "TRACKER_IMPORT_JOB";

    /// A task by its job type and uid.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] when either is empty or holds anything but letters, digits and `_`.
    pub fn new(job_type: impl Into<String>, uid: impl Into<String>) -> Result<Self, Error> {
        let (job_type, uid) = (job_type.into(), uid.into());
        let fits =
            |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        if !fits(&job_type) || !fits(&uid) {
            return Err(Error::invalid(
                "task",
                format!("{job_type}/{uid}"),
                "a job type and a uid, as in `ANALYTICS_TABLE/KxtCDqBMTRM`",
            ));
        }
        Ok(Self {
            job_type,
            uid,
            created: None,
        })
    }

    /// Remembers when the server created the job, in its own zone-less local time, so that rows of
    /// an earlier run of the same job are told apart.
    pub(crate) fn with_created(mut self, created: Option<String>) -> Self {
        self.created = created;
        self
    }

    /// The job type, such as `ANALYTICS_TABLE`.
    pub fn job_type(&self) -> &str {
        &self.job_type
    }

    /// The job's uid.
    pub fn uid(&self) -> &str {
        &self.uid
    }

    /// When the server created the job, as its ticket says: local time without a zone.
    pub fn created(&self) -> Option<&str> {
        self.created.as_deref()
    }

    /// Whether this is a tracker import, whose report has an endpoint of its own.
    pub fn is_tracker(&self) -> bool {
        self.job_type == Self::TRACKER_IMPORT
    }
}

impl fmt::Display for TaskRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.job_type, self.uid)
    }
}

impl FromStr for TaskRef {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let (job_type, uid) = text.rsplit_once('/').unwrap_or((text, ""));
        Self::new(job_type, uid)
    }
}

#[cfg(test)]
mod tests {
    use super::TaskRef;

    #[test]
    fn a_task_without_both_halves_is_refused() {
        for text in [
            "",
            "ANALYTICS_TABLE",
            "/x",
            "ANALYTICS_TABLE/",
            "A/../users",
            "A B/x",
        ] {
            assert!(text.parse::<TaskRef>().is_err(), "{text:?}");
        }
    }
}

//! Errors of calls that take several steps: paging, tasks, checkpoints, sign-in, profiles.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::error::Error;
use crate::import::ImportReport;
use crate::tasks::{Notification, TaskRef};

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// A local file or stream cannot be read or written.
#[derive(Debug)]
pub struct IoError {
    action: String,
    path: Option<PathBuf>,
    source: std::io::Error,
}

impl IoError {
    pub(crate) fn new(action: &str, path: Option<&Path>, source: std::io::Error) -> Self {
        Self {
            action: action.to_owned(),
            path: path.map(Path::to_path_buf),
            source,
        }
    }

    /// The file, where it is one.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The kind of the operating system's error.
    pub fn kind(&self) -> std::io::ErrorKind {
        self.source.kind()
    }
}

impl fmt::Display for IoError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {}", self.action)?;
        match &self.path {
            Some(path) => write!(f, " {}", path.display()),
            None => Ok(()),
        }
    }
}

impl std::error::Error for IoError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// A look-up by name, code or key found nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no {what} `{key}`")]
pub struct NotFoundError {
    what: String,
    key: String,
}

impl NotFoundError {
    pub(crate) fn new(what: impl Into<String>, key: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            key: key.into(),
        }
    }

    /// What was looked for: "route with code".
    pub fn what(&self) -> &str {
        &self.what
    }

    /// The name, code or key.
    pub fn key(&self) -> &str {
        &self.key
    }
}

/// Reading a list page by page broke off.
#[derive(Debug)]
pub struct PagingError {
    what: String,
    path: String,
    page: u64,
    rows: u64,
    after: Option<String>,
    source: Option<Error>,
}

impl PagingError {
    pub(crate) fn new(
        what: impl Into<String>,
        path: impl Into<String>,
        page: u64,
        source: Option<Error>,
    ) -> Self {
        Self {
            what: what.into(),
            path: path.into(),
            page,
            rows: 0,
            after: None,
            source,
        }
    }

    /// How many rows of the page were already handed out.
    pub(crate) fn with_rows(mut self, rows: u64) -> Self {
        self.rows = rows;
        self
    }

    /// The id up to which a list was read by id.
    pub(crate) fn after(mut self, id: Option<&str>) -> Self {
        self.after = id.map(str::to_owned);
        self
    }

    /// The id to go on after with `after`, for a list that was read by id.
    pub fn after_id(&self) -> Option<&str> {
        self.after.as_deref()
    }

    /// The 1-based page to go on from with `start_page`.
    pub fn page(&self) -> u64 {
        self.page
    }

    /// How many rows of that page were already handed out one by one: to be skipped when going on from
    /// the page, but not after [`after_id`](Self::after_id).
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// The list's path.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The error of the request that broke it off; `None` when the server's answers make no sense.
    pub fn cause(&self) -> Option<&Error> {
        self.source.as_ref()
    }
}

impl fmt::Display for PagingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: page {}: {}", self.path, self.page, self.what)?;
        match (&self.source, &self.after) {
            (None, _) => Ok(()),
            (Some(_), Some(id)) => write!(f, "; go on with after(\"{id}\")"),
            (Some(_), None) => {
                write!(f, "; go on with start_page({})", self.page)?;
                if self.rows > 0 {
                    write!(f, ", of which {} rows were handed out", self.rows)?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for PagingError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}

/// A task did not end in time. It still runs on the server.
#[derive(Debug)]
pub struct TaskTimeoutError {
    pub(crate) task: TaskRef,
    pub(crate) waited: Duration,
    pub(crate) last: Option<Notification>,
    pub(crate) source: Option<Error>,
}

impl TaskTimeoutError {
    /// The task, to go on waiting for.
    pub fn task(&self) -> &TaskRef {
        &self.task
    }

    /// How long it was waited for.
    pub fn waited(&self) -> Duration {
        self.waited
    }

    /// The last thing the task said.
    pub fn last(&self) -> Option<&Notification> {
        self.last.as_ref()
    }
}

impl fmt::Display for TaskTimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "task {} did not end within {:?}", self.task, self.waited)?;
        match &self.last {
            Some(last) => write!(f, "; its last word: {}", last.message),
            None if self.source.is_some() => f.write_str("; the server could not be asked"),
            None => f.write_str("; it has not said a word, so it may not have started"),
        }
    }
}

/// The source is why the server could not be asked at the end, where it could not.
impl std::error::Error for TaskTimeoutError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}

/// A task ended in failure, or is unknown to the server.
#[derive(Debug)]
pub struct TaskFailedError {
    pub(crate) task: TaskRef,
    pub(crate) message: String,
    pub(crate) last: Option<Notification>,
    pub(crate) report: Option<ImportReport>,
}

impl TaskFailedError {
    /// The task.
    pub fn task(&self) -> &TaskRef {
        &self.task
    }

    /// Why it failed, in DHIS2's words where it gave any.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The last thing the task said.
    pub fn last(&self) -> Option<&Notification> {
        self.last.as_ref()
    }

    /// The report of an import, with every refused row.
    pub fn report(&self) -> Option<&ImportReport> {
        self.report.as_ref()
    }
}

impl fmt::Display for TaskFailedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "task {} failed: {}", self.task, self.message)
    }
}

impl std::error::Error for TaskFailedError {}

/// A checkpoint file cannot be used.
#[derive(Debug)]
pub struct CheckpointError {
    path: PathBuf,
    what: String,
    source: Option<std::io::Error>,
}

impl CheckpointError {
    pub(crate) fn new(
        path: &Path,
        what: impl Into<String>,
        source: Option<std::io::Error>,
    ) -> Self {
        Self {
            path: path.to_path_buf(),
            what: what.into(),
            source,
        }
    }

    /// The checkpoint file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl fmt::Display for CheckpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "checkpoint {}: {}", self.path.display(), self.what)
    }
}

impl std::error::Error for CheckpointError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}

/// A call of several steps broke off after some of them were done.
#[derive(Debug, thiserror::Error)]
#[error("{done}, but the next step failed")]
pub struct IncompleteError {
    done: String,
    uid: Option<String>,
    source: Error,
}

impl IncompleteError {
    pub(crate) fn new(done: impl Into<String>, uid: Option<String>, source: Error) -> Self {
        Self {
            done: done.into(),
            uid,
            source,
        }
    }

    /// What was already done: "the file resource `Abcdefghijk` is uploaded".
    pub fn done(&self) -> &str {
        &self.done
    }

    /// The uid of what was already made, to finish the call with.
    pub fn uid(&self) -> Option<&str> {
        self.uid.as_deref()
    }

    /// Why the next step failed.
    pub fn cause(&self) -> &Error {
        &self.source
    }
}

/// The caller's cancellation token was set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cancelled {when}")]
pub struct CancelledError {
    when: String,
}

impl CancelledError {
    pub(crate) fn new(when: impl Into<String>) -> Self {
        Self { when: when.into() }
    }
}

/// The OAuth2 sign-in failed.
#[derive(Debug, thiserror::Error)]
#[error("{what}{}", .hint.as_deref().map(|hint| format!("; hint: {hint}")).unwrap_or_default())]
pub struct OAuth2Error {
    what: String,
    status: Option<u16>,
    temporary: bool,
    hint: Option<String>,
    source: Option<Cause>,
}

#[cfg(feature = "oauth2")]
impl OAuth2Error {
    /// A failure in a few words, without secrets.
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            status: None,
            temporary: false,
            hint: None,
            source: None,
        }
    }

    pub(crate) fn with_status(mut self, status: u16) -> Self {
        self.temporary = matches!(status, 429 | 502 | 503 | 504);
        self.status = Some(status);
        self
    }

    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) fn with_source(mut self, source: impl Into<Cause>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Says that the same sign-in may work later, or that it will not.
    pub(crate) fn with_temporary(mut self, temporary: bool) -> Self {
        self.temporary = temporary;
        self
    }

    /// The same failure for another caller who waited for the same sign-in; its cause stays with
    /// the first.
    pub(crate) fn again(&self) -> Self {
        Self {
            what: self.what.clone(),
            status: self.status,
            temporary: self.temporary,
            hint: self.hint.clone(),
            source: None,
        }
    }
}

impl OAuth2Error {
    /// The status of the token endpoint's answer, where there was one.
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// Whether the same sign-in may work later.
    pub fn is_temporary(&self) -> bool {
        self.temporary
    }

    /// What to do about it, where we know.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}

/// A profile cannot be found or used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct ProfileError {
    what: String,
}

#[cfg(feature = "profiles")]
impl ProfileError {
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into() }
    }
}

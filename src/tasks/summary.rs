use std::fmt;

use super::{Level, Notification, TaskRef};
use crate::import::ImportReport;

/// How a task ended that did not fail.
///
/// That the task did its work does not mean that every row was taken: for an import, look at the
/// [`report`](Self::report).
#[derive(Debug, Clone)]
pub struct TaskSummary {
    pub(super) task: TaskRef,
    pub(super) last: Option<Notification>,
    pub(super) report: Option<ImportReport>,
}

impl TaskSummary {
    /// The task.
    pub fn task(&self) -> &TaskRef {
        &self.task
    }

    /// The level of the task's last word.
    pub fn level(&self) -> Level {
        self.last
            .as_ref()
            .map(|last| last.level.clone())
            .unwrap_or_default()
    }

    /// The task's last words; empty for jobs that end without any, such as data integrity.
    pub fn message(&self) -> &str {
        self.last.as_ref().map_or("", |last| &last.message)
    }

    /// The task's last notification; `None` only where a cursor was resumed that was at the end.
    pub fn last(&self) -> Option<&Notification> {
        self.last.as_ref()
    }

    /// The report of an import; other tasks have none.
    pub fn report(&self) -> Option<&ImportReport> {
        self.report.as_ref()
    }

    /// The report of an import, by value.
    pub fn into_report(self) -> Option<ImportReport> {
        self.report
    }
}

impl fmt::Display for TaskSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.task, self.level(), self.message())
    }
}

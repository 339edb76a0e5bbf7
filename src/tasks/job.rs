use serde::Deserialize;

use super::cursor::millis;

/// What is asked of a job configuration.
pub(super) const FIELDS: &str = "id,name,jobType,jobStatus,schedulingType,created,lastExecuted,\
    lastExecutedStatus,lastFinished,errorCodes";

/// What DHIS2's scheduler knows of a job: a part of `/api/jobConfigurations`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct Job {
    /// The job's uid, which is the task's.
    pub id: Option<String>,
    /// Its name, such as `ANALYTICS_TABLE (1795247288429)`.
    pub name: Option<String>,
    /// Its type, such as `ANALYTICS_TABLE`.
    pub job_type: Option<String>,
    /// What it does now: `NOT_STARTED`, `SCHEDULED`, `RUNNING`, or `DISABLED` when a job that runs
    /// once has run.
    pub job_status: Option<String>,
    /// When it runs: `ONCE_ASAP`, `CRON`, `FIXED_DELAY`.
    pub scheduling_type: Option<String>,
    /// When it was made: the server's local time, without a zone, like all times here.
    pub created: Option<String>,
    /// When its last run began.
    pub last_executed: Option<String>,
    /// How its last run ended: `COMPLETED`, `FAILED`, `STOPPED`. An import whose rows were all
    /// refused is `COMPLETED` too.
    pub last_executed_status: Option<String>,
    /// When its last run ended.
    pub last_finished: Option<String>,
    /// The error codes of its last run, separated by blanks.
    pub error_codes: Option<String>,
}

impl Job {
    /// The task of this job, to watch; `None` for a job without type or uid.
    pub fn task_ref(&self) -> Option<super::TaskRef> {
        super::TaskRef::new(self.job_type.clone()?, self.id.clone()?).ok()
    }

    /// Whether it runs now.
    pub fn is_running(&self) -> bool {
        self.job_status.as_deref() == Some("RUNNING")
    }

    /// Whether its last run failed or was stopped.
    pub fn has_failed(&self) -> bool {
        matches!(
            self.last_executed_status.as_deref(),
            Some("FAILED" | "STOPPED")
        )
    }

    /// Whether it ran, since a time in milliseconds, and does not run any more. The status alone does
    /// not tell: that of a finished job is `DISABLED` or `SCHEDULED`.
    pub(super) fn has_run(&self, since: Option<i64>) -> bool {
        let began = self.last_executed.as_deref();
        let is_ours = match (began.and_then(millis), since) {
            (Some(began), Some(since)) => began >= since,
            _ => began.is_some(),
        };
        is_ours && !self.is_running()
    }

    /// Whether it is run once, as all that this crate starts are.
    pub(super) fn runs_once(&self) -> bool {
        self.scheduling_type.as_deref() == Some("ONCE_ASAP")
    }

    /// How the last run ended, in words.
    pub(super) fn end(&self) -> String {
        let status = self.last_executed_status.as_deref().unwrap_or("unknown");
        let codes = self.error_codes.as_deref().unwrap_or_default().trim();
        if codes.is_empty() {
            format!("the job ended with the status {status}")
        } else {
            format!("the job ended with the status {status} ({codes})")
        }
    }
}

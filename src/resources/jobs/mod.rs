//! Jobs: running, stopping and looking into what the server does in the background.
//!
//! A job is a [`JobConfiguration`], so it is made, listed and changed like all metadata, by
//! [`Api::job_configurations`](crate::Api::job_configurations). What jobs can do besides is here. When the
//! scheduler runs which, and in which queue, is at [`Api::scheduler`](crate::Api::scheduler); what a
//! running one says, at [`Api::tasks`](crate::Api::tasks).
//!
//! ```no_run
//! # fn f(api: dhis2::Api) -> dhis2::Result<()> {
//! let jobs = api.job_configurations();
//! let task = jobs.execute("YXtgixT08v6")?;
//! println!("{}", api.tasks().watch(&task).wait()?.message());
//! # Ok(())
//! # }
//! ```

mod errors;
mod types;

use std::time::Duration;

use serde::Deserialize;

pub use errors::JobErrors;
pub use types::{
    JobEntry, JobError, JobItem, JobParameter, JobProcess, JobProgress, JobRunErrors, JobStage,
    JobTypeInfo, ProgressStatus,
};

use crate::error::{DecodeError, Error, Result};
use crate::models::{JobConfiguration, JobType};
use crate::request::Request;
use crate::resources::{Resource, answer};
use crate::tasks::TaskRef;
use crate::uid::AsUid;

impl Resource<JobConfiguration> {
    /// The types of jobs that users can configure, with their parameters:
    /// `GET /api/jobConfigurations/jobTypes`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn job_types(&self) -> Result<Vec<JobTypeInfo>> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Types {
            job_types: Vec<JobTypeInfo>,
        }
        let types: Types = self.api().get("jobConfigurations/jobTypes").fetch()?;
        Ok(types.job_types)
    }

    /// Has a job run now, and returns the task to watch: `POST /api/jobConfigurations/{uid}/execute`.
    ///
    /// The answer says neither what it is nor when it began, so both are asked for before:
    /// `GET /api/jobConfigurations/{uid}?fields=jobType` and `GET /api/system/info?fields=serverDate`.
    /// The task leaves out what earlier runs said; only one that ended within the last 5 s may be taken
    /// for this one, unless [`Watch::since`](crate::tasks::Watch::since) says better.
    ///
    /// It is not repeated by a retry once it was sent, as that might start a second run.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let task = api.job_configurations().execute("YXtgixT08v6")?;
    /// for note in api.tasks().watch(&task) {
    ///     println!("{}", note?.message);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// When there is no such job ([`Error::is_not_found`]). A 409 for one that runs already, for a disabled
    /// one, and for one that is to run once and did. Else as [`Request::send`].
    pub fn execute(&self, uid: impl AsUid) -> Result<TaskRef> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Job {
            job_type: JobType,
        }
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Info {
            server_date: Option<String>,
        }
        let uid = uid.as_uid()?;
        let job: Job = self.object(&uid)?.fields("jobType").fetch()?;
        let task = TaskRef::new(job.job_type.as_str(), uid.as_str())?;
        let info = self.api().get("system/info").param("fields", "serverDate");
        let Info { server_date } = info.fetch()?;
        answer::done(self.command(&uid, "execute")?)?;
        Ok(task.with_created(server_date))
    }

    /// Asks a running job to stop: `POST /api/jobConfigurations/{uid}/cancel`. It does so at the end of
    /// the step that it is at, which may be minutes away or never; what it did stays done.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn cancel(&self, uid: impl AsUid) -> Result<()> {
        answer::done(self.command(&uid, "cancel")?.idempotent(true))
    }

    /// Sets back a job that counts as running and is not, because the server went down:
    /// `POST /api/jobConfigurations/{uid}/revert`. Needs the authority `F_PERFORM_MAINTENANCE`.
    ///
    /// # Errors
    ///
    /// A 409 for one that does not count as running; else as [`Request::send`].
    pub fn revert(&self, uid: impl AsUid) -> Result<()> {
        answer::done(self.command(&uid, "revert")?)
    }

    /// Has the scheduler run a job: `POST /api/jobConfigurations/{uid}/enable`. An update of the
    /// configuration leaves this as it is.
    ///
    /// # Errors
    ///
    /// A 409 for a job of the system's own, and for one without a schedule; else as [`Request::send`].
    pub fn enable(&self, uid: impl AsUid) -> Result<()> {
        answer::done(self.command(&uid, "enable")?.idempotent(true))
    }

    /// Has the scheduler leave a job out: `POST /api/jobConfigurations/{uid}/disable`.
    ///
    /// # Errors
    ///
    /// A 409 for a job of the system's own; else as [`Request::send`].
    pub fn disable(&self, uid: impl AsUid) -> Result<()> {
        answer::done(self.command(&uid, "disable")?.idempotent(true))
    }

    /// How far a job's run has got, or how its last one went; `None` where nothing is known:
    /// `GET /api/jobConfigurations/{uid}/progress`. DHIS2 2.42 and 2.43 answer a 500 for a job that never
    /// ran: then the job is asked for its last run, by
    /// `GET /api/jobConfigurations/{uid}?fields=lastExecuted`.
    ///
    /// # Errors
    ///
    /// When there is no such job ([`Error::is_not_found`]), and as [`Request::fetch`].
    pub fn progress(&self, uid: impl AsUid) -> Result<Option<JobProgress>> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Job {
            last_executed: Option<String>,
        }
        let error = match progress(self.sub_resource(&uid, "progress")?) {
            Err(error) if error.status() == Some(500) => error,
            answer => return answer,
        };
        let job = self.object(&uid)?.fields("lastExecuted").fetch::<Job>();
        match job {
            Ok(job) if job.last_executed.is_none() => Ok(None),
            _ => Err(error),
        }
    }

    /// The errors that a job's run has noted: `GET /api/jobConfigurations/{uid}/progress/errors`.
    /// DHIS2 2.42 and 2.43 answer a 500 where there are none: then [`errors_of`](Self::errors_of) is asked.
    ///
    /// # Errors
    ///
    /// When there is no such job ([`Error::is_not_found`]), and as [`Request::fetch`].
    pub fn progress_errors(&self, uid: impl AsUid) -> Result<Vec<JobError>> {
        let answer = self.sub_resource(&uid, "progress/errors")?.fetch();
        if answer
            .as_ref()
            .is_err_and(|error: &Error| error.status() == Some(500))
        {
            if let Ok(None) = self.errors_of(uid) {
                return Ok(Vec::new());
            }
        }
        answer
    }

    /// The errors of a job's last run, `None` where it had none:
    /// `GET /api/jobConfigurations/{uid}/errors`. Imports note theirs; most other types do not. Needs the
    /// authority `F_JOB_LOG_READ`.
    ///
    /// # Errors
    ///
    /// When there is no such job ([`Error::is_not_found`]), and as [`Request::fetch`].
    pub fn errors_of(&self, uid: impl AsUid) -> Result<Option<JobRunErrors>> {
        maybe(
            self.sub_resource(&uid, "errors")?,
            "the errors of a job's run",
        )
    }

    /// Searches the errors of all jobs' runs: `GET /api/jobConfigurations/errors`. Needs the authority
    /// `F_JOB_LOG_READ`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::models::JobType;
    ///
    /// let search = api.job_configurations().errors();
    /// for run in search.job_type(&JobType::TrackerImportJob).code("E1002").fetch()? {
    ///     println!("{}: {} errors", run.id, run.errors.len());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn errors(&self) -> JobErrors {
        JobErrors::new(self.api().get("jobConfigurations/errors"))
    }

    /// The jobs that are to run within a time from now, in whole seconds:
    /// `GET /api/jobConfigurations/due?seconds=`. Those that wait behind another job of their type are
    /// left out unless asked for (`includeWaiting=true`).
    ///
    /// DHIS2 2.42 and 2.43 send an empty object for each: they only tell how many there are. Which they
    /// are, and when, is in the list of jobs, as `nextExecutionTime`:
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let jobs = api.job_configurations().list();
    /// let jobs = jobs.fields("id,name,jobType,enabled,nextExecutionTime");
    /// for job in jobs.items() {
    ///     let job = job?;
    ///     println!("{:?} {:?}", job.name, job.next_execution_time);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn due(&self, within: Duration, include_waiting: bool) -> Result<Vec<JobEntry>> {
        self.api()
            .get("jobConfigurations/due")
            .param("seconds", within.as_secs())
            .param("includeWaiting", include_waiting.then_some(true))
            .fetch()
    }

    /// The jobs that count as running and have given no sign for a time, in whole seconds:
    /// `GET /api/jobConfigurations/stale?seconds=`. With zero, the time is the server's own
    /// (`jobsRescheduleAfterMinutes`). DHIS2 2.42 and 2.43 only tell how many, as for [`due`](Self::due).
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn stale(&self, silent_for: Duration) -> Result<Vec<JobEntry>> {
        self.api()
            .get("jobConfigurations/stale")
            .param("seconds", silent_for.as_secs())
            .fetch()
    }

    /// Deletes the configurations of jobs that ran once and ended more than so long ago, in whole
    /// minutes: `POST /api/jobConfigurations/clean?minutes=`. Needs the authority
    /// `F_PERFORM_MAINTENANCE`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn clean(&self, older_than: Duration) -> Result<()> {
        let request = self.api().post("jobConfigurations/clean");
        let request = request.param("minutes", older_than.as_secs() / 60);
        answer::done(request.idempotent(true))
    }

    fn command(&self, uid: &impl AsUid, verb: &str) -> Result<Request> {
        let path = format!("{}/{verb}", Self::path(uid)?);
        Ok(self.api().post(path))
    }

    fn sub_resource(&self, uid: &impl AsUid, name: &str) -> Result<Request> {
        let path = format!("{}/{name}", Self::path(uid)?);
        Ok(self.api().get(path))
    }
}

/// The progress of a run. DHIS2 answers with nothing where it knows of none.
pub(super) fn progress(request: Request) -> Result<Option<JobProgress>> {
    maybe(request, "the progress of a job")
}

/// An object that may be absent, empty or null.
fn maybe<T: serde::de::DeserializeOwned>(request: Request, what: &str) -> Result<Option<T>> {
    let body = request.accept("application/json").fetch_bytes()?;
    let text = body.trim_ascii();
    if matches!(text, b"" | b"null" | b"{}") {
        return Ok(None);
    }
    serde_json::from_slice(text).map(Some).map_err(|error| {
        let error = DecodeError::new(format!("the answer is not {what}")).source_error(error);
        Error::from(error.body(&body))
    })
}

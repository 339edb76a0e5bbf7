//! The scheduler: when jobs run, in which queues, and how far those are that run now.
//!
//! A queue runs several jobs one after the other, by one cron expression. Jobs themselves are
//! [`job_configurations`](crate::Api::job_configurations): see [`jobs`].

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};

use crate::api::Api;
use crate::date::DateTime;
use crate::error::{Error, Result};
use crate::http::url::segment;
use crate::models::{JobStatus, JobType};
use crate::resources::answer;
use crate::resources::jobs::{self, JobProgress, ProgressStatus};
use crate::uid::{AsUid, Uid, as_uids};

/// The accessor of the scheduler; see [`Api::scheduler`].
#[derive(Debug, Clone)]
pub struct Scheduler {
    api: Api,
}

/// What the scheduler runs: a job, or a queue of them.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SchedulerEntry {
    /// The name of the job or the queue.
    pub name: String,
    /// The job's type; `Sequence` for a queue.
    #[serde(rename = "type")]
    pub entry_type: String,
    /// When it runs, as a cron expression.
    pub cron_expression: Option<String>,
    /// The pause between two runs, in seconds.
    pub delay: Option<u64>,
    /// When it runs next.
    pub next_execution_time: Option<DateTime>,
    /// Until when that run is made up for, should it be missed.
    pub max_delayed_execution_time: Option<DateTime>,
    /// How long until the next run, in seconds.
    pub seconds_to_next_execution_time: Option<i64>,
    /// How long until the end of the time in which it is made up for, in seconds.
    pub seconds_to_max_delayed_execution_time: Option<i64>,
    /// What it does now.
    pub status: Option<JobStatus>,
    /// Whether it is run at all.
    #[serde(default)]
    pub enabled: bool,
    /// Whether users may change it.
    #[serde(default)]
    pub configurable: bool,
    /// The jobs, in the order they run; one, unless this is a queue.
    #[serde(default)]
    pub sequence: Vec<ScheduledJob>,
}

impl SchedulerEntry {
    /// Whether it is a queue.
    pub fn is_queue(&self) -> bool {
        self.entry_type == "Sequence"
    }
}

/// A job of the scheduler.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ScheduledJob {
    /// The uid of its configuration.
    pub id: Uid,
    /// Its name.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub job_type: JobType,
    /// When it runs, as a cron expression.
    pub cron_expression: Option<String>,
    /// The pause between two runs, in seconds.
    pub delay: Option<u64>,
    /// When it runs next.
    pub next_execution_time: Option<DateTime>,
    /// What it does now.
    pub status: Option<JobStatus>,
}

/// A queue of jobs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct JobQueue {
    /// Its name.
    pub name: String,
    /// When it runs, as a cron expression of six fields.
    pub cron_expression: Option<String>,
    /// The uids of its jobs, in the order they run.
    pub sequence: Vec<Uid>,
}

/// A process of a job in short: its stages are lines of text. See [`Scheduler::running`].
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ProcessLine {
    /// The uid of the job's configuration.
    pub job_id: Option<Uid>,
    /// How it stands.
    pub status: ProgressStatus,
    /// What it is.
    pub description: Option<String>,
    /// When it began.
    pub started_time: Option<DateTime>,
    /// When it ended.
    pub completed_time: Option<DateTime>,
    /// When it was cancelled.
    pub cancelled_time: Option<DateTime>,
    /// What came out.
    pub summary: Option<String>,
    /// Why it failed.
    pub error: Option<String>,
    /// Its stages, with `[3/12]` for one of several items. Those that DHIS2 has no words for are left out.
    #[serde(default, deserialize_with = "said")]
    pub stages: Vec<String>,
}

/// The lines of a list in which some may be null.
fn said<'de, D: Deserializer<'de>>(lines: D) -> std::result::Result<Vec<String>, D::Error> {
    let lines = Vec::<Option<String>>::deserialize(lines)?;
    Ok(lines.into_iter().flatten().collect())
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct QueueBody<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    cron_expression: &'a str,
    sequence: Vec<Uid>,
}

impl Api {
    /// The scheduler: what runs when, queues, and what runs now. See [`scheduler`](self).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// for entry in api.scheduler().entries()? {
    ///     println!("{}: {:?}", entry.name, entry.next_execution_time);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn scheduler(&self) -> Scheduler {
        Scheduler { api: self.clone() }
    }
}

impl Scheduler {
    /// The jobs and queues that the scheduler runs, the next one first: `GET /api/scheduler`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn entries(&self) -> Result<Vec<SchedulerEntry>> {
        self.api.get("scheduler").fetch()
    }

    /// The jobs that a queue may be made of, by name: `GET /api/scheduler/queueable`. With a queue's
    /// name, without its own (`?name=`).
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn queueable(&self, queue: Option<&str>) -> Result<Vec<SchedulerEntry>> {
        let request = self.api.get("scheduler/queueable");
        request.param("name", queue).fetch()
    }

    /// The names of the queues: `GET /api/scheduler/queues`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn queues(&self) -> Result<Vec<String>> {
        self.api.get("scheduler/queues").fetch()
    }

    /// A queue: `GET /api/scheduler/queues/{name}`.
    ///
    /// # Errors
    ///
    /// When there is none ([`Error::is_not_found`], code E7020), and as
    /// [`Request::fetch`](crate::Request::fetch).
    pub fn queue(&self, name: &str) -> Result<JobQueue> {
        self.api.get(queue_path(name)?).fetch()
    }

    /// Makes a queue of two or more jobs, in the order they run: `POST /api/scheduler/queues/{name}`.
    /// The cron expression has six fields, seconds first. The jobs but the first **lose their own cron
    /// expressions**.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// api.scheduler()
    ///     .create_queue("nightly", "0 0 1 ? * *", ["FgAxa6eRSzQ", "BeclVERfWbg"])?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for fewer than two jobs. A 409 for a name that is taken (E7021), for a job
    /// that is in another queue, and for a bad cron expression; a 404 for an unknown job. Else as
    /// [`Request::send`](crate::Request::send).
    pub fn create_queue<U: AsUid>(
        &self,
        name: &str,
        cron_expression: &str,
        jobs: impl IntoIterator<Item = U>,
    ) -> Result<()> {
        let request = self.api.post(queue_path(name)?);
        let body = queue_body(None, cron_expression, jobs)?;
        answer::done(request.json(&body))
    }

    /// Replaces a queue's cron expression and jobs: `PUT /api/scheduler/queues/{name}`. Jobs that are no
    /// longer in it are disabled.
    ///
    /// # Errors
    ///
    /// When there is no such queue ([`Error::is_not_found`], code E7020), and as
    /// [`create_queue`](Self::create_queue).
    pub fn update_queue<U: AsUid>(
        &self,
        name: &str,
        cron_expression: &str,
        jobs: impl IntoIterator<Item = U>,
    ) -> Result<()> {
        let request = self.api.put(queue_path(name)?);
        let body = queue_body(Some(name), cron_expression, jobs)?;
        answer::done(request.json(&body))
    }

    /// Gives a queue another name: `GET`, then `PUT /api/scheduler/queues/{name}` with the new name beside
    /// what was there.
    ///
    /// # Errors
    ///
    /// As [`update_queue`](Self::update_queue).
    pub fn rename_queue(&self, name: &str, new_name: &str) -> Result<()> {
        segment("new_name", new_name)?;
        let queue = self.queue(name)?;
        let cron = queue.cron_expression.unwrap_or_default();
        let body = queue_body(Some(new_name), &cron, queue.sequence)?;
        answer::done(self.api.put(queue_path(name)?).json(&body))
    }

    /// Deletes a queue: `DELETE /api/scheduler/queues/{name}`. Its jobs stay, **disabled** and most of
    /// them without a cron expression.
    ///
    /// # Errors
    ///
    /// When there is none ([`Error::is_not_found`], code E7020), and as
    /// [`Request::send`](crate::Request::send).
    pub fn delete_queue(&self, name: &str) -> Result<()> {
        answer::done(self.api.delete(queue_path(name)?))
    }

    /// The types of jobs that run now: `GET /api/scheduling/running/types`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn running_types(&self) -> Result<Vec<JobType>> {
        self.api.get("scheduling/running/types").fetch()
    }

    /// The jobs that run now, by type, with the steps they have come to: `GET /api/scheduling/running`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn running(&self) -> Result<BTreeMap<String, Vec<ProcessLine>>> {
        self.api.get("scheduling/running").fetch()
    }

    /// The last finished run of each type of job: `GET /api/scheduling/completed`.
    ///
    /// # Errors
    ///
    /// DHIS2 2.42 and 2.43 answer a 500 while one of those jobs was deleted:
    /// [`completed_progress`](Self::completed_progress) asks for one type. Else as [`Request::fetch`](crate::Request::fetch).
    pub fn completed(&self) -> Result<BTreeMap<String, Vec<ProcessLine>>> {
        self.api.get("scheduling/completed").fetch()
    }

    /// The running job of a type in detail, `None` where none runs:
    /// `GET /api/scheduling/running/{type}`.
    ///
    /// # Errors
    ///
    /// A 400 for an unknown type; else as [`Request::fetch`](crate::Request::fetch).
    pub fn running_progress(&self, job_type: &JobType) -> Result<Option<JobProgress>> {
        jobs::progress(self.api.get(type_path("running", job_type)?))
    }

    /// The last finished run of a type in detail, `None` where there is none:
    /// `GET /api/scheduling/completed/{type}`.
    ///
    /// # Errors
    ///
    /// As [`running_progress`](Self::running_progress).
    pub fn completed_progress(&self, job_type: &JobType) -> Result<Option<JobProgress>> {
        jobs::progress(self.api.get(type_path("completed", job_type)?))
    }

    /// Asks the running job of a type to stop: `POST /api/scheduling/cancel/{type}`. See
    /// [`cancel`](crate::Resource::cancel) for one job.
    ///
    /// # Errors
    ///
    /// A 400 for an unknown type; else as [`Request::send`](crate::Request::send).
    pub fn cancel(&self, job_type: &JobType) -> Result<()> {
        let path = type_path("cancel", job_type)?;
        answer::done(self.api.post(path).idempotent(true))
    }
}

fn queue_path(name: &str) -> Result<String> {
    Ok(format!("scheduler/queues/{}", segment("name", name)?))
}

fn type_path(verb: &str, job_type: &JobType) -> Result<String> {
    let job_type = segment("job_type", job_type.as_str())?;
    Ok(format!("scheduling/{verb}/{job_type}"))
}

fn queue_body<'a, U: AsUid>(
    name: Option<&'a str>,
    cron_expression: &'a str,
    jobs: impl IntoIterator<Item = U>,
) -> Result<QueueBody<'a>> {
    let sequence = as_uids(jobs)?;
    if sequence.len() < 2 {
        let given = sequence.first().map(Uid::to_string).unwrap_or_default();
        return Err(Error::invalid("jobs", given, "at least two jobs"));
    }
    Ok(QueueBody {
        name,
        cron_expression,
        sequence,
    })
}

//! Long-running work on the server: who runs, how far it is, how it ended.
//!
//! DHIS2 answers a call that takes long with a ticket: analytics tables, data integrity, imports
//! with `async=true`. The ticket's [`TaskRef`] is what everything here takes; it can be printed,
//! stored and parsed again.
//!
//! ```no_run
//! # fn f(api: dhis2::Api) -> dhis2::Result<()> {
//! use std::time::Duration;
//!
//! let ticket: dhis2::WebMessage = api.post("resourceTables/analytics").fetch()?;
//! let task = ticket.task_ref().expect("a ticket names its task");
//!
//! // Each notification once, oldest first; the loop ends with the task.
//! let mut watch = api.tasks().watch(&task).timeout(Duration::from_secs(30 * 60));
//! for note in &mut watch {
//!     println!("{}", note?);
//! }
//! // How did it end? A failed task is an error here.
//! println!("{}", watch.wait()?.message());
//! # Ok(())
//! # }
//! ```
//!
//! # What the server does, and what is made of it
//!
//! - A task may say nothing for 20 seconds and longer before it starts. An unknown task says nothing
//!   either, for ever: after [`grace`](Watch::grace) the job's configuration is asked, and a task
//!   that has none is [`Error::TaskFailed`](crate::Error::TaskFailed).
//! - A job that died is told of once, by setting `completed` in a row that was there before; after
//!   that, and a second after a failure on 2.44, there are no rows at all. The job's configuration
//!   then tells how it ended, in a last notification without uid.
//! - The rows of earlier runs of the same job stay, with their ends. They are left out: by the time
//!   in the ticket, by [`since`](Watch::since), or as far as the order of the rows tells.
//! - Progress of the level `LOOP` is replaced by its successor: gaps are normal.
//! - The level does not tell whether an import went well: [`wait`](Watch::wait) reads its report.

mod cursor;
mod job;
mod notification;
mod summary;
mod task_ref;
mod watch;

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Deserialize;
use serde::de::IgnoredAny;

pub use cursor::TaskCursor;
pub use job::Job;
pub use notification::{Level, Notification};
pub use summary::TaskSummary;
pub use task_ref::TaskRef;
pub use watch::Watch;

use crate::api::Api;
use crate::error::{DecodeError, Result};
use crate::http::url::segment;
use crate::import::ImportReport;
use crate::query::Filter;
use crate::request::Request;
use crate::uid::Uid;

/// The accessor of tasks; see [`Api::tasks`].
#[derive(Debug, Clone)]
pub struct Tasks {
    api: Api,
}

impl Api {
    /// Long-running work on the server: watch it, wait for it, read its report.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// for job in api.tasks().running("ANALYTICS_TABLE")? {
    ///     println!("{job:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn tasks(&self) -> Tasks {
        Tasks { api: self.clone() }
    }
}

impl Tasks {
    /// Watches a task: an iterator over its notifications that ends with it.
    /// `GET /api/system/tasks/{type}/{uid}`, for tracker imports `GET /api/tracker/jobs/{uid}`.
    pub fn watch(&self, task: &TaskRef) -> Watch {
        Watch::new(self.clone(), task)
    }

    /// Asks once, without waiting, and returns the notifications that are new since the cursor,
    /// oldest first. The task has ended when [`TaskCursor::is_completed`] says so.
    ///
    /// One request as in [`watch`](Self::watch); a second one, `GET /api/jobConfigurations/{uid}`,
    /// when a task that had begun to speak has no notifications any more.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api, task: dhis2::TaskRef) -> dhis2::Result<()> {
    /// let mut cursor = dhis2::tasks::TaskCursor::default();
    /// for note in api.tasks().poll_once(&task, &mut cursor)? {
    ///     println!("{note}");
    /// }
    /// let stored = serde_json::to_string(&cursor).unwrap(); // to go on later, elsewhere
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`]. An unknown type is a 400 that names all types; an unknown uid of a known
    /// type has no notifications, and is no error here.
    pub fn poll_once(&self, task: &TaskRef, cursor: &mut TaskCursor) -> Result<Vec<Notification>> {
        let since = watch::start_of(task);
        let taken = cursor.take(self.feed(task, None)?, since);
        if taken.is_empty && cursor.is_started() && !cursor.is_completed() {
            if let Some(job) = self.job(task)?.filter(|job| job.has_run(since)) {
                cursor.complete();
                return Ok(vec![watch::last_word(task, &job)]);
            }
        }
        Ok(taken.new.into_iter().map(|(_, row)| row).collect())
    }

    /// The report of an import that ran in the background; `None` while there is none, and for tasks
    /// that have none. `GET /api/system/taskSummaries/{type}/{uid}`, for tracker imports
    /// `GET /api/tracker/jobs/{uid}/report?reportMode=FULL`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`], and [`Error::Decode`](crate::Error::Decode) for an answer that is no
    /// report.
    pub fn report(&self, task: &TaskRef) -> Result<Option<ImportReport>> {
        if task.is_tracker() {
            let path = format!("tracker/jobs/{}/report", task.uid());
            let report = self.api.get(path).param("reportMode", "FULL").fetch_opt()?;
            return report.map(|report| read_report(task, report)).transpose();
        }
        let path = format!("system/taskSummaries/{}/{}", task.job_type(), task.uid());
        let body = self
            .api
            .get(path)
            .accept("application/json")
            .fetch_bytes()?;
        // Without a report the answer is a 200 with nothing in it.
        if body.trim_ascii().is_empty() {
            return Ok(None);
        }
        let report = serde_json::from_slice(&body).map_err(|error| {
            DecodeError::new("the task's summary is not JSON").source_error(error)
        })?;
        read_report(task, report).map(Some)
    }

    /// What the scheduler knows of a task; `None` when it does not know it, or not any more.
    /// `GET /api/jobConfigurations/{uid}`
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn job(&self, task: &TaskRef) -> Result<Option<Job>> {
        if !Uid::is_valid(task.uid()) {
            return Ok(None);
        }
        self.api
            .get(format!("jobConfigurations/{}", task.uid()))
            .param("fields", job::FIELDS)
            .fetch_opt()
    }

    /// The jobs of a type that run now, such as `ANALYTICS_TABLE`.
    /// `GET /api/jobConfigurations?filter=jobType:eq:…&filter=jobStatus:eq:RUNNING`
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn running(&self, job_type: &str) -> Result<Vec<Job>> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Jobs {
            job_configurations: Vec<Job>,
        }
        let jobs: Jobs = self
            .api
            .get("jobConfigurations")
            .filter(Filter::eq("jobType", job_type))
            .filter(Filter::eq("jobStatus", "RUNNING"))
            .param("fields", job::FIELDS)
            .param("paging", false)
            .fetch()?;
        Ok(jobs.job_configurations)
    }

    /// The job types that have notifications, sorted. `GET /api/system/tasks`
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn types(&self) -> Result<Vec<String>> {
        keys(self.api.get("system/tasks"))
    }

    /// The tasks of a type that have notifications, sorted by uid. `GET /api/system/tasks/{type}`
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`]; an unknown type is a 400 that names all types.
    pub fn list(&self, job_type: &str) -> Result<Vec<TaskRef>> {
        let path = format!("system/tasks/{}", segment("job_type", job_type)?);
        keys(self.api.get(path))?
            .into_iter()
            .map(|uid| TaskRef::new(job_type, uid))
            .collect()
    }

    /// How the tasks of a type stand: the newest notification of each and, where it has more than one, the
    /// first one after it. Sorted by uid. `GET /api/system/tasks/{type}?gist=true`
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// for (task, rows) in api.tasks().gist("ANALYTICS_TABLE")? {
    ///     let done = rows.first().is_some_and(|row| row.completed);
    ///     println!("{task}: {}", if done { "done" } else { "under way" });
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`list`](Self::list).
    pub fn gist(&self, job_type: &str) -> Result<Vec<(TaskRef, Vec<Notification>)>> {
        let path = format!("system/tasks/{}", segment("job_type", job_type)?);
        let tasks: BTreeMap<String, Vec<Notification>> =
            self.api.get(path).param("gist", true).fetch()?;
        let task = |(uid, rows)| TaskRef::new(job_type, uid).map(|task| (task, rows));
        tasks.into_iter().map(task).collect()
    }

    /// Deletes the notifications of a task. The task itself goes on.
    /// `DELETE /api/system/tasks/{type}/{uid}`
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn delete(&self, task: &TaskRef) -> Result<()> {
        let path = format!("system/tasks/{}/{}", task.job_type(), task.uid());
        self.api.delete(path).fetch_bytes().map(drop)
    }

    /// Deletes the notifications of all tasks of a type. `DELETE /api/system/tasks/{type}`
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn delete_type(&self, job_type: &str) -> Result<()> {
        let path = format!("system/tasks/{}", segment("job_type", job_type)?);
        self.api.delete(path).fetch_bytes().map(drop)
    }

    /// Deletes the notifications of all tasks there are. `DELETE /api/system/tasks`
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn delete_all(&self) -> Result<()> {
        self.api.delete("system/tasks").fetch_bytes().map(drop)
    }

    /// The rows the server shows now, newest first; `limit` is the longest the request may take.
    fn feed(&self, task: &TaskRef, limit: Option<Duration>) -> Result<Vec<Notification>> {
        let path = if task.is_tracker() {
            format!("tracker/jobs/{}", task.uid())
        } else {
            format!("system/tasks/{}/{}", task.job_type(), task.uid())
        };
        let request = self.api.get(path);
        let own = self.api.client().timeouts.deadline;
        match limit.into_iter().chain(own).min() {
            Some(limit) => request.deadline(limit).fetch(),
            None => request.fetch(),
        }
    }
}

// The values are passed over unread; only a map can do that.
#[allow(clippy::zero_sized_map_values)]
fn keys(request: Request) -> Result<Vec<String>> {
    let map: BTreeMap<String, IgnoredAny> = request.fetch()?;
    Ok(map.into_keys().collect())
}

fn read_report(task: &TaskRef, report: serde_json::Value) -> Result<ImportReport> {
    ImportReport::from_value(200, report).ok_or_else(|| {
        DecodeError::new(format!("the summary of task {task} is no import report")).into()
    })
}

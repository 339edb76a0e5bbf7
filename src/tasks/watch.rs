use std::collections::VecDeque;
use std::fmt;
use std::iter::FusedIterator;
use std::time::{Duration, Instant};

use super::cursor::millis;
use super::{Job, Level, Notification, TaskCursor, TaskRef, TaskSummary, Tasks};
use crate::cancel::CancelToken;
use crate::date::DateTime;
use crate::error::{Error, Result, TaskFailedError, TaskTimeoutError};
use crate::import::{ImportReport, Status};

/// The first wait between two looks; it doubles up to the poll interval.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
/// A request is given this long however little time is left.
const SHORTEST_REQUEST: Duration = Duration::from_secs(1);
/// By how much the clocks of the nodes of one server may differ, in milliseconds.
const SKEW: i64 = 5_000;
/// How often the feed of a task that has not begun may be empty before its job is looked at.
const PATIENCE: u32 = 3;
/// How often the report of an import that has ended is asked for: it may come after the last row.
const REPORT_LOOKS: u32 = 3;

/// The notifications of a task, each once, oldest first, until the task ends.
///
/// Made by [`Tasks::watch`]. Asks after 0.5 s, then in doubling steps up to
/// [`poll_interval`](Self::poll_interval). Server errors (5xx, 429) and network failures do not end
/// it before its [`timeout`](Self::timeout).
///
/// # Errors
///
/// As an iterator it hands out what the task says, and ends. A failed task is no error there: its last
/// notification has [`Level::Error`]. [`wait`](Self::wait) is the judge. Errors of the iterator are
/// [`Error::TaskTimeout`], [`Error::Cancelled`], [`Error::TaskFailed`] for a task that the server
/// does not know, and refusals such as the 400 for an unknown job type. After one there are no more
/// notifications; `wait` then takes up watching again, with a new timeout.
#[must_use = "a watch does nothing until it is iterated over or waited for"]
pub struct Watch {
    tasks: Tasks,
    task: TaskRef,
    cursor: TaskCursor,
    timeout: Option<Duration>,
    interval: Duration,
    grace: Duration,
    since: Option<i64>,
    token: Option<CancelToken>,
    /// What a setter could not take.
    error: Option<Error>,
    state: State,
    started: Option<Instant>,
    pause: Option<Duration>,
    /// Since when, and how often, the feed has been empty.
    silent: Option<(Instant, u32)>,
    is_doubtful: bool,
    trouble: Option<Error>,
    /// Rows that were read and are not handed out, with what tells each apart.
    queue: VecDeque<(String, Notification)>,
    last: Option<Notification>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Watching,
    Ended,
    Broken,
}

impl Watch {
    pub(super) fn new(tasks: Tasks, task: &TaskRef) -> Self {
        Self {
            tasks,
            task: task.clone(),
            cursor: TaskCursor::default(),
            timeout: Some(Duration::from_secs(600)),
            interval: Duration::from_secs(2),
            grace: Duration::from_secs(60),
            since: start_of(task),
            token: None,
            error: None,
            state: State::Watching,
            started: None,
            pause: None,
            silent: None,
            is_doubtful: false,
            trouble: None,
            queue: VecDeque::new(),
            last: None,
        }
    }

    /// How long to watch, from the first look; 10 minutes unless set. With zero, one look is taken.
    /// The task goes on when the time is over, and the error keeps its [`TaskRef`].
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// Watches for as long as it takes.
    pub fn no_timeout(mut self) -> Self {
        self.timeout = None;
        self
    }

    /// The longest wait between two looks; 2 s unless set. Zero is refused.
    pub fn poll_interval(mut self, interval: Duration) -> Self {
        if interval.is_zero() {
            self.error.get_or_insert_with(|| {
                Error::invalid("poll_interval", "0 s", "a time greater than zero")
            });
        }
        self.interval = interval;
        self
    }

    /// How long a task may have no notifications, and no job configuration, before it counts as
    /// unknown; 60 s unless set. A job may take 30 s to begin, and longer behind another one of its
    /// type.
    pub fn grace(mut self, grace: Duration) -> Self {
        self.grace = grace;
        self
    }

    /// Leaves out notifications from before a time: those of earlier runs of the same job. For a job
    /// that is run again and again; the ticket of a new job has the time. It is the server's own time
    /// ([`SystemInfo::server_date`](crate::system::SystemInfo::server_date), [`Job::last_finished`]).
    pub fn since(mut self, time: &DateTime) -> Self {
        let time = time.as_str();
        match millis(time) {
            Some(millis) => self.since = Some(millis),
            None => {
                self.error.get_or_insert_with(|| {
                    Error::invalid("since", time, "a time such as 2026-11-21T07:48:20.000")
                });
            }
        }
        self
    }

    /// Goes on from a cursor: notifications that it has seen do not come again.
    pub fn resume(mut self, cursor: TaskCursor) -> Self {
        if cursor.is_completed() {
            self.state = State::Ended;
        }
        self.cursor = cursor;
        self
    }

    /// Ends with [`Error::Cancelled`] soon after the token is cancelled. The task goes on.
    pub fn cancel_token(mut self, token: &CancelToken) -> Self {
        self.token = Some(token.clone());
        self
    }

    /// The task.
    pub fn task(&self) -> &TaskRef {
        &self.task
    }

    /// How far the notifications were handed out, to go on later with [`resume`](Self::resume).
    pub fn cursor(&self) -> TaskCursor {
        self.cursor.without(&self.queue)
    }

    /// The last notification that was handed out.
    pub fn last(&self) -> Option<&Notification> {
        self.last.as_ref()
    }

    /// Waits for the end of the task and says how it ended. For imports the report is read too:
    /// `GET /api/system/taskSummaries/{type}/{uid}`.
    ///
    /// # Errors
    ///
    /// - [`Error::TaskFailed`], with the task's last words and the import's report, when the last
    ///   notification is an error, when the report says `ERROR`, when the job died, or when the server
    ///   does not know the task. An import of which only a part was refused is no failure: see
    ///   [`TaskSummary::report`].
    /// - [`Error::TaskTimeout`] when it did not end in time.
    /// - [`Error::Cancelled`], and refusals of the server.
    pub fn wait(mut self) -> Result<TaskSummary> {
        if self.state == State::Broken {
            self.state = State::Watching;
            self.started = None;
            self.pause = None;
        }
        for row in &mut self {
            row?;
        }
        let report = self.read_report()?;
        let last = self.last.take();
        let failed = |message: String, last, report| {
            Err(Error::TaskFailed(Box::new(TaskFailedError {
                task: self.task.clone(),
                message,
                last,
                report,
            })))
        };
        let words = last
            .as_ref()
            .map(|last| last.message.clone())
            .filter(|words| !words.is_empty());
        let is_error = |report: &ImportReport| report.status().is_some_and(Status::is_error);
        let said_error = last.as_ref().is_some_and(|last| last.level == Level::Error);
        if said_error || report.as_ref().is_some_and(is_error) {
            let words = words
                .or_else(|| report.as_ref()?.description().map(str::to_owned))
                .unwrap_or_else(|| "it gave no reason".to_owned());
            return failed(words, last, report);
        }
        if self.is_doubtful {
            // Whether it died is for its job to say; where that cannot be asked, it did not.
            let job = self.tasks.job(&self.task).ok().flatten();
            if let Some(job) = job.filter(|job| job.has_run(self.since) && job.has_failed()) {
                let words = words.map_or_else(
                    || job.end(),
                    |words| format!("{}; its last words: {words}", job.end()),
                );
                return failed(words, last, report);
            }
        }
        Ok(TaskSummary {
            task: self.task,
            last,
            report,
        })
    }

    /// The report of a task that has ended. That of an import may come a moment after the last row.
    fn read_report(&self) -> Result<Option<ImportReport>> {
        let is_import = self.task.job_type().contains("IMPORT");
        let mut looks = 1;
        loop {
            match self.tasks.report(&self.task) {
                Ok(None) if is_import && looks < REPORT_LOOKS => {}
                Err(error) if is_passing(&error) && looks < REPORT_LOOKS => {}
                result => return result,
            }
            looks += 1;
            self.sleep(FIRST_PAUSE)?;
        }
    }

    /// Waits for the next look, and takes it.
    fn step(&mut self) -> Result<()> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        let now = self.tasks.api.clock().now();
        let started = *self.started.get_or_insert(now);
        let left = |now| {
            let waited = now - started;
            self.timeout.map(|limit| limit.saturating_sub(waited))
        };
        if let Some(pause) = self.pause {
            if left(now).is_some_and(|left| left.is_zero()) {
                return Err(self.timed_out(now - started));
            }
            self.sleep(left(now).map_or(pause, |left| left.min(pause)))?;
            self.pause = Some((pause * 2).min(self.interval));
        } else {
            self.sleep(Duration::ZERO)?;
            self.pause = Some(FIRST_PAUSE.min(self.interval));
        }
        let left = left(self.tasks.api.clock().now()).map(|left| left.max(SHORTEST_REQUEST));
        match self.look(left) {
            Err(error) if is_passing(&error) => {
                log::warn!(target: "dhis2::tasks", "task {}: {error}; asking again", self.task);
                self.trouble = Some(error);
                Ok(())
            }
            result => {
                self.trouble = None;
                result
            }
        }
    }

    fn look(&mut self, limit: Option<Duration>) -> Result<()> {
        let feed = self.tasks.feed(&self.task, limit)?;
        let taken = self.cursor.take(feed, self.since);
        if taken.is_empty {
            return self.look_at_job();
        }
        self.silent = None;
        self.is_doubtful |= taken.is_doubtful;
        self.queue.extend(taken.new);
        if self.cursor.is_completed() {
            self.state = State::Ended;
        }
        Ok(())
    }

    /// Without rows, the job tells: it has not begun, it has ended, or there is none.
    fn look_at_job(&mut self) -> Result<()> {
        let now = self.tasks.api.clock().now();
        let (began, times) = self.silent.unwrap_or((now, 0));
        self.silent = Some((began, times + 1));
        let is_over = now - began >= self.grace;
        let had_rows = self.cursor.is_started();
        if !had_rows && !is_over && times + 1 < PATIENCE {
            return Ok(());
        }
        match self.tasks.job(&self.task) {
            Ok(Some(job)) => {
                // The last run of a job that runs again and again may be an earlier one.
                let is_ours = had_rows || is_over || self.since.is_some() || job.runs_once();
                if is_ours && job.has_run(self.since) {
                    self.end_with(last_word(&self.task, &job));
                }
                Ok(())
            }
            Ok(None) if is_over => self.look_at_report(),
            Ok(None) => Ok(()),
            // Not every user may see jobs; then the rows are all there is.
            Err(error) if error.status() == Some(403) => {
                if is_over && had_rows {
                    self.look_at_report()
                } else {
                    Ok(())
                }
            }
            Err(error) => Err(error),
        }
    }

    /// Neither rows nor a job: an import may have left its report.
    fn look_at_report(&mut self) -> Result<()> {
        if let Some(report) = self.tasks.report(&self.task)? {
            let status = report.status();
            self.end_with(Notification {
                level: if status.is_some_and(Status::is_error) {
                    Level::Error
                } else {
                    Level::Info
                },
                category: Some(self.task.job_type().to_owned()),
                message: report
                    .description()
                    .or_else(|| status.map(Status::as_str))
                    .unwrap_or_default()
                    .to_owned(),
                completed: true,
                ..Notification::default()
            });
            return Ok(());
        }
        let message = if self.cursor.is_started() {
            "its notifications are gone, and no job tells how it ended"
        } else {
            "the server does not know it: no notifications, no job and no report"
        };
        Err(Error::TaskFailed(Box::new(TaskFailedError {
            task: self.task.clone(),
            message: message.to_owned(),
            last: self.last.clone(),
            report: None,
        })))
    }

    fn end_with(&mut self, row: Notification) {
        self.cursor.complete();
        self.state = State::Ended;
        self.queue.push_back((String::new(), row));
    }

    fn sleep(&self, duration: Duration) -> Result<()> {
        let clock = self.tasks.api.clock().as_ref();
        if let Some(token) = &self.token {
            return token.sleep(
                clock,
                duration,
                &format_args!("while waiting for task {}", self.task),
            );
        }
        if !duration.is_zero() {
            clock.sleep(duration);
        }
        Ok(())
    }

    fn timed_out(&mut self, waited: Duration) -> Error {
        Error::TaskTimeout(Box::new(TaskTimeoutError {
            task: self.task.clone(),
            waited,
            last: self.last.clone(),
            source: self.trouble.take(),
        }))
    }
}

impl Iterator for Watch {
    type Item = Result<Notification>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((_, row)) = self.queue.pop_front() {
                self.last = Some(row.clone());
                return Some(Ok(row));
            }
            if self.state != State::Watching {
                return None;
            }
            if let Err(error) = self.step() {
                self.state = State::Broken;
                return Some(Err(error));
            }
        }
    }
}

impl FusedIterator for Watch {}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch")
            .field("task", &self.task)
            .field("timeout", &self.timeout)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// The time from which rows are those of this task, by its ticket.
pub(super) fn start_of(task: &TaskRef) -> Option<i64> {
    Some(task.created().and_then(millis)? - SKEW)
}

/// The last word of a task whose rows are gone, by its job.
pub(super) fn last_word(task: &TaskRef, job: &Job) -> Notification {
    Notification {
        level: if job.has_failed() {
            Level::Error
        } else {
            Level::Info
        },
        category: Some(task.job_type().to_owned()),
        time: job.last_finished.clone(),
        message: job.end(),
        completed: true,
        ..Notification::default()
    }
}

/// Whether the next look may go well.
fn is_passing(error: &Error) -> bool {
    error.is_retryable() || error.status().is_some_and(|status| status >= 500)
}

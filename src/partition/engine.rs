//! What the thread that reads the input and the workers share: parts to send, parts answered.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::checkpoint::Checkpoint;
use super::job::Job;
use super::part::{Part, PartError};
use super::rejects::Rejects;
use super::send::{Done, Sender};
use super::size::{Size, Workers};
use crate::CancelToken;
use crate::error::{CancelledError, Error};
use crate::http::clock::Clock;

/// A wait is cut into pieces of this length, so that a run that is stopped ends soon.
const SLICE: Duration = Duration::from_millis(100);

pub(super) type Outcome = Result<Part, PartError>;

/// Why nothing more is sent.
#[derive(Debug)]
pub(super) enum Stop {
    /// The iterator is gone.
    Dropped,
    /// For a reason of which the part itself tells.
    Told,
    /// For this reason.
    Because(Error),
}

/// What the thread that asks for the next outcome is to do.
pub(super) enum Turn {
    Emit(Box<Outcome>),
    Read,
    Work,
    /// All is done.
    End,
}

#[derive(Debug)]
struct State {
    pending: VecDeque<Job>,
    finished: BTreeMap<u64, Outcome>,
    active: usize,
    size: Size,
    workers: Workers,
    failed_in_row: u32,
    paused_until: Option<Instant>,
    stop: Option<Stop>,
    /// The first place among the parts that were dropped unsent.
    unsent: Option<u64>,
    /// No more input will come.
    closed: bool,
}

/// What is written down about each part; each write is on the disk before the next thing happens.
#[derive(Debug, Default)]
pub(super) struct Files {
    pub(super) checkpoint: Option<Checkpoint>,
    pub(super) rejects: Option<Rejects>,
}

/// Settings that workers need.
#[derive(Debug)]
pub(super) struct Limits {
    pub(super) concurrency: usize,
    pub(super) ordered: bool,
    pub(super) stop_after: Option<u32>,
}

#[derive(Debug)]
pub(super) struct Engine {
    state: Mutex<State>,
    changed: Condvar,
    pub(super) files: Mutex<Files>,
    limits: Limits,
    cancel: CancelToken,
    pub(super) clock: Arc<dyn Clock>,
}

impl Engine {
    pub(super) fn new(
        limits: Limits,
        size: Size,
        cancel: CancelToken,
        clock: Arc<dyn Clock>,
        files: Files,
    ) -> Self {
        Self {
            state: Mutex::new(State {
                pending: VecDeque::new(),
                finished: BTreeMap::new(),
                active: 0,
                size,
                workers: Workers::new(limits.concurrency),
                failed_in_row: 0,
                paused_until: None,
                stop: None,
                unsent: None,
                closed: false,
            }),
            changed: Condvar::new(),
            files: Mutex::new(files),
            limits,
            cancel,
            clock,
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        self.changed
            .wait(state)
            .unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn files(&self) -> MutexGuard<'_, Files> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The size of the next part: items and bytes.
    pub(super) fn size(&self) -> (usize, usize) {
        let state = self.lock();
        (state.size.items(), state.size.bytes())
    }

    /// Changes the size of parts to come.
    pub(super) fn resize(&self, change: impl FnOnce(&mut Size)) {
        change(&mut self.lock().size);
    }

    /// Decides what the asking thread does next, and waits where it has nothing to do. `next` is the
    /// place whose outcome is due; `inline` says that there are no workers but this thread.
    pub(super) fn turn(&self, next: u64, inline: bool) -> Turn {
        let mut state = self.lock();
        loop {
            self.look_at_token(&mut state);
            let state_now = &mut *state;
            if state_now.stop.is_some() && !state_now.pending.is_empty() {
                let first = state_now.pending.iter().map(|job| job.start).min();
                state_now.unsent = state_now.unsent.into_iter().chain(first).min();
                state_now.pending.clear();
            }
            let idle = state.active == 0 && state.pending.is_empty();
            let over = idle && (state.closed || state.stop.is_some());
            let due = match state.finished.first_key_value() {
                Some((start, _)) => !self.limits.ordered || *start == next || over,
                None => false,
            };
            if due {
                if let Some((_, outcome)) = state.finished.pop_first() {
                    return Turn::Emit(Box::new(outcome));
                }
            }
            if over {
                return Turn::End;
            }
            let waiting = state.pending.len() + state.active + state.finished.len();
            let workers = self.limits.concurrency;
            if !state.closed
                && state.stop.is_none()
                && state.pending.len() < if inline { 1 } else { workers }
                && waiting < 4 * workers
            {
                return Turn::Read;
            }
            if inline && !state.pending.is_empty() {
                return Turn::Work;
            }
            state = self.wait(state);
        }
    }

    fn look_at_token(&self, state: &mut State) {
        if state.stop.is_none() && self.cancel.is_cancelled() {
            state.stop = Some(Stop::Because(Error::Cancelled(Box::new(
                CancelledError::new("between two parts"),
            ))));
        }
    }

    pub(super) fn push(&self, job: Job) {
        self.lock().pending.push_back(job);
        self.changed.notify_all();
    }

    /// An outcome that needed no sending.
    pub(super) fn push_outcome(&self, start: u64, outcome: Outcome) {
        self.lock().finished.insert(start, outcome);
    }

    /// No more input will come.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    pub(super) fn stop(&self, stop: Stop) {
        self.lock().stop.get_or_insert(stop);
        self.changed.notify_all();
    }

    pub(super) fn is_stopped(&self) -> bool {
        let mut state = self.lock();
        self.look_at_token(&mut state);
        state.stop.is_some()
    }

    /// Why the run was stopped, and the first place that was read and not sent.
    pub(super) fn why_stopped(&self) -> (Option<Error>, Option<u64>) {
        let mut state = self.lock();
        let why = match state.stop.replace(Stop::Told) {
            Some(Stop::Because(error)) => Some(error),
            Some(_) => None,
            None => {
                state.stop = None;
                None
            }
        };
        (why, state.unsent)
    }

    /// The work of one worker, until there is no more.
    pub(super) fn run_worker(&self, sender: &mut Sender) {
        while let Some(job) = self.take() {
            self.work(job, sender);
        }
    }

    /// The work of a thread that is all workers in one: one part.
    pub(super) fn work_once(&self, sender: &mut Sender) {
        let mut state = self.lock();
        if let Some(job) = Self::pop(&mut state) {
            state.active += 1;
            drop(state);
            self.work(job, sender);
        }
    }

    fn take(&self) -> Option<Job> {
        let mut state = self.lock();
        loop {
            self.look_at_token(&mut state);
            let empty = state.pending.is_empty();
            if state.stop.is_some() || (state.closed && empty && state.active == 0) {
                // The asking thread may wait for a cancellation that only we have seen.
                self.changed.notify_all();
                return None;
            }
            if !empty && state.active < state.workers.allowed() {
                state.active += 1;
                return Self::pop(&mut state);
            }
            state = self.wait(state);
        }
    }

    /// The next part, cut to the size that is now known to work.
    fn pop(state: &mut State) -> Option<Job> {
        let job = state.pending.pop_front()?;
        let mut count = job.len().min(state.size.items());
        while count > 1
            && job
                .ends
                .get(count - 1)
                .is_some_and(|end| *end > state.size.bytes())
        {
            count /= 2;
        }
        let (job, rest) = job.split(count);
        if let Some(rest) = rest {
            state.pending.push_front(rest);
        }
        Some(job)
    }

    fn work(&self, job: Job, sender: &mut Sender) {
        let mut guard = Guard {
            engine: self,
            range: job.range(),
            done: None,
        };
        guard.done = Some(sender.process(job, self));
    }

    fn finish(&self, done: Done) {
        let mut state = self.lock();
        state.active -= 1;
        match done {
            Done::Split(first, second) => {
                state.pending.push_front(second);
                state.pending.push_front(first);
            }
            Done::Outcome(outcome) => {
                self.count(&mut state, &outcome);
                let start = match &*outcome {
                    Ok(part) => part.range.start,
                    Err(error) => error.range.start,
                };
                state.finished.insert(start, *outcome);
            }
        }
        drop(state);
        self.changed.notify_all();
    }

    fn count(&self, state: &mut State, outcome: &Outcome) {
        let Err(failed) = outcome else {
            state.failed_in_row = 0;
            state.size.good();
            state.workers.good();
            return;
        };
        state.failed_in_row += 1;
        if failed.error.is_authentication() {
            // Some sign-ins later the account may be locked.
            state.stop.get_or_insert(Stop::Because(given_up(
                "because the server does not accept the credentials",
            )));
        }
        if self
            .limits
            .stop_after
            .is_some_and(|most| state.failed_in_row >= most)
        {
            let row = state.failed_in_row;
            state.stop.get_or_insert(Stop::Because(given_up(&format!(
                "after {row} failed parts in a row"
            ))));
        }
    }

    /// The server asks all of us to slow down.
    pub(super) fn throttle(&self, wait: Duration) {
        let mut state = self.lock();
        let active = state.active;
        state.workers.throttle(active);
        let until = self.clock.now() + wait;
        state.paused_until = state.paused_until.into_iter().chain([until]).max();
    }

    /// Waits until the pause that the server asked for is over; `false` when the run was stopped.
    pub(super) fn wait_for_pause(&self) -> bool {
        loop {
            let until = self.lock().paused_until;
            let left = until.map_or(Duration::ZERO, |until| {
                until.saturating_duration_since(self.clock.now())
            });
            if left.is_zero() {
                return true;
            }
            if !self.sleep(left.min(SLICE)) {
                return false;
            }
        }
    }

    /// Waits; `false` when the run was stopped.
    pub(super) fn sleep(&self, mut left: Duration) -> bool {
        while !left.is_zero() {
            if self.is_stopped() {
                return false;
            }
            let slice = left.min(SLICE);
            self.clock.sleep(slice);
            left -= slice;
        }
        !self.is_stopped()
    }
}

fn given_up(when: &str) -> Error {
    Error::Cancelled(Box::new(CancelledError::new(when)))
}

/// Hands the outcome over even when a hook of the caller panics: else all would wait for ever.
struct Guard<'a> {
    engine: &'a Engine,
    range: std::ops::Range<u64>,
    done: Option<Done>,
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        let done = self.done.take().unwrap_or_else(|| {
            self.engine.stop(Stop::Told);
            let panicked = std::io::Error::other("its thread panicked");
            let error = Error::io("send a part: its thread panicked", None, panicked);
            let mut error = PartError::end(self.range.start, error);
            error.range = self.range.clone();
            error.sent = crate::error::Sent::Maybe;
            Done::Outcome(Box::new(Err(error)))
        });
        self.engine.finish(done);
    }
}

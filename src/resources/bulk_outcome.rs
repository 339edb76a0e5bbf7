//! Many calls on a few threads, with one result for each.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::sharing::{SharingUpdate, share_at};
use super::write::patch_at;
use crate::api::Api;
use crate::error::{CancelledError, Error, Result};
use crate::json_patch::JsonPatch;
use crate::uid::{AsUid, Uid};

/// What became of many calls, one result for each, in the order given.
///
/// Nothing to do gives an outcome with neither, and sends nothing. A refused sign-in ends the run, because it
/// would be refused for the others too: those that were not tried are failures of the kind
/// [`Error::Cancelled`].
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct BulkOutcome {
    /// The objects that were changed.
    pub done: Vec<Uid>,
    /// The others, with the reason.
    pub failures: Vec<BulkFailure>,
}

impl BulkOutcome {
    /// Whether every call succeeded.
    pub fn is_ok(&self) -> bool {
        self.failures.is_empty()
    }

    /// How many calls there were to make.
    pub fn total(&self) -> usize {
        self.done.len() + self.failures.len()
    }
}

/// An object that could not be changed.
#[derive(Debug)]
#[non_exhaustive]
pub struct BulkFailure {
    /// The 0-based position of the object among those given.
    pub index: usize,
    /// The kind, by DHIS2's plural.
    pub kind: String,
    /// The object.
    pub uid: Uid,
    /// Why, in DHIS2's own words where it answered.
    pub error: Error,
}

/// One call of many.
pub(crate) struct Job<J> {
    kind: String,
    uid: Uid,
    what: J,
}

impl<J> Job<J> {
    pub(crate) fn new(kind: impl Into<String>, uid: impl AsUid, what: J) -> Result<Self> {
        Ok(Self {
            kind: kind.into(),
            uid: uid.as_uid()?,
            what,
        })
    }

    fn path(&self) -> String {
        format!("{}/{}", self.kind, self.uid)
    }
}

/// Patches each object, once all patches are known to be good.
pub(crate) fn patch_each(
    api: &Api,
    jobs: Vec<Job<JsonPatch>>,
    workers: usize,
) -> Result<BulkOutcome> {
    for job in &jobs {
        job.what.check()?;
    }
    Ok(each(jobs, workers, |job| {
        patch_at(api, &job.path(), &job.what).map(drop)
    }))
}

/// Changes the sharing of each object.
pub(crate) fn share_each(
    api: &Api,
    jobs: Vec<Job<()>>,
    changes: &SharingUpdate,
    workers: usize,
) -> Result<BulkOutcome> {
    changes.check()?;
    Ok(each(jobs, workers, |job| {
        share_at(api, &job.path(), changes).map(drop)
    }))
}

/// Runs a call for each job on a few threads.
fn each<J: Send + Sync>(
    jobs: Vec<Job<J>>,
    workers: usize,
    call: impl Fn(&Job<J>) -> Result<()> + Sync,
) -> BulkOutcome {
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<Option<Result<()>>>> = Mutex::new(jobs.iter().map(|_| None).collect());
    let work = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(job) = jobs.get(index) else {
                return;
            };
            let result = call(job);
            if result.as_ref().is_err_and(Error::is_authentication) {
                // The others would fail alike, and lock the account.
                next.store(jobs.len(), Ordering::Relaxed);
            }
            results.lock().unwrap_or_else(PoisonError::into_inner)[index] = Some(result);
        }
    };
    thread::scope(|scope| {
        for _ in 1..workers.clamp(1, jobs.len().max(1)) {
            scope.spawn(work);
        }
        work();
    });
    let results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut outcome = BulkOutcome::default();
    for (index, (result, job)) in results.into_iter().zip(jobs).enumerate() {
        let error = match result {
            Some(Ok(())) => {
                outcome.done.push(job.uid);
                continue;
            }
            Some(Err(error)) => error,
            None => Error::Cancelled(Box::new(CancelledError::new(
                "because an earlier call was not signed in",
            ))),
        };
        outcome.failures.push(BulkFailure {
            index,
            kind: job.kind,
            uid: job.uid,
            error,
        });
    }
    outcome
}

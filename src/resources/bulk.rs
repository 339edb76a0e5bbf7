use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use serde_json::{Value, json};

use super::Resource;
use super::sharing::SharingUpdate;
use super::write::{to_import, took_some};
use crate::error::{Error, Result};
use crate::import::ImportReport;
use crate::json_patch::JsonPatch;
use crate::models::Metadata;
use crate::uid::{AsUid, Uid};

/// What became of many calls, one result for each, in the order given.
#[derive(Debug)]
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
}

/// An object that could not be changed.
#[derive(Debug)]
#[non_exhaustive]
pub struct BulkFailure {
    /// The 0-based position of the object among those given.
    pub index: usize,
    /// The object.
    pub uid: Uid,
    /// Why.
    pub error: Error,
}

impl<T: Metadata> Resource<T> {
    /// Creates and updates many objects in one import: `POST /api/metadata` with
    /// `importStrategy=CREATE_AND_UPDATE` and `atomicMode=ALL`: nothing is written unless all is valid.
    ///
    /// Like every import it replaces: what an object that exists does not hold here is lost. Sharing and
    /// translations are kept where the objects do not hold them, so all of the objects must hold `sharing`
    /// or none, and the same with `translations`: with only some, DHIS2 would either pass over theirs or make
    /// the others public. Maps whose views name data elements are refused by 2.42: [create](Self::create) them one
    /// by one. For more than some thousand objects use [`partitioned`](crate::Request::partitioned).
    ///
    /// # Errors
    ///
    /// When no report comes, or one that took nothing at all; [`Error::InvalidInput`] when only some objects
    /// hold their sharing or translations. Refused objects are in the report, not an error.
    pub fn save_all<'a>(&self, objects: impl IntoIterator<Item = &'a T>) -> Result<ImportReport> {
        self.import(objects, "COMMIT")
    }

    /// What [`save_all`](Self::save_all) would do, without doing it:
    /// `POST /api/metadata?importMode=VALIDATE`.
    ///
    /// # Errors
    ///
    /// As [`save_all`](Self::save_all).
    pub fn validate_all<'a>(
        &self,
        objects: impl IntoIterator<Item = &'a T>,
    ) -> Result<ImportReport> {
        self.import(objects, "VALIDATE")
    }

    fn import<'a>(
        &self,
        objects: impl IntoIterator<Item = &'a T>,
        mode: &str,
    ) -> Result<ImportReport> {
        let all_have_uids;
        let objects: Vec<Value> = {
            let objects: Vec<&T> = objects.into_iter().collect();
            all_have_uids = objects.iter().all(|object| object.uid().is_some());
            objects.into_iter().map(to_import).collect::<Result<_>>()?
        };
        if objects.is_empty() {
            return Ok(ImportReport::default());
        }
        let report = self
            .api()
            .post("metadata")
            .param("importStrategy", "CREATE_AND_UPDATE")
            .param("atomicMode", "ALL")
            .param("importMode", mode)
            .param("skipSharing", !all_hold(&objects, "sharing")?)
            .param("skipTranslation", !all_hold(&objects, "translations")?)
            .idempotent(mode == "VALIDATE" || all_have_uids)
            .json(&json!({ T::PLURAL: objects }))
            .send_import()?;
        took_some(report, objects.len())
    }

    /// Deletes many objects in one import: `POST /api/metadata?importStrategy=DELETE`. All or none: one
    /// that is unknown or referred to keeps the others, too.
    ///
    /// # Errors
    ///
    /// As [`save_all`](Self::save_all).
    pub fn delete_all<U: AsUid>(&self, uids: impl IntoIterator<Item = U>) -> Result<ImportReport> {
        let uids: Vec<Value> = uids
            .into_iter()
            .map(|uid| uid.as_uid().map(|uid| json!({ "id": uid })))
            .collect::<Result<_>>()?;
        if uids.is_empty() {
            return Ok(ImportReport::default());
        }
        let report = self
            .api()
            .post("metadata")
            .param("importStrategy", "DELETE")
            .param("atomicMode", "ALL")
            .json(&json!({ T::PLURAL: uids }))
            .send_import()?;
        took_some(report, uids.len())
    }

    /// Patches many objects, each with a request of its own (`PATCH /api/{plural}/{uid}`), on up to `workers`
    /// threads. One that fails does not keep the others.
    ///
    /// # Errors
    ///
    /// For a uid or a patch that cannot be sent; nothing is sent then.
    pub fn patch_all<U: AsUid>(
        &self,
        patches: impl IntoIterator<Item = (U, JsonPatch)>,
        workers: usize,
    ) -> Result<BulkOutcome> {
        let jobs: Vec<(Uid, JsonPatch)> = patches
            .into_iter()
            .map(|(uid, patch)| {
                patch.check()?;
                Ok((uid.as_uid()?, patch))
            })
            .collect::<Result<_>>()?;
        Ok(each(&jobs, workers, |uid, patch| {
            self.patch(uid, patch).map(drop)
        }))
    }

    /// Changes the sharing of many objects, on up to `workers` threads; see [`share`](Self::share).
    ///
    /// # Errors
    ///
    /// For a uid that is none; nothing is sent then.
    pub fn share_all<U: AsUid>(
        &self,
        uids: impl IntoIterator<Item = U>,
        changes: &SharingUpdate,
        workers: usize,
    ) -> Result<BulkOutcome> {
        let jobs: Vec<(Uid, ())> = uids
            .into_iter()
            .map(|uid| Ok((uid.as_uid()?, ())))
            .collect::<Result<_>>()?;
        Ok(each(&jobs, workers, |uid, ()| {
            self.share(uid, changes).map(drop)
        }))
    }
}

/// Whether the objects hold a member; an error when only some do.
fn all_hold(objects: &[Value], member: &str) -> Result<bool> {
    let holding = objects.iter().filter(|o| o.get(member).is_some()).count();
    if holding == 0 || holding == objects.len() {
        return Ok(holding > 0);
    }
    let count = format!("{holding} of {}", objects.len());
    let expected = format!("`{member}` in all objects or in none: save them in two calls");
    Err(Error::invalid("objects", count, expected))
}

/// Runs a call for each job on a few threads.
fn each<J: Sync>(
    jobs: &[(Uid, J)],
    workers: usize,
    call: impl Fn(Uid, &J) -> Result<()> + Sync,
) -> BulkOutcome {
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<Option<Result<()>>>> = Mutex::new(jobs.iter().map(|_| None).collect());
    let work = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some((uid, job)) = jobs.get(index) else {
                return;
            };
            let result = call(*uid, job);
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
    let mut outcome = BulkOutcome {
        done: Vec::new(),
        failures: Vec::new(),
    };
    for (index, (result, (uid, _))) in results.into_iter().zip(jobs).enumerate() {
        let error = match result {
            Some(Ok(())) => {
                outcome.done.push(*uid);
                continue;
            }
            Some(Err(error)) => error,
            None => Error::Cancelled(Box::new(crate::error::CancelledError::new(
                "because an earlier call was not signed in",
            ))),
        };
        outcome.failures.push(BulkFailure {
            index,
            uid: *uid,
            error,
        });
    }
    outcome
}

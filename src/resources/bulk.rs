use serde_json::{Value, json};

use super::Resource;
use super::bulk_outcome::{BulkOutcome, Job, patch_each, share_each};
use super::sharing::SharingUpdate;
use super::write::{to_import, took_some};
use crate::error::{Error, Result};
use crate::import::ImportReport;
use crate::json_patch::JsonPatch;
use crate::models::Metadata;
use crate::uid::{AsUid, as_uids};

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
    /// threads. One that fails does not keep the others. For several kinds at once there is
    /// [`AllMetadata::patch_all`](crate::metadata::AllMetadata::patch_all).
    ///
    /// # Errors
    ///
    /// For a uid or a patch that cannot be sent; nothing is sent then.
    pub fn patch_all<U: AsUid>(
        &self,
        patches: impl IntoIterator<Item = (U, JsonPatch)>,
        workers: usize,
    ) -> Result<BulkOutcome> {
        let jobs = patches
            .into_iter()
            .map(|(uid, patch)| Job::new(T::PLURAL, uid, patch))
            .collect::<Result<_>>()?;
        patch_each(self.api(), jobs, workers)
    }

    /// Changes the sharing of many objects, each by itself as [`share`](Self::share) does (two requests), on up
    /// to `workers` threads. One that fails does not keep the others. [`share_together`](Self::share_together)
    /// needs a single request.
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
        let jobs = uids
            .into_iter()
            .map(|uid| Job::new(T::PLURAL, uid, ()))
            .collect::<Result<_>>()?;
        share_each(self.api(), jobs, changes, workers)
    }

    /// Changes the sharing of many objects in one request: `PATCH /api/{plural}/sharing?atomic=…`.
    ///
    /// With `atomic` nothing is written unless all can be; without, the others are. The report's counts are
    /// right, but DHIS2 names at most one refused object, however many there are: where each has to be known, use
    /// [`share_all`](Self::share_all). An empty list sends nothing and gives an empty report.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::resources::{AccessLevel::{None, Read}, SharingUpdate};
    ///
    /// let changes = SharingUpdate::new().public(Read, None);
    /// api.data_sets().share_together(["DsMonthly01", "DsSupplies2"], &changes, true)?.into_result()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a uid that is none, or an update without a change; as
    /// [`Request::send_import`](crate::Request::send_import). Refused objects are in the report, not an error.
    pub fn share_together<U: AsUid>(
        &self,
        uids: impl IntoIterator<Item = U>,
        changes: &SharingUpdate,
        atomic: bool,
    ) -> Result<ImportReport> {
        let uids = as_uids(uids)?;
        let patch = changes.to_patch()?;
        if uids.is_empty() {
            return Ok(ImportReport::default());
        }
        self.api()
            .patch(format!("{}/sharing", T::PLURAL))
            .param("atomic", atomic)
            .param("atomicMode", if atomic { "ALL" } else { "NONE" })
            .idempotent(true)
            .json(&json!({ T::PLURAL: uids, "patch": patch }))
            .send_import()
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

use serde_json::{Map, Value, json};

use super::{AllMetadata, kind_name};
use crate::error::Result;
use crate::import::ImportReport;
use crate::json_patch::JsonPatch;
use crate::resources::{BulkOutcome, Job, SharingUpdate, patch_each, share_each};
use crate::uid::AsUid;

impl AllMetadata {
    /// Patches objects of several kinds, each with a request of its own (`PATCH /api/{plural}/{uid}`), on up to
    /// `workers` threads. One that fails does not keep the others; the outcome names each, in the order given.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::JsonPatch;
    ///
    /// let patch = || JsonPatch::new().remove("/code");
    /// let outcome = api.metadata().patch_all(
    ///     [("dataElements", "DeMalariaC1", patch()), ("dataSets", "DsMonthly01", patch())],
    ///     4,
    /// )?;
    /// for failure in &outcome.failures {
    ///     eprintln!("{}/{}: {}", failure.kind, failure.uid, failure.error);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`](crate::Error::InvalidInput) for a kind, a uid or a patch that cannot be sent;
    /// nothing is sent then.
    pub fn patch_all<K: AsRef<str>, U: AsUid>(
        &self,
        patches: impl IntoIterator<Item = (K, U, JsonPatch)>,
        workers: usize,
    ) -> Result<BulkOutcome> {
        let jobs = patches
            .into_iter()
            .map(|(kind, uid, patch)| Job::new(kind_name(kind.as_ref())?, uid, patch))
            .collect::<Result<_>>()?;
        patch_each(&self.api, jobs, workers)
    }

    /// Changes the sharing of objects of several kinds, each by itself (`GET` and
    /// `PUT /api/{plural}/{uid}/sharing`), on up to `workers` threads. One that fails does not keep the others;
    /// the outcome names each, in the order given.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::resources::{AccessLevel::{None, Read}, SharingUpdate};
    ///
    /// let changes = SharingUpdate::new().public(Read, None);
    /// let objects = [("dataSets", "DsMonthly01"), ("dataElements", "DeMalariaC1")];
    /// assert!(api.metadata().share_all(objects, &changes, 4)?.is_ok());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`](crate::Error::InvalidInput) for a kind or a uid that is none; nothing is sent then.
    pub fn share_all<K: AsRef<str>, U: AsUid>(
        &self,
        objects: impl IntoIterator<Item = (K, U)>,
        changes: &SharingUpdate,
        workers: usize,
    ) -> Result<BulkOutcome> {
        let jobs = objects
            .into_iter()
            .map(|(kind, uid)| Job::new(kind_name(kind.as_ref())?, uid, ()))
            .collect::<Result<_>>()?;
        share_each(&self.api, jobs, changes, workers)
    }

    /// Changes the sharing of objects of several kinds in one request: `PATCH /api/metadata/sharing`. Objects
    /// that can be written are, beside those that cannot.
    ///
    /// It is not offered with `atomic=true`: there the server (2.42 and 2.43) has its check the wrong way round,
    /// refuses what is flawless and writes what is not.
    /// [`Resource::share_together`](crate::Resource::share_together) can be atomic, for one kind. The report's
    /// counts are right, but it names at most one refused object of each kind: where each has to be known, use
    /// [`share_all`](Self::share_all).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::resources::{AccessLevel::{None, Read}, SharingUpdate};
    ///
    /// let changes = SharingUpdate::new().public(Read, None);
    /// let kinds = [("dataSets", vec!["DsMonthly01"]), ("dataElements", vec!["DeMalariaC1", "DeMalariaT2"])];
    /// api.metadata().share_together(kinds, &changes)?.into_result()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`](crate::Error::InvalidInput) for a kind or a uid that is none, or an update without
    /// a change; as [`Request::send_import`](crate::Request::send_import). Refused objects are in the report, not
    /// an error. Nothing to share sends nothing and gives an empty report.
    pub fn share_together<K: AsRef<str>, U: AsUid>(
        &self,
        kinds: impl IntoIterator<Item = (K, Vec<U>)>,
        changes: &SharingUpdate,
    ) -> Result<ImportReport> {
        let patch = changes.to_patch()?;
        let mut payload: Map<String, Value> = Map::new();
        for (kind, uids) in kinds {
            let kind = kind_name(kind.as_ref())?;
            for uid in uids {
                let rows = payload.entry(kind.as_str()).or_insert_with(|| json!({}));
                rows[uid.as_uid()?.as_str()] = json!(patch);
            }
        }
        if payload.is_empty() {
            return Ok(ImportReport::default());
        }
        self.api
            .patch("metadata/sharing")
            .param("atomic", false)
            .idempotent(true)
            .json(&payload)
            .send_import()
    }
}

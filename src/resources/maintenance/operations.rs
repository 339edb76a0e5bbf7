//! Several operations in one request.

use super::Maintenance;
use crate::error::{Error, Result};
use crate::resources::answer;
use crate::words::closed_words;

closed_words! {
    /// An operation of [`Maintenance::perform`].
    Operation {
        /// Removes the analytics tables.
        ClearAnalyticsTables = "analyticsTableClear",
        /// Lets the data base gather statistics on the analytics tables.
        AnalyzeAnalyticsTables = "analyticsTableAnalyze",
        /// Removes invitations that nobody took up in time.
        ClearExpiredInvitations = "expiredInvitationsClear",
        /// Works out the paths of the org units anew.
        UpdateOrganisationUnitPaths = "ouPathsUpdate",
        /// Removes the periods that no data has.
        PrunePeriods = "periodPruning",
        /// Removes the zeros of data elements for which zero says nothing.
        RemoveZeroDataValues = "zeroDataValueRemoval",
        /// Removes deleted data values for good.
        RemoveSoftDeletedDataValues = "softDeletedDataValueRemoval",
        /// Removes deleted relationships for good.
        RemoveSoftDeletedRelationships = "softDeletedRelationshipRemoval",
        /// Removes deleted events for good.
        RemoveSoftDeletedEvents = "softDeletedEventRemoval",
        /// Removes deleted enrollments for good.
        RemoveSoftDeletedEnrollments = "softDeletedEnrollmentRemoval",
        /// Removes deleted tracked entities for good.
        RemoveSoftDeletedTrackedEntities = "softDeletedTrackedEntityRemoval",
        /// Drops the views of all SQL views.
        DropSqlViews = "sqlViewsDrop",
        /// Makes the views of all SQL views.
        CreateSqlViews = "sqlViewsCreate",
        /// Makes the category option combos that the category combos should have.
        UpdateCategoryOptionCombos = "categoryOptionComboUpdate",
        /// Empties the server's caches.
        ClearCache = "cacheClear",
        /// Looks for apps in the server's storage.
        ReloadApps = "appReload",
        /// Fills the resource tables, here while the caller waits.
        UpdateResourceTables = "resourceTableUpdate",
    }
}

impl Maintenance {
    /// Several operations in one request: `POST /api/maintenance?cacheClear=true&…`. The server takes them
    /// in its own order, that of [`Operation`], and answers when all are done.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::resources::maintenance::Operation;
    ///
    /// api.maintenance().perform([
    ///     Operation::UpdateOrganisationUnitPaths,
    ///     Operation::PrunePeriods,
    ///     Operation::ClearCache,
    /// ])?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for none, to which the server would answer that all is well; else as
    /// [`Request::send`](crate::Request::send).
    pub fn perform(&self, operations: impl IntoIterator<Item = Operation>) -> Result<()> {
        let mut request = self.api.post("maintenance").idempotent(true);
        let (mut is_empty, mut clears_cache) = (true, false);
        for operation in operations {
            is_empty = false;
            clears_cache |= operation == Operation::ClearCache;
            request.remove_param(operation.as_str());
            request = request.param(operation.as_str(), true);
        }
        if is_empty {
            return Err(Error::invalid("operations", "", "at least one operation"));
        }
        answer::done(request)?;
        if clears_cache {
            self.api.system().invalidate_cache();
        }
        Ok(())
    }

    /// Lets the server look for apps in its storage: `GET /api/maintenance/appReload`. The same as
    /// [`Apps::reload`](crate::resources::apps::Apps::reload), with another authority:
    /// `F_PERFORM_MAINTENANCE`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send).
    pub fn reload_apps(&self) -> Result<()> {
        answer::done(self.api.get("maintenance/appReload"))
    }
}

//! Maintenance: analytics tables, resource tables, caches, and the removal of what is not needed.
//!
//! Tables are filled in the background: those calls return a [`TaskRef`] to watch. All else is done when
//! the call returns, which may take minutes on a large server: give the client a `timeout` to match. When
//! it runs out, the server goes on all the same.

mod operations;

pub use operations::Operation;

use crate::api::Api;
use crate::error::Result;
use crate::request::Request;
use crate::resources::answer;
use crate::tasks::TaskRef;
use crate::uid::AsUid;

/// The accessor of maintenance; see [`Api::maintenance`].
#[derive(Debug, Clone)]
pub struct Maintenance {
    api: Api,
}

/// What DHIS2 keeps after it was deleted, until it is removed for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SoftDeleted {
    /// Aggregate data values.
    DataValues,
    /// Tracker events.
    Events,
    /// Tracker enrollments.
    Enrollments,
    /// Tracked entities.
    TrackedEntities,
    /// Relationships between them.
    Relationships,
}

impl Api {
    /// Maintenance: analytics tables, caches, removal of what is not needed.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let task = api.maintenance().analytics_tables().last_years(2).start()?;
    /// println!("{}", api.tasks().watch(&task).wait()?.message());
    /// # Ok(())
    /// # }
    /// ```
    pub fn maintenance(&self) -> Maintenance {
        Maintenance { api: self.clone() }
    }
}

impl Maintenance {
    /// Fills the analytics tables anew, of all years and kinds unless told otherwise:
    /// `POST /api/resourceTables/analytics`.
    pub fn analytics_tables(&self) -> AnalyticsTables {
        AnalyticsTables {
            request: self.api.post("resourceTables/analytics"),
        }
    }

    /// Fills the resource tables anew, in the background: `POST /api/resourceTables`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn resource_tables(&self) -> Result<TaskRef> {
        answer::start(self.api.post("resourceTables"))
    }

    /// Runs the server's monitoring by validation rules, in the background:
    /// `POST /api/resourceTables/monitoring`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn monitoring(&self) -> Result<TaskRef> {
        answer::start(self.api.post("resourceTables/monitoring"))
    }

    /// Empties the server's caches: `POST /api/maintenance/cache`. What this client keeps goes as well.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn clear_cache(&self) -> Result<()> {
        self.run("cache")?;
        self.api.system().invalidate_cache();
        Ok(())
    }

    /// Makes the category option combos that the category combos should have:
    /// `POST /api/maintenance/categoryOptionComboUpdate`.
    ///
    /// 2.42 makes them when a combo is saved; 2.41 and 2.43 only here.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn update_category_option_combos(&self) -> Result<()> {
        self.run("categoryOptionComboUpdate")
    }

    /// The same for one category combo:
    /// `POST /api/maintenance/categoryOptionComboUpdate/categoryCombo/{uid}`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn update_category_option_combos_of(&self, category_combo: impl AsUid) -> Result<()> {
        let combo = category_combo.as_uid()?;
        self.run(&format!("categoryOptionComboUpdate/categoryCombo/{combo}"))
    }

    /// Works out the paths of the org units anew: `POST /api/maintenance/ouPathsUpdate`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn update_organisation_unit_paths(&self) -> Result<()> {
        self.run("ouPathsUpdate")
    }

    /// Removes the analytics tables: `POST /api/maintenance/analyticsTablesClear`. There are no analytics
    /// until they are filled again.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn clear_analytics_tables(&self) -> Result<()> {
        self.run("analyticsTablesClear")
    }

    /// Lets the data base gather statistics on the analytics tables:
    /// `POST /api/maintenance/analyticsTablesAnalyze`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn analyze_analytics_tables(&self) -> Result<()> {
        self.run("analyticsTablesAnalyze")
    }

    /// Removes for good what was deleted: `POST /api/maintenance/softDeleted…Removal`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn remove_soft_deleted(&self, what: SoftDeleted) -> Result<()> {
        self.run(match what {
            SoftDeleted::DataValues => "softDeletedDataValueRemoval",
            SoftDeleted::Events => "softDeletedEventRemoval",
            SoftDeleted::Enrollments => "softDeletedEnrollmentRemoval",
            SoftDeleted::TrackedEntities => "softDeletedTrackedEntityRemoval",
            SoftDeleted::Relationships => "softDeletedRelationshipRemoval",
        })
    }

    /// Removes the zeros of data elements for which zero says nothing:
    /// `POST /api/maintenance/zeroDataValueRemoval`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn remove_zero_data_values(&self) -> Result<()> {
        self.run("zeroDataValueRemoval")
    }

    /// Removes the periods that no data has: `POST /api/maintenance/periodPruning`.
    ///
    /// DHIS2 2.43.1 still knows the removed periods by their old numbers until it is restarted: a data set
    /// that is completed in one of them is stored, and then neither listed nor deleted.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn prune_periods(&self) -> Result<()> {
        self.run("periodPruning")
    }

    /// Removes invitations that nobody took up in time: `POST /api/maintenance/expiredInvitationsClear`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn clear_expired_invitations(&self) -> Result<()> {
        self.run("expiredInvitationsClear")
    }

    /// Makes the views of all SQL views: `POST /api/maintenance/sqlViewsCreate`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn create_sql_views(&self) -> Result<()> {
        self.run("sqlViewsCreate")
    }

    /// Drops the views of all SQL views: `POST /api/maintenance/sqlViewsDrop`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn drop_sql_views(&self) -> Result<()> {
        self.run("sqlViewsDrop")
    }

    /// Deletes **all data** of an org unit, for good:
    /// `POST /api/maintenance/dataPruning/organisationUnits/{uid}`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn prune_data_of_organisation_unit(&self, org_unit: impl AsUid) -> Result<()> {
        let unit = org_unit.as_uid()?;
        self.run(&format!("dataPruning/organisationUnits/{unit}"))
    }

    /// Deletes **all data** of a data element, for good:
    /// `POST /api/maintenance/dataPruning/dataElements/{uid}`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn prune_data_of_data_element(&self, data_element: impl AsUid) -> Result<()> {
        let element = data_element.as_uid()?;
        self.run(&format!("dataPruning/dataElements/{element}"))
    }

    /// Each of these leaves the server in the same state however often it is sent.
    fn run(&self, operation: &str) -> Result<()> {
        let path = format!("maintenance/{operation}");
        answer::done(self.api.post(path).idempotent(true))
    }
}

/// A filling of the analytics tables, before it is started; see [`Maintenance::analytics_tables`].
///
/// The skip flags are false unless set, and only true ones are sent.
#[derive(Debug)]
#[must_use = "nothing happens until it is started"]
pub struct AnalyticsTables {
    request: Request,
}

impl AnalyticsTables {
    /// Only the data of the last so many years, this one included. Older tables stay as they are.
    /// `lastYears`
    pub fn last_years(mut self, years: u32) -> Self {
        self.request.remove_param("lastYears");
        self.request = self.request.param("lastYears", years);
        self
    }

    /// Leaves out the resource tables. `skipResourceTables`
    pub fn skip_resource_tables(self, skip: bool) -> Self {
        self.flag("skipResourceTables", skip)
    }

    /// Leaves out aggregate data and the completeness of data sets. `skipAggregate`
    pub fn skip_aggregate(self, skip: bool) -> Self {
        self.flag("skipAggregate", skip)
    }

    /// Leaves out events. `skipEvents`
    pub fn skip_events(self, skip: bool) -> Self {
        self.flag("skipEvents", skip)
    }

    /// Leaves out enrollments. `skipEnrollment`
    pub fn skip_enrollments(self, skip: bool) -> Self {
        self.flag("skipEnrollment", skip)
    }

    /// Leaves out tracked entities. `skipTrackedEntities`
    pub fn skip_tracked_entities(self, skip: bool) -> Self {
        self.flag("skipTrackedEntities", skip)
    }

    /// Leaves out which org unit owned which tracked entity when. `skipOrgUnitOwnership`
    pub fn skip_org_unit_ownership(self, skip: bool) -> Self {
        self.flag("skipOrgUnitOwnership", skip)
    }

    /// Leaves out what outlier detection needs. `skipOutliers`
    pub fn skip_outliers(self, skip: bool) -> Self {
        self.flag("skipOutliers", skip)
    }

    /// Leaves out the results of validation. `skipValidationResult`
    pub fn skip_validation_results(self, skip: bool) -> Self {
        self.flag("skipValidationResult", skip)
    }

    /// Starts it, and returns the task: `POST /api/resourceTables/analytics`. It is not repeated by a
    /// retry once it was sent, as that would start a second task.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn start(self) -> Result<TaskRef> {
        answer::start(self.request)
    }

    fn flag(mut self, name: &str, on: bool) -> Self {
        self.request.remove_param(name);
        if on {
            self.request = self.request.param(name, true);
        }
        self
    }
}

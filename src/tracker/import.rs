//! Importing bundles.

use std::time::Duration;

use serde::Serialize;
use serde_json::Value;

use super::bundle;
use super::options::{AtomicMode, FlushMode, IdKind, ReportMode, Strategy, ValidationMode};
use crate::api::Api;
use crate::data_values::IdScheme;
use crate::error::DecodeError;
use crate::import::ImportReport;
use crate::request::Request;
use crate::tasks::TaskRef;
use crate::{Error, Result};

/// An import into the tracker; made by [`Tracker::import`](super::Tracker::import), and sent by
/// [`send`](Self::send) or, as a job, by [`start`](Self::start).
///
/// An object that is refused is in the [`ImportReport`], by its uid, and no error. Judge the report
/// by its [outcome](ImportReport::outcome): the status word is `OK` even where
/// [`AtomicMode::Object`] let every object be refused.
///
/// ```no_run
/// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
/// use serde_json::json;
///
/// let bundle = json!({"events": [{
///     "event": "I6XrLQekGbZ", "program": "PrSupervis2", "programStage": "PsSupervis3",
///     "orgUnit": "OuFacility2", "occurredAt": "2026-08-01", "status": "COMPLETED",
/// }]});
/// let tried = api.tracker().import(&bundle).dry_run(true).send()?;
/// for conflict in tried.conflicts() {
///     println!("{conflict}");
/// }
/// let report = api.tracker().import(&bundle).send()?.into_result()?;
/// println!("{report}");
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "an import does nothing until it is sent"]
pub struct TrackerImport {
    api: Api,
    bundle: Result<Value>,
    params: Vec<(&'static str, String)>,
    strategy: Strategy,
    dry_run: bool,
    timeout: Option<Duration>,
}

impl TrackerImport {
    pub(super) fn new<T: Serialize + ?Sized>(api: &Api, bundle: &T) -> Self {
        let value = serde_json::to_value(bundle).map_err(|error| {
            let text = error.to_string();
            Error::invalid("bundle", text, "objects that can be written as JSON")
        });
        Self {
            api: api.clone(),
            bundle: value.and_then(|value| bundle::check(&value).map(|()| value)),
            params: Vec::new(),
            strategy: Strategy::CreateAndUpdate,
            dry_run: false,
            timeout: None,
        }
    }

    /// What is done with each object; [`Strategy::CreateAndUpdate`] unless set. `importStrategy=`
    pub fn strategy(mut self, strategy: Strategy) -> Self {
        self.strategy = strategy;
        self.set("importStrategy", strategy)
    }

    /// Whether the objects are only checked. It is sent as `importMode=VALIDATE`: the tracker knows
    /// no `dryRun`, and would write. The report counts nothing, and names what would be refused.
    pub fn dry_run(mut self, dry_run: bool) -> Self {
        self.dry_run = dry_run;
        self.params.retain(|(name, _)| *name != "importMode");
        if dry_run {
            return self.set("importMode", "VALIDATE");
        }
        self
    }

    /// What happens to the others when one object is refused: [`AtomicMode::All`] unless set.
    /// `atomicMode=`
    pub fn atomic_mode(self, mode: AtomicMode) -> Self {
        self.set("atomicMode", mode)
    }

    /// How much is checked: [`ValidationMode::Full`] unless set. `validationMode=`
    pub fn validation_mode(self, mode: ValidationMode) -> Self {
        self.set("validationMode", mode)
    }

    /// How much the report says: [`ReportMode::Errors`] unless set. `reportMode=`
    pub fn report_mode(self, mode: ReportMode) -> Self {
        self.set("reportMode", mode)
    }

    /// When objects go to the database. `flushMode=`
    pub fn flush_mode(self, mode: FlushMode) -> Self {
        self.set("flushMode", mode)
    }

    /// Whether generated values are taken that do not fit their pattern. `skipPatternValidation=`
    pub fn skip_pattern_validation(self, skip: bool) -> Self {
        self.set("skipPatternValidation", skip)
    }

    /// Whether no notifications are sent and no other effects follow. `skipSideEffects=`
    pub fn skip_side_effects(self, skip: bool) -> Self {
        self.set("skipSideEffects", skip)
    }

    /// Whether the program rules are left out. `skipRuleEngine=`
    pub fn skip_rule_engine(self, skip: bool) -> Self {
        self.set("skipRuleEngine", skip)
    }

    /// By what all metadata is named. The objects themselves always have uids. `idScheme=`
    pub fn id_scheme(self, scheme: IdScheme) -> Self {
        self.set("idScheme", scheme)
    }

    /// By what one kind of metadata is named, such as `orgUnitIdScheme=`.
    pub fn id_scheme_of(self, kind: IdKind, scheme: IdScheme) -> Self {
        self.set(kind.as_str(), scheme)
    }

    /// The longest wait for an answer, in place of the client's: a large import takes minutes.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// Sends the objects and waits for the report: `POST /api/tracker?async=false`.
    ///
    /// It may be sent again by the client's retries where that does no harm: when all objects have
    /// uids and are created or updated, and in a dry run.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a bundle of which DHIS2 would write nothing without a word, and
    /// what [`Request::send_import`] fails with: a malformed uid or date is an
    /// [`Error::Api`] with the status 400, about the bundle as a whole.
    pub fn send(self) -> Result<ImportReport> {
        self.request(false)?.send_import()
    }

    /// Sends the objects and returns at once: `POST /api/tracker?async=true`.
    ///
    /// Wait with [`Tasks::watch`](crate::tasks::Tasks::watch); what became of the objects is in its
    /// summary, or in [`Tasks::report`](crate::tasks::Tasks::report)
    /// (`GET /api/tracker/jobs/{uid}/report`).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api, bundle: dhis2::tracker::TrackerBundle) -> dhis2::Result<()> {
    /// let task = api.tracker().import(&bundle).start()?;
    /// let summary = api.tasks().watch(&task).wait()?;
    /// println!("{}", summary.message());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), and [`Error::Import`] when the server does not take the job.
    pub fn start(self) -> Result<TaskRef> {
        let report = self.request(true)?.send_import()?.into_result()?;
        match report.task_ref() {
            Some(task) => Ok(task.clone()),
            None => Err(DecodeError::new("the answer names no job").into()),
        }
    }

    fn request(self, job: bool) -> Result<Request> {
        let bundle = self.bundle?;
        let repeats = matches!(self.strategy, Strategy::CreateAndUpdate | Strategy::Update)
            && bundle::has_all_uids(&bundle);
        let mut request = self
            .api
            .post("tracker")
            // The server's own default is a job.
            .param("async", job)
            .params(self.params)
            .idempotent(!job && (self.dry_run || repeats));
        if let Some(limit) = self.timeout {
            request = request.timeout(limit);
        }
        Ok(request.json(&bundle))
    }

    fn set(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        self.params.retain(|(known, _)| *known != name);
        self.params.push((name, value.to_string()));
        self
    }
}

//! Which data sets are complete: writing.

use std::collections::BTreeMap;

use super::complete::{CompleteDataSetRegistration, check};
use super::options::ImportStrategy;
use super::schemes::{IdKind, IdScheme};
use crate::Result;
use crate::api::Api;
use crate::error::DecodeError;
use crate::import::ImportReport;
use crate::request::Request;
use crate::tasks::TaskRef;

/// An import of registrations; made by
/// [`CompleteDataSetRegistrations::import`](super::CompleteDataSetRegistrations::import).
///
/// ```no_run
/// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
/// use dhis2::data_values::CompleteDataSetRegistration;
///
/// let done = CompleteDataSetRegistration::new("DsMonthly01", "202608", "OuFacility2");
/// let report = api.complete_data_set_registrations().import([done]).send()?;
/// println!("{report}");
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "an import does nothing until it is sent"]
pub struct CompletenessImport {
    api: Api,
    params: BTreeMap<String, String>,
    registrations: Vec<CompleteDataSetRegistration>,
}

impl CompletenessImport {
    pub(super) fn new(api: &Api, registrations: Vec<CompleteDataSetRegistration>) -> Self {
        Self {
            api: api.clone(),
            params: BTreeMap::new(),
            registrations,
        }
    }

    /// What is done with each registration. `importStrategy=`
    pub fn strategy(self, strategy: ImportStrategy) -> Self {
        self.set("importStrategy", strategy.as_str())
    }

    /// Whether nothing shall be written. `dryRun=`
    pub fn dry_run(self, dry_run: bool) -> Self {
        self.set("dryRun", &dry_run.to_string())
    }

    /// Whether the server does not look for stored registrations. `skipExistingCheck=`
    pub fn skip_existing_check(self, skip: bool) -> Self {
        self.set("skipExistingCheck", &skip.to_string())
    }

    /// By what all objects are named. `idScheme=`
    pub fn id_scheme(self, scheme: IdScheme) -> Self {
        self.set("idScheme", &scheme.to_string())
    }

    /// By what one kind of object is named, such as `orgUnitIdScheme=`.
    pub fn id_scheme_of(self, kind: IdKind, scheme: IdScheme) -> Self {
        self.set(&kind.param(), &scheme.to_string())
    }

    /// Sends the registrations and waits for the report: `POST /api/completeDataSetRegistrations`.
    ///
    /// DHIS2 2.43.1 refuses registrations of a period that nothing was stored for yet, and stores the
    /// period: then they are sent once more.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`](crate::Error::InvalidInput) for a registration without data set,
    /// unit or period, and as [`Request::send_import`].
    pub fn send(self) -> Result<ImportReport> {
        let send = || self.post()?.idempotent(true).send_import();
        let report = send()?;
        if met_new_period(&report) {
            return send();
        }
        Ok(report)
    }

    /// Sends the registrations and returns at once: the server imports them as a job. On 2.43.1 the job
    /// fails where a period is new to the server, see [`send`](Self::send); start it once more then.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn start(self) -> Result<TaskRef> {
        let report = self
            .set("async", "true")
            .post()?
            .send_import()?
            .into_result()?;
        match report.task_ref() {
            Some(task) => Ok(task.clone()),
            None => Err(DecodeError::new("the answer names no job").into()),
        }
    }

    fn post(&self) -> Result<Request> {
        check(&self.registrations)?;
        let document = serde_json::json!({ "completeDataSetRegistrations": self.registrations });
        let request = self.api.post("completeDataSetRegistrations");
        Ok(request.params(&self.params).json(&document))
    }

    fn set(mut self, name: &str, value: &str) -> Self {
        self.params.insert(name.to_owned(), value.to_owned());
        self
    }
}

/// Whether this is how 2.43.1 fails on periods that its data base does not have: it adds them in a transaction
/// that the one of the registrations does not see yet.
fn met_new_period(report: &ImportReport) -> bool {
    let description = report.description().unwrap_or_default();
    report.http_status() == Some(409) && description.contains("Failed to flush BatchHandler")
}

//! Importing bundles.

use std::time::Duration;

use serde::Serialize;
use serde_json::Value;

use super::bundle;
use super::options::{AtomicMode, FlushMode, IdKind, ReportMode, Strategy, ValidationMode};
use super::params::{Params, import_setters};
use crate::api::Api;
use crate::data_values::IdScheme;
use crate::error::DecodeError;
use crate::http::body::Body;
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
    source: Result<Source>,
    params: Params,
}

/// What is imported.
#[derive(Debug)]
enum Source {
    Bundle(Value),
    Csv(Box<Body>),
}

import_setters!(TrackerImport);

impl TrackerImport {
    pub(super) fn new<T: Serialize + ?Sized>(api: &Api, bundle: &T) -> Self {
        let value = serde_json::to_value(bundle).map_err(|error| {
            let text = error.to_string();
            Error::invalid("bundle", text, "objects that can be written as JSON")
        });
        let value = value.and_then(|value| bundle::check(&value).map(|()| value));
        Self {
            api: api.clone(),
            source: value.map(Source::Bundle),
            params: Params::new(),
        }
    }

    pub(super) fn csv(api: &Api, csv: Body) -> Self {
        Self {
            api: api.clone(),
            source: Ok(Source::Csv(Box::new(csv))),
            params: Params::new(),
        }
    }

    /// Sends the objects and waits for the report: `POST /api/tracker?async=false`.
    ///
    /// It may be sent again by the client's retries where that does no harm: when all objects of a
    /// bundle have uids and are created or updated, and in a dry run.
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
        let source = self.source?;
        let named = matches!(&source, Source::Bundle(bundle) if bundle::has_all_uids(bundle));
        let request = self.params.request(&self.api, job, named);
        Ok(match source {
            Source::Bundle(bundle) => request.json(&bundle),
            Source::Csv(body) => request.body(body.content_type("text/csv")),
        })
    }
}

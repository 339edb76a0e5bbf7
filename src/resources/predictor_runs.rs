//! Runs of predictors, which work out data values from earlier ones and store them.

use crate::date::Date;
use crate::error::Result;
use crate::import::WebMessage;
use crate::models::{Predictor, PredictorGroup};
use crate::request::Request;
use crate::resources::Resource;
use crate::uid::AsUid;

/// How a run of predictors went.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PredictionRun {
    /// How many values were stored, where the server says so. 0 is no error to DHIS2: there may be no
    /// earlier data, the expression may name an aggregator in upper case (`AVG` is not known), or the
    /// server is 2.43.1 and the predictor takes the `SELECTED` org units, where it finds none.
    pub predictions: Option<u64>,
    /// DHIS2's own words: `Generated 495 predictions`.
    pub message: String,
}

impl Resource<Predictor> {
    /// Runs all predictors for the periods between two days, and waits for the end:
    /// `POST /api/predictors/run?startDate=&endDate=`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let run = api.predictors().run_all("2026-06-01".parse()?, "2026-06-30".parse()?)?;
    /// println!("{}", run.message);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`]. It may take long: see [`ApiBuilder::timeout`](crate::ApiBuilder::timeout).
    pub fn run_all(&self, start: Date, end: Date) -> Result<PredictionRun> {
        run(self.api().post("predictors/run"), start, end)
    }

    /// Runs one predictor for the periods between two days:
    /// `POST /api/predictors/{uid}/run?startDate=&endDate=`.
    ///
    /// # Errors
    ///
    /// As [`run_all`](Self::run_all). DHIS2 answers a 500 for a predictor that is not there.
    pub fn run_one(&self, uid: impl AsUid, start: Date, end: Date) -> Result<PredictionRun> {
        let path = format!("predictors/{}/run", uid.as_uid()?);
        run(self.api().post(path), start, end)
    }
}

impl Resource<PredictorGroup> {
    /// Runs the predictors of a group for the periods between two days:
    /// `POST /api/predictorGroups/{uid}/run?startDate=&endDate=`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let (start, end) = ("2026-06-01".parse()?, "2026-06-30".parse()?);
    /// let run = api.predictor_groups().run_group("PgMalaria01", start, end)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Resource::run_all`].
    pub fn run_group(&self, uid: impl AsUid, start: Date, end: Date) -> Result<PredictionRun> {
        let path = format!("predictorGroups/{}/run", uid.as_uid()?);
        run(self.api().post(path), start, end)
    }
}

fn run(request: Request, start: Date, end: Date) -> Result<PredictionRun> {
    let request = request.param("startDate", start).param("endDate", end);
    let answer: WebMessage = request.fetch()?;
    let message = answer.message.unwrap_or_default();
    let predictions = message
        .strip_prefix("Generated ")
        .and_then(|rest| rest.split(' ').next())
        .and_then(|count| count.parse().ok());
    Ok(PredictionRun {
        predictions,
        message,
    })
}

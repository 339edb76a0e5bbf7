//! Data integrity: checks of the metadata and data, run on the server.
//!
//! DHIS2 runs checks in the background and keeps the results of the last run of each. Reading results
//! starts nothing: a check that was never run, or not since the server was started, has none.
//! [`run_and_fetch`](DataIntegrity::run_and_fetch) runs, waits and reads.
//!
//! ```no_run
//! # fn f(api: dhis2::Api) -> dhis2::Result<()> {
//! let checks = ["orgunits_orphaned", "data_elements_aggregate_no_groups"];
//! for issue in api.data_integrity().only(checks).run_and_fetch()? {
//!     let issue = issue?;
//!     println!("{}: {}", issue.check.display_name, issue.name.unwrap_or_default());
//! }
//! # Ok(())
//! # }
//! ```

mod issues;

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

pub use issues::{IntegrityIssue, IntegrityIssues};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::api::Api;
use crate::date::DateTime;
use crate::error::{Error, NotFoundError, Result};
use crate::request::Request;
use crate::resources::answer;
use crate::tasks::TaskRef;
use crate::words::open_words;

/// The accessor of data integrity; see [`Api::data_integrity`].
///
/// It stands for all checks, or for those that [`only`](Self::only) names.
#[derive(Debug, Clone)]
#[must_use = "it does nothing until it is asked"]
pub struct DataIntegrity {
    api: Api,
    only: Vec<String>,
    timeout: Option<Duration>,
    error: Option<(String, String)>,
}

/// A check that the server has.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct IntegrityCheck {
    /// Its name, such as `orgunits_orphaned`.
    pub name: String,
    /// Its name for people.
    #[serde(default)]
    pub display_name: String,
    /// Its short code, such as `OO`.
    pub code: Option<String>,
    /// The part of the metadata it looks at.
    pub section: Option<String>,
    /// How bad it is when it finds something.
    pub severity: Option<Severity>,
    /// What it looks for.
    pub description: Option<String>,
    /// Why that matters.
    pub introduction: Option<String>,
    /// What to do.
    pub recommendation: Option<String>,
    /// The kind of the objects it finds, as a plural: `organisationUnits`.
    pub issues_id_type: Option<String>,
    /// Whether it takes long; slow ones run only when they are named.
    #[serde(default)]
    pub is_slow: bool,
    /// How long it took on average, in milliseconds.
    pub average_execution_time: Option<u64>,
}

open_words! {
    /// How bad a finding is.
    Severity {
        /// Worth to know.
        Info = "INFO",
        /// May lead to trouble.
        Warning = "WARNING",
        /// Leads to trouble.
        Severe = "SEVERE",
        /// Breaks things.
        Critical = "CRITICAL",
    }
}

/// The result of a check in numbers.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct IntegritySummary {
    /// The check.
    pub check: IntegrityCheck,
    /// How much it found.
    pub count: u64,
    /// How much that is of all objects, in percent.
    pub percentage: Option<f64>,
    /// When the run began: the server's local time, without a zone.
    pub start_time: Option<DateTime>,
    /// When it ended.
    pub finished_time: Option<DateTime>,
}

impl Api {
    /// Data integrity: checks of metadata and data, run on the server. See
    /// [`data_integrity`](self).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// for result in api.data_integrity().run_summary()? {
    ///     println!("{} {}", result.count, result.check.display_name);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn data_integrity(&self) -> DataIntegrity {
        DataIntegrity {
            api: self.clone(),
            only: Vec::new(),
            timeout: None,
            error: None,
        }
    }
}

impl DataIntegrity {
    /// Only the checks with these names.
    pub fn only<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        for name in names {
            let name = name.into();
            let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
            if name.is_empty() || !name.bytes().all(fits) {
                let expected = "the name of a check, such as `orgunits_orphaned`";
                self.error.get_or_insert((name, expected.to_owned()));
            } else {
                self.only.push(name);
            }
        }
        self
    }

    /// How long [`run_summary`](Self::run_summary) and [`run_and_fetch`](Self::run_and_fetch) wait for the
    /// run; 10 minutes unless set.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// The checks the server has: `GET /api/dataIntegrity`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn checks(&self) -> Result<Vec<IntegrityCheck>> {
        self.request("dataIntegrity")?.fetch()
    }

    /// Starts a run that counts: `POST /api/dataIntegrity/summary`. Needs the authority
    /// `F_PERFORM_MAINTENANCE`. DHIS2 starts one for unknown names too; it finds nothing.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn start_summary(&self) -> Result<TaskRef> {
        self.start("dataIntegrity/summary")
    }

    /// Starts a run that lists what it finds: `POST /api/dataIntegrity/details`.
    ///
    /// # Errors
    ///
    /// As [`start_summary`](Self::start_summary).
    pub fn start_details(&self) -> Result<TaskRef> {
        self.start("dataIntegrity/details")
    }

    /// The counts of the last runs, sorted by the names of the checks: `GET /api/dataIntegrity/summary`.
    /// Checks without a result are not among them.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn summary(&self) -> Result<Vec<IntegritySummary>> {
        let results: BTreeMap<String, IntegritySummary> =
            self.request("dataIntegrity/summary")?.fetch()?;
        Ok(results.into_values().collect())
    }

    /// What the last runs found, check by check. Each check is a request, whose answer is read as it comes:
    /// `GET /api/dataIntegrity/details?checks=`. Checks without a result are passed over.
    ///
    /// First the checks are asked for (`GET /api/dataIntegrity`) and, unless [`only`](Self::only) names
    /// some, which have a result (`GET /api/dataIntegrity/details/completed`).
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] for a name that no check has, and as [`Request::fetch`].
    pub fn details(&self) -> Result<IntegrityIssues> {
        let mut checks = self.named()?;
        if self.only.is_empty() {
            let completed = self.completed_details()?;
            checks.retain(|check| completed.contains(&check.name));
        }
        Ok(IntegrityIssues::new(&self.api, checks, false))
    }

    /// The names of the checks that have a summary: `GET /api/dataIntegrity/summary/completed`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn completed_summaries(&self) -> Result<Vec<String>> {
        self.api.get("dataIntegrity/summary/completed").fetch()
    }

    /// The names of the checks that have details: `GET /api/dataIntegrity/details/completed`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn completed_details(&self) -> Result<Vec<String>> {
        self.api.get("dataIntegrity/details/completed").fetch()
    }

    /// The names of the checks that are being counted now: `GET /api/dataIntegrity/summary/running`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn running_summaries(&self) -> Result<Vec<String>> {
        self.api.get("dataIntegrity/summary/running").fetch()
    }

    /// The names of the checks whose details are being looked for now:
    /// `GET /api/dataIntegrity/details/running`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn running_details(&self) -> Result<Vec<String>> {
        self.api.get("dataIntegrity/details/running").fetch()
    }

    /// Runs the checks, waits for the end and reads the counts: `POST /api/dataIntegrity/summary`, then
    /// `GET /api/dataIntegrity/summary`.
    ///
    /// # Errors
    ///
    /// As [`start_summary`](Self::start_summary), [`Watch::wait`](crate::tasks::Watch::wait) and
    /// [`summary`](Self::summary).
    pub fn run_summary(&self) -> Result<Vec<IntegritySummary>> {
        self.wait(&self.start_summary()?)?;
        self.summary()
    }

    /// Runs the checks, waits for the end and reads what they found. A name that no check has is refused
    /// before the run. `POST /api/dataIntegrity/details`, then `GET /api/dataIntegrity/details`
    ///
    /// # Errors
    ///
    /// As [`details`](Self::details), [`start_details`](Self::start_details) and
    /// [`Watch::wait`](crate::tasks::Watch::wait). A check that was named and has no result after the run
    /// is an [`Error::Decode`] of the iterator.
    pub fn run_and_fetch(&self) -> Result<IntegrityIssues> {
        let named = if self.only.is_empty() {
            None
        } else {
            Some(self.named()?)
        };
        self.wait(&self.start_details()?)?;
        match named {
            Some(checks) => Ok(IntegrityIssues::new(&self.api, checks, true)),
            None => self.details(),
        }
    }

    /// The checks that are meant, all of them known to the server.
    fn named(&self) -> Result<VecDeque<IntegrityCheck>> {
        let checks = self.checks()?;
        let missing = self
            .only
            .iter()
            .find(|name| !checks.iter().any(|check| check.name == **name));
        match missing {
            Some(name) => Err(Error::NotFound(Box::new(NotFoundError::new(
                "integrity check",
                name,
            )))),
            None => Ok(checks.into()),
        }
    }

    fn start(&self, path: &str) -> Result<TaskRef> {
        let path = self.request(path)?.path().to_owned();
        let request = self.api.post(path).param("checks", self.names());
        answer::start(request)
    }

    fn wait(&self, task: &TaskRef) -> Result<()> {
        let watch = self.api.tasks().watch(task);
        let watch = match self.timeout {
            Some(limit) => watch.timeout(limit),
            None => watch,
        };
        watch.wait().map(drop)
    }

    fn request(&self, path: &str) -> Result<Request> {
        if let Some((name, expected)) = &self.error {
            return Err(Error::invalid("check", name, expected));
        }
        Ok(self.api.get(path).param("checks", self.names()))
    }

    fn names(&self) -> Option<String> {
        (!self.only.is_empty()).then(|| self.only.join(","))
    }
}

impl<'de> Deserialize<'de> for IntegritySummary {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Counts {
            #[serde(default)]
            count: u64,
            percentage: Option<f64>,
            start_time: Option<DateTime>,
            finished_time: Option<DateTime>,
        }
        use serde::de::Error as _;
        let value = Value::deserialize(deserializer)?;
        let counts = Counts::deserialize(&value).map_err(D::Error::custom)?;
        Ok(Self {
            check: IntegrityCheck::deserialize(value).map_err(D::Error::custom)?,
            count: counts.count,
            percentage: counts.percentage,
            start_time: counts.start_time,
            finished_time: counts.finished_time,
        })
    }
}

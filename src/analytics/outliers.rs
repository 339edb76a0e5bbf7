//! Values that stand out.

use std::fmt;
use std::io::Write;
use std::time::Duration;

use super::format::GridFormat;
use super::grid::Grid;
use super::query::{Extent, Query};
use super::rows::GridRows;
use super::setters::verbs;
use crate::api::Api;
use crate::date::Date;
use crate::error::Result;
use crate::uid::AsUid;

/// How outliers are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OutlierAlgorithm {
    /// By the distance from the mean, in standard deviations.
    ZScore,
    /// By the distance from the median.
    ModifiedZScore,
    /// By the smallest and largest value that were set for an element and a unit.
    MinMax,
}

impl OutlierAlgorithm {
    fn as_str(self) -> &'static str {
        match self {
            Self::ZScore => "Z_SCORE",
            Self::ModifiedZScore => "MODIFIED_Z_SCORE",
            Self::MinMax => "MIN_MAX",
        }
    }
}

/// A search for outliers; made by [`Analytics::outliers`](super::Analytics::outliers).
///
/// The server answers 500 rows unless [`max_results`](Self::max_results) says otherwise.
#[derive(Debug)]
#[must_use = "a query does nothing until it is sent"]
pub struct OutlierQuery {
    query: Query,
}

verbs!(OutlierQuery, "/api/analytics/outlierDetection", "");

impl OutlierQuery {
    pub(super) fn new(api: &Api) -> Self {
        Self {
            query: Query::new(api, "analytics/outlierDetection", Extent::Undivided),
        }
    }

    /// Adds the elements of a data set. `ds=`
    pub fn data_set(self, data_set: impl AsUid) -> Self {
        self.uid("ds", &data_set)
    }

    /// Adds a data element. `dx=`
    pub fn data_element(self, data_element: impl AsUid) -> Self {
        self.uid("dx", &data_element)
    }

    /// Adds a unit and those below it. `ou=`
    pub fn org_unit(self, unit: impl AsUid) -> Self {
        self.uid("ou", &unit)
    }

    /// A period, or a relative one. `pe=`
    pub fn period(mut self, period: impl fmt::Display) -> Self {
        self.query.set("pe", period.to_string());
        self
    }

    /// The first day of the periods. `startDate=`
    pub fn start_date(mut self, day: Date) -> Self {
        self.query.set("startDate", day);
        self
    }

    /// The last day of the periods. `endDate=`
    pub fn end_date(mut self, day: Date) -> Self {
        self.query.set("endDate", day);
        self
    }

    /// The first day of the values that mean and deviation are worked out from. `dataStartDate=`
    pub fn data_start_date(mut self, day: Date) -> Self {
        self.query.set("dataStartDate", day);
        self
    }

    /// The last day of the values that mean and deviation are worked out from. `dataEndDate=`
    pub fn data_end_date(mut self, day: Date) -> Self {
        self.query.set("dataEndDate", day);
        self
    }

    /// How outliers are found; by the z-score unless set. `algorithm=`
    pub fn algorithm(mut self, algorithm: OutlierAlgorithm) -> Self {
        self.query.set("algorithm", algorithm.as_str());
        self
    }

    /// From which score a value stands out; 3.0 unless set. `threshold=`
    pub fn threshold(mut self, score: f64) -> Self {
        self.query.set("threshold", score);
        self
    }

    /// How many rows there shall be at most. `maxResults=`
    pub fn max_results(mut self, rows: u64) -> Self {
        self.query.set("maxResults", rows);
        self
    }

    fn uid(mut self, name: &str, uid: &dyn AsUid) -> Self {
        match uid.as_uid() {
            Ok(uid) => self.query.add(name, uid.to_string()),
            Err(error) => self.query.fail(error),
        }
        self
    }
}

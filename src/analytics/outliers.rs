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
use crate::data_values::IdScheme;
use crate::date::Date;
use crate::error::Result;
use crate::uid::AsUid;
use crate::words::closed_words;

/// How outliers are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OutlierAlgorithm {
    /// By the distance from the mean, in standard deviations.
    ZScore,
    /// By the distance from the median.
    ModifiedZScore,
    /// By the smallest and largest value that were set for an element and a unit. DHIS2 2.42 and 2.43
    /// refuse it in analytics (E2211).
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

closed_words! {
    /// A column that outliers are ordered by.
    OutlierOrder {
        /// The distance from the mean or median; the server's own choice.
        AbsoluteDeviation = "absdev",
        /// The value.
        Value = "value",
        /// The z-score. Not with [`OutlierAlgorithm::ModifiedZScore`], as the next two.
        ZScore = "zscore",
        /// The mean.
        Mean = "mean",
        /// The standard deviation.
        StandardDeviation = "stddev",
        /// The modified z-score. Only with [`OutlierAlgorithm::ModifiedZScore`], as the next two.
        ModifiedZScore = "modifiedzscore",
        /// The median.
        Median = "median",
        /// The median of the distances from the median.
        MedianDeviation = "medianabsdeviation",
        /// The value below which one stands out.
        LowerBound = "lowerbound",
        /// The value above which one stands out.
        UpperBound = "upperbound",
    }
}

/// A search for outliers; made by [`Analytics::outliers`](super::Analytics::outliers).
///
/// DHIS2 wants data and either [periods](Self::period) or [two](Self::start_date)
/// [days](Self::end_date), and answers 500 rows unless [`max_results`](Self::max_results) says otherwise.
/// It looks into the analytics tables; a run that skipped outliers leaves none to look into (E7180).
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

    /// Adds the units of a level, by its number. `ou=LEVEL-`
    pub fn org_unit_level(mut self, level: u32) -> Self {
        self.query.add("ou", format!("LEVEL-{level}"));
        self
    }

    /// Adds the units of a group. `ou=OU_GROUP-`
    pub fn org_unit_group(mut self, group: impl AsUid) -> Self {
        match group.as_uid() {
            Ok(uid) => self.query.add("ou", format!("OU_GROUP-{uid}")),
            Err(error) => self.query.fail(error),
        }
        self
    }

    /// The day that a relative period is worked out from. `relativePeriodDate=`
    pub fn relative_period_date(mut self, day: Date) -> Self {
        self.query.set("relativePeriodDate", day);
        self
    }

    /// The column that the rows are ordered by, the largest first. `orderBy=`
    pub fn order_by(mut self, column: OutlierOrder) -> Self {
        self.query.set("orderBy", column.as_str());
        self
    }

    /// Which rows come first: those with the largest values, unless set. `sortOrder=`
    pub fn order(mut self, direction: crate::Direction) -> Self {
        self.query
            .set("sortOrder", super::direction_word(direction));
        self
    }

    /// By what things are named in the rows. `outputIdScheme=`
    pub fn output_id_scheme(mut self, scheme: IdScheme) -> Self {
        self.query.set("outputIdScheme", scheme.to_string());
        self
    }

    /// Leaves numbers unrounded. `skipRounding=`
    pub fn skip_rounding(mut self, skip: bool) -> Self {
        self.query.set("skipRounding", skip);
        self
    }

    /// Adds columns by their names, such as `dxname`; unless set, all come. Only for rows and grids:
    /// files have all columns. `headers=`
    pub fn headers<I: IntoIterator<Item: fmt::Display>>(mut self, names: I) -> Self {
        for name in names {
            self.query.add_listed("headers", name);
        }
        self
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

    /// The first day of the values that mean and deviation are worked out from. DHIS2 2.42 and 2.43
    /// refuse it here (E2209). `dataStartDate=`
    pub fn data_start_date(mut self, day: Date) -> Self {
        self.query.set("dataStartDate", day);
        self
    }

    /// The last day of the values that mean and deviation are worked out from. DHIS2 2.42 and 2.43
    /// refuse it here (E2210). `dataEndDate=`
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

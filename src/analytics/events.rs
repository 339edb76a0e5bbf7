//! Events, enrollments and tracked entities, as lists and as numbers.

use std::fmt;
use std::io::Write;
use std::time::Duration;

use super::format::GridFormat;
use super::grid::Grid;
use super::query::{Extent, Operator, Place, Query};
use super::rows::GridRows;
use super::setters::shared;
use super::words::{DisplayProperty, EventStatus, OutputType, ProgramStatus, UserOrgUnit};
use crate::api::Api;
use crate::data_values::IdScheme;
use crate::date::Date;
use crate::error::Result;
use crate::models::AggregationType;
use crate::period::RelativePeriod;
use crate::uid::{AsUid, Uid};

/// Setters of lists, which come in pages.
macro_rules! listed {
    ($type:ident) => {
        impl $type {
            /// Only this page, counted from 1. Without it all pages are read, one after another.
            /// `page=`
            pub fn page(mut self, page: u64) -> Self {
                self.query.set("page", page);
                self
            }

            /// How many rows a page has; 1000 unless set. `pageSize=`
            pub fn page_size(mut self, rows: u64) -> Self {
                self.query.set("pageSize", rows.max(1));
                self
            }

            /// Whether the server counts the pages, for [`GridPager`](super::GridPager).
            /// `totalPages=`
            pub fn total_pages(mut self, count: bool) -> Self {
                self.query.set("totalPages", count);
                self
            }

            /// Orders by a column, ascending; may be called often. `asc=`
            pub fn asc(mut self, column: impl Into<String>) -> Self {
                self.query.add("asc", column.into());
                self
            }

            /// Orders by a column, descending; may be called often. `desc=`
            pub fn desc(mut self, column: impl Into<String>) -> Self {
                self.query.add("desc", column.into());
                self
            }
        }
    };
}

/// Setters of queries about the data of a program.
macro_rules! program {
    ($type:ident) => {
        impl $type {
            /// Adds a data element or attribute and a condition on its value; may be called often.
            /// `dimension=<uid>:GT:5`
            pub fn dimension_where(
                mut self,
                name: impl AsRef<str>,
                operator: Operator,
                value: impl fmt::Display,
            ) -> Self {
                let name = name.as_ref();
                self.query
                    .condition(Place::Dimension, name, operator, &value);
                self
            }

            /// A condition on a value that gets no column. `filter=<uid>:GT:5`
            pub fn filter_where(
                mut self,
                name: impl AsRef<str>,
                operator: Operator,
                value: impl fmt::Display,
            ) -> Self {
                let name = name.as_ref();
                self.query.condition(Place::Filter, name, operator, &value);
                self
            }

            /// Days in place of periods: the first one. `startDate=`
            pub fn start_date(mut self, day: Date) -> Self {
                self.query.set("startDate", day);
                self
            }

            /// Days in place of periods: the last one. `endDate=`
            pub fn end_date(mut self, day: Date) -> Self {
                self.query.set("endDate", day);
                self
            }

            /// Those of enrollments with this status. `programStatus=`
            pub fn program_status(mut self, status: ProgramStatus) -> Self {
                self.query.set("programStatus", status.as_str());
                self
            }

            /// By what things are named in the rows. `outputIdScheme=`
            pub fn output_id_scheme(mut self, scheme: IdScheme) -> Self {
                self.query.set("outputIdScheme", scheme.to_string());
                self
            }
        }
    };
}

/// Setters of queries about events.
macro_rules! events {
    ($type:ident) => {
        impl $type {
            /// Only events of this program stage. `stage=`
            pub fn stage(mut self, stage: impl AsUid) -> Self {
                match stage.as_uid() {
                    Ok(uid) => self.query.set("stage", uid.to_string()),
                    Err(error) => self.query.fail(error),
                }
                self
            }

            /// Only events with this status. `eventStatus=`
            pub fn event_status(mut self, status: EventStatus) -> Self {
                self.query.set("eventStatus", status.as_str());
                self
            }

            /// What a row stands for. `outputType=`
            pub fn output_type(mut self, kind: OutputType) -> Self {
                self.query.set("outputType", kind.as_str());
                self
            }
        }
    };
}

/// A list of events; made by [`Analytics::events`](super::Analytics::events).
///
/// `grid` and `rows` read all pages unless [`page`](Self::page) names one; `copy_to` writes one
/// page. Rows that are entered while the pages are read may be missed or come twice: order by a
/// column that does not change.
#[derive(Debug)]
#[must_use = "a query does nothing until it is sent"]
pub struct EventQuery {
    query: Query,
}

shared!(EventQuery, "/api/analytics/events/query/{program}");
listed!(EventQuery);
program!(EventQuery);
events!(EventQuery);

impl EventQuery {
    pub(super) fn new(api: &Api, program: Result<Uid>) -> Self {
        Self {
            query: Query::about(api, "analytics/events/query", program, Extent::Paged),
        }
    }
}

/// Numbers of events; made by [`Analytics::event_aggregate`](super::Analytics::event_aggregate).
#[derive(Debug)]
#[must_use = "a query does nothing until it is sent"]
pub struct EventAggregateQuery {
    query: Query,
}

shared!(
    EventAggregateQuery,
    "/api/analytics/events/aggregate/{program}"
);
program!(EventAggregateQuery);
events!(EventAggregateQuery);

impl EventAggregateQuery {
    pub(super) fn new(api: &Api, program: Result<Uid>) -> Self {
        Self {
            query: Query::about(
                api,
                "analytics/events/aggregate",
                program,
                Extent::Undivided,
            ),
        }
    }

    /// The data element or attribute whose values are put together, in place of counting events.
    /// `value=`
    pub fn value(mut self, uid: impl AsUid) -> Self {
        match uid.as_uid() {
            Ok(uid) => self.query.set("value", uid.to_string()),
            Err(error) => self.query.fail(error),
        }
        self
    }

    /// How the values are put together. `aggregationType=`
    pub fn aggregation_type(mut self, kind: &AggregationType) -> Self {
        self.query.set("aggregationType", kind.as_str());
        self
    }

    /// How many rows there shall be at most. `limit=`
    pub fn limit(mut self, rows: u64) -> Self {
        self.query.set("limit", rows);
        self
    }
}

/// A list of enrollments; made by [`Analytics::enrollments`](super::Analytics::enrollments).
///
/// Its pages are read as those of [`EventQuery`].
#[derive(Debug)]
#[must_use = "a query does nothing until it is sent"]
pub struct EnrollmentQuery {
    query: Query,
}

shared!(
    EnrollmentQuery,
    "/api/analytics/enrollments/query/{program}"
);
listed!(EnrollmentQuery);
program!(EnrollmentQuery);

impl EnrollmentQuery {
    pub(super) fn new(api: &Api, program: Result<Uid>) -> Self {
        Self {
            query: Query::about(api, "analytics/enrollments/query", program, Extent::Paged),
        }
    }
}

/// Numbers of enrollments; made by
/// [`Analytics::enrollment_aggregate`](super::Analytics::enrollment_aggregate).
#[derive(Debug)]
#[must_use = "a query does nothing until it is sent"]
pub struct EnrollmentAggregateQuery {
    query: Query,
}

shared!(
    EnrollmentAggregateQuery,
    "/api/analytics/enrollments/aggregate/{program}"
);
program!(EnrollmentAggregateQuery);

impl EnrollmentAggregateQuery {
    pub(super) fn new(api: &Api, program: Result<Uid>) -> Self {
        let path = "analytics/enrollments/aggregate";
        Self {
            query: Query::about(api, path, program, Extent::Undivided),
        }
    }
}

/// A list of tracked entities; made by
/// [`Analytics::tracked_entities`](super::Analytics::tracked_entities).
///
/// Its pages are read as those of [`EventQuery`].
#[derive(Debug)]
#[must_use = "a query does nothing until it is sent"]
pub struct TrackedEntityQuery {
    query: Query,
}

shared!(
    TrackedEntityQuery,
    "/api/analytics/trackedEntities/query/{type}"
);
listed!(TrackedEntityQuery);

impl TrackedEntityQuery {
    pub(super) fn new(api: &Api, kind: Result<Uid>) -> Self {
        let path = "analytics/trackedEntities/query";
        Self {
            query: Query::about(api, path, kind, Extent::Paged),
        }
    }

    /// Those that are enrolled in this program; may be called often. `program=`
    pub fn program(mut self, program: impl AsUid) -> Self {
        match program.as_uid() {
            Ok(uid) => self.query.add_joined("program", uid.as_str()),
            Err(error) => self.query.fail(error),
        }
        self
    }

    /// A condition on the value of an attribute, which gets a column; may be called often.
    /// `dimension=<uid>:EQ:F`
    pub fn dimension_where(
        mut self,
        name: impl AsRef<str>,
        operator: Operator,
        value: impl fmt::Display,
    ) -> Self {
        let name = name.as_ref();
        self.query
            .condition(Place::Dimension, name, operator, &value);
        self
    }
}

//! Events, enrollments and tracked entities, as lists and as numbers.

use std::fmt;
use std::io::Write;
use std::time::Duration;

use super::direction_word;
use super::event_setters::{conditions, dates, events, listed, program, scoped, tabled};
use super::format::GridFormat;
use super::grid::Grid;
use super::pages::GridPages;
use super::query::{Extent, Operator, Place, Query};
use super::rows::GridRows;
use super::setters::shared;
use super::words::{DisplayProperty, EventStatus, OutputType, ProgramStatus, UserOrgUnit};
use crate::api::Api;
use crate::data_values::IdScheme;
use crate::date::Date;
use crate::error::Result;
use crate::models::{AggregationType, OrganisationUnitSelectionMode};
use crate::period::RelativePeriod;
use crate::uid::{AsUid, Uid};

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
scoped!(EventQuery);
dates!(EventQuery {
    event_date: "eventDate", "that took place";
    scheduled_date: "scheduledDate", "that were planned for";
    enrollment_date: "enrollmentDate", "of enrollments begun";
    incident_date: "incidentDate", "of enrollments with an incident";
    last_updated: "lastUpdated", "that were last changed";
});

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
tabled!(EventAggregateQuery);
scoped!(EventAggregateQuery);
dates!(EventAggregateQuery {
    event_date: "eventDate", "that took place";
    scheduled_date: "scheduledDate", "that were planned for";
    enrollment_date: "enrollmentDate", "of enrollments begun";
    incident_date: "incidentDate", "of enrollments with an incident";
    last_updated: "lastUpdated", "that were last changed";
});

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

    /// Puts all values of data elements and attributes into one column. `collapseDataDimensions=`
    pub fn collapse_data_dimensions(mut self, collapse: bool) -> Self {
        self.query.set("collapseDataDimensions", collapse);
        self
    }

    /// Puts the values of the data elements together, in place of their items. `aggregateData=`
    pub fn aggregate_data(mut self, aggregate: bool) -> Self {
        self.query.set("aggregateData", aggregate);
        self
    }

    /// The attribute or data element with the unit that an event counts for, or `REGISTRATION`.
    /// `orgUnitField=`
    pub fn org_unit_field(mut self, field: impl Into<String>) -> Self {
        self.query.set("orgUnitField", field.into());
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
scoped!(EnrollmentQuery);
dates!(EnrollmentQuery {
    enrollment_date: "enrollmentDate", "that began";
    incident_date: "incidentDate", "with an incident";
    last_updated: "lastUpdated", "that were last changed";
});

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
tabled!(EnrollmentAggregateQuery);
scoped!(EnrollmentAggregateQuery);
dates!(EnrollmentAggregateQuery {
    enrollment_date: "enrollmentDate", "that began";
    incident_date: "incidentDate", "with an incident";
    last_updated: "lastUpdated", "that were last changed";
});

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
conditions!(TrackedEntityQuery);
listed!(TrackedEntityQuery);
scoped!(TrackedEntityQuery);
dates!(TrackedEntityQuery {
    event_date: "eventDate", "with an event";
    scheduled_date: "scheduledDate", "with an event that was planned for a day";
    enrollment_date: "enrollmentDate", "with an enrollment";
    incident_date: "incidentDate", "with an incident";
    last_updated: "lastUpdated", "that were last changed";
    created: "created", "that were made";
});

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
            Ok(uid) => self.query.add_listed("program", uid),
            Err(error) => self.query.fail(error),
        }
        self
    }

    /// Only those with an enrollment of this status; may be called often. `enrollmentStatus=`
    pub fn enrollment_status(mut self, status: ProgramStatus) -> Self {
        self.query.add_listed("enrollmentStatus", status);
        self
    }

    /// Only those with an event of this status; may be called often. `eventStatus=`
    pub fn event_status(mut self, status: EventStatus) -> Self {
        self.query.add_listed("eventStatus", status);
        self
    }

    /// Only those with a geometry. `geometryOnly=`
    pub fn geometry_only(mut self, only: bool) -> Self {
        self.query.set("geometryOnly", only);
        self
    }
}

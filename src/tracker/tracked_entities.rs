use std::fmt::Display;
use std::io::Write;
use std::time::Duration;

use serde::de::DeserializeOwned;

use super::filter::{self, Operator};
use super::query::{self, Query, filters, id_schemes, list, setters};
use super::{AssignedUserMode, IdKind, OrgUnitMode, TrackedEntity};
use crate::data_values::IdScheme;
use crate::models::{EnrollmentStatus, EventStatus};
use crate::paging::{Items, Pages};
use crate::query::{IntoFields, IntoOrder};
use crate::request::Request;
use crate::uid::AsUid;
use crate::{Api, DateTime, Error, Result};

/// A list of tracked entities: `GET /api/tracker/trackedEntities`; see
/// [`Tracker::tracked_entities`](super::Tracker::tracked_entities).
///
/// DHIS2 wants a [`program`](Self::program), a [`tracked_entity_type`](Self::tracked_entity_type) or
/// the [`tracked_entities`](Self::tracked_entities) themselves: a list without any is an error
/// before it is sent.
#[derive(Debug)]
#[must_use = "a list does nothing until it is read"]
pub struct TrackedEntities {
    query: Query,
}

list!(TrackedEntities, TrackedEntity, "tracked entities");
id_schemes!(TrackedEntities);
filters!(TrackedEntities { filter, filter_in, filter_present, filter_missing }: "filter", attribute, "attribute");

setters!(TrackedEntities {
    uid {
        program: "program", "Only those enrolled in this program.";
        program_stage: "programStage", "Only those with an event of this stage.";
        tracked_entity_type: "trackedEntityType", "Only those of this type.";
    }
    uids {
        org_units: "orgUnits", "Only those of these organisation units.";
        tracked_entities: "trackedEntities", "Only these.";
        assigned_users: "assignedUsers", "Only those with an event assigned to one of these users.";
    }
    date {
        updated_after: "updatedAfter", "changed since";
        updated_before: "updatedBefore", "changed until";
        enrollment_enrolled_after: "enrollmentEnrolledAfter", "enrolled since";
        enrollment_enrolled_before: "enrollmentEnrolledBefore", "enrolled until";
        enrollment_occurred_after: "enrollmentOccurredAfter", "with an incident since";
        enrollment_occurred_before: "enrollmentOccurredBefore", "with an incident until";
        event_occurred_after: "eventOccurredAfter", "with an event since";
        event_occurred_before: "eventOccurredBefore", "with an event until";
    }
    flag {
        include_deleted: "includeDeleted", "Whether deleted ones come as well.";
        follow_up: "followUp", "Whether the enrollment is marked for a second look.";
        potential_duplicate: "potentialDuplicate", "Whether it is marked as a possible duplicate.";
    }
    word {
        org_unit_mode(OrgUnitMode): "orgUnitMode", "Which units around those named count; only the units themselves unless set.";
        enrollment_status(EnrollmentStatus): "enrollmentStatus", "Only those whose enrollment has this status.";
        event_status(EventStatus): "eventStatus", "Only those with an event of this status. DHIS2 wants the dates of [`event_occurred_after`](Self::event_occurred_after) and before with it.";
        assigned_user_mode(AssignedUserMode): "assignedUserMode", "To whom an event is assigned.";
    }
});

impl TrackedEntities {
    pub(super) fn new(api: &Api) -> Self {
        Self {
            query: Query::new(api, "tracker/trackedEntities"),
        }
    }

    /// Writes all rows as CSV, as they come, and returns the number of bytes:
    /// `GET /api/tracker/trackedEntities.csv`. There is a row for each attribute; the answer is not
    /// paged.
    ///
    /// # Errors
    ///
    /// As [`Request::copy_to`](crate::Request::copy_to).
    pub fn write_csv(self, writer: &mut (impl Write + ?Sized)) -> Result<u64> {
        query::csv(self.request(), "tracker/trackedEntities.csv", writer)
    }

    fn request(self) -> Request {
        let mut query = self.query;
        let enough = ["program", "trackedEntityType", "trackedEntities"];
        if enough.iter().all(|name| query.get(name).is_none()) {
            let expected = "a program, a tracked entity type or tracked entities (E1003)";
            query = query.fail(Error::invalid("trackedEntities", "", expected));
        }
        query.finish("orgUnits")
    }
}

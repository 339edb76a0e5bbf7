use std::fmt::Display;
use std::io::Write;
use std::time::Duration;

use serde::de::DeserializeOwned;

use super::filter::{self, Operator};
use super::query::{self, Query, filters, id_schemes, list, setters};
use super::{AssignedUserMode, Event, IdKind, OrgUnitMode};
use crate::data_values::IdScheme;
use crate::models::{EnrollmentStatus, EventStatus};
use crate::paging::{Items, Pages};
use crate::query::{IntoFields, IntoOrder};
use crate::request::Request;
use crate::uid::AsUid;
use crate::{Api, DateTime, Result};

/// A list of the events of a program, with or without registration: `GET /api/tracker/events`; see
/// [`Tracker::events`](super::Tracker::events).
#[derive(Debug)]
#[must_use = "a list does nothing until it is read"]
pub struct Events {
    query: Query,
}

list!(Events, Event, "events");
id_schemes!(Events);
filters!(Events { filter, filter_in, filter_present, filter_missing }: "filter", data_element, "data element");
filters!(
    Events { filter_attribute, filter_attribute_in, filter_attribute_present, filter_attribute_missing }:
    "filterAttributes", attribute, "tracked entity, by this attribute,"
);

setters!(Events {
    uid {
        program_stage: "programStage", "Only those of this stage.";
        org_unit: "orgUnit", "Only those of this organisation unit. DHIS2 takes one here.";
        tracked_entity: "trackedEntity", "Only those of this tracked entity.";
        attribute_category_combo: "attributeCategoryCombo", "Only those of this combination.";
    }
    uids {
        events: "events", "Only these.";
        enrollments: "enrollments", "Only those of these enrollments.";
        assigned_users: "assignedUsers", "Only those assigned to one of these users.";
        attribute_category_options: "attributeCategoryOptions", "Only those with these options.";
    }
    date {
        occurred_after: "occurredAfter", "that took place since";
        occurred_before: "occurredBefore", "that took place until";
        scheduled_after: "scheduledAfter", "scheduled since";
        scheduled_before: "scheduledBefore", "scheduled until";
        updated_after: "updatedAfter", "changed since";
        updated_before: "updatedBefore", "changed until";
        enrollment_enrolled_after: "enrollmentEnrolledAfter", "with an enrollment since";
        enrollment_enrolled_before: "enrollmentEnrolledBefore", "with an enrollment until";
        enrollment_occurred_after: "enrollmentOccurredAfter", "with an incident since";
        enrollment_occurred_before: "enrollmentOccurredBefore", "with an incident until";
    }
    flag {
        include_deleted: "includeDeleted", "Whether deleted ones come as well.";
        follow_up: "followUp", "Whether it is marked for a second look.";
    }
    word {
        org_unit_mode(OrgUnitMode): "orgUnitMode", "Which units around the one named count; only the unit itself unless set.";
        status(EventStatus): "status", "Only those with this status.";
        enrollment_status(EnrollmentStatus): "enrollmentStatus", "Only those whose enrollment has this status.";
        assigned_user_mode(AssignedUserMode): "assignedUserMode", "To whom it is assigned.";
    }
});

impl Events {
    pub(super) fn new(api: &Api, program: impl AsUid) -> Self {
        Self {
            query: Query::new(api, "tracker/events").set_uid("program", program),
        }
    }

    /// Writes all rows as CSV, as they come, and returns the number of bytes:
    /// `GET /api/tracker/events.csv`. There is a row for each data value; the answer is not paged.
    ///
    /// # Errors
    ///
    /// As [`Request::copy_to`](crate::Request::copy_to).
    pub fn write_csv(self, writer: &mut (impl Write + ?Sized)) -> Result<u64> {
        query::csv(self.request(), "tracker/events.csv", writer)
    }

    fn request(self) -> Request {
        self.query.finish("orgUnit")
    }
}

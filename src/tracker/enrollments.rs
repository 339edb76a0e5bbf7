use std::io::Write;
use std::time::Duration;

use serde::de::DeserializeOwned;

use super::query::{self, Query, list, setters};
use super::{Enrollment, OrgUnitMode};
use crate::models::EnrollmentStatus;
use crate::paging::{Items, Pages};
use crate::query::{IntoFields, IntoOrder};
use crate::request::Request;
use crate::uid::AsUid;
use crate::{Api, DateTime, Result};

/// A list of the enrollments in a program: `GET /api/tracker/enrollments`; see
/// [`Tracker::enrollments`](super::Tracker::enrollments).
///
/// Ordered by `enrolledAt` unless set: DHIS2 answers an order by `createdAt` or `updatedAt` with an
/// SQL error.
#[derive(Debug)]
#[must_use = "a list does nothing until it is read"]
pub struct Enrollments {
    query: Query,
}

list!(Enrollments, Enrollment, "enrollments");

setters!(Enrollments {
    uid {
        tracked_entity: "trackedEntity", "Only those of this tracked entity.";
    }
    uids {
        org_units: "orgUnits", "Only those of these organisation units.";
        enrollments: "enrollments", "Only these.";
    }
    date {
        updated_after: "updatedAfter", "changed since";
        enrolled_after: "enrolledAfter", "enrolled since";
        enrolled_before: "enrolledBefore", "enrolled until";
    }
    flag {
        include_deleted: "includeDeleted", "Whether deleted ones come as well.";
        follow_up: "followUp", "Whether it is marked for a second look.";
    }
    word {
        org_unit_mode(OrgUnitMode): "orgUnitMode", "Which units around those named count; only the units themselves unless set.";
        status(EnrollmentStatus): "status", "Only those with this status.";
    }
});

impl Enrollments {
    pub(super) fn new(api: &Api, program: impl AsUid) -> Self {
        Self {
            query: Query::new(api, "tracker/enrollments").set_uid("program", program),
        }
    }

    /// Only those with this attribute option combination. Needs DHIS2 2.43: older servers ignore it.
    /// `attributeOptionCombo=`
    pub fn attribute_option_combo(mut self, uid: impl AsUid) -> Self {
        self.query = self
            .query
            .set_uid("attributeOptionCombo", uid)
            .needs("enrollments by attribute option combination", "2.43");
        self
    }

    fn request(self) -> Request {
        self.query.finish("orgUnits")
    }
}

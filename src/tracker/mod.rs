//! Tracked entities, enrollments, events and relationships.
//!
//! [`Api::tracker`] reads and writes what is known of single persons or things over time, and the
//! single events of event programs.
//!
//! ```no_run
//! use dhis2::tracker::{Operator, OrgUnitMode};
//!
//! # fn f(api: dhis2::Api) -> dhis2::Result<()> {
//! let children = api
//!     .tracker()
//!     .tracked_entities()
//!     .program("PrChildNut1")
//!     .org_units(["OuVelmora01"])
//!     .org_unit_mode(OrgUnitMode::Descendants)
//!     .filter("TaGivenNam1", Operator::Like, "a")
//!     .fields("trackedEntity,attributes[attribute,value]");
//! for child in children.items() {
//!     let child = child?;
//!     println!("{:?} {:?}", child.tracked_entity, child.attribute("TaGivenNam1"));
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Lists
//!
//! The endpoints name the same thing differently: `orgUnits` here and `orgUnit` there. DHIS2
//! ignores a name that it does not know and answers with *more* objects, so each list has a builder
//! with exactly the parameters of its endpoint, and takes no others. Enrollments and events need a
//! program, as DHIS2 2.43 refuses them without. On a list of tracked entities, attributes of the
//! program come only where the program is named.
//!
//! # Uids
//!
//! The caller makes the uids of new objects ([`Uid::generate`](crate::Uid::generate)), so that an
//! import may be sent twice. **A deleted uid can never be used again**: creating it anew, or
//! deleting it twice, is refused for ever (E1082, E1113, E1114).
//!
//! # Files
//!
//! Files and pictures that values hold are read by [`Files::event_file`](crate::files::Files::event_file)
//! and [`Files::tracked_entity_file`](crate::files::Files::tracked_entity_file).

mod add_event;
mod bundle;
mod change_logs;
mod duplicates;
mod enrollments;
mod events;
mod filter;
mod generated_values;
mod get;
mod helpers;
mod import;
mod make;
mod options;
mod outstanding;
mod params;
mod parts;
mod query;
mod relationships;
mod tracked_entities;
mod types;

pub use crate::models::OrganisationUnitSelectionMode as OrgUnitMode;
pub use crate::models::{EnrollmentStatus, EventStatus, Geometry};
pub use add_event::{AddEvent, AddedEvent};
pub use bundle::TrackerBundle;
pub use change_logs::{Change, ChangeLog, ChangeType, Changed, EventChanges, TrackedEntityChanges};
pub use duplicates::{DuplicateStatus, MergeDuplicate, PotentialDuplicate, PotentialDuplicates};
pub use enrollments::Enrollments;
pub use events::Events;
pub use filter::Operator;
pub use generated_values::{GenerateValues, PatternValues, ReservedValue};
pub use get::Get;
pub use helpers::{Enroll, Enrolled, Register, Registered};
pub use import::TrackerImport;
pub use options::{AtomicMode, FlushMode, IdKind, ReportMode, Strategy, ValidationMode};
pub use outstanding::{Outstanding, OutstandingEnrollment, OutstandingItems};
pub use parts::{BundleList, TrackerItems, TrackerParts};
pub use relationships::Relationships;
pub use tracked_entities::TrackedEntities;
pub use types::{
    AttributeValue, Enrollment, Event, EventValue, Note, ProgramOwner, Relationship,
    RelationshipEnd, TrackedEntity, TrackerUser,
};

use serde::Serialize;

use crate::api::Api;
use crate::http::body::Body;
use crate::uid::{AsUid, Uid};
use crate::words::closed_words;
use crate::{Error, Result};

closed_words! {
    /// To whom events are assigned.
    AssignedUserMode {
        /// To the user who asks.
        Current = "CURRENT",
        /// To the users that are named.
        Provided = "PROVIDED",
        /// To nobody.
        None = "NONE",
        /// To anybody.
        Any = "ANY",
        /// To anybody or nobody.
        All = "ALL",
    }
}

/// The accessor of the tracker; see [`Api::tracker`].
#[derive(Debug, Clone)]
pub struct Tracker {
    api: Api,
}

impl Api {
    /// Tracked entities, enrollments, events and relationships: `/api/tracker`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let event = api.tracker().event("EvFirst0001").get()?;
    /// let events = api.tracker().events("PrSupervis2").count()?;
    /// println!("{events} events");
    /// # Ok(())
    /// # }
    /// ```
    pub fn tracker(&self) -> Tracker {
        Tracker { api: self.clone() }
    }
}

impl Tracker {
    /// Begins a list of tracked entities: `GET /api/tracker/trackedEntities`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let list = api.tracker().tracked_entities().program("PrChildNut1");
    /// let list = list.filter_missing("TaFamilyNa2").order("createdAt:desc");
    /// for child in list.items().limit(10) {
    ///     println!("{:?} has no family name", child?.tracked_entity);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn tracked_entities(&self) -> TrackedEntities {
        TrackedEntities::new(&self.api)
    }

    /// Begins a list of the enrollments in a program: `GET /api/tracker/enrollments`.
    ///
    /// For the enrollments of a tracked entity in all programs, read the
    /// [tracked entity](Self::tracked_entity) with `fields("enrollments[*]")`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::tracker::EnrollmentStatus;
    ///
    /// let active = api.tracker().enrollments("PrChildNut1").status(EnrollmentStatus::Active);
    /// for enrollment in active.fields("enrollment,orgUnit,enrolledAt").items() {
    ///     println!("{:?}", enrollment?.enrolled_at);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn enrollments(&self, program: impl AsUid) -> Enrollments {
        Enrollments::new(&self.api, program)
    }

    /// Begins a list of the events of a program: `GET /api/tracker/events`.
    ///
    /// It lists those with and without registration, on all versions; DHIS2 2.43 has `trackerEvents`
    /// and `singleEvents` besides, which are one of the two each.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::tracker::{Operator, OrgUnitMode};
    ///
    /// let visits = api.tracker().events("PrSupervis2").org_unit("OuVelmora01");
    /// let visits = visits.org_unit_mode(OrgUnitMode::Descendants);
    /// for visit in visits.filter("ftv4GPoJ6F0", Operator::Lt, 10).items() {
    ///     println!("{:?}", visit?.value("ftv4GPoJ6F0"));
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn events(&self, program: impl AsUid) -> Events {
        Events::new(&self.api, program)
    }

    /// Begins a list of the relationships of an object: `GET /api/tracker/relationships`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let relationships = api.tracker().relationships().tracked_entity("oUvqaBEOORa");
    /// println!("{} relationships", relationships.collect_all()?.len());
    /// # Ok(())
    /// # }
    /// ```
    pub fn relationships(&self) -> Relationships {
        Relationships::new(&self.api)
    }

    /// One tracked entity: `GET /api/tracker/trackedEntities/{uid}`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let child = api.tracker().tracked_entity("oUvqaBEOORa");
    /// let child = child.fields("*,enrollments[*,events[*]]").get()?;
    /// for enrollment in child.enrollments.iter().flatten() {
    ///     println!("{:?} since {:?}", enrollment.program, enrollment.enrolled_at);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn tracked_entity(&self, uid: impl AsUid) -> Get<TrackedEntity> {
        Get::new(&self.api, "trackedEntities", uid)
    }

    /// One enrollment: `GET /api/tracker/enrollments/{uid}`.
    pub fn enrollment(&self, uid: impl AsUid) -> Get<Enrollment> {
        Get::new(&self.api, "enrollments", uid)
    }

    /// One event: `GET /api/tracker/events/{uid}`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// if let Some(event) = api.tracker().event("I6XrLQekGbZ").get_opt()? {
    ///     println!("{:?}", event.status);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn event(&self, uid: impl AsUid) -> Get<Event> {
        Get::new(&self.api, "events", uid)
    }

    /// One relationship: `GET /api/tracker/relationships/{uid}`.
    pub fn relationship(&self, uid: impl AsUid) -> Get<Relationship> {
        Get::new(&self.api, "relationships", uid)
    }

    /// Begins an import of events as CSV, with a header line and a row for each data value, as
    /// [`Events::write_csv`] writes them: `POST /api/tracker` with `text/csv`.
    ///
    /// The rows of an event stand together, and name it in the column `event`, a new one by a
    /// [`Uid`] of the caller's making: DHIS2 2.42 and 2.43 answer 500 to a row without. The
    /// file may be compressed with gzip.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let csv = dhis2::Body::file("visits.csv");
    /// let report = api.tracker().import_csv(csv).send()?.into_result()?;
    /// println!("{report}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn import_csv(&self, csv: Body) -> TrackerImport {
        TrackerImport::csv(&self.api, csv)
    }

    /// Begins an import of a [`TrackerBundle`], or of the same as JSON: `POST /api/tracker`.
    ///
    /// All of it goes in one request; for more than some thousand objects there is
    /// [`import_in_parts`](Self::import_in_parts).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api, bundle: dhis2::tracker::TrackerBundle) -> dhis2::Result<()> {
    /// let report = api.tracker().import(&bundle).send()?.into_result()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn import<T: Serialize + ?Sized>(&self, bundle: &T) -> TrackerImport {
        TrackerImport::new(&self.api, bundle)
    }

    /// Which active enrollments in a program lack an event of a stage that every one must have (all
    /// stages that are not repeatable).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// for enrollment in api.tracker().outstanding("PrChildNut1").items() {
    ///     let enrollment = enrollment?;
    ///     println!("{:?}: {:?}", enrollment.enrollment.enrollment, enrollment.missing_stages);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn outstanding(&self, program: impl AsUid) -> Outstanding {
        Outstanding::new(self.clone(), program)
    }

    /// Hands a tracked entity over to another organisation unit, within a program:
    /// `PUT /api/tracker/ownership/transfer`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// api.tracker().transfer_ownership("oUvqaBEOORa", "PrChildNut1", "OuFacility2")?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send).
    pub fn transfer_ownership(
        &self,
        tracked_entity: impl AsUid,
        program: impl AsUid,
        org_unit: impl AsUid,
    ) -> Result<()> {
        let request = self.api.put("tracker/ownership/transfer");
        request
            .param("trackedEntity", tracked_entity.as_uid()?)
            .param("program", program.as_uid()?)
            .param("orgUnit", org_unit.as_uid()?)
            .send()
            .map(drop)
    }

    /// Takes temporary access to a tracked entity of another unit in a protected program, for a
    /// reason that is kept: `POST /api/tracker/ownership/override`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let reason = "referred to our hospital";
    /// api.tracker().override_ownership("oUvqaBEOORa", "PrChildNut1", reason)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] without a reason, and as
    /// [`Request::send`](crate::Request::send): a 403 for a super user, who needs no such access, and for a
    /// program that is not protected or has no registration.
    pub fn override_ownership(
        &self,
        tracked_entity: impl AsUid,
        program: impl AsUid,
        reason: &str,
    ) -> Result<()> {
        if reason.trim().is_empty() {
            return Err(Error::invalid("reason", reason, "a reason, which is kept"));
        }
        let request = self.api.post("tracker/ownership/override");
        request
            .param("trackedEntity", tracked_entity.as_uid()?)
            .param("program", program.as_uid()?)
            .param("reason", reason)
            .send()
            .map(drop)
    }

    /// Adds a note to an enrollment: `POST /api/tracker/enrollments/{uid}/note`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send).
    pub fn add_enrollment_note(&self, enrollment: impl AsUid, text: &str) -> Result<Uid> {
        self.note("enrollments", enrollment.as_uid()?, text)
    }

    /// Adds a note to an event: `POST /api/tracker/events/{uid}/note`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let note = api.tracker().add_event_note("I6XrLQekGbZ", "seen by the supervisor")?;
    /// println!("{note}");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send).
    pub fn add_event_note(&self, event: impl AsUid, text: &str) -> Result<Uid> {
        self.note("events", event.as_uid()?, text)
    }

    /// Sends a note with a uid made here, which is returned.
    fn note(&self, list: &str, owner: Uid, text: &str) -> Result<Uid> {
        let uid = Uid::generate();
        let note = Note {
            note: Some(uid),
            value: Some(text.to_owned()),
            ..Note::default()
        };
        let request = self.api.post(format!("tracker/{list}/{owner}/note"));
        request.json(&note).send().map(|_| uid)
    }
}

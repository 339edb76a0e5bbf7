//! Small writes by name: one person, one enrollment.

use std::fmt::Display;

use super::import::TrackerImport;
use super::{
    AttributeValue, Enrollment, EnrollmentStatus, Event, EventStatus, Geometry, Strategy,
    TrackedEntity, Tracker, TrackerBundle,
};
use crate::import::ImportReport;
use crate::uid::{AsUid, Uid};
use crate::{DateTime, Error, Result};

/// What became of a [`Register`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Registered {
    /// The tracked entity's uid.
    pub tracked_entity: Uid,
    /// The enrollment's uid.
    pub enrollment: Uid,
    /// The events' uids, in the order in which they were added.
    pub events: Vec<Uid>,
    /// The server's report.
    pub report: ImportReport,
}

/// What became of an [`Enroll`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Enrolled {
    /// The enrollment's uid.
    pub enrollment: Uid,
    /// The server's report.
    pub report: ImportReport,
}

/// A new tracked entity with its enrollment; see [`Tracker::register`].
#[derive(Debug)]
#[must_use = "nothing is registered before `send`"]
pub struct Register {
    tracker: Tracker,
    entity: TrackedEntity,
    enrollment: Enrollment,
    events: Vec<Event>,
    strategy: Option<Strategy>,
    dry_run: bool,
    error: Option<Error>,
}

/// A new enrollment of a tracked entity that is there; see [`Tracker::enroll`].
#[derive(Debug)]
#[must_use = "nothing is enrolled before `send`"]
pub struct Enroll {
    tracker: Tracker,
    enrollment: Enrollment,
    strategy: Option<Strategy>,
    dry_run: bool,
    error: Option<Error>,
}

/// The uid as text, or the first error to be kept.
pub(super) fn checked(uid: impl AsUid, error: &mut Option<Error>) -> Option<Uid> {
    match uid.as_uid() {
        Ok(uid) => Some(uid),
        Err(new) => {
            error.get_or_insert(new);
            None
        }
    }
}

pub(super) fn named(uid: impl AsUid, error: &mut Option<Error>) -> Option<String> {
    checked(uid, error).map(String::from)
}

impl Tracker {
    /// Registers a tracked entity and enrolls it in a program, with uids made here:
    /// `POST /api/tracker`. DHIS2 refuses an enrollment without its day, so it is asked for.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let day: dhis2::Date = "2026-08-01".parse()?;
    /// let child = api
    ///     .tracker()
    ///     .register("PrChildNut1", "OuFacility2", "TtPerson001", day)
    ///     .attribute("TaGivenNam1", "Ada")
    ///     .attribute("TaFamilyNa2", "Vimba")
    ///     .send()?;
    /// child.report.into_result()?;
    /// println!("{} is enrolled by {}", child.tracked_entity, child.enrollment);
    /// # Ok(())
    /// # }
    /// ```
    pub fn register(
        &self,
        program: impl AsUid,
        org_unit: impl AsUid,
        tracked_entity_type: impl AsUid,
        enrolled_at: impl Into<DateTime>,
    ) -> Register {
        let mut error = None;
        let org_unit = named(org_unit, &mut error);
        let (uid, enrolled_at) = (Uid::generate(), enrolled_at.into());
        Register {
            tracker: self.clone(),
            entity: TrackedEntity {
                tracked_entity: Some(uid),
                org_unit: org_unit.clone(),
                tracked_entity_type: named(tracked_entity_type, &mut error),
                ..TrackedEntity::default()
            },
            enrollment: Enrollment {
                enrollment: Some(Uid::generate()),
                tracked_entity: Some(uid),
                program: named(program, &mut error),
                org_unit,
                occurred_at: Some(enrolled_at.clone()),
                enrolled_at: Some(enrolled_at),
                status: Some(EnrollmentStatus::Active),
                ..Enrollment::default()
            },
            events: Vec::new(),
            strategy: None,
            dry_run: false,
            error,
        }
    }

    /// Enrolls a tracked entity in a program, with a uid made here: `POST /api/tracker`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let day: dhis2::Date = "2026-08-01".parse()?;
    /// let enrolled = api.tracker().enroll("oUvqaBEOORa", "PrChildNut1", "OuFacility2", day).send()?;
    /// enrolled.report.into_result()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn enroll(
        &self,
        tracked_entity: impl AsUid,
        program: impl AsUid,
        org_unit: impl AsUid,
        enrolled_at: impl Into<DateTime>,
    ) -> Enroll {
        let mut error = None;
        let enrolled_at = enrolled_at.into();
        Enroll {
            tracker: self.clone(),
            enrollment: Enrollment {
                enrollment: Some(Uid::generate()),
                tracked_entity: checked(tracked_entity, &mut error),
                program: named(program, &mut error),
                org_unit: named(org_unit, &mut error),
                occurred_at: Some(enrolled_at.clone()),
                enrolled_at: Some(enrolled_at),
                status: Some(EnrollmentStatus::Active),
                ..Enrollment::default()
            },
            strategy: None,
            dry_run: false,
            error,
        }
    }
}

/// The setters that the three have.
macro_rules! common {
    ($name:ident) => {
        impl $name {
            /// What is done with what is there already; created and updated unless set.
            /// `importStrategy=`
            pub fn strategy(mut self, strategy: Strategy) -> Self {
                self.strategy = Some(strategy);
                self
            }

            /// Whether it is only checked. `importMode=VALIDATE`
            pub fn dry_run(mut self, dry_run: bool) -> Self {
                self.dry_run = dry_run;
                self
            }
        }
    };
}

pub(super) use common;

common!(Register);
common!(Enroll);

pub(super) fn send(
    tracker: &Tracker,
    bundle: &TrackerBundle,
    strategy: Option<Strategy>,
    dry_run: bool,
) -> Result<ImportReport> {
    let import: TrackerImport = tracker.import(bundle).dry_run(dry_run);
    match strategy {
        Some(strategy) => import.strategy(strategy).send(),
        None => import.send(),
    }
}

impl Register {
    /// The tracked entity's uid, in place of a new one.
    pub fn tracked_entity(mut self, uid: impl AsUid) -> Self {
        let uid = checked(uid, &mut self.error);
        self.entity.tracked_entity = uid;
        self.enrollment.tracked_entity = uid;
        self
    }

    /// The enrollment's uid, in place of a new one.
    pub fn enrollment(mut self, uid: impl AsUid) -> Self {
        self.enrollment.enrollment = checked(uid, &mut self.error);
        self
    }

    /// The value of an attribute.
    pub fn attribute(mut self, attribute: impl AsUid, value: impl Display) -> Self {
        if let Some(attribute) = named(attribute, &mut self.error) {
            let value = AttributeValue::new(attribute, value);
            self.entity.attributes.get_or_insert_default().push(value);
        }
        self
    }

    /// The day of the incident; that of the enrollment unless set.
    pub fn occurred_at(mut self, date: impl Into<DateTime>) -> Self {
        self.enrollment.occurred_at = Some(date.into());
        self
    }

    /// Where the tracked entity is.
    pub fn geometry(mut self, geometry: Geometry) -> Self {
        self.entity.geometry = Some(geometry);
        self
    }

    /// An event of the enrollment. What it leaves open is filled in: a new uid, the program, the
    /// unit, the enrollment, and the status active.
    pub fn event(mut self, event: Event) -> Self {
        self.events.push(event);
        self
    }

    /// Sends it all in one request: `POST /api/tracker?async=false`. What was refused is in the
    /// report.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a malformed uid and for an event without its date or stage, and
    /// what [`TrackerImport::send`] fails with.
    pub fn send(mut self) -> Result<Registered> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let tracked_entity = *self.entity.tracked_entity.get_or_insert_with(Uid::generate);
        let enrollment = *self.enrollment.enrollment.get_or_insert_with(Uid::generate);
        let mut uids = Vec::new();
        for event in &mut self.events {
            uids.push(*event.event.get_or_insert_with(Uid::generate));
            event.enrollment = Some(enrollment);
            event.tracked_entity = Some(tracked_entity);
            event.status.get_or_insert(EventStatus::Active);
            if event.program.is_none() {
                event.program.clone_from(&self.enrollment.program);
            }
            if event.org_unit.is_none() {
                event.org_unit.clone_from(&self.enrollment.org_unit);
            }
            if event.program_stage.is_none() {
                return Err(Error::invalid("programStage", "", "a stage for each event"));
            }
            event.check_dates()?;
        }
        if !self.events.is_empty() {
            self.enrollment.events = Some(self.events);
        }
        self.entity.enrollments = Some(vec![self.enrollment]);
        let tracked_entities = vec![self.entity];
        let bundle = TrackerBundle {
            tracked_entities,
            ..TrackerBundle::default()
        };
        Ok(Registered {
            tracked_entity,
            enrollment,
            events: uids,
            report: send(&self.tracker, &bundle, self.strategy, self.dry_run)?,
        })
    }
}

impl Enroll {
    /// The enrollment's uid, in place of a new one.
    pub fn enrollment(mut self, uid: impl AsUid) -> Self {
        self.enrollment.enrollment = checked(uid, &mut self.error);
        self
    }

    /// The day of the incident; that of the enrollment unless set.
    pub fn occurred_at(mut self, date: impl Into<DateTime>) -> Self {
        self.enrollment.occurred_at = Some(date.into());
        self
    }

    /// The value of an attribute of the program.
    pub fn attribute(mut self, attribute: impl AsUid, value: impl Display) -> Self {
        if let Some(attribute) = named(attribute, &mut self.error) {
            let value = AttributeValue::new(attribute, value);
            let values = self.enrollment.attributes.get_or_insert_default();
            values.push(value);
        }
        self
    }

    /// Sends it: `POST /api/tracker?async=false`. A refusal is in the report.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a malformed uid, and what [`TrackerImport::send`] fails with.
    pub fn send(mut self) -> Result<Enrolled> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let enrollment = *self.enrollment.enrollment.get_or_insert_with(Uid::generate);
        let enrollments = vec![self.enrollment];
        let bundle = TrackerBundle {
            enrollments,
            ..TrackerBundle::default()
        };
        Ok(Enrolled {
            enrollment,
            report: send(&self.tracker, &bundle, self.strategy, self.dry_run)?,
        })
    }
}

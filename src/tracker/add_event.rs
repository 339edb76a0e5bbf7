//! Adding one event, and completing events and enrollments.

use std::fmt::Display;

use super::helpers::{checked, common, named, send};
use super::{
    EnrollmentStatus, Event, EventStatus, EventValue, Geometry, Strategy, Tracker, TrackerBundle,
};
use crate::import::ImportReport;
use crate::uid::{AsUid, Uid};
use crate::{DateTime, Error, Result};

/// What became of an [`AddEvent`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct AddedEvent {
    /// The event's uid.
    pub event: Uid,
    /// The server's report.
    pub report: ImportReport,
}

/// A new event; see [`Tracker::add_event`].
#[derive(Debug)]
#[must_use = "nothing is added before `send`"]
pub struct AddEvent {
    tracker: Tracker,
    event: Event,
    strategy: Option<Strategy>,
    dry_run: bool,
    error: Option<Error>,
}

common!(AddEvent);

impl Tracker {
    /// Adds an event, with a uid made here: `POST /api/tracker`.
    ///
    /// It belongs to an [enrollment](AddEvent::enrollment) and is active, or to an event program and
    /// is completed, unless told [otherwise](AddEvent::status).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let day: dhis2::Date = "2026-08-01".parse()?;
    /// let visit = api
    ///     .tracker()
    ///     .add_event("PrSupervis2", "PsSupervis3", "OuFacility2")
    ///     .occurred_at(day)
    ///     .value("ftv4GPoJ6F0", 26)
    ///     .send()?;
    /// visit.report.into_result()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn add_event(
        &self,
        program: impl AsUid,
        program_stage: impl AsUid,
        org_unit: impl AsUid,
    ) -> AddEvent {
        let mut error = None;
        AddEvent {
            tracker: self.clone(),
            event: Event {
                event: Some(Uid::generate()),
                program: named(program, &mut error),
                program_stage: named(program_stage, &mut error),
                org_unit: named(org_unit, &mut error),
                ..Event::default()
            },
            strategy: None,
            dry_run: false,
            error,
        }
    }

    /// Completes an event: reads it (`GET /api/tracker/events/{uid}`), and writes it back as
    /// completed, without its values, which stay as they are.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// api.tracker().complete_event("I6XrLQekGbZ")?.into_result()?;
    /// api.tracker().complete_enrollment("MfszWj03BlC")?.into_result()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch) and [`TrackerImport::send`](super::TrackerImport::send).
    pub fn complete_event(&self, event: impl AsUid) -> Result<ImportReport> {
        let fields = "event,program,programStage,enrollment,trackedEntity,orgUnit,occurredAt,\
                      scheduledAt,geometry,attributeOptionCombo,assignedUser,followUp";
        let mut event = self.event(event).fields(fields).get()?;
        event.status = Some(EventStatus::Completed);
        event.check_dates()?;
        let events = vec![event];
        let bundle = TrackerBundle {
            events,
            ..TrackerBundle::default()
        };
        self.import(&bundle).strategy(Strategy::Update).send()
    }

    /// Completes an enrollment: reads it (`GET /api/tracker/enrollments/{uid}`), and writes it back
    /// as completed. Its events stay as they are.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch) and [`TrackerImport::send`](super::TrackerImport::send).
    pub fn complete_enrollment(&self, enrollment: impl AsUid) -> Result<ImportReport> {
        let fields = "enrollment,trackedEntity,program,orgUnit,enrolledAt,occurredAt,geometry,\
                      followUp";
        let mut enrollment = self.enrollment(enrollment).fields(fields).get()?;
        enrollment.status = Some(EnrollmentStatus::Completed);
        let enrollments = vec![enrollment];
        let bundle = TrackerBundle {
            enrollments,
            ..TrackerBundle::default()
        };
        self.import(&bundle).strategy(Strategy::Update).send()
    }
}

impl AddEvent {
    /// The event's uid, in place of a new one.
    pub fn event(mut self, uid: impl AsUid) -> Self {
        self.event.event = checked(uid, &mut self.error);
        self
    }

    /// The enrollment that it belongs to.
    pub fn enrollment(mut self, uid: impl AsUid) -> Self {
        self.event.enrollment = checked(uid, &mut self.error);
        self
    }

    /// The tracked entity that it is about.
    pub fn tracked_entity(mut self, uid: impl AsUid) -> Self {
        self.event.tracked_entity = checked(uid, &mut self.error);
        self
    }

    /// When it took place. Required for an active, completed or visited one.
    pub fn occurred_at(mut self, date: impl Into<DateTime>) -> Self {
        self.event.occurred_at = Some(date.into());
        self
    }

    /// When it is to take place. Required for a scheduled one.
    pub fn scheduled_at(mut self, date: impl Into<DateTime>) -> Self {
        self.event.scheduled_at = Some(date.into());
        self
    }

    /// Its status.
    pub fn status(mut self, status: EventStatus) -> Self {
        self.event.status = Some(status);
        self
    }

    /// The value of a data element.
    pub fn value(mut self, data_element: impl AsUid, value: impl Display) -> Self {
        if let Some(data_element) = named(data_element, &mut self.error) {
            let value = EventValue::new(data_element, value);
            self.event.data_values.get_or_insert_default().push(value);
        }
        self
    }

    /// Where it took place.
    pub fn geometry(mut self, geometry: Geometry) -> Self {
        self.event.geometry = Some(geometry);
        self
    }

    /// Sends it: `POST /api/tracker?async=false`. A refusal is in the report.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a malformed uid and a missing date, and what
    /// [`TrackerImport::send`](super::TrackerImport::send) fails with.
    pub fn send(mut self) -> Result<AddedEvent> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let status = match self.event.enrollment {
            Some(_) => EventStatus::Active,
            None => EventStatus::Completed,
        };
        self.event.status.get_or_insert(status);
        self.event.check_dates()?;
        let event = *self.event.event.get_or_insert_with(Uid::generate);
        let events = vec![self.event];
        let bundle = TrackerBundle {
            events,
            ..TrackerBundle::default()
        };
        Ok(AddedEvent {
            event,
            report: send(&self.tracker, &bundle, self.strategy, self.dry_run)?,
        })
    }
}

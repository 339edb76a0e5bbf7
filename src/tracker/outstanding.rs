//! Enrollments that lack an event.

use std::collections::BTreeSet;

use super::{Enrollment, EnrollmentStatus, OrgUnitMode, Tracker};
use crate::paging::Items;
use crate::uid::{AsUid, Uid};
use crate::{Error, Result};

/// A search for enrollments that lack an event; see [`Tracker::outstanding`].
#[derive(Debug)]
#[must_use = "nothing is read before `items`"]
pub struct Outstanding {
    tracker: Tracker,
    program: Result<Uid>,
    unit: Option<Result<Uid>>,
    mode: OrgUnitMode,
    page_size: u32,
}

/// An active enrollment and what it lacks.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct OutstandingEnrollment {
    /// The enrollment, with its uid, tracked entity, program, unit, day and the stages of its
    /// events.
    pub enrollment: Enrollment,
    /// The uids of the stages without an event, sorted; never empty.
    pub missing_stages: Vec<String>,
}

/// The enrollments that lack an event, one by one; see [`Outstanding::items`].
#[derive(Debug)]
#[must_use = "an iterator does nothing until it is asked for its items"]
pub struct OutstandingItems {
    search: Option<Outstanding>,
    required: BTreeSet<String>,
    items: Option<Items<Enrollment>>,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct Program {
    #[serde(default)]
    program_stages: Vec<Stage>,
}

#[derive(serde::Deserialize)]
struct Stage {
    id: String,
    #[serde(default)]
    repeatable: bool,
}

impl Outstanding {
    pub(super) fn new(tracker: Tracker, program: impl AsUid) -> Self {
        Self {
            tracker,
            program: program.as_uid(),
            unit: None,
            mode: OrgUnitMode::Descendants,
            page_size: 200,
        }
    }

    /// Only enrollments of this unit and, unless set otherwise, those below.
    pub fn org_unit(mut self, unit: impl AsUid) -> Self {
        self.unit = Some(unit.as_uid());
        self
    }

    /// Which units around the one named count; those below unless set.
    pub fn org_unit_mode(mut self, mode: OrgUnitMode) -> Self {
        self.mode = mode;
        self
    }

    /// Enrollments per request; 200 unless set.
    pub fn page_size(mut self, rows: u32) -> Self {
        self.page_size = rows;
        self
    }

    /// The enrollments that lack an event, one by one: `GET /api/programs/{uid}` for the stages,
    /// then `GET /api/tracker/enrollments`, page by page. A program whose stages are all repeatable
    /// requires none, and is not searched.
    pub fn items(self) -> OutstandingItems {
        OutstandingItems {
            search: Some(self),
            required: BTreeSet::new(),
            items: None,
        }
    }

    /// All of them, in memory.
    ///
    /// # Errors
    ///
    /// The first error of the run.
    pub fn collect_all(self) -> Result<Vec<OutstandingEnrollment>> {
        self.items().collect()
    }

    fn begin(self) -> Result<(BTreeSet<String>, Option<Items<Enrollment>>)> {
        let program = self.program?;
        let request = self.tracker.api.get(format!("programs/{program}"));
        let stages: Program = request.fields("programStages[id,repeatable]").fetch()?;
        let required = stages.program_stages.into_iter();
        let required: BTreeSet<String> = required
            .filter(|stage| !stage.repeatable)
            .map(|stage| stage.id)
            .collect();
        if required.is_empty() {
            return Ok((required, None));
        }
        let mut list = self
            .tracker
            .enrollments(program)
            .status(EnrollmentStatus::Active)
            .fields("enrollment,trackedEntity,program,orgUnit,enrolledAt,events[programStage]");
        if let Some(unit) = self.unit {
            list = list.org_units([unit?]).org_unit_mode(self.mode);
        }
        Ok((required, Some(list.items().page_size(self.page_size))))
    }
}

impl Iterator for OutstandingItems {
    type Item = Result<OutstandingEnrollment>;

    fn next(&mut self) -> Option<Result<OutstandingEnrollment>> {
        if let Some(search) = self.search.take() {
            match search.begin() {
                Ok((required, items)) => {
                    self.required = required;
                    self.items = items;
                }
                Err(error) => return Some(Err(error)),
            }
        }
        loop {
            let enrollment = match self.items.as_mut()?.next()? {
                Ok(enrollment) => enrollment,
                Err(error) => return Some(Err::<_, Error>(error)),
            };
            let events = enrollment.events.iter().flatten();
            let seen: BTreeSet<&str> = events
                .filter_map(|event| event.program_stage.as_deref())
                .collect();
            let missing = self
                .required
                .iter()
                .filter(|id| !seen.contains(id.as_str()));
            let missing_stages: Vec<String> = missing.cloned().collect();
            if !missing_stages.is_empty() {
                return Some(Ok(OutstandingEnrollment {
                    enrollment,
                    missing_stages,
                }));
            }
        }
    }
}

impl std::iter::FusedIterator for OutstandingItems {}

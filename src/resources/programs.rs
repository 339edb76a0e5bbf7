//! Programs and their stages: who runs them, and what 2.43 brought.

use serde_json::Value;

use super::write::to_value;
use super::{List, Resource};
use crate::error::{Error, Result};
use crate::import::WebMessage;
use crate::json_patch::JsonPatch;
use crate::models::{Metadata, Program, ProgramStage, TrackedEntityType};
use crate::uid::AsUid;

/// The version that has what is below.
const SINCE: &str = "2.43";

/// What a program calls several of its things; see [`Resource::set_labels`]. What is `None` stays as it is.
///
/// ```
/// use dhis2::resources::ProgramLabels;
///
/// let labels = ProgramLabels {
///     enrollments: Some("Registrations".into()),
///     ..Default::default()
/// };
/// # assert_eq!(labels.events, None);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProgramLabels {
    /// Enrollments, such as `Registrations`; of 2 or more characters.
    pub enrollments: Option<String>,
    /// Events, such as `Visits`; of 2 or more characters.
    pub events: Option<String>,
    /// Program stages, such as `Phases`; of 2 or more characters.
    pub program_stages: Option<String>,
}

impl Resource<Program> {
    /// Names the things of a program in the plural: `PATCH /api/programs/{uid}` of `/enrollmentsLabel`,
    /// `/eventsLabel`, `/programStagesLabel`. From 2.43 on.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::resources::ProgramLabels;
    ///
    /// let labels = ProgramLabels { events: Some("Visits".into()), ..Default::default() };
    /// api.programs().set_labels("PrChildNut1", &labels)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] without a label or for one of fewer than 2 characters;
    /// [`Error::UnsupportedVersion`] before 2.43, which would take it and keep nothing; as
    /// [`patch`](Self::patch).
    pub fn set_labels(&self, program: impl AsUid, labels: &ProgramLabels) -> Result<WebMessage> {
        let mut patch = JsonPatch::new();
        for (path, label) in [
            ("/enrollmentsLabel", &labels.enrollments),
            ("/eventsLabel", &labels.events),
            ("/programStagesLabel", &labels.program_stages),
        ] {
            let Some(label) = label else { continue };
            if label.chars().count() < 2 {
                return Err(Error::invalid("label", label, "2 or more characters"));
            }
            patch = patch.add(path, label.as_str());
        }
        if patch.is_empty() {
            return Err(Error::invalid("labels", "nothing", "at least one label"));
        }
        self.patch_since("the labels of a program", program, &patch)
    }

    /// Whether changes of a program's data are logged: `PATCH /api/programs/{uid}` of `/enableChangeLog`. From
    /// 2.43 on.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// api.programs().set_change_log_enabled("PrChildNut1", true)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::UnsupportedVersion`] before 2.43; as [`patch`](Self::patch).
    pub fn set_change_log_enabled(&self, program: impl AsUid, enabled: bool) -> Result<WebMessage> {
        let patch = JsonPatch::new().add("/enableChangeLog", enabled);
        self.patch_since("the change log of a program", program, &patch)
    }

    /// The category combination by which enrollments are told apart: `PATCH /api/programs/{uid}` of
    /// `/enrollmentCategoryCombo`. From 2.43 on.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// api.programs().set_enrollment_category_combo("PrChildNut1", "CcSexAge001")?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::UnsupportedVersion`] before 2.43; as [`patch`](Self::patch).
    pub fn set_enrollment_category_combo(
        &self,
        program: impl AsUid,
        combo: impl AsUid,
    ) -> Result<WebMessage> {
        let combo: Value = serde_json::json!({ "id": combo.as_uid()? });
        let patch = JsonPatch::new().add("/enrollmentCategoryCombo", combo);
        let what = "the category combination of enrollments";
        self.patch_since(what, program, &patch)
    }
}

impl Resource<TrackedEntityType> {
    /// Whether changes of the attributes of tracked entities are logged:
    /// `PATCH /api/trackedEntityTypes/{uid}` of `/enableChangeLog`. From 2.43 on.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// api.tracked_entity_types().set_change_log_enabled("TtPerson001", true)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::UnsupportedVersion`] before 2.43; as [`patch`](Self::patch).
    pub fn set_change_log_enabled(&self, kind: impl AsUid, enabled: bool) -> Result<WebMessage> {
        let patch = JsonPatch::new().add("/enableChangeLog", enabled);
        self.patch_since("the change log of a tracked entity type", kind, &patch)
    }
}

impl<T: Metadata> Resource<T> {
    /// An older server takes what it does not know, and drops it: it is asked for its version first.
    fn patch_since(&self, what: &str, uid: impl AsUid, patch: &JsonPatch) -> Result<WebMessage> {
        let uid = uid.as_uid()?;
        self.api().require_for(what, SINCE)?;
        self.patch(uid, patch)
    }
}

/// DHIS2 does not check that a program with registration says whom it registers (seen on 2.42.5: 201).
pub(super) fn check_new<T: Metadata>(object: &T) -> Result<()> {
    if T::PLURAL != Program::PLURAL {
        return Ok(());
    }
    let program = to_value(object)?;
    if program["programType"] == "WITH_REGISTRATION" && program["trackedEntityType"].is_null() {
        let name = object.name().unwrap_or_default();
        let expected = "a tracked entity type, as the program is WITH_REGISTRATION";
        return Err(Error::invalid("trackedEntityType", name, expected));
    }
    Ok(())
}

impl Resource<ProgramStage> {
    /// The stages of a program in their order:
    /// `GET /api/programStages?filter=program.id:eq:{uid}&order=sortOrder:asc`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// for stage in api.program_stages().of_program("PrChildNut1").fields("id,name").items() {
    ///     println!("{}", stage?.name.unwrap_or_default());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn of_program(&self, program: impl AsUid) -> List<ProgramStage> {
        self.list()
            .filter_uid("program.id", program)
            .order("sortOrder:asc")
    }
}

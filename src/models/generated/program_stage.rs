// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A program stage: `/api/programStages`.
#[derive(Clone, Default, PartialEq)]
pub struct ProgramStage {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `allowGenerateNextVisit`.
    pub allow_generate_next_visit: Option<bool>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// `autoGenerateEvent`.
    pub auto_generate_event: Option<bool>,
    /// `blockEntryForm`.
    pub block_entry_form: Option<bool>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// `dataEntryForm`: a reference.
    pub data_entry_form: Option<Ref<DataEntryForm>>,
    /// What the object is for.
    pub description: Option<String>,
    /// The description in the language of the caller; read only.
    pub display_description: Option<String>,
    /// The form name in the language of the caller; read only.
    pub display_form_name: Option<String>,
    /// `displayGenerateEventBox`.
    pub display_generate_event_box: Option<bool>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// The short name in the language of the caller; read only.
    pub display_short_name: Option<String>,
    /// `dueDateLabel`: text, at most 255 characters.
    pub due_date_label: Option<String>,
    /// `enableUserAssignment`.
    pub enable_user_assignment: Option<bool>,
    /// `eventLabel`: text, at most 255 characters.
    pub event_label: Option<String>,
    /// `eventsLabel`: text, at most 255 characters. Only in 2.43.
    pub events_label: Option<String>,
    /// `executionDateLabel`: text, at most 255 characters.
    pub execution_date_label: Option<String>,
    /// `featureType`.
    pub feature_type: Option<FeatureType>,
    /// The name in data entry forms.
    pub form_name: Option<String>,
    /// `formType`; read only.
    pub form_type: Option<FormType>,
    /// `generatedByEnrollmentDate`.
    pub generated_by_enrollment_date: Option<bool>,
    /// `hideDueDate`.
    pub hide_due_date: Option<bool>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// `minDaysFromStart`; required.
    pub min_days_from_start: Option<i64>,
    /// The name; required.
    pub name: Option<String>,
    /// `nextScheduleDate`: a reference.
    pub next_schedule_date: Option<Ref<DataElement>>,
    /// `notificationTemplates`: references.
    pub notification_templates: Option<Vec<Ref<ProgramNotificationTemplate>>>,
    /// `openAfterEnrollment`.
    pub open_after_enrollment: Option<bool>,
    /// `periodType`: text, at most 255 characters.
    pub period_type: Option<String>,
    /// `preGenerateUID`.
    pub pre_generate_uid: Option<bool>,
    /// `program`: a reference.
    pub program: Option<Ref<Program>>,
    /// `programStageDataElements`: references.
    pub program_stage_data_elements: Option<Vec<ProgramStageDataElement>>,
    /// `programStageLabel`: text, at most 255 characters.
    pub program_stage_label: Option<String>,
    /// `programStageSections`: references.
    pub program_stage_sections: Option<Vec<Ref<ProgramStageSection>>>,
    /// `referral`; required.
    pub referral: Option<bool>,
    /// `remindCompleted`.
    pub remind_completed: Option<bool>,
    /// `repeatable`; required.
    pub repeatable: Option<bool>,
    /// `reportDateToUse`: text, at most 255 characters.
    pub report_date_to_use: Option<String>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The place among its siblings, from 1.
    pub sort_order: Option<i64>,
    /// `standardInterval`.
    pub standard_interval: Option<i64>,
    /// Colour and icon.
    pub style: Option<ObjectStyle>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// `validationStrategy`.
    pub validation_strategy: Option<ValidationStrategy>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 50] = [
    "access", "allowGenerateNextVisit", "attributeValues", "autoGenerateEvent", "blockEntryForm",
    "code", "created", "createdBy", "dataEntryForm", "description", "displayDescription",
    "displayFormName", "displayGenerateEventBox", "displayName", "displayShortName",
    "dueDateLabel", "enableUserAssignment", "eventLabel", "eventsLabel", "executionDateLabel",
    "featureType", "formName", "formType", "generatedByEnrollmentDate", "hideDueDate", "href",
    "id", "lastUpdated", "lastUpdatedBy", "minDaysFromStart", "name", "nextScheduleDate",
    "notificationTemplates", "openAfterEnrollment", "periodType", "preGenerateUID", "program",
    "programStageDataElements", "programStageLabel", "programStageSections", "referral",
    "remindCompleted", "repeatable", "reportDateToUse", "sharing", "sortOrder",
    "standardInterval", "style", "translations", "validationStrategy",
];

#[rustfmt::skip]
impl Object for ProgramStage {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.allow_generate_next_visit, 2 => &self.attribute_values,
            3 => &self.auto_generate_event, 4 => &self.block_entry_form, 5 => &self.code,
            6 => &self.created, 7 => &self.created_by, 8 => &self.data_entry_form,
            9 => &self.description, 10 => &self.display_description,
            11 => &self.display_form_name, 12 => &self.display_generate_event_box,
            13 => &self.display_name, 14 => &self.display_short_name, 15 => &self.due_date_label,
            16 => &self.enable_user_assignment, 17 => &self.event_label, 18 => &self.events_label,
            19 => &self.execution_date_label, 20 => &self.feature_type, 21 => &self.form_name,
            22 => &self.form_type, 23 => &self.generated_by_enrollment_date,
            24 => &self.hide_due_date, 25 => &self.href, 26 => &self.id, 27 => &self.last_updated,
            28 => &self.last_updated_by, 29 => &self.min_days_from_start, 30 => &self.name,
            31 => &self.next_schedule_date, 32 => &self.notification_templates,
            33 => &self.open_after_enrollment, 34 => &self.period_type,
            35 => &self.pre_generate_uid, 36 => &self.program,
            37 => &self.program_stage_data_elements, 38 => &self.program_stage_label,
            39 => &self.program_stage_sections, 40 => &self.referral,
            41 => &self.remind_completed, 42 => &self.repeatable, 43 => &self.report_date_to_use,
            44 => &self.sharing, 45 => &self.sort_order, 46 => &self.standard_interval,
            47 => &self.style, 48 => &self.translations, 49 => &self.validation_strategy,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.allow_generate_next_visit,
            2 => &mut self.attribute_values, 3 => &mut self.auto_generate_event,
            4 => &mut self.block_entry_form, 5 => &mut self.code, 6 => &mut self.created,
            7 => &mut self.created_by, 8 => &mut self.data_entry_form, 9 => &mut self.description,
            10 => &mut self.display_description, 11 => &mut self.display_form_name,
            12 => &mut self.display_generate_event_box, 13 => &mut self.display_name,
            14 => &mut self.display_short_name, 15 => &mut self.due_date_label,
            16 => &mut self.enable_user_assignment, 17 => &mut self.event_label,
            18 => &mut self.events_label, 19 => &mut self.execution_date_label,
            20 => &mut self.feature_type, 21 => &mut self.form_name, 22 => &mut self.form_type,
            23 => &mut self.generated_by_enrollment_date, 24 => &mut self.hide_due_date,
            25 => &mut self.href, 26 => &mut self.id, 27 => &mut self.last_updated,
            28 => &mut self.last_updated_by, 29 => &mut self.min_days_from_start,
            30 => &mut self.name, 31 => &mut self.next_schedule_date,
            32 => &mut self.notification_templates, 33 => &mut self.open_after_enrollment,
            34 => &mut self.period_type, 35 => &mut self.pre_generate_uid,
            36 => &mut self.program, 37 => &mut self.program_stage_data_elements,
            38 => &mut self.program_stage_label, 39 => &mut self.program_stage_sections,
            40 => &mut self.referral, 41 => &mut self.remind_completed,
            42 => &mut self.repeatable, 43 => &mut self.report_date_to_use,
            44 => &mut self.sharing, 45 => &mut self.sort_order,
            46 => &mut self.standard_interval, 47 => &mut self.style,
            48 => &mut self.translations, 49 => &mut self.validation_strategy,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(ProgramStage);
#[rustfmt::skip]
base::metadata!(ProgramStage, "programStages", "programStage", "org.hisp.dhis.program.ProgramStage");

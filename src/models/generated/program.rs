// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A program: `/api/programs`.
#[derive(Clone, Default, PartialEq)]
pub struct Program {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `accessLevel`.
    pub access_level: Option<AccessLevel>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// `categoryCombo`: a reference; required.
    pub category_combo: Option<Ref<CategoryCombo>>,
    /// `categoryMappings`.
    pub category_mappings: Option<Vec<Value>>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// `completeEventsExpiryDays`.
    pub complete_events_expiry_days: Option<i64>,
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
    /// `displayFrontPageList`.
    pub display_front_page_list: Option<bool>,
    /// `displayIncidentDate`.
    pub display_incident_date: Option<bool>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// The short name in the language of the caller; read only.
    pub display_short_name: Option<String>,
    /// `enableChangeLog`. Only in 2.43.
    pub enable_change_log: Option<bool>,
    /// `enrollmentCategoryCombo`: a reference; required. Only in 2.43.
    pub enrollment_category_combo: Option<Ref<CategoryCombo>>,
    /// `enrollmentDateLabel`: text.
    pub enrollment_date_label: Option<String>,
    /// `enrollmentLabel`: text.
    pub enrollment_label: Option<String>,
    /// `enrollmentsLabel`: text, at most 255 characters. Only in 2.43.
    pub enrollments_label: Option<String>,
    /// `eventLabel`: text.
    pub event_label: Option<String>,
    /// `eventsLabel`: text, at most 255 characters. Only in 2.43.
    pub events_label: Option<String>,
    /// `expiryDays`.
    pub expiry_days: Option<i64>,
    /// `expiryPeriodType`.
    pub expiry_period_type: Option<Value>,
    /// `featureType`.
    pub feature_type: Option<FeatureType>,
    /// `followUpLabel`: text.
    pub follow_up_label: Option<String>,
    /// The name in data entry forms.
    pub form_name: Option<String>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// `ignoreOverdueEvents`.
    pub ignore_overdue_events: Option<bool>,
    /// `incidentDateLabel`: text.
    pub incident_date_label: Option<String>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// `maxTeiCountToReturn`.
    pub max_tei_count_to_return: Option<i64>,
    /// `minAttributesRequiredToSearch`.
    pub min_attributes_required_to_search: Option<i64>,
    /// The name; required.
    pub name: Option<String>,
    /// `noteLabel`: text.
    pub note_label: Option<String>,
    /// `notificationTemplates`: references.
    pub notification_templates: Option<Vec<Ref<ProgramNotificationTemplate>>>,
    /// `onlyEnrollOnce`.
    pub only_enroll_once: Option<bool>,
    /// `openDaysAfterCoEndDate`.
    pub open_days_after_co_end_date: Option<i64>,
    /// `orgUnitLabel`: text.
    pub org_unit_label: Option<String>,
    /// `organisationUnits`: references.
    pub organisation_units: Option<Vec<Ref<OrganisationUnit>>>,
    /// `programIndicators`: references.
    pub program_indicators: Option<Vec<Ref<ProgramIndicator>>>,
    /// `programRuleVariables`: references.
    pub program_rule_variables: Option<Vec<Ref<ProgramRuleVariable>>>,
    /// `programSections`: references.
    pub program_sections: Option<Vec<Ref<ProgramSection>>>,
    /// `programStageLabel`: text.
    pub program_stage_label: Option<String>,
    /// `programStages`: references.
    pub program_stages: Option<Vec<Ref<ProgramStage>>>,
    /// `programStagesLabel`: text, at most 255 characters. Only in 2.43.
    pub program_stages_label: Option<String>,
    /// `programTrackedEntityAttributes`: references.
    pub program_tracked_entity_attributes: Option<Vec<ProgramTrackedEntityAttribute>>,
    /// `programType`; required.
    pub program_type: Option<ProgramType>,
    /// `registration`; read only.
    pub registration: Option<bool>,
    /// `relatedProgram`: a reference.
    pub related_program: Option<Ref<Program>>,
    /// `relationshipLabel`: text.
    pub relationship_label: Option<String>,
    /// `selectEnrollmentDatesInFuture`.
    pub select_enrollment_dates_in_future: Option<bool>,
    /// `selectIncidentDatesInFuture`.
    pub select_incident_dates_in_future: Option<bool>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The short name, for headings and narrow columns; required.
    pub short_name: Option<String>,
    /// `skipOffline`; required.
    pub skip_offline: Option<bool>,
    /// Colour and icon.
    pub style: Option<ObjectStyle>,
    /// `trackedEntityAttributeLabel`: text.
    pub tracked_entity_attribute_label: Option<String>,
    /// `trackedEntityType`: a reference.
    pub tracked_entity_type: Option<Ref<TrackedEntityType>>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// `useFirstStageDuringRegistration`.
    pub use_first_stage_during_registration: Option<bool>,
    /// `userRoles`: references.
    pub user_roles: Option<Vec<Ref<UserRole>>>,
    /// `version`.
    pub version: Option<i64>,
    /// `withoutRegistration`; read only.
    pub without_registration: Option<bool>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 68] = [
    "access", "accessLevel", "attributeValues", "categoryCombo", "categoryMappings", "code",
    "completeEventsExpiryDays", "created", "createdBy", "dataEntryForm", "description",
    "displayDescription", "displayFormName", "displayFrontPageList", "displayIncidentDate",
    "displayName", "displayShortName", "enableChangeLog", "enrollmentCategoryCombo",
    "enrollmentDateLabel", "enrollmentLabel", "enrollmentsLabel", "eventLabel", "eventsLabel",
    "expiryDays", "expiryPeriodType", "featureType", "followUpLabel", "formName", "href", "id",
    "ignoreOverdueEvents", "incidentDateLabel", "lastUpdated", "lastUpdatedBy",
    "maxTeiCountToReturn", "minAttributesRequiredToSearch", "name", "noteLabel",
    "notificationTemplates", "onlyEnrollOnce", "openDaysAfterCoEndDate", "orgUnitLabel",
    "organisationUnits", "programIndicators", "programRuleVariables", "programSections",
    "programStageLabel", "programStages", "programStagesLabel", "programTrackedEntityAttributes",
    "programType", "registration", "relatedProgram", "relationshipLabel",
    "selectEnrollmentDatesInFuture", "selectIncidentDatesInFuture", "sharing", "shortName",
    "skipOffline", "style", "trackedEntityAttributeLabel", "trackedEntityType", "translations",
    "useFirstStageDuringRegistration", "userRoles", "version", "withoutRegistration",
];

#[rustfmt::skip]
impl Object for Program {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.access_level, 2 => &self.attribute_values,
            3 => &self.category_combo, 4 => &self.category_mappings, 5 => &self.code,
            6 => &self.complete_events_expiry_days, 7 => &self.created, 8 => &self.created_by,
            9 => &self.data_entry_form, 10 => &self.description, 11 => &self.display_description,
            12 => &self.display_form_name, 13 => &self.display_front_page_list,
            14 => &self.display_incident_date, 15 => &self.display_name,
            16 => &self.display_short_name, 17 => &self.enable_change_log,
            18 => &self.enrollment_category_combo, 19 => &self.enrollment_date_label,
            20 => &self.enrollment_label, 21 => &self.enrollments_label, 22 => &self.event_label,
            23 => &self.events_label, 24 => &self.expiry_days, 25 => &self.expiry_period_type,
            26 => &self.feature_type, 27 => &self.follow_up_label, 28 => &self.form_name,
            29 => &self.href, 30 => &self.id, 31 => &self.ignore_overdue_events,
            32 => &self.incident_date_label, 33 => &self.last_updated,
            34 => &self.last_updated_by, 35 => &self.max_tei_count_to_return,
            36 => &self.min_attributes_required_to_search, 37 => &self.name,
            38 => &self.note_label, 39 => &self.notification_templates,
            40 => &self.only_enroll_once, 41 => &self.open_days_after_co_end_date,
            42 => &self.org_unit_label, 43 => &self.organisation_units,
            44 => &self.program_indicators, 45 => &self.program_rule_variables,
            46 => &self.program_sections, 47 => &self.program_stage_label,
            48 => &self.program_stages, 49 => &self.program_stages_label,
            50 => &self.program_tracked_entity_attributes, 51 => &self.program_type,
            52 => &self.registration, 53 => &self.related_program, 54 => &self.relationship_label,
            55 => &self.select_enrollment_dates_in_future,
            56 => &self.select_incident_dates_in_future, 57 => &self.sharing,
            58 => &self.short_name, 59 => &self.skip_offline, 60 => &self.style,
            61 => &self.tracked_entity_attribute_label, 62 => &self.tracked_entity_type,
            63 => &self.translations, 64 => &self.use_first_stage_during_registration,
            65 => &self.user_roles, 66 => &self.version, 67 => &self.without_registration,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.access_level, 2 => &mut self.attribute_values,
            3 => &mut self.category_combo, 4 => &mut self.category_mappings, 5 => &mut self.code,
            6 => &mut self.complete_events_expiry_days, 7 => &mut self.created,
            8 => &mut self.created_by, 9 => &mut self.data_entry_form,
            10 => &mut self.description, 11 => &mut self.display_description,
            12 => &mut self.display_form_name, 13 => &mut self.display_front_page_list,
            14 => &mut self.display_incident_date, 15 => &mut self.display_name,
            16 => &mut self.display_short_name, 17 => &mut self.enable_change_log,
            18 => &mut self.enrollment_category_combo, 19 => &mut self.enrollment_date_label,
            20 => &mut self.enrollment_label, 21 => &mut self.enrollments_label,
            22 => &mut self.event_label, 23 => &mut self.events_label,
            24 => &mut self.expiry_days, 25 => &mut self.expiry_period_type,
            26 => &mut self.feature_type, 27 => &mut self.follow_up_label,
            28 => &mut self.form_name, 29 => &mut self.href, 30 => &mut self.id,
            31 => &mut self.ignore_overdue_events, 32 => &mut self.incident_date_label,
            33 => &mut self.last_updated, 34 => &mut self.last_updated_by,
            35 => &mut self.max_tei_count_to_return,
            36 => &mut self.min_attributes_required_to_search, 37 => &mut self.name,
            38 => &mut self.note_label, 39 => &mut self.notification_templates,
            40 => &mut self.only_enroll_once, 41 => &mut self.open_days_after_co_end_date,
            42 => &mut self.org_unit_label, 43 => &mut self.organisation_units,
            44 => &mut self.program_indicators, 45 => &mut self.program_rule_variables,
            46 => &mut self.program_sections, 47 => &mut self.program_stage_label,
            48 => &mut self.program_stages, 49 => &mut self.program_stages_label,
            50 => &mut self.program_tracked_entity_attributes, 51 => &mut self.program_type,
            52 => &mut self.registration, 53 => &mut self.related_program,
            54 => &mut self.relationship_label, 55 => &mut self.select_enrollment_dates_in_future,
            56 => &mut self.select_incident_dates_in_future, 57 => &mut self.sharing,
            58 => &mut self.short_name, 59 => &mut self.skip_offline, 60 => &mut self.style,
            61 => &mut self.tracked_entity_attribute_label, 62 => &mut self.tracked_entity_type,
            63 => &mut self.translations, 64 => &mut self.use_first_stage_during_registration,
            65 => &mut self.user_roles, 66 => &mut self.version,
            67 => &mut self.without_registration,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(Program);
#[rustfmt::skip]
base::metadata!(Program, "programs", "program", "org.hisp.dhis.program.Program");

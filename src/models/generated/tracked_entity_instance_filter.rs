// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A tracked entity instance filter: `/api/trackedEntityInstanceFilters`.
#[derive(Clone, Default, PartialEq)]
pub struct TrackedEntityInstanceFilter {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// What the object is for.
    pub description: Option<String>,
    /// The description in the language of the caller; read only.
    pub display_description: Option<String>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// `enrollmentCreatedPeriod`.
    pub enrollment_created_period: Option<Value>,
    /// `enrollmentStatus`.
    pub enrollment_status: Option<EnrollmentStatus>,
    /// `entityQueryCriteria`.
    pub entity_query_criteria: Option<Value>,
    /// `eventFilters`.
    pub event_filters: Option<Vec<Value>>,
    /// `followup`.
    pub followup: Option<bool>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// The name; required.
    pub name: Option<String>,
    /// `program`: a reference; required.
    pub program: Option<Ref<Program>>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The place among its siblings, from 1.
    pub sort_order: Option<i64>,
    /// Colour and icon.
    pub style: Option<ObjectStyle>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 22] = [
    "access", "code", "created", "createdBy", "description", "displayDescription", "displayName",
    "enrollmentCreatedPeriod", "enrollmentStatus", "entityQueryCriteria", "eventFilters",
    "followup", "href", "id", "lastUpdated", "lastUpdatedBy", "name", "program", "sharing",
    "sortOrder", "style", "translations",
];

#[rustfmt::skip]
impl Object for TrackedEntityInstanceFilter {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.code, 2 => &self.created, 3 => &self.created_by,
            4 => &self.description, 5 => &self.display_description, 6 => &self.display_name,
            7 => &self.enrollment_created_period, 8 => &self.enrollment_status,
            9 => &self.entity_query_criteria, 10 => &self.event_filters, 11 => &self.followup,
            12 => &self.href, 13 => &self.id, 14 => &self.last_updated,
            15 => &self.last_updated_by, 16 => &self.name, 17 => &self.program,
            18 => &self.sharing, 19 => &self.sort_order, 20 => &self.style,
            21 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.code, 2 => &mut self.created,
            3 => &mut self.created_by, 4 => &mut self.description,
            5 => &mut self.display_description, 6 => &mut self.display_name,
            7 => &mut self.enrollment_created_period, 8 => &mut self.enrollment_status,
            9 => &mut self.entity_query_criteria, 10 => &mut self.event_filters,
            11 => &mut self.followup, 12 => &mut self.href, 13 => &mut self.id,
            14 => &mut self.last_updated, 15 => &mut self.last_updated_by, 16 => &mut self.name,
            17 => &mut self.program, 18 => &mut self.sharing, 19 => &mut self.sort_order,
            20 => &mut self.style, 21 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(TrackedEntityInstanceFilter);
#[rustfmt::skip]
base::metadata!(TrackedEntityInstanceFilter, "trackedEntityInstanceFilters", "trackedEntityInstanceFilter", "org.hisp.dhis.trackedentityfilter.TrackedEntityFilter");

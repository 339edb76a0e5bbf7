// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A program tracked entity attribute, part of another object.
#[derive(Clone, Default, PartialEq)]
pub struct ProgramTrackedEntityAttribute {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `allowFutureDate`.
    pub allow_future_date: Option<bool>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// `displayInList`.
    pub display_in_list: Option<bool>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// The short name in the language of the caller; read only.
    pub display_short_name: Option<String>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// `mandatory`.
    pub mandatory: Option<bool>,
    /// The name.
    pub name: Option<String>,
    /// `program`: a reference.
    pub program: Option<Ref<Program>>,
    /// `renderOptionsAsRadio`.
    pub render_options_as_radio: Option<bool>,
    /// `renderType`.
    pub render_type: Option<Value>,
    /// `searchable`.
    pub searchable: Option<bool>,
    /// `skipIndividualAnalytics`. Only in 2.42.
    pub skip_individual_analytics: Option<bool>,
    /// The place among its siblings, from 1.
    pub sort_order: Option<i64>,
    /// `trackedEntityAttribute`: a reference; required.
    pub tracked_entity_attribute: Option<Ref<TrackedEntityAttribute>>,
    /// `valueType`; read only.
    pub value_type: Option<ValueType>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 21] = [
    "access", "allowFutureDate", "code", "created", "displayInList", "displayName",
    "displayShortName", "href", "id", "lastUpdated", "lastUpdatedBy", "mandatory", "name",
    "program", "renderOptionsAsRadio", "renderType", "searchable", "skipIndividualAnalytics",
    "sortOrder", "trackedEntityAttribute", "valueType",
];

#[rustfmt::skip]
impl Object for ProgramTrackedEntityAttribute {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.allow_future_date, 2 => &self.code, 3 => &self.created,
            4 => &self.display_in_list, 5 => &self.display_name, 6 => &self.display_short_name,
            7 => &self.href, 8 => &self.id, 9 => &self.last_updated, 10 => &self.last_updated_by,
            11 => &self.mandatory, 12 => &self.name, 13 => &self.program,
            14 => &self.render_options_as_radio, 15 => &self.render_type, 16 => &self.searchable,
            17 => &self.skip_individual_analytics, 18 => &self.sort_order,
            19 => &self.tracked_entity_attribute, 20 => &self.value_type,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.allow_future_date, 2 => &mut self.code,
            3 => &mut self.created, 4 => &mut self.display_in_list, 5 => &mut self.display_name,
            6 => &mut self.display_short_name, 7 => &mut self.href, 8 => &mut self.id,
            9 => &mut self.last_updated, 10 => &mut self.last_updated_by,
            11 => &mut self.mandatory, 12 => &mut self.name, 13 => &mut self.program,
            14 => &mut self.render_options_as_radio, 15 => &mut self.render_type,
            16 => &mut self.searchable, 17 => &mut self.skip_individual_analytics,
            18 => &mut self.sort_order, 19 => &mut self.tracked_entity_attribute,
            20 => &mut self.value_type,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(ProgramTrackedEntityAttribute);

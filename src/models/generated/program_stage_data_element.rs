// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A program stage data element, part of another object.
#[derive(Clone, Default, PartialEq)]
pub struct ProgramStageDataElement {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `allowFutureDate`.
    pub allow_future_date: Option<bool>,
    /// `allowProvidedElsewhere`.
    pub allow_provided_elsewhere: Option<bool>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// `compulsory`; required.
    pub compulsory: Option<bool>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// `dataElement`: a reference; required.
    pub data_element: Option<Ref<DataElement>>,
    /// `displayInReports`.
    pub display_in_reports: Option<bool>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// The name.
    pub name: Option<String>,
    /// `programStage`: a reference.
    pub program_stage: Option<Ref<ProgramStage>>,
    /// `renderOptionsAsRadio`.
    pub render_options_as_radio: Option<bool>,
    /// `renderType`.
    pub render_type: Option<Value>,
    /// `skipAnalytics`; required.
    pub skip_analytics: Option<bool>,
    /// `skipSynchronization`.
    pub skip_synchronization: Option<bool>,
    /// The place among its siblings, from 1.
    pub sort_order: Option<i64>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 20] = [
    "access", "allowFutureDate", "allowProvidedElsewhere", "code", "compulsory", "created",
    "dataElement", "displayInReports", "displayName", "href", "id", "lastUpdated",
    "lastUpdatedBy", "name", "programStage", "renderOptionsAsRadio", "renderType",
    "skipAnalytics", "skipSynchronization", "sortOrder",
];

#[rustfmt::skip]
impl Object for ProgramStageDataElement {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.allow_future_date, 2 => &self.allow_provided_elsewhere,
            3 => &self.code, 4 => &self.compulsory, 5 => &self.created, 6 => &self.data_element,
            7 => &self.display_in_reports, 8 => &self.display_name, 9 => &self.href,
            10 => &self.id, 11 => &self.last_updated, 12 => &self.last_updated_by,
            13 => &self.name, 14 => &self.program_stage, 15 => &self.render_options_as_radio,
            16 => &self.render_type, 17 => &self.skip_analytics, 18 => &self.skip_synchronization,
            19 => &self.sort_order,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.allow_future_date,
            2 => &mut self.allow_provided_elsewhere, 3 => &mut self.code,
            4 => &mut self.compulsory, 5 => &mut self.created, 6 => &mut self.data_element,
            7 => &mut self.display_in_reports, 8 => &mut self.display_name, 9 => &mut self.href,
            10 => &mut self.id, 11 => &mut self.last_updated, 12 => &mut self.last_updated_by,
            13 => &mut self.name, 14 => &mut self.program_stage,
            15 => &mut self.render_options_as_radio, 16 => &mut self.render_type,
            17 => &mut self.skip_analytics, 18 => &mut self.skip_synchronization,
            19 => &mut self.sort_order,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(ProgramStageDataElement);

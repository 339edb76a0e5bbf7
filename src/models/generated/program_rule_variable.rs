// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A program rule variable: `/api/programRuleVariables`.
#[derive(Clone, Default, PartialEq)]
pub struct ProgramRuleVariable {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// `dataElement`: a reference.
    pub data_element: Option<Ref<DataElement>>,
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
    /// The name; required.
    pub name: Option<String>,
    /// `program`: a reference; required.
    pub program: Option<Ref<Program>>,
    /// `programRuleVariableSourceType`; required.
    pub program_rule_variable_source_type: Option<ProgramRuleVariableSourceType>,
    /// `programStage`: a reference.
    pub program_stage: Option<Ref<ProgramStage>>,
    /// `trackedEntityAttribute`: a reference.
    pub tracked_entity_attribute: Option<Ref<TrackedEntityAttribute>>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// `useCodeForOptionSet`.
    pub use_code_for_option_set: Option<bool>,
    /// `valueType`; required.
    pub value_type: Option<ValueType>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 17] = [
    "access", "code", "created", "dataElement", "displayName", "href", "id", "lastUpdated",
    "lastUpdatedBy", "name", "program", "programRuleVariableSourceType", "programStage",
    "trackedEntityAttribute", "translations", "useCodeForOptionSet", "valueType",
];

#[rustfmt::skip]
impl Object for ProgramRuleVariable {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.code, 2 => &self.created, 3 => &self.data_element,
            4 => &self.display_name, 5 => &self.href, 6 => &self.id, 7 => &self.last_updated,
            8 => &self.last_updated_by, 9 => &self.name, 10 => &self.program,
            11 => &self.program_rule_variable_source_type, 12 => &self.program_stage,
            13 => &self.tracked_entity_attribute, 14 => &self.translations,
            15 => &self.use_code_for_option_set, 16 => &self.value_type,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.code, 2 => &mut self.created,
            3 => &mut self.data_element, 4 => &mut self.display_name, 5 => &mut self.href,
            6 => &mut self.id, 7 => &mut self.last_updated, 8 => &mut self.last_updated_by,
            9 => &mut self.name, 10 => &mut self.program,
            11 => &mut self.program_rule_variable_source_type, 12 => &mut self.program_stage,
            13 => &mut self.tracked_entity_attribute, 14 => &mut self.translations,
            15 => &mut self.use_code_for_option_set, 16 => &mut self.value_type,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(ProgramRuleVariable);
#[rustfmt::skip]
base::metadata!(ProgramRuleVariable, "programRuleVariables", "programRuleVariable", "org.hisp.dhis.programrule.ProgramRuleVariable");

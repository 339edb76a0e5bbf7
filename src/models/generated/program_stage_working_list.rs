// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A program stage working list: `/api/programStageWorkingLists`.
#[derive(Clone, Default, PartialEq)]
pub struct ProgramStageWorkingList {
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
    /// `programStage`: a reference; required.
    pub program_stage: Option<Ref<ProgramStage>>,
    /// `programStageQueryCriteria`.
    pub program_stage_query_criteria: Option<Value>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 17] = [
    "access", "code", "created", "createdBy", "description", "displayDescription", "displayName",
    "href", "id", "lastUpdated", "lastUpdatedBy", "name", "program", "programStage",
    "programStageQueryCriteria", "sharing", "translations",
];

#[rustfmt::skip]
impl Object for ProgramStageWorkingList {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.code, 2 => &self.created, 3 => &self.created_by,
            4 => &self.description, 5 => &self.display_description, 6 => &self.display_name,
            7 => &self.href, 8 => &self.id, 9 => &self.last_updated, 10 => &self.last_updated_by,
            11 => &self.name, 12 => &self.program, 13 => &self.program_stage,
            14 => &self.program_stage_query_criteria, 15 => &self.sharing,
            16 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.code, 2 => &mut self.created,
            3 => &mut self.created_by, 4 => &mut self.description,
            5 => &mut self.display_description, 6 => &mut self.display_name, 7 => &mut self.href,
            8 => &mut self.id, 9 => &mut self.last_updated, 10 => &mut self.last_updated_by,
            11 => &mut self.name, 12 => &mut self.program, 13 => &mut self.program_stage,
            14 => &mut self.program_stage_query_criteria, 15 => &mut self.sharing,
            16 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(ProgramStageWorkingList);
#[rustfmt::skip]
base::metadata!(ProgramStageWorkingList, "programStageWorkingLists", "programStageWorkingList", "org.hisp.dhis.programstageworkinglist.ProgramStageWorkingList");

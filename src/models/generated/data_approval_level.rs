// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A data approval level: `/api/dataApprovalLevels`.
#[derive(Clone, Default, PartialEq)]
pub struct DataApprovalLevel {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `categoryOptionGroupSet`: a reference.
    pub category_option_group_set: Option<Ref<CategoryOptionGroupSet>>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
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
    /// `level`; required.
    pub level: Option<i64>,
    /// The name; required; unique.
    pub name: Option<String>,
    /// `orgUnitLevel`; required.
    pub org_unit_level: Option<i64>,
    /// `orgUnitLevelName`: text.
    pub org_unit_level_name: Option<String>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 16] = [
    "access", "categoryOptionGroupSet", "code", "created", "createdBy", "displayName", "href",
    "id", "lastUpdated", "lastUpdatedBy", "level", "name", "orgUnitLevel", "orgUnitLevelName",
    "sharing", "translations",
];

#[rustfmt::skip]
impl Object for DataApprovalLevel {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.category_option_group_set, 2 => &self.code,
            3 => &self.created, 4 => &self.created_by, 5 => &self.display_name, 6 => &self.href,
            7 => &self.id, 8 => &self.last_updated, 9 => &self.last_updated_by, 10 => &self.level,
            11 => &self.name, 12 => &self.org_unit_level, 13 => &self.org_unit_level_name,
            14 => &self.sharing, 15 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.category_option_group_set, 2 => &mut self.code,
            3 => &mut self.created, 4 => &mut self.created_by, 5 => &mut self.display_name,
            6 => &mut self.href, 7 => &mut self.id, 8 => &mut self.last_updated,
            9 => &mut self.last_updated_by, 10 => &mut self.level, 11 => &mut self.name,
            12 => &mut self.org_unit_level, 13 => &mut self.org_unit_level_name,
            14 => &mut self.sharing, 15 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(DataApprovalLevel);
#[rustfmt::skip]
base::metadata!(DataApprovalLevel, "dataApprovalLevels", "dataApprovalLevel", "org.hisp.dhis.dataapproval.DataApprovalLevel");

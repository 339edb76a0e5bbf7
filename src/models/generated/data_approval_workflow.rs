// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A data approval workflow: `/api/dataApprovalWorkflows`.
#[derive(Clone, Default, PartialEq)]
pub struct DataApprovalWorkflow {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `categoryCombo`: a reference; required.
    pub category_combo: Option<Ref<CategoryCombo>>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// `dataApprovalLevels`: references.
    pub data_approval_levels: Option<Vec<Ref<DataApprovalLevel>>>,
    /// `dataSets`: references.
    pub data_sets: Option<Vec<Ref<DataSet>>>,
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
    /// The name; required; unique.
    pub name: Option<String>,
    /// `periodType`: text, at most 255 characters; required.
    pub period_type: Option<String>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 16] = [
    "access", "categoryCombo", "code", "created", "createdBy", "dataApprovalLevels", "dataSets",
    "displayName", "href", "id", "lastUpdated", "lastUpdatedBy", "name", "periodType", "sharing",
    "translations",
];

#[rustfmt::skip]
impl Object for DataApprovalWorkflow {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.category_combo, 2 => &self.code, 3 => &self.created,
            4 => &self.created_by, 5 => &self.data_approval_levels, 6 => &self.data_sets,
            7 => &self.display_name, 8 => &self.href, 9 => &self.id, 10 => &self.last_updated,
            11 => &self.last_updated_by, 12 => &self.name, 13 => &self.period_type,
            14 => &self.sharing, 15 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.category_combo, 2 => &mut self.code,
            3 => &mut self.created, 4 => &mut self.created_by,
            5 => &mut self.data_approval_levels, 6 => &mut self.data_sets,
            7 => &mut self.display_name, 8 => &mut self.href, 9 => &mut self.id,
            10 => &mut self.last_updated, 11 => &mut self.last_updated_by, 12 => &mut self.name,
            13 => &mut self.period_type, 14 => &mut self.sharing, 15 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(DataApprovalWorkflow);
#[rustfmt::skip]
base::metadata!(DataApprovalWorkflow, "dataApprovalWorkflows", "dataApprovalWorkflow", "org.hisp.dhis.dataapproval.DataApprovalWorkflow");

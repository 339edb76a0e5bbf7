// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A report: `/api/reports`.
#[derive(Clone, Default, PartialEq)]
pub struct Report {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `cacheStrategy`.
    pub cache_strategy: Option<CacheStrategy>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// `designContent`: text.
    pub design_content: Option<String>,
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
    /// `relativePeriods`.
    pub relative_periods: Option<Value>,
    /// `reportParams`.
    pub report_params: Option<Value>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// `type`.
    pub r#type: Option<ReportType>,
    /// `visualization`: a reference.
    pub visualization: Option<Ref<Visualization>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 18] = [
    "access", "cacheStrategy", "code", "created", "createdBy", "designContent", "displayName",
    "href", "id", "lastUpdated", "lastUpdatedBy", "name", "relativePeriods", "reportParams",
    "sharing", "translations", "type", "visualization",
];

#[rustfmt::skip]
impl Object for Report {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.cache_strategy, 2 => &self.code, 3 => &self.created,
            4 => &self.created_by, 5 => &self.design_content, 6 => &self.display_name,
            7 => &self.href, 8 => &self.id, 9 => &self.last_updated, 10 => &self.last_updated_by,
            11 => &self.name, 12 => &self.relative_periods, 13 => &self.report_params,
            14 => &self.sharing, 15 => &self.translations, 16 => &self.r#type,
            17 => &self.visualization,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.cache_strategy, 2 => &mut self.code,
            3 => &mut self.created, 4 => &mut self.created_by, 5 => &mut self.design_content,
            6 => &mut self.display_name, 7 => &mut self.href, 8 => &mut self.id,
            9 => &mut self.last_updated, 10 => &mut self.last_updated_by, 11 => &mut self.name,
            12 => &mut self.relative_periods, 13 => &mut self.report_params,
            14 => &mut self.sharing, 15 => &mut self.translations, 16 => &mut self.r#type,
            17 => &mut self.visualization,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(Report);
#[rustfmt::skip]
base::metadata!(Report, "reports", "report", "org.hisp.dhis.report.Report");

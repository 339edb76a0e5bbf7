// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An indicator group set: `/api/indicatorGroupSets`.
#[derive(Clone, Default, PartialEq)]
pub struct IndicatorGroupSet {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// `compulsory`.
    pub compulsory: Option<bool>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// What the object is for.
    pub description: Option<String>,
    /// The description in the language of the caller; read only. Only in 2.43.
    pub display_description: Option<String>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// The short name in the language of the caller; read only. Only in 2.43.
    pub display_short_name: Option<String>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// `indicatorGroups`: references.
    pub indicator_groups: Option<Vec<Ref<IndicatorGroup>>>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// The name; required.
    pub name: Option<String>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The short name, for headings and narrow columns; required; unique.
    pub short_name: Option<String>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 18] = [
    "access", "code", "compulsory", "created", "createdBy", "description", "displayDescription",
    "displayName", "displayShortName", "href", "id", "indicatorGroups", "lastUpdated",
    "lastUpdatedBy", "name", "sharing", "shortName", "translations",
];

#[rustfmt::skip]
impl Object for IndicatorGroupSet {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.code, 2 => &self.compulsory, 3 => &self.created,
            4 => &self.created_by, 5 => &self.description, 6 => &self.display_description,
            7 => &self.display_name, 8 => &self.display_short_name, 9 => &self.href,
            10 => &self.id, 11 => &self.indicator_groups, 12 => &self.last_updated,
            13 => &self.last_updated_by, 14 => &self.name, 15 => &self.sharing,
            16 => &self.short_name, 17 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.code, 2 => &mut self.compulsory,
            3 => &mut self.created, 4 => &mut self.created_by, 5 => &mut self.description,
            6 => &mut self.display_description, 7 => &mut self.display_name,
            8 => &mut self.display_short_name, 9 => &mut self.href, 10 => &mut self.id,
            11 => &mut self.indicator_groups, 12 => &mut self.last_updated,
            13 => &mut self.last_updated_by, 14 => &mut self.name, 15 => &mut self.sharing,
            16 => &mut self.short_name, 17 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(IndicatorGroupSet);
#[rustfmt::skip]
base::metadata!(IndicatorGroupSet, "indicatorGroupSets", "indicatorGroupSet", "org.hisp.dhis.indicator.IndicatorGroupSet");

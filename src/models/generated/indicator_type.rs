// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An indicator type: `/api/indicatorTypes`.
#[derive(Clone, Default, PartialEq)]
pub struct IndicatorType {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// `factor`; required.
    pub factor: Option<i64>,
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
    /// `number`.
    pub number: Option<bool>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 12] = [
    "access", "code", "created", "displayName", "factor", "href", "id", "lastUpdated",
    "lastUpdatedBy", "name", "number", "translations",
];

#[rustfmt::skip]
impl Object for IndicatorType {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.code, 2 => &self.created, 3 => &self.display_name,
            4 => &self.factor, 5 => &self.href, 6 => &self.id, 7 => &self.last_updated,
            8 => &self.last_updated_by, 9 => &self.name, 10 => &self.number,
            11 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.code, 2 => &mut self.created,
            3 => &mut self.display_name, 4 => &mut self.factor, 5 => &mut self.href,
            6 => &mut self.id, 7 => &mut self.last_updated, 8 => &mut self.last_updated_by,
            9 => &mut self.name, 10 => &mut self.number, 11 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(IndicatorType);
#[rustfmt::skip]
base::metadata!(IndicatorType, "indicatorTypes", "indicatorType", "org.hisp.dhis.indicator.IndicatorType");

// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An analytics period boundary, part of another object.
#[derive(Clone, Default, PartialEq)]
pub struct AnalyticsPeriodBoundary {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `analyticsPeriodBoundaryType`.
    pub analytics_period_boundary_type: Option<AnalyticsPeriodBoundaryType>,
    /// `boundaryTarget`: text, at most 50 characters.
    pub boundary_target: Option<String>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
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
    /// `offsetPeriodType`: text, at most 255 characters.
    pub offset_period_type: Option<String>,
    /// `offsetPeriods`.
    pub offset_periods: Option<i64>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 13] = [
    "access", "analyticsPeriodBoundaryType", "boundaryTarget", "code", "created", "displayName",
    "href", "id", "lastUpdated", "lastUpdatedBy", "name", "offsetPeriodType", "offsetPeriods",
];

#[rustfmt::skip]
impl Object for AnalyticsPeriodBoundary {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.analytics_period_boundary_type,
            2 => &self.boundary_target, 3 => &self.code, 4 => &self.created,
            5 => &self.display_name, 6 => &self.href, 7 => &self.id, 8 => &self.last_updated,
            9 => &self.last_updated_by, 10 => &self.name, 11 => &self.offset_period_type,
            12 => &self.offset_periods,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.analytics_period_boundary_type,
            2 => &mut self.boundary_target, 3 => &mut self.code, 4 => &mut self.created,
            5 => &mut self.display_name, 6 => &mut self.href, 7 => &mut self.id,
            8 => &mut self.last_updated, 9 => &mut self.last_updated_by, 10 => &mut self.name,
            11 => &mut self.offset_period_type, 12 => &mut self.offset_periods,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(AnalyticsPeriodBoundary);

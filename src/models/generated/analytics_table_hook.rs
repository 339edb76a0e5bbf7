// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An analytics table hook: `/api/analyticsTableHooks`.
#[derive(Clone, Default, PartialEq)]
pub struct AnalyticsTableHook {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `analyticsTableType`.
    pub analytics_table_type: Option<AnalyticsTableType>,
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
    /// The name; required; unique.
    pub name: Option<String>,
    /// `phase`; required.
    pub phase: Option<AnalyticsTablePhase>,
    /// `resourceTableType`.
    pub resource_table_type: Option<ResourceTableType>,
    /// `sql`: text; required.
    pub sql: Option<String>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 13] = [
    "access", "analyticsTableType", "code", "created", "displayName", "href", "id", "lastUpdated",
    "lastUpdatedBy", "name", "phase", "resourceTableType", "sql",
];

#[rustfmt::skip]
impl Object for AnalyticsTableHook {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.analytics_table_type, 2 => &self.code,
            3 => &self.created, 4 => &self.display_name, 5 => &self.href, 6 => &self.id,
            7 => &self.last_updated, 8 => &self.last_updated_by, 9 => &self.name,
            10 => &self.phase, 11 => &self.resource_table_type, 12 => &self.sql,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.analytics_table_type, 2 => &mut self.code,
            3 => &mut self.created, 4 => &mut self.display_name, 5 => &mut self.href,
            6 => &mut self.id, 7 => &mut self.last_updated, 8 => &mut self.last_updated_by,
            9 => &mut self.name, 10 => &mut self.phase, 11 => &mut self.resource_table_type,
            12 => &mut self.sql,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(AnalyticsTableHook);
#[rustfmt::skip]
base::metadata!(AnalyticsTableHook, "analyticsTableHooks", "analyticsTableHook", "org.hisp.dhis.analytics.AnalyticsTableHook");

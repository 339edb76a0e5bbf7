// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A push analysis: `/api/pushAnalysis`.
///
/// Among the schemas of 2.42 only.
#[derive(Clone, Default, PartialEq)]
pub struct PushAnalysis {
    /// What the caller may do with the object; read only. Only in 2.42.
    pub access: Option<ObjectAccess>,
    /// The code by which other systems know the object; unique. Only in 2.42.
    pub code: Option<String>,
    /// When the object was made; set by the server. Only in 2.42.
    pub created: Option<DateTime>,
    /// `dashboard`: a reference; required. Only in 2.42.
    pub dashboard: Option<Ref<Dashboard>>,
    /// The name in the language of the caller; read only. Only in 2.42.
    pub display_name: Option<String>,
    /// The address of the object; read only. Only in 2.42.
    pub href: Option<String>,
    /// The identifier. Only in 2.42.
    pub id: Option<Uid>,
    /// When the object was last changed; set by the server. Only in 2.42.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server. Only in 2.42.
    pub last_updated_by: Option<Ref<User>>,
    /// `message`: text. Only in 2.42.
    pub message: Option<String>,
    /// The name; required. Only in 2.42.
    pub name: Option<String>,
    /// `recipientUserGroups`: references. Only in 2.42.
    pub recipient_user_groups: Option<Vec<Ref<UserGroup>>>,
    /// `title`: text, at most 255 characters. Only in 2.42.
    pub title: Option<String>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 13] = [
    "access", "code", "created", "dashboard", "displayName", "href", "id", "lastUpdated",
    "lastUpdatedBy", "message", "name", "recipientUserGroups", "title",
];

#[rustfmt::skip]
impl Object for PushAnalysis {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.code, 2 => &self.created, 3 => &self.dashboard,
            4 => &self.display_name, 5 => &self.href, 6 => &self.id, 7 => &self.last_updated,
            8 => &self.last_updated_by, 9 => &self.message, 10 => &self.name,
            11 => &self.recipient_user_groups, 12 => &self.title,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.code, 2 => &mut self.created,
            3 => &mut self.dashboard, 4 => &mut self.display_name, 5 => &mut self.href,
            6 => &mut self.id, 7 => &mut self.last_updated, 8 => &mut self.last_updated_by,
            9 => &mut self.message, 10 => &mut self.name, 11 => &mut self.recipient_user_groups,
            12 => &mut self.title,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(PushAnalysis);
#[rustfmt::skip]
base::metadata!(PushAnalysis, "pushAnalysis", "pushAnalysis", "org.hisp.dhis.pushanalysis.PushAnalysis");

// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A user group: `/api/userGroups`.
#[derive(Clone, Default, PartialEq)]
pub struct UserGroup {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// What the object is for. Only in 2.43.
    pub description: Option<String>,
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
    /// `managedByGroups`: references.
    pub managed_by_groups: Option<Vec<Ref<UserGroup>>>,
    /// `managedGroups`: references.
    pub managed_groups: Option<Vec<Ref<UserGroup>>>,
    /// The name; required.
    pub name: Option<String>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// `users`: references.
    pub users: Option<Vec<Ref<User>>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 17] = [
    "access", "attributeValues", "code", "created", "createdBy", "description", "displayName",
    "href", "id", "lastUpdated", "lastUpdatedBy", "managedByGroups", "managedGroups", "name",
    "sharing", "translations", "users",
];

#[rustfmt::skip]
impl Object for UserGroup {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.attribute_values, 2 => &self.code, 3 => &self.created,
            4 => &self.created_by, 5 => &self.description, 6 => &self.display_name,
            7 => &self.href, 8 => &self.id, 9 => &self.last_updated, 10 => &self.last_updated_by,
            11 => &self.managed_by_groups, 12 => &self.managed_groups, 13 => &self.name,
            14 => &self.sharing, 15 => &self.translations, 16 => &self.users,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.attribute_values, 2 => &mut self.code,
            3 => &mut self.created, 4 => &mut self.created_by, 5 => &mut self.description,
            6 => &mut self.display_name, 7 => &mut self.href, 8 => &mut self.id,
            9 => &mut self.last_updated, 10 => &mut self.last_updated_by,
            11 => &mut self.managed_by_groups, 12 => &mut self.managed_groups,
            13 => &mut self.name, 14 => &mut self.sharing, 15 => &mut self.translations,
            16 => &mut self.users,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(UserGroup);
#[rustfmt::skip]
base::metadata!(UserGroup, "userGroups", "userGroup", "org.hisp.dhis.user.UserGroup");

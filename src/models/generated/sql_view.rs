// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A SQL view: `/api/sqlViews`.
#[derive(Clone, Default, PartialEq)]
pub struct SqlView {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// `cacheStrategy`; required.
    pub cache_strategy: Option<CacheStrategy>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// What the object is for.
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
    /// The name; required; unique.
    pub name: Option<String>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// `sqlQuery`: text; required.
    pub sql_query: Option<String>,
    /// `type`; required.
    pub r#type: Option<SqlViewType>,
    /// `updateJobId`: text.
    pub update_job_id: Option<String>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 17] = [
    "access", "attributeValues", "cacheStrategy", "code", "created", "createdBy", "description",
    "displayName", "href", "id", "lastUpdated", "lastUpdatedBy", "name", "sharing", "sqlQuery",
    "type", "updateJobId",
];

#[rustfmt::skip]
impl Object for SqlView {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.attribute_values, 2 => &self.cache_strategy,
            3 => &self.code, 4 => &self.created, 5 => &self.created_by, 6 => &self.description,
            7 => &self.display_name, 8 => &self.href, 9 => &self.id, 10 => &self.last_updated,
            11 => &self.last_updated_by, 12 => &self.name, 13 => &self.sharing,
            14 => &self.sql_query, 15 => &self.r#type, 16 => &self.update_job_id,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.attribute_values, 2 => &mut self.cache_strategy,
            3 => &mut self.code, 4 => &mut self.created, 5 => &mut self.created_by,
            6 => &mut self.description, 7 => &mut self.display_name, 8 => &mut self.href,
            9 => &mut self.id, 10 => &mut self.last_updated, 11 => &mut self.last_updated_by,
            12 => &mut self.name, 13 => &mut self.sharing, 14 => &mut self.sql_query,
            15 => &mut self.r#type, 16 => &mut self.update_job_id,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(SqlView);
#[rustfmt::skip]
base::metadata!(SqlView, "sqlViews", "sqlView", "org.hisp.dhis.sqlview.SqlView");

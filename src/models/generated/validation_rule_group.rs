// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A validation rule group: `/api/validationRuleGroups`.
#[derive(Clone, Default, PartialEq)]
pub struct ValidationRuleGroup {
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
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// `validationRules`: references.
    pub validation_rules: Option<Vec<Ref<ValidationRule>>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 15] = [
    "access", "attributeValues", "code", "created", "createdBy", "description", "displayName",
    "href", "id", "lastUpdated", "lastUpdatedBy", "name", "sharing", "translations",
    "validationRules",
];

#[rustfmt::skip]
impl Object for ValidationRuleGroup {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.attribute_values, 2 => &self.code, 3 => &self.created,
            4 => &self.created_by, 5 => &self.description, 6 => &self.display_name,
            7 => &self.href, 8 => &self.id, 9 => &self.last_updated, 10 => &self.last_updated_by,
            11 => &self.name, 12 => &self.sharing, 13 => &self.translations,
            14 => &self.validation_rules,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.attribute_values, 2 => &mut self.code,
            3 => &mut self.created, 4 => &mut self.created_by, 5 => &mut self.description,
            6 => &mut self.display_name, 7 => &mut self.href, 8 => &mut self.id,
            9 => &mut self.last_updated, 10 => &mut self.last_updated_by, 11 => &mut self.name,
            12 => &mut self.sharing, 13 => &mut self.translations,
            14 => &mut self.validation_rules,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(ValidationRuleGroup);
#[rustfmt::skip]
base::metadata!(ValidationRuleGroup, "validationRuleGroups", "validationRuleGroup", "org.hisp.dhis.validation.ValidationRuleGroup");

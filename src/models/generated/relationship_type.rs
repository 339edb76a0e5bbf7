// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A relationship type: `/api/relationshipTypes`.
#[derive(Clone, Default, PartialEq)]
pub struct RelationshipType {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// `bidirectional`; required.
    pub bidirectional: Option<bool>,
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
    /// `fromConstraint`; required; unique.
    pub from_constraint: Option<RelationshipConstraint>,
    /// `fromToName`: text, at most 255 characters; required.
    pub from_to_name: Option<String>,
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
    /// `referral`; required.
    pub referral: Option<bool>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// `toConstraint`; required; unique.
    pub to_constraint: Option<RelationshipConstraint>,
    /// `toFromName`: text, at most 255 characters.
    pub to_from_name: Option<String>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 20] = [
    "access", "attributeValues", "bidirectional", "code", "created", "createdBy", "description",
    "displayName", "fromConstraint", "fromToName", "href", "id", "lastUpdated", "lastUpdatedBy",
    "name", "referral", "sharing", "toConstraint", "toFromName", "translations",
];

#[rustfmt::skip]
impl Object for RelationshipType {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.attribute_values, 2 => &self.bidirectional,
            3 => &self.code, 4 => &self.created, 5 => &self.created_by, 6 => &self.description,
            7 => &self.display_name, 8 => &self.from_constraint, 9 => &self.from_to_name,
            10 => &self.href, 11 => &self.id, 12 => &self.last_updated,
            13 => &self.last_updated_by, 14 => &self.name, 15 => &self.referral,
            16 => &self.sharing, 17 => &self.to_constraint, 18 => &self.to_from_name,
            19 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.attribute_values, 2 => &mut self.bidirectional,
            3 => &mut self.code, 4 => &mut self.created, 5 => &mut self.created_by,
            6 => &mut self.description, 7 => &mut self.display_name,
            8 => &mut self.from_constraint, 9 => &mut self.from_to_name, 10 => &mut self.href,
            11 => &mut self.id, 12 => &mut self.last_updated, 13 => &mut self.last_updated_by,
            14 => &mut self.name, 15 => &mut self.referral, 16 => &mut self.sharing,
            17 => &mut self.to_constraint, 18 => &mut self.to_from_name,
            19 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(RelationshipType);
#[rustfmt::skip]
base::metadata!(RelationshipType, "relationshipTypes", "relationshipType", "org.hisp.dhis.relationship.RelationshipType");

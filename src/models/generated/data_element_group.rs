// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A data element group: `/api/dataElementGroups`.
#[derive(Clone, Default, PartialEq)]
pub struct DataElementGroup {
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
    /// `dataElements`: references.
    pub data_elements: Option<Vec<Ref<DataElement>>>,
    /// What the object is for.
    pub description: Option<String>,
    /// `dimensionItemType`.
    pub dimension_item_type: Option<DimensionItemType>,
    /// The description in the language of the caller; read only.
    pub display_description: Option<String>,
    /// The form name in the language of the caller; read only.
    pub display_form_name: Option<String>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// The short name in the language of the caller; read only.
    pub display_short_name: Option<String>,
    /// `groupSets`: references.
    pub group_sets: Option<Vec<Ref<DataElementGroupSet>>>,
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
    /// The short name, for headings and narrow columns; required; unique.
    pub short_name: Option<String>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 21] = [
    "access", "attributeValues", "code", "created", "createdBy", "dataElements", "description",
    "dimensionItemType", "displayDescription", "displayFormName", "displayName",
    "displayShortName", "groupSets", "href", "id", "lastUpdated", "lastUpdatedBy", "name",
    "sharing", "shortName", "translations",
];

#[rustfmt::skip]
impl Object for DataElementGroup {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.attribute_values, 2 => &self.code, 3 => &self.created,
            4 => &self.created_by, 5 => &self.data_elements, 6 => &self.description,
            7 => &self.dimension_item_type, 8 => &self.display_description,
            9 => &self.display_form_name, 10 => &self.display_name,
            11 => &self.display_short_name, 12 => &self.group_sets, 13 => &self.href,
            14 => &self.id, 15 => &self.last_updated, 16 => &self.last_updated_by,
            17 => &self.name, 18 => &self.sharing, 19 => &self.short_name,
            20 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.attribute_values, 2 => &mut self.code,
            3 => &mut self.created, 4 => &mut self.created_by, 5 => &mut self.data_elements,
            6 => &mut self.description, 7 => &mut self.dimension_item_type,
            8 => &mut self.display_description, 9 => &mut self.display_form_name,
            10 => &mut self.display_name, 11 => &mut self.display_short_name,
            12 => &mut self.group_sets, 13 => &mut self.href, 14 => &mut self.id,
            15 => &mut self.last_updated, 16 => &mut self.last_updated_by, 17 => &mut self.name,
            18 => &mut self.sharing, 19 => &mut self.short_name, 20 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(DataElementGroup);
#[rustfmt::skip]
base::metadata!(DataElementGroup, "dataElementGroups", "dataElementGroup", "org.hisp.dhis.dataelement.DataElementGroup");

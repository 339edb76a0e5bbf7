// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A category option group: `/api/categoryOptionGroups`.
#[derive(Clone, Default, PartialEq)]
pub struct CategoryOptionGroup {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// `categoryOptions`: references.
    pub category_options: Option<Vec<Ref<CategoryOption>>>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// `dataDimensionType`; required.
    pub data_dimension_type: Option<DataDimensionType>,
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
    pub group_sets: Option<Vec<Ref<CategoryOptionGroupSet>>>,
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
const KEYS: [&str; 22] = [
    "access", "attributeValues", "categoryOptions", "code", "created", "createdBy",
    "dataDimensionType", "description", "dimensionItemType", "displayDescription",
    "displayFormName", "displayName", "displayShortName", "groupSets", "href", "id",
    "lastUpdated", "lastUpdatedBy", "name", "sharing", "shortName", "translations",
];

#[rustfmt::skip]
impl Object for CategoryOptionGroup {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.attribute_values, 2 => &self.category_options,
            3 => &self.code, 4 => &self.created, 5 => &self.created_by,
            6 => &self.data_dimension_type, 7 => &self.description,
            8 => &self.dimension_item_type, 9 => &self.display_description,
            10 => &self.display_form_name, 11 => &self.display_name,
            12 => &self.display_short_name, 13 => &self.group_sets, 14 => &self.href,
            15 => &self.id, 16 => &self.last_updated, 17 => &self.last_updated_by,
            18 => &self.name, 19 => &self.sharing, 20 => &self.short_name,
            21 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.attribute_values,
            2 => &mut self.category_options, 3 => &mut self.code, 4 => &mut self.created,
            5 => &mut self.created_by, 6 => &mut self.data_dimension_type,
            7 => &mut self.description, 8 => &mut self.dimension_item_type,
            9 => &mut self.display_description, 10 => &mut self.display_form_name,
            11 => &mut self.display_name, 12 => &mut self.display_short_name,
            13 => &mut self.group_sets, 14 => &mut self.href, 15 => &mut self.id,
            16 => &mut self.last_updated, 17 => &mut self.last_updated_by, 18 => &mut self.name,
            19 => &mut self.sharing, 20 => &mut self.short_name, 21 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(CategoryOptionGroup);
#[rustfmt::skip]
base::metadata!(CategoryOptionGroup, "categoryOptionGroups", "categoryOptionGroup", "org.hisp.dhis.category.CategoryOptionGroup");

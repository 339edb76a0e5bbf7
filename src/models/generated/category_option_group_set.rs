// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A category option group set: `/api/categoryOptionGroupSets`.
#[derive(Clone, Default, PartialEq)]
pub struct CategoryOptionGroupSet {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `allItems`.
    pub all_items: Option<bool>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// `categoryOptionGroups`: references.
    pub category_option_groups: Option<Vec<Ref<CategoryOptionGroup>>>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// `dataDimension`; required.
    pub data_dimension: Option<bool>,
    /// `dataDimensionType`; required.
    pub data_dimension_type: Option<DataDimensionType>,
    /// What the object is for.
    pub description: Option<String>,
    /// `dimension`: text.
    pub dimension: Option<String>,
    /// `dimensionType`.
    pub dimension_type: Option<DimensionType>,
    /// The description in the language of the caller; read only.
    pub display_description: Option<String>,
    /// The form name in the language of the caller; read only.
    pub display_form_name: Option<String>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// The short name in the language of the caller; read only.
    pub display_short_name: Option<String>,
    /// `filter`: text.
    pub filter: Option<String>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// `items`: references.
    pub items: Option<Vec<DimensionItem>>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// The name; required; unique.
    pub name: Option<String>,
    /// `optionSet`: a reference; read only.
    pub option_set: Option<Ref<OptionSet>>,
    /// `program`: a reference.
    pub program: Option<Ref<Program>>,
    /// `programStage`: a reference.
    pub program_stage: Option<Ref<ProgramStage>>,
    /// `repetition`.
    pub repetition: Option<EventRepetition>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The short name, for headings and narrow columns; required; unique.
    pub short_name: Option<String>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// `valueType`; read only.
    pub value_type: Option<ValueType>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 31] = [
    "access", "allItems", "attributeValues", "categoryOptionGroups", "code", "created",
    "createdBy", "dataDimension", "dataDimensionType", "description", "dimension",
    "dimensionType", "displayDescription", "displayFormName", "displayName", "displayShortName",
    "filter", "href", "id", "items", "lastUpdated", "lastUpdatedBy", "name", "optionSet",
    "program", "programStage", "repetition", "sharing", "shortName", "translations", "valueType",
];

#[rustfmt::skip]
impl Object for CategoryOptionGroupSet {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.all_items, 2 => &self.attribute_values,
            3 => &self.category_option_groups, 4 => &self.code, 5 => &self.created,
            6 => &self.created_by, 7 => &self.data_dimension, 8 => &self.data_dimension_type,
            9 => &self.description, 10 => &self.dimension, 11 => &self.dimension_type,
            12 => &self.display_description, 13 => &self.display_form_name,
            14 => &self.display_name, 15 => &self.display_short_name, 16 => &self.filter,
            17 => &self.href, 18 => &self.id, 19 => &self.items, 20 => &self.last_updated,
            21 => &self.last_updated_by, 22 => &self.name, 23 => &self.option_set,
            24 => &self.program, 25 => &self.program_stage, 26 => &self.repetition,
            27 => &self.sharing, 28 => &self.short_name, 29 => &self.translations,
            30 => &self.value_type,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.all_items, 2 => &mut self.attribute_values,
            3 => &mut self.category_option_groups, 4 => &mut self.code, 5 => &mut self.created,
            6 => &mut self.created_by, 7 => &mut self.data_dimension,
            8 => &mut self.data_dimension_type, 9 => &mut self.description,
            10 => &mut self.dimension, 11 => &mut self.dimension_type,
            12 => &mut self.display_description, 13 => &mut self.display_form_name,
            14 => &mut self.display_name, 15 => &mut self.display_short_name,
            16 => &mut self.filter, 17 => &mut self.href, 18 => &mut self.id,
            19 => &mut self.items, 20 => &mut self.last_updated, 21 => &mut self.last_updated_by,
            22 => &mut self.name, 23 => &mut self.option_set, 24 => &mut self.program,
            25 => &mut self.program_stage, 26 => &mut self.repetition, 27 => &mut self.sharing,
            28 => &mut self.short_name, 29 => &mut self.translations, 30 => &mut self.value_type,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(CategoryOptionGroupSet);
#[rustfmt::skip]
base::metadata!(CategoryOptionGroupSet, "categoryOptionGroupSets", "categoryOptionGroupSet", "org.hisp.dhis.category.CategoryOptionGroupSet");

// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A category: `/api/categories`.
#[derive(Clone, Default, PartialEq)]
pub struct Category {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `allItems`.
    pub all_items: Option<bool>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// `categoryCombos`: references.
    pub category_combos: Option<Vec<Ref<CategoryCombo>>>,
    /// `categoryOptions`: references.
    pub category_options: Option<Vec<Ref<CategoryOption>>>,
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
const KEYS: [&str; 32] = [
    "access", "allItems", "attributeValues", "categoryCombos", "categoryOptions", "code",
    "created", "createdBy", "dataDimension", "dataDimensionType", "description", "dimension",
    "dimensionType", "displayDescription", "displayFormName", "displayName", "displayShortName",
    "filter", "href", "id", "items", "lastUpdated", "lastUpdatedBy", "name", "optionSet",
    "program", "programStage", "repetition", "sharing", "shortName", "translations", "valueType",
];

#[rustfmt::skip]
impl Object for Category {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.all_items, 2 => &self.attribute_values,
            3 => &self.category_combos, 4 => &self.category_options, 5 => &self.code,
            6 => &self.created, 7 => &self.created_by, 8 => &self.data_dimension,
            9 => &self.data_dimension_type, 10 => &self.description, 11 => &self.dimension,
            12 => &self.dimension_type, 13 => &self.display_description,
            14 => &self.display_form_name, 15 => &self.display_name,
            16 => &self.display_short_name, 17 => &self.filter, 18 => &self.href, 19 => &self.id,
            20 => &self.items, 21 => &self.last_updated, 22 => &self.last_updated_by,
            23 => &self.name, 24 => &self.option_set, 25 => &self.program,
            26 => &self.program_stage, 27 => &self.repetition, 28 => &self.sharing,
            29 => &self.short_name, 30 => &self.translations, 31 => &self.value_type,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.all_items, 2 => &mut self.attribute_values,
            3 => &mut self.category_combos, 4 => &mut self.category_options, 5 => &mut self.code,
            6 => &mut self.created, 7 => &mut self.created_by, 8 => &mut self.data_dimension,
            9 => &mut self.data_dimension_type, 10 => &mut self.description,
            11 => &mut self.dimension, 12 => &mut self.dimension_type,
            13 => &mut self.display_description, 14 => &mut self.display_form_name,
            15 => &mut self.display_name, 16 => &mut self.display_short_name,
            17 => &mut self.filter, 18 => &mut self.href, 19 => &mut self.id,
            20 => &mut self.items, 21 => &mut self.last_updated, 22 => &mut self.last_updated_by,
            23 => &mut self.name, 24 => &mut self.option_set, 25 => &mut self.program,
            26 => &mut self.program_stage, 27 => &mut self.repetition, 28 => &mut self.sharing,
            29 => &mut self.short_name, 30 => &mut self.translations, 31 => &mut self.value_type,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(Category);
#[rustfmt::skip]
base::metadata!(Category, "categories", "category", "org.hisp.dhis.category.Category");

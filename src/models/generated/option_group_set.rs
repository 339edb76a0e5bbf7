// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An option group set: `/api/optionGroupSets`.
#[derive(Clone, Default, PartialEq)]
pub struct OptionGroupSet {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `allItems`.
    pub all_items: Option<bool>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// `dataDimension`; required.
    pub data_dimension: Option<bool>,
    /// `dataDimensionType`.
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
    /// `optionGroups`: references.
    pub option_groups: Option<Vec<Ref<OptionGroup>>>,
    /// `optionSet`: a reference.
    pub option_set: Option<Ref<OptionSet>>,
    /// `program`: a reference.
    pub program: Option<Ref<Program>>,
    /// `programStage`: a reference.
    pub program_stage: Option<Ref<ProgramStage>>,
    /// `repetition`.
    pub repetition: Option<EventRepetition>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// `valueType`; read only.
    pub value_type: Option<ValueType>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 29] = [
    "access", "allItems", "code", "created", "createdBy", "dataDimension", "dataDimensionType",
    "description", "dimension", "dimensionType", "displayDescription", "displayFormName",
    "displayName", "displayShortName", "filter", "href", "id", "items", "lastUpdated",
    "lastUpdatedBy", "name", "optionGroups", "optionSet", "program", "programStage", "repetition",
    "sharing", "translations", "valueType",
];

#[rustfmt::skip]
impl Object for OptionGroupSet {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.all_items, 2 => &self.code, 3 => &self.created,
            4 => &self.created_by, 5 => &self.data_dimension, 6 => &self.data_dimension_type,
            7 => &self.description, 8 => &self.dimension, 9 => &self.dimension_type,
            10 => &self.display_description, 11 => &self.display_form_name,
            12 => &self.display_name, 13 => &self.display_short_name, 14 => &self.filter,
            15 => &self.href, 16 => &self.id, 17 => &self.items, 18 => &self.last_updated,
            19 => &self.last_updated_by, 20 => &self.name, 21 => &self.option_groups,
            22 => &self.option_set, 23 => &self.program, 24 => &self.program_stage,
            25 => &self.repetition, 26 => &self.sharing, 27 => &self.translations,
            28 => &self.value_type,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.all_items, 2 => &mut self.code,
            3 => &mut self.created, 4 => &mut self.created_by, 5 => &mut self.data_dimension,
            6 => &mut self.data_dimension_type, 7 => &mut self.description,
            8 => &mut self.dimension, 9 => &mut self.dimension_type,
            10 => &mut self.display_description, 11 => &mut self.display_form_name,
            12 => &mut self.display_name, 13 => &mut self.display_short_name,
            14 => &mut self.filter, 15 => &mut self.href, 16 => &mut self.id,
            17 => &mut self.items, 18 => &mut self.last_updated, 19 => &mut self.last_updated_by,
            20 => &mut self.name, 21 => &mut self.option_groups, 22 => &mut self.option_set,
            23 => &mut self.program, 24 => &mut self.program_stage, 25 => &mut self.repetition,
            26 => &mut self.sharing, 27 => &mut self.translations, 28 => &mut self.value_type,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(OptionGroupSet);
#[rustfmt::skip]
base::metadata!(OptionGroupSet, "optionGroupSets", "optionGroupSet", "org.hisp.dhis.option.OptionGroupSet");

// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An organisation unit group set: `/api/organisationUnitGroupSets`.
#[derive(Clone, Default, PartialEq)]
pub struct OrganisationUnitGroupSet {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `allItems`.
    pub all_items: Option<bool>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// `compulsory`; required.
    pub compulsory: Option<bool>,
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
    /// `includeSubhierarchyInAnalytics`.
    pub include_subhierarchy_in_analytics: Option<bool>,
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
    /// `organisationUnitGroups`: references.
    pub organisation_unit_groups: Option<Vec<Ref<OrganisationUnitGroup>>>,
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
const KEYS: [&str; 33] = [
    "access", "allItems", "attributeValues", "code", "compulsory", "created", "createdBy",
    "dataDimension", "dataDimensionType", "description", "dimension", "dimensionType",
    "displayDescription", "displayFormName", "displayName", "displayShortName", "filter", "href",
    "id", "includeSubhierarchyInAnalytics", "items", "lastUpdated", "lastUpdatedBy", "name",
    "optionSet", "organisationUnitGroups", "program", "programStage", "repetition", "sharing",
    "shortName", "translations", "valueType",
];

#[rustfmt::skip]
impl Object for OrganisationUnitGroupSet {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.all_items, 2 => &self.attribute_values, 3 => &self.code,
            4 => &self.compulsory, 5 => &self.created, 6 => &self.created_by,
            7 => &self.data_dimension, 8 => &self.data_dimension_type, 9 => &self.description,
            10 => &self.dimension, 11 => &self.dimension_type, 12 => &self.display_description,
            13 => &self.display_form_name, 14 => &self.display_name,
            15 => &self.display_short_name, 16 => &self.filter, 17 => &self.href, 18 => &self.id,
            19 => &self.include_subhierarchy_in_analytics, 20 => &self.items,
            21 => &self.last_updated, 22 => &self.last_updated_by, 23 => &self.name,
            24 => &self.option_set, 25 => &self.organisation_unit_groups, 26 => &self.program,
            27 => &self.program_stage, 28 => &self.repetition, 29 => &self.sharing,
            30 => &self.short_name, 31 => &self.translations, 32 => &self.value_type,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.all_items, 2 => &mut self.attribute_values,
            3 => &mut self.code, 4 => &mut self.compulsory, 5 => &mut self.created,
            6 => &mut self.created_by, 7 => &mut self.data_dimension,
            8 => &mut self.data_dimension_type, 9 => &mut self.description,
            10 => &mut self.dimension, 11 => &mut self.dimension_type,
            12 => &mut self.display_description, 13 => &mut self.display_form_name,
            14 => &mut self.display_name, 15 => &mut self.display_short_name,
            16 => &mut self.filter, 17 => &mut self.href, 18 => &mut self.id,
            19 => &mut self.include_subhierarchy_in_analytics, 20 => &mut self.items,
            21 => &mut self.last_updated, 22 => &mut self.last_updated_by, 23 => &mut self.name,
            24 => &mut self.option_set, 25 => &mut self.organisation_unit_groups,
            26 => &mut self.program, 27 => &mut self.program_stage, 28 => &mut self.repetition,
            29 => &mut self.sharing, 30 => &mut self.short_name, 31 => &mut self.translations,
            32 => &mut self.value_type,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(OrganisationUnitGroupSet);
#[rustfmt::skip]
base::metadata!(OrganisationUnitGroupSet, "organisationUnitGroupSets", "organisationUnitGroupSet", "org.hisp.dhis.organisationunit.OrganisationUnitGroupSet");

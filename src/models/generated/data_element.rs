// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A data element: `/api/dataElements`.
#[derive(Clone, Default, PartialEq)]
pub struct DataElement {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `aggregationLevels`.
    pub aggregation_levels: Option<Vec<i64>>,
    /// `aggregationType`; required.
    pub aggregation_type: Option<AggregationType>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// `categoryCombo`: a reference; required.
    pub category_combo: Option<Ref<CategoryCombo>>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// `commentOptionSet`: a reference.
    pub comment_option_set: Option<Ref<OptionSet>>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// `dataElementGroups`: references.
    pub data_element_groups: Option<Vec<Ref<DataElementGroup>>>,
    /// `dataSetElements`.
    pub data_set_elements: Option<Vec<DataSetElement>>,
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
    /// `domainType`; required.
    pub domain_type: Option<DataElementDomain>,
    /// `fieldMask`: text, at most 255 characters.
    pub field_mask: Option<String>,
    /// The name in data entry forms.
    pub form_name: Option<String>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// `legendSets`: references.
    pub legend_sets: Option<Vec<Ref<LegendSet>>>,
    /// The name; required; unique.
    pub name: Option<String>,
    /// `optionSet`: a reference.
    pub option_set: Option<Ref<OptionSet>>,
    /// `optionSetValue`; read only.
    pub option_set_value: Option<bool>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The short name, for headings and narrow columns; required; unique.
    pub short_name: Option<String>,
    /// Colour and icon.
    pub style: Option<ObjectStyle>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// `url`: text, at most 255 characters.
    pub url: Option<String>,
    /// `valueType`; required.
    pub value_type: Option<ValueType>,
    /// `valueTypeOptions`.
    pub value_type_options: Option<Value>,
    /// `zeroIsSignificant`; required.
    pub zero_is_significant: Option<bool>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 36] = [
    "access", "aggregationLevels", "aggregationType", "attributeValues", "categoryCombo", "code",
    "commentOptionSet", "created", "createdBy", "dataElementGroups", "dataSetElements",
    "description", "dimensionItemType", "displayDescription", "displayFormName", "displayName",
    "displayShortName", "domainType", "fieldMask", "formName", "href", "id", "lastUpdated",
    "lastUpdatedBy", "legendSets", "name", "optionSet", "optionSetValue", "sharing", "shortName",
    "style", "translations", "url", "valueType", "valueTypeOptions", "zeroIsSignificant",
];

#[rustfmt::skip]
impl Object for DataElement {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.aggregation_levels, 2 => &self.aggregation_type,
            3 => &self.attribute_values, 4 => &self.category_combo, 5 => &self.code,
            6 => &self.comment_option_set, 7 => &self.created, 8 => &self.created_by,
            9 => &self.data_element_groups, 10 => &self.data_set_elements,
            11 => &self.description, 12 => &self.dimension_item_type,
            13 => &self.display_description, 14 => &self.display_form_name,
            15 => &self.display_name, 16 => &self.display_short_name, 17 => &self.domain_type,
            18 => &self.field_mask, 19 => &self.form_name, 20 => &self.href, 21 => &self.id,
            22 => &self.last_updated, 23 => &self.last_updated_by, 24 => &self.legend_sets,
            25 => &self.name, 26 => &self.option_set, 27 => &self.option_set_value,
            28 => &self.sharing, 29 => &self.short_name, 30 => &self.style,
            31 => &self.translations, 32 => &self.url, 33 => &self.value_type,
            34 => &self.value_type_options, 35 => &self.zero_is_significant,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.aggregation_levels,
            2 => &mut self.aggregation_type, 3 => &mut self.attribute_values,
            4 => &mut self.category_combo, 5 => &mut self.code, 6 => &mut self.comment_option_set,
            7 => &mut self.created, 8 => &mut self.created_by, 9 => &mut self.data_element_groups,
            10 => &mut self.data_set_elements, 11 => &mut self.description,
            12 => &mut self.dimension_item_type, 13 => &mut self.display_description,
            14 => &mut self.display_form_name, 15 => &mut self.display_name,
            16 => &mut self.display_short_name, 17 => &mut self.domain_type,
            18 => &mut self.field_mask, 19 => &mut self.form_name, 20 => &mut self.href,
            21 => &mut self.id, 22 => &mut self.last_updated, 23 => &mut self.last_updated_by,
            24 => &mut self.legend_sets, 25 => &mut self.name, 26 => &mut self.option_set,
            27 => &mut self.option_set_value, 28 => &mut self.sharing, 29 => &mut self.short_name,
            30 => &mut self.style, 31 => &mut self.translations, 32 => &mut self.url,
            33 => &mut self.value_type, 34 => &mut self.value_type_options,
            35 => &mut self.zero_is_significant,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(DataElement);
#[rustfmt::skip]
base::metadata!(DataElement, "dataElements", "dataElement", "org.hisp.dhis.dataelement.DataElement");

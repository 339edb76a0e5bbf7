// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A tracked entity attribute: `/api/trackedEntityAttributes`.
#[derive(Clone, Default, PartialEq)]
pub struct TrackedEntityAttribute {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `aggregationType`; required.
    pub aggregation_type: Option<AggregationType>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// `blockedSearchOperators`. Only in 2.43.
    pub blocked_search_operators: Option<Vec<QueryOperator>>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// `confidential`.
    pub confidential: Option<bool>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// What the object is for.
    pub description: Option<String>,
    /// `dimensionItemType`.
    pub dimension_item_type: Option<DimensionItemType>,
    /// The description in the language of the caller; read only.
    pub display_description: Option<String>,
    /// The form name in the language of the caller; read only.
    pub display_form_name: Option<String>,
    /// `displayInListNoProgram`.
    pub display_in_list_no_program: Option<bool>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// `displayOnVisitSchedule`.
    pub display_on_visit_schedule: Option<bool>,
    /// The short name in the language of the caller; read only.
    pub display_short_name: Option<String>,
    /// `expression`: text, at most 255 characters.
    pub expression: Option<String>,
    /// `fieldMask`: text, at most 255 characters.
    pub field_mask: Option<String>,
    /// The name in data entry forms.
    pub form_name: Option<String>,
    /// `generated`.
    pub generated: Option<bool>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// `inherit`.
    pub inherit: Option<bool>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// `legendSets`: references.
    pub legend_sets: Option<Vec<Ref<LegendSet>>>,
    /// `minCharactersToSearch`. Only in 2.43.
    pub min_characters_to_search: Option<i64>,
    /// The name; required; unique.
    pub name: Option<String>,
    /// `optionSet`: a reference.
    pub option_set: Option<Ref<OptionSet>>,
    /// `optionSetValue`; read only.
    pub option_set_value: Option<bool>,
    /// `orgunitScope`.
    pub orgunit_scope: Option<bool>,
    /// `pattern`: text, at most 255 characters.
    pub pattern: Option<String>,
    /// `preferredSearchOperator`. Only in 2.43.
    pub preferred_search_operator: Option<QueryOperator>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The short name, for headings and narrow columns; required; unique.
    pub short_name: Option<String>,
    /// `skipAnalytics`. Only in 2.43.
    pub skip_analytics: Option<bool>,
    /// `skipSynchronization`.
    pub skip_synchronization: Option<bool>,
    /// `sortOrderInListNoProgram`.
    pub sort_order_in_list_no_program: Option<i64>,
    /// `sortOrderInVisitSchedule`.
    pub sort_order_in_visit_schedule: Option<i64>,
    /// Colour and icon.
    pub style: Option<ObjectStyle>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// `trigramIndexable`; required. Only in 2.43.
    pub trigram_indexable: Option<bool>,
    /// `trigramIndexed`. Only in 2.43.
    pub trigram_indexed: Option<bool>,
    /// `unique`.
    pub unique: Option<bool>,
    /// `valueType`; required.
    pub value_type: Option<ValueType>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 45] = [
    "access", "aggregationType", "attributeValues", "blockedSearchOperators", "code",
    "confidential", "created", "createdBy", "description", "dimensionItemType",
    "displayDescription", "displayFormName", "displayInListNoProgram", "displayName",
    "displayOnVisitSchedule", "displayShortName", "expression", "fieldMask", "formName",
    "generated", "href", "id", "inherit", "lastUpdated", "lastUpdatedBy", "legendSets",
    "minCharactersToSearch", "name", "optionSet", "optionSetValue", "orgunitScope", "pattern",
    "preferredSearchOperator", "sharing", "shortName", "skipAnalytics", "skipSynchronization",
    "sortOrderInListNoProgram", "sortOrderInVisitSchedule", "style", "translations",
    "trigramIndexable", "trigramIndexed", "unique", "valueType",
];

#[rustfmt::skip]
impl Object for TrackedEntityAttribute {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.aggregation_type, 2 => &self.attribute_values,
            3 => &self.blocked_search_operators, 4 => &self.code, 5 => &self.confidential,
            6 => &self.created, 7 => &self.created_by, 8 => &self.description,
            9 => &self.dimension_item_type, 10 => &self.display_description,
            11 => &self.display_form_name, 12 => &self.display_in_list_no_program,
            13 => &self.display_name, 14 => &self.display_on_visit_schedule,
            15 => &self.display_short_name, 16 => &self.expression, 17 => &self.field_mask,
            18 => &self.form_name, 19 => &self.generated, 20 => &self.href, 21 => &self.id,
            22 => &self.inherit, 23 => &self.last_updated, 24 => &self.last_updated_by,
            25 => &self.legend_sets, 26 => &self.min_characters_to_search, 27 => &self.name,
            28 => &self.option_set, 29 => &self.option_set_value, 30 => &self.orgunit_scope,
            31 => &self.pattern, 32 => &self.preferred_search_operator, 33 => &self.sharing,
            34 => &self.short_name, 35 => &self.skip_analytics, 36 => &self.skip_synchronization,
            37 => &self.sort_order_in_list_no_program, 38 => &self.sort_order_in_visit_schedule,
            39 => &self.style, 40 => &self.translations, 41 => &self.trigram_indexable,
            42 => &self.trigram_indexed, 43 => &self.unique, 44 => &self.value_type,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.aggregation_type,
            2 => &mut self.attribute_values, 3 => &mut self.blocked_search_operators,
            4 => &mut self.code, 5 => &mut self.confidential, 6 => &mut self.created,
            7 => &mut self.created_by, 8 => &mut self.description,
            9 => &mut self.dimension_item_type, 10 => &mut self.display_description,
            11 => &mut self.display_form_name, 12 => &mut self.display_in_list_no_program,
            13 => &mut self.display_name, 14 => &mut self.display_on_visit_schedule,
            15 => &mut self.display_short_name, 16 => &mut self.expression,
            17 => &mut self.field_mask, 18 => &mut self.form_name, 19 => &mut self.generated,
            20 => &mut self.href, 21 => &mut self.id, 22 => &mut self.inherit,
            23 => &mut self.last_updated, 24 => &mut self.last_updated_by,
            25 => &mut self.legend_sets, 26 => &mut self.min_characters_to_search,
            27 => &mut self.name, 28 => &mut self.option_set, 29 => &mut self.option_set_value,
            30 => &mut self.orgunit_scope, 31 => &mut self.pattern,
            32 => &mut self.preferred_search_operator, 33 => &mut self.sharing,
            34 => &mut self.short_name, 35 => &mut self.skip_analytics,
            36 => &mut self.skip_synchronization, 37 => &mut self.sort_order_in_list_no_program,
            38 => &mut self.sort_order_in_visit_schedule, 39 => &mut self.style,
            40 => &mut self.translations, 41 => &mut self.trigram_indexable,
            42 => &mut self.trigram_indexed, 43 => &mut self.unique, 44 => &mut self.value_type,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(TrackedEntityAttribute);
#[rustfmt::skip]
base::metadata!(TrackedEntityAttribute, "trackedEntityAttributes", "trackedEntityAttribute", "org.hisp.dhis.trackedentity.TrackedEntityAttribute");

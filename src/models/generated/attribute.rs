// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An attribute: `/api/attributes`.
#[derive(Clone, Default, PartialEq)]
pub struct Attribute {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `categoryAttribute`.
    pub category_attribute: Option<bool>,
    /// `categoryOptionAttribute`.
    pub category_option_attribute: Option<bool>,
    /// `categoryOptionComboAttribute`.
    pub category_option_combo_attribute: Option<bool>,
    /// `categoryOptionGroupAttribute`.
    pub category_option_group_attribute: Option<bool>,
    /// `categoryOptionGroupSetAttribute`.
    pub category_option_group_set_attribute: Option<bool>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// `constantAttribute`.
    pub constant_attribute: Option<bool>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// `dataElementAttribute`.
    pub data_element_attribute: Option<bool>,
    /// `dataElementGroupAttribute`.
    pub data_element_group_attribute: Option<bool>,
    /// `dataElementGroupSetAttribute`.
    pub data_element_group_set_attribute: Option<bool>,
    /// `dataSetAttribute`.
    pub data_set_attribute: Option<bool>,
    /// What the object is for.
    pub description: Option<String>,
    /// The description in the language of the caller; read only.
    pub display_description: Option<String>,
    /// The form name in the language of the caller; read only.
    pub display_form_name: Option<String>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// The short name in the language of the caller; read only.
    pub display_short_name: Option<String>,
    /// `documentAttribute`.
    pub document_attribute: Option<bool>,
    /// `eventChartAttribute`.
    pub event_chart_attribute: Option<bool>,
    /// `eventReportAttribute`.
    pub event_report_attribute: Option<bool>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// `indicatorAttribute`.
    pub indicator_attribute: Option<bool>,
    /// `indicatorGroupAttribute`.
    pub indicator_group_attribute: Option<bool>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// `legendSetAttribute`.
    pub legend_set_attribute: Option<bool>,
    /// `mandatory`; required.
    pub mandatory: Option<bool>,
    /// `mapAttribute`.
    pub map_attribute: Option<bool>,
    /// The name; required; unique.
    pub name: Option<String>,
    /// `objectTypes`: texts; read only.
    pub object_types: Option<Vec<String>>,
    /// `optionAttribute`.
    pub option_attribute: Option<bool>,
    /// `optionSet`: a reference.
    pub option_set: Option<Ref<OptionSet>>,
    /// `optionSetAttribute`.
    pub option_set_attribute: Option<bool>,
    /// `organisationUnitAttribute`.
    pub organisation_unit_attribute: Option<bool>,
    /// `organisationUnitGroupAttribute`.
    pub organisation_unit_group_attribute: Option<bool>,
    /// `organisationUnitGroupSetAttribute`.
    pub organisation_unit_group_set_attribute: Option<bool>,
    /// `programAttribute`.
    pub program_attribute: Option<bool>,
    /// `programIndicatorAttribute`.
    pub program_indicator_attribute: Option<bool>,
    /// `programStageAttribute`.
    pub program_stage_attribute: Option<bool>,
    /// `relationshipTypeAttribute`.
    pub relationship_type_attribute: Option<bool>,
    /// `sectionAttribute`.
    pub section_attribute: Option<bool>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The short name, for headings and narrow columns.
    pub short_name: Option<String>,
    /// The place among its siblings, from 1.
    pub sort_order: Option<i64>,
    /// `sqlViewAttribute`.
    pub sql_view_attribute: Option<bool>,
    /// `trackedEntityAttributeAttribute`.
    pub tracked_entity_attribute_attribute: Option<bool>,
    /// `trackedEntityTypeAttribute`.
    pub tracked_entity_type_attribute: Option<bool>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// `unique`; required.
    pub unique: Option<bool>,
    /// `userAttribute`.
    pub user_attribute: Option<bool>,
    /// `userGroupAttribute`.
    pub user_group_attribute: Option<bool>,
    /// `validationRuleAttribute`.
    pub validation_rule_attribute: Option<bool>,
    /// `validationRuleGroupAttribute`.
    pub validation_rule_group_attribute: Option<bool>,
    /// `valueType`; required.
    pub value_type: Option<ValueType>,
    /// `visualizationAttribute`.
    pub visualization_attribute: Option<bool>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 58] = [
    "access", "categoryAttribute", "categoryOptionAttribute", "categoryOptionComboAttribute",
    "categoryOptionGroupAttribute", "categoryOptionGroupSetAttribute", "code",
    "constantAttribute", "created", "createdBy", "dataElementAttribute",
    "dataElementGroupAttribute", "dataElementGroupSetAttribute", "dataSetAttribute",
    "description", "displayDescription", "displayFormName", "displayName", "displayShortName",
    "documentAttribute", "eventChartAttribute", "eventReportAttribute", "href", "id",
    "indicatorAttribute", "indicatorGroupAttribute", "lastUpdated", "lastUpdatedBy",
    "legendSetAttribute", "mandatory", "mapAttribute", "name", "objectTypes", "optionAttribute",
    "optionSet", "optionSetAttribute", "organisationUnitAttribute",
    "organisationUnitGroupAttribute", "organisationUnitGroupSetAttribute", "programAttribute",
    "programIndicatorAttribute", "programStageAttribute", "relationshipTypeAttribute",
    "sectionAttribute", "sharing", "shortName", "sortOrder", "sqlViewAttribute",
    "trackedEntityAttributeAttribute", "trackedEntityTypeAttribute", "translations", "unique",
    "userAttribute", "userGroupAttribute", "validationRuleAttribute",
    "validationRuleGroupAttribute", "valueType", "visualizationAttribute",
];

#[rustfmt::skip]
impl Object for Attribute {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.category_attribute,
            2 => &self.category_option_attribute, 3 => &self.category_option_combo_attribute,
            4 => &self.category_option_group_attribute,
            5 => &self.category_option_group_set_attribute, 6 => &self.code,
            7 => &self.constant_attribute, 8 => &self.created, 9 => &self.created_by,
            10 => &self.data_element_attribute, 11 => &self.data_element_group_attribute,
            12 => &self.data_element_group_set_attribute, 13 => &self.data_set_attribute,
            14 => &self.description, 15 => &self.display_description,
            16 => &self.display_form_name, 17 => &self.display_name,
            18 => &self.display_short_name, 19 => &self.document_attribute,
            20 => &self.event_chart_attribute, 21 => &self.event_report_attribute,
            22 => &self.href, 23 => &self.id, 24 => &self.indicator_attribute,
            25 => &self.indicator_group_attribute, 26 => &self.last_updated,
            27 => &self.last_updated_by, 28 => &self.legend_set_attribute, 29 => &self.mandatory,
            30 => &self.map_attribute, 31 => &self.name, 32 => &self.object_types,
            33 => &self.option_attribute, 34 => &self.option_set,
            35 => &self.option_set_attribute, 36 => &self.organisation_unit_attribute,
            37 => &self.organisation_unit_group_attribute,
            38 => &self.organisation_unit_group_set_attribute, 39 => &self.program_attribute,
            40 => &self.program_indicator_attribute, 41 => &self.program_stage_attribute,
            42 => &self.relationship_type_attribute, 43 => &self.section_attribute,
            44 => &self.sharing, 45 => &self.short_name, 46 => &self.sort_order,
            47 => &self.sql_view_attribute, 48 => &self.tracked_entity_attribute_attribute,
            49 => &self.tracked_entity_type_attribute, 50 => &self.translations,
            51 => &self.unique, 52 => &self.user_attribute, 53 => &self.user_group_attribute,
            54 => &self.validation_rule_attribute, 55 => &self.validation_rule_group_attribute,
            56 => &self.value_type, 57 => &self.visualization_attribute,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.category_attribute,
            2 => &mut self.category_option_attribute,
            3 => &mut self.category_option_combo_attribute,
            4 => &mut self.category_option_group_attribute,
            5 => &mut self.category_option_group_set_attribute, 6 => &mut self.code,
            7 => &mut self.constant_attribute, 8 => &mut self.created, 9 => &mut self.created_by,
            10 => &mut self.data_element_attribute, 11 => &mut self.data_element_group_attribute,
            12 => &mut self.data_element_group_set_attribute, 13 => &mut self.data_set_attribute,
            14 => &mut self.description, 15 => &mut self.display_description,
            16 => &mut self.display_form_name, 17 => &mut self.display_name,
            18 => &mut self.display_short_name, 19 => &mut self.document_attribute,
            20 => &mut self.event_chart_attribute, 21 => &mut self.event_report_attribute,
            22 => &mut self.href, 23 => &mut self.id, 24 => &mut self.indicator_attribute,
            25 => &mut self.indicator_group_attribute, 26 => &mut self.last_updated,
            27 => &mut self.last_updated_by, 28 => &mut self.legend_set_attribute,
            29 => &mut self.mandatory, 30 => &mut self.map_attribute, 31 => &mut self.name,
            32 => &mut self.object_types, 33 => &mut self.option_attribute,
            34 => &mut self.option_set, 35 => &mut self.option_set_attribute,
            36 => &mut self.organisation_unit_attribute,
            37 => &mut self.organisation_unit_group_attribute,
            38 => &mut self.organisation_unit_group_set_attribute,
            39 => &mut self.program_attribute, 40 => &mut self.program_indicator_attribute,
            41 => &mut self.program_stage_attribute, 42 => &mut self.relationship_type_attribute,
            43 => &mut self.section_attribute, 44 => &mut self.sharing,
            45 => &mut self.short_name, 46 => &mut self.sort_order,
            47 => &mut self.sql_view_attribute,
            48 => &mut self.tracked_entity_attribute_attribute,
            49 => &mut self.tracked_entity_type_attribute, 50 => &mut self.translations,
            51 => &mut self.unique, 52 => &mut self.user_attribute,
            53 => &mut self.user_group_attribute, 54 => &mut self.validation_rule_attribute,
            55 => &mut self.validation_rule_group_attribute, 56 => &mut self.value_type,
            57 => &mut self.visualization_attribute,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(Attribute);
#[rustfmt::skip]
base::metadata!(Attribute, "attributes", "attribute", "org.hisp.dhis.attribute.Attribute");

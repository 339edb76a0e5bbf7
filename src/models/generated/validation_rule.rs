// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A validation rule: `/api/validationRules`.
#[derive(Clone, Default, PartialEq)]
pub struct ValidationRule {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `aggregateExportAttributeOptionCombo`: text.
    pub aggregate_export_attribute_option_combo: Option<String>,
    /// `aggregateExportCategoryOptionCombo`: text.
    pub aggregate_export_category_option_combo: Option<String>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
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
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// The short name in the language of the caller; read only.
    pub display_short_name: Option<String>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// `importance`.
    pub importance: Option<Importance>,
    /// `instruction`: text.
    pub instruction: Option<String>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// `leftSide`; required; unique.
    pub left_side: Option<Expression>,
    /// The name; required; unique.
    pub name: Option<String>,
    /// `notificationTemplates`: references.
    pub notification_templates: Option<Vec<Ref<ValidationNotificationTemplate>>>,
    /// `operator`; required.
    pub operator: Option<Operator>,
    /// `organisationUnitLevels`.
    pub organisation_unit_levels: Option<Vec<i64>>,
    /// `periodType`: text, at most 255 characters; required.
    pub period_type: Option<String>,
    /// `rightSide`; required; unique.
    pub right_side: Option<Expression>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The short name, for headings and narrow columns; unique.
    pub short_name: Option<String>,
    /// `skipFormValidation`.
    pub skip_form_validation: Option<bool>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// `validationRuleGroups`: references.
    pub validation_rule_groups: Option<Vec<Ref<ValidationRuleGroup>>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 31] = [
    "access", "aggregateExportAttributeOptionCombo", "aggregateExportCategoryOptionCombo",
    "attributeValues", "code", "created", "createdBy", "description", "dimensionItemType",
    "displayDescription", "displayFormName", "displayName", "displayShortName", "href", "id",
    "importance", "instruction", "lastUpdated", "lastUpdatedBy", "leftSide", "name",
    "notificationTemplates", "operator", "organisationUnitLevels", "periodType", "rightSide",
    "sharing", "shortName", "skipFormValidation", "translations", "validationRuleGroups",
];

#[rustfmt::skip]
impl Object for ValidationRule {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.aggregate_export_attribute_option_combo,
            2 => &self.aggregate_export_category_option_combo, 3 => &self.attribute_values,
            4 => &self.code, 5 => &self.created, 6 => &self.created_by, 7 => &self.description,
            8 => &self.dimension_item_type, 9 => &self.display_description,
            10 => &self.display_form_name, 11 => &self.display_name,
            12 => &self.display_short_name, 13 => &self.href, 14 => &self.id,
            15 => &self.importance, 16 => &self.instruction, 17 => &self.last_updated,
            18 => &self.last_updated_by, 19 => &self.left_side, 20 => &self.name,
            21 => &self.notification_templates, 22 => &self.operator,
            23 => &self.organisation_unit_levels, 24 => &self.period_type, 25 => &self.right_side,
            26 => &self.sharing, 27 => &self.short_name, 28 => &self.skip_form_validation,
            29 => &self.translations, 30 => &self.validation_rule_groups,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.aggregate_export_attribute_option_combo,
            2 => &mut self.aggregate_export_category_option_combo,
            3 => &mut self.attribute_values, 4 => &mut self.code, 5 => &mut self.created,
            6 => &mut self.created_by, 7 => &mut self.description,
            8 => &mut self.dimension_item_type, 9 => &mut self.display_description,
            10 => &mut self.display_form_name, 11 => &mut self.display_name,
            12 => &mut self.display_short_name, 13 => &mut self.href, 14 => &mut self.id,
            15 => &mut self.importance, 16 => &mut self.instruction, 17 => &mut self.last_updated,
            18 => &mut self.last_updated_by, 19 => &mut self.left_side, 20 => &mut self.name,
            21 => &mut self.notification_templates, 22 => &mut self.operator,
            23 => &mut self.organisation_unit_levels, 24 => &mut self.period_type,
            25 => &mut self.right_side, 26 => &mut self.sharing, 27 => &mut self.short_name,
            28 => &mut self.skip_form_validation, 29 => &mut self.translations,
            30 => &mut self.validation_rule_groups,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(ValidationRule);
#[rustfmt::skip]
base::metadata!(ValidationRule, "validationRules", "validationRule", "org.hisp.dhis.validation.ValidationRule");

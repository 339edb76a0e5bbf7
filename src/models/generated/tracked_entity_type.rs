// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A tracked entity type: `/api/trackedEntityTypes`.
#[derive(Clone, Default, PartialEq)]
pub struct TrackedEntityType {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `allowAuditLog`.
    pub allow_audit_log: Option<bool>,
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
    /// The description in the language of the caller; read only.
    pub display_description: Option<String>,
    /// The form name in the language of the caller; read only.
    pub display_form_name: Option<String>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// The short name in the language of the caller; read only.
    pub display_short_name: Option<String>,
    /// `enableChangeLog`. Only in 2.43.
    pub enable_change_log: Option<bool>,
    /// `featureType`.
    pub feature_type: Option<FeatureType>,
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
    /// `maxTeiCountToReturn`.
    pub max_tei_count_to_return: Option<i64>,
    /// `minAttributesRequiredToSearch`.
    pub min_attributes_required_to_search: Option<i64>,
    /// The name; required; unique.
    pub name: Option<String>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The short name, for headings and narrow columns; required; unique.
    pub short_name: Option<String>,
    /// Colour and icon.
    pub style: Option<ObjectStyle>,
    /// `trackedEntityTypeAttributes`: references.
    pub tracked_entity_type_attributes: Option<Vec<TrackedEntityTypeAttribute>>,
    /// `trackedEntityTypesLabel`: text. Only in 2.43.
    pub tracked_entity_types_label: Option<String>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 27] = [
    "access", "allowAuditLog", "attributeValues", "code", "created", "createdBy", "description",
    "displayDescription", "displayFormName", "displayName", "displayShortName", "enableChangeLog",
    "featureType", "formName", "href", "id", "lastUpdated", "lastUpdatedBy",
    "maxTeiCountToReturn", "minAttributesRequiredToSearch", "name", "sharing", "shortName",
    "style", "trackedEntityTypeAttributes", "trackedEntityTypesLabel", "translations",
];

#[rustfmt::skip]
impl Object for TrackedEntityType {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.allow_audit_log, 2 => &self.attribute_values,
            3 => &self.code, 4 => &self.created, 5 => &self.created_by, 6 => &self.description,
            7 => &self.display_description, 8 => &self.display_form_name, 9 => &self.display_name,
            10 => &self.display_short_name, 11 => &self.enable_change_log,
            12 => &self.feature_type, 13 => &self.form_name, 14 => &self.href, 15 => &self.id,
            16 => &self.last_updated, 17 => &self.last_updated_by,
            18 => &self.max_tei_count_to_return, 19 => &self.min_attributes_required_to_search,
            20 => &self.name, 21 => &self.sharing, 22 => &self.short_name, 23 => &self.style,
            24 => &self.tracked_entity_type_attributes, 25 => &self.tracked_entity_types_label,
            26 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.allow_audit_log,
            2 => &mut self.attribute_values, 3 => &mut self.code, 4 => &mut self.created,
            5 => &mut self.created_by, 6 => &mut self.description,
            7 => &mut self.display_description, 8 => &mut self.display_form_name,
            9 => &mut self.display_name, 10 => &mut self.display_short_name,
            11 => &mut self.enable_change_log, 12 => &mut self.feature_type,
            13 => &mut self.form_name, 14 => &mut self.href, 15 => &mut self.id,
            16 => &mut self.last_updated, 17 => &mut self.last_updated_by,
            18 => &mut self.max_tei_count_to_return,
            19 => &mut self.min_attributes_required_to_search, 20 => &mut self.name,
            21 => &mut self.sharing, 22 => &mut self.short_name, 23 => &mut self.style,
            24 => &mut self.tracked_entity_type_attributes,
            25 => &mut self.tracked_entity_types_label, 26 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(TrackedEntityType);
#[rustfmt::skip]
base::metadata!(TrackedEntityType, "trackedEntityTypes", "trackedEntityType", "org.hisp.dhis.trackedentity.TrackedEntityType");

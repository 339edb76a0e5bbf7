// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A validation notification template: `/api/validationNotificationTemplates`.
#[derive(Clone, Default, PartialEq)]
pub struct ValidationNotificationTemplate {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// `messageTemplate`: text.
    pub message_template: Option<String>,
    /// The name; required.
    pub name: Option<String>,
    /// `notifyParentOrganisationUnitOnly`.
    pub notify_parent_organisation_unit_only: Option<bool>,
    /// `notifyUsersInHierarchyOnly`.
    pub notify_users_in_hierarchy_only: Option<bool>,
    /// `recipientUserGroups`: references.
    pub recipient_user_groups: Option<Vec<Ref<UserGroup>>>,
    /// `sendStrategy`.
    pub send_strategy: Option<SendStrategy>,
    /// `subjectTemplate`: text, at most 100 characters.
    pub subject_template: Option<String>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// `validationRules`: references.
    pub validation_rules: Option<Vec<Ref<ValidationRule>>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 17] = [
    "access", "code", "created", "displayName", "href", "id", "lastUpdated", "lastUpdatedBy",
    "messageTemplate", "name", "notifyParentOrganisationUnitOnly", "notifyUsersInHierarchyOnly",
    "recipientUserGroups", "sendStrategy", "subjectTemplate", "translations", "validationRules",
];

#[rustfmt::skip]
impl Object for ValidationNotificationTemplate {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.code, 2 => &self.created, 3 => &self.display_name,
            4 => &self.href, 5 => &self.id, 6 => &self.last_updated, 7 => &self.last_updated_by,
            8 => &self.message_template, 9 => &self.name,
            10 => &self.notify_parent_organisation_unit_only,
            11 => &self.notify_users_in_hierarchy_only, 12 => &self.recipient_user_groups,
            13 => &self.send_strategy, 14 => &self.subject_template, 15 => &self.translations,
            16 => &self.validation_rules,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.code, 2 => &mut self.created,
            3 => &mut self.display_name, 4 => &mut self.href, 5 => &mut self.id,
            6 => &mut self.last_updated, 7 => &mut self.last_updated_by,
            8 => &mut self.message_template, 9 => &mut self.name,
            10 => &mut self.notify_parent_organisation_unit_only,
            11 => &mut self.notify_users_in_hierarchy_only, 12 => &mut self.recipient_user_groups,
            13 => &mut self.send_strategy, 14 => &mut self.subject_template,
            15 => &mut self.translations, 16 => &mut self.validation_rules,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(ValidationNotificationTemplate);
#[rustfmt::skip]
base::metadata!(ValidationNotificationTemplate, "validationNotificationTemplates", "validationNotificationTemplate", "org.hisp.dhis.validation.notification.ValidationNotificationTemplate");

// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A program notification template: `/api/programNotificationTemplates`.
#[derive(Clone, Default, PartialEq)]
pub struct ProgramNotificationTemplate {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// `deliveryChannels`.
    pub delivery_channels: Option<Vec<String>>,
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
    /// `messageTemplate`: text; required.
    pub message_template: Option<String>,
    /// The name; required.
    pub name: Option<String>,
    /// `notificationRecipient`.
    pub notification_recipient: Option<ProgramNotificationRecipient>,
    /// `notificationTrigger`.
    pub notification_trigger: Option<NotificationTrigger>,
    /// `notifyParentOrganisationUnitOnly`.
    pub notify_parent_organisation_unit_only: Option<bool>,
    /// `notifyUsersInHierarchyOnly`.
    pub notify_users_in_hierarchy_only: Option<bool>,
    /// `recipientDataElement`: a reference.
    pub recipient_data_element: Option<Ref<DataElement>>,
    /// `recipientProgramAttribute`: a reference.
    pub recipient_program_attribute: Option<Ref<TrackedEntityAttribute>>,
    /// `recipientUserGroup`: a reference.
    pub recipient_user_group: Option<Ref<UserGroup>>,
    /// `relativeScheduledDays`.
    pub relative_scheduled_days: Option<i64>,
    /// `sendRepeatable`; required.
    pub send_repeatable: Option<bool>,
    /// `subjectTemplate`: text, at most 100 characters.
    pub subject_template: Option<String>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 22] = [
    "access", "code", "created", "deliveryChannels", "displayName", "href", "id", "lastUpdated",
    "lastUpdatedBy", "messageTemplate", "name", "notificationRecipient", "notificationTrigger",
    "notifyParentOrganisationUnitOnly", "notifyUsersInHierarchyOnly", "recipientDataElement",
    "recipientProgramAttribute", "recipientUserGroup", "relativeScheduledDays", "sendRepeatable",
    "subjectTemplate", "translations",
];

#[rustfmt::skip]
impl Object for ProgramNotificationTemplate {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.code, 2 => &self.created, 3 => &self.delivery_channels,
            4 => &self.display_name, 5 => &self.href, 6 => &self.id, 7 => &self.last_updated,
            8 => &self.last_updated_by, 9 => &self.message_template, 10 => &self.name,
            11 => &self.notification_recipient, 12 => &self.notification_trigger,
            13 => &self.notify_parent_organisation_unit_only,
            14 => &self.notify_users_in_hierarchy_only, 15 => &self.recipient_data_element,
            16 => &self.recipient_program_attribute, 17 => &self.recipient_user_group,
            18 => &self.relative_scheduled_days, 19 => &self.send_repeatable,
            20 => &self.subject_template, 21 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.code, 2 => &mut self.created,
            3 => &mut self.delivery_channels, 4 => &mut self.display_name, 5 => &mut self.href,
            6 => &mut self.id, 7 => &mut self.last_updated, 8 => &mut self.last_updated_by,
            9 => &mut self.message_template, 10 => &mut self.name,
            11 => &mut self.notification_recipient, 12 => &mut self.notification_trigger,
            13 => &mut self.notify_parent_organisation_unit_only,
            14 => &mut self.notify_users_in_hierarchy_only,
            15 => &mut self.recipient_data_element, 16 => &mut self.recipient_program_attribute,
            17 => &mut self.recipient_user_group, 18 => &mut self.relative_scheduled_days,
            19 => &mut self.send_repeatable, 20 => &mut self.subject_template,
            21 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(ProgramNotificationTemplate);
#[rustfmt::skip]
base::metadata!(ProgramNotificationTemplate, "programNotificationTemplates", "programNotificationTemplate", "org.hisp.dhis.program.notification.ProgramNotificationTemplate");

// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A data set notification template: `/api/dataSetNotificationTemplates`.
#[derive(Clone, Default, PartialEq)]
pub struct DataSetNotificationTemplate {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// `dataSetNotificationTrigger`.
    pub data_set_notification_trigger: Option<DataSetNotificationTrigger>,
    /// `dataSets`: references.
    pub data_sets: Option<Vec<Ref<DataSet>>>,
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
    pub notification_recipient: Option<DataSetNotificationRecipient>,
    /// `notifyParentOrganisationUnitOnly`.
    pub notify_parent_organisation_unit_only: Option<bool>,
    /// `notifyUsersInHierarchyOnly`.
    pub notify_users_in_hierarchy_only: Option<bool>,
    /// `recipientUserGroup`: a reference.
    pub recipient_user_group: Option<Ref<UserGroup>>,
    /// `relativeScheduledDays`.
    pub relative_scheduled_days: Option<i64>,
    /// `sendStrategy`.
    pub send_strategy: Option<SendStrategy>,
    /// `subjectTemplate`: text, at most 100 characters.
    pub subject_template: Option<String>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 21] = [
    "access", "code", "created", "dataSetNotificationTrigger", "dataSets", "deliveryChannels",
    "displayName", "href", "id", "lastUpdated", "lastUpdatedBy", "messageTemplate", "name",
    "notificationRecipient", "notifyParentOrganisationUnitOnly", "notifyUsersInHierarchyOnly",
    "recipientUserGroup", "relativeScheduledDays", "sendStrategy", "subjectTemplate",
    "translations",
];

#[rustfmt::skip]
impl Object for DataSetNotificationTemplate {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.code, 2 => &self.created,
            3 => &self.data_set_notification_trigger, 4 => &self.data_sets,
            5 => &self.delivery_channels, 6 => &self.display_name, 7 => &self.href, 8 => &self.id,
            9 => &self.last_updated, 10 => &self.last_updated_by, 11 => &self.message_template,
            12 => &self.name, 13 => &self.notification_recipient,
            14 => &self.notify_parent_organisation_unit_only,
            15 => &self.notify_users_in_hierarchy_only, 16 => &self.recipient_user_group,
            17 => &self.relative_scheduled_days, 18 => &self.send_strategy,
            19 => &self.subject_template, 20 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.code, 2 => &mut self.created,
            3 => &mut self.data_set_notification_trigger, 4 => &mut self.data_sets,
            5 => &mut self.delivery_channels, 6 => &mut self.display_name, 7 => &mut self.href,
            8 => &mut self.id, 9 => &mut self.last_updated, 10 => &mut self.last_updated_by,
            11 => &mut self.message_template, 12 => &mut self.name,
            13 => &mut self.notification_recipient,
            14 => &mut self.notify_parent_organisation_unit_only,
            15 => &mut self.notify_users_in_hierarchy_only, 16 => &mut self.recipient_user_group,
            17 => &mut self.relative_scheduled_days, 18 => &mut self.send_strategy,
            19 => &mut self.subject_template, 20 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(DataSetNotificationTemplate);
#[rustfmt::skip]
base::metadata!(DataSetNotificationTemplate, "dataSetNotificationTemplates", "dataSetNotificationTemplate", "org.hisp.dhis.dataset.notifications.DataSetNotificationTemplate");

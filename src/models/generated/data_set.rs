// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A data set: `/api/dataSets`.
#[derive(Clone, Default, PartialEq)]
pub struct DataSet {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// `categoryCombo`: a reference; required.
    pub category_combo: Option<Ref<CategoryCombo>>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// `compulsoryDataElementOperands`: references.
    pub compulsory_data_element_operands: Option<Vec<DataElementOperand>>,
    /// `compulsoryFieldsCompleteOnly`.
    pub compulsory_fields_complete_only: Option<bool>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// `dataElementDecoration`.
    pub data_element_decoration: Option<bool>,
    /// `dataEntryForm`: a reference.
    pub data_entry_form: Option<Ref<DataEntryForm>>,
    /// `dataInputPeriods`.
    pub data_input_periods: Option<Vec<DataInputPeriod>>,
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
    /// `displayOptions`: text, at most 50000 characters.
    pub display_options: Option<String>,
    /// The short name in the language of the caller; read only.
    pub display_short_name: Option<String>,
    /// `expiryDays`.
    pub expiry_days: Option<Number>,
    /// `fieldCombinationRequired`.
    pub field_combination_required: Option<bool>,
    /// The name in data entry forms.
    pub form_name: Option<String>,
    /// `formType`; read only.
    pub form_type: Option<FormType>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// `indicators`: references.
    pub indicators: Option<Vec<Ref<Indicator>>>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// `legendSets`: references.
    pub legend_sets: Option<Vec<Ref<LegendSet>>>,
    /// `mobile`; required.
    pub mobile: Option<bool>,
    /// The name; required.
    pub name: Option<String>,
    /// `noValueRequiresComment`.
    pub no_value_requires_comment: Option<bool>,
    /// `notificationRecipients`: a reference.
    pub notification_recipients: Option<Ref<UserGroup>>,
    /// `notifyCompletingUser`.
    pub notify_completing_user: Option<bool>,
    /// `openFuturePeriods`.
    pub open_future_periods: Option<i64>,
    /// `openPeriodsAfterCoEndDate`.
    pub open_periods_after_co_end_date: Option<i64>,
    /// `organisationUnits`: references.
    pub organisation_units: Option<Vec<Ref<OrganisationUnit>>>,
    /// `periodType`: text, at most 255 characters; required.
    pub period_type: Option<String>,
    /// `renderAsTabs`.
    pub render_as_tabs: Option<bool>,
    /// `renderHorizontally`.
    pub render_horizontally: Option<bool>,
    /// `sections`: references.
    pub sections: Option<Vec<Ref<Section>>>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The short name, for headings and narrow columns; required; unique.
    pub short_name: Option<String>,
    /// `skipOffline`.
    pub skip_offline: Option<bool>,
    /// Colour and icon.
    pub style: Option<ObjectStyle>,
    /// `timelyDays`.
    pub timely_days: Option<Number>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// `validCompleteOnly`.
    pub valid_complete_only: Option<bool>,
    /// `version`.
    pub version: Option<i64>,
    /// `workflow`: a reference.
    pub workflow: Option<Ref<DataApprovalWorkflow>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 50] = [
    "access", "attributeValues", "categoryCombo", "code", "compulsoryDataElementOperands",
    "compulsoryFieldsCompleteOnly", "created", "createdBy", "dataElementDecoration",
    "dataEntryForm", "dataInputPeriods", "dataSetElements", "description", "dimensionItemType",
    "displayDescription", "displayFormName", "displayName", "displayOptions", "displayShortName",
    "expiryDays", "fieldCombinationRequired", "formName", "formType", "href", "id", "indicators",
    "lastUpdated", "lastUpdatedBy", "legendSets", "mobile", "name", "noValueRequiresComment",
    "notificationRecipients", "notifyCompletingUser", "openFuturePeriods",
    "openPeriodsAfterCoEndDate", "organisationUnits", "periodType", "renderAsTabs",
    "renderHorizontally", "sections", "sharing", "shortName", "skipOffline", "style",
    "timelyDays", "translations", "validCompleteOnly", "version", "workflow",
];

#[rustfmt::skip]
impl Object for DataSet {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.attribute_values, 2 => &self.category_combo,
            3 => &self.code, 4 => &self.compulsory_data_element_operands,
            5 => &self.compulsory_fields_complete_only, 6 => &self.created, 7 => &self.created_by,
            8 => &self.data_element_decoration, 9 => &self.data_entry_form,
            10 => &self.data_input_periods, 11 => &self.data_set_elements,
            12 => &self.description, 13 => &self.dimension_item_type,
            14 => &self.display_description, 15 => &self.display_form_name,
            16 => &self.display_name, 17 => &self.display_options, 18 => &self.display_short_name,
            19 => &self.expiry_days, 20 => &self.field_combination_required,
            21 => &self.form_name, 22 => &self.form_type, 23 => &self.href, 24 => &self.id,
            25 => &self.indicators, 26 => &self.last_updated, 27 => &self.last_updated_by,
            28 => &self.legend_sets, 29 => &self.mobile, 30 => &self.name,
            31 => &self.no_value_requires_comment, 32 => &self.notification_recipients,
            33 => &self.notify_completing_user, 34 => &self.open_future_periods,
            35 => &self.open_periods_after_co_end_date, 36 => &self.organisation_units,
            37 => &self.period_type, 38 => &self.render_as_tabs, 39 => &self.render_horizontally,
            40 => &self.sections, 41 => &self.sharing, 42 => &self.short_name,
            43 => &self.skip_offline, 44 => &self.style, 45 => &self.timely_days,
            46 => &self.translations, 47 => &self.valid_complete_only, 48 => &self.version,
            49 => &self.workflow,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.attribute_values, 2 => &mut self.category_combo,
            3 => &mut self.code, 4 => &mut self.compulsory_data_element_operands,
            5 => &mut self.compulsory_fields_complete_only, 6 => &mut self.created,
            7 => &mut self.created_by, 8 => &mut self.data_element_decoration,
            9 => &mut self.data_entry_form, 10 => &mut self.data_input_periods,
            11 => &mut self.data_set_elements, 12 => &mut self.description,
            13 => &mut self.dimension_item_type, 14 => &mut self.display_description,
            15 => &mut self.display_form_name, 16 => &mut self.display_name,
            17 => &mut self.display_options, 18 => &mut self.display_short_name,
            19 => &mut self.expiry_days, 20 => &mut self.field_combination_required,
            21 => &mut self.form_name, 22 => &mut self.form_type, 23 => &mut self.href,
            24 => &mut self.id, 25 => &mut self.indicators, 26 => &mut self.last_updated,
            27 => &mut self.last_updated_by, 28 => &mut self.legend_sets, 29 => &mut self.mobile,
            30 => &mut self.name, 31 => &mut self.no_value_requires_comment,
            32 => &mut self.notification_recipients, 33 => &mut self.notify_completing_user,
            34 => &mut self.open_future_periods, 35 => &mut self.open_periods_after_co_end_date,
            36 => &mut self.organisation_units, 37 => &mut self.period_type,
            38 => &mut self.render_as_tabs, 39 => &mut self.render_horizontally,
            40 => &mut self.sections, 41 => &mut self.sharing, 42 => &mut self.short_name,
            43 => &mut self.skip_offline, 44 => &mut self.style, 45 => &mut self.timely_days,
            46 => &mut self.translations, 47 => &mut self.valid_complete_only,
            48 => &mut self.version, 49 => &mut self.workflow,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(DataSet);
#[rustfmt::skip]
base::metadata!(DataSet, "dataSets", "dataSet", "org.hisp.dhis.dataset.DataSet");

// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An SMS command: `/api/smsCommands`.
#[derive(Clone, Default, PartialEq)]
pub struct SmsCommand {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// `codeValueSeparator`: text.
    pub code_value_separator: Option<String>,
    /// `completenessMethod`.
    pub completeness_method: Option<CompletenessMethod>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// `currentPeriodUsedForReporting`.
    pub current_period_used_for_reporting: Option<bool>,
    /// `dataset`: a reference.
    pub dataset: Option<Ref<DataSet>>,
    /// `defaultMessage`: text.
    pub default_message: Option<String>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// `moreThanOneOrgUnitMessage`: text.
    pub more_than_one_org_unit_message: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// `noUserMessage`: text.
    pub no_user_message: Option<String>,
    /// `parserType`.
    pub parser_type: Option<ParserType>,
    /// `program`: a reference.
    pub program: Option<Ref<Program>>,
    /// `programStage`: a reference.
    pub program_stage: Option<Ref<ProgramStage>>,
    /// `receivedMessage`: text.
    pub received_message: Option<String>,
    /// `separator`: text.
    pub separator: Option<String>,
    /// `smsCodes`.
    pub sms_codes: Option<Vec<Value>>,
    /// `specialCharacters`.
    pub special_characters: Option<Vec<Value>>,
    /// `successMessage`: text.
    pub success_message: Option<String>,
    /// `userGroup`: a reference.
    pub user_group: Option<Ref<UserGroup>>,
    /// `wrongFormatMessage`: text.
    pub wrong_format_message: Option<String>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 25] = [
    "access", "code", "codeValueSeparator", "completenessMethod", "created",
    "currentPeriodUsedForReporting", "dataset", "defaultMessage", "displayName", "href", "id",
    "lastUpdated", "moreThanOneOrgUnitMessage", "name", "noUserMessage", "parserType", "program",
    "programStage", "receivedMessage", "separator", "smsCodes", "specialCharacters",
    "successMessage", "userGroup", "wrongFormatMessage",
];

#[rustfmt::skip]
impl Object for SmsCommand {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.code, 2 => &self.code_value_separator,
            3 => &self.completeness_method, 4 => &self.created,
            5 => &self.current_period_used_for_reporting, 6 => &self.dataset,
            7 => &self.default_message, 8 => &self.display_name, 9 => &self.href, 10 => &self.id,
            11 => &self.last_updated, 12 => &self.more_than_one_org_unit_message,
            13 => &self.name, 14 => &self.no_user_message, 15 => &self.parser_type,
            16 => &self.program, 17 => &self.program_stage, 18 => &self.received_message,
            19 => &self.separator, 20 => &self.sms_codes, 21 => &self.special_characters,
            22 => &self.success_message, 23 => &self.user_group, 24 => &self.wrong_format_message,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.code, 2 => &mut self.code_value_separator,
            3 => &mut self.completeness_method, 4 => &mut self.created,
            5 => &mut self.current_period_used_for_reporting, 6 => &mut self.dataset,
            7 => &mut self.default_message, 8 => &mut self.display_name, 9 => &mut self.href,
            10 => &mut self.id, 11 => &mut self.last_updated,
            12 => &mut self.more_than_one_org_unit_message, 13 => &mut self.name,
            14 => &mut self.no_user_message, 15 => &mut self.parser_type, 16 => &mut self.program,
            17 => &mut self.program_stage, 18 => &mut self.received_message,
            19 => &mut self.separator, 20 => &mut self.sms_codes,
            21 => &mut self.special_characters, 22 => &mut self.success_message,
            23 => &mut self.user_group, 24 => &mut self.wrong_format_message,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(SmsCommand);
#[rustfmt::skip]
base::metadata!(SmsCommand, "smsCommands", "smsCommand", "org.hisp.dhis.sms.command.SMSCommand");

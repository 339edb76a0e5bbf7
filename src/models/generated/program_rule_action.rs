// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A program rule action: `/api/programRuleActions`.
#[derive(Clone, Default, PartialEq)]
pub struct ProgramRuleAction {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// `content`: text.
    pub content: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// `data`: text.
    pub data: Option<String>,
    /// `dataElement`: a reference.
    pub data_element: Option<Ref<DataElement>>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// `evaluationEnvironments`.
    pub evaluation_environments: Option<Vec<String>>,
    /// `evaluationTime`; required.
    pub evaluation_time: Option<ProgramRuleActionEvaluationTime>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// `legendSet`: a reference. Only in 2.43.
    pub legend_set: Option<Ref<LegendSet>>,
    /// `location`: text, at most 255 characters.
    pub location: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// `option`: a reference.
    pub option: Option<Ref<OptionItem>>,
    /// `optionGroup`: a reference.
    pub option_group: Option<Ref<OptionGroup>>,
    /// `priority`. Only in 2.43.
    pub priority: Option<i64>,
    /// `programIndicator`: a reference.
    pub program_indicator: Option<Ref<ProgramIndicator>>,
    /// `programRule`: a reference.
    pub program_rule: Option<Ref<ProgramRule>>,
    /// `programRuleActionType`; required.
    pub program_rule_action_type: Option<ProgramRuleActionType>,
    /// `programStage`: a reference.
    pub program_stage: Option<Ref<ProgramStage>>,
    /// `programStageSection`: a reference.
    pub program_stage_section: Option<Ref<ProgramStageSection>>,
    /// `templateUid`: text.
    pub template_uid: Option<String>,
    /// `trackedEntityAttribute`: a reference.
    pub tracked_entity_attribute: Option<Ref<TrackedEntityAttribute>>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 27] = [
    "access", "code", "content", "created", "data", "dataElement", "displayName",
    "evaluationEnvironments", "evaluationTime", "href", "id", "lastUpdated", "lastUpdatedBy",
    "legendSet", "location", "name", "option", "optionGroup", "priority", "programIndicator",
    "programRule", "programRuleActionType", "programStage", "programStageSection", "templateUid",
    "trackedEntityAttribute", "translations",
];

#[rustfmt::skip]
impl Object for ProgramRuleAction {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.code, 2 => &self.content, 3 => &self.created,
            4 => &self.data, 5 => &self.data_element, 6 => &self.display_name,
            7 => &self.evaluation_environments, 8 => &self.evaluation_time, 9 => &self.href,
            10 => &self.id, 11 => &self.last_updated, 12 => &self.last_updated_by,
            13 => &self.legend_set, 14 => &self.location, 15 => &self.name, 16 => &self.option,
            17 => &self.option_group, 18 => &self.priority, 19 => &self.program_indicator,
            20 => &self.program_rule, 21 => &self.program_rule_action_type,
            22 => &self.program_stage, 23 => &self.program_stage_section,
            24 => &self.template_uid, 25 => &self.tracked_entity_attribute,
            26 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.code, 2 => &mut self.content,
            3 => &mut self.created, 4 => &mut self.data, 5 => &mut self.data_element,
            6 => &mut self.display_name, 7 => &mut self.evaluation_environments,
            8 => &mut self.evaluation_time, 9 => &mut self.href, 10 => &mut self.id,
            11 => &mut self.last_updated, 12 => &mut self.last_updated_by,
            13 => &mut self.legend_set, 14 => &mut self.location, 15 => &mut self.name,
            16 => &mut self.option, 17 => &mut self.option_group, 18 => &mut self.priority,
            19 => &mut self.program_indicator, 20 => &mut self.program_rule,
            21 => &mut self.program_rule_action_type, 22 => &mut self.program_stage,
            23 => &mut self.program_stage_section, 24 => &mut self.template_uid,
            25 => &mut self.tracked_entity_attribute, 26 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(ProgramRuleAction);
#[rustfmt::skip]
base::metadata!(ProgramRuleAction, "programRuleActions", "programRuleAction", "org.hisp.dhis.programrule.ProgramRuleAction");

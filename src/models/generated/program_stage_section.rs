// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A program stage section: `/api/programStageSections`.
#[derive(Clone, Default, PartialEq)]
pub struct ProgramStageSection {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// `dataElements`: references.
    pub data_elements: Option<Vec<Ref<DataElement>>>,
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
    /// The name; required.
    pub name: Option<String>,
    /// `programIndicators`: references.
    pub program_indicators: Option<Vec<Ref<ProgramIndicator>>>,
    /// `programStage`: a reference.
    pub program_stage: Option<Ref<ProgramStage>>,
    /// `renderType`.
    pub render_type: Option<Value>,
    /// The place among its siblings, from 1; required.
    pub sort_order: Option<i64>,
    /// Colour and icon.
    pub style: Option<ObjectStyle>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 21] = [
    "access", "code", "created", "dataElements", "description", "displayDescription",
    "displayFormName", "displayName", "displayShortName", "formName", "href", "id", "lastUpdated",
    "lastUpdatedBy", "name", "programIndicators", "programStage", "renderType", "sortOrder",
    "style", "translations",
];

#[rustfmt::skip]
impl Object for ProgramStageSection {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.code, 2 => &self.created, 3 => &self.data_elements,
            4 => &self.description, 5 => &self.display_description, 6 => &self.display_form_name,
            7 => &self.display_name, 8 => &self.display_short_name, 9 => &self.form_name,
            10 => &self.href, 11 => &self.id, 12 => &self.last_updated,
            13 => &self.last_updated_by, 14 => &self.name, 15 => &self.program_indicators,
            16 => &self.program_stage, 17 => &self.render_type, 18 => &self.sort_order,
            19 => &self.style, 20 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.code, 2 => &mut self.created,
            3 => &mut self.data_elements, 4 => &mut self.description,
            5 => &mut self.display_description, 6 => &mut self.display_form_name,
            7 => &mut self.display_name, 8 => &mut self.display_short_name,
            9 => &mut self.form_name, 10 => &mut self.href, 11 => &mut self.id,
            12 => &mut self.last_updated, 13 => &mut self.last_updated_by, 14 => &mut self.name,
            15 => &mut self.program_indicators, 16 => &mut self.program_stage,
            17 => &mut self.render_type, 18 => &mut self.sort_order, 19 => &mut self.style,
            20 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(ProgramStageSection);
#[rustfmt::skip]
base::metadata!(ProgramStageSection, "programStageSections", "programStageSection", "org.hisp.dhis.program.ProgramStageSection");

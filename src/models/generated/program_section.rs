// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A program section: `/api/programSections`.
#[derive(Clone, Default, PartialEq)]
pub struct ProgramSection {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
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
    /// `program`: a reference.
    pub program: Option<Ref<Program>>,
    /// `renderType`.
    pub render_type: Option<Value>,
    /// The place among its siblings, from 1; required.
    pub sort_order: Option<i64>,
    /// Colour and icon.
    pub style: Option<ObjectStyle>,
    /// `trackedEntityAttributes`: references.
    pub tracked_entity_attributes: Option<Vec<Ref<TrackedEntityAttribute>>>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 20] = [
    "access", "code", "created", "description", "displayDescription", "displayFormName",
    "displayName", "displayShortName", "formName", "href", "id", "lastUpdated", "lastUpdatedBy",
    "name", "program", "renderType", "sortOrder", "style", "trackedEntityAttributes",
    "translations",
];

#[rustfmt::skip]
impl Object for ProgramSection {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.code, 2 => &self.created, 3 => &self.description,
            4 => &self.display_description, 5 => &self.display_form_name, 6 => &self.display_name,
            7 => &self.display_short_name, 8 => &self.form_name, 9 => &self.href, 10 => &self.id,
            11 => &self.last_updated, 12 => &self.last_updated_by, 13 => &self.name,
            14 => &self.program, 15 => &self.render_type, 16 => &self.sort_order,
            17 => &self.style, 18 => &self.tracked_entity_attributes, 19 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.code, 2 => &mut self.created,
            3 => &mut self.description, 4 => &mut self.display_description,
            5 => &mut self.display_form_name, 6 => &mut self.display_name,
            7 => &mut self.display_short_name, 8 => &mut self.form_name, 9 => &mut self.href,
            10 => &mut self.id, 11 => &mut self.last_updated, 12 => &mut self.last_updated_by,
            13 => &mut self.name, 14 => &mut self.program, 15 => &mut self.render_type,
            16 => &mut self.sort_order, 17 => &mut self.style,
            18 => &mut self.tracked_entity_attributes, 19 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(ProgramSection);
#[rustfmt::skip]
base::metadata!(ProgramSection, "programSections", "programSection", "org.hisp.dhis.program.ProgramSection");

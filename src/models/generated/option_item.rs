// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An option: `/api/options`.
#[derive(Clone, Default, PartialEq)]
pub struct OptionItem {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// The code by which other systems know the object; unique; required.
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
    /// The name; required.
    pub name: Option<String>,
    /// `optionSet`: a reference.
    pub option_set: Option<Ref<OptionSet>>,
    /// The place among its siblings, from 1.
    pub sort_order: Option<i64>,
    /// Colour and icon.
    pub style: Option<ObjectStyle>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 18] = [
    "access", "attributeValues", "code", "created", "description", "displayDescription",
    "displayFormName", "displayName", "displayShortName", "formName", "href", "id", "lastUpdated",
    "name", "optionSet", "sortOrder", "style", "translations",
];

#[rustfmt::skip]
impl Object for OptionItem {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.attribute_values, 2 => &self.code, 3 => &self.created,
            4 => &self.description, 5 => &self.display_description, 6 => &self.display_form_name,
            7 => &self.display_name, 8 => &self.display_short_name, 9 => &self.form_name,
            10 => &self.href, 11 => &self.id, 12 => &self.last_updated, 13 => &self.name,
            14 => &self.option_set, 15 => &self.sort_order, 16 => &self.style,
            17 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.attribute_values, 2 => &mut self.code,
            3 => &mut self.created, 4 => &mut self.description,
            5 => &mut self.display_description, 6 => &mut self.display_form_name,
            7 => &mut self.display_name, 8 => &mut self.display_short_name,
            9 => &mut self.form_name, 10 => &mut self.href, 11 => &mut self.id,
            12 => &mut self.last_updated, 13 => &mut self.name, 14 => &mut self.option_set,
            15 => &mut self.sort_order, 16 => &mut self.style, 17 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(OptionItem);
#[rustfmt::skip]
base::metadata!(OptionItem, "options", "option", "org.hisp.dhis.option.Option");

// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An option group: `/api/optionGroups`.
#[derive(Clone, Default, PartialEq)]
pub struct OptionGroup {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
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
    /// The short name in the language of the caller; read only.
    pub display_short_name: Option<String>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// The name; required; unique.
    pub name: Option<String>,
    /// `optionSet`: a reference.
    pub option_set: Option<Ref<OptionSet>>,
    /// `options`: references.
    pub options: Option<Vec<Ref<OptionItem>>>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// The short name, for headings and narrow columns; required; unique.
    pub short_name: Option<String>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 20] = [
    "access", "code", "created", "createdBy", "description", "dimensionItemType",
    "displayDescription", "displayFormName", "displayName", "displayShortName", "href", "id",
    "lastUpdated", "lastUpdatedBy", "name", "optionSet", "options", "sharing", "shortName",
    "translations",
];

#[rustfmt::skip]
impl Object for OptionGroup {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.code, 2 => &self.created, 3 => &self.created_by,
            4 => &self.description, 5 => &self.dimension_item_type,
            6 => &self.display_description, 7 => &self.display_form_name, 8 => &self.display_name,
            9 => &self.display_short_name, 10 => &self.href, 11 => &self.id,
            12 => &self.last_updated, 13 => &self.last_updated_by, 14 => &self.name,
            15 => &self.option_set, 16 => &self.options, 17 => &self.sharing,
            18 => &self.short_name, 19 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.code, 2 => &mut self.created,
            3 => &mut self.created_by, 4 => &mut self.description,
            5 => &mut self.dimension_item_type, 6 => &mut self.display_description,
            7 => &mut self.display_form_name, 8 => &mut self.display_name,
            9 => &mut self.display_short_name, 10 => &mut self.href, 11 => &mut self.id,
            12 => &mut self.last_updated, 13 => &mut self.last_updated_by, 14 => &mut self.name,
            15 => &mut self.option_set, 16 => &mut self.options, 17 => &mut self.sharing,
            18 => &mut self.short_name, 19 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(OptionGroup);
#[rustfmt::skip]
base::metadata!(OptionGroup, "optionGroups", "optionGroup", "org.hisp.dhis.option.OptionGroup");

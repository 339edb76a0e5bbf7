// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A category combo: `/api/categoryCombos`.
#[derive(Clone, Default, PartialEq)]
pub struct CategoryCombo {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// `categories`: references.
    pub categories: Option<Vec<Ref<Category>>>,
    /// `categoryOptionCombos`: references.
    pub category_option_combos: Option<Vec<Ref<CategoryOptionCombo>>>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// Who made the object; set by the server.
    pub created_by: Option<Ref<User>>,
    /// `dataDimensionType`; required.
    pub data_dimension_type: Option<DataDimensionType>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// The address of the object; read only.
    pub href: Option<String>,
    /// The identifier.
    pub id: Option<Uid>,
    /// `isDefault`; read only.
    pub is_default: Option<bool>,
    /// When the object was last changed; set by the server.
    pub last_updated: Option<DateTime>,
    /// Who last changed the object; set by the server.
    pub last_updated_by: Option<Ref<User>>,
    /// The name; required; unique.
    pub name: Option<String>,
    /// Who may see and change the object.
    pub sharing: Option<Sharing>,
    /// `skipTotal`; required.
    pub skip_total: Option<bool>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 17] = [
    "access", "categories", "categoryOptionCombos", "code", "created", "createdBy",
    "dataDimensionType", "displayName", "href", "id", "isDefault", "lastUpdated", "lastUpdatedBy",
    "name", "sharing", "skipTotal", "translations",
];

#[rustfmt::skip]
impl Object for CategoryCombo {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.categories, 2 => &self.category_option_combos,
            3 => &self.code, 4 => &self.created, 5 => &self.created_by,
            6 => &self.data_dimension_type, 7 => &self.display_name, 8 => &self.href,
            9 => &self.id, 10 => &self.is_default, 11 => &self.last_updated,
            12 => &self.last_updated_by, 13 => &self.name, 14 => &self.sharing,
            15 => &self.skip_total, 16 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.categories,
            2 => &mut self.category_option_combos, 3 => &mut self.code, 4 => &mut self.created,
            5 => &mut self.created_by, 6 => &mut self.data_dimension_type,
            7 => &mut self.display_name, 8 => &mut self.href, 9 => &mut self.id,
            10 => &mut self.is_default, 11 => &mut self.last_updated,
            12 => &mut self.last_updated_by, 13 => &mut self.name, 14 => &mut self.sharing,
            15 => &mut self.skip_total, 16 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(CategoryCombo);
#[rustfmt::skip]
base::metadata!(CategoryCombo, "categoryCombos", "categoryCombo", "org.hisp.dhis.category.CategoryCombo");

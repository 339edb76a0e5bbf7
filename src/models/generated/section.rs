// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A section: `/api/sections`.
#[derive(Clone, Default, PartialEq)]
pub struct Section {
    /// What the caller may do with the object; read only.
    pub access: Option<ObjectAccess>,
    /// The values of the attributes of the installation.
    pub attribute_values: Option<Vec<AttributeValue>>,
    /// `categoryCombos`: references; read only.
    pub category_combos: Option<Vec<Ref<CategoryCombo>>>,
    /// The code by which other systems know the object; unique.
    pub code: Option<String>,
    /// When the object was made; set by the server.
    pub created: Option<DateTime>,
    /// `dataElements`: references.
    pub data_elements: Option<Vec<Ref<DataElement>>>,
    /// `dataSet`: a reference; required.
    pub data_set: Option<Ref<DataSet>>,
    /// What the object is for.
    pub description: Option<String>,
    /// `disableDataElementAutoGroup`.
    pub disable_data_element_auto_group: Option<bool>,
    /// The name in the language of the caller; read only.
    pub display_name: Option<String>,
    /// `displayOptions`: text, at most 50000 characters.
    pub display_options: Option<String>,
    /// `greyedFields`: references.
    pub greyed_fields: Option<Vec<DataElementOperand>>,
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
    /// The name; required.
    pub name: Option<String>,
    /// `showColumnTotals`.
    pub show_column_totals: Option<bool>,
    /// `showRowTotals`.
    pub show_row_totals: Option<bool>,
    /// The place among its siblings, from 1; required.
    pub sort_order: Option<i64>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 22] = [
    "access", "attributeValues", "categoryCombos", "code", "created", "dataElements", "dataSet",
    "description", "disableDataElementAutoGroup", "displayName", "displayOptions", "greyedFields",
    "href", "id", "indicators", "lastUpdated", "lastUpdatedBy", "name", "showColumnTotals",
    "showRowTotals", "sortOrder", "translations",
];

#[rustfmt::skip]
impl Object for Section {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.access, 1 => &self.attribute_values, 2 => &self.category_combos,
            3 => &self.code, 4 => &self.created, 5 => &self.data_elements, 6 => &self.data_set,
            7 => &self.description, 8 => &self.disable_data_element_auto_group,
            9 => &self.display_name, 10 => &self.display_options, 11 => &self.greyed_fields,
            12 => &self.href, 13 => &self.id, 14 => &self.indicators, 15 => &self.last_updated,
            16 => &self.last_updated_by, 17 => &self.name, 18 => &self.show_column_totals,
            19 => &self.show_row_totals, 20 => &self.sort_order, 21 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.access, 1 => &mut self.attribute_values,
            2 => &mut self.category_combos, 3 => &mut self.code, 4 => &mut self.created,
            5 => &mut self.data_elements, 6 => &mut self.data_set, 7 => &mut self.description,
            8 => &mut self.disable_data_element_auto_group, 9 => &mut self.display_name,
            10 => &mut self.display_options, 11 => &mut self.greyed_fields, 12 => &mut self.href,
            13 => &mut self.id, 14 => &mut self.indicators, 15 => &mut self.last_updated,
            16 => &mut self.last_updated_by, 17 => &mut self.name,
            18 => &mut self.show_column_totals, 19 => &mut self.show_row_totals,
            20 => &mut self.sort_order, 21 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(Section);
#[rustfmt::skip]
base::metadata!(Section, "sections", "section", "org.hisp.dhis.dataset.Section");

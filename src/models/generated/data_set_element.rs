// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A data set element, part of another object.
#[derive(Clone, Default, PartialEq)]
pub struct DataSetElement {
    /// `categoryCombo`: a reference.
    pub category_combo: Option<Ref<CategoryCombo>>,
    /// `dataElement`: a reference; required.
    pub data_element: Option<Ref<DataElement>>,
    /// `dataSet`: a reference.
    pub data_set: Option<Ref<DataSet>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 3] = [
    "categoryCombo", "dataElement", "dataSet",
];

#[rustfmt::skip]
impl Object for DataSetElement {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.category_combo, 1 => &self.data_element, 2 => &self.data_set,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.category_combo, 1 => &mut self.data_element, 2 => &mut self.data_set,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(DataSetElement);

// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A data element group set dimension, part of another object.
#[derive(Clone, Default, PartialEq)]
pub struct DataElementGroupSetDimension {
    /// `dataElementGroupSet`: a reference; required.
    pub data_element_group_set: Option<Ref<DataElementGroupSet>>,
    /// `dataElementGroups`: references; required.
    pub data_element_groups: Option<Vec<Ref<DataElementGroup>>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 2] = [
    "dataElementGroupSet", "dataElementGroups",
];

#[rustfmt::skip]
impl Object for DataElementGroupSetDimension {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.data_element_group_set, 1 => &self.data_element_groups,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.data_element_group_set, 1 => &mut self.data_element_groups,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(DataElementGroupSetDimension);

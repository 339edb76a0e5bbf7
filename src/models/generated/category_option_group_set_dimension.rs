// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A category option group set dimension, part of another object.
#[derive(Clone, Default, PartialEq)]
pub struct CategoryOptionGroupSetDimension {
    /// `categoryOptionGroupSet`: a reference; required.
    pub category_option_group_set: Option<Ref<CategoryOptionGroupSet>>,
    /// `categoryOptionGroups`: references; required.
    pub category_option_groups: Option<Vec<Ref<CategoryOptionGroup>>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 2] = [
    "categoryOptionGroupSet", "categoryOptionGroups",
];

#[rustfmt::skip]
impl Object for CategoryOptionGroupSetDimension {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.category_option_group_set, 1 => &self.category_option_groups,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.category_option_group_set, 1 => &mut self.category_option_groups,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(CategoryOptionGroupSetDimension);

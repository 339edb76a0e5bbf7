// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A category dimension, part of another object.
#[derive(Clone, Default, PartialEq)]
pub struct CategoryDimension {
    /// `category`: a reference; required.
    pub category: Option<Ref<Category>>,
    /// `categoryOptions`: references; required.
    pub category_options: Option<Vec<Ref<CategoryOption>>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 2] = [
    "category", "categoryOptions",
];

#[rustfmt::skip]
impl Object for CategoryDimension {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.category, 1 => &self.category_options,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.category, 1 => &mut self.category_options,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(CategoryDimension);

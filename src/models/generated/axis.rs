// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An axis, part of another object.
#[derive(Clone, Default, PartialEq)]
pub struct Axis {
    /// `axis`; required.
    pub axis: Option<i64>,
    /// `dimensionalItem`: text, at most 255 characters; required.
    pub dimensional_item: Option<String>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 2] = [
    "axis", "dimensionalItem",
];

#[rustfmt::skip]
impl Object for Axis {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.axis, 1 => &self.dimensional_item,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.axis, 1 => &mut self.dimensional_item,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(Axis);

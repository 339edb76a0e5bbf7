// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An item config, part of another object.
#[derive(Clone, Default, PartialEq)]
pub struct ItemConfig {
    /// `insertHeight`.
    pub insert_height: Option<i64>,
    /// `insertPosition`.
    pub insert_position: Option<Position>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 2] = [
    "insertHeight", "insertPosition",
];

#[rustfmt::skip]
impl Object for ItemConfig {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.insert_height, 1 => &self.insert_position,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.insert_height, 1 => &mut self.insert_position,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(ItemConfig);

// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A legend definitions, part of another object.
#[derive(Clone, Default, PartialEq)]
pub struct LegendDefinitions {
    /// `set`: a reference.
    pub set: Option<Ref<LegendSet>>,
    /// `showKey`.
    pub show_key: Option<bool>,
    /// `strategy`.
    pub strategy: Option<LegendDisplayStrategy>,
    /// Colour and icon.
    pub style: Option<LegendDisplayStyle>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 4] = [
    "set", "showKey", "strategy", "style",
];

#[rustfmt::skip]
impl Object for LegendDefinitions {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.set, 1 => &self.show_key, 2 => &self.strategy, 3 => &self.style,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.set, 1 => &mut self.show_key, 2 => &mut self.strategy,
            3 => &mut self.style,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(LegendDefinitions);

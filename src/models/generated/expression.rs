// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An expression, part of another object.
#[derive(Clone, Default, PartialEq)]
pub struct Expression {
    /// What the object is for.
    pub description: Option<String>,
    /// The description in the language of the caller; read only.
    pub display_description: Option<String>,
    /// `expression`: text.
    pub expression: Option<String>,
    /// `missingValueStrategy`.
    pub missing_value_strategy: Option<MissingValueStrategy>,
    /// `slidingWindow`.
    pub sliding_window: Option<bool>,
    /// The texts of the object in other languages.
    pub translations: Option<Vec<Translation>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 6] = [
    "description", "displayDescription", "expression", "missingValueStrategy", "slidingWindow",
    "translations",
];

#[rustfmt::skip]
impl Object for Expression {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.description, 1 => &self.display_description, 2 => &self.expression,
            3 => &self.missing_value_strategy, 4 => &self.sliding_window, 5 => &self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.description, 1 => &mut self.display_description,
            2 => &mut self.expression, 3 => &mut self.missing_value_strategy,
            4 => &mut self.sliding_window, 5 => &mut self.translations,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(Expression);

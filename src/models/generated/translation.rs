// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A translated text of an object.
#[derive(Clone, Default, PartialEq)]
pub struct Translation {
    /// The locale, as `fr` or `pt_BR`.
    pub locale: Option<String>,
    /// Which text: `NAME`, `SHORT_NAME`, `DESCRIPTION`, `FORM_NAME` …
    pub property: Option<String>,
    /// The translated text.
    pub value: Option<String>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 3] = [
    "locale", "property", "value",
];

#[rustfmt::skip]
impl Object for Translation {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.locale, 1 => &self.property, 2 => &self.value,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.locale, 1 => &mut self.property, 2 => &mut self.value,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(Translation);

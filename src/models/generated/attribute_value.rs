// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// The value that an object has for an attribute of the installation.
#[derive(Clone, Default, PartialEq)]
pub struct AttributeValue {
    /// The attribute.
    pub attribute: Option<Ref<Attribute>>,
    /// The value, as text whatever its type.
    pub value: Option<String>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 2] = [
    "attribute", "value",
];

#[rustfmt::skip]
impl Object for AttributeValue {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.attribute, 1 => &self.value,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.attribute, 1 => &mut self.value,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(AttributeValue);

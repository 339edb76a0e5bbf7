// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An item of a dimension. Its id need not be a uid: periods are items, too.
#[derive(Clone, Default, PartialEq)]
pub struct DimensionItem {
    /// What analytics knows the item by.
    pub dimension_item: Option<String>,
    /// What kind of item.
    pub dimension_item_type: Option<DimensionItemType>,
    /// The name in the language of the caller.
    pub display_name: Option<String>,
    /// A uid, a period such as `202401`, or a relative period.
    pub id: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 5] = [
    "dimensionItem", "dimensionItemType", "displayName", "id", "name",
];

#[rustfmt::skip]
impl Object for DimensionItem {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.dimension_item, 1 => &self.dimension_item_type, 2 => &self.display_name,
            3 => &self.id, 4 => &self.name,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.dimension_item, 1 => &mut self.dimension_item_type,
            2 => &mut self.display_name, 3 => &mut self.id, 4 => &mut self.name,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(DimensionItem);

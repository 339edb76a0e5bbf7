// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An axis of an analytics object with its items.
#[derive(Clone, Default, PartialEq)]
pub struct Dimension {
    /// The same as `id`, in some answers.
    pub dimension: Option<String>,
    /// What kind of dimension.
    pub dimension_type: Option<DimensionType>,
    /// A condition, as `GT:5` or `IN:a;b`.
    pub filter: Option<String>,
    /// `dx`, `ou`, `pe`, or the uid of a category, group set or attribute.
    pub id: Option<String>,
    /// The items that are shown.
    pub items: Option<Vec<DimensionItem>>,
    /// The stage that a data element is taken from.
    pub program_stage: Option<Ref<ProgramStage>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 6] = [
    "dimension", "dimensionType", "filter", "id", "items", "programStage",
];

#[rustfmt::skip]
impl Object for Dimension {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.dimension, 1 => &self.dimension_type, 2 => &self.filter, 3 => &self.id,
            4 => &self.items, 5 => &self.program_stage,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.dimension, 1 => &mut self.dimension_type, 2 => &mut self.filter,
            3 => &mut self.id, 4 => &mut self.items, 5 => &mut self.program_stage,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(Dimension);

// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An event repetition, part of another object.
#[derive(Clone, Default, PartialEq)]
pub struct EventRepetition {
    /// `dimension`: text.
    pub dimension: Option<String>,
    /// `indexes`.
    pub indexes: Option<Vec<i64>>,
    /// `parent`.
    pub parent: Option<RepetitionParent>,
    /// `program`: text.
    pub program: Option<String>,
    /// `programStage`: text.
    pub program_stage: Option<String>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 5] = [
    "dimension", "indexes", "parent", "program", "programStage",
];

#[rustfmt::skip]
impl Object for EventRepetition {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.dimension, 1 => &self.indexes, 2 => &self.parent, 3 => &self.program,
            4 => &self.program_stage,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.dimension, 1 => &mut self.indexes, 2 => &mut self.parent,
            3 => &mut self.program, 4 => &mut self.program_stage,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(EventRepetition);

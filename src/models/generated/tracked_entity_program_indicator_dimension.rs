// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A data element dimension, part of another object.
#[derive(Clone, Default, PartialEq)]
pub struct TrackedEntityProgramIndicatorDimension {
    /// `filter`: text.
    pub filter: Option<String>,
    /// `legendSet`: a reference.
    pub legend_set: Option<Ref<LegendSet>>,
    /// `programIndicator`: a reference.
    pub program_indicator: Option<Ref<ProgramIndicator>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 3] = [
    "filter", "legendSet", "programIndicator",
];

#[rustfmt::skip]
impl Object for TrackedEntityProgramIndicatorDimension {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.filter, 1 => &self.legend_set, 2 => &self.program_indicator,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.filter, 1 => &mut self.legend_set, 2 => &mut self.program_indicator,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(TrackedEntityProgramIndicatorDimension);

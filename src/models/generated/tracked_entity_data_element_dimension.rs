// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A tracked entity data element dimension, part of another object.
#[derive(Clone, Default, PartialEq)]
pub struct TrackedEntityDataElementDimension {
    /// `dataElement`: a reference.
    pub data_element: Option<Ref<DataElement>>,
    /// `filter`: text.
    pub filter: Option<String>,
    /// `legendSet`: a reference.
    pub legend_set: Option<Ref<LegendSet>>,
    /// `programStage`: a reference.
    pub program_stage: Option<Ref<ProgramStage>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 4] = [
    "dataElement", "filter", "legendSet", "programStage",
];

#[rustfmt::skip]
impl Object for TrackedEntityDataElementDimension {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.data_element, 1 => &self.filter, 2 => &self.legend_set,
            3 => &self.program_stage,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.data_element, 1 => &mut self.filter, 2 => &mut self.legend_set,
            3 => &mut self.program_stage,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(TrackedEntityDataElementDimension);

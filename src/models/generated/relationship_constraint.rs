// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A relationship constraint, part of another object.
#[derive(Clone, Default, PartialEq)]
pub struct RelationshipConstraint {
    /// `program`: a reference.
    pub program: Option<Ref<Program>>,
    /// `programStage`: a reference.
    pub program_stage: Option<Ref<ProgramStage>>,
    /// `relationshipEntity`.
    pub relationship_entity: Option<RelationshipEntity>,
    /// `trackedEntityType`: a reference.
    pub tracked_entity_type: Option<Ref<TrackedEntityType>>,
    /// `trackerDataView`.
    pub tracker_data_view: Option<Value>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 5] = [
    "program", "programStage", "relationshipEntity", "trackedEntityType", "trackerDataView",
];

#[rustfmt::skip]
impl Object for RelationshipConstraint {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.program, 1 => &self.program_stage, 2 => &self.relationship_entity,
            3 => &self.tracked_entity_type, 4 => &self.tracker_data_view,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.program, 1 => &mut self.program_stage,
            2 => &mut self.relationship_entity, 3 => &mut self.tracked_entity_type,
            4 => &mut self.tracker_data_view,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(RelationshipConstraint);

// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An organisation unit group set dimension, part of another object.
#[derive(Clone, Default, PartialEq)]
pub struct OrganisationUnitGroupSetDimension {
    /// `organisationUnitGroupSet`: a reference; required.
    pub organisation_unit_group_set: Option<Ref<OrganisationUnitGroupSet>>,
    /// `organisationUnitGroups`: references; required.
    pub organisation_unit_groups: Option<Vec<Ref<OrganisationUnitGroup>>>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 2] = [
    "organisationUnitGroupSet", "organisationUnitGroups",
];

#[rustfmt::skip]
impl Object for OrganisationUnitGroupSetDimension {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.organisation_unit_group_set, 1 => &self.organisation_unit_groups,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.organisation_unit_group_set, 1 => &mut self.organisation_unit_groups,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(OrganisationUnitGroupSetDimension);

// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A data input period, part of another object.
///
/// Among the schemas of 2.42 only.
#[derive(Clone, Default, PartialEq)]
pub struct DataInputPeriod {
    /// `closingDate`. Only in 2.42.
    pub closing_date: Option<DateTime>,
    /// `openingDate`. Only in 2.42.
    pub opening_date: Option<DateTime>,
    /// `period`: a reference; required. Only in 2.42.
    pub period: Option<DimensionItem>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 3] = [
    "closingDate", "openingDate", "period",
];

#[rustfmt::skip]
impl Object for DataInputPeriod {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.closing_date, 1 => &self.opening_date, 2 => &self.period,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.closing_date, 1 => &mut self.opening_date, 2 => &mut self.period,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(DataInputPeriod);

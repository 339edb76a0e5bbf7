// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// A GeoJSON geometry, kept as it came.
#[derive(Clone, Default, PartialEq)]
pub struct Geometry {
    /// The positions: longitude first, nested as the type wants.
    pub coordinates: Option<Value>,
    /// `Point`, `Polygon`, `MultiPolygon` …
    pub r#type: Option<String>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 2] = [
    "coordinates", "type",
];

#[rustfmt::skip]
impl Object for Geometry {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.coordinates, 1 => &self.r#type,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.coordinates, 1 => &mut self.r#type,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(Geometry);

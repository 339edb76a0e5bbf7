// Written by tests/models_generate from tests/schemas: do not edit.

use crate::models::base::{Extra, Object, Slot};
use crate::models::*;

/// An access, part of another object.
#[derive(Clone, Default, PartialEq)]
pub struct ObjectAccess {
    /// `data`.
    pub data: Option<DataAccess>,
    /// `delete`.
    pub delete: Option<bool>,
    /// `externalize`. Only in 2.42.
    pub externalize: Option<bool>,
    /// `manage`.
    pub manage: Option<bool>,
    /// `read`.
    pub read: Option<bool>,
    /// `update`.
    pub update: Option<bool>,
    /// `write`.
    pub write: Option<bool>,
    /// Everything else that the server sent: see [the module](crate::models).
    pub extra: Extra,
}

#[rustfmt::skip]
const KEYS: [&str; 7] = [
    "data", "delete", "externalize", "manage", "read", "update", "write",
];

#[rustfmt::skip]
impl Object for ObjectAccess {
    fn keys(&self) -> &'static [&'static str] { &KEYS }
    fn at(&self, index: usize) -> Option<&dyn Slot> {
        let slot: &dyn Slot = match index {
            0 => &self.data, 1 => &self.delete, 2 => &self.externalize, 3 => &self.manage,
            4 => &self.read, 5 => &self.update, 6 => &self.write,
            _ => return None,
        };
        Some(slot)
    }
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        let slot: &mut dyn Slot = match index {
            0 => &mut self.data, 1 => &mut self.delete, 2 => &mut self.externalize,
            3 => &mut self.manage, 4 => &mut self.read, 5 => &mut self.update,
            6 => &mut self.write,
            _ => return None,
        };
        Some(slot)
    }
    fn extra(&self) -> &Extra { &self.extra }
    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
}

base::object!(ObjectAccess);

//! How every metadata type is read and written.
//!
//! The types are many and wide. If each had its own derived visitor, they would take longer to
//! compile than all the rest. So a type only says *where* its fields are ([`Object`]), and one
//! reader and one writer walk all of them through trait objects: they are compiled once for each
//! format, not once for each type.
//!
//! A value that does not fit its field is no error: it goes into the object's `extra` under the
//! field's name, and is written back from there.

mod kinds;
mod macros;
mod read;
mod write;

use serde_json::{Map, Value};

pub(crate) use kinds::Kind;
pub(super) use macros::{metadata, words};
pub(crate) use macros::{object, structure};
pub(crate) use read::read;
pub(super) use read::read_lenient;
pub(super) use write::write_view;
pub(crate) use write::{debug, write};

/// What a type does not know, by its name in JSON. See [the module](crate::models).
pub type Extra = Map<String, Value>;

/// A type with named fields.
///
/// Fields are numbered by the place of their names in [`keys`](Self::keys).
pub(crate) trait Object {
    /// The names of the fields in JSON, sorted.
    fn keys(&self) -> &'static [&'static str];
    fn at(&self, index: usize) -> Option<&dyn Slot>;
    fn at_mut(&mut self, index: usize) -> Option<&mut dyn Slot>;
    fn extra(&self) -> &Extra;
    fn extra_mut(&mut self) -> &mut Extra;

    /// What is written when it is not the fields: a reference that came as bare text.
    fn bare(&self) -> Option<View<'_>> {
        None
    }
}

/// The place of one field, which may be empty.
pub(crate) trait Slot {
    /// Takes the scalar; false when it does not fit.
    fn put(&mut self, scalar: &Scalar<'_>) -> bool;
    /// Begins a new object; nothing when the field is no object.
    fn object(&mut self) -> Option<&mut dyn Object>;
    /// Begins a new list; nothing when the field is no list.
    fn list(&mut self) -> Option<&mut dyn List>;
    /// Takes any JSON, or gives it back.
    fn accept(&mut self, value: Value) -> Result<(), Value>;
    fn clear(&mut self);
    fn view(&self) -> View<'_>;
}

/// The elements of a list field.
pub(crate) trait List {
    fn put(&mut self, scalar: &Scalar<'_>) -> bool;
    fn object(&mut self) -> Option<&mut dyn Object>;
    fn accept(&mut self, value: Value) -> Result<(), Value>;
    fn len(&self) -> usize;
    fn view(&self, index: usize) -> View<'_>;
}

/// A JSON value that holds no other; null is none of them, as it never fits.
pub(crate) enum Scalar<'a> {
    Text(&'a str),
    Bool(bool),
    Int(i64),
    UInt(u64),
    Float(f64),
}

/// What a field holds, for writing.
#[derive(Clone, Copy)]
pub(crate) enum View<'a> {
    Absent,
    Text(&'a str),
    Bool(bool),
    Int(i64),
    Float(f64),
    Object(&'a dyn Object),
    List(&'a dyn List),
    Value(&'a Value),
    Grants(&'a super::sharing::Grants),
}

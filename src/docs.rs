//! Pages that teach: nothing here is code to call.

/// Coming from dhis2.py: line by line, what to write instead.
#[doc = include_str!("docs/dhis2py.md")]
pub mod dhis2py {}

/// Why things are as they are, as questions and answers.
#[doc = include_str!("docs/design.md")]
pub mod design {}

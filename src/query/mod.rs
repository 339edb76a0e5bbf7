//! What a list request asks for: [`Fields`], [`Filter`], [`Order`] and [`RootJunction`].
//!
//! They are plain values: they are made and checked without a server, and `to_string()` is what
//! goes into the URL (before percent-encoding). Each also has text for a short form, so a builder's
//! `.filter("level:eq:3")` and `.filter(Filter::eq("level", 3))` say the same.
//!
//! DHIS2 forgives too much here: it drops an unknown order, reads a broken `fields` as far as it
//! can, and cuts a filter's value at a comma, which then finds *another* object. These types refuse
//! what DHIS2 would misread, before anything is sent.

mod fields;
mod filter;
mod order;

use std::fmt;

pub use fields::{Fields, IntoFields};
pub use filter::{Filter, IntoFilter};
pub use order::{Direction, IntoOrder, Order};

/// How several filters of one request are joined (`rootJunction`).
///
/// `/api/metadata` ignores it and always joins with `AND`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum RootJunction {
    /// Every filter must match: what DHIS2 does when nothing is said.
    #[default]
    And,
    /// One matching filter is enough.
    Or,
}

impl RootJunction {
    /// The value of the parameter: `AND` or `OR`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::And => "AND",
            Self::Or => "OR",
        }
    }
}

impl fmt::Display for RootJunction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

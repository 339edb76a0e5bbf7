//! Constructors: a new object with what DHIS2 requires, and the usual settings.
//!
//! They are written by hand, one file per family. None gives the object a uid: the server draws one, or
//! [`Metadata::set_uid`](super::Metadata::set_uid) sets one of your own, with which a create can be sent again.

mod aggregate;
mod categories;
mod groups;
mod options;
mod rules;
mod tracker;

use super::Ref;

/// References out of whatever leads to them, in order.
fn refs<T, R: Into<Ref<T>>>(members: impl IntoIterator<Item = R>) -> Vec<Ref<T>> {
    members.into_iter().map(Into::into).collect()
}

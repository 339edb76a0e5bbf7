use std::io::Write;

use serde::de::DeserializeOwned;

use super::Relationship;
use super::query::{self, Query, list};
use crate::paging::{Items, Pages};
use crate::query::{IntoFields, IntoOrder};
use crate::request::Request;
use crate::uid::AsUid;
use crate::{Api, Error, Result};

/// The object whose relationships are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Owner {
    TrackedEntity,
    Enrollment,
    Event,
}

/// A list of relationships: `GET /api/tracker/relationships`; see
/// [`Tracker::relationships`](super::Tracker::relationships).
///
/// It is the list of one object: exactly one of [`tracked_entity`](Self::tracked_entity),
/// [`enrollment`](Self::enrollment) and [`event`](Self::event) must be set.
#[derive(Debug)]
#[must_use = "a list does nothing until it is read"]
pub struct Relationships {
    query: Query,
    owner: Option<Owner>,
}

list!(Relationships, Relationship, "relationships");

impl Relationships {
    pub(super) fn new(api: &Api) -> Self {
        Self {
            query: Query::new(api, "tracker/relationships"),
            owner: None,
        }
    }

    /// Those of a tracked entity. `trackedEntity=`
    pub fn tracked_entity(self, uid: impl AsUid) -> Self {
        self.owner(Owner::TrackedEntity, "trackedEntity", uid)
    }

    /// Those of an enrollment. `enrollment=`
    pub fn enrollment(self, uid: impl AsUid) -> Self {
        self.owner(Owner::Enrollment, "enrollment", uid)
    }

    /// Those of an event. `event=`
    pub fn event(self, uid: impl AsUid) -> Self {
        self.owner(Owner::Event, "event", uid)
    }

    /// Whether deleted ones come as well. `includeDeleted=`
    pub fn include_deleted(mut self, include: bool) -> Self {
        self.query = self.query.set("includeDeleted", include);
        self
    }

    fn owner(mut self, owner: Owner, name: &'static str, uid: impl AsUid) -> Self {
        self.query = self.query.set_uid(name, uid);
        if self.owner.is_some_and(|before| before != owner) {
            let error = Error::invalid(name, "", "one owner: another one is set already");
            self.query = self.query.fail(error);
        }
        self.owner = Some(owner);
        self
    }

    fn request(self) -> Request {
        let query = match self.owner {
            Some(_) => self.query,
            None => self.query.fail(Error::invalid(
                "relationships",
                "",
                "a tracked entity, an enrollment or an event (E1003)",
            )),
        };
        query.finish("orgUnits")
    }
}

use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use crate::query::IntoFields;
use crate::request::Request;
use crate::uid::AsUid;
use crate::{Api, Result};

/// One object of the tracker by its uid, before it is read.
#[derive(Debug)]
#[must_use = "nothing is read before `get` or `get_opt`"]
pub struct Get<T> {
    request: Request,
    _type: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned> Get<T> {
    pub(super) fn new(api: &Api, list: &str, uid: impl AsUid) -> Self {
        let request = api.get("");
        Self {
            request: request.or_fail(uid.as_uid(), |request, uid| {
                request.at(&format!("tracker/{list}/{uid}"))
            }),
            _type: PhantomData,
        }
    }

    /// Which fields it shall have: `*,enrollments[*,events[*]]` for all of it. `fields=`
    pub fn fields(mut self, fields: impl IntoFields) -> Self {
        self.request = self.request.fields(fields);
        self
    }

    /// The object.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch); a 404 for one that is not there or deleted.
    pub fn get(self) -> Result<T> {
        self.get_as()
    }

    /// The object as a type of one's own.
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get).
    pub fn get_as<U: DeserializeOwned>(self) -> Result<U> {
        self.request.fetch()
    }

    /// The object; `None` when it is not there.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch_opt`](crate::Request::fetch_opt).
    pub fn get_opt(self) -> Result<Option<T>> {
        self.request.fetch_opt()
    }
}

impl Get<super::TrackedEntity> {
    /// The program whose attributes and rights count: without one only the type's own attributes
    /// come. `program=`
    pub fn program(mut self, program: impl AsUid) -> Self {
        self.request = self.request.or_fail(program.as_uid(), |request, program| {
            request.param("program", program)
        });
        self
    }
}

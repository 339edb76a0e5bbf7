use std::fmt;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::{DecodeError, Error, Result};
use crate::models::Metadata;
use crate::paging::{Items, Pages};
use crate::query::{Filter, IntoFields, IntoFilter, IntoOrder, RootJunction};
use crate::request::{ParamValue, Request};
use crate::uid::AsUid;

/// A list of metadata, before it is read; see [`Resource::list`](super::Resource::list).
///
/// Unless [`fields`](Self::fields) says otherwise, objects come with everything they own (`:owner`), so
/// that they can be put back whole.
#[must_use = "a list does nothing until it is read"]
pub struct List<T> {
    request: Request,
    fields: bool,
    _type: PhantomData<fn() -> T>,
}

impl<T: Metadata> List<T> {
    pub(super) fn new(request: Request) -> Self {
        Self {
            request,
            fields: false,
            _type: PhantomData,
        }
    }

    /// Which fields each object shall have: a preset such as `:identifiable`, names with nesting
    /// (`id,name,parent[id]`), or [`Fields`](crate::Fields).
    pub fn fields(mut self, fields: impl IntoFields) -> Self {
        self.request = self.request.fields(fields);
        self.fields = true;
        self
    }

    /// Only objects for which this holds: `name:ilike:anc`, or a [`Filter`](crate::Filter). Several must
    /// hold together, unless [`root_junction`](Self::root_junction) says otherwise.
    pub fn filter(mut self, filter: impl IntoFilter) -> Self {
        self.request = self.request.filter(filter);
        self
    }

    /// Whether all filters must hold or any.
    pub fn root_junction(mut self, junction: RootJunction) -> Self {
        self.request = self.request.root_junction(junction);
        self
    }

    /// Only objects whose id or code is this text, or whose name holds it. The one way to search for a
    /// text with a comma.
    pub fn query(mut self, text: impl Into<String>) -> Self {
        self.request = self.request.param("query", text.into());
        self
    }

    /// The order; by `id` unless set.
    pub fn order(mut self, order: impl IntoOrder) -> Self {
        self.request = self.request.order(order);
        self
    }

    /// Whether names come in the user's language.
    pub fn translate(mut self, translate: bool) -> Self {
        self.request = self.request.param("translate", translate);
        self
    }

    /// The language of names, such as `fr`.
    pub fn locale(mut self, locale: impl Into<String>) -> Self {
        self.request = self.request.param("locale", locale.into());
        self
    }

    /// Any other parameter.
    pub fn param(mut self, name: impl Into<String>, value: impl ParamValue) -> Self {
        self.request = self.request.param(name, value);
        self
    }

    /// The objects one by one, over all pages.
    pub fn items(self) -> Items<T> {
        self.items_as()
    }

    /// The objects one by one, as a type of one's own.
    pub fn items_as<U: DeserializeOwned>(self) -> Items<U> {
        self.into_request().items_as()
    }

    /// The pages.
    pub fn pages(self) -> Pages<T> {
        self.into_request().pages_as()
    }

    /// Every object, all in memory: `GET /api/{plural}`, page after page.
    ///
    /// # Errors
    ///
    /// The first error of the run.
    pub fn collect_all(self) -> Result<Vec<T>> {
        self.items().collect()
    }

    /// The first object, if there is one: `GET /api/{plural}?pageSize=1`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn first(self) -> Result<Option<T>> {
        self.items().page_size(1).limit(1).next().transpose()
    }

    /// How many objects there are, from the pager of one row: `GET /api/{plural}?fields=id&pageSize=1`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`]; [`Error::Decode`] when the answer names no total.
    pub fn count(mut self) -> Result<u64> {
        for name in ["fields", "order", "page", "pageSize", "paging"] {
            self.request.remove_param(name);
        }
        let request = self.request.fields("id").param("pageSize", 1);
        let answer: Value = request.fetch()?;
        answer["pager"]["total"].as_u64().ok_or_else(|| {
            Error::from(DecodeError::new("the list names no total").path("pager.total"))
        })
    }

    /// A filter that may have failed; the failure comes out when the list is read.
    pub(super) fn filter_or_fail(mut self, filter: Result<Filter>) -> Self {
        self.request = self.request.or_fail(filter, Request::filter);
        self
    }

    pub(super) fn uid_param(mut self, name: &str, uid: &impl AsUid) -> Self {
        self.request = self
            .request
            .or_fail(uid.as_uid(), |r, uid| r.param(name, uid));
        self
    }

    pub(super) fn filter_uid(self, property: &str, uid: impl AsUid) -> Self {
        let filter = uid.as_uid().and_then(|uid| Filter::eq(property, uid));
        self.filter_or_fail(filter)
    }

    fn into_request(self) -> Request {
        if self.fields {
            self.request
        } else {
            self.request.fields(super::owned::<T>())
        }
    }
}

impl<T: Metadata> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("List")
            .field("request", &self.request)
            .finish_non_exhaustive()
    }
}

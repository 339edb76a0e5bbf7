//! Lists, page by page: one engine for every list of DHIS2.
//!
//! [`Request::pages`] yields whole pages, [`Request::items`] single objects; their `_as` twins decode
//! into a type of one's own. All of them read on until the server has no more, by the first of these
//! that it tells: the number of pages, a next page, or an empty page. A page that is merely short ends
//! nothing, because DHIS2 filters by access after it has cut the page. The server's `nextPage` is never
//! followed, only seen: its host comes from a request header, and later versions write `http` behind
//! TLS.
//!
//! A list is stable only in a fixed order. Where the caller gives none, metadata is read by `id`,
//! tracked entities and events by `createdAt`, enrollments by `enrolledAt` (other orders fail there).
//! Rows that come and go while a list is read still shift its pages; [`by_id`](Items::by_id) is immune
//! to that.
//!
//! Iterators are independent of each other, end after their first error, and are `Send`. A broken run
//! is an [`Error::Paging`](crate::Error::Paging) that names the page to go on from.

mod endpoint;
mod items;
mod keyset;
mod pager;
mod pages;
mod plan;
mod prefetch;
mod run;
mod watch;

pub use items::Items;
pub use pager::Pager;
pub use pages::{Page, Pages};

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::request::Request;

impl Request {
    /// The list's pages, one request each, with their rows as JSON values.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// for page in api.get("tracker/events").param("program", "PrSupervis2").pages().page_size(500) {
    ///     let page = page?;
    ///     println!("page {}: {} events", page.number(), page.rows().len());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn pages(self) -> Pages<Value> {
        self.pages_as()
    }

    /// The list's pages, one request each, with their rows as `T`.
    pub fn pages_as<T: DeserializeOwned>(self) -> Pages<T> {
        Pages::new(self)
    }

    /// The list's objects, one by one over all pages, as JSON values.
    pub fn items(self) -> Items<Value> {
        self.items_as()
    }

    /// The list's objects, one by one over all pages, as `T`. Each is parsed out of the running answer,
    /// so that a page of any size costs the memory of one object.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// #[derive(serde::Deserialize)]
    /// struct Row { id: dhis2::Uid, name: String }
    ///
    /// let units = api.get("organisationUnits").fields("id,name").filter("level:eq:3");
    /// for unit in units.items_as::<Row>() {
    ///     println!("{}", unit?.name);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn items_as<T: DeserializeOwned>(self) -> Items<T> {
        Items::new(self)
    }
}

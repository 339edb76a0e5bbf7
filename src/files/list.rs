use serde::Deserialize;

use super::Document;
use crate::api::Api;
use crate::error::{Error, Result};
use crate::paging::Items;
use crate::query::{IntoFields, IntoFilter, IntoOrder, RootJunction};
use crate::request::Request;

/// The documents of a server; see [`Files::documents`](super::Files::documents).
///
/// Without [`page`](Self::page) and [`page_size`](Self::page_size), [`fetch`](Self::fetch) asks for all
/// of them at once; with either, for one page. [`items`](Self::items) reads page after page.
///
/// ```no_run
/// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
/// for document in api.files().documents().filter("name:ilike:guide").page_size(100).items() {
///     let document = document?;
///     println!("{} {}", document.id, document.name.unwrap_or_default());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "a list does nothing until it is fetched"]
pub struct DocumentList {
    request: Request,
    has_fields: bool,
    page: Option<u32>,
    page_size: Option<u32>,
}

impl DocumentList {
    pub(super) fn new(api: &Api) -> Self {
        Self {
            request: api.get("documents"),
            has_fields: false,
            page: None,
            page_size: None,
        }
    }

    /// Which members each document shall have; `:owner` unless set.
    pub fn fields(mut self, fields: impl IntoFields) -> Self {
        self.request = self.request.fields(fields);
        self.has_fields = true;
        self
    }

    /// Adds a filter.
    pub fn filter(mut self, filter: impl IntoFilter) -> Self {
        self.request = self.request.filter(filter);
        self
    }

    /// Whether all filters must hold or any.
    pub fn root_junction(mut self, junction: RootJunction) -> Self {
        self.request = self.request.root_junction(junction);
        self
    }

    /// Adds an order.
    pub fn order(mut self, order: impl IntoOrder) -> Self {
        self.request = self.request.order(order);
        self
    }

    /// The page, from 1.
    pub fn page(mut self, page: u32) -> Self {
        self.page = Some(page);
        self
    }

    /// How many documents a page has; DHIS2's own default is 50.
    pub fn page_size(mut self, size: u32) -> Self {
        self.page_size = Some(size);
        self
    }

    /// The list as a request without paging parameters, for rows of a type of one's own:
    /// `into_request().items_as::<Row>()`.
    pub fn into_request(self) -> Request {
        if self.has_fields {
            self.request
        } else {
            self.request.fields(":owner")
        }
    }

    /// The documents one by one, over all pages, from [`page`](Self::page) on.
    ///
    /// A page or page size of 0 is an error before anything is sent.
    pub fn items(self) -> Items<Document> {
        let (page, page_size) = (self.page, self.page_size);
        let mut items = self.into_request().items_as();
        if let Some(page) = page {
            items = items.start_page(page.into());
        }
        if let Some(size) = page_size {
            items = items.page_size(size);
        }
        items
    }

    /// Reads the page, or without one the whole list: `GET /api/documents?fields=:owner`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for page or page size 0, and as [`Request::fetch`].
    pub fn fetch(self) -> Result<Vec<Document>> {
        for (name, value) in [("page", self.page), ("page_size", self.page_size)] {
            if value == Some(0) {
                return Err(Error::invalid(name, "0", "1 or more"));
            }
        }
        let (page, page_size) = (self.page, self.page_size);
        let is_paged = page.is_some() || page_size.is_some();
        let answer: Listed = self
            .into_request()
            .param("page", page)
            .param("pageSize", page_size)
            .param("paging", is_paged)
            .fetch()?;
        Ok(answer.documents)
    }
}

#[derive(Deserialize)]
struct Listed {
    documents: Vec<Document>,
}

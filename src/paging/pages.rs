use std::fmt;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::pager::Pager;
use super::plan::Settings;
use super::run::Run;
use crate::cancel::CancelToken;
use crate::error::Result;
use crate::request::Request;
use crate::stream::Select;

/// The pages of a list, one request each; see [`Request::pages`].
///
/// The setters say how the list is read and go before the first [`next`](Iterator::next). Nothing is
/// sent until then. A page is read whole, so that an answer which breaks off is retried as the
/// client's policy says.
#[must_use = "an iterator does nothing until it is asked for its pages"]
pub struct Pages<T> {
    settings: Settings,
    /// Until the first page is asked for.
    request: Option<Request>,
    run: Option<Run>,
    is_done: bool,
    _type: PhantomData<fn() -> T>,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Page<T> {
    number: u64,
    rows: Vec<T>,
    pager: Option<Pager>,
    fields: Map<String, Value>,
}

impl<T> Page<T> {
    fn empty() -> Self {
        Self {
            number: 0,
            rows: Vec::new(),
            pager: None,
            fields: Map::new(),
        }
    }

    /// The page's 1-based number, as it was asked for.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The rows.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    /// The rows, to keep.
    pub fn into_rows(self) -> Vec<T> {
        self.rows
    }

    /// What the server says about the page.
    pub fn pager(&self) -> Option<&Pager> {
        self.pager.as_ref()
    }

    /// How many rows there are on all pages, where the server says so.
    pub fn total(&self) -> Option<u64> {
        self.pager.as_ref()?.total
    }

    /// The answer's other members, such as `metaData`.
    pub fn fields(&self) -> &Map<String, Value> {
        &self.fields
    }
}

/// The setters that pages and items share.
macro_rules! setters {
    ($name:ident) => {
        impl<T> $name<T> {
            /// Rows per request; 500 unless set.
            pub fn page_size(mut self, rows: u32) -> Self {
                self.settings.page_size = rows;
                self
            }

            /// The 1-based page to begin with: what the error of a broken run names.
            pub fn start_page(mut self, page: u64) -> Self {
                self.settings.start_page = page;
                self
            }

            /// At most this many requests: a budget. [`page`](Self::page) then tells where to go on.
            pub fn max_pages(mut self, pages: u64) -> Self {
                self.settings.max_pages = Some(pages);
                self
            }

            /// The array that holds the rows: a key, or several with dots in between, as in
            /// `listGrid.rows`. Unless set, the one that the endpoint is known to use, else the first
            /// array of objects.
            pub fn key(mut self, key: impl Into<Select>) -> Self {
                self.settings.select = Some(key.into());
                self
            }

            /// Whether the list is read in a fixed order where the request names none; it is unless set
            /// to `false`. Without one, rows may repeat and others may be missed.
            pub fn stable_order(mut self, stable: bool) -> Self {
                self.settings.stable = stable;
                self
            }

            /// Reads a metadata list by id in place of page numbers: `order=id:asc` and
            /// `filter=id:gt:LAST`. Rows that come and go meanwhile neither repeat others nor hide them,
            /// and a run goes on from its last id. The id is added to the fields that were asked for.
            ///
            /// It works on all metadata lists but `icons`, `minMaxDataElements`,
            /// `externalFileResources` and `programDataElements`, which are refused.
            pub fn by_id(mut self) -> Self {
                self.settings.by_id = true;
                self
            }

            /// Goes on [by id](Self::by_id) after this one.
            pub fn after(mut self, id: impl Into<String>) -> Self {
                self.settings.by_id = true;
                self.settings.after = Some(id.into());
                self
            }

            /// Fetches up to this many pages ahead on threads of their own; 0, the default, fetches each
            /// page when it is wanted. Several at a time where the server names the number of pages, one
            /// after the other where it names only a next one. Order is kept, and no more than this many
            /// pages are held, but each of them whole. Dropping the iterator stops the threads after the
            /// request under way.
            pub fn prefetch(mut self, pages: usize) -> Self {
                self.settings.prefetch = pages;
                self
            }

            /// Ends with [`Error::Cancelled`](crate::Error::Cancelled) before the next page when the
            /// token is set.
            pub fn cancel_token(mut self, token: &CancelToken) -> Self {
                self.settings.cancel = Some(token.clone());
                self
            }
        }
    };
}
pub(super) use setters;

setters!(Pages);

impl<T: DeserializeOwned> Pages<T> {
    pub(super) fn new(request: Request) -> Self {
        Self {
            settings: Settings::default(),
            request: Some(request),
            run: None,
            is_done: false,
            _type: PhantomData,
        }
    }

    /// The 1-based page that comes next, to go on from with `start_page`; after an error, the one that
    /// failed.
    pub fn page(&self) -> u64 {
        let run = self.run.as_ref();
        run.map_or(self.settings.start_page, |run| run.plan().page())
    }

    /// The id up to which a list was read [by id](Self::by_id), to go on from with
    /// [`after`](Self::after).
    pub fn last_id(&self) -> Option<&str> {
        match &self.run {
            Some(run) => run.plan().last_id(),
            None => self.settings.after.as_deref(),
        }
    }

    fn end(&mut self) {
        self.is_done = true;
        if let Some(run) = &mut self.run {
            run.stop();
        }
    }

    /// The next page, and whether there is another.
    fn step(&mut self) -> Result<(Page<T>, bool)> {
        if let Some(request) = self.request.take() {
            self.run = Some(Run::new(request, self.settings.clone())?);
        }
        let Some(run) = &mut self.run else {
            return Ok((Page::empty(), false));
        };
        let number = run.plan().page();
        let mut open = run.open_buffered()?;
        let mut rows = Vec::new();
        loop {
            match open.next_as() {
                Ok(Some(row)) => rows.push(row),
                Ok(None) => break,
                // Nothing of this page was handed out.
                Err(trouble) => return Err(run.trouble(trouble, 0)),
            }
        }
        let closed = run.close(open)?;
        let page = Page {
            number,
            rows,
            pager: closed.pager,
            fields: closed.fields,
        };
        Ok((page, closed.more))
    }
}

impl<T: DeserializeOwned> Iterator for Pages<T> {
    type Item = Result<Page<T>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_done || self.settings.max_pages == Some(0) {
            return None;
        }
        match self.step() {
            Ok((page, more)) => {
                if !more {
                    self.end();
                }
                // The empty page that ends a list without a count is no page of it.
                let is_end =
                    !more && page.rows.is_empty() && page.number > self.settings.start_page;
                (!is_end).then_some(Ok(page))
            }
            Err(error) => {
                self.end();
                Some(Err(error))
            }
        }
    }
}

impl<T: DeserializeOwned> std::iter::FusedIterator for Pages<T> {}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

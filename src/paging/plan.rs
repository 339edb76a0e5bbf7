//! What a run over a list asks for, and how it knows its end. No I/O.

use super::endpoint::{is_gist, is_tracker, list_path, rows_of, stable_order};
use super::keyset;
use super::pager::Pager;
use super::watch::{Nonsense, Seen, Watch};
use crate::cancel::CancelToken;
use crate::error::{Error, Result};
use crate::http::exchange::Method;
use crate::request::Request;
use crate::stream::Select;

const DEFAULT_PAGE_SIZE: u32 = 500;

/// So many empty pages in a row, each with a next one, are a server that has lost its way.
const MAX_EMPTY: u32 = 100;

/// The settings of a run.
#[derive(Debug, Clone)]
pub(super) struct Settings {
    pub(super) page_size: u32,
    pub(super) start_page: u64,
    pub(super) limit: Option<u64>,
    pub(super) max_pages: Option<u64>,
    pub(super) select: Option<Select>,
    pub(super) stable: bool,
    pub(super) by_id: bool,
    pub(super) after: Option<String>,
    pub(super) prefetch: usize,
    pub(super) cancel: Option<CancelToken>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            page_size: DEFAULT_PAGE_SIZE,
            start_page: 1,
            limit: None,
            max_pages: None,
            select: None,
            stable: true,
            by_id: false,
            after: None,
            prefetch: 0,
            cancel: None,
        }
    }
}

/// Where a run stands.
#[derive(Debug)]
pub(super) struct Plan {
    template: Request,
    path: String,
    settings: Settings,
    /// The 1-based page to ask for next.
    page: u64,
    /// By id: the last one that was read, and the page of what follows it. That is the first, unless
    /// pages without a visible row had to be passed.
    after: Option<String>,
    page_after: u64,
    /// The last page with rows.
    previous: Option<Seen>,
    pages_read: u64,
    empty: u32,
}

impl Plan {
    /// Checks the settings against the request, before anything is sent.
    pub(super) fn new(mut request: Request, settings: Settings) -> Result<Self> {
        if let Some(error) = request.take_error() {
            return Err(error);
        }
        if request.method() != Method::Get || request.has_body() {
            return Err(Error::invalid(
                "method",
                request.method().as_str(),
                "a GET without a body: only lists are read page by page",
            ));
        }
        if settings.page_size == 0 {
            return Err(Error::invalid("page_size", "0", "1 or more"));
        }
        if settings.start_page == 0 {
            return Err(Error::invalid(
                "start_page",
                "0",
                "1 or more: pages are counted from 1",
            ));
        }
        request.unfold_query();
        for name in ["page", "pageSize", "paging", "skipPaging"] {
            if let Some(value) = request.param_values(name).next() {
                return Err(Error::invalid(
                    "param",
                    format!("{name}={value}"),
                    "no paging parameters: set page_size and start_page",
                ));
            }
        }
        let path = list_path(request.path(), request.api().client().base.as_str());
        let template = if settings.by_id {
            keyset::prepare(request, &path, &settings)?
        } else {
            let has_order = request.param_values("order").next().is_some();
            match stable_order(&path).filter(|_| settings.stable && !has_order) {
                Some(order) => request.param("order", order),
                None => request,
            }
        };
        Ok(Self {
            template,
            path,
            page: settings.start_page,
            after: settings.after.clone(),
            page_after: 1,
            settings,
            previous: None,
            pages_read: 0,
            empty: 0,
        })
    }

    /// The same plan once more, for a thread of its own.
    pub(super) fn copy(&self) -> Self {
        Self {
            template: self.template.again(),
            path: self.path.clone(),
            settings: self.settings.clone(),
            page: self.page,
            after: self.after.clone(),
            page_after: self.page_after,
            previous: self.previous.clone(),
            pages_read: self.pages_read,
            empty: self.empty,
        }
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The path below `/api`.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// The 1-based page to ask for next.
    pub(super) fn page(&self) -> u64 {
        self.page
    }

    /// The last id that was read, for a run by id.
    pub(super) fn last_id(&self) -> Option<&str> {
        self.after.as_deref()
    }

    /// What every request of the run is made of.
    pub(super) fn template(&self) -> &Request {
        &self.template
    }

    /// The request for the next page.
    pub(super) fn request(&self) -> Request {
        if !self.settings.by_id {
            return self.request_page(self.page);
        }
        let request = self.request_page(self.page_after);
        match &self.after {
            Some(id) => request.param("filter", format!("id:gt:{id}")),
            None => request,
        }
    }

    /// The request for a page by its number.
    pub(super) fn request_page(&self, page: u64) -> Request {
        self.template
            .again()
            .param("page", page)
            .param("pageSize", self.settings.page_size)
    }

    /// Which array of an answer holds the rows.
    pub(super) fn select(&self) -> Select {
        match &self.settings.select {
            Some(select) => select.clone(),
            None => rows_of(&self.path),
        }
    }

    /// An account for the next page's rows.
    pub(super) fn watch(&self, keep_last: bool) -> Watch {
        if self.settings.by_id {
            // The ids themselves tell whether a page was there before.
            return Watch::new(None, keep_last).by_id(self.after.clone());
        }
        let before = self.previous.as_ref().and_then(|seen| seen.first.clone());
        Watch::new(before, keep_last)
    }

    /// Goes on after this id, in the middle of a page that was read by id.
    pub(super) fn go_on_after(&mut self, id: &str) {
        if self.settings.by_id && self.after.as_deref() != Some(id) {
            self.after = Some(id.to_owned());
            self.page_after = 1;
        }
    }

    /// How many requests may still be made, where that is limited.
    pub(super) fn pages_left(&self) -> Option<u64> {
        let max = self.settings.max_pages?;
        Some(max.saturating_sub(self.pages_read))
    }

    /// Takes note of a page that was read through; says whether there is another.
    pub(super) fn advance(&mut self, seen: Seen) -> Result<bool, String> {
        if self.is_repeated(&seen) {
            return Err(self.explain(&Nonsense::Repeated));
        }
        let more = if self.settings.by_id {
            self.advance_by_id(&seen)
        } else {
            self.has_more(&seen)
        };
        self.page = self.page.saturating_add(1);
        self.pages_read += 1;
        if seen.rows > 0 {
            self.previous = Some(seen);
            self.empty = 0;
        } else {
            self.empty = self.empty.saturating_add(1);
            let counted = seen.pager.is_some_and(|pager| pager.page_count.is_some());
            if more && !counted && self.empty >= MAX_EMPTY {
                return Err(format!(
                    "{} pages in a row had no rows, and the server still names a next one",
                    self.empty
                ));
            }
        }
        Ok(more && self.pages_left() != Some(0))
    }

    /// Whether the page before came once more, in a list whose rows have no ids: where they have, the
    /// first row gives it away. Such rows may be alike where a pager counts the pages.
    fn is_repeated(&self, seen: &Seen) -> bool {
        let has_ids = |seen: &Seen| seen.first.as_ref().is_none_or(|first| first.id.is_some());
        let is_counted = |pager: &Pager| pager.page_count.is_some();
        seen.rows > 0
            && !has_ids(seen)
            && !seen.pager.as_ref().is_some_and(is_counted)
            && self
                .previous
                .as_ref()
                .is_some_and(|previous| previous.rows == seen.rows && previous.hash == seen.hash)
    }

    fn advance_by_id(&mut self, seen: &Seen) -> bool {
        // The pager counts what is left.
        let more = match &seen.pager {
            Some(pager) => pager
                .page_count
                .map_or(pager.has_next && seen.rows > 0, |n| n > self.page_after),
            None => seen.rows >= u64::from(self.settings.page_size),
        };
        match &seen.last_id {
            Some(id) => {
                self.after = Some(id.clone());
                self.page_after = 1;
            }
            // Rows that the user may not see leave a page without an id to go on from.
            None => self.page_after += 1,
        }
        more
    }

    fn has_more(&self, seen: &Seen) -> bool {
        let asked = u64::from(self.settings.page_size);
        let Some(pager) = &seen.pager else {
            // No pager: a short page is the end, an over-long one is the whole list.
            return seen.rows == asked;
        };
        // Gists of 2.43 always name a next page. Their pages are short only at the end.
        let names_next = pager.has_next && !is_gist(&self.path);
        match pager {
            Pager {
                page_count: Some(count),
                ..
            } => self.page < *count || (names_next && seen.rows > 0),
            Pager {
                is_last_page: Some(last),
                ..
            } => !last,
            _ if is_gist(&self.path) => seen.rows >= pager.page_size.unwrap_or(asked),
            // Tracker names a next page whenever there is one, but its old flat shape does not.
            _ if is_tracker(&self.path) && !pager.flat => names_next,
            // The data store never names one.
            _ => seen.rows > 0,
        }
    }

    /// What is wrong, in words.
    pub(super) fn explain(&self, nonsense: &Nonsense) -> String {
        match nonsense {
            Nonsense::Repeated => self.repeated(),
            Nonsense::NoId => "the rows have no `id`, which reading by id needs".to_owned(),
            Nonsense::NotAfter(id) => {
                format!("the server sent the id {id} again: it ignores the filter on id")
            }
            Nonsense::NotInOrder(id) => {
                format!("the server sent the id {id} out of order: it ignores `order=id:asc`")
            }
        }
    }

    fn repeated(&self) -> String {
        let suspect = [
            "query",
            "level",
            "maxLevel",
            "parent",
            "withinUserHierarchy",
            "userOnly",
        ]
        .into_iter()
        .find(|name| self.template.param_values(name).next().is_some());
        match suspect {
            Some(name) => format!(
                "the server sent the page before again: with `{name}` set, this list does not page"
            ),
            None => "the server sent the page before again: this list does not page, so read it \
                     with a page_size above its length"
                .to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::Api;

    fn plan(path: &str, size: u32) -> Plan {
        let api = Api::builder("http://localhost").no_proxy().build().unwrap();
        let settings = Settings {
            page_size: size,
            ..Settings::default()
        };
        Plan::new(api.get(path), settings).unwrap()
    }

    fn goes_on(path: &str, size: u32, rows: u64, answer: &str) -> bool {
        let fields: Value = serde_json::from_str(answer).unwrap();
        let pager = Pager::read(fields.as_object().unwrap());
        let seen = Seen {
            rows,
            pager,
            ..Seen::default()
        };
        plan(path, size).advance(seen).unwrap()
    }

    #[test]
    #[rustfmt::skip]
    fn every_pager_shape_has_its_own_end() {
        let cases = [
            // (path, page size, rows, what the answer says, whether there is more)
            ("dataElements", 2, 2, r#"{"pager": {"page": 1, "pageCount": 2}}"#, true),
            ("dataElements", 2, 0, r#"{"pager": {"page": 1, "pageCount": 2}}"#, true),
            ("dataElements", 2, 2, r#"{"pager": {"page": 1, "pageCount": 1}}"#, false),
            ("dataElements", 2, 0, r#"{"pager": {"page": 1, "pageCount": 0}}"#, false),
            ("tracker/events", 2, 1, r#"{"pager": {"page": 1, "nextPage": "x"}}"#, true),
            ("tracker/events", 2, 0, r#"{"pager": {"page": 1, "nextPage": "x"}}"#, true),
            ("tracker/events", 2, 2, r#"{"pager": {"page": 1}}"#, false),
            ("tracker/events", 2, 1, r#"{"page": 1, "pageSize": 2}"#, true),
            ("tracker/events", 2, 0, r#"{"page": 1, "pageSize": 2}"#, false),
            ("dataStore/x", 2, 1, r#"{"pager": {"page": 1, "pageSize": 2}}"#, true),
            ("dataStore/x", 2, 0, r#"{"pager": {"page": 1, "pageSize": 2}}"#, false),
            ("dataElements/gist", 2, 2, r#"{"pager": {"nextPage": "x"}}"#, true),
            ("dataElements/gist", 2, 1, r#"{"pager": {"nextPage": "x"}}"#, false),
            // The server allows no more than 1 a page here, so that this page is full.
            ("dataElements/gist", 2, 1, r#"{"pager": {"pageSize": 1, "nextPage": "x"}}"#, true),
            ("dataElements/gist", 2, 2, r#"{"pager": {"nextPage": "x", "pageCount": 1}}"#, false),
            ("analytics/x", 2, 2, r#"{"metaData": {"pager": {"isLastPage": true}}}"#, false),
            ("analytics/x", 2, 2, r#"{"metaData": {"pager": {"isLastPage": false}}}"#, true),
            ("anything", 2, 2, "{}", true),
            ("anything", 2, 1, "{}", false),
            ("anything", 2, 3, "{}", false),
        ];
        for (path, size, rows, answer, more) in cases {
            let goes_on = goes_on(path, size, rows, answer);
            assert_eq!(goes_on, more, "{path}: {rows} rows, {answer}");
        }
    }

    #[test]
    fn a_next_page_that_never_has_rows_ends_in_an_error() {
        let mut plan = plan("tracker/events", 2);
        let next = json!({"pager": {"page": 1, "nextPage": "x"}});
        let seen = Seen {
            pager: Pager::read(next.as_object().unwrap()),
            ..Seen::default()
        };
        let mut steps = 0;
        while plan.advance(seen.clone()).is_ok_and(|more| more) {
            steps += 1;
            assert!(steps < 1000);
        }
        assert!(plan.advance(seen).is_err());
    }

    #[test]
    fn the_order_is_added_once_and_only_where_none_is() {
        let orders = |path: &str| {
            let plan = plan(path, 1);
            let orders = plan.template.param_values("order").map(str::to_owned);
            orders.collect::<Vec<_>>()
        };
        assert_eq!(orders("dataElements"), ["id:asc"]);
        assert_eq!(orders("dataElements?order=name:desc"), ["name:desc"]);
        assert_eq!(orders("dataStore/x"), [""; 0]);
    }
}

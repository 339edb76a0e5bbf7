//! What all queries have: dimensions, filters, and how they become requests.

use std::fmt;
use std::io::Write;

use super::format::{self, GridFormat};
use super::grid::{Document, Grid};
use super::pages::GridPages;
use super::rows::{GridRows, Rest};
use super::split;
use crate::api::Api;
use crate::error::{Error, Result};
use crate::request::Request;
use crate::uid::{AsUid, Uid};

/// How many rows a page has where the caller does not say.
const PAGE_SIZE: u64 = 1000;

/// A comparison, in a condition on a dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Operator {
    /// Equal.
    Eq,
    /// Not equal, or empty.
    Ne,
    /// Greater.
    Gt,
    /// Greater or equal.
    Ge,
    /// Less.
    Lt,
    /// Less or equal.
    Le,
    /// Contains the text.
    Like,
    /// Contains the text, in any case.
    Ilike,
    /// One of the values, which stand between semicolons.
    In,
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Eq => "EQ",
            Self::Ne => "NE",
            Self::Gt => "GT",
            Self::Ge => "GE",
            Self::Lt => "LT",
            Self::Le => "LE",
            Self::Like => "LIKE",
            Self::Ilike => "ILIKE",
            Self::In => "IN",
        })
    }
}

/// A dimension with its items, or with conditions on its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dimension {
    pub(super) name: String,
    pub(super) items: Vec<String>,
    conditions: Vec<(Operator, String)>,
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        if !self.items.is_empty() {
            write!(f, ":{}", self.items.join(";"))?;
        }
        for (operator, value) in &self.conditions {
            write!(f, ":{operator}:{value}")?;
        }
        Ok(())
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    Dimension,
    Filter,
}

/// Which rows one answer has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// All; a query that is too long for one URL is asked in parts.
    Whole,
    /// All, and parts of the query would not add up to it.
    Undivided,
    /// A page.
    Paged,
}

/// A query without its verbs.
#[derive(Debug)]
pub(super) struct Query {
    request: Request,
    /// Without an ending.
    path: String,
    dimensions: Vec<Dimension>,
    filters: Vec<Dimension>,
    extent: Extent,
    error: Option<Error>,
}

impl Query {
    pub(super) fn new(api: &Api, path: &str, extent: Extent) -> Self {
        Self {
            request: api.get(path),
            path: path.to_owned(),
            dimensions: Vec::new(),
            filters: Vec::new(),
            extent,
            error: None,
        }
    }

    /// A query about one object, which its path ends in.
    pub(super) fn about(api: &Api, path: &str, uid: Result<Uid>, extent: Extent) -> Self {
        match uid {
            Ok(uid) => Self::new(api, &format!("{path}/{uid}"), extent),
            Err(error) => {
                let mut query = Self::new(api, path, extent);
                query.fail(error);
                query
            }
        }
    }

    pub(super) fn fail(&mut self, error: Error) {
        self.error.get_or_insert(error);
    }

    /// Sets a parameter, over one of the same name.
    pub(super) fn set(&mut self, name: &str, value: impl crate::request::ParamValue) {
        self.request.remove_param(name);
        self.add(name, value);
    }

    pub(super) fn add(&mut self, name: &str, value: impl crate::request::ParamValue) {
        self.request = self.request.again().param(name, value);
    }

    /// Adds to a parameter whose values stand between semicolons.
    pub(super) fn add_joined(&mut self, name: &str, value: &str) {
        let known = self.request.param_values(name).last();
        let joined = known.map_or(value.to_owned(), |known| format!("{known};{value}"));
        self.set(name, joined);
    }

    /// Adds to a parameter whose values stand between commas.
    pub(super) fn add_listed(&mut self, name: &str, value: impl fmt::Display) {
        let value = value.to_string();
        if value.is_empty() || value.contains([',', ';']) {
            let expected = "one value, without `,` and `;`";
            return self.fail(Error::invalid(name, value, expected));
        }
        let known = self.request.param_values(name).last();
        let joined = known.map_or(value.clone(), |known| format!("{known},{value}"));
        self.set(name, joined);
    }

    /// Adds uids to a parameter whose values stand between semicolons.
    pub(super) fn add_units<I: IntoIterator<Item: AsUid>>(&mut self, name: &str, units: I) {
        for unit in units {
            match unit.as_uid() {
                Ok(uid) => self.add_joined(name, uid.as_str()),
                Err(error) => return self.fail(error),
            }
        }
    }

    pub(super) fn with(&mut self, change: impl FnOnce(Request) -> Request) {
        self.request = change(self.request.again());
    }

    fn has(&self, name: &str) -> bool {
        self.request.param_values(name).next().is_some()
    }

    /// Names a dimension, without items of it.
    pub(super) fn dimension(&mut self, place: Place, name: &str) -> Option<&mut Dimension> {
        if name.is_empty() || name.contains([':', ';', ',']) {
            self.fail(Error::invalid(
                "dimension",
                name,
                "`dx`, `pe`, `ou` or the uid of a dimension, with its items apart",
            ));
            return None;
        }
        let list = match place {
            Place::Dimension => &mut self.dimensions,
            Place::Filter => &mut self.filters,
        };
        let known = list.iter().position(|known| known.name == name);
        let at = known.unwrap_or(list.len());
        if known.is_none() {
            list.push(Dimension {
                name: name.to_owned(),
                items: Vec::new(),
                conditions: Vec::new(),
            });
        }
        list.get_mut(at)
    }

    /// Adds items to a dimension. No items would mean all of them, so there must be one.
    pub(super) fn items<I: IntoIterator<Item: fmt::Display>>(
        &mut self,
        place: Place,
        name: &str,
        items: I,
    ) {
        let mut given = Vec::new();
        for item in items {
            let item = item.to_string();
            if item.is_empty() || item.contains([';', ',']) {
                let what = format!("an item of {name}");
                self.fail(Error::invalid(what, item, "one item, without `;` and `,`"));
                return;
            }
            given.push(item);
        }
        if given.is_empty() {
            let what = format!("the items of {name}");
            return self.fail(Error::invalid(
                what,
                "",
                "one or more: DHIS2 would take all",
            ));
        }
        if let Some(dimension) = self.dimension(place, name) {
            for item in given {
                if !dimension.items.contains(&item) {
                    dimension.items.push(item);
                }
            }
        }
    }

    /// Adds a condition on the values of a dimension.
    pub(super) fn condition(
        &mut self,
        place: Place,
        name: &str,
        operator: Operator,
        value: &dyn fmt::Display,
    ) {
        let value = value.to_string();
        let parted = value.contains(';') && operator != Operator::In;
        if value.is_empty() || value.contains([':', ',']) || parted {
            let what = format!("the condition on {name}");
            return self.fail(Error::invalid(
                what,
                value,
                "text without `:` and `,`, and with `;` only between the values of `In`",
            ));
        }
        if let Some(dimension) = self.dimension(place, name) {
            dimension.conditions.push((operator, value));
        }
    }

    fn build(&self, dimensions: &[Dimension]) -> Request {
        let mut request = self.request.again();
        for dimension in dimensions {
            request = request.param("dimension", dimension.to_string());
        }
        for filter in &self.filters {
            request = request.param("filter", filter.to_string());
        }
        request
    }

    /// The first request, and what comes after it. `ending` is that of the path.
    pub(super) fn requests(mut self, ending: &str) -> Result<(Request, Rest)> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        if !ending.is_empty() {
            let path = format!("{}{ending}", self.path);
            self.with(|request| request.at(&path));
        }
        let one_page =
            self.has("page") || self.request.param_values("paging").any(|v| v == "false");
        if self.extent == Extent::Paged && !one_page {
            if !self.has("pageSize") {
                self.set("pageSize", PAGE_SIZE);
            }
            let size = self.request.param_values("pageSize").last();
            let size = size.and_then(|size| size.parse().ok()).unwrap_or(PAGE_SIZE);
            let first = self.build(&self.dimensions);
            let request = Box::new(first.again());
            let page = 1;
            return Ok((
                first,
                Rest::Pages {
                    request,
                    page,
                    size,
                },
            ));
        }
        let mut requests = self.parts()?.into_iter();
        match requests.next() {
            Some(first) => Ok((first, Rest::Parts(requests))),
            None => Ok((self.build(&self.dimensions), Rest::Parts(requests))),
        }
    }

    /// One request, or several whose rows add up to the whole.
    fn parts(&self) -> Result<Vec<Request>> {
        let divisible = self.extent == Extent::Whole
            && !["order", "tableLayout", "sortOrder"]
                .iter()
                .any(|name| self.has(name));
        if !divisible {
            return Ok(vec![self.build(&self.dimensions)]);
        }
        let parts = split::split(&self.dimensions, &|dimensions| {
            split::excess(self.build(dimensions))
        })?;
        Ok(parts.iter().map(|part| self.build(part)).collect())
    }

    /// The pages from the one that was named on.
    pub(super) fn pages(mut self) -> Result<GridPages> {
        let page = self.request.param_values("page").last();
        let page: u64 = page.and_then(|page| page.parse().ok()).unwrap_or(1);
        self.request.remove_param("page");
        let (first, mut rest) = self.requests("")?;
        rest.start_at(page);
        let first = if page > 1 {
            first.param("page", page)
        } else {
            first
        };
        Ok(GridPages::new(first, rest, page))
    }

    pub(super) fn grid(self, ending: &str) -> Result<Grid> {
        let (first, mut rest) = self.requests(ending)?;
        let mut document: Document = first.fetch()?;
        let mut requests = 1;
        let mut rows = document.rows.len() as u64;
        while let Some(request) = rest.next(document.meta_data.pager(), rows) {
            let more: Document = request.fetch()?;
            requests += 1;
            rows = more.rows.len() as u64;
            document.merge(more);
        }
        Ok(Grid::new(document, requests))
    }

    pub(super) fn rows(self, ending: &str) -> Result<GridRows> {
        let (first, rest) = self.requests(ending)?;
        GridRows::open(first, rest)
    }

    pub(super) fn copy_to(
        mut self,
        writer: &mut (impl Write + ?Sized),
        format: GridFormat,
    ) -> Result<u64> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        self.path = format!("{}.{}", self.path, format.suffix());
        let path = self.path.clone();
        self.with(|request| request.at(&path));
        let requests = match format {
            // Their rows add up: the header line is written once.
            GridFormat::Csv => self.parts()?,
            _ => vec![self.build(&self.dimensions)],
        };
        format::copy(requests, format, writer)
    }
}

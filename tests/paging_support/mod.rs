//! A list endpoint that pages as DHIS2 does, over rows that a test can change while they are read.
// Each test binary uses a part of this.
#![allow(dead_code)]
// A helper that meets a poisoned lock should fail the test at once.
#![allow(clippy::unwrap_used)]

use std::sync::{Arc, Mutex};

use serde_json::{Map, Value, json};

use crate::server::{Reply, Request, Server};

/// The rows of a list: their ids, and whether the user may see them.
pub(crate) type Rows = Arc<Mutex<Vec<(String, bool)>>>;

/// How the server tells where a list ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `{"pager": {page, pageSize, pageCount, total, nextPage?}, …}`: metadata, tracker with totals.
    Counted,
    /// `{"pager": {page, pageSize, nextPage?}, …}`: tracker.
    Next,
    /// `{"page", "pageSize", "instances": …}`: tracker before 2.41.
    Flat,
    /// `{"pager": {page, pageSize}, "entries": …}`: the data store.
    Bare,
    /// No pager.
    None,
}

impl Shape {
    /// A path that answers so.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Counted => "dataElements",
            Self::Next | Self::Flat => "tracker/events",
            Self::Bare => "dataStore/settings",
            Self::None => "somethingElse",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Counted | Self::None => "dataElements",
            Self::Next => "events",
            Self::Flat => "instances",
            Self::Bare => "entries",
        }
    }
}

/// `count` rows that everybody may see, with ids in order.
pub(crate) fn rows(count: usize) -> Rows {
    rows_seen(&vec![true; count])
}

/// Rows with ids in order, of which the user sees some.
pub(crate) fn rows_seen(visible: &[bool]) -> Rows {
    let rows = visible.iter().enumerate();
    Arc::new(Mutex::new(
        rows.map(|(n, visible)| (id(n), *visible)).collect(),
    ))
}

/// The id of row `n`: ids sort like numbers.
pub(crate) fn id(n: usize) -> String {
    format!("Id{n:09}")
}

/// The ids of the rows that the user may see.
pub(crate) fn visible(rows: &Rows) -> Vec<String> {
    let rows = rows.lock().unwrap();
    let visible = rows.iter().filter(|(_, visible)| *visible);
    visible.map(|(id, _)| id.clone()).collect()
}

/// A parameter as a number.
pub(crate) fn number(request: &Request, name: &str) -> usize {
    let value = request.param(name).unwrap_or_default();
    value
        .parse()
        .unwrap_or_else(|_| panic!("{name}={value} in {}", request.target))
}

/// One page, cut before it is seen who may read what, as DHIS2 does. Rows are asked for by page, and
/// after an id with `filter=id:gt:…`.
pub(crate) fn page(rows: &Rows, shape: Shape, request: &Request) -> Value {
    let (page, size) = (number(request, "page"), number(request, "pageSize"));
    let after = request
        .params("filter")
        .into_iter()
        .find_map(|filter| filter.strip_prefix("id:gt:"))
        .unwrap_or_default()
        .to_owned();
    let rows = rows.lock().unwrap();
    let mut rows: Vec<_> = rows.iter().filter(|(id, _)| *id > after).collect();
    rows.sort();
    let (total, count) = (rows.len(), rows.len().div_ceil(size));
    let shown: Vec<Value> = rows
        .into_iter()
        .skip((page - 1) * size)
        .take(size)
        .filter(|(_, visible)| *visible)
        .map(|(id, _)| json!({"id": id, "name": format!("row {id}")}))
        .collect();
    let mut pager = json!({"page": page, "pageSize": size});
    if matches!(shape, Shape::Counted | Shape::Next) && page < count {
        // As later versions write it behind TLS; nobody listens there.
        pager["nextPage"] = "http://127.0.0.1:1/api/elsewhere?page=2".into();
    }
    if shape == Shape::Counted {
        // The page is clipped to the last one.
        pager["page"] = page.min(count.max(1)).into();
        pager["pageCount"] = count.into();
        pager["total"] = total.into();
    }
    let mut answer = match (shape, pager) {
        (Shape::Flat, Value::Object(flat)) => flat,
        (Shape::None, _) => Map::new(),
        (_, pager) => Map::from_iter([("pager".to_owned(), pager)]),
    };
    answer.insert(shape.key().to_owned(), shown.into());
    answer.into()
}

/// A server with one list.
pub(crate) fn serve(rows: &Rows, shape: Shape) -> Server {
    let rows = Arc::clone(rows);
    Server::start(move |request| Reply::json(200, &page(&rows, shape, request)))
}

/// The pages that were asked for.
pub(crate) fn pages_asked(server: &Server) -> Vec<usize> {
    let requests = server.requests();
    requests.iter().map(|r| number(r, "page")).collect()
}

/// The `id` of a row.
pub(crate) fn id_of(row: &Value) -> String {
    row["id"].as_str().unwrap_or_default().to_owned()
}

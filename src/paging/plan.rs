//! What a run over a list asks for, and how it knows its end. No I/O.

use serde_json::Value;

use super::pager::Pager;
use crate::error::{Error, Result};
use crate::request::Request;
use crate::stream::Select;

pub(super) const DEFAULT_PAGE_SIZE: u32 = 500;

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
    pub(super) cancel: Option<crate::cancel::CancelToken>,
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

/// What was seen of a page once it was read through.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    pub(super) rows: u64,
    pub(super) first_id: Option<String>,
    pub(super) last_id: Option<String>,
    /// A hash of all rows, to know a page again that has no ids.
    pub(super) hash: u64,
    pub(super) pager: Option<Pager>,
}

/// Where a run stands.
#[derive(Debug)]
pub(super) struct Plan {
    template: Request,
    pub(super) path: String,
    pub(super) settings: Settings,
    /// The 1-based page to ask for next.
    pub(super) page: u64,
    after: Option<String>,
    previous: Option<Seen>,
    pages_read: u64,
}

impl Plan {
    /// Checks the settings against the request, before anything is sent.
    pub(super) fn new(mut request: Request, settings: Settings) -> Result<Self> {
        if let Some(error) = request.take_error() {
            return Err(error);
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
        for name in ["page", "pageSize", "paging", "totalPages"] {
            let given = request.param_values(name).next().map(str::to_owned);
            if let Some(value) = given.filter(|_| name != "totalPages") {
                let shown = format!("{name}={value}");
                return Err(Error::invalid(
                    "param",
                    shown,
                    "no paging parameters: set page_size and start_page",
                ));
            }
        }
        let path = list_path(request.path());
        let template = if settings.by_id {
            prepare_keyset(request, &path, &settings)?
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
            settings,
            previous: None,
            pages_read: 0,
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
            previous: self.previous.clone(),
            pages_read: self.pages_read,
        }
    }

    /// The request for the next page.
    pub(super) fn request(&self) -> Request {
        let request = self.template.again();
        if self.settings.by_id {
            let request = match &self.after {
                Some(id) => request.param("filter", format!("id:gt:{id}")),
                None => request,
            };
            // Each request asks for the first page of what is left.
            return request
                .param("page", 1)
                .param("pageSize", self.settings.page_size);
        }
        self.request_page(self.page)
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
        self.settings
            .select
            .clone()
            .unwrap_or_else(|| match self.path.as_str() {
                "tracker/trackedEntities" => Select::any_of(["trackedEntities", "instances"]),
                "tracker/enrollments" => Select::any_of(["enrollments", "instances"]),
                "tracker/events" => Select::any_of(["events", "instances"]),
                "tracker/relationships" => Select::any_of(["relationships", "instances"]),
                path if path.starts_with("sqlViews/") => Select::key("listGrid.rows"),
                path if is_metadata(path) => Select::key(path),
                _ => Select::first_except(["headers"]),
            })
    }

    /// The last id that was read, for a run by id.
    pub(super) fn last_id(&self) -> Option<&str> {
        self.after.as_deref()
    }

    /// Takes note of a page that was read through; says whether there is another.
    pub(super) fn advance(&mut self, seen: Seen) -> Result<bool, String> {
        self.pages_read += 1;
        if let Some(previous) = self.previous.as_ref().filter(|_| seen.rows > 0) {
            if is_repeated(previous, &seen) {
                return Err(self.repeated());
            }
        }
        let more = if self.settings.by_id {
            self.advance_by_id(&seen)?
        } else {
            self.has_more(&seen)
        };
        self.page += 1;
        self.previous = Some(seen);
        Ok(more
            && self
                .settings
                .max_pages
                .is_none_or(|max| self.pages_read < max))
    }

    fn advance_by_id(&mut self, seen: &Seen) -> Result<bool, String> {
        let Some(last) = &seen.last_id else {
            return if seen.rows == 0 {
                Ok(false)
            } else {
                Err("the rows have no `id`, which reading by id needs".to_owned())
            };
        };
        if self
            .after
            .as_ref()
            .is_some_and(|after| last.as_bytes() <= after.as_bytes())
        {
            return Err(format!(
                "the server sent ids up to {last} again: it ignores the filter on id"
            ));
        }
        self.after = Some(last.clone());
        // The pager counts what is left.
        Ok(match &seen.pager {
            Some(pager) => pager.has_next || pager.page_count.is_some_and(|count| count > 1),
            None => seen.rows >= u64::from(self.settings.page_size),
        })
    }

    fn has_more(&self, seen: &Seen) -> bool {
        let full = u64::from(self.settings.page_size);
        match &seen.pager {
            Some(Pager {
                page_count: Some(count),
                has_next,
                ..
            }) => self.page < *count || (*has_next && seen.rows > 0),
            Some(Pager { has_next: true, .. }) => seen.rows > 0,
            // Tracker names a next page whenever there is one; the data store never does.
            Some(_) if self.path.starts_with("tracker/") => false,
            Some(_) => seen.rows > 0,
            // No pager: a short page is the end, an over-long one is the whole list.
            None => seen.rows == full,
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
            None => "the server sent the page before again: this list does not page".to_owned(),
        }
    }
}

fn is_repeated(previous: &Seen, seen: &Seen) -> bool {
    match (&previous.first_id, &seen.first_id) {
        (Some(before), Some(now)) => before == now,
        // Rows without ids may be alike on every page where a pager counts them.
        _ => seen.pager.is_none() && previous.hash == seen.hash && previous.rows == seen.rows,
    }
}

/// The path below `/api`, without its query.
fn list_path(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let path = path
        .find("/api/")
        .map_or(path, |at| &path[at..])
        .trim_matches('/');
    let path = path.strip_prefix("api/").unwrap_or(path);
    let versioned = path
        .split_once('/')
        .filter(|(first, _)| first.parse::<u16>().is_ok());
    let path = versioned.map_or(path, |(_, rest)| rest);
    path.strip_suffix(".json").unwrap_or(path).to_owned()
}

fn prepare_keyset(mut request: Request, path: &str, settings: &Settings) -> Result<Request> {
    if path.contains('/') || NOT_BY_ID.contains(&path) {
        return Err(Error::invalid(
            "by_id",
            path,
            "a metadata list, which can be filtered and ordered by `id`: read this one by pages",
        ));
    }
    if settings.start_page > 1 {
        return Err(Error::invalid(
            "start_page",
            settings.start_page.to_string(),
            "`after(id)`: reading by id knows no page numbers",
        ));
    }
    if let Some(order) = request.param_values("order").next() {
        return Err(Error::invalid(
            "order",
            order,
            "no order: reading by id has its own",
        ));
    }
    let any = request
        .param_values("rootJunction")
        .any(|value| value.eq_ignore_ascii_case("OR"));
    if any && request.param_values("filter").next().is_some() {
        return Err(Error::invalid(
            "rootJunction",
            "OR",
            "AND: reading by id adds a filter of its own, which must hold together with the others",
        ));
    }
    if let Some(after) = &settings.after {
        crate::uid::AsUid::as_uid(after.as_str())?;
    }
    // Without the id in the rows there is no going on.
    let fields: Vec<String> = request.param_values("fields").map(str::to_owned).collect();
    if !fields.is_empty() && !fields.iter().any(|fields| selects_id(fields)) {
        request.remove_param("fields");
        request = request.param("fields", format!("id,{}", fields.join(",")));
    }
    Ok(request.param("order", "id:asc"))
}

fn selects_id(fields: &str) -> bool {
    let mut depth = 0;
    let mut start = 0;
    let mut names = Vec::new();
    for (at, byte) in fields.bytes().enumerate() {
        match byte {
            b'[' | b'(' => depth += 1,
            b']' | b')' => depth -= 1,
            b',' if depth == 0 => {
                names.push(&fields[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    names.push(&fields[start..]);
    names
        .iter()
        .any(|name| matches!(name.trim(), "id" | "*") || name.trim().starts_with(':'))
}

/// The endpoints whose lists cannot be filtered by `id:gt` (live-facts 17), although named like others.
const NOT_BY_ID: [&str; 5] = [
    "icons",
    "minMaxDataElements",
    "externalFileResources",
    "programDataElements",
    "dataStore",
];

/// The order that makes a list stable, where it is known to take one.
fn stable_order(path: &str) -> Option<&'static str> {
    match path {
        "tracker/trackedEntities" | "tracker/events" => Some("createdAt:asc"),
        // createdAt and updatedAt end in an SQL error here (live-facts 22).
        "tracker/enrollments" => Some("enrolledAt:asc"),
        path if is_metadata(path) => Some("id:asc"),
        _ => None,
    }
}

fn is_metadata(path: &str) -> bool {
    crate::models::ALL.iter().any(|kind| kind.plural == path)
}

/// The id of a row, by whichever name its kind has.
pub(super) fn row_id(row: &[u8]) -> Option<String> {
    /// Finds the first of the known names without building the row.
    #[derive(serde::Deserialize)]
    struct Ids {
        #[serde(default)]
        id: Option<Value>,
        #[serde(default, rename = "trackedEntity")]
        tracked_entity: Option<Value>,
        #[serde(default)]
        enrollment: Option<Value>,
        #[serde(default)]
        event: Option<Value>,
        #[serde(default)]
        relationship: Option<Value>,
    }
    let ids: Ids = serde_json::from_slice(row).ok()?;
    // An event names its enrollment and tracked entity as well: the most special name counts.
    [
        ids.id,
        ids.relationship,
        ids.event,
        ids.enrollment,
        ids.tracked_entity,
    ]
    .into_iter()
    .flatten()
    .find_map(|id| match id {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

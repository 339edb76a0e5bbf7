//! Lists and single objects of any kind of metadata.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use super::super::http::Request;
use super::answer::{Answer, already_there, missing_property, object_report};
use super::fields::Fields;
use super::filter::{Filter, sort};
use super::state::{State, class, text};

/// `/api/{kind}`.
pub(crate) fn collection(state: &mut State, request: &Request, kind: &str) -> Answer {
    match request.method.as_str() {
        "GET" | "HEAD" => list(state, request, kind).unwrap_or_else(|refusal| refusal),
        "POST" => create(state, request, kind),
        method => Answer::bad_method(method),
    }
}

/// `/api/{kind}/{id}`.
pub(crate) fn single(state: &mut State, request: &Request, kind: &str, id: &str) -> Answer {
    if id.len() != 11 || !id.chars().all(|c| c.is_ascii_alphanumeric()) {
        return Answer::bad_method(&request.method);
    }
    let Some(object) = state.get(kind, id) else {
        return Answer::not_found(class(kind), id);
    };
    match request.method.as_str() {
        "GET" | "HEAD" => {
            let fields = Fields::parse(&request.params("fields").join(","));
            let object = state.shown(kind, object, &request.base_url());
            let wanted = request.param("fields").is_some();
            let object = if wanted {
                fields.apply(state, &object)
            } else {
                object
            };
            Answer::json(200, &Value::Object(object))
        }
        "PUT" => update(state, request, kind, id),
        "PATCH" => patch(state, request, kind, id),
        "DELETE" => {
            state.remove(kind, id);
            object_report(200, class(kind), id, &[])
        }
        method => Answer::bad_method(method),
    }
}

fn list(state: &State, request: &Request, kind: &str) -> Result<Answer, Answer> {
    let base = request.base_url();
    let stored = state.objects.get(kind).map_or(&[][..], Vec::as_slice);
    let mut objects: Vec<_> = stored.iter().map(|o| state.shown(kind, o, &base)).collect();
    let filters = request
        .params("filter")
        .into_iter()
        .map(|f| Filter::parse(f, &objects));
    let filters = filters.collect::<Result<Vec<_>, _>>()?;
    let any = request
        .param("rootJunction")
        .is_some_and(|j| j.eq_ignore_ascii_case("or"));
    objects.retain(|object| {
        let mut passed = filters.iter().map(|filter| filter.passes(object));
        if any && !filters.is_empty() {
            passed.any(|p| p)
        } else {
            passed.all(|p| p)
        }
    });
    if let Some(query) = request.param("query") {
        let query = query.to_lowercase();
        let hit = |o: &Map<String, Value>, key| text(o, key).to_lowercase().contains(&query);
        objects.retain(|o| ["name", "id", "code"].iter().any(|key| hit(o, key)));
    }
    sort(&mut objects, &request.params("order"));
    let mut pager = None;
    if request.param("paging") != Some("false") {
        let page = Page::of(request, objects.len())?;
        pager = Some(page.pager(request, kind));
        objects = objects
            .into_iter()
            .skip(page.skip())
            .take(page.size)
            .collect();
    }
    let fields = match &request.params("fields")[..] {
        [] => Fields::parse("id,displayName"),
        several => Fields::parse(&several.join(",")),
    };
    let shown: Vec<_> = objects
        .iter()
        .map(|object| fields.apply(state, object))
        .collect();
    let shown = serde_json::to_string(&shown).unwrap_or_default();
    // Written by hand, because the server puts the pager first.
    let pager = pager
        .map(|pager| format!("\"pager\":{pager},"))
        .unwrap_or_default();
    Ok(Answer::text(200, format!("{{{pager}\"{kind}\":{shown}}}")))
}

struct Page {
    number: usize,
    /// The page asked for, which may lie beyond the last one.
    asked: usize,
    size: usize,
    count: usize,
    total: usize,
}

impl Page {
    fn of(request: &Request, total: usize) -> Result<Self, Answer> {
        let number = |name: &str, default: i64| {
            request
                .param(name)
                .and_then(|v| v.parse::<i64>().ok())
                .unwrap_or(default)
        };
        let size = number("pageSize", 50);
        if size < 0 {
            return Err(Answer::error(400, "max-results cannot be negative", None));
        }
        let size = usize::try_from(size).unwrap_or(1).max(1);
        let asked = usize::try_from(number("page", 1)).unwrap_or(1).max(1);
        let count = total.div_ceil(size);
        Ok(Self {
            number: asked.min(count.max(1)),
            asked,
            size,
            count,
            total,
        })
    }

    fn skip(&self) -> usize {
        // Beyond the end the pager tells the last page, but the list is empty.
        (self.asked - 1).saturating_mul(self.size)
    }

    fn pager(&self, request: &Request, kind: &str) -> Value {
        let mut pager = json!({
            "page": self.number, "pageCount": self.count, "pageSize": self.size, "total": self.total,
        });
        if self.number < self.count {
            pager["nextPage"] = self.link(request, kind, self.number + 1).into();
        }
        if self.number > 1 {
            pager["prevPage"] = self.link(request, kind, self.number - 1).into();
        }
        pager
    }

    /// The server leaves out what is the default: page 1 and 50 objects a page.
    fn link(&self, request: &Request, kind: &str, page: usize) -> String {
        let mut parameters = Vec::new();
        if page > 1 {
            parameters.push(format!("page={page}"));
        }
        if self.size != 50 {
            parameters.push(format!("pageSize={}", self.size));
        }
        for name in ["query", "filter", "fields", "order", "rootJunction"] {
            for value in request.params(name) {
                let value = utf8_percent_encode(value, NON_ALPHANUMERIC).to_string();
                let value = value
                    .replace("%20", "+")
                    .replace("%2E", ".")
                    .replace("%2D", "-");
                parameters.push(format!("{name}={}", value.replace("%5F", "_")));
            }
        }
        let mark = if parameters.is_empty() { "" } else { "?" };
        format!(
            "{}/api/{kind}{mark}{}",
            request.base_url(),
            parameters.join("&")
        )
    }
}

/// The body as an object, or the answer that refuses it.
fn body(request: &Request) -> Result<Map<String, Value>, Answer> {
    let content_type = request.header("content-type").unwrap_or_default();
    if !content_type.starts_with("application/json") {
        return Err(Answer::bad_type(content_type));
    }
    serde_json::from_slice(&request.body).map_err(|e| Answer::error(409, &e.to_string(), None))
}

fn create(state: &mut State, request: &Request, kind: &str) -> Answer {
    let mut object = match body(request) {
        Ok(object) => object,
        Err(refusal) => return refusal,
    };
    let class = class(kind);
    let id = match text(&object, "id") {
        "" => state.new_id(),
        id => id.to_owned(),
    };
    if text(&object, "name").is_empty() {
        return object_report(409, class, &id, &[missing_property(class, "name")]);
    }
    if let Some(there) = state.get(kind, &id) {
        let report = already_there(class, &id, text(there, "name"));
        return object_report(409, class, &id, &[report]);
    }
    object.insert("id".to_owned(), id.clone().into());
    state.put(kind, object);
    let location = format!("{}/api/{kind}/{id}", request.base_url());
    object_report(201, class, &id, &[]).with("location", &location)
}

fn update(state: &mut State, request: &Request, kind: &str, id: &str) -> Answer {
    match body(request) {
        Ok(object) => replace(state, kind, id, object),
        Err(refusal) => refusal,
    }
}

fn replace(state: &mut State, kind: &str, id: &str, mut object: Map<String, Value>) -> Answer {
    let class = class(kind);
    if text(&object, "name").is_empty() {
        return object_report(409, class, id, &[missing_property(class, "name")]);
    }
    object.insert("id".to_owned(), id.into());
    state.put(kind, object);
    object_report(200, class, id, &[])
}

fn patch(state: &mut State, request: &Request, kind: &str, id: &str) -> Answer {
    let content_type = request.header("content-type").unwrap_or_default();
    if !content_type.starts_with("application/json-patch+json") {
        return Answer::bad_type(content_type);
    }
    let operations: Vec<Value> = match serde_json::from_slice(&request.body) {
        Ok(operations) => operations,
        Err(error) => return Answer::error(400, &error.to_string(), None),
    };
    let object = state.get(kind, id).cloned().unwrap_or_default();
    let mut object = Value::Object(object);
    for operation in &operations {
        let path = operation["path"].as_str().unwrap_or_default();
        let Some((parent, key)) = path.rsplit_once('/') else {
            return Answer::error(400, &format!("Invalid path {path}"), None);
        };
        let value = operation["value"].clone();
        let done = match (operation["op"].as_str(), object.pointer_mut(parent)) {
            (Some("add" | "replace"), Some(Value::Object(map))) => {
                map.insert(key.to_owned(), value);
                true
            }
            (Some("add"), Some(Value::Array(items))) => {
                items.push(value);
                true
            }
            (Some("remove"), Some(Value::Object(map))) => {
                map.remove(key);
                true
            }
            (Some("add" | "replace" | "remove"), _) => false,
            (operation, _) => {
                let message = format!(
                    "Could not resolve type id '{}' as a subtype of `org.hisp.dhis.commons.jackson.jsonpatch.JsonPatchOperation`: known type ids = [add, remove, remove-by-id, replace]",
                    operation.unwrap_or_default()
                );
                return Answer::error(500, &message, None);
            }
        };
        if !done {
            return Answer::error(400, &format!("Invalid path {path}"), None);
        }
    }
    let object = object.as_object().cloned().unwrap_or_default();
    replace(state, kind, id, object)
}

//! Reading a list by id: what it asks of a request, and which requests it must refuse.

use super::plan::Settings;
use crate::error::{Error, Result};
use crate::request::Request;

/// The endpoints whose lists cannot be filtered by `id:gt` (live-facts 17), although named like others.
const NOT_BY_ID: [&str; 5] = [
    "icons",
    "minMaxDataElements",
    "externalFileResources",
    "programDataElements",
    "dataStore",
];

/// The request of a run by id, but for the id to go on from.
pub(super) fn prepare(mut request: Request, path: &str, settings: &Settings) -> Result<Request> {
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
    if any {
        return Err(Error::invalid(
            "rootJunction",
            "OR",
            "AND: reading by id adds a filter of its own, which must hold together with the others",
        ));
    }
    if let Some(after) = &settings.after {
        // Some lists have ids of two uids and a dot.
        let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
        if after.is_empty() || !after.bytes().all(legal) {
            return Err(Error::invalid("after", after.as_str(), "an id of the list"));
        }
    }
    // Without the id in the rows there is no going on.
    let fields: Vec<String> = request.param_values("fields").map(str::to_owned).collect();
    if !fields.is_empty() && !fields.iter().any(|fields| selects_id(fields)) {
        request.remove_param("fields");
        request = request.param("fields", format!("id,{}", fields.join(",")));
    }
    Ok(request.param("order", "id:asc"))
}

/// Whether a field selection has the object's own id: by name, or in a preset (all have it).
fn selects_id(fields: &str) -> bool {
    let mut depth = 0;
    fields
        .split(|c| {
            match c {
                '[' | '(' => depth += 1,
                ']' | ')' => depth -= 1,
                _ => {}
            }
            c == ',' && depth == 0
        })
        .any(|name| matches!(name.trim(), "id" | "*") || name.trim().starts_with(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_seen_only_at_the_top_of_a_selection() {
        for fields in ["id", "name, id", ":owner,!code", "*", "parent[id],id"] {
            assert!(selects_id(fields), "{fields}");
        }
        for fields in [
            "name",
            "parent[id]",
            "parent[name,id]",
            "id~rename(uid)",
            "",
        ] {
            assert!(!selects_id(fields), "{fields}");
        }
    }
}

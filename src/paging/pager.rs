use serde_json::{Map, Value};

/// What the server says about a page.
///
/// Which fields are there depends on the endpoint and its version: metadata has them all, tracker has
/// totals only when asked (`totalPages=true`), the data store never has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pager {
    /// The 1-based page, as the server counts. It is clipped to the last page on metadata lists.
    pub page: Option<u64>,
    /// Rows per page.
    pub page_size: Option<u64>,
    /// How many pages there are.
    pub page_count: Option<u64>,
    /// How many rows there are on all pages.
    pub total: Option<u64>,
    /// Whether the server names a next page.
    pub has_next: bool,
    /// Whether this is the last page, where the server says so in these words: analytics of events and
    /// enrollments.
    pub is_last_page: Option<bool>,
    /// Whether these were members of the answer itself, as in older tracker answers.
    pub(super) flat: bool,
}

impl Pager {
    /// Reads the pager out of a list's other members: an object under `pager`, or under `metaData` as
    /// in analytics, or the flat members of older tracker answers. `None` where there is neither.
    pub(super) fn read(fields: &Map<String, Value>) -> Option<Self> {
        let nested = fields
            .get("pager")
            .or_else(|| fields.get("metaData")?.get("pager"))
            .and_then(Value::as_object);
        let (from, flat) = match nested {
            Some(pager) => (pager, false),
            None if fields.contains_key("page") || fields.contains_key("nextPage") => {
                (fields, true)
            }
            None => return None,
        };
        let number = |name: &str| from.get(name).and_then(Value::as_u64);
        Some(Self {
            page: number("page"),
            page_size: number("pageSize"),
            page_count: number("pageCount"),
            total: number("total"),
            has_next: from.get("nextPage").is_some_and(|next| !next.is_null()),
            is_last_page: from.get("isLastPage").and_then(Value::as_bool),
            flat,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(fields: &Value) -> Option<Pager> {
        Pager::read(fields.as_object().unwrap())
    }

    #[test]
    fn a_pager_is_an_object_or_flat_or_absent() {
        let nested = json!({"pager": {"page": 2, "pageCount": 3, "total": 101, "pageSize": 50}});
        let pager = read(&nested).unwrap();
        assert_eq!(
            (pager.page, pager.page_count, pager.total),
            (Some(2), Some(3), Some(101))
        );
        assert!(!pager.has_next);
        let flat = json!({"page": 1, "pageSize": 50, "nextPage": "http://x/y"});
        let flat = read(&flat).unwrap();
        assert!(flat.has_next && flat.flat);
        let analytics = json!({"metaData": {"pager": {"page": 1, "isLastPage": true}}});
        assert_eq!(read(&analytics).unwrap().is_last_page, Some(true));
        assert_eq!(read(&json!({"system": {}})), None);
    }
}

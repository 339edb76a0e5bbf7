//! What is remembered of a page's rows while they pass: enough to know a page that makes no sense.

use std::collections::hash_map::DefaultHasher;
use std::hash::Hasher;

use serde::Deserialize;
use serde_json::Value;

use super::pager::Pager;

/// What was seen of a page once it was read through.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    pub(super) rows: u64,
    /// The first row.
    pub(super) first: Option<Mark>,
    /// The id of the last row, in a run by id.
    pub(super) last_id: Option<String>,
    /// A hash of all rows, to know a page again whose rows have no ids.
    pub(super) hash: u64,
    pub(super) pager: Option<Pager>,
}

/// What a row is known by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) id: Option<String>,
    hash: u64,
}

impl Mark {
    fn of(row: &[u8]) -> Self {
        let mut hasher = DefaultHasher::new();
        hasher.write(row);
        Self {
            id: row_id(row),
            hash: hasher.finish(),
        }
    }

    /// Whether this is the same row, though it may have been changed meanwhile.
    fn is_same_row(&self, other: &Self) -> bool {
        match (&self.id, &other.id) {
            (Some(id), Some(other)) => id == other,
            _ => self == other,
        }
    }
}

/// Why a row cannot belong to the page that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Nonsense {
    /// The page begins like the one before.
    Repeated,
    /// A run by id met a row without one.
    NoId,
    /// A run by id met an id that it had passed.
    NotAfter(String),
    /// A run by id met ids out of order.
    NotInOrder(String),
}

/// The account of a page under way.
#[derive(Debug)]
pub(super) struct Watch {
    rows: u64,
    first: Option<Mark>,
    /// The first row of the page before.
    before: Option<Mark>,
    by_id: bool,
    /// In a run by id, the last one that was handed out.
    last_id: Option<String>,
    hasher: DefaultHasher,
    /// The bytes of the last row, where the page may have to be opened again.
    last: Option<Vec<u8>>,
}

impl Watch {
    /// `before` is the first row of the page before.
    pub(super) fn new(before: Option<Mark>, keep_last: bool) -> Self {
        Self {
            rows: 0,
            first: None,
            before,
            by_id: false,
            last_id: None,
            hasher: DefaultHasher::new(),
            last: keep_last.then(Vec::new),
        }
    }

    /// Watches that all ids are above this one, and rise.
    pub(super) fn by_id(mut self, after: Option<String>) -> Self {
        self.by_id = true;
        self.last_id = after;
        self
    }

    /// How many rows passed.
    pub(super) fn rows(&self) -> u64 {
        self.rows
    }

    /// In a run by id, the last one that was handed out.
    pub(super) fn last_id(&self) -> Option<&str> {
        self.last_id.as_deref()
    }

    /// Looks at a row before it is handed out; its id, in a run by id, goes to [`pass`](Self::pass).
    pub(super) fn check(&mut self, row: &[u8]) -> Result<Option<String>, Nonsense> {
        if self.first.is_none() {
            let first = Mark::of(row);
            // Rows without an id may well be alike.
            if first.id.is_some() && self.before.as_ref() == Some(&first) {
                return Err(Nonsense::Repeated);
            }
            self.first = Some(first);
        }
        if !self.by_id {
            return Ok(None);
        }
        let id = own_id(row).ok_or(Nonsense::NoId)?;
        match &self.last_id {
            // DHIS2 sorts ids by code point, as bytes do.
            Some(last) if id.as_bytes() <= last.as_bytes() => Err(if self.rows == 0 {
                Nonsense::NotAfter(id)
            } else {
                Nonsense::NotInOrder(id)
            }),
            _ => Ok(Some(id)),
        }
    }

    /// Takes account of a row that was handed out.
    pub(super) fn pass(&mut self, row: &[u8], id: Option<String>) {
        self.rows += 1;
        if id.is_some() {
            self.last_id = id;
        }
        if self.first.as_ref().is_none_or(|first| first.id.is_none()) {
            self.hasher.write(row);
            self.hasher.write_u8(0);
        }
        if let Some(last) = &mut self.last {
            last.clear();
            last.extend_from_slice(row);
        }
    }

    /// Whether as many rows passed here as there, and the same ones as far as can be told: the first
    /// and the last.
    pub(super) fn is_where(&self, other: &Self) -> bool {
        let same = |ours: Option<&Mark>, theirs: Option<&Mark>| match (ours, theirs) {
            (Some(ours), Some(theirs)) => ours.is_same_row(theirs),
            (ours, theirs) => ours.is_none() && theirs.is_none(),
        };
        let last = |watch: &Self| watch.last.as_deref().map(Mark::of);
        self.rows == other.rows
            && (self.rows == 0
                || same(self.first.as_ref(), other.first.as_ref())
                    && same(last(self).as_ref(), last(other).as_ref()))
    }

    /// The whole account, once the page was read to its end.
    pub(super) fn finish(self, pager: Option<Pager>) -> Seen {
        Seen {
            rows: self.rows,
            first: self.first,
            last_id: self.last_id.filter(|_| self.rows > 0),
            hash: self.hasher.finish(),
            pager,
        }
    }
}

/// The id of a row, by whichever name its kind has. A row may also be nothing but an id.
fn row_id(row: &[u8]) -> Option<String> {
    /// The known names; all else is skipped unread.
    #[derive(Deserialize)]
    struct Ids {
        #[serde(default)]
        id: Option<Value>,
        #[serde(default)]
        relationship: Option<Value>,
        #[serde(default)]
        event: Option<Value>,
        #[serde(default)]
        enrollment: Option<Value>,
        #[serde(default, rename = "trackedEntity")]
        tracked_entity: Option<Value>,
        #[serde(default)]
        key: Option<Value>,
    }
    match row.first() {
        Some(b'"') => return serde_json::from_slice(row).ok(),
        Some(b'{') => {}
        // serde would take the columns of a table for the fields.
        _ => return None,
    }
    let ids: Ids = serde_json::from_slice(row).ok()?;
    // An event names its enrollment and tracked entity as well: the most special name counts.
    [
        ids.id,
        ids.relationship,
        ids.event,
        ids.enrollment,
        ids.tracked_entity,
        ids.key,
    ]
    .into_iter()
    .flatten()
    .find_map(|id| match id {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

/// The `id` of a row.
fn own_id(row: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Own {
        id: String,
    }
    if row.first() != Some(&b'{') {
        return None;
    }
    serde_json::from_slice::<Own>(row).ok().map(|own| own.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_known_by_the_most_special_of_its_ids() {
        let event = br#"{"trackedEntity":"t","enrollment":"e","event":"v","other":[{"id":"x"}]}"#;
        assert_eq!(row_id(event).as_deref(), Some("v"));
        assert_eq!(row_id(br#"{"id":7}"#).as_deref(), Some("7"));
        assert_eq!(row_id(br#""OuProvTess1""#).as_deref(), Some("OuProvTess1"));
        assert_eq!(row_id(br#"{"key":"k1","a":3}"#).as_deref(), Some("k1"));
        assert_eq!(row_id(br#"["a","b"]"#), None);
    }

    #[test]
    fn rows_of_one_owner_are_not_one_row() {
        let (one, two) = (
            Mark::of(br#"{"trackedEntity":"t","at":1}"#),
            Mark::of(br#"{"trackedEntity":"t","at":2}"#),
        );
        let mut watch = Watch::new(Some(one), false);
        assert_eq!(watch.check(br#"{"trackedEntity":"t","at":2}"#), Ok(None));
        let mut watch = Watch::new(Some(two), false);
        assert_eq!(
            watch.check(br#"{"trackedEntity":"t","at":2}"#),
            Err(Nonsense::Repeated)
        );
    }

    #[test]
    fn the_ids_of_a_run_by_id_only_rise() {
        let mut watch = Watch::new(None, false).by_id(Some("b".to_owned()));
        assert_eq!(
            watch.check(br#"{"id":"a"}"#),
            Err(Nonsense::NotAfter("a".to_owned()))
        );
        let row = br#"{"id":"d"}"#;
        let id = watch.check(row).unwrap();
        watch.pass(row, id);
        assert_eq!(
            watch.check(br#"{"id":"c"}"#),
            Err(Nonsense::NotInOrder("c".to_owned()))
        );
        assert_eq!(watch.check(br#"{"name":"n"}"#), Err(Nonsense::NoId));
        assert_eq!(watch.last_id(), Some("d"));
    }
}

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign};

use serde_json::Value;

use super::json::{self, Object};

/// How many rows an import created, updated, deleted and left alone.
///
/// The same five numbers for every importer; what data values call `imported` is `created` here.
/// They are the server's own counts, with its own habits:
///
/// - Data values that equal what is stored are `ignored` on 2.42; unchanged metadata and tracker
///   objects are `updated`.
/// - On 2.43 every data value that is taken is `updated`, also a new or unchanged one.
/// - A refused batch may have all counts at 0 (2.43), or everything under `ignored`.
/// - A tracker dry run counts nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Stats {
    /// New rows.
    pub created: u64,
    /// Rows that replaced another.
    pub updated: u64,
    /// Rows that were taken away.
    pub deleted: u64,
    /// Rows that were refused or had nothing new.
    pub ignored: u64,
    /// All rows: what the server says, or the sum of the others.
    pub total: u64,
}

impl Stats {
    /// Rows that were created, updated or deleted.
    pub fn written(&self) -> u64 {
        self.created
            .saturating_add(self.updated)
            .saturating_add(self.deleted)
    }

    /// From `importCount`, `stats` or the counts beside the status, whichever is there.
    pub(super) fn read(body: &Object) -> Option<Self> {
        json::object(body, "importCount")
            .or_else(|| json::object(body, "stats"))
            .map(Self::counts)
            .or_else(|| Self::is_flat(body).then(|| Self::counts(body)))
    }

    /// Whether the counts stand beside the status, as old servers wrote them.
    pub(super) fn is_flat(body: &Object) -> bool {
        ["imported", "ignored"]
            .iter()
            .any(|key| body.get(*key).is_some_and(Value::is_number))
    }

    fn counts(object: &Object) -> Self {
        let count = |key| object.get(key).and_then(Value::as_u64);
        let mut stats = Self {
            created: count("created").or_else(|| count("imported")).unwrap_or(0),
            updated: count("updated").unwrap_or(0),
            deleted: count("deleted").unwrap_or(0),
            ignored: count("ignored").unwrap_or(0),
            total: 0,
        };
        stats.total =
            count("total").unwrap_or_else(|| stats.written().saturating_add(stats.ignored));
        stats
    }
}

impl AddAssign for Stats {
    fn add_assign(&mut self, other: Self) {
        self.created = self.created.saturating_add(other.created);
        self.updated = self.updated.saturating_add(other.updated);
        self.deleted = self.deleted.saturating_add(other.deleted);
        self.ignored = self.ignored.saturating_add(other.ignored);
        self.total = self.total.saturating_add(other.total);
    }
}

impl Add for Stats {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}

impl Sum for Stats {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::default(), Add::add)
    }
}

impl fmt::Display for Stats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} created, {} updated, {} deleted, {} ignored",
            self.created, self.updated, self.deleted, self.ignored
        )
    }
}

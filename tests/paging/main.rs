//! Lists page by page: every pager shape, every way to end, and every way to go wrong.

#![allow(clippy::unwrap_used)] // In helpers of tests too.

mod faults;
mod lists;
#[path = "../paging_support/mod.rs"]
mod paging_support;
mod recorded;
#[path = "../server/mod.rs"]
mod server;

use serde_json::Value;

/// The ids of all rows.
fn ids(items: impl Iterator<Item = dhis2::Result<Value>>) -> Vec<String> {
    items
        .map(|row| paging_support::id_of(&row.unwrap()))
        .collect()
}

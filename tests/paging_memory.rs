//! The memory of a list read by items: a page of any size costs one object.
//!
//! One test in a binary of its own, because the allocator counts for the whole process.

#![allow(clippy::unwrap_used)] // In helpers of tests too.

mod paging_support;
mod server;

use std::fmt::Write as _;
use std::io::Read;

use peak_alloc::PeakAlloc;
use server::{Reply, Server, api};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// A page of `rows` rows, made while it is sent.
struct Page {
    at: u64,
    rows: u64,
    text: String,
    sent: usize,
}

impl Page {
    fn of(rows: u64) -> Self {
        let text = r#"{"pager":{"page":1,"pageCount":1},"organisationUnits":["#.to_owned();
        Self {
            at: 0,
            rows,
            text,
            sent: 0,
        }
    }
}

impl Read for Page {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        if self.sent == self.text.len() {
            self.text.clear();
            self.sent = 0;
            if self.at < self.rows {
                let comma = if self.at == 0 { "" } else { "," };
                let id = self.at;
                write!(
                    self.text,
                    r#"{comma}{{"id":"Id{id:09}","name":"unit {id}"}}"#
                )
                .unwrap();
            } else if self.at == self.rows {
                self.text.push_str("]}");
            }
            self.at += 1;
        }
        let count = out.len().min(self.text.len() - self.sent);
        out[..count].copy_from_slice(&self.text.as_bytes()[self.sent..self.sent + count]);
        self.sent += count;
        Ok(count)
    }
}

#[derive(serde::Deserialize)]
struct Unit {
    id: dhis2::Uid,
}

/// The most memory that was held while a page of so many rows was read, server included.
fn peak(rows: u64, by_id: bool) -> usize {
    let server = Server::start(move |_| Reply::stream(200, move || Page::of(rows)));
    let api = api(&server.url());
    let mut items = api.get("organisationUnits").items_as::<Unit>();
    if by_id {
        items = items.by_id();
    }
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let mut read = 0;
    for unit in &mut items {
        assert!(unit.unwrap().id.as_str().starts_with("Id"));
        read += 1;
    }
    assert_eq!(read, rows);
    ALLOCATOR.peak_usage().saturating_sub(before)
}

#[test]
fn a_page_of_a_hundred_times_the_rows_takes_no_more_memory() {
    const ONCE: u64 = 2_000;
    for by_id in [false, true] {
        peak(ONCE, by_id); // What is made once per process.
        let (small, large) = (peak(ONCE, by_id), peak(100 * ONCE, by_id));
        assert!(
            large < small + 128 * 1024,
            "{small} bytes, then {large} bytes"
        );
        assert!(large < 1 << 20, "{large} bytes");
    }
}

//! The rows of analytics are read and written in constant memory: a hundred times the rows take no
//! more of it.
//!
//! One test in a binary of its own, because the allocator counts for the whole process, the test
//! server included.

#![allow(clippy::expect_used, clippy::unwrap_used)]

mod server;

use dhis2::Api;
use dhis2::analytics::{AggregateQuery, GridFormat};
use dhis2::stream::JsonBody;
use peak_alloc::PeakAlloc;
use serde_json::json;
use server::{Reply, Server};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

const ONCE: u32 = 2_000;
const BUFFERS: usize = 1024 * 1024;

/// Gives as many rows as the first day's year says, in JSON and CSV.
fn start() -> Server {
    Server::start(|request| {
        let year: u32 = request.param("startDate").unwrap()[..4].parse().unwrap();
        let count = if year == 2001 { ONCE } else { ONCE * 100 };
        let rows = move || {
            (0..count).map(|n| ["DeMalariaC1".to_owned(), "202601".to_owned(), n.to_string()])
        };
        if request.path == "/api/analytics.csv" {
            return Reply::stream(200, move || Lines::new(rows()))
                .header("content-type", "application/csv");
        }
        let headers = json!([{"name": "dx"}, {"name": "pe"}, {"name": "value"}]);
        let meta = json!({"items": {"DeMalariaC1": {"name": "Malaria"}}, "dimensions": {}});
        Reply::stream(200, move || {
            let body = JsonBody::new("rows", rows());
            body.field("headers", headers.clone())
                .field("metaData", meta.clone())
        })
        .header("content-type", "application/json")
    })
}

/// Lines of CSV that are made while they are read.
struct Lines<I> {
    rows: I,
    line: Vec<u8>,
}

impl<I> Lines<I> {
    fn new(rows: I) -> Self {
        let line = b"Data,Period,Value\n".to_vec();
        Self { rows, line }
    }
}

impl<I: Iterator<Item = [String; 3]>> std::io::Read for Lines<I> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        if self.line.is_empty() {
            if let Some(row) = self.rows.next() {
                self.line = format!("{}\n", row.join(",")).into_bytes();
            }
        }
        let count = self.line.len().min(out.len());
        out[..count].copy_from_slice(&self.line[..count]);
        self.line.drain(..count);
        Ok(count)
    }
}

/// The most memory that `run` held beyond what was held before.
fn peak(run: impl FnOnce()) -> usize {
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    run();
    ALLOCATOR.peak_usage().saturating_sub(before)
}

fn query(api: &Api, count: u32) -> AggregateQuery {
    let year = if count == ONCE { 2001 } else { 2002 };
    let query = api.analytics().aggregate().data(["DeMalariaC1"]);
    query.start_date(format!("{year}-01-01").parse().unwrap())
}

fn rows(api: &Api, count: u32) {
    let mut seen = 0;
    for row in query(api, count).rows().unwrap() {
        let row = row.unwrap();
        assert_eq!(row.name_of("dx"), Some("Malaria"));
        assert_eq!(row.number("value"), Some(f64::from(seen)));
        seen += 1;
    }
    assert_eq!(seen, count);
}

fn typed(api: &Api, count: u32) {
    let rows = query(api, count).rows().unwrap();
    let mut sum = 0;
    for row in rows.rows_as::<(String, String, u64)>() {
        sum += row.unwrap().2;
    }
    let count = u64::from(count);
    assert_eq!(sum, count * (count - 1) / 2);
}

fn file(api: &Api, count: u32) {
    let query = query(api, count);
    let bytes = query
        .copy_to(&mut std::io::sink(), GridFormat::Csv)
        .unwrap();
    assert!(bytes > u64::from(count) * 20);
}

/// Reads so many rows.
type Run = fn(&Api, u32);

#[test]
fn the_memory_does_not_grow_with_the_rows() {
    let server = start();
    let api = Api::builder(server.url()).no_proxy().build().unwrap();
    let runs: [(&str, Run); 3] = [("rows", rows), ("typed", typed), ("file", file)];
    for (name, run) in runs {
        // The first run opens the connection and fills what is kept.
        run(&api, ONCE);
        let once = peak(|| run(&api, ONCE));
        let hundred = peak(|| run(&api, ONCE * 100));
        assert!(once < BUFFERS, "{name}: {once} bytes");
        assert!(
            hundred < once + BUFFERS / 4,
            "{name}: {once} bytes for {ONCE} rows, {hundred} for a hundred times as many"
        );
    }
}

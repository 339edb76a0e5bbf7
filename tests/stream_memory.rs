//! The memory of a stream is its buffers: a hundred times the data takes no more of it.
//!
//! One test in a binary of its own, because the allocator counts for the whole process.

#![allow(clippy::expect_used)] // In helpers of tests too.

use std::io::{self, Read};

use dhis2::stream::{CsvRows, Elements, JsonBody};
use peak_alloc::PeakAlloc;
use serde::{Deserialize, Serialize};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

const ONCE: u64 = 2_000;
const BUFFERS: usize = 512 * 1024;

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct DataValue {
    data_element: String,
    period: String,
    org_unit: String,
    value: String,
}

fn values(count: u64) -> impl Iterator<Item = DataValue> + Send + 'static {
    (0..count).map(|n| DataValue {
        data_element: "DeMalariaC1".to_owned(),
        period: "202601".to_owned(),
        org_unit: "OuVelmora01".to_owned(),
        value: n.to_string(),
    })
}

/// A CSV text of any length that nobody holds.
struct CsvText {
    line: Vec<u8>,
    at: usize,
    left: u64,
}

impl Read for CsvText {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.at == self.line.len() {
            if self.left == 0 {
                return Ok(0);
            }
            self.left -= 1;
            self.at = 0;
            self.line.clear();
            self.line
                .extend_from_slice(b"DeMalariaC1,\"a \"\"b\"\"\n\",1\n");
        }
        let count = (self.line.len() - self.at).min(out.len());
        out[..count].copy_from_slice(&self.line[self.at..self.at + count]);
        self.at += count;
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

/// Writes and reads a document at once, with neither held.
fn json(count: u64) {
    let body = JsonBody::new("dataValues", values(count)).field("dataSet", "DsMonthly01");
    let progress = body.progress();
    let mut elements = Elements::<DataValue, _>::new(body, "dataValues");
    let mut sum = 0;
    for element in &mut elements {
        sum += element
            .expect("a value")
            .value
            .parse::<u64>()
            .expect("a number");
    }
    assert_eq!(sum, count * (count - 1) / 2);
    assert_eq!(progress.elements(), count);
    assert_eq!(elements.fields()["dataSet"], "DsMonthly01");
}

fn gzip(count: u64) {
    let mut body = JsonBody::new("dataValues", values(count)).gzip();
    io::copy(&mut body, &mut io::sink()).expect("sent");
    assert_eq!(body.progress().elements(), count);
}

fn csv(count: u64) {
    let text = CsvText {
        line: b"dataElement,comment,value\n".to_vec(),
        at: 0,
        left: count,
    };
    let rows = CsvRows::new(text);
    let fields: usize = rows.map(|row| row.expect("a row").len()).sum();
    assert_eq!(fields as u64, count * 3);
}

/// A field too large to be kept costs no more than its limit.
fn skipped_field(count: u64) {
    let body = JsonBody::new("notAskedFor", values(count));
    let splitter = dhis2::stream::ElementSplitter::new(body, "dataValues").fields_limit(100_000);
    let mut elements = Elements::<DataValue, _>::from(splitter);
    assert!(elements.next().is_none());
    assert_eq!(elements.splitter().fields_skipped(), 1);
}

fn compare(name: &str, run: fn(u64)) {
    let once = peak(|| run(ONCE));
    let often = peak(|| run(ONCE * 100));
    println!("{name}: {once} bytes at once, {often} at a hundred times");
    // A few bytes more: the numbers themselves grow longer.
    assert!(often <= once + 1024, "{name}: {once} bytes grew to {often}");
    assert!(often <= BUFFERS, "{name}: {often} bytes");
}

#[test]
fn a_hundred_times_the_data_takes_no_more_memory() {
    compare("json", json);
    compare("gzip", gzip);
    compare("csv", csv);
    compare("skipped field", skipped_field);
    // The measure itself can tell: what is held is seen.
    let held = peak(|| {
        let all: Vec<DataValue> = values(ONCE * 10).collect();
        assert_eq!(all.len() as u64, ONCE * 10);
    });
    assert!(held > BUFFERS, "{held} bytes");
}

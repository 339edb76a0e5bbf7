//! An export and an import hold their buffers, whatever their size: a hundred times the values
//! take no more memory.
//!
//! One test in a binary of its own, because the allocator counts for the whole process, the test
//! server included.

#![allow(clippy::expect_used, clippy::unwrap_used)]

mod server;

use dhis2::Api;
use dhis2::data_values::{DataValue, Format};
use dhis2::stream::JsonBody;
use peak_alloc::PeakAlloc;
use serde_json::json;
use server::{Reply, Server, api};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

const ONCE: u32 = 1_000;
const BUFFERS: usize = 2 * 1024 * 1024;

fn values(count: u32) -> impl Iterator<Item = DataValue> + Send + 'static {
    (0..count).map(|n| DataValue::new("DeMalariaC1", "", "OuFacNoGeo1", n))
}

/// Gives as many values as `limit` says, and takes any number.
fn start() -> Server {
    Server::builder().discard_bodies().start(|request| {
        if request.method == "POST" {
            return Reply::json(
                200,
                &json!({ "status": "OK", "response": {
                    "responseType": "ImportSummary", "status": "SUCCESS", "conflicts": [],
                    "importCount": { "imported": 1, "updated": 0, "ignored": 0, "deleted": 0 },
                }}),
            );
        }
        let count = request.param("limit").unwrap().parse().unwrap();
        Reply::stream(200, move || {
            JsonBody::new("dataValues", values(count)).field("period", "202601")
        })
        .header("content-type", "application/json")
    })
}

/// The most memory that `run` held beyond what was held before.
fn peak(run: impl FnOnce()) -> usize {
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    run();
    ALLOCATOR.peak_usage().saturating_sub(before)
}

fn export(api: &Api, count: u32) {
    let export = api
        .data_values()
        .export()
        .data_set("DsMonthly01")
        .limit(count.into());
    let mut seen = 0;
    for value in export.values().unwrap() {
        assert_eq!(value.unwrap().period, "202601");
        seen += 1;
    }
    assert_eq!(seen, count);
}

fn import(api: &Api, count: u32) {
    let import = api
        .data_values()
        .import()
        .period("202601")
        .values(values(count));
    assert!(import.send().unwrap().is_ok());
}

fn csv(api: &Api, count: u32) {
    let text = values(count).map(|value| {
        let value = value.value.unwrap();
        format!("DeMalariaC1,202601,OuFacNoGeo1,{value}\n").into_bytes()
    });
    let header = b"dataelement,period,orgunit,value\n".to_vec();
    let reader = Lines(Box::new([header].into_iter().chain(text)), Vec::new());
    let import = api.data_values().import().reader(Format::Csv, reader);
    assert!(import.send().unwrap().is_ok());
}

struct Lines(Box<dyn Iterator<Item = Vec<u8>> + Send>, Vec<u8>);

impl std::io::Read for Lines {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        if self.1.is_empty() {
            self.1 = self.0.next().unwrap_or_default();
        }
        let count = self.1.len().min(out.len());
        out[..count].copy_from_slice(&self.1[..count]);
        self.1.drain(..count);
        Ok(count)
    }
}

/// From one server into another.
fn flow(api: &Api, count: u32) {
    let export = api
        .data_values()
        .export()
        .data_set("DsMonthly01")
        .limit(count.into());
    let import = api.data_values().import().values(export.values().unwrap());
    assert!(import.send().unwrap().is_ok());
}

#[test]
fn a_hundred_times_the_values_take_no_more_memory() {
    let server = start();
    let api = api(&server.url());
    for (name, run) in [
        ("export", export as fn(&Api, u32)),
        ("import", import),
        ("csv", csv),
        ("flow", flow),
    ] {
        run(&api, ONCE);
        let once = peak(|| run(&api, ONCE));
        let often = peak(|| run(&api, ONCE * 100));
        println!("{name}: {once} bytes at once, {often} at a hundred times");
        // The timing of two threads moves the peak by a buffer or two.
        assert!(
            often <= once + 256 * 1024,
            "{name}: {once} bytes grew to {often}"
        );
        assert!(often <= BUFFERS, "{name}: {often} bytes");
    }
    // The measure itself can tell: what is held is seen.
    let held = peak(|| assert_eq!(values(ONCE * 40).collect::<Vec<_>>().len(), 40_000));
    assert!(held > BUFFERS, "{held} bytes");
}

//! A server that remembers which items it was sent, and a clock that only pretends to wait.
// Each test binary uses a part of this.
#![allow(dead_code)]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use dhis2::{Api, Clock};
use serde_json::{Value, json};

use crate::server::{Reply, Request, Server};

/// A client for the test server.
pub(crate) fn api(server: &Server) -> Api {
    Api::builder(server.url()).no_proxy().build().unwrap()
}

pub(crate) fn api_with(server: &Server, clock: &Pretend) -> Api {
    let builder = Api::builder(server.url()).no_proxy();
    builder.clock(clock.clone()).build().unwrap()
}

/// An item: `{"n": 17}`.
pub(crate) fn item(n: u64) -> Value {
    json!({ "n": n })
}

pub(crate) fn items(range: std::ops::Range<u64>) -> impl Iterator<Item = Value> {
    range.map(item)
}

/// The numbers of the items in a request.
pub(crate) fn numbers(request: &Request) -> Vec<u64> {
    let body = request.json();
    let list = body["items"].as_array().cloned().unwrap_or_default();
    list.iter()
        .map(|item| item["n"].as_u64().unwrap())
        .collect()
}

/// What DHIS2 says when it took all of so many data values.
pub(crate) fn taken(count: usize) -> Reply {
    Reply::json(200, &summary("SUCCESS", count, &[]))
}

/// What DHIS2 says when it took these many and refused those at the positions.
pub(crate) fn partly(count: usize, rejected: &[usize]) -> Reply {
    Reply::json(409, &summary("WARNING", count, rejected))
}

fn summary(status: &str, imported: usize, rejected: &[usize]) -> Value {
    let conflicts: Vec<Value> = rejected
        .iter()
        .map(|at| {
            json!({"value": format!("bad at {at}"), "errorCode": "E7619", "indexes": [at],
                "objects": {}})
        })
        .collect();
    json!({"httpStatus": "x", "httpStatusCode": 200, "status": status, "response": {
        "responseType": "ImportSummary", "status": status,
        "importCount": {"imported": imported, "updated": 0, "ignored": rejected.len(), "deleted": 0},
        "conflicts": conflicts, "rejectedIndexes": rejected, "dataSetComplete": "false"}})
}

/// How often each item was taken in.
#[derive(Clone, Default)]
pub(crate) struct Store(Arc<Mutex<BTreeMap<u64, u32>>>);

impl Store {
    pub(crate) fn take(&self, request: &Request) -> Reply {
        let numbers = numbers(request);
        let mut store = self.0.lock().unwrap();
        for n in &numbers {
            *store.entry(*n).or_default() += 1;
        }
        taken(numbers.len())
    }

    pub(crate) fn count(&self, n: u64) -> u32 {
        self.0.lock().unwrap().get(&n).copied().unwrap_or(0)
    }

    pub(crate) fn counts(&self) -> BTreeMap<u64, u32> {
        self.0.lock().unwrap().clone()
    }
}

/// A clock whose sleeps take no time and move it forward.
#[derive(Clone, Debug)]
pub(crate) struct Pretend {
    start: Instant,
    slept: Arc<Mutex<Duration>>,
}

impl Pretend {
    pub(crate) fn new() -> Self {
        Self {
            start: Instant::now(),
            slept: Arc::default(),
        }
    }

    pub(crate) fn slept(&self) -> Duration {
        *self.slept.lock().unwrap()
    }
}

impl Clock for Pretend {
    fn now(&self) -> Instant {
        self.start + self.slept()
    }

    fn system_now(&self) -> SystemTime {
        SystemTime::now() + self.slept()
    }

    fn sleep(&self, duration: Duration) {
        *self.slept.lock().unwrap() += duration;
    }
}

/// A small generator of numbers, the same for each seed.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// From 0 to below `sides`.
    pub(crate) fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }
}

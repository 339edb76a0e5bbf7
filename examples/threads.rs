//! One client, many threads: counts the facilities of every district with four workers.
//!
//! `cargo run --example threads`

#[path = "support/mod.rs"]
mod support;

use std::sync::Mutex;
use std::thread;

use dhis2::{Api, Result};
use serde::Deserialize;

/// How many requests run at once.
const WORKERS: usize = 4;

fn main() -> Result<()> {
    let target = support::server();
    // The pool keeps as many idle connections as there are workers, so each keeps its own.
    let api = target
        .builder()
        .max_idle_connections(100, WORKERS)
        .build()?;

    let districts: List = api
        .get("organisationUnits")
        .fields("id,name")
        .filter("level:eq:3")
        .param("paging", false)
        .fetch()?;

    // A shared iterator is all the queue there is to it: who is free takes the next one.
    let queue = Mutex::new(districts.units.iter());
    let mut counts = thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS)
            .map(|_| scope.spawn(|| work(&api, || queue.lock().ok()?.next())))
            .collect();
        let mut counts = Vec::new();
        for worker in workers {
            // A panic of a worker goes on here instead of being lost.
            let counted = worker
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            counts.extend(counted?);
        }
        Ok::<_, dhis2::Error>(counts)
    })?;

    counts.sort_unstable();
    for (name, count) in &counts {
        println!("{name}: {count}");
    }
    println!("{} districts with {WORKERS} workers", counts.len());
    Ok(())
}

/// Takes districts until there are no more. The first error ends this worker.
fn work<'a>(api: &Api, next: impl Fn() -> Option<&'a Unit>) -> Result<Vec<(&'a str, u64)>> {
    let mut counts = Vec::new();
    while let Some(district) = next() {
        let children: Paged = api
            .get("organisationUnits")
            .fields("id")
            .filter(dhis2::Filter::eq("parent.id", &district.id))
            .param("pageSize", 1)
            .fetch()?;
        counts.push((district.name.as_str(), children.pager.total));
    }
    Ok(counts)
}

#[derive(Deserialize)]
struct List {
    #[serde(rename = "organisationUnits")]
    units: Vec<Unit>,
}

#[derive(Deserialize)]
struct Unit {
    id: String,
    name: String,
}

#[derive(Deserialize)]
struct Paged {
    pager: Pager,
}

#[derive(Deserialize)]
struct Pager {
    total: u64,
}

//! Partitioned requests under fire: random faults, many workers, endless input.
// Helpers of tests fail like tests.
#![allow(clippy::unwrap_used, clippy::cast_possible_truncation)]

mod partition_support;
mod server;

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::time::Duration;

use dhis2::{Error, PartError, RetryPolicy, Sent};
use partition_support::{Dice, Pretend, Store, api, api_with, item, items, numbers, taken};
use server::{Reply, Request, Server};

fn seed() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    u64::from(now.unwrap().subsec_nanos())
}

/// A server that fails a request in three, in one of many ways; what it took is in the store.
fn rough(store: &Store, seed: u64) -> Server {
    let dice = Mutex::new(Dice::new(seed));
    let store = store.clone();
    Server::start(move |r: &Request| {
        let face = dice.lock().unwrap().roll(33);
        let count = numbers(r).len();
        match face {
            // Before the items are taken.
            0 => Reply::reset(),
            1 => Reply::empty(429).header("retry-after", "3"),
            2 => Reply::empty(429),
            3 => Reply::html(502, "<title>502 Bad Gateway</title>"),
            4 => Reply::empty(503),
            5 => Reply::html(504, "<title>504 Gateway Time-out</title>"),
            6 if count > 2 => Reply::html(413, "<title>413</title>"),
            // After.
            7 => {
                store.take(r);
                Reply::hang_up()
            }
            8 => store.take(r).reset_at(50),
            9 => store.take(r).truncate_at(server::At::Body(20)),
            10 => {
                store.take(r);
                Reply::html(504, "<title>504 Gateway Time-out</title>")
            }
            _ => store.take(r),
        }
    })
}

#[test]
fn nothing_is_lost_and_the_order_is_kept_on_a_rough_server() {
    let seed = seed();
    let store = Store::default();
    let server = rough(&store, seed);
    let clock = Pretend::new();
    let request = api_with(&server, &clock).post("x").idempotent(true);
    let parts = request
        .retry(RetryPolicy::default().max_attempts(10))
        .partitioned("items", items(0..2000))
        .max_items(10)
        .concurrency(8);
    let mut at = 0;
    for part in parts {
        let part = part.unwrap_or_else(|error| panic!("seed {seed}: {error}"));
        assert_eq!(part.range().start, at, "seed {seed}");
        at = part.range().end;
    }
    assert_eq!(at, 2000, "seed {seed}");
    assert!((0..2000).all(|n| store.count(n) >= 1), "seed {seed}");
}

#[test]
fn nothing_is_doubled_and_what_is_lost_is_told_where_sending_twice_does_harm() {
    let seed = seed();
    let store = Store::default();
    let server = rough(&store, seed);
    let clock = Pretend::new();
    let parts = api_with(&server, &clock)
        .post("x")
        .retry(RetryPolicy::default())
        .partitioned("items", items(0..2000))
        .max_items(10)
        .concurrency(8);
    let outcomes: Vec<_> = parts.collect();
    let mut at = 0;
    let mut unknown = BTreeSet::new();
    for outcome in &outcomes {
        let range = match outcome {
            Ok(part) => part.range(),
            Err(error) => {
                assert_eq!(error.sent(), Sent::Maybe, "seed {seed}: {error}");
                unknown.extend(error.range());
                error.range()
            }
        };
        assert_eq!(range.start, at, "seed {seed}");
        at = range.end;
    }
    assert_eq!(at, 2000);
    for n in 0..2000 {
        let count = store.count(n);
        assert!(count <= 1, "seed {seed}: item {n} was taken {count} times");
        assert!(
            count == 1 || unknown.contains(&n),
            "seed {seed}: item {n} is lost"
        );
    }
    assert!(!unknown.is_empty(), "seed {seed}: no fault struck");
}

#[test]
fn stalls_end_by_the_time_limit_and_lose_nothing() {
    let store = Store::default();
    let in_server = store.clone();
    let stalled = Mutex::new(BTreeSet::new());
    let server = Server::start(move |r| {
        let first = numbers(r)[0];
        let again = !stalled.lock().unwrap().insert(first);
        match first {
            _ if again => in_server.take(r),
            20 => Reply::silence(),
            40 => in_server.take(r).stall_at(server::At::Body(10)),
            _ => in_server.take(r),
        }
    });
    let clock = Pretend::new();
    let parts = api_with(&server, &clock)
        .post("x")
        .idempotent(true)
        .timeout(Duration::from_millis(150))
        .partitioned("items", items(0..80))
        .max_items(10)
        .concurrency(4);
    let summary = parts.run().unwrap();
    assert!(summary.is_ok(), "{summary}");
    assert!((0..80).all(|n| store.count(n) >= 1));
}

#[test]
#[cfg(target_os = "linux")]
fn a_checkpoint_on_a_disk_that_fills_up_stops_the_run_before_more_is_sent() {
    // No small disk at hand: a limit on the size of files does the same, in a process of its own.
    let Ok(path) = std::env::var("DHIS2_TEST_FULL_DISK") else {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("run.ckpt");
        let status = std::process::Command::new("sh")
            .arg("-c")
            // In blocks of 512 or 1024 bytes; without the signal the write fails.
            .arg("trap '' XFSZ; ulimit -f 4; exec \"$0\" \"$@\"")
            .arg(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "a_checkpoint_on_a_disk_that_fills_up_stops_the_run_before_more_is_sent",
            ])
            .env("DHIS2_TEST_FULL_DISK", &path)
            .stdout(std::process::Stdio::null())
            .status()
            .unwrap();
        assert!(status.success());
        // Whole lines, all the same.
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.ends_with('\n') && text.len() > 500);
        return;
    };
    let store = Store::default();
    let in_server = store.clone();
    let server = Server::start(move |r| in_server.take(r));
    let parts = api(&server).post("x").partitioned("items", items(0..1000));
    let outcomes: Vec<_> = parts.max_items(10).checkpoint(&path).collect();
    let last = outcomes.last().unwrap().as_ref().unwrap_err();
    assert!(matches!(last.error(), Error::Checkpoint(_)), "{last}");
    assert!(last.ended_the_run());
    let answered: u64 = outcomes.iter().flatten().map(dhis2::Part::len).sum();
    assert!(answered > 0 && answered < 1000);
    assert_eq!(store.counts().len() as u64, answered);
}

/// The memory of this process, in bytes.
#[cfg(target_os = "linux")]
fn resident() -> u64 {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap();
    text.split(' ').nth(1).unwrap().parse::<u64>().unwrap() * 4096
}

#[test]
#[cfg(target_os = "linux")]
fn memory_stays_flat_with_an_endless_input() {
    const ALONE: &str = "DHIS2_TEST_FLAT_MEMORY";
    // In a process of its own: other tests use memory too.
    if std::env::var_os(ALONE).is_none() {
        let status = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "memory_stays_flat_with_an_endless_input"])
            .env(ALONE, "1")
            .status()
            .unwrap();
        assert!(status.success());
        return;
    }
    let server = Server::builder().discard_bodies().start(|_| taken(100));
    let endless = (0..).map(|n: u64| serde_json::json!({"n": n, "pad": "x".repeat(1000)}));
    let parts = api(&server).post("x").partitioned("items", endless);
    let mut parts = parts.max_items(100).concurrency(4);
    let mut run = |count| {
        parts
            .by_ref()
            .take(count)
            .for_each(|part| drop(part.unwrap()));
    };
    run(100);
    let before = resident();
    // 50 MB of items.
    run(500);
    let grown = resident().saturating_sub(before);
    assert!(grown < 8 << 20, "{grown} bytes more");
}

#[test]
fn a_hook_that_panics_ends_the_run_instead_of_hanging_it() {
    let server = Server::start(|r| match numbers(r)[0] {
        3 => Reply::empty(503),
        _ => taken(1),
    });
    let clock = Pretend::new();
    let policy = RetryPolicy::default().on_retry(|_| panic!("the caller's hook"));
    let outcomes: Vec<Result<_, PartError>> = api_with(&server, &clock)
        .post("x")
        .idempotent(true)
        .retry(policy)
        .partitioned("items", items(0..10))
        .max_items(1)
        .concurrency(2)
        .collect();
    let failed: Vec<_> = outcomes.iter().filter_map(|o| o.as_ref().err()).collect();
    assert_eq!(failed[0].range(), 3..4);
    assert!(failed[0].to_string().contains("panicked"), "{}", failed[0]);
}

#[test]
fn items_need_not_cross_threads() {
    use std::rc::Rc;
    fn crosses<T: Send>(_: &T) {}
    let (server, count) = (Server::start(|r| taken(numbers(r).len())), Rc::new(()));
    let local = (0..10)
        .map(|n| (Rc::clone(&count), n))
        .map(|(_rc, n)| item(n));
    let parts = api(&server)
        .post("x")
        .partitioned("items", local)
        .concurrency(3);
    assert!(parts.max_items(2).run().unwrap().is_ok());

    crosses(&api(&server).post("x").partitioned("items", items(0..1)));
}

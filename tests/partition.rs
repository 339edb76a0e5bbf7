//! Partitioned requests: splitting, order, failures, refusals.
// Helpers of tests fail like tests.
#![allow(clippy::unwrap_used, clippy::cast_possible_truncation)]

mod partition_support;
mod server;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use dhis2::{Api, Auth, CancelToken, Error, Method, Outcome, PartError, RetryPolicy, Sent};
use partition_support::{Pretend, Store, api, api_with, item, items, numbers, partly, taken};
use proptest::prelude::*;
use serde_json::{Value, json};
use server::replay::Recording;
use server::{Gate, Reply, Server};

fn storing() -> (Server, Store) {
    let store = Store::default();
    let in_server = store.clone();
    (Server::start(move |r| in_server.take(r)), store)
}

fn ranges(outcomes: &[Result<dhis2::Part, PartError>]) -> Vec<Range<u64>> {
    outcomes
        .iter()
        .map(|outcome| match outcome {
            Ok(part) => part.range(),
            Err(error) => error.range(),
        })
        .collect()
}

#[test]
fn a_list_is_sent_in_parts_with_the_fixed_fields_and_handed_out_in_order() {
    let (server, _) = storing();
    let parts: Vec<_> = api(&server)
        .post("dataValueSets")
        .param("idScheme", "CODE")
        .partitioned("items", items(0..5))
        .field("dataSet", "DsMonthly01")
        .max_items(2)
        .collect::<Result<_, _>>()
        .unwrap();
    let seen: Vec<_> = parts.iter().map(|p| (p.range(), p.attempts())).collect();
    assert_eq!(seen, [(0..2, 1), (2..4, 1), (4..5, 1)]);
    assert_eq!(parts[0].report().stats().created, 2);
    assert_eq!((parts[0].status(), parts[0].skipped()), (Some(200), false));
    let requests = server.requests();
    assert_eq!(
        requests[0].text(),
        r#"{"dataSet":"DsMonthly01","items":[{"n":0},{"n":1}]}"#
    );
    assert_eq!(parts[0].bytes(), requests[0].body_len);
    assert_eq!(requests[2].target, "/api/dataValueSets?idScheme=CODE");
    assert_eq!(requests[0].header("content-type"), Some("application/json"));
}

#[test]
fn an_empty_list_sends_nothing() {
    let server = Server::script(vec![]);
    let mut parts = api(&server).post("x").partitioned("items", items(0..0));
    assert!(parts.next().is_none() && parts.next().is_none());
    let summary = api(&server).post("x").partitioned("items", items(0..0));
    let summary = summary.run().unwrap();
    assert!(summary.is_ok() && summary.resume_from() == 0);
    server.verify();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn partitioning_loses_and_repeats_nothing(
        sizes in proptest::collection::vec(0usize..300, 0..60),
        max_items in 1usize..20,
        max_bytes in 1usize..2000,
        workers in 1usize..5,
        ordered: bool,
        from in 0u64..30,
    ) {
        let (server, store) = storing();
        let count = sizes.len() as u64;
        let from = from.min(count);
        let items = sizes.iter().enumerate().map(|(n, size)| json!({"n": n, "pad": "x".repeat(*size)}));
        let parts = api(&server).post("x").partitioned("items", items)
            .max_items(max_items).max_bytes(max_bytes).concurrency(workers).resume_from(from);
        let parts = if ordered { parts } else { parts.unordered() };
        let mut seen: Vec<_> = parts.map(|part| part.unwrap().range()).collect();
        if !ordered {
            seen.sort_by_key(|range| range.start);
        }
        let mut at = from;
        for range in seen {
            prop_assert_eq!(range.start, at);
            at = range.end;
        }
        prop_assert_eq!(at, count);
        for n in 0..count {
            prop_assert_eq!(store.count(n), u32::from(n >= from));
        }
        for request in server.requests() {
            let numbers = numbers(&request);
            prop_assert!(numbers.len() <= max_items);
            prop_assert!(request.body_len <= max_bytes as u64 || numbers.len() == 1);
        }
    }
}

#[test]
fn a_failed_part_is_an_item_and_the_others_go_on() {
    let server = Server::start(|r| match numbers(r)[0] {
        2 => Reply::json(
            500,
            &json!({"httpStatusCode": 500, "status": "ERROR", "message": "oops"}),
        ),
        4 => Reply::reset(),
        6 => Reply::html(404, "<title>nope</title>"),
        _ => taken(2),
    });
    let mut parts = api(&server)
        .post("x")
        .partitioned("items", items(0..10))
        .max_items(2);
    let outcomes: Vec<_> = parts.by_ref().collect();
    assert_eq!(ranges(&outcomes), [0..2, 2..4, 4..6, 6..8, 8..10]);
    let sent: Vec<_> = outcomes
        .iter()
        .map(|o| o.as_ref().err().map(PartError::sent))
        .collect();
    assert_eq!(
        sent,
        [
            None,
            Some(Sent::Maybe),
            Some(Sent::Maybe),
            Some(Sent::Not),
            None
        ]
    );
    assert_eq!(parts.position(), 2);
    let first = outcomes.into_iter().nth(1).unwrap().unwrap_err();
    let text = first.to_string();
    assert!(
        text.starts_with("items 2 to 3: POST ") && text.contains("oops"),
        "{text}"
    );
    assert!(text.ends_with("items may have been written"), "{text}");
    assert_eq!(Error::from(first).status(), Some(500));
}

#[test]
fn settings_are_checked_at_the_call_or_are_the_only_item() {
    let server = Server::script(vec![]);
    let post = || {
        api(&server)
            .post("metadata")
            .partitioned("items", items(0..3))
    };
    let cases = vec![
        (post().max_items(0), "max_items"),
        (post().max_bytes(0), "max_bytes"),
        (post().concurrency(0), "concurrency"),
        (post().concurrency(65), "concurrency"),
        (post().stop_after(0), "stop_after"),
        (post().field("items", 1), "field"),
        (
            post().field("completeDate", "2026-01-01").bisect(true),
            "completeDate",
        ),
        (
            api(&server).get("x").partitioned("items", items(0..3)),
            "method",
        ),
        (
            api(&server)
                .post("x")
                .text("y")
                .partitioned("items", items(0..3)),
            "body",
        ),
        (
            api(&server)
                .post("x")
                .filter("a")
                .partitioned("items", items(0..3)),
            "filter",
        ),
        (
            api(&server)
                .post("metadata")
                .param("dryRun", true)
                .partitioned("items", items(0..3)),
            "dryRun",
        ),
        (
            api(&server)
                .post("tracker")
                .param("importMode", "validate")
                .partitioned("items", items(0..3)),
            "importMode",
        ),
        (
            api(&server)
                .post("dataValueSets")
                .param("dryRun", true)
                .partitioned("items", items(0..3))
                .field("completeDate", "2026-01-01"),
            "completeDate",
        ),
    ];
    for (parts, name) in cases {
        let error = parts.check().unwrap_err();
        assert!(
            matches!(&error, Error::InvalidInput(e) if e.name() == name),
            "{name}: {error}"
        );
    }
    let mut parts = post().max_items(0);
    let error = parts.next().unwrap().unwrap_err();
    assert!(error.ended_the_run() && error.range().is_empty());
    assert!(parts.next().is_none());
    assert!(matches!(
        post().max_items(0).run(),
        Err(Error::InvalidInput(_))
    ));
    assert!(post().check().is_ok());
    server.verify();
}

#[test]
fn each_group_has_a_request_of_its_own_with_its_fields() {
    let (server, _) = storing();
    let group = |set: &str| json!({ "dataSet": set });
    let list = [("a", 0), ("a", 1), ("b", 2), ("a", 3)].map(|(set, n)| (group(set), item(n)));
    let summary = api(&server)
        .post("x")
        .partitioned_groups("items", list)
        .run()
        .unwrap();
    assert_eq!((summary.parts(), summary.report().stats().created), (3, 4));
    let sets: Vec<_> = server
        .requests()
        .iter()
        .map(|r| r.json()["dataSet"].clone())
        .collect();
    assert_eq!(sets, ["a", "b", "a"]);
}

#[test]
fn a_source_that_fails_ends_the_run_after_what_came_before_it() {
    let (server, store) = storing();
    let source = (0..7).map(|n| {
        if n < 5 {
            Ok(item(n))
        } else {
            Err(std::io::Error::other("gone"))
        }
    });
    let outcomes: Vec<_> = api(&server)
        .post("x")
        .partitioned_results("items", source)
        .max_items(2)
        .concurrency(2)
        .collect();
    assert_eq!(ranges(&outcomes), [0..2, 2..4, 4..5, 5..5]);
    let last = outcomes.last().unwrap().as_ref().unwrap_err();
    assert!(last.ended_the_run());
    assert_eq!(store.counts().len(), 5);

    // An error of this crate comes out as it was.
    let source = [Ok(item(0)), Err("x".parse::<dhis2::Uid>().unwrap_err())];
    let summary = api(&server)
        .post("x")
        .partitioned_results("items", source)
        .run()
        .unwrap();
    assert!(matches!(
        summary.failures()[0].error(),
        Error::InvalidInput(_)
    ));
    assert_eq!(summary.resume_from(), 1);
}

#[test]
fn nothing_is_read_or_sent_before_it_is_asked_for() {
    let (server, _) = storing();
    let read = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&read);
    let list = (0..).map(move |n| {
        count.fetch_add(1, Ordering::SeqCst);
        item(n)
    });
    let mut parts = api(&server)
        .post("x")
        .partitioned("items", list)
        .max_items(10);
    assert_eq!(read.load(Ordering::SeqCst), 0);
    parts.next().unwrap().unwrap();
    assert_eq!(
        (read.load(Ordering::SeqCst), server.requests().len()),
        (10, 1)
    );
}

#[test]
fn workers_send_at_the_same_time_and_read_no_more_than_they_need() {
    let gate = Gate::new(4);
    let in_server = gate.clone();
    let server = Server::start(move |r| {
        assert!(in_server.wait(), "four requests at once");
        taken(numbers(r).len())
    });
    let read = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&read);
    let list = (0..).map(move |n| {
        count.fetch_add(1, Ordering::SeqCst);
        item(n)
    });
    let mut parts = api(&server)
        .post("x")
        .partitioned("items", list)
        .max_items(10)
        .concurrency(4);
    for n in 0..50 {
        let part = parts.next().unwrap().unwrap();
        assert_eq!(part.range(), n * 10..n * 10 + 10);
        // 4 under way, 4 waiting, the rest answered and waiting for their turn.
        assert!(read.load(Ordering::SeqCst) <= part.range().end + 4 * 4 * 10);
    }
    assert_eq!(server.most_at_once(), 4);
}

#[test]
fn a_413_halves_the_part_and_those_after_it_and_loses_nothing() {
    let store = Store::default();
    let in_server = store.clone();
    let server = Server::start(move |r| {
        if r.body_len > 400 {
            Reply::html(413, "<title>413 Request Entity Too Large</title>")
        } else {
            in_server.take(r)
        }
    });
    // Not idempotent: a refused body was not written.
    let parts = api(&server)
        .post("x")
        .partitioned("items", items(0..400))
        .max_items(100);
    let outcomes: Vec<_> = parts.collect::<Result<_, _>>().unwrap();
    let mut at = 0;
    for part in &outcomes {
        assert_eq!(part.range().start, at);
        at = part.range().end;
    }
    assert!((0..400).all(|n| store.count(n) == 1) && at == 400);
    let refused = server
        .requests()
        .iter()
        .filter(|r| r.body_len > 400)
        .count();
    assert!(refused <= 8, "{refused} refused requests");
}

#[test]
fn a_single_item_that_is_too_large_fails_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rejected");
    let server = Server::start(|r| {
        if numbers(r).contains(&5) {
            Reply::empty(413)
        } else {
            taken(numbers(r).len())
        }
    });
    let parts = api(&server)
        .post("x")
        .partitioned("items", items(0..8))
        .rejected_to(&path);
    let summary = parts.run().unwrap();
    let failed: Vec<_> = summary.failures().iter().map(PartError::range).collect();
    assert!(failed.len() == 1 && failed[0] == (5..6));
    assert_eq!(
        (summary.resume_from(), summary.report().stats().created),
        (5, 7)
    );
    let again: Vec<Value> = dhis2::partition::rejected_items(&path)
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(again, [item(5)]);
}

/// Answers 504 to more than 10 items.
fn slow(body: &'static str, idempotent: bool) -> (Vec<Result<dhis2::Part, PartError>>, Pretend) {
    let server = Server::start(move |r| match numbers(r).len() {
        ..=10 => taken(numbers(r).len()),
        _ => Reply::bytes(504, body).header("content-type", "application/json"),
    });
    let clock = Pretend::new();
    let request = api_with(&server, &clock).post("x").idempotent(idempotent);
    (
        request
            .partitioned("items", items(0..40))
            .max_items(20)
            .collect(),
        clock,
    )
}

#[test]
fn a_504_of_dhis2_halves_at_once_and_that_of_a_proxy_after_a_pause() {
    let ours = r#"{"httpStatus":"Gateway Timeout","httpStatusCode":504,"status":"ERROR","message":"budget"}"#;
    let (outcomes, clock) = slow(ours, true);
    assert_eq!(ranges(&outcomes), [0..10, 10..20, 20..30, 30..40]);
    assert!(outcomes.iter().all(Result::is_ok));
    assert_eq!(clock.slept(), Duration::ZERO);
    let (outcomes, clock) = slow("<html><title>504</title></html>", true);
    assert_eq!(ranges(&outcomes), [0..10, 10..20, 20..30, 30..40]);
    assert_eq!(clock.slept(), Duration::from_secs(5));
}

#[test]
fn a_504_on_a_request_that_is_not_idempotent_is_reported_and_never_sent_again() {
    let (outcomes, _) = slow("<html><title>504</title></html>", false);
    assert_eq!(ranges(&outcomes), [0..20, 20..30, 30..40]);
    assert_eq!(outcomes[0].as_ref().unwrap_err().sent(), Sent::Maybe);
}

#[test]
fn a_timeout_halves_the_part() {
    let server = Server::start(move |r| match numbers(r).len() {
        ..=10 => taken(numbers(r).len()),
        _ => Reply::silence(),
    });
    let clock = Pretend::new();
    let outcomes: Vec<_> = api_with(&server, &clock)
        .post("x")
        .idempotent(true)
        .timeout(Duration::from_millis(100))
        .partitioned("items", items(0..20))
        .collect();
    assert_eq!(ranges(&outcomes), [0..10, 10..20]);
}

#[test]
fn a_429_is_waited_for_as_asked_and_slows_all_workers_down() {
    let store = Store::default();
    let in_server = store.clone();
    let refused = Mutex::new(HashSet::new());
    let now = AtomicUsize::new(0);
    let most = Arc::new(AtomicUsize::new(0));
    let peak = Arc::clone(&most);
    let gate = Gate::new(4);
    let server = Server::start(move |r| {
        let first = numbers(r)[0];
        if first < 4 && refused.lock().unwrap().insert(first) {
            assert!(gate.wait());
            return Reply::empty(429).header("retry-after", "7");
        }
        let at_once = now.fetch_add(1, Ordering::SeqCst) + 1;
        if (4..8).contains(&first) {
            // Time for others to come, if any may.
            std::thread::sleep(Duration::from_millis(20));
            peak.fetch_max(at_once, Ordering::SeqCst);
        }
        let reply = in_server.take(r);
        now.fetch_sub(1, Ordering::SeqCst);
        reply
    });
    let clock = Pretend::new();
    let parts = api_with(&server, &clock)
        .post("x")
        .partitioned("items", items(0..30))
        .max_items(1)
        .concurrency(4);
    let outcomes: Vec<_> = parts.collect::<Result<_, _>>().unwrap();
    assert_eq!(outcomes.len(), 30);
    assert!((0..30).all(|n| store.count(n) == 1));
    assert!(clock.slept() >= Duration::from_secs(7));
    let attempts: u32 = outcomes.iter().map(dhis2::Part::attempts).sum();
    assert_eq!(attempts, 34);
    assert!(most.load(Ordering::SeqCst) <= 2);
}

#[test]
fn a_server_that_asks_for_hours_is_not_waited_for() {
    let server = Server::repeat_last(vec![
        Reply::empty(429).header("retry-after", "7200"),
        taken(1),
    ]);
    let clock = Pretend::new();
    let parts = api_with(&server, &clock)
        .post("x")
        .partitioned("items", items(0..1));
    let outcomes: Vec<_> = parts.collect();
    let error = outcomes[0].as_ref().unwrap_err();
    assert_eq!(
        (error.error().status(), error.sent()),
        (Some(429), Sent::Not)
    );
    assert_eq!(clock.slept(), Duration::ZERO);
}

#[test]
fn failures_in_a_row_end_the_run_and_a_success_between_does_not() {
    let server = Server::start(|r| {
        if numbers(r)[0] == 2 {
            taken(1)
        } else {
            Reply::empty(502)
        }
    });
    let parts = api(&server)
        .post("x")
        .partitioned("items", items(0..100))
        .max_items(1);
    let mut parts = parts.stop_after(3);
    let outcomes: Vec<_> = parts.by_ref().collect();
    assert_eq!(
        ranges(&outcomes),
        [0..1, 1..2, 2..3, 3..4, 4..5, 5..6, 0..0]
    );
    let last = outcomes[6].as_ref().unwrap_err();
    assert!(last.ended_the_run(), "{last}");
    assert_eq!(
        last.error().to_string(),
        "cancelled after 3 failed parts in a row"
    );
    assert_eq!(parts.position(), 0);
}

#[test]
fn credentials_that_are_not_accepted_end_the_run_before_the_account_is_locked() {
    let server = Server::start(|_| Reply::json(401, &json!({"httpStatusCode": 401})));
    let api = Api::builder(server.url())
        .no_proxy()
        .auth(Auth::basic("a", "b"))
        .build()
        .unwrap();
    let outcomes: Vec<_> = api
        .post("x")
        .partitioned("items", items(0..9))
        .max_items(1)
        .collect();
    assert_eq!(outcomes.len(), 2);
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_cancelled_run_hands_out_what_is_under_way_and_tells_where_it_stopped() {
    let (server, store) = storing();
    let token = CancelToken::new();
    let parts = api(&server)
        .post("x")
        .partitioned("items", items(0..1000))
        .max_items(10);
    let mut parts = parts.concurrency(3).cancel_token(&token);
    for _ in 0..5 {
        parts.next().unwrap().unwrap();
    }
    token.cancel();
    let rest: Vec<_> = parts.by_ref().collect();
    let last = rest.last().unwrap().as_ref().unwrap_err();
    assert!(matches!(last.error(), Error::Cancelled(_)) && last.ended_the_run());
    assert!(rest[..rest.len() - 1].iter().all(Result::is_ok));
    // All that the server has was handed out.
    let handed: u64 = 50 + rest.iter().flatten().map(dhis2::Part::len).sum::<u64>();
    assert_eq!(store.counts().len() as u64, handed);
    assert_eq!(parts.position(), last.range().start);
    assert!((0..parts.position()).all(|n| store.count(n) == 1));
    assert!(parts.next().is_none());
}

#[test]
fn a_dropped_run_sends_nothing_more_and_waits_for_nobody() {
    let (begun, ended) = (Gate::new(2), Gate::new(2));
    let (in_server, opened) = (begun.clone(), ended.clone());
    let server = Server::start(move |r| {
        let first = numbers(r)[0];
        if first < 2 {
            in_server.wait();
        }
        if first == 1 {
            opened.wait();
        }
        taken(1)
    });
    let parts = api(&server).post("x").partitioned("items", (0..).map(item));
    let mut parts = parts.max_items(1).concurrency(2);
    parts.next().unwrap().unwrap();
    // The second part hangs in the server.
    let before = Instant::now();
    drop(parts);
    assert!(before.elapsed() < Duration::from_secs(5));
    assert!(ended.wait());
    server.wait_for_no_connections();
    // Two may have been waiting.
    assert!(server.requests().len() <= 4, "{:?}", server.requests());
}

#[test]
fn progress_is_told_after_each_part() {
    let (server, _) = storing();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&seen);
    let list: Vec<_> = items(0..5).collect();
    let parts = api(&server)
        .post("x")
        .partitioned("items", list)
        .max_items(2);
    let summary = parts
        .on_progress(move |progress| told.lock().unwrap().push(*progress))
        .run()
        .unwrap();
    let seen = seen.lock().unwrap();
    let items: Vec<_> = seen.iter().map(|p| (p.parts, p.items, p.total)).collect();
    assert_eq!(items, [(1, 2, Some(5)), (2, 4, Some(5)), (3, 5, Some(5))]);
    assert_eq!(seen[2].eta, Some(Duration::ZERO));
    assert_eq!(seen[2].bytes, summary.bytes());
}

#[test]
fn refused_items_are_known_by_their_global_index_and_can_be_mended_and_sent_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rejected.jsonl");
    let server = Server::start(|r| {
        let body = r.json();
        let list = body["items"].as_array().unwrap();
        let bad: Vec<usize> = (0..list.len())
            .filter(|at| list[*at]["n"] == 17 || list[*at]["n"] == 4)
            .collect();
        if bad.is_empty() {
            taken(list.len())
        } else {
            partly(list.len() - bad.len(), &bad)
        }
    });
    let parts = api(&server)
        .post("x")
        .partitioned("items", items(0..30))
        .max_items(10);
    let outcomes: Vec<_> = parts
        .rejected_to(&path)
        .concurrency(3)
        .collect::<Result<_, _>>()
        .unwrap();
    let rejected = outcomes[1].rejected();
    assert_eq!(
        (rejected[0].index(), rejected[0].item().get()),
        (17, r#"{"n":17}"#)
    );
    assert_eq!(
        rejected[0].reasons()[0].message.as_deref(),
        Some("bad at 7")
    );
    assert_eq!(outcomes[1].report().rejected_indexes(), [17]);
    assert_eq!(outcomes[1].report().outcome(), Outcome::Partial);

    let text = std::fs::read_to_string(&path).unwrap();
    assert!(
        text.contains(
            r#"{"index":17,"reasons":[{"errorCode":"E7619","message":"bad at 7"}],"item":{"n":17}}"#
        ),
        "{text}"
    );
    let mended = dhis2::partition::rejected_items::<Value>(&path)
        .unwrap()
        .map(|item| {
            item.map(|mut item| {
                item["n"] = json!(item["n"].as_u64().unwrap() + 100);
                item
            })
        });
    // Not into the file that it reads from.
    let busy = api(&server).post("x").partitioned("items", items(0..1));
    assert!(matches!(busy.rejected_to(&path).run(), Err(Error::Io(_))));
    let summary = api(&server)
        .post("x")
        .partitioned_results("items", mended)
        .run()
        .unwrap();
    assert!(summary.is_ok());
    assert_eq!((summary.items(), summary.resume_from()), (2, 2));
}

#[test]
fn a_file_of_another_kind_is_not_overwritten_by_rejects() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("precious.json");
    std::fs::write(&path, "[1,2,3]").unwrap();
    let server = Server::script(vec![]);
    let parts = api(&server)
        .post("x")
        .partitioned("items", items(0..3))
        .rejected_to(&path);
    assert!(matches!(parts.run(), Err(Error::Io(_))));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "[1,2,3]");
    server.verify();
}

#[test]
fn reports_of_all_parts_add_up_to_one() {
    let server = Server::start(|r| {
        let count = numbers(r).len();
        if numbers(r).contains(&7) {
            partly(count - 1, &[2])
        } else {
            taken(count)
        }
    });
    let parts = api(&server)
        .post("x")
        .partitioned("items", items(0..20))
        .max_items(5);
    let summary = parts.run().unwrap();
    assert_eq!(summary.report().stats().created, 19);
    assert_eq!(summary.report().rejected_indexes(), [7]);
    assert_eq!(summary.report().parts(), 4);
    assert_eq!(summary.resume_from(), 20);
    assert!(!summary.is_ok());
    assert!(matches!(summary.into_result(), Err(Error::Import(_))));
}

#[test]
fn a_refusal_after_a_retry_does_not_promise_that_nothing_was_written() {
    let server = Server::script(vec![taken(3).reset_at(20), Reply::empty(403)]);
    let clock = Pretend::new();
    let request = api_with(&server, &clock).post("x").idempotent(true);
    let mut parts = request
        .retry(RetryPolicy::default())
        .partitioned("items", items(0..3));
    let error = parts.next().unwrap().unwrap_err();
    assert_eq!(error.error().status(), Some(403));
    assert_eq!((error.sent(), error.attempts()), (Sent::Maybe, 2));
    server.verify();
}

#[test]
fn a_retried_part_counts_its_attempts_by_the_requests_own_policy() {
    let server = Server::repeat_last(vec![Reply::reset(), Reply::empty(503), taken(3)]);
    let clock = Pretend::new();
    let request = api_with(&server, &clock)
        .request(Method::Post, "x")
        .idempotent(true);
    let request = request.retry(RetryPolicy::default());
    let parts: Vec<_> = request
        .partitioned("items", items(0..3))
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(parts[0].attempts(), 3);
    assert!(clock.slept() > Duration::ZERO);
}

/// A metadata importer that is atomic: any of the bad items refuses all, by name or by a 500.
struct Importer {
    server: Server,
    store: Store,
}

impl Importer {
    fn new(bad: &'static [u64], names: bool) -> Self {
        let store = Store::default();
        let in_server = store.clone();
        let server = Server::start(move |r| {
            let sent = numbers(r);
            let offenders: Vec<u64> = sent.iter().copied().filter(|n| bad.contains(n)).collect();
            let counts = json!({"created": sent.len(), "updated": 0, "deleted": 0, "ignored": 0,
                "total": sent.len()});
            if !offenders.is_empty() && !names {
                return Reply::json(
                    500,
                    &json!({"httpStatus": "Internal Server Error",
                    "httpStatusCode": 500, "status": "ERROR", "message": "constraint"}),
                );
            }
            if !offenders.is_empty() {
                let reports: Vec<Value> = offenders
                    .iter()
                    .map(|n| {
                        json!({
                    "klass": "org.hisp.dhis.option.Option", "index": 0, "uid": uid(*n),
                    "errorReports": [{"message": format!("bad {n}"), "errorCode": "E4000"}]})
                    })
                    .collect();
                return Reply::json(
                    409,
                    &json!({"httpStatusCode": 409, "status": "WARNING", "response": {
                    "responseType": "ImportReport", "status": "ERROR",
                    "stats": {"created": 0, "updated": 0, "deleted": 0, "ignored": sent.len(), "total": sent.len()},
                    "typeReports": [{"klass": "org.hisp.dhis.option.Option", "objectReports": reports}]}}),
                );
            }
            if r.param("importMode") != Some("VALIDATE") {
                in_server.take(r);
            }
            Reply::json(
                200,
                &json!({"httpStatusCode": 200, "status": "OK", "response": {
                "responseType": "ImportReport", "status": "OK", "stats": counts, "typeReports": []}}),
            )
        });
        Self { server, store }
    }

    fn run(&self, count: u64, idempotent: bool) -> (dhis2::Part, usize) {
        let objects = (0..count).map(|n| json!({"n": n, "id": uid(n)}));
        let request = api(&self.server).post("metadata").idempotent(idempotent);
        let mut parts = request
            .partitioned("items", objects)
            .max_items(2000)
            .bisect(true);
        let part = parts.next().unwrap().unwrap();
        assert!(parts.next().is_none());
        (part, self.server.requests().len())
    }
}

fn uid(n: u64) -> String {
    format!("u{n:010}")
}

fn rejected(part: &dhis2::Part) -> Vec<u64> {
    part.rejected()
        .iter()
        .map(dhis2::partition::RejectedItem::index)
        .collect()
}

#[test]
fn offenders_that_are_named_cost_one_more_request() {
    let importer = Importer::new(&[3, 700], true);
    let (part, requests) = importer.run(1000, false);
    assert_eq!((requests, part.attempts()), (2, 2));
    assert_eq!(rejected(&part), [3, 700]);
    assert_eq!(
        part.rejected()[0].reasons()[0].message.as_deref(),
        Some("bad 3")
    );
    assert_eq!(part.report().rejected_indexes(), [3, 700]);
    assert_eq!(
        (part.report().stats().created, part.report().stats().ignored),
        (998, 2)
    );
    assert_eq!(part.report().outcome(), Outcome::Partial);
    for n in 0..1000 {
        assert_eq!(importer.store.count(n), u32::from(n != 3 && n != 700));
    }
}

#[test]
fn an_offender_that_nobody_names_costs_a_request_for_each_halving() {
    for bad in [&[0_u64][..], &[511], &[512], &[1023]] {
        let bad: &'static [u64] = Box::leak(bad.to_vec().into_boxed_slice());
        let importer = Importer::new(bad, false);
        let (part, requests) = importer.run(1024, true);
        assert_eq!(rejected(&part), bad);
        // The part itself, 10 halvings, the last suspect alone, the rest.
        assert!(requests <= 1 + 10 + 2, "{requests} requests for {bad:?}");
        assert_eq!(importer.store.counts().len(), 1023);
        assert_eq!(part.report().stats().created, 1023);
        assert!(importer.store.counts().values().all(|count| *count == 1));
    }
}

#[test]
fn many_offenders_are_all_found_and_the_others_imported() {
    let bad: Vec<u64> = (0..64).filter(|n| n % 3 == 0).collect();
    let bad: &'static [u64] = Box::leak(bad.into_boxed_slice());
    let importer = Importer::new(bad, false);
    let (part, requests) = importer.run(64, true);
    assert_eq!(rejected(&part), bad);
    assert_eq!(part.report().stats().created as usize, 64 - bad.len());
    assert_eq!(part.report().stats().total, 64);
    assert!(requests <= 8 * 8 + 2 * 64, "{requests}");
    let all: &'static [u64] = &[0, 1, 2, 3, 4];
    let (part, _) = Importer::new(all, false).run(5, true);
    assert_eq!(rejected(&part), all);
    assert_eq!(part.report().outcome(), Outcome::Failed);
}

#[test]
fn without_leave_to_send_twice_halves_are_only_validated() {
    // The server names nothing, but answers with a report that is one.
    let store = Store::default();
    let in_server = store.clone();
    let server = Server::start(move |r| {
        let sent = numbers(r);
        let is_bad = sent.contains(&77);
        let (status, created) = if is_bad { (409, 0) } else { (200, sent.len()) };
        if !is_bad && r.param("importMode") != Some("VALIDATE") {
            in_server.take(r);
        }
        Reply::json(
            status,
            &json!({"httpStatusCode": status, "status": "WARNING", "response": {
            "responseType": "ImportReport", "status": if is_bad { "ERROR" } else { "OK" },
            "stats": {"created": created, "updated": 0, "deleted": 0,
                "ignored": if is_bad { sent.len() } else { 0 }, "total": sent.len()},
            "typeReports": []}}),
        )
    });
    let request = api(&server)
        .post("metadata")
        .param("importStrategy", "CREATE");
    let parts: Vec<_> = request
        .partitioned("items", items(0..128))
        .bisect(true)
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(rejected(&parts[0]), [77]);
    assert!((0..128).all(|n| store.count(n) == u32::from(n != 77)));
    let earnest = server
        .requests()
        .iter()
        .filter(|r| r.param("importMode").is_none())
        .count();
    assert!(earnest <= 3, "the part, the suspect, the rest: {earnest}");
    // An endpoint without a dry run that is one: the refusal stands.
    let refused = Server::start(|r| partly(0, &(0..numbers(r).len()).collect::<Vec<_>>()));
    let parts = api(&refused)
        .post("dataValueSets")
        .partitioned("items", items(0..8))
        .bisect(true);
    let parts: Vec<_> = parts.collect::<Result<_, _>>().unwrap();
    assert_eq!(
        (parts[0].rejected().len(), refused.requests().len()),
        (8, 1)
    );
}

#[test]
fn a_group_of_values_that_2_43_refuses_is_imported_without_the_unit_at_fault() {
    let refused = Recording::load("2.43", "data_values/batch_unknown_unit");
    let sent: Value = serde_json::from_str(refused.request["body"].as_str().unwrap()).unwrap();
    let server = Server::script(vec![refused.reply(""), taken(1)]);
    let values = sent["dataValues"].as_array().unwrap().clone();
    let request = api(&server).post("dataValueSets").idempotent(true);
    let mut parts = request.partitioned("dataValues", values).bisect(true);
    let part = parts.next().unwrap().unwrap();
    assert_eq!(rejected(&part), [1]);
    let reason = &part.rejected()[0].reasons()[0];
    assert_eq!(reason.error_code.as_deref(), Some("E8022"));
    assert_eq!(part.report().stats().created, 1);
    assert!(server.requests()[1].text().contains("OuFacility2"));
    assert!(!server.requests()[1].text().contains("NoSuchUid12"));
    server.verify();
}

#[test]
fn objects_that_2_42_refuses_by_name_are_left_out_and_the_other_is_imported() {
    let refused = Recording::load("2.42", "metadata/import_conflict_all");
    let sent: Value = serde_json::from_str(refused.request["body"].as_str().unwrap()).unwrap();
    let objects = sent["dataElements"].as_array().unwrap().clone();
    let post = |server: &Server| {
        api(server)
            .post("metadata")
            .partitioned("dataElements", objects.clone())
    };

    let ok = Recording::load("2.42", "metadata/import_ok").reply("");
    let server = Server::script(vec![refused.reply(""), ok]);
    let part = post(&server).bisect(true).next().unwrap().unwrap();
    assert_eq!(rejected(&part), [1, 2]);
    assert_eq!(part.report().outcome(), Outcome::Partial);
    let left = server.requests()[1].json();
    assert_eq!(left["dataElements"], json!([objects[0]]));
    server.verify();

    // Without the search nothing was written, and each item says why.
    let server = Server::script(vec![refused.reply("")]);
    let part = post(&server).next().unwrap().unwrap();
    assert_eq!(rejected(&part), [0, 1, 2]);
    let reasons = |at: usize| part.rejected()[at].reasons()[0].message.clone().unwrap();
    assert!(reasons(0).starts_with("not written"), "{}", reasons(0));
    assert!(
        reasons(2).starts_with("Invalid reference"),
        "{}",
        reasons(2)
    );
}

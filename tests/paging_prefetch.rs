//! Pages fetched ahead: in order, bounded, and stopped when nobody wants them any more.

#![allow(clippy::unwrap_used)] // In helpers of tests too.

mod paging_support;
mod server;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use dhis2::{CancelToken, Error, RetryPolicy};
use paging_support::{Shape, id, id_of, number, page, pages_asked, rows, serve, visible};
use serde_json::{Value, json};
use server::{Gate, Reply, Server, api, builder};

fn ids(items: impl Iterator<Item = dhis2::Result<Value>>) -> Vec<String> {
    items.map(|row| id_of(&row.unwrap())).collect()
}

/// Waits until a condition holds that other threads bring about.
fn eventually(what: &str, holds: impl Fn() -> bool) {
    let end = Instant::now() + Duration::from_secs(10);
    while !holds() {
        assert!(Instant::now() < end, "in vain: {what}");
        std::thread::yield_now();
    }
}

/// Requests wait here until the test lets them go.
#[derive(Clone, Default)]
struct Turnstile(Arc<(Mutex<usize>, Condvar)>);

impl Turnstile {
    fn let_go(&self, count: usize) {
        *self.0.0.lock().unwrap() += count;
        self.0.1.notify_all();
    }

    fn pass(&self) {
        let open = self.0.0.lock().unwrap();
        let wait = self
            .0
            .1
            .wait_timeout_while(open, Duration::from_secs(10), |open| *open == 0);
        let mut open = wait.unwrap().0;
        *open = open.saturating_sub(1);
    }
}

#[test]
fn order_is_kept_and_no_page_is_asked_for_twice() {
    for shape in [
        Shape::Counted,
        Shape::Next,
        Shape::Flat,
        Shape::Bare,
        Shape::None,
    ] {
        for prefetch in [1, 3, 100] {
            let rows = rows(23);
            let server = serve(&rows, shape);
            let items = api(&server.url()).get(shape.path()).items();
            let items = items.page_size(2).prefetch(prefetch);
            assert_eq!(ids(items), visible(&rows), "{shape:?}, {prefetch} ahead");
            let mut asked = pages_asked(&server);
            asked.sort_unstable();
            asked.dedup();
            assert_eq!(asked.len(), server.requests().len());
            server.verify();
        }
    }
}

#[test]
fn a_counted_list_is_fetched_by_as_many_threads_as_pages_ahead() {
    let rows = rows(40);
    // Pages 2 to 5 are answered only when all four are there.
    let gate = Gate::new(4);
    let server = {
        let rows = Arc::clone(&rows);
        Server::start(move |request| {
            if (2..=5).contains(&number(request, "page")) {
                assert!(gate.wait(), "the requests did not come together");
            }
            Reply::json(200, &page(&rows, Shape::Counted, request))
        })
    };
    let items = api(&server.url())
        .get("dataElements")
        .items()
        .page_size(4)
        .prefetch(4);
    assert_eq!(ids(items), visible(&rows));
    assert_eq!(server.most_at_once(), 4);
    server.verify();
}

#[test]
fn a_list_without_count_is_fetched_one_page_after_the_other() {
    let server = serve(&rows(20), Shape::Next);
    let items = api(&server.url())
        .get("tracker/events")
        .items()
        .page_size(2)
        .prefetch(4);
    assert_eq!(items.map(Result::unwrap).count(), 20);
    assert_eq!(server.most_at_once(), 1);
    assert_eq!(pages_asked(&server), (1..=10).collect::<Vec<_>>());
}

#[test]
fn no_more_pages_are_held_than_asked_for() {
    for shape in [Shape::Counted, Shape::Next] {
        let server = serve(&rows(40), shape);
        let mut pages = api(&server.url())
            .get(shape.path())
            .pages()
            .page_size(2)
            .prefetch(3);
        for taken in 1..=5 {
            assert_eq!(pages.next().unwrap().unwrap().number(), taken);
            let most = usize::try_from(taken).unwrap() + 3;
            server.wait_for_requests(most);
            // A thread that went too far would be on its way by now.
            for _ in 0..50 {
                std::thread::yield_now();
            }
            assert_eq!(server.requests().len(), most, "{shape:?}, {taken} taken");
        }
    }
}

#[test]
fn an_error_is_yielded_in_its_place_and_ends_the_run() {
    for shape in [Shape::Counted, Shape::Next] {
        let rows = rows(20);
        let server = {
            let rows = Arc::clone(&rows);
            Server::start(move |request| match number(request, "page") {
                4 => Reply::json(500, &json!({"message": "page 4 is broken"})),
                _ => Reply::json(200, &page(&rows, shape, request)),
            })
        };
        let mut pages = api(&server.url())
            .get(shape.path())
            .pages()
            .page_size(2)
            .prefetch(3);
        for n in 1..=3 {
            assert_eq!(pages.next().unwrap().unwrap().number(), n);
        }
        let error = pages.next().unwrap().unwrap_err();
        let Error::Paging(paging) = &error else {
            panic!("{error:?}");
        };
        assert_eq!(
            (paging.page(), error.status(), pages.page()),
            (4, Some(500), 4)
        );
        assert!(pages.next().is_none() && pages.next().is_none());
    }
}

#[test]
fn dropping_the_iterator_stops_its_threads() {
    for shape in [Shape::Counted, Shape::Next] {
        let rows = rows(200);
        let turnstile = Turnstile::default();
        let answered = Arc::new(AtomicUsize::new(0));
        let server = {
            let (turnstile, answered) = (turnstile.clone(), Arc::clone(&answered));
            Server::start(move |request| {
                turnstile.pass();
                answered.fetch_add(1, Ordering::SeqCst);
                Reply::json(200, &page(&rows, shape, request))
            })
        };
        let api = api(&server.url());
        let mut pages = api.get(shape.path()).pages().page_size(2).prefetch(3);
        turnstile.let_go(1);
        assert!(pages.next().unwrap().is_ok());
        let under_way = if shape == Shape::Counted { 4 } else { 2 };
        server.wait_for_requests(under_way);
        drop(pages);
        turnstile.let_go(1000);
        eventually("the requests under way are answered", || {
            answered.load(Ordering::SeqCst) == under_way
        });
        // The threads hold clones of the client; when they are gone, so are its connections.
        drop(api);
        server.wait_for_no_connections();
        assert_eq!(server.requests().len(), under_way, "{shape:?}");
    }
}

#[test]
fn a_run_that_ended_has_no_threads_though_its_iterator_lives() {
    let server = serve(&rows(200), Shape::Counted);
    let api = api(&server.url());
    let token = CancelToken::new();
    let mut pages = api
        .get("dataElements")
        .pages()
        .page_size(2)
        .prefetch(3)
        .cancel_token(&token);
    assert!(pages.next().unwrap().is_ok());
    server.wait_for_requests(4);
    token.cancel();
    assert!(matches!(pages.next(), Some(Err(Error::Cancelled(_)))));
    assert!(pages.next().is_none());
    assert_eq!(pages.page(), 2);
    assert_eq!(server.requests().len(), 4);
}

#[test]
fn a_budget_of_pages_and_a_limit_of_rows_hold_for_the_threads_too() {
    for shape in [Shape::Counted, Shape::Next] {
        let server = serve(&rows(40), shape);
        let api = api(&server.url());
        let items = || api.get(shape.path()).items().page_size(2).prefetch(4);
        assert_eq!(items().max_pages(3).count(), 6);
        assert_eq!(server.requests().len(), 3, "{shape:?}");
        assert_eq!(items().max_pages(1).count(), 2);
        assert_eq!(items().limit(2).count(), 2);
        assert_eq!(server.requests().len(), 5, "{shape:?}");
        assert_eq!(items().limit(3).count(), 3);
        assert_eq!(server.requests().len(), 7, "{shape:?}");
    }
}

#[test]
fn a_limit_is_reached_over_short_pages_as_well() {
    let mut seen = vec![false; 30];
    for n in [0, 7, 13, 20, 21, 29] {
        seen[n] = true;
    }
    let rows = paging_support::rows_seen(&seen);
    let server = serve(&rows, Shape::Counted);
    let items = api(&server.url())
        .get("dataElements")
        .items()
        .page_size(3)
        .prefetch(2);
    assert_eq!(ids(items.limit(5)), visible(&rows)[..5]);
}

#[test]
fn a_list_may_grow_or_shrink_while_it_is_read() {
    for change in [9_usize, 3] {
        let rows = rows(12);
        let server = {
            let rows = Arc::clone(&rows);
            Server::start(move |request| {
                let mut all = rows.lock().unwrap();
                if number(request, "page") == 2 {
                    // From 6 pages to 10, or to 3: rows come and go at the end.
                    let wanted = if change == 9 { 20 } else { 6 };
                    all.truncate(wanted);
                    while all.len() < wanted {
                        let next = (id(all.len()), true);
                        all.push(next);
                    }
                }
                drop(all);
                Reply::json(200, &page(&rows, Shape::Counted, request))
            })
        };
        let items = api(&server.url())
            .get("dataElements")
            .items()
            .page_size(2)
            .prefetch(1);
        assert_eq!(ids(items), visible(&rows), "{change}");
    }
}

#[test]
fn a_panic_in_a_hook_reaches_the_reader_and_no_one_waits_for_ever() {
    let rows = rows(20);
    let server = {
        let rows = Arc::clone(&rows);
        Server::start(move |request| match number(request, "page") {
            // The threads of the other pages live on, and wait for this one to be taken.
            2 => Reply::json(503, &json!({"message": "busy"})),
            _ => Reply::json(200, &page(&rows, Shape::Counted, request)),
        })
    };
    let policy = RetryPolicy::default().on_retry(|_| panic!("the hook panics"));
    let api = builder(&server.url()).retry(policy).build().unwrap();
    let mut pages = api.get("dataElements").pages().page_size(2).prefetch(3);
    assert!(pages.next().unwrap().is_ok());
    let outcome = catch_unwind(AssertUnwindSafe(|| pages.next().is_none()));
    assert!(outcome.is_err(), "the reader meets the panic itself");
}

#[test]
fn a_run_by_id_is_fetched_ahead_in_its_order() {
    let rows = rows(21);
    let server = serve(&rows, Shape::Counted);
    let items = api(&server.url()).get("dataElements").items().by_id();
    assert_eq!(ids(items.page_size(4).prefetch(3)), visible(&rows));
    assert_eq!((server.most_at_once(), server.requests().len()), (1, 6));
}

#[test]
fn a_repeated_page_is_found_out_ahead_too() {
    for pager in [json!({"pageCount": 5}), json!({"nextPage": "x"})] {
        let server = Server::start(move |_| {
            Reply::json(200, &json!({"pager": pager, "dataElements": [{"id": "a"}]}))
        });
        let mut items = api(&server.url()).get("dataElements").items().prefetch(2);
        assert!(items.next().unwrap().is_ok());
        assert!(matches!(items.next(), Some(Err(Error::Paging(_)))));
        assert!(items.next().is_none());
    }
}

#[test]
fn the_default_fetches_a_page_when_it_is_wanted() {
    let server = serve(&rows(10), Shape::Counted);
    let mut pages = api(&server.url()).get("dataElements").pages().page_size(2);
    for n in 1..=3 {
        assert!(pages.next().unwrap().is_ok());
        assert_eq!(server.requests().len(), n);
    }
}

//! Lists by id: rows that come and go meanwhile neither repeat others nor hide them.

#![allow(clippy::unwrap_used)] // In helpers of tests too.

mod paging_support;
mod server;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use dhis2::{Error, RetryPolicy};
use paging_support::{Shape, id, id_of, page, rows, rows_seen, serve, visible};
use proptest::prelude::*;
use serde_json::{Value, json};
use server::{At, Reply, Request, Server, api, builder};

fn ids(items: impl Iterator<Item = dhis2::Result<Value>>) -> Vec<String> {
    items.map(|row| id_of(&row.unwrap())).collect()
}

/// The ids after which rows were asked for.
fn asked_after(server: &Server) -> Vec<Option<String>> {
    let after = |request: &Request| {
        let filters = request.params("filter").into_iter();
        let mut after = filters.filter_map(|filter| filter.strip_prefix("id:gt:"));
        after.next().map(str::to_owned)
    };
    server.requests().iter().map(after).collect()
}

#[test]
fn each_request_asks_for_what_follows_the_last_id() {
    let rows = rows(5);
    let server = serve(&rows, Shape::Counted);
    let mut items = api(&server.url())
        .get("dataElements")
        .filter("domainType:eq:AGGREGATE")
        .fields("id,name")
        .items()
        .by_id()
        .page_size(2);
    assert_eq!(ids(items.by_ref()), visible(&rows));
    assert_eq!(items.last_id(), Some(&*id(4)));
    assert_eq!(asked_after(&server), [None, Some(id(1)), Some(id(3))]);
    for request in server.requests() {
        assert_eq!(request.params("order"), ["id:asc"]);
        assert_eq!(request.param("page"), Some("1"));
        assert_eq!(request.params("filter")[0], "domainType:eq:AGGREGATE");
        assert_eq!(request.params("fields"), ["id,name"]);
    }
}

#[test]
fn fields_without_the_id_are_completed() {
    let server = serve(&rows(1), Shape::Counted);
    let api = api(&server.url());
    for (given, sent) in [
        (&["name", "parent[id]"][..], &["id,name,parent[id]"][..]),
        (&["name,id"], &["name,id"]),
        (&[":owner"], &[":owner"]),
        (&[], &[]),
    ] {
        let request = api.get("dataElements").param("fields", given.to_vec());
        assert_eq!(request.items().by_id().count(), 1);
        assert_eq!(server.requests().pop().unwrap().params("fields"), sent);
    }
}

#[test]
fn a_page_without_a_visible_row_hides_nothing_behind_it() {
    let mut seen = [false; 12];
    seen[1] = true;
    seen[10] = true;
    let rows = rows_seen(&seen);
    let server = serve(&rows, Shape::Counted);
    let items = api(&server.url())
        .get("dataElements")
        .items()
        .by_id()
        .page_size(2);
    assert_eq!(ids(items), visible(&rows));
}

#[test]
fn what_cannot_be_read_by_id_is_refused_before_anything_is_sent() {
    let server = serve(&rows(1), Shape::Counted);
    let api = api(&server.url());
    let units = || api.get("organisationUnits");
    let refused = [
        api.get("icons").items().by_id().next(),
        api.get("minMaxDataElements").items().by_id().next(),
        api.get("externalFileResources").items().by_id().next(),
        api.get("programDataElements").items().by_id().next(),
        api.get("tracker/events").items().by_id().next(),
        api.get("dataStore/settings").items().by_id().next(),
        units().order("name:asc").items().by_id().next(),
        api.get("organisationUnits?order=name")
            .items()
            .by_id()
            .next(),
        units()
            .param("rootJunction", "or")
            .filter("level:eq:2")
            .items()
            .by_id()
            .next(),
        units().items().by_id().start_page(2).next(),
        units().items().after("a,b").next(),
        units().items().after("").next(),
    ];
    for error in refused {
        let error = error.unwrap().unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error}");
    }
    assert_eq!(server.requests().len(), 0);
    let legal = units().param("rootJunction", "AND").items().by_id();
    assert_eq!(legal.count(), 1);
}

#[test]
fn a_run_goes_on_after_the_id_at_which_it_was_left() {
    let rows = rows(7);
    let server = serve(&rows, Shape::Counted);
    let api = api(&server.url());
    let start = || api.get("dataElements").items().by_id().page_size(3);
    let mut first = start().limit(4);
    let mut seen = ids(first.by_ref());
    assert_eq!(first.last_id(), Some(&*id(3)), "in the middle of a page");
    seen.extend(ids(start().after(first.last_id().unwrap())));
    assert_eq!(seen, visible(&rows));

    let mut pages = api.get("dataElements").pages().after(id(4)).page_size(1);
    assert_eq!(pages.last_id(), Some(&*id(4)));
    assert_eq!(id_of(&pages.next().unwrap().unwrap().rows()[0]), id(5));
    assert_eq!(pages.last_id(), Some(&*id(5)));
}

#[test]
fn a_page_that_breaks_off_is_gone_on_after_its_last_row() {
    for policy in [
        RetryPolicy::default().base_delay(Duration::ZERO),
        RetryPolicy::none(),
    ] {
        let retried = format!("{policy:?}").contains("max_attempts: 3");
        let rows = rows(9);
        let server = {
            let rows = Arc::clone(&rows);
            Server::start(move |request| {
                let reply = Reply::json(200, &page(&rows, Shape::Counted, request));
                // Each page of four breaks after two rows or so.
                if request.index == 0 || request.index == 1 {
                    return reply.truncate_at(At::Body(130));
                }
                reply
            })
        };
        let api = builder(&server.url()).retry(policy).build().unwrap();
        let mut items = api.get("dataElements").items().by_id().page_size(4);
        let mut seen = Vec::new();
        let mut failed = None;
        for item in items.by_ref() {
            match item {
                Ok(row) => seen.push(id_of(&row)),
                Err(error) => failed = Some(error),
            }
        }
        if let Some(Error::Paging(error)) = &failed {
            assert!(!retried);
            assert_eq!(error.after_id(), seen.last().map(String::as_str));
            assert_eq!(items.last_id(), error.after_id());
            let said = error.to_string();
            assert!(
                said.contains(&format!("after(\"{}\")", error.after_id().unwrap())),
                "{said}"
            );
            // The next request breaks as well; what it brings until then counts.
            let rest = api.get("dataElements").items().page_size(4);
            for item in rest.after(error.after_id().unwrap()).map_while(Result::ok) {
                seen.push(id_of(&item));
            }
            let rest = api.get("dataElements").items().after(seen.last().unwrap());
            seen.extend(ids(rest));
        } else {
            assert!(retried && failed.is_none(), "{failed:?}");
        }
        assert_eq!(seen, visible(&rows));
    }
}

#[test]
fn a_row_that_cannot_be_decoded_is_not_counted_as_read() {
    #[derive(serde::Deserialize)]
    struct Row {
        #[allow(dead_code)]
        n: u32,
    }

    let server = Server::start(|_| {
        let rows = json!([{"id": "a", "n": 1}, {"id": "b", "n": "two"}]);
        Reply::json(
            200,
            &json!({"pager": {"pageCount": 1}, "dataElements": rows}),
        )
    });
    let mut items = api(&server.url())
        .get("dataElements")
        .items_as::<Row>()
        .by_id();
    assert!(items.next().unwrap().is_ok());
    assert!(matches!(items.next(), Some(Err(Error::Paging(_)))));
    assert_eq!(items.last_id(), Some("a"));
}

/// What a run by id makes of a server that answers each request with these ids.
fn nonsense(answers: &'static [&'static [&'static str]]) -> (Vec<String>, String) {
    let server = Server::start(move |request| {
        let ids = answers[request.index.min(answers.len() - 1)];
        let rows: Vec<Value> = ids.iter().map(|id| json!({ "id": id })).collect();
        Reply::json(
            200,
            &json!({"pager": {"pageCount": 9}, "dataElements": rows}),
        )
    });
    let (mut seen, mut said) = (Vec::new(), String::new());
    for item in api(&server.url())
        .get("dataElements")
        .items()
        .by_id()
        .page_size(2)
    {
        match item {
            Ok(row) => seen.push(id_of(&row)),
            Err(error) => said = error.to_string(),
        }
    }
    (seen, said)
}

#[test]
fn a_server_that_ignores_filter_or_order_is_an_error_before_a_row_repeats() {
    let (seen, said) = nonsense(&[&["a", "b"]]);
    assert_eq!(seen, ["a", "b"]);
    assert!(said.contains("filter on id"), "{said}");
    let (seen, said) = nonsense(&[&["a", "b"], &["d", "c"]]);
    assert_eq!(seen, ["a", "b", "d"]);
    assert!(said.contains("order=id:asc"), "{said}");
}

#[test]
fn rows_without_an_id_are_an_error() {
    let server = Server::start(|_| Reply::json(200, &json!({"dataElements": [{"name": "x"}]})));
    let error = api(&server.url())
        .get("dataElements")
        .items()
        .by_id()
        .next()
        .unwrap();
    assert!(error.unwrap_err().to_string().contains("no `id`"));
}

/// What happens to the list before a request: rows go, and rows come.
#[derive(Debug, Clone)]
struct Change {
    gone: Vec<usize>,
    new: Vec<usize>,
}

fn change() -> impl Strategy<Value = Change> {
    let place = || proptest::collection::vec(0_usize..60, 0..4);
    (place(), place()).prop_map(|(gone, new)| Change { gone, new })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn rows_that_stay_are_read_once_whatever_happens_to_the_others(
        count in 0_usize..60,
        size in 1_u32..9,
        changes in proptest::collection::vec(change(), 1..12),
        prefetch in 0_usize..3,
    ) {
        // Even ids are there at first; odd ones come, and some of the even ones go.
        let all = Arc::new(Mutex::new(
            (0..count).map(|n| (id(2 * n), true)).collect::<Vec<_>>(),
        ));
        let gone: Vec<String> = changes.iter().flat_map(|c| &c.gone).map(|n| id(2 * n)).collect();
        let stay: Vec<String> = visible(&all).into_iter().filter(|id| !gone.contains(id)).collect();
        let server = {
            let all = Arc::clone(&all);
            Server::start(move |request| {
                if let Some(change) = changes.get(request.index.wrapping_sub(1)) {
                    let mut rows = all.lock().unwrap();
                    rows.retain(|(id, _)| !change.gone.iter().any(|n| *id == paging_support::id(2 * n)));
                    for n in &change.new {
                        let new = (id(2 * n + 1), true);
                        if !rows.contains(&new) {
                            rows.push(new);
                        }
                    }
                }
                Reply::json(200, &page(&all, Shape::Counted, request))
            })
        };
        let items = api(&server.url()).get("dataElements").items().by_id();
        let seen = ids(items.page_size(size).prefetch(prefetch));
        prop_assert!(seen.is_sorted(), "{seen:?}");
        prop_assert!(seen.windows(2).all(|two| two[0] != two[1]), "{seen:?}");
        let seen_of_stay: Vec<_> = seen.into_iter().filter(|id| stay.contains(id)).collect();
        prop_assert_eq!(seen_of_stay, stay);
    }
}

//! Lists page by page: every pager shape, every way to end, and every way to go wrong.

#![allow(clippy::unwrap_used)] // In helpers of tests too.

mod paging_support;
mod server;

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use dhis2::stream::Select;
use dhis2::{Api, CancelToken, Clock, Error, RetryPolicy};
use paging_support::{
    Shape, api, builder, id, id_of, number, page, pages_asked, rows, rows_seen, serve, visible,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use server::replay::{Recording, Replay};
use server::{At, Reply, Server};

/// A clock that only notes how long it was to sleep.
#[derive(Debug, Clone, Default)]
struct Idle(Arc<Mutex<Vec<Duration>>>);

impl Clock for Idle {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn system_now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, duration: Duration) {
        self.0.lock().unwrap().push(duration);
    }
}

fn patient(server: &Server) -> Api {
    builder(&server.url())
        .retry(RetryPolicy::default())
        .clock(Idle::default())
        .build()
        .unwrap()
}

fn ids(items: impl Iterator<Item = dhis2::Result<Value>>) -> Vec<String> {
    items.map(|row| id_of(&row.unwrap())).collect()
}

fn list(ids: &[&str], pager: Value) -> Value {
    let rows: Vec<Value> = ids.iter().map(|id| json!({ "id": id })).collect();
    json!({ "pager": pager, "dataElements": rows })
}

/// What a refused call says; nothing may have been sent.
fn refusal(server: &Server, error: Option<dhis2::Result<Value>>) -> String {
    let error = error.unwrap().unwrap_err();
    assert!(matches!(error, Error::InvalidInput(_)), "{error}");
    assert_eq!(server.requests().len(), 0, "{error}");
    error.to_string()
}

const SHAPES: [Shape; 5] = [
    Shape::Counted,
    Shape::Next,
    Shape::Flat,
    Shape::Bare,
    Shape::None,
];

#[test]
fn every_shape_yields_all_rows_over_one_connection() {
    for shape in SHAPES {
        for count in [0, 1, 4, 5, 10, 11] {
            let rows = rows(count);
            let server = serve(&rows, shape);
            let items = api(&server.url()).get(shape.path()).items().page_size(5);
            assert_eq!(ids(items), visible(&rows), "{shape:?}, {count} rows");
            assert_eq!(server.connections(), 1, "{shape:?}, {count} rows");
            server.verify();
        }
    }
}

#[test]
fn pages_come_with_their_number_their_pager_and_the_other_fields() {
    let server = serve(&rows(5), Shape::Counted);
    let pages: Vec<_> = api(&server.url())
        .get("dataElements")
        .pages()
        .page_size(2)
        .collect::<Result<_, _>>()
        .unwrap();
    let numbers: Vec<_> = pages
        .iter()
        .map(|page| (page.number(), page.rows().len()))
        .collect();
    assert_eq!(numbers, [(1, 2), (2, 2), (3, 1)]);
    assert_eq!(pages[0].total(), Some(5));
    assert_eq!(pages[2].pager().unwrap().page_count, Some(3));
    assert!(pages[0].fields().contains_key("pager"));
    assert!(!pages[0].fields().contains_key("dataElements"));
    assert_eq!(pages_asked(&server), [1, 2, 3]);
}

#[test]
fn an_empty_list_is_one_empty_page_and_no_item() {
    for shape in SHAPES {
        let server = serve(&rows(0), shape);
        let api = api(&server.url());
        let pages: Vec<_> = api.get(shape.path()).pages().collect();
        assert_eq!(pages.len(), 1, "{shape:?}");
        assert!(pages[0].as_ref().unwrap().rows().is_empty());
        assert_eq!(api.get(shape.path()).items().count(), 0);
        assert_eq!(server.requests().len(), 2, "{shape:?}");
    }
}

#[test]
fn short_and_empty_pages_in_the_middle_end_nothing() {
    let rows = rows_seen(&[true, false, false, false, false, true, true, true, false]);
    let server = serve(&rows, Shape::Counted);
    let api = api(&server.url());
    let items = api.get("dataElements").items().page_size(2);
    assert_eq!(ids(items), visible(&rows));
    assert_eq!(pages_asked(&server), [1, 2, 3, 4, 5]);
    let sizes: Vec<_> = api
        .get("dataElements")
        .pages()
        .page_size(2)
        .map(|page| page.unwrap().into_rows().len())
        .collect();
    assert_eq!(sizes, [1, 0, 1, 2], "the empty page at the end is none");
}

#[test]
fn a_start_past_the_end_is_an_empty_page_whatever_its_pager_says() {
    let server = serve(&rows(3), Shape::Counted);
    let mut pages = api(&server.url())
        .get("dataElements")
        .pages()
        .page_size(2)
        .start_page(9);
    let page = pages.next().unwrap().unwrap();
    assert!(page.rows().is_empty());
    assert_eq!((page.number(), page.pager().unwrap().page), (9, Some(2)));
    assert!(pages.next().is_none());
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_list_without_pager_ends_with_a_short_page_or_one_too_long() {
    for (rows, requests) in [(2, 1), (7, 1)] {
        let server = Server::start(move |_| {
            let all: Vec<Value> = (0..rows).map(|n| json!({ "id": id(n) })).collect();
            Reply::json(200, &json!({ "things": all }))
        });
        let items = api(&server.url()).get("things").items().page_size(3);
        assert_eq!(ids(items).len(), rows);
        assert_eq!(server.requests().len(), requests);
    }
}

#[test]
fn the_server_s_next_page_is_never_contacted() {
    let other = Server::start(|_| Reply::json(200, &list(&["x"], json!({}))));
    let url = other.url();
    let server = Server::start(move |request| {
        let next = format!("{url}/api/tracker/events?page=2");
        Reply::json(
            200,
            &match number(request, "page") {
                1 => json!({"pager": {"page": 1, "nextPage": next}, "events": [{"event": "a"}]}),
                _ => json!({"pager": {"page": 2}, "events": [{"event": "b"}]}),
            },
        )
    });
    let items = api(&server.url())
        .get("tracker/events")
        .param("program", "p")
        .items();
    assert_eq!(items.map(Result::unwrap).count(), 2);
    assert_eq!(other.requests().len(), 0);
    for request in server.requests() {
        assert_eq!(request.param("program"), Some("p"));
    }
}

#[test]
fn lists_are_read_in_an_order_that_holds_still() {
    let server = serve(&rows(0), Shape::Counted);
    let api = api(&server.url());
    let order = |path: &str| {
        let _ = api.get(path).pages().next();
        let request = server.requests().pop().unwrap();
        request.param("order").map(str::to_owned)
    };
    assert_eq!(order("organisationUnits").as_deref(), Some("id:asc"));
    assert_eq!(order("api/42/dataElements.json").as_deref(), Some("id:asc"));
    assert_eq!(order("tracker/events").as_deref(), Some("createdAt:asc"));
    assert_eq!(
        order("tracker/enrollments").as_deref(),
        Some("enrolledAt:asc")
    );
    assert_eq!(
        order("dataElements?order=name:asc").as_deref(),
        Some("name:asc")
    );
    assert_eq!(order("dataStore/settings"), None);
    let url = format!("{}/api/dataElements", server.url());
    assert_eq!(order(&url).as_deref(), Some("id:asc"));
    let _ = api.get("dataElements").pages().stable_order(false).next();
    assert_eq!(server.requests().pop().unwrap().param("order"), None);
}

#[test]
fn paging_parameters_of_the_caller_are_refused_wherever_they_stand() {
    let server = serve(&rows(1), Shape::Counted);
    let api = api(&server.url());
    for name in ["paging", "page", "pageSize", "skipPaging"] {
        let said = refusal(
            &server,
            api.get("dataElements").param(name, "3").items().next(),
        );
        assert!(said.contains(&format!("{name}=3")), "{said}");
        let path = format!("dataElements?filter=name:eq:x&{name}=3");
        let said = refusal(&server, api.get(path).items().next());
        assert!(said.contains(&format!("{name}=3")), "{said}");
    }
    refusal(&server, api.get("dataElements").items().page_size(0).next());
    refusal(
        &server,
        api.get("dataElements").items().start_page(0).next(),
    );
    refusal(&server, api.post("dataElements").items().next());
    refusal(&server, api.get("dataElements").text("x").items().next());
    let said = refusal(
        &server,
        api.get("dataElements")
            .filter("name:eq:a, b")
            .items()
            .next(),
    );
    assert!(said.contains("a, b"), "{said}");
}

#[test]
fn the_path_s_own_query_is_kept_on_every_page() {
    let rows = rows(3);
    let server = serve(&rows, Shape::Counted);
    let path = "dataElements?filter=name:like:a%20%2B&fields=id";
    let items = api(&server.url())
        .get(path)
        .filter("code:eq:x")
        .items()
        .page_size(2);
    assert_eq!(ids(items), visible(&rows));
    for request in server.requests() {
        assert_eq!(request.params("filter"), ["name:like:a +", "code:eq:x"]);
        assert_eq!(request.params("fields"), ["id"]);
    }
}

#[test]
fn two_iterators_of_equal_requests_do_not_see_each_other() {
    let rows = rows(5);
    let server = serve(&rows, Shape::Counted);
    let api = api(&server.url());
    let start = || api.get("dataElements").items().page_size(2);
    let (mut one, mut other) = (start(), start());
    let (mut seen_by_one, mut seen_by_other) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        seen_by_one.push(id_of(&one.next().unwrap().unwrap()));
        seen_by_other.push(id_of(&other.next().unwrap().unwrap()));
    }
    assert!(one.next().is_none() && other.next().is_none());
    assert_eq!(seen_by_one, visible(&rows));
    assert_eq!(seen_by_other, visible(&rows));
}

#[test]
fn a_repeated_page_is_an_error_before_any_of_its_rows_comes_again() {
    // dhis2.py issue 29: the one unit of level 1, once for each of 85 pages.
    let server = Server::start(|request| {
        let pager = json!({"page": number(request, "page"), "pageCount": 85, "total": 85});
        Reply::json(
            200,
            &json!({"pager": pager, "organisationUnits": [{"id": "OuVelmora01"}]}),
        )
    });
    let request = || {
        api(&server.url())
            .get("organisationUnits")
            .param("level", 1)
    };
    let mut items = request().items().page_size(1);
    assert_eq!(id_of(&items.next().unwrap().unwrap()), "OuVelmora01");
    let error = items.next().unwrap().unwrap_err();
    assert!(matches!(error, Error::Paging(_)), "{error:?}");
    assert!(error.to_string().contains("`level`"), "{error}");
    assert!(items.next().is_none() && items.next().is_none());
    assert_eq!(server.requests().len(), 2);

    let mut pages = request().pages();
    assert!(pages.next().unwrap().is_ok());
    assert!(matches!(pages.next(), Some(Err(Error::Paging(_)))));
    assert!(pages.next().is_none());
}

#[test]
fn a_list_that_ignores_the_page_is_found_out_by_its_rows_without_ids() {
    // (how the pager looks, whether equal pages are an error)
    for (pager, is_error) in [
        (json!(null), true),
        (json!({"page": 1, "pageSize": 2}), true),
        (json!({"page": 1, "pageCount": 3}), false),
    ] {
        let server = Server::start(move |_| {
            Reply::json(200, &json!({"pager": pager, "rows": [["a", 1], ["b", 2]]}))
        });
        let mut items = api(&server.url())
            .get("rows")
            .items()
            .key("rows")
            .page_size(2);
        let outcome = items.find(Result::is_err);
        assert_eq!(outcome.is_some(), is_error, "{outcome:?}");
        assert!(server.requests().len() <= 3);
    }
}

#[test]
fn bare_lists_of_texts_are_read_and_known_again() {
    let server = Server::start(|_| Reply::json(200, &json!(["k1", "k2"])));
    let api = api(&server.url());
    let keys: Vec<String> = api
        .get("dataStore/settings")
        .items_as()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(keys, ["k1", "k2"]);
    let mut exact = api.get("dataStore/settings").items().page_size(2);
    assert_eq!(exact.by_ref().take(2).filter(Result::is_ok).count(), 2);
    let error = exact.next().unwrap().unwrap_err();
    assert!(error.to_string().contains("page_size"), "{error}");
}

#[test]
fn an_error_in_the_middle_tells_where_to_go_on_and_ends_the_run() {
    let rows = rows(7);
    let broken = Arc::new(Mutex::new(true));
    let server = {
        let (rows, broken) = (Arc::clone(&rows), Arc::clone(&broken));
        Server::start(move |request| {
            if number(request, "page") == 3 && *broken.lock().unwrap() {
                return Reply::json(409, &json!({"status": "ERROR", "message": "no luck"}));
            }
            Reply::json(200, &page(&rows, Shape::Counted, request))
        })
    };
    let api = api(&server.url());
    let mut pages = api.get("dataElements").pages().page_size(2);
    let mut seen = Vec::new();
    seen.extend(pages.next().unwrap().unwrap().into_rows());
    seen.extend(pages.next().unwrap().unwrap().into_rows());
    let error = pages.next().unwrap().unwrap_err();
    let Error::Paging(paging) = &error else {
        panic!("{error:?}");
    };
    assert_eq!(
        (paging.page(), paging.rows(), paging.path()),
        (3, 0, "dataElements")
    );
    assert_eq!((error.status(), pages.page()), (Some(409), 3));
    assert!(error.to_string().contains("start_page(3)"), "{error}");
    for _ in 0..3 {
        assert!(pages.next().is_none());
    }
    assert_eq!(server.requests().len(), 3);

    *broken.lock().unwrap() = false;
    let rest = api
        .get("dataElements")
        .items()
        .page_size(2)
        .start_page(paging.page());
    seen.extend(rest.map(Result::unwrap));
    assert_eq!(seen.iter().map(id_of).collect::<Vec<_>>(), visible(&rows));
}

#[test]
fn an_error_on_the_first_page_is_the_error_itself() {
    let server = Server::start(|_| Reply::json(404, &json!({"message": "not here"})));
    let mut items = api(&server.url()).get("dataElements").items();
    let error = items.next().unwrap().unwrap_err();
    assert!(matches!(error, Error::Api(_)), "{error:?}");
    assert!(items.next().is_none());
    assert_eq!(items.page(), 1);
}

/// A server whose page 2 breaks off after `cut` bytes of its body, the first `times` it is asked for.
fn cut_on_page_2(all: &paging_support::Rows, cut: u64, times: usize) -> Server {
    let (rows, left) = (Arc::clone(all), Mutex::new(times));
    Server::start(move |request| {
        let reply = Reply::json(200, &page(&rows, Shape::Counted, request));
        let mut left = left.lock().unwrap();
        if number(request, "page") == 2 && *left > 0 {
            *left -= 1;
            return reply.truncate_at(At::Body(cut));
        }
        reply
    })
}

#[test]
fn a_page_that_breaks_off_is_read_on_where_it_broke() {
    for cut in [1, 100, 150, 200, 250, 300] {
        let rows = rows(12);
        let server = cut_on_page_2(&rows, cut, 2);
        let items = patient(&server).get("dataElements").items().page_size(5);
        assert_eq!(ids(items), visible(&rows), "cut at {cut}");
        assert_eq!(pages_asked(&server), [1, 2, 2, 2, 3], "cut at {cut}");
    }
}

#[test]
fn a_page_that_always_breaks_off_is_tried_as_often_as_the_policy_says() {
    let server = cut_on_page_2(&rows(12), 200, usize::MAX);
    let mut items = patient(&server).get("dataElements").items().page_size(5);
    let error = items.find_map(Result::err).unwrap();
    let Error::Paging(paging) = &error else {
        panic!("{error:?}");
    };
    assert_eq!(paging.page(), 2);
    assert!(matches!(paging.cause(), Some(Error::Transport(_))));
    assert_eq!(pages_asked(&server), [1, 2, 2, 2]);
    assert!(items.next().is_none());
}

#[test]
fn the_request_s_own_policy_counts_and_its_hook_hears_of_it() {
    let rows = rows(12);
    let server = cut_on_page_2(&rows, 200, 1);
    let heard = Arc::new(Mutex::new(Vec::new()));
    let hook = Arc::clone(&heard);
    let policy = RetryPolicy::default()
        .base_delay(Duration::ZERO)
        .on_retry(move |event| hook.lock().unwrap().push(event.to_string()));
    let request = api(&server.url()).get("dataElements").retry(policy);
    assert_eq!(ids(request.items().page_size(5)), visible(&rows));
    let heard = heard.lock().unwrap();
    assert_eq!(heard.len(), 1);
    assert!(heard[0].contains("broke off"), "{heard:?}");
}

#[test]
fn without_a_policy_a_broken_page_is_an_error_with_page_and_rows() {
    let rows = rows(12);
    let server = cut_on_page_2(&rows, 250, 1);
    let api = api(&server.url());
    let mut items = api.get("dataElements").items().page_size(5);
    let mut seen = Vec::new();
    let error = loop {
        match items.next().unwrap() {
            Ok(row) => seen.push(id_of(&row)),
            Err(error) => break error,
        }
    };
    let Error::Paging(paging) = &error else {
        panic!("{error:?}");
    };
    assert_eq!((paging.page(), items.page()), (2, 2));
    assert_eq!(paging.rows(), seen.len() as u64 - 5);
    assert!(paging.rows() > 0, "the cut leaves some whole rows");
    assert!(error.is_retryable() && items.next().is_none());
    let rest = api
        .get("dataElements")
        .items()
        .page_size(5)
        .start_page(paging.page());
    seen.extend(ids(rest.skip(usize::try_from(paging.rows()).unwrap())));
    assert_eq!(seen, visible(&rows));
}

#[test]
fn rows_that_changed_before_a_page_came_again_are_an_error() {
    let rows = rows(12);
    let server = {
        let (rows, left) = (Arc::clone(&rows), Mutex::new(1));
        Server::start(move |request| {
            let reply = Reply::json(200, &page(&rows, Shape::Counted, request));
            let mut left = left.lock().unwrap();
            if number(request, "page") == 2 && *left > 0 {
                *left -= 1;
                rows.lock().unwrap().remove(0);
                return reply.truncate_at(At::Body(250));
            }
            reply
        })
    };
    let mut items = patient(&server).get("dataElements").items().page_size(5);
    let error = items.find_map(Result::err).unwrap();
    let Error::Paging(paging) = &error else {
        panic!("{error:?}");
    };
    assert!(error.to_string().contains("other rows"), "{error}");
    assert!(paging.cause().is_none() && items.next().is_none());
}

#[test]
fn pages_retry_a_broken_answer_as_a_whole() {
    let rows = rows(12);
    let server = cut_on_page_2(&rows, 200, 2);
    let pages = patient(&server).get("dataElements").pages().page_size(5);
    let rows_seen: Vec<_> = pages.flat_map(|page| page.unwrap().into_rows()).collect();
    assert_eq!(
        rows_seen.iter().map(id_of).collect::<Vec<_>>(),
        visible(&rows)
    );
}

#[test]
fn a_row_of_another_type_is_named_by_field_index_and_page() {
    #[derive(Debug, serde::Deserialize)]
    struct Unit {
        #[allow(dead_code)]
        level: u32,
    }
    let server = Server::start(|request| {
        let rows = match number(request, "page") {
            1 => json!([{"id": "a", "level": 1}]),
            _ => json!([{"id": "b", "level": 2}, {"id": "c", "level": "three"}]),
        };
        Reply::json(
            200,
            &json!({"pager": {"pageCount": 3}, "organisationUnits": rows}),
        )
    });
    let api = api(&server.url());
    let mut items = api.get("organisationUnits").items_as::<Unit>();
    let error = items.find_map(Result::err).unwrap();
    let Error::Paging(paging) = &error else {
        panic!("{error:?}");
    };
    assert_eq!((paging.page(), paging.rows()), (2, 1));
    let Some(Error::Decode(fault)) = paging.cause() else {
        panic!("{error:?}");
    };
    assert_eq!(fault.json_path(), Some("level"));
    assert_eq!(fault.index_of_element(), Some(1));
    assert!(fault.url().contains("page=2"), "{fault}");
    // The text's closing quote, where the text was known to be no number.
    let body = r#"{"organisationUnits":[{"id":"b","level":2},{"id":"c","level":"three"#;
    assert_eq!(fault.byte_offset(), Some(body.len() as u64));
    assert!(items.next().is_none());
    let mut pages = api.get("organisationUnits").pages_as::<Unit>();
    assert!(pages.next().unwrap().is_ok());
    let Some(Err(Error::Paging(paging))) = pages.next() else {
        panic!("an error");
    };
    assert_eq!((paging.page(), paging.rows()), (2, 0));
}

#[test]
fn limit_and_max_pages_end_a_run_and_tell_where_it_stands() {
    let server = serve(&rows(10), Shape::Counted);
    let api = api(&server.url());
    let start = || api.get("dataElements").items().page_size(3);
    assert_eq!(start().limit(0).count() + start().max_pages(0).count(), 0);
    assert_eq!(api.get("dataElements").pages().max_pages(0).count(), 0);
    assert_eq!(server.requests().len(), 0);
    let mut limited = start().limit(4);
    assert_eq!(limited.by_ref().count(), 4);
    assert_eq!((limited.count_so_far(), limited.page()), (4, 2));
    assert_eq!(server.requests().len(), 2);
    let mut budget = start().max_pages(2);
    assert_eq!(budget.by_ref().count(), 6);
    assert_eq!(budget.page(), 3);
    assert_eq!(server.requests().len(), 4);
    let rest = start().start_page(budget.page());
    assert_eq!(ids(rest)[0], id(6));
}

#[test]
fn a_cancelled_run_ends_before_its_next_page() {
    let server = serve(&rows(10), Shape::Counted);
    let token = CancelToken::new();
    let mut items = api(&server.url())
        .get("dataElements")
        .items()
        .page_size(3)
        .cancel_token(&token);
    assert!(items.next().unwrap().is_ok());
    token.cancel();
    assert_eq!(items.by_ref().take_while(Result::is_ok).count(), 2);
    assert!(items.next().is_none());
    assert_eq!((server.requests().len(), items.page()), (1, 2));
}

#[test]
fn an_answer_that_is_no_list_is_an_error_and_not_an_empty_list() {
    let cases = [
        (
            "dataElements",
            json!({"httpStatusCode": 409, "message": "no"}),
            "no",
        ),
        ("dataElements", json!({"message": "sorry"}), "sorry"),
        ("system/info", json!({"version": "2.42.5"}), "an object"),
        (
            "dataElements",
            json!({"pager": {}, "elements": [{"id": "a"}]}),
            "`elements`",
        ),
    ];
    for (path, answer, word) in cases {
        let server = Server::start(move |_| Reply::json(200, &answer));
        let error = api(&server.url())
            .get(path)
            .items()
            .next()
            .unwrap()
            .unwrap_err();
        assert!(error.to_string().contains(word), "{error}");
    }
    // A list that was left out because it is empty.
    for answer in [json!({}), json!({"pager": {"page": 1, "pageCount": 0}})] {
        let server = Server::start(move |_| Reply::json(200, &answer));
        assert_eq!(api(&server.url()).get("dataElements").items().count(), 0);
    }
    let server = Server::start(|_| Reply::json(200, &json!({"system": {"id": "x"}})));
    let items = api(&server.url())
        .get("metadata")
        .items()
        .key("dataElements");
    assert_eq!(items.count(), 0);
}

// Against recorded answers. The recordings name no order and no page by default, so a server in front
// of them takes those out.

fn replay(version: &'static str, names: &[&str]) -> Server {
    let recordings: Vec<_> = names
        .iter()
        .map(|name| Recording::load(version, name))
        .collect();
    Server::start(move |request| match recordings.get(request.index) {
        Some(recording) => recording.reply(&request.base_url()),
        None => panic!("nothing was recorded for {}", request.target),
    })
}

#[test]
fn recorded_pages_are_read_to_their_end() {
    // (path, recordings, page size, first page, rows)
    let cases = [
        (
            "organisationUnits",
            &["paging/org_units_last_page"][..],
            50,
            11,
            31,
        ),
        (
            "organisationUnits",
            &["paging/org_units_beyond_end"],
            50,
            99,
            0,
        ),
        ("dataElements", &["paging/empty_list"], 50, 1, 0),
        ("organisationUnits?level=2", &["org_units/level"], 50, 1, 5),
        (
            "organisationUnits?query=Tess",
            &["org_units/query"],
            4,
            1,
            1,
        ),
        ("organisationUnits/gist", &["org_units/gist"], 50, 1, 5),
        (
            "sqlViews/arNjt3Cb4LK/data.json",
            &["sql_views/data_paged"],
            5,
            2,
            1,
        ),
        (
            "sqlViews/arNjt3Cb4LK/data",
            &["sql_views/data_json"],
            50,
            1,
            6,
        ),
        ("dataStore/recording", &["data_store/keys"], 50, 1, 2),
        ("tracker/events", &["tracker/events_last_page"], 10, 99, 0),
        (
            "tracker/trackedEntities",
            &["tracker/tracked_entities_beyond"],
            50,
            9999,
            0,
        ),
    ];
    for (path, names, size, start, rows) in cases {
        let server = replay("2.42", names);
        let items = api(&server.url())
            .get(path)
            .items()
            .page_size(size)
            .start_page(start);
        assert_eq!(items.map(Result::unwrap).count(), rows, "{path} {names:?}");
        assert_eq!(server.requests().len(), names.len(), "{path}");
        server.verify();
    }
}

#[test]
fn recorded_pages_with_a_next_one_go_on() {
    let cases = [
        ("organisationUnits", "paging/org_units_page_1", 50),
        ("tracker/trackedEntities", "tracker/tracked_entities", 3),
        (
            "tracker/trackedEntities?totalPages=true",
            "tracker/tracked_entities_total",
            3,
        ),
        ("tracker/events", "tracker/events", 2),
        ("tracker/enrollments", "tracker/enrollments", 2),
        ("dataElements/gist?total=true", "metadata/gist", 3),
        (
            "dataSets/DsMonthly01/organisationUnits/gist",
            "metadata/gist_collection",
            3,
        ),
        ("dataElements/gist?headless=true", "metadata/gist_plain", 3),
        ("dataStore/recording?fields=a", "data_store/query_paged", 1),
    ];
    for (path, name, size) in cases {
        let server = replay("2.42", &[name]);
        let mut pages = api(&server.url()).get(path).pages().page_size(size);
        let page = pages.next().unwrap().unwrap();
        assert_eq!(page.rows().len(), size as usize, "{name}");
        // The second page is asked for, though nothing was recorded for it.
        let _ = pages.next();
        server.wait_for_requests(2);
    }
}

#[test]
fn a_gist_of_2_43_ends_though_it_always_names_a_next_page() {
    for (path, name, rows) in [
        (
            "organisationUnits/gist?fields=id",
            "paging/gist_short_page",
            5,
        ),
        ("dataElements/gist", "paging/gist_empty", 0),
    ] {
        let server = replay("2.43", &[name]);
        let items = api(&server.url()).get(path).items().page_size(50);
        assert_eq!(items.map(Result::unwrap).count(), rows);
        server.verify();
    }
}

#[test]
fn a_whole_recorded_run_matches_request_by_request() {
    let replay = Replay::version("2.42")
        .file("paging/org_units_last_page")
        .start();
    let items = api(&replay.url())
        .get("organisationUnits")
        .fields("id,name,level")
        .items()
        .stable_order(false)
        .page_size(50)
        .start_page(11);
    assert_eq!(items.map(Result::unwrap).count(), 31);
    replay.verify();
}

#[test]
fn sql_views_are_not_asked_for_more_pages_than_there_are() {
    let server = Server::start(|request| {
        if number(request, "page") > 2 {
            return Reply::json(409, &json!({"message": "Illegal start or end pos"}));
        }
        let pager = json!({"page": number(request, "page"), "pageCount": 2});
        let grid = json!({"headers": [{"name": "uid"}], "rows": [["a", "1"], ["a", "1"]]});
        Reply::json(200, &json!({"pager": pager, "listGrid": grid}))
    });
    for prefetch in [0, 3] {
        let items = api(&server.url()).get("sqlViews/SqlView0001/data").items();
        let rows: Vec<_> = items
            .page_size(2)
            .prefetch(prefetch)
            .map(Result::unwrap)
            .collect();
        assert_eq!(rows, vec![json!(["a", "1"]); 4]);
    }
}

#[test]
fn a_key_of_one_s_own_may_be_any_selection() {
    let server = Server::start(|_| {
        Reply::json(
            200,
            &json!({"other": [{"id": "x"}], "a": {"b": [{"id": "y"}]}}),
        )
    });
    let api = api(&server.url());
    assert_eq!(ids(api.get("things").items().key("a.b")), ["y"]);
    let select = Select::first_except(["headers"]);
    assert_eq!(ids(api.get("things").items().key(select)), ["x"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_visible_row_comes_once(
        seen in proptest::collection::vec(any::<bool>(), 0..40),
        size in 1_u32..12,
        prefetch in 0_usize..4,
    ) {
        let rows = rows_seen(&seen);
        let server = serve(&rows, Shape::Counted);
        let api = api(&server.url());
        let items = || api.get("dataElements").items().page_size(size).prefetch(prefetch);
        prop_assert_eq!(ids(items()), visible(&rows));
        prop_assert_eq!(ids(items().by_id()), visible(&rows));
        let pages = api.get("dataElements").pages().page_size(size).prefetch(prefetch);
        let flat: Vec<_> = pages.flat_map(|page| page.unwrap().into_rows()).collect();
        prop_assert_eq!(flat.iter().map(id_of).collect::<Vec<_>>(), visible(&rows));
    }
}

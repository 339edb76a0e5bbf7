//! What a list yields, what it asks for, and where it ends.

use dhis2::stream::Select;
use dhis2::{CancelToken, Error};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::ids;
use crate::paging_support::{
    Shape, id, id_of, number, pages_asked, rows, rows_seen, serve, visible,
};
use crate::server::{Reply, Server, api};

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
    let other = Server::start(|_| Reply::json(200, &json!({"events": [{"event": "x"}]})));
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

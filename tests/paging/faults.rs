//! Pages that repeat, break off, make no sense or are no list.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use dhis2::{Api, Error, RetryPolicy};
use serde_json::json;

use crate::ids;
use crate::paging_support::{Rows, Shape, id_of, number, page, pages_asked, rows, visible};
use crate::server::{At, FakeClock, Reply, Server, api, builder};

fn patient(server: &Server) -> Api {
    builder(&server.url())
        .retry(RetryPolicy::default())
        .clock(FakeClock::new())
        .build()
        .unwrap()
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
    assert_eq!(exact.by_ref().take(2).flatten().count(), 2);
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
fn cut_on_page_2(all: &Rows, cut: u64, times: usize) -> Server {
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
    assert!(matches!(paging.error(), Some(Error::Transport(_))));
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
    assert!(paging.error().is_none() && items.next().is_none());
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
    let Some(Error::Decode(fault)) = paging.error() else {
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

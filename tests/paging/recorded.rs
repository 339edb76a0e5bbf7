//! Against recorded answers. Each is given out whatever it is asked for, because the recordings were
//! made without the order and the page that are asked for here.

use crate::server::replay::{Recording, Replay};
use crate::server::{Server, api};

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

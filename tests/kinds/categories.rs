//! Categories, their options and combinations.

use std::time::Duration;

use dhis2::{Api, Date};
use serde_json::{Value, json};

use super::server::replay::Recording;
use super::server::{FakeClock, Reply, Request, Server, builder};
use super::{all_of, api, body, is_invalid, lines, owned_list, page, taken, written};

fn api_with_clock(url: &str) -> Api {
    builder(url).clock(FakeClock::new()).build().unwrap()
}

fn counts(total: u64) -> Reply {
    Reply::json(
        200,
        &json!({"pager": {"page": 1, "total": total, "pageSize": 1, "pageCount": total}, "categoryOptionCombos": []}),
    )
}

const COUNT: &str =
    "GET /api/categoryOptionCombos?filter=categoryCombo.id:eq:j3YbhxdIzcu&fields=id&pageSize=1";

#[test]
fn option_combos_are_listed_by_their_combination() {
    let mut rows = owned_list("2.42", "categoryOptionCombos").unwrap();
    rows.retain(|row| row["categoryCombo"]["id"] == "j3YbhxdIzcu");
    assert_eq!(rows.len(), 4);
    let answer = json!(rows);
    let server = Server::start(move |_: &Request| page("categoryOptionCombos", &answer));
    let combos = api(&server.url()).category_option_combos();
    let found = combos.of_combo("j3YbhxdIzcu").collect_all().unwrap();
    assert_eq!(serde_json::to_value(&found).unwrap(), json!(rows));
    assert_eq!(
        lines(&server),
        [all_of(
            "categoryOptionCombos",
            &["categoryCombo.id:eq:j3YbhxdIzcu"]
        )]
    );
    assert!(is_invalid(combos.of_combo("bad").collect_all()));
}

#[test]
fn the_generation_of_option_combos_is_waited_for_and_asked_for_where_the_server_does_not_begin_it()
{
    for (version, asked) in [("2.41.8", true), ("2.42.5", false), ("2.43.1", true)] {
        let server = Server::start(move |request: &Request| match request.path.as_str() {
            "/api/system/info" => Reply::json(200, &json!({"version": version})),
            // Recorded as `maintenance/coc_update`; 2.43 answers with an envelope.
            "/api/maintenance/categoryOptionComboUpdate" => {
                let recorded = if version.starts_with("2.43") {
                    "2.43"
                } else {
                    "2.42"
                };
                Recording::load(recorded, "maintenance/coc_update").reply("http://localhost")
            }
            _ => counts(request.index as u64),
        });
        let combos = api_with_clock(&server.url()).category_combos();
        let minute = Duration::from_secs(60);
        let count = combos
            .wait_for_generation("j3YbhxdIzcu", 4, minute)
            .unwrap();
        assert_eq!(count, 4, "{version}: as soon as there are enough");
        let mut expected = vec!["GET /api/system/info".to_owned()];
        if asked {
            expected.push("POST /api/maintenance/categoryOptionComboUpdate".to_owned());
        }
        // The counts are the numbers of the requests: the fifth is the first that is enough.
        expected.resize(5, COUNT.to_owned());
        assert_eq!(lines(&server), expected, "{version}");

        let few = Duration::from_secs(5);
        let error = combos
            .wait_for_generation("j3YbhxdIzcu", 1000, few)
            .unwrap_err();
        assert!(error.to_string().contains("of 1000"), "{error}");
    }
}

#[test]
fn the_validity_of_an_option_is_set_and_cleared_by_a_patch() {
    let server = Server::start(|_: &Request| written("metadata/patch_ok", "A02fRtaIK2R"));
    let options = api(&server.url()).category_options();
    let day = Date::new(2026, 1, 1).unwrap();
    let message = options
        .set_validity("A02fRtaIK2R", Some(day), None)
        .unwrap();
    assert_eq!(message.response.unwrap()["uid"], "A02fRtaIK2R");
    assert_eq!(lines(&server), ["PATCH /api/categoryOptions/A02fRtaIK2R"]);
    assert_eq!(
        body(&server.requests()[0]),
        json!([
            {"op": "add", "path": "/startDate", "value": "2026-01-01"},
            {"op": "add", "path": "/endDate", "value": null}])
    );
    let before = day.add_days(-1);
    assert!(is_invalid(options.set_validity(
        "A02fRtaIK2R",
        Some(day),
        Some(before)
    )));
    assert_eq!(server.requests().len(), 1);
}

/// Takes all that is added or removed.
fn collection_server() -> Server {
    Server::start(|request: &Request| {
        let sent = body(request);
        let count = |verb: &str| sent[verb].as_array().map_or(0, Vec::len);
        taken(count("additions"), count("deletions"))
    })
}

#[test]
fn options_are_added_to_a_category_and_removed_each_in_one_request() {
    let server = collection_server();
    let categories = api(&server.url()).categories();
    let two = ["nLJLkvcnIfb", "k2A7mvosoDt"];
    assert_eq!(
        categories.add_options("UCjV5ZsATey", two).unwrap().updated,
        2
    );
    assert_eq!(
        categories
            .remove_options("UCjV5ZsATey", two)
            .unwrap()
            .deleted,
        2
    );
    assert_eq!(
        lines(&server),
        vec!["POST /api/categories/UCjV5ZsATey/categoryOptions"; 2]
    );
    let refs: Vec<Value> = two.iter().map(|uid| json!({ "id": uid })).collect();
    assert_eq!(body(&server.requests()[0]), json!({ "additions": refs }));
    assert_eq!(body(&server.requests()[1]), json!({ "deletions": refs }));
}

#[test]
fn categories_are_added_to_a_combination_and_removed() {
    let server = collection_server();
    let combos = api(&server.url()).category_combos();
    let stats = combos
        .add_categories("j3YbhxdIzcu", ["UCjV5ZsATey"])
        .unwrap();
    assert_eq!(stats.updated, 1);
    let stats = combos
        .remove_categories("j3YbhxdIzcu", ["awVwJdvWAgI"])
        .unwrap();
    assert_eq!(stats.deleted, 1);
    assert_eq!(
        lines(&server),
        vec!["POST /api/categoryCombos/j3YbhxdIzcu/categories"; 2]
    );
    assert_eq!(
        body(&server.requests()[0]),
        json!({"additions": [{"id": "UCjV5ZsATey"}]})
    );
    assert_eq!(
        body(&server.requests()[1]),
        json!({"deletions": [{"id": "awVwJdvWAgI"}]})
    );
}

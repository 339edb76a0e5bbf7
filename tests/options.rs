//! Options of a set: found, given attribute values, and made those of a list. Sections of a data set in order.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use dhis2::{Error, Uid};
use serde_json::{Value, json};
use server::replay::Recording;
use server::{Reply, Request, Server, api, body, line, recorded};

const SET: &str = "OsDrugList1";
/// What the first page of a list adds.
const PAGED: &str = "&order=id:asc&page=1&pageSize=500";

fn page(key: &str, rows: &Value) -> Reply {
    Reply::json(
        200,
        &json!({"pager": {"page": 1, "pageCount": 1}, key: rows}),
    )
}

fn posts(server: &Server, from: usize) -> Vec<Request> {
    let requests = server.requests().into_iter().skip(from);
    requests.filter(|r| r.method == "POST").collect()
}

#[test]
fn an_option_is_found_by_code_or_name_and_compared_here() {
    let server = Server::start(|request: &Request| {
        let filters: Vec<&str> = request.params("filter");
        // `code:eq` ignores case on some data bases; a search finds parts.
        let rows = match (filters.get(1).copied(), request.param("query")) {
            (Some("code:eq:itm:1"), _) => {
                json!([{"id": "OpOther0001", "code": "ITM:1"}, {"id": "OpOther0002", "code": "itm:1"}])
            }
            (None, Some("1, 2")) => {
                json!([{"id": "OpComma0001", "code": "1, 2", "name": "a"},
                    {"id": "OpComma0002", "code": "1, 2, 3", "name": "1, 2"}])
            }
            (Some("name:eq:Twice"), _) => {
                json!([{"id": "OpTwice0001", "code": "A", "name": "Twice"},
                    {"id": "OpTwice0002", "code": "B", "name": "Twice"}])
            }
            _ => json!([]),
        };
        page("options", &rows)
    });
    let sets = api(&server.url()).option_sets();
    let id = |found: Option<dhis2::models::OptionItem>| found.unwrap().id.unwrap();
    assert_eq!(id(sets.find_option(SET, "itm:1").unwrap()), "OpOther0002");
    assert_eq!(id(sets.find_option(SET, "1, 2").unwrap()), "OpComma0001");
    assert_eq!(
        id(sets.find_option_by_name(SET, "1, 2").unwrap()),
        "OpComma0002"
    );
    assert!(sets.find_option(SET, "none").unwrap().is_none());
    let error = sets.find_option_by_name(SET, "Twice").unwrap_err();
    assert!(error.to_string().contains("not A, B"), "{error}");
    let before = server.requests();
    assert_eq!(
        line(&before[0]),
        format!(
            "GET /api/options?filter=optionSet.id:eq:OsDrugList1&filter=code:eq:itm:1&fields=:owner{PAGED}"
        )
    );
    assert_eq!(
        line(&before[1]),
        format!(
            "GET /api/options?filter=optionSet.id:eq:OsDrugList1&query=1, 2&fields=:owner{PAGED}"
        )
    );
    for result in [
        sets.find_option(SET, ""),
        sets.find_option_by_name(SET, ""),
        sets.find_option("bad", "A"),
    ] {
        assert!(matches!(result, Err(Error::InvalidInput(_))), "{result:?}");
    }
    assert_eq!(server.requests().len(), before.len());
}

#[test]
fn an_option_is_found_by_an_attribute_value_that_may_hold_commas_and_colons() {
    let atc: Uid = "AtAtcCode01".parse().unwrap();
    let server = Server::start(|request: &Request| {
        if request.path == "/api/attributes" {
            return page("attributes", &json!([{"id": "AtAtcCode01", "code": "ATC"}]));
        }
        let value = |of: &str, value: &str| json!([{"attribute": {"id": of}, "value": value}]);
        let all = json!([
            {"id": "OpColon0001", "code": "A", "attributeValues": value("AtAtcCode01", "J01:CA04")},
            {"id": "OpComma0001", "code": "B", "attributeValues": value("AtAtcCode01", "J01,CA04")},
            {"id": "OpOther0001", "code": "C", "attributeValues": value("AtOtherAt01", "J01,CA04")},
            {"id": "OpNoValue01", "code": "D", "attributeValues": []}]);
        match request.params("filter").get(1) {
            Some(filter) => {
                assert_eq!(*filter, "AtAtcCode01:eq:J01:CA04");
                page("options", &json!([all[0]]))
            }
            None => page("options", &all),
        }
    });
    let sets = api(&server.url()).option_sets();
    let found = sets
        .find_option_by_attribute(SET, "ATC", "J01:CA04")
        .unwrap();
    assert_eq!(found.unwrap().id.unwrap(), "OpColon0001");
    let found = sets.find_option_by_attribute(SET, atc, "J01,CA04").unwrap();
    assert_eq!(found.unwrap().id.unwrap(), "OpComma0001");
    assert!(
        sets.find_option_by_attribute(SET, atc, "J02,X")
            .unwrap()
            .is_none()
    );
    let lines: Vec<String> = server.requests().iter().map(line).collect();
    assert_eq!(
        lines[..3],
        [
            "GET /api/attributes?query=ATC&fields=id,code",
            "GET /api/options?filter=optionSet.id:eq:OsDrugList1&filter=AtAtcCode01:eq:J01:CA04&fields=:owner",
            "GET /api/options?filter=optionSet.id:eq:OsDrugList1&fields=:owner"
        ]
        .map(|line| format!("{line}{PAGED}"))
    );
    assert!(matches!(
        sets.find_option_by_attribute(SET, atc, ""),
        Err(Error::InvalidInput(_))
    ));
}

#[test]
fn attribute_values_of_an_option_are_read_set_and_deleted() {
    let atc: Uid = "AtAtcCode01".parse().unwrap();
    let server = Server::start(|request: &Request| match request.method.as_str() {
        "GET" => Reply::json(
            200,
            &json!({"id": "OpColon0001", "attributeValues": [
                {"attribute": {"id": "AtAtcCode01"}, "value": "J01CA04"},
                {"attribute": {"id": "AtOtherAt01"}, "value": "kept"}]}),
        ),
        _ => recorded("metadata/patch_ok"),
    });
    let options = api(&server.url()).options();
    let value = options.attribute_value("OpColon0001", atc).unwrap();
    assert_eq!(value.as_deref(), Some("J01CA04"));
    options
        .set_attribute_value("OpColon0001", atc, "a, b: c")
        .unwrap();
    assert!(options.delete_attribute_value("OpColon0001", atc).unwrap());
    let patches: Vec<_> = server
        .requests()
        .into_iter()
        .filter(|r| r.method == "PATCH")
        .collect();
    let kept = json!({"attribute": {"id": "AtOtherAt01"}, "value": "kept"});
    assert_eq!(line(&patches[0]), "PATCH /api/options/OpColon0001");
    assert_eq!(
        body(&patches[0]),
        json!([{"op": "replace", "path": "/attributeValues",
            "value": [kept, {"value": "a, b: c", "attribute": {"id": atc}}]}])
    );
    assert_eq!(
        body(&patches[1]),
        json!([{"op": "replace", "path": "/attributeValues", "value": [kept]}])
    );
}

/// A set whose options have all that an option can have.
fn set_of(options: Value) -> Server {
    Server::start(
        move |request: &Request| match (request.method.as_str(), request.path.as_str()) {
            ("GET", "/api/options") => page("options", &options),
            ("GET", _) => Reply::json(
                200,
                &json!({"id": SET, "name": "Drugs", "valueType": "TEXT", "options": options,
                    "sharing": {"public": "r-------"}, "translations": []}),
            ),
            _ => recorded("metadata/import_ok"),
        },
    )
}

fn whole(id: &str, code: &str, name: &str, place: u32) -> Value {
    json!({"id": id, "code": code, "name": name, "sortOrder": place, "optionSet": {"id": SET},
        "description": "kept", "formName": "kept", "style": {"color": "#ff0000", "icon": "pill"},
        "translations": [{"locale": "fr", "property": "NAME", "value": "gardé"}],
        "attributeValues": [{"attribute": {"id": "AtAtcCode01"}, "value": "J01"}]})
}

#[test]
fn options_that_swap_places_keep_all_they_have_and_the_set_lists_them_in_the_new_order() {
    let (first, second) = (
        whole("OpFirst0001", "A", "Ay", 1),
        whole("OpSecond001", "B", "Bee", 2),
    );
    let server = set_of(json!([first, second]));
    let sets = api(&server.url()).option_sets();
    let sync = sets
        .sync_options(SET, &[("B", "Bee"), ("A", "Ay")], true, false)
        .unwrap();
    assert_eq!(sync.updated, ["B", "A"]);
    assert!(sync.added.is_empty() && sync.removed.is_empty() && sync.skipped.is_empty());
    let posts = posts(&server, 0);
    assert_eq!(posts.len(), 1);
    assert_eq!(
        line(&posts[0]),
        "POST /api/metadata?importStrategy=CREATE_AND_UPDATE&atomicMode=ALL&importMode=COMMIT"
    );
    let (mut was_second, mut was_first) = (second, first);
    was_second["sortOrder"] = json!(1);
    was_first["sortOrder"] = json!(2);
    let sent = body(&posts[0]);
    assert_eq!(sent["options"], json!([was_second, was_first]));
    // 2.43 goes by the place in the list, 2.42 by `sortOrder`: both say the same.
    assert_eq!(
        sent["optionSets"],
        json!([{"id": SET, "name": "Drugs", "valueType": "TEXT", "sharing": {"public": "r-------"},
            "translations": [], "options": [{"id": "OpSecond001"}, {"id": "OpFirst0001"}]}])
    );
}

#[test]
fn an_option_whose_name_is_wanted_is_deleted_by_an_import_before_it_is_given_away() {
    let server = set_of(json!([
        whole("OpFirst0001", "OLD", "Paracetamol", 0),
        whole("OpSecond001", "B", "Bee", 1)
    ]));
    let sets = api(&server.url()).option_sets();
    let list = [("NEW", "Paracetamol"), ("B", "Bee")];
    let sync = sets.sync_options(SET, &list, true, false).unwrap();
    assert_eq!(
        (sync.added, sync.removed, sync.skipped),
        (
            vec!["NEW".to_owned()],
            vec!["OLD".to_owned()],
            vec!["B".to_owned()]
        )
    );
    let sent = posts(&server, 0);
    assert_eq!(
        line(&sent[0]),
        "POST /api/metadata?importStrategy=DELETE&atomicMode=ALL"
    );
    assert_eq!(body(&sent[0]), json!({"options": [{"id": "OpFirst0001"}]}));
    let second = body(&sent[1]);
    let new = &second["options"][0];
    assert_eq!(
        (&new["code"], &new["sortOrder"]),
        (&json!("NEW"), &json!(0))
    );
    assert_eq!(
        second["optionSets"][0]["options"],
        json!([{"id": new["id"]}, {"id": "OpSecond001"}]),
        "the one that is gone is not listed"
    );
    assert_eq!(sent.len(), 2);

    let before = server.requests().len();
    sets.sync_options(SET, &list, true, true).unwrap();
    let sent = posts(&server, before);
    assert_eq!(sent.len(), 1, "a dry run deletes nothing");
    assert_eq!(sent[0].param("importMode"), Some("VALIDATE"));
}

#[test]
fn a_refused_option_is_an_error_and_nothing_is_deleted_after_it() {
    let there = json!([whole("OpFirst0001", "OLD", "Old", 0)]);
    let server = Server::start(move |request: &Request| match request.method.as_str() {
        "GET" if request.path == "/api/options" => page("options", &there),
        "GET" => Reply::json(200, &json!({"id": SET, "name": "Drugs"})),
        _ => recorded("metadata/import_conflict_all"),
    });
    let sets = api(&server.url()).option_sets();
    let error = sets
        .sync_options(SET, &[("A", "Ay")], true, false)
        .unwrap_err();
    assert!(matches!(error, Error::Import(_)), "{error:?}");
    assert_eq!(posts(&server, 0).len(), 1);
}

#[test]
fn the_sections_of_a_data_set_are_put_in_order_in_one_import() {
    let recorded_sections = Recording::load("2.42", "lists_owner/sections").body();
    let there: Value = serde_json::from_slice(&recorded_sections).unwrap();
    let rows = there["sections"].clone();
    let server = Server::start(move |request: &Request| match request.method.as_str() {
        "GET" => page("sections", &rows),
        _ => recorded("metadata/import_update_full"),
    });
    let sets = api(&server.url()).data_sets();
    let [stock, received] = ["nuL44PrG8xZ", "rMF68A3Z0TL"];
    assert!(
        !sets
            .reorder_sections("DsSupplies2", [stock, received])
            .unwrap(),
        "they are so already"
    );
    assert_eq!(posts(&server, 0).len(), 0);
    assert!(
        sets.reorder_sections("DsSupplies2", [received, stock])
            .unwrap()
    );
    let requests = server.requests();
    assert_eq!(
        line(&requests[0]),
        format!("GET /api/sections?filter=dataSet.id:eq:DsSupplies2&fields=:owner{PAGED}")
    );
    let sent = posts(&server, 0);
    assert_eq!(
        line(&sent[0]),
        "POST /api/metadata?importStrategy=UPDATE&atomicMode=ALL&importMode=COMMIT"
    );
    let mut wanted = there["sections"].clone();
    for row in wanted.as_array_mut().unwrap() {
        let place = i32::from(row["id"] == stock);
        row["sortOrder"] = json!(place);
    }
    let mut got = body(&sent[0])["sections"].clone();
    got.as_array_mut()
        .unwrap()
        .sort_by_key(|row| row["id"].to_string());
    wanted
        .as_array_mut()
        .unwrap()
        .sort_by_key(|row| row["id"].to_string());
    assert_eq!(got, wanted, "sections are sent whole");

    let before = server.requests().len();
    for (order, name) in [
        (vec![stock], received),
        (vec![stock, received, "SeStranger1"], "SeStranger1"),
        (vec![stock, stock, received], stock),
    ] {
        let error = sets.reorder_sections("DsSupplies2", order).unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
        assert!(error.to_string().contains(name), "{error}");
    }
    assert!(posts(&server, before).is_empty());
}

#[test]
fn elements_of_a_section_are_placed_taken_out_and_replaced() {
    let recorded_sections = Recording::load("2.42", "lists_owner/sections").body();
    let there: Value = serde_json::from_slice(&recorded_sections).unwrap();
    let section = there["sections"][0].clone();
    let server = Server::start(move |request: &Request| match request.method.as_str() {
        "GET" => Reply::json(200, &section),
        _ => recorded("metadata/put_ok"),
    });
    let sections = api(&server.url()).sections();
    let uid = "nuL44PrG8xZ";
    let sent = || {
        let last = server.requests().pop().unwrap();
        assert_eq!(line(&last), "PUT /api/sections/nuL44PrG8xZ");
        let body = body(&last);
        assert_eq!(body["name"], "In stock", "the rest is put back with it");
        let rows = body["dataElements"].as_array().unwrap().clone();
        rows.iter()
            .map(|row| row["id"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert!(sections.add_element(uid, "DeMalariaC1", Some(0)).unwrap());
    assert_eq!(sent()[..2], ["DeMalariaC1", "DeStockAct1"]);
    assert!(sections.add_element(uid, "DeMalariaC1", Some(99)).unwrap());
    assert_eq!(sent()[9..], ["CZlyGx83SZq", "DeMalariaC1"]);
    assert!(sections.add_element(uid, "DeMalariaC1", None).unwrap());
    assert_eq!(sent().len(), 11);
    assert!(sections.remove_element(uid, "gMJaNSTBTwK").unwrap());
    assert_eq!(sent()[..2], ["DeStockAct1", "LCcMsCog6wr"]);
    assert!(
        sections
            .set_elements(uid, ["gMJaNSTBTwK", "DeMalariaC1"])
            .unwrap()
    );
    assert_eq!(sent(), ["gMJaNSTBTwK", "DeMalariaC1"]);

    let before = server.requests().len();
    assert!(!sections.add_element(uid, "DeStockAct1", Some(3)).unwrap());
    assert!(!sections.remove_element(uid, "DeMalariaC1").unwrap());
    let twice = sections.set_elements(uid, ["DeStockAct1", "DeStockAct1"]);
    assert!(matches!(twice, Err(Error::InvalidInput(_))));
    let requests = server.requests();
    assert!(requests[before..].iter().all(|r| r.method == "GET"));
    assert_eq!(requests[before..].len(), 2);
}

//! Data sets and their sections.

use serde_json::{Value, json};

use super::server::{Request, Server};
use super::{all_of, api, body, line, lines, owned, owned_list, page, taken, whole};

const SET: &str = "DsMonthly01";

/// What a put back data set holds: rows that do not name the set again.
fn rows_put(set: &Value) -> Vec<Value> {
    let mut rows = set["dataSetElements"].as_array().unwrap().clone();
    for row in &mut rows {
        row.as_object_mut().unwrap().remove("dataSet");
    }
    rows
}

#[test]
fn an_element_is_added_to_a_data_set_once_and_taken_out_again() {
    let set = owned("dataSets", SET);
    let before = rows_put(&set);
    let server = whole(&set);
    let sets = api(&server.url()).data_sets();
    let first: String = before[0]["dataElement"]["id"].as_str().unwrap().into();
    assert!(!sets.add_element(SET, first.as_str(), None).unwrap());
    assert!(!sets.remove_element(SET, "NoSuchUid11").unwrap());
    let read = format!("GET /api/dataSets/{SET}?fields=:owner");
    assert_eq!(lines(&server), [read.clone(), read.clone()]);

    let combo = "j3YbhxdIzcu".parse().unwrap();
    assert!(sets.add_element(SET, "GMgac0MqnDk", Some(combo)).unwrap());
    let requests = server.requests();
    assert_eq!(line(&requests[2]), read);
    assert_eq!(line(&requests[3]), format!("PUT /api/dataSets/{SET}"));
    let mut expected = set.clone();
    let mut rows = before.clone();
    rows.push(
        json!({"dataElement": {"id": "GMgac0MqnDk"}, "categoryCombo": {"id": "j3YbhxdIzcu"}}),
    );
    expected["dataSetElements"] = json!(rows);
    assert_eq!(
        body(&requests[3]),
        expected,
        "all else is put back as it was"
    );

    assert!(sets.add_element(SET, first.as_str(), Some(combo)).unwrap());
    let body_of_put = body(&server.requests().pop().unwrap());
    assert_eq!(
        body_of_put["dataSetElements"][0]["categoryCombo"],
        json!({"id": "j3YbhxdIzcu"})
    );
    assert_eq!(
        body_of_put["dataSetElements"].as_array().unwrap().len(),
        before.len()
    );

    assert!(sets.remove_element(SET, first.as_str()).unwrap());
    let body_of_put = body(&server.requests().pop().unwrap());
    assert_eq!(body_of_put["dataSetElements"], json!(before[1..]));
}

#[test]
fn units_are_added_to_a_data_set_and_removed_each_in_one_request() {
    let server = Server::start(|request: &Request| match body(request).get("additions") {
        Some(_) => taken(1, 0),
        None => taken(0, 1),
    });
    let sets = api(&server.url()).data_sets();
    let stats = sets.add_organisation_units(SET, ["OuDistric11"]).unwrap();
    assert_eq!(stats.updated, 1);
    let stats = sets
        .remove_organisation_units(SET, ["OuDistric11"])
        .unwrap();
    assert_eq!(stats.deleted, 1);
    let path = format!("POST /api/dataSets/{SET}/organisationUnits");
    assert_eq!(lines(&server), [path.clone(), path]);
    assert_eq!(
        body(&server.requests()[0]),
        json!({"additions": [{"id": "OuDistric11"}]})
    );
    assert_eq!(
        body(&server.requests()[1]),
        json!({"deletions": [{"id": "OuDistric11"}]})
    );
}

#[test]
fn the_sections_of_a_set_come_in_their_order() {
    let mut rows = owned_list("2.42", "sections").unwrap();
    rows.reverse();
    assert_eq!(rows[0]["sortOrder"], 1);
    let answer = json!(rows);
    let server = Server::start(move |_: &Request| page("sections", &answer));
    let sections = api(&server.url())
        .data_sets()
        .sections("DsSupplies2")
        .unwrap();
    let names: Vec<_> = sections
        .iter()
        .map(|s| s.name.as_deref().unwrap())
        .collect();
    assert_eq!(names, ["In stock", "Received"]);
    assert_eq!(
        lines(&server),
        [all_of("sections", &["dataSet.id:eq:DsSupplies2"])]
    );
}

#[test]
fn elements_of_a_section_have_an_order() {
    const SECTION: &str = "nuL44PrG8xZ";
    let section = owned("sections", SECTION);
    let before: Vec<Value> = section["dataElements"].as_array().unwrap().clone();
    let server = whole(&section);
    let sections = api(&server.url()).sections();
    let sent = || {
        let put = server.requests().pop().unwrap();
        assert_eq!(line(&put), format!("PUT /api/sections/{SECTION}"));
        let sent = body(&put);
        let mut rest = section.clone();
        rest["dataElements"] = sent["dataElements"].clone();
        assert_eq!(sent, rest, "all else is put back as it was");
        sent["dataElements"].as_array().unwrap().clone()
    };
    let new = json!({"id": "DeMalariaC1"});
    for (position, index) in [
        (Some(1), 1),
        (Some(0), 0),
        (None, before.len()),
        (Some(999), before.len()),
    ] {
        assert!(
            sections
                .add_element(SECTION, "DeMalariaC1", position)
                .unwrap()
        );
        let mut expected = before.clone();
        expected.insert(index, new.clone());
        assert_eq!(sent(), expected, "{position:?}");
    }
    assert!(sections.remove_element(SECTION, "DeStockAct1").unwrap());
    assert_eq!(sent(), before[1..]);
    assert!(
        sections
            .set_elements(SECTION, ["gMJaNSTBTwK", "DeStockAct1"])
            .unwrap()
    );
    assert_eq!(
        sent(),
        [json!({"id": "gMJaNSTBTwK"}), json!({"id": "DeStockAct1"})]
    );

    let count = server.requests().len();
    assert!(!sections.add_element(SECTION, "DeStockAct1", None).unwrap());
    assert!(!sections.remove_element(SECTION, "DeMalariaC1").unwrap());
    let same: Vec<&str> = before
        .iter()
        .map(|row| row["id"].as_str().unwrap())
        .collect();
    assert!(!sections.set_elements(SECTION, same).unwrap());
    assert!(server.requests()[count..].iter().all(|r| r.method == "GET"));
}

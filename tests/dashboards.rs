//! Items of dashboards: put on, and taken off.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use dhis2::Error;
use dhis2::models::Dashboard;
use dhis2::resources::{ItemKind, Slot};
use serde_json::{Value, json};
use server::replay::Recording;
use server::{Reply, Request, Server, api, body, line, recorded};

/// An object of a recorded list, with everything it owns.
fn owned(version: &str, plural: &str, uid: &str) -> Value {
    let file = Recording::load(version, &format!("lists_owner/{plural}"));
    let list: Value = serde_json::from_slice(&file.body()).unwrap();
    let rows = list[plural].as_array().unwrap();
    rows.iter().find(|row| row["id"] == uid).unwrap().clone()
}

#[test]
fn items_are_put_on_a_dashboard_below_the_others_and_taken_off() {
    let board = owned("2.42", "dashboards", "arhxl4yA2vG");
    let server = Server::start(move |request: &Request| match request.method.as_str() {
        "GET" => Reply::json(200, &board),
        _ => recorded("analytics_objects/visualization_import_owner"),
    });
    let boards = api(&server.url()).dashboards();
    let item = boards
        .add_item("arhxl4yA2vG", ItemKind::Map, "MpFacility1", None)
        .unwrap();
    let requests = server.requests();
    assert_eq!(
        line(&requests[0]),
        "GET /api/dashboards/arhxl4yA2vG?fields=:owner"
    );
    assert_eq!(
        line(&requests[1]),
        "POST /api/metadata?importStrategy=UPDATE&atomicMode=ALL"
    );
    let items = body(&requests[1])["dashboards"][0]["dashboardItems"].clone();
    assert_eq!(
        items[1],
        json!({"id": item, "type": "MAP", "map": {"id": "MpFacility1"}, "x": 0, "y": 20, "width": 60,
        "height": 20, "shape": "FULL_WIDTH"})
    );
    assert_eq!(items[0]["visualization"]["id"], "VzLine00004");
    assert!(boards.remove_item("arhxl4yA2vG", "dUbQSHxYWtR").unwrap());
    assert_eq!(
        body(&server.requests().pop().unwrap())["dashboards"][0]["dashboardItems"],
        json!([])
    );
    let before = server.requests().len();
    assert!(!boards.remove_item("arhxl4yA2vG", "NoSuchUid11").unwrap());
    let again = boards.add_item_as(
        "arhxl4yA2vG",
        "dUbQSHxYWtR",
        ItemKind::Map,
        "MpFacility1",
        None,
    );
    assert!(!again.unwrap(), "it is there");
    let after = server.requests().split_off(before);
    assert!(after.iter().all(|request| request.method == "GET"));
}

#[test]
fn all_kinds_of_items_are_put_into_a_slot() {
    let mut board = owned("2.42", "dashboards", "DbOverview1");
    board["dashboardItems"][0]
        .as_object_mut()
        .unwrap()
        .remove("height");
    board["dashboardItems"][0]["y"] = json!(90);
    let server = Server::start(move |request: &Request| match request.method.as_str() {
        "GET" => Reply::json(200, &board),
        _ => recorded("analytics_objects/visualization_import_owner"),
    });
    let boards = api(&server.url()).dashboards();
    let last = || {
        let post = server.requests().pop().unwrap();
        let board = body(&post)["dashboards"][0].take();
        let items = board["dashboardItems"].as_array().unwrap().clone();
        items.last().unwrap().clone()
    };
    let slot = Slot {
        x: 30,
        y: 5,
        width: 30,
        height: 10,
    };
    for (kind, member, word) in [
        (ItemKind::Visualization, "visualization", "VISUALIZATION"),
        (ItemKind::Map, "map", "MAP"),
        (
            ItemKind::EventVisualization,
            "eventVisualization",
            "EVENT_VISUALIZATION",
        ),
        (ItemKind::EventChart, "eventChart", "EVENT_CHART"),
        (ItemKind::EventReport, "eventReport", "EVENT_REPORT"),
    ] {
        let added = boards.add_item_as("DbOverview1", "DiNewItem01", kind, "VzMalCol001", slot);
        assert!(added.unwrap());
        let mut expected = json!({"id": "DiNewItem01", "type": word, "x": 30, "y": 5, "width": 30,
            "height": 10, "shape": "NORMAL"});
        expected[member] = json!({"id": "VzMalCol001"});
        assert_eq!(last(), expected);
    }
    // The lowest item ends at 90 and the 20 of one that names no height.
    boards
        .add_item("DbOverview1", ItemKind::Map, "MpFacility1", None)
        .unwrap();
    assert_eq!(last()["y"], 110);
    let before = server.requests().len();
    for bad in [
        Slot {
            x: 40,
            width: 30,
            ..Slot::default()
        },
        Slot {
            x: 61,
            width: 1,
            ..Slot::default()
        },
        Slot {
            width: 0,
            ..Slot::default()
        },
        Slot {
            height: 0,
            ..Slot::default()
        },
    ] {
        let error = boards
            .add_item("DbOverview1", ItemKind::Map, "MpFacility1", bad)
            .unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error}");
    }
    assert_eq!(server.requests().len(), before);
}

#[test]
fn items_of_a_dashboard_of_2_43_go_back_as_they_came() {
    let board = owned("2.43", "dashboards", "DbOverview1");
    let answer = board.clone();
    let server = Server::start(move |request: &Request| match request.method.as_str() {
        "GET" => Reply::json(200, &answer),
        _ => recorded("analytics_objects/visualization_import_owner"),
    });
    let boards = api(&server.url()).dashboards();
    boards
        .add_item("DbOverview1", ItemKind::Map, "MpFacility1", None)
        .unwrap();
    let sent = body(&server.requests().pop().unwrap())["dashboards"][0].take();
    let items = sent["dashboardItems"].as_array().unwrap();
    assert_eq!(items[..4], board["dashboardItems"].as_array().unwrap()[..]);
    assert_eq!(items[4]["y"], 40);
    assert_eq!(sent["sharing"], board["sharing"]);
    assert_eq!(
        serde_json::from_value::<Dashboard>(sent)
            .unwrap()
            .name
            .as_deref(),
        Some("Malaria overview")
    );
}

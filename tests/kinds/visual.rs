//! Dashboards and what stands on them.

use dhis2::resources::Slot;
use serde_json::{Value, json};

use super::server::{Reply, Request, Server};
use super::{api, body, is_invalid, lines, owned, recorded};

const BOARD: &str = "arhxl4yA2vG";

/// A server with one recorded object, written through the importer.
fn import_server(object: &Value) -> Server {
    let object = object.clone();
    Server::start(move |request: &Request| match request.method.as_str() {
        "GET" => Reply::json(200, &object),
        _ => recorded("analytics_objects/visualization_import_owner"),
    })
}

#[test]
fn items_are_put_on_a_dashboard_below_the_others_and_taken_off() {
    let board = owned("dashboards", BOARD);
    let server = import_server(&board);
    let boards = api(&server.url()).dashboards();
    let read = format!("GET /api/dashboards/{BOARD}?fields=:owner");
    let write = "POST /api/metadata?importStrategy=UPDATE&atomicMode=ALL";
    let sent = || body(&server.requests().pop().unwrap());

    let item = boards.add_item(BOARD, "map", "MpFacility1", None).unwrap();
    assert_eq!(lines(&server), [read.as_str(), write]);
    let mut expected = board.clone();
    expected["dashboardItems"].as_array_mut().unwrap().push(
        json!({"id": item, "type": "MAP", "map": {"id": "MpFacility1"}, "x": 0, "y": 20, "width": 60,
            "height": 20, "shape": "FULL_WIDTH"}),
    );
    assert_eq!(sent(), json!({ "dashboards": [expected] }));

    for (kind, word) in [
        ("visualization", "VISUALIZATION"),
        ("eventVisualization", "EVENT_VISUALIZATION"),
        ("eventChart", "EVENT_CHART"),
        ("eventReport", "EVENT_REPORT"),
    ] {
        let slot = Slot {
            x: 30,
            y: 4,
            width: 30,
            height: 8,
        };
        let item = boards
            .add_item(BOARD, kind, "VzMalCol001", Some(slot))
            .unwrap();
        assert_eq!(
            sent()["dashboards"][0]["dashboardItems"][1],
            json!({"id": item, "type": word, kind: {"id": "VzMalCol001"}, "x": 30, "y": 4, "width": 30,
                "height": 8, "shape": "NORMAL"})
        );
    }

    assert!(boards.remove_item(BOARD, "dUbQSHxYWtR").unwrap());
    let mut expected = board.clone();
    expected["dashboardItems"] = json!([]);
    assert_eq!(sent(), json!({ "dashboards": [expected] }));

    let count = server.requests().len();
    assert!(!boards.remove_item(BOARD, "NoSuchUid11").unwrap());
    assert_eq!(lines(&server)[count..], [read]);
}

#[test]
fn an_item_that_cannot_be_on_a_dashboard_is_refused_before_anything_is_sent() {
    let server = Server::script(vec![]);
    let boards = api(&server.url()).dashboards();
    let slot = |x, width| {
        Some(Slot {
            x,
            y: 0,
            width,
            height: 20,
        })
    };
    for (kind, slot) in [
        ("report", None),
        ("map", slot(40, 30)),
        ("map", slot(0, 0)),
        ("map", slot(u32::MAX, 1)),
    ] {
        assert!(
            is_invalid(boards.add_item(BOARD, kind, "MpFacility1", slot)),
            "{kind} {slot:?}"
        );
    }
    server.verify();
}

#[test]
fn a_refused_dashboard_is_an_error() {
    let board = owned("dashboards", BOARD);
    let server = Server::script(vec![
        Reply::json(200, &board),
        recorded("metadata/import_conflict_all"),
    ]);
    let boards = api(&server.url()).dashboards();
    let error = boards
        .add_item(BOARD, "map", "MpFacility1", None)
        .unwrap_err();
    assert!(matches!(error, dhis2::Error::Import(_)), "{error:?}");
    server.verify();
}

/// The object without what belongs to it alone.
fn copy_of(object: &Value, uid: &str, name: &str) -> Value {
    let mut copy = object.clone();
    for own in [
        "code",
        "created",
        "createdBy",
        "lastUpdated",
        "lastUpdatedBy",
        "translations",
        "favorites",
        "favorite",
        "subscribers",
        "subscribed",
        "interpretations",
        "access",
        "href",
    ] {
        copy.as_object_mut().unwrap().remove(own);
    }
    copy["id"] = json!(uid);
    copy["name"] = json!(name);
    copy
}

#[test]
fn a_copy_of_a_visualization_has_its_dimensions_and_a_name_of_its_own() {
    let write = "POST /api/metadata?importStrategy=CREATE&atomicMode=ALL&importMode=COMMIT";

    let chart = owned("visualizations", "VzMalCol001");
    let server = import_server(&chart);
    let uid = api(&server.url())
        .visualizations()
        .duplicate("VzMalCol001", "Copy")
        .unwrap();
    let read = "GET /api/visualizations/VzMalCol001?fields=:owner";
    assert_eq!(lines(&server), [read, write]);
    let copy = copy_of(&chart, uid.as_str(), "Copy");
    assert_eq!(
        body(&server.requests()[1]),
        json!({ "visualizations": [copy] })
    );

    let list = owned("eventVisualizations", "EvSupervis1");
    let server = import_server(&list);
    let uid = api(&server.url())
        .event_visualizations()
        .duplicate("EvSupervis1", "Copy")
        .unwrap();
    let read = "GET /api/eventVisualizations/EvSupervis1?fields=:owner";
    assert_eq!(lines(&server), [read, write]);
    let copy = copy_of(&list, uid.as_str(), "Copy");
    assert_eq!(
        body(&server.requests()[1]),
        json!({ "eventVisualizations": [copy] })
    );
}

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

//! Programs, their stages, and tracked entity types.

use serde_json::{Value, json};

use super::server::{Request, Server};
use super::{api, body, is_invalid, line, lines, owned, taken, whole};

const PROGRAM: &str = "PrChildNut1";
const STAGE: &str = "PsNutFirst1";
const TYPE: &str = "TtPerson001";

/// The rows of an object as they are put back: without the reference to the object itself.
fn rows_put(object: &Value, list: &str, owner: &str) -> Vec<Value> {
    let mut rows = object[list].as_array().unwrap().clone();
    for row in &mut rows {
        row.as_object_mut().unwrap().remove(owner);
    }
    rows
}

/// What the last request put; all but one list is as it was read.
fn put_rows(server: &Server, path: &str, object: &Value, list: &str) -> Vec<Value> {
    let put = server.requests().pop().unwrap();
    assert_eq!(line(&put), format!("PUT /api/{path}"));
    let sent = body(&put);
    let mut expected = object.clone();
    expected[list] = sent[list].clone();
    assert_eq!(sent, expected);
    sent[list].as_array().unwrap().clone()
}

#[test]
fn attributes_of_a_tracked_entity_type_are_added_changed_and_removed() {
    const LIST: &str = "trackedEntityTypeAttributes";
    let kind = owned("trackedEntityTypes", TYPE);
    let before = rows_put(&kind, LIST, "trackedEntityType");
    let server = whole(&kind);
    let types = api(&server.url()).tracked_entity_types();
    let path = format!("trackedEntityTypes/{TYPE}");
    let put = || put_rows(&server, &path, &kind, LIST);

    assert!(
        !types
            .add_attribute(TYPE, "TaGivenNam1", Value::Null)
            .unwrap()
    );
    assert!(!types.remove_attribute(TYPE, "NoSuchUid11").unwrap());
    assert_eq!(
        lines(&server),
        vec![format!("GET /api/{path}?fields=:owner"); 2]
    );

    assert!(
        types
            .add_attribute(TYPE, "TaGivenNam1", json!({"mandatory": true}))
            .unwrap()
    );
    let mut expected = before.clone();
    expected[0]["mandatory"] = json!(true);
    assert_eq!(put(), expected);

    let settings = json!({"searchable": true, "displayInList": false});
    assert!(types.add_attribute(TYPE, "NewAttribu1", settings).unwrap());
    let mut expected = before.clone();
    expected.push(
        json!({"trackedEntityAttribute": {"id": "NewAttribu1"}, "searchable": true,
        "displayInList": false}),
    );
    assert_eq!(put(), expected);

    assert!(types.remove_attribute(TYPE, "TaGivenNam1").unwrap());
    assert_eq!(put(), before[1..]);
    assert!(is_invalid(types.add_attribute(
        TYPE,
        "TaGivenNam1",
        json!([])
    )));
}

#[test]
fn attributes_of_a_program_are_added_changed_and_removed() {
    const LIST: &str = "programTrackedEntityAttributes";
    let program = owned("programs", PROGRAM);
    let before = rows_put(&program, LIST, "program");
    let server = whole(&program);
    let programs = api(&server.url()).programs();
    let path = format!("programs/{PROGRAM}");
    let put = || put_rows(&server, &path, &program, LIST);

    let settings = json!({"mandatory": false, "sortOrder": 9});
    assert!(
        programs
            .add_attribute(PROGRAM, "TaGivenNam1", settings)
            .unwrap()
    );
    let mut expected = before.clone();
    expected[0]["mandatory"] = json!(false);
    expected[0]["sortOrder"] = json!(9);
    assert_eq!(put(), expected);
    assert_eq!(
        lines(&server),
        [
            format!("GET /api/{path}?fields=:owner"),
            format!("PUT /api/{path}")
        ]
    );

    assert!(
        programs
            .add_attribute(PROGRAM, "NewAttribu1", Value::Null)
            .unwrap()
    );
    let mut expected = before.clone();
    expected.push(json!({"trackedEntityAttribute": {"id": "NewAttribu1"}, "displayInList": true}));
    assert_eq!(put(), expected);

    assert!(programs.remove_attribute(PROGRAM, "TaGivenNam1").unwrap());
    assert_eq!(put(), before[1..]);
    assert!(!programs.remove_attribute(PROGRAM, "NoSuchUid11").unwrap());
}

#[test]
fn units_are_added_to_a_program_and_removed_each_in_one_request() {
    let server = Server::start(|request: &Request| {
        let sent = body(request);
        let count = |verb: &str| sent[verb].as_array().map_or(0, Vec::len);
        taken(count("additions"), count("deletions"))
    });
    let programs = api(&server.url()).programs();
    let units = ["M10OshfmF6x", "h29Djcz2LmC"];
    assert_eq!(
        programs
            .add_organisation_units(PROGRAM, units)
            .unwrap()
            .updated,
        2
    );
    let stats = programs.remove_organisation_units(PROGRAM, units).unwrap();
    assert_eq!(stats.deleted, 2);
    let path = format!("POST /api/programs/{PROGRAM}/organisationUnits");
    assert_eq!(lines(&server), [path.clone(), path]);
    let refs = json!([{"id": units[0]}, {"id": units[1]}]);
    assert_eq!(body(&server.requests()[0]), json!({ "additions": refs }));
    assert_eq!(body(&server.requests()[1]), json!({ "deletions": refs }));
}

#[test]
fn elements_of_a_stage_are_added_changed_removed_and_put_in_order() {
    const LIST: &str = "programStageDataElements";
    let stage = owned("programStages", STAGE);
    let before = rows_put(&stage, LIST, "programStage");
    let first = before[0]["dataElement"]["id"].as_str().unwrap();
    let server = whole(&stage);
    let stages = api(&server.url()).program_stages();
    let path = format!("programStages/{STAGE}");
    let put = || put_rows(&server, &path, &stage, LIST);

    let compulsory = !before[0]["compulsory"].as_bool().unwrap();
    let settings = json!({ "compulsory": compulsory });
    assert!(stages.add_element(STAGE, first, settings).unwrap());
    let mut expected = before.clone();
    expected[0]["compulsory"] = json!(compulsory);
    assert_eq!(put(), expected);
    assert_eq!(
        lines(&server),
        [
            format!("GET /api/{path}?fields=:owner"),
            format!("PUT /api/{path}")
        ]
    );

    assert!(
        stages
            .add_element(STAGE, "GMgac0MqnDk", json!({"sortOrder": 4}))
            .unwrap()
    );
    let mut expected = before.clone();
    expected.push(
        json!({"dataElement": {"id": "GMgac0MqnDk"}, "sortOrder": 4, "displayInReports": true}),
    );
    assert_eq!(put(), expected);

    assert!(stages.remove_element(STAGE, first).unwrap());
    assert_eq!(put(), before[1..]);

    assert!(stages.reorder(STAGE, ["GMgac0MqnDk", first]).unwrap());
    let mut moved = before[0].clone();
    moved["sortOrder"] = json!(1);
    let new =
        json!({"dataElement": {"id": "GMgac0MqnDk"}, "sortOrder": 0, "displayInReports": true});
    assert_eq!(put(), [new, moved], "those that are not named go");

    let count = server.requests().len();
    assert!(!stages.add_element(STAGE, first, Value::Null).unwrap());
    assert!(!stages.remove_element(STAGE, "NoSuchUid11").unwrap());
    let same: Vec<&str> = before
        .iter()
        .map(|row| row["dataElement"]["id"].as_str().unwrap())
        .collect();
    assert!(!stages.reorder(STAGE, same).unwrap());
    assert!(is_invalid(stages.add_element(STAGE, first, json!(1))));
    assert!(server.requests()[count..].iter().all(|r| r.method == "GET"));
}

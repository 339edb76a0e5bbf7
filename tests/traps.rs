//! What silently damages metadata: every trap of the generic verbs, met.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use dhis2::models::{DataElement, LegendSet};
use dhis2::resources::{AccessLevel, LegendRange, SharingUpdate};
use dhis2::{Error, JsonPatch, Uid};
use serde_json::{Value, json};
use server::replay::Recording;
use server::{Reply, Request, Server, api, body, line, recorded};

const ELEMENT: &str = "DeMalariaC1";

/// A recorded object with everything it owns.
fn owned(plural: &str, uid: &str) -> Value {
    let list = Recording::load("2.42", &format!("lists_owner/{plural}")).body();
    let list: Value = serde_json::from_slice(&list).unwrap();
    let rows = list[plural].as_array().unwrap();
    rows.iter().find(|row| row["id"] == uid).unwrap().clone()
}

/// Answers reads with an object, and writes as 2.42 does.
fn holding(object: Value) -> Server {
    Server::start(move |request: &Request| match request.method.as_str() {
        "GET" => Reply::json(200, &object),
        "PATCH" => recorded("metadata/patch_ok"),
        "POST" => recorded("metadata/import_ok"),
        _ => recorded("metadata/put_ok"),
    })
}

fn writes(server: &Server) -> Vec<Request> {
    let requests = server.requests().into_iter();
    requests.filter(|r| r.method != "GET").collect()
}

#[test]
fn a_put_replaces_so_what_is_put_is_whole() {
    let element = owned("dataElements", ELEMENT);
    for member in ["translations", "attributeValues", "sharing", "code"] {
        assert!(
            !element[member].is_null(),
            "the object has {member} to lose"
        );
    }
    let server = holding(element.clone());
    // Read with a narrow selection, as one does, then given to `update`.
    let narrow: DataElement =
        serde_json::from_value(json!({"id": ELEMENT, "name": "Renamed", "shortName": null}))
            .unwrap();
    api(&server.url()).data_elements().update(&narrow).unwrap();
    let mut wanted = element;
    wanted["name"] = json!("Renamed");
    // A null that was put there on purpose is sent: that clears a member.
    wanted["shortName"] = Value::Null;
    let sent = writes(&server);
    assert_eq!(line(&sent[0]), "PUT /api/dataElements/DeMalariaC1");
    assert_eq!(body(&sent[0]), wanted);

    let monthly = owned("dataSets", "DsMonthly01");
    let server = holding(monthly.clone());
    let sets = api(&server.url()).data_sets();
    sets.add_element("DsMonthly01", "DeNewOne001", None)
        .unwrap();
    let mut wanted = monthly;
    let rows = wanted["dataSetElements"].as_array_mut().unwrap();
    for row in rows.iter_mut() {
        // DHIS2 refuses the set's reference to itself.
        row.as_object_mut().unwrap().remove("dataSet");
    }
    rows.push(json!({"dataElement": {"id": "DeNewOne001"}}));
    assert_eq!(body(&writes(&server)[0]), wanted);
}

#[test]
fn small_changes_are_patches_that_touch_nothing_else() {
    let server = holding(owned("dataElements", ELEMENT));
    let elements = api(&server.url()).data_elements();
    elements.rename(ELEMENT).name("Cases").send().unwrap();
    elements.set_legend_sets(ELEMENT, ["LsThreshol1"]).unwrap();
    let clear = JsonPatch::new().replace("/description", None::<&str>);
    elements.patch(ELEMENT, &clear).unwrap();
    let attribute: Uid = "l84u5ku57ne".parse().unwrap();
    elements
        .set_attribute_value(ELEMENT, attribute, "Form M2")
        .unwrap();
    let sent = writes(&server);
    assert!(
        sent.iter()
            .all(|r| line(r) == "PATCH /api/dataElements/DeMalariaC1")
    );
    let bodies: Vec<Value> = sent.iter().map(body).collect();
    assert_eq!(
        bodies,
        [
            json!([{"op": "replace", "path": "/name", "value": "Cases"}]),
            json!([{"op": "add", "path": "/legendSets", "value": [{"id": "LsThreshol1"}]}]),
            json!([{"op": "replace", "path": "/description", "value": null}]),
            json!([{"op": "replace", "path": "/attributeValues",
                "value": [{"value": "Form M2", "attribute": {"id": "l84u5ku57ne"}}]}]),
        ]
    );
}

#[test]
fn sharing_is_laid_over_what_there_is() {
    let server = holding(owned("dataElements", ELEMENT));
    let elements = api(&server.url()).data_elements();
    let changes =
        SharingUpdate::new().user_group("GrMalaria01", AccessLevel::Read, AccessLevel::None);
    elements.share(ELEMENT, &changes).unwrap();
    let was = owned("dataElements", ELEMENT)["sharing"].clone();
    let sent = body(&writes(&server)[0]);
    assert_eq!(sent["owner"], was["owner"]);
    assert_eq!(sent["public"], was["public"]);
    assert_eq!(sent["userGroups"]["GrMalaria01"]["access"], "r-------");
    assert_eq!(sent.get("external"), None, "gone in 2.43");
}

#[test]
fn an_import_is_atomic_and_names_only_what_the_server_knows() {
    let server = holding(owned("dataElements", ELEMENT));
    let api = api(&server.url());
    let elements = api.data_elements();
    let element: DataElement = elements.get(ELEMENT).unwrap();
    elements.save_all([&element]).unwrap();
    elements.validate_all([&element]).unwrap();
    elements.delete_all([ELEMENT]).unwrap();
    elements.replace(&element).unwrap();
    elements.update(&element).unwrap();
    let import = || api.metadata().import();
    import().send(&json!({"dataElements": [element]})).unwrap();
    import()
        .dry_run(true)
        .send(&json!({"dataElements": [element]}))
        .unwrap();
    let sent = writes(&server);
    assert_eq!(sent.len(), 7);
    for request in &sent {
        for (name, value) in &request.query {
            assert!(
                !["mergeMode", "dryRun", "userOverrideMode"].contains(&name.as_str()),
                "2.42 ignores {name} without a word"
            );
            let is_word = name.starts_with("import") || name == "atomicMode";
            assert!(!is_word || *value == value.to_uppercase(), "{name}={value}");
        }
        if request.path == "/api/metadata" {
            assert_eq!(request.param("atomicMode"), Some("ALL"));
        }
    }
    // An object that holds its sharing is imported with it.
    assert_eq!(sent[0].param("skipSharing"), Some("false"));
    assert_eq!(sent[1].param("importMode"), Some("VALIDATE"));
}

#[test]
fn many_members_are_one_request_and_unknown_ones_do_not_go_unseen() {
    let server = Server::script(vec![
        recorded("metadata/collection_additions"),
        recorded("metadata/collection_add_unknown"),
    ]);
    let groups = api(&server.url()).data_element_groups();
    groups
        .add_members("U1sLPqOeYCJ", ["GTeg5DAvt9Z", "hZIQ6fOZgxr"])
        .unwrap();
    let error = groups
        .add_members("U1sLPqOeYCJ", ["NoSuchUid11"])
        .unwrap_err();
    assert!(error.to_string().contains("took 0 of 1"), "{error}");
    let requests = server.requests();
    assert_eq!(
        line(&requests[0]),
        "POST /api/dataElementGroups/U1sLPqOeYCJ/dataElements"
    );
    assert_eq!(
        body(&requests[0]),
        json!({"additions": [{"id": "GTeg5DAvt9Z"}, {"id": "hZIQ6fOZgxr"}]})
    );
    server.verify();
}

#[test]
fn a_look_up_finds_exactly_what_was_asked_for() {
    // What a filter with `Ward 1, East` would find is `Ward 1`; a search finds parts.
    let server = Server::start(|request: &Request| {
        if request.path != "/api/organisationUnits" {
            return Reply::json(200, &json!({"id": "OuWardEast1", "name": "Ward 1, East"}));
        }
        let rows = json!([{"id": "OuWardOne01", "name": "Ward 1", "code": "W:1"},
            {"id": "OuWardEast1", "name": "Ward 1, East", "code": "W,1"},
            {"id": "OuWardEast2", "name": "Ward 1, East side", "code": "W"}]);
        Reply::json(
            200,
            &json!({"pager": {"page": 1, "pageCount": 1}, "organisationUnits": rows}),
        )
    });
    let units = api(&server.url()).organisation_units();
    let found = units.find_by_name("Ward 1, East").unwrap().unwrap();
    assert_eq!(found.id.unwrap(), "OuWardEast1");
    units.find_by_code("W:1").unwrap().unwrap();
    units.find_by_code("W,1").unwrap().unwrap();
    assert!(units.find_by_name("Ward").unwrap().is_none());
    let asked: Vec<String> = server.requests().iter().map(line).collect();
    let start = "GET /api/organisationUnits";
    assert!(asked[0].starts_with(&format!("{start}?query=Ward 1, East&")));
    assert_eq!(asked[1], format!("{start}/OuWardEast1?fields=:owner"));
    assert!(asked[2].starts_with(&format!("{start}?filter=code:eq:W:1&")));
    assert_eq!(asked[3], format!("{start}/OuWardOne01?fields=:owner"));
    assert!(asked[4].starts_with(&format!("{start}?query=W,1&")));

    let attribute: Uid = "AtSurveyRef".parse().unwrap();
    assert!(
        units
            .find_by_attribute(attribute, "W 1,E")
            .unwrap()
            .is_empty()
    );
    let last = line(&server.requests().pop().unwrap());
    assert!(
        last.starts_with(&format!("{start}?filter=AtSurveyRef:like:W 1&")),
        "{last}"
    );
}

#[test]
fn helpers_that_import_read_the_report() {
    let server = Server::start(|_: &Request| recorded("metadata/import_conflict_all"));
    let sets = api(&server.url()).legend_sets();
    let legend = LegendRange {
        start: 0.0,
        end: 50.0,
        color: "#d7191c".to_owned(),
        name: None,
    };
    let error = sets.create_with("Levels", None, &[legend]).unwrap_err();
    assert!(matches!(error, Error::Import(_)), "{error:?}");
    let request = &server.requests()[0];
    assert_eq!(
        request.param("atomicMode"),
        Some("ALL"),
        "`OBJECT` is a word of the tracker"
    );
    let none: [&LegendSet; 0] = [];
    assert!(sets.save_all(none).unwrap().is_ok());
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_delete_that_kept_the_object_is_an_error() {
    // 2.42 answers a bare OK for a built-in default.
    let server = Server::script(vec![Reply::json(
        200,
        &json!({"httpStatus": "OK", "httpStatusCode": 200, "status": "OK"}),
    )]);
    let combos = api(&server.url()).category_combos();
    let error = combos.delete("bjDvmb4bfuf").unwrap_err();
    assert!(error.to_string().contains("did not delete"), "{error}");
    server.verify();
}

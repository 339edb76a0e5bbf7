//! What single kinds of metadata can do besides the common verbs.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use dhis2::{Api, Auth, Date, Error, Uid};
use serde_json::{Value, json};
use server::replay::{Recording, Replay};
use server::{Reply, Request, Server};

fn api(url: &str) -> Api {
    Api::builder(url)
        .auth(Auth::basic("admin", "district"))
        .no_proxy()
        .build()
        .unwrap()
}

fn recorded(name: &str) -> Reply {
    Recording::load("2.42", name).reply("http://localhost")
}

fn ok(uid: &str) -> Reply {
    Reply::json(
        200,
        &json!({"httpStatus": "OK", "httpStatusCode": 200, "status": "OK",
        "response": {"uid": uid, "errorReports": [], "responseType": "ObjectReport"}}),
    )
}

fn page(key: &str, rows: &Value) -> Reply {
    Reply::json(
        200,
        &json!({"pager": {"page": 1, "pageCount": 1}, key: rows}),
    )
}

fn body(request: &Request) -> Value {
    serde_json::from_slice(&request.body).unwrap()
}

fn line(request: &Request) -> String {
    let query: Vec<String> = request
        .query
        .iter()
        .map(|(k, v)| format!("{k}={v}"))
        .collect();
    format!("{} {}?{}", request.method, request.path, query.join("&"))
        .trim_end_matches('?')
        .to_owned()
}

/// The first object of a recorded list, with everything it owns.
fn owned(plural: &str, uid: &str) -> Value {
    let list: Value =
        serde_json::from_slice(&Recording::load("2.42", &format!("lists_owner/{plural}")).body())
            .unwrap();
    let rows = list[plural].as_array().unwrap();
    rows.iter().find(|row| row["id"] == uid).unwrap().clone()
}

fn whole(object: Value) -> Server {
    let uid = object["id"].as_str().unwrap().to_owned();
    Server::start(move |request: &Request| match request.method.as_str() {
        "GET" => Reply::json(200, &object),
        _ => ok(&uid),
    })
}

#[test]
fn members_of_a_group_are_listed_by_page_and_changed_at_once() {
    let server = Server::start(|request: &Request| match request.method.as_str() {
        "GET" if request.path == "/api/dataElements" => {
            page("dataElements", &json!([{"id": "DeMalariaC1"}]))
        }
        "GET" => Reply::json(
            200,
            &json!({"dataElementGroups": [{"id": "FibfL0Y68yY", "name": "G"}]}),
        ),
        _ => recorded("metadata/collection_additions"),
    });
    let api = api(&server.url());
    let groups = api.data_element_groups();
    let members = groups
        .members("FibfL0Y68yY")
        .fields("id")
        .collect_all()
        .unwrap();
    assert_eq!(members[0].id.unwrap().as_str(), "DeMalariaC1");
    let stats = groups
        .add_members("FibfL0Y68yY", ["DeMalariaC1", "GMgac0MqnDk"])
        .unwrap();
    assert_eq!(stats.total, 2);
    groups
        .remove_members("FibfL0Y68yY", ["GMgac0MqnDk"])
        .unwrap();
    groups.set_members("FibfL0Y68yY", ["DeMalariaC1"]).unwrap();
    let in_set = api.data_element_group_sets().groups("J5jldMd8OHv").unwrap();
    assert_eq!(in_set[0].name.as_deref(), Some("G"));
    let requests = server.requests();
    assert_eq!(
        requests[0].param("filter"),
        Some("dataElementGroups.id:eq:FibfL0Y68yY")
    );
    assert_eq!(
        line(&requests[3]),
        "PUT /api/dataElementGroups/FibfL0Y68yY/dataElements"
    );
    assert_eq!(
        line(&requests[4]),
        "GET /api/dataElementGroupSets/J5jldMd8OHv/dataElementGroups?fields=id,name,code"
    );
    assert!(matches!(
        groups.members("bad").collect_all(),
        Err(Error::InvalidInput(_))
    ));
}

#[test]
fn units_are_found_below_at_a_level_and_above_each_by_one_list() {
    let server = Server::start(|request: &Request| {
        if request.path != "/api/organisationUnits" {
            return Reply::json(
                200,
                &json!({"id": "OuDistric11", "name": "D", "level": 3,
                "path": "/OuVelmora01/OuProvTess1/OuDistric11"}),
            );
        }
        let unit = |id: &str, path: &str, parent: &str| json!({"id": id, "name": id, "path": path, "parent": {"id": parent}});
        page(
            "organisationUnits",
            &match request.param("filter").unwrap() {
                "id:in:[OuVelmora01,OuProvTess1]" => json!([
                unit("OuProvTess1", "/OuVelmora01/OuProvTess1", "OuVelmora01"), {"id": "OuVelmora01", "path": "/OuVelmora01"}]),
                _ => json!([
                    unit("TT0lrpw1Uek", "/x", "OuDistric11"),
                    unit("BDhczEiA1sC", "/x", "OuDistric11"),
                    unit("DMuFdtx6cHE", "/x", "TT0lrpw1Uek")
                ]),
            },
        )
    });
    let units = api(&server.url()).organisation_units();
    units
        .children("OuProvTess1")
        .fields("id")
        .collect_all()
        .unwrap();
    units
        .descendants("OuProvTess1")
        .filter("level:le:4")
        .fields("id")
        .collect_all()
        .unwrap();
    units.by_level(2).fields("id").collect_all().unwrap();
    let above = units.ancestors("OuDistric11").unwrap();
    let tree = units.tree("OuDistric11").unwrap();

    let above: Vec<_> = above.iter().map(|unit| unit.id.unwrap()).collect();
    assert_eq!(
        above,
        ["OuVelmora01", "OuProvTess1"].map(|uid| uid.parse::<Uid>().unwrap())
    );
    let names: Vec<_> = tree
        .children
        .iter()
        .map(|t| t.unit.name.clone().unwrap())
        .collect();
    assert_eq!(names, ["BDhczEiA1sC", "TT0lrpw1Uek"]);
    assert_eq!(
        tree.children[1].children[0].unit.name.as_deref(),
        Some("DMuFdtx6cHE")
    );
    let filters: Vec<_> = server
        .requests()
        .iter()
        .flat_map(|r| {
            r.query
                .iter()
                .filter(|(k, v)| k == "filter" && !v.starts_with("id:gt"))
                .map(|(_, v)| v.clone())
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(
        filters,
        [
            "parent.id:eq:OuProvTess1",
            "path:like:/OuProvTess1/",
            "level:le:4",
            "level:eq:2",
            "id:in:[OuVelmora01,OuProvTess1]",
            "path:like:/OuDistric11/"
        ]
    );
}

#[test]
fn a_unit_is_moved_whole_and_never_below_itself() {
    let server =
        Server::start(
            |request: &Request| match (request.method.as_str(), request.path.as_str()) {
                ("GET", "/api/organisationUnits/OuProvTess1") => Reply::json(
                    200,
                    &json!({"id": "OuProvTess1", "name": "Tessary",
            "path": "/OuVelmora01/OuProvTess1", "parent": {"id": "OuVelmora01"}, "code": "VM_1"}),
                ),
                ("GET", "/api/organisationUnits/OuDistric11") => Reply::json(
                    200,
                    &json!({"path": "/OuVelmora01/OuProvTess1/OuDistric11"}),
                ),
                ("GET", _) => Reply::json(200, &json!({"path": "/OuVelmora01/OuProvOrlu2"})),
                _ => ok("OuProvTess1"),
            },
        );
    let units = api(&server.url()).organisation_units();
    units.move_to("OuProvTess1", "OuProvOrlu2").unwrap();
    let put = server.requests().pop().unwrap();
    assert_eq!(line(&put), "PUT /api/organisationUnits/OuProvTess1");
    assert_eq!(body(&put)["parent"], json!({"id": "OuProvOrlu2"}));
    assert_eq!(body(&put)["code"], "VM_1");
    for bad in ["OuDistric11", "OuProvTess1"] {
        assert!(
            matches!(
                units.move_to("OuProvTess1", bad),
                Err(Error::InvalidInput(_))
            ),
            "{bad}"
        );
    }
    assert_eq!(
        server
            .requests()
            .iter()
            .filter(|r| r.method == "PUT")
            .count(),
        1
    );
}

#[test]
fn a_unit_is_made_below_another_and_units_are_merged_and_split() {
    let server = Server::start(|request: &Request| match request.path.as_str() {
        "/api/organisationUnits/merge" => recorded("org_units/merge_bad"),
        "/api/organisationUnits/split" => recorded("org_units/split_bad"),
        _ => ok("TT0lrpw1Uek"),
    });
    let units = api(&server.url()).organisation_units();
    let opened = Date::new(2020, 1, 31).unwrap();
    let made = units
        .create_under("OuProvTess1", "New clinic", "Clinic", opened)
        .unwrap();
    assert_eq!(made.uid.as_str(), "TT0lrpw1Uek");
    let sent = body(&server.requests()[0]);
    assert!(Uid::is_valid(sent["id"].as_str().unwrap()));
    assert_eq!(sent["openingDate"], "2020-01-31");
    assert_eq!(sent["parent"], json!({"id": "OuProvTess1"}));

    let error = units
        .merge(["NoSuchUid11"], "NoSuchUid12", true)
        .unwrap_err();
    assert_eq!(error.error_code(), Some("E1503"));
    let error = units
        .split("NoSuchUid11", ["NoSuchUid12"], "NoSuchUid12", false)
        .unwrap_err();
    assert_eq!(error.error_code(), Some("E1515"));
    let requests = server.requests();
    assert_eq!(body(&requests[1])["sources"], json!(["NoSuchUid11"]));
    assert_eq!(body(&requests[1])["deleteSources"], true);
    assert_eq!(body(&requests[2])["primaryTarget"], "NoSuchUid12");
}

#[test]
fn recorded_units_come_as_geojson_features_one_by_one() {
    let replay = Replay::version("2.42")
        .file("org_units/geojson")
        .file("org_units/geojson_district")
        .start();
    let units = api(&replay.url()).organisation_units();
    let features: Vec<Value> = units
        .geojson(2, None)
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(features[0]["properties"]["name"], "Harrowfen");
    let district = "OuDistric11".parse().unwrap();
    let first = units
        .geojson(4, Some(district))
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    assert_eq!(first["geometry"]["type"], "Point");
    replay.verify();
}

#[test]
fn levels_are_in_order_with_their_gaps_and_named_by_a_put() {
    let server = Server::start(|request: &Request| {
        match (request.method.as_str(), request.path.as_str()) {
            ("GET", "/api/organisationUnits") => {
                Reply::json(200, &json!({"organisationUnits": [{"level": 4}]}))
            }
            ("GET", "/api/organisationUnitLevels") => {
                let rows = match request.param("filter") {
                    Some("level:eq:3") => json!([]),
                    Some("level:eq:2") => {
                        json!([{"id": "l2pYA4pB8De", "level": 2, "name": "Province"}])
                    }
                    _ => {
                        json!([{"id": "kq1bxbneAn5", "level": 4}, {"id": "l2pYA4pB8De", "level": 2}, {"id": "xzt9jp9SSfs", "level": 1}])
                    }
                };
                page("organisationUnitLevels", &rows)
            }
            ("GET", _) => Reply::json(
                200,
                &json!({"id": "l2pYA4pB8De", "level": 2, "name": "Province", "offlineLevels": 1}),
            ),
            _ => ok("l2pYA4pB8De"),
        }
    });
    let levels = api(&server.url()).organisation_unit_levels();
    let numbers = |levels: Vec<dhis2::models::OrganisationUnitLevel>| -> Vec<_> {
        levels
            .iter()
            .map(|l| (l.level.unwrap(), l.id.is_some()))
            .collect()
    };
    assert_eq!(
        numbers(levels.in_order().unwrap()),
        [(1, true), (2, true), (4, true)]
    );
    assert_eq!(
        numbers(levels.with_gaps().unwrap()),
        [(1, true), (2, true), (3, false), (4, true)]
    );
    levels.set_name(2, "Region").unwrap();
    let put = server.requests().pop().unwrap();
    assert_eq!(line(&put), "PUT /api/organisationUnitLevels/l2pYA4pB8De");
    assert_eq!(
        body(&put),
        json!({"id": "l2pYA4pB8De", "level": 2, "name": "Region", "offlineLevels": 1})
    );
    levels.set_name(3, "District").unwrap();
    let post = server.requests().pop().unwrap();
    assert_eq!(line(&post), "POST /api/organisationUnitLevels");
    assert_eq!(
        (&body(&post)["level"], &body(&post)["name"]),
        (&json!(3), &json!("District"))
    );
}

#[test]
fn expressions_are_checked_and_a_bad_one_is_a_value() {
    let replay = Replay::version("2.42")
        .file("other/indicator_expression_description")
        .file("other/indicator_expression_bad")
        .file("other/program_rule_validate")
        .file("other/program_rule_validate_bad")
        .match_bodies()
        .start();
    let api = api(&replay.url());
    let good = api
        .indicators()
        .validate_expression("#{DeMalariaC1}/2")
        .unwrap();
    assert!(good.is_valid);
    assert_eq!(
        good.description.as_deref(),
        Some("Malaria cases confirmed/2")
    );
    let bad = api
        .indicators()
        .validate_expression("#{DeMalariaC1")
        .unwrap();
    assert!(!bad.is_valid);
    assert_eq!(bad.message, "Expression is not well-formed");
    let rules = api.program_rules();
    assert!(
        rules
            .validate_condition("PrChildNut1", "V{event_status} == 'ACTIVE'")
            .unwrap()
            .is_valid
    );
    let bad = rules
        .validate_condition("PrChildNut1", "#{nosuch} ==")
        .unwrap();
    assert!(!bad.is_valid && bad.description.unwrap().contains("line:1"));
    replay.verify();
}

#[test]
fn a_predictor_run_says_how_many_values_it_made() {
    let replay = Replay::version("2.42")
        .file("other/predictor_run")
        .file("other/predictors_run_all_sync")
        .start();
    let predictors = api(&replay.url()).predictors();
    let (start, end) = (
        Date::new(2026, 6, 1).unwrap(),
        Date::new(2026, 6, 30).unwrap(),
    );
    assert_eq!(predictors.run("PdMalAvg001", start, end).unwrap(), 495);
    assert_eq!(predictors.run_all(start, end).unwrap(), 495);
    replay.verify();
}

#[test]
fn an_element_is_added_to_a_data_set_once_and_taken_out_again() {
    let set = owned("dataSets", "DsMonthly01");
    let before = set["dataSetElements"].as_array().unwrap().len();
    let server = whole(set.clone());
    let sets = api(&server.url()).data_sets();
    let combo: Uid = "CcSexAge001".parse().unwrap();
    assert!(
        !sets
            .add_element("DsMonthly01", "DeMalariaC1", None)
            .unwrap()
    );
    assert!(!sets.remove_element("DsMonthly01", "NoSuchUid11").unwrap());
    assert!(server.requests().iter().all(|r| r.method == "GET"));
    assert!(
        sets.add_element("DsMonthly01", "GMgac0MqnDk", Some(combo))
            .unwrap()
    );
    let put = server.requests().pop().unwrap();
    assert_eq!(line(&put), "PUT /api/dataSets/DsMonthly01");
    let rows = body(&put)["dataSetElements"].as_array().unwrap().clone();
    assert_eq!(rows.len(), before + 1);
    assert_eq!(
        rows[before],
        json!({"dataElement": {"id": "GMgac0MqnDk"}, "categoryCombo": {"id": "CcSexAge001"}})
    );
    assert!(rows.iter().all(|row| row.get("dataSet").is_none()));
    assert_eq!(body(&put)["sharing"], set["sharing"]);
    assert!(sets.remove_element("DsMonthly01", "DeMalariaC1").unwrap());
    let put = server.requests().pop().unwrap();
    assert_eq!(
        body(&put)["dataSetElements"].as_array().unwrap().len(),
        before - 1
    );
}

#[test]
fn elements_of_a_section_and_a_stage_have_an_order() {
    let server = whole(
        json!({"id": "nuL44PrG8xZ", "dataElements": [{"id": "DeStockAct1"}, {"id": "gMJaNSTBTwK"}]}),
    );
    let sections = api(&server.url()).sections();
    assert!(
        sections
            .add_element("nuL44PrG8xZ", "DeMalariaC1", Some(1))
            .unwrap()
    );
    let sent = body(&server.requests().pop().unwrap());
    assert_eq!(
        sent["dataElements"],
        json!([{"id": "DeStockAct1"}, {"id": "DeMalariaC1"}, {"id": "gMJaNSTBTwK"}])
    );
    assert!(
        !sections
            .add_element("nuL44PrG8xZ", "DeStockAct1", None)
            .unwrap()
    );
    assert!(
        sections
            .set_elements("nuL44PrG8xZ", ["gMJaNSTBTwK", "DeStockAct1"])
            .unwrap()
    );
    assert!(
        sections
            .remove_element("nuL44PrG8xZ", "DeStockAct1")
            .unwrap()
    );
    assert!(
        !sections
            .remove_element("nuL44PrG8xZ", "DeMalariaC1")
            .unwrap()
    );

    let stage = owned("programStages", "PsNutFirst1");
    let rows = stage["programStageDataElements"]
        .as_array()
        .unwrap()
        .clone();
    let first = rows[0]["dataElement"]["id"].as_str().unwrap().to_owned();
    let server = whole(stage);
    let stages = api(&server.url()).program_stages();
    assert!(
        stages
            .reorder("PsNutFirst1", ["GMgac0MqnDk", first.as_str()])
            .unwrap()
    );
    let sent = body(&server.requests().pop().unwrap())["programStageDataElements"].clone();
    assert_eq!(
        sent[0],
        json!({"dataElement": {"id": "GMgac0MqnDk"}, "sortOrder": 0})
    );
    assert_eq!(
        (&sent[1]["id"], &sent[1]["sortOrder"]),
        (&rows[0]["id"], &json!(1))
    );
    assert!(
        stages
            .add_element("PsNutFirst1", first.as_str(), json!({"compulsory": true}))
            .unwrap()
    );
    let sent = body(&server.requests().pop().unwrap())["programStageDataElements"].clone();
    assert_eq!(
        (&sent[0]["compulsory"], &sent[0]["displayInReports"]),
        (&json!(true), &json!(true))
    );
    assert!(
        stages
            .add_element("PsNutFirst1", first.as_str(), json!(1))
            .is_err()
    );
}

#[test]
fn attributes_of_a_tracked_entity_type_are_added_changed_and_removed() {
    let kind = owned("trackedEntityTypes", "TtPerson001");
    let before = kind["trackedEntityTypeAttributes"]
        .as_array()
        .unwrap()
        .len();
    let server = whole(kind);
    let types = api(&server.url()).tracked_entity_types();
    assert!(
        !types
            .add_attribute("TtPerson001", "TaGivenNam1", Value::Null)
            .unwrap()
    );
    assert!(
        types
            .add_attribute("TtPerson001", "TaGivenNam1", json!({"mandatory": true}))
            .unwrap()
    );
    let sent = body(&server.requests().pop().unwrap())["trackedEntityTypeAttributes"].clone();
    assert_eq!(
        (&sent[0]["mandatory"], &sent[0]["searchable"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(sent[0].get("trackedEntityType"), None);
    assert!(
        types
            .remove_attribute("TtPerson001", "TaGivenNam1")
            .unwrap()
    );
    let sent = body(&server.requests().pop().unwrap())["trackedEntityTypeAttributes"].clone();
    assert_eq!(sent.as_array().unwrap().len(), before - 1);
}

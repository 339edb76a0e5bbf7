//! What single kinds of metadata can do besides the common verbs.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};

use dhis2::resources::{LegendRange, Slot};
use dhis2::{Api, Auth, Clock, Date, Error, Uid};
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

/// Waits in no time, and counts the seconds.
#[derive(Debug, Clone)]
struct FastClock(Instant, Arc<AtomicU64>);

impl Clock for FastClock {
    fn now(&self) -> Instant {
        self.0 + Duration::from_secs(self.1.load(Ordering::SeqCst))
    }

    fn system_now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, duration: Duration) {
        self.1.fetch_add(duration.as_secs(), Ordering::SeqCst);
    }
}

fn counts(total: u64) -> Reply {
    Reply::json(
        200,
        &json!({"pager": {"page": 1, "total": total, "pageSize": 1, "pageCount": total}, "categoryOptionCombos": []}),
    )
}

#[test]
fn the_generation_of_option_combos_is_waited_for_and_asked_for_on_2_43() {
    for (version, asked) in [("2.42.5", 0), ("2.43.1", 1)] {
        let clock = FastClock(Instant::now(), Arc::default());
        let server = Server::start(move |request: &Request| match request.path.as_str() {
            "/api/system/info" => Reply::json(200, &json!({"version": version})),
            "/api/maintenance/categoryOptionComboUpdate" => Reply::empty(204),
            _ => counts(request.index as u64),
        });
        let api = Api::builder(server.url())
            .auth(Auth::basic("a", "b"))
            .no_proxy()
            .clock(clock.clone())
            .build()
            .unwrap();
        let combos = api.category_combos();
        let count = combos
            .wait_for_generation("CcSexAge001", 4, Duration::from_secs(60))
            .unwrap();
        assert!(count >= 4);
        let posts = server
            .requests()
            .iter()
            .filter(|r| r.method == "POST")
            .count();
        assert_eq!(posts, asked, "{version}");
        let last = server.requests().pop().unwrap();
        assert_eq!(
            line(&last),
            "GET /api/categoryOptionCombos?filter=categoryCombo.id:eq:CcSexAge001&fields=id&pageSize=1"
        );
        let error = combos
            .wait_for_generation("CcSexAge001", 1000, Duration::from_secs(5))
            .unwrap_err();
        assert!(error.to_string().contains("of 1000"), "{error}");
    }
}

#[test]
fn the_validity_of_an_option_is_set_and_cleared() {
    let server = Server::start(|_: &Request| ok("CoFemale001"));
    let options = api(&server.url()).category_options();
    let day = Date::new(2026, 1, 1).unwrap();
    options
        .set_validity("CoFemale001", Some(day), None)
        .unwrap();
    assert_eq!(
        body(&server.requests()[0]),
        json!([
        {"op": "add", "path": "/startDate", "value": "2026-01-01"}, {"op": "add", "path": "/endDate", "value": null}])
    );
    assert!(
        options
            .set_validity("CoFemale001", Some(day), Some(day.add_days(-1)))
            .is_err()
    );
}

#[test]
fn the_options_of_a_set_become_those_of_a_list() {
    let server = Server::start(|request: &Request| {
        match (request.method.as_str(), request.path.as_str()) {
            ("GET", "/api/options") => page(
                "options",
                &json!([
            {"id": "OpOld000002", "code": "B", "name": "Bee", "sortOrder": 2, "description": "kept"},
            {"id": "OpOld000001", "code": "A", "name": "Ay", "sortOrder": 1},
            {"id": "OpOld000003", "code": "C", "name": "Sea", "sortOrder": 3}]),
            ),
            ("GET", _) => Reply::json(
                200,
                &json!({"id": "OsDrugList1", "name": "Drugs", "options": [], "version": 7}),
            ),
            _ => recorded("metadata/import_ok"),
        }
    });
    let sets = api(&server.url()).option_sets();
    let codes: Vec<_> = sets
        .options("OsDrugList1")
        .unwrap()
        .into_iter()
        .map(|o| o.code.unwrap())
        .collect();
    assert_eq!(codes, ["A", "B", "C"]);
    let found = sets.find_option("OsDrugList1", "B").unwrap().unwrap();
    assert_eq!(found.name.as_deref(), Some("Bee"));

    let list = [("A", "Ay"), ("B", "Bee!"), ("D", "Dee")];
    let sync = sets
        .sync_options("OsDrugList1", &list, true, false)
        .unwrap();
    assert_eq!(
        (sync.skipped, sync.updated),
        (vec!["A".to_owned()], vec!["B".to_owned()])
    );
    assert_eq!(
        (sync.added, sync.removed),
        (vec!["D".to_owned()], vec!["C".to_owned()])
    );
    let posts: Vec<_> = server
        .requests()
        .into_iter()
        .filter(|r| r.method == "POST")
        .collect();
    let sent = body(&posts[0]);
    assert_eq!(posts[0].param("importMode"), Some("COMMIT"));
    assert_eq!(
        sent["options"][0],
        json!({"id": "OpOld000002", "code": "B", "name": "Bee!", "sortOrder": 2,
        "description": "kept", "optionSet": {"id": "OsDrugList1"}})
    );
    assert_eq!(
        (
            &sent["options"][1]["code"],
            &sent["options"][1]["sortOrder"]
        ),
        (&json!("D"), &json!(3))
    );
    assert_eq!(sent["optionSets"][0]["version"], 7);
    let order: Vec<_> = sent["optionSets"][0]["options"]
        .as_array()
        .unwrap()
        .iter()
        .map(|o| o["id"].clone())
        .collect();
    assert_eq!(order[..2], [json!("OpOld000001"), json!("OpOld000002")]);
    assert_eq!(order[2], sent["options"][1]["id"]);
    assert_eq!(posts[1].param("importStrategy"), Some("DELETE"));
    assert_eq!(body(&posts[1]), json!({"options": [{"id": "OpOld000003"}]}));

    let before = server.requests().len();
    let sync = sets.sync_options("OsDrugList1", &list, true, true).unwrap();
    assert_eq!(sync.removed, ["C"]);
    let posts: Vec<_> = server
        .requests()
        .into_iter()
        .skip(before)
        .filter(|r| r.method == "POST")
        .collect();
    assert_eq!(posts.len(), 1, "a dry run deletes nothing");
    assert_eq!(posts[0].param("importMode"), Some("VALIDATE"));

    let same = [("A", "Ay"), ("B", "Bee"), ("C", "Sea")];
    let before = server.requests().len();
    assert_eq!(
        sets.sync_options("OsDrugList1", &same, true, false)
            .unwrap()
            .skipped
            .len(),
        3
    );
    assert!(
        server
            .requests()
            .iter()
            .skip(before)
            .all(|r| r.method == "GET")
    );
    assert!(matches!(
        sets.sync_options("OsDrugList1", &[("A", "x"), ("A", "y")], false, false),
        Err(Error::InvalidInput(_))
    ));
}

#[test]
fn a_legend_set_is_made_with_its_legends_and_given_to_elements() {
    let server = Server::start(|request: &Request| match request.method.as_str() {
        "PATCH" => ok("DeMalariaC1"),
        _ => recorded("metadata/import_ok"),
    });
    let api = api(&server.url());
    let range = |start, end| LegendRange {
        start,
        end,
        color: "#d7191c".into(),
        name: None,
    };
    let uid = api
        .legend_sets()
        .create_with("Load", Some("LOAD"), &[range(0.0, 50.0)])
        .unwrap();
    let set = &body(&server.requests()[0])["legendSets"][0];
    assert_eq!((&set["id"], &set["code"]), (&json!(uid), &json!("LOAD")));
    let legend = &set["legends"][0];
    assert_eq!(
        (
            &legend["name"],
            &legend["startValue"],
            &legend["endValue"],
            &legend["color"]
        ),
        (
            &json!("0 – 50"),
            &json!(0.0),
            &json!(50.0),
            &json!("#d7191c")
        )
    );
    assert!(matches!(
        api.legend_sets()
            .create_with("Load", None, &[range(5.0, 5.0)]),
        Err(Error::InvalidInput(_))
    ));
    api.data_elements()
        .set_legend_sets("DeMalariaC1", [uid])
        .unwrap();
    assert_eq!(
        body(&server.requests()[1]),
        json!([{"op": "add", "path": "/legendSets", "value": [{"id": uid}]}])
    );
}

#[test]
fn rules_variables_and_actions_are_listed_by_what_they_belong_to() {
    let server = Server::start(|request: &Request| {
        let kind = request.path.trim_start_matches("/api/");
        page(
            kind,
            &json!([{"id": "GDkuI0NfMkd", "programRule": {"id": "J3bj5PFO21U"}}, {"id": "GDkuI0NfMke", "programRule": {"id": "J3bj5PFO21U"}}]),
        )
    });
    let rules = api(&server.url()).program_rules();
    rules.of_program("PrChildNut1").collect_all().unwrap();
    rules.variables("PrChildNut1").collect_all().unwrap();
    rules.actions("J3bj5PFO21U").collect_all().unwrap();
    let using = rules.using_data_element("DeMalariaC1").unwrap();
    assert_eq!(using, ["J3bj5PFO21U".parse::<Uid>().unwrap()]);
    let asked: Vec<_> = server
        .requests()
        .iter()
        .map(|r| (r.path.clone(), r.param("filter").unwrap().to_owned()))
        .collect();
    let pair = |kind: &str, filter: &str| (format!("/api/{kind}"), filter.to_owned());
    assert_eq!(
        asked,
        [
            pair("programRules", "program.id:eq:PrChildNut1"),
            pair("programRuleVariables", "program.id:eq:PrChildNut1"),
            pair("programRuleActions", "programRule.id:eq:J3bj5PFO21U"),
            pair("programRuleActions", "dataElement.id:eq:DeMalariaC1")
        ]
    );
}

#[test]
fn items_are_put_on_a_dashboard_below_the_others_and_taken_off() {
    let board = owned("dashboards", "arhxl4yA2vG");
    let server = Server::start(move |request: &Request| match request.method.as_str() {
        "GET" => Reply::json(200, &board),
        _ => recorded("analytics_objects/visualization_import_owner"),
    });
    let boards = api(&server.url()).dashboards();
    let item = boards
        .add_item("arhxl4yA2vG", "map", "MpFacility1", None)
        .unwrap();
    let post = server.requests().pop().unwrap();
    assert_eq!(
        line(&post),
        "POST /api/metadata?importStrategy=UPDATE&atomicMode=ALL"
    );
    let items = body(&post)["dashboards"][0]["dashboardItems"].clone();
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
    assert!(!boards.remove_item("arhxl4yA2vG", "NoSuchUid11").unwrap());
    let wide = Slot {
        x: 40,
        y: 0,
        width: 30,
        height: 20,
    };
    assert!(
        boards
            .add_item("arhxl4yA2vG", "map", "MpFacility1", Some(wide))
            .is_err()
    );
    assert!(
        boards
            .add_item("arhxl4yA2vG", "report", "MpFacility1", None)
            .is_err()
    );
}

#[test]
fn a_copy_has_its_own_uid_name_and_legends_and_the_same_sharing() {
    let set = owned("legendSets", "LsThreshol1");
    let answer = set.clone();
    let server = Server::start(move |request: &Request| match request.method.as_str() {
        "GET" => Reply::json(200, &answer),
        _ => recorded("metadata/import_ok"),
    });
    let uid = api(&server.url())
        .legend_sets()
        .duplicate("LsThreshol1", "Copy")
        .unwrap();
    let post = server.requests().pop().unwrap();
    assert_eq!(
        line(&post),
        "POST /api/metadata?importStrategy=CREATE&atomicMode=ALL&importMode=COMMIT"
    );
    let copy = body(&post)["legendSets"][0].clone();
    assert_eq!((&copy["id"], &copy["name"]), (&json!(uid), &json!("Copy")));
    assert_eq!(copy["sharing"], set["sharing"]);
    assert!(copy.get("created").is_none() && copy.get("code").is_none());
    assert_eq!(
        copy["legends"].as_array().unwrap().len(),
        set["legends"].as_array().unwrap().len()
    );
    assert_ne!(copy["legends"][0]["id"], set["legends"][0]["id"]);
    assert_eq!(
        copy["legends"][0]["endValue"],
        set["legends"][0]["endValue"]
    );
}

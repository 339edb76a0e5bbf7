//! Organisation units and their levels.

use dhis2::models::OrganisationUnitLevel;
use dhis2::{Date, Error, Uid};
use serde_json::{Value, json};

use super::server::replay::{Recording, Replay};
use super::server::{Reply, Request, Server};
use super::{
    all_of, api, body, is_invalid, line, lines, owned, owned_list, page, put, recorded, written,
};

/// The recorded units for which this holds.
fn units(holds: impl Fn(&Value) -> bool) -> Vec<Value> {
    let mut rows = owned_list("2.42", "organisationUnits").unwrap();
    rows.retain(holds);
    rows
}

fn path_of(unit: &Value) -> &str {
    unit["path"].as_str().unwrap()
}

fn depth(unit: &Value) -> usize {
    path_of(unit).split('/').count() - 1
}

fn ids(rows: &[Value]) -> Vec<String> {
    let id = |row: &Value| row["id"].as_str().unwrap().to_owned();
    rows.iter().map(id).collect()
}

/// A server with the recorded units, which understands the filters of these tests.
fn unit_server() -> Server {
    Server::start(|request: &Request| {
        if let Some(uid) = request.path.strip_prefix("/api/organisationUnits/") {
            return match request.method.as_str() {
                "GET" => Reply::json(200, &owned("organisationUnits", uid)),
                _ => put(uid),
            };
        }
        let filters = request.params("filter");
        let rows = units(|unit| {
            filters.iter().all(|filter| {
                let (name, rest) = filter.split_once(':').unwrap();
                let (operator, value) = rest.split_once(':').unwrap();
                match (name, operator) {
                    ("parent.id", "eq") => unit["parent"]["id"] == *value,
                    ("path", "like") => path_of(unit).contains(value),
                    ("level", "eq") => depth(unit) == value.parse::<usize>().unwrap(),
                    ("level", "le") => depth(unit) <= value.parse::<usize>().unwrap(),
                    ("id", "in") => value.contains(unit["id"].as_str().unwrap()),
                    _ => panic!("{filter}"),
                }
            })
        });
        page("organisationUnits", &json!(rows))
    })
}

#[test]
fn units_are_found_below_and_at_a_level_each_by_one_list() {
    let server = unit_server();
    let units_api = api(&server.url()).organisation_units();
    let found = |list: dhis2::resources::List<dhis2::models::OrganisationUnit>| -> Vec<String> {
        let rows = list.collect_all().unwrap();
        rows.iter()
            .map(|unit| unit.id.unwrap().to_string())
            .collect()
    };
    let below_tessary = |unit: &Value| path_of(unit).contains("/OuProvTess1/");
    let children = found(units_api.children("OuProvTess1"));
    assert_eq!(
        children,
        ids(&units(|u| u["parent"]["id"] == "OuProvTess1"))
    );
    assert!(!children.is_empty());
    assert_eq!(
        found(units_api.descendants("OuProvTess1")),
        ids(&units(below_tessary))
    );
    let narrowed = units_api
        .descendants("OuProvTess1")
        .filter("level:le:3")
        .fields("id");
    assert_eq!(found(narrowed), children);
    let provinces = found(units_api.by_level(2));
    assert_eq!(
        provinces,
        ids(&units(|u| u["parent"]["id"] == "OuVelmora01"))
    );
    assert_eq!(
        lines(&server),
        [
            all_of("organisationUnits", &["parent.id:eq:OuProvTess1"]),
            all_of("organisationUnits", &["path:like:/OuProvTess1/"]),
            "GET /api/organisationUnits?filter=path:like:/OuProvTess1/&filter=level:le:3&fields=id\
             &order=id:asc&page=1&pageSize=500"
                .to_owned(),
            all_of("organisationUnits", &["level:eq:2"]),
        ]
    );
}

#[test]
fn the_units_above_come_from_the_top_down() {
    let server = unit_server();
    let units = api(&server.url()).organisation_units();
    let above = units.ancestors("OuDistric11").unwrap();
    let above: Vec<&str> = above
        .iter()
        .map(|unit| unit.name.as_deref().unwrap())
        .collect();
    assert_eq!(above, ["Velmora", "Tessary"]);
    assert!(units.ancestors("OuVelmora01").unwrap().is_empty());
    assert_eq!(
        lines(&server),
        [
            "GET /api/organisationUnits/OuDistric11?fields=id,path".to_owned(),
            all_of("organisationUnits", &["id:in:[OuVelmora01,OuProvTess1]"]),
            "GET /api/organisationUnits/OuVelmora01?fields=id,path".to_owned(),
        ]
    );
}

#[test]
fn a_tree_is_grown_out_of_two_lists_and_sorted_by_name() {
    let server = unit_server();
    let tree = api(&server.url())
        .organisation_units()
        .tree("OuVelmora01")
        .unwrap();
    assert_eq!(tree.unit.name.as_deref(), Some("Velmora"));
    let provinces: Vec<&str> = tree
        .children
        .iter()
        .map(|t| t.unit.name.as_deref().unwrap())
        .collect();
    assert_eq!(
        provinces.len(),
        units(|u| u["parent"]["id"] == "OuVelmora01").len()
    );
    assert!(provinces.is_sorted(), "{provinces:?}");
    let tessary = tree
        .children
        .iter()
        .find(|t| t.unit.name.as_deref() == Some("Tessary"));
    let districts = units(|u| u["parent"]["id"] == "OuProvTess1");
    assert_eq!(tessary.unwrap().children.len(), districts.len());
    assert_eq!(
        lines(&server),
        [
            "GET /api/organisationUnits/OuVelmora01?fields=id,name,level,path,parent[id]",
            "GET /api/organisationUnits?filter=path:like:/OuVelmora01/&fields=id,name,level,path,parent[id]\
             &order=id:asc&page=1&pageSize=500",
        ]
    );
}

#[test]
fn a_unit_is_moved_whole_and_never_below_itself() {
    let server = unit_server();
    let units = api(&server.url()).organisation_units();
    let message = units.move_to("OuProvTess1", "OuProvOrlu2").unwrap();
    assert_eq!(message.response.unwrap()["uid"], "OuProvTess1");
    assert_eq!(
        lines(&server),
        [
            "GET /api/organisationUnits/OuProvOrlu2?fields=id,path",
            "GET /api/organisationUnits/OuProvTess1?fields=:owner",
            "PUT /api/organisationUnits/OuProvTess1",
        ]
    );
    let mut expected = owned("organisationUnits", "OuProvTess1");
    expected["parent"] = json!({"id": "OuProvOrlu2"});
    assert_eq!(body(&server.requests()[2]), expected);
    for below in ["OuDistric11", "OuProvTess1"] {
        assert!(is_invalid(units.move_to("OuProvTess1", below)), "{below}");
    }
    assert!(server.requests()[3..].iter().all(|r| r.method == "GET"));
}

#[test]
fn a_unit_is_made_below_another() {
    let server = Server::start(|request: &Request| {
        written("metadata/create_ok", body(request)["id"].as_str().unwrap())
    });
    let units = api(&server.url()).organisation_units();
    let opened = Date::new(2020, 1, 31).unwrap();
    let made = units
        .create_under("OuProvTess1", "New clinic", "Clinic", opened)
        .unwrap();
    assert_eq!(lines(&server), ["POST /api/organisationUnits"]);
    assert_eq!(
        body(&server.requests()[0]),
        json!({"id": made.uid, "name": "New clinic", "shortName": "Clinic", "openingDate": "2020-01-31",
            "parent": {"id": "OuProvTess1"}})
    );
    assert!(is_invalid(units.create_under("bad", "n", "s", opened)));
}

#[test]
fn units_are_merged_and_split() {
    let server = Server::script(vec![
        recorded("org_units/merge"),
        recorded("org_units/split"),
        recorded("org_units/merge_bad"),
        recorded("org_units/split_bad"),
    ]);
    let units = api(&server.url()).organisation_units();
    let message = units
        .merge(["OuProvTess1", "OuProvOrlu2"], "OuDistric11", true)
        .unwrap();
    assert!(message.message.unwrap().ends_with("merged"));
    let message = units.split(
        "OuDistric11",
        ["OuProvTess1", "OuProvOrlu2"],
        "OuProvTess1",
        false,
    );
    assert!(message.unwrap().message.unwrap().ends_with("split"));
    let error = units
        .merge(["NoSuchUid11"], "NoSuchUid12", true)
        .unwrap_err();
    assert_eq!(error.error_code(), Some("E1503"));
    let error = units
        .split("NoSuchUid11", ["NoSuchUid12"], "NoSuchUid12", false)
        .unwrap_err();
    assert_eq!(error.error_code(), Some("E1515"));
    let requests = server.requests();
    assert_eq!(line(&requests[0]), "POST /api/organisationUnits/merge");
    assert_eq!(
        body(&requests[0]),
        json!({"sources": ["OuProvTess1", "OuProvOrlu2"], "target": "OuDistric11", "deleteSources": true,
            "dataValueMergeStrategy": "LAST_UPDATED", "dataApprovalMergeStrategy": "LAST_UPDATED"})
    );
    assert_eq!(line(&requests[1]), "POST /api/organisationUnits/split");
    assert_eq!(
        body(&requests[1]),
        json!({"source": "OuDistric11", "targets": ["OuProvTess1", "OuProvOrlu2"],
            "primaryTarget": "OuProvTess1", "deleteSource": false})
    );
    server.verify();
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
        .map(Result::unwrap)
        .collect();
    assert_eq!(features[0]["properties"]["name"], "Harrowfen");
    let answer: Value =
        serde_json::from_slice(&Recording::load("2.42", "org_units/geojson").body()).unwrap();
    assert_eq!(json!(features), answer["features"]);
    let district: Uid = "OuDistric11".parse().unwrap();
    let first = units
        .geojson(4, Some(district))
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    assert_eq!(first["geometry"]["type"], "Point");
    assert_eq!(
        lines(replay.server()),
        [
            "GET /api/organisationUnits.geojson?level=2",
            "GET /api/organisationUnits.geojson?level=4&parent=OuDistric11"
        ]
    );
    replay.verify();
}

/// A server with these levels of four, the deepest of the recorded units.
fn level_server(levels: &'static [u64]) -> Server {
    Server::start(move |request: &Request| {
        let level = |level: &Value| levels.contains(&level["level"].as_u64().unwrap());
        let mut rows = owned_list("2.42", "organisationUnitLevels").unwrap();
        rows.retain(level);
        match (request.method.as_str(), request.path.as_str()) {
            ("GET", "/api/organisationUnits") => page("organisationUnits", &json!([{"level": 4}])),
            ("GET", "/api/organisationUnitLevels") => {
                if let Some(filter) = request.param("filter") {
                    rows.retain(|row| filter == format!("level:eq:{}", row["level"]));
                }
                rows.reverse();
                page("organisationUnitLevels", &json!(rows))
            }
            ("GET", path) => {
                let uid = path.rsplit('/').next().unwrap();
                Reply::json(200, rows.iter().find(|row| row["id"] == uid).unwrap())
            }
            ("POST", _) => written("metadata/create_ok", body(request)["id"].as_str().unwrap()),
            (_, path) => put(path.rsplit('/').next().unwrap()),
        }
    })
}

#[test]
fn levels_are_in_order_with_their_gaps() {
    let server = level_server(&[1, 2, 4]);
    let levels = api(&server.url()).organisation_unit_levels();
    let numbers = |levels: Vec<OrganisationUnitLevel>| -> Vec<(i64, bool)> {
        let number = |l: &OrganisationUnitLevel| (l.level.unwrap(), l.id.is_some());
        levels.iter().map(number).collect()
    };
    assert_eq!(
        numbers(levels.in_order().unwrap()),
        [(1, true), (2, true), (4, true)]
    );
    assert_eq!(
        numbers(levels.with_gaps().unwrap()),
        [(1, true), (2, true), (3, false), (4, true)]
    );
    assert_eq!(
        lines(&server),
        [
            all_of("organisationUnitLevels", &[]),
            all_of("organisationUnitLevels", &[]),
            "GET /api/organisationUnits?fields=level&order=level:desc&pageSize=1".to_owned(),
        ]
    );
}

#[test]
fn a_level_is_found_by_its_number_and_named_by_a_put_or_made() {
    let server = level_server(&[1, 2, 4]);
    let levels = api(&server.url()).organisation_unit_levels();
    let second = levels.find_by_level(2).unwrap().unwrap();
    assert_eq!(second.level, Some(2));
    assert!(levels.find_by_level(3).unwrap().is_none());
    let first = "GET /api/organisationUnitLevels?filter=level:eq:2&fields=:owner&order=id:asc&page=1&pageSize=1";
    assert_eq!(lines(&server)[0], first);

    levels.set_name(2, "Region").unwrap();
    let requests = server.requests();
    let uid = second.id.unwrap();
    assert_eq!(line(&requests[2]), first);
    assert_eq!(
        line(&requests[3]),
        format!("GET /api/organisationUnitLevels/{uid}?fields=:owner")
    );
    assert_eq!(
        line(&requests[4]),
        format!("PUT /api/organisationUnitLevels/{uid}")
    );
    let mut expected = owned("organisationUnitLevels", uid.as_str());
    expected["name"] = json!("Region");
    assert_eq!(body(&requests[4]), expected);

    levels.set_name(3, "District").unwrap();
    let post = server.requests().pop().unwrap();
    assert_eq!(line(&post), "POST /api/organisationUnitLevels");
    let sent = body(&post);
    assert!(Uid::is_valid(sent["id"].as_str().unwrap()));
    assert_eq!(
        sent,
        json!({"id": sent["id"], "level": 3, "name": "District"})
    );
}

#[test]
fn a_refused_level_is_an_error() {
    let server = Server::script(vec![
        page("organisationUnitLevels", &json!([])),
        recorded("errors/e403_create_no_authority"),
    ]);
    let levels = api(&server.url()).organisation_unit_levels();
    let error = levels.set_name(9, "x").unwrap_err();
    assert!(matches!(error, Error::Api(_)), "{error:?}");
}

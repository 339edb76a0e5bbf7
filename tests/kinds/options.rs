//! Option sets and their options; legend sets.

use dhis2::resources::LegendRange;
use dhis2::{Error, Uid};
use serde_json::{Value, json};

use super::server::{Reply, Request, Server};
use super::{api, body, is_invalid, line, lines, owned, owned_list, page, recorded};

const SET: &str = "pa8EhV9oK7r";

/// The recorded options of the set, one of them with a description: by id, as they are listed.
fn options() -> Vec<Value> {
    let mut rows = owned_list("2.42", "options").unwrap();
    rows.retain(|row| row["optionSet"]["id"] == SET);
    assert_eq!(rows.len(), 3);
    let repair = rows.iter_mut().find(|row| row["code"] == "REPAIR").unwrap();
    repair["description"] = json!("kept");
    rows
}

/// The recorded option set of three options, and imports that go well.
fn set_server() -> Server {
    Server::start(
        |request: &Request| match (request.method.as_str(), request.path.as_str()) {
            ("GET", "/api/options") => {
                let mut rows = options();
                let filters = request.params("filter");
                assert_eq!(filters[0], "optionSet.id:eq:pa8EhV9oK7r");
                rows.retain(|row| {
                    let [code, name] = ["code", "name"].map(|key| {
                        let text = row[key].as_str().unwrap();
                        format!("{key}:eq:{text}")
                    });
                    filters[1..].iter().all(|f| **f == code || **f == name)
                });
                page("options", &json!(rows))
            }
            ("GET", _) => Reply::json(200, &owned("optionSets", SET)),
            _ if request.param("importStrategy") == Some("DELETE") => {
                recorded("metadata/import_delete")
            }
            _ => recorded("metadata/import_ok"),
        },
    )
}

const LIST: &str = "GET /api/options?filter=optionSet.id:eq:pa8EhV9oK7r&fields=:owner&order=id:asc&page=1&pageSize=500";

#[test]
fn the_options_of_a_set_come_in_their_order_and_one_is_found_by_its_code() {
    let server = set_server();
    let sets = api(&server.url()).option_sets();
    let codes: Vec<_> = sets
        .options(SET)
        .unwrap()
        .into_iter()
        .map(|o| o.code.unwrap())
        .collect();
    assert_eq!(codes, ["GOOD", "REPAIR", "BROKEN"]);
    let found = sets.find_option(SET, "REPAIR").unwrap().unwrap();
    assert_eq!(found.name.as_deref(), Some("Needs repair"));
    assert!(sets.find_option(SET, "repair").unwrap().is_none());
    let found = sets
        .find_option_by_name(SET, "Needs repair")
        .unwrap()
        .unwrap();
    assert_eq!(found.code.as_deref(), Some("REPAIR"));
    assert!(sets.find_option_by_name(SET, "a, b").unwrap().is_none());
    assert!(is_invalid(sets.find_option(SET, "")));
    let by = |more: &str| LIST.replace("&fields", &format!("&{more}&fields"));
    assert_eq!(
        lines(&server),
        [
            LIST.to_owned(),
            by("filter=code:eq:REPAIR"),
            by("filter=code:eq:repair"),
            by("filter=name:eq:Needs repair"),
            // A comma would cut a filter's value.
            by("query=a, b"),
        ]
    );
}

#[test]
fn the_options_of_a_set_become_those_of_a_list() {
    let server = set_server();
    let sets = api(&server.url()).option_sets();
    let list = [
        ("GOOD", "Good"),
        ("REPAIR", "Under repair"),
        ("LOST", "Lost"),
    ];
    let sync = sets.sync_options(SET, &list, true, false).unwrap();
    assert_eq!(
        (sync.skipped, sync.updated),
        (vec!["GOOD".to_owned()], vec!["REPAIR".to_owned()])
    );
    assert_eq!(
        (sync.added, sync.removed),
        (vec!["LOST".to_owned()], vec!["BROKEN".to_owned()])
    );

    let requests = server.requests();
    let lines: Vec<String> = requests.iter().map(line).collect();
    assert_eq!(
        lines,
        [
            LIST,
            "GET /api/optionSets/pa8EhV9oK7r?fields=:owner",
            "POST /api/metadata?importStrategy=CREATE_AND_UPDATE&atomicMode=ALL&importMode=COMMIT",
            "POST /api/metadata?importStrategy=DELETE&atomicMode=ALL",
        ]
    );
    let sent = body(&requests[2]);
    let old = |code: &str| {
        options()
            .into_iter()
            .find(|row| row["code"] == code)
            .unwrap()
    };
    let mut changed = old("REPAIR");
    changed["name"] = json!("Under repair");
    assert_eq!(sent["options"][0], changed, "all else is kept");
    let new = sent["options"][1]["id"].as_str().unwrap();
    assert!(Uid::is_valid(new));
    assert_eq!(
        sent["options"][1],
        json!({"id": new, "code": "LOST", "name": "Lost", "sortOrder": 2, "optionSet": {"id": SET}})
    );
    let mut expected = owned("optionSets", SET);
    let order = [
        old("GOOD")["id"].clone(),
        changed["id"].clone(),
        json!(new),
        old("BROKEN")["id"].clone(),
    ];
    expected["options"] = order.map(|id| json!({ "id": id })).into();
    assert_eq!(
        sent["optionSets"],
        json!([expected]),
        "BROKEN goes by the second import"
    );
    assert_eq!(
        body(&requests[3]),
        json!({"options": [{"id": old("BROKEN")["id"]}]})
    );
}

#[test]
fn a_dry_run_of_a_list_validates_and_deletes_nothing() {
    let server = set_server();
    let sets = api(&server.url()).option_sets();
    let sync = sets
        .sync_options(SET, &[("GOOD", "Fine")], true, true)
        .unwrap();
    assert_eq!(sync.removed, ["REPAIR", "BROKEN"]);
    assert_eq!(
        lines(&server)[2..],
        ["POST /api/metadata?importStrategy=CREATE_AND_UPDATE&atomicMode=ALL&importMode=VALIDATE"]
    );
}

#[test]
fn options_that_are_not_in_the_list_stay_behind_it_unless_they_shall_go() {
    let server = set_server();
    let sets = api(&server.url()).option_sets();
    let sync = sets
        .sync_options(SET, &[("BROKEN", "Broken")], false, false)
        .unwrap();
    assert_eq!(sync.updated, ["BROKEN", "GOOD", "REPAIR"]);
    assert!(sync.removed.is_empty());
    let sent = body(&server.requests()[2]);
    let places: Vec<(&str, i64)> = sent["options"]
        .as_array()
        .unwrap()
        .iter()
        .map(|o| {
            (
                o["code"].as_str().unwrap(),
                o["sortOrder"].as_i64().unwrap(),
            )
        })
        .collect();
    assert_eq!(places, [("BROKEN", 0), ("GOOD", 1), ("REPAIR", 2)]);
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn a_list_that_is_so_already_sends_nothing_and_a_bad_one_is_refused() {
    let server = set_server();
    let sets = api(&server.url()).option_sets();
    let same = [
        ("GOOD", "Good"),
        ("REPAIR", "Needs repair"),
        ("BROKEN", "Broken"),
    ];
    let sync = sets.sync_options(SET, &same, true, false).unwrap();
    assert_eq!(sync.skipped.len(), 3);
    assert_eq!(lines(&server), [LIST]);
    assert!(is_invalid(sets.sync_options(
        SET,
        &[("A", "x"), ("A", "y")],
        false,
        false
    )));
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_refused_option_is_an_error_and_nothing_is_deleted() {
    let server =
        Server::start(
            |request: &Request| match (request.method.as_str(), request.path.as_str()) {
                ("GET", "/api/options") => page("options", &json!(options())),
                ("GET", _) => Reply::json(200, &owned("optionSets", SET)),
                _ => recorded("metadata/import_conflict_all"),
            },
        );
    let sets = api(&server.url()).option_sets();
    let error = sets
        .sync_options(SET, &[("GOOD", "Fine")], true, false)
        .unwrap_err();
    assert!(matches!(error, Error::Import(_)), "{error:?}");
    assert_eq!(
        server.requests().len(),
        3,
        "the import that deletes is not sent"
    );
}

#[test]
fn a_legend_set_is_made_with_its_legends() {
    let server = Server::script(vec![recorded("metadata/import_ok")]);
    let sets = api(&server.url()).legend_sets();
    let range = |start, end, name: Option<&str>| LegendRange {
        start,
        end,
        color: "#d7191c".into(),
        name: name.map(str::to_owned),
    };
    let ranges = [range(0.0, 50.0, None), range(50.0, 75.5, Some("High"))];
    let uid = sets.create_with("Load", Some("LOAD"), &ranges).unwrap();
    let request = &server.requests()[0];
    assert_eq!(
        line(request),
        "POST /api/metadata?importStrategy=CREATE_AND_UPDATE&atomicMode=ALL&importMode=COMMIT\
         &skipSharing=true&skipTranslation=true"
    );
    let sent = body(request);
    let legend = |index: usize| sent["legendSets"][0]["legends"][index]["id"].clone();
    assert!(Uid::is_valid(legend(0).as_str().unwrap()) && legend(0) != legend(1));
    assert_eq!(
        sent,
        json!({"legendSets": [{"id": uid, "name": "Load", "code": "LOAD", "legends": [
            {"id": legend(0), "name": "0 – 50", "startValue": 0.0, "endValue": 50.0, "color": "#d7191c"},
            {"id": legend(1), "name": "High", "startValue": 50.0, "endValue": 75.5, "color": "#d7191c"}]}]})
    );
    for bad in [
        &[range(5.0, 5.0, None)][..],
        &[range(0.0, f64::NAN, None)],
        &[],
    ] {
        assert!(is_invalid(sets.create_with("Load", None, bad)), "{bad:?}");
    }
    server.verify();
}

#[test]
fn legend_sets_are_given_to_what_carries_them_by_a_patch() {
    let server = Server::start(|_: &Request| recorded("metadata/patch_ok"));
    let api = api(&server.url());
    let sets = ["LsThreshol1", "FibfL0Y68yY"];
    let none: [&str; 0] = [];
    api.data_elements()
        .set_legend_sets("DeMalariaC1", sets)
        .unwrap();
    api.indicators()
        .set_legend_sets("InMalPosRt1", sets)
        .unwrap();
    let message = api
        .program_indicators()
        .set_legend_sets("PiNutMuac01", none)
        .unwrap();
    assert_eq!(message.http_status_code, Some(200));
    assert_eq!(
        lines(&server),
        [
            "PATCH /api/dataElements/DeMalariaC1",
            "PATCH /api/indicators/InMalPosRt1",
            "PATCH /api/programIndicators/PiNutMuac01",
        ]
    );
    let patch = |value: Value| json!([{"op": "add", "path": "/legendSets", "value": value}]);
    let both = patch(json!([{"id": sets[0]}, {"id": sets[1]}]));
    let sent: Vec<Value> = server.requests().iter().map(body).collect();
    assert_eq!(sent, [both.clone(), both, patch(json!([]))]);
}

#[test]
fn a_copy_of_a_legend_set_has_its_own_uid_name_and_legends_and_the_same_sharing() {
    let set = owned("legendSets", "LsThreshol1");
    let answer = set.clone();
    let server = Server::start(move |request: &Request| match request.method.as_str() {
        "GET" => Reply::json(200, &answer),
        _ => recorded("metadata/import_ok"),
    });
    let sets = api(&server.url()).legend_sets();
    let uid = sets.duplicate("LsThreshol1", "Copy").unwrap();
    assert_eq!(
        lines(&server),
        [
            "GET /api/legendSets/LsThreshol1?fields=:owner",
            "POST /api/metadata?importStrategy=CREATE&atomicMode=ALL&importMode=COMMIT"
        ]
    );
    let copy = body(&server.requests()[1])["legendSets"][0].clone();
    let mut expected = set.clone();
    for own in [
        "code",
        "created",
        "createdBy",
        "lastUpdated",
        "lastUpdatedBy",
        "translations",
    ] {
        expected.as_object_mut().unwrap().remove(own).unwrap();
    }
    expected["id"] = json!(uid);
    expected["name"] = json!("Copy");
    let legends = copy["legends"].as_array().unwrap();
    for (index, legend) in legends.iter().enumerate() {
        assert_ne!(legend["id"], set["legends"][index]["id"]);
        expected["legends"][index]["id"] = legend["id"].clone();
    }
    assert_eq!(copy, expected);
}

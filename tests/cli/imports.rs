//! `data-values` and `metadata`: parts, checkpoints, rejects, and Ctrl-C.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use crate::server::replay::Recording;
use crate::server::{Reply, Request, Server};
use crate::{Cli, folder, support, targets};

/// Values of which the one with index `bad` names an unknown data element.
fn values(count: usize, bad: usize) -> Vec<Value> {
    (0..count)
        .map(|n| {
            let element = if n == bad { "NoSuchUid11" } else { "DeMalariaC1" };
            json!({"dataElement": element, "period": "202601", "orgUnit": "OuFacility2", "value": n.to_string()})
        })
        .collect()
}

fn write(folder: &Path, name: &str, value: &Value) {
    std::fs::write(folder.join(name), value.to_string()).unwrap();
}

#[test]
fn values_are_sent_in_parts_and_the_refused_one_is_kept_and_named() {
    let demo = support::demo();
    let home = folder();
    write(
        home.path(),
        "values.json",
        &json!({"dataValues": values(30, 17)}),
    );
    let run = || {
        Cli::at(&demo.url, home.path()).run(
            "data-values import values.json --part-size 10 --rejects bad.ndjson --checkpoint ck",
        )
    };
    let ran = run();
    assert!(
        ran.out.starts_with("30 items in 3 parts: partial: "),
        "{ran:?}"
    );
    assert!(
        ran.err.contains("NoSuchUid11") && ran.err.contains("index 17"),
        "{ran:?}"
    );
    ran.failed(3);
    let rejects = std::fs::read_to_string(home.path().join("bad.ndjson")).unwrap();
    let lines: Vec<Value> = rejects
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 1);
    assert_eq!(
        (&lines[0]["index"], &lines[0]["item"]["value"]),
        (&17.into(), &"17".into())
    );
    // The second run sends nothing, and comes to the same end.
    let again = run();
    assert!(
        again.out.contains("3 of them done by an earlier run"),
        "{again:?}"
    );
    again.failed(3);
}

fn recorded(version: &str, name: &str) -> Reply {
    Recording::load(version, name).reply("http://localhost")
}

/// The bodies of the imports that were sent.
fn sent(server: &Server) -> Vec<Value> {
    let requests = server.requests();
    let imports = requests
        .iter()
        .filter(|request| request.path == "/api/dataValueSets");
    imports.map(Request::json).collect()
}

/// A server that takes every value; the version is asked for once.
fn taken(request: &Request) -> Reply {
    if request.path == "/api/system/info" {
        return recorded("2.42", "system/info_auth");
    }
    let body: Value = serde_json::from_slice(&request.body).unwrap();
    let count = body["dataValues"].as_array().unwrap().len();
    Reply::json(
        200,
        &json!({"httpStatus": "OK", "httpStatusCode": 200, "status": "OK", "response": {
            "responseType": "ImportSummary", "status": "SUCCESS",
            "importCount": {"imported": count, "updated": 0, "ignored": 0, "deleted": 0},
            "conflicts": [], "rejectedIndexes": [],
        }}),
    )
}

#[test]
fn the_head_of_a_value_set_goes_with_each_part_and_dry_runs_say_so() {
    let server = Server::start(taken);
    let home = folder();
    let list = json!(values(3, 9));
    let set = format!(r#"{{"dataSet":"DsMonthly01","period":"202601","dataValues":{list}}}"#);
    std::fs::write(home.path().join("values.json"), set).unwrap();
    let out = Cli::at(&server.url(), home.path())
        .run("data-values import values.json --part-size 2 --dry-run --json")
        .ok();
    let out: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (&out["items"], &out["created"], &out["outcome"]),
        (&3.into(), &3.into(), &"changed".into())
    );
    for request in server.requests().into_iter().skip(1) {
        let body = request.json();
        assert_eq!(
            (&body["dataSet"], &body["period"]),
            (&"DsMonthly01".into(), &"202601".into())
        );
        assert!(request.target.contains("dryRun=true"), "{}", request.target);
    }
    assert_eq!(sent(&server).len(), 2);
    // Behind the list it would be lost.
    let late = format!(r#"{{"dataValues":{list},"period":"202601"}}"#);
    let said = Cli::at(&server.url(), home.path())
        .stdin(late)
        .run("data-values import -")
        .failed(1);
    assert!(said.contains("too late"), "{said}");
}

#[test]
fn values_come_from_csv_and_from_the_standard_input() {
    let server = Server::start(taken);
    let home = folder();
    let csv = "dataelement,period,orgunit,value\nDeMalariaC1,202601,OuFacility2,5\n";
    std::fs::write(home.path().join("v.csv"), csv).unwrap();
    let cli = || Cli::at(&server.url(), home.path());
    let out = cli()
        .run("data-values import v.csv --data-set DsMonthly01")
        .ok();
    assert_eq!(
        out,
        "1 item in 1 part: changed: 1 created, 0 updated, 0 deleted, 0 ignored\n"
    );
    cli()
        .stdin(json!(values(2, 9)).to_string())
        .run("data-values import -")
        .ok();
    let bodies = sent(&server);
    assert_eq!(bodies[0]["dataSet"], "DsMonthly01");
    assert_eq!(bodies[0]["dataValues"][0]["value"], "5");
    assert_eq!(bodies[1]["dataValues"].as_array().unwrap().len(), 2);
    cli()
        .stdin("{\"dataValues\":[{}")
        .run("data-values import -")
        .failed(1);
}

#[test]
fn values_of_several_data_sets_go_apart_to_a_server_that_wants_that() {
    let server = Server::start(|request| match request.path.as_str() {
        "/api/system/info" => recorded("2.43", "system/info_auth"),
        "/api/dataSets" => recorded("2.43", "data_values/data_sets_elements"),
        _ if request.json().get("dataSet").is_none() => {
            recorded("2.43", "data_values/post_no_data_set")
        }
        _ => taken(request),
    });
    let home = folder();
    let mut mixed = values(5, 3);
    for odd in [1, 4] {
        mixed[odd]["dataElement"] = "DeStockAct1".into();
    }
    write(home.path(), "v.json", &json!({ "dataValues": mixed }));
    let run = || {
        let import = "data-values import v.json --strategy DELETE --checkpoint ck --rejects bad.ndjson -p force=true";
        Cli::at(&server.url(), home.path()).run(import)
    };
    let ran = run();
    assert!(
        ran.out.starts_with("5 items in 3 parts: partial: "),
        "{ran:?}"
    );
    // The element of one value is in no data set, which DHIS2 is left to say.
    assert!(
        ran.err.contains("found no set for data element(s)"),
        "{ran:?}"
    );
    ran.failed(3);
    let rejects = std::fs::read_to_string(home.path().join("bad.ndjson")).unwrap();
    let reject: Value = serde_json::from_str(&rejects).unwrap();
    assert_eq!(reject["item"]["dataElement"], "NoSuchUid11");
    let bodies = sent(&server);
    let parts: Vec<(Value, Vec<&str>)> = bodies
        .iter()
        .map(|body| {
            let values = body["dataValues"].as_array().unwrap().iter();
            let values = values.map(|value| value["value"].as_str().unwrap());
            (body["dataSet"].clone(), values.collect())
        })
        .collect();
    assert_eq!(
        parts,
        [
            (Value::Null, vec!["3"]),
            ("DsMonthly01".into(), vec!["0", "2"]),
            ("DsSupplies2".into(), vec!["1", "4"]),
        ]
    );
    let asked = targets(&server);
    let path = "POST /api/dataValueSets?importStrategy=DELETE&force=true";
    assert_eq!(asked.iter().filter(|asked| *asked == path).count(), 3);
    // What was answered is not sent again.
    run().failed(3);
    assert_eq!(sent(&server).len(), 3);
}

#[test]
fn a_strategy_that_there_is_not_is_refused_before_anything_is_sent() {
    let server = Server::start(taken);
    let home = folder();
    write(
        home.path(),
        "v.json",
        &json!({ "dataValues": values(1, 9) }),
    );
    for what in [
        "data-values import v.json --strategy REPLACE",
        "metadata import v.json --strategy MERGE",
        "metadata import v.json --atomic SOME",
    ] {
        let said = Cli::at(&server.url(), home.path()).run(what).failed(2);
        assert!(said.contains("possible values: "), "{said}");
    }
    assert_eq!(server.requests().len(), 0);
}

#[test]
fn exports_stream_to_a_file() {
    let answer = r#"{"dataValues":[{"value":"1"}]}"#;
    let server = Server::start(move |_| {
        Reply::bytes(200, answer).header("content-type", "application/json")
    });
    let home = folder();
    let cli = || Cli::at(&server.url(), home.path());
    cli()
        .run(
            "data-values export --data-set DsMonthly01 --org-unit OuVelmora01 --children \
         --start-date 2026-01-01 --end-date 2026-03-31 -o out.json",
        )
        .ok();
    assert_eq!(
        std::fs::read_to_string(home.path().join("out.json")).unwrap(),
        answer
    );
    let out = cli()
        .run("metadata export dataElements --fields id,name --filter name:like:A")
        .ok();
    assert_eq!(out, answer);
    let asked = targets(&server);
    for part in [
        "startDate=2026-01-01",
        "children=true",
        "dataSet=DsMonthly01",
        "orgUnit=OuVelmora01",
    ] {
        assert!(asked[0].contains(part), "{asked:?}");
    }
    assert_eq!(
        asked[1],
        "GET /api/metadata?dataElements=true&fields=id%2Cname&filter=name%3Alike%3AA"
    );
}

#[test]
fn metadata_goes_whole_or_a_list_in_parts() {
    let demo = support::demo();
    let home = folder();
    let units: Vec<Value> = (0..3)
        .map(|n| {
            json!({"id": format!("OuNewUnit0{n}"), "name": format!("New {n}"), "shortName": format!("N {n}"),
                   "openingDate": "2020-01-01", "parent": {"id": "OuVelmora01"}})
        })
        .collect();
    write(
        home.path(),
        "units.json",
        &json!({"organisationUnits": units}),
    );
    let run = |more: &str| {
        let arguments = format!("metadata import units.json {more}");
        Cli::at(&demo.url, home.path()).run(&arguments).ok()
    };
    assert_eq!(
        run(""),
        "changed: 3 created, 0 updated, 0 deleted, 0 ignored\n"
    );
    assert_eq!(
        run("--list organisationUnits --part-size 2"),
        "3 items in 2 parts: changed: 0 created, 3 updated, 0 deleted, 0 ignored\n"
    );
}

#[test]
#[cfg(unix)]
fn ctrl_c_stops_between_parts_and_the_checkpoint_goes_on() {
    static PARTS: AtomicUsize = AtomicUsize::new(0);
    // Slow until told otherwise: the signal arrives while the first part is under way.
    let server = Server::start(|request| {
        let is_part = request.path == "/api/dataValueSets";
        if is_part && PARTS.fetch_add(1, Ordering::SeqCst) == 0 {
            return taken(request).delay(std::time::Duration::from_millis(1500));
        }
        taken(request)
    });
    let home = folder();
    write(
        home.path(),
        "values.json",
        &json!({"dataValues": values(6, 9)}),
    );
    let import = "data-values import values.json --part-size 2 --checkpoint ck";
    let child = Cli::at(&server.url(), home.path()).spawn(import);
    // The version, and the part.
    server.wait_for_requests(2);
    let pid = child.id().to_string();
    assert!(
        std::process::Command::new("kill")
            .args(["-INT", &pid])
            .status()
            .unwrap()
            .success()
    );
    let ran = crate::Ran::of(&child.wait_with_output().unwrap());
    assert!(ran.out.starts_with("2 items in 1 part: "), "{ran:?}");
    assert!(
        ran.err
            .contains("the same command goes on where this one ended, by ck"),
        "{ran:?}"
    );
    ran.failed(130);
    assert_eq!(sent(&server).len(), 1);
    let out = Cli::at(&server.url(), home.path()).run(import).ok();
    assert!(
        out.starts_with("6 items in 3 parts, 1 of them done by an earlier run: "),
        "{out}"
    );
    assert_eq!(sent(&server).len(), 3);
}

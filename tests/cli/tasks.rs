//! `dhis2 analytics` and `dhis2 task`

use serde_json::{Value, json};

use crate::server::{Reply, Server};
use crate::{Cli, folder, support};

#[test]
fn analytics_are_watched_to_their_end() {
    let demo = support::demo();
    let home = folder();
    let run = |arguments: &str| Cli::at(&demo.url, home.path()).run(arguments).ok();
    let out = run("analytics refresh --last-years 1 --watch --poll 0.05");
    let lines: Vec<&str> = out.lines().collect();
    assert!(lines[0].starts_with("started ANALYTICS_TABLE/"), "{out}");
    assert!(
        lines.last().unwrap().contains("Analytics tables updated"),
        "{out}"
    );
    let started: Value = serde_json::from_str(&run("analytics refresh --json")).unwrap();
    assert!(
        started["task"]
            .as_str()
            .unwrap()
            .starts_with("ANALYTICS_TABLE/")
    );
}

#[test]
fn a_task_that_failed_ends_in_its_own_words() {
    let server = Server::start(|request| {
        if request.path.contains("taskSummaries") {
            return Reply::empty(200);
        }
        Reply::json(
            200,
            &json!([{
                "uid": "aaaaaaaaaa1", "level": "ERROR", "category": "ANALYTICS_TABLE",
                "time": "2026-11-21T07:48:20.000", "message": "Process failed: no disk", "completed": true,
            }]),
        )
    });
    let home = folder();
    let ran = Cli::at(&server.url(), home.path()).run("task watch ANALYTICS_TABLE/KxtCDqBMTRM");
    assert!(ran.out.contains("Process failed: no disk"), "{ran:?}");
    let said = ran.failed(1);
    assert!(said.contains("ANALYTICS_TABLE/KxtCDqBMTRM"), "{said}");
    Cli::at(&server.url(), home.path())
        .run("task watch nothing")
        .failed(2);
}

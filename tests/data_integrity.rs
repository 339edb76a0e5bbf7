//! Data integrity, held against recorded answers. No test sleeps: the clock only pretends to.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use std::time::Duration;

use dhis2::resources::data_integrity::{IntegrityIssue, Severity};
use dhis2::{Api, Error};
use serde_json::{Value, json};
use server::replay::Recording;
use server::{FakeClock, Reply, Request, Server, builder, targets};

const CHECKS: [&str; 2] = [
    "data_elements_aggregate_no_groups",
    "orgunits_invalid_geometry",
];

fn api(url: &str) -> Api {
    builder(url).clock(FakeClock::new()).build().unwrap()
}

fn recorded(name: &str) -> Reply {
    Recording::load("2.42", &format!("data_integrity/{name}")).reply("http://localhost")
}

fn body(name: &str) -> Value {
    let body = Recording::load("2.42", &format!("data_integrity/{name}")).body();
    serde_json::from_slice(&body).unwrap()
}

/// The recorded checks with these names.
fn checks(names: &[&str]) -> Reply {
    let mut all = body("checks");
    let all = all.as_array_mut().unwrap();
    all.retain(|check| names.contains(&check["name"].as_str().unwrap()));
    Reply::json(200, &json!(all))
}

/// The recorded details of one check.
fn details(name: &str) -> Reply {
    Reply::json(200, &json!({ name: body("details_get")[name] }))
}

#[test]
fn the_checks_are_listed_and_narrowed_by_name() {
    let server = Server::script(vec![recorded("checks"), recorded("checks_filtered")]);
    let integrity = api(&server.url()).data_integrity();
    let all = integrity.checks().unwrap();
    assert!(all.len() > 20 && all.iter().any(|check| check.is_slow));
    let two = integrity
        .only(["orgunits_orphaned", "indicator_no_analysis"])
        .checks()
        .unwrap();
    assert_eq!(two[0].name, "orgunits_orphaned");
    assert_eq!(two[0].severity, Some(Severity::Critical));
    assert_eq!(two[0].code.as_deref(), Some("OO"));
    assert_eq!(two[0].issues_id_type.as_deref(), Some("organisationUnits"));
    let requests = server.requests();
    assert_eq!(requests[0].target, "/api/dataIntegrity");
    assert_eq!(
        requests[1].params("checks"),
        ["orgunits_orphaned,indicator_no_analysis"]
    );
}

#[test]
fn a_run_is_started_and_its_task_returned() {
    let server = Server::script(vec![recorded("summary_post"), recorded("details_post")]);
    let integrity = api(&server.url()).data_integrity().only(CHECKS);
    let summary = integrity.start_summary().unwrap();
    assert_eq!(summary.to_string(), "DATA_INTEGRITY/iMEFm0MMtXV");
    let details = integrity.start_details().unwrap();
    assert_eq!(details.to_string(), "DATA_INTEGRITY_DETAILS/s7O7d4yYjcB");
    let requests = server.requests();
    for (request, path) in requests.iter().zip(["summary", "details"]) {
        assert_eq!(request.method, "POST");
        assert!(
            request
                .target
                .starts_with(&format!("/api/dataIntegrity/{path}?"))
        );
        assert_eq!(request.params("checks"), [CHECKS.join(",")]);
    }
}

#[test]
fn counts_are_read_with_their_checks() {
    let server = Server::script(vec![
        recorded("summary_wait"),
        recorded("summary_completed"),
    ]);
    let integrity = api(&server.url()).data_integrity();
    let summary = integrity.summary().unwrap();
    let counts: Vec<_> = summary
        .iter()
        .map(|result| (result.check.name.as_str(), result.count))
        .collect();
    assert_eq!(counts, [(CHECKS[0], 18), (CHECKS[1], 0)]);
    assert_eq!(summary[0].percentage, Some(34.0));
    assert_eq!(
        summary[0].finished_time.as_ref().unwrap().to_string(),
        "2026-11-21T07:48:31.605"
    );
    assert_eq!(
        integrity.completed_summaries().unwrap(),
        [CHECKS[1], CHECKS[0]]
    );
    assert_eq!(
        targets(&server),
        [
            "GET /api/dataIntegrity/summary",
            "GET /api/dataIntegrity/summary/completed"
        ]
    );
}

#[test]
fn details_are_read_check_by_check_and_only_where_there_are_some() {
    let server = Server::script(vec![
        recorded("checks"),
        recorded("summary_completed"),
        // In the order of the list.
        details(CHECKS[1]),
        details(CHECKS[0]),
    ]);
    let issues = api(&server.url()).data_integrity().details().unwrap();
    let issues: Vec<IntegrityIssue> = issues.map(Result::unwrap).collect();
    assert_eq!(issues.len(), 18);
    assert_eq!(issues[0].id.as_deref(), Some("XMbGzG7CncI"));
    assert_eq!(
        issues[0].name.as_deref(),
        Some("Community health workers active")
    );
    assert_eq!(issues[0].check.severity, Some(Severity::Warning));
    let targets = targets(&server);
    assert_eq!(targets.len(), 4);
    assert_eq!(targets[1], "GET /api/dataIntegrity/details/completed");
    for check in CHECKS {
        let target = format!("GET /api/dataIntegrity/details?checks={check}");
        assert!(targets[2..].contains(&target), "{targets:?}");
    }
}

#[test]
fn a_check_without_a_result_has_no_issues() {
    let server = Server::script(vec![checks(&CHECKS[..1]), Reply::json(200, &json!({}))]);
    let integrity = api(&server.url()).data_integrity().only([CHECKS[0]]);
    assert_eq!(integrity.details().unwrap().count(), 0);
    server.verify();
}

fn ended() -> Reply {
    let row = json!([{"uid": "x", "id": "x", "level": "INFO", "category": "DATA_INTEGRITY_DETAILS",
        "time": "2026-11-21T07:48:37.000", "message": "Completed", "completed": true}]);
    Reply::json(200, &row)
}

#[test]
fn run_and_fetch_starts_waits_and_reads() {
    let server = Server::start(|request: &Request| {
        let path = request.target.split('?').next().unwrap_or_default();
        match (request.method.as_str(), path) {
            ("GET", "/api/dataIntegrity") => checks(&CHECKS),
            ("POST", "/api/dataIntegrity/details") => recorded("details_post"),
            ("GET", "/api/dataIntegrity/details") => details(request.params("checks")[0]),
            ("GET", path) if path.contains("/taskSummaries/") => Reply::empty(200),
            ("GET", path) if path.starts_with("/api/system/tasks/") => ended(),
            _ => Reply::empty(500),
        }
    });
    let integrity = api(&server.url()).data_integrity().only(CHECKS);
    let issues = integrity.run_and_fetch().unwrap();
    assert_eq!(issues.map(Result::unwrap).count(), 18);
    let targets = targets(&server);
    let at = |start: &str| targets.iter().position(|target| target.starts_with(start));
    let started = at("POST /api/dataIntegrity/details").unwrap();
    let waited = at("GET /api/system/tasks/DATA_INTEGRITY_DETAILS/s7O7d4yYjcB").unwrap();
    let read = at("GET /api/dataIntegrity/details").unwrap();
    assert!(started < waited && waited < read, "{targets:?}");
}

#[test]
fn run_summary_starts_waits_and_reads_the_counts() {
    let server =
        Server::start(
            |request: &Request| match (request.method.as_str(), request.path.as_str()) {
                ("POST", "/api/dataIntegrity/summary") => recorded("summary_post"),
                ("GET", "/api/dataIntegrity/summary") => recorded("summary_wait"),
                ("GET", path) if path.contains("/taskSummaries/") => Reply::empty(200),
                ("GET", path) if path.starts_with("/api/system/tasks/") => ended(),
                _ => Reply::empty(500),
            },
        );
    let integrity = api(&server.url()).data_integrity().only(CHECKS);
    let counts = integrity.run_summary().unwrap();
    assert_eq!(counts[0].count, 18);
    let targets = targets(&server);
    let checks = CHECKS.join("%2C");
    assert_eq!(
        targets.first().unwrap(),
        &format!("POST /api/dataIntegrity/summary?checks={checks}")
    );
    assert!(targets[1].starts_with("GET /api/system/tasks/DATA_INTEGRITY/iMEFm0MMtXV"));
    assert_eq!(
        targets.last().unwrap(),
        &format!("GET /api/dataIntegrity/summary?checks={checks}")
    );
    assert!(server.requests()[0].body.is_empty());
}

#[test]
fn a_run_that_does_not_end_is_waited_for_no_longer_than_asked() {
    let server = Server::start(|request: &Request| match request.method.as_str() {
        "POST" => recorded("summary_post"),
        _ if request.path.starts_with("/api/jobConfigurations/") => {
            Reply::json(200, &json!({"id": "iMEFm0MMtXV", "jobStatus": "RUNNING"}))
        }
        _ => Reply::json(200, &json!([])),
    });
    let integrity = api(&server.url()).data_integrity();
    let limit = Duration::from_secs(90);
    let error = integrity.timeout(limit).run_summary().unwrap_err();
    assert!(matches!(error, Error::TaskTimeout(_)), "{error:?}");
    assert!(error.to_string().contains("within 90s"), "{error}");
}

#[test]
fn the_checks_that_run_now_are_named() {
    let server = Server::script(vec![
        recorded("summary_running"),
        recorded("details_running"),
        // As it is while one runs: a list of names ([S] 2.42).
        Reply::json(200, &json!([CHECKS[0]])),
    ]);
    let integrity = api(&server.url()).data_integrity();
    assert!(integrity.running_summaries().unwrap().is_empty());
    assert!(integrity.running_details().unwrap().is_empty());
    assert_eq!(integrity.running_details().unwrap(), [CHECKS[0]]);
    assert_eq!(
        targets(&server),
        [
            "GET /api/dataIntegrity/summary/running",
            "GET /api/dataIntegrity/details/running",
            "GET /api/dataIntegrity/details/running"
        ]
    );
}

#[test]
fn a_named_check_without_a_result_after_its_run_is_an_error() {
    let server = Server::start(|request: &Request| {
        let path = request.target.split('?').next().unwrap_or_default();
        match (request.method.as_str(), path) {
            ("GET", "/api/dataIntegrity") => checks(&CHECKS[..1]),
            ("POST", _) => recorded("details_post"),
            ("GET", "/api/dataIntegrity/details") => Reply::json(200, &json!({})),
            ("GET", path) if path.contains("/taskSummaries/") => Reply::empty(200),
            _ => ended(),
        }
    });
    let integrity = api(&server.url()).data_integrity().only([CHECKS[0]]);
    let mut issues = integrity.run_and_fetch().unwrap();
    let error = issues.next().unwrap().unwrap_err();
    assert!(error.to_string().contains(CHECKS[0]), "{error}");
    assert!(issues.next().is_none());
}

#[test]
fn names_that_no_check_has_are_refused_before_a_run() {
    let server = Server::script(vec![Reply::json(200, &json!([]))]);
    let integrity = api(&server.url()).data_integrity();
    let error = integrity
        .clone()
        .only(["no_such_check"])
        .run_and_fetch()
        .unwrap_err();
    assert!(error.is_not_found(), "{error}");
    for name in ["", "a,b", "a.b"] {
        let error = integrity.clone().only([name]).start_summary().unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
    }
    assert_eq!(targets(&server).len(), 1);
}

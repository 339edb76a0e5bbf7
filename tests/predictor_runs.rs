//! Runs of predictors, held against recorded answers.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use dhis2::Date;
use server::replay::{Recording, Replay};
use server::{Request, Server, api};

fn june() -> (Date, Date) {
    ("2026-06-01".parse().unwrap(), "2026-06-30".parse().unwrap())
}

#[test]
fn one_and_all_predictors_are_run_and_their_values_counted() {
    let replay = Replay::version("2.42")
        .file("other/predictor_run")
        .file("other/predictors_run_all_sync")
        .start();
    let predictors = api(&replay.url()).predictors();
    let (start, end) = june();
    let one = predictors.run_one("PdMalAvg001", start, end).unwrap();
    assert_eq!(one.predictions, Some(495));
    assert_eq!(one.message, "Generated 495 predictions");
    assert_eq!(predictors.run_all(start, end).unwrap(), one);
    replay.verify();
}

#[test]
fn a_run_without_values_counts_none() {
    let replay = Replay::version("2.42")
        .file("other/predictor_run_upper_case")
        .start();
    let (start, end) = june();
    let run = api(&replay.url())
        .predictors()
        .run_one("PdMalAvg001", start, end)
        .unwrap();
    assert_eq!(run.predictions, Some(0));
}

#[test]
fn an_unknown_predictor_is_an_error() {
    let replay = Replay::version("2.42")
        .file("other/predictor_run_unknown")
        .start();
    let (start, end) = june();
    let error = api(&replay.url())
        .predictors()
        .run_one("NoSuchUid11", start, end)
        .unwrap_err();
    assert_eq!(error.status(), Some(500));
}

#[test]
fn a_group_is_run_at_its_own_endpoint() {
    let server = Server::start(|_: &Request| {
        Recording::load("2.42", "other/predictor_run").reply("http://localhost")
    });
    let (start, end) = june();
    let groups = api(&server.url()).predictor_groups();
    let run = groups.run_group("PgMalaria01", start, end).unwrap();
    assert_eq!(run.predictions, Some(495));
    let request = &server.requests()[0];
    assert_eq!(request.method, "POST");
    assert_eq!(
        request.target,
        "/api/predictorGroups/PgMalaria01/run?startDate=2026-06-01&endDate=2026-06-30"
    );
}

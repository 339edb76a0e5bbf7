//! Shapes of older servers, and answers that contradict themselves. No recordings of these exist:
//! they follow what clients of those servers read.

use dhis2::import::{ReportKind, Status};
use dhis2::{ImportReport, Outcome};
use serde_json::{Value, json};

fn read(body: Value) -> ImportReport {
    ImportReport::from_value(200, body).unwrap()
}

#[test]
fn a_bare_data_value_summary_is_read() {
    let report = read(json!({"responseType": "ImportSummary", "status": "SUCCESS",
        "description": "Import process completed successfully",
        "importCount": {"imported": 2, "updated": 1, "ignored": 0, "deleted": 0}}));
    assert_eq!(report.outcome(), Outcome::Changed);
    assert_eq!(report.kind(), ReportKind::Summary);
    assert_eq!((report.stats().created, report.stats().total), (2, 3));
    assert_eq!(
        report.description(),
        Some("Import process completed successfully")
    );
}

#[test]
fn a_conflict_of_an_old_summary_names_its_class() {
    let report = read(json!({"status": "WARNING",
        "importCount": {"imported": 1, "updated": 0, "ignored": 1, "deleted": 0},
        "conflicts": [{"object": "Event.orgUnit", "value": "does not point to a valid unit: x"}]}));
    assert_eq!(report.outcome(), Outcome::Partial);
    assert_eq!(
        report.conflicts()[0].to_string(),
        "does not point to a valid unit: x (orgUnit)"
    );
}

#[test]
fn old_event_summaries_keep_the_reason_of_each_event() {
    let report = read(
        json!({"httpStatus": "OK", "httpStatusCode": 200, "status": "OK",
        "response": {"responseType": "ImportSummaries", "status": "ERROR",
            "imported": 1, "updated": 0, "deleted": 0, "ignored": 1, "total": 2,
            "importSummaries": [
                {"status": "SUCCESS", "reference": "I6XrLQekGbZ",
                 "description": "Import process completed successfully",
                 "importCount": {"imported": 1, "updated": 0, "ignored": 0, "deleted": 0}},
                {"status": "ERROR", "reference": "MfszWj03BlC", "description": "No program",
                 "importCount": {"imported": 0, "updated": 0, "ignored": 1, "deleted": 0}}]}}),
    );
    assert_eq!(report.kind(), ReportKind::Summaries);
    assert_eq!(report.outcome(), Outcome::Partial);
    assert_eq!(report.stats().total, 2);
    assert_eq!(report.uids().collect::<Vec<_>>(), ["I6XrLQekGbZ"]);
    assert_eq!(report.conflicts().len(), 1);
    assert_eq!(
        report.conflicts()[0].to_string(),
        "No program (MfszWj03BlC)"
    );
}

#[test]
fn an_error_deep_inside_an_old_entity_import_is_found() {
    let report = read(
        json!({"status": "SUCCESS", "imported": 1, "updated": 0, "ignored": 0,
        "importSummaries": [{"status": "SUCCESS", "reference": "I6XrLQekGbZ",
            "importCount": {"imported": 1},
            "enrollments": {"status": "SUCCESS", "importSummaries": [{"status": "SUCCESS",
                "events": {"importSummaries": [{"status": "ERROR", "importCount": {"ignored": 1},
                    "conflicts": [{"object": "NoSuchUid11", "value": "unknown"}]}]}}]}}]}),
    );
    assert_eq!(report.outcome(), Outcome::Partial);
    assert_eq!(report.status(), Some(&Status::Error));
    assert_eq!(
        report.stats().created,
        1,
        "the entity, not what hangs on it"
    );
    assert_eq!(report.conflicts()[0].uid.as_deref(), Some("NoSuchUid11"));
}

#[test]
fn bare_counts_and_lists_of_summaries_are_read() {
    let report = read(json!({"status": "OK", "imported": 3, "ignored": 1}));
    assert_eq!(report.outcome(), Outcome::Changed);
    assert_eq!((report.stats().created, report.stats().total), (3, 4));

    let report = read(json!({"httpStatusCode": 200, "response": [
        {"status": "SUCCESS", "importCount": {"imported": 1}},
        {"status": "SUCCESS", "importCount": {"updated": 2}}]}));
    assert_eq!(report.stats().written(), 3);
}

#[test]
fn an_object_report_without_its_empty_lists_is_a_success() {
    let report = read(json!({"httpStatusCode": 200, "status": "OK",
        "response": {"responseType": "ObjectReport", "uid": "I6XrLQekGbZ"}}));
    assert_eq!(report.outcome(), Outcome::Changed);
}

#[test]
fn the_worst_status_wins_wherever_it_stands() {
    let outer_ok = read(json!({"httpStatusCode": 200, "status": "OK",
        "response": {"status": "ERROR", "importCount": {}, "description": "it broke"}}));
    assert_eq!(outer_ok.outcome(), Outcome::Failed);
    assert_eq!(outer_ok.conflicts()[0].to_string(), "it broke");

    let inner_ok = read(
        json!({"httpStatusCode": 200, "status": "ERROR", "message": "no",
        "response": {"status": "SUCCESS", "importCount": {"imported": 1}}}),
    );
    assert_eq!(inner_ok.outcome(), Outcome::Partial);
    assert_eq!(inner_ok.conflicts()[0].to_string(), "no");
}

#[test]
fn unknown_words_and_odd_members_are_taken_as_they_come() {
    let odd = read(
        json!({"status": "FINE", "importCount": {"imported": "x", "updated": -1},
        "conflicts": [1, null, "x"], "rejectedIndexes": [2, "x", -1, 1, 2]}),
    );
    assert_eq!(odd.status(), Some(&Status::Other("FINE".into())));
    assert_eq!(odd.stats().total, 0);
    assert_eq!(odd.rejected_indexes(), [1, 2]);
    assert_eq!(odd.outcome(), Outcome::Failed);
    assert!(
        odd.to_string()
            .ends_with("refused without a reason: indexes 1, 2"),
        "{odd}"
    );

    let null = read(json!({"httpStatusCode": 200, "status": "OK", "response": null}));
    assert_eq!(null.outcome(), Outcome::Unchanged);
}

#[test]
fn what_is_no_report_is_not_made_one() {
    for body in [
        json!({}),
        json!([]),
        json!("x"),
        json!({"id": "I6XrLQekGbZ", "name": "x"}),
        json!({"event": "I6XrLQekGbZ", "status": "ACTIVE", "deleted": false}),
        json!({"error": "invalid_client"}),
    ] {
        assert!(
            ImportReport::from_value(200, body.clone()).is_none(),
            "{body}"
        );
    }
    assert!(ImportReport::from_slice(200, b"{\"status\":").is_none());
}

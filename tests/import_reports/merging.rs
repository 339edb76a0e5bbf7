//! Reports of parts, added up.

use dhis2::{ImportReport, Outcome, Stats};
use serde_json::json;

use super::report;

#[test]
fn merged_parts_count_over_the_whole() {
    let mut whole = ImportReport::default();
    assert_eq!((whole.outcome(), whole.parts()), (Outcome::Unchanged, 0));
    // The later part is done first.
    whole.merge(report("2.42/data_values/post_conflicts"), 1000);
    whole.merge(report("2.43/data_values/batch_bad_value"), 500);
    whole.merge(report("2.42/data_values/post_ok"), 0);

    assert_eq!(whole.parts(), 3);
    assert_eq!(whole.outcome(), Outcome::Partial);
    assert_eq!(whole.http_status(), Some(409));
    assert_eq!(
        whole.rejected_indexes(),
        [501, 1001, 1002, 1003, 1004, 1005]
    );
    assert_eq!(whole.conflicts().len(), 6);
    assert_eq!(whole.stats().created, 2);
    assert_eq!(whole.stats().total, 10);
    assert!(whole.raw().is_none());

    let source: Vec<u32> = (0..1004).collect();
    let rejected = whole.rejected(&source);
    let found: Vec<_> = rejected
        .iter()
        .map(|(index, item, conflicts)| {
            (*index, **item, conflicts[0].error_code.as_deref().unwrap())
        })
        .collect();
    assert_eq!(
        found,
        [
            (501, 501, "E8122"),
            (1001, 1001, "E7610"),
            (1002, 1002, "E7612"),
            (1003, 1003, "E7611")
        ],
        "rows beyond the source are left out"
    );
}

#[test]
fn one_conflict_is_the_reason_of_all_its_rows() {
    let report = report("2.43/data_values/batch_two_data_sets");
    let rejected = report.rejected(&["a", "b"]);
    assert_eq!(rejected.len(), 2);
    for (_, _, conflicts) in rejected {
        assert_eq!(conflicts[0].error_code.as_deref(), Some("E8002"));
    }
}

#[test]
fn a_row_refused_without_a_reason_is_there_without_a_conflict() {
    let report = report("2.42/data_values/delete_strategy");
    assert_eq!(
        report.rejected(&["missing", "there"]),
        [(0, &"missing", vec![])]
    );
}

#[test]
fn outcomes_add_up_to_what_is_true_of_the_whole() {
    let sum = |names: &[&str]| {
        let mut whole = ImportReport::default();
        for name in names {
            whole.merge(report(name), 0);
        }
        whole
    };
    let (ok, empty) = ("2.42/data_values/post_ok", "2.42/data_values/post_empty");
    let bad = "2.42/data_values/post_all_bad";
    assert_eq!(sum(&[empty, empty]).outcome(), Outcome::Unchanged);
    assert_eq!(sum(&[ok, empty]).outcome(), Outcome::Changed);
    assert_eq!(sum(&[bad, ok]).outcome(), Outcome::Partial);
    assert_eq!(sum(&[empty, bad]).outcome(), Outcome::Failed);

    let jobs = sum(&["2.42/data_values/post_async", "2.42/metadata/import_async"]);
    assert_eq!(jobs.outcome(), Outcome::Accepted);
    assert_eq!(jobs.task_refs().len(), 2);
}

#[test]
fn rows_that_dhis2_did_not_name_can_be_marked() {
    let mut part = report("2.42/data_values/post_bad_json");
    assert!(part.rejects_everything());
    part.mark_rejected(0..3);
    assert!(!part.rejects_everything());
    let mut whole = report("2.42/data_values/post_ok");
    whole.merge(part, 2);
    assert_eq!(whole.rejected_indexes(), [2, 3, 4]);
}

#[test]
fn stats_add_up_and_read_like_the_server_writes_them() {
    let stats: Stats = ["2.42/metadata/import_ok", "2.42/metadata/import_delete"]
        .iter()
        .map(|name| report(name).stats())
        .sum();
    assert_eq!(
        stats.to_string(),
        "3 created, 0 updated, 3 deleted, 0 ignored"
    );
    assert_eq!((stats.written(), stats.total), (6, 6));
}

#[test]
fn indexes_shift_without_overflow() {
    let body = json!({"status": "WARNING", "importCount": {}, "rejectedIndexes": [0]});
    let mut report = ImportReport::from_value(409, body).unwrap();
    report.shift(u64::MAX);
    report.shift(1);
    assert_eq!(report.rejected_indexes(), [u64::MAX]);
}

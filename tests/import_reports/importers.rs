//! Data values, metadata and the tracker.

use dhis2::import::{ObjectResult, ReportKind, Status};
use dhis2::{ImportReport, Outcome};
use serde_json::json;

use super::{Expected, check, report};

#[test]
fn data_values_of_2_42_are_judged_by_their_rows() {
    use Outcome::{Changed, Failed, Partial, Unchanged};
    let rows: &[(&str, Expected<'_>)] = &[
        ("post_ok", (Changed, [2, 0, 0, 0, 2], 0, &[])),
        ("post_update", (Changed, [0, 1, 0, 1, 2], 0, &[])),
        ("post_dry_run", (Changed, [2, 0, 0, 0, 2], 0, &[])),
        ("post_xml", (Changed, [0, 1, 0, 0, 1], 0, &[])),
        ("post_csv", (Changed, [0, 1, 0, 0, 1], 0, &[])),
        (
            "post_zero_not_significant",
            (Changed, [1, 0, 0, 0, 1], 0, &[]),
        ),
        ("post_empty", (Unchanged, [0; 5], 0, &[])),
        ("post_bad_shape", (Unchanged, [0; 5], 0, &[])),
        (
            "post_conflicts",
            (Partial, [0, 1, 0, 5, 6], 5, &[1, 2, 3, 4, 5]),
        ),
        ("post_all_bad", (Failed, [0, 0, 0, 1, 1], 1, &[0])),
        ("post_csv_bad", (Failed, [0, 0, 0, 2, 2], 2, &[0, 1])),
        ("post_future_period", (Failed, [0, 0, 0, 1, 1], 1, &[0])),
        ("post_id_scheme", (Failed, [0, 0, 0, 1, 1], 1, &[0])),
        // Refused by its index alone, on a 200 with SUCCESS.
        ("delete_strategy", (Partial, [0, 0, 1, 1, 2], 0, &[0])),
        // ERROR with all counts 0: the description is the reason.
        ("post_bad_json", (Failed, [0; 5], 1, &[])),
        ("post_skip_existing", (Failed, [0; 5], 1, &[])),
        (
            "post_async_summary_final",
            (Partial, [1, 0, 0, 1, 2], 1, &[1]),
        ),
        ("complete_post", (Changed, [0, 1, 0, 0, 1], 0, &[])),
        ("complete_post_conflict", (Failed, [0, 0, 0, 1, 1], 1, &[])),
        ("single_delete_again", (Failed, [0; 5], 1, &[])),
        ("post_forbidden", (Failed, [0; 5], 1, &[])),
    ];
    for (name, expected) in rows {
        check(&format!("2.42/data_values/{name}"), *expected);
    }
    assert_eq!(
        report("2.42/data_values/post_bad_json").conflicts()[0].to_string(),
        "The import process failed: Post-condition was null"
    );
}

#[test]
fn data_values_of_2_43_are_judged_by_their_rows() {
    use Outcome::{Changed, Failed, Partial, Unchanged};
    let one: Expected<'_> = (Changed, [0, 1, 0, 0, 1], 0, &[]);
    let both: Expected<'_> = (Failed, [0; 5], 1, &[0, 1]);
    let first: Expected<'_> = (Failed, [0; 5], 1, &[0]);
    // The 500 of a malformed period and of a number holds no report; its message is the reason.
    let broken: Expected<'_> = (Failed, [0; 5], 1, &[]);
    let rows: &[(&str, Expected<'_>)] = &[
        ("batch_bad_value", (Partial, [0, 1, 0, 1, 2], 1, &[1])),
        (
            "batch_dry_run_bad_value",
            (Partial, [0, 1, 0, 1, 2], 1, &[1]),
        ),
        ("auto_group_one_bad", (Partial, [0, 1, 0, 0, 1], 1, &[1])),
        (
            "auto_group_two_data_sets",
            (Changed, [0, 2, 0, 0, 2], 0, &[]),
        ),
        ("batch_delete_missing", (Changed, [0, 0, 1, 0, 1], 0, &[])),
        ("batch_empty_value", (Failed, [0, 0, 0, 1, 1], 1, &[0])),
        ("batch_null_value", (Failed, [0, 0, 0, 1, 1], 1, &[0])),
        ("group_list", (Unchanged, [0; 5], 0, &[])),
        ("batch_deleted_flag", one),
        ("batch_code_scheme", one),
        ("batch_future", one),
        ("batch_strategy_create", one),
        ("batch_strategy_update_new", one),
        ("batch_unknown_property", one),
        ("batch_bad_value_atomic", both),
        ("batch_data_set_param", both),
        ("batch_duplicate", both),
        ("batch_two_data_sets", both),
        ("batch_unknown_combo", both),
        ("batch_unknown_element", both),
        ("batch_unknown_unit", both),
        ("batch_wrong_period_type", both),
        ("async_mixed_summary", both),
        ("post_async_summary_final", both),
        ("batch_data_set_header_other", first),
        ("batch_dry_run_bad_unit", first),
        ("batch_element_in_no_data_set", first),
        ("batch_unit_not_in_set", first),
        ("batch_bad_period", broken),
        ("batch_number_value", broken),
        // The index -1 names no row.
        ("missing_period", broken),
    ];
    for (name, expected) in rows {
        check(&format!("2.43/data_values/{name}"), *expected);
    }
    let unknown = report("2.43/data_values/batch_unknown_unit");
    assert_eq!(unknown.conflicts()[0].offenders(), ["NoSuchUid12"]);
    assert_eq!(
        unknown.conflicts()[0].to_string(),
        "E8022 Data set DsSupplies2 not usable with org unit(s): `[NoSuchUid12]` (indexes 0, 1)"
    );
    assert!(!unknown.rejects_everything());
    assert!(report("2.43/data_values/missing_period").rejects_everything());
}

#[test]
fn metadata_imports_take_the_inner_status() {
    use Outcome::{Changed, Failed, Partial, Unchanged};
    let rows: &[(&str, Expected<'_>)] = &[
        ("import_ok", (Changed, [3, 0, 0, 0, 3], 0, &[])),
        ("import_validate", (Changed, [3, 0, 0, 0, 3], 0, &[])),
        ("import_update_full", (Changed, [0, 3, 0, 0, 3], 0, &[])),
        ("import_debug", (Changed, [0, 3, 0, 0, 3], 0, &[])),
        ("import_bad_param", (Changed, [0, 3, 0, 0, 3], 0, &[])),
        ("import_csv_org_units", (Changed, [1, 0, 0, 0, 1], 0, &[])),
        ("import_delete", (Changed, [0, 0, 3, 0, 3], 0, &[])),
        ("import_async_summary", (Changed, [0, 3, 0, 0, 3], 0, &[])),
        ("import_empty", (Unchanged, [0; 5], 0, &[])),
        ("import_unknown_type", (Unchanged, [0; 5], 0, &[])),
        ("import_conflict_none", (Partial, [2, 0, 0, 1, 3], 5, &[])),
        ("import_conflict_all", (Failed, [0, 0, 0, 4, 4], 5, &[])),
        ("import_create_existing", (Failed, [0, 0, 0, 3, 3], 3, &[])),
        ("import_delete_again", (Failed, [0, 0, 0, 1, 1], 1, &[])),
        ("import_bad_json", (Failed, [0; 5], 1, &[])),
        ("import_map_with_views", (Failed, [0; 5], 1, &[])),
        ("import_xml", (Failed, [0; 5], 1, &[])),
    ];
    for (name, expected) in rows {
        check(&format!("2.42/metadata/{name}"), *expected);
    }

    let report = report("2.42/metadata/import_conflict_all");
    assert_eq!(report.kind(), ReportKind::Metadata);
    assert_eq!(report.status(), Some(&Status::Error), "outside: WARNING");
    let conflict = &report.conflicts()[0];
    assert_eq!(
        conflict.to_string(),
        "E4000 Missing required property `aggregationType` (DataElement W2i3sBWGLYr)"
    );
    assert_eq!(conflict.property.as_deref(), Some("aggregationType"));
    assert_eq!(conflict.value, None);
    assert_eq!(report.objects().len(), 2);
    assert_eq!(report.objects()[0].errors.len(), 4);
    assert_eq!(report.objects()[1].uid.as_deref(), Some("IJ1spvOlGYZ"));
    assert_eq!(
        report.to_string().matches("E4000").count(),
        3,
        "the first three conflicts: {report}"
    );
    assert!(report.to_string().ends_with("; and 2 more"), "{report}");

    let sent = ["eJSGzjIXBtt", "W2i3sBWGLYr", "IJ1spvOlGYZ"];
    let rejected = report.rejected_by_uid(&sent, |uid| Some(uid));
    let found: Vec<_> = rejected
        .iter()
        .map(|(index, uid, conflicts)| (*index, **uid, conflicts.len()))
        .collect();
    assert_eq!(found, [(1, "W2i3sBWGLYr", 4), (2, "IJ1spvOlGYZ", 1)]);
}

#[test]
fn tracker_imports_are_judged_by_error_reports_and_ignored() {
    use Outcome::{Changed, Failed, Unchanged};
    let rows: &[(&str, Expected<'_>)] = &[
        ("import_ok", (Changed, [3, 0, 0, 0, 3], 0, &[])),
        ("import_report_full", (Changed, [0, 3, 0, 0, 3], 0, &[])),
        ("import_delete", (Changed, [0, 0, 1, 0, 1], 0, &[])),
        ("job_report", (Changed, [0, 3, 0, 0, 3], 0, &[])),
        ("import_validate", (Unchanged, [0; 5], 0, &[])),
        ("import_empty", (Unchanged, [0; 5], 0, &[])),
        ("import_unknown_field", (Unchanged, [0; 5], 0, &[])),
        ("import_errors", (Failed, [0, 0, 0, 2, 2], 2, &[])),
        // A 200 with the status OK.
        ("import_errors_object", (Failed, [0, 0, 0, 3, 3], 3, &[])),
        ("import_create_existing", (Failed, [0, 0, 0, 3, 3], 3, &[])),
        ("import_delete_again", (Failed, [0, 0, 0, 1, 1], 1, &[])),
        ("import_forbidden", (Failed, [0, 0, 0, 3, 3], 4, &[])),
        ("import_bad_json", (Failed, [0; 5], 1, &[])),
    ];
    for (name, expected) in rows {
        check(&format!("2.42/tracker/{name}"), *expected);
    }

    let imported = report("2.42/tracker/import_ok");
    let mut uids: Vec<_> = imported.uids().collect();
    uids.sort_unstable();
    assert_eq!(uids, ["I6XrLQekGbZ", "MfszWj03BlC", "oUvqaBEOORa"]);

    // Two errors about the enrollment, one each about the event and the entity.
    let forbidden = report("2.42/tracker/import_forbidden");
    let errors = |kind: &str| {
        let of_kind = |object: &&ObjectResult| object.object_type.as_deref() == Some(kind);
        let object = forbidden.objects().iter().find(of_kind);
        object.unwrap().errors.len()
    };
    assert_eq!((errors("ENROLLMENT"), errors("EVENT")), (2, 1));
    assert_eq!(forbidden.objects().len(), 3);
    assert_eq!(forbidden.uids().count(), 0);
}

#[test]
fn tracker_warnings_and_silent_refusals_are_told_apart() {
    let warned = json!({"status": "WARNING", "stats": {"created": 1, "ignored": 0, "total": 1},
        "validationReport": {"errorReports": [], "warningReports": [
            {"warningCode": "E1", "message": "odd", "trackerType": "EVENT", "uid": "I6XrLQekGbZ"}]}});
    let report = ImportReport::from_value(200, warned).unwrap();
    assert_eq!(report.outcome(), Outcome::Changed);
    assert_eq!(
        report.warnings()[0].to_string(),
        "E1 odd (EVENT I6XrLQekGbZ)"
    );
    assert_eq!(report.conflicts(), []);

    let silent = json!({"status": "OK", "stats": {"created": 1, "ignored": 1, "total": 2},
        "validationReport": {"errorReports": []}});
    let report = ImportReport::from_value(200, silent).unwrap();
    assert_eq!(report.outcome(), Outcome::Partial);
}

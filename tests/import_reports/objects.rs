//! Single objects, collections, tickets, uploads and plain errors.

use dhis2::import::ReportKind;
use dhis2::{ImportReport, Outcome, TaskRef, WebMessage};
use serde_json::json;

use super::{Expected, check, message, recording, report};

#[test]
fn single_objects_tell_their_uid_or_why_not() {
    use Outcome::{Changed, Failed};
    let (plain, none): (Expected<'_>, _) = ((Changed, [0, 0, 0, 0, 1], 0, &[]), [0; 5]);
    let rows: &[(&str, Expected<'_>)] = &[
        ("metadata/create_ok", (Changed, [1, 0, 0, 0, 1], 0, &[])),
        ("metadata/put_ok", plain),
        ("metadata/patch_ok", plain),
        ("metadata/delete_ok", plain),
        (
            "metadata/patch_invalid_value",
            (Failed, [0, 0, 0, 0, 1], 1, &[]),
        ),
        ("metadata/delete_in_use", (Failed, [0, 0, 0, 0, 1], 1, &[])),
        (
            "metadata/translations_bad",
            (Failed, [0, 0, 0, 0, 1], 1, &[]),
        ),
        ("metadata/delete_again", (Failed, none, 1, &[])),
        (
            "errors/e409_create_duplicate",
            (Failed, [0, 0, 0, 0, 1], 1, &[]),
        ),
        (
            "errors/e409_create_missing_required",
            (Failed, [0, 0, 0, 0, 1], 4, &[]),
        ),
        ("users/create_duplicate", (Failed, [0, 0, 0, 0, 1], 1, &[])),
        ("schemas/validate_errors", (Failed, [0, 0, 0, 0, 1], 4, &[])),
        ("schemas/validate_ok", (Outcome::Unchanged, none, 0, &[])),
    ];
    for (name, expected) in rows {
        check(&format!("2.42/{name}"), *expected);
    }

    let created = message("2.42/metadata/create_ok");
    assert_eq!(created.created_uid(), Some("GMgac0MqnDk"));
    let object = created.object_report().unwrap();
    assert_eq!(object.object_type.as_deref(), Some("DataElement"));
    assert!(object.is_ok());
    let refused = message("2.42/errors/e409_create_missing_required");
    assert_eq!(refused.created_uid(), None, "the server made one up");
    assert_eq!(refused.object_report().unwrap().errors.len(), 4);

    let taken = &report("2.42/users/create_duplicate").conflicts()[0].clone();
    assert_eq!(taken.property.as_deref(), Some("username"));
    assert_eq!(taken.value.as_deref(), Some("admin"));

    // What DHIS2 answers to the delete of a built-in object: nothing was deleted.
    let kept = json!({"httpStatus": "OK", "httpStatusCode": 200, "status": "OK"});
    let kept = ImportReport::from_value(200, kept).unwrap();
    assert_eq!(kept.outcome(), Outcome::Unchanged);
    assert_eq!(kept.kind(), ReportKind::Message);
}

#[test]
fn collections_tell_by_their_totals_what_was_dropped() {
    use Outcome::{Changed, Unchanged};
    let rows: &[(&str, Expected<'_>)] = &[
        ("collection_add_one", (Changed, [0, 1, 0, 0, 1], 0, &[])),
        ("collection_add_again", (Unchanged, [0, 0, 0, 1, 1], 0, &[])),
        ("collection_add_unknown", (Unchanged, [0; 5], 0, &[])),
        ("collection_additions", (Changed, [0, 1, 1, 0, 2], 0, &[])),
        ("collection_replace", (Changed, [0, 1, 1, 0, 2], 0, &[])),
        ("collection_remove_one", (Changed, [0, 0, 1, 0, 1], 0, &[])),
        ("collection_remove_missing", (Unchanged, [0; 5], 0, &[])),
    ];
    for (name, expected) in rows {
        check(&format!("2.42/metadata/{name}"), *expected);
    }
}

#[test]
fn tickets_are_accepted_and_name_their_task() {
    let tasks = [
        ("data_values/post_async", "DATAVALUE_IMPORT/fL4YmtLSLqw"),
        ("metadata/import_async", "METADATA_IMPORT/BlgsXJ6c5VE"),
        ("tasks/analytics_start", "ANALYTICS_TABLE/VkZrRWcCIKq"),
        ("tracker/import_async", "TRACKER_IMPORT_JOB/qu0Gs6u6RqM"),
    ];
    for (name, task) in tasks {
        let name = format!("2.42/{name}");
        let (message, report) = (message(&name), report(&name));
        assert_eq!(message.task_ref().unwrap().to_string(), task);
        assert_eq!(report.task_ref().map(TaskRef::to_string).unwrap(), task);
        assert_eq!(message.created_uid(), None, "{name}");
        assert_eq!(report.outcome(), Outcome::Accepted);
        assert_eq!(report.to_string(), format!("accepted: job {task}"));
    }
    let ticket = message("2.42/data_values/post_async");
    assert_eq!(
        ticket.notifier_endpoint(),
        Some("/api/system/tasks/DATAVALUE_IMPORT/fL4YmtLSLqw")
    );
    assert_eq!(
        ticket.task_ref().unwrap().created(),
        Some("2026-11-21T07:49:32.850")
    );
    assert!(message("2.42/metadata/create_ok").task_ref().is_none());
}

#[test]
fn uploads_tell_the_uid_of_the_file() {
    check(
        "2.42/files/upload_document",
        (Outcome::Changed, [1, 0, 0, 0, 1], 0, &[]),
    );
    check("2.42/files/upload_empty", (Outcome::Failed, [0; 5], 1, &[]));
    let upload = report("2.42/files/upload_document");
    assert_eq!(upload.kind(), ReportKind::File);
    assert_eq!(upload.uids().collect::<Vec<_>>(), ["QThhlBwmJbd"]);
    let envelope = message("2.42/files/upload_document");
    assert_eq!(envelope.created_uid(), Some("QThhlBwmJbd"));
}

#[test]
fn errors_keep_their_code_and_words() {
    let message = message("2.42/errors/e404_uid_unknown");
    assert_eq!(message.http_status_code, Some(404));
    assert_eq!(message.error_code.as_deref(), Some("E1005"));
    let bearer = self::message("2.42/errors/e401_bearer_invalid");
    assert!(bearer.dev_message.unwrap().contains("Invalid JSON object"));
    let html = recording("2.42/errors/e404_unknown_path");
    assert!(WebMessage::from_slice(html.body.as_bytes()).is_none());
    assert!(ImportReport::from_slice(html.status, html.body.as_bytes()).is_none());
}

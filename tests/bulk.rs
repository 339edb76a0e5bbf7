//! Many objects, of one kind or of several: one result for each, or one request for all.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use std::time::Duration;

use dhis2::resources::{AccessLevel, SharingUpdate};
use dhis2::{Error, JsonPatch, Outcome, Uid};
use serde_json::{Value, json};
use server::{Reply, Request, Server, api, body, line, recorded};

fn changes() -> SharingUpdate {
    SharingUpdate::new()
        .public(AccessLevel::Read, AccessLevel::None)
        .user("M5zQapPyTZI", AccessLevel::Write, AccessLevel::Read)
        .user_group("QxST6PEOi5G", AccessLevel::Read, AccessLevel::Read)
        .without_user("z0XS8LbA79m")
}

/// What those changes are as a JSON Patch.
fn patch() -> Value {
    json!([
        {"op": "replace", "path": "/sharing/public", "value": "r-------"},
        {"op": "add", "path": "/sharing/users/M5zQapPyTZI", "value": {"id": "M5zQapPyTZI", "access": "rwr-----"}},
        {"op": "remove", "path": "/sharing/users/z0XS8LbA79m"},
        {"op": "add", "path": "/sharing/userGroups/QxST6PEOi5G", "value": {"id": "QxST6PEOi5G", "access": "r-r-----"}},
    ])
}

#[test]
fn objects_of_a_kind_are_shared_in_one_request_all_or_none() {
    let server = Server::script(vec![
        recorded("bulk/share_all"),
        recorded("bulk/share_none"),
    ]);
    let sets = api(&server.url()).data_sets();
    let report = sets
        .share_together(["DsMonthly01", "DsSupplies2"], &changes(), true)
        .unwrap();
    assert_eq!(
        (report.outcome(), report.stats().updated),
        (Outcome::Changed, 2)
    );
    sets.share_together(["DsMonthly01"], &changes(), false)
        .unwrap();
    let requests = server.requests();
    assert_eq!(
        line(&requests[0]),
        "PATCH /api/dataSets/sharing?atomic=true&atomicMode=ALL"
    );
    assert_eq!(
        line(&requests[1]),
        "PATCH /api/dataSets/sharing?atomic=false&atomicMode=NONE"
    );
    assert_eq!(
        requests[0].header("content-type"),
        Some("application/json-patch+json")
    );
    assert_eq!(
        body(&requests[0]),
        json!({"dataSets": ["DsMonthly01", "DsSupplies2"], "patch": patch()})
    );
    server.verify();
}

#[test]
fn what_is_not_shared_in_one_request_is_told_in_the_report() {
    let server = Server::script(vec![
        recorded("bulk/share_atomic_unknown"),
        recorded("bulk/share_partial_unknown"),
    ]);
    let sets = api(&server.url()).data_sets();
    let uids = ["DsMonthly01", "NoSuchUid11"];
    let none = sets.share_together(uids, &changes(), true).unwrap();
    assert_eq!(none.outcome(), Outcome::Failed);
    let some = sets.share_together(uids, &changes(), false).unwrap();
    assert_eq!(
        (some.outcome(), some.stats().updated),
        (Outcome::Partial, 1)
    );
    let conflict = &some.conflicts()[0];
    assert_eq!(conflict.error_code.as_deref(), Some("E4014"));
    assert_eq!(conflict.uid.as_deref(), Some("NoSuchUid11"));
    let message = conflict.message.as_deref().unwrap();
    assert!(
        message.starts_with("Invalid UID `NoSuchUid11`"),
        "{message}"
    );
    server.verify();
}

#[test]
fn objects_of_several_kinds_are_shared_in_one_request_that_is_never_atomic() {
    let server = Server::script(vec![
        recorded("bulk/metadata_share"),
        recorded("bulk/metadata_share_unknown"),
    ]);
    let metadata = api(&server.url()).metadata();
    let kinds = [
        ("dataSets", vec!["DsMonthly01"]),
        ("dataElements", vec!["DeMalariaC1", "DeMalariaT2"]),
    ];
    let report = metadata.share_together(kinds.clone(), &changes()).unwrap();
    assert_eq!(
        (report.outcome(), report.stats().updated),
        (Outcome::Changed, 2)
    );
    let report = metadata.share_together(kinds, &changes()).unwrap();
    assert_eq!(
        (report.outcome(), report.stats().updated),
        (Outcome::Partial, 1)
    );
    assert_eq!(report.conflicts()[0].uid.as_deref(), Some("NoSuchUid11"));
    let request = &server.requests()[0];
    assert_eq!(line(request), "PATCH /api/metadata/sharing?atomic=false");
    assert_eq!(
        body(request),
        json!({"dataSets": {"DsMonthly01": patch()},
            "dataElements": {"DeMalariaC1": patch(), "DeMalariaT2": patch()}})
    );
    server.verify();
}

#[test]
fn nothing_to_do_sends_nothing_and_what_cannot_be_sent_is_refused_first() {
    let server = Server::script(vec![]);
    let api = api(&server.url());
    let (sets, metadata) = (api.data_sets(), api.metadata());
    let none: [&str; 0] = [];
    let report = sets.share_together(none, &changes(), true).unwrap();
    assert_eq!(report.outcome(), Outcome::Unchanged);
    let report = metadata
        .share_together([("dataSets", none.to_vec())], &changes())
        .unwrap();
    assert_eq!(report.outcome(), Outcome::Unchanged);
    let outcome = sets.share_all(none, &changes(), 4).unwrap();
    assert!(outcome.is_ok() && outcome.total() == 0);
    let outcome = metadata
        .patch_all(Vec::<(&str, &str, JsonPatch)>::new(), 4)
        .unwrap();
    assert!(outcome.is_ok() && outcome.total() == 0);

    let one = ["DsMonthly01"];
    let bad_uid = SharingUpdate::new().without_user("nobody");
    let good = JsonPatch::new().remove("/code");
    let errors = [
        sets.share_together(one, &SharingUpdate::new(), true).err(),
        sets.share_together(one, &bad_uid, true).err(),
        sets.share_together(["bad"], &changes(), true).err(),
        sets.share_all(one, &bad_uid, 1).err(),
        metadata
            .share_together([("../users", one.to_vec())], &changes())
            .err(),
        metadata
            .share_all([("data/Sets", one[0])], &changes(), 1)
            .err(),
        metadata.patch_all([("", one[0], good.clone())], 1).err(),
        metadata.patch_all([("dataSets", "bad", good)], 1).err(),
        metadata
            .patch_all([("dataSets", one[0], JsonPatch::new().remove("code"))], 1)
            .err(),
    ];
    for (index, error) in errors.into_iter().enumerate() {
        assert!(
            matches!(error, Some(Error::InvalidInput(_))),
            "{index}: {error:?}"
        );
    }
    server.verify();
}

#[test]
fn objects_of_several_kinds_are_patched_with_one_result_each_in_the_order_given() {
    let server = Server::start(|request: &Request| match request.path.as_str() {
        // A network failure, a refusal in DHIS2's words, and good ones.
        "/api/dataSets/DsSupplies2" => Reply::reset(),
        "/api/dataElements/GMgac0MqnDk" => recorded("metadata/delete_again"),
        _ => recorded("metadata/patch_ok").delay(Duration::from_millis(10)),
    });
    let patch = || JsonPatch::new().replace("/description", "d");
    let outcome = api(&server.url())
        .metadata()
        .patch_all(
            [
                ("dataElements", "DeMalariaC1", patch()),
                ("dataSets", "DsSupplies2", patch()),
                ("dataElements", "GMgac0MqnDk", patch()),
                ("dataSets", "DsMonthly01", patch()),
            ],
            2,
        )
        .unwrap();
    let done: Vec<_> = outcome.done.iter().map(Uid::as_str).collect();
    assert_eq!(done, ["DeMalariaC1", "DsMonthly01"]);
    let [lost, refused] = outcome.failures.as_slice() else {
        panic!("{outcome:?}")
    };
    assert_eq!((lost.index, lost.kind.as_str()), (1, "dataSets"));
    assert!(matches!(lost.error, Error::Transport(_)), "{lost:?}");
    assert_eq!((refused.index, refused.kind.as_str()), (2, "dataElements"));
    assert!(refused.error.is_not_found());
    assert!(
        refused.error.to_string().contains("could not be found"),
        "DHIS2's own words: {}",
        refused.error
    );
    assert_eq!(outcome.total(), 4);
    let mut lines: Vec<String> = server.requests().iter().map(line).collect();
    lines.sort();
    assert_eq!(
        lines,
        [
            "PATCH /api/dataElements/DeMalariaC1",
            "PATCH /api/dataElements/GMgac0MqnDk",
            "PATCH /api/dataSets/DsMonthly01",
            "PATCH /api/dataSets/DsSupplies2"
        ]
    );
    assert_eq!(
        body(&server.requests()[0]),
        json!([{"op": "replace", "path": "/description", "value": "d"}])
    );
}

#[test]
fn objects_of_several_kinds_are_shared_one_by_one_and_keep_their_other_rights() {
    let server = Server::start(|request: &Request| match request.method.as_str() {
        "GET" => Reply::json(
            200,
            &json!({"sharing": {"owner": "M5zQapPyTZI", "external": false, "public": "rw------",
                "users": {"z0XS8LbA79m": {"id": "z0XS8LbA79m", "access": "rw------"}},
                "userGroups": {"GrMalaria01": {"id": "GrMalaria01", "access": "rw------"}}}}),
        ),
        _ => recorded("metadata/sharing_put_object"),
    });
    let objects = [("dataSets", "DsMonthly01"), ("dataElements", "DeMalariaC1")];
    let outcome = api(&server.url())
        .metadata()
        .share_all(objects, &changes(), 1)
        .unwrap();
    assert!(outcome.is_ok() && outcome.done.len() == 2, "{outcome:?}");
    let requests = server.requests();
    let lines: Vec<String> = requests.iter().map(line).collect();
    assert_eq!(
        lines,
        [
            "GET /api/dataSets/DsMonthly01?fields=sharing",
            "PUT /api/dataSets/DsMonthly01/sharing",
            "GET /api/dataElements/DeMalariaC1?fields=sharing",
            "PUT /api/dataElements/DeMalariaC1/sharing"
        ]
    );
    assert_eq!(
        body(&requests[1]),
        json!({"owner": "M5zQapPyTZI", "public": "r-------",
            "users": {"M5zQapPyTZI": {"id": "M5zQapPyTZI", "access": "rwr-----"}},
            "userGroups": {"GrMalaria01": {"id": "GrMalaria01", "access": "rw------"},
                "QxST6PEOi5G": {"id": "QxST6PEOi5G", "access": "r-r-----"}}})
    );
}

#[test]
fn a_refused_sign_in_ends_a_run_over_several_kinds_and_every_object_has_its_reason() {
    let server = Server::start(|_: &Request| recorded("errors/e401_bad_password_json"));
    let objects = [("dataSets", "DsMonthly01"), ("dataElements", "DeMalariaC1")];
    let outcome = api(&server.url())
        .metadata()
        .share_all(objects, &changes(), 1)
        .unwrap();
    assert_eq!(server.requests().len(), 1);
    assert!(outcome.done.is_empty());
    assert!(outcome.failures[0].error.is_authentication());
    assert_eq!(outcome.failures[1].kind, "dataElements");
    assert!(matches!(outcome.failures[1].error, Error::Cancelled(_)));
}

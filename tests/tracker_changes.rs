//! Change logs, potential duplicates and generated values of the tracker.

#![allow(clippy::expect_used, clippy::unwrap_used)]

mod server;

use dhis2::tracker::{ChangeType, Changed, DuplicateStatus};
use dhis2::{Api, Error};
use serde_json::{Value, json};
use server::replay::{Recording, Replay};
use server::{Reply, Server, api};

const ENTITY: &str = "oUvqaBEOORa";
const OTHER: &str = "n9tU85Lsnsh";
const PAIR: &str = "LvAgRZ1D3FH";

fn scripted(replies: Vec<Reply>) -> (Server, Api) {
    let server = Server::script(replies);
    let api = api(&server.url());
    (server, api)
}

/// Where the server's version is asked for, before the call itself.
fn versioned(version: &str, replies: Vec<Reply>) -> (Server, Api) {
    let mut all = vec![Reply::json(200, &json!({"version": version}))];
    all.extend(replies);
    scripted(all)
}

fn line(server: &Server, at: usize) -> String {
    let request = &server.requests()[at];
    format!("{} {}", request.method, request.path)
}

fn query(server: &Server, at: usize) -> Vec<(String, String)> {
    let mut query = server.requests()[at].query.clone();
    query.sort();
    query
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let mut pairs: Vec<_> = expected.iter().map(own).collect();
    pairs.sort();
    pairs
}

fn body(server: &Server, at: usize) -> Value {
    serde_json::from_slice(&server.requests()[at].body).unwrap_or(Value::Null)
}

/// [S] 2.42: `view/EventChangeLog`, with the values of the manual's example.
fn event_logs() -> Value {
    let user = json!({"uid": "AIK2aQOJIbj", "username": "tracker",
        "firstName": "Tracker demo", "surname": "User"});
    json!({"pager": {"page": 1, "pageSize": 500}, "changeLogs": [
        {"createdBy": user, "createdAt": "2024-06-20T15:43:36.342", "type": "DELETE",
            "change": {"dataValue": {"dataElement": "UXz7xuGCEhU", "previousValue": "12"}}},
        {"createdBy": user, "createdAt": "2024-06-20T14:51:16.433", "type": "UPDATE",
            "change": {"eventField": {"field": "occurredAt",
                "previousValue": "2024-06-01 00:00:00.000", "currentValue": "2024-06-02 00:00:00.000"}}},
    ]})
}

#[test]
fn the_changes_of_an_event_are_typed_rows() {
    let (server, api) = versioned("2.42.5.2", vec![Reply::json(200, &event_logs())]);
    let changes = api.tracker().event_changes(ENTITY);
    let logs = changes
        .field("occurredAt")
        .order("username:asc")
        .collect_all()
        .unwrap();
    assert_eq!(line(&server, 0), "GET /api/system/info");
    assert_eq!(
        line(&server, 1),
        format!("GET /api/tracker/events/{ENTITY}/changeLogs")
    );
    assert_eq!(
        query(&server, 1),
        pairs(&[
            ("filter", "field:eq:occurredAt"),
            ("order", "username:asc"),
            ("page", "1"),
            ("pageSize", "500"),
        ])
    );
    let [deleted, moved] = &logs[..] else {
        panic!("two changes: {logs:?}")
    };
    assert_eq!(deleted.r#type, ChangeType::Delete);
    assert_eq!(
        deleted.change.of,
        Changed::DataElement("UXz7xuGCEhU".to_owned())
    );
    assert_eq!(deleted.change.previous_value.as_deref(), Some("12"));
    assert_eq!(deleted.change.current_value, None);
    let user = deleted.created_by.as_ref().unwrap();
    assert_eq!(user.username.as_deref(), Some("tracker"));
    let at = deleted.created_at.as_ref().unwrap();
    assert_eq!(at.to_string(), "2024-06-20T15:43:36.342");
    assert_eq!(moved.r#type, ChangeType::Update);
    assert_eq!(moved.change.of, Changed::Field("occurredAt".to_owned()));
    assert_eq!(
        moved.change.current_value.as_deref(),
        Some("2024-06-02 00:00:00.000")
    );
}

#[test]
fn the_changes_of_a_tracked_entity_are_read_over_all_pages() {
    // [S] 2.42: `view/TrackedEntityChangeLog`; `nextPage` while there is one.
    let page = |page: u32, value: &str, next: Option<&str>| {
        Reply::json(
            200,
            &json!({"pager": {"page": page, "pageSize": 1, "nextPage": next}, "changeLogs": [
                {"createdAt": "2024-06-20T14:51:16.433", "type": "UPDATE", "change": {
                    "attributeValue": {"attribute": "TaGivenNam1", "currentValue": value}}}]}),
        )
    };
    let next =
        format!("http://x/api/tracker/trackedEntities/{ENTITY}/changeLogs?page=2&pageSize=1");
    let replies = vec![page(1, "Ada", Some(&next)), page(2, "Eda", None)];
    let (server, api) = versioned("2.43.1", replies);
    let changes = api.tracker().tracked_entity_changes(ENTITY);
    let values: Vec<_> = changes
        .attribute("TaGivenNam1")
        .items()
        .page_size(1)
        .map(|log| log.unwrap().change.current_value.unwrap())
        .collect();
    assert_eq!(values, ["Ada", "Eda"]);
    assert_eq!(server.requests().len(), 3);
    for (at, page) in [(1, "1"), (2, "2")] {
        assert_eq!(
            line(&server, at),
            format!("GET /api/tracker/trackedEntities/{ENTITY}/changeLogs")
        );
        assert_eq!(
            query(&server, at),
            pairs(&[
                ("filter", "attribute:eq:TaGivenNam1"),
                ("page", page),
                ("pageSize", "1"),
            ])
        );
    }
}

#[test]
fn a_server_without_change_logs_or_with_no_conditions_on_them_is_not_asked() {
    let (server, api) = versioned("2.40.5", vec![]);
    let error = api.tracker().event_changes(ENTITY).collect_all();
    assert!(matches!(error, Err(Error::UnsupportedVersion(_))));
    assert_eq!(server.requests().len(), 1);

    // 2.41 would ignore the condition and send all changes.
    let (server, api) = versioned("2.41.4", vec![Reply::json(200, &event_logs())]);
    let changes = api.tracker().event_changes(ENTITY).username("tracker");
    let error = changes.collect_all().unwrap_err();
    assert!(error.to_string().contains("2.42"), "{error}");
    let all = api.tracker().event_changes(ENTITY).collect_all().unwrap();
    assert_eq!(all.len(), 2);
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn what_the_server_would_misread_in_a_condition_on_changes_is_refused_unsent() {
    let (server, api) = scripted(vec![]);
    let tracker = api.tracker();
    let changes = || tracker.event_changes(ENTITY);
    for refused in [
        changes().username("a:b"),
        changes().username(""),
        changes().username("a").field("geometry"),
        changes().data_element("short"),
        tracker.event_changes("short"),
    ] {
        let error = refused.collect_all().unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error}");
    }
    assert!(server.requests().is_empty());
}

#[test]
fn a_list_without_potential_duplicates_is_empty() {
    let recording = Recording::load("2.42", "tracker/potential_duplicates");
    let (server, api) = scripted(vec![recording.reply("http://127.0.0.1:8080")]);
    let pairs_of = api.tracker().potential_duplicates();
    assert!(pairs_of.collect_all().unwrap().is_empty());
    assert_eq!(line(&server, 0), "GET /api/potentialDuplicates");
    assert_eq!(
        query(&server, 0),
        pairs(&[("order", "created:asc"), ("page", "1"), ("pageSize", "500")])
    );
}

/// [S] 2.42: the default fields of `PotentialDuplicateRequestParams`.
fn pair(status: &str) -> Value {
    json!({"created": "2024-06-04T10:11:29.110", "lastUpdated": "2024-06-04T10:11:29.110",
        "original": ENTITY, "duplicate": OTHER, "status": status, "id": PAIR})
}

#[test]
fn potential_duplicates_are_listed_by_status_and_tracked_entity() {
    let page =
        json!({"pager": {"page": 1, "pageSize": 500}, "potentialDuplicates": [pair("MERGED")]});
    let empty = json!({"pager": {"page": 2, "pageSize": 500}, "potentialDuplicates": []});
    let replies = vec![Reply::json(200, &page), Reply::json(200, &empty)];
    let (server, api) = scripted(replies);
    let list = api.tracker().potential_duplicates();
    let list = list
        .tracked_entities([ENTITY])
        .tracked_entities([OTHER])
        .status(&DuplicateStatus::Merged)
        .order("lastUpdated:desc");
    let all = list.collect_all().unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].id.as_str(), PAIR);
    assert_eq!(all[0].original.as_str(), ENTITY);
    assert_eq!(all[0].duplicate.as_str(), OTHER);
    assert_eq!(all[0].status, DuplicateStatus::Merged);
    assert_eq!(
        query(&server, 0),
        pairs(&[
            ("trackedEntities", &format!("{ENTITY},{OTHER}")),
            ("status", "MERGED"),
            ("order", "lastUpdated:desc"),
            ("page", "1"),
            ("pageSize", "500"),
        ])
    );

    let (server, api) = scripted(vec![Reply::json(200, &empty)]);
    let list = api.tracker().potential_duplicates().any_status();
    assert!(list.collect_all().unwrap().is_empty());
    assert!(query(&server, 0).contains(&("status".to_owned(), "ALL".to_owned())));
}

#[test]
fn a_pair_is_noted_read_and_judged() {
    // [S] 2.42: `DeduplicationController`; a PUT answers 200 and nothing.
    let mut one = pair("OPEN");
    one["createdByUserName"] = json!("admin");
    one["lastUpdatedByUserName"] = json!("admin");
    let replies = vec![
        Reply::json(200, &one),
        Reply::json(200, &one),
        Reply::bytes(200, Vec::new()),
    ];
    let (server, api) = scripted(replies);
    let tracker = api.tracker();
    let noted = tracker.add_potential_duplicate(ENTITY, OTHER).unwrap();
    assert_eq!(line(&server, 0), "POST /api/potentialDuplicates");
    assert_eq!(
        body(&server, 0),
        json!({"original": ENTITY, "duplicate": OTHER})
    );
    assert_eq!(noted.status, DuplicateStatus::Open);
    let read = tracker.potential_duplicate(noted.id).unwrap();
    assert_eq!(
        line(&server, 1),
        format!("GET /api/potentialDuplicates/{PAIR}")
    );
    assert_eq!(read, noted);
    assert_eq!(read.created_by_user_name.as_deref(), Some("admin"));
    let status = DuplicateStatus::Invalid;
    tracker.set_duplicate_status(PAIR, &status).unwrap();
    assert_eq!(
        line(&server, 2),
        format!("PUT /api/potentialDuplicates/{PAIR}")
    );
    assert_eq!(query(&server, 2), pairs(&[("status", "INVALID")]));

    for refused in [
        tracker.set_duplicate_status(PAIR, &DuplicateStatus::Merged),
        tracker.add_potential_duplicate(ENTITY, ENTITY).map(drop),
    ] {
        assert!(matches!(refused, Err(Error::InvalidInput(_))));
    }
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn a_merge_is_automatic_until_told_what_goes_over() {
    let done = || Reply::bytes(200, Vec::new());
    let (server, api) = scripted(vec![done(), done()]);
    let tracker = api.tracker();
    tracker.merge_duplicate(PAIR).send().unwrap();
    let merge = tracker.merge_duplicate(PAIR).attributes(["TaGivenNam1"]);
    let merge = merge
        .enrollments(["MfszWj03BlC"])
        .attributes(["TaFamilyNa2"]);
    merge.send().unwrap();
    for at in [0, 1] {
        let path = format!("POST /api/potentialDuplicates/{PAIR}/merge");
        assert_eq!(line(&server, at), path);
    }
    assert_eq!(query(&server, 0), pairs(&[("mergeStrategy", "AUTO")]));
    assert!(server.requests()[0].body.is_empty());
    assert_eq!(query(&server, 1), pairs(&[("mergeStrategy", "MANUAL")]));
    assert_eq!(
        body(&server, 1),
        json!({"trackedEntityAttributes": ["TaGivenNam1", "TaFamilyNa2"],
            "enrollments": ["MfszWj03BlC"], "relationships": []})
    );
    // To move nothing at all is a choice too, which AUTO would not be.
    let (server, api) = scripted(vec![done()]);
    let merge = api.tracker().merge_duplicate(PAIR);
    merge.relationships::<&str>([]).send().unwrap();
    assert_eq!(query(&server, 0), pairs(&[("mergeStrategy", "MANUAL")]));

    let refused = api.tracker().merge_duplicate(PAIR).attributes(["short"]);
    assert!(matches!(refused.send(), Err(Error::InvalidInput(_))));
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_merge_of_two_that_are_at_odds_is_an_error_with_the_reason() {
    // [S] 2.42: `PotentialDuplicateConflictException` is a 409 with the message.
    let message = "PotentialDuplicate cannot be merged automatically: Entities have different Tracked Entity Types.";
    let answer = json!({"httpStatus": "Conflict", "httpStatusCode": 409, "status": "ERROR",
        "message": message});
    let (_server, api) = scripted(vec![Reply::json(409, &answer)]);
    let error = api.tracker().merge_duplicate(PAIR).send().unwrap_err();
    assert_eq!(error.status(), Some(409));
    assert!(error.to_string().contains(message), "{error}");
}

#[test]
fn a_value_is_generated_and_reserved() {
    let replay = Replay::version("2.42")
        .file("tracker/attribute_generate")
        .file("tracker/attribute_required_values")
        .start();
    let api = api(&replay.url());
    let attributes = api.tracked_entity_attributes();
    let value = attributes.generate("TaUniqueId3").one().unwrap();
    assert_eq!(value.value, "690676");
    assert_eq!(value.key.as_deref(), Some("RANDOM(######)"));
    assert_eq!(value.owner_uid.as_deref(), Some("TaUniqueId3"));
    let expires = value.expiry_date.unwrap().to_string();
    assert_eq!(expires, "2026-11-24T07:49:04.754");
    let parts = attributes.required_values("TaUniqueId3").unwrap();
    assert_eq!(parts.optional, ["RANDOM"]);
    assert!(parts.required.is_empty());
    replay.verify();
}

#[test]
fn many_values_are_reserved_with_the_parts_that_the_pattern_needs() {
    // [S] 2.42: a list of `ReservedValue`, as the recorded one.
    let value = |value: &str| {
        json!({"ownerObject": "TRACKEDENTITYATTRIBUTE", "ownerUid": "TaUniqueId3",
            "key": "ORG_UNIT_CODE(...) + RANDOM(###)", "value": value,
            "created": "2026-11-21T07:49:04.754", "expiryDate": "2026-12-21T07:49:04.754"})
    };
    let answer = json!([value("OU1001"), value("OU1002")]);
    let (server, api) = scripted(vec![Reply::json(200, &answer)]);
    let attributes = api.tracked_entity_attributes();
    let make = || attributes.generate("TaUniqueId3");
    let values = make()
        .value("ORG_UNIT_CODE", "OU1")
        .days(9)
        .days(30)
        .many(2);
    let values: Vec<_> = values.unwrap().into_iter().map(|one| one.value).collect();
    assert_eq!(values, ["OU1001", "OU1002"]);
    let path = "GET /api/trackedEntityAttributes/TaUniqueId3/generateAndReserve";
    assert_eq!(line(&server, 0), path);
    assert_eq!(
        query(&server, 0),
        pairs(&[
            ("ORG_UNIT_CODE", "OU1"),
            ("expiration", "30"),
            ("numberToReserve", "2"),
        ])
    );
    assert!(make().many(0).is_err());
    assert!(make().many(1001).is_err());
    assert_eq!(server.requests().len(), 1);
}

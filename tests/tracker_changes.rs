//! Change logs, potential duplicates and generated values of the tracker.

#![allow(clippy::expect_used, clippy::unwrap_used)]

mod server;

use dhis2::tracker::{ChangeType, Changed, DuplicateStatus};
use dhis2::{Api, Error};
use serde_json::{Value, json};
use server::replay::{Recording, Replay};
use server::{Reply, Server, api};

const ENTITY: &str = "oUvqaBEOORa";
const PAIR: &str = "LvAgRZ1D3FH";
/// The pair of the recordings.
const NOTED: &str = "Laew0tZ5Yg1";

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

const CHANGED: &str = "EvDataVisi1";

fn recorded(name: &str) -> Reply {
    Recording::load("2.42", &format!("tracker/{name}")).reply("http://127.0.0.1:8080")
}

#[test]
fn the_changes_of_an_event_are_typed_rows_the_newest_first() {
    let (server, api) = versioned("2.42.5.2", vec![recorded("event_change_logs")]);
    let logs = api.tracker().event_changes(CHANGED).collect_all().unwrap();
    assert_eq!(line(&server, 0), "GET /api/system/info");
    assert_eq!(
        line(&server, 1),
        format!("GET /api/tracker/events/{CHANGED}/changeLogs")
    );
    assert_eq!(
        query(&server, 1),
        pairs(&[("page", "1"), ("pageSize", "500")])
    );
    let weight = || Changed::DataElement("DeDataWeig1".to_owned());
    let day = || Changed::Field("occurredAt".to_owned());
    let rows: Vec<_> = logs
        .into_iter()
        .map(|log| {
            (
                log.r#type,
                log.change.of,
                log.change.previous_value,
                log.change.current_value,
            )
        })
        .collect();
    let text = |text: &str| Some(text.to_owned());
    let (before, after) = ("2026-01-11 00:00:00.000", "2026-01-12 00:00:00.000");
    assert_eq!(
        rows,
        [
            (ChangeType::Delete, weight(), text("13"), None),
            (ChangeType::Update, weight(), text("12"), text("13")),
            (ChangeType::Update, day(), text(before), text(after)),
            (ChangeType::Create, weight(), None, text("12")),
            (ChangeType::Create, day(), None, text(before)),
        ]
    );
}

#[test]
fn the_changes_of_a_field_come_with_who_made_them_and_when() {
    let (server, api) = versioned("2.42.5.2", vec![recorded("event_change_logs_field")]);
    let changes = api.tracker().event_changes(CHANGED);
    let changes = changes.field("occurredAt").order("username:asc");
    let logs = changes.collect_all().unwrap();
    assert_eq!(
        query(&server, 1),
        pairs(&[
            ("filter", "field:eq:occurredAt"),
            ("order", "username:asc"),
            ("page", "1"),
            ("pageSize", "500"),
        ])
    );
    assert_eq!(logs.len(), 2);
    let user = logs[0].created_by.as_ref().unwrap();
    assert_eq!(user.username.as_deref(), Some("admin"));
    let at = logs[0].created_at.as_ref().unwrap();
    assert_eq!(at.to_string(), "2026-11-21T15:37:28.768");
}

#[test]
fn the_changes_of_a_tracked_entity_are_read_over_all_pages() {
    let replies = vec![
        recorded("tracked_entity_change_logs_attribute"),
        recorded("tracked_entity_change_logs_attribute_page_2"),
    ];
    let (server, api) = versioned("2.43.1", replies);
    let changes = api.tracker().tracked_entity_changes("TeDataPers1");
    let values: Vec<_> = changes
        .attribute("TaDataName1")
        .items()
        .page_size(1)
        .map(|log| log.unwrap().change.current_value.unwrap())
        .collect();
    assert_eq!(values, ["Eda", "Ada"]);
    assert_eq!(server.requests().len(), 3);
    for (at, page) in [(1, "1"), (2, "2")] {
        assert_eq!(
            line(&server, at),
            "GET /api/tracker/trackedEntities/TeDataPers1/changeLogs"
        );
        assert_eq!(
            query(&server, at),
            pairs(&[
                ("filter", "attribute:eq:TaDataName1"),
                ("page", page),
                ("pageSize", "1"),
            ])
        );
    }
}

#[test]
fn the_changes_of_an_unknown_tracked_entity_are_not_an_empty_list() {
    let replies = vec![recorded("tracked_entity_change_logs_unknown")];
    let (_server, api) = versioned("2.42.5.2", replies);
    let changes = api.tracker().tracked_entity_changes("NoSuchUid11");
    assert!(changes.collect_all().unwrap_err().is_not_found());
}

#[test]
fn a_server_without_change_logs_or_with_no_conditions_on_them_is_not_asked() {
    let (server, api) = versioned("2.40.5", vec![]);
    let error = api.tracker().event_changes(ENTITY).collect_all();
    assert!(matches!(error, Err(Error::UnsupportedVersion(_))));
    assert_eq!(server.requests().len(), 1);

    // 2.41 would ignore the condition and send all changes.
    let (server, api) = versioned("2.41.4", vec![recorded("event_change_logs")]);
    let changes = api.tracker().event_changes(ENTITY).username("tracker");
    let error = changes.collect_all().unwrap_err();
    assert!(error.to_string().contains("2.42"), "{error}");
    let all = api.tracker().event_changes(ENTITY).collect_all().unwrap();
    assert_eq!(all.len(), 5);
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

#[test]
fn potential_duplicates_are_listed_by_status_and_tracked_entity() {
    let (server, api) = scripted(vec![recorded("duplicate_list_merged")]);
    let list = api.tracker().potential_duplicates();
    let list = list
        .tracked_entities(["TeDataPers1"])
        .tracked_entities(["TeDataPers2"])
        .status(&DuplicateStatus::Merged)
        .order("lastUpdated:desc");
    let all = list.collect_all().unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].id.as_str(), NOTED);
    assert_eq!(all[0].original.as_str(), "TeDataPers1");
    assert_eq!(all[0].duplicate.as_str(), "TeDataPers2");
    assert_eq!(all[0].status, DuplicateStatus::Merged);
    assert_eq!(
        query(&server, 0),
        pairs(&[
            ("trackedEntities", "TeDataPers1,TeDataPers2"),
            ("status", "MERGED"),
            ("order", "lastUpdated:desc"),
            ("page", "1"),
            ("pageSize", "500"),
        ])
    );

    let (server, api) = scripted(vec![recorded("duplicate_list_of_two")]);
    let list = api.tracker().potential_duplicates().any_status();
    assert_eq!(list.collect_all().unwrap()[0].status, DuplicateStatus::Open);
    assert!(query(&server, 0).contains(&("status".to_owned(), "ALL".to_owned())));
}

#[test]
fn a_pair_is_noted_read_and_judged() {
    let replies = vec![
        recorded("duplicate_create"),
        recorded("duplicate_get"),
        recorded("duplicate_set_invalid"),
    ];
    let (server, api) = scripted(replies);
    let tracker = api.tracker();
    let noted = tracker
        .add_potential_duplicate("TeDataPers1", "TeDataPers2")
        .unwrap();
    assert_eq!(line(&server, 0), "POST /api/potentialDuplicates");
    assert_eq!(
        body(&server, 0),
        json!({"original": "TeDataPers1", "duplicate": "TeDataPers2"})
    );
    assert_eq!(
        (noted.id.as_str(), &noted.status),
        (NOTED, &DuplicateStatus::Open)
    );
    let read = tracker.potential_duplicate(noted.id).unwrap();
    assert_eq!(
        line(&server, 1),
        format!("GET /api/potentialDuplicates/{NOTED}")
    );
    assert_eq!(read, noted);
    assert_eq!(read.created_by_user_name.as_deref(), Some("admin"));
    let status = DuplicateStatus::Invalid;
    tracker.set_duplicate_status(NOTED, &status).unwrap();
    assert_eq!(
        line(&server, 2),
        format!("PUT /api/potentialDuplicates/{NOTED}")
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
fn what_dhis2_refuses_of_a_pair_is_an_error_with_its_code() {
    let (_server, api) = scripted(vec![
        recorded("duplicate_create_again"),
        recorded("duplicate_create_unknown"),
        recorded("duplicate_set_after_merge"),
        recorded("duplicate_get_unknown"),
        recorded("duplicate_merge_again"),
    ]);
    let tracker = api.tracker();
    let (one, two) = ("TeDataPers1", "TeDataPers2");
    let open = DuplicateStatus::Open;
    let errors = [
        tracker.add_potential_duplicate(two, one).unwrap_err(),
        tracker
            .add_potential_duplicate(one, "NoSuchUid11")
            .unwrap_err(),
        tracker.set_duplicate_status(NOTED, &open).unwrap_err(),
        tracker.potential_duplicate("NoSuchUid11").unwrap_err(),
        // The duplicate is no more.
        tracker.merge_duplicate(NOTED).send().unwrap_err(),
    ];
    let told: Vec<_> = errors
        .iter()
        .map(|error| (error.status().unwrap(), error.error_code().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            (409, "E1004"),
            (404, "E1005"),
            (400, "E1003"),
            (404, "E1005"),
            (404, "E1005")
        ]
    );
}

#[test]
fn a_merge_is_automatic_until_told_what_goes_over() {
    let done = || recorded("duplicate_merge_manual");
    let (server, api) = scripted(vec![recorded("duplicate_merge_auto"), done()]);
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
    let (_server, api) = scripted(vec![recorded("duplicate_merge_auto_conflict")]);
    let error = api.tracker().merge_duplicate(PAIR).send().unwrap_err();
    assert_eq!(error.status(), Some(409));
    let reason = "Entities have conflicting values for the same attributes";
    assert!(error.to_string().contains(reason), "{error}");
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
    let (server, api) = scripted(vec![recorded("generate_and_reserve")]);
    let attributes = api.tracked_entity_attributes();
    let make = || attributes.generate("TaDataNumb2");
    let values = make()
        .value("ORG_UNIT_CODE", "OU1")
        .days(9)
        .days(30)
        .many(2);
    let values: Vec<_> = values.unwrap().into_iter().map(|one| one.value).collect();
    assert_eq!(values, ["OU1-0002", "OU1-0003"]);
    let path = "GET /api/trackedEntityAttributes/TaDataNumb2/generateAndReserve";
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

#[test]
fn a_value_that_cannot_be_made_is_an_error_that_says_why() {
    let (server, api) = scripted(vec![
        recorded("generate_required_values"),
        recorded("generate_org_unit_code_missing"),
        recorded("generate_org_unit_code"),
        recorded("generate_no_pattern"),
        recorded("generate_no_pattern_required_values"),
    ]);
    let attributes = api.tracked_entity_attributes();
    let parts = attributes.required_values("TaDataNumb2").unwrap();
    assert_eq!(parts.required, ["ORG_UNIT_CODE"]);
    assert_eq!(parts.optional, ["SEQUENTIAL"]);
    let error = attributes.generate("TaDataNumb2").one().unwrap_err();
    assert_eq!(error.status(), Some(409));
    assert!(
        error
            .to_string()
            .contains("Missing required values: ORG_UNIT_CODE")
    );
    let number = attributes.generate("TaDataNumb2");
    let number = number.value("ORG_UNIT_CODE", "OU1").one().unwrap();
    assert_eq!(number.value, "OU1-0001");
    assert_eq!(number.key.as_deref(), Some("OU1-SEQUENTIAL(####)"));
    for error in [
        attributes.generate("TaDataName1").one().unwrap_err(),
        attributes.required_values("TaDataName1").unwrap_err(),
    ] {
        assert_eq!(error.status(), Some(400));
        assert!(error.to_string().contains("does not contain pattern"));
    }
    server.verify();
}

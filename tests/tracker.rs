//! Reads of the tracker, against recorded answers of 2.42 and 2.43.

#![allow(clippy::expect_used, clippy::unwrap_used)]

mod server;

use std::time::Duration;

use dhis2::data_values::IdScheme;
use dhis2::tracker::{
    AssignedUserMode, EnrollmentStatus, EventStatus, IdKind, Operator, OrgUnitMode, TrackedEntities,
};
use dhis2::{Api, Date, Error};
use serde_json::{Value, json};
use server::replay::{Recording, Replay};
use server::{Reply, Server, api};

const PROGRAM: &str = "PrChildNut1";
const UNIT: &str = "OuVelmora01";

/// A server that gives one recorded answer to whatever is asked, and the API of it.
fn recorded(version: &str, name: &str) -> (Server, Api, Value) {
    let recording = Recording::load(version, &format!("tracker/{name}"));
    let body = serde_json::from_slice(&recording.body()).unwrap_or(Value::Null);
    // What follows the last page is not asked for: `max_pages`.
    let server = Server::script(vec![recording.reply("http://127.0.0.1:8080")]);
    let api = api(&server.url());
    (server, api, body)
}

fn asked(server: &Server) -> (String, Vec<(String, String)>) {
    let requests = server.requests();
    assert_eq!(requests.len(), 1);
    let mut query = requests[0].query.clone();
    query.sort();
    (
        format!("{} {}", requests[0].method, requests[0].path),
        query,
    )
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let mut pairs: Vec<_> = expected.iter().map(own).collect();
    pairs.sort();
    pairs
}

/// A JSON value without its nulls.
fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(map) => map
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(key, value)| (key.clone(), without_nulls(value)))
            .collect(),
        Value::Array(list) => list.iter().map(without_nulls).collect(),
        other => other.clone(),
    }
}

#[test]
fn tracked_entities_are_asked_for_by_the_names_of_their_endpoint_and_written_back_whole() {
    let (server, api, body) = recorded("2.42", "tracked_entities_nested");
    let list = api
        .tracker()
        .tracked_entities()
        .program(PROGRAM)
        .org_units([UNIT])
        .org_unit_mode(OrgUnitMode::Descendants)
        .fields("*,relationships[*],enrollments[*,attributes[*],notes[*],events[*]]");
    let all: Vec<_> = list
        .items()
        .page_size(10)
        .max_pages(1)
        .map(Result::unwrap)
        .collect();
    assert_eq!(
        asked(&server),
        (
            "GET /api/tracker/trackedEntities".to_owned(),
            pairs(&[
                ("program", PROGRAM),
                ("orgUnits", UNIT),
                ("orgUnitMode", "DESCENDANTS"),
                (
                    "fields",
                    "*,relationships[*],enrollments[*,attributes[*],notes[*],events[*]]"
                ),
                ("order", "createdAt:asc"),
                ("page", "1"),
                ("pageSize", "10"),
            ])
        )
    );
    assert_eq!(all.len(), 10);
    // What is read is typed to the last field, and nothing is lost.
    assert_eq!(
        serde_json::to_value(&all).unwrap(),
        without_nulls(&body["trackedEntities"])
    );
    for entity in &all {
        assert!(entity.extra.is_empty(), "{:?}", entity.extra);
        assert!(entity.attribute("TaGivenNam1").is_some());
        for enrollment in entity.enrollments.iter().flatten() {
            assert!(enrollment.extra.is_empty(), "{:?}", enrollment.extra);
            assert!(enrollment.enrolled_at.as_ref().unwrap().date().is_some());
            for event in enrollment.events.iter().flatten() {
                assert!(event.extra.is_empty(), "{:?}", event.extra);
            }
        }
    }
}

#[test]
fn every_parameter_of_tracked_entities_has_its_name() {
    let server = Server::script(vec![Reply::json(200, &json!({"trackedEntities": []}))]);
    let day: Date = "2026-01-31".parse().unwrap();
    let list = api(&server.url())
        .tracker()
        .tracked_entities()
        .program("PrOther0001")
        .program(PROGRAM)
        .program_stage("PsNutFirst1")
        .tracked_entity_type("TtPerson001")
        .org_units(["OuProvTess1"])
        .org_units(["OuProvOrlu2"])
        .tracked_entities(["n9tU85Lsnsh", "oUvqaBEOORa"])
        .assigned_users(["M5zQapPyTZI"])
        .assigned_user_mode(AssignedUserMode::Provided)
        .updated_after(day)
        .updated_before("2026-02-01T10:00:00".parse::<dhis2::DateTime>().unwrap())
        .updated_within(Duration::from_secs(90))
        .enrollment_enrolled_after(day)
        .enrollment_enrolled_before(day)
        .enrollment_occurred_after(day)
        .enrollment_occurred_before(day)
        .event_occurred_after(day)
        .event_occurred_before(day)
        .event_status(EventStatus::Overdue)
        .enrollment_status(EnrollmentStatus::Cancelled)
        .follow_up(true)
        .potential_duplicate(false)
        .include_deleted(true)
        .filter("TaGivenNam1", Operator::Sw, "O'Hara, A")
        .filter_in("TaFamilyNa2", ["a", "b"])
        .order("updatedAt:desc")
        .order("createdAt:asc");
    assert!(list.collect_all().unwrap().is_empty());
    let day = "2026-01-31";
    assert_eq!(
        asked(&server).1,
        pairs(&[
            ("program", PROGRAM),
            ("programStage", "PsNutFirst1"),
            ("trackedEntityType", "TtPerson001"),
            ("orgUnits", "OuProvTess1,OuProvOrlu2"),
            ("trackedEntities", "n9tU85Lsnsh,oUvqaBEOORa"),
            ("assignedUsers", "M5zQapPyTZI"),
            ("assignedUserMode", "PROVIDED"),
            ("updatedAfter", day),
            ("updatedBefore", "2026-02-01T10:00:00"),
            ("updatedWithin", "90s"),
            ("enrollmentEnrolledAfter", day),
            ("enrollmentEnrolledBefore", day),
            ("enrollmentOccurredAfter", day),
            ("enrollmentOccurredBefore", day),
            ("eventOccurredAfter", day),
            ("eventOccurredBefore", day),
            ("eventStatus", "OVERDUE"),
            ("enrollmentStatus", "CANCELLED"),
            ("followUp", "true"),
            ("potentialDuplicate", "false"),
            ("includeDeleted", "true"),
            ("filter", "TaGivenNam1:sw:O'Hara/, A,TaFamilyNa2:in:a;b"),
            ("order", "updatedAt:desc,createdAt:asc"),
            ("page", "1"),
            ("pageSize", "500"),
        ])
    );
}

#[test]
fn enrollments_are_ordered_by_a_field_that_the_server_can_order_by() {
    let (server, api, body) = recorded("2.42", "enrollments_all_fields");
    let list = api
        .tracker()
        .enrollments(PROGRAM)
        .org_units([UNIT])
        .org_unit_mode(OrgUnitMode::Descendants)
        .status(EnrollmentStatus::Active)
        .tracked_entity("n9tU85Lsnsh")
        .enrollments(["JhUt742uU3l"])
        .enrolled_after("2026-01-01".parse::<Date>().unwrap())
        .enrolled_before("2026-12-31".parse::<Date>().unwrap())
        .fields("*");
    let all: Vec<_> = list.items().max_pages(1).map(Result::unwrap).collect();
    assert_eq!(
        asked(&server),
        (
            "GET /api/tracker/enrollments".to_owned(),
            pairs(&[
                ("program", PROGRAM),
                ("orgUnits", UNIT),
                ("orgUnitMode", "DESCENDANTS"),
                ("status", "ACTIVE"),
                ("trackedEntity", "n9tU85Lsnsh"),
                ("enrollments", "JhUt742uU3l"),
                ("enrolledAfter", "2026-01-01"),
                ("enrolledBefore", "2026-12-31"),
                ("fields", "*"),
                ("order", "enrolledAt:asc"),
                ("page", "1"),
                ("pageSize", "500"),
            ])
        )
    );
    assert_eq!(
        serde_json::to_value(&all).unwrap(),
        without_nulls(&body["enrollments"])
    );
    assert!(all.iter().all(|enrollment| enrollment.extra.is_empty()));
}

#[test]
fn events_of_both_versions_are_typed_to_the_last_field() {
    for version in ["2.42", "2.43"] {
        let (server, api, body) = recorded(version, "events_all_fields");
        let list = api
            .tracker()
            .events("PrSupervis2")
            .org_unit("OuProvTess1")
            .org_unit(UNIT)
            .org_unit_mode(OrgUnitMode::Descendants)
            .status(EventStatus::Completed)
            .enrollment_status(EnrollmentStatus::Active)
            .enrollments(["JhUt742uU3l", "GPcfdLtjVnC"])
            .filter("PrMlgRneYZD", Operator::Eq, false)
            .filter_attribute("TaGivenNam1", Operator::Like, "a:b")
            .occurred_after("2026-01-01".parse::<Date>().unwrap())
            .scheduled_before("2026-02-01".parse::<Date>().unwrap())
            .fields("*");
        let mut pages = list.pages().page_size(20).max_pages(1);
        let page = pages.next().unwrap().unwrap();
        assert_eq!(page.total(), Some(148));
        assert_eq!(
            asked(&server),
            (
                "GET /api/tracker/events".to_owned(),
                pairs(&[
                    ("program", "PrSupervis2"),
                    ("orgUnit", UNIT),
                    ("orgUnitMode", "DESCENDANTS"),
                    ("status", "COMPLETED"),
                    ("enrollmentStatus", "ACTIVE"),
                    ("enrollments", "JhUt742uU3l,GPcfdLtjVnC"),
                    ("filter", "PrMlgRneYZD:eq:false"),
                    ("filterAttributes", "TaGivenNam1:like:a/:b"),
                    ("occurredAfter", "2026-01-01"),
                    ("scheduledBefore", "2026-02-01"),
                    ("fields", "*"),
                    ("order", "createdAt:asc"),
                    ("page", "1"),
                    ("pageSize", "20"),
                ])
            )
        );
        let rows = page.into_rows();
        assert_eq!(
            serde_json::to_value(&rows).unwrap(),
            without_nulls(&body["events"])
        );
        assert!(rows.iter().all(|event| event.extra.is_empty()), "{version}");
        assert_eq!(rows[0].status, Some(EventStatus::Completed));
        assert!(rows[0].geometry.as_ref().unwrap().as_point().is_some());
        // Only 2.42 shows the hidden enrollment of an event program.
        assert_eq!(rows[0].enrollment.is_some(), version == "2.42");
    }
}

#[test]
fn relationships_are_those_of_one_object() {
    let (server, api, body) = recorded("2.42", "relationships_of_entity");
    let list = api.tracker().relationships();
    let list = list.tracked_entity("RLMXBNiT3cV").fields("*");
    let list = list.include_deleted(false);
    let all: Vec<_> = list.items().map(Result::unwrap).collect();
    let (line, query) = asked(&server);
    assert_eq!(line, "GET /api/tracker/relationships");
    for (name, value) in [
        ("trackedEntity", "RLMXBNiT3cV"),
        ("includeDeleted", "false"),
    ] {
        assert!(query.contains(&(name.to_owned(), value.to_owned())));
    }
    assert_eq!(
        serde_json::to_value(&all).unwrap(),
        without_nulls(&body["relationships"])
    );
    let end = all[0].from.as_ref().unwrap();
    assert!(
        end.tracked_entity
            .as_ref()
            .unwrap()
            .tracked_entity
            .is_some()
    );
    assert!(all[0].extra.is_empty());
}

#[test]
fn a_list_that_would_be_refused_or_wider_than_meant_is_not_sent() {
    let server = Server::script(Vec::new());
    let tracker = api(&server.url()).tracker();
    let refuse = |result: Option<Error>, part: &str| {
        let error = result.unwrap();
        assert!(matches!(error, Error::InvalidInput(_)), "{error}");
        assert!(error.to_string().contains(part), "{error}");
    };
    let entities = |change: fn(TrackedEntities) -> TrackedEntities| {
        change(tracker.tracked_entities())
            .items()
            .next()
            .unwrap()
            .err()
    };
    refuse(entities(|list| list.org_units([UNIT])), "E1003");
    refuse(entities(|list| list.program("no uid")), "no uid");
    refuse(
        entities(|list| list.program(PROGRAM).tracked_entities(Vec::<&str>::new())),
        "one uid",
    );
    refuse(
        entities(|list| {
            list.program(PROGRAM)
                .org_units([UNIT])
                .org_unit_mode(OrgUnitMode::All)
        }),
        "orgUnitMode",
    );
    refuse(
        entities(|list| {
            list.program(PROGRAM)
                .filter("TaGivenNam1", Operator::Eq, "")
        }),
        "filter",
    );
    refuse(
        tracker.enrollments("no uid").items().next().unwrap().err(),
        "no uid",
    );
    refuse(tracker.events("").count().err(), "uid");
    refuse(
        tracker.relationships().items().next().unwrap().err(),
        "E1003",
    );
    let both = tracker
        .relationships()
        .event("I6XrLQekGbZ")
        .enrollment("JhUt742uU3l");
    refuse(both.collect_all().err(), "one owner");
    refuse(tracker.event("../users").get().err(), "../users");
    assert!(server.requests().is_empty());
}

#[test]
fn one_object_is_read_by_its_uid_on_both_versions() {
    for (version, uid) in [("2.42", "oUvqaBEOORa"), ("2.43", "QLgav3rNLRJ")] {
        let replay = Replay::version(version)
            .file("tracker/tracked_entity")
            .start();
        let tracker = api(&replay.url()).tracker();
        let get = tracker
            .tracked_entity(uid)
            .fields("*,enrollments[*,events[*]]");
        let entity = get.get().unwrap();
        let recording = Recording::load(version, "tracker/tracked_entity");
        let body: Value = serde_json::from_slice(&recording.body()).unwrap();
        assert_eq!(serde_json::to_value(&entity).unwrap(), without_nulls(&body));
        let enrollment = &entity.enrollments.as_ref().unwrap()[0];
        assert!(enrollment.extra.is_empty(), "{:?}", enrollment.extra);
        assert!(enrollment.events.as_ref().unwrap()[0].extra.is_empty());
        replay.verify();
    }
    let replay = Replay::version("2.42")
        .file("tracker/tracked_entity_unknown")
        .file("tracker/event")
        .file("tracker/enrollment")
        .start();
    let tracker = api(&replay.url()).tracker();
    assert_eq!(
        tracker.tracked_entity("NoSuchUid11").get_opt().unwrap(),
        None
    );
    assert!(tracker.tracked_entity("NoSuchUid11").get().is_err());
    let event = tracker.event("I6XrLQekGbZ").get_opt().unwrap().unwrap();
    assert_eq!(event.program_stage.as_deref(), Some("PsNutFirst1"));
    let enrollment = tracker.enrollment("MfszWj03BlC").get().unwrap();
    assert_eq!(enrollment.status, Some(EnrollmentStatus::Active));
    replay.verify();
}

#[test]
fn a_list_is_counted_by_one_request() {
    let (server, api, _) = recorded("2.42", "events_total");
    assert_eq!(api.tracker().events(PROGRAM).count().unwrap(), 300);
    let expected = [
        ("program", PROGRAM),
        ("page", "1"),
        ("pageSize", "1"),
        ("totalPages", "true"),
    ];
    assert_eq!(asked(&server).1, pairs(&expected));
}

#[test]
fn rows_are_written_as_csv() {
    let replay = Replay::version("2.42")
        .file("tracker/events_csv")
        .file("tracker/tracked_entities_csv")
        .start();
    let tracker = api(&replay.url()).tracker();
    let mut written = Vec::new();
    let events = tracker
        .events(PROGRAM)
        .events(["H7kDpUcZ8QU", "exwmdKVOttB"]);
    assert_eq!(events.write_csv(&mut written).unwrap(), 1576);
    assert_eq!(
        written,
        Recording::load("2.42", "tracker/events_csv").body()
    );
    written.clear();
    let entities = tracker.tracked_entities().tracked_entities(["n9tU85Lsnsh"]);
    entities.program(PROGRAM).write_csv(&mut written).unwrap();
    assert!(written.starts_with(b"trackedEntity,trackedEntityType,"));
    replay.verify();
}

/// The version is asked for first where older servers would read the list otherwise.
fn versioned(version: &str) -> (Server, Api) {
    let answer = json!({"events": [], "trackedEntities": [], "enrollments": []});
    let replies = vec![
        Reply::json(200, &json!({"version": version})),
        Reply::json(200, &answer),
    ];
    let server = Server::script(replies);
    let api = api(&server.url());
    (server, api)
}

#[test]
fn conditions_tell_every_text_and_the_presence_of_a_value() {
    let (server, api) = versioned("2.42.5.2");
    let list = api.tracker().events(PROGRAM);
    let list = list
        .filter("PrMlgRneYZD", Operator::Ge, 10)
        .filter("PrMlgRneYZD", Operator::Ne, "a/")
        .filter_in("PrMlgRneYZD", ["a, b", "c:d"])
        .filter_present("PrMlgRneYZD")
        .filter_attribute("TaGivenNam1", Operator::NotLike, "x")
        .filter_attribute_in("TaGivenNam1", ["Ada"])
        .filter_attribute_missing("TaFamilyNa2")
        .filter_attribute_present("TaGivenNam1");
    assert!(list.collect_all().unwrap().is_empty());
    let mut query = server.requests()[1].query.clone();
    query.sort();
    assert_eq!(
        query,
        pairs(&[
            ("program", PROGRAM),
            (
                "filter",
                "PrMlgRneYZD:ge:10,PrMlgRneYZD:neq:a//,PrMlgRneYZD:in:a/, b;c/:d,PrMlgRneYZD:!null"
            ),
            (
                "filterAttributes",
                "TaGivenNam1:nlike:x,TaGivenNam1:in:Ada,TaFamilyNa2:null,TaGivenNam1:!null"
            ),
            ("order", "createdAt:asc"),
            ("page", "1"),
            ("pageSize", "500"),
        ])
    );
}

#[test]
fn what_an_older_server_would_ignore_or_misread_is_not_sent_to_it() {
    type Ask = fn(&Api) -> Option<Error>;
    let lists: [(&str, Ask); 6] = [
        ("2.41.4", |api| {
            let list = api.tracker().tracked_entities().program(PROGRAM);
            list.filter("TaGivenNam1", Operator::Eq, "a/").count().err()
        }),
        ("2.41.4", |api| {
            let list = api.tracker().tracked_entities().program(PROGRAM);
            list.filter_missing("TaGivenNam1").collect_all().err()
        }),
        ("2.41.4", |api| {
            let list = api.tracker().tracked_entities().program(PROGRAM);
            list.id_scheme(IdScheme::Code).collect_all().err()
        }),
        ("2.41.4", |api| {
            let list = api.tracker().events(PROGRAM);
            let list = list.id_scheme_of(IdKind::OrgUnit, IdScheme::Code);
            list.write_json(&mut Vec::new()).err()
        }),
        ("2.41.4", |api| {
            let list = api.tracker().events(PROGRAM);
            list.filter_attribute_missing("TaGivenNam1").count().err()
        }),
        ("2.42.5.2", |api| {
            let list = api.tracker().enrollments(PROGRAM);
            list.attribute_option_combo("HllvX50cXC0")
                .collect_all()
                .err()
        }),
    ];
    for (at, (version, list)) in lists.into_iter().enumerate() {
        let (server, api) = versioned(version);
        let error = list(&api).unwrap();
        assert!(
            matches!(error, Error::UnsupportedVersion(_)),
            "{at}: {error}"
        );
        assert_eq!(server.requests().len(), 1, "{at}");
    }
    // What every version reads alike is sent without a question.
    let (server, api) = versioned("2.41.4");
    let list = api.tracker().tracked_entities().program(PROGRAM);
    drop(
        list.filter("TaGivenNam1", Operator::Eq, "a/b, c")
            .items()
            .next(),
    );
    assert_eq!(server.requests()[0].path, "/api/tracker/trackedEntities");
}

#[test]
fn newer_servers_are_asked_by_their_own_parameters() {
    let (server, api) = versioned("2.43.1");
    let list = api.tracker().enrollments(PROGRAM);
    let list = list.attribute_option_combo("HllvX50cXC0");
    assert!(list.collect_all().unwrap().is_empty());
    let combo = ("attributeOptionCombo".to_owned(), "HllvX50cXC0".to_owned());
    assert!(server.requests()[1].query.contains(&combo));

    let (server, api) = versioned("2.42.5.2");
    let list = api.tracker().events(PROGRAM).id_scheme(IdScheme::Code);
    let list = list.id_scheme_of(IdKind::OrgUnit, IdScheme::Name);
    assert!(list.collect_all().unwrap().is_empty());
    let query = &server.requests()[1].query;
    for (name, value) in [("idScheme", "CODE"), ("orgUnitIdScheme", "NAME")] {
        assert!(query.contains(&(name.to_owned(), value.to_owned())));
    }
}

#[test]
fn rows_are_written_as_json_in_one_answer() {
    let recording = Recording::load("2.42", "tracker/tracked_entities_paging_false");
    let server = Server::script(vec![recording.reply("http://127.0.0.1:8080")]);
    let list = api(&server.url()).tracker().tracked_entities();
    let mut written = Vec::new();
    let list = list.program(PROGRAM).org_units([UNIT]);
    let bytes = list.write_json(&mut written).unwrap();
    assert_eq!(written, recording.body());
    assert_eq!(bytes, written.len() as u64);
    let expected = [
        ("program", PROGRAM),
        ("orgUnits", UNIT),
        ("paging", "false"),
    ];
    let (line, query) = asked(&server);
    assert_eq!(line, "GET /api/tracker/trackedEntities");
    assert_eq!(query, pairs(&expected));
}

#[test]
fn events_of_2_43_are_read_by_the_resource_that_both_versions_have() {
    // 2.43 has `trackerEvents` and `singleEvents` besides; `events` still holds both kinds.
    for name in ["events_single", "events_total"] {
        let (server, api, body) = recorded("2.43", name);
        let list = api.tracker().events(PROGRAM);
        let all: Vec<_> = list.items().max_pages(1).map(Result::unwrap).collect();
        assert_eq!(asked(&server).0, "GET /api/tracker/events");
        assert!(!all.is_empty());
        assert_eq!(
            serde_json::to_value(&all).unwrap(),
            without_nulls(&body["events"])
        );
    }
}

//! Writes of the tracker, against recorded answers and what is sent.

#![allow(clippy::expect_used, clippy::unwrap_used)]

mod server;

use std::time::Duration;

use dhis2::data_values::IdScheme;
use dhis2::tracker::{
    AtomicMode, EnrollmentStatus, Event, EventStatus, EventValue, FlushMode, IdKind, OrgUnitMode,
    Relationship, RelationshipEnd, ReportMode, Strategy, TrackerBundle, ValidationMode,
};
use dhis2::{Api, Date, Error, Outcome, RetryPolicy, TaskRef, Uid};
use serde_json::{Value, json};
use server::replay::{Recording, Replay};
use server::{Reply, Server, api, builder};

/// What a recording sent.
fn sent(name: &str) -> Value {
    let recording = Recording::load("2.42", &format!("tracker/{name}"));
    serde_json::from_str(recording.request["body"].as_str().unwrap()).unwrap()
}

fn replay(name: &str) -> (Replay, Api) {
    let builder = Replay::version("2.42").file(&format!("tracker/{name}"));
    let replay = builder.match_bodies().start();
    let api = api(&replay.url());
    (replay, api)
}

/// A server that takes any import, and its API.
fn taker() -> (Server, Api) {
    let answer = Recording::load("2.42", "tracker/import_ok").reply("http://127.0.0.1:8080");
    let server = Server::script(vec![answer]);
    let api = api(&server.url());
    (server, api)
}

fn body(server: &Server, at: usize) -> Value {
    serde_json::from_slice(&server.requests()[at].body).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn event() -> Event {
    Event {
        event: Some("I6XrLQekGbZ".parse().unwrap()),
        program: Some("PrSupervis2".into()),
        ..Event::default()
    }
}

#[test]
fn an_import_waits_for_its_report_and_reads_it() {
    let (replay, api) = replay("import_ok");
    let report = api.tracker().import(&sent("import_ok")).send().unwrap();
    assert_eq!(report.outcome(), Outcome::Changed);
    assert_eq!(report.stats().created + report.stats().updated, 3);
    replay.verify();
    assert_eq!(
        replay.server().requests()[0].query,
        [("async".to_owned(), "false".to_owned())]
    );
}

#[test]
fn a_refusal_is_a_report_whatever_its_status_says() {
    for (name, mode, refused) in [
        ("import_errors", None, 2),
        // 200 and `OK`, and not one object written.
        ("import_errors_object", Some(AtomicMode::Object), 3),
    ] {
        let (replay, api) = replay(name);
        let mut import = api.tracker().import(&sent(name));
        if let Some(mode) = mode {
            import = import.atomic_mode(mode);
        }
        let report = import.send().unwrap();
        assert_eq!(report.outcome(), Outcome::Failed, "{name}");
        assert_eq!(report.conflicts().len(), refused);
        let first = &report.conflicts()[0];
        assert_eq!(first.error_code.as_deref(), Some("E1011"));
        assert_eq!(first.uid.as_deref(), Some("ZAHQgkx5qtM"));
        assert!(matches!(report.into_result(), Err(Error::Import(_))));
        replay.verify();
    }
}

#[test]
fn a_dry_run_is_the_import_mode_that_the_tracker_knows() {
    let (replay, api) = replay("import_validate");
    let import = api.tracker().import(&sent("import_validate"));
    let report = import.dry_run(true).send().unwrap();
    assert!(report.is_ok());
    assert_eq!(report.stats().total, 0);
    replay.verify();
    let query = &replay.server().requests()[0].query;
    assert!(query.contains(&("importMode".to_owned(), "VALIDATE".to_owned())));
    assert!(!query.iter().any(|(name, _)| name == "dryRun"));
}

#[test]
fn a_deleted_uid_stays_refused() {
    for (name, outcome) in [
        ("import_delete", Outcome::Changed),
        ("import_delete_again", Outcome::Failed),
    ] {
        let (replay, api) = replay(name);
        let import = api.tracker().import(&sent(name));
        let report = import.strategy(Strategy::Delete).send().unwrap();
        assert_eq!(report.outcome(), outcome, "{name}");
        replay.verify();
    }
}

#[test]
fn a_malformed_import_is_an_error() {
    let (replay, api) = replay("import_bad_date");
    let error = api
        .tracker()
        .import(&sent("import_bad_date"))
        .send()
        .unwrap_err();
    assert!(
        matches!(&error, Error::Api(error) if error.status() == 400),
        "{error}"
    );
    replay.verify();
}

#[test]
fn a_job_is_asked_for_and_its_report_read() {
    let task = Recording::load("2.42", "tracker/import_async").reply("http://127.0.0.1:8080");
    let report = Recording::load("2.42", "tracker/job_report_full").reply("");
    let server = Server::script(vec![task, report]);
    let api = api(&server.url());
    let task = api.tracker().import(&sent("import_async")).start().unwrap();
    assert_eq!(
        task,
        TaskRef::new(TaskRef::TRACKER_IMPORT, "qu0Gs6u6RqM").unwrap()
    );
    let report = api.tasks().report(&task).unwrap().unwrap();
    assert_eq!(report.stats().updated, 3);
    let requests = server.requests();
    assert_eq!(requests[0].query, [("async".to_owned(), "true".to_owned())]);
    assert_eq!(requests[1].path, "/api/tracker/jobs/qu0Gs6u6RqM/report");
}

#[test]
fn every_option_has_its_name() {
    let (server, api) = taker();
    let bundle = TrackerBundle {
        events: vec![event()],
        ..TrackerBundle::default()
    };
    let import = api
        .tracker()
        .import(&bundle)
        .strategy(Strategy::Create)
        .strategy(Strategy::Update)
        .dry_run(true)
        .dry_run(false)
        .atomic_mode(AtomicMode::All)
        .validation_mode(ValidationMode::FailFast)
        .report_mode(ReportMode::Warnings)
        .flush_mode(FlushMode::Object)
        .skip_pattern_validation(true)
        .skip_side_effects(true)
        .skip_rule_engine(false)
        .id_scheme(IdScheme::Code)
        .id_scheme_of(IdKind::OrgUnit, IdScheme::Name)
        .timeout(Duration::from_secs(60));
    import.send().unwrap();
    let mut query = server.requests()[0].query.clone();
    query.sort();
    let mut expected = [
        ("async", "false"),
        ("importStrategy", "UPDATE"),
        ("atomicMode", "ALL"),
        ("validationMode", "FAIL_FAST"),
        ("reportMode", "WARNINGS"),
        ("flushMode", "OBJECT"),
        ("skipPatternValidation", "true"),
        ("skipSideEffects", "true"),
        ("skipRuleEngine", "false"),
        ("idScheme", "CODE"),
        ("orgUnitIdScheme", "NAME"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    expected.sort();
    assert_eq!(query, expected);
    assert_eq!(
        body(&server, 0),
        json!({"events": [{"event": "I6XrLQekGbZ", "program": "PrSupervis2"}]})
    );
}

#[test]
fn what_would_be_ignored_without_a_word_is_not_sent() {
    let server = Server::script(Vec::new());
    let tracker = api(&server.url()).tracker();
    for bundle in [
        json!({}),
        json!({"events": []}),
        json!({"event": [{}]}),
        json!([1]),
    ] {
        let error = tracker.import(&bundle).send().unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error}");
    }
    assert!(tracker.import(&TrackerBundle::default()).start().is_err());
    assert!(server.requests().is_empty());
}

#[test]
fn only_what_writes_nothing_twice_is_sent_twice() {
    let with_uid = json!({"events": [{"event": "I6XrLQekGbZ"}]});
    let without = json!({"events": [{"program": "PrSupervis2"}]});
    for (bundle, strategy, dry_run, requests) in [
        (&with_uid, Strategy::CreateAndUpdate, false, 2),
        (&without, Strategy::CreateAndUpdate, false, 1),
        (&with_uid, Strategy::Create, false, 1),
        (&without, Strategy::Create, true, 2),
    ] {
        let answer = Recording::load("2.42", "tracker/import_ok").reply("");
        let server = Server::repeat_last(vec![Reply::text(503, "later"), answer]);
        let api = builder(&server.url())
            .retry(RetryPolicy::default().base_delay(Duration::from_millis(1)))
            .build()
            .unwrap();
        let import = api.tracker().import(bundle);
        let result = import.strategy(strategy).dry_run(dry_run).send();
        assert_eq!(
            server.requests().len(),
            requests,
            "{strategy} {dry_run}: {result:?}"
        );
    }
}

#[test]
fn to_register_sends_one_tree_with_uids_that_are_returned() {
    let (server, api) = taker();
    let visit = Event {
        program_stage: Some("PsNutFirst1".into()),
        occurred_at: Some(day("2026-08-02").into()),
        data_values: Some(vec![EventValue::new("u6bXMAVXT8w", 14.5)]),
        ..Event::default()
    };
    let child = api
        .tracker()
        .register(
            "PrChildNut1",
            "OuFacility2",
            "TtPerson001",
            day("2026-08-01"),
        )
        .attribute("TaGivenNam1", "Ada")
        .event(visit)
        .send()
        .unwrap();
    assert!(child.report.is_ok());
    assert_eq!(
        body(&server, 0),
        json!({"trackedEntities": [{
            "trackedEntity": child.tracked_entity, "trackedEntityType": "TtPerson001",
            "orgUnit": "OuFacility2",
            "attributes": [{"attribute": "TaGivenNam1", "value": "Ada"}],
            "enrollments": [{
                "enrollment": child.enrollment, "trackedEntity": child.tracked_entity,
                "program": "PrChildNut1", "orgUnit": "OuFacility2", "status": "ACTIVE",
                "enrolledAt": "2026-08-01", "occurredAt": "2026-08-01",
                "events": [{
                    "event": child.events[0], "enrollment": child.enrollment,
                    "trackedEntity": child.tracked_entity, "program": "PrChildNut1",
                    "programStage": "PsNutFirst1", "orgUnit": "OuFacility2", "status": "ACTIVE",
                    "occurredAt": "2026-08-02",
                    "dataValues": [{"dataElement": "u6bXMAVXT8w", "value": "14.5"}],
                }],
            }],
        }]})
    );
    let request = &server.requests()[0];
    assert_eq!(
        (request.method.as_str(), request.path.as_str()),
        ("POST", "/api/tracker")
    );
    assert_eq!(request.query, [("async".to_owned(), "false".to_owned())]);
}

#[test]
fn to_enroll_and_to_add_an_event_send_flat_bundles() {
    let (server, api) = taker();
    let tracker = api.tracker();
    let enroll = tracker.enroll(
        "oUvqaBEOORa",
        "PrChildNut1",
        "OuFacility2",
        day("2026-08-01"),
    );
    let enrolled = enroll.occurred_at(day("2026-07-30")).send().unwrap();
    assert_eq!(
        body(&server, 0),
        json!({"enrollments": [{
            "enrollment": enrolled.enrollment, "trackedEntity": "oUvqaBEOORa",
            "program": "PrChildNut1", "orgUnit": "OuFacility2", "status": "ACTIVE",
            "enrolledAt": "2026-08-01", "occurredAt": "2026-07-30",
        }]})
    );
    for (enrollment, status) in [(Some("MfszWj03BlC"), "ACTIVE"), (None, "COMPLETED")] {
        let (server, api) = taker();
        let add = api
            .tracker()
            .add_event("PrSupervis2", "PsSupervis3", "OuFacility2");
        let mut add = add.occurred_at(day("2026-08-01")).value("ftv4GPoJ6F0", 26);
        if let Some(uid) = enrollment {
            add = add.enrollment(uid);
        }
        let added = add.dry_run(true).strategy(Strategy::Create).send().unwrap();
        let mut expected = json!({
            "event": added.event, "program": "PrSupervis2", "programStage": "PsSupervis3",
            "orgUnit": "OuFacility2", "status": status, "occurredAt": "2026-08-01",
            "dataValues": [{"dataElement": "ftv4GPoJ6F0", "value": "26"}],
        });
        if let Some(uid) = enrollment {
            expected["enrollment"] = uid.into();
        }
        assert_eq!(body(&server, 0), json!({"events": [expected]}));
        let query = &server.requests()[0].query;
        assert!(query.contains(&("importMode".to_owned(), "VALIDATE".to_owned())));
        assert!(query.contains(&("importStrategy".to_owned(), "CREATE".to_owned())));
    }
}

#[test]
fn helpers_refuse_what_the_server_would() {
    let server = Server::script(Vec::new());
    let tracker = api(&server.url()).tracker();
    let today = day("2026-08-01");
    let refused = |error: Error, part: &str| {
        assert!(matches!(error, Error::InvalidInput(_)), "{error}");
        assert!(error.to_string().contains(part), "{error}");
    };
    let add = || tracker.add_event("PrSupervis2", "PsSupervis3", "OuFacility2");
    refused(add().send().unwrap_err(), "occurredAt");
    refused(
        add().status(EventStatus::Schedule).send().unwrap_err(),
        "scheduledAt",
    );
    refused(
        add()
            .occurred_at(today)
            .value("no uid", 1)
            .send()
            .unwrap_err(),
        "no uid",
    );
    let register = || tracker.register("PrChildNut1", "OuFacility2", "TtPerson001", today);
    refused(
        register().event(event()).send().unwrap_err(),
        "programStage",
    );
    refused(register().tracked_entity("x").send().unwrap_err(), "x");
    refused(
        tracker
            .enroll("", "PrChildNut1", "OuFacility2", today)
            .send()
            .unwrap_err(),
        "uid",
    );
    let reason = tracker.override_ownership("oUvqaBEOORa", "PrChildNut1", " ");
    refused(reason.unwrap_err(), "reason");
    assert!(server.requests().is_empty());
}

#[test]
fn to_complete_writes_back_what_was_read() {
    let answer = |name: &str| Recording::load("2.42", &format!("tracker/{name}"));
    let read = [
        "complete_event_read",
        "complete_event_write",
        "complete_event_after",
    ];
    let server = Server::script(read.map(|name| answer(name).reply("")).to_vec());
    let tracker = api(&server.url()).tracker();
    let report = tracker.complete_event("EvDataVisi1").unwrap();
    assert_eq!((report.is_ok(), report.stats().updated), (true, 1));
    let sent = &answer("complete_event_write").request["body"];
    let sent: Value = serde_json::from_str(sent.as_str().unwrap()).unwrap();
    assert_eq!(sent["events"][0]["status"], "COMPLETED");
    let path = "/api/tracker/events/EvDataVisi1";
    assert_eq!(server.requests()[0].path, path);
    assert_eq!(body(&server, 1), sent);
    let event = tracker.event("EvDataVisi1").get().unwrap();
    assert_eq!(event.status, Some(EventStatus::Completed));
    // Notes, which were not sent, are kept.
    assert_eq!(event.notes.unwrap().len(), 2);

    let read = [
        "complete_enrollment_read",
        "complete_enrollment_write",
        "complete_enrollment_after",
    ];
    let server = Server::script(read.map(|name| answer(name).reply("")).to_vec());
    let tracker = api(&server.url()).tracker();
    tracker.complete_enrollment("EnDataTrac1").unwrap();
    let sent = &answer("complete_enrollment_write").request["body"];
    let sent: Value = serde_json::from_str(sent.as_str().unwrap()).unwrap();
    assert_eq!(body(&server, 1), sent);
    let query = &server.requests()[1].query;
    assert!(query.contains(&("importStrategy".to_owned(), "UPDATE".to_owned())));
    let enrollment = tracker.enrollment("EnDataTrac1").get().unwrap();
    assert_eq!(enrollment.status, Some(EnrollmentStatus::Completed));
    assert_eq!(enrollment.completed_by.as_deref(), Some("admin"));
}

#[test]
fn outstanding_are_the_enrollments_without_an_event_of_a_required_stage() {
    let program = json!({"programStages": [
        {"id": "PsNutFollo2", "repeatable": true},
        {"id": "PsNutFirst1", "repeatable": false},
        {"id": "PsNutClosi3"}]});
    let rows = json!({"enrollments": [
        {"enrollment": "JhUt742uU3l", "events": [
            {"programStage": "PsNutFirst1"}, {"programStage": "PsNutClosi3"}]},
        {"enrollment": "GPcfdLtjVnC", "events": [{"programStage": "PsNutFollo2"}]},
        {"enrollment": "MfszWj03BlC", "events": [{"programStage": "PsNutFirst1"}]}]});
    let server = Server::script(vec![Reply::json(200, &program), Reply::json(200, &rows)]);
    let search = api(&server.url()).tracker().outstanding("PrChildNut1");
    let search = search
        .org_unit("OuVelmora01")
        .org_unit_mode(OrgUnitMode::Children);
    let found = search.collect_all().unwrap();
    let found: Vec<_> = found
        .iter()
        .map(|row| {
            (
                row.enrollment.enrollment.unwrap().to_string(),
                row.missing_stages.join(","),
            )
        })
        .collect();
    let expected = [
        ("GPcfdLtjVnC", "PsNutClosi3,PsNutFirst1"),
        ("MfszWj03BlC", "PsNutClosi3"),
    ];
    assert_eq!(found, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    let requests = server.requests();
    assert_eq!(requests[0].path, "/api/programs/PrChildNut1");
    for pair in [
        ("status", "ACTIVE"),
        ("orgUnits", "OuVelmora01"),
        ("orgUnitMode", "CHILDREN"),
    ] {
        let pair = (pair.0.to_owned(), pair.1.to_owned());
        assert!(requests[1].query.contains(&pair), "{pair:?}");
    }

    // Where nothing is required, nothing is searched.
    let program = json!({"programStages": [{"id": "PsNutFollo2", "repeatable": true}]});
    let server = Server::script(vec![Reply::json(200, &program)]);
    let found = api(&server.url())
        .tracker()
        .outstanding("PrChildNut1")
        .collect_all();
    assert!(found.unwrap().is_empty());
}

#[test]
fn ownership_and_notes_go_to_their_endpoints() {
    let answers = [
        "ownership_transfer",
        "ownership_override_ok",
        "note_enrollment",
        "note_event",
    ];
    let answer = |name: &str| Recording::load("2.42", &format!("tracker/{name}")).reply("");
    let server = Server::script(answers.map(answer).to_vec());
    let tracker = api(&server.url()).tracker();
    tracker
        .transfer_ownership("oUvqaBEOORa", "PrChildNut1", "OuFacility2")
        .unwrap();
    tracker
        .override_ownership("oUvqaBEOORa", "PrChildNut1", "an emergency")
        .unwrap();
    let first = tracker
        .add_enrollment_note("MfszWj03BlC", "called")
        .unwrap();
    let second = tracker.add_event_note("I6XrLQekGbZ", "called").unwrap();
    assert_ne!(first, second);
    let requests = server.requests();
    let line = |at: usize| format!("{} {}", requests[at].method, requests[at].path);
    let value = |at: usize, name: &str| {
        let found = requests[at].query.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.clone())
    };
    assert_eq!(line(0), "PUT /api/tracker/ownership/transfer");
    // Not `ou`, which 2.43 refuses.
    assert_eq!(value(0, "orgUnit").as_deref(), Some("OuFacility2"));
    assert_eq!(value(0, "ou"), None);
    assert_eq!(line(1), "POST /api/tracker/ownership/override");
    assert_eq!(value(1, "reason").as_deref(), Some("an emergency"));
    assert_eq!(line(2), "POST /api/tracker/enrollments/MfszWj03BlC/note");
    assert_eq!(body(&server, 2), json!({"note": first, "value": "called"}));
    assert_eq!(line(3), "POST /api/tracker/events/I6XrLQekGbZ/note");
}

#[test]
fn a_relationship_is_written_with_its_ends() {
    let (from, to) = (Uid::generate(), Uid::generate());
    let end = RelationshipEnd::tracked_entity;
    let sibling = Relationship::new("pGex8CD5sPK", end(from), end(to));
    assert_eq!(
        serde_json::to_value(&sibling).unwrap(),
        json!({
            "relationship": sibling.relationship, "relationshipType": "pGex8CD5sPK",
            "from": {"trackedEntity": {"trackedEntity": from}},
            "to": {"trackedEntity": {"trackedEntity": to}},
        })
    );
}

#[test]
fn what_dhis2_refuses_of_ownership_and_notes_is_an_error_with_its_reason() {
    let answer = |name: &str| Recording::load("2.42", &format!("tracker/{name}")).reply("");
    let names = [
        "ownership_override",
        "ownership_override_not_protected",
        "ownership_transfer_unknown",
        "ownership_transfer_unit_not_in_program",
        "note_event_blank",
        "note_unknown_event",
    ];
    let server = Server::script(names.map(answer).to_vec());
    let tracker = api(&server.url()).tracker();
    let (child, program) = ("TeDataPers1", "PrDataTrac1");
    let errors = [
        tracker
            .override_ownership(child, program, "why")
            .unwrap_err(),
        tracker
            .override_ownership(child, program, "why")
            .unwrap_err(),
        tracker
            .transfer_ownership("NoSuchUid11", program, "OuDataUnit3")
            .unwrap_err(),
        tracker
            .transfer_ownership(child, program, "OuDataUnit4")
            .unwrap_err(),
        tracker.add_event_note("EvDataVisi1", "").unwrap_err(),
        tracker.add_event_note("NoSuchUid11", "x").unwrap_err(),
    ];
    let parts = [
        (403, "user is a superuser"),
        (403, "not a tracker program"),
        (404, "TrackedEntity with id NoSuchUid11"),
        (403, "not associated to the org unit"),
        (400, "Value cannot be empty"),
        (404, "Event with id NoSuchUid11"),
    ];
    for (error, (status, reason)) in errors.iter().zip(parts) {
        assert_eq!(error.status(), Some(status), "{error}");
        assert!(error.to_string().contains(reason), "{error}");
    }
}

#[test]
fn a_relationship_is_read_by_itself() {
    let replay = Replay::version("2.42")
        .file("tracker/relationship_single")
        .file("tracker/relationship_single_all_fields")
        .file("tracker/relationship_unknown")
        .start();
    let tracker = api(&replay.url()).tracker();
    let siblings = tracker.relationship("ReDataSibl1").get().unwrap();
    assert_eq!(siblings.relationship_type.as_deref(), Some("RtDataSibl1"));
    let all = tracker
        .relationship("ReDataSibl1")
        .fields("*")
        .get()
        .unwrap();
    assert_eq!(all.bidirectional, Some(true));
    let from = all.from.unwrap().tracked_entity.unwrap();
    assert_eq!(from.tracked_entity.unwrap(), "TeDataPers1");
    assert!(
        tracker
            .relationship("NoSuchUid11")
            .get_opt()
            .unwrap()
            .is_none()
    );
    replay.verify();
}

//! Large imports of the tracker in parts, and imports of CSV.

#![allow(clippy::expect_used, clippy::unwrap_used)]

mod server;

use dhis2::tracker::{AtomicMode, BundleList, Event, Strategy};
use dhis2::{Api, Body, Error, Outcome, RetryPolicy, TaskRef};
use serde_json::{Value, json};
use server::replay::Recording;
use server::{Reply, Server, api};

fn scripted(replies: Vec<Reply>) -> (Server, Api) {
    let server = Server::script(replies);
    let api = api(&server.url());
    (server, api)
}

fn recorded(name: &str) -> Reply {
    Recording::load("2.42", &format!("tracker/{name}")).reply("http://127.0.0.1:8080")
}

fn body(server: &Server, at: usize) -> Value {
    serde_json::from_slice(&server.requests()[at].body).unwrap()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    expected.iter().map(own).collect()
}

/// A tracked entity with an enrollment and an event, each with a uid.
fn entity(n: usize) -> Value {
    json!({"trackedEntity": format!("teiNumber{n:02}"), "orgUnit": "M10OshfmF6x", "enrollments": [
        {"enrollment": format!("enrNumber{n:02}"), "events": [{"event": format!("evtNumber{n:02}")}]}]})
}

/// A report in the shape of the recording `import_errors_object`, with one event refused.
fn refused(event: &str, created: u32) -> Reply {
    Reply::json(
        200,
        &json!({"status": "OK", "validationReport": {"errorReports": [{
            "message": "Event occurredAt date is missing.", "errorCode": "E1031",
            "trackerType": "EVENT", "uid": event, "args": []}], "warningReports": []},
            "stats": {"created": created, "updated": 0, "deleted": 0, "ignored": 1,
                "total": created + 1}, "bundleReport": {"typeReportMap": {}}}),
    )
}

#[test]
fn entities_go_up_in_parts_and_refusals_are_named_by_their_place_in_the_input() {
    let (server, api) = scripted(vec![recorded("import_ok"), refused("evtNumber03", 5)]);
    let entities: Vec<_> = (0..4).map(entity).collect();
    let import = api
        .tracker()
        .import_in_parts(BundleList::TrackedEntities, entities);
    let import = import
        .atomic_mode(AtomicMode::Object)
        .skip_side_effects(true);
    let mut parts = import.parts().max_items(2);
    let first = parts.next().unwrap().unwrap();
    assert_eq!(first.range(), 0..2);
    assert_eq!(first.report().outcome(), Outcome::Changed);
    assert_eq!(first.report().stats().created, 3);
    let second = parts.next().unwrap().unwrap();
    assert_eq!(second.range(), 2..4);
    assert_eq!(second.report().outcome(), Outcome::Partial);
    // The event is inside the fourth entity, which is refused item 3.
    let [rejected] = second.rejected() else {
        panic!("one refused: {:?}", second.rejected())
    };
    assert_eq!(rejected.index(), 3);
    assert_eq!(rejected.reasons()[0].error_code.as_deref(), Some("E1031"));
    let item: Value = serde_json::from_str(rejected.item().get()).unwrap();
    assert_eq!(item, entity(3));
    assert!(parts.next().is_none());

    for (at, range) in [(0, 0..2), (1, 2..4)] {
        let request = &server.requests()[at];
        assert_eq!(
            (request.method.as_str(), request.path.as_str()),
            ("POST", "/api/tracker")
        );
        let expected = [
            ("async", "false"),
            ("atomicMode", "OBJECT"),
            ("skipSideEffects", "true"),
        ];
        assert_eq!(request.query, pairs(&expected));
        // Whole trees, never cut.
        let entities: Vec<_> = range.map(entity).collect();
        assert_eq!(body(&server, at), json!({"trackedEntities": entities}));
    }
}

#[test]
fn an_object_without_a_uid_ends_the_run_after_those_before_it() {
    let (server, api) = scripted(vec![recorded("import_flat_ok")]);
    let event = |uid: Option<&str>| Event {
        event: uid.map(|uid| uid.parse().unwrap()),
        ..Event::default()
    };
    let events = [
        event(Some("I6XrLQekGbZ")),
        event(None),
        event(Some("H7kDpUcZ8QU")),
    ];
    let import = api.tracker().import_in_parts(BundleList::Events, events);
    let outcomes: Vec<_> = import.parts().collect();
    assert_eq!(outcomes.len(), 2);
    assert_eq!(outcomes[0].as_ref().unwrap().range(), 0..1);
    let error = outcomes[1].as_ref().unwrap_err();
    assert!(matches!(error.error(), Error::InvalidInput(_)), "{error}");
    assert!(error.to_string().contains("item 1 of events"), "{error}");
    assert_eq!(
        body(&server, 0),
        json!({"events": [{"event": "I6XrLQekGbZ"}]})
    );
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn an_error_of_the_source_ends_the_run_and_is_handed_on() {
    let (server, api) = scripted(vec![recorded("import_flat_ok")]);
    let broken: Error = "no uid".parse::<dhis2::Uid>().unwrap_err();
    let items = vec![Ok(json!({"enrollment": "MfszWj03BlC"})), Err(broken)];
    let import = api
        .tracker()
        .import_results_in_parts(BundleList::Enrollments, items);
    let outcomes: Vec<_> = import.parts().collect();
    assert_eq!(outcomes.len(), 2);
    assert!(outcomes[0].is_ok());
    let error = outcomes[1].as_ref().unwrap_err();
    assert!(error.to_string().contains("no uid"), "{error}");
    assert_eq!(
        body(&server, 0),
        json!({"enrollments": [{"enrollment": "MfszWj03BlC"}]})
    );
}

#[test]
fn a_part_is_sent_again_only_where_that_does_no_harm() {
    for (strategy, requests) in [(Strategy::CreateAndUpdate, 2), (Strategy::Create, 1)] {
        let server = Server::script(vec![Reply::hang_up(), recorded("import_flat_ok")]);
        let clock = server::FakeClock::new();
        let api = Api::builder(server.url())
            .no_proxy()
            .clock(clock)
            .retry(RetryPolicy::default())
            .build()
            .unwrap();
        let items = [json!({"relationship": "AbcdefGhij1"})];
        let import = api
            .tracker()
            .import_in_parts(BundleList::Relationships, items);
        let summary = import.strategy(strategy).parts().run().unwrap();
        assert_eq!(summary.failures().is_empty(), requests == 2);
        assert_eq!(server.requests().len(), requests);
        let strategy = ("importStrategy".to_owned(), strategy.to_string());
        assert!(server.requests()[0].query.contains(&strategy));
    }
}

#[test]
fn a_second_run_with_the_checkpoint_sends_what_the_first_did_not() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("entities.ckpt");
    let import = |api: &Api, count: usize| {
        let entities: Vec<_> = (0..count).map(entity).collect();
        let list = BundleList::TrackedEntities;
        let parts = api.tracker().import_in_parts(list, entities).parts();
        parts.max_items(1).checkpoint(&file).run().unwrap()
    };
    let (server, api) = scripted(vec![recorded("import_ok"); 3]);
    assert_eq!(import(&api, 2).skipped(), 0);
    assert_eq!(server.requests().len(), 2);
    // The same input once more, with one entity at its end.
    let summary = import(&api, 3);
    assert!(summary.is_ok());
    assert_eq!((summary.parts(), summary.skipped()), (3, 2));
    assert_eq!(server.requests().len(), 3);
    assert_eq!(body(&server, 2), json!({"trackedEntities": [entity(2)]}));
}

#[test]
fn events_are_imported_as_csv_in_one_request() {
    let (server, api) = scripted(vec![
        recorded("data_events_csv_import"),
        recorded("import_async"),
        recorded("data_events_csv_import_bad"),
    ]);
    let csv = Recording::load("2.42", "tracker/data_events_csv_export").body();
    let import = api.tracker().import_csv(Body::bytes(csv.clone()));
    let report = import.strategy(Strategy::Update).send().unwrap();
    assert_eq!(report.outcome(), Outcome::Changed);
    assert_eq!(report.stats().created, 2);
    let request = &server.requests()[0];
    assert_eq!(
        (request.method.as_str(), request.path.as_str()),
        ("POST", "/api/tracker")
    );
    let expected = [("async", "false"), ("importStrategy", "UPDATE")];
    assert_eq!(request.query, pairs(&expected));
    assert_eq!(request.header("content-type"), Some("text/csv"));
    assert_eq!(request.body, csv);

    let task = api.tracker().import_csv(Body::bytes(csv)).start().unwrap();
    assert_eq!(
        task,
        TaskRef::new("TRACKER_IMPORT_JOB", "qu0Gs6u6RqM").unwrap()
    );
    assert_eq!(server.requests()[1].query, pairs(&[("async", "true")]));

    // What is no event is refused as a whole, without a report.
    let bad = Body::bytes("event,status\nEvDataSing9,NOPE\n");
    let error = api.tracker().import_csv(bad).send().unwrap_err();
    assert_eq!(error.status(), Some(400));
    assert!(error.to_string().contains("NOPE"), "{error}");
}

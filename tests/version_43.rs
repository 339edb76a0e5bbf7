//! What 2.43.1 answers otherwise than 2.42, or as badly: recorded on a server of each.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use std::io::Cursor;

use dhis2::data_values::{CompleteDataSetRegistration, Format};
use dhis2::tracker::{ChangeType, Changed};
use dhis2::{Body, Outcome};
use serde_json::Value;
use server::replay::{Recording, Replay};
use server::{Server, api};

/// The tracked entity of the recordings.
const ENTITY: &str = "Cgg74k2YUgg";

fn replay(version: &str, files: &[&str]) -> Replay {
    let replay = Replay::version(version).match_bodies();
    files
        .iter()
        .fold(replay, |replay, file| replay.file(file))
        .start()
}

/// What was sent when the recording was made.
fn sent(version: &str, file: &str) -> Vec<u8> {
    let request = Recording::load(version, file).request;
    request["body"].as_str().unwrap().as_bytes().to_vec()
}

#[test]
fn a_csv_of_events_without_their_uids_is_refused_with_advice_by_both_versions() {
    for version in ["2.42", "2.43"] {
        let file = "tracker/import_csv_without_event";
        let replay = replay(version, &[file]);
        let csv = sent(version, file);
        let import = api(&replay.url()).tracker().import_csv(Body::bytes(csv));
        let error = import.send().unwrap_err();
        assert_eq!(error.status(), Some(500), "{version}");
        let text = error.to_string();
        assert!(text.contains("a uid in the column `event`"), "{text}");
        replay.verify();
    }
}

#[test]
fn xml_of_one_period_that_2_43_exports_it_refuses_with_advice() {
    let replay = replay(
        "2.43",
        &[
            "data_values/export_xml_one_period",
            "data_values/post_xml_exported",
        ],
    );
    let values = api(&replay.url()).data_values();
    let mut xml = Vec::new();
    let export = values.export().data_set("DsMonthly01").period("202601");
    let export = export.org_unit("OuFacility2");
    let export = export.attribute_option_combo("HllvX50cXC0");
    export.copy_to(&mut xml, Format::Xml).unwrap();
    let head = String::from_utf8_lossy(&xml[..300]).into_owned();
    assert!(head.contains(r#"period="2026-01-01/P1M""#), "{head}");
    let text = sent("2.43", "data_values/post_xml_exported");
    let import = values.import().reader(Format::Xml, Cursor::new(text));
    let error = import.send().unwrap_err();
    assert_eq!(error.status(), Some(500));
    let text = error.to_string();
    assert!(text.contains("write 2026-01-01/P1M as 202601"), "{text}");
    replay.verify();
}

#[test]
fn the_change_logs_of_2_43_are_read_page_by_page() {
    let replay = replay(
        "2.43",
        &[
            "system/info_auth",
            "tracker/tracked_entity_changes_1",
            "tracker/tracked_entity_changes_2",
        ],
    );
    let tracker = api(&replay.url()).tracker();
    let changes = tracker.tracked_entity_changes(ENTITY);
    let changes = changes.attribute("TaGivenNam1").items().page_size(1);
    let changes: Vec<_> = changes.map(Result::unwrap).collect();
    let values: Vec<_> = changes
        .iter()
        .map(|log| {
            assert_eq!(log.r#type, ChangeType::Update);
            assert_eq!(log.change.of, Changed::Attribute("TaGivenNam1".to_owned()));
            let change = &log.change;
            (
                change.previous_value.as_deref().unwrap(),
                change.current_value.as_deref().unwrap(),
            )
        })
        .collect();
    assert_eq!(values, [("Zz changed", "Zz again"), ("Zz0", "Zz changed")]);
    let user = changes[0].created_by.as_ref().unwrap();
    assert_eq!(user.username.as_deref(), Some("admin"));
    replay.verify();
}

#[test]
fn the_periods_of_exceptions_and_violations_are_read_though_2_43_names_them_by_their_days() {
    let replay = replay(
        "2.43",
        &[
            "lock_exceptions/list",
            "validation/results",
            "validation/results_page_2",
            "validation/result",
            "validation/data_set",
        ],
    );
    let api = api(&replay.url());
    let list = api.lock_exceptions().list().data_set("DsMonthly01");
    let exceptions = list.org_unit("OuFacility2").collect_all().unwrap();
    assert_eq!(exceptions.len(), 1);
    assert_eq!(exceptions[0].period.as_deref(), Some("202601"));
    let unit = exceptions[0].organisation_unit.as_ref().unwrap();
    assert_eq!(unit.name.as_deref(), Some("Weneveth Health Centre"));

    let validation = api.validation();
    let kept = validation.results().items().page_size(2);
    let kept: Vec<_> = kept.map(Result::unwrap).collect();
    assert_eq!(kept.len(), 3);
    for row in &kept {
        assert_eq!(row.period.as_deref(), Some("202601"));
    }
    // One alone comes with all of its rule and unit, and the period's id.
    let one = validation.result(kept[0].id).unwrap();
    assert_eq!(one.period.as_deref(), Some("202601"));
    assert_eq!((one.left_side, one.right_side), (Some(8.0), Some(4.0)));
    let rule = one.validation_rule.unwrap();
    assert_eq!(
        rule.name.as_deref(),
        Some("Third doses do not exceed first doses")
    );
    let check = validation.data_set("DsMonthly01", "202601", "UX2caQGMsaJ");
    let check = check.run().unwrap();
    assert!(!check.is_ok());
    assert_eq!(check.violations[0].period.as_deref(), Some("202601"));
    replay.verify();
}

#[test]
fn a_data_set_is_completed_in_a_period_that_is_new_to_2_43() {
    // In this order: the two answers are to the same request.
    let file = |name: &str| Recording::load("2.43", &format!("data_values/{name}"));
    let (refused, done) = (
        file("complete_new_period"),
        file("complete_new_period_again"),
    );
    let reply = |file: &Recording| file.reply("http://localhost");
    let server = Server::script(vec![
        reply(&refused),
        reply(&done),
        reply(&refused),
        reply(&refused),
    ]);
    let registrations = api(&server.url()).complete_data_set_registrations();
    let row = CompleteDataSetRegistration::new("DsMonthly01", "201908", "OuFacility2");
    let report = registrations.import([row.clone()]).send().unwrap();
    assert_eq!(
        (report.outcome(), report.stats().created),
        (Outcome::Changed, 1)
    );
    // Not for ever.
    let report = registrations.import([row]).send().unwrap();
    assert_eq!(report.outcome(), Outcome::Failed);
    let requests = server.requests();
    assert_eq!(requests.len(), 4);
    for request in &requests {
        assert_eq!(
            (request.method.as_str(), request.path.as_str()),
            ("POST", "/api/completeDataSetRegistrations")
        );
        let body: Value = serde_json::from_slice(&request.body).unwrap();
        let sent: Value =
            serde_json::from_slice(&sent("2.43", "data_values/complete_new_period")).unwrap();
        assert_eq!(body, sent);
    }
    server.verify();
}

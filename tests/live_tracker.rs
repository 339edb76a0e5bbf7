//! The tracker against a real server: `cargo test --test live_tracker -- --ignored`.
//!
//! Needs `DHIS2_URL`, and `DHIS2_PAT` or `DHIS2_USERNAME` with `DHIS2_PASSWORD`, of a super user.
//!
//! Everything that is made is taken away again. What the tracker deletes stays in the data base, marked as
//! deleted, and keeps DHIS2 from deleting program, stage, type, elements and unit (409). Pruning a unit's
//! data does not reach it. What does is `POST /api/maintenance/softDeleted…Removal`, first for relationships,
//! then for events, enrollments and tracked entities. It removes for good what **anybody** deleted in the
//! tracker of that server, and nothing that is not deleted. Potential duplicates are left out: DHIS2 has no
//! way to delete a pair.

#![allow(clippy::unwrap_used, clippy::expect_used)] // The helpers of tests may.

mod live;

use std::time::Duration;

use dhis2::resources::maintenance::SoftDeleted;
use dhis2::tracker::{
    Changed, EnrollmentStatus, Event, EventStatus, EventValue, Relationship, RelationshipEnd,
    Strategy, TrackedEntity,
};
use dhis2::{Body, Date, Outcome, Uid};
use live::Place;
use serde_json::json;

/// A program with one stage, in a unit of its own.
struct Growth {
    place: Place,
    person: Uid,
    given_name: Uid,
    number: Uid,
    program: Uid,
    stage: Uid,
    weight: Uid,
    sibling: Uid,
}

impl Growth {
    fn new() -> Self {
        let mut place = Place::new();
        let [person, given_name, number, program, stage, weight, sibling] =
            [(); 7].map(|()| Uid::generate());
        let unit = place.unit;
        place.later("the element", move |api| api.data_elements().delete(weight));
        for attribute in [given_name, number] {
            place.later("an attribute", move |api| {
                api.tracked_entity_attributes().delete(attribute)
            });
        }
        place.later("the type", move |api| {
            api.tracked_entity_types().delete(person)
        });
        place.later("the program", move |api| api.programs().delete(program));
        place.later("the relationship type", move |api| {
            api.relationship_types().delete(sibling)
        });
        place.later("what was deleted", |api| {
            let maintenance = api.maintenance();
            maintenance.remove_soft_deleted(SoftDeleted::Relationships)?;
            maintenance.remove_soft_deleted(SoftDeleted::Events)?;
            maintenance.remove_soft_deleted(SoftDeleted::Enrollments)?;
            maintenance.remove_soft_deleted(SoftDeleted::TrackedEntities)
        });
        place.later("the tracked entities", move |api| {
            let all = api.tracker().tracked_entities().tracked_entity_type(person);
            let all = all
                .org_units([unit])
                .fields("trackedEntity")
                .collect_all()?;
            if all.is_empty() {
                return Ok(());
            }
            let bundle = json!({ "trackedEntities": all });
            let import = api.tracker().import(&bundle).strategy(Strategy::Delete);
            import.send()?.into_result().map(drop)
        });
        let name = |uid: Uid| format!("dhis2-rust {uid}");
        let one = json!({ "relationshipEntity": "TRACKED_ENTITY_INSTANCE",
            "trackedEntityType": { "id": person } });
        place.import(&json!({
            "dataElements": [{ "id": weight, "name": name(weight), "shortName": weight,
                "valueType": "NUMBER", "domainType": "TRACKER", "aggregationType": "AVERAGE" }],
            "trackedEntityAttributes": [
                { "id": given_name, "name": name(given_name), "shortName": given_name,
                    "valueType": "TEXT", "aggregationType": "NONE" },
                { "id": number, "name": name(number), "shortName": number, "valueType": "TEXT",
                    "aggregationType": "NONE", "unique": true, "generated": true,
                    "pattern": "RANDOM(######)" }],
            "trackedEntityTypes": [{ "id": person, "name": name(person), "shortName": person,
                "allowAuditLog": true, "trackedEntityTypeAttributes": [
                    { "trackedEntityAttribute": { "id": given_name } },
                    { "trackedEntityAttribute": { "id": number } }] }],
            "programs": [{ "id": program, "name": name(program), "shortName": program,
                "programType": "WITH_REGISTRATION", "trackedEntityType": { "id": person },
                // 2.43 keeps changes where a program says so; 2.42 does not know the property.
                "enableChangeLog": true,
                "organisationUnits": [{ "id": unit }], "programStages": [{ "id": stage }] }],
            "programStages": [{ "id": stage, "name": name(stage), "program": { "id": program },
                "programStageDataElements": [
                    { "dataElement": { "id": weight }, "programStage": { "id": stage } }] }],
            "relationshipTypes": [{ "id": sibling, "name": name(sibling), "bidirectional": true,
                "fromToName": "is sibling of", "toFromName": "is sibling of",
                "fromConstraint": one, "toConstraint": one }],
        }));
        Self {
            place,
            person,
            given_name,
            number,
            program,
            stage,
            weight,
            sibling,
        }
    }

    fn day() -> Date {
        Date::new(2024, 1, 10).unwrap()
    }

    /// A person who is in no program.
    fn entity(&self, given_name: &str) -> TrackedEntity {
        let mut entity = TrackedEntity {
            tracked_entity: Some(Uid::generate()),
            tracked_entity_type: Some(self.person.to_string()),
            org_unit: Some(self.place.unit.to_string()),
            ..TrackedEntity::default()
        };
        let value = dhis2::tracker::AttributeValue::new(self.given_name.as_str(), given_name);
        entity.attributes = Some(vec![value]);
        entity
    }
}

#[test]
#[ignore = "needs a server"]
fn live_a_person_is_registered_visited_completed_and_deleted() {
    let growth = Growth::new();
    let (api, unit, program) = (&growth.place.api, growth.place.unit, growth.program);
    let tracker = api.tracker();
    let number = api.tracked_entity_attributes().generate(growth.number);
    let number = number.one().unwrap().value;
    let register = || tracker.register(program, unit, growth.person, Growth::day());
    let tried = register()
        .attribute(growth.given_name, "Ada")
        .dry_run(true)
        .send()
        .unwrap();
    tried.report.into_result().unwrap();
    assert!(
        tracker
            .tracked_entity(tried.tracked_entity)
            .get_opt()
            .unwrap()
            .is_none()
    );

    let ada = register()
        .attribute(growth.given_name, "Ada")
        .attribute(growth.number, &number)
        .send()
        .unwrap();
    ada.report.into_result().unwrap();
    // The stage is one that every enrollment must have.
    let missing = tracker
        .outstanding(program)
        .org_unit(unit)
        .collect_all()
        .unwrap();
    assert_eq!(missing[0].missing_stages, [growth.stage.to_string()]);
    let visit = tracker
        .add_event(program, growth.stage, unit)
        .enrollment(ada.enrollment)
        .occurred_at(Growth::day())
        .value(growth.weight, 12.5)
        .send()
        .unwrap();
    visit.report.into_result().unwrap();
    let visit = visit.event;
    let missing = tracker
        .outstanding(program)
        .org_unit(unit)
        .collect_all()
        .unwrap();
    assert!(missing.is_empty());

    let note = tracker.add_event_note(visit, "weighed twice").unwrap();
    tracker
        .add_enrollment_note(ada.enrollment, "moved house")
        .unwrap();
    tracker
        .complete_event(visit)
        .unwrap()
        .into_result()
        .unwrap();
    tracker
        .complete_enrollment(ada.enrollment)
        .unwrap()
        .into_result()
        .unwrap();
    let fields = "*,enrollments[*,notes[*],events[*,notes[*]]]";
    let read = tracker.tracked_entity(ada.tracked_entity).program(program);
    let read = read.fields(fields).get().unwrap();
    let enrollment = &read.enrollments.as_ref().unwrap()[0];
    assert_eq!(enrollment.status, Some(EnrollmentStatus::Completed));
    assert_eq!(
        enrollment.notes.as_ref().unwrap()[0].value.as_deref(),
        Some("moved house")
    );
    let event = &enrollment.events.as_ref().unwrap()[0];
    assert_eq!(event.status, Some(EventStatus::Completed));
    assert_eq!(event.value(growth.weight.as_str()), Some("12.5"));
    assert_eq!(event.notes.as_ref().unwrap()[0].note, Some(note));

    let changes = tracker.event_changes(visit).data_element(growth.weight);
    let changes = changes.collect_all().unwrap();
    assert_eq!(
        changes[0].change.of,
        Changed::DataElement(growth.weight.to_string())
    );
    assert_eq!(changes[0].change.current_value.as_deref(), Some("12.5"));

    let gone = json!({ "trackedEntities": [{ "trackedEntity": ada.tracked_entity }] });
    let report = tracker
        .import(&gone)
        .strategy(Strategy::Delete)
        .send()
        .unwrap();
    assert_eq!(report.into_result().unwrap().stats().deleted, 1);
    assert!(tracker.event(visit).get_opt().unwrap().is_none());
}

#[test]
#[ignore = "needs a server"]
fn live_bundles_are_imported_at_once_as_a_task_and_as_csv() {
    let growth = Growth::new();
    let (api, unit) = (&growth.place.api, growth.place.unit);
    let tracker = api.tracker();
    let visit = |weight: &str| Event {
        event: Some(Uid::generate()),
        program_stage: Some(growth.stage.to_string()),
        occurred_at: Some(Growth::day().into()),
        data_values: Some(vec![EventValue::new(growth.weight.as_str(), weight)]),
        ..Event::default()
    };
    let child = tracker.register(growth.program, unit, growth.person, Growth::day());
    let child = child
        .attribute(growth.given_name, "Ada")
        .event(visit("10"))
        .send()
        .unwrap();
    child.report.into_result().unwrap();

    let one = growth.entity("Eda");
    let uid = one.tracked_entity.unwrap();
    let bundle = json!({ "trackedEntities": [one] });
    let task = tracker.import(&bundle).start().unwrap();
    api.tasks()
        .watch(&task)
        .timeout(Duration::from_secs(120))
        .wait()
        .unwrap();
    let report = api.tasks().report(&task).unwrap().unwrap();
    assert_eq!(
        (report.outcome(), report.stats().created),
        (Outcome::Changed, 1),
        "{report}"
    );
    let read = tracker.tracked_entity(uid).get().unwrap();
    assert_eq!(read.attribute(growth.given_name.as_str()), Some("Eda"));

    // What was exported as CSV comes back as it was.
    let events = || tracker.events(growth.program).org_unit(unit);
    let mut csv = Vec::new();
    events().write_csv(&mut csv).unwrap();
    let text = String::from_utf8(csv).unwrap().replace(",10,", ",11,");
    let report = tracker.import_csv(Body::bytes(text)).send().unwrap();
    assert_eq!(report.into_result().unwrap().stats().updated, 1);
    let read = events().fields("dataValues").collect_all().unwrap();
    assert_eq!(read[0].value(growth.weight.as_str()), Some("11"));

    let bad = json!({ "trackedEntities": [{ "trackedEntity": Uid::generate(),
        "trackedEntityType": growth.person, "orgUnit": Uid::generate() }] });
    let report = tracker.import(&bad).send().unwrap();
    assert_eq!(report.outcome(), Outcome::Failed);
}

#[test]
#[ignore = "needs a server"]
fn live_siblings_are_related() {
    let growth = Growth::new();
    let tracker = growth.place.api.tracker();
    let people = [growth.entity("Ada"), growth.entity("Eda")];
    let [ada, eda] = [0, 1].map(|at| people[at].tracked_entity.unwrap());
    let report = tracker.import(&json!({ "trackedEntities": people })).send();
    report.unwrap().into_result().unwrap();

    let end = RelationshipEnd::tracked_entity;
    let siblings = Relationship::new(growth.sibling.as_str(), end(ada), end(eda));
    let report = tracker
        .import(&json!({ "relationships": [siblings] }))
        .send();
    report.unwrap().into_result().unwrap();
    let uid = siblings.relationship.unwrap();
    let read = tracker.relationship(uid).fields("*").get().unwrap();
    assert_eq!(read.bidirectional, Some(true));
    let of_eda = tracker.relationships().tracked_entity(eda);
    assert_eq!(of_eda.collect_all().unwrap().len(), 1);
}

//! Data values against a real server: `cargo test --test live_data -- --ignored`.
//!
//! Needs `DHIS2_URL`, and `DHIS2_PAT` or `DHIS2_USERNAME` with `DHIS2_PASSWORD`, of a super user.
//!
//! Everything that is made is taken away again. A deleted value stays in the data base, marked as deleted,
//! and keeps DHIS2 from deleting its data element and its unit (409). `POST
//! /api/maintenance/dataPruning/organisationUnits/{uid}` takes the values and the registrations of one unit
//! away for good, and touches nothing else; the metadata can be deleted then.

#![allow(clippy::unwrap_used, clippy::expect_used)] // The helpers of tests may.

mod live;

use std::io::Cursor;
use std::time::Duration;

use dhis2::data_values::{
    CompleteDataSetRegistration, DataValue, Export, Format, IdScheme, ImportStrategy,
};
use dhis2::{ImportReport, Outcome, Uid};
use live::Place;
use serde_json::json;

/// A data set with two elements, in a unit of its own.
struct Monthly {
    place: Place,
    set: Uid,
    cases: Uid,
    tests: Uid,
}

impl Monthly {
    fn new() -> Self {
        let mut place = Place::new();
        let [set, cases, tests] = [Uid::generate(), Uid::generate(), Uid::generate()];
        let unit = place.unit;
        for element in [cases, tests] {
            place.later("an element", move |api| api.data_elements().delete(element));
        }
        place.later("the data set", move |api| api.data_sets().delete(set));
        place.later("the data", move |api| {
            api.maintenance().prune_data_of_organisation_unit(unit)
        });
        let element = |uid: Uid| {
            json!({ "id": uid, "name": format!("dhis2-rust {uid}"), "shortName": uid,
                "valueType": "INTEGER", "domainType": "AGGREGATE", "aggregationType": "SUM" })
        };
        place.import(&json!({
            "dataElements": [element(cases), element(tests)],
            "dataSets": [{
                "id": set, "name": format!("dhis2-rust {set}"), "shortName": set, "periodType": "Monthly",
                "dataSetElements": [
                    { "dataElement": { "id": cases }, "dataSet": { "id": set } },
                    { "dataElement": { "id": tests }, "dataSet": { "id": set } }],
                "organisationUnits": [{ "id": unit }],
            }],
        }));
        Self {
            place,
            set,
            cases,
            tests,
        }
    }

    fn is_43(&self) -> bool {
        self.place.api.version().unwrap().major() >= 43
    }

    fn value(&self, element: Uid, period: &str, value: i64) -> DataValue {
        DataValue::new(element.as_str(), period, self.place.unit.as_str(), value)
    }

    fn export(&self) -> Export {
        let export = self.place.api.data_values().export();
        export.data_set(self.set).org_unit(self.place.unit)
    }

    /// Element and value of a month, in order.
    fn stored(&self, period: &str) -> Vec<(String, String)> {
        let values = self.export().period(period).values().unwrap();
        let pair = |value: DataValue| (value.data_element, value.value.unwrap_or_default());
        let mut pairs: Vec<_> = values.map(|value| pair(value.unwrap())).collect();
        pairs.sort();
        pairs
    }

    fn expected(&self, cases: &str, tests: &str) -> Vec<(String, String)> {
        let own = |element: Uid, value: &str| (element.to_string(), value.to_owned());
        let mut pairs = vec![own(self.cases, cases), own(self.tests, tests)];
        pairs.sort();
        pairs
    }
}

/// What was written: 2.42 tells new values from changed ones, 2.43 counts all as updated.
fn saved(report: &ImportReport) -> u64 {
    report.stats().created + report.stats().updated
}

#[test]
#[ignore = "needs a server"]
fn live_values_are_imported_exported_changed_and_deleted() {
    let monthly = Monthly::new();
    let values = monthly.place.api.data_values();
    let both = || {
        [
            monthly.value(monthly.cases, "202401", 5),
            monthly.value(monthly.tests, "202401", 9),
        ]
    };
    let report = values.import().values(both()).send().unwrap();
    assert_eq!(
        (report.outcome(), saved(&report)),
        (Outcome::Changed, 2),
        "{report}"
    );
    // The same again changes nothing; 2.43 counts it as updated all the same.
    let report = values.import().values(both()).send().unwrap();
    let expected = if monthly.is_43() {
        Outcome::Changed
    } else {
        Outcome::Unchanged
    };
    assert_eq!(report.outcome(), expected, "{report}");
    assert_eq!(monthly.stored("202401"), monthly.expected("5", "9"));

    let one = || values.value(monthly.cases, "202401", monthly.place.unit);
    assert_eq!(one().get().unwrap().as_deref(), Some("5"));
    one().set(6).unwrap();
    assert_eq!(one().get().unwrap().as_deref(), Some("6"));
    assert!(one().set("six").is_err());
    values.follow_up(&both()[0], true).unwrap();
    let marked = monthly.export().period("202401").values().unwrap();
    let marked = marked
        .map(Result::unwrap)
        .filter(|value| value.followup == Some(true));
    assert_eq!(marked.count(), 1);
    assert!(one().delete().unwrap());
    assert_eq!(one().get().unwrap(), None);

    let import = values.import().strategy(ImportStrategy::Delete);
    let report = import.values([both()[1].clone()]).send().unwrap();
    assert_eq!(report.stats().deleted, 1, "{report}");
    assert!(monthly.stored("202401").is_empty());
}

#[test]
#[ignore = "needs a server"]
fn live_a_bad_value_is_refused_by_its_place_and_the_others_are_written() {
    let monthly = Monthly::new();
    let values = monthly.place.api.data_values();
    let mut bad = monthly.value(monthly.cases, "202402", 1);
    bad.value = Some("one".to_owned());
    let rows = [bad, monthly.value(monthly.tests, "202402", 2)];
    let report = values.import().values(rows.clone()).dry_run(true).send();
    assert_eq!(report.unwrap().rejected_indexes(), [0]);
    assert!(monthly.stored("202402").is_empty());
    let report = values.import().values(rows).send().unwrap();
    assert_eq!(report.outcome(), Outcome::Partial, "{report}");
    assert_eq!(report.rejected_indexes(), [0]);
    assert_eq!(
        monthly.stored("202402"),
        [(monthly.tests.to_string(), "2".to_owned())]
    );
}

#[test]
#[ignore = "needs a server"]
fn live_every_form_that_is_exported_can_be_imported_again() {
    let monthly = Monthly::new();
    let values = monthly.place.api.data_values();
    let rows = [
        monthly.value(monthly.cases, "202403", 7),
        monthly.value(monthly.tests, "202403", 8),
    ];
    values.import().values(rows).send().unwrap();
    for format in [Format::Json, Format::Csv, Format::Xml, Format::Adx] {
        if format == Format::Xml && monthly.is_43() {
            continue; // 2.43 does not take the XML of one period that it exports.
        }
        let mut file = Vec::new();
        // ADX has codes unless told otherwise, and these have none.
        let export = monthly.export().period("202403").id_scheme(IdScheme::Uid);
        export.copy_to(&mut file, format).unwrap();
        values
            .value(monthly.cases, "202403", monthly.place.unit)
            .set(1)
            .unwrap();
        let import = values.import().reader(format, Cursor::new(file));
        let report = import.id_scheme(IdScheme::Uid).send().unwrap();
        assert_eq!(report.outcome(), Outcome::Changed, "{format}: {report}");
        assert_eq!(
            monthly.stored("202403"),
            monthly.expected("7", "8"),
            "{format}"
        );
    }
}

#[test]
#[ignore = "needs a server"]
fn live_values_are_imported_as_a_task() {
    let monthly = Monthly::new();
    let api = &monthly.place.api;
    let rows = [
        monthly.value(monthly.cases, "202404", 3),
        monthly.value(monthly.tests, "202404", 4),
    ];
    let task = api.data_values().import().values(rows).start().unwrap();
    let summary = api
        .tasks()
        .watch(&task)
        .timeout(Duration::from_secs(300))
        .wait();
    summary.unwrap();
    let report = api.tasks().report(&task).unwrap().unwrap();
    assert_eq!(saved(&report), 2, "{report}");
    assert_eq!(monthly.stored("202404"), monthly.expected("3", "4"));
}

#[test]
#[ignore = "needs a server"]
fn live_a_data_set_is_completed_and_opened_again() {
    let monthly = Monthly::new();
    let registrations = monthly.place.api.complete_data_set_registrations();
    let (set, unit) = (monthly.set, monthly.place.unit);
    let completed = || {
        let export = registrations.export().data_set(set).org_unit(unit);
        export.period("202405").send().unwrap().count()
    };
    assert_eq!(completed(), 0);
    let done = CompleteDataSetRegistration::new(set.as_str(), "202405", unit.as_str());
    let report = registrations.import([done.clone()]).dry_run(true).send();
    report.unwrap();
    assert_eq!(completed(), 0);
    let report = registrations.import([done]).send().unwrap();
    assert_eq!(report.stats().created, 1, "{report}");
    assert_eq!(completed(), 1);
    registrations.delete(set, "202405", unit).send().unwrap();
    assert_eq!(completed(), 0);
}

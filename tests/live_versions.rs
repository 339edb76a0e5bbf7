//! What 2.42 and 2.43 do differently, through the one API for both: `cargo test --test live_versions -- --ignored`.
//!
//! Needs `DHIS2_URL`, and `DHIS2_PAT` or `DHIS2_USERNAME` with `DHIS2_PASSWORD`, of a super user, whose units are
//! added to while it runs. Everything that is made is deleted again, also when a test fails.

#![allow(clippy::expect_used, clippy::unwrap_used)] // The helpers of tests may.

mod live;

use std::time::Duration;

use dhis2::data_values::DataValue;
use dhis2::models::TrackedEntityType;
use dhis2::resources::{CategoryComboSpec, CategorySpec};
use dhis2::{Api, Error, Uid};
use live::Place;
use serde_json::json;

fn is_43(api: &Api) -> bool {
    api.version().unwrap().major() >= 43
}

fn name(uid: Uid) -> String {
    format!("dhis2-rust {uid}")
}

#[test]
#[ignore = "needs a server"]
fn live_values_of_two_data_sets_are_imported_set_by_set() {
    let mut place = Place::new();
    let unit = place.unit;
    let sets = [Uid::generate(), Uid::generate()];
    // Of the first set, of both, of the second.
    let elements = [Uid::generate(), Uid::generate(), Uid::generate()];
    for element in elements {
        place.later("an element", move |api| api.data_elements().delete(element));
    }
    for set in sets {
        place.later("a data set", move |api| api.data_sets().delete(set));
    }
    place.later("the data", move |api| {
        api.maintenance().prune_data_of_organisation_unit(unit)
    });
    let element = |uid: Uid| {
        json!({ "id": uid, "name": name(uid), "shortName": uid, "valueType": "INTEGER",
            "domainType": "AGGREGATE", "aggregationType": "SUM" })
    };
    let set = |uid: Uid, elements: &[Uid]| {
        let member =
            |element| json!({ "dataElement": { "id": element }, "dataSet": { "id": uid } });
        let elements: Vec<_> = elements.iter().map(member).collect();
        json!({ "id": uid, "name": name(uid), "shortName": uid, "periodType": "Monthly",
            "dataSetElements": elements, "organisationUnits": [{ "id": unit }] })
    };
    place.import(&json!({
        "dataElements": elements.map(element),
        "dataSets": [set(sets[0], &elements[..2]), set(sets[1], &elements[1..])],
    }));
    let values = place.api.data_values();
    let stored = || {
        let export = values.export().org_unit(unit).period("202401");
        let export = export.data_set(sets[0]).data_set(sets[1]);
        export.values().unwrap().map(Result::unwrap).count()
    };
    let rows =
        || elements.map(|element| DataValue::new(element.as_str(), "202401", unit.as_str(), 7));

    let report = values.import().values(rows()).send().unwrap();
    if is_43(&place.api) {
        let code = report.conflicts()[0].error_code.as_deref();
        assert_eq!(code, Some("E8002"), "{report}");
        assert_eq!(stored(), 0);
    } else {
        assert!(report.is_ok(), "{report}");
    }
    let report = values.import_grouped(rows()).send().unwrap();
    assert!(report.is_ok(), "{report:?}");
    assert_eq!(stored(), 3);
    // One value alone says its set as well, for an element of two.
    let one = || values.value(elements[1], "202401", unit).data_set(sets[1]);
    one().set(8).unwrap();
    assert_eq!(one().get().unwrap().as_deref(), Some("8"));
    assert!(one().delete().unwrap());
    assert_eq!(one().get().unwrap(), None);
}

#[test]
#[ignore = "needs a server"]
fn live_the_option_combos_of_a_new_combination_are_generated() {
    let api = Api::from_env().unwrap();
    let own = |what: &str| format!("dhis2-rust {what} {}", Uid::generate());
    let category =
        |options: [&str; 2]| CategorySpec::new(own("category")).options(options.map(own));
    let spec = CategoryComboSpec::new(own("combination"))
        .category(category(["a", "b"]))
        .category(category(["c", "d"]));
    let minute = Duration::from_secs(60);
    let built = api.category_combos().build(&spec, minute).unwrap();
    let again = api.category_combos().build(&spec, minute);
    let waited = api
        .category_combos()
        .wait_for_generation(built.uid, 4, minute);
    let regenerated = api
        .maintenance()
        .update_category_option_combos_of(built.uid);
    let combos = api.category_option_combos().of_combo(built.uid).count();

    api.category_combos().delete(built.uid).unwrap();
    for category in &built.categories {
        api.categories().delete(category.uid).unwrap();
        for option in &category.options {
            api.category_options().delete(*option).unwrap();
        }
    }
    assert!(built.created);
    assert_eq!((built.expected, built.option_combos), (4, 4));
    let again = again.unwrap();
    assert_eq!((again.uid, again.created), (built.uid, false));
    assert_eq!(waited.unwrap(), 4);
    regenerated.unwrap();
    assert_eq!(combos.unwrap(), 4);
}

#[test]
#[ignore = "needs a server"]
fn live_what_2_43_alone_has_is_refused_before_it() {
    let mut place = Place::new();
    let (api, person) = (place.api.clone(), Uid::generate());
    place.later("the type", move |api| {
        api.tracked_entity_types().delete(person)
    });
    let kinds = api.tracked_entity_types();
    let mut kind = TrackedEntityType::new(name(person), person.as_str());
    kind.id = Some(person);
    kinds.create(&kind).unwrap();
    let answers = [
        kinds.set_change_log_enabled(person, true).map(drop),
        api.analytics().period_types().map(drop),
        api.data_values()
            .import()
            .atomic(true)
            .values([DataValue::new("NoSuchElem1", "202401", "NoSuchUnit1", 1)])
            .send()
            .map(|report| assert!(!report.is_ok(), "{report}")),
    ];
    for answer in answers {
        if is_43(&api) {
            answer.unwrap();
        } else {
            let error = answer.unwrap_err();
            assert!(matches!(error, Error::UnsupportedVersion(_)), "{error}");
        }
    }
    if is_43(&api) {
        assert_eq!(kinds.get(person).unwrap().enable_change_log, Some(true));
    }
    // And what 2.43 has no more.
    let gone = api.push_analysis().list().collect_all();
    assert_eq!(
        matches!(gone, Err(Error::UnsupportedVersion(_))),
        is_43(&api)
    );
}

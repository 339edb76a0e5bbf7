//! Stores, icons, forms and sharing.

use dhis2::models::{
    DataElement, DataElementGroup, DataSet, OrganisationUnit, UserGroup, ValidationRule,
};
use dhis2::resources::min_max::{MinMaxKey, MinMaxValue};
use dhis2::resources::{AccessLevel, SharingUpdate};
use dhis2::{Error, Outcome, Uid, Upload};
use serde_json::{Value, json};

use crate::Finally;
use crate::live::{Made, api, make, short};

/// A picture that is one, of 48 by 48 points.
const PICTURE: &[u8] =
    b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x000\x00\x00\x000\x08\x02\x00\x00\x00\
    \xd8`n\xd0\x00\x00\x00BIDATx\x9c\xed\xceA\x0d\x00 \x0c\x00\xb1IA\x1a\xd2\x90\x8a\x0b\x8eG\
    \x93\x0a\xe8\xac}\xbe2\xf9@HHH\xa8\x1e\x08\x09\x09\x09\xd5\x03!!!\xa1z $$$T\x0f\x84\x84\x84\
    \x84\xea\x81\x90\x90\xd0c\x17\xab\xea \x97\x18]B\xd4\x00\x00\x00\x00IEND\xaeB`\x82";

#[test]
#[ignore = "needs a server"]
fn live_entries_of_both_stores_are_put_queried_and_deleted() {
    let api = api();
    for store in [api.data_store(), api.user_data_store()] {
        let space = format!("dhis2-rust-{}", Uid::generate());
        let _gone = Finally(|| drop(store.delete_namespace(&space)));
        store
            .create(&space, "a", &json!({ "n": 1, "list": [1] }))
            .unwrap();
        store.set(&space, "b", &json!({ "n": 2 })).unwrap();
        let error = store.create(&space, "a", &1).unwrap_err();
        assert!(error.is_conflict(), "{error}");
        assert_eq!(store.get::<Value>(&space, "b").unwrap()["n"], 2);
        assert!(store.get_opt::<Value>(&space, "c").unwrap().is_none());
        let mut keys = store.keys(&space).unwrap();
        keys.sort();
        assert_eq!(keys, ["a", "b"]);
        store.delete(&space, "a").unwrap();
        assert!(!store.exists(&space, "a").unwrap());
        store.delete_namespace(&space).unwrap();
        assert!(!store.namespaces().unwrap().contains(&space));
    }
    // Only the data store can be searched.
    let store = api.data_store();
    let space = format!("dhis2-rust-{}", Uid::generate());
    let _gone = Finally(|| drop(store.delete_namespace(&space)));
    for n in 0..5 {
        store
            .create(&space, &format!("k{n}"), &json!({ "n": n }))
            .unwrap();
    }
    let large = store.query(&space).filter("n:ge:3");
    let large: Vec<_> = large.entries::<Value>().map(Result::unwrap).collect();
    assert_eq!(large.len(), 2, "{large:?}");
}

#[test]
#[ignore = "needs a server"]
fn live_an_icon_is_made_of_a_picture_changed_and_deleted() {
    let icons = api().icons();
    let key = format!("dhis2rust_{}", Uid::generate());
    let _gone = Finally(|| drop(icons.delete(&key)));
    let new = icons
        .new_icon(&*key)
        .description("A square")
        .keywords(["a"]);
    let icon = new
        .upload(Upload::bytes("pixel.png", PICTURE.to_vec()))
        .unwrap();
    assert_eq!((&icon.key, icon.custom), (&key, Some(true)));
    icons.update(&key, None, ["b", "c"]).unwrap();
    let icon = icons.get(&key).unwrap();
    assert_eq!((icon.description, icon.keywords.len()), (None, 2));
    let mut bytes = Vec::new();
    icons.download(&key).unwrap().copy_to(&mut bytes).unwrap();
    assert!(bytes.starts_with(b"\x89PNG"));
    let listed = icons.list().custom(true).keys([&*key]).items();
    assert_eq!(listed.map(Result::unwrap).count(), 1);
    icons.delete(&key).unwrap();
    assert!(icons.get_opt(&key).unwrap().is_none());
}

#[test]
#[ignore = "needs a server"]
fn live_bounds_and_exceptions_of_a_form_are_set_listed_and_removed() {
    let api = api();
    let unit = make::<OrganisationUnit>(
        &api,
        json!({ "shortName": short(), "openingDate": "2020-01-01" }),
    );
    let elements: Vec<Made<DataElement>> = (0..3)
        .map(|_| {
            let element = json!({ "shortName": short(), "valueType": "INTEGER",
                "domainType": "AGGREGATE", "aggregationType": "SUM" });
            make(&api, element)
        })
        .collect();
    let members: Vec<Value> = elements
        .iter()
        .map(|element| json!({ "dataElement": { "id": element.1 } }))
        .collect();
    let set = make::<DataSet>(
        &api,
        json!({ "shortName": short(), "periodType": "Monthly", "dataSetElements": members,
            "organisationUnits": [{ "id": unit.1 }] }),
    );
    let combos = api.category_option_combos().list();
    let combo = combos.filter("name:eq:default").fields("id").first();
    let combo = combo.unwrap().unwrap().id.unwrap();

    let bounds = api.min_max_values();
    let _none = Finally(|| drop(bounds.clear(unit.1, [set.1])));
    let values: Vec<MinMaxValue> = elements
        .iter()
        .map(|element| MinMaxKey::new(element.1, unit.1, combo).unwrap())
        .map(|key| MinMaxValue::new(key, 0, 250))
        .collect();
    bounds.set(&values[0]).unwrap();
    let counts = bounds.set_all(set.1, &values).unwrap();
    assert_eq!((counts.successful, counts.ignored), (3, 0));
    assert_eq!(bounds.get(&values[1].key).unwrap(), Some(values[1]));
    let mut listed: Vec<_> = bounds.list().org_unit(unit.1).collect_all().unwrap();
    listed.sort_by_key(|value| value.key);
    let mut wanted = values.clone();
    wanted.sort_by_key(|value| value.key);
    assert_eq!(listed, wanted);
    bounds.delete(&values[0].key).unwrap();
    assert!(bounds.delete(&values[0].key).unwrap_err().is_not_found());
    let counts = bounds.delete_all(set.1, [&values[1].key]).unwrap();
    assert_eq!(counts.successful, 1);
    bounds.clear(unit.1, [set.1]).unwrap();
    assert!(
        bounds
            .list()
            .org_unit(unit.1)
            .collect_all()
            .unwrap()
            .is_empty()
    );

    let exceptions = api.lock_exceptions();
    let _locked = Finally(|| drop(exceptions.remove_for_all_units(set.1, "202601")));
    exceptions.add(set.1, "202601", [unit.1]).unwrap();
    let list = || exceptions.list().data_set(set.1).collect_all().unwrap();
    assert_eq!(list()[0].period.as_deref(), Some("202601"));
    let error = exceptions
        .remove(set.1, "202601", Uid::generate())
        .unwrap_err();
    assert!(matches!(error, Error::NotFound(_)), "{error}");
    assert_eq!(list().len(), 1);
    exceptions.remove(set.1, "202601", unit.1).unwrap();
    assert!(list().is_empty());

    let side = |what: &str| {
        json!({ "expression": format!("#{{{}}}", elements[0].1), "description": what,
            "missingValueStrategy": "NEVER_SKIP" })
    };
    let rule = make::<ValidationRule>(
        &api,
        json!({ "operator": "less_than_or_equal_to", "periodType": "Monthly", "importance": "HIGH",
            "leftSide": side("left"), "rightSide": side("right") }),
    );
    let validation = api.validation();
    let text = format!("#{{{}}}+1", elements[0].1);
    let said = api.validation_rules().validate_expression(&text);
    let said = said.unwrap();
    assert!(said.is_valid && said.description.unwrap().ends_with("+1"));
    let bad = validation.describe_expression("#{");
    assert!(!bad.unwrap().is_valid);
    let days = ("2026-01-01".parse().unwrap(), "2026-01-31".parse().unwrap());
    let found = validation.analysis(unit.1, days.0, days.1).run().unwrap();
    assert!(found.iter().all(|violation| violation.rule != rule.1));
    // The form may be checked only for units of one's own.
    let form = validation.data_set(set.1, "202601", unit.1).run();
    assert_eq!(form.unwrap_err().error_code(), Some("E2020"));
    assert!(validation.results().rule(rule.1).items().next().is_none());
}

#[test]
#[ignore = "needs a server"]
fn live_objects_are_shared_together_and_one_that_is_not_there_is_told() {
    let api = api();
    let one = make::<DataElementGroup>(&api, json!({ "shortName": short() }));
    let two = make::<DataElementGroup>(&api, json!({ "shortName": short() }));
    let readers = make::<UserGroup>(&api, json!({}));
    let changes = SharingUpdate::new()
        .public(AccessLevel::Read, AccessLevel::None)
        .user_group(readers.1, AccessLevel::Write, AccessLevel::None);
    let groups = api.data_element_groups();
    let report = groups
        .share_together([one.1, two.1], &changes, true)
        .unwrap();
    assert_eq!(
        (report.outcome(), report.stats().updated),
        (Outcome::Changed, 2)
    );
    let sharing = groups.sharing(two.1).unwrap();
    assert_eq!(sharing.public.as_deref(), Some("r-------"));
    let open = SharingUpdate::new().public(AccessLevel::Write, AccessLevel::None);
    let uids = [one.1, Uid::generate()];
    let report = groups.share_together(uids, &open, true).unwrap();
    assert_eq!(report.outcome(), Outcome::Failed);
    let public = || groups.sharing(one.1).unwrap().public;
    assert_eq!(public().as_deref(), Some("r-------"));
    let report = groups.share_together(uids, &open, false).unwrap();
    assert_eq!(report.outcome(), Outcome::Partial);
    assert_eq!(public().as_deref(), Some("rw------"));
    let outcome = groups.share_all([one.1, two.1], &changes, 2).unwrap();
    assert!(outcome.is_ok(), "{outcome:?}");
    assert_eq!(public().as_deref(), Some("r-------"));
    let kinds = [("dataElementGroups", vec![one.1, two.1])];
    let report = api.metadata().share_together(kinds, &open).unwrap();
    assert_eq!(report.stats().updated, 2);
}

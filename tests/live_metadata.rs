//! Create, read, patch and delete of eighteen kinds on a real server.
//!
//! ```sh
//! DHIS2_URL=… DHIS2_USERNAME=… DHIS2_PASSWORD=… cargo test --test live_metadata -- --ignored
//! ```
//!
//! `DHIS2_PAT` does in place of name and password; the user must be one who may write metadata. Everything
//! that is made has a uid and a name of its own and is deleted again, also when a step fails.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod live;

use dhis2::models::{
    Attribute, CategoryOption, CategoryOptionGroup, Constant, DataElement, DataElementGroup,
    DataElementGroupSet, IndicatorGroup, IndicatorType, LegendSet, OptionSet,
    OrganisationUnitGroup, OrganisationUnitGroupSet, PredictorGroup, TrackedEntityAttribute,
    TrackedEntityType, UserGroup, ValidationRuleGroup,
};
use dhis2::{Api, Metadata, Uid};
use live::{make, short};
use serde_json::{Value, json};

fn round_trip<T: Metadata>(api: &Api, object: Value) {
    let made = make::<T>(api, object);
    let (kind, uid) = (&made.0, made.1);
    assert!(kind.exists(uid).unwrap(), "{}", T::PLURAL);
    let name = format!("dhis2-rust renamed {uid}");
    kind.rename(uid).name(&name).send().unwrap();
    let read = kind.get(uid).unwrap();
    assert_eq!(read.name(), Some(name.as_str()), "{}", T::PLURAL);
    // What was read can be put back.
    kind.update(&read).unwrap();
    assert!(kind.find_by_name(&name).unwrap().is_some(), "{}", T::PLURAL);
    kind.delete(uid).unwrap();
    assert!(!kind.exists(uid).unwrap(), "{}", T::PLURAL);
}

#[test]
#[ignore = "needs a server"]
fn live_many_kinds_are_made_read_patched_and_deleted() {
    let api = live::api();
    let named = || json!({ "shortName": short() });
    let element = json!({ "shortName": short(), "valueType": "INTEGER", "domainType": "AGGREGATE", "aggregationType": "SUM" });
    round_trip::<DataElement>(&api, element);
    round_trip::<DataElementGroup>(&api, named());
    round_trip::<DataElementGroupSet>(&api, named());
    round_trip::<IndicatorType>(&api, json!({ "factor": 1000 }));
    round_trip::<IndicatorGroup>(&api, json!({}));
    round_trip::<Constant>(&api, json!({ "shortName": short(), "value": 1.5 }));
    round_trip::<OptionSet>(&api, json!({ "valueType": "TEXT" }));
    round_trip::<LegendSet>(&api, json!({}));
    round_trip::<CategoryOption>(&api, named());
    round_trip::<CategoryOptionGroup>(
        &api,
        json!({ "shortName": short(), "dataDimensionType": "DISAGGREGATION" }),
    );
    round_trip::<Attribute>(
        &api,
        json!({ "valueType": "TEXT", "dataElementAttribute": true }),
    );
    round_trip::<OrganisationUnitGroup>(&api, named());
    round_trip::<OrganisationUnitGroupSet>(&api, named());
    round_trip::<TrackedEntityAttribute>(
        &api,
        json!({ "shortName": short(), "valueType": "TEXT", "aggregationType": "NONE" }),
    );
    round_trip::<TrackedEntityType>(&api, named());
    round_trip::<UserGroup>(&api, json!({}));
    round_trip::<ValidationRuleGroup>(&api, json!({}));
    round_trip::<PredictorGroup>(&api, json!({}));
}

#[test]
#[ignore = "needs a server"]
fn live_an_update_with_few_fields_keeps_members_translations_and_attribute_values() {
    let api = live::api();
    let attribute = make::<Attribute>(
        &api,
        json!({ "valueType": "TEXT", "dataElementGroupAttribute": true }),
    );
    let element = json!({ "shortName": short(), "valueType": "INTEGER", "domainType": "AGGREGATE", "aggregationType": "SUM" });
    let element = make::<DataElement>(&api, element);
    let group = make::<DataElementGroup>(&api, json!({ "shortName": short() }));
    let (groups, uid) = (api.data_element_groups(), group.1);
    groups.add_members(uid, [element.1]).unwrap();
    groups
        .translate(uid, "fr", "NAME", Some("Groupe d'essai"))
        .unwrap();
    groups.set_attribute_value(uid, attribute.1, "42").unwrap();
    let owner = groups.sharing(uid).unwrap().owner;

    let part: DataElementGroup = groups.get_as(uid, "id,name").unwrap();
    groups.update(&part).unwrap();

    assert_eq!(groups.members(uid).collect_all().unwrap().len(), 1);
    assert_eq!(groups.translations(uid).unwrap().len(), 1);
    assert_eq!(
        groups.attribute_value(uid, attribute.1).unwrap().as_deref(),
        Some("42")
    );
    assert_eq!(groups.find_by_attribute(attribute.1, "42").unwrap(), [uid]);
    assert_eq!(groups.sharing(uid).unwrap().owner, owner);
    assert!(
        groups.add_members(uid, [Uid::generate()]).is_err(),
        "an unknown member"
    );
    groups.delete(uid).unwrap();
}

#[test]
#[ignore = "needs a server"]
fn live_options_are_synchronised_and_a_dry_run_writes_nothing() {
    let api = live::api();
    let set = make::<OptionSet>(&api, json!({ "valueType": "TEXT" }));
    let sets = api.option_sets();
    let codes = || -> Vec<String> {
        let options = sets.options(set.1).unwrap();
        options
            .into_iter()
            .filter_map(|option| option.code)
            .collect()
    };
    sets.sync_options(set.1, &[("A", "Ay"), ("B", "Bee")], true, true)
        .unwrap();
    assert!(codes().is_empty());
    sets.sync_options(set.1, &[("A", "Ay"), ("B", "Bee")], true, false)
        .unwrap();
    assert_eq!(codes(), ["A", "B"]);
    let sync = sets
        .sync_options(set.1, &[("C", "Sea"), ("A", "Ay")], true, false)
        .unwrap();
    assert_eq!(sync.removed, ["B"]);
    assert_eq!(codes(), ["C", "A"]);
    let none: [(&str, &str); 0] = [];
    sets.sync_options(set.1, &none, true, false).unwrap();
}

//! Absent, null, unknown and misfitting values.

use dhis2::models::{
    AggregationType, DataElement, DataSet, Geometry, Number, OrganisationUnit, Predictor, Ref,
    User, ValueType,
};
use dhis2::{Date, Metadata, Uid};
use serde_json::{Value, json};

fn element(json: &Value) -> DataElement {
    serde_json::from_str(&json.to_string()).unwrap()
}

fn back(object: &impl serde::Serialize) -> Value {
    serde_json::to_value(object).unwrap()
}

#[test]
fn what_is_absent_stays_absent() {
    assert_eq!(back(&DataElement::default()), json!({}));
    assert_eq!(back(&element(&json!({}))), json!({}));
}

#[test]
fn a_null_comes_back_as_null_until_the_field_is_set() {
    let json = json!({ "code": null, "unknown": null, "categoryCombo": null, "id": null });
    let mut read = element(&json);
    assert_eq!((&read.code, &read.category_combo), (&None, &None));
    assert_eq!(back(&read), json);
    read.code = Some("C".into());
    read.extra.remove("id");
    assert_eq!(
        back(&read),
        json!({ "code": "C", "unknown": null, "categoryCombo": null })
    );
}

#[test]
fn a_null_can_be_sent() {
    let mut read = element(&json!({ "code": "C" }));
    read.code = None;
    read.extra.insert("code".into(), Value::Null);
    assert_eq!(back(&read), json!({ "code": null }));
}

#[test]
fn unknown_words_and_fields_are_kept() {
    let json =
        json!({ "valueType": "HOLOGRAM", "aggregationType": "SUM", "new": { "a": [1.0, 2] } });
    let read = element(&json);
    assert_eq!(read.value_type, Some(ValueType::Other("HOLOGRAM".into())));
    assert_eq!(read.aggregation_type, Some(AggregationType::Sum));
    assert_eq!(read.extra["new"]["a"][1], 2);
    assert_eq!(back(&read), json);
}

#[test]
fn a_word_knows_its_text_both_ways() {
    for word in ["INTEGER_ZERO_OR_POSITIVE", "HOLOGRAM", "number"] {
        let parsed: ValueType = word.parse().unwrap();
        assert_eq!((parsed.as_str(), parsed.to_string().as_str()), (word, word));
        assert_eq!(
            serde_json::from_value::<ValueType>(json!(word)).unwrap(),
            parsed
        );
        assert_eq!(back(&parsed), json!(word));
    }
    assert_eq!(ValueType::from("NUMBER"), ValueType::Number);
    assert_eq!(format!("{:>7}", ValueType::Date), "   DATE");
}

#[test]
fn a_value_that_does_not_fit_is_kept_beside_its_field() {
    for json in [
        json!({ "name": 12 }),
        json!({ "name": { "fr": "Cas" } }),
        json!({ "id": "not a uid" }),
        json!({ "zeroIsSignificant": "true" }),
        json!({ "categoryCombo": [1] }),
        json!({ "style": "red" }),
        json!({ "aggregationLevels": 3 }),
        json!({ "aggregationLevels": [3, "4", null, [5]] }),
        json!({ "aggregationLevels": [1.5] }),
        json!({ "dataElementGroups": [{ "id": "GrpMalaria1", "n": 1 }, null, "GrpMalaria2"] }),
        json!({ "translations": [{ "value": "x" }, true] }),
        json!({ "sharing": { "users": { "UsrOne00001": "rw------" }, "public": 7 } }),
    ] {
        let read = element(&json);
        let nothing = DataElement {
            extra: read.extra.clone(),
            ..Default::default()
        };
        assert!(read == nothing || read.sharing.is_some(), "{read:?}");
        assert_eq!(back(&read), json);
    }
}

#[test]
fn setting_a_field_wins_over_the_misfit_beside_it() {
    let mut read = element(&json!({ "name": 12 }));
    read.name = Some("twelve".into());
    let text = serde_json::to_string(&read).unwrap();
    assert_eq!(text, r#"{"name":"twelve"}"#);
}

#[test]
fn the_last_of_two_equal_keys_counts() {
    let read: DataElement = serde_json::from_str(r#"{"name":"a","name":"b"}"#).unwrap();
    assert_eq!(read.name.as_deref(), Some("b"));
    let read: DataElement = serde_json::from_str(r#"{"name":1,"name":"b","name":2}"#).unwrap();
    assert_eq!(back(&read), json!({ "name": 2 }));
}

#[test]
fn numbers_keep_their_form() {
    for text in ["1", "1.0", "1.5", "-3", "1e300", "9223372036854775807"] {
        let json = format!(r#"{{"sequentialSampleCount":1,"baseline":{text}}}"#);
        let read: Predictor = serde_json::from_str(&json).unwrap();
        assert_eq!(read.sequential_sample_count, Some(1));
        let constant = format!(r#"{{"value":{text}}}"#);
        let read: dhis2::models::Constant = serde_json::from_str(&constant).unwrap();
        assert!(read.value.is_some());
        assert_eq!(
            back(&read),
            serde_json::from_str::<Value>(&constant).unwrap()
        );
    }
    assert_eq!(
        Number::from(2).as_f64().to_bits(),
        Number::from(2.0).as_f64().to_bits()
    );
    assert_eq!(
        serde_json::from_str::<Number>("7").unwrap(),
        Number::Integer(7)
    );
    assert!(serde_json::from_str::<Number>("\"7\"").is_err());
}

#[test]
fn a_reference_keeps_what_was_expanded_and_gives_it_back_as_the_object() {
    let json = json!({ "categoryCombo": {
        "id": "CcDefault01", "name": "default", "skipTotal": true, "code": null,
        "categories": [{ "id": "CatDefault1", "dataDimension": false }],
    }});
    let read = element(&json);
    let combo = read.category_combo.as_ref().unwrap();
    assert_eq!(combo.name.as_deref(), Some("default"));
    let full = combo.expand().unwrap();
    assert_eq!(full.skip_total, Some(true));
    let category = full.categories.as_ref().unwrap()[0].expand().unwrap();
    assert_eq!(category.data_dimension, Some(false));
    assert_eq!(back(&full), json["categoryCombo"]);
    assert_eq!(back(&read), json);
}

#[test]
fn a_bare_uid_is_a_reference_and_goes_back_bare() {
    let json = json!({ "sections": ["SecMalaria1", { "id": "SecMalaria2" }] });
    let mut read: DataSet = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(back(&read), json);
    let sections = read.sections.as_mut().unwrap();
    assert_eq!(sections[0].expand().unwrap().id, sections[0].id);
    sections[0].name = Some("Malaria".into());
    assert_eq!(
        back(&read)["sections"][0],
        json!({ "id": "SecMalaria1", "name": "Malaria" })
    );

    let alone: Ref<User> = serde_json::from_str("\"UsrOne00001\"").unwrap();
    assert_eq!(alone.id, Some("UsrOne00001".parse().unwrap()));
    for wrong in ["\"nobody\"", "null", "3", "[]"] {
        assert!(serde_json::from_str::<Ref<User>>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn only_an_object_is_an_object() {
    for wrong in ["null", "[]", "\"x\"", "{\"name\":}", "{\"name\":\"x\""] {
        assert!(
            serde_json::from_str::<DataElement>(wrong).is_err(),
            "{wrong}"
        );
    }
}

#[test]
fn an_object_is_made_from_outside_of_the_crate() {
    let mut unit = OrganisationUnit {
        name: Some("Port Clinic".into()),
        parent: Some(Ref::new("OuVelmora01".parse().unwrap())),
        opening_date: Some(Date::new(2020, 1, 31).unwrap().into()),
        geometry: Some(Geometry::point(10.5, -4.0)),
        contact_person: Some("A. Nurse".into()),
        ..Default::default()
    };
    assert_eq!((unit.uid(), Ref::to(&unit)), (None, None));
    unit.set_uid(Uid::from_key("port"));
    assert_eq!(Ref::to(&unit), unit.uid().map(Ref::new));
    assert_eq!(Metadata::name(&unit), Some("Port Clinic"));
    assert_eq!(OrganisationUnit::PLURAL, "organisationUnits");
    assert_eq!(
        back(&unit),
        json!({
            "id": Uid::from_key("port").as_str(),
            "name": "Port Clinic",
            "parent": { "id": "OuVelmora01" },
            "openingDate": "2020-01-31",
            "geometry": { "type": "Point", "coordinates": [10.5, -4.0] },
            "contactPerson": "A. Nurse",
        })
    );
}

#[test]
fn debug_shows_what_is_set_and_nothing_else() {
    let read = element(&json!({ "name": "Cases", "aggregationLevels": [2], "x": 1 }));
    let text = format!("{read:?}");
    assert!(
        text.starts_with("DataElement {") && !text.contains("None"),
        "{text}"
    );
    for part in [
        "name: \"Cases\"",
        "aggregationLevels: [2]",
        "\"x\": Number(1)",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn objects_and_references_cross_threads() {
    fn crosses<T: Send + Sync + Clone + 'static>() {}
    crosses::<DataElement>();
    // Whatever the target: there is none of it in a reference.
    crosses::<Ref<std::rc::Rc<u8>>>();
}

#[test]
fn an_operand_has_an_id_of_two_uids() {
    let json = json!({ "greyedFields": [{ "id": "DeMalariaC1.CocDefault1" }] });
    let section: dhis2::models::Section = serde_json::from_value(json.clone()).unwrap();
    let operand = &section.greyed_fields.as_ref().unwrap()[0];
    assert_eq!(operand.id.as_deref(), Some("DeMalariaC1.CocDefault1"));
    assert_eq!(back(&section), json);
}

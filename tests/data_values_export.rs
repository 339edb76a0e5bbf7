//! Exports of data values, against recordings of 2.42 and 2.43 and against faults.

#![allow(clippy::expect_used, clippy::unwrap_used)]

mod server;

use std::time::Duration;

use dhis2::data_values::{Compression, DataValue, Export, Format, IdKind, IdScheme};
use dhis2::{Api, Error, RetryPolicy};
use serde_json::{Value, json};
use server::replay::{Recording, Replay};
use server::{Reply, Server, api, builder};

const VERSIONS: [&str; 2] = ["2.42", "2.43"];

fn replay(version: &str, name: &str) -> (Replay, Api) {
    let replay = Replay::version(version)
        .file(&format!("data_values/{name}"))
        .start();
    let api = api(&replay.url());
    (replay, api)
}

/// What was recorded, with the fields of the head put into each value.
fn recorded(version: &str, name: &str) -> Vec<Value> {
    let from = [version, "2.42"];
    let found = from.iter().find(|version| {
        let path = format!("tests/recordings/{version}/data_values/{name}.json");
        std::path::Path::new(&path).is_file()
    });
    let recording = Recording::load(found.unwrap(), &format!("data_values/{name}"));
    let document: Value = serde_json::from_slice(&recording.body()).unwrap();
    let values = document["dataValues"].as_array().unwrap();
    let fill = |value: &Value| {
        let mut value = value.clone();
        for key in ["period", "orgUnit"] {
            if value[key].is_null() {
                value[key] = document[key].clone();
            }
        }
        value
            .as_object_mut()
            .unwrap()
            .retain(|_, field| !field.is_null());
        value
    };
    values.iter().map(fill).collect()
}

fn as_json(values: &[DataValue]) -> Vec<Value> {
    values
        .iter()
        .map(|value| serde_json::to_value(value).unwrap())
        .collect()
}

fn monthly(api: &Api) -> Export {
    let export = api.data_values().export();
    export
        .data_set("DsMonthly01")
        .org_unit("OuFacNoGeo1")
        .period("202601")
}

fn collect(export: Export) -> dhis2::Result<Vec<DataValue>> {
    export.values()?.collect()
}

#[test]
fn every_value_has_what_both_versions_have_in_different_places() {
    for version in VERSIONS {
        let (replay, api) = replay(version, "get_set_json");
        let mut values = monthly(&api).values().unwrap();
        let all: Vec<DataValue> = values.by_ref().map(Result::unwrap).collect();
        assert_eq!(
            as_json(&all),
            recorded(version, "get_set_json"),
            "{version}"
        );
        assert!(all.len() > 5);
        assert!(
            all.iter()
                .all(|v| v.period == "202601" && v.org_unit == "OuFacNoGeo1")
        );
        assert!(
            all.iter()
                .all(|v| v.extra.is_empty() && v.created.is_some())
        );
        assert_eq!(values.data_set(), Some("DsMonthly01"));
        assert_eq!(values.index(), all.len() as u64);
        assert!(values.next().is_none());
        let request = &replay.server().requests()[0];
        assert_eq!(request.header("accept"), Some("application/json"));
        replay.verify();
    }
}

#[test]
fn dates_children_groups_and_deleted_values_are_asked_for() {
    for version in VERSIONS {
        let (server, api) = replay(version, "get_set_dates");
        let export = api.data_values().export().data_set("DsMonthly01");
        let export = export.org_unit("OuVelmora01").children(true).limit(20);
        let export = export
            .start_date("2026-01-01".parse().unwrap())
            .end_date("2026-01-31".parse().unwrap());
        let values = collect(export).unwrap();
        assert_eq!(as_json(&values), recorded(version, "get_set_dates"));
        assert_eq!(values.len(), 20);
        server.verify();

        let (server, api) = replay(version, "get_deleted");
        let export = api.data_values().export().data_set("DsSupplies2");
        let export = export.org_unit("M10OshfmF6x").period("202608");
        let values = collect(export.include_deleted(true)).unwrap();
        assert!(!values.is_empty() && values.iter().all(|v| v.deleted == Some(true)));
        assert!(values.iter().all(|v| v.period == "202608"));
        server.verify();

        let (server, api) = replay(version, "get_set_comments");
        let export = api.data_values().export().data_element("u0uxI0jsmZW");
        let export = export.org_unit("OuVelmora01").children(true);
        let export = export
            .start_date("2025-11-01".parse().unwrap())
            .end_date("2026-10-31".parse().unwrap());
        let values = collect(export).unwrap();
        assert_eq!(values[0].comment.as_deref(), Some("typed by hand"));
        assert_eq!(values[0].value.as_deref(), Some("Late; café closed"));
        server.verify();
    }
}

#[test]
fn no_values_are_no_error() {
    for version in VERSIONS {
        let (server, api) = replay(version, "get_set_empty");
        let export = api.data_values().export().data_set("DsMonthly01");
        let mut values = export
            .org_unit("OuFacNoGeo1")
            .period("199001")
            .values()
            .unwrap();
        assert!(values.next().is_none());
        assert_eq!(values.head()["period"], "199001");
        server.verify();
    }
}

#[test]
fn csv_has_the_same_values() {
    for version in VERSIONS {
        let (server, api) = replay(version, "get_set_csv");
        let values: Vec<DataValue> = monthly(&api)
            .csv_values()
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        let mut of_json = recorded(version, "get_set_json");
        let mut of_csv = as_json(&values);
        for value in of_json.iter_mut().chain(&mut of_csv) {
            let value = value.as_object_mut().unwrap();
            // CSV has no day of creation, and either version leaves out what is false elsewhere.
            value.retain(|key, _| !["created", "followup", "deleted"].contains(&key.as_str()));
        }
        of_json.sort_by_key(Value::to_string);
        of_csv.sort_by_key(Value::to_string);
        assert_eq!(of_csv, of_json, "{version}");
        let request = &server.server().requests()[0];
        assert_eq!(request.path, "/api/dataValueSets.csv");
        server.verify();
    }
}

#[test]
fn an_answer_is_copied_in_the_form_that_was_asked_for() {
    for version in VERSIONS {
        for (name, format, path) in [
            ("get_set_xml", Format::Xml, "/api/dataValueSets.xml"),
            ("get_set_csv", Format::Csv, "/api/dataValueSets.csv"),
            ("get_set_json", Format::Json, "/api/dataValueSets"),
        ] {
            let (server, api) = replay(version, name);
            let mut copy = Vec::new();
            let length = monthly(&api).copy_to(&mut copy, format).unwrap();
            let body = Recording::load(version, &format!("data_values/{name}")).body();
            assert_eq!(
                (copy == body, length),
                (true, body.len() as u64),
                "{name} of {version}"
            );
            assert_eq!(server.server().requests()[0].path, path);
            server.verify();
        }
        let (server, api) = replay(version, "get_set_gzip_param");
        let mut copy = Vec::new();
        let export = monthly(&api).compression(Compression::Gzip);
        export.copy_to(&mut copy, Format::Json).unwrap();
        assert!(copy.starts_with(b"\x1f\x8b"));
        server.verify();
    }
}

#[test]
fn adx_is_asked_for_by_the_parameter_that_both_versions_read() {
    let recording = Recording::load("2.42", "data_values/data_adx_export");
    let reply = recording.reply("");
    let server = Server::start(move |_| reply.clone());
    let mut copy = Vec::new();
    monthly(&api(&server.url()))
        .copy_to(&mut copy, Format::Adx)
        .unwrap();
    assert_eq!(copy, recording.body());
    // Codes unless told otherwise: an element without one has lost its name.
    assert!(copy.ends_with(br#"<dataValue value="1"/></group></adx>"#));
    let request = &server.requests()[0];
    assert_eq!(request.path, "/api/dataValueSets");
    assert_eq!(request.param("format"), Some("adx+xml"));
    assert!(
        request.target.contains("format=adx%2Bxml"),
        "{}",
        request.target
    );
}

#[test]
fn adx_by_uids_names_every_element() {
    let recording = Recording::load("2.42", "data_values/data_adx_export_uids");
    let reply = recording.reply("");
    let server = Server::start(move |_| reply.clone());
    let mut copy = Vec::new();
    let export = monthly(&api(&server.url())).id_scheme(IdScheme::Uid);
    export.copy_to(&mut copy, Format::Adx).unwrap();
    let text = String::from_utf8(copy).unwrap();
    assert_eq!(text.matches("<dataValue dataElement=").count(), 2, "{text}");
    assert_eq!(server.requests()[0].param("idScheme"), Some("UID"));
}

#[test]
fn a_null_identifier_is_an_error_of_either_version() {
    let code = |api: &Api| monthly(api).id_scheme(IdScheme::Code).limit(3);
    // The first three of 2.42 have codes.
    let (server, api_42) = replay("2.42", "get_set_id_scheme_code");
    let values = collect(code(&api_42)).unwrap();
    assert_eq!(values[0].data_element, "MALARIA_CASES_CONFIRMED");
    server.verify();
    let (server, api_43) = replay("2.43", "get_set_id_scheme_code");
    let error = collect(code(&api_43)).unwrap_err();
    assert_eq!(error.error_code(), Some("E8203"));
    server.verify();

    // As text: the head must come before the values.
    let two = r#"{"period":"202601","orgUnit":"VM_1101","dataValues":[
        {"dataElement":"A","categoryOptionCombo":"default","value":"1"},
        {"dataElement":"A","categoryOptionCombo":null,"value":"2"}]}"#;
    let server =
        Server::start(move |_| Reply::bytes(200, two).header("content-type", "application/json"));
    let mut values = code(&api(&server.url())).values().unwrap();
    assert!(values.next().unwrap().is_ok());
    let error = values.next().unwrap().unwrap_err().to_string();
    assert!(error.contains("categoryOptionCombo is null"), "{error}");
    assert!(
        error.contains("element 1") && error.contains("/api/dataValueSets?"),
        "{error}"
    );
    assert!(values.next().is_none());
}

#[test]
fn a_value_without_a_period_anywhere_is_an_error() {
    let document = json!({ "orgUnit": "o", "dataValues": [{ "dataElement": "d", "value": "1" }] });
    let server = Server::start(move |_| Reply::json(200, &document));
    let error = collect(monthly(&api(&server.url())))
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("no period") && error.contains("element 0"),
        "{error}"
    );
}

#[test]
fn an_empty_answer_is_an_error_that_says_why() {
    let types = ["application/json", "application/csv", "application/xml"];
    let server = Server::start(move |request| {
        let form = match request.path.as_str() {
            "/api/dataValueSets.csv" => types[1],
            "/api/dataValueSets.xml" => types[2],
            _ => types[0],
        };
        Reply::empty(200).header("content-type", form)
    });
    let api = api(&server.url());
    let errors = [
        monthly(&api).values().err().unwrap(),
        monthly(&api).csv_values().err().unwrap(),
        monthly(&api)
            .copy_to(&mut Vec::new(), Format::Xml)
            .unwrap_err(),
    ];
    for error in errors {
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
        assert!(
            error
                .hint()
                .unwrap()
                .contains("outside the user's org units"),
            "{error}"
        );
    }
}

#[test]
fn a_unit_out_of_reach_is_an_error_in_the_servers_words() {
    let (server, api) = replay("2.43", "forbidden_get");
    let export = api.data_values().export().data_set("DsSupplies2");
    let error = collect(export.org_unit("XYJQWe0rNry").period("202610")).unwrap_err();
    assert_eq!(error.error_code(), Some("E2012"));
    server.verify();
}

#[test]
fn an_answer_of_another_form_is_an_error() {
    let server = Server::start(|_| Reply::json(200, &json!({ "dataValues": [] })));
    let api = api(&server.url());
    let error = monthly(&api).csv_values().err().unwrap().to_string();
    assert!(
        error.contains("application/json") && error.contains("CSV was due"),
        "{error}"
    );
    let error = monthly(&api)
        .copy_to(&mut Vec::new(), Format::Xml)
        .unwrap_err();
    assert!(error.to_string().contains("XML was due"), "{error}");
    let server = Server::start(|_| Reply::json(200, &json!({ "values": [] })));
    let error = collect(monthly(&self::api(&server.url()))).unwrap_err();
    assert!(error.to_string().contains("no dataValues"), "{error}");
}

#[test]
fn the_reason_for_a_bare_500_to_csv_is_asked_for_in_json() {
    let server = Server::script(vec![
        Reply::html(500, "<html><title>HTTP Status 500</title></html>"),
        Reply::json(
            409,
            &json!({
                "httpStatus": "Conflict", "httpStatusCode": 409, "status": "ERROR",
                "message": "At least one organisation unit must be specified", "errorCode": "E2006",
            }),
        ),
    ]);
    let api = api(&server.url());
    let export = api
        .data_values()
        .export()
        .data_set("DsMonthly01")
        .limit(100_000);
    let error = export.csv_values().err().unwrap();
    assert_eq!(error.error_code(), Some("E2006"));
    server.verify();
    assert_eq!(
        server.requests()[1].target,
        "/api/dataValueSets?dataSet=DsMonthly01&limit=1"
    );

    let server = Server::script(vec![
        Reply::html(500, "<html><title>HTTP Status 500</title></html>"),
        Reply::json(200, &json!({ "dataValues": [] })),
    ]);
    let error = monthly(&self::api(&server.url()))
        .csv_values()
        .err()
        .unwrap();
    assert_eq!(error.status(), Some(500), "the first error stays: {error}");
    server.verify();
}

#[test]
fn an_answer_that_is_cut_names_the_value_and_the_byte() {
    let value = json!({ "dataElement": "d", "period": "202601", "orgUnit": "o", "value": "1" });
    let text = json!({ "dataValues": [value, value, value] }).to_string();
    let cut = text.len() - 20;
    let short = text[..cut].to_owned();
    let server = Server::start(move |_| {
        Reply::bytes(200, short.clone())
            .header("content-type", "application/json")
            .until_close()
    });
    let mut values = monthly(&api(&server.url())).values().unwrap();
    assert!(values.next().unwrap().is_ok() && values.next().unwrap().is_ok());
    let Error::Decode(error) = values.next().unwrap().unwrap_err() else {
        panic!("not a decode error");
    };
    assert_eq!(error.index_of_element(), Some(2));
    // Where the broken element begins.
    let at = text.rfind("{\"dataElement").unwrap();
    assert_eq!(error.byte_offset(), Some(at as u64));
    assert!(values.next().is_none());

    // Where the length is known, the break itself is the error.
    let server = Server::start(move |_| {
        Reply::bytes(200, text.clone())
            .header("content-type", "application/json")
            .truncate_at(cut as u64)
    });
    let error = collect(monthly(&api(&server.url()))).unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

#[test]
fn every_parameter_is_sent_under_its_name() {
    let server = Server::start(|_| Reply::json(200, &json!({ "dataValues": [] })));
    let api = api(&server.url());
    let export = api
        .data_values()
        .export()
        .data_set("DsMonthly01")
        .data_element("DeMalariaC1")
        .data_element_group("GrpMalaria1")
        .org_units(["OuFacNoGeo1", "OuFacility2"])
        .org_unit_group("OuGrpUrban1")
        .children(false)
        .children(true)
        .periods(["202601", "202602"])
        .start_date("2026-01-01".parse().unwrap())
        .end_date("2026-01-31".parse().unwrap())
        .last_updated(dhis2::Date::new(2026, 1, 1).unwrap())
        .last_updated_duration(Duration::from_secs(86_400))
        .attribute_option_combo("HllvX50cXC0")
        .attribute("bjDvmb4bfuf", ["xYerKDKCefk"])
        .include_deleted(true)
        .limit(7)
        .id_scheme(IdScheme::Uid)
        .id_scheme_of(IdKind::DataElement, IdScheme::Code)
        .input_id_scheme_of(IdKind::OrgUnit, IdScheme::Uid);
    assert!(collect(export).unwrap().is_empty());
    let query = server.requests()[0].query.clone();
    let mut sent: Vec<String> = query.iter().map(|(k, v)| format!("{k}={v}")).collect();
    sent.sort();
    assert_eq!(
        sent,
        [
            "attributeCombo=bjDvmb4bfuf",
            "attributeOptionCombo=HllvX50cXC0",
            "attributeOptions=xYerKDKCefk",
            "children=true",
            "dataElement=DeMalariaC1",
            "dataElementGroup=GrpMalaria1",
            "dataElementIdScheme=CODE",
            "dataSet=DsMonthly01",
            "endDate=2026-01-31",
            "idScheme=UID",
            "includeDeleted=true",
            "inputOrgUnitIdScheme=UID",
            "lastUpdated=2026-01-01",
            "lastUpdatedDuration=1d",
            "limit=7",
            "orgUnit=OuFacNoGeo1",
            "orgUnit=OuFacility2",
            "orgUnitGroup=OuGrpUrban1",
            "period=202601",
            "period=202602",
            "startDate=2026-01-01",
        ]
    );
}

#[test]
fn identifiers_are_checked_before_anything_is_sent() {
    let server = Server::script(Vec::new());
    let api = api(&server.url());
    let export = || api.data_values().export();
    for (bad, name) in [
        (export().data_set("DS_MONTHLY"), "dataSet"),
        (export().org_unit(""), "orgUnit"),
        (
            export()
                .org_unit("VM 1")
                .input_id_scheme_of(IdKind::DataSet, IdScheme::Code),
            "orgUnit",
        ),
    ] {
        let error = bad.values().err().unwrap().to_string();
        assert!(error.starts_with(name), "{error}");
    }
    let packed = monthly(&api).compression(Compression::Zip);
    assert!(matches!(packed.values(), Err(Error::InvalidInput(_))));
    server.verify();
    // By code, any text may be one.
    let server = Server::start(|_| Reply::json(200, &json!({ "dataValues": [] })));
    let export = self::api(&server.url()).data_values().export();
    let export = export
        .input_id_scheme(IdScheme::Code)
        .data_set("DS_MONTHLY")
        .org_unit("VM 1");
    assert!(collect(export.period("202601")).is_ok());
}

#[test]
fn an_export_that_was_not_begun_is_retried() {
    let server = Server::script(vec![
        Reply::empty(503),
        Reply::json(200, &json!({ "dataValues": [] })),
    ]);
    let api = builder(&server.url())
        .retry(RetryPolicy::new().base_delay(Duration::ZERO))
        .build()
        .unwrap();
    assert!(collect(monthly(&api)).unwrap().is_empty());
    server.verify();
}

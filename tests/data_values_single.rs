//! Single data values, marks for follow-up and completeness, against recordings of 2.42 and 2.43.

#![allow(clippy::expect_used, clippy::unwrap_used)]

mod server;

use std::collections::BTreeSet;
use std::time::Duration;

use dhis2::data_values::{
    CompleteDataSetRegistration, DataValue, IdKind, IdScheme, ImportStrategy, SingleValue,
};
use dhis2::{Api, Error, Outcome, Upload};
use serde_json::json;
use server::replay::{Recording, Replay};
use server::{Reply, Server, api};

const VERSIONS: [&str; 2] = ["2.42", "2.43"];

fn replay(version: &str, name: &str) -> (Replay, Api) {
    let replay = Replay::version(version)
        .file(&format!("data_values/{name}"))
        .match_bodies()
        .start();
    let api = api(&replay.url());
    (replay, api)
}

/// The value that was recorded.
fn value(api: &Api, element: &str, period: &str) -> SingleValue {
    let value = api.data_values().value(element, period, "M10OshfmF6x");
    value.category_option_combo("HllvX50cXC0")
}

#[test]
fn a_value_is_read_and_one_that_is_not_there_is_none() {
    let (server, api) = replay("2.42", "single_get");
    let read = value(&api, "eW8xTBb9jx9", "202608").get().unwrap();
    assert_eq!(read.as_deref(), Some("23"));
    server.verify();
    // 409 on one, 404 on the other.
    for (version, element) in VERSIONS.into_iter().zip(["eW8xTBb9jx9", "CZlyGx83SZq"]) {
        let (server, api) = replay(version, "single_get_missing");
        assert_eq!(value(&api, element, "199001").get().unwrap(), None);
        server.verify();
    }
}

#[test]
fn a_value_is_written_in_the_body() {
    let name = "data_values/single_post_form";
    let server = Replay::version("2.42").file(name).start();
    value(&api(&server.url()), "eW8xTBb9jx9", "202608")
        .set(42)
        .unwrap();
    let request = &server.server().requests()[0];
    assert_eq!(request.target, "/api/dataValues");
    let recorded = Recording::load("2.42", name);
    let fields = |form: &str| -> BTreeSet<String> { form.split('&').map(str::to_owned).collect() };
    assert_eq!(
        fields(&request.text()),
        fields(recorded.request["body"].as_str().unwrap())
    );
    let form = "application/x-www-form-urlencoded";
    assert_eq!(request.header("content-type"), Some(form));
    server.verify();

    let server_side = Server::start(|_| Reply::empty(201));
    let api = self::api(&server_side.url());
    let set = api
        .data_values()
        .value("DeStockAct1", "202608", "OuFacility2");
    set.data_set("DsSupplies2")
        .attribute("bjDvmb4bfuf", ["xYerKDKCefk", "HllvX50cXC0"])
        .comment("a & b")
        .follow_up(true)
        .force(true)
        .set("7")
        .unwrap();
    assert_eq!(
        server_side.requests()[0].text(),
        "de=DeStockAct1&pe=202608&ou=OuFacility2&ds=DsSupplies2&cc=bjDvmb4bfuf\
         &cp=xYerKDKCefk%3BHllvX50cXC0&value=7&comment=a%20%26%20b&followUp=true&force=true"
    );
}

#[test]
fn what_the_server_refuses_is_an_error_with_its_code() {
    for (name, element, value, codes) in [
        (
            "single_post_bad_value",
            ["eW8xTBb9jx9", "CZlyGx83SZq"],
            "abc",
            ["E2030", "E1004"],
        ),
        (
            "single_post_unknown_de",
            ["NoSuchUid11", "NoSuchUid11"],
            "1",
            ["E1100", "E8003"],
        ),
    ] {
        for ((version, element), code) in VERSIONS.into_iter().zip(element).zip(codes) {
            // The recorded request had its parameters in the query; the answer is the same.
            let recording = Recording::load(version, &format!("data_values/{name}"));
            let reply = recording.reply("");
            let server = Server::start(move |_| reply.clone());
            let set = self::value(&api(&server.url()), element, "202608").set(value);
            assert_eq!(set.unwrap_err().error_code(), Some(code), "{version}");
        }
    }
}

#[test]
fn a_value_is_deleted_once_or_twice() {
    let (server, api) = replay("2.42", "single_delete");
    assert!(value(&api, "eW8xTBb9jx9", "202608").delete().unwrap());
    server.verify();
    for (version, (element, there)) in VERSIONS
        .into_iter()
        .zip([("eW8xTBb9jx9", false), ("CZlyGx83SZq", true)])
    {
        let (server, api) = replay(version, "single_delete_again");
        assert_eq!(
            value(&api, element, "202608").delete().unwrap(),
            there,
            "{version}"
        );
        server.verify();
    }
    // Another 409 is no proof that the value is gone.
    let server = Server::start(|_| {
        Reply::json(
            409,
            &json!({
                "httpStatus": "Conflict", "httpStatusCode": 409, "status": "ERROR",
                "message": "Data set is locked", "errorCode": "E2017",
            }),
        )
    });
    let error = value(&self::api(&server.url()), "eW8xTBb9jx9", "202608").delete();
    assert_eq!(error.unwrap_err().error_code(), Some("E2017"));
}

#[test]
fn what_cannot_be_meant_is_refused_before_it_is_sent() {
    let server = Server::script(Vec::new());
    let api = api(&server.url());
    let good = || value(&api, "eW8xTBb9jx9", "202608");
    let refused = |result: dhis2::Result<()>| {
        assert!(matches!(result, Err(Error::InvalidInput(_))), "{result:?}");
    };
    refused(good().set(""));
    refused(good().set("  "));
    refused(value(&api, "nonsense", "202608").set(1));
    refused(value(&api, "eW8xTBb9jx9", "20269x").get().map(|_| ()));
    refused(good().data_set("x").delete().map(|_| ()));
    refused(good().attribute("bjDvmb4bfuf", [""; 0]).get().map(|_| ()));
    server.verify();
}

#[test]
fn a_file_is_a_value_too() {
    let replay = Replay::version("2.42")
        .file("data_values/data_file_post")
        .file("data_values/data_file_get")
        .file("data_values/data_file_value_get")
        .file("data_values/data_file_delete")
        .start();
    let api = api(&replay.url());
    let scan = || {
        api.data_values()
            .value("DeDataScan3", "202601", "OuDataUnit2")
    };
    let file = || {
        api.files()
            .data_value("DeDataScan3", "202601", "OuDataUnit2")
    };
    let stored = file()
        .upload(Upload::bytes("scan.txt", "a scan\n"))
        .unwrap();
    assert_eq!(stored.id, "k6XJ414nrcu");
    assert_eq!(stored.content_length, Some(7));
    assert_eq!(file().download().unwrap().bytes().unwrap(), b"a scan\n");
    // The value itself is the uid of the file.
    assert_eq!(scan().get().unwrap().as_deref(), Some("k6XJ414nrcu"));
    assert!(scan().delete().unwrap());
    let requests = replay.server().requests();
    let key = "de=DeDataScan3&pe=202601&ou=OuDataUnit2";
    assert_eq!(requests[0].target, format!("/api/dataValues/file?{key}"));
    assert!(
        requests[0]
            .text()
            .contains("name=\"file\"; filename=\"scan.txt\"")
    );
    assert_eq!(requests[1].target, format!("/api/dataValues/files?{key}"));
    replay.verify();
}

#[test]
fn a_file_that_is_not_there_and_an_element_that_takes_none_are_errors() {
    let recorded = |name: &str| Recording::load("2.42", &format!("data_values/{name}")).reply("");
    let server = Server::script(vec![
        recorded("data_file_get_missing"),
        recorded("data_file_post_not_a_file_element"),
    ]);
    let api = api(&server.url());
    let files = api.files();
    let missing = files.data_value("DeDataScan3", "202602", "OuDataUnit2");
    let error = missing.download().unwrap_err();
    assert_eq!(error.status(), Some(409));
    assert!(error.to_string().contains("does not exist"), "{error}");
    let number = files.data_value("DeDataAggr1", "202601", "OuDataUnit2");
    let error = number.upload(Upload::bytes("a.txt", "a")).unwrap_err();
    assert_eq!(error.error_code(), Some("E2030"));
}

#[test]
fn values_are_marked_for_a_second_look() {
    let mut value = DataValue::new("eW8xTBb9jx9", "202608", "M10OshfmF6x", 1);
    value.category_option_combo = Some("HllvX50cXC0".into());
    value.attribute_option_combo = Some("HllvX50cXC0".into());
    let (server, api) = replay("2.42", "followup_put");
    api.data_values().follow_up(&value, true).unwrap();
    server.verify();
    let (server, api) = replay("2.42", "followups_put");
    api.data_values().follow_ups(&[value], false).unwrap();
    api.data_values().follow_ups(&[], true).unwrap();
    assert_eq!(server.server().requests().len(), 1);
    server.verify();
}

#[test]
fn a_mark_on_a_value_that_is_not_there_is_an_error() {
    let (server, api) = replay("2.42", "data_followups_missing");
    let value = DataValue::new("DeDataAggr1", "202605", "OuDataUnit2", 1);
    let error = api.data_values().follow_ups(&[value], false).unwrap_err();
    assert_eq!(error.error_code(), Some("E2032"));
    server.verify();
}

#[test]
fn completeness_of_several_units_is_tried_and_imported_as_a_task() {
    let of = |api: &Api| {
        let mut done = CompleteDataSetRegistration::new("DsDataMont1", "202602", "OuDataUnit2");
        done.completed = None;
        api.complete_data_set_registrations().import([done])
    };
    let (server, api) = replay("2.42", "data_complete_dry_run");
    let report = of(&api).dry_run(true).send().unwrap();
    assert_eq!(report.stats().created, 1);
    server.verify();

    let (server, api) = replay("2.42", "data_complete_async");
    let task = of(&api).start().unwrap();
    assert_eq!(task.job_type(), "COMPLETE_DATA_SET_REGISTRATION_IMPORT");
    server.verify();
    let (server, api) = replay("2.42", "data_complete_async_summary");
    let report = api.tasks().report(&task).unwrap().unwrap();
    assert_eq!(report.stats().created, 1);
    server.verify();

    // To take back what is not there is no error.
    let (server, api) = replay("2.42", "data_complete_delete_again");
    let delete = api.complete_data_set_registrations();
    let delete = delete.delete("DsDataMont1", "202601", "OuDataUnit2");
    delete.send().unwrap();
    server.verify();
}

#[test]
fn completeness_is_read_written_and_taken_back() {
    let (server, api) = replay("2.42", "complete_get");
    let of = |api: &Api, period: &str| {
        let export = api.complete_data_set_registrations().export();
        export
            .data_set("DsSupplies2")
            .period(period)
            .org_unit("M10OshfmF6x")
            .send()
    };
    let all: Vec<_> = of(&api, "202608").unwrap().map(Result::unwrap).collect();
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].organisation_unit, "M10OshfmF6x");
    assert_eq!(
        (all[0].completed, all[0].stored_by.as_deref()),
        (Some(true), Some("admin"))
    );
    assert_eq!(all[0].date.as_ref().unwrap().as_str(), "2026-11-21");
    server.verify();

    let (server, api) = replay("2.42", "complete_get_empty");
    assert_eq!(of(&api, "199001").unwrap().count(), 0);
    server.verify();

    let (server, api) = replay("2.42", "complete_get_bad");
    let export = api.complete_data_set_registrations().export();
    let error = export.data_set("DsSupplies2").send().unwrap_err();
    assert_eq!(error.error_code(), Some("E2006"));
    server.verify();

    let (server, api) = replay("2.42", "complete_post");
    let done = CompleteDataSetRegistration::new("DsSupplies2", "202608", "M10OshfmF6x");
    let report = api
        .complete_data_set_registrations()
        .import([done])
        .send()
        .unwrap();
    assert!(report.is_ok(), "{report}");
    server.verify();

    let (server, api) = replay("2.42", "complete_post_conflict");
    let mut bad = CompleteDataSetRegistration::new("NoSuchUid11", "202608", "M10OshfmF6x");
    bad.completed = None;
    let report = api
        .complete_data_set_registrations()
        .import([bad])
        .send()
        .unwrap();
    assert_eq!(
        (report.http_status(), report.outcome()),
        (Some(409), Outcome::Failed)
    );
    server.verify();

    let (server, api) = replay("2.42", "complete_delete");
    let delete = api.complete_data_set_registrations();
    delete
        .delete("DsSupplies2", "202608", "M10OshfmF6x")
        .send()
        .unwrap();
    server.verify();
}

#[test]
fn completeness_is_asked_for_with_every_parameter() {
    let server = Server::start(|_| Reply::json(200, &json!({})));
    let api = api(&server.url());
    let export = api.complete_data_set_registrations().export();
    let export = export
        .data_set("DsSupplies2")
        .start_date("2026-01-01".parse().unwrap())
        .end_date("2026-01-31".parse().unwrap())
        .org_unit_group("OuGrpUrban1")
        .children(true)
        .created(dhis2::Date::new(2026, 1, 1).unwrap())
        .created_duration(Duration::from_secs(7200))
        .last_updated(dhis2::Date::new(2026, 1, 2).unwrap())
        .limit(5)
        .id_scheme(IdScheme::Uid)
        .id_scheme_of(IdKind::OrgUnit, IdScheme::Code);
    assert_eq!(export.send().unwrap().count(), 0);
    assert_eq!(
        server.requests()[0].target,
        "/api/completeDataSetRegistrations?dataSet=DsSupplies2&startDate=2026-01-01\
         &endDate=2026-01-31&orgUnitGroup=OuGrpUrban1&children=true&created=2026-01-01\
         &createdDuration=2h&lastUpdated=2026-01-02&limit=5&idScheme=UID&orgUnitIdScheme=CODE"
    );
    let delete = api.complete_data_set_registrations();
    let delete = delete.delete("DsSupplies2", "202608", "M10OshfmF6x");
    delete
        .attribute("bjDvmb4bfuf", ["xYerKDKCefk"])
        .multi_org_unit(true)
        .send()
        .unwrap();
    assert_eq!(
        server.requests()[1].target,
        "/api/completeDataSetRegistrations?ds=DsSupplies2&pe=202608&ou=M10OshfmF6x\
         &cc=bjDvmb4bfuf&cp=xYerKDKCefk&multiOu=true"
    );
    let bad = CompleteDataSetRegistration::new("DsSupplies2", "2026xx", "M10OshfmF6x");
    let import = api.complete_data_set_registrations().import([bad]);
    let error = import
        .strategy(ImportStrategy::Delete)
        .dry_run(true)
        .send()
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("completeDataSetRegistrations[0].period"),
        "{error}"
    );
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn several_attribute_options_name_one_value_and_one_registration() {
    const COMBO: &str = "CcDataBoth1";
    let options = ["CoDataMale1", "CoDataTwo02"];
    let of = |api: &Api, options: &[&str]| {
        let value = api
            .data_values()
            .value("DeDataAggr1", "202601", "OuDataUnit2");
        value.attribute(COMBO, options.iter().copied())
    };
    let (server, api) = replay("2.42", "data_cp_set");
    of(&api, &options).set(4).unwrap();
    server.verify();
    let (server, api) = replay("2.42", "data_cp_get");
    assert_eq!(of(&api, &options).get().unwrap().as_deref(), Some("4"));
    server.verify();
    // An option of each category, or none of the combinations is meant.
    let (server, api) = replay("2.42", "data_cp_get_one_option");
    let error = of(&api, &options[..1]).get().unwrap_err();
    assert_eq!(error.error_code(), Some("E2041"));
    server.verify();
    let (server, api) = replay("2.42", "data_cp_delete");
    assert!(of(&api, &options).delete().unwrap());
    server.verify();

    // An export has the options one by one.
    let (server, api) = replay("2.42", "data_cp_export");
    let export = api.data_values().export().data_set("DsDataMont1");
    let export = export.period("202601").org_unit("OuDataUnit2");
    let values = export.attribute(COMBO, options).values().unwrap();
    let values: Vec<_> = values.map(Result::unwrap).collect();
    assert_eq!(values.len(), 1);
    assert_eq!(
        values[0].attribute_option_combo.as_deref(),
        Some("p8hrF7Wci4s")
    );
    server.verify();

    let (server, api) = replay("2.42", "data_cp_complete_delete");
    let delete = api.complete_data_set_registrations();
    let delete = delete.delete("DsDataMont1", "202601", "OuDataUnit2");
    delete.attribute(COMBO, options).send().unwrap();
    server.verify();
}

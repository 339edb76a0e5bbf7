//! Imports of data values in one request, against recordings of 2.42 and 2.43 and against faults.

#![allow(clippy::expect_used, clippy::unwrap_used)]

mod server;

use std::io::{Read, Write};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use dhis2::data_values::{
    DataValue, Format, IdKind, IdScheme, Import, ImportStrategy, NotificationLevel, Strict,
};
use dhis2::{Api, Error, Outcome, RetryPolicy};
use serde_json::{Value, json};
use server::replay::{Recording, Replay};
use server::{Reply, Server, api, builder};

const VERSIONS: [&str; 2] = ["2.42", "2.43"];
/// The same two elements on the two recorded servers.
const ELEMENTS: [[&str; 2]; 2] = [
    ["eW8xTBb9jx9", "EUm0ivGBrDf"],
    ["CZlyGx83SZq", "LCcMsCog6wr"],
];

/// A server with one recording, which it plays for the same body only.
fn replay(version: &str, name: &str) -> (Replay, Import) {
    let replay = Replay::version(version)
        .file(&format!("data_values/{name}"))
        .match_bodies()
        .start();
    let import = api(&replay.url()).data_values().import();
    (replay, import)
}

fn supplies(element: &str, value: &str) -> DataValue {
    DataValue::new(element, "202608", "M10OshfmF6x", value)
}

fn value(n: u32) -> DataValue {
    DataValue::new("DeStockAct1", "202608", "OuFacility2", n)
}

fn done(imported: u64) -> Reply {
    Reply::json(
        200,
        &json!({
            "httpStatus": "OK", "httpStatusCode": 200, "status": "OK", "response": {
                "status": "SUCCESS", "responseType": "ImportSummary", "conflicts": [], "rejectedIndexes": [],
                "importCount": { "imported": imported, "updated": 0, "ignored": 0, "deleted": 0 },
            },
        }),
    )
}

fn invalid(import: Import) -> String {
    let error = import.send().unwrap_err();
    assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
    error.to_string()
}

#[test]
fn values_are_sent_as_both_versions_were_sent_them() {
    for (version, [a, b]) in VERSIONS.into_iter().zip(ELEMENTS) {
        for name in ["post_ok", "post_dry_run"] {
            let (server, import) = replay(version, name);
            let values = [supplies(a, "10"), supplies(b, "11")];
            let import = import.values(values).dry_run(name == "post_dry_run");
            let report = import.send().unwrap();
            assert_eq!(report.outcome(), Outcome::Changed, "{report}");
            assert_eq!(report.stats().written(), 2);
            let request = &server.server().requests()[0];
            assert_eq!(request.header("content-type"), Some("application/json"));
            server.verify();
        }
        let (server, import) = replay(version, "delete_strategy");
        // On 2.43 elements of one data set, in the order that was recorded.
        let recorded = Recording::load(version, "data_values/delete_strategy");
        let body: Value = serde_json::from_str(recorded.request["body"].as_str().unwrap()).unwrap();
        let values: Vec<DataValue> = serde_json::from_value(body["dataValues"].clone()).unwrap();
        let report = import
            .strategy(ImportStrategy::Delete)
            .values(values)
            .send()
            .unwrap();
        // One of them was gone already, which 2.43 does not tell.
        let deleted = if version == "2.42" { 1 } else { 2 };
        assert_eq!(report.stats().deleted, deleted, "{report}");
        server.verify();
    }
}

#[test]
fn what_all_values_share_can_stand_in_the_head() {
    for (version, [a, _]) in VERSIONS.into_iter().zip(ELEMENTS) {
        let (server, import) = replay(version, "post_header_form");
        let report = import
            .data_set("DsSupplies2")
            .period("202608")
            .org_unit("M10OshfmF6x")
            .complete_date("2026-09-01".parse().unwrap())
            .values([DataValue::new(a, "", "", 13)])
            .send()
            .unwrap();
        assert!(report.is_ok(), "{report}");
        server.verify();
    }
}

#[test]
fn csv_goes_out_with_its_header_and_the_media_type_that_is_taken() {
    for version in VERSIONS {
        let (server, import) = replay(version, "post_csv");
        let recorded = Recording::load(version, "data_values/post_csv");
        let text = recorded.request["body"].as_str().unwrap().to_owned();
        // Columns in another order are put right.
        let mut lines = text.lines().map(|line| {
            let mut cells: Vec<_> = line.split(',').collect();
            cells.reverse();
            cells.join(",")
        });
        let turned = format!("{}\r\n{}", lines.next().unwrap(), lines.next().unwrap());
        let report = import
            .reader(Format::Csv, std::io::Cursor::new(turned))
            .send()
            .unwrap();
        assert_eq!(report.outcome(), Outcome::Changed, "{report}");
        let request = &server.server().requests()[0];
        assert_eq!(request.header("content-type"), Some("application/csv"));
        server.verify();
    }
}

#[test]
fn refused_rows_of_a_csv_are_in_the_report_of_either_version() {
    for version in VERSIONS {
        let recorded = Recording::load(version, "data_values/post_csv_bad");
        let text = recorded.request["body"].as_str().unwrap().to_owned();
        let server = Replay::version(version)
            .file("data_values/post_csv_bad")
            .start();
        let import = api(&server.url()).data_values().import().dry_run(true);
        let report = import
            .reader(Format::Csv, std::io::Cursor::new(text))
            .send()
            .unwrap();
        assert_eq!(report.outcome(), Outcome::Failed, "{report}");
        assert_eq!(report.http_status(), Some(409));
        assert!(!report.conflicts().is_empty());
        server.verify();
    }
}

#[test]
fn xml_is_sent_as_it_is() {
    for version in VERSIONS {
        let recorded = Recording::load(version, "data_values/post_xml");
        let text = recorded.request["body"].as_str().unwrap();
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        let (server, import) = replay(version, "post_xml");
        let report = import.file(Format::Xml, file.path()).send().unwrap();
        assert!(report.is_ok(), "{report}");
        let request = &server.server().requests()[0];
        assert_eq!(request.header("content-type"), Some("application/xml"));
        server.verify();
    }
}

/// An import of the ADX that a recording sent.
fn adx(name: &str) -> (Replay, Import) {
    let recorded = Recording::load("2.42", &format!("data_values/{name}"));
    let text = recorded.request["body"].as_str().unwrap().to_owned();
    let replay = Replay::version("2.42").file(&format!("data_values/{name}"));
    let replay = replay.match_bodies().start();
    let import = api(&replay.url()).data_values().import();
    let text = std::io::Cursor::new(text);
    (
        replay,
        import.reader(Format::Adx, text).id_scheme(IdScheme::Code),
    )
}

#[test]
fn adx_is_imported_and_what_is_wrong_in_it_is_reported() {
    let (server, import) = adx("data_adx_import_id_scheme");
    let report = import.send().unwrap();
    assert_eq!(
        (report.outcome(), report.stats().ignored),
        (Outcome::Unchanged, 1)
    );
    let request = &server.server().requests()[0];
    assert_eq!(request.header("content-type"), Some("application/adx+xml"));
    server.verify();

    let (server, import) = adx("data_adx_import_bad_value");
    let report = import.send().unwrap();
    assert_eq!(report.outcome(), Outcome::Failed);
    assert_eq!(report.conflicts()[0].error_code.as_deref(), Some("E7619"));
    assert_eq!(report.rejected_indexes(), [0]);
    server.verify();

    // An unknown code fails the whole file, and is named in the description alone.
    let (server, import) = adx("data_adx_import_unknown_element");
    let error = import.send().unwrap().into_result().unwrap_err();
    assert!(error.to_string().contains("'NO_SUCH'"), "{error}");
    server.verify();

    let (server, import) = adx("data_adx_import_async");
    let task = import.start().unwrap();
    assert_eq!(
        (task.job_type(), task.uid()),
        ("DATAVALUE_IMPORT", "sZED7xVIxwn")
    );
    server.verify();
    let replay = Replay::version("2.42").file("data_values/data_adx_import_async_summary");
    let replay = replay.start();
    let report = api(&replay.url()).tasks().report(&task).unwrap().unwrap();
    assert_eq!(report.stats().ignored, 1);
    replay.verify();
}

#[test]
fn a_partial_import_is_a_value_whatever_its_status() {
    let (server, import) = replay("2.42", "post_all_bad");
    let report = import
        .values([supplies("NoSuchUid11", "10")])
        .send()
        .unwrap();
    assert_eq!(
        (report.http_status(), report.outcome()),
        (Some(409), Outcome::Failed)
    );
    assert_eq!(report.rejected_indexes(), [0]);
    server.verify();

    let (server, import) = replay("2.43", "batch_bad_value");
    let recorded = Recording::load("2.43", "data_values/batch_bad_value");
    let body: Value = serde_json::from_str(recorded.request["body"].as_str().unwrap()).unwrap();
    let values: Vec<DataValue> = serde_json::from_value(body["dataValues"].clone()).unwrap();
    let report = import.values(values).send().unwrap();
    assert_eq!(
        (report.http_status(), report.outcome()),
        (Some(200), Outcome::Partial)
    );
    assert_eq!(report.rejected_indexes(), [1]);
    server.verify();
}

#[test]
fn a_job_gives_its_reference() {
    for (version, uid) in VERSIONS.into_iter().zip(["fL4YmtLSLqw", "JwEdlatlKgK"]) {
        let (server, import) = replay(version, "post_async");
        let bad = DataValue::new("NoSuchUid11", "202608", "OuFacility2", 30);
        let task = import.values([value(30), bad]).start().unwrap();
        assert_eq!(task.to_string(), format!("DATAVALUE_IMPORT/{uid}"));
        server.verify();
    }
}

#[test]
fn all_or_nothing_is_for_servers_that_know_it() {
    let start = |version: &'static str| {
        Server::start(move |request| match request.path.as_str() {
            "/api/system/info" => Reply::json(200, &json!({ "version": version })),
            _ => done(1),
        })
    };
    let old = start("2.42.4");
    let import = || api(&old.url()).data_values().import().values([value(1)]);
    let error = import().atomic(true).send().unwrap_err();
    assert!(matches!(error, Error::UnsupportedVersion(_)), "{error:?}");
    assert!(old.requests().iter().all(|request| request.method == "GET"));
    let new = start("2.43.1");
    let import = api(&new.url()).data_values().import().values([value(1)]);
    assert!(import.atomic(true).send().unwrap().is_ok());
    let post = new.requests().pop().unwrap();
    assert_eq!(post.target, "/api/dataValueSets?atomic=true");
}

#[test]
fn options_are_sent_under_their_names() {
    let server = Server::start(|_| done(1));
    let import = api(&server.url()).data_values().import();
    let report = import
        .strategy(ImportStrategy::Update)
        .dry_run(true)
        .id_scheme(IdScheme::Code)
        .id_scheme_of(IdKind::OrgUnit, IdScheme::Uid)
        .force(true)
        .skip_audit(true)
        .preheat_cache(true)
        .preheat_cache(false)
        .skip_existing_check(true)
        .skip_last_updated(true)
        .skip_cache(true)
        .merge_data_values(true)
        .require_category_option_combo(true)
        .require_attribute_option_combo(true)
        .strict(Strict::Periods, true)
        .strict(Strict::DataSetInputPeriods, false)
        .notification_level(NotificationLevel::Off)
        .data_set("DS_MONTHLY")
        .attribute_option_combo("default")
        .values([value(1)])
        .send()
        .unwrap();
    assert!(report.is_ok());
    let request = &server.requests()[0];
    let sent: Vec<String> = request
        .query
        .iter()
        .map(|(k, v)| format!("{k}={v}"))
        .collect();
    assert_eq!(
        sent,
        [
            "importStrategy=UPDATE",
            "dryRun=true",
            "idScheme=CODE",
            "orgUnitIdScheme=UID",
            "force=true",
            "skipAudit=true",
            "preheatCache=false",
            "skipExistingCheck=true",
            "skipLastUpdated=true",
            "skipCache=true",
            "mergeDataValues=true",
            "requireCategoryOptionCombo=true",
            "requireAttributeOptionCombo=true",
            "strictPeriods=true",
            "strictDataSetInputPeriods=false",
            "notificationLevel=OFF",
        ]
    );
    assert_eq!(request.json()["dataSet"], "DS_MONTHLY");
    assert_eq!(request.json()["attributeOptionCombo"], "default");
}

#[test]
fn what_would_do_harm_is_refused_and_nothing_whole_is_sent() {
    let server = Server::start(|_| done(9));
    let import = || api(&server.url()).data_values().import();
    let blank = || DataValue {
        value: Some(" ".into()),
        ..value(1)
    };

    let error = invalid(import().values([value(1), blank()]));
    assert!(error.starts_with("dataValues[1].value"), "{error}");
    let csv = "dataelement,period,orgunit,value\nDeStockAct1,202608,OuFacility2,\n";
    let error = invalid(import().reader(Format::Csv, csv.as_bytes()));
    assert!(error.starts_with("dataValues[0].value"), "{error}");
    let error = invalid(import().values([DataValue::new("DeStockAct1", "20269x", "o", 1)]));
    assert!(error.contains("20269x"), "{error}");
    let twice = import()
        .values([value(1), value(2)])
        .refuse_duplicates(true);
    assert!(invalid(twice).contains("dataValues[1]"));
    let date = "2026-09-01".parse().unwrap();
    let dry = import()
        .values([value(1)])
        .complete_date(date)
        .dry_run(true);
    assert!(invalid(dry).starts_with("completeDate"));
    assert!(invalid(import().data_set("nonsense").values([value(1)])).contains("nonsense"));
    let csv = import()
        .data_set("DsSupplies2")
        .reader(Format::Csv, csv.as_bytes());
    assert!(invalid(csv).contains("none for CSV"));
    assert!(invalid(import()).contains("a reader or a file"));
    let missing = import().file(Format::Json, "/no/such/file").send();
    assert!(matches!(missing, Err(Error::Io(_))));
    assert!(
        server
            .requests()
            .iter()
            .all(|request| { serde_json::from_slice::<Value>(&request.body).is_err() })
    );

    let by_code = import().data_set("DS_SUPPLIES").id_scheme(IdScheme::Code);
    let order_is_free = by_code.values([value(1)]).send();
    assert!(order_is_free.is_ok(), "{order_is_free:?}");

    // Asked for, the blank deletes.
    import()
        .values([value(1), blank()])
        .allow_deletions(true)
        .send()
        .unwrap();
    let sent = server.requests().pop().unwrap().json();
    assert_eq!(sent["dataValues"][1]["deleted"], true);
    assert_eq!(sent["dataValues"][1].get("value"), None);
    assert_eq!(sent["dataValues"][0]["value"], "1");
}

#[test]
fn the_first_error_of_a_source_ends_the_import_and_is_returned() {
    #[derive(Debug)]
    struct Gone;
    impl std::fmt::Display for Gone {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("the source is gone")
        }
    }
    impl std::error::Error for Gone {}

    let whole = Arc::new(Mutex::new(0));
    let seen = Arc::clone(&whole);
    let server = Server::start(move |request| {
        if request.json().is_object() {
            *seen.lock().unwrap() += 1;
        }
        done(1)
    });
    let import = || api(&server.url()).data_values().import();
    // Enough of them that some are sent before the error comes.
    let good = || (0..50_000).map(value);
    let bad = good().map(Ok).chain([Err(Gone)]).chain(good().map(Ok));
    let error = import().values(bad).send().unwrap_err();
    let source = std::error::Error::source(&error).unwrap();
    assert_eq!(source.to_string(), "the source is gone");

    let ours = Api::builder("").build().unwrap_err();
    let text = ours.to_string();
    let bad = good().map(Ok).chain([Err(ours)]);
    let error = import().values(bad).send().unwrap_err();
    assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
    assert_eq!(error.to_string(), text);

    let cut = "{\"dataValues\":[{\"dataElement\":\"d\",\"period\":\"202601\",\"orgUnit\":\"o\",\"value\":1},";
    let error = import()
        .reader(Format::Json, cut.as_bytes())
        .send()
        .unwrap_err();
    let Error::Decode(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!(error.byte_offset(), Some(cut.len() as u64));
    assert_eq!(*whole.lock().unwrap(), 0);
}

#[test]
fn one_server_flows_into_another() {
    let source = Replay::version("2.43")
        .file("data_values/get_set_json")
        .start();
    let target = Server::start(|_| done(1));
    let values = api(&source.url())
        .data_values()
        .export()
        .data_set("DsMonthly01")
        .org_unit("OuFacNoGeo1")
        .period("202601")
        .values()
        .unwrap();
    let import = api(&target.url())
        .data_values()
        .import()
        .data_set("DsMonthly01");
    assert!(import.values(values).send().unwrap().is_ok());
    let sent = target.requests()[0].json();
    let first = &sent["dataValues"][0];
    assert_eq!(sent["dataSet"], "DsMonthly01");
    assert_eq!(
        (&first["period"], &first["orgUnit"]),
        (&json!("202601"), &json!("OuFacNoGeo1"))
    );
    source.verify();
}

#[test]
fn a_compressed_request_says_so() {
    let server = Server::start(|_| done(1));
    let import = || api(&server.url()).data_values().import().gzip(true);
    import().values((0..100).map(value)).send().unwrap();
    let csv = "dataelement,period,orgunit,value\nDeStockAct1,202608,OuFacility2,7\n";
    import().reader(Format::Csv, csv.as_bytes()).send().unwrap();
    let unpacked: Vec<String> = server
        .requests()
        .iter()
        .map(|request| {
            assert_eq!(request.header("content-encoding"), Some("gzip"));
            let mut text = String::new();
            let mut decoder = flate2::read::GzDecoder::new(&request.body[..]);
            decoder.read_to_string(&mut text).unwrap();
            text
        })
        .collect();
    let sent: Value = serde_json::from_str(&unpacked[0]).unwrap();
    assert_eq!(sent["dataValues"].as_array().unwrap().len(), 100);
    assert!(
        unpacked[1].contains("\nDeStockAct1,202608,OuFacility2,,,7,"),
        "{}",
        unpacked[1]
    );
}

#[test]
fn a_file_is_read_again_for_a_retry_and_an_iterator_is_not() {
    let broken = Reply::empty(503);
    let server = Server::script(vec![broken.clone(), done(1), broken.clone(), broken]);
    let api = builder(&server.url())
        .retry(RetryPolicy::new().base_delay(Duration::ZERO))
        .build()
        .unwrap();
    let mut file = tempfile::NamedTempFile::new().unwrap();
    write!(file, "{}", json!({ "dataValues": [value(1)] })).unwrap();
    let import = || api.data_values().import();
    assert!(
        import()
            .file(Format::Json, file.path())
            .send()
            .unwrap()
            .is_ok()
    );
    let error = import().values([value(2)]).send().unwrap_err();
    assert_eq!(error.status(), Some(503));
    // What the first attempt created, the second would be refused.
    let create = import()
        .file(Format::Json, file.path())
        .strategy(ImportStrategy::Create);
    assert_eq!(create.send().unwrap_err().status(), Some(503));
    server.verify();
    let requests = server.requests();
    assert_eq!(requests[0].body, requests[1].body);
    assert_eq!(requests[1].json()["dataValues"][0]["value"], "1");
}

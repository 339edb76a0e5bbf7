//! Import, export and deletion of metadata of all kinds, held against recorded answers.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use std::io::Read;

use dhis2::metadata::{
    AtomicMode, FlushMode, Identifier, ImportReportMode, ImportStrategy, Packing, PreheatMode,
};
use dhis2::models::{
    CategoryCombo, Dashboard, DataElement, DataElementGroup, DataSet, Indicator, IndicatorType,
    OptionSet, Program,
};
use dhis2::{Error, Outcome, RetryPolicy};
use flate2::read::GzDecoder;
use serde_json::{Value, json};
use server::replay::{Recording, Replay};
use server::{FakeClock, Reply, Request, Server, api, builder, line, recorded};

fn payload() -> Value {
    let text = Recording::load("2.42", "metadata/import_ok").request["body"]
        .as_str()
        .unwrap()
        .to_owned();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn an_import_sends_its_parameters_in_the_words_that_dhis2_knows() {
    let server = Server::start(|_: &Request| recorded("metadata/import_ok"));
    let metadata = api(&server.url()).metadata();
    let report = metadata.import().send(&payload()).unwrap();
    assert_eq!(
        (report.outcome(), report.stats().created),
        (Outcome::Changed, 3)
    );
    metadata
        .import()
        .strategy(ImportStrategy::Create)
        .atomic_mode(AtomicMode::None)
        .identifier(Identifier::Code)
        .preheat_mode(PreheatMode::Reference)
        .flush_mode(FlushMode::Object)
        .report_mode(ImportReportMode::Full)
        .skip_sharing(true)
        .skip_translation(true)
        .skip_validation(false)
        .dry_run(true)
        .send(&payload())
        .unwrap();
    let requests = server.requests();
    let base = "POST /api/metadata?";
    assert_eq!(
        line(&requests[0]),
        format!("{base}importStrategy=CREATE_AND_UPDATE&atomicMode=ALL&importMode=COMMIT")
    );
    assert_eq!(
        line(&requests[1]),
        format!(
            "{base}identifier=CODE&preheatMode=REFERENCE&flushMode=OBJECT&importReportMode=FULL&skipSharing=true\
             &skipTranslation=true&skipValidation=false&importStrategy=CREATE&atomicMode=NONE&importMode=VALIDATE"
        )
    );
    assert_eq!(
        serde_json::from_slice::<Value>(&requests[1].body).unwrap(),
        payload()
    );
}

#[test]
fn refused_objects_are_in_the_report_and_not_an_error() {
    let server = Server::start(|_: &Request| recorded("metadata/import_conflict_all"));
    let report = api(&server.url())
        .metadata()
        .import()
        .send(&payload())
        .unwrap();
    assert_eq!(report.outcome(), Outcome::Failed);
    assert!(
        report
            .conflicts()
            .iter()
            .any(|c| c.uid.as_deref() == Some("W2i3sBWGLYr"))
    );
}

#[test]
fn an_import_out_of_a_file_and_a_reader_is_streamed_and_csv_names_its_kind() {
    let server = Server::start(|_: &Request| recorded("metadata/import_ok"));
    let metadata = api(&server.url()).metadata();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), payload().to_string()).unwrap();
    metadata.import().send_file(file.path()).unwrap();
    metadata
        .import()
        .send_reader(std::io::Cursor::new(payload().to_string()))
        .unwrap();
    metadata
        .import()
        .dry_run(true)
        .send_csv("ORGANISATION_UNIT", "name,uid\nA,d7qYiLoK0k1\n")
        .unwrap();
    let requests = server.requests();
    for request in &requests[..2] {
        assert_eq!(
            serde_json::from_slice::<Value>(&request.body).unwrap(),
            payload()
        );
        assert_eq!(request.header("content-type"), Some("application/json"));
    }
    assert_eq!(requests[2].param("classKey"), Some("ORGANISATION_UNIT"));
    assert_eq!(requests[2].header("content-type"), Some("application/csv"));
    assert_eq!(requests[2].param("importMode"), Some("VALIDATE"));
}

#[test]
fn an_import_as_a_task_returns_the_task() {
    let server = Server::start(|_: &Request| recorded("metadata/import_async"));
    let task = api(&server.url())
        .metadata()
        .import()
        .start(&payload())
        .unwrap();
    assert_eq!(
        (task.job_type(), task.uid()),
        ("METADATA_IMPORT", "BlgsXJ6c5VE")
    );
    assert_eq!(
        line(&server.requests()[0]),
        "POST /api/metadata?importStrategy=CREATE_AND_UPDATE&atomicMode=ALL&importMode=COMMIT&async=true"
    );
}

#[test]
fn an_export_selects_kinds_fields_and_rows() {
    let replay = Replay::version("2.42")
        .file("metadata/export_trimmed")
        .file("metadata/export_types_fields")
        .start();
    let metadata = api(&replay.url()).metadata();
    let bundle = metadata
        .export()
        .kind_fields::<DataElement>("id,name")
        .kind_filter::<DataElement>("name:ilike:malaria")
        .kind_fields::<Indicator>("id,name")
        .fetch()
        .unwrap();
    assert_eq!(bundle["indicators"][2]["id"], "InMalPosRt1");
    assert!(!bundle.contains_key("system"));
    let sets: Vec<DataSet> = metadata
        .export()
        .kind::<DataSet>()
        .fields("id,name")
        .skip_sharing(true)
        .elements()
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(sets[1].name.as_deref(), Some("Monthly supplies report"));
    replay.verify();
    let error = metadata.export().kind_named("no kind").fetch().unwrap_err();
    assert!(matches!(error, Error::InvalidInput(_)));
}

#[test]
fn an_export_goes_to_a_writer_as_it_was_sent() {
    let server = Server::start(|_: &Request| recorded("metadata/export_download"));
    let mut out = Vec::new();
    let export = api(&server.url())
        .metadata()
        .export()
        .kind::<IndicatorType>();
    let bytes = export.skip_translation(true).copy_to(&mut out).unwrap();
    assert_eq!(
        out,
        Recording::load("2.42", "metadata/export_download").body()
    );
    assert_eq!(bytes, out.len() as u64);
    assert_eq!(
        line(&server.requests()[0]),
        "GET /api/metadata?indicatorTypes=true&skipTranslation=true"
    );
    assert_eq!(
        server.requests()[0].header("accept"),
        Some("application/json")
    );
}

#[test]
fn dependencies_come_with_the_object_and_go_into_an_import() {
    let server = Server::start(|request: &Request| match request.method.as_str() {
        "GET" => recorded("metadata/dataset_dependencies_small"),
        _ => recorded("metadata/import_ok"),
    });
    let metadata = api(&server.url()).metadata();
    let bundle = metadata
        .dependencies::<DataSet>("gpQbFN2SR68")
        .skip_sharing(true)
        .fetch()
        .unwrap();
    assert_eq!(bundle["dataSets"][0]["name"], "Recording own set");
    assert!(bundle.contains_key("categoryCombos") && !bundle.contains_key("system"));
    metadata.import().send(&bundle).unwrap();
    let requests = server.requests();
    assert_eq!(
        line(&requests[0]),
        "GET /api/dataSets/gpQbFN2SR68/metadata?skipSharing=true"
    );
    assert_eq!(
        serde_json::from_slice::<Value>(&requests[1].body).unwrap(),
        Value::Object(bundle)
    );
    let error = metadata
        .dependencies::<OptionSet>("bad")
        .fetch()
        .unwrap_err();
    assert!(matches!(error, Error::InvalidInput(_)));
}

#[test]
fn objects_of_several_kinds_are_deleted_together() {
    let server = Server::script(vec![
        recorded("metadata/import_delete"),
        recorded("metadata/import_unknown_type"),
    ]);
    let metadata = api(&server.url()).metadata();
    let kinds = [
        ("dataElements", vec!["GTeg5DAvt9Z", "hZIQ6fOZgxr"]),
        ("dataElementGroups", vec!["U1sLPqOeYCJ"]),
    ];
    assert_eq!(metadata.delete(kinds).unwrap().stats().deleted, 3);
    let request = &server.requests()[0];
    assert_eq!(
        line(request),
        "POST /api/metadata?importStrategy=DELETE&atomicMode=ALL&importMode=COMMIT"
    );
    assert_eq!(
        serde_json::from_slice::<Value>(&request.body).unwrap(),
        json!({
        "dataElements": [{"id": "GTeg5DAvt9Z"}, {"id": "hZIQ6fOZgxr"}], "dataElementGroups": [{"id": "U1sLPqOeYCJ"}]})
    );
    assert!(
        metadata
            .delete([("noSuchThings", vec!["GTeg5DAvt9Z"])])
            .is_err()
    );
    assert!(
        metadata
            .delete([("data/elements", vec!["GTeg5DAvt9Z"])])
            .is_err()
    );
    assert_eq!(
        metadata
            .delete(Vec::<(&str, Vec<&str>)>::new())
            .unwrap()
            .outcome(),
        Outcome::Unchanged
    );
    server.verify();
}

#[test]
fn an_export_comes_packed_as_the_server_packs_it_and_is_imported_as_it_is() {
    let replay = Replay::version("2.42")
        .file("metadata/export_gz")
        .file("metadata/export_zip")
        .start();
    let metadata = api(&replay.url()).metadata();
    let mut files = Vec::new();
    for (packing, name) in [(Packing::Gzip, "gz"), (Packing::Zip, "zip")] {
        let mut out = Vec::new();
        let export = metadata.export().kind::<IndicatorType>();
        let bytes = export.copy_packed(packing, &mut out).unwrap();
        let recorded = Recording::load("2.42", &format!("metadata/export_{name}")).body();
        assert_eq!((bytes, &out), (recorded.len() as u64, &recorded));
        files.push(out);
    }
    replay.verify();
    let mut text = String::new();
    GzDecoder::new(files[0].as_slice())
        .read_to_string(&mut text)
        .unwrap();
    assert!(text.contains("\"indicatorTypes\""), "{text}");

    // Such a file is sent as it is: DHIS2 looks at its first bytes.
    let server = Server::start(|_: &Request| recorded("metadata/import_ok"));
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), &files[0]).unwrap();
    let import = api(&server.url()).metadata().import();
    import.send_file(file.path()).unwrap();
    let request = &server.requests()[0];
    assert_eq!(request.body, files[0]);
    assert_eq!(request.header("content-encoding"), None);

    let dependencies = api(&server.url()).metadata();
    let dependencies = dependencies.dependencies::<DataSet>("gpQbFN2SR68");
    dependencies
        .copy_packed(Packing::Gzip, &mut Vec::new())
        .unwrap();
    assert_eq!(
        line(&server.requests()[1]),
        "GET /api/dataSets/gpQbFN2SR68/metadata.json.gz"
    );
}

#[test]
fn an_import_is_packed_on_its_way() {
    let server = Server::start(|_: &Request| recorded("metadata/import_ok"));
    let metadata = api(&server.url()).metadata();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), payload().to_string()).unwrap();
    let import = || metadata.import().gzip(true);
    let report = import().send(&payload()).unwrap();
    assert_eq!(report.stats().created, 3);
    import().send_file(file.path()).unwrap();
    let reader = std::io::Cursor::new(payload().to_string());
    import().send_reader(reader).unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    for request in &requests {
        assert_eq!(
            line(request),
            "POST /api/metadata?importStrategy=CREATE_AND_UPDATE&atomicMode=ALL&importMode=COMMIT"
        );
        assert_eq!(request.header("content-encoding"), Some("gzip"));
        assert_eq!(request.header("content-type"), Some("application/json"));
        let unpacked: Value =
            serde_json::from_reader(GzDecoder::new(request.body.as_slice())).unwrap();
        assert_eq!(unpacked, payload());
    }
}

#[test]
fn a_packed_import_is_sent_again_like_any_other() {
    let server = Server::script(vec![
        Reply::empty(503),
        recorded("metadata/import_validate"),
    ]);
    let api = builder(&server.url())
        .clock(FakeClock::new())
        .retry(RetryPolicy::default())
        .build()
        .unwrap();
    let import = api.metadata().import().dry_run(true).gzip(true);
    assert!(import.send(&payload()).unwrap().is_ok());
    let requests = server.requests();
    assert_eq!(requests[0].body, requests[1].body);
    server.verify();
}

#[test]
fn every_kind_that_dhis2_exports_with_its_dependencies_is_offered() {
    // All of these were asked of a real 2.42 and answered; that there are no more is [S] 2.42 and 2.43.
    let server = Server::start(|_: &Request| Reply::json(200, &json!({"date": "x"})));
    let metadata = api(&server.url()).metadata();
    let uid = "DsMonthly01";
    for export in [
        metadata.dependencies::<CategoryCombo>(uid),
        metadata.dependencies::<Dashboard>(uid),
        metadata.dependencies::<DataElementGroup>(uid),
        metadata.dependencies::<DataSet>(uid),
        metadata.dependencies::<OptionSet>(uid),
        metadata.dependencies::<Program>(uid),
    ] {
        assert!(export.fetch().unwrap().is_empty());
    }
    let paths: Vec<String> = server.requests().iter().map(line).collect();
    let kinds = [
        "categoryCombos",
        "dashboards",
        "dataElementGroups",
        "dataSets",
        "optionSets",
        "programs",
    ];
    assert_eq!(
        paths,
        kinds.map(|kind| format!("GET /api/{kind}/{uid}/metadata"))
    );
}

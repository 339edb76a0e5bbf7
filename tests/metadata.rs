//! Import, export, search and usage of metadata of all kinds, held against recorded answers.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use std::io::Read;

use dhis2::metadata::{
    AllMetadata, AtomicMode, FlushMode, Identifier, ImportReportMode, ImportStrategy, Packing,
    PreheatMode,
};
use dhis2::models::{
    CategoryCombo, Dashboard, DataElement, DataElementGroup, DataSet, Indicator, IndicatorType,
    OptionSet, Program,
};
use dhis2::{Api, Auth, Error, Outcome, RetryPolicy};
use flate2::read::GzDecoder;
use serde_json::{Value, json};
use server::replay::{Recording, Replay};
use server::{FakeClock, Reply, Request, Server};

fn api(url: &str) -> Api {
    Api::builder(url)
        .auth(Auth::basic("admin", "district"))
        .no_proxy()
        .build()
        .unwrap()
}

fn recorded(name: &str) -> Reply {
    Recording::load("2.42", name).reply("http://localhost")
}

fn line(request: &Request) -> String {
    let query: Vec<String> = request
        .query
        .iter()
        .map(|(k, v)| format!("{k}={v}"))
        .collect();
    format!("{} {}?{}", request.method, request.path, query.join("&"))
        .trim_end_matches('?')
        .to_owned()
}

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
fn a_search_in_all_kinds_asks_for_id_code_and_name_and_lists_each_object_once() {
    let server = Server::start(|request: &Request| {
        let rows = match request.param("filter").unwrap() {
            "id:ilike:mal" => {
                json!({"system": {"id": "x"}, "dataElements": [{"id": "DeMalariaC1", "name": "Cases"}]})
            }
            "code:ilike:mal" => {
                json!({"date": "d", "indicators": [{"id": "InMalPosRt1", "code": "MAL"}, {"name": "no id"}]})
            }
            _ => json!({"dataElements": [{"id": "DeMalariaC1", "name": "Cases"}],
                "constants": [{"id": "CnPopGrow01", "name": "mal"}]}),
        };
        Reply::json(200, &rows)
    });
    let metadata = api(&server.url()).metadata();
    let hits = metadata.search("mal").run().unwrap();
    let found: Vec<_> = hits
        .iter()
        .map(|h| (h.kind.as_str(), h.id.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("constants", "CnPopGrow01"),
            ("dataElements", "DeMalariaC1"),
            ("indicators", "InMalPosRt1")
        ]
    );
    assert_eq!(hits[2].code.as_deref(), Some("MAL"));
    let axis =
        |axis: &str| format!("GET /api/metadata?filter={axis}:ilike:mal&fields=id,name,code");
    let lines: Vec<String> = server.requests().iter().map(line).collect();
    assert_eq!(lines, ["id", "code", "name"].map(axis));
    assert!(matches!(
        metadata.search("a, b").run(),
        Err(Error::InvalidInput(_))
    ));
    assert!(matches!(
        metadata.search("").kind("dataElements").run(),
        Err(Error::InvalidInput(_))
    ));
}

#[test]
fn a_search_reads_more_fields_of_what_it_finds() {
    let server = Server::start(|_: &Request| {
        Reply::json(
            200,
            &json!({"dataElements": [{"id": "DeMalariaC1", "displayName": "Cases", "valueType": "NUMBER"}]}),
        )
    });
    let search = api(&server.url())
        .metadata()
        .search("DeMalariaC1")
        .exact(true);
    let hits = search.fields("displayName,valueType").run().unwrap();
    assert_eq!(hits[0].name.as_deref(), Some("Cases"));
    assert_eq!(json!(hits[0].extra), json!({"valueType": "NUMBER"}));
    assert_eq!(
        line(&server.requests()[0]),
        "GET /api/metadata?filter=id:eq:DeMalariaC1&fields=id,name,code,displayName,valueType"
    );
}

#[test]
fn a_search_in_one_kind_may_hold_a_comma_and_can_be_exact() {
    let server = Server::start(|_: &Request| {
        Reply::json(
            200,
            &json!({"pager": {"page": 1, "pageCount": 1}, "organisationUnits": [
            {"id": "OuDistric11", "name": "Ward 1, East"}, {"id": "OuProvTess1", "name": "Ward 1, East side"}]}),
        )
    });
    let search = api(&server.url())
        .metadata()
        .search("Ward 1, East")
        .kind("organisationUnits");
    assert_eq!(search.clone().run().unwrap().len(), 2);
    let hits = search.exact(true).run().unwrap();
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].id.as_str(), "OuDistric11");
    assert_eq!(server.requests()[0].param("query"), Some("Ward 1, East"));
}

#[test]
fn usage_looks_into_every_place_the_denominator_too() {
    let server = Server::start(|request: &Request| {
        if request.path.starts_with("/api/identifiableObjects/") {
            let name = if request.path.ends_with("NoSuchUid11") {
                "metadata/identifiable_object_unknown"
            } else {
                "metadata/identifiable_object"
            };
            return recorded(name);
        }
        let kind = request.path.trim_start_matches("/api/");
        let rows = match (kind, request.param("filter").unwrap()) {
            ("dataSets", "dataSetElements.dataElement.id:eq:DeMalariaC1") => {
                json!([{"id": "DsMonthly01", "name": "M"}])
            }
            ("indicators", "numerator:ilike:DeMalariaC1") => json!([{"id": "InMalPosRt1"}]),
            ("indicators", "denominator:ilike:DeMalariaC1") => {
                json!([{"id": "InMalPosRt1"}, {"id": "s04MEaoubSM"}])
            }
            ("validationRules", "rightSide.expression:ilike:DeMalariaC1") => {
                json!([{"id": "VrMalaria01"}])
            }
            _ => json!([]),
        };
        Reply::json(
            200,
            &json!({"pager": {"page": 1, "pageCount": 1}, kind: rows}),
        )
    });
    let metadata = api(&server.url()).metadata();
    let found = metadata.usage("DeMalariaC1").unwrap();
    let found: Vec<_> = found
        .iter()
        .map(|u| (u.kind.as_str(), u.id.as_str(), u.property))
        .collect();
    assert_eq!(
        found,
        [
            ("dataSets", "DsMonthly01", "dataSetElements.dataElement.id"),
            ("indicators", "InMalPosRt1", "numerator"),
            ("indicators", "s04MEaoubSM", "denominator"),
            ("validationRules", "VrMalaria01", "rightSide.expression"),
        ]
    );
    assert_eq!(metadata.kind_of("DeMalariaC1").unwrap(), "dataElements");
    assert!(metadata.usage("NoSuchUid11").unwrap_err().is_not_found());
    assert!(
        AllMetadata::knows_usage_of("dataElements") && !AllMetadata::knows_usage_of("documents")
    );
}

/// Where each kind is looked for, as the peer has it; `~` is a search in a text.
const PLACES: &[(&str, &str)] = &[
    (
        "dataElements",
        "dataSets dataSetElements.dataElement.id, visualizations dataDimensionItems.dataElement.id, \
         maps mapViews.dataDimensionItems.dataElement.id, programStages programStageDataElements.dataElement.id, \
         programRuleVariables dataElement.id, indicators numerator~, predictors generator.expression~, \
         validationRules leftSide.expression~",
    ),
    (
        "indicators",
        "visualizations dataDimensionItems.indicator.id, maps mapViews.dataDimensionItems.indicator.id",
    ),
    (
        "programIndicators",
        "visualizations dataDimensionItems.programIndicator.id, \
         maps mapViews.dataDimensionItems.programIndicator.id",
    ),
    (
        "visualizations",
        "dashboards dashboardItems.visualization.id",
    ),
    ("maps", "dashboards dashboardItems.map.id"),
    (
        "categoryCombos",
        "dataElements categoryCombo.id, dataSets categoryCombo.id, programs categoryCombo.id",
    ),
    (
        "optionSets",
        "dataElements optionSet.id, trackedEntityAttributes optionSet.id, attributes optionSet.id",
    ),
    (
        "organisationUnits",
        "users organisationUnits.id, organisationUnitGroups organisationUnits.id, \
         dataSets organisationUnits.id, programs organisationUnits.id",
    ),
    (
        "organisationUnitGroups",
        "organisationUnitGroupSets organisationUnitGroups.id",
    ),
    (
        "programs",
        "programStages program.id, programIndicators program.id, programRules program.id",
    ),
    ("programStages", "programs programStages.id"),
    ("dataSets", "sections dataSet.id"),
    (
        "trackedEntityAttributes",
        "programs programTrackedEntityAttributes.trackedEntityAttribute.id, \
         trackedEntityTypes trackedEntityTypeAttributes.trackedEntityAttribute.id",
    ),
    ("trackedEntityTypes", "programs trackedEntityType.id"),
    ("userRoles", "users userRoles.id"),
    ("userGroups", "users userGroups.id"),
];

#[test]
fn usage_of_every_kind_is_looked_for_in_every_known_place() {
    for (owner, places) in PLACES {
        let href = format!("http://localhost/api/{owner}/DeMalariaC1");
        let server = Server::start(move |request: &Request| {
            if request.path == "/api/identifiableObjects/DeMalariaC1" {
                // As `metadata/identifiable_object`, of another kind.
                return Reply::json(200, &json!({"id": "DeMalariaC1", "href": href}));
            }
            let kind = request.path.trim_start_matches("/api/");
            let rows = json!([{"id": "s04MEaoubSM", "name": "Found"}]);
            Reply::json(
                200,
                &json!({"pager": {"page": 1, "pageCount": 1}, kind: rows}),
            )
        });
        let found = api(&server.url()).metadata().usage("DeMalariaC1").unwrap();
        let lines: Vec<String> = server.requests().iter().map(line).collect();
        for place in places.split(", ") {
            let (kind, property) = place.split_once(' ').unwrap();
            let filter = match property.strip_suffix('~') {
                Some(text) => format!("{text}:ilike:DeMalariaC1"),
                None => format!("{property}:eq:DeMalariaC1"),
            };
            let asked = format!("GET /api/{kind}?filter={filter}&fields=id,name&");
            assert!(
                lines.iter().any(|line| line.starts_with(&asked)),
                "{owner}: {asked} is not in {lines:#?}"
            );
            let hit = found.iter().find(|hit| hit.kind == kind).unwrap();
            assert_eq!(hit.name.as_deref(), Some("Found"), "{owner} {kind}");
        }
    }
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
    let api = Api::builder(server.url())
        .auth(Auth::basic("admin", "district"))
        .no_proxy()
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
fn a_search_reads_every_page_and_the_fields_that_are_asked_for() {
    let server = Server::start(|request: &Request| {
        let page: usize = request
            .param("page")
            .map_or(1, |page| page.parse().unwrap());
        let row = json!({"id": format!("DeNumber{page:03}"), "name": format!("Mal {page}"),
            "href": format!("http://x/{page}"), "valueType": "NUMBER"});
        Reply::json(
            200,
            &json!({"pager": {"page": page, "pageCount": 3, "total": 3, "pageSize": 1}, "dataElements": [row]}),
        )
    });
    let metadata = api(&server.url()).metadata();
    let hits = metadata
        .search("mal")
        .kind("dataElements")
        .fields("href,valueType")
        .run()
        .unwrap();
    let ids: Vec<&str> = hits.iter().map(|hit| hit.id.as_str()).collect();
    assert_eq!(ids, ["DeNumber001", "DeNumber002", "DeNumber003"]);
    assert_eq!(hits[2].name.as_deref(), Some("Mal 3"));
    assert_eq!(
        Value::Object(hits[2].extra.clone()),
        json!({"href": "http://x/3", "valueType": "NUMBER"})
    );
    assert_eq!(
        line(&server.requests()[0]),
        "GET /api/dataElements?query=mal&fields=id,name,code,href,valueType&order=id:asc&page=1&pageSize=500"
    );
    let error = metadata
        .search("mal")
        .fields("attributeValues[value")
        .run()
        .unwrap_err();
    assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
}

#[test]
fn usage_reads_every_page_of_a_place() {
    let server = Server::start(|request: &Request| {
        if request.path.starts_with("/api/identifiableObjects/") {
            return recorded("metadata/identifiable_object");
        }
        let kind = request.path.trim_start_matches("/api/").to_owned();
        let is_it = request.param("filter") == Some("rightSide.expression:ilike:DeMalariaC1");
        let page: usize = request
            .param("page")
            .map_or(1, |page| page.parse().unwrap());
        let (rows, pages) = if is_it {
            (json!([{"id": format!("VrNumber{page:03}")}]), 3)
        } else {
            (json!([]), 1)
        };
        Reply::json(
            200,
            &json!({"pager": {"page": page, "pageCount": pages}, kind: rows}),
        )
    });
    let found = api(&server.url()).metadata().usage("DeMalariaC1").unwrap();
    let ids: Vec<&str> = found.iter().map(|usage| usage.id.as_str()).collect();
    assert_eq!(ids, ["VrNumber001", "VrNumber002", "VrNumber003"]);
    let asked: Vec<String> = server.requests().iter().map(line).collect();
    for (kind, property) in [
        ("indicators", "denominator"),
        ("validationRules", "rightSide.expression"),
        ("programIndicators", "expression"),
        ("programIndicators", "filter"),
    ] {
        let start = format!("GET /api/{kind}?filter={property}:ilike:DeMalariaC1&");
        assert!(asked.iter().any(|line| line.starts_with(&start)), "{start}");
    }
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

//! Search of metadata, and where it is used, held against recorded answers.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use dhis2::Error;
use dhis2::metadata::AllMetadata;
use serde_json::{Value, json};
use server::{Reply, Request, Server, api, line, recorded};

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

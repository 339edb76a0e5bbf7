//! Analytics, against recordings of 2.42 and 2.43.

#![allow(clippy::expect_used, clippy::unwrap_used)]

mod server;

use dhis2::analytics::{
    AggregateQuery, EventStatus, GridFormat, Operator, OutputType, ProgramStatus,
};
use dhis2::{Api, Error};
use serde_json::{Value, json};
use server::replay::{Recording, Replay};
use server::{Reply, Server, api};

fn replay(name: &str) -> (Replay, Api) {
    let replay = Replay::version("2.42")
        .file(&format!("analytics/{name}"))
        .start();
    let api = api(&replay.url());
    (replay, api)
}

fn recorded(name: &str) -> Value {
    let recording = Recording::load("2.42", &format!("analytics/{name}"));
    serde_json::from_slice(&recording.body()).unwrap()
}

fn malaria(api: &Api) -> AggregateQuery {
    let query = api.analytics().aggregate();
    let query = query.data(["DeMalariaC1", "DeMalariaT2"]);
    query
        .periods(["202601", "202602", "202603"])
        .org_units(["OuVelmora01"])
        .org_unit_level(2)
}

#[derive(Debug, PartialEq, serde::Deserialize)]
struct Count {
    dx: String,
    pe: String,
    value: f64,
}

#[test]
fn rows_are_read_by_name_and_by_type_with_the_names_of_the_metadata() {
    let (server, api) = replay("aggregate_filter");
    let query = || {
        let query = api.analytics().aggregate().data(["DeMalariaC1"]);
        query.periods(["202601"]).filter("ou", ["OuVelmora01"])
    };
    let grid = query().grid().unwrap();
    assert_eq!((grid.len(), grid.requests()), (1, 1));
    let row = &grid.rows()[0];
    assert_eq!(row.get_by_name("value"), Some("43597"));
    assert_eq!(row.get(0), Some("DeMalariaC1"));
    assert_eq!(row.number("value"), Some(43597.0));
    assert_eq!(row.name_of("dx"), Some("Malaria cases confirmed"));
    assert_eq!(row.name_of("pe"), Some("January 2026"));
    assert_eq!(row.name_of("value"), Some("43597"));
    assert_eq!(row.get_by_name("ou"), None);
    let count = Count {
        dx: "DeMalariaC1".to_owned(),
        pe: "202601".to_owned(),
        value: 43597.0,
    };
    assert_eq!(grid.rows_as::<Count>().unwrap(), [count]);
    let header = &grid.headers()[2];
    assert_eq!(
        (header.column(), header.value_type()),
        (Some("Value"), Some("NUMBER"))
    );
    assert!(!header.is_meta() && grid.headers()[0].is_meta());
    let meta = grid.meta_data();
    assert_eq!(meta.name("OuVelmora01"), Some("Velmora"));
    assert_eq!(meta.dimensions()["co"], ["HllvX50cXC0"]);

    let rows: Vec<_> = query().rows().unwrap().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].name_of("dx"), Some("Malaria cases confirmed"));
    server.verify();
}

#[test]
fn the_options_of_a_query_are_sent_as_dhis2_names_them() {
    let (server, api) = replay("aggregate_options");
    let query = api
        .analytics()
        .aggregate()
        .data(["DeMalariaC1", "DeMalariaT2"]);
    let query = query.periods(["2026"]).org_units(["OuProvTess1"]);
    let query = query.include_num_den(true).include_metadata_details(true);
    let query = query.output_id_scheme(dhis2::data_values::IdScheme::Name);
    let grid = query
        .hierarchy_meta(true)
        .show_hierarchy(true)
        .grid()
        .unwrap();
    let rows = recorded("aggregate_options")["rows"].clone();
    assert_eq!(grid.len(), rows.as_array().unwrap().len());
    assert_eq!(grid.rows()[0].get_by_name("dx"), rows[0][0].as_str());
    assert_eq!(
        grid.meta_data().get("ouHierarchy").unwrap()["OuProvTess1"],
        "OuVelmora01"
    );
    assert_eq!(
        grid.meta_data().items()["DeMalariaC1"].get("legendSet"),
        Some(&json!("LsThreshol1"))
    );
    server.verify();
}

#[test]
fn a_grid_is_copied_byte_by_byte_in_each_format() {
    for (name, format) in [
        ("aggregate_csv", GridFormat::Csv),
        ("aggregate_json", GridFormat::Json),
    ] {
        let (server, api) = replay(name);
        let mut out = Vec::new();
        let copied = malaria(&api).copy_to(&mut out, format).unwrap();
        assert_eq!(
            out,
            Recording::load("2.42", &format!("analytics/{name}")).body()
        );
        assert_eq!(copied, out.len() as u64);
        server.verify();
    }
    for (name, format) in [
        ("aggregate_xls", GridFormat::Xls),
        ("aggregate_xml", GridFormat::Xml),
    ] {
        let (server, api) = replay(name);
        let mut out = Vec::new();
        let query = api
            .analytics()
            .aggregate()
            .data(["DeMalariaC1", "DeMalariaT2"]);
        let query = query.periods(["202601"]).org_units(["OuVelmora01"]);
        query.copy_to(&mut out, format).unwrap();
        assert_eq!(
            out,
            Recording::load("2.42", &format!("analytics/{name}")).body()
        );
        server.verify();
    }
}

#[test]
fn an_error_that_comes_as_a_success_writes_nothing() {
    let text = "E7124: Dimension is not valid: `xx`";
    let server = Server::start(move |_| Reply::bytes(200, text.as_bytes().to_vec()));
    let mut out = Vec::new();
    let error = malaria(&api(&server.url())).copy_to(&mut out, GridFormat::Csv);
    let Err(Error::Api(error)) = error else {
        panic!("{error:?}")
    };
    assert_eq!(error.error_code(), Some("E7124"));
    assert_eq!(error.message(), "Dimension is not valid: `xx`");
    assert!(out.is_empty());

    let server = Server::start(|_| Reply::bytes(200, b"Data,Value\n".to_vec()));
    let error = malaria(&api(&server.url())).copy_to(&mut out, GridFormat::Csv);
    assert!(matches!(error, Err(Error::Decode(_))), "{error:?}");
    assert!(out.is_empty());
}

#[test]
fn an_empty_grid_has_headers_and_a_refusal_has_its_code() {
    let (server, api) = replay("empty_result");
    let query = || {
        api.analytics()
            .aggregate()
            .data(["DeMalariaC1"])
            .periods(["199001"])
    };
    let grid = query().org_units(["OuVelmora01"]).grid().unwrap();
    assert!(grid.is_empty() && grid.headers().len() == 4);
    assert_eq!(
        query().org_units(["OuVelmora01"]).rows().unwrap().count(),
        0
    );
    server.verify();

    let (server, api) = replay("error_no_dx");
    let query = api.analytics().aggregate().periods(["202601"]);
    let Err(Error::Api(error)) = query.org_units(["OuVelmora01"]).rows() else {
        panic!("an error")
    };
    assert_eq!(error.error_code(), Some("E7102"));
    server.verify();
}

#[test]
fn what_would_widen_a_query_is_refused_before_it_is_sent() {
    let server = Server::start(|_| Reply::text(500, "nothing should come"));
    let api = api(&server.url());
    let queries = [
        api.analytics().aggregate().data([""; 0]),
        api.analytics().aggregate().data(["a;b"]),
        api.analytics().aggregate().org_units(["LEVEL-2"]),
        api.analytics().aggregate().dimension("dx:a"),
    ];
    for query in queries {
        let error = query.grid().unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error}");
    }
    assert!(server.requests().is_empty());
}

#[test]
fn aggregated_values_can_be_imported_and_raw_ones_have_their_days() {
    let (server, api) = replay("data_value_set");
    let values = malaria(&api).data_value_set().unwrap();
    let values: Vec<_> = values.map(Result::unwrap).collect();
    assert_eq!(values.len(), 30);
    assert_eq!(values[0].value.as_deref(), Some("6878"));
    assert_eq!(values[0].org_unit, "OuProvTess1");
    server.verify();

    let (server, api) = replay("raw_data");
    let query = api
        .analytics()
        .raw_data()
        .data(["DeMalariaC1"])
        .periods(["202601"]);
    let grid = query
        .org_units(["OuFacNoGeo1"])
        .dimension("co")
        .grid()
        .unwrap();
    assert_eq!(grid.rows()[0].get_by_name("peenddate"), Some("2026-01-31"));
    server.verify();
}

#[test]
fn a_query_longer_than_a_url_is_asked_in_parts_that_add_up() {
    let server = Server::start(|request| {
        assert!(request.target.len() <= 7_500, "{}", request.target.len());
        let dx = request
            .query
            .iter()
            .find(|(name, value)| name == "dimension" && value.starts_with("dx:"));
        let items: Vec<_> = dx.unwrap().1[3..].split(';').collect();
        let names: serde_json::Map<_, _> = items
            .iter()
            .map(|id| ((*id).to_owned(), json!({ "name": format!("n{id}") })))
            .collect();
        let rows: Vec<_> = items.iter().map(|id| json!([id, "1"])).collect();
        Reply::json(
            200,
            &json!({
                "headers": [{ "name": "dx" }, { "name": "value" }],
                "metaData": { "items": names, "dimensions": { "dx": items } },
                "rows": rows,
            }),
        )
    });
    let api = api(&server.url());
    let uids: Vec<_> = (0..1500)
        .map(|n| dhis2::Uid::from_key(&n.to_string()))
        .collect();
    let query = || {
        let query = api.analytics().aggregate().data(&uids).periods(["202601"]);
        query.org_units(["OuVelmora01"]).org_unit_level(2)
    };
    let grid = query().grid().unwrap();
    let seen: Vec<_> = grid.rows().iter().filter_map(|row| row.get(0)).collect();
    assert_eq!(
        seen,
        uids.iter().map(dhis2::Uid::as_str).collect::<Vec<_>>()
    );
    assert_eq!(grid.requests() as usize, server.requests().len());
    assert!(grid.requests() > 1);
    assert_eq!(grid.meta_data().dimensions()["dx"].len(), 1500);
    assert_eq!(
        grid.rows()[1499].name_of("dx"),
        Some(format!("n{}", uids[1499]).as_str())
    );

    let mut rows = query().rows().unwrap();
    assert_eq!(rows.by_ref().map(Result::unwrap).count(), 1500);
    assert_eq!(rows.requests(), grid.requests());

    let before = server.requests().len();
    let error = api
        .analytics()
        .aggregate()
        .filter("dx", &uids)
        .grid()
        .unwrap_err();
    assert!(matches!(error, Error::InvalidInput(_)), "{error}");
    let error = query().order(dhis2::Direction::Asc).grid().unwrap_err();
    assert!(matches!(error, Error::InvalidInput(_)), "{error}");
    assert_eq!(server.requests().len(), before);
}

#[test]
fn events_and_enrollments_are_listed_and_counted() {
    let (server, api) = replay("events_query_page_2");
    let query = api.analytics().events("PrChildNut1").stage("PsNutFirst1");
    let query = query.org_units(["OuVelmora01"]).page_size(5).page(2);
    let query = query
        .start_date("2020-01-01".parse().unwrap())
        .end_date("2026-12-31".parse().unwrap());
    let grid = query.total_pages(true).grid().unwrap();
    assert_eq!((grid.len(), grid.requests()), (5, 1));
    assert_eq!(grid.rows()[0].get_by_name("psi"), Some("rTvVQRuCmGW"));
    assert_eq!(grid.meta_data().pager().unwrap().total, Some(120));
    server.verify();

    let (server, api) = replay("events_aggregate");
    let query = api
        .analytics()
        .event_aggregate("PrChildNut1")
        .stage("PsNutFirst1");
    let grid = query.org_unit_level(2).periods(["2026"]).grid().unwrap();
    assert_eq!(grid.len(), 5);
    assert!(grid.rows().iter().all(|row| row.number("value").is_some()));
    server.verify();

    let (server, api) = replay("enrollments_aggregate");
    let query = api.analytics().enrollment_aggregate("PrChildNut1");
    let grid = query.org_unit_level(2).periods(["2026"]).grid().unwrap();
    assert_eq!((grid.len(), grid.requests()), (5, 1));
    assert_eq!(grid.rows()[0].name_of("ou"), Some("Sunmere"));
    server.verify();
}

#[test]
fn all_pages_of_a_list_are_read_until_the_pager_or_a_short_page_ends_it() {
    for pager in [true, false] {
        let server = Server::start(move |request| {
            let value = |name: &str| {
                let mut query = request.query.iter();
                query
                    .find(|(key, _)| key == name)
                    .map(|(_, value)| value.clone())
            };
            assert_eq!(value("pageSize").as_deref(), Some("2"));
            let page: usize = value("page").map_or(1, |page| page.parse().unwrap());
            // Three full pages of two. Without a pager, an empty one must end it.
            let rows = if page > 3 {
                vec![]
            } else {
                vec![json!([format!("{page}a")]), json!([format!("{page}b")])]
            };
            let meta = if pager {
                json!({ "pager": { "page": page, "pageSize": 2, "isLastPage": page == 3 } })
            } else {
                json!({})
            };
            Reply::json(
                200,
                &json!({ "headers": [{ "name": "psi" }], "metaData": meta, "rows": rows }),
            )
        });
        let api = api(&server.url());
        let query = || {
            api.analytics()
                .events("PrChildNut1")
                .org_units(["OuVelmora01"])
                .page_size(2)
        };
        let requests = if pager { 3 } else { 4 };
        let mut rows = query().rows().unwrap();
        let seen: Vec<_> = rows
            .by_ref()
            .map(|row| row.unwrap().get(0).unwrap().to_owned())
            .collect();
        assert_eq!(seen, ["1a", "1b", "2a", "2b", "3a", "3b"]);
        assert_eq!(rows.requests(), requests);
        let grid = query().grid().unwrap();
        assert_eq!((grid.len(), grid.requests()), (6, requests));
        assert_eq!(
            server.requests()[0].path,
            "/api/analytics/events/query/PrChildNut1"
        );
    }
}

#[test]
fn conditions_and_options_of_events_are_written_as_dhis2_reads_them() {
    let server = Server::start(|_| Reply::json(200, &json!({ "headers": [], "rows": [] })));
    let api = api(&server.url());
    let query = api
        .analytics()
        .events("PrChildNut1")
        .org_units(["OuVelmora01"]);
    let query = query
        .dimension_where("u6bXMAVXT8w", Operator::Ge, 5)
        .dimension_where("u6bXMAVXT8w", Operator::Lt, 9)
        .filter_where("zxbXaoo5KcS", Operator::In, "M;F")
        .event_status(EventStatus::Completed)
        .program_status(ProgramStatus::Active)
        .output_type(OutputType::TrackedEntity)
        .desc("eventdate");
    query.grid().unwrap();
    let asked = server.requests()[0].query.clone();
    for (name, value) in [
        ("dimension", "ou:OuVelmora01"),
        ("dimension", "u6bXMAVXT8w:GE:5:LT:9"),
        ("filter", "zxbXaoo5KcS:IN:M;F"),
        ("eventStatus", "COMPLETED"),
        ("programStatus", "ACTIVE"),
        ("outputType", "TRACKED_ENTITY_INSTANCE"),
        ("desc", "eventdate"),
        ("pageSize", "1000"),
    ] {
        assert!(
            asked.contains(&(name.to_owned(), value.to_owned())),
            "{name}={value}: {asked:?}"
        );
    }
    assert_eq!(asked.len(), 8);
    let bad =
        api.analytics()
            .events("PrChildNut1")
            .dimension_where("u6bXMAVXT8w", Operator::Eq, "a:b");
    assert!(matches!(bad.grid(), Err(Error::InvalidInput(_))));
    let bad = api.analytics().events("not a uid").grid();
    assert!(matches!(bad, Err(Error::InvalidInput(_))));
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn tracked_entities_outliers_and_places_are_read() {
    let (server, api) = replay("tracked_entities_query");
    let query = api.analytics().tracked_entities("TtPerson001");
    let query = query.org_units(["OuVelmora01"]).page_size(3);
    let row = query.rows().unwrap().next().unwrap().unwrap();
    assert_eq!(row.get_by_name("TaGivenNam1"), Some("Tavi"));
    assert!(
        row.headers()
            .iter()
            .any(|header| header.option_set().is_some())
    );
    server.verify();

    let (server, api) = replay("outliers");
    let query = api
        .analytics()
        .outliers()
        .data_set("DsMonthly01")
        .org_unit("OuVelmora01");
    let query = query
        .max_results(5)
        .start_date("2026-01-01".parse().unwrap());
    let grid = query
        .end_date("2026-12-31".parse().unwrap())
        .grid()
        .unwrap();
    assert_eq!(grid.len(), 5);
    assert_eq!(grid.rows()[0].number("zscore"), Some(3.31));
    assert_eq!(grid.meta_data().get("algorithm"), Some(&json!("Z_SCORE")));
    server.verify();

    let (server, api) = replay("geo_features");
    let places = api
        .analytics()
        .geo_features()
        .org_unit_level(2)
        .fetch()
        .unwrap();
    assert_eq!(places.len(), 5);
    assert_eq!(places[0].name.as_deref(), Some("Harrowfen"));
    let polygon = places[0].geometry().unwrap();
    assert_eq!(polygon.r#type.as_deref(), Some("Polygon"));
    server.verify();

    let (server, api) = replay("geo_features_point");
    let places = api
        .analytics()
        .geo_features()
        .org_units(["OuFacility2"])
        .fetch()
        .unwrap();
    assert_eq!(
        places[0].geometry().unwrap().as_point(),
        Some((10.1978, -4.6223))
    );
    server.verify();
    assert!(api.analytics().geo_features().fetch().is_err());
}

#[test]
fn events_come_as_csv_from_both_versions() {
    for version in ["2.42", "2.43"] {
        let server = Replay::version(version)
            .file("analytics/events_csv")
            .start();
        let query = api(&server.url())
            .analytics()
            .events("PrChildNut1")
            .stage("PsNutFirst1");
        let query = query.org_units(["OuVelmora01"]).page_size(5);
        let query = query
            .start_date("2020-01-01".parse().unwrap())
            .end_date("2026-12-31".parse().unwrap());
        let mut out = Vec::new();
        query.copy_to(&mut out, GridFormat::Csv).unwrap();
        assert_eq!(out, Recording::load(version, "analytics/events_csv").body());
        server.verify();
    }
}

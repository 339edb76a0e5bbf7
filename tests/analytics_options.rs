//! The parameters of analytics, long queries as files, and pages; see `analytics.rs` for the rest.

#![allow(clippy::expect_used, clippy::unwrap_used)]

mod server;

use std::fmt::Write as _;

use dhis2::analytics::{
    DisplayProperty, EventStatus, GridFormat, Operator, OutlierAlgorithm, OutlierOrder,
    ProgramStatus,
};
use dhis2::data_values::IdScheme;
use dhis2::tracker::OrgUnitMode;
use dhis2::{Api, Date, Direction, Error, PeriodType, RelativePeriod, Uid};
use serde_json::{Value, json};
use server::replay::Recording;
use server::{Reply, Request, Server, api};

const UNIT: &str = "OuVelmora01";

/// A server that gives one recorded answer, whatever is asked.
fn recorded(name: &str) -> (Server, Api) {
    let recording = Recording::load("2.42", &format!("analytics/{name}"));
    let server = Server::repeat_last(vec![recording.reply("http://127.0.0.1:8080")]);
    let api = api(&server.url());
    (server, api)
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The path and the query of the first request, sorted.
fn asked(server: &Server) -> (String, Vec<(String, String)>) {
    let request = &server.requests()[0];
    let mut query = request.query.clone();
    query.sort();
    (format!("{} {}", request.method, request.path), query)
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let mut pairs: Vec<_> = expected.iter().map(own).collect();
    pairs.sort();
    pairs
}

#[test]
fn schemes_levels_and_fields_of_aggregate_data_have_their_names() {
    let (server, api) = recorded("aggregate_filter");
    let query = api.analytics().aggregate().data(["DeMalariaC1"]);
    let query = query
        .relative_period(RelativePeriod::LastMonth)
        .relative_period_date(day("2026-02-10"))
        .as_user_of([UNIT, "OuProvTess1"])
        .user_org_unit(dhis2::analytics::UserOrgUnit::Own)
        .output_id_scheme(IdScheme::Uid)
        .output_data_element_id_scheme(IdScheme::Code)
        .output_data_item_id_scheme(IdScheme::Name)
        .output_org_unit_id_scheme(IdScheme::Attribute("bKpQ2kZz3rA".parse().unwrap()))
        .input_id_scheme(IdScheme::Uid)
        .approval_level("XtuhRhmbrJV")
        .time_field("COMPLETED_DATE")
        .org_unit_field("REGISTRATION")
        .completed_only(true)
        .ignore_limit(true)
        .hide_empty(true)
        .order(Direction::Desc);
    let grid = query.grid().unwrap();
    assert_eq!(grid.rows()[0].number("value"), Some(43597.0));
    let (line, query) = asked(&server);
    assert_eq!(line, "GET /api/analytics");
    assert_eq!(
        query,
        pairs(&[
            ("dimension", "dx:DeMalariaC1"),
            ("dimension", "pe:LAST_MONTH"),
            ("dimension", "ou:USER_ORGUNIT"),
            ("relativePeriodDate", "2026-02-10"),
            ("userOrgUnit", "OuVelmora01;OuProvTess1"),
            ("outputIdScheme", "UID"),
            ("outputDataElementIdScheme", "CODE"),
            ("outputDataItemIdScheme", "NAME"),
            ("outputOrgUnitIdScheme", "ATTRIBUTE:bKpQ2kZz3rA"),
            ("inputIdScheme", "UID"),
            ("approvalLevel", "XtuhRhmbrJV"),
            ("timeField", "COMPLETED_DATE"),
            ("orgUnitField", "REGISTRATION"),
            ("completedOnly", "true"),
            ("ignoreLimit", "true"),
            ("hideEmptyRows", "true"),
            ("hideEmptyColumns", "true"),
            ("order", "DESC"),
        ])
    );
}

#[test]
fn the_dates_and_statuses_of_events_narrow_the_list() {
    let (server, api) = recorded("events_query");
    let query = api.analytics().events("PrChildNut1");
    let query = query
        .stage("PsNutFirst1")
        .org_units([UNIT])
        .org_unit_mode(OrgUnitMode::Children)
        .event_date(RelativePeriod::LastMonth)
        .event_date("202601")
        .scheduled_date("2026")
        .enrollment_date("2026-01-01_2026-03-31")
        .incident_date("2026Q1")
        .last_updated(RelativePeriod::ThisYear)
        .event_status(EventStatus::Active)
        .event_status(EventStatus::Completed)
        .program_status(ProgramStatus::Active)
        .time_field("EVENT_DATE")
        .completed_only(false)
        .coordinates_only(true)
        .data_id_scheme(IdScheme::Name)
        .output_id_scheme(IdScheme::Code)
        .headers(["eventdate", "ouname"])
        .hierarchy_meta(true)
        .skip_rounding(true)
        .as_user_of([UNIT])
        .page(1)
        .page_size(5);
    let grid = query.grid().unwrap();
    let body: Value =
        serde_json::from_slice(&Recording::load("2.42", "analytics/events_query").body()).unwrap();
    assert_eq!(grid.len(), body["rows"].as_array().unwrap().len());
    assert_eq!(grid.rows()[0].get(0), body["rows"][0][0].as_str());
    let (line, query) = asked(&server);
    assert_eq!(line, "GET /api/analytics/events/query/PrChildNut1");
    assert_eq!(
        query,
        pairs(&[
            ("dimension", "ou:OuVelmora01"),
            ("stage", "PsNutFirst1"),
            ("ouMode", "CHILDREN"),
            ("eventDate", "LAST_MONTH,202601"),
            ("scheduledDate", "2026"),
            ("enrollmentDate", "2026-01-01_2026-03-31"),
            ("incidentDate", "2026Q1"),
            ("lastUpdated", "THIS_YEAR"),
            ("eventStatus", "ACTIVE,COMPLETED"),
            ("programStatus", "ACTIVE"),
            ("timeField", "EVENT_DATE"),
            ("completedOnly", "false"),
            ("coordinatesOnly", "true"),
            ("dataIdScheme", "NAME"),
            ("outputIdScheme", "CODE"),
            ("headers", "eventdate,ouname"),
            ("hierarchyMeta", "true"),
            ("skipRounding", "true"),
            ("userOrgUnit", UNIT),
            ("page", "1"),
            ("pageSize", "5"),
        ])
    );
    // A list in one value would be read as several.
    let bad = api
        .analytics()
        .events("PrChildNut1")
        .event_date("2026,2025");
    assert!(matches!(bad.grid(), Err(Error::InvalidInput(_))));
}

#[test]
fn numbers_of_events_are_ordered_limited_and_put_together() {
    let (server, api) = recorded("events_aggregate");
    let query = api.analytics().event_aggregate("PrChildNut1");
    let query = query
        .stage("PsNutFirst1")
        .org_unit_level(2)
        .value("u6bXMAVXT8w")
        .enrollment_date("2026")
        .order(Direction::Desc)
        .limit(20)
        .collapse_data_dimensions(true)
        .aggregate_data(true)
        .org_unit_field("REGISTRATION")
        .show_hierarchy(true)
        .display_property(DisplayProperty::ShortName);
    assert_eq!(query.grid().unwrap().len(), 5);
    let (line, query) = asked(&server);
    assert_eq!(line, "GET /api/analytics/events/aggregate/PrChildNut1");
    assert_eq!(
        query,
        pairs(&[
            ("dimension", "ou:LEVEL-2"),
            ("stage", "PsNutFirst1"),
            ("value", "u6bXMAVXT8w"),
            ("enrollmentDate", "2026"),
            ("sortOrder", "DESC"),
            ("limit", "20"),
            ("collapseDataDimensions", "true"),
            ("aggregateData", "true"),
            ("orgUnitField", "REGISTRATION"),
            ("showHierarchy", "true"),
            ("displayProperty", "SHORTNAME"),
        ])
    );
}

#[test]
fn enrollments_are_listed_and_counted_by_their_own_dates() {
    let (server, api) = recorded("enrollments_query");
    let query = api.analytics().enrollments("PrChildNut1").org_units([UNIT]);
    let query = query
        .enrollment_date("2026")
        .incident_date("202601")
        .last_updated(RelativePeriod::ThisYear)
        .program_status(ProgramStatus::Active)
        .program_status(ProgramStatus::Completed)
        .org_unit_mode(OrgUnitMode::Selected)
        .page(1);
    let grid = query.grid().unwrap();
    assert!(!grid.is_empty());
    let (line, query) = asked(&server);
    assert_eq!(line, "GET /api/analytics/enrollments/query/PrChildNut1");
    assert_eq!(
        query,
        pairs(&[
            ("dimension", "ou:OuVelmora01"),
            ("enrollmentDate", "2026"),
            ("incidentDate", "202601"),
            ("lastUpdated", "THIS_YEAR"),
            ("programStatus", "ACTIVE,COMPLETED"),
            ("ouMode", "SELECTED"),
            ("page", "1"),
        ])
    );

    let (server, api) = recorded("enrollments_aggregate");
    let query = api.analytics().enrollment_aggregate("PrChildNut1");
    let query = query.org_unit_level(2).incident_date("2026").limit(9);
    assert_eq!(query.order(Direction::Asc).grid().unwrap().len(), 5);
    let (line, query) = asked(&server);
    assert_eq!(line, "GET /api/analytics/enrollments/aggregate/PrChildNut1");
    assert_eq!(
        query,
        pairs(&[
            ("dimension", "ou:LEVEL-2"),
            ("incidentDate", "2026"),
            ("limit", "9"),
            ("sortOrder", "ASC"),
        ])
    );
}

#[test]
fn tracked_entities_are_searched_over_programs_dates_and_statuses() {
    let (server, api) = recorded("tracked_entities_query");
    let query = api.analytics().tracked_entities("TtPerson001");
    let query = query
        .org_units([UNIT])
        .org_unit_mode(OrgUnitMode::Descendants)
        .program("PrChildNut1")
        .program("PrSupervis2")
        .dimension_where("TaGivenNam1", Operator::Eq, "Tavi")
        .filter_where("TaFamilyNa2", Operator::Like, "a")
        .enrollment_date("PrChildNut1.LAST_YEAR")
        .event_date("2026")
        .incident_date("2026")
        .scheduled_date("2026")
        .last_updated("2026")
        .created("2026")
        .enrollment_status(ProgramStatus::Active)
        .event_status(EventStatus::Completed)
        .geometry_only(true)
        .include_metadata_details(true)
        .asc("ouname")
        .desc("lastupdated")
        .page(1)
        .page_size(3);
    let grid = query.grid().unwrap();
    assert_eq!(grid.rows()[0].get_by_name("TaGivenNam1"), Some("Tavi"));
    let (line, query) = asked(&server);
    assert_eq!(line, "GET /api/analytics/trackedEntities/query/TtPerson001");
    assert_eq!(
        query,
        pairs(&[
            ("dimension", "ou:OuVelmora01"),
            ("dimension", "TaGivenNam1:EQ:Tavi"),
            ("filter", "TaFamilyNa2:LIKE:a"),
            ("ouMode", "DESCENDANTS"),
            ("program", "PrChildNut1,PrSupervis2"),
            ("enrollmentDate", "PrChildNut1.LAST_YEAR"),
            ("eventDate", "2026"),
            ("incidentDate", "2026"),
            ("scheduledDate", "2026"),
            ("lastUpdated", "2026"),
            ("created", "2026"),
            ("enrollmentStatus", "ACTIVE"),
            ("eventStatus", "COMPLETED"),
            ("geometryOnly", "true"),
            ("includeMetadataDetails", "true"),
            ("asc", "ouname"),
            ("desc", "lastupdated"),
            ("page", "1"),
            ("pageSize", "3"),
        ])
    );
}

#[test]
fn outliers_are_ordered_named_and_looked_for_by_level_and_group() {
    let (server, api) = recorded("outliers");
    let query = api.analytics().outliers();
    let query = query
        .data_set("DsMonthly01")
        .data_element("DeMalariaC1")
        .org_unit(UNIT)
        .org_unit_level(2)
        .org_unit_group("OgHospital1")
        .period(RelativePeriod::Last12Months)
        .relative_period_date(day("2026-12-31"))
        .algorithm(OutlierAlgorithm::ModifiedZScore)
        .threshold(2.5)
        .max_results(5)
        .order_by(OutlierOrder::ModifiedZScore)
        .order(Direction::Asc)
        .output_id_scheme(IdScheme::Code)
        .skip_rounding(true)
        .headers(["dx", "value"]);
    let grid = query.grid().unwrap();
    assert_eq!(grid.rows()[0].number("zscore"), Some(3.31));
    let (line, query) = asked(&server);
    assert_eq!(line, "GET /api/analytics/outlierDetection");
    assert_eq!(
        query,
        pairs(&[
            ("ds", "DsMonthly01"),
            ("dx", "DeMalariaC1"),
            ("ou", UNIT),
            ("ou", "LEVEL-2"),
            ("ou", "OU_GROUP-OgHospital1"),
            ("pe", "LAST_12_MONTHS"),
            ("relativePeriodDate", "2026-12-31"),
            ("algorithm", "MODIFIED_Z_SCORE"),
            ("threshold", "2.5"),
            ("maxResults", "5"),
            ("orderBy", "modifiedzscore"),
            ("sortOrder", "ASC"),
            ("outputIdScheme", "CODE"),
            ("skipRounding", "true"),
            ("headers", "dx,value"),
        ])
    );
}

#[test]
fn places_are_those_of_units_levels_and_groups_together() {
    let (server, api) = recorded("geo_features");
    let places = api.analytics().geo_features().org_units([UNIT]);
    let places = places.org_unit_level(2).org_unit_group("OgHospital1");
    assert_eq!(places.fetch().unwrap().len(), 5);
    let (line, query) = asked(&server);
    assert_eq!(line, "GET /api/geoFeatures");
    let units = "ou:OuVelmora01;LEVEL-2;OU_GROUP-OgHospital1";
    assert_eq!(query, pairs(&[("ou", units)]));
    let bad = api.analytics().geo_features().org_unit_group("short");
    assert!(matches!(bad.fetch(), Err(Error::InvalidInput(_))));
}

#[test]
fn the_period_types_of_analytics_are_read_and_set_on_2_43() {
    let recording = Recording::load("2.43", "system/data_output_period_types");
    let version = || Reply::json(200, &json!({"version": "2.43.1"}));
    let server = Server::script(vec![
        version(),
        recording.reply("http://127.0.0.1:8080"),
        Reply::empty(204),
    ]);
    let analytics = api(&server.url()).analytics();
    let types = analytics.period_types().unwrap();
    assert_eq!(
        types.len(),
        serde_json::from_slice::<Vec<Value>>(&recording.body())
            .unwrap()
            .len()
    );
    assert!(types.is_sorted_by_key(|kind| kind.frequency_order));
    assert!(types.iter().any(|kind| kind.name == "Monthly"));
    let types = [PeriodType::Monthly, PeriodType::WeeklyWednesday];
    analytics.set_period_types(types).unwrap();
    let sent = server.requests();
    let path = "/api/configuration/dataOutputPeriodTypes";
    assert_eq!(
        (sent[1].method.as_str(), sent[1].path.as_str()),
        ("GET", path)
    );
    assert_eq!(
        (sent[2].method.as_str(), sent[2].path.as_str()),
        ("POST", path)
    );
    assert_eq!(
        sent[2].json(),
        json!([{"name": "Monthly"}, {"name": "WeeklyWednesday"}])
    );
    assert!(matches!(
        analytics.set_period_types([]),
        Err(Error::InvalidInput(_))
    ));
    assert_eq!(server.requests().len(), 3);

    let server = Server::script(vec![Reply::json(200, &json!({"version": "2.42.5.2"}))]);
    let analytics = api(&server.url()).analytics();
    let error = analytics.period_types().unwrap_err();
    assert!(matches!(error, Error::UnsupportedVersion(_)), "{error}");
    let error = analytics.set_period_types(types).unwrap_err();
    assert!(error.to_string().contains("2.43"), "{error}");
    assert_eq!(server.requests().len(), 1);
}

/// The data items that a request names.
fn items(request: &Request) -> Vec<String> {
    let mut dimensions = request.query.iter().filter(|(name, _)| name == "dimension");
    let dx = dimensions.find_map(|(_, value)| value.strip_prefix("dx:"));
    dx.unwrap().split(';').map(str::to_owned).collect()
}

#[test]
fn csv_of_a_query_longer_than_a_url_is_one_file_with_one_header() {
    // A header as DHIS2 writes it, in quotes.
    let header = "\"Data\",\"Period\",\"Value\"\n";
    let server = Server::start(move |request| {
        assert!(request.target.len() <= 7_500, "{}", request.target.len());
        let mut text = header.to_owned();
        for item in items(request) {
            writeln!(text, "\"{item}\",\"202601\",\"1.0\"").unwrap();
        }
        Reply::bytes(200, text.into_bytes()).header("content-type", "application/csv;charset=UTF-8")
    });
    let api = api(&server.url());
    let uids: Vec<_> = (0..1000).map(|n| Uid::from_key(&n.to_string())).collect();
    let query = || {
        let query = api.analytics().aggregate().data(&uids);
        query.periods(["202601"]).org_units([UNIT])
    };
    let mut written = Vec::new();
    let bytes = query().copy_to(&mut written, GridFormat::Csv).unwrap();
    assert_eq!(bytes, written.len() as u64);
    let text = String::from_utf8(written).unwrap();
    let mut lines = text.lines();
    assert_eq!(lines.next().unwrap(), header.trim_end());
    let seen: Vec<_> = lines.map(|line| line[1..12].to_owned()).collect();
    let expected: Vec<_> = uids.iter().map(Uid::to_string).collect();
    assert_eq!(seen, expected);
    let sent = server.requests();
    assert!(sent.len() > 1);
    for request in &sent {
        assert_eq!(request.path, "/api/analytics.csv");
    }

    // Other files cannot be joined, nor can parts that do not add up. About 12 kB would be a 400 page
    // of HTML on 2.42.
    let refused = [
        query().copy_to(&mut Vec::new(), GridFormat::Json),
        query().copy_to(&mut Vec::new(), GridFormat::Xlsx),
        query()
            .order(Direction::Asc)
            .copy_to(&mut Vec::new(), GridFormat::Csv),
    ];
    for result in refused {
        let error = result.unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error}");
        let text = error.to_string();
        assert!(text.contains("12") && text.contains("bytes"), "{text}");
    }
    let filtered = api.analytics().aggregate().filter("dx", &uids);
    let filtered = filtered.copy_to(&mut Vec::new(), GridFormat::Csv);
    assert!(matches!(filtered, Err(Error::InvalidInput(_))));
    assert_eq!(server.requests().len(), sent.len());
}

#[test]
fn an_error_in_a_later_part_of_a_file_is_not_written_into_it() {
    let server = Server::script(vec![
        Reply::bytes(200, b"Data,Value\na,1\n".to_vec()).header("content-type", "application/csv"),
        Reply::bytes(200, b"E7124: Dimension is not valid: `xx`".to_vec()),
    ]);
    let api = Api::builder(server.url()).no_proxy().max_url(200);
    let api = api.build().unwrap();
    let uids: Vec<_> = (0..15).map(|n| Uid::from_key(&n.to_string())).collect();
    let query = api.analytics().aggregate().data(&uids).periods(["202601"]);
    let mut written = Vec::new();
    let error = query.copy_to(&mut written, GridFormat::Csv).unwrap_err();
    assert!(error.to_string().contains("E7124"), "{error}");
    assert_eq!(written, b"Data,Value\na,1\n");
}

/// Three pages of two rows, and nothing after them; with or without a pager.
fn pages(pager: bool) -> Server {
    Server::start(move |request| {
        let mut query = request.query.iter();
        let page = query.find(|(name, _)| name == "page");
        let page: usize = page.map_or(1, |(_, page)| page.parse().unwrap());
        let rows = if page > 3 {
            vec![]
        } else {
            vec![json!([format!("{page}a")]), json!([format!("{page}b")])]
        };
        let meta = if pager {
            json!({"pager": {"page": page, "pageSize": 2, "isLastPage": page == 3}})
        } else {
            json!({})
        };
        Reply::json(
            200,
            &json!({"headers": [{"name": "psi"}], "metaData": meta, "rows": rows}),
        )
    })
}

#[test]
fn a_list_is_read_page_by_page_from_any_page_on() {
    for pager in [true, false] {
        let server = pages(pager);
        let api = api(&server.url());
        let list = || {
            let list = api.analytics().enrollments("PrChildNut1");
            list.org_units([UNIT]).page_size(2)
        };
        let mut pages = list().pages().unwrap();
        assert_eq!(pages.page(), 1);
        let first = pages.next().unwrap().unwrap();
        assert_eq!(first.rows()[1].get(0), Some("1b"));
        // Nothing is read ahead.
        assert_eq!(server.requests().len(), 1);
        assert_eq!(pages.page(), 2);
        let rest: Vec<_> = pages.by_ref().map(Result::unwrap).collect();
        assert_eq!(rest.len(), 2);
        assert!(pages.next().is_none());
        assert_eq!(server.requests().len(), if pager { 3 } else { 4 });

        let later: Vec<_> = list().page(3).pages().unwrap().collect();
        assert_eq!(later.len(), 1);
        assert_eq!(later[0].as_ref().unwrap().rows()[0].get(0), Some("3a"));
        let none: Vec<_> = list().page(9).pages().unwrap().collect();
        // The grid of the page that was asked for, with headers and no rows.
        assert_eq!(none.len(), 1);
        assert!(none[0].as_ref().unwrap().is_empty());
    }
}

#[test]
fn an_error_ends_the_pages_and_leaves_the_number_of_the_one_that_was_not_read() {
    let page = json!({"headers": [{"name": "psi"}], "rows": [["a"], ["b"]]});
    let replies = vec![Reply::json(200, &page), Reply::empty(500)];
    let server = Server::script(replies);
    let api = api(&server.url());
    let list = api.analytics().events("PrChildNut1").org_units([UNIT]);
    let mut pages = list.page_size(2).pages().unwrap();
    assert!(pages.next().unwrap().is_ok());
    assert!(pages.next().unwrap().is_err());
    assert_eq!(pages.page(), 2);
    assert!(pages.next().is_none());
    let bad = api.analytics().tracked_entities("short").pages();
    assert!(matches!(bad, Err(Error::InvalidInput(_))));
}

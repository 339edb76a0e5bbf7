//! Parameters of analytics one at a time: what is sent, and what a real server made of it.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use std::time::Duration;

use dhis2::analytics::{
    AggregateQuery, DisplayProperty, GridFormat, Operator, OutlierAlgorithm, OutlierQuery,
    UserOrgUnit,
};
use dhis2::models::AggregationType;
use dhis2::{Api, Auth, RelativePeriod};
use server::replay::{Recording, Replay};

const UNIT: &str = "OuVelmora01";
const CASES: &str = "DeMalariaC1";

/// A server that knows one request, with all of its parameters.
fn replay(name: &str) -> (Replay, Api) {
    let replay = Replay::version("2.42").file(&format!("analytics/{name}"));
    let replay = replay.start();
    let api = Api::builder(replay.url()).auth(Auth::basic("admin", "district"));
    let api = api.no_proxy().build().unwrap();
    (replay, api)
}

fn line(replay: &Replay) -> String {
    let request = &replay.server().requests()[0];
    format!("{} {}", request.method, request.path)
}

/// The cells of the answer to a query that the recording knows.
fn cells(name: &str, ask: impl FnOnce(AggregateQuery) -> AggregateQuery) -> Vec<Vec<String>> {
    let (replay, api) = replay(name);
    let grid = ask(api.analytics().aggregate()).grid().unwrap();
    assert_eq!(line(&replay), "GET /api/analytics");
    replay.verify();
    let text = |cell: Option<&str>| cell.unwrap_or_default().to_owned();
    let row = |row: &dhis2::analytics::GridRow| row.cells().map(text).collect();
    grid.rows().iter().map(row).collect()
}

fn first_quarter(query: AggregateQuery) -> AggregateQuery {
    let query = query.data([CASES]).periods(["202601", "202602", "202603"]);
    query.org_units([UNIT])
}

fn january(query: AggregateQuery, data: &str) -> AggregateQuery {
    query.data([data]).periods(["202601"]).org_units([UNIT])
}

#[test]
fn items_of_a_dimension_have_their_column() {
    let rows = cells("only_dimension_items", |query| {
        january(query, CASES).dimension_items("co", ["HllvX50cXC0"])
    });
    assert_eq!(rows, [[CASES, "HllvX50cXC0", "202601", UNIT, "3457"]]);
}

#[test]
fn the_units_of_the_user_are_those_below_or_those_that_stand_for_them() {
    let january = |query: AggregateQuery| query.data([CASES]).periods(["202601"]);
    let expected = [[CASES, "202601", "OuProvTess1", "3457"]];
    let rows = cells("only_user_org_unit", |query| {
        january(query).user_org_unit(UserOrgUnit::Children)
    });
    assert_eq!(rows, expected);
    let rows = cells("only_user_org_unit_of", |query| {
        let query = january(query).user_org_unit(UserOrgUnit::Own);
        query.as_user_of(["OuProvTess1"])
    });
    assert_eq!(rows, expected);
}

#[test]
fn the_short_name_is_the_one_that_is_asked_for() {
    let (replay, api) = replay("only_display_property");
    let query = january(api.analytics().aggregate(), "DeDataAggr1");
    let grid = query.display_property(DisplayProperty::ShortName).grid();
    assert_eq!(grid.unwrap().meta_data().name("DeDataAggr1"), Some("Cases"));
    replay.verify();
}

#[test]
fn metadata_and_rows_are_left_out_when_asked() {
    let (server, api) = replay("only_skip_meta");
    let query = first_quarter(api.analytics().aggregate());
    let grid = query.skip_meta(true).grid().unwrap();
    assert_eq!(grid.len(), 3);
    assert!(grid.meta_data().items().is_empty());
    // Without names, what a thing is called by is all there is.
    assert_eq!(grid.rows()[0].name_of("dx"), Some(CASES));
    server.verify();

    let (server, api) = replay("only_skip_data");
    let query = first_quarter(api.analytics().aggregate());
    let grid = query.skip_data(true).grid().unwrap();
    // The headers go with the rows.
    assert!(grid.is_empty() && grid.headers().is_empty());
    assert_eq!(grid.meta_data().name(UNIT), Some("Velmora"));
    server.verify();
}

#[test]
fn numbers_keep_their_places_when_asked() {
    let rate = |query| january(query, "InMalPosRt1");
    assert_eq!(cells("only_rounding", rate)[0][3], "132.5");
    let rows = cells("only_skip_rounding", |query| {
        rate(query).skip_rounding(true)
    });
    assert_eq!(rows[0][3], "132.5028746646");
    let rows = cells("only_numden", |query| rate(query).include_num_den(true));
    assert_eq!(
        rows[0][3..],
        ["132.5", "3457.0", "2609.0", "100.0", "100", "1"]
    );
}

#[test]
fn sums_are_kept_by_what_holds_for_them_and_values_by_what_holds_before() {
    let mut months = cells("only_measure", |query| {
        first_quarter(query).measure(Operator::Gt, 3400.0)
    });
    months.sort();
    assert_eq!(months[0][1..], ["202601", UNIT, "3457"]);
    assert_eq!(months[1][1..], ["202602", UNIT, "3513"]);
    assert_eq!(months.len(), 2);
    let both = cells("only_measure_two", |query| {
        let query = first_quarter(query).measure(Operator::Gt, 3400.0);
        query.measure(Operator::Lt, 3500.0)
    });
    assert_eq!(both, [[CASES, "202601", UNIT, "3457"]]);
    let mut before = cells("only_measure_before", |query| {
        first_quarter(query).measure_before(Operator::Gt, 100.0)
    });
    before.sort();
    assert_eq!(before[0], [CASES, "202601", UNIT, "1661"]);
}

#[test]
fn values_are_put_together_otherwise_than_the_data_element_says() {
    let rows = cells("only_aggregation_type", |query| {
        let query = query.data([CASES]).periods(["2026"]).org_units([UNIT]);
        query.aggregation_type(&AggregationType::Max)
    });
    assert_eq!(rows, [[CASES, "2026", UNIT, "244"]]);
}

#[test]
fn relative_periods_start_from_the_day_that_is_given() {
    let mut rows = cells("only_relative_period", |query| {
        let query = query.data([CASES]).org_units([UNIT]);
        let query = query.relative_period(RelativePeriod::Last3Months);
        query.relative_period_date("2026-04-10".parse().unwrap())
    });
    rows.sort();
    let months: Vec<&str> = rows.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(months, ["202601", "202602", "202603"]);
}

#[test]
fn a_table_has_its_numbers_when_every_dimension_has_its_place() {
    let two = |query: AggregateQuery| query.data([CASES]).periods(["202601", "202912"]);
    let rows = cells("only_table_layout_full", |query| {
        let query = two(query).org_units([UNIT]);
        query.table_layout(&["dx", "pe"], &["ou"])
    });
    assert_eq!(rows, [[UNIT, "Velmora", "VM", "", "3457", ""]]);
    let rows = cells("only_hide_empty", |query| {
        let query = two(query).org_units(["OuProvTess1", "OuProvOrlu2"]);
        query.table_layout(&["dx", "pe"], &["ou"]).hide_empty(true)
    });
    assert_eq!(rows, [["OuProvTess1", "Tessary", "VM_1", "", "3457", ""]]);
    // Without the data on either side the server leaves every cell empty.
    let rows = cells("only_table_layout", |query| {
        first_quarter(query).table_layout(&["pe"], &["ou"])
    });
    assert_eq!(rows, [[UNIT, "Velmora", "VM", "", "", "", ""]]);
}

fn outliers(api: &Api) -> OutlierQuery {
    let query = api.analytics().outliers().data_set("DsMonthly01");
    let query = query.org_unit(UNIT).max_results(3);
    let query = query.start_date("2026-01-01".parse().unwrap());
    query.end_date("2026-10-31".parse().unwrap())
}

#[test]
fn outliers_are_found_by_two_algorithms_with_columns_of_their_own() {
    for (name, algorithm, threshold, column, score) in [
        (
            "outliers_z_score",
            OutlierAlgorithm::ZScore,
            2.5,
            "zscore",
            2.55,
        ),
        (
            "outliers_modified",
            OutlierAlgorithm::ModifiedZScore,
            3.0,
            "modifiedzscore",
            3.97,
        ),
    ] {
        let (server, api) = replay(name);
        let query = outliers(&api).algorithm(algorithm).threshold(threshold);
        let grid = query.timeout(Duration::from_secs(60)).grid().unwrap();
        assert_eq!(grid.len(), 3);
        assert_eq!(grid.rows()[0].number(column), Some(score));
        assert_eq!(line(&server), "GET /api/analytics/outlierDetection");
        server.verify();
    }
}

#[test]
fn what_no_server_takes_of_outliers_is_an_error_with_its_code() {
    let (server, api) = replay("outliers_min_max");
    let query = outliers(&api).algorithm(OutlierAlgorithm::MinMax);
    assert_eq!(query.grid().unwrap_err().error_code(), Some("E2211"));
    server.verify();

    let (server, api) = replay("outliers_data_dates");
    let query = outliers(&api).data_start_date("2025-11-01".parse().unwrap());
    let query = query.data_end_date("2026-12-31".parse().unwrap());
    assert_eq!(query.grid().unwrap_err().error_code(), Some("E2209"));
    server.verify();
}

#[test]
fn a_workbook_is_copied_and_raw_data_have_none() {
    let (server, api) = replay("aggregate_xlsx");
    let mut out = Vec::new();
    let query = january(api.analytics().aggregate(), CASES);
    query.copy_to(&mut out, GridFormat::Xlsx).unwrap();
    assert!(out.starts_with(b"PK\x03\x04"));
    assert_eq!(
        out,
        Recording::load("2.42", "analytics/aggregate_xlsx").body()
    );
    server.verify();

    for (name, format) in [
        ("raw_data_file_csv", GridFormat::Csv),
        ("raw_data_file_xlsx", GridFormat::Xlsx),
    ] {
        let (server, api) = replay(name);
        let query = api.analytics().raw_data().data([CASES]);
        let query = query.periods(["202601"]).org_units(["OuFacility2"]);
        let mut out = Vec::new();
        let copied = query.copy_to(&mut out, format);
        if format == GridFormat::Csv {
            copied.unwrap();
            assert!(out.ends_with(b"DeMalariaC1,OuFacility2,202601,2026-01-01,2026-01-31,140.0\n"));
        } else {
            // 404, for these two forms alone.
            assert!(copied.unwrap_err().is_not_found());
            assert!(out.is_empty());
        }
        server.verify();
    }
}

//! Visualizations, maps and dashboards on a real server: `cargo test --test live_visual -- --ignored`.
//!
//! Needs `DHIS2_URL`, and `DHIS2_PAT` or `DHIS2_USERNAME` with `DHIS2_PASSWORD`, of a user who may write metadata.
//! Everything that is made is deleted again, also when a test fails.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod live;

use std::sync::{Mutex, MutexGuard, PoisonError};

use dhis2::models::{Dashboard, DataElement, OrganisationUnit, Program, ValueType};
use dhis2::resources::{
    ItemKind, MapLayer, MapSpec, ProgramLabels, SpecDimension, VisualizationSpec,
};
use dhis2::{Api, Error, Period, RelativePeriod, Uid};
use live::{Made, name, short};
use serde_json::Value;

/// What the pictures show: a data element and an organisation unit of their own.
struct Shown {
    element: Made<DataElement>,
    unit: Made<OrganisationUnit>,
}

/// One test after the other: the first two units of a new server cannot be made at once, and DHIS2 ties a program
/// without registration to any unit that is there, which cannot be deleted then.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shown {
    fn new(api: &Api) -> Self {
        let element = DataElement::new(name("element"), short(), ValueType::Integer);
        let element = api.data_elements().create(&element).unwrap().uid;
        let element = Made(api.data_elements(), element);
        let day = "2020-01-01".parse().unwrap();
        let unit = OrganisationUnit::new(name("unit"), short(), day);
        let units = api.organisation_units();
        let unit = units.create(&unit).unwrap().uid;
        let unit = Made(units, unit);
        Self { element, unit }
    }
}

#[test]
#[ignore = "needs a server"]
fn live_a_visualization_keeps_its_periods_when_copied_and_changed() {
    let _alone = alone();
    let api = live::api();
    let shown = Shown::new(&api);
    let (element, unit) = (shown.element.1, shown.unit.1);
    let june: Period = "202606".parse().unwrap();
    let spec = VisualizationSpec::new(name("chart"))
        .data_elements([element])
        .periods([june])
        .relative_periods([RelativePeriod::LastMonth])
        .organisation_units([unit])
        .series(SpecDimension::Data);
    let charts = api.visualizations();
    let chart = charts.create_from(&spec).unwrap();
    let made = Made(charts.clone(), chart.id.unwrap());
    let periods = Some(vec!["202606".to_owned(), "LAST_MONTH".to_owned()]);
    assert_eq!(chart.raw_periods, periods);
    let copy = charts.duplicate(made.1, name("copy")).unwrap();
    let copy = Made(charts.clone(), copy);
    let mut read = charts.get(copy.1).unwrap();
    assert_eq!(read.raw_periods, periods);
    assert_eq!(read.column_dimensions, chart.column_dimensions);
    read.title = Some("changed".into());
    let read = charts.update_and_get(&read).unwrap();
    let mut kept = read.raw_periods.unwrap();
    kept.sort();
    assert_eq!(kept, ["202606", "LAST_MONTH"]);
    assert_eq!(read.title.as_deref(), Some("changed"));
    assert_eq!(read.data_dimension_items.map(|items| items.len()), Some(1));
    let unknown = spec
        .data_elements([Uid::generate()])
        .uid(Uid::from_key("dhis2-rust lost"));
    let _lost = Made(charts.clone(), Uid::from_key("dhis2-rust lost"));
    assert!(matches!(
        charts.create_from(&unknown),
        Err(Error::Decode(_))
    ));
}

#[test]
#[ignore = "needs a server"]
fn live_a_map_shows_the_same_when_copied_and_changed() {
    let _alone = alone();
    let api = live::api();
    let shown = Shown::new(&api);
    let (element, unit) = (shown.element.1, shown.unit.1);
    let layer = MapLayer::thematic()
        .data_elements([element])
        .relative_periods([RelativePeriod::LastMonth])
        .organisation_units([unit])
        .organisation_unit_levels([2]);
    let spec = MapSpec::new(name("map")).center(12.5, -2.5).layer(layer);
    let maps = api.maps();
    let made = Made(maps.clone(), maps.create_from(&spec).unwrap().id.unwrap());
    let copy = Made(maps.clone(), maps.duplicate(made.1, name("copy")).unwrap());
    let mut map = maps.get(copy.1).unwrap();
    map.title = Some("changed".into());
    maps.update(&map).unwrap();
    let map: Value = maps.get_as(copy.1, ":owner").unwrap();
    assert_eq!(map["title"], "changed");
    let views = map["mapViews"].as_array().unwrap();
    assert_eq!(views.len(), 1);
    assert_eq!(
        views[0]["dataDimensionItems"][0]["dataElement"]["id"],
        element.as_str()
    );
    assert_eq!(views[0]["organisationUnitLevels"], serde_json::json!([2]));
    assert_eq!(views[0]["rawPeriods"], serde_json::json!(["LAST_MONTH"]));

    let boards = api.dashboards();
    let board = boards.create(&Dashboard::new(name("board"))).unwrap();
    let board = Made(boards.clone(), board.uid);
    let item = boards
        .add_item(board.1, ItemKind::Map, made.1, None)
        .unwrap();
    assert!(boards.remove_item(board.1, item).unwrap());
    drop(board);
}

#[test]
#[ignore = "needs a server"]
fn live_new_objects_are_taken_and_get_the_default_category_combination() {
    let _alone = alone();
    let api = live::api();
    let default = api.system().default_category_combo_uid().unwrap();
    let element = DataElement::new(name("element"), short(), ValueType::Integer);
    let element = api.data_elements().create_and_get(&element).unwrap();
    let _element = Made(api.data_elements(), element.id.unwrap());
    assert_eq!(element.category_combo.unwrap().id, Some(default));
    let program = Program::new_without_registration(name("program"), short());
    let program = api.programs().create_and_get(&program).unwrap();
    let made = Made(api.programs(), program.id.unwrap());
    assert_eq!(program.category_combo.unwrap().id, Some(default));
    let labels = ProgramLabels {
        events: Some("Visits".into()),
        ..Default::default()
    };
    match api.programs().set_labels(made.1, &labels) {
        Ok(_) => {
            let read = api.programs().get(made.1).unwrap();
            assert_eq!(read.events_label.as_deref(), Some("Visits"));
        }
        Err(error) => assert!(matches!(error, Error::UnsupportedVersion(_)), "{error}"),
    }
}

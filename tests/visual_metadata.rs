//! Visualizations and maps: out of specs, copied, changed.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use dhis2::models::{Map, OrganisationUnitSelectionMode, VisualizationType};
use dhis2::resources::{Duplicate, MapLayer, MapSpec, SpecDimension, VisualizationSpec};
use dhis2::{Error, Period, RelativePeriod, Uid};
use serde_json::{Value, json};
use server::replay::{Recording, Replay};
use server::{Reply, Request, Server, api, body, line, recorded};

fn uid(text: &str) -> Uid {
    text.parse().unwrap()
}

/// What a recording sent.
fn recorded_body(name: &str) -> Value {
    let recording = Recording::load("2.42", name);
    serde_json::from_str(recording.request["body"].as_str().unwrap()).unwrap()
}

/// An object of a recorded list, with everything it owns.
fn owned(version: &str, plural: &str, uid: &str) -> Value {
    let file = Recording::load(version, &format!("lists_owner/{plural}"));
    let list: Value = serde_json::from_slice(&file.body()).unwrap();
    let rows = list[plural].as_array().unwrap();
    rows.iter().find(|row| row["id"] == uid).unwrap().clone()
}

fn chart() -> VisualizationSpec {
    VisualizationSpec::new("Recording visualization")
        .data_elements(["DeMalariaC1"])
        .relative_periods([RelativePeriod::Last12Months])
        .organisation_units(["OuVelmora01"])
}

/// Rows, columns and filters of a spec.
fn places(spec: &VisualizationSpec) -> [String; 3] {
    let made = serde_json::to_value(spec.build().unwrap()).unwrap();
    ["rows", "columns", "filters"].map(|axis| {
        let axis = made[axis].as_array().unwrap().iter();
        let names: Vec<&str> = axis.map(|d| d["dimension"].as_str().unwrap()).collect();
        names.join(" ")
    })
}

#[test]
fn a_visualization_is_made_of_a_spec_as_recorded_and_read_again() {
    let replay = Replay::version("2.42")
        .file("analytics_objects/visualization_create")
        .file("analytics_objects/visualization_get_owner")
        .start();
    let spec = chart().uid(uid("VzRecording")).series(SpecDimension::Data);
    let made = api(&replay.url())
        .visualizations()
        .create_from(&spec)
        .unwrap();
    assert_eq!(made.name.as_deref(), Some("Recording visualization"));
    assert_eq!(made.column_dimensions, Some(vec!["dx".to_owned()]));
    assert_eq!(made.raw_periods, Some(vec!["LAST_12_MONTHS".to_owned()]));
    let requests = replay.server().requests();
    let lines: Vec<String> = requests.iter().map(line).collect();
    assert_eq!(
        lines,
        [
            "POST /api/visualizations",
            "GET /api/visualizations/VzRecording?fields=:owner"
        ]
    );
    let mut expected = recorded_body("analytics_objects/visualization_create");
    expected["columns"][0]["items"][0]["dimensionItemType"] = json!("DATA_ELEMENT");
    assert_eq!(body(&requests[0]), expected);
    replay.verify();
}

#[test]
fn what_dhis2_does_not_know_and_leaves_out_of_a_visualization_is_an_error() {
    let replay = Replay::version("2.42")
        .file("analytics_objects/visualization_create")
        .file("analytics_objects/visualization_get_owner")
        .start();
    let spec = chart()
        .uid(uid("VzRecording"))
        .indicators(["NoSuchUid11"])
        .organisation_units(["NoSuchUid12"]);
    let error = api(&replay.url())
        .visualizations()
        .create_from(&spec)
        .unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
    let text = error.to_string();
    assert!(text.contains("NoSuchUid11, NoSuchUid12"), "{text}");
    assert!(!text.contains("DeMalariaC1"), "{text}");
}

#[test]
fn a_refused_visualization_carries_the_report() {
    let server =
        Server::start(|_: &Request| recorded("analytics_objects/data_visualization_taken"));
    let spec = chart().uid(uid("VzDataTake1"));
    let visualizations = api(&server.url()).visualizations();
    let error = visualizations.create_from(&spec).unwrap_err();
    assert_eq!(error.conflicts()[0].error_code.as_deref(), Some("E5000"));
    assert_eq!(server.requests().len(), 1, "nothing is read after it");
}

#[test]
fn dimensions_are_placed_by_type_and_give_way_to_what_is_placed() {
    use SpecDimension::{Data, OrganisationUnits, Periods};
    assert_eq!(places(&chart()), ["pe", "ou", "dx"]);
    let pivot = || chart().kind(VisualizationType::PivotTable);
    assert_eq!(places(&pivot()), ["ou", "pe", "dx"]);
    let single = || chart().kind(VisualizationType::SingleValue);
    assert_eq!(places(&single()), ["", "dx", "pe ou"]);
    assert_eq!(
        places(&single().filter(OrganisationUnits)),
        ["", "dx", "ou pe"]
    );
    assert_eq!(places(&chart().series(Data)), ["pe", "dx", "ou"]);
    assert_eq!(
        places(&chart().category(OrganisationUnits)),
        ["ou", "pe", "dx"]
    );
    assert_eq!(places(&chart().filter(Periods)), ["dx", "ou", "pe"]);
    assert_eq!(
        places(&pivot().category(Data).series(Periods)),
        ["dx", "pe", "ou"]
    );
    let twice = chart().category(Data).series(Data).build().unwrap_err();
    assert!(matches!(twice, Error::InvalidInput(_)), "{twice}");
}

#[test]
fn a_spec_of_a_visualization_holds_everything_that_is_asked_for() {
    let june: Period = "202606".parse().unwrap();
    let spec = chart()
        .kind(VisualizationType::PivotTable)
        .description("Draft")
        .indicators(["InMalPosRt1"])
        .periods([june])
        .legend_set(uid("LsThreshol1"));
    let made = serde_json::to_value(spec.build().unwrap()).unwrap();
    assert!(Uid::is_valid(made["id"].as_str().unwrap()));
    assert_eq!(made["type"], "PIVOT_TABLE");
    assert_eq!(made["description"], "Draft");
    assert_eq!(
        made["legend"],
        json!({"set": {"id": "LsThreshol1"}, "strategy": "FIXED", "style": "FILL", "showKey": true})
    );
    assert_eq!(
        made["filters"][0]["items"],
        json!([{"id": "DeMalariaC1", "dimensionItemType": "DATA_ELEMENT"},
            {"id": "InMalPosRt1", "dimensionItemType": "INDICATOR"}])
    );
    assert_eq!(
        made["columns"][0]["items"],
        json!([{"id": "LAST_12_MONTHS"}, {"id": "202606"}])
    );
}

#[test]
fn a_spec_of_a_visualization_that_cannot_be_is_refused_before_it_is_sent() {
    let server = Server::start(|_: &Request| recorded("metadata/create_ok"));
    let visualizations = api(&server.url()).visualizations();
    let named = |name: &str| VisualizationSpec::new(name).data_elements(["DeMalariaC1"]);
    let last = [RelativePeriod::LastYear];
    for (spec, about) in [
        (named(""), "name"),
        (named(&"x".repeat(231)), "name"),
        (VisualizationSpec::new("N"), "data items"),
        (named("N"), "periods"),
        (
            named("N").relative_periods(last.clone()),
            "organisation units",
        ),
        (named("N").organisation_units(["bad, one"]), "uid"),
    ] {
        let error = visualizations.create_from(&spec).unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error}");
        assert!(error.to_string().contains(about), "{about}: {error}");
    }
    let longest = named(&"x".repeat(230)).relative_periods(last);
    assert!(longest.organisation_units(["OuVelmora01"]).build().is_ok());
    assert!(server.requests().is_empty());
}

fn thematic() -> MapLayer {
    MapLayer::thematic()
        .data_elements(["DeMalariaC1"])
        .relative_periods([RelativePeriod::Last12Months])
        .organisation_units(["OuVelmora01"])
        .organisation_unit_levels([2])
}

#[test]
fn a_map_is_made_of_a_spec_as_recorded_and_read_again() {
    // What `GET /api/maps/MpRecord001?fields=:owner` answered is what `map_put_back` sent.
    let owner = recorded_body("metadata/map_put_back");
    let server = Server::start(move |request: &Request| match request.method.as_str() {
        "GET" => Reply::json(200, &owner),
        _ => recorded("metadata/map_create"),
    });
    let layer = thematic().name("Recording view").opacity(0.8);
    let spec = MapSpec::new("Recording map")
        .uid(uid("MpRecord001"))
        .center(12.5, -2.5)
        .zoom(7)
        .basemap("osmLight")
        .layer(layer);
    let maps = api(&server.url()).maps();
    let made = maps.create_from(&spec).unwrap();
    assert_eq!(made.zoom, Some(7));
    assert_eq!(
        made.map_views.unwrap()[0].name.as_deref(),
        Some("Recording view")
    );
    let requests = server.requests();
    let lines: Vec<String> = requests.iter().map(line).collect();
    assert_eq!(
        lines,
        ["POST /api/maps", "GET /api/maps/MpRecord001?fields=:owner"]
    );
    let mut expected = recorded_body("metadata/map_create");
    let view = expected["mapViews"][0].as_object_mut().unwrap();
    view.insert("organisationUnitSelectionMode".into(), json!("SELECTED"));
    view.insert("thematicMapType".into(), json!("CHOROPLETH"));
    view.insert("classes".into(), json!(5));
    view.insert("colorLow".into(), json!("#fef0d9"));
    view.insert("colorHigh".into(), json!("#b30000"));
    assert_eq!(body(&requests[0]), expected);

    let unknown = MapSpec::new("N").layer(thematic().indicators(["NoSuchUid11"]));
    let error = maps.create_from(&unknown).unwrap_err();
    assert!(error.to_string().contains("layer 0"), "{error}");
    assert!(error.to_string().contains("NoSuchUid11"), "{error}");
}

#[test]
fn layers_of_a_map_hold_what_their_kind_needs() {
    let spec = MapSpec::new("Map")
        .title("Title")
        .description("Text")
        .layer(MapLayer::boundary().organisation_units(["OuVelmora01"]))
        .layer(MapLayer::facility().organisation_units(["OuVelmora01"]))
        .layer(
            thematic()
                .classes(9)
                .colors("#000000", "#FFFFFF")
                .legend_set(uid("LsThreshol1"))
                .selection_mode(OrganisationUnitSelectionMode::Children),
        );
    let made = serde_json::to_value(spec.build().unwrap()).unwrap();
    assert_eq!(made["title"], "Title");
    assert_eq!(made["description"], "Text");
    assert_eq!(
        (&made["longitude"], &made["zoom"], &made["basemap"]),
        (&json!(0.0), &json!(4), &json!("openStreetMap"))
    );
    let units = json!([{"dimension": "ou", "items": [{"id": "OuVelmora01"}]}]);
    assert_eq!(
        made["mapViews"][0],
        json!({"name": "boundary", "layer": "boundary", "opacity": 1.0, "columns": [],
            "rows": units, "filters": [], "organisationUnitSelectionMode": "SELECTED"})
    );
    assert_eq!(made["mapViews"][1]["layer"], "facility");
    let thematic = &made["mapViews"][2];
    assert_eq!(thematic["classes"], 9);
    assert_eq!(thematic["legendSet"], json!({"id": "LsThreshol1"}));
    assert_eq!(thematic["organisationUnitSelectionMode"], "CHILDREN");
    assert_eq!(thematic["colorHigh"], "#FFFFFF");
}

#[test]
fn a_spec_of_a_map_that_cannot_be_is_refused() {
    let map = || MapSpec::new("Map").layer(thematic());
    let with = |layer: MapLayer| MapSpec::new("Map").layer(layer);
    for (spec, about) in [
        (MapSpec::new("").layer(thematic()), "name"),
        (MapSpec::new("Map"), "layers"),
        (map().center(180.1, 0.0), "longitude"),
        (map().center(0.0, -90.5), "latitude"),
        (map().center(f64::NAN, 0.0), "longitude"),
        (map().zoom(21), "zoom"),
        (with(thematic().classes(1)), "classes"),
        (with(thematic().classes(10)), "classes"),
        (with(thematic().opacity(1.1)), "opacity"),
        (with(thematic().colors("red", "#b30000")), "color"),
        (with(thematic().colors("#fef0d9", "#b3000")), "color"),
        (with(thematic().organisation_unit_levels([0])), "level"),
        (with(thematic().name("")), "name"),
        (with(MapLayer::boundary()), "organisation units"),
        (
            with(MapLayer::thematic().organisation_units(["OuVelmora01"])),
            "data items",
        ),
        (with(thematic().data_elements(["bad"])), "uid"),
    ] {
        let error = spec.build().unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{about}: {error}");
        assert!(error.to_string().contains(about), "{about}: {error}");
    }
    assert!(map().center(-180.0, 90.0).zoom(20).build().is_ok());
}

/// The axes that were recorded, on an object that has others or none.
fn with_axes(mut object: Value) -> Value {
    let recording = Recording::load("2.42", "analytics_objects/data_visualization_axes");
    let axes: Value = serde_json::from_slice(&recording.body()).unwrap();
    for axis in ["columns", "rows", "filters"] {
        object[axis] = axes[axis].clone();
    }
    object
}

/// The same as it is sent.
fn axes_sent() -> [Value; 3] {
    [
        json!([{"dimension": "dx", "items": [{"id": "DeMalariaC1", "dimensionItemType": "DATA_ELEMENT"}]}]),
        json!([{"dimension": "ou", "items": [
            {"id": "OuVelmora01", "dimensionItemType": "ORGANISATION_UNIT"}, {"id": "LEVEL-2"}]}]),
        json!([{"dimension": "pe", "items": [{"id": "202606", "dimensionItemType": "PERIOD"}]}]),
    ]
}

fn axes_of(object: &Value) -> [Value; 3] {
    ["columns", "rows", "filters"].map(|axis| object[axis].clone())
}

const AXES: &str = "columns[dimension,filter,legendSet[id],programStage[id],items[id,dimensionItem,dimensionItemType]],\
    rows[dimension,filter,legendSet[id],programStage[id],items[id,dimensionItem,dimensionItemType]],\
    filters[dimension,filter,legendSet[id],programStage[id],items[id,dimensionItem,dimensionItemType]]";

#[test]
fn a_visualization_is_copied_with_its_periods_and_its_sharing() {
    let whole = with_axes(owned("2.42", "visualizations", "VzMalCol001"));
    let answer = whole.clone();
    let server = Server::start(move |request: &Request| match request.method.as_str() {
        "GET" => Reply::json(200, &answer),
        _ => recorded("analytics_objects/visualization_create"),
    });
    let copy = Duplicate::new("Copy")
        .uid(uid("VzRecording"))
        .code("COPY")
        .description("Mine");
    let visualizations = api(&server.url()).visualizations();
    assert_eq!(
        visualizations.duplicate("VzMalCol001", copy).unwrap(),
        uid("VzRecording")
    );
    let requests = server.requests();
    assert_eq!(
        line(&requests[0]),
        format!("GET /api/visualizations/VzMalCol001?fields=:owner,{AXES}")
    );
    assert_eq!(line(&requests[1]), "POST /api/visualizations");
    let sent = body(&requests[1]);
    assert_eq!(axes_of(&sent), axes_sent());
    for (name, value) in [
        ("id", "VzRecording"),
        ("name", "Copy"),
        ("code", "COPY"),
        ("description", "Mine"),
    ] {
        assert_eq!(sent[name], value, "{name}");
    }
    for name in ["sharing", "type", "title", "legend", "displayDensity"] {
        assert_eq!(sent[name], whole[name], "{name}");
    }
    for name in [
        "created",
        "createdBy",
        "lastUpdated",
        "translations",
        "favorites",
        "subscribers",
        "rawPeriods",
        "dataDimensionItems",
        "columnDimensions",
    ] {
        assert_eq!(sent.get(name), None, "{name}");
    }
}

/// The axes of the two views of the recorded map, as they are sent.
fn axes_of_recorded_map() -> [[Value; 3]; 2] {
    let unit = json!({"id": "OuVelmora01", "dimensionItemType": "ORGANISATION_UNIT"});
    [
        [
            json!([]),
            json!([{"dimension": "ou", "items": [unit, {"id": "LEVEL-4"}]}]),
            json!([]),
        ],
        [
            json!([{"dimension": "dx", "items": [{"id": "DeMalariaC1", "dimensionItemType": "DATA_ELEMENT"}]}]),
            json!([{"dimension": "ou", "items": [unit, {"id": "LEVEL-2"}]}]),
            json!([{"dimension": "pe", "items": [
                {"id": "202606", "dimensionItemType": "PERIOD"}, {"id": "LAST_3_MONTHS", "dimensionItemType": "PERIOD"}]}]),
        ],
    ]
}

#[test]
fn a_map_is_copied_with_new_views() {
    let whole = Recording::load("2.42", "analytics_objects/map_get_to_copy");
    let fields = whole.request["query"][0][1].as_str().unwrap().to_owned();
    let answer = whole.reply("http://localhost");
    let server = Server::start(move |request: &Request| match request.method.as_str() {
        "GET" => answer.clone(),
        _ => recorded("metadata/map_create"),
    });
    let made = api(&server.url())
        .maps()
        .duplicate("MpToCopy001", "Copy")
        .unwrap();
    let requests = server.requests();
    // `mapViews[:owner,columns[…]]` would leave out all that it does not name, the kind of the layer among it: [L].
    assert_eq!(fields, format!(":owner,mapViews[*,{AXES}]"));
    assert_eq!(
        line(&requests[0]),
        format!("GET /api/maps/MpToCopy001?fields={fields}")
    );
    assert_eq!(line(&requests[1]), "POST /api/maps");
    let sent = body(&requests[1]);
    assert_eq!(
        (&sent["id"], &sent["name"], &sent["zoom"]),
        (&json!(made), &json!("Copy"), &json!(7))
    );
    let views = sent["mapViews"].as_array().unwrap();
    assert_eq!(views.len(), 2);
    for (view, axes) in views.iter().zip(axes_of_recorded_map()) {
        assert_eq!(axes_of(view), axes);
        for name in [
            "access",
            "id",
            "created",
            "translations",
            "displayName",
            "favorite",
            "interpretations",
            "organisationUnits",
            "rawPeriods",
            "relativePeriods",
        ] {
            assert_eq!(view.get(name), None, "{name}");
        }
    }
    assert_eq!(
        (&views[0]["layer"], &views[1]["layer"]),
        (&json!("facility"), &json!("thematic"))
    );
    assert_eq!(
        views[1]["colorScale"],
        "#fee5d9,#fcbba1,#fc9272,#fb6a4a,#de2d26"
    );
}

#[test]
fn a_copy_is_not_made_of_axes_that_did_not_come() {
    // A map without the fields that were asked for has `"columns": [{"id": "dx"}]`.
    let map = Recording::load("2.42", "analytics_objects/map");
    let answer: Value = serde_json::from_slice(&map.body()).unwrap();
    let server = Server::start(move |_: &Request| Reply::json(200, &answer));
    let maps = api(&server.url()).maps();
    let error = maps.duplicate("MpFacility1", "Copy").unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_map_is_put_back_with_the_axes_it_has_and_new_views() {
    let answer = |name: &str| Recording::load("2.42", &format!("analytics_objects/{name}"));
    let (whole, axes) = (answer("map_get_owner"), answer("map_get_axes"));
    let put = recorded("analytics_objects/map_put");
    let replies = [&whole, &axes].map(|recording| recording.reply("http://localhost"));
    let server = Server::start(move |request: &Request| {
        match (request.method.as_str(), request.param("fields")) {
            ("GET", Some(":owner")) => replies[0].clone(),
            ("GET", _) => replies[1].clone(),
            _ => put.clone(),
        }
    });
    let maps = api(&server.url()).maps();
    let mut map: Map = serde_json::from_slice(&whole.body()).unwrap();
    map.title = Some("New".into());
    maps.update(&map).unwrap();
    let requests = server.requests();
    let lines: Vec<String> = requests.iter().map(line).collect();
    assert_eq!(
        lines,
        [
            "GET /api/maps/MpToCopy001?fields=:owner".to_owned(),
            format!("GET /api/maps/MpToCopy001?fields=mapViews[id,{AXES}]"),
            "PUT /api/maps/MpToCopy001".to_owned()
        ]
    );
    assert_eq!(axes.request["query"][0][1], format!("mapViews[id,{AXES}]"));
    let sent = body(&requests[2]);
    assert_eq!(sent["title"], "New");
    let views = sent["mapViews"].as_array().unwrap();
    assert_eq!(views.len(), 2);
    for (view, axes) in views.iter().zip(axes_of_recorded_map()) {
        assert_eq!(axes_of(view), axes);
        assert_eq!(
            (view.get("id"), view.get("dataDimensionItems")),
            (None, None)
        );
    }
    // A view that is new must say what it shows.
    map.map_views.as_mut().unwrap()[0].id = None;
    let error = maps.replace(&map).unwrap_err();
    assert!(matches!(error, Error::InvalidInput(_)), "{error}");
}

#[test]
fn fixed_periods_of_a_visualization_are_sent_as_an_axis_too() {
    let server =
        Server::start(|_: &Request| recorded("analytics_objects/visualization_import_owner"));
    let visualizations = api(&server.url()).visualizations();
    let mut object = owned("2.42", "visualizations", "VzMalCol001");
    let put = |object: &Value| {
        let object = serde_json::from_value(object.clone()).unwrap();
        visualizations.replace(&object).unwrap();
        let post = server.requests().pop().unwrap();
        assert_eq!(
            line(&post),
            "POST /api/metadata?importStrategy=UPDATE&atomicMode=ALL"
        );
        body(&post)["visualizations"][0].clone()
    };
    assert_eq!(put(&object).get("filters"), None);
    object["rawPeriods"] = json!(["LAST_12_MONTHS", "202606"]);
    let sent = put(&object);
    assert_eq!(
        sent["filters"],
        json!([{"dimension": "pe", "items": [{"id": "LAST_12_MONTHS"}, {"id": "202606"}]}])
    );
    assert_eq!(
        sent["filterDimensions"],
        json!(["ou"]),
        "the stored form is what it was"
    );
}

#[test]
fn an_event_visualization_is_copied_and_many_are_saved_with_their_fixed_periods() {
    let mut object = owned("2.42", "eventVisualizations", "EvSupervis1");
    object["rawPeriods"] = json!(["202606"]);
    let answer = object.clone();
    let server = Server::start(move |request: &Request| match request.method.as_str() {
        "GET" => Reply::json(200, &answer),
        _ => recorded("metadata/import_ok"),
    });
    let kind = api(&server.url()).event_visualizations();
    kind.duplicate("EvSupervis1", "Copy").unwrap();
    kind.save_all([&serde_json::from_value(object).unwrap()])
        .unwrap();
    let requests = server.requests();
    assert_eq!(
        line(&requests[1]),
        "POST /api/metadata?importStrategy=CREATE&atomicMode=ALL&importMode=COMMIT"
    );
    for request in &requests[1..] {
        let sent = body(request)["eventVisualizations"][0].take();
        let axis = json!([{"dimension": "pe", "items": [{"id": "202606"}]}]);
        assert_eq!(sent["filters"], axis);
    }
}

//! Geometry of organisation units out of GeoJSON: always a 200, whatever became of the features.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use dhis2::{Error, Outcome};
use serde_json::{Value, json};
use server::replay::Recording;
use server::{Reply, Request, Server, api, body, line};

fn recorded(name: &str) -> Reply {
    Recording::load("2.42", &format!("org_units/data_geometry_{name}")).reply("http://localhost")
}

/// What a recording sent.
fn sent(name: &str) -> Value {
    let recording = Recording::load("2.42", &format!("org_units/data_geometry_{name}"));
    serde_json::from_str(recording.request["body"].as_str().unwrap()).unwrap()
}

fn collection() -> Value {
    json!({"type": "FeatureCollection", "features": [
        {"type": "Feature", "id": "OuVelmora01", "properties": {"P_CODE": "VEL"},
            "geometry": {"type": "Point", "coordinates": [1.5, 2.5]}}]})
}

#[test]
fn features_are_imported_by_uid_or_by_another_property() {
    let server = Server::start(|_: &Request| recorded("import_name"));
    let units = api(&server.url()).organisation_units();
    let done = units.import_geometry().send(&collection()).unwrap();
    assert_eq!(
        (done.outcome(), done.stats().updated),
        (Outcome::Changed, 1)
    );
    let import = units.import_geometry().feature_property("P_CODE");
    let import = import.by_name().by_code().attribute("AtGeoJson01");
    import.dry_run(true).send(&collection()).unwrap();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), collection().to_string()).unwrap();
    units.import_geometry().send_file(file.path()).unwrap();
    let reader = std::io::Cursor::new(collection().to_string());
    units
        .import_geometry()
        .by_name()
        .send_reader(reader)
        .unwrap();
    let requests = server.requests();
    let lines: Vec<String> = requests.iter().map(line).collect();
    let path = "POST /api/organisationUnits/geometry";
    assert_eq!(
        lines,
        [
            path.to_owned(),
            format!(
                "{path}?geoJsonId=false&geoJsonProperty=P_CODE&orgUnitProperty=code&attributeId=AtGeoJson01&dryRun=true"
            ),
            path.to_owned(),
            format!("{path}?orgUnitProperty=name"),
        ]
    );
    for request in &requests {
        assert_eq!(body(request), collection());
    }
    assert_eq!(
        requests[2].header("content-type"),
        Some("application/geo+json")
    );
    let bad = units.import_geometry().attribute("GEO").send(&collection());
    assert!(matches!(bad, Err(Error::InvalidInput(_))));
}

#[test]
fn the_first_geometry_of_a_unit_counts_as_imported_and_the_next_as_updated() {
    let server = Server::script(vec![recorded("import"), recorded("import_name")]);
    let units = api(&server.url()).organisation_units();
    let first = units.import_geometry().send(&sent("import")).unwrap();
    assert_eq!(
        (first.outcome(), first.stats().created),
        (Outcome::Changed, 1)
    );
    let again = units.import_geometry().by_name();
    let again = again.send(&sent("import_name")).unwrap();
    assert_eq!((again.stats().created, again.stats().updated), (0, 1));
    assert_eq!(body(&server.requests()[0]), sent("import"));
}

#[test]
fn refused_features_are_in_the_report_by_their_place_although_the_answer_is_a_200() {
    let server = Server::script(vec![
        recorded("import_partial"),
        recorded("import_all_bad"),
        recorded("import_code_dry_run"),
    ]);
    let units = api(&server.url()).organisation_units();
    let part = units
        .import_geometry()
        .send(&sent("import_partial"))
        .unwrap();
    assert_eq!(part.outcome(), Outcome::Partial);
    assert_eq!(part.conflicts()[0].error_code.as_deref(), Some("E7708"));
    assert_eq!(part.rejected_indexes(), [1, 2]);
    let none = units
        .import_geometry()
        .send(&sent("import_all_bad"))
        .unwrap();
    assert_eq!(none.outcome(), Outcome::Failed);
    assert_eq!(none.rejected_indexes(), [0, 1]);
    assert!(none.into_result().is_err());
    let tried = units.import_geometry().feature_property("P_CODE").by_code();
    let tried = tried.dry_run(true).send(&sent("import_code_dry_run"));
    assert_eq!(tried.unwrap().rejected_indexes(), [1, 2]);
    assert_eq!(
        line(&server.requests()[2]),
        "POST /api/organisationUnits/geometry?geoJsonId=false&geoJsonProperty=P_CODE&orgUnitProperty=code&dryRun=true"
    );
    server.verify();
}

#[test]
fn what_is_wrong_with_features_has_a_code_each_and_an_unknown_attribute_fails_all() {
    for (name, code) in [
        ("import_bad_geometry", "E7707"),
        ("import_no_id", "E7705"),
        // It counts no feature, and names none.
        ("import_attribute_unknown", "E7702"),
    ] {
        let server = Server::script(vec![recorded(name)]);
        let units = api(&server.url()).organisation_units();
        let report = units.import_geometry().send(&sent(name)).unwrap();
        assert_eq!(report.outcome(), Outcome::Failed, "{name}");
        assert_eq!(report.conflicts()[0].error_code.as_deref(), Some(code));
    }
}

#[test]
fn one_unit_gets_and_loses_its_geometry_and_a_refusal_is_an_error() {
    let server = Server::script(vec![
        recorded("set"),
        recorded("clear"),
        recorded("clear"),
        recorded("set_unknown"),
        recorded("set_bad"),
    ]);
    let units = api(&server.url()).organisation_units();
    let point = json!({"type": "Point", "coordinates": [1.5, 2.5]});
    units.set_geometry("OuDataUnit2", &point).unwrap();
    let done = units.clear_geometry("OuDataUnit2").unwrap();
    assert_eq!(done.stats().deleted, 1);
    // The same report as of one unit; never tried on the shared server.
    units.clear_all_geometry().unwrap();
    let error = units.set_geometry("NoSuchUid11", &point).unwrap_err();
    assert!(matches!(error, Error::Import(_)), "{error:?}");
    assert!(error.to_string().contains("does not exist"), "{error}");
    let error = units.set_geometry("OuDataUnit2", &json!({"type": "Pint"}));
    assert!(error.unwrap_err().to_string().contains("E7712"));
    assert!(units.set_geometry("bad", &point).is_err());
    let requests = server.requests();
    let lines: Vec<String> = requests.iter().map(line).collect();
    assert_eq!(
        lines[..3],
        [
            "POST /api/organisationUnits/OuDataUnit2/geometry",
            "DELETE /api/organisationUnits/OuDataUnit2/geometry",
            "DELETE /api/organisationUnits/geometry"
        ]
    );
    assert_eq!(body(&requests[0]), point);
    server.verify();
}

#[test]
fn an_import_as_a_task_returns_the_task() {
    let server = Server::script(vec![recorded("import_async")]);
    let units = api(&server.url()).organisation_units();
    let task = units.import_geometry().start(&collection()).unwrap();
    assert_eq!(
        (task.job_type(), task.uid()),
        ("GEOJSON_IMPORT", "JryDWCnJsZc")
    );
    assert_eq!(
        line(&server.requests()[0]),
        "POST /api/organisationUnits/geometry?async=true"
    );
}

//! Geometry of organisation units out of GeoJSON. The answers are [S] 2.42 and 2.43, as
//! `GeoJsonImportController` and its test give them: always a 200, whatever became of the features.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use dhis2::{Error, Outcome};
use serde_json::{Value, json};
use server::replay::Recording;
use server::{Reply, Request, Server, api, body, line};

fn report(updated: u64, deleted: u64, conflicts: &Value) -> Reply {
    let refused: usize = conflicts
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["indexes"].as_array().map_or(1, Vec::len))
        .sum();
    let (status, inner, message) = match (refused, updated) {
        (0, _) => ("OK", "SUCCESS", "Import successful."),
        (_, 0) => ("ERROR", "ERROR", "Import failed."),
        _ => ("WARNING", "WARNING", "Import partially successful."),
    };
    Reply::json(
        200,
        &json!({"httpStatus": "OK", "httpStatusCode": 200, "status": status, "message": message,
            "response": {"responseType": "GeoJsonImportReport", "status": inner,
                "importCount": {"imported": 0, "updated": updated, "ignored": refused, "deleted": deleted},
                "totalConflictOccurrenceCount": refused, "conflicts": conflicts}}),
    )
}

fn not_found() -> Value {
    json!([{"errorCode": "E7708", "value": "Organisation unit could not be found.", "object": null,
        "objects": {}, "indexes": [1, 2], "occurrenceCount": 2}])
}

fn collection() -> Value {
    json!({"type": "FeatureCollection", "features": [
        {"type": "Feature", "id": "OuVelmora01", "properties": {"P_CODE": "VEL"},
            "geometry": {"type": "Point", "coordinates": [1.5, 2.5]}}]})
}

#[test]
fn features_are_imported_by_uid_or_by_another_property() {
    let server = Server::start(|_: &Request| report(1, 0, &json!([])));
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
fn refused_features_are_in_the_report_by_their_place_although_the_answer_is_a_200() {
    let server = Server::script(vec![report(1, 0, &not_found()), report(0, 0, &not_found())]);
    let units = api(&server.url()).organisation_units();
    let part = units.import_geometry().send(&collection()).unwrap();
    assert_eq!(part.outcome(), Outcome::Partial);
    assert_eq!(part.conflicts()[0].error_code.as_deref(), Some("E7708"));
    assert_eq!(part.rejected_indexes(), [1, 2]);
    let none = units.import_geometry().send(&collection()).unwrap();
    assert_eq!(none.outcome(), Outcome::Failed);
    assert!(none.into_result().is_err());
    server.verify();
}

#[test]
fn one_unit_gets_and_loses_its_geometry_and_a_refusal_is_an_error() {
    let server = Server::script(vec![
        report(1, 0, &json!([])),
        report(0, 1, &json!([])),
        report(0, 12, &json!([])),
        report(0, 0, &not_found()),
    ]);
    let units = api(&server.url()).organisation_units();
    let point = json!({"type": "Point", "coordinates": [1.5, 2.5]});
    units.set_geometry("OuVelmora01", &point).unwrap();
    units.clear_geometry("OuVelmora01").unwrap();
    let all = units.clear_all_geometry().unwrap();
    assert_eq!(all.stats().deleted, 12);
    let error = units.set_geometry("NoSuchUid11", &point).unwrap_err();
    assert!(matches!(error, Error::Import(_)), "{error:?}");
    assert!(error.to_string().contains("could not be found"), "{error}");
    assert!(units.set_geometry("bad", &point).is_err());
    let requests = server.requests();
    let lines: Vec<String> = requests.iter().map(line).collect();
    assert_eq!(
        lines[..3],
        [
            "POST /api/organisationUnits/OuVelmora01/geometry",
            "DELETE /api/organisationUnits/OuVelmora01/geometry",
            "DELETE /api/organisationUnits/geometry"
        ]
    );
    assert_eq!(body(&requests[0]), point);
    server.verify();
}

#[test]
fn an_import_as_a_task_returns_the_task() {
    // A recorded ticket of another job, whose shape all jobs share.
    let mut ticket: Value =
        serde_json::from_slice(&Recording::load("2.42", "metadata/import_async").body()).unwrap();
    ticket["response"]["jobType"] = json!("GEOJSON_IMPORT");
    let server = Server::start(move |_: &Request| Reply::json(200, &ticket));
    let units = api(&server.url()).organisation_units();
    let task = units.import_geometry().start(&collection()).unwrap();
    assert_eq!(task.job_type(), "GEOJSON_IMPORT");
    assert_eq!(
        line(&server.requests()[0]),
        "POST /api/organisationUnits/geometry?async=true"
    );
}

//! Min-max values and lock exceptions. The recorded lists are empty: rows are written as the server's source
//! and its own tests have them.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use dhis2::Error;
use dhis2::resources::min_max::{MinMaxKey, MinMaxValue};
use serde_json::{Value, json};
use server::{Reply, Server, api, body, line, lines, recorded};

fn key() -> MinMaxKey {
    MinMaxKey::new("DeMalariaC1", "OuFacNoGeo1", "HllvX50cXC0").unwrap()
}

/// [S] 2.42: MinMaxDataElement.
fn row(min: i32) -> Value {
    json!({"dataElement": {"id": "DeMalariaC1"}, "source": {"id": "OuFacNoGeo1"},
        "optionCombo": {"id": "HllvX50cXC0"}, "min": min, "max": 42, "generated": true})
}

fn page(key: &str, number: u64, of: u64, rows: &Value) -> Reply {
    let pager = json!({"page": number, "pageCount": of, "total": of, "pageSize": 1});
    Reply::json(200, &json!({"pager": pager, key: rows}))
}

#[test]
fn values_are_listed_over_all_pages_by_what_they_are_about() {
    let server = Server::script(vec![
        page("minMaxDataElements", 1, 2, &json!([row(1)])),
        page("minMaxDataElements", 2, 2, &json!([row(2)])),
        recorded("other/min_max"),
    ]);
    let bounds = api(&server.url()).min_max_values();
    let list = bounds
        .list()
        .data_element("DeMalariaC1")
        .org_unit("OuFacNoGeo1");
    let values: Vec<MinMaxValue> = list.items().page_size(1).collect::<Result<_, _>>().unwrap();
    assert_eq!(values[0].key, key());
    assert_eq!(
        (values[0].min, values[0].max, values[0].generated),
        (1, 42, true)
    );
    assert_eq!(values[1].min, 2);
    assert_eq!(bounds.list().items().page_size(2).count(), 0);
    let requests = server.requests();
    assert_eq!(requests[0].path, "/api/minMaxDataElements");
    assert_eq!(
        requests[0].params("filter"),
        ["dataElement.id:eq:DeMalariaC1", "source.id:eq:OuFacNoGeo1"]
    );
    assert_eq!(
        requests[0].params("fields"),
        ["min,max,generated,dataElement[id],source[id],optionCombo[id]"]
    );
    assert!(
        requests[0].params("order").is_empty(),
        "DHIS2 has no order here"
    );
    assert_eq!(requests[1].params("page"), ["2"]);
    server.verify();
}

#[test]
fn one_value_is_found_set_and_deleted() {
    // [S] 2.42: 201 and 204 without a body; 404 with E2047.
    let missing = json!({"httpStatus": "Not Found", "httpStatusCode": 404, "status": "ERROR",
        "message": "Min-max value does not exist", "errorCode": "E2047"});
    let server = Server::script(vec![
        page("minMaxDataElements", 1, 1, &json!([row(1)])),
        page("minMaxDataElements", 1, 0, &json!([])),
        Reply::empty(201),
        Reply::empty(204),
        Reply::json(404, &missing),
    ]);
    let bounds = api(&server.url()).min_max_values();
    assert_eq!(bounds.get(&key()).unwrap().unwrap().max, 42);
    assert_eq!(bounds.get(&key()).unwrap(), None);
    bounds.set(&MinMaxValue::new(key(), 0, 250)).unwrap();
    bounds.delete(&key()).unwrap();
    assert!(bounds.delete(&key()).unwrap_err().is_not_found());
    let requests = server.requests();
    assert_eq!(requests[0].params("filter").len(), 3);
    assert_eq!(line(&requests[2]), "POST /api/minMaxDataElements");
    assert_eq!(
        body(&requests[2]),
        json!({"min": 0, "max": 250, "generated": false, "dataElement": {"id": "DeMalariaC1"},
            "source": {"id": "OuFacNoGeo1"}, "optionCombo": {"id": "HllvX50cXC0"}})
    );
    let deletion =
        "DELETE /api/dataEntry/minMaxValues?de=DeMalariaC1&ou=OuFacNoGeo1&co=HllvX50cXC0";
    assert_eq!(line(&requests[3]), deletion);
    let error = bounds.set(&MinMaxValue::new(key(), 5, 5)).unwrap_err();
    assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
    assert!(MinMaxKey::new("x", "OuFacNoGeo1", "HllvX50cXC0").is_err());
    server.verify();
}

#[test]
fn many_values_are_set_and_deleted_at_once() {
    // [S] 2.42: ImportSuccessResponse.
    let counts = |word: &str| {
        let message = format!("Successfully {word} 1 min-max values");
        Reply::json(
            200,
            &json!({"message": message, "successful": 1, "ignored": 1}),
        )
    };
    let server = Server::script(vec![counts("imported"), counts("deleted")]);
    let bounds = api(&server.url()).min_max_values();
    let mut generated = MinMaxValue::new(key(), -5, 9);
    generated.generated = true;
    let counts = bounds
        .set_all("DsMonthly01", &[generated, MinMaxValue::new(key(), 1, 2)])
        .unwrap();
    assert_eq!((counts.successful, counts.ignored), (1, 1));
    assert_eq!(
        bounds.delete_all("DsMonthly01", [&key()]).unwrap().ignored,
        1
    );
    let requests = server.requests();
    let of = |min: i32, max: i32, generated: bool| {
        json!({"dataElement": "DeMalariaC1", "orgUnit": "OuFacNoGeo1", "optionCombo": "HllvX50cXC0",
            "minValue": min, "maxValue": max, "generated": generated})
    };
    assert_eq!(line(&requests[0]), "POST /api/minMaxDataElements/upsert");
    assert_eq!(
        body(&requests[0]),
        json!({"dataSet": "DsMonthly01", "values": [of(-5, 9, true), of(1, 2, false)]})
    );
    assert_eq!(line(&requests[1]), "POST /api/minMaxDataElements/delete");
    assert_eq!(
        body(&requests[1]),
        json!({"dataSet": "DsMonthly01", "values": [{"dataElement": "DeMalariaC1",
            "orgUnit": "OuFacNoGeo1", "optionCombo": "HllvX50cXC0"}]})
    );
    let wrong = bounds
        .set_all("DsMonthly01", [&MinMaxValue::new(key(), 2, 1)])
        .unwrap_err();
    assert!(matches!(wrong, Error::InvalidInput(_)), "{wrong:?}");
    server.verify();
}

#[test]
fn values_are_worked_out_and_cleared_for_data_sets() {
    let server = Server::script(vec![Reply::empty(204), Reply::empty(204)]);
    let bounds = api(&server.url()).min_max_values();
    bounds.generate("OuProvTess1", ["DsMonthly01"]).unwrap();
    bounds
        .clear("OuProvTess1", ["DsMonthly01", "DsYearly001"])
        .unwrap();
    assert_eq!(
        lines(&server),
        [
            "POST /api/minMaxValues",
            "DELETE /api/minMaxValues/OuProvTess1?ds=DsMonthly01&ds=DsYearly001"
        ]
    );
    assert_eq!(
        body(&server.requests()[0]),
        json!({"organisationUnit": "OuProvTess1", "dataSets": ["DsMonthly01"]})
    );
    for refused in [
        bounds.generate("OuProvTess1", [""; 0]),
        bounds.clear("OuProvTess1", [""; 0]),
        bounds.clear("nowhere", ["DsMonthly01"]),
    ] {
        assert!(
            matches!(refused, Err(Error::InvalidInput(_))),
            "{refused:?}"
        );
    }
    server.verify();
}

#[test]
fn lock_exceptions_are_listed_on_both_versions() {
    // [S] 2.42: LockException with the period's id; [S] 2.43: its type and days.
    let row = |period: Value| {
        json!({"name": "Monthly report (Tessary, January 2026)", "created": "2026-11-21T08:00:00.000",
            "dataSet": {"id": "DsMonthly01", "name": "Monthly report"},
            "organisationUnit": {"id": "OuProvTess1", "name": "Tessary"}, "period": period})
    };
    let days = json!({"startDate": "2026-01-01T00:00:00.000", "endDate": "2026-01-31T00:00:00.000",
        "periodType": "Monthly"});
    let rows = json!([
        row(json!({"id": "202601", "name": "January 2026"})),
        row(days)
    ]);
    let server = Server::script(vec![
        page("lockExceptions", 1, 1, &rows),
        recorded("other/lock_exceptions"),
    ]);
    let exceptions = api(&server.url()).lock_exceptions();
    let list = exceptions
        .list()
        .data_set("DsMonthly01")
        .org_unit("OuProvTess1");
    let rows = list.collect_all().unwrap();
    assert_eq!(rows.len(), 2);
    for row in rows {
        assert_eq!(row.period.as_deref(), Some("202601"));
        assert_eq!(
            row.data_set.unwrap().name.as_deref(),
            Some("Monthly report")
        );
        assert_eq!(
            row.organisation_unit.unwrap().id.unwrap().as_str(),
            "OuProvTess1"
        );
    }
    assert!(exceptions.list().collect_all().unwrap().is_empty());
    let request = &server.requests()[0];
    assert_eq!(request.path, "/api/lockExceptions");
    // [S] 2.42: filtered rows come in another order each time, so there are no pages.
    assert_eq!(request.params("paging"), ["false"]);
    assert!(request.params("page").is_empty());
    assert!(request.params("fields")[0].starts_with("name,created,dataSet[id,name]"));
    assert_eq!(
        request.params("filter"),
        [
            "dataSet.id:eq:DsMonthly01",
            "organisationUnit.id:eq:OuProvTess1"
        ]
    );
    server.verify();
}

#[test]
fn lock_exceptions_are_made_one_by_one() {
    // [S] 2.42
    let made = json!({"httpStatus": "Created", "httpStatusCode": 201, "status": "OK",
        "message": "LockException created successfully."});
    let refused = json!({"httpStatus": "Conflict", "httpStatusCode": 409, "status": "ERROR",
        "message": "None of the target organisation unit(s) OuVelmora01 is linked to the specified data set: DsMonthly01"});
    let server = Server::script(vec![Reply::json(201, &made), Reply::json(409, &refused)]);
    let exceptions = api(&server.url()).lock_exceptions();
    let error = exceptions
        .add("DsMonthly01", "202601", ["OuFacNoGeo1", "OuVelmora01"])
        .unwrap_err();
    assert!(
        error.to_string().contains("OuVelmora01 is linked"),
        "{error}"
    );
    let of = |unit: &str| format!("POST /api/lockExceptions?ds=DsMonthly01&pe=202601&ou={unit}");
    assert_eq!(lines(&server), [of("OuFacNoGeo1"), of("OuVelmora01")]);
    let nobody = exceptions.add("DsMonthly01", "202601", [""; 0]);
    assert!(matches!(nobody, Err(Error::InvalidInput(_))), "{nobody:?}");
    server.verify();
}

#[test]
fn the_exceptions_of_all_units_do_not_end_by_a_mistake() {
    let missing = json!({"httpStatus": "Not Found", "httpStatusCode": 404, "status": "ERROR",
        "message": "OrganisationUnit with id NoSuchUid11 could not be found.", "errorCode": "E1005"});
    let server = Server::script(vec![
        Reply::json(404, &missing),
        Reply::json(200, &json!({"id": "OuFacNoGeo1"})),
        Reply::empty(204),
        Reply::empty(204),
    ]);
    let exceptions = api(&server.url()).lock_exceptions();
    // [S] 2.42 ends those of all units when it does not know the one.
    let error = exceptions
        .remove("DsMonthly01", "202601", "NoSuchUid11")
        .unwrap_err();
    assert!(matches!(error, Error::NotFound(_)), "{error:?}");
    exceptions
        .remove("DsMonthly01", "202601", "OuFacNoGeo1")
        .unwrap();
    exceptions
        .remove_for_all_units("DsMonthly01", "202601")
        .unwrap();
    assert_eq!(
        lines(&server),
        [
            "GET /api/organisationUnits/NoSuchUid11?fields=id",
            "GET /api/organisationUnits/OuFacNoGeo1?fields=id",
            "DELETE /api/lockExceptions?ds=DsMonthly01&pe=202601&ou=OuFacNoGeo1",
            "DELETE /api/lockExceptions?ds=DsMonthly01&pe=202601",
        ]
    );
    server.verify();
}

//! Min-max values and lock exceptions, held against recorded answers.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use std::collections::HashSet;

use dhis2::Error;
use dhis2::resources::min_max::{MinMaxKey, MinMaxValue};
use serde_json::{Value, json};
use server::replay::Recording;
use server::{Reply, Server, api, body, line, lines, recorded};

fn key() -> MinMaxKey {
    MinMaxKey::new("DeMalariaC1", "OuFacNoGeo1", "HllvX50cXC0").unwrap()
}

#[test]
fn values_are_read_in_one_request_because_every_page_has_the_rows_of_the_first() {
    let rows = |name: &str| {
        let body: Value = serde_json::from_slice(&Recording::load("2.42", name).body()).unwrap();
        body["minMaxDataElements"].clone()
    };
    assert_eq!(
        rows("min_max/generated_page_1"),
        rows("min_max/generated_page_2")
    );
    let server = Server::script(vec![
        recorded("min_max/generated_all"),
        recorded("other/min_max"),
    ]);
    let bounds = api(&server.url()).min_max_values();
    let list = bounds
        .list()
        .data_element("oQqhPmNE58w")
        .org_unit("OuFacility2");
    let values = list.collect_all().unwrap();
    let keys: HashSet<MinMaxKey> = values.iter().map(|value| value.key).collect();
    assert_eq!((values.len(), keys.len()), (23, 23));
    let first = MinMaxKey::new("oQqhPmNE58w", "OuFacility2", "HllvX50cXC0").unwrap();
    assert_eq!(values[0].key, first);
    assert_eq!(
        (values[0].min, values[0].max, values[0].generated),
        (-8, 147, true)
    );
    assert_eq!(bounds.list().values().unwrap().count(), 0);
    let error = bounds.list().org_unit("nowhere").values().unwrap_err();
    assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
    let requests = server.requests();
    assert_eq!(requests[0].path, "/api/minMaxDataElements");
    assert_eq!(
        requests[0].params("filter"),
        ["dataElement.id:eq:oQqhPmNE58w", "source.id:eq:OuFacility2"]
    );
    assert_eq!(
        requests[0].params("fields"),
        ["min,max,generated,dataElement[id],source[id],optionCombo[id]"]
    );
    assert_eq!(requests[0].params("paging"), ["false"]);
    assert!(requests[0].params("page").is_empty());
    server.verify();
}

#[test]
fn an_answer_that_is_no_list_of_values_is_an_error() {
    let server = Server::script(vec![Reply::json(200, &json!({"rows": []}))]);
    let read = api(&server.url()).min_max_values().list().collect_all();
    assert!(matches!(read, Err(Error::Decode(_))), "{read:?}");
}

#[test]
fn one_value_is_found_set_and_deleted() {
    let server = Server::script(vec![
        recorded("min_max/get"),
        recorded("min_max/get_none"),
        recorded("min_max/set"),
        recorded("min_max/delete"),
        recorded("min_max/delete_again"),
    ]);
    let bounds = api(&server.url()).min_max_values();
    let found = bounds.get(&key()).unwrap().unwrap();
    assert_eq!(found.key, key());
    assert_eq!((found.min, found.max, found.generated), (1, 42, true));
    assert_eq!(bounds.get(&key()).unwrap(), None);
    bounds.set(&MinMaxValue::new(key(), 0, 250)).unwrap();
    bounds.delete(&key()).unwrap();
    let error = bounds.delete(&key()).unwrap_err();
    assert!(error.is_not_found(), "{error:?}");
    assert_eq!(error.error_code(), Some("E2047"));
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
    let server = Server::script(vec![
        recorded("min_max/set_all"),
        recorded("min_max/set_all_unknown"),
        recorded("min_max/delete_all"),
    ]);
    let bounds = api(&server.url()).min_max_values();
    let mut generated = MinMaxValue::new(key(), -5, 9);
    generated.generated = true;
    let other = MinMaxKey::new("DeMalariaC1", "OuFacility2", "HllvX50cXC0").unwrap();
    let values = [generated, MinMaxValue::new(other, 1, 2)];
    let counts = bounds.set_all("DsMonthly01", &values).unwrap();
    assert_eq!((counts.successful, counts.ignored), (2, 0));
    let error = bounds.set_all("DsMonthly01", &values).unwrap_err();
    assert_eq!(
        (error.status(), error.error_code()),
        (Some(400), Some("E2021"))
    );
    let counts = bounds.delete_all("DsMonthly01", [&key()]).unwrap();
    assert_eq!((counts.successful, counts.ignored), (1, 0));
    // They are what was sent when the answers were recorded.
    for (request, name) in server.requests().iter().zip(["set_all", "", "delete_all"]) {
        if !name.is_empty() {
            let sent = Recording::load("2.42", &format!("min_max/{name}")).request;
            assert_eq!(request.path, sent["path"].as_str().unwrap());
            let sent: Value = serde_json::from_str(sent["body"].as_str().unwrap()).unwrap();
            assert_eq!(body(request), sent);
        }
    }
    let wrong = bounds
        .set_all("DsMonthly01", [&MinMaxValue::new(key(), 2, 1)])
        .unwrap_err();
    assert!(matches!(wrong, Error::InvalidInput(_)), "{wrong:?}");
    server.verify();
}

#[test]
fn values_are_worked_out_and_cleared_for_data_sets() {
    let server = Server::script(vec![
        recorded("min_max/generate"),
        recorded("min_max/clear"),
    ]);
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
    let server = Server::script(vec![
        recorded("lock_exceptions/list"),
        // Here the period has days and type, and no id.
        Recording::load("2.43", "lock_exceptions/list").reply("http://localhost"),
        recorded("lock_exceptions/none"),
    ]);
    let exceptions = api(&server.url()).lock_exceptions();
    let list = || {
        let list = exceptions.list().data_set("DsMonthly01");
        list.org_unit("OuFacility2").collect_all().unwrap()
    };
    let rows = list();
    // Asked for twice, it is there twice.
    assert_eq!(rows.len(), 2);
    for row in rows.into_iter().chain(list()) {
        assert_eq!(row.period.as_deref(), Some("202601"));
        assert_eq!(
            row.data_set.unwrap().name.as_deref(),
            Some("Monthly facility report")
        );
        assert_eq!(
            row.organisation_unit.unwrap().id.unwrap().as_str(),
            "OuFacility2"
        );
    }
    assert!(exceptions.list().collect_all().unwrap().is_empty());
    let request = &server.requests()[0];
    assert_eq!(request.path, "/api/lockExceptions");
    // Filtered rows come in another order each time, so there are no pages.
    assert_eq!(request.params("paging"), ["false"]);
    assert!(request.params("page").is_empty());
    assert!(request.params("fields")[0].starts_with("name,created,dataSet[id,name]"));
    assert_eq!(
        request.params("filter"),
        [
            "dataSet.id:eq:DsMonthly01",
            "organisationUnit.id:eq:OuFacility2"
        ]
    );
    server.verify();
}

#[test]
fn lock_exceptions_are_made_one_by_one() {
    let server = Server::script(vec![
        recorded("lock_exceptions/add"),
        recorded("lock_exceptions/add_unlinked"),
    ]);
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
    let server = Server::script(vec![
        recorded("lock_exceptions/unit_unknown"),
        recorded("lock_exceptions/unit"),
        recorded("lock_exceptions/remove"),
        recorded("lock_exceptions/remove_all"),
    ]);
    let exceptions = api(&server.url()).lock_exceptions();
    // DHIS2 ends those of all units when it does not know the one: `lock_exceptions/remove_unknown_unit`.
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

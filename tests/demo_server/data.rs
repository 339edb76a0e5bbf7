//! Data values, files, tasks, SQL views and the data store.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::client::{JSON, SIGNED, assert_as_recorded, get, keys, post, recorded, send};
use super::support;

#[test]
fn data_values_are_imported_with_the_recorded_conflicts() {
    let target = support::demo();
    let value = |element: &str, value: &str| json!({ "dataElement": element, "period": "202608", "orgUnit": "M10OshfmF6x", "value": value });
    let two = json!({ "dataValues": [value("eW8xTBb9jx9", "10"), value("EUm0ivGBrDf", "11")] });
    let dry = post(&target, "/api/dataValueSets?dryRun=true", &two);
    assert_as_recorded("data_values/post_dry_run", &dry, &target);
    assert_as_recorded(
        "data_values/post_ok",
        &post(&target, "/api/dataValueSets", &two),
        &target,
    );
    let update = json!({ "dataValues": [value("eW8xTBb9jx9", "12"), value("EUm0ivGBrDf", "11")] });
    let updated = post(&target, "/api/dataValueSets", &update);
    assert_as_recorded("data_values/post_update", &updated, &target);
    let path = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = path.join("tests/recordings/2.42/data_values/post_conflicts.json");
    let file: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let body: Value = serde_json::from_str(file["request"]["body"].as_str().unwrap()).unwrap();
    let conflicts = post(&target, "/api/dataValueSets", &body);
    assert_as_recorded("data_values/post_conflicts", &conflicts, &target);
    let headers = format!("{SIGNED}{JSON}");
    let broken = send(
        &target,
        "POST",
        "/api/dataValueSets",
        &headers,
        b"{\"dataValues\":[",
    );
    assert_as_recorded("data_values/post_bad_json", &broken, &target);
}

#[test]
fn data_values_are_read_in_sets_and_one_by_one() {
    let target = support::demo();
    let set = "/api/dataValueSets?dataSet=DsMonthly01&period=202608";
    let one = get(&target, &format!("{set}&orgUnit=OuFacility2"));
    assert!(
        one.text()
            .starts_with("{\"dataSet\":\"DsMonthly01\",\"completeDate\":null,")
    );
    let one = one.json()["dataValues"].as_array().unwrap().len();
    let all = get(&target, &format!("{set}&orgUnit=OuVelmora01&children=true")).json();
    let all = all["dataValues"].as_array().unwrap().len();
    assert!(one > 0 && all > one, "{one} of {all}");
    let within = "startDate=2026-08-01&endDate=2026-08-31&orgUnit=OuVelmora01&children=true";
    let dated = get(
        &target,
        &format!("/api/dataValueSets?dataSet=DsMonthly01&{within}"),
    )
    .json();
    assert_eq!(dated["dataValues"].as_array().unwrap().len(), all);
    let no_unit = get(
        &target,
        "/api/dataValueSets?dataSet=DsMonthly01&period=202601",
    );
    assert_as_recorded("data_values/get_set_no_org_unit", &no_unit, &target);
    let none = get(
        &target,
        "/api/dataValueSets?orgUnit=OuFacility2&period=202601",
    );
    assert_as_recorded("data_values/get_set_no_dataset", &none, &target);
    let key = "/api/dataValues?de=eW8xTBb9jx9&co=HllvX50cXC0&ou=M10OshfmF6x";
    assert_eq!(
        post(&target, &format!("{key}&pe=202608&value=23"), &json!(null)).status,
        201
    );
    assert_as_recorded(
        "data_values/single_get",
        &get(&target, &format!("{key}&pe=202608")),
        &target,
    );
    let missing = get(&target, &format!("{key}&pe=199001"));
    assert_as_recorded("data_values/single_get_missing", &missing, &target);
}

#[test]
fn files_come_back_as_they_went() {
    let target = support::demo();
    let bytes = b"a\r\n--b\x00\xffend\r\n";
    let mut body = b"--B0und\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n--B0und\r\nContent-Disposition: form-data; name=\"file\"; filename=\"note.txt\"\r\nContent-Type: text/plain\r\n\r\n".to_vec();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--B0und--\r\n");
    let headers = format!("{SIGNED}content-type: multipart/form-data; boundary=B0und\r\n");
    let uploaded = send(
        &target,
        "POST",
        "/api/fileResources?domain=DOCUMENT",
        &headers,
        &body,
    );
    assert_eq!(uploaded.status, 202);
    let file = &uploaded.json()["response"]["fileResource"];
    assert_eq!(
        (&file["name"], &file["contentType"]),
        (&json!("note.txt"), &json!("text/plain"))
    );
    assert_eq!(
        (&file["storageStatus"], &file["contentLength"]),
        (&json!("PENDING"), &json!(bytes.len()))
    );
    let id = file["id"].as_str().unwrap();
    assert_eq!(
        get(&target, &format!("/api/fileResources/{id}")).json()["storageStatus"],
        "STORED"
    );
    let document = json!({ "id": "N1NIhIGWuFc", "name": "Note", "external": false, "url": id });
    assert_eq!(post(&target, "/api/documents", &document).status, 201);
    let data = get(&target, "/api/documents/N1NIhIGWuFc/data");
    assert!(data.head.contains("content-disposition: filename=note.txt"));
    assert_eq!(data.body, bytes);
    let elsewhere = get(&target, "/api/documents/rQY5rlcdYG0/data");
    assert!(
        elsewhere
            .head
            .contains("location: https://example.org/manual.pdf")
    );
}

#[test]
fn an_analytics_task_runs_to_its_end() {
    let target = support::demo();
    let started = send(
        &target,
        "POST",
        "/api/resourceTables/analytics",
        SIGNED,
        b"",
    )
    .json();
    let path = started["response"]["relativeNotifierEndpoint"]
        .as_str()
        .unwrap();
    assert_eq!(get(&target, path).json(), json!([]));
    let mut looks = 0;
    while get(&target, path).json()[0]["completed"] != json!(true) {
        looks += 1;
        assert!(looks < 10, "the task does not end");
    }
    assert_as_recorded("tasks/analytics_poll_final", &get(&target, path), &target);
    let id = started["response"]["id"].as_str().unwrap();
    assert_eq!(
        get(
            &target,
            &format!("/api/system/taskSummaries/ANALYTICS_TABLE/{id}")
        )
        .text(),
        ""
    );
    let job = get(&target, &format!("/api/jobConfigurations/{id}")).json();
    assert_eq!(job["lastExecutedStatus"], "COMPLETED");
    let unknown = get(&target, "/api/system/tasks/ANALYTICS_TABLE/NoSuchUid11");
    assert_as_recorded("tasks/unknown_id", &unknown, &target);
}

#[test]
fn sql_views_and_the_data_store_answer() {
    let target = support::demo();
    let grid = get(&target, "/api/sqlViews/SvElements1/data.json");
    assert_as_recorded("sql_views/data_json", &grid, &target);
    let csv = get(&target, "/api/sqlViews/SvElements1/data.csv").text();
    assert!(csv.starts_with("uid,name,hierarchylevel\n"));
    let view = get(&target, "/api/sqlViews/NoSuchUid11/data.json");
    assert_as_recorded("sql_views/data_unknown", &view, &target);
    let key = "/api/dataStore/recording/k1";
    let value = json!({ "a": 1 });
    assert_as_recorded("data_store/create", &post(&target, key, &value), &target);
    assert_as_recorded(
        "data_store/create_existing",
        &post(&target, key, &value),
        &target,
    );
    assert_eq!(get(&target, key).json(), value);
    let put = send(&target, "PUT", key, &format!("{SIGNED}{JSON}"), b"[2]");
    assert_as_recorded("data_store/update", &put, &target);
    let missing = get(&target, "/api/dataStore/recording/nokey");
    assert_as_recorded("data_store/get_missing", &missing, &target);
}

#[test]
fn analytics_sum_up_what_was_entered_in_the_recorded_shape() {
    let target = support::demo();
    let query = "dimension=dx:DeMalariaC1;DeMalariaT2&dimension=pe:202608;202609";
    let units = "dimension=ou:OuVelmora01;LEVEL-2";
    let answer = get(&target, &format!("/api/analytics.json?{query}&{units}"));
    assert_eq!(answer.status, 200);
    let body = answer.json();
    let (_, recorded) = recorded("analytics/aggregate_json", &target);
    assert_eq!(body["headers"], recorded["headers"]);
    assert_eq!(keys(&body), keys(&recorded));
    assert_eq!(keys(&body["metaData"]), keys(&recorded["metaData"]));
    assert_eq!(body["metaData"]["items"]["202608"]["name"], "August 2026");
    let provinces = body["metaData"]["dimensions"]["ou"].as_array().unwrap();
    assert_eq!(provinces.len(), 5);

    // The sum over the provinces is the sum of the country.
    let country = format!("/api/analytics?{query}&dimension=ou:OuVelmora01");
    let sum = |body: &Value| -> i64 {
        let rows = body["rows"].as_array().unwrap().iter();
        rows.map(|row| row[3].as_str().unwrap().parse::<i64>().unwrap())
            .sum()
    };
    assert!(sum(&body) > 0);
    assert_eq!(sum(&body), sum(&get(&target, &country).json()));

    let csv = get(&target, &format!("/api/analytics.csv?{query}&{units}"));
    let (header, rows) = csv
        .text()
        .split_once('\n')
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap();
    assert_eq!(header, "Data,Period,Organisation unit,Value");
    assert_eq!(rows.lines().count(), body["rows"].as_array().unwrap().len());
    let wrong = get(
        &target,
        "/api/analytics?dimension=pe:202601&dimension=ou:OuVelmora01",
    );
    assert_as_recorded("analytics/error_no_dx", &wrong, &target);
}

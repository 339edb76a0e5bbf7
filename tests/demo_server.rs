//! Tests of the demo server of the examples, with plain sockets and no client of ours.

#[path = "../examples/support/mod.rs"]
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;

use serde_json::{Value, json};
use support::Target;

const SIGNED: &str = "authorization: Basic YWRtaW46ZGlzdHJpY3Q=\r\n";
const JSON: &str = "content-type: application/json\r\n";

struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

fn send(target: &Target, method: &str, path: &str, headers: &str, body: &[u8]) -> Answer {
    let host = target.url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    let length = body.len();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nhost: {host}\r\n{headers}connection: close\r\ncontent-length: {length}\r\n\r\n"
    )
    .unwrap();
    stream.write_all(body).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").unwrap();
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer {
        status,
        head,
        body: bytes[end + 4..].to_vec(),
    }
}

fn get(target: &Target, path: &str) -> Answer {
    send(target, "GET", path, SIGNED, b"")
}

fn post(target: &Target, path: &str, body: &Value) -> Answer {
    send(
        target,
        "POST",
        path,
        &format!("{SIGNED}{JSON}"),
        body.to_string().as_bytes(),
    )
}

/// Status and body of a recorded answer.
fn recorded(name: &str, target: &Target) -> (u64, Value) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = path
        .join("tests/recordings/2.42")
        .join(format!("{name}.json"));
    let file: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let body = file["response"]["body"].as_str().unwrap();
    let body = body.replace("http://127.0.0.1:8080", &target.url);
    (
        file["response"]["status"].as_u64().unwrap(),
        serde_json::from_str(&body).unwrap(),
    )
}

/// The demo server answers exactly like the recording.
fn assert_as_recorded(name: &str, answer: &Answer, target: &Target) {
    let (status, body) = recorded(name, target);
    assert_eq!(
        (u64::from(answer.status), answer.json()),
        (status, body),
        "{name}"
    );
}

fn keys(value: &Value) -> BTreeSet<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

#[test]
fn lists_are_as_recorded() {
    let target = support::demo();
    let units = "/api/organisationUnits";
    for (name, path) in [
        ("paging/org_units_page_1", format!("{units}?page=1&pageSize=50&fields=id,name,level")),
        ("paging/org_units_page_2", format!("{units}?page=2&pageSize=50&fields=id,name,level")),
        ("paging/org_units_beyond_end", format!("{units}?page=99&pageSize=50&fields=id,name")),
        ("paging/default", units.to_owned()),
        ("paging/paging_false", format!("{units}?paging=false&fields=id")),
        ("paging/page_negative", format!("{units}?page=-3&pageSize=2")),
        ("paging/page_size_negative", format!("{units}?pageSize=-1")),
        ("paging/filter_ilike", format!("{units}?filter=displayName:ilike:clinic&fields=id,displayName&pageSize=3")),
        ("paging/filter_token", format!("{units}?filter=name:token:mar%20clinic&fields=id,name&pageSize=5")),
        ("paging/filter_two_or", format!("{units}?filter=name:eq:Tessary&filter=name:eq:Orlund&rootJunction=OR&fields=id,name")),
        ("paging/order_two_params", format!("{units}?order=level:desc&order=name:asc&fields=id,name,level&pageSize=3")),
        ("paging/query_param", "/api/dataElements?query=Malaria&fields=id,name&pageSize=3".to_owned()),
        ("paging/filter_nested", "/api/dataElements?filter=dataSetElements.dataSet.id:eq:DsMonthly01&fields=id,name&pageSize=3".to_owned()),
        ("paging/empty_list", "/api/dataElements?filter=name:eq:no+such+thing".to_owned()),
        ("errors/e400_bad_filter", "/api/dataElements?filter=name:nosuchop:x".to_owned()),
        ("errors/e400_bad_filter_property", "/api/dataElements?filter=noSuchProperty:eq:x".to_owned()),
        ("errors/e400_bad_filter_syntax", "/api/dataElements?filter=name".to_owned()),
    ] {
        assert_as_recorded(name, &get(&target, &path), &target);
    }
}

#[test]
fn the_pager_comes_before_the_list() {
    let target = support::demo();
    assert!(
        get(&target, "/api/dataSets")
            .text()
            .starts_with("{\"pager\":{")
    );
}

#[test]
fn filters_by_level_id_and_parent_find_what_they_should() {
    let target = support::demo();
    let count = |filter: &str| {
        let path = format!("/api/organisationUnits?paging=false&fields=id&{filter}");
        get(&target, &path).json()["organisationUnits"]
            .as_array()
            .unwrap()
            .len()
    };
    let levels = [1, 2, 3, 4].map(|level| count(&format!("filter=level:eq:{level}")));
    assert_eq!(levels, [1, 5, 25, 500]);
    assert_eq!(count("filter=parent.id:eq:OuVelmora01"), 5);
    assert_eq!(count("filter=id:gt:M&filter=id:le:M"), 0);
    assert_eq!(count("filter=id:gt:M") + count("filter=id:le:M"), 531);
    let path = "/api/organisationUnits/OuProvTess1?fields=id,parent[id,name],children::size";
    assert_eq!(
        get(&target, path).json()["parent"],
        json!({ "id": "OuVelmora01", "name": "Velmora" })
    );
}

#[test]
fn sign_in_is_asked_for_as_by_a_real_server() {
    let target = support::demo();
    let plain = send(&target, "GET", "/api/me", "", b"");
    assert_eq!(plain.status, 302);
    assert!(
        plain
            .head
            .contains(&format!("location: {}/dhis-web-login/", target.url))
    );
    let xhr = "x-requested-with: XMLHttpRequest\r\n";
    assert_as_recorded(
        "system/me_unauth_xhr",
        &send(&target, "GET", "/api/me", xhr, b""),
        &target,
    );
    let wrong = send(
        &target,
        "GET",
        "/api/me",
        "authorization: Basic YTpi\r\n",
        b"",
    );
    assert_as_recorded("errors/e401_bad_password_html", &wrong, &target);
    let token = send(
        &target,
        "GET",
        "/api/me",
        "authorization: ApiToken d2p_x\r\n",
        b"",
    );
    assert_as_recorded("system/me", &token, &target);
    assert_eq!(send(&target, "GET", "/api/ping", "", b"").status, 200);
    let config = send(&target, "GET", "/api/loginConfig", "", b"");
    assert_as_recorded("system/login_config", &config, &target);
    assert_as_recorded(
        "system/info_auth",
        &get(&target, "/api/system/info"),
        &target,
    );
    assert!(get(&target, "/").head.contains("/apps/"));
}

#[test]
fn what_is_not_there_is_answered_as_recorded() {
    let target = support::demo();
    let unknown = get(&target, "/api/dataElements/NoSuchUid11");
    assert_as_recorded("errors/e404_uid_unknown", &unknown, &target);
    let bad = get(&target, "/api/dataElements/xyz");
    assert_as_recorded("errors/e405_uid_malformed", &bad, &target);
    let page = get(&target, "/api/noSuchResource");
    assert_eq!(page.status, 404);
    assert!(
        page.text()
            .contains("No static resource api&#47;noSuchResource.")
    );
    let delete = send(&target, "DELETE", "/api/dataElements", SIGNED, b"");
    assert_as_recorded("errors/e405", &delete, &target);
}

#[test]
fn an_object_is_created_changed_patched_and_deleted() {
    let target = support::demo();
    let element =
        json!({ "id": "GMgac0MqnDk", "name": "Recording element", "valueType": "INTEGER" });
    let created = post(&target, "/api/dataElements", &element);
    assert_as_recorded("metadata/create_ok", &created, &target);
    assert!(created.head.contains(&format!(
        "location: {}/api/dataElements/GMgac0MqnDk",
        target.url
    )));
    assert_eq!(
        post(&target, "/api/dataElements", &element).json()["response"]["errorReports"][0]["errorCode"],
        "E5000"
    );
    let path = "/api/dataElements/GMgac0MqnDk";
    let headers = format!("{SIGNED}content-type: application/json-patch+json\r\n");
    let patch = br#"[{"op":"add","path":"/description","value":"patched"}]"#;
    let patched = send(&target, "PATCH", path, &headers, patch);
    assert_as_recorded("metadata/patch_ok", &patched, &target);
    assert_eq!(get(&target, path).json()["description"], "patched");
    let wrong = send(&target, "PATCH", path, &format!("{SIGNED}{JSON}"), b"{}");
    assert_as_recorded("errors/e415_patch", &wrong, &target);
    let headers = format!("{SIGNED}{JSON}");
    let put = send(&target, "PUT", path, &headers, br#"{"name":"New name"}"#);
    assert_as_recorded("metadata/put_ok", &put, &target);
    assert_eq!(get(&target, path).json()["displayName"], "New name");
    assert_as_recorded(
        "metadata/delete_ok",
        &send(&target, "DELETE", path, SIGNED, b""),
        &target,
    );
    assert_as_recorded(
        "metadata/delete_again",
        &send(&target, "DELETE", path, SIGNED, b""),
        &target,
    );
}

#[test]
fn a_metadata_import_reports_the_object_without_a_name() {
    let target = support::demo();
    let bulk = json!({
        "dataElements": [{ "id": "GTeg5DAvt9Z", "name": "one" }, { "id": "hZIQ6fOZgxr", "name": "two" }],
        "dataElementGroups": [{ "id": "U1sLPqOeYCJ", "name": "group" }],
    });
    let mut answer = post(&target, "/api/metadata", &bulk).json();
    let (_, mut wanted) = recorded("metadata/import_ok", &target);
    for report in [&mut answer, &mut wanted] {
        let reports = report["response"]["typeReports"].as_array_mut().unwrap();
        reports.sort_by_key(|report| report["klass"].to_string());
    }
    assert_eq!(answer, wanted);
    let bad =
        json!({ "dataElements": [{ "id": "eJSGzjIXBtt", "name": "x" }, { "id": "W2i3sBWGLYr" }] });
    let none = post(
        &target,
        "/api/metadata?atomicMode=NONE&importMode=VALIDATE",
        &bad,
    )
    .json();
    assert_eq!(
        none["response"]["stats"],
        json!({ "created": 1, "updated": 0, "deleted": 0, "ignored": 1, "total": 2 })
    );
    let all = post(&target, "/api/metadata", &bad);
    let (status, wanted) = recorded("metadata/import_conflict_all", &target);
    let all_json = all.json();
    assert_eq!(u64::from(all.status), status);
    for key in ["httpStatus", "httpStatusCode", "status", "message"] {
        assert_eq!(all_json[key], wanted[key]);
    }
    assert_eq!(all_json["response"]["status"], wanted["response"]["status"]);
    let ours = &all_json["response"]["typeReports"][0]["objectReports"][0];
    let theirs = &wanted["response"]["typeReports"][0]["objectReports"][0];
    assert_eq!(
        (&ours["index"], &ours["uid"]),
        (&theirs["index"], &theirs["uid"])
    );
    assert_eq!(
        keys(&ours["errorReports"][0]),
        keys(&theirs["errorReports"][0])
    );
    assert_eq!(get(&target, "/api/dataElements/eJSGzjIXBtt").status, 404);
    let delete = json!({ "dataElements": [{ "id": "GTeg5DAvt9Z" }] });
    let path = "/api/metadata?importStrategy=DELETE";
    assert_eq!(post(&target, path, &delete).status, 200);
    assert_as_recorded(
        "metadata/import_delete_again",
        &post(&target, path, &delete),
        &target,
    );
}

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
    let dates = "startDate=2026-08-01&endDate=2026-08-31&orgUnit=OuVelmora01&children=true";
    let dated = get(
        &target,
        &format!("/api/dataValueSets?dataSet=DsMonthly01&{dates}"),
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

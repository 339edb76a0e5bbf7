//! Lists, objects, sign-in and the metadata import.

use serde_json::json;

use super::client::{JSON, SIGNED, assert_as_recorded, get, keys, post, recorded, send};
use super::support;

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
    let operations = br#"[{"op":"add","path":"/description","value":"patched"}]"#;
    let patched = send(&target, "PATCH", path, &headers, operations);
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

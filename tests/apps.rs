//! Apps, the App Hub and snapshots of both.
//!
//! Held against recorded answers. The recorded servers have no way to the hub: its list is that of DHIS2's
//! manual (`web-api/apps.md`), and an app out of the hub is written as the recorded one is.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use dhis2::resources::apps::{AppOutcome, AppSnapshot, AppSource, AppState, AppType};
use dhis2::{Error, Upload};
use serde_json::{Value, json};
use server::replay::{Recording, Replay};
use server::{Reply, Request, Server, api, recorded, targets};

const HUB_ID: &str = "a3cc7ba7-6d6c-4a2d-9f2e-0c1f3f8e7d11";
const VERSION_ID: &str = "5a6b1f0e-98f1-4c0e-8d6b-3c0f1de1b2a4";

/// An app of the hub, as the server sends the recorded one (`apps/list`).
fn app(key: &str, version: &str, hub_id: Option<&str>) -> Value {
    let mut app = json!({
        "key": key, "name": "Line Listing", "short_name": key, "displayName": "Listes",
        "version": version, "description": "Lists of events.", "displayDescription": "Lists of events.",
        "appType": "APP", "basePath": format!("/api/apps/{key}"), "bundled": false, "core_app": false,
        "launch_path": "index.html", "folderName": format!("apps/{key}"),
        "launchUrl": format!("http://localhost/api/apps/{key}/index.html"),
        "baseUrl": format!("http://localhost/api/apps/{key}"), "appStorageSource": "JCLOUDS",
        "appState": "OK", "authorities": ["F_LINE_LIST"], "shortcuts": [],
        "developer": {"name": "University of Oslo"}, "activities": {"dhis": {}},
    });
    if let Some(id) = hub_id {
        app["app_hub_id"] = id.into();
    }
    app
}

/// The hub's list, by the manual; times are milliseconds.
fn hub() -> Value {
    json!([
        {"name": "Line Listing", "description": "Lists of events and enrollments.", "appType": "APP",
         "status": "APPROVED", "id": HUB_ID, "developer": {"name": "DHIS", "organisation": "Uio"},
         "versions": [
            {"id": "9c0d8f7e-0000-4000-8000-000000000000", "version": "101.0.0",
             "minDhisVersion": "2.41", "maxDhisVersion": "", "downloadUrl": "https://hub/101.zip",
             "channel": "stable", "created": 1_700_000_000_000_i64, "lastUpdated": null},
            {"id": VERSION_ID, "version": "100.2.3", "minDhisVersion": "2.38", "maxDhisVersion": "2.42",
             "downloadUrl": "https://hub/100.zip", "demoUrl": "http://play/demo", "channel": "stable",
             "created": 1_690_000_000_000_i64, "lastUpdated": 1_690_000_000_001_i64}],
         "images": [{"id": "upAPqrVgwK6", "logo": "true", "imageUrl": "https://hub/1.png"}]},
        {"name": "Metadata Assessment", "description": null, "appType": "DASHBOARD_WIDGET",
         "id": "b1", "versions": []},
    ])
}

fn refused(status: u16, message: &str) -> Reply {
    let body = json!({"httpStatus": "x", "httpStatusCode": status, "status": "ERROR",
        "message": message});
    Reply::json(status, &body)
}

#[test]
fn the_recorded_server_has_no_apps() {
    let replay = Replay::version("2.42").file("system/apps").start();
    let apps = api(&replay.url()).apps();
    assert_eq!(apps.list().unwrap(), []);
    assert_eq!(apps.get("line-listing").unwrap(), None);
    replay.verify();
}

#[test]
fn apps_are_read_typed_and_found_by_their_key() {
    let list = json!([
        app("other", "1.0", None),
        app("line-listing", "100.2.3", Some(HUB_ID))
    ]);
    let server = Server::script(vec![Reply::json(200, &list)]);
    let app = api(&server.url()).apps().get("line-listing").unwrap();
    let app = app.unwrap();
    assert_eq!(app.display_name.as_deref(), Some("Listes"));
    assert_eq!(app.version.as_deref(), Some("100.2.3"));
    assert_eq!(app.app_type, Some(AppType::App));
    assert_eq!(app.app_state, Some(AppState::Ok));
    assert_eq!(app.app_hub_id.as_deref(), Some(HUB_ID));
    assert!(!app.bundled);
    assert_eq!(app.authorities, ["F_LINE_LIST"]);
    assert_eq!(app.extra["appStorageSource"], "JCLOUDS");
    assert_eq!(targets(&server), ["GET /api/apps"]);
}

#[test]
fn the_recorded_app_is_read_and_removed() {
    let server = Server::script(
        [
            "list",
            "uninstall",
            "uninstall_with_data",
            "list_after",
            "reload",
        ]
        .map(|name| recorded(&format!("apps/{name}")))
        .to_vec(),
    );
    let apps = api(&server.url()).apps();
    let app = apps.get("Rust-Probe").unwrap().unwrap();
    assert_eq!(app.name.as_deref(), Some("Rust Probe"));
    assert_eq!(
        (app.app_type, app.app_state),
        (Some(AppType::App), Some(AppState::Ok))
    );
    assert_eq!((app.app_hub_id, app.bundled), (None, false));
    assert_eq!(app.authorities, ["F_RUST_PROBE"]);
    apps.uninstall("Rust-Probe").unwrap();
    apps.uninstall_with_data("Rust-Probe").unwrap();
    assert!(apps.list().unwrap().is_empty());
    apps.reload().unwrap();
    server.verify();
}

#[test]
fn a_server_without_a_way_to_the_hub_says_so() {
    let server = Server::script(vec![recorded("apps/hub"), recorded("apps/hub_install")]);
    let apps = api(&server.url()).apps();
    for error in [
        apps.hub_list().unwrap_err(),
        apps.install_from_hub(VERSION_ID).unwrap_err(),
    ] {
        assert_eq!(error.status(), Some(503));
        assert!(error.to_string().contains("apps.dhis2.org"), "{error}");
    }
    server.verify();
}

#[test]
fn a_zip_file_is_streamed_as_a_form_and_the_app_is_returned() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("my app.zip");
    std::fs::write(&path, b"PK\x03\x04zip").unwrap();
    // 2.42 answers 201 with the app, older servers 204 with nothing.
    let server = Server::script(vec![recorded("apps/install"), Reply::empty(204)]);
    let apps = api(&server.url()).apps();
    let app = apps.install_file(Upload::path(&path)).unwrap().unwrap();
    assert_eq!(
        (app.key.as_str(), app.version.as_deref()),
        ("Rust-Probe", Some("1.0.0"))
    );
    let zip = Upload::bytes("noname", b"PK".to_vec());
    assert_eq!(apps.install_file(zip).unwrap(), None);
    assert_eq!(targets(&server), ["POST /api/apps"; 2]);
    let request = &server.requests()[0];
    let media_type = request.header("content-type").unwrap();
    assert!(
        media_type.starts_with("multipart/form-data; boundary="),
        "{media_type}"
    );
    let length = request.header("content-length").unwrap();
    assert_eq!(length, request.body.len().to_string());
    let body = request.text();
    assert!(
        body.contains("name=\"file\"; filename=\"my app.zip\""),
        "{body}"
    );
    assert!(body.contains("PK\u{3}\u{4}zip\r\n"), "{body}");
    for request in server.requests() {
        let text = request.text().to_lowercase();
        assert!(text.contains("content-type: application/zip"), "{text}");
    }
}

#[test]
fn what_is_no_file_is_an_error_before_anything_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::script(vec![]);
    let apps = api(&server.url()).apps();
    let missing = folder.path().join("missing.zip");
    let error = apps.install_file(Upload::path(&missing)).unwrap_err();
    assert!(matches!(error, Error::Io(_)), "{error:?}");
    assert!(error.to_string().contains("missing.zip"), "{error}");
    let error = apps.install_file(Upload::path(folder.path())).unwrap_err();
    assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
    let error = apps.install_file(Upload::bytes("a.zip", "")).unwrap_err();
    assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
    for key in ["", "../users", "a/b"] {
        let error = apps.uninstall(key).unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
        let error = apps.install_from_hub(key).unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
    }
    server.verify();
}

#[test]
fn a_zip_that_is_no_app_is_refused_in_dhis2s_words() {
    let server = Server::script(vec![recorded("apps/no_manifest")]);
    let zip = Upload::bytes("a.zip", "PK");
    let error = api(&server.url()).apps().install_file(zip).unwrap_err();
    assert!(error.is_conflict(), "{error:?}");
    assert!(
        error.to_string().contains("Manifest file missing"),
        "{error}"
    );
}

#[test]
fn apps_are_installed_from_the_hub_removed_and_reloaded() {
    let server = Server::script(vec![
        Reply::json(201, &app("line-listing", "100.2.3", Some(HUB_ID))),
        Reply::empty(204),
        Reply::empty(204),
        Reply::empty(204),
        recorded("apps/uninstall_unknown"),
    ]);
    let apps = api(&server.url()).apps();
    let app = apps.install_from_hub(VERSION_ID).unwrap().unwrap();
    assert_eq!(app.version.as_deref(), Some("100.2.3"));
    apps.uninstall("line-listing").unwrap();
    apps.uninstall_with_data("line-listing").unwrap();
    apps.reload().unwrap();
    assert!(apps.uninstall("nothing").unwrap_err().is_not_found());
    assert_eq!(
        targets(&server),
        [
            &format!("POST /api/appHub/{VERSION_ID}"),
            "DELETE /api/apps/line-listing",
            "DELETE /api/apps/line-listing?deleteAppData=true",
            "PUT /api/apps",
            "DELETE /api/apps/nothing",
        ]
    );
    assert!(server.requests()[0].body.is_empty());
}

#[test]
fn the_hub_is_listed_and_searched_whatever_the_case() {
    let server = Server::start(|_: &Request| Reply::json(200, &hub()));
    let apps = api(&server.url()).apps();
    let list = apps.hub_list().unwrap();
    assert_eq!(list.len(), 2);
    assert_eq!(list[0].id, HUB_ID);
    assert_eq!(list[1].app_type, Some(AppType::DashboardWidget));
    let version = list[0].version("100.2.3").unwrap();
    assert_eq!(version.id, VERSION_ID);
    assert_eq!(version.min_dhis_version.as_deref(), Some("2.38"));
    assert_eq!(version.max_dhis_version.as_deref(), Some("2.42"));
    assert_eq!(version.created, Some(1_690_000_000_000));
    assert_eq!(version.last_updated, Some(1_690_000_000_001));
    assert_eq!(version.channel.as_deref(), Some("stable"));
    assert_eq!(version.extra["demoUrl"], "http://play/demo");
    assert_eq!(list[0].versions[0].last_updated, None);
    assert_eq!(list[0].version("1"), None);

    let names = |text: &str| -> Vec<_> {
        let found = apps.hub_search(text).unwrap();
        found.into_iter().map(|app| app.name.unwrap()).collect()
    };
    assert_eq!(names("ASSESS"), ["Metadata Assessment"]);
    assert_eq!(names("Enrollments"), ["Line Listing"]);
    assert_eq!(names("nothing"), Vec::<String>::new());
    assert_eq!(targets(&server), ["GET /api/appHub"; 4]);
}

#[test]
fn a_snapshot_tells_what_the_hub_has_and_survives_a_file() {
    let list = json!([
        app("line-listing", "100.2.3", Some(HUB_ID)),
        app("newer", "102.0.0", Some(HUB_ID)),
        app("mine", "0.1", None),
    ]);
    let server = Server::script(vec![Reply::json(200, &list), Reply::json(200, &hub())]);
    let snapshot = api(&server.url()).apps().snapshot().unwrap();
    assert_eq!(targets(&server), ["GET /api/apps", "GET /api/appHub"]);
    assert_eq!((snapshot.hub_backed(), snapshot.side_loaded()), (1, 2));
    assert_eq!(snapshot.hub_error, None);
    assert_eq!(snapshot.apps[1].source, AppSource::SideLoaded);
    let written = serde_json::to_value(&snapshot).unwrap();
    assert_eq!(
        written["apps"][0],
        json!({"key": "line-listing", "name": "Line Listing", "version": "100.2.3",
            "app_hub_id": HUB_ID, "bundled": false, "source": "app-hub",
            "hub_version_id": VERSION_ID, "hub_download_url": "https://hub/100.zip"})
    );
    assert_eq!(written["apps"][2]["source"], "side-loaded");
    let read: AppSnapshot = serde_json::from_value(written).unwrap();
    assert_eq!(read, snapshot);
}

#[test]
fn a_hub_that_cannot_be_reached_leaves_a_snapshot_that_says_so() {
    let list = json!([
        app("line-listing", "100.2.3", Some(HUB_ID)),
        app("mine", "0.1", None)
    ]);
    let server = Server::script(vec![Reply::json(200, &list), recorded("apps/hub")]);
    let snapshot = api(&server.url()).apps().snapshot().unwrap();
    let said = snapshot.hub_error.as_deref().unwrap();
    assert!(said.contains("apps.dhis2.org"), "{said}");
    let sources: Vec<_> = snapshot.apps.iter().map(|app| app.source).collect();
    assert_eq!(sources, [AppSource::Unknown, AppSource::SideLoaded]);
    assert_eq!((snapshot.hub_backed(), snapshot.side_loaded()), (0, 1));

    // Without the apps themselves there is nothing to tell.
    let server = Server::script(vec![refused(403, "Access is denied")]);
    let error = api(&server.url()).apps().snapshot().unwrap_err();
    assert_eq!(error.status(), Some(403));
}

/// A snapshot of four apps: one without a hub version, the others with.
fn snapshot() -> AppSnapshot {
    let app = |key: &str, hub: Option<&str>| {
        json!({"key": key, "name": key, "version": "2.0", "app_hub_id": null, "bundled": false,
            "source": "app-hub", "hub_version_id": hub, "hub_download_url": null})
    };
    let apps = [
        app("mine", None),
        app("same", Some("v-same")),
        app("refused", Some("v-refused")),
        app("older", Some("v-older")),
    ];
    serde_json::from_value(json!({ "apps": apps })).unwrap()
}

fn there() -> Reply {
    let list = json!([app("same", "2.0", None), app("older", "1.9", None)]);
    Reply::json(200, &list)
}

#[test]
fn a_restore_installs_what_is_missing_and_does_not_stop_at_a_failure() {
    let server = Server::script(vec![
        there(),
        refused(409, "App could not be found"),
        Reply::json(201, &app("older", "2.0", None)),
    ]);
    let done = api(&server.url()).apps().restore(&snapshot(), false);
    let done = done.unwrap();
    assert_eq!(
        targets(&server),
        [
            "GET /api/apps",
            "POST /api/appHub/v-refused",
            "POST /api/appHub/v-older"
        ]
    );
    assert!(matches!(done[0].outcome, AppOutcome::Skipped));
    assert!(matches!(done[1].outcome, AppOutcome::UpToDate));
    let AppOutcome::Failed(error) = &done[2].outcome else {
        panic!("{:?}", done[2]);
    };
    assert!(error.to_string().contains("could not be found"), "{error}");
    assert!(done[2].is_failed() && done[2].found.is_none());
    assert!(matches!(done[3].outcome, AppOutcome::Restored));
    assert_eq!(done[3].found.as_deref(), Some("1.9"));
    server.verify();
}

#[test]
fn a_dry_run_installs_nothing() {
    let server = Server::script(vec![there()]);
    let done = api(&server.url()).apps().restore(&snapshot(), true);
    let done = done.unwrap();
    assert!(matches!(done[0].outcome, AppOutcome::Skipped));
    assert!(matches!(done[1].outcome, AppOutcome::UpToDate));
    assert!(matches!(done[2].outcome, AppOutcome::Available));
    assert!(matches!(done[3].outcome, AppOutcome::Available));
    server.verify();
}

#[test]
fn the_hubs_address_is_a_setting_of_old_servers_and_read_anew_each_time() {
    let url = "https://apps.example.org";
    // 2.42 knows no `keyAppHubUrl`.
    let unknown = recorded("apps/hub_setting");
    let set = Recording::load("2.42", "system/system_setting_set").reply("http://x");
    let server = Server::script(vec![
        Reply::json(200, &json!({ "keyAppHubUrl": url })),
        Reply::json(200, &json!({ "keyAppHubUrl": "" })),
        unknown,
        set,
        Reply::empty(204),
        recorded("apps/hub_setting_set"),
        recorded("apps/hub_setting_delete"),
    ]);
    let apps = api(&server.url()).apps();
    assert_eq!(apps.hub_url().unwrap().as_deref(), Some(url));
    assert_eq!(apps.hub_url().unwrap(), None);
    assert_eq!(apps.hub_url().unwrap(), None);
    apps.set_hub_url(Some(url)).unwrap();
    apps.set_hub_url(None).unwrap();
    assert!(apps.set_hub_url(Some(url)).unwrap_err().is_not_found());
    assert!(apps.set_hub_url(None).unwrap_err().is_not_found());
    let path = "/api/systemSettings/keyAppHubUrl";
    let methods = ["GET", "GET", "GET", "POST", "DELETE", "POST", "DELETE"];
    assert_eq!(targets(&server), methods.map(|m| format!("{m} {path}")));
    assert_eq!(server.requests()[3].text(), url);
}

#[test]
fn the_hubs_address_stands_in_the_servers_configuration() {
    let server = Server::script(vec![recorded("apps/hub_address")]);
    let address = api(&server.url()).apps().hub_address().unwrap();
    assert_eq!(address.base_url.as_deref(), Some("https://apps.dhis2.org"));
    assert_eq!(
        address.api_url.as_deref(),
        Some("https://apps.dhis2.org/api")
    );
    assert_eq!(targets(&server), ["GET /api/configuration/appHubUrl"]);
}

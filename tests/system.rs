//! The system accessor, held against recorded answers.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use dhis2::{Error, Uid};
use serde_json::json;
use server::replay::{Recording, Replay};
use server::{Gate, Reply, Request, Server, api};

#[test]
fn sixteen_threads_that_ask_for_the_info_make_one_request() {
    let info = Recording::load("2.42", "system/info_auth").body();
    let server = Server::start(move |_: &Request| Reply::bytes(200, info.clone()));
    let api = api(&server.url());
    let gate = Gate::new(16);
    std::thread::scope(|scope| {
        for _ in 0..16 {
            let (api, gate) = (api.clone(), gate.clone());
            scope.spawn(move || {
                assert!(gate.wait());
                let info = api.system().info().unwrap();
                assert_eq!(info.version.as_deref(), Some("2.42.5.2"));
            });
        }
    });
    assert_eq!(server.requests().len(), 1);
    assert_eq!(server.requests()[0].path, "/api/system/info");

    api.system().refresh().unwrap();
    assert_eq!(server.requests().len(), 2);
    api.system().invalidate_cache();
    api.system().info().unwrap();
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn the_recorded_user_is_read_whole() {
    let replay = Replay::version("2.42").file("system/me").start();
    let me = api(&replay.url()).me().unwrap();
    assert_eq!(me.id, Some("M5zQapPyTZI".parse().unwrap()));
    assert_eq!(me.username.as_deref(), Some("admin"));
    assert_eq!(me.display_name.as_deref(), Some("admin admin"));
    assert_eq!(
        me.created.as_ref().unwrap().as_str(),
        "2026-11-21T07:40:44.958"
    );
    assert_eq!(me.to_ref().unwrap().id, me.id);
    let unit: Uid = "OuVelmora01".parse().unwrap();
    assert_eq!(me.organisation_units[0].id, Some(unit));
    assert_eq!(me.search_organisation_units[0].id, Some(unit));
    // Bare uids here, objects above.
    assert_eq!(me.programs[1].id, Some("PrSupervis2".parse().unwrap()));
    assert_eq!(me.data_sets.len(), 2);
    assert_eq!(me.two_factor_type.as_deref(), Some("NOT_ENABLED"));
    assert_eq!(me.settings["keyUiLocale"], "en");
    assert_eq!(me.extra["patTokens"][0]["id"], "oEyn986CQBg");
    assert!(!me.extra.contains_key("authorities"));
    replay.verify();
}

#[test]
fn a_superuser_may_everything_and_another_user_what_is_listed() {
    let super_user: dhis2::system::Me =
        serde_json::from_value(json!({"authorities": ["ALL"]})).unwrap();
    assert!(super_user.may("F_ANYTHING"));
    let body = Recording::load("2.42", "system/me_limited_user").body();
    let limited: dhis2::system::Me = serde_json::from_slice(&body).unwrap();
    assert!(limited.may("F_SYSTEM_SETTING_NONE"));
    assert!(!limited.may("F_SYSTEM_SETTING"));
}

#[test]
fn a_field_of_another_shape_stays_in_extra() {
    let me: dhis2::system::Me = serde_json::from_value(json!({
        "username": 7, "programs": [{"id": "PrChildNut1"}, "PrSupervis2"], "email": null,
    }))
    .unwrap();
    assert_eq!(me.username, None);
    assert_eq!(me.extra["username"], 7);
    assert_eq!(me.programs.len(), 2);
}

#[test]
fn a_setting_is_asked_for_once_and_an_unknown_one_is_none() {
    let replay = Replay::version("2.42")
        .file("system/system_setting_key_json")
        .file("system/system_setting_unknown")
        .start();
    let system = api(&replay.url()).system();
    for _ in 0..2 {
        let title = system.setting("applicationTitle").unwrap();
        assert_eq!(title.as_deref(), Some("DHIS 2"));
        assert_eq!(system.setting("keyDoesNotExist").unwrap(), None);
    }
    assert_eq!(replay.server().requests().len(), 2);
    system.invalidate_setting("applicationTitle");
    system.setting("applicationTitle").unwrap();
    system.setting("keyDoesNotExist").unwrap();
    assert_eq!(replay.server().requests().len(), 3);
    replay.verify();
}

#[test]
fn a_truth_value_is_read_as_json_writes_it() {
    let replay = Replay::version("2.43")
        .file("system/setting_auto_group")
        .start();
    let system = api(&replay.url()).system();
    let setting = system.setting("dataEntryAutoGroup").unwrap();
    assert_eq!(setting.as_deref(), Some("false"));
    replay.verify();
}

#[test]
fn all_settings_come_as_they_are_sent() {
    let replay = Replay::version("2.42")
        .file("system/system_settings")
        .start();
    let settings = api(&replay.url()).system().settings().unwrap();
    assert_eq!(settings["notifierMaxMessagesPerJob"], 500);
    assert_eq!(settings["keyHideBiWeeklyPeriods"], false);
    replay.verify();
}

#[test]
fn a_setting_is_sent_as_utf_8_text_and_then_read_anew() {
    let set = Recording::load("2.42", "system/system_setting_set").body();
    let read = |title: &str| Reply::json(200, &json!({ "applicationTitle": title }));
    let server = Server::script(vec![
        read("old"),
        Reply::bytes(200, set).header("content-type", "application/json;charset=UTF-8"),
        read("Santé publique"),
        Reply::empty(204),
        read("DHIS 2"),
    ]);
    let system = api(&server.url()).system();
    let title = || system.setting("applicationTitle").unwrap().unwrap();
    assert_eq!(title(), "old");
    system
        .set_setting("applicationTitle", "Santé publique")
        .unwrap();
    assert_eq!(title(), "Santé publique");
    system.delete_setting("applicationTitle").unwrap();
    assert_eq!(title(), "DHIS 2");
    let requests = server.requests();
    assert_eq!(requests[1].method, "POST");
    assert_eq!(requests[1].target, "/api/systemSettings/applicationTitle");
    assert_eq!(
        requests[1].header("content-type"),
        Some("text/plain; charset=utf-8")
    );
    assert_eq!(requests[1].body, "Santé publique".as_bytes());
    assert_eq!(requests[3].method, "DELETE");
    assert_eq!(requests[3].target, "/api/systemSettings/applicationTitle");
    server.verify();
}

#[test]
fn a_setting_that_cannot_be_set_is_refused_before_anything_is_sent() {
    let server = Server::script(vec![]);
    let system = api(&server.url()).system();
    for result in [
        system.set_setting("applicationTitle", ""),
        system.set_setting("a/b", "x"),
        system.set_calendar("lunar"),
    ] {
        assert!(matches!(result, Err(Error::InvalidInput(_))), "{result:?}");
    }
    server.verify();
}

#[test]
fn the_calendar_is_a_setting_with_a_default() {
    let set = Recording::load("2.42", "system/system_setting_set").body();
    let server = Server::script(vec![
        Reply::json(200, &json!({"keyCalendar": ""})),
        Reply::bytes(200, set),
        Reply::json(200, &json!({"keyCalendar": "nepali"})),
    ]);
    let system = api(&server.url()).system();
    assert_eq!(system.calendar().unwrap(), "iso8601");
    system.set_calendar("nepali").unwrap();
    assert_eq!(system.calendar().unwrap(), "nepali");
    let requests = server.requests();
    assert_eq!(requests[0].path, "/api/systemSettings/keyCalendar");
    assert_eq!(requests[1].method, "POST");
    assert_eq!(requests[1].path, "/api/systemSettings/keyCalendar");
    assert_eq!(requests[1].text(), "nepali");
}

#[test]
fn a_ping_wants_a_pong() {
    let replay = Replay::version("2.42").file("system/ping").start();
    api(&replay.url()).system().ping().unwrap();
    replay.verify();
    // This is what DHIS2 answers at `/api/ping` to those it does not know.
    let server = Server::script(vec![Reply::empty(200)]);
    assert!(matches!(
        api(&server.url()).system().ping(),
        Err(Error::Decode(_))
    ));
}

#[test]
fn recorded_uids_are_drawn() {
    let replay = Replay::version("2.42").file("system/id_limit_5").start();
    let ids = api(&replay.url()).system().ids(5).unwrap();
    assert_eq!(ids.len(), 5);
    assert_eq!(ids[0].as_str(), "lDGCjhVxlHC");
    replay.verify();
}

#[test]
fn more_uids_than_the_server_draws_at_once_take_several_requests() {
    let server = Server::start(|request: &Request| {
        let limit: usize = request.param("limit").unwrap().parse().unwrap();
        let codes: Vec<_> = Uid::generate_n(limit.min(10_000));
        let codes: Vec<_> = codes.iter().map(Uid::as_str).collect();
        Reply::json(200, &json!({ "codes": codes }))
    });
    let system = api(&server.url()).system();
    assert_eq!(system.ids(10_001).unwrap().len(), 10_001);
    let requests = server.requests();
    let limits: Vec<_> = requests.iter().map(|r| r.param("limit").unwrap()).collect();
    assert_eq!(limits, ["10000", "1"]);
    assert!(system.ids(0).unwrap().is_empty());
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn period_types_come_the_shortest_first_on_both_versions() {
    for (version, display) in [("2.42", None), ("2.43", Some("Daily"))] {
        let replay = Replay::version(version).file("system/periodtypes").start();
        let types = api(&replay.url()).system().period_types().unwrap();
        assert_eq!(types[0].name, "Daily");
        assert_eq!(types[0].display_name.as_deref(), display);
        assert!(types.is_sorted_by_key(|kind| kind.frequency_order));
        assert!(
            types
                .iter()
                .any(|kind| kind.iso_format.as_deref() == Some("yyyyMM"))
        );
        replay.verify();
    }
}

#[test]
fn the_default_category_combo_is_asked_for_once() {
    let server = Server::script(vec![
        Reply::json(200, &json!({"categoryCombos": []})),
        Reply::json(200, &json!({"categoryCombos": [{"id": "bjDvmb4bfuf"}]})),
    ]);
    let system = api(&server.url()).system();
    let error = system.default_category_combo_uid().unwrap_err();
    assert!(error.is_not_found(), "{error:?}");
    for _ in 0..2 {
        let uid = system.default_category_combo_uid().unwrap();
        assert_eq!(uid.as_str(), "bjDvmb4bfuf");
    }
    let request = &server.requests()[1];
    assert_eq!(request.path, "/api/categoryCombos");
    assert_eq!(request.params("filter"), ["name:eq:default"]);
    assert_eq!(request.param("paging"), Some("false"));
    assert_eq!(request.param("fields"), Some("id"));
    server.verify();
}

#[test]
fn many_settings_go_in_one_request_and_are_then_read_anew() {
    let set = Recording::load("2.42", "system/system_settings_set_many").reply("http://localhost");
    let title = |title: &str| Reply::json(200, &json!({ "applicationTitle": title }));
    let server = Server::script(vec![title("old"), set, title("Zoë")]);
    let system = api(&server.url()).system();
    let key = "applicationTitle";
    assert_eq!(system.setting(key).unwrap().as_deref(), Some("old"));
    system
        .set_settings([(key, "Zoë"), ("keyCustomTopMenuLogo", "false")])
        .unwrap();
    assert_eq!(system.setting(key).unwrap().as_deref(), Some("Zoë"));
    let request = &server.requests()[1];
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("POST", "/api/systemSettings")
    );
    assert_eq!(
        request.json(),
        json!({"applicationTitle": "Zoë", "keyCustomTopMenuLogo": "false"})
    );
    for bad in [("applicationTitle", ""), ("", "x")] {
        let error = system.set_settings([("keyFlag", "zambia"), bad]);
        assert!(matches!(error.unwrap_err(), Error::InvalidInput(_)));
    }
    system.set_settings::<&str, &str>([]).unwrap();
    system.delete_settings::<&str>([]).unwrap();
    assert!(system.settings_of::<&str>([]).unwrap().is_empty());
    server.verify();
}

#[test]
fn some_settings_are_read_and_put_back() {
    let replay = Replay::version("2.42")
        .file("system/system_settings_keys")
        .start();
    let system = api(&replay.url()).system();
    let some = system.settings_of(["applicationTitle", "keyFlag"]).unwrap();
    assert_eq!(
        serde_json::Value::from(some),
        json!({"applicationTitle": "DHIS 2", "keyFlag": "dhis2"})
    );
    replay.verify();

    let deleted = Recording::load("2.42", "system/system_setting_delete").reply("http://localhost");
    let server = Server::script(vec![deleted]);
    let system = api(&server.url()).system();
    system
        .delete_settings(["applicationTitle", "keyFlag"])
        .unwrap();
    let request = &server.requests()[0];
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        (
            "DELETE",
            "/api/systemSettings?key=applicationTitle&key=keyFlag"
        )
    );
}

#[test]
fn a_text_is_set_by_language() {
    let server = Server::script(
        [
            "setting_translate",
            "setting_translation",
            "setting_translation_delete",
        ]
        .map(|name| Recording::load("2.42", &format!("system/{name}")).reply("http://localhost"))
        .to_vec(),
    );
    let system = api(&server.url()).system();
    let key = "applicationTitle";
    system.set_setting_translation(key, "fr", "Santé").unwrap();
    assert_eq!(system.setting_translation(key, "fr").unwrap(), "Santé");
    system.delete_setting_translation(key, "fr").unwrap();
    let requests = server.requests();
    for (request, method) in requests.iter().zip(["POST", "GET", "DELETE"]) {
        assert_eq!(request.method, method);
        assert_eq!(
            request.target,
            "/api/systemSettings/applicationTitle?locale=fr"
        );
    }
    assert_eq!(requests[0].text(), "Santé");
    let error = system.delete_setting_translation(key, "").unwrap_err();
    assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
    assert!(system.set_setting_translation(key, "", "x").is_err());
    server.verify();
}

#[test]
fn objects_are_counted_on_both_versions() {
    for (version, values) in [("2.42", 23_260), ("2.43", 23_591)] {
        let replay = Replay::version(version)
            .file("system/object_counts")
            .start();
        let counts = api(&replay.url()).system().object_counts().unwrap();
        assert_eq!(counts["dataValue"], values);
        assert_eq!(counts["organisationUnit"], 531);
        replay.verify();
    }
}

#[test]
fn flags_and_themes_are_read() {
    let replay = Replay::version("2.42")
        .file("system/flags")
        .file("system/styles")
        .start();
    let system = api(&replay.url()).system();
    let flags = system.flags().unwrap();
    assert_eq!(
        (flags[0].key.as_str(), flags[0].path.as_str()),
        ("afghanistan", "afghanistan.png")
    );
    let styles = system.styles().unwrap();
    assert_eq!(
        (styles[2].name.as_str(), styles[2].path.as_str()),
        ("Light Blue", "light_blue/light_blue.css")
    );
    replay.verify();
}

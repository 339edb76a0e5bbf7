//! Languages and user settings, held against recorded answers.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use dhis2::Error;
use serde_json::json;
use server::replay::Replay;
use server::{Reply, Server, api, recorded, targets};

const USER: &str = "M5zQapPyTZI";

fn envelope(status: u16, message: &str) -> Reply {
    let word = if status < 300 { "OK" } else { "ERROR" };
    let body = json!({"httpStatus": "x", "httpStatusCode": status, "status": word,
        "message": message});
    Reply::json(status, &body)
}

#[test]
fn the_recorded_languages_are_read() {
    let replay = Replay::version("2.42")
        .file("system/locales_ui")
        .file("system/locales_db")
        .file("system/locales_dblocales")
        .start();
    let locales = api(&replay.url()).locales();
    let ui = locales.ui().unwrap();
    assert_eq!(
        (ui[1].locale.as_str(), ui[1].display_name.as_str()),
        ("ar_EG", "Arabic (Egypt)")
    );
    assert_eq!(ui[1].language_tag.as_deref(), Some("ar-EG"));
    assert_eq!(ui[0].name, "العربية");
    assert_eq!(locales.db().unwrap()[0].display_name, "Afrikaans");
    let kept = locales.db_locales().unwrap();
    assert_eq!(kept[0].id, "dg7NDVxejWV");
    assert_eq!(
        (kept[0].locale.as_str(), kept[0].name.as_str()),
        ("id", "Indonesian")
    );
    assert_eq!(
        kept[0].created.as_ref().unwrap().as_str(),
        "2026-11-21T07:40:45.345"
    );
    replay.verify();
}

#[test]
fn a_language_is_added_found_in_the_address_and_removed() {
    // The address names no place that there is; its last part is the uid.
    let server = Server::script(vec![
        recorded("locales/add"),
        recorded("locales/add"),
        recorded("locales/add"),
        recorded("locales/get"),
        recorded("locales/delete"),
    ]);
    let locales = api(&server.url()).locales();
    let uid = locales.add_db_locale("pt", Some("BR"), None).unwrap();
    assert_eq!(uid, "MHZOtjA1Aii");
    locales.add_db_locale("fr", None, None).unwrap();
    locales
        .add_db_locale("uz", Some("UZ"), Some("Cyrl"))
        .unwrap();
    let locale = locales.db_locale(uid).unwrap();
    assert_eq!(locale.locale, "uz_UZ_Cyrl");
    assert_eq!(locale.name, "Uzbek (Cyrillic, Uzbekistan)");
    locales.remove_db_locale(uid).unwrap();
    assert_eq!(
        targets(&server),
        [
            "POST /api/locales/dbLocales?language=pt&country=BR",
            "POST /api/locales/dbLocales?language=fr",
            "POST /api/locales/dbLocales?language=uz&country=UZ&script=Cyrl",
            "GET /api/locales/dbLocales/MHZOtjA1Aii",
            "DELETE /api/locales/dbLocales/MHZOtjA1Aii",
        ]
    );
}

#[test]
fn a_language_that_cannot_be_added_is_an_error() {
    let server = Server::script(vec![
        recorded("locales/add_again"),
        recorded("locales/add_unknown"),
        // Without the address.
        envelope(201, "Locale created successfully"),
        recorded("locales/delete_again"),
    ]);
    let locales = api(&server.url()).locales();
    let error = locales.add_db_locale("en", Some("GB"), None).unwrap_err();
    assert!(error.is_conflict(), "{error:?}");
    assert!(error.to_string().contains("Locale code existed"), "{error}");
    let error = locales.add_db_locale("qqq", None, None).unwrap_err();
    assert!(
        error.to_string().contains("Invalid country or language"),
        "{error}"
    );
    let error = locales.add_db_locale("en", Some("GB"), None).unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    let error = locales.remove_db_locale("dg7NDVxejWV").unwrap_err();
    assert!(error.is_not_found(), "{error:?}");
    for refused in [
        locales.add_db_locale("", Some("GB"), None),
        locales.add_db_locale("uz", None, Some("Cyrl")),
    ] {
        let error = refused.unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
    }
    assert!(locales.remove_db_locale("en").is_err());
    server.verify();
}

#[test]
fn codes_of_languages_and_countries_are_read() {
    let server = Server::script(vec![
        recorded("locales/languages"),
        recorded("locales/countries"),
    ]);
    let locales = api(&server.url()).locales();
    assert_eq!(locales.languages().unwrap()["fr"], "French");
    assert_eq!(locales.countries().unwrap()["ZM"], "Zambia");
    assert_eq!(
        targets(&server),
        ["GET /api/locales/languages", "GET /api/locales/countries"]
    );
}

#[test]
fn the_recorded_user_settings_are_read() {
    let replay = Replay::version("2.42").file("system/user_settings").start();
    let settings = api(&replay.url()).user_settings().all().unwrap();
    assert_eq!(settings["keyUiLocale"], "en");
    assert_eq!(settings["keyMessageSmsNotification"], false);
    replay.verify();
}

#[test]
fn a_user_setting_is_read_set_and_put_back() {
    let server = Server::script(
        [
            "get",
            "get_unset",
            "get_unknown",
            "set",
            "delete",
            "set_unknown",
        ]
        .map(|name| recorded(&format!("user_settings/{name}")))
        .to_vec(),
    );
    let settings = api(&server.url()).user_settings();
    assert_eq!(settings.get("keyUiLocale").unwrap().as_deref(), Some("en"));
    assert_eq!(settings.get("keyTrackerDashboardLayout").unwrap(), None);
    assert_eq!(settings.get("keyNothing").unwrap(), None);
    settings.set("keyUiLocale", "fr").unwrap();
    settings.delete("keyUiLocale").unwrap();
    assert!(settings.set("keyNothing", "x").unwrap_err().is_not_found());
    assert_eq!(
        targets(&server),
        [
            "GET /api/userSettings/keyUiLocale",
            "GET /api/userSettings/keyTrackerDashboardLayout",
            "GET /api/userSettings/keyNothing",
            "POST /api/userSettings/keyUiLocale",
            "DELETE /api/userSettings/keyUiLocale",
            "POST /api/userSettings/keyNothing",
        ]
    );
    let request = &server.requests()[3];
    assert_eq!(request.text(), "fr");
    let media_type = request.header("content-type").unwrap();
    assert_eq!(media_type, "text/plain; charset=utf-8");
    for refused in [settings.set("keyUiLocale", ""), settings.set("a/b", "x")] {
        assert!(matches!(refused.unwrap_err(), Error::InvalidInput(_)));
    }
    server.verify();
}

#[test]
fn the_settings_of_another_user_are_asked_for_by_uid() {
    let server = Server::script(vec![
        Reply::json(200, &json!({"keyUiLocale": "en"})),
        Reply::text(200, "en"),
        recorded("user_settings/set"),
        Reply::text(200, "pt_BR"),
        recorded("user_settings/set"),
        recorded("user_settings/delete"),
        envelope(403, "You are not authorized to access user: x"),
    ]);
    let settings = api(&server.url()).user_settings().of(USER).unwrap();
    assert_eq!(settings.all().unwrap()["keyUiLocale"], "en");
    assert_eq!(settings.ui_locale().unwrap().as_deref(), Some("en"));
    settings.set_ui_locale("fr").unwrap();
    assert_eq!(settings.db_locale().unwrap().as_deref(), Some("pt_BR"));
    settings.set_db_locale("fr").unwrap();
    settings.delete("keyDbLocale").unwrap();
    let error = settings.ui_locale().unwrap_err();
    assert_eq!(error.status(), Some(403));
    let ui = "/api/userSettings/keyUiLocale";
    let db = "/api/userSettings/keyDbLocale";
    let expected = [
        "GET /api/userSettings".to_owned(),
        format!("GET {ui}"),
        format!("POST {ui}"),
        format!("GET {db}"),
        format!("POST {db}"),
        format!("DELETE {db}"),
        format!("GET {ui}"),
    ];
    let user = format!("?userId={USER}");
    assert_eq!(targets(&server), expected.map(|line| line + &user));
    assert!(api(&server.url()).user_settings().of("admin").is_err());
}

//! The looks of a server, held against recorded answers.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use dhis2::resources::customize::{Logo, Preset, PresetStep};
use dhis2::{Api, Error, Upload};
use serde_json::json;
use server::replay::Replay;
use server::{Reply, Server, api, recorded, targets};

fn png(name: &str) -> Upload {
    Upload::bytes(name, b"\x89PNG".to_vec())
}

#[test]
fn a_logo_is_sent_as_a_form_and_then_shown() {
    for (logo, key, setting) in [
        (Logo::Front, "logo_front", "keyUseCustomLogoFront"),
        (Logo::Banner, "logo_banner", "keyUseCustomLogoBanner"),
    ] {
        let server = Server::script(vec![
            recorded("files/static_logo_upload"),
            recorded("files/static_logo_enable"),
        ]);
        let customize = api(&server.url()).customize();
        customize.set_logo(logo, png("ministry.png")).unwrap();
        assert_eq!(
            targets(&server),
            [
                format!("POST /api/staticContent/{key}"),
                format!("POST /api/systemSettings/{setting}")
            ]
        );
        let body = server.requests()[0].text();
        assert!(
            body.contains("name=\"file\"; filename=\"ministry.png\""),
            "{body}"
        );
        let lower = body.to_lowercase();
        assert!(lower.contains("content-type: image/png"), "{body}");
        assert_eq!(server.requests()[1].text(), "true");
    }
}

#[test]
fn a_logo_that_is_refused_is_not_shown() {
    // Anything but a PNG is refused.
    let server = Server::script(vec![recorded("customize/logo_jpg")]);
    let customize = api(&server.url()).customize();
    let error = customize.set_logo(Logo::Front, png("logo.jpg"));
    assert_eq!(error.unwrap_err().status(), Some(415));
    server.verify();
    let body = server.requests()[0].text().to_lowercase();
    assert!(body.contains("content-type: image/jpeg"), "{body}");

    let empty = customize.set_logo(Logo::Front, Upload::bytes("a.png", ""));
    assert!(matches!(empty.unwrap_err(), Error::InvalidInput(_)));
    let missing = customize.set_logo(Logo::Front, Upload::path("/nowhere/a.png"));
    assert!(matches!(missing.unwrap_err(), Error::Io(_)));
    server.verify();
}

#[test]
fn a_logo_is_fetched_only_where_it_is_shown() {
    let server = Server::script(vec![
        recorded("customize/logo_shown"),
        recorded("customize/logo_get"),
        recorded("customize/logo_hidden"),
        recorded("customize/logo_shown"),
        recorded("files/static_logo_get_json"),
        recorded("customize/logo_hide"),
    ]);
    let customize = api(&server.url()).customize();
    let bytes = customize.logo(Logo::Front).unwrap().unwrap();
    assert!(bytes.starts_with(b"\x89PNG"));
    assert_eq!(customize.logo(Logo::Front).unwrap(), None);
    // Shown, but the server has lost the file.
    assert_eq!(customize.logo(Logo::Front).unwrap(), None);
    customize.remove_logo(Logo::Front).unwrap();
    let setting = "/api/systemSettings/keyUseCustomLogoFront";
    assert_eq!(
        targets(&server),
        [
            &format!("GET {setting}"),
            "GET /api/staticContent/logo_front",
            &format!("GET {setting}"),
            &format!("GET {setting}"),
            "GET /api/staticContent/logo_front",
            &format!("DELETE {setting}"),
        ]
    );
    assert_eq!(server.requests()[1].header("accept"), Some("image/png"));
}

#[test]
fn the_style_sheet_is_set_read_and_removed() {
    let server = Server::script(vec![
        recorded("files/style_post"),
        recorded("files/style_get"),
        recorded("files/style_delete"),
        recorded("files/style_get_none"),
    ]);
    let customize = api(&server.url()).customize();
    customize.set_style("body{color:red}").unwrap();
    assert_eq!(customize.style().unwrap(), "body{color:red}");
    customize.remove_style().unwrap();
    assert_eq!(customize.style().unwrap(), "");
    assert_eq!(
        targets(&server),
        ["POST", "GET", "DELETE", "GET"].map(|m| format!("{m} /api/files/style"))
    );
    let request = &server.requests()[0];
    assert_eq!(
        request.header("content-type"),
        Some("text/css; charset=utf-8")
    );
    assert_eq!(request.text(), "body{color:red}");
    let error = customize.set_style(" \n").unwrap_err();
    assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
    server.verify();
}

#[test]
fn the_script_is_set_read_and_removed() {
    let server = Server::script(vec![
        recorded("customize/script_set"),
        recorded("customize/script_get"),
        recorded("customize/script_delete"),
        recorded("files/script_get_none"),
    ]);
    let customize = api(&server.url()).customize();
    customize.set_script("var i = 1;").unwrap();
    assert_eq!(customize.script().unwrap(), "var i = 1;");
    customize.remove_script().unwrap();
    assert_eq!(customize.script().unwrap(), "");
    assert_eq!(
        targets(&server),
        ["POST", "GET", "DELETE", "GET"].map(|m| format!("{m} /api/files/script"))
    );
    let request = &server.requests()[0];
    let media_type = request.header("content-type").unwrap();
    assert!(
        media_type.starts_with("application/javascript"),
        "{media_type}"
    );
    assert_eq!(request.text(), "var i = 1;");
    assert!(customize.set_script("").is_err());
}

#[test]
fn the_login_page_is_read_typed() {
    let replay = Replay::version("2.42").file("system/login_config").start();
    // The login page is there for everybody.
    let nobody = Api::builder(replay.url()).no_proxy().build().unwrap();
    let config = nobody.customize().login_config().unwrap();
    assert_eq!(config.api_version.as_deref(), Some("2.42.5.2"));
    assert_eq!(config.country_flag.as_deref(), Some("dhis2"));
    assert_eq!(config.login_page_layout.as_deref(), Some("DEFAULT"));
    assert_eq!(
        (config.min_password_length, config.max_password_length),
        (Some(8), Some(72))
    );
    assert!(!config.use_custom_logo_front);
    assert!(config.oidc_providers.is_empty());
    let extra: Vec<_> = config.extra.keys().collect();
    assert_eq!(extra, ["recaptchaSite"]);
    replay.verify();
}

#[test]
fn the_login_page_is_read_in_a_language_with_other_systems_to_sign_in_by() {
    // [S] 2.42 and 2.43 `LoginConfigResponse`, `LoginOidcProvider`, the same on both: the recorded servers
    // have no provider to sign in by.
    let body = json!({"applicationTitle": "Santé", "useCustomLogoFront": true, "minPasswordLength": "10",
        "loginPageLogo": "/api/staticContent/logo_front.png",
        "oidcProviders": [{"id": "google", "icon": "/oidc/google.svg", "iconPadding": "0 1em",
            "loginText": "login_with_google", "url": "/oauth2/authorization/google"}]});
    let server = Server::script(vec![Reply::json(200, &body)]);
    let config = api(&server.url()).customize().login_config_in("fr");
    let config = config.unwrap();
    assert_eq!(config.application_title.as_deref(), Some("Santé"));
    assert!(config.use_custom_logo_front);
    assert_eq!(config.min_password_length, Some(10));
    let provider = &config.oidc_providers[0];
    assert_eq!(provider.id.as_deref(), Some("google"));
    assert_eq!(
        provider.url.as_deref(),
        Some("/oauth2/authorization/google")
    );
    assert_eq!(targets(&server), ["GET /api/loginConfig?locale=fr"]);
}

fn preset() -> Preset {
    // In another order than they are applied in.
    Preset::new()
        .setting("applicationTitle", "Velmora")
        .settings([("keyFlag", "zambia")])
        .style("a{}")
        .logo_banner(png("banner.png"))
        .logo_front(png("front.png"))
}

#[test]
fn a_preset_is_applied_in_a_fixed_order() {
    let server = Server::script(vec![
        recorded("files/static_logo_upload"),
        recorded("files/static_logo_enable"),
        recorded("files/static_logo_upload"),
        recorded("files/static_logo_enable"),
        recorded("files/style_post"),
        recorded("system/system_settings_set_many"),
    ]);
    let report = api(&server.url()).customize().apply(preset());
    let keys = ["applicationTitle", "keyFlag"].map(str::to_owned);
    assert_eq!(
        report.into_result().unwrap(),
        [
            PresetStep::Logo(Logo::Front),
            PresetStep::Logo(Logo::Banner),
            PresetStep::Style,
            PresetStep::Settings(keys.to_vec()),
        ]
    );
    assert_eq!(
        targets(&server),
        [
            "POST /api/staticContent/logo_front",
            "POST /api/systemSettings/keyUseCustomLogoFront",
            "POST /api/staticContent/logo_banner",
            "POST /api/systemSettings/keyUseCustomLogoBanner",
            "POST /api/files/style",
            "POST /api/systemSettings",
        ]
    );
    assert_eq!(
        server.requests()[5].json(),
        json!({"applicationTitle": "Velmora", "keyFlag": "zambia"})
    );
}

#[test]
fn a_preset_stops_at_the_first_failure_and_says_what_was_done() {
    let server = Server::script(vec![
        recorded("files/static_logo_upload"),
        recorded("files/static_logo_enable"),
        recorded("errors/e403_system_setting"),
    ]);
    let report = api(&server.url()).customize().apply(preset());
    assert_eq!(report.done, [PresetStep::Logo(Logo::Front)]);
    let (step, error) = report.failed.as_ref().unwrap();
    assert_eq!(*step, PresetStep::Logo(Logo::Banner));
    assert_eq!(error.status(), Some(403));
    assert_eq!(report.into_result().unwrap_err().status(), Some(403));
    server.verify();

    let nothing = api(&server.url()).customize().apply(Preset::new());
    assert_eq!(nothing.into_result().unwrap(), []);
    server.verify();
}

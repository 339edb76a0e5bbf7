//! The account of the user who is asking.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use dhis2::Uid;
use dhis2::models::User;
use serde_json::{Value, json};
use server::replay::Replay;
use server::{Reply, Request, Server, api, body, recorded, targets};

#[test]
fn what_the_caller_may_do_and_has_to_read_is_asked_for_by_itself() {
    let replay = Replay::version("2.42")
        .file("system/me_authorities")
        .file("system/me_authorization")
        .file("system/me_dashboard")
        .file("system/me_datasets_level")
        .start();
    let account = api(&replay.url()).account();
    let authorities = account.authorities().unwrap();
    assert!(authorities.iter().any(|word| word == "F_METADATA_EXPORT"));
    assert!(account.may("F_DATAVALUE_ADD").unwrap());
    let unread = account.unread().unwrap();
    assert_eq!((unread.conversations, unread.interpretations), (0, 0));
    assert!(account.approval_levels().unwrap().is_empty());
    assert_eq!(
        targets(replay.server()),
        [
            "GET /api/me/authorities",
            "GET /api/me/authorization/F_DATAVALUE_ADD",
            "GET /api/me/dashboard",
            "GET /api/me/dataApprovalLevels"
        ]
    );
    assert!(account.may("../users").is_err());
    replay.verify();
}

#[test]
fn every_field_of_the_caller_has_its_place() {
    let replay = Replay::version("2.42").file("system/me").start();
    let me = api(&replay.url()).me().unwrap();
    assert_eq!(me.username.as_deref(), Some("admin"));
    assert_eq!(me.email_verified, Some(false));
    assert_eq!(
        me.search_organisation_units[0].id,
        Some("OuVelmora01".parse().unwrap())
    );
    assert_eq!(me.user_roles[0].id, Some("yrB6vc5Ip3r".parse().unwrap()));
    // Programs are bare uids.
    let programs: Vec<Uid> = me.programs.iter().filter_map(|row| row.id).collect();
    assert_eq!(programs, ["PrChildNut1", "PrSupervis2"]);
    assert_eq!(me.settings["keyUiLocale"], "en");
    for known in [
        "programs",
        "emailVerified",
        "authorities",
        "twoFactorType",
        "created",
    ] {
        assert!(!me.extra.contains_key(known), "{known}");
    }
    replay.verify();
}

#[test]
fn a_caller_who_acts_as_another_is_told_so() {
    // [S] 2.43: both only where it is so.
    let me = json!({"id": "M5zQapPyTZI", "impersonation": "root", "canImpersonate": true,
        "phoneNumber": "+47"});
    let server = Server::script(vec![Reply::json(200, &me)]);
    let me = api(&server.url()).me().unwrap();
    assert_eq!(me.impersonation.as_deref(), Some("root"));
    assert_eq!(me.can_impersonate, Some(true));
    assert_eq!(me.phone_number.as_deref(), Some("+47"));
    assert!(me.extra.is_empty(), "{:?}", me.extra);
}

#[test]
fn the_programs_of_the_caller_are_fetched_in_a_second_request() {
    let programs = json!([{"id": "PrChildNut1", "name": "Child nutrition"},
        {"id": "PrSupervis2", "name": "Supervision"}]);
    let server = Server::script(vec![
        Reply::json(200, &json!({"programs": ["PrChildNut1", "PrSupervis2"]})),
        Reply::json(
            200,
            &json!({"pager": {"page": 1, "pageCount": 1}, "programs": programs}),
        ),
        Reply::json(200, &json!({"programs": []})),
    ]);
    let account = api(&server.url()).account();
    let programs = account.programs().unwrap();
    assert_eq!(programs[1].name.as_deref(), Some("Supervision"));
    let requests = server.requests();
    assert_eq!(requests[0].target, "/api/me?fields=programs");
    assert_eq!(requests[1].path, "/api/programs");
    assert_eq!(
        requests[1].params("filter"),
        ["id:in:[PrChildNut1,PrSupervis2]"]
    );
    assert_eq!(requests[1].params("fields"), ["id,name,programType"]);
    // Nobody's programs need no second request.
    assert!(account.programs_with("id").unwrap().is_empty());
    server.verify();
}

#[test]
fn many_programs_are_fetched_in_several_requests() {
    let uids = Uid::generate_n(450);
    let me = json!({ "programs": uids });
    let server = Server::start(move |request: &Request| {
        if request.path == "/api/me" {
            Reply::json(200, &me)
        } else {
            let filter = request.params("filter")[0].to_string();
            let uids = filter.trim_start_matches("id:in:[").trim_end_matches(']');
            let rows: Vec<Value> = uids.split(',').map(|uid| json!({ "id": uid })).collect();
            Reply::json(
                200,
                &json!({"pager": {"page": 1, "pageCount": 1}, "programs": rows}),
            )
        }
    });
    let programs = api(&server.url()).account().programs_with("id").unwrap();
    let found: Vec<Uid> = programs.iter().filter_map(|program| program.id).collect();
    assert_eq!(found, uids);
    assert_eq!(server.requests().len(), 4);
}

#[test]
fn the_own_account_is_changed_by_what_is_given() {
    let server = Server::script(vec![recorded("account/update")]);
    let changes = User {
        job_title: Some("Nurse".into()),
        ..User::default()
    };
    api(&server.url()).account().update(&changes).unwrap();
    assert_eq!(targets(&server), ["PUT /api/me"]);
    assert_eq!(body(&server.requests()[0]), json!({"jobTitle": "Nurse"}));
}

#[test]
fn passwords_are_changed_verified_and_checked() {
    let short = "Password must have at least 8, and at most 72 characters";
    let server = Server::script(vec![
        recorded("account/change"),
        recorded("account/verify_wrong"),
        recorded("account/check_short"),
        recorded("account/check_good"),
        Reply::json(200, &json!({})),
        recorded("account/verify_right"),
    ]);
    let account = api(&server.url()).account();
    account.change_password("Old-1", "New-1").unwrap();
    assert!(!account.verify_password("Guess-1").unwrap());
    let check = account.check_new_password("Zoë").unwrap();
    assert_eq!(
        (check.is_valid, check.message.as_deref()),
        (false, Some(short))
    );
    assert!(account.check_new_password("Planted-123").unwrap().is_valid);
    assert!(account.verify_password("x").is_err());
    assert!(account.verify_password("Planted-123").unwrap());
    let requests = server.requests();
    assert_eq!(
        targets(&server),
        [
            "PUT /api/me/changePassword",
            "POST /api/me/verifyPassword",
            "POST /api/me/validatePassword",
            "POST /api/me/validatePassword",
            "POST /api/me/verifyPassword",
            "POST /api/me/verifyPassword"
        ]
    );
    assert_eq!(
        body(&requests[0]),
        json!({"oldPassword": "Old-1", "newPassword": "New-1"})
    );
    assert_eq!(body(&requests[1]), json!({"password": "Guess-1"}));
    assert_eq!(requests[2].body, "Zoë".as_bytes());
    let media_type = requests[2].header("content-type").unwrap();
    assert!(media_type.starts_with("text/plain"), "{media_type}");
    server.verify();
}

#[test]
fn a_wrong_old_password_is_an_error_in_dhis2s_words() {
    let server = Server::script(vec![recorded("account/change_wrong")]);
    let error = api(&server.url())
        .account()
        .change_password("Old-1", "New-1")
        .unwrap_err();
    assert!(
        error.to_string().contains("OldPassword is incorrect"),
        "{error}"
    );
    server.verify();
}

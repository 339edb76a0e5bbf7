//! Users, their groups and roles, and the own account.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use dhis2::models::{Ref, User};
use dhis2::resources::users::{InvitationStatus, UserUnits};
use dhis2::{Error, Uid};
use serde_json::{Value, json};
use server::replay::Replay;
use server::{Reply, Request, Server, api, body, line, lines, recorded};

/// The user of the recordings that were made for this file.
const PROBE: &str = "VU5n9B834mV";
const USER: &str = "z0XS8LbA79m";
const GROUP: &str = "QxST6PEOi5G";
const ROLE: &str = "hokoAZ8fycR";

fn page(key: &str, rows: &Value) -> Reply {
    Reply::json(
        200,
        &json!({"pager": {"page": 1, "pageCount": 1, "total": 1}, key: rows}),
    )
}

/// The answer to a change of a collection, as `users/group_add_user`, with other counts.
fn counted(updated: u64, deleted: u64) -> Reply {
    let stats = json!({"created": 0, "updated": updated, "deleted": deleted, "ignored": 0,
        "total": updated + deleted});
    Reply::json(
        200,
        &json!({"httpStatus": "OK", "httpStatusCode": 200, "status": "OK",
            "response": {"status": "OK", "stats": stats, "objectReports": [],
                "responseType": "TypeReport"}}),
    )
}

#[test]
fn a_user_is_found_by_the_name_to_sign_in_with() {
    let server = Server::script(vec![
        recorded("users/find"),
        recorded("users/get_owner"),
        // DHIS2's `eq` is checked: another user is no answer.
        page("users", &json!([{"id": USER, "username": "Recorder"}])),
    ]);
    let users = api(&server.url()).users();
    let user = users.find_by_username("dhis2rust").unwrap().unwrap();
    assert_eq!(user.id.unwrap(), PROBE.parse::<Uid>().unwrap());
    assert_eq!(
        user.organisation_units.unwrap()[0].id,
        Some("OuProvTess1".parse().unwrap())
    );
    assert_eq!(users.find_by_username("recorder").unwrap(), None);
    let requests = lines(&server);
    assert!(
        requests[0].starts_with("GET /api/users?filter=username:eq:dhis2rust&fields=id,username"),
        "{requests:?}"
    );
    assert_eq!(
        requests[1],
        format!("GET /api/users/{PROBE}?fields=:owner,userGroups")
    );
    assert!(matches!(
        users.find_by_username(""),
        Err(Error::InvalidInput(_))
    ));
    server.verify();
}

#[test]
fn a_username_that_looks_like_a_uid_is_found_too() {
    let server = Server::script(vec![
        recorded("users/get_by_uid_like"),
        page("users", &json!([{"id": USER, "username": "recorder001"}])),
        recorded("users/get"),
        recorded("users/get"),
    ]);
    let users = api(&server.url()).users();
    assert!(users.find("recorder001").unwrap().is_some());
    assert!(users.find(USER).unwrap().is_some());
    let paths: Vec<String> = server.requests().into_iter().map(|r| r.path).collect();
    let one = format!("/api/users/{USER}");
    assert_eq!(paths, ["/api/users/recorder001", "/api/users", &one, &one]);
    server.verify();
}

#[test]
fn a_user_is_put_back_with_the_groups() {
    // A PUT without userGroups takes the user out of every group: `users/groups_after_put`.
    let whole = json!({"id": USER, "username": "recorder", "firstName": "Rec", "surname": "Order",
        "userRoles": [{"id": "AwKiB6ewAzS"}], "userGroups": [{"id": GROUP}]});
    let server = Server::script(vec![
        Reply::json(200, &whole),
        recorded("users/put_without_groups"),
    ]);
    let change = User {
        id: Some(USER.parse().unwrap()),
        surname: Some("Ordered".into()),
        ..User::default()
    };
    api(&server.url()).users().update(&change).unwrap();
    let requests = server.requests();
    assert_eq!(
        line(&requests[0]),
        format!("GET /api/users/{USER}?fields=:owner,userGroups")
    );
    assert_eq!(line(&requests[1]), format!("PUT /api/users/{USER}"));
    let sent = body(&requests[1]);
    assert_eq!(sent["userGroups"], json!([{"id": GROUP}]));
    assert_eq!(sent["surname"], "Ordered");
    server.verify();
}

#[test]
fn lists_of_users_are_narrowed_in_dhis2s_words() {
    let server = Server::repeat_last(vec![recorded("users/list")]);
    let api = api(&server.url());
    let list = || api.users().list().fields("id,username,name");
    let users: Vec<User> = list()
        .query("tolen")
        .phone_number("+47 1")
        .can_manage(true)
        .authorities_within_mine(true)
        .signed_in_since("2026-01-01".parse().unwrap())
        .inactive_months(6)
        .inactive_since("2026-02-01".parse().unwrap())
        .self_registered(true)
        .invitations(InvitationStatus::Expired)
        .with_unit("OuProvTess1")
        .sharing_my_units(UserUnits::Search)
        .include_children(true)
        .collect_all()
        .unwrap();
    let names: Vec<_> = users
        .iter()
        .map(|user| user.username.clone().unwrap())
        .collect();
    assert_eq!(names, ["admin", "mira.tolen", "recorder"]);
    let request = &server.requests()[0];
    for (name, value) in [
        ("query", "tolen"),
        ("phoneNumber", "+47 1"),
        ("canManage", "true"),
        ("authSubset", "true"),
        ("lastLogin", "2026-01-01"),
        ("inactiveMonths", "6"),
        ("inactiveSince", "2026-02-01"),
        ("selfRegistered", "true"),
        ("invitationStatus", "EXPIRED"),
        ("ou", "OuProvTess1"),
        ("orgUnitBoundary", "TEI_SEARCH"),
        ("includeChildren", "true"),
    ] {
        assert_eq!(request.params(name), [value], "{name}");
    }
    let error = list().with_unit("nowhere").collect_all().unwrap_err();
    assert!(error.to_string().contains("nowhere"), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn somebody_is_invited_and_invited_again() {
    let server = Server::script(
        [
            "invite_sent",
            "invites_sent",
            "reinvite",
            "reset_sent",
            "invite_missing",
        ]
        .map(|name| recorded(&format!("users/{name}")))
        .to_vec(),
    );
    let users = api(&server.url()).users();
    let user = User {
        first_name: Some("Ada".into()),
        surname: Some("Lund".into()),
        email: Some("ada@example.org".into()),
        user_roles: Some(vec![Ref::new(ROLE.parse().unwrap())]),
        ..User::default()
    };
    assert_eq!(
        users.invite(&user).unwrap().uid,
        "n042zoU68xo".parse::<Uid>().unwrap()
    );
    users.invite_all(std::slice::from_ref(&user)).unwrap();
    users.invite_all(&[]).unwrap();
    let error = users.reinvite(USER).unwrap_err();
    assert!(
        error.to_string().contains("is not an invitation"),
        "{error}"
    );
    users.reset_password(USER).unwrap();
    let error = users.invite(&user).unwrap_err();
    assert!(error.is_conflict(), "{error:?}");
    assert_eq!(error.error_code(), Some("E6202"));
    assert!(error.to_string().contains("valid email address"), "{error}");
    let requests = server.requests();
    assert_eq!(
        lines(&server),
        [
            "POST /api/users/invite".to_owned(),
            "POST /api/users/invites".to_owned(),
            format!("POST /api/users/{USER}/invite"),
            format!("POST /api/users/{USER}/reset"),
            "POST /api/users/invite".to_owned(),
        ]
    );
    let one = json!({"firstName": "Ada", "surname": "Lund", "email": "ada@example.org",
        "userRoles": [{"id": ROLE}]});
    assert_eq!(body(&requests[0]), one);
    assert_eq!(body(&requests[1]), json!({"users": [one]}));
    assert!(requests[2].body.is_empty() && requests[3].body.is_empty());
    server.verify();
}

#[test]
fn without_a_way_to_send_mail_nobody_is_invited() {
    let server = Server::script(vec![
        recorded("users/invite"),
        recorded("users/invites"),
        recorded("users/reset"),
        // What 2.42.5 answers for an account that is an invitation.
        recorded("users/reinvite_sent"),
    ]);
    let users = api(&server.url()).users();
    let user = User {
        email: Some("ada@example.org".into()),
        ..User::default()
    };
    for error in [
        users.invite(&user).unwrap_err(),
        users.invite_all(std::slice::from_ref(&user)).unwrap_err(),
        users.reset_password(USER).unwrap_err(),
    ] {
        assert_eq!(
            (error.status(), error.error_code()),
            (Some(409), Some("E6203"))
        );
        assert!(error.to_string().contains("SMTP"), "{error}");
    }
    let error = users.reinvite(USER).unwrap_err();
    assert_eq!(error.status(), Some(500));
    server.verify();
}

#[test]
fn invitations_are_listed_but_for_the_expired_ones_which_2_42_cannot() {
    let server = Server::script(vec![
        recorded("users/invitations_all"),
        recorded("users/invitations_expired"),
    ]);
    let api = api(&server.url());
    let list = || api.users().list().fields("id,username");
    let all = list().invitations(InvitationStatus::All).collect_all();
    assert_eq!(all.unwrap().len(), 3);
    let expired = list().invitations(InvitationStatus::Expired).collect_all();
    let error = expired.unwrap_err();
    assert_eq!(error.status(), Some(500));
    assert!(error.to_string().contains("restoreToken"), "{error}");
    let asked: Vec<String> = server
        .requests()
        .iter()
        .map(|request| request.params("invitationStatus")[0].to_string())
        .collect();
    assert_eq!(asked, ["ALL", "EXPIRED"]);
    server.verify();
}

#[test]
fn accounts_are_opened_and_closed() {
    let server = Server::script(vec![
        recorded("users/disable"),
        recorded("users/enable"),
        recorded("users/expire"),
        recorded("users/unexpire"),
        recorded("users/two_fa_off"),
    ]);
    let users = api(&server.url()).users();
    users.disable(USER).unwrap();
    users.enable(USER).unwrap();
    users.expire(USER, "2026-12-31".parse().unwrap()).unwrap();
    users.unexpire(USER).unwrap();
    users.disable_two_factor(USER).unwrap();
    assert_eq!(
        lines(&server),
        [
            "disabled",
            "enabled",
            "expired?date=2026-12-31",
            "unexpired",
            "twoFA/disabled"
        ]
        .map(|verb| format!("POST /api/users/{USER}/{verb}"))
    );
    assert!(matches!(
        users.disable("nobody"),
        Err(Error::InvalidInput(_))
    ));
    server.verify();
}

#[test]
fn a_second_factor_that_stays_is_an_error_in_dhis2s_words() {
    let server = Server::script(vec![recorded("users/two_fa_off_self")]);
    let error = api(&server.url())
        .users()
        .disable_two_factor(USER)
        .unwrap_err();
    assert_eq!(
        (error.status(), error.error_code()),
        (Some(403), Some("E3021"))
    );
    assert!(
        error.to_string().contains("Not allowed to disable 2FA"),
        "{error}"
    );
}

#[test]
fn a_password_is_set_by_a_put_of_the_whole_user() {
    let whole = json!({"id": USER, "username": "recorder", "userGroups": [{"id": GROUP}]});
    let server = Server::script(vec![
        Reply::json(200, &whole),
        recorded("users/set_password"),
    ]);
    let users = api(&server.url()).users();
    users.set_password(USER, "Planted-1").unwrap();
    assert!(matches!(
        users.set_password(USER, " "),
        Err(Error::InvalidInput(_))
    ));
    let requests = server.requests();
    assert_eq!(line(&requests[1]), format!("PUT /api/users/{USER}"));
    assert_eq!(
        body(&requests[1]),
        json!({"id": USER, "username": "recorder", "userGroups": [{"id": GROUP}],
            "password": "Planted-1"})
    );
    server.verify();
}

#[test]
fn a_copy_of_a_user_is_named_by_its_address() {
    let server = Server::script(vec![
        recorded("users/replica"),
        recorded("users/replica_taken"),
        recorded("users/replica_weak"),
    ]);
    let users = api(&server.url()).users();
    let copy = users.replicate("UsMiraTolen", "copy", "Planted-1").unwrap();
    assert_eq!(copy, "iNjzxWnHDxX".parse::<Uid>().unwrap());
    let error = users
        .replicate("UsMiraTolen", "copy", "Planted-1")
        .unwrap_err();
    assert!(error.to_string().contains("already taken"), "{error}");
    let error = users.replicate("UsMiraTolen", "copy", "weak").unwrap_err();
    assert!(error.to_string().contains("at least 8"), "{error}");
    let request = &server.requests()[0];
    assert_eq!(line(request), "POST /api/users/UsMiraTolen/replica");
    assert_eq!(
        body(request),
        json!({"username": "copy", "password": "Planted-1"})
    );
    assert!(matches!(
        users.replicate(USER, "copy", ""),
        Err(Error::InvalidInput(_))
    ));
    server.verify();
}

#[test]
fn each_kind_of_org_units_is_read_and_changed_by_its_own_collection() {
    let server = Server::script(vec![
        recorded("users/units_read"),
        recorded("users/units_add"),
        counted(0, 1),
        recorded("users/units_set"),
        recorded("users/units_unknown"),
    ]);
    let users = api(&server.url()).users();
    let units = users.units(USER, UserUnits::DataEntry).unwrap();
    assert_eq!(units.len(), 3);
    assert_eq!(units[0].name.as_deref(), Some("Velmora"));
    let two = ["OuProvTess1", "OuVelmora01"];
    let stats = users.add_units(USER, UserUnits::DataEntry, two).unwrap();
    assert_eq!(stats.updated, 2);
    users
        .remove_units(USER, UserUnits::DataView, ["OuVelmora01"])
        .unwrap();
    users
        .set_units(USER, UserUnits::DataView, ["OuProvTess1"])
        .unwrap();
    let unknown = users.add_units(USER, UserUnits::Search, ["NoSuchUid11"]);
    assert!(unknown.unwrap_err().to_string().contains("0 of 1"));
    let requests = server.requests();
    let of = |method: &str, member: &str| format!("{method} /api/users/{USER}/{member}");
    assert_eq!(
        lines(&server),
        [
            of("GET", "organisationUnits?fields=id,name,code"),
            of("POST", "organisationUnits"),
            of("POST", "dataViewOrganisationUnits"),
            of("PUT", "dataViewOrganisationUnits"),
            of("POST", "teiSearchOrganisationUnits"),
        ]
    );
    assert_eq!(
        body(&requests[1]),
        json!({"additions": [{"id": two[0]}, {"id": two[1]}]})
    );
    assert_eq!(
        body(&requests[2]),
        json!({"deletions": [{"id": "OuVelmora01"}]})
    );
    assert_eq!(
        body(&requests[3]),
        json!({"identifiableObjects": [{"id": "OuProvTess1"}]})
    );
    server.verify();
}

#[test]
fn users_come_into_groups_and_out_again() {
    let server = Server::script(vec![
        recorded("users/group_add_user"),
        recorded("users/group_remove"),
        recorded("users/group_members"),
        recorded("users/group_set"),
    ]);
    let api = api(&server.url());
    assert_eq!(api.users().add_to_group(USER, GROUP).unwrap().updated, 1);
    assert_eq!(
        api.users().remove_from_group(USER, GROUP).unwrap().deleted,
        1
    );
    let groups = api.user_groups();
    let members = groups
        .members(GROUP)
        .fields("id,username")
        .collect_all()
        .unwrap();
    assert_eq!(members[0].username.as_deref(), Some("dhis2rust"));
    groups.set_members(GROUP, [USER]).unwrap();
    let requests = server.requests();
    let path = format!("/api/userGroups/{GROUP}/users");
    assert_eq!(line(&requests[0]), format!("POST {path}"));
    assert_eq!(body(&requests[0]), json!({"additions": [{"id": USER}]}));
    assert_eq!(line(&requests[1]), format!("POST {path}"));
    assert_eq!(body(&requests[1]), json!({"deletions": [{"id": USER}]}));
    assert_eq!(requests[2].path, "/api/users");
    assert_eq!(
        requests[2].params("filter"),
        [format!("userGroups.id:eq:{GROUP}")]
    );
    assert_eq!(line(&requests[3]), format!("PUT {path}"));
    assert_eq!(
        body(&requests[3]),
        json!({"identifiableObjects": [{"id": USER}]})
    );
    server.verify();
}

#[test]
fn a_role_is_given_to_exactly_these_users() {
    let server = Server::start(|request: &Request| match request.method.as_str() {
        "GET" => recorded("users/role_members"),
        "POST" if request.path.ends_with("NoSuchUid11") => recorded("users/role_add_unknown"),
        "POST" => recorded("users/role_add"),
        _ => recorded("users/role_remove"),
    });
    let api = api(&server.url());
    let roles = api.user_roles();
    let others = ["VU5n9B834mV", "iNjzxWnHDxX"];
    roles
        .set_members(ROLE, ["UsMiraTolen", others[0], others[1]])
        .unwrap();
    api.users().add_role(USER, ROLE).unwrap();
    api.users().remove_role(USER, ROLE).unwrap();
    let error = roles.add_members(ROLE, [USER, "nobody"]).unwrap_err();
    assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
    let error = roles.add_members(ROLE, ["NoSuchUid11"]).unwrap_err();
    assert!(error.is_not_found(), "{error:?}");
    let requests = server.requests();
    assert_eq!(
        requests[0].params("filter"),
        [format!("userRoles.id:eq:{ROLE}")]
    );
    let of = |method: &str, user: &str| format!("{method} /api/userRoles/{ROLE}/users/{user}");
    assert_eq!(
        lines(&server)[1..],
        [
            of("POST", "UsMiraTolen"),
            of("DELETE", "M5zQapPyTZI"),
            of("POST", USER),
            of("DELETE", USER),
            of("POST", "NoSuchUid11"),
        ]
    );
}

#[test]
fn what_roles_may_allow_is_listed_by_name() {
    let replay = Replay::version("2.42").file("users/authorities").start();
    let known = api(&replay.url()).user_roles().known_authorities().unwrap();
    assert_eq!(known[0].id, "F_ACCEPT_DATA_LOWER_LEVELS");
    assert_eq!(known[0].name, "Accept data at lower levels");
    assert!(
        known
            .iter()
            .any(|authority| authority.id == "F_DATAVALUE_ADD")
    );
    assert_eq!(lines(replay.server()), ["GET /api/authorities"]);
    replay.verify();
}

#[test]
fn the_authorities_of_a_role_change_in_one_patch_and_only_if_they_change() {
    let server = Server::start(|request: &Request| match request.method.as_str() {
        "GET" => Reply::json(200, &json!({"authorities": ["F_DATAVALUE_ADD", "M_app"]})),
        _ => recorded("users/role_patch"),
    });
    let roles = api(&server.url()).user_roles();
    assert!(roles.add_authorities(ROLE, ["F_X", "M_app"]).unwrap());
    assert!(roles.remove_authorities(ROLE, ["M_app"]).unwrap());
    assert!(roles.set_authorities(ROLE, ["F_X"]).unwrap());
    assert!(!roles.add_authorities(ROLE, ["M_app"]).unwrap());
    assert!(!roles.remove_authorities(ROLE, ["F_X"]).unwrap());
    let refused = roles.add_authorities(ROLE, [" "]).unwrap_err();
    assert!(matches!(refused, Error::InvalidInput(_)), "{refused:?}");
    let requests = server.requests();
    assert_eq!(
        line(&requests[0]),
        format!("GET /api/userRoles/{ROLE}?fields=authorities")
    );
    assert_eq!(line(&requests[1]), format!("PATCH /api/userRoles/{ROLE}"));
    let patches: Vec<Value> = requests
        .iter()
        .filter(|r| r.method == "PATCH")
        .map(body)
        .collect();
    let patch = |value: Value| json!([{"op": "add", "path": "/authorities", "value": value}]);
    assert_eq!(
        patches,
        [
            patch(json!(["F_DATAVALUE_ADD", "F_X", "M_app"])),
            patch(json!(["F_DATAVALUE_ADD"])),
            patch(json!(["F_X"])),
        ]
    );
}

#[test]
fn roles_that_the_caller_may_give_are_listed() {
    let server = Server::script(vec![recorded("users/roles_can_issue")]);
    let roles = api(&server.url())
        .user_roles()
        .list()
        .can_issue(true)
        .fields("id,name");
    assert_eq!(
        roles.collect_all().unwrap()[0].name.as_deref(),
        Some("dhis2-rust role")
    );
    assert_eq!(server.requests()[0].params("canIssue"), ["true"]);
}

#[test]
fn somebody_is_looked_up_without_any_authority() {
    // Somebody unknown is a 200 with nothing.
    let server = Server::script(vec![
        recorded("users/look_up"),
        recorded("users/look_up_unknown"),
        recorded("users/look_up_all"),
    ]);
    let users = api(&server.url()).users();
    let found = users.look_up("recorder").unwrap().unwrap();
    assert_eq!(found.display_name.as_deref(), Some("Rust Probe"));
    assert_eq!(users.look_up("no body").unwrap(), None);
    let all = users
        .look_up_all("rec, order", Some(UserUnits::DataEntry))
        .unwrap();
    assert_eq!(all, [found]);
    let requests = server.requests();
    assert_eq!(requests[0].target, "/api/userLookup/recorder");
    assert_eq!(requests[1].target, "/api/userLookup/no%20body");
    assert_eq!(requests[2].path, "/api/userLookup");
    assert_eq!(requests[2].params("query"), ["rec, order"]);
    assert_eq!(requests[2].params("orgUnitBoundary"), ["DATA_CAPTURE"]);
    assert!(users.look_up("a/b").is_err());
    server.verify();
}

//! Users, what they set, write to each other and make for themselves: messages, tokens, routes, views.

use std::time::Duration;

use dhis2::models::{Route, SqlView, User, UserGroup, UserRole};
use dhis2::resources::users::UserUnits;
use dhis2::{Api, Auth, Error, Uid};
use serde_json::json;

use crate::Finally;
use crate::live::{Made, api, make};

/// A password that every policy of DHIS2 takes.
fn password() -> String {
    format!("Aa1!{}{}", Uid::generate(), Uid::generate())
}

/// A user with a role of its own that allows little.
fn probe(api: &Api, password: &str) -> (Made<UserRole>, Made<User>, String) {
    let role = make::<UserRole>(api, json!({ "authorities": ["F_DATAVALUE_ADD"] }));
    let username = format!("dr{}", Uid::generate()).to_lowercase();
    let user = make::<User>(
        api,
        json!({ "username": username, "firstName": "Rust", "surname": "Probe", "password": password,
            "email": "probe@example.org", "userRoles": [{ "id": role.1 }] }),
    );
    (role, user, username)
}

#[test]
#[ignore = "needs a server"]
fn live_users_are_made_copied_put_into_roles_and_groups_closed_and_opened() {
    let api = api();
    let first = password();
    let (role, user, username) = probe(&api, &first);
    let users = api.users();
    let found = users.find_by_username(&username).unwrap().unwrap();
    assert_eq!(found.id, Some(user.1));
    assert!(users.find(&username).unwrap().is_some());
    let looked_up = users.look_up(&username).unwrap().unwrap();
    assert_eq!(looked_up.display_name.as_deref(), Some("Rust Probe"));
    assert_eq!(users.look_up("dr-nobody-at-all").unwrap(), None);

    let group = make::<UserGroup>(&api, json!({}));
    assert_eq!(users.add_to_group(user.1, group.1).unwrap().updated, 1);
    // An update keeps the groups, and a new password too.
    let change = User {
        id: Some(user.1),
        job_title: Some("Nurse".into()),
        ..User::default()
    };
    users.update(&change).unwrap();
    let second = password();
    users.set_password(user.1, second.as_str()).unwrap();
    let members = api.user_groups().members(group.1).fields("id");
    assert_eq!(members.collect_all().unwrap()[0].id, Some(user.1));
    assert_eq!(
        users.get(user.1).unwrap().job_title.as_deref(),
        Some("Nurse")
    );

    let copy = format!("{username}copy");
    let copy = Made(
        users.clone(),
        users.replicate(user.1, &copy, password()).unwrap(),
    );
    let error = users.replicate(user.1, &username, password()).unwrap_err();
    assert!(error.is_conflict(), "{error}");
    api.user_groups().set_members(group.1, [copy.1]).unwrap();
    users.remove_from_group(copy.1, group.1).unwrap();
    let roles = api.user_roles();
    let with_role = || {
        let list = roles.members(role.1).fields("id").collect_all().unwrap();
        list.into_iter()
            .filter_map(|user| user.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(with_role().len(), 2);
    users.remove_role(copy.1, role.1).unwrap();
    assert_eq!(with_role(), [user.1]);
    assert!(
        roles
            .add_authorities(role.1, ["F_DATAVALUE_DELETE"])
            .unwrap()
    );
    assert!(
        !roles
            .add_authorities(role.1, ["F_DATAVALUE_DELETE"])
            .unwrap()
    );

    let own = |word: &str| {
        let url = std::env::var("DHIS2_URL").unwrap();
        let auth = Auth::basic(&*username, word);
        Api::builder(url).auth(auth).build().unwrap()
    };
    assert!(own(&first).me().unwrap_err().is_authentication());
    let account = own(&second).account();
    assert_eq!(own(&second).me().unwrap().id, Some(user.1));
    assert!(account.may("F_DATAVALUE_DELETE").unwrap());
    assert!(!account.check_new_password("weak").unwrap().is_valid);
    assert!(!account.verify_password("wrong").unwrap());
    let third = password();
    assert!(account.change_password("wrong", &*third).is_err());
    account.change_password(&*second, &*third).unwrap();
    users.disable(user.1).unwrap();
    assert!(own(&third).me().is_err());
    users.enable(user.1).unwrap();
    users.expire(user.1, "2020-01-01".parse().unwrap()).unwrap();
    assert!(own(&third).me().is_err());
    users.unexpire(user.1).unwrap();
    assert_eq!(own(&third).me().unwrap().id, Some(user.1));
    users.disable_two_factor(user.1).unwrap();
    let units = users.units(user.1, UserUnits::Search).unwrap();
    assert!(units.is_empty());
}

#[test]
#[ignore = "needs a server"]
fn live_the_settings_of_a_user_are_set_read_and_put_back() {
    let api = api();
    let (_role, user, _) = probe(&api, &password());
    let settings = api.user_settings().of(user.1).unwrap();
    settings
        .set("keyAnalysisDisplayProperty", "shortName")
        .unwrap();
    let read = || settings.get("keyAnalysisDisplayProperty").unwrap();
    assert_eq!(read().as_deref(), Some("shortName"));
    settings.set_ui_locale("fr").unwrap();
    assert_eq!(settings.ui_locale().unwrap().as_deref(), Some("fr"));
    assert_eq!(settings.all().unwrap()["keyUiLocale"], "fr");
    settings.delete("keyAnalysisDisplayProperty").unwrap();
    assert_ne!(read().as_deref(), Some("shortName"));
    assert_eq!(settings.get("keyNothing").unwrap(), None);
    assert!(settings.set("keyNothing", "x").unwrap_err().is_not_found());
}

#[test]
#[ignore = "needs a server"]
fn live_a_message_to_oneself_is_read_answered_and_left() {
    let api = api();
    let messaging = api.messaging();
    let me = api.me().unwrap().id.unwrap();
    let subject = format!("dhis2-rust {}", Uid::generate());
    let uid = messaging
        .message(&subject, "Hello")
        .user(me)
        .send()
        .unwrap();
    let _left = Finally(|| drop(messaging.leave(uid, me)));
    messaging.reply(uid, "Zoë").send().unwrap();
    let read = messaging.get(uid).unwrap();
    let mut texts: Vec<_> = read.messages.iter().map(|m| m.text.clone()).collect();
    texts.sort();
    assert_eq!(json!(texts), json!(["Hello", "Zoë"]));
    assert_eq!(messaging.mark_unread([uid]).unwrap(), [uid]);
    assert_eq!(messaging.mark_read([uid]).unwrap(), [uid]);
    let listed = || {
        let list = messaging.list().filter(format!("subject:eq:{subject}"));
        list.items().map(Result::unwrap).count()
    };
    assert_eq!(listed(), 1);
    messaging.leave(uid, me).unwrap();
    assert_eq!(listed(), 0);
    // 2.42.5 keeps it, and we do not say otherwise.
    match messaging.delete(uid) {
        Ok(()) => assert!(messaging.get(uid).unwrap_err().is_not_found()),
        Err(error) => assert!(matches!(error, Error::Decode(_)), "{error:?}"),
    }
    let error = messaging.get(Uid::generate()).unwrap_err();
    assert!(error.is_not_found(), "{error}");
}

#[test]
#[ignore = "needs a server"]
fn live_a_route_a_token_and_a_view_are_made_used_and_deleted() {
    let api = api();
    let code = format!("dr-{}", Uid::generate());
    let route = make::<Route>(
        &api,
        json!({ "code": code, "url": "https://192.0.2.1/nowhere" }),
    );
    let read = api.routes().get(route.1).unwrap();
    assert_eq!(read.code.as_deref(), Some(&*code));
    api.routes().delete(route.1).unwrap();
    assert!(!api.routes().exists(route.1).unwrap());

    let tokens = api.access_tokens();
    let name = format!("dhis2-rust {}", Uid::generate());
    let token = tokens.new_token(&name).valid_for(Duration::from_secs(600));
    let token = token.create().unwrap();
    let _revoked = Finally(|| drop(tokens.delete(token.uid)));
    let url = std::env::var("DHIS2_URL").unwrap();
    let auth = Auth::pat(token.key.expose());
    let by_token = Api::builder(url).auth(auth).build().unwrap();
    assert_eq!(by_token.me().unwrap().id, api.me().unwrap().id);
    tokens.delete(token.uid).unwrap();
    assert!(by_token.me().unwrap_err().is_authentication());

    let views = api.sql_views();
    let view = SqlView {
        name: Some(format!("dhis2-rust {}", Uid::generate())),
        ..serde_json::from_value(json!({ "type": "QUERY", "cacheStrategy": "NO_CACHE",
            "sqlQuery": "select '${name}' as name, 7 as n" }))
        .unwrap()
    };
    let uid = views.create(&view).unwrap();
    let _dropped = Finally(|| drop(views.delete(uid)));
    let rows = views.rows(uid).var("name", "seven");
    let rows = rows.rows_as::<(String, u32)>().unwrap();
    let rows: Vec<_> = rows.map(Result::unwrap).collect();
    assert_eq!(rows, [("seven".to_owned(), 7)]);
    views.delete(uid).unwrap();
    assert!(views.get(uid).unwrap_err().is_not_found());
}

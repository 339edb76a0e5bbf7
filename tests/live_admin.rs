//! Users, jobs, stores, languages, messages and the other administrative subjects on a real server.
//!
//! ```sh
//! DHIS2_URL=… DHIS2_USERNAME=… DHIS2_PASSWORD=… cargo test --test live_admin -- --ignored
//! ```
//!
//! `DHIS2_PAT` does in place of name and password; the user must be a superuser. Everything that is made is
//! deleted again and every setting put back, also when a step fails. What stays is a conversation that nobody
//! takes part in: DHIS2 2.42 deletes none.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

use std::time::Duration;

use dhis2::models::{
    DataElement, DataElementGroup, DataSet, JobConfiguration, JobStatus, OrganisationUnit, Route,
    SqlView, User, UserGroup, UserRole, ValidationRule,
};
use dhis2::resources::customize::Preset;
use dhis2::resources::maintenance::Operation;
use dhis2::resources::min_max::{MinMaxKey, MinMaxValue};
use dhis2::resources::users::UserUnits;
use dhis2::resources::validation::ExpressionContext;
use dhis2::resources::{AccessLevel, SharingUpdate};
use dhis2::{Api, Auth, Error, Metadata, Outcome, Uid, Upload};
use serde_json::{Value, json};

/// Does something when it goes out of scope, however that comes.
struct Finally<F: FnMut()>(F);

impl<F: FnMut()> Drop for Finally<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

/// Deletes an object when it goes out of scope.
struct Made<T: Metadata>(dhis2::Resource<T>, Uid);

impl<T: Metadata> Drop for Made<T> {
    fn drop(&mut self) {
        match self.0.delete(self.1) {
            Err(error) if error.is_not_found() => {}
            Err(error) => eprintln!("{} {} is left behind: {error}", T::SINGULAR, self.1),
            Ok(()) => {}
        }
    }
}

/// Makes an object with a uid and a name of its own.
fn make<T: Metadata>(api: &Api, mut object: Value) -> Made<T> {
    let uid = Uid::generate();
    object["id"] = json!(uid);
    if object.get("username").is_none() {
        object["name"] = json!(format!("dhis2-rust {uid}"));
    }
    let object: T = serde_json::from_value(object).unwrap();
    let made = Made(api.resource::<T>(), uid);
    assert_eq!(made.0.create(&object).unwrap().uid, uid, "{}", T::PLURAL);
    made
}

fn short() -> String {
    format!("dr {}", Uid::generate())
}

fn live() -> Api {
    Api::from_env().unwrap()
}

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
    let api = live();
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
    let error = users.replicate(user.1, &*username, password()).unwrap_err();
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
    assert_eq!(account.me().unwrap().id, Some(user.1));
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
    let api = live();
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
fn live_entries_of_both_stores_are_put_queried_and_deleted() {
    let api = live();
    for store in [api.data_store(), api.user_data_store()] {
        let space = format!("dhis2-rust-{}", Uid::generate());
        let _gone = Finally(|| drop(store.delete_namespace(&space)));
        store
            .create(&space, "a", &json!({ "n": 1, "list": [1] }))
            .unwrap();
        store.set(&space, "b", &json!({ "n": 2 })).unwrap();
        let error = store.create(&space, "a", &1).unwrap_err();
        assert!(error.is_conflict(), "{error}");
        assert_eq!(store.get::<Value>(&space, "b").unwrap()["n"], 2);
        assert!(store.get_opt::<Value>(&space, "c").unwrap().is_none());
        let mut keys = store.keys(&space).unwrap();
        keys.sort();
        assert_eq!(keys, ["a", "b"]);
        store.delete(&space, "a").unwrap();
        assert!(!store.exists(&space, "a").unwrap());
        store.delete_namespace(&space).unwrap();
        assert!(!store.namespaces().unwrap().contains(&space));
    }
    // Only the data store can be searched.
    let store = api.data_store();
    let space = format!("dhis2-rust-{}", Uid::generate());
    let _gone = Finally(|| drop(store.delete_namespace(&space)));
    for n in 0..5 {
        store
            .create(&space, &format!("k{n}"), &json!({ "n": n }))
            .unwrap();
    }
    let large = store.query(&space).filter("n:ge:3");
    let large: Vec<_> = large.entries::<Value>().map(Result::unwrap).collect();
    assert_eq!(large.len(), 2, "{large:?}");
}

#[test]
#[ignore = "needs a server"]
fn live_a_job_is_made_disabled_run_and_deleted() {
    let api = live();
    let job = make::<JobConfiguration>(
        &api,
        json!({ "jobType": "DATA_INTEGRITY", "cronExpression": "0 0 3 ? * *",
            "jobParameters": { "type": "SUMMARY", "checks": ["orgunits_null_island"] } }),
    );
    let (jobs, uid) = (api.job_configurations(), job.1);
    let read = jobs.get(uid).unwrap();
    assert_eq!(read.job_status, Some(JobStatus::Scheduled));
    // When it runs next is worked out, and so not among what an object is made of.
    let next: Value = jobs.get_as(uid, "nextExecutionTime").unwrap();
    assert!(next["nextExecutionTime"].is_string(), "{next}");
    jobs.update(&read).unwrap();
    assert_eq!(jobs.progress(uid).unwrap(), None);
    jobs.disable(uid).unwrap();
    assert_eq!(jobs.get(uid).unwrap().enabled, Some(false));
    assert!(jobs.execute(uid).unwrap_err().is_conflict());
    jobs.enable(uid).unwrap();
    assert!(jobs.revert(uid).unwrap_err().is_conflict());
    let task = jobs.execute(uid).unwrap();
    let limit = Duration::from_secs(120);
    api.tasks().watch(&task).timeout(limit).wait().unwrap();
    let run = jobs.progress(uid).unwrap().unwrap();
    assert!(
        run.processes
            .iter()
            .all(|process| process.job_id == Some(uid))
    );
    assert_eq!(jobs.errors_of(uid).unwrap(), None);
    assert!(jobs.progress_errors(uid).unwrap().is_empty());
    jobs.due(Duration::from_secs(86_400), true).unwrap();
    jobs.stale(Duration::ZERO).unwrap();
    assert!(!jobs.job_types().unwrap().is_empty());
    let scheduler = api.scheduler();
    let kind = read.job_type.unwrap();
    // A 500 while the last one of its type is deleted, by another test.
    let completed = scheduler.completed_progress(&kind);
    assert!(completed.is_ok_and(|run| run.is_some()) || scheduler.completed().is_err());
    scheduler.running().unwrap();
    let entries = scheduler.entries().unwrap();
    let ours = |entry: &_| {
        let entry: &dhis2::resources::scheduler::SchedulerEntry = entry;
        entry.sequence.iter().any(|job| job.id == uid)
    };
    assert!(entries.iter().any(ours));
    jobs.delete(uid).unwrap();
    assert!(jobs.execute(uid).unwrap_err().is_not_found());
}

#[test]
#[ignore = "needs a server"]
fn live_a_language_is_added_and_removed() {
    let locales = live().locales();
    assert!(locales.languages().unwrap().contains_key("kl"));
    // A country that nobody else has just taken.
    let countries = locales.countries().unwrap();
    let kept = locales.db_locales().unwrap();
    let from = Uid::generate()
        .as_str()
        .bytes()
        .map(usize::from)
        .sum::<usize>()
        % countries.len();
    let code = |country: &String| format!("kl_{country}");
    let country = countries
        .keys()
        .cycle()
        .skip(from)
        .find(|country| kept.iter().all(|locale| locale.locale != code(country)))
        .unwrap();
    let uid = locales.add_db_locale("kl", Some(country), None).unwrap();
    let _gone = Finally(|| drop(locales.remove_db_locale(uid)));
    assert_eq!(locales.db_locale(uid).unwrap().locale, code(country));
    let again = locales.add_db_locale("kl", Some(country), None);
    let again = again.unwrap_err();
    assert!(again.is_conflict(), "{again}");
    locales.remove_db_locale(uid).unwrap();
    assert!(locales.remove_db_locale(uid).unwrap_err().is_not_found());
}

/// A picture that is one, of 48 by 48 points.
const PICTURE: &[u8] =
    b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x000\x00\x00\x000\x08\x02\x00\x00\x00\
    \xd8`n\xd0\x00\x00\x00BIDATx\x9c\xed\xceA\x0d\x00 \x0c\x00\xb1IA\x1a\xd2\x90\x8a\x0b\x8eG\
    \x93\x0a\xe8\xac}\xbe2\xf9@HHH\xa8\x1e\x08\x09\x09\x09\xd5\x03!!!\xa1z $$$T\x0f\x84\x84\x84\
    \x84\xea\x81\x90\x90\xd0c\x17\xab\xea \x97\x18]B\xd4\x00\x00\x00\x00IEND\xaeB`\x82";

#[test]
#[ignore = "needs a server"]
fn live_an_icon_is_made_of_a_picture_changed_and_deleted() {
    let icons = live().icons();
    let key = format!("dhis2rust_{}", Uid::generate());
    let _gone = Finally(|| drop(icons.delete(&key)));
    let new = icons
        .new_icon(&*key)
        .description("A square")
        .keywords(["a"]);
    let icon = new
        .upload(Upload::bytes("pixel.png", PICTURE.to_vec()))
        .unwrap();
    assert_eq!((&icon.key, icon.custom), (&key, Some(true)));
    icons.update(&key, None, ["b", "c"]).unwrap();
    let icon = icons.get(&key).unwrap();
    assert_eq!((icon.description, icon.keywords.len()), (None, 2));
    let mut bytes = Vec::new();
    icons.download(&key).unwrap().copy_to(&mut bytes).unwrap();
    assert!(bytes.starts_with(b"\x89PNG"));
    let listed = icons.list().custom(true).keys([&*key]).items();
    assert_eq!(listed.map(Result::unwrap).count(), 1);
    icons.delete(&key).unwrap();
    assert!(icons.get_opt(&key).unwrap().is_none());
}

#[test]
#[ignore = "needs a server"]
fn live_bounds_and_exceptions_of_a_form_are_set_listed_and_removed() {
    let api = live();
    let unit = make::<OrganisationUnit>(
        &api,
        json!({ "shortName": short(), "openingDate": "2020-01-01" }),
    );
    let elements: Vec<Made<DataElement>> = (0..3)
        .map(|_| {
            let element = json!({ "shortName": short(), "valueType": "INTEGER",
                "domainType": "AGGREGATE", "aggregationType": "SUM" });
            make(&api, element)
        })
        .collect();
    let members: Vec<Value> = elements
        .iter()
        .map(|element| json!({ "dataElement": { "id": element.1 } }))
        .collect();
    let set = make::<DataSet>(
        &api,
        json!({ "shortName": short(), "periodType": "Monthly", "dataSetElements": members,
            "organisationUnits": [{ "id": unit.1 }] }),
    );
    let combos = api.category_option_combos().list();
    let combo = combos.filter("name:eq:default").fields("id").first();
    let combo = combo.unwrap().unwrap().id.unwrap();

    let bounds = api.min_max_values();
    let _none = Finally(|| drop(bounds.clear(unit.1, [set.1])));
    let values: Vec<MinMaxValue> = elements
        .iter()
        .map(|element| MinMaxKey::new(element.1, unit.1, combo).unwrap())
        .map(|key| MinMaxValue::new(key, 0, 250))
        .collect();
    bounds.set(&values[0]).unwrap();
    let counts = bounds.set_all(set.1, &values).unwrap();
    assert_eq!((counts.successful, counts.ignored), (3, 0));
    assert_eq!(bounds.get(&values[1].key).unwrap(), Some(values[1]));
    let mut listed: Vec<_> = bounds.list().org_unit(unit.1).collect_all().unwrap();
    listed.sort_by_key(|value| value.key);
    let mut sent = values.clone();
    sent.sort_by_key(|value| value.key);
    assert_eq!(listed, sent);
    bounds.delete(&values[0].key).unwrap();
    assert!(bounds.delete(&values[0].key).unwrap_err().is_not_found());
    let counts = bounds.delete_all(set.1, [&values[1].key]).unwrap();
    assert_eq!(counts.successful, 1);
    bounds.clear(unit.1, [set.1]).unwrap();
    assert!(
        bounds
            .list()
            .org_unit(unit.1)
            .collect_all()
            .unwrap()
            .is_empty()
    );

    let exceptions = api.lock_exceptions();
    let _locked = Finally(|| drop(exceptions.remove_for_all_units(set.1, "202601")));
    exceptions.add(set.1, "202601", [unit.1]).unwrap();
    let list = || exceptions.list().data_set(set.1).collect_all().unwrap();
    assert_eq!(list()[0].period.as_deref(), Some("202601"));
    let error = exceptions
        .remove(set.1, "202601", Uid::generate())
        .unwrap_err();
    assert!(matches!(error, Error::NotFound(_)), "{error}");
    assert_eq!(list().len(), 1);
    exceptions.remove(set.1, "202601", unit.1).unwrap();
    assert!(list().is_empty());

    let side = |what: &str| {
        json!({ "expression": format!("#{{{}}}", elements[0].1), "description": what,
            "missingValueStrategy": "NEVER_SKIP" })
    };
    let rule = make::<ValidationRule>(
        &api,
        json!({ "operator": "less_than_or_equal_to", "periodType": "Monthly", "importance": "HIGH",
            "leftSide": side("left"), "rightSide": side("right") }),
    );
    let validation = api.validation();
    let text = format!("#{{{}}}+1", elements[0].1);
    let said = validation.describe_expression(&text, ExpressionContext::ValidationRule);
    let said = said.unwrap();
    assert!(said.is_valid && said.description.unwrap().ends_with("+1"));
    let bad = validation.describe_expression("#{", ExpressionContext::Generic);
    assert!(!bad.unwrap().is_valid);
    let days = ("2026-01-01".parse().unwrap(), "2026-01-31".parse().unwrap());
    let found = validation.analysis(unit.1, days.0, days.1).run().unwrap();
    assert!(found.iter().all(|violation| violation.rule != rule.1));
    // The form may be checked only for units of one's own.
    let form = validation.data_set(set.1, "202601", unit.1).run();
    assert_eq!(form.unwrap_err().error_code(), Some("E2020"));
    assert!(validation.results().rule(rule.1).items().next().is_none());
}

#[test]
#[ignore = "needs a server"]
fn live_objects_are_shared_together_and_one_that_is_not_there_is_told() {
    let api = live();
    let one = make::<DataElementGroup>(&api, json!({ "shortName": short() }));
    let two = make::<DataElementGroup>(&api, json!({ "shortName": short() }));
    let readers = make::<UserGroup>(&api, json!({}));
    let changes = SharingUpdate::new()
        .public(AccessLevel::Read, AccessLevel::None)
        .user_group(readers.1, AccessLevel::Write, AccessLevel::None);
    let groups = api.data_element_groups();
    let report = groups
        .share_together([one.1, two.1], &changes, true)
        .unwrap();
    assert_eq!(
        (report.outcome(), report.stats().updated),
        (Outcome::Changed, 2)
    );
    let sharing = groups.sharing(two.1).unwrap();
    assert_eq!(sharing.public.as_deref(), Some("r-------"));
    let open = SharingUpdate::new().public(AccessLevel::Write, AccessLevel::None);
    let uids = [one.1, Uid::generate()];
    let report = groups.share_together(uids, &open, true).unwrap();
    assert_eq!(report.outcome(), Outcome::Failed);
    let public = || groups.sharing(one.1).unwrap().public;
    assert_eq!(public().as_deref(), Some("r-------"));
    let report = groups.share_together(uids, &open, false).unwrap();
    assert_eq!(report.outcome(), Outcome::Partial);
    assert_eq!(public().as_deref(), Some("rw------"));
    let outcome = groups.share_all([one.1, two.1], &changes, 2).unwrap();
    assert!(outcome.is_ok(), "{outcome:?}");
    assert_eq!(public().as_deref(), Some("r-------"));
    let kinds = [("dataElementGroups", vec![one.1, two.1])];
    let report = api.metadata().share_together(kinds, &open).unwrap();
    assert_eq!(report.stats().updated, 2);
}

#[test]
#[ignore = "needs a server"]
fn live_a_message_to_oneself_is_read_answered_and_left() {
    let api = live();
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
    let api = live();
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

#[test]
#[ignore = "needs a server"]
fn live_settings_are_set_translated_and_put_back() {
    let api = live();
    let (system, key) = (api.system(), "keyApplicationRightFooter");
    let before = system.setting(key).unwrap().unwrap_or_default();
    let _back = Finally(|| {
        drop(system.delete_setting_translation(key, "eo"));
        drop(system.delete_setting(key));
        if !before.is_empty() {
            system.set_setting(key, &before).unwrap();
        }
    });
    let text = format!("dhis2-rust {}", Uid::generate());
    let preset = Preset::new().setting(key, &*text);
    let report = api.customize().apply(preset);
    assert_eq!(report.into_result().unwrap().len(), 1);
    assert_eq!(system.setting(key).unwrap().as_deref(), Some(&*text));
    system
        .set_setting_translation(key, "eo", "Saluton")
        .unwrap();
    assert_eq!(system.setting_translation(key, "eo").unwrap(), "Saluton");
    let config = api.customize().login_config().unwrap();
    assert!(config.min_password_length.is_some());
    system.delete_setting(key).unwrap();
    let now = system.setting(key).unwrap();
    assert_ne!(now.as_deref(), Some(&*text));
    assert!(
        system
            .set_setting("keyNothing", "x")
            .unwrap_err()
            .is_not_found()
    );
}

#[test]
#[ignore = "needs a server"]
fn live_maintenance_runs_and_one_check_of_integrity_is_told() {
    let api = live();
    let maintenance = api.maintenance();
    maintenance.clear_cache().unwrap();
    maintenance
        .perform([Operation::ClearCache, Operation::ReloadApps])
        .unwrap();
    maintenance.clear_expired_invitations().unwrap();
    let error = maintenance
        .prune_data_of_data_element(Uid::generate())
        .unwrap_err();
    assert!(error.is_conflict(), "{error}");
    let check = api.data_integrity().only(["orgunits_null_island"]);
    let summary = check
        .timeout(Duration::from_secs(120))
        .run_summary()
        .unwrap();
    assert_eq!(summary.len(), 1);
    assert!(summary[0].finished_time.is_some());
}

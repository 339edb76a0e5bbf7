//! Jobs, languages, settings and maintenance.

use std::time::Duration;

use dhis2::Uid;
use dhis2::models::{JobConfiguration, JobStatus};
use dhis2::resources::customize::Preset;
use dhis2::resources::maintenance::Operation;
use serde_json::{Value, json};

use crate::Finally;
use crate::live::{api, make};

#[test]
#[ignore = "needs a server"]
fn live_a_job_is_made_disabled_run_and_deleted() {
    let api = api();
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
    let locales = api().locales();
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
        .take(countries.len())
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

#[test]
#[ignore = "needs a server"]
fn live_settings_are_set_translated_and_put_back() {
    let api = api();
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
    let api = api();
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

//! Jobs and the scheduler, held against recorded answers. Where nothing was recorded, the answer is that of
//! the server's source, as noted.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use std::time::Duration;

use dhis2::models::{JobConfiguration, JobStatus, JobType, SchedulingType};
use dhis2::resources::jobs::ProgressStatus;
use dhis2::{Api, Error, Uid};
use serde_json::{Value, json};
use server::replay::{Recording, Replay};
use server::{FakeClock, Reply, Server, api, recorded, targets};

const JOB: &str = "YXtgixT08v6";
/// The job of the recorded runs, and the other one of its queue.
const CHECKS: &str = "tLTOSAKrrMa";
const SECOND: &str = "e45pXhQCiyv";

#[test]
fn the_recorded_job_types_are_read_with_their_parameters() {
    let replay = Replay::version("2.42").file("tasks/job_types").start();
    let types = api(&replay.url()).job_configurations().job_types().unwrap();
    assert_eq!(types.len(), 21);
    assert_eq!(types[0].job_type, JobType::DataIntegrity);
    assert_eq!(types[0].name, "Data integrity");
    assert_eq!(types[0].scheduling_type, Some(SchedulingType::Cron));
    let parameter = &types[0].job_parameters[0];
    assert_eq!(parameter.name, "type");
    assert_eq!(parameter.constants, ["REPORT", "SUMMARY", "DETAILS"]);
    let checks = &types[0].job_parameters[1];
    assert_eq!(checks.class.as_deref(), Some("java.util.Set"));
    assert_eq!(
        checks.relative_api_endpoint.as_deref(),
        Some("/api/dataIntegrity")
    );
    replay.verify();
}

#[test]
fn the_recorded_jobs_are_metadata_like_all() {
    let recording = Recording::load("2.42", "tasks/job_configurations");
    let server = Server::script(vec![recording.reply("http://localhost")]);
    let list = api(&server.url()).job_configurations().list();
    let jobs = list.fields(":all").collect_all().unwrap();
    assert_eq!(jobs.len(), 13);
    assert_eq!(jobs[0].id, Some(JOB.parse().unwrap()));
    assert_eq!(jobs[0].job_type, Some(JobType::AnalyticsTable));
    assert_eq!(jobs[0].last_executed_status, Some(JobStatus::Completed));
    assert!(targets(&server)[0].starts_with("GET /api/jobConfigurations?fields=%3Aall"));
}

#[test]
fn a_job_is_made_read_changed_and_deleted() {
    let server = Server::script(vec![
        recorded("jobs/create"),
        recorded("jobs/get_owner"),
        recorded("jobs/get_owner"),
        recorded("jobs/update"),
        recorded("jobs/delete"),
    ]);
    let jobs = api(&server.url()).job_configurations();
    let job: JobConfiguration = serde_json::from_value(json!({"name": "dhis2-rust job",
        "jobType": "DATA_INTEGRITY", "cronExpression": "0 0 3 ? * *",
        "jobParameters": {"type": "SUMMARY", "checks": ["orgunits_null_island"]}}))
    .unwrap();
    assert_eq!(jobs.create(&job).unwrap().uid, CHECKS);
    let made = jobs.get(CHECKS).unwrap();
    assert_eq!(made.job_type, Some(JobType::DataIntegrity));
    assert_eq!(made.job_status, Some(JobStatus::Scheduled));
    assert_eq!(made.last_executed_status, Some(JobStatus::NotStarted));
    assert_eq!(made.enabled, Some(true));
    let parameters = serde_json::to_value(&made).unwrap()["jobParameters"].take();
    assert_eq!(parameters["checks"], json!(["orgunits_null_island"]));
    jobs.update(&made).unwrap();
    jobs.delete(CHECKS).unwrap();
    let sent = server.requests().remove(0).json();
    let recording = Recording::load("2.42", "jobs/create").request;
    let as_recorded: Value = serde_json::from_str(recording["body"].as_str().unwrap()).unwrap();
    assert_eq!(sent, as_recorded);
    server.verify();
}

#[test]
fn a_job_is_executed_and_its_task_leaves_out_earlier_runs() {
    let old = json!([{"level": "INFO", "category": "DATA_INTEGRITY", "message": "the old run",
        "completed": true, "id": "L1sL6qI0yY4", "uid": "L1sL6qI0yY4",
        "time": "2026-11-21T15:33:09.116"}]);
    let server = Server::script(vec![
        recorded("jobs/execute_type"),
        recorded("jobs/execute_date"),
        recorded("jobs/execute_second"),
        Reply::json(200, &old),
        recorded("jobs/poll_second"),
        Reply::empty(200),
    ]);
    let api = Api::builder(server.url())
        .no_proxy()
        .clock(FakeClock::new())
        .build()
        .unwrap();
    let task = api.job_configurations().execute(CHECKS).unwrap();
    assert_eq!(task.to_string(), format!("DATA_INTEGRITY/{CHECKS}"));
    assert_eq!(task.created(), Some("2026-11-21T15:34:15.280"));
    let summary = api.tasks().watch(&task).wait().unwrap();
    // The last word of a data integrity run is empty.
    assert_eq!(summary.message(), "");
    let feed = format!("GET /api/system/tasks/DATA_INTEGRITY/{CHECKS}");
    assert_eq!(
        targets(&server)[..5],
        [
            format!("GET /api/jobConfigurations/{CHECKS}?fields=jobType"),
            "GET /api/system/info?fields=serverDate".to_owned(),
            format!("POST /api/jobConfigurations/{CHECKS}/execute"),
            feed.clone(),
            feed,
        ]
    );
}

#[test]
fn a_job_that_cannot_be_executed_is_an_error() {
    let unknown = Recording::load("2.42", "tasks/job_execute_unknown").reply("http://localhost");
    let job = || Reply::json(200, &json!({"jobType": "DATA_INTEGRITY"}));
    let date = || Reply::json(200, &json!({"serverDate": "2026-11-21T09:00:00.000"}));
    let server = Server::script(vec![
        unknown.clone(),
        job(),
        date(),
        unknown,
        job(),
        date(),
        recorded("jobs/execute_again"),
        job(),
        date(),
        recorded("jobs/execute_disabled"),
    ]);
    let jobs = api(&server.url()).job_configurations();
    assert!(jobs.execute("NoSuchUid11").unwrap_err().is_not_found());
    assert!(jobs.execute("NoSuchUid11").unwrap_err().is_not_found());
    let error = jobs.execute(JOB).unwrap_err();
    assert!(error.is_conflict(), "{error:?}");
    assert!(error.to_string().contains("already running"), "{error}");
    let error = jobs.execute(JOB).unwrap_err();
    assert_eq!(error.error_code(), Some("E1004"));
    assert!(error.to_string().contains("ONCE_ASAP"), "{error}");
    assert!(jobs.execute("../users").is_err());
    server.verify();
}

#[test]
fn jobs_are_stopped_set_back_enabled_disabled_and_cleaned_up() {
    let server = Server::script(
        ["cancel", "revert", "enable", "disable", "clean"]
            .map(|name| recorded(&format!("jobs/{name}")))
            .to_vec(),
    );
    let jobs = api(&server.url()).job_configurations();
    jobs.cancel(JOB).unwrap();
    // The one of the recording was not running; of one that was, it is a 204.
    let error = jobs.revert(JOB).unwrap_err();
    assert!(error.to_string().contains("Job is not running"), "{error}");
    jobs.enable(JOB).unwrap();
    jobs.disable(JOB).unwrap();
    jobs.clean(Duration::from_secs(3_600)).unwrap();
    let one = format!("POST /api/jobConfigurations/{JOB}");
    assert_eq!(
        targets(&server),
        [
            format!("{one}/cancel"),
            format!("{one}/revert"),
            format!("{one}/enable"),
            format!("{one}/disable"),
            "POST /api/jobConfigurations/clean?minutes=60".to_owned(),
        ]
    );
    assert!(server.requests().iter().all(|r| r.body.is_empty()));
    assert!(matches!(
        jobs.enable("x").unwrap_err(),
        Error::InvalidInput(_)
    ));
}

/// A run at work, as the recorded ones are when they are done (`jobs/progress_done`).
fn progress() -> Value {
    json!({"sequence": [{"startedTime": "2026-11-21T09:00:12.000", "status": "RUNNING",
        "description": "Analytics table update process", "jobId": JOB, "userId": "M5zQapPyTZI",
        "duration": 1200, "complete": false,
        "stages": [
            {"startedTime": "2026-11-21T09:00:12.010", "completedTime": "2026-11-21T09:00:12.510",
             "status": "SUCCESS", "summary": "done", "description": "Drop temp tables",
             "totalItems": 0, "onFailure": "PARENT", "items": [], "duration": 500, "complete": true},
            {"startedTime": "2026-11-21T09:00:12.510", "status": "RUNNING",
             "description": "Populate tables", "totalItems": 12, "onFailure": "SKIP_ITEM",
             "duration": 690, "complete": false,
             "items": [{"startedTime": "2026-11-21T09:00:12.511", "status": "ERROR",
                "completedTime": "2026-11-21T09:00:12.600", "error": "no space",
                "description": "analytics_2026", "onFailure": "PARENT", "duration": 89,
                "complete": true}]}]}]})
}

#[test]
fn the_recorded_progress_of_a_run_is_read_before_and_after() {
    let server = Server::script(vec![
        recorded("jobs/progress_early"),
        recorded("jobs/progress_done"),
        recorded("jobs/progress_unknown"),
    ]);
    let jobs = api(&server.url()).job_configurations();
    // Known, and nothing done yet.
    assert!(jobs.progress(CHECKS).unwrap().unwrap().processes.is_empty());
    let run = jobs.progress(CHECKS).unwrap().unwrap();
    let process = &run.processes[0];
    assert_eq!(process.status, ProgressStatus::Success);
    assert_eq!(process.description.as_deref(), Some("Data integrity check"));
    let stage = &process.stages[0];
    assert_eq!(
        stage.summary.as_deref(),
        Some("1 successful and 0 failed items")
    );
    assert_eq!(
        (stage.total_items, stage.items[0].status.clone()),
        (1, ProgressStatus::Success)
    );
    assert_eq!(stage.items[0].duration, Some(11));
    assert!(jobs.progress("NoSuchUid11").unwrap_err().is_not_found());
    server.verify();
}

#[test]
fn a_500_for_a_job_that_never_ran_or_has_no_errors_is_told_apart_from_others() {
    let server = Server::script(vec![
        recorded("jobs/progress_never_ran"),
        Reply::json(200, &json!({})),
        recorded("jobs/progress_never_ran"),
        Reply::json(200, &json!({"lastExecuted": "2026-11-21T15:34:15.604"})),
        recorded("jobs/progress_errors"),
        recorded("jobs/errors_of"),
        recorded("jobs/progress_errors"),
        recorded("jobs/progress_unknown"),
        recorded("jobs/completed_broken"),
    ]);
    let api = api(&server.url());
    let jobs = api.job_configurations();
    assert_eq!(jobs.progress(CHECKS).unwrap(), None);
    let error = jobs.progress(CHECKS).unwrap_err();
    assert_eq!(error.status(), Some(500));
    assert!(jobs.progress_errors(CHECKS).unwrap().is_empty());
    let error = jobs.progress_errors(CHECKS).unwrap_err();
    assert_eq!(error.status(), Some(500));
    let error = api.scheduler().completed().unwrap_err();
    assert_eq!(error.status(), Some(500));
    let one = format!("GET /api/jobConfigurations/{CHECKS}");
    assert_eq!(
        targets(&server)[..8],
        [
            format!("{one}/progress"),
            format!("{one}?fields=lastExecuted"),
            format!("{one}/progress"),
            format!("{one}?fields=lastExecuted"),
            format!("{one}/progress/errors"),
            format!("{one}/errors"),
            format!("{one}/progress/errors"),
            format!("{one}/errors"),
        ]
    );
    server.verify();
}

#[test]
fn the_progress_of_a_job_is_read_down_to_its_items() {
    let server = Server::script(vec![
        Reply::json(200, &progress()),
        Reply::empty(200),
        recorded("jobs/progress_errors_of_import"),
        Reply::json(200, &json!({"sequence": 1})),
    ]);
    let jobs = api(&server.url()).job_configurations();
    let run = jobs.progress(JOB).unwrap().unwrap();
    let process = &run.processes[0];
    assert_eq!(process.job_id, Some(JOB.parse().unwrap()));
    assert_eq!(process.status, ProgressStatus::Running);
    assert_eq!(process.duration, Some(1200));
    assert_eq!(process.stages[0].status, ProgressStatus::Success);
    assert_eq!(process.stages[0].summary.as_deref(), Some("done"));
    let stage = &process.stages[1];
    assert_eq!(
        (stage.total_items, stage.on_failure.as_deref()),
        (12, Some("SKIP_ITEM"))
    );
    assert_eq!(stage.items[0].status, ProgressStatus::Error);
    assert_eq!(stage.items[0].error.as_deref(), Some("no space"));
    assert_eq!(jobs.progress(JOB).unwrap(), None);
    let errors = jobs.progress_errors(JOB).unwrap();
    assert_eq!(errors[0].code, "E4000");
    assert_eq!(errors[0].args, ["aggregationType"]);
    assert_eq!((&errors[0].id, &errors[0].message), (&None, &None));
    assert!(matches!(jobs.progress(JOB), Err(Error::Decode(_))));
    let one = format!("GET /api/jobConfigurations/{JOB}/progress");
    assert_eq!(
        targets(&server),
        [one.clone(), one.clone(), format!("{one}/errors"), one]
    );
}

#[test]
fn errors_of_runs_are_read_and_searched() {
    let server = Server::script(vec![
        recorded("jobs/errors_of_import"),
        recorded("jobs/errors_of"),
        recorded("jobs/errors_found"),
        recorded("jobs/errors_search"),
    ]);
    let jobs = api(&server.url()).job_configurations();
    let errors = jobs.errors_of(JOB).unwrap().unwrap();
    assert_eq!(errors.job_type, JobType::MetadataImport);
    assert_eq!(errors.filesize, Some(63));
    let began = errors.executed.as_ref().unwrap();
    assert_eq!(began.as_str(), "2026-11-21T16:11:43.503497");
    assert_eq!(errors.codes.as_deref(), Some("ErrorCode"));
    let message = errors.errors[0].message.as_deref();
    assert_eq!(message, Some("Missing required property `aggregationType`"));
    // The object had no place yet: DHIS2 sends an empty uid.
    assert_eq!(errors.errors[0].id, None);
    assert_eq!(errors.errors[0].object_type.as_deref(), Some("DataElement"));
    assert_eq!(jobs.errors_of(JOB).unwrap(), None);
    let found = jobs
        .errors()
        .user("M5zQapPyTZI")
        .from("2026-11-01".parse().unwrap())
        .to("2026-12-01".parse().unwrap())
        .code("E4000")
        .code("E4001")
        .object("a1234567890")
        .job_type(&JobType::MetadataImport)
        .include_input(true)
        .fetch()
        .unwrap();
    assert_eq!(
        found[0].input.as_ref().unwrap()["dataElements"][0]["id"],
        "DrBadElem01"
    );
    assert!(jobs.errors().fetch().unwrap().is_empty());
    let path = "GET /api/jobConfigurations";
    assert_eq!(
        targets(&server),
        [
            format!("{path}/{JOB}/errors"),
            format!("{path}/{JOB}/errors"),
            format!(
                "{path}/errors?user=M5zQapPyTZI&from=2026-11-01&to=2026-12-01&code=E4000&code=E4001\
                 &object=a1234567890&type=METADATA_IMPORT&includeInput=true"
            ),
            format!("{path}/errors"),
        ]
    );
    assert!(jobs.errors().user("admin").fetch().is_err());
    server.verify();
}

#[test]
fn due_and_stale_jobs_are_counted_as_2_42_tells_nothing_of_them() {
    let server = Server::script(vec![
        recorded("jobs/due"),
        recorded("jobs/due"),
        recorded("jobs/stale"),
    ]);
    let jobs = api(&server.url()).job_configurations();
    let hour = Duration::from_secs(3_600);
    let due = jobs.due(hour, true).unwrap();
    assert_eq!(due.len(), 11);
    assert!(
        due.iter()
            .all(|entry| entry.id.is_none() && entry.job_type.is_none())
    );
    jobs.due(hour, false).unwrap();
    assert!(jobs.stale(Duration::ZERO).unwrap().is_empty());
    assert_eq!(
        targets(&server),
        [
            "GET /api/jobConfigurations/due?seconds=3600&includeWaiting=true",
            "GET /api/jobConfigurations/due?seconds=3600",
            "GET /api/jobConfigurations/stale?seconds=0",
        ]
    );
}

#[test]
fn an_entry_of_a_due_job_is_read_where_a_server_tells_of_it() {
    // [S] 2.42 `JobEntry`, whose properties DHIS2 2.42 means to send and does not.
    let entry = json!({"id": JOB, "type": "DATA_INTEGRITY", "schedulingType": "CRON", "name": "checks",
        "status": "SCHEDULED", "executedBy": "M5zQapPyTZI", "cronExpression": "0 0 2 ? * *",
        "lastExecuted": "2026-11-20T02:00:00.000", "queueName": "nightly", "queuePosition": 0,
        "parameters": {"checks": []}});
    let server = Server::script(vec![Reply::json(200, &json!([entry]))]);
    let jobs = api(&server.url()).job_configurations();
    let due = jobs.due(Duration::from_secs(60), true).unwrap();
    assert_eq!(due[0].job_type, Some(JobType::DataIntegrity));
    assert_eq!(due[0].status, Some(JobStatus::Scheduled));
    let runs_as = due[0].executed_by.as_ref().unwrap();
    assert_eq!(runs_as.id, Some("M5zQapPyTZI".parse().unwrap()));
    assert_eq!(
        (due[0].queue_name.as_deref(), due[0].queue_position),
        (Some("nightly"), Some(0))
    );
    assert_eq!(due[0].parameters.as_ref().unwrap()["checks"], json!([]));
}

#[test]
fn the_scheduler_tells_what_runs_when() {
    let server = Server::script(vec![
        recorded("jobs/scheduler_with_queue"),
        recorded("jobs/queueable"),
        recorded("jobs/queueable"),
    ]);
    let scheduler = api(&server.url()).scheduler();
    let list = scheduler.entries().unwrap();
    assert!(!list[0].is_queue() && list[1].is_queue());
    assert!(!list[0].configurable && list[1].configurable);
    assert_eq!(list[1].name, "dhis2-rust");
    assert_eq!(list[1].seconds_to_next_execution_time, Some(33_919));
    let jobs: Vec<_> = list[1].sequence.iter().map(|job| job.id).collect();
    assert_eq!(
        jobs,
        [CHECKS, SECOND].map(|uid| uid.parse::<Uid>().unwrap())
    );
    assert_eq!(list[1].sequence[1].job_type, JobType::DataIntegrity);
    assert_eq!(list[1].sequence[1].cron_expression, None);
    let free = scheduler.queueable(None).unwrap();
    assert_eq!((free.len(), free[0].name.as_str()), (1, "dhis2-rust job 2"));
    scheduler.queueable(Some("my Q")).unwrap();
    assert_eq!(
        targets(&server),
        [
            "GET /api/scheduler",
            "GET /api/scheduler/queueable",
            "GET /api/scheduler/queueable?name=my%20Q",
        ]
    );
}

#[test]
fn queues_are_made_read_changed_and_deleted() {
    let server = Server::script(
        [
            "queue_create",
            "queues",
            "queue",
            "queue_update",
            "queue",
            "queue_update",
            "queue_delete",
            "queue_unknown",
            "queue_create_again",
        ]
        .map(|name| recorded(&format!("jobs/{name}")))
        .to_vec(),
    );
    let scheduler = api(&server.url()).scheduler();
    let jobs = [CHECKS, SECOND];
    scheduler.create_queue("myQ", "0 0 1 ? * *", jobs).unwrap();
    assert_eq!(scheduler.queues().unwrap(), ["dhis2-rust"]);
    let read = scheduler.queue("myQ").unwrap();
    assert_eq!(read.cron_expression.as_deref(), Some("0 0 1 ? * *"));
    assert_eq!(read.sequence, jobs);
    let turned = [jobs[1], jobs[0]];
    scheduler
        .update_queue("myQ", "0 0 2 ? * *", turned)
        .unwrap();
    scheduler.rename_queue("myQ", "new name").unwrap();
    scheduler.delete_queue("new name").unwrap();
    let error = scheduler.queue("foo").unwrap_err();
    assert_eq!(error.error_code(), Some("E7020"));
    let error = scheduler.create_queue("myQ", "0 0 1 ? * *", jobs);
    assert_eq!(error.unwrap_err().error_code(), Some("E7021"));
    assert_eq!(
        targets(&server),
        [
            "POST /api/scheduler/queues/myQ",
            "GET /api/scheduler/queues",
            "GET /api/scheduler/queues/myQ",
            "PUT /api/scheduler/queues/myQ",
            "GET /api/scheduler/queues/myQ",
            "PUT /api/scheduler/queues/myQ",
            "DELETE /api/scheduler/queues/new%20name",
            "GET /api/scheduler/queues/foo",
            "POST /api/scheduler/queues/myQ",
        ]
    );
    let requests = server.requests();
    assert_eq!(
        requests[0].json(),
        json!({"cronExpression": "0 0 1 ? * *", "sequence": jobs})
    );
    assert_eq!(
        requests[3].json(),
        json!({"name": "myQ", "cronExpression": "0 0 2 ? * *", "sequence": turned})
    );
    assert_eq!(
        requests[5].json(),
        json!({"name": "new name", "cronExpression": "0 0 1 ? * *", "sequence": jobs})
    );

    for error in [
        scheduler.create_queue("q", "0 0 1 ? * *", ["FgAxa6eRSzQ"]),
        scheduler.create_queue("q", "0 0 1 ? * *", ["no-uid", "FgAxa6eRSzQ"]),
        scheduler.create_queue("a/b", "0 0 1 ? * *", jobs),
        scheduler.rename_queue("myQ", ""),
    ] {
        assert!(matches!(error.unwrap_err(), Error::InvalidInput(_)));
    }
    server.verify();
}

#[test]
fn what_runs_now_is_read_in_short_and_in_detail() {
    // As the recorded ones that are done (`jobs/completed`), at work.
    let short = json!({"ANALYTICS_TABLE": [{"jobId": JOB, "status": "RUNNING",
        "description": "Analytics table update process", "startedTime": "2026-11-21T09:00:12.000",
        "stages": ["Drop temp tables", "Populate tables [1/12]"]}]});
    let server = Server::script(vec![
        recorded("tasks/scheduling_running"),
        Reply::json(200, &json!(["ANALYTICS_TABLE"])),
        Reply::json(200, &short),
        recorded("jobs/completed"),
        recorded("jobs/completed_integrity"),
        recorded("jobs/running_integrity"),
        recorded("jobs/sched_cancel"),
        recorded("tasks/scheduling_completed"),
    ]);
    let scheduler = api(&server.url()).scheduler();
    assert!(scheduler.running_types().unwrap().is_empty());
    assert_eq!(
        scheduler.running_types().unwrap(),
        [JobType::AnalyticsTable]
    );
    let running = scheduler.running().unwrap();
    let process = &running["ANALYTICS_TABLE"][0];
    assert_eq!(process.status, ProgressStatus::Running);
    assert_eq!(process.stages[1], "Populate tables [1/12]");
    let completed = scheduler.completed().unwrap();
    assert_eq!(
        completed["DATA_INTEGRITY"][0].status,
        ProgressStatus::Success
    );
    assert_eq!(
        completed["DATA_INTEGRITY"][0].stages,
        ["Data Integrity summary checks"]
    );
    // The last stage of a run of the analytics has no name.
    let stages = &completed["ANALYTICS_TABLE"][0].stages;
    assert_eq!(stages.last().unwrap(), "Invalidate analytics caches");
    let kind = JobType::DataIntegrity;
    let run = scheduler.completed_progress(&kind).unwrap().unwrap();
    assert_eq!(run.processes[0].stages[0].items.len(), 1);
    assert_eq!(scheduler.running_progress(&kind).unwrap(), None);
    scheduler.cancel(&kind).unwrap();
    let unknown = JobType::Other("TYPES".to_owned());
    let error = scheduler.completed_progress(&unknown).unwrap_err();
    assert_eq!(error.status(), Some(400));
    assert_eq!(
        targets(&server),
        [
            "GET /api/scheduling/running/types",
            "GET /api/scheduling/running/types",
            "GET /api/scheduling/running",
            "GET /api/scheduling/completed",
            "GET /api/scheduling/completed/DATA_INTEGRITY",
            "GET /api/scheduling/running/DATA_INTEGRITY",
            "POST /api/scheduling/cancel/DATA_INTEGRITY",
            "GET /api/scheduling/completed/TYPES",
        ]
    );
}

//! Jobs and the scheduler. Where nothing was recorded, the answer is that of the server's source or of
//! DHIS2's manual (`web-api/scheduling.md`), as noted.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use std::time::Duration;

use dhis2::models::{JobStatus, JobType, SchedulingType};
use dhis2::resources::jobs::ProgressStatus;
use dhis2::{Api, Error};
use serde_json::{Value, json};
use server::replay::{Recording, Replay};
use server::{FakeClock, Reply, Request, Server, api, targets};

const JOB: &str = "YXtgixT08v6";

fn refused(status: u16, code: &str, message: &str) -> Reply {
    let body = json!({"httpStatus": "x", "httpStatusCode": status, "status": "ERROR",
        "message": message, "errorCode": code});
    Reply::json(status, &body)
}

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
fn a_job_is_executed_and_its_task_leaves_out_earlier_runs() {
    // [S] 2.42 `JobConfigurationController.executeNow`: an object report that says nothing.
    let report = json!({"klass": "org.hisp.dhis.scheduling.JobConfiguration", "index": 0,
        "errorReports": []});
    let row = |id: &str, time: &str, message: &str| {
        json!({"level": "INFO", "category": "ANALYTICS_TABLE", "message": message,
            "completed": true, "id": id, "uid": id, "time": time})
    };
    let old = row("cD1jW8sQR7l", "2026-11-21T07:48:27.757", "the old run");
    let new = row("D5rA1fS2gI6", "2026-11-21T09:00:12.000", "the new run");
    let server = Server::script(vec![
        Reply::json(200, &json!({"jobType": "ANALYTICS_TABLE"})),
        Reply::json(200, &json!({"serverDate": "2026-11-21T09:00:00.000"})),
        Reply::json(200, &report),
        Reply::json(200, &json!([old])),
        Reply::json(200, &json!([new, old])),
        Reply::empty(200),
    ]);
    let api = Api::builder(server.url())
        .no_proxy()
        .clock(FakeClock::new())
        .build()
        .unwrap();
    let task = api.job_configurations().execute(JOB).unwrap();
    assert_eq!(task.to_string(), format!("ANALYTICS_TABLE/{JOB}"));
    assert_eq!(task.created(), Some("2026-11-21T09:00:00.000"));
    let summary = api.tasks().watch(&task).wait().unwrap();
    assert_eq!(summary.message(), "the new run");
    let feed = format!("GET /api/system/tasks/ANALYTICS_TABLE/{JOB}");
    assert_eq!(
        targets(&server)[..5],
        [
            format!("GET /api/jobConfigurations/{JOB}?fields=jobType"),
            "GET /api/system/info?fields=serverDate".to_owned(),
            format!("POST /api/jobConfigurations/{JOB}/execute"),
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
        refused(409, "E1004", "Job is already running."),
    ]);
    let jobs = api(&server.url()).job_configurations();
    assert!(jobs.execute("NoSuchUid11").unwrap_err().is_not_found());
    assert!(jobs.execute("NoSuchUid11").unwrap_err().is_not_found());
    let error = jobs.execute(JOB).unwrap_err();
    assert!(error.is_conflict(), "{error:?}");
    assert!(jobs.execute("../users").is_err());
    server.verify();
}

#[test]
fn jobs_are_stopped_set_back_enabled_disabled_and_cleaned_up() {
    // [S] 2.42 `JobConfigurationController`: 204 each.
    let server = Server::start(|_: &Request| Reply::empty(204));
    let jobs = api(&server.url()).job_configurations();
    jobs.cancel(JOB).unwrap();
    jobs.revert(JOB).unwrap();
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

/// A run: [S] 2.42 `JobProgress.Progress`, with null properties left out.
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

fn job_error() -> Value {
    json!({"code": "E4000", "id": "a1234567890", "type": "OrganisationUnit",
        "args": ["openingDate"], "message": "Missing required property `openingDate`"})
}

#[test]
fn the_progress_of_a_job_is_read_down_to_its_items() {
    let server = Server::script(vec![
        Reply::json(200, &progress()),
        Reply::empty(200),
        Reply::json(200, &json!([job_error()])),
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
    assert_eq!(errors[0].args, ["openingDate"]);
    assert!(matches!(jobs.progress(JOB), Err(Error::Decode(_))));
    let one = format!("GET /api/jobConfigurations/{JOB}/progress");
    assert_eq!(
        targets(&server),
        [one.clone(), one.clone(), format!("{one}/errors"), one]
    );
}

#[test]
fn errors_of_runs_are_read_and_searched() {
    // [S] 2.42 `JobRunErrors`; a job without errors is `{}`.
    let run = json!({"id": JOB, "type": "METADATA_IMPORT", "user": "M5zQapPyTZI",
        "created": "2026-11-21T09:00:00.000", "executed": "2026-11-21T09:00:01.000",
        "finished": "2026-11-21T09:00:02.000", "file": "FileResour1", "filesize": 120,
        "filetype": "application/json", "codes": "ErrorCode", "errors": [job_error()],
        "input": {"organisationUnits": []}});
    let server = Server::script(vec![
        Reply::json(200, &run),
        Reply::json(200, &json!({})),
        Reply::json(200, &json!([run])),
        Reply::json(200, &json!([])),
    ]);
    let jobs = api(&server.url()).job_configurations();
    let errors = jobs.errors_of(JOB).unwrap().unwrap();
    assert_eq!(errors.job_type, JobType::MetadataImport);
    assert_eq!(errors.filesize, Some(120));
    assert_eq!(errors.codes.as_deref(), Some("ErrorCode"));
    let message = errors.errors[0].message.as_deref();
    assert_eq!(message, Some("Missing required property `openingDate`"));
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
        found[0].input.as_ref().unwrap()["organisationUnits"],
        json!([])
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
fn due_and_stale_jobs_are_listed() {
    // [S] 2.42 `JobEntry`.
    let entry = json!({"id": JOB, "type": "DATA_INTEGRITY", "schedulingType": "CRON", "name": "checks",
        "status": "SCHEDULED", "executedBy": "M5zQapPyTZI", "cronExpression": "0 0 2 ? * *",
        "lastExecuted": "2026-11-20T02:00:00.000", "queueName": "nightly", "queuePosition": 0,
        "parameters": {"checks": []}});
    let server = Server::start(move |_: &Request| Reply::json(200, &json!([entry])));
    let jobs = api(&server.url()).job_configurations();
    let hour = Duration::from_secs(3_600);
    let due = jobs.due(hour, true).unwrap();
    assert_eq!(due[0].job_type, JobType::DataIntegrity);
    assert_eq!(due[0].status, Some(JobStatus::Scheduled));
    let runs_as = due[0].executed_by.as_ref().unwrap();
    assert_eq!(runs_as.id, Some("M5zQapPyTZI".parse().unwrap()));
    assert_eq!(
        (due[0].queue_name.as_deref(), due[0].queue_position),
        (Some("nightly"), Some(0))
    );
    assert_eq!(due[0].parameters.as_ref().unwrap()["checks"], json!([]));
    jobs.due(hour, false).unwrap();
    assert_eq!(jobs.stale(Duration::ZERO).unwrap(), due);
    assert_eq!(
        targets(&server),
        [
            "GET /api/jobConfigurations/due?seconds=3600&includeWaiting=true",
            "GET /api/jobConfigurations/due?seconds=3600",
            "GET /api/jobConfigurations/stale?seconds=0",
        ]
    );
}

/// The manual's entries of the scheduler: a job and a queue.
fn entries() -> Value {
    json!([
        {"name": "User account expiry alert", "type": "ACCOUNT_EXPIRY_ALERT",
         "cronExpression": "0 0 2 ? * *", "nextExecutionTime": "2023-03-15T02:00:00.000",
         "status": "SCHEDULED", "enabled": true, "configurable": false,
         "sequence": [{"id": "fUWM1At1TUx", "name": "User account expiry alert",
            "type": "ACCOUNT_EXPIRY_ALERT", "cronExpression": "0 0 2 ? * *",
            "nextExecutionTime": "2023-03-15T02:00:00.000", "status": "SCHEDULED"}]},
        {"name": "myQ", "type": "Sequence", "cronExpression": "0 0 1 ? * *",
         "nextExecutionTime": "2023-03-15T01:00:00.000", "secondsToNextExecutionTime": 90,
         "status": "SCHEDULED", "enabled": true, "configurable": true,
         "sequence": [
            {"id": "FgAxa6eRSzQ", "name": "test Q1", "type": "ANALYTICS_TABLE",
             "cronExpression": "0 0 1 ? * *", "nextExecutionTime": "2023-03-15T01:00:00.000",
             "status": "SCHEDULED"},
            {"id": "BeclVERfWbg", "name": "est Q2", "type": "DATA_INTEGRITY", "status": "SCHEDULED"}]},
    ])
}

#[test]
fn the_scheduler_tells_what_runs_when() {
    let server = Server::start(|_: &Request| Reply::json(200, &entries()));
    let scheduler = api(&server.url()).scheduler();
    let list = scheduler.entries().unwrap();
    assert!(!list[0].is_queue() && list[1].is_queue());
    assert!(!list[0].configurable && list[1].configurable);
    assert_eq!(list[1].seconds_to_next_execution_time, Some(90));
    assert_eq!(list[1].sequence[1].job_type, JobType::DataIntegrity);
    assert_eq!(list[1].sequence[1].cron_expression, None);
    scheduler.queueable(None).unwrap();
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
    let queue = json!({"name": "myQ", "cronExpression": "0 0 1 ? * *",
        "sequence": ["FgAxa6eRSzQ", "BeclVERfWbg"]});
    let server = Server::script(vec![
        Reply::empty(201),
        Reply::json(200, &json!(["myQ"])),
        Reply::json(200, &queue),
        Reply::empty(204),
        Reply::json(200, &queue),
        Reply::empty(204),
        Reply::empty(204),
        refused(404, "E7020", "Job queue does not exist: `foo`"),
        refused(409, "E7021", "Job queue already exist: `myQ`"),
    ]);
    let scheduler = api(&server.url()).scheduler();
    let jobs = ["FgAxa6eRSzQ", "BeclVERfWbg"];
    scheduler.create_queue("myQ", "0 0 1 ? * *", jobs).unwrap();
    assert_eq!(scheduler.queues().unwrap(), ["myQ"]);
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
    let recorded = |name: &str| Recording::load("2.42", name).reply("http://localhost");
    // [S] 2.42 `SchedulingController.ProcessInfo`.
    let short = json!({"ANALYTICS_TABLE": [{"jobId": JOB, "status": "RUNNING",
        "description": "Analytics table update process", "startedTime": "2026-11-21T09:00:12.000",
        "stages": ["Drop temp tables", "Populate tables [1/12]"]}]});
    let server = Server::script(vec![
        recorded("tasks/scheduling_running"),
        Reply::json(200, &json!(["ANALYTICS_TABLE"])),
        Reply::json(200, &short),
        Reply::json(200, &json!({})),
        Reply::json(200, &progress()),
        Reply::empty(200),
        Reply::empty(204),
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
    assert!(scheduler.completed().unwrap().is_empty());
    let kind = JobType::AnalyticsTable;
    let run = scheduler.running_progress(&kind).unwrap().unwrap();
    assert_eq!(run.processes[0].stages.len(), 2);
    assert_eq!(scheduler.completed_progress(&kind).unwrap(), None);
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
            "GET /api/scheduling/running/ANALYTICS_TABLE",
            "GET /api/scheduling/completed/ANALYTICS_TABLE",
            "POST /api/scheduling/cancel/ANALYTICS_TABLE",
            "GET /api/scheduling/completed/TYPES",
        ]
    );
}

//! Tasks, held against recorded feeds and against what the server does to them. No test sleeps: the
//! clock only pretends to.

#![allow(clippy::unwrap_used, clippy::expect_used)] // The helpers of tests may.

mod server;

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use dhis2::tasks::TaskCursor;
use dhis2::{Api, CancelToken, Clock, Error, Level, Notification, Outcome, TaskRef, WebMessage};
use serde_json::{Value, json};
use server::replay::Replay;
use server::{Reply, Request, Server, builder};

/// Passes the time without waiting, and cancels a token at a given time.
#[derive(Debug)]
struct FakeClock {
    start: Instant,
    slept: Mutex<Vec<Duration>>,
    cancel_at: Option<(Duration, CancelToken)>,
}

impl FakeClock {
    fn new(cancel_at: Option<(Duration, CancelToken)>) -> Arc<Self> {
        Arc::new(Self {
            start: Instant::now(),
            slept: Mutex::default(),
            cancel_at,
        })
    }

    fn passed(&self) -> Duration {
        self.slept.lock().unwrap().iter().sum()
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Instant {
        self.start + self.passed()
    }

    fn system_now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + self.passed()
    }

    fn sleep(&self, duration: Duration) {
        self.slept.lock().unwrap().push(duration);
        if let Some((at, token)) = &self.cancel_at {
            if self.passed() >= *at {
                token.cancel();
            }
        }
    }
}

/// The client's share of a clock that the test looks at too.
#[derive(Debug)]
struct Shared(Arc<FakeClock>);

impl Clock for Shared {
    fn now(&self) -> Instant {
        self.0.now()
    }

    fn system_now(&self) -> SystemTime {
        self.0.system_now()
    }

    fn sleep(&self, duration: Duration) {
        self.0.sleep(duration);
    }
}

fn api(url: &str, clock: &Arc<FakeClock>) -> Api {
    builder(url)
        .clock(Shared(Arc::clone(clock)))
        .build()
        .unwrap()
}

const FEED: &str = "/api/system/tasks/ANALYTICS_TABLE/VkZrRWcCIKq";
const SUMMARY: &str = "/api/system/taskSummaries/ANALYTICS_TABLE/VkZrRWcCIKq";
const JOB: &str = "/api/jobConfigurations/VkZrRWcCIKq";

fn task() -> TaskRef {
    "ANALYTICS_TABLE/VkZrRWcCIKq".parse().unwrap()
}

fn row(uid: &str, second: u32, level: &str, message: &str, completed: bool) -> Value {
    json!({
        "uid": uid, "id": uid, "level": level, "category": "ANALYTICS_TABLE", "message": message,
        "time": format!("2026-11-21T07:48:{second:02}.000"), "completed": completed,
    })
}

fn job(status: &str, last: Option<&str>) -> Reply {
    let mut job = json!({
        "id": "VkZrRWcCIKq", "jobType": "ANALYTICS_TABLE", "jobStatus": status,
        "schedulingType": "ONCE_ASAP", "lastExecutedStatus": "NOT_STARTED", "errorCodes": "",
    });
    if let Some(last) = last {
        job["lastExecutedStatus"] = last.into();
        job["lastExecuted"] = "2026-11-21T07:48:20.012".into();
        job["lastFinished"] = "2026-11-21T07:48:27.757".into();
    }
    Reply::json(200, &job)
}

fn no_job() -> Reply {
    let envelope = json!({
        "httpStatus": "Not Found", "httpStatusCode": 404, "status": "ERROR", "errorCode": "E1005",
        "message": "JobConfiguration with id VkZrRWcCIKq could not be found.",
    });
    Reply::json(404, &envelope)
}

fn rows(rows: &[Value]) -> Reply {
    Reply::json(200, &json!(rows))
}

fn no_rows() -> Reply {
    rows(&[])
}

/// Plays the feeds one by one, the last one for ever.
fn serve(feeds: Vec<Reply>, job: Reply, summary: Reply) -> Server {
    let looks = Mutex::new(0);
    Server::start(move |request: &Request| match request.path.as_str() {
        FEED => {
            let mut looks = looks.lock().unwrap();
            *looks += 1;
            feeds[(*looks - 1).min(feeds.len() - 1)].clone()
        }
        JOB => job.clone(),
        SUMMARY => summary.clone(),
        other => panic!("a request for {other}"),
    })
}

fn paths(server: &Server) -> Vec<String> {
    let requests = server.requests();
    requests.into_iter().map(|r| r.path).collect()
}

fn count(server: &Server, path: &str) -> usize {
    paths(server).iter().filter(|p| *p == path).count()
}

fn messages(notes: &[Notification]) -> Vec<&str> {
    notes.iter().map(|note| note.message.as_str()).collect()
}

#[test]
fn a_recorded_analytics_run_is_told_once_oldest_first_and_ends() {
    let names =
        ["01", "02", "03", "04", "05", "final"].map(|n| format!("tasks/analytics_poll_{n}"));
    let replay = names
        .iter()
        .fold(Replay::version("2.42"), |replay, name| replay.file(name))
        .file("tasks/analytics_start")
        .file("tasks/analytics_summary")
        .start();
    let clock = FakeClock::new(None);
    let api = api(&replay.url(), &clock);

    let ticket: WebMessage = api
        .post("resourceTables/analytics")
        .param("skipEvents", false)
        .param("lastYears", 2)
        .fetch()
        .unwrap();
    let task = ticket.task_ref().unwrap();
    assert_eq!(task.to_string(), "ANALYTICS_TABLE/VkZrRWcCIKq");
    assert_eq!(task.created(), Some("2026-11-21T07:48:08.429"));

    let mut watch = api.tasks().watch(&task);
    let notes: Vec<_> = watch.by_ref().map(Result::unwrap).collect();
    // 187 rows of the last look, and two LOOP rows that were replaced before it.
    assert_eq!(notes.len(), 189);
    assert_eq!(notes[0].message, "Analytics table update process");
    assert_eq!(notes[0].data_type.as_deref(), Some("PARAMETERS"));
    assert_eq!(notes[0].data.as_ref().unwrap()["lastYears"], 2);
    assert_eq!(notes.iter().filter(|n| n.level == Level::Loop).count(), 2);
    assert_eq!(notes.iter().filter(|n| n.completed).count(), 1);
    let uids: std::collections::HashSet<_> = notes.iter().map(|n| n.uid.as_deref()).collect();
    assert_eq!(uids.len(), 189);
    assert!(watch.next().is_none(), "a watch is fused");

    let summary = watch.wait().unwrap();
    assert_eq!(summary.message(), "Analytics tables updated: 00:00:07.727");
    assert_eq!(summary.level(), Level::Info);
    assert!(summary.report().is_none());
    let looks = count(replay.server(), FEED);
    assert_eq!(looks, 5, "nothing is asked after the end");
    replay.verify();
}

#[test]
fn the_wait_between_looks_grows_from_half_a_second_to_the_interval() {
    let mut feeds = vec![rows(&[row("a", 1, "INFO", "begins", false)]); 6];
    feeds.push(rows(&[
        row("b", 9, "INFO", "ends", true),
        row("a", 1, "INFO", "begins", false),
    ]));
    let server = serve(feeds, no_job(), Reply::empty(200));
    let clock = FakeClock::new(None);
    let watch = api(&server.url(), &clock).tasks().watch(&task());
    let summary = watch.poll_interval(Duration::from_secs(3)).wait().unwrap();
    assert_eq!(summary.message(), "ends");
    let millis: Vec<_> = clock
        .slept
        .lock()
        .unwrap()
        .iter()
        .map(Duration::as_millis)
        .collect();
    assert_eq!(millis, [500, 1000, 2000, 3000, 3000, 3000]);
    assert_eq!(count(&server, JOB), 0, "a task that speaks needs no job");
}

#[test]
fn a_job_that_begins_after_half_a_minute_is_waited_for() {
    // 0, 0.5, 1.5, 3.5 s and so on: the 20th empty look is after 35 s.
    let mut feeds = vec![no_rows(); 20];
    feeds.push(rows(&[
        row("b", 9, "INFO", "done", true),
        row("a", 8, "INFO", "begins", false),
    ]));
    let server = serve(feeds, job("NOT_STARTED", None), Reply::empty(200));
    let clock = FakeClock::new(None);
    let watch = api(&server.url(), &clock).tasks().watch(&task());
    let notes: Vec<_> = watch.map(Result::unwrap).collect();
    assert_eq!(messages(&notes), ["begins", "done"]);
    assert!(clock.passed() > Duration::from_secs(30));
}

#[test]
fn an_unknown_task_is_an_error_after_the_grace_period_and_not_before() {
    let server = serve(vec![no_rows()], no_job(), Reply::empty(200));
    let clock = FakeClock::new(None);
    let watch = api(&server.url(), &clock).tasks().watch(&task());
    let mut watch = watch.no_timeout().grace(Duration::from_secs(40));
    let error = watch.next().unwrap().unwrap_err();
    assert!(watch.next().is_none());
    let Error::TaskFailed(failed) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(failed.task(), &task());
    assert!(error.to_string().contains("does not know it"), "{error}");
    let passed = clock.passed().as_secs();
    assert!((40..43).contains(&passed), "{passed} s");
}

#[test]
fn an_import_of_which_only_the_report_is_left_ends_with_it() {
    let report = json!({
        "status": "SUCCESS", "description": "Import process completed successfully",
        "importCount": {"imported": 2, "updated": 0, "ignored": 0, "deleted": 0},
        "conflicts": [], "responseType": "ImportSummary",
    });
    let server = serve(vec![no_rows()], no_job(), Reply::json(200, &report));
    let clock = FakeClock::new(None);
    let watch = api(&server.url(), &clock).tasks().watch(&task());
    let summary = watch.wait().unwrap();
    assert_eq!(summary.message(), "Import process completed successfully");
    assert_eq!(summary.report().unwrap().stats().created, 2);
}

#[test]
fn a_user_who_may_not_see_jobs_waits_for_the_rows() {
    let denied = Reply::json(
        403,
        &json!({"httpStatus": "Forbidden", "httpStatusCode": 403, "status": "ERROR",
            "message": "Access is denied"}),
    );
    let mut feeds = vec![no_rows(); 60];
    feeds.push(rows(&[
        row("b", 9, "INFO", "done", true),
        row("a", 8, "INFO", "begins", false),
    ]));
    let server = serve(feeds, denied, Reply::empty(200));
    let clock = FakeClock::new(None);
    let watch = api(&server.url(), &clock).tasks().watch(&task());
    assert_eq!(watch.wait().unwrap().message(), "done");
    assert!(
        clock.passed() > Duration::from_secs(100),
        "longer than the grace period"
    );
}

#[test]
fn an_unknown_job_type_is_refused_at_once() {
    let replay = Replay::version("2.42").file("tasks/unknown_type").start();
    let clock = FakeClock::new(None);
    let api = api(&replay.url(), &clock);
    let task = TaskRef::new("NO_SUCH_TYPE", "NoSuchUid11").unwrap();
    let error = api.tasks().watch(&task).wait().unwrap_err();
    assert_eq!(error.status(), Some(400));
    assert!(error.to_string().contains("ANALYTICS_TABLE"), "{error}");
    assert_eq!(replay.server().requests().len(), 1);
}

#[test]
fn a_job_that_died_is_noticed_though_the_uid_of_its_last_row_is_known() {
    let feeds = vec![
        rows(&[
            row("b", 2, "INFO", "half way", false),
            row("a", 1, "INFO", "begins", false),
        ]),
        rows(&[row("b", 2, "INFO", "half way", true)]),
        no_rows(),
    ];
    let server = serve(feeds, job("DISABLED", Some("FAILED")), Reply::empty(200));
    let clock = FakeClock::new(None);
    let mut watch = api(&server.url(), &clock).tasks().watch(&task());
    let notes: Vec<_> = watch.by_ref().map(Result::unwrap).collect();
    assert_eq!(messages(&notes), ["begins", "half way", "half way"]);
    assert!(notes[2].completed && notes[2].level == Level::Info);
    let error = watch.wait().unwrap_err();
    assert!(matches!(error, Error::TaskFailed(_)), "{error:?}");
    assert!(error.to_string().contains("FAILED"), "{error}");
    assert!(error.to_string().contains("half way"), "{error}");
}

#[test]
fn who_comes_second_to_a_dead_job_hears_of_it_from_the_job() {
    let feeds = vec![rows(&[row("a", 1, "INFO", "begins", false)]), no_rows()];
    let server = serve(feeds, job("DISABLED", Some("FAILED")), Reply::empty(200));
    let clock = FakeClock::new(None);
    let mut watch = api(&server.url(), &clock)
        .tasks()
        .watch(&task())
        .no_timeout();
    let notes: Vec<_> = watch.by_ref().map(Result::unwrap).collect();
    assert_eq!(notes.len(), 2);
    assert_eq!(notes[1].uid, None);
    assert_eq!(notes[1].level, Level::Error);
    assert!(notes[1].completed);
    assert_eq!(notes[1].time.as_deref(), Some("2026-11-21T07:48:27.757"));
    let error = watch.wait().unwrap_err();
    assert_eq!(
        error.to_string(),
        "task ANALYTICS_TABLE/VkZrRWcCIKq failed: the job ended with the status FAILED"
    );
    let asked = server
        .requests()
        .into_iter()
        .find(|r| r.path == JOB)
        .unwrap();
    let fields = asked.param("fields").unwrap();
    assert!(fields.contains("lastExecutedStatus"), "{fields}");
}

#[test]
fn a_finished_task_without_any_row_is_known_by_its_job() {
    // `DISABLED` with `COMPLETED` beside it is how a finished job looks.
    let server = serve(
        vec![no_rows()],
        job("DISABLED", Some("COMPLETED")),
        Reply::empty(200),
    );
    let clock = FakeClock::new(None);
    let summary = api(&server.url(), &clock)
        .tasks()
        .watch(&task())
        .wait()
        .unwrap();
    assert_eq!(summary.message(), "the job ended with the status COMPLETED");
    assert!(
        clock.passed() < Duration::from_secs(5),
        "{:?}",
        clock.passed()
    );
}

#[test]
fn a_job_that_runs_in_silence_is_waited_for_until_the_timeout() {
    let feeds = vec![rows(&[row("a", 1, "INFO", "begins", false)]), no_rows()];
    let server = serve(feeds, job("RUNNING", Some("COMPLETED")), Reply::empty(200));
    let clock = FakeClock::new(None);
    let watch = api(&server.url(), &clock).tasks().watch(&task());
    let error = watch.timeout(Duration::from_secs(90)).wait().unwrap_err();
    assert!(matches!(error, Error::TaskTimeout(_)), "{error:?}");
}

#[test]
fn rows_of_an_earlier_run_are_not_taken_for_ours() {
    let old = [
        row("b", 5, "ERROR", "old end", true),
        row("a", 4, "INFO", "old", false),
    ];
    let new = [
        row("d", 31, "INFO", "new end", true),
        row("c", 30, "INFO", "new", false),
    ];
    let feeds = vec![
        rows(&old),
        rows(&[&new[1..], &old].concat()),
        rows(&[&new[..], &old].concat()),
    ];
    let server = serve(feeds, job("SCHEDULED", None), Reply::empty(200));
    let clock = FakeClock::new(None);
    let since = "2026-11-21T07:48:20".parse().unwrap();
    let mut watch = api(&server.url(), &clock)
        .tasks()
        .watch(&task())
        .since(&since);
    let notes: Vec<_> = watch.by_ref().map(Result::unwrap).collect();
    assert_eq!(messages(&notes), ["new", "new end"]);
    assert!(watch.wait().is_ok(), "the old error is not ours");
}

#[test]
fn the_ticket_says_from_when_rows_are_ours() {
    let feeds = vec![
        rows(&[row("b", 5, "INFO", "old end", true)]),
        rows(&[
            row("c", 30, "INFO", "ours", true),
            row("b", 5, "INFO", "old end", true),
        ]),
    ];
    let server = serve(feeds, no_job(), Reply::empty(200));
    let clock = FakeClock::new(None);
    let ticket: WebMessage = serde_json::from_value(json!({
        "httpStatus": "OK", "response": {
            "id": "VkZrRWcCIKq", "jobType": "ANALYTICS_TABLE", "responseType": "JobConfiguration",
            "created": "2026-11-21T07:48:20.000",
        }
    }))
    .unwrap();
    let watch = api(&server.url(), &clock)
        .tasks()
        .watch(&ticket.task_ref().unwrap());
    let notes: Vec<_> = watch.map(Result::unwrap).collect();
    assert_eq!(messages(&notes), ["ours"]);
}

#[test]
fn an_error_in_the_last_row_fails_the_wait_and_only_ends_the_iterator() {
    let feed = rows(&[
        row("b", 2, "ERROR", "processing aborted: disk full", true),
        row("a", 1, "INFO", "begins", false),
    ]);
    let server = serve(vec![feed], no_job(), Reply::empty(200));
    let clock = FakeClock::new(None);
    let mut watch = api(&server.url(), &clock).tasks().watch(&task());
    let notes: Vec<_> = watch.by_ref().map(Result::unwrap).collect();
    assert_eq!(notes.len(), 2);
    let error = watch.wait().unwrap_err();
    assert_eq!(
        error.to_string(),
        "task ANALYTICS_TABLE/VkZrRWcCIKq failed: processing aborted: disk full"
    );
    let Error::TaskFailed(failed) = error else {
        panic!("{error:?}")
    };
    assert_eq!(failed.last().unwrap().level, Level::Error);
}

#[test]
fn a_report_that_says_error_fails_the_wait_though_the_level_is_info() {
    let summary = json!({
        "responseType": "ImportSummary", "status": "ERROR", "description": "nothing was saved",
        "importCount": {"imported": 0, "updated": 0, "ignored": 0, "deleted": 0},
        "conflicts": [{"value": "Data set not unique", "errorCode": "E8002"}],
        "rejectedIndexes": [],
    });
    let feed = rows(&[
        row("a", 1, "INFO", "", true),
        row("b", 0, "INFO", "", false),
    ]);
    let server = serve(vec![feed], no_job(), Reply::json(200, &summary));
    let clock = FakeClock::new(None);
    let error = api(&server.url(), &clock)
        .tasks()
        .watch(&task())
        .wait()
        .unwrap_err();
    assert!(error.to_string().contains("nothing was saved"), "{error}");
    assert_eq!(error.conflicts()[0].error_code.as_deref(), Some("E8002"));
}

#[test]
fn a_recorded_async_import_hands_its_report_over_even_when_it_comes_late() {
    let replay = Replay::version("2.42")
        .file("data_values/post_async")
        .file("data_values/post_async_poll_01")
        .file("data_values/post_async_poll_02")
        .file("data_values/post_async_summary_early")
        .file("data_values/post_async_summary_final")
        .start();
    let clock = FakeClock::new(None);
    let api = api(&replay.url(), &clock);
    let ticket = api
        .post("dataValueSets")
        .param("async", true)
        .json(&json!({"dataValues": []}))
        .send_import()
        .unwrap();
    assert_eq!(ticket.outcome(), Outcome::Accepted);
    let summary = api
        .tasks()
        .watch(ticket.task_ref().unwrap())
        .wait()
        .unwrap();
    assert_eq!(summary.level(), Level::Info);
    let report = summary.report().unwrap();
    assert_eq!(report.outcome(), Outcome::Partial);
    assert_eq!(report.stats().created, 1);
    assert_eq!(report.rejected_indexes(), [1]);
    replay.verify();
}

#[test]
fn a_recorded_tracker_import_is_watched_at_its_own_endpoint() {
    let replay = Replay::version("2.42")
        .file("tracker/import_async")
        .file("tracker/job_poll_01")
        .file("tracker/job_report_full")
        .start();
    let clock = FakeClock::new(None);
    let api = api(&replay.url(), &clock);
    let ticket: WebMessage = api.post("tracker").json(&json!({})).fetch().unwrap();
    let task = ticket.task_ref().unwrap();
    assert_eq!(task.to_string(), "TRACKER_IMPORT_JOB/qu0Gs6u6RqM");
    let report = api
        .tasks()
        .watch(&task)
        .wait()
        .unwrap()
        .into_report()
        .unwrap();
    assert_eq!(report.stats().updated, 3);
    replay.verify();
}

#[test]
fn an_unknown_tracker_job_has_no_report() {
    let replay = Replay::version("2.42")
        .file("tracker/job_report_full")
        .start();
    let clock = FakeClock::new(None);
    let unknown = Server::start(|_: &Request| {
        Reply::json(
            404,
            &json!({"httpStatus": "Not Found", "httpStatusCode": 404, "errorCode": "E1005",
                "status": "ERROR", "message": "Summary for job NoSuchUid11 does not exist"}),
        )
    });
    let task: TaskRef = "TRACKER_IMPORT_JOB/NoSuchUid11".parse().unwrap();
    assert!(
        api(&unknown.url(), &clock)
            .tasks()
            .report(&task)
            .unwrap()
            .is_none()
    );
    let task: TaskRef = "TRACKER_IMPORT_JOB/qu0Gs6u6RqM".parse().unwrap();
    assert!(
        api(&replay.url(), &clock)
            .tasks()
            .report(&task)
            .unwrap()
            .is_some()
    );
}

#[test]
fn server_errors_and_broken_connections_do_not_end_a_watch() {
    let feeds = vec![
        Reply::text(503, "restarting"),
        Reply::reset(),
        Reply::text(500, "oops"),
        Reply::text(429, "slow down"),
        rows(&[
            row("b", 2, "INFO", "done", true),
            row("a", 1, "INFO", "begins", false),
        ]),
    ];
    let server = serve(feeds, no_job(), Reply::empty(200));
    let clock = FakeClock::new(None);
    let watch = api(&server.url(), &clock).tasks().watch(&task());
    let notes: Vec<_> = watch.map(Result::unwrap).collect();
    assert_eq!(messages(&notes), ["begins", "done"]);
}

#[test]
fn a_refusal_ends_a_watch() {
    let refusal = Reply::json(
        403,
        &json!({"httpStatus": "Forbidden", "httpStatusCode": 403, "status": "ERROR",
            "message": "Access is denied"}),
    );
    let server = serve(vec![refusal], no_job(), Reply::empty(200));
    let clock = FakeClock::new(None);
    let error = api(&server.url(), &clock)
        .tasks()
        .watch(&task())
        .wait()
        .unwrap_err();
    assert_eq!(error.status(), Some(403));
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_timeout_keeps_the_task_its_last_word_and_why_the_server_could_not_be_asked() {
    let feeds = vec![
        rows(&[row("a", 1, "INFO", "half way", false)]),
        Reply::text(503, "gone"),
    ];
    let server = serve(feeds, no_job(), Reply::empty(200));
    let clock = FakeClock::new(None);
    let mut watch = api(&server.url(), &clock).tasks().watch(&task());
    watch = watch.timeout(Duration::from_secs(7));
    assert!(watch.next().unwrap().is_ok());
    let error = watch.next().unwrap().unwrap_err();
    assert!(watch.next().is_none());
    assert_eq!(
        clock.passed(),
        Duration::from_secs(7),
        "not a moment longer"
    );
    let Error::TaskTimeout(timeout) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(timeout.task().to_string(), "ANALYTICS_TABLE/VkZrRWcCIKq");
    assert_eq!(timeout.last().unwrap().message, "half way");
    assert_eq!(timeout.waited(), Duration::from_secs(7));
    let source = std::error::Error::source(timeout)
        .expect("a source")
        .to_string();
    assert!(source.contains("503"), "{source}");
}

#[test]
fn a_timeout_of_zero_takes_one_look() {
    let server = serve(vec![no_rows()], no_job(), Reply::empty(200));
    let clock = FakeClock::new(None);
    let watch = api(&server.url(), &clock).tasks().watch(&task());
    let error = watch.timeout(Duration::ZERO).wait().unwrap_err();
    assert!(error.to_string().contains("has not said a word"), "{error}");
    assert_eq!(paths(&server), [FEED]);
}

#[test]
fn a_wait_after_a_timeout_goes_on_with_a_new_one() {
    let feeds = vec![
        rows(&[row("a", 1, "INFO", "begins", false)]),
        rows(&[
            row("b", 2, "INFO", "done", true),
            row("a", 1, "INFO", "begins", false),
        ]),
    ];
    let server = serve(feeds, no_job(), Reply::empty(200));
    let clock = FakeClock::new(None);
    let mut watch = api(&server.url(), &clock).tasks().watch(&task());
    watch = watch.timeout(Duration::ZERO);
    assert!(watch.next().unwrap().is_ok());
    assert!(watch.next().unwrap().is_err());
    assert_eq!(watch.wait().unwrap().message(), "done");
}

#[test]
fn a_cancelled_watch_ends_soon() {
    let token = CancelToken::new();
    let clock = FakeClock::new(Some((Duration::from_secs(5), token.clone())));
    let feed = rows(&[row("a", 1, "INFO", "begins", false)]);
    let server = serve(vec![feed], no_job(), Reply::empty(200));
    let watch = api(&server.url(), &clock).tasks().watch(&task());
    let watch = watch
        .poll_interval(Duration::from_secs(60))
        .cancel_token(&token);
    let error = watch.wait().unwrap_err();
    assert!(matches!(error, Error::Cancelled(_)), "{error:?}");
    assert!(error.to_string().contains("ANALYTICS_TABLE/VkZrRWcCIKq"));
    assert!(
        clock.passed() <= Duration::from_millis(5100),
        "{:?}",
        clock.passed()
    );
}

#[test]
fn unusable_settings_fail_before_anything_is_sent() {
    let server = serve(vec![no_rows()], no_job(), Reply::empty(200));
    let clock = FakeClock::new(None);
    let tasks = api(&server.url(), &clock).tasks();
    let error = tasks
        .watch(&task())
        .poll_interval(Duration::ZERO)
        .wait()
        .unwrap_err();
    assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
    assert!(server.requests().is_empty());
}

#[test]
fn single_looks_go_on_where_the_cursor_was() {
    let feeds = vec![
        no_rows(),
        rows(&[row("a", 1, "INFO", "begins", false)]),
        rows(&[
            row("b", 2, "INFO", "more", false),
            row("a", 1, "INFO", "begins", false),
        ]),
        no_rows(),
    ];
    let server = serve(feeds, job("DISABLED", Some("COMPLETED")), Reply::empty(200));
    let clock = FakeClock::new(None);
    let tasks = api(&server.url(), &clock).tasks();
    let mut cursor = TaskCursor::default();
    assert!(tasks.poll_once(&task(), &mut cursor).unwrap().is_empty());
    assert_eq!(
        paths(&server),
        [FEED],
        "an empty feed before the start is one request"
    );
    assert_eq!(
        messages(&tasks.poll_once(&task(), &mut cursor).unwrap()),
        ["begins"]
    );
    assert!(cursor.is_started());
    let stored = serde_json::to_string(&cursor).unwrap();
    let mut cursor: TaskCursor = serde_json::from_str(&stored).unwrap();
    assert_eq!(
        messages(&tasks.poll_once(&task(), &mut cursor).unwrap()),
        ["more"]
    );
    assert!(!cursor.is_completed());
    let last = tasks.poll_once(&task(), &mut cursor).unwrap();
    assert_eq!(messages(&last), ["the job ended with the status COMPLETED"]);
    assert!(cursor.is_completed());
    assert_eq!(clock.passed(), Duration::ZERO);
}

#[test]
fn a_watch_resumes_with_the_first_row_that_was_not_handed_out() {
    let feed = rows(&[
        row("c", 3, "INFO", "done", true),
        row("b", 2, "INFO", "more", false),
        row("a", 1, "INFO", "begins", false),
    ]);
    let server = serve(vec![feed], no_job(), Reply::empty(200));
    let clock = FakeClock::new(None);
    let tasks = api(&server.url(), &clock).tasks();
    let mut watch = tasks.watch(&task());
    assert_eq!(watch.next().unwrap().unwrap().message, "begins");
    let cursor = watch.cursor();
    drop(watch);
    let mut watch = tasks.watch(&task()).resume(cursor);
    let notes: Vec<_> = watch.by_ref().map(Result::unwrap).collect();
    assert_eq!(messages(&notes), ["more", "done"]);
    assert!(watch.cursor().is_completed());
    assert_eq!(tasks.watch(&task()).resume(watch.cursor()).count(), 0);
}

#[test]
fn the_jobs_that_run_are_asked_for_by_type() {
    let server = Server::start(|_: &Request| {
        Reply::json(
            200,
            &json!({"jobConfigurations": [{"id": "VkZrRWcCIKq", "jobType": "ANALYTICS_TABLE",
                "jobStatus": "RUNNING", "name": "ANALYTICS_TABLE (1795247288429)"}]}),
        )
    });
    let clock = FakeClock::new(None);
    let jobs = api(&server.url(), &clock)
        .tasks()
        .running("ANALYTICS_TABLE")
        .unwrap();
    assert!(jobs[0].is_running() && !jobs[0].has_failed());
    assert!(!task().is_tracker());
    assert_eq!(jobs[0].task_ref(), Some(task()));
    let request = &server.requests()[0];
    assert_eq!(request.path, "/api/jobConfigurations");
    let filters = request.params("filter");
    assert_eq!(
        filters,
        ["jobType:eq:ANALYTICS_TABLE", "jobStatus:eq:RUNNING"]
    );
    assert_eq!(request.param("paging"), Some("false"));
}

#[test]
fn recorded_types_and_tasks_are_listed_in_order() {
    let replay = Replay::version("2.42")
        .file("tasks/all")
        .file("tasks/analytics_type")
        .file("tasks/unknown_id")
        .file("tasks/summary_unknown_id")
        .start();
    let clock = FakeClock::new(None);
    let tasks = api(&replay.url(), &clock).tasks();
    let types = tasks.types().unwrap();
    assert!(
        types.is_sorted() && types.contains(&"METADATA_IMPORT".to_owned()),
        "{types:?}"
    );
    let listed = tasks.list("ANALYTICS_TABLE").unwrap();
    let listed: Vec<_> = listed.iter().map(TaskRef::uid).collect();
    assert_eq!(listed, ["VkZrRWcCIKq", "YXtgixT08v6"]);
    let unknown = TaskRef::new("ANALYTICS_TABLE", "NoSuchUid11").unwrap();
    assert!(tasks.report(&unknown).unwrap().is_none());
    assert!(
        tasks
            .poll_once(&unknown, &mut TaskCursor::default())
            .unwrap()
            .is_empty()
    );
    replay.verify();
}

#[test]
fn feeds_are_deleted_by_task_and_by_type() {
    let server = Server::script(vec![
        Reply::empty(204),
        Reply::empty(204),
        Reply::empty(204),
    ]);
    let clock = FakeClock::new(None);
    let tasks = api(&server.url(), &clock).tasks();
    tasks.delete(&task()).unwrap();
    tasks.delete_type("ANALYTICS_TABLE").unwrap();
    tasks.delete_all().unwrap();
    let requests = server.requests();
    assert!(requests.iter().all(|r| r.method == "DELETE"));
    assert_eq!(requests[0].path, FEED);
    assert_eq!(requests[1].path, "/api/system/tasks/ANALYTICS_TABLE");
    assert_eq!(requests[2].path, "/api/system/tasks");
}

#[test]
fn the_gist_of_a_type_has_the_newest_and_the_first_row_of_each_task() {
    let replay = Replay::version("2.42").file("tasks/of_type_gist").start();
    let clock = FakeClock::new(None);
    let tasks = api(&replay.url(), &clock).tasks();
    let gist = tasks.gist("ANALYTICS_TABLE").unwrap();
    let (task, rows) = &gist[0];
    assert_eq!(task.uid(), "WIU8DNUMXMJ");
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].message, "Analytics tables updated: 00:00:17.041");
    assert!(rows[0].completed && !rows[1].completed);
    assert!(gist.is_sorted_by_key(|(task, _)| task.uid().to_owned()));
    replay.verify();
}

#[test]
fn sixteen_watches_of_one_client_run_side_by_side() {
    let feed = rows(&[
        row("b", 2, "INFO", "done", true),
        row("a", 1, "INFO", "begins", false),
    ]);
    let server = serve(vec![feed], no_job(), Reply::empty(200));
    let clock = FakeClock::new(None);
    let api = api(&server.url(), &clock);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..16)
            .map(|_| scope.spawn(|| api.tasks().watch(&task()).wait()))
            .collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap().unwrap().message(), "done");
        }
    });
}

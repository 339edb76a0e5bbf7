//! Checkpoints: a second run goes on where the first one broke off.
// Helpers of tests fail like tests.
#![allow(clippy::unwrap_used, clippy::cast_possible_truncation)]

mod partition_support;
mod server;

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use dhis2::{Api, Error, Outcome, Part, PartError, PartitionSummary, Sent};
use partition_support::{Dice, Store, api, item, items, numbers, partly, taken};
use serde_json::{Value, json};
use server::{Reply, Server};

fn run(server: &Server, count: u64, path: &Path) -> PartitionSummary {
    let parts = api(server)
        .post("x")
        .idempotent(true)
        .partitioned("items", items(0..count));
    parts.max_items(10).checkpoint(path).run().unwrap()
}

fn storing() -> (Server, Store) {
    let store = Store::default();
    let in_server = store.clone();
    (Server::start(move |r| in_server.take(r)), store)
}

fn lines(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn temporary() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run.ckpt");
    (folder, path)
}

#[test]
fn a_second_run_skips_what_was_answered_and_reports_it_all_the_same() {
    let (_folder, path) = temporary();
    let server = Server::start(|r| match numbers(r)[0] {
        10 => partly(9, &[4]),
        _ => taken(numbers(r).len()),
    });
    let first = run(&server, 25, &path);
    let again = run(&server, 25, &path);
    assert_eq!(server.requests().len(), 3);
    assert_eq!((first.skipped(), again.skipped(), again.parts()), (0, 3, 3));
    assert_eq!(again.report().stats(), first.report().stats());
    assert_eq!(again.report().rejected_indexes(), [14]);
    assert_eq!(again.report().outcome(), Outcome::Partial);
    assert_eq!(again.report().conflicts()[0].indexes, [14]);
    // Items added at the end are new.
    let longer = run(&server, 40, &path);
    assert_eq!(
        (longer.skipped(), longer.parts(), longer.items()),
        (3, 5, 40)
    );
    assert_eq!(numbers(&server.requests()[3])[0], 25);
}

#[test]
fn an_intent_is_on_the_disk_before_a_part_is_sent_and_a_done_after_it() {
    let (_folder, path) = temporary();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (watched, in_server) = (path.clone(), Arc::clone(&seen));
    let server = Server::start(move |r| {
        in_server.lock().unwrap().push(lines(&watched));
        taken(numbers(r).len())
    });
    assert!(run(&server, 20, &path).is_ok());
    let keys = |lines: &[Value]| -> Vec<String> {
        lines
            .iter()
            .map(|l| l.as_object().unwrap().keys().next().unwrap().clone())
            .collect()
    };
    let seen = seen.lock().unwrap();
    assert_eq!(keys(&seen[0]), ["checkpoint", "intent"]);
    assert_eq!(keys(&seen[1]), ["checkpoint", "intent", "done", "intent"]);
    let end = lines(&path);
    assert_eq!(
        keys(&end),
        ["checkpoint", "intent", "done", "intent", "done"]
    );
    assert_eq!(end[4]["done"]["start"], 10);
    assert_eq!(end[4]["done"]["hash"], end[3]["intent"]["hash"]);
    assert_eq!(end[4]["done"]["report"]["importCount"]["imported"], 10);
}

#[test]
fn a_part_of_which_nobody_knows_is_sent_again_only_if_that_does_no_harm() {
    for idempotent in [false, true] {
        let (_folder, path) = temporary();
        let server = Server::repeat_last(vec![taken(10), taken(10).reset_at(20), taken(10)]);
        let go = || -> Vec<Result<Part, PartError>> {
            let request = api(&server).post("x").idempotent(idempotent);
            let parts = request.partitioned("items", items(0..30));
            parts.max_items(10).checkpoint(&path).collect()
        };
        let first = go();
        assert_eq!(first[1].as_ref().unwrap_err().sent(), Sent::Maybe);
        let sent = server.requests().len();
        let second = go();
        assert!(second[0].as_ref().unwrap().skipped() && second[2].as_ref().unwrap().skipped());
        if idempotent {
            assert!(!second[1].as_ref().unwrap().skipped());
            assert_eq!(server.requests().len(), sent + 1);
        } else {
            let error = second[1].as_ref().unwrap_err();
            assert_eq!((error.range(), error.sent()), (10..20, Sent::Maybe));
            assert!(matches!(error.error(), Error::Checkpoint(_)), "{error}");
            assert_eq!(server.requests().len(), sent);
        }
    }
}

#[test]
fn a_part_that_was_surely_not_written_is_sent_again_in_any_case() {
    let (_folder, path) = temporary();
    let server = Server::repeat_last(vec![taken(10), Reply::empty(403), taken(10)]);
    for skipped in [0, 2] {
        let parts = api(&server).post("x").partitioned("items", items(0..30));
        let summary = parts.max_items(10).checkpoint(&path).run().unwrap();
        assert_eq!(summary.skipped(), skipped);
    }
    let firsts: Vec<u64> = server.requests().iter().map(|r| numbers(r)[0]).collect();
    assert_eq!(firsts, [0, 10, 20, 10]);
}

#[test]
fn halves_are_known_one_by_one() {
    let (_folder, path) = temporary();
    let store = Store::default();
    let in_server = store.clone();
    let fails = Arc::new(Mutex::new(true));
    let failing = Arc::clone(&fails);
    let server = Server::start(move |r| {
        let n = numbers(r);
        if n.len() > 5 {
            return Reply::empty(413);
        }
        if n.contains(&15) && std::mem::take(&mut *failing.lock().unwrap()) {
            return taken(0).reset_at(20);
        }
        in_server.take(r)
    });
    assert_eq!(run(&server, 20, &path).failures().len(), 1);
    let second = run(&server, 20, &path);
    assert!(second.is_ok(), "{second}");
    assert_eq!(second.parts(), second.skipped() + 1);
    assert!((0..20).all(|n| store.count(n) == 1));
}

#[test]
fn another_server_path_parameter_field_or_list_is_refused_by_name() {
    let (_folder, path) = temporary();
    let (server, _) = storing();
    assert!(run(&server, 20, &path).is_ok());
    let (other, _) = storing();
    let post = |server: &Server, path: &str| api(server).post(path);
    let cases = vec![
        (
            post(&other, "x").partitioned("items", items(0..20)),
            "another request",
        ),
        (
            post(&server, "y").partitioned("items", items(0..20)),
            "another request",
        ),
        (
            post(&server, "x")
                .param("a", 1)
                .partitioned("items", items(0..20)),
            "a=1",
        ),
        (
            post(&server, "x").partitioned("rows", items(0..20)),
            "[rows]",
        ),
        (
            post(&server, "x")
                .partitioned("items", items(0..20))
                .field("dataSet", "a"),
            "other fixed fields",
        ),
        (
            post(&server, "x").partitioned("items", items(1..21)),
            "items 0 to 9 differ",
        ),
        (
            post(&server, "x").partitioned("items", items(0..15)),
            "ends at item 15",
        ),
        (
            post(&server, "x").partitioned("items", items(0..10)),
            "ends at item 10",
        ),
    ];
    let sent = server.requests().len();
    for (parts, words) in cases {
        let parts = parts.max_items(10).checkpoint(&path);
        let last = parts.last().unwrap().unwrap_err();
        assert!(
            matches!(last.error(), Error::Checkpoint(_)),
            "{words}: {last}"
        );
        assert!(last.to_string().contains(words), "{words}: {last}");
        assert!(last.ended_the_run());
    }
    assert_eq!((server.requests().len(), other.requests().len()), (sent, 0));
    // The size of parts may change: the checkpoint says where they were cut.
    let parts = post(&server, "x")
        .idempotent(true)
        .partitioned("items", items(0..20));
    assert_eq!(
        parts
            .max_items(3)
            .checkpoint(&path)
            .run()
            .unwrap()
            .skipped(),
        2
    );
}

#[test]
fn secrets_in_the_url_do_not_reach_the_file() {
    let (_folder, path) = temporary();
    let (server, _) = storing();
    let parts = api(&server).post("x").param("password", "hunter2");
    let summary = parts
        .partitioned("items", items(0..2))
        .checkpoint(&path)
        .run()
        .unwrap();
    assert!(summary.failures().is_empty());
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(
        !text.contains("hunter2") && text.contains("password"),
        "{text}"
    );
}

#[test]
fn a_last_line_that_was_cut_off_anywhere_is_forgiven() {
    let (_folder, path) = temporary();
    let (server, _) = storing();
    assert!(run(&server, 20, &path).is_ok());
    let whole = std::fs::read(&path).unwrap();
    let last_line = whole[..whole.len() - 1]
        .iter()
        .rposition(|b| *b == b'\n')
        .unwrap()
        + 1;
    for cut in [last_line, last_line + 1, whole.len() - 2, whole.len() - 1] {
        std::fs::write(&path, &whole[..cut]).unwrap();
        let before = server.requests().len();
        let summary = run(&server, 20, &path);
        assert!(summary.is_ok());
        assert_eq!(
            (summary.skipped(), server.requests().len()),
            (1, before + 1)
        );
    }
    // Even the first one.
    std::fs::write(&path, &whole[..20]).unwrap();
    assert_eq!(run(&server, 20, &path).skipped(), 0);
}

#[test]
fn a_checkpoint_in_use_is_refused() {
    let (_folder, path) = temporary();
    let (server, _) = storing();
    let open = || {
        api(&server)
            .post("x")
            .partitioned("items", items(0..20))
            .checkpoint(&path)
    };
    let mut first = open().max_items(10);
    first.next().unwrap().unwrap();
    let error = open().run().unwrap_err();
    assert!(error.to_string().contains("in use"), "{error}");
    drop(first);
    assert!(open().run().unwrap().is_ok());
}

#[test]
fn a_run_that_has_ended_leaves_its_files_to_the_next_one() {
    let (_folder, path) = temporary();
    let (server, _) = storing();
    for _ in 0..30 {
        let parts = api(&server).post("x").partitioned("items", items(0..20));
        let mut parts = parts.max_items(5).concurrency(4).checkpoint(&path);
        assert!(parts.by_ref().all(|part| part.is_ok()));
    }
    assert_eq!(server.requests().len(), 4);
}

#[test]
fn a_checkpoint_that_cannot_be_made_sends_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::script(vec![]);
    let mut paths = vec![
        folder.path().to_path_buf(),
        folder.path().join("no/such/folder"),
    ];
    if cfg!(target_os = "linux") {
        paths.push("/dev/full".into());
    }
    for path in paths {
        let parts = api(&server).post("x").partitioned("items", items(0..20));
        let error = parts.checkpoint(&path).run().unwrap_err();
        assert!(matches!(error, Error::Checkpoint(_)), "{error}");
    }
    server.verify();
}

#[test]
fn rejects_of_an_interrupted_run_are_kept() {
    let (folder, path) = temporary();
    let rejects = folder.path().join("rejects");
    let server = Server::start(|r| partly(9, &[numbers(r).len() - 1]));
    for count in [10, 20] {
        let parts = api(&server).post("x").partitioned("items", items(0..count));
        let summary = parts
            .max_items(10)
            .checkpoint(&path)
            .rejected_to(&rejects)
            .run()
            .unwrap();
        assert!(summary.failures().is_empty());
    }
    let kept: Vec<Value> = dhis2::partition::rejected_items(&rejects)
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(kept, [item(9), item(19)]);
}

const CHILD: &str = "DHIS2_TEST_PARTITION_CHILD";

/// Not a test of its own: the process that the next one kills. It does nothing in other runs.
#[test]
fn child() {
    let Ok(given) = std::env::var(CHILD) else {
        return;
    };
    let given: Value = serde_json::from_str(&given).unwrap();
    let url = given["url"].as_str().unwrap();
    let api = Api::builder(url).no_proxy().build().unwrap();
    let parts = api
        .post("x")
        .idempotent(given["idempotent"].as_bool().unwrap())
        .partitioned("items", items(0..ITEMS))
        .max_items(5)
        .concurrency(usize::try_from(given["workers"].as_u64().unwrap()).unwrap())
        .checkpoint(given["path"].as_str().unwrap());
    let summary = parts.run().unwrap();
    let unknown: Vec<_> = summary
        .failures()
        .iter()
        .map(|f| (f.range().start, f.range().end))
        .collect();
    println!("{}", json!({ "unknown": unknown }));
}

/// 200 parts of 5.
const ITEMS: u64 = 1000;

fn spawn(server: &Server, path: &Path, idempotent: bool, workers: u64) -> Child {
    let given =
        json!({"url": server.url(), "path": path, "idempotent": idempotent, "workers": workers});
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--nocapture", "--test-threads=1"])
        .env(CHILD, given.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Kills the job at random points, runs it again each time, and lets the last run end: what the
/// server took, and the ranges that the last run reported as unknown.
fn kill_and_resume(idempotent: bool, workers: u64, seed: u64) -> (Store, Vec<(u64, u64)>) {
    let (_folder, path) = temporary();
    let store = Store::default();
    // The request at which the child dies: before the items are taken, or after.
    let victim: Arc<Mutex<Option<(u64, bool, Child)>>> = Arc::default();
    let (in_server, to_kill) = (store.clone(), Arc::clone(&victim));
    let server = Server::start(move |r| {
        let mut victim = to_kill.lock().unwrap();
        let Some((left, before, child)) = victim.as_mut() else {
            return in_server.take(r);
        };
        if *left > 0 {
            *left -= 1;
            return in_server.take(r);
        }
        let reply = if *before {
            Reply::reset()
        } else {
            in_server.take(r)
        };
        let _ = child.kill();
        reply
    });
    let mut dice = Dice::new(seed);
    for _ in 0..50 {
        let (after, before) = (dice.roll(7), dice.roll(2) == 0);
        let mut held = victim.lock().unwrap();
        *held = Some((after, before, spawn(&server, &path, idempotent, workers)));
        drop(held);
        loop {
            let mut held = victim.lock().unwrap();
            if let Some((_, _, child)) = held.as_mut() {
                if child.try_wait().unwrap().is_some() {
                    *held = None;
                    break;
                }
            }
            drop(held);
            std::thread::sleep(Duration::from_millis(1));
        }
    }
    let output = spawn(&server, &path, idempotent, workers)
        .wait_with_output()
        .unwrap();
    assert!(output.status.success(), "seed {seed}");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = text
        .lines()
        .find_map(|line| line.find("{\"unknown\"").map(|at| &line[at..]));
    let told: Value = serde_json::from_str(line.unwrap()).unwrap();
    (
        store,
        serde_json::from_value(told["unknown"].clone()).unwrap(),
    )
}

fn seed() -> u64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap()
        .as_millis() as u64
}

#[test]
fn a_job_killed_again_and_again_delivers_every_item() {
    let seed = seed();
    let (store, unknown) = kill_and_resume(true, 3, seed);
    assert!(unknown.is_empty(), "seed {seed}: {unknown:?}");
    for n in 0..ITEMS {
        assert!(store.count(n) >= 1, "seed {seed}: item {n} is lost");
    }
}

#[test]
fn a_job_killed_again_and_again_sends_nothing_twice_where_that_does_harm() {
    let seed = seed();
    for workers in [1, 3] {
        let (store, unknown) = kill_and_resume(false, workers, seed);
        for n in 0..ITEMS {
            let count = store.count(n);
            let reported = unknown
                .iter()
                .any(|(start, end)| (*start..*end).contains(&n));
            assert!(count <= 1, "seed {seed}: item {n} was taken {count} times");
            assert!(
                count == 1 || reported,
                "seed {seed}: item {n} is lost without a word"
            );
        }
        assert!(
            !unknown.is_empty(),
            "seed {seed}: no part was caught under way"
        );
    }
}

//! `dhis2 task`

use std::time::Duration;

use clap::{Args, Subcommand};
use dhis2::{Api, Error, Notification, TaskRef};
use serde_json::json;

use crate::args::seconds;
use crate::connect::Session;
use crate::failure::{Failure, conflict_lines};
use crate::{interrupt, output};

#[derive(Debug, Args)]
pub(crate) struct Task {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print what a task says, each line once, until it ends. A task that failed exits with 1.
    Watch {
        /// The job and the task's uid, such as `ANALYTICS_TABLE/x7Vl6Jd5r3f`.
        #[arg(value_name = "JOB/UID")]
        task: TaskRef,
        #[command(flatten)]
        watch: WatchArgs,
    },
}

/// How a task is watched.
#[derive(Debug, Args)]
pub(crate) struct WatchArgs {
    /// Seconds between two looks; the first ones follow faster.
    #[arg(long, value_name = "SECONDS", default_value = "2", value_parser = seconds)]
    poll: Duration,
    /// Seconds to watch at most. The task goes on without us [default: to its end].
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    watch_for: Option<Duration>,
}

pub(crate) fn run(session: &Session, task: &Task) -> Result<(), Failure> {
    let Command::Watch { task, watch } = &task.command;
    follow(session, &session.api()?, task, watch)
}

/// Prints a task's lines to its end, then its report.
pub(crate) fn follow(
    session: &Session,
    api: &Api,
    task: &TaskRef,
    args: &WatchArgs,
) -> Result<(), Failure> {
    let token = interrupt::token("No longer watching.")?;
    let mut watch = api
        .tasks()
        .watch(task)
        .poll_interval(args.poll)
        .cancel_token(&token);
    watch = match args.watch_for {
        Some(limit) => watch.timeout(limit),
        None => watch.no_timeout(),
    };
    for note in &mut watch {
        say(session, &note.map_err(|error| stopped(error, task))?)?;
    }
    let summary = watch.wait().map_err(|error| stopped(error, task))?;
    let Some(report) = summary.report() else {
        return Ok(());
    };
    if session.json() {
        output::json(
            &json!({"outcome": report.outcome().to_string(), "stats": report.stats().to_string()}),
            false,
        )?;
    } else {
        output::line(report)?;
        if !report.conflicts().is_empty() {
            output::note(format_args!(
                "refused:{}",
                conflict_lines(report.conflicts())
            ));
        }
    }
    Failure::of_outcome(report.outcome())
}

fn say(session: &Session, note: &Notification) -> Result<(), Failure> {
    if session.json() {
        return output::json(
            &json!({
                "time": note.time, "level": note.level.as_str(),
                "message": note.message, "completed": note.completed,
            }),
            false,
        );
    }
    output::line(note)
}

fn stopped(error: Error, task: &TaskRef) -> Failure {
    match error {
        Error::Cancelled(_) => Failure::Interrupted(format!(
            "the task goes on on the server; `dhis2 task watch {task}` watches it again"
        )),
        error => error.into(),
    }
}

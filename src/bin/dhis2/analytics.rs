//! `dhis2 analytics`

use clap::{Args, Subcommand};
use dhis2::{TaskRef, WebMessage};
use serde_json::json;

use crate::args::pair;
use crate::connect::Session;
use crate::failure::Failure;
use crate::{output, task};

#[derive(Debug, Args)]
pub(crate) struct Analytics {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the analytics tables: what was imported shows in analyses only after that.
    Refresh(Refresh),
}

#[derive(Debug, Args)]
pub(crate) struct Refresh {
    /// Only the data of the last years, counted back from this one [default: all].
    #[arg(long, value_name = "N")]
    last_years: Option<u32>,
    /// A further query parameter, such as `skipEvents=true`.
    #[arg(short = 'p', long = "param", value_name = "NAME=VALUE", value_parser = pair)]
    params: Vec<(String, String)>,
    /// Print what the task says until it ends, instead of returning at once.
    #[arg(long)]
    watch: bool,
    #[command(flatten)]
    how: task::WatchArgs,
}

pub(crate) fn run(session: &Session, analytics: &Analytics) -> Result<(), Failure> {
    let Command::Refresh(refresh) = &analytics.command;
    let api = session.api()?;
    let ticket: WebMessage = api
        .post("resourceTables/analytics")
        .param("lastYears", refresh.last_years)
        .params(
            refresh
                .params
                .iter()
                .map(|(name, value)| (name, value.as_str())),
        )
        .fetch()?;
    let task: TaskRef = ticket.task_ref().ok_or_else(|| {
        Failure::Plain("the server took the call and named no task to watch".to_owned())
    })?;
    if session.json() {
        output::json(&json!({"task": task.to_string()}), false)?;
    } else {
        output::line(format_args!("started {task}"))?;
    }
    if refresh.watch {
        return task::follow(session, &api, &task, &refresh.how);
    }
    Ok(())
}

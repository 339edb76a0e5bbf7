//! The command `dhis2`: what the crate does, from a shell.
//!
//! It uses the crate's public API and nothing else. A file here is a command; what several share is in
//! [`args`], [`connect`], [`failure`], [`output`], [`progress`] and [`interrupt`].

mod analytics;
mod args;
mod call;
mod columns;
mod completions;
mod connect;
mod data_values;
mod documents;
mod failure;
mod file_resources;
mod files;
mod import;
mod interrupt;
mod list;
mod logging;
mod metadata;
mod output;
mod profile;
mod profile_add;
mod progress;
mod sql_view;
mod system;
mod table;
mod task;
mod uid;

use std::io::Write as _;
use std::process::ExitCode;

use args::{Cli, Command};
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};
use connect::Session;
use failure::Failure;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // A command that lacks its sub-command shows its help: no failure, as for `--help`.
            if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
                let _ = writeln!(std::io::stdout(), "{}", error.render());
                return ExitCode::SUCCESS;
            }
            // Help and version go to the standard output.
            let code = u8::from(error.use_stderr()) * failure::USAGE;
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    logging::start(cli.global.verbose);
    let json = cli.global.json;
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(json),
    }
}

fn run(cli: Cli) -> Result<(), Failure> {
    let session = Session::new(cli.global);
    let Some(command) = cli.command else {
        let _ = Cli::command().print_help();
        return Ok(());
    };
    match command {
        Command::Get(call) => call::get(&session, &call),
        Command::Post(call) => call::write(&session, dhis2::Method::Post, &call),
        Command::Put(call) => call::write(&session, dhis2::Method::Put, &call),
        Command::Patch(call) => call::write(&session, dhis2::Method::Patch, &call),
        Command::Delete(call) => call::write(&session, dhis2::Method::Delete, &call),
        Command::List(list) => list::run(&session, &list),
        Command::Files(files) => files::run(&session, files),
        Command::Metadata(metadata) => metadata::run(&session, &metadata),
        Command::DataValues(values) => data_values::run(&session, &values),
        Command::SqlView(view) => sql_view::run(&session, &view),
        Command::Analytics(analytics) => analytics::run(&session, &analytics),
        Command::Task(task) => task::run(&session, &task),
        Command::System(system) => system::run(&session, &system),
        Command::Uid(uid) => uid::run(&session, &uid),
        Command::Profile(profile) => profile::run(&session, profile),
        Command::Completions(completions) => completions::run(&completions),
    }
}

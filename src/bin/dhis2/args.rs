//! The command line: the options that all commands share, and the list of commands.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand};

use crate::failure::Failure;

/// Talk to a DHIS2 server.
#[derive(Debug, Parser)]
#[command(name = "dhis2", version, after_long_help = AFTER)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

const AFTER: &str = "\
Which server: --profile, else --url, else DHIS2_PROFILE, else DHIS2_URL, else the default of \
.dhis2/profiles.toml here or above, else the default of your own profiles (`dhis2 profile list`).

Who is asking, with --url or DHIS2_URL: DHIS2_PAT, or DHIS2_USERNAME and DHIS2_PASSWORD. With --url, \
whatever is missing is asked for, without echo. No secret belongs on the command line.

Exit codes:
    0  done
    1  failed: DHIS2 or the network said no, or nothing of an import was taken
    2  wrong usage, or no such profile
    3  partly rejected: DHIS2 took some rows of an import and refused others
    4  not signed in
  130  stopped by Ctrl-C";

/// Options of every command.
// Switches are what a command line is made of.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct Global {
    /// The profile to use, see `dhis2 profile list`. Before the command, -p does as well.
    #[arg(long, global = true, value_name = "NAME", conflicts_with = "url")]
    pub(crate) profile: Option<String>,
    /// The same as --profile; only before the command.
    #[arg(short = 'p', hide = true, value_name = "NAME", conflicts_with_all = ["profile", "url"])]
    pub(crate) profile_short: Option<String>,
    /// The server's URL, for a server without a profile. The credentials come from the environment,
    /// from the options below, or are asked for.
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) url: Option<String>,
    /// With --url: the user's name [default: DHIS2_USERNAME].
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) username: Option<String>,
    /// With --url: read the password from the first line of the standard input.
    #[arg(long, global = true, conflicts_with = "token_stdin")]
    pub(crate) password_stdin: bool,
    /// With --url: read a personal access token from the first line of the standard input.
    #[arg(long, global = true)]
    pub(crate) token_stdin: bool,
    /// Write results, and errors too, as JSON.
    #[arg(short, long, global = true)]
    pub(crate) json: bool,
    /// Say what is sent and answered, a line per request on the standard error, without secrets.
    #[arg(short, long, global = true, action = ArgAction::Count,
          visible_short_alias = 'd', visible_alias = "debug")]
    pub(crate) verbose: u8,
    /// Seconds to wait for an answer to begin, and for each further piece of it [default: 300 and 30].
    #[arg(long, global = true, value_name = "SECONDS", value_parser = seconds)]
    pub(crate) timeout: Option<std::time::Duration>,
    /// How often a request that can be repeated safely is sent again after a passing failure.
    #[arg(long, global = true, value_name = "N", default_value_t = 2)]
    pub(crate) retries: u32,
    /// Trust the certificates in this PEM file instead of the system's.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) ca_file: Option<PathBuf>,
    /// Accept any certificate: for a test server only, anyone on the way can read along.
    #[arg(long, global = true, conflicts_with = "ca_file")]
    pub(crate) insecure: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// GET any path below /api: JSON indented on a terminal, the bytes as they come in a pipe.
    Get(crate::call::Get),
    /// POST to any path below /api.
    Post(crate::call::Write),
    /// PUT to any path below /api.
    Put(crate::call::Write),
    /// PATCH any path below /api, with a JSON Patch unless told otherwise.
    Patch(crate::call::Write),
    /// DELETE any path below /api.
    Delete(crate::call::Write),
    /// List the objects of any list endpoint, one page or all of them, as they come.
    List(crate::list::List),
    /// Upload and download documents and file resources.
    Files(crate::files::Files),
    /// Import and export metadata.
    Metadata(crate::metadata::Metadata),
    /// Import and export data values.
    DataValues(crate::data_values::DataValues),
    /// Run SQL views.
    SqlView(crate::sql_view::SqlView),
    /// Build the analytics tables.
    Analytics(crate::analytics::Analytics),
    /// Watch work on the server.
    Task(crate::task::Task),
    /// Ask about the server.
    System(crate::system::System),
    /// Make DHIS2 uids, without asking a server.
    Uid(crate::uid::Uid),
    /// Keep servers and credentials under names.
    Profile(crate::profile::Profile),
    /// Print the script that completes this command in a shell.
    Completions(crate::completions::Completions),
}

impl Global {
    /// The profile that the command line names.
    pub(crate) fn profile(&self) -> Option<&str> {
        self.profile.as_deref().or(self.profile_short.as_deref())
    }
}

/// Reads `name=value`.
pub(crate) fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("expected NAME=VALUE".to_owned()),
    }
}

/// Reads a number of seconds above 0.
pub(crate) fn seconds(text: &str) -> Result<std::time::Duration, String> {
    text.parse::<f64>()
        .ok()
        .and_then(|seconds| std::time::Duration::try_from_secs_f64(seconds).ok())
        .filter(|limit| !limit.is_zero())
        .ok_or_else(|| "expected a number of seconds above 0".to_owned())
}

/// Refuses a path that is no regular file, before anything is sent.
pub(crate) fn regular_file(path: &std::path::Path) -> Result<(), Failure> {
    match std::fs::metadata(path) {
        Ok(found) if found.is_file() => Ok(()),
        Ok(_) => Err(Failure::Usage(format!(
            "{} is not a regular file",
            path.display()
        ))),
        Err(error) => Err(Failure::Usage(format!("{}: {error}", path.display()))),
    }
}

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory};

    use super::*;

    /// A command, its path, and those below it.
    fn all(command: &Command, path: &str, visit: &mut impl FnMut(&Command, &str)) {
        let path = format!("{path} {}", command.get_name());
        visit(command, &path);
        for below in command.get_subcommands() {
            all(below, &path, visit);
        }
    }

    #[test]
    fn the_options_do_not_contradict_each_other() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_and_every_option_has_a_sentence_of_help() {
        let mut count = 0;
        all(&Cli::command(), "", &mut |command, path| {
            assert!(command.get_about().is_some(), "{path}");
            for argument in command.get_arguments() {
                count += 1;
                let help = argument.get_help().map(ToString::to_string);
                assert!(
                    help.is_some_and(|help| help.len() > 8),
                    "{path} {}",
                    argument.get_id()
                );
            }
        });
        assert!(count > 100, "{count}");
    }
}

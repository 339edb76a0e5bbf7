//! `dhis2 system`

use clap::{Args, Subcommand};
use serde_json::Value;

use crate::connect::Session;
use crate::failure::Failure;
use crate::output;

#[derive(Debug, Args)]
pub(crate) struct System {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Version, place and time of the server, and who is signed in.
    Info,
}

pub(crate) fn run(session: &Session, system: &System) -> Result<(), Failure> {
    let Command::Info = system.command;
    let api = session.api()?;
    if session.json() {
        let info: Value = api.get("system/info").fetch()?;
        return output::json(&info, false);
    }
    let info = api.system().info()?;
    let me = api.me()?;
    let lines = [
        ("url", Some(api.base_url())),
        ("version", info.version.as_deref()),
        ("revision", info.revision.as_deref()),
        ("name", info.system_name.as_deref()),
        ("calendar", info.calendar.as_deref()),
        ("server time", info.server_date.as_deref()),
        ("time zone", info.server_time_zone_id.as_deref()),
        ("analytics", info.last_analytics_table_success.as_deref()),
        ("user", me.username.as_deref()),
    ];
    for (name, value) in lines {
        if let Some(value) = value {
            output::line(format_args!("{name:<12} {value}"))?;
        }
    }
    Ok(())
}

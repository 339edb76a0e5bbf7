//! `dhis2 profile`

use clap::{Args, Subcommand, ValueEnum};
use dhis2::profile::{ProfileChange, ProfileEntry, Profiles, Scope, Verification};
use serde_json::{Map, Value, json};

use crate::connect::Session;
use crate::failure::Failure;
use crate::table::Table;
use crate::{output, profile_add};

#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct Profile {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make or replace a profile. Secrets are asked for, or read from the standard input.
    Add(profile_add::Add),
    /// List the profiles.
    #[command(alias = "ls")]
    List {
        /// Also those of your own file that a profile of the project hides.
        #[arg(long)]
        all: bool,
    },
    /// Show a profile, without its secrets.
    Show {
        /// The profile's name [default: the one that commands would use].
        name: Option<String>,
    },
    /// Give a profile another name.
    Rename {
        /// The name now.
        old: String,
        /// The name then.
        new: String,
    },
    /// Make a profile the default of its file.
    Default {
        /// The profile's name.
        name: String,
        /// In which file to note it.
        #[arg(long, value_enum, default_value = "global")]
        scope: FileScope,
    },
    /// Remove a profile, and its tokens.
    Remove {
        /// The profile's name.
        name: String,
        /// From which file [default: the project's if it is there, else your own].
        #[arg(long, value_enum)]
        scope: Option<FileScope>,
    },
    /// Try profiles: is the server there, and does it accept the credentials?
    Verify {
        /// The profiles' names [default: all].
        names: Vec<String>,
    },
    /// Sign in an oauth2 profile with the browser, and keep its tokens.
    Login {
        /// The profile's name.
        name: String,
        /// Print the address to open instead of starting a browser.
        #[arg(long)]
        no_browser: bool,
    },
    /// Forget the tokens of an oauth2 profile.
    Logout {
        /// The profile's name.
        name: String,
    },
}

/// Which profile file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FileScope {
    /// `.dhis2/profiles.toml` in this folder or above it.
    Project,
    /// `dhis2/profiles.toml` in your configuration folder.
    Global,
}

impl From<FileScope> for Scope {
    fn from(scope: FileScope) -> Self {
        match scope {
            FileScope::Project => Self::Project,
            FileScope::Global => Self::Global,
        }
    }
}

pub(crate) fn run(session: &Session, profile: Profile) -> Result<(), Failure> {
    let mut profiles = Profiles::load()?;
    match profile.command {
        Command::Add(add) => profile_add::run(session, &mut profiles, &add),
        Command::List { all } => list(session, &profiles.list(all)),
        Command::Show { name } => {
            let found = match name.as_deref().or(session.global().profile()) {
                Some(name) => profiles.show(name)?,
                None => profiles.resolve(None)?,
            };
            let fields = found.fields(false);
            if session.json() {
                let mut object: Map<String, Value> = Map::new();
                object.insert("name".to_owned(), found.name().into());
                object.extend(
                    fields
                        .into_iter()
                        .map(|(key, value)| (key.to_owned(), value.into())),
                );
                return output::json(&object, false);
            }
            output::line(format_args!("{:<14} {}", "name", found.name()))?;
            fields
                .into_iter()
                .try_for_each(|(key, value)| output::line(format_args!("{key:<14} {value}")))
        }
        Command::Rename { old, new } => {
            let change = profiles.rename(&old, &new)?;
            done(session, &format!("renamed {old} to {new}"), &change)
        }
        Command::Default { name, scope } => {
            let change = profiles.set_default(&name, scope.into())?;
            done(session, &format!("{name} is the default"), &change)
        }
        Command::Remove { name, scope } => {
            let change = profiles.remove(&name, scope.map(Into::into))?;
            done(session, &format!("removed {name}"), &change)
        }
        Command::Verify { names } => verify(session, &profiles, &names),
        Command::Login { name, no_browser } => {
            profiles.login_with(
                &name,
                |oauth2| oauth2.open_browser(!no_browser),
                |api| session.settings(api),
            )?;
            said(session, &format!("signed in {name}"))
        }
        Command::Logout { name } => {
            let text = if profiles.logout(&name)? {
                "signed out"
            } else {
                "was not signed in:"
            };
            said(session, &format!("{text} {name}"))
        }
    }
}

fn list(session: &Session, entries: &[ProfileEntry]) -> Result<(), Failure> {
    if session.json() {
        let rows: Vec<Value> = entries
            .iter()
            .map(|entry| {
                json!({
                    "name": entry.name, "url": entry.base_url, "auth": entry.auth,
                    "scope": entry.scope.to_string(), "path": entry.path,
                    "default": entry.is_default, "shadowed": entry.shadowed,
                    "problem": entry.problem,
                })
            })
            .collect();
        return output::json(&rows, false);
    }
    if entries.is_empty() {
        return output::line("no profiles; `dhis2 profile add NAME --url URL` makes one");
    }
    let heads = ["", "name", "url", "auth", "scope", "problem"];
    let mut table = Table::new(std::io::stdout().lock(), heads);
    for entry in entries {
        let mark = if entry.is_default { "*" } else { "" };
        let cells = [
            mark,
            &entry.name,
            &entry.base_url,
            &entry.auth,
            &entry.scope.to_string(),
            entry.problem.as_deref().unwrap_or_default(),
        ];
        table
            .row(cells.map(str::to_owned).to_vec())
            .map_err(output::failed)?;
    }
    table.finish().map_err(output::failed)
}

fn verify(session: &Session, profiles: &Profiles, names: &[String]) -> Result<(), Failure> {
    let settings = |api| session.settings(api);
    let results = if names.is_empty() {
        profiles.verify_all_with(settings)
    } else {
        let each = names
            .iter()
            .map(|name| profiles.verify_with(name, settings));
        each.collect::<Result<Vec<_>, _>>()?
    };
    for found in &results {
        if session.json() {
            output::json(&as_json(found), false)?;
        } else {
            output::line(in_words(found))?;
        }
    }
    if results.iter().all(|found| found.ok) {
        Ok(())
    } else {
        Err(Failure::Said(1))
    }
}

fn in_words(found: &Verification) -> String {
    let name = &found.name;
    if let Some(error) = &found.error {
        return format!("{name}: failed: {error}");
    }
    let version = found.version.as_deref().unwrap_or("of an unknown version");
    let user = found.username.as_deref().unwrap_or("nobody");
    let took = found.latency.unwrap_or_default().as_millis();
    format!(
        "{name}: ok, DHIS2 {version} at {}, signed in as {user}, {took} ms",
        found.base_url
    )
}

fn as_json(found: &Verification) -> Value {
    crate::failure::without_nulls(json!({
        "name": found.name, "url": found.base_url, "auth": found.auth, "ok": found.ok,
        "version": found.version, "username": found.username,
        "milliseconds": found.latency.map(|took| u64::try_from(took.as_millis()).unwrap_or(u64::MAX)),
        "error": found.error,
    }))
}

/// Says what was changed, and where.
pub(crate) fn done(session: &Session, what: &str, change: &ProfileChange) -> Result<(), Failure> {
    if let Some(other) = change.other_scope() {
        crate::output::note(format_args!(
            "note: the {other} file has a profile of this name, too"
        ));
    }
    if session.json() {
        let path = change.path();
        return output::json(
            &json!({"done": what, "path": path, "default": change.default_name()}),
            false,
        );
    }
    output::line(format_args!("{what} ({})", change.path().display()))
}

fn said(session: &Session, what: &str) -> Result<(), Failure> {
    if session.json() {
        return output::json(&json!({"done": what}), false);
    }
    output::line(what)
}

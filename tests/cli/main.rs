//! The command `dhis2`, run as a process against local servers.

#![allow(clippy::unwrap_used)]
// The demo server and the fault server read requests with the same file.
#![allow(clippy::duplicate_mod)]

mod calls;
mod files;
mod imports;
#[path = "../oauth2_server/mod.rs"]
mod oauth2_server;
mod profiles;
#[path = "../server/mod.rs"]
mod server;
mod sign_in;
#[path = "../../examples/support/mod.rs"]
mod support;
mod tasks;

use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use server::targets;

/// A run of the command to come. Nothing of the environment of the tests gets into it.
struct Cli {
    command: Command,
    stdin: Vec<u8>,
}

/// What became of a run.
#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Cli {
    /// Signed in at a server, in a folder of its own.
    fn at(url: &str, folder: &Path) -> Self {
        let mut cli = Self::alone(folder);
        cli.command
            .env("DHIS2_URL", url)
            .env("DHIS2_USERNAME", "admin")
            .env("DHIS2_PASSWORD", "district");
        cli
    }

    /// With no server in its environment.
    fn alone(folder: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dhis2"));
        command.env_clear().env("HOME", folder).current_dir(folder);
        Self {
            command,
            stdin: Vec::new(),
        }
    }

    fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.stdin = bytes.into();
        self
    }

    /// Runs with arguments in one text, split at blanks.
    fn run(self, arguments: &str) -> Ran {
        Ran::of(&self.spawn(arguments).wait_with_output().unwrap())
    }

    fn spawn(mut self, arguments: &str) -> Child {
        let mut child = self
            .command
            .args(arguments.split_whitespace())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let bytes = self.stdin;
        // A command that reads nothing closes the pipe.
        std::thread::spawn(move || drop(stdin.write_all(&bytes)));
        child
    }
}

impl Ran {
    fn of(output: &Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// What was written, after an end without failure.
    #[track_caller]
    fn ok(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.out
    }

    /// What was complained of, after an end with this code.
    #[track_caller]
    fn failed(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "{self:?}");
        self.err
    }
}

/// A folder for one test.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

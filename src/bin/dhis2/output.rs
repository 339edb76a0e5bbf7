//! Results on the standard output.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;
use serde_json::Value;

use crate::failure::Failure;

/// Writes a line. A reader that has gone away ends the command quietly.
pub(crate) fn line(text: impl std::fmt::Display) -> Result<(), Failure> {
    writeln!(io::stdout().lock(), "{text}").map_err(failed)
}

/// Says something beside the result, on the standard error. Where nobody listens, so be it.
pub(crate) fn note(text: impl std::fmt::Display) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Writes a value as JSON on one line, or indented where `for_people` and on a terminal.
pub(crate) fn json(value: &impl Serialize, for_people: bool) -> Result<(), Failure> {
    let value = serde_json::to_value(value).map_err(|error| failed(error.into()))?;
    if for_people {
        line(dhis2::pretty(&value).auto_color())
    } else {
        line(value)
    }
}

/// The members of a value that are not null.
pub(crate) fn as_object(value: &impl Serialize) -> Result<Value, Failure> {
    let value = serde_json::to_value(value).map_err(|error| failed(error.into()))?;
    Ok(crate::failure::without_nulls(value))
}

/// A buffered writer on the standard output. A terminal sees each line at once.
pub(crate) fn stdout() -> Box<dyn Write> {
    let stdout = io::stdout();
    if stdout.is_terminal() {
        Box::new(stdout)
    } else {
        Box::new(BufWriter::with_capacity(64 * 1024, stdout))
    }
}

pub(crate) fn failed(error: io::Error) -> Failure {
    Failure::io("write the result", error)
}

/// Where a result goes.
#[derive(Debug, Args)]
pub(crate) struct Destination {
    /// Write to this file instead of the standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the output file if it is there.
    #[arg(long)]
    force: bool,
}

impl Destination {
    pub(crate) fn path(&self) -> Option<&Path> {
        self.output.as_deref()
    }

    /// Refuses what would be written over, before anything is sent.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        match self.path() {
            Some(path) => refuse_existing(path, self.force),
            None => Ok(()),
        }
    }

    /// As [`to`].
    pub(crate) fn write<T>(
        &self,
        write: impl FnOnce(&mut dyn Write) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        to(self.path(), self.force, write)
    }
}

/// Writes to a file, or with `None` or `-` to the standard output. A file gets its name when it is
/// whole; one that is there is kept unless `force`.
pub(crate) fn to<T>(
    path: Option<&Path>,
    force: bool,
    write: impl FnOnce(&mut dyn Write) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let Some(path) = path.filter(|path| *path != Path::new("-")) else {
        let mut out = stdout();
        let done = write(&mut *out)?;
        out.flush().map_err(failed)?;
        return Ok(done);
    };
    let told = |error: io::Error| Failure::io(&format!("write {}", path.display()), error);
    refuse_existing(path, force)?;
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let beside = tempfile::Builder::new()
        .prefix(".dhis2-")
        .suffix(".part")
        .tempfile_in(folder.unwrap_or(Path::new(".")))
        .map_err(told)?;
    crate::interrupt::remove_on_stop(beside.path())?;
    let mut out = BufWriter::with_capacity(64 * 1024, beside);
    let done = write(&mut out)?;
    let beside = out.into_inner().map_err(|error| told(error.into_error()))?;
    share(beside.as_file()).map_err(told)?;
    let moved = if force {
        beside.persist(path)
    } else {
        beside.persist_noclobber(path)
    };
    moved.map_err(|error| told(error.error))?;
    Ok(done)
}

/// A temporary file is its owner's alone; a result is a file like any other.
fn share(file: &File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(std::fs::Permissions::from_mode(0o644))
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        Ok(())
    }
}

/// Refuses to write over a file, before anything is sent.
pub(crate) fn refuse_existing(path: &Path, force: bool) -> Result<(), Failure> {
    if !force && path.is_file() {
        return Err(Failure::Plain(format!(
            "{} is there already; --force replaces it",
            path.display()
        )));
    }
    Ok(())
}

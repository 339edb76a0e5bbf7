//! Logging: one line for each request, to standard error and to a file that rotates.
//!
//! `cargo run --example logging`. The crate logs through the `log` facade and installs nothing, so
//! any logger will do. This one is written out in full, to show what it takes.

#[path = "support/mod.rs"]
mod support;

use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use log::{Level, LevelFilter, Log, Metadata, Record};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("dhis2.log");
    LOGGER.open(path.clone())?;
    log::set_logger(&LOGGER).map_err(|error| error.to_string())?;
    // At trace, `ureq_proto` writes out raw request heads, passwords included. This keeps it, and
    // everything else, from ever getting that far.
    log::set_max_level(LevelFilter::Debug);

    let target = support::server();
    let api = target.builder().connect()?;
    let found: serde_json::Value = api
        .get("dataElements")
        .filter("name:ilike:malaria")
        .fetch()?;
    log::info!("{} data elements on malaria", found["pager"]["total"]);
    for _ in 0..20 {
        api.get("system/ping").fetch_text()?;
    }

    LOGGER.close();
    for file in fs::read_dir(folder.path())? {
        let file = file?;
        println!("{:?}: {} bytes", file.file_name(), file.metadata()?.len());
    }
    Ok(())
}

/// A full log file becomes `dhis2.log.1`, over the one before it.
const MAX_BYTES: u64 = 1_000;

static LOGGER: Logger = Logger {
    file: Mutex::new(None),
};

struct Logger {
    file: Mutex<Option<LogFile>>,
}

struct LogFile {
    path: PathBuf,
    file: File,
    bytes: u64,
}

impl Logger {
    fn open(&self, path: PathBuf) -> std::io::Result<()> {
        let file = File::options().create(true).append(true).open(&path)?;
        let bytes = file.metadata()?.len();
        self.set(Some(LogFile { path, file, bytes }));
        Ok(())
    }

    fn close(&self) {
        self.set(None);
    }

    fn set(&self, file: Option<LogFile>) {
        *self.file.lock().unwrap_or_else(PoisonError::into_inner) = file;
    }
}

impl Log for Logger {
    fn enabled(&self, about: &Metadata<'_>) -> bool {
        // The crate's own lines have the target `dhis2::http`: DEBUG for each attempt, WARN for each
        // retry. Of the libraries below, warnings are enough.
        let is_ureq = about.target().starts_with("ureq");
        about.level() <= if is_ureq { Level::Warn } else { Level::Debug }
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let line = format!("{} {} {}\n", record.level(), record.target(), record.args());
        eprint!("{line}");
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = file.as_mut() {
            if let Err(error) = file.write(&line) {
                eprintln!("the log file cannot be written: {error}");
            }
        }
    }

    fn flush(&self) {}
}

impl LogFile {
    fn write(&mut self, line: &str) -> std::io::Result<()> {
        let length = line.len() as u64;
        if self.bytes > 0 && self.bytes + length > MAX_BYTES {
            fs::rename(&self.path, self.path.with_extension("log.1"))?;
            self.file = File::create(&self.path)?;
            self.bytes = 0;
        }
        self.bytes += length;
        self.file.write_all(line.as_bytes())
    }
}

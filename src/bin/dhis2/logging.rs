//! `-v`: the crate's log lines on the standard error.

use log::{LevelFilter, Log, Metadata, Record};

/// Warnings always; with `-v` the requests too. Other crates are never let through: their traces may
/// hold heads, and so secrets.
pub(crate) fn start(verbose: u8) {
    let level = match verbose {
        0 => LevelFilter::Warn,
        _ => LevelFilter::Debug,
    };
    // Fails only when there is a logger already, and nobody else sets one.
    if log::set_logger(&Lines).is_ok() {
        log::set_max_level(level);
    }
}

struct Lines;

impl Log for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        let target = metadata.target();
        target == "dhis2" || target.starts_with("dhis2::")
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            let level = record.level().as_str().to_ascii_lowercase();
            crate::output::note(format_args!("{level}: {}", record.args()));
        }
    }

    fn flush(&self) {}
}

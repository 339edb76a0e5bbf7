//! Bars on a terminal.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar of bytes on the standard error, unseen where that is no terminal.
pub(crate) fn bytes(name: &str) -> ProgressBar {
    let bar = ProgressBar::no_length().with_message(name.to_owned());
    bar.set_style(style("{msg} {bytes} {bytes_per_sec}"));
    bar
}

/// A hook for transfers: bytes so far, and bytes in all where that is known.
pub(crate) fn hook(bar: &ProgressBar) -> impl FnMut(u64, Option<u64>) + Send + 'static + use<> {
    let bar = bar.clone();
    move |done, total| {
        if let (Some(total), None) = (total, bar.length()) {
            bar.set_length(total);
            bar.set_style(style(BYTES));
        }
        bar.set_position(done);
    }
}

/// A count of things that go on.
pub(crate) fn count(name: &str) -> ProgressBar {
    let bar = ProgressBar::no_length().with_message(name.to_owned());
    bar.set_style(style("{spinner} {msg} {human_pos} in {elapsed}"));
    bar
}

const BYTES: &str = "{msg} {wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {eta}";

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

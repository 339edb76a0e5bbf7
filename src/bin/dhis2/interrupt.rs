//! Ctrl-C: once to stop at the next good place, twice to stop at once.

use std::path::Path;

use dhis2::CancelToken;

use crate::failure::{Failure, INTERRUPTED};

/// A token that Ctrl-C cancels. For commands that have a good place to stop at; without it, Ctrl-C ends
/// the program as it ends any other.
pub(crate) fn token(first_word: &'static str) -> Result<CancelToken, Failure> {
    let token = CancelToken::new();
    let handler = token.clone();
    ctrlc::set_handler(move || {
        if handler.is_cancelled() {
            std::process::exit(i32::from(INTERRUPTED));
        }
        handler.cancel();
        crate::output::note(format_args!("\n{first_word} Once more stops at once."));
    })
    .map_err(deaf)?;
    Ok(token)
}

/// Ctrl-C removes this file, which is not whole yet, and ends the program.
pub(crate) fn remove_on_stop(path: &Path) -> Result<(), Failure> {
    let path = path.to_path_buf();
    ctrlc::set_handler(move || {
        let _ = std::fs::remove_file(&path);
        std::process::exit(i32::from(INTERRUPTED));
    })
    .map_err(deaf)
}

#[allow(clippy::needless_pass_by_value)] // for `map_err`
fn deaf(error: ctrlc::Error) -> Failure {
    Failure::Plain(format!("cannot listen for Ctrl-C: {error}"))
}

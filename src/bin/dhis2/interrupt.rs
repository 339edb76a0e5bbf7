//! Ctrl-C: once to stop at the next good place, twice to stop at once.

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
        eprintln!("\n{first_word} Once more stops at once.");
    })
    .map_err(|error| Failure::Plain(format!("cannot listen for Ctrl-C: {error}")))?;
    Ok(token)
}

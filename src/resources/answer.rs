//! What the platform's endpoints answer to a command: a ticket, an envelope, or nothing.

use crate::error::{DecodeError, Result};
use crate::import::WebMessage;
use crate::request::Request;
use crate::tasks::TaskRef;

/// Sends a command. 2.42 answers most with a 204, 2.43 with an envelope; neither says anything.
pub(super) fn done(request: Request) -> Result<()> {
    request.fetch_bytes().map(drop)
}

/// Sends a command that starts work in the background, and returns the task.
pub(super) fn start(request: Request) -> Result<TaskRef> {
    let ticket: WebMessage = request.fetch()?;
    ticket.task_ref().ok_or_else(|| {
        let said = ticket.message.as_deref().unwrap_or_default();
        DecodeError::new(format!("the answer names no task: {said:?}")).into()
    })
}

//! Long-running work on the server.

mod notification;
mod task_ref;

pub use notification::{Level, Notification};
pub use task_ref::TaskRef;

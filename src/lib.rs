//! A blocking, thread-safe client for DHIS2.

pub mod date;
pub mod error;
pub mod import;
pub mod models;
pub mod tasks;
mod uid;
mod version;

pub use date::{Date, DateTime, Time};
pub use error::{Error, Limit, Result, Sent};
pub use import::{Conflict, ImportReport, WebMessage};
pub use models::{Metadata, Ref};
pub use tasks::{Level, Notification, TaskRef};
pub use uid::{AsUid, Uid};
pub use version::Version;

//! A blocking, thread-safe client for DHIS2.

pub mod clean;
pub mod date;
pub mod error;
pub mod import;
mod json_patch;
pub mod period;
mod pretty;
pub mod query;
pub mod tasks;
mod uid;
mod version;

pub use clean::clean;
pub use date::{Date, DateTime, Time};
pub use error::{Error, Limit, Result, Sent};
pub use import::{Conflict, ImportReport, WebMessage};
pub use json_patch::JsonPatch;
pub use period::{Period, PeriodRange, PeriodType, RelativePeriod};
pub use pretty::{Pretty, pretty};
pub use query::{
    Direction, Fields, Filter, IntoFields, IntoFilter, IntoOrder, Order, RootJunction,
};
pub use tasks::{Level, Notification, TaskRef};
pub use uid::{AsUid, Uid};
pub use version::Version;

//! A blocking, thread-safe client for DHIS2.

mod api;
pub mod auth;
mod cancel;
pub mod clean;
pub mod data_values;
pub mod date;
pub mod error;
mod http;
pub mod import;
mod json;
mod json_patch;
pub mod models;
mod paging;
pub mod period;
mod pretty;
#[cfg(feature = "profiles")]
pub mod profile;
pub mod query;
mod request;
mod response;
pub mod stream;
pub mod system;
pub mod tasks;
mod uid;
mod upload;
mod version;

pub use api::{Api, ApiBuilder};
pub use auth::Auth;
pub use cancel::CancelToken;
pub use clean::clean;
pub use date::{Date, DateTime, Time};
pub use error::{Error, Limit, Result, Sent};
pub use http::body::Body;
pub use http::clock::{Clock, SystemClock};
pub use http::retry::{RetryEvent, RetryPolicy};
pub use http::send::Method;
pub use import::{Conflict, ImportReport, Outcome, Stats, WebMessage};
pub use json_patch::JsonPatch;
pub use models::{Metadata, Ref};
pub use paging::{Items, Page, Pager, Pages};
pub use period::{Period, PeriodRange, PeriodType, RelativePeriod};
pub use pretty::{Pretty, pretty};
pub use query::{
    Direction, Fields, Filter, IntoFields, IntoFilter, IntoOrder, Order, RootJunction,
};
pub use request::{ParamValue, Request};
pub use response::{Response, ResponseReader};
pub use tasks::{Level, Notification, TaskRef};
pub use uid::{AsUid, Uid};
pub use upload::{Multipart, Upload};
pub use version::Version;

//! A blocking, thread-safe client for DHIS2, the health information system that ministries in more
//! than 80 countries report into.
//!
//! ```no_run
//! use dhis2::{Api, Auth, RetryPolicy, Uid};
//!
//! #[derive(serde::Deserialize)]
//! struct Unit { id: Uid, name: String }
//!
//! let api = Api::builder("https://play.im.dhis2.org/stable-2-42-4")
//!     .auth(Auth::basic("admin", "district"))
//!     .retry(RetryPolicy::default())
//!     .connect()?;
//! for unit in api.organisation_units().list().fields("id,name").items_as::<Unit>() {
//!     println!("{}", unit?.name);
//! }
//! # Ok::<_, dhis2::Error>(())
//! ```
//!
//! No async, no runtime: one [`Api`] holds a connection pool and the credentials, is cheap to clone, and
//! is shared by as many threads as wanted. Lists, partitioned imports, task notifications, SQL-view rows
//! and data values are plain iterators, and a gigabyte goes up or down in a few MiB.
//!
//! # What to call
//!
//! | to | call |
//! |---|---|
//! | connect | [`Api::builder`], [`Api::from_env`], [`Api::from_auth_file`] |
//! | ask any endpoint | [`Api::get`] and its siblings, then [`Request::fetch`], [`Request::send`] |
//! | read a list | [`Request::items`], [`Request::pages`], [`Resource::list`](resources::Resource::list) |
//! | read and change metadata | [`Resource`]: `api.data_elements()`, `api.organisation_units()`, … |
//! | import, export and search metadata | [`Api::metadata`] |
//! | import in parts | [`Request::partitioned`] |
//! | judge an import | [`ImportReport`] |
//! | wait for a task | [`Api::tasks`] |
//! | send and fetch files | [`Api::files`] |
//! | run SQL views | [`Api::sql_views`] |
//! | follow persons and events | [`Api::tracker`] |
//! | ask for what DHIS2 worked out | [`Api::analytics`] |
//! | ask about the server | [`Api::system`], [`Api::version`], [`Api::me`] |
//! | look after the server | [`Api::maintenance`], [`Api::data_integrity`] |
//! | run jobs, see what runs when | [`Api::job_configurations`], [`Api::scheduler`] |
//! | install apps, set logos and styles | [`Api::apps`], [`Api::customize`] |
//! | choose languages | [`Api::locales`], [`Api::user_settings`] |
//! | keep values of one's own on the server | [`Api::data_store`], [`Api::user_data_store`] |
//! | write to its users | [`Api::messaging`] |
//! | make a token | [`Api::access_tokens`] |
//!
//! Coming from dhis2.py, see [`docs::dhis2py`]; for the reasons behind all this, [`docs::design`].
//!
//! # Errors
//!
//! Every call returns the one [`Error`]. Its `Display` is a readable line that carries DHIS2's own message,
//! the first refused rows and, for the commonest mistakes, what to do. An importer's 409 is not an error but
//! an [`ImportReport`]: part of the rows may have been taken.
//!
//! # Threads
//!
//! `Api` is `Clone + Send + Sync`; clones share connections, credentials and caches. Builders and iterators
//! own a clone and are `Send`. There is no global state.
//!
//! # Memory
//!
//! What streams ([`Items`], [`Response::copy_to`], uploads, [`stream`]) holds its buffers and one element.
//! What returns a whole value ([`Request::fetch`], [`Pages`]) holds one answer, up to
//! [`max_response_size`](ApiBuilder::max_response_size).
//!
//! # Logging
//!
//! Through the [`log`](https://docs.rs/log) facade, target `dhis2::http`: one line per request at debug, one
//! per retry at warn, without headers, bodies and secrets. Never turn on `ureq_proto=trace` where others
//! read along: that library's own trace shows raw heads, `Authorization` included.
//!
//! # Versions of DHIS2
//!
//! Tested against recordings of 2.42 and 2.43. Newer servers work: unknown fields and words are kept. See
//! [`Api::require`].
//!
//! # Features
//!
//! | feature | what it adds |
//! |---|---|
//! | `rustls` (default) | TLS by rustls, with the platform's root certificates |
//! | `native-tls` | TLS by the operating system's library |
//! | `socks-proxy` | SOCKS proxies |
//! | `brotli` | Brotli-compressed answers |
//! | `oauth2` | sign-in by OAuth2 with PKCE, token stores in memory and in files |
//! | `token-store` | a token store in SQLite |
//! | `profiles` | several servers by name, in TOML files |
//! | `cli` | the command `dhis2`: `cargo install dhis2 --features cli` |

#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
compile_error!("dhis2 needs TLS: the feature `rustls`, which is on by default, or `native-tls`");

pub mod analytics;
mod api;
pub mod auth;
mod cancel;
pub mod clean;
pub mod data_values;
pub mod date;
pub mod docs;
pub mod error;
pub mod files;
mod http;
pub mod import;
mod json;
mod json_patch;
pub mod metadata;
pub mod models;
mod paging;
pub mod partition;
pub mod period;
mod pretty;
#[cfg(feature = "profiles")]
pub mod profile;
pub mod query;
mod request;
pub mod resources;
mod response;
pub mod sql_views;
pub mod stream;
pub mod system;
pub mod tasks;
pub mod tracker;
mod uid;
mod upload;
mod version;
mod words;

pub use api::{Api, ApiBuilder};
pub use auth::Auth;
pub use cancel::CancelToken;
pub use clean::clean;
pub use date::{Date, DateTime, Time};
pub use error::{Error, Limit, Result, Sent};
pub use http::body::Body;
pub use http::clock::{Clock, SystemClock};
pub use http::exchange::Method;
pub use http::retry::{RetryEvent, RetryPolicy};
pub use import::{Conflict, ImportReport, Outcome, Stats, WebMessage};
pub use json_patch::JsonPatch;
pub use models::{Metadata, Ref};
pub use paging::{Items, Page, Pager, Pages};
pub use partition::{Part, PartError, PartitionSummary, Partitioned};
pub use period::{Period, PeriodRange, PeriodType, RelativePeriod};
pub use pretty::{Pretty, pretty};
pub use query::{
    Direction, Fields, Filter, IntoFields, IntoFilter, IntoOrder, Order, RootJunction,
};
pub use request::{ParamValue, Request};
pub use resources::Resource;
pub use response::{Response, ResponseReader};
pub use tasks::{Level, Notification, TaskRef, TaskSummary};
pub use uid::{AsUid, Uid};
pub use upload::{Multipart, Upload};
pub use version::Version;

/// The code of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

//! What DHIS2 says about a write.
//!
//! DHIS2 answers writes in about ten shapes: an object report for one object, a summary for data
//! values, a tree of type reports for metadata, a validation report for the tracker, a ticket for
//! a job, and the flat summaries of old servers; some inside an envelope, some bare. This module
//! reads all of them into two types:
//!
//! - [`WebMessage`] is the envelope as it was sent, with helpers that look into it.
//! - [`ImportReport`] is what it means: an [`Outcome`], the counts ([`Stats`]), and one
//!   [`Conflict`] for each refused row, whatever its shape on the wire.
//!
//! An import is judged by its conflicts, error reports and rejected indexes, never by the HTTP
//! status alone: the same half-good batch of data values is a 409 on DHIS2 2.42 and a 200 on 2.43,
//! and a tracker import that refused every row can be a 200 with the status `OK`. Nor is `ignored`
//! a sign of trouble by itself: rows that equal what is stored are counted there too.
//!
//! ```
//! use dhis2::{ImportReport, Outcome};
//!
//! let body = br#"{"httpStatus":"Conflict","httpStatusCode":409,"status":"WARNING","response":{
//!     "status":"WARNING","importCount":{"imported":1,"updated":0,"ignored":1,"deleted":0},
//!     "conflicts":[{"object":"NoSuchUid11","objects":{"dataElement":"NoSuchUid11"},
//!         "value":"Data element not found or not accessible: `NoSuchUid11`",
//!         "errorCode":"E7610","property":"dataElement","indexes":[1]}],
//!     "rejectedIndexes":[1],"responseType":"ImportSummary"}}"#;
//! let report = ImportReport::from_slice(409, body).unwrap();
//!
//! assert_eq!(report.outcome(), Outcome::Partial);
//! assert_eq!(report.stats().created, 1);
//! let values = ["good", "bad"];
//! for (index, value, conflicts) in report.rejected(&values) {
//!     assert_eq!((index, *value), (1, "bad"));
//!     assert_eq!(conflicts[0].error_code.as_deref(), Some("E7610"));
//! }
//! ```

mod conflict;
mod json;
mod object;
mod parse;
mod part;
mod report;
mod stats;
mod status;
mod web_message;

pub use conflict::Conflict;
pub use object::ObjectResult;
pub use report::{ImportReport, ReportKind};
pub use stats::Stats;
pub use status::{Outcome, Status};
pub use web_message::WebMessage;

//! Long lists sent in parts.
//!
//! A server takes only so much in one request: a proxy refuses a body that is too large, and gives up
//! after a minute. [`Request::partitioned`] cuts any iterator into parts by items and bytes, sends
//! them, and is itself an iterator over what became of each.
//!
//! ```no_run
//! # fn f(api: dhis2::Api, units: Vec<serde_json::Value>) -> dhis2::Result<()> {
//! let parts = api
//!     .post("metadata")
//!     .param("importStrategy", "CREATE_AND_UPDATE")
//!     .idempotent(true)
//!     .partitioned("organisationUnits", units)
//!     .max_items(500)
//!     .concurrency(4)
//!     .checkpoint("units.ckpt");
//! for part in parts {
//!     match part {
//!         Ok(part) => println!("{:?}: {}", part.range(), part.report()),
//!         Err(error) => eprintln!("{error}"), // and on with the next part
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! A part that DHIS2 answered with a report is `Ok`, also when the report refuses rows; look at
//! [`Part::report`]. A part that got none is a [`PartError`], which tells whether it may have been
//! written, and the iteration goes on. [`Partitioned::run`] sends everything and sums up.
//!
//! Parts are consecutive and handed out in order. DHIS2 looks for the objects an item refers to in
//! the same part and among those it has: put parents before their children.
//!
//! # Doubling nothing
//!
//! Whether a part may be sent twice is for the request to say:
//! [`idempotent(true)`](Request::idempotent) for imports that create or update objects with uids of
//! their own, and for data values. Then the request's [`RetryPolicy`](crate::RetryPolicy) applies to
//! broken connections, timeouts, 502 and 503. Without it a part of which nobody knows is reported, and
//! never sent again.
//!
//! # Adapting to the server
//!
//! - After a 413 (too large), a 504 or a timeout (too slow) the part is halved and sent again, and
//!   those after it are smaller; after some good ones they grow again. A part that may have been
//!   written is halved only if the request is idempotent; a pause of 5 s goes before that, because
//!   behind a proxy that gave up, DHIS2 still works. A 504 of DHIS2 itself, with its JSON, needs none.
//! - A 429 is always waited for, as long as its `Retry-After` says, up to 10 minutes, and halves the
//!   number of parts under way. These waits, and the pause above, end early when the run is stopped.
//! - Everything else is up to the request's own retry policy, part by part.
//!
//! # Checkpoints
//!
//! With [`checkpoint`](Partitioned::checkpoint) each part is written to a file before it is sent, and
//! again when it is answered; both are on the disk before the next thing happens. A second run with
//! the same input reads the parts that were answered, checks that they are the same by a hash, and
//! skips them ([`Part::skipped`]). A part that was sent and not answered is sent again if the request
//! is idempotent, else it is an error ([`Sent::Maybe`](crate::Sent::Maybe)) each time. An answer
//! that refuses rows is an answer: mend them and send them by themselves, see
//! [`rejected_to`](Partitioned::rejected_to).
//!
//! A checkpoint belongs to one request (URL, parameters, list, fixed fields) and one input. With
//! another request it is refused before anything is sent, with another input at the first part that
//! differs. Items may be added at the end of the input. They must
//! become the same JSON in each run, so no `HashMap` whose order varies. If the file cannot be
//! written, nothing more is sent. It is locked while it is in use; after an iterator is dropped in the
//! middle, until the parts under way are answered.
//!
//! # Memory
//!
//! The input is read as parts are needed. In memory are the parts under way and as many waiting, as
//! JSON; the caller's items are gone once they are written.

mod bisect;
mod blame;
mod checkpoint;
mod engine;
mod hash;
mod job;
mod ledger;
mod lines;
mod part;
mod partitioned;
mod reader;
mod rejects;
mod run;
mod send;
mod size;
mod summary;

use serde::Serialize;

pub(crate) use job::Group;
pub use part::{Part, PartError, RejectedItem};
pub use partitioned::Partitioned;
pub(crate) use reader::{Fault, WriteNext, group_fields, write as write_item};
pub use rejects::{RejectedItems, rejected_items};
pub use summary::{PartitionSummary, Progress};

use crate::Request;

impl Request {
    /// Sends items in parts, as `{"key":[item,item,…]}`: an iterator over the answers.
    ///
    /// See [`partition`](crate::partition).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api, values: Vec<serde_json::Value>) -> dhis2::Result<()> {
    /// let summary = api
    ///     .post("dataValueSets")
    ///     .idempotent(true)
    ///     .partitioned("dataValues", values)
    ///     .field("dataSet", "DsMonthly01")
    ///     .run()?;
    /// println!("{summary}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn partitioned<I>(self, key: impl Into<String>, items: I) -> Partitioned<I::IntoIter>
    where
        I: IntoIterator<Item: Serialize>,
    {
        let items = items.into_iter();
        let total = exact(&items);
        Partitioned::new(self, key.into(), items, reader::write_plain, total)
    }

    /// As [`partitioned`](Self::partitioned), for an iterator that can fail, such as the values of
    /// another server. Its first error ends the run after what was read before it was sent, and is the
    /// last item.
    pub fn partitioned_results<I, T, E>(
        self,
        key: impl Into<String>,
        items: I,
    ) -> Partitioned<I::IntoIter>
    where
        I: IntoIterator<Item = Result<T, E>>,
        T: Serialize,
        E: std::error::Error + Send + Sync + 'static,
    {
        let items = items.into_iter();
        let total = exact(&items);
        Partitioned::new(self, key.into(), items, reader::write_result, total)
    }

    /// As [`partitioned`](Self::partitioned), for items that come with fields of their own to stand
    /// beside the list. A part holds consecutive items whose fields are the same: DHIS2 2.43 wants the
    /// values of each data set in a request of its own, with `dataSet` in the body.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api, values: Vec<(String, serde_json::Value)>) -> dhis2::Result<()> {
    /// use serde_json::json;
    ///
    /// let items = values.into_iter().map(|(data_set, value)| (json!({"dataSet": data_set}), value));
    /// let summary = api.post("dataValueSets").partitioned_groups("dataValues", items).run()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn partitioned_groups<I, G, T>(
        self,
        key: impl Into<String>,
        items: I,
    ) -> Partitioned<I::IntoIter>
    where
        I: IntoIterator<Item = (G, T)>,
        G: Serialize,
        T: Serialize,
    {
        let items = items.into_iter();
        let total = exact(&items);
        Partitioned::new(self, key.into(), items, reader::write_grouped, total)
    }

    /// Sends what `write` makes of a source, which may fail and leave items out.
    pub(crate) fn partitioned_source<S>(
        self,
        key: &str,
        source: S,
        write: WriteNext<S>,
    ) -> Partitioned<S> {
        Partitioned::new(self, key.to_owned(), source, write, None)
    }
}

fn exact(items: &impl Iterator) -> Option<u64> {
    let (least, most) = items.size_hint();
    most.filter(|most| *most == least)
        .and_then(|most| u64::try_from(most).ok())
}

//! Imports of any length, in parts.

use std::fmt;
use std::time::Duration;

use serde::Serialize;
use serde_json::{Value, json};

use super::options::{AtomicMode, FlushMode, IdKind, ReportMode, Strategy, ValidationMode};
use super::params::{Params, import_setters};
use super::{Tracker, bundle};
use crate::data_values::IdScheme;
use crate::partition::Partitioned;
use crate::words::closed_words;
use crate::{Error, Result};

closed_words! {
    /// A list of a [bundle](super::TrackerBundle).
    BundleList {
        /// Tracked entities, with or without what hangs on them.
        TrackedEntities = "trackedEntities",
        /// Enrollments, with or without their events.
        Enrollments = "enrollments",
        /// Events.
        Events = "events",
        /// Relationships.
        Relationships = "relationships",
    }
}

impl Tracker {
    /// Begins an import of any number of objects of one kind, in parts: `POST /api/tracker` for each.
    ///
    /// An object is never cut: a tracked entity goes up with its enrollments and their events. Every
    /// object, nested ones too, needs a uid of its own, as that is how DHIS2 names the refused ones.
    /// One without ends the run, after the parts before it.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api, entities: Vec<dhis2::tracker::TrackedEntity>) -> dhis2::Result<()> {
    /// use dhis2::tracker::{AtomicMode, BundleList};
    ///
    /// let import = api.tracker().import_in_parts(BundleList::TrackedEntities, entities);
    /// // One that is refused does not keep the others of its part out.
    /// let parts = import.atomic_mode(AtomicMode::Object).parts();
    /// for part in parts.max_items(200).concurrency(4).checkpoint("entities.ckpt") {
    ///     let part = part.map_err(|failed| failed.into_error())?;
    ///     println!("{:?}: {}", part.range(), part.report());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn import_in_parts<I>(&self, list: BundleList, items: I) -> TrackerParts<I::IntoIter>
    where
        I: IntoIterator<Item: Serialize>,
    {
        TrackerParts::new(self, list, items.into_iter(), next_value)
    }

    /// As [`import_in_parts`](Self::import_in_parts), for an iterator that can fail, such as the
    /// [items](super::Events::items) of another server. Its first error ends the run, after the parts
    /// before it.
    ///
    /// ```no_run
    /// # fn f(source: dhis2::Api, target: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::tracker::{BundleList, OrgUnitMode};
    ///
    /// let visits = source.tracker().events("PrSupervis2").org_unit("OuVelmora01");
    /// let visits = visits.org_unit_mode(OrgUnitMode::Descendants).fields(
    ///     "event,program,programStage,orgUnit,occurredAt,status,dataValues[dataElement,value]",
    /// );
    /// let import = target.tracker().import_results_in_parts(BundleList::Events, visits.items());
    /// println!("{}", import.parts().run()?);
    /// # Ok(())
    /// # }
    /// ```
    pub fn import_results_in_parts<I, T>(
        &self,
        list: BundleList,
        items: I,
    ) -> TrackerParts<I::IntoIter>
    where
        I: IntoIterator<Item = Result<T>>,
        T: Serialize,
    {
        TrackerParts::new(self, list, items.into_iter(), next_result)
    }
}

/// An import in parts; see [`Tracker::import_in_parts`].
#[must_use = "nothing is sent before parts are asked for"]
pub struct TrackerParts<I> {
    tracker: Tracker,
    items: TrackerItems<I>,
    params: Params,
}

import_setters!(TrackerParts<I>);

impl<I> TrackerParts<I> {
    fn new(tracker: &Tracker, list: BundleList, items: I, next: Next<I>) -> Self {
        Self {
            tracker: tracker.clone(),
            items: TrackerItems {
                list,
                items,
                next,
                index: 0,
            },
            params: Params::new(),
        }
    }
}

impl<I: Iterator> TrackerParts<I> {
    /// The parts, to be set up further ([size](Partitioned::max_items),
    /// [workers](Partitioned::concurrency), [checkpoint](Partitioned::checkpoint)) and then sent by
    /// iterating over them or by [`run`](Partitioned::run).
    ///
    /// Refused objects are named by their place in the whole input
    /// ([`Part::rejected`](crate::partition::Part::rejected)). A part may be sent again after a broken
    /// connection unless the strategy is [`Strategy::Create`] or [`Strategy::Delete`].
    ///
    /// With [`AtomicMode::All`] one refused object keeps all of its part out; use
    /// [`AtomicMode::Object`], or [`bisect`](Partitioned::bisect). Objects that name one another must
    /// be in this order: what is named, then what names it, with one worker.
    pub fn parts(self) -> Partitioned<TrackerItems<I>> {
        let request = self.params.request(&self.tracker.api, false, true);
        request.partitioned_results(self.items.list.as_str(), self.items)
    }
}

impl<I> fmt::Debug for TrackerParts<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TrackerParts")
            .field("items", &self.items)
            .field("params", &self.params)
            .finish_non_exhaustive()
    }
}

type Next<I> = fn(&mut I) -> Option<Result<Value>>;

fn next_value<I: Iterator<Item: Serialize>>(items: &mut I) -> Option<Result<Value>> {
    items.next().map(|item| to_value(&item))
}

fn next_result<I, T>(items: &mut I) -> Option<Result<Value>>
where
    I: Iterator<Item = Result<T>>,
    T: Serialize,
{
    let item = items.next()?;
    Some(item.and_then(|item| to_value(&item)))
}

fn to_value(item: &impl Serialize) -> Result<Value> {
    serde_json::to_value(item).map_err(|error| {
        let text = error.to_string();
        Error::invalid("item", text, "an object that can be written as JSON")
    })
}

/// The objects of an import in parts, checked one by one; made by [`TrackerParts::parts`].
#[must_use = "an iterator does nothing until it is asked for its items"]
pub struct TrackerItems<I> {
    list: BundleList,
    items: I,
    next: Next<I>,
    index: u64,
}

impl<I: Iterator> Iterator for TrackerItems<I> {
    type Item = Result<Value>;

    fn next(&mut self) -> Option<Result<Value>> {
        let item = (self.next)(&mut self.items)?;
        let index = self.index;
        self.index += 1;
        Some(item.and_then(|item| {
            let mut list = json!({});
            list[self.list.as_str()] = Value::Array(vec![item]);
            if !bundle::has_all_uids(&list) {
                let what = format!("item {index} of {}", self.list);
                let expected =
                    "an object with a uid of its own, and with uids of all that is in it";
                return Err(Error::invalid(what, "", expected));
            }
            let item = list[self.list.as_str()][0].take();
            Ok(item)
        }))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.items.size_hint()
    }
}

impl<I> fmt::Debug for TrackerItems<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TrackerItems")
            .field("list", &self.list)
            .field("index", &self.index)
            .finish_non_exhaustive()
    }
}

//! What was changed of a tracked entity or an event, by whom and when.

use std::fmt::Display;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Tracker, TrackerUser};
use crate::paging::{Items, Pages};
use crate::query::IntoOrder;
use crate::request::Request;
use crate::uid::AsUid;
use crate::words::open_words;
use crate::{DateTime, Error, Result};

open_words! {
    /// What was done to a value.
    ChangeType {
        /// It was entered.
        Create = "CREATE",
        /// It was replaced by another.
        Update = "UPDATE",
        /// It was taken away.
        Delete = "DELETE",
    }
}

/// One change of one value, from [`Tracker::tracked_entity_changes`] or [`Tracker::event_changes`].
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ChangeLog {
    /// Who made it.
    pub created_by: Option<TrackerUser>,
    /// When it was made, in the server's time zone.
    pub created_at: Option<DateTime>,
    /// What was done.
    pub r#type: ChangeType,
    /// What was changed, and how.
    pub change: Change,
}

/// The value that was changed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "Map<String, Value>")]
#[non_exhaustive]
pub struct Change {
    /// What it is the value of.
    pub of: Changed,
    /// The value before; none when it was created.
    pub previous_value: Option<String>,
    /// The value after; none when it was deleted.
    pub current_value: Option<String>,
}

/// What a changed value is the value of.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Changed {
    /// An attribute of a tracked entity, by its uid.
    Attribute(String),
    /// A data element of an event, by its uid.
    DataElement(String),
    /// A field of an event: `occurredAt`, `scheduledAt`, `geometry`. From DHIS2 2.42 on.
    Field(String),
    /// Something that is not known here: the JSON name of its kind.
    Other(String),
}

impl From<Map<String, Value>> for Change {
    /// `{"dataValue": {"dataElement": …, "previousValue": …, "currentValue": …}}`
    fn from(map: Map<String, Value>) -> Self {
        let (kind, change) = map
            .into_iter()
            .find(|(_, change)| change.is_object())
            .unwrap_or_default();
        let text = |key: &str| change.get(key).and_then(Value::as_str).map(str::to_owned);
        let named = |key: &str| text(key).unwrap_or_default();
        Self {
            of: match kind.as_str() {
                "attributeValue" => Changed::Attribute(named("attribute")),
                "dataValue" => Changed::DataElement(named("dataElement")),
                "eventField" => Changed::Field(named("field")),
                _ => Changed::Other(kind),
            },
            previous_value: text("previousValue"),
            current_value: text("currentValue"),
        }
    }
}

impl Tracker {
    /// Begins the list of what was changed of a tracked entity's attributes, the newest first:
    /// `GET /api/tracker/trackedEntities/{uid}/changeLogs`. Needs DHIS2 2.41.
    ///
    /// From 2.43 on, changes are kept only while the type of the tracked entity says so, which a new one
    /// does not: see `api.tracked_entity_types().set_change_log_enabled(..)`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let changes = api.tracker().tracked_entity_changes("oUvqaBEOORa");
    /// for log in changes.attribute("TaGivenNam1").items() {
    ///     let log = log?;
    ///     println!("{:?}: {:?} -> {:?}", log.created_at, log.change.previous_value, log.change.current_value);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn tracked_entity_changes(&self, uid: impl AsUid) -> TrackedEntityChanges {
        TrackedEntityChanges(Query::new(self, "trackedEntities", uid))
    }

    /// Begins the list of what was changed of an event's values and fields, the newest first:
    /// `GET /api/tracker/events/{uid}/changeLogs`. Needs DHIS2 2.41.
    ///
    /// From 2.43 on, changes are kept only while the program says so, which a new one does not:
    /// [`set_change_log_enabled`](crate::Resource::set_change_log_enabled).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::tracker::{ChangeType, Changed};
    ///
    /// for log in api.tracker().event_changes("I6XrLQekGbZ").items() {
    ///     let log = log?;
    ///     if let (ChangeType::Delete, Changed::DataElement(uid)) = (&log.r#type, &log.change.of) {
    ///         println!("{uid} was {:?}", log.change.previous_value);
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn event_changes(&self, uid: impl AsUid) -> EventChanges {
        EventChanges(Query::new(self, "events", uid))
    }
}

/// The changes of a tracked entity; see [`Tracker::tracked_entity_changes`].
///
/// DHIS2 takes one condition. They need DHIS2 2.42: 2.41 ignores them.
#[derive(Debug)]
#[must_use = "a list does nothing until it is read"]
pub struct TrackedEntityChanges(Query);

/// The changes of an event; see [`Tracker::event_changes`].
///
/// DHIS2 takes one condition. They need DHIS2 2.42: 2.41 ignores them.
#[derive(Debug)]
#[must_use = "a list does nothing until it is read"]
pub struct EventChanges(Query);

impl TrackedEntityChanges {
    /// Only those of this attribute. `filter=attribute:eq:`
    pub fn attribute(mut self, attribute: impl AsUid) -> Self {
        self.0 = self.0.filter_uid("attribute", attribute);
        self
    }
}

impl EventChanges {
    /// Only those of this data element. `filter=dataElement:eq:`
    pub fn data_element(mut self, data_element: impl AsUid) -> Self {
        self.0 = self.0.filter_uid("dataElement", data_element);
        self
    }

    /// Only those of this field: `occurredAt`, `scheduledAt` or `geometry`. `filter=field:eq:`
    pub fn field(mut self, field: &str) -> Self {
        self.0 = self.0.filter("field", field);
        self
    }
}

macro_rules! read {
    ($name:ident, $orders:literal) => {
        impl $name {
            /// Only those that this user made. `filter=username:eq:`
            pub fn username(mut self, username: &str) -> Self {
                self.0 = self.0.filter("username", username);
                self
            }

            #[doc = concat!("The order, in place of the newest first, by one of ", $orders, ". `order=`")]
            pub fn order(mut self, order: impl IntoOrder) -> Self {
                self.0.request = self.0.request.order(order);
                self
            }

            /// The changes one by one, over all pages.
            ///
            /// The first item is [`Error::UnsupportedVersion`](crate::Error::UnsupportedVersion)
            /// where the server has no change logs, or ignores the condition.
            pub fn items(self) -> Items<ChangeLog> {
                self.0.request().items_as()
            }

            /// The pages.
            pub fn pages(self) -> Pages<ChangeLog> {
                self.0.request().pages_as()
            }

            /// All changes, in memory.
            ///
            /// # Errors
            ///
            /// The first error of the run.
            pub fn collect_all(self) -> Result<Vec<ChangeLog>> {
                self.items().collect()
            }
        }
    };
}

read!(
    TrackedEntityChanges,
    "`createdAt`, `username` and `attribute`"
);
read!(EventChanges, "`createdAt`, `username` and `change`");

#[derive(Debug)]
struct Query {
    request: Request,
    is_filtered: bool,
}

impl Query {
    fn new(tracker: &Tracker, list: &str, uid: impl AsUid) -> Self {
        let request = tracker.api.get("");
        Self {
            request: request.or_fail(uid.as_uid(), |request, uid| {
                request.at(&format!("tracker/{list}/{uid}/changeLogs"))
            }),
            is_filtered: false,
        }
    }

    fn filter(mut self, of: &str, value: impl Display) -> Self {
        let value = value.to_string();
        let checked = if self.is_filtered {
            Err("one condition: DHIS2 takes no second one")
        } else if value.is_empty() || value.contains(':') {
            // The server cuts at colons, and has no escape for them here.
            Err("text without a colon")
        } else {
            Ok(format!("{of}:eq:{value}"))
        };
        let checked = checked.map_err(|expected| Error::invalid(of, value, expected));
        self.request = self
            .request
            .or_fail(checked, |request, text| request.param("filter", text));
        self.is_filtered = true;
        self
    }

    fn filter_uid(mut self, of: &str, uid: impl AsUid) -> Self {
        match uid.as_uid() {
            Ok(uid) => self.filter(of, uid),
            Err(error) => {
                self.request = fail(self.request, error);
                self
            }
        }
    }

    fn request(mut self) -> Request {
        if let Some(error) = self.request.take_error() {
            return fail(self.request, error);
        }
        let (what, version) = if self.is_filtered {
            ("a condition on change logs", "2.42")
        } else {
            ("the list of change logs", "2.41")
        };
        let supported = self.request.api().require_for(what, version);
        self.request.or_fail(supported, |request, ()| request)
    }
}

fn fail(request: Request, error: Error) -> Request {
    request.or_fail(Err::<(), _>(error), |request, ()| request)
}

//! What an import sends.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::{Enrollment, Event, Relationship, TrackedEntity};
use crate::uid::Uid;
use crate::{Error, Result};

/// Objects to be imported together, nested or flat.
///
/// A tracked entity may carry its enrollments and these their events, or each may stand in its own
/// list and name the others by uid.
///
/// ```
/// use dhis2::Uid;
/// use dhis2::tracker::{Event, EventValue, TrackerBundle};
///
/// let event = Event {
///     event: Some(Uid::generate()),
///     program: Some("PrSupervis2".into()),
///     program_stage: Some("PsSupervis3".into()),
///     org_unit: Some("OuFacility2".into()),
///     occurred_at: Some("2026-08-01".parse::<dhis2::Date>()?.into()),
///     data_values: Some(vec![EventValue::new("ftv4GPoJ6F0", 26)]),
///     ..Event::default()
/// };
/// let bundle = TrackerBundle { events: vec![event], ..TrackerBundle::default() };
/// assert_eq!(bundle.len(), 1);
/// # Ok::<_, dhis2::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TrackerBundle {
    /// Tracked entities, with or without what hangs on them.
    pub tracked_entities: Vec<TrackedEntity>,
    /// Enrollments of tracked entities that are there already, or in the bundle.
    pub enrollments: Vec<Enrollment>,
    /// Events of enrollments that are there already, or in the bundle, or of event programs.
    pub events: Vec<Event>,
    /// Relationships.
    pub relationships: Vec<Relationship>,
}

impl TrackerBundle {
    /// How many objects the lists hold, without those within others.
    pub fn len(&self) -> usize {
        let entities = self.tracked_entities.len() + self.enrollments.len();
        entities + self.events.len() + self.relationships.len()
    }

    /// Whether there is nothing to import.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Serialize for TrackerBundle {
    /// Writes the lists that are not empty.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if !self.tracked_entities.is_empty() {
            map.serialize_entry("trackedEntities", &self.tracked_entities)?;
        }
        if !self.enrollments.is_empty() {
            map.serialize_entry("enrollments", &self.enrollments)?;
        }
        if !self.events.is_empty() {
            map.serialize_entry("events", &self.events)?;
        }
        if !self.relationships.is_empty() {
            map.serialize_entry("relationships", &self.relationships)?;
        }
        map.end()
    }
}

/// The lists of a bundle, with the name of the identifier of their objects.
const LISTS: [(&str, &str); 4] = [
    ("trackedEntities", "trackedEntity"),
    ("enrollments", "enrollment"),
    ("events", "event"),
    ("relationships", "relationship"),
];

/// Refuses what DHIS2 would answer with `OK` and write nothing of.
pub(super) fn check(bundle: &Value) -> Result<()> {
    let Value::Object(lists) = bundle else {
        return Err(Error::invalid(
            "bundle",
            "",
            "an object with lists of objects",
        ));
    };
    let mut rows = 0;
    for (name, list) in lists {
        match list {
            Value::Array(list) if LISTS.iter().any(|(known, _)| known == name) => {
                rows += list.len();
            }
            _ => {
                let expected = "lists by the names `trackedEntities`, `enrollments`, `events` and \
                                `relationships`: DHIS2 ignores others without a word";
                return Err(Error::invalid("bundle", name, expected));
            }
        }
    }
    if rows == 0 {
        return Err(Error::invalid("bundle", "", "one object or more"));
    }
    Ok(())
}

/// Whether every object has a uid of its own, so that importing it twice writes it once.
pub(super) fn has_all_uids(bundle: &Value) -> bool {
    LISTS.iter().all(|(list, id)| {
        let rows = bundle.get(list).and_then(Value::as_array);
        rows.into_iter().flatten().all(|row| {
            let own = row.get(id).and_then(Value::as_str);
            own.is_some_and(Uid::is_valid) && has_all_uids(row)
        })
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_the_server_would_ignore_is_refused() {
        assert!(check(&json!({"events": [{}]})).is_ok());
        for bundle in [
            json!([]),
            json!({}),
            json!({"events": []}),
            json!({"event": [{}]}),
            json!({"events": [{}], "trackedEntity": []}),
            json!({"events": {}}),
        ] {
            assert!(check(&bundle).is_err(), "{bundle}");
        }
    }

    #[test]
    fn uids_are_looked_for_at_every_depth() {
        let bundle = |event: Value| {
            json!({"trackedEntities": [{"trackedEntity": "oUvqaBEOORa", "enrollments": [
                {"enrollment": "MfszWj03BlC", "events": [event]}]}]})
        };
        assert!(has_all_uids(&bundle(json!({"event": "I6XrLQekGbZ"}))));
        assert!(!has_all_uids(&bundle(json!({}))));
        assert!(!has_all_uids(&bundle(json!({"event": "short"}))));
    }
}

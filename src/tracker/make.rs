//! Making objects that are to be sent, and looking into those that came.

use std::fmt::Display;

use super::{
    AttributeValue, Enrollment, Event, EventStatus, EventValue, Relationship, RelationshipEnd,
    TrackedEntity,
};
use crate::uid::Uid;
use crate::{Error, Result};

impl AttributeValue {
    /// The value of an attribute, to be sent.
    pub fn new(attribute: impl Into<String>, value: impl Display) -> Self {
        Self {
            attribute: Some(attribute.into()),
            value: Some(value.to_string()),
            ..Self::default()
        }
    }
}

impl EventValue {
    /// The value of a data element, to be sent.
    pub fn new(data_element: impl Into<String>, value: impl Display) -> Self {
        Self {
            data_element: Some(data_element.into()),
            value: Some(value.to_string()),
            ..Self::default()
        }
    }
}

impl Relationship {
    /// A relationship of a type, with a new uid, to be sent.
    pub fn new(
        relationship_type: impl Into<String>,
        from: RelationshipEnd,
        to: RelationshipEnd,
    ) -> Self {
        Self {
            relationship: Some(Uid::generate()),
            relationship_type: Some(relationship_type.into()),
            from: Some(from),
            to: Some(to),
            ..Self::default()
        }
    }
}

impl RelationshipEnd {
    /// The end at a tracked entity.
    pub fn tracked_entity(uid: Uid) -> Self {
        let end = TrackedEntity {
            tracked_entity: Some(uid),
            ..TrackedEntity::default()
        };
        Self {
            tracked_entity: Some(end),
            ..Self::default()
        }
    }

    /// The end at an enrollment.
    pub fn enrollment(uid: Uid) -> Self {
        let end = Enrollment {
            enrollment: Some(uid),
            ..Enrollment::default()
        };
        Self {
            enrollment: Some(end),
            ..Self::default()
        }
    }

    /// The end at an event.
    pub fn event(uid: Uid) -> Self {
        let end = Event {
            event: Some(uid),
            ..Event::default()
        };
        Self {
            event: Some(end),
            ..Self::default()
        }
    }
}

impl TrackedEntity {
    /// The value of an attribute by its uid, where it has one.
    pub fn attribute(&self, attribute: &str) -> Option<&str> {
        find(self.attributes.as_deref(), attribute)
    }
}

impl Enrollment {
    /// The value of an attribute by its uid, where it has one.
    pub fn attribute(&self, attribute: &str) -> Option<&str> {
        find(self.attributes.as_deref(), attribute)
    }
}

impl Event {
    /// The value of a data element by its uid, where it has one.
    pub fn value(&self, data_element: &str) -> Option<&str> {
        let mut values = self.data_values.iter().flatten();
        let found = values.find(|value| value.data_element.as_deref() == Some(data_element))?;
        found.value.as_deref()
    }

    /// What the server would refuse of its dates.
    pub(super) fn check_dates(&self) -> Result<()> {
        let status = self.status.as_ref().unwrap_or(&EventStatus::Active);
        let happened = matches!(
            status,
            EventStatus::Active | EventStatus::Completed | EventStatus::Visited
        );
        if happened && self.occurred_at.is_none() {
            let expected = format!("a date, as the event is {status} (E1031)");
            return Err(Error::invalid("occurredAt", "", expected));
        }
        if *status == EventStatus::Schedule && self.scheduled_at.is_none() {
            return Err(Error::invalid(
                "scheduledAt",
                "",
                "a date, as the event is SCHEDULE",
            ));
        }
        Ok(())
    }
}

fn find<'a>(values: Option<&'a [AttributeValue]>, attribute: &str) -> Option<&'a str> {
    let mut values = values.into_iter().flatten();
    let found = values.find(|value| value.attribute.as_deref() == Some(attribute))?;
    found.value.as_deref()
}

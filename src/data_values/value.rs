//! One data value.

use std::fmt;

use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::date::DateTime;

/// One aggregate data value: what was counted of a data element, in a period, at an organisation
/// unit.
///
/// The identifiers are text, not uids: what they are depends on the
/// [id scheme](super::IdScheme). In JSON, `value` may come as a number or a truth value, and is
/// always written as text, which is all that DHIS2 2.43 takes.
///
/// ```
/// use dhis2::data_values::DataValue;
///
/// let mut value = DataValue::new("DeMalariaC1", "202601", "OuFacNoGeo1", 97);
/// value.comment = Some("late".into());
/// let json = serde_json::to_string(&value)?;
/// assert_eq!(json, r#"{"dataElement":"DeMalariaC1","period":"202601","orgUnit":"OuFacNoGeo1","value":"97","comment":"late"}"#);
///
/// let read: DataValue = serde_json::from_str(r#"{"dataElement":"DeMalariaC1","value":97}"#)?;
/// assert_eq!(read.value.as_deref(), Some("97"));
/// assert_eq!(read.period, "");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DataValue {
    /// The data element.
    pub data_element: String,
    /// The period, such as `202601`. Empty where only the head of the set names it.
    pub period: String,
    /// The organisation unit. Empty where only the head of the set names it.
    pub org_unit: String,
    /// The disaggregation; the default one unless given.
    pub category_option_combo: Option<String>,
    /// The attribute option combination; the default one unless given.
    pub attribute_option_combo: Option<String>,
    /// The value.
    pub value: Option<String>,
    /// Who entered it.
    pub stored_by: Option<String>,
    /// When it was entered.
    pub created: Option<DateTime>,
    /// When it was last changed.
    pub last_updated: Option<DateTime>,
    /// A remark.
    pub comment: Option<String>,
    /// Whether it is marked for a second look.
    pub followup: Option<bool>,
    /// Whether it was deleted. In an import, `true` deletes the value.
    pub deleted: Option<bool>,
    /// What else the server sent.
    pub extra: Map<String, Value>,
}

impl DataValue {
    /// A value with the default combinations. `period` is a [`Period`](crate::Period) or its text;
    /// `value` is whatever can be displayed.
    pub fn new(
        data_element: impl Into<String>,
        period: impl fmt::Display,
        org_unit: impl Into<String>,
        value: impl fmt::Display,
    ) -> Self {
        Self {
            data_element: data_element.into(),
            period: period.to_string(),
            org_unit: org_unit.into(),
            value: Some(value.to_string()),
            ..Self::default()
        }
    }

    /// Whether there is nothing in `value` but blanks. DHIS2 takes that for a deletion in some
    /// forms, and refuses it in others.
    pub fn is_blank(&self) -> bool {
        self.value
            .as_deref()
            .is_none_or(|value| value.trim().is_empty())
    }
}

impl Serialize for DataValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        fn put<M: SerializeMap, T: Serialize>(
            map: &mut M,
            key: &'static str,
            value: Option<&T>,
        ) -> Result<(), M::Error> {
            value.map_or(Ok(()), |value| map.serialize_entry(key, value))
        }
        let given = |text: &String| !text.is_empty();
        let mut map = serializer.serialize_map(None)?;
        put(
            &mut map,
            "dataElement",
            Some(&self.data_element).filter(|t| given(t)),
        )?;
        put(&mut map, "period", Some(&self.period).filter(|t| given(t)))?;
        put(
            &mut map,
            "orgUnit",
            Some(&self.org_unit).filter(|t| given(t)),
        )?;
        put(
            &mut map,
            "categoryOptionCombo",
            self.category_option_combo.as_ref(),
        )?;
        put(
            &mut map,
            "attributeOptionCombo",
            self.attribute_option_combo.as_ref(),
        )?;
        put(&mut map, "value", self.value.as_ref())?;
        put(&mut map, "storedBy", self.stored_by.as_ref())?;
        put(&mut map, "created", self.created.as_ref())?;
        put(&mut map, "lastUpdated", self.last_updated.as_ref())?;
        put(&mut map, "comment", self.comment.as_ref())?;
        put(&mut map, "followup", self.followup.as_ref())?;
        put(&mut map, "deleted", self.deleted.as_ref())?;
        for (key, value) in &self.extra {
            if Key::of(key) == Key::Other {
                map.serialize_entry(key, value)?;
            }
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for DataValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members { exported: false })
    }
}

/// A value of an export: none of its identifiers may be null. DHIS2 2.42 sends null for an object
/// that lacks the code (or whatever names it), and values of different objects become one.
pub(super) struct Exported(pub(super) DataValue);

impl<'de> Deserialize<'de> for Exported {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer
            .deserialize_map(Members { exported: true })
            .map(Self)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    DataElement,
    Period,
    OrgUnit,
    CategoryOptionCombo,
    AttributeOptionCombo,
    Value,
    StoredBy,
    Created,
    LastUpdated,
    Comment,
    Followup,
    Deleted,
    Other,
}

impl Key {
    fn of(name: &str) -> Self {
        match name {
            "dataElement" => Self::DataElement,
            "period" => Self::Period,
            "orgUnit" => Self::OrgUnit,
            "categoryOptionCombo" => Self::CategoryOptionCombo,
            "attributeOptionCombo" => Self::AttributeOptionCombo,
            "value" => Self::Value,
            "storedBy" => Self::StoredBy,
            "created" => Self::Created,
            "lastUpdated" => Self::LastUpdated,
            "comment" => Self::Comment,
            // `/api/dataEntry/dataValues` writes it the other way.
            "followup" | "followUp" => Self::Followup,
            "deleted" => Self::Deleted,
            _ => Self::Other,
        }
    }
}

/// A key, kept as text only where it is not known.
enum Name {
    Known(Key),
    Other(String),
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names;
        impl Visitor<'_> for Names {
            type Value = Name;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a field's name")
            }

            fn visit_str<E>(self, name: &str) -> Result<Name, E> {
                Ok(match Key::of(name) {
                    Key::Other => Name::Other(name.to_owned()),
                    key => Name::Known(key),
                })
            }
        }
        deserializer.deserialize_identifier(Names)
    }
}

struct Members {
    exported: bool,
}

impl<'de> Visitor<'de> for Members {
    type Value = DataValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a data value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<DataValue, A::Error> {
        let mut value = DataValue::default();
        while let Some(name) = map.next_key()? {
            let key = match name {
                Name::Known(key) => key,
                Name::Other(name) => {
                    value.extra.insert(name, map.next_value()?);
                    continue;
                }
            };
            match key {
                Key::Followup => value.followup = map.next_value()?,
                Key::Deleted => value.deleted = map.next_value()?,
                key => {
                    let Text(text) = map.next_value()?;
                    if self.exported && text.is_none() {
                        refuse_null(key)?;
                    }
                    value.put(key, text);
                }
            }
        }
        if self.exported && value.data_element.is_empty() {
            return Err(A::Error::missing_field("dataElement"));
        }
        Ok(value)
    }
}

fn refuse_null<E: serde::de::Error>(key: Key) -> Result<(), E> {
    let name = match key {
        Key::DataElement => "dataElement",
        Key::Period => "period",
        Key::OrgUnit => "orgUnit",
        Key::CategoryOptionCombo => "categoryOptionCombo",
        Key::AttributeOptionCombo => "attributeOptionCombo",
        _ => return Ok(()),
    };
    Err(E::custom(format_args!(
        "{name} is null: the object has nothing that the id scheme could name it by"
    )))
}

impl DataValue {
    fn put(&mut self, key: Key, text: Option<String>) {
        match key {
            Key::DataElement => self.data_element = text.unwrap_or_default(),
            Key::Period => self.period = text.unwrap_or_default(),
            Key::OrgUnit => self.org_unit = text.unwrap_or_default(),
            Key::CategoryOptionCombo => self.category_option_combo = text,
            Key::AttributeOptionCombo => self.attribute_option_combo = text,
            Key::Value => self.value = text,
            Key::StoredBy => self.stored_by = text,
            Key::Created => self.created = text.map(|text| DateTime::as_sent(&text)),
            Key::LastUpdated => self.last_updated = text.map(|text| DateTime::as_sent(&text)),
            Key::Comment => self.comment = text,
            Key::Followup | Key::Deleted | Key::Other => {}
        }
    }
}

/// A scalar as text.
struct Text(Option<String>);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Scalars)
    }
}

struct Scalars;

impl Visitor<'_> for Scalars {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text, a number or a truth value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Text, E> {
        Ok(Text(Some(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Text, E> {
        Ok(Text(Some(text)))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Text, E> {
        Ok(Text(Some(value.to_string())))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Text, E> {
        Ok(Text(Some(value.to_string())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Text, E> {
        Ok(Text(Some(value.to_string())))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Text, E> {
        Ok(Text(Some(value.to_string())))
    }

    fn visit_unit<E>(self) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_none<E>(self) -> Result<Text, E> {
        Ok(Text(None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_kept_and_written_back() {
        let text =
            r#"{"dataElement":"a","value":"1","followUp":true,"deleted":false,"options":["x"]}"#;
        let value: DataValue = serde_json::from_str(text).unwrap();
        assert_eq!(value.followup, Some(true));
        assert_eq!(value.extra["options"][0], "x");
        let written = serde_json::to_value(&value).unwrap();
        assert_eq!(written["options"][0], "x");
        assert_eq!(written["followup"], true);
        assert!(written.get("period").is_none());
    }

    #[test]
    fn numbers_and_truth_values_become_text() {
        for (json, text) in [("12", "12"), ("-1.5", "-1.5"), ("true", "true")] {
            let value: DataValue = serde_json::from_str(&format!("{{\"value\":{json}}}")).unwrap();
            assert_eq!(value.value.as_deref(), Some(text));
        }
        assert!(serde_json::from_str::<DataValue>(r#"{"value":[1]}"#).is_err());
    }

    #[test]
    fn a_null_identifier_is_refused_in_an_export_alone() {
        let text = r#"{"dataElement":"a","categoryOptionCombo":null,"value":"1","comment":null}"#;
        let value: DataValue = serde_json::from_str(text).unwrap();
        assert_eq!(value.category_option_combo, None);
        let error = serde_json::from_str::<Exported>(text).err().unwrap();
        assert!(
            error.to_string().contains("categoryOptionCombo is null"),
            "{error}"
        );
    }
}

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::Resource;
use crate::error::{Error, NotFoundError, Result};
use crate::json_patch::JsonPatch;
use crate::models::{Attribute, Metadata};
use crate::query::Filter;
use crate::uid::{AsUid, Uid};

/// Which attribute: by its uid, or by its uid or code as text.
///
/// A text is looked up (one request), because a code may look like a uid; a [`Uid`] is taken as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum AttributeKey {
    /// The uid.
    Uid(Uid),
    /// The uid or the code.
    Text(String),
}

impl From<Uid> for AttributeKey {
    fn from(uid: Uid) -> Self {
        Self::Uid(uid)
    }
}

impl From<&str> for AttributeKey {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for AttributeKey {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// What a look-up reads.
const FIELDS: &str = "id,attributeValues[value,attribute[id]]";

#[derive(Deserialize)]
struct Holder {
    id: Option<Uid>,
    /// Absent for kinds that have none.
    #[serde(rename = "attributeValues")]
    values: Option<Vec<Map<String, Value>>>,
}

impl Holder {
    fn value(&self, attribute: Uid) -> Option<&str> {
        let mut rows = self.values.iter().flatten();
        rows.find(|row| is_of(row, attribute))?
            .get("value")?
            .as_str()
    }
}

fn is_of(row: &Map<String, Value>, attribute: Uid) -> bool {
    row.get("attribute")
        .is_some_and(|of| of["id"].as_str() == Some(attribute.as_str()))
}

impl Resource<Attribute> {
    /// The uid of an attribute, by its uid or its code: `GET /api/attributes?query=…`. A uid wins over a code
    /// that looks the same.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] when there is none.
    pub fn resolve(&self, key: impl Into<AttributeKey>) -> Result<Uid> {
        let key = match key.into() {
            AttributeKey::Uid(uid) => return Ok(uid),
            AttributeKey::Text(key) => key,
        };
        if key.is_empty() {
            return Err(Error::invalid("attribute", key, "a uid or a code"));
        }
        let mut by_code = None;
        let rows = self.list().query(key.as_str()).fields("id,code");
        for row in rows.items_as::<Value>() {
            let row = row?;
            let id = row["id"].as_str().unwrap_or_default();
            if id == key {
                return id.parse();
            }
            if row["code"] == *key {
                by_code = Some(id.parse()?);
            }
        }
        by_code.ok_or_else(|| {
            Error::NotFound(Box::new(NotFoundError::new(
                "attribute with uid or code",
                key,
            )))
        })
    }
}

impl<T: Metadata> Resource<T> {
    /// The value of an attribute, `None` where the object has none:
    /// `GET /api/{plural}/{uid}?fields=id,attributeValues[value,attribute[id]]`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let his_code = api.organisation_units().attribute_value("OuVelmora01", "HIS_CODE")?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get), and [`Error::NotFound`] when there is no such attribute.
    pub fn attribute_value(
        &self,
        uid: impl AsUid,
        attribute: impl Into<AttributeKey>,
    ) -> Result<Option<String>> {
        let uid = uid.as_uid()?;
        let attribute = self.api().attributes().resolve(attribute)?;
        let holder: Holder = self.get_as(uid, FIELDS)?;
        Ok(holder.value(attribute).map(str::to_owned))
    }

    /// Sets the value of an attribute: reads the object's values and patches them, nothing else
    /// (`PATCH /api/{plural}/{uid}`). A value that is there already sends no patch.
    ///
    /// # Errors
    ///
    /// As [`attribute_value`](Self::attribute_value) and [`patch`](Self::patch): DHIS2 refuses a value that does
    /// not fit the attribute, or one that another object has where they are unique.
    pub fn set_attribute_value(
        &self,
        uid: impl AsUid,
        attribute: impl Into<AttributeKey>,
        value: &str,
    ) -> Result<()> {
        let uid = uid.as_uid()?;
        let attribute = self.api().attributes().resolve(attribute)?;
        let holder: Holder = self.get_as(uid, FIELDS)?;
        if holder.value(attribute) == Some(value) {
            return Ok(());
        }
        let row = json!({ "value": value, "attribute": { "id": attribute } });
        self.patch_values(uid, attribute, holder, Some(row))
    }

    /// Takes the value of an attribute away; false where there was none. Reads the object's values and patches
    /// them (`PATCH /api/{plural}/{uid}`).
    ///
    /// # Errors
    ///
    /// As [`set_attribute_value`](Self::set_attribute_value).
    pub fn delete_attribute_value(
        &self,
        uid: impl AsUid,
        attribute: impl Into<AttributeKey>,
    ) -> Result<bool> {
        let uid = uid.as_uid()?;
        let attribute = self.api().attributes().resolve(attribute)?;
        let holder: Holder = self.get_as(uid, FIELDS)?;
        if !holder
            .values
            .iter()
            .flatten()
            .any(|row| is_of(row, attribute))
        {
            return Ok(false);
        }
        self.patch_values(uid, attribute, holder, None)?;
        Ok(true)
    }

    /// The objects with this value of an attribute, compared exactly on this side, too:
    /// `GET /api/{plural}?filter={attribute}:eq:{value}`. DHIS2 cuts a filter at commas, and would find
    /// nothing; for a value with a comma it is asked for the longest part between them (`:like:`), or for all
    /// objects that have a value (`:!null`).
    ///
    /// # Errors
    ///
    /// As [`attribute_value`](Self::attribute_value), and [`Error::InvalidInput`] for an empty value.
    pub fn find_by_attribute(
        &self,
        attribute: impl Into<AttributeKey>,
        value: &str,
    ) -> Result<Vec<Uid>> {
        let attribute = self.api().attributes().resolve(attribute)?;
        let filter = narrowing(attribute, value)?;
        let mut found = Vec::new();
        for holder in self
            .list()
            .filter(filter)
            .fields(FIELDS)
            .items_as::<Holder>()
        {
            let holder = holder?;
            if holder.value(attribute) == Some(value) {
                found.extend(holder.id);
            }
        }
        Ok(found)
    }

    fn patch_values(
        &self,
        uid: Uid,
        attribute: Uid,
        holder: Holder,
        row: Option<Value>,
    ) -> Result<()> {
        let is_there = holder.values.is_some();
        let others = holder.values.into_iter().flatten();
        let mut values: Vec<Value> = others
            .filter(|row| !is_of(row, attribute))
            .map(Value::Object)
            .collect();
        values.extend(row);
        let pointer = "/attributeValues";
        let patch = if is_there {
            JsonPatch::new().replace(pointer, values)
        } else {
            JsonPatch::new().add(pointer, values)
        };
        self.patch(uid, &patch).map(drop)
    }
}

/// A filter that lets the objects with a value through, and as few others as it can.
fn narrowing(attribute: Uid, value: &str) -> Result<Filter> {
    let attribute = attribute.as_str();
    if !value.contains(',') {
        return Filter::eq(attribute, value);
    }
    let parts = value.split(',').map(str::trim).rev();
    // The first of several.
    let longest = parts.max_by_key(|part| part.len());
    let like = longest.and_then(|part| Filter::like(attribute, part).ok());
    like.map_or_else(|| Filter::not_null(attribute), Ok)
}

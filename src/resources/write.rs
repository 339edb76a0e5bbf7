use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::Resource;
use crate::api::Api;
use crate::error::{DecodeError, Error, Result};
use crate::import::{ImportReport, WebMessage};
use crate::json_patch::JsonPatch;
use crate::models::Metadata;
use crate::query::Filter;
use crate::request::Request;
use crate::uid::{AsUid, Uid};

/// An object that was made.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Created {
    /// Its uid: the one it was given, or the one the server chose.
    pub uid: Uid,
    /// DHIS2's answer.
    pub message: WebMessage,
}

/// What [`Resource::upsert_by`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Upserted {
    /// There was none with this key.
    Created(Uid),
    /// There was one, and it was changed.
    Updated(Uid),
}

/// Kinds whose `PUT` loses what they show, or may: it empties a visualization's dimensions and refuses a map.
/// They are written through the metadata importer.
const NOT_BY_PUT: [&str; 6] = [
    "dashboards",
    "visualizations",
    "eventVisualizations",
    "eventCharts",
    "eventReports",
    "maps",
];

impl<T: Metadata> Resource<T> {
    /// Makes an object: `POST /api/{plural}`. One with a uid of its own can be sent twice: the second
    /// time is a 409.
    ///
    /// # Errors
    ///
    /// [`Error::Api`] with the rows of DHIS2's report when it is refused.
    pub fn create(&self, object: &T) -> Result<Created> {
        let message = checked(Self::on_this_server(
            self.api().post(T::PLURAL).json(object),
        ))?;
        let uid = match message.created_uid() {
            Some(uid) => uid.parse()?,
            None => object.uid().ok_or_else(|| {
                Error::from(DecodeError::new("the answer names no uid of what was made"))
            })?,
        };
        Ok(Created { uid, message })
    }

    /// Changes an object: reads it whole, lays the members of `object` over it, and puts it back.
    ///
    /// DHIS2's `PUT` replaces: what it is not given (sharing, translations, members, code) is lost, and
    /// a restricted object becomes public. So an object that was read with few fields, or made anew with
    /// an id and a name, changes just what it holds. A member that is null there is cleared. To put an
    /// object as it is, use [`replace`](Self::replace); to change a few members without reading, use
    /// [`patch`](Self::patch).
    ///
    /// The same holds one step further in: an object inside (`sharing`, `style`) is laid over what is
    /// there unless it is a reference to another one, and so is each row of a list that has the id of a
    /// row that is there. The list itself is taken as it is: a row that is not in it is gone.
    ///
    /// Nothing locks the object: what somebody else changes between the two requests is put back.
    ///
    /// `GET /api/{plural}/{uid}?fields=:owner`, `PUT /api/{plural}/{uid}`
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for an object without an id; as [`get`](Self::get) and
    /// [`create`](Self::create).
    pub fn update(&self, object: &T) -> Result<WebMessage> {
        let uid = required_uid(object)?;
        self.put_over(&uid, to_value(object)?)
    }

    /// Reads an object whole, lays changes over it, and puts it back.
    pub(super) fn put_over(&self, uid: &Uid, changes: Value) -> Result<WebMessage> {
        let mut whole: Map<String, Value> = self.object(uid)?.fields(":owner").fetch()?;
        if let Value::Object(changes) = changes {
            lay_over(&mut whole, changes);
        }
        self.put(uid, &Value::Object(whole))
    }

    /// Puts an object as it is: `PUT /api/{plural}/{uid}`. Whatever it does not hold is lost on the
    /// server; see [`update`](Self::update).
    ///
    /// # Errors
    ///
    /// As [`update`](Self::update).
    pub fn replace(&self, object: &T) -> Result<WebMessage> {
        let uid = required_uid(object)?;
        self.put(&uid, &to_value(object)?)
    }

    pub(super) fn put(&self, uid: &Uid, object: &Value) -> Result<WebMessage> {
        if NOT_BY_PUT.contains(&T::PLURAL) {
            let payload = json!({ T::PLURAL: [object] });
            let request = self.api().post("metadata").idempotent(true).json(&payload);
            let report = request
                .param("importStrategy", "UPDATE")
                .param("atomicMode", "ALL")
                .send_import()?
                .into_result()?;
            return took_some(report, 1).map(|report| message_of(&report));
        }
        let mut object = object.clone();
        drop_back_references(&mut object, T::SINGULAR);
        checked(Self::on_this_server(
            self.api().put(Self::path(uid)?).json(&object),
        ))
    }

    /// Changes single members: `PATCH /api/{plural}/{uid}` with JSON Patch.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::JsonPatch;
    ///
    /// let patch = JsonPatch::new().replace("/name", "Malaria cases").remove("/code");
    /// api.data_elements().patch("DeMalariaC1", &patch)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a patch that DHIS2 would answer with a 500; [`Error::Api`] when it is
    /// refused.
    pub fn patch(&self, uid: impl AsUid, patch: &JsonPatch) -> Result<WebMessage> {
        patch.check()?;
        let request = self.api().patch(Self::path(&uid)?);
        checked(Self::on_this_server(request.json(patch)))
    }

    /// Deletes an object: `DELETE /api/{plural}/{uid}`.
    ///
    /// # Errors
    ///
    /// When there is none, or others refer to it (409 `E4030`). DHIS2 answers 200 for a built-in default
    /// and deletes nothing: that is an error here. When the request was sent again because the first
    /// answer was lost, a 404 means that the first one did it.
    pub fn delete(&self, uid: impl AsUid) -> Result<()> {
        let uid = uid.as_uid()?;
        let message: WebMessage =
            match Self::on_this_server(self.api().delete(Self::path(&uid)?)).fetch() {
                Err(Error::Api(error)) if error.status() == 404 && error.attempts() > 1 => {
                    return Ok(());
                }
                answer => answer?,
            };
        let deleted = message
            .response
            .as_ref()
            .is_some_and(|response| response["uid"].is_string());
        if deleted {
            return Ok(());
        }
        Err(Error::from(
            DecodeError::new(format!(
                "DHIS2 said OK, but did not delete {} {uid}",
                T::SINGULAR
            ))
            .hint_text("built-in defaults cannot be deleted"),
        ))
    }

    /// Makes an object, or changes the one that has the same value under `property`, such as `code`.
    /// That one keeps its id, whatever the id of `object` is, and what `object` does not hold, as with
    /// [`update`](Self::update).
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] when the object has no such value, or several objects on the server have
    /// it; as [`create`](Self::create) and [`update`](Self::update).
    pub fn upsert_by(&self, property: &str, object: &T) -> Result<Upserted> {
        let mut value = to_value(object)?;
        let key = value[property].as_str().map(str::to_owned).ok_or_else(|| {
            Error::invalid(
                property,
                value[property].to_string(),
                "a text to find the object by",
            )
        })?;
        match self.find_unique(property, &key)? {
            None => Ok(Upserted::Created(self.create(object)?.uid)),
            Some(uid) => {
                value["id"] = Value::from(uid.as_str());
                self.put_over(&uid, value)?;
                Ok(Upserted::Updated(uid))
            }
        }
    }

    /// The one object with this value, compared exactly on this side.
    pub(super) fn find_unique(&self, property: &str, key: &str) -> Result<Option<Uid>> {
        let found = self.find_all(property, key)?;
        match found.as_slice() {
            [] => Ok(None),
            [uid] => Ok(Some(*uid)),
            several => {
                let uids: Vec<&str> = several.iter().map(Uid::as_str).collect();
                let expected = format!("a value that one object has, not {}", uids.join(", "));
                Err(Error::invalid(property, key, expected))
            }
        }
    }

    pub(super) fn find_all(&self, property: &str, key: &str) -> Result<Vec<Uid>> {
        if key.is_empty() {
            return Err(Error::invalid(
                property,
                key,
                "a text to find the object by",
            ));
        }
        // A comma would cut a filter's value: a search, compared afterwards, stands in.
        let list = match Filter::eq(property, key) {
            Ok(filter) => self.list().filter(filter),
            Err(_) if matches!(property, "name" | "code" | "id") => self.list().query(key),
            Err(error) => return Err(error),
        };
        let mut uids = Vec::new();
        for row in list.fields(format!("id,{property}")).items_as::<Value>() {
            let row = row?;
            if row[property].as_str() == Some(key) {
                uids.push(row["id"].as_str().unwrap_or_default().parse()?);
            }
        }
        Ok(uids)
    }
}

pub(super) fn to_value(object: &impl serde::Serialize) -> Result<Value> {
    serde_json::to_value(object)
        .map_err(|error| Error::invalid("object", error.to_string(), "a value that is JSON"))
}

pub(super) fn required_uid<T: Metadata>(object: &T) -> Result<Uid> {
    object.uid().ok_or_else(|| {
        let name = object.name().unwrap_or_default();
        Error::invalid("object", name, format!("a {} with an id", T::SINGULAR))
    })
}

/// Members of owned lists name their owner again (`dataSetElements[].dataSet`), which a `PUT` refuses.
fn drop_back_references(object: &mut Value, owner: &str) {
    let Value::Object(members) = object else {
        return;
    };
    for (name, list) in members {
        let is_owned = name.ends_with("Elements") || name.ends_with("Attributes");
        let Value::Array(list) = list else { continue };
        if is_owned {
            for entry in list.iter_mut().filter_map(Value::as_object_mut) {
                entry.remove(owner);
            }
        }
    }
}

/// Patches the object at a path.
pub(super) fn patch_at(api: &Api, path: &str, steps: &JsonPatch) -> Result<WebMessage> {
    steps.check()?;
    checked(api.patch(path).json(steps))
}

/// Sends a write, and fails where the answer refuses it, whatever its status is.
pub(super) fn checked(request: Request) -> Result<WebMessage> {
    let message: Option<WebMessage> = request.fetch()?;
    let message = message.unwrap_or_default();
    message.import_report().into_result()?;
    Ok(message)
}

/// DHIS2 skips kinds that it does not know: a 200 that counts nothing.
pub(crate) fn took_some(report: ImportReport, sent: usize) -> Result<ImportReport> {
    let nothing = report.is_ok() && report.stats().total == 0 && report.task_ref().is_none();
    if sent == 0 || !nothing {
        return Ok(report);
    }
    Err(Error::from(DecodeError::new(format!(
        "DHIS2 said OK, but took none of {sent} objects: it does not know the kind"
    ))))
}

/// Lays members over those of an object, and so one step further in.
fn lay_over(whole: &mut Map<String, Value>, changes: Map<String, Value>) {
    for (name, new) in changes {
        let value = match (whole.remove(&name), new) {
            (Some(Value::Object(mut old)), Value::Object(new))
                if old.get("id") == new.get("id") =>
            {
                old.extend(new);
                Value::Object(old)
            }
            (Some(Value::Array(old)), Value::Array(new)) => Value::Array(lay_rows_over(old, new)),
            (_, new) => new,
        };
        whole.insert(name, value);
    }
}

fn lay_rows_over(old: Vec<Value>, new: Vec<Value>) -> Vec<Value> {
    let mut known: HashMap<String, Map<String, Value>> = old
        .into_iter()
        .filter_map(|row| match row {
            Value::Object(row) => Some((row.get("id")?.as_str()?.to_owned(), row)),
            _ => None,
        })
        .collect();
    let lay = |row: Value| match row {
        Value::Object(row) => {
            let id = row.get("id").and_then(Value::as_str).unwrap_or_default();
            let mut whole = known.remove(id).unwrap_or_default();
            whole.extend(row);
            Value::Object(whole)
        }
        other => other,
    };
    new.into_iter().map(lay).collect()
}

fn message_of(report: &ImportReport) -> WebMessage {
    WebMessage {
        http_status_code: report.http_status(),
        status: report.status().cloned(),
        response: report.raw().cloned(),
        ..WebMessage::default()
    }
}

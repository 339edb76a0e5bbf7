//! One data value at a time.

use std::fmt;

use serde_json::{Value, json};

use super::value::DataValue;
use crate::api::Api;
use crate::period::Period;
use crate::request::Request;
use crate::uid::{AsUid, joined_uids};
use crate::{Error, Result};

/// One data value; made by [`DataValueSets::value`](super::DataValueSets::value).
///
/// There is no dry run: DHIS2 ignores the parameter here and writes. A dry run of an
/// [import](super::Import) with this one value does what is wanted.
///
/// ```no_run
/// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
/// let value = || api.data_values().value("DeStockAct1", "202608", "OuFacility2");
/// value().comment("counted twice").set("23")?;
/// assert_eq!(value().get()?.as_deref(), Some("23"));
/// value().delete()?;
/// assert_eq!(value().get()?, None);
/// # Ok(())
/// # }
/// ```
#[must_use = "it does nothing until it is got, set or deleted"]
pub struct SingleValue {
    api: Api,
    key: Vec<(&'static str, String)>,
    more: Vec<(&'static str, String)>,
    error: Option<Error>,
}

impl SingleValue {
    pub(super) fn new(
        api: Api,
        data_element: impl AsUid,
        period: &str,
        org_unit: impl AsUid,
    ) -> Self {
        let value = Self {
            api,
            key: Vec::new(),
            more: Vec::new(),
            error: None,
        };
        value
            .uid("de", data_element)
            .checked("pe", period.parse::<Period>().map(|_| period.to_owned()))
            .uid("ou", org_unit)
    }

    /// The category option combination; the default one unless given. `co=`
    pub fn category_option_combo(self, uid: impl AsUid) -> Self {
        self.uid("co", uid)
    }

    /// The attribute category combination with its options; the default unless given. It is not
    /// the combination of the *options*, which this endpoint does not take. `cc=`, `cp=`
    pub fn attribute<I: IntoIterator<Item: AsUid>>(self, combo: impl AsUid, options: I) -> Self {
        let options = joined_uids(options).and_then(|options| {
            if options.is_empty() {
                Err(Error::invalid("attribute", "", "one option or more"))
            } else {
                Ok(options)
            }
        });
        self.uid("cc", combo).checked("cp", options)
    }

    /// The data set. 2.43 needs it for an element that is in several. `ds=`
    pub fn data_set(self, uid: impl AsUid) -> Self {
        self.uid("ds", uid)
    }

    /// A remark that is written with the value.
    pub fn comment(mut self, comment: impl Into<String>) -> Self {
        self.more.push(("comment", comment.into()));
        self
    }

    /// Whether the value is marked for a second look when it is written.
    pub fn follow_up(mut self, follow_up: bool) -> Self {
        self.more.push(("followUp", follow_up.to_string()));
        self
    }

    /// Whether a super user skips the checks of time and locking.
    pub fn force(mut self, force: bool) -> Self {
        self.more.push(("force", force.to_string()));
        self
    }

    /// The value, or `None` when there is none: `GET /api/dataValues`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn get(self) -> Result<Option<String>> {
        let request = self.keyed(|api| api.get("dataValues"))?;
        match request.fetch::<Vec<Value>>() {
            Ok(values) => Ok(values.into_iter().next().map(|value| match value {
                Value::String(text) => text,
                other => other.to_string(),
            })),
            Err(error) if is_missing(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes the value: `POST /api/dataValues`. It travels in the body, not in the URL.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a blank value, which would delete: see
    /// [`delete`](Self::delete). [`Error::Api`] when the value does not fit its data element.
    pub fn set(self, value: impl fmt::Display) -> Result<()> {
        let value = value.to_string();
        if value.trim().is_empty() {
            let expected = "a value; DHIS2 would delete the stored one for a blank";
            return Err(Error::invalid("value", value, expected));
        }
        if let Some(error) = self.error {
            return Err(error);
        }
        let form = self
            .key
            .into_iter()
            .chain([("value", value)])
            .chain(self.more);
        // The same value twice is the same as once.
        self.api
            .post("dataValues")
            .form(form)
            .idempotent(true)
            .fetch()
    }

    /// Deletes the value: `DELETE /api/dataValues`. Returns whether there was one; 2.43 says so
    /// even if there was none.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send).
    pub fn delete(self) -> Result<bool> {
        let request = self.keyed(|api| api.delete("dataValues"))?;
        match request.send() {
            Ok(_) => Ok(true),
            Err(error) if is_missing(&error) => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn keyed(self, request: impl FnOnce(&Api) -> Request) -> Result<Request> {
        match self.error {
            Some(error) => Err(error),
            None => Ok(request(&self.api).params(self.key)),
        }
    }

    fn uid(self, name: &'static str, uid: impl AsUid) -> Self {
        self.checked(name, uid.as_uid().map(|uid| uid.to_string()))
    }

    fn checked(mut self, name: &'static str, value: Result<String>) -> Self {
        match value {
            Ok(value) => {
                self.key.retain(|(known, _)| *known != name);
                self.key.push((name, value));
            }
            Err(error) => {
                self.error.get_or_insert(error);
            }
        }
        self
    }
}

impl fmt::Debug for SingleValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SingleValue")
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

/// No such value: 404 on 2.43; 409 on 2.42, which only the message tells from other refusals.
fn is_missing(error: &Error) -> bool {
    let Some(message) = error.web_message() else {
        return false;
    };
    let says_so = message
        .message
        .as_deref()
        .is_some_and(|m| m.contains("does not exist"));
    match error.status() {
        Some(404) => true,
        Some(409) => message.error_code.is_none() && says_so,
        _ => false,
    }
}

/// The key of a value as the follow-up endpoints take it.
pub(super) fn marked(value: &DataValue, follow_up: bool) -> Value {
    let mut key = json!({
        "dataElement": value.data_element,
        "period": value.period,
        "orgUnit": value.org_unit,
        "followup": follow_up,
    });
    let combos = [
        ("categoryOptionCombo", &value.category_option_combo),
        ("attributeOptionCombo", &value.attribute_option_combo),
    ];
    for (name, combo) in combos {
        if let Some(combo) = combo {
            key[name] = combo.as_str().into();
        }
    }
    key
}

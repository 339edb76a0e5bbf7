//! System settings, the calendar among them.

use serde_json::{Map, Value};

use super::System;
use crate::error::{Error, Result};
use crate::http::url::segment;
use crate::import::WebMessage;

const CALENDAR: &str = "keyCalendar";

/// The calendars DHIS2 knows.
const CALENDARS: [&str; 9] = [
    "coptic",
    "ethiopian",
    "gregorian",
    "islamic",
    "iso8601",
    "julian",
    "nepali",
    "persian",
    "thai",
];

impl System {
    /// A system setting as text, `true` and `false` for truth values; `None` when there is none of
    /// this name. Kept for the client's `cache_ttl`. `GET /api/systemSettings/{key}`
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// assert_eq!(api.system().setting("applicationTitle")?.as_deref(), Some("DHIS 2"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn setting(&self, key: &str) -> Result<Option<String>> {
        let path = path(key)?;
        self.api.settings_cache().get(key, || {
            let answer: Option<Map<String, Value>> = self.api.get(path).fetch_opt()?;
            Ok(match answer.and_then(|mut map| map.remove(key)) {
                None | Some(Value::Null) => None,
                Some(Value::String(text)) => Some(text),
                Some(other) => Some(other.to_string()),
            })
        })
    }

    /// All system settings, as the server sends them. Not kept. `GET /api/systemSettings`
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn settings(&self) -> Result<Map<String, Value>> {
        self.api.get("systemSettings").fetch()
    }

    /// Sets a system setting. `POST /api/systemSettings/{key}`, with the value as `text/plain` in
    /// UTF-8.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for an empty value, which DHIS2 takes for none: see
    /// [`delete_setting`](Self::delete_setting). Else as [`Request::fetch`](crate::Request::fetch).
    pub fn set_setting(&self, key: &str, value: &str) -> Result<()> {
        let path = path(key)?;
        if value.is_empty() {
            return Err(Error::invalid(
                "value",
                "",
                "a text; delete_setting puts a setting back to its default",
            ));
        }
        let result = self.api.post(path).text(value).idempotent(true).fetch();
        // Also after a failure: the answer may be all that was lost.
        self.api.settings_cache().invalidate(Some(key));
        result.map(|_: WebMessage| ())
    }

    /// Puts a system setting back to its default. `DELETE /api/systemSettings/{key}`
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn delete_setting(&self, key: &str) -> Result<()> {
        let result = self.api.delete(path(key)?).fetch_bytes();
        self.api.settings_cache().invalidate(Some(key));
        result.map(drop)
    }

    /// The name of the calendar: the setting `keyCalendar`, `iso8601` where it is not set.
    /// `GET /api/systemSettings/keyCalendar`
    ///
    /// # Errors
    ///
    /// As [`setting`](Self::setting).
    pub fn calendar(&self) -> Result<String> {
        let calendar = self.setting(CALENDAR)?.filter(|name| !name.is_empty());
        Ok(calendar.unwrap_or_else(|| "iso8601".to_owned()))
    }

    /// Sets the calendar: `iso8601`, `ethiopian`, `nepali` … Some versions (2.42.4) answer that it is
    /// set and do not keep it: ask [`calendar`](Self::calendar) afterwards.
    /// `POST /api/systemSettings/keyCalendar`
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a calendar that DHIS2 does not have; else as
    /// [`set_setting`](Self::set_setting).
    pub fn set_calendar(&self, name: &str) -> Result<()> {
        if !CALENDARS.contains(&name) {
            return Err(Error::invalid(
                "calendar",
                name,
                format!("one of {}", CALENDARS.join(", ")),
            ));
        }
        self.set_setting(CALENDAR, name)
    }
}

fn path(key: &str) -> Result<String> {
    Ok(format!("systemSettings/{}", segment("key", key)?))
}

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

    /// Some system settings, as the server sends them; an unknown one is an empty text. Not kept.
    /// `GET /api/systemSettings?key=…&key=…`
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn settings_of<K: Into<String>>(
        &self,
        keys: impl IntoIterator<Item = K>,
    ) -> Result<Map<String, Value>> {
        let keys: Vec<String> = keys.into_iter().map(Into::into).collect();
        if keys.is_empty() {
            // Without a key, the server sends all.
            return Ok(Map::new());
        }
        self.api.get("systemSettings").param("key", keys).fetch()
    }

    /// Sets system settings in one request: `POST /api/systemSettings`, with the values as texts. The
    /// server takes all or, when it does not know one of the names, none. Without any, nothing is sent.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// api.system().set_settings([
    ///     ("applicationTitle", "Health of Velmora"),
    ///     ("keyApplicationFooter", "Ministry of Health"),
    /// ])?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for an empty name or value: see
    /// [`delete_settings`](Self::delete_settings). Else as [`Request::fetch`](crate::Request::fetch).
    pub fn set_settings<K: Into<String>, V: Into<String>>(
        &self,
        settings: impl IntoIterator<Item = (K, V)>,
    ) -> Result<()> {
        let mut body = Map::new();
        for (key, value) in settings {
            let (key, value) = (key.into(), value.into());
            if key.is_empty() {
                return Err(Error::invalid("key", key, "the name of a setting"));
            }
            if value.is_empty() {
                let expected = "a text; delete_settings puts settings back to their defaults";
                return Err(Error::invalid(&key, value, expected));
            }
            body.insert(key, Value::String(value));
        }
        if body.is_empty() {
            return Ok(());
        }
        let request = self.api.post("systemSettings").json(&body);
        let result = request.idempotent(true).fetch();
        for key in body.keys() {
            self.api.settings_cache().invalidate(Some(key));
        }
        result.map(|_: WebMessage| ())
    }

    /// Puts system settings back to their defaults: `DELETE /api/systemSettings?key=…&key=…`. Without
    /// any, nothing is sent.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn delete_settings<K: Into<String>>(
        &self,
        keys: impl IntoIterator<Item = K>,
    ) -> Result<()> {
        let keys: Vec<String> = keys.into_iter().map(Into::into).collect();
        if keys.is_empty() {
            return Ok(());
        }
        let request = self.api.delete("systemSettings");
        let result = request.param("key", keys.as_slice()).fetch_bytes();
        for key in &keys {
            self.api.settings_cache().invalidate(Some(key));
        }
        result.map(drop)
    }

    /// A text setting in a language, such as `fr`; what is set for all where there is no translation.
    /// Not kept. `GET /api/systemSettings/{key}?locale=`
    ///
    /// # Errors
    ///
    /// When there is no such setting ([`Error::is_not_found`]), and as
    /// [`Request::fetch_text`](crate::Request::fetch_text).
    pub fn setting_translation(&self, key: &str, locale: &str) -> Result<String> {
        let request = self.api.get(path(key)?);
        request.param("locale", locale).fetch_text()
    }

    /// Sets a text setting in a language: `POST /api/systemSettings/{key}?locale=`, with the text as
    /// `text/plain` in UTF-8. Titles, notices and footers have translations.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// api.system().set_setting_translation("applicationTitle", "fr", "Santé de Velmora")?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for an empty locale; else as [`Request::fetch`](crate::Request::fetch).
    pub fn set_setting_translation(&self, key: &str, locale: &str, text: &str) -> Result<()> {
        let path = path(key)?;
        if locale.is_empty() {
            return Err(Error::invalid("locale", locale, "a language such as `fr`"));
        }
        let request = self.api.post(path).param("locale", locale).text(text);
        let result = request.idempotent(true).fetch();
        self.api.settings_cache().invalidate(Some(key));
        result.map(|_: WebMessage| ())
    }

    /// Removes the text of a setting in a language: `DELETE /api/systemSettings/{key}?locale=`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for an empty locale; else as [`Request::fetch`](crate::Request::fetch).
    pub fn delete_setting_translation(&self, key: &str, locale: &str) -> Result<()> {
        let path = path(key)?;
        if locale.is_empty() {
            // Without it, the setting itself would go.
            return Err(Error::invalid("locale", locale, "a language such as `fr`"));
        }
        let request = self.api.delete(path).param("locale", locale);
        let result = request.fetch_bytes();
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

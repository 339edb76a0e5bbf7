//! What a user has chosen: languages, e-mail notices, how names are shown.
//!
//! ```no_run
//! # fn f(api: dhis2::Api) -> dhis2::Result<()> {
//! api.user_settings().set("keyUiLocale", "fr")?;
//! let theirs = api.user_settings().of("M5zQapPyTZI")?.get("keyUiLocale")?;
//! # Ok(())
//! # }
//! ```

use serde_json::{Map, Value};

use crate::api::Api;
use crate::error::{Error, Result};
use crate::http::url::segment;
use crate::request::Request;
use crate::resources::answer;
use crate::uid::{AsUid, Uid};

const UI_LOCALE: &str = "keyUiLocale";
const DB_LOCALE: &str = "keyDbLocale";

/// The accessor of user settings; see [`Api::user_settings`].
#[derive(Debug, Clone)]
pub struct UserSettings {
    api: Api,
    user: Option<Uid>,
}

impl Api {
    /// The settings of the user who is asking; those of another by [`UserSettings::of`]. See
    /// [`user_settings`](self).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// println!("{:?}", api.user_settings().ui_locale()?);
    /// # Ok(())
    /// # }
    /// ```
    pub fn user_settings(&self) -> UserSettings {
        UserSettings {
            api: self.clone(),
            user: None,
        }
    }
}

impl UserSettings {
    /// Those of another user, whom one may change: `userId=`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for what is no uid.
    pub fn of(mut self, user: impl AsUid) -> Result<Self> {
        self.user = Some(user.as_uid()?);
        Ok(self)
    }

    /// All settings, as the server sends them; those that are not set with what holds instead:
    /// `GET /api/userSettings`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn all(&self) -> Result<Map<String, Value>> {
        let request = self.api.get("userSettings");
        request.param("userId", self.user).fetch()
    }

    /// A setting as text, `true` and `false` for truth values; `None` when there is none of this name or
    /// nothing is set: `GET /api/userSettings/{key}`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch_text`].
    pub fn get(&self, key: &str) -> Result<Option<String>> {
        match self.request(Api::get, key)?.fetch_text() {
            Ok(text) => Ok(Some(text).filter(|text| !text.is_empty())),
            Err(Error::Api(error)) if error.status() == 404 && error.web_message().is_some() => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Sets a setting: `POST /api/userSettings/{key}`, with the value as `text/plain` in UTF-8.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for an empty value: see [`delete`](Self::delete). When there is no such
    /// setting ([`Error::is_not_found`]), and as [`Request::send`].
    pub fn set(&self, key: &str, value: &str) -> Result<()> {
        let request = self.request(Api::post, key)?;
        if value.is_empty() {
            let expected = "a text; delete puts a setting back to its default";
            return Err(Error::invalid("value", value, expected));
        }
        answer::done(request.text(value).idempotent(true))
    }

    /// Puts a setting back to its default: `DELETE /api/userSettings/{key}`.
    ///
    /// # Errors
    ///
    /// When there is no such setting ([`Error::is_not_found`]), and as [`Request::send`].
    pub fn delete(&self, key: &str) -> Result<()> {
        answer::done(self.request(Api::delete, key)?)
    }

    /// The language of the pages, such as `fr`: the setting `keyUiLocale`.
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get).
    pub fn ui_locale(&self) -> Result<Option<String>> {
        self.get(UI_LOCALE)
    }

    /// Sets the language of the pages, one of [`Locales::ui`](crate::resources::locales::Locales::ui).
    ///
    /// # Errors
    ///
    /// As [`set`](Self::set).
    pub fn set_ui_locale(&self, locale: &str) -> Result<()> {
        self.set(UI_LOCALE, locale)
    }

    /// The language of names and texts, such as `pt_BR`: the setting `keyDbLocale`.
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get).
    pub fn db_locale(&self) -> Result<Option<String>> {
        self.get(DB_LOCALE)
    }

    /// Sets the language of names and texts, one of
    /// [`Locales::db`](crate::resources::locales::Locales::db).
    ///
    /// # Errors
    ///
    /// As [`set`](Self::set).
    pub fn set_db_locale(&self, locale: &str) -> Result<()> {
        self.set(DB_LOCALE, locale)
    }

    fn request(&self, method: fn(&Api, String) -> Request, key: &str) -> Result<Request> {
        let path = format!("userSettings/{}", segment("key", key)?);
        Ok(method(&self.api, path).param("userId", self.user))
    }
}

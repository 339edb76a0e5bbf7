//! Languages: those of the pages, and those that names and texts can be translated into.
//!
//! The translations of an object are at its kind:
//! [`Resource::translate`](crate::Resource::translate). Which language a user sees is a user setting:
//! [`user_settings`](crate::resources::user_settings).

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::api::Api;
use crate::date::DateTime;
use crate::error::{DecodeError, Error, Result};
use crate::resources::answer;
use crate::uid::{AsUid, Uid};

/// The accessor of languages; see [`Api::locales`].
#[derive(Debug, Clone)]
pub struct Locales {
    api: Api,
}

/// A language that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Locale {
    /// What settings and translations call it: `pt`, `pt_BR`, `uz_UZ_Cyrl`.
    pub locale: String,
    /// The same as a language tag: `pt-BR`, `uz-Cyrl-UZ`.
    pub language_tag: Option<String>,
    /// Its name in itself.
    pub name: String,
    /// Its name in the user's language.
    pub display_name: String,
}

/// A language that names and texts can be translated into, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct DbLocale {
    /// Its uid, by which it is removed.
    pub id: Uid,
    /// What translations call it: `pt`, `pt_BR`.
    pub locale: String,
    /// Its name in English.
    pub name: String,
    /// When it was added.
    pub created: Option<DateTime>,
}

impl Api {
    /// Languages of the pages and of translations. See [`locales`](self).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// for locale in api.locales().ui()? {
    ///     println!("{}: {}", locale.locale, locale.display_name);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn locales(&self) -> Locales {
        Locales { api: self.clone() }
    }
}

impl Locales {
    /// The languages of the pages, by their names for the user: `GET /api/locales/ui`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn ui(&self) -> Result<Vec<Locale>> {
        self.api.get("locales/ui").fetch()
    }

    /// The languages that names and texts can be translated into, by their names for the user:
    /// `GET /api/locales/db`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn db(&self) -> Result<Vec<Locale>> {
        self.api.get("locales/db").fetch()
    }

    /// The same as they are kept, with their uids: `GET /api/locales/dbLocales`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn db_locales(&self) -> Result<Vec<DbLocale>> {
        self.api.get("locales/dbLocales").fetch()
    }

    /// One of them: `GET /api/locales/dbLocales/{uid}`.
    ///
    /// # Errors
    ///
    /// When there is none ([`Error::is_not_found`]), and as [`Request::fetch`](crate::Request::fetch).
    pub fn db_locale(&self, uid: impl AsUid) -> Result<DbLocale> {
        let uid = uid.as_uid()?;
        self.api.get(format!("locales/dbLocales/{uid}")).fetch()
    }

    /// Adds a language that names and texts can be translated into, by the ISO codes of language, country
    /// and script: `POST /api/locales/dbLocales?language=&country=&script=`. Returns its uid. Needs the
    /// authority `F_LOCALE_ADD`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let brazilian = api.locales().add_db_locale("pt", Some("BR"), None)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for an empty language, and for a script without a country, which DHIS2
    /// refuses. A 409 for one that is there already, and for codes that are none. Else as
    /// [`Request::send`](crate::Request::send).
    pub fn add_db_locale(
        &self,
        language: &str,
        country: Option<&str>,
        script: Option<&str>,
    ) -> Result<Uid> {
        if language.is_empty() {
            let expected = "the ISO code of a language, such as `pt`";
            return Err(Error::invalid("language", language, expected));
        }
        if let (None, Some(script)) = (country, script) {
            return Err(Error::invalid("script", script, "a country beside it"));
        }
        let request = self.api.post("locales/dbLocales");
        let request = request.param("language", language);
        let request = request.param("country", country).param("script", script);
        let response = request.send()?;
        // The uid is nowhere but in the address of what was made.
        let location = response.header("location").unwrap_or_default();
        let last = location.rsplit('/').next().unwrap_or_default();
        last.parse().map_err(|_| {
            DecodeError::new("the locale was added, but the answer does not name it").into()
        })
    }

    /// Removes a language that names and texts can be translated into:
    /// `DELETE /api/locales/dbLocales/{uid}`. Needs the authority `F_LOCALE_DELETE`.
    ///
    /// # Errors
    ///
    /// When there is none ([`Error::is_not_found`]), and as [`Request::send`](crate::Request::send).
    pub fn remove_db_locale(&self, uid: impl AsUid) -> Result<()> {
        let uid = uid.as_uid()?;
        answer::done(self.api.delete(format!("locales/dbLocales/{uid}")))
    }

    /// The languages that can be added: name by ISO code. `GET /api/locales/languages`
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn languages(&self) -> Result<BTreeMap<String, String>> {
        self.api.get("locales/languages").fetch()
    }

    /// The countries that can be added with them: name by ISO code. `GET /api/locales/countries`
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn countries(&self) -> Result<BTreeMap<String, String>> {
        self.api.get("locales/countries").fetch()
    }
}

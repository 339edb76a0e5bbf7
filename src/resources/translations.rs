use serde::Deserialize;
use serde_json::json;

use super::Resource;
use super::write::checked;
use crate::error::Result;
use crate::models::{Metadata, Translation};
use crate::uid::AsUid;

#[derive(Deserialize)]
struct Translated {
    #[serde(default)]
    translations: Vec<Translation>,
}

impl<T: Metadata> Resource<T> {
    /// The translations of an object: `GET /api/{plural}/{uid}/translations`.
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get).
    pub fn translations(&self, uid: impl AsUid) -> Result<Vec<Translation>> {
        let path = format!("{}/translations", Self::path(&uid)?);
        let translated: Translated = self.api().get(path).fetch()?;
        Ok(translated.translations)
    }

    /// Makes these the translations of an object, and no others:
    /// `PUT /api/{plural}/{uid}/translations`.
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get), and a 409 when two are of the same property and language.
    pub fn set_translations(&self, uid: impl AsUid, translations: &[Translation]) -> Result<()> {
        let path = format!("{}/translations", Self::path(&uid)?);
        let body = json!({ "translations": translations });
        checked(self.api().put(path).json(&body)).map(drop)
    }

    /// Sets one translation and keeps the others, or takes it away with `None`. The property is DHIS2's
    /// word: `NAME`, `SHORT_NAME`, `DESCRIPTION`, `FORM_NAME`. `GET` and `PUT /api/{plural}/{uid}/translations`
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// api.data_elements().translate("DeMalariaC1", "fr", "NAME", Some("Cas de paludisme"))?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`set_translations`](Self::set_translations).
    pub fn translate(
        &self,
        uid: impl AsUid,
        locale: &str,
        property: &str,
        value: Option<&str>,
    ) -> Result<()> {
        let uid = uid.as_uid()?;
        let mut translations = self.translations(uid)?;
        translations.retain(|one| {
            (one.locale.as_deref(), one.property.as_deref()) != (Some(locale), Some(property))
        });
        translations.extend(value.map(|value| Translation {
            locale: Some(locale.to_owned()),
            property: Some(property.to_owned()),
            value: Some(value.to_owned()),
            ..Translation::default()
        }));
        self.set_translations(uid, &translations)
    }

    /// Makes an object a favourite of the caller: `POST /api/{plural}/{uid}/favorite`.
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get).
    pub fn mark_favorite(&self, uid: impl AsUid) -> Result<()> {
        let path = format!("{}/favorite", Self::path(&uid)?);
        checked(self.api().post(path).idempotent(true)).map(drop)
    }

    /// No favourite of the caller any more: `DELETE /api/{plural}/{uid}/favorite`.
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get).
    pub fn unmark_favorite(&self, uid: impl AsUid) -> Result<()> {
        checked(self.api().delete(format!("{}/favorite", Self::path(&uid)?))).map(drop)
    }

    /// The caller is told of interpretations of an object: `POST /api/{plural}/{uid}/subscriber`.
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get).
    pub fn subscribe(&self, uid: impl AsUid) -> Result<()> {
        let path = format!("{}/subscriber", Self::path(&uid)?);
        checked(self.api().post(path).idempotent(true)).map(drop)
    }

    /// The caller is not told any more: `DELETE /api/{plural}/{uid}/subscriber`.
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get).
    pub fn unsubscribe(&self, uid: impl AsUid) -> Result<()> {
        checked(
            self.api()
                .delete(format!("{}/subscriber", Self::path(&uid)?)),
        )
        .map(drop)
    }
}

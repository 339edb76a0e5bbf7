//! Icons: `/api/icons`. They have a key in place of a uid, so they are no [`Resource`](crate::Resource).
//!
//! DHIS2 comes with some 900 default icons, which cannot be changed; custom ones are made of a PNG.
//!
//! ```no_run
//! # fn f(api: dhis2::Api) -> dhis2::Result<()> {
//! use dhis2::Upload;
//!
//! let icons = api.icons();
//! icons.new_icon("bed_net").keywords(["malaria", "net"]).upload(Upload::path("net.png"))?;
//! for icon in icons.list().keywords(["malaria"]).items() {
//!     println!("{}", icon?.key);
//! }
//! icons.download("bed_net")?.to_path("copy.png")?;
//! # Ok(())
//! # }
//! ```

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::DateTime;
use crate::api::Api;
use crate::error::{Error, IncompleteError, Result};
use crate::files::{Domain, Download, FileResource};
use crate::models::{self, Ref, User};
use crate::paging::Items;
use crate::request::Request;
use crate::resources::write::checked;
use crate::uid::{AsUid, Uid};
use crate::upload::Upload;

/// What is read of an icon in a list; DHIS2 leaves most of it out unless it is named.
const FIELDS: &str =
    "key,description,keywords,custom,created,lastUpdated,createdBy[id],fileResource[id],href";

/// How long a picture may take to get into the server's storage.
const PATIENCE: Duration = Duration::from_secs(60);

/// An icon.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct Icon {
    /// The key, by which other objects refer to it.
    pub key: String,
    /// What it shows.
    pub description: Option<String>,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// Whether it was made by a user; default icons come with DHIS2.
    pub custom: Option<bool>,
    /// When it was made.
    pub created: Option<DateTime>,
    /// When it was last changed.
    pub last_updated: Option<DateTime>,
    /// Who made it.
    pub created_by: Option<Ref<User>>,
    /// Its picture.
    pub file_resource: Option<Ref<models::FileResource>>,
    /// The address of its picture.
    pub href: Option<String>,
}

/// The accessor of icons; see [`Api::icons`].
#[derive(Debug, Clone)]
pub struct Icons {
    api: Api,
}

impl Api {
    /// Icons. See [`icons`](self).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let icon = api.icons().get("2g_outline")?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn icons(&self) -> Icons {
        Icons { api: self.clone() }
    }
}

impl Icons {
    /// The icons: `GET /api/icons`.
    pub fn list(&self) -> IconList {
        IconList {
            request: self.api.get("icons").param("fields", FIELDS),
        }
    }

    /// An icon: `GET /api/icons/{key}`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a key of other signs than letters, digits, `_`, `-` and `+`; as
    /// [`Request::fetch`], 404 when there is none.
    pub fn get(&self, key: &str) -> Result<Icon> {
        self.api.get(path(key)?).fetch()
    }

    /// The same, `None` where there is none.
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get), but for the 404.
    pub fn get_opt(&self, key: &str) -> Result<Option<Icon>> {
        self.api.get(path(key)?).fetch_opt()
    }

    /// Begins to make an icon with this key.
    pub fn new_icon(&self, key: impl Into<String>) -> NewIcon {
        NewIcon {
            api: self.api.clone(),
            key: key.into(),
            description: None,
            keywords: Vec::new(),
        }
    }

    /// Sets the description and the keywords of a custom icon: `PUT /api/icons/{key}`. Both are replaced; `None`
    /// clears the description. The picture stays: it cannot be changed.
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get), and 400 for a default icon.
    pub fn update<S: Into<String>>(
        &self,
        key: &str,
        description: Option<&str>,
        keywords: impl IntoIterator<Item = S>,
    ) -> Result<()> {
        let keywords: Vec<String> = keywords.into_iter().map(Into::into).collect();
        let body = json!({ "description": description, "keywords": keywords });
        checked(self.api.put(path(key)?).json(&body)).map(drop)
    }

    /// Deletes a custom icon: `DELETE /api/icons/{key}`. Its picture is left to the server's own clean-up.
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get), and 400 for a default icon.
    pub fn delete(&self, key: &str) -> Result<()> {
        checked(self.api.delete(path(key)?)).map(drop)
    }

    /// The picture: `GET /api/icons/{key}/icon`, SVG of default icons, PNG of custom ones.
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get).
    pub fn download(&self, key: &str) -> Result<Download> {
        let request = self.api.get(format!("{}/icon", path(key)?));
        self.api.files().by_owner(request)
    }
}

/// Checks a key as DHIS2 does, which makes it safe in a path.
fn path(key: &str) -> Result<String> {
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || b"_-+".contains(&byte);
    if !key.is_empty() && key.bytes().all(is_sign) {
        return Ok(format!("icons/{key}"));
    }
    Err(Error::invalid(
        "icon key",
        key,
        "letters, digits, `_`, `-` and `+`",
    ))
}

/// The icons of a server, before they are read; see [`Icons::list`].
#[derive(Debug)]
#[must_use = "a list does nothing until it is read"]
pub struct IconList {
    request: Request,
}

impl IconList {
    fn words<S: Into<String>>(mut self, name: &str, words: impl IntoIterator<Item = S>) -> Self {
        for word in words {
            let word: String = word.into();
            // DHIS2 cuts the parameter at commas.
            let checked = if word.is_empty() || word.contains(',') {
                Err(Error::invalid(name, word, "a word without a comma"))
            } else {
                Ok(word)
            };
            self.request = self
                .request
                .or_fail(checked, |request, word| request.param(name, word));
        }
        self
    }

    /// Only those with these keys.
    pub fn keys<S: Into<String>>(self, keys: impl IntoIterator<Item = S>) -> Self {
        self.words("keys", keys)
    }

    /// Only those that have all of these keywords.
    pub fn keywords<S: Into<String>>(self, keywords: impl IntoIterator<Item = S>) -> Self {
        self.words("keywords", keywords)
    }

    /// Only those whose key or a keyword holds this text.
    pub fn search(mut self, text: impl Into<String>) -> Self {
        self.request = self.request.param("search", text.into());
        self
    }

    /// Only custom icons, or only those that come with DHIS2.
    pub fn custom(mut self, custom: bool) -> Self {
        let kind = if custom { "CUSTOM" } else { "DEFAULT" };
        self.request.remove_param("type");
        self.request = self.request.param("type", kind);
        self
    }

    /// The icons one by one, over all pages, by key.
    pub fn items(self) -> Items<Icon> {
        // By `key`: icons have no `id`, and an order by it is a 400.
        self.request.param("order", "key:asc").items_as()
    }
}

/// An icon to be made; see [`Icons::new_icon`].
#[derive(Debug)]
#[must_use = "an icon is not made until `upload` or `create` is called"]
pub struct NewIcon {
    api: Api,
    key: String,
    description: Option<String>,
    keywords: Vec<String>,
}

impl NewIcon {
    /// What it shows.
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.description = Some(text.into());
        self
    }

    /// Words to find it by.
    pub fn keywords<S: Into<String>>(mut self, words: impl IntoIterator<Item = S>) -> Self {
        self.keywords.extend(words.into_iter().map(Into::into));
        self
    }

    /// Makes it of a picture that is on the server already, of the domain [`Domain::Icon`]:
    /// `POST /api/icons`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a key that DHIS2 refuses; 400 for one that is taken, 404 when there is no such
    /// file or it is not yet stored.
    pub fn create(self, file_resource: impl AsUid) -> Result<Icon> {
        path(&self.key)?;
        self.post(file_resource.as_uid()?)
    }

    /// Uploads a PNG, which DHIS2 makes 48 by 48 pixels large, waits for up to a minute until it is stored, and
    /// makes the icon: `POST /api/fileResources?domain=ICON`, `POST /api/icons`.
    ///
    /// # Errors
    ///
    /// As [`FileUpload::send`](crate::files::FileUpload::send) while the picture is not there. From then on
    /// [`Error::Incomplete`], whose `uid()` is that of the file: [`create`](Self::create) finishes the job.
    pub fn upload(self, picture: Upload) -> Result<Icon> {
        path(&self.key)?;
        let files = self.api.files();
        let file: FileResource = files.upload_file_resource(Domain::Icon, picture)?;
        let made = files
            .wait_until_stored(&file.id, PATIENCE)
            .and_then(|file| self.post(file.id.as_uid()?));
        made.map_err(|error| {
            let done = format!("the file resource `{}` is uploaded", file.id);
            Error::Incomplete(Box::new(IncompleteError::new(done, Some(file.id), error)))
        })
    }

    fn post(self, file: Uid) -> Result<Icon> {
        let mut body =
            json!({ "key": self.key, "fileResourceId": file, "keywords": self.keywords });
        if let Some(text) = self.description {
            body["description"] = Value::from(text);
        }
        checked(self.api.post("icons").json(&body))?;
        self.api.icons().get(&self.key)
    }
}

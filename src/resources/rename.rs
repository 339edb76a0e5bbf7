use std::fmt;

use super::Resource;
use crate::error::{Error, Result};
use crate::import::WebMessage;
use crate::json_patch::JsonPatch;
use crate::models::Metadata;
use crate::uid::AsUid;

impl<T: Metadata> Resource<T> {
    /// Begins to change the names of an object, and nothing else: `PATCH /api/{plural}/{uid}`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// api.data_elements().rename("DeMalariaC1").name("Malaria cases").short_name("Malaria").send()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn rename(&self, uid: impl AsUid) -> Rename<T> {
        Rename {
            resource: self.clone(),
            uid: uid.as_uid().map(String::from),
            patch: JsonPatch::new(),
        }
    }
}

/// New names for an object; see [`Resource::rename`].
#[must_use = "names change when they are sent"]
pub struct Rename<T> {
    resource: Resource<T>,
    uid: Result<String>,
    patch: JsonPatch,
}

impl<T: Metadata> Rename<T> {
    fn set(mut self, path: &str, value: Option<&str>) -> Self {
        self.patch = self.patch.replace(path, value);
        self
    }

    /// The name.
    pub fn name(self, name: &str) -> Self {
        self.set("/name", Some(name))
    }

    /// The short name, of up to 50 characters.
    pub fn short_name(self, name: &str) -> Self {
        self.set("/shortName", Some(name))
    }

    /// The name in data entry; `None` clears it.
    pub fn form_name<'a>(self, name: impl Into<Option<&'a str>>) -> Self {
        self.set("/formName", name.into())
    }

    /// What the object is for; `None` clears it.
    pub fn description<'a>(self, text: impl Into<Option<&'a str>>) -> Self {
        self.set("/description", text.into())
    }

    /// The code; `None` clears it.
    pub fn code<'a>(self, code: impl Into<Option<&'a str>>) -> Self {
        self.set("/code", code.into())
    }

    /// Sends the change: `PATCH /api/{plural}/{uid}`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] when there is nothing to change; as [`Resource::patch`].
    pub fn send(self) -> Result<WebMessage> {
        if self.patch.is_empty() {
            return Err(Error::invalid("names", "nothing", "at least one to change"));
        }
        self.resource.patch(self.uid?, &self.patch)
    }
}

impl<T: Metadata> fmt::Debug for Rename<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rename")
            .field("uid", &self.uid)
            .field("patch", &self.patch)
            .finish_non_exhaustive()
    }
}

//! What the server has of each kind, and what it has to choose from.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::System;
use crate::error::Result;

/// A flag or a theme that the server can show.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct StyleFile {
    /// Its name in the user's language, such as `Light Blue`.
    pub name: String,
    /// What the setting `keyFlag` takes, such as `zambia`.
    pub key: String,
    /// The file; what the setting `keyStyle` takes, such as `light_blue/light_blue.css`.
    pub path: String,
}

impl System {
    /// How many objects there are of each kind, by DHIS2's singular: `dataElement`, `dataValue`,
    /// `trackedEntity`, … `GET /api/system/objectCounts`
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// println!("{:?} data values", api.system().object_counts()?.get("dataValue"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn object_counts(&self) -> Result<BTreeMap<String, u64>> {
        self.api.get("system/objectCounts").fetch()
    }

    /// The flags that the server has: `GET /api/system/flags`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn flags(&self) -> Result<Vec<StyleFile>> {
        self.api.get("system/flags").fetch()
    }

    /// The themes that the server has: `GET /api/system/styles`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn styles(&self) -> Result<Vec<StyleFile>> {
        self.api.get("system/styles").fetch()
    }
}

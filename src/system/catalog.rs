//! What the server has of each kind, and what it has to choose from.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{PeriodTypeInfo, System};
use crate::error::Result;
use crate::period::PeriodType;

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

    /// The period types that the analytics tables have, the shortest first:
    /// `GET /api/configuration/dataOutputPeriodTypes`. 2.43 and later.
    ///
    /// A fresh data base has none. Then analytics by period fails (409, E7144) or is empty, and so does
    /// the filling of the tables: see [`set_data_output_period_types`](Self::set_data_output_period_types).
    ///
    /// # Errors
    ///
    /// [`Error::UnsupportedVersion`](crate::Error::UnsupportedVersion) before 2.43; else as
    /// [`Request::fetch`](crate::Request::fetch).
    pub fn data_output_period_types(&self) -> Result<Vec<PeriodTypeInfo>> {
        self.require_output_types()?;
        let request = self.api.get("configuration/dataOutputPeriodTypes");
        let mut types: Vec<PeriodTypeInfo> = request.fetch()?;
        types.sort_by(|a, b| (a.frequency_order, &a.name).cmp(&(b.frequency_order, &b.name)));
        Ok(types)
    }

    /// Sets the period types that the analytics tables have; they must be filled afterwards.
    /// `POST /api/configuration/dataOutputPeriodTypes`. 2.43 and later, which add `Yearly` by themselves.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::PeriodType;
    ///
    /// let types = [PeriodType::Monthly, PeriodType::Quarterly, PeriodType::Yearly];
    /// api.system().set_data_output_period_types(types)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::UnsupportedVersion`](crate::Error::UnsupportedVersion) before 2.43; else as
    /// [`Request::send`](crate::Request::send).
    pub fn set_data_output_period_types(
        &self,
        types: impl IntoIterator<Item = PeriodType>,
    ) -> Result<()> {
        self.require_output_types()?;
        let types = types.into_iter();
        let types: Value = types.map(|kind| json!({ "name": kind.as_str() })).collect();
        let request = self.api.post("configuration/dataOutputPeriodTypes");
        let request = request.json(&types).idempotent(true);
        request.fetch_bytes().map(drop)
    }

    fn require_output_types(&self) -> Result<()> {
        self.api
            .require_for("the choice of period types for analytics", "2.43")
    }
}

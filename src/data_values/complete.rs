//! Which data sets are complete: reading and deleting.

use std::fmt;
use std::iter::FusedIterator;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::complete_import::CompletenessImport;
use super::schemes::{IdKind, IdScheme};
use crate::api::Api;
use crate::date::{Date, DateTime};
use crate::period::Period;
use crate::request::Request;
use crate::response::ResponseReader;
use crate::stream::Elements;
use crate::uid::{AsUid, joined_uids};
use crate::{Error, Result};

/// That a data set is complete for a period at a unit. The identifiers are text: what they are
/// depends on the [id scheme](IdScheme).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct CompleteDataSetRegistration {
    /// The data set.
    pub data_set: String,
    /// The period.
    pub period: String,
    /// The organisation unit.
    pub organisation_unit: String,
    /// The attribute option combination; the default one unless given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribute_option_combo: Option<String>,
    /// The day of the registration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<DateTime>,
    /// Who registered it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stored_by: Option<String>,
    /// Whether it is complete; `false` where that was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completed: Option<bool>,
}

impl CompleteDataSetRegistration {
    /// A registration as complete, with the default attributes. `period` is a
    /// [`Period`] or its text.
    pub fn new(
        data_set: impl Into<String>,
        period: impl fmt::Display,
        organisation_unit: impl Into<String>,
    ) -> Self {
        Self {
            data_set: data_set.into(),
            period: period.to_string(),
            organisation_unit: organisation_unit.into(),
            completed: Some(true),
            ..Self::default()
        }
    }
}

/// The accessor of completeness; see [`Api::complete_data_set_registrations`].
#[derive(Debug, Clone)]
pub struct CompleteDataSetRegistrations {
    api: Api,
}

impl CompleteDataSetRegistrations {
    pub(super) fn new(api: Api) -> Self {
        Self { api }
    }

    /// Begins an export of registrations.
    pub fn export(&self) -> CompletenessExport {
        CompletenessExport {
            request: self.api.get("completeDataSetRegistrations"),
        }
    }

    /// Begins an import of registrations.
    pub fn import<I>(&self, registrations: I) -> CompletenessImport
    where
        I: IntoIterator<Item = CompleteDataSetRegistration>,
    {
        CompletenessImport::new(&self.api, registrations.into_iter().collect())
    }

    /// Begins to take the registration of a data set back.
    pub fn delete(
        &self,
        data_set: impl AsUid,
        period: impl fmt::Display,
        org_unit: impl AsUid,
    ) -> CompletenessDelete {
        let period = period.to_string();
        let request = self
            .api
            .delete("completeDataSetRegistrations")
            .or_fail(data_set.as_uid(), |request, uid| request.param("ds", uid))
            .or_fail(period.parse::<Period>(), |request, _| {
                request.param("pe", &period)
            })
            .or_fail(org_unit.as_uid(), |request, uid| request.param("ou", uid));
        CompletenessDelete { request }
    }
}

/// An export of registrations; made by [`CompleteDataSetRegistrations::export`].
///
/// DHIS2 asks for a data set, a unit or unit group, and periods or dates.
#[derive(Debug)]
#[must_use = "an export does nothing until it is sent"]
pub struct CompletenessExport {
    request: Request,
}

impl CompletenessExport {
    /// Adds a data set. `dataSet=`
    pub fn data_set(self, id: impl AsRef<str>) -> Self {
        self.add("dataSet", id.as_ref())
    }

    /// Adds a period: a [`Period`] or its text. `period=`
    pub fn period(self, period: impl fmt::Display) -> Self {
        self.add("period", &period.to_string())
    }

    /// Periods that begin on this day or later. `startDate=`
    pub fn start_date(self, date: Date) -> Self {
        self.set("startDate", &date.to_string())
    }

    /// Periods that end on this day or earlier. `endDate=`
    pub fn end_date(self, date: Date) -> Self {
        self.set("endDate", &date.to_string())
    }

    /// Adds an organisation unit. `orgUnit=`
    pub fn org_unit(self, id: impl AsRef<str>) -> Self {
        self.add("orgUnit", id.as_ref())
    }

    /// Adds an organisation unit group. `orgUnitGroup=`
    pub fn org_unit_group(self, id: impl AsRef<str>) -> Self {
        self.add("orgUnitGroup", id.as_ref())
    }

    /// Whether the units below those that were named are meant too. `children=`
    pub fn children(self, children: bool) -> Self {
        self.set("children", &children.to_string())
    }

    /// Registrations made since. `created=`
    pub fn created(self, since: impl Into<DateTime>) -> Self {
        self.set("created", since.into().as_str())
    }

    /// Registrations made within this time, in whole seconds. `createdDuration=`
    pub fn created_duration(self, duration: Duration) -> Self {
        self.set("createdDuration", &super::export::in_units(duration))
    }

    /// Registrations changed since. `lastUpdated=`
    pub fn last_updated(self, since: impl Into<DateTime>) -> Self {
        self.set("lastUpdated", since.into().as_str())
    }

    /// How many there shall be at most. `limit=`
    pub fn limit(self, registrations: u64) -> Self {
        self.set("limit", &registrations.to_string())
    }

    /// By what all objects are named in the answer. `idScheme=`
    pub fn id_scheme(self, scheme: IdScheme) -> Self {
        self.set("idScheme", &scheme.to_string())
    }

    /// By what one kind of object is named in the answer, such as `orgUnitIdScheme=`.
    pub fn id_scheme_of(self, kind: IdKind, scheme: IdScheme) -> Self {
        self.set(&kind.param(), &scheme.to_string())
    }

    /// The registrations, one by one: `GET /api/completeDataSetRegistrations`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn send(self) -> Result<Registrations> {
        let response = self.request.send()?;
        let url = response.url().to_owned();
        let elements = response.elements("completeDataSetRegistrations");
        Ok(Registrations {
            elements,
            url,
            done: false,
        })
    }

    fn add(mut self, name: &str, value: &str) -> Self {
        self.request = self.request.param(name, value);
        self
    }

    fn set(mut self, name: &str, value: &str) -> Self {
        self.request.remove_param(name);
        self.add(name, value)
    }
}

/// Registrations, decoded one by one while the answer comes; made by
/// [`CompletenessExport::send`].
#[must_use = "an iterator reads nothing until it is used"]
pub struct Registrations {
    elements: Elements<CompleteDataSetRegistration, ResponseReader>,
    url: String,
    done: bool,
}

impl Iterator for Registrations {
    type Item = Result<CompleteDataSetRegistration>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        // An answer without any is `{}`.
        let next = self.elements.next();
        self.done = !matches!(next, Some(Ok(_)));
        Some(next?.map_err(|error| match error {
            Error::Decode(fault) => fault.request("GET", &self.url, 200).into(),
            error => error,
        }))
    }
}

impl FusedIterator for Registrations {}

impl fmt::Debug for Registrations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registrations")
            .field("url", &self.url)
            .field("index", &self.elements.index())
            .field("done", &self.done)
            .finish_non_exhaustive()
    }
}

/// A registration to be taken back; made by [`CompleteDataSetRegistrations::delete`].
#[derive(Debug)]
#[must_use = "it does nothing until it is sent"]
pub struct CompletenessDelete {
    request: Request,
}

impl CompletenessDelete {
    /// The attribute category combination and its options. `cc=`, `cp=`
    pub fn attribute<I: IntoIterator<Item: AsUid>>(
        mut self,
        combo: impl AsUid,
        options: I,
    ) -> Self {
        self.request = self
            .request
            .or_fail(combo.as_uid(), |request, uid| request.param("cc", uid))
            .or_fail(joined_uids(options), |request, uids| {
                request.param("cp", uids)
            });
        self
    }

    /// Whether the units right below are meant too. `multiOu=`
    pub fn multi_org_unit(mut self, multiple: bool) -> Self {
        self.request.remove_param("multiOu");
        self.request = self.request.param("multiOu", multiple);
        self
    }

    /// Takes it back: `DELETE /api/completeDataSetRegistrations`. DHIS2 does not say whether there
    /// was one.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn send(self) -> Result<()> {
        self.request.send().map(|_| ())
    }
}

/// What every registration must have, checked before it is sent.
pub(super) fn check(registrations: &[CompleteDataSetRegistration]) -> Result<()> {
    for (index, registration) in registrations.iter().enumerate() {
        let missing = |field: &str, found: &str, expected: &str| {
            let name = format!("completeDataSetRegistrations[{index}].{field}");
            Err(Error::invalid(name, found, expected))
        };
        if registration.data_set.is_empty() {
            return missing("dataSet", "", "a data set");
        }
        if registration.organisation_unit.is_empty() {
            return missing("organisationUnit", "", "an organisation unit");
        }
        if registration.period.parse::<Period>().is_err() {
            return missing("period", &registration.period, "a period such as 202601");
        }
    }
    Ok(())
}

use std::fmt;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Validation;
use crate::api::Api;
use crate::date::{Date, DateTime};
use crate::error::{Error, Result};
use crate::models::{CategoryOptionCombo, OrganisationUnit, Ref, ValidationRule};
use crate::paging::{Items, Pages};
use crate::period::{Period, PeriodType};
use crate::query::IntoFields;
use crate::request::Request;
use crate::resources::answer;
use crate::uid::{AsUid, Uid};

/// All that a result has. DHIS2 passes over `*`, and 2.43 has no id of a period here but its days and type.
const FIELDS: &str = "id,created,notificationSent,leftsideValue,rightsideValue,dayInPeriod,\
    validationRule[id,name],organisationUnit[id,name],attributeOptionCombo[id,name],\
    period[id,name,startDate,endDate,periodType]";

/// A violation that an analysis kept.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct ValidationResult {
    /// Its number; 0 for one that is not kept.
    pub id: i64,
    /// When it was found.
    pub created: Option<DateTime>,
    /// The rule.
    pub validation_rule: Option<Ref<ValidationRule>>,
    /// The org unit.
    pub organisation_unit: Option<Ref<OrganisationUnit>>,
    /// The period, such as `202601`.
    #[serde(deserialize_with = "period_id")]
    pub period: Option<String>,
    /// The attribute option combination.
    pub attribute_option_combo: Option<Ref<CategoryOptionCombo>>,
    /// The value of the left side; none where there was no data.
    #[serde(rename = "leftsideValue")]
    pub left_side: Option<f64>,
    /// The value of the right side; none where there was no data.
    #[serde(rename = "rightsideValue")]
    pub right_side: Option<f64>,
    /// For rules over a sliding window: the day of the period at which the window ends.
    pub day_in_period: Option<i64>,
    /// Whether it was notified of.
    pub notification_sent: Option<bool>,
}

/// The period's id, however it is written: as text, by its `id`, or by its type and first day.
pub(crate) fn period_id<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    let period = Value::deserialize(deserializer)?;
    let text = |key: &str| period[key].as_str();
    if let Some(id) = period.as_str().or_else(|| text("id")) {
        return Ok(Some(id.to_owned()));
    }
    let kind = text("periodType").and_then(|kind| kind.parse::<PeriodType>().ok());
    let start = text("startDate").and_then(|day| day.parse::<DateTime>().ok());
    let of = kind.zip(start.and_then(|start| start.date()));
    Ok(of.map(|(kind, day)| Period::of(kind, day).to_string()))
}

impl Validation {
    /// The kept results, before they are read: `GET /api/validationResults`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// for row in api.validation().results().org_unit("OuFacNoGeo1").period("2026Q1").items() {
    ///     let row = row?;
    ///     println!("{} {}", row.id, row.period.unwrap_or_default());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn results(&self) -> ResultList {
        ResultList {
            request: self.api.get("validationResults"),
            fields: false,
        }
    }

    /// One result: `GET /api/validationResults/{id}`.
    ///
    /// # Errors
    ///
    /// When there is none ([`Error::is_not_found`]), and as [`Request::fetch`].
    pub fn result(&self, id: i64) -> Result<ValidationResult> {
        self.api.get(format!("validationResults/{id}")).fetch()
    }

    /// Deletes one result: `DELETE /api/validationResults/{id}`.
    ///
    /// # Errors
    ///
    /// As [`result`](Self::result).
    pub fn delete_result(&self, id: i64) -> Result<()> {
        answer::done(self.api.delete(format!("validationResults/{id}")))
    }

    /// Deletes results by what they have in common: `DELETE /api/validationResults`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// api.validation().delete_results().org_unit("OuFacNoGeo1").period("2026Q1").send()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete_results(&self) -> ResultDeletion {
        ResultDeletion {
            api: self.api.clone(),
            units: Vec::new(),
            rules: Vec::new(),
            periods: Vec::new(),
            created: None,
            notified: None,
        }
    }
}

/// Kept results before they are read; see [`Validation::results`]. What is said of one kind holds if any of
/// it fits; what is said of several kinds must fit together.
///
/// DHIS2 has no order for them: results that come or go while the list is read shift its pages.
#[derive(Debug)]
#[must_use = "a list does nothing until it is read"]
pub struct ResultList {
    request: Request,
    fields: bool,
}

impl ResultList {
    /// Only results of this org unit, without the units below. It may be given often. `ou=`
    pub fn org_unit(mut self, unit: impl AsUid) -> Self {
        self.request = self
            .request
            .or_fail(unit.as_uid(), |r, uid| r.param("ou", uid));
        self
    }

    /// Only results of this rule. It may be given often. `vr=`
    pub fn rule(mut self, rule: impl AsUid) -> Self {
        self.request = self
            .request
            .or_fail(rule.as_uid(), |r, uid| r.param("vr", uid));
        self
    }

    /// Only results of periods that have a day in common with this one. It may be given often. `pe=`
    pub fn period(mut self, period: impl fmt::Display) -> Self {
        self.request = self.request.param("pe", period.to_string());
        self
    }

    /// Only results that were found on this day or later: `createdDate=`.
    pub fn created_since(mut self, day: Date) -> Self {
        self.request = self.request.param("createdDate", day);
        self
    }

    /// Which fields each result shall have; all unless set, and named one by one: DHIS2 passes over `*`.
    pub fn fields(mut self, fields: impl IntoFields) -> Self {
        self.request = self.request.fields(fields);
        self.fields = true;
        self
    }

    /// The results one by one, over all pages.
    pub fn items(self) -> Items<ValidationResult> {
        self.items_as()
    }

    /// The results one by one, as a type of one's own.
    pub fn items_as<T: DeserializeOwned>(self) -> Items<T> {
        self.into_request().items_as()
    }

    /// The pages.
    pub fn pages(self) -> Pages<ValidationResult> {
        self.into_request().pages_as()
    }

    fn into_request(self) -> Request {
        if self.fields {
            self.request
        } else {
            self.request.fields(FIELDS)
        }
    }
}

/// A deletion of results before it is sent; see [`Validation::delete_results`]. What is said of one kind
/// holds if any of it fits; what is said of several kinds must fit together.
#[derive(Debug)]
#[must_use = "nothing is deleted until `send` is called"]
pub struct ResultDeletion {
    api: Api,
    units: Vec<Result<Uid>>,
    rules: Vec<Result<Uid>>,
    periods: Vec<String>,
    created: Option<String>,
    notified: Option<bool>,
}

impl ResultDeletion {
    /// Results of this org unit, without the units below. It may be given often. `ou=`
    pub fn org_unit(mut self, unit: impl AsUid) -> Self {
        self.units.push(unit.as_uid());
        self
    }

    /// Results of this rule. It may be given often. `vr=`
    pub fn rule(mut self, rule: impl AsUid) -> Self {
        self.rules.push(rule.as_uid());
        self
    }

    /// Results of periods that have a day in common with this one. It may be given often; DHIS2 takes one
    /// at a time, so each is a request. `pe=`
    pub fn period(mut self, period: impl fmt::Display) -> Self {
        self.periods.push(period.to_string());
        self
    }

    /// Results that were found in this period: `created=`.
    pub fn created_in(mut self, period: impl fmt::Display) -> Self {
        self.created = Some(period.to_string());
        self
    }

    /// Results that were, or were not, notified of: `notificationSent=`.
    pub fn notified(mut self, yes: bool) -> Self {
        self.notified = Some(yes);
        self
    }

    /// Deletes them. DHIS2 does not say how many there were.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] when nothing is said of them at all, or a uid is malformed; nothing is
    /// deleted then. Else as [`Request::send`]: an unknown uid or period is a 409.
    pub fn send(self) -> Result<()> {
        let units: Vec<Uid> = self.units.into_iter().collect::<Result<_>>()?;
        let rules: Vec<Uid> = self.rules.into_iter().collect::<Result<_>>()?;
        let by_period = !self.periods.is_empty();
        let rest = self.created.is_some() || self.notified.is_some();
        if units.is_empty() && rules.is_empty() && !by_period && !rest {
            let expected = "an org unit, a rule, a period or another condition";
            return Err(Error::invalid("results to delete", "", expected));
        }
        let request = || {
            let request = self.api.delete("validationResults");
            let request = request.param("ou", &units).param("vr", &rules);
            request
                .param("created", self.created.as_ref())
                .param("notificationSent", self.notified)
        };
        if !by_period {
            return answer::done(request());
        }
        for period in &self.periods {
            answer::done(request().param("pe", period))?;
        }
        Ok(())
    }
}

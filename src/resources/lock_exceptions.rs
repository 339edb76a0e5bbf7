//! Lock exceptions: a data set that is closed for a period stays open for an org unit.
//!
//! ```no_run
//! # fn f(api: dhis2::Api) -> dhis2::Result<()> {
//! let exceptions = api.lock_exceptions();
//! exceptions.add("DsMonthly01", "202601", ["OuFacNoGeo1"])?;
//! for row in exceptions.list().data_set("DsMonthly01").collect_all()? {
//!     println!("{}", row.name.unwrap_or_default());
//! }
//! exceptions.remove("DsMonthly01", "202601", "OuFacNoGeo1")?;
//! # Ok(())
//! # }
//! ```

use std::fmt;

use serde::Deserialize;

use super::answer;
use crate::api::Api;
use crate::date::DateTime;
use crate::error::{Error, Result};
use crate::models::{DataSet, OrganisationUnit, Ref};
use crate::query::Filter;
use crate::request::Request;
use crate::uid::{AsUid, Uid, as_uids};

/// All that one has, named one by one.
const FIELDS: &str = "name,created,dataSet[id,name],organisationUnit[id,name],\
    period[id,name,startDate,endDate,periodType]";

/// The accessor of lock exceptions; see [`Api::lock_exceptions`].
#[derive(Debug, Clone)]
pub struct LockExceptions {
    api: Api,
}

/// A data set that stays open for a period and an org unit.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct LockException {
    /// What it says: `Monthly report (Tessary, January 2026)`.
    pub name: Option<String>,
    /// When it was made.
    pub created: Option<DateTime>,
    /// The data set.
    pub data_set: Option<Ref<DataSet>>,
    /// The org unit; none when it holds for every unit.
    pub organisation_unit: Option<Ref<OrganisationUnit>>,
    /// The period, such as `202601`.
    #[serde(deserialize_with = "super::validation::period_id")]
    pub period: Option<String>,
}

impl Api {
    /// Lock exceptions: [`lock_exceptions`](self).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let open = api.lock_exceptions().list().collect_all()?.len();
    /// # Ok(())
    /// # }
    /// ```
    pub fn lock_exceptions(&self) -> LockExceptions {
        LockExceptions { api: self.clone() }
    }
}

impl LockExceptions {
    /// The exceptions, before they are read: `GET /api/lockExceptions`.
    pub fn list(&self) -> LockExceptionList {
        LockExceptionList {
            request: self.api.get("lockExceptions").fields(FIELDS),
        }
    }

    /// Keeps a data set open for a period and org units: `POST /api/lockExceptions?ds=&pe=&ou=`, one
    /// request for each unit. DHIS2 takes several at once, but then passes over those that do not have the
    /// data set without a word.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] without any unit or for a malformed uid; [`Error::Api`] with a 409 for a
    /// unit that does not have the data set, a data set or a period that is not there. Units before that
    /// one have their exception.
    pub fn add<U: AsUid>(
        &self,
        data_set: impl AsUid,
        period: impl fmt::Display,
        org_units: impl IntoIterator<Item = U>,
    ) -> Result<()> {
        let units = as_uids(org_units)?;
        if units.is_empty() {
            return Err(Error::invalid("org_units", "", "at least one org unit"));
        }
        let (data_set, period) = (data_set.as_uid()?, period.to_string());
        for unit in units {
            let request = self.api.post("lockExceptions").param("ds", data_set);
            answer::done(request.param("pe", &period).param("ou", unit))?;
        }
        Ok(())
    }

    /// Ends the exception of an org unit: `DELETE /api/lockExceptions?ds=&pe=&ou=`. The unit is looked for
    /// first: for one that is not there, DHIS2 ends the exceptions of all units.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] when there is no such unit; [`Error::Api`] with a 409 when there is no such data
    /// set or period. That there was no exception is no error.
    pub fn remove(
        &self,
        data_set: impl AsUid,
        period: impl fmt::Display,
        org_unit: impl AsUid,
    ) -> Result<()> {
        let (data_set, unit) = (data_set.as_uid()?, org_unit.as_uid()?);
        if !self.api.organisation_units().exists(unit)? {
            let error = crate::error::NotFoundError::new("org unit", unit.to_string());
            return Err(Error::NotFound(Box::new(error)));
        }
        answer::done(self.removal(data_set, &period).param("ou", unit))
    }

    /// Ends the exceptions of all org units: `DELETE /api/lockExceptions?ds=&pe=`.
    ///
    /// # Errors
    ///
    /// As [`remove`](Self::remove).
    pub fn remove_for_all_units(
        &self,
        data_set: impl AsUid,
        period: impl fmt::Display,
    ) -> Result<()> {
        answer::done(self.removal(data_set.as_uid()?, &period))
    }

    fn removal(&self, data_set: Uid, period: &impl fmt::Display) -> Request {
        let request = self.api.delete("lockExceptions").param("ds", data_set);
        request.param("pe", period.to_string())
    }
}

/// Lock exceptions before they are read; see [`LockExceptions::list`].
#[derive(Debug)]
#[must_use = "a list does nothing until it is read"]
pub struct LockExceptionList {
    request: Request,
}

impl LockExceptionList {
    /// Only exceptions of this data set.
    pub fn data_set(self, uid: impl AsUid) -> Self {
        self.only("dataSet.id", &uid)
    }

    /// Only exceptions of this org unit.
    pub fn org_unit(self, uid: impl AsUid) -> Self {
        self.only("organisationUnit.id", &uid)
    }

    /// Every exception, in one request and all in memory: DHIS2 shuffles a filtered list for each request, so
    /// that its pages do not fit together.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a malformed uid; else as [`Request::fetch`].
    pub fn collect_all(self) -> Result<Vec<LockException>> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct List {
            lock_exceptions: Vec<LockException>,
        }
        let List { lock_exceptions } = self.request.param("paging", false).fetch()?;
        Ok(lock_exceptions)
    }

    fn only(mut self, property: &str, uid: &impl AsUid) -> Self {
        let filter = uid.as_uid().and_then(|uid| Filter::eq(property, uid));
        self.request = self.request.or_fail(filter, Request::filter);
        self
    }
}

//! Min-max values: between what data values of an element are expected in an org unit.
//!
//! ```no_run
//! # fn f(api: dhis2::Api) -> dhis2::Result<()> {
//! use dhis2::resources::min_max::{MinMaxKey, MinMaxValue};
//!
//! let bounds = api.min_max_values();
//! let key = MinMaxKey::new("DeMalariaC1", "OuFacNoGeo1", "HllvX50cXC0")?;
//! bounds.set(&MinMaxValue::new(key, 0, 250))?;
//! for value in bounds.list().org_unit("OuFacNoGeo1").values()? {
//!     let value = value?;
//!     println!("{} {} to {}", value.key.data_element, value.min, value.max);
//! }
//! # Ok(())
//! # }
//! ```

use serde::Deserialize;
use serde_json::{Value, json};

use super::answer;
use crate::api::Api;
use crate::error::{DecodeError, Error, Result};
use crate::query::Filter;
use crate::request::Request;
use crate::response::ResponseReader;
use crate::stream::Elements;
use crate::uid::{AsUid, Uid, as_uids};

/// The list has no uids, so fields are named; also those of the references.
const FIELDS: &str = "min,max,generated,dataElement[id],source[id],optionCombo[id]";

/// The accessor of min-max values; see [`Api::min_max_values`].
#[derive(Debug, Clone)]
pub struct MinMaxValues {
    api: Api,
}

/// What a min-max value is about. There is one for each of these at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MinMaxKey {
    /// The data element.
    pub data_element: Uid,
    /// The org unit.
    pub org_unit: Uid,
    /// The category option combination.
    pub option_combo: Uid,
}

impl MinMaxKey {
    /// A key of three uids.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a malformed uid.
    pub fn new(
        data_element: impl AsUid,
        org_unit: impl AsUid,
        option_combo: impl AsUid,
    ) -> Result<Self> {
        Ok(Self {
            data_element: data_element.as_uid()?,
            org_unit: org_unit.as_uid()?,
            option_combo: option_combo.as_uid()?,
        })
    }

    /// As the bulk endpoints take it.
    fn body(&self) -> Value {
        json!({ "dataElement": self.data_element, "orgUnit": self.org_unit,
            "optionCombo": self.option_combo })
    }
}

/// The bounds within which data values are expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(from = "Row")]
#[non_exhaustive]
pub struct MinMaxValue {
    /// What it is about.
    pub key: MinMaxKey,
    /// The least value expected.
    pub min: i32,
    /// The greatest value expected.
    pub max: i32,
    /// Whether DHIS2 worked it out from earlier data.
    pub generated: bool,
}

impl MinMaxValue {
    /// Bounds that somebody set.
    pub fn new(key: MinMaxKey, min: i32, max: i32) -> Self {
        Self {
            key,
            min,
            max,
            generated: false,
        }
    }

    fn check(&self) -> Result<()> {
        if self.min < self.max {
            return Ok(());
        }
        let expected = format!("more than the least value {}", self.min);
        Err(Error::invalid("max", self.max.to_string(), expected))
    }
}

#[derive(Deserialize)]
struct Object {
    id: Uid,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    data_element: Object,
    source: Object,
    option_combo: Object,
    min: i32,
    max: i32,
    #[serde(default)]
    generated: bool,
}

impl From<Row> for MinMaxValue {
    fn from(row: Row) -> Self {
        let key = MinMaxKey {
            data_element: row.data_element.id,
            org_unit: row.source.id,
            option_combo: row.option_combo.id,
        };
        Self {
            generated: row.generated,
            ..Self::new(key, row.min, row.max)
        }
    }
}

/// How many values of a bulk call were taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct MinMaxCounts {
    /// How many were set, or deleted.
    pub successful: u64,
    /// How many were passed over: DHIS2 does not know their org unit or option combination, or has no such
    /// value to delete.
    pub ignored: u64,
}

impl Api {
    /// Min-max values: [`min_max`](self).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// api.min_max_values().generate("OuProvTess1", ["DsMonthly01"])?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn min_max_values(&self) -> MinMaxValues {
        MinMaxValues { api: self.clone() }
    }
}

impl MinMaxValues {
    /// The values, before they are read: `GET /api/minMaxDataElements`.
    pub fn list(&self) -> MinMaxList {
        MinMaxList {
            request: self.api.get("minMaxDataElements").fields(FIELDS),
        }
    }

    /// One value, if there is one: `GET /api/minMaxDataElements?filter=…`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn get(&self, key: &MinMaxKey) -> Result<Option<MinMaxValue>> {
        let list = self.list().data_element(key.data_element);
        let list = list.org_unit(key.org_unit).option_combo(key.option_combo);
        Ok(list.collect_all()?.into_iter().next())
    }

    /// Sets one value, whether there is one or not: `POST /api/minMaxDataElements`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] when the greatest value is not greater than the least; [`Error::Api`] with a
    /// 400 for a uid that is not there.
    pub fn set(&self, value: &MinMaxValue) -> Result<()> {
        value.check()?;
        let body = json!({ "min": value.min, "max": value.max, "generated": value.generated,
            "dataElement": { "id": value.key.data_element }, "source": { "id": value.key.org_unit },
            "optionCombo": { "id": value.key.option_combo } });
        let request = self.api.post("minMaxDataElements").idempotent(true);
        answer::done(request.json(&body))
    }

    /// Deletes one value: `DELETE /api/dataEntry/minMaxValues?de=&ou=&co=`.
    ///
    /// # Errors
    ///
    /// When there is none ([`Error::is_not_found`]), and as [`Request::send`].
    pub fn delete(&self, key: &MinMaxKey) -> Result<()> {
        let request = self.api.delete("dataEntry/minMaxValues");
        let request = request.param("de", key.data_element);
        answer::done(
            request
                .param("ou", key.org_unit)
                .param("co", key.option_combo),
        )
    }

    /// Sets many values of the elements of one data set in one request, all or, when one of them is
    /// refused, none: `POST /api/minMaxDataElements/upsert`. Servers built
    /// before June 2025 lack it.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] as for [`set`](Self::set); [`Error::Api`] with a 400 for an element that is
    /// not in the data set.
    pub fn set_all<'a>(
        &self,
        data_set: impl AsUid,
        values: impl IntoIterator<Item = &'a MinMaxValue>,
    ) -> Result<MinMaxCounts> {
        let rows = values.into_iter().map(|value| {
            value.check()?;
            let mut row = value.key.body();
            row["minValue"] = json!(value.min);
            row["maxValue"] = json!(value.max);
            // DHIS2 takes them for generated unless told.
            row["generated"] = json!(value.generated);
            Ok(row)
        });
        self.bulk("upsert", &data_set, rows.collect())
    }

    /// Deletes many values in one request: `POST /api/minMaxDataElements/delete`. Servers built
    /// before June 2025 lack it.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`]. A value that is not there counts as ignored.
    pub fn delete_all<'a>(
        &self,
        data_set: impl AsUid,
        keys: impl IntoIterator<Item = &'a MinMaxKey>,
    ) -> Result<MinMaxCounts> {
        let rows = keys.into_iter().map(MinMaxKey::body).collect();
        self.bulk("delete", &data_set, Ok(rows))
    }

    /// Works out the values of all elements of data sets, for an org unit and the units below it, from the
    /// data that is there: `POST /api/minMaxValues`. The setting `keyFactorDeviation` says how wide.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] without any data set; [`Error::Api`] with a 409 for a unit that is not there.
    pub fn generate<U: AsUid>(
        &self,
        org_unit: impl AsUid,
        data_sets: impl IntoIterator<Item = U>,
    ) -> Result<()> {
        let body = json!({ "organisationUnit": org_unit.as_uid()?, "dataSets": uids(data_sets)? });
        answer::done(self.api.post("minMaxValues").idempotent(true).json(&body))
    }

    /// Deletes the values of all elements of data sets, for an org unit and the units below it, whoever set
    /// them: `DELETE /api/minMaxValues/{ou}?ds=`.
    ///
    /// # Errors
    ///
    /// As [`generate`](Self::generate).
    pub fn clear<U: AsUid>(
        &self,
        org_unit: impl AsUid,
        data_sets: impl IntoIterator<Item = U>,
    ) -> Result<()> {
        let path = format!("minMaxValues/{}", org_unit.as_uid()?);
        answer::done(self.api.delete(path).param("ds", uids(data_sets)?))
    }

    fn bulk(
        &self,
        verb: &str,
        data_set: &impl AsUid,
        rows: Result<Vec<Value>>,
    ) -> Result<MinMaxCounts> {
        let body = json!({ "dataSet": data_set.as_uid()?, "values": rows? });
        let request = self.api.post(format!("minMaxDataElements/{verb}"));
        request.idempotent(true).json(&body).fetch()
    }
}

/// At least one uid.
fn uids<U: AsUid>(given: impl IntoIterator<Item = U>) -> Result<Vec<Uid>> {
    let uids = as_uids(given)?;
    if uids.is_empty() {
        return Err(Error::invalid("data_sets", "", "at least one data set"));
    }
    Ok(uids)
}

/// Min-max values before they are read; see [`MinMaxValues::list`].
///
/// They are read in one request (`paging=false`): DHIS2 2.42 and 2.43 answer every page of them with the
/// first one's rows, under a pager that says otherwise.
#[derive(Debug)]
#[must_use = "a list does nothing until it is read"]
pub struct MinMaxList {
    request: Request,
}

impl MinMaxList {
    /// Only values of this data element.
    pub fn data_element(self, uid: impl AsUid) -> Self {
        self.only("dataElement.id", &uid)
    }

    /// Only values of this org unit, without the units below.
    pub fn org_unit(self, uid: impl AsUid) -> Self {
        self.only("source.id", &uid)
    }

    /// Only values of this category option combination.
    pub fn option_combo(self, uid: impl AsUid) -> Self {
        self.only("optionCombo.id", &uid)
    }

    /// The values one by one while they come; only one is in memory at a time.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a malformed uid; else as [`Request::send`]. Then each value may be an
    /// error, of the connection or of what is read, and is the last.
    pub fn values(self) -> Result<Elements<MinMaxValue, ResponseReader>> {
        let response = self.request.param("paging", false).send()?;
        Ok(response.elements("minMaxDataElements"))
    }

    /// All values, in memory.
    ///
    /// # Errors
    ///
    /// As [`values`](Self::values).
    pub fn collect_all(self) -> Result<Vec<MinMaxValue>> {
        let mut values = self.values()?;
        let all = values.by_ref().collect::<Result<_>>()?;
        if values.found() {
            return Ok(all);
        }
        Err(DecodeError::new("the answer is no list of min-max values").into())
    }

    fn only(mut self, property: &str, uid: &impl AsUid) -> Self {
        let filter = uid.as_uid().and_then(|uid| Filter::eq(property, uid));
        self.request = self.request.or_fail(filter, Request::filter);
        self
    }
}

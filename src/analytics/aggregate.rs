//! Aggregate data, raw data, and aggregate data as data values.

use std::fmt;
use std::io::Write;
use std::iter::FusedIterator;
use std::time::Duration;

use super::format::GridFormat;
use super::grid::Grid;
use super::query::{Extent, Operator, Place, Query};
use super::rows::{GridRows, Rest};
use super::setters::{days, shared, told, verbs};
use super::words::{DisplayProperty, UserOrgUnit};
use crate::api::Api;
use crate::data_values::{DataValue, DataValues, IdScheme};
use crate::date::Date;
use crate::error::Result;
use crate::models::AggregationType;
use crate::period::RelativePeriod;
use crate::request::Request;
use crate::uid::AsUid;

/// A query of aggregate data; made by [`Analytics::aggregate`](super::Analytics::aggregate).
///
/// DHIS2 asks for data, periods and units, each as a dimension or as a filter. Setters that add may
/// be called often. Long lists of data items, of fixed periods and of uids of units are asked in
/// several requests, each under [`max_url`](crate::ApiBuilder::max_url); the rows add up to the
/// same. Groups, levels, relative periods and filters are never divided, nor is a query with
/// [`order`](Self::order).
#[derive(Debug)]
#[must_use = "a query does nothing until it is sent"]
pub struct AggregateQuery {
    query: Query,
}

shared!(AggregateQuery, "/api/analytics");
days!(AggregateQuery);
told!(AggregateQuery);

impl AggregateQuery {
    pub(super) fn new(api: &Api) -> Self {
        Self {
            query: Query::new(api, "analytics", Extent::Whole),
        }
    }

    /// Adds data: data elements, operands, indicators, program indicators and
    /// `<data set>.REPORTING_RATE`. `dimension=dx:`
    pub fn data<I: IntoIterator<Item: fmt::Display>>(self, items: I) -> Self {
        self.dimension_items("dx", items)
    }

    /// How values are put together, over what the data elements say. `aggregationType=`
    pub fn aggregation_type(mut self, kind: &AggregationType) -> Self {
        self.query.set("aggregationType", kind.as_str());
        self
    }

    /// Keeps the sums for which this holds; may be called often. `measureCriteria=`
    pub fn measure(self, operator: Operator, number: f64) -> Self {
        self.criterion("measureCriteria", operator, number)
    }

    /// Keeps the values for which this holds, before they are summed. `preAggregationMeasureCriteria=`
    pub fn measure_before(self, operator: Operator, number: f64) -> Self {
        self.criterion("preAggregationMeasureCriteria", operator, number)
    }

    /// By what one kind of things is named in the rows, over
    /// [`output_id_scheme`](Self::output_id_scheme). `outputDataElementIdScheme=`
    pub fn output_data_element_id_scheme(mut self, scheme: IdScheme) -> Self {
        self.query
            .set("outputDataElementIdScheme", scheme.to_string());
        self
    }

    /// By what all data are named in the rows: elements, indicators, reporting rates.
    /// `outputDataItemIdScheme=`
    pub fn output_data_item_id_scheme(mut self, scheme: IdScheme) -> Self {
        self.query.set("outputDataItemIdScheme", scheme.to_string());
        self
    }

    /// By what units are named in the rows. `outputOrgUnitIdScheme=`
    pub fn output_org_unit_id_scheme(mut self, scheme: IdScheme) -> Self {
        self.query.set("outputOrgUnitIdScheme", scheme.to_string());
        self
    }

    /// By what things are named in this query: give units to
    /// [`dimension_items`](Self::dimension_items) then. `inputIdScheme=`
    pub fn input_id_scheme(mut self, scheme: IdScheme) -> Self {
        self.query.set("inputIdScheme", scheme.to_string());
        self
    }

    /// Only data that are approved up to this level, named by its uid. `approvalLevel=`
    pub fn approval_level(mut self, level: impl AsUid) -> Self {
        match level.as_uid() {
            Ok(uid) => self.query.set("approvalLevel", uid.to_string()),
            Err(error) => self.query.fail(error),
        }
        self
    }

    /// The date by which an event belongs to a period: a word of DHIS2's, or the uid of an attribute
    /// or data element. `timeField=`
    pub fn time_field(mut self, field: impl Into<String>) -> Self {
        self.query.set("timeField", field.into());
        self
    }

    /// The attribute or data element with the unit that an event counts for, or `REGISTRATION`.
    /// `orgUnitField=`
    pub fn org_unit_field(mut self, field: impl Into<String>) -> Self {
        self.query.set("orgUnitField", field.into());
        self
    }

    /// Only events that are completed, for data out of programs. `completedOnly=`
    pub fn completed_only(mut self, only: bool) -> Self {
        self.query.set("completedOnly", only);
        self
    }

    /// Lets the answer have more rows than the server's limit, where the server allows it.
    /// `ignoreLimit=`
    pub fn ignore_limit(mut self, ignore: bool) -> Self {
        self.query.set("ignoreLimit", ignore);
        self
    }

    /// Leaves empty rows and columns out of a [table](Self::table_layout). `hideEmptyRows=`,
    /// `hideEmptyColumns=`. DHIS2 2.42 does so for rows alone.
    pub fn hide_empty(mut self, hide: bool) -> Self {
        self.query.set("hideEmptyRows", hide);
        self.query.set("hideEmptyColumns", hide);
        self
    }

    /// Adds columns with numerator, denominator and factor. `includeNumDen=`
    pub fn include_num_den(mut self, include: bool) -> Self {
        self.query.set("includeNumDen", include);
        self
    }

    /// Adds the names of the ancestors of the units. `showHierarchy=`
    pub fn show_hierarchy(mut self, show: bool) -> Self {
        self.query.set("showHierarchy", show);
        self
    }

    /// A pivot table, with these dimensions across and those down. `tableLayout=`, `columns=`, `rows=`
    ///
    /// Every dimension of the query must stand in one of the two, `dx` as well: otherwise DHIS2 leaves all
    /// cells of the table empty, without an error.
    pub fn table_layout(mut self, columns: &[&str], rows: &[&str]) -> Self {
        self.query.set("tableLayout", true);
        self.query.set("columns", columns.join(";"));
        self.query.set("rows", rows.join(";"));
        self
    }

    /// Orders the rows by their values. `order=`
    pub fn order(mut self, direction: crate::Direction) -> Self {
        self.query.set("order", super::direction_word(direction));
        self
    }

    /// The values as data values, to be imported elsewhere: `GET /api/analytics/dataValueSet.json`.
    ///
    /// # Errors
    ///
    /// As [`grid`](Self::grid).
    pub fn data_value_set(self) -> Result<AggregatedValues> {
        let (first, rest) = self.query.requests("/dataValueSet.json")?;
        Ok(AggregatedValues {
            current: Some(DataValues::open(first)?),
            rest,
            requests: 1,
        })
    }

    fn criterion(mut self, name: &str, operator: Operator, number: f64) -> Self {
        self.query.add_joined(name, &format!("{operator}:{number}"));
        self
    }
}

/// Values that DHIS2 put together; made by [`AggregateQuery::data_value_set`].
#[derive(Debug)]
#[must_use = "an iterator reads nothing until it is used"]
pub struct AggregatedValues {
    current: Option<DataValues>,
    rest: Rest,
    requests: u32,
}

impl AggregatedValues {
    /// How many requests were sent so far.
    pub fn requests(&self) -> u32 {
        self.requests
    }
}

impl Iterator for AggregatedValues {
    type Item = Result<DataValue>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.current.as_mut()?.next() {
                Some(Ok(value)) => return Some(Ok(value)),
                Some(Err(error)) => {
                    self.current = None;
                    return Some(Err(error));
                }
                None => {
                    self.current = None;
                    let request: Request = self.rest.next(None, 0)?;
                    self.requests += 1;
                    match DataValues::open(request) {
                        Ok(values) => self.current = Some(values),
                        Err(error) => return Some(Err(error)),
                    }
                }
            }
        }
    }
}

impl FusedIterator for AggregatedValues {}

/// A query of the values as they were entered; made by
/// [`Analytics::raw_data`](super::Analytics::raw_data).
///
/// Long lists are asked in several requests, as in [`AggregateQuery`].
#[derive(Debug)]
#[must_use = "a query does nothing until it is sent"]
pub struct RawDataQuery {
    query: Query,
}

impl RawDataQuery {
    pub(super) fn new(api: &Api) -> Self {
        Self {
            query: Query::new(api, "analytics/rawData", Extent::Whole),
        }
    }

    /// Adds data elements. `dimension=dx:`
    pub fn data<I: IntoIterator<Item: fmt::Display>>(mut self, items: I) -> Self {
        self.query.items(Place::Dimension, "dx", items);
        self
    }

    /// Adds periods. `dimension=pe:`
    pub fn periods<I: IntoIterator<Item: fmt::Display>>(mut self, periods: I) -> Self {
        self.query.items(Place::Dimension, "pe", periods);
        self
    }

    /// Adds units by their uids, or by words such as `LEVEL-3`. `dimension=ou:`
    pub fn org_units<I: IntoIterator<Item: fmt::Display>>(mut self, units: I) -> Self {
        self.query.items(Place::Dimension, "ou", units);
        self
    }

    /// Adds a dimension with all of its items, such as `co`. `dimension=`
    pub fn dimension(mut self, name: impl AsRef<str>) -> Self {
        self.query.dimension(Place::Dimension, name.as_ref());
        self
    }
}

days!(RawDataQuery);
verbs!(RawDataQuery, "/api/analytics/rawData.json", ".json");

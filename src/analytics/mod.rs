//! Analytics: what DHIS2 works out of the data that was entered.
//!
//! All of it comes as a [`Grid`], whole or [row by row](GridRows), or as a file. It is as old as
//! the analytics tables: what was entered since they were built is not in it.
//!
//! ```no_run
//! # fn f(api: dhis2::Api) -> dhis2::Result<()> {
//! #[derive(serde::Deserialize)]
//! struct Count { dx: String, pe: String, ou: String, value: f64 }
//!
//! let query = api
//!     .analytics()
//!     .aggregate()
//!     .data(["DeMalariaC1", "DeMalariaT2"])
//!     .relative_period(dhis2::RelativePeriod::Last12Months)
//!     .org_units(["OuVelmora01"])
//!     .org_unit_level(2);
//! for count in query.rows()?.rows_as::<Count>() {
//!     let count = count?;
//!     println!("{} {} {} {}", count.dx, count.pe, count.ou, count.value);
//! }
//! # Ok(())
//! # }
//! ```

mod aggregate;
mod event_setters;
mod events;
mod format;
mod geo;
mod grid;
mod outliers;
mod pages;
mod period_types;
mod query;
mod rows;
mod setters;
mod split;
mod words;

pub use aggregate::{AggregateQuery, AggregatedValues, RawDataQuery};
pub use events::{
    EnrollmentAggregateQuery, EnrollmentQuery, EventAggregateQuery, EventQuery, TrackedEntityQuery,
};
pub use format::GridFormat;
pub use geo::{GeoFeature, GeoFeatureQuery};
pub use grid::{Grid, GridHeader, GridMetaData, GridPager, MetaDataItem};
pub use outliers::{OutlierAlgorithm, OutlierOrder, OutlierQuery};
pub use pages::GridPages;
pub use query::Operator;
pub use rows::{GridRow, GridRows, GridRowsAs};
pub use words::{DisplayProperty, EventStatus, OutputType, ProgramStatus, UserOrgUnit};

use crate::api::Api;
use crate::uid::AsUid;

/// The accessor of analytics; see [`Api::analytics`].
#[derive(Debug, Clone)]
pub struct Analytics {
    api: Api,
}

impl Api {
    /// Analytics: `/api/analytics` and `/api/geoFeatures`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::analytics::GridFormat;
    ///
    /// let mut file = std::fs::File::create("malaria.csv").expect("a file");
    /// let query = api.analytics().aggregate().data(["DeMalariaC1"]).periods(["202601"]);
    /// query.org_units(["OuVelmora01"]).copy_to(&mut file, GridFormat::Csv)?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn analytics(&self) -> Analytics {
        Analytics { api: self.clone() }
    }
}

impl Analytics {
    /// Aggregate data: `GET /api/analytics`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let query = api.analytics().aggregate().data(["DeMalariaC1"]).periods(["202601"]);
    /// let grid = query.org_units(["OuVelmora01"]).org_unit_level(2).grid()?;
    /// for row in &grid {
    ///     println!("{:?}: {:?}", row.name_of("ou"), row.number("value"));
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn aggregate(&self) -> AggregateQuery {
        AggregateQuery::new(&self.api)
    }

    /// Values as they were entered: `GET /api/analytics/rawData.json`. As a file they come as JSON and CSV;
    /// DHIS2 answers 404 for the other forms.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let query = api.analytics().raw_data().data(["DeMalariaC1"]).periods(["202601"]);
    /// for row in query.org_units(["OuFacility2"]).rows()? {
    ///     println!("{:?}", row?.get_by_name("value"));
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn raw_data(&self) -> RawDataQuery {
        RawDataQuery::new(&self.api)
    }

    /// Events of a program, one a row: `GET /api/analytics/events/query/{program}`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::analytics::Operator;
    ///
    /// let query = api.analytics().events("PrChildNut1").stage("PsNutFirst1");
    /// let query = query.org_units(["OuVelmora01"]).periods(["2026"]);
    /// for row in query.dimension_where("u6bXMAVXT8w", Operator::Lt, 5).rows()? {
    ///     println!("{:?}", row?.get_by_name("u6bXMAVXT8w"));
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn events(&self, program: impl AsUid) -> EventQuery {
        EventQuery::new(&self.api, program.as_uid())
    }

    /// Numbers of events: `GET /api/analytics/events/aggregate/{program}`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let query = api.analytics().event_aggregate("PrChildNut1").stage("PsNutFirst1");
    /// let grid = query.org_units(["OuVelmora01"]).periods(["2026"]).grid()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn event_aggregate(&self, program: impl AsUid) -> EventAggregateQuery {
        EventAggregateQuery::new(&self.api, program.as_uid())
    }

    /// Enrollments in a program, one a row: `GET /api/analytics/enrollments/query/{program}`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let query = api.analytics().enrollments("PrChildNut1").org_units(["OuVelmora01"]);
    /// for page in query.enrollment_date("2026").page_size(500).pages()? {
    ///     println!("{} enrollments", page?.len());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn enrollments(&self, program: impl AsUid) -> EnrollmentQuery {
        EnrollmentQuery::new(&self.api, program.as_uid())
    }

    /// Numbers of enrollments: `GET /api/analytics/enrollments/aggregate/{program}`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let query = api.analytics().enrollment_aggregate("PrChildNut1").org_unit_level(2);
    /// let grid = query.periods(["2026"]).grid()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn enrollment_aggregate(&self, program: impl AsUid) -> EnrollmentAggregateQuery {
        EnrollmentAggregateQuery::new(&self.api, program.as_uid())
    }

    /// Tracked entities of a type, one a row: `GET /api/analytics/trackedEntities/query/{type}`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let query = api.analytics().tracked_entities("TtPerson001").program("PrChildNut1");
    /// for row in query.org_units(["OuVelmora01"]).last_updated("2026").rows()? {
    ///     println!("{:?}", row?.get_by_name("trackedentity"));
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn tracked_entities(&self, tracked_entity_type: impl AsUid) -> TrackedEntityQuery {
        TrackedEntityQuery::new(&self.api, tracked_entity_type.as_uid())
    }

    /// Values that stand out: `GET /api/analytics/outlierDetection`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::analytics::OutlierOrder;
    ///
    /// let query = api.analytics().outliers().data_set("DsMonthly01").org_unit("OuVelmora01");
    /// let query = query.period("202601").order_by(OutlierOrder::ZScore).max_results(20);
    /// for row in query.rows()? {
    ///     let row = row?;
    ///     println!("{:?}: {:?}", row.get_by_name("ouname"), row.number("value"));
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn outliers(&self) -> OutlierQuery {
        OutlierQuery::new(&self.api)
    }

    /// Where units are: `GET /api/geoFeatures`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// for unit in api.analytics().geo_features().org_unit_level(2).fetch()? {
    ///     println!("{:?} {:?}", unit.name, unit.geometry());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn geo_features(&self) -> GeoFeatureQuery {
        GeoFeatureQuery::new(&self.api)
    }
}

/// The two directions that analytics know.
fn direction_word(direction: crate::Direction) -> &'static str {
    match direction {
        crate::Direction::Desc | crate::Direction::Idesc => "DESC",
        _ => "ASC",
    }
}

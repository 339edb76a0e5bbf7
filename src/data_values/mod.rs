//! Aggregate data values: export, import, single values, completeness.
//!
//! A [`DataValue`] belongs to a data element, a period, an organisation unit and two combinations
//! of options. [`Api::data_values`] exports and imports them in streams of any length, in constant
//! memory, and reads and writes single ones. [`Api::complete_data_set_registrations`] is about
//! which forms are complete.
//!
//! ```no_run
//! use dhis2::{Api, data_values::Format};
//!
//! # fn f(source: Api, target: Api) -> dhis2::Result<()> {
//! // From one server straight into another.
//! let values = source
//!     .data_values()
//!     .export()
//!     .data_set("DsMonthly01")
//!     .org_unit("OuVelmora01")
//!     .children(true)
//!     .period("202601")
//!     .values()?;
//! let report = target.data_values().import().data_set("DsMonthly01").values(values).send()?;
//! println!("{report}");
//!
//! // A file, only tried.
//! let report = target.data_values().import().file(Format::Csv, "values.csv").dry_run(true).send()?;
//! for conflict in report.conflicts() {
//!     println!("{conflict}");
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Two versions, two importers
//!
//! DHIS2 2.43 has a new importer. The calls here are the same for both; what they do is not:
//!
//! | | 2.42 | 2.43 |
//! |---|---|---|
//! | values of several data sets in a request | written | all refused: [`Import::grouped`] |
//! | one bad identifier | that value is refused | all values of the request are refused |
//! | one value of the wrong type | that value is refused | that value is refused |
//! | counts | new, changed and unchanged apart | all are `updated` |
//! | strategies `CREATE` and `UPDATE` | honoured | ignored |
//!
//! So a report is judged by its [outcome](crate::ImportReport::outcome) and its
//! [rejected indexes](crate::ImportReport::rejected_indexes), on both.

mod answer;
mod check;
mod complete;
mod complete_import;
mod csv;
mod export;
mod format;
mod grouped;
mod grouped_run;
mod grouped_values;
mod grouper;
mod import;
mod options;
mod schemes;
mod single;
mod source;
mod value;
mod values;

use std::fmt;

pub use complete::{
    CompleteDataSetRegistration, CompleteDataSetRegistrations, CompletenessDelete,
    CompletenessExport, Registrations,
};
pub use complete_import::CompletenessImport;
pub use csv::{CsvValues, write_csv};
pub use export::Export;
pub use format::{Compression, Format};
pub use grouped::{GroupedImport, GroupedPart, GroupedReport, SentChunk, SkipReason, SkippedValue};
pub use grouped_run::GroupedParts;
pub use grouped_values::GroupedValues;
pub use import::Import;
pub use options::{ImportStrategy, NotificationLevel, Strict};
pub use schemes::{IdKind, IdScheme};
pub use single::SingleValue;
pub use source::IntoDataValue;
pub use value::DataValue;
pub use values::DataValues;

use crate::Result;
use crate::api::Api;
use crate::uid::AsUid;

/// The accessor of data values; see [`Api::data_values`].
#[derive(Debug, Clone)]
pub struct DataValueSets {
    api: Api,
}

impl Api {
    /// Aggregate data values: `/api/dataValueSets` and `/api/dataValues`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let export = api.data_values().export().data_set("DsMonthly01").org_unit("OuVelmora01");
    /// for value in export.start_date("2026-01-01".parse()?).end_date("2026-03-31".parse()?).values()? {
    ///     println!("{:?}", value?.value);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn data_values(&self) -> DataValueSets {
        DataValueSets { api: self.clone() }
    }

    /// Which data sets are complete: `/api/completeDataSetRegistrations`.
    pub fn complete_data_set_registrations(&self) -> CompleteDataSetRegistrations {
        CompleteDataSetRegistrations::new(self.clone())
    }
}

impl DataValueSets {
    /// Begins an export of values.
    pub fn export(&self) -> Export {
        Export::new(&self.api)
    }

    /// Begins an import of values.
    pub fn import(&self) -> Import {
        Import::new(self.api.clone())
    }

    /// Begins an import of values of any number of data sets, in one request for each and for at
    /// most 1000 values. For one with options see [`Import::grouped`].
    pub fn import_grouped<I>(&self, values: I) -> GroupedImport
    where
        I: IntoIterator<Item: IntoDataValue + 'static, IntoIter: Send + 'static>,
    {
        self.import().values(values).grouped()
    }

    /// One value, to be read, written or deleted. `period` is a [`Period`](crate::Period) or its
    /// text.
    pub fn value(
        &self,
        data_element: impl AsUid,
        period: impl fmt::Display,
        org_unit: impl AsUid,
    ) -> SingleValue {
        SingleValue::new(
            self.api.clone(),
            data_element,
            &period.to_string(),
            org_unit,
        )
    }

    /// Marks a stored value for a second look, or takes the mark away:
    /// `PUT /api/dataValues/followup`. The value is found by its element, period, unit and
    /// combinations, as an export has them.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send).
    pub fn follow_up(&self, value: &DataValue, follow_up: bool) -> Result<()> {
        let request = self.api.put("dataValues/followup");
        request.json(&single::marked(value, follow_up)).fetch()
    }

    /// Marks stored values for a second look, or takes the mark away:
    /// `PUT /api/dataValues/followups`. Sends nothing for no values.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send).
    pub fn follow_ups(&self, values: &[DataValue], follow_up: bool) -> Result<()> {
        if values.is_empty() {
            return Ok(());
        }
        let values: Vec<_> = values
            .iter()
            .map(|value| single::marked(value, follow_up))
            .collect();
        let request = self.api.put("dataValues/followups");
        request
            .json(&serde_json::json!({ "values": values }))
            .fetch()
    }
}

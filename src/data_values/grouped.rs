//! Importing the values of many data sets, one request for each.

use std::fmt;

use serde_json::{Map, Value};

use super::grouped_run::GroupedParts;
use super::options::Options;
use super::source::Values;
use super::value::DataValue;
use crate::api::Api;
use crate::import::ImportReport;
use crate::uid::Uid;
use crate::{Error, Result};

/// Which data set a value belongs to, in the caller's words.
pub(super) type Chooser = Box<dyn FnMut(&DataValue) -> Option<Uid> + Send>;

/// An import of values of many data sets: each request holds values of one, at most 1000 of them.
/// Made by [`DataValueSets::import_grouped`](super::DataValueSets::import_grouped) or
/// [`Import::grouped`](super::Import::grouped), which takes options too.
///
/// DHIS2 2.43 refuses a request with values of several data sets, or of an element that is in
/// several unless the request names one. So the data sets and their elements are read once
/// (`GET /api/dataSets`). An element that is in several data sets goes with the one whose uid
/// comes first, unless [`data_set_of`](Self::data_set_of) says otherwise.
///
/// Nothing is lost without a word: a value that is in no data set, or that cannot be sent, comes
/// back with its index and the reason, and the others are sent.
///
/// The values may come in any order. One unfinished chunk for each data set is held in memory.
///
/// ```no_run
/// # fn f(api: dhis2::Api, values: Vec<dhis2::data_values::DataValue>) -> dhis2::Result<()> {
/// let done = api.data_values().import_grouped(values).send()?;
/// println!("{}", done.report);
/// for skipped in &done.skipped {
///     println!("value {} was not sent: {}", skipped.index, skipped.reason);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "an import does nothing until it is sent"]
pub struct GroupedImport {
    pub(super) api: Api,
    pub(super) options: Options,
    pub(super) values: Result<(Values, Map<String, Value>)>,
    pub(super) chunk_size: usize,
    pub(super) chooser: Option<Chooser>,
}

impl GroupedImport {
    pub(super) fn new(
        api: Api,
        options: Options,
        values: Result<(Values, Map<String, Value>)>,
    ) -> Self {
        Self {
            api,
            options,
            values,
            chunk_size: 1000,
            chooser: None,
        }
    }

    /// How many values a request holds at most; 1000 unless set.
    pub fn chunk_size(mut self, values: usize) -> Self {
        self.chunk_size = values;
        self
    }

    /// Says which data set a value belongs to. Where it says `None`, the server's data sets do.
    pub fn data_set_of(
        mut self,
        choose: impl FnMut(&DataValue) -> Option<Uid> + Send + 'static,
    ) -> Self {
        self.chooser = Some(Box::new(choose));
        self
    }

    /// Sends the parts one by one: an iterator over what became of them. A part that fails does
    /// not end it; an error of the source does, and what was not sent by then is not.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a chunk size of 0, without a source, and for a `completeDate`.
    pub fn parts(self) -> Result<GroupedParts> {
        GroupedParts::new(self)
    }

    /// Sends all parts and adds their reports up.
    ///
    /// # Errors
    ///
    /// That of the source. A part that fails is in the [`GroupedReport`].
    pub fn send(self) -> Result<GroupedReport> {
        let mut total = GroupedReport::default();
        for part in self.parts()? {
            match part? {
                GroupedPart::Skipped(value) => total.skipped.push(value),
                GroupedPart::Sent(mut chunk) => match &mut chunk.result {
                    Ok(report) => total.report.merge(std::mem::take(report), 0),
                    Err(_) => total.failed.push(chunk),
                },
            }
        }
        Ok(total)
    }
}

impl fmt::Debug for GroupedImport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GroupedImport")
            .field("options", &self.options)
            .field("chunk_size", &self.chunk_size)
            .finish_non_exhaustive()
    }
}

/// One item of [`GroupedParts`].
#[derive(Debug)]
#[non_exhaustive]
pub enum GroupedPart {
    /// A request and its answer.
    Sent(SentChunk),
    /// A value that was not sent.
    Skipped(SkippedValue),
}

/// The values of one request, and what became of it.
#[derive(Debug)]
#[non_exhaustive]
pub struct SentChunk {
    /// The data set.
    pub data_set: String,
    /// The values, in their order.
    pub values: Vec<DataValue>,
    /// The positions of the values in the whole import, counted from 0.
    pub indexes: Vec<u64>,
    /// The report, whose indexes count over the whole import, or why there is none. After a
    /// timeout or a broken connection the values may have been written all the same.
    pub result: Result<ImportReport>,
}

/// A value that was not sent.
#[derive(Debug)]
#[non_exhaustive]
pub struct SkippedValue {
    /// Its position in the import, counted from 0.
    pub index: u64,
    /// The value.
    pub value: DataValue,
    /// Why.
    pub reason: SkipReason,
}

/// Why a value was not sent.
#[derive(Debug)]
#[non_exhaustive]
pub enum SkipReason {
    /// Its data element is in no data set that the user can read. DHIS2 2.43 takes no such value.
    NoDataSet,
    /// It cannot be sent as it is.
    Invalid(Error),
}

impl fmt::Display for SkipReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDataSet => f.write_str("its data element is in no data set"),
            Self::Invalid(error) => write!(f, "{error}"),
        }
    }
}

/// What became of a grouped import.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct GroupedReport {
    /// The reports of all requests that were answered, added up.
    pub report: ImportReport,
    /// The requests that failed, with their values.
    pub failed: Vec<SentChunk>,
    /// The values that were not sent.
    pub skipped: Vec<SkippedValue>,
}

impl GroupedReport {
    /// Whether every value was sent and none was refused.
    pub fn is_ok(&self) -> bool {
        self.report.is_ok() && self.failed.is_empty() && self.skipped.is_empty()
    }
}

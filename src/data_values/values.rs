//! The values of an export, one by one.

use std::fmt;
use std::iter::FusedIterator;

use serde_json::{Map, Value};

use super::answer::Answered;
use super::format::Format;
use super::value::{DataValue, Exported};
use crate::error::DecodeError;
use crate::request::Request;
use crate::stream::Elements;
use crate::{Error, Result};

/// The values of an export, decoded one by one while the answer comes; made by
/// [`Export::values`](super::Export::values).
///
/// DHIS2 2.43 writes a period, a unit or an attribute option combination that all values share
/// into the head of the answer alone. Here every value has them.
///
/// It holds one value at a time. An answer that breaks off, or is not what it should be, is an
/// error that names the value and the byte; after it there are no more values.
#[must_use = "an iterator reads nothing until it is used"]
pub struct DataValues {
    elements: Elements<Exported, Answered>,
    url: String,
    done: bool,
}

impl DataValues {
    pub(super) fn new(answer: Answered, url: String) -> Self {
        Self {
            elements: Elements::new(answer, "dataValues"),
            url,
            done: false,
        }
    }

    /// Sends a request whose answer is a set of data values in JSON.
    pub(crate) fn open(request: Request) -> Result<Self> {
        let (answer, url) = Answered::open(request.send()?, Format::Json)?;
        Ok(Self::new(answer, url))
    }

    /// What stands beside the values, as far as it was read: `dataSet`, `period`, `orgUnit`,
    /// `completeDate` and others, where all values share them. Complete after the last value; in
    /// the answers that were seen it stands before the first.
    pub fn head(&self) -> &Map<String, Value> {
        self.elements.fields()
    }

    /// The data set, where the head names it.
    pub fn data_set(&self) -> Option<&str> {
        self.shared("dataSet")
    }

    /// How many values were read: the 0-based index of the next one.
    pub fn index(&self) -> u64 {
        self.elements.index()
    }

    fn shared(&self, key: &str) -> Option<&str> {
        self.head().get(key).and_then(Value::as_str)
    }

    fn read(&mut self) -> Result<Option<DataValue>> {
        let Some(Exported(mut value)) = self.elements.next().transpose()? else {
            return if self.elements.found() {
                Ok(None)
            } else {
                Err(DecodeError::new("the answer has no dataValues").into())
            };
        };
        if value.period.is_empty() {
            value.period = self.due("period")?;
        }
        if value.org_unit.is_empty() {
            value.org_unit = self.due("orgUnit")?;
        }
        if value.attribute_option_combo.is_none() {
            value.attribute_option_combo = self.shared("attributeOptionCombo").map(str::to_owned);
        }
        Ok(Some(value))
    }

    /// What the value lacks and the head should have.
    fn due(&self, key: &str) -> Result<String> {
        self.shared(key).map(str::to_owned).ok_or_else(|| {
            let what = format!("the value has no {key}, nor has the head before it");
            DecodeError::new(what)
                .index(self.index().saturating_sub(1))
                .offset(self.elements.byte_offset())
                .into()
        })
    }
}

impl Iterator for DataValues {
    type Item = Result<DataValue>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let value = self.read().transpose();
        self.done = !matches!(value, Some(Ok(_)));
        value.map(|value| {
            value.map_err(|error| match error {
                Error::Decode(fault) => fault.request("GET", &self.url, 200).into(),
                error => error,
            })
        })
    }
}

impl FusedIterator for DataValues {}

impl fmt::Debug for DataValues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DataValues")
            .field("url", &self.url)
            .field("index", &self.index())
            .field("done", &self.done)
            .finish_non_exhaustive()
    }
}

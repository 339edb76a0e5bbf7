//! The run of a grouped import: values in, requests out.

use std::io::Read;
use std::iter::FusedIterator;

use super::grouped::{GroupedImport, GroupedPart, SentChunk};
use super::grouper::{Chunk, Grouped, Grouper};
use super::value::DataValue;
use crate::http::body::Body;
use crate::import::ImportReport;
use crate::stream::JsonBody;
use crate::{Error, Result};

/// The parts of a grouped import as they are sent; made by [`GroupedImport::parts`].
///
/// An error is one of the source, or of reading the data sets, and ends the iterator.
#[derive(Debug)]
#[must_use = "an iterator sends nothing until it is used"]
pub struct GroupedParts {
    grouper: Grouper,
}

impl GroupedParts {
    pub(super) fn new(import: GroupedImport) -> Result<Self> {
        let grouper = Grouper::new(import)?;
        Ok(Self { grouper })
    }

    /// How many values were read: the 0-based index of the next one.
    pub fn index(&self) -> u64 {
        self.grouper.index()
    }

    fn send(&self, data_set: String, chunk: Chunk) -> SentChunk {
        let Chunk { values, indexes } = chunk;
        let result = self.post(&data_set, &values).map(|mut report| {
            if report.rejects_everything() {
                report.mark_rejected(0..values.len() as u64);
            }
            report.map_indexes(|index| {
                let place = usize::try_from(index).ok();
                place
                    .and_then(|at| indexes.get(at).copied())
                    .unwrap_or(index)
            });
            report
        });
        SentChunk {
            data_set,
            values,
            indexes,
            result,
        }
    }

    /// Sends one chunk. It is held in memory, so that it can be sent again.
    fn post(&self, data_set: &str, values: &[DataValue]) -> Result<ImportReport> {
        let mut document = JsonBody::new("dataValues", values.to_vec())
            .field("dataSet", data_set)
            .fields(self.grouper.head.clone());
        if self.grouper.options.gzip {
            document = document.gzip();
        }
        let mut bytes = Vec::new();
        let written = document.read_to_end(&mut bytes);
        written.map_err(|error| Error::from_io("write the values", error))?;
        let body = Body::bytes(bytes).content_type("application/json");
        let request = self.grouper.options.request(&self.grouper.api, false)?;
        request.body(body).send_import()
    }
}

impl Iterator for GroupedParts {
    type Item = Result<GroupedPart>;

    fn next(&mut self) -> Option<Self::Item> {
        let part = self.grouper.next()?;
        Some(part.map(|part| match part {
            Grouped::Chunk(data_set, chunk) => GroupedPart::Sent(self.send(data_set, chunk)),
            Grouped::Skipped(value) => GroupedPart::Skipped(*value),
        }))
    }
}

impl FusedIterator for GroupedParts {}

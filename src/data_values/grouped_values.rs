//! A grouped import in parts: with workers, a checkpoint and a file of what was refused.

use std::collections::VecDeque;

use serde_json::json;

use super::grouped::{GroupedImport, SkipReason};
use super::grouper::{Grouped, Grouper};
use super::value::DataValue;
use crate::Result;
use crate::partition::{Fault, Group, Partitioned, group_fields, write_item};

/// The values of a grouped import on their way into parts; see [`GroupedImport::partitioned`].
#[derive(Debug)]
pub struct GroupedValues {
    grouper: Grouper,
    /// The data set of the values that are ready, as it stands in the body.
    data_set: Group,
    ready: VecDeque<DataValue>,
}

impl GroupedValues {
    fn write_next(&mut self, out: &mut Vec<u8>) -> Option<Result<Group, Fault>> {
        loop {
            if let Some(value) = self.ready.pop_front() {
                return Some(write_item(&value, out).map(|()| self.data_set.clone()));
            }
            match self.grouper.next()? {
                Err(error) => return Some(Err(Fault::Source(error))),
                Ok(Grouped::Skipped(skipped)) => {
                    return Some(match skipped.reason {
                        SkipReason::NoDataSet => write_item(&skipped.value, out).map(|()| None),
                        SkipReason::Invalid(error) => Err(Fault::Item(error)),
                    });
                }
                Ok(Grouped::Chunk(data_set, chunk)) => {
                    match group_fields(&json!({ "dataSet": data_set })) {
                        Ok(group) => self.data_set = group,
                        Err(fault) => return Some(Err(fault)),
                    }
                    self.ready = chunk.values.into();
                }
            }
        }
    }
}

impl GroupedImport {
    /// The same as a [partitioned](crate::partition) request: with a checkpoint, workers, and a file of
    /// what was refused.
    ///
    /// The values go out by data set, so a place, such as that of a refused value, counts in the order of
    /// sending. A value that cannot be sent is a failure of its own, which names its place in the source.
    /// One that is in no data set goes without one, so that DHIS2 says why it refuses it (E8003). The parts
    /// are not compressed.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::data_values::Format;
    ///
    /// let values = api.data_values().import().file(Format::Csv, "values.csv");
    /// let done = values.grouped().partitioned()?.concurrency(4).checkpoint("values.ckpt").run()?;
    /// println!("{done}");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`parts`](Self::parts).
    pub fn partitioned(mut self) -> Result<Partitioned<GroupedValues>> {
        self.options.gzip = false;
        let grouper = Grouper::new(self)?;
        let request = grouper.options.request(&grouper.api, false)?;
        let head = grouper.head.clone();
        let values = GroupedValues {
            grouper,
            data_set: None,
            ready: VecDeque::new(),
        };
        let parts = request.partitioned_source("dataValues", values, GroupedValues::write_next);
        let fields = head.into_iter();
        Ok(fields.fold(parts, |parts, (name, value)| parts.field(name, value)))
    }
}

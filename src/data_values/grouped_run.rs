//! The run of a grouped import: values in, requests out.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::io::Read;
use std::iter::FusedIterator;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::check::Checker;
use super::grouped::{Chooser, GroupedImport, GroupedPart, SentChunk, SkipReason, SkippedValue};
use super::options::Options;
use super::schemes::IdKind;
use super::source::Values;
use super::value::DataValue;
use crate::api::Api;
use crate::http::body::Body;
use crate::import::ImportReport;
use crate::stream::JsonBody;
use crate::{Error, Result};

/// The parts of a grouped import as they are sent; made by [`GroupedImport::parts`].
///
/// An error is one of the source, or of reading the data sets, and ends the iterator.
#[must_use = "an iterator sends nothing until it is used"]
pub struct GroupedParts {
    api: Api,
    options: Options,
    /// What stands before the values of each request, but for the data set.
    head: Map<String, Value>,
    values: Values,
    checker: Checker,
    chooser: Option<Chooser>,
    /// Which data set an element is in, once that was read.
    data_sets: Option<HashMap<String, String>>,
    open: BTreeMap<String, Chunk>,
    chunk_size: usize,
    index: u64,
    stage: Stage,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Reading,
    /// The values are all there; what is left is sent.
    Emptying,
    Done,
}

#[derive(Default)]
struct Chunk {
    values: Vec<DataValue>,
    indexes: Vec<u64>,
}

impl GroupedParts {
    pub(super) fn new(import: GroupedImport) -> Result<Self> {
        let (values, read) = import.values?;
        if import.chunk_size == 0 {
            return Err(Error::invalid("chunk_size", "0", "1 or more"));
        }
        let mut options = import.options;
        let mut head = options.head_over(read)?;
        if let Some(date) = head.get("completeDate") {
            let expected = "none in a grouped import: register completeness on its own";
            let date = date.as_str().unwrap_or_default();
            return Err(Error::invalid("completeDate", date, expected));
        }
        // A data set that was named for all of them is a choice too.
        let named = head.remove("dataSet");
        let named = named.as_ref().and_then(Value::as_str).map(str::parse);
        let mut chooser = import.chooser;
        if let (Some(named), None) = (named.transpose()?, &chooser) {
            chooser = Some(Box::new(move |_| Some(named)));
        }
        // We name the data set by its uid, however the rest is named.
        if options.scheme(IdKind::DataSet) != "UID" {
            options.set(IdKind::DataSet.param(), "UID");
        }
        Ok(Self {
            checker: Checker::new(options.rules(&head)),
            api: import.api,
            options,
            head,
            values,
            chooser,
            data_sets: None,
            open: BTreeMap::new(),
            chunk_size: import.chunk_size,
            index: 0,
            stage: Stage::Reading,
        })
    }

    /// How many values were read: the 0-based index of the next one.
    pub fn index(&self) -> u64 {
        self.index
    }

    fn advance(&mut self) -> Result<Option<GroupedPart>> {
        while self.stage == Stage::Reading {
            let Some(value) = self.values.next().transpose()? else {
                self.stage = Stage::Emptying;
                break;
            };
            if let Some(part) = self.take(value)? {
                return Ok(Some(part));
            }
        }
        let part = match self.open.pop_first() {
            Some((data_set, chunk)) if self.stage == Stage::Emptying => {
                Some(GroupedPart::Sent(self.send(data_set, chunk)))
            }
            _ => None,
        };
        Ok(part)
    }

    /// Puts a value with those of its data set; sends them when they are enough.
    fn take(&mut self, mut value: DataValue) -> Result<Option<GroupedPart>> {
        let index = self.index;
        self.index += 1;
        let skipped = |value, reason| {
            let skipped = SkippedValue {
                index,
                value,
                reason,
            };
            Ok(Some(GroupedPart::Skipped(skipped)))
        };
        if let Err(error) = self.checker.check(&mut value) {
            return skipped(value, SkipReason::Invalid(error));
        }
        let Some(data_set) = self.data_set_of(&value)? else {
            return skipped(value, SkipReason::NoDataSet);
        };
        let chunk = self.open.entry(data_set.clone()).or_default();
        chunk.values.push(value);
        chunk.indexes.push(index);
        if chunk.values.len() < self.chunk_size {
            return Ok(None);
        }
        let chunk = std::mem::take(chunk);
        Ok(Some(GroupedPart::Sent(self.send(data_set, chunk))))
    }

    fn data_set_of(&mut self, value: &DataValue) -> Result<Option<String>> {
        if let Some(chosen) = self.chooser.as_mut().and_then(|choose| choose(value)) {
            return Ok(Some(chosen.to_string()));
        }
        if self.data_sets.is_none() {
            self.data_sets = Some(read_data_sets(&self.api, &self.options)?);
        }
        let known = self.data_sets.as_ref();
        Ok(known.and_then(|sets| sets.get(&value.data_element).cloned()))
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
            .fields(self.head.clone());
        if self.options.gzip {
            document = document.gzip();
        }
        let mut bytes = Vec::new();
        let written = document.read_to_end(&mut bytes);
        written.map_err(|error| Error::from_io("write the values", error))?;
        let body = Body::bytes(bytes).content_type("application/json");
        let request = self.options.request(&self.api, false)?;
        request.body(body).send_import()
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DataSet {
    id: String,
    #[serde(default)]
    data_set_elements: Vec<Member>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Member {
    data_element: Element,
}

#[derive(Deserialize)]
struct Element {
    id: Option<String>,
    code: Option<String>,
    name: Option<String>,
}

/// Which data set each element goes with: of several the one whose uid comes first.
fn read_data_sets(api: &Api, options: &Options) -> Result<HashMap<String, String>> {
    let property = match options.scheme(IdKind::DataElement) {
        "CODE" => "code",
        "NAME" => "name",
        "UID" => "id",
        // The values of attributes are not in the list: the caller must know the data sets.
        _ => return Ok(HashMap::new()),
    };
    let sets = api
        .get("dataSets")
        .param(
            "fields",
            format!("id,dataSetElements[dataElement[{property}]]"),
        )
        .param("paging", false)
        .send()?
        .elements::<DataSet>("dataSets");
    let mut first: HashMap<String, String> = HashMap::new();
    for set in sets {
        let set = set?;
        for Member { data_element } in set.data_set_elements {
            let Element { id, code, name } = data_element;
            let Some(element) = id.or(code).or(name) else {
                continue;
            };
            let known = first.entry(element).or_insert_with(|| set.id.clone());
            if set.id < *known {
                known.clone_from(&set.id);
            }
        }
    }
    Ok(first)
}

impl Iterator for GroupedParts {
    type Item = Result<GroupedPart>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.stage == Stage::Done {
            return None;
        }
        let part = self.advance().transpose();
        if !matches!(part, Some(Ok(_))) {
            self.stage = Stage::Done;
        }
        part
    }
}

impl FusedIterator for GroupedParts {}

impl fmt::Debug for GroupedParts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GroupedParts")
            .field("options", &self.options)
            .field("index", &self.index)
            .field("stage", &self.stage)
            .finish_non_exhaustive()
    }
}

//! Values in any order, put together by their data set.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::check::Checker;
use super::grouped::{Chooser, GroupedImport, SkipReason, SkippedValue};
use super::options::Options;
use super::schemes::IdKind;
use super::source::Values;
use super::value::DataValue;
use crate::api::Api;
use crate::{Error, Result};

/// Reads values, and gives them out in chunks of one data set.
pub(super) struct Grouper {
    pub(super) api: Api,
    pub(super) options: Options,
    /// What stands before the values of each request, but for the data set.
    pub(super) head: Map<String, Value>,
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
    /// The values are all there; what is left is given out.
    Emptying,
    Done,
}

/// Values of one data set, and their places in the import.
#[derive(Default)]
pub(super) struct Chunk {
    pub(super) values: Vec<DataValue>,
    pub(super) indexes: Vec<u64>,
}

pub(super) enum Grouped {
    /// The data set and its values.
    Chunk(String, Chunk),
    Skipped(Box<SkippedValue>),
}

impl Grouper {
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

    /// How many values were read.
    pub(super) fn index(&self) -> u64 {
        self.index
    }

    fn advance(&mut self) -> Result<Option<Grouped>> {
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
                Some(Grouped::Chunk(data_set, chunk))
            }
            _ => None,
        };
        Ok(part)
    }

    /// Puts a value with those of its data set; gives them out when they are enough.
    fn take(&mut self, mut value: DataValue) -> Result<Option<Grouped>> {
        let index = self.index;
        self.index += 1;
        let skipped = |value, reason| {
            let skipped = SkippedValue {
                index,
                value,
                reason,
            };
            Ok(Some(Grouped::Skipped(Box::new(skipped))))
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
        Ok(Some(Grouped::Chunk(data_set, chunk)))
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
}

impl Iterator for Grouper {
    type Item = Result<Grouped>;

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

impl fmt::Debug for Grouper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Grouper")
            .field("options", &self.options)
            .field("index", &self.index)
            .field("stage", &self.stage)
            .finish_non_exhaustive()
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

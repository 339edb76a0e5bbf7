//! The file of items that DHIS2 did not take, ready to be mended and sent again.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use fs4::FileExt;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::lines::Lines;
use super::part::RejectedItem;
use crate::error::{DecodeError, Error, Result};
use crate::import::Conflict;

#[derive(Serialize)]
struct Line<'a> {
    index: u64,
    reasons: Vec<Reason<'a>>,
    /// Last, so that the eye finds it.
    item: &'a RawValue,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Reason<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    error_code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    property: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
}

impl<'a> From<&'a Conflict> for Reason<'a> {
    fn from(conflict: &'a Conflict) -> Self {
        Self {
            error_code: conflict.error_code.as_deref(),
            message: conflict.message.as_deref(),
            property: conflict.property.as_deref(),
            value: conflict.value.as_deref(),
        }
    }
}

/// The open file.
#[derive(Debug)]
pub(super) struct Rejects {
    lines: Lines,
}

impl Rejects {
    /// Opens the file: to go on with it, or anew.
    pub(super) fn open(path: &Path, go_on: bool) -> Result<Self> {
        let open = || {
            let mut lines = Lines::open(path, b"{\"index\":", |_, _| Ok(()))?;
            if !go_on {
                lines.clear()?;
            }
            Ok(Self { lines })
        };
        open().map_err(|error| Error::io("open the file for rejected items", Some(path), error))
    }

    pub(super) fn write(&mut self, items: &[RejectedItem]) -> Result<()> {
        let lines = items.iter().map(|rejected| Line {
            index: rejected.index,
            reasons: rejected.reasons.iter().map(Reason::from).collect(),
            item: &rejected.item,
        });
        let path = self.lines.path().to_path_buf();
        self.lines
            .append(lines)
            .map_err(|error| Error::io("write the rejected items to", Some(&path), error))
    }
}

/// Reads a file that [`rejected_to`](super::Partitioned::rejected_to) wrote back as items, to send them
/// again once they are mended. `T` is their type, or [`serde_json::Value`].
///
/// The reasons in the file are not read. A last line that was cut off is left out. While the file is
/// read it cannot be written to: give [`rejected_to`](super::Partitioned::rejected_to) another one.
///
/// ```no_run
/// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
/// use dhis2::partition::rejected_items;
/// use serde_json::Value;
///
/// let items = rejected_items::<Value>("rejected.jsonl")?;
/// let summary = api.post("dataValueSets").partitioned_results("dataValues", items).run()?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// [`Error::Io`] when the file cannot be read. The iterator ends with an [`Error::Decode`] at a line
/// that is not of this form, or whose item is no `T`.
pub fn rejected_items<T: DeserializeOwned>(path: impl AsRef<Path>) -> Result<RejectedItems<T>> {
    let path = path.as_ref();
    let file = File::open(path)
        .map_err(|error| Error::io("read rejected items from", Some(path), error))?;
    // So that a run which reads from it cannot begin it anew.
    let _ = FileExt::try_lock_shared(&file);
    Ok(RejectedItems {
        lines: Some(BufReader::new(file)),
        path: path.to_path_buf(),
        number: 0,
        items: PhantomData,
    })
}

/// The items of a file of rejected items; made by [`rejected_items`].
#[derive(Debug)]
#[must_use = "an iterator does nothing until it is asked for items"]
pub struct RejectedItems<T> {
    /// `None` after an error or the end.
    lines: Option<BufReader<File>>,
    path: PathBuf,
    number: u64,
    items: PhantomData<fn() -> T>,
}

impl<T> RejectedItems<T> {
    fn close(&mut self) {
        if let Some(lines) = self.lines.take() {
            let _ = FileExt::unlock(lines.get_ref());
        }
    }
}

impl<T> Drop for RejectedItems<T> {
    fn drop(&mut self) {
        self.close();
    }
}

impl<T: DeserializeOwned> RejectedItems<T> {
    fn read(&mut self) -> Result<Option<T>> {
        #[derive(Deserialize)]
        struct Item<T> {
            item: T,
        }
        let Some(lines) = &mut self.lines else {
            return Ok(None);
        };
        let mut line = Vec::new();
        loop {
            line.clear();
            lines
                .read_until(b'\n', &mut line)
                .map_err(|error| Error::io("read rejected items from", Some(&self.path), error))?;
            self.number += 1;
            let whole = line.last() == Some(&b'\n');
            if line.trim_ascii().is_empty() {
                if whole {
                    continue;
                }
                return Ok(None);
            }
            return match serde_json::from_slice::<Item<T>>(&line) {
                Ok(read) => Ok(Some(read.item)),
                Err(error) if !whole && error.is_eof() => Ok(None),
                Err(error) => Err(DecodeError::new(format!(
                    "{}: line {} is not a rejected item of this type",
                    self.path.display(),
                    self.number
                ))
                .source_error(error)
                .into()),
            };
        }
    }
}

impl<T: DeserializeOwned> Iterator for RejectedItems<T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        let item = self.read().transpose();
        if !matches!(item, Some(Ok(_))) {
            self.close();
        }
        item
    }
}

impl<T: DeserializeOwned> std::iter::FusedIterator for RejectedItems<T> {}

//! The typed iterator over a document's elements.

use std::fmt;
use std::io::Read;
use std::iter::FusedIterator;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::select::Select;
use super::splitter::ElementSplitter;
use crate::Result;

/// The elements of one array of a JSON document, decoded one by one while the document is being
/// read.
///
/// It holds one element at a time, whatever the size of the document. After the last element the
/// document has been read to its very end, and [`fields`](Self::fields) has all that stood beside
/// the array. After an error there are no more elements.
///
/// With `T = Box<serde_json::value::RawValue>` an element is checked and kept as text; with
/// `T = serde_json::Value` it needs no type.
///
/// ```
/// use dhis2::stream::Elements;
///
/// let answer = r#"{"dataValues":[{"value":"1"},{"value":2}]}"#.as_bytes();
/// # #[derive(Debug, serde::Deserialize)] struct DataValue { value: String }
/// let mut values = Elements::<DataValue, _>::new(answer, "dataValues");
/// assert!(values.next().unwrap().is_ok());
/// let error = values.next().unwrap().unwrap_err();
/// assert!(error.to_string().contains("at value in element 1 at byte 38"), "{error}");
/// assert!(values.next().is_none());
/// ```
#[must_use = "an iterator reads nothing until it is used"]
pub struct Elements<T, R = Box<dyn Read + Send>> {
    splitter: ElementSplitter<R>,
    element: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned, R: Read> Elements<T, R> {
    /// Reads a document from `reader` and takes the array that `select` names: a key, a dotted
    /// path, or another [`Select`]. Nothing is read before the first element is asked for.
    pub fn new(reader: R, select: impl Into<Select>) -> Self {
        ElementSplitter::new(reader, select).into()
    }

    /// Passes over the elements that are left, undecoded, and returns the other fields of the
    /// document.
    ///
    /// # Errors
    ///
    /// As [`ElementSplitter::next_raw`].
    pub fn finish(mut self) -> Result<Map<String, Value>> {
        while self.splitter.next_raw()?.is_some() {}
        Ok(self.splitter.into_fields())
    }
}

impl<T, R> Elements<T, R> {
    /// The other fields of the document, as far as it has been read
    /// ([`ElementSplitter::fields`]).
    pub fn fields(&self) -> &Map<String, Value> {
        self.splitter.fields()
    }

    /// Whether the array was there ([`ElementSplitter::found`]).
    pub fn found(&self) -> bool {
        self.splitter.found()
    }

    /// How many elements were read: the 0-based index of the next one.
    pub fn index(&self) -> u64 {
        self.splitter.index()
    }

    /// The offset in the document of the element that was read last, in bytes.
    pub fn byte_offset(&self) -> u64 {
        self.splitter.byte_offset()
    }

    /// The lower level, with everything that it knows.
    pub fn splitter(&self) -> &ElementSplitter<R> {
        &self.splitter
    }
}

/// For a splitter with limits of its own.
impl<T, R> From<ElementSplitter<R>> for Elements<T, R> {
    fn from(splitter: ElementSplitter<R>) -> Self {
        Self {
            splitter,
            element: PhantomData,
        }
    }
}

impl<T: DeserializeOwned, R: Read> Iterator for Elements<T, R> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        self.splitter.next_as().transpose()
    }
}

impl<T: DeserializeOwned, R: Read> FusedIterator for Elements<T, R> {}

impl<T, R> fmt::Debug for Elements<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Elements").field(&self.splitter).finish()
    }
}

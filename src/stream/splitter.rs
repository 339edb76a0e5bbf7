//! The elements of an array, one by one; [`walk`] finds them.

mod walk;

use std::fmt;
use std::io::Read;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::json_path::{decode_slice, message, offset_of};
use super::scan::is_space;
use super::select::Select;
use super::window::Window;
use crate::Result;
use crate::error::DecodeError;

const ELEMENT_LIMIT: usize = 64 << 20;
const FIELDS_LIMIT: usize = 16 << 20;

/// Finds the elements of one array of a JSON document while the document is being read.
///
/// This is the lower level of [`Elements`](super::Elements): it hands out the bytes of each
/// element, and is not an iterator, because each call reuses the buffer of the one before.
///
/// ```
/// use dhis2::stream::ElementSplitter;
///
/// let answer = br#"{"dataSet":"DsMonthly01","dataValues":[{"value":"1"}, {"value":"2"}]}"#;
/// let mut splitter = ElementSplitter::new(&answer[..], "dataValues");
/// assert_eq!(splitter.next_raw()?, Some(&br#"{"value":"1"}"#[..]));
/// assert_eq!(splitter.next_raw()?, Some(&br#"{"value":"2"}"#[..]));
/// assert_eq!(splitter.next_raw()?, None);
/// assert_eq!(splitter.fields()["dataSet"], "DsMonthly01");
/// # Ok::<(), dhis2::Error>(())
/// ```
///
/// The document is checked around the elements, and every other field of it is decoded. Inside an
/// element only the brackets are counted: [`next_raw`](Self::next_raw) hands out bytes that
/// nobody has decoded yet.
pub struct ElementSplitter<R> {
    window: Window<R>,
    select: Select,
    element_limit: usize,
    /// How many bytes of other fields may still be kept.
    fields_left: usize,
    state: State,
    /// The keys of the objects that the walk is in, from the outside.
    path: Vec<String>,
    fields: Map<String, Value>,
    fields_skipped: u64,
    /// The path of the array, once it was seen, and of an empty one that will do if no other comes.
    found: Option<String>,
    spare: Option<String>,
    /// Whether the array was entered.
    taken: bool,
    /// Whether the document itself is the array.
    bare: bool,
    index: u64,
    element_offset: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the first byte.
    Start,
    /// In an object: a key comes next, or (unless after a comma) the end.
    Member {
        first: bool,
    },
    /// In the array: an element comes next, or its end.
    Element {
        first: bool,
    },
    /// After the document.
    Tail,
    Done,
}

impl<R: Read> ElementSplitter<R> {
    /// Reads a document from `reader` and takes the array that `select` names: a key, a dotted
    /// path, or another [`Select`]. Nothing is read before the first call of
    /// [`next_raw`](Self::next_raw).
    pub fn new(reader: R, select: impl Into<Select>) -> Self {
        Self {
            window: Window::new(reader),
            select: select.into(),
            element_limit: ELEMENT_LIMIT,
            fields_left: FIELDS_LIMIT,
            state: State::Start,
            path: Vec::new(),
            fields: Map::new(),
            fields_skipped: 0,
            found: None,
            spare: None,
            taken: false,
            bare: false,
            index: 0,
            element_offset: 0,
        }
    }

    /// The bytes of the next element, without the white space around it, or `None` after the last
    /// one. By then the document has been read to its very end.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`](crate::Error::Decode) when the document is not the JSON that was announced, and whatever the
    /// reader fails with. Every later call is `Ok(None)`.
    pub fn next_raw(&mut self) -> Result<Option<&[u8]>> {
        match self.advance() {
            Ok(Some(range)) => Ok(Some(self.window.slice(range))),
            Ok(None) => Ok(None),
            Err(error) => {
                self.state = State::Done;
                Err(error)
            }
        }
    }

    /// The next element as a `T`, or `None` after the last one.
    ///
    /// # Errors
    ///
    /// As [`next_raw`](Self::next_raw), and [`Error::Decode`](crate::Error::Decode) with the path of the field when the
    /// element is not a `T`. Every later call is `Ok(None)`.
    pub fn next_as<T: DeserializeOwned>(&mut self) -> Result<Option<T>> {
        if let Some((element, _)) = self.next_at_once() {
            return Ok(Some(element));
        }
        let Some(bytes) = self.next_raw()? else {
            return Ok(None);
        };
        match decode_slice(bytes) {
            Ok(element) => Ok(Some(element)),
            Err((error, path)) => {
                let fault = DecodeError::new(message(&error)).path(path).body(bytes);
                let offset = offset_of(&error, bytes) as u64;
                self.state = State::Done;
                Err(fault
                    .index(self.index - 1)
                    .offset(self.element_offset + offset)
                    .into())
            }
        }
    }

    /// The next element and its bytes, decoded where it stands without looking for its end first;
    /// `None`, with nothing used up, where that cannot be done: [`next_raw`](Self::next_raw) then tells
    /// what comes.
    ///
    /// This is for objects that lie in the buffer whole, which is nearly all of them. Whatever fails
    /// is done again the long way, so that there is one place for errors.
    pub(crate) fn next_at_once<T: DeserializeOwned>(&mut self) -> Option<(T, &[u8])> {
        let State::Element { first } = self.state else {
            return None;
        };
        let held = self.window.bytes();
        let mut rest = trim_start(held);
        if !first {
            rest = trim_start(rest.strip_prefix(b",")?);
        }
        // A number could go on behind the buffer's end; an object cannot.
        if rest.first() != Some(&b'{') {
            return None;
        }
        let mut json = serde_json::Deserializer::from_slice(rest).into_iter::<T>();
        let element = json.next()?.ok()?;
        let length = json.byte_offset();
        // A type that does not read its value to the end is an error there.
        let is_whole = rest[..length].ends_with(b"}");
        if !is_whole || length > self.element_limit {
            return None;
        }
        self.window.consume(held.len() - rest.len());
        self.element_offset = self.window.offset();
        self.index += 1;
        self.state = State::Element { first: false };
        Some((element, self.window.take(length)))
    }
}

/// Without the white space at the start: JSON's, which is less than ASCII's.
fn trim_start(bytes: &[u8]) -> &[u8] {
    let start = bytes.iter().position(|byte| !is_space(*byte));
    &bytes[start.unwrap_or(bytes.len())..]
}

impl<R> ElementSplitter<R> {
    /// Refuses elements of more than so many bytes; 64 MiB unless set. This bounds the memory that
    /// a broken or hostile answer can take.
    #[must_use]
    pub fn element_limit(mut self, bytes: usize) -> Self {
        self.element_limit = bytes;
        self
    }

    /// Keeps other fields of the document up to so many bytes of JSON together; 16 MiB unless set.
    /// A field for which there is no room is skipped unread and counted.
    #[must_use]
    pub fn fields_limit(mut self, bytes: usize) -> Self {
        self.fields_left = bytes;
        self
    }

    /// The other fields of the document, as far as it has been read: a pager can stand before the
    /// array or after it. With a dotted path, fields of inner objects stay in these objects.
    pub fn fields(&self) -> &Map<String, Value> {
        &self.fields
    }

    /// The other fields, as [`fields`](Self::fields).
    pub fn into_fields(self) -> Map<String, Value> {
        self.fields
    }

    /// How many other fields were skipped for want of room.
    pub fn fields_skipped(&self) -> u64 {
        self.fields_skipped
    }

    /// Whether the array was there, be it empty or `null`. DHIS2 leaves some arrays out when they
    /// are empty, so that a missing one is no error. Certain only after the last element.
    pub fn found(&self) -> bool {
        self.found.is_some()
    }

    /// The key or dotted path under which the array was; empty for a document that is an array.
    pub fn found_key(&self) -> Option<&str> {
        self.found.as_deref()
    }

    /// How many elements were handed out: the 0-based index of the next one.
    pub fn index(&self) -> u64 {
        self.index
    }

    /// The offset in the document of the element that was handed out last, in bytes.
    pub fn byte_offset(&self) -> u64 {
        self.element_offset
    }
}

impl<R> fmt::Debug for ElementSplitter<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ElementSplitter")
            .field("select", &self.select)
            .field("found", &self.found)
            .field("index", &self.index)
            .field("offset", &self.window.offset())
            .finish_non_exhaustive()
    }
}

//! Walking a document up to the array, through it, and to the end.

use std::io::Read;
use std::ops::Range;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{ElementSplitter, State};
use crate::error::DecodeError;
use crate::stream::json_path::{decode_slice, message, offset_of};
use crate::stream::select::Relation;
use crate::stream::window::{CHUNK, Found};
use crate::{Error, Result};

impl<R: Read> ElementSplitter<R> {
    /// Goes on to the next element, or to the end of the document.
    pub(super) fn advance(&mut self) -> Result<Option<Range<usize>>> {
        loop {
            match self.state {
                State::Start => self.start()?,
                State::Member { first } => self.member(first)?,
                State::Element { first } => {
                    if let Some(range) = self.element(first)? {
                        return Ok(Some(range));
                    }
                }
                State::Tail => {
                    if self.window.peek()?.is_some() {
                        return Err(self.fault("something follows the end of the JSON document"));
                    }
                    self.found = self.found.take().or(self.spare.take());
                    self.state = State::Done;
                }
                State::Done => return Ok(None),
            }
        }
    }

    fn start(&mut self) -> Result<()> {
        self.window.skip_bom()?;
        match self.window.peek()? {
            Some(b'[') => {
                self.bare = true;
                self.enter_array(String::new());
            }
            Some(b'{') if self.select.is_document() => {
                return Err(self.fault("the document is an object, where a list was due"));
            }
            Some(b'{') => {
                self.window.consume(1);
                self.state = State::Member { first: true };
            }
            Some(_) => return Err(self.fault("the document is not a JSON object or list")),
            None => return Err(self.fault("the document is empty, where JSON was due")),
        }
        Ok(())
    }

    fn enter_array(&mut self, path: String) {
        self.window.consume(1);
        self.found = Some(path);
        self.taken = true;
        self.state = State::Element { first: true };
    }

    /// One step in the array: an element, or its end.
    fn element(&mut self, first: bool) -> Result<Option<Range<usize>>> {
        match self.window.peek()? {
            Some(b']') => {
                self.window.consume(1);
                self.state = if self.bare {
                    State::Tail
                } else {
                    State::Member { first: false }
                };
                return Ok(None);
            }
            Some(b',') if !first => {
                self.window.consume(1);
                self.window.peek()?;
            }
            Some(_) if first => {}
            Some(_) => return Err(self.fault("no comma between two elements")),
            None => return Err(self.cut()),
        }
        let range = self.value(self.element_limit, "an element")?;
        self.element_offset = self.window.offset_of(&range);
        self.index += 1;
        self.state = State::Element { first: false };
        Ok(Some(range))
    }

    /// One step in an object: a member, or its end.
    fn member(&mut self, first: bool) -> Result<()> {
        match self.window.peek()? {
            Some(b'}') => {
                self.window.consume(1);
                self.state = if self.path.pop().is_some() {
                    State::Member { first: false }
                } else {
                    State::Tail
                };
                return Ok(());
            }
            Some(b',') if !first => self.window.consume(1),
            Some(_) if first => {}
            Some(_) => return Err(self.fault("no comma between two fields")),
            None => return Err(self.cut()),
        }
        let key = self.key()?;
        match self.window.peek()? {
            Some(b':') => self.window.consume(1),
            Some(_) => return Err(self.fault("no colon after a key")),
            None => return Err(self.cut()),
        }
        let start = self.window.peek()?;
        self.state = State::Member { first: false };
        match (self.select.relation(&self.path, &key), start) {
            (Relation::Target, start) => return self.target(key, start),
            (Relation::Above, Some(b'{')) => {
                self.window.consume(1);
                self.path.push(key);
                self.state = State::Member { first: true };
                return Ok(());
            }
            (Relation::Candidate, Some(b'[')) if !self.taken => match self.window.peek_second()? {
                Some(b'{') => {
                    self.enter_array(key);
                    return Ok(());
                }
                Some(b']') if self.spare.is_none() => self.spare = Some(key.clone()),
                _ => {}
            },
            _ => {}
        }
        self.field(key)
    }

    fn key(&mut self) -> Result<String> {
        match self.window.peek()? {
            Some(b'"') => {}
            Some(_) => return Err(self.fault("no key where one was due")),
            None => return Err(self.cut()),
        }
        let range = self.value(CHUNK, "a key")?;
        self.decode(&range, None)
    }

    /// The value of a key that was asked for.
    fn target(&mut self, key: String, start: Option<u8>) -> Result<()> {
        let path = self.path_of(&key);
        if self.taken && self.found.as_deref() != Some(&path) {
            // Another of the keys came before: this one is a field like any other.
            return self.field(key);
        }
        match start {
            Some(b'[') if self.taken => Err(self.fault(format!("`{path}` is there twice"))),
            Some(b'[') => {
                self.enter_array(path);
                Ok(())
            }
            Some(b'n') => {
                let range = self.value(CHUNK, "a value")?;
                let () = self.decode(&range, Some(&path))?;
                self.found.get_or_insert(path);
                Ok(())
            }
            Some(_) => Err(self.fault(format!("`{path}` is not a list"))),
            None => Err(self.cut()),
        }
    }

    /// Keeps the value of a key that was not asked for, or skips it when there is no room.
    fn field(&mut self, key: String) -> Result<()> {
        let left = self.fields_left.saturating_sub(key.len());
        let range = match self.window.value(left, true)? {
            Found::Whole(range) => range,
            Found::TooLarge => {
                self.fields_skipped += 1;
                return Ok(());
            }
            Found::Cut => return Err(self.cut()),
            Found::NotAValue => return Err(self.no_value()?),
        };
        self.fields_left = left - range.len();
        let value = self.decode(&range, Some(&self.path_of(&key)))?;
        insert(&mut self.fields, &self.path, key, value);
        Ok(())
    }

    /// Takes the value that comes next; `what` names it, should it be too large.
    fn value(&mut self, limit: usize, what: &str) -> Result<Range<usize>> {
        match self.window.value(limit, false)? {
            Found::Whole(range) => Ok(range),
            Found::Cut => Err(self.cut()),
            Found::TooLarge => Err(self.fault(format!("{what} is larger than {limit} bytes"))),
            Found::NotAValue => Err(self.no_value()?),
        }
    }

    fn no_value(&mut self) -> Result<Error> {
        Ok(if self.window.peek()?.is_none() {
            self.cut()
        } else {
            self.fault("no JSON value where one was due")
        })
    }
}

impl<R> ElementSplitter<R> {
    fn path_of(&self, key: &str) -> String {
        let mut path = self.path.join(".");
        if !path.is_empty() {
            path.push('.');
        }
        path + key
    }

    /// Decodes what stands around the elements.
    fn decode<T: DeserializeOwned>(&self, range: &Range<usize>, path: Option<&str>) -> Result<T> {
        let bytes = self.window.slice(range.clone());
        decode_slice(bytes).map_err(|(error, inner)| {
            let path = match path {
                Some(path) if inner.is_empty() => path.to_owned(),
                Some(path) if inner.starts_with('[') => format!("{path}{inner}"),
                Some(path) => format!("{path}.{inner}"),
                None => inner,
            };
            let offset = self.window.offset_of(range) + offset_of(&error, bytes) as u64;
            DecodeError::new(message(&error))
                .path(path)
                .offset(offset)
                .body(bytes)
                .into()
        })
    }

    /// An error at the next byte.
    fn fault(&self, what: impl Into<String>) -> Error {
        let fault = DecodeError::new(what)
            .offset(self.window.offset())
            .body(self.window.around());
        match self.state {
            State::Element { .. } => fault.index(self.index).into(),
            _ => fault.into(),
        }
    }

    fn cut(&self) -> Error {
        self.fault("the document ends in the middle")
    }
}

/// Puts a field into the object at `path`, which is as deep as the caller's [`Select`] at most.
fn insert(map: &mut Map<String, Value>, path: &[String], key: String, value: Value) {
    let Some((name, path)) = path.split_first() else {
        map.insert(key, value);
        return;
    };
    let inner = map.entry(name.as_str()).or_insert(Value::Null);
    if !inner.is_object() {
        *inner = Value::Object(Map::new());
    }
    if let Value::Object(inner) = inner {
        insert(inner, path, key, value);
    }
}

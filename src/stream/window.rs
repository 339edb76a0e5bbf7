//! The part of the input that is in memory.

use std::io::{ErrorKind, Read};
use std::ops::Range;

use super::read_error;
use super::scan::{Scan, is_space};
use crate::Result;

/// What is read at once, and the memory of a stream of small elements.
pub(super) const CHUNK: usize = 64 * 1024;

/// What came of looking for a value.
pub(super) enum Found {
    /// It stands here in the window (see [`Window::slice`]) until more is read.
    Whole(Range<usize>),
    TooLarge,
    /// The input ended inside it.
    Cut,
    /// No value starts with the next byte.
    NotAValue,
}

/// A buffer over a reader: what was read and is not yet used, always in one piece.
///
/// A value that lies in the buffer is handed out where it stands. Only the start of one that runs
/// over the buffer's end is moved, once, to make room for the rest.
pub(super) struct Window<R> {
    reader: R,
    /// All of it is initialised; `start..end` is what was read and is not used.
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// The offset in the input of `buffer[0]`.
    base: u64,
    at_end: bool,
}

impl<R: Read> Window<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader,
            buffer: Vec::new(),
            start: 0,
            end: 0,
            base: 0,
            at_end: false,
        }
    }

    /// Reads more behind what is there; `false` at the end of the input.
    ///
    /// `limit` is the most that the caller wants to hold, and is more than is held now.
    fn fill(&mut self, limit: usize) -> Result<bool> {
        if self.at_end {
            return Ok(false);
        }
        self.make_room(limit);
        loop {
            match self.reader.read(&mut self.buffer[self.end..]) {
                Ok(0) => {
                    self.at_end = true;
                    return Ok(false);
                }
                Ok(read) => {
                    self.end += read;
                    return Ok(true);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(read_error(error)),
            }
        }
    }

    fn make_room(&mut self, limit: usize) {
        let size = self.buffer.len();
        if self.start == self.end {
            self.base += self.start as u64;
            (self.start, self.end) = (0, 0);
        }
        if self.end < size {
            return;
        }
        let most = limit.max(CHUNK);
        let held = self.start..self.end;
        if self.start > 0 && (self.start >= size / 4 || size >= most) {
            self.buffer.copy_within(held.clone(), 0);
        } else {
            let mut larger = vec![0; (size * 2).clamp(CHUNK, most)];
            larger[..held.len()].copy_from_slice(&self.buffer[held.clone()]);
            self.buffer = larger;
        }
        self.base += self.start as u64;
        (self.start, self.end) = (0, held.len());
    }

    /// Drops a byte order mark at the very start of the input.
    pub(super) fn skip_bom(&mut self) -> Result<()> {
        const BOM: &[u8] = b"\xef\xbb\xbf";
        while self.bytes().len() < BOM.len() && BOM.starts_with(self.bytes()) {
            if !self.fill(CHUNK)? {
                return Ok(());
            }
        }
        if self.bytes().starts_with(BOM) {
            self.consume(BOM.len());
        }
        Ok(())
    }

    /// The next byte that is not white space, left where it is; `None` at the end of the input.
    pub(super) fn peek(&mut self) -> Result<Option<u8>> {
        loop {
            let bytes = self.bytes();
            if let Some(at) = bytes.iter().position(|b| !is_space(*b)) {
                let byte = bytes[at];
                self.consume(at);
                return Ok(Some(byte));
            }
            self.consume(bytes.len());
            if !self.fill(CHUNK)? {
                return Ok(None);
            }
        }
    }

    /// The byte after the next one and after white space, with nothing used up.
    ///
    /// `None` at the end of the input, or when more than a chunk of white space comes first.
    pub(super) fn peek_second(&mut self) -> Result<Option<u8>> {
        loop {
            let bytes = self.bytes();
            if let Some(byte) = bytes.iter().skip(1).find(|b| !is_space(**b)) {
                return Ok(Some(*byte));
            }
            if bytes.len() >= CHUNK || !self.fill(CHUNK + 1)? {
                return Ok(None);
            }
        }
    }

    /// Takes the value that starts at the next byte.
    ///
    /// One of more than `limit` bytes is too large: `skip` says whether it is read to its end.
    pub(super) fn value(&mut self, limit: usize, skip: bool) -> Result<Found> {
        let Some(mut scan) = self.bytes().first().and_then(|first| Scan::new(*first)) else {
            return Ok(Found::NotAValue);
        };
        let mut scanned = 0;
        loop {
            let found = scan.feed(&self.bytes()[scanned..]);
            let held = self.bytes().len();
            if let Some(length) = found.map(|length| scanned + length) {
                let range = self.start..self.start + length;
                if length > limit {
                    self.consume(if skip { length } else { 0 });
                    return Ok(Found::TooLarge);
                }
                self.consume(length);
                return Ok(Found::Whole(range));
            }
            if held > limit {
                return if skip {
                    self.skip_rest_of(scan)
                } else {
                    Ok(Found::TooLarge)
                };
            }
            scanned = held;
            if !self.fill(limit.saturating_add(1))? {
                // Nor does the input end a number: an object or array is still open around it.
                return Ok(Found::Cut);
            }
        }
    }

    fn skip_rest_of(&mut self, mut scan: Scan) -> Result<Found> {
        loop {
            self.consume(self.bytes().len());
            if !self.fill(CHUNK)? {
                return Ok(Found::Cut);
            }
            if let Some(length) = scan.feed(self.bytes()) {
                self.consume(length);
                return Ok(Found::TooLarge);
            }
        }
    }
}

impl<R> Window<R> {
    /// What was read and is not used.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    pub(super) fn consume(&mut self, count: usize) {
        self.start += count;
    }

    /// Uses up this many bytes, and hands them out.
    pub(super) fn take(&mut self, count: usize) -> &[u8] {
        self.start += count;
        &self.buffer[self.start - count..self.start]
    }

    /// What [`Found::Whole`] names, as long as nothing more is read.
    pub(super) fn slice(&self, range: Range<usize>) -> &[u8] {
        &self.buffer[range]
    }

    /// The offset in the input of the next byte.
    pub(super) fn offset(&self) -> u64 {
        self.base + self.start as u64
    }

    /// The offset in the input of what [`Found::Whole`] names.
    pub(super) fn offset_of(&self, range: &Range<usize>) -> u64 {
        self.base + range.start as u64
    }

    /// The next bytes and a few before them, for an error message.
    pub(super) fn around(&self) -> &[u8] {
        let mut from = self.start.saturating_sub(40);
        // Not from the middle of a character.
        while from < self.start && self.buffer[from] & 0xc0 == 0x80 {
            from += 1;
        }
        &self.buffer[from..self.end]
    }
}

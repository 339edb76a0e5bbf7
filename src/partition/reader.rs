//! From an iterator to parts. Items become JSON on the thread that asks, so that they never cross one.

use std::sync::Arc;

use serde::Serialize;

use super::hash::Hash;
use super::job::{Envelope, Group, Job};
use crate::error::{Error, Result};

/// Why there is no item.
pub(crate) enum Fault {
    /// This one cannot be written as JSON; the next may.
    Item(Error),
    /// The iterator failed: there is no next one.
    Source(Error),
}

/// Writes the next item as JSON and names its group; `None` after the last one.
///
/// A plain function, so that [`Partitioned`](super::Partitioned) needs no bounds beyond its iterator.
pub(crate) type WriteNext<I> = fn(&mut I, &mut Vec<u8>) -> Option<Result<Group, Fault>>;

pub(super) fn write_plain<I: Iterator<Item: Serialize>>(
    items: &mut I,
    out: &mut Vec<u8>,
) -> Option<Result<Group, Fault>> {
    Some(write(&items.next()?, out).map(|()| None))
}

pub(super) fn write_result<I, T, E>(
    items: &mut I,
    out: &mut Vec<u8>,
) -> Option<Result<Group, Fault>>
where
    I: Iterator<Item = Result<T, E>>,
    T: Serialize,
    E: std::error::Error + Send + Sync + 'static,
{
    Some(match items.next()? {
        Ok(item) => write(&item, out).map(|()| None),
        // An error of this crate comes out as it is.
        Err(error) => Err(Fault::Source(Error::from_io(
            "read the items to send",
            std::io::Error::other(error),
        ))),
    })
}

pub(super) fn write_grouped<I, G, T>(
    items: &mut I,
    out: &mut Vec<u8>,
) -> Option<Result<Group, Fault>>
where
    I: Iterator<Item = (G, T)>,
    G: Serialize,
    T: Serialize,
{
    let (group, item) = items.next()?;
    Some(group_fields(&group).and_then(|group| write(&item, out).map(|()| group)))
}

pub(crate) fn write(item: &impl Serialize, out: &mut Vec<u8>) -> Result<(), Fault> {
    serde_json::to_writer(out, item).map_err(|error| {
        Fault::Item(Error::invalid(
            "item",
            error.to_string(),
            "a value that is JSON",
        ))
    })
}

pub(crate) fn group_fields(group: &impl Serialize) -> Result<Group, Fault> {
    let text = serde_json::to_vec(group).unwrap_or_default();
    match text
        .strip_prefix(b"{")
        .and_then(|text| text.strip_suffix(b"}"))
    {
        Some(b"") => Ok(None),
        Some(fields) => Ok(Some(Arc::from(fields))),
        None => Err(Fault::Source(Error::invalid(
            "group",
            String::from_utf8_lossy(&text),
            "a JSON object with the fields beside the list",
        ))),
    }
}

/// What comes next out of the input.
#[derive(Debug)]
pub(super) enum Read {
    Part(Job),
    /// The item at this place cannot be written as JSON.
    Bad(u64, Error),
    End,
    Failed(Error),
}

enum Carry {
    Item(Group, Vec<u8>),
    Bad(Error),
    Failed(Error),
}

/// The items not yet read, and their place.
pub(super) struct Reader<I> {
    items: I,
    write: WriteNext<I>,
    /// The place of the next item.
    position: u64,
    /// What was read and belongs to the next part.
    carry: Option<Carry>,
    ended: bool,
}

impl<I> Reader<I> {
    pub(super) fn new(items: I, write: WriteNext<I>) -> Self {
        Self {
            items,
            write,
            position: 0,
            carry: None,
            ended: false,
        }
    }

    pub(super) fn position(&self) -> u64 {
        self.position
    }

    /// Whether the iterator has no more items.
    pub(super) fn has_ended(&self) -> bool {
        self.ended && self.carry.is_none()
    }

    fn next(&mut self, out: &mut Vec<u8>) -> Option<Result<Group, Fault>> {
        match self.carry.take() {
            Some(Carry::Item(group, bytes)) => {
                out.extend_from_slice(&bytes);
                return Some(Ok(group));
            }
            Some(Carry::Bad(error)) => return Some(Err(Fault::Item(error))),
            Some(Carry::Failed(error)) => return Some(Err(Fault::Source(error))),
            None if self.ended => return None,
            None => {}
        }
        let next = (self.write)(&mut self.items, out);
        self.ended = matches!(next, None | Some(Err(Fault::Source(_))));
        next
    }

    /// The next part: at most so many items, and a body of at most so many bytes; a single item that
    /// is larger goes alone. It ends before the place `until` and where the group changes.
    pub(super) fn part(
        &mut self,
        items: usize,
        bytes: usize,
        envelope: &Envelope,
        until: Option<u64>,
    ) -> Read {
        let mut job = Job::new(self.position);
        while job.len() < items && until.is_none_or(|until| self.position < until) {
            let before = job.bytes.len();
            if !job.is_empty() {
                job.bytes.push(b',');
            }
            let from = job.bytes.len();
            let next = self.next(&mut job.bytes);
            let end = match next {
                Some(Ok(group)) => {
                    if job.is_empty() {
                        job.group = group;
                    } else if group != job.group
                        || envelope.len(&job.group) + job.bytes.len() > bytes
                    {
                        self.carry = Some(Carry::Item(group, job.bytes.split_off(from)));
                        job.bytes.truncate(before);
                        break;
                    }
                    job.ends.push(job.bytes.len());
                    self.position += 1;
                    continue;
                }
                Some(Err(Fault::Item(error))) => Some(Carry::Bad(error)),
                Some(Err(Fault::Source(error))) => Some(Carry::Failed(error)),
                None => None,
            };
            job.bytes.truncate(before);
            if !job.is_empty() {
                self.carry = end;
                break;
            }
            return match end {
                Some(Carry::Bad(error)) => {
                    self.position += 1;
                    Read::Bad(self.position - 1, error)
                }
                Some(Carry::Failed(error)) => Read::Failed(error),
                _ => Read::End,
            };
        }
        Read::Part(job)
    }

    /// Reads `count` items without keeping them. `None` when there are fewer, or not all of one group.
    pub(super) fn pass(&mut self, count: u64) -> Option<Hash> {
        let mut hash = Hash::new();
        let mut item = Vec::new();
        let mut first: Option<Group> = None;
        for _ in 0..count {
            item.clear();
            let group = self.next(&mut item)?.ok()?;
            match &first {
                Some(first) if *first != group => return None,
                Some(_) => hash.update(b","),
                None => {
                    hash.update(group.as_deref().unwrap_or_default());
                    hash.update(b"\n");
                    first = Some(group);
                }
            }
            hash.update(&item);
            self.position += 1;
        }
        Some(hash)
    }

    /// Leaves out items, to begin at a place.
    pub(super) fn skip_to(&mut self, place: u64) -> Result<()> {
        let mut item = Vec::new();
        while self.position < place {
            item.clear();
            match self.next(&mut item) {
                // An item that cannot be written was reported when it was its turn.
                Some(Ok(_) | Err(Fault::Item(_))) => self.position += 1,
                Some(Err(Fault::Source(error))) => return Err(error),
                None => {
                    return Err(Error::invalid(
                        "resume_from",
                        place.to_string(),
                        format!("at most the number of items, which is {}", self.position),
                    ));
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(read: &Read) -> Vec<String> {
        let Read::Part(job) = read else {
            return vec![format!("{read:?}")];
        };
        (0..job.len())
            .map(|place| String::from_utf8_lossy(job.item(place)).into_owned())
            .collect()
    }

    #[test]
    fn a_part_ends_at_the_items_the_bytes_the_place_and_the_group() {
        let envelope = Envelope::new(b"", "l");
        let around = envelope.len(&None);
        let mut reader = Reader::new(100..200, write_plain);
        assert_eq!(
            texts(&reader.part(2, 1000, &envelope, None)),
            ["100", "101"]
        );
        // `102,103,104` are 11 bytes.
        assert_eq!(reader.part(9, around + 11, &envelope, None).len(), 3);
        assert_eq!(reader.part(9, around + 10, &envelope, None).len(), 2);
        assert_eq!(reader.part(9, 1, &envelope, None).len(), 1);
        assert_eq!(reader.part(9, 1000, &envelope, Some(10)).len(), 2);
        assert_eq!(reader.position(), 10);

        let group = |g: u32| serde_json::json!({ "g": g });
        let items = [(group(1), "a"), (group(1), "b"), (group(2), "c")];
        let mut reader = Reader::new(items.into_iter(), write_grouped);
        assert_eq!(
            texts(&reader.part(9, 999, &envelope, None)),
            ["\"a\"", "\"b\""]
        );
        assert_eq!(texts(&reader.part(9, 999, &envelope, None)), ["\"c\""]);
        assert!(matches!(reader.part(9, 999, &envelope, None), Read::End));
    }

    #[test]
    fn an_item_that_is_no_json_stands_alone_and_the_others_go_on() {
        use std::collections::HashMap;
        let good = || HashMap::from([((1, 2), 0)]);
        let items = [None, Some(good()), None];
        let envelope = Envelope::new(b"", "l");
        let mut reader = Reader::new(items.into_iter(), write_plain);
        assert_eq!(texts(&reader.part(9, 999, &envelope, None)), ["null"]);
        assert!(matches!(
            reader.part(9, 999, &envelope, None),
            Read::Bad(1, _)
        ));
        assert_eq!(texts(&reader.part(9, 999, &envelope, None)), ["null"]);
        assert_eq!(reader.position(), 3);
    }

    #[test]
    fn a_source_that_fails_ends_the_items_after_those_before_it() {
        let items = [Ok(1), Err(std::fmt::Error), Ok(3)];
        let envelope = Envelope::new(b"", "l");
        let mut reader = Reader::new(items.into_iter(), write_result);
        assert_eq!(texts(&reader.part(9, 999, &envelope, None)), ["1"]);
        assert!(matches!(
            reader.part(9, 999, &envelope, None),
            Read::Failed(_)
        ));
        assert!(matches!(reader.part(9, 999, &envelope, None), Read::End));
    }

    #[test]
    fn items_passed_over_have_the_hash_of_the_part_they_made() {
        let envelope = Envelope::new(b"", "l");
        let Read::Part(job) = Reader::new(0..5, write_plain).part(5, 999, &envelope, None) else {
            panic!("no part");
        };
        let mut reader = Reader::new(0..5, write_plain);
        assert_eq!(reader.pass(5), Some(job.hash()));
        assert_eq!(reader.pass(1), None);
    }

    impl Read {
        fn len(&self) -> usize {
            match self {
                Read::Part(job) => job.len(),
                _ => 0,
            }
        }
    }
}

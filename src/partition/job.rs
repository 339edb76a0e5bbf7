//! A part before it is sent: items as JSON, and what goes around them.

use std::ops::Range;
use std::sync::Arc;

use super::hash::Hash;

/// The fields that a group of items shares, as JSON without the braces.
pub(crate) type Group = Option<Arc<[u8]>>;

/// Some consecutive items, as JSON with commas between.
#[derive(Debug)]
pub(super) struct Job {
    /// The first item's place in the whole input.
    pub(super) start: u64,
    pub(super) group: Group,
    pub(super) bytes: Vec<u8>,
    /// Where each item ends in `bytes`.
    pub(super) ends: Vec<usize>,
}

impl Job {
    pub(super) fn new(start: u64) -> Self {
        Self {
            start,
            group: None,
            bytes: Vec::new(),
            ends: Vec::new(),
        }
    }

    /// A job with these items, as JSON.
    #[cfg(test)]
    pub(super) fn of(start: u64, items: &[&str]) -> Self {
        let mut job = Self::new(start);
        for item in items {
            if !job.is_empty() {
                job.bytes.push(b',');
            }
            job.bytes.extend_from_slice(item.as_bytes());
            job.ends.push(job.bytes.len());
        }
        job
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    pub(super) fn range(&self) -> Range<u64> {
        self.start..self.start + self.len() as u64
    }

    pub(super) fn item(&self, place: usize) -> &[u8] {
        let from = match place
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
        {
            Some(end) => end + 1,
            None => 0,
        };
        let to = self.ends.get(place).copied().unwrap_or(from);
        self.bytes.get(from..to).unwrap_or_default()
    }

    pub(super) fn hash(&self) -> Hash {
        let mut hash = Hash::new();
        hash.update(self.group.as_deref().unwrap_or_default());
        hash.update(b"\n");
        hash.update(&self.bytes);
        hash
    }

    /// The first `count` items, and the others: both at least one.
    pub(super) fn split(self, count: usize) -> (Self, Option<Self>) {
        let count = count.max(1);
        let Some(at) = self
            .ends
            .get(count - 1)
            .copied()
            .filter(|_| count < self.len())
        else {
            return (self, None);
        };
        let rest = Self {
            start: self.start + count as u64,
            group: self.group.clone(),
            bytes: self.bytes[at + 1..].to_vec(),
            ends: self.ends[count..].iter().map(|end| end - at - 1).collect(),
        };
        let mut first = self;
        first.bytes.truncate(at);
        first.ends.truncate(count);
        (first, Some(rest))
    }
}

/// What goes around the items of every part.
#[derive(Debug)]
pub(super) struct Envelope {
    /// `{"field":value,`
    head: Vec<u8>,
    /// `"key":[`
    list: Vec<u8>,
}

impl Envelope {
    /// `fields` is JSON without the braces; the key is quoted.
    pub(super) fn new(fields: &[u8], key: &str) -> Self {
        let mut head = vec![b'{'];
        push_fields(&mut head, fields);
        let mut list = serde_json::Value::from(key).to_string().into_bytes();
        list.extend_from_slice(b":[");
        Self { head, list }
    }

    /// How many bytes a body has beside its items.
    pub(super) fn len(&self, group: &Group) -> usize {
        let group = group.as_ref().map_or(0, |fields| fields.len() + 1);
        self.head.len() + group + self.list.len() + 2
    }

    pub(super) fn hash(&self) -> Hash {
        let mut hash = Hash::new();
        hash.update(&self.head);
        hash.update(&self.list);
        hash
    }

    /// The body of a request with these of the job's items, or with all of them.
    pub(super) fn body(&self, job: &Job, places: Option<&[usize]>) -> Vec<u8> {
        let mut body = Vec::with_capacity(self.len(&job.group) + job.bytes.len());
        body.extend_from_slice(&self.head);
        push_fields(&mut body, job.group.as_deref().unwrap_or_default());
        body.extend_from_slice(&self.list);
        match places {
            None => body.extend_from_slice(&job.bytes),
            Some(places) => {
                for (at, place) in places.iter().enumerate() {
                    if at > 0 {
                        body.push(b',');
                    }
                    body.extend_from_slice(job.item(*place));
                }
            }
        }
        body.extend_from_slice(b"]}");
        body
    }
}

fn push_fields(out: &mut Vec<u8>, fields: &[u8]) {
    if !fields.is_empty() {
        out.extend_from_slice(fields);
        out.push(b',');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job(items: &[&str]) -> Job {
        Job::of(10, items)
    }

    #[test]
    fn a_body_has_the_fields_the_group_and_the_items_chosen() {
        let envelope = Envelope::new(b"\"a\":1", "list");
        let mut job = job(&["1", "22", "333"]);
        let body = envelope.body(&job, None);
        assert_eq!(body, br#"{"a":1,"list":[1,22,333]}"#);
        assert_eq!(envelope.len(&None) + job.bytes.len(), body.len());
        job.group = Some(Arc::from(&b"\"b\":2"[..]));
        let body = envelope.body(&job, Some(&[0, 2]));
        assert_eq!(body, br#"{"a":1,"b":2,"list":[1,333]}"#);
        assert_eq!(envelope.len(&job.group) + "1,333".len(), body.len());
    }

    #[test]
    fn the_halves_of_a_job_hold_its_items_at_their_places() {
        let (first, rest) = job(&["1", "22", "333"]).split(1);
        let rest = rest.unwrap();
        assert_eq!((first.range(), rest.range()), (10..11, 11..13));
        assert_eq!(first.item(0), b"1");
        assert_eq!([rest.item(0), rest.item(1)], [&b"22"[..], b"333"]);
        assert_eq!(rest.bytes, b"22,333");
        assert!(rest.split(2).1.is_none());
    }
}

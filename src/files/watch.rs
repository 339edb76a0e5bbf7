//! Counting and hashing what goes by.

use std::fmt;
use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

/// Told how many bytes have gone by, and how many there are where that is known.
type OnProgress = Box<dyn FnMut(u64, Option<u64>) + Send>;

/// A caller's progress callback, shared by the attempts of one call.
#[derive(Clone, Default)]
pub(super) struct Progress(Option<Arc<Mutex<OnProgress>>>);

impl Progress {
    pub(super) fn new(callback: impl FnMut(u64, Option<u64>) + Send + 'static) -> Self {
        Self(Some(Arc::new(Mutex::new(Box::new(callback)))))
    }

    fn tell(&self, done: u64, total: Option<u64>) {
        if let Some(callback) = &self.0 {
            let mut callback = callback.lock().unwrap_or_else(PoisonError::into_inner);
            callback(done, total);
        }
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "set" } else { "none" })
    }
}

/// What a whole file turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) length: u64,
    /// In hex.
    pub(super) md5: String,
}

/// Where a [`Watched`] leaves the sum once it has seen the end.
pub(super) type Seen = Arc<Mutex<Option<Sum>>>;

pub(super) fn seen(place: &Seen) -> Option<Sum> {
    place.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// A reader that counts and hashes what it yields.
pub(super) struct Watched<R> {
    inner: R,
    /// `None` once the end was seen, or where nobody wants the sum.
    hash: Option<md5::Context>,
    done: u64,
    total: Option<u64>,
    progress: Progress,
    seen: Seen,
}

impl<R: Read> Watched<R> {
    pub(super) fn new(inner: R, total: Option<u64>, progress: Progress, seen: Seen) -> Self {
        Self {
            inner,
            hash: Some(md5::Context::new()),
            done: 0,
            total,
            progress,
            seen,
        }
    }

    /// Spares the work of hashing.
    pub(super) fn without_sum(mut self) -> Self {
        self.hash = None;
        self
    }

    pub(super) fn done(&self) -> u64 {
        self.done
    }
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buf)?;
        if read > 0 {
            if let Some(hash) = &mut self.hash {
                hash.consume(&buf[..read]);
            }
            self.done += read as u64;
            self.progress.tell(self.done, self.total);
        } else if !buf.is_empty() {
            if let Some(hash) = self.hash.take() {
                let sum = Sum {
                    length: self.done,
                    md5: format!("{:x}", hash.finalize()),
                };
                *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(sum);
            }
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_there_once_the_end_was_seen_and_not_before() {
        let steps = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&steps);
        let progress = Progress::new(move |done, total| noted.lock().unwrap().push((done, total)));
        let place = Seen::default();
        let mut reader = Watched::new(&b"hello\n"[..], Some(6), progress, Arc::clone(&place));
        let mut buf = [0; 4];
        assert_eq!(reader.read(&mut buf).unwrap(), 4);
        assert_eq!(reader.read(&mut buf).unwrap(), 2);
        assert_eq!(reader.read(&mut []).unwrap(), 0);
        assert_eq!(seen(&place), None);
        assert_eq!(reader.read(&mut buf).unwrap(), 0);
        let sum = seen(&place).unwrap();
        assert_eq!(sum.length, 6);
        // The MD5 that DHIS2 gave for these bytes (recording `files/upload_document`).
        assert_eq!(sum.md5, "b1946ac92492d2347c6235b4d2611184");
        assert_eq!(*steps.lock().unwrap(), [(4, Some(6)), (6, Some(6))]);
    }
}

use std::fmt;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use super::plan::Settings;
use super::run::{OpenPage, Run};
use crate::cancel::CancelToken;
use crate::error::{Error, Result};
use crate::request::Request;
use crate::stream::Select;

/// The objects of a list, one by one over all pages; see [`Request::items`].
///
/// The setters say how the list is read and go before the first [`next`](Iterator::next). Nothing is
/// sent until then.
#[must_use = "an iterator does nothing until it is asked for its items"]
pub struct Items<T> {
    state: State,
    settings: Settings,
    yielded: u64,
    _type: PhantomData<fn() -> T>,
}

#[allow(clippy::large_enum_variant)]
enum State {
    Ready(Request),
    Between(Run),
    Within(Run, OpenPage),
    Done { page: u64, last_id: Option<String> },
}

super::pages::setters!(Items);

impl<T: DeserializeOwned> Items<T> {
    pub(super) fn new(request: Request) -> Self {
        Self {
            state: State::Ready(request),
            settings: Settings::default(),
            yielded: 0,
            _type: PhantomData,
        }
    }

    /// At most this many objects.
    pub fn limit(mut self, objects: u64) -> Self {
        self.settings.limit = Some(objects);
        self
    }

    /// The 1-based page that is being read, to go on from with `start_page`.
    pub fn page(&self) -> u64 {
        match &self.state {
            State::Ready(_) => self.settings.start_page,
            State::Between(run) | State::Within(run, _) => run.plan().page,
            State::Done { page, .. } => *page,
        }
    }

    /// The id up to which a list was read [by id](Self::by_id), page by page: what
    /// [`after`](Self::after) goes on from.
    pub fn last_id(&self) -> Option<&str> {
        match &self.state {
            State::Ready(_) => self.settings.after.as_deref(),
            State::Between(run) | State::Within(run, _) => run.plan().last_id(),
            State::Done { last_id, .. } => last_id.as_deref(),
        }
    }

    /// How many objects were handed out.
    pub fn count_so_far(&self) -> u64 {
        self.yielded
    }

    fn end(&mut self) {
        let (page, last_id) = (self.page(), self.last_id().map(str::to_owned));
        self.state = State::Done { page, last_id };
    }

    fn step(&mut self) -> Result<Option<T>> {
        loop {
            if self
                .settings
                .limit
                .is_some_and(|limit| self.yielded >= limit)
            {
                return Ok(None);
            }
            let done = State::Done {
                page: self.page(),
                last_id: self.last_id().map(str::to_owned),
            };
            match std::mem::replace(&mut self.state, done) {
                State::Ready(request) => {
                    self.state = State::Between(Run::new(request, self.settings.clone())?);
                }
                State::Between(mut run) => {
                    let page = run.open_streaming()?;
                    self.state = State::Within(run, page);
                }
                State::Within(mut run, mut page) => {
                    match page.next_with(|row, about| about.decode(row)) {
                        Ok(Some(item)) => {
                            run.note_progress();
                            self.state = State::Within(run, page);
                            return Ok(Some(item));
                        }
                        Ok(None) => {
                            if !run.close(page)? {
                                return Ok(None);
                            }
                            self.state = State::Between(run);
                        }
                        Err(error @ (Error::Transport(_) | Error::Timeout(_))) => {
                            let again = run.reopen(&page, error, 1)?;
                            self.state = State::Within(run, again);
                        }
                        Err(error) => return Err(run.broken(error)),
                    }
                }
                State::Done { .. } => return Ok(None),
            }
        }
    }
}

impl<T: DeserializeOwned> Iterator for Items<T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Result<T>> {
        if matches!(self.state, State::Done { .. }) {
            return None;
        }
        match self.step() {
            Ok(Some(item)) => {
                self.yielded += 1;
                Some(Ok(item))
            }
            Ok(None) => {
                self.end();
                None
            }
            Err(error) => {
                self.end();
                Some(Err(error))
            }
        }
    }
}

impl<T: DeserializeOwned> std::iter::FusedIterator for Items<T> {}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("settings", &self.settings)
            .field("yielded", &self.yielded)
            .finish_non_exhaustive()
    }
}

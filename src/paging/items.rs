use std::fmt;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use super::plan::Settings;
use super::run::{OpenPage, Run, Trouble};
use crate::cancel::CancelToken;
use crate::error::{Error, Result};
use crate::request::Request;
use crate::stream::Select;

/// The objects of a list, one by one over all pages; see [`Request::items`].
///
/// The setters say how the list is read and go before the first [`next`](Iterator::next). Nothing is
/// sent until then.
///
/// Each object is parsed while its page still comes. Where the page breaks off and a
/// [`RetryPolicy`](crate::RetryPolicy) is set, it is asked for again and read on after the last object
/// that was handed out; should other objects come then, that is an error.
#[must_use = "an iterator does nothing until it is asked for its items"]
pub struct Items<T> {
    settings: Settings,
    /// Until the first object is asked for.
    request: Option<Request>,
    run: Option<Run>,
    /// The page that is being read.
    open: Option<OpenPage>,
    yielded: u64,
    is_done: bool,
    _type: PhantomData<fn() -> T>,
}

super::pages::setters!(Items);

impl<T: DeserializeOwned> Items<T> {
    pub(super) fn new(request: Request) -> Self {
        Self {
            settings: Settings::default(),
            request: Some(request),
            run: None,
            open: None,
            yielded: 0,
            is_done: false,
            _type: PhantomData,
        }
    }

    /// At most this many objects.
    pub fn limit(mut self, objects: u64) -> Self {
        self.settings.limit = Some(objects);
        self
    }

    /// The 1-based page that is being read, or comes next: what `start_page` goes on from.
    pub fn page(&self) -> u64 {
        let run = self.run.as_ref();
        run.map_or(self.settings.start_page, |run| run.plan().page())
    }

    /// The id of the last object that was read [by id](Self::by_id): what [`after`](Self::after) goes
    /// on from.
    pub fn last_id(&self) -> Option<&str> {
        let open = self.open.as_ref().and_then(OpenPage::last_id);
        match (open, &self.run) {
            (Some(id), _) => Some(id),
            (None, Some(run)) => run.plan().last_id(),
            (None, None) => self.settings.after.as_deref(),
        }
    }

    /// How many objects were handed out.
    pub fn count_so_far(&self) -> u64 {
        self.yielded
    }

    fn end(&mut self) {
        self.is_done = true;
        if let Some(run) = &mut self.run {
            if let Some(open) = self.open.take() {
                run.note(&open);
            }
            run.stop();
        }
    }

    fn step(&mut self) -> Result<Option<T>> {
        let limit = self.settings.limit;
        if limit.is_some_and(|limit| self.yielded >= limit) || self.settings.max_pages == Some(0) {
            return Ok(None);
        }
        if let Some(request) = self.request.take() {
            self.run = Some(Run::new(request, self.settings.clone())?);
        }
        let Some(run) = &mut self.run else {
            return Ok(None);
        };
        loop {
            // Left where it is: to move it for every item would cost more than many an item.
            let next = match &mut self.open {
                Some(open) => open.next_as(),
                None => self.open.insert(run.open_streaming()?).next_as(),
            };
            if let Ok(Some(item)) = next {
                return Ok(Some(item));
            }
            let Some(open) = self.open.take() else {
                return Ok(None);
            };
            match next {
                Ok(_) => {
                    if !run.close(open)?.more {
                        return Ok(None);
                    }
                }
                Err(Trouble::Failed(error @ (Error::Transport(_) | Error::Timeout(_)))) => {
                    run.note(&open);
                    self.open = Some(run.reopen(&open, error)?);
                }
                Err(trouble) => {
                    run.note(&open);
                    return Err(run.trouble(trouble, open.rows()));
                }
            }
        }
    }
}

impl<T: DeserializeOwned> Iterator for Items<T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Result<T>> {
        if self.is_done {
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

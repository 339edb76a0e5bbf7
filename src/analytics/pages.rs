//! Lists page by page.

use std::iter::FusedIterator;

use super::grid::{Document, Grid};
use super::rows::Rest;
use crate::error::Result;
use crate::request::Request;

/// The pages of a list, each as a [`Grid`]; made by [`EventQuery::pages`](super::EventQuery::pages) and
/// its siblings.
///
/// It holds no page: the next is asked for when it is due. An error ends it.
#[derive(Debug)]
#[must_use = "an iterator reads nothing until it is used"]
pub struct GridPages {
    next: Option<Request>,
    rest: Rest,
    page: u64,
    first: u64,
}

impl GridPages {
    pub(super) fn new(next: Request, rest: Rest, page: u64) -> Self {
        Self {
            next: Some(next),
            rest,
            page,
            first: page,
        }
    }

    /// The number of the page that comes next, counted from 1: after an error, the one that could not
    /// be read.
    pub fn page(&self) -> u64 {
        self.page
    }
}

impl Iterator for GridPages {
    type Item = Result<Grid>;

    fn next(&mut self) -> Option<Self::Item> {
        let document: Document = match self.next.take()?.fetch() {
            Ok(document) => document,
            Err(error) => return Some(Err(error)),
        };
        let rows = document.rows.len() as u64;
        if rows == 0 && self.page > self.first {
            // Nothing told that the page before was the last one.
            return None;
        }
        self.next = self.rest.next(document.meta_data.pager(), rows);
        self.page += 1;
        Some(Ok(Grid::new(document, 1)))
    }
}

impl FusedIterator for GridPages {}

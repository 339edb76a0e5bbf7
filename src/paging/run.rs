//! Fetching pages and keeping account of their rows.

use std::io::{Cursor, Read};

use serde_json::Value;

use super::pager::Pager;
use super::plan::{Plan, Seen, Settings, row_id};
use super::prefetch::Ahead;
use crate::error::{DecodeError, Error, PagingError, Result};
use crate::http::send::Method;
use crate::request::Request;
use crate::stream::ElementSplitter;

type Splitter = ElementSplitter<Box<dyn Read + Send>>;

/// A run over a list: the plan, the page under way and what was seen of it.
pub(super) struct Run {
    plan: Plan,
    ahead: Option<Ahead>,
    first: bool,
    progress: bool,
    keep_last: bool,
}

/// A page whose rows are still to be taken.
pub(super) struct OpenPage {
    pub(super) splitter: Splitter,
    /// The request's URL without secrets, for errors.
    url: String,
    seen: Seen,
    last: Option<Vec<u8>>,
    keep_last: bool,
}

impl Run {
    pub(super) fn new(request: Request, settings: Settings) -> Result<Self> {
        let keep_last = settings.by_id || request.api().client().retry.is_some();
        let plan = Plan::new(request, settings)?;
        Ok(Self {
            plan,
            ahead: None,
            first: true,
            progress: false,
            keep_last,
        })
    }

    pub(super) fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The next page's rows, out of the running answer.
    pub(super) fn open_streaming(&mut self) -> Result<OpenPage> {
        if self.plan.settings.prefetch > 0 {
            return self.open_buffered();
        }
        self.check_cancelled()?;
        self.first = false;
        let response = self
            .plan
            .request()
            .send()
            .map_err(|error| self.broken(error))?;
        let url = response.url().to_owned();
        Ok(self.page(Box::new(response.into_reader()), url))
    }

    /// The next page's rows, out of an answer that was read whole: it was retried as the policy says.
    pub(super) fn open_buffered(&mut self) -> Result<OpenPage> {
        self.check_cancelled()?;
        let fetched = match self.ahead.as_mut().and_then(Ahead::next) {
            Some(fetched) => fetched,
            None => {
                self.ahead = None;
                self.plan.request().fetch_page()
            }
        };
        let (bytes, url) = fetched.map_err(|error| self.broken(error))?;
        if self.first && self.plan.settings.prefetch > 0 {
            self.ahead = Ahead::start(&self.plan, &bytes);
        }
        self.first = false;
        Ok(self.page(Box::new(Cursor::new(bytes)), url))
    }

    fn page(&self, reader: Box<dyn Read + Send>, url: String) -> OpenPage {
        OpenPage {
            splitter: ElementSplitter::new(reader, self.plan.select()),
            url,
            seen: Seen::default(),
            last: None,
            keep_last: self.keep_last,
        }
    }

    /// Opens the page once more after its answer broke off, and goes to the row after those that were
    /// taken; `Err` with the first error where that cannot be done.
    pub(super) fn reopen(
        &mut self,
        broken: &OpenPage,
        error: Error,
        tries: u32,
    ) -> Result<OpenPage> {
        let client = self.plan.request().api().client().retry.clone();
        let policy = match client {
            Some(policy) if error.is_retryable() && tries < policy.attempts() => policy,
            _ => return Err(self.broken(error)),
        };
        let delay = policy.delay(tries);
        log::warn!(
            target: "dhis2::http",
            "{}: page {} broke off after {} rows ({error}); once more in {delay:?}",
            self.plan.path, self.plan.page, broken.seen.rows
        );
        self.plan.request().api().clock().sleep(delay);
        let mut page = self.open_streaming()?;
        while page.seen.rows < broken.seen.rows {
            match page.next_raw() {
                Ok(true) => {}
                Ok(false) => return Err(self.changed()),
                Err(error) => return self.reopen(broken, error, tries + 1),
            }
        }
        if page.last == broken.last {
            Ok(page)
        } else {
            Err(self.changed())
        }
    }

    fn changed(&self) -> Error {
        self.fault("the page broke off, and its rows had changed when it was read again".to_owned())
    }

    /// Takes account of a page that was read to its end; says whether there is another.
    pub(super) fn close(&mut self, page: OpenPage) -> Result<bool> {
        let seen = page.finish()?;
        self.progress |= seen.rows > 0;
        self.plan.advance(seen).map_err(|what| self.fault(what))
    }

    /// An error of the run, with the page to go on from once there is something behind it.
    pub(super) fn broken(&self, error: Error) -> Error {
        let mid_run = self.progress || self.plan.page > self.plan.settings.start_page;
        if !mid_run || matches!(error, Error::Paging(_) | Error::Cancelled(_)) {
            return error;
        }
        self.paging("the request failed".to_owned(), Some(error))
    }

    fn fault(&self, what: String) -> Error {
        self.paging(what, None)
    }

    fn paging(&self, what: String, source: Option<Error>) -> Error {
        let error = PagingError::new(what, &self.plan.path, self.plan.page, source)
            .after(self.plan.last_id());
        Error::Paging(Box::new(error))
    }

    /// Notes that a row was handed out: from now on an error tells where to go on.
    pub(super) fn note_progress(&mut self) {
        self.progress = true;
    }

    fn check_cancelled(&self) -> Result<()> {
        match &self.plan.settings.cancel {
            Some(token) => token.check(&format_args!(
                "before page {} of {}",
                self.plan.page, self.plan.path
            )),
            None => Ok(()),
        }
    }
}

impl OpenPage {
    /// Goes to the next row; `false` after the last.
    pub(super) fn next_raw(&mut self) -> Result<bool> {
        self.next_with(|_, _| Ok(())).map(|row| row.is_some())
    }

    /// Hands the next row's bytes on, with the offset at which they stand.
    pub(super) fn next_with<T>(
        &mut self,
        take: impl FnOnce(&[u8], &About<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let offset = self.splitter.byte_offset();
        let index = self.splitter.index();
        let Some(row) = self.splitter.next_raw()? else {
            return Ok(None);
        };
        let seen = &mut self.seen;
        seen.rows += 1;
        if seen.rows == 1 {
            seen.first_id = row_id(row);
        }
        if seen.first_id.is_none() {
            seen.hash = hash(seen.hash, row);
        }
        if self.keep_last {
            let last = self.last.get_or_insert_with(Vec::new);
            last.clear();
            last.extend_from_slice(row);
        }
        take(
            row,
            &About {
                url: &self.url,
                index,
                offset,
            },
        )
        .map(Some)
    }

    fn finish(self) -> Result<Seen> {
        let mut seen = self.seen;
        let fields = self.splitter.fields();
        if !self.splitter.found() && seen.rows == 0 {
            let code = fields
                .get("httpStatusCode")
                .and_then(Value::as_u64)
                .unwrap_or(200);
            let is_error =
                code >= 400 || (fields.contains_key("message") && !fields.contains_key("pager"));
            if is_error {
                let said = fields
                    .get("message")
                    .and_then(Value::as_str)
                    .unwrap_or("no list");
                return Err(DecodeError::new(format!(
                    "the answer is an error, not a list: {said}"
                ))
                .request(Method::Get.as_str(), &self.url, 200)
                .into());
            }
        }
        seen.last_id = self.last.as_deref().and_then(row_id);
        seen.pager = Pager::read(fields);
        Ok(seen)
    }
}

/// Where a row stands, for errors.
pub(super) struct About<'a> {
    url: &'a str,
    index: u64,
    offset: u64,
}

impl About<'_> {
    /// A row as a value.
    pub(super) fn decode<T: serde::de::DeserializeOwned>(&self, row: &[u8]) -> Result<T> {
        use crate::stream::json_path::{decode_slice, message, offset_of};
        decode_slice(row).map_err(|(error, path)| {
            DecodeError::new(message(&error))
                .request(Method::Get.as_str(), self.url, 200)
                .path(path)
                .index(self.index)
                .offset(self.offset + offset_of(&error, row) as u64)
                .body(row)
                .source_error(error)
                .into()
        })
    }
}

/// A page's account without its rows: what a run that reads ahead needs to know.
pub(super) fn survey(plan: &Plan, bytes: &[u8]) -> Result<Seen> {
    let mut page = OpenPage {
        splitter: ElementSplitter::new(Box::new(Cursor::new(bytes.to_vec())), plan.select()),
        url: String::new(),
        seen: Seen::default(),
        last: None,
        keep_last: plan.settings.by_id,
    };
    while page.next_raw()? {}
    page.finish()
}

/// FNV-1a over the rows of a page.
fn hash(sum: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(sum ^ 0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

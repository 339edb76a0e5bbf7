//! Fetching pages and handing out their rows.

use std::io::{Cursor, Read};

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::pager::Pager;
use super::plan::{Plan, Settings};
use super::prefetch::Ahead;
use super::watch::{Nonsense, Seen, Watch};
use crate::error::{DecodeError, Error, PagingError, Result};
use crate::http::exchange::Method;
use crate::http::retry::RetryEvent;
use crate::request::Request;
use crate::stream::ElementSplitter;
use crate::stream::json_path::{decode_slice, message, offset_of};

/// A run over a list: the plan, and the pages that were fetched ahead.
pub(super) struct Run {
    plan: Plan,
    ahead: Option<Ahead>,
    /// Whether anything was handed out, so that an error must tell where to go on.
    progress: bool,
}

/// A page whose rows are still to be taken.
pub(super) struct OpenPage {
    splitter: ElementSplitter<Box<dyn Read + Send>>,
    /// The request's URL without secrets, for errors.
    url: String,
    watch: Watch,
    /// How often the page was opened, this time included.
    tries: u32,
    /// Whether the caller named the array of the rows.
    is_key_given: bool,
}

/// A page that was read to its end.
pub(super) struct Closed {
    pub(super) more: bool,
    pub(super) pager: Option<Pager>,
    pub(super) fields: Map<String, Value>,
}

/// Why there is no next row.
pub(super) enum Trouble {
    Failed(Error),
    Nonsense(Nonsense),
}

impl Run {
    pub(super) fn new(request: Request, settings: Settings) -> Result<Self> {
        Ok(Self {
            plan: Plan::new(request, settings)?,
            ahead: None,
            progress: false,
        })
    }

    pub(super) fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Ends the threads that fetch ahead.
    pub(super) fn stop(&mut self) {
        self.ahead = None;
    }

    /// The next page's rows, out of the running answer.
    pub(super) fn open_streaming(&mut self) -> Result<OpenPage> {
        if self.plan.settings().prefetch > 0 {
            return self.open_buffered();
        }
        self.check_cancelled()?;
        let sent = self.plan.request().send();
        let response = sent.map_err(|error| self.broken(error, 0))?;
        let url = response.url().to_owned();
        Ok(self.page(Box::new(response.into_reader()), url))
    }

    /// The next page's rows, out of an answer that was read whole: it was retried as the policy says.
    pub(super) fn open_buffered(&mut self) -> Result<OpenPage> {
        self.check_cancelled()?;
        let fetched = if let Some(fetched) = self.ahead.as_mut().and_then(Ahead::next) {
            fetched
        } else {
            // Nothing was fetched ahead: this is the first page, or the list has grown.
            self.ahead = None;
            let fetched = self.plan.request().buffered_response();
            if let (Ok((_, bytes)), 1..) = (&fetched, self.plan.settings().prefetch) {
                self.ahead = Ahead::start(&self.plan, bytes);
            }
            fetched
        };
        let (url, bytes) = fetched.map_err(|error| self.broken(error, 0))?;
        Ok(self.page(Box::new(Cursor::new(bytes)), url))
    }

    fn page(&self, reader: Box<dyn Read + Send>, url: String) -> OpenPage {
        let may_reopen = self.plan.template().retry_policy().is_some();
        OpenPage {
            splitter: ElementSplitter::new(reader, self.plan.select()),
            url,
            watch: self.plan.watch(may_reopen),
            tries: 1,
            is_key_given: self.plan.settings().select.is_some(),
        }
    }

    /// Opens the page once more after its answer broke off, and goes to the row after those that were
    /// handed out. A run by id simply asks for what follows the last of them.
    pub(super) fn reopen(&mut self, broken: &OpenPage, mut error: Error) -> Result<OpenPage> {
        let rows = broken.watch.rows();
        let mut tries = broken.tries;
        if self.plan.settings().by_id && rows > 0 {
            self.note(broken);
            tries = 1;
        }
        loop {
            self.wait(broken, tries, error)?;
            tries += 1;
            let mut page = self.open_streaming()?;
            page.tries = tries;
            if self.plan.settings().by_id {
                return Ok(page);
            }
            match page.skip(rows) {
                Ok(()) if page.watch.is_where(&broken.watch) => return Ok(page),
                Ok(()) => {
                    let what = "the answer broke off, and other rows came when it was asked again";
                    return Err(self.paging(what.to_owned(), rows, None));
                }
                Err(Trouble::Failed(again)) => error = again,
                Err(trouble) => return Err(self.trouble(trouble, rows)),
            }
        }
    }

    /// Waits before a page is opened again; `Err` with what broke it where it is not to be.
    fn wait(&self, broken: &OpenPage, tries: u32, error: Error) -> Result<()> {
        let rows = broken.watch.rows();
        let policy = match self.plan.template().retry_policy() {
            Some(policy) if error.is_retryable() && tries < policy.attempts() => policy,
            _ => return Err(self.broken(error, rows)),
        };
        let event = RetryEvent {
            attempt: tries,
            delay: policy.delay(tries),
            method: Method::Get.as_str().to_owned(),
            url: broken.url.clone(),
            status: None,
            reason: format!("the answer broke off after {rows} rows"),
        };
        log::warn!(target: "dhis2::http", "{event}");
        policy.notify(&event);
        let clock = self.plan.template().api().clock();
        if let Some(token) = &self.plan.settings().cancel {
            return token.sleep(&**clock, event.delay, &self.place());
        }
        clock.sleep(event.delay);
        Ok(())
    }

    /// Takes account of a page that was read to its end.
    pub(super) fn close(&mut self, page: OpenPage) -> Result<Closed> {
        let rows = page.watch.rows();
        let (seen, fields) = page.finish().map_err(|error| self.broken(error, rows))?;
        self.progress |= rows > 0;
        let pager = seen.pager.clone();
        match self.plan.advance(seen) {
            Ok(more) => Ok(Closed {
                more,
                pager,
                fields,
            }),
            Err(what) => Err(self.paging(what, rows, None)),
        }
    }

    /// Takes account of what was handed out of a page that is left in the middle.
    pub(super) fn note(&mut self, page: &OpenPage) {
        self.progress |= page.watch.rows() > 0;
        if let Some(id) = page.watch.last_id() {
            self.plan.go_on_after(id);
        }
    }

    /// The error of a page of which some rows were handed out.
    pub(super) fn trouble(&self, trouble: Trouble, rows: u64) -> Error {
        match trouble {
            Trouble::Failed(error) => self.broken(error, rows),
            Trouble::Nonsense(nonsense) => self.paging(self.plan.explain(&nonsense), rows, None),
        }
    }

    /// An error of the run, with the page to go on from once there is something behind it.
    fn broken(&self, error: Error, rows: u64) -> Error {
        let is_mid_run =
            self.progress || rows > 0 || self.plan.page() > self.plan.settings().start_page;
        if !is_mid_run || matches!(error, Error::Paging(_) | Error::Cancelled(_)) {
            return error;
        }
        let what = match &error {
            Error::Decode(_) => "the answer cannot be used",
            _ => "the request failed",
        };
        self.paging(what.to_owned(), rows, Some(error))
    }

    fn paging(&self, what: String, rows: u64, source: Option<Error>) -> Error {
        let error = PagingError::new(what, self.plan.path(), self.plan.page(), source)
            .with_rows(rows)
            .after(self.plan.last_id());
        Error::Paging(Box::new(error))
    }

    fn place(&self) -> String {
        format!("before page {} of {}", self.plan.page(), self.plan.path())
    }

    fn check_cancelled(&self) -> Result<()> {
        match &self.plan.settings().cancel {
            Some(token) => token.check(&self.place()),
            None => Ok(()),
        }
    }
}

impl OpenPage {
    /// In a run by id, the last one that was handed out.
    pub(super) fn last_id(&self) -> Option<&str> {
        self.watch.last_id()
    }

    /// How many rows were handed out.
    pub(super) fn rows(&self) -> u64 {
        self.watch.rows()
    }

    /// The next row as a value; `None` after the last.
    pub(super) fn next_as<T: DeserializeOwned>(&mut self) -> Result<Option<T>, Trouble> {
        if let Some((item, row)) = self.splitter.next_at_once() {
            let id = self.watch.check(row).map_err(Trouble::Nonsense)?;
            self.watch.pass(row, id);
            return Ok(Some(item));
        }
        self.next_with(decode)
    }

    /// Passes this many rows, or all there are.
    fn skip(&mut self, rows: u64) -> Result<(), Trouble> {
        while self.watch.rows() < rows && self.next_with(|_| Ok(()))?.is_some() {}
        Ok(())
    }

    fn next_with<T>(
        &mut self,
        take: impl FnOnce(&[u8]) -> Result<T, Box<DecodeError>>,
    ) -> Result<Option<T>, Trouble> {
        let index = self.splitter.index();
        let taken = match self.splitter.next_raw() {
            Ok(Some(row)) => {
                let id = self.watch.check(row).map_err(Trouble::Nonsense)?;
                let taken = take(row);
                if taken.is_ok() {
                    self.watch.pass(row, id);
                }
                taken
            }
            Ok(None) => return Ok(None),
            // What stands around the rows is broken: the splitter cannot know where it came from.
            Err(Error::Decode(fault)) => return Err(Trouble::Failed(self.about(*fault))),
            Err(error) => return Err(Trouble::Failed(error)),
        };
        taken.map(Some).map_err(|fault| {
            let start = self.splitter.byte_offset();
            let within = fault.byte_offset().unwrap_or_default();
            Trouble::Failed(self.about(fault.index(index).offset(start + within)))
        })
    }

    fn about(&self, fault: DecodeError) -> Error {
        fault.request(Method::Get.as_str(), &self.url, 200).into()
    }

    /// The account of the page and the answer's other members.
    fn finish(self) -> Result<(Seen, Map<String, Value>)> {
        let fields = self.splitter.fields();
        let pager = Pager::read(fields);
        if !self.splitter.found() {
            self.check_without_list(fields, pager.is_some())?;
        }
        Ok((self.watch.finish(pager), self.splitter.into_fields()))
    }

    /// An answer without the rows is an empty list, as DHIS2 leaves some arrays out then; but it must
    /// not be an error in disguise, or a list under another name.
    fn check_without_list(&self, fields: &Map<String, Value>, has_pager: bool) -> Result<()> {
        let code = fields.get("httpStatusCode").and_then(Value::as_u64);
        let said = fields.get("message").and_then(Value::as_str);
        if code.is_some_and(|code| code >= 400) || (said.is_some() && !has_pager) {
            let said = said.unwrap_or("no message");
            let what = format!("the answer is an error, not a list: {said}");
            return Err(self.about(DecodeError::new(what)));
        }
        if self.is_key_given || fields.is_empty() {
            return Ok(());
        }
        let is_list = |value: &Value| value.as_array().is_some_and(|rows| !rows.is_empty());
        let other = fields.iter().find(|(_, value)| is_list(value));
        let what = match other {
            Some((name, _)) => format!("the rows are not where they were due; are they `{name}`?"),
            None if has_pager => return Ok(()),
            None => "the answer is an object, where a list was due".to_owned(),
        };
        let fault = DecodeError::new(what).hint_text("name the array of the rows with `key`");
        Err(self.about(fault))
    }
}

fn decode<T: DeserializeOwned>(row: &[u8]) -> Result<T, Box<DecodeError>> {
    decode_slice(row).map_err(|(error, path)| {
        let fault = DecodeError::new(message(&error))
            .path(path)
            .offset(offset_of(&error, row) as u64)
            .body(row);
        Box::new(fault.source_error(error))
    })
}

/// A page's account without its rows, which is what a thread that reads ahead needs; `None` where the
/// page cannot be read, which its reader will find out.
pub(super) fn survey(plan: &Plan, bytes: &[u8]) -> Option<Seen> {
    let mut splitter = ElementSplitter::new(bytes, plan.select());
    let mut watch = plan.watch(false);
    while let Some(row) = splitter.next_raw().ok()? {
        let id = watch.check(row).ok()?;
        watch.pass(row, id);
    }
    Some(watch.finish(Pager::read(splitter.fields())))
}

//! The iterator over the parts of a partitioned POST: its settings.

use std::fmt;
use std::path::PathBuf;

use serde::Serialize;
use serde_json::{Map, Value};

use super::part::PartError;
use super::reader::{Reader, WriteNext};
use super::run::Run;
use super::send::endpoint;
use super::summary::{PartitionSummary, Progress, Tally, could_not_begin};
use super::{Part, engine};
use crate::error::{Error, Result};
use crate::import::ImportReport;
use crate::{CancelToken, Method, Request};

/// Sends a long list in parts; an iterator over the answers.
///
/// Made by [`Request::partitioned`]. The setters come before the first part is asked for; an unusable
/// value is told by [`check`](Self::check), or is the first and only item. See the
/// [module](super) for what it does.
#[must_use = "nothing is sent until parts are asked for"]
pub struct Partitioned<I> {
    pub(super) request: Request,
    pub(super) key: String,
    pub(super) settings: Settings,
    pub(super) reader: Reader<I>,
    pub(super) run: Option<Run>,
    pub(super) tally: Tally,
    pub(super) ended: bool,
}

type Hook = Box<dyn FnMut(&Progress) + Send>;

pub(super) struct Settings {
    pub(super) fields: Map<String, Value>,
    pub(super) max_items: usize,
    pub(super) max_bytes: usize,
    pub(super) concurrency: usize,
    pub(super) ordered: bool,
    pub(super) stop_after: Option<u32>,
    pub(super) cancel: CancelToken,
    pub(super) bisect: bool,
    pub(super) checkpoint: Option<PathBuf>,
    pub(super) rejected_to: Option<PathBuf>,
    pub(super) resume_from: u64,
    pub(super) total: Option<u64>,
    pub(super) on_progress: Option<Hook>,
    pub(super) error: Option<Error>,
}

/// How many items a part has at most, unless told otherwise.
const MAX_ITEMS: usize = 1000;
/// How many bytes, in the same way: 5 MiB.
const MAX_BYTES: usize = 5 << 20;
/// How many workers there may be. More would only queue up in the server.
const MAX_WORKERS: usize = 64;

impl<I> Partitioned<I> {
    pub(super) fn new(
        request: Request,
        key: String,
        items: I,
        write: WriteNext<I>,
        total: Option<u64>,
    ) -> Self {
        Self {
            request,
            key,
            settings: Settings {
                fields: Map::new(),
                max_items: MAX_ITEMS,
                max_bytes: MAX_BYTES,
                concurrency: 1,
                ordered: true,
                stop_after: None,
                cancel: CancelToken::new(),
                bisect: false,
                checkpoint: None,
                rejected_to: None,
                resume_from: 0,
                total,
                on_progress: None,
                error: None,
            },
            reader: Reader::new(items, write),
            run: None,
            tally: Tally::default(),
            ended: false,
        }
    }

    fn set(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(&mut self.settings);
        self
    }

    fn at_least_one(&mut self, name: &str, value: usize) -> usize {
        if value == 0 {
            let error = Error::invalid(name, "0", "1 or more");
            self.settings.error.get_or_insert(error);
        }
        value.max(1)
    }

    /// Adds a field beside the list to the body of every part: `.field("dataSet", "DsMonthly01")`.
    pub fn field(mut self, name: impl Into<String>, value: impl Serialize) -> Self {
        let name = name.into();
        let result = match serde_json::to_value(value) {
            Ok(_) if name == self.key => Err(Error::invalid(
                "field",
                name.as_str(),
                "another name than that of the list",
            )),
            Ok(value) => Ok(value),
            Err(error) => Err(Error::invalid(
                format!("field {name}"),
                error.to_string(),
                "a value that is JSON",
            )),
        };
        match result {
            Ok(value) => {
                self.settings.fields.insert(name, value);
            }
            Err(error) => {
                self.settings.error.get_or_insert(error);
            }
        }
        self
    }

    /// How many items a part has at most: 1 or more, by default 1000.
    pub fn max_items(mut self, items: usize) -> Self {
        self.settings.max_items = self.at_least_one("max_items", items);
        self
    }

    /// How many bytes the JSON body of a part has at most, by default 5 MiB. A single item that is
    /// larger is sent alone.
    pub fn max_bytes(mut self, bytes: usize) -> Self {
        self.settings.max_bytes = self.at_least_one("max_bytes", bytes);
        self
    }

    /// How many parts are sent at the same time: 1 to 64, by default 1.
    ///
    /// With 1 all work is done on the thread that asks for the next part, and nothing is read or sent
    /// before it is asked for. With more there are that many threads, and up to twice as many parts are
    /// in memory. Begin with few: the server has to do the work of all of them. Parts whose items refer
    /// to one another must not be sent at the same time.
    pub fn concurrency(mut self, workers: usize) -> Self {
        self.settings.concurrency = self.at_least_one("concurrency", workers);
        if workers > MAX_WORKERS {
            let error = Error::invalid("concurrency", workers.to_string(), "1 to 64");
            self.settings.error.get_or_insert(error);
        }
        self
    }

    /// Hands answers out as they come, not in the order of the input.
    pub fn unordered(self) -> Self {
        self.set(|settings| settings.ordered = false)
    }

    /// Gives up after this many failed parts in a row, 1 or more. Unless set, a run goes on to the end of
    /// its input. It ends at once, in any case, when the server does not accept the credentials: DHIS2
    /// can be set to lock an account after some such attempts.
    ///
    /// A part that got a report has not failed, whatever the report says.
    pub fn stop_after(mut self, failures: u32) -> Self {
        let failures = self.at_least_one("stop_after", failures as usize);
        self.settings.stop_after = u32::try_from(failures).ok();
        self
    }

    /// Stops when the token is cancelled: no further part is sent, those under way are still answered
    /// and handed out, and the last item is an [`Error::Cancelled`].
    pub fn cancel_token(self, token: &CancelToken) -> Self {
        let token = token.clone();
        self.set(|settings| settings.cancel = token)
    }

    /// Writes down in a file what was sent and answered, so that a second run with the same input
    /// skips it. See the [module](super#checkpoints).
    pub fn checkpoint(self, path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        self.set(|settings| settings.checkpoint = Some(path))
    }

    /// Writes every item that was not taken to a file, with its index and the reasons, a JSON object a
    /// line: `{"index":17,"reasons":[…],"item":{…}}`. Mend the items and read them back with
    /// [`rejected_items`](super::rejected_items).
    ///
    /// With a [`checkpoint`](Self::checkpoint) the file is added to, else begun anew. With several
    /// workers the lines are in the order of the answers. After a break an item can be in it twice.
    pub fn rejected_to(self, path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        self.set(|settings| settings.rejected_to = Some(path))
    }

    /// Searches a part that DHIS2 refused as a whole for the items at fault, and imports the others.
    ///
    /// What the refusal names is left out at once: one more request. Where it names nothing (a 500, a
    /// database error), halves are sent until the item is found: about log₂ n requests for each
    /// offender among n items. They are sent in earnest if the request is
    /// [idempotent](Request::idempotent). If it is not, the halves are only validated, which DHIS2 can
    /// for `metadata` and `tracker` (without `async`), and the good items are sent once at the end; for
    /// other endpoints the refusal stands. A dry run of data values is never trusted: it can write.
    ///
    /// The part's report sums up the requests that counted. Items that refer to one another (a unit and
    /// its new parent) can be taken for offenders when they come apart.
    pub fn bisect(self, search: bool) -> Self {
        self.set(|settings| settings.bisect = search)
    }

    /// Leaves out the items before this place, counted from 0; indexes still count over the whole
    /// input. By default 0.
    pub fn resume_from(self, offset: u64) -> Self {
        self.set(|settings| settings.resume_from = offset)
    }

    /// How many items the input has, for [`Progress`], where the iterator does not know it itself.
    pub fn total(self, items: u64) -> Self {
        self.set(|settings| settings.total = Some(items))
    }

    /// Called after each part, on the thread that asks for the next one.
    pub fn on_progress(self, hook: impl FnMut(&Progress) + Send + 'static) -> Self {
        self.set(|settings| settings.on_progress = Some(Box::new(hook)))
    }

    /// Checks all settings, and sends nothing. The same errors are otherwise the first item.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for the first setting, of the request or of this, that cannot be used.
    pub fn check(mut self) -> Result<Self> {
        self.take_error().map_or(Ok(()), Err)?;
        Ok(self)
    }

    pub(super) fn take_error(&mut self) -> Option<Error> {
        let first = self.request.take_error().or(self.settings.error.take());
        first.or_else(|| self.conflicting_settings())
    }

    fn conflicting_settings(&self) -> Option<Error> {
        let request = &self.request;
        if !matches!(request.method(), Method::Post | Method::Put | Method::Patch) {
            return Some(Error::invalid(
                "method",
                request.method().as_str(),
                "a method with a body, such as POST",
            ));
        }
        if request.has_body() {
            return Some(Error::invalid(
                "body",
                "",
                "no body: it is made of the items and the fields",
            ));
        }
        if matches!(endpoint(request), "metadata" | "tracker") {
            if let Some(error) = wrong_dry_run(request) {
                return Some(error);
            }
        }
        // DHIS2 2.42 registers completeness even where it writes no value.
        let dry = request.param_values("dryRun").any(|value| value == "true");
        if (dry || self.settings.bisect) && self.settings.fields.contains_key("completeDate") {
            return Some(Error::invalid(
                "completeDate",
                "",
                "no completeDate in a dry run or with bisect, where DHIS2 would register it for \
                 values that it does not write; send the completeness by itself",
            ));
        }
        None
    }

    /// Where to go on from after a break without a checkpoint: every item before it was acknowledged.
    pub fn position(&self) -> u64 {
        match &self.run {
            Some(run) => run.resume_from(),
            None => self.settings.resume_from,
        }
    }

    /// Sends everything, and sums up.
    ///
    /// Failed parts are in the summary; it is for `?` by
    /// [`into_result`](PartitionSummary::into_result).
    ///
    /// # Errors
    ///
    /// When nothing could be begun: an unusable setting, or a file (checkpoint, rejected items) that
    /// cannot be used.
    pub fn run(mut self) -> Result<PartitionSummary> {
        let mut report = ImportReport::default();
        let mut failures: Vec<PartError> = Vec::new();
        for outcome in &mut self {
            match outcome {
                Ok(part) => report.merge(part.into_report(), 0),
                Err(error) => failures.push(error),
            }
        }
        let progress = self.tally.now();
        if could_not_begin(&failures, progress.parts) {
            if let Some(error) = failures.pop() {
                return Err(error.into_error());
            }
        }
        Ok(PartitionSummary {
            report,
            progress,
            failures,
            resume_from: self.position(),
        })
    }
}

/// DHIS2 ignores what it does not know here, and would write.
fn wrong_dry_run(request: &Request) -> Option<Error> {
    if let Some(value) = request.param_values("dryRun").next() {
        return Some(Error::invalid(
            "dryRun",
            value,
            "importMode=VALIDATE in its place: DHIS2 ignores dryRun here, and would write",
        ));
    }
    let value = request
        .param_values("importMode")
        .find(|value| !matches!(*value, "COMMIT" | "VALIDATE"))?;
    Some(Error::invalid(
        "importMode",
        value,
        "COMMIT or VALIDATE: with anything else DHIS2 writes",
    ))
}

impl<I> Iterator for Partitioned<I> {
    type Item = Result<Part, PartError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let outcome = self.next_outcome();
        self.ended = match &outcome {
            None => true,
            Some(Err(error)) => error.last && error.range.is_empty(),
            Some(Ok(_)) => false,
        };
        outcome
    }
}

impl<I> std::iter::FusedIterator for Partitioned<I> {}

impl<I> Drop for Partitioned<I> {
    fn drop(&mut self) {
        if let Some(run) = &self.run {
            // Workers end after the answers that they wait for; nobody waits for them.
            run.engine.stop(engine::Stop::Dropped);
        }
    }
}

impl<I> fmt::Debug for Partitioned<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Partitioned")
            .field("request", &self.request)
            .field("key", &self.key)
            .field("max_items", &self.settings.max_items)
            .field("max_bytes", &self.settings.max_bytes)
            .field("concurrency", &self.settings.concurrency)
            .field("position", &self.position())
            .finish_non_exhaustive()
    }
}

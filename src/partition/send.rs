//! One part: sent, and its answer judged.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use serde_json::value::RawValue;

use super::bisect::{Refusal, Trial};
use super::blame::{self, Blame};
use super::engine::{Engine, Outcome, Stop};
use super::hash::Hash;
use super::job::{Envelope, Job};
use super::part::{Part, PartError, RejectedItem};
use crate::Request;
use crate::error::{CancelledError, Error, Limit, Result, Sent};
use crate::http::body::Body;
use crate::import::ImportReport;

/// How often a part is sent again because of a 429.
const MAX_THROTTLED: u32 = 8;

/// The longest `Retry-After` that is waited for.
const MAX_PAUSE: Duration = Duration::from_secs(600);

/// How long the halves of a part wait that the server may still be working on.
const STILL_RUNNING: Duration = Duration::from_secs(5);

/// What became of a part.
#[derive(Debug)]
pub(super) enum Done {
    Outcome(Box<Outcome>),
    /// It was too large, and is to be sent in two.
    Split(Job, Job),
}

/// Sends parts; each worker has one.
pub(super) struct Sender {
    /// For parts of several items: a 504 halves them, so the policy does not retry it.
    many: Request,
    /// For parts that cannot be halved.
    one: Request,
    pub(super) trial: Option<Trial>,
    envelope: Arc<Envelope>,
    /// How often a part was sent by us, and again by the policy.
    posts: Cell<u32>,
    retries: Arc<AtomicU32>,
    pub(super) idempotent: bool,
    bisect: bool,
    dry_run: bool,
}

impl Sender {
    pub(super) fn new(request: &Request, envelope: Arc<Envelope>, bisect: bool) -> Self {
        let retries = Arc::new(AtomicU32::new(0));
        let with_policy = |without: &[u16]| match request.retry_policy() {
            Some(policy) => {
                let policy = policy.clone().without(without);
                request.again().retry(policy.counting(Arc::clone(&retries)))
            }
            None => request.again(),
        };
        Self {
            many: with_policy(&[429, 504]),
            one: with_policy(&[429]),
            trial: Trial::of(request),
            envelope,
            idempotent: request.is_idempotent(),
            posts: Cell::new(0),
            retries,
            bisect,
            dry_run: is_dry_run(request),
        }
    }

    /// Sends a part and writes down what became of it.
    pub(super) fn process(&mut self, job: Job, engine: &Engine) -> Done {
        self.posts.set(0);
        self.retries.store(0, Ordering::Relaxed);
        let intent = engine
            .files()
            .checkpoint
            .as_mut()
            .map(|file| file.intent(&job));
        let hash = match intent.transpose() {
            Ok(hash) => hash,
            Err(error) => {
                engine.stop(Stop::Told);
                let mut failed = self.part_error(&job, error, Sent::Not);
                failed.last = true;
                return Done::Outcome(Box::new(Err(failed)));
            }
        };
        match self.post(&job, None, engine) {
            Ok(report) if report.is_ok() => self.done(&job, hash, report, Blame::new(), engine),
            Ok(report) if self.may_bisect(&job, None) && Refusal::is_whole(&report) => {
                self.search(&job, hash, Refusal::Report(Box::new(report)), engine)
            }
            Ok(report) => {
                let blame = blame::refused(&job, &report, self.dry_run);
                self.done(&job, hash, report, blame, engine)
            }
            Err(error) => self.recover(job, hash, error, engine),
        }
    }

    /// A part that got no report: halved, searched, or given up.
    fn recover(&mut self, job: Job, hash: Option<Hash>, error: Error, engine: &Engine) -> Done {
        // An attempt before the last one may have been written, whatever the last one came to.
        let sent = match self.retries.load(Ordering::Relaxed) {
            1.. if self.idempotent => Sent::Maybe,
            _ => may_be_written(&error),
        };
        if error.status() == Some(413) {
            engine.resize(|size| size.too_large(self.body_len(&job)));
        } else if is_too_slow(&error) {
            engine.resize(|size| size.too_slow(job.len()));
        } else {
            if self.may_bisect(&job, Some(&error)) && is_refusal(&error) {
                return self.search(&job, hash, Refusal::Error(Box::new(error)), engine);
            }
            return self.fail(&job, error, sent, engine);
        }
        let again = sent == Sent::Not || self.idempotent;
        if job.len() < 2 || !again {
            return self.fail(&job, error, sent, engine);
        }
        if let Err(stopped) = note_failure(&job, sent, &error, engine) {
            engine.stop(Stop::Because(stopped));
            return Done::Outcome(Box::new(Err(self.part_error(&job, error, sent))));
        }
        // DHIS2's own 504 says that it has stopped; after a proxy's, or none, it may be at work still.
        let stopped = error.web_message().is_some() || may_be_written(&error) == Sent::Not;
        if !stopped && !engine.sleep(STILL_RUNNING) {
            return Done::Outcome(Box::new(Err(self.part_error(&job, error, sent))));
        }
        let half = job.len().div_ceil(2);
        match job.split(half) {
            (first, Some(second)) => Done::Split(first, second),
            (whole, None) => self.fail(&whole, error, sent, engine),
        }
    }

    fn may_bisect(&self, job: &Job, error: Option<&Error>) -> bool {
        // Without a dry run that can be trusted, halves are tried in earnest.
        let earnest = self.idempotent;
        let dry = self.trial.is_some() && error.and_then(Error::status) != Some(500);
        self.bisect && !self.dry_run && job.len() > 1 && (earnest || dry)
    }

    fn search(&mut self, job: &Job, hash: Option<Hash>, refusal: Refusal, engine: &Engine) -> Done {
        match self.bisect(job, refusal, engine) {
            Ok((report, blame)) => self.done(job, hash, report, blame, engine),
            // Some of its halves may be in.
            Err(error) => self.fail(job, error, Sent::Maybe, engine),
        }
    }

    /// Sends these of the part's items, or all. A 429 slows all workers down and is tried again.
    pub(super) fn post(
        &mut self,
        job: &Job,
        places: Option<&[usize]>,
        engine: &Engine,
    ) -> Result<ImportReport> {
        let count = places.map_or(job.len(), <[usize]>::len);
        let request = if count > 1 { &self.many } else { &self.one };
        self.send(request, job, places, engine)
    }

    pub(super) fn send(
        &self,
        request: &Request,
        job: &Job,
        places: Option<&[usize]>,
        engine: &Engine,
    ) -> Result<ImportReport> {
        let mut throttled = 0;
        let mut last = None;
        loop {
            if !engine.wait_for_pause() {
                return Err(last.unwrap_or_else(cancelled));
            }
            self.posts.set(self.posts.get() + 1);
            let body = Body::bytes(self.envelope.body(job, places));
            let answer = request
                .again()
                .body(body.content_type("application/json"))
                .send_import();
            let Err(Error::Api(api)) = answer else {
                return answer;
            };
            if api.status() != 429 || throttled == MAX_THROTTLED {
                return Err(Error::Api(api));
            }
            let wait = api
                .retry_after()
                .unwrap_or_else(|| Duration::from_secs(1 << throttled.min(6)));
            engine.throttle(wait.min(MAX_PAUSE));
            if wait > MAX_PAUSE {
                return Err(Error::Api(api));
            }
            throttled += 1;
            last = Some(Error::Api(api));
        }
    }

    fn body_len(&self, job: &Job) -> usize {
        self.envelope.len(&job.group) + job.bytes.len()
    }

    fn done(
        &self,
        job: &Job,
        hash: Option<Hash>,
        mut report: ImportReport,
        blame: Blame,
        engine: &Engine,
    ) -> Done {
        let known = report.rejected_indexes().to_vec();
        for place in blame.keys().map(|place| *place as u64) {
            if known.binary_search(&place).is_err() {
                report.mark_rejected(place..place + 1);
            }
        }
        report.shift(job.start);
        let part = Part {
            range: job.range(),
            report,
            rejected: rejected(job, blame),
            attempts: self.posts.get() + self.retries.load(Ordering::Relaxed),
            bytes: self.body_len(job) as u64,
            skipped: false,
        };
        let mut files = engine.files();
        // First the items, then that the part is done: a break between them loses nothing.
        let written = match files.rejects.as_mut() {
            Some(file) => file.write(&part.rejected),
            None => Ok(()),
        };
        let written = written.and_then(|()| match (files.checkpoint.as_mut(), hash) {
            (Some(file), Some(hash)) => file.done(&part, hash),
            _ => Ok(()),
        });
        drop(files);
        if let Err(error) = written {
            engine.stop(Stop::Because(error));
        }
        Done::Outcome(Box::new(Ok(part)))
    }

    fn fail(&self, job: &Job, error: Error, sent: Sent, engine: &Engine) -> Done {
        let mut written = Ok(());
        if is_refusal(&error) && may_be_written(&error) == Sent::Not {
            if let Some(file) = engine.files().rejects.as_mut() {
                let why = blame::reason(error.to_string());
                let blame = (0..job.len())
                    .map(|place| (place, vec![why.clone()]))
                    .collect();
                written = file.write(&rejected(job, blame));
            }
        }
        let written = written.and_then(|()| note_failure(job, sent, &error, engine));
        if let Err(stopped) = written {
            engine.stop(Stop::Because(stopped));
        }
        Done::Outcome(Box::new(Err(self.part_error(job, error, sent))))
    }

    fn part_error(&self, job: &Job, error: Error, sent: Sent) -> PartError {
        PartError {
            range: job.range(),
            error,
            sent,
            attempts: self.posts.get() + self.retries.load(Ordering::Relaxed),
            bytes: self.body_len(job) as u64,
            last: false,
        }
    }
}

/// Whether nothing is written anyway. Each endpoint has its own word for it, and ignores the other's.
fn is_dry_run(request: &Request) -> bool {
    let is = |name, wanted| request.param_values(name).any(|value| value == wanted);
    match endpoint(request) {
        "metadata" | "tracker" => is("importMode", "VALIDATE"),
        _ => is("dryRun", "true"),
    }
}

/// The last segment of the path.
pub(super) fn endpoint(request: &Request) -> &str {
    let path = request.path().split('?').next().unwrap_or_default();
    path.trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default()
}

/// The run was stopped before the part was sent.
fn cancelled() -> Error {
    Error::Cancelled(Box::new(CancelledError::new(
        "while the server wanted a pause",
    )))
}

fn note_failure(job: &Job, sent: Sent, error: &Error, engine: &Engine) -> Result<()> {
    match engine.files().checkpoint.as_mut() {
        Some(file) => file.failed(job, sent == Sent::Maybe, error),
        None => Ok(()),
    }
}

fn rejected(job: &Job, blame: Blame) -> Vec<RejectedItem> {
    let item = |place| {
        let text = String::from_utf8_lossy(job.item(place)).into_owned();
        RawValue::from_string(text).ok()
    };
    blame
        .into_iter()
        .filter_map(|(place, mut reasons)| {
            let index = job.start + place as u64;
            for reason in &mut reasons {
                // Of the item alone, in the whole input.
                reason.indexes = vec![index];
            }
            Some(RejectedItem {
                index,
                item: item(place)?,
                reasons,
            })
        })
        .collect()
}

/// Whether items can have been written although the answer is an error.
fn may_be_written(error: &Error) -> Sent {
    match error {
        Error::Api(api) => match api.status() {
            // Asked and refused; but a 408 and the 5xx can come after the work was done.
            408 | 500.. => Sent::Maybe,
            _ => Sent::Not,
        },
        Error::Decode(_) => Sent::Maybe,
        _ => error.sent().unwrap_or(Sent::Not),
    }
}

/// Whether a smaller part may do better.
fn is_too_slow(error: &Error) -> bool {
    match error {
        Error::Api(api) => api.status() == 504,
        Error::Timeout(timeout) => timeout.limit() != Limit::Connect,
        _ => false,
    }
}

/// Whether DHIS2 refused what was in the part, as opposed to who asks, how often, or where.
pub(super) fn is_refusal(error: &Error) -> bool {
    matches!(error, Error::Api(api) if matches!(api.status(), 400 | 409 | 413 | 422 | 500))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ApiError;

    fn api(status: u16) -> Error {
        Error::from(ApiError {
            method: "POST".to_owned(),
            url: String::new(),
            status,
            web_message: None,
            body: String::new(),
            attempts: 1,
            retry_after: None,
            hint: None,
        })
    }

    #[test]
    fn only_an_answer_that_refuses_promises_that_nothing_was_written() {
        for status in [400, 401, 403, 404, 409, 413, 429, 302] {
            assert_eq!(may_be_written(&api(status)), Sent::Not, "{status}");
        }
        for status in [408, 500, 502, 503, 504] {
            assert_eq!(may_be_written(&api(status)), Sent::Maybe, "{status}");
        }
    }
}

//! The one way of every request: credentials for each attempt, redirects, retries.

use std::time::{Duration, Instant};

use super::body::Body;
use super::exchange::{Answer, Client, Outgoing, check_header_name};
use super::retry::{RetryEvent, RetryPolicy};
use super::status;
use super::url::{join_location, redact};
use crate::auth::{AuthContext, AuthHeader};
use crate::error::{Error, Result, Sent};

/// How many redirects of a `GET` are followed, all within the origin.
const MAX_REDIRECTS: u32 = 5;

/// How often a request is repeated because a kept-alive connection turned out to be closed.
const MAX_STALE: u32 = 3;

/// What one attempt came to.
pub(super) enum Attempt {
    Answered(Box<Answer>),
    Broke { error: Error, stale: bool },
}

impl Client {
    /// Sends, and reads the status: an error status is an error. The body is unread.
    pub(crate) fn send(&self, out: &mut Outgoing) -> Result<Answer> {
        self.run(out, |answer, json| {
            status::check(answer, json).map(|answer| (answer, ()))
        })
        .map(|(answer, ())| answer)
    }

    /// Sends, and hands the answer on whatever its status is.
    pub(crate) fn send_raw(&self, out: &mut Outgoing) -> Result<Answer> {
        self.run(out, |answer, _| Ok((answer, ())))
            .map(|(answer, ())| answer)
    }

    /// Sends, reads the status, and reads the body to its end, as a part of each attempt: a body that
    /// breaks off is retried like any other failure.
    pub(crate) fn send_buffered(
        &self,
        out: &mut Outgoing,
        limit: u64,
    ) -> Result<(Answer, Vec<u8>)> {
        self.run(out, |answer, json| {
            let mut answer = status::check(answer, json)?;
            let body = answer.body.read_all(answer.content_length(), limit)?;
            status::check_envelope(&answer, &body)?;
            Ok((answer, body))
        })
    }

    /// The same for any status: the importers answer 409 with their report.
    pub(crate) fn send_raw_buffered(
        &self,
        out: &mut Outgoing,
        limit: u64,
    ) -> Result<(Answer, Vec<u8>)> {
        self.run(out, |mut answer, _| {
            let body = answer.body.read_all(answer.content_length(), limit)?;
            Ok((answer, body))
        })
    }

    fn run<T>(&self, out: &mut Outgoing, finish: impl Fn(Answer, bool) -> Result<T>) -> Result<T> {
        self.check(out)?;
        let own = out.retry.take();
        let policy = own.as_ref().or(self.retry.as_ref());
        let deadline = out.timeouts.deadline.map(|limit| self.clock.now() + limit);
        let mut attempts = 0;
        let mut renewed = false;
        let mut redirects = 0;
        let mut stale_repeats = 0;
        loop {
            attempts += 1;
            let credentials = self.credentials(out)?;
            let attempt = self.attempt(out, &credentials, attempts, deadline)?;
            let error = match attempt {
                Attempt::Answered(answer) => {
                    if let Some(target) = self
                        .next_hop(out, &answer)
                        .filter(|_| redirects < MAX_REDIRECTS)
                    {
                        redirects += 1;
                        attempts -= 1;
                        out.url = target;
                        continue;
                    }
                    if !renewed && self.renew(out, &answer, &credentials)? {
                        renewed = true;
                        attempts -= 1;
                        continue;
                    }
                    if self.wait_for_status(out, policy, &answer, deadline) {
                        continue;
                    }
                    match finish(*answer, out.json) {
                        Ok(done) => return Ok(done),
                        // The answer's body broke off while it was read.
                        Err(error @ (Error::Transport(_) | Error::Timeout(_))) => error,
                        Err(error) => return Err(error),
                    }
                }
                Attempt::Broke { error, stale } => {
                    // The server closed a kept-alive connection as we used it: not a failure of the
                    // request, so it costs no attempt and needs no policy.
                    if stale && stale_repeats < MAX_STALE && Self::may_repeat(out, &error) {
                        stale_repeats += 1;
                        attempts -= 1;
                        continue;
                    }
                    error
                }
            };
            let Some(policy) = policy else {
                return Err(error);
            };
            if !error.is_retryable() || !Self::may_repeat_by(out, policy, &error) {
                return Err(error);
            }
            let reason = short(&error);
            if !self.wait(
                out,
                policy,
                attempts,
                policy.delay(attempts),
                None,
                reason,
                deadline,
            ) {
                return Err(error);
            }
        }
    }

    /// Refuses, before anything is sent, what DHIS2 would not take.
    fn check(&self, out: &Outgoing) -> Result<()> {
        for (name, _) in &out.headers {
            check_header_name(name)?;
        }
        if out.method.reads() && out.body.is_some() {
            return Err(Error::invalid(
                "body",
                format!("{} {}", out.method, redact(&out.url)),
                "no body on a request that only reads",
            ));
        }
        let target = out.url.len() - self.base.origin().len().min(out.url.len());
        if target > self.max_url {
            return Err(Error::invalid(
                "url",
                format!("{} {} ({target} bytes)", out.method, redact(&out.url)),
                format!(
                    "at most {} bytes, which DHIS2 takes: ask in several requests, or raise `max_url`",
                    self.max_url
                ),
            ));
        }
        Ok(())
    }

    fn credentials(&self, out: &Outgoing) -> Result<Vec<AuthHeader>> {
        if out.authenticate {
            self.auth.headers(&AuthContext::new(self))
        } else {
            Ok(Vec::new())
        }
    }

    /// Asks for new credentials after a 401, once.
    fn renew(&self, out: &Outgoing, answer: &Answer, used: &[AuthHeader]) -> Result<bool> {
        let refused = answer.status == 401
            || ((300..400).contains(&answer.status)
                && answer.header("location").is_some_and(status::is_login));
        if !refused || !out.authenticate || !out.body.as_ref().is_none_or(Body::is_available) {
            return Ok(false);
        }
        self.auth.renew(&AuthContext::new(self), used)
    }

    /// Where a redirect of a read goes on, within the origin.
    fn next_hop(&self, out: &Outgoing, answer: &Answer) -> Option<String> {
        if !out.follow
            || !out.method.reads()
            || !matches!(answer.status, 301 | 302 | 303 | 307 | 308)
        {
            return None;
        }
        let location = answer
            .header("location")
            .filter(|location| !status::is_login(location))?;
        let target = join_location(&out.url, location);
        self.base.is_origin_of(&target).then_some(target)
    }

    fn may_repeat(out: &Outgoing, error: &Error) -> bool {
        let available = out.body.as_ref().is_none_or(Body::is_available);
        available
            && (out.method.is_idempotent() || out.idempotent || error.sent() == Some(Sent::Not))
    }

    fn may_repeat_by(out: &Outgoing, policy: &RetryPolicy, error: &Error) -> bool {
        let available = out.body.as_ref().is_none_or(Body::is_available);
        (available && policy.takes_non_idempotent()) || Self::may_repeat(out, error)
    }

    /// Waits because of the answer's status, if that is to be retried; says whether it did.
    fn wait_for_status(
        &self,
        out: &Outgoing,
        policy: Option<&RetryPolicy>,
        answer: &Answer,
        deadline: Option<Instant>,
    ) -> bool {
        let Some(policy) = policy.filter(|policy| policy.takes_status(answer.status)) else {
            return false;
        };
        let idempotent =
            out.method.is_idempotent() || out.idempotent || policy.takes_non_idempotent();
        if !idempotent || !out.body.as_ref().is_none_or(Body::is_available) {
            return false;
        }
        let made = answer.about.attempts;
        let delay = match answer.retry_after {
            // The server wants more patience than we were given: to come back early is no use.
            Some(asked) if asked > policy.retry_after_cap() => return false,
            Some(asked) => asked,
            None => policy.delay(made),
        };
        let reason = format!("status {}", answer.status);
        self.wait(
            out,
            policy,
            made,
            delay,
            Some(answer.status),
            reason,
            deadline,
        )
    }

    /// Waits before the next attempt; `false` when there is to be none.
    #[allow(clippy::too_many_arguments)]
    fn wait(
        &self,
        out: &Outgoing,
        policy: &RetryPolicy,
        attempt: u32,
        delay: Duration,
        status: Option<u16>,
        reason: String,
        deadline: Option<Instant>,
    ) -> bool {
        let left = deadline.map(|at| at.saturating_duration_since(self.clock.now()));
        if attempt >= policy.attempts() || left.is_some_and(|left| left <= delay) {
            return false;
        }
        let event = RetryEvent {
            attempt,
            delay,
            method: out.method.as_str().to_owned(),
            url: redact(&out.url),
            status,
            reason,
        };
        log::warn!(target: "dhis2::http", "{event}");
        policy.notify(&event);
        self.clock.sleep(delay);
        true
    }
}

/// Why an attempt failed, in a few words.
fn short(error: &Error) -> String {
    match error {
        Error::Timeout(timeout) => format!("{} timeout", timeout.limit()),
        Error::Transport(transport) => transport.what.clone(),
        other => other.to_string(),
    }
}

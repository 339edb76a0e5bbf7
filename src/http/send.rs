//! The one way of every request: attempts, credentials for each, retries, log lines.

use std::sync::Arc;
use std::time::{Duration, Instant};

use ureq::http::{HeaderValue, Request, Response};
use ureq::{Agent, SendBody};

use super::body::{Body, Content, Opened};
use super::clock::Clock;
use super::failure::{self, About, SourceFailed};
use super::rate::RateLimit;
use super::reader::BodyReader;
use super::retry::{RetryEvent, RetryPolicy, retry_after};
use super::status;
use super::transport::{Call, Limits};
use super::url::{BaseUrl, join_location, redact};
use crate::auth::{Auth, AuthContext, AuthHeader};
use crate::error::{Error, Limit, Result, Sent, TimeoutError};

/// Bodies from this size on ask first (`Expect: 100-continue`), so that a refusal arrives as an answer
/// instead of as a broken connection.
const ASK_FIRST: u64 = 1 << 20;

/// How many redirects of a `GET` are followed, all within the origin.
const MAX_REDIRECTS: u32 = 5;

/// How often a request is repeated because a kept-alive connection turned out to be closed.
const MAX_STALE: u32 = 3;

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// `GET`
    Get,
    /// `HEAD`
    Head,
    /// `OPTIONS`
    Options,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
}

impl Method {
    /// The method's name, in capitals.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// Whether a request with this method can be sent twice without harm.
    pub fn is_idempotent(self) -> bool {
        !matches!(self, Self::Post | Self::Patch)
    }

    fn reads(self) -> bool {
        matches!(self, Self::Get | Self::Head | Self::Options)
    }
}

impl std::fmt::Display for Method {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The time limits of a request; `None` is no limit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Timeouts {
    pub(crate) connect: Option<Duration>,
    pub(crate) response: Option<Duration>,
    pub(crate) idle: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Some(Duration::from_secs(60)),
            response: Some(Duration::from_secs(300)),
            idle: Some(Duration::from_secs(30)),
            deadline: None,
        }
    }
}

/// What sends: the agent and all that every request shares.
pub(crate) struct Client {
    pub(crate) agent: Agent,
    pub(crate) base: BaseUrl,
    pub(crate) auth: Auth,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) timeouts: Timeouts,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) max_url: usize,
    pub(crate) rate: Option<RateLimit>,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client")
            .field("base", &self.base.as_str())
            .field("auth", &self.auth)
            .finish_non_exhaustive()
    }
}

/// A request, ready to be sent.
// Its switches are independent of one another: no state machine hides in them.
#[allow(clippy::struct_excessive_bools)]
pub(crate) struct Outgoing {
    pub(crate) method: Method,
    pub(crate) url: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Option<Body>,
    pub(crate) timeouts: Timeouts,
    pub(crate) idempotent: bool,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) authenticate: bool,
    pub(crate) follow: bool,
    /// JSON is due: an HTML page with status 200 is an error.
    pub(crate) json: bool,
    pub(crate) expect_continue: Option<bool>,
}

/// An answer: its head is known, its body unread.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: BodyReader,
    pub(crate) about: About,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) started: Instant,
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // `Set-Cookie` is a credential, and DHIS2 sends one with every answer.
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("headers", &names)
            .field("about", &self.about)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The length of the body, where it is named; a `HEAD` names the length of what it left out.
    pub(crate) fn content_length(&self) -> Option<u64> {
        let length = self.header("content-length")?.trim().parse().ok();
        length.filter(|_| self.about.method != "HEAD")
    }

    pub(crate) fn is_html(&self) -> bool {
        self.header("content-type").is_some_and(|value| {
            value
                .trim_start()
                .to_ascii_lowercase()
                .starts_with("text/html")
        })
    }
}

/// What one attempt came to.
enum Attempt {
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
        let policy = out.retry.clone().or_else(|| self.retry.clone());
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
                    if self.wait_for_status(out, policy.as_ref(), &answer, deadline) {
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
            let Some(policy) = &policy else {
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

    /// Sends once.
    fn attempt(
        &self,
        out: &mut Outgoing,
        credentials: &[AuthHeader],
        attempts: u32,
        deadline: Option<Instant>,
    ) -> Result<Attempt> {
        if let Some(rate) = &self.rate {
            rate.wait(&*self.clock);
        }
        let about = About {
            method: out.method.as_str(),
            url: redact(&out.url),
            attempts,
        };
        let limits = out.timeouts;
        let left = deadline.map(|at| at.saturating_duration_since(self.clock.now()));
        if left.is_some_and(|left| left.is_zero()) {
            return Err(Error::Timeout(Box::new(TimeoutError {
                limit: Limit::Deadline,
                after: limits.deadline.unwrap_or_default(),
                method: about.method.to_owned(),
                url: about.url,
                sent: if attempts > 1 { Sent::Maybe } else { Sent::Not },
                bytes_received: 0,
                attempts: attempts - 1,
            })));
        }
        let call = Call::new(Limits {
            response: limits.response,
            idle: limits.idle,
            deadline: left.map(|left| Instant::now() + left),
        });
        let opened = out.body.as_mut().map(Body::open).transpose()?;
        let started = self.clock.now();
        let request = self.build(out, credentials, opened.as_ref())?;
        let (connect, connect_limit) = match (limits.connect, left) {
            (Some(connect), Some(left)) if connect <= left => {
                (Some(connect), (Limit::Connect, Some(connect)))
            }
            (_, Some(left)) => (Some(left), (Limit::Deadline, limits.deadline)),
            (connect, None) => (connect, (Limit::Connect, connect)),
        };
        let result = call.run(|| self.exchange(request, opened, connect));
        match result {
            Ok(response) => {
                let answer = self.answer(response, call, about, limits.deadline, started);
                self.log(&answer);
                Ok(Attempt::Answered(Box::new(answer)))
            }
            Err(error) => {
                let stale = call.is_stale();
                let error = failure::error(&about, &call, connect_limit, limits.deadline, 0, error);
                log::debug!(target: "dhis2::http", "{error}");
                Ok(Attempt::Broke { error, stale })
            }
        }
    }

    fn build(
        &self,
        out: &Outgoing,
        credentials: &[AuthHeader],
        opened: Option<&Opened>,
    ) -> Result<Request<()>> {
        let invalid = |name: &str| {
            Error::invalid(
                format!("header {name}"),
                "",
                "text without line breaks, as HTTP takes it",
            )
        };
        let mut request = Request::builder().method(out.method.as_str()).uri(&out.url);
        let mut add = |name: &str, value: &str, secret: bool| -> Result<()> {
            let mut value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| invalid(name))?;
            value.set_sensitive(secret);
            let headers = request
                .headers_mut()
                .ok_or_else(|| Error::invalid("url", redact(&out.url), "a URL that HTTP takes"))?;
            let name =
                ureq::http::HeaderName::from_bytes(name.as_bytes()).map_err(|_| invalid(name))?;
            headers.insert(name, value);
            Ok(())
        };
        // Later ones win: ours, the Api's, the credentials, the request's own.
        add("x-requested-with", "XMLHttpRequest", false)?;
        if let Some(opened) = opened {
            if let Some(content_type) = &opened.content_type {
                add("content-type", content_type, false)?;
            }
            let (length, ask) = match &opened.content {
                Content::Bytes(bytes) => (None, bytes.len() as u64 >= ASK_FIRST),
                Content::Reader { length, .. } => (*length, length.is_none_or(|n| n >= ASK_FIRST)),
            };
            if let Some(length) = length {
                add("content-length", &length.to_string(), false)?;
            }
            if out.expect_continue.unwrap_or(ask) {
                add("expect", "100-continue", false)?;
            }
        }
        // They may hold secrets too (a gateway's key), so another origin is not shown them.
        if self.base.is_origin_of(&out.url) {
            for (name, value) in &self.headers {
                add(name, value, false)?;
            }
        }
        for header in credentials {
            add(header.name(), header.value().expose(), true)?;
        }
        for (name, value) in &out.headers {
            add(
                name,
                value,
                name.eq_ignore_ascii_case("authorization") || name.eq_ignore_ascii_case("cookie"),
            )?;
        }
        request
            .body(())
            .map_err(|_| Error::invalid("url", redact(&out.url), "a URL that HTTP takes"))
    }

    fn exchange(
        &self,
        request: Request<()>,
        opened: Option<Opened>,
        connect: Option<Duration>,
    ) -> Result<Response<ureq::Body>, ureq::Error> {
        let (parts, ()) = request.into_parts();
        let with_body = !matches!(parts.method.as_str(), "GET" | "HEAD" | "OPTIONS" | "DELETE");
        match opened.map(|opened| opened.content) {
            Some(Content::Bytes(bytes)) => {
                self.run_agent(Request::from_parts(parts, &*bytes), connect)
            }
            Some(Content::Reader { reader, .. }) => {
                let body = SendBody::from_owned_reader(Source(reader));
                self.run_agent(Request::from_parts(parts, body), connect)
            }
            // ureq would send an empty chunked body for a POST without one.
            None if with_body => self.run_agent(Request::from_parts(parts, ""), connect),
            None => self.run_agent(Request::from_parts(parts, ()), connect),
        }
    }

    fn run_agent(
        &self,
        request: Request<impl ureq::AsSendBody>,
        connect: Option<Duration>,
    ) -> Result<Response<ureq::Body>, ureq::Error> {
        if connect == self.timeouts.connect {
            return self.agent.run(request);
        }
        let request = self
            .agent
            .configure_request(request)
            .timeout_connect(connect)
            .build();
        self.agent.run(request)
    }

    fn answer(
        &self,
        response: Response<ureq::Body>,
        call: Arc<Call>,
        about: About,
        deadline: Option<Duration>,
        started: Instant,
    ) -> Answer {
        let (parts, body) = response.into_parts();
        let headers: Vec<(String, String)> = parts
            .headers
            .iter()
            .map(|(name, value)| {
                (
                    name.as_str().to_owned(),
                    String::from_utf8_lossy(value.as_bytes()).into_owned(),
                )
            })
            .collect();
        let status = parts.status.as_u16();
        let body = BodyReader::new(body.into_reader(), call, about.clone(), status, deadline);
        let mut answer = Answer {
            status,
            headers,
            body,
            about,
            retry_after: None,
            started,
        };
        answer.retry_after = answer
            .header("retry-after")
            .and_then(|value| retry_after(value, answer.header("date"), self.clock.system_now()));
        answer
    }

    fn log(&self, answer: &Answer) {
        if !log::log_enabled!(target: "dhis2::http", log::Level::Debug) {
            return;
        }
        let took = self
            .clock
            .now()
            .saturating_duration_since(answer.started)
            .as_millis();
        let bytes = answer
            .content_length()
            .map_or_else(|| "?".to_owned(), |n| n.to_string());
        let About {
            method,
            url,
            attempts,
        } = &answer.about;
        log::debug!(
            target: "dhis2::http",
            "{method} {url} {} {bytes} bytes {took} ms attempt {attempts}", answer.status
        );
    }
}

/// Refuses headers that say how a body is framed: one that is not true would make the client spin or
/// the server wait.
pub(crate) fn check_header_name(name: &str) -> Result<()> {
    if name.eq_ignore_ascii_case("content-length") || name.eq_ignore_ascii_case("transfer-encoding")
    {
        return Err(Error::invalid(
            "header",
            name,
            "a header other than those of the body's length, which `Body::length` sets",
        ));
    }
    Ok(())
}

/// Why an attempt failed, in a few words.
fn short(error: &Error) -> String {
    match error {
        Error::Timeout(timeout) => format!("{} timeout", timeout.limit()),
        Error::Transport(transport) => transport.what.clone(),
        other => other.to_string(),
    }
}

/// Marks the failures of the caller's own reader, so that they are told from the connection's.
struct Source(Box<dyn std::io::Read>);

impl std::io::Read for Source {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        loop {
            match self.0.read(buf) {
                // ureq would give up.
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                result => {
                    return result
                        .map_err(|error| std::io::Error::new(error.kind(), SourceFailed(error)));
                }
            }
        }
    }
}

//! One attempt: the request as the wire takes it, the exchange, and a log line.

use std::sync::Arc;
use std::time::{Duration, Instant};

use ureq::SendBody;
use ureq::http::header::ACCEPT;
use ureq::http::{HeaderName, HeaderValue, Request, Response};

use super::body::{Body, Content, Opened};
use super::exchange::{Answer, Client, Outgoing};
use super::failure::{self, About, SourceFailed};
use super::reader::BodyReader;
use super::retry::retry_after;
use super::send::Attempt;
use super::transport::{Call, Limits};
use super::url::redact;
use crate::auth::AuthHeader;
use crate::error::{Error, Limit, Result, Sent, TimeoutError};

/// With this header DHIS2 answers a missing sign-in with a 401 and not with its login page.
const REQUESTED_WITH: HeaderName = HeaderName::from_static("x-requested-with");

/// Bodies from this size on ask first (`Expect: 100-continue`), so that a refusal arrives as an answer
/// instead of as a broken connection.
const ASK_FIRST: u64 = 1 << 20;

impl Client {
    /// Sends once.
    pub(super) fn attempt(
        &self,
        out: &mut Outgoing,
        credentials: &[AuthHeader],
        attempts: u32,
        deadline: Option<Instant>,
    ) -> Result<Attempt> {
        if let Some(rate) = &self.rate {
            rate.wait(&*self.clock);
        }
        let about = Arc::new(About {
            method: out.method.as_str(),
            url: redact(&out.url),
            attempts,
        });
        let limits = out.timeouts;
        let left = deadline.map(|at| at.saturating_duration_since(self.clock.now()));
        if left.is_some_and(|left| left.is_zero()) {
            return Err(Error::Timeout(Box::new(TimeoutError {
                limit: Limit::Deadline,
                after: limits.deadline.unwrap_or_default(),
                method: about.method.to_owned(),
                url: about.url.clone(),
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
        let mut request = Request::builder()
            .method(out.method.as_str())
            .uri(&out.url)
            .header(REQUESTED_WITH, HeaderValue::from_static("XMLHttpRequest"));
        if out.json {
            request = request.header(ACCEPT, HeaderValue::from_static("application/json"));
        }
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
                if out.json && name.eq_ignore_ascii_case("accept") {
                    continue;
                }
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
        about: Arc<About>,
        deadline: Option<Duration>,
        started: Instant,
    ) -> Answer {
        let (parts, body) = response.into_parts();
        let status = parts.status.as_u16();
        let body = BodyReader::new(
            body.into_reader(),
            call,
            Arc::clone(&about),
            status,
            deadline,
        );
        let mut answer = Answer {
            status,
            headers: parts.headers,
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
        } = &*answer.about;
        log::debug!(
            target: "dhis2::http",
            "{method} {url} {} {bytes} bytes {took} ms attempt {attempts}", answer.status
        );
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

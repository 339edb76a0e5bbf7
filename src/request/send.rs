//! The ends of a request: sending it, and what to make of the answer.

use std::io::Write;

use serde::de::DeserializeOwned;

use super::Request;
use crate::api::Api;
use crate::error::{Error, Result};
use crate::http::exchange::{Answer, Method, Outgoing};
use crate::http::url::build_query;
use crate::import::ImportReport;
use crate::json::decode_answer;
use crate::response::Response;

impl Request {
    /// Sends the request. An error status is an error; the answer's body is unread.
    ///
    /// # Errors
    ///
    /// Any of [`Error`]'s: see its variants.
    pub fn send(self) -> Result<Response> {
        let (api, mut out) = self.outgoing()?;
        let answer = api.client().send(&mut out)?;
        Ok(Response::new(answer, &api))
    }

    /// Sends the request and hands the answer on whatever its status is, redirects included: for
    /// health checks and [routes](crate::Api::get).
    ///
    /// # Errors
    ///
    /// When no answer comes.
    pub fn send_raw(self) -> Result<Response> {
        let (api, mut out) = self.outgoing()?;
        out.follow = false;
        let answer = api.client().send_raw(&mut out)?;
        Ok(Response::new(answer, &api))
    }

    /// Sends the request and reads the whole answer as JSON. An answer that breaks off is retried as
    /// the policy says, which [`send`](Self::send) cannot do.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), and [`Error::Decode`] for an empty answer or one that is not a `T`.
    pub fn fetch<T: DeserializeOwned>(self) -> Result<T> {
        let method = self.method;
        let (answer, body) = self.buffered()?;
        if body.is_empty() && (method != Method::Get || answer.status == 204) {
            // Many writes answer with nothing; `()`, `Option` and `Value` take that.
            if let Ok(nothing) = serde_json::from_slice(b"null") {
                return Ok(nothing);
            }
        }
        decode_answer(&answer, &body)
    }

    /// Like [`fetch`](Self::fetch), but a 404 about the object asked for is `None`.
    ///
    /// A 404 without DHIS2's own envelope (no such endpoint, a proxy's page) stays an error.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub fn fetch_opt<T: DeserializeOwned>(self) -> Result<Option<T>> {
        match self.fetch() {
            Ok(value) => Ok(Some(value)),
            Err(Error::Api(error)) if error.status() == 404 && error.web_message().is_some() => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Sends the request and reads the whole answer as text.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), and [`Error::Decode`] when it is not UTF-8.
    pub fn fetch_text(self) -> Result<String> {
        let (answer, body) = self.accept_any().buffered()?;
        crate::json::utf8(&answer, body)
    }

    /// Sends the request and reads the whole answer.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn fetch_bytes(self) -> Result<Vec<u8>> {
        self.accept_any().buffered().map(|(_, body)| body)
    }

    /// Sends the request and copies the answer to a writer as it comes; returns the number of bytes.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), and [`Error::Io`] when the writer fails.
    pub fn copy_to(self, writer: &mut (impl Write + ?Sized)) -> Result<u64> {
        self.accept_any().send()?.copy_to(writer)
    }

    /// Sends an import and reads its report: a 409 with a report is a value, not an error, because
    /// part of the rows may have been taken.
    ///
    /// # Errors
    ///
    /// When no answer comes, or one without a report (401, 404, a proxy's 413).
    pub fn send_import(self) -> Result<ImportReport> {
        let (api, mut out) = self.outgoing()?;
        let (answer, body) = api
            .client()
            .send_raw_buffered(&mut out, api.max_response_size())?;
        crate::json::import_report(&answer, &body)
    }

    /// Without a word from the caller, anything is taken.
    fn accept_any(self) -> Self {
        if self
            .headers
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case("accept"))
        {
            self
        } else {
            self.accept("*/*")
        }
    }

    fn buffered(self) -> Result<(Answer, Vec<u8>)> {
        let (api, mut out) = self.outgoing()?;
        api.client()
            .send_buffered(&mut out, api.max_response_size())
    }

    /// The URL without secrets and the whole body.
    pub(crate) fn buffered_response(self) -> Result<(String, Vec<u8>)> {
        self.buffered()
            .map(|(answer, body)| (answer.about.url.clone(), body))
    }

    /// The request as the wire takes it.
    pub(crate) fn outgoing(self) -> Result<(Api, Outgoing)> {
        if let Some(error) = self.error {
            return Err(error);
        }
        if let Some(check) = self.only_if {
            check(&self.api)?;
        }
        let mut params = Vec::new();
        let mut url =
            self.api
                .client()
                .base
                .resolve(&self.path, self.api.api_prefix(), &mut params)?;
        params.extend(self.params);
        if !params.is_empty() {
            url += "?";
            url += &build_query(&params);
        }
        let headers = self.headers;
        // Without a word from the caller, JSON is wanted.
        let json = !headers
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case("accept"));
        let out = Outgoing {
            method: self.method,
            url,
            headers,
            body: self.body,
            timeouts: self.timeouts,
            idempotent: self.idempotent,
            retry: self.retry,
            authenticate: true,
            follow: true,
            json,
            expect_continue: self.expect_continue,
        };
        Ok((self.api, out))
    }
}

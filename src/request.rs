//! Requests as values: built without I/O, sent by one of the methods at the end.

mod params;

use std::fmt;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;

pub use params::ParamValue;

use crate::api::Api;
use crate::error::{Error, Result};
use crate::http::body::Body;
use crate::http::retry::RetryPolicy;
use crate::http::send::{Method, Outgoing, Timeouts};
use crate::http::url::{build_query, redact};
use crate::import::ImportReport;
use crate::json::decode_answer;
use crate::query::{IntoFields, IntoFilter, IntoOrder, RootJunction};
use crate::response::Response;

/// A request to any endpoint.
///
/// Made by [`Api::get`] and its siblings, changed by setters that take and return it, and sent by
/// [`send`](Self::send), [`fetch`](Self::fetch) and the others. A setter that was given something
/// unusable does not fail at once: the first such error is returned in place of sending anything.
///
/// ```no_run
/// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
/// #[derive(serde::Deserialize)]
/// struct Me { username: String }
///
/// let me: Me = api.get("me").param("fields", "id,username").fetch()?;
/// # Ok(())
/// # }
/// ```
#[must_use = "a request does nothing until it is sent"]
pub struct Request {
    api: Api,
    method: Method,
    path: String,
    params: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    body: Option<Body>,
    timeouts: Timeouts,
    idempotent: bool,
    retry: Option<RetryPolicy>,
    expect_continue: Option<bool>,
    error: Option<Error>,
}

impl Request {
    pub(crate) fn new(api: Api, method: Method, path: impl Into<String>) -> Self {
        let timeouts = api.client().timeouts;
        Self {
            api,
            method,
            path: path.into(),
            params: Vec::new(),
            headers: Vec::new(),
            body: None,
            timeouts,
            idempotent: false,
            retry: None,
            expect_continue: None,
            error: None,
        }
    }

    /// A request that fails with this error when it is sent.
    pub(crate) fn or_fail<T>(
        mut self,
        result: Result<T>,
        then: impl FnOnce(Self, T) -> Self,
    ) -> Self {
        match result {
            Ok(value) => then(self, value),
            Err(error) => {
                self.error.get_or_insert(error);
                self
            }
        }
    }

    /// Adds a query parameter. The same name may be given often; a list adds one for each element, and
    /// `None` adds nothing.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) {
    /// let request = api
    ///     .get("dataValueSets")
    ///     .param("dataSet", "DsMonthly01")
    ///     .param("period", ["202601", "202602"])
    ///     .param("children", true)
    ///     .param("limit", None::<u32>);
    /// # }
    /// ```
    pub fn param(mut self, name: impl Into<String>, value: impl ParamValue) -> Self {
        value.push(&name.into(), &mut self.params);
        self
    }

    /// Adds query parameters in the order given.
    pub fn params<K: Into<String>, V: ParamValue>(
        mut self,
        params: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        for (name, value) in params {
            value.push(&name.into(), &mut self.params);
        }
        self
    }

    /// Which fields each object shall have: `fields=`.
    pub fn fields(self, fields: impl IntoFields) -> Self {
        self.or_fail(fields.into_fields(), |request, fields| {
            request.param("fields", fields.as_str())
        })
    }

    /// Adds a filter, checked before anything is sent: DHIS2 would cut a value at a comma and answer
    /// with other objects. `filter=`
    pub fn filter(self, filter: impl IntoFilter) -> Self {
        self.or_fail(filter.into_filter(), |request, filter| {
            request.param("filter", filter.to_string())
        })
    }

    /// Adds an order: `order=`.
    pub fn order(self, order: impl IntoOrder) -> Self {
        self.or_fail(order.into_order(), |request, order| {
            request.param("order", order.to_string())
        })
    }

    /// Whether all filters must hold or any: `rootJunction=`.
    pub fn root_junction(self, junction: RootJunction) -> Self {
        self.param("rootJunction", junction.as_str())
    }

    /// Sets a header, over the client's own and over the credentials' of the same name.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let name = name.into();
        self.headers
            .retain(|(key, _)| !key.eq_ignore_ascii_case(&name));
        self.headers.push((name, value.into()));
        self
    }

    /// The media type wanted; `application/json` unless set.
    pub fn accept(self, media_type: impl Into<String>) -> Self {
        self.header("accept", media_type)
    }

    /// Sets the body to a value as JSON. Its media type is `application/json`, for a `PATCH`
    /// `application/json-patch+json`, which is what DHIS2 takes there.
    pub fn json<T: Serialize + ?Sized>(self, value: &T) -> Self {
        self.or_fail(crate::json::encode(value), |request, body| {
            let media_type = match request.method {
                Method::Patch => "application/json-patch+json",
                _ => "application/json",
            };
            request.body(Body::bytes(body).content_type(media_type))
        })
    }

    /// Sets the body to bytes of a media type.
    pub fn bytes(self, content_type: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.body(Body::bytes(bytes).content_type(content_type))
    }

    /// Sets the body to a text, as `text/plain` in UTF-8.
    pub fn text(self, text: impl Into<String>) -> Self {
        self.bytes("text/plain; charset=utf-8", text.into())
    }

    /// Sets the body to a form, as `application/x-www-form-urlencoded`.
    pub fn form<K: Into<String>, V: Into<String>>(
        self,
        pairs: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        let pairs: Vec<_> = pairs
            .into_iter()
            .map(|(k, v)| (k.into(), v.into()))
            .collect();
        self.bytes("application/x-www-form-urlencoded", build_query(&pairs))
    }

    /// Sets the body to a file of a media type. It is streamed, and can be sent again.
    pub fn file(self, content_type: &str, path: impl Into<PathBuf>) -> Self {
        self.body(Body::file(path).content_type(content_type))
    }

    /// Sets the body to whatever a reader yields. It is streamed in chunks, and can be sent once.
    pub fn reader(self, content_type: &str, reader: impl Read + Send + 'static) -> Self {
        self.body(Body::reader(reader).content_type(content_type))
    }

    /// Sets the body to a multipart form.
    pub fn multipart(self, form: crate::upload::Multipart) -> Self {
        self.or_fail(form.into_body(), Self::body)
    }

    /// Sets the body.
    pub fn body(mut self, body: Body) -> Self {
        self.body = Some(body);
        self
    }

    /// The longest wait for the answer's first byte and, after it, for each further one.
    pub fn timeout(self, limit: Duration) -> Self {
        self.response_timeout(limit).idle_timeout(limit)
    }

    /// The longest time to make a connection.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.timeouts.connect = Some(limit);
        self
    }

    /// The longest wait from the request's last byte to the answer's first.
    pub fn response_timeout(mut self, limit: Duration) -> Self {
        self.timeouts.response = Some(limit);
        self
    }

    /// The longest time in which no byte moves, either way.
    pub fn idle_timeout(mut self, limit: Duration) -> Self {
        self.timeouts.idle = Some(limit);
        self
    }

    /// The longest time for all attempts and waits together, reading the answer included.
    pub fn deadline(mut self, limit: Duration) -> Self {
        self.timeouts.deadline = Some(limit);
        self
    }

    /// Says that sending this request twice does no harm, so that it may be retried like a `GET`.
    ///
    /// True for imports that create or update objects with uids of their own, for data values, for
    /// maintenance and for every dry run; not for plain creates, documents and messages.
    pub fn idempotent(mut self, idempotent: bool) -> Self {
        self.idempotent = idempotent;
        self
    }

    /// Retries this request by another policy than the client's.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        if let Err(error) = policy.check() {
            self.error.get_or_insert(error);
        }
        self.retry = Some(policy);
        self
    }

    /// Whether the server is asked before the body is sent (`Expect: 100-continue`), so that a refusal
    /// arrives as an answer. By default it is for bodies of 1 MiB and more and of unknown length.
    pub fn expect_continue(mut self, ask: bool) -> Self {
        self.expect_continue = Some(ask);
        self
    }

    /// The method.
    pub fn method(&self) -> Method {
        self.method
    }

    /// The path as given.
    pub fn path(&self) -> &str {
        &self.path
    }

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
        if body.is_empty() && method != Method::Get {
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
        crate::json::import_report(answer, &body)
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

    fn buffered(self) -> Result<(crate::http::send::Answer, Vec<u8>)> {
        let (api, mut out) = self.outgoing()?;
        api.client()
            .send_buffered(&mut out, api.max_response_size())
    }

    /// The URL without secrets and the whole body.
    pub(crate) fn buffered_response(self) -> Result<(String, Vec<u8>)> {
        self.buffered()
            .map(|(answer, body)| (answer.about.url, body))
    }

    /// The request as the wire takes it.
    pub(crate) fn outgoing(self) -> Result<(Api, Outgoing)> {
        if let Some(error) = self.error {
            return Err(error);
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
        let mut headers = self.headers;
        let json = !headers
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case("accept"));
        if json {
            headers.push(("accept".to_owned(), "application/json".to_owned()));
        }
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

    pub(crate) fn api(&self) -> &Api {
        &self.api
    }

    /// The same request once more, for a list that is read page by page: it has no body.
    pub(crate) fn again(&self) -> Self {
        Self {
            api: self.api.clone(),
            method: self.method,
            path: self.path.clone(),
            params: self.params.clone(),
            headers: self.headers.clone(),
            body: None,
            timeouts: self.timeouts,
            idempotent: self.idempotent,
            retry: self.retry.clone(),
            expect_continue: self.expect_continue,
            error: None,
        }
    }

    /// The request itself, out of a place that keeps a copy without its body and error.
    pub(crate) fn take(&mut self) -> Self {
        let rest = self.again();
        std::mem::replace(self, rest)
    }

    pub(crate) fn has_body(&self) -> bool {
        self.body.is_some()
    }

    pub(crate) fn is_idempotent(&self) -> bool {
        self.idempotent || self.method.is_idempotent()
    }

    /// The policy that it is retried by: its own, else the client's.
    pub(crate) fn retry_policy(&self) -> Option<&RetryPolicy> {
        self.retry.as_ref().or(self.api.client().retry.as_ref())
    }

    pub(crate) fn take_error(&mut self) -> Option<Error> {
        self.error.take()
    }

    pub(crate) fn param_values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.params
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The same request with another method.
    pub(crate) fn with_method(mut self, method: Method) -> Self {
        self.method = method;
        self
    }

    /// The same request to another path.
    pub(crate) fn at(mut self, path: &str) -> Self {
        path.clone_into(&mut self.path);
        self
    }

    pub(crate) fn remove_param(&mut self, name: &str) {
        self.params.retain(|(key, _)| key != name);
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        let url = format!("{}?{}", self.path, build_query(&self.params));
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("url", &redact(url.trim_end_matches('?')))
            .field("headers", &names)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

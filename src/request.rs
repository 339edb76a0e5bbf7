//! Requests as values: built without I/O, sent by one of the methods at the end.

mod params;
mod send;

use std::fmt;
use std::io::Read;
use std::path::PathBuf;
use std::time::Duration;

use serde::Serialize;

pub use params::ParamValue;

use crate::api::Api;
use crate::error::{Error, Result};
use crate::http::body::Body;
use crate::http::exchange::{Method, Timeouts};
use crate::http::retry::RetryPolicy;
use crate::http::url::{build_query, parse_query, redact};
use crate::query::{IntoFields, IntoFilter, IntoOrder, RootJunction};

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
    /// Asked before it is sent: whether this server has what it is for.
    only_if: Option<fn(&Api) -> Result<()>>,
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
            only_if: None,
            error: None,
        }
    }

    /// A request that fails unless a look at the server, when it is sent, allows it.
    pub(crate) fn only_if(mut self, check: Option<fn(&Api) -> Result<()>>) -> Self {
        self.only_if = check;
        self
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
            only_if: self.only_if,
            error: None,
        }
    }

    pub(crate) fn has_body(&self) -> bool {
        self.body.is_some()
    }

    /// Whether it may be sent again although nobody knows what became of it.
    pub(crate) fn is_idempotent(&self) -> bool {
        self.idempotent
            || self.method.is_idempotent()
            || self
                .retry_policy()
                .is_some_and(RetryPolicy::takes_non_idempotent)
    }

    /// The policy that it is retried by: its own, else the client's.
    pub(crate) fn retry_policy(&self) -> Option<&RetryPolicy> {
        self.retry.as_ref().or(self.api.client().retry.as_ref())
    }

    pub(crate) fn take_error(&mut self) -> Option<Error> {
        self.error.take()
    }

    /// Makes the path's own query parameters like all others, in front of them.
    pub(crate) fn unfold_query(&mut self) {
        // A path with a fragment is refused when it is sent, and must still be seen then.
        if let Some((path, query)) = self
            .path
            .split_once('?')
            .filter(|_| !self.path.contains('#'))
        {
            let mut params = parse_query(query);
            params.append(&mut self.params);
            self.params = params;
            self.path = path.to_owned();
        }
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

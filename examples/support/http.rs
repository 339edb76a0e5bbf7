//! The reading half of a small HTTP/1.1 server.
//!
//! The demo server and the fault server of the tests both read requests with it. It knows request
//! lines, headers, bodies with a length and chunked bodies; nothing else.

use std::io::{self, BufRead, Read, Write};

use base64::Engine as _;

/// One request, as it came over the wire.
#[derive(Debug, Clone, Default)]
pub(crate) struct Request {
    /// `GET`, `POST`, …
    pub(crate) method: String,
    /// The request target as sent: path and query, still encoded.
    pub(crate) target: String,
    /// The path as sent, without the query; still encoded.
    pub(crate) path: String,
    /// The query parameters, decoded, in the order sent.
    pub(crate) query: Vec<(String, String)>,
    /// The headers in the order sent; names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    /// The body, without any framing. Empty when the server was told not to keep bodies.
    pub(crate) body: Vec<u8>,
    /// How many bytes of body arrived, kept or not.
    pub(crate) body_len: u64,
    /// Whether the body arrived to its end.
    pub(crate) complete: bool,
    /// The number of the TCP connection, from 0.
    pub(crate) connection: usize,
    /// The number of the request over all connections, from 0.
    pub(crate) index: usize,
}

impl Request {
    /// The first header of this name (lower case).
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    /// All headers of this name (lower case).
    pub(crate) fn header_all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers
            .iter()
            .filter(move |(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    /// The first query parameter of this name.
    pub(crate) fn param(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    /// All query parameters of this name, in order.
    pub(crate) fn params(&self, name: &str) -> Vec<&str> {
        self.query
            .iter()
            .filter(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
            .collect()
    }

    /// The body as JSON; `Null` when it is not JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// The body as text, with replacement characters where it is not UTF-8.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// User name and password of a `Basic` header.
    pub(crate) fn basic_auth(&self) -> Option<(String, String)> {
        let encoded = self.header("authorization")?.strip_prefix("Basic ")?;
        let bytes = base64::engine::general_purpose::STANDARD
            .decode(encoded)
            .ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let (user, password) = text.split_once(':')?;
        Some((user.to_owned(), password.to_owned()))
    }

    /// The URL of the server as this client knows it.
    pub(crate) fn base_url(&self) -> String {
        format!("http://{}", self.header("host").unwrap_or("127.0.0.1"))
    }

    /// Whether the client waits for `100 Continue` before it sends the body.
    pub(crate) fn expects_continue(&self) -> bool {
        self.header("expect")
            .is_some_and(|v| v.eq_ignore_ascii_case("100-continue"))
    }

    /// Whether the client wants the connection closed after the answer.
    pub(crate) fn wants_close(&self) -> bool {
        self.header_all("connection")
            .any(|v| v.to_ascii_lowercase().contains("close"))
    }

    fn is_chunked(&self) -> bool {
        self.header("transfer-encoding")
            .is_some_and(|v| v.to_ascii_lowercase().contains("chunked"))
    }

    fn content_length(&self) -> u64 {
        self.header("content-length")
            .and_then(|v| v.trim().parse().ok())
            .unwrap_or(0)
    }
}

/// Reads request line and headers. `None`: the client closed the connection between requests.
pub(crate) fn read_head(reader: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut line = String::new();
    // A client may send an empty line before a request (RFC 9112, 2.2).
    while line.trim().is_empty() {
        line.clear();
        if reader.read_line(&mut line)? == 0 {
            return Ok(None);
        }
    }
    let mut words = line.split_whitespace();
    let (Some(method), Some(target)) = (words.next(), words.next()) else {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            format!("not a request: {line:?}"),
        ));
    };
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut request = Request {
        method: method.to_owned(),
        target: target.to_owned(),
        path: path.to_owned(),
        query: parse_query(query),
        ..Request::default()
    };
    loop {
        let line = read_line(reader)?;
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':') {
            request
                .headers
                .push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    request.complete = !request.is_chunked() && request.content_length() == 0;
    Ok(Some(request))
}

/// Reads the body up to `limit` bytes; `keep` says whether they are stored in the request.
///
/// A body that ends early is not an error here: `complete` stays false. A body is left where it is
/// when the limit is reached, except that a chunked body is read to the end of the current chunk.
pub(crate) fn read_body(reader: &mut impl BufRead, request: &mut Request, keep: bool, limit: u64) {
    let outcome = if request.is_chunked() {
        read_chunks(reader, request, keep, limit)
    } else {
        let due = request.content_length().saturating_sub(request.body_len);
        copy(reader, request, keep, due.min(limit)).map(|()| due <= limit)
    };
    // A client that went away is a fact for the test to look at, not a fault of the server.
    request.complete = outcome.unwrap_or(false);
}

fn read_chunks(
    reader: &mut impl BufRead,
    request: &mut Request,
    keep: bool,
    limit: u64,
) -> io::Result<bool> {
    let stop = request.body_len.saturating_add(limit);
    while request.body_len < stop {
        let line = read_line(reader)?;
        let digits = line.split(';').next().unwrap_or_default().trim();
        let size = u64::from_str_radix(digits, 16)
            .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "bad chunk size"))?;
        if size == 0 {
            while !read_line(reader)?.is_empty() {}
            return Ok(true);
        }
        copy(reader, request, keep, size)?;
        read_line(reader)?;
    }
    Ok(false)
}

fn copy(reader: &mut impl BufRead, to: &mut Request, keep: bool, length: u64) -> io::Result<()> {
    let mut part = reader.take(length);
    let copied = if keep {
        let before = to.body.len();
        let outcome = part.read_to_end(&mut to.body);
        // What arrived before an error counts as well.
        to.body_len += (to.body.len() - before) as u64;
        outcome?;
        (to.body.len() - before) as u64
    } else {
        let copied = io::copy(&mut part, &mut io::sink())?;
        to.body_len += copied;
        copied
    };
    if copied < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(())
}

fn read_line(reader: &mut impl BufRead) -> io::Result<String> {
    let mut line = Vec::new();
    if reader.read_until(b'\n', &mut line)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(String::from_utf8_lossy(&line)
        .trim_end_matches(['\r', '\n'])
        .to_owned())
}

/// Splits and decodes a query or a form body.
pub(crate) fn parse_query(query: &str) -> Vec<(String, String)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode_form(name), decode_form(value))
        })
        .collect()
}

/// Undoes percent-encoding and `+` for a space.
pub(crate) fn decode_form(text: &str) -> String {
    decode_path(&text.replace('+', " "))
}

/// Undoes percent-encoding.
pub(crate) fn decode_path(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}

/// The reason phrase of a status.
pub(crate) fn reason(status: u16) -> &'static str {
    match status {
        100 => "Continue",
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        301 => "Moved Permanently",
        302 => "Found",
        304 => "Not Modified",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        408 => "Request Timeout",
        409 => "Conflict",
        413 => "Content Too Large",
        414 => "URI Too Long",
        415 => "Unsupported Media Type",
        417 => "Expectation Failed",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "Status",
    }
}

/// Writes the head of an answer.
pub(crate) fn write_head(
    to: &mut impl Write,
    status: u16,
    headers: &[(String, String)],
) -> io::Result<()> {
    write!(to, "HTTP/1.1 {status} {}\r\n", reason(status))?;
    for (name, value) in headers {
        write!(to, "{name}: {value}\r\n")?;
    }
    to.write_all(b"\r\n")
}

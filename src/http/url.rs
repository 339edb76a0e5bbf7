//! URLs: the base URL as people write it, targets below it, and what may be shown of them.

use std::net::IpAddr;

use percent_encoding::{
    AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode,
};

use crate::error::{Error, Result};

/// Everything but RFC 3986's unreserved characters: for one segment, a key or a value.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What a path that the caller wrote by hand may not hold as it stands.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'[')
    .add(b']')
    .add(b'|')
    .add(b'^')
    .add(b'\\');

/// Paths of DHIS2's own web pages: a URL copied from a browser's address bar is cut there.
const PAGES: [&str; 4] = ["dhis-web-", "apps", "login", "login.html"];

/// A server's address: scheme, host, port and context path, without a trailing slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BaseUrl {
    text: String,
    origin_len: usize,
}

impl BaseUrl {
    /// Reads a base URL as people write it.
    pub(crate) fn parse(given: &str) -> Result<Self> {
        let bad = |expected: &str| Error::invalid("base_url", show_given(given), expected);
        let text = given.trim();
        if text.is_empty() {
            return Err(Error::invalid(
                "base_url",
                "",
                "a URL such as https://dhis2.example.org",
            ));
        }
        if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(bad("a URL without blanks"));
        }
        let (scheme, rest) = match text.split_once("://") {
            Some((scheme, rest)) => (Some(scheme.to_ascii_lowercase()), rest),
            None => (None, text),
        };
        let (authority, path) = match rest.find(['/', '?', '#']) {
            Some(at) => rest.split_at(at),
            None => (rest, ""),
        };
        if authority.contains('@') {
            return Err(bad(
                "a URL without a user name or password: give those to `auth`",
            ));
        }
        let (host, port) = split_port(authority);
        if host.is_empty() || port.is_some_and(|port| port.parse::<u16>().is_err()) {
            return Err(bad("a URL with a host, such as https://dhis2.example.org"));
        }
        if !host.starts_with('[')
            && !host
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b))
        {
            return Err(bad(
                "a host of ASCII letters, digits, `-` and `.` (punycode for others)",
            ));
        }
        let scheme = match scheme {
            None if is_loopback(host) => "http".to_owned(),
            None => "https".to_owned(),
            Some(scheme) if scheme == "http" || scheme == "https" => scheme,
            Some(_) => return Err(bad("an http or https URL")),
        };
        let path = context_path(path).ok_or_else(|| {
            bad("the server's own URL, without an endpoint, a query or a fragment")
        })?;
        let origin = format!("{scheme}://{}", authority.to_ascii_lowercase());
        Ok(Self {
            origin_len: origin.len(),
            text: origin + &path,
        })
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Scheme, host and port.
    pub(crate) fn origin(&self) -> &str {
        &self.text[..self.origin_len]
    }

    /// Whether an absolute URL has this scheme, host and port.
    pub(crate) fn is_origin_of(&self, url: &str) -> bool {
        url.strip_prefix(self.origin())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    }

    /// Whether what is sent there stays on this machine.
    pub(crate) fn is_loopback(&self) -> bool {
        is_loopback(self.host())
    }

    pub(crate) fn is_https(&self) -> bool {
        self.text.starts_with("https:")
    }

    pub(crate) fn host(&self) -> &str {
        let authority = self.origin().split_once("://").map_or("", |(_, rest)| rest);
        split_port(authority).0
    }

    /// The full URL of a path, or of an absolute URL under this base. The path's own query, decoded,
    /// is pushed onto `params` in front of what the caller adds.
    pub(crate) fn resolve(
        &self,
        path: &str,
        api_prefix: &str,
        params: &mut Vec<(String, String)>,
    ) -> Result<String> {
        let bad = |expected: &str| Error::invalid("path", redact(path), expected);
        if path.trim().is_empty() {
            return Err(Error::invalid("path", path, "an endpoint such as `me`"));
        }
        if path.contains('#') {
            return Err(bad(
                "a path without a fragment (`#` in a key is written `%23`)",
            ));
        }
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        params.extend(parse_query(query));
        let absolute = path.contains("://");
        let rest = if absolute {
            self.strip(path).ok_or_else(|| {
                bad(&format!(
                    "a path, or a URL under {}: nothing is sent to other hosts",
                    self.text
                ))
            })?
        } else {
            path.trim_start_matches('/')
        };
        if rest
            .split('/')
            .any(|segment| matches!(decode(segment).as_str(), "." | ".."))
        {
            return Err(bad("a path without `.` and `..`"));
        }
        let encoded = encode_path(rest);
        if absolute {
            return Ok(format!("{}/{encoded}", self.text));
        }
        let below = encoded.strip_prefix("api/").unwrap_or(&encoded);
        Ok(format!("{}/{api_prefix}/{below}", self.text))
    }

    /// What follows the base in an absolute URL, or `None` where it is not under the base.
    fn strip<'a>(&self, url: &'a str) -> Option<&'a str> {
        let at = url
            .char_indices()
            .nth(self.origin_len)
            .map_or(url.len(), |(at, _)| at);
        let (origin, _) = url.split_at(at);
        if !origin.eq_ignore_ascii_case(self.origin()) {
            return None;
        }
        let context = &self.text[self.origin_len..];
        let path = url[at..].strip_prefix(context)?;
        if path.is_empty() {
            Some("")
        } else {
            path.strip_prefix('/')
        }
    }
}

/// Reads the context path out of a URL's path; `None` where there is more to it.
fn context_path(path: &str) -> Option<String> {
    let end = path.find(['?', '#']).unwrap_or(path.len());
    let segments: Vec<&str> = path[..end].split('/').filter(|s| !s.is_empty()).collect();
    let cut = segments.iter().position(|segment| is_page(segment));
    if let Some(cut) = cut {
        return Some(join_segments(&segments[..cut]));
    }
    if end < path.len() {
        return None;
    }
    match segments.iter().position(|segment| *segment == "api") {
        None => Some(join_segments(&segments)),
        Some(at) => match segments.get(at + 1..) {
            None | Some([]) => Some(join_segments(&segments[..at])),
            Some([version]) if version.parse::<u16>().is_ok() => {
                Some(join_segments(&segments[..at]))
            }
            Some(_) => None,
        },
    }
}

fn is_page(segment: &str) -> bool {
    PAGES.iter().any(|page| {
        if page.ends_with('-') {
            segment.starts_with(page)
        } else {
            segment == *page
        }
    })
}

fn join_segments(segments: &[&str]) -> String {
    segments
        .iter()
        .fold(String::new(), |path, segment| path + "/" + segment)
}

fn split_port(authority: &str) -> (&str, Option<&str>) {
    let from = authority.rfind(']').unwrap_or(0);
    match authority[from..].rfind(':') {
        Some(at) => (&authority[..from + at], Some(&authority[from + at + 1..])),
        None => (authority, None),
    }
}

/// Whether a host is this machine.
pub(crate) fn is_loopback(host: &str) -> bool {
    let host = host
        .trim_start_matches('[')
        .trim_end_matches(']')
        .to_ascii_lowercase();
    host == "localhost"
        || host.ends_with(".localhost")
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// A URL that may hold credentials, as it may be shown.
fn show_given(given: &str) -> String {
    // A password may hold any character, another `@` and `?` among them.
    let at = given.rfind('@');
    let from = given.find("://").map_or(0, |scheme| scheme + 3);
    let (mask, rest) = match at {
        Some(at) if at >= from => ("***", &given[at..]),
        _ => ("", &given[from..]),
    };
    // Nor is a query shown, which may hold a token.
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    format!("{}{mask}{rest}", &given[..from])
}

/// One path segment, encoded. A slash, a semicolon and a backslash cannot be sent in one, encoded
/// or not: DHIS2 answers an HTML 400.
pub(crate) fn segment(name: &str, value: &str) -> Result<String> {
    if value.is_empty() || matches!(value, "." | "..") || value.contains(['/', ';', '\\', '\0']) {
        return Err(Error::invalid(
            name,
            value,
            "text without `/`, `;` and `\\`, which DHIS2 takes in no path",
        ));
    }
    Ok(encode(value))
}

/// A key or value of a query, encoded.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, COMPONENT).to_string()
}

/// A path that the caller wrote: what is already encoded stays so.
fn encode_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(at) = rest.find('%') {
        out.extend(utf8_percent_encode(&rest[..at], PATH));
        let is_escape = rest
            .as_bytes()
            .get(at + 1..at + 3)
            .is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
        out.push_str(if is_escape { "%" } else { "%25" });
        rest = &rest[at + 1..];
    }
    out.extend(utf8_percent_encode(rest, PATH));
    out
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The pairs of a query, decoded; `+` is a space.
pub(crate) fn parse_query(query: &str) -> Vec<(String, String)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (
                decode(&key.replace('+', " ")),
                decode(&value.replace('+', " ")),
            )
        })
        .collect()
}

/// Pairs as a query, or as the body of a form.
pub(crate) fn build_query(pairs: &[(String, String)]) -> String {
    let mut out = String::new();
    for (key, value) in pairs {
        if !out.is_empty() {
            out.push('&');
        }
        out.extend(utf8_percent_encode(key, COMPONENT));
        out.push('=');
        out.extend(utf8_percent_encode(value, COMPONENT));
    }
    out
}

/// A URL as it may be shown: values of parameters that hold secrets are masked, user info is cut,
/// and a very long query is shortened.
pub(crate) fn redact(url: &str) -> String {
    if is_plain(url) {
        return url.to_owned();
    }
    let url = without_session(&show_given_authority(url));
    let Some((path, query)) = url.split_once('?') else {
        return url;
    };
    let mut shown = format!("{path}?");
    for (index, pair) in query.split('&').enumerate() {
        if shown.len() > 600 {
            shown.push('…');
            break;
        }
        if index > 0 {
            shown.push('&');
        }
        let (key, _) = pair.split_once('=').unwrap_or((pair, ""));
        if is_secret_name(key) {
            shown.push_str(key);
            shown.push_str("=***");
        } else {
            shown.extend(pair.chars().take(600));
        }
    }
    shown
}

/// Whether nothing in a URL can need hiding or cutting, as in nearly every request.
fn is_plain(url: &str) -> bool {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let mut keys = query
        .split('&')
        .map(|pair| pair.split_once('=').map_or(pair, |(key, _)| key));
    url.len() <= 600 && !url.contains(['@', ';']) && !keys.any(is_secret_name)
}

fn show_given_authority(url: &str) -> String {
    let Some(from) = url.find("://").map(|at| at + 3) else {
        return url.to_owned();
    };
    let end = url[from..]
        .find(['/', '?', '#'])
        .map_or(url.len(), |at| from + at);
    match url[from..end].rfind('@') {
        Some(at) => format!("{}{}", &url[..from], &url[from + at + 1..]),
        None => url.to_owned(),
    }
}

/// Masks a session's id in a path, as servlets put it into a redirect: `/login;jsessionid=…`.
fn without_session(url: &str) -> String {
    let Some(from) = url.to_ascii_lowercase().find(";jsessionid=") else {
        return url.to_owned();
    };
    let value = from + ";jsessionid=".len();
    let end = url[value..]
        .find(['/', '?', '#', ';'])
        .map_or(url.len(), |end| value + end);
    format!("{}***{}", &url[..value], &url[end..])
}

fn is_secret_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [
        "password",
        "secret",
        "token",
        "apikey",
        "api_key",
        "code_verifier",
    ]
    .iter()
    .any(|word| name.contains(word))
}

/// Where a `Location` points to, seen from the URL that answered it.
pub(crate) fn join_location(url: &str, location: &str) -> String {
    let origin_end = url.find("://").map_or(0, |at| {
        url[at + 3..]
            .find(['/', '?'])
            .map_or(url.len(), |end| at + 3 + end)
    });
    if location.contains("://") {
        location.to_owned()
    } else if let Some(rest) = location.strip_prefix("//") {
        format!("{}//{rest}", &url[..url.find("//").unwrap_or(0)])
    } else if location.starts_with('/') {
        format!("{}{location}", &url[..origin_end])
    } else if location.starts_with('?') {
        format!("{}{location}", url.split('?').next().unwrap_or(url))
    } else {
        let path = url.split('?').next().unwrap_or(url);
        let parent = path
            .rfind('/')
            .filter(|at| *at >= origin_end)
            .map_or(path, |at| &path[..at]);
        format!("{parent}/{location}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(given: &str) -> String {
        BaseUrl::parse(given).unwrap().as_str().to_owned()
    }

    #[test]
    fn a_base_url_is_read_as_people_write_it() {
        for (given, expected) in [
            ("play.dhis2.org/demo", "https://play.dhis2.org/demo"),
            (
                " https://Play.DHIS2.org/demo/ ",
                "https://play.dhis2.org/demo",
            ),
            ("localhost:8080/dhis", "http://localhost:8080/dhis"),
            ("127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("[::1]:8080", "http://[::1]:8080"),
            ("localhost.example.org", "https://localhost.example.org"),
            ("http://192.168.1.4/dhis", "http://192.168.1.4/dhis"),
            ("https://x.org/api", "https://x.org"),
            ("https://x.org/hmis/api/42/", "https://x.org/hmis"),
            (
                "https://x.org/hmis/dhis-web-login/?a=b#/x",
                "https://x.org/hmis",
            ),
            (
                "https://x.org/dhis-web-commons/security/login.action",
                "https://x.org",
            ),
            ("https://x.org/login/", "https://x.org"),
            ("https://x.org/apps/dashboard#/abc", "https://x.org"),
            ("https://api.x.org/apiary", "https://api.x.org/apiary"),
        ] {
            assert_eq!(base(given), expected, "{given}");
        }
    }

    #[test]
    fn what_cannot_be_a_base_url_is_refused_by_name_and_without_its_password() {
        for given in [
            "",
            "  ",
            "ftp://x.org",
            "https://",
            "https:///api",
            "https://x .org",
            "https://x.org?a=b",
            "https://x.org/#/x",
            "https://x.org/api/me",
            "https://admin:sesame@x.org",
            "https://x.org:http",
            "https://münchen.de",
        ] {
            let error = BaseUrl::parse(given).unwrap_err().to_string();
            assert!(error.starts_with("base_url cannot be"), "{error}");
            assert!(!error.contains("sesame"), "{error}");
        }
        for given in [
            "https://admin:ses@me@x.org",
            "https://admin:?sesame@x.org",
            "admin:#sesame@x.org",
            "https://x.org/?token=sesame",
            "https://x.org/api/me?token=sesame",
        ] {
            let error = BaseUrl::parse(given).unwrap_err().to_string();
            assert!(!error.contains("ses") && !error.contains("me@"), "{error}");
        }
    }

    #[test]
    fn paths_resolve_under_the_base_only() {
        let base = BaseUrl::parse("https://x.org/hmis").unwrap();
        let resolve = |path: &str| {
            let mut params = Vec::new();
            base.resolve(path, "api", &mut params)
                .map(|url| (url, params))
        };
        for path in [
            "me",
            "/me",
            "api/me",
            "/api/me",
            "https://x.org/hmis/api/me",
            "HTTPS://X.ORG/hmis/api/me",
        ] {
            assert_eq!(
                resolve(path).unwrap().0,
                "https://x.org/hmis/api/me",
                "{path}"
            );
        }
        let (url, params) = resolve("dataElements?fields=id,name&filter=name:eq:a%20b").unwrap();
        assert_eq!(url, "https://x.org/hmis/api/dataElements");
        assert_eq!(params[1], ("filter".to_owned(), "name:eq:a b".to_owned()));
        assert_eq!(
            resolve("dataStore/a/k é%2").unwrap().0,
            "https://x.org/hmis/api/dataStore/a/k%20%C3%A9%252"
        );
        for path in [
            "",
            " ",
            "a/../users",
            "a/%2e%2E/users",
            "me#x",
            "https://evil.org/api/me",
            "https://x.org/other/api/me",
            "https://x.org.evil.org/hmis/me",
            "https://x.org:444/hmis/api/me",
            "https://x.org/hmisx/api/me",
            "http://x.org/hmis/api/me",
        ] {
            assert!(resolve(path).is_err(), "{path}");
        }
    }

    #[test]
    fn secrets_in_a_query_are_masked() {
        assert_eq!(
            redact("https://a:b@x.org/api/x?token=t1&a=b&newPassword=p#"),
            "https://x.org/api/x?token=***&a=b&newPassword=***"
        );
    }

    #[test]
    fn a_location_is_seen_from_where_it_was_given() {
        let at = "https://x.org/hmis/api/a?b=c";
        assert_eq!(join_location(at, "/login/"), "https://x.org/login/");
        assert_eq!(join_location(at, "b"), "https://x.org/hmis/api/b");
        assert_eq!(join_location(at, "//y.org/z"), "https://y.org/z");
        assert_eq!(join_location("https://x.org", "a"), "https://x.org/a");
        assert_eq!(join_location(at, "https://y.org/"), "https://y.org/");
    }
}

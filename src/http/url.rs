//! URLs: what is encoded how, and what may be shown of them.

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
pub(super) fn encode_path(path: &str) -> String {
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

pub(super) fn decode(text: &str) -> String {
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

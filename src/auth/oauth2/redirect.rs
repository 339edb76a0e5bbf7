use percent_encoding::percent_decode_str;

use crate::auth::Secret;
use crate::auth::oauth2::fail;
use crate::error::{Error, OAuth2Error, Result};

/// Brings the code back from the browser.
///
/// [`Loopback`](crate::auth::oauth2::Loopback) is the usual one. A program with a window or a
/// server of its own can put in another; a closure from URL and state to the code will do:
///
/// ```
/// use dhis2::auth::oauth2::RedirectCapture;
///
/// fn is_capture(_: impl RedirectCapture) {}
/// is_capture(|url: &str, _state: &str| {
///     // Show the URL, wait for the redirect, and compare its `state`.
///     Ok(format!("code for {url}"))
/// });
/// ```
pub trait RedirectCapture: Send + Sync {
    /// The redirect URI to announce, where it is not the configured one: a receiver on a port that
    /// the system chose knows it only once it listens.
    fn redirect_uri(&self) -> Option<&str> {
        None
    }

    /// Sends the user to `url`, and waits for the redirect which brings back `state`.
    ///
    /// # Errors
    ///
    /// When the server refuses, or no redirect comes in time.
    fn capture(&self, url: &str, state: &str) -> Result<Secret>;
}

impl<F> RedirectCapture for F
where
    F: Fn(&str, &str) -> Result<String> + Send + Sync,
{
    fn capture(&self, url: &str, state: &str) -> Result<Secret> {
        self(url, state).map(Secret::from)
    }
}

/// What a request to the receiver is.
#[derive(Debug)]
pub(super) enum Verdict {
    /// The redirect that was waited for.
    Code(Secret),
    /// The server's refusal, with its own words.
    Refused(String),
    /// Something else: another page, a prefetch, a scan. Whoever does not know the state decides
    /// nothing.
    Foreign,
}

/// Judges the target of a `GET`, such as `/?code=…&state=…`.
pub(super) fn judge(target: &str, state: &str) -> Verdict {
    let target = target.split('#').next().unwrap_or_default();
    let query = target.split_once('?').map_or("", |(_, query)| query);
    // The standard forbids repeated parameters; one of two is as good as none.
    let one = |name: &str| {
        let mut values = query
            .split('&')
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            .filter(|(key, _)| decode(key) == name)
            .map(|(_, value)| decode(value));
        let first = values.next().filter(|value| !value.is_empty());
        first.filter(|_| values.next().is_none())
    };
    if !one("state").is_some_and(|given| same(given.as_bytes(), state.as_bytes())) {
        return Verdict::Foreign;
    }
    match (one("error"), one("code")) {
        (Some(error), _) => Verdict::Refused(match one("error_description") {
            Some(description) => format!("{}: {}", short(&error), short(&description)),
            None => short(&error),
        }),
        (None, Some(code)) => Verdict::Code(Secret::from(code)),
        (None, None) => Verdict::Foreign,
    }
}

pub(super) fn refused(words: &str) -> Error {
    fail(OAuth2Error::new(format!("authorization failed: {words}")))
}

/// Compares in a time that does not depend on where the texts differ.
fn same(a: &[u8], b: &[u8]) -> bool {
    let differing = a.iter().zip(b).fold(0, |bits, (a, b)| bits | (a ^ b));
    // An empty state would let everybody in.
    a.len() == b.len() && !a.is_empty() && std::hint::black_box(differing) == 0
}

fn decode(text: &str) -> String {
    let text = text.replace('+', " ");
    percent_decode_str(&text).decode_utf8_lossy().into_owned()
}

/// Foreign words for an error message: one line, and not without end.
fn short(text: &str) -> String {
    text.chars()
        .take(400)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// Where a receiver listens for a redirect URI.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RedirectUri<'a> {
    pub(super) host: &'a str,
    pub(super) port: u16,
    /// Path and query.
    pub(super) rest: &'a str,
}

impl<'a> RedirectUri<'a> {
    pub(super) fn parse(uri: &'a str) -> Result<Self> {
        let bad = |expected: &str| Error::invalid("redirect_uri", uri, expected);
        let (scheme, after) = uri.trim().split_once("://").unwrap_or(("", ""));
        if !scheme.eq_ignore_ascii_case("http") {
            return Err(bad(
                "a URI such as http://localhost:8765 (for https, a RedirectCapture of your own)",
            ));
        }
        let end = after.find(['/', '?', '#']).unwrap_or(after.len());
        let (authority, rest) = after.split_at(end);
        let (host, port) = match authority.rfind(':') {
            Some(colon) if !authority.ends_with(']') => {
                let (host, port) = authority.split_at(colon);
                (host, port.trim_start_matches(':'))
            }
            _ => (authority, ""),
        };
        if !is_loopback(host) {
            return Err(bad(
                "this machine as host, such as http://localhost:8765 (for another, a \
                 RedirectCapture of your own)",
            ));
        }
        // A browser would take port 80 here, which is not where one could listen.
        let port = port
            .parse()
            .map_err(|_| bad("a port from 0 to 65535, such as http://localhost:8765"))?;
        Ok(Self { host, port, rest })
    }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || bare
            .parse::<std::net::IpAddr>()
            .is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(target: &str) -> String {
        match judge(target, "st~1") {
            Verdict::Code(code) => format!("code {}", code.expose()),
            Verdict::Refused(words) => format!("refused {words}"),
            Verdict::Foreign => "foreign".to_owned(),
        }
    }

    #[test]
    fn only_the_right_state_decides_anything() {
        for (target, expected) in [
            ("/?code=abc&state=st~1", "code abc"),
            ("/any/path?x=1&state=st%7e1&code=a%2Bb+c#f", "code a+b c"),
            ("/?error=access_denied&state=st~1", "refused access_denied"),
            (
                "/?error=invalid_scope&error_description=no+such%0Ascope&state=st~1&code=x",
                "refused invalid_scope: no such scope",
            ),
            ("/", "foreign"),
            ("/favicon.ico", "foreign"),
            ("/?code=abc", "foreign"),
            ("/?code=abc&state=", "foreign"),
            ("/?code=abc&state=st~2", "foreign"),
            ("/?code=abc&state=st~", "foreign"),
            ("/?code=abc&state=st~11", "foreign"),
            ("/?code=abc&state=st~1&state=st~1", "foreign"),
            ("/?code=abc&code=def&state=st~1", "foreign"),
            ("/?code=&state=st~1", "foreign"),
            ("/?state=st~1", "foreign"),
            ("/?error=access_denied", "foreign"),
            ("/?error=access_denied&state=other", "foreign"),
            ("/#code=abc&state=st~1", "foreign"),
        ] {
            assert_eq!(verdict(target), expected, "{target}");
        }
        assert!(matches!(judge("/?code=abc&state=", ""), Verdict::Foreign));
    }

    #[test]
    fn a_receiver_listens_on_this_machine_only() {
        let parsed = RedirectUri::parse("http://localhost:8765/back?x=1").unwrap();
        assert_eq!(
            (parsed.host, parsed.port, parsed.rest),
            ("localhost", 8765, "/back?x=1")
        );
        let parsed = RedirectUri::parse("HTTP://[::1]:0").unwrap();
        assert_eq!((parsed.host, parsed.port, parsed.rest), ("[::1]", 0, ""));
        RedirectUri::parse("http://127.0.0.2:80").unwrap();
        for uri in [
            "",
            "localhost:8765",
            "https://localhost:8765",
            "http://example.org:8765",
            "http://localhost.example.org:80",
            "http://localhost@example.org:80",
            "http://10.0.0.1:80",
            "http://0.0.0.0:80",
            "http://localhost",
            "http://localhost:",
            "http://localhost:99999",
            "http://[::1]",
        ] {
            let error = RedirectUri::parse(uri).unwrap_err().to_string();
            assert!(error.starts_with("redirect_uri cannot"), "{error}");
        }
    }
}

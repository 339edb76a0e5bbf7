//! Where the server really is: the canonical base URL behind redirects.

use std::time::Duration;

use serde_json::Value;

use super::exchange::{Answer, Client, Method, Outgoing, Timeouts};
use super::retry::RetryPolicy;
use super::url::{BaseUrl, join_location};
use crate::error::Result;

/// Discovery is a courtesy: it does not wait long.
const LIMIT: Duration = Duration::from_secs(10);
const MAX_HOPS: usize = 6;
const MAX_PROBE: u64 = 1 << 20;

/// The base URL that the server redirects to, or the given one where nothing better is found.
///
/// HTTP clients drop credentials on a redirect to another host, so a base URL that redirects makes
/// every call a 401. The scheme is never changed; another host is adopted only when it belongs to the
/// given one (or the other way round), or when `any_host` allows it, and then only when DHIS2 answers
/// there. Nothing here carries credentials.
pub(crate) fn canonical_base(client: &Client, any_host: bool) -> BaseUrl {
    let given = &client.base;
    let Some(last) = follow(client, &format!("{}/", given.as_str())) else {
        return given.clone();
    };
    let Ok(found) = BaseUrl::parse(&last) else {
        return given.clone();
    };
    if found == *given || found.is_https() != given.is_https() {
        return given.clone();
    }
    let same_origin = found.origin() == given.origin();
    if !same_origin && !any_host && !related(given.host(), found.host()) {
        log::warn!(
            target: "dhis2::http",
            "{} redirects to {}, another host: not adopted", given.as_str(), found.origin()
        );
        return given.clone();
    }
    if is_dhis2(client, &found) {
        found
    } else {
        given.clone()
    }
}

/// Follows redirects from `url`; the last URL reached.
fn follow(client: &Client, url: &str) -> Option<String> {
    let mut at = url.to_owned();
    for _ in 0..MAX_HOPS {
        let answer = get(client, &at, &[])?.0;
        let Some(location) = answer
            .header("location")
            .filter(|_| (300..400).contains(&answer.status))
        else {
            return Some(at);
        };
        at = join_location(&at, location);
    }
    Some(at)
}

/// Whether one host is the other, or lies below it.
fn related(a: &str, b: &str) -> bool {
    let below = |a: &str, b: &str| a.strip_suffix(b).is_some_and(|rest| rest.ends_with('.'));
    let name = |host: &str| host.contains('.') && host.parse::<std::net::IpAddr>().is_err();
    a == b || (name(a) && name(b) && (below(a, b) || below(b, a)))
}

/// Whether DHIS2 answers under a base URL: by its open sign-in configuration (2.41 and later), or by
/// the way it refuses a request without credentials.
fn is_dhis2(client: &Client, base: &BaseUrl) -> bool {
    let login = format!("{}/api/loginConfig", base.as_str());
    let info = format!("{}/api/system/info", base.as_str());
    let json = |url: &str| {
        let headers = [
            ("accept", "application/json"),
            ("x-requested-with", "XMLHttpRequest"),
        ];
        let (_, body) = get(client, url, &headers)?;
        serde_json::from_slice::<Value>(&body).ok()
    };
    json(&login).is_some_and(|body| body["apiVersion"].is_string())
        || json(&info).is_some_and(|body| {
            body["version"].is_string()
                || body["contextPath"].is_string()
                || (body["message"].is_string()
                    && (body["httpStatus"].is_string() || body["httpStatusCode"].is_number()))
        })
}

fn get(client: &Client, url: &str, headers: &[(&str, &str)]) -> Option<(Answer, Vec<u8>)> {
    let mut out = request(client, url, headers);
    client.send_raw_buffered(&mut out, MAX_PROBE).ok()
}

fn request(client: &Client, url: &str, headers: &[(&str, &str)]) -> Outgoing {
    let limit = |own: Option<Duration>| Some(own.map_or(LIMIT, |own| own.min(LIMIT)));
    Outgoing {
        method: Method::Get,
        url: url.to_owned(),
        headers: headers
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect(),
        body: None,
        timeouts: Timeouts {
            connect: limit(client.timeouts.connect),
            response: limit(client.timeouts.response),
            idle: limit(client.timeouts.idle),
            deadline: client.timeouts.deadline,
        },
        idempotent: true,
        retry: Some(RetryPolicy::none()),
        authenticate: false,
        follow: false,
        json: false,
        expect_continue: None,
    }
}

/// The version without credentials: `GET /api/loginConfig` names it (2.41 and later).
pub(crate) fn open_version(client: &Client) -> Result<Option<String>> {
    let url = format!("{}/api/loginConfig", client.base.as_str());
    let mut out = request(client, &url, &[("accept", "application/json")]);
    // This is a call like any other, not a courtesy.
    out.timeouts = client.timeouts;
    out.retry = None;
    let (_, body) = client.send_buffered(&mut out, MAX_PROBE)?;
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    Ok(body["apiVersion"].as_str().map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::related;

    #[test]
    fn only_a_host_and_what_lies_below_it_are_related() {
        assert!(related("play.dhis2.org", "play.dhis2.org"));
        assert!(related("dhis2.org", "play.dhis2.org") && related("play.dhis2.org", "dhis2.org"));
        // Two owners under one public suffix are strangers.
        assert!(!related("a.co.uk", "b.co.uk"));
        assert!(!related("evildhis2.org", "dhis2.org"));
        assert!(!related("10.0.0.1", "1.10.0.0.1") && !related("localhost", "x.localhost"));
    }
}

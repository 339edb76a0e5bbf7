//! From a status to a result: what counts as a success, and what an error says.

use super::exchange::Answer;
use super::url::{join_location, redact};
use crate::error::{ApiError, AuthenticationError, DecodeError, Error, Result, excerpt, hints};
use crate::import::WebMessage;

/// How much of an error's body is read.
const ERROR_BODY: u64 = 1 << 20;

/// Hands a success on and makes an error of everything else.
///
/// `json` says that JSON is due: an HTML page with status 200 is then a login or proxy page.
pub(crate) fn check(mut answer: Answer, json: bool) -> Result<Answer> {
    match answer.status {
        200..=299 => {
            if json && answer.is_html() {
                let body = answer.body.read_start(64 << 10);
                return Err(html_page(&answer, &body));
            }
            Ok(answer)
        }
        300..=399 => Err(redirected(&answer)),
        _ => {
            let body = answer.body.read_start(ERROR_BODY);
            Err(refused(&answer, &body))
        }
    }
}

/// The error of an answer that is no answer of the API: a redirect, or an HTML page.
pub(crate) fn check_read(answer: &Answer, body: &[u8]) -> Error {
    if (300..400).contains(&answer.status) {
        redirected(answer)
    } else {
        html_page(answer, body)
    }
}

/// A success that is an error all the same: DHIS2's envelope with an error inside a 200.
pub(crate) fn check_envelope(answer: &Answer, body: &[u8]) -> Result<()> {
    // The envelope is small and begins with its status; nothing else is looked at twice.
    let head = &body[..body.len().min(64)];
    if !head.windows(12).any(|window| window == b"\"httpStatus\"") {
        return Ok(());
    }
    match WebMessage::from_slice(body) {
        Some(message) if message.http_status_code.is_some_and(|code| code >= 400) => {
            Err(refused(answer, body))
        }
        _ => Ok(()),
    }
}

/// The error of an error status, with DHIS2's own words.
pub(crate) fn refused(answer: &Answer, body: &[u8]) -> Error {
    let method = answer.about.method;
    let url = answer.about.url.clone();
    let web_message = WebMessage::from_slice(body);
    let inner = web_message
        .as_ref()
        .and_then(|message| message.http_status_code);
    // An error inside a success counts by its own status.
    let status = if answer.status < 300 {
        inner.unwrap_or(answer.status)
    } else {
        answer.status
    };
    let challenge = answer.header("www-authenticate").unwrap_or_default();
    let bad_token = status == 400 && challenge.starts_with("ApiToken");
    if status == 401 || bad_token {
        return unauthorized(answer, status, challenge, web_message, body);
    }
    let text = excerpt(body, 2048);
    let path = url.split('?').next().unwrap_or_default();
    let hint = hints::for_answer(method, path, status, web_message.as_ref(), &text);
    Error::Api(Box::new(ApiError {
        method: method.to_owned(),
        status,
        body: text,
        attempts: answer.about.attempts,
        retry_after: answer.retry_after,
        hint,
        web_message,
        url,
    }))
}

fn unauthorized(
    answer: &Answer,
    status: u16,
    challenge: &str,
    web_message: Option<WebMessage>,
    body: &[u8],
) -> Error {
    let described = quoted(challenge, "error_description");
    let said = web_message
        .as_ref()
        .and_then(|message| message.message.clone())
        .filter(|message| !message.is_empty() && message != "invalid_token");
    let what = described
        .clone()
        .or(said)
        .unwrap_or_else(|| match excerpt(body, 200) {
            text if text.is_empty() => format!("status {status}"),
            text => text,
        });
    let hint = Some(hints::for_unauthorized(&what, challenge));
    Error::Authentication(Box::new(AuthenticationError {
        method: answer.about.method.to_owned(),
        url: answer.about.url.clone(),
        status: Some(status),
        what,
        web_message,
        hint,
    }))
}

/// The value of `name="…"` in a header.
fn quoted(header: &str, name: &str) -> Option<String> {
    let at = header.to_ascii_lowercase().find(&format!("{name}=\""))? + name.len() + 2;
    let value: String = header
        .get(at..)?
        .chars()
        .take_while(|c| *c != '"')
        .collect();
    Some(value).filter(|value| !value.is_empty())
}

fn redirected(answer: &Answer) -> Error {
    let location = answer.header("location").unwrap_or_default();
    let target = redact(&join_location(&answer.about.url, location));
    if is_login(location) {
        return Error::Authentication(Box::new(AuthenticationError {
            method: answer.about.method.to_owned(),
            url: answer.about.url.clone(),
            status: Some(answer.status),
            what: format!("the server sends to its login page, {target}"),
            web_message: None,
            hint: Some("give credentials, or check that the session has not expired".to_owned()),
        }));
    }
    let body = if location.is_empty() {
        "a redirect without a target".to_owned()
    } else {
        format!("redirected to {target}, which is not followed")
    };
    Error::Api(Box::new(ApiError {
        method: answer.about.method.to_owned(),
        url: answer.about.url.clone(),
        status: answer.status,
        web_message: None,
        body,
        attempts: answer.about.attempts,
        retry_after: None,
        hint: Some(
            "if the server has moved, give its new address as the base URL, or use `connect`",
        ),
    }))
}

/// Whether a redirect's target is a login page of DHIS2 or of a proxy before it.
pub(crate) fn is_login(location: &str) -> bool {
    // A servlet may add `;jsessionid=…`.
    let path = location.split(['?', '#', ';']).next().unwrap_or_default();
    let path = path.trim_end_matches('/').to_ascii_lowercase();
    path.contains("/dhis-web-login")
        || path.ends_with("/login")
        || path.ends_with("/login.html")
        || path.ends_with("/login.action")
}

/// An HTML page where data was due.
fn html_page(answer: &Answer, body: &[u8]) -> Error {
    let lower = String::from_utf8_lossy(body).to_ascii_lowercase();
    let title = excerpt(body, 200);
    if ["login", "log in", "sign in", "password"]
        .iter()
        .any(|word| lower.contains(word))
    {
        return Error::Authentication(Box::new(AuthenticationError {
            method: answer.about.method.to_owned(),
            url: answer.about.url.clone(),
            status: Some(answer.status),
            what: format!("the answer is a login page ({title})"),
            web_message: None,
            hint: Some("check the credentials and the base URL".to_owned()),
        }));
    }
    DecodeError::new("the answer is an HTML page, not JSON")
        .request(answer.about.method, &answer.about.url, answer.status)
        .body(body)
        .hint_text("a proxy or a sign-in page stands before DHIS2, or the base URL is wrong")
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn login_pages_of_both_versions_are_known() {
        for location in [
            "http://127.0.0.1:8080/dhis-web-login/",
            "/login/",
            "/hmis/login",
            "/dhis-web-commons/security/login.action",
            "https://sso.example.org/login?service=x",
            "/login.html#/",
            "/login;jsessionid=A1B2",
        ] {
            assert!(is_login(location), "{location}");
        }
        for location in ["", "/api/loginConfig", "/apps/", "https://x.org/blog-in"] {
            assert!(!is_login(location), "{location}");
        }
    }

    #[test]
    fn the_reason_is_read_out_of_the_challenge() {
        let header = "Bearer error=\"invalid_token\", error_description=\"Jwt expired\"";
        assert_eq!(
            quoted(header, "error_description").as_deref(),
            Some("Jwt expired")
        );
        assert_eq!(quoted("ApiToken", "error_description"), None);
    }
}

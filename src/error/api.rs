use std::fmt;

use super::excerpt;
use super::transport::attempts;
use crate::import::WebMessage;

/// An answer with an error status, or a success that holds an error.
///
/// `Display` is one line: method, URL, status, DHIS2's own message, the first refused rows and,
/// for the commonest mistakes, a hint.
#[derive(Debug, Clone)]
pub struct ApiError {
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) status: u16,
    pub(crate) web_message: Option<WebMessage>,
    pub(crate) body: String,
    pub(crate) attempts: u32,
    pub(crate) retry_after: Option<std::time::Duration>,
    pub(crate) hint: Option<&'static str>,
}

impl ApiError {
    /// The request's method.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The request's URL, without secrets.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// DHIS2's envelope, where the body was one.
    pub fn web_message(&self) -> Option<&WebMessage> {
        self.web_message.as_ref()
    }

    /// What DHIS2 says is wrong: the envelope's message, else the title of an HTML page, else the
    /// start of the body.
    pub fn message(&self) -> &str {
        self.web_message
            .as_ref()
            .and_then(|message| message.message.as_deref())
            .filter(|message| !message.is_empty())
            .unwrap_or(&self.body)
    }

    /// DHIS2's error code, such as `E1005`.
    pub fn error_code(&self) -> Option<&str> {
        self.web_message.as_ref()?.error_code.as_deref()
    }

    /// DHIS2's message for developers.
    pub fn dev_message(&self) -> Option<&str> {
        self.web_message.as_ref()?.dev_message.as_deref()
    }

    /// The start of the body, up to 2,048 characters on one line; an HTML page as its title.
    pub fn body_excerpt(&self) -> &str {
        &self.body
    }

    /// How often the request was sent, the last time included. A 404 for a `DELETE` that was sent
    /// twice can mean that the first one was done.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// How long the server asks to wait (`Retry-After`).
    pub fn retry_after(&self) -> Option<std::time::Duration> {
        self.retry_after
    }

    /// What to do about it, for the commonest mistakes.
    pub fn hint(&self) -> Option<&str> {
        self.hint
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.method, self.url, self.status)?;
        let message = self.message();
        if !message.is_empty() {
            write!(f, " {}", one_line(message))?;
        }
        if let Some(code) = self.error_code().filter(|code| !message.contains(*code)) {
            write!(f, " ({code})")?;
        }
        let conflicts = self
            .web_message
            .as_ref()
            .map(WebMessage::conflicts)
            .unwrap_or_default();
        for conflict in conflicts.iter().take(3) {
            write!(f, "; {conflict}")?;
        }
        if conflicts.len() > 3 {
            write!(f, "; and {} more", conflicts.len() - 3)?;
        }
        if let Some(hint) = self.hint {
            write!(f, "; hint: {hint}")?;
        }
        attempts(f, self.attempts)
    }
}

impl std::error::Error for ApiError {}

/// The start of a message on one line: DHIS2's own can have several (Jackson's parser does).
fn one_line(message: &str) -> String {
    excerpt(message.as_bytes(), 400)
}

/// The server does not know who is asking.
///
/// Raised for a 401, for a redirect to the login page, for the login page itself where data was
/// due, and for the 400 by which DHIS2 refuses a malformed access token.
#[derive(Debug, Clone)]
pub struct AuthenticationError {
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) status: Option<u16>,
    pub(crate) what: String,
    pub(crate) web_message: Option<WebMessage>,
    pub(crate) hint: Option<String>,
}

impl AuthenticationError {
    /// The request's method.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The request's URL, without secrets.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The HTTP status, where the server answered.
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// The reason: DHIS2's own words where it gave any.
    pub fn message(&self) -> &str {
        &self.what
    }

    /// DHIS2's envelope, where the body was one.
    pub fn web_message(&self) -> Option<&WebMessage> {
        self.web_message.as_ref()
    }

    /// What to do about it.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}

impl fmt::Display for AuthenticationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {}: not signed in: {}",
            self.method,
            self.url,
            one_line(&self.what)
        )?;
        match &self.hint {
            Some(hint) => write!(f, "; hint: {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for AuthenticationError {}

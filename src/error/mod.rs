//! What can go wrong, and what an error can tell.
//!
//! One enum, [`Error`], for the whole crate. Each variant boxes a small struct of its own that
//! carries everything known about the failure, so that `Result<T, Error>` stays small and a caller
//! who wants more than the one readable line can ask for it. A cause is returned by
//! [`source`](std::error::Error::source) and never repeated in the message. No error ever holds a
//! password, a token or the value of a secret query parameter.

mod api;
mod blot;
mod decode;
mod flow;
pub(crate) mod hints;
mod input;
mod transport;
mod version;

use std::path::Path;

pub use api::{ApiError, AuthenticationError};
pub use decode::DecodeError;
pub use flow::{
    CancelledError, CheckpointError, IncompleteError, IoError, NotFoundError, OAuth2Error,
    PagingError, ProfileError, TaskFailedError, TaskTimeoutError,
};
pub use input::InvalidInputError;
pub use transport::{Limit, Sent, TimeoutError, TransportError};
pub use version::{UnsupportedVersionError, VersionPinMismatchError};

pub(crate) use decode::excerpt;

use crate::import::{Conflict, ImportReport, WebMessage};

/// The result of every fallible call of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Every way in which a call can fail.
///
/// ```
/// # fn handle(error: dhis2::Error) {
/// use dhis2::Error;
///
/// match &error {
///     Error::Api(api) => eprintln!("DHIS2 said {}: {error}", api.status()),
///     Error::InvalidInput(input) => eprintln!("{} cannot be {:?}", input.name(), input.value()),
///     _ if error.is_retryable() => eprintln!("try again later: {error}"),
///     _ => eprintln!("{error}"),
/// }
/// # }
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// DHIS2 answered with an error status, or with an error inside a success.
    #[error(transparent)]
    Api(Box<ApiError>),
    /// The server does not know who is asking: a 401, a redirect to the login page, or the login
    /// page itself where data was due.
    #[error(transparent)]
    Authentication(Box<AuthenticationError>),
    /// No answer came: the connection could not be made, or broke.
    #[error(transparent)]
    Transport(Box<TransportError>),
    /// A time limit was reached.
    #[error(transparent)]
    Timeout(Box<TimeoutError>),
    /// A success whose body is not what was asked for.
    #[error(transparent)]
    Decode(Box<DecodeError>),
    /// The OAuth2 sign-in failed.
    #[error(transparent)]
    OAuth2(Box<OAuth2Error>),
    /// The server's version lacks what was asked for.
    #[error(transparent)]
    UnsupportedVersion(Box<UnsupportedVersionError>),
    /// The server has another version than the one the client is pinned to.
    #[error(transparent)]
    VersionPinMismatch(Box<VersionPinMismatchError>),
    /// A task did not end in time. It still runs, and the error still holds its reference.
    #[error(transparent)]
    TaskTimeout(Box<TaskTimeoutError>),
    /// A task ended in failure.
    #[error(transparent)]
    TaskFailed(Box<TaskFailedError>),
    /// A value given by the caller cannot be used. Nothing was sent.
    #[error(transparent)]
    InvalidInput(Box<InvalidInputError>),
    /// An import was refused, wholly or in part, and the caller asked for that to be an error
    /// ([`ImportReport::into_result`]).
    #[error("{0}")]
    Import(Box<ImportReport>),
    /// A look-up by name, code or key found nothing.
    #[error(transparent)]
    NotFound(Box<NotFoundError>),
    /// Reading a list page by page broke off; the error tells the page to go on from.
    #[error(transparent)]
    Paging(Box<PagingError>),
    /// A checkpoint file cannot be used.
    #[error(transparent)]
    Checkpoint(Box<CheckpointError>),
    /// A call of several steps broke off in the middle; the error names what was already made.
    #[error(transparent)]
    Incomplete(Box<IncompleteError>),
    /// The caller's cancellation token was set.
    #[error(transparent)]
    Cancelled(Box<CancelledError>),
    /// A profile cannot be found or used.
    #[error(transparent)]
    Profile(Box<ProfileError>),
    /// A local file or stream cannot be read or written.
    #[error(transparent)]
    Io(Box<IoError>),
}

impl Error {
    /// The HTTP status of the answer, where there was one.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Api(e) => Some(e.status()),
            Self::Authentication(e) => e.status(),
            Self::Decode(e) => e.status(),
            Self::OAuth2(e) => e.status(),
            Self::Import(report) => report.http_status(),
            Self::Incomplete(e) => e.error().status(),
            Self::Paging(e) => e.error().and_then(Error::status),
            _ => None,
        }
    }

    /// DHIS2's own envelope, where the answer held one.
    pub fn web_message(&self) -> Option<&WebMessage> {
        match self {
            Self::Api(e) => e.web_message(),
            Self::Authentication(e) => e.web_message(),
            Self::Incomplete(e) => e.error().web_message(),
            Self::Paging(e) => e.error().and_then(Error::web_message),
            _ => None,
        }
    }

    /// DHIS2's error code, such as `E1005`, where the answer held one.
    pub fn error_code(&self) -> Option<&str> {
        self.web_message()
            .and_then(|message| message.error_code.as_deref())
    }

    /// Every row of the answer that DHIS2 refused, whatever shape its report had.
    pub fn conflicts(&self) -> Vec<Conflict> {
        match self {
            Self::Import(report) => report.conflicts().to_vec(),
            Self::TaskFailed(e) => e.report().map_or_else(Vec::new, |r| r.conflicts().to_vec()),
            _ => self
                .web_message()
                .map(WebMessage::conflicts)
                .unwrap_or_default(),
        }
    }

    /// Whether DHIS2 does not have what was asked for (404, or a look-up without a hit).
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::NotFound(_)) || self.status() == Some(404)
    }

    /// Whether DHIS2 refused for a reason of its own data (409).
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Import(_)) || self.status() == Some(409)
    }

    /// Whether the caller is not signed in.
    pub fn is_authentication(&self) -> bool {
        matches!(self, Self::Authentication(_))
    }

    /// Whether a time limit was reached.
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::Timeout(_) | Self::TaskTimeout(_) => true,
            Self::Paging(e) => e.error().is_some_and(Error::is_timeout),
            Self::Incomplete(e) => e.error().is_timeout(),
            _ => false,
        }
    }

    /// Whether the same call may succeed later without being changed: 429, 502, 503, 504, a broken
    /// connection or a timeout. It does not say that repeating it is harmless; see [`Error::sent`].
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Api(e) => matches!(e.status(), 429 | 502 | 503 | 504),
            Self::Transport(e) => e.is_retryable(),
            Self::Timeout(_) => true,
            Self::OAuth2(e) => e.is_temporary(),
            Self::Paging(e) => e.error().is_some_and(Error::is_retryable),
            Self::Incomplete(e) => e.error().is_retryable(),
            _ => false,
        }
    }

    /// Whether the server can have seen the request: `None` where the error does not concern one
    /// that may be in doubt (an answer came, or nothing was to be sent).
    pub fn sent(&self) -> Option<Sent> {
        match self {
            Self::Transport(e) => Some(e.sent()),
            Self::Timeout(e) => Some(e.sent()),
            Self::InvalidInput(_) => Some(Sent::Not),
            Self::Paging(e) => e.error().and_then(Error::sent),
            Self::Incomplete(e) => e.error().sent(),
            _ => None,
        }
    }

    /// One line of advice for the commonest mistakes, where we have one.
    pub fn hint(&self) -> Option<&str> {
        match self {
            Self::Api(e) => e.hint(),
            Self::Authentication(e) => e.hint(),
            Self::Transport(e) => e.hint(),
            Self::Decode(e) => e.hint(),
            Self::OAuth2(e) => e.hint(),
            Self::Paging(e) => e.error().and_then(Error::hint),
            Self::Incomplete(e) => e.error().hint(),
            _ => None,
        }
    }

    pub(crate) fn invalid(
        name: impl Into<String>,
        value: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        Self::InvalidInput(Box::new(InvalidInputError::new(name, value, expected)))
    }

    /// The error that an `io::Error` carries, where it is one of ours; else a failure to `action`.
    pub(crate) fn from_io(action: &str, error: std::io::Error) -> Self {
        match error.downcast::<Error>() {
            Ok(error) => error,
            Err(error) => Self::io(action, None, error),
        }
    }

    pub(crate) fn io(action: &str, path: Option<&Path>, source: std::io::Error) -> Self {
        Self::Io(Box::new(IoError::new(action, path, source)))
    }
}

impl From<ApiError> for Error {
    fn from(error: ApiError) -> Self {
        Self::Api(Box::new(error))
    }
}

impl From<DecodeError> for Error {
    fn from(error: DecodeError) -> Self {
        Self::Decode(Box::new(error))
    }
}

impl ImportReport {
    /// The report as a success, or as an [`Error::Import`] when any row was refused.
    ///
    /// # Errors
    ///
    /// When the outcome is [`Partial`](crate::Outcome::Partial) or
    /// [`Failed`](crate::Outcome::Failed).
    pub fn into_result(self) -> Result<Self> {
        if self.is_ok() {
            Ok(self)
        } else {
            Err(Error::Import(Box::new(self)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_small_and_can_cross_threads() {
        fn crosses<T: Send + Sync + 'static>() {}
        crosses::<Error>();
        assert!(size_of::<Error>() <= 24, "{} bytes", size_of::<Error>());
    }

    #[test]
    fn invalid_input_names_the_value_and_what_was_expected() {
        let error = Error::invalid("page_size", "0", "1 or more");
        assert_eq!(
            error.to_string(),
            "page_size cannot be `0`: expected 1 or more"
        );
        assert_eq!(error.sent(), Some(Sent::Not));
    }
}

//! Errors of calls that carry a secret in their body.

use super::{DecodeError, Error};
use crate::import::WebMessage;

impl Error {
    /// The error with a secret blotted out, should the server have repeated it.
    pub(crate) fn without(self, secret: &str) -> Self {
        let shows = |error: &Error| {
            let escaped = format!("{secret:?}");
            let text = format!("{error} {error:?}");
            text.contains(secret) || text.contains(escaped.trim_matches('"'))
        };
        if !shows(&self) {
            return self;
        }
        if let Self::Api(mut error) = self {
            error.body = error.body.replace(secret, "***");
            error.web_message = WebMessage::from_slice(error.body.as_bytes());
            let blotted = Self::Api(error);
            if !shows(&blotted) {
                return blotted;
            }
        }
        DecodeError::new("the answer repeats the secret that was sent, and is not shown").into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ApiError;

    fn refused(body: &str) -> Error {
        ApiError {
            method: "PUT".to_owned(),
            url: "http://localhost/api/users/UsMiraTolen".to_owned(),
            status: 409,
            web_message: WebMessage::from_slice(body.as_bytes()),
            body: body.to_owned(),
            attempts: 1,
            retry_after: None,
            hint: None,
        }
        .into()
    }

    #[test]
    fn an_error_that_repeats_a_secret_keeps_all_but_the_secret() {
        let body =
            r#"{"httpStatusCode": 409, "status": "ERROR", "message": "not hunter2, please"}"#;
        let error = refused(body).without("hunter2");
        assert_eq!(error.status(), Some(409));
        assert!(error.to_string().contains("not ***, please"), "{error}");
        assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
    }

    #[test]
    fn an_answer_that_cannot_be_blotted_is_not_shown() {
        let body = r#"{"httpStatusCode": 409, "status": "ERROR", "message": "not a\"b, please"}"#;
        let error = refused(body).without("a\"b");
        assert!(
            !format!("{error} {error:?}").contains("a\\\"b"),
            "{error:?}"
        );
        let error = Error::from(DecodeError::new("no").body(b"hunter2")).without("hunter2");
        assert!(
            !format!("{error} {error:?}").contains("hunter2"),
            "{error:?}"
        );
    }

    #[test]
    fn another_error_stays_as_it_is() {
        let error =
            refused(r#"{"httpStatusCode": 409, "message": "too short"}"#).without("hunter2");
        assert!(error.to_string().contains("too short"), "{error}");
    }
}

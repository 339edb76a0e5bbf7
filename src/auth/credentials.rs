use crate::auth::Secret;
use crate::error::{Error, Result};

/// What a configuration source says about who is asking.
///
/// These are plain values, as they stand in a profile, in `dish.json` or in the environment.
/// Nothing has been sent yet.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Credentials {
    /// A user name and a password.
    Basic {
        /// The user name; it cannot hold a `:`.
        username: String,
        /// The password.
        password: Secret,
    },
    /// A personal access token (`d2p_…`).
    Pat(Secret),
    /// The cookie of a session that was signed in elsewhere.
    SessionCookie {
        /// The text of the `Cookie` header.
        cookie: Secret,
        /// The value of the `X-XSRF-TOKEN` header, where the server wants one.
        xsrf_token: Option<Secret>,
    },
    /// A sign-in by OAuth2 (feature `oauth2`).
    OAuth2 {
        /// The client's id, as registered in DHIS2.
        client_id: String,
        /// The client's secret.
        client_secret: Secret,
        /// The scopes to ask for, separated by blanks.
        scope: String,
        /// Where the browser is sent after the sign-in.
        redirect_uri: String,
    },
}

impl Credentials {
    /// A user name and a password.
    pub fn basic(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self::Basic {
            username: username.into(),
            password: password.into(),
        }
    }

    /// A personal access token.
    pub fn pat(token: impl Into<Secret>) -> Self {
        Self::Pat(token.into())
    }

    /// Refuses what no header can carry. `name` turns a field's name into what the error calls it.
    pub(crate) fn check(&self, name: impl Fn(&str) -> String) -> Result<()> {
        let clean = |field: &str, secret: &Secret| {
            if secret.expose().chars().any(char::is_control) {
                Err(Error::invalid(
                    name(field),
                    "",
                    "no control characters in it",
                ))
            } else {
                Ok(())
            }
        };
        match self {
            Self::Basic { username, .. } if username.contains(':') => Err(Error::invalid(
                name("username"),
                before_colon(username),
                "no `:`, which ends the name in Basic authentication",
            )),
            // Base64 carries anything, so a password is as the user says.
            Self::Basic { .. } | Self::OAuth2 { .. } => Ok(()),
            Self::Pat(token) => clean("token", token),
            Self::SessionCookie { cookie, xsrf_token } => {
                clean("cookie", cookie)?;
                xsrf_token
                    .as_ref()
                    .map_or(Ok(()), |token| clean("xsrf_token", token))
            }
        }
    }
}

/// A user name as it may be shown: what stands behind a colon is likely the password.
pub(super) fn before_colon(username: &str) -> String {
    match username.split_once(':') {
        Some((name, _)) => format!("{name}:***"),
        None => username.to_owned(),
    }
}

/// A base URL from a file or a variable: without white space around it and `/` at its end.
///
/// A user name or password inside it is refused, and the error does not show the URL: it would end
/// in every log line.
pub(crate) fn clean_base_url(name: &str, text: &str) -> Result<String> {
    let url = text.trim().trim_end_matches('/');
    if url.is_empty() {
        return Err(Error::invalid(name, "", "the server's base URL"));
    }
    if has_user_info(url) {
        return Err(Error::invalid(
            name,
            "",
            "a URL without a user name or password in it (they have fields of their own)",
        ));
    }
    Ok(url.to_owned())
}

pub(crate) fn has_user_info(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#', '\\'])
        .next()
        .is_some_and(|authority| authority.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_info_is_found_and_not_shown() {
        for url in [
            "https://a:secret@b.org",
            "a:secret@b.org/dhis",
            "http://a@b",
        ] {
            let error = clean_base_url("base_url", url).unwrap_err().to_string();
            assert!(error.contains("base_url cannot be used"), "{error}");
            assert!(!error.contains("secret"), "{error}");
        }
        assert_eq!(
            clean_base_url("base_url", " https://b.org/a@b/ ").unwrap(),
            "https://b.org/a@b"
        );
        assert!(clean_base_url("base_url", " / ").is_err());
    }

    #[test]
    fn debug_hides_every_secret() {
        let cookie = Credentials::SessionCookie {
            cookie: "hunter2".into(),
            xsrf_token: Some("hunter2".into()),
        };
        for credentials in [
            Credentials::basic("ann", "hunter2"),
            Credentials::pat("hunter2"),
            cookie,
        ] {
            let text = format!("{credentials:?}");
            assert!(!text.contains("hunter2"), "{text}");
        }
    }
}

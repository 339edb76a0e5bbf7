use std::fmt;
use std::sync::{Mutex, PoisonError};

use serde_json::json;

use super::{AuthContext, AuthHeader, AuthResponse, Authenticator, Secret};
use crate::error::{AuthenticationError, Error, Result};

/// Signs in once and sends the cookie from then on.
pub(super) struct Session {
    username: String,
    password: Secret,
    /// Held while signing in, so that many threads at expiry make one request.
    state: Mutex<State>,
}

/// What is known of the session.
enum State {
    /// Not signed in yet, or no longer.
    Out,
    In(AuthHeader),
    /// The server refused the password. It is not sent again: each try counts towards locking the
    /// account.
    Refused(Box<AuthenticationError>),
}

impl Session {
    pub(super) fn new(username: String, password: Secret) -> Self {
        Self {
            username,
            password,
            state: Mutex::new(State::Out),
        }
    }

    /// The session's cookie, after signing in if need be.
    fn ensure(&self, state: &mut State, context: &AuthContext<'_>) -> Result<AuthHeader> {
        match state {
            State::In(header) => Ok(header.clone()),
            State::Refused(error) => Err(Error::Authentication(error.clone())),
            State::Out => {
                let signed_in = self.sign_in(context);
                match &signed_in {
                    Ok(header) => *state = State::In(header.clone()),
                    Err(Error::Authentication(error)) if error.status() == Some(401) => {
                        *state = State::Refused(error.clone());
                    }
                    Err(_) => {}
                }
                signed_in
            }
        }
    }

    fn sign_in(&self, context: &AuthContext<'_>) -> Result<AuthHeader> {
        let body = json!({ "username": self.username, "password": self.password.expose() });
        let response = context.post_json("auth/login", &body)?;
        // A locked, disabled or expired account is a 200 whose status says so.
        let said: serde_json::Value = serde_json::from_slice(response.body()).unwrap_or_default();
        let outcome = said["loginStatus"].as_str().unwrap_or_default();
        if response.status() == 200 && outcome == "SUCCESS" {
            if let Some(cookie) = session_cookie(&response) {
                return Ok(AuthHeader::new("cookie", cookie));
            }
        }
        let what = match (outcome, said["message"].as_str()) {
            ("" | "SUCCESS", Some(message)) => message.to_owned(),
            ("SUCCESS", None) => "the server sent no session cookie".to_owned(),
            ("", None) => format!("status {}", response.status()),
            (outcome, _) => outcome.to_owned(),
        };
        let hint = match (response.status(), outcome) {
            (404 | 405, _) => "this server has no sign-in endpoint: use `Auth::basic`",
            (_, "INCORRECT_TWO_FACTOR_CODE" | "EMAIL_TWO_FACTOR_CODE_SENT") => {
                "the account needs a second factor: use a personal access token"
            }
            _ => "check user name and password, and that the account is not locked or disabled",
        };
        Err(Error::Authentication(Box::new(AuthenticationError {
            method: "POST".to_owned(),
            url: response.url().to_owned(),
            status: Some(response.status()),
            what,
            web_message: None,
            hint: Some(hint.to_owned()),
        })))
    }
}

fn session_cookie(response: &AuthResponse) -> Option<String> {
    response
        .headers("set-cookie")
        .filter_map(|cookie| cookie.split(';').next())
        .find(|pair| {
            pair.trim_start()
                .to_ascii_uppercase()
                .starts_with("JSESSIONID=")
        })
        .map(|pair| pair.trim().to_owned())
}

impl Authenticator for Session {
    fn headers(&self, context: &AuthContext<'_>) -> Result<Vec<AuthHeader>> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        self.ensure(&mut state, context).map(|header| vec![header])
    }

    fn renew(&self, context: &AuthContext<'_>, used: &[AuthHeader]) -> Result<bool> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        // Another thread may have signed in while this one's request was under way.
        if matches!(&*state, State::In(current) if used.contains(current)) {
            *state = State::Out;
        }
        self.ensure(&mut state, context).map(|_| true)
    }

    fn username(&self) -> Option<&str> {
        Some(&self.username)
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("username", &self.username)
            .finish_non_exhaustive()
    }
}

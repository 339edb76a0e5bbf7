//! Requests to the token endpoint, and what its answers mean.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::Value;

use super::discovery::{SWITCH_ON, same_origin};
use super::pkce::form_encode;
use super::{TokenRecord, fail};
use crate::auth::{AuthContext, AuthResponse, Secret};
use crate::error::{Error, OAuth2Error, Result, excerpt};
use crate::http::status::is_login;
use crate::http::url::{join_location, redact};

const MAX_REDIRECTS: usize = 5;
/// For an answer that does not say how long its token lasts.
const USUAL_LIFE: Duration = Duration::from_secs(3600);

/// What a token is asked for with.
pub(super) enum Grant<'a> {
    Code {
        code: &'a Secret,
        redirect_uri: &'a str,
        verifier: &'a Secret,
    },
    Refresh(&'a Secret),
    ClientCredentials {
        scope: &'a str,
    },
}

impl Grant<'_> {
    fn form(&self) -> Vec<(&str, &str)> {
        match self {
            Self::Code {
                code,
                redirect_uri,
                verifier,
            } => vec![
                ("grant_type", "authorization_code"),
                ("code", code.expose()),
                ("redirect_uri", redirect_uri),
                ("code_verifier", verifier.expose()),
            ],
            Self::Refresh(token) => vec![
                ("grant_type", "refresh_token"),
                ("refresh_token", token.expose()),
            ],
            Self::ClientCredentials { scope } => {
                vec![("grant_type", "client_credentials"), ("scope", scope)]
            }
        }
    }

    fn secrets(&self) -> Vec<&str> {
        match self {
            Self::Code { code, verifier, .. } => vec![code.expose(), verifier.expose()],
            Self::Refresh(token) => vec![token.expose()],
            Self::ClientCredentials { .. } => Vec::new(),
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Code { .. } => "authorization-code exchange",
            Self::Refresh(_) => "token refresh",
            Self::ClientCredentials { .. } => "client-credentials request",
        }
    }

    /// What to do about a refusal.
    fn advice(&self) -> &'static str {
        match self {
            Self::Code { .. } => {
                "check the client secret, that the redirect URI is registered to the letter, and \
                 the server's OAuth2 configuration in dhis.conf"
            }
            Self::Refresh(_) => {
                "log in again (a server forgets its refresh tokens when it restarts)"
            }
            Self::ClientCredentials { .. } => {
                "check the client secret, and that the client is registered for the grant \
                 client_credentials and for this scope"
            }
        }
    }
}

/// Who asks.
pub(super) struct ClientId<'a> {
    pub(super) id: &'a str,
    /// Blank for a public client.
    pub(super) secret: &'a Secret,
}

/// Asks for a token. The record names the server and the client that it belongs to.
pub(super) fn request(
    context: &AuthContext<'_>,
    endpoint: &str,
    client: &ClientId<'_>,
    grant: &Grant<'_>,
) -> Result<TokenRecord> {
    let mut form = grant.form();
    form.push(("client_id", client.id));
    if !client.secret.is_blank() {
        form.push(("client_secret", client.secret.expose()));
    }
    let answer = post(context, endpoint, grant, &form)?;
    let failure = Failure {
        grant,
        client,
        answer: &answer,
    };
    if answer.status() >= 300 {
        return Err(fail(failure.refused()));
    }
    let record = failure
        .record(context.now())
        .map_err(|what| fail(OAuth2Error::new(what).with_hint(SWITCH_ON)))?;
    Ok(record.for_client(context.base_url(), client.id))
}

/// Posts a form. A redirect on the same server is followed with the form: a client that turned the
/// POST into a GET would lose it.
fn post(
    context: &AuthContext<'_>,
    endpoint: &str,
    grant: &Grant<'_>,
    form: &[(&str, &str)],
) -> Result<AuthResponse> {
    let mut url = endpoint.to_owned();
    for _ in 0..=MAX_REDIRECTS {
        let answer = context.post_form(&url, form).map_err(|error| match error {
            Error::Timeout(_) | Error::Transport(_) => {
                let temporary = error.is_retryable();
                fail(
                    OAuth2Error::new(format!(
                        "the {} got no answer from {}",
                        grant.name(),
                        redact(&url)
                    ))
                    .with_temporary(temporary)
                    .with_source(error),
                )
            }
            error => error,
        })?;
        if !matches!(answer.status(), 301 | 302 | 307 | 308) {
            return Ok(answer);
        }
        let Some(location) = answer.headers("location").next().map(str::to_owned) else {
            return Ok(answer);
        };
        let target = join_location(&url, &location);
        let refused = |what: String| {
            OAuth2Error::new(format!("the {} {what}", grant.name())).with_status(answer.status())
        };
        if !same_origin(context.base_url(), &target) {
            return Err(fail(
                refused(format!(
                    "was redirected to another server, {}, where secrets are not sent",
                    redact(&target)
                ))
                .with_hint("give that server's address as the base URL, if it is the right one"),
            ));
        }
        if is_login(&location) {
            return Err(fail(
                refused("was redirected to the login page".to_owned()).with_hint(SWITCH_ON),
            ));
        }
        url = target;
    }
    Err(fail(OAuth2Error::new(format!(
        "the {} was redirected more than {MAX_REDIRECTS} times",
        grant.name()
    ))))
}

/// An answer that may be an error.
struct Failure<'a> {
    grant: &'a Grant<'a>,
    client: &'a ClientId<'a>,
    answer: &'a AuthResponse,
}

impl Failure<'_> {
    /// The error of an error status.
    fn refused(&self) -> OAuth2Error {
        let status = self.answer.status();
        let name = self.grant.name();
        let words = self.words();
        let error = |verb: &str| {
            OAuth2Error::new(format!("the {name} {verb} with status {status}: {words}"))
                .with_status(status)
        };
        let off = matches!(status, 300..=399 | 404 | 405);
        match (status, self.grant) {
            (408 | 429 | 502..=504, _) => error("failed for now")
                .with_hint("the server is busy or starting: try again later")
                .with_temporary(true),
            (_, Grant::Refresh(_)) if status >= 500 => {
                error("failed").with_hint("try again; if it stays so, log in again")
            }
            _ if status >= 500 => error("failed").with_hint(self.grant.advice()),
            (_, Grant::Refresh(_)) if off => {
                error("was refused").with_hint(format!("{SWITCH_ON}, and log in again"))
            }
            _ if off => error("was refused").with_hint(SWITCH_ON),
            _ => error("was refused").with_hint(self.grant.advice()),
        }
    }

    /// The server's explanation, without the secrets that it may repeat.
    fn words(&self) -> String {
        let body = self.answer.body();
        let json: Value = serde_json::from_slice(body).unwrap_or_default();
        let words = match (json["error"].as_str(), json["error_description"].as_str()) {
            (Some(error), Some(description)) => format!("{error}: {description}"),
            (Some(error), None) => match json["message"].as_str() {
                // Tomcat's and DHIS2's own envelopes.
                Some(message) => format!("{error}: {message}"),
                None => error.to_owned(),
            },
            (None, _) => json["message"].as_str().map_or_else(
                || {
                    excerpt(
                        &self.scrub(&String::from_utf8_lossy(body)).into_bytes(),
                        400,
                    )
                },
                str::to_owned,
            ),
        };
        let words = excerpt(self.scrub(&words).as_bytes(), 400);
        if words.is_empty() {
            "(empty response body)".to_owned()
        } else {
            words
        }
    }

    fn scrub(&self, text: &str) -> String {
        let mut secrets = self.grant.secrets();
        secrets.push(self.client.secret.expose());
        let mut text = text.to_owned();
        for secret in secrets {
            // A letter or two would tear the text to pieces, and hide nothing.
            if secret.trim().len() < 4 {
                continue;
            }
            text = text.replace(secret, "***");
            text = text.replace(&form_encode(secret), "***");
        }
        text
    }

    /// The tokens of a success. Its body is never shown: it may hold them in some other form.
    fn record(&self, now: SystemTime) -> std::result::Result<TokenRecord, String> {
        let name = self.grant.name();
        let status = self.answer.status();
        let body = self.answer.body();
        let Ok(json) = serde_json::from_slice::<Value>(body) else {
            let what = match excerpt(body, 0).as_str() {
                "" => "an empty body".to_owned(),
                "…" => format!("{} bytes that are not JSON", body.len()),
                title => format!("a page, \"{title}\""),
            };
            return Err(format!(
                "the {name} was answered with status {status} and {what} in place of a token"
            ));
        };
        let text = |name: &str| {
            let text = json[name].as_str()?.trim();
            Some(text).filter(|text| !text.is_empty())
        };
        let Some(access) = text("access_token") else {
            let words = match json["error"].as_str() {
                Some(_) => format!(": {}", self.words()),
                None => String::new(),
            };
            return Err(format!(
                "the {name} was answered with status {status} and no `access_token`{words}"
            ));
        };
        if !access.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(format!(
                "the {name} brought a token that no header can carry"
            ));
        }
        if text("token_type").is_some_and(|kind| !kind.eq_ignore_ascii_case("bearer")) {
            return Err(format!(
                "the {name} brought a token that is not a bearer token"
            ));
        }
        let mut record = TokenRecord::new(access, ends_at(now, &json["expires_in"]));
        record.refresh_token = match (text("refresh_token"), self.grant) {
            (Some(token), _) => Some(Secret::from(token)),
            // A server that sends none means that the old one stays.
            (None, Grant::Refresh(old)) => Some((*old).clone()),
            (None, _) => None,
        };
        Ok(record)
    }
}

/// When a token ends, in seconds since 1970.
fn ends_at(now: SystemTime, expires_in: &Value) -> f64 {
    let seconds = expires_in
        .as_f64()
        .or_else(|| expires_in.as_str()?.trim().parse().ok())
        .filter(|seconds: &f64| seconds.is_finite())
        .unwrap_or(USUAL_LIFE.as_secs_f64());
    let now = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    now.as_secs_f64() + seconds.max(0.0)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_end_of_a_token_is_counted_from_now() {
        let now = UNIX_EPOCH + Duration::from_secs(1000);
        for (expires_in, end) in [
            (json!(300), 1300.0),
            (json!("300"), 1300.0),
            (json!(null), 4600.0),
            (json!("soon"), 4600.0),
            (json!(-5), 1000.0),
        ] {
            let found = ends_at(now, &expires_in);
            assert!((found - end).abs() < 1e-6, "{expires_in}: {found}");
        }
    }
}

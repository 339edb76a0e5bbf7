//! What the server says of its authorization server.

use std::time::Duration;

use serde::Deserialize;

use super::fail;
use crate::auth::AuthContext;
use crate::error::{Error, OAuth2Error, Result, excerpt};
use crate::http::url::redact;

const DOCUMENT: &str = ".well-known/openid-configuration";
/// What to do where DHIS2 has no authorization server.
pub(super) const SWITCH_ON: &str = "enable `oauth2.server.enabled = on` in dhis.conf";

/// The authorization server of a DHIS2: `GET {base}/.well-known/openid-configuration`
/// ([`OAuth2::discover`](crate::auth::oauth2::OAuth2::discover)).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct AuthorizationServer {
    /// The server's own name: its base URL, mostly with a `/` at the end.
    pub issuer: String,
    /// Where the browser is sent to.
    pub authorization_endpoint: String,
    /// Where codes and refresh tokens become access tokens.
    pub token_endpoint: String,
    /// The keys that the tokens are signed with.
    pub jwks_uri: String,
    /// Who the holder of a token is.
    #[serde(default)]
    pub userinfo_endpoint: Option<String>,
    /// The scopes that the server names; DHIS2 leaves out `ALL`, which it takes.
    #[serde(default)]
    pub scopes_supported: Vec<String>,
    /// The response types: `code`.
    #[serde(default)]
    pub response_types_supported: Vec<String>,
    /// The ways to get a token, such as `authorization_code`. Each client is registered for some
    /// of them.
    #[serde(default)]
    pub grant_types_supported: Vec<String>,
}

impl AuthorizationServer {
    /// Where DHIS2 has its endpoints, for a server that does not say.
    pub(super) fn assumed(base_url: &str) -> Self {
        Self {
            issuer: base_url.to_owned(),
            authorization_endpoint: format!("{base_url}/oauth2/authorize"),
            token_endpoint: format!("{base_url}/oauth2/token"),
            jwks_uri: format!("{base_url}/oauth2/jwks"),
            userinfo_endpoint: None,
            scopes_supported: Vec::new(),
            response_types_supported: Vec::new(),
            grant_types_supported: Vec::new(),
        }
    }

    /// Refuses a document that leads away from the server that was asked: whoever gets the code and
    /// the client's secret is the one who signs in.
    fn check(&self, base_url: &str) -> Result<()> {
        let hint = "give the server's own address as the base URL, or correct \
                    `server.base.url` in dhis.conf";
        if normal(&self.issuer).is_none() || normal(&self.issuer) != normal(base_url) {
            return Err(fail(
                OAuth2Error::new(format!(
                    "the server at {base_url} says that it is {}",
                    redact(&self.issuer)
                ))
                .with_hint(hint),
            ));
        }
        for (name, url) in [
            ("authorization_endpoint", &self.authorization_endpoint),
            ("token_endpoint", &self.token_endpoint),
        ] {
            if !same_origin(base_url, url) {
                return Err(fail(
                    OAuth2Error::new(format!(
                        "the {name} {} is not on the server at {base_url}, and secrets go nowhere else",
                        redact(url)
                    ))
                    .with_hint(hint),
                ));
            }
        }
        Ok(())
    }
}

/// What became of asking for the document.
pub(super) enum Found {
    Yes(AuthorizationServer),
    /// The server answered, but not with the document.
    No(Error),
}

/// Asks for the document.
///
/// Fails when no answer comes, or when the document leads to another server.
pub(super) fn ask(context: &AuthContext<'_>, limit: Duration) -> Result<Found> {
    let base_url = context.base_url();
    let url = format!("{base_url}/{DOCUMENT}");
    let answer = match context.with_timeout(limit).get(&url) {
        Ok(answer) => answer,
        Err(error @ (Error::Timeout(_) | Error::Transport(_))) => {
            let what = if error.is_timeout() {
                format!("the server at {base_url} timed out (no answer within {limit:?})")
            } else {
                format!("cannot reach the server at {base_url}")
            };
            let temporary = error.is_retryable();
            return Err(fail(
                OAuth2Error::new(what)
                    .with_hint("check the base URL, the network and the proxy")
                    .with_temporary(temporary)
                    .with_source(error),
            ));
        }
        Err(error) => return Err(error),
    };
    let status = answer.status();
    let no = |what: &str, hint: &str| {
        let mut error = OAuth2Error::new(format!("{url}: {what}")).with_status(status);
        if !hint.is_empty() {
            error = error.with_hint(hint);
        }
        Ok(Found::No(fail(error)))
    };
    match status {
        404 => return no("status 404: there is no authorization server", SWITCH_ON),
        300..=399 => {
            return no(
                &format!("status {status}, a redirect"),
                "the base URL may not be the server's own: see `ApiBuilder::connect`; or \
                 the authorization server is off",
            );
        }
        400.. => {
            let words = excerpt(answer.body(), 200);
            let what = if words.is_empty() {
                format!("status {status}")
            } else {
                format!("status {status}: {words}")
            };
            return no(&what, "");
        }
        _ => {}
    }
    // Nothing in this document is a secret.
    match serde_json::from_slice::<AuthorizationServer>(answer.body()) {
        Ok(server) => server.check(base_url).map(|()| Found::Yes(server)),
        Err(error) if error.is_data() => {
            no(&format!("not an OpenID configuration ({error})"), SWITCH_ON)
        }
        Err(_) => no(
            &format!("not JSON: {}", excerpt(answer.body(), 200)),
            SWITCH_ON,
        ),
    }
}

/// Whether a URL lies on the server of a base URL: same scheme, host and port.
pub(super) fn same_origin(base_url: &str, url: &str) -> bool {
    let base = split(base_url).map(|(origin, _)| origin);
    base.is_some() && base == split(url).map(|(origin, _)| origin)
}

/// A URL for comparing: without the `/` at its end, and the parts that have no case in lower case.
fn normal(url: &str) -> Option<String> {
    split(url).map(|(origin, rest)| format!("{origin}{}", rest.trim_end_matches('/')))
}

/// Scheme, host and port, and what follows.
fn split(url: &str) -> Option<(String, &str)> {
    let (scheme, after) = url.split_once("://")?;
    let (authority, rest) = after.split_at(after.find(['/', '?', '#']).unwrap_or(after.len()));
    // A user name before the host, or a `\` that some read as a `/`, only serve to deceive.
    if authority.is_empty() || authority.contains(['@', '\\']) {
        return None;
    }
    let (scheme, authority) = (scheme.to_ascii_lowercase(), authority.to_ascii_lowercase());
    let usual = match scheme.as_str() {
        "http" => ":80",
        "https" => ":443",
        _ => return None,
    };
    let authority = authority.strip_suffix(usual).unwrap_or(&authority);
    Some((format!("{scheme}://{authority}"), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        let base = "https://a.org/dhis";
        for url in [
            "https://a.org/oauth2/token",
            "HTTPS://A.org:443/x",
            "https://a.org",
            "https://a.org?x",
        ] {
            assert!(same_origin(base, url), "{url}");
        }
        for url in [
            "http://a.org/x",
            "https://a.org:8443/x",
            "https://a.org.evil.org/x",
            "https://a.org@evil.org/x",
            "https://evil.org\\@a.org/x",
            "https://sub.a.org/x",
            "//a.org/x",
            "/x",
            "",
        ] {
            assert!(!same_origin(base, url), "{url}");
        }
        assert!(!same_origin("", ""));
    }

    #[test]
    fn a_document_must_belong_to_the_server_that_was_asked() {
        let server = AuthorizationServer::assumed("https://a.org/dhis");
        server.check("https://a.org/dhis").unwrap();
        let slash = AuthorizationServer {
            issuer: "https://A.org/dhis/".to_owned(),
            ..server.clone()
        };
        slash.check("https://a.org/dhis").unwrap();
        let other = AuthorizationServer {
            issuer: "https://a.org/other".to_owned(),
            ..server.clone()
        };
        let error = other.check("https://a.org/dhis").unwrap_err().to_string();
        assert!(
            error.contains("says that it is https://a.org/other"),
            "{error}"
        );
        let away = AuthorizationServer {
            token_endpoint: "https://evil.org/token".to_owned(),
            ..server
        };
        let error = away.check("https://a.org/dhis").unwrap_err().to_string();
        assert!(
            error.contains("the token_endpoint https://evil.org/token"),
            "{error}"
        );
    }
}

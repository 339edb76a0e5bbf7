use super::{AuthContext, AuthHeader, Authenticator, Secret};
use crate::error::Result;

/// A header that never changes: an access token, a bearer token, a cookie from elsewhere.
#[derive(Debug)]
pub(super) struct Fixed {
    headers: Vec<AuthHeader>,
}

impl Fixed {
    pub(super) fn token(scheme: &str, token: &str) -> Self {
        Self {
            headers: vec![AuthHeader::new(
                "authorization",
                format!("{scheme} {token}"),
            )],
        }
    }

    pub(super) fn cookie(cookie: &Secret) -> Self {
        Self::session(cookie, None)
    }

    pub(super) fn session(cookie: &Secret, xsrf_token: Option<&Secret>) -> Self {
        let mut headers = vec![AuthHeader::new("cookie", cookie.expose().trim())];
        headers
            .extend(xsrf_token.map(|token| AuthHeader::new("x-xsrf-token", token.expose().trim())));
        Self { headers }
    }
}

impl Authenticator for Fixed {
    fn headers(&self, _: &AuthContext<'_>) -> Result<Vec<AuthHeader>> {
        Ok(self.headers.clone())
    }
}

use super::{AuthContext, AuthHeader, Authenticator, Secret};
use crate::error::Result;

/// A header that never changes: an access token, a bearer token, a cookie from elsewhere.
#[derive(Debug)]
pub(super) struct Fixed {
    header: AuthHeader,
}

impl Fixed {
    pub(super) fn token(scheme: &str, token: &str) -> Self {
        Self { header: AuthHeader::new("authorization", format!("{scheme} {token}")) }
    }

    pub(super) fn cookie(cookie: &Secret) -> Self {
        Self { header: AuthHeader::new("cookie", cookie.expose().trim()) }
    }
}

impl Authenticator for Fixed {
    fn headers(&self, _: &AuthContext<'_>) -> Result<Vec<AuthHeader>> {
        Ok(vec![self.header.clone()])
    }
}

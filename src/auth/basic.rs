use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{AuthContext, AuthHeader, Authenticator, Secret};
use crate::error::Result;

/// `Authorization: Basic …`, in UTF-8.
pub(super) struct Basic {
    username: String,
    header: AuthHeader,
}

impl Basic {
    pub(super) fn new(username: String, password: &Secret) -> Self {
        let pair = Secret::from(format!("{username}:{}", password.expose()));
        let value = format!("Basic {}", STANDARD.encode(pair.expose()));
        Self {
            username,
            header: AuthHeader::new("authorization", value),
        }
    }
}

impl Authenticator for Basic {
    fn headers(&self, _: &AuthContext<'_>) -> Result<Vec<AuthHeader>> {
        Ok(vec![self.header.clone()])
    }

    fn username(&self) -> Option<&str> {
        Some(&self.username)
    }
}

// The header is left out on purpose.
#[allow(clippy::missing_fields_in_debug)]
impl fmt::Debug for Basic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Basic")
            .field("username", &self.username)
            .finish_non_exhaustive()
    }
}

/// The server's version lacks what was asked for, or is unknown to this crate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what} needs {needed}, but the server reports version {reported}")]
pub struct UnsupportedVersionError {
    what: String,
    needed: String,
    reported: String,
}

impl UnsupportedVersionError {
    pub(crate) fn new(
        what: impl Into<String>,
        needed: impl Into<String>,
        reported: impl Into<String>,
    ) -> Self {
        Self {
            what: what.into(),
            needed: needed.into(),
            reported: reported.into(),
        }
    }

    /// What was asked for.
    pub fn what(&self) -> &str {
        &self.what
    }

    /// The version or versions that have it.
    pub fn needed(&self) -> &str {
        &self.needed
    }

    /// The version as the server reports it, or `unknown`.
    pub fn reported(&self) -> &str {
        &self.reported
    }
}

/// The server has another major version than the one the client is pinned to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the client is pinned to version {pinned}, but the server reports {reported}; \
     drop the pin, or allow the mismatch"
)]
pub struct VersionPinMismatchError {
    pinned: u32,
    reported: String,
}

impl VersionPinMismatchError {
    pub(crate) fn new(pinned: u32, reported: impl Into<String>) -> Self {
        Self {
            pinned,
            reported: reported.into(),
        }
    }

    /// The major version the client is pinned to, such as 42.
    pub fn pinned(&self) -> u32 {
        self.pinned
    }

    /// The version as the server reports it.
    pub fn reported(&self) -> &str {
        &self.reported
    }
}

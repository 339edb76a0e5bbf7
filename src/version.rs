use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// A DHIS2 version, as the server reports it.
///
/// DHIS2 calls `2.42.4` also `42.4`: the leading `2.` says nothing, and the number after it is the
/// [`major`](Self::major) version. Suffixes such as `-SNAPSHOT`, `-RC1` and `-EMBARGOED` are kept
/// in the text and sort before the release itself.
///
/// ```
/// use dhis2::Version;
///
/// let version: Version = "2.42.4".parse()?;
/// assert_eq!(version.major(), 42);
/// assert_eq!(version, "42.4".parse()?);
/// assert!(version < "2.43-SNAPSHOT".parse()?);
/// # Ok::<_, dhis2::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Version {
    raw: String,
    major: u32,
    minor: u32,
    patch: u32,
    suffix: Option<String>,
}

impl Version {
    /// The number that DHIS2 releases are known by: 42 for `2.42.4`.
    pub fn major(&self) -> u32 {
        self.major
    }

    /// The patch release: 4 for `2.42.4`, 0 for `2.42`.
    pub fn minor(&self) -> u32 {
        self.minor
    }

    /// The hot fix: 2 for `2.42.5.2`, mostly 0.
    pub fn patch(&self) -> u32 {
        self.patch
    }

    /// What follows the first `-`: `SNAPSHOT`, `RC1`, `EMBARGOED`; `None` for a release.
    pub fn suffix(&self) -> Option<&str> {
        self.suffix.as_deref()
    }

    /// Whether this is a build on the way to a release.
    pub fn is_snapshot(&self) -> bool {
        self.suffix()
            .is_some_and(|suffix| suffix.eq_ignore_ascii_case("SNAPSHOT"))
    }

    fn key(&self) -> (u32, u32, u32, bool, &str) {
        // A suffixed build comes before its release.
        let suffix = self.suffix();
        (
            self.major,
            self.minor,
            self.patch,
            suffix.is_none(),
            suffix.unwrap_or_default(),
        )
    }
}

impl FromStr for Version {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let bad = || Error::invalid("version", text, "a DHIS2 version such as 2.42.4");
        let trimmed = text.trim().trim_start_matches(['v', 'V']);
        let (numbers, suffix) = match trimmed.split_once('-') {
            Some((numbers, suffix)) => (numbers, Some(suffix.to_owned())),
            None => (trimmed, None),
        };
        let mut numbers = numbers
            .split('.')
            .map(str::parse::<u32>)
            .collect::<Result<Vec<_>, _>>();
        let numbers = numbers.as_mut().map_err(|_| bad())?;
        if numbers.len() > 1 && numbers[0] == 2 {
            numbers.remove(0);
        }
        let mut parts = numbers.iter().copied();
        let major = parts.next().filter(|major| *major >= 3).ok_or_else(bad)?;
        let version = Self {
            raw: text.trim().to_owned(),
            major,
            minor: parts.next().unwrap_or(0),
            patch: parts.next().unwrap_or(0),
            suffix,
        };
        if parts.next().is_some() {
            Err(bad())
        } else {
            Ok(version)
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.raw)
    }
}

impl PartialEq for Version {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Version {}

impl std::hash::Hash for Version {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    fn version(text: &str) -> Version {
        text.parse().unwrap()
    }

    #[test]
    fn both_ways_of_writing_a_version_are_one() {
        assert_eq!(version("2.42.4"), version("42.4"));
        assert_eq!(version("v2.42"), version("42"));
        assert_eq!(version("2.30").major(), 30);
        // dhis2.py reads this as version 1.
        assert_eq!(version("42.1").major(), 42);
        let live = version("2.42.5.2");
        assert_eq!((live.major(), live.minor(), live.patch()), (42, 5, 2));
        assert_eq!(live.to_string(), "2.42.5.2");
    }

    #[test]
    fn builds_on_the_way_to_a_release_come_before_it() {
        let texts = [
            "2.41.9",
            "2.42-EMBARGOED",
            "2.42-RC1",
            "2.42-SNAPSHOT",
            "2.42",
            "2.42.1",
        ];
        let versions: Vec<_> = texts.iter().map(|text| version(text)).collect();
        assert!(versions.is_sorted(), "{versions:?}");
        assert!(version("2.43-SNAPSHOT").is_snapshot());
        assert_eq!(version("2.31.1-RC1").major(), 31);
    }

    #[test]
    fn what_is_no_version_is_refused_by_name() {
        for text in ["", "unknown", "2", "2.", "two", "2.42.1.2.3", "-1"] {
            let error = text.parse::<Version>().unwrap_err();
            assert!(
                error.to_string().starts_with("version cannot be"),
                "{error}"
            );
        }
    }
}

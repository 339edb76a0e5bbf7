use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Date, digits};
use crate::error::Error;

const EXPECTED_DATE_TIME: &str = "a date and time such as 2024-01-31T10:20:30.000";

/// The time of a day: what stands after the `T` of a [`DateTime`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    hour: u8,
    minute: u8,
    second: u8,
    nanosecond: u32,
}

impl Time {
    /// The hour, 0 to 23.
    pub fn hour(self) -> u8 {
        self.hour
    }

    /// The minute, 0 to 59.
    pub fn minute(self) -> u8 {
        self.minute
    }

    /// The second, 0 to 60: a leap second is written as 60.
    pub fn second(self) -> u8 {
        self.second
    }

    /// The fraction of the second, in nanoseconds. DHIS2 sends milliseconds.
    pub fn nanosecond(self) -> u32 {
        self.nanosecond
    }

    fn parse(text: &str) -> Option<Self> {
        let (clock, fraction) = text.split_once('.').unwrap_or((text, ""));
        let bytes = clock.as_bytes();
        let two = |at: usize| u8::try_from(digits(bytes.get(at..at + 2)?)?).ok();
        let second = match bytes.len() {
            5 => 0,
            8 if bytes[5] == b':' => two(6)?,
            _ => return None,
        };
        let (hour, minute) = (two(0)?, two(3)?);
        if bytes[2] != b':' || hour > 23 || minute > 59 || second > 60 || fraction.len() > 9 {
            return None;
        }
        let missing = u32::try_from(9 - fraction.len()).ok()?;
        Some(Self {
            hour,
            minute,
            second,
            nanosecond: digits(fraction.as_bytes())? * 10_u32.pow(missing),
        })
    }
}

/// A point in time, in the text that DHIS2 sent.
///
/// DHIS2 writes `2026-11-21T07:22:44.639` in the zone of the server, `…+0000` or `…Z` in some
/// places, and reads a bare `2026-11-21` too. The text goes back as it came, so that an object that
/// is read and written again is unchanged. Two values are equal when their texts are: to compare
/// times, say what zone a text without one is in, and compare the results of
/// [`unix_millis`](Self::unix_millis).
///
/// Text from the server is taken as it is, even when it is no date: then [`date`](Self::date) is
/// `None`. Text of your own is checked by [`FromStr`].
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DateTime(Box<str>);

impl DateTime {
    /// The text of the server, whatever it is.
    pub(crate) fn as_sent(text: &str) -> Self {
        Self(text.into())
    }

    /// The text, as the server sent it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The day; `None` when the text does not begin with one.
    pub fn date(&self) -> Option<Date> {
        Date::parse(self.0.get(..10)?)
    }

    /// The time of the day; `None` when the text is a date alone.
    pub fn time(&self) -> Option<Time> {
        Time::parse(self.split_zone()?.0)
    }

    /// Minutes east of UTC; `None` when the text does not say, and so means the zone of the server.
    ///
    /// ```
    /// # use dhis2::DateTime;
    /// assert_eq!("2026-11-21T07:22:44.639+0530".parse::<DateTime>()?.offset_minutes(), Some(330));
    /// # Ok::<_, dhis2::Error>(())
    /// ```
    pub fn offset_minutes(&self) -> Option<i32> {
        parse_offset(self.split_zone()?.1)
    }

    /// Milliseconds since 1 January 1970 in UTC, for comparing and counting; `None` when the text
    /// cannot be read.
    ///
    /// A text without a zone is taken to be `otherwise` minutes east of UTC; a date alone is its
    /// midnight.
    pub fn unix_millis(&self, otherwise: i32) -> Option<i64> {
        let date = self.date()?;
        let (hour, minute, second, nanosecond) = if self.0.len() == 10 {
            (0, 0, 0, 0)
        } else {
            let time = self.time()?;
            (time.hour, time.minute, time.second, time.nanosecond)
        };
        let zone = match self.split_zone() {
            Some((_, zone)) if !zone.is_empty() => parse_offset(zone)?,
            _ => otherwise,
        };
        let minutes =
            date.day_number() * 1440 + i64::from(hour) * 60 + i64::from(minute) - i64::from(zone);
        Some((minutes * 60 + i64::from(second)) * 1000 + i64::from(nanosecond / 1_000_000))
    }

    /// What follows the date, cut into the clock and the zone.
    fn split_zone(&self) -> Option<(&str, &str)> {
        let rest = self.0.get(10..)?.strip_prefix(['T', ' '])?;
        let at = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
        Some(rest.split_at(at))
    }

    fn is_well_formed(&self) -> bool {
        let zone_is_good =
            |(_, zone): (&str, &str)| zone.is_empty() || parse_offset(zone).is_some();
        self.date().is_some()
            && (self.0.len() == 10
                || (self.time().is_some() && self.split_zone().is_some_and(zone_is_good)))
    }
}

/// `Z`, `+01`, `+0100` or `+01:00` as minutes east of UTC.
fn parse_offset(zone: &str) -> Option<i32> {
    if matches!(zone, "Z" | "z") {
        return Some(0);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let figures = zone.strip_prefix(['+', '-'])?;
    let (hours, minutes) = match figures.len() {
        2 => (figures, "00"),
        4 => (figures.get(..2)?, figures.get(2..)?),
        5 => figures.split_once(':')?,
        _ => return None,
    };
    let (hours, minutes) = (digits(hours.as_bytes())?, digits(minutes.as_bytes())?);
    let total = (hours <= 18 && minutes <= 59).then_some(hours * 60 + minutes)?;
    i32::try_from(total).ok().map(|total| sign * total)
}

impl FromStr for DateTime {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let value = Self(text.into());
        if value.is_well_formed() {
            Ok(value)
        } else {
            Err(Error::invalid("date and time", text, EXPECTED_DATE_TIME))
        }
    }
}

impl From<Date> for DateTime {
    /// The day alone, `2024-01-31`, which DHIS2 reads wherever it wants a date.
    fn from(date: Date) -> Self {
        Self(date.to_string().into())
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DateTime({})", self.0)
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<str>::deserialize(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::DateTime;
    use crate::date::Date;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn the_parts_of_a_date_time_are_read_on_demand() {
        let at: DateTime = "2026-11-21T07:22:44.639".parse().unwrap();
        let time = at.time().unwrap();
        assert_eq!(at.date(), Some(date("2026-11-21")));
        assert_eq!((time.hour(), time.minute(), time.second()), (7, 22, 44));
        assert_eq!(time.nanosecond(), 639_000_000);
        assert_eq!(at.offset_minutes(), None);
    }

    #[test]
    fn a_zone_in_the_text_beats_the_assumed_one() {
        let millis = |text: &str| text.parse::<DateTime>().unwrap().unix_millis(60);
        assert_eq!(millis("1970-01-01T01:00:00.000"), Some(0));
        assert_eq!(millis("1970-01-01T01:00"), Some(0));
        assert_eq!(millis("1970-01-01T00:00:00Z"), Some(0));
        assert_eq!(millis("1970-01-01T00:00:00.5+0000"), Some(500));
        assert_eq!(millis("1969-12-31T19:00:00-05:00"), Some(0));
        assert_eq!(millis("1970-01-02"), Some(86_400_000 - 3_600_000));
    }

    #[test]
    fn text_of_ones_own_is_checked_and_text_of_the_server_is_kept() {
        for text in [
            "2026-11-21T",
            "2026-11-21T24:00:00",
            "2026-11-21T7:00",
            "2026-11-21T07:22:44x",
            "2026-11-21T07:22:44+1",
            "2026-11-21x",
            "Ñandú-2026!",
            "",
        ] {
            assert!(text.parse::<DateTime>().is_err(), "{text}");
            let json = serde_json::to_string(text).unwrap();
            let kept: DateTime = serde_json::from_str(&json).unwrap();
            assert_eq!(serde_json::to_string(&kept).unwrap(), json);
            assert_eq!(kept.unix_millis(0), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_a_date_time_without_a_time() {
        let at = DateTime::from(date("2024-02-29"));
        assert_eq!((at.as_str(), at.time()), ("2024-02-29", None));
    }
}

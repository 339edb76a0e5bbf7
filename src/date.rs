//! Dates and times as DHIS2 writes them.
//!
//! [`Date`] is a day of the Gregorian (ISO 8601) calendar: a small `Copy` value that can be
//! compared and counted with. [`DateTime`] is a point in time *as the server wrote it*: DHIS2
//! mostly sends `2026-11-21T07:22:44.639` without a zone, meaning the zone of the server, so the
//! text is kept and nothing is guessed. Its parts are read when they are asked for.
//!
//! ```
//! use dhis2::{Date, DateTime};
//!
//! let day: Date = "2024-02-28".parse()?;
//! assert_eq!(day.add_days(2).to_string(), "2024-03-01");
//!
//! let updated: DateTime = "2026-11-21T07:22:44.639".parse()?;
//! assert_eq!(updated.date(), Some(Date::new(2026, 11, 21)?));
//! assert_eq!(updated.offset_minutes(), None);
//! # Ok::<_, dhis2::Error>(())
//! ```

mod time;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::Error;

pub use time::{DateTime, Time};

const EXPECTED_DATE: &str = "a date such as 2024-01-31";

/// A day of the Gregorian calendar, in the years 1 to 9999.
///
/// As text it is `YYYY-MM-DD`, in both directions; so it is in JSON. Days are ordered and can be
/// counted; there is no time and no zone in it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    // In this order the derived comparison is that of the calendar.
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    /// The first day there is: 1 January of the year 1.
    pub const MIN: Self = Self {
        year: 1,
        month: 1,
        day: 1,
    };

    /// The last day there is: 31 December 9999.
    pub const MAX: Self = Self {
        year: 9999,
        month: 12,
        day: 31,
    };

    /// The given day.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] when there is no such day, as for 30 February.
    pub fn new(year: i32, month: u8, day: u8) -> Result<Self, Error> {
        Self::checked(year, month, day).ok_or_else(|| {
            Error::invalid(
                "date",
                format!("{year:04}-{month:02}-{day:02}"),
                EXPECTED_DATE,
            )
        })
    }

    fn checked(year: i32, month: u8, day: u8) -> Option<Self> {
        let in_range = (Self::MIN.year..=Self::MAX.year).contains(&year)
            && day >= 1
            && day <= Self::days_in_month(year, month);
        in_range.then_some(Self { year, month, day })
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.day
    }

    /// The day of the week by ISO 8601: 1 is Monday, 7 is Sunday.
    pub fn weekday(self) -> u8 {
        // Day 0, 1 January 1970, was a Thursday.
        u8::try_from((self.day_number() + 3).rem_euclid(7)).unwrap_or_default() + 1
    }

    /// The day of the year, from 1.
    pub fn day_of_year(self) -> u16 {
        let first = Self {
            month: 1,
            day: 1,
            ..self
        };
        u16::try_from(self.days_since(first)).unwrap_or_default() + 1
    }

    /// How many days the month has; 0 when there is no such month.
    pub fn days_in_month(year: i32, month: u8) -> u8 {
        match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if Self::is_leap_year(year) => 29,
            2 => 28,
            _ => 0,
        }
    }

    /// Whether the year has a 29 February.
    pub fn is_leap_year(year: i32) -> bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// Days since 1 January 1970, negative before.
    pub fn day_number(self) -> i64 {
        // Years are taken to begin in March: so the leap day is the last of its year, and months
        // before it have lengths that follow (153 m + 2) / 5.
        let (month, year) = if self.month > 2 {
            (i64::from(self.month) - 3, i64::from(self.year))
        } else {
            (i64::from(self.month) + 9, i64::from(self.year) - 1)
        };
        let in_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        // 719,468 days lie between 1 March of the year 0 and day 0.
        year * 365 + leap_days + in_year - 719_468
    }

    /// The day with this [`day_number`](Self::day_number); [`MIN`](Self::MIN) or
    /// [`MAX`](Self::MAX) when it lies outside of them.
    pub fn from_day_number(number: i64) -> Self {
        let number = number.clamp(Self::MIN.day_number(), Self::MAX.day_number());
        let from_march = number + 719_468;
        // A first guess by the mean length of a year is at most one year off, either way.
        let mut year = from_march * 400 / 146_097;
        let first = |year: i64| {
            year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400)
        };
        while first(year) > from_march {
            year -= 1;
        }
        while first(year + 1) <= from_march {
            year += 1;
        }
        let in_year = from_march - first(year);
        let month = (5 * in_year + 2) / 153;
        let day = in_year - (153 * month + 2) / 5 + 1;
        let (month, year) = if month < 10 {
            (month + 3, year)
        } else {
            (month - 9, year + 1)
        };
        match (i32::try_from(year), u8::try_from(month), u8::try_from(day)) {
            (Ok(year), Ok(month), Ok(day)) => Self { year, month, day },
            _ => Self::MIN,
        }
    }

    /// The day so many days later, or earlier when `days` is negative.
    ///
    /// It stops at [`MIN`](Self::MIN) and [`MAX`](Self::MAX).
    pub fn add_days(self, days: i64) -> Self {
        Self::from_day_number(self.day_number().saturating_add(days))
    }

    /// The number of days from `other` to this day, negative when this one is earlier.
    ///
    /// ```
    /// # use dhis2::Date;
    /// let new_year = Date::new(2025, 1, 1)?;
    /// assert_eq!(new_year.days_since(Date::new(2024, 1, 1)?), 366);
    /// # Ok::<_, dhis2::Error>(())
    /// ```
    pub fn days_since(self, other: Self) -> i64 {
        self.day_number() - other.day_number()
    }

    fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let year = i32::try_from(digits(&bytes[..4])?).ok()?;
        let month = u8::try_from(digits(&bytes[5..7])?).ok()?;
        let day = u8::try_from(digits(&bytes[8..])?).ok()?;
        Self::checked(year, month, day)
    }
}

/// The number that these ASCII digits write; nothing when there is any other character.
fn digits(bytes: &[u8]) -> Option<u32> {
    bytes.iter().try_fold(0_u32, |sum, byte| {
        let digit = char::from(*byte).to_digit(10)?;
        sum.checked_mul(10)?.checked_add(digit)
    })
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Date({self})")
    }
}

impl FromStr for Date {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text).ok_or_else(|| Error::invalid("date", text, EXPECTED_DATE))
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl serde::de::Visitor<'_> for Visitor {
            type Value = Date;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(EXPECTED_DATE)
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Date, E> {
                Date::parse(text)
                    .ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
            }
        }

        deserializer.deserialize_str(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn day_numbers_follow_the_calendar_without_a_gap() {
        assert_eq!(Date::new(1970, 1, 1).unwrap().day_number(), 0);
        assert_eq!(date("2000-03-01").day_number(), 11_017);
        let mut day = Date::MIN;
        let mut number = day.day_number();
        let mut weekday = day.weekday();
        loop {
            assert_eq!(Date::from_day_number(number), day);
            let (year, month, last) = (
                day.year(),
                day.month(),
                Date::days_in_month(day.year(), day.month()),
            );
            let next = if day.day() < last {
                Date::new(year, month, day.day() + 1)
            } else if month < 12 {
                Date::new(year, month + 1, 1)
            } else {
                Date::new(year + 1, 1, 1)
            };
            let Ok(next) = next else { break };
            assert!(next > day);
            (day, number, weekday) = (next, number + 1, weekday % 7 + 1);
            assert_eq!((day.day_number(), day.weekday()), (number, weekday));
        }
        assert_eq!(day, Date::MAX);
    }

    #[test]
    fn weekdays_count_from_monday() {
        assert_eq!(date("2026-11-21").weekday(), 6);
        assert_eq!(date("1970-01-01").weekday(), 4);
    }

    #[test]
    fn leap_years_have_366_days() {
        assert_eq!(date("2024-12-31").day_of_year(), 366);
        assert_eq!(date("1900-12-31").day_of_year(), 365);
        assert_eq!(Date::days_in_month(2000, 2), 29);
        assert_eq!(Date::days_in_month(2000, 13), 0);
    }

    #[test]
    fn adding_days_stops_at_the_ends() {
        assert_eq!(date("2024-03-01").add_days(-1), date("2024-02-29"));
        assert_eq!(Date::MAX.add_days(i64::MAX), Date::MAX);
        assert_eq!(Date::MIN.add_days(i64::MIN), Date::MIN);
    }

    #[test]
    fn only_a_day_that_exists_is_a_date() {
        for text in [
            "2023-02-29",
            "2024-13-01",
            "2024-00-01",
            "2024-01-00",
            "0000-01-01",
            "2024-1-01",
            "2024-01-011",
            "+024-01-01",
            "2024/01/01",
            "",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        assert!(serde_json::from_str::<Date>("\"2023-02-29\"").is_err());
        let day: Date = serde_json::from_str("\"2024-02-29\"").unwrap();
        assert_eq!(serde_json::to_string(&day).unwrap(), "\"2024-02-29\"");
    }
}

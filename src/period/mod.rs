//! Periods: the stretches of time that aggregate data belongs to.
//!
//! A [`Period`] is read from DHIS2's text (`202401`, `2024W5`, `2024April`), knows its days, its
//! neighbours and its [`PeriodType`], and is written the way DHIS2 writes it. A [`RelativePeriod`]
//! is a word such as `LAST_12_MONTHS` that the server resolves when it is asked.
//!
//! ```
//! use dhis2::{Date, Period, PeriodType};
//!
//! let month: Period = "202412".parse()?;
//! assert_eq!(month.next().to_string(), "202501");
//! assert_eq!(month.end_date(), Date::new(2024, 12, 31)?);
//!
//! // What is due between two days.
//! let weeks = Period::range(PeriodType::Weekly, "2024-12-20".parse()?, "2025-01-08".parse()?);
//! let names: Vec<String> = weeks.map(|week| week.to_string()).collect();
//! assert_eq!(names, ["2024W51", "2024W52", "2025W1", "2025W2"]);
//! # Ok::<_, dhis2::Error>(())
//! ```
//!
//! All of it is the ISO 8601 calendar. A server that is set to another one (Nepali, Ethiopian,
//! Thai and so on: the setting `keyCalendar`) counts its years and months otherwise, and its
//! periods are not what this module makes of them.

mod calendar;
mod kind;
mod relative;
mod text;

use std::cmp::Ordering;
use std::fmt;
use std::iter::FusedIterator;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::date::Date;
use crate::error::Error;
use calendar::Label;

pub use kind::PeriodType;
pub use relative::RelativePeriod;

/// One period: a month, a week, a financial year.
///
/// It is `Copy` and valid by construction. Periods are ordered by their first day, then by their
/// last. The years go from 1 to 9999.
///
/// One thing about two-week periods is odd: in a year of 53 weeks DHIS2 counts a `BiW27`, which
/// has week 53 and week 1 of the next year, and that week is in the next year's `BiW1` as well.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    kind: PeriodType,
    year: i32,
    number: i32,
}

impl Period {
    /// The period of a type that has this day.
    ///
    /// At the two ends of the calendar, where a period would begin before the year 1 or end after
    /// 9999, it is the nearest whole one.
    ///
    /// ```
    /// # use dhis2::{Date, Period, PeriodType};
    /// let day = Date::new(2024, 2, 29)?;
    /// assert_eq!(Period::of(PeriodType::FinancialApril, day).to_string(), "2023April");
    /// # Ok::<_, dhis2::Error>(())
    /// ```
    pub fn of(kind: PeriodType, day: Date) -> Self {
        let mut label = calendar::label_of(kind, day);
        while !calendar::exists(kind, label) {
            label = if day.year() < 5000 {
                calendar::after(kind, label)
            } else {
                calendar::before(kind, label)
            };
        }
        Self::known(kind, label)
    }

    /// The periods of a type from the one that has `from` to the one that has `to`; none when `to`
    /// is earlier.
    pub fn range(kind: PeriodType, from: Date, to: Date) -> PeriodRange {
        let (first, last) = (Self::of(kind, from), Self::of(kind, to));
        PeriodRange {
            rest: (from <= to).then_some((first, last)),
        }
    }

    /// The type.
    pub fn period_type(self) -> PeriodType {
        self.kind
    }

    /// The first day.
    pub fn start_date(self) -> Date {
        Date::from_day_number(self.bounds().0)
    }

    /// The last day, which is part of the period.
    pub fn end_date(self) -> Date {
        Date::from_day_number(self.bounds().1)
    }

    /// How many days it has.
    pub fn days(self) -> i64 {
        let (start, end) = self.bounds();
        end - start + 1
    }

    /// Whether the day is in it.
    pub fn contains(self, day: Date) -> bool {
        let (start, end) = self.bounds();
        (start..=end).contains(&day.day_number())
    }

    /// The period after this one. The last one of the calendar is followed by itself.
    pub fn next(self) -> Self {
        self.or_self(calendar::after(self.kind, self.label()))
    }

    /// The period before this one. The first one of the calendar comes after itself.
    pub fn previous(self) -> Self {
        self.or_self(calendar::before(self.kind, self.label()))
    }

    fn known(kind: PeriodType, Label { year, number }: Label) -> Self {
        Self { kind, year, number }
    }

    fn label(self) -> Label {
        Label {
            year: self.year,
            number: self.number,
        }
    }

    fn bounds(self) -> (i64, i64) {
        calendar::bounds(self.kind, self.label())
    }

    fn or_self(self, label: Label) -> Self {
        if calendar::exists(self.kind, label) {
            Self::known(self.kind, label)
        } else {
            self
        }
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.bounds(), self.kind).cmp(&(other.bounds(), other.kind))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.kind == PeriodType::Daily {
            let day = self.start_date();
            return f.pad(&format!(
                "{:04}{:02}{:02}",
                day.year(),
                day.month(),
                day.day()
            ));
        }
        f.pad(&text::write(self.kind, self.label()))
    }
}

impl fmt::Debug for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Period({self})")
    }
}

impl FromStr for Period {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let malformed = || {
            Error::invalid(
                "period",
                text,
                "a period as DHIS2 writes it, such as 202401, 2024W5, 2024Q1 or 2024April",
            )
        };
        match text::read(text).ok_or_else(malformed)? {
            text::Named::Day { year, month, day } => Date::new(year, month, day)
                .map(|day| Self::of(PeriodType::Daily, day))
                .map_err(|_| malformed()),
            text::Named::Other(kind, label) if calendar::exists(kind, label) => {
                Ok(Self::known(kind, label))
            }
            text::Named::Other(..) => Err(malformed()),
        }
    }
}

impl TryFrom<&str> for Period {
    type Error = Error;

    fn try_from(text: &str) -> Result<Self, Error> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text_visitor::deserialize(deserializer, "a period as DHIS2 writes it")
    }
}

/// The periods between two days: see [`Period::range`].
#[derive(Debug, Clone)]
#[must_use = "an iterator does nothing until it is asked"]
pub struct PeriodRange {
    rest: Option<(Period, Period)>,
}

impl Iterator for PeriodRange {
    type Item = Period;

    fn next(&mut self) -> Option<Period> {
        let (at, last) = self.rest?;
        self.rest = (at != last).then(|| (at.next(), last));
        Some(at)
    }
}

impl FusedIterator for PeriodRange {}

/// Reading a type out of JSON text through its [`FromStr`].
mod text_visitor {
    use std::fmt;
    use std::marker::PhantomData;
    use std::str::FromStr;

    use serde::Deserializer;
    use serde::de::{Error, Unexpected, Visitor};

    struct Text<T> {
        expected: &'static str,
        of: PhantomData<T>,
    }

    impl<T: FromStr> Visitor<'_> for Text<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.expected)
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            text.parse()
                .map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
        }
    }

    pub(super) fn deserialize<'de, T: FromStr, D: Deserializer<'de>>(
        deserializer: D,
        expected: &'static str,
    ) -> Result<T, D::Error> {
        deserializer.deserialize_str(Text {
            expected,
            of: PhantomData,
        })
    }
}

#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::Error;

/// How the periods of one type follow each other.
#[derive(Clone, Copy)]
pub(super) enum Cycle {
    Days,
    /// Weeks that begin on a day of the week (1 is Monday), `length` weeks to a period.
    Weeks {
        first: u8,
        length: i64,
    },
    /// `length` months each; the first one of a year begins `offset` months after its January.
    Months {
        length: i32,
        offset: i32,
    },
}

macro_rules! period_types {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $format:literal, $order:literal, $cycle:expr;)*) => {
        /// A type of period, as `dataSets` have one (`periodType`).
        ///
        /// These are all types of DHIS2 up to 2.43 whose periods can be written. `WeeklyFriday`,
        /// `FinancialFeb` and `FinancialAug` came with 2.43. `TwoYearly` is missing: DHIS2 knows
        /// the name and has no text for its periods. There is no `Other`, since nothing can be
        /// counted in a type that is not known.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum PeriodType {
            $($(#[$doc])* $name,)*
        }

        impl PeriodType {
            /// Every type, from short to long.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// DHIS2's name: `SixMonthlyApril`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// How DHIS2 writes the periods of this type, with `n` for a number: `yyyyWedWn`.
            pub fn format(self) -> &'static str {
                match self { $(Self::$name => $format,)* }
            }

            /// About how many days a period of this type has: DHIS2's `frequencyOrder`, which is
            /// what to sort by.
            pub fn frequency_order(self) -> u16 {
                match self { $(Self::$name => $order,)* }
            }

            pub(super) fn cycle(self) -> Cycle {
                match self { $(Self::$name => $cycle,)* }
            }
        }
    };
}

const fn weeks(first: u8) -> Cycle {
    Cycle::Weeks { first, length: 1 }
}

const fn months(length: i32, offset: i32) -> Cycle {
    Cycle::Months { length, offset }
}

period_types! {
    /// A day: `20240131`.
    Daily = "Daily", "yyyyMMdd", 1, Cycle::Days;
    /// A week from Monday to Sunday, as ISO 8601 counts them: `2024W5`.
    Weekly = "Weekly", "yyyyWn", 7, weeks(1);
    /// A week that begins on Wednesday: `2024WedW5`.
    WeeklyWednesday = "WeeklyWednesday", "yyyyWedWn", 7, weeks(3);
    /// A week that begins on Thursday: `2024ThuW5`.
    WeeklyThursday = "WeeklyThursday", "yyyyThuWn", 7, weeks(4);
    /// A week that begins on Friday: `2024FriW5`.
    WeeklyFriday = "WeeklyFriday", "yyyyFriWn", 7, weeks(5);
    /// A week that begins on Saturday: `2024SatW5`.
    WeeklySaturday = "WeeklySaturday", "yyyySatWn", 7, weeks(6);
    /// A week that begins on Sunday: `2024SunW5`.
    WeeklySunday = "WeeklySunday", "yyyySunWn", 7, weeks(7);
    /// Two weeks from a Monday: `2024BiW3` has the weeks 5 and 6.
    BiWeekly = "BiWeekly", "yyyyBiWn", 14, Cycle::Weeks { first: 1, length: 2 };
    /// A month: `202401`.
    Monthly = "Monthly", "yyyyMM", 30, months(1, 0);
    /// Two months; the number is not that of a month: `202402B` is March and April.
    BiMonthly = "BiMonthly", "yyyyMMB", 61, months(2, 0);
    /// Three months: `2024Q1`.
    Quarterly = "Quarterly", "yyyyQn", 91, months(3, 0);
    /// Three months, the first from November of the year before: `2024NovQ1`.
    QuarterlyNov = "QuarterlyNov", "yyyyNovQn", 91, months(3, -2);
    /// Six months: `2024S1`.
    SixMonthly = "SixMonthly", "yyyySn", 182, months(6, 0);
    /// Six months, the first from April: `2024AprilS1`.
    SixMonthlyApril = "SixMonthlyApril", "yyyyAprilSn", 182, months(6, 3);
    /// Six months, the first from November of the year before: `2024NovS1`.
    SixMonthlyNov = "SixMonthlyNov", "yyyyNovSn", 182, months(6, -2);
    /// A calendar year: `2024`.
    Yearly = "Yearly", "yyyy", 365, months(12, 0);
    /// A year from February: `2024Feb`.
    FinancialFeb = "FinancialFeb", "yyyyFeb", 365, months(12, 1);
    /// A year from April: `2024April`.
    FinancialApril = "FinancialApril", "yyyyApril", 365, months(12, 3);
    /// A year from July: `2024July`.
    FinancialJuly = "FinancialJuly", "yyyyJuly", 365, months(12, 6);
    /// A year from August: `2024Aug`.
    FinancialAug = "FinancialAug", "yyyyAug", 365, months(12, 7);
    /// A year from September: `2024Sep`.
    FinancialSep = "FinancialSep", "yyyySep", 365, months(12, 8);
    /// A year from October: `2024Oct`.
    FinancialOct = "FinancialOct", "yyyyOct", 365, months(12, 9);
    /// A year from November, named, unlike the other financial years, after the year that it ends
    /// in: `2024Nov` begins in November 2023.
    FinancialNov = "FinancialNov", "yyyyNov", 365, months(12, -2);
}

impl fmt::Display for PeriodType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for PeriodType {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| {
                Error::invalid(
                    "period type",
                    text,
                    "a period type of DHIS2, such as Monthly or FinancialApril",
                )
            })
    }
}

impl Serialize for PeriodType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for PeriodType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::text_visitor::deserialize(deserializer, "a period type of DHIS2")
    }
}

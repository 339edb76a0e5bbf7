//! How DHIS2 writes periods, and how they are read.
//!
//! The forms are those of `/api/periodTypes` (`isoFormat`), seen on 2.42 and 2.43. What the number
//! in them counts, and that weeks have no leading zero, is dhis2-core's
//! (`DateUnitPeriodTypeParser`, and `getIsoDate` of each `…PeriodType`).

use super::calendar::Label;
use super::kind::PeriodType;

/// The letters between year and number, for types that have both.
const NUMBERED: &[(PeriodType, &str)] = &[
    (PeriodType::Weekly, "W"),
    (PeriodType::WeeklyWednesday, "WedW"),
    (PeriodType::WeeklyThursday, "ThuW"),
    (PeriodType::WeeklyFriday, "FriW"),
    (PeriodType::WeeklySaturday, "SatW"),
    (PeriodType::WeeklySunday, "SunW"),
    (PeriodType::BiWeekly, "BiW"),
    (PeriodType::Quarterly, "Q"),
    (PeriodType::QuarterlyNov, "NovQ"),
    (PeriodType::SixMonthly, "S"),
    (PeriodType::SixMonthlyApril, "AprilS"),
    (PeriodType::SixMonthlyNov, "NovS"),
];

/// What follows the year, for types that have one period a year.
const YEARS: &[(PeriodType, &str)] = &[
    (PeriodType::Yearly, ""),
    (PeriodType::FinancialFeb, "Feb"),
    (PeriodType::FinancialApril, "April"),
    (PeriodType::FinancialJuly, "July"),
    (PeriodType::FinancialAug, "Aug"),
    (PeriodType::FinancialSep, "Sep"),
    (PeriodType::FinancialOct, "Oct"),
    (PeriodType::FinancialNov, "Nov"),
];

/// A period's text, when it is not a day, whose text needs its date.
pub(super) fn write(kind: PeriodType, Label { year, number }: Label) -> String {
    let find = |table: &[(PeriodType, &'static str)]| {
        table
            .iter()
            .find(|(listed, _)| *listed == kind)
            .map(|(_, letters)| *letters)
    };
    if let Some(letters) = find(NUMBERED) {
        return format!("{year:04}{letters}{number}");
    }
    if let Some(letters) = find(YEARS) {
        return format!("{year:04}{letters}");
    }
    let letters = if kind == PeriodType::BiMonthly {
        "B"
    } else {
        ""
    };
    format!("{year:04}{number:02}{letters}")
}

/// What a text names.
pub(super) enum Named {
    Day { year: i32, month: u8, day: u8 },
    Other(PeriodType, Label),
}

/// Reads the text, without a look at whether there is such a period.
pub(super) fn read(text: &str) -> Option<Named> {
    let (year, rest) = text.split_at_checked(4)?;
    let year = digits(year)?;
    let other = |kind, number| Some(Named::Other(kind, Label { year, number }));
    if let Some((kind, _)) = YEARS.iter().find(|(_, letters)| *letters == rest) {
        return other(*kind, 1);
    }
    // Where the digits stand tells the type; the digits alone are then its number.
    let (mut shape, mut number) = (String::new(), String::new());
    for c in rest.chars() {
        if c.is_ascii_digit() {
            number.push(c);
            shape.push('0');
        } else {
            shape.push(c);
        }
    }
    let number = digits(&number)?;
    match shape.as_str() {
        // DHIS2 takes 2024-01 and 2024-01-31 as well.
        "00" | "-00" => other(PeriodType::Monthly, number),
        "00B" => other(PeriodType::BiMonthly, number),
        "0000" | "-00-00" => Some(Named::Day {
            year,
            month: u8::try_from(number / 100).ok()?,
            day: u8::try_from(number % 100).ok()?,
        }),
        shape => {
            let (kind, _) = NUMBERED.iter().find(|(_, letters)| {
                // `2024W05` is read as week 5, though DHIS2 writes `2024W5`.
                let after = shape.strip_prefix(letters);
                after == Some("0") || (after == Some("00") && letters.ends_with('W'))
            })?;
            other(*kind, number)
        }
    }
}

/// A number of ASCII digits alone: `str::parse` would take a sign.
fn digits(text: &str) -> Option<i32> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().ok()
    } else {
        None
    }
}

//! Counting: from a period's year and number to its days, and back.
//!
//! Everything is done in day numbers, which do not end with the year 9999 as a [`Date`] does.

use super::kind::{Cycle, PeriodType};
use crate::date::Date;

/// The year that a period is named after and its 1-based number in it, not yet known to be valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) year: i32,
    pub(super) number: i32,
}

/// The first and the last day of a period.
pub(super) fn bounds(kind: PeriodType, label: Label) -> (i64, i64) {
    let Label { year, number } = label;
    match kind.cycle() {
        Cycle::Days => {
            let day = month_start(year * 12) + i64::from(number) - 1;
            (day, day)
        }
        Cycle::Weeks { first, length } => {
            let start = week_year_start(first, year) + 7 * length * (i64::from(number) - 1);
            (start, start + 7 * length - 1)
        }
        Cycle::Months { length, offset } => {
            let month = year * 12 + offset + length * (number - 1);
            (month_start(month), month_start(month + length) - 1)
        }
    }
}

/// How many periods a year has.
pub(super) fn count(kind: PeriodType, year: i32) -> i32 {
    match kind.cycle() {
        Cycle::Days => 365 + i32::from(Date::is_leap_year(year)),
        Cycle::Weeks { first, length } => {
            let weeks = (week_year_start(first, year + 1) - week_year_start(first, year)) / 7;
            // DHIS2 gives the 53rd week of a long year a two-week period of its own.
            i32::try_from((weeks + length - 1) / length).unwrap_or_default()
        }
        Cycle::Months { length, .. } => 12 / length,
    }
}

/// The period of a type that has the day.
pub(super) fn label_of(kind: PeriodType, date: Date) -> Label {
    let day = date.day_number();
    match kind.cycle() {
        Cycle::Days => Label {
            year: date.year(),
            number: i32::from(date.day_of_year()),
        },
        Cycle::Weeks { first, length } => {
            // The first days of January can lie in the old year's last week, the last days of
            // December in the new year's first.
            let mut year = date.year() + 1;
            while week_year_start(first, year) > day {
                year -= 1;
            }
            let number = (day - week_year_start(first, year)) / (7 * length) + 1;
            Label {
                year,
                number: i32::try_from(number).unwrap_or(1),
            }
        }
        Cycle::Months { length, offset } => {
            let month = date.year() * 12 + i32::from(date.month()) - 1 - offset;
            Label {
                year: month.div_euclid(12),
                number: month.rem_euclid(12) / length + 1,
            }
        }
    }
}

/// The label after this one.
pub(super) fn after(kind: PeriodType, Label { year, number }: Label) -> Label {
    if number < count(kind, year) {
        Label {
            year,
            number: number + 1,
        }
    } else {
        Label {
            year: year + 1,
            number: 1,
        }
    }
}

/// The label before this one.
pub(super) fn before(kind: PeriodType, Label { year, number }: Label) -> Label {
    if number > 1 {
        Label {
            year,
            number: number - 1,
        }
    } else {
        Label {
            year: year - 1,
            number: count(kind, year - 1),
        }
    }
}

/// Whether there is such a period, and a [`Date`] for both its ends.
pub(super) fn exists(kind: PeriodType, label: Label) -> bool {
    if !(1..=9999).contains(&label.year) || !(1..=count(kind, label.year)).contains(&label.number) {
        return false;
    }
    let (start, end) = bounds(kind, label);
    start >= Date::MIN.day_number() && end <= Date::MAX.day_number()
}

/// The first day of a year of weeks: week 1 is the one that has 4 January, whichever day of the
/// week it begins on (`WeekFields.of(day, 4)` in dhis2-core's `DateUnitPeriodTypeParser`).
fn week_year_start(first: u8, year: i32) -> i64 {
    let fourth = month_start(year * 12) + 3;
    // Day 0, 1 January 1970, was a Thursday.
    let weekday = (fourth + 3).rem_euclid(7) + 1;
    fourth - (weekday - i64::from(first)).rem_euclid(7)
}

/// The first day of a month that is counted from January of the year 0.
fn month_start(month: i32) -> i64 {
    const DAYS_BEFORE: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let year = i64::from(month.div_euclid(12));
    let in_year = usize::try_from(month.rem_euclid(12)).unwrap_or_default();
    let leap_days =
        (year - 1).div_euclid(4) - (year - 1).div_euclid(100) + (year - 1).div_euclid(400);
    let this_leap_day = i64::from(in_year > 1 && Date::is_leap_year(month.div_euclid(12)));
    // 719,162 days lie between 1 January of the year 1 and day 0.
    (year - 1) * 365 + leap_days + DAYS_BEFORE[in_year] + this_leap_day - 719_162
}

#[cfg(test)]
mod tests {
    use super::{Label, after, before, bounds, count, exists, month_start};
    use crate::date::Date;
    use crate::period::PeriodType;

    #[test]
    fn months_begin_where_dates_say() {
        for year in [1, 4, 100, 400, 1900, 1970, 2000, 2023, 2024, 9999] {
            for month in 1..=12_u8 {
                assert_eq!(
                    month_start(year * 12 + i32::from(month) - 1),
                    Date::new(year, month, 1).unwrap().day_number(),
                    "{year}-{month}"
                );
            }
        }
    }

    #[test]
    fn every_type_tiles_four_hundred_years() {
        for kind in PeriodType::ALL.iter().copied() {
            let mut label = Label {
                year: 1800,
                number: 1,
            };
            while label.year < 2200 {
                let next = after(kind, label);
                assert!(exists(kind, label), "{kind} {label:?}");
                assert_eq!(before(kind, next), label, "{kind}");
                // The two-week period of week 53 is the one that runs into its successor.
                let overlap = if label.number == 27 && kind == PeriodType::BiWeekly {
                    7
                } else {
                    0
                };
                assert_eq!(
                    bounds(kind, label).1 + 1 - overlap,
                    bounds(kind, next).0,
                    "{kind} {label:?}"
                );
                label = next;
            }
        }
    }

    #[test]
    fn long_years_have_week_53() {
        // ISO 8601: years that begin or, leap years, end on a Thursday.
        for (year, weeks) in [(2015, 53), (2020, 53), (2021, 52), (2024, 52), (2026, 53)] {
            assert_eq!(count(PeriodType::Weekly, year), weeks, "{year}");
        }
        assert_eq!(count(PeriodType::BiWeekly, 2020), 27);
        assert_eq!(count(PeriodType::BiWeekly, 2021), 26);
        // Counted from Sunday, other years are the long ones: 2014, not 2015.
        assert_eq!(count(PeriodType::WeeklySunday, 2014), 53);
        assert_eq!(count(PeriodType::WeeklySunday, 2015), 52);
    }
}

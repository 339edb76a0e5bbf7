use super::{Period, PeriodType, RelativePeriod};
use crate::date::Date;

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Text, type, first and last day, by dhis2-core's `DateUnitPeriodTypeParser` and a calendar of 2024.
const PERIODS: &[(&str, PeriodType, &str, &str)] = &[
    ("20240229", PeriodType::Daily, "2024-02-29", "2024-02-29"),
    ("2024W5", PeriodType::Weekly, "2024-01-29", "2024-02-04"),
    (
        "2024WedW5",
        PeriodType::WeeklyWednesday,
        "2024-01-31",
        "2024-02-06",
    ),
    (
        "2024ThuW5",
        PeriodType::WeeklyThursday,
        "2024-02-01",
        "2024-02-07",
    ),
    (
        "2024FriW5",
        PeriodType::WeeklyFriday,
        "2024-01-26",
        "2024-02-01",
    ),
    (
        "2024SatW5",
        PeriodType::WeeklySaturday,
        "2024-01-27",
        "2024-02-02",
    ),
    (
        "2024SunW5",
        PeriodType::WeeklySunday,
        "2024-01-28",
        "2024-02-03",
    ),
    ("2024BiW3", PeriodType::BiWeekly, "2024-01-29", "2024-02-11"),
    ("202402", PeriodType::Monthly, "2024-02-01", "2024-02-29"),
    ("202402B", PeriodType::BiMonthly, "2024-03-01", "2024-04-30"),
    ("2024Q1", PeriodType::Quarterly, "2024-01-01", "2024-03-31"),
    (
        "2024NovQ1",
        PeriodType::QuarterlyNov,
        "2023-11-01",
        "2024-01-31",
    ),
    (
        "2024NovQ4",
        PeriodType::QuarterlyNov,
        "2024-08-01",
        "2024-10-31",
    ),
    ("2024S2", PeriodType::SixMonthly, "2024-07-01", "2024-12-31"),
    (
        "2024AprilS1",
        PeriodType::SixMonthlyApril,
        "2024-04-01",
        "2024-09-30",
    ),
    (
        "2024AprilS2",
        PeriodType::SixMonthlyApril,
        "2024-10-01",
        "2025-03-31",
    ),
    (
        "2024NovS1",
        PeriodType::SixMonthlyNov,
        "2023-11-01",
        "2024-04-30",
    ),
    (
        "2024NovS2",
        PeriodType::SixMonthlyNov,
        "2024-05-01",
        "2024-10-31",
    ),
    ("2024", PeriodType::Yearly, "2024-01-01", "2024-12-31"),
    (
        "2024Feb",
        PeriodType::FinancialFeb,
        "2024-02-01",
        "2025-01-31",
    ),
    (
        "2024April",
        PeriodType::FinancialApril,
        "2024-04-01",
        "2025-03-31",
    ),
    (
        "2024July",
        PeriodType::FinancialJuly,
        "2024-07-01",
        "2025-06-30",
    ),
    (
        "2024Aug",
        PeriodType::FinancialAug,
        "2024-08-01",
        "2025-07-31",
    ),
    (
        "2024Sep",
        PeriodType::FinancialSep,
        "2024-09-01",
        "2025-08-31",
    ),
    (
        "2024Oct",
        PeriodType::FinancialOct,
        "2024-10-01",
        "2025-09-30",
    ),
    (
        "2024Nov",
        PeriodType::FinancialNov,
        "2023-11-01",
        "2024-10-31",
    ),
];

#[test]
fn every_type_is_read_written_and_dated() {
    let kinds: std::collections::HashSet<_> = PERIODS.iter().map(|row| row.1).collect();
    assert_eq!(kinds.len(), PeriodType::ALL.len());
    for &(text, kind, start, end) in PERIODS {
        let period = period(text);
        assert_eq!(period.period_type(), kind, "{text}");
        assert_eq!(period.to_string(), text);
        assert_eq!(
            (period.start_date(), period.end_date()),
            (day(start), day(end)),
            "{text}"
        );
        assert_eq!(Period::of(kind, day(start)), period, "{text}");
        assert_eq!(Period::of(kind, day(end)), period, "{text}");
        assert!(period.contains(day(start)) && period.contains(day(end)));
        assert!(
            !period.contains(day(start).add_days(-1)) && !period.contains(day(end).add_days(1))
        );
        assert_eq!(period.days(), day(end).days_since(day(start)) + 1);
        assert_eq!(
            serde_json::to_string(&period).unwrap(),
            format!("\"{text}\"")
        );
        assert_eq!(
            serde_json::from_str::<Period>(&format!("\"{text}\"")).unwrap(),
            period
        );
    }
}

#[test]
fn other_spellings_that_dhis2_takes_are_read() {
    for (text, as_written) in [
        ("2024W05", "2024W5"),
        ("2024SunW09", "2024SunW9"),
        ("2024BiW03", "2024BiW3"),
        ("2024-02", "202402"),
        ("2024-02-29", "20240229"),
    ] {
        assert_eq!(period(text).to_string(), as_written);
    }
}

#[test]
fn what_is_no_period_is_refused() {
    for text in [
        "",
        "2",
        "202",
        "20245",
        "202413",
        "202400",
        "20230229",
        "20240001",
        "2024W0",
        "2024W53",
        "2024W",
        "2024W005",
        "2024W+5",
        "2024w5",
        "2024BiW0",
        "2024BiW27",
        "202407B",
        "202400B",
        "20241B",
        "2024B",
        "2024Q0",
        "2024Q5",
        "2024Q01",
        "2024S3",
        "2024AprilS3",
        "2024April1",
        "2024Mar",
        "2024-",
        "2024-1",
        "2024-13",
        "2024-02-30",
        "2024-02-",
        "2024-02-2-9",
        "0000",
        "9999April",
        "２０２４",
        "2024Ⅰ",
        "202é",
        "LAST_MONTH",
        " 2024",
        "2024 ",
        "+2024",
        "2024MonW1",
        "2026-01-01/P1M",
    ] {
        assert!(text.parse::<Period>().is_err(), "{text}");
    }
    let error = "202413".parse::<Period>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "period cannot be `202413`: expected a period as DHIS2 writes it, such as 202401, 2024W5, \
         2024Q1 or 2024April"
    );
    assert!(serde_json::from_str::<Period>("202401").is_err());
}

#[test]
fn weeks_belong_to_the_year_that_has_most_of_them() {
    for (date, week) in [
        ("2020-12-31", "2020W53"),
        ("2021-01-03", "2020W53"),
        ("2021-01-04", "2021W1"),
        ("2024-12-29", "2024W52"),
        ("2024-12-30", "2025W1"),
        ("2027-01-01", "2026W53"),
    ] {
        assert_eq!(Period::of(PeriodType::Weekly, day(date)).to_string(), week);
    }
    assert_eq!(period("2020W53").next(), period("2021W1"));
    assert_eq!(period("2021W1").previous(), period("2020W53"));
    // 28 December 2014 was a Sunday; four of the seven days from it are in 2014.
    assert_eq!(
        Period::of(PeriodType::WeeklySunday, day("2014-12-28")).to_string(),
        "2014SunW53"
    );
    assert_eq!(
        Period::of(PeriodType::WeeklySunday, day("2015-01-04")).to_string(),
        "2015SunW1"
    );
}

#[test]
fn the_27th_two_weeks_run_into_the_next_year() {
    let odd = period("2020BiW27");
    assert_eq!(
        (odd.start_date(), odd.end_date()),
        (day("2020-12-28"), day("2021-01-10"))
    );
    assert_eq!(odd.next(), period("2021BiW1"));
    assert_eq!(period("2021BiW1").start_date(), day("2021-01-04"));
    assert_eq!(period("2021BiW1").previous(), odd);
    assert_eq!(
        Period::of(PeriodType::BiWeekly, day("2021-01-04")).to_string(),
        "2021BiW1"
    );
}

#[test]
fn neighbours_cross_the_year() {
    for (text, next) in [
        ("20241231", "20250101"),
        ("202412", "202501"),
        ("202406B", "202501B"),
        ("2024Q4", "2025Q1"),
        ("2024NovQ4", "2025NovQ1"),
        ("2024AprilS2", "2025AprilS1"),
        ("2024", "2025"),
        ("2024Nov", "2025Nov"),
    ] {
        assert_eq!(period(text).next(), period(next));
        assert_eq!(period(next).previous(), period(text));
    }
}

#[test]
fn a_range_has_both_ends_and_stops() {
    let range = |kind, from, to| -> Vec<String> {
        Period::range(kind, day(from), day(to))
            .map(String::from)
            .collect()
    };
    assert_eq!(
        range(PeriodType::Quarterly, "2024-03-31", "2024-10-01"),
        ["2024Q1", "2024Q2", "2024Q3", "2024Q4"]
    );
    assert_eq!(
        range(PeriodType::Monthly, "2024-02-01", "2024-02-29"),
        ["202402"]
    );
    assert!(range(PeriodType::Yearly, "2024-02-02", "2024-02-01").is_empty());
    let mut done = Period::range(PeriodType::Yearly, Date::MAX, Date::MAX);
    assert_eq!(done.next(), Some(period("9999")));
    assert_eq!((done.next(), done.next()), (None, None));
}

#[test]
fn the_ends_of_the_calendar_hold() {
    for kind in PeriodType::ALL.iter().copied() {
        let (first, last) = (Period::of(kind, Date::MIN), Period::of(kind, Date::MAX));
        assert_eq!((first.previous(), last.next()), (first, last), "{kind}");
        assert!(first.next() > first && last.previous() < last, "{kind}");
        assert_eq!(period(&first.to_string()), first);
        assert_eq!(period(&last.to_string()), last);
    }
}

#[test]
fn periods_sort_by_time() {
    let mut periods = ["2024Q1", "202402", "2023W52", "2024", "202401"].map(period);
    periods.sort();
    assert_eq!(
        periods.map(String::from),
        ["2023W52", "202401", "2024Q1", "2024", "202402"]
    );
}

#[test]
fn types_are_those_of_the_server() {
    // Name, isoFormat and frequencyOrder of every row of /api/periodTypes of a 2.43 server.
    let recorded = [
        ("BiMonthly", "yyyyMMB", 61),
        ("BiWeekly", "yyyyBiWn", 14),
        ("Daily", "yyyyMMdd", 1),
        ("FinancialApril", "yyyyApril", 365),
        ("FinancialAug", "yyyyAug", 365),
        ("FinancialFeb", "yyyyFeb", 365),
        ("FinancialJuly", "yyyyJuly", 365),
        ("FinancialNov", "yyyyNov", 365),
        ("FinancialOct", "yyyyOct", 365),
        ("FinancialSep", "yyyySep", 365),
        ("Monthly", "yyyyMM", 30),
        ("Quarterly", "yyyyQn", 91),
        ("QuarterlyNov", "yyyyNovQn", 91),
        ("SixMonthly", "yyyySn", 182),
        ("SixMonthlyApril", "yyyyAprilSn", 182),
        ("SixMonthlyNov", "yyyyNovSn", 182),
        ("Weekly", "yyyyWn", 7),
        ("WeeklyFriday", "yyyyFriWn", 7),
        ("WeeklySaturday", "yyyySatWn", 7),
        ("WeeklySunday", "yyyySunWn", 7),
        ("WeeklyThursday", "yyyyThuWn", 7),
        ("WeeklyWednesday", "yyyyWedWn", 7),
        ("Yearly", "yyyy", 365),
    ];
    assert_eq!(PeriodType::ALL.len(), recorded.len());
    for (name, format, order) in recorded {
        let kind: PeriodType = name.parse().unwrap();
        assert_eq!((kind.format(), kind.frequency_order()), (format, order));
        assert_eq!(kind.to_string(), name);
        assert_eq!(
            serde_json::from_value::<PeriodType>(serde_json::to_value(kind).unwrap()).unwrap(),
            kind
        );
    }
    assert!("monthly".parse::<PeriodType>().is_err());
    assert!(PeriodType::ALL.is_sorted_by_key(|kind| kind.frequency_order()));
}

#[test]
fn relative_periods_keep_words_they_do_not_know() {
    assert_eq!(RelativePeriod::KNOWN.len(), 45);
    for known in RelativePeriod::KNOWN {
        assert_eq!(RelativePeriod::from(known.as_str()), *known);
        assert!(!matches!(known, RelativePeriod::Other(_)));
    }
    let other: RelativePeriod = serde_json::from_str("\"LAST_DECADE\"").unwrap();
    assert_eq!(other, RelativePeriod::Other("LAST_DECADE".to_owned()));
    assert_eq!(serde_json::to_string(&other).unwrap(), "\"LAST_DECADE\"");
}

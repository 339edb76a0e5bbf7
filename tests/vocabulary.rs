//! The small vocabularies, held against random input: what is legal survives, what is not is
//! refused, and the calendar has no holes.

#![allow(clippy::unwrap_used)] // The helpers of tests may, too.

use dhis2::{Date, Error, Filter, JsonPatch, Period, PeriodType, Uid, Version};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn period_type() -> impl Strategy<Value = PeriodType> {
    proptest::sample::select(PeriodType::ALL)
}

/// Days of the years that data is collected for, with some to spare.
fn day() -> impl Strategy<Value = Date> {
    (-40_000_i64..100_000).prop_map(Date::from_day_number)
}

fn property() -> impl Strategy<Value = String> {
    "[a-zA-Z][a-zA-Z0-9]{0,8}(\\.[a-z]{1,8}){0,2}"
}

type OneValue = fn(&str, &str) -> Result<Filter, Error>;

fn constructor() -> impl Strategy<Value = OneValue> {
    proptest::sample::select(&[
        (|p, v| Filter::eq(p, v)) as OneValue,
        |p, v| Filter::ieq(p, v),
        |p, v| Filter::ne(p, v),
        |p, v| Filter::gt(p, v),
        |p, v| Filter::like(p, v),
        |p, v| Filter::not_ilike(p, v),
        |p, v| Filter::starts_with(p, v),
        |p, v| Filter::iends_with(p, v),
        |p, v| Filter::token(p, v),
    ])
}

/// How DHIS2 cuts the joined filters of a request: `property:op[:value]`, where a value ends at a
/// comma or a line break unless it opens a bracket and closes it again (paging-and-queries, §1).
fn cut_as_the_server_does(joined: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = joined;
    while !rest.is_empty() {
        let name = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '.')
            .unwrap_or(rest.len());
        let after_name = &rest[name..];
        let operator = after_name.strip_prefix(':').map_or(0, |operator| {
            operator
                .find(|c: char| !c.is_ascii_alphabetic() && c != '!' && c != '$')
                .unwrap_or(operator.len())
        });
        if name == 0 || !(2..=10).contains(&operator) {
            let skip = rest.chars().next().map_or(1, char::len_utf8);
            rest = &rest[skip.max(name)..];
            continue;
        }
        let mut end = name + 1 + operator;
        if let Some(value) = rest[end..].strip_prefix(':') {
            let in_brackets = value
                .starts_with('[')
                .then(|| value.find(']').map(|at| at + 1))
                .flatten();
            let length =
                in_brackets.unwrap_or_else(|| value.find([',', '\n', '\r']).unwrap_or(value.len()));
            if length > 0 {
                end += 1 + length;
            }
        }
        found.push(rest[..end].to_owned());
        rest = &rest[end..];
    }
    found
}

proptest! {
    #[test]
    fn a_period_survives_its_text(kind in period_type(), day in day()) {
        let period = Period::of(kind, day);
        prop_assert!(period.contains(day));
        prop_assert_eq!(period.period_type(), kind);
        prop_assert_eq!(period.to_string().parse::<Period>().unwrap(), period);
        let json = serde_json::to_string(&period).unwrap();
        prop_assert_eq!(serde_json::from_str::<Period>(&json).unwrap(), period);
    }

    #[test]
    fn next_and_previous_undo_each_other(kind in period_type(), day in day()) {
        let period = Period::of(kind, day);
        prop_assert_eq!(period.next().previous(), period);
        prop_assert_eq!(period.previous().next(), period);
        prop_assert!(period < period.next());
    }

    #[test]
    fn a_range_tiles_the_calendar(kind in period_type(), from in day(), days in 0_i64..2000) {
        let to = from.add_days(days);
        let periods: Vec<Period> = Period::range(kind, from, to).collect();
        prop_assert!(periods[0].contains(from));
        prop_assert!(periods[periods.len() - 1].contains(to));
        for pair in periods.windows(2) {
            let gap = pair[1].start_date().days_since(pair[0].end_date());
            // The one overlap that DHIS2 has: week 1 is in BiW27 and in BiW1.
            let expected = if pair[0].to_string().ends_with("BiW27") { -6 } else { 1 };
            prop_assert_eq!(gap, expected, "{} {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn no_text_breaks_the_period_parser(text in "\\PC{0,12}|[0-9]{4}[-A-Za-z]{0,6}[0-9]{0,4}B?") {
        if let Ok(period) = text.parse::<Period>() {
            prop_assert_eq!(period.to_string().parse::<Period>().unwrap(), period);
        }
    }

    #[test]
    fn a_legal_filter_reaches_the_server_whole(
        make in constructor(),
        property in property(),
        value in "[^,\r\n\\x00]{0,20}[^,:\r\n\\x00\\]]",
        other in "[a-z\\[\\]: ]{0,8}x",
    ) {
        prop_assume!(!value.starts_with('[') && !other.starts_with('['));
        let filter = make(&property, &value).unwrap();
        prop_assert_eq!(filter.value(), Some(value.as_str()));
        let wire = filter.to_string();
        prop_assert_eq!(&wire.parse::<Filter>().unwrap(), &filter);
        // The paging engine adds a filter of its own, so none is ever sure to be alone.
        let sent = [
            wire,
            Filter::is_in("name", [other.replace(']', "").trim_start()]).unwrap().to_string(),
            Filter::not_null("code").unwrap().to_string(),
            Filter::eq("name", &other).unwrap().to_string(),
        ];
        prop_assert_eq!(cut_as_the_server_does(&sent.join(",")), sent);
    }

    #[test]
    fn whatever_a_filter_takes_is_not_cut(property in property(), value in "[\\[\\]a:, \n]{0,8}") {
        if let Ok(filter) = Filter::eq(&property, &value) {
            let sent = [filter.to_string(), "id:in:[a,b]".to_owned()];
            prop_assert_eq!(cut_as_the_server_does(&sent.join(",")), sent);
        }
        if let Ok(filter) = Filter::is_in(&property, [&value, "b"]) {
            let sent = [filter.to_string(), "id:in:[a,b]".to_owned()];
            prop_assert_eq!(cut_as_the_server_does(&sent.join(",")), sent);
        }
    }

    #[test]
    fn a_comma_is_always_refused(
        make in constructor(),
        before in "[^\r\n]{0,10}",
        after in "[^\r\n]{0,10}",
    ) {
        let value = format!("{before},{after}");
        prop_assert!(make("name", &value).is_err());
        prop_assert!(Filter::is_in("name", ["a", &value]).is_err());
        let text = format!("name:eq:{value}");
        prop_assert!(text.parse::<Filter>().is_err());
    }

    #[test]
    fn a_difference_makes_one_object_into_the_other(
        before in proptest::collection::btree_map("[a-d/~]{1,2}", value(), 0..6),
        after in proptest::collection::btree_map("[a-d/~]{1,2}", value(), 0..6),
    ) {
        let patch = JsonPatch::diff(&before, &after).unwrap();
        let mut object: Map<String, Value> = before.into_iter().collect();
        apply(&mut object, &serde_json::to_value(&patch).unwrap());
        prop_assert_eq!(Value::Object(object), json!(after));
    }

    #[test]
    fn uids_are_valid_and_survive_their_text(key in "\\PC{0,20}") {
        for uid in [Uid::generate(), Uid::from_key(&key)] {
            prop_assert!(Uid::is_valid(uid.as_str()));
            prop_assert_eq!(uid.to_string().parse::<Uid>().unwrap(), uid);
            let json = serde_json::to_string(&uid).unwrap();
            prop_assert_eq!(serde_json::from_str::<Uid>(&json).unwrap(), uid);
        }
    }

    #[test]
    fn versions_order_as_their_numbers(
        a in (36_u32..50, 0_u32..12, 0_u32..4),
        b in (36_u32..50, 0_u32..12, 0_u32..4),
    ) {
        let version = |(major, patch, fix): (u32, u32, u32)| -> Version {
            format!("2.{major}.{patch}.{fix}").parse().unwrap()
        };
        prop_assert_eq!(version(a).cmp(&version(b)), a.cmp(&b));
        prop_assert_eq!(version(a).major(), a.0);
    }
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (0..3).prop_map(Value::from),
        "[ab]{0,2}".prop_map(Value::from),
        proptest::collection::vec(0..3, 0..3).prop_map(Value::from),
        (0..3).prop_map(|n| json!({"n": n})),
    ]
}

/// As much of RFC 6902 as a difference of two objects needs, strict where the RFC is.
fn apply(object: &mut Map<String, Value>, patch: &Value) {
    for operation in patch.as_array().unwrap() {
        let pointer = operation["path"].as_str().unwrap();
        let name = pointer.strip_prefix('/').unwrap();
        assert!(!name.contains('/'), "{pointer}");
        let name = name.replace("~1", "/").replace("~0", "~");
        let value = operation.get("value").cloned();
        match operation["op"].as_str().unwrap() {
            "add" => assert_eq!(object.insert(name, value.unwrap()), None),
            "replace" => assert!(object.insert(name, value.unwrap()).is_some()),
            "remove" => assert!(object.remove(&name).is_some() && value.is_none()),
            other => panic!("{other} in a difference"),
        }
    }
}

#[test]
fn the_servers_knife_cuts_what_it_should() {
    // The stand-in must cut where DHIS2 was seen to, or the tests above prove nothing.
    assert_eq!(
        cut_as_the_server_does("name:eq:Ward 1, East,level:eq:3"),
        ["name:eq:Ward 1", "level:eq:3"]
    );
    assert_eq!(
        cut_as_the_server_does("age:eq:20,name:in:[a,b],code:null"),
        ["age:eq:20", "name:in:[a,b]", "code:null"]
    );
    assert_eq!(cut_as_the_server_does("name,level:eq:3"), ["level:eq:3"]);
    assert_eq!(
        cut_as_the_server_does("name:eq:[a,id:in:[b]"),
        ["name:eq:[a,id:in:[b]"]
    );
}

use super::{Filter, IntoFilter, OPERATORS};

fn error(filter: impl IntoFilter) -> String {
    filter.into_filter().unwrap_err().to_string()
}

#[test]
fn every_constructor_writes_what_the_parser_reads() {
    let filters = [
        (Filter::eq("a", 1), "a:eq:1"),
        (Filter::ieq("a", "x"), "a:ieq:x"),
        (Filter::ne("a", "x"), "a:!eq:x"),
        (Filter::gt("a", "2020-01-01"), "a:gt:2020-01-01"),
        (Filter::ge("a", 1), "a:ge:1"),
        (Filter::lt("a", 1), "a:lt:1"),
        (Filter::le("a", 1), "a:le:1"),
        (Filter::like("a", "x"), "a:like:x"),
        (Filter::not_like("a", "x"), "a:!like:x"),
        (Filter::ilike("a", "x"), "a:ilike:x"),
        (Filter::not_ilike("a", "x"), "a:!ilike:x"),
        (Filter::starts_with("a", "x"), "a:$like:x"),
        (Filter::not_starts_with("a", "x"), "a:!$like:x"),
        (Filter::istarts_with("a", "x"), "a:$ilike:x"),
        (Filter::not_istarts_with("a", "x"), "a:!$ilike:x"),
        (Filter::ends_with("a", "x"), "a:like$:x"),
        (Filter::not_ends_with("a", "x"), "a:!like$:x"),
        (Filter::iends_with("a", "x"), "a:ilike$:x"),
        (Filter::not_iends_with("a", "x"), "a:!ilike$:x"),
        (Filter::token("a", "mar clinic"), "a:token:mar clinic"),
        (Filter::not_token("a", "x"), "a:!token:x"),
        (Filter::is_in("a", ["x", "y"]), "a:in:[x,y]"),
        (Filter::not_in("a", [1, 2]), "a:!in:[1,2]"),
        (Filter::is_in("a", [""; 0]), "a:in:[]"),
        (Filter::null("a"), "a:null"),
        (Filter::not_null("a"), "a:!null"),
        (Filter::empty("a"), "a:empty"),
        (Filter::not_empty("a"), "a:!empty"),
    ];
    for (filter, wire) in filters {
        let filter = filter.unwrap();
        assert_eq!(filter.to_string(), wire);
        assert_eq!(wire.parse::<Filter>().unwrap(), filter);
    }
}

#[test]
fn every_operator_fits_the_servers_pattern() {
    // `[!$a-zA-Z]{2,10}`: one that does not is dropped beside another filter.
    for (name, _) in OPERATORS {
        assert!((2..=10).contains(&name.len()), "{name}");
        assert!(
            name.bytes()
                .all(|b| b.is_ascii_alphabetic() || b == b'!' || b == b'$')
        );
    }
}

#[test]
fn a_comma_is_refused_with_the_way_out() {
    assert_eq!(
        error(Filter::eq("name", "Ward 1, East")),
        "filter cannot be `name:eq:Ward 1, East`: expected a value without a comma, where DHIS2 cuts \
         it and finds another object; search with the parameter `query` and compare the names that \
         come back"
    );
    assert!(error("name:eq:Ward 1, East").contains("without a comma"));
    assert!(error(Filter::is_in("name", ["a", "Ward 1, East"])).contains("[Ward 1, East]"));
}

#[test]
fn what_dhis2_cuts_or_misreads_is_refused() {
    for (text, why) in [
        ("name", "property:operator:value"),
        ("name:eq", "500"),
        ("name:eq:", "500"),
        ("name:eq:x:", "colon"),
        ("name:eq:::", "colon"),
        ("name:eq:a\nb", "line breaks"),
        ("name:eq:a\rb", "line breaks"),
        ("name:eq:[a] b", "first `]`"),
        ("name:eq:[a", "first `]`"),
        ("name:equals:x", "an operator"),
        ("name:EQ:x", "an operator"),
        ("name:null:x", "no value after `null`"),
        ("name:in:a,b", "a list in"),
        ("name:in", "a list in"),
        ("name:in:[a,,b]", "500"),
        ("name:in:[a, b]", "start with a blank"),
        ("name:in:[a]b]", "ends the list"),
        (":eq:x", "a property"),
        ("my_name:eq:x", "a property"),
        ("na me:eq:x", "a property"),
        ("", "property:operator:value"),
    ] {
        assert!(error(text).contains(why), "{text:?}: {}", error(text));
    }
}

#[test]
fn what_dhis2_takes_as_meant_passes() {
    for value in [
        "a b",
        "a+b",
        "a&b",
        "100%",
        "\"a\"",
        "it's",
        "a [b]",
        "[a]",
        "a]",
        "{a}",
        "(a)",
        "a/b",
        "a\\b",
        "Ünïté",
        "a_b",
        "a:b",
        ":a",
        "x ",
        "2024-01-31T10:20:30.123",
    ] {
        let filter = Filter::eq("name", value).unwrap();
        assert_eq!(filter.value(), Some(value));
        assert_eq!(filter.to_string().parse::<Filter>().unwrap(), filter);
    }
    assert_eq!(Filter::is_in("name", ["x:"]).unwrap().value(), Some("[x:]"));
    assert_eq!("a:in:[x,]".into_filter().unwrap().value(), Some("[x]"));
}

#[test]
fn a_filter_can_be_taken_apart() {
    let filter: Filter = "parent.id:in:[OuVelmora01]".parse().unwrap();
    assert_eq!(
        (filter.property(), filter.operator(), filter.value()),
        ("parent.id", "in", Some("[OuVelmora01]"))
    );
    assert_eq!(Filter::null("code").unwrap().value(), None);
}

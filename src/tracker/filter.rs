//! Conditions on the values of attributes and data elements.

use std::fmt::Display;

use crate::uid::AsUid;
use crate::words::closed_words;
use crate::{Error, Result};

closed_words! {
    /// How a value is compared, in a list of the tracker. Text is compared without regard to case,
    /// numbers and dates as what they are.
    Operator {
        /// Equal.
        Eq = "eq",
        /// Not equal. What has no value at all is not in the list.
        Ne = "neq",
        /// Greater.
        Gt = "gt",
        /// Greater or equal.
        Ge = "ge",
        /// Less.
        Lt = "lt",
        /// Less or equal.
        Le = "le",
        /// Holds the text.
        Like = "like",
        /// Does not hold the text. What has no value at all is not in the list.
        NotLike = "nlike",
        /// Begins with the text.
        Sw = "sw",
        /// Ends with the text.
        Ew = "ew",
    }
}

/// A condition as text, and whether only DHIS2 2.42 and later read it so.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Condition {
    pub(super) text: String,
    pub(super) is_new: bool,
}

/// `uid:operator:value`
pub(super) fn filter(of: impl AsUid, operator: Operator, value: impl Display) -> Result<Condition> {
    let (of, value) = (of.as_uid()?, value.to_string());
    if value.is_empty() {
        let expected =
            "some text: `filter_present` and `filter_missing` tell whether there is a value";
        return Err(Error::invalid("filter", value, expected));
    }
    let (value, is_new) = escape(&value);
    Ok(Condition {
        text: format!("{of}:{operator}:{value}"),
        is_new,
    })
}

/// `uid:in:a;b`
pub(super) fn one_of<V: Display>(
    of: impl AsUid,
    values: impl IntoIterator<Item = V>,
) -> Result<Condition> {
    let of = of.as_uid()?;
    let mut list = String::new();
    for value in values {
        let value = value.to_string();
        if value.is_empty() || value.contains(';') {
            let expected = "text without `;`, for which the list has no escape";
            return Err(Error::invalid("filter", value, expected));
        }
        if !list.is_empty() {
            list.push(';');
        }
        list += &value;
    }
    if list.is_empty() {
        return Err(Error::invalid("filter", "", "one value or more"));
    }
    let (list, is_new) = escape(&list);
    Ok(Condition {
        text: format!("{of}:in:{list}"),
        is_new,
    })
}

/// `uid:null` or `uid:!null`
pub(super) fn present(of: impl AsUid, present: bool) -> Result<Condition> {
    let operator = if present { "!null" } else { "null" };
    Ok(Condition {
        text: format!("{}:{operator}", of.as_uid()?),
        is_new: true,
    })
}

/// Puts a slash before commas and colons, which would end the value, and before slashes that would be
/// taken for such an escape. Only the latter is new in 2.42; older servers cannot be told.
fn escape(value: &str) -> (String, bool) {
    let mut escaped = String::with_capacity(value.len());
    let mut is_new = false;
    let mut characters = value.chars().peekable();
    while let Some(character) = characters.next() {
        let doubtful = match character {
            ',' | ':' => true,
            // A slash before a plain character is a slash to every server.
            '/' => {
                let doubtful = matches!(characters.peek(), None | Some('/' | ',' | ':'));
                is_new |= doubtful;
                doubtful
            }
            _ => false,
        };
        if doubtful {
            escaped.push('/');
        }
        escaped.push(character);
    }
    (escaped, is_new)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "TaGivenNam1";

    /// What DHIS2 2.42 makes of the text after the operator: where the value ends, and the value.
    fn read(text: &str) -> (usize, String) {
        let characters: Vec<char> = text.chars().collect();
        let mut end = 0;
        while end < characters.len() {
            let next = characters.get(end + 1);
            if characters[end] == '/' && matches!(next, Some('/' | ',' | ':')) {
                end += 2;
            } else if matches!(characters[end], ',' | ':') {
                break;
            } else {
                end += 1;
            }
        }
        let value: String = characters[..end].iter().collect();
        let value = value.replace("//", "/").replace("/,", ",");
        (end, value.replace("/:", ":"))
    }

    #[test]
    fn every_value_reaches_the_server_as_it_was_given() {
        let parts = ["a", "/", ",", ":", "//", "/,", "é"];
        for first in parts {
            for second in parts {
                for third in parts {
                    let value = format!("{first}{second}{third}");
                    let (escaped, _) = escape(&value);
                    let length = escaped.chars().count();
                    assert_eq!(read(&escaped), (length, value.clone()), "{value}");
                }
            }
        }
    }

    #[test]
    fn separators_are_escaped_and_slashes_only_where_they_must_be() {
        let sent = filter(NAME, Operator::Eq, "Ward 1, East: a/b").unwrap();
        assert_eq!(sent.text, "TaGivenNam1:eq:Ward 1/, East/: a/b");
        assert!(!sent.is_new);
        for (value, escaped) in [("a/", "a//"), ("a/,b", "a///,b"), ("a//b", "a///b")] {
            let sent = filter(NAME, Operator::Ne, value).unwrap();
            assert_eq!(sent.text, format!("TaGivenNam1:neq:{escaped}"));
            assert!(sent.is_new, "{value}");
        }
        assert!(filter(NAME, Operator::Eq, "").is_err());
        assert!(filter("no uid", Operator::Eq, "a").is_err());
    }

    #[test]
    fn a_list_of_values_holds_no_semicolon_and_is_not_empty() {
        let sent = one_of(NAME, ["a", "b: c"]).unwrap();
        assert_eq!(sent.text, "TaGivenNam1:in:a;b/: c");
        assert!(one_of(NAME, ["a;b"]).is_err());
        assert!(one_of(NAME, [""]).is_err());
        assert!(one_of(NAME, Vec::<String>::new()).is_err());
    }

    #[test]
    fn presence_has_no_value() {
        assert_eq!(present(NAME, true).unwrap().text, "TaGivenNam1:!null");
        assert_eq!(present(NAME, false).unwrap().text, "TaGivenNam1:null");
    }
}

//! Conditions on the values of attributes and data elements.

use std::fmt::Display;

use crate::uid::AsUid;
use crate::words::closed_words;
use crate::{Error, Result};

closed_words! {
    /// How a value is compared, in a list of the tracker.
    Operator {
        /// Equal. DHIS2 compares text without regard to case.
        Eq = "eq",
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
        /// Begins with the text.
        Sw = "sw",
        /// Ends with the text.
        Ew = "ew",
    }
}

/// `uid:operator:value`. Commas and colons, which would end the value, are escaped by a slash.
pub(super) fn filter(of: impl AsUid, operator: Operator, value: impl Display) -> Result<String> {
    let (of, value) = (of.as_uid()?, value.to_string());
    // DHIS2 cannot tell a slash that stands before a separator from an escape.
    if value.is_empty() || value.ends_with('/') || value.contains("/,") || value.contains("/:") {
        let expected = "some text, without a slash at its end or before a comma or colon";
        return Err(Error::invalid("filter", value, expected));
    }
    let value = value.replace(',', "/,").replace(':', "/:");
    Ok(format!("{of}:{operator}:{value}"))
}

/// `uid:in:a;b`.
pub(super) fn one_of<V: Display>(
    of: impl AsUid,
    values: impl IntoIterator<Item = V>,
) -> Result<String> {
    let of = of.as_uid()?;
    let mut list = String::new();
    for value in values {
        let value = value.to_string();
        if value.is_empty() || value.contains([';', ',', ':', '/']) {
            let expected = "text without `;`, `,`, `:` and `/`, as the list has no escape for all";
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
    Ok(format!("{of}:in:{list}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "TaGivenNam1";

    #[test]
    fn separators_are_escaped_and_what_cannot_be_is_refused() {
        let sent = filter(NAME, Operator::Eq, "Ward 1, East: a/b").unwrap();
        assert_eq!(sent, "TaGivenNam1:eq:Ward 1/, East/: a/b");
        for value in ["", "a/", "a/,b", "a/:b"] {
            assert!(filter(NAME, Operator::Eq, value).is_err(), "{value:?}");
        }
        assert!(filter("no uid", Operator::Eq, "a").is_err());
    }

    #[test]
    fn a_list_of_values_holds_no_separator_and_is_not_empty() {
        assert_eq!(one_of(NAME, ["a", "b"]).unwrap(), "TaGivenNam1:in:a;b");
        assert!(one_of(NAME, ["a;b"]).is_err());
        assert!(one_of(NAME, Vec::<String>::new()).is_err());
    }
}

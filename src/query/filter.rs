use std::fmt::{self, Display};
use std::str::FromStr;

use crate::error::Error;

/// One condition of a metadata list: `property:operator:value`.
///
/// The property is a name (`name`), a path to a related object (`parent.id`,
/// `dataSetElements.dataSet.id`), the uid of an attribute, or `identifiable` for "id, code or
/// name". The value is anything that can be displayed: text, a number, a [`Uid`](crate::Uid), a
/// date.
///
/// A filter is valid by construction. DHIS2 joins all filters of a request with commas and cuts
/// them apart again, so a comma in a value ends it: `name:eq:Ward 1, East` finds the object named
/// `Ward 1`. Such values are refused here. To look for them, use the list parameter `query`, in
/// which a comma is safe, and compare the names that come back.
///
/// ```
/// use dhis2::Filter;
///
/// assert_eq!(Filter::eq("level", 3)?.to_string(), "level:eq:3");
/// assert_eq!(Filter::is_in("id", ["OuVelmora01", "OuProvTess1"])?.to_string(), "id:in:[OuVelmora01,OuProvTess1]");
/// assert_eq!(Filter::not_null("code")?.to_string(), "code:!null");
/// assert_eq!("parent.id:eq:OuVelmora01".parse::<Filter>()?.property(), "parent.id");
/// assert!(Filter::eq("name", "Ward 1, East").is_err());
/// # Ok::<_, dhis2::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Filter {
    property: String,
    operator: &'static str,
    value: Option<String>,
}

/// What an operator wants after it.
#[derive(Clone, Copy, PartialEq)]
enum Operand {
    Nothing,
    One,
    List,
}

const OPERATORS: &[(&str, Operand)] = &[
    ("eq", Operand::One),
    ("ieq", Operand::One),
    ("!eq", Operand::One),
    ("neq", Operand::One),
    ("ne", Operand::One),
    ("gt", Operand::One),
    ("lt", Operand::One),
    ("gte", Operand::One),
    ("ge", Operand::One),
    ("lte", Operand::One),
    ("le", Operand::One),
    ("like", Operand::One),
    ("!like", Operand::One),
    ("$like", Operand::One),
    ("!$like", Operand::One),
    ("like$", Operand::One),
    ("!like$", Operand::One),
    ("ilike", Operand::One),
    ("!ilike", Operand::One),
    ("$ilike", Operand::One),
    ("startsWith", Operand::One),
    ("!$ilike", Operand::One),
    ("ilike$", Operand::One),
    ("endsWith", Operand::One),
    ("!ilike$", Operand::One),
    ("token", Operand::One),
    ("!token", Operand::One),
    ("in", Operand::List),
    ("!in", Operand::List),
    ("null", Operand::Nothing),
    ("!null", Operand::Nothing),
    ("empty", Operand::Nothing),
    ("!empty", Operand::Nothing),
];

/// One constructor for an operator with one value. They differ in nothing but name and operator.
macro_rules! with_value {
    ($($(#[$doc:meta])* $name:ident = $operator:literal;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        ///
        /// [`Error::InvalidInput`] when DHIS2 would cut or misread the value; see [`Filter`].
        pub fn $name(property: &str, value: impl Display) -> Result<Self, Error> {
            Self::one(property, $operator, &value.to_string())
        }
    )*};
}

macro_rules! with_list {
    ($($(#[$doc:meta])* $name:ident = $operator:literal;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        ///
        /// [`Error::InvalidInput`] when a value is empty, starts with a blank, or holds a comma, a
        /// `]` or a line break.
        pub fn $name<V: Display>(
            property: &str,
            values: impl IntoIterator<Item = V>,
        ) -> Result<Self, Error> {
            let values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
            Self::list(property, $operator, &values)
        }
    )*};
}

macro_rules! without_value {
    ($($(#[$doc:meta])* $name:ident = $operator:literal;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        ///
        /// [`Error::InvalidInput`] when the property is not a name or a path of names.
        pub fn $name(property: &str) -> Result<Self, Error> {
            Self::none(property, $operator)
        }
    )*};
}

impl Filter {
    with_value! {
        /// Equal, upper and lower case told apart: `name:eq:Tessary`.
        eq = "eq";
        /// Equal, whatever the case: `ieq`.
        ieq = "ieq";
        /// Not equal: `!eq`.
        ne = "!eq";
        /// Greater: `gt`. For dates and numbers; on `id` by code point.
        gt = "gt";
        /// Greater or equal: `ge`.
        ge = "ge";
        /// Less: `lt`.
        lt = "lt";
        /// Less or equal: `le`.
        le = "le";
        /// Contains, upper and lower case told apart: `like`. A `_` in the value stands for any one
        /// character, here and in all its relatives.
        like = "like";
        /// Does not contain: `!like`.
        not_like = "!like";
        /// Contains, whatever the case: `ilike`.
        ilike = "ilike";
        /// Does not contain, whatever the case: `!ilike`.
        not_ilike = "!ilike";
        /// Starts with: `$like`.
        starts_with = "$like";
        /// Does not start with: `!$like`.
        not_starts_with = "!$like";
        /// Starts with, whatever the case: `$ilike`.
        istarts_with = "$ilike";
        /// Does not start with, whatever the case: `!$ilike`.
        not_istarts_with = "!$ilike";
        /// Ends with: `like$`.
        ends_with = "like$";
        /// Does not end with: `!like$`.
        not_ends_with = "!like$";
        /// Ends with, whatever the case: `ilike$`.
        iends_with = "ilike$";
        /// Does not end with, whatever the case: `!ilike$`.
        not_iends_with = "!ilike$";
        /// Has words that start with each of the value's words, whatever the case: `token`.
        token = "token";
        /// The opposite of [`token`](Self::token): `!token`.
        not_token = "!token";
    }

    with_list! {
        /// Equal to one of the values: `id:in:[a,b]`. No values match nothing.
        is_in = "in";
        /// Equal to none of the values: `!in`.
        not_in = "!in";
    }

    without_value! {
        /// The property is absent: `code:null`.
        null = "null";
        /// The property is there: `code:!null`.
        not_null = "!null";
        /// The collection has no members: `dataElementGroups:empty`.
        empty = "empty";
        /// The collection has members: `!empty`.
        not_empty = "!empty";
    }

    /// The property or path.
    pub fn property(&self) -> &str {
        &self.property
    }

    /// The operator as it is sent: `eq`, `!null`, `$ilike`.
    pub fn operator(&self) -> &str {
        self.operator
    }

    /// The value as it is sent, for an operator that has one: `3`, `[a,b]`.
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }

    fn none(property: &str, operator: &'static str) -> Result<Self, Error> {
        check_property(property, &format!("{property}:{operator}"))?;
        Ok(Self {
            property: property.to_owned(),
            operator,
            value: None,
        })
    }

    fn one(property: &str, operator: &'static str, value: &str) -> Result<Self, Error> {
        let text = format!("{property}:{operator}:{value}");
        check_property(property, &text)?;
        if let Some(expected) = fault(value) {
            return Err(Error::invalid("filter", text, expected));
        }
        if value.ends_with(':') {
            return Err(Error::invalid(
                "filter",
                text,
                "a value that does not end in a colon, which DHIS2 drops; `in` with this one value keeps it",
            ));
        }
        // The server reads a value that opens a bracket up to the next `]`, which may be in the
        // middle of the value or in the next filter (GetObjectListParams in dhis2-core).
        if value.starts_with('[') && value.find(']') != Some(value.len() - 1) {
            return Err(Error::invalid(
                "filter",
                text,
                "a value that starts with `[` to end with its first `]`, where DHIS2 cuts it",
            ));
        }
        Ok(Self {
            property: property.to_owned(),
            operator,
            value: Some(value.to_owned()),
        })
    }

    fn list<V: AsRef<str>>(
        property: &str,
        operator: &'static str,
        values: &[V],
    ) -> Result<Self, Error> {
        let joined = values
            .iter()
            .map(AsRef::as_ref)
            .collect::<Vec<_>>()
            .join(",");
        let wire = format!("[{joined}]");
        check_property(property, &format!("{property}:{operator}:{wire}"))?;
        for value in values.iter().map(AsRef::as_ref) {
            let expected = match fault(value) {
                Some(expected) => expected,
                None if value.contains(']') => "values without `]`, which ends the list",
                None if value.starts_with(char::is_whitespace) => {
                    "values that do not start with a blank, which DHIS2 takes as part of the value"
                }
                None => continue,
            };
            return Err(Error::invalid(
                "filter",
                format!("{property}:{operator}:[{value}]"),
                expected,
            ));
        }
        Ok(Self {
            property: property.to_owned(),
            operator,
            value: Some(wire),
        })
    }
}

fn check_property(property: &str, text: &str) -> Result<(), Error> {
    // Any other character makes DHIS2 read the name from behind it, or drop the filter.
    if !property.is_empty()
        && property
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
    {
        return Ok(());
    }
    Err(Error::invalid(
        "filter",
        text,
        "a property of letters, digits and dots, such as `name` or `parent.id`",
    ))
}

/// What is wrong with a value wherever it stands.
fn fault(value: &str) -> Option<&'static str> {
    if value.is_empty() {
        Some("a value, without which DHIS2 answers 500; use `null` or `empty` to ask for absence")
    } else if value.contains(',') {
        Some(
            "a value without a comma, where DHIS2 cuts it and finds another object; search with the \
             parameter `query` and compare the names that come back",
        )
    } else if value.contains(['\n', '\r', '\0']) {
        Some("a value without line breaks, where DHIS2 cuts it")
    } else {
        None
    }
}

impl Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.property, self.operator)?;
        match &self.value {
            Some(value) => write!(f, ":{value}"),
            None => Ok(()),
        }
    }
}

impl FromStr for Filter {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let mut parts = text.splitn(3, ':');
        let (property, name, value) = (parts.next(), parts.next(), parts.next());
        let (Some(property), Some(name)) = (property, name) else {
            return Err(Error::invalid(
                "filter",
                text,
                "`property:operator:value`, such as `level:eq:3`",
            ));
        };
        let Some((operator, operand)) = OPERATORS.iter().find(|(known, _)| *known == name) else {
            return Err(Error::invalid(
                "filter",
                text,
                "an operator of DHIS2, such as eq, ilike, $like, in, gt, !null",
            ));
        };
        match (operand, value) {
            (Operand::Nothing, None) => Self::none(property, operator),
            (Operand::Nothing, Some(_)) => Err(Error::invalid(
                "filter",
                text,
                format!("no value after `{operator}`"),
            )),
            (Operand::One, value) => Self::one(property, operator, value.unwrap_or_default()),
            (Operand::List, value) => {
                let Some(list) = value.and_then(|v| v.strip_prefix('[')?.strip_suffix(']')) else {
                    return Err(Error::invalid("filter", text, "a list in `[` and `]`"));
                };
                // A comma at the end does no harm at the server either.
                let list = list.strip_suffix(',').unwrap_or(list);
                let values: Vec<&str> = match list {
                    "" => Vec::new(),
                    list => list.split(',').collect(),
                };
                Self::list(property, operator, &values)
            }
        }
    }
}

impl TryFrom<&str> for Filter {
    type Error = Error;

    fn try_from(text: &str) -> Result<Self, Error> {
        text.parse()
    }
}

impl TryFrom<String> for Filter {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        text.parse()
    }
}

/// Anything that is a [`Filter`] or may become one: a filter, the result of making one, or text.
///
/// Builders take `impl IntoFilter`, keep the first error and return it when they are sent.
pub trait IntoFilter {
    /// The filter.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] when DHIS2 would cut or misread it.
    fn into_filter(self) -> Result<Filter, Error>;
}

impl IntoFilter for Filter {
    fn into_filter(self) -> Result<Filter, Error> {
        Ok(self)
    }
}

impl IntoFilter for &Filter {
    fn into_filter(self) -> Result<Filter, Error> {
        Ok(self.clone())
    }
}

impl IntoFilter for Result<Filter, Error> {
    fn into_filter(self) -> Result<Filter, Error> {
        self
    }
}

impl IntoFilter for &str {
    fn into_filter(self) -> Result<Filter, Error> {
        self.parse()
    }
}

impl IntoFilter for String {
    fn into_filter(self) -> Result<Filter, Error> {
        self.parse()
    }
}

impl IntoFilter for &String {
    fn into_filter(self) -> Result<Filter, Error> {
        self.parse()
    }
}

#[cfg(test)]
#[path = "filter_tests.rs"]
mod tests;

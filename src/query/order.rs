use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// Which way a list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Direction {
    /// `asc`: up, capitals before small letters.
    #[default]
    Asc,
    /// `desc`: down.
    Desc,
    /// `iasc`: up, whatever the case.
    Iasc,
    /// `idesc`: down, whatever the case.
    Idesc,
}

impl Direction {
    /// The word in the parameter.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asc => "asc",
            Self::Desc => "desc",
            Self::Iasc => "iasc",
            Self::Idesc => "idesc",
        }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One key that a list is sorted by: `name:asc`. Repeat it for more keys.
///
/// DHIS2 sorts by simple stored properties and by `displayName`. A property that it cannot sort by
/// is ignored without a word in metadata lists and is an error in tracker lists.
///
/// ```
/// use dhis2::Order;
///
/// assert_eq!(Order::desc("lastUpdated")?.to_string(), "lastUpdated:desc");
/// assert_eq!("name".parse::<Order>()?, Order::asc("name")?);
/// assert!("name:upwards".parse::<Order>().is_err());
/// # Ok::<_, dhis2::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Order {
    property: String,
    direction: Direction,
}

impl Order {
    /// Up: `property:asc`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] when the property is not a name.
    pub fn asc(property: &str) -> Result<Self, Error> {
        Self::new(property, Direction::Asc)
    }

    /// Down: `property:desc`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] when the property is not a name.
    pub fn desc(property: &str) -> Result<Self, Error> {
        Self::new(property, Direction::Desc)
    }

    /// Up, whatever the case: `property:iasc`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] when the property is not a name.
    pub fn iasc(property: &str) -> Result<Self, Error> {
        Self::new(property, Direction::Iasc)
    }

    /// Down, whatever the case: `property:idesc`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] when the property is not a name.
    pub fn idesc(property: &str) -> Result<Self, Error> {
        Self::new(property, Direction::Idesc)
    }

    /// By a property, in a direction.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] when the property is not a name.
    pub fn new(property: &str, direction: Direction) -> Result<Self, Error> {
        let is_name = !property.is_empty()
            && property
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'_');
        if !is_name {
            return Err(Error::invalid(
                "order",
                property,
                "one property, such as `name:asc`; repeat `order` for more",
            ));
        }
        Ok(Self {
            property: property.to_owned(),
            direction,
        })
    }

    /// The property.
    pub fn property(&self) -> &str {
        &self.property
    }

    /// The direction.
    pub fn direction(&self) -> Direction {
        self.direction
    }
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.property, self.direction)
    }
}

impl FromStr for Order {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let Some((property, word)) = text.split_once(':') else {
            return Self::asc(text);
        };
        // DHIS2 takes the word in any case, and ignores the whole order when it does not know it.
        let direction = [
            Direction::Asc,
            Direction::Desc,
            Direction::Iasc,
            Direction::Idesc,
        ]
        .into_iter()
        .find(|direction| direction.as_str().eq_ignore_ascii_case(word))
        .ok_or_else(|| {
            Error::invalid(
                "order",
                text,
                "one property with asc, desc, iasc or idesc, such as `name:asc`",
            )
        })?;
        Self::new(property, direction)
    }
}

impl TryFrom<&str> for Order {
    type Error = Error;

    fn try_from(text: &str) -> Result<Self, Error> {
        text.parse()
    }
}

/// Anything that is an [`Order`] or may become one: an order, the result of making one, or text.
pub trait IntoOrder {
    /// The order.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] when it is none that DHIS2 understands.
    fn into_order(self) -> Result<Order, Error>;
}

impl IntoOrder for Order {
    fn into_order(self) -> Result<Order, Error> {
        Ok(self)
    }
}

impl IntoOrder for &Order {
    fn into_order(self) -> Result<Order, Error> {
        Ok(self.clone())
    }
}

impl IntoOrder for Result<Order, Error> {
    fn into_order(self) -> Result<Order, Error> {
        self
    }
}

impl IntoOrder for &str {
    fn into_order(self) -> Result<Order, Error> {
        self.parse()
    }
}

impl IntoOrder for String {
    fn into_order(self) -> Result<Order, Error> {
        self.parse()
    }
}

impl IntoOrder for &String {
    fn into_order(self) -> Result<Order, Error> {
        self.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::{Direction, Order};

    #[test]
    fn an_order_is_read_in_any_case_and_without_a_direction() {
        for (text, wire) in [
            ("name", "name:asc"),
            ("name:ASC", "name:asc"),
            ("name:desc", "name:desc"),
            ("name:iAsc", "name:iasc"),
            ("name:idesc", "name:idesc"),
        ] {
            assert_eq!(text.parse::<Order>().unwrap().to_string(), wire);
        }
        let order = Order::idesc("name").unwrap();
        assert_eq!(
            (order.property(), order.direction()),
            ("name", Direction::Idesc)
        );
    }

    #[test]
    fn what_dhis2_would_ignore_is_refused() {
        for text in [
            "",
            ":asc",
            "name:",
            "name:up",
            "name:asc,id:asc",
            "name,id",
            "na me",
        ] {
            assert!(text.parse::<Order>().is_err(), "{text}");
        }
    }
}

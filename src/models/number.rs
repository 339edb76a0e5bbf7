use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::base::{Kind, read_lenient, write_view};

/// A number that goes back as it came: `1` as `1`, and `1.0` as `1.0`.
///
/// ```
/// use dhis2::models::{Constant, Number};
///
/// let pi: Constant = serde_json::from_str(r#"{"value": 3}"#)?;
/// assert_eq!(pi.value, Some(Number::Integer(3)));
/// let better = Constant { value: Some(3.14.into()), ..pi };
/// assert_eq!(serde_json::to_string(&better)?, r#"{"value":3.14}"#);
/// # Ok::<_, serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// A number without a decimal point.
    Integer(i64),
    /// A number with one.
    Float(f64),
}

impl Number {
    /// The number to reckon with. Integers beyond 2⁵³ are rounded.
    #[allow(clippy::cast_precision_loss)]
    pub fn as_f64(self) -> f64 {
        match self {
            Self::Integer(value) => value as f64,
            Self::Float(value) => value,
        }
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        Self::Integer(value.into())
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<f64> for Number {
    fn from(value: f64) -> Self {
        Self::Float(value)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(value) => fmt::Display::fmt(value, f),
            Self::Float(value) => fmt::Display::fmt(value, f),
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_view(self.view(), serializer)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_lenient(deserializer, "a number")
    }
}

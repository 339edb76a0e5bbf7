use std::fmt;

/// A value that cannot be used; raised before anything is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidInputError {
    name: String,
    value: String,
    expected: String,
}

impl InvalidInputError {
    pub(crate) fn new(
        name: impl Into<String>,
        value: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        let mut value = value.into();
        if value.chars().count() > 200 {
            value = value.chars().take(200).chain("…".chars()).collect();
        }
        Self {
            name: name.into(),
            value,
            expected: expected.into(),
        }
    }

    /// The name of the argument, setting or file field.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The value as given, cut at 200 characters. Empty for a secret.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// What was expected instead.
    pub fn expected(&self) -> &str {
        &self.expected
    }
}

impl fmt::Display for InvalidInputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            name,
            value,
            expected,
        } = self;
        if value.is_empty() {
            write!(f, "{name} cannot be used: expected {expected}")
        } else {
            write!(
                f,
                "{name} cannot be `{}`: expected {expected}",
                value.escape_debug()
            )
        }
    }
}

impl std::error::Error for InvalidInputError {}

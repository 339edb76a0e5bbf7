//! A category combination with all that it is made of, as it shall be.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::error::{Error, Result};
use crate::models::DataDimensionType;

/// A category combination as it shall be; see [`Resource::build`](crate::Resource::build).
///
/// ```
/// use dhis2::resources::{CategoryComboSpec, CategoryOptionSpec, CategorySpec};
///
/// let spec = CategoryComboSpec::new("Sex and age")
///     .category(CategorySpec::new("Sex").options(["Female", "Male"]))
///     .category(
///         CategorySpec::new("Age")
///             .code("AGE")
///             .option(CategoryOptionSpec::new("Under five years").short_name("0-4").code("AGE_0_4"))
///             .option("5 years and more"),
///     );
/// assert_eq!(spec.categories.len(), 2);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CategoryComboSpec {
    /// The name, by which the combination is found again: 1 to 230 characters.
    pub name: String,
    /// The code of a new combination.
    pub code: Option<String>,
    /// What a new combination and its new categories are for; to disaggregate unless set.
    pub data_dimension_type: DataDimensionType,
    /// Whether a new combination has no total.
    pub skip_total: bool,
    /// The categories, at least one.
    pub categories: Vec<CategorySpec>,
}

/// A category as it shall be; see [`CategoryComboSpec`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CategorySpec {
    /// The name, by which the category is found again: 1 to 230 characters.
    pub name: String,
    /// The short name of a new category, at most 50 characters; the start of the name unless set.
    pub short_name: Option<String>,
    /// The code of a new category.
    pub code: Option<String>,
    /// The description of a new category.
    pub description: Option<String>,
    /// The options in their order, at least one.
    pub options: Vec<CategoryOptionSpec>,
}

/// An option as it shall be; see [`CategorySpec`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CategoryOptionSpec {
    /// The name, by which the option is found again: 1 to 230 characters.
    pub name: String,
    /// The short name of a new option, at most 50 characters; the start of the name unless set.
    pub short_name: Option<String>,
    /// The code of a new option.
    pub code: Option<String>,
    /// The description of a new option.
    pub description: Option<String>,
}

impl CategoryComboSpec {
    /// A combination with this name, yet without categories.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            code: None,
            data_dimension_type: DataDimensionType::Disaggregation,
            skip_total: false,
            categories: Vec::new(),
        }
    }

    /// The code of a new combination.
    pub fn code(mut self, code: impl Into<String>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// What a new combination and its new categories are for.
    pub fn data_dimension_type(mut self, kind: DataDimensionType) -> Self {
        self.data_dimension_type = kind;
        self
    }

    /// Whether a new combination has no total.
    pub fn skip_total(mut self, skip: bool) -> Self {
        self.skip_total = skip;
        self
    }

    /// Adds a category.
    pub fn category(mut self, category: CategorySpec) -> Self {
        self.categories.push(category);
        self
    }

    pub(super) fn check(&self) -> Result<()> {
        check_name("category combo", &self.name)?;
        let names = self.categories.iter().map(|category| &category.name);
        check_list("categories", &self.name, names)?;
        for category in &self.categories {
            check_name("category", &category.name)?;
            check_short_name(category.short_name.as_deref())?;
            let names = category.options.iter().map(|option| &option.name);
            check_list("options", &category.name, names)?;
            for option in &category.options {
                check_name("category option", &option.name)?;
                check_short_name(option.short_name.as_deref())?;
            }
        }
        Ok(())
    }
}

macro_rules! described {
    ($($spec:ident: $what:literal;)*) => {$(
        impl $spec {
            #[doc = concat!("A ", $what, " with this name.")]
            pub fn new(name: impl Into<String>) -> Self {
                Self { name: name.into(), ..Self::default() }
            }

            #[doc = concat!("The short name of a new ", $what, ", at most 50 characters.")]
            pub fn short_name(mut self, name: impl Into<String>) -> Self {
                self.short_name = Some(name.into());
                self
            }

            #[doc = concat!("The code of a new ", $what, ".")]
            pub fn code(mut self, code: impl Into<String>) -> Self {
                self.code = Some(code.into());
                self
            }

            #[doc = concat!("The description of a new ", $what, ".")]
            pub fn description(mut self, text: impl Into<String>) -> Self {
                self.description = Some(text.into());
                self
            }

            pub(super) fn object(&self) -> Value {
                let start = || self.name.chars().take(SHORT).collect();
                let mut object = json!({ "name": self.name });
                object["shortName"] = json!(self.short_name.clone().unwrap_or_else(start));
                for (key, text) in [("code", &self.code), ("description", &self.description)] {
                    if let Some(text) = text {
                        object[key] = json!(text);
                    }
                }
                object
            }
        }
    )*};
}

described! {
    CategorySpec: "category";
    CategoryOptionSpec: "category option";
}

impl CategorySpec {
    /// Adds an option: a name, or a [`CategoryOptionSpec`].
    pub fn option(mut self, option: impl Into<CategoryOptionSpec>) -> Self {
        self.options.push(option.into());
        self
    }

    /// Adds options, in this order.
    pub fn options<O: Into<CategoryOptionSpec>>(
        mut self,
        options: impl IntoIterator<Item = O>,
    ) -> Self {
        self.options.extend(options.into_iter().map(Into::into));
        self
    }
}

impl From<&str> for CategoryOptionSpec {
    fn from(name: &str) -> Self {
        Self::new(name)
    }
}

impl From<String> for CategoryOptionSpec {
    fn from(name: String) -> Self {
        Self::new(name)
    }
}

/// The longest name and the longest short name that DHIS2 takes, in characters.
const LONG: usize = 230;
const SHORT: usize = 50;

fn check_name(what: &str, name: &str) -> Result<()> {
    if name.trim().is_empty() || name.chars().count() > LONG {
        let expected = format!("a name of 1 to {LONG} characters");
        return Err(Error::invalid(what, name, expected));
    }
    Ok(())
}

fn check_short_name(name: Option<&str>) -> Result<()> {
    match name {
        Some(name) if name.trim().is_empty() || name.chars().count() > SHORT => {
            let expected = format!("1 to {SHORT} characters");
            Err(Error::invalid("short name", name, expected))
        }
        _ => Ok(()),
    }
}

fn check_list<'a>(what: &str, of: &str, names: impl Iterator<Item = &'a String>) -> Result<()> {
    let mut seen = HashSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(Error::invalid(what, name, format!("each once in {of}")));
        }
    }
    if seen.is_empty() {
        return Err(Error::invalid(
            what,
            "none",
            format!("at least one in {of}"),
        ));
    }
    Ok(())
}

use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// Which properties come back: the parameter `fields`.
///
/// Text is passed on as it is, so every form of DHIS2 works: presets (`:owner`), nesting
/// (`parent[id,name]`), exclusion (`!sharing`) and transformers (`children~size`,
/// `id~rename(uid)`). Only text that DHIS2 would read as something else without saying so is
/// refused: an empty one (every object comes back as `{}`) and unbalanced brackets.
///
/// DHIS2 leaves out names that it does not know, without a word.
///
/// ```
/// use dhis2::Fields;
///
/// let fields = Fields::of(["id", "name"]).nested("parent", Fields::of(["id", "level"]));
/// assert_eq!(fields.to_string(), "id,name,parent[id,level]");
/// assert_eq!(Fields::owner().without("sharing").to_string(), ":owner,!sharing");
/// assert_eq!("id,children~size".parse::<Fields>()?.as_str(), "id,children~size");
/// assert!("id,parent[name".parse::<Fields>().is_err());
/// # Ok::<_, dhis2::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fields(String);

impl Fields {
    /// Everything that the user may read: `:all`.
    pub fn all() -> Self {
        Self(":all".to_owned())
    }

    /// What the object owns: `:owner`. It is what an update must send back in full.
    pub fn owner() -> Self {
        Self(":owner".to_owned())
    }

    /// `:identifiable`: id, name, code, created, lastUpdated and their like.
    pub fn identifiable() -> Self {
        Self(":identifiable".to_owned())
    }

    /// `:nameable`: the identifiable ones with short name and description.
    pub fn nameable() -> Self {
        Self(":nameable".to_owned())
    }

    /// Only simple values, no references and lists: `:simple`.
    pub fn simple() -> Self {
        Self(":simple".to_owned())
    }

    /// Only what is stored, nothing computed: `:persisted`.
    pub fn persisted() -> Self {
        Self(":persisted".to_owned())
    }

    /// These properties. Each may be anything that `fields` allows between two commas.
    pub fn of<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> Self {
        let mut fields = Self(String::new());
        for name in names {
            fields.push(name.as_ref());
        }
        fields
    }

    /// Adds a property or a preset.
    pub fn and(mut self, name: &str) -> Self {
        self.push(name);
        self
    }

    /// Adds the properties of a related object or of a list's members: `name[…]`.
    #[allow(clippy::needless_pass_by_value)] // Written inline, so by value reads best.
    pub fn nested(mut self, name: &str, fields: Fields) -> Self {
        self.push(&format!("{name}[{fields}]"));
        self
    }

    /// Leaves a property out of what a preset names: `!name`.
    pub fn without(mut self, name: &str) -> Self {
        self.push(&format!("!{name}"));
        self
    }

    /// The parameter's value.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn push(&mut self, name: &str) {
        if !self.0.is_empty() {
            self.0.push(',');
        }
        self.0.push_str(name);
    }
}

fn check(text: &str) -> Result<(), Error> {
    if text.trim().is_empty() {
        return Err(Error::invalid(
            "fields",
            text,
            "at least one property, without which DHIS2 returns empty objects",
        ));
    }
    let mut open = Vec::new();
    let balanced = text.chars().all(|c| match c {
        '[' | '(' => {
            open.push(c);
            true
        }
        ']' => open.pop() == Some('['),
        ')' => open.pop() == Some('('),
        _ => true,
    });
    if balanced && open.is_empty() {
        return Ok(());
    }
    Err(Error::invalid(
        "fields",
        text,
        "a closing bracket for every opening one, such as `id,parent[id,name]`",
    ))
}

impl fmt::Display for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for Fields {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        check(text)?;
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<&str> for Fields {
    type Error = Error;

    fn try_from(text: &str) -> Result<Self, Error> {
        text.parse()
    }
}

impl TryFrom<String> for Fields {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        check(&text)?;
        Ok(Self(text))
    }
}

/// Anything that is [`Fields`] or may become it: fields, the result of making them, text, or an
/// array or vector of names.
///
/// Builders take `impl IntoFields`, keep the first error and return it when they are sent.
pub trait IntoFields {
    /// The fields.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] when they are empty or their brackets do not match.
    fn into_fields(self) -> Result<Fields, Error>;
}

impl IntoFields for Fields {
    fn into_fields(self) -> Result<Fields, Error> {
        // The builder's steps take any text, so it is looked at here.
        check(&self.0)?;
        Ok(self)
    }
}

impl IntoFields for &Fields {
    fn into_fields(self) -> Result<Fields, Error> {
        self.clone().into_fields()
    }
}

impl IntoFields for Result<Fields, Error> {
    fn into_fields(self) -> Result<Fields, Error> {
        self?.into_fields()
    }
}

impl IntoFields for &str {
    fn into_fields(self) -> Result<Fields, Error> {
        self.parse()
    }
}

impl IntoFields for String {
    fn into_fields(self) -> Result<Fields, Error> {
        self.try_into()
    }
}

impl IntoFields for &String {
    fn into_fields(self) -> Result<Fields, Error> {
        self.parse()
    }
}

impl<const N: usize> IntoFields for [&str; N] {
    fn into_fields(self) -> Result<Fields, Error> {
        Fields::of(self).into_fields()
    }
}

impl<S: AsRef<str>> IntoFields for Vec<S> {
    fn into_fields(self) -> Result<Fields, Error> {
        Fields::of(self).into_fields()
    }
}

#[cfg(test)]
mod tests {
    use super::{Fields, IntoFields};

    #[test]
    fn presets_are_dhis2s_own() {
        let presets = [
            Fields::all(),
            Fields::owner(),
            Fields::identifiable(),
            Fields::nameable(),
            Fields::simple(),
            Fields::persisted(),
        ];
        let words = presets.map(|fields| fields.to_string());
        assert_eq!(
            words,
            [
                ":all",
                ":owner",
                ":identifiable",
                ":nameable",
                ":simple",
                ":persisted"
            ]
        );
    }

    #[test]
    fn text_passes_unchanged() {
        for text in [
            "*",
            ":all,!access",
            "id,name,parent[id,parent[id]]",
            "id~rename(uid),children~size",
            " id , name ",
        ] {
            assert_eq!(text.into_fields().unwrap().as_str(), text);
        }
        assert_eq!(["id", "name"].into_fields().unwrap().as_str(), "id,name");
        assert_eq!(vec!["id"].into_fields().unwrap().as_str(), "id");
    }

    #[test]
    fn empty_and_unbalanced_fields_are_refused() {
        for text in [
            "",
            " ",
            "id[",
            "id]",
            "id[name",
            "a[b]]",
            "id~rename(uid",
            "a[b(c]d)",
        ] {
            assert!(text.into_fields().is_err(), "{text}");
        }
        assert!(Fields::of(["a["]).into_fields().is_err());
        assert!(Fields::of([""; 0]).into_fields().is_err());
    }
}

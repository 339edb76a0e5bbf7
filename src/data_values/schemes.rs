//! By what an object is named.

use std::fmt;

use crate::uid::Uid;

/// The property by which objects are named in a set of data values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum IdScheme {
    /// The uid.
    #[default]
    Uid,
    /// The code. An object without one cannot be named so: DHIS2 2.42 then sends `null`, 2.43
    /// refuses the export, and this crate makes an error of both.
    Code,
    /// The name.
    Name,
    /// The value of an attribute that is unique.
    Attribute(Uid),
}

impl fmt::Display for IdScheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Uid => f.pad("UID"),
            Self::Code => f.pad("CODE"),
            Self::Name => f.pad("NAME"),
            Self::Attribute(uid) => write!(f, "ATTRIBUTE:{uid}"),
        }
    }
}

/// A kind of object that can have an [`IdScheme`] of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum IdKind {
    /// Data elements.
    DataElement,
    /// Data element groups; only as the input of an export.
    DataElementGroup,
    /// Organisation units.
    OrgUnit,
    /// Data sets.
    DataSet,
    /// Category option combinations.
    CategoryOptionCombo,
    /// Attribute option combinations.
    AttributeOptionCombo,
    /// Category options.
    CategoryOption,
    /// Categories.
    Category,
}

impl IdKind {
    /// The middle of a parameter's name: `inputDataElementIdScheme`.
    fn name(self) -> &'static str {
        match self {
            Self::DataElement => "DataElement",
            Self::DataElementGroup => "DataElementGroup",
            Self::OrgUnit => "OrgUnit",
            Self::DataSet => "DataSet",
            Self::CategoryOptionCombo => "CategoryOptionCombo",
            Self::AttributeOptionCombo => "AttributeOptionCombo",
            Self::CategoryOption => "CategoryOption",
            Self::Category => "Category",
        }
    }

    /// `dataElementIdScheme`
    pub(super) fn param(self) -> String {
        let name = self.name();
        let (first, rest) = name.split_at(1);
        format!("{}{rest}IdScheme", first.to_ascii_lowercase())
    }

    /// `inputDataElementIdScheme`
    pub(super) fn input_param(self) -> String {
        format!("input{}IdScheme", self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_written_as_dhis2_names_them() {
        assert_eq!(IdKind::OrgUnit.param(), "orgUnitIdScheme");
        assert_eq!(IdKind::DataSet.input_param(), "inputDataSetIdScheme");
        let uid: Uid = "bKpQ2kZz3rA".parse().unwrap();
        assert_eq!(
            IdScheme::Attribute(uid).to_string(),
            "ATTRIBUTE:bKpQ2kZz3rA"
        );
        assert_eq!(IdScheme::Code.to_string(), "CODE");
    }
}

//! The forms that data value sets have on the wire.

use std::fmt;

/// A form of a set of data values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// `{"dataValues":[…]}`
    #[default]
    Json,
    /// One value a line, with a header line. Identifiers stand in every line.
    Csv,
    /// DHIS2's own XML. Where all values are of one period, 2.43.1 writes it in the head as
    /// `2026-01-01/P1M`, and answers **500** when that is imported: to send values on, take another form.
    Xml,
    /// ADX, the XML of the IHE profile. DHIS2 names things by their codes there, both ways, unless an
    /// identifier scheme is set. An export by codes **loses the names** of elements that have none; export
    /// and import with [`IdScheme::Uid`](super::IdScheme::Uid) where that may be.
    Adx,
}

impl Format {
    /// The media type that DHIS2 imports. For CSV this is not `text/csv`, which it refuses.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv => "application/csv",
            Self::Xml => "application/xml",
            Self::Adx => "application/adx+xml",
        }
    }

    /// Whether an answer of this media type has this form.
    pub(super) fn is(self, media_type: &str) -> bool {
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        essence.eq_ignore_ascii_case(self.media_type())
            || match self {
                Self::Csv => essence.eq_ignore_ascii_case("text/csv"),
                Self::Xml => essence.eq_ignore_ascii_case("text/xml"),
                Self::Json | Self::Adx => false,
            }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Json => "JSON",
            Self::Csv => "CSV",
            Self::Xml => "XML",
            Self::Adx => "ADX",
        })
    }
}

/// How the server shall pack an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Compression {
    /// A gzip stream.
    Gzip,
    /// A ZIP archive with one file in it.
    Zip,
}

impl Compression {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Gzip => "GZIP",
            Self::Zip => "ZIP",
        }
    }
}

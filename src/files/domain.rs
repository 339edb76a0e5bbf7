use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::Error;

/// What a file resource is for. It decides which checks the server makes, and who may read the file.
///
/// Text is checked against the known names; a name that this crate does not know is sent only when it
/// is given as [`Other`](Self::Other).
///
/// ```
/// use dhis2::files::Domain;
///
/// assert_eq!("ICON".parse::<Domain>()?, Domain::Icon);
/// assert!("CUSTOM_LOGO".parse::<Domain>().is_err());
/// assert_eq!(Domain::Other("CUSTOM_LOGO".into()).as_str(), "CUSTOM_LOGO");
/// # Ok::<_, dhis2::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Domain {
    /// `DATA_VALUE`: the value of a data element or attribute of a file or image type. DHIS2 takes a
    /// file without a domain for one. It is downloaded by its value, never by its own uid.
    #[default]
    DataValue,
    /// `PUSH_ANALYSIS`: pictures of analytics mails. Gone in 2.43; never downloaded by its own uid.
    PushAnalysis,
    /// `DOCUMENT`: the file of a [document](super::Document).
    Document,
    /// `MESSAGE_ATTACHMENT`: an attachment of a message.
    MessageAttachment,
    /// `USER_AVATAR`: a user's picture. Resized by the server.
    UserAvatar,
    /// `ORG_UNIT`: the picture of an organisation unit. Resized by the server.
    OrgUnit,
    /// `ICON`: a custom icon, `.png` only. Resized by the server.
    Icon,
    /// `JOB_DATA`: the input of a job.
    JobData,
    /// One that this crate does not know.
    Other(String),
}

impl Domain {
    /// All that this crate knows.
    const KNOWN: [Self; 8] = [
        Self::DataValue,
        Self::PushAnalysis,
        Self::Document,
        Self::MessageAttachment,
        Self::UserAvatar,
        Self::OrgUnit,
        Self::Icon,
        Self::JobData,
    ];

    /// DHIS2's name for it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::DataValue => "DATA_VALUE",
            Self::PushAnalysis => "PUSH_ANALYSIS",
            Self::Document => "DOCUMENT",
            Self::MessageAttachment => "MESSAGE_ATTACHMENT",
            Self::UserAvatar => "USER_AVATAR",
            Self::OrgUnit => "ORG_UNIT",
            Self::Icon => "ICON",
            Self::JobData => "JOB_DATA",
            Self::Other(name) => name,
        }
    }

    /// Whether the server keeps the very bytes that were sent. Pictures of users, organisation units
    /// and icons are resized; of a domain that this crate does not know nobody can tell.
    pub fn keeps_bytes(&self) -> bool {
        !matches!(
            self,
            Self::UserAvatar | Self::OrgUnit | Self::Icon | Self::Other(_)
        )
    }

    fn known(name: &str) -> Option<Self> {
        Self::KNOWN
            .into_iter()
            .find(|domain| domain.as_str() == name)
    }
}

impl fmt::Display for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Domain {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::known(text).ok_or_else(|| {
            let names: Vec<&str> = Self::KNOWN.iter().map(Self::as_str).collect();
            Error::invalid(
                "domain",
                text,
                format!("one of {}, or `Domain::Other`", names.join(", ")),
            )
        })
    }
}

impl Serialize for Domain {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// What the server sends is never refused.
impl<'de> Deserialize<'de> for Domain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Ok(Self::from_server(name))
    }
}

impl Domain {
    pub(super) fn from_server(name: String) -> Self {
        Self::known(&name).unwrap_or(Self::Other(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_domain_survives_the_way_there_and_back() {
        for domain in Domain::KNOWN {
            let json = serde_json::to_string(&domain).unwrap();
            assert_eq!(serde_json::from_str::<Domain>(&json).unwrap(), domain);
            assert_eq!(domain.as_str().parse::<Domain>().unwrap(), domain);
        }
        let other: Domain = serde_json::from_str("\"CUSTOM_LOGO\"").unwrap();
        assert_eq!(other, Domain::Other("CUSTOM_LOGO".to_owned()));
    }

    #[test]
    fn a_mistyped_domain_is_refused_with_the_names() {
        let error = "document".parse::<Domain>().unwrap_err().to_string();
        assert!(error.contains("MESSAGE_ATTACHMENT"), "{error}");
    }
}

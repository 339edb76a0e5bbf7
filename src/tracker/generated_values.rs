//! Values of attributes that the server makes, such as patient numbers.

use serde::Deserialize;

use crate::models::TrackedEntityAttribute;
use crate::request::Request;
use crate::resources::Resource;
use crate::uid::AsUid;
use crate::{DateTime, Error, Result};

/// How many values DHIS2 reserves in one request.
const MOST: u32 = 1000;

/// A value that nobody else will be given before it expires.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReservedValue {
    /// The value.
    pub value: String,
    /// The uid of the attribute.
    pub owner_uid: Option<String>,
    /// The pattern with what is the same for all values filled in.
    pub key: Option<String>,
    /// When it was reserved.
    pub created: Option<DateTime>,
    /// Until when it is kept, in the server's time zone.
    pub expiry_date: Option<DateTime>,
}

/// Which parts of a pattern the caller can, and must, give.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE", default)]
#[non_exhaustive]
pub struct PatternValues {
    /// Those that must be given, such as `ORG_UNIT_CODE`.
    pub required: Vec<String>,
    /// Those that DHIS2 fills in itself, such as `RANDOM` and `SEQUENTIAL`.
    pub optional: Vec<String>,
}

impl Resource<TrackedEntityAttribute> {
    /// Which values the pattern of an attribute takes:
    /// `GET /api/trackedEntityAttributes/{uid}/requiredValues`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`]; a 400 for an attribute without a pattern.
    pub fn required_values(&self, uid: impl AsUid) -> Result<PatternValues> {
        let path = format!("trackedEntityAttributes/{}/requiredValues", uid.as_uid()?);
        self.api().get(path).fetch()
    }

    /// Begins to make values of an attribute by its pattern, which are reserved for the caller.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let attributes = api.tracked_entity_attributes();
    /// let number = attributes.generate("TaUniqueId3").one()?;
    /// println!("{} until {:?}", number.value, number.expiry_date);
    /// // For a device that goes offline for a month.
    /// let numbers = attributes.generate("TaUniqueId3").days(30).many(100)?;
    /// assert_eq!(numbers.len(), 100);
    /// # Ok(())
    /// # }
    /// ```
    pub fn generate(&self, uid: impl AsUid) -> GenerateValues {
        let request = self.api().get("");
        GenerateValues {
            request: request.or_fail(uid.as_uid(), |request, uid| {
                request.at(&format!("trackedEntityAttributes/{uid}"))
            }),
        }
    }
}

/// Values to be made; see [`Resource::generate`].
#[derive(Debug)]
#[must_use = "nothing is made before `one` or `many`"]
pub struct GenerateValues {
    request: Request,
}

impl GenerateValues {
    /// A part of the pattern that DHIS2 cannot fill in itself, such as
    /// `value("ORG_UNIT_CODE", "OU_1")`. `<name>=`
    pub fn value(mut self, name: &str, value: &str) -> Self {
        self.request = self.request.param(name, value);
        self
    }

    /// For how many days the values are kept: 3 for [`one`](Self::one) and 60 for
    /// [`many`](Self::many) unless set. `expiration=`
    pub fn days(mut self, days: u32) -> Self {
        self.request.remove_param("expiration");
        self.request = self.request.param("expiration", days);
        self
    }

    /// Makes one value: `GET /api/trackedEntityAttributes/{uid}/generate`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`]; a 409 when a required value is missing or no value is left.
    pub fn one(self) -> Result<ReservedValue> {
        self.at("generate").fetch()
    }

    /// Makes values, 1 to 1000: `GET /api/trackedEntityAttributes/{uid}/generateAndReserve`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for another number, and as [`one`](Self::one).
    pub fn many(self, count: u32) -> Result<Vec<ReservedValue>> {
        if !(1..=MOST).contains(&count) {
            return Err(Error::invalid("count", count.to_string(), "1 to 1000"));
        }
        let request = self.at("generateAndReserve");
        request.param("numberToReserve", count).fetch()
    }

    fn at(self, verb: &str) -> Request {
        let path = format!("{}/{verb}", self.request.path());
        self.request.at(&path)
    }
}

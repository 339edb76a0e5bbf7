use std::collections::HashSet;

use serde_json::Value;

use super::AllMetadata;
use super::references::{By, REFERENCES};
use super::search::Hit;
use crate::error::{DecodeError, Error, Result};
use crate::query::Filter;
use crate::uid::{AsUid, Uid};

/// An object that refers to another.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Usage {
    /// The kind of the object that refers, by DHIS2's plural.
    pub kind: String,
    /// Its uid.
    pub id: Uid,
    /// Its name.
    pub name: Option<String>,
    /// The property that holds the reference, such as `dataSetElements.dataElement.id` or `numerator`.
    pub property: &'static str,
}

impl AllMetadata {
    /// The kind of an object of which only the uid is known, by DHIS2's plural:
    /// `GET /api/identifiableObjects/{uid}`.
    ///
    /// # Errors
    ///
    /// When there is none ([`Error::is_not_found`]).
    pub fn kind_of(&self, uid: impl AsUid) -> Result<String> {
        let path = format!("identifiableObjects/{}", uid.as_uid()?);
        let object: Value = self.api.get(path).fetch()?;
        let href = object["href"].as_str().unwrap_or_default();
        let kind = href.rsplit('/').nth(1).filter(|kind| !kind.is_empty());
        kind.map(str::to_owned).ok_or_else(|| {
            Error::from(DecodeError::new("the object names no address").path("href"))
        })
    }

    /// What refers to an object: asked for in every place that is known for its kind, one list each, all pages.
    /// Expressions are searched for the uid, the denominator and the right side too.
    /// `GET /api/identifiableObjects/{uid}`, then `GET /api/{plural}?filter=…` for each place.
    ///
    /// Empty for a kind for which no place is known; see [`knows_usage_of`](Self::knows_usage_of).
    ///
    /// # Errors
    ///
    /// As [`kind_of`](Self::kind_of), and the first error of a list.
    pub fn usage(&self, uid: impl AsUid) -> Result<Vec<Usage>> {
        let uid = uid.as_uid()?;
        let owner = self.kind_of(uid)?;
        let mut found = Vec::new();
        let mut seen = HashSet::new();
        for (_, target, property, by) in REFERENCES.iter().filter(|row| row.0 == owner) {
            let filter = match by {
                By::Id => Filter::eq(property, uid)?,
                By::Text => Filter::ilike(property, uid)?,
            };
            let list = self.api.get(*target).filter(filter).fields("id,name");
            for row in list.items() {
                if let Some(hit) = Hit::read(target, row?) {
                    if seen.insert((*target, hit.id)) {
                        found.push(Usage {
                            kind: hit.kind,
                            id: hit.id,
                            name: hit.name,
                            property,
                        });
                    }
                }
            }
        }
        Ok(found)
    }

    /// Whether [`usage`](Self::usage) knows where objects of a kind are referred to.
    pub fn knows_usage_of(plural: &str) -> bool {
        REFERENCES.iter().any(|row| row.0 == plural)
    }
}

//! Where organisation units are, for maps.

use serde::Deserialize;
use serde_json::Value;

use crate::api::Api;
use crate::error::{Error, Result};
use crate::models::Geometry;
use crate::request::Request;
use crate::uid::AsUid;

/// A unit on a map, from [`Analytics::geo_features`](super::Analytics::geo_features).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct GeoFeature {
    /// The uid of the unit.
    pub id: String,
    /// Its code.
    pub code: Option<String>,
    /// Its name.
    #[serde(rename = "na")]
    pub name: Option<String>,
    /// Its level; the top is 1.
    #[serde(rename = "le")]
    pub level: Option<u32>,
    /// The uid of its parent.
    #[serde(rename = "pi")]
    pub parent: Option<String>,
    /// The name of its parent.
    #[serde(rename = "pn")]
    pub parent_name: Option<String>,
    /// The uids of the units above it, from the top, between slashes.
    #[serde(rename = "pg")]
    pub ancestors: Option<String>,
    /// Whether there are units with coordinates below it.
    #[serde(rename = "hcd", default)]
    pub has_coordinates_below: bool,
    /// Whether there are units with coordinates above it.
    #[serde(rename = "hcu", default)]
    pub has_coordinates_above: bool,
    /// Its coordinates, as the text of a JSON list.
    #[serde(rename = "co")]
    pub coordinates: Option<String>,
}

impl GeoFeature {
    /// Its coordinates as a geometry: a point, a polygon or several. `None` where they are not
    /// coordinates.
    pub fn geometry(&self) -> Option<Geometry> {
        let coordinates: Value = serde_json::from_str(self.coordinates.as_deref()?).ok()?;
        let mut depth = 0;
        let mut inner = &coordinates;
        while let Value::Array(list) = inner {
            depth += 1;
            inner = list.first()?;
        }
        let kind = match depth {
            1 => "Point",
            3 => "Polygon",
            4 => "MultiPolygon",
            _ => return None,
        };
        Some(Geometry::new(kind, coordinates))
    }
}

/// A query of where units are; made by [`Analytics::geo_features`](super::Analytics::geo_features).
#[derive(Debug)]
#[must_use = "a query does nothing until it is sent"]
pub struct GeoFeatureQuery {
    request: Request,
    units: Vec<String>,
    error: Option<Error>,
}

impl GeoFeatureQuery {
    pub(super) fn new(api: &Api) -> Self {
        Self {
            request: api.get("geoFeatures"),
            units: Vec::new(),
            error: None,
        }
    }

    /// Adds units by their uids. `ou=ou:`
    pub fn org_units<I: IntoIterator<Item: AsUid>>(mut self, units: I) -> Self {
        for unit in units {
            match unit.as_uid() {
                Ok(uid) => self.units.push(uid.to_string()),
                Err(error) => {
                    self.error.get_or_insert(error);
                }
            }
        }
        self
    }

    /// Adds the units of a level, by its number. `ou=ou:LEVEL-`
    pub fn org_unit_level(mut self, level: u32) -> Self {
        self.units.push(format!("LEVEL-{level}"));
        self
    }

    /// Adds the units of a group. `ou=ou:OU_GROUP-`
    pub fn org_unit_group(mut self, group: impl AsUid) -> Self {
        match group.as_uid() {
            Ok(uid) => self.units.push(format!("OU_GROUP-{uid}")),
            Err(error) => {
                self.error.get_or_insert(error);
            }
        }
        self
    }

    /// The units that have coordinates: `GET /api/geoFeatures`. One without is not in the list.
    ///
    /// # Errors
    ///
    /// What a setter refused, no units, and as [`Request::fetch`].
    pub fn fetch(self) -> Result<Vec<GeoFeature>> {
        if let Some(error) = self.error {
            return Err(error);
        }
        if self.units.is_empty() {
            return Err(Error::invalid(
                "org_units",
                "",
                "one or more units or levels",
            ));
        }
        let units = format!("ou:{}", self.units.join(";"));
        self.request.param("ou", units).fetch()
    }
}

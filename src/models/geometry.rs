use serde_json::{Value, json};

use super::Geometry;

impl Geometry {
    /// A point, in degrees: the longitude first, as in GeoJSON.
    ///
    /// ```
    /// use dhis2::models::Geometry;
    ///
    /// let point = Geometry::point(10.5, -4.25);
    /// assert_eq!(point.as_point(), Some((10.5, -4.25)));
    /// ```
    pub fn point(longitude: f64, latitude: f64) -> Self {
        Self::new("Point", json!([longitude, latitude]))
    }

    /// A geometry of any type, with its coordinates as GeoJSON nests them.
    pub fn new(kind: impl Into<String>, coordinates: Value) -> Self {
        Self {
            r#type: Some(kind.into()),
            coordinates: Some(coordinates),
            ..Self::default()
        }
    }

    /// Longitude and latitude, when this is a point.
    pub fn as_point(&self) -> Option<(f64, f64)> {
        if self.r#type.as_deref() != Some("Point") {
            return None;
        }
        let position = self.coordinates.as_ref()?.as_array()?;
        Some((position.first()?.as_f64()?, position.get(1)?.as_f64()?))
    }
}

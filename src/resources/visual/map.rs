use serde_json::{Value, json};

use super::build::{check_name, check_range};
use super::layer::MapLayer;
use crate::error::{DecodeError, Error, Result};
use crate::models::Map;
use crate::resources::Resource;
use crate::uid::Uid;

/// A map as it shall be; see [`Resource::create_from`].
///
/// ```
/// use dhis2::RelativePeriod;
/// use dhis2::resources::{MapLayer, MapSpec};
///
/// let spec = MapSpec::new("Malaria by province")
///     .center(12.5, -2.5)
///     .zoom(7)
///     .layer(MapLayer::boundary().organisation_units(["OuVelmora01"]).organisation_unit_levels([2]))
///     .layer(
///         MapLayer::thematic()
///             .data_elements(["DeMalariaC1"])
///             .relative_periods([RelativePeriod::Last12Months])
///             .organisation_units(["OuVelmora01"])
///             .organisation_unit_levels([2]),
///     );
/// assert_eq!(spec.build()?.map_views.unwrap().len(), 2);
/// # Ok::<_, dhis2::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use = "a spec does nothing until it is given to `create_from`"]
pub struct MapSpec {
    name: String,
    title: Option<String>,
    description: Option<String>,
    uid: Option<Uid>,
    center: (f64, f64),
    zoom: u32,
    basemap: String,
    layers: Vec<MapLayer>,
}

impl MapSpec {
    /// A map with this name, of 1 to 230 characters, without layers: at zoom 4 around 0° east and 0° north,
    /// over OpenStreetMap.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            title: None,
            description: None,
            uid: None,
            center: (0.0, 0.0),
            zoom: 4,
            basemap: "openStreetMap".to_owned(),
            layers: Vec::new(),
        }
    }

    /// The heading.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// What it is for.
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.description = Some(text.into());
        self
    }

    /// Its uid; drawn unless set.
    pub fn uid(mut self, uid: Uid) -> Self {
        self.uid = Some(uid);
        self
    }

    /// The middle: degrees east, -180 to 180, and degrees north, -90 to 90.
    pub fn center(mut self, longitude: f64, latitude: f64) -> Self {
        self.center = (longitude, latitude);
        self
    }

    /// From 0, the whole earth, to 20; 4 unless set.
    pub fn zoom(mut self, zoom: u32) -> Self {
        self.zoom = zoom;
        self
    }

    /// What is below the layers: DHIS2's name such as `osmLight`, or the uid of an external map layer.
    pub fn basemap(mut self, basemap: impl Into<String>) -> Self {
        self.basemap = basemap.into();
        self
    }

    /// Adds a layer above the others.
    pub fn layer(mut self, layer: MapLayer) -> Self {
        self.layers.push(layer);
        self
    }

    /// The map, as it is sent.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a name that is empty or has more than 230 characters; for a place, a zoom, a
    /// number of classes, an opacity or a colour that there is not; without a layer; for a layer without units,
    /// and a thematic one without data or periods; for a uid that is none.
    pub fn build(&self) -> Result<Map> {
        check_name(&self.name)?;
        check_range("longitude", self.center.0, -180.0, 180.0)?;
        check_range("latitude", self.center.1, -90.0, 90.0)?;
        check_range("zoom", f64::from(self.zoom), 0.0, 20.0)?;
        if self.layers.is_empty() {
            return Err(Error::invalid("layers", "none", "at least one"));
        }
        let views = self.layers.iter().map(MapLayer::build);
        let mut object = json!({
            "id": self.uid.unwrap_or_else(Uid::generate), "name": self.name,
            "longitude": self.center.0, "latitude": self.center.1, "zoom": self.zoom,
            "basemap": self.basemap, "mapViews": views.collect::<Result<Vec<Value>>>()?,
        });
        if let Some(title) = &self.title {
            object["title"] = json!(title);
        }
        if let Some(text) = &self.description {
            object["description"] = json!(text);
        }
        serde_json::from_value(object).map_err(|error| DecodeError::new(error.to_string()).into())
    }
}

impl Resource<Map> {
    /// Makes a map out of a spec, and reads what became of it: `POST /api/maps`,
    /// `GET /api/maps/{uid}?fields=:owner`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::resources::{MapLayer, MapSpec};
    ///
    /// let facilities = MapLayer::facility().organisation_units(["OuVelmora01"]).organisation_unit_levels([4]);
    /// let made = api.maps().create_from(&MapSpec::new("Facilities").layer(facilities))?;
    /// println!("{:?}", made.id);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] as [`MapSpec::build`]; [`Error::Api`] with DHIS2's report when it is refused, as
    /// for a uid that is taken; [`Error::Decode`] that names the data and units that DHIS2 does not know: it
    /// leaves them out and says OK, and the map is there without them.
    pub fn create_from(&self, spec: &MapSpec) -> Result<Map> {
        let made = self.create(&spec.build()?)?;
        let read = self.get(made.uid)?;
        let stored = crate::resources::write::to_value(&read)?;
        for (index, layer) in spec.layers.iter().enumerate() {
            let owner = format!("layer {index} of map {}", made.uid);
            layer
                .items
                .check_stored(&stored["mapViews"][index], &owner)?;
        }
        Ok(read)
    }
}

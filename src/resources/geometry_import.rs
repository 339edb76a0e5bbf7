//! Geometry of organisation units out of GeoJSON.

use std::fmt;
use std::io::Read;
use std::path::PathBuf;

use serde::Serialize;
use serde_json::Value;

use super::Resource;
use super::answer::start;
use crate::error::Result;
use crate::import::ImportReport;
use crate::models::OrganisationUnit;
use crate::request::Request;
use crate::tasks::TaskRef;
use crate::uid::AsUid;

const GEOJSON: &str = "application/geo+json";

impl Resource<OrganisationUnit> {
    /// Begins to set the geometry of many units out of a GeoJSON feature collection:
    /// `POST /api/organisationUnits/geometry`. Features are matched by their `id`, the unit's uid, unless set
    /// otherwise.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let report = api
    ///     .organisation_units()
    ///     .import_geometry()
    ///     .feature_property("P_CODE")
    ///     .by_code()
    ///     .dry_run(true)
    ///     .send_file("districts.geojson")?;
    /// for conflict in report.conflicts() {
    ///     println!("{conflict}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn import_geometry(&self) -> GeometryImport {
        GeometryImport {
            request: self.api().post("organisationUnits/geometry"),
        }
    }

    /// Sets the geometry of one unit, a GeoJSON geometry such as `{"type": "Point", "coordinates": [0.0, 1.0]}`:
    /// `POST /api/organisationUnits/{uid}/geometry`.
    ///
    /// # Errors
    ///
    /// [`Error::Import`](crate::Error::Import) when DHIS2 refuses it, which it says with a 200; as [`Request::send_import`].
    pub fn set_geometry<G: Serialize + ?Sized>(
        &self,
        unit: impl AsUid,
        geometry: &G,
    ) -> Result<ImportReport> {
        let path = format!("{}/geometry", Self::path(&unit)?);
        let request = self.api().post(path).idempotent(true);
        request.json(geometry).send_import()?.into_result()
    }

    /// Takes the geometry of one unit away: `DELETE /api/organisationUnits/{uid}/geometry`.
    ///
    /// # Errors
    ///
    /// As [`set_geometry`](Self::set_geometry).
    pub fn clear_geometry(&self, unit: impl AsUid) -> Result<ImportReport> {
        let path = format!("{}/geometry", Self::path(&unit)?);
        self.api().delete(path).send_import()?.into_result()
    }

    /// Takes the geometry of **all** units away, for which the authority `F_PERFORM_MAINTENANCE` is needed:
    /// `DELETE /api/organisationUnits/geometry`. The number is under `deleted`.
    ///
    /// # Errors
    ///
    /// As [`set_geometry`](Self::set_geometry).
    pub fn clear_all_geometry(&self) -> Result<ImportReport> {
        let request = self.api().delete("organisationUnits/geometry");
        request.send_import()?.into_result()
    }
}

/// An import of geometry, before it is sent; see [`Resource::import_geometry`].
#[must_use = "an import does nothing until it is sent"]
pub struct GeometryImport {
    request: Request,
}

impl GeometryImport {
    /// Takes the identifier of the unit from this property of each feature, in place of the feature's `id`.
    pub fn feature_property(mut self, name: impl Into<String>) -> Self {
        for param in ["geoJsonId", "geoJsonProperty"] {
            self.request.remove_param(param);
        }
        let name: String = name.into();
        self.request = self
            .request
            .param("geoJsonId", false)
            .param("geoJsonProperty", name);
        self
    }

    /// The identifiers are codes, not uids.
    pub fn by_code(self) -> Self {
        self.param("orgUnitProperty", "code".to_owned())
    }

    /// The identifiers are names, not uids. A name that several units have is refused.
    pub fn by_name(self) -> Self {
        self.param("orgUnitProperty", "name".to_owned())
    }

    /// Stores the geometry as the value of an attribute of type GeoJSON, in place of the unit's own geometry.
    pub fn attribute(mut self, attribute: impl AsUid) -> Self {
        self.request = self
            .request
            .or_fail(attribute.as_uid(), |mut request, uid| {
                request.remove_param("attributeId");
                request.param("attributeId", uid)
            });
        self
    }

    /// Only says what would be done.
    pub fn dry_run(self, dry_run: bool) -> Self {
        self.param("dryRun", dry_run.to_string())
    }

    /// Imports a feature collection, or a feature.
    ///
    /// # Errors
    ///
    /// When no report comes. Refused features are in the report, by their 0-based position, not an error: DHIS2
    /// answers 200 whatever became of them.
    pub fn send<G: Serialize + ?Sized>(self, features: &G) -> Result<ImportReport> {
        self.ready().json(features).send_import()
    }

    /// Imports a file, streamed; it may be gzip or zip.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), and when the file cannot be read.
    pub fn send_file(self, path: impl Into<PathBuf>) -> Result<ImportReport> {
        self.ready().file(GEOJSON, path).send_import()
    }

    /// Imports what a reader gives, streamed; it may be gzip or zip.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn send_reader(self, reader: impl Read + Send + 'static) -> Result<ImportReport> {
        self.ready().reader(GEOJSON, reader).send_import()
    }

    /// Starts the import as a task and does not wait for it: `async=true`.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), and [`Error::Decode`](crate::Error::Decode) when the answer names no task.
    pub fn start(self, features: &Value) -> Result<TaskRef> {
        start(self.request.param("async", true).json(features))
    }

    /// It sets what it names, so that it may be sent again.
    fn ready(self) -> Request {
        self.request.idempotent(true)
    }

    fn param(mut self, name: &str, value: String) -> Self {
        self.request.remove_param(name);
        self.request = self.request.param(name, value);
        self
    }
}

impl fmt::Debug for GeometryImport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GeometryImport")
            .field("request", &self.request)
            .finish()
    }
}

use serde_json::Value;

use super::Conflict;
use super::json::{self, Object};

/// What an import did to one object.
///
/// DHIS2 lists refused objects always, the others only when asked to (metadata with
/// `importReportMode=FULL` or `DEBUG`) and for single objects, tracker imports and uploads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ObjectResult {
    /// The kind, such as `DataElement` or `TRACKED_ENTITY`.
    pub object_type: Option<String>,
    /// The uid; one chosen by the server for a refused object that had none.
    pub uid: Option<String>,
    /// The position that a metadata import names. It is not reliable (a lone refused object can
    /// have 1): match by uid.
    pub index: Option<u64>,
    /// The name, where DHIS2 gives it.
    pub display_name: Option<String>,
    /// Why it was refused; empty when it was not.
    pub errors: Vec<Conflict>,
}

impl ObjectResult {
    /// Whether the object was accepted.
    pub fn is_ok(&self) -> bool {
        self.errors.is_empty()
    }

    /// An object report; `kind` is what the list it stands in is about.
    pub(super) fn read(row: &Object, kind: Option<&str>) -> Self {
        let object_type = json::text(row, "klass")
            .or_else(|| json::text(row, "trackerType"))
            .map(json::last_part)
            .or(kind)
            .map(str::to_owned);
        let uid = json::owned(row, "uid");
        let errors = json::rows(row, "errorReports")
            .map(|error| Conflict::from_error_report(error, object_type.as_deref(), uid.as_deref()))
            .collect();
        Self {
            object_type,
            uid,
            index: row.get("index").and_then(Value::as_u64),
            display_name: json::owned(row, "displayName"),
            errors,
        }
    }
}

use serde_json::{Map, Value, json};

use super::axes::{AXES, to_axes_of_views};
use crate::error::{Error, Result};
use crate::import::WebMessage;
use crate::models::Metadata;
use crate::resources::Resource;
use crate::resources::write::checked;
use crate::uid::Uid;

impl<T: Metadata> Resource<T> {
    /// Puts a map. A view that comes without axes, as `:owner` has it, shows what it shows now.
    pub(in crate::resources) fn put_map(&self, uid: &Uid, map: &Value) -> Result<WebMessage> {
        let now: Value = self.get_as(uid, format!("mapViews[id,{AXES}]"))?;
        let now = now["mapViews"].as_array().cloned().unwrap_or_default();
        let mut map: Map<String, Value> = map.as_object().cloned().unwrap_or_default();
        let views = map.get_mut("mapViews").and_then(Value::as_array_mut);
        for view in views.into_iter().flatten() {
            if view.as_object().is_some_and(has_axes) {
                continue;
            }
            let known = now.iter().find(|old| old["id"] == view["id"]);
            let Some(known) = known.filter(|_| view["id"].is_string()) else {
                let name = view["name"].as_str().unwrap_or_default();
                let expected = "a view with columns, rows and filters";
                return Err(Error::invalid("mapViews", name, expected));
            };
            for axis in ["columns", "rows", "filters"] {
                view[axis] = known[axis].clone();
            }
        }
        to_axes_of_views(&mut map)?;
        checked(self.api().put(Self::path(uid)?).json(&Value::Object(map)))
    }
}

/// Whether an axis names its dimension. A map that was read has `[{"id": "dx"}]`, without items.
fn has_axes(view: &Map<String, Value>) -> bool {
    ["columns", "rows", "filters"].iter().any(|axis| {
        let axis = view.get(*axis).and_then(Value::as_array);
        axis.into_iter()
            .flatten()
            .any(|dimension| dimension["dimension"].is_string())
    })
}

/// The importer keeps relative periods of the stored form, and drops the others: it takes those from the axes, and
/// nothing else ([S] 2.42 and 2.43, `DefaultAnalyticalObjectImportHandler.handleRelativePeriods`).
pub(in crate::resources) fn keep_periods(object: &mut Map<String, Value>) {
    let periods: Vec<Value> = object
        .get("rawPeriods")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|period| json!({ "id": period }))
        .collect();
    let is_fixed = |period: &Value| {
        let id = period["id"].as_str().unwrap_or_default();
        id.starts_with(|first: char| first.is_ascii_digit())
    };
    if has_axes(object) || !periods.iter().any(is_fixed) {
        return;
    }
    let axis = json!([{ "dimension": "pe", "items": periods }]);
    object.insert("filters".to_owned(), axis);
}

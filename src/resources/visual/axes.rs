use serde_json::{Map, Value, json};

use crate::error::{DecodeError, Error, Result};

/// What to ask of an axis: everything that DHIS2 takes of it again.
pub(in crate::resources) const AXES: &str = concat!(
    "columns[dimension,filter,legendSet[id],programStage[id],items[id,dimensionItem,dimensionItemType]],",
    "rows[dimension,filter,legendSet[id],programStage[id],items[id,dimensionItem,dimensionItemType]],",
    "filters[dimension,filter,legendSet[id],programStage[id],items[id,dimensionItem,dimensionItemType]]",
);

const NAMES: [&str; 3] = ["columns", "rows", "filters"];

/// The stored form, and what is worked out of it: DHIS2 makes these anew from the axes.
const STORED: [&str; 24] = [
    "attributeDimensions",
    "categoryDimensions",
    "categoryOptionGroupSetDimensions",
    "columnDimensions",
    "dataDimensionItems",
    "dataElementDimensions",
    "dataElementGroupSetDimensions",
    "filterDimensions",
    "interpretations",
    "itemOrganisationUnitGroups",
    "metaData",
    "organisationUnitGroupSetDimensions",
    "organisationUnitLevels",
    "organisationUnits",
    "parentGraphMap",
    "periods",
    "programIndicatorDimensions",
    "rawPeriods",
    "relativePeriods",
    "rowDimensions",
    "userOrganisationUnit",
    "userOrganisationUnitChildren",
    "userOrganisationUnitGrandChildren",
    "dataElementOperands",
];

/// Turns an object that was read with [`AXES`] into one that DHIS2 takes: axes, and nothing that is stored.
pub(in crate::resources) fn to_axes(object: &mut Map<String, Value>) -> Result<()> {
    for name in NAMES {
        let axis = match object.get_mut(name) {
            None | Some(Value::Null) => continue,
            Some(Value::Array(axis)) => axis,
            Some(_) => {
                return Err(DecodeError::new("expected a list").path(name).into());
            }
        };
        for dimension in axis {
            if !dimension["dimension"].is_string() {
                let error = DecodeError::new("expected a dimension with its name and its items");
                return Err(Error::from(error.path(name)));
            }
            for item in dimension["items"].as_array_mut().into_iter().flatten() {
                // The uid of a period is drawn, that of an operand is of its element.
                if let Some(id) = item.as_object_mut().and_then(|i| i.remove("dimensionItem")) {
                    item["id"] = id;
                }
            }
        }
    }
    for name in STORED {
        object.remove(name);
    }
    Ok(())
}

/// The same for the views of a map. A view loses its uid: DHIS2 makes new ones, and refuses those that it has.
pub(in crate::resources) fn to_axes_of_views(map: &mut Map<String, Value>) -> Result<()> {
    let views = map.entry("mapViews").or_insert_with(|| json!([]));
    for view in views.as_array_mut().into_iter().flatten() {
        if let Value::Object(view) = view {
            for name in [
                "id",
                "access",
                "href",
                "created",
                "lastUpdated",
                "displayName",
                "displayFormName",
            ] {
                view.remove(name);
            }
            to_axes(view)?;
        }
    }
    Ok(())
}

//! Small readers that take what is there and skip what is not as expected.

use serde_json::{Map, Value};

pub(super) type Object = Map<String, Value>;

/// A string that is not empty.
pub(super) fn text<'a>(object: &'a Object, key: &str) -> Option<&'a str> {
    object
        .get(key)
        .and_then(Value::as_str)
        .filter(|text| !text.is_empty())
}

pub(super) fn owned(object: &Object, key: &str) -> Option<String> {
    text(object, key).map(str::to_owned)
}

pub(super) fn object<'a>(parent: &'a Object, key: &str) -> Option<&'a Object> {
    parent.get(key).and_then(Value::as_object)
}

/// The objects of a list, or those of a map under any key.
pub(super) fn rows<'a>(parent: &'a Object, key: &str) -> Box<dyn Iterator<Item = &'a Object> + 'a> {
    match parent.get(key) {
        Some(Value::Array(list)) => Box::new(list.iter().filter_map(Value::as_object)),
        Some(Value::Object(map)) => Box::new(map.values().filter_map(Value::as_object)),
        _ => Box::new(std::iter::empty()),
    }
}

/// The whole numbers of a list; negative ones (2.43 writes `-1` for "no row") are left out.
pub(super) fn indexes(parent: &Object, key: &str) -> Vec<u64> {
    parent
        .get(key)
        .and_then(Value::as_array)
        .map(|list| list.iter().filter_map(Value::as_u64).collect())
        .unwrap_or_default()
}

/// A string, number or boolean as text.
pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

/// The last part of a Java class name: `org.hisp.dhis.dataelement.DataElement` is `DataElement`.
pub(super) fn last_part(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

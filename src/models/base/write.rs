//! The one writer of all metadata types, and their `Debug`.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use serde_json::{Map, Value};

use super::{Object, View};

/// Writes an object: the fields that are set, then what is in `extra`.
pub(crate) fn write<S: Serializer>(object: &dyn Object, serializer: S) -> Result<S::Ok, S::Error> {
    if let Some(bare) = object.bare() {
        return bare.serialize(serializer);
    }
    let keys = object.keys();
    let mut map = serializer.serialize_map(None)?;
    for (index, key) in keys.iter().enumerate() {
        match object.at(index).map_or(View::Absent, |slot| slot.view()) {
            View::Absent => {}
            view => map.serialize_entry(key, &view)?,
        }
    }
    for (key, value) in object.extra() {
        if !is_set(object, key) {
            map.serialize_entry(key, value)?;
        }
    }
    map.end()
}

/// Whether `key` is a field with a value: then what `extra` holds under it is out of date.
fn is_set(object: &dyn Object, key: &str) -> bool {
    let index = object.keys().binary_search(&key);
    let slot = index.ok().and_then(|index| object.at(index));
    !matches!(slot.map_or(View::Absent, |slot| slot.view()), View::Absent)
}

pub(in crate::models) fn write_view<S: Serializer>(
    view: View<'_>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match view {
        View::Absent => serializer.serialize_unit(),
        View::Text(text) => serializer.serialize_str(text),
        View::Bool(value) => serializer.serialize_bool(value),
        View::Int(value) => serializer.serialize_i64(value),
        View::Float(value) => serializer.serialize_f64(value),
        View::Object(object) => write(object, serializer),
        View::List(list) => serializer.collect_seq((0..list.len()).map(|index| list.view(index))),
        View::Value(value) => value.serialize(serializer),
        View::Grants(grants) => serializer.collect_map(grants),
    }
}

impl Serialize for View<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_view(*self, serializer)
    }
}

/// Shows an object: the fields that are set, and no `None`s of those that are not.
pub(crate) fn debug(name: &str, object: &dyn Object, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut out = f.debug_struct(name);
    for (index, key) in object.keys().iter().enumerate() {
        match object.at(index).map_or(View::Absent, |slot| slot.view()) {
            View::Absent => {}
            _ if is_secret(key) => {
                out.field(key, &format_args!("***"));
            }
            view => {
                out.field(key, &view);
            }
        }
    }
    if !object.extra().is_empty() {
        out.field("extra", &Members(object.extra()));
    }
    out.finish()
}

/// Members that hold secrets: of an OAuth2 client, a user, the sign-in of a route.
fn is_secret(key: &str) -> bool {
    matches!(
        key,
        "accessTokenValue"
            | "authorizationCodeValue"
            | "clientSecret"
            | "deviceCodeValue"
            | "emailVerificationToken"
            | "oidcIdTokenValue"
            | "password"
            | "refreshTokenValue"
            | "secret"
            | "token"
            | "userCodeValue"
    )
}

/// JSON members, whose secrets are not shown.
struct Members<'a>(&'a Map<String, Value>);

impl fmt::Debug for Members<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_map();
        for (key, value) in self.0 {
            match value {
                _ if is_secret(key) => out.entry(&key, &format_args!("***")),
                Value::Object(members) => out.entry(&key, &Members(members)),
                other => out.entry(&key, other),
            };
        }
        out.finish()
    }
}

impl fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => f.write_str("None"),
            Self::Text(text) => fmt::Debug::fmt(text, f),
            Self::Bool(value) => fmt::Debug::fmt(value, f),
            Self::Int(value) => fmt::Debug::fmt(value, f),
            Self::Float(value) => fmt::Debug::fmt(value, f),
            Self::Object(object) => debug("", *object, f),
            Self::List(list) => f
                .debug_list()
                .entries((0..list.len()).map(|index| list.view(index)))
                .finish(),
            Self::Value(Value::Object(members)) => fmt::Debug::fmt(&Members(members), f),
            Self::Value(value) => fmt::Debug::fmt(value, f),
            Self::Grants(grants) => fmt::Debug::fmt(grants, f),
        }
    }
}

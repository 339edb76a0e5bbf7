//! The `fields` parameter: which properties of an object are shown.

use serde_json::{Map, Value};

use super::state::State;

/// One entry of `fields`.
#[derive(Debug, PartialEq, Eq)]
enum Field {
    /// `name` or `parent[id,name]`.
    Named(String, Vec<Field>),
    /// `!sharing`.
    Not(String),
    /// `:owner`, `:all`, `*`, …
    Preset(String),
}

/// A parsed `fields` parameter.
#[derive(Debug)]
pub(crate) struct Fields(Vec<Field>);

impl Fields {
    /// Reads `id,name,parent[id]`. Brackets that do not match are let pass, as by the server.
    pub(crate) fn parse(text: &str) -> Self {
        Self(parse(&mut text.chars().peekable()))
    }

    /// The shown part of an object.
    pub(crate) fn apply(&self, state: &State, object: &Map<String, Value>) -> Map<String, Value> {
        select(state, &self.0, object)
    }
}

fn parse(text: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut name = String::new();
    let push = |name: &mut String, children: Vec<Field>, fields: &mut Vec<Field>| {
        // Transformers such as `~rename(x)` and `::size` are left out.
        let word = std::mem::take(name);
        let word = word.split('~').next().unwrap_or_default();
        let word = word.trim();
        if let Some(excluded) = word.strip_prefix('!') {
            fields.push(Field::Not(excluded.to_owned()));
        } else if let Some(preset) = word.strip_prefix(':') {
            fields.push(Field::Preset(preset.to_owned()));
        } else if word == "*" {
            fields.push(Field::Preset("all".to_owned()));
        } else if !word.is_empty() {
            let (word, _) = word.split_once("::").unwrap_or((word, ""));
            fields.push(Field::Named(word.to_owned(), children));
        }
    };
    while let Some(letter) = text.next() {
        match letter {
            '[' => {
                let children = parse(text);
                push(&mut name, children, &mut fields);
            }
            ']' => break,
            ',' => push(&mut name, Vec::new(), &mut fields),
            _ => name.push(letter),
        }
    }
    push(&mut name, Vec::new(), &mut fields);
    fields
}

/// Properties that are worked out, not stored: `:owner` leaves them out.
const DERIVED: &[&str] = &[
    "access",
    "children",
    "displayDescription",
    "displayFormName",
    "displayName",
    "displayShortName",
    "favorite",
    "favorites",
    "href",
    "leaf",
];
const IDENTIFIABLE: &[&str] = &[
    "id",
    "code",
    "name",
    "created",
    "lastUpdated",
    "lastUpdatedBy",
];
const NAMEABLE: &[&str] = &[
    "id",
    "code",
    "name",
    "shortName",
    "description",
    "created",
    "lastUpdated",
];

fn in_preset(preset: &str, key: &str, value: &Value) -> bool {
    match preset {
        "all" => true,
        "owner" | "persisted" => !DERIVED.contains(&key),
        "identifiable" => IDENTIFIABLE.contains(&key),
        "nameable" => NAMEABLE.contains(&key),
        "simple" => !value.is_object() && !value.is_array(),
        _ => false,
    }
}

fn select(state: &State, fields: &[Field], object: &Map<String, Value>) -> Map<String, Value> {
    let mut shown = Map::new();
    for field in fields {
        match field {
            Field::Preset(preset) => {
                let chosen = object
                    .iter()
                    .filter(|(key, value)| in_preset(preset, key, value));
                shown.extend(chosen.map(|(key, value)| (key.clone(), value.clone())));
            }
            Field::Named(name, children) => {
                if let Some(value) = object.get(name) {
                    shown.insert(name.clone(), nested(state, children, value));
                }
            }
            Field::Not(_) => {}
        }
    }
    for field in fields {
        if let Field::Not(name) = field {
            shown.remove(name);
        }
    }
    shown
}

/// References hold an id only; what else is asked for is looked up.
fn nested(state: &State, fields: &[Field], value: &Value) -> Value {
    match value {
        _ if fields.is_empty() => value.clone(),
        Value::Array(items) => items
            .iter()
            .map(|item| nested(state, fields, item))
            .collect(),
        Value::Object(item) => {
            let is_reference = item.len() == 1;
            let target = item
                .get("id")
                .and_then(Value::as_str)
                .filter(|_| is_reference);
            let whole = target.and_then(|id| state.find(id));
            let whole = whole.map(|(kind, object)| state.shown(kind, object, ""));
            Value::Object(select(state, fields, whole.as_ref().unwrap_or(item)))
        }
        other => other.clone(),
    }
}

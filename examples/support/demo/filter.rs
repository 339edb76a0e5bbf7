//! The `filter` and `order` parameters of lists.

use std::cmp::Ordering;

use serde_json::{Map, Value};

use super::answer::Answer;
use super::state::Objects;

/// One `property:operator:value`.
#[derive(Debug)]
pub(crate) struct Filter {
    path: Vec<String>,
    operator: String,
    value: String,
}

impl Filter {
    /// Reads a filter; an unknown operator or property is answered as by the server.
    pub(crate) fn parse(text: &str, objects: &Objects) -> Result<Self, Answer> {
        let mut parts = text.splitn(3, ':');
        let (path, operator) = (parts.next().unwrap_or_default(), parts.next());
        let value = parts.next().unwrap_or_default();
        let Some(operator) = operator else {
            let message = format!("Invalid filter => {text}");
            return Err(Answer::error(400, &message, Some("E1003")));
        };
        let filter = Self {
            path: path.split('.').map(str::to_owned).collect(),
            operator: operator.to_owned(),
            value: value.to_owned(),
        };
        let is_known = filter.path[0].starts_with("display")
            || filter.path[0] == "identifiable"
            || objects.is_empty()
            || objects
                .iter()
                .any(|object| object.contains_key(&filter.path[0]));
        if !is_known {
            let message = format!("Unknown path property: {}", filter.path[0]);
            return Err(Answer::error(400, &message, Some("E1003")));
        }
        if !filter.operator_is_known() {
            let message = format!("`{operator}` is not a valid operator.");
            return Err(Answer::error(400, &message, Some("E1003")));
        }
        Ok(filter)
    }

    fn operator_is_known(&self) -> bool {
        let plain = self
            .operator
            .trim_start_matches(['!', '$'])
            .trim_end_matches('$');
        matches!(
            plain,
            "eq" | "ieq"
                | "ne"
                | "neq"
                | "gt"
                | "ge"
                | "lt"
                | "le"
                | "like"
                | "ilike"
                | "in"
                | "null"
                | "empty"
                | "token"
        )
    }

    /// Whether an object passes.
    pub(crate) fn passes(&self, object: &Map<String, Value>) -> bool {
        if self.path == ["identifiable"] {
            return ["id", "code", "name", "shortName"]
                .iter()
                .any(|key| object.get(*key).is_some_and(|value| self.holds(&[value])));
        }
        let mut found = Vec::new();
        if let Some(value) = object.get(&self.path[0]) {
            collect(value, &self.path[1..], &mut found);
        }
        match self.operator.strip_prefix('!') {
            Some(operator) => !self.test(operator, &found),
            None => self.holds(&found),
        }
    }

    fn holds(&self, found: &[&Value]) -> bool {
        self.test(&self.operator, found)
    }

    fn test(&self, operator: &str, found: &[&Value]) -> bool {
        if operator == "null" || operator == "empty" {
            return found
                .iter()
                .all(|v| v.is_null() || v.as_array().is_some_and(Vec::is_empty));
        }
        if operator == "ne" || operator == "neq" {
            return !self.test("eq", found);
        }
        found.iter().any(|value| self.matches(operator, value))
    }

    fn matches(&self, operator: &str, value: &Value) -> bool {
        let have = plain(value);
        let (low, wanted) = (have.to_lowercase(), self.value.to_lowercase());
        let order = || compare(value, &self.value);
        match operator {
            "eq" => have == self.value,
            "ieq" => low == wanted,
            "gt" => order() == Ordering::Greater,
            "ge" => order() != Ordering::Less,
            "lt" => order() == Ordering::Less,
            "le" => order() != Ordering::Greater,
            "like" => have.contains(&self.value),
            "$like" => have.starts_with(&self.value),
            "like$" => have.ends_with(&self.value),
            "ilike" => low.contains(&wanted),
            "$ilike" => low.starts_with(&wanted),
            "ilike$" => low.ends_with(&wanted),
            "token" => wanted.split_whitespace().all(|word| low.contains(word)),
            "in" => {
                let list = self.value.trim_start_matches('[').trim_end_matches(']');
                list.split(',').any(|item| item == have)
            }
            _ => false,
        }
    }
}

fn collect<'a>(value: &'a Value, path: &[String], found: &mut Vec<&'a Value>) {
    match (value, path) {
        (Value::Array(items), [_, ..]) => items.iter().for_each(|item| collect(item, path, found)),
        (Value::Object(item), [next, rest @ ..]) => {
            if let Some(value) = item.get(next) {
                collect(value, rest, found);
            }
        }
        (value, []) => found.push(value),
        _ => {}
    }
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

fn compare(value: &Value, wanted: &str) -> Ordering {
    match (value.as_f64(), wanted.parse::<f64>()) {
        (Some(have), Ok(wanted)) => have.partial_cmp(&wanted).unwrap_or(Ordering::Equal),
        _ => plain(value).as_str().cmp(wanted),
    }
}

/// Sorts by `name:asc,level:desc` and the like; by name where nothing else decides.
pub(crate) fn sort(objects: &mut [Map<String, Value>], orders: &[&str]) {
    let keys: Vec<(&str, &str)> = orders
        .iter()
        .flat_map(|order| order.split(','))
        .map(|order| order.split_once(':').unwrap_or((order, "asc")))
        .chain([("name", "asc"), ("id", "asc")])
        .collect();
    objects.sort_by(|a, b| {
        let each = keys.iter().map(|(key, direction)| {
            let (x, y) = (
                a.get(*key).unwrap_or(&Value::Null),
                b.get(*key).unwrap_or(&Value::Null),
            );
            let order = match (x.as_f64(), y.as_f64()) {
                (Some(x), Some(y)) => x.partial_cmp(&y).unwrap_or(Ordering::Equal),
                _ if direction.starts_with('i') => {
                    plain(x).to_lowercase().cmp(&plain(y).to_lowercase())
                }
                _ => plain(x).cmp(&plain(y)),
            };
            if direction.ends_with("desc") {
                order.reverse()
            } else {
                order
            }
        });
        each.fold(Ordering::Equal, Ordering::then)
    });
}

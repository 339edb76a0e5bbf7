//! From recorded answers of `/api/schemas` to `tests/schemas/schemas.json`: the union of several
//! versions, with only what the generator uses.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

/// The union of the answers, each with the version that gave it.
pub(crate) fn union(answers: &[(String, Value)]) -> Value {
    let mut types: BTreeMap<String, Value> = BTreeMap::new();
    let mut words: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (version, answer) in answers {
        for schema in list(answer, "schemas") {
            let klass = text(schema, "klass");
            let entry = types.entry(klass.clone()).or_insert_with(|| head(schema));
            mark(entry, version);
            for property in list(schema, "properties") {
                if let Some((klass, constants)) = constants(property) {
                    words.entry(klass).or_default().extend(constants);
                }
                let fields = entry["fields"].as_object_mut().unwrap();
                let field = fields
                    .entry(wire_name(property))
                    .or_insert_with(|| self::field(property));
                // An owner in one version is one in the union.
                for fact in ["owner", "persisted"] {
                    if flag(property, fact) {
                        field[fact] = json!(true);
                    }
                }
                mark(field, version);
            }
        }
    }
    let all: Vec<&str> = answers
        .iter()
        .map(|(version, _)| version.as_str())
        .collect();
    for entry in types.values_mut() {
        unmark(entry, &all);
        for field in entry["fields"].as_object_mut().unwrap().values_mut() {
            unmark(field, &all);
        }
    }
    json!({ "versions": all, "types": types, "words": words })
}

fn head(schema: &Value) -> Value {
    let mut head = Map::new();
    for key in ["singular", "plural"] {
        head.insert(key.into(), schema[key].clone());
    }
    for key in ["metadata", "shareable"] {
        if flag(schema, key) {
            head.insert(key.into(), json!(true));
        }
    }
    head.insert("fields".into(), json!({}));
    Value::Object(head)
}

fn field(property: &Value) -> Value {
    let mut field = Map::new();
    field.insert("type".into(), json!(shape(property)));
    for key in ["required", "unique"] {
        if flag(property, key) {
            field.insert(key.into(), json!(true));
        }
    }
    if !flag(property, "writable") {
        field.insert("read_only".into(), json!(true));
    }
    if let Some(length) = property["length"].as_u64() {
        if length < 100_000 {
            field.insert("length".into(), json!(length));
        }
    }
    Value::Object(field)
}

/// Collections go by their collection name: `translations`, where `name` is `translation`.
fn wire_name(property: &Value) -> String {
    let collection = property["collectionName"].as_str();
    match collection.filter(|_| flag(property, "collection")) {
        Some(name) => name.to_owned(),
        None => text(property, "name"),
    }
}

/// The type in one line: `text`, `word org.hisp…ValueType`, `list ref org.hisp…DataElement`.
fn shape(property: &Value) -> String {
    let klass = property["klass"].as_str().unwrap_or_default();
    let item = property["itemKlass"].as_str().unwrap_or_default();
    match text(property, "propertyType").as_str() {
        "COLLECTION" => format!("list {}", one(&text(property, "itemPropertyType"), item)),
        // Some lists call themselves references.
        "REFERENCE" if !item.is_empty() => format!("list {}", one("REFERENCE", item)),
        kind => one(kind, klass),
    }
}

fn one(kind: &str, klass: &str) -> String {
    match kind {
        "REFERENCE" => format!("ref {klass}"),
        "COMPLEX" => format!("object {klass}"),
        "CONSTANT" => format!("word {klass}"),
        "BOOLEAN" => "bool".into(),
        "DATE" => "date".into(),
        "INTEGER" => "int".into(),
        "NUMBER" | "TEXT" if klass == "java.lang.Long" => "int".into(),
        "NUMBER" => "number".into(),
        "TEXT" | "IDENTIFIER" | "URL" | "EMAIL" | "PASSWORD" | "PHONENUMBER" | "COLOR" => {
            "text".into()
        }
        other => panic!("a kind of property that the generator does not know: {other} {klass}"),
    }
}

fn constants(property: &Value) -> Option<(String, Vec<String>)> {
    let klass = match shape(property).split_once("word ") {
        Some((_, klass)) => klass.to_owned(),
        None => return None,
    };
    let words = list(property, "constants").iter();
    Some((
        klass,
        words
            .filter_map(|word| Some(word.as_str()?.to_owned()))
            .collect(),
    ))
}

fn mark(entry: &mut Value, version: &str) {
    let versions = entry
        .as_object_mut()
        .unwrap()
        .entry("in")
        .or_insert(json!([]));
    let versions = versions.as_array_mut().unwrap();
    if !versions.iter().any(|known| known == version) {
        versions.push(json!(version));
    }
}

/// What is in all versions need not say so.
fn unmark(entry: &mut Value, all: &[&str]) {
    if entry["in"]
        .as_array()
        .is_some_and(|versions| versions.len() == all.len())
    {
        entry.as_object_mut().unwrap().remove("in");
    }
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn flag(value: &Value, key: &str) -> bool {
    value[key].as_bool().unwrap_or(false)
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

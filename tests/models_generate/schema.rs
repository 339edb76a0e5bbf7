//! The types to generate: what `tests/schemas/*.json` say, with the choices of this crate.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::names;

const ATTRIBUTE_VALUES: &str = "org.hisp.dhis.attribute.AttributeValues";
const SHARING: &str = "org.hisp.dhis.user.sharing.Sharing";

/// Types that are not metadata to DHIS2, and have an endpoint and an accessor all the same.
const ALSO_METADATA: [&str; 1] = ["org.hisp.dhis.fileresource.FileResource"];

/// Parts whose ids are put together of several uids, as `DeMalariaC1.CocDefault1`.
const COMPOSED_IDS: [&str; 4] = [
    "org.hisp.dhis.common.ReportingRate",
    "org.hisp.dhis.dataelement.DataElementOperand",
    "org.hisp.dhis.program.ProgramDataElementDimensionItem",
    "org.hisp.dhis.program.ProgramTrackedEntityAttributeDimensionItem",
];

/// Fields that the server works out and nobody stores, on nearly every type: they stay in `extra`
/// unless a type owns them.
const LEFT_OUT: [&str; 22] = [
    "aggregationType",
    "attributeValues",
    "createdBy",
    "dimensionItem",
    "dimensionItemKeywords",
    "favorite",
    "favorites",
    "formName",
    "interpretations",
    "lastUpdatedBy",
    "legendSet",
    "legendSets",
    "metaData",
    "parentGraphMap",
    "queryMods",
    "sharing",
    "shortName",
    "subscribed",
    "subscribers",
    "translations",
    "user",
    "users",
];

const DISPLAYS: [&str; 4] = [
    "displayName",
    "displayShortName",
    "displayDescription",
    "displayFormName",
];

pub(crate) struct Schemas {
    pub(crate) types: Vec<Type>,
    /// Rust name and words of each enumeration that a type uses.
    pub(crate) words: BTreeMap<String, Vec<String>>,
}

pub(crate) struct Type {
    pub(crate) klass: String,
    pub(crate) name: String,
    pub(crate) singular: String,
    pub(crate) plural: String,
    pub(crate) metadata: bool,
    pub(crate) shareable: bool,
    pub(crate) about: Option<String>,
    pub(crate) versions: Vec<String>,
    pub(crate) fields: Vec<Field>,
}

pub(crate) struct Field {
    pub(crate) wire: String,
    pub(crate) rust: String,
    /// The Rust type within the `Option`.
    pub(crate) kind: String,
    pub(crate) about: String,
}

struct Source<'a> {
    types: BTreeMap<&'a str, &'a Value>,
    words: &'a Value,
    versions: usize,
}

pub(crate) fn load(schemas: &Value, additions: &Value) -> Schemas {
    let mut types = BTreeMap::new();
    for source in [schemas, additions] {
        for (klass, entry) in source["types"].as_object().unwrap() {
            types.insert(klass.as_str(), entry);
        }
    }
    let source = Source {
        types,
        words: &schemas["words"],
        versions: schemas["versions"].as_array().unwrap().len(),
    };
    let mut out = Schemas {
        types: Vec::new(),
        words: BTreeMap::new(),
    };
    let mut wanted: Vec<&str> = source
        .types
        .keys()
        .copied()
        .filter(|k| source.is_metadata(k))
        .collect();
    let mut seen: BTreeSet<&str> = wanted.iter().copied().collect();
    while let Some(klass) = wanted.pop() {
        let mut uses = Vec::new();
        out.types
            .push(source.read(klass, &mut uses, &mut out.words));
        wanted.extend(uses.into_iter().filter(|used| seen.insert(used)));
    }
    out.types.sort_by(|a, b| a.name.cmp(&b.name));
    for pair in out.types.windows(2) {
        assert_ne!(pair[0].name, pair[1].name, "two types of one name");
    }
    for item in &out.types {
        assert!(
            !out.words.contains_key(&item.name),
            "{} is a type and words",
            item.name
        );
    }
    out
}

impl<'a> Source<'a> {
    fn is_metadata(&self, klass: &str) -> bool {
        ALSO_METADATA.contains(&klass)
            || self
                .types
                .get(klass)
                .is_some_and(|entry| entry["metadata"] == true)
    }

    fn name(&self, klass: &str) -> String {
        let entry = self.types[klass];
        let singular = entry["singular"]
            .as_str()
            .filter(|_| self.is_metadata(klass));
        match entry["name"].as_str() {
            Some(name) => name.to_owned(),
            None => names::type_name(klass, singular),
        }
    }

    fn read(
        &self,
        klass: &'a str,
        uses: &mut Vec<&'a str>,
        words: &mut BTreeMap<String, Vec<String>>,
    ) -> Type {
        let entry = self.types[klass];
        let mut fields = Vec::new();
        for (wire, field) in entry["fields"].as_object().unwrap() {
            if entry.get("about").is_none() && left_out(wire, field) {
                continue;
            }
            let shape = field["type"].as_str().unwrap();
            let kind = match (wire.as_str(), entry.get("about")) {
                ("id", None) if !COMPOSED_IDS.contains(&klass) => "Uid".into(),
                _ => self.kind(shape, uses, words),
            };
            fields.push(Field {
                wire: wire.clone(),
                rust: names::field_name(wire),
                about: about(wire, field, self.versions),
                kind,
            });
        }
        // By bytes, as the reader searches them.
        fields.sort_by(|a, b| a.wire.cmp(&b.wire));
        let text = |key: &str| entry[key].as_str().unwrap_or_default().to_owned();
        Type {
            klass: klass.to_owned(),
            name: self.name(klass),
            singular: text("singular"),
            plural: text("plural"),
            metadata: self.is_metadata(klass),
            shareable: entry["shareable"] == true,
            about: entry["about"].as_str().map(str::to_owned),
            versions: versions(entry),
            fields,
        }
    }

    /// The Rust type of a field; notes the types and words that it needs.
    fn kind(
        &self,
        shape: &'a str,
        uses: &mut Vec<&'a str>,
        words: &mut BTreeMap<String, Vec<String>>,
    ) -> String {
        if let Some(item) = shape.strip_prefix("list ") {
            return format!("Vec<{}>", self.kind(item, uses, words));
        }
        let (kind, klass) = shape.split_once(' ').unwrap_or((shape, ""));
        let klass = match klass {
            // Periods and other items look the same, and their ids need not be uids.
            "org.hisp.dhis.period.Period" => "org.hisp.dhis.common.DimensionalItemObject",
            other => other,
        };
        match kind {
            "text" => "String".into(),
            "bool" => "bool".into(),
            "date" => "DateTime".into(),
            "int" => "i64".into(),
            "number" => "Number".into(),
            "json" => "Value".into(),
            "word" => {
                let known: Vec<String> = self.words[klass]
                    .as_array()
                    .map_or(&[][..], Vec::as_slice)
                    .iter()
                    .map(|word| word.as_str().unwrap().to_owned())
                    .collect();
                if known.is_empty() {
                    return "String".into();
                }
                let name = names::type_name(klass, None);
                let before = words.insert(name.clone(), known.clone());
                assert!(
                    before.is_none_or(|before| before == known),
                    "two sets of words: {name}"
                );
                name
            }
            "ref" if self.is_metadata(klass) => format!("Ref<{}>", self.name(klass)),
            _ if klass == SHARING => "Sharing".into(),
            _ if self.types.contains_key(klass) => {
                uses.push(klass);
                let name = self.name(klass);
                if klass == ATTRIBUTE_VALUES {
                    format!("Vec<{name}>")
                } else {
                    name
                }
            }
            // A Java class that DHIS2 does not describe.
            _ => "Value".into(),
        }
    }
}

fn left_out(wire: &str, field: &Value) -> bool {
    let stored =
        field["owner"] == true || (field["persisted"] == true && wire != "interpretations");
    let display = wire.starts_with("display") && field["read_only"] == true;
    !stored && (LEFT_OUT.contains(&wire) || (display && !DISPLAYS.contains(&wire)))
}

fn versions(entry: &Value) -> Vec<String> {
    let list = entry["in"].as_array().map_or(&[][..], Vec::as_slice);
    list.iter()
        .map(|version| format!("2.{}", version.as_str().unwrap()))
        .collect()
}

/// The documentation of a field.
fn about(wire: &str, field: &Value, all: usize) -> String {
    let shape = field["type"].as_str().unwrap();
    let mut out = match (field["about"].as_str(), common(wire)) {
        (Some(about), _) => return about.to_owned(),
        (None, Some(common)) => common.to_owned(),
        (None, None) => format!("`{wire}`{}", describe(shape, field["length"].as_u64())),
    };
    for (fact, word) in [
        ("required", "required"),
        ("unique", "unique"),
        ("read_only", "read only"),
    ] {
        if field[fact] == true && !(out.contains(word) || wire == "id") {
            out += &format!("; {word}");
        }
    }
    out += ".";
    let versions = versions(field);
    if !versions.is_empty() && versions.len() < all {
        out += &format!(" Only in {}.", versions.join(" and "));
    }
    out
}

fn describe(shape: &str, length: Option<u64>) -> String {
    let (list, item) = match shape.strip_prefix("list ") {
        Some(item) => (true, item),
        None => (false, shape),
    };
    match (item.split(' ').next().unwrap(), list) {
        ("text", false) => length.map_or(": text".into(), |n| {
            format!(": text, at most {n} characters")
        }),
        ("text", true) => ": texts".into(),
        ("ref", false) => ": a reference".into(),
        ("ref", true) => ": references".into(),
        _ => String::new(),
    }
}

fn common(wire: &str) -> Option<&'static str> {
    Some(match wire {
        "id" => "The identifier",
        "code" => "The code by which other systems know the object; unique",
        "name" => "The name",
        "shortName" => "The short name, for headings and narrow columns",
        "description" => "What the object is for",
        "formName" => "The name in data entry forms",
        "displayName" => "The name in the language of the caller; read only",
        "displayShortName" => "The short name in the language of the caller; read only",
        "displayDescription" => "The description in the language of the caller; read only",
        "displayFormName" => "The form name in the language of the caller; read only",
        "created" => "When the object was made; set by the server",
        "createdBy" => "Who made the object; set by the server",
        "lastUpdated" => "When the object was last changed; set by the server",
        "lastUpdatedBy" => "Who last changed the object; set by the server",
        "href" => "The address of the object; read only",
        "access" => "What the caller may do with the object; read only",
        "sharing" => "Who may see and change the object",
        "translations" => "The texts of the object in other languages",
        "attributeValues" => "The values of the attributes of the installation",
        "style" => "Colour and icon",
        "geometry" => "Where it is, as GeoJSON",
        "sortOrder" => "The place among its siblings, from 1",
        _ => return None,
    })
}

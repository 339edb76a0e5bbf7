//! The text of the generated files.

use std::fmt::Write;

use crate::names;
use crate::schema::{Schemas, Type};

pub(crate) const HEADER: &str =
    "// Written by tests/models_generate from tests/schemas: do not edit.\n";

/// The widest line of packed code.
const WIDTH: usize = 98;

pub(crate) fn files(schemas: &Schemas) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = schemas
        .types
        .iter()
        .map(|item| {
            (
                format!("{}.rs", names::snake_case(&item.name)),
                structure(item),
            )
        })
        .collect();
    files.push(("mod.rs".into(), modules(schemas)));
    files
}

fn structure(item: &Type) -> String {
    let mut out = String::from(HEADER);
    let name = &item.name;
    out += "\nuse crate::models::base::{Extra, Object, Slot};\nuse crate::models::*;\n\n";
    match &item.about {
        Some(about) => writeln!(out, "/// {about}"),
        None if item.metadata => {
            let phrase = names::phrase(&item.singular);
            writeln!(out, "/// {}: `/api/{}`.", sentence(&phrase), item.plural)
        }
        None => writeln!(
            out,
            "/// {}, part of another object.",
            sentence(&names::phrase(&item.singular))
        ),
    }
    .unwrap();
    if let [version] = item.versions.as_slice() {
        writeln!(out, "///\n/// Among the schemas of {version} only.").unwrap();
    }
    out += "#[derive(Clone, Default, PartialEq)]\n";
    writeln!(out, "pub struct {name} {{").unwrap();
    for field in &item.fields {
        writeln!(out, "    /// {}", field.about).unwrap();
        writeln!(out, "    pub {}: Option<{}>,", field.rust, field.kind).unwrap();
    }
    out += "    /// Everything else that the server sent: see [the module](crate::models).\n";
    out += "    pub extra: Extra,\n}\n\n";
    // Packed, as nobody reads them: they only number the fields.
    let keys = item.fields.iter().map(|field| format!("{:?},", field.wire));
    writeln!(
        out,
        "#[rustfmt::skip]\nconst KEYS: [&str; {}] = [",
        item.fields.len()
    )
    .unwrap();
    out += &packed(keys, 4);
    writeln!(out, "];\n\n#[rustfmt::skip]\nimpl Object for {name} {{").unwrap();
    out += "    fn keys(&self) -> &'static [&'static str] { &KEYS }\n";
    for (suffix, amp) in [("", "&"), ("_mut", "&mut ")] {
        writeln!(
            out,
            "    fn at{suffix}({amp}self, index: usize) -> Option<{amp}dyn Slot> {{"
        )
        .unwrap();
        writeln!(out, "        let slot: {amp}dyn Slot = match index {{").unwrap();
        let arms = item.fields.iter().enumerate();
        out += &packed(
            arms.map(|(at, field)| format!("{at} => {amp}self.{},", field.rust)),
            12,
        );
        out += "            _ => return None,\n        };\n        Some(slot)\n    }\n";
    }
    out += "    fn extra(&self) -> &Extra { &self.extra }\n";
    out += "    fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }\n}\n\n";
    writeln!(out, "base::object!({name});").unwrap();
    if item.metadata {
        let (plural, singular, klass) = (&item.plural, &item.singular, &item.klass);
        out += "#[rustfmt::skip]\n";
        writeln!(
            out,
            "base::metadata!({name}, {plural:?}, {singular:?}, {klass:?});"
        )
        .unwrap();
    }
    out
}

fn sentence(phrase: &str) -> String {
    let (first, rest) = phrase.split_at(1);
    first.to_uppercase() + rest
}

fn packed(items: impl Iterator<Item = String>, indent: usize) -> String {
    let mut out = String::new();
    let mut width = WIDTH;
    for item in items {
        if width + 1 + item.len() > WIDTH {
            out += if out.is_empty() { "" } else { "\n" };
            out += &" ".repeat(indent);
            width = indent;
        } else {
            out.push(' ');
            width += 1;
        }
        width += item.len();
        out += &item;
    }
    out.push('\n');
    out
}

fn modules(schemas: &Schemas) -> String {
    let mut out = String::from(HEADER);
    out += "\n// Wide types have long tables; each file uses what it needs of its neighbours.\n";
    out += "#![allow(clippy::too_many_lines, clippy::wildcard_imports)]\n\n";
    let names: Vec<(String, &str)> = schemas
        .types
        .iter()
        .map(|item| (names::snake_case(&item.name), item.name.as_str()))
        .collect();
    let mut modules: Vec<String> = names.iter().map(|(module, _)| module.clone()).collect();
    modules.extend(crate::words::modules());
    modules.sort();
    for module in &modules {
        writeln!(out, "mod {module};").unwrap();
    }
    out.push('\n');
    let mut uses: Vec<String> = names
        .iter()
        .map(|(module, name)| format!("pub use {module}::{name};"))
        .collect();
    uses.extend(crate::words::modules().map(|module| format!("pub use {module}::*;")));
    uses.sort();
    out += &uses.join("\n");
    out += "\n\nuse crate::models::TypeInfo;\n\n";
    out += "/// The kinds of metadata, by plural.\n///\n";
    out += "/// ```\n/// use dhis2::models;\n///\n";
    out +=
        "/// assert!(models::ALL.iter().any(|info| info.plural == \"dataElements\"));\n/// ```\n";
    out += "#[rustfmt::skip]\npub const ALL: &[TypeInfo] = &[\n";
    let mut all: Vec<&Type> = schemas.types.iter().filter(|item| item.metadata).collect();
    all.sort_by(|a, b| a.plural.cmp(&b.plural));
    for item in all {
        let Type {
            plural,
            singular,
            klass,
            name,
            shareable,
            ..
        } = item;
        writeln!(
            out,
            "    TypeInfo {{ plural: {plural:?}, singular: {singular:?}, type_name: {name:?}, \
             klass: {klass:?}, shareable: {shareable} }},"
        )
        .unwrap();
    }
    out += "];\n";
    out
}

/// The test's way from a plural to its type.
pub(crate) fn test_table(schemas: &Schemas) -> String {
    let mut out = String::from(HEADER);
    out += "\nuse dhis2::models::*;\n\nuse crate::{Trip, trip};\n\n";
    out += "/// Reads the JSON as the type of this plural, and writes it again.\n";
    out += "#[rustfmt::skip]\n";
    out += "pub(crate) fn there_and_back(plural: &str, json: &str) -> Option<Trip> {\n";
    out += "    Some(match plural {\n";
    let mut all: Vec<&Type> = schemas.types.iter().filter(|item| item.metadata).collect();
    all.sort_by(|a, b| a.plural.cmp(&b.plural));
    for item in all {
        let (plural, name) = (&item.plural, &item.name);
        writeln!(
            out,
            "        {plural:?} => trip(json, |it: &{name}| &it.extra),"
        )
        .unwrap();
    }
    out += "        _ => return None,\n    })\n}\n";
    out
}

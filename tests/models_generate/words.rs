//! The enumerations.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::emit::HEADER;
use crate::names;
use crate::schema::Schemas;

/// Files by the first letters of the names, so that none grows long.
const FILES: [(&str, char, char); 4] = [
    ("words_a_d", 'A', 'D'),
    ("words_e_m", 'E', 'M'),
    ("words_n_q", 'N', 'Q'),
    ("words_r_z", 'R', 'Z'),
];

pub(crate) fn modules() -> impl Iterator<Item = String> {
    FILES.iter().map(|(name, _, _)| (*name).to_owned())
}

pub(crate) fn files(schemas: &Schemas) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for (file, first, last) in FILES {
        let mut out = String::from(HEADER);
        out += "\nuse crate::models::base;\n";
        for (name, words) in &schemas.words {
            if (first..=last).contains(&name.chars().next().unwrap()) {
                out += &enumeration(name, words);
            }
        }
        files.push((format!("{file}.rs"), out));
    }
    files
}

fn enumeration(name: &str, words: &[String]) -> String {
    let phrase = names::phrase(name);
    let mut out =
        format!("\nbase::words! {{\n    /// DHIS2's words for {phrase}.\n    {name} {{\n");
    let mut seen = BTreeSet::new();
    for word in words {
        let variant = names::variant_name(word);
        assert!(seen.insert(variant.clone()), "{name} has {variant} twice");
        writeln!(out, "        {variant} = {word:?},").unwrap();
    }
    out += "    }\n}\n";
    out
}

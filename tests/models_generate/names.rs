//! Names: from those of DHIS2 to those of Rust.

/// Types whose own name would be taken for another, or does not say what they are.
const RENAMED: [(&str, &str); 4] = [
    // `Option` is Rust's.
    ("org.hisp.dhis.option.Option", "OptionItem"),
    (
        "org.hisp.dhis.eventvisualization.Attribute",
        "RepetitionParent",
    ),
    ("org.hisp.dhis.mapping.EventStatus", "MapEventStatus"),
    ("org.hisp.dhis.security.acl.Access", "ObjectAccess"),
];

/// The Rust name of a type; `singular` is DHIS2's name of a kind of metadata.
pub(crate) fn type_name(klass: &str, singular: Option<&str>) -> String {
    if let Some((_, name)) = RENAMED.iter().find(|(renamed, _)| *renamed == klass) {
        return (*name).to_owned();
    }
    match singular {
        Some(singular) => capitalised(singular),
        None => klass.rsplit(['.', '$']).next().unwrap_or(klass).to_owned(),
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// `preGenerateUID` as `pre_generate_uid`, `oAuth2Clients` as `oauth2_clients`.
pub(crate) fn snake_case(name: &str) -> String {
    let name = name.replace("oAuth2", "oauth2").replace("OAuth2", "Oauth2");
    let chars: Vec<char> = name.chars().collect();
    let mut out = String::new();
    for (at, char) in chars.iter().enumerate() {
        if char.is_uppercase() {
            let after_lower = at > 0 && !chars[at - 1].is_uppercase();
            let before_lower = at > 0 && chars.get(at + 1).is_some_and(|next| next.is_lowercase());
            if after_lower || before_lower {
                out.push('_');
            }
            out.extend(char.to_lowercase());
        } else {
            out.push(*char);
        }
    }
    out
}

/// The Rust name of a field.
pub(crate) fn field_name(wire: &str) -> String {
    let name = snake_case(wire);
    match name.as_str() {
        "type" | "ref" | "match" | "where" | "static" | "mod" => format!("r#{name}"),
        _ => name,
    }
}

/// The Rust name of a word: `LAST_5_YEARS` as `Last5Years`, `not_equal_to` as `NotEqualTo`.
pub(crate) fn variant_name(word: &str) -> String {
    let parts = word
        .split(['_', '-', '.', ' '])
        .filter(|part| !part.is_empty());
    let name: String = parts
        .map(|part| capitalised(&part.to_lowercase()))
        .collect();
    if name.starts_with(|first: char| first.is_ascii_digit()) || name == "Other" {
        return format!("The{name}");
    }
    name
}

/// `dataElementGroup` as "data element group", with its article.
pub(crate) fn phrase(singular: &str) -> String {
    let words = snake_case(singular)
        .replace('_', " ")
        .replace("oauth2", "OAuth2")
        .replace("sms", "SMS")
        .replace("sql", "SQL")
        .replace("api ", "API ");
    let vowel = words.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O', 'S'])
        && !words.starts_with("SQ");
    format!("{} {words}", if vowel { "an" } else { "a" })
}

//! Rows of JSON as columns: for tables and CSV.

use serde_json::Value;

/// The columns that a `fields` text asks for, such as `id`, `name` and `parent.id` for
/// `id,name,parent[id]`. `None` where only the rows can tell: `*`, `:owner`, `!name`.
pub(crate) fn of_fields(fields: &str) -> Option<Vec<String>> {
    let mut columns = Vec::new();
    for field in split(fields) {
        let field = field.trim();
        if field.is_empty() || field.starts_with([':', '!', '*']) {
            return None;
        }
        let (name, rest) = match field.find(['[', '~', ':', '(']) {
            Some(at) => field.split_at(at),
            None => (field, ""),
        };
        if let Some(inner) = rest
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            match of_fields(inner) {
                Some(inner) => columns.extend(inner.iter().map(|inner| format!("{name}.{inner}"))),
                None => columns.push(name.to_owned()),
            }
            continue;
        }
        let renamed = rest
            .split_once("rename(")
            .and_then(|(_, new)| new.split(')').next());
        columns.push(renamed.unwrap_or(name).to_owned());
    }
    Some(columns)
}

/// The columns of a row whose fields nobody named: its members, the best known ones first.
pub(crate) fn of_row(row: &Value) -> Vec<String> {
    let mut names: Vec<String> = match row {
        Value::Object(members) => members.keys().cloned().collect(),
        _ => vec!["value".to_owned()],
    };
    let known = ["id", "code", "name", "displayName"];
    names.sort_by_key(|name| known.iter().position(|k| k == name).unwrap_or(known.len()));
    names
}

/// What stands in a column: text as it is, nothing for null, anything else as JSON.
pub(crate) fn cell(row: &Value, column: &str) -> String {
    let mut value = row;
    let mut rest = column;
    while !rest.is_empty() {
        let Value::Object(members) = value else { break };
        // A field name may hold a dot itself.
        if let Some(found) = members.get(rest) {
            return text(found);
        }
        let (name, further) = rest.split_once('.').unwrap_or((rest, ""));
        match members.get(name) {
            Some(found) => value = found,
            None => return String::new(),
        }
        rest = further;
    }
    match value {
        Value::Array(members) if !rest.is_empty() => {
            let cells: Vec<String> = members.iter().map(|member| cell(member, rest)).collect();
            cells.join(", ")
        }
        value => text(value),
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Splits at the commas that are in no bracket.
fn split(fields: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut from) = (0_usize, 0);
    for (at, character) in fields.char_indices() {
        match character {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(&fields[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&fields[from..]);
    parts
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_columns_of_fields_are_those_of_the_rows_they_bring() {
        let columns = |fields| of_fields(fields).map(|columns| columns.join(" "));
        assert_eq!(
            columns("id, name,parent[id,parent[name]],x~rename(y)").unwrap(),
            "id name parent.id parent.parent.name y"
        );
        assert_eq!(columns("dataSets::size").unwrap(), "dataSets");
        assert_eq!(columns("parent[*],id").unwrap(), "parent id");
        assert!(columns(":owner").is_none());
        assert!(columns("id,!name").is_none());
    }

    #[test]
    fn a_cell_is_found_through_objects_and_lists() {
        let row = json!({
            "name": "A", "parent": {"id": "x"}, "groups": [{"id": 1}, {"id": 2}], "n": null
        });
        assert_eq!(cell(&row, "name"), "A");
        assert_eq!(cell(&row, "parent.id"), "x");
        assert_eq!(cell(&row, "groups.id"), "1, 2");
        assert_eq!(cell(&row, "parent"), r#"{"id":"x"}"#);
        assert_eq!(cell(&row, "n"), "");
        assert_eq!(cell(&row, "parent.name"), "");
        assert_eq!(cell(&row, "none"), "");
    }
}

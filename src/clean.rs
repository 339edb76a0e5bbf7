//! Taking properties out of JSON, at any depth.
//!
//! Objects that are copied to another server, compared, or kept under version control carry things
//! that belong to one server or one moment. [`clean`](fn@clean) removes them; the lists here name
//! the usual ones.
//!
//! ```
//! use dhis2::clean;
//! use serde_json::json;
//!
//! let mut set = json!({
//!     "name": "Monthly",
//!     "lastUpdated": "2024-01-01T00:00:00.000",
//!     "dataSetElements": [{"dataElement": {"id": "DeMalariaC1", "name": "Cases", "access": {}}}],
//! });
//! clean(&mut set, clean::AUDIT);
//! clean(&mut set, ["access", "dataSetElements.*.dataElement.name"]);
//! assert_eq!(set, json!({
//!     "name": "Monthly",
//!     "dataSetElements": [{"dataElement": {"id": "DeMalariaC1"}}],
//! }));
//! ```

use serde_json::Value;

/// Who may see and change an object: `sharing` and its older forms.
pub const SHARING: &[&str] = &[
    "sharing",
    "publicAccess",
    "externalAccess",
    "userAccesses",
    "userGroupAccesses",
];

/// Who made and changed an object, and when. `user` is the older name of `createdBy`.
pub const AUDIT: &[&str] = &[
    "created",
    "createdBy",
    "lastUpdated",
    "lastUpdatedBy",
    "user",
];

/// The texts in other languages.
pub const TRANSLATIONS: &[&str] = &["translations"];

/// What the user who asked may do with the object.
pub const ACCESS: &[&str] = &["access"];

/// Removes members of objects, and returns how many it removed.
///
/// A name without a dot is removed wherever it stands: `user`. A name with dots is a path from the
/// outermost value: `dataSetElements.*.dataSet.name`, where `*` is any member of a list or an
/// object, and a number is a position in a list. A list on the way whose step is neither is gone
/// through member by member, so `dataSetElements.dataSet.name` says the same.
///
/// Only members of objects are removed, never those of lists: `["name", "id"]` stays as it is,
/// whatever the names.
pub fn clean<S: AsRef<str>>(value: &mut Value, names: impl IntoIterator<Item = S>) -> usize {
    let (mut keys, mut paths) = (Vec::new(), Vec::new());
    for name in names {
        let name = name.as_ref().to_owned();
        if name.contains('.') {
            paths.push(name);
        } else {
            keys.push(name);
        }
    }
    let mut removed = if keys.is_empty() {
        0
    } else {
        remove_keys(value, &keys)
    };
    for path in paths {
        let steps: Vec<&str> = path.split('.').collect();
        removed += remove_path(value, &steps);
    }
    removed
}

fn remove_keys(value: &mut Value, keys: &[String]) -> usize {
    match value {
        Value::Object(members) => {
            let before = members.len();
            members.retain(|name, _| !keys.contains(name));
            let removed = before - members.len();
            let deeper = members.values_mut().map(|member| remove_keys(member, keys));
            removed + deeper.sum::<usize>()
        }
        Value::Array(members) => {
            let deeper = members.iter_mut().map(|member| remove_keys(member, keys));
            deeper.sum()
        }
        _ => 0,
    }
}

fn remove_path(value: &mut Value, steps: &[&str]) -> usize {
    let Some((step, rest)) = steps.split_first() else {
        return 0;
    };
    match value {
        Value::Object(members) if rest.is_empty() => {
            if *step == "*" {
                let removed = members.len();
                members.clear();
                removed
            } else {
                usize::from(members.remove(*step).is_some())
            }
        }
        Value::Object(members) if *step == "*" => {
            let deeper = members.values_mut().map(|member| remove_path(member, rest));
            deeper.sum()
        }
        Value::Object(members) => members
            .get_mut(*step)
            .map_or(0, |member| remove_path(member, rest)),
        Value::Array(members) => {
            if let Ok(position) = step.parse::<usize>() {
                return members
                    .get_mut(position)
                    .map_or(0, |member| remove_path(member, rest));
            }
            let steps = if *step == "*" { rest } else { steps };
            let deeper = members.iter_mut().map(|member| remove_path(member, steps));
            deeper.sum()
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::clean;

    #[test]
    fn a_name_is_removed_wherever_it_stands() {
        let mut value = json!([{"user": 1, "a": {"user": {"x": 1}, "b": [[{"user": 2, "c": 3}]]}}]);
        assert_eq!(clean(&mut value, ["user"]), 3);
        assert_eq!(value, json!([{"a": {"b": [[{"c": 3}]]}}]));
    }

    #[test]
    fn members_of_lists_and_values_stay() {
        let before = json!({"fields": ["name", "id"], "a": "name"});
        let mut value = before.clone();
        assert_eq!(clean(&mut value, ["name", "id"]), 0);
        assert_eq!(value, before);
        for mut scalar in [json!(null), json!("name"), json!(1)] {
            assert_eq!(clean(&mut scalar, ["name"]), 0);
        }
        assert_eq!(clean(&mut value, [""; 0]), 0);
    }

    #[test]
    fn a_path_starts_at_the_top() {
        let start = json!({
            "name": "x",
            "dataSetElements": [{"dataSet": {"id": "a", "name": "b"}}, {"dataSet": {"name": "c"}}, 7],
        });
        let end = json!({
            "name": "x",
            "dataSetElements": [{"dataSet": {"id": "a"}}, {"dataSet": {}}, 7],
        });
        for path in [
            "dataSetElements.*.dataSet.name",
            "dataSetElements.dataSet.name",
        ] {
            let mut value = start.clone();
            assert_eq!(clean(&mut value, [path]), 2);
            assert_eq!(value, end);
        }
        let mut value = start.clone();
        assert_eq!(clean(&mut value, ["dataSetElements.1.dataSet.name"]), 1);
        assert_eq!(value["dataSetElements"][0], start["dataSetElements"][0]);
        for path in [
            "dataSet.name",
            "dataSetElements.9.dataSet",
            "name.x",
            "dataSetElements.*",
            ".",
        ] {
            let mut value = start.clone();
            assert_eq!(clean(&mut value, [path]), 0, "{path}");
            assert_eq!(value, start);
        }
    }

    #[test]
    fn a_star_stands_for_any_member_of_an_object() {
        let mut value =
            json!({"sharing": {"users": {"a": {"id": "a", "name": "n"}, "b": {"name": "m"}}}});
        assert_eq!(clean(&mut value, ["sharing.users.*.name"]), 2);
        assert_eq!(clean(&mut value, ["sharing.users.*"]), 2);
        assert_eq!(value, json!({"sharing": {"users": {}}}));
    }
}

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use super::json::{self, Object};
use crate::Uid;

/// How much of a message `Display` shows: some quote the whole object.
const SHOWN: usize = 300;
/// How many indexes `Display` names.
const NAMED: usize = 3;

/// One reason for which DHIS2 refused one or more rows: a conflict, or an error report.
///
/// Each importer fills what it knows. `Display` is one readable line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Conflict {
    /// The kind of object it is about: `DataElement` (metadata), `EVENT` (tracker), `dataElement`
    /// (data values).
    pub object_type: Option<String>,
    /// The uid of the refused object; for data values that of the data element, organisation unit
    /// or other part that is at fault.
    pub uid: Option<String>,
    /// The property at fault.
    pub property: Option<String>,
    /// The value at fault, where DHIS2 gives it.
    pub value: Option<String>,
    /// DHIS2's error code, such as `E7610`.
    pub error_code: Option<String>,
    /// What is wrong, in DHIS2's words.
    pub message: Option<String>,
    /// The refused rows, counted from 0: positions in `dataValues`, or data lines of a CSV. Only
    /// data values have them; the others are named by uid. After
    /// [`ImportReport::merge`](super::ImportReport::merge) they count over all parts.
    pub indexes: Vec<u64>,
    /// The identifiers at fault by kind, as data values name them.
    pub objects: BTreeMap<String, String>,
    /// What DHIS2 filled its message with (metadata, tracker).
    pub args: Vec<String>,
}

impl Conflict {
    /// The identifiers at fault: the list that DHIS2 2.43 puts into `objects.args`, or the uid or
    /// value of the conflict.
    ///
    /// ```
    /// let body = br#"{"status":"ERROR","importCount":{},"conflicts":[{"errorCode":"E8022",
    ///     "objects":{"args":"DsSupplies2-[NoSuchUid12, NoSuchUid13]"},"indexes":[0,1],
    ///     "value":"Data set DsSupplies2 not usable with org unit(s): ..."}]}"#;
    /// let report = dhis2::ImportReport::from_slice(409, body).unwrap();
    /// assert_eq!(report.conflicts()[0].offenders(), ["NoSuchUid12", "NoSuchUid13"]);
    /// ```
    pub fn offenders(&self) -> Vec<&str> {
        if let Some(args) = self.objects.get("args") {
            return list_at_end(args);
        }
        self.uid
            .as_deref()
            .or(self.value.as_deref())
            .into_iter()
            .collect()
    }

    /// A conflict with nothing but a message.
    pub(super) fn from_message(message: &str, error_code: Option<&str>) -> Self {
        Self {
            message: Some(message.to_owned()),
            error_code: error_code.map(str::to_owned),
            ..Self::default()
        }
    }

    /// A member of `conflicts[]`. There `value` is the message, and `object` what is at fault.
    pub(super) fn from_import_conflict(row: &Object) -> Self {
        let objects: BTreeMap<String, String> = json::object(row, "objects")
            .into_iter()
            .flatten()
            .filter_map(|(key, value)| Some((key.clone(), json::scalar(value)?)))
            .collect();
        let value = row.get("value").and_then(json::scalar);
        let (message, value) = match json::owned(row, "message") {
            Some(message) => (Some(message), value),
            None => (value, None),
        };
        let mut conflict = Self {
            property: json::owned(row, "property"),
            error_code: json::owned(row, "errorCode"),
            message,
            value,
            indexes: json::indexes(row, "indexes"),
            ..Self::default()
        };
        if let Some(object) = json::text(row, "object") {
            let kind = objects.iter().find(|(_, id)| *id == object);
            conflict.object_type = kind.map(|(kind, _)| kind.clone());
            if kind.is_none() && object.contains('.') {
                // Old servers name a class, or an object and its property: `Event.orgUnit`.
                conflict.object_type = Some(json::last_part(object).to_owned());
            } else if Uid::is_valid(object) {
                conflict.uid = Some(object.to_owned());
            } else if conflict.value.is_none() {
                conflict.value = Some(object.to_owned());
            }
        }
        conflict.objects = objects;
        conflict
    }

    /// A member of `errorReports[]`; kind and uid are those of the object it stands under.
    pub(super) fn from_error_report(row: &Object, kind: Option<&str>, uid: Option<&str>) -> Self {
        let property = json::owned(row, "errorProperty");
        let args: Vec<String> = scalars(row, "args");
        let tracker = json::text(row, "trackerType");
        let value = row.get("value").and_then(json::scalar).or_else(|| {
            // The tracker's arguments are dumps of whole objects. Those of metadata begin with the
            // property's name.
            let given = scalars(row, "errorProperties");
            let given = if given.is_empty() { &args } else { &given };
            given
                .iter()
                .find(|text| property.as_ref() != Some(text))
                .filter(|_| tracker.is_none())
                .cloned()
        });
        Self {
            object_type: tracker
                .or(kind)
                .or_else(|| json::text(row, "mainKlass").map(json::last_part))
                .map(str::to_owned),
            uid: uid
                .or_else(|| json::text(row, "uid"))
                .or_else(|| json::text(row, "mainId"))
                .map(str::to_owned),
            property,
            value,
            error_code: first(row, &["errorCode", "warningCode", "code"]),
            message: first(row, &["message", "warningMessage"]),
            args,
            ..Self::default()
        }
    }
}

/// The first of the keys that holds text; servers differ in the name.
fn first(row: &Object, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| json::owned(row, key))
}

fn scalars(row: &Object, key: &str) -> Vec<String> {
    row.get(key)
        .and_then(Value::as_array)
        .map(|list| list.iter().filter_map(json::scalar).collect())
        .unwrap_or_default()
}

/// The members of `DsSupplies2-[A, B]` or `[A, B]`; nothing when the bracket belongs to a dump
/// such as `0-Input[dataElement=null]`.
fn list_at_end(args: &str) -> Vec<&str> {
    let Some(start) = args.rfind('[').filter(|_| args.ends_with(']')) else {
        return Vec::new();
    };
    if start > 0 && !args[..start].ends_with('-') {
        return Vec::new();
    }
    args[start + 1..args.len() - 1]
        .split(", ")
        .filter(|member| !member.is_empty())
        .collect()
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(code) = &self.error_code {
            write!(f, "{code} ")?;
        }
        let message = self.message.as_deref().unwrap_or("no reason given");
        let mut characters = message.chars();
        for character in characters.by_ref().take(SHOWN) {
            let shown = if character.is_control() {
                ' '
            } else {
                character
            };
            write!(f, "{shown}")?;
        }
        if characters.next().is_some() {
            f.write_str("…")?;
        }

        let mut place: Vec<String> = Vec::new();
        let new = |text: &&String| !message.contains(text.as_str());
        let object: Vec<&str> = [self.object_type.as_ref(), self.uid.as_ref().filter(new)]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        if !object.is_empty() {
            place.push(object.join(" "));
        }
        if let Some(property) = self.property.as_ref().filter(new) {
            if self.object_type.as_ref() != Some(property) {
                place.push(format!("property {property}"));
            }
        }
        if let Some(value) = self.value.as_ref().filter(|_| self.message.is_none()) {
            place.push(format!("value {value}"));
        }
        if !self.indexes.is_empty() {
            place.push(indexes(&self.indexes));
        }
        if place.is_empty() {
            return Ok(());
        }
        write!(f, " ({})", place.join(", "))
    }
}

/// `index 4`, or `indexes 0, 1, 2 and 997 more`.
pub(super) fn indexes(indexes: &[u64]) -> String {
    let named: Vec<String> = indexes.iter().take(NAMED).map(u64::to_string).collect();
    let more = indexes.len() - named.len();
    let named = named.join(", ");
    match (indexes.len(), more) {
        (1, _) => format!("index {named}"),
        (_, 0) => format!("indexes {named}"),
        _ => format!("indexes {named} and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Conflict, list_at_end};

    fn import_conflict(value: &Value) -> Conflict {
        Conflict::from_import_conflict(value.as_object().unwrap())
    }

    #[test]
    fn a_conflict_is_one_line_that_says_everything_once() {
        let conflict = import_conflict(&json!({
            "object": "NoSuchUid11", "objects": {"dataElement": "NoSuchUid11"},
            "value": "Data element not found: `NoSuchUid11`", "errorCode": "E7610",
            "property": "dataElement", "indexes": [0, 1, 3, 9]
        }));
        assert_eq!(
            conflict.to_string(),
            "E7610 Data element not found: `NoSuchUid11` \
             (dataElement, indexes 0, 1, 3 and 1 more)"
        );
    }

    #[test]
    fn a_message_of_many_lines_becomes_one_and_is_cut() {
        let conflict = Conflict::from_message(&format!("a\nb{}", "c".repeat(400)), None);
        let line = conflict.to_string();
        assert!(line.starts_with("a bccc") && line.ends_with("c…"), "{line}");
        assert_eq!(line.chars().count(), 301);
        assert_eq!(Conflict::default().to_string(), "no reason given");
    }

    #[test]
    fn a_period_at_fault_is_a_value_and_no_uid() {
        let conflict = import_conflict(&json!({
            "object": "20269x", "objects": {"period": "20269x"}, "value": "Period not valid"
        }));
        assert_eq!(conflict.value.as_deref(), Some("20269x"));
        assert_eq!(conflict.uid, None);
        assert_eq!(conflict.object_type.as_deref(), Some("period"));
        assert_eq!(conflict.offenders(), ["20269x"]);
    }

    #[test]
    fn a_code_with_a_dot_is_no_class_name() {
        let conflict = import_conflict(&json!({
            "object": "A.B", "objects": {"dataElement": "A.B"}, "value": "not found"
        }));
        assert_eq!(conflict.object_type.as_deref(), Some("dataElement"));
        assert_eq!(conflict.value.as_deref(), Some("A.B"));
    }

    #[test]
    fn the_index_minus_one_names_no_row() {
        assert_eq!(
            import_conflict(&json!({"value": "x", "indexes": [-1]})).indexes,
            [0; 0]
        );
    }

    #[test]
    fn only_a_list_of_identifiers_is_read_as_offenders() {
        assert_eq!(list_at_end("Ds-[A, B]"), ["A", "B"]);
        assert_eq!(list_at_end("[A]"), ["A"]);
        for none in [
            "",
            "[]",
            "0",
            "1-abc-INTEGER",
            "0-Input[dataElement=null]",
            "[0, 1]-DataValueKey[period=1]",
        ] {
            assert_eq!(list_at_end(none), [""; 0], "{none}");
        }
    }
}

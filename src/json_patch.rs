//! JSON Patch: changing a few properties of an object without sending the rest.

use serde::ser::{Error as _, SerializeSeq};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::error::Error;
use crate::uid::AsUid;

/// A list of changes to one object, for `PATCH /api/{type}/{uid}`.
///
/// It is the safe way to change an object that is not known in full: a `PUT` loses whatever it
/// leaves out, sharing and translations included. DHIS2 knows four operations: `add`, `remove`,
/// `replace` and its own `remove-by-id`. The other ones of RFC 6902 (`test`, `move`, `copy`) end in
/// a 500 there and are not offered. An empty patch is a 200 that changes nothing.
///
/// Paths are JSON pointers: `/name`, `/sharing/public`, and `/dataElements/-` for the end of a
/// list. A mistake in one is kept and comes out of [`check`](Self::check), which every request
/// makes before it is sent; a patch with a mistake cannot be written as JSON either.
///
/// ```
/// use dhis2::JsonPatch;
/// use serde_json::json;
///
/// let patch = JsonPatch::new()
///     .replace("/name", "Ward 1")
///     .replace("/code", None::<&str>)          // null: clears the code
///     .add("/organisationUnits/-", json!({"id": "OuVelmora01"}))
///     .remove_by_id("/dataElements", "DeMalariaC1")
///     .remove("/description");
/// patch.check()?;
/// assert_eq!(patch.len(), 5);
/// assert_eq!(serde_json::to_value(&patch).unwrap()[1], json!({"op": "replace", "path": "/code", "value": null}));
///
/// assert!(JsonPatch::new().remove("description").check().is_err());
/// # Ok::<_, dhis2::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
#[must_use = "a patch does nothing until it is sent"]
pub struct JsonPatch {
    operations: Vec<Operation>,
    /// The first mistake: the value and what was expected.
    mistake: Option<(String, String)>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Operation {
    op: &'static str,
    path: String,
    // `Some(Null)` is written: null is what clears a property.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
}

/// What the server keeps itself, so that a difference in it is not the caller's wish.
const SERVER_KEPT: &[&str] = &[
    "id",
    "href",
    "created",
    "createdBy",
    "lastUpdated",
    "lastUpdatedBy",
    "access",
    "favorite",
    "subscribed",
];

/// How the names of translated copies end: `displayName`, `displayEventLabel`. Other names with
/// `display`, such as `displayInReports`, are properties of their own.
const TRANSLATED: &[&str] = &[
    "Name",
    "Description",
    "Label",
    "Title",
    "Subtitle",
    "Template",
    "Instruction",
    "Content",
];

impl JsonPatch {
    /// A patch without changes.
    pub fn new() -> Self {
        Self::default()
    }

    /// The changes that make `before` into `after`, member by member of the outermost object.
    ///
    /// A member that is new is added, one that is gone is removed, one that differs is replaced
    /// whole: nested objects and lists are not taken apart. What the server keeps itself is left
    /// out: `id`, `href`, `created`, `createdBy`, `lastUpdated`, `lastUpdatedBy`, `access`,
    /// `favorite`, `subscribed`, and translated copies such as `displayName`.
    ///
    /// `before` must be as complete as `after` was made from, best a `GET` with `fields=:owner`:
    /// JSON Patch can change what an object owns and nothing else.
    ///
    /// ```
    /// use dhis2::JsonPatch;
    /// use serde_json::json;
    ///
    /// let before = json!({"id": "DeMalariaC1", "name": "Old", "code": "A", "lastUpdated": "2024-01-01"});
    /// let after = json!({"id": "DeMalariaC1", "name": "New", "lastUpdated": "2024-01-02"});
    /// assert_eq!(JsonPatch::diff(&before, &after)?, JsonPatch::new().remove("/code").replace("/name", "New"));
    /// # Ok::<_, dhis2::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] when one of them is not written as a JSON object.
    pub fn diff<T: Serialize + ?Sized, U: Serialize + ?Sized>(
        before: &T,
        after: &U,
    ) -> Result<Self, Error> {
        let (before, mut after) = (object("before", before)?, object("after", after)?);
        let mut patch = Self::new();
        for (name, old) in before {
            if is_server_kept(&name) {
                continue;
            }
            match after.remove(&name) {
                None => patch = patch.remove(&Self::pointer([&name])),
                Some(new) if new != old => patch = patch.replace(&Self::pointer([&name]), new),
                Some(_) => {}
            }
        }
        for (name, new) in after {
            if !is_server_kept(&name) {
                patch = patch.add(&Self::pointer([&name]), new);
            }
        }
        Ok(patch)
    }

    /// Reads a patch that was written as JSON, for example by hand in a file.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] when it is not an array of operations that DHIS2 knows, each with
    /// what it needs.
    pub fn from_value(value: &Value) -> Result<Self, Error> {
        let malformed =
            |what: &Value, expected: &str| Error::invalid("JSON patch", what.to_string(), expected);
        let operations = value
            .as_array()
            .ok_or_else(|| malformed(value, "an array of operations"))?;
        let mut patch = Self::new();
        for operation in operations {
            let text = |name: &str| operation.get(name).and_then(Value::as_str);
            let pointer = text("path").ok_or_else(|| malformed(operation, "a `path`"))?;
            let new = || {
                let value = operation.get("value").cloned();
                value.ok_or_else(|| malformed(operation, "a `value`, which may be null"))
            };
            patch = match text("op") {
                Some("add") => patch.add(pointer, new()?),
                Some("replace") => patch.replace(pointer, new()?),
                Some("remove") => patch.remove(pointer),
                Some("remove-by-id") => {
                    let id = text("id").ok_or_else(|| malformed(operation, "an `id`"))?;
                    patch.remove_by_id(pointer, id)
                }
                _ => {
                    let known = "an `op` that DHIS2 knows: add, remove, replace or remove-by-id";
                    return Err(malformed(operation, known));
                }
            };
        }
        patch.check()?;
        Ok(patch)
    }

    /// A JSON pointer to a member: the names joined by `/`, with `~` and `/` in them escaped.
    ///
    /// ```
    /// assert_eq!(dhis2::JsonPatch::pointer(["a/b", "~c"]), "/a~1b/~0c");
    /// ```
    pub fn pointer<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> String {
        names.into_iter().fold(String::new(), |pointer, name| {
            pointer + "/" + &name.as_ref().replace('~', "~0").replace('/', "~1")
        })
    }

    /// Sets a property, or puts a member into a list: at the end with `/-` after its name.
    pub fn add(self, path: &str, value: impl Serialize) -> Self {
        self.with_value("add", path, value)
    }

    /// Sets a property to another value. Null clears it.
    pub fn replace(self, path: &str, value: impl Serialize) -> Self {
        self.with_value("replace", path, value)
    }

    /// Removes a property, or the member of a list at a position: `/dataElements/0`.
    pub fn remove(self, path: &str) -> Self {
        self.push("remove", path, None, None)
    }

    /// Removes the member with this uid from a list of references: the path is the list's.
    pub fn remove_by_id(mut self, path: &str, id: impl AsUid) -> Self {
        match id.as_uid() {
            Ok(uid) => self.push("remove-by-id", path, None, Some(uid.as_str().to_owned())),
            Err(Error::InvalidInput(input)) => {
                self.note(input.value(), input.expected().to_owned());
                self
            }
            Err(error) => {
                self.note(path, error.to_string());
                self
            }
        }
    }

    /// How many operations there are.
    pub fn len(&self) -> usize {
        self.operations.len()
    }

    /// Whether there is nothing to change, nor a mistake to report.
    pub fn is_empty(&self) -> bool {
        self.operations.is_empty() && self.mistake.is_none()
    }

    /// Whether the patch can be sent.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for the first step that cannot: a path that does not start with `/`,
    /// a malformed uid, or a value that has no JSON form.
    pub fn check(&self) -> Result<(), Error> {
        match &self.mistake {
            Some((value, expected)) => Err(Error::invalid("JSON patch", value, expected)),
            None => Ok(()),
        }
    }

    fn with_value(mut self, op: &'static str, path: &str, value: impl Serialize) -> Self {
        match serde_json::to_value(value) {
            Ok(value) => self.push(op, path, Some(value), None),
            Err(error) => {
                self.note(path, format!("a value that has a JSON form: {error}"));
                self
            }
        }
    }

    fn push(
        mut self,
        op: &'static str,
        path: &str,
        value: Option<Value>,
        id: Option<String>,
    ) -> Self {
        let escapes_hold = path
            .split('~')
            .skip(1)
            .all(|rest| rest.starts_with(['0', '1']));
        if path.len() < 2 || !path.starts_with('/') || !escapes_hold {
            self.note(
                path,
                "a path that starts with `/` and writes `~` as `~0`, such as `/name`".to_owned(),
            );
            return self;
        }
        self.operations.push(Operation {
            op,
            path: path.to_owned(),
            value,
            id,
        });
        self
    }

    fn note(&mut self, value: &str, expected: String) {
        self.mistake.get_or_insert((value.to_owned(), expected));
    }
}

fn object<T: Serialize + ?Sized>(name: &str, value: &T) -> Result<Map<String, Value>, Error> {
    match serde_json::to_value(value) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(other) => Err(Error::invalid(name, other.to_string(), "a JSON object")),
        Err(error) => Err(Error::invalid(
            name,
            "",
            format!("a value that has a JSON form: {error}"),
        )),
    }
}

fn is_server_kept(name: &str) -> bool {
    SERVER_KEPT.contains(&name)
        || name
            .strip_prefix("display")
            .is_some_and(|rest| TRANSLATED.iter().any(|end| rest.ends_with(end)))
}

impl Serialize for JsonPatch {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.check().map_err(S::Error::custom)?;
        let mut operations = serializer.serialize_seq(Some(self.operations.len()))?;
        for operation in &self.operations {
            operations.serialize_element(operation)?;
        }
        operations.end()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::JsonPatch;

    fn wire(patch: &JsonPatch) -> Value {
        serde_json::to_value(patch).unwrap()
    }

    #[test]
    fn a_patch_is_written_as_dhis2_reads_it() {
        let patch = JsonPatch::new()
            .replace("/zeroIsSignificant", true)
            .replace("/code", Value::Null)
            .add("/organisationUnits/-", json!({"id": "OuVelmora01"}))
            .remove("/description")
            .remove_by_id("/dataElements", "DeMalariaC1");
        let json = json!([
            {"op": "replace", "path": "/zeroIsSignificant", "value": true},
            {"op": "replace", "path": "/code", "value": null},
            {"op": "add", "path": "/organisationUnits/-", "value": {"id": "OuVelmora01"}},
            {"op": "remove", "path": "/description"},
            {"op": "remove-by-id", "path": "/dataElements", "id": "DeMalariaC1"},
        ]);
        assert_eq!(wire(&patch), json);
        assert_eq!(JsonPatch::from_value(&json).unwrap(), patch);
        assert_eq!(wire(&JsonPatch::new()), json!([]));
        assert!(JsonPatch::new().is_empty());
    }

    #[test]
    fn the_first_mistake_is_kept_and_nothing_is_written() {
        let patch = JsonPatch::new().remove("name").remove("also wrong");
        assert_eq!(
            patch.check().unwrap_err().to_string(),
            "JSON patch cannot be `name`: expected a path that starts with `/` and writes `~` as `~0`, \
             such as `/name`"
        );
        assert!(serde_json::to_value(&patch).is_err());
        assert_eq!((patch.is_empty(), patch.len()), (false, 0));
        let patch = JsonPatch::new().remove_by_id("/dataElements", "nope");
        assert_eq!(
            patch.check().unwrap_err().to_string(),
            "JSON patch cannot be `nope`: expected a letter and ten letters or digits"
        );

        for patch in [
            JsonPatch::new().remove(""),
            JsonPatch::new().remove("/"),
            JsonPatch::new().remove("/a~b"),
            JsonPatch::new().remove("/a~"),
            JsonPatch::new().remove_by_id("/dataElements", "nope"),
            JsonPatch::new().add("/a", std::collections::HashMap::from([((1, 2), 3)])),
        ] {
            assert!(patch.check().is_err(), "{patch:?}");
        }
    }

    #[test]
    fn operations_that_dhis2_answers_with_500_are_refused() {
        for json in [
            json!({"op": "add", "path": "/a", "value": 1}),
            json!([{"op": "test", "path": "/a", "value": 1}]),
            json!([{"op": "move", "path": "/a", "from": "/b"}]),
            json!([{"op": "copy", "path": "/a", "from": "/b"}]),
            json!([{"op": "add", "path": "/a"}]),
            json!([{"op": "remove"}]),
            json!([{"op": "remove", "path": "a"}]),
            json!([{"op": "remove-by-id", "path": "/a"}]),
            json!([1]),
        ] {
            assert!(JsonPatch::from_value(&json).is_err(), "{json}");
        }
    }

    #[test]
    fn a_difference_leaves_out_what_the_server_keeps() {
        let before = json!({
            "id": "a", "href": "x", "created": 1, "lastUpdated": 1, "access": {}, "displayName": "a",
            "displayEventLabel": "a", "favorite": false, "a/b": 1, "same": [1], "gone": null,
        });
        let after = json!({
            "id": "b", "created": 2, "lastUpdated": 2, "displayName": "b", "displayEventLabel": "b",
            "favorite": true, "lastUpdatedBy": {}, "a/b": 2, "same": [1],
            "displayInReports": true, "list": [1, 2], "code": null,
        });
        assert_eq!(
            wire(&JsonPatch::diff(&before, &after).unwrap()),
            json!([
                {"op": "replace", "path": "/a~1b", "value": 2},
                {"op": "remove", "path": "/gone"},
                {"op": "add", "path": "/code", "value": null},
                {"op": "add", "path": "/displayInReports", "value": true},
                {"op": "add", "path": "/list", "value": [1, 2]},
            ])
        );
        assert!(JsonPatch::diff(&before, &before).unwrap().is_empty());
        assert!(JsonPatch::diff(&json!([]), &after).is_err());
        assert!(JsonPatch::diff(&before, &1).is_err());
    }
}

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Domain;

/// A named attachment: an uploaded file, or a link.
///
/// Which members are there depends on `fields`; what has no member of its own is in
/// [`extra`](Self::extra), so nothing is lost when it is written back.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Map<String, Value>", into = "Map<String, Value>")]
#[non_exhaustive]
pub struct Document {
    /// The uid, as the server sent it; empty where `fields` left it out.
    pub id: String,
    /// The name. Several documents can have the same.
    pub name: Option<String>,
    /// The code.
    pub code: Option<String>,
    /// The link, or the uid of the [`FileResource`].
    pub url: Option<String>,
    /// Whether it is a link.
    pub external: Option<bool>,
    /// Whether it is an uploaded file.
    pub attachment: Option<bool>,
    /// The media type, as given when it was made.
    pub content_type: Option<String>,
    /// When it was made, in the server's own time.
    pub created: Option<String>,
    /// When it was last changed.
    pub last_updated: Option<String>,
    /// Every other member, as the server sent it.
    pub extra: Map<String, Value>,
}

impl Document {
    /// Whether it is a link rather than an uploaded file.
    pub fn is_external(&self) -> bool {
        self.external == Some(true)
    }

    /// The uid of its file; `None` for a link.
    pub fn file_uid(&self) -> Option<&str> {
        self.url.as_deref().filter(|_| !self.is_external())
    }
}

impl From<Map<String, Value>> for Document {
    fn from(mut from: Map<String, Value>) -> Self {
        Self {
            id: text(&mut from, "id").unwrap_or_default(),
            name: text(&mut from, "name"),
            code: text(&mut from, "code"),
            url: text(&mut from, "url"),
            external: truth(&mut from, "external"),
            attachment: truth(&mut from, "attachment"),
            content_type: text(&mut from, "contentType"),
            created: text(&mut from, "created"),
            last_updated: text(&mut from, "lastUpdated"),
            extra: from,
        }
    }
}

impl From<Document> for Map<String, Value> {
    fn from(document: Document) -> Self {
        let mut to = document.extra;
        put(&mut to, "id", Some(document.id).filter(|id| !id.is_empty()));
        put(&mut to, "name", document.name);
        put(&mut to, "code", document.code);
        put(&mut to, "url", document.url);
        put(&mut to, "external", document.external);
        put(&mut to, "attachment", document.attachment);
        put(&mut to, "contentType", document.content_type);
        put(&mut to, "created", document.created);
        put(&mut to, "lastUpdated", document.last_updated);
        to
    }
}

/// A stored file: its bytes belong to a document, a data value, a message, an icon, a user or an
/// organisation unit.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Map<String, Value>", into = "Map<String, Value>")]
#[non_exhaustive]
pub struct FileResource {
    /// The uid, as the server sent it; empty where `fields` left it out.
    pub id: String,
    /// The file's name.
    pub name: Option<String>,
    /// The media type.
    pub content_type: Option<String>,
    /// The length in bytes of what is stored.
    pub content_length: Option<u64>,
    /// The MD5 of what is stored, in hex.
    pub content_md5: Option<String>,
    /// What it is for.
    pub domain: Option<Domain>,
    /// Whether it has reached its storage. An answer to a request with `fields` always says
    /// [`StorageStatus::None`]: only [`Files::file_resource`](super::Files::file_resource) tells.
    pub storage_status: Option<StorageStatus>,
    /// Whether it has an owner. DHIS2 removes files without one after a while.
    pub assigned: Option<bool>,
    /// Whether a picture is stored in several sizes.
    pub has_multiple_storage_files: Option<bool>,
    /// When it was uploaded, in the server's own time.
    pub created: Option<String>,
    /// When it was last changed.
    pub last_updated: Option<String>,
    /// Every other member, as the server sent it.
    pub extra: Map<String, Value>,
}

impl FileResource {
    /// Whether the server has put it into its storage.
    pub fn is_stored(&self) -> bool {
        self.storage_status == Some(StorageStatus::Stored)
    }

    /// Whether its length and MD5 are these; `None` where the server names neither.
    pub(super) fn is_same(&self, length: u64, md5: &str) -> Option<bool> {
        let by_md5 = self
            .content_md5
            .as_deref()
            .map(|own| own.eq_ignore_ascii_case(md5));
        let by_length = self.content_length.map(|own| own == length);
        match (by_md5, by_length) {
            (Some(a), Some(b)) => Some(a && b),
            (one, other) => one.or(other),
        }
    }
}

impl From<Map<String, Value>> for FileResource {
    fn from(mut from: Map<String, Value>) -> Self {
        Self {
            id: text(&mut from, "id").unwrap_or_default(),
            name: text(&mut from, "name"),
            content_type: text(&mut from, "contentType"),
            content_length: take(&mut from, "contentLength", Value::as_u64),
            content_md5: text(&mut from, "contentMd5"),
            domain: text(&mut from, "domain").map(Domain::from_server),
            storage_status: text(&mut from, "storageStatus").map(StorageStatus::from_server),
            assigned: truth(&mut from, "assigned"),
            has_multiple_storage_files: truth(&mut from, "hasMultipleStorageFiles"),
            created: text(&mut from, "created"),
            last_updated: text(&mut from, "lastUpdated"),
            extra: from,
        }
    }
}

impl From<FileResource> for Map<String, Value> {
    fn from(file: FileResource) -> Self {
        let mut to = file.extra;
        put(&mut to, "id", Some(file.id).filter(|id| !id.is_empty()));
        put(&mut to, "name", file.name);
        put(&mut to, "contentType", file.content_type);
        put(&mut to, "contentLength", file.content_length);
        put(&mut to, "contentMd5", file.content_md5);
        put(&mut to, "domain", file.domain.as_ref().map(Domain::as_str));
        let status = file.storage_status.as_ref().map(StorageStatus::as_str);
        put(&mut to, "storageStatus", status);
        put(&mut to, "assigned", file.assigned);
        put(
            &mut to,
            "hasMultipleStorageFiles",
            file.has_multiple_storage_files,
        );
        put(&mut to, "created", file.created);
        put(&mut to, "lastUpdated", file.last_updated);
        to
    }
}

/// Where a file is on its way into the server's storage.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StorageStatus {
    /// `NONE`: not there, or not asked in the way that tells.
    None,
    /// `PENDING`: still to be stored; a download may fail.
    Pending,
    /// `STORED`
    Stored,
    /// One that this crate does not know.
    Other(String),
}

impl StorageStatus {
    /// DHIS2's name for it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::None => "NONE",
            Self::Pending => "PENDING",
            Self::Stored => "STORED",
            Self::Other(name) => name,
        }
    }

    fn from_server(name: String) -> Self {
        match name.as_str() {
            "NONE" => Self::None,
            "PENDING" => Self::Pending,
            "STORED" => Self::Stored,
            _ => Self::Other(name),
        }
    }
}

impl fmt::Display for StorageStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The size of a picture that is stored in several. Of a file with one size, DHIS2 sends that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ImageSize {
    /// `SMALL`
    Small,
    /// `MEDIUM`
    Medium,
    /// `LARGE`
    Large,
    /// `ORIGINAL`
    Original,
}

impl ImageSize {
    /// DHIS2's name for it, the value of `dimension`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Small => "SMALL",
            Self::Medium => "MEDIUM",
            Self::Large => "LARGE",
            Self::Original => "ORIGINAL",
        }
    }
}

impl fmt::Display for ImageSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Takes a member out where it has the right type; else it stays, and so in `extra`.
fn take<T>(
    from: &mut Map<String, Value>,
    name: &str,
    read: impl Fn(&Value) -> Option<T>,
) -> Option<T> {
    let value = read(from.get(name)?)?;
    from.remove(name);
    Some(value)
}

fn text(from: &mut Map<String, Value>, name: &str) -> Option<String> {
    take(from, name, |value| value.as_str().map(str::to_owned))
}

fn truth(from: &mut Map<String, Value>, name: &str) -> Option<bool> {
    take(from, name, Value::as_bool)
}

fn put(to: &mut Map<String, Value>, name: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        to.insert(name.to_owned(), value.into());
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_read_is_written_back_whole() {
        let sent = json!({
            "id": "QThhlBwmJbd", "name": "note.txt", "contentType": "text/plain", "contentLength": 6,
            "contentMd5": "b1946ac92492d2347c6235b4d2611184", "domain": "NEW_ONE",
            "storageStatus": "MOVED", "assigned": false, "sharing": {"owner": "M5zQapPyTZI"},
            "hasMultipleStorageFiles": "odd", "code": null
        });
        let file: FileResource = serde_json::from_value(sent.clone()).unwrap();
        assert_eq!(file.domain, Some(Domain::Other("NEW_ONE".to_owned())));
        assert_eq!(file.content_length, Some(6));
        assert_eq!(serde_json::to_value(file).unwrap(), sent);

        let sent =
            json!({"id": "N1NIhIGWuFc", "url": "x", "external": false, "access": {"read": true}});
        let document: Document = serde_json::from_value(sent.clone()).unwrap();
        assert_eq!(document.file_uid(), Some("x"));
        assert_eq!(serde_json::to_value(document).unwrap(), sent);
    }

    #[test]
    fn sameness_needs_length_and_md5_where_both_are_told() {
        let file = |length, md5: Option<&str>| FileResource {
            content_length: length,
            content_md5: md5.map(str::to_owned),
            ..FileResource::default()
        };
        assert_eq!(file(Some(1), Some("AB")).is_same(1, "ab"), Some(true));
        assert_eq!(file(Some(2), Some("ab")).is_same(1, "ab"), Some(false));
        assert_eq!(file(Some(1), Some("cd")).is_same(1, "ab"), Some(false));
        assert_eq!(file(None, None).is_same(1, "ab"), None);
    }
}

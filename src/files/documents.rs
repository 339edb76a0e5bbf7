use serde::Serialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::upload::{FileUpload, check_name};
use super::{Document, DocumentList, Domain, FileResource, Files};
use crate::error::{Error, IncompleteError, Result};
use crate::import::WebMessage;
use crate::uid::{AsUid, Uid};
use crate::upload::Upload;

impl Files {
    /// Uploads a file and makes a document of it, in the two steps that DHIS2 wants:
    /// `POST /api/fileResources?domain=DOCUMENT`, `POST /api/documents`. See
    /// [`document_upload`](Self::document_upload) for its options.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::Upload;
    ///
    /// let guide = api.files().upload_document("Guide", Upload::path("guide.pdf"))?;
    /// println!("{}", guide.id);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`DocumentUpload::send`].
    pub fn upload_document(&self, name: impl Into<String>, upload: Upload) -> Result<Document> {
        self.document_upload(upload).name(name).send()
    }

    /// A document to be made of a file, with options. Its name is the file's unless set.
    pub fn document_upload(&self, upload: Upload) -> DocumentUpload {
        DocumentUpload {
            files: self.clone(),
            name: None,
            upload: self.file_upload(Domain::Document, upload),
        }
    }

    /// Makes a document of a file resource of the domain `DOCUMENT` that is already there: the second
    /// step of [`upload_document`](Self::upload_document), for when it failed.
    ///
    /// A file belongs to one document at most, and the document's uid follows from the file's. So this
    /// can be called again when an answer was lost: what an earlier call made is found and returned.
    /// `POST /api/documents`
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::{Error, Upload};
    ///
    /// let files = api.files();
    /// let guide = match files.upload_document("Guide", Upload::path("guide.pdf")) {
    ///     // The file is up; only the document is missing.
    ///     Err(Error::Incomplete(error)) if error.uid().is_some() => {
    ///         files.create_document_from(error.uid().unwrap_or_default(), "Guide")?
    ///     }
    ///     other => other?,
    /// };
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a name of more than 230 characters; [`Error::Api`] with 409 when
    /// there is no such file, or it belongs to another document.
    pub fn create_document_from(
        &self,
        file_resource: impl AsUid,
        name: impl Into<String>,
    ) -> Result<Document> {
        self.document_from(file_resource.as_uid()?, name.into(), None)
    }

    /// Makes a document that is a link: `POST /api/documents`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a name of more than 230 characters, or a link that is no `http` or
    /// `https` URL.
    pub fn create_external_document(
        &self,
        name: impl Into<String>,
        url: impl Into<String>,
    ) -> Result<Document> {
        let url = url.into();
        check_link(&url)?;
        self.create(&NewDocument {
            id: Uid::generate(),
            name: name.into(),
            url,
            external: true,
            attachment: false,
            content_type: None,
        })
    }

    /// A document: `GET /api/documents/{uid}`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn document(&self, uid: impl AsUid) -> Result<Document> {
        self.api.get(format!("documents/{}", uid.as_uid()?)).fetch()
    }

    /// The same, or `None` when there is no such document: `GET /api/documents/{uid}`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch_opt`](crate::Request::fetch_opt).
    pub fn document_opt(&self, uid: impl AsUid) -> Result<Option<Document>> {
        self.api
            .get(format!("documents/{}", uid.as_uid()?))
            .fetch_opt()
    }

    /// Deletes a document: `DELETE /api/documents/{uid}`. Its file is left to the server's own
    /// clean-up, and can be read by its uid until then.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch); 404 when it is not there.
    pub fn delete_document(&self, uid: impl AsUid) -> Result<()> {
        self.api
            .delete(format!("documents/{}", uid.as_uid()?))
            .fetch::<IgnoredAny>()
            .map(drop)
    }

    /// The documents: `GET /api/documents`.
    pub fn documents(&self) -> DocumentList {
        DocumentList::new(&self.api)
    }

    fn document_from(
        &self,
        file: Uid,
        name: String,
        content_type: Option<String>,
    ) -> Result<Document> {
        self.create(&NewDocument {
            id: Uid::from_key(&format!("document/{file}")),
            name,
            url: file.to_string(),
            external: false,
            attachment: true,
            content_type,
        })
    }

    /// Makes a document under a uid of ours, which is why it may be sent twice: a conflict over a
    /// document that is just as wanted means that an earlier attempt arrived.
    fn create(&self, new: &NewDocument) -> Result<Document> {
        check_name("document name", &new.name)?;
        let answer = self
            .api
            .post("documents")
            .json(new)
            .idempotent(true)
            .fetch::<Value>();
        let created = match answer {
            Ok(answer) => created_uid(&answer).unwrap_or_else(|| new.id.to_string()),
            Err(error) if error.is_conflict() => {
                return match self.document_opt(new.id) {
                    Ok(Some(found)) if new.is(&found) => Ok(found),
                    _ => Err(error),
                };
            }
            Err(error) => return Err(error),
        };
        self.document(&created).map_err(|error| {
            let uid = if new.external { &created } else { &new.url };
            let done = format!("the document `{created}` is made");
            Error::Incomplete(Box::new(IncompleteError::new(
                done,
                Some(uid.clone()),
                error,
            )))
        })
    }
}

fn created_uid(answer: &Value) -> Option<String> {
    let message = WebMessage::from_slice(answer.to_string().as_bytes())?;
    message.created_uid().map(str::to_owned)
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct NewDocument {
    id: Uid,
    name: String,
    url: String,
    external: bool,
    attachment: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_type: Option<String>,
}

impl NewDocument {
    fn is(&self, found: &Document) -> bool {
        found.url.as_deref() == Some(&self.url)
            && found.name.as_deref() == Some(&self.name)
            && found.is_external() == self.external
    }
}

fn check_link(url: &str) -> Result<()> {
    let lower = url.to_ascii_lowercase();
    let host = ["http://", "https://"]
        .iter()
        .find_map(|scheme| lower.strip_prefix(scheme));
    let is_link = host.is_some_and(|host| !host.is_empty() && !host.starts_with(['/', '?', '#']));
    if is_link && !url.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Ok(());
    }
    Err(Error::invalid(
        "url",
        crate::http::url::redact(url),
        "an http or https URL without blanks",
    ))
}

/// A document to be made of a file; see [`Files::document_upload`].
#[derive(Debug)]
#[must_use = "an upload does nothing until it is sent"]
pub struct DocumentUpload {
    files: Files,
    name: Option<String>,
    upload: FileUpload,
}

impl DocumentUpload {
    /// The document's name; the file's unless set.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The uid of the **file**; a random one unless set. With a uid of your own the whole call can be
    /// repeated: see [`FileUpload::uid`]. The document's uid follows from it.
    pub fn uid(mut self, uid: impl AsUid) -> Self {
        self.upload = self.upload.uid(uid);
        self
    }

    /// See [`FileUpload::verify`].
    pub fn verify(mut self, verify: bool) -> Self {
        self.upload = self.upload.verify(verify);
        self
    }

    /// See [`FileUpload::check_first`].
    pub fn check_first(mut self, check: bool) -> Self {
        self.upload = self.upload.check_first(check);
        self
    }

    /// See [`FileUpload::progress`].
    pub fn progress(mut self, callback: impl FnMut(u64, Option<u64>) + Send + 'static) -> Self {
        self.upload = self.upload.progress(callback);
        self
    }

    /// Changes how the file is sent: its limits of time and its retries.
    pub fn file(mut self, change: impl FnOnce(FileUpload) -> FileUpload) -> Self {
        self.upload = change(self.upload);
        self
    }

    /// Sends the file (`POST /api/fileResources`), then the document (`POST /api/documents`), and reads
    /// it back.
    ///
    /// # Errors
    ///
    /// As [`FileUpload::send`] while the file is not there. From then on [`Error::Incomplete`], whose
    /// `uid()` is the file's: [`Files::create_document_from`] finishes the job.
    pub fn send(self) -> Result<Document> {
        let Self {
            files,
            name,
            upload,
        } = self;
        let name = name.unwrap_or_else(|| upload.file_name().to_owned());
        check_name("document name", &name)?;
        let file = upload.send()?;
        document_of(&files, &file, name)
    }
}

fn document_of(files: &Files, file: &FileResource, name: String) -> Result<Document> {
    let made = file
        .id
        .as_uid()
        .and_then(|uid| files.document_from(uid, name, file.content_type.clone()));
    made.map_err(|error| match error {
        error @ Error::Incomplete(_) => error,
        error => Error::Incomplete(Box::new(IncompleteError::new(
            format!("the file resource `{}` is uploaded", file.id),
            Some(file.id.clone()),
            error,
        ))),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_a_web_address_is_a_link() {
        for url in ["https://example.org/a?b=c#d", "HTTP://example.org"] {
            assert!(check_link(url).is_ok(), "{url}");
        }
        for url in [
            "",
            "example.org",
            "ftp://example.org",
            "https://",
            "https:///x",
            "https://a b",
            "javascript:alert(1)",
            "https://example.org/\r\nX: y",
        ] {
            assert!(check_link(url).is_err(), "{url}");
        }
    }

    #[test]
    fn a_document_is_the_wanted_one_by_name_and_target() {
        let new = NewDocument {
            id: Uid::generate(),
            name: "Guide".to_owned(),
            url: "QThhlBwmJbd".to_owned(),
            external: false,
            attachment: true,
            content_type: None,
        };
        let found = |value: Value| serde_json::from_value::<Document>(value).unwrap();
        assert!(new.is(&found(
            json!({"name": "Guide", "url": "QThhlBwmJbd", "external": false})
        )));
        assert!(!new.is(&found(json!({"name": "Other", "url": "QThhlBwmJbd"}))));
        assert!(!new.is(&found(json!({"name": "Guide", "url": "NybEwVCFqHJ"}))));
    }
}

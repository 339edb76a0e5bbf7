//! Documents as metadata: their files.

use super::Resource;
use crate::error::Result;
use crate::files::{self, DocumentContent};
use crate::models::Document;
use crate::uid::AsUid;
use crate::upload::Upload;

impl Resource<Document> {
    /// Uploads a file and makes a document of it: `POST /api/fileResources?domain=DOCUMENT`,
    /// `POST /api/documents`. The same as [`Files::upload_document`](files::Files::upload_document), where the
    /// options of an upload are.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::Upload;
    ///
    /// let guide = api.documents().upload("Guide", Upload::path("guide.pdf"))?;
    /// let content = api.documents().download(&guide.id)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`DocumentUpload::send`](files::DocumentUpload::send).
    pub fn upload(&self, name: impl Into<String>, upload: Upload) -> Result<files::Document> {
        self.api().files().upload_document(name, upload)
    }

    /// What a document is: the bytes of its file, or the link: `GET /api/documents/{uid}/data`.
    ///
    /// # Errors
    ///
    /// As [`Files::download_document`](files::Files::download_document).
    pub fn download(&self, uid: impl AsUid) -> Result<DocumentContent> {
        self.api().files().download_document(uid)
    }
}

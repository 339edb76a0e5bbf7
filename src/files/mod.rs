//! Files: documents, file resources, and the files of data values and messages.
//!
//! DHIS2 keeps files in two places. A [`Document`] is a named attachment that people see in the data
//! administration app; it is an uploaded file or a link. A [`FileResource`] is the stored file itself:
//! it has a [`Domain`] that says what it is for, and an owner that refers to it by its uid.
//!
//! | to | use |
//! |---|---|
//! | put a file into the documents | [`Files::upload_document`] |
//! | put a link into the documents | [`Files::create_external_document`] |
//! | read a document | [`Files::download_document`] |
//! | store a file for a data value, message, icon, avatar or organisation unit | [`Files::upload_file_resource`], then send its uid as the value, attachment, `fileResourceId`, `avatar` or `image` of its owner |
//! | make an icon of a picture | [`Icons::new_icon`](crate::resources::icons::Icons::new_icon) |
//! | read a stored file | [`Files::download_file_resource`], or by its owner: [`Files::data_value`], [`Files::event_file`], [`Files::tracked_entity_file`], [`Messaging::attachment`](crate::resources::messaging::Messaging::attachment) |
//!
//! Everything is streamed, up and down: a gigabyte needs no more memory than a kilobyte. DHIS2 takes
//! 10 MB a file unless its administrator raised the limit.
//!
//! A file resource cannot be deleted. The server removes one that has no owner after a while.

mod content;
mod documents;
mod domain;
mod download;
mod list;
mod name;
mod owners;
mod types;
mod upload;
mod wait;
mod watch;

pub use content::{DocumentContent, ExternalLink};
pub use documents::DocumentUpload;
pub use domain::Domain;
pub use download::{Download, DownloadReader};
pub use list::DocumentList;
pub use owners::DataValueFile;
pub use types::{Document, FileResource, ImageSize, StorageStatus};
pub use upload::FileUpload;

use download::Origin;

use crate::api::Api;
use crate::error::Result;
use crate::request::Request;
use crate::uid::AsUid;
use crate::upload::Upload;

/// The files accessor; see [`Api::files`].
#[derive(Debug, Clone)]
pub struct Files {
    api: Api,
}

impl Api {
    /// Files: documents (`/api/documents`) and file resources (`/api/fileResources`).
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// api.files().download_document("DoGuide0001")?.to_path("guide.pdf")?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn files(&self) -> Files {
        Files { api: self.clone() }
    }
}

impl Files {
    /// Stores a file: `POST /api/fileResources?domain={domain}`. See [`file_upload`](Self::file_upload) for
    /// its options.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::{Upload, files::Domain};
    ///
    /// let picture = api.files().upload_file_resource(Domain::OrgUnit, Upload::path("clinic.png"))?;
    /// let patch = dhis2::JsonPatch::new().add("/image", serde_json::json!({ "id": picture.id }));
    /// api.organisation_units().patch("OuVelmora01", &patch)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`FileUpload::send`].
    pub fn upload_file_resource(&self, domain: Domain, upload: Upload) -> Result<FileResource> {
        self.file_upload(domain, upload).send()
    }

    /// A file to be stored, with options: its uid, progress, checks, time limits.
    pub fn file_upload(&self, domain: Domain, upload: Upload) -> FileUpload {
        FileUpload::new(self.clone(), domain, upload)
    }

    /// What is known of a file: `GET /api/fileResources/{uid}`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`].
    pub fn file_resource(&self, uid: impl AsUid) -> Result<FileResource> {
        // Without `fields`: with them, DHIS2 says `NONE` for every storage status.
        self.api
            .get(format!("fileResources/{}", uid.as_uid()?))
            .fetch()
    }

    /// The same, or `None` when there is no such file: `GET /api/fileResources/{uid}`.
    ///
    /// # Errors
    ///
    /// As [`Request::fetch_opt`].
    pub fn file_resource_opt(&self, uid: impl AsUid) -> Result<Option<FileResource>> {
        self.api
            .get(format!("fileResources/{}", uid.as_uid()?))
            .fetch_opt()
    }

    /// The list of file resources as a request: `GET /api/fileResources`, paged, its rows under
    /// `fileResources`. With `fields`, which a list needs to tell more than names, the storage status
    /// of each is `NONE`, stored or not.
    pub fn file_resources(&self) -> Request {
        self.api.get("fileResources")
    }

    /// The bytes of a stored file: `GET /api/fileResources/{uid}/data`.
    ///
    /// DHIS2 refuses this (403) for the domains `DATA_VALUE` and `PUSH_ANALYSIS`, which are read by
    /// their owner.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn download_file_resource(&self, uid: impl AsUid) -> Result<Download> {
        let uid = uid.as_uid()?;
        let request = self.api.get(format!("fileResources/{uid}/data"));
        let response = Download::ask(request).send()?;
        let origin = Origin::FileResource(uid.to_string());
        Ok(Download::new(self.clone(), response, origin))
    }

    /// The bytes of a stored picture in one of its sizes: `GET /api/fileResources/{uid}/data?dimension=…`.
    /// Of a file in one size, DHIS2 sends that.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn download_image(&self, uid: impl AsUid, size: ImageSize) -> Result<Download> {
        let uid = uid.as_uid()?;
        let request = self
            .api
            .get(format!("fileResources/{uid}/data"))
            .param("dimension", size.as_str());
        let response = Download::ask(request).send()?;
        let origin = Origin::Image(uid.to_string());
        Ok(Download::new(self.clone(), response, origin))
    }
}

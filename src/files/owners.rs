//! Files that are read, and one that is written, by way of their owner.

use std::fmt;

use serde_json::Value;

use super::download::Origin;
use super::upload::{check_name, compare, watched};
use super::watch::{Progress, seen};
use super::{Download, FileResource, Files, ImageSize};
use crate::error::{Error, Result};
use crate::http::url::segment;
use crate::request::Request;
use crate::uid::{AsUid, joined_uids};
use crate::upload::{Multipart, Upload};

impl Files {
    /// The file of an aggregate data value, to be downloaded or uploaded.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::Upload;
    ///
    /// let value = || api.files().data_value("DeScanOfLog", "202601", "OuVelmora01");
    /// value().upload(Upload::path("scan.pdf"))?;
    /// value().download()?.to_path("copy.pdf")?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn data_value(
        &self,
        data_element: impl AsUid,
        period: impl fmt::Display,
        org_unit: impl AsUid,
    ) -> DataValueFile {
        DataValueFile {
            files: self.clone(),
            params: Vec::new(),
            error: None,
            size: None,
        }
        .uid("de", data_element)
        .text("pe", "period", &period.to_string())
        .uid("ou", org_unit)
    }

    /// The file of a value of a tracker event:
    /// `GET /api/tracker/events/{event}/dataValues/{dataElement}/file`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn event_file(&self, event: impl AsUid, data_element: impl AsUid) -> Result<Download> {
        let (event, element) = (event.as_uid()?, data_element.as_uid()?);
        self.by_owner(
            self.api
                .get(format!("tracker/events/{event}/dataValues/{element}/file")),
        )
    }

    /// The picture of a value of a tracker event, in one of its sizes:
    /// `GET /api/tracker/events/{event}/dataValues/{dataElement}/image`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn event_image(
        &self,
        event: impl AsUid,
        data_element: impl AsUid,
        size: ImageSize,
    ) -> Result<Download> {
        let (event, element) = (event.as_uid()?, data_element.as_uid()?);
        let path = format!("tracker/events/{event}/dataValues/{element}/image");
        self.by_owner(self.api.get(path).param("dimension", size.as_str()))
    }

    /// The file of an attribute of a tracked entity:
    /// `GET /api/tracker/trackedEntities/{trackedEntity}/attributes/{attribute}/file`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn tracked_entity_file(
        &self,
        tracked_entity: impl AsUid,
        attribute: impl AsUid,
    ) -> Result<Download> {
        let (entity, attribute) = (tracked_entity.as_uid()?, attribute.as_uid()?);
        let path = format!("tracker/trackedEntities/{entity}/attributes/{attribute}/file");
        self.by_owner(self.api.get(path))
    }

    /// The picture of an attribute of a tracked entity, in one of its sizes:
    /// `GET /api/tracker/trackedEntities/{trackedEntity}/attributes/{attribute}/image`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn tracked_entity_image(
        &self,
        tracked_entity: impl AsUid,
        attribute: impl AsUid,
        size: ImageSize,
    ) -> Result<Download> {
        let (entity, attribute) = (tracked_entity.as_uid()?, attribute.as_uid()?);
        let path = format!("tracker/trackedEntities/{entity}/attributes/{attribute}/image");
        self.by_owner(self.api.get(path).param("dimension", size.as_str()))
    }

    /// For [`Messaging::attachment`](crate::resources::messaging::Messaging::attachment).
    pub(crate) fn message_attachment(
        &self,
        conversation: impl AsUid,
        message: impl AsUid,
        file: impl AsUid,
    ) -> Result<Download> {
        let (conversation, message) = (conversation.as_uid()?, message.as_uid()?);
        let file = file.as_uid()?;
        let path = format!("messageConversations/{conversation}/{message}/attachments/{file}");
        let response = Download::ask(self.api.get(path)).send()?;
        let origin = Origin::FileResource(file.to_string());
        Ok(Download::new(self.clone(), response, origin))
    }

    pub(crate) fn by_owner(&self, request: Request) -> Result<Download> {
        let response = Download::ask(request).send()?;
        Ok(Download::new(self.clone(), response, Origin::Elsewhere))
    }
}

/// The file of an aggregate data value; see [`Files::data_value`].
#[derive(Debug)]
#[must_use = "it does nothing until it is downloaded or uploaded"]
pub struct DataValueFile {
    files: Files,
    params: Vec<(&'static str, String)>,
    error: Option<Error>,
    size: Option<ImageSize>,
}

impl DataValueFile {
    /// The category option combo; the default one unless set. `co`
    pub fn category_option_combo(self, combo: impl AsUid) -> Self {
        self.uid("co", combo)
    }

    /// The attribute: its category **combo**, and the options of it that make the attribute option
    /// combo. `cc`, `cp`
    pub fn attribute<U: AsUid>(
        self,
        category_combo: impl AsUid,
        options: impl IntoIterator<Item = U>,
    ) -> Self {
        let mut this = self.uid("cc", category_combo);
        match joined_uids(options) {
            Ok(options) => this.params.push(("cp", options)),
            Err(error) => {
                this.error.get_or_insert(error);
            }
        }
        this
    }

    /// The data set, where the data element is in several. `ds`
    pub fn data_set(self, data_set: impl AsUid) -> Self {
        self.uid("ds", data_set)
    }

    /// The size of a picture; used by [`download`](Self::download) alone.
    pub fn size(mut self, size: ImageSize) -> Self {
        self.size = Some(size);
        self
    }

    /// Downloads the file: `GET /api/dataValues/files`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`].
    pub fn download(self) -> Result<Download> {
        let size = self.size.map(ImageSize::as_str);
        let files = self.files.clone();
        let request = files.api.get("dataValues/files").params(self.params()?);
        files.by_owner(request.param("dimension", size))
    }

    /// Uploads a file and makes it the value, in one request: `POST /api/dataValues/file`.
    ///
    /// DHIS2 lets nobody choose the uid here, so it is not retried once it was sent. Where an answer
    /// may get lost, upload the file first ([`Files::file_upload`]) and send its uid as the value.
    ///
    /// # Errors
    ///
    /// As [`FileUpload::send`](super::FileUpload::send).
    pub fn upload(self, mut upload: Upload) -> Result<FileResource> {
        let files = self.files.clone();
        let params = self.params()?;
        check_name("file name", upload.name())?;
        upload.refuse_empty()?;
        let (upload, sent) = watched(upload, Progress::default());
        let answer: Value = files
            .api
            .post("dataValues/file")
            .params(params)
            .multipart(Multipart::new().file("file", upload))
            .fetch()?;
        let file = files.uploaded(&answer)?;
        compare(&file, seen(&sent).as_ref())?;
        Ok(file)
    }

    fn params(self) -> Result<Vec<(&'static str, String)>> {
        match self.error {
            Some(error) => Err(error),
            None => Ok(self.params),
        }
    }

    fn uid(mut self, name: &'static str, uid: impl AsUid) -> Self {
        match uid.as_uid() {
            Ok(uid) => self.params.push((name, uid.to_string())),
            Err(error) => {
                self.error.get_or_insert(error);
            }
        }
        self
    }

    fn text(mut self, name: &'static str, what: &str, text: &str) -> Self {
        match segment(what, text) {
            Ok(_) => self.params.push((name, text.to_owned())),
            Err(error) => {
                self.error.get_or_insert(error);
            }
        }
        self
    }
}

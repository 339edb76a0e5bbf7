//! Files to send, and the multipart forms that carry them.

use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::http::body::{Body, Once};
use crate::http::multipart::{Form, Part, Tap};

/// A file to send: a path, bytes or a reader, with its name and media type.
///
/// It is streamed with its exact length. A path and bytes can be sent again by a retry; a reader is
/// read once.
///
/// ```
/// use dhis2::Upload;
///
/// let from_disk = Upload::path("guide.pdf");
/// let made_here = Upload::bytes("note.txt", "hello").content_type("text/plain");
/// ```
#[must_use]
pub struct Upload {
    file_name: String,
    content_type: Option<String>,
    part: Part,
    tap: Option<Tap>,
}

impl Upload {
    /// A file on disk. Its name is the path's last part; its media type is guessed from the
    /// extension.
    pub fn path(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let file_name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        Self {
            file_name,
            content_type: None,
            part: Part::Path(path),
            tap: None,
        }
    }

    /// Bytes held in memory, under a file name.
    pub fn bytes(file_name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        let bytes: Arc<[u8]> = bytes.into().into();
        Self {
            file_name: file_name.into(),
            content_type: None,
            part: Part::Bytes(bytes),
            tap: None,
        }
    }

    /// Whatever a reader yields, under a file name. It is sent in chunks unless
    /// [`length`](Self::length) tells how much it is.
    pub fn reader(file_name: impl Into<String>, reader: impl Read + Send + 'static) -> Self {
        let part = Part::Once {
            reader: Once::new(Box::new(reader)),
            length: None,
        };
        Self {
            file_name: file_name.into(),
            content_type: None,
            part,
            tap: None,
        }
    }

    /// The exact number of bytes a reader yields: a source that ends early or goes on is an error.
    /// Paths and bytes know their own.
    pub fn length(mut self, bytes: u64) -> Self {
        if let Part::Once { length, .. } = &mut self.part {
            *length = Some(bytes);
        }
        self
    }

    /// The file's name, as the server is told it. DHIS2 keeps what follows the last `/` or `\`.
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = name.into();
        self
    }

    /// The media type; guessed from the file name unless set.
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        &self.file_name
    }

    /// Where it is on disk, for a path.
    pub fn source_path(&self) -> Option<&Path> {
        match &self.part {
            Part::Path(path) => Some(path),
            _ => None,
        }
    }

    /// Puts a reader around the file's bytes each time they go out, to count or to hash them.
    pub(crate) fn tap(mut self, tap: Tap) -> Self {
        self.tap = Some(tap);
        self
    }

    /// Refuses a file without a byte, which DHIS2 would refuse after the fact. Of a reader whose length
    /// nobody told, the first byte is read.
    pub(crate) fn refuse_empty(&mut self) -> Result<()> {
        let length = self.known_length()?;
        let is_empty = match (&mut self.part, length) {
            (_, Some(length)) => length == 0,
            (Part::Once { reader, .. }, None) => reader
                .is_empty()
                .map_err(|error| Error::io("read the file to send", None, error))?,
            _ => false,
        };
        if is_empty {
            return Err(Error::invalid(
                "file",
                &self.file_name,
                "at least one byte: DHIS2 refuses empty files",
            ));
        }
        Ok(())
    }

    /// How many bytes it is, where that is known without reading it.
    pub(crate) fn known_length(&self) -> Result<Option<u64>> {
        match &self.part {
            Part::Bytes(bytes) => Ok(Some(bytes.len() as u64)),
            Part::Once { length, .. } => Ok(*length),
            Part::Path(path) => match std::fs::metadata(path) {
                Ok(metadata) if metadata.is_file() => Ok(Some(metadata.len())),
                Ok(_) => Err(Error::invalid(
                    "file",
                    path.display().to_string(),
                    "a regular file",
                )),
                Err(error) => Err(Error::io("open", Some(path), error)),
            },
        }
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .field("path", &self.source_path())
            .finish_non_exhaustive()
    }
}

/// A multipart form: text fields and one file.
///
/// ```no_run
/// use dhis2::{Multipart, Upload};
///
/// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
/// let form = Multipart::new().file("file", Upload::path("app.zip"));
/// api.post("apps").multipart(form).send()?;
/// # Ok(())
/// # }
/// ```
#[derive(Default)]
#[must_use]
pub struct Multipart {
    texts: Vec<(String, String)>,
    file: Option<(String, Upload)>,
}

impl Multipart {
    /// A form without fields, which cannot be sent yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text field.
    pub fn text(mut self, field: impl Into<String>, value: impl Into<String>) -> Self {
        self.texts.push((field.into(), value.into()));
        self
    }

    /// Sets the file, as the part of this name: DHIS2 looks for `file`.
    pub fn file(mut self, field: impl Into<String>, upload: Upload) -> Self {
        self.file = Some((field.into(), upload));
        self
    }

    pub(crate) fn into_body(self) -> Result<Body> {
        let mut form = Form::default();
        for (field, value) in &self.texts {
            form = form.text(field, value);
        }
        if let Some((field, upload)) = self.file {
            let content_type = upload.content_type.as_deref();
            form = form.file(&field, &upload.file_name, content_type, upload.part)?;
            if let Some(tap) = upload.tap {
                form = form.tap(tap);
            }
        }
        Ok(Body::form(form))
    }
}

impl fmt::Debug for Multipart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields: Vec<&str> = self.texts.iter().map(|(field, _)| field.as_str()).collect();
        f.debug_struct("Multipart")
            .field("texts", &fields)
            .field("file", &self.file)
            .finish()
    }
}

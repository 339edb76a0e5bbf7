use std::fmt;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::name::{from_disposition, safe_name};
use super::watch::{Progress, Seen, Watched, seen};
use super::{FileResource, Files};
use crate::error::{DecodeError, Error, Result};
use crate::request::Request;
use crate::response::{Response, ResponseReader};

/// How much is copied at a time.
const CHUNK: usize = 64 * 1024;

/// A file that is about to come: its head is known, its bytes are still to be read.
///
/// It is streamed. A download that breaks off is an error, and cannot be resumed: DHIS2 ignores `Range`.
///
/// ```no_run
/// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
/// let file = api.files().download_file_resource("QThhlBwmJbd")?;
/// println!("{:?}, {:?} bytes", file.content_type(), file.length());
/// file.verify()?.to_path("note.txt")?;
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is downloaded until it is copied"]
pub struct Download {
    files: Files,
    response: Response,
    origin: Origin,
    md5: Option<String>,
    progress: Progress,
    overwrite: Option<bool>,
}

/// Where its name and its MD5 are told.
#[derive(Debug)]
pub(super) enum Origin {
    Document(String),
    FileResource(String),
    /// A picture, maybe in another size than the one that the MD5 is of.
    Image(String),
    /// Nowhere that this crate knows.
    Elsewhere,
}

impl Download {
    /// Asks for a file. Compression is declined, or the length would not be told.
    pub(super) fn ask(request: Request) -> Request {
        request.accept("*/*").header("accept-encoding", "identity")
    }

    pub(super) fn new(files: Files, response: Response, origin: Origin) -> Self {
        Self {
            files,
            response,
            origin,
            md5: None,
            progress: Progress::default(),
            overwrite: None,
        }
    }

    /// The media type, as the server has it. DHIS2 appends `;charset=UTF-8` to every one of them,
    /// pictures included: that is left out.
    pub fn content_type(&self) -> Option<&str> {
        let full = self.response.content_type()?;
        let (media_type, parameters) = full.split_once(';').unwrap_or((full, ""));
        if parameters.trim().eq_ignore_ascii_case("charset=utf-8") {
            Some(media_type.trim())
        } else {
            Some(full)
        }
    }

    /// The number of bytes to come, where the server names it.
    pub fn length(&self) -> Option<u64> {
        self.response.content_length()
    }

    /// The file's name, where the answer tells it. It is what somebody once called a file: use its
    /// last part at most.
    pub fn file_name(&self) -> Option<String> {
        from_disposition(self.response.header("content-disposition")?)
    }

    /// Calls back as the file comes in: bytes so far, and bytes in all where that is known.
    pub fn progress(mut self, callback: impl FnMut(u64, Option<u64>) + Send + 'static) -> Self {
        self.progress = Progress::new(callback);
        self
    }

    /// Whether [`to_path`](Self::to_path) replaces a file that is there. Unless set, it does where the
    /// path names the file, and does not where the path is a folder and the server names the file.
    pub fn overwrite(mut self, overwrite: bool) -> Self {
        self.overwrite = Some(overwrite);
        self
    }

    /// Compares the bytes with the MD5 that DHIS2 keeps of them, which this asks for: one or two small
    /// requests. The length is always compared.
    ///
    /// Pictures that the server [resizes](super::Domain::keeps_bytes), and files that are read by their
    /// owner, have no MD5 to compare with; for those this does nothing.
    ///
    /// # Errors
    ///
    /// When the file resource cannot be read.
    pub fn verify(mut self) -> Result<Self> {
        if matches!(self.origin, Origin::Image(_)) {
            return Ok(self);
        }
        if let Some(file) = self.describe()? {
            if file.domain.as_ref().is_none_or(super::Domain::keeps_bytes) {
                self.md5 = file.content_md5;
            }
        }
        Ok(self)
    }

    /// Compares the bytes with an MD5 in hex, such as a [`FileResource::content_md5`] at hand.
    pub fn expect_md5(mut self, md5: impl Into<String>) -> Self {
        self.md5 = Some(md5.into());
        self
    }

    /// Copies the file to a writer as it comes; returns the number of bytes. When it fails, the writer
    /// may have got a part.
    ///
    /// # Errors
    ///
    /// [`Error::Transport`] or [`Error::Timeout`] when it breaks off, [`Error::Decode`] when length or
    /// MD5 are not as told, [`Error::Io`] when the writer fails.
    pub fn copy_to(self, writer: &mut (impl Write + ?Sized)) -> Result<u64> {
        copy(self.into_reader(), writer, None)
    }

    /// Reads the whole file, up to the client's `max_response_size`.
    ///
    /// # Errors
    ///
    /// As [`copy_to`](Self::copy_to), and [`Error::InvalidInput`] when the file is larger than that.
    pub fn bytes(self) -> Result<Vec<u8>> {
        let limit = self.files.api.max_response_size();
        let mut bytes = Vec::new();
        let mut reader = self.into_reader().take(limit.saturating_add(1));
        reader
            .read_to_end(&mut bytes)
            .map_err(|error| Error::from_io("read the answer", error))?;
        if bytes.len() as u64 > limit {
            return Err(Error::invalid(
                "answer",
                format!("more than {limit} bytes"),
                "a file below `max_response_size`: use `copy_to` or `to_path`",
            ));
        }
        Ok(bytes)
    }

    /// Writes the file to a path, and returns where it is. A folder takes the name that the server
    /// gives.
    ///
    /// A server sends no name that has letters outside Latin-1. Then the file resource is asked for its
    /// name, which is known of documents and of file resources; for files that are read by what they
    /// belong to (a data value, an event, a message), give the path of a file.
    ///
    /// It is written beside its place under another name, and moved there once it is whole: a download
    /// that fails leaves nothing behind.
    ///
    /// # Errors
    ///
    /// As [`copy_to`](Self::copy_to), and [`Error::Io`] when the folder is not there or a file is in
    /// the way; see [`overwrite`](Self::overwrite).
    pub fn to_path(self, path: impl AsRef<Path>) -> Result<PathBuf> {
        let path = path.as_ref();
        let is_folder = path.is_dir();
        let target = if is_folder {
            path.join(self.name_for_disk()?)
        } else {
            path.to_path_buf()
        };
        let overwrite = self.overwrite.unwrap_or(!is_folder);
        let failed = |error| Error::io("write", Some(&target), error);
        if !overwrite && target.symlink_metadata().is_ok() {
            return Err(failed(io::ErrorKind::AlreadyExists.into()));
        }
        let folder = match target.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut beside = new_file(folder).map_err(failed)?;
        copy(self.into_reader(), beside.as_file_mut(), Some(&target))?;
        // On the disk before it gets its name, or a power cut could leave the name without the bytes.
        beside.as_file().sync_all().map_err(failed)?;
        let moved = if overwrite {
            beside.persist(&target)
        } else {
            beside.persist_noclobber(&target)
        };
        moved.map_err(|error| failed(error.error))?;
        Ok(target)
    }

    /// The file as a reader, which holds length and MD5 to what was told. A read that fails returns an
    /// `io::Error` whose inner error is an [`Error`].
    pub fn into_reader(self) -> DownloadReader {
        let length = self.response.content_length();
        let url = self.response.url().to_owned();
        let status = self.response.status();
        let seen = Seen::default();
        let inner = self.response.into_reader();
        let watched = Watched::new(inner, length, self.progress, seen.clone());
        let watched = if self.md5.is_some() {
            watched
        } else {
            watched.without_sum()
        };
        DownloadReader {
            inner: watched,
            length,
            md5: self.md5,
            seen,
            url,
            status,
            failed: false,
        }
    }

    /// The file resource behind it.
    fn describe(&self) -> Result<Option<FileResource>> {
        let uid = match &self.origin {
            Origin::FileResource(uid) | Origin::Image(uid) => uid.clone(),
            Origin::Document(uid) => match self.files.document(uid)?.file_uid() {
                Some(file) => file.to_owned(),
                None => return Ok(None),
            },
            Origin::Elsewhere => return Ok(None),
        };
        self.files.file_resource(&uid).map(Some)
    }

    /// The server's name for it, safe to use in a folder. A header cannot carry every letter, so a
    /// name that lost some on the way is asked for again.
    fn name_for_disk(&self) -> Result<String> {
        let told = self.file_name();
        let is_whole = |name: &String| !name.contains(['?', '\u{fffd}']);
        let name = match told {
            Some(name) if is_whole(&name) => Some(name),
            told => match self.describe()? {
                Some(file) => file.name.or(told),
                None => told,
            },
        };
        name.as_deref().and_then(safe_name).ok_or_else(|| {
            Error::invalid(
                "path",
                "",
                "the path of a file: the server gives no name for it",
            )
        })
    }
}

/// Makes a file in a folder that goes away unless it is moved to its place.
fn new_file(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dhis2-").suffix(".part");
    // A download is no secret of one user, as temporary files are: it gets the rights of any new file.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

fn copy(
    mut reader: DownloadReader,
    writer: &mut (impl Write + ?Sized),
    path: Option<&Path>,
) -> Result<u64> {
    let failed = |error| Error::io("write the file", path, error);
    let mut buffer = vec![0; CHUNK];
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => writer.write_all(&buffer[..read]).map_err(failed)?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Error::from_io("read the answer", error)),
        }
    }
    writer.flush().map_err(failed)?;
    Ok(reader.inner.done())
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("url", &self.response.url())
            .field("content_type", &self.content_type())
            .field("length", &self.length())
            .field("file_name", &self.file_name())
            .finish_non_exhaustive()
    }
}

/// The bytes of a [`Download`].
pub struct DownloadReader {
    inner: Watched<ResponseReader>,
    length: Option<u64>,
    md5: Option<String>,
    seen: Seen,
    url: String,
    status: u16,
    failed: bool,
}

impl DownloadReader {
    /// Why what came is not the file, once the end was seen.
    fn fault(&self) -> Option<String> {
        let done = self.inner.done();
        if let Some(length) = self.length.filter(|length| *length != done) {
            return Some(format!("{done} bytes came, where {length} were told"));
        }
        let wanted = self.md5.as_deref()?;
        let sum = seen(&self.seen)?;
        (!sum.md5.eq_ignore_ascii_case(wanted)).then(|| {
            format!(
                "the MD5 of the {done} bytes that came is {}, not {wanted}",
                sum.md5
            )
        })
    }
}

impl Read for DownloadReader {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.failed {
            return Err(io::Error::other("the download failed before"));
        }
        let read = self.inner.read(buf)?;
        if read == 0 && !buf.is_empty() {
            if let Some(fault) = self.fault() {
                self.failed = true;
                let error = DecodeError::new(fault).request("GET", &self.url, self.status);
                return Err(io::Error::other(Error::from(error)));
            }
        }
        Ok(read)
    }
}

impl fmt::Debug for DownloadReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DownloadReader")
            .field("url", &self.url)
            .field("length", &self.length)
            .field("done", &self.inner.done())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_download_can_cross_threads() {
        fn crosses<T: Send>() {}
        crosses::<super::Download>();
        crosses::<super::DownloadReader>();
        crosses::<super::super::FileUpload>();
    }
}

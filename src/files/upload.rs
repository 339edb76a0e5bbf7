use std::sync::Arc;
use std::time::Duration;

use serde::de::IgnoredAny;
use serde_json::Value;

use super::watch::{Progress, Seen, Sum, Watched, seen};
use super::{Domain, FileResource, Files};
use crate::error::{DecodeError, Error, IncompleteError, Result};
use crate::http::retry::RetryPolicy;
use crate::request::Request;
use crate::uid::{AsUid, Uid};
use crate::upload::{Multipart, Upload};

/// How many characters of a name fit: DHIS2 answers longer ones with an SQL error.
const MAX_NAME: usize = 230;

/// The upload of a file resource; see [`Files::file_upload`].
///
/// It is sent under a uid of its own, chosen before it starts. So it may be sent twice without harm:
/// a retry whose first attempt did arrive is told "already exists", compares length and MD5, and is a
/// success.
#[derive(Debug)]
#[must_use = "an upload does nothing until it is sent"]
pub struct FileUpload {
    files: Files,
    request: Request,
    domain: Domain,
    upload: Upload,
    uid: Option<Result<Uid>>,
    verify: bool,
    check_first: bool,
    progress: Progress,
}

impl FileUpload {
    pub(super) fn new(files: Files, domain: Domain, upload: Upload) -> Self {
        let request = files
            .api
            .post("fileResources")
            .param("domain", domain.as_str())
            .idempotent(true);
        Self {
            files,
            request,
            domain,
            upload,
            uid: None,
            verify: true,
            check_first: false,
            progress: Progress::default(),
        }
    }

    /// The uid of the new file resource; a random one unless set.
    ///
    /// With a uid of your own ([`Uid::from_key`]) the whole call can be repeated, by a later run of a
    /// program too: a file with the same bytes that is there already is a success. That needs a domain
    /// whose files are [kept as they are](Domain::keeps_bytes).
    pub fn uid(mut self, uid: impl AsUid) -> Self {
        self.uid = Some(uid.as_uid());
        self
    }

    /// Whether length and MD5 of what the server stored are compared with what was sent. On unless
    /// set; it costs no request, and does nothing for pictures that the server resizes.
    pub fn verify(mut self, verify: bool) -> Self {
        self.verify = verify;
        self
    }

    /// Whether a small request (`GET /api/me`) goes ahead of the file. DHIS2 reads a body to its end
    /// before it refuses who sent it, and a reader cannot be sent again once the sign-in was renewed.
    /// Off unless set.
    pub fn check_first(mut self, check: bool) -> Self {
        self.check_first = check;
        self
    }

    /// Calls back as the file goes out: bytes so far, and bytes in all where that is known. A retry
    /// starts again from the first byte.
    pub fn progress(mut self, callback: impl FnMut(u64, Option<u64>) + Send + 'static) -> Self {
        self.progress = Progress::new(callback);
        self
    }

    /// Retries by another policy than the client's.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.request = self.request.retry(policy);
        self
    }

    /// The longest time for all attempts and waits together.
    pub fn deadline(mut self, limit: Duration) -> Self {
        self.request = self.request.deadline(limit);
        self
    }

    /// The longest wait for the answer's first byte, and the longest time in which no byte moves.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.request = self.request.timeout(limit);
        self
    }

    /// Whether the server is asked before the file is sent; see [`Request::expect_continue`].
    pub fn expect_continue(mut self, ask: bool) -> Self {
        self.request = self.request.expect_continue(ask);
        self
    }

    pub(super) fn file_name(&self) -> &str {
        self.upload.name()
    }

    /// Sends it: `POST /api/fileResources?domain=…&uid=…`. What comes back says
    /// [`Pending`](super::StorageStatus::Pending): see
    /// [`Files::wait_until_stored`](super::Files::wait_until_stored).
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] before anything is sent, for an empty file, a name of more than 230
    /// characters, a malformed uid, or a file that is none. [`Error::Io`] when the source cannot be
    /// read, ends before its length or goes on. [`Error::Api`] with 409 for a file over the server's
    /// limit, a media type it refuses, or a uid that has other contents. [`Error::Incomplete`] when
    /// the server stored other bytes than were sent.
    pub fn send(self) -> Result<FileResource> {
        let Self {
            files,
            request,
            domain,
            mut upload,
            uid,
            verify,
            check_first,
            progress,
        } = self;
        let is_ours = uid.is_none();
        let uid = match uid {
            Some(uid) => uid?,
            None => Uid::generate(),
        };
        check_name("file name", upload.name())?;
        upload.refuse_empty()?;
        if check_first {
            let me = files.api.get("me").param("fields", "id");
            me.fetch::<IgnoredAny>()?;
        }
        let (upload, sent) = watched(upload, progress);
        let form = Multipart::new().file("file", upload);
        let answer = request
            .param("uid", uid)
            .multipart(form)
            .fetch::<Value>()
            .and_then(|answer| files.uploaded(&answer));
        let sum = seen(&sent);
        match answer {
            Ok(file) => {
                if verify && domain.keeps_bytes() {
                    compare(&file, sum.as_ref())?;
                }
                Ok(file)
            }
            Err(error) if error.error_code() == Some("E1119") => {
                let Ok(file) = files.file_resource(uid) else {
                    return Err(error);
                };
                if is_same(&file, &domain, sum.as_ref(), is_ours) {
                    Ok(file)
                } else {
                    Err(error)
                }
            }
            Err(error) => Err(error),
        }
    }
}

impl Files {
    /// The file resource that an upload's answer describes, or names.
    pub(super) fn uploaded(&self, answer: &Value) -> Result<FileResource> {
        let response = &answer["response"];
        if let Value::Object(file) = &response["fileResource"] {
            let file = FileResource::from(file.clone());
            if !file.id.is_empty() {
                return Ok(file);
            }
        }
        let uid = [&response["uid"], &answer["id"]]
            .into_iter()
            .find_map(Value::as_str);
        match uid {
            Some(uid) => self.file_resource(uid),
            None => Err(
                DecodeError::new("the answer to an upload names no file resource")
                    .body(answer.to_string().as_bytes())
                    .into(),
            ),
        }
    }
}

/// Puts a counter and a hash around an upload's bytes.
pub(super) fn watched(upload: Upload, progress: Progress) -> (Upload, Seen) {
    let sent = Seen::default();
    let place = Arc::clone(&sent);
    let upload = upload.tap(Arc::new(move |reader, length| {
        let place = Arc::clone(&place);
        Box::new(Watched::new(reader, length, progress.clone(), place))
    }));
    (upload, sent)
}

/// The uid is taken. Is it by this very file, because an answer was lost or the call is repeated?
///
/// A random uid (`is_ours`) can only have been taken by an earlier attempt of this call. That is how a
/// resized picture is known again, whose bytes cannot be compared.
fn is_same(file: &FileResource, domain: &Domain, sum: Option<&Sum>, is_ours: bool) -> bool {
    if file.domain.as_ref().is_some_and(|own| own != domain) {
        return false;
    }
    let same = sum
        .filter(|_| domain.keeps_bytes())
        .and_then(|sum| file.is_same(sum.length, &sum.md5));
    same.unwrap_or(is_ours)
}

/// Holds what the server says it stored against what was sent.
pub(super) fn compare(file: &FileResource, sum: Option<&Sum>) -> Result<()> {
    let Some(sum) = sum else { return Ok(()) };
    if file.is_same(sum.length, &sum.md5) != Some(false) {
        return Ok(());
    }
    let difference = DecodeError::new(format!(
        "the server stored {} bytes with MD5 {}, but {} bytes with MD5 {} were sent",
        file.content_length.unwrap_or_default(),
        file.content_md5.as_deref().unwrap_or("unknown"),
        sum.length,
        sum.md5
    ));
    Err(Error::Incomplete(Box::new(IncompleteError::new(
        format!("the file resource `{}` is uploaded", file.id),
        Some(file.id.clone()),
        difference.into(),
    ))))
}

/// Refuses a name that DHIS2 has no room for.
pub(super) fn check_name(what: &str, name: &str) -> Result<()> {
    if name.trim().is_empty() || name.chars().count() > MAX_NAME {
        return Err(Error::invalid(
            what,
            name,
            format!("1 to {MAX_NAME} characters"),
        ));
    }
    Ok(())
}

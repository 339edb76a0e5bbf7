use std::io::Write;
use std::path::{Path, PathBuf};

use super::download::Origin;
use super::{Download, Files};
use crate::error::{ApiError, Error, Result};
use crate::http::exchange::{Method, Outgoing};
use crate::http::status;
use crate::http::url::{join_location, redact};
use crate::response::Response;
use crate::uid::AsUid;

/// How many redirects of a link are followed.
const MAX_HOPS: u32 = 5;

impl Files {
    /// The content of a document: `GET /api/documents/{uid}/data`.
    ///
    /// An uploaded file is ready to be copied. Of a link, the target is returned: nothing is sent
    /// there, unless [`ExternalLink::follow`] is called.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::files::DocumentContent;
    ///
    /// match api.files().download_document("N1NIhIGWuFc")? {
    ///     DocumentContent::File(file) => println!("{}", file.to_path("guide.pdf")?.display()),
    ///     DocumentContent::External(link) => println!("it is at {}", link.url()),
    ///     _ => {}
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send).
    pub fn download_document(&self, uid: impl AsUid) -> Result<DocumentContent> {
        let uid = uid.as_uid()?;
        let request = Download::ask(self.api.get(format!("documents/{uid}/data")));
        let (api, mut out) = request.outgoing()?;
        out.follow = false;
        out.json = false;
        let asked = out.url.clone();
        let answer = api.client().send_raw(&mut out)?;
        if let Some(location) = answer
            .header("location")
            .filter(|_| (300..400).contains(&answer.status))
        {
            let target = join_location(&asked, location);
            // A server that has moved sends to the same path elsewhere; DHIS2 sends to its login page
            // when it does not know who asks. A link can look like either: then the document tells.
            let is_moved = path_of(&target) == path_of(&asked);
            if !(is_moved || status::is_login(location)) || self.is_link_to(uid, location)? {
                return Ok(DocumentContent::External(ExternalLink {
                    files: self.clone(),
                    url: target,
                }));
            }
        }
        let answer = status::check(answer, false)?;
        let file = Download::new(
            self.clone(),
            Response::new(answer, &api),
            Origin::Document(uid.to_string()),
        );
        Ok(DocumentContent::File(Box::new(file)))
    }

    fn is_link_to(&self, uid: crate::Uid, location: &str) -> Result<bool> {
        let document = self.document(uid)?;
        Ok(document.is_external() && document.url.as_deref() == Some(location))
    }

    /// A `GET` that shows nobody's credentials and none of the client's own headers, to any host.
    fn get_openly(&self, url: &str) -> Result<Response> {
        let client = self.api.client();
        let mut url = url.to_owned();
        for _ in 0..=MAX_HOPS {
            check_target(&url)?;
            let mut out = Outgoing {
                method: Method::Get,
                url: url.clone(),
                headers: vec![
                    ("accept".to_owned(), "*/*".to_owned()),
                    ("accept-encoding".to_owned(), "identity".to_owned()),
                ],
                body: None,
                timeouts: client.timeouts,
                idempotent: false,
                retry: None,
                authenticate: false,
                follow: false,
                json: false,
                expect_continue: None,
            };
            let answer = client.send_raw(&mut out)?;
            let next = match answer.status {
                301 | 302 | 303 | 307 | 308 => answer.header("location"),
                _ => None,
            };
            let Some(next) = next.map(|location| join_location(&url, location)) else {
                return status::check(answer, false).map(|answer| Response::new(answer, &self.api));
            };
            if is_https(&url) && !is_https(&next) {
                return Err(refused(
                    &url,
                    "a redirect from https to http is not followed",
                ));
            }
            url = next;
        }
        Err(refused(&url, "more than 5 redirects"))
    }
}

/// What is behind a document.
#[derive(Debug)]
#[non_exhaustive]
#[must_use = "nothing is downloaded until it is copied"]
pub enum DocumentContent {
    /// The uploaded file.
    File(Box<Download>),
    /// A link to somewhere else.
    External(ExternalLink),
}

impl DocumentContent {
    /// The uploaded file.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] that names the target, when the document is a link.
    pub fn into_file(self) -> Result<Download> {
        match self {
            Self::File(file) => Ok(*file),
            Self::External(link) => Err(Error::invalid(
                "document",
                redact(&link.url),
                "an uploaded file; this is a link, which `ExternalLink::follow` reads",
            )),
        }
    }

    /// The link's target; `None` for an uploaded file.
    pub fn external_url(&self) -> Option<&str> {
        match self {
            Self::File(_) => None,
            Self::External(link) => Some(link.url()),
        }
    }

    /// Copies the file to a writer; see [`Download::copy_to`].
    ///
    /// # Errors
    ///
    /// As [`into_file`](Self::into_file) and [`Download::copy_to`].
    pub fn copy_to(self, writer: &mut (impl Write + ?Sized)) -> Result<u64> {
        self.into_file()?.copy_to(writer)
    }

    /// Writes the file to a path; see [`Download::to_path`].
    ///
    /// # Errors
    ///
    /// As [`into_file`](Self::into_file) and [`Download::to_path`].
    pub fn to_path(self, path: impl AsRef<Path>) -> Result<PathBuf> {
        self.into_file()?.to_path(path)
    }

    /// Reads the whole file; see [`Download::bytes`].
    ///
    /// # Errors
    ///
    /// As [`into_file`](Self::into_file) and [`Download::bytes`].
    pub fn bytes(self) -> Result<Vec<u8>> {
        self.into_file()?.bytes()
    }
}

/// Where a document links to.
#[derive(Debug)]
pub struct ExternalLink {
    files: Files,
    url: String,
}

impl ExternalLink {
    /// The target.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Downloads the target, without credentials. Whoever may edit documents chose it: follow links
    /// only where their hosts may be reached from here.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a target that is no `http` or `https` URL or holds a password, and
    /// as [`Request::send`](crate::Request::send).
    pub fn follow(self) -> Result<Download> {
        let response = self.files.get_openly(&self.url)?;
        Ok(Download::new(self.files, response, Origin::Elsewhere))
    }
}

fn is_https(url: &str) -> bool {
    url.get(..8)
        .is_some_and(|start| start.eq_ignore_ascii_case("https://"))
}

fn check_target(url: &str) -> Result<()> {
    let lower = url.to_ascii_lowercase();
    let rest = lower
        .strip_prefix("http://")
        .or_else(|| lower.strip_prefix("https://"));
    let authority = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    match authority {
        Some(authority) if !authority.is_empty() && !authority.contains('@') => Ok(()),
        _ => Err(Error::invalid(
            "link",
            redact(url),
            "an http or https URL without a user name",
        )),
    }
}

/// The path of an absolute URL, without query and fragment.
fn path_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.find('/').map_or("", |at| &rest[at..]);
    path.split(['?', '#']).next().unwrap_or_default()
}

fn refused(url: &str, what: &str) -> Error {
    ApiError {
        method: "GET".to_owned(),
        url: redact(url),
        status: 302,
        web_message: None,
        body: what.to_owned(),
        attempts: 1,
        retry_after: None,
        hint: None,
    }
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_without_a_user_are_followed() {
        for url in [
            "http://a.org",
            "HTTPS://a.org/x@y",
            "http://[::1]:80/?u=a@b",
        ] {
            assert!(check_target(url).is_ok(), "{url}");
        }
        for url in [
            "file:///etc/passwd",
            "http://",
            "http://u:p@a.org/",
            "ftp://a.org",
        ] {
            assert!(check_target(url).is_err(), "{url}");
        }
    }

    #[test]
    fn the_path_of_a_url_stands_between_host_and_query() {
        assert_eq!(path_of("https://a.org/x/y?z=/#/"), "/x/y");
        assert_eq!(path_of("https://a.org"), "");
    }
}

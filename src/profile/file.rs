//! One profile file: read, and judged profile by profile.

use std::io::ErrorKind;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml_edit::{Document, Item, TableLike};

use crate::auth::Secret;
use crate::auth::credentials::{clean_base_url, has_user_info};
use crate::auth::env::version_hint;
use crate::auth::private_file::exposed;
use crate::error::{Error, ProfileError, Result};
use crate::profile::record::SECRET_KEYS;
use crate::profile::{AuthKind, Profile, fail};

/// A profile file as it was read.
#[derive(Debug, Clone)]
pub(crate) struct ProfileFile {
    pub(crate) path: PathBuf,
    pub(crate) entries: Vec<Entry>,
    pub(crate) warnings: Vec<String>,
    default: std::result::Result<Option<String>, ProfileError>,
}

/// One table under `profiles`.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) name: String,
    /// What the file says, for lists; without secrets, and empty when it says nothing.
    pub(crate) base_url: String,
    pub(crate) auth: String,
    has_secret: bool,
    /// The profile, or why it cannot be used.
    pub(crate) profile: std::result::Result<Profile, ProfileError>,
}

impl ProfileFile {
    /// Reads a file; `None` when there is none.
    pub(crate) fn load(path: &Path) -> Result<Option<Self>> {
        let Some(text) = read(path)? else {
            return Ok(None);
        };
        let mut file = Self::parse(path, &text)?;
        if file.entries.iter().any(|entry| entry.has_secret) {
            file.warnings.extend(exposed(path));
        }
        Ok(Some(file))
    }

    fn parse(path: &Path, text: &str) -> Result<Self> {
        let document = Document::parse(text).map_err(|error| broken(path, text, &error))?;
        let reader = Reader { path, text };
        let default = match document.get("default") {
            None => Ok(None),
            Some(item) => match item.as_str() {
                Some(name) => Ok(Some(name.trim().to_owned()).filter(|name| !name.is_empty())),
                None => Err(reader.fault("`default` must be a text", item.span())),
            },
        };
        let tables = match document.get("profiles") {
            None => None,
            Some(item) => Some(item.as_table_like().ok_or_else(|| {
                let fault = reader.fault("`profiles` must be a table", item.span());
                Error::Profile(Box::new(fault))
            })?),
        };
        let entries = tables
            .into_iter()
            .flat_map(|tables| tables.iter())
            .filter_map(|(name, item)| Some(reader.entry(name, item.as_table_like()?)))
            .collect();
        Ok(Self {
            path: path.to_path_buf(),
            entries,
            warnings: Vec::new(),
            default,
        })
    }

    /// The name of the default profile.
    pub(crate) fn default(&self) -> Result<Option<&str>> {
        match &self.default {
            Ok(name) => Ok(name.as_deref()),
            Err(error) => Err(Error::Profile(Box::new(error.clone()))),
        }
    }

    pub(crate) fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name == name)
    }
}

/// The text of a file, without a byte order mark; `None` when there is no file.
pub(crate) fn read(path: &Path) -> Result<Option<String>> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        // `.dhis2` may be a file of some other program.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(Error::io("read", Some(path), error)),
    };
    match std::str::from_utf8(&bytes) {
        Ok(text) => Ok(Some(text.trim_start_matches('\u{feff}').to_owned())),
        Err(error) => {
            let line = line_of(&bytes, error.valid_up_to());
            Err(fail(format!(
                "{}, line {line}: not text in UTF-8",
                path.display()
            )))
        }
    }
}

/// The error of a file that is not TOML. The parser's own text shows the line, which may hold a
/// password, so only its message is used.
pub(crate) fn broken(path: &Path, text: &str, error: &toml_edit::TomlError) -> Error {
    let line = error
        .span()
        .map_or(1, |span| line_of(text.as_bytes(), span.start));
    // Some of the parser's messages have several lines.
    let message = error.message().replace('\n', ", ");
    fail(format!(
        "{}, line {line}: not valid TOML: {message}",
        path.display()
    ))
}

/// The 1-based line of an offset.
fn line_of(bytes: &[u8], offset: usize) -> usize {
    let before = bytes.get(..offset).unwrap_or_default();
    before.split(|byte| *byte == b'\n').count()
}

struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
}

impl Reader<'_> {
    fn fault(&self, what: &str, span: Option<Range<usize>>) -> ProfileError {
        let path = self.path.display();
        ProfileError::new(match span {
            Some(span) => format!(
                "{path}, line {}: {what}",
                line_of(self.text.as_bytes(), span.start)
            ),
            None => format!("{path}: {what}"),
        })
    }

    fn entry(&self, name: &str, table: &dyn TableLike) -> Entry {
        let shown = |key| table.get(key).and_then(Item::as_str).unwrap_or_default();
        let base_url = match shown("base_url").trim().trim_end_matches('/') {
            url if has_user_info(url) => "***".to_owned(),
            url => url.to_owned(),
        };
        Entry {
            name: name.to_owned(),
            base_url,
            auth: shown("auth").to_owned(),
            has_secret: SECRET_KEYS.iter().any(|key| table.contains_key(key)),
            profile: self.profile(name, table),
        }
    }

    fn profile(
        &self,
        name: &str,
        table: &dyn TableLike,
    ) -> std::result::Result<Profile, ProfileError> {
        let span = |key| table.get(key).and_then(Item::span);
        let fault = |key, what: &str| self.fault(&format!("profile `{name}`: {what}"), span(key));
        let text = |key| match table.get(key) {
            None => Ok(None),
            Some(item) => match item.as_str() {
                Some(text) => Ok(Some(text.to_owned()).filter(|text| !text.trim().is_empty())),
                None => Err(fault(key, &format!("`{key}` must be a text"))),
            },
        };
        let plain = |key| Ok(text(key)?.map(|text| text.trim().to_owned()));
        let exact = |key| Ok(text(key)?.map(Secret::from));
        let trimmed = |key| Ok(text(key)?.map(|text| Secret::from(text.trim())));

        let base_url = text("base_url")?.ok_or_else(|| fault("base_url", "no `base_url`"))?;
        let base_url = clean_base_url("`base_url`", &base_url)
            .map_err(|error| fault("base_url", &error.to_string()))?;
        let word = text("auth")?.ok_or_else(|| fault("auth", "no `auth`"))?;
        let auth = AuthKind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == word.trim())
            .ok_or_else(|| {
                let known = AuthKind::ALL.map(AuthKind::as_str).join(", ");
                let what = format!(
                    "auth `{}` is unknown; known are {known}",
                    word.escape_debug()
                );
                fault("auth", &what)
            })?;
        Ok(Profile {
            username: plain("username")?,
            password: exact("password")?,
            token: trimmed("token")?,
            client_id: plain("client_id")?,
            client_secret: exact("client_secret")?,
            scope: plain("scope")?,
            redirect_uri: plain("redirect_uri")?,
            cookie: trimmed("cookie")?,
            xsrf_token: trimmed("xsrf_token")?,
            // A hint: whatever else stands there says nothing.
            version: table
                .get("version")
                .and_then(Item::as_str)
                .and_then(version_hint),
            path: Some(self.path.to_path_buf()),
            ..Profile::empty(name.to_owned(), base_url, auth)
        })
    }
}

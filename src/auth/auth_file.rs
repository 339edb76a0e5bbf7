use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::auth::credentials::clean_base_url;
use crate::auth::private_file::exposed;
use crate::auth::{Credentials, Env, Secret};
use crate::error::{Error, Result};

const NAME: &str = "dish.json";

/// A server and its credentials in a JSON file, as DHIS2 tools of the `dish` family share it.
///
/// ```json
/// {"dhis": {"baseurl": "https://dhis2.example.org", "username": "ann", "password": "…"}}
/// ```
///
/// In place of `username` and `password` there can be a personal access token as `token`; it wins
/// when both are there. Other keys are ignored.
#[derive(Debug, Clone)]
pub struct AuthFile {
    path: PathBuf,
    base_url: String,
    credentials: Credentials,
    warnings: Vec<String>,
}

impl AuthFile {
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// When it cannot be read ([`Error::Io`]), or is not as described
    /// ([`Error::InvalidInput`], which names the file and the field).
    pub fn load(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|error| Error::io("read", Some(path), error))?;
        let (base_url, credentials) = parse(path, &bytes)?;
        Ok(Self {
            path: path.to_path_buf(),
            base_url,
            credentials,
            warnings: exposed(path).into_iter().collect(),
        })
    }

    /// Reads the first `dish.json` of: the folder named by `DHIS_HOME`, the home folder, `dhis2/`
    /// in the configuration folder. No other folder is looked at.
    ///
    /// When `DHIS_HOME` is set, only that folder counts: whoever names a place does not want the
    /// credentials of another.
    ///
    /// # Errors
    ///
    /// When there is none (the error names the places), and as for [`load`](Self::load).
    pub fn find(env: &Env) -> Result<Self> {
        if let Some(folder) = env.path("DHIS_HOME") {
            return Self::load(folder.join(NAME));
        }
        let config = env.config_dir().map(|folder| folder.join("dhis2"));
        let places: Vec<PathBuf> = env.home().into_iter().chain(config).collect();
        for place in &places {
            match Self::load(place.join(NAME)) {
                Err(Error::Io(error)) if error.kind() == std::io::ErrorKind::NotFound => {}
                result => return result,
            }
        }
        let mut places: Vec<_> = places
            .iter()
            .map(|place| place.display().to_string())
            .collect();
        places.insert(0, "$DHIS_HOME (not set)".to_owned());
        Err(Error::invalid(
            NAME,
            "",
            format!("this file in {}", places.join(", or ")),
        ))
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The base URL, without a `/` at its end.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Who is asking.
    pub fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// What its owner should mend, such as a file that others may read.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }
}

fn parse(path: &Path, bytes: &[u8]) -> Result<(String, Credentials)> {
    let file = path.display().to_string();
    // Editors on Windows put a byte order mark in front.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        Error::invalid(
            &file,
            "",
            format!("JSON, broken at line {line}, column {column}"),
        )
    })?;
    let dhis = value
        .get("dhis")
        .and_then(Value::as_object)
        .ok_or_else(|| Error::invalid(format!("{file}: dhis"), "", "an object with this name"))?;
    let name = |field: &str| format!("{file}: dhis.{field}");
    let base_url = required(dhis, "baseurl", &name)?;
    let base_url = clean_base_url(&name("baseurl"), base_url)?;
    let credentials = match text(dhis, "token", &name)? {
        Some(token) => Credentials::pat(token.trim()),
        None => Credentials::basic(
            required(dhis, "username", &name)?.trim(),
            Secret::from(required(dhis, "password", &name)?),
        ),
    };
    credentials.check(name)?;
    Ok((base_url, credentials))
}

fn required<'a>(
    object: &'a Map<String, Value>,
    field: &str,
    name: &impl Fn(&str) -> String,
) -> Result<&'a str> {
    text(object, field, name)?
        .ok_or_else(|| Error::invalid(name(field), "", "a text that is not blank"))
}

fn text<'a>(
    object: &'a Map<String, Value>,
    field: &str,
    name: &impl Fn(&str) -> String,
) -> Result<Option<&'a str>> {
    match object.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.as_str()).filter(|text| !text.trim().is_empty())),
        Some(_) => Err(Error::invalid(name(field), "", "a text")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<(String, Credentials)> {
        parse(Path::new("dish.json"), text.as_bytes())
    }

    #[test]
    fn a_file_holds_a_password_or_a_token() {
        let (url, credentials) = read(
            r#"{"x": 1, "dhis": {"baseurl": "https://a.org/", "username": "ann", "password": " p "}}"#,
        )
        .unwrap();
        assert_eq!(url, "https://a.org");
        assert_eq!(credentials, Credentials::basic("ann", " p "));
        let text = "\u{feff}{\"dhis\": {\"baseurl\": \"a.org\", \"token\": \"d2p_x\"}}";
        let (_, credentials) = read(text).unwrap();
        assert_eq!(credentials, Credentials::pat("d2p_x"));
    }

    #[test]
    fn every_fault_names_the_file_and_the_field() {
        for (text, start) in [
            (
                "",
                "dish.json cannot be used: expected JSON, broken at line 1",
            ),
            (
                "{\n\"dhis\": }",
                "dish.json cannot be used: expected JSON, broken at line 2",
            ),
            ("[]", "dish.json: dhis cannot"),
            (r#"{"dhis": []}"#, "dish.json: dhis cannot"),
            (r#"{"dhis": {}}"#, "dish.json: dhis.baseurl cannot"),
            (
                r#"{"dhis": {"baseurl": 5}}"#,
                "dish.json: dhis.baseurl cannot",
            ),
            (
                r#"{"dhis": {"baseurl": "a.org"}}"#,
                "dish.json: dhis.username cannot",
            ),
            (
                r#"{"dhis": {"baseurl": "a.org", "username": "ann", "password": " "}}"#,
                "dish.json: dhis.password cannot",
            ),
            (
                r#"{"dhis": {"baseurl": "a.org", "username": "a:n", "password": "p"}}"#,
                "dish.json: dhis.username cannot",
            ),
            (
                r#"{"dhis": {"baseurl": "http://ann:hunter2@a.org", "token": "d2p_x"}}"#,
                "dish.json: dhis.baseurl cannot be used",
            ),
        ] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.starts_with(start), "{error}");
            assert!(!error.contains("hunter2"), "{error}");
        }
    }

    #[test]
    fn the_search_takes_the_first_of_three_places_and_never_walks() {
        let home = tempfile::tempdir().unwrap();
        let env = Env::empty().with("HOME", home.path());
        let put = |folder: &str, user: &str| {
            let folder = home.path().join(folder);
            std::fs::create_dir_all(&folder).unwrap();
            let text = format!(
                r#"{{"dhis": {{"baseurl": "a.org", "username": "{user}", "password": "p"}}}}"#
            );
            std::fs::write(folder.join(NAME), text).unwrap();
        };
        let user = |env: &Env| match AuthFile::find(env).unwrap().credentials {
            Credentials::Basic { username, .. } => username,
            other => panic!("{other:?}"),
        };
        put("somewhere/else", "nobody");
        let error = AuthFile::find(&env).unwrap_err().to_string();
        assert!(
            error.contains("DHIS_HOME") && error.contains(".config"),
            "{error}"
        );
        put(".config/dhis2", "config");
        assert_eq!(user(&env), "config");
        put("", "home");
        assert_eq!(user(&env), "home");
        put("named", "named");
        let named = env.clone().with("DHIS_HOME", home.path().join("named"));
        assert_eq!(user(&named), "named");
        let wrong = env.with("DHIS_HOME", home.path().join("absent"));
        assert!(matches!(AuthFile::find(&wrong), Err(Error::Io(_))));
    }
}

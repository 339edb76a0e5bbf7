use std::path::{Path, PathBuf};

use crate::auth::{Env, EnvCredentials};
use crate::error::{Error, Result};
use crate::profile::file::{Entry, ProfileFile};
use crate::profile::{Profile, Provenance, Scope, fail};

const PROJECT: &str = ".dhis2/profiles.toml";
const GLOBAL: &str = "dhis2/profiles.toml";

/// All profiles that can be reached from here: those of the project file, the global file and the
/// environment.
///
/// ```
/// use dhis2::auth::{Credentials, Env};
/// use dhis2::profile::{Profile, Profiles, Scope};
///
/// # let folder = tempfile::tempdir().expect("a temporary folder");
/// # let home = folder.path();
/// let env = Env::empty().with("HOME", home).with_directory(home);
/// let mut profiles = Profiles::load_from(&env)?;
///
/// let prod = Profile::new("prod", "https://dhis2.example.org", Credentials::pat("d2p_…"))?;
/// profiles.add(&prod, Scope::Global, false)?;
///
/// // The first profile of a file is its default.
/// let found = profiles.resolve(None)?;
/// assert_eq!(found.name(), "prod");
/// assert_eq!(found.provenance().to_string(), "global-toml");
/// # Ok::<_, dhis2::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Profiles {
    pub(crate) env: Env,
    project: Option<ProfileFile>,
    global: Option<ProfileFile>,
}

/// A line of [`Profiles::list`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProfileEntry {
    /// The name.
    pub name: String,
    /// The base URL as the file has it, without a `/` at its end; empty when it has none.
    pub base_url: String,
    /// The `auth` as the file has it; empty when it has none.
    pub auth: String,
    /// Which file it stands in.
    pub scope: Scope,
    /// That file.
    pub path: PathBuf,
    /// Whether it is what an opening without a name comes to, as far as the files say.
    pub is_default: bool,
    /// Whether the project file has a profile of the same name, which is taken instead.
    pub shadowed: bool,
    /// Why it cannot be used, where that is known already.
    pub problem: Option<String>,
}

impl Profiles {
    /// Reads both files, and notes the environment of this process.
    ///
    /// # Errors
    ///
    /// When a file cannot be read ([`Error::Io`]) or is not TOML ([`Error::Profile`], with the
    /// line). A file that does not exist is no error.
    pub fn load() -> Result<Self> {
        Self::load_from(&Env::process())
    }

    /// As [`load`](Self::load), with a given environment.
    ///
    /// # Errors
    ///
    /// As for [`load`](Self::load).
    pub fn load_from(env: &Env) -> Result<Self> {
        let mut project = None;
        for folder in env.directory().into_iter().flat_map(Path::ancestors) {
            project = ProfileFile::load(&folder.join(PROJECT))?;
            if project.is_some() {
                break;
            }
        }
        let global = match env.config_dir() {
            Some(folder) => ProfileFile::load(&folder.join(GLOBAL))?,
            None => None,
        };
        Ok(Self {
            env: env.clone(),
            project,
            global,
        })
    }

    /// The profile to open: by its name, or without one the first of `DHIS2_PROFILE`, the other
    /// environment variables, the project file's default, the global file's default.
    ///
    /// # Errors
    ///
    /// When there is no such profile (the error lists the names), when it has a fault of its own,
    /// or when `DHIS2_URL` is reached and has no credentials beside it
    /// ([`Error::InvalidInput`], naming what is missing).
    pub fn resolve(&self, name: Option<&str>) -> Result<Profile> {
        if let Some(name) = name {
            return self.named(name, Provenance::Argument, "");
        }
        if let Some(name) = self.env.text("DHIS2_PROFILE")? {
            return self.named(name, Provenance::EnvProfile, " (named by DHIS2_PROFILE)");
        }
        if let Some(found) = EnvCredentials::find(&self.env)? {
            return Ok(Profile::from_environment(&found));
        }
        for (file, provenance) in [
            (&self.project, Provenance::ProjectDefault),
            (&self.global, Provenance::GlobalDefault),
        ] {
            let Some(file) = file else { continue };
            if let Some(name) = file.default()? {
                let whence = format!(" (the default of {})", file.path.display());
                return self.named(name, provenance, &whence);
            }
        }
        Err(fail(format!(
            "no profile: none is named, DHIS2_PROFILE and DHIS2_URL are not set, and no file has a \
             default{}",
            self.known(),
        )))
    }

    /// The profile with this name, faults and all; its secrets show only through
    /// [`Profile::fields`] with `true`, or one by one through
    /// [`credentials`](Profile::credentials).
    ///
    /// # Errors
    ///
    /// When there is no such profile or its table in the file cannot be read.
    pub fn show(&self, name: &str) -> Result<Profile> {
        self.named(name, Provenance::Argument, "")
    }

    /// All profiles of both files, sorted by name. Those of the global file that a profile of the
    /// project file hides are left out unless asked for.
    pub fn list(&self, include_shadowed: bool) -> Vec<ProfileEntry> {
        let default = self.default_name();
        let mut lines = Vec::new();
        for (scope, file) in self.files() {
            for entry in &file.entries {
                let shadowed = scope == Scope::Global
                    && self
                        .file(Scope::Project)
                        .is_some_and(|p| p.entry(&entry.name).is_some());
                if shadowed && !include_shadowed {
                    continue;
                }
                lines.push(ProfileEntry {
                    name: entry.name.clone(),
                    base_url: entry.base_url.clone(),
                    auth: entry.auth.clone(),
                    scope,
                    path: file.path.clone(),
                    is_default: !shadowed && default == Some(&entry.name),
                    shadowed,
                    problem: entry.problem(),
                });
            }
        }
        // A stable sort: the project's profile stays before the one that it hides.
        lines.sort_by(|a, b| a.name.cmp(&b.name));
        lines
    }

    /// The default according to the files: the project's, else the global one.
    pub fn default_name(&self) -> Option<&str> {
        // A default that cannot be read hides the next one, as it does in `resolve`.
        self.files()
            .find_map(|(_, file)| file.default().transpose())
            .and_then(Result::ok)
    }

    /// What the owner of the files should mend, such as secrets that others may read. Each was
    /// also logged as a warning.
    pub fn warnings(&self) -> Vec<&str> {
        self.files()
            .flat_map(|(_, file)| file.warnings.iter().map(String::as_str))
            .collect()
    }

    fn named(&self, name: &str, provenance: Provenance, whence: &str) -> Result<Profile> {
        let (_, entry) = self.find(name).ok_or_else(|| self.unknown(name, whence))?;
        match &entry.profile {
            Ok(profile) => Ok(Profile {
                provenance,
                ..profile.clone()
            }),
            Err(error) => Err(Error::Profile(Box::new(error.clone()))),
        }
    }

    /// Where a name leads: to the project file, else to the global one.
    pub(crate) fn find(&self, name: &str) -> Option<(Scope, &Entry)> {
        self.files()
            .find_map(|(scope, file)| Some((scope, file.entry(name)?)))
    }

    pub(crate) fn file(&self, scope: Scope) -> Option<&ProfileFile> {
        match scope {
            Scope::Project => self.project.as_ref(),
            Scope::Global => self.global.as_ref(),
        }
    }

    fn files(&self) -> impl Iterator<Item = (Scope, &ProfileFile)> {
        [Scope::Project, Scope::Global]
            .into_iter()
            .filter_map(|scope| Some((scope, self.file(scope)?)))
    }

    /// The file to write to: the one that was read, else the one to make.
    pub(crate) fn path_for(&self, scope: Scope) -> Result<PathBuf> {
        if let Some(file) = self.file(scope) {
            return Ok(file.path.clone());
        }
        match scope {
            Scope::Project => self.env.directory().map(|folder| folder.join(PROJECT)),
            Scope::Global => self.env.config_dir().map(|folder| folder.join(GLOBAL)),
        }
        .ok_or_else(|| {
            fail(match scope {
                Scope::Project => "no project file: there is no working directory",
                Scope::Global => "no global file: neither HOME nor XDG_CONFIG_HOME is set",
            })
        })
    }

    pub(crate) fn unknown(&self, name: &str, whence: &str) -> Error {
        fail(format!(
            "no profile `{}`{whence}{}",
            name.escape_debug(),
            self.known()
        ))
    }

    fn known(&self) -> String {
        let entries = self.list(false);
        let names: Vec<_> = entries.iter().map(|entry| entry.name.as_str()).collect();
        if names.is_empty() {
            format!("; there are no profiles ({})", self.places())
        } else {
            format!("; available: {}", names.join(", "))
        }
    }

    fn places(&self) -> String {
        let project = match (&self.project, self.env.directory()) {
            (Some(file), _) => Some(file.path.display().to_string()),
            (None, Some(folder)) => Some(format!("{PROJECT} in or above {}", folder.display())),
            (None, None) => None,
        };
        let global = self.path_for(Scope::Global).ok();
        let global = global.map(|path| path.display().to_string());
        let places: Vec<_> = project.into_iter().chain(global).collect();
        format!("looked for: {}", places.join("; "))
    }
}

impl Entry {
    /// Why it cannot be opened. Finding out takes no request.
    fn problem(&self) -> Option<String> {
        match &self.profile {
            Ok(profile) => profile.credentials().err().map(|error| error.to_string()),
            Err(error) => Some(error.to_string()),
        }
    }
}

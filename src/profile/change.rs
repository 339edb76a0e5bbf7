use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::profile::edit::Editor;
use crate::profile::{Profile, Profiles, Scope, fail, name};

/// What a change to a profile file came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileChange {
    path: PathBuf,
    scope: Scope,
    default: Option<String>,
    other_scope: Option<Scope>,
}

impl ProfileChange {
    /// The file that was written.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Which of the two files that is.
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// The default of that file, after the change.
    pub fn default_name(&self) -> Option<&str> {
        self.default.as_deref()
    }

    /// The other file, when it has a profile of this name as well. The project's one is taken: so
    /// what was added to the global file is hidden, and what was removed from the project file
    /// brings the global one to light.
    pub fn other_scope(&self) -> Option<Scope> {
        self.other_scope
    }
}

/// Changes. Each reads the file anew, replaces it in one step with mode 0600, and keeps comments,
/// order and unknown keys.
impl Profiles {
    /// Adds a profile to a file, or changes the one of that name there. The first profile of a file
    /// becomes its default.
    ///
    /// The project scope means the nearest project file, or without one
    /// `.dhis2/profiles.toml` in the working directory.
    ///
    /// # Errors
    ///
    /// When the name breaks the rules ([`Profile::new`]), or the file cannot be read or written.
    pub fn add(
        &mut self,
        profile: &Profile,
        scope: Scope,
        make_default: bool,
    ) -> Result<ProfileChange> {
        name::check(profile.name())?;
        self.edit(scope, profile.name(), |editor| {
            let first = editor.names().is_empty();
            editor.put(profile);
            if make_default || first {
                editor.set_default(Some(profile.name()));
            }
            Ok(())
        })
    }

    /// Removes a profile: from the given file, or without one from where its name leads. When it
    /// was the default of its file, the profile behind it becomes that (after the last, the first);
    /// with none left, the file has no default. Its OAuth2 tokens go with it (feature `oauth2`).
    ///
    /// # Errors
    ///
    /// When there is no such profile, or the file cannot be read or written.
    pub fn remove(&mut self, name: &str, scope: Option<Scope>) -> Result<ProfileChange> {
        let scope = match scope {
            Some(scope) => scope,
            None => self.scope_of(name)?,
        };
        if self
            .file(scope)
            .is_none_or(|file| file.entry(name).is_none())
        {
            return Err(self.unknown(name, &format!(" in the {scope} file")));
        }
        #[cfg(feature = "oauth2")]
        let removed = self.profile_in(scope, name);
        let change = self.edit(scope, name, |editor| {
            let names = editor.names();
            let place = names.iter().position(|n| n == name);
            editor.remove(name);
            if editor.default() == Some(name) {
                let mut others = names.iter().filter(|n| *n != name);
                let next = place.and_then(|place| names.get(place + 1));
                editor.set_default(next.or_else(|| others.next()).map(String::as_str));
            }
            Ok(())
        })?;
        #[cfg(feature = "oauth2")]
        if let Some(profile) = removed {
            profile.drop_tokens();
        }
        Ok(change)
    }

    /// Gives a profile another name, in its file and at its place there. The default of that file
    /// follows, and so do its OAuth2 tokens (feature `oauth2`).
    ///
    /// # Errors
    ///
    /// When there is no such profile, the new name breaks the rules ([`Profile::new`]) or is taken
    /// in either file, or the file cannot be read or written.
    pub fn rename(&mut self, old: &str, new: &str) -> Result<ProfileChange> {
        let scope = self.scope_of(old)?;
        name::check(new)?;
        if let Some((taken, _)) = self.find(new) {
            return Err(fail(format!(
                "there is a profile `{new}` already, in the {taken} file"
            )));
        }
        #[cfg(feature = "oauth2")]
        let renamed = self.profile_in(scope, old);
        let change = self.edit(scope, new, |editor| {
            if editor.names().iter().any(|name| name == new) {
                return Err(fail(format!("there is a profile `{new}` already")));
            }
            editor.rename(old, new);
            if editor.default() == Some(old) {
                editor.set_default(Some(new));
            }
            Ok(())
        })?;
        #[cfg(feature = "oauth2")]
        if let Some(profile) = renamed {
            profile.move_tokens(new);
        }
        Ok(change)
    }

    /// Makes a profile the default of a file. It may stand in the other one.
    ///
    /// # Errors
    ///
    /// When there is no such profile in either file, the name breaks the rules ([`Profile::new`]),
    /// or the file cannot be read or written.
    pub fn set_default(&mut self, name: &str, scope: Scope) -> Result<ProfileChange> {
        name::check(name)?;
        self.scope_of(name)?;
        self.edit(scope, name, |editor| {
            editor.set_default(Some(name));
            Ok(())
        })
    }

    #[cfg(feature = "oauth2")]
    fn profile_in(&self, scope: Scope, name: &str) -> Option<Profile> {
        self.file(scope)?.entry(name)?.profile.clone().ok()
    }

    fn scope_of(&self, name: &str) -> Result<Scope> {
        if name == name::ENVIRONMENT {
            name::check(name)?;
        }
        match self.find(name) {
            Some((scope, _)) => Ok(scope),
            None => Err(self.unknown(name, "")),
        }
    }

    fn edit(
        &mut self,
        scope: Scope,
        name: &str,
        change: impl FnOnce(&mut Editor<'_>) -> Result<()>,
    ) -> Result<ProfileChange> {
        let path = self.path_for(scope)?;
        let mut editor = Editor::open(&path)?;
        change(&mut editor)?;
        editor.save()?;
        let default = editor.default().map(str::to_owned);
        *self = Self::load_from(&self.env)?;
        let other = scope.other();
        let in_other = self
            .file(other)
            .is_some_and(|file| file.entry(name).is_some());
        Ok(ProfileChange {
            path,
            scope,
            default,
            other_scope: in_other.then_some(other),
        })
    }
}

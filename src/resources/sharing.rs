use serde::Deserialize;
use serde_json::json;

use super::Resource;
use super::write::checked;
use crate::api::Api;
use crate::error::{Error, Result};
use crate::json_patch::JsonPatch;
use crate::models::{Grant, Metadata, Sharing};
use crate::uid::AsUid;

/// What somebody may do with one side of an object: with the object itself, or with its data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AccessLevel {
    /// Nothing.
    #[default]
    None,
    /// See it.
    Read,
    /// See and change it.
    Write,
}

impl AccessLevel {
    fn letters(self) -> &'static str {
        match self {
            Self::None => "--",
            Self::Read => "r-",
            Self::Write => "rw",
        }
    }

    /// DHIS2's access string of eight characters: what may be done with the object, and with its data.
    ///
    /// ```
    /// use dhis2::resources::AccessLevel;
    ///
    /// assert_eq!(AccessLevel::Write.with_data(AccessLevel::Read), "rwr-----");
    /// ```
    pub fn with_data(self, data: Self) -> String {
        format!("{}{}----", self.letters(), data.letters())
    }
}

/// Changes to an object's sharing, laid over what it is; see [`Resource::share`].
#[derive(Debug, Clone, Default)]
#[must_use = "an update does nothing until it is given to `share`"]
pub struct SharingUpdate {
    public: Option<String>,
    users: Vec<(String, Option<String>)>,
    groups: Vec<(String, Option<String>)>,
    error: Option<String>,
}

impl SharingUpdate {
    /// No change.
    pub fn new() -> Self {
        Self::default()
    }

    /// What everybody may do with the object and with its data.
    pub fn public(mut self, object: AccessLevel, data: AccessLevel) -> Self {
        self.public = Some(object.with_data(data));
        self
    }

    /// What a user may do.
    pub fn user(mut self, uid: impl AsUid, object: AccessLevel, data: AccessLevel) -> Self {
        let access = object.with_data(data);
        self.put(uid, |update, uid| update.users.push((uid, Some(access))));
        self
    }

    /// What the members of a group may do.
    pub fn user_group(mut self, uid: impl AsUid, object: AccessLevel, data: AccessLevel) -> Self {
        let access = object.with_data(data);
        self.put(uid, |update, uid| update.groups.push((uid, Some(access))));
        self
    }

    /// Takes a user's rights away.
    pub fn without_user(mut self, uid: impl AsUid) -> Self {
        self.put(uid, |update, uid| update.users.push((uid, None)));
        self
    }

    /// Takes a group's rights away.
    pub fn without_user_group(mut self, uid: impl AsUid) -> Self {
        self.put(uid, |update, uid| update.groups.push((uid, None)));
        self
    }

    fn put(&mut self, uid: impl AsUid, then: impl FnOnce(&mut Self, String)) {
        match uid.as_uid() {
            Ok(uid) => then(self, uid.into()),
            Err(error) => self.error = Some(error.to_string()),
        }
    }

    /// Whether it can be used: every uid in it is one.
    pub(super) fn check(&self) -> Result<()> {
        match &self.error {
            Some(error) => Err(Error::invalid("sharing", "", error.clone())),
            None => Ok(()),
        }
    }

    /// The same as a JSON Patch, which lays it over an object's sharing without reading it.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a uid that is none, or without any change.
    pub(crate) fn to_patch(&self) -> Result<JsonPatch> {
        self.check()?;
        let mut patch = JsonPatch::new();
        if let Some(public) = &self.public {
            patch = patch.replace("/sharing/public", public);
        }
        for (list, changes) in [("users", &self.users), ("userGroups", &self.groups)] {
            for (uid, access) in changes {
                let pointer = format!("/sharing/{list}/{uid}");
                patch = match access {
                    Some(access) => patch.add(&pointer, json!({ "id": uid, "access": access })),
                    None => patch.remove(&pointer),
                };
            }
        }
        if patch.is_empty() {
            return Err(Error::invalid("sharing", "nothing", "at least one change"));
        }
        Ok(patch)
    }

    fn apply(&self, sharing: &mut Sharing) {
        if let Some(public) = &self.public {
            sharing.public = Some(public.clone());
        }
        let lists = [
            (&self.users, &mut sharing.users),
            (&self.groups, &mut sharing.user_groups),
        ];
        for (changes, grants) in lists {
            let grants = grants.get_or_insert_default();
            for (uid, access) in changes {
                match access {
                    Some(access) => {
                        let mut grant = Grant::new(access);
                        grant.id = Some(uid.clone());
                        grants.insert(uid.clone(), grant);
                    }
                    None => drop(grants.remove(uid)),
                }
            }
        }
    }
}

#[derive(Deserialize)]
struct Shared {
    sharing: Sharing,
}

impl<T: Metadata> Resource<T> {
    /// Who may see and change an object: `GET /api/{plural}/{uid}?fields=sharing`, which names the owner,
    /// as `…/{uid}/sharing` does not.
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get); [`Error::Decode`] for kinds that are not shared one by one.
    pub fn sharing(&self, uid: impl AsUid) -> Result<Sharing> {
        read_sharing(self.api(), &Self::path(&uid)?)
    }

    /// Sets who may see and change an object: `PUT /api/{plural}/{uid}/sharing`. It replaces all there
    /// was; [`share`](Self::share) changes a part.
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get), and for a kind that is not shared or an access string that DHIS2 refuses.
    pub fn set_sharing(&self, uid: impl AsUid, sharing: &Sharing) -> Result<()> {
        put_sharing(self.api(), &Self::path(&uid)?, sharing)
    }

    /// Changes a part of who may see and change an object: reads it, lays the changes over it, and puts
    /// it back. `GET /api/{plural}/{uid}?fields=sharing`, `PUT /api/{plural}/{uid}/sharing`
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::resources::{AccessLevel::{None, Read, Write}, SharingUpdate};
    ///
    /// let changes = SharingUpdate::new()
    ///     .public(Read, None)
    ///     .user_group("GrMalaria01", Write, Read);
    /// api.data_sets().share("DsMonthly01", &changes)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`set_sharing`](Self::set_sharing), and for a uid in the update that is none.
    pub fn share(&self, uid: impl AsUid, changes: &SharingUpdate) -> Result<Sharing> {
        changes.check()?;
        share_at(self.api(), &Self::path(&uid)?, changes)
    }
}

fn read_sharing(api: &Api, path: &str) -> Result<Sharing> {
    let shared: Shared = api.get(path).fields("sharing").fetch()?;
    Ok(shared.sharing)
}

fn put_sharing(api: &Api, path: &str, sharing: &Sharing) -> Result<()> {
    let mut sharing = sharing.clone();
    // Gone in 2.43, and ignored before.
    sharing.external = None;
    sharing.extra.remove("external");
    checked(api.put(format!("{path}/sharing")).json(&sharing)).map(drop)
}

/// Lays changes over the sharing of the object at a path.
pub(super) fn share_at(api: &Api, path: &str, changes: &SharingUpdate) -> Result<Sharing> {
    let mut sharing = read_sharing(api, path)?;
    changes.apply(&mut sharing);
    put_sharing(api, path, &sharing)?;
    Ok(sharing)
}

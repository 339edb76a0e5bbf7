//! Users in groups and roles, and what roles allow.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::import::Stats;
use crate::json_patch::JsonPatch;
use crate::models::{User, UserGroup, UserRole};
use crate::resources::{List, Resource, answer};
use crate::uid::{AsUid, Uid, as_uids};

/// Something that a role may allow; see [`Resource::known_authorities`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Authority {
    /// The word for it in a role, such as `F_DATAVALUE_ADD`.
    pub id: String,
    /// Its name in the user's language.
    #[serde(default)]
    pub name: String,
}

impl Resource<User> {
    /// Puts a user into a group: `POST /api/userGroups/{group}/users`. Those who manage the group may, even
    /// if they may not change users.
    ///
    /// # Errors
    ///
    /// As [`add_to`](Self::add_to): a user that DHIS2 does not know is an error.
    pub fn add_to_group(&self, user: impl AsUid, group: impl AsUid) -> Result<Stats> {
        let groups: Resource<UserGroup> = self.api().resource();
        groups.add_members(group, [user.as_uid()?])
    }

    /// Takes a user out of a group: `POST /api/userGroups/{group}/users`.
    ///
    /// # Errors
    ///
    /// As [`remove_from`](Self::remove_from).
    pub fn remove_from_group(&self, user: impl AsUid, group: impl AsUid) -> Result<Stats> {
        let groups: Resource<UserGroup> = self.api().resource();
        groups.remove_members(group, [user.as_uid()?])
    }

    /// Gives a user a role: `POST /api/userRoles/{role}/users/{user}`.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send).
    pub fn add_role(&self, user: impl AsUid, role: impl AsUid) -> Result<()> {
        let roles: Resource<UserRole> = self.api().resource();
        roles.add_members(role, [user.as_uid()?])
    }

    /// Takes a role from a user: `DELETE /api/userRoles/{role}/users/{user}`. DHIS2 also takes the last one,
    /// and cannot save the user after that.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send).
    pub fn remove_role(&self, user: impl AsUid, role: impl AsUid) -> Result<()> {
        let roles: Resource<UserRole> = self.api().resource();
        roles.remove_members(role, [user.as_uid()?])
    }
}

/// A role is given to one user at a time: each is a request. Giving a role twice does no harm, so a call that
/// broke off can be made again.
impl Resource<UserRole> {
    /// The users who have a role: `GET /api/users?filter=userRoles.id:eq:{uid}`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// for user in api.user_roles().members("hokoAZ8fycR").fields("id,username").items() {
    ///     println!("{}", user?.username.unwrap_or_default());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn members(&self, role: impl AsUid) -> List<User> {
        self.api().users().list().filter_uid("userRoles.id", role)
    }

    /// Gives a role to users: `POST /api/userRoles/{role}/users/{user}` for each.
    ///
    /// # Errors
    ///
    /// The first failure; those before it have the role. [`Error::InvalidInput`] for a malformed uid, and
    /// nobody has.
    pub fn add_members<U: AsUid>(
        &self,
        role: impl AsUid,
        users: impl IntoIterator<Item = U>,
    ) -> Result<()> {
        for path in Self::member_paths(&role, users)? {
            answer::done(self.api().post(path).idempotent(true))?;
        }
        Ok(())
    }

    /// Takes a role from users: `DELETE /api/userRoles/{role}/users/{user}` for each.
    ///
    /// # Errors
    ///
    /// As [`add_members`](Self::add_members).
    pub fn remove_members<U: AsUid>(
        &self,
        role: impl AsUid,
        users: impl IntoIterator<Item = U>,
    ) -> Result<()> {
        for path in Self::member_paths(&role, users)? {
            answer::done(self.api().delete(path))?;
        }
        Ok(())
    }

    /// Gives a role to these users, and takes it from all others: reads who has it, then one request for
    /// each change.
    ///
    /// # Errors
    ///
    /// As [`add_members`](Self::add_members).
    pub fn set_members<U: AsUid>(
        &self,
        role: impl AsUid,
        users: impl IntoIterator<Item = U>,
    ) -> Result<()> {
        let role = role.as_uid()?;
        let wanted: BTreeSet<Uid> = as_uids(users)?.into_iter().collect();
        let mut have = BTreeSet::new();
        for user in self.members(role).fields("id").items() {
            have.extend(user?.id);
        }
        self.add_members(role, wanted.difference(&have))?;
        self.remove_members(role, have.difference(&wanted))
    }

    /// Everything that roles may allow on this server, by name, with the apps: `GET /api/authorities`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// for authority in api.user_roles().known_authorities()? {
    ///     println!("{}  {}", authority.id, authority.name);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Request::fetch`](crate::Request::fetch).
    pub fn known_authorities(&self) -> Result<Vec<Authority>> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Authorities {
            system_authorities: Vec<Authority>,
        }
        let answer: Authorities = self.api().get("authorities").fetch()?;
        Ok(answer.system_authorities)
    }

    /// Lets a role allow more: `GET /api/userRoles/{uid}?fields=authorities`, then `PATCH`. False, and
    /// nothing changed, when it allows all of it already. DHIS2 takes any word, known or not.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// api.user_roles().add_authorities("hokoAZ8fycR", ["F_PERFORM_MAINTENANCE"])?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for an empty word; as [`patch`](Self::patch).
    pub fn add_authorities<S: Into<String>>(
        &self,
        role: impl AsUid,
        authorities: impl IntoIterator<Item = S>,
    ) -> Result<bool> {
        let more = words(authorities)?;
        self.change_authorities(&role, |all| all.extend(more))
    }

    /// Lets a role allow less, in the same way.
    ///
    /// # Errors
    ///
    /// As [`add_authorities`](Self::add_authorities).
    pub fn remove_authorities<S: Into<String>>(
        &self,
        role: impl AsUid,
        authorities: impl IntoIterator<Item = S>,
    ) -> Result<bool> {
        let less = words(authorities)?;
        self.change_authorities(&role, |all| all.retain(|word| !less.contains(word)))
    }

    /// Lets a role allow this and nothing else, in the same way.
    ///
    /// # Errors
    ///
    /// As [`add_authorities`](Self::add_authorities).
    pub fn set_authorities<S: Into<String>>(
        &self,
        role: impl AsUid,
        authorities: impl IntoIterator<Item = S>,
    ) -> Result<bool> {
        let these = words(authorities)?;
        self.change_authorities(&role, |all| *all = these)
    }

    fn change_authorities(
        &self,
        role: &impl AsUid,
        change: impl FnOnce(&mut BTreeSet<String>),
    ) -> Result<bool> {
        #[derive(Deserialize)]
        struct Role {
            #[serde(default)]
            authorities: BTreeSet<String>,
        }
        let Role { mut authorities } = self.object(role)?.fields("authorities").fetch()?;
        let before = authorities.clone();
        change(&mut authorities);
        if authorities == before {
            return Ok(false);
        }
        self.patch(role, &JsonPatch::new().add("/authorities", authorities))?;
        Ok(true)
    }

    /// Every path, so that a malformed uid is found before the first request.
    fn member_paths<U: AsUid>(
        role: &impl AsUid,
        users: impl IntoIterator<Item = U>,
    ) -> Result<Vec<String>> {
        let role = Self::path(role)?;
        users
            .into_iter()
            .map(|user| Ok(format!("{role}/users/{}", user.as_uid()?)))
            .collect()
    }
}

fn words<S: Into<String>>(authorities: impl IntoIterator<Item = S>) -> Result<BTreeSet<String>> {
    let words: BTreeSet<String> = authorities.into_iter().map(Into::into).collect();
    match words.iter().find(|word| word.trim().is_empty()) {
        Some(word) => Err(Error::invalid(
            "authority",
            word,
            "a word such as F_DATAVALUE_ADD",
        )),
        None => Ok(words),
    }
}

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::Resource;
use crate::error::{Error, Result};
use crate::models::{OptionItem, OptionSet};
use crate::query::Filter;
use crate::uid::{AsUid, Uid};

/// What [`Resource::sync_options`] did, by the options' codes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct OptionSync {
    /// New options.
    pub added: Vec<String>,
    /// Options with another name or place.
    pub updated: Vec<String>,
    /// Options that were deleted.
    pub removed: Vec<String>,
    /// Options that were as they shall be.
    pub skipped: Vec<String>,
}

impl Resource<OptionSet> {
    /// The options of a set, whole and in their order: `GET /api/options?filter=optionSet.id:eq:{uid}`.
    ///
    /// # Errors
    ///
    /// As [`List::collect_all`](super::List::collect_all).
    pub fn options(&self, set: impl AsUid) -> Result<Vec<OptionItem>> {
        let list = self.api().options().list().filter_uid("optionSet.id", set);
        let mut options = list.collect_all()?;
        options.sort_by_key(|option| option.sort_order);
        Ok(options)
    }

    /// The option of a set with this code, if there is one:
    /// `GET /api/options?filter=optionSet.id:eq:{uid}&filter=code:eq:{code}`, or `&query=` for a code with a
    /// comma, at which DHIS2 would cut a filter.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for an empty code; as [`Request::fetch`](crate::Request::fetch).
    pub fn find_option(&self, set: impl AsUid, code: &str) -> Result<Option<OptionItem>> {
        self.find_option_by(set, "code", code, |option| option.code.as_deref())
    }

    /// The first option of a set with this name, if there is one:
    /// `GET /api/options?filter=optionSet.id:eq:{uid}&filter=name:eq:{name}`, or `&query=` for a name with a
    /// comma.
    ///
    /// # Errors
    ///
    /// As [`find_option`](Self::find_option).
    pub fn find_option_named(&self, set: impl AsUid, name: &str) -> Result<Option<OptionItem>> {
        self.find_option_by(set, "name", name, |option| option.name.as_deref())
    }

    fn find_option_by(
        &self,
        set: impl AsUid,
        property: &str,
        text: &str,
        of: impl Fn(&OptionItem) -> Option<&str>,
    ) -> Result<Option<OptionItem>> {
        let list = self.api().options().list().filter_uid("optionSet.id", set);
        let list = match Filter::eq(property, text) {
            Ok(filter) => list.filter(filter),
            Err(_) if text.contains(',') => list.query(text),
            Err(error) => return Err(error),
        };
        for option in list.items() {
            let option = option?;
            if of(&option) == Some(text) {
                return Ok(Some(option));
            }
        }
        Ok(None)
    }

    /// Makes the options of a set those of a list of codes and names, in its order. Options that are there are
    /// found by code and keep all else that they have. One import of the changed options and the set, all or
    /// none (`POST /api/metadata`); with `remove_missing` a second one deletes the options that are not in the
    /// list, which otherwise come after it.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for a code that is given twice; [`Error::Import`] when an option is refused:
    /// then nothing was written by that import.
    pub fn sync_options<C: AsRef<str>, N: AsRef<str>>(
        &self,
        set: impl AsUid,
        options: &[(C, N)],
        remove_missing: bool,
        dry_run: bool,
    ) -> Result<OptionSync> {
        let set = set.as_uid()?;
        let mut codes = HashSet::new();
        for (code, _) in options {
            if !codes.insert(code.as_ref()) {
                return Err(Error::invalid("options", code.as_ref(), "each code once"));
            }
        }
        let there = self.options(set)?;
        // The place of the first option: 0 or 1, by what made the set.
        let base = there
            .first()
            .and_then(|o| o.sort_order)
            .unwrap_or(0)
            .clamp(0, 1);
        let (kept, gone): (Vec<_>, Vec<_>) = there.into_iter().partition(|option| {
            !remove_missing
                || option
                    .code
                    .as_deref()
                    .is_some_and(|code| codes.contains(code))
        });
        let mut known: HashMap<String, OptionItem> = HashMap::new();
        let mut rest = Vec::new();
        for option in kept {
            match &option.code {
                Some(code) if codes.contains(code.as_str()) => {
                    known.insert(code.clone(), option);
                }
                _ => rest.push(option),
            }
        }
        let mut sync = OptionSync::default();
        let mut changed = Vec::new();
        let mut order = Vec::new();
        for ((code, name), place) in options.iter().zip(base..) {
            let (code, name) = (code.as_ref().to_owned(), name.as_ref());
            let found = known.remove(&code);
            let done = match &found {
                None => &mut sync.added,
                Some(old) if old.name.as_deref() == Some(name) && old.sort_order == Some(place) => {
                    order.extend(old.id);
                    sync.skipped.push(code);
                    continue;
                }
                Some(_) => &mut sync.updated,
            };
            done.push(code.clone());
            let mut option = found.unwrap_or_default();
            let id = *option.id.get_or_insert_with(Uid::generate);
            option.code = Some(code);
            option.name = Some(name.to_owned());
            option.sort_order = Some(place);
            option.option_set = Some(set.into());
            order.push(id);
            changed.push(option);
        }
        let places = (base..).skip(order.len());
        for (mut option, place) in rest.into_iter().zip(places) {
            order.extend(option.id);
            if option.sort_order != Some(place) {
                sync.updated.extend(option.code.clone());
                option.sort_order = Some(place);
                changed.push(option);
            }
        }
        if !changed.is_empty() {
            let mut whole: Map<String, Value> = self.object(&set)?.fields(":owner").fetch()?;
            let kept_until_deleted = gone.iter().filter_map(|option| option.id);
            let members = order.iter().copied().chain(kept_until_deleted);
            let members: Vec<Value> = members.map(|uid| json!({ "id": uid })).collect();
            whole.insert("options".to_owned(), Value::Array(members));
            let payload = json!({ "options": changed, "optionSets": [whole] });
            let import = self.api().metadata().import().idempotent(true);
            import.dry_run(dry_run).send(&payload)?.into_result()?;
        }
        sync.removed = gone
            .iter()
            .filter_map(|option| option.code.clone())
            .collect();
        if !gone.is_empty() && !dry_run {
            let uids = gone.iter().filter_map(|option| option.id);
            self.api().options().delete_all(uids)?.into_result()?;
        }
        Ok(sync)
    }
}

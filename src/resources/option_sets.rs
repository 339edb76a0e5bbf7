use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::{AttributeKey, List, Resource};
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
    /// `GET /api/options?filter=optionSet.id:eq:{uid}&filter=code:eq:{code}`. A code with a comma, at which DHIS2
    /// would cut it, is asked for by `query` and compared here.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// let sets = api.option_sets();
    /// let option = sets.find_option("OsDrugList1", "ITEM001")?;
    /// // Attribute values of an option are those of any object.
    /// if let Some(uid) = option.and_then(|option| option.id) {
    ///     api.options().set_attribute_value(uid, "ATC", "J01CA04")?;
    /// }
    /// let same = sets.find_option_by_attribute("OsDrugList1", "ATC", "J01CA04")?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for an empty code, or when several options have it.
    pub fn find_option(&self, set: impl AsUid, code: &str) -> Result<Option<OptionItem>> {
        self.find_option_by("code", set, code, |option| option.code.as_deref())
    }

    /// The option of a set with this name, if there is exactly one:
    /// `GET /api/options?filter=optionSet.id:eq:{uid}&filter=name:eq:{name}`. Names may hold commas.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] for an empty name, or when several options have it.
    pub fn find_option_by_name(&self, set: impl AsUid, name: &str) -> Result<Option<OptionItem>> {
        self.find_option_by("name", set, name, |option| option.name.as_deref())
    }

    /// The option of a set with this value of an attribute, if there is exactly one:
    /// `GET /api/options?filter=optionSet.id:eq:{uid}&filter={attribute}:eq:{value}`. For a value that a filter
    /// cannot hold, such as one with a comma, all options of the set are read and compared.
    ///
    /// The values of an option that is known are read and changed by
    /// [`attribute_value`](Self::attribute_value), [`set_attribute_value`](Self::set_attribute_value) and
    /// [`delete_attribute_value`](Self::delete_attribute_value) of `api.options()`.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] when there is no such attribute; [`Error::InvalidInput`] for an empty value, or when
    /// several options have it.
    pub fn find_option_by_attribute(
        &self,
        set: impl AsUid,
        attribute: impl Into<AttributeKey>,
        value: &str,
    ) -> Result<Option<OptionItem>> {
        if value.is_empty() {
            return Err(Error::invalid(
                "value",
                value,
                "a text to find the option by",
            ));
        }
        let set = set.as_uid()?;
        let attribute = self.api().attributes().resolve(attribute)?;
        let mut list = self.api().options().list().filter_uid("optionSet.id", set);
        if let Ok(filter) = Filter::eq(attribute.as_str(), value) {
            list = list.filter(filter);
        }
        let is_it = |option: &OptionItem| {
            option.attribute_values.iter().flatten().any(|row| {
                row.value.as_deref() == Some(value)
                    && row.attribute.as_ref().and_then(|of| of.id) == Some(attribute)
            })
        };
        only(list, "value", value, is_it)
    }

    fn find_option_by(
        &self,
        property: &str,
        set: impl AsUid,
        key: &str,
        of: impl Fn(&OptionItem) -> Option<&str>,
    ) -> Result<Option<OptionItem>> {
        if key.is_empty() {
            return Err(Error::invalid(
                property,
                key,
                "a text to find the option by",
            ));
        }
        let list = self.api().options().list().filter_uid("optionSet.id", set);
        let list = match Filter::eq(property, key) {
            Ok(filter) => list.filter(filter),
            Err(_) => list.query(key),
        };
        only(list, property, key, |option| of(option) == Some(key))
    }

    /// Makes the options of a set those of a list of codes and names, in its order. Options that are there are
    /// found by code and keep all else that they have. One import of the changed options and the set, all or
    /// none (`POST /api/metadata`); with `remove_missing` a second one deletes the options that are not in the
    /// list, which otherwise come after it. It comes first where a name that is wanted is still that of an option
    /// that goes: DHIS2 refuses a name twice in a set, and so also two options that swap their names.
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
        // DHIS2 refuses a name that another option of the set has, also one that is to go.
        let taken = |option: &OptionItem| changed.iter().any(|new| new.name == option.name);
        let delete_first = gone.iter().any(taken);
        if delete_first && !dry_run {
            self.delete_options(&gone)?;
        }
        if !changed.is_empty() {
            let mut whole: Map<String, Value> = self.object(&set)?.fields(":owner").fetch()?;
            let mut members = order;
            if !delete_first {
                members.extend(gone.iter().filter_map(|option| option.id));
            }
            let members: Vec<Value> = members.iter().map(|uid| json!({ "id": uid })).collect();
            whole.insert("options".to_owned(), Value::Array(members));
            let payload = json!({ "options": changed, "optionSets": [whole] });
            let import = self.api().metadata().import().idempotent(true);
            import.dry_run(dry_run).send(&payload)?.into_result()?;
        }
        sync.removed = gone
            .iter()
            .filter_map(|option| option.code.clone())
            .collect();
        if !delete_first && !dry_run {
            self.delete_options(&gone)?;
        }
        Ok(sync)
    }

    fn delete_options(&self, gone: &[OptionItem]) -> Result<()> {
        // Not `DELETE /api/options/{uid}`, to which 2.42 answers 200 and keeps the option.
        let uids = gone.iter().filter_map(|option| option.id);
        self.api().options().delete_all(uids)?.into_result()?;
        Ok(())
    }
}

/// The one option that is it, compared on this side too.
fn only(
    list: List<OptionItem>,
    name: &str,
    key: &str,
    is_it: impl Fn(&OptionItem) -> bool,
) -> Result<Option<OptionItem>> {
    let mut found: Option<OptionItem> = None;
    for option in list.items() {
        let option = option?;
        if !is_it(&option) {
            continue;
        }
        if let Some(first) = &found {
            let codes = [first, &option].map(|o| o.code.as_deref().unwrap_or_default());
            let expected = format!("a value that one option has, not {}", codes.join(", "));
            return Err(Error::invalid(name, key, expected));
        }
        found = Some(option);
    }
    Ok(found)
}

use std::time::Duration;

use serde_json::{Map, Value, json};

use super::write::checked;
use super::{List, Resource};
use crate::date::Date;
use crate::error::{DecodeError, Error, Result};
use crate::import::WebMessage;
use crate::json_patch::JsonPatch;
use crate::models::{Category, CategoryCombo, CategoryOption, CategoryOptionCombo, Metadata};
use crate::uid::{AsUid, Uid};

/// How long between two looks at the combinations.
const POLL: Duration = Duration::from_secs(1);

/// A category combination as it shall be; see [`Resource::build`].
#[derive(Debug, Clone, Default)]
pub struct CategoryComboSpec {
    /// The name, by which the combination is found again.
    pub name: String,
    /// The code of a new combination.
    pub code: Option<String>,
    /// Each category: its name, and the names of its options in their order.
    pub categories: Vec<(String, Vec<String>)>,
}

/// What [`Resource::build`] found and made.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct CategoryComboBuild {
    /// The combination.
    pub uid: Uid,
    /// Everything that was new: options, categories, the combination.
    pub created: Vec<Uid>,
    /// The option combinations that DHIS2 generated.
    pub option_combos: u64,
}

impl Resource<CategoryOptionCombo> {
    /// The option combinations of a category combination:
    /// `GET /api/categoryOptionCombos?filter=categoryCombo.id:eq:{uid}`, all pages.
    pub fn of_combo(&self, combo: impl AsUid) -> List<CategoryOptionCombo> {
        self.list().filter_uid("categoryCombo.id", combo)
    }
}

impl Resource<CategoryCombo> {
    /// Waits until DHIS2 has generated the option combinations of a category combination, and returns how many
    /// there are: `GET /api/categoryOptionCombos?filter=categoryCombo.id:eq:{uid}`, once a second. 2.42 does it by
    /// itself; on other versions this asks for it first (`POST /api/maintenance/categoryOptionComboUpdate`).
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] that names both numbers when they are not there in time.
    pub fn wait_for_generation(
        &self,
        uid: impl AsUid,
        expected: u64,
        timeout: Duration,
    ) -> Result<u64> {
        let uid = uid.as_uid()?;
        if self.api().version()?.major() != 42 {
            let request = self.api().post("maintenance/categoryOptionComboUpdate");
            checked(request.idempotent(true))?;
        }
        let clock = self.api().clock();
        let start = clock.now();
        loop {
            let count = self.api().category_option_combos().of_combo(uid).count()?;
            if count >= expected {
                return Ok(count);
            }
            if clock.now().saturating_duration_since(start) >= timeout {
                let seconds = timeout.as_secs();
                return Err(Error::from(DecodeError::new(format!(
                    "DHIS2 generated {count} of {expected} category option combos in {seconds} s"
                ))));
            }
            clock.sleep(POLL);
        }
    }

    /// Makes a category combination with its categories and options, or what is missing of them, and waits for
    /// the option combinations. Everything is found by its exact name, so this can be repeated.
    /// `POST /api/categoryOptions`, `POST /api/categories`, `POST /api/categoryCombos`, and for members that
    /// are missing `POST /api/{plural}/{uid}/{collection}`.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::resources::CategoryComboSpec;
    ///
    /// let spec = CategoryComboSpec {
    ///     name: "Sex and age".into(),
    ///     categories: vec![
    ///         ("Sex".into(), vec!["Female".into(), "Male".into()]),
    ///         ("Age".into(), vec!["0-4".into(), "5+".into()]),
    ///     ],
    ///     ..Default::default()
    /// };
    /// let built = api.category_combos().build(&spec, std::time::Duration::from_secs(60))?;
    /// assert_eq!(built.option_combos, 4);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] without categories or options, and where several objects have a name; as
    /// [`create`](Self::create) and [`wait_for_generation`](Self::wait_for_generation). What was made before
    /// stays, and is found by the next call.
    pub fn build(&self, spec: &CategoryComboSpec, timeout: Duration) -> Result<CategoryComboBuild> {
        let is_empty = |(_, options): &(String, Vec<String>)| options.is_empty();
        if spec.categories.is_empty() || spec.categories.iter().any(is_empty) {
            let expected = "at least one category, and one option in each";
            return Err(Error::invalid("categories", &spec.name, expected));
        }
        let (options, all_categories) = (self.api().category_options(), self.api().categories());
        let mut created = Vec::new();
        let mut categories = Vec::new();
        let mut expected = 1;
        for (name, names) in &spec.categories {
            let mut wanted = Vec::new();
            for name in names {
                let option = json!({ "name": name, "shortName": short(name) });
                wanted.push(ensure(&options, name, option, &mut created)?);
            }
            let members: Vec<Value> = wanted.iter().map(|uid| json!({ "id": uid })).collect();
            let category = json!({ "name": name, "shortName": short(name), "categoryOptions": members,
                "dataDimensionType": "DISAGGREGATION", "dataDimension": false });
            let uid = ensure(&all_categories, name, category, &mut created)?;
            expected *= add_missing(&all_categories, uid, "categoryOptions", &wanted)?;
            categories.push(uid);
        }
        let members: Vec<Value> = categories.iter().map(|uid| json!({ "id": uid })).collect();
        let mut combo = json!({ "name": spec.name, "dataDimensionType": "DISAGGREGATION",
            "skipTotal": false, "categories": members });
        if let Some(code) = &spec.code {
            combo["code"] = json!(code);
        }
        let uid = ensure(self, &spec.name, combo, &mut created)?;
        add_missing(self, uid, "categories", &categories)?;
        let option_combos = self.wait_for_generation(uid, expected, timeout)?;
        Ok(CategoryComboBuild {
            uid,
            created,
            option_combos,
        })
    }
}

fn short(name: &str) -> String {
    name.chars().take(50).collect()
}

/// The object with this name, made if there is none.
fn ensure<T: Metadata>(
    kind: &Resource<T>,
    name: &str,
    object: Value,
    created: &mut Vec<Uid>,
) -> Result<Uid> {
    if let Some(uid) = kind.find_unique("name", name)? {
        return Ok(uid);
    }
    let mut object: T = serde_json::from_value(object)
        .map_err(|error| Error::from(DecodeError::new(error.to_string())))?;
    object.set_uid(Uid::generate());
    let uid = kind.create(&object)?.uid;
    created.push(uid);
    Ok(uid)
}

/// Adds the members that are not there; returns how many there are then.
fn add_missing<T: Metadata>(
    kind: &Resource<T>,
    uid: Uid,
    list: &str,
    wanted: &[Uid],
) -> Result<u64> {
    let whole: Map<String, Value> = kind.get_as(uid, format!("{list}[id]"))?;
    let there: Vec<&str> = whole
        .get(list)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|row| row["id"].as_str())
        .collect();
    let is_missing = |uid: &&Uid| !there.contains(&uid.as_str());
    let missing: Vec<Uid> = wanted.iter().filter(is_missing).copied().collect();
    kind.add_to(uid, list, &missing)?;
    Ok((there.len() + missing.len()) as u64)
}

impl Resource<CategoryOption> {
    /// Sets from when to when an option can be used; `None` clears a side: `PATCH /api/categoryOptions/{uid}`.
    ///
    /// # Errors
    ///
    /// As [`patch`](Self::patch); [`Error::InvalidInput`] for an end before the start.
    pub fn set_validity(
        &self,
        uid: impl AsUid,
        start: Option<Date>,
        end: Option<Date>,
    ) -> Result<WebMessage> {
        if let (Some(start), Some(end)) = (start, end) {
            if end < start {
                let expected = format!("a day not before {start}");
                return Err(Error::invalid("end", end.to_string(), expected));
            }
        }
        let text = |date: Option<Date>| date.map(|date| date.to_string());
        let patch = JsonPatch::new()
            .add("/startDate", text(start))
            .add("/endDate", text(end));
        self.patch(uid, &patch)
    }
}

impl Resource<Category> {
    /// Adds options in one request: `POST /api/categories/{uid}/categoryOptions`.
    ///
    /// # Errors
    ///
    /// As [`add_to`](Self::add_to).
    pub fn add_options<U: AsUid>(
        &self,
        category: impl AsUid,
        options: impl IntoIterator<Item = U>,
    ) -> Result<crate::Stats> {
        self.add_to(category, "categoryOptions", options)
    }

    /// Removes options in one request: `POST /api/categories/{uid}/categoryOptions`.
    ///
    /// # Errors
    ///
    /// As [`remove_from`](Self::remove_from).
    pub fn remove_options<U: AsUid>(
        &self,
        category: impl AsUid,
        options: impl IntoIterator<Item = U>,
    ) -> Result<crate::Stats> {
        self.remove_from(category, "categoryOptions", options)
    }
}

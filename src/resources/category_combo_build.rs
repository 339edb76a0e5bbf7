//! A category combination with all that it is made of, in one call.

use std::collections::HashSet;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use super::Resource;
use super::category_combo_spec::{CategoryComboSpec, CategorySpec};
use crate::error::{DecodeError, Error, Result};
use crate::models::{CategoryCombo, DataDimensionType, Metadata};
use crate::uid::Uid;

/// What [`Resource::build`] found and made.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct CategoryComboBuild {
    /// The combination.
    pub uid: Uid,
    /// Whether the combination is new.
    pub created: bool,
    /// The categories that a combination which was there did not have.
    pub appended: Vec<Uid>,
    /// The categories, in the order of the [`CategoryComboSpec`].
    pub categories: Vec<BuiltCategory>,
    /// How many option combinations there must be: the options of all categories of the combination, multiplied,
    /// also those that the specification does not name.
    pub expected: u64,
    /// How many option combinations DHIS2 has generated.
    pub option_combos: u64,
}

/// A category of a [`CategoryComboBuild`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct BuiltCategory {
    /// The name.
    pub name: String,
    /// The category.
    pub uid: Uid,
    /// Whether it is new.
    pub created: bool,
    /// The options of the specification, in its order.
    pub options: Vec<Uid>,
    /// Those of them that are new.
    pub created_options: Vec<Uid>,
    /// Those of them that a category which was there did not have.
    pub appended_options: Vec<Uid>,
}

/// The members of a combination, down to the options.
#[derive(Deserialize)]
struct Whole {
    #[serde(default)]
    categories: Vec<Members>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Members {
    #[serde(default)]
    category_options: Vec<Value>,
}

impl Resource<CategoryCombo> {
    /// Makes a category combination with its categories and options, or what is missing of them, and waits for
    /// the option combinations. Everything is found by its exact name, so this can be repeated; what is there
    /// keeps its short name, code and description.
    ///
    /// ```no_run
    /// # fn f(api: dhis2::Api) -> dhis2::Result<()> {
    /// use dhis2::resources::{CategoryComboSpec, CategorySpec};
    ///
    /// let spec = CategoryComboSpec::new("Sex and age")
    ///     .category(CategorySpec::new("Sex").options(["Female", "Male"]))
    ///     .category(CategorySpec::new("Age").options(["0-4", "5+"]));
    /// let built = api.category_combos().build(&spec, std::time::Duration::from_secs(120))?;
    /// assert_eq!(built.option_combos, 4);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] before anything is sent without categories or options, for a name that is given
    /// twice or is too long; and where several objects have a name. As [`create`](Self::create) and
    /// [`wait_for_generation`](Self::wait_for_generation). What was made before stays, and is found by the next
    /// call.
    pub fn build(&self, spec: &CategoryComboSpec, timeout: Duration) -> Result<CategoryComboBuild> {
        spec.check()?;
        let mut categories = Vec::new();
        for category in &spec.categories {
            categories.push(self.build_category(category, &spec.data_dimension_type)?);
        }
        let members: Vec<Uid> = categories.iter().map(|category| category.uid).collect();
        let mut combo = json!({ "name": spec.name, "skipTotal": spec.skip_total,
            "dataDimensionType": spec.data_dimension_type, "categories": refs(&members) });
        if let Some(code) = &spec.code {
            combo["code"] = json!(code);
        }
        let (uid, created) = ensure(self, &spec.name, combo)?;
        let appended = if created {
            Vec::new()
        } else {
            append(self, uid, "categories", &members)?
        };
        // Counted on the server: the combination may have more than the specification names.
        let whole: Whole = self.get_as(uid, "categories[id,categoryOptions[id]]")?;
        let options = whole
            .categories
            .iter()
            .map(|c| c.category_options.len() as u64);
        let expected = options.product();
        let option_combos = self.wait_for_generation(uid, expected, timeout)?;
        Ok(CategoryComboBuild {
            uid,
            created,
            appended,
            categories,
            expected,
            option_combos,
        })
    }

    fn build_category(
        &self,
        spec: &CategorySpec,
        dimension: &DataDimensionType,
    ) -> Result<BuiltCategory> {
        let (mut options, mut created_options) = (Vec::new(), Vec::new());
        for option in &spec.options {
            let kind = self.api().category_options();
            let (uid, created) = ensure(&kind, &option.name, option.object())?;
            options.push(uid);
            if created {
                created_options.push(uid);
            }
        }
        let mut category = spec.object();
        category["categoryOptions"] = refs(&options);
        category["dataDimensionType"] = json!(dimension);
        category["dataDimension"] = json!(false);
        let kind = self.api().categories();
        let (uid, created) = ensure(&kind, &spec.name, category)?;
        let appended_options = if created {
            Vec::new()
        } else {
            append(&kind, uid, "categoryOptions", &options)?
        };
        Ok(BuiltCategory {
            name: spec.name.clone(),
            uid,
            created,
            options,
            created_options,
            appended_options,
        })
    }
}

fn refs(uids: &[Uid]) -> Value {
    uids.iter().map(|uid| json!({ "id": uid })).collect()
}

/// The object with this name, made if there is none; whether it was made.
fn ensure<T: Metadata>(kind: &Resource<T>, name: &str, object: Value) -> Result<(Uid, bool)> {
    if let Some(uid) = kind.find_unique("name", name)? {
        return Ok((uid, false));
    }
    let mut object: T = serde_json::from_value(object)
        .map_err(|error| Error::from(DecodeError::new(error.to_string())))?;
    object.set_uid(Uid::generate());
    Ok((kind.create(&object)?.uid, true))
}

/// Adds the members that are not there, and returns them.
fn append<T: Metadata>(
    kind: &Resource<T>,
    uid: Uid,
    list: &str,
    wanted: &[Uid],
) -> Result<Vec<Uid>> {
    let whole: Value = kind.get_as(uid, format!("{list}[id]"))?;
    let there = whole[list].as_array().into_iter().flatten();
    let there: HashSet<&str> = there.filter_map(|row| row["id"].as_str()).collect();
    let is_missing = |uid: &&Uid| !there.contains(uid.as_str());
    let missing: Vec<Uid> = wanted.iter().filter(is_missing).copied().collect();
    kind.add_to(uid, list, &missing)?;
    Ok(missing)
}

use super::refs;
use crate::error::{Error, Result};
use crate::models::{
    Category, CategoryCombo, CategoryOption, CategoryOptionGroup, CategoryOptionGroupSet,
    DataDimensionType, Ref,
};

impl CategoryOption {
    /// A category option that can be used at any time.
    ///
    /// ```
    /// use dhis2::models::CategoryOption;
    ///
    /// let mut option = CategoryOption::new("Female", "Female");
    /// option.code = Some("F".into());
    /// # assert_eq!(option.short_name.as_deref(), Some("Female"));
    /// ```
    pub fn new(name: impl Into<String>, short_name: impl Into<String>) -> Self {
        Self {
            name: Some(name.into()),
            short_name: Some(short_name.into()),
            ..Self::default()
        }
    }
}

impl Category {
    /// A category for disaggregation, with its options in their order.
    ///
    /// ```
    /// use dhis2::{Uid, models::Category};
    ///
    /// let mut sex = Category::new("Sex", "Sex", [Uid::from_key("female"), Uid::from_key("male")]);
    /// sex.description = Some("As recorded".into());
    /// assert_eq!(sex.category_options.unwrap().len(), 2);
    /// ```
    pub fn new<R: Into<Ref<CategoryOption>>>(
        name: impl Into<String>,
        short_name: impl Into<String>,
        options: impl IntoIterator<Item = R>,
    ) -> Self {
        Self {
            name: Some(name.into()),
            short_name: Some(short_name.into()),
            data_dimension_type: Some(DataDimensionType::Disaggregation),
            category_options: Some(refs(options)),
            ..Self::default()
        }
    }
}

impl CategoryCombo {
    /// A category combination for disaggregation, with its categories in their order. DHIS2 generates the
    /// option combinations: see [`wait_for_generation`](crate::Resource::wait_for_generation).
    ///
    /// ```
    /// use dhis2::{Uid, models::CategoryCombo};
    ///
    /// let mut combo = CategoryCombo::new("Sex and age", [Uid::from_key("sex"), Uid::from_key("age")])?;
    /// combo.code = Some("SEX_AGE".into());
    /// assert_eq!(combo.skip_total, Some(false));
    /// # Ok::<_, dhis2::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidInput`] without a category.
    pub fn new<R: Into<Ref<Category>>>(
        name: impl Into<String>,
        categories: impl IntoIterator<Item = R>,
    ) -> Result<Self> {
        let (name, categories) = (name.into(), refs(categories));
        if categories.is_empty() {
            let expected = "at least one category";
            return Err(Error::invalid("categories", name, expected));
        }
        Ok(Self {
            name: Some(name),
            data_dimension_type: Some(DataDimensionType::Disaggregation),
            skip_total: Some(false),
            categories: Some(categories),
            ..Self::default()
        })
    }
}

impl CategoryOptionGroup {
    /// A group of category options, for disaggregation; without members.
    ///
    /// ```
    /// use dhis2::models::{CategoryOptionGroup, DataDimensionType};
    ///
    /// let mut group = CategoryOptionGroup::new("Under 15", "Under 15");
    /// group.data_dimension_type = Some(DataDimensionType::Attribute);
    /// ```
    pub fn new(name: impl Into<String>, short_name: impl Into<String>) -> Self {
        Self {
            name: Some(name.into()),
            short_name: Some(short_name.into()),
            data_dimension_type: Some(DataDimensionType::Disaggregation),
            ..Self::default()
        }
    }
}

impl CategoryOptionGroupSet {
    /// A set of category option groups, for disaggregation and as a dimension of analytics; without groups.
    ///
    /// ```
    /// use dhis2::models::CategoryOptionGroupSet;
    ///
    /// let mut set = CategoryOptionGroupSet::new("Age group", "Age group");
    /// assert_eq!(set.data_dimension.replace(false), Some(true));
    /// ```
    pub fn new(name: impl Into<String>, short_name: impl Into<String>) -> Self {
        Self {
            name: Some(name.into()),
            short_name: Some(short_name.into()),
            data_dimension_type: Some(DataDimensionType::Disaggregation),
            data_dimension: Some(true),
            ..Self::default()
        }
    }
}

use crate::models::{OptionItem, OptionSet, Ref, ValueType};

impl OptionSet {
    /// An option set without options; [`sync_options`](crate::Resource::sync_options) fills it.
    ///
    /// ```
    /// use dhis2::models::{OptionSet, ValueType};
    ///
    /// let mut drugs = OptionSet::new("Drugs", ValueType::Text);
    /// drugs.code = Some("DRUGS".into());
    /// # assert_eq!(drugs.value_type, Some(ValueType::Text));
    /// ```
    pub fn new(name: impl Into<String>, value_type: ValueType) -> Self {
        Self {
            name: Some(name.into()),
            value_type: Some(value_type),
            ..Self::default()
        }
    }
}

impl OptionItem {
    /// An option of a set. Data values hold its code.
    ///
    /// ```
    /// use dhis2::{Uid, models::OptionItem};
    ///
    /// let mut option = OptionItem::new("ACT", "Artemisinin combination", Uid::from_key("drugs"));
    /// option.sort_order = Some(1);
    /// # assert!(option.option_set.is_some());
    /// ```
    pub fn new(
        code: impl Into<String>,
        name: impl Into<String>,
        option_set: impl Into<Ref<OptionSet>>,
    ) -> Self {
        Self {
            code: Some(code.into()),
            name: Some(name.into()),
            option_set: Some(option_set.into()),
            ..Self::default()
        }
    }
}

use crate::models::{
    DataElementGroup, DataElementGroupSet, IndicatorGroup, IndicatorGroupSet,
    OrganisationUnitGroup, OrganisationUnitGroupSet, PredictorGroup, ProgramIndicatorGroup,
    UserGroup, ValidationRuleGroup,
};

/// Kinds of which DHIS2 asks a name and a short name, with what else they begin with.
macro_rules! with_short_names {
    ($($kind:ident, $about:literal, { $($field:ident: $value:expr),* };)*) => {$(
        impl $kind {
            #[doc = $about]
            ///
            /// ```
            #[doc = concat!("use dhis2::models::", stringify!($kind), ";")]
            ///
            #[doc = concat!("let mut new = ", stringify!($kind), "::new(\"Malaria\", \"Malaria\");")]
            /// new.code = Some("MAL".into());
            /// # assert_eq!(new.short_name.as_deref(), Some("Malaria"));
            /// ```
            pub fn new(name: impl Into<String>, short_name: impl Into<String>) -> Self {
                Self {
                    name: Some(name.into()),
                    short_name: Some(short_name.into()),
                    $($field: Some($value),)*
                    ..Self::default()
                }
            }
        }
    )*};
}

with_short_names! {
    DataElementGroup, "A group of data elements, without members.", {};
    DataElementGroupSet, "A set of data element groups: a dimension of analytics, in which an element need not be.",
        { compulsory: false, data_dimension: true };
    IndicatorGroupSet, "A set of indicator groups, in which an indicator need not be.", { compulsory: false };
    OrganisationUnitGroup, "A group of organisation units, without members.", {};
    OrganisationUnitGroupSet, "A set of organisation unit groups: a dimension of analytics, in which a unit need not be. Units below one that is in a group are not in it for that.",
        { compulsory: false, data_dimension: true, include_subhierarchy_in_analytics: false };
}

/// Kinds of which DHIS2 asks a name.
macro_rules! with_names {
    ($($kind:ident, $about:literal;)*) => {$(
        impl $kind {
            #[doc = $about]
            ///
            /// ```
            #[doc = concat!("use dhis2::models::", stringify!($kind), ";")]
            ///
            #[doc = concat!("let mut new = ", stringify!($kind), "::new(\"Malaria\");")]
            /// new.code = Some("MAL".into());
            /// # assert_eq!(new.name.as_deref(), Some("Malaria"));
            /// ```
            pub fn new(name: impl Into<String>) -> Self {
                Self {
                    name: Some(name.into()),
                    ..Self::default()
                }
            }
        }
    )*};
}

with_names! {
    IndicatorGroup, "A group of indicators, without members.";
    PredictorGroup, "A group of predictors, without members.";
    ProgramIndicatorGroup, "A group of program indicators, without members.";
    UserGroup, "A group of users, without members.";
    ValidationRuleGroup, "A group of validation rules, without members.";
}

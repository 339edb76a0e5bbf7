use crate::models::{
    AggregationType, Constant, Dashboard, DataElement, DataElementDomain, DataSet, DataSetElement,
    Indicator, IndicatorType, Number, OrganisationUnit, Ref, Section, ValueType,
};
use crate::{Date, PeriodType};

impl DataElement {
    /// An aggregate data element that sums up. DHIS2 gives it the category combination `default` unless
    /// [`category_combo`](Self::category_combo) says otherwise.
    ///
    /// ```
    /// use dhis2::models::{DataElement, ValueType};
    ///
    /// let mut element = DataElement::new("Malaria cases", "Malaria", ValueType::IntegerZeroOrPositive);
    /// element.code = Some("MAL_CASES".into());
    /// assert_eq!(element.aggregation_type.unwrap().as_str(), "SUM");
    /// ```
    pub fn new(
        name: impl Into<String>,
        short_name: impl Into<String>,
        value_type: ValueType,
    ) -> Self {
        Self {
            name: Some(name.into()),
            short_name: Some(short_name.into()),
            value_type: Some(value_type),
            domain_type: Some(DataElementDomain::Aggregate),
            aggregation_type: Some(AggregationType::Sum),
            zero_is_significant: Some(false),
            ..Self::default()
        }
    }

    /// A data element of program stages, which adds nothing up.
    ///
    /// ```
    /// use dhis2::models::{DataElement, DataElementDomain, ValueType};
    ///
    /// let element = DataElement::new_tracker("Weight in g", "Weight", ValueType::Number);
    /// assert_eq!(element.domain_type, Some(DataElementDomain::Tracker));
    /// ```
    pub fn new_tracker(
        name: impl Into<String>,
        short_name: impl Into<String>,
        value_type: ValueType,
    ) -> Self {
        Self {
            domain_type: Some(DataElementDomain::Tracker),
            aggregation_type: Some(AggregationType::None),
            ..Self::new(name, short_name, value_type)
        }
    }
}

impl IndicatorType {
    /// A type of indicators, and the factor they are multiplied by: 100 for percentages.
    ///
    /// ```
    /// use dhis2::models::IndicatorType;
    ///
    /// assert_eq!(IndicatorType::new("Per cent", 100).factor, Some(100));
    /// ```
    pub fn new(name: impl Into<String>, factor: i64) -> Self {
        Self {
            name: Some(name.into()),
            factor: Some(factor),
            ..Self::default()
        }
    }
}

impl Indicator {
    /// An indicator that is not annualised. Check the expressions first with
    /// [`validate_expression`](crate::Resource::validate_expression).
    ///
    /// ```
    /// use dhis2::{Uid, models::Indicator};
    ///
    /// let per_cent = Uid::from_key("per cent");
    /// let mut rate = Indicator::new("Positivity", "Positivity", per_cent, "#{DeMalariaC1}", "#{DeMalariaT2}");
    /// rate.decimals = Some(1);
    /// assert_eq!(rate.indicator_type.unwrap().id, Some(per_cent));
    /// ```
    pub fn new(
        name: impl Into<String>,
        short_name: impl Into<String>,
        indicator_type: impl Into<Ref<IndicatorType>>,
        numerator: impl Into<String>,
        denominator: impl Into<String>,
    ) -> Self {
        Self {
            name: Some(name.into()),
            short_name: Some(short_name.into()),
            indicator_type: Some(indicator_type.into()),
            numerator: Some(numerator.into()),
            denominator: Some(denominator.into()),
            annualized: Some(false),
            ..Self::default()
        }
    }
}

impl DataSet {
    /// A data set. DHIS2 gives it the category combination `default` unless
    /// [`category_combo`](Self::category_combo) says otherwise.
    ///
    /// ```
    /// use dhis2::{PeriodType, Uid, models::{DataSet, DataSetElement}};
    ///
    /// let mut set = DataSet::new("Malaria monthly", "Malaria", PeriodType::Monthly);
    /// set.open_future_periods = Some(1);
    /// set.data_set_elements = Some(vec![DataSetElement::new(Uid::from_key("malaria/cases"))]);
    /// assert_eq!(set.period_type.as_deref(), Some("Monthly"));
    /// ```
    pub fn new(
        name: impl Into<String>,
        short_name: impl Into<String>,
        period_type: PeriodType,
    ) -> Self {
        Self {
            name: Some(name.into()),
            short_name: Some(short_name.into()),
            period_type: Some(period_type.as_str().to_owned()),
            ..Self::default()
        }
    }
}

impl DataSetElement {
    /// A data element in a data set, with the category combination that it has itself. Set
    /// [`category_combo`](Self::category_combo) for another one in this set.
    ///
    /// ```
    /// use dhis2::{Uid, models::DataSetElement};
    ///
    /// assert_eq!(DataSetElement::new(Uid::from_key("malaria/cases")).category_combo, None);
    /// ```
    pub fn new(element: impl Into<Ref<DataElement>>) -> Self {
        Self {
            data_element: Some(element.into()),
            ..Self::default()
        }
    }
}

impl Section {
    /// A section of a data set, the first one in its order unless [`sort_order`](Self::sort_order) is changed.
    ///
    /// ```
    /// use dhis2::{Uid, models::Section};
    ///
    /// let mut section = Section::new("Malaria", Uid::from_key("monthly"));
    /// section.sort_order = Some(2);
    /// # assert!(section.data_set.is_some());
    /// ```
    pub fn new(name: impl Into<String>, data_set: impl Into<Ref<DataSet>>) -> Self {
        Self {
            name: Some(name.into()),
            data_set: Some(data_set.into()),
            sort_order: Some(0),
            ..Self::default()
        }
    }
}

impl OrganisationUnit {
    /// An organisation unit that opened on a day: at the top unless [`parent`](Self::parent) is set.
    ///
    /// ```
    /// use dhis2::{Date, Uid, models::{OrganisationUnit, Ref}};
    ///
    /// let mut clinic = OrganisationUnit::new("Ossera clinic", "Ossera", Date::new(2026, 1, 1)?);
    /// clinic.parent = Some(Ref::new(Uid::from_key("district")));
    /// assert_eq!(clinic.opening_date.unwrap().as_str(), "2026-01-01");
    /// # Ok::<_, dhis2::Error>(())
    /// ```
    pub fn new(name: impl Into<String>, short_name: impl Into<String>, opening_date: Date) -> Self {
        Self {
            name: Some(name.into()),
            short_name: Some(short_name.into()),
            opening_date: Some(opening_date.into()),
            ..Self::default()
        }
    }
}

impl Constant {
    /// A constant for expressions, where it is `C{uid}`.
    ///
    /// ```
    /// use dhis2::models::Constant;
    ///
    /// assert_eq!(Constant::new("Growth", "Growth", 2.4).value.unwrap().as_f64(), 2.4);
    /// ```
    pub fn new(
        name: impl Into<String>,
        short_name: impl Into<String>,
        value: impl Into<Number>,
    ) -> Self {
        Self {
            name: Some(name.into()),
            short_name: Some(short_name.into()),
            value: Some(value.into()),
            ..Self::default()
        }
    }
}

impl Dashboard {
    /// An empty dashboard; [`add_item`](crate::Resource::add_item) fills it.
    ///
    /// ```
    /// use dhis2::models::Dashboard;
    ///
    /// let mut board = Dashboard::new("Malaria");
    /// board.description = Some("Main figures".into());
    /// # assert_eq!(board.name.as_deref(), Some("Malaria"));
    /// ```
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: Some(name.into()),
            ..Self::default()
        }
    }
}

use crate::PeriodType;
use crate::models::{
    AnalyticsType, DataElement, Expression, Importance, MissingValueStrategy, Operator,
    OrganisationUnitDescendants, Predictor, Program, ProgramIndicator, ProgramRule,
    ProgramRuleVariable, ProgramRuleVariableSourceType, Ref, ValidationRule, ValueType,
};

impl Expression {
    /// An expression that is left out where all its values are missing.
    ///
    /// ```
    /// use dhis2::models::{Expression, MissingValueStrategy};
    ///
    /// let mut cases = Expression::new("#{DeMalariaC1}");
    /// cases.missing_value_strategy = Some(MissingValueStrategy::NeverSkip);
    /// # assert_eq!(cases.sliding_window, Some(false));
    /// ```
    pub fn new(expression: impl Into<String>) -> Self {
        Self {
            expression: Some(expression.into()),
            missing_value_strategy: Some(MissingValueStrategy::SkipIfAllValuesMissing),
            sliding_window: Some(false),
            ..Self::default()
        }
    }
}

impl ValidationRule {
    /// A validation rule of medium importance for periods of a type: what must hold between two sides, each an
    /// [`Expression`] or its text. A side without a description gets one with the name of the rule, as results
    /// show it.
    ///
    /// ```
    /// use dhis2::{PeriodType, models::{Importance, Operator, ValidationRule}};
    ///
    /// let mut rule = ValidationRule::new(
    ///     "Cases up to tests", "Cases up to tests", PeriodType::Monthly,
    ///     "#{DeMalariaC1}", Operator::LessThanOrEqualTo, "#{DeMalariaT2}",
    /// );
    /// rule.importance = Some(Importance::High);
    /// assert_eq!(rule.left_side.unwrap().description.as_deref(), Some("leftSide: Cases up to tests"));
    /// ```
    pub fn new(
        name: impl Into<String>,
        short_name: impl Into<String>,
        period_type: PeriodType,
        left: impl Into<Expression>,
        operator: Operator,
        right: impl Into<Expression>,
    ) -> Self {
        let name = name.into();
        let side = |mut side: Expression, which: &str| {
            side.description
                .get_or_insert_with(|| format!("{which}: {name}"));
            side
        };
        Self {
            short_name: Some(short_name.into()),
            period_type: Some(period_type.as_str().to_owned()),
            importance: Some(Importance::Medium),
            left_side: Some(side(left.into(), "leftSide")),
            operator: Some(operator),
            right_side: Some(side(right.into(), "rightSide")),
            name: Some(name),
            ..Self::default()
        }
    }
}

impl From<&str> for Expression {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Expression {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl Predictor {
    /// A predictor that writes what the generator yields over the three periods before, into a data element:
    /// one sample per period, none of earlier years, none left out.
    ///
    /// A unit's prediction comes from its own data: [`OrganisationUnitDescendants::Selected`]. 2.43.1 predicts
    /// nothing so; [`Descendants`](OrganisationUnitDescendants::Descendants), with the data of the units below,
    /// works on 2.42 and 2.43.
    ///
    /// ```
    /// use dhis2::{PeriodType, Uid, models::{OrganisationUnitDescendants, Predictor}};
    ///
    /// let output = Uid::from_key("malaria/expected");
    /// let mut predictor = Predictor::new(
    ///     "Malaria expected", "Malaria exp.", PeriodType::Monthly, output, "avg(#{DeMalariaC1})",
    /// );
    /// predictor.organisation_unit_descendants = Some(OrganisationUnitDescendants::Descendants);
    /// assert_eq!(predictor.sequential_sample_count, Some(3));
    /// ```
    pub fn new(
        name: impl Into<String>,
        short_name: impl Into<String>,
        period_type: PeriodType,
        output: impl Into<Ref<DataElement>>,
        generator: impl Into<Expression>,
    ) -> Self {
        Self {
            name: Some(name.into()),
            short_name: Some(short_name.into()),
            period_type: Some(period_type.as_str().to_owned()),
            output: Some(output.into()),
            generator: Some(generator.into()),
            sequential_sample_count: Some(3),
            annual_sample_count: Some(0),
            sequential_skip_count: Some(0),
            organisation_unit_descendants: Some(OrganisationUnitDescendants::Selected),
            ..Self::default()
        }
    }
}

impl ProgramIndicator {
    /// A program indicator that is worked out event by event.
    ///
    /// ```
    /// use dhis2::{Uid, models::{AggregationType, ProgramIndicator}};
    ///
    /// let program = Uid::from_key("nutrition");
    /// let mut visits = ProgramIndicator::new("Visits", "Visits", program, "V{event_count}");
    /// visits.aggregation_type = Some(AggregationType::Count);
    /// visits.filter = Some("#{PsNutFirst1.DeNutWeigh1} > 0".into());
    /// # assert!(visits.program.is_some());
    /// ```
    pub fn new(
        name: impl Into<String>,
        short_name: impl Into<String>,
        program: impl Into<Ref<Program>>,
        expression: impl Into<String>,
    ) -> Self {
        Self {
            name: Some(name.into()),
            short_name: Some(short_name.into()),
            program: Some(program.into()),
            expression: Some(expression.into()),
            analytics_type: Some(AnalyticsType::Event),
            ..Self::default()
        }
    }
}

impl ProgramRule {
    /// A rule of a program, without actions. Check the condition first with
    /// [`validate_condition`](crate::Resource::validate_condition).
    ///
    /// ```
    /// use dhis2::{Uid, models::ProgramRule};
    ///
    /// let mut rule = ProgramRule::new("Underweight", Uid::from_key("nutrition"), "#{weight} < 2500");
    /// rule.priority = Some(1);
    /// # assert!(rule.program.is_some());
    /// ```
    pub fn new(
        name: impl Into<String>,
        program: impl Into<Ref<Program>>,
        condition: impl Into<String>,
    ) -> Self {
        Self {
            name: Some(name.into()),
            program: Some(program.into()),
            condition: Some(condition.into()),
            ..Self::default()
        }
    }
}

impl ProgramRuleVariable {
    /// A variable for the rules of a program. Depending on its source it needs
    /// [`data_element`](Self::data_element), [`program_stage`](Self::program_stage) or
    /// [`tracked_entity_attribute`](Self::tracked_entity_attribute) as well.
    ///
    /// ```
    /// use dhis2::Uid;
    /// use dhis2::models::{ProgramRuleVariable, ProgramRuleVariableSourceType, Ref, ValueType};
    ///
    /// let mut weight = ProgramRuleVariable::new(
    ///     "weight", Uid::from_key("nutrition"),
    ///     ProgramRuleVariableSourceType::DataelementCurrentEvent, ValueType::Number,
    /// );
    /// weight.data_element = Some(Ref::new(Uid::from_key("weight")));
    /// ```
    pub fn new(
        name: impl Into<String>,
        program: impl Into<Ref<Program>>,
        source: ProgramRuleVariableSourceType,
        value_type: ValueType,
    ) -> Self {
        Self {
            name: Some(name.into()),
            program: Some(program.into()),
            program_rule_variable_source_type: Some(source),
            value_type: Some(value_type),
            ..Self::default()
        }
    }
}

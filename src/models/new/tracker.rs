use crate::models::{
    AggregationType, DataElement, Program, ProgramSection, ProgramStage, ProgramStageDataElement,
    ProgramStageSection, ProgramTrackedEntityAttribute, ProgramType, Ref, TrackedEntityAttribute,
    TrackedEntityType, TrackedEntityTypeAttribute, ValueType,
};

impl TrackedEntityAttribute {
    /// A tracked entity attribute that is none of unique, generated, confidential and inherited.
    ///
    /// ```
    /// use dhis2::models::{TrackedEntityAttribute, ValueType};
    ///
    /// let mut number = TrackedEntityAttribute::new("Client number", "Client no.", ValueType::Text);
    /// number.unique = Some(true);
    /// # assert_eq!(number.aggregation_type.unwrap().as_str(), "NONE");
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
            aggregation_type: Some(AggregationType::None),
            unique: Some(false),
            generated: Some(false),
            confidential: Some(false),
            inherit: Some(false),
            orgunit_scope: Some(false),
            ..Self::default()
        }
    }
}

impl TrackedEntityType {
    /// A type of tracked entities, without attributes.
    ///
    /// ```
    /// use dhis2::{Uid, models::{TrackedEntityType, TrackedEntityTypeAttribute}};
    ///
    /// let mut person = TrackedEntityType::new("Person", "Person");
    /// let name = TrackedEntityTypeAttribute::new(Uid::from_key("given name"));
    /// person.tracked_entity_type_attributes = Some(vec![name]);
    /// ```
    pub fn new(name: impl Into<String>, short_name: impl Into<String>) -> Self {
        Self {
            name: Some(name.into()),
            short_name: Some(short_name.into()),
            ..Self::default()
        }
    }
}

impl TrackedEntityTypeAttribute {
    /// An attribute of a tracked entity type that shows in lists, and need neither be there nor be searched for.
    ///
    /// ```
    /// use dhis2::{Uid, models::TrackedEntityTypeAttribute};
    ///
    /// let mut name = TrackedEntityTypeAttribute::new(Uid::from_key("given name"));
    /// name.searchable = Some(true);
    /// # assert_eq!(name.display_in_list, Some(true));
    /// ```
    pub fn new(attribute: impl Into<Ref<TrackedEntityAttribute>>) -> Self {
        Self {
            tracked_entity_attribute: Some(attribute.into()),
            mandatory: Some(false),
            searchable: Some(false),
            display_in_list: Some(true),
            ..Self::default()
        }
    }
}

impl Program {
    /// A tracker program, in which entities of a type are enrolled. DHIS2 gives it the category combination
    /// `default` unless [`category_combo`](Self::category_combo) says otherwise.
    ///
    /// ```
    /// use dhis2::{Uid, models::{Program, ProgramType}};
    ///
    /// let mut nutrition = Program::new_with_registration("Nutrition", "Nutrition", Uid::from_key("person"));
    /// nutrition.only_enroll_once = Some(true);
    /// assert_eq!(nutrition.program_type, Some(ProgramType::WithRegistration));
    /// ```
    pub fn new_with_registration(
        name: impl Into<String>,
        short_name: impl Into<String>,
        tracked_entity_type: impl Into<Ref<TrackedEntityType>>,
    ) -> Self {
        Self {
            name: Some(name.into()),
            short_name: Some(short_name.into()),
            program_type: Some(ProgramType::WithRegistration),
            tracked_entity_type: Some(tracked_entity_type.into()),
            ..Self::default()
        }
    }

    /// An event program, without enrollment. It has one stage, made with [`ProgramStage::new`].
    ///
    /// ```
    /// use dhis2::models::{Program, ProgramType};
    ///
    /// let mut visits = Program::new_without_registration("Supervision", "Supervision");
    /// visits.expiry_days = Some(30);
    /// assert_eq!(visits.program_type, Some(ProgramType::WithoutRegistration));
    /// ```
    pub fn new_without_registration(
        name: impl Into<String>,
        short_name: impl Into<String>,
    ) -> Self {
        Self {
            name: Some(name.into()),
            short_name: Some(short_name.into()),
            program_type: Some(ProgramType::WithoutRegistration),
            ..Self::default()
        }
    }
}

impl ProgramTrackedEntityAttribute {
    /// An attribute in a program: shown in lists, not mandatory, not searched for, not in the future.
    ///
    /// ```
    /// use dhis2::{Uid, models::ProgramTrackedEntityAttribute};
    ///
    /// let mut born = ProgramTrackedEntityAttribute::new(Uid::from_key("date of birth"));
    /// born.mandatory = Some(true);
    /// # assert_eq!(born.allow_future_date, Some(false));
    /// ```
    pub fn new(attribute: impl Into<Ref<TrackedEntityAttribute>>) -> Self {
        Self {
            tracked_entity_attribute: Some(attribute.into()),
            mandatory: Some(false),
            searchable: Some(false),
            display_in_list: Some(true),
            allow_future_date: Some(false),
            render_options_as_radio: Some(false),
            ..Self::default()
        }
    }
}

impl ProgramStage {
    /// A stage of a program, once per enrollment.
    ///
    /// ```
    /// use dhis2::{Uid, models::{ProgramStage, ProgramStageDataElement}};
    ///
    /// let mut visit = ProgramStage::new("Follow-up visit", Uid::from_key("nutrition"));
    /// visit.repeatable = Some(true);
    /// visit.program_stage_data_elements = Some(vec![ProgramStageDataElement::new(Uid::from_key("weight"))]);
    /// ```
    pub fn new(name: impl Into<String>, program: impl Into<Ref<Program>>) -> Self {
        Self {
            name: Some(name.into()),
            program: Some(program.into()),
            repeatable: Some(false),
            min_days_from_start: Some(0),
            ..Self::default()
        }
    }
}

impl ProgramStageDataElement {
    /// A data element in a program stage: shown in reports, not compulsory, not in the future.
    ///
    /// ```
    /// use dhis2::{Uid, models::ProgramStageDataElement};
    ///
    /// let mut weight = ProgramStageDataElement::new(Uid::from_key("weight"));
    /// weight.compulsory = Some(true);
    /// # assert_eq!(weight.display_in_reports, Some(true));
    /// ```
    pub fn new(element: impl Into<Ref<DataElement>>) -> Self {
        Self {
            data_element: Some(element.into()),
            compulsory: Some(false),
            allow_future_date: Some(false),
            display_in_reports: Some(true),
            allow_provided_elsewhere: Some(false),
            render_options_as_radio: Some(false),
            skip_synchronization: Some(false),
            skip_analytics: Some(false),
            ..Self::default()
        }
    }
}

impl ProgramSection {
    /// A section of a program's registration form.
    ///
    /// ```
    /// use dhis2::{Uid, models::ProgramSection};
    ///
    /// let mut names = ProgramSection::new("Names", Uid::from_key("nutrition"));
    /// names.sort_order = Some(1);
    /// # assert!(names.program.is_some());
    /// ```
    pub fn new(name: impl Into<String>, program: impl Into<Ref<Program>>) -> Self {
        Self {
            name: Some(name.into()),
            program: Some(program.into()),
            sort_order: Some(0),
            ..Self::default()
        }
    }
}

impl ProgramStageSection {
    /// A section of a program stage's form.
    ///
    /// ```
    /// use dhis2::{Uid, models::ProgramStageSection};
    ///
    /// let mut body = ProgramStageSection::new("Measures", Uid::from_key("visit"));
    /// body.sort_order = Some(1);
    /// # assert!(body.program_stage.is_some());
    /// ```
    pub fn new(name: impl Into<String>, program_stage: impl Into<Ref<ProgramStage>>) -> Self {
        Self {
            name: Some(name.into()),
            program_stage: Some(program_stage.into()),
            sort_order: Some(0),
            ..Self::default()
        }
    }
}

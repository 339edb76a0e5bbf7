//! New objects out of constructors: what is sent of them, and what programs have besides.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use dhis2::models::{
    Category, CategoryCombo, CategoryOption, CategoryOptionGroup, CategoryOptionGroupSet, Constant,
    DataElement, DataElementGroup, DataElementGroupSet, DataSet, DataSetElement, Expression,
    Indicator, IndicatorGroup, IndicatorGroupSet, IndicatorType, Operator, OptionItem, OptionSet,
    OrganisationUnit, OrganisationUnitGroup, OrganisationUnitGroupSet, Predictor, PredictorGroup,
    Program, ProgramIndicator, ProgramIndicatorGroup, ProgramRule, ProgramRuleVariable,
    ProgramRuleVariableSourceType, ProgramSection, ProgramStage, ProgramStageDataElement,
    ProgramStageSection, ProgramTrackedEntityAttribute, ProgramType, Section,
    TrackedEntityAttribute, TrackedEntityType, TrackedEntityTypeAttribute, ValidationRule,
    ValidationRuleGroup, ValueType,
};
use dhis2::resources::ProgramLabels;
use dhis2::{Date, Error, Metadata, PeriodType, Uid};
use serde_json::{Value, json};
use server::replay::{Recording, Replay};
use server::{Reply, Request, Server, api, body, line, recorded};

fn uid(text: &str) -> Uid {
    text.parse().unwrap()
}

/// What is sent of an object.
fn sent(object: &impl serde::Serialize) -> Value {
    serde_json::to_value(object).unwrap()
}

#[test]
fn a_new_element_is_taken_as_recorded_without_a_category_combination() {
    let replay = Replay::version("2.42")
        .file("metadata/create_ok")
        .file("metadata/get_created")
        .start();
    let mut element =
        DataElement::new("Recording element", "Recording element", ValueType::Integer);
    element.id = Some(uid("GMgac0MqnDk"));
    element.code = Some("REC_DE".into());
    let made = api(&replay.url()).data_elements().create(&element).unwrap();
    assert_eq!(made.uid, uid("GMgac0MqnDk"));
    let request = &replay.server().requests()[0];
    assert_eq!(line(request), "POST /api/dataElements");
    let recorded = Recording::load("2.42", "metadata/create_ok");
    let mut expected: Value =
        serde_json::from_str(recorded.request["body"].as_str().unwrap()).unwrap();
    expected["zeroIsSignificant"] = json!(false);
    assert_eq!(body(request), expected);
    replay.verify();
}

#[test]
fn constructors_of_aggregate_kinds_hold_what_dhis2_requires_and_what_is_usual() {
    let one = uid("DeMalariaC1");
    assert_eq!(
        sent(&DataElement::new_tracker("Weight", "W", ValueType::Number)),
        json!({"name": "Weight", "shortName": "W", "valueType": "NUMBER", "domainType": "TRACKER",
            "aggregationType": "NONE", "zeroIsSignificant": false})
    );
    assert_eq!(
        sent(&Indicator::new("Rate", "R", one, "#{a}", "1")),
        json!({"name": "Rate", "shortName": "R", "indicatorType": {"id": one}, "numerator": "#{a}",
            "denominator": "1", "annualized": false})
    );
    assert_eq!(
        sent(&IndicatorType::new("Per cent", 100)),
        json!({"name": "Per cent", "factor": 100})
    );
    let mut set = DataSet::new("Monthly", "M", PeriodType::Monthly);
    set.data_set_elements = Some(vec![DataSetElement::new(one)]);
    assert_eq!(
        sent(&set),
        json!({"name": "Monthly", "shortName": "M", "periodType": "Monthly",
            "dataSetElements": [{"dataElement": {"id": one}}]})
    );
    assert_eq!(
        sent(&Section::new("First", one)),
        json!({"name": "First", "dataSet": {"id": one}, "sortOrder": 0})
    );
    assert_eq!(
        sent(&OrganisationUnit::new(
            "Clinic",
            "C",
            Date::new(2026, 1, 31).unwrap()
        )),
        json!({"name": "Clinic", "shortName": "C", "openingDate": "2026-01-31"})
    );
    assert_eq!(
        sent(&Constant::new("Growth", "G", 2)),
        json!({"name": "Growth", "shortName": "G", "value": 2})
    );
    assert_eq!(
        sent(&OptionSet::new("Drugs", ValueType::Text)),
        json!({"name": "Drugs", "valueType": "TEXT"})
    );
    assert_eq!(
        sent(&OptionItem::new("A", "Ay", one)),
        json!({"code": "A", "name": "Ay", "optionSet": {"id": one}})
    );
}

#[test]
fn constructors_of_rules_give_their_sides_a_description_and_their_samples_a_count() {
    let right = Expression {
        description: Some("Tests".into()),
        ..Expression::new("#{b}")
    };
    let side = |text: &str, about: &str| {
        json!({"expression": text, "description": about, "slidingWindow": false,
            "missingValueStrategy": "SKIP_IF_ALL_VALUES_MISSING"})
    };
    let rule = ValidationRule::new(
        "Up to",
        "U",
        PeriodType::Weekly,
        "#{a}",
        Operator::LessThanOrEqualTo,
        right,
    );
    assert_eq!(
        sent(&rule),
        json!({"name": "Up to", "shortName": "U", "periodType": "Weekly", "importance": "MEDIUM",
            "operator": "less_than_or_equal_to",
            "leftSide": side("#{a}", "leftSide: Up to"), "rightSide": side("#{b}", "Tests")})
    );
    let one = uid("DeMalariaC1");
    let predictor = Predictor::new("Expected", "E", PeriodType::Monthly, one, "avg(#{a})");
    assert_eq!(
        sent(&predictor),
        json!({"name": "Expected", "shortName": "E", "periodType": "Monthly", "output": {"id": one},
            "generator": {"expression": "avg(#{a})", "slidingWindow": false,
                "missingValueStrategy": "SKIP_IF_ALL_VALUES_MISSING"},
            "sequentialSampleCount": 3, "annualSampleCount": 0, "sequentialSkipCount": 0,
            "organisationUnitDescendants": "SELECTED"})
    );
    assert_eq!(
        sent(&ProgramIndicator::new("Visits", "V", one, "V{event_count}")),
        json!({"name": "Visits", "shortName": "V", "program": {"id": one},
            "expression": "V{event_count}", "analyticsType": "EVENT"})
    );
    assert_eq!(
        sent(&ProgramRule::new("Low", one, "#{w} < 1")),
        json!({"name": "Low", "program": {"id": one}, "condition": "#{w} < 1"})
    );
    let source = ProgramRuleVariableSourceType::TeiAttribute;
    assert_eq!(
        sent(&ProgramRuleVariable::new("w", one, source, ValueType::Text)),
        json!({"name": "w", "program": {"id": one}, "programRuleVariableSourceType": "TEI_ATTRIBUTE",
            "valueType": "TEXT"})
    );
}

#[test]
fn constructors_of_categories_and_groups_say_what_they_are_for() {
    let (one, two) = (uid("CoFemale001"), uid("CoMale00002"));
    assert_eq!(
        sent(&CategoryOption::new("Female", "F")),
        json!({"name": "Female", "shortName": "F"})
    );
    assert_eq!(
        sent(&Category::new("Sex", "S", [one, two])),
        json!({"name": "Sex", "shortName": "S", "dataDimensionType": "DISAGGREGATION",
            "categoryOptions": [{"id": one}, {"id": two}]})
    );
    assert_eq!(
        sent(&CategoryCombo::new("Sex", [one]).unwrap()),
        json!({"name": "Sex", "dataDimensionType": "DISAGGREGATION", "skipTotal": false,
            "categories": [{"id": one}]})
    );
    let error = CategoryCombo::new("Sex", [] as [Uid; 0]).unwrap_err();
    assert!(matches!(error, Error::InvalidInput(_)), "{error}");
    let names = || json!({"name": "N", "shortName": "S"});
    let with = |extra: &[(&str, Value)]| {
        let mut object = names();
        for (name, value) in extra {
            object[*name] = value.clone();
        }
        object
    };
    let kind = ("dataDimensionType", json!("DISAGGREGATION"));
    let dimension = ("dataDimension", json!(true));
    let compulsory = ("compulsory", json!(false));
    let below = ("includeSubhierarchyInAnalytics", json!(false));
    assert_eq!(
        sent(&CategoryOptionGroup::new("N", "S")),
        with(std::slice::from_ref(&kind))
    );
    assert_eq!(
        sent(&CategoryOptionGroupSet::new("N", "S")),
        with(&[kind, dimension.clone()])
    );
    assert_eq!(sent(&DataElementGroup::new("N", "S")), names());
    assert_eq!(
        sent(&DataElementGroupSet::new("N", "S")),
        with(&[compulsory.clone(), dimension.clone()])
    );
    assert_eq!(
        sent(&IndicatorGroupSet::new("N", "S")),
        with(std::slice::from_ref(&compulsory))
    );
    assert_eq!(sent(&OrganisationUnitGroup::new("N", "S")), names());
    assert_eq!(
        sent(&OrganisationUnitGroupSet::new("N", "S")),
        with(&[compulsory, dimension, below])
    );
    for object in [
        sent(&IndicatorGroup::new("N")),
        sent(&PredictorGroup::new("N")),
        sent(&ProgramIndicatorGroup::new("N")),
        sent(&ValidationRuleGroup::new("N")),
    ] {
        assert_eq!(object, json!({"name": "N"}));
    }
}

#[test]
fn constructors_of_tracker_kinds_hold_what_dhis2_requires_and_what_is_usual() {
    let one = uid("TtPerson001");
    assert_eq!(
        sent(&TrackedEntityAttribute::new("Number", "N", ValueType::Text)),
        json!({"name": "Number", "shortName": "N", "valueType": "TEXT", "aggregationType": "NONE",
            "unique": false, "generated": false, "confidential": false, "inherit": false,
            "orgunitScope": false})
    );
    let mut person = TrackedEntityType::new("Person", "P");
    person.tracked_entity_type_attributes = Some(vec![TrackedEntityTypeAttribute::new(one)]);
    assert_eq!(
        sent(&person),
        json!({"name": "Person", "shortName": "P", "trackedEntityTypeAttributes": [
            {"trackedEntityAttribute": {"id": one}, "mandatory": false, "searchable": false,
                "displayInList": true}]})
    );
    assert_eq!(
        sent(&Program::new_with_registration("Care", "C", one)),
        json!({"name": "Care", "shortName": "C", "programType": "WITH_REGISTRATION",
            "trackedEntityType": {"id": one}})
    );
    assert_eq!(
        sent(&Program::new_without_registration("Visits", "V")),
        json!({"name": "Visits", "shortName": "V", "programType": "WITHOUT_REGISTRATION"})
    );
    assert_eq!(
        sent(&ProgramTrackedEntityAttribute::new(one)),
        json!({"trackedEntityAttribute": {"id": one}, "mandatory": false, "searchable": false,
            "displayInList": true, "allowFutureDate": false, "renderOptionsAsRadio": false})
    );
    assert_eq!(
        sent(&ProgramStage::new("First", one)),
        json!({"name": "First", "program": {"id": one}, "repeatable": false, "minDaysFromStart": 0})
    );
    assert_eq!(
        sent(&ProgramStageDataElement::new(one)),
        json!({"dataElement": {"id": one}, "compulsory": false, "allowFutureDate": false,
            "displayInReports": true, "allowProvidedElsewhere": false,
            "renderOptionsAsRadio": false, "skipSynchronization": false, "skipAnalytics": false})
    );
    assert_eq!(
        sent(&ProgramSection::new("Names", one)),
        json!({"name": "Names", "program": {"id": one}, "sortOrder": 0})
    );
    assert_eq!(
        sent(&ProgramStageSection::new("Body", one)),
        json!({"name": "Body", "programStage": {"id": one}, "sortOrder": 0})
    );
}

#[test]
fn an_object_is_read_after_it_is_made_and_after_it_is_changed() {
    let server = Server::start(|request: &Request| match request.method.as_str() {
        "POST" => recorded("metadata/create_ok"),
        "PUT" => recorded("metadata/put_ok"),
        _ => recorded("metadata/get_created"),
    });
    let elements = api(&server.url()).data_elements();
    let element = DataElement::new("Recording element", "Recording element", ValueType::Integer);
    let read = elements.create_and_get(&element).unwrap();
    assert_eq!(read.id, Some(uid("GMgac0MqnDk")));
    assert_eq!(read.domain_type.as_ref().unwrap().as_str(), "AGGREGATE");
    // The server gave it one.
    assert!(read.category_combo.as_ref().unwrap().id.is_some());
    let mut change = DataElement {
        description: Some("changed".into()),
        ..DataElement::default()
    };
    change.set_uid(uid("GMgac0MqnDk"));
    let read = elements.update_and_get(&change).unwrap();
    assert_eq!(read.name(), Some("Recording element"));
    let requests = server.requests();
    let whole = "GET /api/dataElements/GMgac0MqnDk?fields=:owner";
    let lines: Vec<String> = requests.iter().map(line).collect();
    assert_eq!(
        lines,
        [
            "POST /api/dataElements",
            whole,
            whole,
            "PUT /api/dataElements/GMgac0MqnDk",
            whole
        ]
    );
    assert_eq!(body(&requests[3])["description"], "changed");
    assert_eq!(body(&requests[3])["code"], "REC_DE", "what was there stays");
}

#[test]
fn a_program_with_registration_is_not_sent_without_an_entity_type() {
    let server = Server::start(|_: &Request| recorded("metadata/create_ok"));
    let programs = api(&server.url()).programs();
    let mut program = Program::new_without_registration("Care", "C");
    program.program_type = Some(ProgramType::WithRegistration);
    let error = programs.create(&program).unwrap_err();
    assert!(error.to_string().contains("trackedEntityType"), "{error}");
    assert!(matches!(
        programs.save_all([&program]),
        Err(Error::InvalidInput(_))
    ));
    assert!(server.requests().is_empty());
    program.tracked_entity_type = Some(uid("TtPerson001").into());
    programs.create(&program).unwrap();
    assert_eq!(line(&server.requests()[0]), "POST /api/programs");
}

/// A server of a version, which takes every patch.
fn of_version(version: &'static str) -> Server {
    Server::start(move |request: &Request| match request.path.as_str() {
        "/api/system/info" => Reply::json(200, &json!({ "version": version })),
        _ => recorded("metadata/patch_ok"),
    })
}

#[test]
fn what_programs_have_since_2_43_is_patched() {
    let server = Server::start(|request: &Request| {
        let patch = String::from_utf8_lossy(&request.body);
        let name = match request.path.as_str() {
            "/api/system/info" => "system/info_auth",
            "/api/trackedEntityTypes/TtPerson001" => "programs/patch_change_log_of_type",
            _ if patch.contains("Label") => "programs/patch_labels",
            _ if patch.contains("enableChangeLog") => "programs/patch_change_log",
            _ => "programs/patch_enrollment_combo",
        };
        Recording::load("2.43", name).reply("http://127.0.0.1:8081")
    });
    let programs = api(&server.url()).programs();
    let labels = ProgramLabels {
        enrollments: Some("Registrations".into()),
        program_stages: Some("Phases".into()),
        ..Default::default()
    };
    programs.set_labels("PrChildNut1", &labels).unwrap();
    programs
        .set_change_log_enabled("PrChildNut1", true)
        .unwrap();
    let message = programs
        .set_enrollment_category_combo("PrChildNut1", "j3YbhxdIzcu")
        .unwrap();
    assert_eq!(message.http_status_code, Some(200));
    let patches: Vec<Request> = server
        .requests()
        .into_iter()
        .filter(|request| request.method == "PATCH")
        .collect();
    assert!(
        patches
            .iter()
            .all(|r| line(r) == "PATCH /api/programs/PrChildNut1")
    );
    assert_eq!(
        patches[0].header("content-type"),
        Some("application/json-patch+json")
    );
    assert_eq!(
        body(&patches[0]),
        json!([{"op": "add", "path": "/enrollmentsLabel", "value": "Registrations"},
            {"op": "add", "path": "/programStagesLabel", "value": "Phases"}])
    );
    assert_eq!(
        body(&patches[1]),
        json!([{"op": "add", "path": "/enableChangeLog", "value": true}])
    );
    assert_eq!(
        body(&patches[2]),
        json!([{"op": "add", "path": "/enrollmentCategoryCombo", "value": {"id": "j3YbhxdIzcu"}}])
    );
    let types = api(&server.url()).tracked_entity_types();
    types.set_change_log_enabled("TtPerson001", false).unwrap();
    let patch = server.requests().pop().unwrap();
    assert_eq!(line(&patch), "PATCH /api/trackedEntityTypes/TtPerson001");
    assert_eq!(
        body(&patch),
        json!([{"op": "add", "path": "/enableChangeLog", "value": false}])
    );
    // And what was recorded after these patches.
    let after = Recording::load("2.43", "programs/changed").body();
    let after: Program = serde_json::from_slice(&after).unwrap();
    assert_eq!(after.enrollments_label.as_deref(), Some("Registrations"));
    assert_eq!(after.program_stages_label.as_deref(), Some("Phases"));
    assert_eq!(after.enable_change_log, Some(true));
    let combo = after.enrollment_category_combo.unwrap();
    assert_eq!(combo.id, Some(uid("j3YbhxdIzcu")));
    let none = ProgramLabels::default();
    let short = ProgramLabels {
        events: Some("E".into()),
        ..Default::default()
    };
    for labels in [none, short] {
        let error = programs.set_labels("PrChildNut1", &labels).unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error}");
    }
}

#[test]
fn what_programs_have_since_2_43_is_refused_before_it() {
    let server = of_version("2.42.5.2");
    let programs = api(&server.url()).programs();
    let labels = ProgramLabels {
        events: Some("Visits".into()),
        ..Default::default()
    };
    for result in [
        programs.set_labels("PrChildNut1", &labels),
        programs.set_change_log_enabled("PrChildNut1", false),
        programs.set_enrollment_category_combo("PrChildNut1", "CcSexAge001"),
        api(&server.url())
            .tracked_entity_types()
            .set_change_log_enabled("TtPerson001", true),
    ] {
        let error = result.unwrap_err();
        assert!(matches!(error, Error::UnsupportedVersion(_)), "{error}");
        assert!(error.to_string().contains("2.43"), "{error}");
    }
    assert!(server.requests().iter().all(|r| r.method == "GET"));
}

#[test]
fn recorded_programs_of_2_43_have_the_new_fields() {
    let file = Recording::load("2.43", "other/program");
    let program: Program = serde_json::from_slice(&file.body()).unwrap();
    assert_eq!(program.enable_change_log, Some(false));
    let combo = program.enrollment_category_combo.unwrap();
    assert_eq!(combo.id, Some(uid("bjDvmb4bfuf")));
    let replay = Replay::version("2.43").file("lists_owner/programs").start();
    let list: Vec<Program> = api(&replay.url())
        .get("programs")
        .param("fields", ":owner")
        .param("paging", false)
        .fetch::<Value>()
        .map(|answer| serde_json::from_value(answer["programs"].clone()).unwrap())
        .unwrap();
    assert!(!list.is_empty());
    assert!(
        list.iter()
            .all(|program| program.enable_change_log == Some(false))
    );
    replay.verify();
}

#[test]
fn units_of_a_program_and_its_stages_in_order() {
    let server = Server::start(|request: &Request| match request.method.as_str() {
        "GET" => Reply::json(
            200,
            &json!({"pager": {"page": 1, "pageCount": 1}, "programStages": [
                {"id": "PsNutFirst1", "sortOrder": 1}, {"id": "PsNutFollo2", "sortOrder": 2}]}),
        ),
        _ => recorded("metadata/collection_additions"),
    });
    let api = api(&server.url());
    let programs = api.programs();
    let units = ["OuDistric11", "OuProvTess1"];
    let stats = programs
        .add_organisation_units("PrChildNut1", units)
        .unwrap();
    assert_eq!(stats.total, 2);
    programs
        .remove_organisation_units("PrChildNut1", ["OuDistric11"])
        .unwrap();
    let stages = api.program_stages().of_program("PrChildNut1");
    let stages = stages.fields("id,sortOrder").collect_all().unwrap();
    assert_eq!(stages[1].id, Some(uid("PsNutFollo2")));
    let requests = server.requests();
    assert_eq!(
        line(&requests[0]),
        "POST /api/programs/PrChildNut1/organisationUnits"
    );
    assert_eq!(
        body(&requests[0]),
        json!({"additions": [{"id": "OuDistric11"}, {"id": "OuProvTess1"}]})
    );
    assert_eq!(
        body(&requests[1]),
        json!({"deletions": [{"id": "OuDistric11"}]})
    );
    assert_eq!(requests[2].path, "/api/programStages");
    assert_eq!(
        requests[2].param("filter"),
        Some("program.id:eq:PrChildNut1")
    );
    assert_eq!(requests[2].param("order"), Some("sortOrder:asc"));
}

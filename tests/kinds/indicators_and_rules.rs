//! Expressions of indicators, predictors and rules; program rules and where they are used.

use serde_json::json;

use super::server::replay::Replay;
use super::server::{Request, Server};
use super::{all_of, api, is_invalid, line, lines, owned_list, page, recorded};

#[test]
fn recorded_expressions_are_checked_and_a_bad_one_is_a_value() {
    let replay = Replay::version("2.42")
        .file("other/indicator_expression_description")
        .file("other/indicator_expression_bad")
        .file("other/program_rule_validate")
        .file("other/program_rule_validate_bad")
        .match_bodies()
        .start();
    let api = api(&replay.url());
    let indicators = api.indicators();
    let good = indicators.validate_expression("#{DeMalariaC1}/2").unwrap();
    assert!(good.is_valid);
    assert_eq!(good.message, "Valid");
    assert_eq!(
        good.description.as_deref(),
        Some("Malaria cases confirmed/2")
    );
    let bad = indicators.validate_expression("#{DeMalariaC1").unwrap();
    assert!(!bad.is_valid);
    assert_eq!(bad.message, "Expression is not well-formed");
    assert_eq!(bad.description, None);

    let rules = api.program_rules();
    let condition = "V{event_status} == 'ACTIVE'";
    let good = rules.validate_condition("PrChildNut1", condition).unwrap();
    assert!(good.is_valid);
    assert_eq!(
        good.description.as_deref(),
        Some("event_status == 'ACTIVE'")
    );
    let bad = rules
        .validate_condition("PrChildNut1", "#{nosuch} ==")
        .unwrap();
    assert!(!bad.is_valid && bad.description.unwrap().contains("line:1"));
    assert!(is_invalid(rules.validate_condition("bad", condition)));

    let lines = lines(replay.server());
    assert_eq!(lines[0], "POST /api/indicators/expression/description");
    assert_eq!(
        lines[2..],
        vec!["POST /api/programRules/condition/description?programId=PrChildNut1"; 2]
    );
    replay.verify();
}

#[test]
fn expressions_of_every_kind_go_as_text_to_their_own_endpoint() {
    let names = [
        "data_expression_indicators",
        "data_expression_predictors",
        "data_expression_program_indicator",
        "data_expression_validationRules",
        "data_filter_program_indicator",
        "indicator_expression_bad",
    ];
    let server = Server::script(
        names
            .map(|name| recorded(&format!("other/{name}")))
            .to_vec(),
    );
    let api = api(&server.url());
    let (cases, weight) = ("#{DeMalariaC1}/2", "#{PsDataVisi1.DeDataWeig1}");
    let (twice, heavy) = (format!("{weight} * 2"), format!("{weight} > 2"));
    let in_names = "Malaria cases confirmed/2";
    let answers = [
        (api.indicators().validate_expression(cases), in_names),
        (api.predictors().validate_expression(cases), in_names),
        (
            api.program_indicators().validate_expression(&twice),
            // The server escapes the dot.
            r"Data visit\.Data weight * 2",
        ),
        (api.validation_rules().validate_expression(cases), in_names),
        (
            api.program_indicators().validate_filter(&heavy),
            r"Data visit\.Data weight > 2",
        ),
    ];
    for (check, description) in answers {
        let check = check.unwrap();
        assert!(check.is_valid);
        assert_eq!(check.description.as_deref(), Some(description));
    }
    // Bytes are bytes: nothing is escaped on the way.
    api.indicators().validate_expression("1 é").unwrap();
    assert_eq!(
        lines(&server)[..5],
        [
            "POST /api/indicators/expression/description",
            "POST /api/predictors/expression/description",
            "POST /api/programIndicators/expression/description",
            "POST /api/validationRules/expression/description",
            "POST /api/programIndicators/filter/description",
        ]
    );
    let sent = [cases, cases, &twice, cases, &heavy, "1 é"];
    for (request, sent) in server.requests().iter().zip(sent) {
        assert_eq!(request.body, sent.as_bytes());
        let media_type = request.header("content-type").unwrap();
        assert!(media_type.starts_with("text/plain"), "{media_type}");
    }
}

#[test]
fn a_bad_expression_of_any_kind_is_a_value_and_some_say_where_it_is_bad() {
    let server = Server::script(vec![
        recorded("other/data_expression_bad_predictors"),
        recorded("other/data_expression_bad_validationRules"),
        recorded("other/data_expression_bad_programIndicators"),
        recorded("other/data_filter_program_indicator_bad"),
    ]);
    let api = api(&server.url());
    let bad = "#{DeMalariaC1";
    let answers = [
        api.predictors().validate_expression(bad).unwrap(),
        api.validation_rules().validate_expression(bad).unwrap(),
        api.program_indicators().validate_expression(bad).unwrap(),
        api.program_indicators().validate_filter(bad).unwrap(),
    ];
    assert!(answers.iter().all(|check| !check.is_valid));
    assert_eq!(answers[0].message, "Expression is not well-formed");
    assert_eq!(answers[1].description, None);
    for check in &answers[2..] {
        assert_eq!(check.message, "Expression is not valid");
        let place = check.description.as_deref().unwrap();
        assert!(place.contains("line:1"), "{place}");
    }
}

/// A server with all recorded rules, variables and actions, whatever is asked for.
fn rule_server() -> Server {
    Server::start(|request: &Request| {
        let kind = request.path.trim_start_matches("/api/");
        page(kind, &json!(owned_list("2.42", kind).unwrap()))
    })
}

#[test]
fn rules_variables_and_actions_are_listed_by_what_they_belong_to() {
    let server = rule_server();
    let rules = api(&server.url()).program_rules();
    let of_program = rules.of_program("PrChildNut1").collect_all().unwrap();
    assert_eq!(of_program[0].id.unwrap().as_str(), "J3bj5PFO21U");
    let variables = rules.variables("PrChildNut1").collect_all().unwrap();
    assert_eq!(variables[0].name.as_deref(), Some("muac"));
    // `fields=*` leaves it out.
    assert!(variables[0].program_rule_variable_source_type.is_some());
    let actions = rules.actions("J3bj5PFO21U").collect_all().unwrap();
    assert_eq!(actions[0].id.unwrap().as_str(), "GDkuI0NfMkd");
    assert_eq!(
        lines(&server),
        [
            "GET /api/programRules?filter=program.id:eq:PrChildNut1&order=priority:asc&fields=:owner&page=1&pageSize=500".to_owned(),
            "GET /api/programRuleVariables?filter=program.id:eq:PrChildNut1&order=name:asc&fields=:owner&page=1&pageSize=500".to_owned(),
            all_of("programRuleActions", &["programRule.id:eq:J3bj5PFO21U"]),
        ]
    );
    assert!(is_invalid(rules.of_program("bad").collect_all()));
}

#[test]
fn the_rules_that_use_a_data_element_are_found_by_their_actions_each_once() {
    let rows = json!([
        {"id": "GDkuI0NfMkd", "programRule": {"id": "J3bj5PFO21U"}},
        {"id": "jG77rmL7dZP", "programRule": {"id": "Np0Jd4OQdoR"}},
        {"id": "GDkuI0NfMke", "programRule": {"id": "J3bj5PFO21U"}}]);
    let server = Server::start(move |_: &Request| page("programRuleActions", &rows));
    let rules = api(&server.url()).program_rules();
    let using = rules.using_data_element("ATGd8PKaISm").unwrap();
    let using: Vec<&str> = using.iter().map(dhis2::Uid::as_str).collect();
    assert_eq!(using, ["J3bj5PFO21U", "Np0Jd4OQdoR"]);
    assert_eq!(
        line(&server.requests()[0]),
        "GET /api/programRuleActions?filter=dataElement.id:eq:ATGd8PKaISm&fields=id,programRule[id]\
         &order=id:asc&page=1&pageSize=500"
    );
}

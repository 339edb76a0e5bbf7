//! Validation of data, held against recorded answers.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use dhis2::Error;
use dhis2::resources::validation::Importance;
use serde_json::{Value, json};
use server::replay::{Recording, Replay};
use server::{Reply, Server, api, body, line, lines, recorded};

/// A row, as the recorded lists have it.
fn row(id: i64) -> Value {
    json!({"id": id, "created": "2026-11-21T08:00:00.000", "notificationSent": false,
        "leftsideValue": 75.0, "rightsideValue": 17.0, "dayInPeriod": 0,
        "validationRule": {"id": "OzsFS0fxQns", "name": "Confirmed below tested"},
        "organisationUnit": {"id": "fUEdFUoXIpB", "name": "Brainta Hospital"},
        "attributeOptionCombo": {"id": "HllvX50cXC0", "name": "default"},
        "period": {"id": "202601", "name": "202601", "startDate": "2026-01-01T00:00:00.000",
            "endDate": "2026-01-31T00:00:00.000", "periodType": "Monthly"}})
}

#[test]
fn the_recorded_analysis_is_asked_for_and_read_whole() {
    let replay = Replay::version("2.42")
        .file("other/validation_analysis")
        .match_bodies()
        .start();
    let days = ("2026-01-01".parse().unwrap(), "2026-02-28".parse().unwrap());
    let analysis = api(&replay.url())
        .validation()
        .analysis("OuProvTess1", days.0, days.1);
    let found = analysis.max_results(3).run().unwrap();
    assert_eq!(found.len(), 3);
    let first = &found[0];
    assert_eq!(first.rule.as_str(), "OzsFS0fxQns");
    assert_eq!(first.rule_description, None);
    assert_eq!(first.org_unit.as_str(), "fUEdFUoXIpB");
    assert_eq!(first.org_unit_name.as_deref(), Some("Brainta Hospital"));
    assert!(
        first
            .org_unit_path
            .as_deref()
            .unwrap()
            .ends_with("/fUEdFUoXIpB")
    );
    assert!(
        first
            .org_unit_ancestors
            .as_deref()
            .unwrap()
            .starts_with("Velmora / Tessary")
    );
    assert_eq!(
        (first.period.as_str(), first.period_name.as_deref()),
        ("202601", Some("January 2026"))
    );
    assert_eq!(
        first.attribute_option_combo.unwrap().as_str(),
        "HllvX50cXC0"
    );
    assert_eq!(first.importance, Some(Importance::High));
    assert_eq!(
        (first.left_side, first.operator.as_str(), first.right_side),
        (Some(75.0), "<=", Some(17.0))
    );
    assert!(
        found[1]
            .rule_description
            .as_deref()
            .unwrap()
            .starts_with("Tests performed")
    );
    assert_eq!(
        lines(replay.server()),
        ["POST /api/dataAnalysis/validationRules"]
    );
    replay.verify();
}

#[test]
fn a_group_is_looked_for_before_its_rules_are_applied() {
    let server = Server::script(vec![
        Reply::json(200, &json!({"id": "VgMalaria01"})),
        Reply::json(200, &json!({"data": []})),
        recorded("validation/group_unknown"),
    ]);
    let days = ("2026-01-01".parse().unwrap(), "2026-01-31".parse().unwrap());
    let analysis = || {
        api(&server.url())
            .validation()
            .analysis("OuProvTess1", days.0, days.1)
    };
    let found = analysis()
        .group("VgMalaria01")
        .notify(true)
        .persist(true)
        .run()
        .unwrap();
    assert!(found.is_empty());
    // DHIS2 applies every rule when the group is not there: `validation/analysis_group_unknown`.
    let error = analysis().group("NoSuchUid11").run().unwrap_err();
    assert!(matches!(error, Error::NotFound(_)), "{error:?}");
    let requests = server.requests();
    assert_eq!(
        line(&requests[0]),
        "GET /api/validationRuleGroups/VgMalaria01?fields=id"
    );
    assert_eq!(
        body(&requests[1]),
        json!({"ou": "OuProvTess1", "startDate": "2026-01-01", "endDate": "2026-01-31",
            "notification": true, "persist": true, "vrg": "VgMalaria01"})
    );
    assert_eq!(requests[2].path, "/api/validationRuleGroups/NoSuchUid11");
    server.verify();
}

#[test]
fn an_analysis_that_cannot_be_is_refused_before_it_is_sent() {
    let server = Server::script(vec![]);
    let validation = api(&server.url()).validation();
    let (first, last) = ("2026-01-01".parse().unwrap(), "2026-01-31".parse().unwrap());
    for analysis in [
        validation.analysis("nowhere", first, last),
        validation.analysis("OuProvTess1", last, first),
        validation
            .analysis("OuProvTess1", first, last)
            .max_results(0),
        validation.analysis("OuProvTess1", first, last).group("x"),
    ] {
        let error = analysis.run().unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
    }
    server.verify();
}

#[test]
fn an_answer_that_is_no_list_of_violations_is_an_error() {
    let server = Server::script(vec![Reply::json(200, &json!({"rows": []}))]);
    let day = "2026-01-01".parse().unwrap();
    let error = api(&server.url())
        .validation()
        .analysis("OuProvTess1", day, day)
        .run();
    assert!(matches!(error, Err(Error::Decode(_))), "{error:?}");
}

#[test]
fn kept_results_are_listed_over_all_pages_with_every_condition() {
    let server = Server::script(vec![
        recorded("validation/results_page_1"),
        recorded("validation/results_page_2"),
    ]);
    let list = api(&server.url())
        .validation()
        .results()
        .org_unit("OuFacNoGeo1")
        .org_unit("OuProvTess1")
        .rule("OzsFS0fxQns")
        .period("202601")
        .period("2026Q2")
        .created_since("2026-01-01".parse().unwrap());
    let rows: Vec<_> = list.items().page_size(1).collect::<Result<_, _>>().unwrap();
    assert_eq!(
        rows.iter().map(|row| row.id).collect::<Vec<_>>(),
        [2227, 2228]
    );
    assert_eq!(rows[0].period.as_deref(), Some("202601"));
    assert_eq!(
        rows[0].validation_rule.as_ref().unwrap().name.as_deref(),
        Some("Third doses do not exceed first doses")
    );
    assert_eq!(
        (rows[0].left_side, rows[0].right_side),
        (Some(8.0), Some(4.0))
    );
    assert_eq!(
        (rows[0].notification_sent, rows[0].day_in_period),
        (Some(false), Some(31))
    );
    let requests = server.requests();
    assert_eq!(requests[0].path, "/api/validationResults");
    assert_eq!(requests[0].params("ou"), ["OuFacNoGeo1", "OuProvTess1"]);
    assert_eq!(requests[0].params("vr"), ["OzsFS0fxQns"]);
    assert_eq!(requests[0].params("pe"), ["202601", "2026Q2"]);
    assert_eq!(requests[0].params("createdDate"), ["2026-01-01"]);
    // `*` is passed over: every field has its name. There is no order to ask for.
    let fields = requests[0].params("fields");
    assert!(
        fields[0].starts_with("id,created,notificationSent,leftsideValue"),
        "{fields:?}"
    );
    assert!(requests[0].params("order").is_empty());
    assert_eq!(requests[1].params("page"), ["2"]);
    server.verify();
}

#[test]
fn no_kept_results_are_an_empty_list() {
    let server = Server::script(vec![recorded("other/validation_results")]);
    let list = api(&server.url()).validation().results().fields("id");
    assert_eq!(list.items().page_size(3).count(), 0);
    let request = &server.requests()[0];
    assert_eq!(request.params("pageSize"), ["3"]);
    assert_eq!(request.params("fields"), ["id"]);
    server.verify();
}

#[test]
fn one_result_is_read_on_both_versions() {
    let mut without = row(7);
    without["period"] = json!({});
    let server = Server::script(vec![
        recorded("validation/result"),
        Recording::load("2.43", "validation/result").reply("http://localhost"),
        Reply::json(200, &without),
        recorded("validation/result_unknown"),
    ]);
    let validation = api(&server.url()).validation();
    for _ in 0..2 {
        assert_eq!(
            validation.result(7).unwrap().period.as_deref(),
            Some("202601")
        );
    }
    assert_eq!(validation.result(7).unwrap().period, None);
    assert!(validation.result(7).unwrap_err().is_not_found());
    assert_eq!(lines(&server)[0], "GET /api/validationResults/7");
    server.verify();
}

#[test]
fn results_are_deleted_only_by_what_is_said_of_them() {
    let server = Server::repeat_last(vec![recorded("validation/results_delete")]);
    let validation = api(&server.url()).validation();
    let error = validation.delete_results().send().unwrap_err();
    assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
    let error = validation
        .delete_results()
        .period("202601")
        .org_unit("nowhere")
        .send();
    assert!(matches!(error, Err(Error::InvalidInput(_))), "{error:?}");
    validation
        .delete_results()
        .org_unit("OuFacNoGeo1")
        .org_unit("OuProvTess1")
        .rule("OzsFS0fxQns")
        .created_in("2026W1")
        .notified(true)
        .send()
        .unwrap();
    validation
        .delete_results()
        .period("202601")
        .period("202602")
        .notified(false)
        .send()
        .unwrap();
    validation.delete_result(7).unwrap();
    assert_eq!(
        lines(&server),
        [
            "DELETE /api/validationResults?ou=OuFacNoGeo1&ou=OuProvTess1&vr=OzsFS0fxQns&created=2026W1&notificationSent=true",
            "DELETE /api/validationResults?notificationSent=false&pe=202601",
            "DELETE /api/validationResults?notificationSent=false&pe=202602",
            "DELETE /api/validationResults/7",
        ]
    );
}

#[test]
fn notifications_are_sent_by_a_task() {
    let server = Server::script(vec![recorded("validation/notify")]);
    let task = api(&server.url())
        .validation()
        .send_notifications()
        .unwrap();
    assert_eq!(
        task.to_string(),
        "VALIDATION_RESULTS_NOTIFICATION/T7nbQ7xG2PK"
    );
    assert_eq!(lines(&server), ["POST /api/validation/sendNotifications"]);
}

#[test]
fn a_form_is_checked() {
    let replay = Replay::version("2.42")
        .file("other/validation_dataset")
        .start();
    let validation = api(&replay.url()).validation();
    let check = validation
        .data_set("DsMonthly01", "202601", "OuFacNoGeo1")
        .run()
        .unwrap();
    assert!(check.is_ok());
    let line = "GET /api/validation/dataSet/DsMonthly01?pe=202601&ou=OuFacNoGeo1";
    assert_eq!(lines(replay.server()), [line]);
    replay.verify();
}

#[test]
fn what_is_wrong_with_a_form_is_told_on_both_versions() {
    let server = Server::script(vec![recorded("validation/form")]);
    let check = api(&server.url())
        .validation()
        .data_set("DsMonthly01", "202601", "UX2caQGMsaJ");
    let found = check.run().unwrap();
    assert!(!found.is_ok() && found.missing_comments.is_empty());
    let violation = &found.violations[0];
    assert_eq!(violation.period.as_deref(), Some("202601"));
    assert_eq!(
        (violation.left_side, violation.right_side),
        (Some(8.0), Some(4.0))
    );
    let server = Server::script(vec![recorded("validation/form_comment")]);
    let check = api(&server.url())
        .validation()
        .data_set("DrCommDs001", "202601", "OuFacility2");
    let found = check.run().unwrap();
    assert!(!found.is_ok() && found.violations.is_empty());
    let operand = &found.missing_comments[0];
    let element = operand.data_element.as_ref().unwrap();
    assert_eq!(element.id.unwrap().as_str(), "DrCommDe001");
    assert!(operand.category_option_combo.is_some());
    // Of the period, its id alone, as 2.43 has it: `validation/data_set`.
    let operand = json!({"dataElement": {"id": "DeMalariaC1", "name": "Malaria cases confirmed"},
        "categoryOptionCombo": {"id": "HllvX50cXC0"}});
    let mut violation = row(0);
    violation["period"] = json!({"id": "202601"});
    let summary = json!({"validationRuleViolations": [violation],
        "commentRequiredViolations": [operand]});
    let server = Server::repeat_last(vec![Reply::json(200, &summary)]);
    let validation = api(&server.url()).validation();
    let check = || validation.data_set("DsMonthly01", "202601", "OuFacNoGeo1");
    let found = check().attribute_option_combo("HllvX50cXC0").run().unwrap();
    assert!(!found.is_ok());
    assert_eq!(found.violations[0].period.as_deref(), Some("202601"));
    let element = found.missing_comments[0].data_element.as_ref().unwrap();
    assert_eq!(element.id.unwrap().as_str(), "DeMalariaC1");
    let options = ["OptionUid01", "OptionUid02"];
    check()
        .attribute_options("CcDefault01", options)
        .run()
        .unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].params("aoc"), ["HllvX50cXC0"]);
    assert_eq!(requests[1].params("cc"), ["CcDefault01"]);
    assert_eq!(requests[1].params("cp"), ["OptionUid01;OptionUid02"]);
    for check in [
        validation.data_set("nothing", "202601", "OuFacNoGeo1"),
        validation.data_set("DsMonthly01", "202601", "nowhere"),
        check().attribute_option_combo("x"),
        check().attribute_options("CcDefault01", ["x"]),
    ] {
        assert!(matches!(check.run(), Err(Error::InvalidInput(_))));
    }
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn an_expression_is_described() {
    let replay = Replay::version("2.42")
        .file("other/expression_description")
        .file("other/expression_description_bad")
        .start();
    let validation = api(&replay.url()).validation();
    let describe = |text| validation.describe_expression(text).unwrap();
    let good = describe("#{DeMalariaC1}+1");
    assert!(good.is_valid);
    assert_eq!(
        good.description.as_deref(),
        Some("Malaria cases confirmed+1")
    );
    let bad = describe("#{NoSuchUid11}+");
    assert_eq!(
        (bad.is_valid, bad.message.as_str()),
        (false, "Expression is not well-formed")
    );
    let requests = replay.server().requests();
    assert_eq!(
        line(&requests[0]),
        "GET /api/expressions/description?expression=#{DeMalariaC1}+1"
    );
    replay.verify();
}

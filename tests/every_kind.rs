//! Every kind of metadata has its accessor, and a server that lacks one is told apart from an empty one.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use dhis2::files::DocumentContent;
use dhis2::models::{OAuth2AuthorizationConsent, PushAnalysis};
use dhis2::{Api, Error, JsonPatch, Result, Uid, Upload, models};
use serde_json::{Value, json};
use server::replay::Recording;
use server::{Reply, Request, Server, api};

fn dhis2(version: &'static str) -> Server {
    Server::start(move |request: &Request| match request.path.as_str() {
        "/api/system/info" => Reply::json(200, &json!({"version": version})),
        _ => Reply::json(
            200,
            &json!({"pager": {"page": 1, "total": 0, "pageSize": 1}}),
        ),
    })
}

type Count = fn(&Api) -> Result<u64>;

macro_rules! kinds {
    ($($accessor:ident: $plural:literal;)*) => {
        /// The accessors by the plurals of DHIS2 2.42.
        const KINDS: &[(&str, Count)] = &[$(($plural, |api| api.$accessor().count()),)*];
    };
}

kinds! {
    aggregate_data_exchanges: "aggregateDataExchanges";
    analytics_table_hooks: "analyticsTableHooks";
    api_tokens: "apiToken";
    attributes: "attributes";
    categories: "categories";
    category_combos: "categoryCombos";
    category_option_combos: "categoryOptionCombos";
    category_option_groups: "categoryOptionGroups";
    category_option_group_sets: "categoryOptionGroupSets";
    category_options: "categoryOptions";
    constants: "constants";
    dashboards: "dashboards";
    data_approval_levels: "dataApprovalLevels";
    data_approval_workflows: "dataApprovalWorkflows";
    data_element_groups: "dataElementGroups";
    data_element_group_sets: "dataElementGroupSets";
    data_elements: "dataElements";
    data_entry_forms: "dataEntryForms";
    data_set_notification_templates: "dataSetNotificationTemplates";
    data_sets: "dataSets";
    documents: "documents";
    event_charts: "eventCharts";
    event_filters: "eventFilters";
    event_hooks: "eventHooks";
    event_reports: "eventReports";
    event_visualizations: "eventVisualizations";
    expression_dimension_items: "expressionDimensionItems";
    external_map_layers: "externalMapLayers";
    indicator_groups: "indicatorGroups";
    indicator_group_sets: "indicatorGroupSets";
    indicators: "indicators";
    indicator_types: "indicatorTypes";
    job_configurations: "jobConfigurations";
    legend_sets: "legendSets";
    maps: "maps";
    map_views: "mapViews";
    oauth2_authorization_consents: "oAuth2AuthorizationConsents";
    oauth2_authorizations: "oAuth2Authorizations";
    oauth2_clients: "oAuth2Clients";
    option_groups: "optionGroups";
    option_group_sets: "optionGroupSets";
    options: "options";
    option_sets: "optionSets";
    organisation_unit_groups: "organisationUnitGroups";
    organisation_unit_group_sets: "organisationUnitGroupSets";
    organisation_unit_levels: "organisationUnitLevels";
    organisation_units: "organisationUnits";
    predictor_groups: "predictorGroups";
    predictors: "predictors";
    program_indicator_groups: "programIndicatorGroups";
    program_indicators: "programIndicators";
    program_notification_templates: "programNotificationTemplates";
    program_rule_actions: "programRuleActions";
    program_rules: "programRules";
    program_rule_variables: "programRuleVariables";
    programs: "programs";
    program_sections: "programSections";
    program_stages: "programStages";
    program_stage_sections: "programStageSections";
    program_stage_working_lists: "programStageWorkingLists";
    push_analysis: "pushAnalysis";
    relationship_types: "relationshipTypes";
    reports: "reports";
    routes: "routes";
    sections: "sections";
    sms_commands: "smsCommands";
    tracked_entity_attributes: "trackedEntityAttributes";
    tracked_entity_instance_filters: "trackedEntityInstanceFilters";
    tracked_entity_types: "trackedEntityTypes";
    user_groups: "userGroups";
    user_roles: "userRoles";
    users: "users";
    validation_notification_templates: "validationNotificationTemplates";
    validation_rule_groups: "validationRuleGroups";
    validation_rules: "validationRules";
    visualizations: "visualizations";
}

#[test]
fn every_kind_of_2_42_has_an_accessor_by_its_plural() {
    let server = dhis2("2.42.5");
    let api = api(&server.url());
    for (plural, count) in KINDS {
        assert_eq!(count(&api).unwrap(), 0, "{plural}");
        let last = server.requests().pop().unwrap();
        assert_eq!(last.target, format!("/api/{plural}?fields=id&pageSize=1"));
    }
    // The last of the 77 has an accessor of its own, and is an ordinary kind besides.
    let views = api.resource::<models::SqlView>().count().unwrap();
    assert_eq!(views, 0);
    assert_eq!(KINDS.len(), 76);
}

#[test]
fn the_kinds_are_those_that_recorded_servers_say_they_have() {
    let recorded: Value = serde_json::from_str(include_str!("schemas/schemas.json")).unwrap();
    let types = recorded["types"].as_object().unwrap();
    for (plural, _) in KINDS {
        assert!(
            types.values().any(|kind| kind["plural"] == *plural),
            "{plural}"
        );
    }
}

fn assert_unsupported<T: std::fmt::Debug>(result: Result<T>, needed: &str) {
    match result {
        Err(error @ Error::UnsupportedVersion(_)) => {
            assert!(error.to_string().contains(needed), "{error}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_kind_that_the_server_lacks_is_not_asked_for() {
    let uid = "PuAnalysis1";
    let server = dhis2("2.43.1");
    let push = api(&server.url()).push_analysis();
    let object = PushAnalysis {
        id: Some(Uid::generate()),
        ..Default::default()
    };
    let before = "a version before 2.43";
    assert_unsupported(push.list().collect_all(), before);
    assert_unsupported(push.count(), before);
    assert_unsupported(push.get(uid), before);
    assert_unsupported(push.get_opt(uid), before);
    assert_unsupported(push.create(&object), before);
    assert_unsupported(push.replace(&object), before);
    assert_unsupported(push.update(&object), before);
    assert_unsupported(push.patch(uid, &JsonPatch::new().remove("/code")), before);
    assert_unsupported(push.delete(uid), before);
    let paths: Vec<String> = server.requests().into_iter().map(|r| r.path).collect();
    assert_eq!(paths, ["/api/system/info"], "nothing but the version, once");

    let server = dhis2("2.41.4");
    let old = api(&server.url());
    assert_unsupported(old.oauth2_authorizations().count(), "version 2.42 or later");
    let consents = old.resource::<OAuth2AuthorizationConsent>();
    assert_unsupported(consents.list().first(), "version 2.42 or later");
    assert_eq!(server.requests().len(), 1);
    assert_eq!(old.push_analysis().count().unwrap(), 0);
    assert_eq!(old.oauth2_clients().count().unwrap(), 0);
}

#[test]
fn without_that_care_the_answer_of_2_43_is_a_page_of_html() {
    let recorded = Recording::load("2.43", "metadata/push_analysis");
    let server = Server::script(vec![recorded.reply("http://localhost")]);
    let error = api(&server.url()).get("pushAnalysis").send().unwrap_err();
    assert!(error.is_not_found(), "{error:?}");
    server.verify();
}

#[test]
fn constants_and_attributes_are_read_and_put_back_whole() {
    for name in ["constants", "attributes"] {
        let recorded = Recording::load("2.42", &format!("lists_owner/{name}"));
        let rows: Value = serde_json::from_slice(&recorded.body()).unwrap();
        let whole = rows[name][0].clone();
        let uid = whole["id"].as_str().unwrap().to_owned();
        let answer = whole.clone();
        let server = Server::start(move |request: &Request| match request.method.as_str() {
            "GET" => Reply::json(200, &answer),
            _ => Recording::load("2.42", "metadata/put_ok").reply("http://localhost"),
        });
        let api = api(&server.url());
        if name == "constants" {
            let constant = api.constants().get(&uid).unwrap();
            assert!(constant.value.is_some());
            api.constants().replace(&constant).unwrap();
        } else {
            let attribute = api.attributes().get(&uid).unwrap();
            assert_eq!(attribute.code.as_deref(), whole["code"].as_str());
            api.attributes().replace(&attribute).unwrap();
        }
        let requests = server.requests();
        assert_eq!(
            requests[0].target,
            format!("/api/{name}/{uid}?fields=%3Aowner")
        );
        assert_eq!(requests[1].target, format!("/api/{name}/{uid}"));
        let sent: Value = serde_json::from_slice(&requests[1].body).unwrap();
        assert_eq!(sent, whole);
    }
}

#[test]
fn documents_are_uploaded_and_downloaded_as_files_are() {
    let server = Server::start(|request: &Request| {
        let name = match (request.method.as_str(), request.path.as_str()) {
            ("POST", "/api/fileResources") => "files/upload_document",
            ("POST", "/api/documents") => "files/document_create",
            ("GET", path) if path.ends_with("/data") => "files/document_data_external",
            _ => "files/document",
        };
        Recording::load("2.42", name).reply("http://localhost")
    });
    let documents = api(&server.url()).documents();
    let guide = documents
        .upload("Guide", Upload::bytes("guide.txt", b"hello\n".to_vec()))
        .unwrap();
    let content = documents.download(&guide.id).unwrap();
    assert!(
        matches!(content, DocumentContent::External(_)),
        "{content:?}"
    );
    let requests = server.requests();
    assert_eq!(requests[0].param("domain"), Some("DOCUMENT"));
    let post: Value = serde_json::from_slice(&requests[1].body).unwrap();
    assert_eq!(
        (&post["name"], &post["external"]),
        (&json!("Guide"), &json!(false))
    );
    let last = requests.last().unwrap();
    assert_eq!(last.target, format!("/api/documents/{}/data", guide.id));
}

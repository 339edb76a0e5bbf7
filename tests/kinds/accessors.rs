//! The common verbs against every kind: each goes to its own endpoint, and what a real server sent comes
//! back to it without loss.

use std::collections::BTreeSet;

use dhis2::models::{self, Metadata};
use dhis2::resources::Resource;
use dhis2::{Api, JsonPatch};
use serde_json::{Value, json};

use super::server::{Reply, Request, Server};
use super::{all_of, api, body, line, lines, owned_list, recorded, written};

/// Kinds that a `PUT` harms: they are written through the importer.
const BY_IMPORT: [&str; 3] = ["dashboards", "eventCharts", "eventReports"];

/// A user's groups belong to the groups, but a `PUT` without them takes the user out.
const WHOLE_USER: &str = ":owner,userGroups";

/// Kinds that are written with more than what they own: see `tests/visual_metadata.rs`, `tests/users.rs`.
const OWN_TESTS: [&str; 4] = ["eventVisualizations", "maps", "users", "visualizations"];

/// Two objects for the kinds that no server was recorded with: an id and a name are all that is sure of them.
fn bare() -> Vec<Value> {
    vec![
        json!({"id": "RecordLess1", "name": "One"}),
        json!({"id": "RecordLess2", "name": "Two"}),
    ]
}

/// Answers all verbs of one kind.
fn kind_server(plural: &'static str, rows: &[Value]) -> Server {
    let rows = rows.to_vec();
    Server::start(move |request: &Request| {
        let path = request.path.trim_start_matches("/api/");
        let parts: Vec<&str> = path.split('/').collect();
        match (request.method.as_str(), parts.as_slice()) {
            // For the kinds that not every version has.
            ("GET", ["system", "info"]) => Reply::json(200, &json!({"version": "2.42.5"})),
            ("GET", [kind]) if *kind == plural => {
                let pager =
                    json!({"page": 1, "total": rows.len(), "pageSize": 500, "pageCount": 1});
                Reply::json(200, &json!({ "pager": pager, plural: rows }))
            }
            ("GET", [kind, uid]) if *kind == plural => {
                match rows.iter().find(|row| row["id"] == *uid) {
                    Some(row) => Reply::json(200, row),
                    None => recorded("metadata/delete_again"),
                }
            }
            ("POST", ["metadata"]) => recorded("analytics_objects/visualization_import_owner"),
            ("POST", [kind]) if *kind == plural => {
                written("metadata/create_ok", body(request)["id"].as_str().unwrap())
            }
            ("PUT", [kind, uid]) if *kind == plural => written("metadata/put_ok", uid),
            ("PATCH", [kind, uid]) if *kind == plural => written("metadata/patch_ok", uid),
            ("DELETE", [kind, uid]) if *kind == plural => written("metadata/delete_ok", uid),
            _ => panic!("{}", line(request)),
        }
    })
}

/// What is put back: the object without the references of its rows to itself, which DHIS2 refuses.
fn without_back_references(object: &Value, owner: &str) -> Value {
    let mut object = object.clone();
    for (name, list) in object.as_object_mut().unwrap() {
        if !name.ends_with("Elements") && !name.ends_with("Attributes") {
            continue;
        }
        for row in list.as_array_mut().into_iter().flatten() {
            if let Some(row) = row.as_object_mut() {
                row.remove(owner);
            }
        }
    }
    object
}

fn common_verbs<T: Metadata>(name: &str, accessor: fn(&Api) -> Resource<T>, rows: &[Value]) {
    let plural = T::PLURAL;
    let server = kind_server(plural, rows);
    let kind = accessor(&api(&server.url()));
    let uid = rows[0]["id"].as_str().unwrap();
    let last = || server.requests().pop().unwrap();

    let listed = kind.list().collect_all().unwrap();
    // What a server may lack is asked for its version first.
    let asked: Vec<String> = lines(&server)
        .into_iter()
        .filter(|line| line != "GET /api/system/info")
        .map(|line| line.replace(WHOLE_USER, ":owner"))
        .collect();
    assert_eq!(asked, [all_of(plural, &[])], "{name}");
    let back: Vec<Value> = listed
        .iter()
        .map(|object| serde_json::to_value(object).unwrap())
        .collect();
    assert_eq!(back, rows, "{name}");
    assert_eq!(listed[0].uid().unwrap().as_str(), uid, "{name}");

    assert_eq!(kind.count().unwrap(), rows.len() as u64, "{name}");
    assert_eq!(
        line(&last()),
        format!("GET /api/{plural}?fields=id&pageSize=1")
    );
    assert!(kind.exists(uid).unwrap(), "{name}");
    assert_eq!(line(&last()), format!("GET /api/{plural}/{uid}?fields=id"));
    assert!(kind.get_opt("NoSuchUid11").unwrap().is_none(), "{name}");

    let one = kind.get(uid).unwrap();
    assert_eq!(
        line(&last()).replace(WHOLE_USER, ":owner"),
        format!("GET /api/{plural}/{uid}?fields=:owner")
    );
    assert_eq!(serde_json::to_value(&one).unwrap(), rows[0], "{name}");

    assert_eq!(kind.create(&one).unwrap().uid.as_str(), uid, "{name}");
    assert_eq!(line(&last()), format!("POST /api/{plural}"));
    let expected = without_back_references(&rows[0], T::SINGULAR);
    assert_eq!(body(&last()), expected, "{name}");

    // These are written with more than they own, which their own tests show.
    let writes = if OWN_TESTS.contains(&plural) {
        &[][..]
    } else {
        &[Resource::<T>::replace, Resource::<T>::update][..]
    };
    for write in writes {
        let message = write(&kind, &one).unwrap();
        if BY_IMPORT.contains(&plural) {
            assert_eq!(message.stats().unwrap().updated, 1, "{name}");
            assert_eq!(
                line(&last()),
                "POST /api/metadata?importStrategy=UPDATE&atomicMode=ALL"
            );
            assert_eq!(body(&last()), json!({ plural: [rows[0]] }), "{name}");
        } else {
            assert_eq!(message.response.unwrap()["uid"], uid, "{name}");
            assert_eq!(line(&last()), format!("PUT /api/{plural}/{uid}"));
            assert_eq!(body(&last()), expected, "{name}");
        }
    }

    let patch = JsonPatch::new().replace("/name", "Other");
    let message = kind.patch(uid, &patch).unwrap();
    assert_eq!(message.response.unwrap()["uid"], uid, "{name}");
    assert_eq!(line(&last()), format!("PATCH /api/{plural}/{uid}"));
    assert_eq!(
        last().header("content-type"),
        Some("application/json-patch+json")
    );
    assert_eq!(
        body(&last()),
        json!([{"op": "replace", "path": "/name", "value": "Other"}])
    );

    kind.delete(uid).unwrap();
    assert_eq!(line(&last()), format!("DELETE /api/{plural}/{uid}"));
    assert!(last().body.is_empty(), "{name}");
    server.verify();
}

/// `dataElementGroups` is `data_element_groups`. Two are named more readably than DHIS2 does.
fn snake(plural: &str) -> String {
    let plural = match plural {
        "apiToken" => "apiTokens",
        other => other,
    };
    let plural = plural.replace("oAuth2", "oauth2");
    plural
        .chars()
        .map(|c| match c {
            'A'..='Z' => format!("_{}", c.to_ascii_lowercase()),
            c => c.to_string(),
        })
        .collect()
}

macro_rules! every_kind {
    ($($name:ident: $kind:ident)*) => {
        /// Every accessor with its recorded objects of both versions.
        #[test]
        fn every_accessor_has_the_common_verbs_and_loses_nothing() {
            let (mut kinds, mut with_recording) = (BTreeSet::new(), 0);
            $({
                let plural = <models::$kind as Metadata>::PLURAL;
                assert_eq!(snake(plural), stringify!($name));
                assert!(kinds.insert(plural), "{plural} twice");
                let mut rows: Vec<Vec<Value>> = ["2.42", "2.43"]
                    .into_iter()
                    .filter_map(|version| owned_list(version, plural))
                    .filter(|rows| !rows.is_empty())
                    .collect();
                with_recording += rows.len();
                if rows.is_empty() {
                    rows.push(bare());
                }
                for rows in rows {
                    common_verbs::<models::$kind>(stringify!($name), Api::$name, &rows);
                }
            })*
            let all: BTreeSet<_> = models::ALL.iter().map(|info| info.plural).collect();
            let left: Vec<_> = all.difference(&kinds).collect();
            // These two have accessors of their own, with more to do.
            assert_eq!(left, [&"fileResources", &"sqlViews"]);
            assert!(with_recording > 60, "only {with_recording} recorded lists");
        }
    };
}

every_kind! {
    aggregate_data_exchanges: AggregateDataExchange
    analytics_table_hooks: AnalyticsTableHook
    api_tokens: ApiToken
    attributes: Attribute
    categories: Category
    category_combos: CategoryCombo
    category_option_combos: CategoryOptionCombo
    category_option_groups: CategoryOptionGroup
    category_option_group_sets: CategoryOptionGroupSet
    category_options: CategoryOption
    constants: Constant
    dashboards: Dashboard
    data_approval_levels: DataApprovalLevel
    data_approval_workflows: DataApprovalWorkflow
    data_element_groups: DataElementGroup
    data_element_group_sets: DataElementGroupSet
    data_elements: DataElement
    data_entry_forms: DataEntryForm
    data_set_notification_templates: DataSetNotificationTemplate
    data_sets: DataSet
    documents: Document
    event_charts: EventChart
    event_filters: EventFilter
    event_hooks: EventHook
    event_reports: EventReport
    event_visualizations: EventVisualization
    expression_dimension_items: ExpressionDimensionItem
    external_map_layers: ExternalMapLayer
    indicator_groups: IndicatorGroup
    indicator_group_sets: IndicatorGroupSet
    indicators: Indicator
    indicator_types: IndicatorType
    job_configurations: JobConfiguration
    legend_sets: LegendSet
    maps: Map
    map_views: MapView
    oauth2_authorization_consents: OAuth2AuthorizationConsent
    oauth2_authorizations: OAuth2Authorization
    oauth2_clients: OAuth2Client
    option_groups: OptionGroup
    option_group_sets: OptionGroupSet
    options: OptionItem
    option_sets: OptionSet
    organisation_unit_groups: OrganisationUnitGroup
    organisation_unit_group_sets: OrganisationUnitGroupSet
    organisation_unit_levels: OrganisationUnitLevel
    organisation_units: OrganisationUnit
    predictor_groups: PredictorGroup
    predictors: Predictor
    program_indicator_groups: ProgramIndicatorGroup
    program_indicators: ProgramIndicator
    program_notification_templates: ProgramNotificationTemplate
    program_rule_actions: ProgramRuleAction
    program_rules: ProgramRule
    program_rule_variables: ProgramRuleVariable
    programs: Program
    program_sections: ProgramSection
    program_stages: ProgramStage
    program_stage_sections: ProgramStageSection
    program_stage_working_lists: ProgramStageWorkingList
    push_analysis: PushAnalysis
    relationship_types: RelationshipType
    reports: Report
    routes: Route
    sections: Section
    sms_commands: SmsCommand
    tracked_entity_attributes: TrackedEntityAttribute
    tracked_entity_instance_filters: TrackedEntityInstanceFilter
    tracked_entity_types: TrackedEntityType
    user_groups: UserGroup
    user_roles: UserRole
    users: User
    validation_notification_templates: ValidationNotificationTemplate
    validation_rule_groups: ValidationRuleGroup
    validation_rules: ValidationRule
    visualizations: Visualization
}

#[test]
fn sql_views_have_the_common_verbs_too() {
    let rows = owned_list("2.42", "sqlViews").unwrap();
    common_verbs::<models::SqlView>("sql_views", Api::resource, &rows);
}

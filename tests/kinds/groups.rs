//! Groups and their members, group sets and their groups.

use dhis2::Error;
use dhis2::models::Metadata;
use serde_json::{Value, json};

use super::server::{Reply, Request, Server};
use super::{all_of, api, body, is_invalid, line, owned_list, page, recorded, taken};

const GROUP: &str = "FibfL0Y68yY";

/// Two members of a kind: recorded ones where there are some.
fn members_of(plural: &str) -> Vec<Value> {
    let mut rows = owned_list("2.42", plural).unwrap_or_default();
    rows.truncate(2);
    rows
}

/// Answers the list of members and every change of a collection.
fn group_server(member: &'static str) -> Server {
    let rows = json!(members_of(member));
    Server::start(move |request: &Request| match request.method.as_str() {
        "GET" => page(member, &rows),
        "PUT" => taken(1, 2),
        _ if body(request).get("additions").is_some() => taken(2, 0),
        _ => taken(0, 1),
    })
}

macro_rules! groups {
    ($($test:ident: $accessor:ident has $member:literal of $group:literal;)*) => {$(
        #[test]
        fn $test() {
            let server = group_server($member);
            let groups = api(&server.url()).$accessor();
            let members = groups.members(GROUP).collect_all().unwrap();
            let uids: Vec<Value> = members.iter().map(|m| json!(m.uid().unwrap())).collect();
            let recorded: Vec<Value> = members_of($member).iter().map(|m| m["id"].clone()).collect();
            assert_eq!(uids, recorded);
            assert!(!uids.is_empty());

            let stats = groups.add_members(GROUP, ["DeMalariaC1", "GMgac0MqnDk"]).unwrap();
            assert_eq!((stats.updated, stats.total), (2, 2));
            let stats = groups.remove_members(GROUP, ["GMgac0MqnDk"]).unwrap();
            assert_eq!((stats.deleted, stats.total), (1, 1));
            let stats = groups.set_members(GROUP, ["DeMalariaC1"]).unwrap();
            assert_eq!((stats.updated, stats.deleted), (1, 2));

            let requests = server.requests();
            let lines: Vec<String> = requests.iter().map(line).collect();
            let path = concat!("/api/", $group, "/FibfL0Y68yY/", $member);
            assert_eq!(lines, [
                all_of($member, &[concat!($group, ".id:eq:FibfL0Y68yY")]),
                format!("POST {path}"),
                format!("POST {path}"),
                format!("PUT {path}"),
            ]);
            assert_eq!(
                body(&requests[1]),
                json!({"additions": [{"id": "DeMalariaC1"}, {"id": "GMgac0MqnDk"}]})
            );
            assert_eq!(body(&requests[2]), json!({"deletions": [{"id": "GMgac0MqnDk"}]}));
            assert_eq!(body(&requests[3]), json!({"identifiableObjects": [{"id": "DeMalariaC1"}]}));
        }
    )*};
}

groups! {
    members_of_category_option_groups: category_option_groups has "categoryOptions" of "categoryOptionGroups";
    members_of_data_element_groups: data_element_groups has "dataElements" of "dataElementGroups";
    members_of_indicator_groups: indicator_groups has "indicators" of "indicatorGroups";
    members_of_organisation_unit_groups: organisation_unit_groups has "organisationUnits" of "organisationUnitGroups";
    members_of_predictor_groups: predictor_groups has "predictors" of "predictorGroups";
    members_of_program_indicator_groups: program_indicator_groups has "programIndicators" of "programIndicatorGroups";
    members_of_validation_rule_groups: validation_rule_groups has "validationRules" of "validationRuleGroups";
}

macro_rules! group_sets {
    ($($test:ident: $accessor:ident has $group:literal of $set:literal;)*) => {$(
        #[test]
        fn $test() {
            let server = Server::start(|request: &Request| match request.method.as_str() {
                // The shape of `metadata/collection_get_fields`.
                "GET" => Reply::json(200, &json!({ $group: [{"name": "G", "id": "FibfL0Y68yY"}] })),
                _ if body(request).get("additions").is_some() => taken(1, 0),
                _ => taken(0, 1),
            });
            let sets = api(&server.url()).$accessor();
            let groups = sets.groups("J5jldMd8OHv").unwrap();
            assert_eq!(groups[0].name(), Some("G"));
            assert_eq!(groups[0].uid().unwrap().as_str(), GROUP);
            assert_eq!(sets.add_groups("J5jldMd8OHv", [GROUP]).unwrap().updated, 1);
            assert_eq!(sets.remove_groups("J5jldMd8OHv", [GROUP]).unwrap().deleted, 1);

            let requests = server.requests();
            let lines: Vec<String> = requests.iter().map(line).collect();
            let path = concat!("/api/", $set, "/J5jldMd8OHv/", $group);
            assert_eq!(lines, [
                format!("GET {path}?fields=id,name,code"),
                format!("POST {path}"),
                format!("POST {path}"),
            ]);
            assert_eq!(body(&requests[1]), json!({"additions": [{"id": GROUP}]}));
            assert_eq!(body(&requests[2]), json!({"deletions": [{"id": GROUP}]}));
        }
    )*};
}

group_sets! {
    groups_of_category_option_group_sets: category_option_group_sets has "categoryOptionGroups" of "categoryOptionGroupSets";
    groups_of_data_element_group_sets: data_element_group_sets has "dataElementGroups" of "dataElementGroupSets";
    groups_of_indicator_group_sets: indicator_group_sets has "indicatorGroups" of "indicatorGroupSets";
    groups_of_organisation_unit_group_sets: organisation_unit_group_sets has "organisationUnitGroups" of "organisationUnitGroupSets";
}

#[test]
fn a_member_that_dhis2_does_not_know_is_an_error_although_it_answers_200() {
    let server = Server::script(vec![recorded("metadata/collection_add_unknown")]);
    let groups = api(&server.url()).data_element_groups();
    let error = groups.add_members(GROUP, ["NoSuchUid11"]).unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    assert!(error.to_string().contains("took 0 of 1"), "{error}");
    server.verify();
}

#[test]
fn a_uid_that_is_none_fails_when_the_list_is_read_and_before_anything_is_sent() {
    let server = Server::script(vec![]);
    let api = api(&server.url());
    assert!(is_invalid(
        api.data_element_groups().members("bad").collect_all()
    ));
    assert!(is_invalid(
        api.data_element_groups().add_members(GROUP, ["bad"])
    ));
    assert!(is_invalid(api.data_element_group_sets().groups("bad")));
    server.verify();
}

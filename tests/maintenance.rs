//! Maintenance, held against recorded answers of both versions.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use dhis2::Error;
use dhis2::resources::maintenance::{Operation, SoftDeleted};
use server::replay::{Recording, Replay};
use server::{Reply, Request, Server, api, targets};

fn recorded(name: &str) -> Reply {
    Recording::load("2.42", &format!("tasks/{name}")).reply("http://localhost")
}

#[test]
fn commands_succeed_with_no_content_on_2_42_and_with_an_envelope_on_2_43() {
    for version in ["2.42", "2.43"] {
        let replay = Replay::version(version)
            .file("maintenance/cache")
            .file("maintenance/coc_update")
            .file("maintenance/ou_paths")
            .file("maintenance/period_pruning")
            .file("maintenance/analytics_analyze")
            .start();
        let maintenance = api(&replay.url()).maintenance();
        maintenance.clear_cache().unwrap();
        maintenance.update_category_option_combos().unwrap();
        maintenance.update_organisation_unit_paths().unwrap();
        maintenance.prune_periods().unwrap();
        maintenance.analyze_analytics_tables().unwrap();
        assert_eq!(replay.server().requests().len(), 5, "{version}");
        replay.verify();
    }
}

#[test]
fn background_work_returns_the_task_of_its_ticket() {
    let server = Server::script(vec![recorded("resource_tables"), recorded("monitoring")]);
    let maintenance = api(&server.url()).maintenance();
    let tables = maintenance.resource_tables().unwrap();
    assert_eq!(tables.to_string(), "RESOURCE_TABLE/G7IUMdd4QRS");
    assert_eq!(tables.created(), Some("2026-11-21T07:48:29.184"));
    let monitoring = maintenance.monitoring().unwrap();
    assert_eq!(monitoring.to_string(), "MONITORING/geqWTcN8x3q");
    assert_eq!(
        targets(&server),
        [
            "POST /api/resourceTables",
            "POST /api/resourceTables/monitoring"
        ]
    );
}

#[test]
fn analytics_tables_send_the_years_and_only_the_flags_that_are_true() {
    let server = Server::script(vec![
        recorded("analytics_start"),
        recorded("analytics_start"),
    ]);
    let maintenance = api(&server.url()).maintenance();
    let task = maintenance
        .analytics_tables()
        .last_years(5)
        .last_years(2)
        .skip_events(true)
        .skip_events(false)
        .start()
        .unwrap();
    assert_eq!(task.to_string(), "ANALYTICS_TABLE/VkZrRWcCIKq");
    maintenance
        .analytics_tables()
        .skip_resource_tables(true)
        .skip_aggregate(true)
        .skip_events(true)
        .skip_enrollments(true)
        .skip_tracked_entities(true)
        .skip_org_unit_ownership(true)
        .skip_outliers(true)
        .skip_validation_results(true)
        .start()
        .unwrap();
    assert_eq!(
        targets(&server),
        [
            "POST /api/resourceTables/analytics?lastYears=2",
            "POST /api/resourceTables/analytics?skipResourceTables=true&skipAggregate=true\
             &skipEvents=true&skipEnrollment=true&skipTrackedEntities=true\
             &skipOrgUnitOwnership=true&skipOutliers=true&skipValidationResult=true",
        ]
    );
}

#[test]
fn an_answer_without_a_task_is_an_error_and_not_a_task() {
    let body = serde_json::json!({"httpStatus": "OK", "status": "OK", "message": "Done"});
    let server = Server::script(vec![Reply::json(200, &body)]);
    let error = api(&server.url())
        .maintenance()
        .resource_tables()
        .unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    assert!(error.to_string().contains("\"Done\""), "{error}");
}

#[test]
fn every_command_goes_to_its_own_endpoint() {
    let of = |name: &str| {
        Recording::load("2.42", &format!("maintenance/{name}")).reply("http://localhost")
    };
    let server = Server::start(move |request: &Request| {
        let path = request.path.trim_start_matches("/api/maintenance/");
        match path.split('/').next().unwrap_or_default() {
            "categoryOptionComboUpdate" => of("combo_update"),
            "expiredInvitationsClear" => of("expired_invitations"),
            "sqlViewsCreate" => of("sql_views_create"),
            "dataPruning" if path.ends_with("NoSuchUid11") => of("prune_unknown"),
            "dataPruning" if path.contains("organisationUnits") => of("prune_unit"),
            "dataPruning" => of("prune_element"),
            _ => Reply::empty(204),
        }
    });
    let maintenance = api(&server.url()).maintenance();
    maintenance
        .update_category_option_combos_of("CcDefault01")
        .unwrap();
    maintenance.clear_analytics_tables().unwrap();
    for what in [
        SoftDeleted::DataValues,
        SoftDeleted::Events,
        SoftDeleted::Enrollments,
        SoftDeleted::TrackedEntities,
        SoftDeleted::Relationships,
    ] {
        maintenance.remove_soft_deleted(what).unwrap();
    }
    maintenance.remove_zero_data_values().unwrap();
    maintenance.clear_expired_invitations().unwrap();
    maintenance.create_sql_views().unwrap();
    maintenance.drop_sql_views().unwrap();
    maintenance
        .prune_data_of_organisation_unit("OuVelmora01")
        .unwrap();
    maintenance
        .prune_data_of_data_element("DeMalariaC1")
        .unwrap();
    let unknown = maintenance.prune_data_of_data_element("NoSuchUid11");
    assert!(unknown.unwrap_err().is_conflict());
    assert!(maintenance.prune_data_of_data_element("../cache").is_err());
    let expected = [
        "categoryOptionComboUpdate/categoryCombo/CcDefault01",
        "analyticsTablesClear",
        "softDeletedDataValueRemoval",
        "softDeletedEventRemoval",
        "softDeletedEnrollmentRemoval",
        "softDeletedTrackedEntityRemoval",
        "softDeletedRelationshipRemoval",
        "zeroDataValueRemoval",
        "expiredInvitationsClear",
        "sqlViewsCreate",
        "sqlViewsDrop",
        "dataPruning/organisationUnits/OuVelmora01",
        "dataPruning/dataElements/DeMalariaC1",
        "dataPruning/dataElements/NoSuchUid11",
    ];
    let expected = expected.map(|path| format!("POST /api/maintenance/{path}"));
    assert_eq!(targets(&server), expected);
}

#[test]
fn a_missing_authority_is_an_error() {
    let reply = Recording::load("2.42", "errors/e403_maintenance").reply("http://localhost");
    let server = Server::script(vec![reply]);
    let error = api(&server.url()).maintenance().clear_cache().unwrap_err();
    assert_eq!(error.status(), Some(403));
}

#[test]
fn several_operations_go_in_one_request_on_both_versions() {
    for version in ["2.42", "2.43"] {
        let many = Recording::load(version, "maintenance/many").reply("http://localhost");
        let server = Server::script(vec![many]);
        let maintenance = api(&server.url()).maintenance();
        let operations = [
            Operation::ClearCache,
            Operation::UpdateCategoryOptionCombos,
            Operation::ClearCache,
        ];
        maintenance.perform(operations).unwrap();
        let error = maintenance.perform([]).unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
        assert_eq!(
            targets(&server),
            ["POST /api/maintenance?categoryOptionComboUpdate=true&cacheClear=true"],
            "{version}"
        );
    }
}

#[test]
fn each_operation_has_the_name_that_the_server_reads() {
    // [S] 2.42 and 2.43 `MaintenanceController.performMaintenance`: its parameters, in its order. A server
    // does not tell: it answers an unknown one with a 204.
    let names = [
        "analyticsTableClear",
        "analyticsTableAnalyze",
        "expiredInvitationsClear",
        "ouPathsUpdate",
        "periodPruning",
        "zeroDataValueRemoval",
        "softDeletedDataValueRemoval",
        "softDeletedRelationshipRemoval",
        "softDeletedEventRemoval",
        "softDeletedEnrollmentRemoval",
        "softDeletedTrackedEntityRemoval",
        "sqlViewsDrop",
        "sqlViewsCreate",
        "categoryOptionComboUpdate",
        "cacheClear",
        "appReload",
        "resourceTableUpdate",
    ];
    let perform = Recording::load("2.42", "maintenance/perform").reply("http://localhost");
    let server = Server::script(vec![perform]);
    let all = [
        Operation::ClearAnalyticsTables,
        Operation::AnalyzeAnalyticsTables,
        Operation::ClearExpiredInvitations,
        Operation::UpdateOrganisationUnitPaths,
        Operation::PrunePeriods,
        Operation::RemoveZeroDataValues,
        Operation::RemoveSoftDeletedDataValues,
        Operation::RemoveSoftDeletedRelationships,
        Operation::RemoveSoftDeletedEvents,
        Operation::RemoveSoftDeletedEnrollments,
        Operation::RemoveSoftDeletedTrackedEntities,
        Operation::DropSqlViews,
        Operation::CreateSqlViews,
        Operation::UpdateCategoryOptionCombos,
        Operation::ClearCache,
        Operation::ReloadApps,
        Operation::UpdateResourceTables,
    ];
    api(&server.url()).maintenance().perform(all).unwrap();
    let query = names.map(|name| format!("{name}=true")).join("&");
    assert_eq!(targets(&server), [format!("POST /api/maintenance?{query}")]);
}

#[test]
fn a_cleared_cache_is_forgotten_here_too() {
    let info = || Recording::load("2.42", "system/info_auth").reply("http://localhost");
    let server = Server::script(vec![info(), Reply::empty(204), Reply::empty(204), info()]);
    let api = api(&server.url());
    api.system().info().unwrap();
    let maintenance = api.maintenance();
    maintenance.perform([Operation::PrunePeriods]).unwrap();
    api.system().info().unwrap();
    maintenance.perform([Operation::ClearCache]).unwrap();
    api.system().info().unwrap();
    server.verify();
}

#[test]
fn apps_are_looked_for_anew() {
    let reply = Recording::load("2.42", "apps/reload_maintenance").reply("http://localhost");
    let server = Server::script(vec![reply]);
    api(&server.url()).maintenance().reload_apps().unwrap();
    assert_eq!(targets(&server), ["GET /api/maintenance/appReload"]);
}

//! Merges of metadata: duplicates become one.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use dhis2::resources::{DataMergeStrategy, Merged};
use dhis2::{Api, Error, Result};
use serde_json::{Value, json};
use server::replay::Recording;
use server::{Reply, Request, Server, api, body, line};

/// A server of a version, with one recorded answer to a merge.
fn serve(version: &'static str, name: &str) -> Server {
    let answer = |name: &str| Recording::load(version, name).reply("http://localhost");
    let (info, merge) = (answer("system/info_auth"), answer(name));
    Server::start(move |request: &Request| match request.method.as_str() {
        "GET" => info.clone(),
        _ => merge.clone(),
    })
}

/// Runs a merge against its recording, which was made of the same request.
fn run(
    version: &'static str,
    name: &str,
    merge: impl Fn(&Api) -> Result<Merged>,
) -> Result<Merged> {
    let server = serve(version, name);
    let merged = merge(&api(&server.url()));
    let requests = server.requests();
    assert_eq!(requests.len(), 2, "{name}");
    assert_eq!(line(&requests[0]), "GET /api/system/info");
    let recorded = Recording::load(version, name).request;
    let path = recorded["path"].as_str().unwrap();
    assert_eq!(line(&requests[1]), format!("POST {path}"));
    let sent: Value = serde_json::from_str(recorded["body"].as_str().unwrap()).unwrap();
    assert_eq!(body(&requests[1]), sent, "{name}");
    merged
}

fn deleted(merged: Result<Merged>) -> Vec<String> {
    let merged = merged.unwrap();
    assert!(merged.message.unwrap().contains("merge complete"));
    merged.deleted.iter().map(ToString::to_string).collect()
}

#[test]
fn kinds_with_data_are_merged_with_it() {
    let merged = run("2.42", "merge/data_elements", |api| {
        let sources = ["DeMergeSrc1", "DeMergeSrc2"];
        let data = DataMergeStrategy::LastUpdated;
        api.data_elements()
            .merge(sources, "DeMergeTrg1", data, true)
    });
    assert_eq!(deleted(merged), ["DeMergeSrc2", "DeMergeSrc1"]);
    let merged = run("2.42", "merge/category_option_combos", |api| {
        let data = DataMergeStrategy::LastUpdated;
        let combos = api.category_option_combos();
        combos.merge(["XVRhrcxwqfw"], "fXLzvZtkZJQ", data, true)
    });
    assert_eq!(deleted(merged), ["XVRhrcxwqfw"]);
}

#[test]
fn kinds_without_data_are_merged_and_the_sources_may_stay() {
    let merged = run("2.42", "merge/indicators", |api| {
        api.indicators()
            .merge(["InMergeSrc1"], "InMergeTrg1", false)
    });
    assert!(deleted(merged).is_empty());
    let merged = run("2.42", "merge/indicator_types", |api| {
        api.indicator_types()
            .merge(["ItMergeSrc1"], "ItMergeTrg1", true)
    });
    assert_eq!(deleted(merged), ["ItMergeSrc1"]);
    let merged = run("2.42", "merge/category_options", |api| {
        api.category_options()
            .merge(["CoMergeSrc1"], "CoMergeTrg1", true)
    });
    assert_eq!(deleted(merged), ["CoMergeSrc1"]);
}

#[test]
fn categories_and_their_combinations_are_merged_from_2_43_on() {
    let merged = run("2.43", "merge/categories", |api| {
        api.categories().merge(["CaMerge0001"], "CaMerge0002", true)
    });
    assert_eq!(deleted(merged), ["CaMerge0001"]);
    let combos = |api: &Api| {
        api.category_combos()
            .merge(["CcMerge0001"], "CcMerge0002", true)
    };
    let merged = run("2.43", "merge/category_combos", combos).unwrap();
    let message = merged.message.unwrap();
    assert!(
        message.contains("duplicate CategoryOptionCombos"),
        "{message}"
    );
    // An older server is not asked.
    let server = serve("2.42", "merge/category_options");
    let error = combos(&api(&server.url())).unwrap_err();
    assert!(matches!(error, Error::UnsupportedVersion(_)), "{error}");
    assert!(error.to_string().contains("2.43"), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_refused_merge_says_why() {
    let refused = [
        run("2.42", "merge/data_elements_bad", |api| {
            let data = DataMergeStrategy::Discard;
            api.data_elements()
                .merge(["DeMergeSrc1"], "DeMergeTrg1", data, true)
        }),
        run("2.42", "merge/category_option_combos_other", |api| {
            let data = DataMergeStrategy::Discard;
            let combos = api.category_option_combos();
            combos.merge(["XVRhrcxwqfw"], "fXLzvZtkZJQ", data, true)
        }),
        run("2.43", "merge/category_combos_other", |api| {
            api.category_combos()
                .merge(["CcMerge0001"], "CcMerge0002", true)
        }),
    ];
    let reasons = [
        ("E1533", "SOURCE DataElement does not exist: `DeMergeSrc1`"),
        ("E1540", "CategoryOptionCombos must be duplicates"),
        ("E1545", "must have identical Categories"),
    ];
    for (refused, (code, reason)) in refused.into_iter().zip(reasons) {
        let error = refused.unwrap_err();
        let conflicts = error.conflicts();
        assert_eq!(conflicts[0].error_code.as_deref(), Some(code));
        assert!(error.to_string().contains(reason), "{error}");
    }
}

#[test]
fn what_cannot_be_merged_is_refused_before_anything_is_sent() {
    let server = Server::start(|_: &Request| Reply::json(200, &json!({})));
    let types = api(&server.url()).indicator_types();
    let none: [&str; 0] = [];
    for refused in [
        types.merge(none, "ItMergeTrg1", true),
        types.merge(["ItMergeSrc1", "ItMergeTrg1"], "ItMergeTrg1", true),
        types.merge(["no uid"], "ItMergeTrg1", true),
    ] {
        let error = refused.unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error}");
    }
    assert_eq!(server.requests().len(), 0);
}

//! A category combination is built in one call, again and again.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use std::sync::Mutex;
use std::time::Duration;

use dhis2::models::DataDimensionType;
use dhis2::resources::{CategoryComboSpec, CategoryOptionSpec, CategorySpec};
use dhis2::{Api, Error};
use serde_json::{Value, json};
use server::{FakeClock, Reply, Request, Server, body, builder, line};

fn api(url: &str) -> (Api, FakeClock) {
    let clock = FakeClock::new();
    let api = builder(url).clock(clock.clone()).build().unwrap();
    (api, clock)
}

/// A server that keeps what it is given, as far as this needs it.
fn dhis2(version: &'static str, there: Value) -> Server {
    let store = Mutex::new(there);
    let looks = Mutex::new(0_u64);
    Server::start(move |request: &Request| {
        let mut store = store.lock().unwrap();
        let path = request.path.trim_start_matches("/api/").to_owned();
        let parts: Vec<&str> = path.split('/').collect();
        match (request.method.as_str(), parts.as_slice()) {
            ("GET", ["system", "info"]) => Reply::json(200, &json!({"version": version})),
            ("POST", ["maintenance", _]) => Reply::empty(204),
            ("GET", ["categoryOptionCombos"]) => {
                // 2,500 combos are there after three looks.
                let mut looks = looks.lock().unwrap();
                *looks += 1;
                let total = (*looks * 900).min(2_500);
                Reply::json(
                    200,
                    &json!({"pager": {"page": 1, "total": total, "pageSize": 1, "pageCount": total},
                        "categoryOptionCombos": [{"id": "CocSome0001"}]}),
                )
            }
            ("GET", [kind]) => {
                let by_filter = || {
                    request
                        .param("filter")
                        .unwrap()
                        .strip_prefix("name:eq:")
                        .unwrap()
                };
                let asked = request.param("query").unwrap_or_else(by_filter);
                let rows = store[kind].as_array().cloned().unwrap_or_default();
                // `query` finds parts of names, too.
                let rows: Vec<Value> = rows
                    .into_iter()
                    .filter(|row| row["name"].as_str().unwrap().contains(asked))
                    .collect();
                Reply::json(
                    200,
                    &json!({"pager": {"page": 1, "pageCount": 1}, *kind: rows}),
                )
            }
            ("GET", [kind, uid]) => {
                let rows = store[kind].as_array().cloned().unwrap_or_default();
                let mut found = rows.into_iter().find(|row| row["id"] == *uid).unwrap();
                if *kind == "categoryCombos" {
                    for category in found["categories"].as_array_mut().unwrap() {
                        let all = store["categories"].as_array().unwrap();
                        let whole = all.iter().find(|row| row["id"] == category["id"]).unwrap();
                        category["categoryOptions"] = whole["categoryOptions"].clone();
                    }
                }
                Reply::json(200, &found)
            }
            ("POST", [kind]) => {
                let new = body(request);
                let uid = new["id"].clone();
                match store[kind].as_array_mut() {
                    Some(rows) => rows.push(new),
                    None => store[kind] = json!([new]),
                }
                Reply::json(
                    201,
                    &json!({"httpStatus": "Created", "httpStatusCode": 201, "status": "OK",
                        "response": {"responseType": "ObjectReport", "uid": uid, "errorReports": []}}),
                )
            }
            ("POST", [kind, uid, list]) => {
                let new = body(request)["additions"].as_array().unwrap().clone();
                let rows = store[kind].as_array_mut().unwrap();
                let owner = rows.iter_mut().find(|row| row["id"] == *uid).unwrap();
                let total = new.len();
                owner[list].as_array_mut().unwrap().extend(new);
                Reply::json(
                    200,
                    &json!({"httpStatus": "OK", "httpStatusCode": 200, "status": "OK", "response": {
                        "responseType": "TypeReport", "status": "OK",
                        "stats": {"created": 0, "updated": total, "deleted": 0, "ignored": 0, "total": total}}}),
                )
            }
            other => panic!("{other:?}"),
        }
    })
}

fn spec() -> CategoryComboSpec {
    CategoryComboSpec::new("Sex: by age, and more")
        .code("SEX_AGE")
        .skip_total(true)
        .data_dimension_type(DataDimensionType::Attribute)
        .category(CategorySpec::new("Sex").options(["Female", "Male"]))
        .category(
            CategorySpec::new("Age, in years")
                .short_name("Age")
                .code("AGE")
                .description("Completed years")
                .option(
                    CategoryOptionSpec::new("Under: five, or so")
                        .short_name("0-4")
                        .code("AGE_0_4")
                        .description("59 months and less"),
                )
                .option("x".repeat(60)),
        )
}

/// What was written; the command to generate combos has no body.
fn posts(server: &Server) -> Vec<(String, Value)> {
    let is_write = |r: &Request| r.method == "POST" && !r.body.is_empty();
    let posts = server.requests().into_iter().filter(is_write);
    posts.map(|r| (r.path.clone(), body(&r))).collect()
}

#[test]
fn everything_is_made_with_what_the_specification_says_of_it() {
    let server = dhis2("2.42.5", json!({}));
    let (api, clock) = api(&server.url());
    let built = api
        .category_combos()
        .build(&spec(), Duration::from_secs(60))
        .unwrap();
    assert!(built.created && built.appended.is_empty());
    assert_eq!((built.expected, built.option_combos), (4, 900));
    assert!(
        clock.sleeps().is_empty(),
        "enough of them at the first look"
    );
    let [sex, age] = built.categories.as_slice() else {
        panic!("{built:?}")
    };
    assert_eq!((sex.name.as_str(), sex.options.len()), ("Sex", 2));
    assert!(age.created && age.created_options == age.options);
    assert!(age.appended_options.is_empty());

    let posts = posts(&server);
    let kinds: Vec<&str> = posts.iter().map(|(path, _)| path.as_str()).collect();
    let (option, category) = ("/api/categoryOptions", "/api/categories");
    assert_eq!(
        kinds,
        [
            option,
            option,
            category,
            option,
            option,
            category,
            "/api/categoryCombos"
        ]
    );
    assert_eq!(
        posts[3].1,
        json!({"id": age.options[0], "name": "Under: five, or so", "shortName": "0-4", "code": "AGE_0_4",
            "description": "59 months and less"})
    );
    assert_eq!(posts[4].1["shortName"], json!("x".repeat(50)));
    assert_eq!(
        posts[5].1,
        json!({"id": age.uid, "name": "Age, in years", "shortName": "Age", "code": "AGE",
            "description": "Completed years", "dataDimensionType": "ATTRIBUTE", "dataDimension": false,
            "categoryOptions": [{"id": age.options[0]}, {"id": age.options[1]}]})
    );
    assert_eq!(
        posts[6].1,
        json!({"id": built.uid, "name": "Sex: by age, and more", "code": "SEX_AGE", "skipTotal": true,
            "dataDimensionType": "ATTRIBUTE", "categories": [{"id": sex.uid}, {"id": age.uid}]})
    );
    let requests = server.requests();
    assert_eq!(
        line(&requests[0]),
        "GET /api/categoryOptions?filter=name:eq:Female&fields=id,name&order=id:asc&page=1&pageSize=500",
        "a name without a comma is asked for by a filter"
    );
    let by_query = requests.iter().filter_map(|r| r.param("query"));
    assert_eq!(
        by_query.collect::<Vec<_>>(),
        [
            "Under: five, or so",
            "Age, in years",
            "Sex: by age, and more"
        ],
        "a filter would be cut at the comma"
    );
}

#[test]
fn a_second_call_makes_nothing() {
    let server = dhis2("2.42.5", json!({}));
    let (api, _) = api(&server.url());
    let combos = api.category_combos();
    let first = combos.build(&spec(), Duration::from_secs(60)).unwrap();
    let made = posts(&server).len();
    let second = combos.build(&spec(), Duration::from_secs(60)).unwrap();
    assert_eq!(posts(&server).len(), made);
    assert_eq!(second.uid, first.uid);
    assert!(!second.created && second.appended.is_empty());
    for (new, old) in second.categories.iter().zip(&first.categories) {
        assert_eq!(new.options, old.options);
        assert!(!new.created && new.created_options.is_empty() && new.appended_options.is_empty());
    }
}

#[test]
fn what_is_there_is_kept_and_counts_and_only_the_missing_is_added() {
    // The category has an option, and the combo a category, that the specification does not name.
    let there = json!({
        "categoryOptions": [{"id": "CoFemale001", "name": "Female"}, {"id": "CoOther0001", "name": "Other"},
            {"id": "CoFemales01", "name": "Females, all"}],
        "categories": [
            {"id": "CaSex000001", "name": "Sex", "categoryOptions": [{"id": "CoFemale001"}, {"id": "CoOther0001"}]},
            {"id": "CaPlace0001", "name": "Place", "categoryOptions": [{"id": "CoA00000001"}, {"id": "CoB00000001"}]}],
        "categoryCombos": [{"id": "CcSexAge001", "name": "Combo", "categories": [{"id": "CaPlace0001"}]}],
    });
    let server = dhis2("2.43.1", there);
    let (api, clock) = api(&server.url());
    let spec = CategoryComboSpec::new("Combo")
        .category(CategorySpec::new("Sex").options(["Female", "Male"]))
        .category(CategorySpec::new("Number").options((0..400).map(|n| format!("N{n:03}"))));
    let built = api
        .category_combos()
        .build(&spec, Duration::from_secs(60))
        .unwrap();
    assert_eq!(built.expected, 2 * 3 * 400, "Place, Sex with Other, Number");
    assert_eq!(built.option_combos, 2_500, "more than a page of 1000");
    assert_eq!(clock.sleeps(), [Duration::from_secs(1); 2]);
    assert_eq!(built.uid, "CcSexAge001");
    assert_eq!(built.appended.len(), 2);
    let sex = &built.categories[0];
    assert_eq!(sex.uid, "CaSex000001");
    assert_eq!(sex.created_options, [sex.options[1]]);
    assert_eq!(sex.appended_options, sex.created_options);
    let posts = posts(&server);
    let added = |path: &str| posts.iter().find(|(at, _)| at == path).unwrap().1.clone();
    assert_eq!(
        added("/api/categories/CaSex000001/categoryOptions"),
        json!({"additions": [{"id": sex.options[1]}]})
    );
    assert_eq!(
        added("/api/categoryCombos/CcSexAge001/categories")["additions"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let last = server.requests().pop().unwrap();
    assert_eq!(
        line(&last),
        "GET /api/categoryOptionCombos?filter=categoryCombo.id:eq:CcSexAge001&fields=id&pageSize=1"
    );
}

#[test]
fn dhis2_is_asked_to_generate_on_41_and_43_but_not_on_42() {
    for (version, asked) in [("2.41.4", 1), ("2.42.5", 0), ("2.43.1", 1)] {
        let server = dhis2(version, json!({}));
        let (api, _) = api(&server.url());
        api.category_combos()
            .build(&spec(), Duration::from_secs(60))
            .unwrap();
        let path = "/api/maintenance/categoryOptionComboUpdate";
        let asked_for = server.requests().iter().filter(|r| r.path == path).count();
        assert_eq!(asked_for, asked, "{version}");
    }
}

#[test]
fn what_dhis2_would_refuse_is_refused_before_anything_is_made() {
    let server = Server::script(vec![]);
    let (api, _) = api(&server.url());
    let with = |category: CategorySpec| CategoryComboSpec::new("Combo").category(category);
    let sex = || CategorySpec::new("Sex").options(["Female"]);
    for (index, spec) in [
        CategoryComboSpec::new("Combo"),
        with(CategorySpec::new("Sex")),
        CategoryComboSpec::new(" ").category(sex()),
        CategoryComboSpec::new("x".repeat(231)).category(sex()),
        with(CategorySpec::new("").options(["Female"])),
        with(CategorySpec::new("x".repeat(231)).options(["Female"])),
        with(sex().short_name("x".repeat(51))),
        with(sex().option("Female")),
        with(sex()).category(sex()),
        with(sex().option("")),
        with(sex().option(CategoryOptionSpec::new("Male").short_name(""))),
    ]
    .iter()
    .enumerate()
    {
        let error = api
            .category_combos()
            .build(spec, Duration::ZERO)
            .unwrap_err();
        assert!(
            matches!(error, Error::InvalidInput(_)),
            "{index}: {error:?}"
        );
    }
    server.verify();
}

#[test]
fn a_name_that_two_objects_have_is_an_error_that_names_both() {
    let there = json!({"categoryOptions": [{"id": "CoFemale001", "name": "Female"},
        {"id": "CoFemale002", "name": "Female"}]});
    let server = dhis2("2.42.5", there);
    let (api, _) = api(&server.url());
    let error = api
        .category_combos()
        .build(&spec(), Duration::ZERO)
        .unwrap_err();
    assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
    assert!(error.to_string().contains("CoFemale002"), "{error}");
}

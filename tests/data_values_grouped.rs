//! Imports of the values of many data sets, one request for each.

#![allow(clippy::expect_used, clippy::unwrap_used)]

mod server;

use dhis2::data_values::{DataValue, Format, GroupedPart, IdScheme, SkipReason};
use dhis2::{Error, Outcome};
use serde_json::{Value, json};
use server::replay::Replay;
use server::{Reply, Request, Server, api};

fn value(element: &str, n: usize) -> DataValue {
    DataValue::new(element, "202608", "OuFacility2", n)
}

fn summary(status: u16, body: &Value) -> Reply {
    let word = if status == 200 { "OK" } else { "ERROR" };
    Reply::json(
        status,
        &json!({ "httpStatus": word, "status": word, "response": body }),
    )
}

/// Takes everything but values of `bad`, which it refuses by their place in the request.
fn answer(request: &Request) -> Reply {
    let body = request.json();
    let values = body["dataValues"].as_array().unwrap();
    let bad: Vec<usize> = (0..values.len())
        .filter(|i| values[*i]["value"] == "13")
        .collect();
    let (status, word) = if bad.is_empty() {
        (200, "SUCCESS")
    } else {
        (409, "WARNING")
    };
    let conflicts = if bad.is_empty() {
        json!([])
    } else {
        json!([{ "object": "x", "value": "unlucky", "errorCode": "E7619", "indexes": bad }])
    };
    summary(
        status,
        &json!({
            "status": word, "responseType": "ImportSummary", "conflicts": conflicts,
            "rejectedIndexes": bad, "importCount": {
                "imported": values.len() - bad.len(), "updated": 0, "ignored": bad.len(), "deleted": 0,
            },
        }),
    )
}

/// `DsB` has the elements `both` and `onlyB`, `DsA` has `both` and `onlyA`.
fn data_sets() -> Reply {
    let set = |id: &str, elements: [&str; 2]| {
        let members = elements.map(|id| json!({ "dataElement": { "id": id } }));
        json!({ "id": id, "dataSetElements": members })
    };
    let sets = [
        set("DsBBBBBBBB1", ["both", "onlyB"]),
        set("DsAAAAAAAA1", ["both", "onlyA"]),
    ];
    Reply::json(200, &json!({ "dataSets": sets }))
}

fn start() -> Server {
    Server::start(|request| match request.path.as_str() {
        "/api/dataSets" => data_sets(),
        _ => answer(request),
    })
}

fn sent(server: &Server) -> Vec<(String, Vec<String>)> {
    let posts = server
        .requests()
        .into_iter()
        .filter(|request| request.method == "POST");
    posts
        .map(|request| {
            let body = request.json();
            let values = body["dataValues"].as_array().unwrap();
            let values = values
                .iter()
                .map(|v| v["value"].as_str().unwrap().to_owned());
            (
                body["dataSet"].as_str().unwrap().to_owned(),
                values.collect(),
            )
        })
        .collect()
}

#[test]
fn each_request_has_values_of_one_set_and_indexes_are_those_of_the_whole() {
    let server = start();
    let elements = [
        "onlyB", "both", "nowhere", "onlyA", "onlyB", "onlyB", "both",
    ];
    let mut values: Vec<_> = (10..).zip(elements).map(|(n, e)| value(e, n)).collect();
    values.push(DataValue::new("both", "2026xx", "o", 1));
    let import = api(&server.url()).data_values().import_grouped(values);
    let total = import.chunk_size(2).send().unwrap();
    assert_eq!(
        sent(&server),
        [
            ("DsAAAAAAAA1".into(), vec!["11".to_owned(), "13".into()]),
            ("DsBBBBBBBB1".into(), vec!["10".into(), "14".into()]),
            ("DsAAAAAAAA1".into(), vec!["16".into()]),
            ("DsBBBBBBBB1".into(), vec!["15".into()]),
        ]
    );
    assert_eq!(total.report.parts(), 4);
    assert_eq!(total.report.outcome(), Outcome::Partial);
    assert_eq!(total.report.stats().created, 5);
    assert_eq!(total.report.rejected_indexes(), [3]);
    assert_eq!(total.report.conflicts()[0].indexes, [3]);
    assert!(total.failed.is_empty() && !total.is_ok());
    let skipped: Vec<_> = total.skipped.iter().map(|s| s.index).collect();
    assert_eq!(skipped, [2, 7]);
    assert!(matches!(total.skipped[0].reason, SkipReason::NoDataSet));
    assert_eq!(total.skipped[0].value.data_element, "nowhere");
    let reason = total.skipped[1].reason.to_string();
    assert!(reason.starts_with("dataValues[7].period"), "{reason}");
    // The sets are asked for once.
    let asked = server
        .requests()
        .into_iter()
        .filter(|r| r.method == "GET")
        .collect::<Vec<_>>();
    assert_eq!(asked.len(), 1);
    assert_eq!(
        asked[0].param("fields"),
        Some("id,dataSetElements[dataElement[id]]")
    );
    assert_eq!(asked[0].param("paging"), Some("false"));
}

#[test]
fn a_part_that_fails_does_not_end_the_others() {
    let server = Server::start(|request| match request.path.as_str() {
        "/api/dataSets" => data_sets(),
        _ if request.json()["dataSet"] == "DsAAAAAAAA1" => Reply::empty(504),
        _ => answer(request),
    });
    let values = || (0..6).map(|n| value(if n % 2 == 0 { "onlyA" } else { "onlyB" }, n));
    let import = || {
        api(&server.url())
            .data_values()
            .import_grouped(values())
            .chunk_size(2)
    };
    let total = import().send().unwrap();
    assert_eq!(total.report.stats().created, 3);
    let failed: Vec<_> = total
        .failed
        .iter()
        .map(|chunk| chunk.indexes.clone())
        .collect();
    assert_eq!(failed, [vec![0, 2], vec![4]]);
    assert_eq!(
        total.failed[0].result.as_ref().unwrap_err().status(),
        Some(504)
    );
    assert_eq!(total.failed[0].values[1].value.as_deref(), Some("2"));
    let parts: Vec<_> = import().parts().unwrap().map(Result::unwrap).collect();
    assert_eq!(parts.len(), 4);
    assert!(
        parts
            .iter()
            .all(|part| matches!(part, GroupedPart::Sent(_)))
    );
}

#[test]
fn a_refusal_of_a_whole_group_names_all_its_values() {
    let server = Server::start(|request| match request.path.as_str() {
        "/api/dataSets" => data_sets(),
        _ if request.json()["dataSet"] == "DsAAAAAAAA1" => summary(
            409,
            &json!({
                "status": "ERROR", "responseType": "ImportSummary", "rejectedIndexes": [],
                "importCount": { "imported": 0, "updated": 0, "ignored": 0, "deleted": 0 },
                "conflicts": [{ "value": "no", "errorCode": "E8011", "objects": {}, "indexes": [] }],
            }),
        ),
        _ => answer(request),
    });
    let values = [value("onlyB", 1), value("onlyA", 2), value("onlyA", 3)];
    let total = api(&server.url())
        .data_values()
        .import_grouped(values)
        .send()
        .unwrap();
    assert_eq!(total.report.rejected_indexes(), [1, 2]);
    assert_eq!(total.report.stats().created, 1);
}

#[test]
fn an_error_of_the_source_ends_the_run() {
    let server = start();
    let values = [
        Ok(value("onlyA", 1)),
        Ok(value("onlyA", 2)),
        Err("gone"),
        Ok(value("onlyA", 3)),
    ];
    let import = api(&server.url())
        .data_values()
        .import_grouped(values)
        .chunk_size(2);
    let mut parts = import.parts().unwrap();
    assert!(matches!(parts.next(), Some(Ok(GroupedPart::Sent(_)))));
    assert!(matches!(parts.next(), Some(Err(Error::Io(_)))));
    assert!(parts.next().is_none());
    assert_eq!(sent(&server).len(), 1);
}

#[test]
fn the_caller_can_say_which_set_is_meant() {
    let server = start();
    let b = "DsBBBBBBBB1".parse().unwrap();
    let values = [value("both", 1), value("onlyA", 2)];
    let import = api(&server.url()).data_values().import_grouped(values);
    let import = import.data_set_of(move |value| (value.data_element == "both").then_some(b));
    assert!(import.send().unwrap().is_ok());
    assert_eq!(
        sent(&server),
        [
            ("DsAAAAAAAA1".to_owned(), vec!["2".to_owned()]),
            ("DsBBBBBBBB1".into(), vec!["1".into()])
        ]
    );

    // One set for all needs no question at all.
    let server = start();
    let import = api(&server.url()).data_values().import();
    let import = import
        .skip_audit(true)
        .data_set("DsCCCCCCCC1")
        .values([value("any", 5)]);
    assert!(import.grouped().send().unwrap().is_ok());
    assert_eq!(
        sent(&server),
        [("DsCCCCCCCC1".to_owned(), vec!["5".to_owned()])]
    );
    assert_eq!(server.requests().len(), 1);
    assert_eq!(server.requests()[0].param("skipAudit"), Some("true"));
}

#[test]
fn codes_find_their_sets_and_the_sets_go_by_uid() {
    let server = Server::start(|request| match request.path.as_str() {
        "/api/dataSets" => Reply::json(
            200,
            &json!({ "dataSets": [{
                "id": "DsAAAAAAAA1",
                "dataSetElements": [{ "dataElement": { "code": "MAL" } }, { "dataElement": {} }],
            }]}),
        ),
        _ => answer(request),
    });
    let import = api(&server.url())
        .data_values()
        .import()
        .id_scheme(IdScheme::Code);
    assert!(
        import
            .values([value("MAL", 1)])
            .grouped()
            .send()
            .unwrap()
            .is_ok()
    );
    let requests = server.requests();
    assert_eq!(
        requests[0].param("fields"),
        Some("id,dataSetElements[dataElement[code]]")
    );
    assert_eq!(requests[1].param("dataSetIdScheme"), Some("UID"));
    assert_eq!(requests[1].param("idScheme"), Some("CODE"));
}

#[test]
fn what_cannot_be_grouped_is_refused_at_once() {
    let server = Server::script(Vec::new());
    let import = || api(&server.url()).data_values().import();
    assert!(import().grouped().parts().is_err());
    assert!(
        import()
            .values([value("a", 1)])
            .grouped()
            .chunk_size(0)
            .parts()
            .is_err()
    );
    assert!(
        import()
            .reader(Format::Adx, &b"<adx/>"[..])
            .grouped()
            .parts()
            .is_err()
    );
    let date = "2026-09-01".parse().unwrap();
    assert!(
        import()
            .values([value("a", 1)])
            .complete_date(date)
            .grouped()
            .parts()
            .is_err()
    );
    server.verify();
}

#[test]
fn an_element_of_two_sets_is_sent_as_2_43_wants_it() {
    let replay = Replay::version("2.43")
        .file("data_values/element_in_two_data_sets_header")
        .match_bodies()
        .start();
    let import = api(&replay.url())
        .data_values()
        .import_grouped([value("DeStockAct1", 10)]);
    let set = "DsSupplies2".parse().unwrap();
    let total = import.data_set_of(move |_| Some(set)).send().unwrap();
    assert_eq!(total.report.outcome(), Outcome::Changed);
    replay.verify();
}

#[test]
fn a_large_file_arrives_whole_and_in_parts() {
    let text = std::fs::read_to_string("examples/support/data/data_values.csv").unwrap();
    let lines = text.lines().count() - 1;
    let server = Server::start(answer);
    let set = "DsAAAAAAAA1".parse().unwrap();
    let import = api(&server.url()).data_values().import();
    let import = import
        .file(Format::Csv, "examples/support/data/data_values.csv")
        .grouped();
    let total = import
        .chunk_size(500)
        .data_set_of(move |_| Some(set))
        .send()
        .unwrap();
    assert!(total.skipped.is_empty() && total.failed.is_empty());
    let stats = total.report.stats();
    assert_eq!(stats.created + stats.ignored, lines as u64);
    assert_eq!(total.report.parts(), lines.div_ceil(500) as u64);
}

#[test]
fn parts_of_data_sets_have_a_checkpoint_and_keep_what_was_refused() {
    let server = start();
    let folder = tempfile::tempdir().unwrap();
    let run = || {
        // 13 is what the server refuses; the values of the two sets come by turns.
        let values = (11..17).map(|n| value(["onlyA", "onlyB"][n % 2], n));
        let mut import = api(&server.url()).data_values().import().values(values);
        import = import.period("202608").gzip(true);
        let parts = import.grouped().partitioned().unwrap().max_items(2);
        let rejects = folder.path().join("rejects");
        let checkpoint = folder.path().join("checkpoint");
        let summary = parts
            .checkpoint(checkpoint)
            .rejected_to(&rejects)
            .run()
            .unwrap();
        (summary, std::fs::read_to_string(rejects).unwrap())
    };
    let (summary, rejects) = run();
    assert_eq!((summary.items(), summary.parts()), (6, 4));
    assert_eq!(summary.report().outcome(), Outcome::Partial);
    let reject: Value = serde_json::from_str(&rejects).unwrap();
    assert_eq!(reject["item"]["value"], "13");
    let sent: Vec<Value> = server
        .requests()
        .iter()
        .filter(|request| request.path == "/api/dataValueSets")
        .map(Request::json)
        .collect();
    let sets: Vec<&Value> = sent.iter().map(|body| &body["dataSet"]).collect();
    assert_eq!(
        sets,
        ["DsAAAAAAAA1", "DsAAAAAAAA1", "DsBBBBBBBB1", "DsBBBBBBBB1"]
    );
    assert!(sent.iter().all(|body| body["period"] == "202608"));
    let (summary, _) = run();
    assert_eq!(summary.skipped(), 4);
    let again = server.requests().into_iter();
    let again = again.filter(|request| request.path == "/api/dataValueSets");
    assert_eq!(again.count(), 4);
}

#[test]
fn a_value_that_cannot_be_sent_is_one_failure_of_a_run_in_parts() {
    let server = start();
    let mut values = vec![value("onlyA", 1), value("onlyA", 2)];
    values[0].period = "January".into();
    let import = api(&server.url()).data_values().import_grouped(values);
    let summary = import.partitioned().unwrap().run().unwrap();
    assert_eq!(summary.report().stats().created, 1);
    let failures: Vec<String> = summary.failures().iter().map(ToString::to_string).collect();
    assert_eq!(failures.len(), 1);
    assert!(failures[0].contains("dataValues[0].period"), "{failures:?}");
}

//! The data store, held against recorded answers.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use std::time::Duration;

use dhis2::resources::data_store::DataStoreEntry;
use dhis2::{Api, Error, RetryPolicy, RootJunction};
use serde_json::{Value, json};
use server::replay::{Recording, Replay};
use server::{Reply, Server, api, body, targets};

fn recorded(name: &str) -> Reply {
    Recording::load("2.42", &format!("data_store/{name}")).reply("http://localhost")
}

#[test]
fn namespaces_keys_and_values_are_read_in_both_stores() {
    for prefix in ["", "user_"] {
        let replay = Replay::version("2.42")
            .file(&format!("data_store/{prefix}namespaces_before"))
            .file(&format!("data_store/{prefix}keys"))
            .file(&format!("data_store/{prefix}get"))
            .file(&format!("data_store/{prefix}get_scalar"))
            .start();
        let api = api(&replay.url());
        let store = if prefix.is_empty() {
            api.data_store()
        } else {
            api.user_data_store()
        };
        store.namespaces().unwrap();
        assert_eq!(store.keys("recording").unwrap(), ["k1", "k2"]);
        let value: Value = store.get("recording", "k1").unwrap();
        assert_eq!(value, json!({"a": 1, "b": {"c": [1, 2]}, "name": "one"}));
        let text: String = store.get("recording", "k2").unwrap();
        assert_eq!(text, "text");
        replay.verify();
    }
}

#[test]
fn a_value_is_set_with_one_put_whether_the_key_is_there_or_not() {
    let server = Server::script(vec![recorded("update_missing"), recorded("update")]);
    let store = api(&server.url()).data_store();
    store.set("recording", "k9", &json!({"a": 9})).unwrap();
    store.set("recording", "k1", "text").unwrap();
    let requests = server.requests();
    assert_eq!(body(&requests[0]), json!({"a": 9}));
    assert_eq!(body(&requests[1]), "text");
    assert_eq!(
        targets(&server),
        [
            "PUT /api/dataStore/recording/k9",
            "PUT /api/dataStore/recording/k1"
        ]
    );
}

#[test]
fn a_key_is_made_once() {
    let server = Server::script(vec![recorded("create"), recorded("create_existing")]);
    let store = api(&server.url()).data_store();
    store.create("recording", "k1", &json!({"a": 1})).unwrap();
    let error = store.create("recording", "k1", &2).unwrap_err();
    assert!(error.is_conflict(), "{error}");
    assert_eq!(error.error_code(), Some("E1004"));
    assert_eq!(body(&server.requests()[0]), json!({"a": 1}));
    assert_eq!(
        targets(&server),
        vec!["POST /api/dataStore/recording/k1"; 2]
    );
}

#[test]
fn only_dhis2s_own_404_means_that_a_key_is_absent() {
    let forbidden = json!({"httpStatus": "Forbidden", "httpStatusCode": 403, "status": "ERROR",
        "message": "Access denied for namespace 'x'"});
    let server = Server::script(vec![
        recorded("get"),
        recorded("get_missing"),
        recorded("get_missing"),
        Reply::json(403, &forbidden),
        Reply::html(404, "<html><title>proxy</title></html>"),
        Reply::json(500, &json!({"status": "ERROR"})),
    ]);
    let store = api(&server.url()).data_store();
    assert!(store.exists("recording", "k1").unwrap());
    assert!(!store.exists("recording", "nokey").unwrap());
    let value: Option<Value> = store.get_opt("recording", "nokey").unwrap();
    assert_eq!(value, None);
    for status in [403, 404, 500] {
        let error = store.exists("recording", "k1").unwrap_err();
        assert_eq!(error.status(), Some(status));
    }
    server.verify();
}

#[test]
fn parts_of_a_value_are_set_and_appended_to() {
    let server = Server::script(vec![recorded("update_path"), recorded("update_roll")]);
    let store = api(&server.url()).data_store();
    store.set_part("recording", "k1", "b.c", &[7]).unwrap();
    store.append("recording", "k1", "b.c", &8, 3).unwrap();
    assert_eq!(
        targets(&server),
        [
            "PUT /api/dataStore/recording/k1?path=b.c",
            "PUT /api/dataStore/recording/k1?path=b.c&roll=3"
        ]
    );
    assert_eq!(body(&server.requests()[0]), json!([7]));
    assert_eq!(body(&server.requests()[1]), 8);
    let error = store.set_part("recording", "k1", "", &1).unwrap_err();
    assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
}

#[test]
fn an_append_is_not_repeated_where_a_set_is() {
    let busy = || Reply::json(503, &json!({"status": "ERROR", "message": "busy"}));
    let server = Server::script(vec![busy(), busy(), recorded("update")]);
    let api = Api::builder(server.url())
        .retry(RetryPolicy::default().base_delay(Duration::from_millis(1)))
        .no_proxy()
        .build()
        .unwrap();
    let store = api.data_store();
    let error = store.append("recording", "k1", "b.c", &8, 3).unwrap_err();
    assert_eq!(error.status(), Some(503));
    store.set("recording", "k1", &1).unwrap();
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn deleting_what_is_not_there_is_an_error_that_says_so() {
    let server = Server::script(vec![
        recorded("delete_key"),
        recorded("delete_key_missing"),
        recorded("delete_namespace"),
        recorded("delete_namespace_missing"),
    ]);
    let store = api(&server.url()).data_store();
    store.delete("recording", "k2").unwrap();
    let error = store.delete("recording", "k2").unwrap_err();
    assert!(error.is_not_found(), "{error}");
    store.delete_namespace("recording").unwrap();
    let error = store.delete_namespace("recording").unwrap_err();
    assert!(error.is_not_found(), "{error}");
    assert_eq!(
        targets(&server),
        [
            "DELETE /api/dataStore/recording/k2",
            "DELETE /api/dataStore/recording/k2",
            "DELETE /api/dataStore/recording",
            "DELETE /api/dataStore/recording"
        ]
    );
}

#[test]
fn metadata_and_recent_keys_are_read() {
    let replay = Replay::version("2.42")
        .file("data_store/metadata")
        .file("data_store/keys_last_updated")
        .start();
    let store = api(&replay.url()).data_store();
    let metadata = store.metadata("recording", "k1").unwrap();
    assert_eq!(
        (metadata.namespace.as_str(), metadata.key.as_str()),
        ("recording", "k1")
    );
    assert!(metadata.id.is_some() && metadata.sharing.is_some());
    assert_eq!(
        metadata.created.unwrap().to_string(),
        "2026-11-21T07:49:20.569"
    );
    let since = "2020-01-01".parse().unwrap();
    let keys = store.keys_since("recording", since).unwrap();
    assert_eq!(keys, ["k1", "k2", "k9"]);
    replay.verify();
}

#[test]
fn entries_are_read_until_a_page_is_empty() {
    let empty = json!({"pager": {"page": 2, "pageSize": 500}, "entries": []});
    let server = Server::script(vec![recorded("query_fields_all"), Reply::json(200, &empty)]);
    let store = api(&server.url()).data_store();
    let entries: Vec<DataStoreEntry<Value>> = store
        .query("recording")
        .entries()
        .map(Result::unwrap)
        .collect();
    let keys: Vec<_> = entries.iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(keys, ["k1", "k2", "k9"]);
    assert_eq!(entries[0].value["b"]["c"], json!([7, 8]));
    assert_eq!(entries[1].value, "text");
    assert_eq!(
        targets(&server),
        [
            "GET /api/dataStore/recording?fields=.&page=1&pageSize=500",
            "GET /api/dataStore/recording?fields=.&page=2&pageSize=500"
        ]
    );
}

#[test]
fn rows_are_filtered_and_have_the_fields_asked_for() {
    #[derive(serde::Deserialize)]
    struct Row {
        key: String,
        a: u32,
    }

    let empty = json!({"pager": {"page": 2, "pageSize": 500}, "entries": []});
    let server = Server::script(vec![
        recorded("query_filter"),
        Reply::json(200, &empty),
        recorded("query_bad_filter"),
    ]);
    let store = api(&server.url()).data_store();
    let query = store.query("recording").filter("a:eq:3").include_all(true);
    let rows: Vec<Row> = query.rows("a").map(Result::unwrap).collect();
    assert_eq!((rows[0].key.as_str(), rows[0].a), ("k1", 3));
    let request = &server.requests()[0];
    assert_eq!(request.params("filter"), ["a:eq:3"]);
    assert_eq!(request.params("fields"), ["a"]);
    assert_eq!(request.params("includeAll"), ["true"]);
    let mut rows = store.query("recording").rows::<Row>("a");
    assert!(rows.next().unwrap().is_err());
    assert!(rows.next().is_none());
}

#[test]
fn names_that_cannot_be_in_a_path_are_refused_and_others_are_encoded() {
    let server = Server::script(vec![recorded("get")]);
    let store = api(&server.url()).data_store();
    for name in ["", "a/b", "a;b", "..", "a\\b"] {
        let error = store.get::<Value>("ns", name).unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
        let error = store.exists(name, "key").unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
        assert!(
            store
                .query(name)
                .entries::<Value>()
                .next()
                .unwrap()
                .is_err()
        );
    }
    store.get::<Value>("my ns", "clé?").unwrap();
    assert_eq!(targets(&server), ["GET /api/dataStore/my%20ns/cl%C3%A9%3F"]);
}

#[test]
fn a_key_is_made_encrypted_in_both_stores() {
    let server = Server::script(vec![
        recorded("create"),
        recorded("user_create"),
        recorded("create_existing"),
    ]);
    let api = api(&server.url());
    let store = api.data_store();
    store.create_encrypted("recording", "k1", "secret").unwrap();
    let own = api.user_data_store();
    own.create_encrypted("recording", "k1", "secret").unwrap();
    let error = store.create_encrypted("recording", "k1", &1).unwrap_err();
    assert!(error.is_conflict(), "{error:?}");
    assert_eq!(
        targets(&server),
        [
            "POST /api/dataStore/recording/k1?encrypt=true",
            "POST /api/userDataStore/recording/k1?encrypt=true",
            "POST /api/dataStore/recording/k1?encrypt=true",
        ]
    );
    assert_eq!(body(&server.requests()[0]), "secret");
}

#[test]
fn a_query_is_ordered_joined_and_paged() {
    let page = |number: u32, entries: Value| {
        let pager = json!({"page": number, "pageSize": 2});
        Reply::json(200, &json!({"pager": pager, "entries": entries}))
    };
    let entry = |key: &str| json!({"key": key, "value": 1});
    let server = Server::script(vec![
        page(1, json!([entry("c"), entry("b")])),
        page(2, json!([entry("a")])),
        page(3, json!([])),
    ]);
    let store = api(&server.url()).data_store();
    let entries = store
        .query("recording")
        .filter("level:gt:2")
        .root_junction(RootJunction::Or)
        .order("_:asc")
        .order("level:ndesc")
        .entries::<u32>()
        .page_size(2);
    let keys: Vec<_> = entries.map(|entry| entry.unwrap().key).collect();
    assert_eq!(keys, ["c", "b", "a"]);
    let requests = server.requests();
    assert_eq!(requests[0].params("order"), ["level:ndesc"]);
    assert_eq!(requests[0].params("rootJunction"), ["OR"]);
    let pages: Vec<_> = requests.iter().map(|r| r.param("page").unwrap()).collect();
    assert!(
        pages.is_sorted() && pages.starts_with(&["1", "2"]),
        "{pages:?}"
    );
    assert_eq!(requests[0].params("pageSize"), ["2"]);
}

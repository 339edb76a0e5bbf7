//! Verbs of every kind that need no table: looking an object up, and who may see it.

use dhis2::Error;
use dhis2::models::{Grant, Sharing};
use dhis2::resources::{AccessLevel, SharingUpdate};
use serde_json::{Value, json};

use super::server::replay::Recording;
use super::server::{Reply, Request, Server};
use super::{api, body, is_invalid, lines, owned, owned_list, page, recorded};

/// A server with the recorded data elements, which understands an `eq` filter and a query.
fn element_server() -> Server {
    Server::start(|request: &Request| {
        if let Some(uid) = request.path.strip_prefix("/api/dataElements/") {
            return Reply::json(200, &owned("dataElements", uid));
        }
        let mut rows = owned_list("2.42", "dataElements").unwrap();
        if let Some(filter) = request.param("filter") {
            let (property, value) = filter.split_once(":eq:").unwrap();
            rows.retain(|row| row[property] == *value);
        } else if let Some(text) = request.param("query") {
            rows.retain(|row| row["name"].as_str().unwrap().contains(text));
        }
        page("dataElements", &json!(rows))
    })
}

#[test]
fn an_object_is_found_by_its_code_and_read_whole() {
    let server = element_server();
    let elements = api(&server.url()).data_elements();
    let whole = owned("dataElements", "DeMalariaC1");
    let code = whole["code"].as_str().unwrap();
    let found = elements.find_by_code(code).unwrap().unwrap();
    assert_eq!(serde_json::to_value(&found).unwrap(), whole);
    let list = |code: &str| {
        format!(
            "GET /api/dataElements?filter=code:eq:{code}&fields=id,code&order=id:asc&page=1&pageSize=500"
        )
    };
    assert_eq!(
        lines(&server),
        [
            list(code),
            "GET /api/dataElements/DeMalariaC1?fields=:owner".to_owned()
        ]
    );
    assert_eq!(elements.get_by_code(code).unwrap(), found);

    assert!(elements.find_by_code("NO_SUCH").unwrap().is_none());
    assert_eq!(lines(&server).last().unwrap(), &list("NO_SUCH"));
    let error = elements.get_by_code("NO_SUCH").unwrap_err();
    assert!(matches!(error, Error::NotFound(_)), "{error:?}");
    assert!(
        error.to_string().contains("dataElement with code"),
        "{error}"
    );
    assert!(is_invalid(elements.find_by_code("")));
}

#[test]
fn an_object_is_found_by_its_name_and_two_with_one_name_are_an_error() {
    let server = element_server();
    let elements = api(&server.url()).data_elements();
    let name = "Malaria cases confirmed";
    let found = elements.find_by_name(name).unwrap().unwrap();
    assert_eq!(found.id.unwrap().as_str(), "DeMalariaC1");
    assert_eq!(
        lines(&server)[0],
        format!(
            "GET /api/dataElements?filter=name:eq:{name}&fields=id,name&order=id:asc&page=1&pageSize=500"
        )
    );
    assert!(elements.find_by_name("Malaria").unwrap().is_none());

    let twice =
        json!([{"id": "DeMalariaC1", "name": "Twice"}, {"id": "DeMalariaT2", "name": "Twice"}]);
    let server = Server::start(move |_: &Request| page("dataElements", &twice));
    assert!(is_invalid(
        api(&server.url()).data_elements().find_by_name("Twice")
    ));
}

#[test]
fn sharing_is_set_whole_and_without_what_2_43_does_not_have() {
    let server = Server::script(vec![recorded("metadata/sharing_put_object")]);
    let mut sharing: Sharing =
        serde_json::from_value(json!({"owner": "M5zQapPyTZI", "external": false,
        "public": "r-------", "users": {}, "userGroups": {}}))
        .unwrap();
    let grants = sharing.user_groups.as_mut().unwrap();
    grants.insert(
        "wl5cDMuUhmF".into(),
        Grant::new(AccessLevel::Write.with_data(AccessLevel::None)),
    );
    let sets = api(&server.url()).data_sets();
    sets.set_sharing("DsMonthly01", &sharing).unwrap();
    assert_eq!(lines(&server), ["PUT /api/dataSets/DsMonthly01/sharing"]);
    assert_eq!(
        body(&server.requests()[0]),
        json!({"owner": "M5zQapPyTZI", "public": "r-------", "users": {},
            "userGroups": {"wl5cDMuUhmF": {"access": "rw------"}}})
    );
    server.verify();
}

#[test]
fn a_refused_access_string_is_an_error() {
    let server = Server::script(vec![recorded("metadata/sharing_bad_access")]);
    let sharing: Sharing = serde_json::from_value(json!({"public": "rwx"})).unwrap();
    let error = api(&server.url())
        .data_sets()
        .set_sharing("DsMonthly01", &sharing)
        .unwrap_err();
    assert_eq!(error.status(), Some(409), "{error}");
}

#[test]
fn rights_are_given_to_groups_and_taken_from_them_and_the_others_stay() {
    let before = json!({"sharing": {"owner": "M5zQapPyTZI", "public": "rw------",
        "users": {"z0XS8LbA79m": {"id": "z0XS8LbA79m", "access": "rw------"}},
        "userGroups": {"wl5cDMuUhmF": {"id": "wl5cDMuUhmF", "access": "r-------"}}}});
    let server = Server::script(vec![
        Reply::json(200, &before),
        recorded("metadata/sharing_put_object"),
    ]);
    let changes = SharingUpdate::new()
        .user("M5zQapPyTZI", AccessLevel::Read, AccessLevel::Read)
        .without_user_group("wl5cDMuUhmF");
    let sets = api(&server.url()).data_sets();
    let after = sets.share("DsMonthly01", &changes).unwrap();
    assert!(after.user_groups.unwrap().is_empty());
    assert_eq!(
        body(&server.requests()[1]),
        json!({"owner": "M5zQapPyTZI", "public": "rw------", "userGroups": {},
            "users": {"z0XS8LbA79m": {"id": "z0XS8LbA79m", "access": "rw------"},
                "M5zQapPyTZI": {"id": "M5zQapPyTZI", "access": "r-r-----"}}})
    );
    server.verify();
}

#[test]
fn recorded_translations_of_2_42_are_read_as_they_were_sent() {
    let recording = Recording::load("2.42", "metadata/translations_get");
    let answer: Value = serde_json::from_slice(&recording.body()).unwrap();
    let server = Server::script(vec![recorded("metadata/translations_get")]);
    let read = api(&server.url())
        .data_elements()
        .translations("GMgac0MqnDk")
        .unwrap();
    assert_eq!(serde_json::to_value(read).unwrap(), answer["translations"]);
    assert_eq!(
        lines(&server),
        ["GET /api/dataElements/GMgac0MqnDk/translations"]
    );
}

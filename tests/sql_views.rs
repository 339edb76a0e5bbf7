//! SQL views, held against recorded answers.

#![allow(clippy::unwrap_used)] // The helpers of tests may.

mod server;

use dhis2::Error;
use dhis2::models::{SqlView, SqlViewType};
use serde_json::{Value, json};
use server::replay::{Recording, Replay};
use server::{Reply, Request, Server, api, targets};

const VIEW: &str = "arNjt3Cb4LK";

fn kind(kind: &str) -> Reply {
    Reply::json(200, &json!({ "type": kind }))
}

fn csv(text: &str) -> Reply {
    Reply::bytes(200, text).header("content-type", "application/csv;charset=UTF-8")
}

fn recorded(name: &str) -> Reply {
    Recording::load("2.42", &format!("sql_views/{name}")).reply("http://localhost")
}

#[test]
fn csv_rows_are_asked_for_by_header_and_read_by_name() {
    let server = Server::script(vec![recorded("data_csv")]);
    let rows = api(&server.url()).sql_views().rows(VIEW).csv().unwrap();
    let rows: Vec<_> = rows.map(Result::unwrap).collect();
    assert_eq!(rows.len(), 6);
    assert_eq!(rows[0].get_by_name("name"), Some("Velmora"));
    assert_eq!(rows[5].get(0), Some("tUnYFATIhpY"));
    let request = &server.requests()[0];
    assert_eq!(request.target, "/api/sqlViews/arNjt3Cb4LK/data");
    assert_eq!(
        request.header("accept"),
        Some("text/csv, application/json;q=0.5")
    );
    server.verify();
}

#[test]
fn a_server_that_ignores_the_header_is_asked_by_suffix() {
    let replay = Replay::version("2.42")
        .file("sql_views/data_accept")
        .file("sql_views/data_csv")
        .start();
    let mut out = Vec::new();
    let views = api(&replay.url()).sql_views();
    let bytes = views.rows(VIEW).copy_to(&mut out).unwrap();
    assert_eq!(out, Recording::load("2.42", "sql_views/data_csv").body());
    assert_eq!(bytes, out.len() as u64);
    assert_eq!(
        targets(replay.server()),
        [
            "GET /api/sqlViews/arNjt3Cb4LK/data",
            "GET /api/sqlViews/arNjt3Cb4LK/data.csv"
        ]
    );
    replay.verify();
}

#[test]
fn an_answer_that_is_not_csv_is_an_error_and_not_an_empty_result() {
    let server = Server::start(|_: &Request| Reply::json(200, &json!({"status": "ERROR"})));
    let error = api(&server.url()).sql_views().rows(VIEW).csv().unwrap_err();
    assert!(error.to_string().contains("where CSV was due"), "{error}");
}

#[test]
fn line_breaks_commas_and_quotes_inside_cells_are_kept() {
    let server = Server::script(vec![csv(
        "name,n\n\"two\nlines\r\nand \"\"more\"\", yes\",1\nplain,\n",
    )]);
    let rows = api(&server.url()).sql_views().rows(VIEW);
    let rows: Vec<(String, Option<u32>)> = rows.rows_as().unwrap().map(Result::unwrap).collect();
    assert_eq!(
        rows[0],
        ("two\nlines\r\nand \"more\", yes".to_owned(), Some(1))
    );
    assert_eq!(rows[1], ("plain".to_owned(), None));
}

#[test]
fn json_rows_are_all_rows_with_their_nulls() {
    #[derive(serde::Deserialize)]
    struct Unit {
        uid: String,
        name: Option<String>,
    }

    let mut body: Value =
        serde_json::from_slice(&Recording::load("2.42", "sql_views/data_json").body()).unwrap();
    body["listGrid"]["rows"][1][1] = Value::Null;
    body["listGrid"]["rows"][2][1] = "".into();
    let server = Server::script(vec![Reply::json(200, &body)]);
    let rows = api(&server.url())
        .sql_views()
        .rows(VIEW)
        .json_rows()
        .unwrap();
    let rows: Vec<_> = rows.map(Result::unwrap).collect();
    assert_eq!(rows.len(), 6);
    let columns: Vec<_> = rows[0].columns().collect();
    assert_eq!(columns, ["uid", "name", "hierarchylevel"]);
    assert_eq!(rows[0].get_by_name("name").unwrap(), "Velmora");
    assert_eq!(rows[0].cells().len(), 3);
    assert_eq!(rows[1].get(1), Some(&Value::Null));
    assert_eq!(rows[2].get(1).unwrap(), "");
    let unit: Unit = rows[1].clone().deserialize().unwrap();
    assert_eq!((unit.uid.as_str(), unit.name), ("OuProvTess1", None));
    assert_eq!(
        targets(&server),
        ["GET /api/sqlViews/arNjt3Cb4LK/data?paging=false"]
    );
    server.verify();
}

#[test]
fn every_variable_is_sent_and_the_last_value_of_one_counts() {
    let server = Server::script(vec![kind("QUERY"), recorded("data_var")]);
    let rows = api(&server.url())
        .sql_views()
        .rows("mRlXQY6jiNG")
        .var("type", "TEXT")
        .var("type", "INTEGER")
        .var("who", "Zoë Ångström-1_a")
        .json_rows()
        .unwrap();
    assert_eq!(rows.map(Result::unwrap).count(), 43);
    let requests = server.requests();
    assert_eq!(requests[0].target, "/api/sqlViews/mRlXQY6jiNG?fields=type");
    assert_eq!(
        requests[1].params("var"),
        ["type:INTEGER", "who:Zoë Ångström-1_a"]
    );
    server.verify();
}

#[test]
fn recorded_criteria_filters_and_fields_are_sent_as_dhis2_takes_them() {
    let server = Server::script(vec![
        kind("VIEW"),
        recorded("data_criteria"),
        recorded("data_filter"),
        recorded("data_fields"),
    ]);
    let views = api(&server.url()).sql_views();
    let count = |rows: dhis2::sql_views::SqlViewRows| rows.json_rows().unwrap().count();
    assert_eq!(count(views.rows(VIEW).criteria("hierarchylevel", "1")), 1);
    assert_eq!(count(views.rows(VIEW).filter("name:ilike:or")), 2);
    let named = views.rows(VIEW).fields("name").json_rows().unwrap();
    let named: Vec<_> = named.map(|row| row.unwrap().into_map()).collect();
    assert_eq!(named[5]["name"], "Sunmere");
    let requests = server.requests();
    assert_eq!(
        requests.len(),
        4,
        "the kind is asked for only when it matters"
    );
    assert_eq!(requests[1].params("criteria"), ["hierarchylevel:1"]);
    assert_eq!(requests[2].params("filter"), ["name:ilike:or"]);
    assert_eq!(requests[3].params("fields"), ["name"]);
}

#[test]
fn values_that_dhis2_would_cut_or_drop_are_refused_before_anything_is_sent() {
    let server = Server::script(vec![]);
    let views = api(&server.url()).sql_views();
    for value in ["", "x,y", "a:b", "x';drop", "tab\there", "50%", "a.b"] {
        for rows in [
            views.rows(VIEW).var("a", value),
            views.rows(VIEW).criteria("a", value),
        ] {
            let error = rows.csv().unwrap_err();
            assert!(
                matches!(error, Error::InvalidInput(_)),
                "{value:?}: {error:?}"
            );
        }
    }
    for name in ["", "a b", "a:b", "a,b"] {
        assert!(
            views.rows(VIEW).var(name, "x").json_rows().is_err(),
            "{name:?}"
        );
    }
    assert!(views.rows("not a uid").csv().is_err());
    server.verify();
}

#[test]
fn what_does_not_go_with_the_kind_of_a_view_is_an_error() {
    let views = |reply: Reply| {
        let server = Server::script(vec![reply]);
        (api(&server.url()).sql_views(), server)
    };
    let (query, server) = views(kind("QUERY"));
    let error = query.rows(VIEW).criteria("a", "1").csv().unwrap_err();
    assert!(
        error
            .to_string()
            .contains("on the query arNjt3Cb4LK: DHIS2 ignores criteria"),
        "{error}"
    );
    server.verify();
    let (query, server) = views(kind("QUERY"));
    let error = query.rows(VIEW).execute_first().csv().unwrap_err();
    assert!(
        error.to_string().contains("a query is not built"),
        "{error}"
    );
    server.verify();
    for word in ["VIEW", "MATERIALIZED_VIEW"] {
        let (view, server) = views(kind(word));
        let error = view.rows(VIEW).var("a", "1").csv().unwrap_err();
        assert!(
            error.to_string().contains("DHIS2 ignores variables"),
            "{error}"
        );
        server.verify();
    }
}

#[test]
fn a_view_is_built_first_when_asked_to() {
    let server = Server::script(vec![
        kind("VIEW"),
        recorded("execute"),
        recorded("data_csv"),
    ]);
    let rows = api(&server.url()).sql_views().rows(VIEW).execute_first();
    assert_eq!(rows.csv().unwrap().count(), 6);
    let lines = targets(&server);
    assert_eq!(lines[1], "POST /api/sqlViews/arNjt3Cb4LK/execute");
    assert_eq!(lines[2], "GET /api/sqlViews/arNjt3Cb4LK/data");
    server.verify();
}

#[test]
fn recorded_refusals_come_through_with_dhis2s_words() {
    for (name, code, words) in [
        ("data_view_not_executed", "E7144", "execute_first"),
        ("data_var_missing", "E4307", "[type]"),
        ("data_protected_table", "E4310", "protected tables"),
        ("data_forbidden", "E4312", "not authorised"),
        ("data_unknown", "E1005", "NoSuchUid11"),
    ] {
        for as_csv in [true, false] {
            let server = Server::script(vec![recorded(name)]);
            let rows = api(&server.url()).sql_views().rows(VIEW);
            let error = if as_csv {
                rows.csv().unwrap_err()
            } else {
                rows.json_rows().unwrap_err()
            };
            assert_eq!(error.error_code(), Some(code));
            assert!(error.to_string().contains(words), "{error}");
        }
    }
}

#[test]
fn recorded_views_are_made_built_refreshed_and_deleted() {
    let replay = Replay::version("2.42")
        .file("sql_views/create_materialized")
        .file("sql_views/execute_materialized")
        .file("sql_views/refresh")
        .file("sql_views/delete_materialized")
        .file("sql_views/get")
        .file("sql_views/execute_query")
        .match_bodies()
        .start();
    let views = api(&replay.url()).sql_views();
    let view: SqlView = serde_json::from_value(json!({
        "id": "tmmgIlRSIXI", "name": "Recording mview", "type": "MATERIALIZED_VIEW",
        "cacheStrategy": "NO_CACHE",
        "sqlQuery": "select hierarchylevel, count(*) as n from organisationunit group by 1",
    }))
    .unwrap();
    let uid = views.create(&view).unwrap();
    assert_eq!(uid.as_str(), "tmmgIlRSIXI");
    assert_eq!(
        views.execute(uid).unwrap().message.unwrap(),
        "SQL view created"
    );
    let message = views.refresh(uid).unwrap().message.unwrap();
    assert_eq!(message, "Materialized view refreshed");
    views.delete(uid).unwrap();

    let view = views.get("SvElements1").unwrap();
    assert_eq!(view.r#type, Some(SqlViewType::Query));
    let error = views.execute("mRlXQY6jiNG").unwrap_err();
    assert!(error.is_conflict() && error.to_string().contains("no view to create"));
    replay.verify();
}

#[test]
fn a_view_without_name_or_sql_is_refused_and_a_taken_name_is_a_conflict() {
    let replay = Replay::version("2.42")
        .file("sql_views/create_bad_sql")
        .start();
    let views = api(&replay.url()).sql_views();
    let mut view = SqlView {
        name: Some("Recording bad".into()),
        ..SqlView::default()
    };
    assert!(matches!(views.create(&view), Err(Error::InvalidInput(_))));
    view.sql_query = Some("select nosuch from nosuchtable".into());
    let error = views.create(&view).unwrap_err();
    assert!(error.is_conflict(), "{error:?}");
    assert_eq!(error.conflicts()[0].error_code.as_deref(), Some("E5003"));
    assert_eq!(replay.server().requests().len(), 1);
}

#[test]
fn views_are_listed_by_kind_and_name() {
    let server = Server::script(vec![recorded("list"), recorded("list")]);
    let views = api(&server.url()).sql_views();
    assert_eq!(
        views.list().unwrap()[0].name.as_deref(),
        Some("Data elements by value type")
    );
    views.list_of(SqlViewType::MaterializedView).unwrap();
    let requests = server.requests();
    assert!(requests[0].params("filter").is_empty());
    assert_eq!(requests[1].params("filter"), ["type:eq:MATERIALIZED_VIEW"]);
    assert_eq!(requests[1].param("order"), Some("name:asc"));
    assert_eq!(requests[1].param("paging"), Some("false"));
}

/// A server on which SQL can be run once; `data` answers the reading.
fn adhoc_server(data: Reply, delete: Reply) -> Server {
    Server::start(move |request: &Request| {
        let path: Vec<_> = request.path.split('/').skip(3).collect();
        match (request.method.as_str(), path.as_slice()) {
            ("POST", []) => {
                let uid = request.json()["id"].clone();
                let response = json!({"uid": uid, "errorReports": []});
                let envelope = json!({"httpStatusCode": 201, "status": "OK", "response": response});
                Reply::json(201, &envelope)
            }
            ("POST", [_, "execute"]) => recorded("execute"),
            ("GET", [_, "data"]) => data.clone(),
            ("DELETE", [_]) => delete.clone(),
            _ => panic!("{} {}", request.method, request.target),
        }
    })
}

fn steps(server: &Server) -> Vec<String> {
    let requests = server.requests();
    let uid = requests[0].json()["id"].as_str().unwrap().to_owned();
    let line = |r: &Request| format!("{} {}", r.method, r.target.replace(&uid, "UID"));
    requests.iter().map(line).collect()
}

#[test]
fn sql_that_is_run_once_leaves_nothing_behind() {
    let server = adhoc_server(csv("level,n\n1,1\n2,5\n"), recorded("delete_query"));
    let views = api(&server.url()).sql_views();
    let query = views
        .adhoc("Units", "select level, n from t where a = '${a}'")
        .var("a", "x");
    let rows: Vec<(u32, u32)> = query.collect_as().unwrap();
    assert_eq!(rows, [(1, 1), (2, 5)]);
    assert_eq!(
        steps(&server),
        [
            "POST /api/sqlViews",
            "GET /api/sqlViews/UID/data?var=a%3Ax",
            "DELETE /api/sqlViews/UID"
        ]
    );
    let body = server.requests()[0].json();
    assert_eq!(body["type"], "QUERY");
    assert_eq!(body["cacheStrategy"], "NO_CACHE");
    assert_eq!(body["name"], "Units");
}

#[test]
fn a_view_that_is_run_once_is_built_before_and_stays_only_when_kept() {
    let server = adhoc_server(csv("n\n1\n"), recorded("delete_view"));
    let views = api(&server.url()).sql_views();
    let mut out = Vec::new();
    let query = views
        .adhoc("Units", "select 1 as n")
        .kind(SqlViewType::View)
        .keep();
    query.copy_to(&mut out).unwrap();
    assert_eq!(out, b"n\n1\n");
    assert_eq!(
        steps(&server),
        [
            "POST /api/sqlViews",
            "POST /api/sqlViews/UID/execute",
            "GET /api/sqlViews/UID/data"
        ]
    );
}

#[test]
fn a_failed_reading_deletes_the_view_all_the_same() {
    let server = adhoc_server(recorded("data_protected_table"), recorded("delete_query"));
    let views = api(&server.url()).sql_views();
    let query = views.adhoc("Users", "select * from userinfo");
    let error = query.collect_as::<Value>().unwrap_err();
    assert_eq!(error.error_code(), Some("E4310"));
    assert_eq!(steps(&server).last().unwrap(), "DELETE /api/sqlViews/UID");

    let query = views.adhoc("Users", "select 1");
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        query.run(|_| -> dhis2::Result<()> { panic!("the caller's own") })
    }));
    assert!(outcome.is_err());
    assert_eq!(server.requests().last().unwrap().method, "DELETE");
}

#[test]
fn a_view_that_cannot_be_deleted_is_named() {
    let server = adhoc_server(csv("n\n1\n"), recorded("execute_query"));
    let query = api(&server.url())
        .sql_views()
        .adhoc("Units", "select 1 as n");
    let error = query.collect_as::<(u32,)>().unwrap_err();
    let Error::Incomplete(incomplete) = &error else {
        panic!("{error:?}")
    };
    let uid = server.requests()[0].json()["id"].clone();
    assert_eq!(incomplete.uid(), uid.as_str());
    assert!(error.is_conflict());
}

#[test]
fn a_refused_view_is_not_deleted_and_one_in_doubt_is() {
    let server = Server::script(vec![recorded("create_bad_sql")]);
    let views = api(&server.url()).sql_views();
    let error = views
        .adhoc("Recording bad", "select 1")
        .collect_as::<Value>()
        .unwrap_err();
    assert!(error.is_conflict());
    server.verify();

    let server = Server::script(vec![Reply::hang_up(), recorded("delete_query")]);
    let views = api(&server.url()).sql_views();
    let error = views
        .adhoc("Units", "select 1")
        .collect_as::<Value>()
        .unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_eq!(steps(&server)[1], "DELETE /api/sqlViews/UID");
    server.verify();
}

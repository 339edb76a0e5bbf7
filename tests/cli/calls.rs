//! `get` and its siblings, `list`, `sql-view`, `system`, `uid`, and how a command fails.

use std::io::{BufRead, BufReader};

use serde_json::{Value, json};

use crate::server::{Reply, Server};
use crate::{Cli, Ran, folder, support, targets};

#[test]
fn get_writes_the_bytes_as_they_came() {
    let server = Server::start(|_| Reply::json(200, &json!({"b": 1, "a": [2]})));
    let home = folder();
    let out = Cli::at(&server.url(), home.path())
        .run("get /me -p fields=id,name -p x=a&b")
        .ok();
    assert_eq!(out, r#"{"a":[2],"b":1}"#);
    assert_eq!(targets(&server), ["GET /api/me?fields=id%2Cname&x=a%26b"]);
}

#[test]
fn get_into_a_file_leaves_one_that_is_there_unless_forced() {
    let server = Server::start(|_| Reply::text(200, "new"));
    let home = folder();
    let file = home.path().join("out.txt");
    let run = |arguments: &str| Cli::at(&server.url(), home.path()).run(arguments);
    run("get x -o out.txt").ok();
    std::fs::write(&file, "old").unwrap();
    let said = run("get x -o out.txt").failed(1);
    assert!(said.contains("--force"), "{said}");
    assert_eq!(server.requests().len(), 1, "nothing is sent for nothing");
    run("get x -o out.txt --force").ok();
    assert_eq!(std::fs::read_to_string(file).unwrap(), "new");
}

#[test]
fn a_download_that_breaks_leaves_no_file() {
    let server = Server::start(|_| Reply::text(200, &"x".repeat(1000)).truncate_at(500));
    let home = folder();
    let said = Cli::at(&server.url(), home.path())
        .run("--retries 0 get x -o out.txt")
        .failed(1);
    assert!(said.starts_with("network error: "), "{said}");
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn bodies_come_from_the_command_line_a_file_and_the_standard_input() {
    let server = Server::start(|_| Reply::json(200, &json!({"status": "OK"})));
    let home = folder();
    std::fs::write(home.path().join("body.json"), r#"{"from":"file"}"#).unwrap();
    let cli = || Cli::at(&server.url(), home.path());
    cli().run(r#"post x --data {"a":1}"#).ok();
    cli().run("put x/1 --data @body.json").ok();
    cli().stdin("[]").run("patch x/1 --data @-").ok();
    cli()
        .run("post x --data a,b --content-type application/csv")
        .ok();
    cli().run("delete x/1").ok();
    let seen: Vec<(String, String, String)> = server
        .requests()
        .iter()
        .map(|request| {
            let kind = request
                .header("content-type")
                .unwrap_or_default()
                .to_owned();
            let body = String::from_utf8(request.body.clone()).unwrap();
            (request.method.clone(), kind, body)
        })
        .collect();
    let expected = [
        ("POST", "application/json", r#"{"a":1}"#),
        ("PUT", "application/json", r#"{"from":"file"}"#),
        ("PATCH", "application/json-patch+json", "[]"),
        ("POST", "application/csv", "a,b"),
        ("DELETE", "", ""),
    ]
    .map(|(method, kind, body)| (method.to_owned(), kind.to_owned(), body.to_owned()));
    assert_eq!(seen, expected);
    let said = cli().run("post x --data @missing.json").failed(2);
    assert!(said.contains("missing.json"), "{said}");
}

#[test]
fn an_error_is_one_block_with_the_words_of_dhis2_first() {
    let demo = support::demo();
    let home = folder();
    let ran = Cli::at(&demo.url, home.path()).run("get dataElements/NoSuchUid11");
    assert_eq!(ran.out, "");
    let said = ran.failed(1);
    let expected = format!(
        "DHIS2 API error (404): DataElement with id NoSuchUid11 could not be found. (E1005)\n\
         hint: the uid is unknown, or this user may not read the object: DHIS2 does not say which\n\
         \x20 GET {}/api/dataElements/NoSuchUid11\n",
        demo.url
    );
    assert_eq!(said, expected);
    let said = Cli::at(&demo.url, home.path())
        .run("--json get dataElements/NoSuchUid11")
        .failed(1);
    let error: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(error["exitCode"], 1);
    assert_eq!(error["error"]["errorCode"], "E1005");
    assert_eq!(error["error"]["status"], 404);
}

#[test]
fn the_exit_code_tells_usage_sign_in_and_network_apart() {
    let demo = support::demo();
    let home = folder();
    let cli = || Cli::at(&demo.url, home.path());
    cli().run("no-such-command").failed(2);
    cli().run("get").failed(2);
    cli().run("files resources upload missing.txt").failed(2);
    let said = cli()
        .env("DHIS2_PASSWORD", "hunter2")
        .run("-v get me")
        .failed(4);
    assert!(said.contains("auth error: "), "{said}");
    let said = Cli::alone(home.path()).run("get me").failed(2);
    assert!(said.contains("profile add"), "{said}");
    // Nothing listens at the port of a server that has ended.
    let gone = demo.url.clone();
    drop(demo);
    let said = Cli::at(&gone, home.path())
        .run("--retries 0 get me")
        .failed(1);
    assert!(said.starts_with("network error: "), "{said}");
    assert_eq!(said.matches("hint:").count(), 1, "{said}");
}

#[test]
fn verbose_lines_tell_each_request_and_no_secret() {
    let demo = support::demo();
    let home = folder();
    let url = format!("--url {}", demo.url);
    let ran = Cli::alone(home.path()).stdin("district\n").run(&format!(
        "{url} --username admin --password-stdin -v get me -p fields=id"
    ));
    let out = ran.err.clone();
    ran.ok();
    assert!(out.starts_with("debug: GET http://127.0.0.1"), "{out}");
    assert!(out.contains(" 200 ") && !out.contains("district"), "{out}");
    assert!(!out.contains("YWRtaW46ZGlzdHJpY3Q"), "{out}");
}

#[test]
fn help_and_version_are_no_failure_and_a_bare_command_shows_its_help() {
    let home = folder();
    let run = |arguments: &str| Cli::alone(home.path()).run(arguments).ok();
    assert!(run("--help").contains("Exit codes:"));
    assert!(run("").contains("Usage: dhis2"));
    assert!(run("files").contains("documents"));
    assert!(run("files documents").contains("upload-url"));
    assert_eq!(
        run("--version"),
        format!("dhis2 {}\n", env!("CARGO_PKG_VERSION"))
    );
    assert!(run("completions bash").contains("complete -F _dhis2"));
}

/// Pages of two units each, for ever or up to a count.
fn pages(count: u64) -> Server {
    Server::start(move |request| {
        let parameter = |name: &str, default| {
            let found = request.query.iter().find(|(key, _)| key == name);
            found.map_or(default, |(_, value)| value.parse::<u64>().unwrap())
        };
        let (page, size) = (parameter("page", 1), parameter("pageSize", 50));
        let rows: Vec<Value> = (((page - 1) * size)..(page * size).min(count))
            .map(|n| json!({"id": format!("u{n}"), "name": format!("Unit, {n}"), "parent": {"id": "p"}}))
            .collect();
        let pager = json!({
            "page": page, "pageSize": size, "total": count, "pageCount": count.div_ceil(size)
        });
        Reply::json(200, &json!({"pager": pager, "organisationUnits": rows}))
    })
}

#[test]
fn a_list_comes_as_table_csv_json_and_lines() {
    let server = pages(3);
    let home = folder();
    let list = |more: &str| -> Ran {
        let arguments = format!("list organisationUnits --fields id,name,parent[id] {more}");
        Cli::at(&server.url(), home.path()).run(&arguments)
    };
    let table = list("").ok();
    assert_eq!(
        table,
        "id  name     parent.id\n--  -------  ---------\nu0  Unit, 0  p\nu1  Unit, 1  p\nu2  Unit, 2  p\n"
    );
    let csv = list("--all --page-size 2 --format csv").ok();
    assert_eq!(
        csv,
        "id,name,parent.id\nu0,\"Unit, 0\",p\nu1,\"Unit, 1\",p\nu2,\"Unit, 2\",p\n"
    );
    let rows: Vec<Value> = serde_json::from_str(&list("--json").ok()).unwrap();
    assert_eq!((rows.len(), &rows[2]["name"]), (3, &json!("Unit, 2")));
    let lines = list("--limit 2 --format ndjson").ok();
    let ids: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].clone())
        .collect();
    assert_eq!(ids, ["u0", "u1"]);
    let one = list("--page-size 2");
    assert!(one.err.contains("page 1 of 3; --all"), "{one:?}");
    assert_eq!(one.ok().lines().count(), 4);
}

#[test]
fn a_list_of_nothing_is_a_head_or_an_empty_list() {
    let server = pages(0);
    let home = folder();
    let list = |more: &str| {
        let arguments = format!("list organisationUnits --all {more}");
        Cli::at(&server.url(), home.path()).run(&arguments).ok()
    };
    assert_eq!(list("--fields id"), "id\n--\n");
    assert_eq!(list("--json --fields :owner"), "[]\n");
    assert_eq!(list("--format ndjson"), "");
    assert_eq!(list("--format csv --fields id,name"), "id,name\n");
}

#[test]
fn a_reader_that_goes_away_ends_an_endless_list_quietly() {
    let server = pages(1_000_000_000);
    let home = folder();
    let mut child = Cli::at(&server.url(), home.path())
        .spawn("list organisationUnits --all --page-size 500 --format ndjson");
    let mut line = String::new();
    // Read and dropped: the pipe closes.
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    assert!(line.contains("u0"), "{line}");
    let ran = Ran::of(&child.wait_with_output().unwrap());
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
}

#[test]
fn a_sql_view_comes_as_csv_table_and_json() {
    let demo = support::demo();
    let home = folder();
    let view = |more: &str| {
        let arguments = format!("sql-view run SvElements1 {more}");
        Cli::at(&demo.url, home.path()).run(&arguments).ok()
    };
    assert!(view("").starts_with("uid,name,hierarchylevel\nOuVelmora01,Velmora,1\n"));
    assert!(view("--format table").starts_with("uid          name       hierarchylevel\n"));
    let rows: Vec<Value> = serde_json::from_str(&view("--json")).unwrap();
    assert_eq!(rows[0]["name"], "Velmora");
}

#[test]
fn the_server_is_told_in_lines_or_json_and_uids_need_none() {
    let demo = support::demo();
    let home = folder();
    let out = Cli::at(&demo.url, home.path()).run("system info").ok();
    assert!(out.contains("version      2.42"), "{out}");
    assert!(out.contains("user         admin"), "{out}");
    let out = Cli::at(&demo.url, home.path())
        .run("system info --json")
        .ok();
    let info: Value = serde_json::from_str(&out).unwrap();
    assert!(info["version"].is_string());
    let out = Cli::alone(home.path()).run("uid -n 3").ok();
    assert_eq!(
        out.lines()
            .filter(|line| dhis2::Uid::is_valid(line))
            .count(),
        3
    );
}

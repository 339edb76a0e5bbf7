//! Uploads, documents and what is known of files, against recordings and a server with faults.

#![allow(clippy::unwrap_used)]

mod server;

use std::io::{self, Read};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use dhis2::files::{Document, Domain, FileResource, StorageStatus};
use dhis2::{Api, Clock, Error, RetryPolicy, Uid, Upload};
use serde_json::{Value, json};
use server::replay::{Recording, Replay};
use server::{FakeClock, Reply, Request, Server, builder};

const HELLO_MD5: &str = "b1946ac92492d2347c6235b4d2611184";

fn api(url: &str) -> Api {
    builder(url).clock(FakeClock::new()).build().unwrap()
}

/// A recorded answer.
fn recorded(name: &str) -> Reply {
    Recording::load("2.42", &format!("files/{name}")).reply("http://127.0.0.1")
}

/// The one file part of a form: its head and its bytes.
fn part(request: &Request) -> (String, Vec<u8>) {
    let content_type = request.header("content-type").unwrap();
    let boundary = content_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let body = &request.body;
    let find = |needle: &[u8]| {
        body.windows(needle.len())
            .position(|window| window == needle)
            .unwrap()
    };
    let head_end = find(b"\r\n\r\n");
    let end = find(format!("\r\n--{boundary}--").as_bytes());
    // RFC 2046 allows a line end before the first mark.
    let start = find(format!("--{boundary}\r\n").as_bytes());
    assert!(body[..start].iter().all(u8::is_ascii_whitespace));
    let start = start + boundary.len() + 4;
    let head = String::from_utf8(body[start..head_end].to_vec()).unwrap();
    (head, body[head_end + 4..end].to_vec())
}

/// A small DHIS2: it stores files and documents, and refuses a uid twice.
#[derive(Default)]
struct Store {
    files: Mutex<Vec<(String, Value)>>,
    documents: Mutex<Vec<Value>>,
}

impl Store {
    fn answer(&self, request: &Request) -> Reply {
        let path: Vec<&str> = request
            .path
            .trim_start_matches("/api/")
            .split('/')
            .collect();
        match (request.method.as_str(), path.as_slice()) {
            ("POST", ["fileResources"]) => self.upload(request),
            ("GET", ["fileResources", uid]) => match self.file(uid) {
                Some(file) => Reply::json(200, &file),
                None => recorded("get_unknown"),
            },
            ("POST", ["documents"]) => self.create(request),
            ("GET", ["documents", uid]) => {
                let documents = self.documents.lock().unwrap();
                match documents.iter().find(|document| document["id"] == **uid) {
                    Some(document) => Reply::json(200, document),
                    None => recorded("get_unknown"),
                }
            }
            _ => Reply::text(500, "not played"),
        }
    }

    fn file(&self, uid: &str) -> Option<Value> {
        let files = self.files.lock().unwrap();
        let (_, file) = files.iter().find(|(id, _)| id == uid)?;
        Some(file.clone())
    }

    fn upload(&self, request: &Request) -> Reply {
        let (head, bytes) = part(request);
        let uid = request.param("uid").unwrap().to_owned();
        if self.file(&uid).is_some() {
            return Reply::json(
                409,
                &json!({"httpStatus": "Conflict", "httpStatusCode": 409, "status": "ERROR",
                    "message": "FileResource with uid already exists", "errorCode": "E1119"}),
            );
        }
        let name = head.split("filename=\"").nth(1).unwrap();
        let name = name.split("\"\r\n").next().unwrap().replace("\\\"", "\"");
        let file = json!({
            "id": uid, "name": name, "domain": request.param("domain"), "contentLength": bytes.len(),
            "contentMd5": format!("{:x}", md5::compute(&bytes)), "storageStatus": "PENDING",
        });
        self.files.lock().unwrap().push((uid, file.clone()));
        Reply::json(
            202,
            &json!({"httpStatus": "Accepted", "httpStatusCode": 202, "status": "OK",
                "response": {"responseType": "FileResource", "fileResource": file}}),
        )
    }

    fn create(&self, request: &Request) -> Reply {
        let document = request.json();
        let mut documents = self.documents.lock().unwrap();
        let is_taken = |other: &Value| {
            other["id"] == document["id"]
                || (document["external"] == false && other["url"] == document["url"])
        };
        if documents.iter().any(is_taken) {
            return recorded("document_create_same_file");
        }
        let uid = document["id"].clone();
        documents.push(document);
        Reply::json(
            201,
            &json!({"httpStatus": "Created", "httpStatusCode": 201, "status": "OK",
                "response": {"uid": uid, "errorReports": [], "responseType": "ObjectReport"}}),
        )
    }
}

fn store() -> (Server, Arc<Store>) {
    let store = Arc::new(Store::default());
    let shared = Arc::clone(&store);
    (Server::start(move |request| shared.answer(request)), store)
}

/// Answers with `reply` in place of the first request of this kind, after the store has seen it when
/// `done` says so: an answer that got lost.
fn store_with_fault(
    method: &'static str,
    path: &'static str,
    done: bool,
    reply: Reply,
) -> (Server, Arc<Store>) {
    let store = Arc::new(Store::default());
    let shared = Arc::clone(&store);
    let seen = AtomicUsize::new(0);
    let server = Server::start(move |request| {
        let is_it = request.method == method && request.path.starts_with(path);
        if is_it && seen.fetch_add(1, Ordering::SeqCst) == 0 {
            if done {
                shared.answer(request);
            }
            return reply.clone();
        }
        shared.answer(request)
    });
    (server, store)
}

// Replays of real answers

#[test]
fn an_upload_is_one_request_with_domain_uid_and_one_part_named_file() {
    let replay = Replay::version("2.42")
        .file("files/upload_with_uid")
        .start();
    let file = api(&replay.url())
        .files()
        .file_upload(Domain::Document, Upload::bytes("n.txt", "v1\n"))
        .uid("NybEwVCFqHJ")
        .verify(false)
        .send()
        .unwrap();
    replay.verify();
    assert_eq!(file.id, "NybEwVCFqHJ");
    assert_eq!(file.name.as_deref(), Some("n.txt"));
    assert_eq!(file.domain, Some(Domain::Document));
    assert_eq!(file.storage_status, Some(StorageStatus::Pending));
    assert_eq!(file.assigned, Some(false));
    assert!(file.extra.contains_key("createdBy"));

    let requests = replay.server().requests();
    let [request] = requests.as_slice() else {
        panic!("{} requests", requests.len());
    };
    assert_eq!(
        request.target,
        "/api/fileResources?domain=DOCUMENT&uid=NybEwVCFqHJ"
    );
    assert_eq!(request.header("accept"), Some("application/json"));
    let (head, bytes) = part(request);
    assert_eq!(
        head.to_ascii_lowercase(),
        "content-disposition: form-data; name=\"file\"; filename=\"n.txt\"\r\ncontent-type: text/plain"
    );
    assert_eq!(bytes, b"v1\n");
    assert_eq!(
        request.header("content-length").unwrap(),
        request.body.len().to_string()
    );
}

#[test]
fn every_domain_of_2_42_is_understood() {
    for (name, domain) in [
        ("data_value", Domain::DataValue),
        ("push_analysis", Domain::PushAnalysis),
        ("document", Domain::Document),
        ("message_attachment", Domain::MessageAttachment),
        ("user_avatar", Domain::UserAvatar),
        ("org_unit", Domain::OrgUnit),
        ("icon", Domain::Icon),
        ("job_data", Domain::JobData),
    ] {
        let upload = recorded(&format!("upload_{name}"));
        let get = recorded(&format!("get_{name}"));
        let server = Server::script(vec![upload, get]);
        let files = api(&server.url()).files();
        let bytes = Upload::bytes("note.txt", "hello\n");
        let sent = files.upload_file_resource(domain.clone(), bytes).unwrap();
        assert_eq!(sent.domain.as_ref(), Some(&domain));
        let known = files.file_resource(&sent.id).unwrap();
        assert_eq!(known.id, sent.id);
        assert_eq!(known.content_md5, sent.content_md5);
        assert!(known.is_stored());
        server.verify();
        let requests = server.requests();
        assert_eq!(requests[0].param("domain"), Some(domain.as_str()));
        assert!(Uid::is_valid(requests[0].param("uid").unwrap()));
        assert_eq!(
            requests[1].target,
            format!("/api/fileResources/{}", sent.id)
        );
    }
}

#[test]
fn a_document_is_made_of_a_file_in_two_steps_and_read_back() {
    let server = Server::script(vec![
        recorded("upload_document"),
        recorded("document_create"),
        recorded("document"),
    ]);
    let document = api(&server.url())
        .files()
        .upload_document("Recording document", Upload::bytes("note.txt", "hello\n"))
        .unwrap();
    server.verify();
    assert_eq!(document.id, "N1NIhIGWuFc");
    assert_eq!(document.file_uid(), Some("QThhlBwmJbd"));
    assert_eq!(document.content_type.as_deref(), Some("text/plain"));
    assert!(document.extra.contains_key("sharing"));

    let requests = server.requests();
    assert_eq!(requests[0].param("domain"), Some("DOCUMENT"));
    assert_eq!(requests[1].target, "/api/documents");
    assert_eq!(requests[1].header("content-type"), Some("application/json"));
    let mut body = requests[1].json();
    let id = body.as_object_mut().unwrap().remove("id").unwrap();
    assert!(Uid::is_valid(id.as_str().unwrap()));
    assert_eq!(
        body,
        json!({"name": "Recording document", "url": "QThhlBwmJbd", "external": false,
            "attachment": true, "contentType": "text/plain"})
    );
    assert_eq!(requests[2].target, "/api/documents/N1NIhIGWuFc");
}

#[test]
fn a_document_takes_the_name_of_its_file_unless_given_another() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("guide.pdf");
    std::fs::write(&path, "%PDF").unwrap();
    let (server, store) = store();
    let files = api(&server.url()).files();
    let document = files.document_upload(Upload::path(&path)).send().unwrap();
    assert_eq!(document.name.as_deref(), Some("guide.pdf"));
    assert_eq!(store.files.lock().unwrap()[0].1["name"], "guide.pdf");
    let (head, bytes) = part(&server.requests()[0]);
    assert!(head.contains("application/pdf"), "{head}");
    assert_eq!(bytes, b"%PDF");
}

#[test]
fn a_link_is_made_without_a_file() {
    let replay = Replay::version("2.42")
        .file("files/document_create_external")
        .file("files/document_delete_external")
        .start();
    let files = api(&replay.url()).files();
    // The recording has no GET of the new document: the error then names it.
    let error = files
        .create_external_document("Recording link", "http://127.0.0.1:8080/api/ping")
        .unwrap_err();
    let Error::Incomplete(incomplete) = error else {
        panic!("{error}");
    };
    assert_eq!(incomplete.uid(), Some("b6vNUcvMOC6"));
    let request = &replay.server().requests()[0];
    let mut body = request.json();
    assert!(body.as_object_mut().unwrap().remove("id").is_some());
    assert_eq!(
        body,
        json!({"name": "Recording link", "url": "http://127.0.0.1:8080/api/ping", "external": true,
            "attachment": false})
    );
    files.delete_document("b6vNUcvMOC6").unwrap();
    assert_eq!(replay.server().requests().last().unwrap().method, "DELETE");

    let (server, _) = store();
    let files = api(&server.url()).files();
    let link = files
        .create_external_document("Site", "https://example.org/a")
        .unwrap();
    assert!(link.is_external() && link.file_uid().is_none());
    let refused = files.create_external_document("Site", "example.org");
    assert!(matches!(refused, Err(Error::InvalidInput(_))));
}

#[test]
fn what_is_not_there_is_none_and_what_is_deleted_leaves_its_file() {
    let replay = Replay::version("2.42")
        .file("files/get_unknown")
        .file("files/document_delete")
        .file("files/get_after_document_delete")
        .start();
    let files = api(&replay.url()).files();
    assert_eq!(files.file_resource_opt("NoSuchUid11").unwrap(), None);
    files.delete_document("N1NIhIGWuFc").unwrap();
    assert!(files.file_resource("QThhlBwmJbd").unwrap().is_stored());
    replay.verify();
}

#[test]
fn a_document_is_there_or_none() {
    let server = Server::script(vec![
        recorded("document"),
        recorded("document_data_unknown"),
    ]);
    let files = api(&server.url()).files();
    let document = files.document_opt("N1NIhIGWuFc").unwrap().unwrap();
    assert_eq!(document.name.as_deref(), Some("Recording document"));
    assert_eq!(document.file_uid(), Some("QThhlBwmJbd"));
    assert_eq!(files.document_opt("NoSuchUid11").unwrap(), None);
    let targets: Vec<_> = server.requests().into_iter().map(|r| r.target).collect();
    assert_eq!(
        targets,
        ["/api/documents/N1NIhIGWuFc", "/api/documents/NoSuchUid11"]
    );
}

#[test]
fn a_list_is_a_request_for_rows_of_ones_own() {
    let server = Server::repeat_last(vec![recorded("documents")]);
    let list = api(&server.url()).files().documents().fields("name");
    let rows: Vec<Value> = list.into_request().items().map(Result::unwrap).collect();
    assert_eq!(rows[0]["name"], "Recording document");
    assert_eq!(server.requests()[0].path, "/api/documents");
    assert_eq!(server.requests()[0].param("fields"), Some("name"));
}

#[test]
fn only_pictures_are_changed_by_the_server() {
    for domain in [Domain::Icon, Domain::UserAvatar, Domain::OrgUnit] {
        assert!(!domain.keeps_bytes(), "{domain:?}");
    }
    assert!(Domain::Document.keeps_bytes() && Domain::DataValue.keeps_bytes());
    assert!(!Domain::Other("NEW".into()).keeps_bytes());
}

#[test]
fn a_list_is_read_whole_or_by_the_page() {
    let server = Server::repeat_last(vec![recorded("documents")]);
    let files = api(&server.url()).files();
    let all = files.documents().fetch().unwrap();
    let names: Vec<_> = all.iter().map(|d| d.name.as_deref().unwrap()).collect();
    assert_eq!(names, ["Recording document", "Recording link"]);
    let page = files
        .documents()
        .filter("name:ilike:rec")
        .filter("external:eq:true");
    let page = page
        .root_junction(dhis2::RootJunction::Or)
        .order("name:asc");
    page.fields("id,name").page(2).page_size(7).fetch().unwrap();
    let requests = server.requests();
    assert_eq!(
        requests[0].query,
        [("fields", ":owner"), ("paging", "false")].map(|(k, v)| (k.to_owned(), v.to_owned()))
    );
    assert_eq!(
        requests[1].params("filter"),
        ["name:ilike:rec", "external:eq:true"]
    );
    assert_eq!(requests[1].params("fields"), ["id,name"]);
    assert_eq!(requests[1].param("rootJunction"), Some("OR"));
    assert_eq!(requests[1].param("order"), Some("name:asc"));
    assert_eq!(requests[1].param("page"), Some("2"));
    assert_eq!(requests[1].param("pageSize"), Some("7"));
    assert_eq!(requests[1].param("paging"), Some("true"));

    for bad in [files.documents().page(0), files.documents().page_size(0)] {
        assert!(matches!(bad.fetch(), Err(Error::InvalidInput(_))));
    }
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn documents_are_read_page_after_page() {
    let server = Server::start(|request| {
        let page: usize = request
            .param("page")
            .map_or(1, |page| page.parse().unwrap());
        let names = ["a", "b", "c"].iter().skip((page - 1) * 2).take(2);
        let rows: Vec<_> = names
            .map(|name| json!({"id": Uid::from_key(name), "name": name}))
            .collect();
        let next = (page == 1).then(|| format!("{}?page=2", request.base_url()));
        let pager =
            json!({"page": page, "pageSize": 2, "total": 3, "pageCount": 2, "nextPage": next});
        Reply::json(200, &json!({"pager": pager, "documents": rows}))
    });
    let files = api(&server.url()).files();
    let names = |list: dhis2::files::DocumentList| -> Vec<_> {
        list.items()
            .map(|document| document.unwrap().name.unwrap())
            .collect()
    };
    assert_eq!(names(files.documents().page_size(2)), ["a", "b", "c"]);
    assert_eq!(names(files.documents().page_size(2).page(2)), ["c"]);
    assert!(
        server
            .requests()
            .iter()
            .all(|r| r.param("pageSize") == Some("2"))
    );
    let sent = server.requests().len();
    for mut bad in [
        files.documents().page_size(0).items(),
        files.documents().page(0).items(),
    ] {
        assert!(matches!(bad.next(), Some(Err(Error::InvalidInput(_)))));
    }
    assert_eq!(server.requests().len(), sent);
}

#[test]
fn the_list_of_file_resources_is_a_request() {
    #[derive(serde::Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Page {
        file_resources: Vec<FileResource>,
    }
    let replay = Replay::version("2.42").file("files/list").start();
    let fields = "id,name,domain,contentType,contentLength,storageStatus,hasMultipleStorageFiles";
    let page: Page = api(&replay.url())
        .files()
        .file_resources()
        .fields(fields)
        .param("pageSize", 5)
        .fetch()
        .unwrap();
    replay.verify();
    assert_eq!(page.file_resources.len(), 5);
    assert_eq!(page.file_resources[0].domain, Some(Domain::Icon));
    assert_eq!(
        page.file_resources[0].storage_status,
        Some(StorageStatus::None)
    );
}

// What is refused before anything is sent

#[test]
fn what_dhis2_would_refuse_is_not_sent() {
    let server = Server::script(Vec::new());
    let files = api(&server.url()).files();
    let hello = || Upload::bytes("note.txt", "hello\n");
    let folder = tempfile::tempdir().unwrap();
    let empty = folder.path().join("empty.txt");
    std::fs::write(&empty, "").unwrap();
    let long = "я".repeat(231);
    let upload = |upload| {
        files
            .upload_file_resource(Domain::Document, upload)
            .map(drop)
    };
    for (what, result) in [
        ("no bytes", upload(Upload::bytes("a.txt", ""))),
        ("an empty file", upload(Upload::path(&empty))),
        ("a folder", upload(Upload::path(folder.path()))),
        (
            "an empty reader",
            upload(Upload::reader("a.txt", io::empty())),
        ),
        (
            "a reader of length 0",
            upload(Upload::reader("a.txt", io::empty()).length(0)),
        ),
        ("a long file name", upload(hello().file_name(long.clone()))),
        ("no file name", upload(hello().file_name(""))),
        ("a bad media type", upload(hello().content_type("plain"))),
        (
            "a malformed uid",
            files
                .file_upload(Domain::Document, hello())
                .uid("abc")
                .send()
                .map(drop),
        ),
        (
            "a long document name",
            files.upload_document(long.clone(), hello()).map(drop),
        ),
        (
            "a long name for a known file",
            files.create_document_from("QThhlBwmJbd", long).map(drop),
        ),
        (
            "a malformed file uid",
            files.create_document_from("abc", "x").map(drop),
        ),
        ("a malformed uid in a path", files.document("a/b").map(drop)),
        (
            "a malformed uid to delete",
            files.delete_document("").map(drop),
        ),
        (
            "a malformed file resource",
            files.file_resource("../me").map(drop),
        ),
    ] {
        assert!(
            matches!(result, Err(Error::InvalidInput(_))),
            "{what}: {result:?}"
        );
    }
    let missing = upload(Upload::path(folder.path().join("none.txt")));
    assert!(matches!(missing, Err(Error::Io(_))), "{missing:?}");
    assert_eq!(server.requests().len(), 0);
    // As many as fit, in letters of two bytes, go out.
    let (server, _) = store();
    let files = api(&server.url()).files();
    let name = "я".repeat(230);
    files
        .upload_document(name.clone(), hello().file_name(name))
        .unwrap();
}

// What the server refuses

#[test]
fn refusals_say_what_to_do() {
    let too_big = Recording::load("2.42", "errors/e409_upload_too_big").reply("");
    for (reply, status, text) in [
        (recorded("upload_blocked_type"), 409, "media type"),
        (recorded("upload_no_such"), 400, "Valid values are"),
        (too_big, 409, "max.file_upload_size"),
        (
            Reply::html(413, "<title>Request Entity Too Large</title>"),
            413,
            "proxy",
        ),
    ] {
        let server = Server::script(vec![reply]);
        let error = api(&server.url())
            .files()
            .upload_file_resource(
                Domain::Other("NO_SUCH".to_owned()),
                Upload::bytes("x.html", "<p>"),
            )
            .unwrap_err();
        assert_eq!(error.status(), Some(status));
        assert!(error.to_string().contains(text), "{error}");
        assert_eq!(server.requests()[0].param("domain"), Some("NO_SUCH"));
    }
}

#[test]
fn an_answer_without_a_uid_is_an_error_that_shows_it() {
    let server = Server::script(vec![Reply::json(202, &json!({"status": "OK", "odd": 1}))]);
    let error = api(&server.url())
        .files()
        .upload_file_resource(Domain::Document, Upload::bytes("a.txt", "x"))
        .unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
    assert!(error.to_string().contains("odd"), "{error}");
}

#[test]
fn an_answer_that_only_names_the_uid_is_followed_up() {
    for answer in [
        json!({"status": "OK", "response": {"uid": "QThhlBwmJbd"}}),
        json!({"status": "OK", "id": "QThhlBwmJbd"}),
    ] {
        let server = Server::script(vec![Reply::json(202, &answer), recorded("get_document")]);
        let file = api(&server.url())
            .files()
            .upload_file_resource(Domain::Document, Upload::bytes("note.txt", "hello\n"))
            .unwrap();
        assert_eq!(file.content_md5.as_deref(), Some(HELLO_MD5));
        server.verify();
    }
}

#[test]
fn a_proxy_that_refuses_in_the_middle_of_an_upload_is_heard() {
    let refusal = Reply::html(413, "<title>413 Request Entity Too Large</title>");
    let server = Server::script(vec![refusal.before_body()]);
    // From a megabyte on the server is asked first, so the answer does not drown in the upload.
    let error = api(&server.url())
        .files()
        .upload_file_resource(Domain::Document, Upload::bytes("big.bin", vec![1; 2 << 20]))
        .unwrap_err();
    assert_eq!(error.status(), Some(413), "{error}");
    let request = &server.requests()[0];
    assert_eq!(request.header("expect"), Some("100-continue"));
    assert!(request.body.is_empty());
}

// Safe to repeat

fn retrying() -> RetryPolicy {
    RetryPolicy::default().max_attempts(3)
}

#[test]
fn an_upload_whose_answer_was_lost_is_known_again() {
    for domain in [Domain::Document, Domain::Icon] {
        let (server, store) = store_with_fault("POST", "/api/fileResources", true, Reply::reset());
        let file = api(&server.url())
            .files()
            .file_upload(domain, Upload::bytes("a.png", "hello\n"))
            .retry(retrying())
            .send()
            .unwrap();
        assert_eq!(store.files.lock().unwrap().len(), 1);
        assert_eq!(file.content_md5.as_deref(), Some(HELLO_MD5));
        let methods: Vec<_> = server.requests().iter().map(|r| r.method.clone()).collect();
        assert_eq!(methods, ["POST", "POST", "GET"]);
        assert_eq!(
            server.requests()[0].param("uid"),
            server.requests()[1].param("uid")
        );
    }
}

#[test]
fn a_reader_is_not_sent_twice() {
    let (server, _) = store_with_fault("POST", "/api/fileResources", true, Reply::reset());
    let error = api(&server.url())
        .files()
        .file_upload(Domain::Document, Upload::reader("a.txt", &b"hello\n"[..]))
        .retry(retrying())
        .send()
        .unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn the_same_call_again_is_a_success_only_with_the_same_bytes() {
    let (server, store) = store();
    let files = api(&server.url()).files();
    let uid = Uid::from_key("guide.txt");
    let send = |bytes: &str| {
        files
            .document_upload(Upload::bytes("guide.txt", bytes))
            .uid(uid)
            .send()
    };
    let first = send("one").unwrap();
    let again = send("one").unwrap();
    assert_eq!(first.id, again.id);
    assert_eq!(store.documents.lock().unwrap().len(), 1);
    let other = send("two").unwrap_err();
    assert_eq!(other.error_code(), Some("E1119"), "{other}");
    assert!(other.to_string().contains("other contents"), "{other}");
    // A resized picture cannot be compared: a uid that somebody chose before is not taken for ours.
    let icon = |name| {
        let upload = files.file_upload(Domain::Icon, Upload::bytes(name, "x"));
        upload.uid(Uid::from_key("icon")).send()
    };
    icon("a.png").unwrap();
    assert!(icon("b.png").unwrap_err().is_conflict());
}

#[test]
fn a_document_whose_answer_was_lost_is_known_again() {
    let (server, store) = store_with_fault("POST", "/api/documents", true, Reply::reset());
    let api = builder(&server.url())
        .retry(retrying())
        .clock(FakeClock::new())
        .build()
        .unwrap();
    let document = api
        .files()
        .upload_document("Guide", Upload::bytes("guide.txt", "one"))
        .unwrap();
    assert_eq!(document.name.as_deref(), Some("Guide"));
    assert_eq!(store.documents.lock().unwrap().len(), 1);
}

#[test]
fn a_failed_second_step_keeps_the_file_and_can_be_finished() {
    let fault = Reply::json(500, &json!({"message": "no room", "httpStatusCode": 500}));
    for (method, done) in [("POST", false), ("POST", true), ("GET", false)] {
        let (server, store) = store_with_fault(method, "/api/documents", done, fault.clone());
        let files = api(&server.url()).files();
        let error = files
            .upload_document("Guide", Upload::bytes("guide.txt", "one"))
            .unwrap_err();
        assert_eq!(error.status(), Some(500));
        let Error::Incomplete(error) = error else {
            panic!("{error}");
        };
        let uid = error.uid().unwrap();
        assert_eq!(store.files.lock().unwrap()[0].0, uid);
        assert!(
            error.to_string().contains("is uploaded") || method == "GET",
            "{error}"
        );
        let document = files.create_document_from(uid, "Guide").unwrap();
        assert_eq!(document.file_uid(), Some(uid));
        assert_eq!(store.documents.lock().unwrap().len(), 1);
        // Again, and it is the same one; under another name it is refused.
        assert_eq!(
            files.create_document_from(uid, "Guide").unwrap().id,
            document.id
        );
        assert!(
            files
                .create_document_from(uid, "Other")
                .unwrap_err()
                .is_conflict()
        );
    }
}

#[test]
fn a_file_of_another_document_is_a_conflict() {
    for name in ["document_create_same_file", "document_create_unknown_file"] {
        let server = Server::script(vec![recorded(name), recorded("get_unknown")]);
        let error = api(&server.url())
            .files()
            .create_document_from("QThhlBwmJbd", "Recording document twice")
            .unwrap_err();
        assert!(error.is_conflict(), "{error}");
        assert_eq!(error.conflicts().len(), 1, "{error}");
        server.verify();
    }
}

// What goes out is what is stored

#[test]
fn odd_names_are_stored_as_they_are() {
    let (server, store) = store();
    let files = api(&server.url()).files();
    for (name, stored) in [
        ("тест \"1\".txt", "тест \"1\".txt"),
        ("100%25 a+b;c=d'.txt", "100%25 a+b;c=d'.txt"),
        ("a\r\nX-Evil: 1.txt", "a__X-Evil: 1.txt"),
        ("dir/sub\\x.txt", "dir_sub_x.txt"),
        ("🦟.csv", "🦟.csv"),
    ] {
        files
            .upload_document(name, Upload::bytes(name, "x"))
            .unwrap();
        let file = store.files.lock().unwrap().last().unwrap().1.clone();
        assert_eq!(file["name"], stored);
        // The document's name travels as JSON and needs no care.
        assert_eq!(
            store.documents.lock().unwrap().last().unwrap()["name"],
            name
        );
    }
    for request in server.requests() {
        assert_eq!(request.header("x-evil"), None);
    }
}

#[test]
fn the_media_type_is_given_or_guessed() {
    let (server, _) = store();
    let files = api(&server.url()).files();
    for (upload, media_type) in [
        (Upload::bytes("a.csv", "1,2"), "text/csv"),
        (
            Upload::bytes("a.unheard-of", "1"),
            "application/octet-stream",
        ),
        (Upload::bytes("noending", "1"), "application/octet-stream"),
        (
            Upload::bytes("a.csv", "1").content_type("application/csv"),
            "application/csv",
        ),
        (
            Upload::bytes("a", "1").content_type("text/plain; charset=utf-8"),
            "text/plain; charset=utf-8",
        ),
    ] {
        files
            .upload_file_resource(Domain::Document, upload)
            .unwrap();
        let (head, _) = part(server.requests().last().unwrap());
        let line = head.lines().last().unwrap().to_ascii_lowercase();
        assert_eq!(line, format!("content-type: {media_type}"));
    }
}

#[test]
fn a_reader_goes_out_whole_with_and_without_a_length() {
    let (server, store) = store();
    let files = api(&server.url()).files();
    let bytes: Vec<u8> = (0..200_000u32).map(|n| (n % 251) as u8).collect();
    let reader = |bytes: &[u8]| Upload::reader("a.bin", io::Cursor::new(bytes.to_vec()));
    let steps = Arc::new(Mutex::new(Vec::new()));
    for known in [true, false] {
        let upload = reader(&bytes);
        let upload = if known {
            upload.length(200_000)
        } else {
            upload
        };
        let noted = Arc::clone(&steps);
        steps.lock().unwrap().clear();
        files
            .file_upload(Domain::Document, upload)
            .progress(move |done, total| noted.lock().unwrap().push((done, total)))
            .send()
            .unwrap();
        let request = server.requests().last().unwrap().clone();
        assert_eq!(part(&request).1, bytes);
        assert_eq!(request.header("content-length").is_some(), known);
        let steps = steps.lock().unwrap();
        let total = known.then_some(200_000);
        assert_eq!(steps.last(), Some(&(200_000, total)));
        assert!(steps.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
    assert_eq!(store.files.lock().unwrap().len(), 2);
}

#[test]
fn a_reader_that_ends_early_or_goes_on_is_an_error() {
    for declared in [5, 7] {
        let server = Server::repeat_last(vec![recorded("upload_document")]);
        let upload = Upload::reader("a.txt", &b"hello\n"[..]).length(declared);
        let error = api(&server.url())
            .files()
            .upload_file_resource(Domain::Document, upload)
            .unwrap_err();
        assert!(matches!(error, Error::Io(_)), "{error}");
        let why = std::error::Error::source(&error).unwrap().to_string();
        assert!(why.contains("declared length"), "{why}");
        server.wait_for_no_connections();
        // The server never saw a whole form.
        assert!(server.requests().iter().all(|request| !request.complete));
    }
}

#[test]
fn a_reader_that_fails_is_told_in_its_own_words() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
            buf[0] = b'x';
            if buf.len() == 1 {
                Ok(1)
            } else {
                Err(io::Error::other("the disk is gone"))
            }
        }
    }
    let (server, _) = store();
    let error = api(&server.url())
        .files()
        .upload_file_resource(Domain::Document, Upload::reader("a.txt", Broken))
        .unwrap_err();
    assert!(matches!(error, Error::Io(_)), "{error}");
    let why = std::error::Error::source(&error).unwrap().to_string();
    assert!(why.contains("the disk is gone"), "{why}");
}

#[test]
fn other_bytes_in_the_store_are_an_error_that_keeps_the_uid() {
    let server = Server::repeat_last(vec![recorded("upload_document")]);
    let files = api(&server.url()).files();
    let upload = || files.file_upload(Domain::Document, Upload::bytes("note.txt", "Hello\n"));
    let error = upload().send().unwrap_err();
    let Error::Incomplete(incomplete) = &error else {
        panic!("{error}");
    };
    assert_eq!(incomplete.uid(), Some("QThhlBwmJbd"));
    let why = incomplete.error().to_string();
    assert!(why.contains(HELLO_MD5), "{why}");
    upload().verify(false).send().unwrap();
    // A picture is resized, so it cannot be the same.
    let server = Server::script(vec![recorded("upload_icon")]);
    let icon = Upload::bytes("pixel.png", "2x2");
    api(&server.url())
        .files()
        .upload_file_resource(Domain::Icon, icon)
        .unwrap();
}

#[test]
fn who_asks_is_checked_before_a_large_file_goes_out_when_wanted() {
    let unauthorized = Recording::load("2.42", "errors/e401_bad_password_json").reply("");
    let server = Server::script(vec![unauthorized]);
    let error = api(&server.url())
        .files()
        .file_upload(
            Domain::Document,
            Upload::reader("a.bin", io::repeat(1).take(9)),
        )
        .check_first(true)
        .send()
        .unwrap_err();
    assert!(error.is_authentication(), "{error}");
    server.verify();
    assert_eq!(server.requests()[0].target, "/api/me?fields=id");
}

// Waiting

#[test]
fn a_file_is_waited_for_until_it_is_stored() {
    let pending = Reply::json(
        200,
        &json!({"id": "QThhlBwmJbd", "storageStatus": "PENDING"}),
    );
    let none = Reply::json(200, &json!({"id": "QThhlBwmJbd", "storageStatus": "NONE"}));
    let server = Server::script(vec![pending.clone(), none, recorded("get_document")]);
    let clock = FakeClock::new();
    let with_clock = |server: &Server| builder(&server.url()).clock(clock.clone()).build().unwrap();
    let files = with_clock(&server).files();
    let file = files
        .wait_until_stored("QThhlBwmJbd", Duration::from_secs(60))
        .unwrap();
    assert_eq!(file.name.as_deref(), Some("note.txt"));
    server.verify();
    // With `fields`, DHIS2 would say NONE for ever.
    assert!(
        server
            .requests()
            .iter()
            .all(|request| request.query.is_empty())
    );
    let pauses = [250, 500].map(Duration::from_millis);
    assert_eq!(clock.sleeps(), pauses);

    let server = Server::repeat_last(vec![pending]);
    let files = with_clock(&server).files();
    let before = clock.now();
    let error = files
        .wait_until_stored("QThhlBwmJbd", Duration::from_secs(60))
        .unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert_eq!(clock.now() - before, Duration::from_secs(60));
}

// By way of the owner

#[test]
fn a_data_value_takes_its_file_in_one_request() {
    let server = Server::script(vec![recorded("upload_data_value")]);
    let file = api(&server.url())
        .files()
        .data_value("DeScanOfLog", "202601", "OuVelmora01")
        .category_option_combo("CocDefault1")
        .attribute("CcPartners1", ["CoPartnerA1", "CoPartnerB1"])
        .data_set("DsMonthly01")
        .upload(Upload::bytes("note.txt", "hello\n"))
        .unwrap();
    assert_eq!(file.domain, Some(Domain::DataValue));
    let request = &server.requests()[0];
    assert_eq!(request.path, "/api/dataValues/file");
    let expected = [
        ("de", "DeScanOfLog"),
        ("pe", "202601"),
        ("ou", "OuVelmora01"),
        ("co", "CocDefault1"),
        ("cc", "CcPartners1"),
        ("cp", "CoPartnerA1;CoPartnerB1"),
        ("ds", "DsMonthly01"),
    ];
    assert_eq!(
        request.query,
        expected.map(|(k, v)| (k.to_owned(), v.to_owned()))
    );
    assert_eq!(part(request).1, b"hello\n");
    let bad = api(&server.url())
        .files()
        .data_value("x", "202601", "OuVelmora01");
    assert!(matches!(
        bad.upload(Upload::bytes("a", "x")),
        Err(Error::InvalidInput(_))
    ));
}

#[test]
fn many_threads_share_one_accessor() {
    let (server, store) = store();
    let files = api(&server.url()).files();
    std::thread::scope(|scope| {
        for n in 0..8 {
            let files = &files;
            scope.spawn(move || {
                let document: Document = files
                    .upload_document(format!("d{n}"), Upload::bytes("a.txt", format!("{n}")))
                    .unwrap();
                assert_eq!(document.name, Some(format!("d{n}")));
            });
        }
    });
    assert_eq!(store.documents.lock().unwrap().len(), 8);
}

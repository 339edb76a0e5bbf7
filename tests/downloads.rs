//! Downloads: to writers, paths and folders, by uid and by owner, and of links.

#![allow(clippy::unwrap_used)]

mod server;

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use dhis2::files::{DocumentContent, Download, ImageSize};
use dhis2::{Api, Error};
use serde_json::json;
use server::replay::{Recording, Replay};
use server::{At, Reply, Server, builder};

fn api(url: &str) -> Api {
    builder(url)
        .default_header("x-gateway-key", "planted-key")
        .build()
        .unwrap()
}

fn recorded(name: &str) -> Reply {
    Recording::load("2.42", &format!("files/{name}")).reply("http://127.0.0.1")
}

/// Everything in a folder, temporary files included.
fn listing(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn download(server: &Server) -> Download {
    api(&server.url())
        .files()
        .download_file_resource("QThhlBwmJbd")
        .unwrap()
}

// Replays of real answers

#[test]
fn a_document_is_copied_as_it_comes() {
    let replay = Replay::version("2.42").file("files/document_data").start();
    let mut copy = Vec::new();
    let content = api(&replay.url())
        .files()
        .download_document("N1NIhIGWuFc")
        .unwrap();
    assert_eq!(content.external_url(), None);
    let file = content.into_file().unwrap();
    assert_eq!(file.file_name().as_deref(), Some("note.txt"));
    assert_eq!(file.content_type(), Some("text/plain"));
    assert_eq!(file.length(), Some(6));
    assert_eq!(file.copy_to(&mut copy).unwrap(), 6);
    assert_eq!(copy, b"hello\n");
    replay.verify();
    let request = &replay.server().requests()[0];
    assert_eq!(request.target, "/api/documents/N1NIhIGWuFc/data");
    assert_eq!(request.header("accept"), Some("*/*"));
    assert_eq!(request.header("accept-encoding"), Some("identity"));
}

#[test]
fn files_and_pictures_are_downloaded_by_their_uid() {
    let replay = Replay::version("2.42")
        .file("files/data_document")
        .file("files/data_icon")
        .file("files/get_icon")
        .file("files/data_dimension")
        .start();
    let files = api(&replay.url()).files();
    let text = files.download_file_resource("QThhlBwmJbd").unwrap();
    assert_eq!(text.bytes().unwrap(), b"hello\n");
    // A picture has `charset` appended like everything else.
    let icon = files.download_file_resource("BBFUXHD9oX0").unwrap();
    assert_eq!(icon.content_type(), Some("image/png"));
    let icon = icon.verify().unwrap().bytes().unwrap();
    assert!(icon.starts_with(b"\x89PNG") && icon.len() == 167);
    let small = files
        .download_image("PlRDsDfJxRd", ImageSize::Small)
        .unwrap();
    assert_eq!(small.bytes().unwrap().len(), 788);
    replay.verify();
    let last = replay.server().requests().last().unwrap().target.clone();
    assert_eq!(last, "/api/fileResources/PlRDsDfJxRd/data?dimension=SMALL");
}

#[test]
fn data_value_files_are_refused_by_uid_with_the_way_that_works() {
    for (version, uid) in [("2.42", "QLJygEQgv0g"), ("2.43", "pKVzrebRXe8")] {
        let replay = Replay::version(version)
            .file("files/data_data_value")
            .start();
        let error = api(&replay.url())
            .files()
            .download_file_resource(uid)
            .unwrap_err();
        assert_eq!(error.status(), Some(403));
        assert_eq!(error.error_code(), Some("E1006"));
        assert!(error.hint().unwrap().contains("data value"), "{error}");
        replay.verify();
    }
}

#[test]
fn what_is_not_there_is_a_404_in_both_versions() {
    for version in ["2.42", "2.43"] {
        let replay = Replay::version(version)
            .file("files/document_data_unknown")
            .file("files/data_unknown")
            .start();
        let files = api(&replay.url()).files();
        let document = files.download_document("NoSuchUid11").unwrap_err();
        assert!(document.is_not_found(), "{document}");
        let file = files.download_file_resource("NoSuchUid11").unwrap_err();
        assert_eq!(file.error_code(), Some("E1005"));
        replay.verify();
        assert!(matches!(
            files.download_document("xyz"),
            Err(Error::InvalidInput(_))
        ));
        assert_eq!(replay.server().requests().len(), 2);
    }
}

// To a path

#[test]
fn a_file_gets_its_name_once_it_is_whole() {
    let server = Server::repeat_last(vec![recorded("data_document")]);
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("guide.txt");
    let steps = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&steps);
    let beside = folder.path().to_path_buf();
    let download = download(&server).progress(move |done, total| {
        // While bytes come, the final name is not there.
        assert!(!beside.join("guide.txt").exists());
        noted.lock().unwrap().push((done, total));
    });
    assert_eq!(download.to_path(&target).unwrap(), target);
    assert_eq!(fs::read(&target).unwrap(), b"hello\n");
    assert_eq!(listing(folder.path()), ["guide.txt"]);
    assert_eq!(steps.lock().unwrap().last(), Some(&(6, Some(6))));
}

#[cfg(unix)]
#[test]
fn a_download_has_the_rights_of_any_new_file() {
    use std::os::unix::fs::PermissionsExt;
    let server = Server::repeat_last(vec![recorded("data_document")]);
    let folder = tempfile::tempdir().unwrap();
    let path = download(&server)
        .to_path(folder.path().join("a.txt"))
        .unwrap();
    let plain = folder.path().join("plain");
    fs::write(&plain, "").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&path), mode(&plain));
}

#[test]
fn a_broken_download_leaves_nothing_behind() {
    let body = vec![b'x'; 100_000];
    let whole = || Reply::bytes(200, body.clone()).header("content-disposition", "filename=a.bin");
    for (what, reply) in [
        ("truncated", whole().truncate_at(At::Body(50_000))),
        ("reset", whole().reset_at(At::Body(50_000))),
        ("short of its length", whole().declare_length(100_001)),
        (
            "cut in a chunk",
            whole().chunked(1000).truncate_at(At::Body(5000)),
        ),
    ] {
        let server = Server::repeat_last(vec![reply]);
        let folder = tempfile::tempdir().unwrap();
        let old = folder.path().join("old.bin");
        fs::write(&old, "before").unwrap();
        for target in [
            folder.path().join("new.bin"),
            old.clone(),
            folder.path().to_path_buf(),
        ] {
            let error = download(&server).to_path(&target).unwrap_err();
            assert!(matches!(error, Error::Transport(_)), "{what}: {error}");
        }
        assert_eq!(listing(folder.path()), ["old.bin"], "{what}");
        assert_eq!(fs::read(&old).unwrap(), b"before", "{what}");
    }
}

#[test]
fn what_comes_beyond_the_length_is_not_part_of_the_file() {
    let long = Reply::bytes(200, "hello\nmore")
        .declare_length(6)
        .close_after();
    let server = Server::repeat_last(vec![long]);
    let folder = tempfile::tempdir().unwrap();
    let path = download(&server).to_path(folder.path().join("a")).unwrap();
    assert_eq!(fs::read(path).unwrap(), b"hello\n");
}

#[test]
fn bytes_with_another_md5_are_not_taken_when_they_are_verified() {
    let spoilt = Reply::bytes(200, "jello\n");
    let document = json!({"id": "N1NIhIGWuFc", "url": "QThhlBwmJbd", "external": false});
    let folder = tempfile::tempdir().unwrap();

    let server = Server::script(vec![
        spoilt.clone(),
        Reply::json(200, &document),
        recorded("get_document"),
    ]);
    let content = api(&server.url())
        .files()
        .download_document("N1NIhIGWuFc")
        .unwrap();
    let file = content.into_file().unwrap().verify().unwrap();
    let error = file.to_path(folder.path().join("a.txt")).unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
    assert!(error.to_string().contains("MD5"), "{error}");
    assert!(listing(folder.path()).is_empty());
    server.verify();

    // With no length to go by (a proxy that closes at the end), only the MD5 can tell.
    let server = Server::script(vec![
        Reply::bytes(200, "hel").until_close(),
        recorded("get_document"),
        Reply::bytes(200, "hello\n").until_close(),
        recorded("get_document"),
    ]);
    assert!(download(&server).verify().unwrap().bytes().is_err());
    assert_eq!(
        download(&server).verify().unwrap().bytes().unwrap(),
        b"hello\n"
    );
    server.verify();

    let server = Server::repeat_last(vec![spoilt]);
    let expected = download(&server).expect_md5("B1946AC92492D2347C6235B4D2611184");
    assert!(expected.bytes().is_err());
}

#[test]
fn a_reader_goes_on_failing_after_it_failed() {
    let server = Server::repeat_last(vec![Reply::bytes(200, "jello\n")]);
    let mut reader = download(&server).expect_md5("00").into_reader();
    let mut bytes = Vec::new();
    let error = reader.read_to_end(&mut bytes).unwrap_err();
    assert!(error.get_ref().unwrap().is::<Error>());
    assert!(reader.read(&mut [0; 8]).is_err());
}

#[test]
fn a_file_in_the_way_is_replaced_only_when_the_caller_named_it() {
    let server = Server::repeat_last(vec![recorded("data_document")]);
    let folder = tempfile::tempdir().unwrap();
    let named = folder.path().join("note.txt");
    fs::write(&named, "mine").unwrap();
    let is_in_the_way = |result: dhis2::Result<PathBuf>| match result {
        Err(Error::Io(error)) => error.kind() == io::ErrorKind::AlreadyExists,
        _ => false,
    };
    assert!(is_in_the_way(
        download(&server).overwrite(false).to_path(&named)
    ));
    // The server chose the name.
    assert!(is_in_the_way(download(&server).to_path(folder.path())));
    assert_eq!(fs::read(&named).unwrap(), b"mine");
    assert_eq!(
        download(&server)
            .overwrite(true)
            .to_path(folder.path())
            .unwrap(),
        named
    );
    assert_eq!(fs::read(&named).unwrap(), b"hello\n");
    fs::write(&named, "mine").unwrap();
    download(&server).to_path(&named).unwrap();
    assert_eq!(listing(folder.path()), ["note.txt"]);

    let nowhere = folder.path().join("none/a.txt");
    assert!(matches!(
        download(&server).to_path(&nowhere),
        Err(Error::Io(_))
    ));
    assert!(!folder.path().join("none").exists());
}

#[test]
fn a_folder_takes_the_servers_name_but_nothing_outside_it() {
    for (header, replies, name) in [
        (Some("filename=../../evil.txt"), vec![], Some("evil.txt")),
        (
            Some("attachment; filename=\"a b.txt\""),
            vec![],
            Some("a b.txt"),
        ),
        // Letters that were lost on the way, or no header: the file resource knows.
        (
            Some("filename=????.txt"),
            vec![recorded("get_document")],
            Some("note.txt"),
        ),
        (None, vec![recorded("get_document")], Some("note.txt")),
        (
            None,
            vec![Reply::json(
                200,
                &json!({"id": "QThhlBwmJbd", "name": ".."}),
            )],
            None,
        ),
    ] {
        let mut reply = Reply::bytes(200, "x");
        if let Some(header) = header {
            reply = reply.header("content-disposition", header);
        }
        let server = Server::script([vec![reply], replies].concat());
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("in");
        fs::create_dir(&folder).unwrap();
        let result = download(&server).to_path(&folder);
        assert_eq!(
            result.ok(),
            name.map(|name| folder.join(name)),
            "{header:?}"
        );
        assert_eq!(listing(outer.path()), ["in"]);
        server.verify();
    }
}

#[test]
fn a_writer_that_fails_is_told_from_the_connection() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let server = Server::repeat_last(vec![recorded("data_document")]);
    match download(&server).copy_to(&mut Full) {
        Err(Error::Io(error)) => assert_eq!(error.kind(), io::ErrorKind::StorageFull),
        other => panic!("{other:?}"),
    }
}

// By way of the owner

#[test]
fn files_are_read_by_their_owner() {
    let server = Server::repeat_last(vec![recorded("data_document")]);
    let api = api(&server.url());
    let (files, messaging) = (api.files(), api.messaging());
    let (a, b, c) = ("AaaaaaaaaaA", "BbbbbbbbbbB", "CccccccccC1");
    let size = ImageSize::Medium;
    let value = || files.data_value(a, "202601", b);
    let downloads = [
        value().download(),
        value().category_option_combo(c).size(size).download(),
        files.event_file(a, b),
        files.event_image(a, b, size),
        files.tracked_entity_file(a, b),
        files.tracked_entity_image(a, b, size),
        messaging.attachment(a, b, c),
    ];
    for download in downloads {
        assert_eq!(download.unwrap().bytes().unwrap(), b"hello\n");
    }
    let targets: Vec<_> = server.requests().into_iter().map(|r| r.target).collect();
    assert_eq!(
        targets,
        [
            "/api/dataValues/files?de=AaaaaaaaaaA&pe=202601&ou=BbbbbbbbbbB",
            "/api/dataValues/files?de=AaaaaaaaaaA&pe=202601&ou=BbbbbbbbbbB&co=CccccccccC1&dimension=MEDIUM",
            "/api/tracker/events/AaaaaaaaaaA/dataValues/BbbbbbbbbbB/file",
            "/api/tracker/events/AaaaaaaaaaA/dataValues/BbbbbbbbbbB/image?dimension=MEDIUM",
            "/api/tracker/trackedEntities/AaaaaaaaaaA/attributes/BbbbbbbbbbB/file",
            "/api/tracker/trackedEntities/AaaaaaaaaaA/attributes/BbbbbbbbbbB/image?dimension=MEDIUM",
            "/api/messageConversations/AaaaaaaaaaA/BbbbbbbbbbB/attachments/CccccccccC1",
        ]
    );
    for bad in [
        value().category_option_combo("x").download(),
        files.data_value(a, "2026;01", b).download(),
        files.event_file("x", b),
        messaging.attachment(a, b, "x"),
    ] {
        assert!(matches!(bad, Err(Error::InvalidInput(_))));
    }
}

// Links

#[test]
fn a_link_is_returned_and_nothing_is_sent_there() {
    let replay = Replay::version("2.42")
        .file("files/document_data_external")
        .start();
    let files = api(&replay.url()).files();
    let content = files.download_document("b6vNUcvMOC6").unwrap();
    let target = format!("{}/api/ping", replay.url());
    assert_eq!(content.external_url(), Some(target.as_str()));
    let error = content.bytes().unwrap_err();
    assert!(error.to_string().contains(&target), "{error}");
    replay.verify();
    assert_eq!(replay.server().requests().len(), 1);
}

#[test]
fn a_link_is_followed_only_when_told_and_without_credentials() {
    let elsewhere = Server::script(vec![
        Reply::redirect(301, "/moved/guide.pdf"),
        Reply::bytes(200, "%PDF").header("content-disposition", "attachment; filename=\"g.pdf\""),
    ]);
    let server = Server::script(vec![Reply::redirect(
        302,
        &format!("{}/guide", elsewhere.url()),
    )]);
    let content = api(&server.url())
        .files()
        .download_document("b6vNUcvMOC6")
        .unwrap();
    let DocumentContent::External(link) = content else {
        panic!("{content:?}");
    };
    assert_eq!(elsewhere.requests().len(), 0);
    let folder = tempfile::tempdir().unwrap();
    let path = link.follow().unwrap().to_path(folder.path()).unwrap();
    assert_eq!(path, folder.path().join("g.pdf"));
    elsewhere.verify();
    server.verify();
    assert!(server.requests()[0].header("authorization").is_some());
    assert_eq!(
        server.requests()[0].header("x-gateway-key"),
        Some("planted-key")
    );
    for request in elsewhere.requests() {
        for secret in ["authorization", "cookie", "x-gateway-key"] {
            assert_eq!(request.header(secret), None, "{secret}");
        }
    }
    assert_eq!(elsewhere.requests()[1].target, "/moved/guide.pdf");
}

#[test]
fn a_link_that_does_not_end_or_is_gone_is_an_error() {
    for (reply, text) in [
        (Reply::redirect(302, "/again"), "redirects"),
        (Reply::redirect(302, "file:///etc/passwd"), "http"),
        (Reply::text(404, "gone"), "404"),
    ] {
        let elsewhere = Server::repeat_last(vec![reply]);
        let server = Server::script(vec![Reply::redirect(302, &elsewhere.url())]);
        let content = api(&server.url())
            .files()
            .download_document("b6vNUcvMOC6")
            .unwrap();
        let DocumentContent::External(link) = content else {
            panic!("{content:?}");
        };
        let error = link.follow().unwrap_err();
        assert!(error.to_string().contains(text), "{error}");
        assert!(elsewhere.requests().len() <= 6);
    }
}

#[test]
fn a_redirect_that_is_no_link_is_told_from_one() {
    let login = Reply::redirect(302, "/dhis-web-login/");
    let unauthorized = Recording::load("2.42", "errors/e401_bad_password_json").reply("");
    let server = Server::script(vec![login, unauthorized]);
    let error = api(&server.url())
        .files()
        .download_document("b6vNUcvMOC6")
        .unwrap_err();
    assert!(error.is_authentication(), "{error}");
    server.verify();

    // The server has moved: the same path elsewhere.
    let moved = Reply::redirect(
        301,
        "https://new.example.org/api/documents/b6vNUcvMOC6/data",
    );
    let document = json!({"id": "b6vNUcvMOC6", "url": "QThhlBwmJbd", "external": false});
    let server = Server::script(vec![moved, Reply::json(200, &document)]);
    let error = api(&server.url())
        .files()
        .download_document("b6vNUcvMOC6")
        .unwrap_err();
    assert_eq!(error.status(), Some(301), "{error}");

    // A link to somebody's login page is a link all the same.
    let url = "https://example.org/login";
    let document = json!({"id": "b6vNUcvMOC6", "url": url, "external": true});
    let server = Server::script(vec![Reply::redirect(302, url), Reply::json(200, &document)]);
    let content = api(&server.url())
        .files()
        .download_document("b6vNUcvMOC6")
        .unwrap();
    assert_eq!(content.external_url(), Some(url));
}

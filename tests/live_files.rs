//! Files against a real server: `DHIS2_URL` with `DHIS2_PAT`, or with `DHIS2_USERNAME` and
//! `DHIS2_PASSWORD`.
//!
//! ```sh
//! cargo test --test live_files -- --ignored
//! ```
//!
//! The documents that are made are deleted again. The file resources stay, without an owner: DHIS2
//! has no way to delete one, and removes them itself after a while.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod live;

use std::time::Duration;

use dhis2::files::{Document, Domain, Files};
use dhis2::{RetryPolicy, Uid, Upload};

fn files() -> Files {
    live::api().files()
}

/// Deletes a document at the end of a test, passed or not.
struct Made<'a>(&'a Files, String);

impl Drop for Made<'_> {
    fn drop(&mut self) {
        if let Err(error) = self.0.delete_document(&self.1) {
            eprintln!("document {} is left behind: {error}", self.1);
        }
    }
}

fn is_listed(files: &Files, document: &Document) -> bool {
    let found = files.documents().filter(format!("id:eq:{}", document.id));
    found.fields("id,name").fetch().unwrap().len() == 1
}

#[test]
#[ignore = "needs a DHIS2 server"]
fn live_a_document_comes_back_as_it_went() {
    let files = files();
    let name = live::name("file");
    let bytes: Vec<u8> = (0..100_000u32).map(|n| (n % 251) as u8).collect();
    let upload = Upload::bytes("тест \"1\".zip", bytes.clone());
    let document = files.upload_document(&name, upload).unwrap();
    let _made = Made(&files, document.id.clone());
    assert_eq!(document.name.as_deref(), Some(name.as_str()));
    assert!(is_listed(&files, &document));
    let file = document.file_uid().unwrap();
    let stored = files
        .wait_until_stored(file, Duration::from_secs(60))
        .unwrap();
    assert_eq!(stored.name.as_deref(), Some("тест \"1\".zip"));
    let content = files.download_document(&document.id).unwrap();
    let content = content.into_file().unwrap().verify().unwrap();
    assert_eq!(content.length(), Some(100_000));
    assert_eq!(content.bytes().unwrap(), bytes);
    let folder = tempfile::tempdir().unwrap();
    let content = files.download_document(&document.id).unwrap();
    let path = content.to_path(folder.path()).unwrap();
    assert_eq!(std::fs::read(path).unwrap(), bytes);
    // The second step again finds what the first call made.
    assert_eq!(
        files.create_document_from(file, &name).unwrap().id,
        document.id
    );
    assert!(
        files
            .create_document_from(file, "another")
            .unwrap_err()
            .is_conflict()
    );
}

#[test]
#[ignore = "needs a DHIS2 server"]
fn live_a_link_is_not_followed() {
    let files = files();
    let name = live::name("file");
    let link = files
        .create_external_document(&name, "https://example.org/x")
        .unwrap();
    let _made = Made(&files, link.id.clone());
    assert!(link.is_external());
    let content = files.download_document(&link.id).unwrap();
    assert_eq!(content.external_url(), Some("https://example.org/x"));
}

#[test]
#[ignore = "needs a DHIS2 server"]
fn live_the_same_upload_again_is_a_success() {
    let files = files();
    let uid = Uid::generate();
    let send = |text: &str| {
        files
            .file_upload(Domain::MessageAttachment, Upload::bytes("a.txt", text))
            .uid(uid)
            .retry(RetryPolicy::default())
            .send()
    };
    let first = send("one").unwrap();
    assert_eq!(send("one").unwrap().id, first.id);
    assert_eq!(send("two").unwrap_err().error_code(), Some("E1119"));
}

#[test]
#[ignore = "needs a DHIS2 server"]
fn live_a_data_value_file_is_refused_by_its_uid() {
    let files = files();
    let upload = Upload::bytes("a.txt", "x");
    let file = files
        .upload_file_resource(Domain::DataValue, upload)
        .unwrap();
    let error = files.download_file_resource(&file.id).unwrap_err();
    assert_eq!(error.status(), Some(403));
}

#[test]
#[ignore = "needs a DHIS2 server"]
fn live_a_reader_without_a_length_is_taken() {
    let upload = Upload::reader("a.txt", &b"hello\n"[..]);
    let file = files()
        .upload_file_resource(Domain::Document, upload)
        .unwrap();
    assert_eq!(file.content_length, Some(6));
}

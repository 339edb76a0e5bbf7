//! Files of any size go up and down in constant memory.

#![allow(clippy::unwrap_used)]

mod server;

use std::io::{self, Read};

use dhis2::Upload;
use dhis2::files::Domain;
use peak_alloc::PeakAlloc;
use serde_json::json;
use server::{Reply, Server, api};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const SIZE: u64 = 200 << 20;

/// The buffers of this crate, of ureq and of the test server together.
const ROOM: usize = 4 << 20;

/// By how much the memory in use grew at most.
fn peak(work: impl FnOnce()) -> usize {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    work();
    MEMORY.peak_usage().saturating_sub(before)
}

// One test, for the counter is the process's.
#[test]
fn two_hundred_megabytes_go_both_ways_in_four() {
    let server = Server::builder().discard_bodies().start(|request| {
        if request.method == "POST" {
            let file = json!({"id": request.param("uid"), "domain": "DOCUMENT"});
            Reply::json(202, &json!({"response": {"fileResource": file}}))
        } else {
            Reply::stream(200, || io::repeat(b'x').take(SIZE))
        }
    });
    let files = api(&server.url()).files();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.bin");

    let down = peak(|| {
        let download = files.download_file_resource("QThhlBwmJbd").unwrap();
        download
            .expect_md5("0".repeat(32))
            .to_path(&path)
            .unwrap_err();
        let download = files.download_file_resource("QThhlBwmJbd").unwrap();
        download.to_path(&path).unwrap();
    });
    assert_eq!(std::fs::metadata(&path).unwrap().len(), SIZE);
    assert!(down < ROOM, "a download took {down} bytes");

    let from_path = peak(|| {
        let upload = Upload::path(&path);
        files
            .upload_file_resource(Domain::Document, upload)
            .unwrap();
    });
    assert!(
        from_path < ROOM,
        "an upload from a path took {from_path} bytes"
    );

    let from_reader = peak(|| {
        let upload = Upload::reader("large.bin", io::repeat(b'x').take(SIZE)).length(SIZE);
        files
            .upload_file_resource(Domain::Document, upload)
            .unwrap();
    });
    assert!(
        from_reader < ROOM,
        "an upload from a reader took {from_reader} bytes"
    );
    let uploads = server.requests();
    let uploads: Vec<_> = uploads.iter().filter(|r| r.method == "POST").collect();
    assert!(uploads.len() == 2 && uploads.iter().all(|r| r.body_len > SIZE));
}

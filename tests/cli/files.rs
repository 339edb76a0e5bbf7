//! `dhis2 files`

use serde_json::Value;

use crate::server::{Reply, Server};
use crate::{Cli, Ran, folder, support};

#[test]
fn a_document_goes_up_is_listed_comes_down_and_is_deleted() {
    let demo = support::demo();
    let home = folder();
    let run = |arguments: &str| Cli::at(&demo.url, home.path()).run(arguments);
    let bytes: Vec<u8> = (0..70_000_u32).flat_map(u32::to_le_bytes).collect();
    std::fs::write(home.path().join("guide.pdf"), &bytes).unwrap();

    let said = run("files documents upload guide.pdf --name Guide").ok();
    let uid = said
        .strip_prefix("uploaded ")
        .unwrap()
        .split("  ")
        .next()
        .unwrap();
    assert_eq!(said, format!("uploaded {uid}  Guide\n"));
    let got: Value =
        serde_json::from_str(&run(&format!("files documents get {uid}")).ok()).unwrap();
    assert_eq!(got["name"], "Guide");

    let list = run("files documents list --details").ok();
    let row = list.lines().find(|line| line.starts_with(uid)).unwrap();
    assert!(list.starts_with("DHIS2 documents (2)\nid "), "{list}");
    assert!(row.contains("UPLOAD_FILE   Guide"), "{row}");
    assert!(
        row.contains("application/pdf") && row.ends_with("273.4 KB  STORED"),
        "{row}"
    );

    let said = run(&format!("files documents download {uid} back.pdf --verify")).ok();
    assert_eq!(said, format!("wrote {} bytes to back.pdf\n", bytes.len()));
    assert_eq!(std::fs::read(home.path().join("back.pdf")).unwrap(), bytes);
    let said = run(&format!("files documents download {uid} back.pdf")).failed(1);
    assert!(said.contains("--force"), "{said}");

    let said = run(&format!("files documents delete {uid} --dry-run")).ok();
    assert_eq!(said, format!("would delete {uid}\n"));
    let said = run(&format!("files documents delete {uid}")).ok();
    assert_eq!(said, format!("deleted {uid}\n"));
    run(&format!("files documents delete {uid}")).failed(1);
}

#[test]
fn a_link_is_made_and_told_rather_than_downloaded() {
    let demo = support::demo();
    let home = folder();
    let run = |arguments: &str| Cli::at(&demo.url, home.path()).run(arguments);
    let said = run("files documents upload-url Manual https://example.org/a.pdf").ok();
    let uid = said
        .strip_prefix("created ")
        .unwrap()
        .split("  ")
        .next()
        .unwrap();
    assert_eq!(
        said,
        format!("created {uid}  Manual  -> https://example.org/a.pdf\n")
    );
    let said = run(&format!("files documents download {uid} .")).failed(1);
    assert!(
        said.contains("a link to https://example.org/a.pdf; --follow"),
        "{said}"
    );
    let list = run("files documents list --json --filter name:eq:Manual").ok();
    let list: Vec<Value> = serde_json::from_str(&list).unwrap();
    assert_eq!((list.len(), &list[0]["id"]), (1, &Value::from(uid)));
    assert_eq!(
        run("files documents ls --filter name:eq:None").ok(),
        "no documents found\n"
    );
    assert_eq!(
        run("files documents list --json --filter name:eq:None").ok(),
        "[]\n"
    );
}

#[test]
fn a_file_resource_goes_up_from_a_pipe_and_comes_down_into_one() {
    let demo = support::demo();
    let home = folder();
    let cli = || Cli::at(&demo.url, home.path());
    let said = cli()
        .stdin("hello\n")
        .run("files resources upload - --filename hello.txt --domain document")
        .ok();
    let uid = said
        .strip_prefix("uploaded ")
        .unwrap()
        .split("  ")
        .next()
        .unwrap();
    assert_eq!(
        said,
        format!("uploaded {uid}  domain=DOCUMENT  name=hello.txt\n")
    );
    assert_eq!(
        cli().run(&format!("files resources download {uid} -")).ok(),
        "hello\n"
    );
    let got = cli().run(&format!("files resources get {uid}")).ok();
    let got: Value = serde_json::from_str(&got).unwrap();
    assert_eq!(
        (&got["name"], &got["contentLength"]),
        (&"hello.txt".into(), &6.into())
    );
    cli().run("files resources upload -").failed(2);
    cli()
        .run("files resources upload . --domain nothing")
        .failed(2);
}

#[test]
#[cfg(unix)]
fn ctrl_c_leaves_no_half_of_a_download() {
    let server = Server::start(|_| Reply::bytes(200, vec![7; 200_000]).stall_at(100_000));
    let home = folder();
    let parts = || -> Vec<u64> {
        let files = std::fs::read_dir(home.path()).unwrap();
        files
            .map(|file| file.unwrap().metadata().unwrap().len())
            .collect()
    };
    let child =
        Cli::at(&server.url(), home.path()).spawn("files resources download OuVelmora01 a.bin");
    let end = std::time::Instant::now() + std::time::Duration::from_secs(10);
    while parts().iter().sum::<u64>() == 0 && std::time::Instant::now() < end {
        std::thread::yield_now();
    }
    assert_eq!(parts().len(), 1);
    let kill = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(kill.unwrap().success());
    let ran = Ran::of(&child.wait_with_output().unwrap());
    assert_eq!((ran.code, parts()), (Some(130), vec![]));
}

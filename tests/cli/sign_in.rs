//! `dhis2 profile login` and `logout`

use std::io::{BufRead, BufReader, Read};

use crate::oauth2_server::{CLIENT, OAuth2Server, SECRET, browse};
use crate::{Cli, folder};

#[test]
fn a_profile_is_signed_in_by_the_printed_address_used_and_signed_out() {
    let server = OAuth2Server::start();
    let home = folder();
    let run = |arguments: &str| Cli::alone(home.path()).run(arguments);
    let add = format!(
        "profile add demo --url {} --auth oauth2 --client-id {CLIENT} --secret-stdin \
         --redirect-uri http://localhost:0/back",
        server.url()
    );
    Cli::alone(home.path())
        .stdin(format!("{SECRET}\n"))
        .run(&add)
        .ok();
    // Nothing opens a browser by itself.
    let unverified = run("profile verify demo");
    assert_eq!(unverified.code, Some(1), "{unverified:?}");
    assert!(unverified.out.contains("log in"), "{unverified:?}");

    let mut login = Cli::alone(home.path()).spawn("profile login demo --no-browser");
    let mut lines = BufReader::new(login.stderr.take().unwrap());
    let mut said = String::new();
    let address = loop {
        let mut line = String::new();
        assert!(
            lines.read_line(&mut line).unwrap() > 0,
            "no address: {said}"
        );
        said.push_str(&line);
        let found = line
            .split_whitespace()
            .find(|word| word.contains("/oauth2/authorize?"));
        if let Some(address) = found {
            break address.to_owned();
        }
    };
    browse(&address);
    lines.read_to_string(&mut said).unwrap();
    assert!(login.wait().unwrap().success(), "{said}");
    assert!(!said.contains("s3cr3t"), "{said}");

    let me = run("get me --profile demo").ok();
    assert!(me.contains("admin"), "{me}");
    assert_eq!(server.asked_for("authorization_code"), 1);

    run("profile logout demo").ok();
    run("get me --profile demo").failed(4);
}

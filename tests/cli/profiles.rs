//! `dhis2 profile`

use serde_json::Value;

use crate::{Cli, folder, support};

#[test]
fn a_profile_is_added_used_renamed_and_removed() {
    let demo = support::demo();
    let home = folder();
    let run = |arguments: &str| Cli::alone(home.path()).run(arguments);
    let add = format!(
        "profile add demo --url {} --username admin --secret-stdin --verify",
        demo.url
    );
    let said = Cli::alone(home.path()).stdin("district\n").run(&add).ok();
    assert!(said.starts_with("added demo ("), "{said}");
    let said = Cli::alone(home.path())
        .stdin("wrong\n")
        .run(&add.replace("demo --url", "bad --url"));
    said.failed(4);

    let list: Vec<Value> = serde_json::from_str(&run("profile list --json").ok()).unwrap();
    assert_eq!((list.len(), &list[0]["default"]), (1, &true.into()));
    let shown = run("profile show demo").ok();
    assert!(
        shown.contains("username       admin") && !shown.contains("district"),
        "{shown}"
    );
    assert!(
        run("profile verify")
            .ok()
            .starts_with("demo: ok, DHIS2 2.42")
    );
    // The default, a name, and the short option before the command.
    assert_eq!(run("get system/ping").ok(), "pong");
    assert_eq!(run("get system/ping --profile demo").ok(), "pong");
    assert_eq!(run("-p demo get system/ping -p a=b").ok(), "pong");

    run("profile rename demo other").ok();
    let said = run("get me --profile demo").failed(2);
    assert!(
        said.contains("no profile `demo`") && said.contains("profile list"),
        "{said}"
    );
    run("profile default other").ok();
    run("profile remove other").ok();
    assert!(run("profile list").ok().starts_with("no profiles"));
}

#[test]
fn a_profile_whose_server_is_gone_fails_its_verification() {
    let demo = support::demo();
    let home = folder();
    let add = format!(
        "profile add gone --url {} --auth pat --token-stdin --in project",
        demo.url
    );
    drop(demo);
    Cli::alone(home.path()).stdin("d2p_token\n").run(&add).ok();
    assert!(home.path().join(".dhis2/profiles.toml").exists());
    let ran = Cli::alone(home.path()).run("--retries 0 profile verify gone");
    assert!(ran.out.starts_with("gone: failed: "), "{ran:?}");
    ran.failed(1);
}

#[test]
fn a_secret_that_nobody_can_be_asked_for_is_a_usage_error_that_says_where_to_put_it() {
    let home = folder();
    let said = Cli::alone(home.path())
        .run("--url http://127.0.0.1:9 --username a get me")
        .failed(2);
    assert!(
        said.contains("DHIS2_PASSWORD or --password-stdin"),
        "{said}"
    );
    let said = Cli::alone(home.path()).run("--username a get me").failed(2);
    assert!(said.contains("belong to --url"), "{said}");
}

//! From profiles to clients: opening, verifying, logging in and out.
#![cfg(feature = "profiles")]
// A test that cannot go on should fail at once.
#![allow(clippy::unwrap_used)]

#[cfg(feature = "oauth2")]
mod oauth2_server;
mod server;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use dhis2::auth::Env;
use dhis2::profile::{Profiles, Scope};
use dhis2::{Api, ApiBuilder, Error};
use serde_json::{Value, json};
use server::{Reply, Server};
use tempfile::TempDir;

const SECRET: &str = "hunter2";

fn dhis2() -> Server {
    Server::start(|request| {
        let signed_in = request.basic_auth() == Some(("ann".to_owned(), SECRET.to_owned()))
            || request.header("authorization") == Some("ApiToken d2p_hunter2")
            || (request.header("cookie") == Some("JSESSIONID=hunter2")
                && request.header("x-xsrf-token") == Some("hunter2x"));
        match request.path.as_str() {
            _ if !signed_in => Reply::json(401, &json!({ "message": "Bad credentials" })),
            "/api/me" => Reply::json(200, &json!({ "username": "ann" })),
            "/api/system/info" => Reply::json(200, &json!({ "version": "2.42.5.2" })),
            _ => Reply::empty(404),
        }
    })
}

/// A home folder with a global profile file.
struct Home(TempDir);

impl Home {
    fn new(text: &str) -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        let file = home.file("profiles.toml");
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
        home
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(".config/dhis2").join(name)
    }

    fn profiles(&self) -> Profiles {
        let env = Env::empty().with("HOME", self.0.path());
        Profiles::load_from(&env).unwrap()
    }
}

fn usual(url: &str) -> Home {
    Home::new(&format!(
        "default = \"basic\"\n\
         [profiles.basic]\nbase_url = \"{url}/\"\nauth = \"basic\"\nusername = \"ann\"\n\
         password = \"{SECRET}\"\n\
         [profiles.cookie]\nbase_url = \"{url}\"\nauth = \"session_cookie\"\n\
         cookie = \"JSESSIONID={SECRET}\"\nxsrf_token = \"{SECRET}x\"\n\
         [profiles.pat]\nbase_url = \"{url}\"\nauth = \"pat\"\ntoken = \"d2p_{SECRET}\"\n"
    ))
}

fn user(api: &Api) -> String {
    let me: Value = api.get("me").fetch().unwrap();
    me["username"].as_str().unwrap().to_owned()
}

#[test]
fn each_way_of_signing_in_opens() {
    let server = dhis2();
    let profiles = usual(&server.url()).profiles();
    for name in [None, Some("basic"), Some("cookie"), Some("pat")] {
        let profile = profiles.resolve(name).unwrap();
        let api = profile.api().unwrap().no_proxy().build().unwrap();
        assert_eq!(user(&api), "ann", "{name:?}");
        assert_eq!(api.base_url(), server.url());
        let text = format!("{api:?} {profile:?}");
        assert!(!text.contains(SECRET), "{text}");
    }
}

#[test]
fn a_profile_without_its_credentials_does_not_open() {
    let home = Home::new("[profiles.a]\nbase_url = \"http://localhost:1\"\nauth = \"pat\"\n");
    let error = home.profiles().show("a").unwrap().api().unwrap_err();
    assert!(matches!(error, Error::Profile(_)));
    assert!(
        error.to_string().contains("auth is pat but no token"),
        "{error}"
    );
}

const HOME: &str = "DHIS2_TEST_PROFILES_API";

/// Run by the next test in a process with a home of its own.
#[test]
fn child_process() {
    if std::env::var_os(HOME).is_none() {
        return;
    }
    let api = Api::from_profile(Some("pat")).unwrap();
    assert_eq!(user(&api), "ann");
    let api = ApiBuilder::from_profile(None)
        .unwrap()
        .no_proxy()
        .build()
        .unwrap();
    assert_eq!((user(&api).as_str(), api.username()), ("ann", Some("ann")));
    let error = Api::from_profile(Some("none")).unwrap_err();
    assert!(
        error.to_string().contains("available: basic, cookie, pat"),
        "{error}"
    );
}

#[test]
fn a_program_opens_a_profile_by_its_name() {
    let server = dhis2();
    let home = usual(&server.url());
    let mut child = Command::new(std::env::current_exe().unwrap());
    for name in ["DHIS2_PROFILE", "DHIS2_URL", "XDG_CONFIG_HOME"] {
        child.env_remove(name);
    }
    let status = child
        .args(["--exact", "child_process"])
        .current_dir(home.0.path())
        .env("HOME", home.0.path())
        .env("NO_PROXY", "127.0.0.1")
        .env(HOME, "1")
        .status()
        .unwrap();
    assert!(status.success());
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn verifying_tells_version_user_and_time() {
    let server = dhis2();
    let profiles = usual(&server.url()).profiles();
    let found = profiles.verify_with("basic", ApiBuilder::no_proxy).unwrap();
    assert!(found.ok && found.error.is_none(), "{found:?}");
    assert_eq!(found.version.as_deref(), Some("2.42.5.2"));
    assert_eq!(found.username.as_deref(), Some("ann"));
    assert_eq!(
        (found.name.as_str(), found.auth.as_str()),
        ("basic", "basic")
    );
    assert_eq!(found.base_url, server.url());
    assert!(found.latency.is_some());
    let error = profiles.verify("none").unwrap_err();
    assert!(matches!(error, Error::Profile(_)), "{error:?}");
}

#[test]
fn what_is_wrong_with_a_profile_comes_back_as_text() {
    let server = dhis2();
    let closed = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let url = server.url();
    let home = Home::new(&format!(
        "[profiles.odd]\nbase_url = \"{url}\"\nauth = \"magic\"\n\
         [profiles.bare]\nbase_url = \"{url}\"\nauth = \"pat\"\n\
         [profiles.wrong]\nbase_url = \"{url}\"\nauth = \"pat\"\ntoken = \"d2p_{SECRET}x\"\n\
         [profiles.gone]\nbase_url = \"http://{closed}\"\nauth = \"pat\"\ntoken = \"d2p_{SECRET}\"\n\
         [profiles.good]\nbase_url = \"{url}\"\nauth = \"pat\"\ntoken = \"d2p_{SECRET}\"\n"
    ));
    let all = home.profiles().verify_all_with(ApiBuilder::no_proxy);
    let lines: Vec<_> = all.iter().map(|v| (v.name.as_str(), v.ok)).collect();
    let expected = [
        ("bare", false),
        ("gone", false),
        ("good", true),
        ("odd", false),
        ("wrong", false),
    ];
    assert_eq!(lines, expected);
    let texts = [
        "no token",
        "nothing listens there",
        "",
        "magic",
        "Bad credentials",
    ];
    for (found, text) in all.iter().zip(texts) {
        let said = found.error.as_deref().unwrap_or_default();
        assert!(
            said.contains(text) && !said.contains(SECRET),
            "{text}: {found:?}"
        );
        assert_eq!(found.error.is_none(), found.ok);
    }
}

#[cfg(not(feature = "oauth2"))]
#[test]
fn an_oauth2_profile_names_the_feature_that_it_needs() {
    let home = Home::new(
        "[profiles.a]\nbase_url = \"http://localhost:1\"\nauth = \"oauth2\"\nclient_id = \"a\"\n\
         client_secret = \"b\"\nscope = \"ALL\"\nredirect_uri = \"http://localhost:8765\"\n",
    );
    let error = home.profiles().show("a").unwrap().api().unwrap_err();
    assert!(error.to_string().contains("feature `oauth2`"), "{error}");
    assert!(home.profiles().verify("a").unwrap().error.is_some());
}

#[test]
fn a_change_to_a_profile_without_tokens_makes_no_token_store() {
    let home = usual("http://localhost:1");
    let mut profiles = home.profiles();
    profiles.rename("pat", "other").unwrap();
    profiles.remove("other", Some(Scope::Global)).unwrap();
    let files: Vec<_> = fs::read_dir(home.file(""))
        .unwrap()
        .map(|f| f.unwrap().file_name())
        .collect();
    assert_eq!(files, ["profiles.toml"]);
}

#[cfg(feature = "oauth2")]
mod oauth2 {
    use dhis2::Auth;
    use dhis2::auth::oauth2::OAuth2Builder;

    use super::*;
    use crate::oauth2_server::{CLIENT, OAuth2Server, SECRET, signing_in};

    fn home(url: &str) -> Home {
        Home::new(&format!(
            "[profiles.prod]\nbase_url = \"{url}\"\nauth = \"oauth2\"\nclient_id = \"{CLIENT}\"\n\
             client_secret = \"{SECRET}\"\nscope = \"ALL\"\n\
             redirect_uri = \"http://localhost:8765\"\n\
             [profiles.basic]\nbase_url = \"{url}\"\nauth = \"basic\"\nusername = \"a\"\n\
             password = \"b\"\n"
        ))
    }

    fn browse(oauth2: OAuth2Builder) -> OAuth2Builder {
        oauth2.capture(signing_in())
    }

    fn tokens(home: &Home) -> PathBuf {
        let sqlite = cfg!(feature = "token-store");
        home.file(if sqlite {
            "tokens.sqlite"
        } else {
            "tokens.json"
        })
    }

    #[test]
    fn a_profile_is_verified_once_somebody_has_logged_in() {
        let server = OAuth2Server::start();
        let home = home(&server.url());
        let profiles = home.profiles();
        let verify = || profiles.verify_with("prod", ApiBuilder::no_proxy).unwrap();
        let found = verify();
        let said = found.error.unwrap();
        assert!(
            said.contains("no cached tokens") && said.contains("log in first"),
            "{said}"
        );
        assert_eq!(found.auth, "oauth2");

        profiles
            .login_with("prod", browse, ApiBuilder::no_proxy)
            .unwrap();
        let found = verify();
        assert!(found.ok, "{found:?}");
        assert_eq!(found.username.as_deref(), Some("admin"));
        assert_eq!(server.state().authorized, 1);

        // The file is private, and its profile opens without another sign-in.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(tokens(&home)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        let api = profiles
            .show("prod")
            .unwrap()
            .api()
            .unwrap()
            .no_proxy()
            .build()
            .unwrap();
        assert_eq!(user(&api), "admin");

        assert!(profiles.logout("prod").unwrap());
        assert!(!profiles.logout("prod").unwrap());
        assert!(verify().error.unwrap().contains("log in first"));
        assert_eq!(server.state().authorized, 1);
    }

    #[test]
    fn the_preflight_speaks_before_the_browser() {
        let server = OAuth2Server::start();
        let home = home(&server.url());
        server.state().discovery = Some(Reply::html(404, "<html></html>"));
        let profiles = home.profiles();
        let found = profiles.verify_with("prod", ApiBuilder::no_proxy).unwrap();
        assert!(found.error.unwrap().contains("oauth2.server.enabled"));
        let error = profiles
            .login_with("prod", browse, ApiBuilder::no_proxy)
            .unwrap_err();
        assert!(
            error.to_string().contains("oauth2.server.enabled"),
            "{error}"
        );
        assert_eq!(server.state().authorized, 0);
    }

    #[test]
    fn only_oauth2_profiles_log_in_and_out() {
        let home = home("http://localhost:1");
        let profiles = home.profiles();
        for error in [
            profiles.login("basic").unwrap_err(),
            profiles.logout("basic").unwrap_err(),
            profiles.show("basic").unwrap().oauth2().unwrap_err(),
        ] {
            assert!(error.to_string().contains("auth is basic"), "{error}");
        }
        assert!(!profiles.logout("prod").unwrap());
        assert!(!tokens(&home).exists(), "to look for tokens makes no store");
    }

    #[test]
    fn tokens_follow_the_profiles_name_and_end_with_it() {
        let server = OAuth2Server::start();
        let home = home(&server.url());
        let mut profiles = home.profiles();
        profiles
            .login_with("prod", browse, ApiBuilder::no_proxy)
            .unwrap();
        let old = profiles.show("prod").unwrap();
        profiles.rename("prod", "live").unwrap();
        let found = profiles.verify_with("live", ApiBuilder::no_proxy).unwrap();
        assert!(found.ok, "{found:?}");
        let logged_in = |profile: &dhis2::profile::Profile| {
            let oauth2 = profile
                .oauth2()
                .unwrap()
                .interactive(false)
                .build()
                .unwrap();
            let api = Api::builder(server.url())
                .no_proxy()
                .auth(Auth::oauth2(oauth2.clone()));
            oauth2.is_logged_in(&api.build().unwrap()).unwrap()
        };
        assert!(!logged_in(&old));
        let new = profiles.show("live").unwrap();
        assert!(logged_in(&new));
        profiles.remove("live", None).unwrap();
        assert!(!logged_in(&new));
    }

    #[test]
    fn a_profile_that_now_leads_to_another_server_does_not_send_it_the_old_tokens() {
        let (one, two) = (OAuth2Server::start(), OAuth2Server::start());
        let home = home(&one.url());
        home.profiles()
            .login_with("prod", browse, ApiBuilder::no_proxy)
            .unwrap();
        let text = fs::read_to_string(home.file("profiles.toml")).unwrap();
        fs::write(
            home.file("profiles.toml"),
            text.replace(&one.url(), &two.url()),
        )
        .unwrap();
        let found = home
            .profiles()
            .verify_with("prod", ApiBuilder::no_proxy)
            .unwrap();
        assert!(found.error.unwrap().contains("log in first"));
        assert!(
            two.server
                .requests()
                .iter()
                .all(|r| r.header("authorization").is_none())
        );
    }
}

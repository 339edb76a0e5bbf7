//! Profile files: where they are, which profile wins, what is refused, and how they are changed.
#![cfg(feature = "profiles")]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use dhis2::Error;
use dhis2::auth::{Credentials, Env};
use dhis2::profile::{AuthKind, Profile, Profiles, Provenance, Scope};
use tempfile::TempDir;

const SECRET: &str = "hunter2";

/// A home folder with a project in it.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        fs::create_dir_all(home.path("work/project/deep")).unwrap();
        home
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn project_file(&self) -> PathBuf {
        self.path("work/project/.dhis2/profiles.toml")
    }

    fn global_file(&self) -> PathBuf {
        self.path(".config/dhis2/profiles.toml")
    }

    fn project(self, text: &str) -> Self {
        write(&self.project_file(), text);
        self
    }

    fn global(self, text: &str) -> Self {
        write(&self.global_file(), text);
        self
    }

    fn env(&self) -> Env {
        Env::empty()
            .with("HOME", self.0.path())
            .with_directory(self.path("work/project/deep"))
    }

    fn profiles(&self) -> Profiles {
        Profiles::load_from(&self.env()).unwrap()
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, PermissionsExt::from_mode(0o600)).unwrap();
    }
}

fn pat(name: &str, url: &str) -> String {
    format!("[profiles.{name}]\nbase_url = \"{url}\"\nauth = \"pat\"\ntoken = \"d2p_{SECRET}\"\n")
}

/// The text of an error, after making sure that it is a profile's and gives nothing away.
fn complaint(error: &Error) -> String {
    assert!(matches!(error, Error::Profile(_)), "{error:?}");
    let text = error.to_string();
    assert!(
        !text.contains(SECRET) && !format!("{error:?}").contains(SECRET),
        "{text}"
    );
    text
}

fn resolved(env: &Env, name: Option<&str>) -> (String, String, Provenance) {
    let profile = Profiles::load_from(env).unwrap().resolve(name).unwrap();
    (
        profile.name().into(),
        profile.base_url().into(),
        profile.provenance(),
    )
}

#[test]
fn each_step_of_the_search_wins_over_those_behind_it() {
    let home = Home::new()
        .project(&format!(
            "default = \"here\"\n{}",
            pat("here", "https://here.org")
        ))
        .global(&format!(
            "default = \"far\"\n{}{}",
            pat("far", "https://far.org"),
            pat("named", "https://named.org")
        ));
    let files = home.env();
    let raw = files
        .clone()
        .with("DHIS2_URL", "https://raw.org/")
        .with("DHIS2_PAT", "d2p_x")
        .with("DHIS2_VERSION", "v42");
    let named = raw.clone().with("DHIS2_PROFILE", " named ");

    let is = |found: (String, String, Provenance), name: &str, url: &str, why: Provenance| {
        assert_eq!(found, (name.to_owned(), url.to_owned(), why));
    };
    is(
        resolved(&named, Some("far")),
        "far",
        "https://far.org",
        Provenance::Argument,
    );
    is(
        resolved(&named, None),
        "named",
        "https://named.org",
        Provenance::EnvProfile,
    );
    is(
        resolved(&raw, None),
        "<env>",
        "https://raw.org",
        Provenance::EnvRaw,
    );
    is(
        resolved(&files, None),
        "here",
        "https://here.org",
        Provenance::ProjectDefault,
    );
    let outside = files.with_directory(home.path("work"));
    is(
        resolved(&outside, None),
        "far",
        "https://far.org",
        Provenance::GlobalDefault,
    );

    let words = [
        (Provenance::Argument, "arg"),
        (Provenance::EnvProfile, "env-profile"),
        (Provenance::EnvRaw, "env-raw"),
        (Provenance::ProjectDefault, "project-toml"),
        (Provenance::GlobalDefault, "global-toml"),
    ];
    for (provenance, word) in words {
        assert_eq!(provenance.to_string(), word);
    }
    let raw = Profiles::load_from(&raw).unwrap().resolve(None).unwrap();
    assert_eq!((raw.version_hint(), raw.path()), (Some(42), None));
    assert_eq!(raw.credentials().unwrap(), Credentials::pat("d2p_x"));
    let here = home.profiles().resolve(None).unwrap();
    assert_eq!(here.path(), Some(&*home.project_file()));
}

#[test]
fn the_nearest_project_file_hides_the_global_profile_of_the_same_name() {
    let home = Home::new()
        .project(&pat("prod", "https://project.org"))
        .global(&format!(
            "default = \"prod\"\n{}",
            pat("prod", "https://global.org")
        ));
    write(
        &home.path("work/.dhis2/profiles.toml"),
        &pat("prod", "https://further-up.org"),
    );
    let profiles = home.profiles();
    // The default is the global file's, and its name leads to the project's profile.
    let found = profiles.resolve(None).unwrap();
    assert_eq!(found.base_url(), "https://project.org");
    assert_eq!(found.provenance(), Provenance::GlobalDefault);
    assert_eq!(found.path(), Some(&*home.project_file()));

    let seen = profiles.list(false);
    assert_eq!(seen.len(), 1);
    assert_eq!(
        (seen[0].scope, seen[0].shadowed, seen[0].is_default),
        (Scope::Project, false, true)
    );
    let all = profiles.list(true);
    assert_eq!(all.len(), 2);
    assert_eq!(
        (all[1].scope, all[1].shadowed, all[1].is_default),
        (Scope::Global, true, false)
    );
    assert_eq!(all[1].path, home.global_file());
}

#[test]
fn xdg_config_home_moves_the_global_file() {
    let home = Home::new().global(&pat("home", "https://home.org"));
    write(
        &home.path("conf/dhis2/profiles.toml"),
        &pat("conf", "https://conf.org"),
    );
    let env = home.env().with("XDG_CONFIG_HOME", home.path("conf"));
    let profiles = Profiles::load_from(&env).unwrap();
    let names: Vec<_> = profiles
        .list(true)
        .into_iter()
        .map(|entry| entry.name)
        .collect();
    assert_eq!(names, ["conf"]);
}

#[test]
fn a_url_without_credentials_never_falls_through_to_another_server() {
    let home = Home::new().global(&format!(
        "default = \"prod\"\n{}",
        pat("prod", "https://prod.org")
    ));
    for (variable, missing) in [
        ("DHIS2_USERNAME", "DHIS2_PASSWORD is missing"),
        ("DHIS2_PASSWORD", "DHIS2_USERNAME is missing"),
        ("UNRELATED", "DHIS2_PAT"),
    ] {
        let env = home
            .env()
            .with("DHIS2_URL", "http://localhost:8080")
            .with(variable, SECRET);
        let profiles = Profiles::load_from(&env).unwrap();
        let error = profiles.resolve(None).unwrap_err();
        assert!(matches!(error, Error::InvalidInput(_)), "{error:?}");
        let text = error.to_string();
        assert!(text.contains(missing) && !text.contains(SECRET), "{text}");
        // A name says which server is meant.
        assert_eq!(
            profiles.resolve(Some("prod")).unwrap().base_url(),
            "https://prod.org"
        );
    }
    let blank = home.env().with("DHIS2_URL", " ").with("DHIS2_PROFILE", "");
    assert_eq!(resolved(&blank, None).0, "prod");
}

#[test]
fn an_unknown_name_is_answered_with_the_known_ones() {
    let home = Home::new()
        .project(&format!(
            "default = \"gone\"\n{}",
            pat("zeta", "https://z.org")
        ))
        .global(&format!(
            "default = \"alpha\"\n{}",
            pat("alpha", "https://a.org")
        ));
    let text = complaint(&home.profiles().resolve(Some("nope")).unwrap_err());
    assert_eq!(text, "no profile `nope`; available: alpha, zeta");
    let env = home.env().with("DHIS2_PROFILE", "typo");
    let text = complaint(
        &Profiles::load_from(&env)
            .unwrap()
            .resolve(None)
            .unwrap_err(),
    );
    assert_eq!(
        text,
        "no profile `typo` (named by DHIS2_PROFILE); available: alpha, zeta"
    );
    // The project's default is wrong: the global one is not what was meant.
    let text = complaint(&home.profiles().resolve(None).unwrap_err());
    assert!(text.contains("no profile `gone` (the default of"), "{text}");

    let nothing = complaint(&Home::new().profiles().resolve(None).unwrap_err());
    assert!(nothing.starts_with("no profile:"), "{nothing}");
    for place in [
        "DHIS2_PROFILE",
        "DHIS2_URL",
        ".dhis2/profiles.toml",
        ".config/dhis2",
    ] {
        assert!(nothing.contains(place), "{nothing}");
    }
}

#[test]
fn a_file_that_is_not_toml_is_named_with_its_line_and_not_quoted() {
    for (text, line) in [
        (format!("[profiles.a]\npassword = \"{SECRET}\n"), 2),
        (format!("# ok\n\n{SECRET}"), 3),
        (
            "[profiles.a]\nauth = \"pat\"\nauth = \"pat\"\n".to_owned(),
            3,
        ),
        ("default = \"a\"\nprofiles = 3\n".to_owned(), 2),
    ] {
        let home = Home::new().global(&text);
        let error = complaint(&Profiles::load_from(&home.env()).unwrap_err());
        let place = format!("{}, line {line}:", home.global_file().display());
        assert!(error.starts_with(&place), "{error}");
        assert!(!error.contains('\n'), "{error}");
    }
    let home = Home::new();
    write(&home.global_file(), "");
    fs::write(home.global_file(), b"# one\n# two \xff\n").unwrap();
    let error = complaint(&Profiles::load_from(&home.env()).unwrap_err());
    assert!(error.ends_with("line 2: not text in UTF-8"), "{error}");
    fs::remove_file(home.global_file()).unwrap();
    fs::create_dir(home.global_file()).unwrap();
    let error = Profiles::load_from(&home.env()).unwrap_err();
    assert!(matches!(error, Error::Io(_)), "{error:?}");
}

#[test]
fn a_faulty_profile_fails_alone() {
    let home = Home::new().global(&format!(
        r#"note = "of another program"

[profiles]
scalar = 3

[profiles.ldap]
base_url = "https://b.org"
auth = "ldap"
[profiles.nothing]
[profiles.number]
base_url = "https://b.org"
auth = "pat"
token = 5
[profiles.inside]
base_url = "https://ann:{SECRET}@b.org"
auth = "pat"
[profiles.half]
base_url = "https://b.org"
auth = "basic"
username = "ann"
password = " "
"#
    ));
    let profiles = home.profiles();
    let names: Vec<_> = profiles.list(true).into_iter().map(|e| e.name).collect();
    assert_eq!(names, ["half", "inside", "ldap", "nothing", "number"]);
    for (name, text) in [
        (
            "ldap",
            ", line 8: profile `ldap`: auth `ldap` is unknown; known are pat, basic",
        ),
        ("nothing", "profile `nothing`: no `base_url`"),
        (
            "number",
            ", line 13: profile `number`: `token` must be a text",
        ),
        (
            "inside",
            ", line 15: profile `inside`: `base_url` cannot be used",
        ),
        ("scalar", "no profile `scalar`"),
    ] {
        let error = complaint(&profiles.resolve(Some(name)).unwrap_err());
        assert!(error.contains(text), "{error}");
    }
    let half = profiles.resolve(Some("half")).unwrap();
    let error = complaint(&half.credentials().unwrap_err());
    assert!(
        error.contains("auth is basic but no password is there"),
        "{error}"
    );
    let problems: Vec<_> = profiles.list(true).into_iter().map(|e| e.problem).collect();
    assert!(problems.iter().all(Option::is_some), "{problems:?}");
    let shown = format!("{:?}", profiles.list(true));
    assert!(!shown.contains(SECRET), "{shown}");
}

#[test]
fn a_default_that_is_no_text_matters_only_when_it_is_needed() {
    let home = Home::new()
        .project(&format!("default = 7\n{}", pat("here", "https://here.org")))
        .global(&format!(
            "default = \"far\"\n{}",
            pat("far", "https://far.org")
        ));
    let profiles = home.profiles();
    assert_eq!(profiles.resolve(Some("here")).unwrap().name(), "here");
    let error = complaint(&profiles.resolve(None).unwrap_err());
    assert!(
        error.ends_with("line 1: `default` must be a text"),
        "{error}"
    );
    assert_eq!(profiles.default_name(), None);
}

#[test]
fn every_kind_of_profile_is_read() {
    let home = Home::new().global(
        r#"
[profiles.basic]
base_url = " http://localhost:8080/dhis// "
auth = "basic"
username = "admin"
password = " district "
version = "V41"
mystery = [1, 2]

[profiles.sso]
base_url = "https://b.org"
auth = "oauth2"
client_id = "cid"
client_secret = "cs"
scope = "openid ALL"
redirect_uri = "http://localhost:8765"
version = "2.42"

[profiles.cookie]
base_url = "https://b.org"
auth = "session_cookie"
cookie = "JSESSIONID=1\n"

[profiles.bare]
base_url = "https://b.org"
auth = "oauth2"
client_id = "cid"
"#,
    );
    let profiles = home.profiles();
    let open = |name| profiles.resolve(Some(name)).unwrap();
    let basic = open("basic");
    assert_eq!(basic.base_url(), "http://localhost:8080/dhis");
    assert_eq!(
        (basic.auth(), basic.version_hint()),
        (AuthKind::Basic, Some(41))
    );
    assert_eq!(
        basic.credentials().unwrap(),
        Credentials::basic("admin", " district ")
    );
    let sso = open("sso");
    assert_eq!(sso.version_hint(), None);
    assert!(matches!(
        sso.credentials().unwrap(),
        Credentials::OAuth2 { client_id, scope, .. } if client_id == "cid" && scope == "openid ALL"
    ));
    assert_eq!(
        open("cookie").credentials().unwrap(),
        Credentials::SessionCookie {
            cookie: "JSESSIONID=1".into(),
            xsrf_token: None
        }
    );
    let error = complaint(&open("bare").credentials().unwrap_err());
    assert!(
        error.contains("no client_secret and no scope and no redirect_uri"),
        "{error}"
    );
}

#[test]
fn secrets_show_only_on_request() {
    let home = Home::new().global(&pat("prod", "https://prod.org"));
    let profile = home.profiles().show("prod").unwrap();
    assert!(!format!("{profile:?} {profile}").contains(SECRET));
    let token = |secrets| {
        let fields = profile.fields(secrets);
        fields
            .into_iter()
            .find(|(key, _)| *key == "token")
            .unwrap()
            .1
    };
    assert_eq!(token(false), "***");
    assert_eq!(token(true), format!("d2p_{SECRET}"));
}

#[cfg(unix)]
#[test]
fn a_file_with_secrets_that_others_may_read_is_warned_about() {
    use std::os::unix::fs::PermissionsExt;

    let mode =
        |path: &Path, mode| fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
    let home = Home::new()
        .global(&pat("prod", "https://prod.org"))
        .project("[profiles.a]\nbase_url = \"https://a.org\"\nauth = \"pat\"\n");
    assert!(home.profiles().warnings().is_empty());
    // The project's file holds no secret: it may be shared.
    mode(&home.project_file(), 0o644);
    mode(&home.global_file(), 0o640);
    let mut profiles = home.profiles();
    assert_eq!(profiles.warnings().len(), 1);
    let warning = profiles.warnings()[0].to_owned();
    assert!(
        warning.contains("mode 0640") && warning.contains("chmod 600"),
        "{warning}"
    );
    // Any change mends it.
    profiles.set_default("prod", Scope::Global).unwrap();
    assert!(profiles.warnings().is_empty());
    let now = fs::metadata(home.global_file())
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(now & 0o777, 0o600);
}

#[test]
fn the_first_profile_of_a_new_file_is_private_and_the_default() {
    let home = Home::new();
    let mut profiles = home.profiles();
    let one = Profile::new("one", "https://one.org/", Credentials::pat("d2p_1"))
        .unwrap()
        .with_version_hint(42);
    let change = profiles.add(&one, Scope::Global, false).unwrap();
    assert_eq!(change.path(), home.global_file());
    assert_eq!(
        (change.default_name(), change.other_scope()),
        (Some("one"), None)
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(home.global_file())
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let two = Profile::new(
        "two",
        "https://two.org",
        Credentials::basic("ann", "a \"b\" c"),
    )
    .unwrap();
    assert_eq!(
        profiles
            .add(&two, Scope::Global, false)
            .unwrap()
            .default_name(),
        Some("one")
    );
    assert_eq!(
        profiles
            .add(&two, Scope::Global, true)
            .unwrap()
            .default_name(),
        Some("two")
    );
    let text = fs::read_to_string(home.global_file()).unwrap();
    assert_eq!(
        text,
        "default = \"two\"\n\n[profiles.one]\nbase_url = \"https://one.org\"\nauth = \"pat\"\n\
         token = \"d2p_1\"\nversion = \"v42\"\n\n[profiles.two]\nbase_url = \"https://two.org\"\n\
         auth = \"basic\"\nusername = \"ann\"\npassword = 'a \"b\" c'\n"
    );
    assert_eq!(
        profiles.resolve(None).unwrap().credentials().unwrap(),
        Credentials::basic("ann", "a \"b\" c")
    );

    // Without a project file, one is made in the working directory.
    let change = profiles.add(&one, Scope::Project, false).unwrap();
    assert_eq!(
        change.path(),
        home.path("work/project/deep/.dhis2/profiles.toml")
    );
    assert_eq!(change.other_scope(), Some(Scope::Global));
}

const COMMENTED: &str = r#"# Our servers.
default = "b" # the usual one
team = "hmis"

[profiles.a] # first
base_url = 'https://a.org' # ours
auth = "pat"
token = "d2p_old" # expires in May
color = "red"

# The second.
[profiles.b]
base_url = "https://b.org"
auth = "pat"
token = "d2p_b"

[profiles.c]
base_url = "https://c.org"
auth = "pat"
token = "d2p_c"

[other]
key = 1 # kept
"#;

#[test]
fn a_change_keeps_comments_quotes_and_unknown_keys() {
    let home = Home::new().global(COMMENTED);
    let mut profiles = home.profiles();
    let text = || fs::read_to_string(home.global_file()).unwrap();

    let a = Profile::new("a", "https://a.org", Credentials::pat("d2p_new")).unwrap();
    profiles.add(&a, Scope::Global, false).unwrap();
    assert_eq!(text(), COMMENTED.replace("d2p_old", "d2p_new"));

    profiles.set_default("c", Scope::Global).unwrap();
    let expected = COMMENTED
        .replace("d2p_old", "d2p_new")
        .replace("default = \"b\"", "default = \"c\"");
    assert_eq!(text(), expected);

    // From a token to a password: the token goes, what is not ours stays.
    let a = Profile::new("a", "https://a.org", Credentials::basic("ann", "p")).unwrap();
    profiles.add(&a, Scope::Global, false).unwrap();
    let now = text();
    assert!(
        !now.contains("d2p_new") && now.contains("color = \"red\""),
        "{now}"
    );
    assert!(now.contains("base_url = 'https://a.org' # ours"), "{now}");
}

#[test]
fn a_renamed_profile_keeps_its_place_and_the_default_follows() {
    let home = Home::new().global(COMMENTED);
    let mut profiles = home.profiles();
    let change = profiles.rename("b", "beta").unwrap();
    assert_eq!(
        (change.default_name(), change.scope()),
        (Some("beta"), Scope::Global)
    );
    let expected = COMMENTED
        .replace("default = \"b\"", "default = \"beta\"")
        .replace("[profiles.b]", "[profiles.beta]");
    assert_eq!(fs::read_to_string(home.global_file()).unwrap(), expected);

    assert!(complaint(&profiles.rename("a", "c").unwrap_err()).contains("already"));
    assert!(complaint(&profiles.rename("a", "no-good").unwrap_err()).contains("`-`"));
    assert!(complaint(&profiles.rename("b", "x").unwrap_err()).contains("available: a, beta, c"));
    assert!(complaint(&profiles.rename("<env>", "x").unwrap_err()).contains("environment"));
    assert_eq!(fs::read_to_string(home.global_file()).unwrap(), expected);
}

#[test]
fn inline_tables_can_be_changed_too() {
    let home = Home::new().global(
        "profiles = { a = { base_url = \"https://a.org\", auth = \"pat\" }, b = { } } # short\n",
    );
    let mut profiles = home.profiles();
    profiles.rename("a", "x").unwrap();
    let new = Profile::new("new", "https://n.org", Credentials::pat("d2p_n")).unwrap();
    profiles.add(&new, Scope::Global, false).unwrap();
    let names: Vec<_> = profiles.list(true).into_iter().map(|e| e.name).collect();
    assert_eq!(names, ["b", "new", "x"]);
    assert_eq!(
        profiles.resolve(Some("new")).unwrap().base_url(),
        "https://n.org"
    );
    let text = fs::read_to_string(home.global_file()).unwrap();
    assert!(
        text.starts_with("profiles = { x = {") && text.ends_with("# short\n"),
        "{text}"
    );
}

#[test]
fn the_default_moves_to_the_next_profile_when_its_own_is_removed() {
    let home = Home::new().global(COMMENTED);
    let mut profiles = home.profiles();
    assert_eq!(
        profiles.remove("b", None).unwrap().default_name(),
        Some("c")
    );
    assert_eq!(
        profiles.remove("c", None).unwrap().default_name(),
        Some("a")
    );
    assert_eq!(profiles.remove("a", None).unwrap().default_name(), None);
    assert!(profiles.list(true).is_empty());
    let text = fs::read_to_string(home.global_file()).unwrap();
    assert!(
        text.contains("key = 1 # kept") && !text.contains("default"),
        "{text}"
    );
    assert!(complaint(&profiles.remove("a", None).unwrap_err()).starts_with("no profile `a`"));
}

#[test]
fn a_scope_says_which_file_is_meant() {
    let home = Home::new()
        .project(&pat("prod", "https://project.org"))
        .global(&format!(
            "{}{}",
            pat("prod", "https://global.org"),
            pat("far", "https://far.org")
        ));
    let mut profiles = home.profiles();
    let error = complaint(&profiles.remove("far", Some(Scope::Project)).unwrap_err());
    assert!(
        error.starts_with("no profile `far` in the project file"),
        "{error}"
    );
    // Without a scope it is the one that a name leads to.
    let change = profiles.remove("prod", None).unwrap();
    assert_eq!(
        (change.scope(), change.other_scope()),
        (Scope::Project, Some(Scope::Global))
    );
    assert_eq!(
        profiles.resolve(Some("prod")).unwrap().base_url(),
        "https://global.org"
    );
    // A default may name a profile of the other file.
    profiles.set_default("far", Scope::Project).unwrap();
    let found = profiles.resolve(None).unwrap();
    assert_eq!(
        (found.name(), found.provenance()),
        ("far", Provenance::ProjectDefault)
    );
    assert_eq!(found.path(), Some(&*home.global_file()));
    assert!(complaint(&profiles.set_default("nope", Scope::Global).unwrap_err()).contains("nope"));
}

#[test]
fn a_change_made_by_others_meanwhile_is_not_lost() {
    let home = Home::new().global(&pat("one", "https://one.org"));
    let mut mine = home.profiles();
    let mut theirs = home.profiles();
    let profile = |name: &str| Profile::new(name, "https://x.org", Credentials::pat("t")).unwrap();
    theirs
        .add(&profile("theirs"), Scope::Global, false)
        .unwrap();
    mine.add(&profile("mine"), Scope::Global, false).unwrap();
    let names: Vec<_> = mine.list(true).into_iter().map(|e| e.name).collect();
    assert_eq!(names, ["mine", "one", "theirs"]);
}

#[test]
fn a_broken_file_is_not_overwritten() {
    let home = Home::new();
    let mut profiles = home.profiles();
    write(&home.global_file(), "[profiles.a\n");
    let profile = Profile::new("x", "https://x.org", Credentials::pat("t")).unwrap();
    let error = complaint(&profiles.add(&profile, Scope::Global, true).unwrap_err());
    assert!(error.contains("line 1"), "{error}");
    assert_eq!(
        fs::read_to_string(home.global_file()).unwrap(),
        "[profiles.a\n"
    );
}

#[test]
fn the_profile_of_the_environment_can_be_kept_under_a_name() {
    let home = Home::new();
    let env = home
        .env()
        .with("DHIS2_URL", "https://raw.org")
        .with("DHIS2_USERNAME", "ann")
        .with("DHIS2_PASSWORD", "p");
    let mut profiles = Profiles::load_from(&env).unwrap();
    let raw = profiles.resolve(None).unwrap();
    assert!(profiles.add(&raw, Scope::Global, false).is_err());
    profiles
        .add(&raw.with_name("kept").unwrap(), Scope::Global, false)
        .unwrap();
    let kept = profiles.resolve(Some("kept")).unwrap();
    assert_eq!(kept.credentials().unwrap(), Credentials::basic("ann", "p"));
}

//! From the options to a client.

use std::io::{IsTerminal, stdin};

use dhis2::auth::Env;
use dhis2::profile::{AuthKind, Profiles};
use dhis2::{Api, ApiBuilder, Auth, RetryPolicy};

use crate::args::Global;
use crate::failure::Failure;

/// The options of this run, and the way to its server.
#[derive(Debug)]
pub(crate) struct Session {
    global: Global,
}

impl Session {
    pub(crate) fn new(global: Global) -> Self {
        Self { global }
    }

    /// Whether results are to be JSON.
    pub(crate) fn json(&self) -> bool {
        self.global.json
    }

    pub(crate) fn global(&self) -> &Global {
        &self.global
    }

    /// The client. Nothing is sent yet.
    pub(crate) fn api(&self) -> Result<Api, Failure> {
        let builder = match &self.global.url {
            Some(url) => Api::builder(url).auth(self.auth()?),
            None => self.by_profile()?,
        };
        Ok(self.settings(builder).build()?)
    }

    /// The options on a client that was configured elsewhere.
    pub(crate) fn settings(&self, builder: ApiBuilder) -> ApiBuilder {
        let attempts = self.global.retries.saturating_add(1);
        let mut builder = builder.retry(RetryPolicy::default().max_attempts(attempts));
        if let Some(limit) = self.global.timeout {
            builder = builder.timeout(limit);
        }
        if let Some(path) = &self.global.ca_file {
            builder = builder.ca_file(path);
        }
        if self.global.insecure {
            builder = builder.danger_accept_any_certificate();
        }
        builder
    }

    fn by_profile(&self) -> Result<ApiBuilder, Failure> {
        let given =
            self.global.username.is_some() || self.global.password_stdin || self.global.token_stdin;
        if given {
            return Err(Failure::Usage(
                "--username, --password-stdin and --token-stdin belong to --url".to_owned(),
            ));
        }
        let profile = Profiles::load()?.resolve(self.global.profile())?;
        if profile.auth() == AuthKind::OAuth2 {
            // Without a person there is nobody to sign in with a browser.
            let oauth2 = profile.oauth2()?.interactive(stdin().is_terminal());
            return Ok(Api::builder(profile.base_url()).auth(Auth::oauth2(oauth2.build()?)));
        }
        Ok(profile.api()?)
    }

    /// The credentials that go with `--url`.
    fn auth(&self) -> Result<Auth, Failure> {
        let env = Env::process();
        if self.global.token_stdin {
            return Ok(Auth::pat(line_of_stdin("the token")?));
        }
        let named = self.global.username.is_some() || self.global.password_stdin;
        if let (false, Some(token)) = (named, env.text("DHIS2_PAT")?) {
            return Ok(Auth::pat(token));
        }
        let username = match (&self.global.username, env.text("DHIS2_USERNAME")?) {
            (Some(name), _) => name.clone(),
            (None, Some(name)) => name.to_owned(),
            (None, None) => ask("User name: ", "--username, DHIS2_USERNAME or DHIS2_PAT")?,
        };
        if self.global.password_stdin {
            return Ok(Auth::basic(username, line_of_stdin("the password")?));
        }
        // Blanks at the ends of a password are part of it.
        let password = match std::env::var("DHIS2_PASSWORD") {
            Ok(password) if !password.is_empty() => password,
            _ => ask_secret(
                &format!("Password of {username}: "),
                "DHIS2_PASSWORD or --password-stdin",
            )?,
        };
        Ok(Auth::basic(username, password))
    }
}

/// Asks on the terminal; without one, says what would have told.
pub(crate) fn ask(prompt: &str, instead: &str) -> Result<String, Failure> {
    must_be_terminal(prompt, instead)?;
    eprint!("{prompt}");
    line_of_stdin(prompt.trim_end_matches([':', ' ']))
}

/// The same without echo.
pub(crate) fn ask_secret(prompt: &str, instead: &str) -> Result<String, Failure> {
    must_be_terminal(prompt, instead)?;
    rpassword::prompt_password(prompt).map_err(|error| Failure::io("read the answer", error))
}

fn must_be_terminal(prompt: &str, instead: &str) -> Result<(), Failure> {
    if stdin().is_terminal() {
        return Ok(());
    }
    let what = prompt.trim_end_matches([':', ' ']);
    Err(Failure::Usage(format!(
        "{what}: not given, and there is no terminal to ask on; set {instead}"
    )))
}

/// The first line of the standard input. What follows is left for the command.
pub(crate) fn line_of_stdin(what: &str) -> Result<String, Failure> {
    let mut line = String::new();
    stdin()
        .read_line(&mut line)
        .map_err(|error| Failure::io("read the standard input", error))?;
    let line = line.trim_end_matches(['\r', '\n']);
    if line.is_empty() {
        return Err(Failure::Usage(format!(
            "{what}: nothing on the standard input"
        )));
    }
    Ok(line.to_owned())
}

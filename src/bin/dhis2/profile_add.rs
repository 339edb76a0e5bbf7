//! `dhis2 profile add`

use clap::{Args, ValueEnum};
use dhis2::auth::{Credentials, Env};
use dhis2::profile::{Profile, Profiles};

use crate::connect::{Session, ask, ask_secret, line_of_stdin};
use crate::failure::Failure;
use crate::profile::{FileScope, done};

#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The profile's name. The server is --url; with auth basic, the user is --username.
    name: String,
    /// How to sign in [default: pat with --token-stdin or DHIS2_PAT, else basic].
    #[arg(long, value_enum, value_name = "KIND")]
    auth: Option<Kind>,
    /// Read the secret from the first line of the standard input: the password, the token, the client
    /// secret or the cookie.
    #[arg(long, conflicts_with_all = ["password_stdin", "token_stdin"])]
    secret_stdin: bool,
    /// With oauth2: the client's id, as registered in DHIS2.
    #[arg(long, value_name = "ID")]
    client_id: Option<String>,
    /// With oauth2: the scopes to ask for.
    #[arg(long, value_name = "SCOPES", default_value = "openid email")]
    scope: String,
    /// With oauth2: where the browser is sent after the sign-in.
    #[arg(long, value_name = "URL", default_value = "http://localhost:8765")]
    redirect_uri: String,
    /// In which file.
    #[arg(long = "in", value_enum, value_name = "FILE", default_value = "global")]
    file: FileScope,
    /// Make it the default. The first profile of a file is the default anyway.
    #[arg(long)]
    default: bool,
    /// Try it before it is kept: a profile that does not work is not added.
    #[arg(long)]
    verify: bool,
}

/// How a profile signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// User name and password.
    Basic,
    /// A personal access token.
    Pat,
    /// OAuth2 with the browser; see `dhis2 profile login`.
    Oauth2,
    /// The cookie of a session that was signed in elsewhere.
    SessionCookie,
}

pub(crate) fn run(session: &Session, profiles: &mut Profiles, add: &Add) -> Result<(), Failure> {
    let url = match &session.global().url {
        Some(url) => url.clone(),
        None => ask("URL of the server: ", "--url")?,
    };
    let profile = Profile::new(&add.name, &url, add.credentials(session)?)?;
    if add.verify {
        session.settings(profile.api()?).build()?.me()?;
    }
    let change = profiles.add(&profile, add.file.into(), add.default)?;
    done(session, &format!("added {}", add.name), &change)
}

impl Add {
    fn credentials(&self, session: &Session) -> Result<Credentials, Failure> {
        let global = session.global();
        let env = Env::process();
        let from_stdin = self.secret_stdin || global.password_stdin || global.token_stdin;
        let secret = |what: &str, variable: &str| match std::env::var(variable) {
            _ if from_stdin => line_of_stdin(what),
            Ok(value) if !value.is_empty() => Ok(value),
            _ => ask_secret(
                &format!("{what}: "),
                &format!("{variable} or --secret-stdin"),
            ),
        };
        let is_pat =
            global.token_stdin || (global.username.is_none() && env.text("DHIS2_PAT")?.is_some());
        let usual = if is_pat { Kind::Pat } else { Kind::Basic };
        Ok(match self.auth.unwrap_or(usual) {
            Kind::Pat => Credentials::pat(secret("Token", "DHIS2_PAT")?),
            Kind::Basic => {
                let username = match (&global.username, env.text("DHIS2_USERNAME")?) {
                    (Some(name), _) => name.clone(),
                    (None, Some(name)) => name.to_owned(),
                    (None, None) => ask("User name: ", "--username")?,
                };
                Credentials::basic(username, secret("Password", "DHIS2_PASSWORD")?)
            }
            Kind::Oauth2 => Credentials::OAuth2 {
                client_id: match &self.client_id {
                    Some(id) => id.clone(),
                    None => ask("Client id: ", "--client-id")?,
                },
                client_secret: secret("Client secret", "DHIS2_CLIENT_SECRET")?.into(),
                scope: self.scope.clone(),
                redirect_uri: self.redirect_uri.clone(),
            },
            Kind::SessionCookie => Credentials::SessionCookie {
                cookie: secret("Cookie", "DHIS2_COOKIE")?.into(),
                xsrf_token: None,
            },
        })
    }
}

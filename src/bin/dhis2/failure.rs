//! How a command fails: what is said, and the exit code.

use std::fmt::Write as _;
use std::io::ErrorKind;
use std::process::ExitCode;

use dhis2::{Conflict, Error, Outcome};
use serde_json::{Value, json};

/// Failed.
const FAILED: u8 = 1;
/// Wrong usage, or no such profile.
pub(crate) const USAGE: u8 = 2;
/// Some rows of an import were refused.
const PARTLY: u8 = 3;
/// Not signed in.
const NOT_SIGNED_IN: u8 = 4;
/// Stopped by Ctrl-C, as shells have it.
pub(crate) const INTERRUPTED: u8 = 130;

/// How many refused rows are shown.
const SHOWN: usize = 25;

/// Why a command did not do what it was told.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The crate's own error.
    Dhis2(Error),
    /// The command line cannot be followed.
    Usage(String),
    /// The command did its part and has said so; the exit code tells the rest.
    Said(u8),
    /// Stopped by Ctrl-C; how to go on.
    Interrupted(String),
    /// A failure in a sentence.
    Plain(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Dhis2(error)
    }
}

impl Failure {
    /// A failed read or write of this command; a closed pipe is none.
    pub(crate) fn io(action: &str, error: std::io::Error) -> Self {
        match error.downcast::<Error>() {
            Ok(error) => Self::Dhis2(error),
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Self::Said(0),
            Err(error) => Self::Plain(format!("cannot {action}: {error}")),
        }
    }

    /// The exit code for what became of an import.
    pub(crate) fn of_outcome(outcome: Outcome) -> Result<(), Self> {
        match outcome {
            Outcome::Partial => Err(Self::Said(PARTLY)),
            Outcome::Failed => Err(Self::Said(FAILED)),
            _ => Ok(()),
        }
    }

    /// Says it on the standard error.
    pub(crate) fn report(&self, json: bool) -> ExitCode {
        let code = self.code();
        let text = match self {
            Self::Said(_) => return ExitCode::from(code),
            // Whoever read our output has seen enough.
            Self::Dhis2(Error::Io(error))
                if error.kind() == ErrorKind::BrokenPipe && error.path().is_none() =>
            {
                return ExitCode::SUCCESS;
            }
            _ if json => self.as_json(code).to_string(),
            Self::Dhis2(error) => block(error),
            Self::Usage(text) => format!("error: {text}\nhint: `dhis2 --help` shows the options"),
            Self::Interrupted(text) => format!("stopped: {text}"),
            Self::Plain(text) => format!("error: {text}"),
        };
        crate::output::note(format_args!("{text}"));
        ExitCode::from(code)
    }

    fn code(&self) -> u8 {
        match self {
            Self::Dhis2(error) => code_of(error),
            Self::Usage(_) => USAGE,
            Self::Said(code) => *code,
            Self::Interrupted(_) => INTERRUPTED,
            Self::Plain(_) => FAILED,
        }
    }

    fn as_json(&self, code: u8) -> Value {
        let error = match self {
            Self::Dhis2(error) => {
                let (method, url) = request_of(error).unzip();
                json!({
                    "kind": label(error).0,
                    "message": words(error),
                    "hint": hint(error),
                    "status": error.status(),
                    "errorCode": error.error_code(),
                    "method": method,
                    "url": url,
                    "causes": causes(error),
                    "conflicts": error.conflicts().iter().map(ToString::to_string).collect::<Vec<_>>(),
                })
            }
            Self::Usage(text) => json!({"kind": "usage", "message": text}),
            Self::Interrupted(text) => json!({"kind": "interrupted", "message": text}),
            Self::Plain(text) => json!({"kind": "error", "message": text}),
            Self::Said(_) => Value::Null,
        };
        json!({"error": without_nulls(error), "exitCode": code})
    }
}

/// Leaves out members that are null or empty.
pub(crate) fn without_nulls(mut value: Value) -> Value {
    if let Value::Object(members) = &mut value {
        members.retain(|_, member| {
            !member.is_null() && member.as_array().is_none_or(|list| !list.is_empty())
        });
    }
    value
}

fn code_of(error: &Error) -> u8 {
    match error {
        Error::Authentication(_) | Error::OAuth2(_) => NOT_SIGNED_IN,
        Error::Profile(_) | Error::InvalidInput(_) => USAGE,
        Error::Cancelled(_) => INTERRUPTED,
        Error::Import(report) if report.outcome() == Outcome::Partial => PARTLY,
        Error::Incomplete(error) => code_of(error.error()),
        Error::Paging(error) => error.error().map_or(FAILED, code_of),
        _ => match error
            .web_message()
            .map(|message| message.import_report().outcome())
        {
            Some(Outcome::Partial) => PARTLY,
            _ => FAILED,
        },
    }
}

/// What kind of failure it is: for programs, and for people.
fn label(error: &Error) -> (&'static str, String) {
    match error {
        Error::Api(error) => ("api", format!("DHIS2 API error ({})", error.status())),
        Error::Authentication(_) => ("authentication", "auth error".to_owned()),
        Error::OAuth2(_) => ("oauth2", "oauth2 error".to_owned()),
        Error::Transport(_) => ("network", "network error".to_owned()),
        Error::Timeout(_) => ("timeout", "timeout".to_owned()),
        Error::Decode(_) => ("decode", "DHIS2 error".to_owned()),
        Error::Profile(_) => ("profile", "error".to_owned()),
        Error::Cancelled(_) => ("interrupted", "stopped".to_owned()),
        Error::InvalidInput(_) => ("usage", "error".to_owned()),
        _ => ("error", "error".to_owned()),
    }
}

/// DHIS2's own words where there are some.
fn words(error: &Error) -> String {
    match error {
        Error::Api(error) => {
            let message = match error.message() {
                "" => "(no further detail)",
                message => message,
            };
            match error.error_code().filter(|code| !message.contains(*code)) {
                Some(code) => format!("{message} ({code})"),
                None => message.to_owned(),
            }
        }
        Error::Authentication(error) => error.message().to_owned(),
        // The hint has a line of its own.
        _ => match error.hint() {
            Some(hint) => error.to_string().replace(&format!("; hint: {hint}"), ""),
            None => error.to_string(),
        },
    }
}

fn hint(error: &Error) -> Option<String> {
    if let Some(hint) = error.hint() {
        return Some(hint.to_owned());
    }
    match error {
        Error::Profile(_) => Some(
            "`dhis2 profile list` shows the profiles, `dhis2 profile add NAME --url URL` makes one"
                .to_owned(),
        ),
        Error::OAuth2(_) => Some("`dhis2 profile login NAME` signs in again".to_owned()),
        Error::TaskTimeout(error) => Some(format!(
            "it goes on without us: `dhis2 task watch {}`",
            error.task()
        )),
        _ => None,
    }
}

fn request_of(error: &Error) -> Option<(&str, &str)> {
    match error {
        Error::Api(error) => Some((error.method(), error.url())),
        Error::Authentication(error) => Some((error.method(), error.url())),
        _ => None,
    }
}

/// The causes below an error, without those whose words it has said.
fn causes(error: &Error) -> Vec<String> {
    // Not for the whole file: it has a deprecated `cause`, which hides that of boxed errors.
    use std::error::Error as _;

    let mut said = error.to_string();
    let mut causes = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        let text = cause.to_string();
        if !said.contains(&text) {
            said += &text;
            causes.push(text);
        }
        next = cause.source();
    }
    causes
}

fn block(error: &Error) -> String {
    let mut text = format!("{}: {}", label(error).1, words(error));
    for cause in causes(error) {
        let _ = write!(text, ": {cause}");
    }
    if let Some(hint) = hint(error) {
        let _ = write!(text, "\nhint: {hint}");
    }
    if matches!(error, Error::Api(_)) {
        let _ = write!(text, "{}", conflict_lines(&error.conflicts()));
    }
    if let Some((method, url)) = request_of(error) {
        let _ = write!(text, "\n  {method} {url}");
    }
    text
}

/// The refused rows, a line each, with a line break before each.
pub(crate) fn conflict_lines(conflicts: &[Conflict]) -> String {
    let mut text = String::new();
    for conflict in conflicts.iter().take(SHOWN) {
        let _ = write!(text, "\n  {conflict}");
    }
    if conflicts.len() > SHOWN {
        let _ = write!(text, "\n  and {} more", conflicts.len() - SHOWN);
    }
    text
}
